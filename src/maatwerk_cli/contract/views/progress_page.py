"""Progress as a page for people: all obligations at a glance, or one contract with all it rests on."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from maatwerk_cli.contract.amount import cents, exactly, total
from maatwerk_cli.contract.banenafpraak import for_both, places_sentence
from maatwerk_cli.contract.ledger import Booking, Grootboek, standings
from maatwerk_cli.contract.obligation import ContractDuty, share_of
from maatwerk_cli.contract.plans import current
from maatwerk_cli.contract.progress import ProgressLine, Stand
from maatwerk_cli.contract.secrecy import hidden
from maatwerk_cli.contract.term import ended, lifted, surely_agreed, term
from maatwerk_cli.contract.views.progress_words import (
    INTERNAL_PAGE,
    PER_NAMES,
    ProgressOutput,
    amount_in_words,
    estimate_in_words,
    inferred_keys,
    line_keys,
    mark_of,
    notes,
    progress_summary,
    progress_title,
    range_in_words,
    whole_keys,
)
from maatwerk_cli.disclosure.registry import Registry
from maatwerk_cli.models.contract.opdracht import Opdracht, Verlenging, Verplichting
from maatwerk_cli.models.contract.plan import Plan
from maatwerk_cli.models.inferred import is_inferred
from maatwerk_cli.models.values import Bronverwijzing
from maatwerk_cli.register.records import Dataset, Entry
from maatwerk_cli.text import dutch
from maatwerk_cli.text.blocks import Block, BlockTable, Heading, Paragraph, PointList

_BASES = {"loonsom_excl_btw": "de loonsom", "opdrachtwaarde_excl_btw": "de waarde van de opdracht"}
_UNITS = {
    "uur": ("uur", "uur"),
    "maand": ("maand", "maanden"),
    "plek": ("plek", "plekken"),
    "euro": ("euro", "euro"),
}
_KINDS = {
    "opdracht": "opdracht",
    "raamovereenkomst": "raamovereenkomst",
    "nadere_overeenkomst": "nadere overeenkomst",
}

_ENDS = {"afgerond": "afgerond", "beeindigd": "beëindigd"}
_MAYBE_NOT_YET = "Of dat op deze dag al zo was, is niet precies bekend."


@dataclass(frozen=True)
class PageBackground:
    """What a page about one contract tells beside its figures.

    Attributes:
        dataset: the register.
        ledger: its ledger.
        registry: what may be told of efforts.
        plannen: the plans by contract.
    """

    dataset: Dataset
    ledger: Grootboek
    registry: Registry
    plannen: dict[str, tuple[Entry[Plan], ...]]


def progress_page(out: ProgressOutput, background: PageBackground, *, detail: bool) -> list[Block]:
    """Give the page.

    Args:
        out: the figures and signals.
        background: the records behind them.
        detail: tell of each contract what was asked and done, and where that stands.
    """
    blocks: list[Block] = [Heading(progress_title(out), 1)]
    if out.voortgang.intern:
        blocks.append(Paragraph(INTERNAL_PAGE, strong=True))
    lines = out.voortgang.regels
    if not lines:
        blocks.append(Paragraph("Er is op deze dag geen opdracht met een verplichting of een inspanning."))
        return blocks
    if detail:
        if len(lines) == 1:
            blocks[0] = Heading(f"Voortgang: {lines[0].naam}{_mark(out, lines[0], 'naam')}", 1)
        for line in lines:
            if len(lines) > 1:
                blocks.append(Heading(_named(out, line)))
            blocks += _contract(out, line, background, 3 if len(lines) > 1 else 2)
    if not detail or len(lines) > 1:
        blocks += _overview(out)
    blocks += [Heading("Hoe dit is geteld"), PointList([*notes(out), _provenance(out)])]
    return blocks


def _overview(out: ProgressOutput) -> Iterator[Block]:
    yield Paragraph(progress_summary(out), strong=True)
    name = PER_NAMES[out.voortgang.per]
    lines = [
        (_named(out, line), line.stand, _codes(out, line), line_keys(out, line))
        for line in out.voortgang.regels
    ]
    if len(lines) > 1:
        lines.append(("Totaal", out.voortgang.totaal, "", whole_keys(out)))
    yield BlockTable(
        f"Verplichting, aanvaard en open per {out.voortgang.per}",
        (name, "Verplichting", "Aanvaard", "Open", "Signalen"),
        [
            [
                what,
                *(amount_in_words(stand, key, inferred) for key in ("verplichting", "aanvaard", "open")),
                codes,
            ]
            for what, stand, codes, inferred in lines
        ],
    )
    yield Paragraph("Wat nog loopt, wat is afgewezen, en wat aan het einde is verwacht:")
    yield BlockTable(
        f"Voorgesteld, afgewezen en verwacht per {out.voortgang.per}",
        (name, "Voorgesteld", "Afgewezen", "Verwacht (schatting)"),
        [
            [
                what,
                *(amount_in_words(stand, key, inferred) for key in ("voorgesteld", "afgewezen")),
                estimate_in_words(stand.verwacht, withheld=stand.verwacht_afgeschermd)
                + mark_of(inferred, "verwacht"),
            ]
            for what, stand, _, inferred in lines
        ],
    )
    if out.vragen:
        yield Heading("Wat u bij het volgende overleg vraagt")
        yield PointList([*_asked_together(out)])


def _mark(out: ProgressOutput, line: ProgressLine, key: str) -> str:
    """Say of what a line tells that it was inferred of one of its contracts."""
    return mark_of(line_keys(out, line), key)


def _named(out: ProgressOutput, line: ProgressLine) -> str:
    return (f"{line.naam} ({line.id})" if line.id else line.naam) + _mark(out, line, "naam")


def _asked_together(out: ProgressOutput) -> Iterator[str]:
    """Ask once what is to be asked of several contracts in the same words."""
    alike: dict[tuple[str, str, str], list[str]] = {}
    for vraag in out.vragen:
        alike.setdefault((vraag.code, vraag.melding, vraag.oplossing), []).append(vraag.opdracht)
    for (code, seen, remedy), contracts in sorted(alike.items()):
        yield f"{dutch.joined(contracts)}: {seen} {remedy} ({code})"


def _codes(out: ProgressOutput, line: ProgressLine) -> str:
    return ", ".join(dict.fromkeys(vraag.code for vraag in out.asked(line))) or "geen"


def _provenance(out: ProgressOutput) -> str:
    revision = f", git-revisie {out.git_revisie[:12]}" if out.git_revisie else ""
    return (
        f"Register: {out.dataset_name}, sha256 {out.dataset_sha256[:16]}{revision}. "
        f"Gemaakt met maatwerk {out.versie}."
    )


# One contract


def _contract(
    out: ProgressOutput, line: ProgressLine, background: PageBackground, level: int
) -> Iterator[Block]:
    day = out.voortgang.peildatum
    contract = background.ledger.opdrachten[line.id].value
    whole = out.voortgang.standen[line.id]
    keys = inferred_keys(out, line.opdrachten, whole)
    yield Paragraph(
        f"Stand op {dutch.day(day)}. Aanvaard: {amount_in_words(whole, 'aanvaard', keys)}. "
        f"Nog open: {amount_in_words(whole, 'open', keys)}.",
        strong=True,
    )
    yield Heading("Wat is er gevraagd?", level)
    duty = out.voortgang.plichten[line.id]
    yield PointList(
        [*_parties(contract, background.dataset), *_duty(contract, duty, day, background.dataset)]
    )
    yield from _plans(line.id, background)
    yield Heading("Wat is er gedaan?", level)
    done = _efforts(line, background, day, out.voortgang.jaar)
    yield from _done(done, background)
    yield Heading("Wat is er nog over?", level)
    yield PointList([*_left(contract, whole, day, background.dataset, keys)])
    yield Heading("Wat vraagt u bij het volgende overleg?", level)
    asked = [f"{vraag.melding} {vraag.oplossing} ({vraag.code})" for vraag in out.asked(line)]
    asked += _pending(whole, keys)
    yield PointList(asked) if asked else Paragraph("Er zijn geen signalen.")
    yield Heading("Waar komt het vandaan?", level)
    yield PointList([*_sources(contract, duty, line, background), *_effort_sources(done, background.dataset)])


def _parties(contract: Opdracht, dataset: Dataset) -> Iterator[str]:
    def mark(field: str) -> str:
        return mark_of(contract.afgeleid, field)

    if contract.soort:
        above = f" onder {contract.onder}{mark('onder')}" if contract.onder else ""
        yield f"Soort: {_KINDS[contract.soort]}{mark('soort')}{above}."
    names = [dataset.organisation(id_) for id_ in contract.leveranciers]
    if names:
        yield f"Leverancier: {dutch.joined(names)}{mark('leveranciers')}."
    if contract.opdrachtgever:
        yield f"Opdrachtgever: {dataset.organisation(contract.opdrachtgever)}{mark('opdrachtgever')}."
    if contract.begin is None and contract.einde is None:
        yield "Looptijd: niet bekend."
        return
    begin = dutch.datum(contract.begin.text) if contract.begin else "onbekend"
    end = dutch.datum(contract.einde.text) if contract.einde else "onbekend"
    yield f"Looptijd: {begin}{mark('begin')} tot en met {end}{mark('einde')}, zonder opties."


def _duty(contract: Opdracht, duty: ContractDuty, day: date, dataset: Dataset) -> Iterator[str]:
    own, options = contract.verplichting, lifted(contract, day, dataset)
    if own is None or duty.vorm == "onbekend":
        yield "Verplichting: het register zegt niet of er een is."
        return
    if duty.vorm == "geen":
        yield "Verplichting: er is er geen."
        return
    if duty.bereik is None:
        yield "Verplichting: een inspanning, zonder bedrag."
    else:
        yield f"Verplichting: {range_in_words(duty.bereik)}."
    if not surely_agreed(contract, day, dataset):
        yield "Of de opdracht er op deze dag al was, is niet precies bekend."
    if own.percentage is not None and own.grondslag is not None:
        yield _share(contract, own, duty, options=bool(options))
    if own.besluit is not None:
        yield (
            f"Het oordeel: {dutch.outcome(own.besluit.uitkomst)}, "
            f"peildatum {dutch.datum(own.besluit.datum.text)}."
        )
    yield from (_option(option, sure=sure) for option, sure in options)
    if duty.afgeleid:
        yield "De verplichting is afgeleid en staat niet letterlijk in de bron."


def _share(contract: Opdracht, own: Verplichting, duty: ContractDuty, *, options: bool) -> str:
    """Say of which base an obligation is how much; of another amount than is told, that it is another."""
    base = getattr(contract, own.grondslag or "")
    amount = f", dat is {dutch.euro(base)}" if base is not None else ", waarvan het bedrag niet bekend is"
    share = f"{dutch.number(own.percentage or 0)}% van {_BASES[own.grondslag or '']}{amount}."
    if own.bedrag is not None and base is not None and cents(share_of(base, own)) != own.bedrag:
        return f"Ook is er een percentage vastgelegd, en dat geeft een ander bedrag: {share}"
    how = "berekend uit " if duty.berekend else "" if duty.afgeleid else "volgens de bron "
    return f"{'Zonder opties is dat' if options else 'Dat is'} {how}{share}"


def _option(option: Verlenging, *, sure: bool) -> str:
    """Say of an option that was or may have been lifted what it adds."""
    length = dutch.months(option.maanden)
    raised = "met een onbekend bedrag" if option.verhoging is None else f"met {dutch.euro(option.verhoging)}"
    if option.gelicht is None:
        return (
            f"Of de optie van {length} is gelicht, zegt het register niet. Is zij gelicht, dan verhoogt zij "
            f"de verplichting {raised}. Is zij dat (nog) niet, zet er dan 'gelicht: nee' bij."
        )
    when = f" ({dutch.datum(option.sinds.text)})" if option.sinds else ""
    maybe = "" if sure else f" {_MAYBE_NOT_YET}"
    return f"Optie van {length} gelicht{when}: verhoogt de verplichting {raised}.{maybe}"


def _plans(contract: str, background: PageBackground) -> Iterator[Block]:
    plans = background.plannen.get(contract, ())
    now = {plan.id for plan in current(plans)}
    points = []
    for plan in plans:
        steps = [
            step.stap
            + (f" {dutch.datum(step.sinds.text)}" if step.sinds else "")
            + (dutch.IS_INFERRED if is_inferred(plan.value.afgeleid, "verloop", step.stap) else "")
            for step in plan.value.verloop
        ]
        course = f": {', '.join(steps)}" if steps else ""
        state = "" if plan.id in now else " (vervangen)"
        points.append(f"Plan van aanpak {plan.id}{state}{course}. Bekijk het met: maatwerk toon {plan.id}")
        places = for_both(plan.value, background.dataset.codes("doelgroep")) if plan.id in now else None
        if places is not None:
            points.append(places_sentence(places, plan.value))
    if points:
        yield PointList(points)


class ShownEfforts(NamedTuple):
    """The efforts of a line as they may be told, each with its standing, and whether others are withheld."""

    efforts: tuple[tuple[Booking, str], ...]
    left_out: bool


def _efforts(line: ProgressLine, background: PageBackground, day: date, year: int | None) -> ShownEfforts:
    shown: list[tuple[Booking, str]] = []
    left_out = False
    bookings = [
        booking
        for id_ in line.opdrachten
        for booking in background.ledger.per_drager.get(id_, ())
        if year is None or booking.inspanning.periode.first.year == year
    ]
    for booking in sorted(bookings, key=_order):
        taken_standings = [standing for standing, _ in standings(booking.inspanning, day, background.dataset)]
        if not taken_standings:
            continue
        if hidden(background.registry, booking.entry):
            left_out = True
        else:
            shown.append((booking, " of ".join(taken_standings)))
    return ShownEfforts(tuple(shown), left_out)


def _done(done: ShownEfforts, background: PageBackground) -> Iterator[Block]:
    if not background.ledger.bijgehouden:
        yield Paragraph("Onbekend: in dit register staan geen inspanningen.")
        return
    if done.efforts:
        heads = ("Soort", "Hoeveel", "Waarde", "Stand")
        yield BlockTable("Per soort", heads, [*_per_kind(done.efforts, background.dataset)])
        yield Paragraph("Elke inspanning apart:")
        heads = ("Inspanning", "Wat en wanneer", "Waarde", "Stand")
        yield BlockTable(
            "Elke inspanning", heads, [_effort(*done, background.dataset) for done in done.efforts]
        )
    elif not done.left_out:
        yield Paragraph("Er staat geen inspanning in het register.")
    if done.left_out:
        yield Paragraph(
            "Er zijn ook inspanningen van te weinig mensen, of van een onbekend aantal. Die zijn afgeschermd."
        )


def _order(booking: Booking) -> tuple[date, str]:
    return booking.inspanning.periode.first, booking.entry.id


def _per_kind(shown: Sequence[tuple[Booking, str]], dataset: Dataset) -> Iterator[list[str]]:
    groups: dict[tuple[str, str, str], list[Booking]] = {}
    for booking, standing in shown:
        key = (booking.inspanning.soort, booking.inspanning.eenheid, standing)
        groups.setdefault(key, []).append(booking)
    for (kind, unit, standing), group in groups.items():
        with exactly():
            number = sum((booking.inspanning.aantal for booking in group), Decimal(0))
            worth = total(booking.waarde.bereik for booking in group)
        mark = dutch.IS_INFERRED if any(map(_worth_is_inferred, group)) else ""
        yield [
            dataset.label("inspanningsoort", kind),
            _amount(number, unit),
            f"{range_in_words(worth)}{mark}",
            standing,
        ]


def _worth_is_inferred(booking: Booking) -> bool:
    return booking.afgeleid and booking.waarde.bereik.bekend


def _amount(number: Decimal, unit: str) -> str:
    if unit == "euro":
        return dutch.euro(number)
    singular, more = _UNITS[unit]
    return f"{dutch.number(number)} {singular if number == 1 else more}"


def _effort(booking: Booking, standing: str, dataset: Dataset) -> list[str]:
    own = booking.inspanning
    since = f", {dutch.datum(own.sinds.text)}" if own.sinds and standing == own.stand else ""
    kind = dataset.label("inspanningsoort", own.soort)
    return [
        own.id if own.opdracht == booking.drager else f"{own.id} ({own.opdracht})",
        f"{kind}, {_amount(own.aantal, own.eenheid)}, {dutch.when(own.periode.text)}",
        range_in_words(booking.waarde.bereik) + (dutch.IS_INFERRED if _worth_is_inferred(booking) else ""),
        f"{standing}{since}",
    ]


def _left(
    contract: Opdracht, stand: Stand, day: date, dataset: Dataset, inferred: Collection[str]
) -> Iterator[str]:
    """Say what is left; ``inferred`` are the keys that rest on something that was inferred."""
    yield f"Nog open: {amount_in_words(stand, 'open', inferred)}."
    yield f"Voorgesteld en nog niet beoordeeld: {amount_in_words(stand, 'voorgesteld', inferred)}."
    ends = ended(contract, day, dataset)
    for step, since in ends:
        when = f" ({dutch.datum(step.sinds.text)})" if step.sinds else ""
        maybe = "" if since.surely_by(day) else f" {_MAYBE_NOT_YET}"
        mark = dutch.IS_INFERRED if is_inferred(contract.afgeleid, "verloop", step.stand) else ""
        yield f"De opdracht is {_ENDS[step.stand]}{when}{mark}.{maybe}"
    if any(since.surely_by(day) for _, since in ends):
        return
    times = term(contract, day, dataset)
    if times is None:
        yield "De looptijd is niet bekend, dus er is geen schatting."
        return
    term_mark = dutch.IS_INFERRED if stand.looptijd_afgeleid else ""
    if times.einde[1] < day:
        yield f"De looptijd was voorbij op {dutch.day(times.einde[1])}{term_mark}."
        return
    are = "zijn" if all(sure for _, sure in lifted(contract, day, dataset)) else "zijn of kunnen zijn"
    yield f"De looptijd eindigt op {_between(times.einde)}{term_mark}, met de opties die {are} gelicht."
    if stand.verwacht is not None:
        yield (
            "Schatting: bij het tempo tot nu toe is er aan het einde "
            f"{estimate_in_words(stand.verwacht)}{mark_of(inferred, 'verwacht')} aanvaard."
        )
    if stand.nodig is not None:
        mark = mark_of(inferred, "nodig_per_maand")
        yield f"Schatting: nodig is {estimate_in_words(stand.nodig)}{mark} per maand tot het einde."


def _between(days: tuple[date, date]) -> str:
    first, last = days
    return (
        dutch.day(first) if first == last else f"een dag van {dutch.day(first)} tot en met {dutch.day(last)}"
    )


def _pending(stand: Stand, inferred: Collection[str]) -> Iterator[str]:
    proposed = stand.gedaan["voorgesteld"]
    if proposed.afgeschermd or (
        proposed.bereik is not None and proposed.bereik.bekend and proposed.bereik.hoog != 0
    ):
        amount = amount_in_words(stand, "voorgesteld", inferred)
        yield f"Er is {amount} voorgesteld. Spreek af wanneer dat wordt beoordeeld."


def _sources(
    contract: Opdracht, duty: ContractDuty, line: ProgressLine, background: PageBackground
) -> Iterator[str]:
    dataset = background.dataset
    for what, sources in (("De verplichting", duty.bronnen), ("De opdracht", contract.bronnen)):
        places = dict.fromkeys(_place(source, dataset) for source in sources)
        if places:
            yield f"{what}: {'; '.join(places)}."
    if contract.aanbesteding:
        yield f"De aanbesteding: {contract.aanbesteding}."
    if duty.berekend:
        yield "Het bedrag van de verplichting is berekend; geen bron noemt het zelf."
    entries = [booking.entry for booking in background.ledger.per_drager.get(line.id, ())]
    files = dict.fromkeys(entry.file for entry in (background.ledger.opdrachten[line.id], *entries))
    yield f"In het register: {dutch.joined(list(files))}."


def _effort_sources(done: ShownEfforts, dataset: Dataset) -> Iterator[str]:
    """Say of each source which efforts it tells of, and of which rates a worth was made."""
    places: dict[str, list[str]] = {}
    for booking, _ in done.efforts:
        own = booking.inspanning
        places.setdefault(own.bron.id, []).append(f"{own.id} ({own.bron.vindplaats})")
    for source, efforts in places.items():
        yield f"Inspanningen uit {source}{_unsure(source, dataset)}: {', '.join(efforts)}."
    rates = dict.fromkeys(
        _place(rate, dataset) for booking, _ in done.efforts for rate in booking.waarde.bronnen
    )
    if rates:
        yield f"De waarde van inspanningen, waar die er niet bij staat: {'; '.join(rates)}."


def _place(source: Bronverwijzing, dataset: Dataset) -> str:
    return f"{source.reference}{_unsure(source.id, dataset)}"


def _unsure(source_id: str, dataset: Dataset) -> str:
    source = dataset.bronnen.get(source_id)
    return " (onbevestigd)" if source is not None and source.status == "onbevestigd" else ""
