"""A verdict as a record for the tender file: who, what, when, by which rule, and how to repeat it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import NamedTuple

from maatwerk_cli.models.tender.dossier import Beoordeling, Dossier, Handeling
from maatwerk_cli.tender.dossiers import dossier_of, shown_dossier, unmatched
from maatwerk_cli.tender.judging import OF_READING, Refused, Result, is_no_tender, row_names
from maatwerk_cli.tender.masking import shown_text
from maatwerk_cli.tender.series.tally import Counting
from maatwerk_cli.tender.verdicts.verdict import Besluit
from maatwerk_cli.tender.views.duty_words import duty_blocks, told_of_each_option
from maatwerk_cli.tender.views.memo.memo_choices import also_judged, choices_table
from maatwerk_cli.tender.views.memo.memo_facts import (
    estimate_blocks,
    facts_table,
    judged_as,
    loose_facts,
    options_table,
    tested_by,
)
from maatwerk_cli.tender.views.memo.memo_grounds import ground_blocks
from maatwerk_cli.tender.views.memo.memo_judgements import NOT_RECORDED
from maatwerk_cli.tender.views.memo.memo_repeat import input_hash, repeat_blocks
from maatwerk_cli.tender.views.memo.memo_rules import all_notes, not_held_against, rule_blocks, source_lines
from maatwerk_cli.tender.views.memo.memo_signing import owed, signing, statements_of
from maatwerk_cli.tender.views.memo.memo_state import state_of_memo
from maatwerk_cli.tender.views.series_summary import counted_tenders, file_names, file_of
from maatwerk_cli.tender.views.verdict_reason import deciding_names, reason
from maatwerk_cli.tender.views.verdict_words import (
    Background,
    caveats,
    conditions,
    consequences,
    error_blocks,
    lead,
    name_among_others,
    name_of,
    reference_date,
    row_place,
    ruling_title,
    still_open,
    unsure,
    with_notes,
)
from maatwerk_cli.tender.words.choice_makers import choosing
from maatwerk_cli.text import dutch
from maatwerk_cli.text.blocks import Block, BlockTable, Heading, Paragraph, PointList, deeper
from maatwerk_cli.text.terminal.layout import clean


def memo_document(
    results: Sequence[Result | Refused], entries: Sequence[Dossier], background: Background
) -> list[Block]:
    """Give the memo of one tender, or those of a series after one overview.

    Args:
        results: what became of each row.
        entries: what the tender file says, of all of them or of one.
        background: what the verdicts rest on besides the tenders.
    """
    shown = [shown_dossier(entry) for entry in entries]
    rows, results = results, [result for result in results if not is_no_tender(result)]
    judged = input_hash(rows)  # of all: the outcome of a lot can rest on the other lots
    filed = [_filed(result, entries) for result in results]
    dossiers = [own.dossier for own in filed]
    names = file_names(results)
    beside = [
        *_not_read(background, names),
        *_left_out(rows, names),
        *(Paragraph(text) for text in without_a_tender(entries, results)),
    ]
    repeat = [*repeat_blocks(rows, shown, background)]
    if len(results) == 1 and isinstance(results[0], Result):
        memo = _memo(results[0], filed[0], background, judged, not_read=beside)
        return [*memo, *repeat, *signing(results[0], dossiers[0], shown, judged, background)]
    blocks: list[Block] = [
        Heading(f"Toets social return: {counted_tenders(Counting().count(results))}", 1),
        Heading("Overzicht"),
        BlockTable(
            "Alle aanbestedingen en percelen",
            (
                "Nummer",
                "Aanbesteding",
                "Uitkomst",
                "Waardoor",
                "Verplichting",
                "Status",
                *(("Bestand",) if names else ()),
            ),
            [
                (
                    *_overview(number, result, dossier, background),
                    *((names.get(file_of(result), ""),) if names else ()),
                )
                for number, (result, dossier) in enumerate(zip(results, dossiers, strict=True), 1)
            ],
        ),
        *beside,
        *_resting(results, dossiers, background),
    ]
    for number, (result, own) in enumerate(zip(results, filed, strict=True), 1):
        file = names.get(file_of(result), "")
        if isinstance(result, Refused):
            head, *rest = error_blocks(result, file)
        else:
            memo = _memo(result, own, background, judged, file, name_among_others(result, file))
            head, *rest = (*memo, *signing(result, own.dossier, shown, judged, background))
        titled = [
            head._replace(text=f"{number}. {head.text}") if isinstance(head, Heading) else head,
            *rest,
        ]
        blocks += deeper(titled)
    return [*blocks, *repeat]


def running_state(
    results: Sequence[Result | Refused], entries: Sequence[Dossier], background: Background
) -> str:
    """Say on every page what a memo calls itself; of a series how many memos call themselves what."""
    judged = [(result, _filed(result, entries).dossier) for result in results if isinstance(result, Result)]
    states = [state_of_memo(result, dossier, background).status for result, dossier in judged]
    if len(judged) > 1:
        return ", ".join(f"{count} {state}" for state, count in sorted(Counter(states).items()))
    versions = [f"versie {clean(dossier.versie)}" for _, dossier in judged if dossier.versie]
    return ", ".join([*states, *versions])


def without_a_tender(entries: Sequence[Dossier], results: Sequence[Result | Refused]) -> Iterator[str]:
    """Say which parts of a tender file are about none of the tenders, as they may be shown."""
    for place in unmatched(entries, row_names(results)):
        about = [("id", entries[place].id), ("perceel", entries[place].perceel)]
        named = ", ".join(f"{what} {clean(shown_text(name))}" for what, name in about if name is not None)
        yield (
            f"Het dossier heeft een onderdeel voor {named}. Dat hoort bij geen van de aanbestedingen in deze "
            "memo, en is dus niet gebruikt."
        )


class _Filed(NamedTuple):
    """What the file says of a tender, apart from who judged what an option says otherwise."""

    dossier: Dossier
    overtaken: Sequence[Beoordeling] = ()


def _filed(result: Result | Refused, entries: Sequence[Dossier]) -> _Filed:
    if isinstance(result, Refused):
        return _Filed(Dossier())
    facts = result.besluit.facts  # by its own id: two that may not be shown look the same
    whole = shown_dossier(dossier_of(entries, facts.id, facts.perceel))
    overtaken = _overtaken(result, whole)
    kept = tuple(own for own in whole.beoordelingen if own not in overtaken)
    return _Filed(whole.model_copy(update={"beoordelingen": kept}), overtaken)


def _overtaken(result: Result, filed: Dossier) -> Sequence[Beoordeling]:
    """Give the judgements of facts of which an option says otherwise: they are of what the record says."""
    verdict, loose = result.besluit, loose_facts(result, filed)
    tested = tested_by(verdict)
    names = {name for field in loose for name in judged_as(verdict, tested, field)}
    if "uitsluitingsgronden" in loose:
        names |= {ground.id for own in verdict.kaders for ground in own.stand.kader.uitsluitingsgronden}
    chosen = [said.name.removeprefix(OF_READING) for said in result.tender.overruled if said.is_reading]
    names |= {name for reading in chosen for name in choosing(reading)}
    return [own for own in filed.beoordelingen if own.wat in names]


def _overview(
    number: int, result: Result | Refused, dossier: Dossier, background: Background
) -> tuple[str, ...]:
    if isinstance(result, Refused):
        lot = result.perceelnaam
        parts = [result.kenmerk, lot and dutch.lot_name(lot)]
        named = ", ".join(part for part in parts if part) or row_place(result)
        return str(number), clean(named), "niet beoordeeld", clean(result.message), "onbekend", "geen memo"
    verdict = result.besluit
    leading = verdict.kader
    return (
        str(number),
        name_among_others(result),  # the file stands in a column of its own
        dutch.outcome(verdict.uitkomst),
        deciding_names(leading) if leading else reason(verdict),
        owed(verdict),
        state_of_memo(result, dossier, background).status,
    )


def _resting(
    results: Sequence[Result | Refused], dossiers: Sequence[Dossier], background: Background
) -> Iterator[Block]:
    """Say what the sources do not say of the obligations in an overview, and what its outcomes rest on."""
    reserved: dict[str, None] = {}
    resting: dict[str, list[str]] = {}
    for number, (result, dossier) in enumerate(zip(results, dossiers, strict=True), 1):
        if isinstance(result, Refused):
            continue
        ruling = result.besluit.kader
        if ruling and ruling.verplichting:
            reserved |= dict.fromkeys(ruling.reserved(ruling.verplichting))
        beside = [clean(f"{dutch.sentence(clause)}.") for clause in result.assumed_beside]
        texts = with_notes(all_notes(result, dossier, background), [*_carrying(result), *beside])
        for text in dict.fromkeys(texts):
            resting.setdefault(text, []).append(str(number))
    if reserved:
        yield Paragraph("Voorbehoud bij elke verplichting in dit overzicht:")
        yield PointList([*reserved])
    if resting:
        yield Paragraph("Waar deze uitkomsten verder op rusten, per nummer:")
        yield PointList([f"{dutch.joined(numbers)}: {text}" for text, numbers in resting.items()])


def _carrying(result: Result) -> list[str]:
    """Give what an outcome rests on; of one that is known without what leaves it as it is."""
    texts = result.besluit.rests.texts
    if result.besluit.uitkomst == "onbekend":
        return list(texts)
    statements = statements_of(result)
    return [text for text in texts if statements.get(clean(text), text)]


TWO_WAYS: Mapping[str, str] = {
    "komma": "Een bedrag als 250.000 is gelezen als 250 duizend.",
    "punt": "Een bedrag als 250.000 is gelezen als 250, want de punt is als decimaalteken gekozen.",
}
"""How an amount was read that can mean two things, by the decimal sign that was chosen."""


def _not_read(background: Background, names: Mapping[str, str]) -> Iterator[Block]:
    """Say how a list was read where that could be otherwise: who has the memo was not told otherwise."""
    if background.origin and background.origin.decimaal:
        yield Paragraph(TWO_WAYS[background.origin.decimaal])
    for file, columns in background.not_read.items():
        yield Paragraph(f"Niet gelezen in {names.get(clean(file)) or PurePath(clean(file)).name}: {columns}.")


def _left_out(rows: Sequence[Result | Refused], names: Mapping[str, str]) -> Iterator[Block]:
    """Say which rows of a list are no tenders, and so are not counted."""
    places = [row_place(row, names.get(file_of(row), "")) for row in rows if is_no_tender(row)]
    if places:
        yield Paragraph(f"Niet meegeteld, want leeg, alleen streepjes of een totaal: {dutch.joined(places)}.")


def _memo(
    result: Result,
    filed: _Filed,
    background: Background,
    judged: str,
    file: str = "",
    name: str = "",
    not_read: Iterable[Block] = (),
) -> Iterator[Block]:
    verdict, dossier = result.besluit, filed.dossier
    yield Heading(f"Toets social return: {name or name_of(result.facts)}", 1)
    yield BlockTable(
        "Over deze memo", ("Wat", "Vastgelegd"), list(_about(result, dossier, background, judged, file))
    )
    for other in background.others:
        yield Paragraph(f"{clean(other.text)} Is dat de bedoeling? Haal dan herkomst uit het dossier.")
    status = state_of_memo(result, dossier, background)
    if status.missing:
        yield Paragraph("Gevraagd is een definitieve memo. Dat kan nog niet:")
        yield PointList([clean(text) for text in status.missing])
    yield Heading("Uitkomst")
    yield from lead(verdict)
    yield Paragraph(f"Peildatum: {reference_date(verdict)}.")
    if verdict.kader:
        yield from duty_blocks(verdict.kader, dossier)
    yield Heading("Gegevens")
    yield facts_table(result, dossier, background.names)
    yield from not_read
    yield from estimate_blocks(verdict, dossier, result.tender.overruled)
    if dossier.opties and not (verdict.kader and told_of_each_option(verdict.kader, dossier)):
        yield options_table(dossier)
    yield from ground_blocks(verdict, dossier)
    yield Heading("Onderbouwing")
    if not verdict.kaders:
        yield Paragraph(
            f"{_HELD_AGAINST_NONE.get(verdict.situation.reden, _NONE_IN_FORCE)} Het beleid heeft:"
        )
        yield PointList([*not_held_against(background)])
    for ruling in verdict.kaders:
        yield Heading(ruling_title(verdict, ruling), 3)
        yield Paragraph(ruling.stand.kader.omschrijving)
        yield conditions(ruling)
        yield from consequences(ruling, leading=ruling is verdict.kader, tick=False)
    yield from still_open(verdict, 3)
    yield Heading("Gekozen werkwijze en lezingen")
    yield choices_table(verdict, dossier, result.tender.overruled)
    yield from also_judged(result, dossier, background.names, filed.overtaken)
    yield from rule_blocks(verdict, background)
    yield from unsure(result, with_notes(all_notes(result, dossier, background), caveats(result, dossier)))
    yield Heading("Bronnen")
    sources = [*source_lines(verdict, background)]
    yield PointList(sources) if sources else Paragraph("Geen.")


_NONE_IN_FORCE = "Er is geen kader waaraan op deze peildatum kan worden getoetst."


_HELD_AGAINST_NONE = {
    "peildatum": "Zonder peildatum is niet te zeggen aan welk kader wordt getoetst.",
    "opdrachtgever": "De kaders van dit beleid binden deze opdrachtgever niet.",
    "opdrachtgever_onbekend": "Of een kader deze opdrachtgever bindt, is nog niet te zeggen.",
}
"""Why a tender was held against no framework, where that is not by the day."""


def _about(
    result: Result, dossier: Dossier, background: Background, judged: str, file: str
) -> Iterator[tuple[str, str]]:
    verdict = result.besluit
    yield "Status", state_of_memo(result, dossier, background).status
    yield "Versie", _shown(dossier.versie)
    yield "Opgesteld door (functie)", dossier.opgesteld.door if dossier.opgesteld else NOT_RECORDED
    yield "Opgesteld op", _when(dossier.opgesteld)
    yield "Akkoord opdrachtgever (functie)", dossier.akkoord.door if dossier.akkoord else NOT_RECORDED
    yield "Akkoord op", _when(dossier.akkoord)
    yield "Peildatum", reference_date(verdict)
    if file:
        yield "Bestand", file
    yield "Kader dat de uitkomst geeft", _giving(verdict)
    yield "Controlegetal van de invoer (SHA-256)", judged


def _shown(text: str | None) -> str:
    return NOT_RECORDED if text is None else clean(text)


def _when(done: Handeling | None) -> str:
    return dutch.datum(done.datum.text) if done else NOT_RECORDED


def _giving(verdict: Besluit) -> str:
    """Name the framework that gives the outcome, or the one that is to be followed once it can be told."""
    if verdict.kader:
        return verdict.kader.stand.kader.naam
    followed = verdict.situation.followed
    if followed is None:
        return "geen"
    return (
        f"geen; gekozen is {followed.naam}"
        if verdict.facts.werkwijze
        else f"nog geen; te volgen is {followed.naam}"
    )
