"""A verdict as a record for the tender file: who, what, when, by which rule, and how to repeat it."""

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from pathlib import PurePath
from typing import NamedTuple

from maatwerk_cli.models.kader import Kader, Leesruimte
from maatwerk_cli.models.tender.dossier import Beoordeling, Dossier, Handeling, MemoHerkomst, Memostatus
from maatwerk_cli.models.values import Bronverwijzing, Datum
from maatwerk_cli.tender.against_file import estimated_field, stands_in
from maatwerk_cli.tender.condition import Toetsing
from maatwerk_cli.tender.dossiers import OtherOrigin, dossier_of, shown_dossier, unmatched
from maatwerk_cli.tender.facts import says_nothing
from maatwerk_cli.tender.frameworks.open_readings import OUTSIDE
from maatwerk_cli.tender.input.tender_input import PIPED
from maatwerk_cli.tender.judging import (
    OF_READING,
    Overruled,
    Refused,
    Result,
    TenderRead,
    is_no_tender,
    row_names,
)
from maatwerk_cli.tender.masking import shown_text
from maatwerk_cli.tender.questions.next_question import bound_by, next_questions
from maatwerk_cli.tender.questions.open_points import open_points
from maatwerk_cli.tender.sentences import BUYER, NOT_LOOKED_INTO, choice_words, stated
from maatwerk_cli.tender.series.tally import Counting
from maatwerk_cli.tender.verdicts.kader_verdict import Kaderbesluit
from maatwerk_cli.tender.verdicts.verdict import Besluit
from maatwerk_cli.tender.views.duty_words import amount_words, duty_blocks, told_of_each_option
from maatwerk_cli.tender.views.field_titles import in_sentence
from maatwerk_cli.tender.views.memo_notes import (
    contradictions,
    day_notes,
    memo_notes,
    unrecorded,
    untied_estimate,
)
from maatwerk_cli.tender.views.rule_words import RuleLine, condition_lines, duty_lines
from maatwerk_cli.tender.views.series_summary import counted_tenders, file_names, file_of
from maatwerk_cli.tender.views.tender_yaml import dossiers_yaml, record_yaml, rows_yaml
from maatwerk_cli.tender.views.verdict_reason import deciding_names, reason
from maatwerk_cli.tender.views.verdict_words import (
    OUTSIDE_TERM,
    Background,
    FactNames,
    all_caveats,
    beside,
    caveats,
    conditions,
    consequences,
    error_blocks,
    fact_rows,
    framework_name,
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
from maatwerk_cli.tender.words.choice_makers import (
    choosing,
    chosen_by,
    judged_choice,
    judged_unchosen,
    of_record,
)
from maatwerk_cli.tender.words.limit_words import AMOUNTS, in_force_words, period_words
from maatwerk_cli.tender.words.scope_sentences import whom
from maatwerk_cli.tender.words.source_words import referred
from maatwerk_cli.text import dutch
from maatwerk_cli.text.blocks import (
    Block,
    BlockTable,
    Heading,
    Paragraph,
    PointList,
    SigningLines,
    Together,
    Verbatim,
    deeper,
)
from maatwerk_cli.text.terminal.layout import clean

_OPEN = "niet vastgelegd"
_NOT_NEEDED = "niet nodig"
"""In place of who judged what, where no outcome rests on it; an empty cell would leave that open."""
_BY_NOBODY = "niemand koos"
_NOT_AT_ISSUE = "speelt niet bij deze aanbesteding"
_WHILE_IN_FORCE = "zolang het kader geldt"
INPUT = "invoer.yaml"
"""What the record that was judged is called in a memo."""
_MOST_NAMED = 3
"""More names of files in one sentence are not read."""
_VERSION = re.compile(r"[0-9]{1,4}(\.[0-9]{1,4}){0,3}")


class MemoState(NamedTuple):
    """What a memo may call itself, and why that is less than was asked."""

    status: Memostatus
    missing: tuple[str, ...] = ()


def memo_status(
    dossier: Dossier,
    verdict: Besluit,
    overruled: Sequence[Overruled] = (),
    *,
    others: Sequence[OtherOrigin] = (),
    assumed_beside: Sequence[str] = (),
) -> MemoState:
    """Tell whether a memo can be final: a known outcome, who, what, when, and nothing that cannot be."""
    if dossier.status != "definitief":
        return MemoState("concept")
    missing = []
    if verdict.uitkomst == "onbekend":
        missing.append("De uitkomst is nog onbekend.")
    if dossier.versie is None:
        missing.append("De versie is niet vastgelegd.")
    elif not _VERSION.fullmatch(dossier.versie):
        missing.append("De versie is geen nummer, zoals 1.0.")
    if dossier.opgesteld is None:
        missing.append("Niet is vastgelegd wie de memo opstelde, en wanneer.")
    elif dossier.opgesteld.datum.precisie != "dag":
        missing.append("De datum van opstellen is geen dag, zoals 2018-03-01.")
    if dossier.akkoord and dossier.akkoord.datum.precisie != "dag":
        missing.append("De datum van het akkoord is geen dag, zoals 2018-03-01.")
    missing += unrecorded(verdict, dossier)
    missing += contradictions(verdict, dossier)
    if untied := untied_estimate(verdict, dossier, overruled):
        missing.append(untied)
    missing += [other.what for other in others]
    if verdict.lots is not None and verdict.lots.entered_twice:
        missing.append("Een perceel lijkt meer dan één keer in de invoer te staan.")
    missing += [f"{dutch.sentence(clause)}." for clause in assumed_beside]
    return MemoState("concept", tuple(missing)) if missing else MemoState("definitief")


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
    dossiers = [Dossier() if isinstance(result, Refused) else _dossier(result, entries) for result in results]
    if len(results) == 1 and isinstance(results[0], Result):
        only, dossier = results[0], dossiers[0]
        repeat = _repeat(rows, shown, background)
        beside = (
            *_not_read(background),
            *_left_out(rows),
            *(Paragraph(text) for text in without_a_tender(entries, results)),
        )
        overtaken = _overtaken(only, _filed(only, entries))
        memo = _memo(only, dossier, background, judged, not_read=beside, overtaken=overtaken)
        return [*memo, *repeat, *_signing(only, dossier, shown, judged, background)]
    names = file_names(results)
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
        *_not_read(background, names),
        *_left_out(rows, names),
        *(Paragraph(text) for text in without_a_tender(entries, results)),
        *_resting(results, dossiers, background),
    ]
    for number, (result, dossier) in enumerate(zip(results, dossiers, strict=True), 1):
        if isinstance(result, Refused):
            head, *rest = error_blocks(result, names.get(file_of(result), ""))
        else:
            file = names.get(file_of(result), "")
            name = name_among_others(result, file)
            overtaken = _overtaken(result, _filed(result, entries))
            memo = _memo(result, dossier, background, judged, file, name, overtaken=overtaken)
            head, *rest = (*memo, *_signing(result, dossier, shown, judged, background))
        titled = [
            head._replace(text=f"{number}. {head.text}") if isinstance(head, Heading) else head,
            *rest,
        ]
        blocks += deeper(titled)
    return [*blocks, *_repeat(rows, shown, background)]


