"""Generated frameworks held against a slow, plain evaluator, written from the docs (docs/eigen-kader.md).

It knows nothing of the program: money in cents, shares as fractions, days counted one by one, every row of a
table, every day of an imprecise date and every reading tried in turn. What is not known is tried as a range.
"""

import json
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise, product
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.tender.plain_json import plain_json
from tests.tender.test_oracle import Row, cents, months_between

from maatwerk_cli.models.kader import Kader
from maatwerk_cli.models.policy.problems import beleidsproblemen
from maatwerk_cli.models.tender.cell import AmountReader, cell_readers
from maatwerk_cli.models.values import parse_datum
from maatwerk_cli.register.location import carried_dataset
from maatwerk_cli.tender.facts import Facts, FactsReader
from maatwerk_cli.tender.frameworks.policy import Beleid, read_beleid
from maatwerk_cli.tender.judging import Choices, Result, TenderRead, judge
from maatwerk_cli.tender.verdicts.assessor import Assessor
from maatwerk_cli.tender.verdicts.kader_verdict import Kaderbesluit
from maatwerk_cli.tender.views.verdict_json import JsonWriter

MANY = settings(
    max_examples=settings.get_profile("search").max_examples // 7,  # 100, and 571 in .ci/search
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
)
BRON = {"id": "vb", "vindplaats": "artikel 1"}
VRAAG = {"tekst": "Wat is het?", "wie": "de inkoper"}
TURN = date(2020, 7, 1)
Truth = str
Range = tuple[Fraction, Fraction | None]


# The plain evaluator


def days_of(row: Row) -> list[date]:
    """Give a day for each set of values that can hold on the peildatum."""
    given = row["peildatum"]
    return [date.fromisoformat(given)] if len(given) == 10 else [date(2020, 3, 1), date(2020, 9, 1)]


def amount(row: Row, field: str) -> Range:
    """Give what an amount can be; a wage sum is at most the total value."""
    top = Fraction(cents(row["opdrachtwaarde_excl_btw"])) if "opdrachtwaarde_excl_btw" in row else None
    if field == "opdrachtwaarde_excl_btw":
        return (top, top) if top is not None else (Fraction(0), None)
    if field not in row:
        return Fraction(0), top
    own = Fraction(cents(row[field]))
    return (own, own) if top is None or own <= top else (Fraction(0), None)


def term(row: Row, *, started: bool, options: bool) -> Range:
    """Give how long it lasts: whole months, or with a month that began counted as a whole one."""
    low, high = Fraction(0), None
    if "begin" in row and "einde" in row:
        begin, last = date.fromisoformat(row["begin"]), date.fromisoformat(row["einde"])
        count = months_between(begin, last)
        if started and months_between(begin, last - timedelta(days=1)) == count:
            count += 1  # one day less is as many whole months: so a month had begun
        low = high = Fraction(count)
    elif "looptijd_maanden" in row:
        low = high = Fraction(int(row["looptijd_maanden"]))
    if options:
        extra = row.get("verlenging_maanden", "0")
        if extra == "onbekend":
            return low, None
        low, high = low + int(extra), None if high is None else high + int(extra)
    return low, high


def prefix(code: str) -> str:
    digits = code.partition("-")[0]
    return digits[:2] + digits[2:].rstrip("0")


