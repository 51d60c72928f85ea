"""Finding circles in what names one other of its kind: a part of a part, what replaces what."""

from collections.abc import Mapping


def circles(after: Mapping[str, str | None]) -> list[list[str]]:
    """Give every circle once, its members in the order of the mapping; each name is passed once.

    Args:
        after: for each name the one that it points to, if any.
    """
    places = {name: place for place, name in enumerate(after)}
    passed: set[str] = set()
    in_circles = []
    for first in after:
        way: list[str] = []
        name: str | None = first
        while name is not None and name in after and name not in passed:
            passed.add(name)
            way.append(name)
            name = after[name]
        if name is not None and name in way:
            in_circles.append(sorted(way[way.index(name) :], key=places.__getitem__))
    return in_circles
