"""Writing in the dataset for a command: the lock, the failures as lines for the user."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from maatwerk_cli.cli.errors import UserError
from maatwerk_cli.cli.options import dataset_location
from maatwerk_cli.dataset.files import SETTINGS
from maatwerk_cli.dataset.writer import STAGING, WriteRefusedError, writing

_REASONS = {
    "bezig": "Een ander commando schrijft nu in deze dataset. Wacht tot het klaar is en probeer het opnieuw.",
    "veranderd": "{file}: dit bestand is intussen veranderd. Er is niets geschreven; probeer het opnieuw.",
    "bestaat": "{file}: dit bestand bestaat al. Er is niets geschreven; kies een andere id.",
    "journaal": (
        f"De map {STAGING} in de dataset is niet van dit programma. Kijk of er iets in staat dat u mist, "
        "en verwijder haar dan."
    ),
    "onaf": (
        "Een eerder commando is halverwege gestopt en {file} is daarna veranderd. Zet dat bestand terug "
        f"(git restore), of verwijder de map {STAGING} in de dataset als u de oude wijziging niet wilt."
    ),
    "buiten": "{file}: deze plaats ligt buiten de dataset. Er is niets geschreven.",
}


def refusal(error: WriteRefusedError) -> UserError:
    """Tell why nothing was written, and what to do."""
    return UserError(_REASONS[error.reason].format(file=error.file))


def writable_root(given: Path | None) -> Path:
    """Give the folder of the dataset to write in. The one that the program carries is never written.

    Raises:
        UserError: there is no dataset here.
    """
    location = dataset_location(given)
    if location.carried:
        raise UserError(
            "Geef met --data de map van uw dataset. In de meegeleverde dataset wordt niet geschreven."
        )
    if not (location.root / SETTINGS).is_file():
        what = "hier staat geen dataset.yaml" if location.root.exists() else "deze map bestaat niet"
        raise UserError(f"{location.root}: {what}. Geef met --data de map van een dataset.")
    return location.root


@contextmanager
def locked(root: Path) -> Iterator[None]:
    """Hold the dataset while something is written in it.

    Raises:
        UserError: it cannot be written now.
    """
    try:
        with writing(root):
            yield
    except WriteRefusedError as error:
        raise refusal(error) from None
