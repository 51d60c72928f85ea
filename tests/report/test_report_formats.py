"""Every number is the same in JSON, HTML, Markdown, CSV and XLSX; what is withheld is so in all of them."""

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import openpyxl
import pytest
from markdown_it import MarkdownIt
from python_calamine import CalamineWorkbook

from maatwerk_cli.cli.shell.options import TableForm

Run = Callable[..., subprocess.CompletedProcess[str]]
ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "docs" / "voorbeelden" / "twee-jaren"
FIGURE_KEYS = ("gepubliceerd", "individueel", "verzameld", "geregistreerd", "verschil")
WITHHELD = "withheld"
Table = list[list[Any]]
FORMS = [form for form in get_args(TableForm) if form != "pdf"]
"""Every form but that of which the text has to be drawn out of pages (test_report_pdf.py)."""


def make(maatwerk: Run, form: str, target: Path, *options: str, years: tuple[str, ...] = ("2018",)) -> Path:
    done = maatwerk("rapport", *years, "--formaat", form, "--uitvoer", str(target), *options)
    assert done.returncode == 0, done.stderr
    return target


def expected(report: dict[str, Any]) -> dict[str, Table]:
    """Give the numbers of every table, from the JSON: rows of numbers, ``None`` or withheld."""
    collected: dict[str, Table] = {
        "kerncijfers": [
            [WITHHELD if key in figure["afgeschermd"] else figure[key] for key in FIGURE_KEYS]
            for figure in report["kerncijfers"]
        ]
    }
    for table in report["tabellen"]:
        hidden = {(row, column) for row, column in table["afgeschermd"]}
        collected[table["id"]] = [
            [
                WITHHELD if (number, column["id"]) in hidden else value
                for column, value in zip(table["kolommen"], row, strict=True)
                if column["soort"] == "getal"
            ]
            for number, row in enumerate(table["rijen"])
        ]
    return collected


def dutch_number(text: str) -> Any:
    text = text.strip().replace("\\", "").removesuffix("*").removeprefix("ten minste ")
    if text == "x":
        return WITHHELD
    if text in ("–", "-", "", "n.v.t."):
        return None
    value = float(text.replace(".", "").replace(",", ".").replace("−", "-").replace("+", ""))
    return int(value) if value == int(value) else value


