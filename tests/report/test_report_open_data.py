"""What the report gives to who builds on it, held by other people's validators."""

import csv
import io
import json
import os
import shutil
from datetime import date
from pathlib import Path

import pytest
from tests.conftest import Commands, Run

from maatwerk_cli.report.tables import Provenance, Rapport
from maatwerk_cli.report.views.open_data.long_table import long_rows
from maatwerk_cli.text.table import DataTable, TableColumn

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "docs" / "voorbeelden" / "twee-jaren"
SHAPES = Path(os.environ.get("MAATWERK_DCAT", ROOT.parent / "shared" / "dcat"))


def csv_folder(maatwerk: Run, target: Path, *options: str) -> Path:
    done = maatwerk("rapport", *options, "--formaat", "csv", "--uitvoer", str(target))
    assert done.returncode == 0, done.stderr
    return target


@pytest.mark.parametrize("extra", [(), ("--csv", "excel")])
def test_frictionless_and_csvw_find_nothing(maatwerk: Run, tmp_path: Path, extra: tuple[str, ...]) -> None:
    import csvw
    from frictionless import validate

    folder = csv_folder(maatwerk, tmp_path / "uit", "2018", "2019", "--data", str(EXAMPLE), *extra)
    report = validate(str(folder / "datapackage.json"))
    assert report.valid, [error.message for task in report.tasks for error in task.errors]
    described = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert described["licenses"][0]["name"] == "CC0-1.0"
    assert described["sources"]
    group = csvw.TableGroup.from_file(folder / "csv-metadata.json")
    assert {str(table.url) for table in group.tables} == {path.name for path in folder.glob("*.csv")}
    if not extra:
        for table in group.tables:
            assert list(table) or (folder / str(table.url)).read_text(encoding="utf-8").count("\n") == 1


def test_the_long_table_has_every_count_once_and_says_what_is_not_one(maatwerk: Run, tmp_path: Path) -> None:
    options = ("2018", "2019", "--data", str(EXAMPLE))
    folder = csv_folder(maatwerk, tmp_path / "uit", *options)
    rows = list(csv.DictReader(io.StringIO((folder / "gegevens.csv").read_text(encoding="utf-8"))))
    keys = [(row["jaar"], row["tabel"], row["rij"], row["kolom"]) for row in rows]
    assert len(set(keys)) == len(keys)
    assert {row["jaar"] for row in rows} == {"2018", "2019"}
    for row in rows:
        assert bool(row["waarde"]) == (row["status"] in ("gewoon", "ten_minste")), row
    reports = json.loads(maatwerk("rapport", *options, "--formaat", "json").stdout)
    for report in reports:
        for table in report["tabellen"]:
            numbers = [c for c in table["kolommen"] if c["soort"] == "getal"]
            own = [row for row in rows if (row["jaar"], row["tabel"]) == (str(report["jaar"]), table["id"])]
            assert len(own) == len(numbers) * len(table["rijen"])
            withheld = [row for row in own if row["status"] == "afgeschermd"]
            assert len(withheld) == len(table["afgeschermd"])
        shown = {
            (r["rij"], r["kolom"]): r
            for r in rows
            if (r["jaar"], r["tabel"]) == (str(report["jaar"]), "kerncijfers")
        }
        for figure in report["kerncijfers"]:
            assert float(shown[figure["code"], "gepubliceerd"]["waarde"]) == figure["gepubliceerd"]
    # Of candidates by proeftuin only records are counted: there it is no sum.
    summed = [
        row for row in rows if row["kolom"] == "geregistreerd" and row["tabel"] != "kandidaten_proeftuin"
    ]
    assert {row["is_totaal"] for row in summed} == {"true"}
    assert {row["status"] for row in rows} >= {"gewoon", "afgeschermd", "nvt"}


@pytest.mark.parametrize(
    "names",
    [
        ("Groep", "Groep", "Groep 2"),
        ("Groep 2", "Groep", "groep!"),
        ("Groep", "Groep", "Groep", "Groep 2", "Groep 2"),
    ],
)
def test_every_row_of_the_long_table_has_a_key_of_its_own(names: tuple[str, ...]) -> None:
    columns = (TableColumn("doelgroep", "Doelgroep", "tekst"), TableColumn("individueel", "Apart bekend"))
    table = DataTable("doelgroep", "T", columns, tuple((name, 1) for name in names))
    made = Provenance("V", "", None, "1")
    rapport = Rapport(2018, date(2018, 12, 31), made, (), (table,), (), ())
    keys = [row[3] for row in long_rows([rapport])]
    assert len(set(keys)) == len(keys) == len(names)


