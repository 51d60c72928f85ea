"""The rules of the catalogue as text and as a page of the documentation."""

import textwrap
from collections.abc import Iterable

from maatwerk_cli.checks.catalogue import Example, Rule

_NO_BRACES = str.maketrans("", "", "{}")
GROUPS = {
    "MW0": "Lezen van bestanden",
    "MW1": "Velden van een record",
    "MW2": "Verwijzingen tussen records",
    "MW3": "Verloop in de tijd",
    "MW4": "Privacy",
    "MW5": "Cijfers",
}


def rule_list(rules: Iterable[Rule]) -> str:
    """Write a line for each rule."""
    lines: list[str] = []
    group = ""
    for rule in rules:
        if rule.code[:3] != group:
            group = rule.code[:3]
            lines += [*([""] if lines else []), f"{GROUPS[group]}:"]
        lines.append(f"  {rule.code} {rule.title} ({rule.severity})")
    return "\n".join([*lines, ""])


def rule_page(rule: Rule, width: int) -> str:
    """Write all there is to know of one rule."""
    lines = [f"{rule.code} {rule.title} ({rule.severity})", ""]
    lines += _wrapped(rule.page, width)
    lines += ["", "Wat te doen:"]
    remedy = rule.remedy.replace("{keuzes}", "wat de bevinding noemt").translate(_NO_BRACES)
    lines += [f"  {line}" for line in _wrapped(remedy, width - 2)]
    for title, text in _example(rule.example):
        lines += ["", f"{title}:"]
        lines += [f"    {line}" for line in text.rstrip("\n").split("\n")]
    return "\n".join([*lines, ""])


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, break_on_hyphens=False, break_long_words=False)


def rules_markdown(rules: Iterable[Rule]) -> str:
    """Write the page of the documentation."""
    parts = [
        "# Bevindingen\n",
        "Gemaakt uit de catalogus van het programma. Op de opdrachtregel: `maatwerk uitleg CODE`.\n",
    ]
    group = ""
    for rule in rules:
        if rule.code[:3] != group:
            group = rule.code[:3]
            parts.append(f"## {GROUPS[group]} ({group}xx)\n")
        parts += [f"### {rule.code} {rule.title}\n", f"Ernst: {rule.severity}.\n", f"{rule.page}\n"]
        parts.append(f"**Melding:** `{rule.message}`\n")
        parts.append(f"**Wat te doen:** `{rule.remedy}`\n")
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
