"""Of a field, one of its features, a value or a stage is told apart whether it was inferred."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from maatwerk_cli.models.inferred import holds_inferred, is_inferred

Run = Callable[..., subprocess.CompletedProcess[str]]
OF_PEOPLE = "proeftuinen/berenschot.yaml"
POST = "verzamelposten/2018.yaml"


@pytest.mark.parametrize(
    ("named", "path", "own", "inside"),
    [
        ("kenmerken", ("kenmerken",), True, True),
        ("kenmerken", ("kenmerken", "fase"), True, True),
        ("kenmerken", ("kenmerken", "bestuurslaag", "gemeente"), True, True),
        ("kenmerken.fase", ("kenmerken", "fase"), True, True),
        ("kenmerken.fase", ("kenmerken",), False, True),
        ("kenmerken.fase", ("kenmerken", "fasering"), False, False),
        ("kenmerken.fasering", ("kenmerken", "fase"), False, False),
        ("kenmerken.bestuurslaag.gemeente", ("kenmerken", "bestuurslaag"), False, True),
        ("kenmerken.bestuurslaag.gemeente", ("kenmerken", "bestuurslaag", "rijk"), False, False),
        ("verloop.gestart", ("verloop", "decharge"), False, False),
        ("naam", ("naamgeving",), False, False),
    ],
)
def test_a_part_is_inferred_by_its_name_or_with_its_whole(
    named: str, path: tuple[str, ...], own: bool, inside: bool
) -> None:
    assert is_inferred([named], *path) is own
    assert holds_inferred([named], *path) is inside
    assert not is_inferred([], *path)
    assert not holds_inferred([], *path)


@pytest.mark.parametrize(
    ("file", "was", "now", "code"),
    [
        (POST, "    - kenmerken.fase\n", "    - kenmerken.faze\n", "MW124"),
        (
            POST,
            "    - kenmerken.fase\n",
            "    - kenmerken.doelgroep\n",
            "MW124",
        ),  # a feature it does not have
        (POST, "    - kenmerken.fase\n", "    - telt.proeftuinen\n", "MW119"),  # a field without parts
        (POST, "    - kenmerken.fase\n", "    - kenmerken.fase.decharge\n", "MW124"),
        (POST, "    - kenmerken.fase\n", "    - kenmerken.fase.gestart\n", None),
        (POST, "    - kenmerken.fase\n", "    - kenmerk.fase\n", "MW119"),
        ("proeftuinen/kpmg.yaml", "verloop.plan_ondertekend", "verloop.gestart", None),
        ("proeftuinen/kpmg.yaml", "verloop.plan_ondertekend", "verloop.decharge", "MW124"),
        ("proeftuinen/kpmg.yaml", "verloop.plan_ondertekend", "partners.dji", "MW119"),
        (OF_PEOPLE, "kandidaten.aan_de_slag", "kandidaten.contract", None),
        (OF_PEOPLE, "kandidaten.aan_de_slag", "kandidaten.gestart", "MW124"),  # a phase is no step
        (
            "proeftuinen/kpmg.yaml",
            "verloop.plan_ondertekend",
            "kandidaten.contract",
            None,
        ),  # without a number
    ],
)
def test_only_a_part_that_is_there_can_be_inferred(
    maatwerk: Run, register: Path, file: str, was: str, now: str, code: str | None
) -> None:
    path = register / file
    text = path.read_text(encoding="utf-8")
    assert was in text
    path.write_text(text.replace(was, now, 1), encoding="utf-8")
    done = maatwerk("valideer", "--formaat", "json", "--data", str(register))
    assert [finding["code"] for finding in json.loads(done.stdout)] == ([code] if code else [])


def test_the_schema_for_editors_takes_parts_of_fields_that_have_them(maatwerk: Run) -> None:
    import jsonschema

    schema = json.loads(maatwerk("schema", "verzamelpost").stdout)
    check = jsonschema.Draft202012Validator(schema["properties"]["afgeleid"])
    for name in ("kenmerken", "kenmerken.fase", "kenmerken.bestuurslaag.gemeente", "aantal"):
        assert check.is_valid([name]), name
    for name in ("aantal.een", "kenmerken.", "kenmerken.a.b.c", "Kenmerken.fase", "overig"):
        assert not check.is_valid([name]), name


def test_one_record_marks_only_the_part(maatwerk: Run, register: Path) -> None:
    text = maatwerk("toon", "partnerschap-andere-overheden-2018", "--data", str(register)).stdout
    assert "  fase: in_wording\n" in text
    assert "bestuurslaag: provincie, gemeente (afgeleid), waterschap (afgeleid), overig" in text
    text = maatwerk("toon", "leerformule-in-wording-2018", "--data", str(register)).stdout
    assert "  bestuurslaag (afgeleid): rijk\n" in text
    assert "  fase: in_wording\n" in text
