"""Rules on the course of things in time: an order that can be, dates that can be.

A date stands for every day that its source leaves possible; a rule speaks only when no day could make it
right.
"""

from collections import Counter
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from maatwerk_cli.models.contract.inspanning import Inspanning
from maatwerk_cli.models.contract.opdracht import Opdracht, Opdrachtstap
from maatwerk_cli.models.contract.plan import Plan, Stap
from maatwerk_cli.models.facts.bron import Bron
from maatwerk_cli.models.kandidaat import STAPPEN, Kandidaat, Kandidaatstap
from maatwerk_cli.models.meaning import Loc
from maatwerk_cli.models.proeftuin import FASEN, Fasestap, Proeftuin
from maatwerk_cli.models.values import Datum, Record, known_before
from maatwerk_cli.register.records import Dataset, Entry
from maatwerk_cli.text.problem import Problem

_Step = Fasestap | Kandidaatstap | Opdrachtstap | Stap
_Ranked = Sequence[tuple[int, str, Datum | None]]
"""The stages of a course: the rank of each, its name and since when."""


def stages_can_follow_each_other(dataset: Dataset) -> Iterator[Problem]:
    """Phases and steps are each named once, in their order, with dates that do not contradict it."""
    for course in _COURSES:
        for entry in dataset.records(course.model):
            steps = getattr(entry.value, course.field)
            stages = [(getattr(step, course.name), step.sinds) for step in steps]
            ranked = [(course.order[stage], stage, since) for stage, since in stages]
            if not _plainly_in_order(ranked):
                yield from _order(entry, course.field, course.name, ranked)


class _Course(NamedTuple):
    """Where records of a kind tell their course, by which field of a stage, and what comes before what."""

    model: type[Record]
    field: str
    name: str
    order: Mapping[str, int]


_PLAN_STEPS = {"gevraagd": 0, "opgesteld": 1, "ondertekend": 2, "vervangen": 3, "decharge": 3}
_COURSES = (
    _Course(Proeftuin, "verloop", "fase", {name: rank for rank, name in enumerate(FASEN)}),
    _Course(Kandidaat, "stappen", "stap", {name: rank for rank, name in enumerate(STAPPEN)}),
    _Course(Opdracht, "verloop", "stand", {"gegund": 0, "lopend": 1, "afgerond": 2, "beeindigd": 2}),
    _Course(Plan, "verloop", "stap", _PLAN_STEPS),
)
"""The two ends that a contract or a plan can have are no steps after each other."""


def _order(entry: Entry[Record], field: str, name: str, ranked: _Ranked) -> Iterator[Problem]:
    for index, (rank, stage, since) in enumerate(ranked):
        earlier = ranked[:index]
        if any(other == stage for _, other, _ in earlier):
            yield Problem("MW303", entry.file, (field, index, name), {"naam": name, "woord": stage})
            continue
        clash = _impossible(rank, since, ranked)
        if clash is not None:
            yield Problem(
                "MW301", entry.file, (field, index, "sinds"), {"naam": name, "woord": stage, "ander": clash}
            )
        # Where dates already say that the order is impossible, it is not said twice.
        elif any(other > rank and not known_before(then, since) for other, _, then in earlier):
            yield Problem("MW302", entry.file, (field, index, name), {"naam": name, "woord": stage})


def _plainly_in_order(ranked: _Ranked) -> bool:
    """Tell quickly of most courses that each stage comes after the ones before it, by rank and by date."""
    reached, latest = -1, date.min
    for rank, _, since in ranked:
        if rank <= reached or (since is not None and since.last < latest):
            return False
        reached = rank
        if since is not None and since.first > latest:
            latest = since.first
    return True


def _impossible(rank: int, since: Datum | None, ranked: _Ranked) -> str | None:
    """Give the earlier stage that surely came after this one."""
    if since is None:
        return None
    for other, stage, then in ranked:
        if other < rank and then is not None and since.surely_before(then):
            return stage
    return None


def dates_are_not_in_the_future(dataset: Dataset) -> Iterator[Problem]:
    """Nothing happened after the date up to which the register is kept, nor after its source was written."""
    kept = dataset.settings.peildatum
    written = {entry.id: entry.value.datum for entry in dataset.bronnen}
    twice = {
        source for source, number in Counter(entry.id for entry in dataset.bronnen).items() if number > 1
    }
    for unsure in (twice | dataset.bronnen.broken) & written.keys():
        del written[unsure]  # which of the two is meant is not known; that has its own finding
    for entry, loc, since, source in _dated(dataset):
        published = written.get(source)
        if kept.surely_before(since):
            yield Problem("MW304", entry.file, loc, {"veld": loc, "peildatum": str(kept)})
        elif known_before(published, since):
            yield Problem("MW305", entry.file, loc, {"veld": loc, "ander": source})
    yield from _undated_in_the_future(dataset, twice)


def _undated_in_the_future(dataset: Dataset, twice: Container[str]) -> Iterator[Problem]:
    """What has no date holds from the state of its source on; that is no later than the register is kept."""
    kept = dataset.settings.peildatum
    later = {
        entry.id
        for entry in dataset.bronnen
        if entry.value.peildatum and kept.surely_before(entry.value.peildatum)
        if entry.id not in twice and not _speaks_of_later(entry.value)  # that has its own finding
    }
    for entry, field, index, step in _courses(dataset) if later else ():
        if step.sinds is None and step.bron.id in later:
            params = {"veld": f"bron {step.bron.id} (peildatum)", "peildatum": str(kept)}
            yield Problem("MW304", entry.file, (field, index, "bron"), params)