def running_state(
    results: Sequence[Result | Refused], entries: Sequence[Dossier], background: Background
) -> str:
    """Say on every page what a memo calls itself; of a series how many memos call themselves what."""
    judged = [(result, _dossier(result, entries)) for result in results if isinstance(result, Result)]
    states = [_status(result, dossier, background).status for result, dossier in judged]
    if len(judged) > 1:
        return ", ".join(f"{count} {state}" for state, count in sorted(Counter(states).items()))
    versions = [f"versie {clean(dossier.versie)}" for _, dossier in judged if dossier.versie]
    return ", ".join([*states, *versions])


def _status(result: Result, dossier: Dossier, background: Background) -> MemoState:
    return memo_status(
        dossier,
        result.besluit,
        result.tender.overruled,
        others=background.others,
        assumed_beside=result.assumed_beside,
    )


def _policy_named(background: Background) -> str:
    """Name the policy by its hash and the dataset it is of, with its revision."""
    filed = background.origin or MemoHerkomst()
    parts = [
        f"controlegetal {filed.beleid_sha256 or background.beleid_sha256}",
        f"dataset {clean(shown_text(filed.dataset))}" if filed.dataset else "",
        f"git-revisie {clean(shown_text(filed.revisie))}" if filed.revisie else "",
    ]
    return ", ".join(filter(None, parts))


def without_a_tender(entries: Sequence[Dossier], results: Sequence[Result | Refused]) -> Iterator[str]:
    """Say which parts of a tender file are about none of the tenders, as they may be shown."""
    for place in unmatched(entries, row_names(results)):
        about = [("id", entries[place].id), ("perceel", entries[place].perceel)]
        named = ", ".join(f"{what} {clean(shown_text(name))}" for what, name in about if name is not None)
        yield (
            f"Het dossier heeft een onderdeel voor {named}. Dat hoort bij geen van de aanbestedingen in deze "
            "memo, en is dus niet gebruikt."
        )


def _dossier(result: Result, entries: Sequence[Dossier]) -> Dossier:
    """Give what the file says of a tender, without who judged what an option says otherwise."""
    filed = _filed(result, entries)
    overtaken = _overtaken(result, filed)
    kept = tuple(own for own in filed.beoordelingen if own not in overtaken)
    return filed.model_copy(update={"beoordelingen": kept})


def _filed(result: Result, entries: Sequence[Dossier]) -> Dossier:
    facts = result.besluit.facts  # by its own id: two that may not be shown look the same
    return shown_dossier(dossier_of(entries, facts.id, facts.perceel))


def _overtaken(result: Result, filed: Dossier) -> Sequence[Beoordeling]:
    """Give the judgements of facts of which an option says otherwise: they are of what the record says."""
    verdict, loose = result.besluit, _loose(result, filed)
    tested = _tested(verdict)
    names = {name for field in loose for name in _judged_as(verdict, tested, field)}
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
        _owed(verdict),
        _status(result, dossier, background).status,
    )


def _owed(verdict: Besluit) -> str:
    """Say in an overview what is owed; a framework without a percentage asks nothing in money."""
    leading = verdict.kader
    if leading and leading.verplichting:
        return amount_words(leading) or "bedrag onbekend"
    if verdict.uitkomst == "van_toepassing":
        return "geen percentage in het kader"
    return "geen" if verdict.uitkomst == "niet_van_toepassing" else "nog onbekend"


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
        texts = with_notes(_notes(result, dossier, background), [*_carrying(result), *beside])
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
    statements = _statements(result)
    return [text for text in texts if statements.get(clean(text), text)]


TWO_WAYS: Mapping[str, str] = {
    "komma": "Een bedrag als 250.000 is gelezen als 250 duizend.",
    "punt": "Een bedrag als 250.000 is gelezen als 250, want de punt is als decimaalteken gekozen.",
}
"""How an amount was read that can mean two things, by the decimal sign that was chosen."""


def _not_read(background: Background, names: Mapping[str, str] = {}) -> Iterator[Block]:
    """Say how a list was read where that could be otherwise: who has the memo was not told otherwise."""
    if background.origin and background.origin.decimaal:
        yield Paragraph(TWO_WAYS[background.origin.decimaal])
    for file, columns in background.not_read.items():
        yield Paragraph(f"Niet gelezen in {names.get(clean(file)) or PurePath(clean(file)).name}: {columns}.")


def _left_out(rows: Sequence[Result | Refused], names: Mapping[str, str] = {}) -> Iterator[Block]:
    """Say which rows of a list are no tenders, and so are not counted."""
    places = [row_place(row, names.get(file_of(row), "")) for row in rows if is_no_tender(row)]
    if places:
        yield Paragraph(f"Niet meegeteld, want leeg, alleen streepjes of een totaal: {dutch.joined(places)}.")


