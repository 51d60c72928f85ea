"""A kind of record is declared once: a model and a line in ``kinds``. All the rest follows from these.

The proof is a copy of the program to which two kinds are added, with a model each and a line each, and
nothing else. Every command then knows them.
"""

import csv
import json
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).parents[2]
MODEL = '''
from typing import Annotated, Literal

from pydantic import Field

from maatwerk_cli.models.meaning import PEOPLE, SOURCE_WORD, Asked, CodeOf, Names, Unit
from maatwerk_cli.models.values import (
    Aantal, Afgeleid, Bedrag, Bronverwijzing, DatumVeld, EigenTekst, Id, Intrekking, Lijst, Maybe, Record,
    Tekst, Toelichting, in_dutch,
)


class Beurt(Record):
    """A stage."""

    model_config = in_dutch("Beurt", "Een beurt van de speeltuin.")

    stand: Annotated[Literal["open", "dicht"], CodeOf("stand")] = Field(description="De stand")
    sinds: Maybe[DatumVeld] = Field(None, description="Sinds wanneer")
    zegt: Annotated[Maybe[Tekst], SOURCE_WORD] = Field(None, description="Het woord van de bron")
    bron: Bronverwijzing = Field(description="Waar dit staat")


class Doel(Record):
    """An aim."""

    model_config = in_dutch("Doel", "Een doel van de speeltuin.")

    aantal: Aantal = Field(description="Hoeveel")
    voor: Annotated[Maybe[Id], CodeOf("doelgroep")] = Field(None, description="Voor wie")


class Speeltuin(Record):
    """A playground."""

    model_config = in_dutch("Speeltuin", "Een speeltuin, als voorbeeld van een nieuwe soort.")

    id: Id = Field(description="Id, gelijk aan de bestandsnaam")
    naam: Tekst = Field(description="Naam van de speeltuin")
    beheerder: Annotated[Maybe[Id], Names("organisatie")] = Field(None, description="Wie haar beheert")
    bij: Annotated[Maybe[Id], Names("proeftuin", "speeltuin")] = Field(None, description="Waar zij bij hoort")
    opvolger: Annotated[Maybe[Id], Names("speeltuin")] = Field(None, description="Wat erna kwam")
    categorie: Annotated[Maybe[Id], CodeOf("categorie")] = Field(None, description="Categorie")
    doelgroepen: Annotated[Lijst[Id], CodeOf("doelgroep")] = Field((), description="Voor wie zij is")
    geopend: Maybe[DatumVeld] = Field(None, description="Wanneer zij openging")
    kosten: Annotated[Maybe[Bedrag], Unit("euro")] = Field(None, description="Wat zij kostte, in euro")
    bezoekers: Annotated[Maybe[Aantal], PEOPLE] = Field(None, description="Hoeveel mensen er kwamen")
    verloop: Lijst[Beurt] = Field((), description="De beurten")
    doelen: Lijst[Doel] = Field((), description="De doelen")
    verhaal: Maybe[EigenTekst] = Field(None, description="Het verhaal, in eigen woorden")
    afgeleid: Afgeleid = Field((), description="Velden die zijn afgeleid")
    toelichting: Toelichting = Field(None, description="Toelichting, verplicht bij afgeleid")
    ingetrokken: Maybe[Intrekking] = Field(None, description="Ingetrokken: telt niet meer mee")
    bronnen: tuple[Bronverwijzing, ...] = Field(min_length=1, description="Waar de feiten vandaan komen")


class Rit(Record):
    """A ride, a row of a table a year."""

    model_config = in_dutch("Rit", "Een rit naar een speeltuin.")

    id: Id = Field(description="Id van de rit")
    naar: Annotated[Id, Names("speeltuin")] = Field(description="Waar de rit naartoe ging")
    over: Annotated[Lijst[Id], Names("proeftuin")] = Field((), description="Waar de rit langs ging")
    aantal: Aantal = Field(description="Hoeveel ritten")
    waarde: Annotated[Maybe[Bedrag], Unit("euro")] = Field(None, description="Wat het kostte, in euro")
    sinds: Maybe[DatumVeld] = Field(None, description="Sinds wanneer")
    bron: Bronverwijzing = Field(description="Waar dit staat")
    toelichting: Maybe[EigenTekst] = Field(None, description="Toelichting")


class Band(Record):
    """A relation, told apart by what it is between."""

    model_config = in_dutch("Band", "Een band tussen twee records.")

    van: Annotated[Id, Names("organisatie", "proeftuin")] = Field(description="Van wie")
    rol: Annotated[Literal["beheert", "helpt"], CodeOf("rol")] = Field(description="Welke rol")
    naar: Annotated[Id, Names("organisatie", "speeltuin")] = Field(description="Voor wie")
    bron: Bronverwijzing = Field(description="Waar dit staat")
'''
IMPORT = "from maatwerk_cli.models.speeltuin import Band, Rit, Speeltuin\n"
LINES = """
    Kind("speeltuin", "speeltuinen", Speeltuin, _YAML, id_is_stem=True),
    Kind("rit", "ritten", Rit, _CSV, scope="jaar", sparse=True),
    Kind("band", "banden", Band, _CSV, folder=False, keys=("van", "rol", "naar"), sparse=True),
"""
SPEELTUIN = """\
id: klimrek
naam: Het Klimrek
beheerder: kpmg
bij: ey
categorie: ict_inhuur
doelgroepen:
  - autisme
geopend: "2018-q3"
kosten: "1250.50"
bezoekers: 12
verloop:
  - stand: open
    sinds: "2018"
    bron: {id: jaarverslag-2018, vindplaats: "§2"}
doelen:
  - aantal: 3
    voor: autisme
verhaal: Zie ook de proeftuin `kpmg`.
bronnen:
  - {id: jaarverslag-2018, vindplaats: "§2"}
"""
STAGE = """\
  - stand: open
    sinds: "2018"
    bron: {id: jaarverslag-2018, vindplaats: "§2"}
"""
RITTEN = """\
id,naar,over,aantal,waarde,sinds,bron,vindplaats
r-1,klimrek,ey;kpmg,2,12.50,2018-08,jaarverslag-2018,§3
r-2,klimrek,,1,,,jaarverslag-2018,§4
"""
BANDEN = "van,rol,naar,bron,vindplaats\nkpmg,beheert,klimrek,jaarverslag-2018,§5\n"

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a copy of the program with the new kinds: a file of models, an import and a line each."""
    source = tmp_path_factory.mktemp("programma") / "src"
    ignored = shutil.ignore_patterns("__pycache__", "data")
    shutil.copytree(ROOT / "src/maatwerk_cli", source / "maatwerk_cli", ignore=ignored)
    shutil.copytree(ROOT / "data", source.parent / "data")
    (source / "maatwerk_cli/models/speeltuin.py").write_text(MODEL, encoding="utf-8")
    kinds = source / "maatwerk_cli/register/kinds.py"
    text = kinds.read_text(encoding="utf-8")
    before, tuple_start, after = text.partition("KINDS: tuple[Kind, ...] = (")
    declared, close, rest = after.partition("\n)\n")
    first, model, others = before.partition("from maatwerk_cli.models.values import")
    kinds.write_text(
        first + IMPORT + model + others + tuple_start + declared + LINES.rstrip() + close + rest,
        encoding="utf-8",
    )
    return source


@pytest.fixture
def kept(register: Path) -> Path:
    """Give the project's own register with records of the new kinds."""
    for name, text in (
        ("speeltuinen/klimrek.yaml", SPEELTUIN),
        ("ritten/2018.csv", RITTEN),
        ("banden.csv", BANDEN),
        ("codelijsten/stand.csv", "code,naam,toelichting,bron,bijzonder\nopen,Open,,,\ndicht,Dicht,,,\n"),
    ):
        (register / name).parent.mkdir(exist_ok=True)
        (register / name).write_text(text, encoding="utf-8")
    return register


