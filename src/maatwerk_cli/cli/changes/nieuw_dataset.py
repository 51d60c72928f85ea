"""``maatwerk nieuw dataset``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from maatwerk_cli.cli.shell.asking import ask, can_ask
from maatwerk_cli.cli.shell.dataset_loading import load_from
from maatwerk_cli.cli.shell.errors import UserError
from maatwerk_cli.cli.shell.output import print_error, write_result

if TYPE_CHECKING:
    from maatwerk_cli.keeping.form import FormField
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
) -> int:
    """Een leeg register, met de codelijsten van het programma.

    In de map komen dataset.yaml, de codelijsten en de bronnen die zij noemen. Het register is nog niet
    openbaar: zet openbaar in dataset.yaml pas op true als iedereen het mag lezen.

    Voorbeeld:

        maatwerk nieuw dataset --naam Voorbeeldregister --peildatum 2019-12-31
    """
    from maatwerk_cli.cli.shell.write_refusals import refusal
    from maatwerk_cli.keeping.form import FormField
    from maatwerk_cli.keeping.starting import start_dataset
    from maatwerk_cli.keeping.transaction import WriteRefusedError
    from maatwerk_cli.keeping.workspace import RefusedError
    from maatwerk_cli.register.location import carried_dataset

    program = load_from(carried_dataset()).dataset
    name = _given(FormField("naam", "Naam van het register", required=True), naam, program)
    until = FormField("peildatum", "Dag tot en met wanneer het wordt bijgehouden", "datum", required=True)
    day = _given(until, peildatum, program)
    try:
        files = start_dataset(map_, name, day)
    except RefusedError as error:
        raise UserError(error.message) from None
    except WriteRefusedError as error:
        raise refusal(error) from None
    write_result("".join(f"{file}\n" for file in files), None)
    print_error(f"Gemaakt: een leeg register in {map_}. Het volgende is een bron: maatwerk nieuw bron")
    return 0


def _given(field: "FormField", answer: str | None, dataset: "Dataset") -> str:
    from maatwerk_cli.keeping.form import AnswerError, read_answer

    if answer is None and not can_ask():
        raise UserError(
            f"Voor een nieuw register ontbreekt: --{field.name}. Zie: maatwerk nieuw dataset --help"
        )
    try:
        value = ask(field, dataset) if answer is None else read_answer(field, answer, dataset)
    except AnswerError as error:
        raise UserError(f"--{error.field}: {error.message}") from None
    if value is None:
        raise UserError(f"--{field.name}: dit is nodig om het register te kunnen maken.")
    return str(value)
