"""``maatwerk uitleg``."""

from typing import Annotated

import typer

from maatwerk_cli.cli.shell.errors import UserError
from maatwerk_cli.cli.shell.options import OutputOption
from maatwerk_cli.cli.shell.output import terminal_width, write_result


def command(
    code: Annotated[
        str | None, typer.Argument(metavar="CODE", help="De code van een bevinding. Zonder code: alle.")
    ] = None,
    uitvoer: OutputOption = None,
) -> int:
    """Leg een bevinding van maatwerk valideer uit: wat het is, waarom, en wat u eraan doet.

    Voorbeelden:

        maatwerk uitleg
        maatwerk uitleg MW101
    """
    from maatwerk_cli.checks.catalogue import catalogue
    from maatwerk_cli.checks.views.finding_pages import rule_list, rule_page

    rules = catalogue()
    width = min(terminal_width(), 100)
    if code is None:
        write_result(rule_list(rules.values(), width), uitvoer)
        return 0
    wanted = code.upper().replace("O", "0").replace(" ", "")
    rule = rules.get(wanted if wanted.startswith("MW") else f"MW{wanted.zfill(3)}")
    if rule is None:
        raise UserError("Deze code bestaat niet. Zie alle codes met: maatwerk uitleg")
    write_result(rule_page(rule, width), uitvoer)
    return 0
