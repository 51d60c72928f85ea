"""What comes beside a new register: checks of a change, hooks, and what git leaves alone."""

import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from maatwerk_cli import __version__
from maatwerk_cli.keeping.starting import files_beside

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/beheer/instellen.md").read_text(encoding="utf-8")
PLACES = {
    "github": ".github/workflows/register.yml",
    "gitlab": ".gitlab-ci.yml",
    "azure": "azure-pipelines.yml",
}
NEW = ("nieuw", "dataset", "--naam", "Voorbeeld", "--peildatum", "2019-12-31")


def read(text: bytes) -> Any:
    return YAML(typ="safe", pure=True).load(text.decode())


@pytest.mark.parametrize(("where", "schema"), [("github", "github-workflows"), ("gitlab", "gitlab-ci")])
def test_a_form_is_what_that_place_reads(where: str, schema: str, tmp_path: Path) -> None:
    form = files_beside(where, "register", __version__)[PLACES[where]]
    (tmp_path / "vorm.yml").write_bytes(form)
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", "vorm.yml"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_the_workflow_reports_always_is_pinned_and_may_write_only_a_remark() -> None:
    workflow = read(files_beside("github", "register", __version__)[".github/workflows/register.yml"])
    on = workflow.get("on", workflow.get(True))
    assert set(on) == {"pull_request", "push"}
    assert not on["pull_request"]  # no paths: a required check that is skipped blocks for ever
    assert workflow["env"] == {"MAATWERK_DATA": "register"}
    assert [job["permissions"] for job in workflow["jobs"].values()] == [
        {"contents": "read"}, {"pull-requests": "write"},
    ]  # fmt: skip
    steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
    assert all(re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40}", step["uses"]) for step in steps if "uses" in step)
    assert not any("${{" in step.get("run", "") for step in steps)
    for step in steps:
        shell = subprocess.run(["bash", "-n"], input=step.get("run", ""), text=True, capture_output=True)
        assert shell.returncode == 0, shell.stderr
    assert any(f"maatwerk-cli=={__version__}" in step.get("run", "") for step in steps)


@pytest.mark.parametrize("where", ["gitlab", "azure"])
def test_the_page_shows_the_form_that_is_made(where: str) -> None:
    form = files_beside(where, "data", __version__)[PLACES[where]]
    shown = re.search(rf"<!-- vorm: {where}.yml -->\n```yaml\n(.*?)```", PAGE, re.DOTALL)
    assert shown is not None
    assert shown[1] == form.decode()


def test_they_come_with_a_new_register_and_leave_what_is_there(maatwerk, tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("eigen\n")
    done = maatwerk(*NEW)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / ".github/workflows/register.yml").is_file()
    hooks = read((tmp_path / ".pre-commit-config.yaml").read_bytes())["repos"][0]["hooks"]
    assert [hook["entry"] for hook in hooks] == [
        "maatwerk formatteer --data data",
        "maatwerk valideer --data data",
    ]
    assert (tmp_path / ".gitignore").read_text() == "eigen\n"
    assert "dat is zo gebleven: .gitignore." in done.stderr
    assert maatwerk("valideer", "--strikt").returncode == 0


def test_none_where_none_is_asked_for(maatwerk, tmp_path: Path) -> None:
    assert maatwerk(*NEW, "--controle", "geen").returncode == 0
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_every_place_has_its_own_form() -> None:
    for where, place in PLACES.items():
        assert set(files_beside(where, "d", "1")) == {place, ".gitignore", ".pre-commit-config.yaml"}


@pytest.mark.parametrize("folder", ["register", "mijn register"])
def test_the_hooks_find_a_register_in_a_folder_of_any_name_and_no_other_folder(
    maatwerk, tmp_path, folder
) -> None:
    assert maatwerk(*NEW, "--map", folder).returncode == 0
    hooks = read((tmp_path / ".pre-commit-config.yaml").read_bytes())["repos"][0]["hooks"]
    for hook, files in zip(hooks, ([f"{folder}/bronnen.yaml"], []), strict=True):
        done = maatwerk(*shlex.split(hook["entry"])[1:], *files)  # as pre-commit splits it
        assert done.returncode == 0, done.stderr
    assert re.search(hooks[0]["files"], f"{folder}/bronnen.yaml")
    assert not re.search(hooks[0]["files"], f"elders/{folder}/bronnen.yaml")
    assert hooks[1]["always_run"]
