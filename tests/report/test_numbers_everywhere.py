"""Every number of the JSON stands in the PDF, on a terminal, line by line and in the long table.

The PDF is read by pypdf from its structure, as a screen reader gets it.
"""

import csv
import io
import json
import os
import re
import subprocess
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

Run = Callable[..., subprocess.CompletedProcess[str]]
ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "docs" / "voorbeelden" / "twee-jaren"
COUNTS = ("gepubliceerd", "individueel", "verzameld", "geregistreerd", "verschil")
CASES = [("2018", ROOT / "data"), ("2019", EXAMPLE)]
Rows = list[list[str]]


def number(value: float) -> str:
    whole, _, rest = f"{Decimal(str(value)):,f}".partition(".")
    return whole.replace(",", ".") + (f",{rest.rstrip('0')}" if rest.rstrip("0") else "")


def figures(report: dict[str, Any]) -> Iterator[list[tuple[str, str]]]:
    """Give of each key figure the text and the status of its counts."""
    for figure in report["kerncijfers"]:
        row = []
        for key in COUNTS:
            value = figure[key]
            countable = (
                figure["toetsbaar"]
                or any(figure[k] is not None for k in COUNTS[1:4])
                or figure["afgeschermd"]
            )
            if key in figure["afgeschermd"]:
                row.append(("x", "afgeschermd"))
            elif value is None:
                row.append(("–", "onbekend") if countable else ("n.v.t.", "nvt"))
            else:
                sign = "" if key != "verschil" or value == 0 else "+" if value > 0 else "−"
                bound = key in figure["ten_minste"]
                text = f"{'ten minste ' if bound else ''}{sign}{number(abs(value) if sign else value)}"
                row.append((text, "ten_minste" if bound else "gewoon"))
        yield row


def tables(report: dict[str, Any]) -> Iterator[tuple[str, str, list[list[tuple[str, str]]]]]:
    """Give of each table that has rows its id, its title and the text and status of its numbers."""
    yield "kerncijfers", "Kerncijfers", list(figures(report))
    for table in report["tabellen"]:
        marks = {
            name: {tuple(place) for place in table[name]} for name in ("afgeschermd", "ten_minste", "nvt")
        }
        rows = []
        for place_there, row in enumerate(table["rijen"]):
            cells = []
            for column, value in zip(table["kolommen"], row, strict=True):
                if column["soort"] != "getal":
                    continue
                place = (place_there, column["id"])
                if place in marks["afgeschermd"]:
                    cells.append(("x", "afgeschermd"))
                elif place in marks["nvt"]:
                    cells.append(("n.v.t.", "nvt"))
                elif value is None:
                    cells.append(("–", "onbekend"))
                elif place in marks["ten_minste"]:
                    cells.append((f"ten minste {number(value)}", "ten_minste"))
                else:
                    cells.append((number(value), "gewoon"))
            rows.append(cells)
        if rows and rows[0]:
            yield table["id"], table["titel"], rows


def has(cells: list[str], wanted: list[str]) -> bool:
    """Tell whether the wanted texts are among the cells, in their order, with or without the mark."""
    left = iter(cell.strip().removesuffix("*") for cell in cells)
    return all(text in left for text in wanted)


@pytest.fixture(params=CASES, ids=lambda case: case[0])
def made(
    request: pytest.FixtureRequest, maatwerk: Run, tmp_path: Path
) -> tuple[dict[str, Any], Callable[..., Path]]:
    year, data = request.param

    def make(form: str, **env: str) -> Path:
        target = tmp_path / ("uit" if form == "csv" else f"uit.{form}")
        words = ("rapport", year, "--formaat", form, "--uitvoer", str(target), "--data", str(data))
        done = maatwerk(*words, env=env)
        assert done.returncode == 0, done.stderr
        return target

    return json.loads(make("json").read_text(encoding="utf-8")), make


Made = tuple[dict[str, Any], Callable[..., Path]]