def _memo(
    result: Result,
    dossier: Dossier,
    background: Background,
    judged: str,
    file: str = "",
    name: str = "",
    not_read: Iterable[Block] = (),
    overtaken: Sequence[Beoordeling] = (),
) -> Iterator[Block]:
    verdict = result.besluit
    yield Heading(f"Toets social return: {name or name_of(result.facts)}", 1)
    yield BlockTable(
        "Over deze memo", ("Wat", "Vastgelegd"), list(_about(result, dossier, background, judged, file))
    )
    for other in background.others:
        yield Paragraph(f"{clean(other.text)} Is dat de bedoeling? Haal dan herkomst uit het dossier.")
    status = _status(result, dossier, background)
    if status.missing:
        yield Paragraph("Gevraagd is een definitieve memo. Dat kan nog niet:")
        yield PointList([clean(text) for text in status.missing])
    yield Heading("Uitkomst")
    yield from lead(verdict)
    yield Paragraph(f"Peildatum: {reference_date(verdict)}.")
    if verdict.kader:
        yield from duty_blocks(verdict.kader, dossier)
    yield Heading("Gegevens")
    yield _facts(result, dossier, background.names)
    yield from not_read
    yield from _estimate(verdict, dossier, result.tender.overruled)
    if dossier.opties and not (verdict.kader and told_of_each_option(verdict.kader, dossier)):
        yield _options(dossier)
    yield from _grounds(verdict, dossier)
    yield Heading("Onderbouwing")
    if not verdict.kaders:
        yield Paragraph(
            f"{_HELD_AGAINST_NONE.get(verdict.situation.reden, _NONE_IN_FORCE)} Het beleid heeft:"
        )
        yield PointList([*_not_held(background)])
    for ruling in verdict.kaders:
        yield Heading(ruling_title(verdict, ruling), 3)
        yield Paragraph(ruling.stand.kader.omschrijving)
        yield conditions(ruling)
        yield from consequences(ruling, leading=ruling is verdict.kader, tick=False)
    yield from still_open(verdict, 3)
    yield Heading("Gekozen werkwijze en lezingen")
    yield _choices(verdict, dossier, result.tender.overruled)
    yield from _also_judged(result, dossier, background.names, overtaken)
    yield from _rules(verdict, background)
    yield from unsure(result, with_notes(_notes(result, dossier, background), caveats(result, dossier)))
    yield Heading("Bronnen")
    sources = [*_sources(verdict, background)]
    yield PointList(sources) if sources else Paragraph("Geen.")


def _about(
    result: Result, dossier: Dossier, background: Background, judged: str, file: str
) -> Iterator[tuple[str, str]]:
    verdict = result.besluit
    yield "Status", _status(result, dossier, background).status
    yield "Versie", _shown(dossier.versie)
    yield "Opgesteld door (functie)", dossier.opgesteld.door if dossier.opgesteld else _OPEN
    yield "Opgesteld op", _when(dossier.opgesteld)
    yield "Akkoord opdrachtgever (functie)", dossier.akkoord.door if dossier.akkoord else _OPEN
    yield "Akkoord op", _when(dossier.akkoord)
    yield "Peildatum", reference_date(verdict)
    if file:
        yield "Bestand", file
    yield "Kader dat de uitkomst geeft", _giving(verdict)
    yield "Controlegetal van de invoer (SHA-256)", judged


def _shown(text: str | None) -> str:
    return _OPEN if text is None else clean(text)


def _when(done: Handeling | None) -> str:
    return dutch.datum(done.datum.text) if done else _OPEN


def _reason(text: str | None) -> str:
    """Give why something was judged or chosen so; a text that says nothing is no reason."""
    return "" if text is None or says_nothing(text) else clean(shown_text(text))


def _judged(dossier: Dossier, *names: str) -> Beoordeling | None:
    """Give what the file says of who judged something: by the first of its names that it has."""
    return next((own for name in names for own in dossier.beoordelingen if own.wat == name), None)


def _told(judgement: Beoordeling | None) -> tuple[str, str, str]:
    """Give who judged something, when, and why, as far as that is told."""
    if judgement is None:
        return _OPEN, _OPEN, ""  # where no reason is needed, its absence says nothing
    return judgement.door, dutch.datum(judgement.datum.text), _reason(judgement.motivering)


_SETTLES = ("opdrachtgever", "opdrachtgever_soort", "raamovereenkomst", "verlenging_maanden", "peildatum")
"""Facts that no condition compares, and that say which rule holds or how it is read."""


def _facts(result: Result, dossier: Dossier, names: FactNames) -> BlockTable:
    verdict, facts, read = result.besluit, result.facts, result.tender
    tested = _tested(verdict)
    settles = (*_SETTLES, verdict.peildatum_uit, *(["werkwijze"] if verdict.way_decides else []))
    base = estimated_field(verdict, dossier)
    loose = _loose(result, dossier)
    rows = []
    for field, title, value in fact_rows(verdict, facts, names):
        who, when, _ = _told(_judged(dossier, *_judged_as(verdict, tested, field)))
        if field in loose and field in AMOUNTS:
            who, when = f"{_OPEN} voor dit bedrag", _OPEN
        elif who == _OPEN and field == base and dossier.raming and getattr(facts, field) is not None:
            who, when = dossier.raming.door, dutch.datum(dossier.raming.datum.text)
        if who == _OPEN and _from_notice(read, _given_as(verdict, field)):
            who, when = "overgenomen uit de aankondiging", _NOT_NEEDED
        elif who == _OPEN and _quantity(field) not in tested and field not in settles:
            who = when = _NOT_NEEDED
        rows.append((title, value, who, when))
    return BlockTable("Gegevens van de aanbesteding", ("Gegeven", "Waarde", "Beoordeeld door", "Op"), rows)


def _tested(verdict: Besluit) -> Mapping[str, str]:
    """Give by quantity that a condition compares the id of that condition."""
    facts = verdict.facts
    leaves = [check for ruling in verdict.kaders for own in ruling.toetsingen for check in own.bladen]
    tested: dict[str, str] = {check.rule.veld: check.voorwaarde.id for check in leaves}
    tested |= {
        check.voorwaarde.deel_van: check.voorwaarde.id for check in leaves if check.voorwaarde.deel_van
    }
    tested |= {
        check.voorwaarde.nooit_meer_dan: check.voorwaarde.id
        for check in leaves
        if check.voorwaarde.nooit_meer_dan
        and stands_in(verdict, check.rule.veld, check.voorwaarde.nooit_meer_dan)
    }
    if facts.begin and facts.einde and "looptijd" in tested:  # the term is reckoned from these
        tested |= dict.fromkeys(("begin", "einde"), tested["looptijd"])
    return tested


