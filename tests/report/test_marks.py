"""What is inferred and what is a bound is marked in every form; by hand from the annual report of 2018.

Inferred are 14 active ones of Hoogwaardige Inhuur (18 without the four that are told of), and 18
candidates at work (22 without the four of Berenschot). That at least 25 people were candidates is a bound.
The thirteen contracts are the source's own.
"""

import csv
import io
import json
import re
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
DATA = Path(__file__).parents[2] / "data"


@pytest.fixture
def made(maatwerk: Run, tmp_path: Path) -> Callable[[str], Path]:
    def make(form: str) -> Path:
        target = tmp_path / ("uit" if form == "csv" else f"uit.{form}")
        done = maatwerk(
            "rapport", "2018", "--formaat", form, "--uitvoer", str(target), "--data", str(DATA),
            env={"COLUMNS": "200"},
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return target

    return make


def line_of(text: str, beginning: str) -> str:
    return next(line for line in text.splitlines() if line.startswith(beginning))


def test_the_terminal_marks_what_was_inferred_and_what_is_a_bound(made: Callable[[str], Path]) -> None:
    drawn = made("tabel").read_text(encoding="utf-8")
    cells = re.split(r"\s{2,}", line_of(drawn, "Actieve proeftuinen in de categorie Hoogwaardige Inhuur"))
    assert cells[1:6] == ["18", "4*", "14*", "18*", "0*"]
    # That the four of Berenschot are among the 22, or ATOS among the ten proposals, no source says.
    working = re.split(r"\s{2,}", line_of(drawn, "Kandidaten die in de proeftuinen aan de slag zijn "))
    assert working[1:6] == ["22", "4*", "18*", "22*", "0*"]
    proposals = re.split(
        r"\s{2,}",
        line_of(
            drawn, "Voorstellen van leveranciers voor proeftuinen van ICT Inhuur (geteld: proeftuinen)  "
        ),
    )
    assert proposals[1:6] == ["10", "1*", "10*", "11*", "+1*"]
    groups = drawn[drawn.index("Proeftuinen naar doelgroep") :]
    assert re.split(r"\s{2,}", line_of(groups, "Niet vermeld"))[1:] == ["1*", "32*", "33*"]
    # Only the kind of Berenschot's, which is inferred, says that it is none of the eighteen of Partnerschap.
    assert re.split(r"\s{2,}", line_of(groups, "Mensen met een arbeidsbeperking"))[1:] == ["1", "18", "19*"]
    assert re.split(r"\s{2,}", line_of(drawn, "Aan de slag  ")) == ["Aan de slag", "4*", "18*", "22"]
    candidates = re.split(r"\s{2,}", line_of(drawn, "Kandidaat  "))
    assert candidates == ["Kandidaat", "12", "ten minste 18*", "ten minste 25*"]
    assert re.split(r"\s{2,}", line_of(drawn, "Contract  ")) == ["Contract", "0", "13", "13"]
    assert "* is afgeleid; zie Zo leest u dit rapport." in drawn
    # Of "2018*" the source has no date; of "2017" it says the end of the year.
    assert "Een datum is nooit preciezer dan de bron. Is hij afgeleid, dan staat dat erbij." in drawn


def test_line_by_line_it_is_said_in_words(made: Callable[[str], Path]) -> None:
    spoken = " ".join(made("tekst").read_text(encoding="utf-8").split())
    assert "Alleen als aantal: ten minste 18 (afgeleid); Samen: ten minste 25 (afgeleid)." in spoken
    assert "Stap: Contract; Apart bekend: 0; Alleen als aantal: 13; Samen: 13." in spoken
    assert (
        "Apart bekend: 4 (afgeleid); Alleen als aantal: 14 (afgeleid); Samen: 18 (afgeleid); "
        "Verschil: 0 (afgeleid)" in spoken
    )


def test_markdown_and_a_page_have_the_mark(made: Callable[[str], Path]) -> None:
    rows = made("markdown").read_text(encoding="utf-8")
    assert len(rows[: rows.index("\n| ")].split()) <= 500  # the answer first, the tables soon
    row = line_of(rows, "| Actieve proeftuinen in de categorie Hoogwaardige Inhuur")
    assert "| 18 | 4\\* | 14\\* | 18\\* | 0\\* |" in row
    page = made("html").read_text(encoding="utf-8")
    row = next(row for row in page.split("<tr>") if row.startswith('<th scope="row">Actieve proeftuinen'))
    assert row.count('<span class="alleen-voorlezen"> (afgeleid)</span>') == 4


def test_a_sheet_shows_the_mark_and_keeps_the_number(made: Callable[[str], Path]) -> None:
    book = openpyxl.load_workbook(made("xlsx"))
    cells = {cell.value: cell for row in book["kandidaten_stap"].iter_rows() for cell in row}
    assert cells["ten minste 25"].number_format == '@"*"'
    row = next(row for row in book["kandidaten_stap"].iter_rows() if row[0].value == "Aan de slag")
    assert [(cell.value, cell.number_format) for cell in row[1:4]] == [
        (4, '#,##0"*"'), (18, '#,##0"*"'), (22, "#,##0"),
    ]  # fmt: skip
    assert row[4].value == "individueel verzameld"
    figures = next(
        row for row in book["kerncijfers"].iter_rows() if row[0].value == "proeftuinen_hoogwaardige_inhuur"
    )
    marked = [cell.value for cell in figures if cell.number_format == '#,##0"*"']
    assert marked == [4, 14, 18, 0]


def test_the_open_sheet_shows_the_mark_and_keeps_the_number(made: Callable[[str], Path]) -> None:
    pytest.importorskip("odfdo")
    with zipfile.ZipFile(made("ods")) as parts:
        content = parts.read("content.xml").decode()
    sheet = content[content.index('table:name="kandidaten_stap"') :]
    row = sheet[sheet.index(">Aan de slag<") :]
    row = row[: row.index("</table:table-row>")]
    cells = re.findall(r'table:style-name="([a-z-]+)" office:value-type="float" office:value="(\d+)"', row)
    assert cells == [("getal-afgeleid", "4"), ("getal-afgeleid", "18"), ("getal", "22")]
    assert re.findall(r"<text:p>([^<]*)</text:p>", row) == ["4*", "18*", "22", "individueel verzameld"]
    assert re.search(r'name="getal-afgeleid-vorm">.*?<number:text>\*</number:text>', content)


def test_a_table_for_programs_names_the_columns_that_rest_on_something_inferred(
    made: Callable[[str], Path],
) -> None:
    text = (made("csv") / "kandidaten_stap.csv").read_text(encoding="utf-8")
    rows = {row["stap"]: row for row in csv.DictReader(io.StringIO(text))}
    # That the four of Berenschot are those at work is ours, and what is left of 22; 22 is the source's (§5).
    assert rows["Aan de slag"]["afgeleide_kolommen"] == "individueel verzameld"
    assert rows["Kandidaat"]["afgeleide_kolommen"] == "verzameld geregistreerd"
    assert rows["Contract"]["afgeleide_kolommen"] == ""


def rows_of(folder: Path, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((folder / f"{name}.csv").read_text(encoding="utf-8"))))


