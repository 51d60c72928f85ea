"""Ledgers computed by hand: every figure here was written down before the program gave it."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests.contract import registers as made

from maatwerk_cli.checks.catalogue import texts
from maatwerk_cli.contract.amount import AmountRange, cents
from maatwerk_cli.contract.ledger import ledger_of
from maatwerk_cli.contract.obligation import obligation
from maatwerk_cli.contract.progress import ProgressPer, Stand, Voortgang, _heading, progress
from maatwerk_cli.contract.secrecy import efforts_registry, hidden
from maatwerk_cli.contract.signals import signals
from maatwerk_cli.contract.term import later, lifted, term
from maatwerk_cli.models.contract.inspanning import Inspanning
from maatwerk_cli.register.records import Dataset
from maatwerk_cli.text.problem import Problem

contract, effort, framework, option, owes = made.contract, made.effort, made.framework, made.option, made.owes
plan, proeftuin, rate, register = made.plan, made.proeftuin, made.rate, made.register

END = date(2020, 12, 31)
YEAR = {"begin": "2020-01-01", "einde": "2020-12-31"}
TERM = {"begin": "2020-01-01", "einde": "2021-12-31"}
WORKS = {"werkwijze": "voorbeeldkader"}


def progress_of(
    dataset: Dataset, day: date = END, *, intern: bool = False, per: ProgressPer = "opdracht", **rest: Any
) -> Voortgang:
    entries = dataset.records(Inspanning)
    registry = efforts_registry(entries, dataset.settings.drempel_onthulling, intern=intern)
    return progress(dataset, ledger_of(dataset), registry, day=day, per=per, **rest)


def stand_of(dataset: Dataset, day: date = END, **rest: Any) -> Stand:
    """Give how far the only contract is."""
    (line,) = progress_of(dataset, day, **rest).regels
    return line.stand


def low(stand: Stand, name: str) -> Decimal:
    cell = getattr(stand, name, None) or stand.gedaan[name]  # type: ignore[index]
    assert cell.bereik is not None
    assert cell.bereik.exact, cell
    return cents(cell.bereik.laag)


def between(stand: Stand, name: str) -> tuple[Decimal, Decimal | None]:
    cell = getattr(stand, name, None) or stand.gedaan[name]  # type: ignore[index]
    assert cell.bereik is not None
    return cell.bereik.laag, cell.bereik.hoog


def euros(text: str) -> Decimal:
    return Decimal(text)


# What an effort is worth


def test_hours_are_worth_the_rate_of_their_period() -> None:
    """40 hours at 35,00 are 1.400,00; of 15.000,00 there is 13.600,00 left."""
    rates = framework(rate("uren", ("35.00", "2020-01-01", None)))
    dataset = register(
        contract("a", verplichting=owes("15000.00"), **WORKS), rates, efforts=[effort("1", "a", aantal=40)]
    )
    stand = stand_of(dataset)
    assert low(stand, "aanvaard") == euros("1400.00")
    assert low(stand, "open") == euros("13600.00")


def test_a_worth_that_is_told_goes_before_the_rate() -> None:
    rates = framework(rate("uren", ("35.00", "2020-01-01", None)))
    single = effort("1", "a", aantal=40, waarde="1000.01")
    assert low(stand_of(register(contract("a", **WORKS), rates, efforts=[single])), "aanvaard") == euros(
        "1000.01"
    )


def test_half_cents_are_not_lost_and_not_rounded_one_by_one() -> None:
    """Twice half an hour at 12,35 is 12,35: rounded one by one it would be 12,36."""
    rates = framework(rate("uren", ("12.35", "2020-01-01", None)))
    halves = [effort(str(n), "a", aantal="0.5") for n in (1, 2)]
    assert low(stand_of(register(contract("a", **WORKS), rates, efforts=halves)), "aanvaard") == euros(
        "12.35"
    )


def test_a_rate_that_changes_in_the_middle_of_an_effort_gives_a_range() -> None:
    """100 hours somewhere in 2020: 100 x 30 to 100 x 35. No source says how many were before July."""
    rates = framework(rate("uren", ("30.00", "2020-01-01", "2020-06-30"), ("35.00", "2020-07-01", None)))
    a = contract("a", verplichting=owes("5000.00"), **WORKS)
    whole = stand_of(
        register(a, rates, efforts=[effort("1", "a", aantal=100, periode="2020", sinds="2020-12")])
    )
    assert between(whole, "aanvaard") == (euros("3000"), euros("3500"))
    assert between(whole, "open") == (euros("1500"), euros("2000"))
    parts = [
        effort("1", "a", aantal=60, periode="2020-q2"),
        effort("2", "a", aantal=40, periode="2020-q3", sinds="2020-11"),
    ]
    assert low(stand_of(register(a, rates, efforts=parts)), "aanvaard") == euros("3200.00")  # 1800 + 1400


def test_where_no_rate_holds_the_worth_is_unknown_and_not_nothing() -> None:
    rates = framework(rate("uren", ("30.00", "2020-07-01", None)))
    a = contract("a", verplichting=owes("5000.00"), **WORKS)
    stand = stand_of(register(a, rates, efforts=[effort("1", "a", periode="2020", sinds="2020-12")]))
    accepted = stand.gedaan["aanvaard"].bereik
    assert accepted == AmountRange(Decimal(0), None, bekend=False)
    both = [effort("1", "a", periode="2020", sinds="2020-12"), effort("2", "a", waarde="500.00")]
    assert between(stand_of(register(a, rates, efforts=both)), "aanvaard") == (euros("500.00"), None)


@pytest.mark.parametrize(
    ("groups", "least", "most"),
    [
        (["langdurig"], "250", "250"),
        (["anders"], "200", "200"),
        (["langdurig", "anders"], "200", "250"),
        ([], "200", "250"),
    ],
)
def test_a_rate_for_a_target_group_holds_for_that_group(groups: list[str], least: str, most: str) -> None:
    """10 hours: 20,00 for anybody, 25,00 for one group. Of an unknown group either is possible."""
    rates = framework(
        rate("uren", ("20.00", "2020-01-01", None)),
        rate("langdurig", ("25.00", "2020-01-01", None), doelgroepen=["langdurig"]),
    )
    tuin = proeftuin("tuin", **({"doelgroepen": groups} if groups else {}))
    single = effort("1", "a", proeftuin="tuin")
    stand = stand_of(register(contract("a", **WORKS), rates, tuin, efforts=[single]))
    assert between(stand, "aanvaard") == (euros(least), euros(most))


def test_the_most_precise_rate_holds() -> None:
    """Kind and group (40), kind (30) or group (25), anything (20)."""
    values = ("2020-01-01", None)
    rates = framework(
        rate("alles", ("20.00", *values)),
        rate("groep", ("25.00", *values), doelgroepen=["langdurig"]),
        rate("soort", ("30.00", *values), soort="begeleiding"),
        rate("beide", ("40.00", *values), soort="begeleiding", doelgroepen=["langdurig"]),
        rate("plek", ("900.00", *values), eenheid="plek"),
    )
    tuinen = (proeftuin("tuin", doelgroepen=["langdurig"]), proeftuin("veld", doelgroepen=["anders"]))
    efforts = [
        effort("1", "a", proeftuin="tuin"),  # 10 x 40
        effort("2", "a", proeftuin="veld"),  # 10 x 30
        effort("3", "a", proeftuin="tuin", soort="opleiding"),  # 10 x 25
        effort("4", "a", proeftuin="veld", soort="opleiding"),  # 10 x 20
        effort("5", "a", proeftuin="veld", eenheid="plek", aantal=2),  # 2 x 900
    ]
    stand = stand_of(register(contract("a", **WORKS), rates, *tuinen, efforts=efforts))
    assert low(stand, "aanvaard") == euros("2950.00")


def test_a_rate_that_no_longer_holds_hides_no_other() -> None:
    """10 in the second quarter of 2020: the precise rate ended in 2019, so what holds for anything counts."""
    over = ("99.00", "2019-01-01", "2019-12-31")
    rates = framework(
        rate("alles", ("20.00", "2019-01-01", None)),
        rate("soort", over, soort="begeleiding"),
        rate("geld", ("0.50", "2019-01-01", None), eenheid="euro"),
        rate("inkoop", over, eenheid="euro", soort="inkoop"),
    )
    money = effort("2", "a", eenheid="euro", aantal=100, soort="inkoop", mensen=None)
    stand = stand_of(register(contract("a", **WORKS), rates, efforts=[effort("1", "a"), money]))
    assert between(stand, "aanvaard") == (euros("250.00"), euros("250.00"))  # 10 x 20 and 100 x 0,50


def test_a_precise_rate_that_ends_within_an_effort_gives_a_range_with_what_holds_then() -> None:
    """10 hours in the second quarter: 30 until the end of April, and 20 from May."""
    rates = framework(
        rate("alles", ("20.00", "2019-01-01", None)),
        rate("soort", ("30.00", "2019-01-01", "2020-04-30"), soort="begeleiding"),
    )
    stand = stand_of(register(contract("a", **WORKS), rates, efforts=[effort("1", "a")]))
    assert between(stand, "aanvaard") == (euros("200.00"), euros("300.00"))


def test_a_kind_is_no_more_precise_than_a_group() -> None:
    """One rate names the kind and one the group, and none both: either may be meant."""
    rates = framework(
        rate("alles", ("20.00", "2019-01-01", None)),
        rate("soort", ("30.00", "2019-01-01", None), soort="begeleiding"),
        rate("groep", ("25.00", "2019-01-01", None), doelgroepen=["langdurig"]),
    )
    tuin = proeftuin("tuin", doelgroepen=["langdurig"])
    single = effort("1", "a", proeftuin="tuin")
    stand = stand_of(register(contract("a", **WORKS), rates, tuin, efforts=[single]))
    assert between(stand, "aanvaard") == (euros("250.00"), euros("300.00"))


@pytest.mark.parametrize(
    ("groups", "least"),
    [
        ([], "200.00"),  # for whom the other aim is, is not told: anybody is possible
        (["langdurig"], "250.00"),  # the proeftuin tells it
    ],
)
def test_an_aim_for_one_group_does_not_tell_for_whom_another_is(groups: list[str], least: str) -> None:
    """10 hours: 20,00 for anybody, 25,00 for one group."""
    rates = framework(
        rate("uren", ("20.00", "2020-01-01", None)),
        rate("langdurig", ("25.00", "2020-01-01", None), doelgroepen=["langdurig"]),
    )
    tuin = proeftuin("tuin", **({"doelgroepen": groups} if groups else {}))
    aims = [{"plek": "baan", "aantal": 1, "voor": ["langdurig"]}, {"plek": "stage", "aantal": 1}]
    single = effort("1", "a", plan="p")
    records = (contract("a", **WORKS), rates, tuin, plan("p", proeftuin="tuin", doelen=aims))
    stand = stand_of(register(*records, efforts=[single]))
    assert between(stand, "aanvaard") == (euros(least), euros("250.00"))


def test_money_is_worth_what_it_is_unless_the_framework_says_otherwise() -> None:
    single = effort("1", "a", eenheid="euro", aantal="750.25", mensen=None)
    assert low(stand_of(register(contract("a"), efforts=[single])), "aanvaard") == euros("750.25")
    half = framework(rate("geld", ("0.5", "2020-01-01", None), eenheid="euro"))
    counted = stand_of(register(contract("a", **WORKS), half, efforts=[single]))
    assert low(counted, "aanvaard") == euros("375.13")  # 375,125


# What is owed


def test_a_percentage_of_its_base() -> None:
    """5% of 312.345,67 is 15.617,2835."""
    duty = {"vorm": "bedrag", "percentage": 5, "grondslag": "loonsom_excl_btw", "bron": owes("1")["bron"]}
    stand = stand_of(register(contract("a", verplichting=duty, loonsom_excl_btw="312345.67")))
    assert low(stand, "verplichting") == euros("15617.28")


def test_what_is_computed_is_told_apart_from_what_a_source_says() -> None:
    base = {"percentage": 5, "grondslag": "loonsom_excl_btw"}
    bron = owes("1")["bron"]
    told_by = contract("a", verplichting=owes("15617.28", **base), loonsom_excl_btw="312345.67")
    follows = contract(
        "b", verplichting={"vorm": "bedrag", "bron": bron, **base}, loonsom_excl_btw="312345.67"
    )
    assert not obligation(told_by, END, register()).berekend
    assert obligation(follows, END, register()).berekend
    untold = contract("c", verplichting={"vorm": "bedrag", "bron": bron, **base})
    assert not obligation(untold, END, register()).berekend


def test_a_percentage_without_the_amount_of_its_base_is_unknown() -> None:
    duty = {"vorm": "bedrag", "percentage": 5, "grondslag": "loonsom_excl_btw", "bron": owes("1")["bron"]}
    owed = stand_of(register(contract("a", verplichting=duty))).verplichting.bereik
    assert owed == AmountRange(Decimal(0), None, bekend=False)


@pytest.mark.parametrize(
    ("day", "least", "most"),
    [
        (date(2020, 9, 30), "10000.00", "10000.00"),
        (date(2020, 10, 15), "10000.00", "15000.50"),
        (date(2020, 10, 31), "15000.50", "15000.50"),
    ],
)
def test_a_lifted_option_raises_the_obligation_from_its_date(day: date, least: str, most: str) -> None:
    lifted = option(12, gelicht="ja", sinds="2020-10", verhoging="5000.50")
    a = contract("a", verplichting=owes("10000.00"), verlengingen=[lifted, option(12, gelicht="nee")], **YEAR)
    stand = stand_of(register(a, until="2021-12-31"), day)
    assert between(stand, "verplichting") == (euros(least), euros(most))


def test_a_lifted_option_without_a_day_may_count_before_its_source() -> None:
    a = contract(
        "a",
        verplichting=owes("10000.00"),
        verlengingen=[option(12, gelicht="ja", verhoging="5000.50")],
        **YEAR,
    )
    assert between(stand_of(register(a), date(2020, 9, 30)), "verplichting") == (
        euros("10000.00"),
        euros("15000.50"),
    )
    assert low(stand_of(register(a)), "verplichting") == euros("15000.50")


def test_what_an_option_adds_is_known_where_the_obligation_itself_is_not() -> None:
    untold = {"vorm": "bedrag", "bron": owes("1")["bron"]}
    lifted_by = {"gelicht": "ja", "sinds": "2020-10-01"}

    def owed(*options: dict[str, Any]) -> AmountRange | None:
        return stand_of(
            register(contract("a", verplichting=untold, verlengingen=options))
        ).verplichting.bereik

    assert owed(option(6, verhoging="99.50", **lifted_by)) == AmountRange(euros("99.50"), None)
    nothing_known = AmountRange(Decimal(0), None, bekend=False)
    assert owed(option(6, verhoging=0, **lifted_by)) == owed(option(6, **lifted_by)) == nothing_known


def test_an_option_without_an_amount_makes_the_obligation_a_lower_bound() -> None:
    a = contract("a", verplichting=owes("10000.00"), verlengingen=[option(12, gelicht="ja")], **YEAR)
    assert between(stand_of(register(a)), "verplichting") == (euros("10000.00"), None)


def test_an_option_with_an_amount_gives_an_effort_one() -> None:
    """No amount is told of the effort; the option raised it by 500, so that at least so much is owed."""
    untold = {"vorm": "inspanning", "bron": owes("1")["bron"]}

    def owed(**fields: Any) -> AmountRange | None:
        lifted = option(6, sinds="2020-10-01", **fields)
        return stand_of(
            register(contract("a", verplichting=untold, verlengingen=[lifted]))
        ).verplichting.bereik

    assert owed(gelicht="ja", verhoging=500) == AmountRange(Decimal(500), None)
    assert owed(gelicht="ja") is owed(gelicht="nee", verhoging=500) is owed(verhoging=500) is None


def test_an_effort_obligation_has_no_amount_and_no_obligation_is_nothing() -> None:
    bron = owes("1")["bron"]
    effort_only = stand_of(register(contract("a", verplichting={"vorm": "inspanning", "bron": bron})))
    assert effort_only.verplichting.bereik is None
    assert effort_only.open.bereik is None
    none = stand_of(register(contract("a", verplichting={"vorm": "geen", "bron": bron})))
    assert low(none, "verplichting") == Decimal(0)


def test_what_is_done_under_a_call_off_counts_where_the_obligation_is_placed() -> None:
    """20.000,00 at the framework agreement, 1.500,00 done under a call-off: 18.500,00 left, counted once."""
    bron = owes("1")["bron"]
    whole = contract("raam", soort="raamovereenkomst", verplichting=owes("20000.00"))
    part = contract(
        "deel", soort="nadere_overeenkomst", onder="raam",
        verplichting={"vorm": "inspanning", "belegd_bij": "raam", "bron": bron},
    )  # fmt: skip
    progress_now = progress_of(register(whole, part, efforts=[effort("1", "deel", waarde="1500.00")]))
    (line,) = progress_now.regels
    assert line.id == "raam"
    assert low(line.stand, "open") == euros("18500.00")
    assert low(progress_now.totaal, "aanvaard") == euros("1500.00")


def test_more_than_was_owed_at_one_contract_pays_nothing_at_another() -> None:
    """12.000 of 10.000 and 0 of 5.000: 5.000 is left, and not 3.000."""
    dataset = register(
        contract("a", verplichting=owes("10000.00")),
        contract("b", verplichting=owes("5000.00")),
        efforts=[effort("1", "a", waarde="12000.00")],
    )
    assert low(progress_of(dataset).totaal, "open") == euros("5000.00")


def test_what_was_withdrawn_counts_nowhere() -> None:
    gone = contract("a", verplichting=owes("100.00"), ingetrokken={"sinds": "2020", "reden": "Dubbel"})
    assert progress_of(register(gone, efforts=[effort("1", "a", waarde="5.00")])).regels == ()


# Standing, time and what is not registered


@pytest.mark.parametrize(
    ("day", "proposed", "accepted"),
    [
        (date(2020, 3, 31), ("0", "0"), ("0", "0")),
        (date(2020, 5, 15), ("0", "100"), ("0", "0")),  # somewhere in the second quarter
        (date(2020, 6, 30), ("100", "100"), ("0", "0")),
        (date(2020, 8, 15), ("0", "100"), ("0", "100")),  # accepted somewhere in August
        (date(2020, 8, 31), ("0", "0"), ("100", "100")),
    ],
)
def test_an_effort_stands_as_it_stood_on_the_day(
    day: date, proposed: tuple[str, str], accepted: tuple[str, str]
) -> None:
    stand = stand_of(register(contract("a"), efforts=[effort("1", "a", waarde="100")]), day)
    assert between(stand, "voorgesteld") == tuple(map(Decimal, proposed))
    assert between(stand, "aanvaard") == tuple(map(Decimal, accepted))


def test_of_an_acceptance_without_a_day_it_is_open_whether_it_was_before_its_source() -> None:
    """100, done in the second quarter and accepted by the end of the year; in September either may be so."""
    own = register(contract("a"), efforts=[effort("1", "a", waarde="100", sinds=None)])
    before, after = stand_of(own, date(2020, 9, 30)), stand_of(own)
    assert between(before, "aanvaard") == between(before, "voorgesteld") == (Decimal(0), Decimal(100))
    assert (between(after, "aanvaard"), between(after, "voorgesteld")) == (
        (Decimal(100),) * 2,
        (Decimal(0),) * 2,
    )


def test_where_no_efforts_are_registered_what_was_done_is_unknown() -> None:
    stand = stand_of(register(contract("a", verplichting=owes("100.00"))))
    accepted, left = stand.gedaan["aanvaard"].bereik, stand.open.bereik
    assert accepted is not None
    assert not accepted.bekend
    assert left is not None
    assert (left.laag, left.hoog) == (Decimal(0), Decimal("100.00"))


def test_where_efforts_are_registered_a_contract_without_any_has_none() -> None:
    dataset = register(contract("a"), contract("b"), efforts=[effort("1", "a", waarde="5.00")])
    assert [low(line.stand, "aanvaard") for line in progress_of(dataset).regels] == [Decimal(5), Decimal(0)]


def test_of_one_year_only_what_was_done_in_it_is_told() -> None:
    """2019: 100, 2020: 250, of 1.000. In 2020 250 was accepted; 650 is left of the whole."""
    efforts = [
        effort("1", "a", periode="2019-q3", sinds="2019-12", waarde="100.00"),
        effort("2", "a", waarde="250.00"),
    ]
    stand = stand_of(register(contract("a", verplichting=owes("1000.00")), efforts=efforts), year=2020)
    assert low(stand, "aanvaard") == euros("250.00")
    assert low(stand, "open") == euros("650.00")


def test_the_estimate_is_the_pace_over_the_whole_term() -> None:
    """731 days, 366 of them gone. 1.000 accepted leads to 1.997,27; with 500 proposed to 2.995,90."""
    a = contract("a", verplichting=owes("15000.00"), begin="2020-01-01", einde="2021-12-31")
    efforts = [
        effort("1", "a", waarde="1000.00"),
        effort("2", "a", waarde="500.00", stand="voorgesteld"),
        effort("3", "a", waarde="900.00", stand="afgewezen"),
    ]
    stand = stand_of(register(a, efforts=efforts))
    assert stand.verwacht is not None
    assert (stand.verwacht.laag, stand.verwacht.hoog) == (1997, 2996)
    assert stand.nodig is not None  # 14.000 in 365 days, which are 11,99 months
    assert (stand.nodig.laag, stand.nodig.hoog) == (1167, 1168)


def test_dates_that_are_not_precise_make_the_estimate_wider() -> None:
    """Begun in January 2020, over in December 2021; on 31 December 2020 1.000 was accepted of 13.000.

    At least 336 days gone of 701 (a factor 2,0863) or 366 of 731 (1,9973), and 336 of 671 or 366 of 701 in
    between (1,9970; 1,9153). What is left is for 335 to 365 days: 11,006 to 11,992 months.
    """
    a = contract("a", verplichting=owes("13000.00"), begin="2020-01", einde="2021-12")
    stand = stand_of(register(a, efforts=[effort("1", "a", waarde="1000.00")]))
    assert stand.verwacht is not None
    assert (stand.verwacht.laag, stand.verwacht.hoog) == (1915, 2087)
    assert stand.nodig is not None
    assert (stand.nodig.laag, stand.nodig.hoog) == (1000, 1091)


def test_the_estimate_of_several_contracts_is_the_sum_of_theirs() -> None:
    """Two contracts that are each half over: 1.997 to 2.996 (above) and twice nothing."""
    times = {"begin": "2020-01-01", "einde": "2021-12-31"}
    two = [contract(name, verplichting=owes("15000.00"), **times) for name in ("a", "b")]
    efforts = [effort("1", "a", waarde="1000.00"), effort("2", "a", waarde="500.00", stand="voorgesteld")]
    whole = progress_of(register(*two, efforts=efforts)).totaal
    assert whole.verwacht is not None
    assert (whole.verwacht.laag, whole.verwacht.hoog) == (1997, 2996)


@pytest.mark.parametrize("day", [date(2020, 1, 15), date(2022, 1, 1)])
def test_before_there_is_a_pace_and_after_the_term_nothing_is_estimated(day: date) -> None:
    a = contract("a", verplichting=owes("15000.00"), begin="2020-01-01", einde="2021-12-31")
    single = effort("1", "a", periode="2020-01-02", sinds="2020-01-03", waarde="10.00")
    assert stand_of(register(a, efforts=[single], until="2022-12-31"), day).verwacht is None


@pytest.mark.parametrize(
    ("last", "months", "expected"),
    [
        (date(2020, 6, 30), 6, date(2020, 12, 31)),
        (date(2020, 12, 31), 12, date(2021, 12, 31)),
        (date(2020, 1, 30), 1, date(2020, 2, 28)),
        (date(2020, 12, 14), 3, date(2021, 3, 14)),
    ],
)
def test_a_term_goes_on_for_whole_months(last: date, months: int, expected: date) -> None:
    assert later(last, months) == expected


def test_a_lifted_option_lengthens_the_term() -> None:
    options = [option(6, gelicht="ja", sinds="2020-11"), option(6, gelicht="nee")]
    a = contract("a", verlengingen=options, **YEAR)
    outcome = term(a, END, register(a))
    assert outcome is not None
    assert outcome.einde == (date(2021, 6, 30), date(2021, 6, 30))


@pytest.mark.parametrize("decided", [{}, {"gelicht": "onbekend"}])
def test_an_option_of_which_is_not_told_whether_it_was_lifted_gives_bounds(decided: dict[str, str]) -> None:
    """Owed is 10 000 or 15 000.50, until the end of the year or of June: nobody says it was lifted."""
    a = contract(
        "a", verplichting=owes("10000.00"), verlengingen=[option(6, verhoging="5000.50", **decided)], **YEAR
    )
    done = effort("1", "a", waarde="4000.00")
    dataset = register(a, efforts=[done])
    stand = stand_of(dataset)
    assert between(stand, "verplichting") == (euros("10000.00"), euros("15000.50"))
    assert between(stand, "open") == (euros("6000.00"), euros("11000.50"))
    outcome = term(a, END, dataset)
    assert outcome is not None
    assert outcome.einde == (date(2020, 12, 31), date(2021, 6, 30))
    untold = contract("a", verplichting=owes("10000.00"), verlengingen=[option(6, **decided)], **YEAR)
    assert between(stand_of(register(untold, efforts=[done])), "verplichting") == (euros("10000.00"), None)
    assert "MW609" not in codes(register(untold, efforts=[done]))


def test_an_option_is_undecided_from_the_day_on_which_it_was_decided() -> None:
    """In October it was decided, and how is not told: until then it was surely not lifted."""
    undecided = option(6, verhoging="5000.50", sinds="2020-10-01")
    a = contract("a", verplichting=owes("10000.00"), verlengingen=[undecided], **YEAR)
    assert between(stand_of(register(a), date(2020, 9, 30)), "verplichting") == (euros("10000.00"),) * 2
    assert between(stand_of(register(a), date(2020, 10, 1)), "verplichting")[1] == euros("15000.50")


# Lines


def test_two_suppliers_of_one_contract_stand_under_both_names_together() -> None:
    dataset = register(
        contract("a", leveranciers=["zon", "maan"], verplichting=owes("10.00")),
        contract("b", leveranciers=["zon"], verplichting=owes("20.00")),
        contract("c", verplichting=owes("30.00")),
    )
    progress_now = progress_of(dataset, per="leverancier").regels
    assert [(line.id, low(line.stand, "verplichting")) for line in progress_now] == [
        ("maan zon", Decimal(10)),
        ("zon", Decimal(20)),
        ("", Decimal(30)),
    ]


# What is withheld


def test_an_effort_of_too_few_people_is_in_no_open_figure() -> None:
    efforts = [
        effort("1", "a", waarde="100.00", mensen=4),
        effort("2", "a", waarde="200.00", mensen=5),
        effort("3", "a", waarde="400.00", mensen=None),
        effort("4", "a", eenheid="euro", aantal=800, mensen=None),
    ]
    dataset = register(contract("a", verplichting=owes("5000.00")), efforts=efforts)
    stand = stand_of(dataset)
    assert between(stand, "aanvaard") == (Decimal(1000), None)
    assert between(stand, "open") == (Decimal(0), Decimal(4000))
    assert low(stand_of(dataset, intern=True), "aanvaard") == Decimal(1500)


def test_where_all_is_withheld_no_more_is_left_than_was_owed() -> None:
    """Of 5 000 at most 5 000 is left, whatever was done: that tells of nobody. An estimate would tell."""
    few = [effort("1", "a", waarde="100.00", mensen=2)]
    stand = stand_of(register(contract("a", verplichting=owes("5000.00"), **TERM), efforts=few))
    assert stand.gedaan["aanvaard"].afgeschermd
    assert between(stand, "open") == (Decimal(0), Decimal(5000))
    assert (stand.open.afgeschermd, stand.open.minder) == (False, True)
    assert (stand.verwacht, stand.verwacht_afgeschermd) == (None, True)
    assert stand.nodig is None
    # Of an option without an amount nobody can say the most: then it is withheld, as the rest is.
    lifted = option(6, gelicht="ja", sinds="2020-05")
    more = contract("a", verplichting=owes("5000.00"), verlengingen=[lifted], **TERM)
    assert stand_of(register(more, efforts=few)).open.afgeschermd


@pytest.mark.parametrize(
    ("day", "withheld"),
    [
        (date(2020, 1, 29), False),  # the first month
        (date(2020, 1, 30), True),
        (date(2021, 12, 30), True),
        (date(2021, 12, 31), False),  # the term is over
    ],
)
def test_where_there_would_be_no_estimate_none_is_withheld(day: date, withheld: bool) -> None:
    few = effort("1", "a", waarde="100.00", mensen=2, periode="2020-01-01", sinds="2020-01-02")
    a = contract("a", verplichting=owes("5000.00"), **TERM)
    assert stand_of(register(a, efforts=[few], until="2022-12-31"), day).verwacht_afgeschermd is withheld


def test_a_withheld_estimate_is_one_of_the_whole_term() -> None:
    """Few took part in 2019. Of 2020 alone all may be told, and what is expected still rests on those few."""
    few = effort("1", "a", waarde="100.00", mensen=2, periode="2019-06", sinds="2019-07")
    a = contract("a", verplichting=owes("5000.00"), begin="2019-01-01", einde="2021-12-31")
    dataset = register(a, efforts=[few, effort("2", "a", waarde="10.00")])
    entries = efforts_registry(dataset.records(Inspanning), 5, intern=False)
    (line,) = progress(dataset, ledger_of(dataset), entries, day=END, year=2020).regels
    assert between(line.stand, "aanvaard") == (Decimal(10), Decimal(10))
    assert (line.stand.verwacht, line.stand.verwacht_afgeschermd) == (None, True)


@pytest.mark.parametrize(("term_of_b", "withheld"), [(TERM, True), ({}, False)])
def test_together_an_estimate_is_withheld_where_each_has_one(
    term_of_b: dict[str, str], withheld: bool
) -> None:
    """Of 'a' it is withheld; without a term 'b' has none, so that together there would be none either."""
    two = [
        contract("a", verplichting=owes("5000.00"), **TERM),
        contract("b", verplichting=owes("1.00"), **term_of_b),
    ]
    dataset = register(*two, efforts=[effort("1", "a", waarde="100.00", mensen=2)])
    assert progress_of(dataset).totaal.verwacht_afgeschermd is withheld


# Days that are not told


def test_what_was_proposed_later_was_not_proposed_yet() -> None:
    """Done in May, proposed in October: in September nothing was, and in October perhaps."""
    own = effort("1", "a", waarde="70.00", stand="voorgesteld", periode="2020-05", sinds="2020-10")
    dataset = register(contract("a", verplichting=owes("100.00"), **YEAR), efforts=[own])
    proposed = {
        day: between(stand_of(dataset, day), "voorgesteld")
        for day in (date(2020, 9, 30), date(2020, 10, 1), date(2020, 10, 31))
    }
    assert [*proposed.values()] == [(0, 0), (0, 70), (70, 70)]


@pytest.mark.parametrize(
    ("fields", "sure", "before"),
    [
        ({"begin": "2020"}, date(2020, 12, 31), date(2020, 12, 30)),
        ({"begin": "2020-07"}, date(2020, 7, 31), date(2020, 7, 30)),
        ({}, date(2020, 12, 31), date(2020, 12, 30)),  # known from the day up to which the register is kept
        ({"verloop": [{"stand": "gegund", "sinds": "2020-03", "bron": owes("1")["bron"]}]},
         date(2020, 3, 31), date(2020, 3, 30)),
    ],
)  # fmt: skip
def test_before_a_contract_was_surely_there_what_it_owes_is_a_bound(
    fields: dict[str, Any], sure: date, before: date
) -> None:
    dataset = register(contract("a", verplichting=owes("900.00"), **fields))
    assert between(stand_of(dataset, sure), "verplichting") == (Decimal(900), Decimal(900))
    stand = stand_of(dataset, before)
    assert between(stand, "verplichting") == between(stand, "open") == (Decimal(0), Decimal(900))


def test_of_a_contract_that_was_perhaps_there_nothing_is_asked() -> None:
    """It owes something and has no plan: that is asked from the last day of the year in which it began."""
    dataset = register(contract("a", verplichting=owes("900.00"), begin="2020"))
    assert codes(dataset, date(2020, 12, 30)) == []
    assert codes(dataset, date(2020, 12, 31)) == ["MW601"]


def test_of_a_contract_that_was_perhaps_there_an_unknown_amount_stays_unknown() -> None:
    untold = {"vorm": "bedrag", "bron": owes("1")["bron"]}
    owed = stand_of(register(contract("a", verplichting=untold, begin="2020")), date(2020, 6, 1)).verplichting
    assert owed.bereik == AmountRange(Decimal(0), None, bekend=False)


@pytest.mark.parametrize("state", ["beeindigd", "afgerond"])
def test_a_contract_that_ended_before_its_last_day_has_no_pace(state: str) -> None:
    """It was to last until the end of 2021, and ended in June 2020: nothing more is expected or needed."""
    over = {"stand": state, "sinds": "2020-06", "bron": owes("1")["bron"]}
    a = contract("a", verplichting=owes("5000.00"), verloop=[over], **TERM)
    dataset = register(a, efforts=[effort("1", "a", waarde="100.00", periode="2020-02", sinds="2020-03")])
    ends = {day: term(a, day, dataset) for day in (date(2020, 5, 31), date(2020, 6, 1), date(2020, 6, 30))}
    assert [known and known.einde for known in ends.values()] == [
        (date(2021, 12, 31), date(2021, 12, 31)),
        (date(2020, 6, 1), date(2021, 12, 31)),
        (date(2020, 6, 1), date(2020, 6, 30)),
    ]
    assert stand_of(dataset, date(2020, 5, 31)).verwacht is not None
    stand = stand_of(dataset)
    assert (stand.verwacht, stand.nodig) == (None, None)
    assert between(stand, "open") == (Decimal(4900), Decimal(4900))


def test_a_contract_that_ended_on_a_day_that_is_not_told_ended_by_the_day_of_its_source() -> None:
    over = {"stand": "beeindigd", "bron": owes("1")["bron"]}
    a = contract("a", verplichting=owes("5000.00"), verloop=[over], **TERM)
    outcome = term(a, END, register(a))
    assert outcome is not None
    assert outcome.einde == (date(2020, 1, 1), END)


# Signals


def asked(dataset: Dataset, day: date = END, *, intern: bool = False) -> list[Problem]:
    entries = dataset.records(Inspanning)
    registry = efforts_registry(entries, 5, intern=intern)
    ledger = ledger_of(dataset)
    progress_now = progress(dataset, ledger, registry, day=day)
    return [signal.problem for signal in signals(dataset, ledger, registry, progress_now)]


def codes(dataset: Dataset, day: date = END, *, intern: bool = False) -> list[str]:
    return [problem.code for problem in asked(dataset, day, intern=intern)]


SIGNED = plan(
    "p", opdrachten=["a"], verloop=[{"stap": "ondertekend", "sinds": "2019-12", "bron": owes("1")["bron"]}]
)
DONE = effort("1", "a", waarde="10.00")


def step(name: str, since: str | None = None) -> dict[str, Any]:
    return {"stap": name, "bron": owes("1")["bron"], **({"sinds": since} if since else {})}


def phase(name: str) -> dict[str, Any]:
    return {"fase": name, "bron": owes("1")["bron"]}


def test_what_is_in_order_gives_no_signal() -> None:
    a = contract("a", verplichting=owes("100.00"), **TERM)
    assert codes(register(a, SIGNED, efforts=[DONE])) == []


def test_an_obligation_without_a_plan() -> None:
    assert codes(register(contract("a", verplichting=owes("100.00")), efforts=[DONE])) == ["MW601"]


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([step("ondertekend", "2020-02")], ["MW602"]),
        ([step("opgesteld", "2019-12")], ["MW602"]),
        ([step("ondertekend", "2020")], []),  # perhaps on the first of January
        ([step("ondertekend")], []),  # signed, and nobody says when
    ],
)
def test_a_plan_that_was_not_signed_before_the_start(
    steps: list[dict[str, Any]], expected: list[str]
) -> None:
    a = contract("a", verplichting=owes("100.00"), **TERM)
    assert codes(register(a, plan("p", opdrachten=["a"], verloop=steps), efforts=[DONE])) == expected


def test_half_the_term_gone_and_nothing_accepted() -> None:
    a = contract("a", verplichting=owes("100.00"), **TERM)
    proposed = effort("1", "a", waarde="10.00", stand="voorgesteld", mensen=2)
    dataset = register(a, SIGNED, efforts=[proposed], until="2021-12-31")
    assert codes(dataset, date(2020, 12, 30)) == []
    assert codes(dataset, date(2021, 1, 1)) == ["MW603"]


def test_accepted_above_the_obligation() -> None:
    a = contract("a", verplichting=owes("100.00"), **TERM)
    assert codes(register(a, SIGNED, efforts=[effort("1", "a", waarde="100.01")])) == ["MW604"]
    few = register(a, SIGNED, efforts=[effort("1", "a", waarde="100.01", mensen=2)])
    assert codes(few) == []
    assert codes(few, intern=True) == ["MW604"]


def test_how_far_above_an_obligation_is_a_bound_where_the_amount_is_one() -> None:
    """What is withheld, or not valued, makes what is accepted known by its bounds: so is the difference."""
    a = contract("a", verplichting=owes("100.00"), **TERM)
    efforts = [effort("1", "a", waarde="100.01"), effort("2", "a", waarde="50.00", mensen=2)]
    dataset = register(a, SIGNED, efforts=efforts)

    def difference(*, intern: bool) -> str:
        (problem,) = asked(dataset, intern=intern)
        return texts(problem)[0].partition("Het verschil is ")[2].replace("\xa0", " ")

    assert difference(intern=False) == "ten minste € 0,01."
    assert difference(intern=True) == "€ 50,01."


def test_of_a_plan_that_was_signed_late_is_not_asked_when_it_was_signed() -> None:
    a = contract("a", verplichting=owes("100.00"), **TERM)
    for given, is_asked in ((step("ondertekend", "2020-02"), False), (step("opgesteld", "2019-12"), True)):
        (problem,) = asked(register(a, plan("p", opdrachten=["a"], verloop=[given]), efforts=[DONE]))
        assert ("Vraag wanneer het plan is of wordt ondertekend" in texts(problem)[1]) == is_asked


def test_built_on_without_discharge() -> None:
    a = contract("a", bouwt_voort_op=["tuin"])
    assert codes(register(a, proeftuin("tuin", verloop=[phase("gestart")]))) == ["MW605"]
    assert codes(register(a, proeftuin("tuin", verloop=[phase("decharge")]))) == []
    discharged = plan("p", proeftuin="tuin", verloop=[step("decharge")])
    assert codes(register(a, proeftuin("tuin", verloop=[phase("gestart")]), discharged)) == []


def test_an_effort_counted_for_two_obligations() -> None:
    two = [contract("a"), contract("b")]
    alike = {"waarde": "10.00", "bewijs": "verklaring in dossier 12"}
    assert codes(register(*two, efforts=[effort("1", "a", **alike), effort("2", "b", **alike)])) == [
        "MW606",
        "MW606",
    ]
    plain = [effort("1", "a", waarde="10.00"), effort("2", "b", waarde="10.00")]
    assert codes(register(*two, efforts=plain)) == []


def test_what_is_done_only_later_is_not_counted_twice_yet() -> None:
    a, b = contract("a"), contract("b")
    twice = [effort(id_, id_, bewijs="verklaring 1", waarde="5.00") for id_ in ("a", "b")]
    assert "MW606" in codes(register(a, b, efforts=twice))
    assert "MW606" not in codes(register(a, b, efforts=twice), date(2020, 3, 31))


def test_a_plan_is_current_until_the_day_on_which_another_replaces_it() -> None:
    """The first was never signed; in March the second came, and until then the first is asked about."""
    records = (
        contract("a", verplichting=owes("100.00"), begin="2020-01-01", einde="2020-12-31"),
        plan(
            "een", opdrachten=["a"], verloop=[step("opgesteld", "2019-12"), step("vervangen", "2020-03-01")]
        ),
        plan("twee", opdrachten=["a"], vervangt="een", verloop=[step("opgesteld", "2020-03-01")]),
    )
    assert codes(register(*records), date(2020, 2, 29)) == ["MW602"]
    assert codes(register(*records), date(2020, 3, 1)) == []


def test_a_lasting_place_promised_and_nothing_told_of_it() -> None:
    bron = owes("1")["bron"]
    a = contract(
        "a", verplichting={"vorm": "inspanning", "bron": bron}, begin="2019-01-01", einde="2020-06-30"
    )
    promised = plan("p", opdrachten=["a"], proeftuin="tuin", inspanning="ja", verloop=[step("ondertekend")])
    assert codes(register(a, promised, proeftuin("tuin"), efforts=[DONE])) == ["MW607"]
    lasting = proeftuin("tuin", verloop=[phase("verduurzaamd")])
    assert codes(register(a, promised, lasting, efforts=[DONE])) == []


def test_an_obligation_at_a_call_off_that_was_placed_at_the_framework() -> None:
    whole = contract("raam", soort="raamovereenkomst", verplichting=owes("100.00"))
    part = contract("deel", soort="nadere_overeenkomst", onder="raam", verplichting=owes("50.00"))
    both = plan("p", opdrachten=["raam", "deel"])
    assert codes(register(whole, part, both, efforts=[effort("1", "deel", waarde="1.00")])) == ["MW608"]


def test_an_option_whose_amount_is_not_told_and_an_effort_without_a_worth() -> None:
    lifted = option(12, gelicht="ja")
    a = contract("a", verplichting=owes("100.00"), verlengingen=[lifted], **TERM)
    assert codes(register(a, SIGNED, efforts=[effort("1", "a")])) == ["MW609", "MW610"]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2019, 12, 31), []),  # not begun: nobody asks yet
        (date(2020, 1, 1), ["MW602"]),
        (date(2020, 1, 15), ["MW602"]),
        (date(2020, 2, 1), ["MW602"]),
    ],
)
@pytest.mark.parametrize("signed", ["2020-02-01", "2020-01-01"])
def test_a_plan_is_signed_from_the_day_itself(signed: str, day: date, expected: list[str]) -> None:
    a = contract("a", verplichting=owes("100.00"), **TERM)
    dataset = register(a, plan("p", opdrachten=["a"], verloop=[step("ondertekend", signed)]), efforts=[DONE])
    in_time = signed == "2020-01-01"
    assert codes(dataset, day) == ([] if in_time else expected)


@pytest.mark.parametrize(
    ("since", "day", "expected"),
    [
        ("2020-10-01", date(2020, 9, 30), []),
        ("2020-10-01", date(2020, 10, 1), [True]),
        ("2020-10", date(2020, 10, 1), [False]),  # perhaps today, perhaps later this month
        ("2020-10", date(2020, 10, 30), [False]),
        ("2020-10", date(2020, 10, 31), [True]),
        (None, date(2020, 12, 30), [False]),  # no source tells the day: it was known at the end of the year
        (None, date(2020, 12, 31), [True]),
    ],
)
def test_an_option_is_lifted_from_the_day_itself(since: str | None, day: date, expected: list[bool]) -> None:
    known = {"sinds": since} if since else {}
    a = contract("a", verlengingen=[option(12, gelicht="ja", **known), option(12, gelicht="nee")], **YEAR)
    assert [sure for _, sure in lifted(a, day, register(a))] == expected


@pytest.mark.parametrize(
    ("efforts", "estimated"),
    [
        ([effort("1", "a", waarde="100.00")], True),
        ([effort("1", "a", waarde="100.00", mensen=2)], False),
        ([effort("1", "a", waarde="100.00"), effort("2", "a", waarde="5.00", mensen=2)], False),
        (
            [
                effort("1", "a", waarde="100.00"),
                effort("2", "a", waarde="5.00", mensen=2, stand="voorgesteld"),
            ],
            False,
        ),
        ([effort("1", "a", waarde="100.00"), effort("2", "a")], False),
        ([effort("1", "a", waarde="100.00"), effort("2", "a", stand="voorgesteld")], False),
    ],
    ids=[
        "all known",
        "withheld",
        "a part withheld",
        "proposed withheld",
        "no worth",
        "proposed without worth",
    ],
)
def test_nothing_is_estimated_from_what_is_withheld_or_not_known(
    efforts: list[Inspanning], estimated: bool
) -> None:
    a = contract("a", verplichting=owes("5000.00"), **TERM)
    assert (stand_of(register(a, efforts=efforts)).verwacht is not None) == estimated


def test_on_the_last_day_there_is_no_pace_and_the_day_before_there_is() -> None:
    a = contract("a", verplichting=owes("5000.00"), **TERM)
    dataset = register(a, efforts=[effort("1", "a", waarde="100.00")], until="2022-12-31")
    assert stand_of(dataset, date(2021, 12, 30)).verwacht is not None
    assert stand_of(dataset, date(2021, 12, 31)).verwacht is None


def test_a_sum_says_that_one_of_its_parts_is_withheld() -> None:
    """Of a nothing may be told, of b all: together at least what b has, and said to be less than all."""
    two = [contract(name, verplichting=owes("1000.00")) for name in ("a", "b")]
    efforts = [effort("1", "a", waarde="70.00", mensen=2), effort("2", "b", waarde="30.00")]
    whole = progress_of(register(*two, efforts=efforts)).totaal.gedaan["aanvaard"]
    assert (whole.bereik, whole.afgeschermd, whole.minder) == (AmountRange(Decimal(30), None), False, True)


def test_withheld_is_not_unknown_and_nothing_owed_leaves_nothing() -> None:
    """Whether 'a' owes anything is not told; 'b' owes nothing; 'c' has done nothing."""
    bron = owes("1")["bron"]
    few = {"waarde": "70.00", "mensen": 2}
    dataset = register(
        contract("a", leveranciers=["zon"]),
        contract("b", leveranciers=["zon"], verplichting={"vorm": "geen", "bron": bron}),
        contract("c", leveranciers=["zon"], verplichting=owes("0")),
        efforts=[effort("1", "a", **few), effort("2", "b", **few)],
    )
    a, b, _ = (line.stand for line in progress_of(dataset).regels)
    assert a.open.bereik == AmountRange(Decimal(0), None, bekend=False)
    assert not a.open.afgeschermd
    assert low(b, "open") == Decimal(0)
    (together,) = progress_of(dataset, per="leverancier").regels
    assert together.stand.gedaan["aanvaard"].afgeschermd


def test_what_was_perhaps_done_by_many_does_not_make_withheld_unknown() -> None:
    """On 15 May one effort is perhaps done, of 9 people, and one surely, of 2: no amount can be told."""
    efforts = [
        effort("1", "a", waarde="70.00", stand="voorgesteld", sinds=None),
        effort("2", "a", waarde="30.00", stand="voorgesteld", periode="2020-04", mensen=2, sinds=None),
    ]
    stand = stand_of(register(contract("a"), efforts=efforts), date(2020, 5, 15))
    assert stand.gedaan["voorgesteld"].afgeschermd


def test_a_sum_of_a_part_and_a_whole_is_a_part() -> None:
    """Of a a part may be told, of b all: no part is withheld whole, and the sum still is not all."""
    two = [contract(name, verplichting=owes("1000.00")) for name in ("a", "b")]
    efforts = [
        effort("1", "a", waarde="70.00", mensen=2),
        effort("2", "a", waarde="20.00"),
        effort("3", "b", waarde="30.00"),
    ]
    whole = progress_of(register(*two, efforts=efforts)).totaal.gedaan["aanvaard"]
    assert (whole.bereik, whole.afgeschermd, whole.minder) == (AmountRange(Decimal(50), None), False, True)


def test_contracts_stand_in_the_order_of_files_and_what_they_share_in_that_of_names() -> None:
    a = contract("a", opdrachtgever="z-org", verplichting=owes("1.00"))
    b = contract("b", opdrachtgever="b-org", verplichting=owes("1.00"))
    c = contract("c", verplichting=owes("1.00"))
    dataset = register(c, b, a)
    assert [line.id for line in progress_of(dataset).regels] == ["c", "b", "a"]
    shared = progress_of(dataset, per="opdrachtgever").regels
    assert [line.id for line in shared] == ["b-org", "z-org", ""]


@pytest.mark.parametrize(("lasting", "expected"), [("ja", ["MW607"]), ("nee", []), ("onbekend", [])])
def test_a_feature_that_lasts_is_a_promise(lasting: str, expected: list[str]) -> None:
    over = {"begin": "2019-01-01", "einde": "2020-06-30"}
    a = contract("a", verplichting=owes("100.00"), **over)
    promised = plan("p", opdrachten=["a"], kenmerken={"blijvend": lasting}, verloop=[step("ondertekend")])
    assert codes(register(a, promised, efforts=[DONE])) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [(date(2020, 6, 30), []), (date(2020, 7, 1), ["MW607"]), (date(2020, 9, 1), ["MW607"])],
)
def test_what_lasts_only_later_is_not_told_yet(day: date, expected: list[str]) -> None:
    """The term is over after 30 June 2020; that its place lasts, is told from 1 October on."""
    bron = owes("1")["bron"]
    over = {"begin": "2019-01-01", "einde": "2020-06-30"}
    a = contract("a", verplichting={"vorm": "inspanning", "bron": bron}, **over)
    promised = plan("p", opdrachten=["a"], proeftuin="tuin", inspanning="ja", verloop=[step("ondertekend")])
    tuin = proeftuin("tuin", verloop=[{**phase("verduurzaamd"), "sinds": "2020-10-01"}])
    dataset = register(a, promised, tuin, efforts=[DONE])
    assert [code for code in codes(dataset, day) if code == "MW607"] == expected
    assert "MW607" not in codes(dataset, date(2020, 10, 1))


def counted_words(dataset: Dataset, day: date = END) -> dict[str, object]:
    """Give of each signal that counts something how many it says there are."""
    registry = efforts_registry(dataset.records(Inspanning), 5, intern=False)
    ledger = ledger_of(dataset)
    asked = signals(dataset, ledger, registry, progress(dataset, ledger, registry, day=day))
    return {s.problem.code: s.problem.params["aantal"] for s in asked if "aantal" in s.problem.params}


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (1, {"MW609": "een optie", "MW610": "een inspanning"}),
        (2, {"MW609": "2 opties", "MW610": "2 inspanningen"}),
    ],
)
def test_a_signal_says_how_many(number: int, expected: dict[str, str]) -> None:
    options = [option(12, gelicht="ja")] * number
    a = contract("a", verplichting=owes("100.00"), verlengingen=options, **TERM)
    efforts = [effort(f"{index}", "a") for index in range(number)]
    assert counted_words(register(a, SIGNED, efforts=efforts)) == expected


@pytest.mark.parametrize(
    ("day", "expected"), [(date(2020, 3, 31), {}), (date(2020, 4, 1), {"MW610": "een inspanning"})]
)
def test_an_effort_without_a_worth_is_asked_about_from_its_first_day(
    day: date, expected: dict[str, str]
) -> None:
    a = contract("a", verplichting=owes("100.00"), **TERM)
    assert counted_words(register(a, SIGNED, efforts=[effort("1", "a", periode="2020-q2")]), day) == expected


@pytest.mark.parametrize(
    ("above", "doubled"),
    [(owes("900.00"), True), ({"vorm": "geen", "bron": made.BRON}, False), (None, False)],
)
def test_an_obligation_is_placed_twice_only_where_the_agreement_above_has_one(
    above: dict[str, Any] | None, doubled: bool
) -> None:
    told_above = {"verplichting": above} if above else {}
    whole = contract("raam", soort="raamovereenkomst", **told_above)
    part = contract("deel", onder="raam", verplichting=owes("100.00"))
    assert ("MW608" in codes(register(whole, part))) is doubled


@pytest.mark.parametrize(("form", "asked"), [("bedrag", True), ("inspanning", False), ("geen", False)])
def test_what_an_effort_is_worth_is_asked_only_where_an_amount_is_owed(form: str, asked: bool) -> None:
    duty = owes("100.00") if form == "bedrag" else {"vorm": form, "bron": made.BRON}
    dataset = register(contract("a", verplichting=duty), efforts=[effort("1", "a")])
    assert ("MW610" in codes(dataset)) is asked


def test_an_effort_of_few_or_of_a_number_that_is_not_told_is_withheld_and_money_is_not() -> None:
    about: list[tuple[dict[str, Any], bool]] = [
        ({"mensen": None}, True),
        ({"mensen": 4}, True),
        ({"mensen": 5}, False),
        ({"mensen": 0}, False),
        ({"mensen": None, "eenheid": "euro"}, False),
    ]
    efforts = [effort(str(place), "a", **own) for place, (own, _) in enumerate(about)]
    entries = register(contract("a"), efforts=efforts).records(Inspanning)
    registry = efforts_registry(entries, 5, intern=False)
    assert [hidden(registry, entry) for entry in entries] == [withheld for _, withheld in about]


def test_under_which_heading_a_contract_is_told() -> None:
    dataset = register()
    ledger = ledger_of(dataset)
    whole = contract("a", leveranciers=["b", "a"], opdrachtgever="c", categorie="voorbeeld")
    bare = contract("b")
    not_told = ("", "Niet vermeld")

    def heading(own: Any, per: ProgressPer) -> tuple[str, str]:
        return _heading(dataset, ledger, own, per)

    assert heading(whole, "leverancier") == ("a b", "a en b")
    assert heading(whole, "opdrachtgever") == ("c", "c")
    assert heading(whole, "categorie")[0] == "voorbeeld"
    assert {heading(bare, per) for per in ("leverancier", "opdrachtgever", "categorie")} == {not_told}
    assert heading(bare, "raamovereenkomst") == ("", "Geen raamovereenkomst")
    assert heading(bare, "opdracht") == ("b", "Voorbeeldopdracht b")
