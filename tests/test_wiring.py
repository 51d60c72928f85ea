"""What surrounds the program: the workflow, the hooks, the templates and the stewards' pages."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from ruamel.yaml import YAML

from maatwerk_cli.cli.main import COMMANDS, app
from maatwerk_cli.exchange.json_schema import schemas
from maatwerk_cli.register.kinds import INSTELLINGEN, KINDS

ROOT = Path(__file__).parents[1]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
PAGES = sorted((ROOT / "docs/beheer").glob("*.md"))


def read(path: Path) -> Any:
    return YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))


PERMISSIONS = (
    {"contents": "read"},
    {"pull-requests": "write"},
    {"contents": "write", "id-token": "write", "attestations": "write"},  # a release, which runs no code
)


def steps(workflow: Any) -> Iterator[dict[str, Any]]:
    for job in workflow["jobs"].values():
        yield from job["steps"]


def options_of(command: str) -> set[str]:
    group: Any = typer.main.get_command(app)
    context = typer.Context(group)
    return {
        option for param in group.get_command(context, command).get_params(context) for option in param.opts
    }


def invocations(text: str) -> Iterator[list[str]]:
    """Give every call of the program in code: a word list that begins after ``maatwerk``."""
    code = "\n".join(
        [*re.findall(r"(?ms)^ *```(?:sh|console|yaml)\n(.*?)^ *```", text), *re.findall(r"`([^`\n]+)`", text)]
    )
    for line in re.findall(r"(?m)(?:^|[\s:$])maatwerk ((?!_)[^\n#|]+)", code):
        yield line.split()


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_is_one_and_is_safe(path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", str(path)],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout
    workflow = read(path)
    assert "pull_request_target" not in workflow.get("on", workflow.get(True))
    assert workflow["permissions"] == {}
    for job in workflow["jobs"].values():
        assert job["permissions"] in PERMISSIONS
        assert job["timeout-minutes"] <= 60
    for step in steps(workflow):
        assert "${{" not in step.get("run", ""), "what comes from outside goes by env"
        if "uses" in step:
            assert re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40}", step["uses"]), (
                "a name can be moved, a hash not"
            )
        if "run" in step:
            shell = subprocess.run(["bash", "-n"], input=step["run"], text=True, capture_output=True)
            assert shell.returncode == 0, shell.stderr


def test_what_may_write_runs_nothing_of_the_change() -> None:
    workflow = read(ROOT / ".github/workflows/gegevens.yml")
    writing = [job for job in workflow["jobs"].values() if "write" in job["permissions"].values()]
    assert len(writing) == 1
    for job in writing:
        assert not any("checkout" in step.get("uses", "") for step in job["steps"])
        assert not any(re.search(r"\b(maatwerk |pip|python)", step.get("run", "")) for step in job["steps"])
    checkout = next(step for step in steps(workflow) if "checkout" in step.get("uses", ""))
    assert checkout["with"] == {"fetch-depth": 0, "persist-credentials": False}


def test_the_hooks_name_commands_that_exist() -> None:
    hooks = read(ROOT / ".pre-commit-hooks.yaml")
    assert {hook["id"] for hook in hooks} == {"maatwerk-valideer", "maatwerk-formatteer"}
    for hook in hooks:
        assert {"id", "name", "entry", "language"} <= set(hook)
        program, command = hook["entry"].split()
        assert (program, command in COMMANDS) == ("maatwerk", True)
    checks, formats = sorted(hooks, key=lambda hook: "files" in hook)
    assert checks["always_run"]  # a record that goes is no file that pre-commit names
    assert re.search(formats["files"], "data/proeftuinen/x.yaml")
    for other in ("src/maatwerk_cli/checks/catalogus.yaml", "website/data/menu.yaml", "metadata/x.yaml"):
        assert not re.search(formats["files"], other)


@pytest.mark.parametrize(
    "path", [*PAGES, *WORKFLOWS, ROOT / ".github/PULL_REQUEST_TEMPLATE.md"], ids=lambda path: path.name
)
def test_commands_and_options_that_are_named_exist(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    calls = [
        line.split() for line in re.findall(r"(?m)\bmaatwerk ((?!_)[a-z].*)$", "\n".join(run_lines(path)))
    ]
    for words in calls if path.suffix == ".yml" else invocations(text):
        command, *rest = words
        assert command in COMMANDS, words
        named = {word.split("=")[0] for word in rest if word.startswith("--")} - {"--help"}
        assert named <= options_of(command), words


def run_lines(path: Path) -> list[str]:
    return [step.get("run", "") for step in steps(read(path))] if path.suffix == ".yml" else []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8")):
        if not target.startswith("http"):
            assert (path.parent / target).exists(), target


def test_the_pages_invent_no_person_and_no_contact() -> None:
    from maatwerk_cli.text.personal_data.privacy import hits

    for path in [*PAGES, ROOT / ".github/CODEOWNERS", ROOT / ".github/PULL_REQUEST_TEMPLATE.md"]:
        text = path.read_text(encoding="utf-8").replace("@voorbeeld-organisatie/", "")
        assert not list(hits(text)), path.name


def test_nobody_owns_code_before_it_is_filled_in() -> None:
    lines = (ROOT / ".github/CODEOWNERS").read_text(encoding="utf-8").splitlines()
    assert all(line.startswith("#") for line in lines if line)


def test_the_editor_page_maps_every_yaml_file_to_its_schema() -> None:
    import json

    text = (ROOT / "docs/beheer/editor.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"(?ms)^```json\n(.*?)^```", text)
    wanted: dict[str, str | list[str]] = {}
    for kind in (INSTELLINGEN, *KINDS):
        if ".yaml" in kind.shapes:
            name = kind.plural if kind.shapes[".yaml"] == "lijst" else kind.name
            assert name in schemas()
            place = f"data/{kind.plural}/*.yaml" if kind.folder else f"data/{kind.file}"
            wanted[f".schemas/{name}.schema.json"] = place
    # The cases of a framework lie beside it and are no framework.
    wanted[".schemas/kader.schema.json"] = ["data/beleid/*.yaml", "!data/beleid/*.gevallen.yaml"]
    wanted[".schemas/gevallen.schema.json"] = "data/beleid/*.gevallen.yaml"
    assert json.loads(block)["yaml.schemas"] == wanted


def test_the_first_change_goes_as_its_page_says(maatwerk: Any, register_with_cases: Path) -> None:
    page = (ROOT / "docs/beheer/eerste-wijziging.md").read_text(encoding="utf-8")
    shown = re.findall(r"(?m)^(data/\S+:\d+:\d+: MW\d{3})$", page)
    file = register_with_cases / "proeftuinen/atos-ict.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("fase: in_wording", "fase: in_wordig"), encoding="utf-8"
    )
    subprocess.run(["git", "init", "-q"], cwd=register_with_cases.parent, check=True)
    done = maatwerk("valideer", cwd=register_with_cases.parent)
    assert done.returncode == 1
    outcome = done.stdout.splitlines()
    assert len(outcome) == 1
    assert outcome[0].startswith(shown[0])
    assert "in_wording" in outcome[0]
    assert "MW104" in maatwerk("uitleg", "MW104").stdout