def _loose(result: Result, dossier: Dossier) -> Sequence[str]:
    """Give the facts that nobody judged as they are: who judged them, judged what the file says."""
    verdict, overruled = result.besluit, result.tender.overruled
    base = estimated_field(verdict, dossier)
    loose = [said.name for said in overruled if not said.is_reading and said.name != base]
    if base and untied_estimate(verdict, dossier, overruled):
        loose.append(base)
    if not _TERM.isdisjoint(loose):
        loose.append("looptijd_maanden")
    return [*loose, "peildatum"] if verdict.peildatum_uit in loose else loose


_TERM = frozenset({"begin", "einde", "looptijd_maanden"})
"""Facts that the term follows from."""


def _quantity(field: str) -> str:
    return "looptijd" if field == "looptijd_maanden" else field


def _given_as(verdict: Besluit, field: str) -> str:
    return verdict.peildatum_uit if field == "peildatum" else field


def _judged_as(verdict: Besluit, tested: Mapping[str, str], field: str) -> tuple[str, ...]:
    """Give the names under which a file can say who judged a fact, in the order in which they count."""
    each = verdict.facts.uitsluitingsgronden or () if field == "uitsluitingsgronden" else ()
    return (field, tested.get(_quantity(field), _given_as(verdict, field)), *each)


def _from_notice(read: TenderRead, field: str) -> bool:
    """Tell whether a fact was read in a notice, and no option said otherwise."""
    if not read.signals or field in ("id", "titel", "perceel"):
        return False
    return not read.origins.get(field, "optie").startswith("optie")


def _estimate(verdict: Besluit, dossier: Dossier, overruled: Sequence[Overruled]) -> Iterator[Block]:
    """Say how the amount was estimated that the verdict looks at, and whether options are in it."""
    field = estimated_field(verdict, dossier)
    if field is None:
        return
    name = in_sentence(field)
    yield Heading(f"Raming van {name}", 3)
    if "maximum_aangenomen" in verdict.onzeker:
        yield Paragraph(f"Gelezen is dat {name} die van het maximum van de hele raamovereenkomst is.")
    estimate = dossier.raming
    if estimate is None:
        yield Paragraph(
            f"Niet vastgelegd is hoe {name} is geraamd, door wie, wanneer, en of de opties tot verlenging "
            "erin zitten. Leg het vast in het dossier (raming)."
        )
        return
    options = {
        "inbegrepen": "zitten erin",
        "niet_inbegrepen": "zitten er niet in",
        None: "niet vastgelegd of zij erin zitten",
    }
    untied = untied_estimate(verdict, dossier, overruled)
    if untied:
        yield Paragraph(untied)
    yield BlockTable(
        f"Hoe {name} is geraamd",
        ("Wat", "Vastgelegd"),
        [
            ("Wijze", clean(estimate.wijze)),
            ("Bedrag", _estimated(estimate.bedrag, getattr(verdict.facts, field), tied=not untied)),
            ("Opties tot verlenging", options[estimate.opties]),
            ("Geraamd door (functie)", estimate.door),
            ("Geraamd op", dutch.datum(estimate.datum.text)),
        ],
    )


def _options(dossier: Dossier) -> BlockTable:
    """Give each option of the file, where no obligation is told over them."""
    rows = [
        (f"Optie {number}", dutch.months(option.maanden), _estimated(option.bedrag, None, tied=True))
        for number, option in enumerate(dossier.opties, 1)
    ]
    return BlockTable("Opties tot verlenging in het dossier", ("Optie", "Duur", "Bedrag"), rows)


def _estimated(amount: Decimal | None, judged: Decimal | None, *, tied: bool) -> str:
    if amount is None:
        return _OPEN
    together = tied and judged is not None and amount != judged
    return f"{dutch.euro(amount)}{', voor alle percelen samen' if together else ''}"


def _grounds(verdict: Besluit, dossier: Dossier) -> Iterator[Block]:
    """Give each ground with its text and judgement, who judged it, when and why."""
    given = verdict.facts.uitsluitingsgronden
    for ruling in verdict.kaders:
        checks = _ground_checks(ruling)
        if not checks:
            continue
        rows = []
        for ground in ruling.stand.kader.uitsluitingsgronden:
            who, when, why = _told(_judged(dossier, *_ground_judged_as(ground.id, checks)))
            judged = _judgement(ground.id, given, answered=who != _OPEN)
            if ground.id in (given or ()):
                own = _reason(verdict.facts.motivering)
                why = _motivated(own, why)
            asked = checks[0].voorwaarde.vraag
            who_knows = asked.wie if asked else "de opdrachtgever"
            text = (
                ground.tekst
                or _filed_text(dossier, ground.id)
                or f"De bron noemt de tekst niet. Na te vragen bij {who_knows}."
            )
            source = referred([ground.bron], ruling.stand.unconfirmed)
            rows.append((ground.id, text, source, judged, who, when, why or _OPEN))
        yield Heading("Uitsluitingsgronden", 3)
        yield BlockTable(
            f"Uitsluitingsgronden van {ruling.stand.kader.naam}{beside(verdict, ruling)}",
            ("Grond", "Tekst", "Bron", "Oordeel", "Beoordeeld door", "Op", "Motivering"),
            rows,
        )


def _ground_checks(ruling: Kaderbesluit) -> Sequence[Toetsing]:
    """Give the conditions of a framework that look at exclusion grounds."""
    leaves = [check for own in ruling.toetsingen for check in own.bladen]
    return [check for check in leaves if check.voorwaarde.toets == "geen_van"]


def _ground_judged_as(ground: str, checks: Sequence[Toetsing]) -> tuple[str, ...]:
    return (ground, checks[0].voorwaarde.id, "uitsluitingsgronden")


