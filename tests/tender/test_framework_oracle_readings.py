"""Generated frameworks with lots, framework agreements and category tables, held against a plain evaluator.

It is written from the docs (docs/eigen-kader.md) and knows nothing of the program. What one tender comes to
by itself is that of test_framework_oracle.py; here are the readings, tried in turn, and codes from a list.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tender.test_framework_oracle import (
    BRON,
    LENGTH,
    MANY,
    REST,
    VRAAG,
    Range,
    coded,
    dated,
    days_of,
    distinct,
    facts_of,
    framed,
    held,
    in_cents,
    leaf,
    of_point,
    parameter,
    prefix,
    term,
)
from tests.tender.test_oracle import Row, cents

from maatwerk_cli.models.kader import Kader
from maatwerk_cli.models.policy.problems import beleidsproblemen
from maatwerk_cli.tender.frameworks.matching import as_compared
from maatwerk_cli.tender.frameworks.policy import Beleid
from maatwerk_cli.tender.judging import Choices, Result, TenderRead, judge
from maatwerk_cli.tender.verdicts.assessor import Assessor

CATEGORIES = {"ict": "ICT Inhuur", "groen": "Groen en terrein", "catering": "Catering"}
Reading = Mapping[str, str]
UNKNOWN: Range = (Fraction(0), None)


# The plain evaluator


class Tender:
    """One lot, with all lots of its tender, under one reading."""

    def __init__(self, kader: Any, rows: Sequence[Row], own: Row, reading: Reading) -> None:
        self.rows, self.own, self.reading = rows, own, reading
        self.sure, self.most = rows, rows
        if reading["percelen_buiten_kader"] == "telt_niet_mee":
            others = {id(row): outside(kader, row) for row in rows if row is not own}
            self.sure = [row for row in rows if others.get(id(row), "nee") == "nee"]
            self.most = [row for row in rows if others.get(id(row), "nee") != "ja"]

    def together(self, bears: set[str]) -> bool:
        return len(self.rows) > 1 and "percelen" in bears and self.reading["percelen"] == "samen"

    def counted(self, bears: set[str]) -> bool:
        return "verlenging" in bears and self.reading["verlenging"] == "telt_mee"

    def level(self, value: Range, bears: set[str], *, kind: str) -> Range:
        """Give a quantity at the level that is read: of a call-off, or of the whole agreement."""
        own, wanted = self.own.get("raamovereenkomst"), self.reading["raamovereenkomst"]
        if "raamovereenkomst" not in bears or not wanted or (own == "ja") == (wanted == "geheel"):
            return value
        if kind == "deel":
            return UNKNOWN  # a share of the one says nothing of that of the other
        if wanted == "geheel":
            return value[0], None  # the whole is no less than its part
        return Fraction(0), value[1] if kind == "bedrag" else None

    def amount(self, field: str, bears: set[str], *, capped: bool) -> Range:
        together = self.together(bears)
        sure, most = (self.sure, self.most) if together else ([self.own], [self.own])
        lows = [amount_of(row, field, capped=capped)[0] for row in sure]
        each = [amount_of(row, field, capped=capped)[1] for row in most]
        highs = [high for high in each if high is not None]
        return sum(lows, Fraction(0)), sum(highs, Fraction(0)) if len(highs) == len(each) else None

    def term(self, bears: set[str], *, started: bool) -> Range:
        counts = self.counted(bears)
        if not self.together(bears):
            return term(self.own, started=started, options=counts)
        low, _ = self.term_of(self.sure, counts, started=started)
        return low, self.term_of(self.most, counts, started=started)[1]

    def term_of(self, rows: Sequence[Row], counts: bool, *, started: bool) -> Range:
        each = [term(row, started=started, options=counts) for row in rows]
        low = max(least for least, _ in each)
        highs = [high for _, high in each if high is not None]
        with_dates = [row for row in rows if "begin" in row and "einde" in row]
        for row in with_dates:
            span = {"begin": min(other["begin"] for other in with_dates), "einde": row["einde"]}
            extra = row.get("verlenging_maanden", "0")
            more = int(extra) if counts and extra != "onbekend" else 0
            length = term(span, started=started, options=False)[0] + more
            low, highs = max(low, length), [*highs, length]
        sure = sum(high is not None for _, high in each) == len(each)
        return low, max(highs) if sure and len(with_dates) in (0, len(rows)) else None


def outside(kader: Any, row: Row) -> str:
    """Tell whether a lot by itself fails a condition that no reading lets lots meet together."""
    own = [condition["id"] for condition in kader["voorwaarden"] if not reads_lots(kader, condition["id"])]
    collected = []
    for name in own:
        seen = {
            truth(kader, name, Tender(kader, [row], row, reading)) for reading in readings(kader, [row], row)
        }
        collected.append(seen.pop() if len(seen) == 1 else "?")
    return "ja" if "nee" in collected else "?" if "?" in collected else "nee"


def reads_lots(kader: Any, name: str) -> bool:
    """Tell whether a condition, or one that it puts together, is met by lots together."""
    if "percelen" in bearing(kader, name, "voorwaarden"):
        return True
    condition = next(
        condition_here
        for condition_here in (*kader["voorwaarden"], *kader["omstandigheden"])
        if condition_here["id"] == name
    )
    return any(
        reads_lots(kader, part) for how in ("alle", "een_van", "tenzij") for part in condition.get(how, ())
    )


def amount_of(row: Row, field: str, *, capped: bool) -> Range:
    """Give what an amount of one lot can be; a wage sum is capped by the value, where the rule says so."""
    top = Fraction(cents(row["opdrachtwaarde_excl_btw"])) if "opdrachtwaarde_excl_btw" in row else None
    top = top if capped and field == "loonsom_excl_btw" else None
    if field not in row:
        return Fraction(0), top
    own = Fraction(cents(row[field]))
    return (own, own) if top is None or own <= top else UNKNOWN


def code_of(text: str) -> str | None:
    """Give the category that a code or a name is of; nothing where it stands in no list."""
    return next(
        (code for code, name in CATEGORIES.items() if text.casefold() in (code, name.casefold())), None
    )


def rows_for(number: Any, tender: Tender, bears: set[str], row_day: Any) -> list[Any]:
    """Give the rows of a number that can be meant on a day; ``None`` among them where it may be none."""
    rows = [
        row_here
        for row_here in number["waarden"]
        if row_here["vanaf"] <= row_day.isoformat() <= row_here.get("tot_en_met", "9999-12-31")
    ]
    field = number.get("per")
    if field is None:
        return rows
    rest = [row_here for row_here in rows if "voor" not in row_here and "band" not in row_here] or [None]
    if field in ("loonsom_excl_btw", "opdrachtwaarde_excl_btw", "looptijd"):
        unit = 1 if field == "looptijd" else 100
        value = (
            tender.term(bears, started=False)
            if field == "looptijd"
            else tender.amount(field, bears, capped=False)
        )
        low, high = tender.level(value, bears, kind="duur" if field == "looptijd" else "bedrag")
        points = {low, *([high] if high is not None else [Fraction(10**12)])}
        for row in rows:
            for edge in row.get("band", {}).values():
                points |= {Fraction(edge) * unit + step for step in (-1, 0, 1)}
        inside = [point for point in points if low <= point and (high is None or point <= high)]
        return distinct([row_here for point in inside for row_here in of_point(rows, rest, point, unit)])
    value = tender.own.get(field)
    if field == "cpv" and value is not None:
        return coded(rows, rest, prefix(value))
    if field == "categorie":
        known = None if value is None else code_of(value)
        if known is None:  # it can be any of them, or another
            return [*rows, *(rest if rest == [None] else [])]
        return [row_here for row_here in rows if known in row_here.get("voor", ())] or rest
    closed = {
        "aard": ("werk", "dienst", "levering"),
        "raamovereenkomst": ("ja", "nee", "nadere_overeenkomst"),
    }
    if field in closed:
        codes = closed[field] if value is None else (value,)
        each = [
            [row_here for row_here in rows if row_here and code in row_here.get("voor", ())] or rest
            for code in codes
        ]
        return distinct([entry for some in each for entry in some])
    return [*rows, *(rest if rest == [None] else [])]


def numbers(kader: Any, name: str, tender: Tender, bears: set[str]) -> list[Fraction | None]:
    """Give every value of a number that can be meant; ``None`` where it may have none."""
    rows = [
        row for day in days_of(tender.own) for row in rows_for(kader["parameters"][name], tender, bears, day)
    ]
    return [None if row is None else Fraction(str(row["waarde"])) for row in rows]


def bearing(kader: Any, name: str, part: str) -> set[str]:
    """Give the readings that bear on a condition (``voorwaarden``) or on a table of the obligation."""
    return {reading["id"] for reading in kader["leesruimte"] if name in reading.get(part, ())}


def truth(kader: Any, name: str, tender: Tender) -> str:
    """Give whether a condition holds under one reading."""
    condition = next(
        condition_here
        for condition_here in (*kader["voorwaarden"], *kader["omstandigheden"])
        if condition_here["id"] == name
    )
    for how in ("alle", "een_van", "tenzij"):
        if how in condition:
            parts = [truth(kader, part, tender) for part in condition[how]]
            if ("nee" if how == "alle" else "ja") in parts:
                return "ja" if how == "een_van" else "nee"
            return "?" if "?" in parts else {"alle": "ja", "een_van": "nee", "tenzij": "ja"}[how]
    if "parameter" in condition:
        return of_quantity(kader, condition, tender)
    value, field = tender.own.get(condition["veld"]), condition["veld"]
    if field == "uitsluitingsgronden":
        if value is None or value == "nee":
            return "?" if value is None else "ja"
        named = {*value.split()} & {*condition["waarden"]}
        return "nee" if named and "motivering" in tender.own else "?"
    if value is None:
        return "?"
    wanted = condition["waarden"]
    if field == "cpv":
        outcome, levels = prefix(value), [prefix(code) for code in wanted]
        inside = any(outcome.startswith(code) for code in levels)
        answer = "ja" if inside else "?" if any(code.startswith(outcome) for code in levels) else "nee"
    elif field == "categorie":
        known = code_of(value)
        answer = "?" if known is None else "ja" if known in wanted else "nee"
    else:
        answer = "ja" if value in wanted else "nee"
    return {"ja": "nee", "nee": "ja"}.get(answer, "?") if condition["toets"] == "niet_in" else answer


def of_quantity(kader: Any, condition: Any, tender: Tender) -> str:
    test, field = condition["toets"], condition["veld"]
    bears = bearing(kader, condition["id"], "voorwaarden")
    limits = numbers(kader, condition["parameter"], tender, bears)
    if None in limits:
        return "?"
    scale = 1
    if field == "looptijd":
        value = tender.term(bears, started=test in ("meer_dan", "hoogstens"))
        low, high = tender.level(value, bears, kind="duur")
    elif "deel_van" in condition:
        value = share(condition, tender, bears)
        low, high = tender.level(value, bears, kind="deel")
    else:
        value = tender.amount(field, bears, capped="nooit_meer_dan" in condition)
        low, high = tender.level(value, bears, kind="bedrag")
        scale = 100
    answers = {held(test, low, high, (limit or Fraction(0)) * scale) for limit in limits}
    return answers.pop() if len(answers) == 1 else "?"


def share(condition: Any, tender: Tender, bears: set[str]) -> Range:
    own = tender.amount(condition["veld"], bears, capped=True)
    whole = tender.amount(condition["deel_van"], bears, capped=False)
    rows = tender.most if tender.together(bears) else [tender.own]
    contradicted = any(
        condition["veld"] in row and amount_of(row, condition["veld"], capped=True) == UNKNOWN for row in rows
    )
    if whole[1] == 0 or contradicted:
        return UNKNOWN
    low = Fraction(0) if whole[1] is None else own[0] * 100 / whole[1]
    high = own[1] * 100 / whole[0] if own[1] is not None and whole[0] else Fraction(100)
    return low, min(high, Fraction(100))


def readings(kader: Any, rows: Sequence[Row], own: Row) -> Iterator[Reading]:
    """Give every reading that is open for a lot; what a source chose is read so."""
    at_issue = {
        "verlenging": own.get("verlenging_maanden", "0") != "0",
        "percelen": len(rows) > 1,
        "raamovereenkomst": own.get("raamovereenkomst") in ("ja", "nadere_overeenkomst"),
    }
    choices = {"verlenging": ["telt_niet_mee"], "percelen": ["apart"], "raamovereenkomst": [""]}
    choices["percelen_buiten_kader"] = ["telt_mee", "telt_niet_mee"] if len(rows) > 1 else ["telt_mee"]
    for reading in kader["leesruimte"]:
        if at_issue[reading["id"]]:
            choices[reading["id"]] = [reading["gekozen"]] if "gekozen" in reading else [*reading["keuzes"]]
    for picks in product(*choices.values()):
        yield dict(zip(choices, picks, strict=True))


def outcome(kader: Any, rows: Sequence[Row], own: Row) -> str:
    ends = set()
    for reading in readings(kader, rows, own):
        truths = [
            truth(kader, condition["id"], Tender(kader, rows, own, reading))
            for condition in kader["voorwaarden"]
        ]
        ends.add(
            "niet_van_toepassing" if "nee" in truths else "onbekend" if "?" in truths else "van_toepassing"
        )
    return ends.pop() if len(ends) == 1 else "onbekend"


def duty(kader: Any, rows: Sequence[Row], own: Row) -> Range | None:
    """Give the least and the most that is owed for a lot, in hundredths; nothing where it cannot be said."""
    rule = kader["verplichting"]
    tenders = [Tender(kader, rows, own, reading) for reading in readings(kader, rows, own)]
    forms = []
    for exception in rule.get("uitzonderingen", ()):
        truths = {truth(kader, exception["als"], tender) for tender in tenders}
        answer = truths.pop() if len(truths) == 1 else "?"
        if answer != "nee":
            forms.append(exception)
        if answer == "ja":
            break
    else:
        forms.append(rule)

    def values(name: str) -> list[Fraction | None]:
        bears = bearing(kader, name, "tabellen")
        return distinct([value for tender in tenders for value in numbers(kader, name, tender, bears)])

    ends: list[Range] = []
    for form in forms:
        for value in values(form.get("percentage") or form["vast"]):
            if value is None:
                return None
            base = amount_of(own, rule.get("grondslag", ""), capped=True)
            low, high = base if "percentage" in form else (Fraction(10000),) * 2
            ends.append((low * value / 100, None if high is None else high * value / 100))
    bounds = {name: values(rule[name]) if name in rule else [None] for name in ("minimum", "maximum")}
    framed_ends: list[Range] = [
        (
            framed(low, rule, least, most),
            (None if most is None else most * 100) if high is None else framed(high, rule, least, most),
        )
        for low, high in ends
        for least, most in product(bounds["minimum"], bounds["maximum"])
    ]
    highs = [high for _, high in framed_ends]
    top = None if None in highs else max(high for high in highs if high is not None)
    return min(low for low, _ in framed_ends), top


# Frameworks and tenders


UNITS = {
    "verlenging": {"looptijd"},
    "percelen": {"looptijd", "loonsom_excl_btw", "opdrachtwaarde_excl_btw"},
    "raamovereenkomst": {"looptijd", "loonsom_excl_btw", "opdrachtwaarde_excl_btw"},
}
CHOICES = {
    "verlenging": {"telt_niet_mee": "nee", "telt_mee": "ja"},
    "percelen": {"apart": "nee", "samen": "ja"},
    "raamovereenkomst": {"nadere_overeenkomst": "nee", "geheel": "ja"},
}


@st.composite
def number(draw: Any, unit: str, values: Sequence[int]) -> Any:
    """Give a number as elsewhere, or in a table by category or kind of agreement."""
    by = draw(st.sampled_from(["", "", "categorie", "raamovereenkomst"]))
    if not by:
        return draw(parameter(unit, values))
    value = st.sampled_from(values)
    codes = {
        "categorie": [["ict"], ["groen", "catering"]],
        "raamovereenkomst": [["ja", "nadere_overeenkomst"]],
    }
    rows: list[Any] = [{"waarde": draw(value), "voor": some} for some in codes[by]]
    rows = rows[: draw(st.integers(1, len(rows)))]
    if draw(st.booleans()):
        rows.append({"waarde": draw(value)})
    return {
        "omschrijving": "x",
        "eenheid": unit,
        "per": by,
        "vraag": VRAAG,
        "waarden": dated(rows, draw(st.booleans())),
    }


@st.composite
def condition(draw: Any, name: str, parameters: dict[str, Any]) -> Any:
    kind = draw(st.sampled_from(["", "", "", "categorie", "raamovereenkomst"]))
    if not kind:
        return draw(leaf(name, parameters))
    codes = {
        "categorie": [["ict"], ["groen", "ict"]],
        "raamovereenkomst": [["nee"], ["ja", "nadere_overeenkomst"]],
    }
    return {
        "id": name,
        "naam": name,
        "bron": BRON,
        "vraag": VRAAG,
        "veld": kind,
        "toets": draw(st.sampled_from(["in", "niet_in"])),
        "waarden": draw(st.sampled_from(codes[kind])),
    }


@st.composite
def frameworks(draw: Any) -> Any:
    parameters: dict[str, Any] = {}
    leaves = [
        draw(condition(f"blad-{place_there}", parameters)) for place_there in range(draw(st.integers(1, 4)))
    ]
    known = [condition["id"] for condition in leaves]
    together = []
    for place in range(draw(st.integers(0, 2))):
        parts = draw(st.lists(st.sampled_from(known), min_size=1, max_size=3, unique=True))
        how = draw(st.sampled_from(["alle", "een_van", "tenzij"]))
        together.append({"id": f"samen-{place}", "naam": "x", "bron": BRON, how: parts})
        known.append(f"samen-{place}")
    every = [*leaves, *together]
    first = draw(st.integers(1, len(every)))
    share = draw(st.booleans())
    unit = "procent" if share else draw(st.sampled_from(["euro", "uren"]))
    parameters["tarief"] = draw(number(unit, [2, 5, 7]))
    owed = ["tarief"]
    rule: dict[str, Any] = {"bron": BRON}
    rule |= {"percentage": "tarief", "grondslag": "loonsom_excl_btw"} if share else {"vast": "tarief"}
    if draw(st.booleans()):
        parameters["ander"] = draw(number(unit, [1, 3]))
        form = {"percentage" if share else "vast": "ander", "bron": BRON, "als": draw(st.sampled_from(known))}
        rule["uitzonderingen"] = [form]
        owed.append("ander")
    for name, values in (("minimum", [0, 4]), ("maximum", [4000, 12500])):
        if draw(st.integers(0, 3)) == 0:
            parameters[name] = draw(number("euro" if share else unit, values))
            rule[name] = name
            owed.append(name)
    space = []
    for name, fields in UNITS.items():
        conditions = [condition["id"] for condition in leaves if condition["veld"] in fields]
        tables = [entry for entry in owed if parameters[entry].get("per") in fields]
        if conditions and draw(st.booleans()):
            some = draw(st.lists(st.sampled_from(conditions), min_size=1, unique=True))
            reading = {
                "id": name,
                "vraag": "Telt het?",
                "keuzes": CHOICES[name],
                "toelichting": "Open.",
                "voorwaarden": some,
                "tabellen": draw(st.lists(st.sampled_from(tables), unique=True)) if tables else [],
            }
            if draw(st.integers(0, 2)) == 0:
                reading |= {"gekozen": draw(st.sampled_from([*CHOICES[name]])), "bron": BRON}
            space.append(reading)
    return {
        "id": "vb",
        "naam": "het voorbeeld",
        "omschrijving": "x",
        "parameters": parameters,
        "werkingssfeer": {"opdrachtgever_soort": ["decentraal"], "bron": BRON},
        "geldigheid": {"vanaf": "2020-01-01", "bron": BRON},
        "uitsluitingsgronden": [
            {"id": name, "status": "niet_in_bron", "bron": BRON} for name in ("ug-1", "ug-2")
        ],
        "voorwaarden": every[:first],
        "omstandigheden": every[first:],
        "leesruimte": space,
        "verplichting": rule,
    }


MORE = st.fixed_dictionaries(
    {},
    optional={
        "raamovereenkomst": st.sampled_from(["ja", "nee", "nadere_overeenkomst"]),
        "uitsluitingsgronden": st.sampled_from(["nee", "ug-1", "ug-2", "ug-1 ug-2"]),
        "categorie": st.sampled_from(["ict", "ICT inhuur", "Groen en terrein", "catering", "Iets anders"]),
    },
)
LOTS = st.lists(st.tuples(LENGTH, REST, MORE), min_size=1, max_size=3).map(
    lambda lots: [{**length, **rest, **more} for length, rest, more in lots]
)


def judged(kader: Any, rows: Sequence[Row]) -> list[Result]:
    """Judge all lots of one tender; one row is no lot."""
    model = Kader.model_validate(kader)
    assert [problem.code for problem in beleidsproblemen(model)] == []
    known = {as_compared(text): code for code, name in CATEGORIES.items() for text in (code, name)}
    assessor = Assessor(Beleid({"vb": model}, "0" * 64, categories=known))
    lots = [{**row, "perceel": str(number)} if len(rows) > 1 else row for number, row in enumerate(rows, 1)]
    results = [*judge([TenderRead(facts_of(lot)) for lot in lots], assessor, Choices())]
    return [result for result in results if isinstance(result, Result)]


@MANY
@given(frameworks(), LOTS)
def test_lots_levels_and_categories_come_out_as_by_the_plain_evaluator(kader: Any, rows: list[Row]) -> None:
    for own, result in zip(rows, judged(kader, rows), strict=True):
        ruling = result.besluit.kader
        assert ruling is not None
        assert ruling.uitkomst == outcome(kader, rows, own), own
        owed = ruling.verplichting
        if owed is not None and not owed.plain:
            low, high = duty(kader, rows, own) or (None, None)
            assert (in_cents(owed.laag), in_cents(owed.hoog)) == (low, high), own
            assert in_cents(owed.hoeveelheid) == (low if low == high else None)


@MANY
@given(frameworks(), LOTS)
def test_what_is_open_is_asked_or_is_a_reading(kader: Any, rows: list[Row]) -> None:
    """What is not known of the obligation has a question, a reading, or a reason of its own."""
    for result in judged(kader, rows):
        ruling = result.besluit.kader
        assert ruling is not None
        owed = ruling.verplichting
        if owed is not None and not owed.plain and owed.hoeveelheid is None and owed.laag is not None:
            base = getattr(result.facts, owed.grondslag) if owed.grondslag else 0
            said = [*result.waarschuwingen]
            assert ruling.vraagvelden or owed.by_reading or base is None or said, owed
        for field, place in ruling.questions:
            assert 0 <= place < len(rows), (field, place)
        for asked in ruling.te_vragen:
            assert asked.vraag


def test_the_share_of_a_call_off_says_nothing_of_the_share_of_the_whole() -> None:
    """Of a call-off 40% is labour: of the whole agreement it can be more or less than 30%."""
    labour = {
        "id": "arbeid",
        "naam": "arbeid",
        "bron": BRON,
        "vraag": VRAAG,
        "toets": "minstens",
        "veld": "loonsom_excl_btw",
        "deel_van": "opdrachtwaarde_excl_btw",
        "parameter": "deel",
    }
    level = {
        "id": "raamovereenkomst",
        "vraag": "Welk niveau?",
        "keuzes": CHOICES["raamovereenkomst"],
        "toelichting": "x",
        "voorwaarden": ["arbeid"],
        "gekozen": "geheel",
        "bron": BRON,
    }
    kader = {
        "id": "vb",
        "naam": "het voorbeeld",
        "omschrijving": "x",
        "voorwaarden": [labour],
        "parameters": {
            "deel": {"omschrijving": "x", "eenheid": "procent", "waarden": dated([{"waarde": 30}], False)}
        },
        "werkingssfeer": {"opdrachtgever_soort": ["decentraal"], "bron": BRON},
        "geldigheid": {"vanaf": "2020-01-01", "bron": BRON},
        "leesruimte": [level],
    }
    row = {"peildatum": "2020-03-01", "loonsom_excl_btw": "40", "opdrachtwaarde_excl_btw": "100"}
    for kind, expected in (("nadere_overeenkomst", "onbekend"), ("ja", "van_toepassing")):
        (result,) = judged(kader, [{**row, "raamovereenkomst": kind}])
        assert result.besluit.uitkomst == expected


def topped(test: str, field: str, unit: str, limit: int) -> Any:
    """Give a framework in which lots count together and together may not be too much."""
    ask = {"naam": "x", "bron": BRON, "vraag": VRAAG}
    together = {"id": "percelen", "vraag": "Telt het?", "keuzes": CHOICES["percelen"], "toelichting": "Open."}
    return {
        "id": "vb",
        "naam": "het voorbeeld",
        "omschrijving": "x",
        "parameters": {
            "grens": {
                "omschrijving": "x",
                "eenheid": unit,
                "waarden": [{"waarde": limit, "vanaf": "2020-01-01", "bron": BRON}],
            }
        },
        "werkingssfeer": {"opdrachtgever_soort": ["decentraal"], "bron": BRON},
        "geldigheid": {"vanaf": "2020-01-01", "bron": BRON},
        "uitsluitingsgronden": [{"id": "ug-1", "status": "niet_in_bron", "bron": BRON}],
        "voorwaarden": [
            {"id": "gronden", **ask, "veld": "uitsluitingsgronden", "toets": "geen_van", "waarden": ["ug-1"]},
            {"id": "top", **ask, "veld": field, "toets": test, "parameter": "grens"},
        ],
        "omstandigheden": [],
        "leesruimte": [together | {"voorwaarden": ["top"], "gekozen": "samen", "bron": BRON}],
    }


@pytest.mark.parametrize(
    ("test", "field", "unit", "limit", "values", "outcomes"),
    [
        # The other lot may fall outside by a ground: then it may not count. By itself 140 000 is too much.
        ("hoogstens", "looptijd", "maanden", 6, ("3", "14"), ("onbekend", "niet")),
        ("hoogstens", "loonsom_excl_btw", "euro", 60_000, ("30000", "140000"), ("onbekend", "niet")),
        ("hoogstens", "loonsom_excl_btw", "euro", 60_000, ("140000", "30000"), ("niet", "onbekend")),
        ("minder_dan", "loonsom_excl_btw", "euro", 60_000, ("30000", "30000"), ("onbekend", "onbekend")),
        # Together the same, but here more can only help: together they do not reach it, so no ground matters.
        ("minstens", "loonsom_excl_btw", "euro", 60_001, ("30000", "30000"), ("niet", "niet")),
    ],
)
def test_a_lot_that_may_fall_outside_is_not_surely_too_much(
    test: str, field: str, unit: str, limit: int, values: Sequence[str], outcomes: Sequence[str]
) -> None:
    name = "looptijd_maanden" if field == "looptijd" else field
    rows = [{"peildatum": "2020", name: value} for value in values]
    rulings = [result.besluit.kader for result in judged(topped(test, field, unit, limit), rows)]
    expected = ["niet_van_toepassing" if outcome == "niet" else outcome for outcome in outcomes]
    assert [ruling.uitkomst for ruling in rulings if ruling is not None] == expected


def test_a_lot_that_may_fall_outside_does_not_surely_bring_a_higher_limit() -> None:
    """Of a value up to 100 000 a wage sum of 20 000 is enough; of more it has to be 500 000."""
    kader = topped("minstens", "loonsom_excl_btw", "euro", 20_000)
    row = {"vanaf": "2020-01-01", "bron": BRON}
    low = {"waarde": 20_000, "band": {"hoogstens": 100_000}, **row}
    high = {"waarde": 500_000, "band": {"meer_dan": 100_000}, **row}
    kader["parameters"]["grens"] |= {
        "per": "opdrachtwaarde_excl_btw",
        "vraag": VRAAG,
        "waarden": [low, high],
    }
    rows = [{"peildatum": "2020", "loonsom_excl_btw": "30000", "opdrachtwaarde_excl_btw": "90000"}] * 2
    # Together 60 000 of at least 500 000; if the other falls outside, 30 000 of at least 20 000.
    own = [dict(row) for row in rows]
    assert [outcome(kader, own, row) for row in own] == ["onbekend", "onbekend"]
    assert [result.besluit.kader.uitkomst for result in judged(kader, own) if result.besluit.kader] == [
        *("onbekend", "onbekend")
    ]
