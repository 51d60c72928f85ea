"""What the report of 2018 knows, infers, bounds and does not know; by hand from the annual report of 2018."""

import itertools
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maatwerk_cli.models.facts.kerncijfer import Herleiding
from maatwerk_cli.models.facts.verzamelpost import Verzamelpost
from maatwerk_cli.report.posts import Group, Posts

Run = Callable[..., subprocess.CompletedProcess[str]]


def report(maatwerk: Run, data: Path, *options: str) -> dict[str, Any]:
    done = maatwerk("rapport", "2018", "--formaat", "json", "--data", str(data), *options)
    assert done.returncode == 0, done.stderr
    content: dict[str, Any] = json.loads(done.stdout)
    return content


def table(report: dict[str, Any], name: str) -> dict[str, Any]:
    chosen: dict[str, Any] = next(table for table in report["tabellen"] if table["id"] == name)
    return chosen


def rows(chosen: dict[str, Any]) -> list[dict[str, Any]]:
    names = [column["id"] for column in chosen["kolommen"]]
    return [dict(zip(names, row, strict=True)) for row in chosen["rijen"]]


def test_at_least_25_people_were_candidates(maatwerk: Run, register: Path) -> None:
    """22 at work, and the three of ATOS not placed yet; those of EY may be among the 22 (§5, the pages)."""
    chosen = table(report(maatwerk, register), "kandidaten_stap")
    counts = {
        row["stap"]: (row["individueel"], row["verzameld"], row["geregistreerd"]) for row in rows(chosen)
    }
    assert counts == {"Kandidaat": (12, 18, 25), "Aan de slag": (4, 18, 22), "Contract": (0, 13, 13)}
    assert chosen["ten_minste"] == [[0, "verzameld"], [0, "geregistreerd"]]
    assert [1, "verzameld"] in chosen["afgeleid"]  # 18 is 22 without the four of Berenschot


def test_only_what_could_come_out_otherwise_is_called_a_check(maatwerk: Run, register: Path) -> None:
    report_of_year = report(maatwerk, register)
    # 42 against 40; 18 = 3 + 15, told in two sections. Ten proposals (§2.5) against the eleven of §5, which
    # the register follows, are two numbers of one publication: no count of ours can turn that.
    assert {
        figure["code"]: figure["verschil"] for figure in report_of_year["kerncijfers"] if figure["toetsbaar"]
    } == {
        "proeftuinen_totaal": -2,
        "partnerschap_totaal": 0,
    }
    text = " ".join(maatwerk("rapport", "2018", "--formaat", "tekst", "--data", str(register)).stdout.split())
    assert "Bij 2 daarvan kan de telling van het register anders uitkomen" in text
    assert "1 komt uit, 1 niet" in text
    assert text.count("geregistreerd 40 (afgeleid), verschil −2 (afgeleid)") == 1
    # The eleven are proeftuinen, the ten of §2.5 proposals: told, but not as a check that failed.
    proposals = "Voorstellen van leveranciers voor proeftuinen van ICT Inhuur (geteld: proeftuinen)"
    assert f"Niet te toetsen. {proposals}: gepubliceerd 10, geregistreerd 11" in text
    counted = {figure["code"]: figure["telt"] for figure in report_of_year["kerncijfers"]}
    assert counted["proeftuinen_ict_inhuur_voorstellen"] == "proeftuinen"
    assert counted["websitebezoekers"] is None


def test_a_figure_says_on_which_inferred_fields_it_rests(maatwerk: Run, register: Path) -> None:
    rests = {figure["code"]: figure["afgeleid"] for figure in report(maatwerk, register)["kerncijfers"]}
    # Berenschot and EY were put in the category by us; that they had started too; 14 is a subtraction.
    assert rests["proeftuinen_hoogwaardige_inhuur"] == ["aantal", "categorie", "kenmerken.fase", "verloop"]
    # That ATOS is counted twice, and that what a category buys is of the Rijk, is ours.
    assert rests["proeftuinen_totaal"] == [
        "aantal", "bestuurslaag", "kenmerken.bestuurslaag", "mogelijk_dezelfde",
    ]  # fmt: skip
    assert rests["proeftuinen_decharge"] == []
    # §5 gives eight "in wording" of the leerformule; three Partnerschap of the Rijk and fifteen of other
    # governments. Which other governments may be among them is ours, but changes none of these counts.
    assert rests["leerformule_proeftuinen"] == []
    assert rests["partnerschap_rijk"] == rests["partnerschap_andere_overheden"] == []
    assert rests["partnerschap_totaal"] == []
    # 18 is a subtraction; that the four candidates of Berenschot are its four at work is our reading.
    assert rests["kandidaten_aan_de_slag"] == ["aantal", "stappen"]
    assert rests["websitebezoekers"] == []


