"""What earlier editions tell whoever kept them: what they showed, and how a count then lies to one now."""

from collections.abc import Iterable, Mapping

import pytest

from maatwerk_cli.disclosure.editions import Edition, linked
from maatwerk_cli.disclosure.solver import Count, ProtectedCounts, Sum, protect

THRESHOLD = 5
WHOLE = Sum("alle", ("a", "b", "c"))
LASTING = frozenset({"alle", "a", "b", "c"})


def now(values: Mapping[str, int], sums: Iterable[Sum] = (), **given: Count) -> ProtectedCounts:
    counts = {key: Count(value) for key, value in values.items()}
    return ProtectedCounts({**counts, **given}, tuple(sums))


def ways(problem: ProtectedCounts) -> dict[str, str]:
    """Give how each count of an edition is taken to lie to which other count."""
    collected = {}
    for key in problem.assumed:
        way, before, other = str(key).split("/")
        collected[f"{before} {other}"] = way
    return collected


def edition(shown: Mapping[str, int], withheld: Iterable[str] = (), **given: object) -> Edition:
    return Edition("E", shown, frozenset(withheld), **{"lasting": LASTING, **given})  # type: ignore[arg-type]


WAYS = {
    "the same where nothing says otherwise": (
        {"a": 5, "b": 9},
        edition({"a": 5}, "b"),
        {"a": "gelijk", "b": "gelijk"},
    ),
    "more now, so nothing is fewer": (
        {"a": 6, "b": 9},
        edition({"a": 5}, "b"),
        {"a": "minder", "b": "minder"},
    ),
    "fewer now, so nothing is more": ({"a": 5, "b": 9}, edition({"a": 6}, "b"), {"a": "meer", "b": "meer"}),
    "each as it is told, the rest as what grows": (
        {"a": 6, "b": 9, "c": 7},
        edition({"a": 5, "c": 8}, "b"),
        {"a": "minder", "b": "minder", "c": "meer"},
    ),
    "what stayed goes with what shrank": (
        {"a": 6, "b": 9, "c": 7},
        edition({"a": 6, "c": 8}, "b"),
        {"a": "meer", "b": "meer", "c": "meer"},
    ),
    "what stayed goes with what grew": (
        {"a": 6, "b": 9, "c": 7},
        edition({"a": 6, "c": 6}, "b"),
        {"a": "minder", "b": "minder", "c": "minder"},
    ),
    "of what means something else nothing": (
        {"a": 6, "b": 9},
        edition({"a": 5}, "b", lasting=frozenset("b")),
        {"b": "gelijk"},
    ),
    "of what is not there now nothing": ({"a": 5}, edition({"a": 5, "c": 9}, "b"), {"a": "gelijk"}),
    "nothing withheld": ({"a": 5, "b": 9}, edition({"a": 5, "b": 9}), {"a": "gelijk", "b": "gelijk"}),
}


@pytest.mark.parametrize(("values", "before", "expected"), WAYS.values(), ids=WAYS)
def test_how_a_count_of_then_is_taken_to_lie_to_that_of_now(
    values: dict[str, int], before: Edition, expected: dict[str, str]
) -> None:
    links = ways(linked(now(values), LASTING, [before]))
    assert links == {f"E:{key} {key}": way for key, way in expected.items()}


def test_of_what_does_not_last_now_nothing_is_assumed() -> None:
    assert ways(linked(now({"a": 5, "b": 9}), frozenset("b"), [edition({"a": 4, "b": 9})])) == {
        "E:b b": "gelijk"
    }


@pytest.mark.parametrize(
    ("own", "rows", "expected"),
    [
        # A row that is there only for somebody came: there are more. Or it went: there are fewer.
        ({"c": Count(2, low=1)}, {}, {"a": "minder", "b": "minder"}),
        ({}, {"c": 1}, {"a": "meer", "b": "meer"}),
        ({"c": Count(2)}, {}, {"a": "gelijk", "b": "gelijk"}),
        ({}, {"c": 0}, {"a": "gelijk", "b": "gelijk"}),
        ({"c": Count(2, low=1)}, {"c": 1}, {"a": "gelijk", "b": "gelijk", "c": "gelijk"}),
        ({}, {"d": 1}, {"a": "gelijk", "b": "gelijk"}),  # of a row that means something else it says nothing
    ],
)
def test_a_row_that_came_or_went_tells_that_somebody_did(
    own: dict[str, Count], rows: dict[str, int], expected: dict[str, str]
) -> None:
    lasting = frozenset({"a", "b", *(rows if "d" not in rows else ())})
    before = edition({"a": 5}, {"b", *rows}, low=rows, lasting=lasting)
    links = ways(linked(now({"a": 5, "b": 9}, **own), LASTING, [before]))
    assert links == {f"E:{key} {key}": way for key, way in expected.items()}