def test_line_by_line_every_number_is_said(made: Made) -> None:
    report, make = made
    said = make("tekst", COLUMNS="9000").read_text(encoding="utf-8").splitlines()
    words = {"x": "afgeschermd", "n.v.t.": "niet van toepassing", "–": "onbekend"}
    for _, title, rows in tables(report):
        start = max(place for place, line in enumerate(said) if line == title)
        for line, row in zip(said[start + 1 :], rows, strict=False):
            sentences = [
                part.split(": ")[-1].rstrip(".").removesuffix(" (afgeleid)") for part in line.split("; ")
            ]
            wanted = [words.get(text, text.replace("−", "min ")) for text, _ in row]
            assert has(sentences, wanted), (title, line, wanted)


def test_a_drawn_table_has_every_number(made: Made) -> None:
    report, make = made
    drawn = make("tabel", COLUMNS="900").read_text(encoding="utf-8").splitlines()
    for _, title, rows in tables(report):
        start = max(place for place, line in enumerate(drawn) if line == title)
        start = next(place for place in range(start, len(drawn)) if drawn[place].startswith("──")) + 1
        for line, row in zip(drawn[start:], rows, strict=False):
            assert has(re.split(r"\s{2,}", line), [text for text, _ in row]), (title, line)


def test_the_long_table_has_every_number_with_its_status(made: Made) -> None:
    report, make = made
    text = (make("csv") / "gegevens.csv").read_text(encoding="utf-8")
    collected = defaultdict(list)
    for row in csv.DictReader(io.StringIO(text)):
        collected[row["tabel"]].append((row["waarde"], row["status"]))
    for name, _, rows in tables(report):
        cells = [cell for row in rows for cell in row]
        assert len(collected[name]) == len(cells), name
        for (value, status), (shown, wanted) in zip(collected[name], cells, strict=True):
            assert status == wanted
            if status in ("gewoon", "ten_minste"):
                plain = shown.removeprefix("ten minste ").replace(".", "").replace(",", ".")
                assert Decimal(value) == Decimal(plain.replace("−", "-")), (name, shown)
            else:
                assert value == ""


def test_the_structure_of_the_pdf_has_every_number(made: Made) -> None:
    if os.environ.get("CI") != "true":  # there it must run, so there it fails without
        pytest.importorskip("typst")
    report, make = made
    tree = structure_of(make("pdf"))
    outcome = tables_of(tree)
    for _, title, rows in tables(report):
        whole = f"Tabel: {title}"
        matching = [read for caption, read in outcome if re.sub(r" \([\d, ]+\)$", "", caption) == whole]
        # A table too wide for a page stands in parts, each with the first column.
        merged = [[cell for part in parts for cell in part] for parts in zip(*matching, strict=True)]
        assert len(merged) == len(rows), title
        for cells, row in zip(merged, rows, strict=True):
            assert has(cells, [text for text, _ in row]), (title, cells, row)
    tagged_and_in_order(tree)


def structure_of(path: Path) -> str:
    """Give the structure tree of a PDF: a line a part, and one in quotes a piece of its text."""
    reader = PdfReader(path)
    texts = {page.indirect_reference.idnum: marked_texts(page) for page in reader.pages}
    lines: list[str] = []

    def add(part: Any, page: int) -> None:
        part = part.get_object()
        if isinstance(part, int):  # what is marked so on the page
            lines.append(f'"{texts[page].get(part, "").lstrip()}"')
            return
        if "/Pg" in part:
            page = part.raw_get("/Pg").idnum
        if "/S" in part:
            lines.append(part["/S"].removeprefix("/"))
        inside = part.get("/K", part.get("/MCID", []))
        for inner in inside if isinstance(inside, list) else [inside]:
            add(inner, page)

    add(reader.trailer["/Root"]["/StructTreeRoot"], 0)
    return "\n".join(lines)


