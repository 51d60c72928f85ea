"""What a quantity can be, of one lot and of all together, and what a limit decides, by trying every value."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations_with_replacement, product
from typing import Any, get_args

import pytest

from maatwerk_cli.models.policy.conditions import (
    COMPOSED_TESTS,
    CONDITION_FIELDS,
    LIMIT_TESTS,
    MORE_MEETS,
    OPPOSITE_TESTS,
    Grenstoets,
    Samenstelling,
    Voorwaarde,
)
from maatwerk_cli.models.values import parse_datum
from maatwerk_cli.tender.condition import _DECIDE, Measure, _of_ceiling, at_level, measure_together, share
from maatwerk_cli.tender.facts import (
    NOTHING_KNOWN,
    TOTAL_TERM,
    VALUE_WITHOUT_OPTIONS,
    Bounds,
    Facts,
    add_months,
    exact_term,
    firm_term,
    inconsistencies,
    started_months,
    whole_months,
)
from maatwerk_cli.tender.frameworks.open_readings import Lezing
from maatwerk_cli.tender.frameworks.policy import Limit
from maatwerk_cli.tender.judging import Choices
from maatwerk_cli.tender.lots import LotQuestion, Lots, amount_bounds, asked_together, term_with_options
from maatwerk_cli.tender.words.condition_words import (
    against_limit,
    limit_of_parts,
    parts_words,
    words_of_test,
)
from maatwerk_cli.tender.words.limit_words import quantity

WAGES, VALUE = "loonsom_excl_btw", "opdrachtwaarde_excl_btw"
TESTS: dict[str, Callable[[int, int], bool]] = {
    "minstens": lambda value, limit: value >= limit,
    "meer_dan": lambda value, limit: value > limit,
    "hoogstens": lambda value, limit: value <= limit,
    "minder_dan": lambda value, limit: value < limit,
}


@pytest.mark.parametrize("test", TESTS)
def test_a_limit_decides_only_what_every_value_decides(test: str) -> None:
    """Of all quantities and limits from 0 to 6, exact and not, and without end."""
    for (low, high), (lowest, highest) in product(combinations_with_replacement(range(6), 2), repeat=2):
        for most in (high, None):
            values = range(low, 9 if most is None else most + 1)  # without end: beyond every limit
            outcomes = {TESTS[test](value, limit) for value in values for limit in (lowest, highest)}
            wanted = None if len(outcomes) == 2 else "ja" if True in outcomes else "nee"
            assert _DECIDE[test](low, most, Limit(lowest, highest)) == wanted, (low, most, lowest, highest)


def test_a_limit_holds_as_the_one_list_of_tests_says() -> None:
    """Of numbers from 0 to 4 against 2: the opposite holds where it does not, and more meets it or never."""
    assert set(TESTS) == set(LIMIT_TESTS)
    for name, holds in TESTS.items():
        met = {value for value in range(5) if holds(value, 2)}
        assert met == {value for value in range(5) if not TESTS[OPPOSITE_TESTS[name]](value, 2)}
        assert (name in MORE_MEETS) == (4 in met) == (0 not in met)
        assert against_limit(name, "2").endswith(" 2")


def test_every_form_of_condition_is_declared_and_has_words() -> None:
    """What the model allows is what is declared of it; a table of words without one of them fails here."""
    assert set(LIMIT_TESTS) == set(get_args(Grenstoets))
    assert set(COMPOSED_TESTS) == set(get_args(Samenstelling)) <= set(Voorwaarde.model_fields)
    for way in COMPOSED_TESTS:
        assert parts_words(way)
        assert limit_of_parts(way)
    for name, kind in CONDITION_FIELDS.items():
        for test in kind.toetsen:
            if test != "geen_van":  # whose words are those of its grounds
                assert words_of_test(Voorwaarde.model_construct(veld=name, toets=test))


def amounts(low: int, high: int | None) -> Bounds[Any]:
    return Bounds(Decimal(low), None if high is None else Decimal(high))


@pytest.mark.parametrize(
    ("own", "whole", "free", "capped"),
    [
        ((10, 10), (40, 40), (25, 25), (25, 25)),
        ((10, 20), (40, 50), (20, 50), (20, 50)),
        ((10, None), (40, 50), (20, None), (20, 100)),
        ((10, 20), (0, 50), (20, None), (20, 100)),  # of nothing any part
        ((10, 20), (0, None), (0, None), (0, 100)),
        ((10, 20), (40, None), (0, 50), (0, 50)),
        ((0, 0), (40, 40), (0, 0), (0, 0)),
        ((30, 80), (40, 50), (60, 200), (60, 100)),  # a part is no more than all
        ((50, 80), (50, 50), (100, 160), (100, 100)),
        ((60, 60), (40, 40), (150, 150), (150, 150)),  # which contradicts itself, so nothing is made of it
    ],
)
def test_what_part_one_amount_is_of_another(own: Any, whole: Any, free: Any, capped: Any) -> None:
    assert share(amounts(*own), amounts(*whole), capped=False) == amounts(*free)
    assert share(amounts(*own), amounts(*whole), capped=True) == amounts(*capped)


def tender(**given: Any) -> Facts:
    days = {name: parse_datum(value) for name, value in given.items() if name in ("begin", "einde")}
    return Facts(**{**given, **days})


WITHOUT = {VALUE_WITHOUT_OPTIONS: NOTHING_KNOWN}
AMOUNTS = [
    (tender(), NOTHING_KNOWN),
    (tender(loonsom_excl_btw=5), Bounds(5, 5)),
    (tender(opdrachtwaarde_excl_btw=8), Bounds(0, 8)),
    (tender(loonsom_excl_btw=5, opdrachtwaarde_excl_btw=5), Bounds(5, 5)),
    (tender(loonsom_excl_btw=6, opdrachtwaarde_excl_btw=5), NOTHING_KNOWN),  # one of the two is wrong
    (tender(bounds={WAGES: Bounds(5, 9)}), Bounds(5, 9)),
    (tender(bounds={WAGES: Bounds(5, 9)}, opdrachtwaarde_excl_btw=7), Bounds(5, 7)),
    (tender(bounds={WAGES: Bounds(5, 9)}, opdrachtwaarde_excl_btw=5), Bounds(5, 5)),
    (tender(bounds={WAGES: Bounds(5, 9)}, opdrachtwaarde_excl_btw=4), NOTHING_KNOWN),
    (tender(bounds={WAGES: Bounds(5, None)}, opdrachtwaarde_excl_btw=7), Bounds(5, 7)),
    (tender(bounds={VALUE: Bounds(3, 7)}), Bounds(0, 7)),
    (tender(bounds={VALUE: Bounds(3, 7)}, loonsom_excl_btw=7), Bounds(7, 7)),
    (tender(bounds={VALUE: Bounds(3, 7)}, loonsom_excl_btw=8), NOTHING_KNOWN),
    (tender(bounds={VALUE: Bounds(3, None)}, loonsom_excl_btw=8), Bounds(8, 8)),
    # A value without the options to extend is no most of a wage sum with them.
    (tender(bounds=WITHOUT, opdrachtwaarde_excl_btw=8), Bounds(0, None)),
    (tender(bounds=WITHOUT, opdrachtwaarde_excl_btw=8, loonsom_excl_btw=9), Bounds(9, 9)),
]


@pytest.mark.parametrize(("facts", "bounds"), AMOUNTS)
def test_a_wage_sum_is_no_more_than_the_value(facts: Facts, bounds: Bounds[Any]) -> None:
    assert amount_bounds(facts, WAGES, VALUE) == bounds
    if not facts.bounds and facts.loonsom_excl_btw is None:
        assert amount_bounds(facts, WAGES, None) == NOTHING_KNOWN


@pytest.mark.parametrize(
    ("facts", "note"),
    [
        (tender(opdrachtwaarde_excl_btw=8), "onder_plafond"),
        (tender(bounds={VALUE: Bounds(3, 8)}), "onder_hooguit_plafond"),  # only the most of it is known
        (tender(), ""),
        (tender(bounds={WAGES: Bounds(0, 6)}, opdrachtwaarde_excl_btw=8), ""),  # another end is nearer
    ],
)
def test_by_which_amount_a_wage_sum_is_limited(facts: Facts, note: str) -> None:
    assert _of_ceiling(facts, VALUE, amount_bounds(facts, WAGES, VALUE)) == note
    assert _of_ceiling(facts, None, Bounds(0, 8)) == ""


LEVELS = [
    ("ja", "geheel", (5, 9), ""),
    ("nadere_overeenkomst", "nadere_overeenkomst", (5, 9), ""),
    ("ja", "nadere_overeenkomst", (0, 9), "per_nadere_overeenkomst"),  # no more than the whole
    ("nadere_overeenkomst", "geheel", (5, None), "hele_raamovereenkomst"),  # and no less than a part
    (None, "geheel", (5, None), "hele_raamovereenkomst"),
]


@pytest.mark.parametrize(("agreement", "reading", "bounds", "note"), LEVELS)
def test_a_quantity_at_the_level_at_which_the_limit_is_read(
    agreement: str | None, reading: Any, bounds: Any, note: str
) -> None:
    facts = Facts(raamovereenkomst=agreement)
    outcome = at_level(Measure(Bounds(5, 9), 7), facts, Lezing(raamovereenkomst=reading), is_amount=True)
    assert (outcome.bounds, outcome.note) == (Bounds(*bounds), note)
    assert outcome.given == (7 if not note else None)
    term = at_level(Measure(Bounds(5, 9), 7), facts, Lezing(raamovereenkomst=reading), is_amount=False)
    assert term.bounds == (Bounds(0, None) if note == "per_nadere_overeenkomst" else Bounds(*bounds))


OPTIONS = [
    (Facts(), (6, 8)),
    (Facts(verlenging_maanden=12), (18, 20)),
    (Facts(bounds={VALUE: Bounds(3, 7)}), (6, 8)),  # of options nothing is said
    (Facts(bounds={"verlenging_maanden": Bounds(0, None)}), (6, None)),
    (Facts(bounds={"verlenging_maanden": Bounds(2, 3)}), (8, 11)),
    (Facts(verlenging_maanden=12, bounds={TOTAL_TERM: Bounds(19, 30)}), (19, 20)),
    (Facts(verlenging_maanden=12, bounds={TOTAL_TERM: Bounds(0, 19)}), (18, 19)),
    (Facts(verlenging_maanden=12, bounds={TOTAL_TERM: Bounds(20, 20)}), (20, 20)),
    (Facts(verlenging_maanden=12, bounds={TOTAL_TERM: Bounds(21, 30)}), (18, 20)),  # it contradicts the parts
    (Facts(bounds={"verlenging_maanden": Bounds(0, None), TOTAL_TERM: Bounds(0, 24)}), (6, 24)),
    (Facts(bounds={"verlenging_maanden": Bounds(0, None), TOTAL_TERM: Bounds(12, None)}), (12, None)),
]


@pytest.mark.parametrize(("facts", "bounds"), OPTIONS)
def test_a_term_with_its_options(facts: Facts, bounds: Any) -> None:
    assert term_with_options(facts, Bounds(6, 8)) == Bounds(*bounds)
    assert term_with_options(Facts(verlenging_maanden=12), Bounds(6, None)) == Bounds(18, None)


def later(begin: date, months: int) -> date:
    """Add months as a person does: of a month without that day its last."""
    year, month = divmod(begin.year * 12 + begin.month - 1 + months, 12)
    for day in range(begin.day, 0, -1):
        try:
            return date(year, month + 1, day)
        except ValueError:
            continue
    raise AssertionError


# Of the years 2000, 2020 and 2024 February has a 29th, and of 1900 not.
BEGINS = [
    *(date(2019, 12, 31), date(2020, 1, 29), date(2020, 2, 29), date(2021, 1, 1)),
    *(date(1900, 1, 31), date(1999, 12, 31), date(2023, 12, 31)),
]


@pytest.mark.parametrize("begin", BEGINS)
def test_months_of_every_term_of_two_years(begin: date) -> None:
    for days in range(-3, 750):
        end = begin + timedelta(days=days)
        after = end + timedelta(days=1)
        whole = max(number for number in range(-2, 30) if later(begin, number) <= after)
        assert whole_months(begin, end) == whole, end
        assert started_months(begin, end) == whole + (later(begin, whole) != after), end
    assert [add_months(begin, number) for number in range(30)] == [
        later(begin, number) for number in range(30)
    ]


TERMS = [
    (tender(looptijd_maanden=7), (7, 7)),
    (tender(), (0, None)),
    (tender(begin="2020-01-01", einde="2020-06-30"), (6, 6)),
    (tender(begin="2020-01-01", einde="2020-06-29"), (5, 5)),
    (tender(begin="2020-01", einde="2020-06"), (4, 6)),  # from 31 January to 1 June, or both whole
    (tender(begin="2020", einde="2020"), (0, 12)),
    (tender(begin="2020-01", einde="2020-06", looptijd_maanden=5), (5, 5)),
    (tender(begin="2020-01", einde="2020-06", looptijd_maanden=9), (4, 6)),  # the dates decide
    (tender(begin="2020-01", einde="2020-06", bounds={"looptijd_maanden": Bounds(5, None)}), (5, 6)),
    (tender(begin="2020-01-01", looptijd_maanden=9), (9, 9)),
]


@pytest.mark.parametrize(("facts", "bounds"), TERMS)
def test_a_term_without_options(facts: Facts, bounds: Any) -> None:
    assert firm_term(facts) == Bounds(*bounds)


@pytest.mark.parametrize(
    ("facts", "months"),
    [
        (tender(looptijd_maanden=7), 7),
        (tender(begin="2020-01-01", looptijd_maanden=7), 7),
        (tender(begin="2020-01-01", einde="2020-06-30", looptijd_maanden=7), 6),
        (tender(begin="2020-01", einde="2020-06-30"), None),
        (tender(begin="2020-01-01", einde="2020-06"), None),
        (tender(), None),
    ],
)
def test_a_term_that_is_known_to_the_day(facts: Facts, months: int | None) -> None:
    assert exact_term(facts) == months
    assert exact_term(tender(begin="2020-01-01", einde="2020-07-01"), started=True) == 7
    assert exact_term(tender(begin="2020-01-01", einde="2020-06-30"), started=True) == 6


def lot(name: str = "", **given: Any) -> Facts:
    return tender(perceel=name or None, **given)


def test_amounts_of_lots_together() -> None:
    known, other = lot("a", loonsom_excl_btw=5), lot("b", opdrachtwaarde_excl_btw=9)
    assert Lots([known, lot("c", loonsom_excl_btw=5)]).amount(WAGES, VALUE) == Bounds(10, 10)
    assert Lots([known, known]).amount(WAGES, VALUE) == Bounds(5, 10)  # one lot, twice: which is not known
    assert Lots([known, other]).amount(WAGES, VALUE) == Bounds(5, 14)
    assert Lots([known, None]).amount(WAGES, VALUE) == Bounds(5, None)
    assert Lots([known, lot()]).amount(WAGES, VALUE) == Bounds(5, None)
    assert Lots([known], "elders").amount(WAGES, VALUE) == Bounds(5, None)
    asked = Lots([known, other, None, lot("d")], names=["a", "b", None, "d"]).ask_amount(WAGES, VALUE)
    assert (asked.fields, asked.places, asked.names) == ((WAGES,), (1, 2, 3), ("b", "", "d"))
    assert Lots([known]).ask_amount(WAGES, VALUE) == LotQuestion()
    assert not Lots([known, other]).contradict(WAGES, VALUE)
    wrong = lot(loonsom_excl_btw=9, opdrachtwaarde_excl_btw=8)
    assert Lots([known, wrong]).contradict(WAGES, VALUE)
    assert not Lots([lot(), None]).contradict(WAGES, VALUE)
    assert not Lots([known]).many
    assert Lots([known, known]).many
    assert Lots([known], "elders").many


HALF, NEXT = {"begin": "2020-01-01", "einde": "2020-06-30"}, {"begin": "2020-07-01", "einde": "2020-12-31"}
TOGETHER: list[tuple[list[Facts | None], str, bool, tuple[int, int | None]]] = [
    ([lot(looptijd_maanden=4), lot(looptijd_maanden=7)], "", False, (7, 7)),  # side by side
    ([lot(looptijd_maanden=4), lot()], "", False, (4, None)),
    ([lot(looptijd_maanden=4), None], "", False, (4, None)),
    ([lot(), lot()], "", False, (0, None)),
    ([lot(looptijd_maanden=0), lot(looptijd_maanden=0)], "", False, (0, 0)),
    ([lot(looptijd_maanden=4)], "niet_gegeven", False, (4, None)),
    ([lot(**HALF), lot(**NEXT)], "", False, (12, 12)),  # one after the other
    ([lot(**HALF), lot(looptijd_maanden=9)], "", False, (9, None)),  # when the other runs is not known
    ([lot(**HALF), lot(looptijd_maanden=3)], "", False, (6, None)),
    ([lot(**HALF), lot(**NEXT, verlenging_maanden=12)], "", True, (24, 24)),
    ([lot(**HALF, verlenging_maanden=12), lot(**NEXT)], "", True, (18, 18)),
    ([lot(**HALF, verlenging_maanden=12), lot(**NEXT)], "", False, (12, 12)),
    ([lot(looptijd_maanden=4, verlenging_maanden=8), lot(looptijd_maanden=7)], "", True, (12, 12)),
    ([lot(begin="2020", einde="2021"), lot(**NEXT)], "", False, (6, 24)),
]


@pytest.mark.parametrize(("given", "missing", "with_them", "bounds"), TOGETHER)
def test_the_term_of_lots_together(given: Any, missing: Any, with_them: bool, bounds: Any) -> None:
    assert Lots(given, missing).term(telt_mee=with_them) == Bounds(*bounds)
    assert Lots(given[::-1], missing).term(telt_mee=with_them) == Bounds(*bounds)


def test_what_to_ask_of_which_lot_before_the_term_is_known() -> None:
    dated, months, options = (
        lot("a", **HALF),
        lot("b", looptijd_maanden=7),
        lot("c", looptijd_maanden=7, bounds={"verlenging_maanden": Bounds(0, None)}),
    )
    assert Lots([dated, lot("x")]).ask_term(telt_mee=False) == LotQuestion(
        ("looptijd_maanden",), (1,), ("x",)
    )
    assert Lots([dated, months]).ask_term(telt_mee=False) == LotQuestion(("begin", "einde"), (1,), ("b",))
    assert Lots([dated, options]).ask_term(telt_mee=True) == LotQuestion(
        ("verlenging_maanden",), (1,), ("c",)
    )
    assert Lots([dated, options]).ask_term(telt_mee=False) == LotQuestion(("begin", "einde"), (1,), ("c",))
    assert Lots([dated, dated]).ask_term(telt_mee=True) == LotQuestion()


OWN, OTHER = lot("a"), lot("b")
# The lots, why there may be more, the places of those of which is asked; why it is not known.
WHY: list[tuple[list[Facts | None], Any, tuple[int, ...], str]] = [
    ([OWN, OTHER], "", (), ""),
    ([OWN, OTHER], "", (0,), ""),  # it is asked of this lot itself
    ([OWN, OTHER], "", (1,), "percelen_onbekend"),
    ([OWN, OTHER], "", (0, 1), "percelen_onbekend"),
    ([OWN, OTHER], "niet_gegeven", (), "percelen_niet_gegeven"),
    ([OWN, OTHER], "niet_alle", (0,), "percelen_niet_gegeven"),
    ([OWN, OTHER], "elders", (), "percelen_elders"),
    ([OWN, OTHER], "elders", (1,), "percelen_onbekend"),
    ([OWN, lot("a")], "", (), "perceel_dubbel"),
    ([OWN, lot("a")], "", (0,), "perceel_dubbel"),
    ([OWN, lot("a")], "elders", (), "percelen_elders"),
    ([OWN, lot("a")], "", (1,), "percelen_onbekend"),
    ([OWN, lot()], "", (), "geheel_of_perceel"),
    ([OWN, lot("a"), lot()], "", (), "perceel_dubbel"),
    ([OWN, lot()], "elders", (), "percelen_elders"),
]


@pytest.mark.parametrize(("given", "missing", "places", "note"), WHY)
def test_why_it_is_not_known_what_lots_come_to(
    given: list[Facts | None], missing: Any, places: tuple[int, ...], note: str
) -> None:
    asked = LotQuestion((WAGES,), places) if places else LotQuestion()
    measure = measure_together(Bounds(5, 9), asked, Lots(given, missing), OWN)
    assert measure == Measure(Bounds(5, 9), None, (WAGES,) if places else (), note, asked)  # type: ignore[arg-type]


FOUR, EIGHT = {"begin": "2020-07-01", "einde": "2020-10-31"}, {"begin": "2020-01-01", "einde": "2020-08-31"}
FREE = {"verlenging_maanden": 6}
# The lots, the places of those that do not count, those that may not; how long the others can last together.
COUNTED: dict[str, tuple[list[Facts | None], set[int], set[int], tuple[int, int | None]]] = {
    "all count": ([lot(**HALF), lot(**NEXT)], set(), set(), (12, 12)),
    "one does not": ([lot(**HALF), lot(**NEXT)], {1}, set(), (6, 6)),
    "none does": ([lot(**HALF), lot(**NEXT)], {0, 1}, set(), (0, 0)),
    "one may not": ([lot(**HALF), lot(**NEXT)], set(), {1}, (6, 12)),
    "none may": ([lot(**HALF), lot(**NEXT)], set(), {0, 1}, (0, 12)),
    "one may not and one does not": ([lot(**HALF), lot(**NEXT), lot(**EIGHT)], {2}, {1}, (6, 12)),
    "the longest may not": ([lot(looptijd_maanden=4), lot(looptijd_maanden=7)], set(), {1}, (4, 7)),
    "entered twice alike": ([lot("a", **HALF), lot("a", **HALF)], set(), set(), (6, 6)),
    "entered twice alike, before another": (
        [lot("a", **HALF), lot("a", **HALF), lot("b", **NEXT)], set(), set(), (12, 12)
    ),
    "entered twice with other days": ([lot("a", **HALF), lot("a", **FOUR)], set(), set(), (4, 10)),
    "entered twice, beside a longer one": (
        [lot("a", **HALF), lot("a", **FOUR), lot("b", **EIGHT)], set(), set(), (8, 10)
    ),
    "entered twice, beside a shorter one": (
        [lot("a", **EIGHT), lot("a", **NEXT), lot("b", **FOUR)], set(), set(), (6, 12)
    ),
    "entered twice, and it may not count": (
        [lot("a", **HALF), lot("a", **EIGHT), lot("b", **FOUR)], set(), {0, 1}, (4, 10)
    ),
    "entered twice, once outside": ([lot("a", **HALF), lot("a", **FOUR)], {1}, set(), (6, 6)),
    "entered twice, once as it cannot be read": ([lot("a", **HALF), None], set(), set(), (0, None)),
    "entered twice with other months": (
        [lot("a", looptijd_maanden=4), lot("a", looptijd_maanden=7)], set(), set(), (4, 7)
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", COUNTED)
def test_how_long_the_lots_last_that_count_or_may(case: str) -> None:
    given, out, unsure, bounds = COUNTED[case]
    lots = Lots(given, names=[own.perceel if own else "a" for own in given])
    inside = lots.beside(out, dict.fromkeys(unsure, ("aard",))).counting(outside=False)
    assert inside.term(telt_mee=False) == Bounds(*bounds)


def test_lots_whose_options_differ_are_not_entered_alike() -> None:
    """With the options of both it is twelve months, or six; without them six either way."""
    lots = Lots([lot("a", **HALF), lot("a", **HALF, **FREE)])
    assert lots.term(telt_mee=True) == Bounds(6, 12)
    assert lots.term(telt_mee=False) == Bounds(6, 6)
    with_unknown = lot("a", **HALF, bounds={"verlenging_maanden": Bounds(0, None)})
    assert Lots([lot("a", **HALF), with_unknown]).term(telt_mee=True) == Bounds(6, None)


def test_a_month_that_began_counts_where_it_is_asked_so() -> None:
    """What is longer than six months is so by a day: from 1 January up to and including 1 July."""
    day_more = lot(begin="2020-01-01", einde="2020-07-01")
    for lots in (Lots([lot(**HALF), day_more]), Lots([day_more, lot(looptijd_maanden=2)])):
        assert lots.term(telt_mee=False, started=True).low == 7
        assert lots.term(telt_mee=False).low == 6
    twice = Lots([lot("a", **FOUR), lot("a", begin="2020-07-01", einde="2020-11-01")])
    assert twice.term(telt_mee=False, started=True) == Bounds(4, 5)
    assert Lots([day_more]).ask_term(telt_mee=False, started=True) == LotQuestion()


def test_the_last_day_and_the_options_of_any_lot_count_from_the_first_day_of_all() -> None:
    """Eight months with an option of six are fourteen; a lot that ends in December lasts twelve."""
    longest = [lot(**EIGHT, **FREE), lot(**NEXT), lot(**HALF, **FREE)]
    assert Lots(longest).term(telt_mee=True) == Bounds(14, 14)
    assert Lots(longest[:0:-1]).term(telt_mee=True) == Bounds(12, 12)
    vague = [lot(begin="2020-01", einde="2020-06"), lot(begin="2020-03-01", einde="2020-08-31")]
    assert Lots(vague).term(telt_mee=False) == Bounds(7, 8)  # from 31 January, or from the first
    stated = {"verlenging_maanden": Bounds(0, None), TOTAL_TERM: Bounds(20, 20)}
    longer_by_itself = [lot(**HALF, bounds=stated), lot(**NEXT)]
    assert Lots(longer_by_itself).term(telt_mee=True) == Bounds(20, 20)


def test_what_is_to_be_asked_of_lots_that_may_not_count() -> None:
    given = [lot("a", **HALF), lot("b"), lot("c", looptijd_maanden=3)]
    asked = {1: ("aard",), 2: ("uitsluitingsgronden", "aard")}
    inside = Lots(given).beside(set(), asked).counting(outside=False)
    for question in (inside.ask_amount(WAGES, VALUE), inside.ask_term(telt_mee=True)):
        assert question.fields == ("aard", "uitsluitingsgronden")
        assert (question.places, question.names) == ((1, 2), ("b", "c"))
        assert question.about("aard") == LotQuestion(("aard",), (1, 2), ("b", "c"))
        assert question.about("uitsluitingsgronden") == LotQuestion(("uitsluitingsgronden",), (2,), ("c",))
        assert question.about(WAGES) is None
    without = Lots(given).beside({1}, {}).counting(outside=False)
    assert without.ask_amount(WAGES, VALUE).places == (0, 2)
    assert without.ask_term(telt_mee=False) == LotQuestion(("begin", "einde"), (2,), ("c",))
    with_all = Lots(given).beside({1}, {}).counting(outside=True)
    assert with_all.ask_term(telt_mee=False) == LotQuestion(("looptijd_maanden",), (1,), ("b",))
    options = [lot("a", **HALF), lot("b", **HALF, bounds={"verlenging_maanden": Bounds(0, None)})]
    assert Lots(options).beside({1}, {}).counting(outside=False).ask_term(telt_mee=True) == LotQuestion()
    first, other = LotQuestion(("aard",), (0,)), LotQuestion((WAGES,), (1,))
    assert asked_together([None, first, first]) is first
    assert asked_together([first, None, other]) == LotQuestion(others=(first, other))
    assert asked_together([None]) is None
    assert asked_together([first, other]).about(WAGES) == other  # type: ignore[union-attr]


def test_what_lots_that_do_not_or_may_not_count_add_to_a_sum() -> None:
    known = [lot("a", loonsom_excl_btw=5), lot("b", loonsom_excl_btw=7), lot("b", loonsom_excl_btw=9)]
    lots = Lots(known)
    assert lots.amount(WAGES, VALUE) == Bounds(12, 21)  # of the two of one name one is sure to be there

    def inside(out: set[int], unsure: set[int]) -> Bounds[Any]:
        asked = dict.fromkeys(unsure, ("aard",))
        return lots.beside(out, asked).counting(outside=False).amount(WAGES, VALUE)

    assert inside({0}, set()) == Bounds(7, 16)
    assert inside({1}, set()) == Bounds(14, 14)
    assert inside({1}, {2}) == Bounds(5, 14)
    assert inside(set(), {0}) == Bounds(7, 21)
    assert inside({0, 1, 2}, set()) == Bounds(0, 0)
    assert lots.beside({0}, {}).amount(WAGES, VALUE) == Bounds(12, 21)  # beside them all still count
    assert [*lots.beside({0}, {}).counting(outside=False).doubled] == [[1, 2]]
    assert not lots.beside({1}, {}).counting(outside=False).doubled
    wrong = [lot("a", loonsom_excl_btw=5), lot("b", loonsom_excl_btw=9, opdrachtwaarde_excl_btw=8)]
    assert not Lots(wrong).beside({1}, {}).counting(outside=False).contradict(WAGES, VALUE)
    more = Lots(known[:2], taken_as_all=True).with_more()
    assert (more.amount(WAGES, VALUE), more.many, more.taken_as_all) == (Bounds(12, None), True, False)


@pytest.mark.parametrize(
    ("given", "missing", "twice"),
    [
        ([lot("a", loonsom_excl_btw=5), lot("A ", loonsom_excl_btw=7)], "", True),  # by its name
        ([lot("a", loonsom_excl_btw=5), lot("b", loonsom_excl_btw=5)], "", False),
        ([lot(loonsom_excl_btw=5), lot(loonsom_excl_btw=5)], "", True),  # by all that it says
        ([lot(loonsom_excl_btw=5), lot(loonsom_excl_btw=7)], "", False),
        ([lot(loonsom_excl_btw=5), None, None], "", False),  # of what cannot be read nothing is known
        ([lot(), lot(loonsom_excl_btw=7)], "elders", True),
        ([lot(), lot(loonsom_excl_btw=7)], "niet_alle", False),
        ([lot(bounds={WAGES: Bounds(1, 2)}), lot()], "", True),
        ([lot(loonsom_excl_btw=9), lot("a", loonsom_excl_btw=5)], "", True),  # in the whole too
        ([lot("a"), None], "", False),
    ],
)
def test_whether_a_lot_seems_to_be_entered_twice(given: Any, missing: Any, twice: bool) -> None:
    lots = Lots(given, missing)
    assert lots.entered_twice is twice
    assert [lots.is_doubled(own) for own in given if own] == [bool(lots.doubled)] * len(
        [*filter(None, given)]
    )


def test_of_lots_of_which_one_is_entered_twice_the_other_is_not() -> None:
    first, again, other = lot("a"), lot("a", loonsom_excl_btw=7), lot("b")
    lots = Lots([first, other, again, None], names=["a", "b", "a", None])
    assert [lots.is_doubled(own) for own in (first, other, again)] == [True, False, True]
    assert lots.names([1, 3, 0]) == ("b", "", "a")
    assert not Lots([lot(), lot()]).doubled  # without a name nothing is said twice


@pytest.mark.parametrize(
    ("facts", "wrong"),
    [
        (tender(begin="2020-03-01", einde="2020-03-01"), ()),
        (tender(begin="2020-03-02", einde="2020-03-01"), ("einde_voor_begin",)),
        (tender(begin="2020-03", einde="2020-03-01"), ()),
        # A number of months may differ from six months to the day by one, and by no day more.
        *((tender(**HALF, looptijd_maanden=months), ()) for months in (5, 6, 7)),
        *((tender(**HALF, looptijd_maanden=months), ("looptijd_tegenspraak",)) for months in (4, 8)),
        (tender(begin="2020-01-01", einde="2020-07-01", looptijd_maanden=5), ("looptijd_tegenspraak",)),
        (tender(begin="2020-01-01", einde="2020-06-29", looptijd_maanden=7), ("looptijd_tegenspraak",)),
        (tender(begin="2020-01", einde="2020-07-01", looptijd_maanden=5), ()),
    ],
)
def test_a_tender_does_not_end_before_it_begins(facts: Facts, wrong: tuple[str, ...]) -> None:
    assert tuple(entry.kind for entry in inconsistencies(facts)) == wrong


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        ("5", "procent", "5%"), ("0.5", "procent", "0,5%"), ("0.00004", "procent", "0%"),
        ("1.00001", "procent", "1%"), ("33.333333", "procent", "33,3333%"),
        ("66.66666", "procent", "66,6667%"),
        ("1", "maanden", "1 maand"), ("6", "maanden", "6 maanden"), ("6.5", "maanden", "6,5 maanden"),
        ("1250.5", "uren", "1.250,5 uur"), ("2", "fte", "2 fte"), ("3", None, "3"),
    ],
)  # fmt: skip
def test_a_quantity_in_words(value: str, unit: str | None, text: str) -> None:
    assert quantity(Decimal(value), unit) == text


def test_a_value_from_an_option_goes_before_what_was_known_of_that_quantity_and_of_no_other() -> None:
    facts = Facts(bounds={WAGES: amounts(1, 2), VALUE: amounts(3, 4), "looptijd_maanden": amounts(5, 6)})
    choices = Choices(((WAGES, Decimal(9)), (VALUE, None)), bounds=((VALUE, amounts(7, 8)),))
    outcome = choices.apply(facts)
    assert outcome.loonsom_excl_btw == 9
    assert outcome.bounds == {VALUE: amounts(7, 8), "looptijd_maanden": amounts(5, 6)}
    assert Choices().apply(facts) is facts
