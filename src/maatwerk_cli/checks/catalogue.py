"""The catalogue of findings: for every code its severity, its texts, its page and its example, as data."""

import re
from collections.abc import Collection, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, cast

from maatwerk_cli.checks.finding import Severity
from maatwerk_cli.models.fields import fields_of
from maatwerk_cli.models.kandidaat import Kandidaatstap
from maatwerk_cli.models.meaning import Loc
from maatwerk_cli.models.values import MAX_ID, Record
from maatwerk_cli.register.kinds import INSTELLINGEN, KINDS, holds_people, kind_of_file
from maatwerk_cli.register.records import stem_of
from maatwerk_cli.text.personal_data.privacy import MASK, is_pseudonym, mask, mask_path
from maatwerk_cli.text.personal_data.safe import safe_text
from maatwerk_cli.text.problem import Problem
from maatwerk_cli.text.suggestion import as_amount, as_date, meant_sentence, nearest, other_measure
from maatwerk_cli.text.yaml.own_table import own_table

_PLAIN_WORD = re.compile(r"[a-z0-9]+([-_.][a-z0-9]+)*", re.IGNORECASE | re.ASCII)
_WORDS = ("woord", "id", "sleutel", "ander")
"""What problems quote from a file."""


class Example(NamedTuple):
    """How a rule is broken and how that is mended, in the small dataset that the tests start from.

    Attributes:
        file: the file it is in.
        before: the text there that is replaced; empty for the whole file.
        wrong: the text that triggers the rule.
        right: a text that does not; empty where the text that was there is already right.
        made: what is made instead, where no text can be wrong in this way.
    """

    file: str
    before: str
    wrong: str
    right: str
    made: str


class FindingRule(NamedTuple):
    """One kind of finding.

    Attributes:
        code: ``MW001`` and on.
        severity: ``fout`` or ``waarschuwing``.
        title: the rule in a few words.
        message: what is wrong; ``{veld}`` and the like are filled from the problem.
        remedy: what to do.
        messages: what is wrong in a case of its own, by the name that the problem gives that case.
        remedies: what to do in a case of its own, by the name that the problem gives that case.
        page: why it matters and how to mend it, shown by ``maatwerk uitleg``.
        example: one that triggers it and one that does not.
    """

    code: str
    severity: Severity
    title: str
    message: str
    messages: Mapping[str, str]
    remedy: str
    remedies: Mapping[str, str]
    page: str
    example: Example


@lru_cache(maxsize=1)
def catalogue() -> dict[str, FindingRule]:
    """Give every rule by its code."""
    rules: Mapping[str, Mapping[str, str]] = own_table(Path(__file__).with_name("catalogus.yaml"))
    return {code: _rule(code, rule) for code, rule in rules.items()}


def _rule(code: str, rule: Mapping[str, str]) -> FindingRule:
    example = cast(Mapping[str, str], rule["voorbeeld"])
    return FindingRule(
        code,
        cast(Severity, rule["ernst"]),
        rule["titel"],
        rule["melding"],
        cast(Mapping[str, str], rule.get("meldingen", {})),
        rule["oplossing"],
        cast(Mapping[str, str], rule.get("oplossingen", {})),
        rule["uitleg"],
        Example(*(example.get(key, "") for key in ("bestand", "was", "fout", "goed", "gemaakt"))),
    )


def texts(problem: Problem) -> tuple[str, str]:
    """Give the message and the remedy for a problem, with a suggestion where one can be made."""
    rule = catalogue()[problem.code]
    case = _case(problem, rule)
    message, remedy = rule.messages.get(case, rule.message), rule.remedies.get(case, rule.remedy)
    both_texts = message + remedy
    params = {
        key: _param(key, value, problem.file)
        for key, value in problem.params.items()
        if f"{{{key}}}" in both_texts
    }
    params["bedoeld"] = _suggestion(problem)
    params["uitzondering"] = _exception(problem)
    if params["bedoeld"] and params.get("woord") == MASK:
        params["woord"] = _nearly_own(problem)
    return message.format_map(params), remedy.format_map(params)


_NOBODY = frozenset(
    ("onbekend", "geen", "niemand", "nvt", "n.v.t.", "leeg", "nader-te-bepalen", "ntb", "pm", "p.m.", "tbd")
)
"""What people write where there is nothing to name: making a record of that name would make it count."""


def _case(problem: Problem, rule: FindingRule) -> str:
    """Give the case of a problem that has words of its own."""
    word, choices = str(problem.params.get("woord", "")), problem.params.get("keuzes")
    if "niemand" in rule.remedies and word.casefold() in _NOBODY:
        return "niemand"
    if (
        "andere_maat" in rule.remedies
        and isinstance(choices, Collection)
        and any(other_measure(word, choice) for choice in choices)
    ):
        return "andere_maat"
    return str(problem.params.get("geval", ""))


