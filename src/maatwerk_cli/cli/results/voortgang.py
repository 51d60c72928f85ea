"""``maatwerk voortgang``."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from maatwerk_cli.cli.shell.dataset_loading import load_sound
from maatwerk_cli.cli.shell.day_options import given_day
from maatwerk_cli.cli.shell.errors import UserError, not_installed
from maatwerk_cli.cli.shell.options import (
    CsvOption,
    DataOption,
    InternOption,
    OutputOption,
    TableForm,
    check_binary,
    form_with_csv,
)
from maatwerk_cli.cli.shell.output import blocks_as, print_error, write_result
from maatwerk_cli.cli.shell.typer_dutch import closest

if TYPE_CHECKING:
    from maatwerk_cli.contract.ledger import Grootboek
    from maatwerk_cli.contract.views.progress_page import PageBackground
    from maatwerk_cli.contract.views.progress_words import ProgressOutput
    from maatwerk_cli.register.records import Dataset

Per = Literal["opdracht", "leverancier", "categorie", "raamovereenkomst", "opdrachtgever"]


def command(
    opdracht: Annotated[
        list[str] | None,
        typer.Argument(metavar="OPDRACHT", help="Id van een opdracht, of van meer. Anders alle opdrachten."),
    ] = None,
    per: Annotated[
        Per,
        typer.Option(
            "--per",
            metavar="WAT",
            help="Een regel per opdracht, leverancier, categorie, raamovereenkomst of opdrachtgever.",
        ),
    ] = "opdracht",
    jaar: Annotated[
        int | None, typer.Option("--jaar", metavar="JAAR", help="Alleen inspanningen van dit jaar.")
    ] = None,
    peildatum: Annotated[
        str | None,
        typer.Option(
            "--peildatum", metavar="DATUM", help="Stand op deze dag. Anders: tot wanneer het register gaat."
        ),
    ] = None,
    formaat: Annotated[
        TableForm,
        typer.Option(
            "--formaat",
            metavar="VORM",
            help="tabel, tekst (regel voor regel, zonder kolommen), markdown, html, csv, xlsx, ods, json of "
            "pdf.",
        ),
    ] = "tabel",
    csv: CsvOption = "gewoon",
    strikt: Annotated[
        bool, typer.Option("--strikt", help="Eindig met code 1 als er een signaal is.")
    ] = False,
    intern: InternOption = False,
    data: DataOption = None,
    uitvoer: OutputOption = None,
) -> int:
    """Toon per opdracht wat er is gevraagd, gedaan en nog over, en wat u bij het volgende overleg vraagt.

    Noem een opdracht om ook te zien waar elk bedrag vandaan komt. Bedragen die volgen uit te weinig mensen,
    zijn afgeschermd; wie het register mag zien, geeft --intern. Een signaal heeft een code: leg die uit met
    maatwerk uitleg.

    Voorbeelden:

        maatwerk voortgang
        maatwerk voortgang atos-ict-inhuur
        maatwerk voortgang --per leverancier --formaat csv
    """
    formaat = form_with_csv(formaat, csv)
    check_binary(formaat, uitvoer)
    dataset = load_sound(data)
    day = _day(dataset, peildatum, jaar)
    out, background = _progress_of(dataset, opdracht or [], per, jaar, day, intern=intern)
    detail = bool(opdracht) and per == "opdracht"
    write_result(_render(out, background, formaat, detail, excel=csv == "excel", path=uitvoer), uitvoer)
    return 1 if strikt and out.vragen else 0


def _day(dataset: "Dataset", given: str | None, year: int | None) -> date:
    """Give the day of a progress; that of the register where it is not asked for."""
    from maatwerk_cli.models.values import YEARS

    kept = dataset.settings.peildatum
    if given is None:
        if year is None:
            return kept.last
        if year > kept.first.year or year not in YEARS:
            raise UserError(f"--jaar: het register is bijgehouden tot en met {kept} (dataset.yaml).")
        return min(date(year, 12, 31), kept.last)
    day = given_day("--peildatum", given)
    if kept.last < day:
        print_error(
            f"Het register is bijgehouden tot en met {kept} (dataset.yaml). De stand op {day} kan daarom "
            "onvolledig zijn."
        )
    return day


def _progress_of(
    dataset: "Dataset",
    contracts: Sequence[str],
    per: Per,
    year: int | None,
    day: date,
    *,
    intern: bool,
) -> "tuple[ProgressOutput, PageBackground]":
    from maatwerk_cli import __version__
    from maatwerk_cli.checks.catalogue import texts
    from maatwerk_cli.contract.ledger import ledger_of
    from maatwerk_cli.contract.plans import plans_of
    from maatwerk_cli.contract.progress import progress
    from maatwerk_cli.contract.secrecy import efforts_registry
    from maatwerk_cli.contract.signals import signals
    from maatwerk_cli.contract.views.progress_page import PageBackground
    from maatwerk_cli.contract.views.progress_words import ProgressOutput, SignalWords
    from maatwerk_cli.history.git import last_revision
    from maatwerk_cli.models.contract.inspanning import Inspanning

    ledger = ledger_of(dataset)
    _check_contracts(dataset, ledger, contracts, day)
    threshold = dataset.settings.drempel_onthulling
    registry = efforts_registry(dataset.records(Inspanning), threshold, intern=intern)
    standing = progress(dataset, ledger, registry, day=day, per=per, year=year, only=contracts)
    asked = tuple(
        SignalWords(signal.opdracht, signal.problem.code, *texts(signal.problem))
        for signal in signals(dataset, ledger, registry, standing)
    )
    names = {id_: entry.value.naam for id_, entry in ledger.opdrachten.items()}
    inferred = {id_: entry.value.afgeleid for id_, entry in ledger.opdrachten.items()}
    revision = last_revision(dataset.root)
    settings = dataset.settings
    out = ProgressOutput(
        standing, asked, names, inferred, settings.naam, dataset.sha256, revision, __version__, threshold
    )
    return out, PageBackground(dataset, ledger, registry, dict(plans_of(dataset, ledger, day)))


def _check_contracts(dataset: "Dataset", ledger: "Grootboek", contracts: Sequence[str], day: date) -> None:
    """Refuse what is no contract, and say of a call-off where its obligation is placed."""
    from maatwerk_cli.models.contract.opdracht import Opdracht

    for id_ in contracts:
        entry = ledger.opdrachten.get(id_)
        if entry is None:
            if dataset.records(Opdracht).get(id_) is not None:
                raise UserError(
                    f"De opdracht '{id_}' is ingetrokken en telt niet mee. Zie: maatwerk toon {id_}"
                )
            raise UserError(
                f"Er is geen opdracht met id '{id_[:40]}'.{closest(id_, list(ledger.opdrachten))} "
                "Zie welke er zijn met: maatwerk lijst opdracht"
            )
        if entry.value.begin is not None and day < entry.value.begin.first:
            raise UserError(
                f"De opdracht '{id_}' was op {day} nog niet begonnen. Kies een latere --peildatum."
            )
        carrier = next(carrier for carrier, under in ledger.onder_drager.items() if id_ in under)
        if carrier != id_:
            print_error(f"{id_}: de verplichting is belegd bij {carrier}. U ziet de stand van {carrier}.")


def _render(
    out: "ProgressOutput",
    background: "PageBackground",
    form: TableForm,
    detail: bool,
    *,
    excel: bool,
    path: Path | None,
) -> str | bytes:
    if form == "json":
        from maatwerk_cli.contract.views.progress_json import progress_json

        return progress_json(out)
    if form == "csv":
        from maatwerk_cli.contract.views.progress_tables import progress_table
        from maatwerk_cli.text.csv.csv_writer import write_csv

        table = progress_table(out)
        return write_csv([column.id for column in table.columns], table.rows, excel=excel)
    if form in ("xlsx", "ods"):
        return _spreadsheet(out, form)
    from maatwerk_cli.contract.views.progress_page import progress_page
    from maatwerk_cli.contract.views.progress_words import INTERNAL_PAGE, progress_title

    blocks = progress_page(out, background, detail=detail)
    if form == "pdf":
        from maatwerk_cli.text.pdf.pdf_document import PdfLayout, PdfUnavailableError, pdf_of

        try:
            state = INTERNAL_PAGE if out.voortgang.intern else ""
            return pdf_of(blocks, PdfLayout(progress_title(out), state=state, day=out.voortgang.peildatum))
        except PdfUnavailableError:
            raise not_installed("pdf") from None
    return blocks_as(form, blocks, progress_title(out), path)


def _spreadsheet(out: "ProgressOutput", form: str) -> bytes:
    """Write the figures and the signals as a workbook, each on a sheet of their own."""
    from maatwerk_cli.contract.views.progress_tables import progress_table, signal_table
    from maatwerk_cli.contract.views.progress_words import INTERNAL_PAGE, progress_summary, progress_title
    from maatwerk_cli.report.views.report_ods import OdsUnavailableError, ods_of
    from maatwerk_cli.report.views.report_sheets import Book, ReportSheet
    from maatwerk_cli.report.views.report_xlsx import xlsx_of

    comments = INTERNAL_PAGE if out.voortgang.intern else ""
    above = (*([comments] if comments else []), progress_summary(out), "Dit blad heeft 1 tabel.")
    figures, asked = progress_table(out), signal_table(out)
    sheets = (
        ReportSheet(figures.id, figures.title, above, figures, figures.notes),
        ReportSheet(asked.id, asked.title, above, asked),
    )
    book = Book(
        progress_title(out), out.dataset_name, progress_title(out), comments, out.voortgang.peildatum, sheets
    )
    if form == "xlsx":
        return xlsx_of(book)
    try:
        return ods_of(book)
    except OdsUnavailableError:
        raise not_installed("ods") from None
