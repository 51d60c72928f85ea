"""A small fictional year, every table of it counted by hand: at its end, and half a year before."""

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from maatwerk_cli.register.loading import load_dataset
from maatwerk_cli.register.records import Dataset
from maatwerk_cli.report.headings import COARSE_NOTE, EARLY_NOTE, MAY_BE_ONE_NOTE, UNDATED_NOTE, UNEXPLAINED
from maatwerk_cli.report.tables import Rapport, ReportFigure, SourceLine
from maatwerk_cli.report.year import build_report, registered_years, years
from maatwerk_cli.text.table import NOT_APPLICABLE_CELL, AtLeast, DataTable

BRON = {"id": "jaarstuk", "vindplaats": "blz. 1"}
PLACE = "jaarstuk, blz. 1"
INFERRED = {"toelichting": "Zo gerekend."}
END, JULY = date(2029, 12, 31), date(2029, 7, 1)


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory, register_in: Any) -> Dataset:
    """Three proeftuinen, six candidates of one of them, and posts; one of which is a part of another.

    ``een`` started in 2028; ``twee`` came in the course of 2029; of ``drie`` the source, which speaks of the
    end of 2029, does not say when it started.
    """
    small = register_in(tmp_path_factory.mktemp("jaar"))
    small.proeftuin(
        "een", bestuurslaag="rijk", categorie="voorbeeld", doelgroepen=["voorbeeld", "anders"],
        opdrachtgevers=["vb-bv"], kandidaten={"aantal": 6, "bron": BRON},
        verloop=[{"fase": "gestart", "sinds": "2028", "bron": BRON}],
        afgeleid=["categorie", "kandidaten"], **INFERRED,
    )  # fmt: skip
    small.write("proeftuinen/twee.yaml", {
        "id": "twee", "naam": "Voorbeeld twee", "herkomst": "leerformule", "bestuurslaag": "gemeente",
        "verloop": [{"fase": "in_wording", "sinds": "2029", "bron": BRON}], "bronnen": [BRON],
    })  # fmt: skip
    small.proeftuin("drie", verloop=[{"fase": "gestart", "bron": BRON}])
    for number in range(6):
        fields = {"plek": "baan"} if number < 4 else {}
        small.candidate("een", "kandidaat", *(["aan_de_slag"] if number < 5 else []), **fields)
    post = {"telt": "proeftuinen", "bron": BRON}
    rijk = {"soort": "regulier", "categorie": "anders", "fase": "gestart", "bestuurslaag": "rijk"}
    small.write("verzamelposten/2029.yaml", [
        {"id": "p1", "aantal": 3, "kenmerken": rijk, "omschrijving": "Drie", **post},
        {"id": "p2", "aantal": 2, "omschrijving": "Twee", "afgeleid": ["aantal"], **INFERRED, **post},
        {"id": "p3", "aantal": 1, "deel_van": "p1", "kenmerken": {"fase": "decharge"},
         "omschrijving": "Met decharge.", **post},
        {"id": "k", "telt": "kandidaten", "aantal": 7, "omschrijving": "Mensen", "bron": BRON},
    ])  # fmt: skip

    def figure(code: str, value: int, **features: str) -> dict[str, object]:
        given = {"telt": "proeftuinen", "kenmerken": features}
        return {**small.figure(code, value), "eenheid": "proeftuinen", "herleiding": given}

    small.write("kerncijfers/2029.yaml", [
        figure("alle", 8), figure("gestart", 6, bereikt="gestart"), figure("soort", 1, categorie="voorbeeld"),
        small.figure("mensen", 9, stap="aan_de_slag"), small.uncounted("bezoek", 40),
        {**figure("noot", 6, bereikt="gestart"), "noot": "Een noot."},
    ])  # fmt: skip
    dataset: Dataset = load_dataset(small.root).dataset
    return dataset


@dataclass
class Reports:
    end: Rapport
    july: Rapport


@pytest.fixture(scope="module")
def reports(dataset: Dataset) -> Reports:
    end, july = (build_report(dataset, 2029, day, None, intern=True) for day in (END, JULY))
    return Reports(end, july)


def table(report: Rapport, name: str) -> DataTable:
    return next(table for table in report.tabellen if table.id == name)


def figure(report: Rapport, code: str) -> ReportFigure:
    return next(figure for figure in report.kerncijfers if figure.code == code)


