"""A comparison of two policies summed by hand: what is not known is counted, and never taken for nothing."""

import json
from collections import Counter
from decimal import Decimal

from maatwerk_cli.tender.cases.comparison import ComparedPair, Side, Summing, Sums, pair_of, plain_pair

NOT = Side("niet_van_toepassing", "vb", None, "", ())
OWES = Side("van_toepassing", "vb", Decimal("11000.50"), "euro", ())
MORE = Side("van_toepassing", "vb", Decimal(20_000), "euro", ())
HOURS = Side("van_toepassing", "vb", Decimal(200), "uren", ())
NO_AMOUNT = Side("van_toepassing", "vb", None, "euro", ("loonsom_excl_btw",))
UNKNOWN = Side("onbekend", "", None, "", ("aard", "loonsom_excl_btw"))
LESS = Side("onbekend", "", None, "", ("loonsom_excl_btw",))
PAIRS = [
    ComparedPair(2, "a", "", NOT, OWES),
    ComparedPair(3, "b", "1", OWES, MORE),
    ComparedPair(4, "c", "", MORE, MORE),
    ComparedPair(5, "d", "", NOT, NOT),
    ComparedPair(6, "e", "", MORE, HOURS),
    ComparedPair(7, "f", "", NO_AMOUNT, MORE),
    ComparedPair(8, "g", "", UNKNOWN, LESS),
    ComparedPair(9, "h", "", NOT, LESS),
    ComparedPair(10, "i", "", None, None, "onleesbaar"),
]
NOT_APPLIES, APPLIES, OPEN = "niet_van_toepassing", "van_toepassing", "onbekend"
BY_HAND = Sums(
    total=9,
    changed=6,  # all but c and d; i is not judged
    moves=Counter(
        {
            (NOT_APPLIES, APPLIES): 1,
            (APPLIES, APPLIES): 4,
            (NOT_APPLIES, NOT_APPLIES): 1,
            (OPEN, OPEN): 1,
            (NOT_APPLIES, OPEN): 1,
        }
    ),
    duties={
        # Before: b, c and e; after: a, b, c and f.
        "euro": (Decimal("51000.50"), Decimal("71000.50")),
        "uren": (Decimal(0), Decimal(200)),
    },
    unknown=(2, 2),  # f and g before, g and h after
    # The kind is asked of g no longer; the wage sum no longer of f, and of h now: that is as many.
    asked=Counter({"aard": -1}),
    wrong=1,
)


def summed(*pairs: ComparedPair) -> Summing:
    found = Summing()
    for pair in pairs:
        found.add(pair)
    return found


def test_a_comparison_is_summed() -> None:
    assert summed(*PAIRS).sums == BY_HAND


def test_the_sums_of_parts_are_those_of_the_whole() -> None:
    """Parts are summed in other processes, and go from there as JSON."""
    for cut in range(len(PAIRS) + 1):
        whole = summed(*PAIRS[:cut])
        whole.merge(json.loads(json.dumps(summed(*PAIRS[cut:]).plain())))
        assert whole.sums == BY_HAND, cut


def test_a_pair_comes_from_another_process_as_it_went() -> None:
    assert [pair_of(json.loads(json.dumps(plain_pair(pair)))) for pair in PAIRS] == PAIRS


def test_nothing_summed_is_none_of_anything() -> None:
    assert Summing().sums == Sums(0, 0, Counter(), {}, (0, 0), Counter(), 0)