@pytest.fixture(scope="module")
def copied(program: Path, commands_of: Callable[[Path], Any]) -> Any:
    return commands_of(program)


@pytest.fixture
def run(copied: Any, kept: Path, tmp_path: Path) -> Run:
    def start(*arguments: str, ok: bool = True) -> subprocess.CompletedProcess[str]:
        done = copied.run(arguments, tmp_path, "", {"MAATWERK_DATA": str(kept)})
        assert "Traceback" not in done.stderr, done.stderr
        assert not ok or done.returncode == 0, done.stdout + done.stderr
        return done

    return start


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def contents(root: Path) -> dict[str, bytes]:
    files = (path for path in root.rglob("*") if path.is_file() and ".git" not in path.parts)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def changed(before: dict[str, bytes], root: Path) -> set[str]:
    after = contents(root)
    return {name for name in before | after if before.get(name) != after.get(name)}


def findings(run: Run) -> list[tuple[str, int, str]]:
    findings = json.loads(run("valideer", "--formaat", "json", ok=False).stdout)
    return [(finding["code"], finding["regel"], finding["melding"]) for finding in findings]


def test_it_is_read_and_checked(run: Run, kept: Path) -> None:
    assert findings(run) == []
    file = kept / "speeltuinen/klimrek.yaml"
    change(file, "beheerder: kpmg", "beheerder: kpmgg")
    change(file, "bij: ey", "bij: eyy\nopvolger: wip")
    change(file, "categorie: ict_inhuur", "categorie: ict_inhur")
    change(file, "    voor: autisme", "    voor: autismee")
    assert [(code, line) for code, line, _ in findings(run)] == [
        ("MW203", 3), ("MW218", 4), ("MW218", 5), ("MW204", 6), ("MW204", 18),
    ]  # fmt: skip
    sentences = [text for code, _, text in findings(run) if code == "MW218"]
    assert sentences[0].startswith("Er is geen proeftuin of speeltuin 'eyy'.")
    assert sentences[1].startswith("Er is geen speeltuin 'wip'.")
    change(file, "opvolger: wip", "opvolger: klimrek")
    assert ("MW209", 5, "Dit record noemt zichzelf bij opvolger.") in findings(run)


