"""``maatwerk publiceer``."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from maatwerk_cli.cli.shell.dataset_loading import check_years, load_sound
from maatwerk_cli.cli.shell.dataset_writing import locked, writable_root
from maatwerk_cli.cli.shell.day_options import given_day
from maatwerk_cli.cli.shell.errors import UserError
from maatwerk_cli.cli.shell.options import DataOption
from maatwerk_cli.cli.shell.output import print_error

if TYPE_CHECKING:
    from maatwerk_cli.models.publicatie import Publicatie
    from maatwerk_cli.publication.edition import Made
    from maatwerk_cli.register.records import Dataset


def command(
    jaar: Annotated[int, typer.Argument(metavar="JAAR", help="Het jaar van het rapport.")],
    uitvoer: Annotated[
        Path,
        typer.Option("--uitvoer", metavar="MAP", help="Nieuwe of lege map waar de uitgave in komt."),
    ],
    datum: Annotated[
        str, typer.Option("--datum", metavar="DATUM", help="De dag van uitgave, bijvoorbeeld 2019-04-15.")
    ],
    status: Annotated[
        Literal["concept", "definitief", "gecorrigeerd"],
        typer.Option("--status", metavar="STATUS", help="concept, definitief of gecorrigeerd."),
    ] = "definitief",
    peildatum: Annotated[
        str | None,
        typer.Option("--peildatum", metavar="DATUM", help="Stand op deze dag. Anders: 31 december."),
    ] = None,
    proef: Annotated[
        bool, typer.Option("--proef", help="Maak de uitgave, maar leg die niet vast in het register.")
    ] = False,
    data: DataOption = None,
) -> int:
    r"""Maak een uitgave van het rapport over een jaar, en leg vast wat zij toonde.

    In de map komen het rapport in elke vorm, de gegevens, de openbare uitgave van het register (zonder
    records van kandidaten) en controlegetallen. In het register komt publicaties/JAAR-N.yaml. Elk later
    rapport legt het programma naast alle vastgelegde uitgaven, zodat zij samen niemand verraden.

    Voorbeelden:

        maatwerk publiceer 2018 --datum 2019-04-15 --uitvoer uitgave-2018 \
            --data docs/voorbeelden/twee-jaren
        maatwerk publiceer 2018 --datum 2019-04-15 --uitvoer proef --proef
    """
    from maatwerk_cli.disclosure.solver import TooLargeError
    from maatwerk_cli.history.git import last_revision
    from maatwerk_cli.publication.edition import make_edition, make_record

    issued = given_day("--datum", datum, "2019-04-15")
    root = None if proef else writable_root(data)
    dataset = load_sound(data)
    check_years([jaar], dataset)
    day = given_day("--peildatum", peildatum) if peildatum else date(jaar, 12, 31)
    _check(dataset, jaar, issued, day, uitvoer)
    try:
        recorded = make_record(dataset, jaar, day, issued, status)
    except TooLargeError as error:
        raise UserError(
            f"De aantallen kandidaten van {error.year or jaar} zijn te veel of te "
            "verweven om veilig af te schermen. Er is niets gepubliceerd. Gebruik minder "
            "kerncijfers over kandidaten, of kies grovere kenmerken."
        ) from None
    _refuse_without_key(dataset, recorded.record)
    made = make_edition(recorded, _contents(dataset), last_revision(dataset.root), proof=proef)
    _refuse_texts(made)
    _write(made, uitvoer, root)
    for form in made.missing:
        print_error(f"Zonder {form}: installeer dat met pip install 'maatwerk-cli[{form}]'.")
    where = "niet vastgelegd (proef)" if root is None else f"vastgelegd in {made.recorded.file}"
    print_error(f"Uitgave {recorded.record.id}: {len(made.files)} bestanden in {uitvoer}, {where}.")
    return 0


def _check(dataset: "Dataset", year: int, issued: date, day: date, output: Path) -> None:
    if output.exists() and (not output.is_dir() or any(output.iterdir())):
        raise UserError(f"{output}: hier staat al iets. Geef met --uitvoer een nieuwe of lege map.")
    if output.resolve().is_relative_to(dataset.root.resolve()):
        raise UserError(f"{output}: dit ligt in het register zelf. Geef een map daarbuiten.")
    if not output.resolve().parent.is_dir():
        raise UserError(f"{output.parent}: deze map bestaat niet. Maak die eerst aan.")
    if issued < day:
        raise UserError(
            f"--datum: de uitgave toont de stand van {day}, en {issued} is eerder. Geef een dag die niet "
            "eerder is, of een eerdere --peildatum."
        )
    for entry in dataset.publicaties:
        if entry.value.jaar == year and entry.value.datum.first > issued:
            raise UserError(
                f"--datum: uitgave {entry.id} is van {entry.value.datum}. Geef een dag die niet eerder is."
            )


def _refuse_without_key(dataset: "Dataset", record: "Publicatie") -> None:
    """Refuse an edition of which anybody could try every possibility: what it withholds, and its sum."""
    open_register = dataset.settings.openbaar
    if record.afgeschermd and not (open_register or dataset.settings.sleutel or len(dataset.kandidaten)):
        raise UserError(
            "Deze uitgave schermt aantallen mensen af, en het register heeft geen sleutel. Wie alle "
            "mogelijkheden probeert, vindt ze dan terug. Zet in dataset.yaml achter sleutel: twintig of meer "
            "kleine letters en cijfers, en probeer het opnieuw. Er is niets gepubliceerd."
        )


def _refuse_texts(made: "Made") -> None:
    """Refuse an edition with a text that perhaps tells what it withholds."""
    for place, about in made.telling_texts.items():
        raise UserError(
            f"{place}: deze tekst noemt misschien een aantal dat de uitgave afschermt "
            f"({about}). Haal het aantal weg en probeer het opnieuw. Er is niets gepubliceerd."
        )


def _contents(dataset: "Dataset") -> dict[str, bytes]:
    from maatwerk_cli.register.loading import find_record_files

    return {file: (dataset.root / file).read_bytes() for _, file in find_record_files(dataset.root)[0]}


def _write(made: "Made", output: Path, root: Path | None) -> None:
    """Write the edition beside its place, record it, and put it in its place: all of it or nothing."""
    import shutil
    import tempfile

    from maatwerk_cli.keeping.transaction import Change, apply_changes

    try:
        beside = tempfile.TemporaryDirectory(prefix=".maatwerk-", dir=output.resolve().parent)
    except OSError as error:
        error.filename = str(output)  # nobody gave the name of the folder beside it
        raise
    with beside as folder:
        whole = Path(folder) / "uitgave"
        for name, content in made.files.items():
            (whole / name).parent.mkdir(parents=True, exist_ok=True)
            (whole / name).write_bytes(content)
        if root is not None:
            with locked(root):
                apply_changes(root, [Change(made.recorded.file, None, made.recorded.content)])
        if output.is_dir():
            output.rmdir()
        shutil.move(whole, output)
