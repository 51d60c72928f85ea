"""``maatwerk exporteer``."""

from pathlib import Path
from typing import Annotated

import typer

from maatwerk_cli.cli.errors import UserError
from maatwerk_cli.cli.loading import load_sound
from maatwerk_cli.cli.options import DataOption
from maatwerk_cli.cli.output import print_error


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

    In de map komen CSV-bestanden met een datapackage.json (Frictionless), een SQLite-database en
    Parquet-bestanden. Zonder --intern komen er geen records van kandidaten in, maar hun aantallen, en
    afgeschermd zoals in het rapport. Dezelfde gegevens geven dezelfde bestanden.

    Voorbeelden:

        maatwerk exporteer tabellen
        maatwerk exporteer tabellen-intern --intern
    """
    from maatwerk_cli.render.package import package_files
    from maatwerk_cli.report.export import export_tables

    dataset = load_sound(data)
    if map_.exists() and not map_.is_dir():
        raise UserError(f"{map_}: dit is een bestand. Geef de naam van een map.")
    if map_.is_dir() and any(map_.iterdir()) and not (map_ / "datapackage.json").is_file():
        raise UserError(f"{map_}: in deze map staan andere bestanden. Geef een nieuwe of lege map.")
    files = package_files(export_tables(dataset, intern=intern), dataset.settings.naam, intern=intern)
    if not any(name.endswith(".parquet") for name in files):
        print_error("Parquet is overgeslagen. Installeer het met: pip install 'maatwerk-cli[parquet]'")
    replace_folder(map_, files)
    print_error(f"{len(files)} bestanden geschreven in {map_}.")
    return 0


def replace_folder(folder: Path, files: dict[str, bytes]) -> None:
    """Let a folder hold these files and no others: all of them, or what it held before."""
    import shutil
    import tempfile

    folder.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
    try:
        new, old = made / "nieuw", made / "oud"
        for name, content in files.items():
            target = new / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        if folder.exists():
            folder.rename(old)
        try:
            new.rename(folder)
        except OSError:
            if old.exists():
                old.rename(folder)
            raise
    finally:
        shutil.rmtree(made, ignore_errors=True)
