"""What in a framework can never matter, and what it says nothing about, in small fictional frameworks."""

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from tests.tender.test_duty_in_words import kader, number
from tests.tender.test_following import LATE, NEW, OLD, framework
from tests.tender.test_framework_oracle import BRON, VRAAG, assessor_of, dated

from maatwerk_cli.cli.policy.framework_choice import ready_on
from maatwerk_cli.models.policy.policy_problem import PolicyProblem
from maatwerk_cli.models.values import parse_datum
from maatwerk_cli.tender.cases.inspection import _codes_outside, between, doubts, facts_in_words
from maatwerk_cli.tender.cases.neighbours import applying, values_of
from maatwerk_cli.tender.facts import Facts
from maatwerk_cli.tender.verdicts.assessor import Assessor

DAY = parse_datum("2020-09-01")


def condition(name: str, field: str, **test: Any) -> dict[str, Any]:
    return {"id": name, "naam": name, "veld": field, "bron": BRON, "vraag": VRAAG} | test


def outcome(content: dict[str, Any]) -> list[PolicyProblem]:
    assessor = assessor_of(content)
    return [*doubts(ready_on(assessor, assessor.beleid.kaders["vb"], DAY))]


def word(doubt: PolicyProblem) -> str:
    return str(doubt.params["woord"])


def example(doubt: PolicyProblem) -> str:
    return str(doubt.params["voorbeeld"])


def brief(doubt: PolicyProblem) -> tuple[str, tuple[str | int, ...], str]:
    return doubt.code, doubt.loc, word(doubt)


def places(content: dict[str, Any]) -> list[tuple[str, tuple[str | int, ...], str]]:
    return [brief(doubt) for doubt in outcome(content)]


def test_a_framework_of_which_everything_matters_leaves_no_doubt() -> None:
    assert outcome(kader()) == []


def test_a_circumstance_that_nothing_uses() -> None:
    content = kader()
    content["omstandigheden"].append(condition("werk", "aard", toets="is", waarden=["werk"]))
    assert places(content) == [("MW722", ("omstandigheden", 1), "werk")]
    # In a condition that is put together of it, it is used.
    content["voorwaarden"].append(
        {"id": "soort", "naam": "soort", "een_van": ["werk", "dienst"], "bron": BRON}
    )
    assert places(content) == []


GROUNDS = [{"id": name, "status": "ingevuld", "tekst": "x", "bron": BRON} for name in ("een", "twee")]


def test_a_ground_that_no_condition_names() -> None:
    content = kader() | {"uitsluitingsgronden": GROUNDS}
    content["voorwaarden"].append(
        condition("gronden", "uitsluitingsgronden", toets="geen_van", waarden=["een"])
    )
    (doubt,) = outcome(content)
    assert brief(doubt) == ("MW728", ("uitsluitingsgronden", 1), "twee")
    assert example(doubt).endswith("uitsluitingsgronden twee")
    content["voorwaarden"][-1]["waarden"] = ["een", "twee"]
    assert outcome(content) == []


def test_a_condition_that_always_holds() -> None:
    content = kader()
    every = condition("soort", "aard", toets="in", waarden=["werk", "dienst", "levering"])
    content["voorwaarden"].append(every)
    assert places(content) == [("MW720", ("voorwaarden", 1), "soort")]
    every["waarden"] = ["werk", "dienst"]
    assert places(content) == []


@pytest.mark.parametrize(
    ("higher", "expected"),
    [
        (1000, [("MW721", ("voorwaarden", 0), "groot"), ("MW721", ("voorwaarden", 1), "groter")]),
        # Whoever is below 1000 is below 2000 too; between the two only the second decides.
        (2000, [("MW721", ("voorwaarden", 0), "groot")]),
    ],
)
def test_a_condition_that_never_decides(higher: int, expected: list[Any]) -> None:
    content = kader()
    content["parameters"]["hoger"] = number("euro", higher)
    content["voorwaarden"].append(
        condition("groter", "loonsom_excl_btw", toets="minstens", parameter="hoger")
    )
    assert places(content) == expected


