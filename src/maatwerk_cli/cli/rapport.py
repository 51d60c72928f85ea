"""``maatwerk rapport``."""

import shutil
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer

from maatwerk_cli.cli.errors import UserError
from maatwerk_cli.cli.loading import load_sound
from maatwerk_cli.cli.options import DataOption, OutputOption
from maatwerk_cli.cli.output import use_colour, write_result
from maatwerk_cli.report.tables import Rapport

Formaat = Literal["tabel", "tekst", "markdown", "csv", "json"]


def command(
    jaar: Annotated[int, typer.Argument(metavar="JAAR", help="Het jaar waarover het rapport gaat.")],
    formaat: Annotated[
        Formaat,
        typer.Option(
            "--formaat",
            metavar="VORM",
            help="tabel, tekst (regel voor regel, zonder kaders), markdown, csv of json.",
        ),
    ] = "tabel",
    tabel: Annotated[
        str | None, typer.Option("--tabel", metavar="ID", help="Alleen deze tabel, bijvoorbeeld kerncijfers.")
    ] = None,
    peildatum: Annotated[
        str | None,
        typer.Option(
            "--peildatum", metavar="DATUM", help="Stand op deze dag. Anders: 31 december van het jaar."
        ),
    ] = None,
    csv: Annotated[
        Literal["gewoon", "excel"],
        typer.Option("--csv", metavar="SOORT", help="excel: CSV die Excel in het Nederlands goed opent."),
    ] = "gewoon",
    data: DataOption = None,
    uitvoer: OutputOption = None,
) -> int:
    """Tel de jaarcijfers uit het register en leg ze naast wat is gepubliceerd.

    Een verschil is geen fout: het staat in het rapport, met zijn verklaring of als onverklaard.
    Met --formaat csv en --uitvoer MAP komt elke tabel in een eigen bestand.

    Voorbeelden:

        maatwerk rapport 2018
        maatwerk rapport 2018 --formaat json --uitvoer rapport-2018.json
        maatwerk rapport 2018 --tabel kandidaten_stap --formaat csv
    """
    from maatwerk_cli.dataset.git import last_revision
    from maatwerk_cli.report.year import build_report, years

    dataset = load_sound(data)
    known = years(dataset)
    if jaar not in known:
        others = ", ".join(str(year) for year in known) or "geen enkel jaar"
        raise UserError(
            f"Voor {jaar} zijn er geen kerncijfers (kerncijfers/{jaar}.yaml ontbreekt). Wel voor: {others}."
        )
    day = _day(peildatum) if peildatum else date(jaar, 12, 31)
    rapport = build_report(dataset, jaar, day, last_revision(dataset.root))
    _check_table(rapport, tabel)
    if formaat == "csv":
        _write_csv(rapport, tabel, uitvoer, excel=csv == "excel")
    else:
        write_result(_render(rapport, formaat, tabel, uitvoer), uitvoer)
    return 0


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UserError(f"--peildatum: '{text[:20]}' is geen dag. Schrijf bijvoorbeeld 2018-12-31.") from None


def _check_table(rapport: Rapport, only: str | None) -> None:
    names = ["kerncijfers", *(table.id for table in rapport.tabellen), "mijlpalen"]
    if only is not None and only not in names:
        raise UserError(f"--tabel: '{only[:40]}' bestaat niet. Kies uit: {', '.join(names)}.")


def _render(rapport: Rapport, form: Formaat, only: str | None, output: Path | None) -> str:
    width = shutil.get_terminal_size((80, 24)).columns
    if form == "json":
        from maatwerk_cli.render.report_json import report_json

        return report_json([rapport], only)
    if form == "markdown":
        from maatwerk_cli.render.report_markdown import report_markdown

        return report_markdown(rapport, only)
    from maatwerk_cli.render.report_terminal import report_lines, report_tables

    if form == "tekst":
        return report_lines(rapport, width, only)
    return report_tables(rapport, width, colour=output is None and use_colour(), only=only)


def _write_csv(rapport: Rapport, only: str | None, output: Path | None, *, excel: bool) -> None:
    from maatwerk_cli.render.report_csv import report_csv

    files = report_csv(rapport, excel=excel)
    if only is not None or output is None:
        write_result(files[only or "kerncijfers"], output)
        return
    if output.is_file():
        raise UserError(f"{output}: dit is een bestand. Geef met --uitvoer een map voor de CSV-bestanden.")
    output.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        write_result(content, output / f"{name}.csv")