def rows_for(parameter: Any, row: Row, day: date, options: bool = False) -> list[Any]:
    """Give the rows of a number that can be meant on a day; ``None`` among them where it may be none.

    A table by duration counts options where the condition does whose limit it gives.
    """
    begins = {"2020-01-01": date(2020, 1, 1), "2020-07-01": TURN}
    rows = [
        listed_row
        for listed_row in parameter["waarden"]
        if begins[listed_row["vanaf"]] <= day and not ("tot_en_met" in listed_row and day >= TURN)
    ]
    field = parameter.get("per")
    if field is None:
        return rows
    rest = [listed_row for listed_row in rows if "voor" not in listed_row and "band" not in listed_row] or [
        None
    ]
    if field in ("aard", "cpv"):
        value = row.get(field)
        if field == "aard":
            known = ("werk", "dienst", "levering") if value is None else (value,)
            present = [
                [listed_row for listed_row in rows if listed_row and code in listed_row.get("voor", ())]
                or rest
                for code in known
            ]
            return distinct([entry for some in present for entry in some])
        if value is None:
            return [*rows, *(rest if rest == [None] else [])]
        return coded(rows, rest, prefix(value))
    unit = 100 if field != "looptijd" else 1
    low, high = (
        term(row, started=False, options=options)
        if field == "looptijd"
        # A table looks at what is known of the field itself, and at nothing else.
        else ((Fraction(cents(row[field])),) * 2 if field in row else (Fraction(0), None))
    )
    points = {low, *([high] if high is not None else [Fraction(10**12)])}
    for stated in rows:
        for edge in stated.get("band", {}).values():
            points |= {Fraction(edge) * unit + step for step in (-1, 0, 1)}
    inside = [point for point in points if low <= point and (high is None or point <= high)]
    return distinct([listed_row for point in inside for listed_row in of_point(rows, rest, point, unit)])


def of_point(rows: list[Any], rest: list[Any], point: Fraction, unit: int) -> list[Any]:
    tests: dict[str, Callable[[Fraction, Fraction], bool]] = {
        "minstens": lambda value, edge: value >= edge,
        "meer_dan": lambda value, edge: value > edge,
        "hoogstens": lambda value, edge: value <= edge,
        "minder_dan": lambda value, edge: value < edge,
    }
    present = [
        row
        for row in rows
        if "band" in row
        and all(tests[word](point, Fraction(edge) * unit) for word, edge in row["band"].items())
    ]
    return present or rest


def coded(rows: list[Any], rest: list[Any], value: str) -> list[Any]:
    """Give the most precise row that a CPV code lies under, and those more precise than the code."""
    sure = [
        (len(prefix(code)), place)
        for place, row in enumerate(rows)
        for code in row.get("voor", ())
        if value.startswith(prefix(code))
    ]
    below = [
        row
        for row in rows
        if any(prefix(code) != value and prefix(code).startswith(value) for code in row.get("voor", ()))
    ]
    return distinct([*([rows[max(sure)[1]]] if sure else rest), *below])


def distinct(given: Sequence[Any]) -> list[Any]:
    return [post for place, post in enumerate(given) if not any(post is other for other in given[:place])]


def numbers(kader: Any, name: str, row: Row, options: bool = False) -> list[Fraction | None]:
    """Give every value of a number that can be meant; ``None`` where it may have none."""
    present = [
        stated for day in days_of(row) for stated in rows_for(kader["parameters"][name], row, day, options)
    ]
    return [None if entry is None else Fraction(str(entry["waarde"])) for entry in present]


def truth(kader: Any, name: str, row: Row, reading: str) -> Truth:
    """Give whether a condition holds: one test, or conditions put together."""
    condition = next(
        named_condition
        for named_condition in (*kader["voorwaarden"], *kader["omstandigheden"])
        if named_condition["id"] == name
    )
    for how in ("alle", "een_van", "tenzij"):
        if how in condition:
            parts = [truth(kader, part, row, reading) for part in condition[how]]
            decides = "nee" if how == "alle" else "ja"
            if decides in parts:
                return "ja" if how == "een_van" else "nee"
            return "?" if "?" in parts else {"alle": "ja", "een_van": "nee", "tenzij": "ja"}[how]
    if "parameter" in condition:
        return of_quantity(kader, condition, row, reading)
    value = row.get(condition["veld"])
    if condition["veld"] == "uitsluitingsgronden":
        return "?" if value is None else "ja" if value == "nee" else "nee" if "motivering" in row else "?"
    if value is None:
        return "?"
    if condition["veld"] == "cpv":
        outcome, wanted = prefix(value), [prefix(code) for code in condition["waarden"]]
        inside = any(outcome.startswith(code) for code in wanted)
        answer = "ja" if inside else "?" if any(code.startswith(outcome) for code in wanted) else "nee"
    else:
        answer = "ja" if value in condition["waarden"] else "nee"
    return {"ja": "nee", "nee": "ja"}.get(answer, "?") if condition["toets"] == "niet_in" else answer


