"""``maatwerk schema`` as its user meets it."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., subprocess.CompletedProcess[str]]


def test_all_schemas_are_one_object(maatwerk: Run) -> None:
    done = maatwerk("schema")
    assert (done.returncode, done.stderr) == (0, "")
    content = json.loads(done.stdout)
    assert {"proeftuin", "kandidaat", "verzamelpost", "verzamelposten"} <= set(content)
    assert content["proeftuin"]["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_one_schema_is_the_schema_itself(maatwerk: Run) -> None:
    content = json.loads(maatwerk("schema", "kandidaat").stdout)
    assert content["title"] == "Kandidaat"
    assert "doelgroep" not in json.dumps(content["properties"])


def test_a_folder_gets_a_file_for_each(maatwerk: Run, tmp_path: Path) -> None:
    done = maatwerk("schema", "--map", "een/twee")
    assert (done.returncode, done.stdout) == (0, "")
    files = {file.name for file in (tmp_path / "een/twee").iterdir()}
    assert files == {f"{name}.schema.json" for name in json.loads(maatwerk("schema").stdout)}
    first = (tmp_path / "een/twee/proeftuin.schema.json").read_bytes()
    maatwerk("schema", "--map", "een/twee")
    assert (tmp_path / "een/twee/proeftuin.schema.json").read_bytes() == first


def test_a_schema_that_does_not_exist_is_told(maatwerk: Run) -> None:
    done = maatwerk("schema", "proeftuinn")
    assert done.returncode == 2
    assert "Bedoelde u 'proeftuin'?" in done.stderr


def test_a_file_in_the_place_of_the_folder_is_told(maatwerk: Run, tmp_path: Path) -> None:
    (tmp_path / "x").write_text("x", encoding="utf-8")
    done = maatwerk("schema", "--map", "x")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)


def test_a_schema_goes_into_the_file_that_is_named(maatwerk: Run, tmp_path: Path) -> None:
    done = maatwerk("schema", "proeftuin", "--uitvoer", "een.json")
    assert (done.returncode, done.stdout) == (0, "")
    assert json.loads((tmp_path / "een.json").read_text(encoding="utf-8"))["title"] == "Proeftuin"
    both = maatwerk("schema", "--map", "map", "--uitvoer", "een.json")
    assert (both.returncode, both.stderr) == (2, "--map en --uitvoer gaan niet samen. Kies er één.\n")
    assert not (tmp_path / "map").exists()
