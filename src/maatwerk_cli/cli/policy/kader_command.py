"""``maatwerk kader``: the commands about frameworks themselves."""

from maatwerk_cli.cli.shell.typer_dutch import LazyGroup

_HELP = """Bekijk een kader zelf: klopt het met zijn gevallen, wat staat erin, en wat zou er veranderen?

Een kader is een bestand met regels in de map beleid/ (zie docs/eigen-kader.md).

Voorbeelden:

    maatwerk kader toets
    maatwerk kader toon generiek_kader
    maatwerk kader vergelijk lijst.csv --stel loonsom_minimum=200000

Elk commando heeft zijn eigen hulp: maatwerk kader COMMANDO --help"""


class KaderGroup(LazyGroup):
    """The commands about frameworks."""

    commands_by_name = {  # noqa: RUF012  the table of this group
        "toets": ("policy.toets", "Toets een kader aan zijn gevallen."),
        "dekking": ("policy.dekking", "Toon voor welke delen van een kader er geen geval is."),
        "toon": ("policy.kader_page", "Toon een kader als bladzijde."),
        "vergelijk": ("policy.vergelijk", "Toon wat er met ander beleid zou veranderen."),
    }


def build(name: str) -> KaderGroup:
    """Build the command."""
    return KaderGroup(name=name, help=_HELP, no_args_is_help=True)
