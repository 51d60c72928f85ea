"""What became of the cases of a framework, and what none of them touches."""

import json
from collections.abc import Iterator, Sequence, Set
from typing import Any

from maatwerk_cli.models.kader import Kader
from maatwerk_cli.tender.cases.case_run import CaseResult
from maatwerk_cli.tender.cases.coverage import Coverage
from maatwerk_cli.tender.cases.proposals import Proposal
from maatwerk_cli.tender.masking import shown_text
from maatwerk_cli.text import dutch
from maatwerk_cli.text.blocks import Block, BlockTable, Heading, Paragraph, PointList
from maatwerk_cli.text.terminal.layout import clean

_STATES = {"goed": "goed", "anders": "anders", "open": "nog open", "fout": "niet te toetsen"}


def state_of(result: CaseResult) -> str:
    """Say what became of a case: ``goed``, ``anders``, ``open`` or ``fout``."""
    if result.wrong:
        return "fout"
    return "open" if result.open else "anders" if result.differences else "goed"


def case_blocks(
    kader: Kader,
    results: Sequence[CaseResult],
    covered: Coverage | None,
    *,
    every: bool = False,
    unread: bool = False,
) -> Iterator[Block]:
    """Tell the cases of one framework: how many are right, which are not, and what none touches.

    Args:
        kader: the framework.
        results: what became of its cases that read.
        covered: what they touch, where that is asked.
        every: those that are right are shown too.
        unread: there are cases that do not read.
    """
    yield Heading(f"De gevallen van {kader.naam}", 1)
    counts = {state: sum(state_of(result) == state for result in results) for state in _STATES}
    counted = [f"{number} {_STATES[state]}" for state, number in counts.items() if number]
    number = dutch.so_many(len(results), "geval", "gevallen")
    none = "Geen geval kon worden getoetst." if unread else "Er zijn nog geen gevallen."
    said = f"{number}: {dutch.joined(counted)}." if counted else none
    yield Paragraph(said, strong=True)
    shown = [result for result in results if every or state_of(result) != "goed"]
    if shown:
        yield BlockTable(
            "Gevallen" if every else _shown_words({state_of(result) for result in shown}),
            ("Geval", "Oordeel", "Wat er anders is", "Plaats in de regeling"),
            [_row(result) for result in shown],
        )
    if covered is not None:
        yield from coverage_blocks(covered)


def _shown_words(states: Set[str]) -> str:
    """Name the cases that are shown: one that is open is not wrong."""
    if "open" not in states:
        return "Gevallen die niet kloppen"
    return "Gevallen die niet kloppen of nog open zijn" if len(states) > 1 else "Gevallen die nog open zijn"


def shown_on_a_line(text: str) -> str:
    """Write a text of a case on one line, without personal data."""
    return clean(shown_text(text))


_TWO_DAYS = "de peildatum staat er twee keer, met een andere dag"


def _row(result: CaseResult) -> tuple[str, str, str, str]:
    geval = result.case.geval
    parts = [
        f"{diff.veld}: {diff.verwacht}; het kader geeft: {diff.with_advice}" for diff in result.differences
    ]
    if result.wrong:
        parts = [_TWO_DAYS if result.two_days else result.cause or f"het gegeven {result.wrong} klopt niet"]
    where = geval.bron.reference if geval.bron else ""
    return (
        shown_on_a_line(geval.naam),
        _STATES[state_of(result)],
        shown_on_a_line("; ".join(parts)),
        shown_on_a_line(where),
    )


def coverage_blocks(covered: Coverage) -> Iterator[Block]:
    """Tell what of a framework no case touches."""
    yield Heading("Dekking")
    touched = len(covered.spots) - len(covered.missed)
    yield Paragraph(f"Voor {touched} van de {len(covered.spots)} delen van het kader is er een geval.")
    reachable = [spot for key, spot in covered.missed.items() if key not in covered.without_example]
    if reachable:
        yield Paragraph("Nog geen geval voor:")
        yield PointList([f"{spot.voorwaarde}: {spot.wat}" for spot in reachable])
    if covered.without_example:
        yield Paragraph(
            "Ook dit raakt geen geval. Er is geen voorbeeld van gevonden. Misschien kan het niet, of staat "
            "een code van het kader in geen codelijst:"
        )
        rest = [covered.missed[key] for key in covered.missed if key in covered.without_example]
        yield PointList([f"{spot.voorwaarde}: {spot.wat}" for spot in rest])


def case_json(kader: Kader, results: Sequence[CaseResult], covered: Coverage | None) -> dict[str, Any]:
    """Give the same as plain values."""
    value: dict[str, Any] = {
        "kader": kader.id,
        "gevallen": [
            {
                "naam": shown_on_a_line(result.case.geval.naam),
                "oordeel": state_of(result),
                "uitkomst": result.result.besluit.uitkomst if result.result and not result.open else None,
                "verschillen": [
                    {
                        key: shown_on_a_line(value)
                        for key, value in diff._asdict().items()
                        if value or key != "raad"
                    }
                    for diff in result.differences
                ],
            }
            for result in results
        ],
    }
    if covered is not None:
        value["dekking"] = {
            "plaatsen": len(covered.spots),
            "geraakt": len(covered.spots) - len(covered.missed),
            "gemist": [
                {"plaats": spot.voorwaarde, "wat": spot.wat, "voorbeeld": key not in covered.without_example}
                for key, spot in covered.missed.items()
            ],
        }
    return value


def proposed_yaml(proposed: Sequence[Proposal]) -> str:
    """Write proposed cases as they stand in a file, for a person to fill in the outcome."""
    lines = ["# Voorgestelde gevallen. Vul de uitkomst in vanuit de regeling, en niet vanuit het programma."]
    for case, also, _ in proposed:
        lines += [f"# Raakt ook: {shown_on_a_line(words)}" for words in also]
        lines.append(f"- naam: {_scalar(shown_on_a_line(case['naam']))}")
        given, day = _apart(case["invoer"])
        if day is not None:
            lines.append(f"  peildatum: {_scalar(day)}")
        if isinstance(given, list):
            lines.append("  invoer:")
            for lot in given:
                (key, value), *rest = lot.items()
                lines.append(f"    - {key}: {_scalar(value)}")
                lines += [f"      {key}: {_scalar(value)}" for key, value in rest]
        elif given:
            lines.append("  invoer:")
            lines += [f"    {key}: {_scalar(value)}" for key, value in given.items()]
        else:
            lines.append("  invoer: {}")
        lines.append(f"  uitkomst: {case['uitkomst']}")
    return "\n".join(lines) + "\n"


def _apart(given: Any) -> tuple[Any, Any]:
    """Take the peildatum out of a tender, as it stands above a case; of lots each keeps its own."""
    if isinstance(given, list):
        return given, None
    return {key: value for key, value in given.items() if key != "peildatum"}, given.get("peildatum")


def _scalar(value: Any) -> str:
    if isinstance(value, int):
        return str(value)
    return json.dumps(shown_text(value) if isinstance(value, str) else value, ensure_ascii=False)