class Tables(HTMLParser):
    """The tables of a page: caption, which columns are numbers, cells as a sighted reader sees them."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: dict[str, tuple[list[bool], list[list[str]]]] = {}
        self.bars: list[str] = []
        self._stack: list[tuple[str, dict[str, str | None]]] = []
        self._caption = ""
        self._rows: list[list[str]] = []
        self._numeric: list[bool] = []
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("meta", "link", "br", "rect", "circle", "path"):
            return
        values = dict(attrs)
        self._stack.append((tag, values))
        if tag == "table":
            self._caption, self._rows, self._numeric = "", [], []
        if tag == "tr":
            self._rows.append([])
        if tag in ("td", "th", "caption") or (tag == "text" and values.get("class") == "waarde"):
            self._text = ""
        if tag == "th" and values.get("scope") == "col":
            self._numeric.append(values.get("class") == "getal")

    def handle_endtag(self, tag: str) -> None:
        while self._stack and self._stack[-1][0] != tag:
            self._stack.pop()
        if not self._stack:
            return
        values = self._stack.pop()[1]
        if tag in ("td", "th"):
            self._rows[-1].append(self._text)
        if tag == "caption":
            self._caption = self._text
        if tag == "text" and values.get("class") == "waarde":
            self.bars.append(self._text)
        if tag == "table":
            self.tables[self._caption] = (self._numeric, self._rows[1:])

    def handle_data(self, data: str) -> None:
        aside = ("alleen-voorlezen", "noot", "teken")
        if not any(values.get("class") in aside for _, values in self._stack):
            self._text += data


def read_html(path: Path) -> tuple[dict[str, Table], list[str]]:
    page = Tables()
    page.feed(path.read_text(encoding="utf-8"))
    collected = {}
    for caption, (numeric, rows) in page.tables.items():
        collected[caption.removeprefix("Tabel: ")] = [
            [dutch_number(cell) for cell, number in zip(row, numeric, strict=True) if number] for row in rows
        ]
    return collected, page.bars


def read_markdown(path: Path) -> dict[str, Table]:
    collected: dict[str, Table] = {}
    heading = ""
    numeric: list[bool] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            heading = line.lstrip("# ").replace("\\", "")
        elif re.fullmatch(r"\|( -+:? \|)+", line):
            numeric = [part.strip().endswith(":") for part in line.strip("|").split("|")]
            collected[heading] = []
        elif line.startswith("| ") and heading in collected:
            cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip()[1:-1])]
            collected[heading].append(
                [dutch_number(cell) for cell, number in zip(cells, numeric, strict=True) if number]
            )
    return collected


def plain(text: str) -> Any:
    if text == "x":
        return WITHHELD
    if text in ("", "–", "n.v.t."):
        return None
    value = float(text)
    return int(value) if value == int(value) else value


def rows_of(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


def read_csv(folder: Path, numeric: dict[str, list[str]]) -> dict[str, Table]:
    collected: dict[str, Table] = {}
    for name, columns in numeric.items():
        rows = rows_of(folder / f"{name}.csv")
        collected[name] = [[plain(row[column]) for column in columns] for row in rows]
    return collected


def read_xlsx(path: Path, titles: dict[str, list[str]]) -> dict[str, Table]:
    book = openpyxl.load_workbook(path)
    collected: dict[str, Table] = {}
    for name, columns in titles.items():
        top = int(str(book[name].freeze_panes)[1:]) - 1
        rows = [list(row) for row in book[name].iter_rows(min_row=top)]
        head = [cell.value for cell in rows[0]]
        places = [head.index(title) for title in columns]
        collected[name] = []
        for row in rows[1:]:
            if all(cell.value is None for cell in row):
                break
            values = []
            for place in places:
                value = row[place].value
                if isinstance(value, str) and value.startswith("ten minste "):
                    value = dutch_number(value)
                assert isinstance(value, int | float) or value in ("x", "–", "n.v.t."), (name, value)
                values.append(WITHHELD if value == "x" else None if value in ("–", "n.v.t.") else value)
            collected[name].append(values)
    return collected


def read_ods(path: Path, titles: dict[str, list[str]]) -> dict[str, Table]:
    book = CalamineWorkbook.from_path(path)
    collected: dict[str, Table] = {}
    for name, columns in titles.items():
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        top = next(number for number, row in enumerate(rows) if set(columns) <= set(map(str, row)))
        places = [rows[top].index(title) for title in columns]
        collected[name] = []
        for row in rows[top + 1 :]:
            if all(cell == "" for cell in row):
                break
            values = [
                dutch_number(v) if str(v).startswith("ten minste ") else v
                for v in map(row.__getitem__, places)
            ]
            assert all(isinstance(v, int | float) or v in ("x", "–", "n.v.t.") for v in values), (
                name,
                values,
            )
            signs = {"x": WITHHELD, "–": None, "n.v.t.": None}
            collected[name].append([signs[v] if isinstance(v, str) else v for v in values])
    return collected


@pytest.fixture(params=["register", "voorbeeld-2018", "voorbeeld-2019", "intern"])
def case(request: pytest.FixtureRequest) -> tuple[str, tuple[str, ...]]:
    if request.param == "register":
        return "2018", ("--data", str(ROOT / "data"))
    if request.param == "intern":
        return "2019", ("--data", str(EXAMPLE), "--intern")
    return request.param[-4:], ("--data", str(EXAMPLE))


@pytest.mark.slow
def test_every_number_is_the_same_in_every_form(maatwerk: Run, tmp_path: Path, case: Any) -> None:
    year, options = case
    years = (year,)
    report = json.loads(
        make(maatwerk, "json", tmp_path / "r.json", *options, years=years).read_text(encoding="utf-8")
    )
    wanted = expected(report)
    columns = {
        table["id"]: [column for column in table["kolommen"] if column["soort"] == "getal"]
        for table in report["tabellen"]
    }
    titles = {table["id"]: table["titel"] for table in report["tabellen"]} | {"kerncijfers": "Kerncijfers"}
    filled = {name for name, rows in wanted.items() if rows}

    html, bars = read_html(make(maatwerk, "html", tmp_path / "r.html", *options, years=years))
    markdown = read_markdown(make(maatwerk, "markdown", tmp_path / "r.md", *options, years=years))
    for name in filled:
        assert html[titles[name]] == wanted[name], name
        assert markdown[titles[name]] == wanted[name], name

    ids = {name: [column["id"] for column in cells] for name, cells in columns.items()}
    in_csv = read_csv(
        make(maatwerk, "csv", tmp_path / "csv", *options, years=years),
        {**ids, "kerncijfers": list(FIGURE_KEYS)},
    )
    heads = {name: [column["titel"] for column in cells] for name, cells in columns.items() if name in filled}
    figure_heads = ["Gepubliceerd", "Apart bekend", "Alleen als aantal", "Samen", "Verschil"]
    in_xlsx = read_xlsx(
        make(maatwerk, "xlsx", tmp_path / "r.xlsx", *options, years=years),
        {**heads, "kerncijfers": figure_heads},
    )
    in_ods = read_ods(
        make(maatwerk, "ods", tmp_path / "r.ods", *options, years=years),
        {**{name: cells for name, cells in heads.items() if cells}, "kerncijfers": figure_heads},
    )
    for name in filled:
        assert in_csv[name] == wanted[name], name
        assert in_xlsx[name] == wanted[name], name
        assert in_ods.get(name, wanted[name]) == wanted[name], name

    shown = {value for rows in wanted.values() for row in rows for value in row}
    assert bars
    whole = {abs(value) for value in shown if isinstance(value, int | float)}
    for bar in bars:
        assert not bar.startswith("x") or WITHHELD in shown
        for number in re.findall(r"\d[\d.]*(?:,\d+)?", bar):
            assert dutch_number(number) in whole, bar


@pytest.mark.parametrize("form", FORMS)
def test_a_withheld_count_is_nowhere(maatwerk: Run, tmp_path: Path, form: str) -> None:
    """With unlikely numbers: what is withheld can be found in no form, in no place of the file."""
    source = {"id": "stuk", "vindplaats": "blz. 1"}
    root = tmp_path / "voorbeeld"

    def write(name: str, content: object) -> None:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content), encoding="utf-8")

    write(
        "dataset.yaml",
        {
            "naam": "Voorbeeld",
            "schema": 1,
            "openbaar": False,
            "peildatum": "2029-12-31",
            "drempel_onthulling": 100,
        },
    )
    write(
        "bronnen.yaml",
        [{"id": "stuk", "titel": "Voorbeeld", "datum": "2029-12-31", "status": "geverifieerd"}],
    )
    post = {"telt": "kandidaten", "omschrijving": "Voorbeeld", "bron": source, "toelichting": "Voorbeeld"}
    write(
        "verzamelposten/2029.yaml",
        [
            {"id": "a", **post, "aantal": 97, "kenmerken": {"stap": "contract"}, "afgeleid": ["aantal"]},
            {"id": "b", **post, "aantal": 89, "kenmerken": {"stap": "aan_de_slag"}, "afgeleid": ["aantal"]},
        ],
    )
    figure = {"omschrijving": "Voorbeeld", "eenheid": "kandidaten", "bron": source}
    write(
        "kerncijfers/2029.yaml",
        [
            {
                "code": step,
                **figure,
                "waarde": 500,
                "herleiding": {"telt": "kandidaten", "kenmerken": {"stap": step}},
            }
            for step in ("contract", "aan_de_slag")
        ],
    )
    target = tmp_path / ("uit" if form == "csv" else f"uit.{form}")
    make(maatwerk, form, target, "--data", str(root), years=("2029",))
    for content in texts_in(target):
        without_hash = re.sub(r"[0-9a-f]{16,}", "", content)
        # 97 and 89, and their differences with the published 500.
        assert not re.search(r"(?<![\d.#])(97|89|403|411)(?![\d.%])", without_hash), form


def texts_in(target: Path) -> Iterator[str]:
    if target.is_dir():
        for path in sorted(target.iterdir()):
            yield path.read_text(encoding="utf-8")
    elif target.suffix == ".xlsx":
        for sheet in openpyxl.load_workbook(target):
            yield "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row)
    elif target.suffix == ".ods":
        with zipfile.ZipFile(target) as parts:
            text = parts.read("content.xml").decode()
        yield "\n".join(re.findall(r">([^<]+)<", text)) + "\n".join(
            re.findall(r'office:value="([^"]*)"', text)
        )
    else:
        text = target.read_text(encoding="utf-8")
        # A style sheet has numbers of its own, and so have the places in a drawing.
        text = re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL)
        yield re.sub(r'\b(x|y|width|height|viewBox)="[^"]*"', "", text)


ALL_FORMS = """
import sys
from maatwerk_cli.cli.main import run