def test_every_table_for_programs_says_what_is_inferred_and_what_is_a_bound(
    made: Callable[[str], Path],
) -> None:
    folder = made("csv")
    for path in folder.glob("*.csv"):
        if path.name != "gegevens.csv":
            head = path.read_text(encoding="utf-8").splitlines()[0]
            assert head.endswith(",afgeleide_kolommen,ten_minste_kolommen"), path.name
    # How many candidates in all is not told; of Berenschot no more than the four is (the page on Berenschot).
    bounds = [row["ten_minste_kolommen"] for row in rows_of(folder, "kandidaten_stap")]
    assert bounds == ["verzameld geregistreerd", "", ""]
    bounds = [row["ten_minste_kolommen"] for row in rows_of(folder, "duurzaam")]
    assert bounds == ["", "", "verzameld geregistreerd"]
    steps = {row["stap"]: row for row in rows_of(folder, "plannen")}
    assert steps["Proeftuin gestart"]["ten_minste_kolommen"] == "geregistreerd"
    first = rows_of(folder, "verloop_jaar")[0]
    assert (first["jaar"], first["gestart"], first["proeftuinen"]) == ("2017", "0", "1")
    assert first["ten_minste_kolommen"] == "in_wording plan_ondertekend gestart proeftuinen"
    figures = {row["code"]: row for row in rows_of(folder, "kerncijfers")}
    assert figures["kandidaten_aan_de_slag"]["afgeleide_kolommen"] == AT_WORK
    assert figures["kandidaten_contract"]["afgeleide_kolommen"] == ""


AT_WORK = "individueel verzameld geregistreerd verschil"
"""That the four of Berenschot are among the 22 (§5) is ours, and so 18 too, and what they come to."""


def test_the_table_of_all_numbers_says_which_was_inferred(made: Callable[[str], Path]) -> None:
    rows = rows_of(made("csv"), "gegevens")
    assert list(rows[0])[-1] == "afgeleid"
    marks = {(row["tabel"], row["rij"], row["kolom"]): row["afgeleid"] for row in rows}
    names = ("gepubliceerd", "individueel", "verzameld", "geregistreerd", "verschil")
    counts = [marks["kerncijfers", "kandidaten_aan_de_slag", name] for name in names]
    assert counts == ["false", "true", "true", "true", "true"]
    assert {marks["kerncijfers", "kandidaten_contract", name] for name in names} == {"false"}
    assert [marks["kandidaten_stap", "aan_de_slag", name] for name in names[1:4]] == [
        "true",
        "true",
        "false",
    ]


