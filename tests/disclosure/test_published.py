"""Whoever keeps every edition that was published, and has the program, computes nobody back."""

import json
import random
import shutil
import sqlite3
import subprocess
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import Commands, Run
from tests.disclosure import fictional_register as voorbeeld
from tests.disclosure import published_attack as attack

from maatwerk_cli.exchange.export import export_tables
from maatwerk_cli.exchange.package_out import package_files
from maatwerk_cli.models.fields import fields_of
from maatwerk_cli.models.values import Record
from maatwerk_cli.publication.edition import make_record
from maatwerk_cli.publication.edition_files import data_files
from maatwerk_cli.register.kinds import KINDS
from maatwerk_cli.register.loading import load_dataset
from maatwerk_cli.report.views.report_html import report_html
from maatwerk_cli.report.views.report_json import report_json
from maatwerk_cli.report.views.report_xlsx import report_xlsx
from maatwerk_cli.report.year import build_report


def numbers_of_people(model: type[Record]) -> set[str]:
    """Give the fields of a model, however deep, that are a number of people."""
    fields = fields_of(model)
    within = (numbers_of_people(field.model) for field in fields if field.model is not None)
    return {field.label for field in fields if field.of_people}.union(*within)


def test_a_kind_that_everybody_may_read_has_no_number_of_people() -> None:
    """The public edition carries such a record whole: nothing decides there what of it may be told."""
    of_people = {kind.name: kind.public for kind in KINDS if numbers_of_people(kind.model)}
    assert of_people == {"inspanning": False, "traject": False}


def published(root: Path, year: int, issued: date, *, every_form: bool = False) -> tuple[Any, Any]:
    """Publish in this process: give the page as its readers have it, and the truth; record the edition.

    With ``every_form`` the report and the export are written and read back in each form, and held to say the
    same.
    """
    dataset = load_dataset(root).dataset
    made = make_record(dataset, year, date(year, 12, 31), issued, "definitief")
    (root / "publicaties").mkdir(exist_ok=True)
    (root / made.file).write_bytes(made.content)
    report = build_report(made.dataset, year, date(year, 12, 31), None)
    page = json.loads(report_json([report]))
    truth = json.loads(report_json([build_report(made.dataset, year, date(year, 12, 31), None, intern=True)]))
    figures = voorbeeld.FIGURES
    if every_form:
        files = {
            **data_files(report),
            f"rapport-{year}.json": report_json([report]).encode(),
            f"rapport-{year}.html": report_html([report]).encode(),
            f"rapport-{year}.xlsx": report_xlsx([report]),
            **package_files(export_tables(made.dataset, intern=False), "Voorbeeld", intern=False),
        }
        folder = root.parent / f"{root.name}-vormen"
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        said_the_same(folder, year)
        said_by_the_database(folder / "register.sqlite", year, attack.read_json(folder, year, figures))
    return attack.page_of_json(page, figures), attack.page_of_json(truth, figures)


def said_the_same(place: Path, year: int) -> None:
    """Hold CSV, HTML and XLSX to the cells of the JSON."""
    figures = voorbeeld.FIGURES
    page = attack.read_json(place, year, figures)
    assert attack.read_csv(place, year, figures).cells == page.cells
    for tables in (attack.read_html(place, year), attack.read_xlsx(place, year)):
        for kind, name, column in page.cells:
            table = {"stap": "kandidaten_stap", "proeftuin": "kandidaten_proeftuin"}.get(kind)
            if table is None:
                continue
            assert table in tables, (kind, name, column)
            (row,) = [
                row
                for row in tables[table]
                if row and row[0].lower().replace(" ", "_") == name.lower().replace(" ", "_")
            ]
            start = {"kandidaten_stap": ("", "individueel", "verzameld", "geregistreerd")}.get(
                table, ("", "gepubliceerd", "individueel")
            ).index(column)
            assert attack.number(row[start]) == page.cells[kind, name, column], (kind, name, column, row)


def said_by_the_database(path: Path, year: int, page: Any) -> None:
    """Hold the counts of the export to the cells of the report."""
    with closing(sqlite3.connect(path)) as base:
        tables = {name for (name,) in base.execute("select name from sqlite_master where type = 'table'")}
        assert not any(name == "kandidaten" or name.startswith("kandidaten_stap") for name in tables)
        columns = ("individueel", "verzameld", "geregistreerd")
        query = "select stap, individueel, verzameld, geregistreerd from kandidaten_tellingen where jaar = ?"
        for step, *counts in base.execute(query, (year,)):
            for column, count in zip(columns, counts, strict=True):
                cell = ("stap", step.lower().replace(" ", "_"), column)
                assert page.cells.get(cell) in (count, attack.WITHHELD if count is None else count), cell


def joint(root: Path, seed: int, *, every_form: bool = False) -> tuple[list[Any], list[Any]]:
    """Make a register of up to three years with up to three editions, and what happens in between."""
    chance = random.Random(seed)
    years = (2028, 2029, 2030)[: chance.randint(1, 3)]
    size = chance.randint(2, 7)
    register = voorbeeld.Voorbeeld(root, seed, size, size * chance.randint(2, 8), years)
    pages, truths = [], []
    todo = [years[min(number, len(years) - 1)] for number in range(chance.randint(max(2, len(years)), 3))]
    for number, year in enumerate(todo):
        if number:
            change = chance.choice(("withdraw", "erase", "grow", "none"))
            if change in ("withdraw", "erase"):
                getattr(register, change)(chance.randint(1, 2))
            elif change == "grow":
                register.grow(chance.randint(1, 6), year)
        page, truth = published(root, year, date(2031, 1, 1 + number), every_form=every_form)
        pages.append(page)
        truths.append(truth)
    return pages, truths