def _filed_text(dossier: Dossier, ground: str) -> str:
    """Give the text of a ground by who judged it, where no source of the framework has it."""
    for judgement in dossier.beoordelingen:
        if judgement.wat == ground and judgement.tekst:
            return f"De bron noemt de tekst niet. Volgens {judgement.door}: {clean(judgement.tekst)}"
    return ""


def _motivated(own: str, filed: str) -> str:
    """Give why a ground applies: only a motivation in the input counts, whatever the file says beside it."""
    if own and filed and own != filed:
        return f"In de invoer: {own.rstrip('.')}. Volgens wie beoordeelde: {filed}"
    if filed and not own:
        return f"Het dossier: {filed.rstrip('.')}. Dit telt niet: alleen een motivering in de invoer telt."
    return own


def _judgement(ground: str, given: tuple[str, ...] | None, *, answered: bool) -> str:
    """Say what was judged of one ground: who names one that applies, says nothing yet of the others."""
    if given is None:
        return "nog niet beoordeeld"
    if ground in given:
        return "geldt"
    return "niet opgegeven of deze grond geldt" if given and not answered else "geldt niet"


def _choices(verdict: Besluit, dossier: Dossier, overruled: Sequence[Overruled]) -> BlockTable:
    """Give the way of working and the readings, who chose them, when and why."""
    facts = verdict.facts
    filed = {
        said.name.removeprefix(OF_READING): said.own
        for said in overruled
        if said.is_reading and isinstance(said.own, str)
    }
    leading = verdict.situation.followed and verdict.situation.followed.naam
    who, when, why = _told(_judged(dossier, "werkwijze"))
    if facts.werkwijze is None:
        state = "niet bekend of er een is gekozen" if "werkwijze" in facts.unknown else "niet gekozen"
        said = f"{state}; {'gevolgd' if verdict.kader else 'te volgen'} is {leading}" if leading else state
        rows = [("Werkwijze", said, who, when, why or _OPEN)]
    else:
        by = (who, when, why or _OPEN)
        if who == _OPEN and not verdict.way_decides:  # as among the facts
            by = (_NOT_NEEDED, _NOT_NEEDED, _NOT_NEEDED)
        rows = [("Werkwijze", framework_name(verdict, facts.werkwijze), *by)]
    chosen = dict(facts.lezingen)
    for ruling in verdict.kaders:
        for reading in _readings(ruling):
            if reading.id in chosen:
                choice = chosen.pop(reading.id)
                maker = chosen_by(dossier, reading.id, choice)
                who, when, why = (text or _OPEN for text in (maker.who, maker.when, maker.reason))
                text = choice_words(reading, choice)
                if reading.id in filed:
                    own = filed[reading.id]
                    said = f"{choice_words(reading, own)}.{of_record(own).sentences}"
                    why = f"{why.rstrip('.')}. Het bestand zegt: {said}"
                rows.append((reading.vraag, f"Gekozen: {text}", who, when, why))
            elif reading.gekozen is not None and reading.bron is not None:
                text = choice_words(reading, reading.gekozen)
                where = reading.bron.reference
                rows.append((reading.vraag, f"De bron zegt: {text}", _BY_NOBODY, _BY_NOBODY, where))
            else:
                state = _state(ruling, reading)
                if verdict.kader is not ruling and reading.id in ruling.open_lezingen:
                    state = f"open; voor deze uitkomst maakt het niet uit, wel voor {ruling.stand.kader.naam}"
                judged = judged_unchosen(dossier, reading.id)
                if judged is None:
                    nobody = _NOT_NEEDED if state == _NOT_AT_ISSUE else _BY_NOBODY
                    rows.append((reading.vraag, state, nobody, nobody, nobody))
                    continue
                who, when, why = _told(judged)
                rows.append((reading.vraag, f"{state}; {_CHOICE_NOT_GIVEN}", who, when, why or _OPEN))
    rows += [(name, choice, *_told(_judged(dossier, name))) for name, choice in chosen.items()]
    return BlockTable("Werkwijze en lezingen", ("Vraag", "Keuze", "Gekozen door", "Op", "Waarom"), rows)


def _readings(ruling: Kaderbesluit) -> Iterator[Leesruimte]:
    """Give the readings of a framework to tell of; that of lots outside it only where there can be such."""
    chosen = dict(ruling.facts.lezingen)
    for reading in ruling.stand.kader.leesvragen:
        if reading.id != OUTSIDE or reading.id in chosen or ruling.lots_outside:
            yield reading


_CHOICE_NOT_GIVEN = "het dossier noemt wie koos, en de invoer niet wat"


def _also_judged(
    result: Result, dossier: Dossier, names: FactNames, overtaken: Sequence[Beoordeling]
) -> Iterator[Block]:
    """Give what the file says of who judged what, as far as no table above tells all of it."""
    shown = [*_judgements_shown(result, dossier, names)]
    others = [_judgement_told(own) for own in dossier.beoordelingen if own not in shown]
    others += [_judgement_told(own, ", zoals het bestand zegt") for own in overtaken]
    if not others:
        return
    yield Paragraph("Ook in het dossier beoordeeld:")
    yield PointList(others)


def _judgement_told(own: Beoordeling, of_which: str = "") -> str:
    who, when, why = _told(own)
    said = f"{in_sentence(own.wat)}{of_which}: door {who}, op {when}."
    return f"{said} Reden: {why.rstrip('.')}." if why else said


def _judgements_shown(result: Result, dossier: Dossier, names: FactNames) -> Iterator[Beoordeling | None]:
    """Give the judgements that the tables of a memo tell all of; that of facts has no place for a reason."""
    verdict = result.besluit
    tested = _tested(verdict)
    for field, _, _ in fact_rows(verdict, result.facts, names):
        judged = _judged(dossier, *_judged_as(verdict, tested, field))
        if judged and not _reason(judged.motivering):
            yield judged
    yield _judged(dossier, "werkwijze")
    chosen = dict(verdict.facts.lezingen)
    for ruling in verdict.kaders:
        if checks := _ground_checks(ruling):
            for ground in ruling.stand.kader.uitsluitingsgronden:
                yield _judged(dossier, *_ground_judged_as(ground.id, checks))
        for reading in _readings(ruling):
            if reading.id in chosen:
                yield judged_choice(dossier, reading.id, chosen[reading.id])
            elif reading.gekozen is None:
                yield judged_unchosen(dossier, reading.id)


