"""A comparison of two policies summed by hand: what is not known is counted, and never taken for nothing."""

import pickle
from collections import Counter
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from tests.tender.cases.test_coverage import ROOT, assessor_of
from tests.tender.test_duty_in_words import kader
from tests.tender.test_framework_oracle import assessor_of as assessor_of_content

from maatwerk_cli.models.values import parse_datum
from maatwerk_cli.tender.cases.comparison import (
    ComparedPair,
    Side,
    Sums,
    compared,
    unknown_by,
)
from maatwerk_cli.tender.cases.views.comparison_views import _asked, _duty, _summed
from maatwerk_cli.tender.facts import Facts
from maatwerk_cli.tender.judging import Choices, Refused, TenderRead, judge

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
    ComparedPair(8, "g", "", UNKNOWN, LESS, "", (("aard", "loonsom_excl_btw"), ("loonsom_excl_btw",))),
    ComparedPair(9, "h", "", NOT, LESS, "", ((), ("loonsom_excl_btw",))),
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
    why=(Counter({"aard": 1, "loonsom_excl_btw": 1}), Counter({"loonsom_excl_btw": 2})),
)


def summed(*pairs: ComparedPair) -> Sums:
    outcome = Sums()
    for pair in pairs:
        outcome.add(pair)
    return outcome


def sent(thing: Any) -> Any:
    """Give what comes from another process, of what goes there."""
    return pickle.loads(pickle.dumps(thing))  # noqa: S301


def test_a_comparison_is_summed() -> None:
    assert summed(*PAIRS) == BY_HAND


def test_before_and_after_are_told_apart() -> None:
    for was, wordt, unknown in ((OWES, UNKNOWN, (0, 1)), (UNKNOWN, OWES, (1, 0))):
        whole = summed(ComparedPair(1, "a", "", was, wordt))
        assert whole.unknown == unknown
        whole.merge(sent(whole))
        assert whole.unknown == (2 * unknown[0], 2 * unknown[1])


@pytest.mark.parametrize(("was", "wordt"), [(None, None), (OWES, None), (None, OWES)])
def test_what_either_does_not_judge_counts_as_wrong_and_moves_nothing(
    was: Side | None, wordt: Side | None
) -> None:
    sums = summed(ComparedPair(1, "a", "", was, wordt, "onleesbaar"))
    assert (sums.total, sums.wrong, sums.changed, sums.moves) == (1, 1, 0, Counter())


def test_the_sums_of_parts_are_those_of_the_whole() -> None:
    """Parts are summed in other processes, and go from there as bytes."""
    for cut in range(len(PAIRS) + 1):
        whole = summed(*PAIRS[:cut])
        whole.merge(sent(summed(*PAIRS[cut:])))
        assert whole == BY_HAND, cut


def test_a_pair_comes_from_another_process_as_it_went() -> None:
    assert sent(PAIRS) == PAIRS


def test_nothing_summed_is_none_of_anything() -> None:
    assert Sums() == Sums(0, 0, Counter(), {}, (0, 0), Counter(), 0)


def verdict(duty: Any, leading: str | None = "vb") -> Any:
    kader = None if leading is None else SimpleNamespace(verplichting=duty)
    return SimpleNamespace(
        uitkomst="onbekend", kader=kader, situation=SimpleNamespace(leading=leading), vraagvelden=("aard",)
    )


@pytest.mark.parametrize(
    ("why", "client", "kind", "asked", "told_by"),
    [
        ("opdrachtgever", None, None, ("aard",), ("opdrachtgever_soort",)),
        # Of whom it is not, nothing that is filled in makes it hold.
        ("opdrachtgever", "gm0001", None, ("aard",), ("kader_niet_voor_opdrachtgever",)),
        ("opdrachtgever", None, "rijk", ("aard",), ("kader_niet_voor_opdrachtgever",)),
        ("datum", None, None, ("aard",), ("kader_niet_op_peildatum",)),
        ("datum", None, None, (), ("kader_niet_op_peildatum",)),
        ("opdrachtgever_onbekend", "x", None, (), ("opdrachtgever_niet_te_vinden",)),
        ("opdrachtgever_onbekend", "x", None, ("aard",), ("aard",)),
        ("", None, None, ("aard", "cpv"), ("aard", "cpv")),
        ("", None, None, (), ("lezing",)),  # nothing to fill in, but to choose
    ],
)
def test_why_an_outcome_is_unknown(
    why: str, client: str | None, kind: str | None, asked: tuple[str, ...], told_by: tuple[str, ...]
) -> None:
    facts = Facts(opdrachtgever=client, opdrachtgever_soort=kind)
    given: Any = SimpleNamespace(
        uitkomst="onbekend", facts=facts, situation=SimpleNamespace(reden=why), vraagvelden=asked
    )
    assert unknown_by(given) == told_by
    given.uitkomst = "van_toepassing"
    assert unknown_by(given) == ()


def owed(**given: Any) -> Any:
    return SimpleNamespace(**{"plain": False, "bedrag": None, "hoeveelheid": None, "eenheid": "euro"} | given)


