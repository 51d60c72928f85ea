"""How each form of condition is said: on the page of a framework, and in a verdict."""

from collections.abc import Mapping
from typing import NamedTuple

from maatwerk_cli.models.policy.conditions import COMPOSED_TESTS, Samenstelling, Voorwaarde


class _TestWords(NamedTuple):
    """How a test of a field is said.

    Attributes:
        rule: between the field and what it is held against, on the page of a framework.
        limit: before its limit, in a verdict; empty where it has none.
        of_cpv: as ``rule``, of a CPV code: that of a framework is a division, a group or a class, and holds
            for all that is in it.
    """

    rule: str
    limit: str = ""
    of_cpv: str = ""


class _CombiningWords(NamedTuple):
    """How it is said what conditions come to that are put together.

    Attributes:
        rule: before the names of the parts, on the page of a framework.
        limit: as the limit, above the parts of a verdict.
    """

    rule: str
    limit: str


_TESTS: Mapping[str, _TestWords] = {
    "is": _TestWords("is", of_cpv="begint met"),
    "in": _TestWords("is", of_cpv="begint met"),
    "niet_in": _TestWords("is geen", of_cpv="begint niet met"),
    "minstens": _TestWords("is minstens", "ten minste"),
    "meer_dan": _TestWords("is meer dan", "meer dan"),
    "hoogstens": _TestWords("is hoogstens", "ten hoogste"),
    "minder_dan": _TestWords("is minder dan", "minder dan"),
}
_COMBINING: Mapping[Samenstelling, _CombiningWords] = {
    "alle": _CombiningWords("dit geldt allemaal", "alles hieronder"),
    "een_van": _CombiningWords("ten minste één hiervan geldt", "ten minste één hieronder"),
    "tenzij": _CombiningWords("niets hiervan geldt", "niets hieronder"),
}


def against_limit(test: str | None, text: str) -> str:
    """Write how a limit is held: ``ten minste € 250.000``."""
    return f"{_TESTS[test or ''].limit} {text}"


def words_of_test(condition: Voorwaarde) -> str:
    """Give what stands between the field of a condition and what it is held against."""
    words = _TESTS[condition.toets or "is"]
    return words.of_cpv if condition.veld == "cpv" else words.rule


def parts_words(way: Samenstelling) -> str:
    """Give what stands before the names of the parts of a condition."""
    return _COMBINING[way].rule


def limit_of_parts(way: Samenstelling) -> str:
    """Give what stands as the limit of a condition above its parts."""
    return _COMBINING[way].limit


def alone_words(way: Samenstelling) -> str:
    """Say that one part by itself makes a condition come out as it does; the name of the part follows."""
    how = COMPOSED_TESTS[way]
    whole = "geldt" if how.outcome == "ja" else "geldt niet"
    return f"{whole}, {'alleen door' if how.deciding == 'ja' else 'alleen omdat dit niet geldt'}"
