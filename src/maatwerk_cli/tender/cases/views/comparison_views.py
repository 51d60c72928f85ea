"""What would change under another policy: in words, as a table for programs, and as JSON."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from textwrap import indent
from typing import Any

from maatwerk_cli.models.tender.choices import Uitkomst
from maatwerk_cli.models.values import plain_number
from maatwerk_cli.tender.cases.comparison import ComparedPair, Side, Sums
from maatwerk_cli.tender.series.series import MOST_SHOWN
from maatwerk_cli.tender.views.field_titles import in_sentence, named_fields
from maatwerk_cli.tender.words.limit_words import quantity
from maatwerk_cli.text import dutch
from maatwerk_cli.text.blocks import Block, BlockTable, Heading, Paragraph, PointList
from maatwerk_cli.text.csv.csv_writer import write_csv
from maatwerk_cli.text.terminal.layout import clean

COLUMNS = (
    *("regel", "id", "perceel", "uitkomst_was", "uitkomst_wordt", "kader_was", "kader_wordt"),
    *("verplichting_was", "verplichting_wordt", "eenheid_was", "eenheid_wordt"),
    *("vragen_was", "vragen_wordt", "anders", "fout"),
)


def comparison_blocks(title: str, total: Sums, changed: Sequence[ComparedPair]) -> Iterator[Block]:
    """Tell what would change: summed, and each tender of which something changes.

    Args:
        title: what is compared with what.
        total: the sums.
        changed: the tenders of which something changes, up to one more than are shown.
    """
    yield Heading("Wat er zou veranderen", 1)
    yield Paragraph(title)
    yield Paragraph(f"{_tenders(total.total)}; bij {total.changed} verandert er iets.", strong=True)
    yield PointList([*_summed(total)])
    outcomes = [
        (dutch.outcome(was), dutch.outcome(wordt), str(number))
        for (was, wordt), number in sorted(total.moves.items())
    ]
    if outcomes:
        yield BlockTable("Uitkomsten", ("Was", "Wordt", "Aantal"), outcomes)
    if total.changed > MOST_SHOWN:
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
    return dutch.so_many(number, "aanbesteding", "aanbestedingen")


_UNKNOWN_ALL = "Van zoveel aanbestedingen is niet bekend wat de verplichting is"


def _summed(total: Sums) -> Iterator[str]:
    together = "samen, voor zover bekend" if any(total.unknown) or total.wrong else "samen"
    for unit, (was, wordt) in total.duties.items():
        gap = wordt - was
        more = f"{quantity(abs(gap), unit)} {'meer' if gap > 0 else 'minder'}" if gap else "evenveel"
        yield f"Verplichting {together}: was {quantity(was, unit)}, wordt {quantity(wordt, unit)} ({more})."
    if any(total.unknown):
        was_unknown, now_unknown = total.unknown
        sums = "Niet in deze som, want de verplichting is niet bekend" if total.duties else _UNKNOWN_ALL
        yield f"{sums}: was {was_unknown}, wordt {now_unknown}."
    yield from _why_unknown(total)
    for field, number in sorted(total.asked.items()):
        many = dutch.so_many(abs(number), "vraag", "vragen")
        yield f"Naar {in_sentence(field)}: {many} {'meer' if number > 0 else 'minder'}."
    if total.wrong:
        yield f"Niet beoordeeld omdat de regel niet klopt: {total.wrong}."


_WHY = {
    "opdrachtgever_soort": "het soort opdrachtgever is niet ingevuld, of de opdrachtgever",
    "kader_niet_voor_opdrachtgever": "geen kader geldt voor de opdrachtgever",
    "opdrachtgever_niet_te_vinden": "of een kader voor de opdrachtgever geldt, is niet te zeggen",
    "kader_niet_op_peildatum": "geen kader geldt op de peildatum",
    "lezing": "een lezing is open",
    **{name: f"niet bekend is {in_sentence(name)}" for name in ("uitsluitingsgronden", "raamovereenkomst")},
}
"""Why an outcome is unknown, where it cannot be said that a field is missing by its name."""


def _why_unknown(total: Sums) -> Iterator[str]:
    """Say why outcomes stay unknown: of how many what is missing."""
    was, wordt = total.why
    times = [("was en wordt", was)] if was == wordt else [("was", was), ("wordt", wordt)]
    for time, counts in times:
        reasons = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        said = [
            f"{_WHY.get(name) or f'{in_sentence(name)} ontbreekt'} ({number})" for name, number in reasons
        ]
        if said:
            yield f"Waarom een uitkomst onbekend is ({time}): {'; '.join(said)}."


def _row(pair: ComparedPair) -> tuple[str, ...]:
    name = clean(", ".join(part for part in (pair.id, pair.perceel and dutch.lot_name(pair.perceel)) if part))
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
    """Say what is owed; of what was not judged nothing, and what is not known is not none."""
    if side is None:
        return ""
    if side.eenheid:
        return "nog onbekend" if side.hoeveelheid is None else quantity(side.hoeveelheid, side.eenheid)
    return _WITHOUT_AMOUNT[side.uitkomst]


_WITHOUT_AMOUNT: Mapping[Uitkomst, str] = {
    "van_toepassing": "geen percentage in het kader",
    "niet_van_toepassing": "geen",
    "onbekend": "nog onbekend",
}
"""What is owed where no obligation follows, by the outcome."""


def _asked(was: Side | None, wordt: Side | None) -> str:
    if was is None or wordt is None or was.vragen == wordt.vragen:
        return ""
    return f"; te vragen: {named_fields(wordt.vragen)}" if wordt.vragen else "; niets meer te vragen"


def comparison_head(*, excel: bool) -> bytes:
    """Give the first row of a table of all tenders."""
    return write_csv(COLUMNS, [], excel=excel)


def comparison_rows(pairs: Iterable[ComparedPair], *, excel: bool) -> bytes:
    """Give every tender on a row of a table, without its first row."""
    return write_csv(COLUMNS, map(_cells, pairs), excel=excel).removeprefix(comparison_head(excel=excel))


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
        return plain_number(value)
    return " ".join(value) if isinstance(value, tuple) else str(value or "")


def comparison_lines(pairs: Iterable[ComparedPair]) -> bytes:
    """Give every tender as JSON on a line."""
    return "".join(f"{json.dumps(pair_json(pair), ensure_ascii=False)}\n" for pair in pairs).encode()


def comparison_items(pairs: Iterable[ComparedPair]) -> bytes:
    """Give tenders as they stand in the one JSON object, with a comma between them."""
    texts = (json.dumps(pair_json(pair), ensure_ascii=False, indent=2) for pair in pairs)
    return ",\n".join(indent(text, "    ") for text in texts).encode()


def comparison_json(total: Sums, items: Iterable[bytes]) -> Iterator[bytes]:
    """Give the sums and all tenders as one JSON object, as it comes."""
    value = {
        "aantal": total.total,
        "anders": total.changed,
        "uitkomsten": [
            {"was": was, "wordt": wordt, "aantal": number}
            for (was, wordt), number in sorted(total.moves.items())
        ],
        "verplichting": {
            unit: {"was": plain_number(was), "wordt": plain_number(wordt)}
            for unit, (was, wordt) in total.duties.items()
        },
        "verplichting_onbekend": {"was": total.unknown[0], "wordt": total.unknown[1]},
        "vragen": dict(sorted(total.asked.items())),
        "waarom_onbekend": {
            side: dict(sorted(counts.items()))
            for side, counts in zip(("was", "wordt"), total.why, strict=True)
        },
        "fout": total.wrong,
        "aanbestedingen": [],
    }
    yield json.dumps(value, ensure_ascii=False, indent=2).removesuffix("]\n}").encode()
    before = b"\n"
    for item in items:
        yield before + item
        before = b",\n"
    yield b"]\n}\n" if before == b"\n" else b"\n  ]\n}\n"


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
        "verplichting": None if side.hoeveelheid is None else plain_number(side.hoeveelheid),
        "eenheid": side.eenheid or None,
        "te_vragen": [*side.vragen],
    }
