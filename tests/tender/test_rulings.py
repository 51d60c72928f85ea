"""What a ruling by one framework tells beside its outcome: what is open, what is asked and of which lot."""

import gc
import weakref
from decimal import Decimal
from typing import Any

import pytest
from tests.tender.test_conditions import condition
from tests.tender.test_framework_oracle import BRON, assessor_of, facts_of
from tests.tender.test_lots_in_tables import LONG, bands, framework, lot, reading, ruled, value

from maatwerk_cli.models.kader import Kader
from maatwerk_cli.models.tender.dossier import Dossier
from maatwerk_cli.models.values import parse_datum
from maatwerk_cli.tender.facts import Facts
from maatwerk_cli.tender.frameworks.policy import Beleid
from maatwerk_cli.tender.judging import Result
from maatwerk_cli.tender.lots import Lots
from maatwerk_cli.tender.verdicts.assessor import Assessor, date_of_reference
from maatwerk_cli.tender.verdicts.framed_lots import Framed
from maatwerk_cli.tender.verdicts.kader_test import _can_be_undone
from maatwerk_cli.tender.verdicts.kader_verdict import Kaderbesluit, amount_due
from maatwerk_cli.tender.views.memo.memo_notes import unrecorded
from maatwerk_cli.tender.views.verdict_reason import deciding_names
from maatwerk_cli.tender.views.verdict_words import lead
from maatwerk_cli.text.blocks import Paragraph

WORK = condition("werk", veld="aard", toets="is", waarden=["werk"])
LARGE = condition("groot", veld="opdrachtwaarde_excl_btw", toets="minstens", parameter="waarde")
SIX = {"omschrijving": "x", "eenheid": "maanden", "waarden": [value(6)]}


def asking(name: str) -> dict[str, Any]:
    """A question of its own, by which it is told from others."""
    return {"vraag": {"tekst": f"Hoe zit het met {name}?", "wie": f"wie {name} kent"}}


def questions(ruling: Kaderbesluit) -> list[tuple[str, str, str]]:
    return [tuple(asked) for asked in ruling.te_vragen]  # type: ignore[misc]


