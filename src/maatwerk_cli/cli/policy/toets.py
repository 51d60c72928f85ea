"""``maatwerk kader toets``."""

import json
from typing import Annotated, Literal

import typer

from maatwerk_cli.cli.shell.errors import UserError
from maatwerk_cli.cli.shell.options import DataOption, OutputOption
from maatwerk_cli.cli.shell.output import blocks_as, write_result


def command(
    kader: Annotated[
        str | None, typer.Argument(metavar="ID", help="Id van het kader. Anders elk kader met gevallen.")
    ] = None,
    dekking: Annotated[
        bool, typer.Option("--dekking", help="Toon ook voor welke delen van het kader er geen geval is.")
    ] = False,
    alles: Annotated[bool, typer.Option("--alles", help="Toon ook de gevallen die kloppen.")] = False,
    formaat: Annotated[
        Literal["tabel", "tekst", "markdown", "json"],
        typer.Option("--formaat", metavar="VORM", help="tabel, tekst, markdown of json."),
    ] = "tabel",
    data: DataOption = None,
    uitvoer: OutputOption = None,
) -> int:
    """Toets een kader aan zijn gevallen: geeft het kader wat zijn gevallen zeggen.

    De gevallen staan naast het kader, in beleid/ID.gevallen.yaml. De uitgangscode is 1 als een geval iets
    anders geeft of niet is te toetsen. Waar nog geen geval voor is, zegt maatwerk kader dekking.

    Voorbeelden:

        maatwerk kader toets
        maatwerk kader toets generiek_kader --dekking
        maatwerk kader toets --formaat json
    """
    from maatwerk_cli.cli.policy.framework_choice import chosen, files_of, say_unread, stands_of
    from maatwerk_cli.tender.cases.case_run import run_cases
    from maatwerk_cli.tender.cases.coverage import coverage
    from maatwerk_cli.tender.cases.views.case_words import case_blocks, case_json
    from maatwerk_cli.text.blocks import Block

    assessor, folder, kaders = chosen(kader, data)
    files = files_of(folder, kaders)
    if not files:
        names = kader or "ID"
        raise UserError(
            f"{folder}: er zijn geen gevallen. Zet ze in {names}.gevallen.yaml, naast het kader. "
            "Zie docs/eigen-kader.md."
        )
    blocks: list[Block] = []
    values, bad = [], False
    for file in files:
        own = assessor.beleid.kaders[file.kader]
        unread = say_unread(file, folder)
        results = run_cases(file, assessor)
        bad = bad or unread or any(result.wrong or result.differences for result in results)
        covered = coverage(stands_of(assessor, own, None), results) if dekking else None
        blocks += case_blocks(own, results, covered, every=alles, unread=unread)
        values.append(case_json(own, results, covered))
    if formaat == "json":
        text = json.dumps(values, ensure_ascii=False, indent=2) + "\n"
    else:
        text = blocks_as(formaat, blocks, "Gevallen", uitvoer)
    write_result(text, uitvoer)
    return 1 if bad else 0
