"""What a change of the data does to each key figure. Counted only where it can matter.

A figure of which neither its definition, its posts nor the changed records differ is the same at both
sides, whatever it is: then nothing else is read.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal

from maatwerk_cli.difference.people_difference import PeopleTold, without_names
from maatwerk_cli.disclosure.editions import Edition
from maatwerk_cli.disclosure.solver import TooLargeError
from maatwerk_cli.history.changes import files_holding
from maatwerk_cli.history.revisions import Version
from maatwerk_cli.models.facts.kerncijfer import Herleiding, Kerncijfer
from maatwerk_cli.models.rapport import key_of
from maatwerk_cli.register.kinds import KINDS, PUBLICATIE, kind_of_file
from maatwerk_cli.register.location import SETTINGS
from maatwerk_cli.register.records import Dataset, Records, counts
from maatwerk_cli.report.people import Decided, as_edition, decide, selection_of
from maatwerk_cli.report.posts import Kenmerken, posts_of
from maatwerk_cli.report.state import FEATURES_OF, Feature, selected
from maatwerk_cli.report.tables import ReportFigure
from maatwerk_cli.report.year import SelectionCounts, year_counter
from maatwerk_cli.text.table import ShownCount

FigureDepth = Literal["volledig", "verandering", "geen"]
"""How far figures are followed: their values at both sides, only how much they change, or not at all."""

_SMALL = ("bronnen", "verzamelposten", "kerncijfers")
_PEOPLE = "kandidaten"
_WAYS = ("individueel", "verzameld", "geregistreerd")
"""The counts of a figure that the register itself gives."""
_SAME = "mogelijk_dezelfde"
_EDITIONS = "publicaties"
_FOR_DISCLOSURE = ("proeftuinen", "rapporten", _EDITIONS)
"""What beside the candidates decides which counts of people a report withholds."""
_MAX_WORK = 2_000_000
"""Groups of candidates times candidates, up to which the report's own choice is awaited: some seconds."""
_PostTold = tuple[Kenmerken, int, tuple[str, ...], bool]
"""Of a post what holds of all in it, how many those are, who is not, and whether it stands by itself."""
_BY_PLURAL = {kind.plural: kind for kind in KINDS}


@dataclass(frozen=True, slots=True)
class FigureChange:
    """One key figure that changed.

    Attributes:
        year: the year it is of.
        before: its values; ``None`` where it did not exist, or the dataset did not.
        after: its values; ``None`` where it is gone.
        delta: how many more records count for it one by one; ``None`` where that cannot be told.
        withheld: it counts people, and what is known of it may tell on them.
    """

    year: int
    before: ReportFigure | None
    after: ReportFigure | None
    delta: int | None = None
    withheld: bool = False

    @property
    def figure(self) -> ReportFigure:
        """The figure as it is now, or as it was."""
        figure = self.after or self.before
        if figure is None:  # pragma: no cover  one of the two is always there
            raise ValueError
        return figure


@dataclass(frozen=True, slots=True)
class Figures:
    """What a change does to the key figures.

    Attributes:
        depth: how far they were followed.
        changed: figures that change, by year and in the order of their file.
        unchanged: how many figures stay the same.
        unknown: how many cannot be told, since files do not read.
        unread: files that do not read, so that what depends on them is not known.
        quiet: of the figures of people only those are told that both reports show, and not how many stay.
    """

    depth: FigureDepth
    changed: tuple[FigureChange, ...] = ()
    unchanged: int = 0
    unknown: int = 0
    unread: tuple[str, ...] = ()
    quiet: bool = False


