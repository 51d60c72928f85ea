"""Rules on what an open dataset may say of a candidate: nothing that singles anyone out."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from maatwerk_cli.models.kandidaat import Kandidaat
from maatwerk_cli.register.records import Dataset, Entry
from maatwerk_cli.text.problem import Problem


class Profile(NamedTuple):
    """What the record of a candidate says of the person: who is alike in this cannot be told apart."""

    proeftuin: str
    plek: str | None
    stappen: frozenset[tuple[str, str | None]]
    contract: str | None


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
    present = (entry.value for entry in dataset.kandidaten.by_id.values())
    registered = Counter(kandidaat.proeftuin for kandidaat in present if kandidaat.ingetrokken is None)
    groups: dict[Profile, list[Entry[Kandidaat]]] = {}
    for entry in dataset.kandidaten:
        groups.setdefault(_profile(entry.value), []).append(entry)
    doubtful = {entry.value.proeftuin for entry in dataset.kandidaten if entry.file in wrong}
    for profile, group in groups.items():
        size = len(group)
        if profile.proeftuin in doubtful or size >= dataset.settings.drempel_onthulling:
            continue
        if not _too_many(dataset, profile.proeftuin, registered) and not _published(dataset, profile, size):
            params = {"telling": size, "drempel": dataset.settings.drempel_onthulling}
            yield Problem("MW420", group[0].file, ("proeftuin",), params)


def _too_many(dataset: Dataset, proeftuin_id: str, registered: Mapping[str, int]) -> bool:
    """Tell whether there are more than were published, which is then the cause, with its own finding."""
    proeftuin = dataset.proeftuinen.get(proeftuin_id)
    published = proeftuin.kandidaten if proeftuin is not None else None
    return published is not None and registered[proeftuin_id] > published.aantal


def _profile(kandidaat: Kandidaat) -> Profile:
    steps = frozenset(
        (step.stap, str(step.sinds)[:4] if step.sinds is not None else None) for step in kandidaat.stappen
    )
    reached = any(step.stap == "contract" for step in kandidaat.stappen)
    return Profile(kandidaat.proeftuin, kandidaat.plek, steps, kandidaat.contract if reached else None)


def _published(dataset: Dataset, profile: Profile, size: int) -> bool:
    """Tell whether a source gives this very count, of the proeftuin or of those in it who are alike."""
    proeftuin = dataset.proeftuinen.get(profile.proeftuin)
    if proeftuin is None:
        return True  # a missing or broken proeftuin has its own finding, and may well say the number
    if proeftuin.kandidaten is not None and proeftuin.kandidaten.aantal == size:
        return True
    own = {"proeftuin": {profile.proeftuin}, "stap": {step for step, _ in profile.stappen}}
    own |= {"plek": {profile.plek or ""}, "contract": {profile.contract or ""}}
    return any(
        entry.value.waarde == size
        and entry.value.herleiding is not None
        and entry.value.herleiding.telt == "kandidaten"
        and "proeftuin" in entry.value.herleiding.kenmerken
        and all(
            set(values) & own.get(feature, set())
            for feature, values in entry.value.herleiding.kenmerken.items()
        )
        for entry in dataset.kerncijfers
    )
