"""Progress as tables of values, for CSV and spreadsheets: real numbers, and beside them what they are."""

from collections.abc import Sequence

from maatwerk_cli.contract.progress import ProgressLine, Stand
from maatwerk_cli.contract.views.progress_words import (
    PER_NAMES,
    ProgressOutput,
    amount_cells,
    amount_of,
    keys_of,
    line_keys,
    most_of,
    notes,
    progress_title,
    whole_keys,
)
from maatwerk_cli.text.table import WITHHELD_CELL, DataTable, TableCell, TableColumn

_AMOUNTS = {
    "verplichting": "Verplichting",
    "voorgesteld": "Voorgesteld",
    "aanvaard": "Aanvaard",
    "afgewezen": "Afgewezen",
    "open": "Open",
}


def progress_table(out: ProgressOutput) -> DataTable:
    """Give a row for each line and one for all together."""
    name = PER_NAMES[out.voortgang.per]
    columns = (
        TableColumn("id", "Id", "tekst"),
        TableColumn("naam", name, "tekst"),
        *(TableColumn(key, f"{head} in euro") for key, head in _AMOUNTS.items()),
        TableColumn("verwacht_laag", "Verwacht, laag (schatting)"),
        TableColumn("verwacht_hoog", "Verwacht, hoog (schatting)"),
        TableColumn("signalen", "Signalen", "tekst"),
        TableColumn("afgeschermd", "Afgeschermd", "tekst"),
        TableColumn("ten_minste", "Ten minste", "tekst"),
        TableColumn("ten_hoogste", "Ten hoogste", "tekst"),
        *(TableColumn(f"{key}_hoog", f"{head}, hoogste in euro") for key, head in _AMOUNTS.items()),
        TableColumn("afgeleide_kolommen", "Afgeleid in", "tekst"),
        TableColumn("zonder_bedrag", "Zonder bedrag", "tekst"),
    )
    inferred = [*(line_keys(out, line) for line in out.voortgang.regels), whole_keys(out)]
    lines = [(line.id, line.naam, line.stand, _codes(out, line)) for line in out.voortgang.regels]
    lines.append(("totaal", "Totaal", out.voortgang.totaal, ""))
    return DataTable(
        "voortgang",
        progress_title(out),
        columns,
        tuple(_row(*line, keys) for line, keys in zip(lines, inferred, strict=True)),
        tuple(notes(out)),
        inferred=frozenset(
            (row, column.id)
            for row, keys in enumerate(inferred)
            for column in columns
            if column.id.removesuffix("_laag").removesuffix("_hoog") in keys
        ),
    )


def signal_table(out: ProgressOutput) -> DataTable:
    """Give a row for each signal."""
    columns = (
        TableColumn("opdracht", "Opdracht", "tekst"),
        TableColumn("naam", "Naam", "tekst"),
        TableColumn("code", "Code", "tekst"),
        TableColumn("melding", "Melding", "tekst"),
        TableColumn("oplossing", "Wat te vragen of te doen", "tekst"),
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
    return DataTable("signalen", "Wat u bij het volgende overleg vraagt", columns, rows)


def _codes(out: ProgressOutput, line: ProgressLine) -> str:
    return ";".join(dict.fromkeys(vraag.code for vraag in out.asked(line)))


def _row(key: str, name: str, stand: Stand, codes: str, inferred: Sequence[str]) -> tuple[TableCell, ...]:
    keys = keys_of(stand)
    withheld = WITHHELD_CELL if stand.verwacht_afgeschermd else None
    estimate = stand.verwacht
    return (
        key,
        name,
        *(WITHHELD_CELL if cell.afgeschermd else amount_of(cell) for _, cell in amount_cells(stand)),
        estimate.laag if estimate else withheld,
        estimate.hoog if estimate else withheld,
        codes,
        ";".join(keys.afgeschermd),
        ";".join(keys.ten_minste),
        ";".join(keys.ten_hoogste),
        *(WITHHELD_CELL if cell.afgeschermd else most_of(cell) for _, cell in amount_cells(stand)),
        ";".join(key for key in inferred if key != "nodig_per_maand"),
        ";".join(keys.zonder_bedrag),
    )