def test_conditions_that_exclude_each_other() -> None:
    content = kader()
    for name, kind in (("werk", "werk"), ("levering", "levering")):
        content["voorwaarden"].append(condition(name, "aard", toets="is", waarden=[kind]))
    (doubt,) = outcome(content)
    assert doubt.code == "MW723"
    assert word(doubt) in ("werk", "levering")
    assert doubt.loc == ("voorwaarden", 1 if word(doubt) == "werk" else 2)


def test_what_must_not_hold_is_looked_for_as_such() -> None:
    """A tender of a high value and some months meets it: the more parts of it hold, the further off."""
    content = kader(uitzonderingen=None)
    content["parameters"] |= {"klein": number("euro", 60_000), "kort": number("maanden", 4)}
    small = {"toets": "hoogstens", "parameter": "klein"}
    content["omstandigheden"] = [
        condition("is_werk", "aard", toets="is", waarden=["werk"]),
        condition("is_klein", "opdrachtwaarde_excl_btw", **small),
        condition("kort", "looptijd", toets="minder_dan", parameter="kort"),
        {"id": "klein_werk", "naam": "klein werk", "alle": ["is_werk", "is_klein"], "bron": BRON},
        condition("nadere", "raamovereenkomst", toets="is", waarden=["nadere_overeenkomst"]),
        condition("genoemd", "cpv", toets="in", waarden=["45", "77"]),
    ]
    content["voorwaarden"] = [
        {"id": "groot", "naam": "groot", "tenzij": ["klein_werk", "kort"], "bron": BRON},
        {"id": "soort", "naam": "soort", "een_van": ["genoemd", "nadere"], "bron": BRON},
    ]
    assert "MW723" not in {doubt.code for doubt in outcome(content)}


def by_kind(*kinds: str) -> dict[str, Any]:
    """Give a framework whose rate is told of some kinds only."""
    content = kader(uitzonderingen=None)
    content["omstandigheden"] = []
    rows = [{"waarde": 5 + place, "voor": [kind]} for place, kind in enumerate(kinds)]
    content["parameters"]["tarief"] = number("procent", 5) | {
        "per": "aard", "vraag": VRAAG, "waarden": dated(rows, False),
    }  # fmt: skip
    return content


def test_a_rate_that_is_not_told_of_a_tender() -> None:
    (doubt,) = outcome(by_kind("werk", "dienst"))
    assert brief(doubt) == ("MW725", ("parameters", "tarief"), "tarief")
    assert example(doubt).startswith("aard levering, ")
    assert outcome(by_kind("werk", "dienst", "levering")) == []


def test_a_limit_that_is_not_told_of_a_tender() -> None:
    content = kader()
    rows = [{"waarde": 1000, "voor": [kind]} for kind in ("werk", "dienst")]
    content["parameters"]["grens"] = number("euro", 1) | {
        "per": "aard", "vraag": VRAAG, "waarden": dated(rows, False),
    }  # fmt: skip
    (doubt,) = outcome(content)
    assert brief(doubt) == ("MW725", ("parameters", "grens"), "grens")
    assert example(doubt).startswith("aard levering, ")
    # Where the framework does not apply to those anyway, nothing is left untold.
    content["voorwaarden"].append(condition("soort", "aard", toets="in", waarden=["werk", "dienst"]))
    assert outcome(content) == []


BESIDE = ("ernaast", "2021-01-01", None)


@pytest.mark.parametrize(
    ("periods", "default", "expected"),
    [
        ((OLD, BESIDE), "", [("ernaast", "oud", "opdrachtgever_soort decentraal, peildatum 2021-01-01")]),
        ((BESIDE, OLD), "", [("oud", "ernaast", "opdrachtgever_soort decentraal, peildatum 2021-01-01")]),
        ((OLD, BESIDE), "oud", []),
        ((OLD, BESIDE), "ernaast", []),
        ((OLD, NEW), "", []),  # one after the other
        (
            (OLD, BESIDE, LATE), "",
            [
                ("ernaast", "oud", "opdrachtgever_soort decentraal, peildatum 2021-01-01"),
                ("laat", "oud", "opdrachtgever_soort decentraal, peildatum 2020-07-01"),
                ("laat", "ernaast", "opdrachtgever_soort decentraal, peildatum 2021-01-01"),
            ],
        ),
    ],
)  # fmt: skip
def test_frameworks_between_which_nothing_chooses(
    periods: tuple[tuple[str, str, str | None], ...], default: str, expected: list[tuple[str, str, str]]
) -> None:
    kaders = [framework(*period, default=period[0] == default, kind="werk") for period in periods]
    sentences = [(kader.id, word(doubt), example(doubt)) for kader, doubt in between(kaders)]
    assert sentences == expected
    assert {(doubt.code, doubt.loc) for _, doubt in between(kaders)} <= {("MW726", ("werkingssfeer",))}