def held(test: str, low: Fraction, high: Fraction | None, edge: Fraction) -> str:
    """Hold every value of a range against a limit."""
    above = {
        "minstens": low >= edge,
        "meer_dan": low > edge,
        "hoogstens": low > edge,
        "minder_dan": low >= edge,
    }
    below = (
        high is not None
        and {
            "minstens": high < edge,
            "meer_dan": high <= edge,
            "hoogstens": high <= edge,
            "minder_dan": high < edge,
        }[test]
    )
    up = test in ("minstens", "meer_dan")
    return "?" if not above[test] and not below else "ja" if above[test] == up else "nee"


def of_quantity(kader: Any, condition: Any, row: Row, reading: str) -> Truth:
    test, field = condition["toets"], condition["veld"]
    limits = numbers(kader, condition["parameter"], row, field == "looptijd" and reading == "telt_mee")
    if None in limits:
        return "?"
    if field == "looptijd":
        counts = reading == "telt_mee"
        low, high = term(row, started=test in ("meer_dan", "hoogstens"), options=counts)
        scale = 1
    elif "deel_van" in condition:
        own, whole = amount(row, field), amount(row, condition["deel_van"])
        if whole[1] == 0 or (field in row and own == (0, None)):
            return "?"
        low = Fraction(0) if whole[1] is None else own[0] * 100 / whole[1]
        high = min(
            own[1] * 100 / whole[0] if own[1] is not None and whole[0] else Fraction(100), Fraction(100)
        )
        scale = 1
    else:
        low, high = amount(row, field)
        scale = 100
    answers = set()
    for limit in limits:
        edge = (limit or 0) * scale
        answers.add(held(test, low, high, edge))
    return answers.pop() if len(answers) == 1 else "?"


def readings_of(kader: Any, row: Row) -> list[str]:
    open_one = kader["leesruimte"] and row.get("verlenging_maanden", "0") != "0"
    return ["telt_niet_mee", "telt_mee"] if open_one else ["telt_niet_mee"]


def outcome(kader: Any, row: Row) -> str:
    collected = set()
    for reading in readings_of(kader, row):
        truths = [truth(kader, condition["id"], row, reading) for condition in kader["voorwaarden"]]
        collected.add(
            "niet_van_toepassing" if "nee" in truths else "onbekend" if "?" in truths else "van_toepassing"
        )
    return collected.pop() if len(collected) == 1 else "onbekend"


def duty(kader: Any, row: Row) -> Range | None:
    """Give the least and the most that is owed, in hundredths of a unit; nothing where it cannot be said."""
    rule = kader["verplichting"]
    forms = []
    for exception in rule.get("uitzonderingen", ()):
        truths = {truth(kader, exception["als"], row, reading) for reading in readings_of(kader, row)}
        answer = truths.pop() if len(truths) == 1 else "?"
        if answer != "nee":
            forms.append(exception)
        if answer == "ja":
            break
    else:
        forms.append(rule)
    ends: list[Range] = []
    for form in forms:
        for value in numbers(kader, form.get("percentage") or form["vast"], row):
            if value is None:
                return None
            low, high = amount(row, rule["grondslag"]) if "percentage" in form else (Fraction(10000),) * 2
            ends.append((low * value / 100, None if high is None else high * value / 100))
    bounds = {
        name: numbers(kader, rule[name], row) if name in rule else [None] for name in ("minimum", "maximum")
    }
    collected: list[Range] = [
        (
            framed(low, rule, least, most),
            (None if most is None else most * 100) if high is None else framed(high, rule, least, most),
        )
        for low, high in ends
        for least, most in product(bounds["minimum"], bounds["maximum"])
    ]
    highs = [high for _, high in collected]
    return min(low for low, _ in collected), None if None in highs else max(
        high for high in highs if high is not None
    )


