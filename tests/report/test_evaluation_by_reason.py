"""The chapter for an evaluation, part by part, from small registers and reports made on the spot."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from maatwerk_cli.register.loading import load_dataset
from maatwerk_cli.register.records import Dataset
from maatwerk_cli.report.programme.evaluation import with_evaluation
from maatwerk_cli.report.tables import Provenance, Rapport, ReportFigure
from maatwerk_cli.text.table import NOT_APPLICABLE_CELL, WITHHELD_CELL, AtLeast, TableCell

BRON = {"id": "jaarstuk", "vindplaats": "blz. 1"}
PLACE = "jaarstuk, blz. 1"


def loaded(small: Any) -> Dataset:
    dataset: Dataset = load_dataset(small.root).dataset
    return dataset


def year(number: int, *figures: ReportFigure, threshold: int = 2) -> Rapport:
    made = Provenance("V", "", None, "1")
    return Rapport(number, date(number, 12, 31), made, figures, (), (), (), threshold=threshold)


def figure(code: str, published: str, registered: int | None, **given: Any) -> ReportFigure:
    fields = {"telt": "proeftuinen", **given}
    return ReportFigure(
        code, code, "x", Decimal(published), None, None, registered, "jaarstuk", "blz. 1", **fields
    )


def chapter(dataset: Dataset, *reports: Rapport) -> dict[str, tuple[tuple[TableCell, ...], ...]]:
    *before, last = with_evaluation(dataset, reports)
    assert not any(report.evaluatie for report in before)
    return {table.id.removeprefix("evaluatie_"): table.rows for table in last.evaluatie}


def test_only_several_years_have_a_chapter(small: Any) -> None:
    dataset = loaded(small)
    assert chapter(dataset, year(2029)) == {}
    assert len(chapter(dataset, year(2028), year(2029))) == 5
    titles = [
        table.title for table in with_evaluation(dataset, [year(2027), year(2028), year(2029)])[-1].evaluatie
    ]
    assert all(title.startswith("Evaluatie 2027–2029: ") for title in titles)


def course(small: Any, name: str, **phases: str) -> None:
    steps = ({"fase": phase, "sinds": since, "bron": BRON} for phase, since in phases.items())
    small.proeftuin(name, verloop=[{key: said for key, said in step.items() if said} for step in steps])


@pytest.mark.parametrize(("threshold", "medians"), [(3, (3, 5)), (4, (NOT_APPLICABLE_CELL,) * 2)])
def test_how_long_it_took_lies_between_two_medians(small: Any, threshold: int, medians: Any) -> None:
    """In whole months: a 4 to 5, b none (it may have begun after) to 3, c 2 to 3, e 12 to 24."""
    course(small, "a", in_wording="2028-01-15", gestart="2028-06-01")
    course(small, "b", in_wording="2028", gestart="2028-03")
    course(small, "c", in_wording="2027-09", plan_ondertekend="2027-12", gestart="2027-12-01")
    course(small, "d", in_wording="", gestart="2029")  # both, but not both with a date
    course(small, "e", in_wording="2028", gestart="2029-12-31", decharge="2030-01-01")  # on the last day
    course(small, "f", in_wording="2028", gestart="2030")  # not by then
    course(small, "g", in_wording="2028")
    small.proeftuin("weg", ingetrokken={"sinds": "2029", "reden": "onjuist"}, verloop=[
        {"fase": phase, "sinds": "2028", "bron": BRON} for phase in ("in_wording", "gestart")
    ])  # fmt: skip
    rows = {
        row[0]: row[1:]
        for row in chapter(loaded(small), year(2028), year(2029, threshold=threshold))["doorlooptijd"]
    }
    # The middle of four is between two: 2 and 4 at the least, 3 and 5 at the most.
    assert rows["in wording tot gestart"][:2] == (5, 4)
    assert rows["in wording tot gestart"][4] == "; ".join(f"Voorbeeld {name}" for name in "abcde")
    assert rows["in wording tot plan ondertekend"] == (1, 1, *(NOT_APPLICABLE_CELL,) * 2, "Voorbeeld c")
    assert "gestart tot decharge" not in rows
    if threshold == 3:
        assert rows["in wording tot gestart"][2:4] == (3, 4)


def test_a_median_is_told_of_as_many_as_the_threshold_and_not_of_fewer(small: Any) -> None:
    course(small, "a", in_wording="2028-01-15", gestart="2028-06-01")
    course(small, "b", in_wording="2028", gestart="2028-03")
    course(small, "c", in_wording="2028-01", gestart="2029-02")

    def durations(threshold: int) -> tuple[TableCell, ...]:
        (row,) = chapter(loaded(small), year(2028), year(2029, threshold=threshold))["doorlooptijd"]
        return row[3:5]

    assert durations(3) == (4, 5)  # of 4, 0 and 12; of 5, 3 and 14
    assert durations(4) == (NOT_APPLICABLE_CELL, NOT_APPLICABLE_CELL)


@pytest.mark.parametrize(
    ("begin", "end", "months"),
    [
        ("2028-11-15", "2029-02", (2, 4)),  # to the first of February, or to its last day
        ("2028", "2028-03", (0, 3)),  # it may have been in March that it began: never less than none
        ("2027", "2029-q1", (12, 27)),  # 31 December to 1 January, or 1 January to 31 March
        ("2028-01-31", "2028-02-01", (0, 1)),  # a day is no month
        ("2028-01-15", "2028-03-15", (2, 2)),
    ],
)
def test_how_many_months_lie_between_two_dates(
    small: Any, begin: str, end: str, months: tuple[int, int]
) -> None:
    course(small, "a", in_wording=begin, gestart=end)
    (row,) = chapter(loaded(small), year(2028), year(2029, threshold=1))["doorlooptijd"]
    assert row[3:5] == months


def test_the_middle_between_two_is_rounded_away_from_what_it_may_be(small: Any) -> None:
    """Of 2 and 3 months it is no less than 2 and no more than 3; of 3 and 4 no less than 3."""
    for name, begin, end in (("a", "2028-01-01", "2028-03-01"), ("b", "2028-01-01", "2028-04-01")):
        course(small, name, in_wording=begin, gestart=end)
        course(small, f"{name}{name}", gestart=begin, decharge=f"{end[:6]}{int(end[6]) + 1}-01")
    rows = {
        row[0]: row[3:5]
        for row in chapter(loaded(small), year(2028), year(2029, threshold=2))["doorlooptijd"]
    }
    assert rows == {"in wording tot gestart": (2, 3), "gestart tot decharge": (3, 4)}


@pytest.mark.parametrize(("day", "reached"), [(15, False), (30, True)])
def test_a_phase_that_may_be_of_after_the_day_is_not_reached(small: Any, day: int, reached: bool) -> None:
    course(small, "a", in_wording="2029-01", gestart="2029-06")
    last = year(2029)._replace(peildatum=date(2029, 6, day))
    assert bool(chapter(loaded(small), year(2028), last)["doorlooptijd"]) is reached


def test_how_long_it_took_is_marked_where_a_phase_was_inferred(small: Any) -> None:
    def marks(*inferred: str) -> set[str]:
        fields = {"afgeleid": [*inferred], "toelichting": "V"} if inferred else {}
        steps = [{"fase": phase, "sinds": "2028", "bron": BRON} for phase in ("in_wording", "gestart")]
        small.proeftuin("a", verloop=[*steps, {"fase": "decharge", "sinds": "2029", "bron": BRON}], **fields)
        small.proeftuin("b", verloop=[{"fase": phase, "bron": BRON} for phase in ("in_wording", "gestart")])
        outcome = with_evaluation(loaded(small), [year(2028), year(2029)])[-1].evaluatie
        table = next(table for table in outcome if table.id == "evaluatie_doorlooptijd")
        (place,) = (place for place, row in enumerate(table.rows) if row[0] == "in wording tot gestart")
        return {column for row, column in table.inferred if row == place}

    assert marks() == set()
    assert marks("verloop.decharge") == set()  # not one of these two
    assert marks("verloop.gestart") == {"bereikt", "met_datum"}  # there is no median of one


def test_what_contradicts_or_differs_is_listed_as_its_report_shows_it(small: Any) -> None:
    said = {"tegenspraak": [{"zegt": "Negen", "bron": BRON}, {"zegt": "Tien", "bron": BRON}]}
    small.write("kerncijfers/2029.yaml", [
        {**small.uncounted("zonder", 8), **said}, {**small.figure("weg", 8, stap="contract"), **said},
        {**small.uncounted("vroeg", 8), **said}, small.uncounted("stil", 8),
    ])  # fmt: skip
    outcome = chapter(loaded(small), year(2028, figure("meer", "10", 9)), year(
        2029,
        figure("gelijk", "8", 8), figure("stil", "8", None, telt=None), figure("half", "8.5", 8),
        figure("minstens", "8", 9, ten_minste=("geregistreerd", "verschil")),
        figure("zonder", "8", None, telt=None), figure("vroeg", "8", None),
        figure("weg", "8", None, afgeschermd=("geregistreerd", "verschil")),
    ))  # fmt: skip
    both = f"Negen ({PLACE}); Tien ({PLACE})"
    assert outcome["tegenspraak"] == (
        ("meer", "2028", 10, 9, -1, "", PLACE),
        ("half", "2029", Decimal("8.5"), 8, Decimal("-0.5"), "", PLACE),
        ("minstens", "2029", 8, AtLeast(9), AtLeast(1), "", PLACE),
        ("zonder", "2029", 8, NOT_APPLICABLE_CELL, NOT_APPLICABLE_CELL, both, PLACE),
        ("vroeg", "2029", 8, None, None, both, PLACE),
        ("weg", "2029", 8, WITHHELD_CELL, WITHHELD_CELL, both, PLACE),
    )
    asked = [row[:2] for row in outcome["onbekend"] if row[0] == "Waar komt het verschil vandaan?"]
    assert asked == [
        ("Waar komt het verschil vandaan?", "meer (2028)"),
        ("Waar komt het verschil vandaan?", "half (2029)"),
    ]


def test_what_was_done_stands_in_its_year_and_kind(small: Any) -> None:
    stone = {"bron": BRON}
    done = {"stand": "gedaan", "datum": "2028-05", **stone}
    small.write("mijlpalen/2028.yaml", [
        {"id": "a", "omschrijving": "Boek", "soort": "product", **done},
        {"id": "b", "omschrijving": "Film", "soort": "product", **stone},
        {"id": "c", "omschrijving": "Iets", **stone},
        {"id": "d", "omschrijving": "Plan", "soort": "product", "stand": "aangekondigd", **stone},
        {"id": "e", "omschrijving": "Niet", "soort": "product", "stand": "vervallen", **stone},
    ])  # fmt: skip
    small.write("mijlpalen/2030.yaml", [{"id": "f", "omschrijving": "Later", "datum": "2030", **stone}])
    small.write("mijlpalen/2029.yaml", [{"id": "g", "omschrijving": "Dag", "datum": "2029-12-31", **stone}])
    assert chapter(loaded(small), year(2028), year(2029))["gedaan"] == (
        ("2028", "product", 1, "Boek"),
        ("2029", "Soort niet genoemd", 1, "Dag"),
        (None, "Soort niet genoemd", 1, "Iets"),
        (None, "product", 1, "Film"),
    )


def test_of_very_many_the_first_twelve_are_named(small: Any) -> None:
    for number in range(13):
        small.proeftuin(f"p{number:02}", leveranciers=["vb-bv"])
    rows = {row[0]: row for row in chapter(loaded(small), year(2028), year(2029))["onbekend"]}
    named = rows["Wie is de opdrachtgever?"]
    assert named[1] == "; ".join(f"Voorbeeld p{number:02}" for number in range(12)) + "; en nog 1"
    assert named[2] == "VB"  # no category, so whoever supplies, once
    assert "Wie is de leverancier?" not in rows
    (small.root / "proeftuinen" / "p12.yaml").unlink()
    rows = {row[0]: row for row in chapter(loaded(small), year(2028), year(2029))["onbekend"]}
    assert "en nog" not in str(rows["Wie is de opdrachtgever?"][1])


def test_whom_to_ask_follows_from_the_register(small: Any) -> None:
    head = "code,naam,toelichting,bron,bijzonder\n"
    small.text(
        "codelijsten/relatierol.csv", f"{head}beheert_categorie,beheert,,,\npartner,is partner van,,,\n"
    )
    small.text("organisaties.csv", (
        "id,naam,afkorting,soort,tooi,kvk\nvb-bv,Voorbeeld BV,VB,leverancier,,\n"
        "huis,Het Huis,HH,leverancier,,\nclub,De Club,,leverancier,,\n"
    ))  # fmt: skip
    small.text("relaties.csv", (
        "van,rol,naar,sinds,bron,vindplaats\nhuis,beheert_categorie,voorbeeld,,jaarstuk,blz. 1\n"
        "club,partner,vb-bv,,jaarstuk,blz. 1\nhuis,partner,vb-bv,2029,jaarstuk,blz. 1\n"
    ))  # fmt: skip
    fields = {
        "opdrachtgevers": ["huis"],
        "doelgroepen": ["anders"],
        "ambitie": "Werk.",
        "beoogde_plaatsen": 2,
    }
    small.proeftuin("een", categorie="voorbeeld", leveranciers=["vb-bv"], **fields)
    small.proeftuin("twee", categorie="anders", leveranciers=["club"], **fields,
                    verloop=[{"fase": "gestart", "bron": BRON}])  # fmt: skip
    small.proeftuin("drie", **fields)
    post = {"telt": "proeftuinen", "aantal": 2, "bron": BRON}
    small.write("verzamelposten/2029.yaml", [
        {"id": "p", "omschrijving": "Met", "kenmerken": {"categorie": "voorbeeld"}, **post},
        {"id": "q", "omschrijving": "Zonder", **post},
        {"id": "k", "omschrijving": "Mensen", **post, "telt": "kandidaten"},
    ])  # fmt: skip
    whole = chapter(
        loaded(small), year(2028), year(2029, figure("leerformule_deelnemers", "18", None, telt=None))
    )
    rows = {row[0]: row[1:] for row in whole["onbekend"] if row[0] != "Welke proeftuinen zijn dit?"}
    assert rows["Wie is de leverancier?"] == ("Voorbeeld drie", "HH")
    assert rows["Bij welke inkoopcategorie hoort de proeftuin?"] == ("Voorbeeld drie", "HH")
    assert rows["Sinds wanneer: gestart?"] == ("Voorbeeld twee", "HH; De Club")  # nobody keeps its category
    assert rows["Sinds wanneer zijn zij partner?"] == ("De Club", "VB")
    assert rows["Wat is gevraagd en wat kwam eruit?"][1] == "wie de bron jaarstuk uitgaf"
    assert "Wie is de opdrachtgever?" not in rows
    assert [row[1:] for row in whole["onbekend"] if row[0] == "Welke proeftuinen zijn dit?"] == [
        ("Met (2029)", "HH"), ("Zonder (2029)", "wie de bron jaarstuk uitgaf")
    ]  # fmt: skip


def open_rows(small: Any, question: str, *figures: ReportFigure) -> list[tuple[TableCell, ...]]:
    rows = chapter(loaded(small), year(2028), year(2029, *figures))["onbekend"]
    return [row[1:] for row in rows if str(row[0]).startswith(question)]


def test_what_was_to_be_done_by_the_last_day_and_has_no_outcome_is_asked(small: Any) -> None:
    """The source of the plans is of the last day of 2029; before that they were not known."""
    plan = {"soort": "voornemen", "bron": BRON}
    small.write("mijlpalen/2028.yaml", [
        {"id": "a", "omschrijving": "Boek", "voor": "2029", **plan},
        {"id": "b", "omschrijving": "Later", "voor": "2030", **plan},
        {"id": "c", "omschrijving": "Klaar", "voor": "2029", "stand": "gedaan", "datum": "2029", **plan},
        {"id": "d", "omschrijving": "Ooit", **plan},
    ])  # fmt: skip
    assert open_rows(small, "Wat kwam hiervan?") == [("Boek", "wie de bron jaarstuk uitgaf")]


@pytest.mark.parametrize("course_known", [False, True])
def test_of_the_leerformule_is_asked_what_only_a_published_number_tells(
    small: Any, course_known: bool
) -> None:
    if course_known:
        traject = {"id": "t", "organisatie": "vb-bv", "bronnen": [BRON]}
        small.write("trajecten/t.yaml", traject)
    codes = ("leerformule_organisaties", "leerformule_proeftuinen", "leerformule_deelnemers")
    figures = [figure(code, "7", None, telt=None) for code in codes]
    asked = [
        row[0] for question in ("Welke organisaties", "Wat is gevraagd")
        for row in open_rows(small, question, *figures)
    ]  # fmt: skip
    assert asked == (
        [] if course_known else ["leerformule_organisaties (2029)", "De social-return-scan (2029)"]
    )


def test_only_of_a_phase_without_a_date_is_asked_since_when(small: Any) -> None:
    course(small, "a", gestart="2028", decharge="")
    course(small, "b", gestart="")
    assert [row[0] for row in open_rows(small, "Sinds wanneer: gestart")] == ["Voorbeeld b"]
    assert [row[0] for row in open_rows(small, "Sinds wanneer: decharge")] == ["Voorbeeld a"]
