"""``maatwerk schema``."""

from pathlib import Path
from typing import Annotated

import typer

from maatwerk_cli.cli.shell.errors import UserError
from maatwerk_cli.cli.shell.options import OutputOption
from maatwerk_cli.cli.shell.output import print_error, write_result
from maatwerk_cli.cli.shell.typer_dutch import closest


def command(
    soort: Annotated[
        str | None,
        typer.Argument(metavar="SOORT", help="Alleen dit schema, bijvoorbeeld proeftuin of verzamelposten."),
    ] = None,
    map_: Annotated[
        Path | None,
        typer.Option("--map", metavar="MAP", help="Schrijf elk schema naar een eigen bestand in deze map."),
    ] = None,
    uitvoer: OutputOption = None,
) -> int:
    """Geef het JSON Schema van elke soort record, zodat een editor aanvult en meekijkt.

    Een enkelvoud (verzamelpost) is het schema van een record, een meervoud (verzamelposten) dat van een
    bestand met een lijst. gevallen is het schema van de gevallen naast een kader, dossier dat van het
    dossier bij een memo, en rapportuitvoer dat van wat maatwerk rapport --formaat json schrijft. Zonder
    --map en --uitvoer komt alles op de standaarduitvoer.

    Voorbeelden:

        maatwerk schema proeftuin
        maatwerk schema dossier
        maatwerk schema --map .schemas
    """
    import json

    from maatwerk_cli.exchange.json_schema import schemas
    from maatwerk_cli.report.views.open_data.report_schema import SCHEMA_NAME, report_schema

    by_kind = {**schemas(), SCHEMA_NAME: report_schema()}
    if soort is not None:
        if soort not in by_kind:
            meant = closest(soort, list(by_kind))
            raise UserError(f"Er is geen schema '{soort[:40]}'.{meant} Kies uit: {', '.join(by_kind)}.")
        by_kind = {soort: by_kind[soort]}
    if map_ is not None and uitvoer is not None:
        raise UserError("--map en --uitvoer gaan niet samen. Kies er één.")
    if map_ is None:
        result = by_kind[soort] if soort is not None else by_kind
        write_result(json.dumps(result, ensure_ascii=False, indent=2) + "\n", uitvoer)
        return 0
    if map_.exists() and not map_.is_dir():
        raise UserError(f"{map_}: dit is een bestand. Geef met --map een map.")
    map_.mkdir(parents=True, exist_ok=True)
    for name, schema in by_kind.items():
        text = json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        write_result(text, map_ / f"{name}.schema.json")
    print_error(f"{len(by_kind)} schema's geschreven naar {map_}.")
    return 0