def compare_figures(
    before: Version, after: Version, files: Sequence[str], people: PeopleTold, depth: FigureDepth = "volledig"
) -> Figures:
    """Follow what the changed ``files`` do to the key figures of every year.

    Args:
        before: the dataset as it was; it may not exist.
        after: the dataset as it is.
        files: the files that differ.
        people: what is told of figures that count people.
        depth: how far to go. With ``verandering`` only what differs is read.
    """
    if depth == "geen":
        return Figures(depth)
    old, new = (_Side.of(version, intern=people.intern) for version in (before, after))
    same_ground = _same_ground(old, new, files)
    changed: list[FigureChange] = []
    unknown = 0
    todo: list[tuple[int, str, Kerncijfer | None, Kerncijfer | None]] = []
    for year in sorted({*old.figures, *new.figures}):
        left, right = old.figures.get(year, {}), new.figures.get(year, {})
        for code in dict.fromkeys([*right, *left]):
            earlier, later = left.get(code), right.get(code)
            if (earlier is None and old.may_have(year, code)) or (later is None and new.may_have(year, code)):
                continue  # its file does not read: said as such, not as a figure that is new or gone
            if people.figures or not _of_people(earlier, later):
                todo.append((year, code, earlier, later))
    deltas = _Deltas(old, new, files, same_ground)
    suspects = [item for item in todo if _may_differ(item, old, new, deltas)]
    # Where candidates may count otherwise, which figures of people stay the same tells which moved.
    counting = any(_of_people(earlier, later) for _, _, earlier, later in todo)
    quiet = not people.intern and (bool(people.changed) or (counting and not same_ground))
    unchanged = sum(item not in suspects and not (quiet and _of_people(item[2], item[3])) for item in todo)
    if suspects and depth == "volledig":
        telt = {
            figure.herleiding.telt
            for _, _, earlier, later in suspects
            for figure in (earlier, later)
            if figure and figure.herleiding
        }
        old.count_all(telt, {})
        new.count_all(telt, before.shared)
        _know_editions(old, new)
    for year, code, earlier, later in suspects:
        change = FigureChange(
            year, old.figure(year, earlier, depth), new.figure(year, later, depth), deltas.of(year, code)
        )
        derived = [figure is not None and figure.herleiding is not None for figure in (earlier, later)]
        of_people = _of_people(earlier, later)
        if depth == "volledig" and all(derived) and _same_as_known(change):
            if not (quiet and of_people):
                unchanged += not _unknown(change)
                unknown += _unknown(change)
            continue
        if of_people and not people.intern:
            change = _withhold(change, earlier, later, old, new, depth)
            if change.withheld and not _said_anyway(change):
                continue
        changed.append(change)
    unread = sorted({*old.unread, *new.unread})
    names = tuple(unread) if people.intern else without_names(unread)
    return Figures(depth, tuple(changed), unchanged, unknown, names, quiet)


def _of_people(*figures: Kerncijfer | None) -> bool:
    """Tell whether a figure counts people, at one of the sides."""
    return any(
        figure is not None and figure.herleiding is not None and figure.herleiding.telt == _PEOPLE
        for figure in figures
    )


def _said_anyway(change: FigureChange) -> bool:
    """Tell whether a figure of people differs in what a source published, or is new, or gone."""
    before, after = change.before, change.after
    return before is None or after is None or before.gepubliceerd != after.gepubliceerd


def _same_as_known(change: FigureChange) -> bool:
    """Tell whether no count that is known at both sides differs."""
    before, after = change.before, change.after
    if before is None or after is None:
        return False
    published = (before.gepubliceerd, before.eenheid) == (after.gepubliceerd, after.eenheid)
    counts = ((before.count(name), after.count(name)) for name in _WAYS)
    return published and all(before is None or later is None or before == later for before, later in counts)


def _unknown(change: FigureChange) -> bool:
    """Tell whether a count is not known at one of the sides."""
    figures = (change.before, change.after)
    return any(figure.individueel is None or figure.verzameld is None for figure in figures if figure)