def _state(ruling: Kaderbesluit, reading: Leesruimte) -> str:
    """Say of an open reading whether it matters; as long as another thing is unknown it still may."""
    if reading.id in ruling.open_lezingen:
        return "open, en het maakt uit"
    at_issue = len({getattr(tried, reading.id) for tried in ruling.lezingen}) > 1
    if at_issue and ruling.uitkomst == "onbekend" and not ruling.is_settled_by_any(reading):
        return "open; of het uitmaakt, is nog niet te zeggen"
    return "open, en het maakt niet uit" if at_issue else _NOT_AT_ISSUE


def _rules(verdict: Besluit, background: Background) -> Iterator[Block]:
    """Quote the rule as it was in force on the peildatum."""
    if verdict.peildatum is None or not verdict.kaders:
        return
    day = verdict.peildatum
    when = f"{'op' if day.first == day.last else 'in'} {dutch.datum(day.text)}"
    yield Heading(f"De regel zoals die gold {when}")
    for ruling in verdict.kaders:
        kader = ruling.stand.kader
        yield BlockTable(
            dutch.sentence(kader.naam),
            ("Regel", "Inhoud", "Geldt", "Bron"),
            list(_rule_rows(ruling, verdict.peildatum, background)),
        )


def _rule_rows(
    ruling: Kaderbesluit, day: Datum, background: Background
) -> Iterator[tuple[str, str, str, str]]:
    kader = ruling.stand.kader
    scope = kader.werkingssfeer
    yield "Voor wie", whom(kader), _WHILE_IN_FORCE, _cite(scope.bron, background)
    term = kader.geldigheid
    cite = partial(_cite, background=background)
    yield "Geldigheid", in_force_words(term, cite), period_words(term), cite(term.bron)
    if kader.standaard:
        yield (
            "Als geen werkwijze is gekozen",
            "dit kader geldt",
            _WHILE_IN_FORCE,
            _cite(kader.standaard, background),
        )
    for condition in kader.alle_voorwaarden:
        for line in condition_lines(kader, condition, day):
            yield _row(line, background)
    for reading in kader.leesvragen if ruling.lots_outside else kader.leesruimte:
        name, ways = "Leesruimte", "; of: ".join(text.rstrip(".") for text in reading.keuzes.values())
        if reading.gekozen is not None:
            name, ways = "Lezing", f"de bron kiest: {reading.keuzes[reading.gekozen].rstrip('.')}"
        yield (
            f"{name}: {reading.vraag}",
            ways,
            _WHILE_IN_FORCE,
            _cite(reading.bron, background) if reading.bron else "geen bron",
        )
    for line in duty_lines(kader, day):
        yield _row(line, background)


def _row(line: RuleLine, background: Background) -> tuple[str, str, str, str]:
    return line.name, line.with_reservations, _period_of(line, background), _cite(line.source, background)


def _period_of(line: RuleLine, background: Background) -> str:
    """Say when a rule holds, and where its first day stands if that is another source."""
    if line.period is None:
        return _WHILE_IN_FORCE
    source = line.first_day_source
    return f"{period_words(line.period)}{f' ({_cite(source, background)})' if source else ''}"


def _cite(source: Bronverwijzing, background: Background) -> str:
    return referred([source], background.unconfirmed)


_NONE_IN_FORCE = "Er is geen kader waaraan op deze peildatum kan worden getoetst."
_HELD_AGAINST_NONE = {
    "peildatum": "Zonder peildatum is niet te zeggen aan welk kader wordt getoetst.",
    "opdrachtgever": "De kaders van dit beleid binden deze opdrachtgever niet.",
    "opdrachtgever_onbekend": "Of een kader deze opdrachtgever bindt, is nog niet te zeggen.",
}
"""Why a tender was held against no framework, where that is not by the day."""


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


def _not_held(background: Background) -> Iterator[str]:
    """Say of frameworks that a tender was not held against whom they bind and since when, and who says so."""
    for kader in background.kaders:
        scope, term = kader.werkingssfeer, kader.geldigheid
        yield (
            f"{dutch.sentence(kader.naam)}. Voor wie: {whom(kader)} ({_cite(scope.bron, background)}). "
            f"Geldt {period_words(term)} ({_cite(term.bron, background)})."
        )


def _notes(result: Result, dossier: Dossier, background: Background) -> list[str]:
    """Give what only a memo can tell of an outcome, with what came before its sources or after it began."""
    leading = result.besluit.kader
    day = result.besluit.peildatum
    cited = dict.fromkeys(
        reference.id for reference in (_references(leading, day, leading=False) if leading else ())
    )
    sources = {name: background.published[name] for name in cited if name in background.published}
    return [*memo_notes(result, dossier), *day_notes(result.besluit, dossier, sources)]


def _sources(verdict: Besluit, background: Background) -> Iterator[str]:
    places: dict[str, list[str]] = {}
    references = [
        reference
        for ruling in verdict.kaders
        for reference in _references(ruling, verdict.peildatum, leading=ruling is verdict.kader)
    ]
    if verdict.situation.followed:
        references += _contradicting(verdict.situation.followed, verdict.onzeker)
    for kader in () if verdict.kaders else background.kaders:
        references += (kader.werkingssfeer.bron, kader.geldigheid.bron)
        if kader.standaard and "werkwijze_aangenomen" in verdict.onzeker:
            references.append(kader.standaard)
    for reference in references:
        vindplaatsen = places.setdefault(reference.id, [])
        if reference.vindplaats not in vindplaatsen:
            vindplaatsen.append(reference.vindplaats)
    for source, vindplaatsen in places.items():
        title = f"{source}: {background.bronnen[source]}" if source in background.bronnen else source
        places_word = "Vindplaatsen" if len(vindplaatsen) > 1 else "Vindplaats"
        about = f" {background.about[source]}" if source in background.about else ""
        yield clean(f"{title}. {places_word}: {'; '.join(vindplaatsen)}.{about}")