def test_frameworks_that_name_the_same_client() -> None:
    first, other = (framework(*period, default=False, kind="werk") for period in (OLD, BESIDE))
    named = {"opdrachtgever_soort": [], "tooi": ["gm0001", "gm0002"], "bron": BRON}
    kaders = [
        type(first).model_validate(
            kader.model_dump(mode="json", by_alias=True, exclude_unset=True)
            | {"werkingssfeer": {name: value for name, value in scope.items() if value}}
        )
        for kader, scope in ((first, named), (other, named | {"tooi": ["gm0002"]}))
    ]
    assert [example(doubt) for _, doubt in between(kaders)] == ["opdrachtgever gm0002, peildatum 2021-01-01"]
    assert [*between([kaders[0], other])] == []  # another client


def test_pairs_that_nothing_is_wrong_with_hide_no_other() -> None:
    kaders = [framework(*period, default=False, kind="werk") for period in (OLD, NEW, BESIDE)]
    sentences = [(kader.id, word(doubt)) for kader, doubt in between(kaders)]
    assert sentences == [("ernaast", "oud"), ("ernaast", "nieuw")]


def test_an_example_is_the_first_that_was_met() -> None:
    """Of what is tried beside a limit nothing at all comes first."""
    content = kader()
    content["parameters"]["hoger"] = number("euro", 2000)
    content["voorwaarden"].append(
        condition("groter", "loonsom_excl_btw", toets="minstens", parameter="hoger")
    )
    (doubt,) = outcome(content)
    assert ", loonsom_excl_btw 0, " in f", {example(doubt)}, "


def reading(name: str, *conditions: str, **more: Any) -> dict[str, Any]:
    choices = {"verlenging": ("telt_mee", "telt_niet_mee"), "percelen": ("apart", "samen")}[name]
    fields = {
        "id": name,
        "vraag": "Hoe?",
        "toelichting": "De bron zegt het niet.",
        "voorwaarden": [*conditions],
    }
    return fields | {"keuzes": dict.fromkeys(choices, "Zo.")} | more


def of_length(*readings: dict[str, Any]) -> dict[str, Any]:
    content = kader()
    content["parameters"]["duur"] = number("maanden", 6)
    content["voorwaarden"].append(condition("lang", "looptijd", toets="minstens", parameter="duur"))
    return content | {"leesruimte": [*readings]}


CHOSEN = {"gekozen": "apart", "bron": BRON}


def test_a_reading_that_can_turn_an_outcome_leaves_no_doubt() -> None:
    assert places(of_length(reading("verlenging", "lang"))) == []
    assert places(of_length(reading("percelen", "lang"), reading("verlenging", "lang"))) == []


@pytest.mark.parametrize("before", [(), (reading("percelen", "lang") | CHOSEN,)])
def test_a_reading_that_never_matters(before: tuple[dict[str, Any], ...]) -> None:
    """However long it is, the condition holds; so that it does not matter what counts as its length."""
    content = of_length(*before, reading("verlenging", "lang", "kort"))
    content["omstandigheden"] += [content["voorwaarden"].pop()]
    content["omstandigheden"].append(condition("kort", "looptijd", toets="minder_dan", parameter="duur"))
    content["voorwaarden"].append({"id": "altijd", "naam": "x", "een_van": ["lang", "kort"], "bron": BRON})
    doubts_found = [doubt for doubt in outcome(content) if doubt.code != "MW720"]
    assert [brief(doubt) for doubt in doubts_found] == [("MW724", ("leesruimte", len(before)), "verlenging")]
    assert ", verlenging_maanden 24, " in example(doubts_found[0])
    assert "percelen" not in example(doubts_found[0])


