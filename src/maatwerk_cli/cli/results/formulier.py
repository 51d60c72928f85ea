"""``maatwerk formulier``."""

from typing import Annotated

import typer

from maatwerk_cli.cli.shell.errors import UserError
from maatwerk_cli.cli.shell.options import DataOption
from maatwerk_cli.cli.webform.server import LOOPBACK

_EXTRA = ("starlette", "uvicorn", "multipart", "jinja2")


def command(
    poort: Annotated[
        int,
        typer.Option("--poort", metavar="NUMMER", min=0, max=65535, help="Poort; 0 neemt een vrije poort."),
    ] = 0,
    adres: Annotated[
        str,
        typer.Option(
            "--adres",
            metavar="ADRES",
            help="Waar het formulier bereikbaar is. Een ander adres dan dat van deze computer is een keuze: "
            "lees eerst docs/formulier.md.",
        ),
    ] = LOOPBACK,
    geen_browser: Annotated[
        bool, typer.Option("--geen-browser", help="Open geen browser; toon alleen het adres.")
    ] = False,
    data: DataOption = None,
) -> int:
    """Toets een aanbesteding met een formulier in de browser.

    Het formulier draait op deze computer. Het bewaart niet wat u invult, en stuurt het nergens heen. Het
    adres staat op de eerste regel; het is alleen voor u. Ctrl-C sluit het formulier.

    Voorbeelden:

        maatwerk formulier
        maatwerk formulier --poort 8080 --geen-browser
    """
    from importlib.util import find_spec

    if any(find_spec(name) is None for name in _EXTRA):
        raise UserError(
            "Het formulier zit niet in deze installatie. Installeer het met: "
            "pip install 'maatwerk-cli[formulier]'"
        )
    from maatwerk_cli.cli.tender.check_run import load_policy
    from maatwerk_cli.cli.webform.judgement import desk_of
    from maatwerk_cli.cli.webform.server import serve
    from maatwerk_cli.tender.verdicts.assessor import Assessor

    policy, folder = load_policy(data)

    def ready(address: str) -> None:
        typer.echo(address)
        if not geen_browser:
            _open(address)

    serve(desk_of(Assessor(policy), folder), adres, poort, ready)
    return 0


def _open(address: str) -> None:
    """Open a browser, beside the form that is starting."""
    import threading
    import webbrowser

    threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