# What a lot says; whether options count is settled for the term, and whether lots count for both conditions.
SETTLED: dict[str, tuple[dict[str, str], bool, bool]] = {
    "long enough by both, and the value is not known": ({"looptijd_maanden": "8"}, True, False),
    "long enough with the options only": (
        {"looptijd_maanden": "5", "opdrachtwaarde_excl_btw": "150000"}, False, False
    ),
    "too short by both, and another lot may last longer": ({"looptijd_maanden": "2"}, False, False),
    "all is known and comes to the same": (
        {"looptijd_maanden": "8", "opdrachtwaarde_excl_btw": "150000"}, True, True
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", SETTLED)
def test_what_is_the_same_by_each_choice_is_settled_whatever_else_is_unknown(case: str) -> None:
    given, of_options, of_lots = SETTLED[case]
    kader = framework(
        voorwaarden=[LARGE, LONG],
        leesruimte=[
            reading("verlenging", ["lang"]),
            reading("percelen", ["groot", "lang"], tabellen=["tarief"]),
        ],
    )
    kader["parameters"]["maanden"] = SIX
    _, ruling = ruled(kader, [{**lot(None), "verlenging_maanden": "3", **given}])
    options, lots = ruling.stand.kader.leesruimte
    assert ruling.is_settled_by_any(options) is of_options
    assert ruling.is_settled_by_any(lots.model_copy(update={"tabellen": ()})) is of_lots
    assert not ruling.is_settled_by_any(lots)  # the rate may differ all the same


def in_turn(looptijd: str, **given: str) -> tuple[Result, Kaderbesluit]:
    """Rule by a framework that wants at least six months and less than six: no tender has both."""
    short = {**LONG, "id": "kort", "naam": "niet te lang", "toets": "minder_dan"}
    grounds = condition("gronden", veld="uitsluitingsgronden", toets="geen_van", waarden=["ug-1"])
    kader = framework(
        voorwaarden=[grounds, {**LONG, "naam": "lang genoeg"}, short],
        leesruimte=[reading("verlenging", ["lang", "kort"])],
        uitsluitingsgronden=[{"id": "ug-1", "status": "niet_in_bron", "bron": BRON}],
    )
    kader["parameters"]["maanden"] = SIX
    return ruled(kader, [{**lot(150_000), "looptijd_maanden": looptijd, **given}])


def test_what_decides_where_each_reading_has_a_condition_of_its_own_that_is_not_met() -> None:
    """Three months are too short, and with the option of twelve too long."""
    result, ruling = in_turn("3", verlenging_maanden="12", uitsluitingsgronden="nee")
    assert ruling.uitkomst == "niet_van_toepassing"
    assert ruling.pattern.in_turn
    assert ruling.beslissend == ("lang", "kort")
    assert [*ruling.deciding_grounds] == []
    assert (ruling.open_lezingen, ruling.vraagvelden) == ({}, ())
    assert [block.text for block in lead(result.besluit) if isinstance(block, Paragraph)][1] == (
        "Hoe ook wordt gelezen wat nog open is, aan één voorwaarde is niet voldaan. "
        "Welke dat is, hangt af van de lezing: 'lang genoeg' of 'niet te lang'."
    )
    assert deciding_names(ruling) == "per lezing een andere niet voldaan: lang genoeg; niet te lang"


def test_a_memo_is_not_final_without_the_estimate_of_an_amount_that_decides_by_one_of_the_readings() -> None:
    """A lot of 60 000 is too small by itself; with that of eight months, which is long enough, too long."""
    short = {**LONG, "id": "kort", "naam": "niet te lang", "toets": "minder_dan"}
    kader = framework(voorwaarden=[LARGE, short], leesruimte=[reading("percelen", ["groot", "kort"])])
    kader["parameters"]["maanden"] = SIX
    result, ruling = ruled(kader, [{**lot(60_000), "looptijd_maanden": "3"}, lot(60_000)])
    assert ruling.beslissend == ("groot", "kort")
    missing = " ".join(unrecorded(result.besluit, Dossier()))
    assert "Niet is vastgelegd hoe de waarde van de opdracht is geraamd" in missing


def test_a_ground_decides_by_itself_where_each_reading_has_another_condition_not_met() -> None:
    _, ruling = in_turn(
        "3", verlenging_maanden="12", uitsluitingsgronden="ug-1", motivering="Het werk vraagt een vergunning"
    )
    assert not ruling.pattern.in_turn
    assert ruling.beslissend == ("gronden",)
    assert [*ruling.deciding_grounds] == [("gronden", ("ug-1",))]


def test_one_condition_that_no_reading_meets_decides_and_not_the_other() -> None:
    """Of three months without an option it is known by each reading that they are too short."""
    _, ruling = in_turn("3", verlenging_maanden="0", uitsluitingsgronden="nee")
    assert not ruling.pattern.in_turn
    assert ruling.beslissend == ("lang",)
    assert deciding_names(ruling) == "niet voldaan: lang genoeg"


def test_of_a_condition_within_another_nothing_is_settled() -> None:
    kader = framework(
        voorwaarden=[{"id": "een", "naam": "x", "bron": BRON, "alle": ["groot", "lang"]}],
        omstandigheden=[LARGE, LONG],
        leesruimte=[reading("verlenging", ["lang"])],
    )
    kader["parameters"]["maanden"] = SIX
    _, ruling = ruled(kader, [lot(150_000)])
    assert not ruling.is_settled_by_any(ruling.stand.kader.leesruimte[0])


def test_at_which_level_a_limit_was_chosen_to_hold() -> None:
    kader = framework(leesruimte=[reading("raamovereenkomst", ["groot"], tabellen=["tarief"])])
    row = lot(150_000, raamovereenkomst="ja")
    assert ruled(kader, [row], raamovereenkomst="geheel")[1].level == "geheel"
    assert ruled(kader, [row], verlenging="telt_mee")[1].level is None
    assert ruled(kader, [row])[1].level is None


@pytest.mark.parametrize(("kind", "outside"), [("levering", True), ("", True), ("werk", False)])
def test_whether_lots_fall_outside_or_may(kind: str, outside: bool) -> None:
    kader = framework(
        voorwaarden=[LARGE, WORK], leesruimte=[reading("percelen", ["groot"], tabellen=["tarief"])]
    )
    other = lot(150_000, aard=kind) if kind else lot(150_000)
    assert ruled(kader, [lot(150_000, aard="werk"), other])[1].lots_outside is outside
    assert not ruled(kader, [lot(150_000, aard="werk"), other], percelen="apart")[1].lots_outside
    kader["leesruimte"] = [reading("percelen", ["groot"], tabellen=["tarief"], gekozen="apart", bron=BRON)]
    assert not ruled(kader, [lot(150_000, aard="werk"), other])[1].lots_outside
    assert not ruled(kader, [lot(150_000, aard="werk")])[1].lots_outside


def test_what_decides_which_obligation_holds_is_asked_by_the_exception_that_asks_it() -> None:
    kader = framework(
        leesruimte=[],
        omstandigheden=[
            WORK | asking("aard"),
            condition("code", veld="cpv", toets="in", waarden=["45"]) | asking("cpv"),
        ],
        verplichting={
            "percentage": "hoog",
            "grondslag": "opdrachtwaarde_excl_btw",
            "bron": BRON,
            "uitzonderingen": [
                {"als": "werk", "percentage": "laag", "bron": BRON},
                {"als": "code", "percentage": "lager", "bron": BRON},
            ],
        },
        parameters={
            "waarde": {"omschrijving": "x", "eenheid": "euro", "waarden": [value(100_000)]},
            **{
                name: {"omschrijving": "x", "eenheid": "procent", "waarden": [value(rate)]}
                for name, rate in (("hoog", 5), ("laag", 3), ("lager", 2))
            },
        },
    )
    _, ruling = ruled(kader, [lot(150_000)])
    assert ruling.uitkomst == "van_toepassing"
    assert questions(ruling) == [
        (field, f"Hoe zit het met {field}?", f"wie {field} kent") for field in ("aard", "cpv")
    ]
    _, ruling = ruled(kader, [lot(150_000, aard="werk")])
    assert ruling.vraagvelden == ()
    _, ruling = ruled(kader, [lot(150_000, aard="dienst")])
    assert ruling.vraagvelden == ("cpv",)


def test_whether_it_is_an_agreement_is_asked_in_its_own_words_of_whom_the_condition_asks() -> None:
    """The whole may be worth 100 000 or more, and a call-off is worth no more than 50 000."""
    kader = framework(
        voorwaarden=[LARGE | asking("waarde")],
        leesruimte=[reading("raamovereenkomst", ["groot"], tabellen=["tarief"])],
    )
    _, ruling = ruled(kader, [lot(50_000, raamovereenkomst="onbekend")])
    assert questions(ruling) == [
        (
            "raamovereenkomst",
            "Is dit een raamovereenkomst, of een nadere overeenkomst die daaronder valt?",
            "wie waarde kent",
        )
    ]


def test_of_a_table_of_the_obligation_is_asked_in_its_words() -> None:
    by_kind = [value(2, voor=["werk"]), value(5, voor=["dienst", "levering"])]
    rate = {"omschrijving": "x", "eenheid": "procent", "per": "aard", "waarden": by_kind} | asking("tarief")
    kader = framework(leesruimte=[], parameters={**framework()["parameters"], "tarief": rate})
    _, ruling = ruled(kader, [lot(150_000)])
    assert questions(ruling) == [("aard", "Hoe zit het met tarief?", "wie tarief kent")]
    assert ruling.lots_asked(None, "aard") == ()
    _, ruling = ruled(kader, [lot(150_000), lot(150_000, aard="werk")])
    assert questions(ruling) == [
        ("aard", "Hoe zit het met tarief? Het gaat om perceel 1.", "wie tarief kent")
    ]


MAXIMUM = "Het gaat om het maximum van de hele raamovereenkomst."


@pytest.mark.parametrize(
    ("agreement", "read", "said"),
    [("ja", True, True), ("ja", False, False), ("nee", True, False), ("nadere_overeenkomst", True, False)],
)
def test_of_an_agreement_the_amount_of_the_maximum_is_asked_where_a_limit_may_hold_for_it(
    agreement: str, read: bool, said: bool
) -> None:
    readings = [reading("raamovereenkomst", ["groot"], tabellen=["tarief"])] if read else []
    chosen = {"raamovereenkomst": "geheel" if agreement == "ja" else "nadere_overeenkomst"} if read else {}
    _, ruling = ruled(framework(leesruimte=readings), [lot(None, raamovereenkomst=agreement)], **chosen)
    (asked,) = questions(ruling)
    assert asked[0] == "opdrachtwaarde_excl_btw"
    assert (MAXIMUM in asked[1]) is said


def test_what_would_turn_it_is_told_only_where_one_condition_stands_in_the_way() -> None:
    kader = framework(voorwaarden=[LARGE, WORK, LONG], leesruimte=[])
    kader["parameters"]["maanden"] = SIX
    for given, told_of in (
        ({"aard": "werk"}, True),
        ({"aard": "dienst"}, False),  # that it is no work stands in the way too
        ({}, False),  # and that may be so here
    ):
        _, ruling = ruled(kader, [lot(50_000, **given)])
        assert ruling.uitkomst == "niet_van_toepassing"
        assert (ruling.grensgeval is not None) is told_of
    assert ruled(kader, [lot(150_000, aard="werk")])[1].grensgeval is None
    assert ruled(kader, [lot(None, aard="werk")])[1].grensgeval is None


def test_which_lots_a_quantity_was_judged_of() -> None:
    kader = framework(
        voorwaarden=[LARGE, WORK],
        leesruimte=[reading("percelen", ["groot"], tabellen=["tarief"])],
    )
    rows = [lot(20_000, aard="werk"), lot(20_000, aard="werk"), lot(20_000, aard="levering")]

    def counted(given: list[dict[str, str]], **chosen: str) -> str:
        return ruled(kader, given, **chosen)[1].counted_together

    assert counted(rows[:2], percelen="samen") == " van perceel 1 en 2 samen"
    assert counted(rows[:2], percelen="apart") == ""
    without = {"percelen": "samen", "percelen_buiten_kader": "telt_niet_mee"}
    assert counted(rows, **without) == " van perceel 1 en 2 samen"
    assert counted(rows, **{**without, "percelen_buiten_kader": "telt_mee"}) == " van perceel 1, 2 en 3 samen"
    assert counted(rows[1:], **without) == ""  # of one alone nothing is counted together


@pytest.mark.parametrize(
    ("base", "percentage", "amount"),
    [
        ("0.10", "5", "0.01"),
        ("0.09", "5", "0.00"),
        ("1000", "2.5", "25.00"),
        (None, "5", None),
        ("5", None, None),
    ],
)
def test_an_amount_is_due_to_the_cent_half_a_cent_up(
    base: str | None, percentage: str | None, amount: str | None
) -> None:
    def number(text: str | None) -> Decimal | None:
        return None if text is None else Decimal(text)

    assert amount_due(number(base), number(percentage)) == number(amount)


DAYS = {name: parse_datum(day) for name, day in (("peildatum", "2020-01-01"), ("begin", "2020-03-01"))}
DAYS["publicatiedatum"] = parse_datum("2020-02-01")


@pytest.mark.parametrize(
    ("given", "origin"),
    [
        (("peildatum", "publicatiedatum", "begin"), "peildatum"),
        (("publicatiedatum", "begin"), "publicatiedatum"),
        (("begin",), "begin"),
        ((), ""),
    ],
)
def test_the_day_that_is_looked_at_is_its_own_else_of_publication_else_the_first(
    given: tuple[str, ...], origin: str
) -> None:
    facts = Facts(**{name: DAYS[name] for name in given})
    assert date_of_reference(facts) == (DAYS.get(origin), origin)


def test_lots_are_counted_as_each_of_them_sees_the_others() -> None:
    """The second falls outside, of the third that is not known, and the fourth is of another framework."""
    lots = Lots([Facts(perceel=str(number)) for number in range(1, 6)])
    own, other = {2: ("aard",)}, {2: ("aard",), 4: ("aard",)}
    undone, framed = (Framed(lots, {1}, other, {3}, others_can_undo=undo) for undo in (True, False))

    def seen(place: int, met: Any, *, away: bool = False, undo: bool = True) -> tuple[Any, Any] | None:
        inside = (undone if undo else framed).of(place, met, away=away).inside
        return None if inside is None else (inside.out, inside.unsure)

    assert seen(1, "nee") is None  # no sum can decide otherwise of it
    assert seen(3, "ja", away=True) == ({1}, {})
    assert seen(0, "ja") == ({1, 3}, other)
    assert seen(4, "onbekend", undo=False) == ({1, 3}, {})
    assert seen(4, "onbekend") == ({1, 3}, own)  # it counts itself, whatever it is
    assert undone.of(0, "ja", away=False) is undone.of(4, "ja", away=False)  # all the same to each
    for unsure, all_count in (({}, True), (own, False)):
        alone = Framed(lots, set(), unsure, set(), others_can_undo=True)
        assert (alone.of(0, "ja", away=False) is lots) is all_count


def test_lots_go_with_the_last_verdict_on_them() -> None:
    """A series holds no more lots than it works on, and has not to look for what nobody holds."""
    kader = framework(
        voorwaarden=[WORK, LARGE],
        leesruimte=[reading("percelen", ["groot"])],
        parameters={"waarde": EUROS, "tarief": RATE},
    )
    assessor = assessor_of(kader)
    each = [lot(80_000, aard="werk"), lot(80_000, aard="levering"), lot(80_000, aard="")]
    lots = Lots([facts_of(own) for own in each])
    gc.collect()
    gc.disable()
    try:
        verdicts = [assessor.decide(facts, lots) for facts in lots.lots if facts]
        assert [verdict.kaders[0].lots_outside for verdict in verdicts] == [True, False, True]
        held = weakref.ref(lots)
        del lots, verdicts
        assert held() is None
    finally:
        gc.enable()


def test_what_makes_a_tender_unfit_to_be_judged() -> None:
    kader = framework(uitsluitingsgronden=[{"id": "ug-1", "status": "niet_in_bron", "bron": BRON}])
    assessor = assessor_of(kader)

    def refused(**given: Any) -> list[tuple[str, str]]:
        return [(problem.kind, problem.word) for problem in assessor.objections(Facts(**given))]

    assert refused(werkwijze="vb", uitsluitingsgronden=("ug-1",), lezingen=(("percelen", "samen"),)) == []
    assert refused(uitsluitingsgronden=()) == []
    assert refused(werkwijze="anders") == [("kader_onbekend", "anders")]
    assert refused(uitsluitingsgronden=("ug-1", "ug-9")) == [("grond_onbekend", "ug-9")]
    readings = (("kavels", "samen"), ("percelen", "los"), ("percelen", "samen"))
    assert refused(lezingen=readings) == [("lezing_onbekend", "kavels"), ("keuze_onbekend", "los")]


# What is not known of the second lot, what is asked, and of whom: by the condition, or plainly of the buyer.
OF_ITSELF: dict[str, tuple[dict[str, str], tuple[str, str, str]]] = {
    "its kind": (
        {"aard": ""},
        ("aard", "Hoe zit het met aard?", "wie aard kent"),
    ),
    "how long it lasts": (
        {"looptijd_maanden": ""},
        ("looptijd_maanden", "Hoe zit het met looptijd?", "wie looptijd kent"),
    ),
    "which grounds apply": (
        {"uitsluitingsgronden": ""},
        (
            "uitsluitingsgronden",
            "Hoe zit het met gronden? De bron noemt de tekst van ug-1 niet; vraag die eerst na.",
            "wie gronden kent",
        ),
    ),
    "days that are not sure": (
        {"looptijd_maanden": "", "begin": "2020-01", "einde": "2020-06"},
        ("looptijd_maanden", "Hoe zit het met looptijd?", "wie looptijd kent"),
    ),
}


@pytest.mark.parametrize("case", OF_ITSELF)
def test_whether_a_lot_counts_is_asked_as_its_own_condition_asks_it(case: str) -> None:
    """Together 200 000 of at least 150 000, if the second does not fall outside."""
    unknown, (field, text, who) = OF_ITSELF[case]
    kader = framework(
        voorwaarden=[
            LARGE,
            WORK | asking("aard"),
            LONG | asking("looptijd"),
            condition("geen", veld="uitsluitingsgronden", toets="geen_van", waarden=["ug-1"])
            | asking("gronden"),
        ],
        leesruimte=[reading("percelen", ["groot"], tabellen=["tarief"])],
        uitsluitingsgronden=[{"id": "ug-1", "status": "niet_in_bron", "bron": BRON}],
    )
    kader["parameters"] |= {"maanden": SIX}
    kader["parameters"]["waarde"] = {"omschrijving": "x", "eenheid": "euro", "waarden": [value(150_000)]}
    known = lot(100_000, aard="werk", uitsluitingsgronden="nee")
    second = {name: cell for name, cell in {**known, **unknown}.items() if cell}
    _, ruling = ruled(kader, [known, second], percelen="samen")
    assert ruling.uitkomst == "onbekend"
    assert questions(ruling) == [(field, f"{text} Het gaat om perceel 2.", who)]
    assert [*ruling.questions] == [(field, 1)]


RATE = {"omschrijving": "x", "eenheid": "procent", "waarden": [value(5)]}
EUROS = {"omschrijving": "x", "eenheid": "euro", "waarden": [value(100_000)]}
OF_WAGES = {"percentage": "tarief", "grondslag": "loonsom_excl_btw", "bron": BRON}


@pytest.mark.parametrize(
    ("duty", "given", "is_told"),
    [
        (OF_WAGES, {"loonsom_excl_btw": "1000", "verlenging_maanden": "12"}, True),
        (OF_WAGES, {"loonsom_excl_btw": "1000", "verlenging_maanden": "0"}, False),  # there are no options
        (OF_WAGES, {"verlenging_maanden": "12"}, False),  # nor an amount
        ({"vast": "waarde", "bron": BRON}, {"verlenging_maanden": "12"}, False),  # it is no part of anything
        ({**OF_WAGES, "maximum": "waarde"}, {"loonsom_excl_btw": "1000", "verlenging_maanden": "12"}, True),
        ({**OF_WAGES, "maximum": "waarde"}, {"verlenging_maanden": "12"}, False),
    ],
)
def test_over_which_term_an_amount_is_owed_is_told_where_there_is_an_amount_and_options(
    duty: dict[str, Any], given: dict[str, str], is_told: bool
) -> None:
    parameters = {"waarde": EUROS, "tarief": RATE} if "percentage" in duty else {"waarde": EUROS}
    kader = framework(leesruimte=[], verplichting=duty, parameters=parameters)
    _, ruling = ruled(kader, [lot(150_000, **given)])
    assert ruling.uitkomst == "van_toepassing"
    assert ("bedrag_en_opties" in ruling.rests.codes) is is_told


@pytest.mark.parametrize(
    ("leading", "months", "outcomes"),
    [
        # With one month of options six: at least six with them, and at most five without them.
        ("vb", 5, {"telt_niet_mee": "niet_van_toepassing", "telt_mee": "van_toepassing"}),
        ("vc", 5, {"telt_niet_mee": "van_toepassing", "telt_mee": "niet_van_toepassing"}),
        # Seven or eight are enough either way: what is open is of the other framework alone.
        ("vb", 7, {"telt_niet_mee": "van_toepassing", "telt_mee": "niet_van_toepassing"}),
    ],
)
def test_of_a_reading_of_two_frameworks_is_told_what_it_gives_by_the_one_that_is_followed(
    leading: str, months: int, outcomes: dict[str, str]
) -> None:
    kaders = {}
    for name, test, limit in (("vb", "minstens", 6), ("vc", "hoogstens", months)):
        own = framework(
            id=name,
            voorwaarden=[LONG | {"toets": test}],
            leesruimte=[reading("verlenging", ["lang"])],
            parameters={"maanden": {**SIX, "waarden": [value(limit)]}},
        )
        del own["verplichting"]
        kaders[name] = Kader.model_validate(own)
    facts = Facts(
        opdrachtgever_soort="decentraal",
        werkwijze=leading,
        looptijd_maanden=months,
        verlenging_maanden=1,
        peildatum=parse_datum("2020-03-01"),
    )
    assert Assessor(Beleid(kaders, "")).decide(facts).lezingen == {"verlenging": outcomes}


# More lots can only add: to what has to be enough, and to what may be too much.
UNDONE: dict[str, tuple[dict[str, Any], bool]] = {
    "enough": (LARGE, False),
    "more than": (LARGE | {"toets": "meer_dan"}, False),
    "at most": (LARGE | {"toets": "hoogstens"}, True),
    "less than": (LARGE | {"toets": "minder_dan"}, True),
    "a kind": (WORK, False),
    "any other kind": (WORK | {"toets": "niet_in"}, False),
    "enough by a table, as another row can hold": (LARGE | {"parameter": "tabel"}, True),
    "all of some": ({"id": "groot", "naam": "x", "bron": BRON, "alle": ["werk"]}, False),
    "one of some": ({"id": "groot", "naam": "x", "bron": BRON, "een_van": ["werk"]}, False),
    "none of some": ({"id": "groot", "naam": "x", "bron": BRON, "tenzij": ["werk"]}, True),
}


@pytest.mark.parametrize("case", UNDONE)
def test_what_some_lots_meet_and_may_not_meet_with_others(case: str) -> None:
    own, undone = UNDONE[case]
    kader = framework(voorwaarden=[own], omstandigheden=[WORK] if own is not WORK else [], leesruimte=[])
    kader["parameters"]["tabel"] = {"eenheid": "euro", **bands(100, 200)}
    made = Kader.model_validate(kader)
    assert _can_be_undone(made, made.voorwaarden[0]) is undone


# The test of 100 000 of all lots together, the worth of each of two, its months beside three of options.
MORE_LOTS: dict[str, tuple[str, int, int, bool]] = {
    "not enough, and more can be": ("minstens", 20_000, 8, True),
    "enough, however many more": ("minstens", 60_000, 8, False),
    "not too much, and more can be": ("hoogstens", 20_000, 8, True),
    "too much, however many more": ("hoogstens", 60_000, 8, False),
    "too short, however many more": ("minstens", 20_000, 2, False),
    "not enough, and long enough only with the options": ("minstens", 20_000, 5, True),
}


@pytest.mark.parametrize("case", MORE_LOTS)
def test_that_lots_are_taken_as_all_is_told_where_more_could_turn_the_outcome(case: str) -> None:
    test, worth, months, is_told = MORE_LOTS[case]
    kader = framework(
        voorwaarden=[LARGE | {"toets": test}, LONG],
        leesruimte=[
            reading("percelen", ["groot"], tabellen=["tarief"]),
            reading("verlenging", ["lang"]),
        ],
    )
    kader["parameters"]["maanden"] = SIX
    row = lot(worth, verlenging_maanden="3") | {"looptijd_maanden": str(months)}
    _, ruling = ruled(kader, [row, row], percelen="samen")
    assert ruling.uitkomst != "onbekend"
    assert ("alle_percelen_aangenomen" in ruling.rests.codes) is is_told


def test_lots_are_framed_whichever_of_them_could_not_be_read_or_was_changed_since() -> None:
    kader = framework(
        voorwaarden=[LARGE, WORK], leesruimte=[reading("percelen", ["groot"], tabellen=["tarief"])]
    )
    chosen = (("percelen", "samen"), ("percelen_buiten_kader", "telt_niet_mee"))
    work, unknown, supply = (
        facts_of(lot(60_000, **kind))._replace(lezingen=chosen)
        for kind in ({"aard": "werk"}, {}, {"aard": "levering"})
    )
    assessor = assessor_of(kader)
    for lots, outcome in (
        ([work, unknown], "onbekend"),  # 60 000 or 120 000
        ([work, supply], "niet_van_toepassing"),
        ([work, work._replace(titel="ander")], "van_toepassing"),
    ):
        for own in (work, work._replace(titel="van een andere dag")):
            assert assessor.decide(own, Lots(lots)).uitkomst == outcome
    ruling = assessor.decide(work, Lots([None, work, supply])).kader
    assert ruling is not None
    assert ruling.lots_outside


def test_of_conditions_put_together_each_is_told_under_every_reading() -> None:
    kader = framework(
        voorwaarden=[{"id": "een", "naam": "x", "bron": BRON, "alle": ["groot", "lang"]}],
        omstandigheden=[LARGE, LONG],
        leesruimte=[reading("verlenging", ["lang"])],
    )
    kader["parameters"]["maanden"] = SIX
    for months, truths in (("8", ["ja", "ja"]), ("5", ["ja", "onbekend"]), ("2", ["ja", "nee"])):
        row = lot(150_000, verlenging_maanden="3") | {"looptijd_maanden": months}
        (check,) = ruled(kader, [row])[1].toetsingen
        assert [part.uitkomst for part in check.delen] == truths
        assert [leaf.voorwaarde.id for leaf in check.bladen] == ["groot", "lang"]


def test_of_what_no_condition_asks_it_is_asked_in_plain_words() -> None:
    """Five months are too short, unless the second lot can be extended; how long is not known."""
    settled = {"gekozen": "telt_mee", "bron": BRON}
    kader = framework(
        voorwaarden=[LARGE, LONG],
        leesruimte=[
            reading("percelen", ["groot"], tabellen=["tarief"]),
            reading("verlenging", ["lang"], **settled),
        ],
    )
    kader["parameters"] |= {"maanden": SIX}
    kader["parameters"]["waarde"] = {"omschrijving": "x", "eenheid": "euro", "waarden": [value(150_000)]}
    second = lot(100_000, verlenging_maanden="onbekend") | {"looptijd_maanden": "5"}
    _, ruling = ruled(kader, [lot(100_000), second], percelen="samen")
    assert questions(ruling) == [
        (
            "verlenging_maanden",
            "Hoeveel maanden kunnen alle opties tot verlenging samen duren? Het gaat om perceel 2.",
            "de inkoper",
        )
    ]