@pytest.mark.parametrize(
    ("more", "expected"), [({}, True), ({"tabellen": []}, False), ({"tabellen": ["tarief"]}, False)]
)
def test_a_table_of_which_no_reading_says_how_lots_look(more: dict[str, Any], expected: bool) -> None:
    content = kader(uitzonderingen=None) | {"omstandigheden": []}
    rows = [{"waarde": 5, "band": {"minder_dan": 5000}}, {"waarde": 6, "band": {"minstens": 5000}}]
    content["parameters"]["tarief"] = number("procent", 5) | {
        "per": "loonsom_excl_btw", "vraag": VRAAG, "waarden": dated(rows, False),
    }  # fmt: skip
    content["leesruimte"] = [reading("percelen", "groot", **more)]
    doubts_found = [doubt for doubt in outcome(content) if doubt.code == "MW727"]
    assert [brief(doubt) for doubt in doubts_found] == [("MW727", ("leesruimte", 0), "tarief")] * expected
    assert all(example(doubt).endswith(", als een van twee percelen") for doubt in doubts_found)


def test_an_exception_that_is_not_told_of_a_tender() -> None:
    content = kader()
    content["parameters"]["uren"] = number("uren", 450) | {
        "per": "cpv", "vraag": VRAAG, "waarden": dated([{"waarde": 450, "voor": ["45"]}], False),
    }  # fmt: skip
    (doubt,) = outcome(content)
    assert brief(doubt) == ("MW725", ("parameters", "uren"), "uren")
    assert example(doubt).startswith("aard dienst, cpv 03")


def test_what_may_apply_is_not_said_to_exclude_itself() -> None:
    """Of a work or a service no limit is told, so that nobody knows whether one is met."""
    content = kader()
    content["parameters"]["grens"] = number("euro", 1) | {
        "per": "aard", "vraag": VRAAG, "waarden": dated([{"waarde": 1000, "voor": ["levering"]}], False),
    }  # fmt: skip
    content["voorwaarden"].append(condition("soort", "aard", toets="in", waarden=["werk", "dienst"]))
    assert outcome(content) == []


def test_a_reading_of_something_else_hides_no_table() -> None:
    content = of_length(reading("verlenging", "lang"), reading("percelen", "groot"))
    rows = [{"waarde": 5, "band": {"minder_dan": 5000}}, {"waarde": 6, "band": {"minstens": 5000}}]
    content["parameters"]["tarief"] = number("procent", 5) | {
        "per": "loonsom_excl_btw", "vraag": VRAAG, "waarden": dated(rows, False),
    }  # fmt: skip
    unsaid = [brief(doubt) for doubt in outcome(content) if doubt.code == "MW727"]
    assert unsaid == [("MW727", ("leesruimte", 1), "tarief")]


def only(*codes: str, field: str = "aard", name: str = "alleen") -> dict[str, Any]:
    """Give a condition that lets some codes through."""
    return condition(name, field, toets="in", waarden=[*codes])


def but(*codes: str, field: str = "cpv", name: str = "zonder") -> dict[str, Any]:
    """Give a condition that keeps some codes out."""
    return condition(name, field, toets="niet_in", waarden=[*codes])


def combined(name: str, **parts: list[str]) -> dict[str, Any]:
    return {"id": name, "naam": name, "bron": BRON} | parts


