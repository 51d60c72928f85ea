"""Counts of people: which a report shows, how they hang together, and which of them are withheld.

Every count of candidates has one key, wherever in the report it stands: ``individueel/stap=contract``. The
registry says of a key whether it is withheld; tables, key figures and charts all ask it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain, combinations, product
from typing import Literal

from maatwerk_cli.disclosure.solver import Count, Key, Problem, Reden, Sum, TooLargeError, protect
from maatwerk_cli.models.facts.kerncijfer import Herleiding
from maatwerk_cli.models.facts.verzamelpost import Verzamelpost
from maatwerk_cli.models.kandidaat import STAPPEN, Kandidaat
from maatwerk_cli.models.kenmerken import KENMERKEN
from maatwerk_cli.models.rapport import Selection, key_of
from maatwerk_cli.models.values import Bronverwijzing
from maatwerk_cli.register.records import Dataset
from maatwerk_cli.report.posts import Kenmerken, Posts, posts_of
from maatwerk_cli.report.state import kandidaat_features
from maatwerk_cli.text.table import AFGESCHERMD, Afgeschermd

MAX_ATOMS = 2_000
MAX_PROEFTUINEN = 100
"""A table of more proeftuinen than this is not published: too many small counts to choose with care."""
_WEIGHTS = {"geregistreerd": 8, "individueel": 3, "verzameld": 2, "bekend": 1}
_WEIGHT_OF_ALL = 20
"""What a reader misses most is withheld last: the number of all candidates, then what is registered."""

Omvang = Literal["veilig", "zonder proeftuinen", "alles"]
"""What is counted: what can be made safe, that without the table of proeftuinen, or everything, untied."""

ALL: Selection = ()
_NONE: frozenset[str] = frozenset()
_EXCLUSIVE = ("contract", "plek")
"""Features that divide a group of people: who has one value has no other."""


def selection_of(features: Kenmerken) -> Selection:
    """Give the canonical form of a selection."""
    return tuple(sorted((name, tuple(sorted(values))) for name, values in features.items()))


@dataclass(frozen=True)
class Registry:
    """Which counts of people a report withholds.

    Attributes:
        withheld: keys with the reason.
        applied: whether they are withheld here; not in the internal edition.
        has_proeftuinen: the table of proeftuinen could be made safe, so the published report has it.
        refused: nothing could be made safe, so there is no published report; of the internal edition only.

    """

    withheld: Mapping[str, Reden] = field(default_factory=dict)
    applied: bool = True
    has_proeftuinen: bool = True
    refused: bool = False

    def shown(self, key: str, value: int) -> int | Afgeschermd:
        """Give a count as this report shows it."""
        return AFGESCHERMD if self.applied and key in self.withheld else value


def people_of(dataset: Dataset, year: int, day: date, *, intern: bool = False) -> tuple["People", Registry]:
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
        decided = _decide_all(dataset, year, day)
        return decided.people, _registry(decided)
    try:
        decided = _decide_all(dataset, year, day)
    except TooLargeError:
        return People(dataset, year, day, "alles"), Registry(applied=False, refused=True)
    people = decided.people if decided.people.has_proeftuinen else People(dataset, year, day, "alles")
    return people, replace(_registry(decided), applied=False)


def registry_of(dataset: Dataset, year: int, day: date) -> Registry:
    """Decide what the report of a year withholds.

    Raises:
        TooLargeError: the counts are too many to be made safe.

    """
    return _registry(_decide_all(dataset, year, day))


def _registry(decided: "_Published") -> Registry:
    return Registry(decided.withheld, has_proeftuinen=decided.people.has_proeftuinen)


@dataclass(frozen=True)
class _Published:
    """A report: its counts, and which of them it withholds."""

    year: int
    people: "People"
    withheld: Mapping[str, Reden]


def _decide_all(dataset: Dataset, year: int, day: date) -> _Published:
    """Choose for this report, after those of every earlier year."""
    published: list[_Published] = []
    for before in sorted(int(stem) for stem in dataset.kerncijfers.by_stem):
        if before < year:
            published.append(_decide(dataset, before, date(before, 12, 31), published))
    return _decide(dataset, year, day, published)


def _decide(dataset: Dataset, year: int, day: date, published: Sequence[_Published]) -> _Published:
    """Choose what a report withholds; a table of proeftuinen that cannot be made safe is left out first."""
    people = People(dataset, year, day)
    try:
        return _Published(year, people, _withheld(dataset, people, year, published))
    except TooLargeError:
        if not people.has_proeftuinen:
            raise
    people = People(dataset, year, day, "zonder proeftuinen")
    return _Published(year, people, _withheld(dataset, people, year, published))


def _withheld(
    dataset: Dataset, people: "People", year: int, published: Sequence[_Published]
) -> dict[str, Reden]:
    edition = dataset.rapporten.get(str(year))
    problem = _linked(people, published, edition.afgeschermd if edition else ())
    return {str(key): reason for key, reason in protect(problem, dataset.settings.drempel_onthulling).items()}


def _linked(people: "People", published: Sequence[_Published], recorded: Iterable[str]) -> Problem:
    """Tie a report to the earlier ones: who is registered one by one stays so, and goes on from step to step.

    Those counts can only grow, so what an earlier report showed is a lower bound to whoever kept it. Where
    a correction made a count smaller nothing follows, and nothing is tied.
    """
    counts: dict[Key, Count] = dict(people.counts)
    sums = list(people.sums)
    earlier = set(recorded)
    guarded: set[Key] = set()
    for report in published:
        before = {key: f"{report.year}:{key}" for key in report.people.counts}
        earlier |= set(report.withheld)
        for key, count in report.people.counts.items():
            shown = count.shown and key not in report.withheld
            counts[before[key]] = Count(count.value, shown=False, fixed=shown or count.fixed)
        guarded |= {before[key] for key, reason in report.withheld.items() if reason == "klein"}
        sums += [
            Sum(before[line.total], tuple(before[part] for part in line.parts)) for line in report.people.sums
        ]
        for key, count in people.counts.items():
            own = str(key).partition("/")[0] in ("individueel", "bekend")
            growth = count.value - (report.people.counts[key].value if key in before else 0)
            if own and growth >= 0:
                grown = f"groei/{report.year}:{key}"
                counts[grown] = Count(growth, shown=False)
                # Who had no row in the earlier report was not registered then.
                sums.append(Sum(key, (before[key], grown) if key in before else (grown,)))
    return Problem(counts, tuple(sums), frozenset(earlier), frozenset(guarded))


def post_is_published(post: Verzamelpost) -> bool:
    """Tell whether the number of a post stands in its source; else it was computed from others."""
    return "aantal" not in post.afgeleid


class People:
    """All counts of candidates in one report, with what ties them together.

    Attributes:
        counts: every count by its key; those that the report shows, and the atoms they are sums of.
        sums: which counts are the sum of which.
        has_proeftuinen: the candidates of each proeftuin are counted.

    """

    def __init__(self, dataset: Dataset, year: int, day: date, size: Omvang = "veilig") -> None:
        self._dataset = dataset
        self._size = size
        self._posts_hold = day >= date(year, 12, 31) or not dataset.verzamelposten.by_stem.get(str(year))
        self._posts = posts_of(dataset, year) if day >= date(year, 12, 31) else Posts({}, {})
        self._present: list[tuple[Kandidaat, dict[str, set[str]], set[str]]] = []
        for entry in dataset.kandidaten:
            features = kandidaat_features(entry.value, dataset, day)
            if features is not None:
                sure: dict[str, set[str]] = {}
                for name, value, surely in features:
                    if surely:
                        sure.setdefault(name, set()).add(value)
                steps = {value for name, value, _ in features if name == "stap"}
                self._present.append((entry.value, sure, steps))
        self._of: dict[str, list[tuple[Kandidaat, dict[str, set[str]], set[str]]]] = {}
        for candidate in self._present:
            self._of.setdefault(candidate[0].proeftuin, []).append(candidate)
        self.has_proeftuinen = size == "alles" or (size == "veilig" and len(self._of) <= MAX_PROEFTUINEN)
        self._with_posts = list(self._figure_selections(year))
        self._selections = list(dict.fromkeys((ALL, *self._with_posts, *self._proeftuin_selections())))
        self.sums: list[Sum] = []
        self.counts: dict[Key, Count] = {}
        self._collect()

    def _collect(self) -> None:
        for selection in self._selections:
            self._add_individual(selection)
        self._add_known()
        if self._size != "alles":
            self._add_atoms()
            self._add_breakdowns()
        if self._posts_hold:
            self._add_posts()

    def _figure_selections(self, year: int) -> dict[Selection, None]:
        """Give what the figures and the table of steps count, each once."""
        found: dict[Selection, None] = {}
        for entry in self._dataset.kerncijfers.by_stem.get(str(year), ()):
            derivation = entry.value.herleiding
            if derivation is not None and derivation.telt == "kandidaten":
                found[selection_of(derivation.kenmerken)] = None
        used = {step for _, _, steps in self._present for step in steps}
        for post in self._posts.by_id.values():
            values = self._posts.features(post).get("stap", ()) if post.telt == "kandidaten" else ()
            used |= set(values) if len(values) == 1 else set()
        return found | {(("stap", (step,)),): None for step in STAPPEN if step in used}

    def _proeftuin_selections(self) -> list[Selection]:
        return [(("proeftuin", (name,)),) for name in sorted(self._of)] if self.has_proeftuinen else []

    def _chosen(self, selection: Selection) -> list[Kandidaat]:
        named = dict(selection).get("proeftuin")
        pool = self._present if named is None else chain(*(self._of.get(name, ()) for name in named))
        return [
            candidate
            for candidate, sure, _ in pool
            if all(sure.get(name, _NONE) & set(values) for name, values in selection)
        ]

    def _add_individual(self, selection: Selection) -> None:
        chosen = self._chosen(selection)
        self.counts[key_of("individueel", selection)] = Count(
            len(chosen),
            fixed=bool(chosen) and self._is_published(chosen, selection),
            weight=_WEIGHT_OF_ALL if selection == ALL else _WEIGHTS["individueel"],
        )

    def _is_published(self, chosen: Sequence[Kandidaat], selection: Selection) -> bool:
        """Tell whether a source gives this count: of whole proeftuinen, each with its number and its place.

        What is selected must then be told, for every candidate, in the very place that gives the number.
        """
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
        for block, selections in _blocks(self._selections).items():
            domains = [list(self._atom_values(name, selections)) for name in block]
            size = 1
            for domain in domains:
                size *= len(domain)
            if size > MAX_ATOMS:
                raise TooLargeError
            atoms = [dict(zip(block, values, strict=True)) for values in product(*domains)]
            nested = all(_in_order(sure.get("stap", set())) for _, sure, _ in self._present)
            atoms = [atom for atom in atoms if _possible(atom, nested=nested)]
            wanted = [(name, _NONE.union(*domain)) for name, domain in zip(block, domains, strict=True)]
            tally = Counter(
                tuple(values & sure.get(name, _NONE) for name, values in wanted)
                for _, sure, _ in self._present
            )
            names: list[str] = []
            for atom in atoms:
                key = f"atoom/{'&'.join(block)}/{len(names)}"
                names.append(key)
                self.counts[key] = Count(tally.pop(tuple(atom[name] for name in block), 0), shown=False)
            for selection in (ALL, *selections):
                parts = (key for key, atom in zip(names, atoms, strict=True) if _selected(atom, selection))
                self.sums.append(Sum(key_of("individueel", selection), tuple(parts)))
            for name in _EXCLUSIVE:
                if name in block:
                    known = tuple(key for key, atom in zip(names, atoms, strict=True) if atom[name])
                    self.sums.append(Sum(f"bekend/{name}", known))

    def _atom_values(self, name: str, selections: Iterable[Selection]) -> Iterator[frozenset[str]]:
        """Give what a candidate can be as far as selections can tell: any steps, or one value or none."""
        if name in _EXCLUSIVE:
            named = list(KENMERKEN["kandidaten"][name].codes)
        else:
            named = sorted(
                {value for sel in selections for own, values in sel if own == name for value in values}
            )
        if name == "stap":
            if len(named) > 6:
                raise TooLargeError
            yield from map(
                frozenset, chain.from_iterable(combinations(named, size) for size in range(len(named) + 1))
            )
            return
        if name != "proeftuin" or not named or not self.has_proeftuinen:
            yield frozenset()  # else every candidate has a proeftuin that is named
        yield from (frozenset({value}) for value in named)

    def _add_breakdowns(self) -> None:
        """Mark where a group of people is divided by what they are or did, so that it tells on them."""
        shown = set(self._selections)
        small = len(self._present) < self._dataset.settings.drempel_onthulling
        for selection in self._selections:
            for group in _groups(selection, small=small):
                if group in shown and group != selection:
                    whole, part = key_of("individueel", group), key_of("individueel", selection)
                    rest = f"rest/{whole}/{part}"
                    gap = self.counts[whole].value - self.counts[part].value
                    if gap >= 0:
                        self.counts[rest] = Count(gap, shown=False)
                        self.sums.append(Sum(whole, (part, rest), breakdown=True))

    def _add_posts(self) -> None:
        for post in self._posts.by_id.values():
            if post.telt == "kandidaten":
                self.counts[f"post/{post.id}"] = Count(
                    post.aantal, shown=False, fixed=post_is_published(post)
                )
        without = [
            post
            for post in self._posts.by_id.values()
            if post.telt == "kandidaten" and not post.deel_van and "stap" not in self._posts.features(post)
        ]
        self._add_posts_sum("verzameld/zonder_stap", without)
        for selection in self._with_posts:
            self._add_collected(selection)

    def _add_posts_sum(self, key: str, posts: Sequence[Verzamelpost]) -> None:
        self.counts[key] = Count(
            sum(post.aantal for post in posts),
            fixed=all(map(post_is_published, posts)),
            weight=_WEIGHTS["verzameld"],
        )
        self.sums.append(Sum(key, tuple(f"post/{post.id}" for post in posts)))

    def _add_collected(self, selection: Selection) -> None:
        wanted = Herleiding.model_construct(telt="kandidaten", kenmerken=dict(selection))
        posts = self._posts.counted(wanted)
        collected = key_of("verzameld", selection)
        self._add_posts_sum(collected, posts)
        registered = key_of("geregistreerd", selection)
        individual = key_of("individueel", selection)
        self.counts[registered] = Count(
            self.counts[collected].value + self.counts[individual].value,
            fixed=self.counts[individual].fixed and self.counts[collected].fixed,
            weight=_WEIGHTS["geregistreerd"],
        )
        self.sums.append(Sum(registered, (individual, collected)))


def _tells(candidate: Kandidaat, selection: Selection, place: Bronverwijzing) -> bool:
    for name, values in selection:
        if name == "stap":
            if not any(step.stap in values and _same(step.bron, place) for step in candidate.stappen):
                return False
        elif name != "proeftuin" and not any(_same(source, place) for source in candidate.bronnen):
            return False
    return True


def _same(one: Bronverwijzing, other: Bronverwijzing) -> bool:
    """Tell whether two references are to one place; the models compare unequal when their classes differ."""
    return (one.id, one.vindplaats) == (other.id, other.vindplaats)


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
    found: dict[tuple[str, ...], list[Selection]] = {tuple(sorted(group)): [] for group in groups}
    for selection in selections:
        for block in found:
            if selection and {name for name, _ in selection} <= set(block):
                found[block].append(selection)
    return found


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


def _selected(atom: Mapping[str, frozenset[str]], selection: Selection) -> bool:
    return all(atom[name] & set(values) for name, values in selection)


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
