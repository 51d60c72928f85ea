"""``maatwerk rapport``."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from maatwerk_cli.cli.shell.dataset_loading import check_years, load_sound
from maatwerk_cli.cli.shell.day_options import given_day
from maatwerk_cli.cli.shell.errors import UserError, not_installed
from maatwerk_cli.cli.shell.options import (
    CsvOption,
    DataOption,
    OutputOption,
    TableForm,
    check_binary,
    form_with_csv,
)
from maatwerk_cli.cli.shell.output import print_error, terminal_width, use_colour, write_result

if TYPE_CHECKING:
    from maatwerk_cli.register.records import Dataset
    from maatwerk_cli.report.tables import Rapport
    from maatwerk_cli.report.views.theme import Theme

_THEMED = ("html", "pdf")
_MAX_THEME = 20_000  # a theme is some dozens of colours, in characters


def command(
    jaar: Annotated[
        list[int], typer.Argument(metavar="JAAR", help="Het jaar, of meer jaren om te vergelijken.")
    ],
    formaat: Annotated[
        TableForm,
        typer.Option(
            "--formaat",
            metavar="VORM",
            help="tabel, tekst (regel voor regel, zonder kaders), markdown, html, csv, xlsx, ods, json of "
            "pdf.",
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
    intern: Annotated[
        bool,
        typer.Option(
            "--intern", help="Scherm niets af en noem wat het openbare rapport afschermt. Niet publiceren."
        ),
    ] = False,
    thema: Annotated[
        Path | None,
        typer.Option("--thema", metavar="BESTAND", help="Eigen kleuren en letter voor html en pdf."),
    ] = None,
    csv: CsvOption = "gewoon",
    data: DataOption = None,
    uitvoer: OutputOption = None,
) -> int:
    """Tel de jaarcijfers uit het register en leg ze naast wat is gepubliceerd.

    Een verschil is geen fout: het staat in het rapport, met zijn verklaring of als onverklaard.
    Kleine aantallen mensen zijn afgeschermd. Met --formaat csv en --uitvoer MAP komt elke tabel
    in een eigen bestand.

    Voorbeelden:

        maatwerk rapport 2018
        maatwerk rapport 2018 --formaat html --uitvoer rapport-2018.html
        maatwerk rapport 2018 --tabel kandidaten_stap --formaat csv
    """
    from maatwerk_cli.disclosure.solver import TooLargeError
    from maatwerk_cli.history.git import last_revision
    from maatwerk_cli.report.programme.evaluation import with_evaluation
    from maatwerk_cli.report.year import build_report

    formaat = form_with_csv(formaat, csv)
    _check_options(jaar, formaat, peildatum, thema, uitvoer)
    theme = _theme(thema) if thema else None
    dataset = load_sound(data)
    check_years(jaar, dataset)
    revision = last_revision(dataset.root)
    reports: list[Rapport] = []
    for year in dict.fromkeys(jaar):
        day = given_day("--peildatum", peildatum) if peildatum else date(year, 12, 31)
        try:
            reports.append(build_report(dataset, year, day, revision, intern=intern))
        except TooLargeError as error:
            raise UserError(
                f"De aantallen kandidaten van {error.year or year} zijn te veel of te "
                "verweven om veilig af te schermen, en worden niet gepubliceerd. Gebruik minder "
                "kerncijfers over kandidaten, of kies grovere kenmerken. Voor eigen gebruik: --intern."
            ) from None
    reports = with_evaluation(dataset, sorted(reports, key=lambda rapport: rapport.jaar))
    _check_table(reports, tabel, formaat)
    _check_refused(reports, tabel)
    _warn_unrecorded(reports, dataset)
    _warn_not_kept(reports, dataset)
    _warn_texts(reports)
    _warn_headline(reports)
    if formaat == "csv":
        _write_csv(reports, tabel, uitvoer, excel=csv == "excel")
    else:
        write_result(_render(reports, formaat, tabel, uitvoer, theme), uitvoer)
    return 0


def _check_options(
    years: Sequence[int], form: TableForm, day: str | None, theme: Path | None, output: Path | None
) -> None:
    if day and len(set(years)) > 1:
        raise UserError("--peildatum: geef die bij één jaar. Elk jaar heeft zijn eigen peildatum.")
    if theme and form not in _THEMED:
        raise UserError("--thema: dat kan alleen bij --formaat html of --formaat pdf.")
    check_binary(form, output)


def _check_table(reports: "Sequence[Rapport]", only: str | None, form: TableForm) -> None:
    from maatwerk_cli.report.compare import COMPARISON

    of_years = [COMPARISON] if len(reports) > 1 else []
    tables = (*reports[0].tabellen, *reports[-1].evaluatie)
    names = [*of_years, "kerncijfers", *(table.id for table in tables), "mijlpalen"]
    if only == COMPARISON and not of_years:
        raise UserError(f"--tabel: '{COMPARISON}' is er alleen bij meer jaren. Noem ook een ander jaar.")
    if only == COMPARISON and form == "json":
        raise UserError(
            f"--tabel: '{COMPARISON}' is er niet in JSON: daar staat elk jaar apart. Kies bijvoorbeeld csv."
        )
    if only is not None and only not in names:
        raise UserError(f"--tabel: '{only[:40]}' bestaat niet. Kies uit: {', '.join(names)}.")


def _check_refused(reports: "Sequence[Rapport]", only: str | None) -> None:
    """Say of a table that cannot be published that it is not there; alone it is no result at all."""
    for rapport in reports:
        for table in rapport.tabellen:
            if table.refused and only == table.id:
                raise UserError(f"{table.title} {rapport.jaar}. {table.refused}")
            if table.refused and only is None:
                print_error(f"{table.title} {rapport.jaar}. {table.refused}")


def _warn_unrecorded(reports: "Sequence[Rapport]", dataset: "Dataset") -> None:
    """Say of a report that is no draft that it is not an edition that was recorded."""
    for rapport in reports:
        edition = rapport.edited
        final = edition is not None and edition.status != "concept"
        if rapport.uitgave is None and not rapport.intern and (final or len(dataset.publicaties)):
            print_error(
                f"Dit rapport over {rapport.jaar} is niet vastgelegd als uitgave. Een volgende uitgave houdt "
                f"er dan geen rekening mee. Maak een uitgave met: maatwerk publiceer {rapport.jaar}"
            )


def _warn_not_kept(reports: "Sequence[Rapport]", dataset: "Dataset") -> None:
    """Say that the register is not kept up to the date of a report, so that nobody reads a gap as nothing."""
    kept = dataset.settings.peildatum
    years = [str(rapport.jaar) for rapport in reports if kept.last < rapport.peildatum]
    if years:
        print_error(
            f"Het register is bijgehouden tot en met {kept} (dataset.yaml). Het rapport over "
            f"{' en '.join(years)} kan daarom onvolledig zijn."
        )


def _warn_texts(reports: "Sequence[Rapport]") -> None:
    """Point to the texts of editors that perhaps tell what the report withholds."""
    for rapport in reports:
        say_telling(rapport.telling_texts, "het rapport")


def say_telling(texts: Mapping[str, str], withholding: str) -> None:
    """Point to texts that perhaps tell what is withheld, by their place with what each may tell."""
    for place, about in texts.items():
        print_error(
            f"{place}: deze tekst noemt misschien een aantal dat {withholding} afschermt "
            f"({about}). Lees de tekst na en haal het aantal weg."
        )


def _warn_headline(reports: "Sequence[Rapport]") -> None:
    """Say of a figure that an editor put first, and that is not there, that it is left out."""
    for rapport in reports:
        known = {figure.code for figure in rapport.kerncijfers}
        for code in rapport.edited.hoofdcijfers if rapport.edited else ():
            if code not in known:
                print_error(
                    f"rapporten/{rapport.jaar}.yaml: hoofdcijfers noemt '{code}', maar {rapport.jaar} heeft "
                    "geen kerncijfer met die code. Verbeter de code of haal die weg."
                )


def _theme(path: Path) -> "Theme":
    from maatwerk_cli.report.views.theme import ThemeError, default_theme, parse_theme

    try:
        data = path.read_bytes()[: _MAX_THEME + 1]
        if len(data) > _MAX_THEME:
            raise UserError(f"{path}: te groot voor een thema.")
        return parse_theme(data.decode("utf-8"), default_theme())
    except UnicodeDecodeError:
        raise UserError(f"{path}: geen UTF-8. Sla het bestand op als UTF-8.") from None
    except ThemeError as error:
        raise UserError(f"{path}: {error}.") from None


def _render(
    reports: "Sequence[Rapport]",
    form: TableForm,
    only: str | None,
    output: Path | None,
    theme: "Theme | None",
) -> str | bytes:
    if form == "json":
        from maatwerk_cli.report.views.report_json import report_json

        return report_json(reports, only)
    if form == "markdown":
        from maatwerk_cli.report.views.report_markdown import report_markdown

        return report_markdown(reports, only)
    if form == "html":
        from maatwerk_cli.report.views.report_html import report_html

        return report_html(reports, theme, only)
    if form == "xlsx":
        from maatwerk_cli.report.views.report_xlsx import report_xlsx

        return report_xlsx(reports, only)
    if form == "ods":
        return _ods(reports, only)
    if form == "pdf":
        return _pdf(reports, only, theme)
    from maatwerk_cli.report.views.report_terminal import report_lines, report_tables

    width = terminal_width()
    if form == "tekst":
        return report_lines(reports, width, only)
    return report_tables(reports, width, colour=output is None and use_colour(), only=only)


def _ods(reports: "Sequence[Rapport]", only: str | None) -> bytes:
    from maatwerk_cli.report.views.report_ods import OdsUnavailableError, report_ods

    try:
        return report_ods(reports, only)
    except OdsUnavailableError:
        raise not_installed("ods") from None


def _pdf(reports: "Sequence[Rapport]", only: str | None, theme: "Theme | None") -> bytes:
    from maatwerk_cli.report.views.report_pdf import report_pdf
    from maatwerk_cli.text.pdf.pdf_document import PdfUnavailableError

    try:
        return report_pdf(reports, theme, only)
    except PdfUnavailableError:
        raise not_installed("pdf") from None


def _write_csv(reports: "Sequence[Rapport]", only: str | None, output: Path | None, *, excel: bool) -> None:
    from maatwerk_cli.cli.shell.dataset_writing import locked, put_files
    from maatwerk_cli.report.views.report_csv import files_of_report, report_csv

    files = report_csv(reports, excel=excel)
    if only is not None or output is None:
        write_result(files[f"{only or 'kerncijfers'}.csv"], output)
        return
    if output.is_file():
        raise UserError(f"{output}: dit is een bestand. Geef met --uitvoer een map voor de CSV-bestanden.")
    if (output / "afschermlijst.csv").exists() and not reports[0].intern:
        raise UserError(
            f"{output}: hier staat afschermlijst.csv van een interne uitgave. Kies een andere map, zodat die "
            "niet mee wordt gepubliceerd."
        )
    output.mkdir(parents=True, exist_ok=True)
    with locked(output):
        put_files(output, files_of_report(output), files)