for form in sys.argv[1].split():
    assert run(["rapport", *sys.argv[2:], "--formaat", form, "--uitvoer", f"r.{form}"]) == 0, form
"""


def test_the_same_data_gives_the_same_bytes(tmp_path: Path) -> None:
    contents = []
    for seed, zone in (("1", "Pacific/Auckland"), ("2", "UTC")):
        target = tmp_path / seed
        target.mkdir()
        subprocess.run(
            [sys.executable, "-c", ALL_FORMS, " ".join(FORMS), "2018", "2019", "--data", str(EXAMPLE)],
            cwd=target, env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "COLUMNS": "80"}, check=True,
        )  # fmt: skip
        paths = sorted(path for path in target.rglob("*") if path.is_file())
        contents.append({path.relative_to(target): path.read_bytes() for path in paths})
    assert contents[0] == contents[1]
    assert {path.parts[0] for path in contents[0]} == {f"r.{form}" for form in FORMS}
    assert len({*contents[0].values()}) == len(contents[0]), "a form without a branch is a table"


@pytest.mark.slow
def test_every_column_of_every_table_is_filled_by_the_example(maatwerk: Run, tmp_path: Path) -> None:
    reports = json.loads(
        make(maatwerk, "json", tmp_path / "r.json", "--data", str(EXAMPLE), years=("2018", "2019")).read_text(
            encoding="utf-8"
        )
    )
    filled: dict[str, set[str]] = {}
    seen: dict[str, set[str]] = {}
    for report in reports:
        for table in report["tabellen"]:
            for number, row in enumerate(table["rijen"]):
                for column, value in zip(table["kolommen"], row, strict=True):
                    seen.setdefault(table["id"], set()).add(column["id"])
                    if value not in (None, "", 0) or [number, column["id"]] in table["afgeschermd"]:
                        filled.setdefault(table["id"], set()).add(column["id"])
        for key in ("kerncijfers", "mijlpalen"):
            for line in report[key]:
                seen.setdefault(key, set()).update(line)
                filled.setdefault(key, set()).update(
                    name for name, value in line.items() if value not in (None, "", 0, [])
                )
    assert filled == seen
    assert {report["status"] for report in reports} == {"gecorrigeerd", "definitief"}
    assert reports[0]["correcties"]
    assert any(table["afgeschermd"] for report in reports for table in report["tabellen"])
    assert any(table["tekst"] for report in reports for table in report["tabellen"])


def test_several_years_are_compared(maatwerk: Run, tmp_path: Path) -> None:
    done = maatwerk(
        "rapport",
        "2019",
        "2018",
        "--data",
        str(EXAMPLE),
        "--formaat",
        "csv",
        "--uitvoer",
        str(tmp_path / "uit"),
    )
    assert done.returncode == 0, done.stderr
    rows = rows_of(tmp_path / "uit" / "vergelijking.csv")
    visitors = next(row for row in rows if row["code"] == "bezoekers")
    assert (visitors["gepubliceerd_2018"], visitors["gepubliceerd_2019"]) == ("1200", "2150")
    assert visitors["verandering"] == "950"
    new = next(row for row in rows if row["code"] == "kandidaten_contract_leverancier")
    assert (new["gepubliceerd_2018"], new["verandering"]) == ("", "")
    phases = rows_of(tmp_path / "uit" / "categorie_fase.csv")
    assert {row["rapportjaar"] for row in phases} == {"2018", "2019"}
    page = maatwerk("rapport", "2018", "2019", "--data", str(EXAMPLE), "--formaat", "html").stdout
    assert page.count("<h1>") == 1
    assert "rapport 2018 en 2019</h1>" in page


VISITORS = {"tabel": "1.200", "tekst": "Gepubliceerd 2018: 1.200", "markdown": "1.200 |", "csv": ",1200,"}


@pytest.mark.parametrize("form", [*VISITORS, "html"])
def test_the_years_side_by_side_can_be_asked_for_alone(maatwerk: Run, form: str) -> None:
    """The comparison heads the report of several years; alone it stands without the tables of each year."""
    asked = ("--tabel", "vergelijking", "--formaat", form, "--data", str(EXAMPLE))
    done = maatwerk("rapport", "2018", "2019", *asked)
    assert done.returncode == 0, done.stderr
    assert VISITORS.get(form, ">1.200<") in done.stdout
    title = {"csv": "gepubliceerd_2018", "html": "<h2>De jaren naast elkaar</h2>"}.get(
        form, "De jaren naast elkaar"
    )
    assert done.stdout.count(title) == 1
    assert not [word for word in ("Mijlpalen", "Dekking", "Kerncijfers") if word in done.stdout]
    assert "Interne uitgave" not in done.stdout
    intern = maatwerk("rapport", "2018", "2019", *asked, "--intern").stdout
    assert "Interne uitgave" in intern
    # A row of a table for programs may be taken apart from the others.
    if form == "csv":
        assert intern.count("Interne uitgave") == len(done.stdout.splitlines()) - 1


@pytest.mark.parametrize(
    ("years", "form", "why"), [(("2018",), "tekst", "bij meer jaren"), (("2018", "2019"), "json", "in JSON")]
)
def test_where_no_years_stand_side_by_side_that_is_said(
    maatwerk: Run, years: tuple[str, ...], form: str, why: str
) -> None:
    done = maatwerk("rapport", *years, "--tabel", "vergelijking", "--formaat", form, "--data", str(EXAMPLE))
    assert (done.returncode, done.stdout) == (2, "")
    assert why in done.stderr


def test_every_table_of_several_years_says_that_it_is_internal(maatwerk: Run, tmp_path: Path) -> None:
    folder = make(
        maatwerk, "csv", tmp_path / "uit", "--intern", "--data", str(EXAMPLE), years=("2018", "2019")
    )
    for path in folder.glob("*.csv"):
        if path.stem != "gegevens":
            assert all(row["uitgave"].startswith("Interne uitgave") for row in rows_of(path)), path.name


def test_what_editors_write_is_shown_and_cannot_become_layout(maatwerk: Run, register: Path) -> None:
    nasty = (
        "# Kop\n\n<script>alert(1)</script> ![plaatje](https://voorbeeld.invalid/x.png) **vet** "
        "[klik](javascript:alert(1)) [goed](https://voorbeeld.invalid)\n"
    )
    (register / "rapporten").mkdir(exist_ok=True)
    (register / "rapporten" / "2018.yaml").write_text(
        json.dumps(
            {
                "id": "2018",
                "status": "gecorrigeerd",
                "inleiding": nasty,
                "teksten": [{"tabel": "mijlpalen", "tekst": "Woord **onder** de tabel."}],
                "correcties": [{"datum": "2019-05", "reden": "Een <b>fout</b> hersteld."}],
            }
        ),
        encoding="utf-8",
    )
    forms = {
        form: maatwerk("rapport", "2018", "--data", str(register), "--formaat", form).stdout
        for form in ("html", "markdown", "tekst", "json")
    }
    page = forms["html"]
    assert "<script" not in page
    assert "<img" not in page
    assert 'javascript:alert(1)"' not in page
    assert '<a href="https://voorbeeld.invalid">goed</a>' in page
    assert "<strong>vet</strong>" in page
    assert "Woord <strong>onder</strong> de tabel." in page
    assert "&lt;b&gt;fout&lt;/b&gt;" in page
    assert page.count("<h1>") == 1
    assert "\n# Kop" not in forms["markdown"]
    assert "<script" not in forms["markdown"]
    assert "**vet**" in forms["markdown"]
    assert "Mei 2019" in forms["tekst"]
    assert json.loads(forms["json"])["status"] == "gecorrigeerd"
    for text in (page, forms["markdown"], forms["tekst"]):
        assert "gecorrigeerd" in text


@pytest.mark.parametrize(
    "own",
    [
        "Let op:\n\n```\neen voorbeeld",
        "~~~~\neen voorbeeld",
        "- ```\n  een voorbeeld",
        "> # Kop",
        "- # Kop",
        "1. ## Kop",
        "> Kop\n> ---",
        "> Kop\n> ===",
        "[klik](javascript:alert(1))",
        "[klik](\njavascript\\:alert(1))",
        "[klik][1]\n\n[1]: javascript:alert(1)",
        "[klik](data:text/html;base64,YQ==)",
    ],
)
def test_an_own_text_in_markdown_ends_where_it_ends(maatwerk: Run, register: Path, own: str) -> None:
    """Read as any reader of Markdown does: headings and tables are those of the report."""

    def parts(text: str) -> tuple[list[str], int, set[str]]:
        (register / "rapporten").mkdir(exist_ok=True)
        page = {"id": "2018", "status": "concept", "inleiding": text}
        (register / "rapporten" / "2018.yaml").write_text(json.dumps(page), encoding="utf-8")
        done = maatwerk("rapport", "2018", "--data", str(register), "--formaat", "markdown")
        reader = MarkdownIt("commonmark").enable("table")
        reader.validateLink = lambda _: True
        tokens = reader.parse(done.stdout)
        inline = [token for token in tokens if token.type == "inline"]
        headings = [after.content for token, after in pairwise(tokens) if token.type == "heading_open"]
        tables = sum(token.type == "table_open" for token in tokens)
        links = {
            child.attrGet("href").partition(":")[0]
            for token in inline
            for child in token.children or ()
            if child.type == "link_open"
        }
        return headings, tables, links

    assert parts(own) == parts("Gewone tekst.")


def test_a_link_to_a_page_stays_a_link_in_markdown(maatwerk: Run, register: Path) -> None:
    own = "Zie [de uitleg](https://voorbeeld.invalid/uitleg), [hier](uitleg.html) of [1].\n\n- een\n  - twee"
    (register / "rapporten").mkdir(exist_ok=True)
    page = {"id": "2018", "status": "concept", "inleiding": own}
    (register / "rapporten" / "2018.yaml").write_text(json.dumps(page), encoding="utf-8")
    assert own in maatwerk("rapport", "2018", "--data", str(register), "--formaat", "markdown").stdout


@pytest.mark.parametrize("years", [("2018",), ("2018", "2019")])
@pytest.mark.parametrize("only", [(), ("--tabel", "kerncijfers"), ("--tabel", "verloop")])
def test_every_link_within_a_page_leads_somewhere(
    maatwerk: Run, years: tuple[str, ...], only: tuple[str, ...]
) -> None:
    page = maatwerk("rapport", *years, "--formaat", "html", *only, "--data", str(EXAMPLE)).stdout
    links = re.findall(r' href="#([^"]+)"', page)
    assert links
    assert set(links) <= set(re.findall(r' id="([^"]+)"', page))
    assert "voorbeeld-2018" in page


def test_the_edition_of_a_report_is_checked(maatwerk: Run, register: Path) -> None:
    (register / "rapporten").mkdir(exist_ok=True)
    path = register / "rapporten" / "2018.yaml"
    path.write_text(
        'id: "2018"\nstatus: klaar\nteksten:\n  - tabel: onbekende\n    tekst: Woord\n', encoding="utf-8"
    )
    done = maatwerk("valideer", "--data", str(register))
    assert done.returncode == 1
    assert "rapporten/2018.yaml:2:" in done.stdout
    assert "rapporten/2018.yaml:4:" in done.stdout


def test_no_cell_of_a_workbook_is_a_formula(maatwerk: Run, register: Path, tmp_path: Path) -> None:
    path = register / "proeftuinen" / "kpmg.yaml"
    text = path.read_text(encoding="utf-8").replace("naam: Proeftuin KPMG", 'naam: "=HYPERLINK(1)"')
    path.write_text(text, encoding="utf-8")
    book = openpyxl.load_workbook(make(maatwerk, "xlsx", tmp_path / "r.xlsx", "--data", str(register)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert any(cell.value == "=HYPERLINK(1)" and cell.data_type == "s" for cell in cells)
    assert not any(cell.data_type == "f" for cell in cells)


def test_a_workbook_can_be_followed_by_a_screen_reader(maatwerk: Run, tmp_path: Path) -> None:
    path = make(maatwerk, "xlsx", tmp_path / "r.xlsx", "--data", str(ROOT / "data"))
    book = openpyxl.load_workbook(path)
    assert book.sheetnames[:3] == ["Voorblad", "Inhoud", "Toelichting"]
    about = book.properties
    assert (about.title, about.creator) == (
        "Register Maatwerk voor Mensen: rapport 2018",
        "Adviesteam Social Return Rijk",
    )
    lines = book["Inhoud"].iter_rows(min_row=2)
    linked = [row[0].hyperlink.location.split("!")[0].strip("'") for row in lines]
    assert linked == book.sheetnames[3:]
    for sheet in book.worksheets[3:]:
        assert not sheet.merged_cells.ranges
        assert sheet.print_options.gridLines is not True
        (table,) = sheet.tables.values()
        assert table.headerRowCount == 1
        above = [sheet.cell(row, 1).value for row in range(1, 5)]
        assert any("Dit blad heeft 1 tabel" in str(line) for line in above), sheet.title
        top = int(str(sheet.freeze_panes)[1:]) - 1
        filled = [row for row in range(top, sheet.max_row + 1) if sheet.cell(row, 1).value]
        assert all(sheet.row_dimensions[row].height for row in filled)
    with zipfile.ZipFile(path) as parts:
        drawings = [name for name in parts.namelist() if name.startswith("xl/drawings/drawing")]
        assert len(drawings) == 2  # how sure, and by category and phase
        for name in drawings:
            assert 'descr="' in parts.read(name).decode()


@pytest.mark.parametrize("years", [("2019",), ("2018", "2019")], ids=len)
def test_every_sheet_of_an_internal_workbook_says_that_it_is(
    maatwerk: Run, tmp_path: Path, years: tuple[str, ...]
) -> None:
    options = ("--intern", "--data", str(EXAMPLE))
    book = openpyxl.load_workbook(make(maatwerk, "xlsx", tmp_path / "r.xlsx", *options, years=years))
    begins = {sheet.title: f"{sheet['A1'].value} {sheet['A2'].value}" for sheet in book}
    assert [name for name, begin in begins.items() if "Interne uitgave" not in begin] == []
    with zipfile.ZipFile(make(maatwerk, "ods", tmp_path / "r.ods", *options, years=years)) as packed:
        sheets = packed.read("content.xml").decode().split("<table:table ")[1:]
    assert len(sheets) == len(begins)
    assert all("Interne uitgave" in sheet for sheet in sheets)


def test_years_and_days_in_a_workbook_are_numbers_and_dates(maatwerk: Run, tmp_path: Path) -> None:
    path = make(maatwerk, "xlsx", tmp_path / "r.xlsx", "--data", str(ROOT / "data"))
    book = openpyxl.load_workbook(path)
    top = int(str(book["verloop_jaar"].freeze_panes)[1:])
    assert isinstance(book["verloop_jaar"].cell(top, 1).value, int)
    days = [row[0] for row in book["mijlpalen"].iter_rows() if row[0].is_date]
    assert "2018-10-18" in [str(day.value)[:10] for day in days]


@pytest.mark.slow
def test_libreoffice_shows_every_note_whole(maatwerk: Run, tmp_path: Path) -> None:
    office, reader = shutil.which("soffice"), shutil.which("pdftotext")
    if office is None or reader is None:
        if os.environ.get("CI") == "true":
            pytest.fail("soffice of pdftotext ontbreekt")
        pytest.skip("soffice of pdftotext ontbreekt")
    forms = ("xlsx", "ods")
    paths = [
        make(maatwerk, form, tmp_path / f"{form}.{form}", "--data", str(ROOT / "data")) for form in forms
    ]
    profile = f"-env:UserInstallation=file://{tmp_path}/profiel"
    subprocess.run(
        [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *map(str, paths)],
        capture_output=True, timeout=180, check=True,
    )  # fmt: skip
    report = json.loads(maatwerk("rapport", "2018", "--formaat", "json", "--data", str(ROOT / "data")).stdout)
    notes = [note for table in report["tabellen"] for note in table["noten"]]
    notes += [figure["noot"] for figure in report["kerncijfers"] if figure["noot"]]
    assert len(notes) > 20
    for form in forms:
        read = subprocess.run(
            [reader, str(tmp_path / f"{form}.pdf"), "-"], capture_output=True, text=True, timeout=240
        )
        # poppler leaves out a hyphen at the end of a line.
        shown = "".join(read.stdout.split()).replace("–", "").replace("-", "")
        for note in notes:
            # A page may end within a note; its last words are what a row that is too low would hide.
            assert "".join(note.split()[-4:]).replace("-", "") in shown, (form, note)


THEME_OK = ":root { --staaf: #003344; --letter: Voorbeeld, sans-serif; }"


@pytest.mark.parametrize(
    ("theme", "part"),
    [
        (":root { --tekst: #eeeeee; }", "contrast"),
        (":root { --tekst: url(https://voorbeeld.invalid/x); }", "schrijf een kleur"),
        ("body { color: red; }", "alleen :root"),
        (":root { --tint: #ffffff; }", "geen eigenschap"),
        (':root { --letter: "x"}</style><script>"; }', "alleen :root"),
        ("@import 'https://voorbeeld.invalid/x.css';", "alleen :root"),
    ],
)
def test_a_theme_that_cannot_be_read_or_used_is_refused(
    maatwerk: Run, tmp_path: Path, theme: str, part: str
) -> None:
    path = tmp_path / "thema.css"
    path.write_text(theme, encoding="utf-8")
    done = maatwerk(
        "rapport", "2018", "--formaat", "html", "--thema", str(path), "--data", str(ROOT / "data")
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert part in done.stderr


def test_a_theme_is_used(maatwerk: Run, tmp_path: Path) -> None:
    path = tmp_path / "thema.css"
    path.write_text(THEME_OK, encoding="utf-8")
    done = maatwerk(
        "rapport", "2018", "--formaat", "html", "--thema", str(path), "--data", str(ROOT / "data")
    )
    assert done.returncode == 0
    assert "--staaf:#003344;" in done.stdout
    assert "--letter:Voorbeeld, sans-serif;" in done.stdout


def test_the_shipped_theme_has_enough_contrast() -> None:
    from maatwerk_cli.report.views.theme import COLOURS, contrast, default_theme

    theme = default_theme()
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    for colours in (theme.light, theme.dark):
        assert set(COLOURS) <= set(colours)
        for front in ("tekst", "gedempt", "link"):
            for back in ("achtergrond", "vlak"):
                assert contrast(colours[front], colours[back]) >= 4.5
        assert contrast(colours["staaf"], colours["achtergrond"]) >= 3


def test_without_typst_a_pdf_is_one_line_of_advice(maatwerk: Run, tmp_path: Path) -> None:
    (tmp_path / "typst.py").write_text("raise ImportError\n", encoding="utf-8")
    done = maatwerk(
        "rapport", "2018", "--formaat", "pdf", "--uitvoer", "r.pdf", "--data", str(ROOT / "data"),
        env={"PYTHONPATH": os.pathsep.join((str(tmp_path), os.environ.get("PYTHONPATH", "")))},
    )  # fmt: skip
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "maatwerk-cli[pdf]" in done.stderr
    assert not (tmp_path / "r.pdf").exists()