def counts(report: ReportFigure) -> tuple[int | None, ...]:
    return report.individueel, report.verzameld, report.geregistreerd


def test_key_figures_at_the_end_of_the_year(reports: Reports) -> None:
    every, begun, kind = (figure(reports.end, code) for code in ("alle", "gestart", "soort"))
    assert (counts(every), every.noten, every.ten_minste) == ((3, 5, 8), (), ())
    assert (counts(begun), begun.noten) == ((2, 3, 5), (UNEXPLAINED,))  # 6 was published
    # Of two proeftuinen the category is not told.
    assert counts(kind) == (1, 0, 1)
    assert kind.ten_minste == ("individueel", "geregistreerd", "verschil")
    assert [note[:18] for note in kind.noten] == ["Van 2 records is n"]
    assert (counts(figure(reports.end, "bezoek")), figure(reports.end, "bezoek").noten) == ((None,) * 3, ())
    assert figure(reports.end, "noot").noten == ("Een noot.",)
    people = figure(reports.end, "mensen")
    assert (counts(people), people.noten) == ((5, 0, 5), (UNEXPLAINED,))
    assert {shown_figure.code: shown_figure.afgeleid for shown_figure in reports.end.kerncijfers} == {
        "alle": ("aantal",), "gestart": (), "soort": ("categorie",), "mensen": (), "bezoek": (),
        "noot": (),
    }  # fmt: skip


def test_key_figures_half_a_year_before(reports: Reports) -> None:
    """``twee`` and ``drie`` may have been there, and ``drie`` started; posts say nothing of that day."""
    every, begun, kind = (figure(reports.july, code) for code in ("alle", "gestart", "soort"))
    assert (counts(every), every.ten_minste) == ((1, None, None), ("individueel",))
    assert (counts(begun), begun.ten_minste) == ((1, None, None), ("individueel",))
    assert (counts(kind), kind.ten_minste) == ((1, None, None), ("individueel",))
    assert [note[:18] for note in every.noten[:1]] == ["Van 1 record is ni"]
    assert every.noten[1:] == (EARLY_NOTE, UNDATED_NOTE)
    assert [note[:18] for note in kind.noten[:1]] == ["Van 1 record is ni"]
    assert figure(reports.july, "bezoek").noten == ()


def test_by_category_and_phase(reports: Reports) -> None:
    end, july = (table(report, "categorie_fase") for report in (reports.end, reports.july))
    assert [column.id for column in end.columns] == [
        "soort", "categorie", "in_wording", "gestart", "niet_vermeld", "totaal"
    ]  # fmt: skip
    assert end.rows == (
        ("Niet vermeld", "Niet vermeld", 0, 0, 2, 2),
        ("leerformule", "Niet vermeld", 1, 0, 0, 1),
        ("regulier", "Anders", 0, 3, 0, 3),
        ("regulier", "Niet vermeld", 0, 1, 0, 1),
        ("regulier", "Voorbeeld", 0, 1, 0, 1),
        ("Totaal", "", 1, 5, 2, 8),
    )
    assert end.inferred == {
        (0, "niet_vermeld"), (0, "totaal"), (4, "gestart"), (4, "totaal"),
        # Together nobody asks the category that was inferred; a post of which the number was is in the total.
        (5, "niet_vermeld"), (5, "totaal"),
    }  # fmt: skip
    parts = [note for note in end.notes if note.startswith("Waarvan")]
    assert parts == [f"Waarvan 1: met decharge ({PLACE})."]  # of what is no part nothing
    assert any(note.startswith("Niet vermeld: de bron zegt niet in welke fase") for note in end.notes)
    assert july.rows == (
        ("regulier", "Voorbeeld", AtLeast(1), AtLeast(1)),
        ("Totaal", "", AtLeast(1), AtLeast(1)),
    )
    assert july.notes[-3:] == (EARLY_NOTE, UNDATED_NOTE, COARSE_NOTE)


def test_by_target_group(reports: Reports) -> None:
    end, july = (table(report, "doelgroep") for report in (reports.end, reports.july))
    assert end.rows == (("Anders", 1, 0, 1), ("Voorbeeld", 1, 0, 1), ("Niet vermeld", 2, 5, 7))
    assert end.inferred == {(2, "verzameld"), (2, "geregistreerd")}  # of one of two posts the number is ours
    assert july.rows == (
        ("Anders", AtLeast(1), None, None),
        ("Voorbeeld", AtLeast(1), None, None),
    )


