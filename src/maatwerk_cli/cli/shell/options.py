"""Options that commands share, and what is done with them."""

import os
import sys
from pathlib import Path
from typing import Annotated, Literal, TypeVar

import typer

from maatwerk_cli.cli.shell.errors import UserError
from maatwerk_cli.cli.shell.output import print_error
from maatwerk_cli.register.location import SETTINGS, Location, locate_dataset

DataOption = Annotated[
    Path | None,
    typer.Option("--data", metavar="MAP", help="Map van de dataset. Anders: MAATWERK_DATA, of de map data/."),
]
OutputOption = Annotated[
    Path | None,
    typer.Option("--uitvoer", metavar="PAD", help="Schrijf het resultaat naar dit bestand."),
]
CsvOption = Annotated[
    Literal["gewoon", "excel"],
    typer.Option(
        "--csv",
        metavar="SOORT",
        help="excel: CSV die Excel in het Nederlands goed opent. Zonder --formaat wordt het csv.",
    ),
]
InternOption = Annotated[
    bool,
    typer.Option("--intern", help="Alles, ook over mensen. Alleen voor wie het register mag zien."),
]
CLOSED = (
    "Dit register is gesloten (openbaar: false), dus records van kandidaten staan hier niet. Mag u ze zien, "
    "geef dan --intern en deel de uitvoer niet."
)
F = TypeVar("F", bound=str)

TableForm = Literal["tabel", "tekst", "markdown", "html", "csv", "xlsx", "ods", "json", "pdf"]
"""In which forms a command gives tables with what is said of them."""
_BINARY = ("xlsx", "ods", "pdf")
"""Forms that no terminal can show."""


def check_binary(form: TableForm, output: Path | None) -> None:
    """Refuse a form that no terminal can show where it would go to one.

    Raises:
        UserError: it would.
    """
    if form in _BINARY and output is None and sys.stdout.isatty():
        raise UserError(f"--formaat {form}: geef met --uitvoer de naam van een bestand.")


def form_with_csv(form: F, csv: str) -> F | Literal["csv"]:
    """Give the form of a result, which is CSV where only a kind of CSV was asked for.

    Raises:
        UserError: another form was asked for.
    """
    if csv == "gewoon" or form == "csv":
        return form
    if form == "tabel":
        return "csv"
    raise UserError("--csv excel: dat kan alleen bij --formaat csv.")


def dataset_location(given: Path | None) -> Location:
    """Find the dataset, and name the carried one on stderr, since nobody asked for it."""
    location = quiet_location(given)
    if location.carried:
        print_error(f"Geen map data/ gevonden: de meegeleverde dataset wordt gebruikt ({location.root}).")
    return location


def quiet_location(given: Path | None) -> Location:
    """Find the dataset."""
    return locate_dataset(given, Path.cwd(), dict(os.environ))


def as_typed(path: Path) -> str:
    """Write a path as it is typed in a command: one with a space in it between quotes."""
    import shlex
    import subprocess

    return subprocess.list2cmdline([str(path)]) if os.name == "nt" else shlex.quote(str(path))


def to_validate(root: Path) -> str:
    """Write the command that shows what is wrong with a dataset, with its folder where that must be given."""
    without = quiet_location(None).root
    given = "" if without.resolve() == root.resolve() else f" --data {as_typed(root)}"
    return f"maatwerk valideer{given}"


def inside_dataset(path: Path, root: Path) -> str:
    """Give a path relative to the dataset, a link by its own name; the dataset itself is nothing.

    Raises:
        UserError: it is not there, or not in the dataset.
    """
    if not path.exists() and not path.is_symlink():
        raise UserError(f"{path}: dit bestand bestaat niet. Controleer de naam.")
    folder = root.resolve()
    own = [] if path.name in ("", "..") else [path.parent.resolve() / path.name]
    inside = next((place for place in (*own, path.resolve()) if place.is_relative_to(folder)), None)
    if inside is None:
        raise UserError(f"{path}: dit ligt niet in de dataset {root}. Geef met --data de map van de dataset.")
    name = inside.relative_to(folder).as_posix()
    return "" if name == "." else name


def no_dataset(root: Path) -> UserError:
    """Say why there is no dataset in a folder, and what to do."""
    below = root / "data"
    if root.is_file():
        what = "dit is een bestand."
    elif not root.exists():
        what = "deze map bestaat niet."
    elif (below / SETTINGS).is_file():
        what = f"hier staat geen dataset.yaml. Bedoelde u {below}?"
    else:
        what = "hier staat geen dataset.yaml."
    return UserError(f"{root}: {what} Geef de map van een dataset met --data of met MAATWERK_DATA.")