@pytest.mark.parametrize("seed", [0, 1, 4035, 10043, 11027, 11038])  # the last four told something once
def test_nobody_is_computed_back_from_all_editions_together(tmp_path: Path, seed: int) -> None:
    pages, truths = joint(tmp_path / "voorbeeld", seed)
    assert attack.disclosed(pages, truths, voorbeeld.FIGURES) == []


@pytest.mark.slow
@pytest.mark.parametrize("chunk", range(20))
def test_nobody_is_computed_back_from_two_hundred_registers(tmp_path: Path, chunk: int, some: Any) -> None:
    for seed in some(range(100 + chunk * 10, 110 + chunk * 10)):
        pages, truths = joint(tmp_path / f"voorbeeld-{seed}", seed)
        assert attack.disclosed(pages, truths, voorbeeld.FIGURES) == [], seed


@pytest.fixture(scope="module")
def run(commands: Commands) -> Run:
    def done(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        ended = commands.run(arguments, cwd, "", {})
        assert ended.returncode == 0, ended.stderr
        return ended

    return done


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory, run: Run) -> Any:
    """A closed register of 40 proeftuinen and 300 candidates, published twice; one withdrawn in between."""
    folder = tmp_path_factory.mktemp("tweemaal")
    register = voorbeeld.Voorbeeld(folder / "data", 16, 40, 300, (2030,))
    editions = []
    for number in (1, 2):
        truth = json.loads(run("rapport", "2030", "--intern", "--formaat", "json", cwd=folder).stdout)
        place = folder / f"uitgave-{number}"
        status = "definitief" if number == 1 else "gecorrigeerd"
        done = run("publiceer", "2030", "--datum", f"2031-0{number}-15", "--status", status,
                    "--uitvoer", str(place), cwd=folder)  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert done.stdout == ""
        if number == 2:
            shutil.copytree(folder / "data" / "kandidaten", folder / "tweede")
        editions.append((place, attack.page_of_json(truth, voorbeeld.FIGURES)))
        register.withdraw(1)
    return folder, editions


@pytest.mark.slow
def test_a_register_of_three_hundred_published_twice_tells_on_nobody(twice: Any) -> None:
    _, editions = twice
    figures = voorbeeld.FIGURES
    pages = [attack.read_json(place, 2030, figures) for place, _ in editions]
    assert sum(value == attack.WITHHELD for page in pages for value in page.cells.values()) > 20
    assert attack.disclosed(pages, [truth for _, truth in editions], figures) == []


@pytest.mark.slow
def test_every_form_shows_the_same_and_no_more(twice: Any) -> None:
    _, editions = twice
    for place, _ in editions:
        said_the_same(place, 2030)


@pytest.mark.slow
def test_the_export_and_the_public_register_have_no_other_numbers(twice: Any, run: Run) -> None:
    folder, editions = twice
    place, _ = editions[-1]
    ids = [path.stem for path in (folder / "data" / "kandidaten").iterdir()]
    everything = b"".join(path.read_bytes() for path in sorted(place.rglob("*")) if path.is_file())
    assert not [name for name in ids if name.encode() in everything]
    assert b"voorbeeldsleutel" not in everything
    assert not (place / "register" / "kandidaten").exists()
    assert run("valideer", "--strikt", "--data", str(place / "register"), cwd=folder).returncode == 0
    page = attack.read_json(place, 2030, voorbeeld.FIGURES)
    from_public = json.loads(
        run("rapport", "2030", "--formaat", "json", "--data", str(place / "register"), cwd=folder).stdout
    )
    public = attack.page_of_json(from_public, voorbeeld.FIGURES)
    for code in voorbeeld.FIGURES:
        cell = ("figuur", code, "geregistreerd")
        shown = page.cells[cell]
        assert public.cells.get(cell) == (None if shown == attack.WITHHELD else shown), code


@pytest.mark.slow
def test_the_database_of_the_export_has_the_numbers_of_the_page(twice: Any, tmp_path: Path, run: Run) -> None:
    folder, editions = twice
    data = Path(shutil.copytree(folder / "data", tmp_path / "data"))
    for path in (data / "kandidaten").iterdir():
        shutil.copy(folder / "tweede" / path.name, path)
    run("exporteer", "uit", "--data", str(data), cwd=tmp_path)
    page = attack.read_json(editions[1][0], 2030, voorbeeld.FIGURES)
    base_path = tmp_path / "uit" / "register.sqlite"
    said_by_the_database(base_path, 2030, page)
    with closing(sqlite3.connect(base_path)) as base:
        ((text,),) = base.execute("select aantal from verzamelposten where id = 'slag-2030'")
    record = (data / "publicaties" / "2030-2.yaml").read_text(encoding="utf-8")
    assert (text is not None) == ("post/slag-2030:" in record)


@pytest.mark.slow
def test_the_report_after_that_is_the_recorded_edition(twice: Any, tmp_path: Path, run: Run) -> None:
    folder, editions = twice
    data = Path(shutil.copytree(folder / "data", tmp_path / "data"))
    register = sorted((data / "publicaties").iterdir())
    assert [path.name for path in register] == ["2030-1.yaml", "2030-2.yaml"]
    done = run("rapport", "2030", "--formaat", "json", "--data", str(data), cwd=tmp_path)
    assert "niet vastgelegd" in done.stderr  # somebody was withdrawn since
    for path in (data / "kandidaten").iterdir():
        shutil.copy(folder / "tweede" / path.name, path)
    done = run("rapport", "2030", "--formaat", "json", "--data", str(data), cwd=tmp_path)
    assert "niet vastgelegd" not in done.stderr
    assert done.stdout == (editions[1][0] / "rapport-2030.json").read_text(encoding="utf-8")
