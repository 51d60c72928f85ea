"""``maatwerk stap``."""

from typing import Annotated

import typer

from maatwerk_cli.cli.changes.step_command import (
    EarlierOption,
    PlaceOption,
    PostOption,
    SinceOption,
    SourceOption,
    record_step,
)
from maatwerk_cli.cli.shell.options import DataOption


def command(
    record_id: Annotated[str, typer.Argument(metavar="ID", help="Id van de kandidaat, of van het plan.")],
    stap: Annotated[
        str,
        typer.Argument(
            metavar="STAP",
            help="Van een kandidaat: kandidaat, aan_de_slag, contract of uitgestroomd. Van een plan: "
            "gevraagd, opgesteld, ondertekend, vervangen of decharge.",
        ),
    ],
    sinds: SinceOption = None,
    bron: SourceOption = None,
    vindplaats: PlaceOption = None,
    contract: Annotated[
        str | None,
        typer.Option("--contract", metavar="BIJ", help="Bij de stap contract: leverancier, rijk of elders."),
    ] = None,
    achteraf: EarlierOption = False,
    uit_post: PostOption = None,
    data: DataOption = None,
) -> int:
    r"""Leg vast welke stap een kandidaat of een plan van aanpak heeft bereikt.

    Een datum van een kandidaat is een jaar of een kwartaal, nooit fijner. Wat niet kan, wordt geweigerd
    met de reden.

    Voorbeeld, in een verzonnen dataset:

        maatwerk stap k-33xtplpft7 contract --sinds 2019-q4 \
            --contract elders --uit-post contract-2019 \
            --bron voorbeeld-2019 --vindplaats "blz. 4" \
            --data docs/voorbeelden/twee-jaren
        maatwerk stap vb-plan-groen decharge --sinds 2022-12 \
            --bron voorbeeld-contractregister --vindplaats "bijlage groen" \
            --data docs/voorbeelden/ministerie
    """
    given = {"stap": stap, "sinds": sinds, "bron": bron, "vindplaats": vindplaats, "contract": contract}
    return record_step("stap", record_id, given, uit_post or [], data, earlier=achteraf)