def _contradicting(kader: Kader, codes: Collection[str]) -> Iterator[Bronverwijzing]:
    """Give where it stands what sources say otherwise, as far as that is told."""
    for other in kader.tegenspraak:
        if f"tegenspraak_{other.id}" in codes:
            yield from other.bronnen


def _references(ruling: Kaderbesluit, day: Datum | None, *, leading: bool) -> Iterator[Bronverwijzing]:
    """Give where it stands what a verdict was reached by: of a number the values that hold on the day."""
    kader = ruling.stand.kader
    yield from (kader.werkingssfeer.bron, kader.geldigheid.bron)
    if kader.standaard:
        yield kader.standaard
    yield from (source for check in ruling.toetsingen for source in (check.voorwaarde.bron, *check.bronnen))
    for parameter in kader.parameters.values():
        for value in (value for value in parameter.waarden if day and value.overlaps(day.first, day.last)):
            yield from (value.bron, *([value.bron_vanaf] if value.bron_vanaf else []))
    yield from (ground.bron for ground in kader.uitsluitingsgronden)
    yield from _contradicting(kader, [reservation.code for reservation in ruling.reservations])
    if ruling.verplichting and kader.verplichting:
        yield kader.verplichting.bron
    if ruling.uitkomst != "niet_van_toepassing":
        yield from (point.bron for point in kader.vraagt)
        if leading:
            for advice in kader.advies:
                yield from (point.bron for point in (*advice.punten, *advice.toetslijst))


def dossier_hash(entries: Sequence[Dossier]) -> str:
    """Give the hash over what the tender file says beside the tenders, as the memo shows it."""
    return hashlib.sha256(dossiers_yaml(entries).encode()).hexdigest()


def _signing(
    result: Result, dossier: Dossier, entries: Sequence[Dossier], judged: str, background: Background
) -> Iterator[Block]:
    """Give what is signed and the lines for it; of an outcome that is not known nothing can be signed."""
    verdict = result.besluit
    if verdict.uitkomst == "onbekend":
        yield Heading("Nog niet te ondertekenen")
        if verdict.situation.closed and not (verdict.chosen_out_of_force and verdict.kaders):
            yield Paragraph(OUTSIDE_TERM)
            return
        yield from _before_signing(verdict, dossier, background)
        return
    leading = verdict.kader
    name = leading.stand.kader.naam if leading else ""
    applies = "van toepassing" if verdict.uitkomst == "van_toepassing" else "niet van toepassing"
    tender = name_of(result.facts, "deze aanbesteding")
    blocks: list[Block] = [
        Heading("Ondertekening"),
        Paragraph(
            f"Wie tekent, stelt vast: social return is {applies} op {tender}, volgens {name}, op "
            f"peildatum {reference_date(verdict)}, bij de invoer met controlegetal {judged}"
            f"{f' en het dossier met controlegetal {dossier_hash(entries)}' if entries else ''}, en bij het "
            f"beleid met controlegetal {background.beleid_sha256}."
        ),
    ]
    notes = [clean(other.text) for other in background.others]
    notes += with_notes(_notes(result, dossier, background), _stated(result))
    if verdict.uitkomst == "van_toepassing" and leading and leading.verplichting:
        spread = told_of_each_option(leading, dossier)
        blocks.append(
            Paragraph(
                f"De verplichting: {_owed(verdict)}."
                f"{' Hoe die over de looptijd is verdeeld, staat bij de uitkomst.' if spread else ''}"
            )
        )
    if notes:
        blocks += [Paragraph("Dit hoort bij die vaststelling:"), PointList(notes)]
    if _status(result, dossier, background).status == "concept":
        blocks.append(Paragraph("Deze memo is een concept."))
    for role, done in (("Opgesteld door", dossier.opgesteld), ("Akkoord opdrachtgever", dossier.akkoord)):
        if done is None:
            blocks.append(SigningLines((f"{role} (functie)", "Datum", "Handtekening")))
        elif background.others:
            before = f"{role}: {done.door}, op {dutch.datum(done.datum.text)}."
            blocks.append(Paragraph(f"{before} Dat was niet bij wat nu is getoetst. Doe het opnieuw."))
            blocks.append(SigningLines((f"{role} (functie)", "Datum", "Handtekening")))
        else:
            blocks.append(Paragraph(f"{role}: {done.door}, op {dutch.datum(done.datum.text)}."))
            blocks.append(SigningLines(("Handtekening",)))
    yield Together(blocks)


_OF_QUANTITIES = frozenset(
    (
        *("geen_opties_aangenomen", "geen_raamovereenkomst_aangenomen", "maximum_aangenomen"),
        *("percelen_niet_gegeven", "percelen_elders", "perceel_dubbel", "waarde_zonder_opties"),
        *("opties_in_bedrag", "looptijd_tegenspraak", "loonsom_boven_waarde", "dossier_tegenspraak"),
    )
)
"""What is told of amounts and terms: on these nothing rests where none of them decides."""


def _stated(result: Result) -> list[str]:
    """Give what the outcome itself rests on, as statements: without orders, and without what leaves it so."""
    statements = _statements(result)
    return [text for warning in all_caveats(result) if (text := statements.get(warning, stated(warning)))]


def _statements(result: Result) -> dict[str, str]:
    """Give by what is told of a known outcome the same as a statement; of what leaves it so, nothing."""
    verdict, leading = result.besluit, result.besluit.kader
    leaves = [
        check
        for own in (leading.toetsingen if leading else ())
        if leading and (leading.uitkomst == "van_toepassing" or own.voorwaarde.id in leading.beslissend)
        for check in own.bladen
    ]
    aside = set() if any(check.rule.eenheid for check in leaves) else {*_OF_QUANTITIES}
    if not any(check.voorwaarde.toets == "geen_van" for check in leaves):
        aside.add("gronden_zonder_tekst")
    statements = {
        clean(said.text): "" if said.code in aside or said.aside else clean(said.statement)
        for said in verdict.reservations
    }
    if leading and leading.stand.kader.nadere_overeenkomst:
        statements[clean(leading.stand.kader.nadere_overeenkomst.tekst)] = NOT_LOOKED_INTO
    return statements


