"""Rules on what an open dataset may say of a candidate: nothing that singles anyone out.

And on what was recorded of editions, which nobody changes by hand.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from datetime import date
from typing import NamedTuple

from maatwerk_cli.models.kandidaat import Kandidaat
from maatwerk_cli.models.rapport import parts_of
from maatwerk_cli.register.location import SETTINGS
from maatwerk_cli.register.records import Dataset, Entry
from maatwerk_cli.report.people import describe, selection_of, small_cells
from maatwerk_cli.report.state import has_all
from maatwerk_cli.text.problem import Problem

_COUNTED = ("kandidaten/", "proeftuinen/", "kerncijfers/", "verzamelposten/", "bronnen.yaml")


class Profile(NamedTuple):
    """All that the record of a candidate says: who is alike in this cannot be told apart."""

    proeftuin: str
    plek: str | None
    stappen: frozenset[tuple[str, str | None, str, str]]
    contract: str | None
    ingetrokken: str | None
    bronnen: frozenset[tuple[str, str]]


TELLING_TOO_MUCH = frozenset({"MW420", "MW421"})
"""The findings that an open register tells of people what its report withholds."""


def nobody_stands_alone(dataset: Dataset, wrong: Collection[str]) -> Iterator[Problem]:
    """In an open dataset candidates that are alike are many, or as many as a source published.

    Args:
        dataset: the dataset.
        wrong: the files in which something was found that may make a candidate look unlike the others.
    """
    if not dataset.settings.openbaar or dataset.kandidaten.broken:
        return  # a group is not known to be small while records do not read
    if not all(dataset.proeftuinen.may_have(entry.value.proeftuin) for entry in dataset.kandidaten):
        return  # nor while it is not known which proeftuin someone is in
    whole = Counter(entry.value.proeftuin for entry in dataset.kandidaten)
    groups: dict[Profile, list[Entry[Kandidaat]]] = {}
    for entry in dataset.kandidaten:
        groups.setdefault(_profile(entry.value), []).append(entry)
    doubtful = {entry.value.proeftuin for entry in dataset.kandidaten if entry.file in wrong}
    doubtful |= {entry.id for entry in dataset.proeftuinen if entry.file in wrong}
    for profile, group in groups.items():
        size = len(group)
        if profile.proeftuin in doubtful or size >= dataset.settings.drempel_onthulling:
            continue
        alone = size == whole[profile.proeftuin]
        if not _published(dataset, profile, size, alone=alone):
            params = {"telling": size, "drempel": dataset.settings.drempel_onthulling}
            yield Problem("MW420", group[0].file, ("proeftuin",), params)


def _profile(kandidaat: Kandidaat) -> Profile:
    steps = frozenset(
        (step.stap, str(step.sinds) if step.sinds is not None else None, step.bron.id, step.bron.vindplaats)
        for step in kandidaat.stappen
    )
    left = kandidaat.ingetrokken
    return Profile(
        kandidaat.proeftuin,
        kandidaat.plek,
        steps,
        kandidaat.contract,
        f"{left.sinds} {left.reden}" if left is not None else None,
        frozenset((source.id, source.vindplaats) for source in kandidaat.bronnen),
    )


def _published(dataset: Dataset, profile: Profile, size: int, *, alone: bool) -> bool:
    """Tell whether a source gives this very count, of the proeftuin or of those in it who are alike.

    Args:
        dataset: the dataset.
        profile: what those who are alike have in common.
        size: how many they are.
        alone: nobody else is in their proeftuin.
    """
    proeftuin = dataset.proeftuinen.get(profile.proeftuin)
    if proeftuin is None:
        return True  # a missing or broken proeftuin has its own finding, and may well say the number
    stated = proeftuin.kandidaten
    if stated is not None and stated.aantal == size and alone and profile.ingetrokken is None:
        return _told_together(profile, (stated.bron.id, stated.bron.vindplaats))
    own = {"proeftuin": {profile.proeftuin}, "stap": {step for step, *_ in profile.stappen}}
    own |= {"plek": {profile.plek or ""}, "contract": {profile.contract or ""}}
    return any(
        entry.value.waarde == size
        and entry.value.herleiding is not None
        and entry.value.herleiding.telt == "kandidaten"
        and "proeftuin" in entry.value.herleiding.kenmerken
        and has_all(own, entry.value.herleiding.kenmerken)
        for entry in dataset.kerncijfers
    )


def _told_together(profile: Profile, place: tuple[str, str]) -> bool:
    """Tell whether the place that gives the number also tells what else the records say."""
    if any((source, where) != place for _, _, source, where in profile.stappen):
        return False
    return (profile.plek is None and profile.contract is None) or place in profile.bronnen


def open_records_tell_nothing_withheld(dataset: Dataset, wrong: Collection[str]) -> Iterator[Problem]:
    """In an open dataset no report withholds a count that the candidates' records give.

    Args:
        dataset: the dataset.
        wrong: the files in which something was found; mending that may change what is counted.
    """
    if not dataset.settings.openbaar or not len(dataset.kandidaten) or _unread(dataset):
        return
    if any(file.startswith(_COUNTED) for file in wrong):
        return
    for year in sorted(dataset.kerncijfers.by_stem):
        for key in small_cells(dataset, int(year), date(int(year), 12, 31)):
            params = {"cel": describe(dataset, key), "jaar": year}
            yield Problem("MW421", *_place_of(dataset, year, key), params)


def _unread(dataset: Dataset) -> bool:
    """Tell whether records that count do not all read: then a count may look small that is not."""
    kinds = (
        dataset.kandidaten,
        dataset.proeftuinen,
        dataset.kerncijfers,
        dataset.verzamelposten,
        dataset.bronnen,
    )
    return any(records.broken or not records.complete for records in kinds)


def _place_of(dataset: Dataset, year: str, key: str) -> tuple[str, tuple[str | int, ...]]:
    """Give the record that makes a report count this: a figure, a post, a proeftuin, or the dataset."""
    way, selection = parts_of(key)
    if way == "post":
        for post in dataset.verzamelposten.by_stem.get(year, ()):
            if f"post/{post.id}" == key:
                return post.file, (*post.loc, "aantal")
    for figure in dataset.kerncijfers.by_stem.get(year, ()):
        counted = figure.value.herleiding
        if (
            counted is not None
            and counted.telt == "kandidaten"
            and selection_of(counted.kenmerken) == selection
        ):
            return figure.file, (*figure.loc, "herleiding")
    named = dict(selection).get("proeftuin", ())
    if len(named) == 1 and named[0] in dataset.proeftuinen.by_id:
        return dataset.proeftuinen.by_id[named[0]].file, ("naam",)
    return SETTINGS, ("openbaar",)


def open_register_has_no_key(dataset: Dataset) -> Iterator[Problem]:
    """The key of a register that everybody reads is no secret."""
    if dataset.settings.openbaar and dataset.settings.sleutel is not None:
        yield Problem("MW422", SETTINGS, ("sleutel",))


def editions_are_as_they_were_written(dataset: Dataset) -> Iterator[Problem]:
    """What is recorded of an edition is of one piece: nobody changed it by hand."""
    for entry in dataset.publicaties:
        edition = entry.value
        if edition.id != f"{edition.jaar}-{edition.uitgave}":
            yield Problem("MW423", entry.file, ("id",), {"id": f"{edition.jaar}-{edition.uitgave}"})
            continue  # which edition it is, is not known
        both = sorted(set(edition.getoond) & set(edition.afgeschermd))
        if both:
            yield Problem("MW424", entry.file, ("afgeschermd",), {"telling": len(both)})
        earlier = edition.uitgave - 1
        if (
            earlier
            and dataset.publicaties.complete
            and f"{edition.jaar}-{earlier}" not in dataset.publicaties.by_id
        ):
            yield Problem("MW425", entry.file, ("uitgave",), {"id": f"{edition.jaar}-{earlier}"})


RULES: tuple[Callable[[Dataset], Iterator[Problem]], ...] = (
    open_register_has_no_key,
    editions_are_as_they_were_written,
)
