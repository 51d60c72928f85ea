"""A closed register tells no command's reader what its report withholds."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def closed(register: Path) -> Path:
    """The register of 2018 without the number that a source states for Berenschot, and closed."""
    path = register / "proeftuinen" / "berenschot.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("kandidaten:")] + text[text.index("verloop:") :], encoding="utf-8")
    path = register / "dataset.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("openbaar: true", "openbaar: false"))
    return register


def test_a_computed_post_is_withheld_everywhere_or_nowhere(
    maatwerk: Run, closed: Path, tmp_path: Path
) -> None:
    """Of 22 at work 4 are registered, so the 18 of the post, which was computed, would give them away."""
    name = "kandidaten-aan-de-slag-overig-2018"
    listed = json.loads(maatwerk("lijst", "verzamelpost", "--formaat", "json", "--data", str(closed)).stdout)
    assert {post["id"]: post["aantal"] for post in listed}[name] is None
    (shown,) = json.loads(maatwerk("toon", name, "--formaat", "json", "--data", str(closed)).stdout)
    assert shown["velden"]["aantal"] == "afgeschermd"
    assert maatwerk("exporteer", "uit", "--data", str(closed)).returncode == 0
    row = next(
        line
        for line in (tmp_path / "uit" / "verzamelposten.csv").read_text(encoding="utf-8").splitlines()
        if name in line
    )
    assert ",18," not in row
    intern = json.loads(
        maatwerk("lijst", "verzamelpost", "--intern", "--formaat", "json", "--data", str(closed)).stdout
    )
    assert {post["id"]: post["aantal"] for post in intern}[name] == 18


def test_candidates_are_shown_to_who_may_see_them(maatwerk: Run, closed: Path) -> None:
    for command in (("lijst", "kandidaat"), ("toon", "k-8vtbwsi4te")):
        done = maatwerk(*command, "--data", str(closed))
        assert (done.returncode, done.stdout) == (2, "")
        assert "--intern" in done.stderr
        assert maatwerk(*command, "--intern", "--data", str(closed)).returncode == 0
    assert "k-" not in maatwerk("toon", "berenschot", "--data", str(closed)).stdout


def test_a_finding_names_no_number_of_candidates(maatwerk: Run, closed: Path) -> None:
    for file, old, new in (
        ("kerncijfers/2018.yaml", "waarde: 22", "waarde: 21"),
        ("proeftuinen/atos.yaml", "aantal: 3", "aantal: 2"),
    ):
        path = closed / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
    findings = json.loads(maatwerk("valideer", "--formaat", "json", "--data", str(closed)).stdout)
    messages = {finding["code"]: finding["melding"] for finding in findings}
    assert {"MW501", "MW503"} <= set(messages)
    assert "22" not in messages["MW503"]
    assert "3" not in messages["MW501"]
