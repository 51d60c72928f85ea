"""The dataset at a commit: listed whole, or by what differs from another commit, it is the same."""

import subprocess
from itertools import permutations
from pathlib import Path

import pytest

from maatwerk_cli.history.revisions import Repository, Version, find_repository, version_at

SETTINGS = 'naam: Voorbeeld\nschema: 1\nopenbaar: false\npeildatum: "2020"\ndrempel_onthulling: 5\n'


def git(folder: Path, *arguments: str) -> str:
    who = ("-c", "user.email=v@voorbeeld.invalid", "-c", "user.name=voorbeeld", "-c", "commit.gpgsign=false")
    done = subprocess.run(["git", *who, *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.fixture
def commits(tmp_path: Path) -> tuple[Repository, dict[str, str]]:
    """Give a repository in which each commit changes the dataset in another way."""
    data = tmp_path / "data"
    (data / "proeftuinen").mkdir(parents=True)
    git(tmp_path, "init", "-q")
    collected: dict[str, str] = {}

    def commit(name: str) -> None:
        git(tmp_path, "add", "-A")
        git(tmp_path, "commit", "-qm", name)
        collected[name] = git(tmp_path, "rev-parse", "HEAD")

    (tmp_path / "README.md").write_text("Voorbeeld\n")
    commit("nothing yet")
    (data / "dataset.yaml").write_text(SETTINGS)
    for name in ("a", "b", "één"):
        (data / "proeftuinen" / f"{name}.yaml").write_text(f"id: {name}\n")
    (data / "notitie.txt").write_text("x\n")
    commit("begin")
    (data / "proeftuinen" / "a.yaml").write_text("id: a\nnaam: A\n")
    (data / "notitie.txt").write_text("y\n")
    (tmp_path / "README.md").write_text("Anders\n")
    commit("changed")
    (data / "proeftuinen" / "0.yaml").write_text("id: '0'\n")
    (data / "proeftuinen" / "b.yaml").unlink()
    (data / "notitie.txt").rename(data / "notitie.md")
    commit("added and removed")
    (data / "proeftuinen" / "c.yaml").symlink_to("a.yaml")
    commit("linked")
    (data / "proeftuinen" / "a.yaml").write_text("id: a\nnaam: Nog anders\n")
    commit("changed behind a link")
    return find_repository(data), collected


def everything_in(version: Version) -> list[object]:
    """Give all that a version holds, in its order."""
    return [[*version.nodes.items()], [*version.others.items()], [*version.by_plural.items()]]


def test_by_what_differs_from_any_other_commit_it_is_the_same(
    commits: tuple[Repository, dict[str, str]],
) -> None:
    repository, outcome = commits
    whole = {name: version_at(repository, commit) for name, commit in outcome.items()}
    assert whole["changed behind a link"].nodes["proeftuinen/c.yaml"].source == "proeftuinen/a.yaml"
    for entry, other in permutations(outcome, 2):
        near = version_at(repository, outcome[other], whole[entry])
        assert everything_in(near) == everything_in(whole[other]), (entry, other)
        assert near.commit == outcome[other]
