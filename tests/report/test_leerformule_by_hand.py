"""A fictional leerformule, counted by hand: courses, posts, what was published, and two measurements."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from maatwerk_cli.disclosure.solver import Count, Sum, TooLargeError
from maatwerk_cli.register.loading import load_dataset
from maatwerk_cli.register.records import Dataset
from maatwerk_cli.report.programme import participants as programme
from maatwerk_cli.report.programme.leerformule import ProgrammeTables, _described, _difference
from maatwerk_cli.report.programme.participants import Participants, decide_programme, participants
from maatwerk_cli.report.tables import ReportFigure
from maatwerk_cli.text.table import NOT_APPLICABLE_CELL, WITHHELD_CELL, AtLeast, DataTable

BRON = {"id": "jaarstuk", "vindplaats": "blz. 1"}
PLACE = "jaarstuk, blz. 1"
END, JULY = date(2029, 12, 31), date(2029, 7, 1)
SCAN = {
    "id": "scan", "naam": "Scan", "versie": "2", "meet": "Iets.", "bronnen": [BRON],
    "schaal": [{"id": "ja", "tekst": "Ja"}, {"id": "nee", "tekst": "Nee"}],
    "vragen": [{"id": "v", "tekst": "Lukt het?"}],
}  # fmt: skip


def scan(moment: str, people: int | None, yes: int, no: int, **given: Any) -> dict[str, Any]:
    fields = {"deelnemers": people} if people is not None else {}
    return {
        "vragenlijst": "scan",
        "moment": moment,
        "totalen": {"v": {"ja": yes, "nee": no}},
        **fields,
        **given,
    }


def course(small: Any, name: str, organisation: str, **given: Any) -> None:
    small.write(
        f"trajecten/{name}.yaml", {"id": name, "organisatie": organisation, "bronnen": [BRON], **given}
    )


def register(small: Any) -> None:
    """Two courses of one organisation and one of another, which begins later; posts of both kinds."""
    small.text("organisaties.csv", (
        "id,naam,afkorting,soort,tooi,kvk\nhuis,Het Huis,,leverancier,,\nclub,De Club,,leverancier,,\n"
    ))  # fmt: skip
    small.write("vragenlijsten/scan.yaml", SCAN)
    small.proeftuin("p", verloop=[
        {"fase": "in_wording", "sinds": "2028", "bron": BRON},
        {"fase": "gestart", "sinds": "2029-07-02", "bron": BRON},
    ])  # fmt: skip
    small.proeftuin("q", verloop=[{"fase": "in_wording", "sinds": "2029", "bron": BRON}])
    small.proeftuin("weg", ingetrokken={"sinds": "2029", "reden": "onjuist"})
    course(
        small, "a", "huis", begin="2029-07-01", einde="2029-10", deelnemers=9, proeftuinen=["weg", "p", "q"],
        sessies=[
            {"soort": "doe_sessie", **said}
            for said in ({"datum": "2029-07-01"}, {"datum": "2029-07-02"}, {"datum": "2029-07"}, {})
        ],
        scans=[scan("2029-12-31", 8, 5, 3), scan("2029-06", 9, 2, 6)],
        afgeleid=["deelnemers"], toelichting="Zo geteld.",
    )  # fmt: skip
    course(small, "b", "huis", begin="2029", deelnemers=6, scans=[scan("2029-11", 6, 6, 0)])
    course(small, "c", "club", begin="2030", deelnemers=20)
    inferred = {"afgeleid": ["aantal"], "toelichting": "Zo geteld."}
    own = {"omschrijving": "P", "bron": BRON}
    small.write("verzamelposten/2029.yaml", [
        {"id": "mensen", "telt": "deelnemers", "aantal": 7, **own},
        {"id": "deel", "telt": "deelnemers", "aantal": 5, "deel_van": "mensen", **own},
        {"id": "huizen", "telt": "organisaties", "aantal": 3, **own, **inferred},
        {"id": "een-huis", "telt": "organisaties", "aantal": 1, "deel_van": "huizen", **own},
    ])  # fmt: skip
    small.write("kerncijfers/2029.yaml", [
        small.uncounted("leerformule_deelnemers", 25), small.uncounted("leerformule_organisaties", 4),
    ])  # fmt: skip


def loaded(small: Any) -> Dataset:
    dataset: Dataset = load_dataset(small.root).dataset
    return dataset


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory, register_in: Any) -> Dataset:
    small = register_in(tmp_path_factory.mktemp("leer"))
    register(small)
    return loaded(small)


def tables(dataset: Dataset, day: date, *figures: ReportFigure) -> dict[str, DataTable]:
    made = ProgrammeTables(dataset, 2029, day, intern=True).tables(figures)
    return {table.id: table for table in made}


def proeftuinen(**given: Any) -> ReportFigure:
    fields = {"individueel": 2, "verzameld": 5, "geregistreerd": 7, **given}
    return ReportFigure(
        "leerformule_proeftuinen", "P", "x", Decimal(8), bron="jaarstuk", vindplaats="blz. 1", **fields
    )


def test_what_was_published_beside_what_is_registered(dataset: Dataset) -> None:
    table = tables(dataset, END, proeftuinen(toetsbaar=True, ten_minste=("individueel",), afgeleid=("x",)))[
        "leerformule"
    ]
    assert table.rows == (
        ("Deelnemers", 25, 9 + 6, 7, 22, -3, "nee", PLACE),  # a post of that number cannot differ
        ("Organisaties", 4, 1, 3, 4, 0, "nee", PLACE),
        ("Proeftuinen", None, AtLeast(2), 5, 7, None, NOT_APPLICABLE_CELL, ""),
    )
    assert table.inferred == {
        (1, "verzameld"), (1, "geregistreerd"), (2, "verzameld"), (2, "geregistreerd")
    }  # fmt: skip
    # Half a year before one course had surely begun, and posts say nothing.
    early = tables(dataset, JULY, proeftuinen(verzameld=None, geregistreerd=None))["leerformule"]
    assert early.rows == (
        ("Deelnemers", 25, 9, None, None, None, "nee", PLACE),
        ("Organisaties", 4, 1, None, None, None, "nee", PLACE),
        ("Proeftuinen", None, 2, None, None, None, NOT_APPLICABLE_CELL, ""),
    )
    assert early.inferred == frozenset()
    assert [row[0] for row in tables(dataset, END)["leerformule"].rows] == ["Deelnemers", "Organisaties"]


def test_without_posts_what_is_registered_is_the_whole_and_can_be_checked(small: Any) -> None:
    register(small)
    (small.root / "verzamelposten" / "2029.yaml").unlink()
    dataset = loaded(small)
    rows = {row[0]: row[1:7] for row in tables(dataset, END)["leerformule"].rows}
    assert rows == {"Deelnemers": (25, 15, 0, 15, -10, "ja"), "Organisaties": (4, 1, 0, 1, -3, "ja")}
    for path in (small.root / "trajecten").iterdir():
        path.unlink()
    assert [row[:6] for row in tables(loaded(small), END)["leerformule"].rows] == [
        ("Deelnemers", 25, 0, None, None, None), ("Organisaties", 4, 0, None, None, None)
    ]  # fmt: skip
    assert set(tables(loaded(small), END)) == {"leerformule"}  # no courses, so no tables of them


def test_of_which_course_the_number_is_not_known_the_sum_is_a_least(small: Any) -> None:
    register(small)
    course(small, "b", "huis", begin="2029")
    rows = {row[0]: row[2:6] for row in tables(loaded(small), END)["leerformule"].rows}
    assert rows["Deelnemers"] == (AtLeast(9), 7, AtLeast(16), None)


def test_a_row_stands_there_for_whatever_is_known_and_not_for_nothing(small: Any) -> None:
    """Of one organisation a course is told, not of how many people, nor of what was published."""
    register(small)
    for folder in ("kerncijfers", "verzamelposten"):
        (small.root / folder / "2029.yaml").unlink()
    for name in ("a", "b", "c"):
        (small.root / "trajecten" / f"{name}.yaml").unlink()
    course(small, "a", "huis", begin="2029")
    assert tables(loaded(small), END)["leerformule"].rows == (
        ("Organisaties", None, 1, None, None, None, NOT_APPLICABLE_CELL, ""),
    )


def test_what_is_withheld_is_listed_in_the_internal_edition_and_looked_for_in_texts(small: Any) -> None:
    """Two people are too few to tell of, in their course and in all."""
    register(small)
    (small.root / "verzamelposten" / "2029.yaml").unlink()
    for name in ("b", "c"):
        (small.root / "trajecten" / f"{name}.yaml").unlink()
    course(small, "a", "huis", begin="2029", deelnemers=2)
    dataset = loaded(small)
    public, internal = (ProgrammeTables(dataset, 2029, END, intern=intern) for intern in (False, True))
    both = {"deelnemers": 2, "deelnemers/traject=a": 2}
    assert {line.key: line.value for line in internal.withheld()} == both
    assert public.withheld() == ()
    for edition in (public, internal):
        assert {secret.description: secret.value for secret in edition.secrets()} == {
            _described(key): number for key, number in both.items()
        }


def test_courses_as_they_were_on_the_day(dataset: Dataset) -> None:
    end, july = (tables(dataset, day)["leerformule_traject"] for day in (END, JULY))
    assert end.rows == (
        ("Het Huis", "2029-07-01", "2029-10", 9, 4, "Voorbeeld p (gestart); Voorbeeld q (in wording)", PLACE),
        ("Het Huis", "2029", None, 6, 0, "", PLACE),
    )
    assert end.inferred == {(0, "deelnemers")}
    assert july.rows == (
        (
            "Het Huis",
            "2029-07-01",
            None,
            9,
            2,
            "Voorbeeld p (in wording); Voorbeeld q (fase niet bekend)",
            PLACE,
        ),
    )


def test_measurements_are_added_up_each_course_in_its_order(dataset: Dataset) -> None:
    """The first of a is of June, whatever its place in the file; of b that of November."""
    table = tables(dataset, END)["leerformule_scan"]
    title = "Scan (versie 2)"
    assert [column.id for column in table.columns] == [
        "omschrijving",
        "antwoord",
        "meting_1",
        "meting_2",
        "vragenlijst",
    ]
    assert table.rows == (
        ("Alle deelnemers", "", 9 + 6, 8, title),
        ("Lukt het?", "Ja", 2 + 6, 5, title),
        ("Lukt het?", "Nee", 6 + 0, 3, title),
    )
    assert table.notes[0] == f"{title}: zoveel trajecten zijn gemeten: 1e meting: 2, 2e meting: 1."
    early = tables(dataset, JULY)["leerformule_scan"]
    assert early.rows[0] == ("Alle deelnemers", "", 9, title)
    assert tables(dataset, date(2028, 12, 31))["leerformule_scan"].notes == (
        "Er is geen meting in het register.",
    )


def test_how_the_counts_of_people_hang_together(dataset: Dataset) -> None:
    outcome: Participants = participants(dataset, 2029, END)
    assert [entry.id for entry in outcome.courses] == ["a", "b"]
    assert outcome.counts["deelnemers"] == Count(15, weight=8, high=25)
    assert outcome.counts["deelnemers/traject=a"] == Count(9, weight=2, low=1)
    assert outcome.counts["deelnemers_post/mensen"] == Count(7, fixed=True)
    assert outcome.counts["deelnemers_samen"] == Count(22, weight=20, high=25)
    whole = ("deelnemers/traject=a", "deelnemers/traject=b")
    assert {
        Sum("deelnemers", whole),
        Sum("deelnemers_samen", ("deelnemers", "deelnemers_post/mensen")),
    } <= set(outcome.sums)
    first = "meting/vragenlijst=scan&ronde=1"
    assert outcome.counts[first].value == 15
    none = {str(key): count for key, count in outcome.counts.items() if str(key).startswith("geen/meting-")}
    assert {count.value for count in none.values()} == {15 - 8 - 6, 0}  # who passed the question over
    assert not any(count.in_report for count in none.values())
    beside = {str(key): count for key, count in outcome.counts.items() if str(key).startswith("buiten/")}
    assert beside
    assert not any(count.in_report for count in beside.values())
    answered = {str(key): count.weight for key, count in outcome.counts.items() if "&antwoord=" in str(key)}
    assert {weight for key, weight in answered.items() if "traject=" in key} == {1}  # in no table
    assert {weight for key, weight in answered.items() if "traject=" not in key} == {2}
    divided = [line for line in outcome.sums if line.total == first and line.breakdown]
    assert [line.parts[:2] for line in divided] == [
        (f"{first}&vraag=v&antwoord=ja", f"{first}&vraag=v&antwoord=nee")
    ]


@pytest.mark.parametrize(("published", "most"), [(15, 15), (16, 16), (14, None)])
def test_a_reader_takes_it_that_there_are_no_more_than_was_published(
    small: Any, published: int, most: int | None
) -> None:
    register(small)
    small.write("kerncijfers/2029.yaml", [small.uncounted("leerformule_deelnemers", published)])
    assert participants(loaded(small), 2029, END).counts["deelnemers"].high == most


def test_a_course_of_nobody_is_a_row_all_the_same(small: Any) -> None:
    register(small)
    course(small, "b", "huis", begin="2029", deelnemers=0)
    outcome = participants(loaded(small), 2029, END)
    assert outcome.counts["deelnemers/traject=b"] == Count(0, weight=2, low=0)


def test_where_one_course_does_not_say_how_many_took_part_all_is_not_known(small: Any) -> None:
    register(small)
    course(small, "b", "huis", begin="2029", deelnemers=6, scans=[scan("2029-11", None, 6, 0)])
    outcome = participants(loaded(small), 2029, END)
    assert "meting/vragenlijst=scan&ronde=1" not in outcome.counts
    assert outcome.counts["meting/vragenlijst=scan&ronde=1&vraag=v&antwoord=ja"].value == 8
    assert outcome.counts["meting/vragenlijst=scan&ronde=2"].value == 8
    assert tables(loaded(small), END)["leerformule_scan"].rows[0][2:4] == (None, 8)


def test_a_year_is_held_against_editions_and_against_earlier_years_without_one(
    small: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    register(small)
    for number in (2027, 2028, 2030):
        small.write(f"kerncijfers/{number}.yaml", [small.uncounted("bezoek", 1)])
    small.write("publicaties/2028-1.yaml", {
        "id": "2028-1", "jaar": 2028, "uitgave": 1, "peildatum": "2028-12-31", "datum": "2029-03-01",
        "status": "definitief", "dataset_sha256": "0" * 64,
    })  # fmt: skip
    held_against: dict[int, list[str]] = {}

    def note(_: Dataset, year: int, __: Participants, earlier: Sequence[Any]) -> dict[str, Any]:
        held_against[year] = [report.name for report in earlier]
        return {}

    monkeypatch.setattr(programme, "_protected", note)
    decide_programme(loaded(small), 2029, END)
    assert held_against == {2027: [], 2029: ["2027", "2028-1"]}


def test_an_edition_of_these_very_data_is_shown_as_it_was(small: Any) -> None:
    register(small)
    dataset = loaded(small)
    plain = decide_programme(dataset, 2029, END)
    assert plain.registry.applied
    assert not decide_programme(dataset, 2029, END, intern=True).registry.applied
    assert set(plain.registry.withheld) <= set(plain.registry.values)
    assert all(key.startswith(("deelnemers", "meting/")) for key in plain.registry.values)


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("deelnemers", ("in trajecten",)),
        ("deelnemers_samen", ("samen",)),
        ("deelnemers_post/les", ("verzamelpost les",)),
        ("deelnemers/traject=b", ("in trajecten", "traject b")),
        ("meting/vragenlijst=scan&ronde=2&antwoord=ja", ("een meting", "meting 2", "antwoord ja")),
    ],
)
def test_a_count_that_is_withheld_is_named_by_what_it_counts(key: str, words: tuple[str, ...]) -> None:
    assert [word for word in words if word not in _described(key)] == []


@pytest.mark.parametrize(
    ("published", "together", "shown"),
    [
        (8, 7, -1), (8, 8, 0), (None, 8, None), (8, None, None),
        (8, WITHHELD_CELL, WITHHELD_CELL), (None, WITHHELD_CELL, None),
        (8, AtLeast(9), 1), (8, AtLeast(8), None), (8, AtLeast(3), None),  # there may be more
    ],
)  # fmt: skip
def test_the_difference_with_what_was_published(published: int | None, together: Any, shown: Any) -> None:
    assert _difference(None if published is None else Decimal(published), together) == shown


@pytest.mark.parametrize(
    ("computed", "courses", "fixed"),
    [(False, False, True), (False, True, False), (True, False, False), (True, True, False)],
)
def test_a_sum_of_published_numbers_alone_is_published(
    small: Any, computed: bool, courses: bool, fixed: bool
) -> None:
    register(small)
    fields = {"afgeleid": ["aantal"], "toelichting": "Zo geteld."} if computed else {}
    post = {"id": "m", "telt": "deelnemers", "aantal": 7, "omschrijving": "P", "bron": BRON, **fields}
    other = {"id": "n", "telt": "deelnemers", "aantal": 4, "omschrijving": "P", "bron": BRON}
    small.write("verzamelposten/2029.yaml", [post, other])  # of the other the source gives the number
    if not courses:
        for path in (small.root / "trajecten").iterdir():
            path.unlink()
    counts = participants(loaded(small), 2029, END).counts
    assert counts["deelnemers_samen"].fixed is fixed
    assert counts["deelnemers_verzameld"].fixed is not computed


def test_what_an_earlier_report_told_is_what_readers_know() -> None:
    """Of a course it is the same number as now; a total is made up of those that there were then."""
    first, second, third, gone = (f"deelnemers/traject={name}" for name in ("een", "twee", "drie", "weg"))
    now = Participants((), (), (), {first: Count(9), second: Count(8), third: Count(7)})
    made_up = Sum("deelnemers", (first, second, third, gone))
    then = {first: Count(9), second: Count(8), third: Count(7), gone: Count(3), "deelnemers": Count(27)}
    then |= {"deelnemers_samen": Count(31), "deelnemers_verzameld": Count(4)}
    before = Participants((), (), (), {**then}, [made_up])
    shown = {second: 8, "deelnemers": 27}
    earlier = programme._EarlierReport("2028", before, shown, frozenset((first, gone, "deelnemers_samen")))
    known = programme._with_earlier(now, [earlier], frozenset())
    assert known.counts == {
        first: Count(9), third: Count(7),  # withheld, or told nowhere
        second: Count(8, in_report=False, fixed=True),  # everybody has read it
        gone: Count(3, in_report=False),
        "2028:deelnemers": Count(27, in_report=False, fixed=True),
        "2028:deelnemers_samen": Count(31, in_report=False),
        "2028:deelnemers_verzameld": Count(4, in_report=False),
    }  # fmt: skip
    assert known.earlier == {first}
    assert known.guarded == {"2028:deelnemers_samen"}
    assert known.sums == (Sum("2028:deelnemers", made_up.parts),)


def test_a_total_of_before_that_no_longer_adds_up_tells_nothing() -> None:
    course_key = "deelnemers/traject=een"
    now = Participants((), (), (), {course_key: Count(9)})
    made_up = [Sum("deelnemers", (course_key,))]
    before = Participants((), (), (), {course_key: Count(9), "deelnemers": Count(9)}, made_up)
    earlier = programme._EarlierReport("2028", before, {"deelnemers": 8}, frozenset())
    assert programme._with_earlier(now, [earlier], frozenset()).sums == ()


def test_of_an_earlier_year_without_an_edition_its_own_report_would_have_told_the_rest(
    small: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Never what one course measured, nor how many passed a question over: those are in no report."""
    register(small)
    course(small, "a", "huis", begin="2026", deelnemers=9, scans=[scan("2027-06", 9, 2, 6)])
    small.write("kerncijfers/2027.yaml", [small.uncounted("bezoek", 1)])
    before: list[Any] = []

    def note(_: Dataset, __: int, ___: Participants, earlier: Sequence[Any]) -> dict[str, Any]:
        before.extend(earlier)
        return {"deelnemers": "klein"}

    monkeypatch.setattr(programme, "_protected", note)
    decide_programme(loaded(small), 2029, END)
    (report,) = before
    measured = "meting/vragenlijst=scan&ronde=1"
    assert report.withheld == {"deelnemers"}
    assert report.published == {
        "deelnemers/traject=a": 9, measured: 9, f"{measured}&vraag=v&antwoord=ja": 2,
        f"{measured}&vraag=v&antwoord=nee": 6,
    }  # fmt: skip


def test_where_nothing_can_be_made_safe_only_what_is_published_anyway_is_told(
    small: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    register(small)

    def refuse(*_: object) -> dict[str, Any]:
        raise TooLargeError

    monkeypatch.setattr(programme, "_chosen", refuse)
    registry = decide_programme(loaded(small), 2029, END).registry
    assert set(registry.published) == {"deelnemers_post/mensen", "deelnemers_verzameld"}
    assert set(registry.withheld.values()) == {"steun"}


def test_a_number_that_we_made_is_protected_also_where_there_are_no_courses(small: Any) -> None:
    """Two of whom no source tells are too few, alone and in what they are a sum of."""
    made = {"afgeleid": ["aantal"], "toelichting": "Zo geteld."}
    post = {"id": "m", "telt": "deelnemers", "aantal": 2, "omschrijving": "P", "bron": BRON, **made}
    small.write("verzamelposten/2029.yaml", [post])
    assert set(decide_programme(loaded(small), 2029, END).registry.withheld) == {
        "deelnemers_post/m", "deelnemers_verzameld", "deelnemers_samen"
    }  # fmt: skip