def test_what_it_declares_to_be_an_amount_is_no_telephone_number(run: Run, kept: Path) -> None:
    file = kept / "speeltuinen/klimrek.yaml"
    change(file, 'kosten: "1250.50"', "kosten: 31612345678")
    assert findings(run) == []
    change(file, "naam: Het Klimrek", 'naam: "31612345678"')
    assert [(code, line) for code, line, _ in findings(run)] == [("MW404", 2)]


def test_a_row_is_read_as_what_its_columns_hold(run: Run, kept: Path) -> None:
    change(kept / "ritten/2018.csv", "klimrek,ey;kpmg,2,12.50", "klimrekk,ey;kpm,twee,12.505")
    assert [(code, line) for code, line, _ in findings(run)] == [
        ("MW218", 2), ("MW202", 2), ("MW108", 2), ("MW111", 2),
    ]  # fmt: skip
    change(kept / "ritten/2018.csv", "twee,12.505", "2,12.50")
    assert [(code, line) for code, line, _ in findings(run)] == [("MW218", 2), ("MW202", 2)]
    change(kept / "ritten/2018.csv", "klimrekk,ey;kpm", "klimrek,ey;kpmg")
    change(kept / "ritten/2018.csv", "jaarverslag-2018,§4", "jaarverslag-2019,§4")
    (finding,) = json.loads(run("valideer", "--formaat", "json", ok=False).stdout)
    assert (finding["code"], finding["regel"], finding["kolom"]) == ("MW201", 3, 18)
    change(kept / "banden.csv", "kpmg,beheert,klimrek", "kpmg,beheert,schommel")
    assert any(text.startswith("Er is geen organisatie of speeltuin") for _, _, text in findings(run))


def test_it_is_listed_and_shown_with_what_points_at_it(run: Run) -> None:
    (listed,) = json.loads(run("lijst", "speeltuinen", "--formaat", "json").stdout)
    assert listed["naam"] == "Het Klimrek"
    assert json.loads(run("lijst", "speeltuin", "--waar", "stand=dicht", "--formaat", "json").stdout) == []
    assert len(json.loads(run("lijst", "rit", "--waar", "jaar=2018", "--formaat", "json").stdout)) == 2
    assert [line.split()[-1] for line in run("lijst", "rit").stdout.splitlines()[2:]] == ["12,50", "–"]
    (shown,) = json.loads(run("toon", "klimrek", "--formaat", "json").stdout)
    assert shown["velden"]["kosten"] == "1250.50"
    assert shown["velden"]["verloop"][0]["stand"] == "open"
    assert shown["verwijzingen"] == [
        "rit r-1 (2018): naar", "rit r-2 (2018): naar", "band kpmg beheert klimrek: naar",
    ]  # fmt: skip
    named = json.loads(run("toon", "kpmg", "--formaat", "json").stdout)
    assert (
        "speeltuin klimrek: beheerder"
        in next(record for record in named if record["soort"] == "organisatie")["verwijzingen"]
    )
    (code,) = json.loads(run("toon", "dicht", "--formaat", "json").stdout)
    assert code["verwijzingen"] == []
    (code,) = json.loads(run("toon", "open", "--formaat", "json").stdout)
    assert code["verwijzingen"] == ["speeltuin klimrek: stand"]
    assert "speeltuin" in run("lijst", "--help").stdout