def test_a_column_that_a_year_does_not_have_is_zero_only_where_all_is_counted(
    maatwerk: Run, tmp_path: Path
) -> None:
    """Of 2017 no source counts all, and in 2018 no second measurement was made: neither is a zero."""
    folder = csv_folder(maatwerk, tmp_path / "uit", "2017", "2018", "2019", "--data", str(EXAMPLE))

    def cells(table: str, column: str) -> dict[str, set[str]]:
        with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        years = sorted({row["rapportjaar"] for row in rows})
        return {year: {row[column] for row in rows if row["rapportjaar"] == year} for year in years}

    assert cells("leerformule_scan", "meting_2")["2018"] == {""}
    assert "" not in cells("leerformule_scan", "meting_2")["2019"]
    started = cells("categorie_fase", "gestart")
    assert (started["2017"], "0" in started["2018"]) == ({""}, True)
    lasting = cells("categorie_fase", "verduurzaamd")
    assert (lasting["2017"], lasting["2018"]) == ({""}, {"0"})


@pytest.mark.parametrize(
    ("table", "totals"),
    [
        ("kandidaten_proeftuin", {("totaal", "geregistreerd"), ("totaal", "gepubliceerd")}),
        # Known and unknown make all; known is told by the source or inferred, where that is counted.
        (
            "dekking",
            {("proeftuinen_soort", "van"), ("proeftuinen_soort", "bekend"), ("kandidaten_stap", "van")},
        ),
    ],
)
def test_a_number_is_a_total_only_where_its_parts_stand_beside_it(
    maatwerk: Run, tmp_path: Path, table: str, totals: set[tuple[str, str]]
) -> None:
    folder = csv_folder(maatwerk, tmp_path / "uit", "2018", "--data", str(EXAMPLE))
    with (folder / "gegevens.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["tabel"] == table]
    named = {row for row, _ in totals} if table == "dekking" else {row["rij"] for row in rows}
    said = {(row["rij"], row["kolom"]) for row in rows if row["is_totaal"] == "true" and row["rij"] in named}
    assert said == totals


def test_the_json_is_what_its_schema_says(maatwerk: Run, tmp_path: Path) -> None:
    import jsonschema

    schema = json.loads(maatwerk("schema", "rapportuitvoer").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    check = jsonschema.Draft202012Validator(schema)
    for options in (
        ("2018", "--data", str(ROOT / "data")),
        ("2018", "2019", "--data", str(EXAMPLE)),
        ("2019", "--intern", "--data", str(EXAMPLE)),
    ):
        report = json.loads(maatwerk("rapport", *options, "--formaat", "json").stdout)
        check.validate(report)
        first = report[0] if isinstance(report, list) else report
        assert first["titel"]
        assert first["bronnen"]
        # Not only what the schema asks: every key that is written is in it.
        assert set(first) <= set(schema["$defs"]["rapport"]["properties"])
    broken = {**first, "kerncijfers": [{"code": "a"}]}
    assert not check.is_valid(broken)


def published(maatwerk: Run, target: Path, register: Path, *options: str) -> Path:
    pytest.importorskip("typst")
    pytest.importorskip("odfdo")
    places = ("--uitvoer", str(target), "--data", str(register))
    done = maatwerk("publiceer", "2018", "--datum", "2019-05-14", *places, *options)
    assert done.returncode == 0, done.stderr
    return target


@pytest.fixture(scope="module")
def edition(commands: Commands, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give an edition of the project's own register, to read."""
    folder = tmp_path_factory.mktemp("uitgave")
    register = shutil.copytree(ROOT / "data", folder / "data")
    return published(lambda *given: commands.run(given, folder, "", {}), folder / "uitgave", register)


def test_an_edition_has_every_form_and_its_date_of_issue(edition: Path) -> None:
    forms = {path.suffix[1:] for path in edition.glob("rapport-2018.*")}
    assert forms == {"html", "pdf", "xlsx", "ods", "json", "md", "txt"}
    for name in ("gegevens/gegevens.csv", "gegevens/datapackage.json", "gegevens/csv-metadata.json"):
        assert (edition / name).is_file()
    assert "14 mei 2019 (uitgave 2018-1)" in (edition / "rapport-2018.html").read_text(encoding="utf-8")
    assert json.loads((edition / "dcat.jsonld").read_text(encoding="utf-8"))["dct:issued"]


def test_the_files_of_a_proof_say_themselves_that_it_was_not_issued(maatwerk: Run, tmp_path: Path) -> None:
    proof = published(maatwerk, tmp_path / "proef", ROOT / "data", "--proef")
    for name in ("rapport-2018.md", "rapport-2018.txt", "rapport-2018.html", "gegevens/toelichting.txt"):
        text = (proof / name).read_text(encoding="utf-8")
        assert "proef, niet uitgegeven" in text, name
        assert "definitief" not in text.partition("Stand op")[0], name
    report = json.loads((proof / "rapport-2018.json").read_text(encoding="utf-8"))
    assert (report["status"], report["uitgave"]) == ("proef", None)
    assert "dct:issued" not in json.loads((proof / "dcat.jsonld").read_text(encoding="utf-8"))
    assert "uitgave 2018-1 (proef, niet uitgegeven)" in (proof / "register/dataset.yaml").read_text("utf-8")
    assert "uitgave 1 (proef, niet uitgegeven)" in (proof / "register/bronnen.yaml").read_text("utf-8")
    # Of the day of issue nothing is left but the date that the public register needs of its source.
    dated = {path.name for path in proof.rglob("*.*") if b"2019-05-14" in path.read_bytes()}
    assert dated == {"bronnen.yaml"}


def test_the_public_register_counts_what_the_edition_shows_and_says_how_sure_it_is(
    edition: Path, maatwerk: Run
) -> None:
    """§5 has 22 at work and 13 with a contract; that at least 25 took part is ours."""
    public = str(edition / "register")
    shown, again = (
        {figure["code"]: figure["geregistreerd"] for figure in report["kerncijfers"]}
        for report in (
            json.loads((edition / "rapport-2018.json").read_text(encoding="utf-8")),
            json.loads(maatwerk("rapport", "2018", "--formaat", "json", "--data", public).stdout),
        )
    )
    assert (again["kandidaten_aan_de_slag"], again["kandidaten_contract"]) == (22, 13)
    assert again == shown
    listed = maatwerk("lijst", "verzamelpost", "--formaat", "json", "--data", public).stdout
    posts = [row["id"] for row in json.loads(listed) if row["id"].startswith("uitgave-2018-1-")]
    records = [
        json.loads(maatwerk("toon", name, "--formaat", "json", "--data", public).stdout)[0] for name in posts
    ]
    said = {post["velden"]["aantal"]: post["velden"]["omschrijving"] for post in records}
    whole = "Kandidaten die het register kent, apart of alleen als aantal"
    assert said == {22: whole, 13: whole, 25: f"{whole}; dit aantal is afgeleid en een ondergrens"}


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("shapes", ["dcat-ap-nl-SHACL", "dcat-ap-SHACL", "dcat-ap-nl-SHACL-klassebereik"])
def test_the_description_is_valid_by_the_shapes_of_the_profile(edition: Path, shapes: str) -> None:
    path = SHAPES / f"{shapes}.ttl"
    if not path.is_file():
        pytest.skip(f"{path.name} ontbreekt; zet MAATWERK_DCAT op de map met de shapes van DCAT-AP-NL 3.0")
    pyshacl = pytest.importorskip("pyshacl")
    from rdflib import Graph

    base = "https://voorbeeld.invalid/rapport/"
    page = (edition / "dcat.jsonld").read_text(encoding="utf-8")
    data = Graph().parse(data=page, format="json-ld", publicID=f"{base}dcat.jsonld")
    valid, _, text = pyshacl.validate(data, shacl_graph=Graph().parse(path), advanced=True)
    assert valid, text
    named = {str(thing).removeprefix(base) for thing in data.objects(None, None)}
    own = {path.relative_to(edition).as_posix() for path in edition.rglob("*") if path.is_file()}
    forms = {name for name in own if name.startswith("rapport-") and not name.endswith("txt")}
    assert forms <= named
    assert "gegevens/gegevens.csv" in named


def keywords(folder: Path) -> set[str]:
    described = json.loads((folder / "dcat.jsonld").read_text(encoding="utf-8"))
    return {word["@value"] for word in described["dcat:keyword"]}


def test_the_description_of_another_government_does_not_speak_of_the_rijk(
    edition: Path, maatwerk: Run, tmp_path: Path
) -> None:
    """Of a register that begins with the lists of a municipality nothing of the Rijk is left."""
    assert "Rijk" in keywords(edition)
    own, lists = tmp_path / "data", str(EXAMPLE.parent / "gemeente")
    begun = ("--naam", "Voorbeeldstad", "--peildatum", "2018-12-31", "--map", str(own), "--controle", "geen")
    assert maatwerk("nieuw", "dataset", *begun, "--van", lists).returncode == 0
    source = "{id: vb-besluit-2020, vindplaats: blz. 1}"
    (own / "proeftuinen").mkdir()
    (own / "proeftuinen/vb-groen.yaml").write_text(
        "id: vb-groen\nnaam: Voorbeeld groen\nbestuurslaag: gemeente\n"
        f'verloop:\n  - {{fase: gestart, sinds: "2018-03", bron: {source}}}\nbronnen:\n  - {source}\n',
        encoding="utf-8",
    )
    assert keywords(published(maatwerk, tmp_path / "uitgave", own)) == keywords(edition) - {"Rijk"}


def contents(folder: Path) -> dict[str, bytes | None]:
    return {path.name: path.read_bytes() if path.is_file() else None for path in folder.iterdir()}


def test_a_report_over_an_earlier_one_leaves_no_table_of_it(maatwerk: Run, tmp_path: Path) -> None:
    """A comparison of two years beside the tables of one reads as a part of them; other files stay."""
    folder, data = tmp_path / "uit", ("--data", str(EXAMPLE))
    csv_folder(maatwerk, folder, "2018", "2019", *data)
    (folder / "eigen.txt").write_bytes(b"voorbeeld")
    csv_folder(maatwerk, folder, "2018", *data)
    fresh = contents(csv_folder(maatwerk, tmp_path / "nieuw", "2018", *data))
    assert "vergelijking.csv" not in fresh
    assert contents(folder) == {**fresh, "eigen.txt": b"voorbeeld"}


def test_the_tables_of_a_report_are_written_all_or_none(maatwerk: Run, tmp_path: Path) -> None:
    folder = tmp_path / "uit"
    (folder / "verloop.csv").mkdir(parents=True)
    given = ("2018", "--formaat", "csv", "--uitvoer", str(folder), "--data", str(EXAMPLE))
    done = maatwerk("rapport", *given)
    assert (done.returncode, contents(folder)) == (2, {"verloop.csv": None})
    assert "verloop.csv: dit is een map." in done.stderr


def test_a_report_takes_away_no_file_of_a_package_that_is_none_of_its_own(
    maatwerk: Run, tmp_path: Path
) -> None:
    """Another package may begin its name with the same word."""
    folder = tmp_path / "uit"
    folder.mkdir()
    (folder / "eigen.csv").write_bytes(b"voorbeeld\n")
    package = {"name": "rapport-over-iets-anders", "resources": [{"path": "eigen.csv"}]}
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    csv_folder(maatwerk, folder, "2018", "--data", str(EXAMPLE))
    assert (folder / "eigen.csv").read_bytes() == b"voorbeeld\n"


def test_a_place_outside_the_folder_of_a_report_is_not_called_one_of_a_dataset(
    maatwerk: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "uit"
    folder.mkdir()
    (folder / "verloop.csv").symlink_to(tmp_path / "elders.csv")
    done = maatwerk("rapport", "2018", "--formaat", "csv", "--uitvoer", str(folder), "--data", str(EXAMPLE))
    assert done.returncode == 2
    assert "verloop.csv: deze plaats ligt buiten de map" in done.stderr
    assert "buiten de dataset" not in done.stderr
