"""The edges of a ledger by direct calls: the first day of an effort, a replaced plan, its groups, a pace."""

from datetime import date
from decimal import Decimal

import pytest
from tests.contract import registers as made

from maatwerk_cli.contract.amount import precies
from maatwerk_cli.contract.ledger import _Groups, standings
from maatwerk_cli.contract.obligation import obligation
from maatwerk_cli.contract.plans import current
from maatwerk_cli.contract.progress import AmountCell, _expected, _needed
from maatwerk_cli.contract.term import Looptijd
from maatwerk_cli.register.records import Entry
from maatwerk_cli.report.year import registered_years


def test_an_effort_has_a_standing_from_its_first_day() -> None:
    """Accepted in August; before that it was proposed, and surely so once its period was over."""
    own = made.effort("e", "a", periode="2020-q2", sinds="2020-08")
    stands = {
        date(2020, 3, 31): [],
        date(2020, 4, 1): [("voorgesteld", False)],
        date(2020, 6, 29): [("voorgesteld", False)],
        date(2020, 6, 30): [("voorgesteld", True)],
        date(2020, 7, 31): [("voorgesteld", True)],
        date(2020, 8, 1): [("aanvaard", False), ("voorgesteld", False)],
        date(2020, 8, 30): [("aanvaard", False), ("voorgesteld", False)],
        date(2020, 8, 31): [("aanvaard", True)],
    }
    assert {day: [*standings(own, day, made.register())] for day in stands} == stands
    assert [*standings(own, date(2020, 3, 31), made.register(until="2020-03-31"))] == [("aanvaard", True)]


def test_a_plan_is_not_current_where_another_replaces_it_or_it_says_so_itself() -> None:
    steps = [{"stap": name, "bron": made.BRON} for name in ("opgesteld", "vervangen")]
    plans = [
        made.plan("oud"),
        made.plan("nieuw", vervangt="oud", verloop=steps[:1]),
        made.plan("weg", verloop=steps),
        made.plan("los"),
    ]
    entries = [Entry(own.id, own, "") for own in plans]
    assert [entry.id for entry in current(entries)] == ["nieuw", "los"]


def test_an_effort_is_for_the_groups_of_its_plan_else_of_its_proeftuin() -> None:
    aims = [{"aantal": 1, "voor": ["wajong", "ww"]}, {"aantal": 2, "voor": ["ww"]}]
    records = [
        made.plan("doel", doelen=aims),
        made.plan("leeg", proeftuin="tuin"),
        made.proeftuin("tuin", doelgroepen=["bbl"]),
    ]
    groups = _Groups(made.register(*records))

    def of(**own: str) -> tuple[str, ...]:
        return groups.of(made.effort("e", "a", **own)).groups

    assert of(plan="doel") == of(plan="doel", proeftuin="tuin") == ("wajong", "ww")
    assert of(plan="leeg") == of(proeftuin="tuin") == ("bbl",)
    assert of() == of(plan="onbekend") == of(proeftuin="onbekend") == ()


def test_what_was_withdrawn_does_not_tell_for_whom_an_effort_was() -> None:
    gone = {"sinds": "2020-12", "reden": "Dubbel"}
    records = [
        made.plan("doel", doelen=[{"aantal": 1, "voor": ["ww"]}], ingetrokken=gone),
        made.proeftuin("weg", doelgroepen=["bbl"], ingetrokken=gone),
        made.proeftuin("tuin", doelgroepen=["wajong"]),
    ]
    groups = _Groups(made.register(*records))
    assert groups.of(made.effort("e", "a", plan="doel", proeftuin="weg")).groups == ()
    assert groups.of(made.effort("e", "a", plan="doel", proeftuin="tuin")).groups == ("wajong",)


def test_an_obligation_that_is_not_told_is_not_inferred_either() -> None:
    untold = obligation(made.contract("a"), date(2020, 1, 1), made.register())
    assert (untold.vorm, untold.berekend, untold.afgeleid) == ("onbekend", False, False)
    inferred = made.contract(
        "b", verplichting=made.owes("1000"), afgeleid=["verplichting"], toelichting="Zo is gerekend."
    )
    assert obligation(inferred, date(2020, 1, 1), made.register()).afgeleid