SERVICE = ("omstandigheden", 0, "dienst", "aard dienst")
"""The circumstance on which the framework of these tests owes hours."""
OUTSIDE: dict[str, tuple[list[dict[str, Any]], list[dict[str, Any]], list[tuple[str, int, str, str]]]] = {
    "an exception for what is not let through": ([only("werk", "levering")], [], [SERVICE]),
    "for what another test asks": ([condition("a", "aard", toets="is", waarden=["werk"])], [], [SERVICE]),
    "for what one of two lets through": ([only("werk"), only("dienst", "werk", name="b")], [], [SERVICE]),
    "for what is let through": ([only("werk", "dienst")], [], []),
    "for what is kept out, told where that is": ([but("dienst", field="aard")], [], []),
    "let through is another field": ([only("45", field="cpv")], [], []),
    "a limit says nothing of a code": (
        [condition("b", "loonsom_excl_btw", toets="minstens", parameter="grens")], [], [],
    ),
    # Only what is taken out, or a circumstance, can do nothing: of two that let through each does something.
    "two that let through": ([only("werk", "dienst"), only("dienst", "levering", name="b")], [], []),
    "below what is let through": ([only("45", field="cpv"), but("451")], [], []),
    "below one of what is let through": ([only("72", "45", field="cpv"), but("451")], [], []),
    "above what is let through": ([only("451", field="cpv"), but("45")], [], []),
    "beside what is let through": (
        [only("45", field="cpv"), but("451", "79")], [], [("voorwaarden", 2, "79", "cpv 79000000")],
    ),
    "of a class": ([only("45", field="cpv"), but("7911")], [], [("voorwaarden", 2, "7911", "cpv 79110000")]),
    "a category of which no list is there": (
        [only("schoonmaak", field="categorie"), but("groen", field="categorie")], [], [],
    ),
    "a circumstance that nothing uses": ([only("werk")], [only("levering", name="c")], [SERVICE]),
    "what must hold with it": (
        [combined("samen", alle=["c", "d"])], [only("45", field="cpv", name="c"), but("79", name="d")],
        [("omstandigheden", 2, "79", "cpv 79000000")],
    ),
    "what must hold with it lets it through": (
        [combined("samen", alle=["c", "d"])], [only("45", field="cpv", name="c"), but("451", name="d")], [],
    ),
    "what must hold with it keeps out": (
        [combined("samen", alle=["c", "d"])], [but("45", name="c"), but("79", name="d")], [],
    ),
    "what may hold instead": (
        [combined("samen", een_van=["c", "d"])], [only("45", field="cpv", name="c"), but("79", name="d")], [],
    ),
    "what must hold with it in one of two ways": (
        [combined("samen", alle=["c", "d"]), combined("los", een_van=["d", "e"])],
        [only("45", field="cpv", name="c"), but("79", name="d"), only("45", field="cpv", name="e")], [],
    ),
    "what must hold with it, where it is asked by itself too": (
        [but("79", name="d"), combined("samen", alle=["c", "d"])], [only("45", field="cpv", name="c")], [],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("conditions", "circumstances", "expected"), OUTSIDE.values(), ids=OUTSIDE)
def test_codes_of_which_a_tender_can_have_none(
    conditions: list[dict[str, Any]],
    circumstances: list[dict[str, Any]],
    expected: list[tuple[str, int, str, str]],
) -> None:
    """Besides a large contract, with an exception for a service."""
    content = kader()
    content["voorwaarden"] += conditions
    content["omstandigheden"] += circumstances
    codes = [doubt for doubt in outcome(content) if doubt.code == "MW736"]
    assert [doubt.loc for doubt in codes] == [(part, place, "waarden") for part, place, _, _ in expected]
    for doubt, (_, _, code, words) in zip(codes, expected, strict=True):
        assert word(doubt) == code
        assert words in example(doubt).split(", ")


@pytest.mark.parametrize(("named", "codes"), [("groen", ["groen"]), ("schoonmaak", []), ("vervoer", [])])
def test_a_category_that_the_list_has_and_no_condition_lets_through(named: str, codes: list[str]) -> None:
    """What is not in the list can be another word for what is."""
    content = kader()
    content["voorwaarden"] += [only("schoonmaak", field="categorie"), but(named, field="categorie")]
    policy = replace(assessor_of(content).beleid, categories={"groen": "groen", "schoonmaak": "schoonmaak"})
    ready = ready_on(Assessor(policy), policy.kaders["vb"], DAY)
    start = applying(ready, values_of(ready)).facts
    assert [word(doubt) for doubt in _codes_outside(ready, start)] == codes


def test_a_row_of_a_table_for_codes_that_are_not_let_through() -> None:
    content = kader(uitzonderingen=None) | {"omstandigheden": []}
    rows = [{"waarde": 5, "voor": ["werk", "dienst"]}, {"waarde": 6, "voor": ["levering"]}]
    content["parameters"]["tarief"] = number("procent", 5) | {
        "per": "aard", "vraag": VRAAG, "waarden": dated(rows, False),
    }  # fmt: skip
    assert outcome(content) == []
    content["voorwaarden"].append(only("werk", "dienst"))
    (doubt,) = outcome(content)
    assert brief(doubt) == ("MW736", ("parameters", "tarief", "waarden", 1), "levering")
    assert example(doubt).startswith("aard levering, ")


def test_without_an_obligation_a_circumstance_is_used_by_conditions_only() -> None:
    content = kader(uitzonderingen=None)
    del content["verplichting"]
    content["omstandigheden"] = [only("45", field="cpv", name="c"), but("79", name="d")]
    content["voorwaarden"].append(combined("samen", alle=["c", "d"]))
    codes = [brief(doubt) for doubt in outcome(content) if doubt.code == "MW736"]
    assert codes == [("MW736", ("omstandigheden", 1, "waarden"), "79")]


def test_each_of_several_exceptions_uses_its_circumstance() -> None:
    rules = [{"als": name, "vast": "uren", "bron": BRON} for name in ("werk", "dienst")]
    content = kader(uitzonderingen=rules)
    content["omstandigheden"].append(condition("werk", "aard", toets="is", waarden=["werk"]))
    content["voorwaarden"].append(only("levering"))
    codes = [(word(doubt), doubt.loc) for doubt in outcome(content) if doubt.code == "MW736"]
    assert codes == [("dienst", ("omstandigheden", 0, "waarden")), ("werk", ("omstandigheden", 1, "waarden"))]


@pytest.mark.parametrize(
    ("of_service", "more", "is_told"),
    [
        (2000, {"maximum": "hoogst"}, True),
        (1000, {"maximum": "hoogst"}, False),  # a minimum on the maximum is one amount
        (2000, {}, False),
        (
            2000,
            {"maximum": "hoogst", "uitzonderingen": [{"als": "dienst", "vast": "uren", "bron": BRON}]},
            False,
        ),
    ],
)
def test_a_minimum_above_the_maximum_is_told_of_whom_it_is(
    of_service: int, more: dict[str, Any], is_told: bool
) -> None:
    """Where hours are owed of a service, nothing in euros bounds them."""
    content = kader(**{"uitzonderingen": None, "minimum": "laagst"} | more)
    rows = [{"waarde": 500, "voor": ["werk", "levering"]}, {"waarde": of_service, "voor": ["dienst"]}]
    content["parameters"]["laagst"] = number("euro", 500) | {
        "per": "aard", "vraag": VRAAG, "waarden": dated(rows, False),
    }  # fmt: skip
    if "maximum" in more:
        content["parameters"]["hoogst"] = number("euro", 1000)
    if more.get("uitzonderingen") is None:
        content["omstandigheden"] = []
    crossed = [doubt for doubt in outcome(content) if doubt.code == "MW729"]
    assert [brief(doubt) for doubt in crossed] == [("MW729", ("verplichting", "minimum"), "laagst")] * is_told
    assert all(example(doubt).startswith("aard dienst, ") for doubt in crossed)


BROAD = {"id": "breed", "naam": "breed", "een_van": ["werk", "dienst"], "bron": BRON}
NO_ROW = condition("geen_rij", "loonsom_excl_btw", toets="minder_dan", parameter="laag")
"""Below a limit that is told of works only, so that of a service it is unknown."""


@pytest.mark.parametrize(
    ("order", "lost"),
    [
        (["breed", "dienst"], [(1, "dienst")]),  # whoever is a service is a work or a service
        (["dienst", "breed"], []),
        (["werk", "dienst"], []),
        (["breed", "dienst", "werk"], [(1, "dienst"), (2, "werk")]),
        (["geen_rij", "dienst"], []),  # which of the two holds is not known, so that it may be the second
    ],
)
def test_an_exception_that_an_earlier_one_takes_the_place_of(
    order: list[str], lost: list[tuple[int, str]]
) -> None:
    content = kader(uitzonderingen=[{"als": name, "vast": "uren", "bron": BRON} for name in order])
    content["omstandigheden"] += [condition("werk", "aard", toets="is", waarden=["werk"]), BROAD]
    if "geen_rij" in order:
        content["omstandigheden"].append(NO_ROW)
        content["parameters"]["laag"] = number("euro", 1) | {
            "per": "aard", "vraag": VRAAG, "waarden": dated([{"waarde": 5000, "voor": ["werk"]}], False),
        }  # fmt: skip
    doubts_found = [doubt for doubt in outcome(content) if doubt.code == "MW735"]
    places_found = [(doubt.loc[-1], word(doubt)) for doubt in doubts_found]
    assert places_found == lost
    for doubt in doubts_found:
        assert doubt.loc[:2] == ("verplichting", "uitzonderingen")
        assert example(doubt).startswith(f"aard {word(doubt)}, ")


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (Facts(), ""),
        (Facts(aard="werk", loonsom_excl_btw=Decimal(0)), "aard werk, loonsom_excl_btw 0"),
        # What is the same as nothing is not said: no options, and no framework agreement.
        (Facts(aard="werk", verlenging_maanden=0, raamovereenkomst="nee"), "aard werk"),
        (Facts(verlenging_maanden=12, raamovereenkomst="ja"), "verlenging_maanden 12, raamovereenkomst ja"),
        (Facts(uitsluitingsgronden=()), "uitsluitingsgronden nee"),
        (Facts(uitsluitingsgronden=("a", "b")), "uitsluitingsgronden a b"),
        (Facts(looptijd_maanden=0, cpv="45000000"), "cpv 45000000, looptijd_maanden 0"),
    ],
)
def test_a_tender_is_written_as_the_fields_of_its_record(facts: Facts, words: str) -> None:
    assert facts_in_words(facts) == words