def framed(value: Fraction, rule: Any, least: Fraction | None, most: Fraction | None) -> Fraction:
    """Round first, and then keep it within the minimum and the maximum."""
    rounding = rule.get("afronding", {"op": "0.01", "naar": "dichtstbij"})
    step = Fraction(str(rounding["op"])) * 100
    whole, rest = divmod(value, step)
    up = {"boven": rest > 0, "beneden": False, "dichtstbij": rest * 2 >= step}[rounding["naar"]]
    value = (whole + up) * step
    value = value if least is None else max(value, least * 100)
    return value if most is None else min(value, most * 100)


# Frameworks and tenders


EDGES = (100_000, 250_000, 500_000)
MONEY = ["0", "99999.99", "100000", "100000.01", "249999.99", "250000", "250000.01", "500000", "600000"]


def dated(rows: list[Any], twice: bool) -> list[Any]:
    """Give values that all hold from the beginning, or others from the turn."""
    first = [{**row, "vanaf": "2020-01-01", "bron": BRON} for row in rows]
    if not twice:
        return first
    first = [{**entry, "tot_en_met": "2020-06-30"} for entry in first]
    later = [{**row, "waarde": row["waarde"] + 1, "vanaf": "2020-07-01", "bron": BRON} for row in rows]
    return first + later


@st.composite
def parameter(draw: Any, unit: str, values: Sequence[int]) -> Any:
    per = draw(
        st.sampled_from(
            [None, None, "aard", "cpv", "opdrachtwaarde_excl_btw", "loonsom_excl_btw", "looptijd"]
        )
    )
    value = st.sampled_from(values)
    rows: list[Any] = []
    if per is None:
        rows = [{"waarde": draw(value)}]
    elif per == "aard":
        rows = [
            {"waarde": draw(value), "voor": codes}
            for codes in draw(st.sampled_from(([["werk"], ["dienst"]], [["werk", "dienst"], ["levering"]])))
        ]
    elif per == "cpv":
        rows = [
            {"waarde": draw(value), "voor": codes}
            for codes in draw(st.sampled_from(([["45"], ["45200000"]], [["90", "452"]])))
        ]
    else:
        edges = (
            (6, 12) if per == "looptijd" else draw(st.sampled_from([(100_000,), (100_000, 250_000), EDGES]))
        )
        closed = draw(st.booleans())
        begin, end = ("meer_dan", "hoogstens") if closed else ("minstens", "minder_dan")
        cut = [None, *edges, None]
        for low, high in pairwise(cut):
            band = {word: edge for word, edge in ((begin, low), (end, high)) if edge is not None}
            rows.append({"waarde": draw(value), "band": band})
        rows = rows[draw(st.integers(0, 1)) : len(rows) - draw(st.integers(0, 1))]
    if per and (draw(st.booleans()) or not rows):
        rows.append({"waarde": draw(value)})
    extra = {"per": per, "vraag": VRAAG} if per else {}
    return {"omschrijving": "x", "eenheid": unit, **extra, "waarden": dated(rows, draw(st.booleans()))}


@st.composite
def leaf(draw: Any, name: str, parameters: dict[str, Any]) -> Any:
    base = {"id": name, "naam": name, "bron": BRON, "vraag": VRAAG}
    kind = draw(st.sampled_from(["aard", "cpv", "euro", "euro", "deel", "looptijd", "looptijd", "gronden"]))
    if kind == "aard":
        codes = draw(st.sampled_from([["werk"], ["werk", "dienst"]]))
        return base | {"veld": "aard", "toets": draw(st.sampled_from(["in", "niet_in"])), "waarden": codes}
    if kind == "cpv":
        codes = draw(st.sampled_from([["45"], ["45200000", "90"]]))
        return base | {"veld": "cpv", "toets": draw(st.sampled_from(["in", "niet_in"])), "waarden": codes}
    if kind == "gronden":
        return base | {"veld": "uitsluitingsgronden", "toets": "geen_van", "waarden": ["ug-1"]}
    test = draw(st.sampled_from(["minstens", "meer_dan", "hoogstens", "minder_dan"]))
    limit = f"grens-{name}"
    if kind == "looptijd":
        parameters[limit] = draw(parameter("maanden", [3, 6, 12]))
        return base | {"veld": "looptijd", "toets": test, "parameter": limit}
    if kind == "deel":
        parameters[limit] = draw(parameter("procent", [20, 30, 50]))
        return base | {
            "veld": "loonsom_excl_btw",
            "deel_van": "opdrachtwaarde_excl_btw",
            "toets": test,
            "parameter": limit,
            "nooit_meer_dan": "opdrachtwaarde_excl_btw",
        }
    parameters[limit] = draw(parameter("euro", EDGES))
    field = draw(st.sampled_from(["loonsom_excl_btw", "opdrachtwaarde_excl_btw"]))
    never = {"nooit_meer_dan": "opdrachtwaarde_excl_btw"} if field == "loonsom_excl_btw" else {}
    return base | {"veld": field, "toets": test, "parameter": limit} | never


