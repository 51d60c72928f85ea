"""What must hold for every tender, generated."""

import csv
import io
import json
from dataclasses import replace as changed
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from tests.tender.plain_json import plain_json

from maatwerk_cli.models.tender.aanbesteding import Aanbesteding
from maatwerk_cli.models.tender.cell import AmountReader, cell_readers
from maatwerk_cli.models.values import parse_datum
from maatwerk_cli.register.location import carried_dataset
from maatwerk_cli.tender.facts import (
    TENDER_FIELDS,
    Facts,
    FactsReader,
    add_months,
    facts_of_record,
    inconsistencies,
    whole_months,
)
from maatwerk_cli.tender.frameworks.policy import Beleid, read_beleid
from maatwerk_cli.tender.input.tender_input import Tenders, TenderTable, read_input
from maatwerk_cli.tender.judging import Choices, Result, TenderRead, judge
from maatwerk_cli.tender.series.part_judging import Recipe, judge_part
from maatwerk_cli.tender.series.table_parts import parts
from maatwerk_cli.tender.verdicts.assessor import Assessor
from maatwerk_cli.tender.verdicts.verdict import Besluit
from maatwerk_cli.tender.views.series_view import SeriesWriting

FOLDER = carried_dataset() / "beleid"
POLICY = read_beleid(FOLDER)
assert isinstance(POLICY, Beleid)
TOETSER = Assessor(POLICY)
MANY = settings(
    max_examples=settings.get_profile("search").max_examples // 7,  # 100, and 571 in .ci/search
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)

days = st.dates(date(2011, 6, 1), date(2022, 12, 31))
dates = st.one_of(
    days.map(date.isoformat),
    days.map(lambda day: f"{day:%Y-%m}"),
    days.map(lambda day: str(day.year)),
    days.map(lambda day: f"{day.year}-q{(day.month + 2) // 3}"),
)
amounts = st.one_of(
    st.sampled_from(["249999.99", "250000", "250000.01", "0", "500000"]),
    st.integers(0, 60_000_000).map(lambda cents: f"{cents / 100:.2f}"),
)
months = st.integers(0, 30).map(str)
FIELDS: dict[str, st.SearchStrategy[str]] = {
    "aard": st.sampled_from(["werk", "dienst", "levering"]),
    "loonsom_excl_btw": amounts,
    "opdrachtwaarde_excl_btw": amounts,
    "begin": dates,
    "einde": dates,
    "looptijd_maanden": months,
    "verlenging_maanden": st.one_of(months, st.just("onbekend")),
    "uitsluitingsgronden": st.sampled_from(["nee", "ug-1", "ug-1 ug-4"]),
    "motivering": st.just("Voorbeeld van een motivering"),
    "werkwijze": st.sampled_from(["generiek_kader", "maatwerk"]),
    "opdrachtgever_soort": st.sampled_from(["rijk", "decentraal", "overig"]),
    "lezingen": st.sampled_from(["verlenging=telt_mee", "percelen=samen", "percelen=apart"]),
    "publicatiedatum": dates,
    "peildatum": dates,
}
tenders = st.fixed_dictionaries({}, optional=FIELDS)


def facts_of(cells: dict[str, str]) -> Facts:
    facts = FactsReader(list(cells), cell_readers(AmountReader("komma"))).facts(list(cells.values()))
    assert isinstance(facts, Facts)
    return facts


def fit(cells: dict[str, str]) -> Facts:
    facts = facts_of(cells)
    assume(not list(inconsistencies(facts)))
    return facts


def generic(verdict: Besluit) -> Any:
    return next((kader for kader in verdict.kaders if kader.id == "generiek_kader"), None)


def decide(facts: Facts) -> Besluit:
    assert TOETSER.objections(facts) == []
    return TOETSER.decide(facts)