def _before_signing(verdict: Besluit, dossier: Dossier, background: Background) -> Iterator[Block]:
    """Say what has to be done first, and by whom: questions to answer, and what else stands open."""
    asked = [*next_questions(verdict, bound_by(background.kaders))]
    questions = [
        f"{question.text} (Te vragen aan: {question.who or BUYER}.)"
        for question in asked
        if not question.reading
    ]
    readings = [
        f"Kies een lezing: {question.text} (Te regelen door: {question.who or BUYER}.)"
        for question in asked
        if question.reading
    ]
    points = [f"{point.text} (Te regelen door: {point.who}.)" for point in open_points(verdict)]
    contradicted = contradictions(verdict, dossier)
    steps = ["beantwoord de vragen"] if questions else []
    steps += ["regel wat hier staat"] if readings or points or contradicted else []
    if not steps:
        yield Paragraph(f"De uitkomst is nog onbekend: {reason(verdict)}. Hier valt niets te beantwoorden.")
        return
    first = dutch.sentence(dutch.joined(steps))
    yield Paragraph(
        f"De uitkomst is nog onbekend. {first}, en maak de memo opnieuw. Is de uitkomst dan bekend, dan is "
        "er plaats om te ondertekenen."
    )
    yield PointList([clean(text) for text in (*questions, *readings, *points, *contradicted)])


def input_text(results: Sequence[Result | Refused]) -> str:
    """Give what was judged as a file that can be judged again, with what looks personal masked."""
    tenders = [result for result in results if not is_no_tender(result)]
    if len(tenders) == 1 and isinstance(tenders[0], Result):
        return record_yaml(tenders[0].facts)
    return rows_yaml(results)


def input_hash(results: Sequence[Result | Refused]) -> str:
    """Give the hash over what was judged."""
    return hashlib.sha256(input_text(results).encode()).hexdigest()


def _repeat(
    results: Sequence[Result | Refused], entries: Sequence[Dossier], background: Background
) -> Iterator[Block]:
    """Say how to do the same again and see that it is the same."""
    yield Heading("Zo herhaalt u deze toets")
    sources = background.used.bronnen_sha256 if background.used else None
    text = input_text(results)
    command = background.command or f"maatwerk check-aanbesteding {INPUT}"
    if entries:
        command += " --dossier dossier.yaml"
    yield Paragraph(
        f"Getoetst met maatwerk {background.versie}. Hetzelfde beleid en dezelfde invoer geven altijd "
        "dezelfde uitkomst. Bewaar wat hieronder staat onder de naam die erbij staat, en geef het commando. "
        f"Wijs met --data dit beleid aan: {_policy_named(background)}."
    )
    if background.form == "pdf":
        files = f"{INPUT} en dossier.yaml zitten" if entries else f"{INPUT} zit"
        yield Paragraph(
            f"{files} ook als bijlage in deze PDF, teken voor teken. Bewaar de bijlage: in de tekst van een "
            "PDF kunnen regels en spaties anders zijn, en dan klopt het controlegetal niet."
        )
    yield from (Paragraph(sentence) for sentence in _made_from(background))
    yield Verbatim(INPUT, text, is_file=True)
    if entries:
        yield Verbatim("dossier.yaml", dossiers_yaml(entries), is_file=True)
    suffix = {"markdown": "md"}.get(background.form, background.form)
    yield Verbatim("Commando", f"{command} --formaat {background.form} --uitvoer memo.{suffix}")
    yield BlockTable(
        "Controlegetallen",
        ("Waarvan", "SHA-256"),
        [
            *[
                (f"Controlegetal van {clean(file.naam)}", file.sha256 or "niet te lezen")
                for file in (background.used.bestanden if background.used else ())
            ],
            ("Controlegetal van de invoer (invoer.yaml)", hashlib.sha256(text.encode()).hexdigest()),
            *([("Controlegetal van het dossier (dossier.yaml)", dossier_hash(entries))] if entries else []),
            ("Controlegetal van het beleid", background.beleid_sha256),
            *([("Controlegetal van de bronnenlijst (bronnen.yaml)", sources)] if sources else []),
        ],
    )


def _made_from(background: Background) -> Iterator[str]:
    """Say what a memo was made from, and whether what stands below it repeats all of that."""
    origin = background.origin or MemoHerkomst()
    names = [file.naam for file in origin.bestanden]
    piped = PIPED in names
    many = len(names) > 1
    named = clean(dutch.joined(names)) if len(names) <= _MOST_NAMED else f"{len(names)} bestanden"
    where = "" if len(names) <= _MOST_NAMED else " Hun namen staan bij de controlegetallen."
    if piped:
        yield "De gegevens kwamen binnen via de standaardinvoer, en staan dus in geen bestand."
    if piped and background.command:
        yield (
            "Deze memo kan ze niet teruggeven. Bewaar zelf wat u doorgaf, in een bestand met de naam "
            "standaardinvoer; aan het controlegetal ziet u of het hetzelfde is. Hebt u het niet meer? Dan is "
            "alleen te herhalen wat in invoer.yaml staat. Een rij die niet klopte, is daar een aanbesteding "
            "waarvan niets bekend is."
        )
    elif background.command:
        yield (
            f"Deze memo is gemaakt uit {named}.{where} Bewaar "
            f"{'die bestanden' if many else 'dat bestand'} ook, onder dezelfde naam: er staat meer in dan "
            "invoer.yaml kan zeggen. In invoer.yaml staat wat eruit is gelezen en getoetst."
        )
    elif names:
        made = "" if piped and not many else f"Deze memo is gemaakt uit {named}.{where} "
        yield f"{made}Alles wat eruit is gelezen en getoetst, staat in invoer.yaml."
    if origin.gevraagd:
        where = "als opties in het commando hieronder" if background.command else "in invoer.yaml"
        yield (
            f"Er zijn vragen beantwoord op een terminal (--vraag). De antwoorden staan {where}. Dat commando "
            "vraagt niets meer."
        )
