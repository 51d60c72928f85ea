"""Why nothing was written, as a line for the user."""

from maatwerk_cli.cli.shell.errors import UserError
from maatwerk_cli.keeping.transaction import WriteRefusedError
from maatwerk_cli.register.location import STAGING

_REASONS = {
    "bezig": "Een ander commando schrijft nu in deze map. Wacht tot het klaar is en probeer het opnieuw.",
    "veranderd": "{file}: dit bestand is intussen veranderd. Er is niets geschreven; probeer het opnieuw.",
    "bestaat": "{file}: dit bestand bestaat al. Er is niets geschreven; kies een ander id.",
    "journaal": (
        f"De map {STAGING} in de dataset is niet van dit programma. Kijk of er iets in staat dat u mist, "
        "en verwijder die dan."
    ),
    "onaf": (
        "Een eerder commando is halverwege gestopt en {file} is daarna veranderd. Zet dat bestand terug "
        f"(git restore), of verwijder de map {STAGING} in de dataset als u de oude wijziging niet wilt."
    ),
    "buiten": "{file}: deze plaats ligt buiten de map waarin wordt geschreven. Er is niets geschreven.",
}


def refusal(error: WriteRefusedError) -> UserError:
    """Tell why nothing was written, and what to do."""
    return UserError(_REASONS[error.reason].format(file=error.file))