def test_by_authority(reports: Reports) -> None:
    end, july = (table(report, "opdrachtgever") for report in (reports.end, reports.july))
    assert end.rows == (
        ("Niet vermeld", "Niet vermeld", 1, 2, 3),
        ("gemeente", "Niet vermeld", 1, 0, 1),
        ("rijk", "Niet vermeld", 0, 3, 3),
        ("rijk", "Voorbeeld BV", 1, 0, 1),
    )
    assert end.inferred == {(0, "verzameld"), (0, "geregistreerd")}
    assert july.rows == (("rijk", "Voorbeeld BV", AtLeast(1), None, None),)


def test_completeness(reports: Reports) -> None:
    rows = {row[1]: row[2:] for row in table(reports.end, "dekking").rows if row[0] == "Proeftuinen"}
    assert rows == {
        "Soort": (2, 2, 0, 1, 3, Decimal("66.7")),
        "Overheid": (2, 2, 0, 1, 3, Decimal("66.7")),
        "Categorie": (1, 0, 1, 2, 3, Decimal("0.0")),
        "Fase": (3, 3, 0, 0, 3, Decimal("100.0")),
        "Doelgroep": (1, 1, 0, 2, 3, Decimal("33.3")),
        "Leverancier": (0, 0, 0, 3, 3, Decimal("0.0")),
        "Opdrachtgever": (1, 1, 0, 2, 3, Decimal("33.3")),
    }
    notes = [table(report, "dekking").notes for report in (reports.end, reports.july)]
    for note in (UNDATED_NOTE, COARSE_NOTE):
        assert [note in said for said in notes] == [False, True]
    people = {row[1]: row[2:] for row in table(reports.end, "dekking").rows if row[0] == "Kandidaten"}
    # A record of a candidate does not tell the source's from ours.
    no = NOT_APPLICABLE_CELL
    assert people["Soort plek"] == (4, no, no, 2, 6, no)
    assert people["Proeftuin"] == (6, no, no, 0, 6, no)


def test_candidates(reports: Reports) -> None:
    steps = table(reports.end, "kandidaten_stap")
    assert steps.rows == (("kandidaat", 6, 0, 6), ("aan de slag", 5, 0, 5), ("Niet vermeld", 0, 7, 7))
    by_proeftuin = table(reports.end, "kandidaten_proeftuin")
    assert by_proeftuin.rows == (("Voorbeeld een", 6, 6, PLACE), ("Totaal", NOT_APPLICABLE_CELL, 6, ""))
    assert by_proeftuin.inferred == {(0, "gepubliceerd")}
    # Half a year before nobody is known, though somebody may have been there: that is not none.
    assert table(reports.july, "kandidaten_stap").rows == (("aan de slag", None, None, None),)
    assert table(reports.july, "kandidaten_proeftuin").rows == ()


def test_a_figure_of_people_says_nothing_of_proeftuinen_without_a_date(reports: Reports) -> None:
    """Of ``drie`` is not known whether it was there; of posts of people neither."""
    assert figure(reports.july, "mensen").noten == (EARLY_NOTE,)
    assert figure(reports.july, "alle").noten[-2:] == (EARLY_NOTE, UNDATED_NOTE)