def percentages(*owed: str, **shares: str) -> list[tuple[str, str, str]]:
    """Give what is doubted of the percentages owed, and of those of a part of something."""
    content = kader()
    rows = [
        {"waarde": value, "vanaf": f"20{20 + place}-01-01", "bron": BRON} for place, value in enumerate(owed)
    ]
    for row, following in pairwise(rows):
        row["tot_en_met"] = f"{int(str(following['vanaf'])[:4]) - 1}-12-31"
    content["parameters"]["tarief"]["waarden"] = rows
    if "deel" in shares:
        content["parameters"]["deel"] = number("procent", 5) | {
            "waarden": dated([{"waarde": shares["deel"]}], False)
        }
        way = {"id": "trede", "naam": "trede", "deel": "deel", "tekst": "De helft.", "bron": BRON}
        content["verplichting"]["vervulling"] = [way]
    if "grens" in shares:
        content["parameters"]["klein"] = number("procent", 5) | {
            "waarden": dated([{"waarde": shares["grens"]}], False)
        }
        content["omstandigheden"].append(
            condition("weinig", "loonsom_excl_btw", toets="minder_dan", parameter="klein",
                      deel_van="opdrachtwaarde_excl_btw")
        )  # fmt: skip
        content["verplichting"]["uitzonderingen"].append({"als": "weinig", "vast": "uren", "bron": BRON})
    fractions = [doubt for doubt in outcome(content) if doubt.code == "MW737"]
    assert all(doubt.loc[0] == "parameters" and doubt.loc[-1] == "waarde" for doubt in fractions)
    return [(word(doubt), str(doubt.params["getal"]), str(doubt.params["geschreven"])) for doubt in fractions]


@pytest.mark.parametrize(
    ("owed", "doubted"),
    [
        (("0.05",), [("tarief", "0.05", "5")]),
        (("0.075",), [("tarief", "0.075", '"7.5"')]),
        (("0.249",), [("tarief", "0.249", '"24.9"')]),
        (("0.25",), []),
        (("0.5",), []),
        (("0",), []),  # nothing is owed
        (("5", "0.05", "0.02"), [("tarief", "0.05", "5"), ("tarief", "0.02", "2")]),  # whatever day it is
    ],
)
def test_a_percentage_that_may_be_a_part_of_one(
    owed: tuple[str, ...], doubted: list[tuple[str, ...]]
) -> None:
    assert percentages(*owed) == doubted


@pytest.mark.parametrize(("value", "doubted"), [("0.3", True), ("0.99", True), ("1", False), ("30", False)])
@pytest.mark.parametrize("share", ["deel", "grens"])
def test_a_part_of_something_that_may_be_a_part_of_one(share: str, value: str, doubted: bool) -> None:
    name = {"deel": "deel", "grens": "klein"}[share]
    assert [parameter for parameter, *_ in percentages("5", **{share: value})] == [name] * doubted
