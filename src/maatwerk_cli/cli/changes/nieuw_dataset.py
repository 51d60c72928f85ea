"""``maatwerk nieuw dataset``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from maatwerk_cli.cli.shell.asking import ask_field, can_ask
from maatwerk_cli.cli.shell.dataset_loading import load_from
from maatwerk_cli.cli.shell.errors import UserError
from maatwerk_cli.cli.shell.options import as_typed
from maatwerk_cli.cli.shell.output import print_error, write_result

if TYPE_CHECKING:
    from collections.abc import Mapping

    from maatwerk_cli.keeping.form import FormField
    from maatwerk_cli.keeping.lending import Lent
    from maatwerk_cli.register.records import Dataset


def command(
    naam: Annotated[str | None, typer.Option("--naam", metavar="NAAM", help="Hoe het register heet.")] = None,
    peildatum: Annotated[
        str | None,
        typer.Option("--peildatum", metavar="DATUM", help="De dag tot en met wanneer u het bijhoudt."),
    ] = None,
    map_: Annotated[Path, typer.Option("--map", metavar="MAP", help="De map die wordt gemaakt.")] = Path(
        "data"
    ),
    van: Annotated[
        Path | None,
        typer.Option(
            "--van",
            metavar="MAP",
            help="Voor een andere overheid: begin met de codelijsten, kaders en vragenlijsten in deze map.",
        ),
    ] = None,
    controle: Annotated[
        Literal["github", "gitlab", "azure", "geen"],
        typer.Option(
            "--controle", help="Waar een wijziging vanzelf wordt nagekeken; geen maakt niets naast de map."
        ),
    ] = "github",
) -> int:
    r"""Een leeg register, met de codelijsten van het programma.

    In de map komen dataset.yaml, de codelijsten en de bronnen die zij noemen. Het register is nog niet
    openbaar: zet openbaar in dataset.yaml pas op true als iedereen het mag lezen.

    Naast de map komt wat elke wijziging nakijkt: een workflow voor GitHub, GitLab of Azure DevOps, en hooks
    voor pre-commit. Er komt ook een .gitignore die spreadsheets buiten git houdt. Wat er al is, blijft zoals
    het is.

    Met --van begint u een register voor een andere overheid dan het Rijk. Dan komen de codelijsten, kaders
    en vragenlijsten van die map mee, met hun bronnen. Van het Rijk blijft er niets in staan.

    Voorbeelden:

        maatwerk nieuw dataset --naam Voorbeeldregister --peildatum 2019-12-31
        maatwerk nieuw dataset --naam Voorbeeldstad --peildatum 2022-12-31 \
            --map register --van docs/voorbeelden/gemeente
    """
    from maatwerk_cli import __version__
    from maatwerk_cli.cli.shell.write_refusals import refusal
    from maatwerk_cli.keeping.form import FormField
    from maatwerk_cli.keeping.starting import (
        files_beside,
        first_files,
        refuse_taken,
        start_dataset,
        write_beside,
    )
    from maatwerk_cli.keeping.transaction import WriteRefusedError
    from maatwerk_cli.keeping.workspace import RefusedError
    from maatwerk_cli.register.location import carried_dataset

    program = load_from(carried_dataset()).dataset
    name = _given(FormField("naam", "Naam van het register", required=True), naam, program)
    until = FormField("peildatum", "Dag tot en met wanneer het wordt bijgehouden", "datum", required=True)
    day = _given(until, peildatum, program)
    try:
        refuse_taken(map_)
        lent = None if van is None else _lent(van)
        content = first_files(name, day, lent)
        _check(map_ if van is None else van, content, lent=van is not None)
        files = start_dataset(map_, content)
    except RefusedError as error:
        raise UserError(error.message) from None
    except WriteRefusedError as error:
        raise refusal(error) from None
    write_result("".join(f"{file}\n" for file in files), None)
    if controle != "geen":
        made, left = write_beside(map_, files_beside(controle, map_.name, __version__))
        if made:
            print_error(
                f"Ernaast gemaakt: {', '.join(made)}. Niet nodig? Haal ze weg, of geef --controle geen."
            )
        if left:
            print_error(f"Er stond al iets, en dat is zo gebleven: {', '.join(left)}.")
    for line in lent.left if lent is not None else ():
        print_error(f"Niet meegenomen, want van het Rijk: {line}")
    print_error(f"Gemaakt: een leeg register in {map_}. Het volgende is een bron: maatwerk nieuw bron")
    return 0


def _lent(folder: Path) -> "Lent":
    """Give what a folder lends to the register of another government.

    Raises:
        UserError: it is no folder, or has nothing to begin with, or it cannot be read.
    """
    from maatwerk_cli.keeping.lending import NothingLentError, UnreadableLenderError, lent_by

    if not folder.is_dir():
        raise UserError(f"--van: {folder} is geen map. Geef de map met de codelijsten en kaders.")
    try:
        return lent_by(folder)
    except NothingLentError:
        raise UserError(
            f"--van: in {folder} staan geen codelijsten, kaders of vragenlijsten. Zet ze in de mappen "
            "codelijsten, beleid en vragenlijsten."
        ) from None
    except UnreadableLenderError as error:
        raise UserError(
            f"--van: {folder / str(error)} is niet te lezen. Kijk wat er mis is met: "
            f"maatwerk valideer --data {as_typed(folder)}"
        ) from None


def _check(folder: Path, content: "Mapping[str, bytes]", *, lent: bool) -> None:
    """Refuse what would make a register with errors in it; nothing is written then.

    Args:
        folder: where the content comes from, or where it would be.
        content: the files of the register.
        lent: the content comes from that folder.

    Raises:
        UserError: something in the content is wrong.
    """
    from maatwerk_cli.checks.run import check
    from maatwerk_cli.checks.views.findings_text import finding_line
    from maatwerk_cli.keeping.starting import as_register
    from maatwerk_cli.text.dutch import so_many

    errors = [
        finding for finding in check(as_register(folder, content), content) if finding.severity == "fout"
    ]
    if errors:
        count = so_many(len(errors), "fout", "fouten")
        why = f"--van: met wat in {folder} staat, heeft" if lent else "Zo heeft"
        raise UserError(
            f"{why} het nieuwe register {count}. De eerste: {finding_line(errors[0])} Er is niets gemaakt."
        )


def _given(field: "FormField", answer: str | None, dataset: "Dataset") -> str:
    from maatwerk_cli.keeping.form import AnswerError, read_answer

    if answer is None and not can_ask():
        raise UserError(
            f"Voor een nieuw register ontbreekt: --{field.name}. Zie: maatwerk nieuw dataset --help"
        )
    try:
        value = ask_field(field, dataset) if answer is None else read_answer(field, answer, dataset)
    except AnswerError as error:
        raise UserError(f"--{error.field}: {error.message}") from None
    if value is None:
        raise UserError(f"--{field.name}: dit is nodig om het register te kunnen maken.")
    return str(value)
