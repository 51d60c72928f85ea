"""Progress as tables of values, for CSV and spreadsheets: real numbers, and beside them what they are."""

from maatwerk_cli.contract.progress import Regel, Stand
from maatwerk_cli.contract.views.progress_words import (
    PER_NAMES,
    Uitvoer,
    amount_of,
    cells,
    estimate_withheld,
    keys_of,
    notes,
    title,
)
from maatwerk_cli.text.table import AFGESCHERMD, Cel, Kolom, Tabel

_AMOUNTS = {
    "verplichting": "Verplichting",
    "voorgesteld": "Voorgesteld",
    "aanvaard": "Aanvaard",
    "afgewezen": "Afgewezen",
    "open": "Open",
}


def progress_table(out: Uitvoer) -> Tabel:
    """Give a row for each line and one for all together."""
    name = PER_NAMES[out.voortgang.per]
    columns = (
        Kolom("id", "Id", "tekst"),
        Kolom("naam", name, "tekst"),
        *(Kolom(key, f"{head} in euro") for key, head in _AMOUNTS.items()),
        Kolom("verwacht_laag", "Verwacht, laag (schatting)"),
        Kolom("verwacht_hoog", "Verwacht, hoog (schatting)"),
        Kolom("signalen", "Signalen", "tekst"),
        Kolom("afgeschermd", "Afgeschermd", "tekst"),
        Kolom("ten_minste", "Ten minste", "tekst"),
        Kolom("ten_hoogste", "Ten hoogste", "tekst"),
    )
    rows = [_row(line.id, line.naam, line.stand, _codes(out, line)) for line in out.voortgang.regels]
    rows.append(_row("totaal", "Totaal", out.voortgang.totaal, ""))
    return Tabel("voortgang", title(out), columns, tuple(rows), tuple(notes(out)))


def signal_table(out: Uitvoer) -> Tabel:
    """Give a row for each signal."""
    columns = (
        Kolom("opdracht", "Opdracht", "tekst"),
        Kolom("naam", "Naam", "tekst"),
        Kolom("code", "Code", "tekst"),
        Kolom("melding", "Melding", "tekst"),
        Kolom("oplossing", "Wat te vragen of te doen", "tekst"),
    )
    rows = tuple(
        (
            vraag.opdracht,
            out.namen.get(vraag.opdracht, vraag.opdracht),
            vraag.code,
            vraag.melding,
            vraag.oplossing,
        )
        for vraag in out.vragen
    )
    return Tabel("signalen", "Wat u bij het volgende overleg vraagt", columns, rows)


def _codes(out: Uitvoer, line: Regel) -> str:
    return ";".join(dict.fromkeys(vraag.code for vraag in out.asked(line)))


def _row(key: str, name: str, stand: Stand, codes: str) -> tuple[Cel, ...]:
    keys = keys_of(stand)
    withheld = AFGESCHERMD if estimate_withheld(stand) else None
    estimate = stand.verwacht
    return (
        key,
        name,
        *(AFGESCHERMD if cell.afgeschermd else amount_of(cell) for _, cell in cells(stand)),
        estimate.laag if estimate else withheld,
        estimate.hoog if estimate else withheld,
        codes,
        ";".join(keys.afgeschermd),
        ";".join(keys.ten_minste),
        ";".join(keys.ten_hoogste),
    )
