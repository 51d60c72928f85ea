"""What checks a change of a register of one's own, run step by step in a fresh clone, as its place runs it.

Only the installing is left out, and what a place itself does: checking out, keeping files, placing a remark.
"""

import os
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

NEW = ("nieuw", "dataset", "--naam", "Voorbeeld", "--peildatum", "2019-12-31")
SOURCE = '- id: {id}\n  titel: {titel}\n  datum: "2019"\n  status: geverifieerd\n'
GIT = ("git", "-c", "user.name=a", "-c", "user.email=a@voorbeeld.example")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("jq") is None, reason="jq is not installed"),
]


class Clone:
    """A fresh clone of a new register, with a change on a branch of its own."""

    def __init__(self, maatwerk: Any, folder: Path, where: str) -> None:
        assert maatwerk(*NEW, "--controle", where).returncode == 0
        self.folder, self.home = folder / "kloon", folder / "loper"
        self.home.mkdir()
        for words in (("init", "-q", "-b", "main"), ("add", "-A"), ("commit", "-qm", "begin")):
            subprocess.run([*GIT, *words], cwd=folder, check=True)
        subprocess.run(["git", "clone", "-q", str(folder), str(self.folder)], check=True)
        program = self.home / "bin" / "maatwerk"
        program.parent.mkdir()
        program.write_text(f'#!/bin/sh\nexec {sys.executable} -m maatwerk_cli "$@"\n')
        program.chmod(0o755)
        self.base = self._said("rev-parse", "HEAD")
        subprocess.run(["git", "switch", "-qc", "tak"], cwd=self.folder, check=True)

    def _said(self, *words: str) -> str:
        return subprocess.run(
            ["git", *words], cwd=self.folder, check=True, capture_output=True, text=True
        ).stdout.strip()

    def change(self, text: str) -> None:
        """Add to the sources, and commit it."""
        with (self.folder / "data/bronnen.yaml").open("a", encoding="utf-8") as sources:
            sources.write(text)
        subprocess.run([*GIT, "commit", "-qam", "wijziging"], cwd=self.folder, check=True)

    def run(self, script: str, given: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
        """Run one step as the place does: in a shell that stops at the first error."""
        clean = {key: value for key, value in os.environ.items() if not key.startswith(("MAATWERK", "CI_"))}
        path = f"{self.home / 'bin'}:{clean['PATH']}"
        environment = {**clean, **given, "PATH": path, "RUNNER_TEMP": str(self.home), "MAATWERK_DATA": "data"}
        return subprocess.run(
            ["bash", "-eo", "pipefail", "-c", script],
            cwd=self.folder, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip

    def form(self, file: str) -> Any:
        return YAML(typ="safe", pure=True).load((self.folder / file).read_text(encoding="utf-8"))


def on_github(clone: Clone, *, pull_request: bool = True) -> tuple[int, list[str], str]:
    """Run the workflow; give how it ended, the annotations, and what is on the page of the run."""
    steps = clone.form(".github/workflows/register.yml")["jobs"]["controleer"]["steps"]
    outputs, page = clone.home / "uit", clone.home / "pagina"
    outputs.write_text("")
    page.write_text("")
    base = clone.base if pull_request else ""
    sentences: list[str] = []
    ended = 0
    for step in steps:
        if "run" not in step or step["name"] == "Installeer maatwerk":
            continue
        if "pull_request" in step.get("if", "") and not pull_request:
            continue
        results = dict(line.split("=", 1) for line in outputs.read_text().splitlines())
        given = {"GITHUB_OUTPUT": str(outputs), "GITHUB_STEP_SUMMARY": str(page), "BASIS": base}
        done = clone.run(step["run"], {**given, "UITKOMST": results.get("uitkomst", "")})
        assert step["name"] == "Zeg de uitkomst" or done.returncode == 0, done.stderr
        sentences += [line for line in done.stdout.splitlines() if line.startswith("::")]
        ended = done.returncode
    return ended, sentences, page.read_text()


@pytest.fixture
def clone(request: pytest.FixtureRequest, maatwerk: Any, tmp_path: Path) -> Clone:
    return Clone(maatwerk, tmp_path, request.param)


@pytest.mark.parametrize("clone", ["github"], indirect=True)
def test_github_lets_a_right_change_pass_and_shows_it(clone: Clone) -> None:
    clone.change(SOURCE.format(id="verslag", titel="Een verslag"))
    ended, text, page = on_github(clone)
    assert (ended, text) == (0, [])
    assert "verslag" in page
    assert on_github(clone, pull_request=False)[0] == 0


@pytest.mark.parametrize("clone", ["github"], indirect=True)
def test_github_tells_what_is_wrong_at_its_line(clone: Clone) -> None:
    lines = len((clone.folder / "data/bronnen.yaml").read_text(encoding="utf-8").splitlines())
    clone.change(SOURCE.format(id="verslag", titel="Een verslag").replace("geverifieerd", "zeker"))
    ended, text, _ = on_github(clone)
    assert ended == 1
    (single,) = text
    assert single.startswith(f"::error file=data/bronnen.yaml,line={lines + 4},col=11,title=MW104::De waarde")


@pytest.mark.parametrize("clone", ["github"], indirect=True)
def test_github_shows_fifty_at_their_lines_and_the_rest_on_the_page(clone: Clone) -> None:
    clone.change("".join(SOURCE.format(id=f"b-{n}", titel=f"[{n}]") for n in range(60)))
    ended, text, page = on_github(clone)
    assert ended == 1
    assert len(text) == 50
    assert "### Alle 60 bevindingen" in page
    assert page.count("` MW105 ") == 60


@pytest.mark.parametrize("clone", ["gitlab"], indirect=True)
@pytest.mark.parametrize(("status", "ended"), [("geverifieerd", 0), ("zeker", 1)])
def test_gitlab_reports_as_junit(clone: Clone, status: str, ended: int) -> None:
    clone.change(SOURCE.format(id="verslag", titel="Een verslag").replace("geverifieerd", status))
    script = "\n".join(clone.form(".gitlab-ci.yml")["controleer de gegevens"]["script"][1:])
    done = clone.run(script, {"CI_MERGE_REQUEST_DIFF_BASE_SHA": clone.base})
    assert done.returncode == ended, done.stderr
    assert "Wat deze wijziging" in (clone.folder / "verschil.md").read_text()
    report = ET.parse(clone.folder / "bevindingen.xml")  # noqa: S314
    assert len(list(report.iter("failure"))) == ended
    assert clone.run(script, {}).returncode == ended  # after the merge too


@pytest.mark.parametrize("clone", ["azure"], indirect=True)
@pytest.mark.parametrize(("status", "ended"), [("geverifieerd", 0), ("zeker", 1)])
def test_azure_reports_as_junit(clone: Clone, status: str, ended: int) -> None:
    clone.change(SOURCE.format(id="verslag", titel="Een verslag").replace("geverifieerd", status))
    steps = clone.form("azure-pipelines.yml")["steps"]
    (check,) = [step for step in steps if step.get("displayName") == "Controleer de gegevens"]
    # What is not known in a run that is of no pull request stays as it is written, and is no branch.
    assert "$(" not in str(check.get("env", ""))
    done = clone.run(check["script"], {"SYSTEM_PULLREQUEST_TARGETBRANCH": "refs/heads/main"})
    assert done.returncode == ended, done.stderr
    assert "##vso[task.uploadsummary]" in done.stdout
    assert clone.run(check["script"], {}).returncode == ended
    assert (clone.folder / "bevindingen.xml").is_file()