def _same_ground(old: "_Side", new: "_Side", files: Sequence[str]) -> bool:
    """Tell whether what stays as it is counts as it did: by its sources it is known since when it was so.

    A source that only one side has changes nothing where no file that stays names it.
    """
    if old.small is None or new.small is None:
        return old.small is new.small
    left, right = (
        {entry.id: (entry.value.datum, entry.value.peildatum) for entry in dataset.bronnen}
        for dataset in (old.small, new.small)
    )
    dated = all(left[source] == right[source] for source in left.keys() & right.keys())
    if old.small.settings.peildatum != new.small.settings.peildatum or not dated:
        return False
    alone = sorted(left.keys() ^ right.keys())
    if not alone:
        return True
    naming = files_holding(new.version.repository, alone, new.version.commit)
    return naming is not None and {*naming} <= {*files}


@dataclass
class _Side:
    """One version with what its figures need, read as far as was asked."""

    version: Version
    small: Dataset | None
    figures: Mapping[int, Mapping[str, Kerncijfer]]
    unread: set[str]
    intern: bool
    _counters: dict[int, Callable[[Herleiding], SelectionCounts]] = field(default_factory=dict)
    whole: Dataset | None = None
    _registries: dict[int, Decided | None] = field(default_factory=dict)

    @classmethod
    def of(cls, version: Version, *, intern: bool) -> "_Side":
        kinds = [_BY_PLURAL[plural] for plural in _SMALL]
        small = version.dataset(kinds)
        figures: dict[int, dict[str, Kerncijfer]] = {}
        for entry in small.kerncijfers if small else ():
            figures.setdefault(int(entry.stem), {}).setdefault(entry.id, entry.value)
        files = [*version.files(kinds), *([SETTINGS] if version.has_settings else [])]
        return cls(version, small, figures, set(_broken(version, files)), intern)

    def may_have(self, year: int, code: str) -> bool:
        """Tell whether a figure that is not here may be in what could not be read."""
        if SETTINGS in self.unread:
            return True
        file = f"kerncijfers/{year}.yaml"
        result = self.version.result(file) if file in self.version.nodes else None
        return result is not None and (code in result.broken or not result.complete)

    def count_all(self, telt: Iterable[str], shared: Mapping[tuple[str, str], Any]) -> None:
        """Read every record that can count."""
        with_people = _FOR_DISCLOSURE if _PEOPLE in telt else ()
        kinds = [_BY_PLURAL[plural] for plural in sorted({*telt, *_SMALL, *with_people})]
        files = self.version.files(kinds)
        self.version.read(files, shared)
        self.unread |= set(_broken(self.version, files))
        self.whole = self.version.dataset(kinds)

    def figure(self, year: int, figure: Kerncijfer | None, depth: FigureDepth) -> ReportFigure | None:
        """Give a figure with its counts, as far as they are known."""
        if figure is None:
            return None
        selection = figure.herleiding
        counts = self._counts(year, selection, depth) if selection else SelectionCounts()
        return ReportFigure(
            figure.code,
            figure.omschrijving,
            figure.eenheid,
            figure.waarde,
            *counts.known,
            figure.bron.id,
            figure.bron.vindplaats,
            ten_minste=counts.at_least,
        )

    def _counts(self, year: int, selection: Herleiding, depth: FigureDepth) -> SelectionCounts:
        """Count a selection as the report does, as far as what it needs was read."""
        if self.small is None or self._posts_unread(year):
            collected: ShownCount = None
        else:
            collected = posts_of(self.small, year).at_least(selection, ()).shown
        if depth != "volledig" or self.whole is None or self._records_unread(selection):
            return SelectionCounts(collected=collected)
        if year not in self._counters:
            self._counters[year] = year_counter(self.whole, year, date(year, 12, 31), intern=self.intern)
        counts = self._counters[year](selection)
        return SelectionCounts(counts.individual) if self._posts_unread(year) else counts

    def posts(self, year: int, selection: Herleiding) -> list[_PostTold] | None:
        """Give what of the posts that count decides a count; ``None`` where they do not all read."""
        if self.small is None or self._posts_unread(year):
            return None
        posts = posts_of(self.small, year)
        return [
            (posts.features(post), post.aantal, post.zonder, post.deel_van is None)
            for post in posts.counted(selection)
        ]

    def _posts_unread(self, year: int) -> bool:
        return f"verzamelposten/{year}.yaml" in self.unread

    def withheld(self, year: int, beside: "_Side | None" = None) -> frozenset[str] | None:
        """Give what the report of this version withholds, where those of another version are known too.

        Returns:
            The keys; ``None`` where that takes too long to find, and everything is withheld.
        """
        if self.whole is None:
            return frozenset() if self.small is None else None
        if any(file.startswith(f"{_EDITIONS}/") for file in self.unread):
            return None
        if year not in self._registries:
            groups = {entry.value.proeftuin for entry in self.whole.kandidaten.counting}
            edition = beside.edition(year) if beside else None
            others = [edition] if edition else []
            try:
                if len(groups) * len(self.whole.kandidaten) > _MAX_WORK:
                    raise TooLargeError
                self._registries[year] = decide(self.whole, year, date(year, 12, 31), others)
            except TooLargeError:
                self._registries[year] = None
        decided = self._registries[year]
        return None if decided is None else frozenset(decided.registry.withheld)

    def edition(self, year: int) -> Edition | None:
        """Give the report of this version as an edition that its readers kept."""
        decided = self._registries.get(year)
        return None if decided is None else as_edition("basis", decided)

    def _records_unread(self, selection: Herleiding) -> bool:
        return any(file.startswith(f"{selection.telt}/") or file == "bronnen.yaml" for file in self.unread)