@pytest.mark.parametrize(
    ("given", "side"),
    [
        (verdict(None, None), ("", None, "")),
        (verdict(None), ("vb", None, "")),
        (verdict(owed(plain=True, bedrag=Decimal(5))), ("vb", 5, "euro")),
        (verdict(owed(hoeveelheid=Decimal(5), bedrag=Decimal(5))), ("vb", 5, "euro")),
        (verdict(owed(hoeveelheid=Decimal(200), eenheid="uren")), ("vb", 200, "uren")),
        (verdict(owed()), ("vb", None, "euro")),
    ],
)
def test_what_a_policy_makes_of_a_tender(given: Any, side: tuple[str, int | None, str]) -> None:
    kader, amount, unit = side
    assert Side.of(given) == Side(
        "onbekend", kader, None if amount is None else Decimal(amount), unit, ("aard",)
    )


def test_each_tender_is_held_against_the_other_policy_too() -> None:
    """One that is no tender, and one with a ground that only the first policy has, stop no other."""
    facts = Facts(
        id="a", perceel="1", aard="werk", loonsom_excl_btw=Decimal(900_000), looptijd_maanden=12,
        uitsluitingsgronden=(), motivering="Voorbeeld.", opdrachtgever_soort="decentraal",
        peildatum=parse_datum("2020-09-01"),
    )  # fmt: skip
    grounded = facts._replace(id="b", perceel=None, uitsluitingsgronden=("ug-1",))
    first, other = assessor_of(ROOT / "data"), assessor_of_content(kader())
    read = [TenderRead(own, line) for line, own in ((3, grounded), (4, facts))]
    results = [
        Refused("onleesbaar", 2, id="x", perceel="9"),
        Refused("leeg"),
        *judge(read, first, Choices()),
    ]
    wrong, empty, refused, judged = compared(results, other, Choices())
    assert wrong == ComparedPair(2, "x", "9", None, None, "onleesbaar")
    assert empty == ComparedPair(1, "", "", None, None, "leeg")
    assert refused[:5] == (3, "b", "", None, None)
    assert "uitsluitingsgronden" in refused.fout
    assert (judged.line, judged.id, judged.perceel, judged.fout) == (4, "a", "1", "")
    assert judged.wordt == Side("van_toepassing", "vb", Decimal(45_000), "euro", ())
    assert judged.was is not None
    assert judged.was.kader != "vb"


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (2, "2 vragen meer"),
        (1, "1 vraag meer"),
        (-1, "1 vraag minder"),
        (-3, "3 vragen minder"),
    ],
)
def test_how_many_questions_more_or_fewer_are_asked_is_told(number: int, text: str) -> None:
    total = Sums(5, 1, Counter(), {}, (0, 0), Counter({"aard": number}), 0)
    assert [*_summed(total)] == [f"Naar de aard van de opdracht: {text}."]


@pytest.mark.parametrize(
    ("was", "now", "text"),
    [
        (100, 150, "was € 100, wordt € 150 (€ 50 meer)"),
        (150, 100, "was € 150, wordt € 100 (€ 50 minder)"),
        (100, 100, "was € 100, wordt € 100 (evenveel)"),
    ],
)
def test_what_is_owed_more_or_less_in_all_is_told(was: int, now: int, text: str) -> None:
    duties = {"euro": (Decimal(was), Decimal(now))}
    total = Sums(5, 1, Counter(), duties, (0, 0), Counter(), 0)
    assert [line.replace("\xa0", " ") for line in _summed(total)] == [f"Verplichting samen: {text}."]


@pytest.mark.parametrize(
    ("was", "now", "text"),
    [
        (NO_AMOUNT, NO_AMOUNT, ""),
        (None, UNKNOWN, ""),
        (UNKNOWN, None, ""),
        (UNKNOWN, LESS, "; te vragen: de loonsom"),
        (LESS, NOT, "; niets meer te vragen"),
    ],
)
def test_of_one_tender_is_told_what_is_asked_where_that_changed(
    was: Side | None, now: Side | None, text: str
) -> None:
    assert _asked(was, now) == text


def test_an_obligation_is_told_in_its_unit_or_as_not_known_or_as_none() -> None:
    """What is not known is not none, and a framework without a percentage is not one that does not apply."""
    sides = (None, NOT, UNKNOWN, NO_AMOUNT, HOURS, MORE, NO_AMOUNT._replace(eenheid=""))
    written = [_duty(side).replace("\xa0", " ") for side in sides]
    known = ["200 uur", "€ 20.000", "geen percentage in het kader"]
    assert written == ["", "geen", "nog onbekend", "nog onbekend", *known]


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("aard", "de aard van de opdracht ontbreekt"),
        ("uitsluitingsgronden", "niet bekend is of een uitsluitingsgrond geldt"),
        ("raamovereenkomst", "niet bekend is of dit een raamovereenkomst is"),
    ],
)
def test_what_is_missing_is_said_in_a_sentence(field: str, said: str) -> None:
    why = Counter({field: 2})
    total = Sums(5, 1, Counter(), {}, (0, 0), Counter(), 0, (why, why))
    assert [*_summed(total)] == [f"Waarom een uitkomst onbekend is (was en wordt): {said} (2)."]