@st.composite
def frameworks(draw: Any) -> Any:
    parameters: dict[str, Any] = {}
    leaves = [draw(leaf(f"blad-{number}", parameters)) for number in range(draw(st.integers(2, 5)))]
    known = [condition["id"] for condition in leaves]
    together = []
    for place in range(draw(st.integers(0, 3))):
        parts = draw(st.lists(st.sampled_from(known), min_size=1, max_size=3, unique=True))
        how = draw(st.sampled_from(["alle", "een_van", "tenzij"]))
        together.append({"id": f"samen-{place}", "naam": "x", "bron": BRON, how: parts})
        known.append(f"samen-{place}")
    every = [*leaves, *together]
    first = draw(st.integers(1, len(every)))
    order = draw(st.permutations(every))
    months = [condition["id"] for condition in leaves if condition["veld"] == "looptijd"]
    reading = {
        "id": "verlenging",
        "vraag": "Tellen opties mee?",
        "keuzes": {"telt_niet_mee": "nee", "telt_mee": "ja"},
        "voorwaarden": months,
        "toelichting": "Open.",
    }
    return {
        "id": "vb",
        "naam": "het voorbeeld",
        "omschrijving": "x",
        "parameters": parameters,
        "werkingssfeer": {"opdrachtgever_soort": ["decentraal"], "bron": BRON},
        "geldigheid": {"vanaf": "2020-01-01", "bron": BRON},
        "uitsluitingsgronden": [{"id": "ug-1", "status": "niet_in_bron", "bron": BRON}],
        "voorwaarden": order[:first],
        "omstandigheden": order[first:],
        # Only where options can bear on every condition about the term, so that the oracle reads them alike.
        "leesruimte": [reading] if months and draw(st.booleans()) else [],
        "verplichting": draw(duties(parameters, known)),
    }


@st.composite
def duties(draw: Any, parameters: dict[str, Any], known: list[str]) -> Any:
    fixed_unit = draw(st.sampled_from(["euro", "uren", "fte"]))
    share = draw(st.booleans())
    unit = "euro" if share else fixed_unit
    parameters["tarief"] = draw(parameter("procent" if share else unit, [2, 5, 7]))
    rule: dict[str, Any] = {"bron": BRON}
    rule |= {"percentage": "tarief", "grondslag": "loonsom_excl_btw"} if share else {"vast": "tarief"}
    if draw(st.booleans()):
        parameters["ander"] = draw(parameter("procent" if share else unit, [1, 3]))
        form = {"percentage" if share else "vast": "ander", "bron": BRON, "als": draw(st.sampled_from(known))}
        rule["uitzonderingen"] = [form]
    for name, values in (("minimum", [0, 4]), ("maximum", [4000, 12500])):
        if draw(st.integers(0, 2)) == 0:
            parameters[name] = draw(parameter(unit, values))
            rule[name] = name
    if draw(st.booleans()):
        rule["afronding"] = {
            "op": draw(st.sampled_from([1, 100])),
            "naar": draw(st.sampled_from(["boven", "beneden", "dichtstbij"])),
        }
    return rule


