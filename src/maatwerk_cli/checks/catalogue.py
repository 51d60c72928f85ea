"""The catalogue of findings: for every code its severity, its texts and its page, kept as data."""

import difflib
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import cast

from maatwerk_cli.checks.finding import Ernst
from maatwerk_cli.dataset.problem import Problem
from maatwerk_cli.dataset.yaml_reader import YamlDocument, read_yaml

_PLAIN_WORD = re.compile(r"[a-z0-9]+([-_.][a-z0-9]+)*", re.IGNORECASE | re.ASCII)
_MANY_DIGITS = re.compile(r"\d{5}")
_OWN_WORDS = ("keuzes", "grens", "lijst", "telt", "eerder", "naam", "veld")
"""What problems say in the program's own words, or in names of files."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of finding.

    Attributes:
        code: ``MW001`` and on.
        severity: ``fout`` or ``waarschuwing``.
        message: what is wrong; ``{veld}`` and the like are filled from the problem.
        remedy: what to do.
        page: why it matters and how to mend it, shown by ``maatwerk uitleg``.

    """

    code: str
    severity: Ernst
    message: str
    remedy: str
    page: str


@lru_cache(maxsize=1)
def catalogue() -> dict[str, Rule]:
    """Give every rule by its code."""
    document = read_yaml(files("maatwerk_cli.checks").joinpath("catalogus.yaml").read_bytes())
    rules = cast(YamlDocument, document).value
    return {
        code: Rule(code, rule["ernst"], rule["melding"], rule["oplossing"], rule["uitleg"])
        for code, rule in rules.items()
    }


def texts(problem: Problem) -> tuple[str, str]:
    """Give the message and the remedy for a problem, with a suggestion where one can be made."""
    rule = catalogue()[problem.code]
    params = {
        key: str(value) if key in _OWN_WORDS or isinstance(value, int) else shown(value)
        for key, value in problem.params.items()
    }
    word, choices = problem.params.get("woord"), str(problem.params.get("keuzes", ""))
    params["bedoeld"] = _suggestion(word, choices.split(", "))
    return rule.message.format_map(params), rule.remedy.format_map(params)


def shown(value: object) -> str:
    """Give a value as it may be printed: a short plain word, never what may be personal data."""
    text = str(value)
    plain = len(text) <= 60 and _PLAIN_WORD.fullmatch(text) and _MANY_DIGITS.search(text) is None
    return text if plain else "(niet getoond)"


def _suggestion(word: object, choices: list[str]) -> str:
    if not isinstance(word, str):
        return ""
    matches = difflib.get_close_matches(word, choices, n=1, cutoff=0.6)
    return f" Bedoelde u '{matches[0]}'?" if matches else ""
