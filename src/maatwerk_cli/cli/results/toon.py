"""``maatwerk toon``."""

import shutil
from pathlib import Path
from typing import Annotated, Literal

import typer

from maatwerk_cli.cli.shell.dataset_loading import load_sound, load_with_warning
from maatwerk_cli.cli.shell.errors import UserError
from maatwerk_cli.cli.shell.options import CLOSED, DataOption, InternOption, OutputOption
from maatwerk_cli.cli.shell.output import use_colour, write_result
from maatwerk_cli.cli.shell.typer_dutch import closest


def command(
    record_id: Annotated[str, typer.Argument(metavar="ID", help="Id of code van het record.")],
    formaat: Annotated[
        Literal["tabel", "tekst", "json", "html"],
        typer.Option(
            "--formaat",
            metavar="VORM",
            help="tabel, tekst, json, of html: de bladzijde van een proeftuin om uit te delen.",
        ),
    ] = "tabel",
    intern: InternOption = False,
    data: DataOption = None,
    uitvoer: OutputOption = None,
) -> int:
    """Toon een record: zijn velden, waar het vandaan komt en wat ernaar verwijst.

    Hebben meer records dit id, bijvoorbeeld een proeftuin en haar leverancier, dan komen ze na elkaar. Met
    --formaat json is het antwoord altijd een lijst, ook met één record.

    Met --formaat html maakt u van een proeftuin een bladzijde om uit te delen: wat de bedoeling was, wie
    meededen, wat er is gedaan en wat ervan kwam. Op die bladzijde staat geen persoon.

    Voorbeelden:

        maatwerk toon berenschot
        maatwerk toon proeftuinen_totaal
        maatwerk toon jaarverslag-2018
        maatwerk toon berenschot --formaat html --uitvoer berenschot.html
    """
    if formaat == "html":
        write_result(_page(record_id, data), uitvoer)
        return 0
    from maatwerk_cli.lookup.listing import ClosedRegisterError, Speaking, find, view
    from maatwerk_cli.lookup.listing_views import record_lines, record_page, records_json
    from maatwerk_cli.register.kinds import KINDS

    dataset = load_with_warning(data)
    speaking = Speaking(dataset, intern)
    try:
        found = [view(dataset, kind, entry, speaking) for kind, entry in find(dataset, record_id)]
    except ClosedRegisterError:
        raise UserError(CLOSED) from None
    if not found:
        ids = [entry.id for kind in KINDS if speaking.may_show(kind) for entry in dataset.of(kind)]
        raise UserError(
            f"Er is geen record met id '{record_id[:40]}'.{closest(record_id, ids)} "
            "Zie welke er zijn met: maatwerk lijst proeftuin"
        )
    width = shutil.get_terminal_size((80, 24)).columns
    if formaat == "json":
        text = records_json(found)
    elif formaat == "tekst":
        text = "\n".join(record_lines(record, width) for record in found)
    else:
        colour = uitvoer is None and use_colour()
        text = "\n".join(record_page(record, width, colour=colour) for record in found)
    write_result(text, uitvoer)
    return 0


def _page(record_id: str, data: Path | None) -> str:
    """Make the page of a proeftuin.

    Raises:
        UserError: there is no such proeftuin, or it was withdrawn, or the dataset has errors.
    """
    from maatwerk_cli.lookup.handout import handout
    from maatwerk_cli.lookup.handout_html import handout_html
    from maatwerk_cli.lookup.listing import find

    dataset = load_sound(data)
    entry = dataset.proeftuinen.by_id.get(record_id)
    if entry is None:
        other = next((kind.name for kind, _ in find(dataset, record_id) if not kind.of_people), None)
        reason = f"dit is een {other}." if other else "er is geen proeftuin met dit id."
        near = "" if other else closest(record_id, list(dataset.proeftuinen.by_id))
        raise UserError(
            f"--formaat html is er alleen voor een proeftuin. '{record_id[:40]}': {reason}{near} "
            "Zie welke er zijn met: maatwerk lijst proeftuin"
        )
    if entry.value.ingetrokken is not None:
        raise UserError(f"De proeftuin '{entry.id}' is ingetrokken en heeft geen bladzijde om uit te delen.")
    return handout_html(handout(dataset, entry))