def _know_editions(*sides: _Side) -> None:
    """Let both sides know every edition that either recorded: readers have them all."""
    known = {entry.id: entry for side in sides if side.whole is not None for entry in side.whole.publicaties}
    for side in sides:
        if side.whole is not None:
            side.whole = side.whole.with_records(PUBLICATIE, Records(tuple(known.values())))


def _broken(version: Version, files: Iterable[str]) -> Iterator[str]:
    for file in files:
        result = version.result(file)
        if result.broken or not result.complete or (file == SETTINGS and not result.entries):
            yield file


def _features(telt: str, entries: Iterable[Any], dataset: Dataset, year: int) -> Iterator[list[Feature]]:
    """Give what holds of records; of a proeftuin also which it is, and which others it may be."""
    day = date(year, 12, 31)
    for entry in (entry for entry in entries if counts(entry.value)):
        features = FEATURES_OF[telt](entry.value, dataset, day)
        if features is not None:
            same = getattr(entry.value, _SAME, ())
            own = [(_SAME, value, True) for value in sorted((entry.id, *same))] if same else []
            yield [*features, *own]


def _linked(features: Sequence[Feature]) -> bool:
    return bool(features) and features[-1][0] == _SAME


class _Deltas:
    """How many records more count for each figure, from the changed files alone."""

    def __init__(self, old: _Side, new: _Side, files: Iterable[str], same_ground: bool) -> None:
        self._sides = (old, new)
        self._same_ground = same_ground
        self._files: dict[str, list[str]] = {telt: [] for telt in FEATURES_OF}
        for file in files:
            kind = kind_of_file(file)
            if kind is not None and kind.plural in self._files:
                self._files[kind.plural].append(file)
        self._features: dict[tuple[str, int], tuple[list[list[Feature]], list[list[Feature]]]] = {}

    def of(self, year: int, code: str) -> int | None:
        """Give the difference in one figure; ``None`` where the changed records alone cannot tell."""
        figures = [side.figures.get(year, {}).get(code) for side in self._sides]
        selections = [figure.herleiding if figure else None for figure in figures]
        if not self._same_ground or selections[0] is None or selections[0] != selections[1]:
            return None
        selection = selections[0]
        if any(_broken_in(side.version, self._files[selection.telt]) for side in self._sides):
            return None
        before, after = (
            sum(selected(features, selection.kenmerken) is True for features in side)
            for side in self._changed(selection.telt, year)
        )
        return after - before

    def moved(self, year: int, selection: Herleiding, posts: Sequence[_PostTold]) -> bool:
        """Tell whether the changed records may count otherwise, though as many of them count.

        Args:
            year: the year of the figure.
            selection: what it counts.
            posts: those that count, in which a record may be counted too by what else holds of it: of a
                proeftuin by what is said of what is in them, of somebody by what holds of the proeftuin too.
        """
        in_posts = {name for features, *_ in posts for name in features}
        in_full = bool(posts) and selection.telt == _PEOPLE

        def deciding(features: list[Feature]) -> Iterator[Feature]:
            whole = in_full or _linked(features)
            return (own for own in features if whole or own[0] in in_posts)

        before, after = (
            Counter(
                (surely, *deciding(features))
                for features in side
                if (surely := selected(features, selection.kenmerken)) is not False
            )
            for side in self._changed(selection.telt, year)
        )
        return before != after

    def _changed(self, telt: str, year: int) -> tuple[list[list[Feature]], list[list[Feature]]]:
        if (telt, year) not in self._features:
            old, new = (
                [
                    features
                    for file in self._files[telt]
                    if file in side.version.nodes and side.small
                    for features in _features(telt, side.version.result(file).entries, side.small, year)
                ]
                for side in self._sides
            )
            self._features[telt, year] = old, new
        return self._features[telt, year]