def marked_texts(page: Any) -> dict[int | None, str]:
    """Give the texts of a page by the number that the structure tree knows them by."""
    texts: dict[int | None, str] = defaultdict(str)
    inside: list[int | None] = []

    def begins(operator: bytes, operands: list[Any], *_: Any) -> None:
        if operator in (b"BDC", b"BMC"):
            inside.append(operands[1].get("/MCID") if operator == b"BDC" else None)

    def ends(operator: bytes, *_: Any) -> None:
        if operator == b"EMC":
            inside.pop()

    def read(text: str, *_: Any) -> None:
        texts[next((mark for mark in reversed(inside) if mark is not None), None)] += text

    page.extract_text(visitor_operand_before=begins, visitor_operand_after=ends, visitor_text=read)
    return texts


def tagged_and_in_order(tree: str) -> None:
    """Hold what a screen reader is told of the kinds of parts, and the order in which it reads the titles."""
    tags = [line.strip() for line in tree.splitlines()]
    kinds = [tag.split()[0].rstrip(":") for tag in tags if tag and not tag.startswith('"')]
    assert kinds.count("Figure") >= 3
    assert kinds.count("Table") == kinds.count("THead") >= 10
    assert kinds.count("Caption") >= kinds.count("Table")
    assert kinds.count("TH") > kinds.count("Table")
    spoken = " ".join(tag.strip('"') for tag in tags if tag.startswith('"'))
    order = ["Kerncijfers", "Kandidaten naar stap", "Mijlpalen", "Zo leest u dit rapport", "Herkomst"]
    places = [spoken.rindex(title) for title in order]
    assert places == sorted(places)


def tables_of(tree: str) -> list[tuple[str, Rows]]:
    """Read the tables of a structure tree: caption and rows of cells, headings left out."""
    collected: list[tuple[str, Rows]] = []
    inside = ""
    for line in tree.splitlines():
        tag = line.strip()
        if tag.startswith('"'):
            text = tag.strip('"')
            if inside == "caption":
                collected[-1] = (f"{collected[-1][0]}{text}", [])
            elif inside == "cell":
                collected[-1][1][-1][-1] += text
        elif tag.startswith("Caption"):
            collected.append(("", []))
            inside = "caption"
        elif tag == "TR" and collected:
            collected[-1][1].append([])
            inside = ""
        elif tag.startswith(("TD", "TH")) and not tag.startswith("THead") and collected and collected[-1][1]:
            collected[-1][1][-1].append("")
            inside = "cell"
        elif re.match(r"(H\d|L|LI|LBody|Lbl|P|Figure|Table|TBody|TFoot|THead|Sect|Document)\b", tag):
            inside = ""
    return [(name, rows[1:]) for name, rows in collected]


def test_the_pictures_of_an_open_sheet_are_described_and_drawn_of_its_numbers(
    maatwerk: Run, tmp_path: Path
) -> None:
    if os.environ.get("CI") != "true":
        pytest.importorskip("odfdo")
    path = tmp_path / "r.ods"
    done = maatwerk(
        "rapport", "2018", "--formaat", "ods", "--uitvoer", str(path), "--data", str(ROOT / "data")
    )
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(path) as parts:
        content = parts.read("content.xml").decode()
        listed = parts.read("META-INF/manifest.xml").decode()
        pictures = [name for name in parts.namelist() if name.startswith("Pictures/")]
        drawings = {name: parts.read(name).decode() for name in pictures}
    frames = re.findall(r"<draw:frame .*?</draw:frame>", content, re.DOTALL)
    assert len(frames) == len(pictures) >= 2
    for frame in frames:
        name = re.search(r'xlink:href="([^"]+)"', frame)[1]  # type: ignore[index]
        assert f'full-path="{name}"' in listed
        text = re.search(r"<svg:desc>(.+?)</svg:desc>", frame, re.DOTALL)[1]  # type: ignore[index]
        drawn = re.sub(r"<(title|desc)\b.*?</\1>", "", drawings[name], flags=re.DOTALL)
        numbers = set(re.findall(r"\d+", " ".join(re.findall(r">([^<>]+)<", drawn))))
        assert numbers
        assert numbers <= set(re.findall(r"\d+", text))