def test_coverage_tells_the_source_from_what_was_inferred(maatwerk: Run, register: Path) -> None:
    known = {
        row["kenmerk"]: (row["uit_bron"], row["afgeleid"], row["onbekend"], row["van"])
        for row in rows(table(report(maatwerk, register), "dekking"))
        if row["telt"] == "Proeftuinen"
    }
    assert known == {
        "Soort": (0, 5, 0, 5),
        "Overheid": (0, 5, 0, 5),
        "Categorie": (3, 2, 0, 5),  # kpmg and both of ATOS are told with their category
        "Fase": (1, 4, 0, 5),  # §2.4 tells of the start of the first proeftuin, that of KPMG
        "Doelgroep": (4, 0, 1, 5),
        "Leverancier": (5, 0, 0, 5),
        "Opdrachtgever": (0, 0, 5, 5),
    }


def test_coverage_does_not_claim_for_the_source_what_a_candidate_s_record_cannot_tell(
    maatwerk: Run, register: Path
) -> None:
    """That the four of Berenschot are at work is read; no record of a candidate can say so."""
    chosen = table(report(maatwerk, register), "dekking")
    for number, row in enumerate(rows(chosen)):
        if row["telt"] == "Kandidaten":
            columns = ("uit_bron", "afgeleid", "procent")
            assert [row[name] for name in columns] == [None, None, None]
            assert all([number, name] in chosen["nvt"] for name in columns)


def test_a_whole_that_is_itself_inferred_is_marked(maatwerk: Run, register: Path) -> None:
    """The text allows that ATOS has one proeftuin that is told of twice: that there are five is ours."""
    chosen = table(report(maatwerk, register), "dekking")
    marked: dict[str, set[str]] = {}
    for row, column in chosen["afgeleid"]:
        marked.setdefault(chosen["rijen"][row][1], set()).add(column)
    assert all("van" in marked[name] for name in ("Soort", "Overheid", "Categorie", "Fase", "Doelgroep"))
    # Of the four with a target group one is ATOS: four whatever the two are, but four of four or of five.
    # The one without is the other of ATOS: if the two are one, the target group is known of all.
    assert marked["Doelgroep"] == {"onbekend", "van", "procent"}
    # Both are told with their supplier: all of them have one, whether they are five or four.
    assert marked["Leverancier"] == {"bekend", "uit_bron", "van"}
    assert marked["Opdrachtgever"] == {"onbekend", "van"}
    assert "Stap" not in marked  # the sources give 3, 4 and 5 candidates
    assert any("misschien dezelfde" in note for note in chosen["noten"])
    text = maatwerk("rapport", "2018", "--tabel", "dekking", "--formaat", "tekst", "--data", str(register))
    assert " ".join(text.stdout.split()).count("Van de: 5 (afgeleid)") == 7


def test_a_mark_stands_only_where_what_was_inferred_is_asked(maatwerk: Run, register: Path) -> None:
    report_of_year = report(maatwerk, register)
    phases = table(report_of_year, "categorie_fase")
    marked = {(phases["rijen"][row][0], column) for row, column in phases["afgeleid"]}
    assert not [place for place in marked if place[0] in ("Partnerschap", "Leerformule")]
    assert ("Regulier", "gestart") in marked  # that what a category buys is "regulier" no source says
    groups = table(report_of_year, "doelgroep")
    marked = {(groups["rijen"][row][0], column) for row, column in groups["afgeleid"]}
    names = {"Niet vermeld", "Ex-gedetineerden", "Mensen met een arbeidsbeperking"}
    assert {name for name, _ in marked} == names
    layers = table(report_of_year, "opdrachtgever")
    marked = {(layers["rijen"][row][0], column) for row, column in layers["afgeleid"]}
    # Of the other governments the source names provinces and schools: two of the four names are ours.
    assert marked == {
        ("Rijk", "individueel"), ("Rijk", "verzameld"), ("Rijk", "geregistreerd"),
        ("Provincie of gemeente of waterschap of andere publieke organisatie", "verzameld"),
        ("Provincie of gemeente of waterschap of andere publieke organisatie", "geregistreerd"),
    }  # fmt: skip
    course = table(report_of_year, "verloop")
    marked = {(course["rijen"][row][0], course["rijen"][row][1]) for row, _ in course["afgeleid"]}
    assert ("Proeftuin KPMG", "Plan van aanpak ondertekend") in marked
    assert ("Proeftuin KPMG", "Gestart") not in marked  # §2.4: "de start van de eerste proeftuin"
    assert len(marked) == 5


