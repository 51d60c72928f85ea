"""Every outcome against a second, slow, plain implementation of the generic framework, from the rules.

It knows nothing of the program: numbers as integers (cents and months), days counted one by one, every
reading tried in turn. What is not known is tried as a range.
"""

import csv
import io
import json
from calendar import monthrange
from datetime import date, timedelta
from itertools import product
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maatwerk_cli.models.tender.cell import AmountReader, cell_readers
from maatwerk_cli.tender.facts import Facts, FactsReader, inconsistencies
from maatwerk_cli.tender.frameworks.policy import Beleid, read_beleid
from maatwerk_cli.tender.judging import Choices, Result, TenderRead, judge
from maatwerk_cli.tender.verdicts.assessor import Assessor
from maatwerk_cli.tender.views.series_view import SeriesForm, SeriesWriting
from maatwerk_cli.tender.views.verdict_words import lead
from maatwerk_cli.text.blocks import text_of

FOLDER = Path(__file__).parents[2] / "data" / "beleid"
POLICY = read_beleid(FOLDER)
assert isinstance(POLICY, Beleid)
ASSESSOR = Assessor(POLICY)
MANY = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
ENDLESS = 10**15
Row = dict[str, str]
Range = tuple[int, int]


def months_between(begin: date, last: date) -> int:
    """Count months a day at a time: the most that, added to the begin, is no later than the day after."""
    count = 0
    while True:
        month = begin.month + count
        year, month = begin.year + month // 12, month % 12 + 1
        if date(year, month, min(begin.day, monthrange(year, month)[1])) > last + timedelta(days=1):
            return count
        count += 1


def wage(row: Row) -> Range:
    top = cents(row["opdrachtwaarde_excl_btw"]) if "opdrachtwaarde_excl_btw" in row else ENDLESS
    if "loonsom_excl_btw" not in row:
        return 0, top
    own = cents(row["loonsom_excl_btw"])
    return (own, own) if own <= top else (0, ENDLESS)


def cents(text: str) -> int:
    whole, _, part = text.partition(".")
    return int(whole) * 100 + int((part + "00")[:2])


def term(row: Row, *, options: bool) -> Range:
    low, high = 0, ENDLESS
    if "begin" in row and "einde" in row:
        low = high = months_between(date.fromisoformat(row["begin"]), date.fromisoformat(row["einde"]))
    elif "looptijd_maanden" in row:
        low = high = int(row["looptijd_maanden"])
    extra = row.get("verlenging_maanden", "0")
    if not options:
        return low, high
    if extra == "onbekend":
        return low, ENDLESS
    return low + int(extra), min(high + int(extra), ENDLESS)


def all_terms(rows: list[Row], *, options: bool) -> Range:
    """Give how long lots last together: from the first day of the first to the last day of the last."""
    each = [term(row, options=options) for row in rows]
    low, high = max(least for least, _ in each), max(most for _, most in each)
    dated = [row for row in rows if "begin" in row and "einde" in row]
    if dated:
        begin = min(date.fromisoformat(row["begin"]) for row in dated)
        spans = []
        for row in dated:
            extra = row.get("verlenging_maanden", "0")
            more = 0 if not options or extra == "onbekend" else int(extra)
            spans.append(months_between(begin, date.fromisoformat(row["einde"])) + more)
        low, high = max(low, *spans), max(high, *spans)
        if len(dated) < len(rows):
            high = ENDLESS
    return low, high


def outside(row: Row) -> str:
    """Tell of a lot whether it falls outside the framework by itself: a supply, or by a ground."""
    grounds = row.get("uitsluitingsgronden")
    excluded = grounds not in (None, "nee") and "motivering" in row
    if row.get("aard") == "levering" or excluded:
        return "ja"
    return "nee" if "aard" in row and grounds == "nee" else "?"


def counted(rows: list[Row], own: Row, *, outsiders: bool) -> tuple[list[Row], list[Row]]:
    """Give the lots that are sure to count together, and those that can."""
    if outsiders:
        return rows, rows
    others = [row for row in rows if row is not own]
    sure = [row for row in rows if row is own or outside(row) == "nee"]
    return sure, [own, *(row for row in others if outside(row) != "ja")]


