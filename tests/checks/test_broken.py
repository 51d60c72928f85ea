"""Broken datasets beside the exact findings they must give, through the API and the command, in every form.

A case is a folder of files laid over the small valid dataset, with ``verwacht.txt``: ``bestand:regel:kolom
CODE`` a line. Lines and columns were told by where the mistake was put, not by the program.
"""

import json
import re
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

import pytest
from jsonschema import Draft202012Validator

from maatwerk_cli.checks.finding import Finding
from maatwerk_cli.checks.run import check
from maatwerk_cli.cli.main import run
from maatwerk_cli.cli.results.valideer import FindingsForm, _render
from maatwerk_cli.exchange.json_schema import schemas
from maatwerk_cli.register.kinds import INSTELLINGEN, kind_of_file
from maatwerk_cli.register.loading import load_dataset
from maatwerk_cli.text.yaml.yaml_reader import YamlDocument, read_yaml

HERE = Path(__file__).parent
BASIS = HERE / "basis"
CASES = sorted(path for path in (HERE / "stuk").iterdir() if path.is_dir())
NOT_IN_A_SCHEMA = {"MW120", "MW123"}
"""A name of a file, the same word twice in a list."""
BEYOND_A_SCHEMA = {"MW110", "MW112", "MW401", "MW403"}
"""A whole number written as 250000.0, a day that does not exist, personal data in whatever field."""


class Case(NamedTuple):
    """A broken dataset, its number among all, the lines that are expected, and what is found."""

    root: Path
    number: int
    lines: list[str]
    findings: list[Finding]


@pytest.fixture(scope="module", params=enumerate(CASES), ids=lambda param: param[1].name)
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Case:
    """Lay the files of a case over the valid dataset, once for all tests: none of them writes."""
    number, folder = request.param
    root = Path(shutil.copytree(BASIS, tmp_path_factory.mktemp("stuk") / "data"))
    shutil.copytree(folder, root, dirs_exist_ok=True, ignore=shutil.ignore_patterns("verwacht.txt"))
    lines = (folder / "verwacht.txt").read_text(encoding="utf-8").splitlines()
    return Case(root, number, lines, check(load_dataset(root)))


def test_the_api_gives_exactly_these_findings(case: Case) -> None:
    assert sorted(f"{f.file}:{f.line}:{f.column} {f.code}" for f in case.findings) == sorted(case.lines)


def test_the_command_gives_them_in_every_form(
    case: Case, capfdbinary: pytest.CaptureFixture[bytes], wide: bool
) -> None:
    """Each form of the findings of each case; of the command the forms take turns, but in ``.ci/search``."""
    expected = {*case.lines}
    errors = any(finding.severity == "fout" for finding in case.findings)
    for form, read in READERS.items():
        assert (form, read(rendered(case.findings, form, case.root))) == (form, expected)
    forms = [*READERS]
    for form in forms if wide else [forms[case.number % len(forms)]]:
        command = ["valideer", "--data", str(case.root), "--formaat", form]
        ended = run(command)
        output = capfdbinary.readouterr().out.decode("utf-8")
        assert (form, ended, READERS[form](output)) == (form, int(errors), expected)
        if not errors:  # only there does it make a difference to be strict
            assert (form, run([*command, "--strikt"])) == (form, int(bool(expected)))
            capfdbinary.readouterr()


def rendered(findings: list[Finding], form: FindingsForm, root: Path) -> str:
    return _render(findings, form, root, "", strict=False, output=None, most=None)


@pytest.fixture(scope="module")
def schemas_of_kinds() -> dict[str, Any]:
    return schemas()


def test_the_schema_says_the_same_of_every_file_that_reads(
    case: Case, schemas_of_kinds: dict[str, Any]
) -> None:
    """An independent validator finds the same files wrong, as far as JSON Schema can say it."""
    root = case.root
    text: dict[str, set[str]] = {}
    for line in case.lines:
        place, _, code = line.rpartition(" ")
        text.setdefault(place.rsplit(":", 2)[0], set()).add(code)
    for path in root.rglob("*.yaml"):
        file = path.relative_to(root).as_posix()
        kind = INSTELLINGEN if file == "dataset.yaml" else kind_of_file(file)
        document = read_yaml(path.read_bytes())
        codes = text.get(file, set())
        unread = not isinstance(document, YamlDocument) or any(code < "MW100" for code in codes)
        if kind is None or unread or codes & BEYOND_A_SCHEMA:
            continue
        assert isinstance(document, YamlDocument)
        schema = schemas_of_kinds[kind.plural if kind.shapes[".yaml"] == "lijst" else kind.name]
        wrong = {code for code in codes if code < "MW200" or code == "MW410"} - NOT_IN_A_SCHEMA
        assert Draft202012Validator(schema).is_valid(document.value) == (not wrong), (file, codes)


def _text(output: str) -> set[str]:
    lines = [re.match(r"(.+?):(\d+):(\d+): (MW\d{3}) ", line) for line in output.splitlines()]
    return {f"{match[1]}:{match[2]}:{match[3]} {match[4]}" for match in lines if match}


def _github(output: str) -> set[str]:
    pattern = r"::(?:error|warning) file=([^,]+),line=(\d+),col=(\d+),title=(MW\d{3})::."
    matches = [re.match(pattern, line) for line in output.splitlines()]
    assert all(matches)
    return {f"{unquote(m[1])}:{m[2]}:{m[3]} {m[4]}" for m in matches if m}


def _json(output: str) -> set[str]:
    items = json.loads(output)
    for item in items:
        assert list(item) == ["code", "ernst", "bestand", "regel", "kolom", "pad", "melding", "oplossing"]
    return {f"{i['bestand']}:{i['regel']}:{i['kolom']} {i['code']}" for i in items}


def _sarif(output: str) -> set[str]:
    collected = set()
    for result in json.loads(output)["runs"][0]["results"]:
        place = result["locations"][0]["physicalLocation"]
        region = place["region"]
        uri = unquote(place["artifactLocation"]["uri"])
        collected.add(f"{uri}:{region['startLine']}:{region['startColumn']} {result['ruleId']}")
    return collected


def _junit(output: str) -> set[str]:
    names = [case.get("name", "") for case in ET.fromstring(output).iter("testcase")]  # noqa: S314
    return {re.sub(r"(MW\d{3}) (.*)", r"\2 \1", name) for name in names if name.startswith("MW")}


READERS: dict[FindingsForm, Callable[[str], set[str]]] = {
    "tekst": _text,
    "github": _github,
    "json": _json,
    "sarif": _sarif,
    "junit": _junit,
}