@MANY
@given(tenders, st.integers(0, 10**9), st.integers(0, 60))
def test_more_wage_sum_or_a_longer_term_never_turns_yes_into_no(
    cells: dict[str, str], cents: int, longer: int
) -> None:
    facts = fit({"peildatum": "2018-01-01"} | cells)
    before = decide(facts)
    raised = [facts]
    if facts.loonsom_excl_btw is not None:
        raised.append(facts._replace(loonsom_excl_btw=facts.loonsom_excl_btw + Decimal(cents) / 100))
    if facts.looptijd_maanden is not None and facts.begin is None:
        raised.append(facts._replace(looptijd_maanden=facts.looptijd_maanden + longer))
    if facts.einde is not None and facts.looptijd_maanden is None:
        later = (facts.einde.last + timedelta(days=longer)).isoformat()
        raised.append(facts._replace(einde=parse_datum(later)))
    for more in raised:
        for old, new in zip(before.kaders, decide(more).kaders, strict=True):
            assert (old.uitkomst, new.uitkomst) != ("van_toepassing", "niet_van_toepassing")


@MANY
@given(tenders, st.data())
def test_filling_in_what_is_unknown_never_contradicts_what_was_decided(
    cells: dict[str, str], data: st.DataObject
) -> None:
    facts = fit({"peildatum": "2018-01-01"} | cells)
    before = generic(decide(facts))
    assume(before is not None and before.uitkomst != "onbekend")
    for check in before.toetsingen:
        fields = {
            "looptijd": ("begin", "einde", "looptijd_maanden"),
            "uitsluitingsgronden": ("uitsluitingsgronden",),
        }.get(check.voorwaarde.id, (check.voorwaarde.veld,))
        for field in fields:
            if field in cells or (field == "loonsom_excl_btw" and facts.opdrachtwaarde_excl_btw is None):
                continue
            value = data.draw(FIELDS[field], label=field)
            more = facts_of({"peildatum": "2018-01-01"} | cells | {field: value})
            wage, worth = more.loonsom_excl_btw, more.opdrachtwaarde_excl_btw
            if list(inconsistencies(more)) or (wage is not None and worth is not None and wage > worth):
                continue
            if field == "uitsluitingsgronden" and before.uitkomst == "van_toepassing":
                continue
            assert generic(decide(more)).uitkomst in (before.uitkomst, "onbekend")


ANSWERS = {
    "aard": ("dienst",),
    "loonsom_excl_btw": ("0", "250000"),
    "opdrachtwaarde_excl_btw": ("250000",),
    "looptijd_maanden": tuple(str(number) for number in range(40)),
    "verlenging_maanden": ("0", "30"),
    "uitsluitingsgronden": ("nee",),
    "motivering": ("Voorbeeld",),
    "peildatum": ("2018-01-01",),
}


@MANY
@given(tenders)
def test_every_question_has_an_answer_that_settles_and_all_answers_settle_all(cells: dict[str, str]) -> None:
    cells = {"peildatum": "2018-01-01"} | cells
    facts = fit(cells)
    before = generic(decide(facts))
    assume(before is not None)
    for asked in before.te_vragen:
        condition = next(check.voorwaarde.id for check in before.toetsingen if asked.veld in check.velden)

        def settled(answer: str, field: str = asked.veld, name: str = condition) -> bool:
            new = facts_of(cells | {field: answer})
            if list(inconsistencies(new)):
                return False
            verdict = {check.voorwaarde.id: check.uitkomst for check in generic(decide(new)).toetsingen}
            return verdict[name] != "onbekend"

        assert any(settled(answer) for answer in ANSWERS[asked.veld])
    for _ in range(8):
        now = generic(decide(facts_of(cells)))
        if not now.te_vragen:
            break
        field = now.te_vragen[0].veld
        fitting = [
            cells | {field: answer}
            for answer in ANSWERS[field]
            if not list(inconsistencies(facts_of(cells | {field: answer})))
        ]
        cells = fitting[0]
    now = generic(decide(facts_of(cells)))
    assert now.te_vragen == ()
    assert now.uitkomst != "onbekend" or now.open_lezingen


@MANY
@given(tenders, st.permutations(range(4)))
def test_the_order_of_conditions_does_not_matter(cells: dict[str, str], order: list[int]) -> None:
    facts = fit({"peildatum": "2018-01-01"} | cells)
    kader = POLICY.kaders["generiek_kader"]
    turned = kader.model_copy(update={"voorwaarden": tuple(kader.voorwaarden[place] for place in order)})
    other = Assessor(changed(POLICY, kaders={**POLICY.kaders, "generiek_kader": turned}))
    old, new = decide(facts), other.decide(facts)
    assert (old.uitkomst, old.lezingen, old.waarschuwingen) == (
        new.uitkomst,
        new.lezingen,
        new.waarschuwingen,
    )
    for kader_here, two in zip(old.kaders, new.kaders, strict=True):
        assert (
            kader_here.uitkomst,
            kader_here.te_vragen,
            kader_here.grensgeval,
            kader_here.verplichting,
        ) == (*(two.uitkomst, two.te_vragen, two.grensgeval, two.verplichting),)
        assert sorted(kader_here.beslissend) == sorted(two.beslissend)