def test_half_a_year_before_in_a_year_without_posts_the_unknown_is_not_zero(
    tmp_path_factory: pytest.TempPathFactory, register_in: Any
) -> None:
    """``een`` began; ``grof`` in the course of the year; ``later`` is told without a date, at its end.

    Of each of the three there is one candidate who is at work since then.
    """
    small = register_in(tmp_path_factory.mktemp("zonder"))
    since = {"een": {"sinds": "2028"}, "grof": {"sinds": "2029-q3"}, "later": {}}
    for name, when in since.items():
        small.proeftuin(name, bestuurslaag="rijk", verloop=[{"fase": "gestart", "bron": BRON, **when}])
        small.candidate(name, stappen=[{"stap": "aan_de_slag", "bron": BRON, **when}])

    def asked(code: str, **features: str) -> dict[str, object]:
        fields = {"telt": "proeftuinen", "kenmerken": features}
        return {**small.figure(code, 3), "eenheid": "proeftuinen", "herleiding": fields}

    small.write("kerncijfers/2029.yaml", [
        asked("alle"), asked("rijk", bestuurslaag="rijk"), asked("begonnen", bereikt="gestart"),
        small.figure("mensen", 3), small.figure("bezig", 3, stap="aan_de_slag"),
    ])  # fmt: skip
    loaded = load_dataset(small.root).dataset
    end, early, before = (
        build_report(loaded, 2029, day, None, intern=True)
        for day in (END, date(2029, 8, 1), date(2027, 8, 1))
    )
    bound = ("individueel", "geregistreerd", "verschil")
    for code in ("alle", "rijk", "begonnen", "mensen", "bezig"):
        assert (counts(figure(end, code)), figure(end, code).ten_minste) == ((3, 0, 3), ())
        assert (counts(figure(early, code)), figure(early, code).ten_minste) == ((1, 0, 1), bound)
        # One without a date may have been there; of how many is not known: that is not none.
        assert counts(figure(before, code))[::2] == (None, None)
    assert table(early, "opdrachtgever").rows == (("rijk", "Niet vermeld", AtLeast(1), 0, AtLeast(1)),)
    assert table(early, "categorie_fase").rows[-1] == ("Totaal", "", AtLeast(1), AtLeast(1))
    assert table(early, "doelgroep").rows == (("Niet vermeld", AtLeast(1), 0, AtLeast(1)),)
    assert table(early, "verloop_jaar").rows[-1][-2:] == (AtLeast(1), AtLeast(1))
    assert table(early, "kandidaten_stap").rows[-1] == ("aan de slag", AtLeast(1), 0, AtLeast(1))


def test_at_the_end_of_a_year_what_a_later_source_tells_without_a_date_is_in_the_posts_of_that_year(
    tmp_path_factory: pytest.TempPathFactory, register_in: Any
) -> None:
    """Posts describe the last day: what no record surely is then, they count; nothing is a lower bound."""
    small = register_in(tmp_path_factory.mktemp("later"))
    text = (small.root / "bronnen.yaml").read_text(encoding="utf-8")
    later = {**json.loads(text)[0], "id": "later", "datum": "2031-06-01", "peildatum": "2031-05-31"}
    small.write("bronnen.yaml", [*json.loads(text), later])
    small.proeftuin("een", verloop=[{"fase": "gestart", "sinds": "2028", "bron": BRON}])
    begun_then = {"fase": "gestart", "bron": {"id": "later", "vindplaats": "blz. 2"}}
    small.proeftuin("straks", verloop=[begun_then])
    counted = {"telt": "proeftuinen", "kenmerken": {"bereikt": "gestart"}}
    small.write("kerncijfers/2029.yaml", [
        {**small.figure("begonnen", 1), "eenheid": "proeftuinen", "herleiding": counted}
    ])  # fmt: skip
    report = build_report(load_dataset(small.root).dataset, 2029, END, None, intern=True)
    begun = figure(report, "begonnen")
    assert (counts(begun), begun.ten_minste) == ((1, 0, 1), ())


def test_of_which_years_something_is_registered(dataset: Dataset) -> None:
    assert years(dataset) == [2029]
    assert registered_years(dataset) == [2028, 2029]


def test_which_tables_count_people(reports: Reports) -> None:
    assert {"mensen", "kandidaten_stap", "kandidaten_proeftuin", "dekking"} <= reports.end.about_people
    assert not reports.end.about_people & {"alle", "gestart", "bezoek", "doelgroep"}


def test_posts_that_may_count_the_same_are_a_lower_bound(
    tmp_path_factory: pytest.TempPathFactory, register_in: Any
) -> None:
    """Three have a signed plan and two started, who may be of the three: that is three or more."""
    small = register_in(tmp_path_factory.mktemp("posten"))
    post = {"telt": "proeftuinen", "bron": BRON, "omschrijving": "Enkele"}
    small.write("verzamelposten/2029.yaml", [
        {"id": "plan", "aantal": 3, "kenmerken": {"bereikt": "plan_ondertekend"}, **post},
        {"id": "begin", "aantal": 2, "kenmerken": {"bereikt": "gestart"}, **post},
    ])  # fmt: skip

    def asked(code: str, **features: str) -> dict[str, object]:
        fields = {"telt": "proeftuinen", "kenmerken": features}
        return {**small.figure(code, 5), "eenheid": "proeftuinen", "herleiding": fields}

    small.write("kerncijfers/2029.yaml", [asked("alle"), asked("begonnen", bereikt="gestart")])
    report = build_report(load_dataset(small.root).dataset, 2029, END, None, intern=True)
    every, begun = figure(report, "alle"), figure(report, "begonnen")
    assert (counts(every), every.ten_minste) == ((0, 3, 3), ("verzameld", "geregistreerd", "verschil"))
    assert (counts(begun), begun.ten_minste) == ((0, 2, 2), ())