@pytest.mark.parametrize(
    ("field", "day", "inferred"),
    [
        ("loonsom_excl_btw", date(2020, 1, 1), True),
        ("opdrachtwaarde_excl_btw", date(2020, 1, 1), False),  # it is not the base
        ("verlengingen", date(2020, 1, 1), False),  # nothing has been lifted yet
        ("verlengingen", date(2020, 12, 31), True),
    ],
)
def test_an_obligation_that_rests_on_what_was_inferred_is_inferred(
    field: str, day: date, inferred: bool
) -> None:
    own = made.contract(
        "a",
        verplichting={"vorm": "bedrag", "percentage": 5, "grondslag": "loonsom_excl_btw", "bron": made.BRON},
        loonsom_excl_btw=1000,
        opdrachtwaarde_excl_btw=2000,
        verlengingen=[made.option(6, gelicht="ja", sinds="2020-10", verhoging=10)],
        afgeleid=[field],
        toelichting="Zo is gerekend.",
    )
    assert obligation(own, day, made.register()).afgeleid is inferred


def test_a_pace_is_told_from_thirty_days_on_until_the_last_day() -> None:
    """600 accepted and 300 proposed in 30 of 366 days: 7 320 at the end, or 10 980 with what was proposed."""
    sums = {"aanvaard": AmountCell(precies(Decimal(600))), "voorgesteld": AmountCell(precies(Decimal(300)))}
    year = Looptijd((date(2020, 1, 1),) * 2, (date(2020, 12, 31),) * 2)
    assert _expected(sums, year, date(2020, 1, 29)) is None
    assert _expected(sums, year, date(2020, 1, 30)) == (7_320, 10_980)
    assert _expected(sums, year, date(2020, 12, 30)) is not None
    assert _expected(sums, year, date(2020, 12, 31)) is None
    partly = sums | {"voorgesteld": sums["voorgesteld"]._replace(minder=True)}
    assert _expected(partly, year, date(2020, 1, 30)) is None
    # Begun in that month, on a day that is not told: on its last day thirty are not sure yet.
    month = Looptijd((date(2020, 1, 1), date(2020, 1, 31)), year.einde)
    assert _expected(sums, month, date(2020, 2, 28)) is None
    assert _expected(sums, month, date(2020, 2, 29)) == (3_660, 10_080)


def test_what_each_month_needs_is_told_as_long_as_the_term_is_surely_not_over() -> None:
    """3 652.50 euros until the first of July, or until thirty days later; a month is 30.4375 days."""
    left = AmountCell(precies(Decimal("3652.50")))
    begin = (date(2020, 1, 1),) * 2
    sure = Looptijd(begin, (date(2020, 7, 1),) * 2)
    assert _needed(left, sure, date(2020, 6, 1)) == (3_705, 3_706)  # 30 days are 0.98563 of a month
    assert _needed(left, sure, date(2020, 7, 1)) is None
    either = Looptijd(begin, (date(2020, 7, 1), date(2020, 7, 31)))
    assert _needed(left, either, date(2020, 6, 1)) == (1_852, 3_706)  # 60 days, or 30
    assert _needed(left, either, date(2020, 7, 1)) is None
    assert _needed(left, either, date(2020, 7, 15)) is None


def test_a_year_of_a_contract_a_plan_or_an_effort_is_one_of_the_register() -> None:
    """A contract began in 2018, and an option was lifted in 2021; a plan is of 2019 and an effort of 2020."""
    signed = {"stap": "ondertekend", "sinds": "2019-03", "bron": made.BRON}
    options = [made.option(6, gelicht="ja", sinds="2021-02"), made.option(6, gelicht="nee", sinds="2022")]
    records = (
        made.contract("a", begin="2018-05", verlengingen=options),
        made.plan("p", verloop=[signed]),
    )
    own = made.register(*records, efforts=[made.effort("1", "a")], until="2022-12-31")
    assert registered_years(own) == [2018, 2019, 2020, 2021]