@pytest.mark.parametrize("day", ["2018-03-31", "2018-06-30", "2018-11-30"])
def test_before_the_end_of_the_year_what_is_not_known_is_not_none(
    maatwerk: Run, register: Path, day: str
) -> None:
    report_of_year = report(maatwerk, register, "--peildatum", day)
    for row in rows(table(report_of_year, "opdrachtgever")):
        assert (row["verzameld"], row["geregistreerd"]) == (None, None)
    chosen = table(report_of_year, "categorie_fase")
    bounds = {tuple(place) for place in chosen["ten_minste"]}
    for number, row in enumerate(rows(chosen)):
        for name, value in row.items():
            if name not in ("soort", "categorie"):
                assert value is None or (number, name) in bounds
    assert all(line["datum"] is None or line["datum"][:10] <= day for line in report_of_year["mijlpalen"])
    # The website went online in July, the motion is of 18 October.
    text = {line["omschrijving"].split(" ")[0] for line in report_of_year["mijlpalen"]}
    assert any("website" in line["omschrijving"] for line in report_of_year["mijlpalen"]) == (
        day == "2018-11-30"
    )
    assert text


def test_no_row_of_steps_or_phases_grows_to_a_later_one_unless_marked(maatwerk: Run, register: Path) -> None:
    report_of_year = report(maatwerk, register)
    course = table(report_of_year, "verloop_jaar")
    phases = [column["id"] for column in course["kolommen"]][1:-1]
    for number, row in enumerate(rows(course)):
        for earlier, later in itertools.pairwise(phases):
            assert row[earlier] >= row[later] or [number, earlier] in course["ten_minste"]
    steps = table(report_of_year, "kandidaten_stap")
    for way in ("individueel", "verzameld", "geregistreerd"):
        values = [row[way] for row in rows(steps)]
        for number, (earlier, later) in enumerate(itertools.pairwise(values)):
            assert earlier >= later or [number, way] in steps["ten_minste"]


def test_what_was_done_and_what_is_to_come_stand_apart(maatwerk: Run, register: Path) -> None:
    report_of_year = report(maatwerk, register)
    ahead = rows(table(report_of_year, "vooruitblik"))
    assert {row["voor"] for row in ahead} == {"2019", "2019-q1", None}
    assert all(row["stand"] == "Aangekondigd" for row in ahead)
    done = rows(table(report_of_year, "activiteiten"))
    assert {row["soort"] for row in done} == {"Activiteit", "Product"}
    assert {line["datum"][:4] for line in report_of_year["mijlpalen"] if line["datum"]} == {
        "2016",
        "2017",
        "2018",
    }


SOURCE = {"id": "b", "vindplaats": "§1"}
STEPS = ("kandidaat", "aan_de_slag", "contract")


def post(number: int, step: str, without: tuple[str, ...], name: str) -> Verzamelpost:
    return Verzamelpost.model_validate(
        {
            "id": name,
            "telt": "kandidaten",
            "aantal": number,
            "kenmerken": {"stap": step},
            "zonder": list(without),
            "omschrijving": "P",
            "bron": SOURCE,
        }
    )


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 9), st.sampled_from(STEPS[1:])), max_size=3),
    st.lists(st.tuples(st.integers(1, 5), st.booleans()), max_size=3),
)
def test_a_bound_lies_between_the_largest_part_and_the_sum(
    posts: list[tuple[int, str]], groups: list[tuple[int, bool]]
) -> None:
    made = {f"p{place}": post(number, step, (), f"p{place}") for place, (number, step) in enumerate(posts)}
    records = [
        Group({"stap": ("kandidaat", "aan_de_slag") if at_work else ("kandidaat",)}, number, f"g{place}")
        for place, (number, at_work) in enumerate(groups)
    ]
    everyone = Herleiding.model_validate({"telt": "kandidaten", "kenmerken": {"stap": "kandidaat"}})
    bound = Posts(made, {}).at_least(everyone, records)
    parts = [number for number, _ in posts] + [number for number, _ in groups]
    assert max([sum(number for number, _ in groups), *(number for number, _ in posts)]) <= bound.value
    assert bound.value <= sum(parts)
    assert bound.exact == (bound.value == sum(parts))
    for step in STEPS[1:]:
        later = Herleiding.model_validate({"telt": "kandidaten", "kenmerken": {"stap": step}})
        belong = [group for group in records if step in group.features["stap"]]
        assert Posts(made, {}).at_least(later, belong).value <= bound.value