@pytest.mark.parametrize(
    ("without", "counted", "bounds"),
    [
        ([], (2, 3, 3), ("geregistreerd", "verschil")),  # both may be among the three
        (["een"], (2, 3, 4), ("geregistreerd", "verschil")),
        (["een", "twee"], (2, 3, 5), ()),
    ],
)
def test_a_proeftuin_that_a_post_leaves_out_counts_beside_it(
    small: Any, without: list[str], counted: tuple[int, ...], bounds: tuple[str, ...]
) -> None:
    for name in ("een", "twee"):
        small.proeftuin(name, bestuurslaag="rijk", categorie="voorbeeld")
    small.write("verzamelposten/2029.yaml", [{
        "id": "p", "telt": "proeftuinen", "aantal": 3, "deel_van": "rijk", "zonder": without,
        "kenmerken": {"categorie": "voorbeeld"}, "omschrijving": "Drie", "bron": BRON,
    }])  # fmt: skip
    small.write("kerncijfers/2029.yaml", [
        {**small.figure(code, 9), "herleiding": {"telt": "proeftuinen", "kenmerken": features}}
        for code, features in (("rijk", {"bestuurslaag": "rijk"}), ("soort", {"categorie": "voorbeeld"}))
    ])  # fmt: skip
    report = build_report(load_dataset(small.root).dataset, 2029, END, None)
    kind = figure(report, "soort")
    assert (counts(kind), kind.ten_minste) == (counted, bounds)


def test_two_that_may_be_one_are_two_by_inference_unless_they_count_once(small: Any) -> None:
    """At the end of the year both count; half-way what may be one is counted once, at the least."""
    begun = [{"fase": "gestart", "sinds": "2028", "bron": BRON}]
    small.proeftuin("een", verloop=begun, mogelijk_dezelfde=["twee"])
    small.proeftuin("twee", verloop=begun)
    post = {"id": "p", "telt": "kandidaten", "aantal": 7, "omschrijving": "Mensen", "bron": BRON}
    small.write("verzamelposten/2029.yaml", [post])
    dataset = load_dataset(small.root).dataset
    end, july = (table(build_report(dataset, 2029, day, None), "categorie_fase") for day in (END, JULY))
    assert [row[2:] for row in end.rows] == [(2, 2), (2, 2)]
    assert end.inferred == {(row, column) for row in (0, 1) for column in ("gestart", "totaal")}
    assert [row[2:] for row in july.rows] == [(AtLeast(1), AtLeast(1))] * 2
    assert july.inferred == frozenset()


@pytest.mark.parametrize(
    ("day", "kept"), [(date(2031, 12, 31), None), (date(2032, 1, 1), date(2031, 12, 31))]
)
def test_a_report_of_a_day_after_the_register_says_up_to_when_that_is_kept(
    dataset: Dataset, day: date, kept: date | None
) -> None:
    assert build_report(dataset, 2029, day, None, intern=True).kept == kept


@pytest.mark.parametrize("linked", [True, False])
def test_how_complete_is_marked_where_two_that_may_be_one_count_as_two(small: Any, linked: bool) -> None:
    """Of the third alone the target group is told: of one in three, or of one in two. All have a category."""
    small.proeftuin("een", categorie="voorbeeld", mogelijk_dezelfde=["twee"] if linked else [])
    small.proeftuin("twee", categorie="voorbeeld")
    small.proeftuin("drie", categorie="voorbeeld", doelgroepen=["anders"])
    completeness = table(build_report(load_dataset(small.root).dataset, 2029, END, None), "dekking")
    marked = {
        row[1]: {column for place, column in completeness.inferred if place == number}
        for number, row in enumerate(completeness.rows)
    }
    assert [row[-1] for row in completeness.rows if row[1] in ("Categorie", "Doelgroep", "Leverancier")] == [
        100, Decimal("33.3"), 0,
    ]  # fmt: skip
    assert marked["Doelgroep"] == ({"onbekend", "van", "procent"} if linked else set())
    assert marked["Categorie"] == ({"bekend", "uit_bron", "van"} if linked else set())
    assert marked["Leverancier"] == ({"onbekend", "van"} if linked else set())  # none of two is none of one
    assert (MAY_BE_ONE_NOTE in completeness.notes) is linked


