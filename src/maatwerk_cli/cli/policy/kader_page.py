"""``maatwerk kader toon``."""

from typing import Annotated, Literal

import typer

from maatwerk_cli.cli.shell.options import DataOption, OutputOption
from maatwerk_cli.cli.shell.output import blocks_as, write_result


def command(
    kader: Annotated[str, typer.Argument(metavar="ID", help="Id van het kader.")],
    peildatum: Annotated[
        str | None,
        typer.Option(
            "--peildatum", metavar="DATUM", help="Het kader zoals het dan geldt. Anders het nieuwste."
        ),
    ] = None,
    formaat: Annotated[
        Literal["tabel", "tekst", "markdown", "html"],
        typer.Option("--formaat", metavar="VORM", help="tabel, tekst, markdown of html."),
    ] = "tabel",
    data: DataOption = None,
    uitvoer: OutputOption = None,
) -> int:
    """Toon een kader als bladzijde: de regels in gewone taal, met grenzen, bronnen, vragen en gevallen.

    Voorbeelden:

        maatwerk kader toon generiek_kader
        maatwerk kader toon generiek_kader --peildatum 2015-01-01
        maatwerk kader toon generiek_kader --formaat html --uitvoer kader.html
    """
    from maatwerk_cli.cli.policy.framework_choice import chosen, day_of, files_of
    from maatwerk_cli.register.light_reading import read_sources
    from maatwerk_cli.tender.cases.case_run import run_cases
    from maatwerk_cli.tender.cases.views.framework_page import framework_blocks
    from maatwerk_cli.tender.frameworks.policy import organisation_names
    from maatwerk_cli.tender.views.verdict_words import policy_hash, source_title

    assessor, folder, kaders = chosen(kader, data)
    own = kaders[0]
    day = day_of(own, peildatum)
    files = files_of(folder, kaders)
    results = run_cases(files[0], assessor) if files else []
    read = read_sources(folder.parent)
    sources = {str(source.get("id")): source_title(source) for source in read if "titel" in source}
    unconfirmed = {str(source.get("id")) for source in read if source.get("status") == "onbevestigd"}
    names = organisation_names(folder.parent / "organisaties.csv", own.werkingssfeer.named)
    blocks = list(framework_blocks(own, day, results, sources, unconfirmed, names))
    blocks.append(policy_hash(assessor.beleid.sha256))
    write_result(blocks_as(formaat, blocks, own.naam, uitvoer), uitvoer)
    return 0