BOTH = Sum("alle", ("a", "b"))


def test_what_contradicts_what_is_known_is_not_assumed() -> None:
    """The whole means something else now, but then it told what b was: less than now, or more."""
    lasting = frozenset({"a", "b"})
    for whole, said in ((14, "gelijk"), (13, "minder"), (15, "meer")):
        before = edition({"alle": whole, "a": 5}, "b", sums=(BOTH,), lasting=lasting)
        links = linked(now({"alle": 14, "a": 5, "b": 9}, (BOTH,)), lasting, [before])
        assert ways(links) == {"E:a a": said, "E:b b": said}
        assert links.counts["E:b"].value == whole - 5


def test_an_edition_that_contradicts_itself_tells_nothing_at_all() -> None:
    problem = now({"alle": 14, "a": 5, "b": 9}, (BOTH,))
    broken = edition({"alle": 14, "a": 5, "b": 8}, sums=(BOTH,))
    assert linked(problem, LASTING, [broken]) == problem
    # And what other editions tell stays told.
    sound = Edition("F", {"alle": 14, "a": 5}, frozenset("b"), (BOTH,), LASTING)
    assert ways(linked(problem, LASTING, [broken, sound])) == ways(linked(problem, LASTING, [sound])) != {}


def test_only_what_is_told_is_kept_where_the_rest_contradicts() -> None:
    """a stayed, b was 12 and is 9, c was 3 and is 6: neither all the same, nor all fewer, nor all more."""
    lasting = frozenset("abc")
    before = edition(
        {"a": 5, "ab": 17, "ac": 8},
        "bc",
        sums=(Sum("ab", ("a", "b")), Sum("ac", ("a", "c"))),
        lasting=lasting,
    )
    links = linked(now({"a": 5, "b": 9, "c": 6}), lasting, [before])
    assert ways(links) == {"E:a a": "minder"}
    assert (links.counts["E:b"].value, links.counts["E:c"].value) == (12, 3)


def test_where_a_row_came_nothing_is_taken_to_have_shrunk() -> None:
    """Somebody came, so there are more; that b was 12 and is 9 then says nothing of the rest."""
    before = edition({"a": 5, "ab": 17}, "b", sums=(Sum("ab", ("a", "b")),), lasting=frozenset("ab"))
    links = linked(now({"a": 5, "b": 9}, c=Count(2, low=1)), LASTING, [before])
    assert ways(links) == {"E:a a": "minder"}


def test_an_edition_is_held_to_what_it_showed_and_withheld() -> None:
    before = edition(
        {"alle": 14, "a": 5}, "b", sums=(BOTH, Sum("b", ("x", "y"))), low={"b": 2}, high={"b": 11, "a": 7}
    )
    links = linked(now({"alle": 14, "a": 5, "b": 9}, (BOTH,)), LASTING, [before])
    assert links.counts["E:a"] == Count(5, in_report=False, fixed=True)
    assert links.counts["E:b"] == Count(9, in_report=False, low=2, high=11)
    assert {str(key) for key in links.counts} >= {"E:x", "E:y"}  # what only its sums have
    assert links.counts["E:x"].value + links.counts["E:y"].value == 9
    assert links.guarded == {"E:b"}
    assert links.believed == {"E:b"}
    assert set(links.sums) >= {BOTH, Sum("E:alle", ("E:a", "E:b"))}
    # What lies between then and now is none where they are the same, and any number where there may be more.
    assert links.counts["gelijk/E:a/a"] == Count(0, in_report=False, high=0)
    grown = linked(now({"alle": 15, "a": 6, "b": 9}, (BOTH,)), LASTING, [before])
    assert grown.counts["minder/E:a/a"] == Count(1, in_report=False, high=None)
    assert Sum("a", ("E:a", "minder/E:a/a")) in grown.sums
    shrunk = linked(now({"alle": 13, "a": 4, "b": 9}, (BOTH,)), LASTING, [before])
    assert Sum("E:a", ("a", "meer/E:a/a")) in shrunk.sums


