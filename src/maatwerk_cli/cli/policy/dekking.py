"""``maatwerk kader dekking``."""

import json
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from maatwerk_cli.cli.shell.options import DataOption, OutputOption
from maatwerk_cli.cli.shell.output import blocks_as, write_result

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maatwerk_cli.tender.cases.case_run import CaseResult


def command(
    kader: Annotated[
        str | None, typer.Argument(metavar="ID", help="Id van het kader. Anders elk kader.")
    ] = None,
    peildatum: Annotated[
        str | None,
        typer.Option(
            "--peildatum",
            metavar="DATUM",
            help="Alleen het kader zoals het dan geldt. Anders elke dag waarop iets verandert.",
        ),
    ] = None,
    formaat: Annotated[
        Literal["tabel", "tekst", "markdown", "json", "yaml"],
        typer.Option(
            "--formaat",
            metavar="VORM",
            help="tabel, tekst, markdown, json, of yaml: voorgestelde gevallen om in te vullen.",
        ),
    ] = "tabel",
    data: DataOption = None,
    uitvoer: OutputOption = None,
) -> int:
    """Toon voor welke delen van een kader er geen geval is: voorwaarden, grenzen, rijen, lezingen, dagen.

    Met --formaat yaml krijgt u gevallen voorgesteld voor wat nog ontbreekt. De uitkomst staat daarin open:
    vul die in vanuit de regeling, en niet vanuit het programma. De uitgangscode is 1 als een geval niet is te
    lezen: wat het dekt, telt dan niet mee.

    Voorbeelden:

        maatwerk kader dekking generiek_kader
        maatwerk kader dekking generiek_kader --formaat yaml
    """
    from maatwerk_cli.cli.policy.framework_choice import chosen, files_of, say_unread, stands_of
    from maatwerk_cli.tender.cases.case_run import run_cases
    from maatwerk_cli.tender.cases.coverage import coverage
    from maatwerk_cli.tender.cases.proposals import Proposal, proposals
    from maatwerk_cli.tender.cases.views.case_words import case_blocks, case_json, proposed_yaml
    from maatwerk_cli.text.blocks import Block

    assessor, folder, kaders = chosen(kader, data)
    files = {file.kader: file for file in files_of(folder, kaders)}
    unread = [file for file in files.values() if say_unread(file, folder)]  # what they cover is not told
    blocks: list[Block] = []
    proposed: list[Proposal] = []
    values = []
    for own in kaders:
        results = run_cases(files[own.id], assessor) if own.id in files else []
        stands = stands_of(assessor, own, peildatum)
        covered = coverage(stands, results)
        cases = [*proposals(assessor, stands, covered.missed, _template(results, own.id))]
        reached = frozenset(place for case in cases for place in case.places)
        covered = covered._replace(without_example=covered.missed.keys() - reached)
        proposed += cases
        blocks += case_blocks(own, results, covered, unread=files.get(own.id) in unread)
        values.append(case_json(own, results, covered))
    if formaat == "json":
        text = json.dumps(values, ensure_ascii=False, indent=2) + "\n"
    elif formaat == "yaml":
        text = proposed_yaml(proposed)
    else:
        text = blocks_as(formaat, blocks, "Dekking", uitvoer)
    write_result(text, uitvoer)
    return 1 if unread else 0


def _template(results: "Sequence[CaseResult]", kader: str) -> dict[str, Any]:
    """Give the tender of the first case that is right and to which the framework applies."""
    for result in results:
        leading = result.result.besluit.kader if result.result else None
        applies = leading is not None and leading.id == kader and leading.uitkomst == "van_toepassing"
        geval = result.case.geval
        if result.right and applies and isinstance(geval.invoer, dict):
            day = {"peildatum": geval.peildatum.text} if geval.peildatum else {}
            return {**day, **geval.invoer}
    return {}