def test_a_key_figure_says_which_number_was_inferred_and_why(
    made: Callable[[str], Path], maatwerk: Run, register: Path
) -> None:
    report = json.loads(maatwerk("rapport", "2018", "--formaat", "json", "--data", str(register)).stdout)
    figures = {figure["code"]: figure for figure in report["kerncijfers"]}
    assert figures["kandidaten_aan_de_slag"]["afgeleide_kolommen"] == AT_WORK.split()
    assert figures["leerformule_deelnemers"]["afgeleide_kolommen"] == []
    in_phase = figures["proeftuinen_ict_inhuur_in_uitvoering"]  # none known apart: the zero is no inference
    assert in_phase["afgeleide_kolommen"] == ["verzameld", "geregistreerd", "verschil"]
    why = 'Afgeleid bij "apart bekend": de stap en dat het bij het gepubliceerde aantal hoort.'
    assert why in figures["kandidaten_aan_de_slag"]["noot"]
    notes = {row["code"]: row["noot"] for row in rows_of(made("csv"), "kerncijfers")}
    assert why in notes["kandidaten_aan_de_slag"]
    openpyxl = pytest.importorskip("openpyxl")
    sheet = openpyxl.load_workbook(made("xlsx"))["kerncijfers"]
    row = next(row for row in sheet.iter_rows(values_only=True) if row[0] == "kandidaten_aan_de_slag")
    assert any(why in str(cell) for cell in row)


def test_what_was_inferred_of_a_milestone_is_marked(maatwerk: Run, register: Path) -> None:
    path = register / "mijlpalen" / "2018.yaml"
    text = path.read_text(encoding="utf-8")
    head, outcome, rest = text.partition("- id: website-online\n  soort: product\n")
    said = "  afgeleid:\n    - datum\n  toelichting: Voorbeeld.\n"
    first, place, last = rest.partition("    vindplaats: §4.3\n")
    path.write_text(f"{head}{outcome}{first}{place}{said}{last}", encoding="utf-8")
    data = ("--data", str(register))
    report: dict[str, Any] = json.loads(maatwerk("rapport", "2018", "--formaat", "json", *data).stdout)
    line = next(line for line in report["mijlpalen"] if line["datum"] == "2018-07")
    assert line["afgeleid"] == ["datum", "soort"]
    shown = maatwerk("rapport", "2018", "--formaat", "tekst", "--tabel", "activiteiten", *data).stdout
    assert "Wanneer: juli 2018 (afgeleid)" in shown


def test_every_field_that_a_count_can_rest_on_has_a_name() -> None:
    from maatwerk_cli.models.kenmerken import KENMERKEN
    from maatwerk_cli.report.headings import FIELD_NAMES
    from maatwerk_cli.report.sureness import MAY_BE_ONE, POST_NUMBER, called, field_of_feature

    counted = ("proeftuinen", "kandidaten")
    fields = {field_of_feature(feature) for telt in counted for feature in KENMERKEN[telt]}
    assert set(FIELD_NAMES) == fields | {POST_NUMBER, MAY_BE_ONE}
    assert called("kenmerken.fase") == called("verloop") == "de fase"


def test_a_line_of_sentences_has_one_end(made: Callable[[str], Path]) -> None:
    lines = made("tekst").read_text(encoding="utf-8").splitlines()
    assert not [line for line in lines if ".; " in line or line.endswith("..")]


def test_pictures_mark_what_was_inferred_drawn_and_aloud(made: Callable[[str], Path]) -> None:
    """A picture says no more than its table: that 18 are only a number is ours, 13 contracts the source's."""
    page = made("html").read_text(encoding="utf-8")
    pictures = re.findall(r"<svg class=\"grafiek\".*?</svg>", page, flags=re.DOTALL)
    aloud = [re.findall(r"<desc[^>]*>(.*?)</desc>", picture, flags=re.DOTALL)[0] for picture in pictures]
    sure, phases, path = aloud[:3]
    assert "4 (afgeleid) apart bekend, 18 (afgeleid) alleen als aantal" in sure
    assert "13: 13 alleen als aantal" in sure
    assert "Categorie niet vermeld (partnerschap): 18: 15 in wording, 3 fase niet vermeld" in phases
    assert "(regulier): 11 (afgeleid): 10 (afgeleid) in wording, 1 (afgeleid) gestart" in phases
    # §2.4 publishes eighteen plans, and no number of proeftuinen with one.
    assert "ondertekend: geen gepubliceerd aantal proeftuinen; apart bekend: ten minste 1 (afgeleid)" in path
    assert not any("* is afgeleid" in text for text in aloud)
    drawn = [
        " ".join(re.sub(r"<desc.*?</desc>|<[^>]*>", " ", picture, flags=re.DOTALL).split())
        for picture in pictures
    ]
    assert "18* alleen als aantal" in drawn[0]
    # A heading says it in a word: that there are five is ours, since the two of ATOS may be one.
    assert "Van de 5 (afgeleid) proeftuinen die apart bekend zijn" in page
    # Of the two largest groups the source itself says eighteen (§5, §2.5): no inference in the heading.
    assert "hebben elk de meeste proeftuinen<" in page
    assert all("* is afgeleid." in picture for picture in drawn[:3])
    book = openpyxl.load_workbook(made("xlsx"))
    sheet = book["beeld_zekerheid"]
    marked = {cell.value for row in sheet.iter_rows() for cell in row if "*" in str(cell.number_format)}
    assert {4, 18, 5, 35, 2} == marked
    # Two figures can be checked (42 and 40, 18 and 3 + 15); a sentence says that as well as a picture.
    assert "beeld_kerncijfers" not in book.sheetnames