@pytest.mark.parametrize(
    ("high", "loose", "believed", "sums"),
    [
        ({"b": 9}, (), {"E:b"}, {"alle"}),
        ({"b": 8}, (), set(), {"alle"}),  # the most it was taken for proves wrong
        ({}, (), set(), {"alle"}),
        ({"b": 9}, (Sum("los", ("a", "b")),), {"E:b"}, {"alle"}),  # what surely holds goes first
    ],
)
def test_the_most_that_can_be_believed_is_believed(
    high: dict[str, int], loose: tuple[Sum, ...], believed: set[str], sums: set[str]
) -> None:
    before = edition({"alle": 14, "a": 5}, "b", sums=(BOTH,), high=high, loose=loose)
    links = linked(now({"alle": 14, "a": 5, "b": 9}), LASTING, [before])
    assert links.believed == believed
    assert {str(line.total)[2:] for line in links.sums if str(line.total).startswith("E:")} >= sums


def test_where_sums_prove_wrong_those_are_believed_that_allow_for_overlap() -> None:
    """Together is not the sum where some are in both: then it is only no less than either."""
    exact, loose = (Sum("alle", ("a", "b")),), (Sum("alle", ("a", "rest")),)
    before = edition({"alle": 12, "a": 5, "b": 9}, sums=exact, loose=loose)
    links = linked(now({"alle": 12, "a": 5, "b": 9}), LASTING, [before])
    assert Sum("E:alle", ("E:a", "E:rest")) in links.sums
    assert Sum("E:alle", ("E:a", "E:b")) not in links.sums
    assert links.counts["E:rest"].value == 7


def test_of_two_earlier_editions_each_is_held_beside_the_other() -> None:
    first = Edition("1", {"a": 5}, frozenset("b"), lasting=frozenset("ab"))
    second = Edition("2", {"a": 6}, frozenset("b"), lasting=frozenset("ab"))
    links = linked(now({"a": 6, "b": 9}), LASTING, [first, second])
    assert ways(links) == {
        "1:a a": "minder",
        "1:b b": "minder",
        "2:a a": "gelijk",
        "2:b b": "gelijk",
        "2:a 1:a": "meer",
        "2:b 1:b": "meer",
    }
    # Bolder than to take for granted how an edition lies to what was looked at now.
    assert {key: bold for key, bold in links.assumed.items() if "1:a" in key} == {
        "minder/1:a/a": 1,
        "meer/2:a/1:a": 2,
    }


def test_what_an_earlier_edition_showed_is_known_to_the_attacker() -> None:
    """b was shown before and is the same, so b cannot support a now: c must, though it costs more."""
    values = {"alle": Count(21, weight=9), "a": Count(3), "b": Count(9), "c": Count(9, weight=5)}
    problem = ProtectedCounts(values, (WHOLE,))
    assert set(protect(problem, THRESHOLD)) == {"a", "b"}
    before = edition({"alle": 21, "b": 9}, {"a", "c"}, sums=(WHOLE,))
    assert {"a", "c"} <= set(protect(linked(problem, LASTING, [before]), THRESHOLD))


def test_what_an_earlier_edition_withheld_stays_unknown() -> None:
    """Nothing is small any more; but a is as it was, and showing it would tell what was withheld then."""
    values = {"alle": 21, "a": 4, "b": 8, "c": 9}
    before = edition({"alle": 21, "c": 9}, {"a", "b"}, sums=(WHOLE,))
    problem = now({**values, "a": 6, "alle": 23}, (WHOLE,))
    assert protect(problem, THRESHOLD) == {}
    kept = protect(linked(now(values, (WHOLE,)), LASTING, [before]), 4)  # 4 is not small under this threshold
    assert {"a", "b"} <= set(kept)


def test_what_an_edition_withheld_may_have_been_none() -> None:
    before = edition({"alle": 5, "a": 5}, "b", sums=(BOTH,))
    links = linked(now({"alle": 5, "a": 5, "b": 0}, (BOTH,)), LASTING, [before])
    assert ways(links)["E:b b"] == "gelijk"
    assert links.counts["E:b"] == Count(0, in_report=False)
