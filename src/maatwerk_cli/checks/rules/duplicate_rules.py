"""Rules on what is there twice: proeftuinen and organisations of the same, or nearly the same, name.

Whether two pseudonyms are one person cannot be told, and is not guessed.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from maatwerk_cli.models.facts.organisatie import Organisatie
from maatwerk_cli.models.proeftuin import Proeftuin
from maatwerk_cli.register.records import Dataset, Entry
from maatwerk_cli.text.problem import Problem

T = TypeVar("T")

_EMPTY_WORDS = frozenset(
    {"bv", "nv", "vof", "stichting", "proeftuin", "project", "de", "het", "een", "van", "en"}
)
_SHORTEST_NEAR = 6  # of shorter names one letter apart is often another name


def proeftuinen_are_there_once(dataset: Dataset) -> Iterator[Problem]:
    """Two proeftuinen of (nearly) the same name are one, unless they name each other."""
    names = [(entry.value.naam, entry) for entry in dataset.proeftuinen.counting]
    for left, right in _alike(names):
        if right.id != left.id and not _related(left.value, right.value):
            also = ((left.file, 0), (right.file, 0))
            yield Problem("MW211", right.file, ("naam",), {"ander": left.id}, also=also)


def _related(left: Proeftuin, right: Proeftuin) -> bool:
    named = {*left.verwant, *left.mogelijk_dezelfde}
    return right.id in named or left.id in {*right.verwant, *right.mogelijk_dezelfde}


def organisations_are_there_once(dataset: Dataset) -> Iterator[Problem]:
    """Two organisations of (nearly) the same name, or with the same number, are one.

    Two different numbers of the same register, or two different abbreviations, say that they are two.
    """
    numbers: dict[tuple[str, str], Entry[Organisatie]] = {}
    same: set[tuple[str, str]] = set()
    for entry in dataset.organisaties:
        for register in ("kvk", "tooi"):
            number = getattr(entry.value, register)
            first = numbers.setdefault((register, number), entry) if number else entry
            if first.id != entry.id and (first.id, entry.id) not in same:
                same.add((first.id, entry.id))
                params = {"ander": first.id, "veld": register}
                yield Problem("MW213", entry.file, (*entry.loc, register), params, also=(_row(first),))
    names = [(entry.value.naam, entry) for entry in dataset.organisaties]
    for left, right in _alike(names):
        if (
            right.id != left.id
            and (left.id, right.id) not in same
            and not _different(left.value, right.value)
        ):
            yield Problem("MW212", right.file, (*right.loc, "naam"), {"ander": left.id}, also=(_row(left),))


def _row(entry: Entry[Organisatie]) -> tuple[str, int]:
    return entry.file, int(entry.loc[0])


def _different(left: Organisatie, right: Organisatie) -> bool:
    pairs = ((left.kvk, right.kvk), (left.tooi, right.tooi), (left.afkorting, right.afkorting))
    return any(first and second and first != second for first, second in pairs)


def _alike(names: Iterable[tuple[str, T]]) -> Iterator[tuple[T, T]]:
    """Give pairs whose names are the same but for case, accents, legal form and at most one letter.

    A name is compared with its neighbours only: those that are the same after leaving out one letter.
    Numbers count: "Proeftuin 1" and "Proeftuin 2" are two.
    """
    first_with: dict[int, tuple[str, T]] = {}
    for name, item in names:
        plain = _plain_name(name)
        keys = _keys(plain)
        own = (plain, item)
        if first_with.keys().isdisjoint(keys):
            first_with.update(dict.fromkeys(keys, own))
            continue
        kept: dict[int, tuple[str, T]] = {}
        for key in keys:
            earlier = first_with.setdefault(key, own)
            if earlier is not own:
                kept[id(earlier[1])] = earlier
        for earlier_plain, earlier_item in kept.values():
            if _near(earlier_plain, plain):
                yield earlier_item, item


def may_be_alike(names: Iterable[str], others: Iterable[str]) -> bool:
    """Tell whether any of some names can have to do with how one of the others is compared."""
    keys = {key for name in names for key in _keys(_plain_name(name))}
    return not all(keys.isdisjoint(_keys(_plain_name(other))) for other in others)


def _keys(plain: str) -> list[int]:
    """Give what two names have in common that may be alike."""
    keys = [hash(plain)]
    if len(plain) >= _SHORTEST_NEAR:
        keys += [hash(plain[:index] + plain[index + 1 :]) for index in range(len(plain))]
    return keys


def _near(name: str, other: str) -> bool:
    """Tell whether two names differ by at most one letter that is no digit, or by two that changed places."""
    if name == other:
        return True
    if min(len(name), len(other)) < _SHORTEST_NEAR or re.findall(r"\d+", name) != re.findall(r"\d+", other):
        return False
    start = 0
    while start < min(len(name), len(other)) and name[start] == other[start]:
        start += 1
    left, right = name[start:], other[start:]
    return (
        left[1:] == right
        or left == right[1:]
        or left[1:] == right[1:]
        or (left[2:] == right[2:] and left[:2] == right[1::-1])
    )


def _plain_name(name: str) -> str:
    letters = name.casefold().replace("&", " en ")
    if not letters.isascii():
        parts = unicodedata.normalize("NFKD", letters)
        letters = "".join(c for c in parts if not unicodedata.combining(c))
    words = re.findall(r"[a-z0-9]+", letters.replace(".", ""))
    return " ".join(word for word in words if word not in _EMPTY_WORDS) or " ".join(words)


RULES: tuple[Callable[[Dataset], Iterator[Problem]], ...] = (
    proeftuinen_are_there_once,
    organisations_are_there_once,
)
