"""Cases proposed for what no case touches, with the outcome left open for a person.

A tender to which the framework applies is changed, one field at a time and two together, until it comes to
the place. What is proposed always touches its place: it is run as any case is. The outcome stays open.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any, NamedTuple

from pydantic import ValidationError

from maatwerk_cli.models.kader import Kader
from maatwerk_cli.models.policy.geval import Geval
from maatwerk_cli.models.tender.aanbesteding import Aanbesteding
from maatwerk_cli.models.values import Datum, parse_datum
from maatwerk_cli.tender.cases.case_file import Case
from maatwerk_cli.tender.cases.case_run import run_case
from maatwerk_cli.tender.cases.neighbours import applying, near, near_two, values_of
from maatwerk_cli.tender.cases.places import Spot, SpotKey, turns
from maatwerk_cli.tender.cases.touching import of_framework, touched_spots
from maatwerk_cli.tender.cases.turning import Aspect
from maatwerk_cli.tender.facts import TENDER_FIELDS, Facts, facts_of_record
from maatwerk_cli.tender.frameworks.authorities import Authorities
from maatwerk_cli.tender.verdicts.assessor import Assessor
from maatwerk_cli.tender.verdicts.kader_test import KaderTest
from maatwerk_cli.tender.words.scope_sentences import AUTHORITY_NAMES

_SAID: Set[Aspect] = frozenset({"uitkomst", "verplichting"})
"""What a person fills in of a proposal; a place is proposed where that rests on it."""
_MOST_TRIED = 1200
"""Each is judged, and a person waits for the answer."""
_MOST_STARTS = 8
"""From how many tenders the places are looked for, on each day from which on something is different."""
_MOST_DAYS = 12
"""Days on which something changes; the latest are tried first."""


class Proposal(NamedTuple):
    """A case that is proposed, for a person to fill in its outcome.

    Attributes:
        case: the case as it stands in a file.
        also: what else it touches that no case does, in words.
        places: all that it touches.
    """

    case: Mapping[str, Any]
    also: Sequence[str]
    places: frozenset[SpotKey]


def proposals(
    assessor: Assessor,
    stands: Sequence[KaderTest],
    missed: Mapping[SpotKey, Spot],
    template: Mapping[str, Any],
) -> Iterator[Proposal]:
    """Propose cases for what no case touches; none for what an earlier proposal touches too.

    Args:
        assessor: the policy.
        stands: the framework on each day from which on something in it is different.
        missed: what no case touches.
        template: a tender to which the framework applies, as a case has it; empty where there is none.
    """
    kader = stands[0].stand.kader
    left = dict(missed)
    searched = _searched(stands, {*missed}, template)
    newest, day = next(_days(stands))
    values = values_of(newest)
    start = _record(_on(_start(newest, template), newest, day), values)
    for key, spot in missed.items():
        ways = (
            [searched[key]]
            if key in searched
            else [*_on_turn(kader, key, searched), *_direct(kader, key, start)]
        )
        if key[:2] == ("lezing", "percelen_buiten_kader"):
            ways = [*_with_a_lot_outside(kader, key[2], start, values)]
        for way in ways if key in left else ():
            given = way if key[0] == "buiten" else _of_one_bound(way, kader, assessor)
            case = {"naam": spot.wat, "invoer": given, "uitkomst": "open"}
            reached = _reached(kader, assessor, case)
            if key in reached:
                also = [left[other].wat for other in left if other in reached and other != key]
                left = {other: place for other, place in left.items() if other not in reached}
                yield Proposal(case, also, frozenset(reached))
                break


def _reached(kader: Kader, assessor: Assessor, case: Mapping[str, Any]) -> set[SpotKey]:
    """Run a case as it stands in a file, and give what it touches."""
    try:
        geval = Geval.model_validate(case)
    except ValidationError:
        return set()
    result = run_case(Case(0, geval), kader, assessor).result
    return set() if result is None else {*touched_spots(kader, result.besluit, _SAID)}


def _searched(
    stands: Sequence[KaderTest], wanted: set[SpotKey], template: Mapping[str, Any]
) -> dict[SpotKey, dict[str, Any]]:
    """Look for a tender for each place, around one to which the framework applies, newest days first."""
    by_place: dict[SpotKey, dict[str, Any]] = {}
    for ready, day in _days(stands):
        values = values_of(ready)
        starts = [_on(_start(ready, template), ready, day)]
        for start in starts:  # grows while it is gone through
            tried = (*near(start, values), *near_two(start, values, _MOST_TRIED))
            for facts in islice(tried, _MOST_TRIED):
                reached = {*of_framework(ready.decide(facts, None), _SAID)} & wanted
                if reached - {*by_place} and len(starts) < _MOST_STARTS:
                    starts.append(facts)
                for key in reached:
                    by_place.setdefault(key, _record(facts, values))
            if wanted <= {*by_place}:
                return by_place
    return by_place


def _days(stands: Sequence[KaderTest]) -> Iterator[tuple[KaderTest, Datum]]:
    """Give each stand with its first day, the newest first."""
    kader = stands[0].stand.kader
    days = [kader.geldigheid.vanaf.first, *turns(kader)]
    days = days if len(days) == len(stands) else days[-1:]
    pairs = [*zip(stands, days, strict=False)]
    for ready, day in pairs[::-1][:_MOST_DAYS]:
        yield ready, parse_datum(day.isoformat())


def _start(ready: KaderTest, template: Mapping[str, Any]) -> Facts:
    """Give a tender to begin with: of a case, or one that is made."""
    if template:
        try:
            return facts_of_record(Aanbesteding.model_validate(template))
        except ValidationError:
            pass
    return applying(ready, values_of(ready)).facts


def _on(facts: Facts, ready: KaderTest, day: Datum) -> Facts:
    """Give a tender on a day on which a framework stands as it does; on its own, where that is one."""
    own = facts.peildatum
    if own is not None and own.first == own.last:
        holds = ready.stand.kader.geldigheid.holds_on(own.first)
        turned = [turn for turn in turns(ready.stand.kader) if turn <= own.first]
        began = turned[-1] if turned else ready.stand.kader.geldigheid.vanaf.first
        if holds and began == day.first:
            return facts
    return facts._replace(peildatum=day)


def _on_turn(
    kader: Kader, key: SpotKey, searched: Mapping[SpotKey, Mapping[str, Any]]
) -> Iterator[dict[str, Any]]:
    """Give tenders for a day on which a row of a table begins or ends: of that row, where one was found."""
    if key[0] != "dag":
        return
    day = date.fromisoformat(key[1])
    users: dict[str, set[str]] = {name: {name} for name in kader.parameters}
    for condition in kader.alle_voorwaarden:
        if condition.parameter:
            users[condition.parameter].add(condition.id)
    for name, parameter in kader.parameters.items():
        for place, row in enumerate(parameter.waarden):
            ends = row.tot_en_met is not None and row.tot_en_met.last == day
            for user in sorted(users[name]) if row.vanaf.first == day or ends else ():
                tender = searched.get(("rij", user, str(place)))
                if tender is not None:
                    yield {**tender, "peildatum": key[1]}


def _direct(kader: Kader, key: SpotKey, start: Mapping[str, Any]) -> Iterator[Any]:
    """Give tenders for a place that no change of a quantity or code comes to."""
    about = key[0]
    if about == "dag":
        yield {**start, "peildatum": key[1]}
    elif about == "soort":
        yield {**_without(start, "opdrachtgever"), "opdrachtgever_soort": key[1]}
    elif about == "opdrachtgever":
        yield {**start, "opdrachtgever": key[1]}
    elif about == "buiten" and len(key) == 1:
        bound = kader.werkingssfeer.opdrachtgever_soort
        others = [kind for kind in AUTHORITY_NAMES if kind not in bound] if bound else [*AUTHORITY_NAMES][1:]
        if kader.werkingssfeer.named:  # a client that is known not to be one of them, if it can be told
            other = next(code for code in ("gm9999", "gm9998") if code not in _last_parts(kader))
            yield {**start, "opdrachtgever": other}
        for kind in others:
            yield {**_without(start, "opdrachtgever"), "opdrachtgever_soort": kind}
            yield {**start, "opdrachtgever_soort": kind, "opdrachtgever": "gm9999"}
    elif about == "per":
        yield {**start, "raamovereenkomst": key[1]}
        if any(reading.id == "raamovereenkomst" and not reading.gekozen for reading in kader.leesruimte):
            yield {**start, "raamovereenkomst": key[1], "lezingen": {"raamovereenkomst": "geheel"}}
    elif about == "lezing":
        settled = {reading.id for reading in kader.leesruimte if reading.gekozen}
        yield from _read(key[1], {} if key[1] in settled else {"lezingen": {key[1]: key[2]}}, start)


def _of_one_bound(tender: Any, kader: Kader, assessor: Assessor) -> Any:
    """Let a tender name its authority where a framework binds a kind, and others bind some by name."""
    if isinstance(tender, list):
        return [_of_one_bound(lot, kader, assessor) for lot in tender]
    others = any(other.werkingssfeer.named for other in assessor.beleid.kaders.values())
    if kader.werkingssfeer.named or not others or "opdrachtgever" in tender:
        return tender
    kind = tender.get("opdrachtgever_soort") or kader.werkingssfeer.opdrachtgever_soort[0]
    authority = _bound_by_kind_only(kind, assessor)
    first = {name: tender[name] for name in ("id", "perceel") if name in tender}
    return (
        {**first, "opdrachtgever": authority, "opdrachtgever_soort": kind, **tender} if authority else tender
    )


def _bound_by_kind_only(kind: str, assessor: Assessor) -> str | None:
    """Give an authority of a kind that surely no framework names: one of the register, or one made up."""
    organisations = assessor.beleid.organisations
    authorities = Authorities(assessor.beleid.kaders, lambda: organisations)
    names = (*dict.fromkeys(organisations.ids.values()), *_MADE_UP)
    bindings = ((name, authorities.binding(name)) for name in names)
    return next(
        (name for name, own in bindings if own.kind == kind and not own.named and not own.unsure), None
    )


_MADE_UP = ("gm9999", "mnre9999")
"""Authorities that a framework hardly names, by their identification in TOOI: one of a kind."""


def _last_parts(kader: Kader) -> set[str]:
    """Give the clients that a framework names; of an identification in TOOI its last part."""
    return {name.rpartition("/")[2].casefold() for name in kader.werkingssfeer.named}


def _read(reading: str, chosen: Mapping[str, Any], start: Mapping[str, Any]) -> Iterator[Any]:
    """Give a tender of which a reading is at issue, with one choice made where no source did."""
    if reading == "verlenging":
        yield {**start, "verlenging_maanden": 12, **chosen}
    elif reading == "raamovereenkomst":
        for kind in ("nadere_overeenkomst", "ja"):
            yield {**start, "raamovereenkomst": kind, **chosen}
    else:
        yield [{"id": "voorbeeld", "perceel": name, **start, **chosen} for name in ("1", "2")]


def _with_a_lot_outside(
    kader: Kader, choice: str, start: Mapping[str, Any], values: Mapping[str, Sequence[Any]]
) -> Iterator[Any]:
    """Give a tender with a second lot that may fall outside by what each lot has by itself."""
    settled = {reading.id for reading in kader.leesruimte if reading.gekozen}
    choices = {"percelen": "samen", "percelen_buiten_kader": choice}
    chosen = {reading: own for reading, own in choices.items() if reading not in settled}
    lot = {"id": "voorbeeld", "perceel": "1", **start, **({"lezingen": chosen} if chosen else {})}
    kinds = [kind for kind in AUTHORITY_NAMES if kind not in kader.werkingssfeer.opdrachtgever_soort]
    fields = {**{field: values.get(field, ()) for field in _OF_ONE_LOT}, "opdrachtgever_soort": kinds}
    for field, options in fields.items():
        for value in options:
            other = [*value] if isinstance(value, tuple) else value
            reason = {"motivering": "Voorbeeld"} if field == "uitsluitingsgronden" else {}
            if other and other != start.get(field):
                yield [lot, {**lot, **reason, "perceel": "2", field: other}]


_OF_ONE_LOT = ("aard", "cpv", "categorie", "uitsluitingsgronden")
"""What each lot has by itself, however lots are counted."""


def _without(start: Mapping[str, Any], field: str) -> dict[str, Any]:
    return {name: value for name, value in start.items() if name != field}


def _record(facts: Facts, looked_at: Mapping[str, object]) -> dict[str, Any]:
    """Give a tender as a case has it, without what says nothing to the framework."""
    record: dict[str, Any] = {}
    for name in TENDER_FIELDS:
        value = getattr(facts, name)
        if isinstance(value, Decimal):
            value = int(value) if value == value.to_integral_value() else f"{value:.2f}"
        elif isinstance(value, Datum):
            value = value.text
        elif name == "lezingen":
            value = dict(value) or None
        elif isinstance(value, tuple):
            value = [*value] or "nee"
        absent = value is None or (name == "verlenging_maanden" and value == 0)
        absent = absent or (name == "raamovereenkomst" and name not in looked_at and value == "nee")
        if not absent:
            record[name] = value
    if record.get("uitsluitingsgronden", "nee") == "nee":
        record.pop("motivering", None)
    if "begin" in record and "einde" in record:
        record.pop("looptijd_maanden", None)
    return record
