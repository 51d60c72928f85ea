"""Counts of people: which an edition shows, how they hang together, and which of them are withheld.

Every count of candidates has one key, wherever in the report it stands: ``individueel/stap=contract``. The
registry says of a key whether it is withheld; tables, key figures and charts all ask it.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import cached_property
from itertools import chain, combinations, product
from math import prod
from typing import Literal, NamedTuple

from maatwerk_cli.disclosure.editions import Edition, linked
from maatwerk_cli.disclosure.registry import Registry
from maatwerk_cli.disclosure.solver import (
    CellKey,
    Count,
    ProtectedCounts,
    Sum,
    TooLargeError,
    WithholdReason,
    protect,
    sensitive,
)
from maatwerk_cli.models.facts.kerncijfer import Herleiding
from maatwerk_cli.models.facts.verzamelpost import Verzamelpost
from maatwerk_cli.models.inferred import holds_inferred
from maatwerk_cli.models.kandidaat import STAPPEN, Kandidaat
from maatwerk_cli.models.kenmerken import KENMERKEN
from maatwerk_cli.models.publicatie import Publicatie
from maatwerk_cli.models.rapport import Selection, key_of, of_programme, parts_of
from maatwerk_cli.models.values import Bronverwijzing
from maatwerk_cli.register.records import Dataset
from maatwerk_cli.register.since import known_since
from maatwerk_cli.report.headings import FEATURE_NAMES, WAY_NAMES
from maatwerk_cli.report.posts import Group, Kenmerken, posts_hold, posts_of, posts_on
from maatwerk_cli.report.state import Feature, has_all, kandidaat_features, perhaps_candidate, selected
from maatwerk_cli.report.sureness import CANDIDATES, STEPS, inferred_fields, step_is_inferred

MAX_ATOMS = 2_000
"""How many ways people can be alike before the counts are too many to protect."""
MAX_PROEFTUINEN = 100
"""A table of more proeftuinen than this is not published: too many small counts to choose with care."""
_WEIGHTS = {"geregistreerd": 8, "individueel": 3, "verzameld": 2, "bekend": 1}
_WEIGHT_OF_ALL = 20
"""What a reader misses most is withheld last: the number of all candidates, then what is registered."""

CountedScope = Literal["veilig", "zonder proeftuinen", "alles"]
"""What is counted: what can be made safe, that without the table of proeftuinen, or everything, untied."""

ALL: Selection = ()
_NONE: frozenset[str] = frozenset()
_LASTING = ("individueel", "bekend")
"""Who is registered one by one stays so; what is in posts is of a year."""
_WITHOUT_STEP: Selection = (("zonder_stap", ()),)
_EXCLUSIVE = ("contract", "plek")
"""Features that divide a group of people: who has one value has no other."""

_Present = tuple[Kandidaat, dict[str, set[str]], set[str]]
"""A candidate, by feature the values that surely hold, and the steps that are surely or perhaps reached."""


def selection_of(features: Kenmerken) -> Selection:
    """Give the canonical form of a selection."""
    return tuple(sorted((name, tuple(sorted(values))) for name, values in features.items()))


def candidates_with(selection: Selection) -> Herleiding:
    """Give a selection of candidates as a key figure says it."""
    return Herleiding.model_construct(telt="kandidaten", kenmerken=dict(selection))


def people_of(dataset: Dataset, year: int, day: date, *, intern: bool) -> tuple["PeopleCounts", Registry]:
    """Count the candidates of a year, and decide what its report withholds.

    Args:
        dataset: a dataset without errors.
        year: the year of the report.
        day: its date of reference.
        intern: give every count, with a registry that says what would be withheld but shows it.

    Raises:
        TooLargeError: the counts are too many to be made safe; never for an internal edition.
    """
    if not intern:
        decided = decide(dataset, year, day)
        return decided.people, decided.registry
    try:
        decided = decide(dataset, year, day)
    except TooLargeError:
        return all_of(dataset, year, day)
    people = decided.people if decided.people.has_proeftuinen else PeopleCounts(dataset, year, day, "alles")
    return people, replace(decided.registry, applied=False)


def all_of(dataset: Dataset, year: int, day: date) -> tuple["PeopleCounts", Registry]:
    """Count the candidates of a year, and decide nothing of what a report withholds: every count is given."""
    return PeopleCounts(dataset, year, day, "alles"), Registry(refused=True)


def registry_of(dataset: Dataset, year: int, day: date) -> Registry:
    """Decide what the report of a year withholds.

    Raises:
        TooLargeError: the counts are too many to be made safe.
    """
    return decide(dataset, year, day).registry


class Decided(NamedTuple):
    """A report: its counts, and what may be said of them."""

    people: "PeopleCounts"
    registry: Registry


def decide(dataset: Dataset, year: int, day: date, beside: Sequence[Edition] = ()) -> Decided:
    """Choose for a report beside every edition that was recorded, and those that were not.

    Of an earlier year without a recorded edition it is taken that its report was published as it would be
    now.

    Args:
        dataset: a dataset without errors.
        year: the year of the report.
        day: its date of reference.
        beside: what else is known to its readers.

    Raises:
        TooLargeError: the counts are too many to be made safe.
    """
    recorded = [entry.value for entry in dataset.publicaties]
    known = {publication.jaar for publication in recorded}
    editions: list[Edition] = [*beside]
    for before in dataset.kerncijfers.years:
        if before < year and before not in known:
            try:
                decided = _decide(dataset, before, date(before, 12, 31), editions)
            except TooLargeError as error:
                error.year = before
                raise
            editions.append(as_edition(str(before), decided))
    if recorded:
        nested = PeopleCounts(dataset, year, day, "alles").nested
        editions += [edition_of(publication, dataset, nested=nested) for publication in recorded]
    return _decide(dataset, year, day, editions)


def as_edition(name: str, decided: Decided) -> Edition:
    """Give a report as an edition that its readers keep."""
    people, registry = decided.people, decided.registry
    low = {str(key): count.low for key, count in people.counts.items() if count.low}
    high = {str(key): count.high for key, count in people.counts.items() if count.high is not None}
    withheld = frozenset(registry.withheld)
    return Edition(name, registry.published, withheld, people.sums, people.lasting, low, high)


def _decide(dataset: Dataset, year: int, day: date, editions: Sequence[Edition]) -> Decided:
    """Choose what a report withholds; a table of proeftuinen that cannot be made safe is left out first."""
    people = PeopleCounts(dataset, year, day)
    try:
        return _chosen(dataset, year, day, people, editions)
    except TooLargeError:
        if not people.has_proeftuinen:
            raise
    return _chosen(dataset, year, day, PeopleCounts(dataset, year, day, "zonder proeftuinen"), editions)


def _chosen(
    dataset: Dataset, year: int, day: date, people: "PeopleCounts", editions: Sequence[Edition]
) -> Decided:
    values = {str(key): count.value for key, count in people.counts.items() if count.in_report}
    same = recorded_edition(dataset, year, day, values, programme=False)
    if same is not None:
        own = (key for key in same.afgeschermd if not of_programme(key))
        withheld: dict[str, WithholdReason] = dict.fromkeys(own, "eerder")
        registry = Registry(withheld, values, has_proeftuinen=people.has_proeftuinen, recorded=same.id)
        return Decided(people, registry)
    edition = dataset.rapporten.get(str(year))
    asked = frozenset[CellKey](edition.afgeschermd if edition else ())
    problem = ProtectedCounts(people.counts, tuple(people.sums), asked)
    protected = protect(
        linked(problem, people.lasting, editions),
        dataset.settings.drempel_onthulling,
        secret_of(dataset),
        str(year),
    )
    withheld = {str(key): reason for key, reason in protected.items()}
    return Decided(people, Registry(withheld, values, has_proeftuinen=people.has_proeftuinen))


def recorded_edition(
    dataset: Dataset, year: int, day: date, values: Mapping[str, int], *, programme: bool
) -> Publicatie | None:
    """Give the last edition of a year, where it was made from these very data.

    Args:
        dataset: the register.
        year: the year of the report.
        day: its date of reference.
        values: every count of the report, by its key.
        programme: those are the counts of the leerformule; else those of candidates.
    """
    own = [entry.value for entry in dataset.publicaties if entry.value.jaar == year]
    last = max(own, key=lambda publication: publication.uitgave, default=None)
    if last is None or last.dataset_sha256 != dataset.sha256 or last.peildatum.last != day:
        return None
    recorded = {key for key in (*last.getoond, *last.afgeschermd) if of_programme(key) == programme}
    return last if recorded == set(values) else None


def secret_of(dataset: Dataset) -> bytes:
    """Give what no reader of a report has: the key of the register, else the ids of its candidates.

    Those ids are random and are published nowhere; but another candidate makes another key.
    """
    own = dataset.settings.sleutel
    text = own if own is not None else "\n".join(sorted(entry.id for entry in dataset.kandidaten))
    return hashlib.sha256(text.encode()).digest()


def edition_of(publication: Publicatie, dataset: Dataset, *, nested: bool) -> Edition:
    """Give a recorded edition as its readers know it.

    Its counts hang together by what their keys say; which posts were in which count, by the posts of now.

    Args:
        publication: the record.
        dataset: the register as it is now.
        nested: candidates went through the steps in order, as a reader will take for granted.
    """
    keys = {key for key in (*publication.getoond, *publication.afgeschermd) if not of_programme(key)}
    parts = {key: parts_of(key) for key in keys}
    selections = [selection for way, selection in parts.values() if way == "individueel"]
    sums: list[Sum] = []
    for division in divide(selections, nested=nested):
        sums += division.sums
    sums = [line for line in sums if line.total in keys]
    exact, loose = list(sums), list(sums)
    posts = posts_of(dataset, publication.jaar)
    for way, selection in parts.values():
        individual, collected = key_of("individueel", selection), key_of("verzameld", selection)
        if way == "geregistreerd" and collected in keys:
            both = key_of(way, selection)
            sum_of = Sum(both, (individual, collected))
            # Where people in posts may be those told one by one, it lies between the most and the sum.
            bounds = [Sum(both, (part, f"rest/{both}/{part}")) for part in sum_of.parts]
            wanted = candidates_with(selection)
            adds_up = not posts.may_hold_records(wanted) and _may_hold(sum_of, publication.getoond)
            exact += [sum_of] if adds_up else bounds
            loose += bounds
        if way == "verzameld" and selection != _WITHOUT_STEP:
            wanted = candidates_with(selection)
            sum_of = Sum(collected, tuple(f"post/{post.id}" for post in posts.at_least(wanted, ()).posts))
            if all(key in keys for key in sum_of.parts) and _may_hold(sum_of, publication.getoond):
                exact.append(sum_of)
    lasting = frozenset(key for key, (way, _) in parts.items() if way in _LASTING)
    day = publication.peildatum.last
    low = {
        key: 1
        for key, (way, selection) in parts.items()
        if way == "individueel" and _is_row(selection) and _stated(dataset, selection[0][1][0], day) is None
    }
    published = published_figures(dataset, publication.jaar)
    high = {
        key: limit
        for key, (way, selection) in parts.items()
        if way in ("individueel", "geregistreerd")
        and (limit := _most(dataset, published, day, selection)) is not None
    }
    withheld = frozenset(keys.intersection(publication.afgeschermd))
    shown = {key: number for key, number in publication.getoond.items() if key in keys}
    return Edition(publication.id, shown, withheld, exact, lasting, low, high, loose)


def _may_hold(line: Sum, shown: Mapping[str, int]) -> bool:
    """Tell whether what an edition showed does not contradict a sum."""
    known = [shown.get(str(key)) for key in (line.total, *line.parts)]
    return None in known or known[0] == sum(value or 0 for value in known[1:])


def _is_row(selection: Selection) -> bool:
    """Tell whether a selection is one whole proeftuin, which has a row of its own."""
    return len(selection) == 1 and selection[0][0] == "proeftuin"


def small_cells(dataset: Dataset, year: int, day: date) -> tuple[str, ...]:
    """Give the counts that a report would withhold for themselves, not for the sake of others; no solver."""
    people = PeopleCounts(dataset, year, day)
    return tuple(
        str(key)
        for key in sensitive(
            ProtectedCounts(people.counts, tuple(people.sums)), dataset.settings.drempel_onthulling
        )
    )


def describe(dataset: Dataset, key: str) -> str:
    """Say in words what a key counts."""
    way, selection = parts_of(key)
    parts = [WAY_NAMES[way]]
    for name, values in selection:
        labels = [value_label(dataset, name, value) for value in values]
        label = FEATURE_NAMES.get(name, name.replace("_", " "))
        parts.append(f"{label.lower()} {' of '.join(labels)}".strip())
    return ", ".join(parts)


def value_label(dataset: Dataset, name: str, value: str) -> str:
    """Give the name of one value of a feature."""
    if name == "proeftuin":
        return dataset.proeftuin_name(value)
    return dataset.label(name, value)


def published_figures(dataset: Dataset, year: int) -> dict[Selection, int]:
    """Give the number that was published for a selection, the smallest where there are more."""
    figures_of: dict[Selection, int] = {}
    for entry in dataset.kerncijfers.of_year(year):
        derivation = entry.value.herleiding
        if derivation is not None and derivation.telt == "kandidaten":
            selection = selection_of(derivation.kenmerken)
            number = int(entry.value.waarde)
            figures_of[selection] = min(figures_of.get(selection, number), number)
    return figures_of


def _stated(dataset: Dataset, proeftuin_id: str, day: date) -> int | None:
    """Give the number that a source states for a proeftuin, where a report of that day has it."""
    proeftuin = dataset.proeftuinen.get(proeftuin_id)
    stated = proeftuin.kandidaten if proeftuin else None
    if stated is None or not known_since(None, stated.bron, dataset).surely_by(day):
        return None
    return stated.aantal


def _most(
    dataset: Dataset, published: Mapping[Selection, int], day: date, selection: Selection
) -> int | None:
    """Give what a count can be at most if nothing counts more than was published for it."""
    limits = [published.get(selection)]
    named = dict(selection).get("proeftuin", ())
    if named:
        stated = [_stated(dataset, name, day) for name in named]
        limits.append(None if None in stated else sum(number or 0 for number in stated))
    return min((limit for limit in limits if limit is not None), default=None)


def posts_withheld(dataset: Dataset) -> frozenset[tuple[str, str]]:
    """Give the posts, by year and id, of which no public output may tell the number.

    Those are computed ones that the report of their year withholds; of a year without a report, all of them.
    """
    computed: dict[str, set[str]] = {}
    for entry in dataset.verzamelposten:
        if entry.value.of_people and not post_is_published(entry.value):
            computed.setdefault(entry.stem, set()).add(entry.id)
    withheld: set[tuple[str, str]] = set()
    for year, ids in computed.items():
        shown: Mapping[str, int] = {}
        if year in dataset.kerncijfers.by_stem:
            with suppress(TooLargeError):
                shown = registry_of(dataset, int(year), date(int(year), 12, 31)).published
        withheld |= {(year, post) for post in ids if f"post/{post}" not in shown}
    return frozenset(withheld)


def post_is_published(post: Verzamelpost) -> bool:
    """Tell whether the number of a post stands in its source; else it was computed from others."""
    return "aantal" not in post.afgeleid


class PeopleCounts:
    """All counts of candidates in one report, with what ties them together.

    Attributes:
        counts: every count by its key; those that the report shows, and the atoms they are sums of.
        sums: which counts are the sum of which.
        bounds: keys of counts that are only a lower bound, since what is in posts may be the same people.
        unsure: keys of counts to which candidates perhaps belong; how many is told nowhere.
        has_proeftuinen: the candidates of each proeftuin are counted.
        nested: all candidates went through the steps in order.
        lasting: the keys of counts that mean the same in another report.
    """

    def __init__(self, dataset: Dataset, year: int, day: date, size: CountedScope = "veilig") -> None:
        self._dataset = dataset
        self._day = day
        self._size = size
        self._posts_hold = posts_hold(dataset, year, day)
        self._posts = posts_on(dataset, year, day)
        self._present: list[_Present] = []
        self._perhaps_there: list[list[Feature]] = []
        for entry in dataset.kandidaten.counting:
            features = kandidaat_features(entry.value, dataset, day)
            if features is not None:
                sure: dict[str, set[str]] = {}
                for name, value, surely in features:
                    if surely:
                        sure.setdefault(name, set()).add(value)
                steps = {value for name, value, _ in features if name == "stap"}
                self._present.append((entry.value, sure, steps))
            elif perhaps := perhaps_candidate(entry.value, dataset, day):
                self._perhaps_there.append(perhaps)
        self._of: dict[str, list[_Present]] = {}
        for candidate in self._present:
            self._of.setdefault(candidate[0].proeftuin, []).append(candidate)
        self.has_proeftuinen = size == "alles" or (size == "veilig" and len(self._of) <= MAX_PROEFTUINEN)
        self._published = published_figures(dataset, year)
        self._with_posts = self._figure_selections()
        self._selections = list(dict.fromkeys((ALL, *self._with_posts, *self._proeftuin_selections())))
        self.nested = all(_in_order(sure.get("stap", set())) for _, sure, _ in self._present)
        self.bounds: set[str] = set()
        self.unsure: set[str] = set()
        self.sums: list[Sum] = []
        self.counts: dict[CellKey, Count] = {}
        self._collect()
        self.lasting = frozenset(str(key) for key in self.counts if str(key).partition("/")[0] in _LASTING)

    def _collect(self) -> None:
        for selection in self._selections:
            self._add_individual(selection)
        self._add_known()
        if self._size != "alles":
            self._add_atoms()
            self._add_breakdowns()
        if self._posts_hold:
            self._add_posts()

    def _figure_selections(self) -> list[Selection]:
        """Give what the figures and the table of steps count, each once."""
        used = {step for _, _, steps in self._present for step in steps}
        used |= {value for own in self._perhaps_there for name, value, _ in own if name == "stap"}
        for post in self._posts.by_id.values():
            values = self._posts.features(post).get("stap", ()) if post.telt == "kandidaten" else ()
            used |= set(values) if len(values) == 1 else set()
        of_steps = ((("stap", (step,)),) for step in STAPPEN if step in used)
        return list(dict.fromkeys((*self._published, *of_steps)))

    def _proeftuin_selections(self) -> list[Selection]:
        return [(("proeftuin", (name,)),) for name in sorted(self._of)] if self.has_proeftuinen else []

    def _pool(self, selection: Selection) -> Iterable[_Present]:
        named = dict(selection).get("proeftuin")
        return self._present if named is None else chain(*(self._of.get(name, ()) for name in named))

    def _belonging(self, selection: Selection) -> Iterator[tuple[Kandidaat, dict[str, set[str]]]]:
        """Give who surely belongs to a selection, with what surely holds of each."""
        wanted = dict(selection)
        for candidate, sure, _ in self._pool(selection):
            if has_all(sure, wanted):
                yield candidate, sure

    def _chosen(self, selection: Selection) -> list[Kandidaat]:
        return [candidate for candidate, _ in self._belonging(selection)]

    def _stated(self, proeftuin_id: str) -> int | None:
        return _stated(self._dataset, proeftuin_id, self._day)

    def _most(self, selection: Selection, value: int) -> int | None:
        """Give what everybody takes a count to be at most, by what was published; not where that is wrong."""
        limit = _most(self._dataset, self._published, self._day, selection)
        return limit if limit is not None and limit >= value else None

    def _least(self, selection: Selection, value: int) -> int:
        """Give what everybody knows a count to be at least: its row is there only for somebody."""
        if len(selection) != 1 or not value:
            return 0
        name, values = selection[0]
        if name == "proeftuin":
            return 0 if self._stated(values[0]) is not None else 1
        if name == "stap" and selection not in self._published:
            in_posts = any(
                set(values) == set(self._posts.features(post).get("stap", ()))
                for post in self._posts.by_id.values()
                if post.telt == "kandidaten"
            )
            return 0 if in_posts else 1
        return 0

    def _some_perhaps(self, selection: Selection) -> bool:
        """Tell whether a candidate perhaps belongs to a selection: no source says, or not when."""
        wanted = dict(selection)
        if any(selected(own, wanted) is not False for own in self._perhaps_there):
            return True
        return any(
            has_all({**sure, "stap": steps}, wanted) and not has_all(sure, wanted)
            for _, sure, steps in self._pool(selection)
        )

    def _alike(self, selection: Selection) -> list[tuple[Group, list[Kandidaat]]]:
        """Put the candidates of a selection together of whom the same surely holds."""
        by_alike: dict[tuple[str, Selection], list[Kandidaat]] = {}
        for candidate, sure in self._belonging(selection):
            known = selection_of({name: tuple(values) for name, values in sure.items()})
            by_alike.setdefault((candidate.proeftuin, known), []).append(candidate)
        return [
            (Group(dict(known), len(alike), proeftuin), alike)
            for (proeftuin, known), alike in by_alike.items()
        ]

    def inferred_of(self, selection: Selection) -> tuple[str, ...]:
        """Give what was inferred of what is counted: a number or features of posts, fields of candidates."""
        wanted = candidates_with(selection)
        of_posts = inferred_fields(wanted.kenmerken, (), self._posts.counted(wanted), self._posts)
        steps = wanted.kenmerken.get("stap", ())
        # Few proeftuinen say so of their candidates: most registers have no one to ask about.
        asked = self._chosen(selection) if steps and self._reading else ()
        read = any(
            step_is_inferred(candidate, steps, self._dataset)
            for candidate in asked
            if candidate.proeftuin in self._reading
        )
        return (*of_posts, STEPS) if read else of_posts

    @cached_property
    def _reading(self) -> frozenset[str]:
        """The proeftuinen that say of a step of their candidates that it was inferred."""
        return frozenset(
            entry.id
            for entry in self._dataset.proeftuinen
            if holds_inferred(entry.value.afgeleid, CANDIDATES)
        )

    def _add_individual(self, selection: Selection) -> None:
        chosen = self._chosen(selection)
        self.unsure |= {key_of("individueel", selection)} if self._some_perhaps(selection) else set()
        self.counts[key_of("individueel", selection)] = Count(
            len(chosen),
            fixed=bool(chosen) and self._is_published(chosen, selection),
            weight=_WEIGHT_OF_ALL if selection == ALL else _WEIGHTS["individueel"],
            low=self._least(selection, len(chosen)),
            high=self._most(selection, len(chosen)),
        )

    def _is_published(self, chosen: Sequence[Kandidaat], selection: Selection) -> bool:
        """Tell whether a source gives this count: of whole proeftuinen, each with its number and its place.

        What is selected must then be told, for every candidate, in the very place that gives the number.
        Only in an open register: there everybody sees the records. In a closed one a count that is shown
        because it is equal to a published one would tell, where it is not shown, that it is not.
        """
        if not self._dataset.settings.openbaar:
            return False
        by_proeftuin: dict[str, list[Kandidaat]] = {}
        for candidate in chosen:
            by_proeftuin.setdefault(candidate.proeftuin, []).append(candidate)
        for proeftuin_id, group in by_proeftuin.items():
            proeftuin = self._dataset.proeftuinen.get(proeftuin_id)
            stated = proeftuin.kandidaten if proeftuin else None
            if stated is None or not len(group) == len(self._of[proeftuin_id]) == stated.aantal:
                return False
            if not all(_tells(candidate, selection, stated.bron) for candidate in group):
                return False
        return True

    def _add_known(self) -> None:
        """Count of how many candidates a feature is known that not all of them need to have."""
        for name in _EXCLUSIVE:
            chosen = [candidate for candidate, sure, _ in self._present if sure.get(name)]
            values = KENMERKEN["kandidaten"][name].codes
            self.counts[f"bekend/{name}"] = Count(
                len(chosen),
                fixed=bool(chosen) and self._is_published(chosen, ((name, values),)),
                weight=_WEIGHTS["bekend"],
            )

    def _add_atoms(self) -> None:
        """Divide the candidates as finely as the selections do, so that what overlaps is tied together."""
        for division in divide(self._selections, nested=self.nested):
            wanted = {name: _NONE.union(*(atom[name] for atom in division.atoms)) for name in division.block}
            tally = Counter(
                tuple(values & sure.get(name, _NONE) for name, values in wanted.items())
                for _, sure, _ in self._present
            )
            for key, atom in zip(division.keys, division.atoms, strict=True):
                self.counts[key] = Count(
                    tally.pop(tuple(atom[name] for name in division.block), 0), in_report=False
                )
            self.sums += division.sums

    def _add_breakdowns(self) -> None:
        """Mark where a group of people is divided by what they are or did, so that it tells on them."""
        shown = set(self._selections)
        small = len(self._present) < self._dataset.settings.drempel_onthulling
        for selection in self._selections:
            for group in _groups(selection, small=small):
                if group in shown:
                    whole, part = key_of("individueel", group), key_of("individueel", selection)
                    rest = f"rest/{whole}/{part}"
                    gap = self.counts[whole].value - self.counts[part].value
                    self.counts[rest] = Count(gap, in_report=False)
                    self.sums.append(Sum(whole, (part, rest), breakdown=True))

    def _add_posts(self) -> None:
        for post in self._posts.by_id.values():
            if post.telt == "kandidaten":
                # Its number is in the export and in the register itself, so it is a count that is shown.
                self.counts[f"post/{post.id}"] = Count(
                    post.aantal, fixed=post_is_published(post), high=self._most_of_post(post)
                )
        for post in self._posts.by_id.values():
            whole = self._posts.by_id.get(post.deel_van or "")
            if whole is None or whole is post:  # what is a part of itself is an error of the register
                continue
            if post.telt == "kandidaten" and whole.telt == post.telt:
                # Unless some of that were told apart.
                self._add_part(f"post/{whole.id}", f"post/{post.id}", whole.aantal)
        without = [
            post
            for post in self._posts.by_id.values()
            if post.telt == "kandidaten" and not post.deel_van and "stap" not in self._posts.features(post)
        ]
        self._add_posts_sum("verzameld/zonder_stap", without)
        for selection in self._with_posts:
            self._add_collected(selection)

    def _most_of_post(self, post: Verzamelpost) -> int | None:
        """Give what a post is at most: a part of a published figure is no more than that."""
        whole = self._posts.selections.get(post.deel_van or "")
        if whole is None or whole.telt != post.telt:
            return None
        limit = self._published.get(selection_of(whole.kenmerken))
        return limit if limit is not None and limit >= post.aantal else None

    def _add_part(self, whole: str, part: str, value: int) -> None:
        """Say that one count is no more than another, of which the value is given."""
        if self.counts[part].value <= value:
            rest = f"rest/{whole}/{part}"
            self.counts[rest] = Count(value - self.counts[part].value, in_report=False)
            self.sums.append(Sum(whole, (part, rest)))

    def _add_posts_sum(self, key: str, posts: Sequence[Verzamelpost]) -> None:
        self.counts[key] = Count(
            sum(post.aantal for post in posts),
            fixed=all(map(post_is_published, posts)),
            weight=_WEIGHTS["verzameld"],
        )
        self.sums.append(Sum(key, tuple(f"post/{post.id}" for post in posts)))

    def _add_collected(self, selection: Selection) -> None:
        wanted = candidates_with(selection)
        alike = self._alike(selection)
        groups = [group for group, _ in alike]
        in_posts, both = self._posts.at_least(wanted, ()), self._posts.at_least(wanted, groups)
        collected = key_of("verzameld", selection)
        self._add_posts_sum(collected, in_posts.posts)
        registered = key_of("geregistreerd", selection)
        individual = key_of("individueel", selection)
        beside = individual
        if len(both.outside) < len(groups):
            # Some of them may be in a post: those that surely are not count beside it.
            beside, within = f"buiten/{registered}", f"binnen/{registered}"
            outside = [candidate for index in sorted(both.outside) for candidate in alike[index][1]]
            self.counts[beside] = Count(len(outside), in_report=False)
            self.counts[within] = Count(self.counts[individual].value - len(outside), in_report=False)
            self.sums.append(Sum(individual, (beside, within)))
            # However many of them are in a post: together there are no fewer than in either way of counting.
            for part in (individual, collected):
                self._add_part(registered, part, both.value)
        self.counts[registered] = Count(
            both.value,
            fixed=self.counts[beside].fixed and all(map(post_is_published, both.posts)),
            weight=_WEIGHTS["geregistreerd"],
            high=self._most(selection, both.value),
        )
        self.sums.append(Sum(registered, (beside, *(f"post/{post.id}" for post in both.posts))))
        self.bounds |= {collected} if not in_posts.exact else set()
        self.bounds |= {registered} if not both.exact else set()
        self.unsure |= {registered} if individual in self.unsure else set()


def _tells(candidate: Kandidaat, selection: Selection, place: Bronverwijzing) -> bool:
    for name, values in selection:
        if name == "stap":
            if not any(step.stap in values and _same(step.bron, place) for step in candidate.stappen):
                return False
        elif name != "proeftuin" and not any(_same(source, place) for source in candidate.bronnen):
            return False
    return True


def _same(source: Bronverwijzing, other: Bronverwijzing) -> bool:
    """Tell whether two references are to one place; the models compare unequal when their classes differ."""
    return (source.id, source.vindplaats) == (other.id, other.vindplaats)


class Division(NamedTuple):
    """People divided by some features at once, as finely as selections tell them apart.

    Attributes:
        block: the features.
        keys: the key of each part.
        atoms: what holds of each part: for every feature its values.
        sums: the selections, and how many a feature is known of, as sums of parts.
    """

    block: tuple[str, ...]
    keys: tuple[str, ...]
    atoms: tuple[Mapping[str, frozenset[str]], ...]
    sums: tuple[Sum, ...]


def divide(selections: Sequence[Selection], *, nested: bool) -> Iterator[Division]:
    """Divide people so that selections that overlap are tied together; one division for each block.

    Args:
        selections: what is counted.
        nested: candidates went through the steps in order.

    Raises:
        TooLargeError: there are too many parts.
    """
    for block, inside in _blocks(selections).items():
        domains = [list(_atom_values(name, inside)) for name in block]
        if prod(map(len, domains)) > MAX_ATOMS:
            raise TooLargeError
        every = (dict(zip(block, values, strict=True)) for values in product(*domains))
        atoms = tuple(atom for atom in every if _possible(atom, nested=nested))
        keys = tuple(f"atoom/{'&'.join(block)}/{number}" for number in range(len(atoms)))
        named = list(zip(keys, atoms, strict=True))
        sums = [
            Sum(
                key_of("individueel", selection),
                tuple(key for key, atom in named if has_all(atom, wanted)),
            )
            for selection, wanted in ((selection, dict(selection)) for selection in (ALL, *inside))
        ]
        sums += [
            Sum(f"bekend/{name}", tuple(key for key, atom in named if atom[name]))
            for name in _EXCLUSIVE
            if name in block
        ]
        yield Division(block, keys, atoms, tuple(sums))


def _atom_values(name: str, selections: Iterable[Selection]) -> Iterator[frozenset[str]]:
    """Give what a candidate can be as far as selections can tell: any steps, or one value or none."""
    if name in _EXCLUSIVE:
        named = list(KENMERKEN["kandidaten"][name].codes)
    else:
        named = sorted(
            {value for sel in selections for own, values in sel if own == name for value in values}
        )
    if name == "stap":
        yield from map(
            frozenset, chain.from_iterable(combinations(named, size) for size in range(len(named) + 1))
        )
        return
    if name != "proeftuin" or not _names_all(selections):
        yield frozenset()  # else every candidate has a proeftuin that is named
    yield from (frozenset({value}) for value in named)


def _names_all(selections: Iterable[Selection]) -> bool:
    """Tell whether every proeftuin has a count of its own, so that nobody is in another one."""
    return any(map(_is_row, selections))


def _blocks(selections: Iterable[Selection]) -> dict[tuple[str, ...], list[Selection]]:
    """Put features together that some selection combines.

    Features that no selection combines are tied by the number of all candidates alone: any two ways to
    divide the same people can go together.
    """
    groups: list[set[str]] = [{"stap", "contract"}, {"plek"}, {"proeftuin"}]
    for selection in selections:
        names = {name for name, _ in selection}
        touched = [group for group in groups if group & names]
        if len(touched) > 1:
            groups = [group for group in groups if not group & names] + [set().union(*touched)]
    blocks: dict[tuple[str, ...], list[Selection]] = {tuple(sorted(group)): [] for group in groups}
    for selection in selections:
        for block in blocks:
            if selection and {name for name, _ in selection} <= set(block):
                blocks[block].append(selection)
    return blocks


def _possible(atom: Mapping[str, frozenset[str]], *, nested: bool) -> bool:
    steps = atom.get("stap")
    if steps is None:
        return True
    # Where all candidates went through the steps in order, a reader will take that for granted.
    return (not nested or _in_order(steps)) and ("contract" in steps or not atom.get("contract"))


def _in_order(steps: AbstractSet[str]) -> bool:
    """Tell whether no step was passed over: at work only as a candidate, a contract only after work."""
    reached = [step in steps for step in ("kandidaat", "aan_de_slag", "contract")]
    return reached[0] and reached == sorted(reached, reverse=True)


def _groups(selection: Selection, *, small: bool) -> Iterator[Selection]:
    """Give the groups within which a selection tells on people.

    The absence of a step is not a statement on a person, unless the group is so small that it becomes one.
    """
    for name, _ in selection:
        rest = tuple(part for part in selection if part[0] != name)
        if name in _EXCLUSIVE:
            yield rest
            if name == "contract" and not any(part[0] == "stap" for part in rest):
                yield tuple(sorted((*rest, ("stap", ("contract",)))))
        elif name == "stap" and small:
            yield rest