def test_an_id_is_renamed_everywhere(run: Run, kept: Path) -> None:
    run("hernoem", "kpmg", "kpmg-nl", "--soort", "organisatie")
    assert "beheerder: kpmg-nl" in (kept / "speeltuinen/klimrek.yaml").read_text()
    assert "kpmg-nl,beheert,klimrek,jaarverslag-2018,§5" in (kept / "banden.csv").read_text()
    run("hernoem", "kpmg", "kpmg-tuin", "--soort", "proeftuin")
    assert "r-1,klimrek,ey;kpmg-tuin,2,12.50" in (kept / "ritten/2018.csv").read_text()
    run("hernoem", "klimrek", "klimtoren")
    assert "r-2,klimtoren,,1,,,jaarverslag-2018,§4" in (kept / "ritten/2018.csv").read_text()
    assert (kept / "speeltuinen/klimtoren.yaml").is_file()
    run("hernoem", "jaarverslag-2018", "verslag-2018")
    assert "r-2,klimtoren,,1,,,verslag-2018,§4" in (kept / "ritten/2018.csv").read_text()
    assert findings(run) == []


def test_two_are_made_one(run: Run, kept: Path) -> None:
    other = SPEELTUIN.replace("klimrek", "schommel").replace(
        "- autisme", "- autisme\n  - langdurig_werklozen"
    )
    other = (
        other.replace("1250.50", "999.00")
        .replace("bezoekers: 12\n", "")
        .replace("stand: open", "stand: dicht")
    )
    (kept / "speeltuinen/schommel.yaml").write_text(
        other.replace("verhaal:", "opvolger: klimrek\nverhaal:"), encoding="utf-8"
    )
    change(kept / "speeltuinen/klimrek.yaml", "verhaal:", "opvolger: schommel\nverhaal:")
    change(kept / "ritten/2018.csv", "r-2,klimrek", "r-2,schommel")
    before = contents(kept)
    refused = run("voeg-samen", "klimrek", "schommel", ok=False)
    assert refused.returncode == 2
    assert "De records verschillen in: kosten (1250.50 of 999.00)." in refused.stderr
    assert contents(kept) == before
    run("voeg-samen", "klimrek", "schommel", "--neem", "kosten")
    expected = (
        SPEELTUIN.replace("  - autisme\n", "  - autisme\n  - langdurig_werklozen\n")
        .replace("1250.50", "999.00")
        .replace("doelen:", STAGE.replace("open", "dicht") + "doelen:")
    )
    assert YAML(typ="safe").load(kept / "speeltuinen/klimrek.yaml") == YAML(typ="safe").load(expected)
    assert (kept / "ritten/2018.csv").read_text().endswith("r-2,klimrek,,1,,,jaarverslag-2018,§4\n")
    assert changed(before, kept) == {
        "speeltuinen/klimrek.yaml", "speeltuinen/schommel.yaml", "ritten/2018.csv",
    }  # fmt: skip
    assert not (kept / "speeltuinen/schommel.yaml").exists()
    assert findings(run) == []


def test_one_is_withdrawn(run: Run, kept: Path) -> None:
    before = contents(kept)
    run("trek-terug", "klimrek", "--sinds", "2019", "--reden", "Bestaat niet meer", "--ja")
    lines = (kept / "speeltuinen/klimrek.yaml").read_text().splitlines()
    keys = [line.split(":")[0] for line in lines if line[0].isalpha()]
    assert keys.index("verhaal") + 1 == keys.index("ingetrokken") == keys.index("bronnen") - 1
    assert changed(before, kept) == {"speeltuinen/klimrek.yaml"}
    (listed,) = json.loads(run("lijst", "speeltuin", "--formaat", "json").stdout)
    assert listed["id"] == "klimrek", "a steward still sees it"