@MANY
@given(st.lists(tenders, min_size=1, max_size=6), st.booleans())
def test_alone_and_in_a_series_the_same_bytes(rows: list[dict[str, str]], semicolon: bool) -> None:
    fine = [row for row in rows if not list(inconsistencies(facts_of(row)))]
    assume(fine)
    named = [{"id": f"VB-{number}"} | row for number, row in enumerate(fine)]
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, TENDER_FIELDS, restval="", delimiter=";" if semicolon else ",")
    writer.writeheader()
    writer.writerows(named)
    source = read_input(io.BytesIO(stream.getvalue().encode()), str)
    assert isinstance(source, TenderTable)
    writing = SeriesWriting("jsonl", POLICY.sha256, tuple(POLICY.kaders))
    where = (source.columns, source.stream.delimiter)
    recipe = Recipe(FOLDER, POLICY.sha256, Choices(), "komma", *where, writing)
    series = b"".join(judge_part(part, recipe).content for part in parts(source))
    assert series == "".join(alone(row) for row in named).encode()


def alone(row: dict[str, str]) -> str:
    """Give the verdict on one tender as its own record in YAML."""
    value: dict[str, Any] = dict(row)
    for field in ("looptijd_maanden", "verlenging_maanden"):
        if value.get(field, "onbekend") != "onbekend":
            value[field] = int(value[field])
    if row.get("uitsluitingsgronden", "nee") != "nee":
        value["uitsluitingsgronden"] = row["uitsluitingsgronden"].split()
    if "lezingen" in row:
        value["lezingen"] = dict([row["lezingen"].split("=")])
    read = read_input(io.BytesIO(json.dumps(value).encode()), str)
    assert isinstance(read, Tenders)
    result = next(judge(read.tenders, TOETSER, Choices()))
    assert isinstance(result, Result)
    return plain_json(result, POLICY.sha256) + "\n"


@MANY
@given(tenders)
def test_a_row_and_a_record_give_the_same_facts(row: dict[str, str]) -> None:
    value: dict[str, Any] = dict(row)
    for field in ("looptijd_maanden", "verlenging_maanden"):
        if value.get(field, "onbekend") != "onbekend":
            value[field] = int(value[field])
    if row.get("uitsluitingsgronden", "nee") != "nee":
        value["uitsluitingsgronden"] = row["uitsluitingsgronden"].split()
    if "lezingen" in row:
        value["lezingen"] = dict([row["lezingen"].split("=")])
    assert facts_of_record(Aanbesteding.model_validate(value)) == facts_of(row)


def test_the_facts_have_the_fields_of_the_record() -> None:
    assert tuple(Aanbesteding.model_fields) == TENDER_FIELDS


@given(days, days)
def test_whole_months_are_the_most_that_fit(begin: date, einde: date) -> None:
    assume(begin <= einde)
    count = whole_months(begin, einde)
    after = einde + timedelta(days=1)
    assert add_months(begin, count) <= after < add_months(begin, count + 1)


@MANY
@given(st.lists(st.tuples(st.sampled_from("AB"), tenders), min_size=2, max_size=5))
def test_lots_decided_apart_and_together_agree_with_the_open_reading(
    rows: list[tuple[str, dict[str, str]]],
) -> None:
    read = []
    for number, (name, row) in enumerate(rows):
        plain = {key: cell for key, cell in row.items() if key != "lezingen"}
        cells = {"id": name, "perceel": str(number), "peildatum": "2018-01-01"} | plain
        read.append(TenderRead(facts_of(cells)))
    assume(not any(list(inconsistencies(result_here.facts)) for result_here in read))
    ways = {
        choice: list(judge(read, TOETSER, Choices((), (("percelen", choice),))))
        for choice in ("apart", "samen")
    }
    for place, result in enumerate(judge(read, TOETSER, Choices())):
        assert isinstance(result, Result)
        single = generic(result.besluit)
        if single is None:
            continue
        ends = {}
        for choice, results in ways.items():
            chosen = results[place]
            assert isinstance(chosen, Result)
            ends[choice] = generic(chosen.besluit).uitkomst
        if len(set(ends.values())) == 2:
            assert single.open_lezingen["percelen"] == ends
            assert single.uitkomst == "onbekend"
        else:
            assert single.uitkomst in (ends["apart"], "onbekend")