def at_level(value: Range, kind: str, level: str, *, amount: bool) -> Range:
    if kind == "ja" and level == "nadere_overeenkomst":
        return 0, value[1] if amount else ENDLESS
    if kind == "nadere_overeenkomst" and level == "geheel":
        return value[0], ENDLESS
    return value


def at_least(value: Range, limit: int) -> str:
    return "ja" if value[0] >= limit else "nee" if value[1] < limit else "?"


def outcome(rows: list[Row], own: Row, *, more: bool = False) -> str:
    """Give the outcome of one lot of a tender by every reading in turn, and by all that it can be.

    With ``more`` there can be other lots, that add any amount and last however long.
    """
    collected = set()
    options = own.get("verlenging_maanden", "0") != "0"
    levels = ("nee", "ja", "nadere_overeenkomst")
    kinds = levels if own.get("raamovereenkomst") == "onbekend" else (own.get("raamovereenkomst", "nee"),)
    for kind, counts, together, whole, outsiders in product(
        kinds,
        (False, True) if options else (False,),
        (False, True) if len(rows) > 1 or more else (False,),
        ("nadere_overeenkomst", "geheel"),
        (False, True),
    ):
        if together:
            sure, most = counted(rows, own, outsiders=outsiders)
            money = sum(wage(row)[0] for row in sure), sum(wage(row)[1] for row in most)
            months = all_terms(sure, options=counts)[0], all_terms(most, options=counts)[1]
            if more:
                money, months = (money[0], ENDLESS), (months[0], ENDLESS)
        else:
            money, months = wage(own), term(own, options=counts)
        grounds = own.get("uitsluitingsgronden")
        explained = "motivering" in own
        truths = [
            "?" if "aard" not in own else "ja" if own["aard"] in ("werk", "dienst") else "nee",
            at_least(at_level(money, kind, whole, amount=True), 250_000_00),
            at_least(at_level(months, kind, whole, amount=False), 6),
            "?" if grounds is None else "ja" if grounds == "nee" else "nee" if explained else "?",
        ]
        collected.add(
            "niet_van_toepassing" if "nee" in truths else "onbekend" if "?" in truths else "van_toepassing"
        )
    return collected.pop() if len(collected) == 1 else "onbekend"


DAYS = st.dates(date(2018, 1, 1), date(2018, 12, 31))
WAGES = st.sampled_from(
    ["0", "99999.99", "125000", "124999.99", "249999.99", "250000", "250000.01", "400000"]
)
SPAN = st.tuples(DAYS, st.integers(0, 420)).map(
    lambda pair: {"begin": pair[0].isoformat(), "einde": (pair[0] + timedelta(days=pair[1])).isoformat()}
)
LENGTH = st.one_of(SPAN, st.integers(0, 13).map(lambda count: {"looptijd_maanden": str(count)}), st.just({}))
REST = st.fixed_dictionaries(
    {},
    optional={
        "aard": st.sampled_from(["dienst", "dienst", "werk", "levering"]),
        "loonsom_excl_btw": WAGES,
        "opdrachtwaarde_excl_btw": WAGES,
        "verlenging_maanden": st.sampled_from(["0", "1", "6", "12", "onbekend"]),
        "raamovereenkomst": st.sampled_from(["nee", "ja", "nadere_overeenkomst", "onbekend"]),
        "uitsluitingsgronden": st.sampled_from(["nee", "nee", "nee", "ug-1"]),
        "motivering": st.just("Voorbeeld van een motivering"),
    },
)
ROWS = st.tuples(LENGTH, REST).map(lambda pair: {**pair[0], **pair[1]})


def tender(row: Row, number: int, *, lot: bool) -> TenderRead:
    cells = {"id": "vb-1", "peildatum": "2018-06-01", **({"perceel": str(number)} if lot else {}), **row}
    facts = FactsReader(list(cells), cell_readers(AmountReader("komma"))).facts(list(cells.values()))
    assert isinstance(facts, Facts)
    assert not inconsistencies(facts)
    return TenderRead(facts)


def judged(rows: list[Row]) -> list[Result]:
    results = judge(
        [tender(row, number, lot=len(rows) > 1) for number, row in enumerate(rows)], ASSESSOR, Choices()
    )
    return [result for result in results if isinstance(result, Result)]


