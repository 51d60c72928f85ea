"""``maatwerk check-aanbesteding``."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from maatwerk_cli.cli.shell.declared_options import given_texts, taking_options
from maatwerk_cli.cli.shell.errors import UserError
from maatwerk_cli.cli.shell.options import CsvOption, DataOption, OutputOption
from maatwerk_cli.cli.tender.tender_options import MEMO_OPTIONS, TENDER_OPTIONS

VerdictForm = Literal["tabel", "tekst", "markdown", "html", "pdf", "json", "jsonl", "csv", "yaml"]


@taking_options(decimaal=TENDER_OPTIONS, bestek=MEMO_OPTIONS)
def command(
    bestanden: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="BESTAND",
            readable=False,  # told of each file by itself, with its name
            help="YAML-record, CSV of spreadsheet (XLSX, ODS), aankondiging of map; - voor standaardinvoer. "
            "U mag er meer dan één geven.",
        ),
    ] = None,
    decimaal: Annotated[
        Literal["komma", "punt"],
        typer.Option(
            "--decimaal",
            metavar="TEKEN",
            help="Hoe 250.000 wordt gelezen: komma (250 duizend) of punt (250).",
        ),
    ] = "komma",
    vraag: Annotated[
        bool, typer.Option("--vraag", help="Vraag op de terminal naar wat ontbreekt, één vraag per keer.")
    ] = False,
    formaat: Annotated[
        VerdictForm | None,
        typer.Option(
            "--formaat",
            metavar="VORM",
            help="tabel (standaard), tekst, markdown, html of pdf (memo), json, jsonl, csv of yaml.",
        ),
    ] = None,
    csv: CsvOption = "gewoon",
    uitleg: Annotated[
        bool, typer.Option("--uitleg", help="Toon ook waar elk gegeven is gelezen, en elke stap.")
    ] = False,
    dossier: Annotated[
        Path | None,
        typer.Option(
            "--dossier",
            metavar="BESTAND",
            help="YAML met wie wat beoordeelde, de raming en de opties, voor de memo.",
        ),
    ] = None,
    bestek: Annotated[
        bool, typer.Option("--bestek", help="Toon de teksten voor het bestek van het kader, ingevuld.")
    ] = False,
    vragenlijst: Annotated[
        bool,
        typer.Option(
            "--vragenlijst",
            help="Toon de open vragen, per wie ze beantwoordt; met --formaat csv een lijst om in te vullen.",
        ),
    ] = False,
    antwoorden: Annotated[
        list[Path] | None,
        typer.Option(
            "--antwoorden",
            metavar="BESTAND",
            help="Ingevulde vragenlijst, CSV of XLSX. U mag dit vaker geven.",
        ),
    ] = None,
    data: DataOption = None,
    uitvoer: OutputOption = None,
    **said: str | list[str] | None,
) -> int:
    """Toets of social return geldt voor een aanbesteding, waarom, en wat er nog te vragen is.

    De uitkomst is van toepassing, niet van toepassing of onbekend. De uitgangscode is 0, of 1 als
    een uitkomst onbekend is of een regel niet klopt. Een CSV of spreadsheet met veel aanbestedingen, of
    meer dan één bestand, geeft één uitkomst per regel en een samenvatting. Rijen met hetzelfde id onder
    elkaar zijn percelen van één aanbesteding.

    Voorbeelden:

        maatwerk check-aanbesteding --aard dienst --loonsom 300000 --begin 2018-03
        maatwerk check-aanbesteding opdracht.yaml --formaat html --uitvoer memo.html
        maatwerk check-aanbesteding lijst.csv --formaat csv --csv excel
        maatwerk check-aanbesteding --vraag
    """
    from maatwerk_cli.cli.tender.check_run import run_check
    from maatwerk_cli.cli.tender.tender_task import Task

    if bestek and vragenlijst:
        raise UserError("--bestek en --vragenlijst gaan niet samen. Kies er één.")
    if csv == "excel" and formaat not in (None, "csv"):
        raise UserError(f"--csv excel gaat niet samen met --formaat {formaat}. Kies --formaat csv.")
    return run_check(
        Task(
            files=bestanden or [],
            given=given_texts(TENDER_OPTIONS, said),
            decimal=decimaal,
            form="excel" if csv == "excel" else formaat or "tabel",
            ask=vraag,
            explain=uitleg,
            data=data,
            output=uitvoer,
            dossier=dossier,
            sheets=tuple(antwoorden or ()),
            show="bestek" if bestek else "vragenlijst" if vragenlijst else "uitkomst",
            memo=given_texts(MEMO_OPTIONS, said),
        )
    )