DAYS = st.dates(date(2020, 1, 1), date(2020, 3, 31))
SPAN = st.tuples(DAYS, st.sampled_from([0, 80, 90, 91, 180, 181, 182, 183, 184, 364, 365, 366, 400])).map(
    lambda pair: {"begin": pair[0].isoformat(), "einde": (pair[0] + timedelta(days=pair[1])).isoformat()}
)
LENGTH = st.one_of(
    SPAN, st.sampled_from([3, 5, 6, 7, 12, 13]).map(lambda n: {"looptijd_maanden": str(n)}), st.just({})
)
REST = st.fixed_dictionaries(
    {"peildatum": st.sampled_from(["2020-03-01", "2020-09-01", "2020"])},
    optional={
        "aard": st.sampled_from(["dienst", "werk", "levering"]),
        "cpv": st.sampled_from(["45000000", "45200000", "45211000", "90000000", "72000000"]),
        "loonsom_excl_btw": st.sampled_from(MONEY),
        "opdrachtwaarde_excl_btw": st.sampled_from(MONEY),
        "verlenging_maanden": st.sampled_from(["0", "3", "12", "onbekend"]),
        "uitsluitingsgronden": st.sampled_from(["nee", "ug-1"]),
        "motivering": st.just("Voorbeeld van een motivering"),
    },
)
ROWS = st.tuples(LENGTH, REST).map(lambda pair: {**pair[0], **pair[1]})


def facts_of(row: Row) -> Facts:
    cells = {"id": "vb-1", "opdrachtgever_soort": "decentraal", **row}
    facts = FactsReader(list(cells), cell_readers(AmountReader("komma"))).facts(list(cells.values()))
    assert isinstance(facts, Facts)
    return facts


def assessor_of(value: Any) -> Assessor:
    kader = Kader.model_validate(value)
    assert [problem.code for problem in beleidsproblemen(kader)] == []
    return Assessor(Beleid({"vb": kader}, "0" * 64))


def verdict_of(assessor: Assessor, row: Row) -> tuple[Result, Kaderbesluit]:
    result = next(judge([TenderRead(facts_of(row))], assessor, Choices()))
    assert isinstance(result, Result)
    assert result.besluit.kader is not None
    return result, result.besluit.kader


def in_cents(value: Any) -> Fraction | None:
    return None if value is None else Fraction(value) * 100


@MANY
@given(frameworks(), st.lists(ROWS, min_size=1, max_size=6))
def test_outcome_and_obligation_are_those_of_the_plain_evaluator(value: Any, rows: list[Row]) -> None:
    assessor = assessor_of(value)
    for row in rows:
        result, verdict = verdict_of(assessor, row)
        assert verdict.uitkomst == outcome(value, row), row
        if verdict.uitkomst == "van_toepassing":
            owed, expected = verdict.verplichting, duty(value, row)
            assert owed is not None
            if not owed.plain:
                low, high = expected or (None, None)
                assert (in_cents(owed.laag), in_cents(owed.hoog)) == (low, high), row
                assert in_cents(owed.hoeveelheid) == (low if low == high else None)
            elif expected is not None and expected[0] == expected[1] and "loonsom_excl_btw" in row:
                assert in_cents(owed.bedrag) in (expected[0], None)
        line = JsonWriter("0" * 64).line(result)
        assert line == plain_json(result, "0" * 64)


@MANY
@given(frameworks(), ROWS, st.randoms(use_true_random=False))
def test_the_order_of_conditions_and_of_their_parts_does_not_matter(
    value: Any, row: Row, random: Any
) -> None:
    turned = {**value, "voorwaarden": [*value["voorwaarden"]], "omstandigheden": [*value["omstandigheden"]]}
    for name in ("voorwaarden", "omstandigheden"):
        random.shuffle(turned[name])
        turned[name] = [
            {
                key: random.sample(part, len(part)) if key in ("alle", "een_van", "tenzij") else part
                for key, part in entry.items()
            }
            for entry in turned[name]
        ]
    first, other = (verdict_of(assessor_of(each), row)[1] for each in (value, turned))
    assert (first.uitkomst, first.vraagvelden, first.open_lezingen) == (
        *(other.uitkomst, other.vraagvelden, other.open_lezingen),
    )
    assert sorted(first.beslissend) == sorted(other.beslissend)
    if first.verplichting and other.verplichting:
        assert first.verplichting[:9] == other.verplichting[:9]