def in_form(results: list[Result], form: SeriesForm) -> str:
    writer = SeriesWriting(form, POLICY.sha256, tuple(POLICY.kaders)).writer()
    return (writer.head() + writer.rows(results)).decode()


@MANY
@given(st.lists(ROWS, min_size=1, max_size=3))
def test_the_outcome_is_that_of_a_plain_implementation_in_every_form(rows: list[Row]) -> None:
    expected = [outcome(rows, row) for row in rows]
    results = judged(rows)
    assert [result.besluit.uitkomst for result in results] == expected
    lines = in_form(results, "jsonl").splitlines()
    assert [json.loads(line)["uitkomst"] for line in lines] == expected
    table = csv.DictReader(io.StringIO(in_form(results, "csv")))
    assert [row["uitkomst"] for row in table] == expected
    said = {
        "van_toepassing": "Social return is van toepassing",
        "niet_van_toepassing": "Social return is niet van toepassing",
        "onbekend": "Het is nog niet te zeggen",
    }
    for result, end in zip(results, expected, strict=True):
        assert text_of(list(lead(result.besluit)), 80).startswith(said[end])


@MANY
@given(ROWS, st.lists(ROWS, min_size=1, max_size=3))
def test_a_lot_alone_is_never_decided_otherwise_than_with_any_sisters(own: Row, sisters: list[Row]) -> None:
    alone = next(judge([tender(own, 0, lot=True)], ASSESSOR, Choices()))
    assert isinstance(alone, Result)
    if alone.besluit.uitkomst != "onbekend":
        together = judged([own, *sisters])[0]
        assert together.besluit.uitkomst == alone.besluit.uitkomst


@MANY
@given(st.lists(ROWS, min_size=1, max_size=2))
def test_combinations_of_readings_agree_with_choosing_them(rows: list[Row]) -> None:
    for number, result in enumerate(judged(rows)):
        kader = result.besluit.kader
        assert kader is not None
        for choices, end in kader.combinaties.items():
            chosen = [tender(row, place, lot=len(rows) > 1) for place, row in enumerate(rows)]
            again = list(judge(chosen, ASSESSOR, Choices((), choices)))[number]
            assert isinstance(again, Result)
            assert again.besluit.uitkomst == end


@settings(MANY, max_examples=50)
@given(st.lists(ROWS, min_size=1, max_size=3))
def test_whether_a_condition_holds_is_what_it_comes_to(rows: list[Row]) -> None:
    for result in judged(rows):
        verdict = result.besluit.kader
        assert verdict is not None
        for rule, reading in product(verdict.toets.rules.values(), verdict.lezingen):
            judgement = rule.judging(reading)(verdict.facts, verdict.lots)
            assert judgement.uitkomst == rule.toets(verdict.facts, verdict.lots, reading).uitkomst


NAMINGS = st.tuples(
    st.lists(st.integers(1, 5), min_size=1, max_size=3, unique=True),
    st.sampled_from(["{number}", "perceel {number}", "Lot-00{number}", "{number} van {many}"]),
    st.integers(0, 2),
)
"""The numbers of lots, how they are written, and by how many there are more than the highest of them."""


@MANY
@given(st.data(), NAMINGS)
def test_lots_that_lack_by_their_names_can_be_anything(
    data: st.DataObject, naming: tuple[list[int], str, int]
) -> None:
    numbers, written, above = naming
    many = max(numbers) + above
    names = [written.format(number=number, many=many) for number in numbers]
    says_how_many = "van" in written
    lack = says_how_many and {*range(1, many + 1)} - {*numbers}  # rows together are all, unless they say more
    more = bool(lack) or (len(numbers) == 1 and not says_how_many)  # one alone is one of several
    rows = data.draw(st.lists(ROWS, min_size=len(names), max_size=len(names)))
    lots = [tender({**row, "perceel": name}, 0, lot=False) for row, name in zip(rows, names, strict=True)]
    for row, result in zip(rows, judge(lots, ASSESSOR, Choices()), strict=True):
        assert isinstance(result, Result)
        end = outcome(rows, row, more=more)
        assert result.besluit.uitkomst == end
        could_turn = end != "onbekend" and outcome(rows, row, more=True) != end
        assumed = "alle_percelen_aangenomen" in result.besluit.onzeker
        assert assumed == (could_turn and len(names) > 1 and not more and not says_how_many)