LOT_FIELDS = st.fixed_dictionaries(
    {},
    optional={
        name: FIELDS[name]
        for name in (
            *("aard", "loonsom_excl_btw", "opdrachtwaarde_excl_btw", "begin", "einde", "looptijd_maanden"),
            *("uitsluitingsgronden", "motivering"),
        )
    },
)
TOGETHER = Choices((), (("percelen", "samen"), ("verlenging", "telt_niet_mee")))


def judged_together(rows: list[dict[str, str]], outside: str) -> list[Any] | None:
    """Give the verdicts on lots that are read together; nothing where one contradicts itself."""
    lots = [
        facts_of({"id": "A", "perceel": str(number), "peildatum": "2018-01-01"} | row)
        for number, row in enumerate(rows)
    ]
    if any(list(inconsistencies(lot)) for lot in lots):
        return None
    readings = (*TOGETHER.readings, ("percelen_buiten_kader", outside))
    results = list(judge(map(TenderRead, lots), TOETSER, Choices((), readings)))
    return [generic(result.besluit) for result in results if isinstance(result, Result)]


def answered(row: dict[str, str], field: str) -> dict[str, str]:
    """Give a lot with a question answered, and without what the answer would contradict."""
    if field in ("begin", "einde"):
        rest = {name: cell for name, cell in row.items() if name != "looptijd_maanden"}
        return rest | {"begin": "2018-01-01", "einde": "2018-12-28"}
    if field == "looptijd_maanden":
        return {name: cell for name, cell in row.items() if name not in ("begin", "einde")} | {field: "7"}
    rest = {name: cell for name, cell in row.items() if name != "opdrachtwaarde_excl_btw"}
    return (rest if field == "loonsom_excl_btw" else row) | {field: ANSWERS[field][-1]}


SHORT = {
    "aard": "werk",
    "uitsluitingsgronden": "nee",
    "loonsom_excl_btw": "249999.99",
    "looptijd_maanden": "0",
}


@MANY
@example([SHORT | {"begin": "2011-06-01", "einde": day} for day in ("2011-06-01", "2011")])
@given(st.lists(LOT_FIELDS, min_size=2, max_size=3))
def test_answers_about_the_lots_that_a_question_names_settle_the_outcome(rows: list[dict[str, str]]) -> None:
    for outside in ("telt_mee", "telt_niet_mee"):
        settle(rows, outside)


def settle(rows: list[dict[str, str]], outside: str) -> None:
    """Answer for each lot what is asked, until nothing is, and hold that its outcome is known then."""
    assume(judged_together(rows, outside) is not None)
    for place in range(len(rows)):
        now = list(rows)
        for _ in range(12):
            outcome = judged_together(now, outside)
            if outcome is None or not outcome[place].te_vragen:
                break
            asked = outcome[place].te_vragen[0]
            _, _, names = asked.vraag.partition("Het gaat om perceel ")
            lots = [int(name) for name in names.rstrip(".").replace(" en ", ", ").split(", ") if name]
            for lot in lots or [place]:
                now[lot] = answered(now[lot], asked.veld)
        outcome = judged_together(now, outside)
        if outcome is not None:
            assert (outcome[place].te_vragen, outcome[place].uitkomst == "onbekend") == ((), False)


@pytest.mark.parametrize(
    "path",
    sorted(path for path in FOLDER.glob("*.yaml") if ".gevallen" not in path.name),
    ids=lambda path: path.stem,
)
def test_the_hash_tells_every_change_of_the_policy(path: Path, tmp_path: Path) -> None:
    for file in (path for path in FOLDER.glob("*.yaml") if ".gevallen" not in path.name):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / path.name).write_bytes(path.read_bytes() + b"# x\n")
    other = read_beleid(tmp_path)
    assert isinstance(other, Beleid)
    assert other.sha256 != POLICY.sha256
