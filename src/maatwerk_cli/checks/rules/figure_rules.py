"""Rules on figures: what the register counts against what was published.

Fewer records than published is no finding: a register may be incomplete, and the report shows it. More is
one: then something is counted twice, or the published number or the record is wrong.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain

from maatwerk_cli.models.facts.kerncijfer import Herleiding
from maatwerk_cli.models.facts.verzamelpost import Verzamelpost
from maatwerk_cli.models.kenmerken import COUNTED_PEOPLE, KENMERKEN
from maatwerk_cli.register.records import Dataset
from maatwerk_cli.report.posts import Group, Posts, posts_of
from maatwerk_cli.report.state import (
    FEATURES_OF,
    Feature,
    by_name,
    has_all,
    selected,
)
from maatwerk_cli.text.problem import Problem
from maatwerk_cli.text.suggestion import did_you_mean

_Profiles = Counter[frozenset[tuple[str, str]]]


def candidates_fit_what_was_published(dataset: Dataset) -> Iterator[Problem]:
    """A proeftuin has no more candidates than the source says."""
    present = (entry.value for entry in dataset.kandidaten.counting.by_id.values())
    registered = Counter(kandidaat.proeftuin for kandidaat in present)
    for entry in dataset.proeftuinen.counting:
        published = entry.value.kandidaten
        if published is not None and registered[entry.id] > published.aantal:
            yield Problem("MW501", entry.file, ("kandidaten", "aantal"), {"aantal": published.aantal})


def figures_can_be_counted(dataset: Dataset) -> Iterator[Problem]:
    """A figure with a derivation is a whole number, since records are what is counted."""
    for entry in dataset.kerncijfers:
        figure = entry.value
        if figure.herleiding is not None and (figure.waarde != int(figure.waarde) or figure.waarde < 0):
            yield Problem("MW502", entry.file, (*entry.loc, "waarde"))


def counts_fit_what_was_published(dataset: Dataset) -> Iterator[Problem]:
    """Records and posts together count no more than was published."""
    for stem, entries in dataset.kerncijfers.by_stem.items():
        if all(entry.value.herleiding is None for entry in entries):
            continue
        year = int(stem)
        posts = posts_of(dataset, year)
        published = [(entry.value.herleiding, entry.value.waarde) for entry in entries]
        names = _telling_apart([selection for selection, _ in published if selection], posts)
        profiles = _profiles(dataset, date(year, 12, 31), names)
        for entry in entries:
            selection = entry.value.herleiding
            if selection is None or not _known(selection) or entry.value.waarde < 0:
                continue
            counted = registered(selection, profiles[selection.telt], posts)
            # Where the same was published twice, the larger number is what the register may count.
            most = max(entry.value.waarde, *(same for own, same in published if own == selection))
            if counted > most:
                params = {
                    "telling": _count_to_tell(counted, selection.telt),
                    "aantal": str(entry.value.waarde),
                }
                yield Problem("MW503", entry.file, (*entry.loc, "waarde"), params)


def registered(selection: Herleiding, profiles: _Profiles, posts: Posts) -> int:
    """Count what surely belongs to a selection, in records and in posts."""
    groups = [
        Group(features, number, next(iter(features.get("proeftuin", ())), ""))
        for features, number in ((by_name(profile), number) for profile, number in profiles.items())
        if has_all(features, selection.kenmerken)
    ]
    return posts.at_least(selection, groups).value


def _known(selection: Herleiding) -> bool:
    return all(feature in KENMERKEN[selection.telt] for feature in selection.kenmerken)


def _telling_apart(selections: Sequence[Herleiding], posts: Posts) -> frozenset[str]:
    """Give the features by which records differ to these figures: what they ask, and what posts say."""
    said = (posts.features(post) for post in posts.by_id.values())
    asked = (selection.kenmerken for selection in selections)
    besides = ("proeftuin",) if any(post.zonder for post in posts.by_id.values()) else ()
    return frozenset(chain(besides, *said, *asked))


def _profiles(dataset: Dataset, day: date, names: Collection[str]) -> Mapping[str, _Profiles]:
    """Count records by what surely holds of them on a day: few profiles, however many records."""
    return {
        telt: Counter(_sure(features, names) for features in _there(dataset, telt, day))
        for telt in FEATURES_OF
    }


def _there(dataset: Dataset, telt: str, day: date) -> Iterator[list[Feature]]:
    """Give the features of each record of a kind that was there on a day."""
    features_of, records = FEATURES_OF.get(telt), dataset.by_plural.get(telt)
    if features_of is None or records is None:
        return
    for entry in records.counting.by_id.values():
        features = features_of(entry.value, dataset, day)
        if features is not None:
            yield features


def _sure(features: list[Feature], names: Collection[str]) -> frozenset[tuple[str, str]]:
    return frozenset((feature, value) for feature, value, sure in features if sure and feature in names)


def parts_fit_their_whole(dataset: Dataset) -> Iterator[Problem]:
    """A part counts no more than the figure, or the post, it is a part of."""
    for year, entries in dataset.verzamelposten.by_stem.items():
        figures = {entry.id: entry.value for entry in dataset.kerncijfers.by_stem.get(year, ())}
        posts = {entry.id: entry.value for entry in entries}
        for entry in entries:
            post = posts.get(entry.value.deel_van or "")
            if post is not None and post.telt == entry.value.telt and entry.value.aantal > post.aantal:
                # A record told one by one has left the post, and may be one of those that the part counts.
                left = _records_like(dataset, year, post)
                if entry.value.aantal > post.aantal + left:
                    people = post.of_people
                    params = {
                        "telling": _count_to_tell(entry.value.aantal, post.telt),
                        "aantal": "minder" if people else post.aantal,
                        "ander": post.id,
                        "records": "" if people else _and_records(left),
                    }
                    yield Problem("MW505", entry.file, (*entry.loc, "aantal"), params)
            whole = figures.get(entry.value.deel_van or "")
            if (
                whole is not None
                and whole.herleiding is not None
                and whole.herleiding.telt == entry.value.telt
                and 0 <= whole.waarde < entry.value.aantal  # one below nothing has its own finding
            ):
                words = _count_to_tell(entry.value.aantal, entry.value.telt)
                params = {"telling": words, "aantal": str(whole.waarde), "ander": whole.code}
                yield Problem("MW504", entry.file, (*entry.loc, "aantal"), params)


_OF_PEOPLE = frozenset(("personen", "mensen", "medewerkers"))
"""Units that are people as well as candidates and participants are."""


def parts_count_what_their_whole_counts(dataset: Dataset) -> Iterator[Problem]:
    """A part is counted in the unit of its whole: candidates are no part of a number of proeftuinen."""
    for year, entries in dataset.verzamelposten.by_stem.items():
        units = {
            entry.id: entry.value.herleiding.telt if entry.value.herleiding else entry.value.eenheid
            for entry in dataset.kerncijfers.by_stem.get(year, ())
        } | {entry.id: entry.value.telt for entry in entries}
        for entry in entries:
            telt, unit = entry.value.telt, units.get(entry.value.deel_van or "")
            alike = unit in _OF_PEOPLE and telt in COUNTED_PEOPLE
            if unit is not None and unit != telt and not alike:
                params = {"telt": telt, "eenheid": unit, "ander": entry.value.deel_van}
                yield Problem("MW507", entry.file, (*entry.loc, "deel_van"), params)


def _records_like(dataset: Dataset, year: str, post: Verzamelpost) -> int:
    """Count the records that a post may have counted before they were registered one by one."""
    wanted = posts_of(dataset, int(year)).features(post)
    there = _there(dataset, post.telt, date(int(year), 12, 31))
    return sum(selected(own, wanted) is not False for own in there)


def _count_to_tell(count: int, telt: str) -> int | str:
    """Give a count for a finding; one of people is never named, since a report may withhold it."""
    return "meer" if telt in COUNTED_PEOPLE else count


def _and_records(number: int) -> str:
    return f" en het register heeft er {number} apart" if number else ""


def headline_figures_exist(dataset: Dataset) -> Iterator[Problem]:
    """What an editor puts first in a report is a figure of its year; what is not is left out of it."""
    for entry in dataset.rapporten:
        if not dataset.kerncijfers.complete_in(entry.id):
            continue  # what does not read may be the figure that is meant
        known = {figure.id for figure in dataset.kerncijfers.by_stem.get(entry.id, ())}
        for place, code in enumerate(entry.value.hoofdcijfers):
            if code not in known | dataset.kerncijfers.broken:
                params = {"jaar": entry.id, "woord": code, "bedoeld": did_you_mean(code, known)}
                yield Problem("MW506", entry.file, (*entry.loc, "hoofdcijfers", place), params)


RULES_ALONE = (candidates_fit_what_was_published, figures_can_be_counted, headline_figures_exist)
"""Rules that hold a record to itself, or to how many name it."""
RULES: tuple[Callable[[Dataset], Iterator[Problem]], ...] = (
    candidates_fit_what_was_published,
    figures_can_be_counted,
    counts_fit_what_was_published,
    parts_fit_their_whole,
    parts_count_what_their_whole_counts,
    headline_figures_exist,
)