def test_it_has_one_form(run: Run, kept: Path) -> None:
    file, rides = kept / "speeltuinen/klimrek.yaml", kept / "ritten/2018.csv"
    untidy = "# blijft staan\n" + SPEELTUIN.replace("naam: Het Klimrek\n", "").replace(
        "verhaal:", "naam:   Het Klimrek\nverhaal:"
    )
    file.write_text(untidy, encoding="utf-8")
    before = contents(kept)
    text = run("formatteer", "--controle", ok=False)
    assert text.returncode == 1
    assert "speeltuinen/klimrek.yaml" in text.stdout
    assert contents(kept) == before
    run("formatteer")
    assert changed(before, kept) == {"speeltuinen/klimrek.yaml"}
    lines = file.read_text(encoding="utf-8").splitlines()
    assert lines[:2] == ["# blijft staan", "id: klimrek"]
    assert lines.index("naam: Het Klimrek") + 1 == lines.index("verhaal: Zie ook de proeftuin `kpmg`.")
    assert YAML(typ="safe").load(file) == YAML(typ="safe").load(SPEELTUIN)
    assert rides.read_text(encoding="utf-8") == RITTEN
    once = contents(kept)
    run("formatteer")
    assert contents(kept) == once


def test_a_change_of_it_is_told_field_by_field(run: Run, kept: Path) -> None:
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "Begin"]):
        names = ["-c", "user.name=Voorbeeld", "-c", "user.email=voorbeeld@example.org"]
        subprocess.run(["git", *names, *command], cwd=kept, check=True, timeout=60)
    change(kept / "speeltuinen/klimrek.yaml", "1250.50", "1300.00")
    change(kept / "speeltuinen/klimrek.yaml", "categorie: ict_inhuur\n", "")
    change(kept / "ritten/2018.csv", "r-2,klimrek,,1", "r-2,klimrek,,4")
    change(kept / "banden.csv", "kpmg,beheert,klimrek", "kpmg,helpt,klimrek")
    difference = json.loads(run("verschil", "HEAD", "--formaat", "json").stdout)
    fields = {
        (record["soort"], record["id"], record["wijziging"]): {
            field["pad"]: (field["voor"], field["na"]) for field in record["velden"]
        }
        for record in difference["records"]
    }
    assert fields["speeltuin", "klimrek", "gewijzigd"] == {
        "kosten": ("1250.50", "1300.00"), "categorie": ("ict_inhuur", None),
    }  # fmt: skip
    assert fields["rit", "r-2", "gewijzigd"] == {"aantal": (1, 4)}
    assert [(record["soort"], record["id_basis"], record["id"]) for record in difference["hernoemd"]] == [
        ("band", "kpmg beheert klimrek", "kpmg helpt klimrek"),
    ]  # fmt: skip
    assert difference["kerncijfers"] == []


def test_nothing_else_changes(run: Run, commands: Any, program: Path, tmp_path: Path) -> None:
    """What is said of the other kinds is byte for byte what the program says without the new ones."""

    data = {"MAATWERK_DATA": str(program.parent / "data")}

    def plain(*arguments: str) -> str:
        done = commands.run(arguments, tmp_path, "", data)
        assert done.returncode == 0, done.stderr
        return str(done.stdout)

    for arguments in (("lijst", "proeftuinen", "--formaat", "csv"), ("schema", "proeftuin"), ("toon", "ey")):
        said = run(*arguments).stdout
        assert said.replace("- speeltuin klimrek: bij\n- rit r-1 (2018): over\n", "") == plain(*arguments)
    with_them, without = (
        json.loads(run("rapport", "2018", "--formaat", "json").stdout),
        json.loads(plain("rapport", "2018", "--formaat", "json")),
    )
    assert with_them.pop("herkomst") != without.pop("herkomst"), "the hash of the dataset is another"
    assert with_them == without
    run("exporteer", "met")
    plain("exporteer", "zonder")
    tables = {path.name for path in (tmp_path / "zonder").glob("*.csv")} - {"codelijsten.csv"}
    assert len(tables) > 10
    for name in tables:
        assert (tmp_path / "met" / name).read_bytes() == (tmp_path / "zonder" / name).read_bytes(), name


