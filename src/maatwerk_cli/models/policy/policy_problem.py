"""Something wrong with a framework that its model cannot see."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from maatwerk_cli.models.meaning import Loc


class PolicyProblem(NamedTuple):
    """Something wrong with a framework that its model cannot see, or that is sound and cannot be meant.

    Attributes:
        code: the code of the finding.
        loc: path within the file.
        params: the values its text needs.
    """

    code: str
    loc: Loc
    params: Mapping[str, object] = {}


def doubles(ids: list[str], loc: Loc) -> Iterator[PolicyProblem]:
    """Find ids that are given more than once in a list."""
    seen: set[str] = set()
    for index, name in enumerate(ids):
        if name in seen:
            yield PolicyProblem("MW214", (*loc, index, "id"), {"id": name})
        seen.add(name)


def missing(loc: Loc) -> PolicyProblem:
    """Say that a field is not there and must be."""
    return PolicyProblem("MW102", loc, {"veld": loc, "geval": "beleid"})