def _courses(dataset: Dataset) -> Iterator[tuple[Entry[Record], str, int, _Step]]:
    """Give each stage that a record has reached, with where it stands."""
    for course in _COURSES:
        for entry in dataset.records(course.model):
            for index, step in enumerate(getattr(entry.value, course.field)):
                yield entry, course.field, index, step


def _dated(dataset: Dataset) -> Iterator[tuple[Entry[Record], Loc, Datum, str]]:
    """Give what was reached or done, with when and by which source; a first and a last day may lie ahead."""
    for entry, field, index, stage in _courses(dataset):
        if stage.sinds is not None:
            yield entry, (field, index, "sinds"), stage.sinds, stage.bron.id
    for contract in dataset.records(Opdracht):
        for index, option in enumerate(contract.value.verlengingen):
            if option.sinds is not None:
                yield contract, ("verlengingen", index, "sinds"), option.sinds, option.bron.id
    for mijlpaal in dataset.mijlpalen:
        if mijlpaal.value.datum is not None:
            yield mijlpaal, (*mijlpaal.loc, "datum"), mijlpaal.value.datum, mijlpaal.value.bron.id
    for effort in dataset.records(Inspanning):
        own = effort.value
        since = own.sinds if own.sinds is not None and own.sinds.first > own.periode.first else own.periode
        field = "sinds" if since is own.sinds else "periode"
        yield effort, (*effort.loc, field), since, own.bron.id


def contracts_have_their_step(dataset: Dataset) -> Iterator[Problem]:
    """Who the contract is with is said only of a candidate that has reached the step contract."""
    for entry in dataset.kandidaten:
        if entry.value.contract is not None and all(step.stap != "contract" for step in entry.value.stappen):
            yield Problem("MW306", entry.file, ("contract",))


def milestones_are_of_their_year(dataset: Dataset) -> Iterator[Problem]:
    """A milestone lies in the file of the year in which it happened, or else for which it was announced."""
    for entry in dataset.mijlpalen:
        field = "datum" if entry.value.datum is not None else "voor"
        when = getattr(entry.value, field)
        if when is not None and str(when)[:4] != entry.stem:
            yield Problem("MW307", entry.file, (*entry.loc, field), {"jaar": str(when)[:4]})


def what_is_not_done_has_no_date(dataset: Dataset) -> Iterator[Problem]:
    """What was only announced, or was dropped, did not happen on a day."""
    for entry in dataset.mijlpalen:
        if entry.value.datum is not None and entry.value.stand in ("aangekondigd", "vervallen"):
            yield Problem("MW312", entry.file, (*entry.loc, "datum"), {"stand": entry.value.stand})


def _runs(proeftuin: Proeftuin) -> tuple[Datum | None, Datum | None]:
    """Give since when a proeftuin runs, and when it ended, as far as that is told."""
    started = next((phase.sinds for phase in proeftuin.verloop if phase.fase == "gestart"), None)
    return started, next((phase.sinds for phase in proeftuin.verloop if phase.fase == "afgesloten"), None)


def candidates_take_part_while_it_runs(dataset: Dataset) -> Iterator[Problem]:
    """Nobody is at work in a proeftuin that had surely not started, or had surely ended."""
    kept = dataset.settings.peildatum
    runs = {id_: _runs(entry.value) for id_, entry in dataset.proeftuinen.by_id.items()}
    for entry in dataset.kandidaten:
        started, ended = runs.get(entry.value.proeftuin, (None, None))
        if started is not None and kept.surely_before(started):
            continue  # that date has its own finding
        for index, step in enumerate(entry.value.stappen):
            if step.stap != "aan_de_slag" or step.sinds is None:
                continue
            early, late = known_before(step.sinds, started), known_before(ended, step.sinds)
            if early or late:
                params = {"wanneer": "voordat de proeftuin begon" if early else "nadat de proeftuin eindigde"}
                yield Problem("MW308", entry.file, ("stappen", index, "sinds"), params)


def periods_begin_before_they_end(dataset: Dataset) -> Iterator[Problem]:
    """A tender ends after it begins, and a source does not tell of a day after its own date."""
    for tender in dataset.aanbestedingen:
        if known_before(tender.value.einde, tender.value.begin):
            yield Problem("MW309", tender.file, (*tender.loc, "einde"))
    for source in dataset.bronnen:
        if _speaks_of_later(source.value):
            yield Problem("MW310", source.file, (*source.loc, "peildatum"))


def _speaks_of_later(source: Bron) -> bool:
    """Tell whether a source speaks of a day after the one on which it was written."""
    return known_before(source.datum, source.peildatum)


_LOOKING_BACK = 10
"""Years after which hardly any source still tells of a register that is kept up to then."""


def sources_are_of_about_the_time(dataset: Dataset) -> Iterator[Problem]:
    """A source may look back on what a register holds; one of many years later is probably mistyped."""
    kept = dataset.settings.peildatum
    for source in dataset.bronnen:
        date = source.value.datum
        if date is not None and date.first.year - kept.last.year > _LOOKING_BACK:
            params = {"jaren": date.first.year - kept.last.year, "peildatum": str(kept)}
            yield Problem("MW313", source.file, (*source.loc, "datum"), params)


RULES: tuple[Callable[[Dataset], Iterator[Problem]], ...] = (
    stages_can_follow_each_other,
    dates_are_not_in_the_future,
    contracts_have_their_step,
    milestones_are_of_their_year,
    what_is_not_done_has_no_date,
    candidates_take_part_while_it_runs,
    periods_begin_before_they_end,
    sources_are_of_about_the_time,
)