def test_it_is_made_field_by_field(run: Run, kept: Path) -> None:
    asked = run("nieuw", "speeltuin", "--help").stdout
    assert "Een speeltuin, als voorbeeld van een nieuwe soort." in asked
    assert "De stand. Kies uit: open, dicht." in asked
    run(
        "nieuw", "speeltuin", "--naam", "De Wip", "--beheerder", "KPMG", "--doelgroepen", "autisme",
        "--geopend", "1-8-2018", "--kosten", "€ 1.250,50", "--bezoekers", "7", "--stand", "open",
        "--bron", "jaarverslag-2018", "--vindplaats", "§9",
    )  # fmt: skip
    assert (kept / "speeltuinen/de-wip.yaml").read_text() == (
        "id: de-wip\nnaam: De Wip\nbeheerder: kpmg\ndoelgroepen:\n  - autisme\n"
        'geopend: "2018-08-01"\nkosten: "1250.50"\nbezoekers: 7\n'
        "verloop:\n  - stand: open\n    bron:\n      id: jaarverslag-2018\n      vindplaats: §9\n"
        "bronnen:\n  - id: jaarverslag-2018\n    vindplaats: §9\n"
    )
    run(
        "nieuw", "rit", "--id", "r-3", "--jaar", "2018", "--naar", "de-wip", "--over", "ey", "--over", "atos",
        "--aantal", "4", "--bron", "jaarverslag-2018 §9",
    )  # fmt: skip
    assert (kept / "ritten/2018.csv").read_text().endswith("r-3,de-wip,ey;atos,4,,,jaarverslag-2018,§9\n")
    assert findings(run) == []


def test_rows_of_a_spreadsheet_become_records(run: Run, kept: Path, tmp_path: Path) -> None:
    (tmp_path / "speeltuin.csv").write_text(
        "Naam;Wie haar beheert;Kosten;Geopend;Bron;Vindplaats\n"
        "De Glijbaan;kpmg;1.000,00;aug 2018;jaarverslag-2018;§9\n",
        encoding="utf-8",
    )
    run("importeer", "speeltuin.csv", "--schrijf")
    assert 'kosten: "1000.00"' in (kept / "speeltuinen/de-glijbaan.yaml").read_text()
    assert findings(run) == []


def test_it_goes_out_as_tables_and_back(run: Run, kept: Path, tmp_path: Path, program: Path) -> None:
    run("exporteer", "open")
    with (tmp_path / "open/speeltuinen.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["kosten"], row["geopend"]) == ("1250.50", "2018-q3")
    assert "bezoekers" not in row, "a number of people is no part of an open export"
    described = json.loads((tmp_path / "open/datapackage.json").read_text())
    tables = {resource["name"]: resource["schema"] for resource in described["resources"]}
    keys = {
        (tuple(key["fields"]), key["reference"]["resource"])
        for name in ("speeltuinen", "speeltuinen_verloop", "ritten", "ritten_over")
        for key in tables[name].get("foreignKeys", ())
    }
    assert {(("beheerder",), "organisaties"), (("opvolger",), "speeltuinen"), (("bron_id",), "bronnen"),
            (("naar",), "speeltuinen"), (("waarde",), "proeftuinen")} <= keys  # fmt: skip
    assert not any(fields == ("bij",) for fields, _ in keys), "of two kinds there is no one table"
    assert tables["banden"]["primaryKey"] == ["van", "rol", "naar"]
    database = sqlite3.connect(tmp_path / "open/register.sqlite")
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    database.close()
    run("exporteer", "alles", "--intern")
    empty = tmp_path / "leeg"
    run("nieuw", "dataset", "--naam", "Leeg", "--peildatum", "2018-12-31", "--map", str(empty))
    shutil.rmtree(empty / "codelijsten")
    (empty / "bronnen.yaml").unlink()
    run("importeer", "alles", "--schrijf", "--data", str(empty))
    run("exporteer", "terug", "--intern", "--data", str(empty))
    for name in (
        "speeltuinen",
        "speeltuinen_verloop",
        "speeltuinen_doelen",
        "ritten",
        "ritten_over",
        "banden",
    ):
        assert (tmp_path / f"terug/{name}.csv").read_bytes() == (tmp_path / f"alles/{name}.csv").read_bytes()


def test_an_editor_gets_its_schema_in_dutch(run: Run) -> None:
    schema = json.loads(run("schema", "speeltuin").stdout)
    assert (schema["title"], schema["description"]) == (
        "Speeltuin", "Een speeltuin, als voorbeeld van een nieuwe soort.",
    )  # fmt: skip
    assert schema["properties"]["beheerder"]["title"] == "Beheerder"
    assert set(schema["required"]) == {"id", "naam", "bronnen"}