def _broken_in(version: Version, files: Iterable[str]) -> bool:
    return any(_broken(version, [file for file in files if file in version.nodes]))


def _may_differ(
    item: tuple[int, str, Kerncijfer | None, Kerncijfer | None], old: _Side, new: _Side, deltas: _Deltas
) -> bool:
    year, code, before, later = item
    if before is None or later is None or before.waarde != later.waarde or before.eenheid != later.eenheid:
        return True
    if before.herleiding is None and later.herleiding is None:
        return False
    if before.herleiding is None or later.herleiding is None or before.herleiding != later.herleiding:
        return True
    posts = [side.posts(year, before.herleiding) for side in (old, new)]
    if posts[0] != posts[1]:
        return True
    return deltas.of(year, code) != 0 or deltas.moved(year, before.herleiding, posts[0] or ())


def _withhold(
    change: FigureChange,
    before: Kerncijfer | None,
    later: Kerncijfer | None,
    old: _Side,
    new: _Side,
    depth: FigureDepth,
) -> FigureChange:
    """Withhold counts of people at both sides alike: what is small, and what either report withholds.

    A change between two versions can tell more than each of them, so small counts stay unsaid here even
    where a report may show them. What a source published stays.
    """
    threshold = max(side.small.settings.drempel_onthulling for side in (old, new) if side.small)
    small = any(
        count is not None and 0 < count < threshold
        for figure in (change.before, change.after)
        if figure
        for count in (getattr(figure, name) for name in _WAYS)
    )
    withheld = depth != "volledig" or any(
        _withholds(keys, figure.herleiding)
        for keys, figure in ((old.withheld(change.year), before), (new.withheld(change.year, old), later))
        if figure is not None and figure.herleiding is not None
    )
    if not small and not withheld:
        return change
    return replace(
        change, before=_hidden(change.before), after=_hidden(change.after), delta=None, withheld=True
    )


def _withholds(withheld: frozenset[str] | None, selection: Herleiding) -> bool:
    own = {key_of(way, selection_of(selection.kenmerken)) for way in _WAYS}
    return withheld is None or bool(own & withheld)


def _hidden(figure: ReportFigure | None) -> ReportFigure | None:
    if figure is None:
        return None
    unsaid: dict[str, Any] = dict.fromkeys(_WAYS)
    return replace(figure, **unsaid, afgeschermd=(*_WAYS, "verschil"), ten_minste=())