@pytest.mark.parametrize(("day", "known"), [(JULY, (1, 1, 0, 0, 1, 100)), (END, (1, 0, 1, 0, 1, 0))])
def test_a_phase_is_inferred_where_it_can_be_no_other(small: Any, day: date, known: tuple[int, ...]) -> None:
    """That it started in the course of 2029 is ours; half-way it may be in the phase of the source."""
    steps = [
        {"fase": "in_wording", "sinds": "2028", "bron": BRON},
        {"fase": "gestart", "sinds": "2029", "bron": BRON},
    ]
    small.proeftuin("een", verloop=steps, afgeleid=["verloop.gestart"], **INFERRED)
    rows = table(build_report(load_dataset(small.root).dataset, 2029, day, None), "dekking").rows
    assert [row[2:] for row in rows if row[1] == "Fase"] == [known]


@pytest.mark.parametrize(
    ("published", "number", "taken_over"),
    [
        (11, {}, True),
        (12, {}, False),  # the source gives another number
        (11, {"afgeleid": []}, False),  # nothing is marked, so nothing needs to be said
        (11, {"kenmerken": {"soort": "regulier", "categorie": "anders"}}, False),  # it counts something else
    ],
)
def test_a_mark_behind_a_number_of_the_source_is_explained(
    small: Any, published: int, number: dict[str, Any], taken_over: bool
) -> None:
    """That the eleven are of this category is ours; that they are eleven the source says itself."""
    post = {
        "id": "p", "telt": "proeftuinen", "aantal": 11, "kenmerken": {"categorie": "voorbeeld"},
        "omschrijving": "Elf", "bron": BRON, "afgeleid": ["kenmerken.categorie"], **INFERRED, **number,
    }  # fmt: skip
    people = {"id": "k", "telt": "kandidaten", "aantal": 11, "omschrijving": "Mensen", "bron": BRON}
    small.write("verzamelposten/2029.yaml", [post, people])
    wanted = {"telt": "proeftuinen", "kenmerken": {"categorie": "voorbeeld"}}
    small.write("kerncijfers/2029.yaml", [
        {**small.figure("soort", published), "herleiding": wanted}, small.figure("mensen", 11),
    ])  # fmt: skip
    phases = table(build_report(load_dataset(small.root).dataset, 2029, END, None), "categorie_fase")
    if "kenmerken" not in number:
        assert phases.rows[0] == ("Niet vermeld", "Voorbeeld", 11, 11)
    explained = [note for note in phases.notes if note.startswith("Met een ")]
    assert ["11 (voorbeeld soort)" in note for note in explained] == [True] * taken_over


def test_a_target_group_that_only_a_post_has_has_a_row(small: Any) -> None:
    small.proeftuin("een", doelgroepen=["voorbeeld"])
    post = {"telt": "proeftuinen", "aantal": 2, "omschrijving": "Twee", "bron": BRON}
    small.write("verzamelposten/2029.yaml", [{"id": "p", "kenmerken": {"doelgroep": "anders"}, **post}])
    groups = table(build_report(load_dataset(small.root).dataset, 2029, END, None), "doelgroep")
    assert groups.rows == (("Anders", 0, 2, 2), ("Voorbeeld", 1, 0, 1))


def test_a_report_names_its_sources_with_what_is_told_of_each(small: Any) -> None:
    known = {"uitgever": "V", "datum": "2030-04", "url": "https://example.org/", "peildatum": "2029-12-31"}
    small.write("bronnen.yaml", [
        {"id": "geheel", "titel": "Geheel", **known, "status": "geverifieerd", "afgeleid": ["titel"],
         **INFERRED},
        {"id": "kaal", "titel": "Kaal", "status": "onbevestigd"},
    ])  # fmt: skip
    assert build_report(load_dataset(small.root).dataset, 2029, END, None).bronnen == (
        SourceLine("geheel", "Geheel", *known.values(), False, ("titel",)),
        SourceLine("kaal", "Kaal", unconfirmed=True),
    )
