"""The rules of the catalogue as text and as a page of the documentation."""

import textwrap
from collections.abc import Iterable
from itertools import groupby

from maatwerk_cli.checks.catalogue import Example, FindingRule

_ON_PAGE = (
    ("Kies uit: {keuzes}.", "Kies uit de lijst bij de bevinding."),
    ("{keuzes}", "zie de lijst bij de bevinding"),
    ("{uitzondering}", " Is het dat niet? Zet ernaast: geen persoonsgegeven, de code en waarom niet."),
    ("{max_length}", "zoveel als mag"),
    ("{naam}", "ID.yaml"),
    ("{id}", "ID"),
    ("dat ook {telt} telt", "dat hetzelfde telt"),
    ("{lijst}", "NAAM"),
    ("{jaar}", "JAAR"),
    ("{doel}", "wat de bevinding noemt"),
    ("{kop}", "zoals de bevinding hem noemt"),
    ("{woord}", "NAAM"),
    ("'{wat}'", "wat de bevinding noemt"),
)
"""What a page says where a finding names something."""
GROUPS = {
    "MW0": "Lezen van bestanden",
    "MW1": "Velden van een record",
    "MW2": "Verwijzingen tussen records",
    "MW3": "Verloop in de tijd",
    "MW4": "Privacy",
    "MW5": "Cijfers",
    "MW6": "Signalen van voortgang",
    "MW7": "Kaders",
}


def rule_list(rules: Iterable[FindingRule], width: int) -> str:
    """Write a line for each rule; where it does not fit, the rest further in."""
    lines: list[str] = []
    for group, own in groupby(rules, _group):
        lines += [*([""] if lines else []), f"{GROUPS[group]}:"]
        for rule in own:
            lines += _wrapped(f"{rule.code} {rule.title} ({rule.severity})", width, "  ", " " * 8)
    return "\n".join([*lines, ""])


def _group(rule: FindingRule) -> str:
    return rule.code[:3]


def rule_page(rule: FindingRule, width: int) -> str:
    """Write all there is to know of one rule."""
    lines = [*_wrapped(f"{rule.code} {rule.title} ({rule.severity})", width), ""]
    lines += _wrapped(rule.page, width)
    lines += ["", "Wat te doen:"]
    lines += _wrapped(_remedy(rule), width, "  ")
    for title, text in _example(rule.example):
        lines += ["", *_wrapped(f"{title}:", width)]
        for line in text.rstrip("\n").split("\n"):
            lines += _wrapped_code(line, width)
    return "\n".join([*lines, ""])


def _remedy(rule: FindingRule) -> str:
    text = rule.remedy
    for placeholder, words in _ON_PAGE:
        text = text.replace(placeholder, words)
    return text


def _wrapped(text: str, width: int, indent: str = "", hanging: str | None = None) -> list[str]:
    return textwrap.wrap(
        text,
        max(width, 20),
        initial_indent=indent,
        subsequent_indent=indent if hanging is None else hanging,
        break_on_hyphens=False,
    )


def _wrapped_code(line: str, width: int) -> list[str]:
    """Wrap a line of an example between words, further in where it goes on."""
    before = 4 + len(line) - len(line.lstrip(" "))
    return _wrapped(line.strip(" "), width, " " * before, " " * (before + 4)) or [""]


def rules_markdown(rules: Iterable[FindingRule]) -> str:
    """Write the page of the documentation."""
    parts = [
        "# Bevindingen\n",
        "Gemaakt uit de catalogus van het programma. Als commando: `maatwerk uitleg CODE`.\n",
    ]
    for group, own in groupby(rules, _group):
        parts.append(f"## {GROUPS[group]} ({group}xx)\n")
        for rule in own:
            parts += [f"### {rule.code} {rule.title}\n", f"Ernst: {rule.severity}.\n", f"{rule.page}\n"]
            parts.append(f"**Melding:** `{rule.message}`\n")
            parts.append(f"**Wat te doen:** {_remedy(rule)}\n")
            for title, text in _example(rule.example):
                parts.append(f"{title}:\n\n```text\n{text.rstrip(chr(10))}\n```\n")
    return "\n".join(parts)


def _example(example: Example) -> list[tuple[str, str]]:
    if example.made:
        return [(f"Zo ontstaat het, in {example.file}", example.made)]
    right = example.right or example.before
    shown = [(f"Dit geeft de bevinding, in {example.file}", _visible(example.wrong) or "(weggelaten)")]
    return [*shown, ("Dit niet", _visible(right))] if right else shown


def _visible(text: str) -> str:
    return text.replace("\x00", "␀").replace("\ufeff", "␢").replace("\t", "→")
