"""``maatwerk fase``."""

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
    record_id: Annotated[str, typer.Argument(metavar="ID", help="Id van de proeftuin.")],
    fase: Annotated[
        str,
        typer.Argument(
            metavar="FASE",
            help="in_wording, plan_ondertekend, gestart, decharge, verduurzaamd of afgesloten.",
        ),
    ],
    sinds: SinceOption = None,
    bron: SourceOption = None,
    vindplaats: PlaceOption = None,
    zegt: Annotated[
        str | None, typer.Option("--zegt", metavar="WOORD", help="Het woord van de bron zelf voor deze fase.")
    ] = None,
    achteraf: EarlierOption = False,
    uit_post: PostOption = None,
    data: DataOption = None,
) -> int:
    r"""Leg vast welke fase een proeftuin heeft bereikt.

    Wat niet kan, weigert het programma, met de reden: een fase die er al is, een fase van vóór de vorige, een
    datum na de peildatum van het register.

    Voorbeelden, in een verzonnen dataset:

        maatwerk fase vb-kade decharge --sinds 2019-q4 \
            --bron voorbeeld-2019 --vindplaats "blz. 4" \
            --data docs/voorbeelden/twee-jaren
        maatwerk fase vb-kade decharge --bron "voorbeeld-2019 blz. 4" \
            --data docs/voorbeelden/twee-jaren
    """
    given = {"fase": fase, "sinds": sinds, "zegt": zegt, "bron": bron, "vindplaats": vindplaats}
    return record_step("fase", record_id, given, uit_post or [], data, earlier=achteraf)
