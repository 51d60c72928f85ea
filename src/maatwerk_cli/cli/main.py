"""The program: which commands there are, and what becomes of every way they can end."""

import errno
import gc
import os
import sys
from collections.abc import Sequence
from typing import Annotated, Any, NoReturn

from maatwerk_cli.cli.shell.no_plugins import leave_out_plugins

# Before anything imports Pydantic: looking for plug-ins costs a fifth of the start, and what another
# package brings must not change how records are checked.
if os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__") == "__all__":
    leave_out_plugins()

import typer

from maatwerk_cli import __version__
from maatwerk_cli.cli.shell.errors import ReaderGoneError, UserError
from maatwerk_cli.cli.shell.output import STDOUT, of_full_disk, print_error
from maatwerk_cli.cli.shell.typer_dutch import (
    LazyGroup,
    NoArgsIsHelpError,
    UsageError,
    usage_message,
)

_INTERRUPTED = 130  # what a shell gives for a program that Ctrl-C ended: 128 and signal 2
COMMANDS: dict[str, tuple[str, str]] = {
    "check-aanbesteding": (
        "tender.check_aanbesteding",
        "Toets of social return geldt voor een aanbesteding.",
    ),
    "kader": (
        "policy.kader_command",
        "Bekijk een kader zelf: met zijn gevallen, als bladzijde, en naast een ander.",
    ),
    "formatteer": ("changes.formatteer", "Zet de bestanden van het register in één vorm."),
    "nieuw": ("changes.nieuw", "Maak een nieuw record, met zijn id en bestand."),
    "fase": ("changes.fase", "Leg vast welke fase een proeftuin heeft bereikt."),
    "stap": ("changes.stap", "Leg vast welke stap een kandidaat of een plan heeft bereikt."),
    "hernoem": ("changes.hernoem", "Geef een record een ander id, overal."),
    "voeg-samen": ("changes.voeg_samen", "Maak van twee records één."),
    "trek-terug": ("changes.trek_terug", "Trek een record in, of wis een kandidaat."),
    "importeer": ("changes.importeer", "Neem rijen van een spreadsheet over in het register."),
    "exporteer": ("results.exporteer", "Schrijf het register als tabellen voor andere programma's."),
    "rapport": ("results.rapport_command", "Tel de jaarcijfers en leg ze naast wat is gepubliceerd."),
    "publiceer": ("changes.publiceer", "Maak een uitgave van een rapport, en leg vast wat zij toonde."),
    "voortgang": ("results.voortgang", "Toon wat er voor verplichtingen is gedaan, en wat er nog over is."),
    "lijst": ("results.lijst", "Toon welke records er zijn, per soort."),
    "toon": ("results.toon", "Toon een record, met zijn bronnen en wat ernaar verwijst."),
    "valideer": ("results.valideer", "Controleer het register."),
    "uitleg": ("results.uitleg", "Leg een bevinding van valideer uit."),
    "verschil": ("results.verschil", "Toon wat er tussen twee git-revisies is veranderd."),
    "formulier": ("results.formulier", "Toets een aanbesteding met een formulier in de browser."),
    "schema": ("results.schema", "Geef het JSON Schema van elke soort record, voor een editor."),
}


class MaatwerkGroup(LazyGroup):
    """The commands of ``maatwerk``."""

    commands_by_name = COMMANDS

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise ReaderGoneError from error


def _version(value: bool) -> None:
    if value:
        typer.echo(f"maatwerk {__version__}")
        raise typer.Exit


app = typer.Typer(
    name="maatwerk",
    cls=MaatwerkGroup,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    invoke_without_command=False,
)


@app.callback()
def root(
    versie: Annotated[
        bool,
        typer.Option("--versie", help="Toon de versie en stop.", callback=_version, is_eager=True),
    ] = False,
    debug: Annotated[
        bool, typer.Option("--debug", help="Toon bij een fout ook waar het programma was.")
    ] = False,
) -> None:
    """Social return bij het Rijk: toets een aanbesteding, tel het register, controleer de gegevens.

    Voorbeelden:

        maatwerk check-aanbesteding --aard dienst --loonsom 300000 --begin 2018-03
        maatwerk rapport 2018
        maatwerk valideer

    Elk commando heeft zijn eigen hulp: maatwerk COMMANDO --help
    """
    del versie, debug


def main(args: Sequence[str] | None = None) -> NoReturn:
    """Run the program and leave with its exit code: 0 done, 1 found something, 2 could not do it."""
    code = run(list(sys.argv[1:] if args is None else args))
    gc.freeze()  # all that is left goes with the process: Python looks for cycles in it however it ends
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """Run one command and give its exit code; every expected failure becomes one line on stderr."""
    debug = "--debug" in arguments
    rest = [argument for argument in arguments if argument != "--debug"]
    _open_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        code = typer.main.get_command(app).main(rest, prog_name="maatwerk", standalone_mode=False)
        with of_full_disk(STDOUT):
            sys.stdout.flush()
        if code == _INTERRUPTED:  # what Typer makes of Ctrl-C
            print_error("Afgebroken.")
        return code if isinstance(code, int) else 0
    except NoArgsIsHelpError as error:
        print_error(error.format_message().rstrip())
        return 2
    except UsageError as error:
        print_error(usage_message(error))
    except UserError as error:
        if debug:
            _print_traceback()
        else:
            print_error(error.message, error.name)
    except typer.Abort:
        print_error("Afgebroken.")
        return _INTERRUPTED
    except (ReaderGoneError, BrokenPipeError):
        return _pipe_closed()
    except OSError as error:
        if error.errno == errno.EPIPE:
            return _pipe_closed()
        if debug:
            _print_traceback()
        else:
            print_error(f"{error.filename or 'Bestand'}: {_os_reason(error)}")
    return 2


def _print_traceback() -> None:
    import traceback

    traceback.print_exc()


def _open_closed_streams() -> None:
    """Let what goes to a stream that the caller closed go nowhere, and not into the file opened next."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115


def _pipe_closed() -> int:
    # The reader has what it wanted; closing stdout now keeps Python from complaining at its end.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _os_reason(error: OSError) -> str:
    if error.filename == STDOUT:
        return "de schijf is vol. Wat er staat, is niet compleet."
    reasons = {
        errno.ENOENT: "bestaat niet. Controleer de naam.",
        errno.EACCES: "mag niet worden gelezen of geschreven. Controleer de rechten.",
        errno.EISDIR: "is een map. Geef een bestand.",
        errno.ENOTDIR: "is geen map.",
        errno.ENOSPC: "de schijf is vol. Er is niets geschreven.",
        errno.ENAMETOOLONG: "de naam is te lang.",
    }
    return reasons.get(error.errno or 0, "kan niet worden gelezen of geschreven.")


if __name__ == "__main__":
    main()
