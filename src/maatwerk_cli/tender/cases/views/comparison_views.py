"""What would change under another policy: in words, as a table for programs, and as JSON."""

import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from maatwerk_cli.tender.cases.comparison import ComparedPair, Side, Sums, sums
from maatwerk_cli.tender.views.field_titles import in_sentence, named_fields
from maatwerk_cli.tender.views.verdict_json import plain
from maatwerk_cli.tender.words.limit_words import quantity
from maatwerk_cli.text import dutch
from maatwerk_cli.text.blocks import Block, BlockTable, Heading, Paragraph, PointList, clean
from maatwerk_cli.text.csv.csv_writer import write_csv

COLUMNS = (
    *("regel", "id", "perceel", "uitkomst_was", "uitkomst_wordt", "kader_was", "kader_wordt"),
    *("verplichting_was", "verplichting_wordt", "eenheid_was", "eenheid_wordt"),
    *("vragen_was", "vragen_wordt", "anders", "fout"),
)
MOST_SHOWN = 500


def comparison_blocks(title: str, compared: Sequence[ComparedPair]) -> Iterator[Block]:
    """Tell what would change: summed, and each tender of which something changes."""
    yield Heading("Wat er zou veranderen", 1)
    yield Paragraph(title)
    total = sums(compared)
    changed = [pair for pair in compared if pair.differs]
    yield Paragraph(f"{_tenders(total.total)}; bij {len(changed)} verandert er iets.", nadruk=True)
    yield PointList([*_summed(total)])
    outcomes = [
        (dutch.outcome(was), dutch.outcome(wordt), str(number))
        for (was, wordt), number in sorted(total.moves.items())
    ]
    if outcomes:
        yield BlockTable("Uitkomsten", ("Was", "Wordt", "Aantal"), outcomes)
    if len(changed) > MOST_SHOWN:
        yield Paragraph(
            f"Dat zijn er meer dan {MOST_SHOWN}. Wilt u voor elke aanbesteding een regel, kies dan "
            "--formaat csv of jsonl."
        )
    elif changed:
        yield BlockTable(
            "Per aanbesteding",
            ("Aanbesteding", "Regel", "Uitkomst was", "Uitkomst wordt", "Verplichting was", "Wordt"),
            [_row(pair) for pair in changed],
        )


def _tenders(number: int) -> str:
    return "1 aanbesteding" if number == 1 else f"{number} aanbestedingen"


def _summed(total: Sums) -> Iterator[str]:
    together = "samen, voor zover bekend" if any(total.unknown) or total.wrong else "samen"
    for unit, (was, wordt) in total.duties.items():
        gap = wordt - was
        more = f"{quantity(abs(gap), unit)} {'meer' if gap > 0 else 'minder'}" if gap else "evenveel"
        yield f"Verplichting {together}: was {quantity(was, unit)}, wordt {quantity(wordt, unit)} ({more})."
    if any(total.unknown):
        was_unknown, now_unknown = total.unknown
        yield (
            f"Niet in deze som, want de verplichting is niet bekend: was {was_unknown}, wordt {now_unknown}."
        )
    for field, number in sorted(total.asked.items()):
        many = "vraag" if abs(number) == 1 else "vragen"
        yield f"Naar {in_sentence(field)}: {abs(number)} {many} {'meer' if number > 0 else 'minder'}."
    if total.wrong:
        yield f"Niet beoordeeld omdat de regel niet klopt: {total.wrong}."


def _row(pair: ComparedPair) -> tuple[str, ...]:
    name = clean(", ".join(part for part in (pair.id, pair.perceel and f"perceel {pair.perceel}") if part))
    was, wordt = pair.was, pair.wordt
    return (
        name or f"regel {pair.line}",
        str(pair.line),
        dutch.outcome(was.uitkomst) if was else "",
        dutch.outcome(wordt.uitkomst) if wordt else "",
        _duty(was),
        _duty(wordt) + _asked(was, wordt),
    )


def _duty(side: Side | None) -> str:
    if side is None or not side.eenheid:
        return "geen"
    return "nog onbekend" if side.hoeveelheid is None else quantity(side.hoeveelheid, side.eenheid)


def _asked(was: Side | None, wordt: Side | None) -> str:
    if was is None or wordt is None or was.vragen == wordt.vragen:
        return ""
    return f"; te vragen: {named_fields(wordt.vragen)}" if wordt.vragen else "; niets meer te vragen"


def comparison_csv(compared: Sequence[ComparedPair], *, excel: bool) -> bytes:
    """Give every tender on a row."""
    return write_csv(COLUMNS, [_cells(pair) for pair in compared], excel=excel)


def _cells(pair: ComparedPair) -> tuple[str, ...]:
    was, wordt = pair.was, pair.wordt

    def both(of: str) -> tuple[str, str]:
        return tuple(_cell(getattr(side, of)) if side else "" for side in (was, wordt))  # type: ignore[return-value]

    return (
        *(str(pair.line), pair.id, pair.perceel),
        *both("uitkomst"),
        *both("kader"),
        *both("hoeveelheid"),
        *both("eenheid"),
        *both("vragen"),
        *("" if was is None else "ja" if pair.differs else "nee", pair.fout),
    )


def _cell(value: Any) -> str:
    if isinstance(value, Decimal):
        return plain(value)
    return " ".join(value) if isinstance(value, tuple) else str(value or "")


def comparison_lines(compared: Sequence[ComparedPair]) -> str:
    """Give every tender as JSON on a line."""
    return "".join(f"{json.dumps(pair_json(pair), ensure_ascii=False)}\n" for pair in compared)


def comparison_json(compared: Sequence[ComparedPair]) -> str:
    """Give the sums and every tender as one JSON object."""
    total = sums(compared)
    value = {
        "aantal": total.total,
        "anders": sum(pair.differs for pair in compared),
        "uitkomsten": [
            {"was": was, "wordt": wordt, "aantal": number}
            for (was, wordt), number in sorted(total.moves.items())
        ],
        "verplichting": {
            unit: {"was": plain(was), "wordt": plain(wordt)} for unit, (was, wordt) in total.duties.items()
        },
        "verplichting_onbekend": {"was": total.unknown[0], "wordt": total.unknown[1]},
        "vragen": dict(sorted(total.asked.items())),
        "fout": total.wrong,
        "aanbestedingen": [pair_json(pair) for pair in compared],
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def pair_json(pair: ComparedPair) -> dict[str, Any]:
    """Give one tender as plain values."""
    if pair.was is None:
        return {"id": pair.id or None, "regel": pair.line, "fout": pair.fout}
    return {
        "id": pair.id or None,
        "perceel": pair.perceel or None,
        "regel": pair.line,
        "was": _side_json(pair.was),
        "wordt": _side_json(pair.wordt),
        "anders": pair.differs,
    }


def _side_json(side: Side | None) -> dict[str, Any] | None:
    if side is None:
        return None
    return {
        "uitkomst": side.uitkomst,
        "kader": side.kader or None,
        "verplichting": None if side.hoeveelheid is None else plain(side.hoeveelheid),
        "eenheid": side.eenheid or None,
        "te_vragen": [*side.vragen],
    }
