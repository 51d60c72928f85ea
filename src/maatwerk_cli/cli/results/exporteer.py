"""``maatwerk exporteer``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from maatwerk_cli.cli.shell.dataset_loading import load_sound
from maatwerk_cli.cli.shell.errors import UserError
from maatwerk_cli.cli.shell.options import DataOption, quiet_location
from maatwerk_cli.cli.shell.output import print_error

if TYPE_CHECKING:
    pass


def command(
    map_: Annotated[
        Path, typer.Argument(metavar="MAP", help="Map waar de tabellen in komen; zij wordt zo nodig gemaakt.")
    ],
    intern: Annotated[
        bool,
        typer.Option("--intern", help="Alles, ook de records van kandidaten. Alleen voor intern gebruik."),
    ] = False,
    data: DataOption = None,
) -> int:
    """Schrijf het register als tabellen voor andere programma's.

    In de map komen CSV-bestanden met een datapackage.json (Frictionless) en een csv-metadata.json (CSVW), een
    SQLite-database en Parquet-bestanden. Zonder --intern komen er geen records van kandidaten in, maar hun
    aantallen, en afgeschermd zoals in het rapport. Dezelfde gegevens geven dezelfde bestanden.

    Voorbeelden:

        maatwerk exporteer tabellen
        maatwerk exporteer tabellen-intern --intern
    """
    from maatwerk_cli.exchange.export import export_tables
    from maatwerk_cli.exchange.package_out import package_files

    dataset = load_sound(data)
    if map_.exists() and not map_.is_dir():
        raise UserError(f"{map_}: dit is een bestand. Geef de naam van een map.")
    root = quiet_location(data).root.resolve()
    if root in (map_.resolve(), *map_.resolve().parents):
        raise UserError(
            f"{map_}: deze map ligt in het register, en daar horen alleen records. Geef een andere."
        )
    files = package_files(export_tables(dataset, intern=intern), dataset.settings.naam, intern=intern)
    if not any(name.endswith(".parquet") for name in files):
        print_error("Parquet is overgeslagen. Installeer het met: pip install 'maatwerk-cli[parquet]'")
    write_folder(map_, files)
    if not intern:
        from maatwerk_cli.cli.results.rapport_command import say_telling
        from maatwerk_cli.report.year import telling_texts_of_all_years

        say_telling(telling_texts_of_all_years(dataset, {}, closed=True), "de export")
    print_error(f"{len(files)} bestanden geschreven in {map_}.")
    return 0


def write_folder(folder: Path, files: dict[str, bytes]) -> None:
    """Write an export in a folder, over an earlier one: all of it, or what was there before.

    Raises:
        UserError: there is something else in the folder, or another command writes in it.
    """
    from maatwerk_cli.cli.shell.dataset_writing import locked, put_files
    from maatwerk_cli.exchange.package_out import files_of_export

    folder.mkdir(parents=True, exist_ok=True)
    with locked(folder):
        earlier = files_of_export(folder)
        if not earlier and any(folder.iterdir()):
            raise UserError(f"{folder}: in deze map staan andere bestanden. Geef een nieuwe of lege map.")
        put_files(folder, earlier, files)
