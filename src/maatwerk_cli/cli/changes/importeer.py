"""``maatwerk importeer``."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from maatwerk_cli.cli.shell.asking import can_ask, choose
from maatwerk_cli.cli.shell.dataset_loading import load
from maatwerk_cli.cli.shell.dataset_writing import changing, writable_root
from maatwerk_cli.cli.shell.errors import UserError
from maatwerk_cli.cli.shell.options import DataOption, as_typed, to_validate
from maatwerk_cli.cli.shell.output import print_error, write_lines
from maatwerk_cli.cli.shell.typer_dutch import closest
from maatwerk_cli.register.kinds import KINDS
from maatwerk_cli.register.location import SETTINGS
from maatwerk_cli.text.dutch import joined, so_many

if TYPE_CHECKING:
    from maatwerk_cli.exchange.importing import ColumnUse
    from maatwerk_cli.register.kinds import Kind
    from maatwerk_cli.text.spreadsheet import Sheet

_NOT_TAKEN = {
    "dataset.csv": "De instellingen staan in dataset.yaml; dat maakt u zelf.",
    "kandidaten_tellingen.csv": "Dit zijn tellingen; het register telt ze zelf.",
}


def command(
    bestand: Annotated[
        Path,
        typer.Argument(metavar="BESTAND", help="CSV, XLSX of ODS, of een map die met exporteer is gemaakt."),
    ],
    soort: Annotated[
        str | None,
        typer.Option(
            "--soort",
            metavar="SOORT",
            help=f"{joined([kind.name for kind in KINDS if kind.form], 'of')}.",
        ),
    ] = None,
    kolom: Annotated[
        list[str] | None,
        typer.Option(
            "--kolom", metavar="KOP=VELD", help="Lees deze kolom als dit veld. U mag dit vaker geven."
        ),
    ] = None,
    kolommen: Annotated[
        Path | None,
        typer.Option("--kolommen", metavar="BESTAND", help="YAML met op elke regel KOP: VELD."),
    ] = None,
    vast: Annotated[
        list[str] | None,
        typer.Option(
            "--vast", metavar="VELD=WAARDE", help="Deze waarde voor alle rijen. U mag dit vaker geven."
        ),
    ] = None,
    bron: Annotated[
        str | None, typer.Option("--bron", metavar="ID", help="De bron van alle rijen, als --vast bron=ID.")
    ] = None,
    vindplaats: Annotated[
        str | None, typer.Option("--vindplaats", metavar="PLAATS", help="De plaats in die bron.")
    ] = None,
    blad: Annotated[
        str | None, typer.Option("--blad", metavar="NAAM", help="Het blad van een XLSX- of ODS-bestand.")
    ] = None,
    datums: Annotated[
        Literal["dag-eerst", "maand-eerst"] | None,
        typer.Option("--datums", help="Wat eerst komt in een datum als 3-4-2018, als dat niet te zien is."),
    ] = None,
    vertaling: Annotated[
        Path | None,
        typer.Option(
            "--vertaling",
            metavar="BESTAND",
            help="YAML met per veld de woorden van de bron en de code die ermee bedoeld is.",
        ),
    ] = None,
    nieuwe_organisaties: Annotated[
        bool,
        typer.Option(
            "--nieuwe-organisaties", help="Maak leveranciers en partners die nog niet in het register staan."
        ),
    ] = False,
    schrijf: Annotated[
        bool, typer.Option("--schrijf", help="Schrijf de records: alle of geen. Anders wordt alleen getoond.")
    ] = False,
    data: DataOption = None,
) -> int:
    r"""Neem de rijen van een spreadsheet over als records van het register.

    Zonder --schrijf schrijft het programma niets: per rij staat er wat er zou komen of wat er mis is. Ook
    staat er welke kolommen het niet overneemt. Met --schrijf komen alle rijen erin, of geen. Hetzelfde
    bestand nog eens verandert niets. Namen van personen en vrije tekst over een kandidaat weigert het
    programma.

    Voorbeelden:

        maatwerk importeer proeftuinen.xlsx --data docs/voorbeelden/twee-jaren
        maatwerk importeer lijst.csv --soort proeftuin --bron voorbeeld-2019 \
            --vindplaats "bijlage" --kolom "Naam project=naam" \
            --data docs/voorbeelden/twee-jaren
        maatwerk importeer proeftuinen.xlsx --schrijf \
            --data docs/voorbeelden/twee-jaren
    """
    if not bestand.exists():
        raise UserError(f"{bestand}: bestaat niet. Controleer de naam.")
    root = writable_root(data)
    if bestand.is_dir():
        return _package(bestand, root, write=schrijf)
    if not bestand.is_file():
        raise UserError(f"{bestand}: dit is geen gewoon bestand. Bewaar de lijst als bestand.")
    if (bestand.parent / "datapackage.json").is_file():
        print_error(
            f"{bestand} is een tabel van een export. De hele map: "
            f"maatwerk importeer {as_typed(bestand.parent)}"
        )
        if bestand.name in _NOT_TAKEN:
            raise UserError(f"{bestand}: wordt niet overgenomen. {_NOT_TAKEN[bestand.name]}")
        if (kind := _exported(bestand)) and not (soort or kolom or kolommen or vast or bron):
            return _package(bestand.parent, root, write=schrijf, only=kind)
    fixed = [
        *(vast or []),
        *([f"bron={bron}"] if bron else []),
        *([f"vindplaats={vindplaats}"] if vindplaats else []),
    ]
    return _rows(
        bestand, root, _kind(soort, bestand), [*_mapped(kolommen), *(kolom or [])], fixed, blad,
        new_organisations=nieuwe_organisaties, write=schrijf, order=datums, meanings=_meanings(vertaling),
    )  # fmt: skip


def _kind(given: str | None, file: Path) -> str:
    from maatwerk_cli.keeping.form import FORM_KINDS

    names = {name: kind.name for kind in KINDS if kind.form for name in (kind.name, kind.plural)}
    if given is not None:
        if given not in names:
            meant = closest(given, FORM_KINDS)
            raise UserError(
                f"--soort: deze soort wordt niet geïmporteerd.{meant} Kies uit: {', '.join(FORM_KINDS)}."
            )
        return names[given]
    if file.stem.lower() in names:
        return names[file.stem.lower()]
    if can_ask():
        return FORM_KINDS[choose("Wat staat er op elke rij?", FORM_KINDS)]
    raise UserError(f"Geef met --soort wat er op elke rij staat: {', '.join(FORM_KINDS)}.")


def _mapped(path: Path | None) -> list[str]:
    mapping = {} if path is None else _yaml(path, "op elke regel KOP: VELD")
    return [f"{name}={target or ''}" for name, target in mapping.items()]


def _meanings(path: Path | None) -> Mapping[str, Any]:
    what = "per veld woorden en codes, bijvoorbeeld fase: {lopend: gestart}"
    meanings = {} if path is None else _yaml(path, what)
    if not all(isinstance(words, dict) for words in meanings.values()):
        raise UserError(f"{path}: hier hoort YAML te staan, met {what}.")
    return meanings


def _yaml(path: Path, what: str) -> Mapping[str, Any]:
    from maatwerk_cli.text.yaml.yaml_reader import YamlDocument, read_yaml

    if not path.is_file():
        raise UserError(f"{path}: bestaat niet. Controleer de naam.")
    document = read_yaml(path.read_bytes())
    if not isinstance(document, YamlDocument) or not isinstance(document.value, dict):
        raise UserError(f"{path}: hier hoort YAML te staan, met {what}.")
    return {str(name): value for name, value in document.value.items()}


def _rows(
    path: Path,
    root: Path,
    kind: str,
    pairs: list[str],
    fixed: list[str],
    sheet_name: str | None,
    *,
    new_organisations: bool,
    write: bool,
    order: Literal["dag-eerst", "maand-eerst"] | None,
    meanings: Mapping[str, Any],
) -> int:
    from maatwerk_cli.exchange.import_plan_text import plan_lines
    from maatwerk_cli.exchange.importing import (
        carry_out,
        known_headers,
        make_plan,
        mapping_from,
        match_columns,
    )
    from maatwerk_cli.keeping.workspace import RefusedError
    from maatwerk_cli.text.spreadsheet import SpreadsheetError, read_spreadsheet

    try:
        sheet = read_spreadsheet(path, known_headers(kind), sheet_name)
        if sheet.read_as:
            print_error(f"{path}: {sheet.read_as}")
        mapping = mapping_from(pairs)
        columns = match_columns(kind, sheet, mapping)
        if can_ask():
            columns = match_columns(kind, sheet, {**_asked(kind, sheet, columns), **mapping})
        values = mapping_from(fixed, _OF_FIXED)
        dataset = load(root).dataset
        planned = partial(
            make_plan, kind_name=kind, sheet=sheet, columns=columns, fixed=values,
            new_organisations=new_organisations, order=order, meanings=meanings,
        )  # fmt: skip
        plan = planned(dataset)
        if plan.counts.faulty or not (write and plan.counts.new):
            write_lines(plan_lines(plan, written=False))
        if plan.counts.faulty:
            print_error("Er is niets geschreven. Herstel de rijen met een fout en probeer het opnieuw.")
            return 1
        if not write and not 0 < plan.counts.new <= _MOST_TRIED:
            if plan.counts.new:
                print_error(_NOT_TRIED)
            print_error(_NOTHING_WRITTEN)
            return 0
    except SpreadsheetError as error:
        raise UserError(f"{path}: {error.message}") from None
    except RefusedError as error:
        raise UserError(error.said(to_validate(root))) from None
    if not plan.counts.new:
        print_error("Alle rijen staan al in het register; er is niets veranderd.")
        return 0
    with changing(root, quiet=True, keep=write) as workspace:  # what cannot be written is said before
        if workspace.dataset.sha256 != dataset.sha256:  # somebody wrote since
            plan = planned(workspace.dataset)
        carry_out(workspace, plan)
    if not write:
        print_error(_NOTHING_WRITTEN)
        return 0
    write_lines(plan_lines(plan, written=True))
    written = so_many(plan.counts.new, "record", "records")
    print_error(f"{written} geschreven. Controleer met: {to_validate(root)}")
    return 0


_MOST_TRIED = 500
"""So many new records are held to the register before that is asked: it takes 0.8 ms and memory for each."""
_NOT_TRIED = (
    "Zo veel records zijn nog niet naast het register gelegd. Dat gebeurt met --schrijf, dat alles schrijft "
    "of niets."
)
_OF_FIXED = "--vast: schrijf VELD=WAARDE, bijvoorbeeld --vast bestuurslaag=rijk."
_NOTHING_WRITTEN = "Er is niets geschreven. Doe dat met --schrijf."


def _asked(kind: str, sheet: "Sheet", columns: list["ColumnUse"]) -> dict[str, str]:
    """Ask for the columns that are not recognised, as far as fields are left."""
    from maatwerk_cli.keeping.form import form_of

    taken = {use.field for use in columns}
    answers = {}
    for use in columns:
        if use.field or use.refused:
            continue
        left = [field.name for field in form_of(kind) if field.name not in taken]
        options = ["niet overnemen", *left]
        chosen = choose(f"Welk veld is de kolom '{use.name[:60]}'?", options)
        if chosen:
            answers[sheet.columns[use.index]] = left[chosen - 1]
            taken.add(left[chosen - 1])
    return answers


def _exported(table: Path) -> "Kind | None":
    """Give the kind of record of an exported table that only reads with its lists; of another nothing."""
    from maatwerk_cli.exchange.importing import known_headers
    from maatwerk_cli.exchange.package_in import kind_of_table, known_tables
    from maatwerk_cli.text.spreadsheet import header_name

    kind = kind_of_table(table)
    if kind is None:
        return None
    columns = {header_name(name) for name in known_tables().get(table.stem, ())}
    alone = kind.form and columns <= known_headers(kind.name)
    return None if alone else kind


def _package(folder: Path, root: Path, *, write: bool, only: "Kind | None" = None) -> int:
    from maatwerk_cli.exchange.package_in import add_package, not_taken, read_package
    from maatwerk_cli.keeping.workspace import RefusedError

    if (folder / SETTINGS).is_file():
        raise UserError(f"{folder}: dit is een register, en geen map die met maatwerk exporteer is gemaakt.")
    try:
        tables = read_package(folder, only)
    except RefusedError as error:
        raise UserError(f"{folder}: {error.message}") from None
    with changing(root, quiet=True, keep=write) as workspace:
        counts = add_package(workspace, tables)
        for line in counts:
            print_error(line)
        if only is not None:
            print_error(f"Alleen de tabellen van {only.plural} zijn gelezen.")
        for name in () if only else not_taken(folder):
            print_error(
                f"{name}: niet overgenomen. {_NOT_TAKEN.get(name, 'Deze tabel kent het register niet.')}"
            )
    print_error("Geschreven." if write else _NOTHING_WRITTEN)
    return 0