def test_a_number_that_the_source_has_is_told_from_one_of_ours(made: Callable[[str], Path]) -> None:
    """§5 has 22 at work; 18, 10, 1 and 11 without "regulier", and 15 without which governments."""
    page = made("markdown").read_text(encoding="utf-8")
    assert "| Aan de slag | 4\\* | 18\\* | 22 |" in page
    assert "- 22 bij Aan de slag noemt de bron zelf (jaarverslag-2018, §5)." in page
    by_phase = page[
        page.index("## Proeftuinen naar categorie en fase") : page.index("## Proeftuinen naar doel")
    ]
    assert "| Regulier | Hoogwaardige Inhuur | 0 | 18\\* | 0 | 18\\* |" in by_phase
    assert (
        "- Met een \\*, maar als getal van de bron zelf: "
        "18 (actieve proeftuinen in de categorie Hoogwaardige Inhuur); "
        "10 (proeftuinen van ICT Inhuur in voorbereiding); 1 (proeftuinen van ICT Inhuur in uitvoering); "
        "11 (proeftuinen in de categorie ICT Inhuur, in voorbereiding of in uitvoering). "
        "Afgeleid is daar onder welk kopje zij staan."
    ) in by_phase
    by_layer = page[page.index("## Proeftuinen naar overheid") : page.index("## Kandidaten naar stap")]
    assert "zelf: 15 (proeftuinen Partnerschap in wording bij andere overheden). Afgeleid" in by_layer
    assert "40 (" not in by_layer  # the source has 42


def test_the_class_of_a_milestone_is_marked_as_ours_in_every_form(made: Callable[[str], Path]) -> None:
    """No source names a kind: each is inferred, as ``toon`` says of the record."""
    report = json.loads(made("json").read_text(encoding="utf-8"))
    assert report["mijlpalen"]
    for line in report["mijlpalen"]:
        assert ("soort" in line["afgeleid"]) == (line["soort"] is not None), line
    folder = made("csv")
    for name in ("mijlpalen", "activiteiten", "vooruitblik"):
        for row in rows_of(folder, name):
            assert ("soort" in row["afgeleide_kolommen"].split()) == bool(row["soort"]), row
    assert "| Activiteit\\* |" in made("markdown").read_text(encoding="utf-8")
    for table in report["tabellen"]:
        if table["id"] in ("activiteiten", "vooruitblik"):
            assert [0, "soort"] in table["afgeleid"]


@pytest.mark.parametrize("form", ["tekst", "markdown", "html", "csv"])
def test_the_day_that_we_took_for_a_source_is_told_as_ours(made: Callable[[str], Path], form: str) -> None:
    """The annual report has no date of reference: its record names that field as inferred."""
    path = made(form)
    text = (path / "toelichting.txt" if path.is_dir() else path).read_text(encoding="utf-8")
    said = "Bij jaarverslag-2018 (31 december 2018) is die dag van ons (afgeleid)."
    assert said in " ".join(text.split())


def test_the_day_of_a_source_stands_beside_the_word_that_it_was_inferred(
    made: Callable[[str], Path], maatwerk: Run
) -> None:
    sources = {s["id"]: s for s in json.loads(made("json").read_text(encoding="utf-8"))["bronnen"]}
    own = sources["jaarverslag-2018"]
    assert (own["peildatum"], own["afgeleid"]) == ("2018-12-31", ["peildatum"])
    for source in sources.values():
        assert set(source["afgeleid"]) <= set(source)
    # Of a source that gives the day itself nothing is said.
    example = str(DATA.parent / "docs" / "voorbeelden" / "twee-jaren")
    text = maatwerk("rapport", "2018", "--formaat", "tekst", "--data", example).stdout
    assert "op de peildatum van die bron" in " ".join(text.split())
    assert "die dag van ons" not in " ".join(text.split())
