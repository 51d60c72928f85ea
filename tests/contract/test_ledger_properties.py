"""What holds of every ledger, and what nobody learns from an open one."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, get_args

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.contract import registers as made

from maatwerk_cli.checks.catalogue import texts
from maatwerk_cli.contract.amount import AmountRange
from maatwerk_cli.contract.ledger import ledger_of
from maatwerk_cli.contract.plans import plans_of
from maatwerk_cli.contract.progress import ProgressPer, Voortgang, progress
from maatwerk_cli.contract.secrecy import efforts_registry
from maatwerk_cli.contract.signals import signals
from maatwerk_cli.contract.views.progress_json import progress_json
from maatwerk_cli.contract.views.progress_page import PageBackground, progress_page
from maatwerk_cli.contract.views.progress_tables import progress_table, signal_table
from maatwerk_cli.contract.views.progress_words import ProgressOutput, SignalWords
from maatwerk_cli.models.contract.inspanning import Inspanning
from maatwerk_cli.register.records import Dataset
from maatwerk_cli.text.blocks import text_of

THRESHOLD = 5
DAYS = (date(2019, 12, 31), date(2020, 5, 15), date(2020, 12, 31))
CONTRACTS = (
    made.contract("a", leveranciers=["zon"], categorie="ict", verplichting=made.owes("9000.00"),
                  begin="2019-01-01", einde="2021-12-31", werkwijze="voorbeeldkader"),
    made.contract("b", leveranciers=["maan", "zon"], categorie="ict", verplichting=made.owes("400.50"),
                  begin="2019-01-01", einde="2020-12-31",
                  verlengingen=[made.option(12, gelicht="ja", sinds="2020-05", verhoging="99.99")]),
    made.contract("raam", soort="raamovereenkomst", leveranciers=["maan"], verplichting=made.owes("5000.00")),
    made.contract("deel", soort="nadere_overeenkomst", onder="raam", leveranciers=["zon"],
                  verplichting={"vorm": "inspanning", "belegd_bij": "raam", "bron": made.BRON}),
    made.contract("los"),
)  # fmt: skip
RATES = made.framework(
    made.rate("uren", ("31.45", "2019-01-01", "2020-06-30"), ("33.3355", "2020-07-01", None)),
    made.rate("groep", ("40.00", "2019-01-01", None), doelgroepen=["langdurig"]),
)
NUMBERS = st.decimals("0.01", "5000", places=2)


@st.composite
def efforts(draw: st.DrawFn) -> list[Inspanning]:
    collected = []
    for number in range(draw(st.integers(0, 9))):
        unit = draw(st.sampled_from(["uur", "maand", "plek", "euro"]))
        fields: dict[str, Any] = {
            "eenheid": unit,
            "aantal": str(draw(NUMBERS)),
            "mensen": draw(st.one_of(st.none(), st.integers(0, 12))),
            "waarde": draw(st.one_of(st.none(), NUMBERS.map(str))),
            "periode": draw(st.sampled_from(["2019", "2019-q3", "2020-05", "2020", "2020-06-30"])),
            "stand": draw(st.sampled_from(["voorgesteld", "aanvaard", "afgewezen"])),
            "sinds": draw(st.sampled_from([None, "2020", "2020-08", "2020-12-31"])),
            "bewijs": draw(st.sampled_from([None, "verklaring 1"])),
        }
        contract = draw(st.sampled_from([contract.id for contract in CONTRACTS]))
        collected.append(made.effort(f"i-{number}", contract, **fields))
    return collected


def register(rows: list[Inspanning]) -> Dataset:
    outcome: Dataset = made.register(*CONTRACTS, RATES, efforts=rows)
    return outcome


def progress_of(
    rows: list[Inspanning], day: date = DAYS[-1], per: ProgressPer = "opdracht", *, intern: bool = True
) -> Voortgang:
    dataset = register(rows)
    registry = efforts_registry(dataset.records(Inspanning), THRESHOLD, intern=intern)
    return progress(dataset, ledger_of(dataset), registry, day=day, per=per)


def totals(given: Voortgang) -> dict[str, AmountRange | None]:
    whole = given.totaal
    return {
        "verplichting": whole.verplichting.bereik,
        "open": whole.open.bereik,
        **{standing: cell.bereik for standing, cell in whole.gedaan.items()},
    }


@given(efforts(), st.data())
def test_accepted_never_grows_by_rejecting(rows: list[Inspanning], data: st.DataObject) -> None:
    before = totals(progress_of(rows))["aanvaard"]
    place = data.draw(st.integers(0, max(0, len(rows) - 1)))
    after_rows = [
        row.model_copy(update={"stand": "afgewezen"}) if number == place else row
        for number, row in enumerate(rows)
    ]
    after = totals(progress_of(after_rows))["aanvaard"]
    assert before is not None
    assert after is not None
    assert after.laag <= before.laag
    assert before.hoog is None or (after.hoog is not None and after.hoog <= before.hoog)


@given(efforts(), st.data())
def test_splitting_an_effort_changes_no_total(rows: list[Inspanning], data: st.DataObject) -> None:
    rows = [row.model_copy(update={"waarde": None}) for row in rows]
    parts: list[Inspanning] = []
    for number, row in enumerate(rows):
        first = row.aantal * data.draw(st.decimals("0.01", "0.99", places=2))
        parts.append(row.model_copy(update={"aantal": first}))
        rest = {"id": f"j-{number}", "aantal": row.aantal - first}
        parts.append(row.model_copy(update=rest))
    for day in DAYS:
        assert totals(progress_of(rows, day)) == totals(progress_of(parts, day))


@settings(max_examples=30)
@given(efforts(), st.randoms())
def test_the_order_of_rows_never_matters(rows: list[Inspanning], order: Any) -> None:
    other = list(rows)
    order.shuffle(other)
    for per in get_args(ProgressPer):
        assert progress_of(rows, per=per).regels == progress_of(other, per=per).regels


@given(efforts(), st.sampled_from(DAYS), st.booleans())
def test_the_sum_over_contracts_is_the_sum_over_suppliers(
    rows: list[Inspanning], day: date, intern: bool
) -> None:
    sums = []
    for per in get_args(ProgressPer):
        progress_now = progress_of(rows, day, per, intern=intern)
        lines = {key: Decimal(0) for key in totals(progress_now)}
        for line in progress_now.regels:
            alone = replace(progress_now, totaal=line.stand)
            for key, amount in totals(alone).items():
                lines[key] += amount.laag if amount is not None else 0
        sums.append(lines)
        whole = totals(progress_now)
        assert {key: amount.laag if amount else Decimal(0) for key, amount in whole.items()} == lines
    assert all(total == sums[0] for total in sums)


def shown(rows: list[Inspanning]) -> list[str]:
    """Give all that an open edition says of a register, in every form, on every day, by every line."""
    dataset = register(rows)
    registry = efforts_registry(dataset.records(Inspanning), THRESHOLD, intern=False)
    ledger = ledger_of(dataset)
    said = []
    for day in DAYS:
        for per in get_args(ProgressPer):
            for year in (None, 2020):
                progress_now = progress(dataset, ledger, registry, day=day, per=per, year=year)
                asked = tuple(
                    SignalWords(signal.opdracht, signal.problem.code, *texts(signal.problem))
                    for signal in signals(dataset, ledger, registry, progress_now)
                )
                out = ProgressOutput(progress_now, asked, {}, {}, "Voorbeeld", "0" * 64, None, "1", THRESHOLD)
                background = PageBackground(dataset, ledger, registry, dict(plans_of(dataset, ledger, day)))
                said.append(progress_json(out))
                said.append(repr((progress_table(out).rows, signal_table(out).rows)))
                said.append(text_of(progress_page(out, background, detail=per == "opdracht"), 80))
    return said


@settings(max_examples=15)
@given(efforts(), st.data())
def test_nothing_that_is_shown_depends_on_what_is_withheld(
    rows: list[Inspanning], data: st.DataObject
) -> None:
    """The attacker may compare every form, day and line: what is withheld could have been anything."""
    other = []
    for row in rows:
        of_people = row.mensen != 0 and (row.eenheid != "euro" or row.mensen is not None)
        if of_people and (row.mensen or 0) < THRESHOLD:
            few = {
                "aantal": data.draw(NUMBERS),
                "waarde": data.draw(st.one_of(st.none(), NUMBERS)),
                "mensen": data.draw(st.integers(1, THRESHOLD - 1)),
                "soort": data.draw(st.sampled_from(["begeleiding", "opleiding"])),
            }
            row = row.model_copy(update=few)
        other.append(row)
    assert shown(rows) == shown(other)