def test_one_record_says_field_by_field_what_was_inferred_and_where_it_comes_from(
    maatwerk: Run, register: Path
) -> None:
    text = " ".join(maatwerk("toon", "berenschot", "--data", str(register)).stdout.split())
    assert "categorie (afgeleid): hoogwaardige_inhuur" in text  # the page names none
    assert "naam: Proeftuin Berenschot" in text
    assert "pagina Proeftuin Berenschot [jaarverslag-2018]" in text
    assert "geen bron in dit record" not in text


def test_what_stands_first_says_of_whom_and_what_was_inferred(maatwerk: Run, register: Path) -> None:
    """Of the twelve candidates known one by one four are at work; that the 22 count them is inferred."""
    text = " ".join(maatwerk("rapport", "2018", "--formaat", "tekst", "--data", str(register)).stdout.split())
    assert (
        "Apart bekend (afgeleid): 4 van de kandidaten die in de proeftuinen aan de slag zijn; "
        "5 van de proeftuinen binnen het Rijk, in wording of gestart."
    ) in text
    assert "22 (4 apart bekend, 18 alleen als aantal; 4 en 18 zijn afgeleid)" in text
    assert "42 (5 apart bekend, 35 alleen als aantal, 2 niet verklaard; 5, 35 en 2 zijn afgeleid)" in text
    assert "13 (0 apart bekend, 13 alleen als aantal)" in text  # the source's own count


def test_a_part_says_whether_its_number_and_its_belonging_were_inferred(
    maatwerk: Run, register: Path
) -> None:
    """§2.4 counts eighteen plans, and only then tells of a platform and of smaller suppliers together."""
    notes = table(report(maatwerk, register), "categorie_fase")["noten"]
    parts = [note for note in notes if note.startswith("Waarvan")]
    assert [note.split(":")[0] for note in parts] == [
        # One supplier has a platform; "een proeftuin" is what the smaller ones began together.
        "Waarvan 18 (afgeleid)", "Waarvan 3", "Waarvan 1 (afgeleid)", "Waarvan 1",
    ]  # fmt: skip
    assert [note.endswith("Dat dit er een deel van is, is afgeleid.") for note in parts] == [
        False, False, True, True,
    ]  # fmt: skip
    # The three of Partnerschap have no phase (they "start"): none in a column is then not sure to be none.
    assert any(note.startswith("Niet vermeld: de bron zegt niet in welke fase.") for note in notes)


def test_a_contract_that_was_inferred_is_marked(maatwerk: Run, register: Path) -> None:
    """The source tells of an obligation of ATOS in ICT Inhuur, of no contract and of no amount."""
    chosen = table(report(maatwerk, register), "verplichtingen")
    assert {(row, name) for row, name in chosen["afgeleid"]} == {(0, "opdrachten"), (0, "zonder_bedrag")}
    assert not any("is een inspanning" in note for note in chosen["noten"])


def test_plans_and_phases_of_proeftuinen_are_told_apart(maatwerk: Run, register: Path) -> None:
    """That KPMG's proeftuin was signed (§2.3) is told of the proeftuin: no plan of it is told of."""
    chosen = table(report(maatwerk, register), "plannen")
    assert rows(chosen)[0]["individueel"] == 0
    assert any("Apart bekend zijn plannen met een eigen record." in note for note in chosen["noten"])


def test_what_the_register_lacks_is_no_claim_about_the_world(maatwerk: Run, register: Path) -> None:
    """No source at hand publishes figures over 2017; whether anybody did is not known."""
    done = maatwerk("rapport", "2017", "--formaat", "tekst", "--data", str(register))
    text = " ".join(done.stdout.split())
    assert "Het register kent geen gepubliceerde cijfers over 2017." in text
    assert "zijn geen cijfers gepubliceerd" not in text
    assert "onbekend: geen bron in het register noemt het." in text