@MANY
@given(frameworks(), ROWS)
def test_what_is_known_less_never_contradicts_what_is_known_more(value: Any, row: Row) -> None:
    assessor = assessor_of(value)
    before = verdict_of(assessor, row)[1]
    wage, worth = row.get("loonsom_excl_btw"), row.get("opdrachtwaarde_excl_btw")
    if wage is not None and worth is not None and cents(wage) > cents(worth):
        return  # two inputs that contradict each other are told apart, and settled by neither
    for fields in (
        ["aard"],
        ["cpv"],
        ["loonsom_excl_btw"],
        ["opdrachtwaarde_excl_btw"],
        ["begin", "einde"],
        ["looptijd_maanden"],
        ["uitsluitingsgronden"],
    ):
        if not set(fields) <= set(row):
            continue
        less = verdict_of(assessor, {key: cell for key, cell in row.items() if key not in fields})[1]
        assert less.uitkomst in (before.uitkomst, "onbekend")
        narrow, wide = before.verplichting, less.verplichting
        if narrow and wide and not wide.plain and wide.laag is not None and narrow.laag is not None:
            assert wide.laag <= narrow.laag
            assert wide.hoog is None or (narrow.hoog is not None and narrow.hoog <= wide.hoog)


ANSWERS = {
    "peildatum": "2020-09-01",
    "aard": "dienst",
    "cpv": "45211000",
    "looptijd_maanden": "7",
    "loonsom_excl_btw": "250000",
    "opdrachtwaarde_excl_btw": "500000",
    "verlenging_maanden": "0",
    "uitsluitingsgronden": "nee",
    "motivering": "Voorbeeld",
}
WITHOUT_ANSWER = {"geen_rij", "deel_van_nul"}


@MANY
@given(frameworks(), ROWS)
def test_answering_every_question_settles_the_outcome_and_the_obligation(value: Any, row: Row) -> None:
    assessor = assessor_of(value)
    for _ in range(14):
        verdict = verdict_of(assessor, row)[1]
        if not verdict.te_vragen:
            break
        field = verdict.te_vragen[0].veld
        contradicted = field == "loonsom_excl_btw" and "opdrachtwaarde_excl_btw" in row
        row = {
            key: cell for key, cell in row.items() if not (contradicted and key == "opdrachtwaarde_excl_btw")
        }
        row = {**row, field: ANSWERS[field]}
    else:
        raise AssertionError(verdict.te_vragen)
    notes = {check.note for own in verdict.toetsingen for check in own.bladen}
    assert verdict.uitkomst != "onbekend" or verdict.open_lezingen or notes & WITHOUT_ANSWER


def test_the_shipped_frameworks_have_in_json_the_keys_they_had() -> None:
    policy = read_beleid(carried_dataset() / "beleid")
    assert isinstance(policy, Beleid)
    assert not policy.owes_more
    row = {
        "aard": "dienst",
        "loonsom_excl_btw": "300000",
        "looptijd_maanden": "12",
        "uitsluitingsgronden": "nee",
    }
    facts = FactsReader(list(row), cell_readers(AmountReader("komma"))).facts(list(row.values()))
    assert isinstance(facts, Facts)
    facts = facts._replace(peildatum=parse_datum("2018-06-01"))
    result = next(judge([TenderRead(facts)], Assessor(policy), Choices()))
    assert isinstance(result, Result)
    for kader in json.loads(JsonWriter(policy.sha256).line(result))["kaders"]:
        assert set(kader) == {"kader", "uitkomst", "toetsingen", "te_vragen", "grensgeval", "verplichting"}
        assert set(kader["verplichting"] or ()) <= {"percentage", "grondslag", "bedrag"}
        for check in kader["toetsingen"]:
            assert set(check) == {
                *("voorwaarde", "uitkomst", "gegeven", "grens", "verschil", "afgeleid", "bron", "vindplaats"),
            }
