"""``maatwerk toon``."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from maatwerk_cli.cli.shell.dataset_loading import load, load_sound, load_with_warning, refused
from maatwerk_cli.cli.shell.errors import UserError
from maatwerk_cli.cli.shell.options import CLOSED, DataOption, InternOption, OutputOption
from maatwerk_cli.cli.shell.output import print_error, terminal_width, use_colour, write_result
from maatwerk_cli.cli.shell.typer_dutch import closest

if TYPE_CHECKING:
    from maatwerk_cli.lookup.calling import CalledRecord
    from maatwerk_cli.register.records import Dataset


def command(
    record_id: Annotated[str, typer.Argument(metavar="ID", help="Id of code van het record.")],
    formaat: Annotated[
        Literal["tabel", "tekst", "json", "markdown", "html"],
        typer.Option(
            "--formaat",
            metavar="VORM",
            help="tabel, tekst of json. Van een plan van aanpak ook markdown en html, van een proeftuin ook "
            "html: om uit te delen.",
        ),
    ] = "tabel",
    intern: InternOption = False,
    data: DataOption = None,
    uitvoer: OutputOption = None,
) -> int:
    """Toon een record: zijn velden, waar het vandaan komt en wat ernaar verwijst.

    Hebben meer records dit id, bijvoorbeeld een proeftuin en haar leverancier, dan komen ze na elkaar. Met
    --formaat json is het antwoord altijd een lijst, ook met één record. Is er geen record met dit id, dan
    komt wat precies zo heet, zoals een organisatie met haar afkorting. Anders komt wat een id heeft dat met
    dat hele woord begint.

    Met --formaat html maakt u van een proeftuin een bladzijde om uit te delen: wat de bedoeling was, wie
    meededen, wat er is gedaan en wat ervan kwam. Op die bladzijde staat geen persoon. Van een plan van aanpak
    maakt u met markdown of html een document voor de leverancier, met wat nog is in te vullen.

    Voorbeelden:

        maatwerk toon berenschot
        maatwerk toon proeftuinen_totaal
        maatwerk toon jaarverslag-2018
        maatwerk toon berenschot --formaat html --uitvoer berenschot.html
        maatwerk toon berenschot-2 --formaat markdown
    """
    if formaat in ("html", "markdown"):
        dataset = load_sound(data)
        text = _plan(dataset, record_id, formaat)
        write_result(text if text is not None else _page(dataset, record_id, formaat), uitvoer)
        return 0
    from maatwerk_cli.lookup.listing import ClosedRegisterError, Speaking, find, view
    from maatwerk_cli.lookup.listing_views import record_lines, record_page, records_json
    from maatwerk_cli.register.kinds import KINDS

    dataset = load_with_warning(data)
    speaking = Speaking(dataset, intern)
    try:
        broken = [kind.name for kind in KINDS if record_id in dataset.of(kind).broken]
        meant = find(dataset, record_id) or (not broken and _called_so(dataset, record_id)) or []
        views = [view(dataset, kind, entry, speaking) for kind, entry in meant]
    except ClosedRegisterError:
        raise UserError(CLOSED) from None
    if not views:
        if broken:
            from maatwerk_cli.keeping.absent import absent

            raise refused(absent(dataset, record_id, broken), load(data)) from None
        ids = [entry.id for kind in KINDS if speaking.may_show(kind) for entry in dataset.of(kind)]
        raise UserError(
            f"Er is geen record met id '{record_id[:40]}'.{closest(record_id, ids)} "
            "Zie welke er zijn met: maatwerk lijst proeftuin"
        )
    width = terminal_width()
    if formaat == "json":
        text = records_json(views)
    elif formaat == "tekst":
        text = "\n".join(record_lines(record, width) for record in views)
    else:
        colour = uitvoer is None and use_colour()
        text = "\n".join(record_page(record, width, colour=colour) for record in views)
    write_result(text, uitvoer)
    return 0


def _plan(dataset: "Dataset", record_id: str, form: str) -> str | None:
    """Write a plan of approach as a document; of what is none, nothing."""
    from maatwerk_cli.contract.views.plan_document import plan_document
    from maatwerk_cli.models.contract.plan import Plan
    from maatwerk_cli.text.blocks import html_of, markdown_of, title_of

    plan = dataset.records(Plan).counting.get(record_id)
    if plan is None:
        return None
    blocks = plan_document(dataset, plan)
    return markdown_of(blocks) if form == "markdown" else html_of(blocks, title_of(blocks))


def _page(dataset: "Dataset", record_id: str, form: str) -> str:
    """Make the page of a proeftuin.

    Raises:
        UserError: there is no such proeftuin, or it was withdrawn, or a proeftuin has no such form.
    """
    from maatwerk_cli.lookup.handout import handout
    from maatwerk_cli.lookup.handout_html import handout_html
    from maatwerk_cli.lookup.listing import find
    from maatwerk_cli.register.records import counts

    entry = dataset.proeftuinen.by_id.get(record_id)
    if entry is not None and form != "html":
        raise UserError(
            f"--formaat {form} is er alleen voor een plan van aanpak. Kies bij een proeftuin html."
        )
    if entry is None:
        other = next((kind.name for kind, _ in find(dataset, record_id) if not kind.of_people), None)
        reason = f"dit is een {other}." if other else "er is geen proeftuin met dit id."
        near = "" if other else closest(record_id, list(dataset.proeftuinen.by_id))
        kinds = "een proeftuin of een plan van aanpak" if form == "html" else "een plan van aanpak"
        raise UserError(
            f"--formaat {form} is er alleen voor {kinds}. '{record_id[:40]}': {reason}{near} "
            "Zie welke er zijn met: maatwerk lijst proeftuin"
        )
    if not counts(entry.value):
        raise UserError(f"De proeftuin '{entry.id}' is ingetrokken en heeft geen bladzijde om uit te delen.")
    return handout_html(handout(dataset, entry))


def _called_so(dataset: "Dataset", text: str) -> "list[CalledRecord]":
    """Give the records that are called so, and say on stderr which they are."""
    from maatwerk_cli.lookup.calling import find_called

    called = find_called(dataset, text)
    if called:
        names = ", ".join(dict.fromkeys(entry.id for _, entry in called))
        print_error(f"Er is geen record met id '{text[:40]}'. Dit heet zo, of begint zo: {names}")
    return called
