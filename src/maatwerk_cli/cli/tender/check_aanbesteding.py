"""``maatwerk check-aanbesteding``."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from maatwerk_cli.cli.shell.errors import UserError
from maatwerk_cli.cli.shell.options import DataOption, OutputOption

Formaat = Literal["tabel", "tekst", "markdown", "html", "pdf", "json", "jsonl", "csv", "yaml"]
Tekst = str | None


def _option(name: str, metavar: str, text: str) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(name, metavar=metavar, help=text)
    return option


def command(
    bestanden: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="BESTAND",
            help="YAML-record, CSV, aankondiging of map; - voor de standaardinvoer. Meer dan een mag.",
        ),
    ] = None,
    aard: Annotated[Tekst, _option("--aard", "AARD", "werk, dienst of levering.")] = None,
    loonsom: Annotated[Tekst, _option("--loonsom", "BEDRAG", "Loonsom in euro, exclusief btw.")] = None,
    opdrachtwaarde: Annotated[
        Tekst, _option("--opdrachtwaarde", "BEDRAG", "Totale waarde in euro, exclusief btw.")
    ] = None,
    begin: Annotated[Tekst, _option("--begin", "DATUM", "Eerste dag van de opdracht.")] = None,
    einde: Annotated[Tekst, _option("--einde", "DATUM", "Laatste dag van de opdracht.")] = None,
    looptijd: Annotated[
        Tekst, _option("--looptijd", "MAANDEN", "Looptijd in hele maanden, zonder opties.")
    ] = None,
    verlenging: Annotated[
        Tekst, _option("--verlenging", "MAANDEN", "Maanden die alle opties tot verlenging samen duren.")
    ] = None,
    uitsluitingsgrond: Annotated[
        list[str] | None,
        _option(
            "--uitsluitingsgrond", "GROND", "nee, onbekend, of een grond die geldt. Meer dan een keer mag."
        ),
    ] = None,
    motivering: Annotated[
        Tekst, _option("--motivering", "TEKST", "Waarom een uitsluitingsgrond geldt.")
    ] = None,
    opdrachtgever: Annotated[
        Tekst,
        _option("--opdrachtgever", "NAAM", "De aanbestedende dienst: id, naam of TOOI-identificatie."),
    ] = None,
    opdrachtgever_soort: Annotated[
        Tekst, _option("--opdrachtgever-soort", "SOORT", "rijk, decentraal of overig.")
    ] = None,
    werkwijze: Annotated[
        Tekst, _option("--werkwijze", "KADER", "Het gekozen kader: generiek_kader of maatwerk.")
    ] = None,
    lezing: Annotated[
        list[str] | None,
        _option(
            "--lezing",
            "NAAM=KEUZE",
            "Keuze waar de bron ruimte laat: verlenging=telt_mee|telt_niet_mee, percelen=apart|samen.",
        ),
    ] = None,
    peildatum: Annotated[
        Tekst, _option("--peildatum", "DATUM", "Datum waarop het geldende kader wordt gezocht.")
    ] = None,
    kenmerk: Annotated[Tekst, _option("--id", "KENMERK", "Kenmerk van de aanbesteding.")] = None,
    titel: Annotated[Tekst, _option("--titel", "TEKST", "Titel van de aanbesteding.")] = None,
    raamovereenkomst: Annotated[
        Tekst, _option("--raamovereenkomst", "SOORT", "ja, nee of nadere_overeenkomst.")
    ] = None,
    categorie: Annotated[Tekst, _option("--categorie", "CATEGORIE", "Inkoopcategorie.")] = None,
    cpv: Annotated[Tekst, _option("--cpv", "CODE", "CPV-code.")] = None,
    decimaal: Annotated[
        Literal["komma", "punt"],
        _option("--decimaal", "TEKEN", "Hoe 250.000 wordt gelezen: komma (250 duizend) of punt (250)."),
    ] = "komma",
    vraag: Annotated[
        bool, typer.Option("--vraag", help="Vraag op de terminal naar wat ontbreekt, een vraag per keer.")
    ] = False,
    formaat: Annotated[
        Formaat | None,
        _option(
            "--formaat",
            "VORM",
            "tabel (standaard), tekst, markdown, html of pdf (memo), json, jsonl, csv of yaml.",
        ),
    ] = None,
    csv: Annotated[
        Literal["gewoon", "excel"],
        _option(
            "--csv",
            "SOORT",
            "excel: CSV die Excel in het Nederlands goed opent. Zonder --formaat wordt het csv.",
        ),
    ] = "gewoon",
    uitleg: Annotated[
        bool, typer.Option("--uitleg", help="Toon ook waar elk gegeven is gelezen, en elke stap.")
    ] = False,
    dossier: Annotated[
        Path | None,
        _option(
            "--dossier", "BESTAND", "YAML met wie wat beoordeelde, de raming en de opties, voor de memo."
        ),
    ] = None,
    status: Annotated[
        Tekst, _option("--status", "STATUS", "Status van de memo: concept of definitief.")
    ] = None,
    memo_versie: Annotated[Tekst, _option("--memo-versie", "VERSIE", "Versie van de memo.")] = None,
    opgesteld_door: Annotated[
        Tekst, _option("--opgesteld-door", "FUNCTIE", "Wie de memo opstelde: een functie, nooit een naam.")
    ] = None,
    opgesteld_op: Annotated[
        Tekst, _option("--opgesteld-op", "DATUM", "Wanneer de memo is opgesteld.")
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
        _option("--antwoorden", "BESTAND", "Ingevulde vragenlijst, CSV of XLSX. Meer dan een keer mag."),
    ] = None,
    data: DataOption = None,
    uitvoer: OutputOption = None,
) -> int:
    """Toets of social return geldt voor een aanbesteding, waarom, en wat er nog te vragen is.

    De uitkomst is van toepassing, niet van toepassing of onbekend. De uitgangscode is 0, of 1 als
    een uitkomst onbekend is of een regel niet klopt. Een CSV met veel aanbestedingen, of meer dan een
    bestand, geeft een uitkomst per regel en een samenvatting. Rijen met hetzelfde id onder elkaar zijn
    percelen van een aanbesteding.

    Voorbeelden:

        maatwerk check-aanbesteding --aard dienst --loonsom 300000 --begin 2018-03
        maatwerk check-aanbesteding opdracht.yaml --formaat html --uitvoer memo.html
        maatwerk check-aanbesteding lijst.csv --formaat csv --csv excel
        maatwerk check-aanbesteding --vraag
    """
    from maatwerk_cli.cli.tender.check_run import run
    from maatwerk_cli.cli.tender.tender_task import Task

    given = {
        "--id": kenmerk,
        "--titel": titel,
        "--aard": aard,
        "--loonsom": loonsom,
        "--opdrachtwaarde": opdrachtwaarde,
        "--begin": begin,
        "--einde": einde,
        "--looptijd": looptijd,
        "--verlenging": verlenging,
        "--raamovereenkomst": raamovereenkomst,
        "--categorie": categorie,
        "--cpv": cpv,
        "--uitsluitingsgrond": " ".join(uitsluitingsgrond) if uitsluitingsgrond else None,
        "--motivering": motivering,
        "--opdrachtgever": opdrachtgever,
        "--opdrachtgever-soort": opdrachtgever_soort,
        "--werkwijze": werkwijze,
        "--lezing": " ".join(lezing) if lezing else None,
        "--peildatum": peildatum,
    }
    if bestek and vragenlijst:
        raise UserError("--bestek en --vragenlijst gaan niet samen. Kies er een.")
    memo = {
        "--status": status,
        "--memo-versie": memo_versie,
        "--opgesteld-door": opgesteld_door,
        "--opgesteld-op": opgesteld_op,
    }
    if csv == "excel" and formaat not in (None, "csv"):
        raise UserError(f"--csv excel gaat niet samen met --formaat {formaat}. Kies --formaat csv.")
    return run(
        Task(
            files=bestanden or [],
            given={name: text for name, text in given.items() if text is not None},
            decimal=decimaal,
            form="excel" if csv == "excel" else formaat or "tabel",
            ask=vraag,
            explain=uitleg,
            data=data,
            output=uitvoer,
            dossier=dossier,
            sheets=tuple(antwoorden or ()),
            show="bestek" if bestek else "vragenlijst" if vragenlijst else "uitkomst",
            memo={name: text for name, text in memo.items() if text is not None},
        )
    )