def _nearly_own(problem: Problem) -> str:
    """Give a name of a field, or a column, that is nearly one of ours, so that it is nobody's own."""
    word = str(problem.params.get("woord", ""))
    plain = word.isprintable() and len(word) <= MAX_ID and mask(word) == word
    return word.strip() if plain and problem.code in _OF_NAMES and not holds_people(problem.file) else MASK


_OF_NAMES = ("MW022", "MW101", "MW119", "MW122")
"""Findings about names that the program itself gives."""


def _exception(problem: Problem) -> str:
    """Say how a value is excepted from a rule on personal data, where that can be: beside it."""
    if holds_people(problem.file) or not problem.loc:
        return ""
    if problem.file.endswith(".csv"):
        return f" Is het dat niet? Zet in een kolom geen_persoonsgegeven: {problem.code} en waarom niet."
    return f" Is het dat niet? Zet erachter: # geen persoonsgegeven {problem.code} en waarom niet."


def _param(key: str, value: object, file: str) -> str:
    if key == "veld" and isinstance(value, tuple):
        within = value[1:] if value and isinstance(value[0], int) else value  # not which record of the file
        return path_text(within, file) or "dit record"
    if key == "keuzes" and isinstance(value, Collection):
        return ", ".join(map(shown_word, value)) or "(niets)"
    if isinstance(value, int):
        return str(value)
    if key == "ander":  # another record or stage that is there: the program's own word, not this record's
        return shown_word(value)
    return shown_word(value, file) if key in _WORDS else safe_text(str(value))


def shown_word(value: object, file: str = "") -> str:
    """Give a word from a file as it may be printed: a short plain word, never what may be personal data.

    Of a candidate's record nothing is printed but the program's own words: a name is a plain word too.
    """
    text = str(value)
    if text in _own_words():
        return text
    if holds_people(file):
        return MASK
    return text if len(text) <= MAX_ID and _PLAIN_WORD.fullmatch(text) and mask(text) == text else MASK


def file_text(file: str) -> str:
    """Write the name of a file: nothing personal, nothing that steers a terminal, nothing that is no text."""
    kind = kind_of_file(file)
    if kind is not None and kind.of_people and is_pseudonym(stem_of(file)):
        return file  # a word of the program and a pseudonym: nothing to be masked
    masked = mask_path(file)
    if masked.isprintable():
        return masked
    return "".join(c if c.isprintable() else f"\\u{{{ord(c):x}}}" for c in masked)


def path_text(loc: Loc, file: str = "") -> str:
    """Write a path as ``verloop[0].fase``; a key that may not be printed ends it."""
    text = ""
    for step in loc:
        if isinstance(step, int):
            text += f"[{step}]"
        elif shown_word(step, file) != MASK:
            text += f".{step}" if text else step
        else:
            break
    return text


@lru_cache(maxsize=1)
def _own_words() -> frozenset[str]:
    """Give the names of all fields and the closed words of a candidate: the program's own words."""
    words: set[str] = {"doelgroep", "naam", "voornaam", "achternaam", "geboortedatum", "geslacht", "leeftijd"}
    words |= {"bsn", "adres", "woonplaats", "postcode", "telefoon", "email", "reden", "opmerking", "notitie"}
    words |= {"kandidaat", *(word for stage in fields_of(Kandidaatstap) for word in stage.choices)}
    waiting: list[object] = [kind.model for kind in (*KINDS, INSTELLINGEN)]
    seen: set[int] = set()
    while waiting:
        part = waiting.pop()
        if id(part) in seen:
            continue
        seen.add(id(part))
        waiting += getattr(part, "__args__", ())
        if isinstance(part, type) and issubclass(part, Record):
            for name, info in part.model_fields.items():
                words.add(info.alias or name)
                waiting.append(info.annotation)
    return frozenset(words)


def _suggestion(problem: Problem) -> str:
    params = problem.params
    given, meant = params.get("invoer"), params.get("bedoelde")
    if not isinstance(meant, str):
        if isinstance(given, str) and not holds_people(problem.file):
            read = as_amount(given) if problem.code == "MW111" else as_date(given)
            return f' Bedoelde u "{read}"?' if read and mask(f'"{read}"') == f'"{read}"' else ""
        word, choices = params.get("woord"), params.get("vrij", params.get("keuzes", ()))
        meant = nearest(word, choices) if isinstance(word, str) and isinstance(choices, Collection) else None
    return meant_sentence(meant if meant and shown_word(meant) == meant else None)
