"""A repository can bring settings that start programs of its own: none of them is started."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from shutil import copytree
from subprocess import CompletedProcess

import pytest

ROOT = Path(__file__).parents[2]
TENDER = ("--aard", "dienst", "--loonsom", "300000", "--looptijd", "12", "--peildatum", "2018-03-01")
COMMANDS = {
    "a memo": ("check-aanbesteding", *TENDER, "--formaat", "markdown"),
    "what changed": ("valideer", "--sinds", "HEAD"),
    "a difference": ("verschil", "HEAD"),
    "an edition": ("rapport", "2018"),
}
# What a setting is of, with where its command goes. A name may hold any sign but the end of a line.
SETTINGS = {
    "a filter": ("filter.vb.clean", "touch {mark}; cat"),
    "a filter that keeps running": ("filter.vb.process", "touch {mark}"),
    "a filter with an odd name": ("filter.v=b.c.clean", "touch {mark}; cat"),
    "a watcher": ("core.fsmonitor", "touch {mark}"),
    "another look of a difference": ("diff.vb.textconv", "touch {mark}; cat"),
    "another program for a difference": ("diff.vb.command", "touch {mark}"),
}

pytestmark = pytest.mark.slow


def git(folder: Path, *arguments: str) -> bytes:
    who = ("-c", "user.name=voorbeeld", "-c", "user.email=voorbeeld@voorbeeld.invalid")
    return subprocess.run(["git", "-C", folder, *who, *arguments], check=True, capture_output=True).stdout


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Give a repository with the register in ``data``, committed once."""
    copytree(ROOT / "data", tmp_path / "data")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "--message", "een")
    return tmp_path


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("setting", SETTINGS)
def test_no_program_of_the_repository_is_started(
    maatwerk: Callable[..., CompletedProcess[str]], repository: Path, setting: str, command: str
) -> None:
    key, program = SETTINGS[setting]
    mark = repository / "started"
    git(repository, "config", key, program.format(mark=mark))
    name = key.split(".", 1)[1].rpartition(".")[0] or "vb"
    (repository / ".git" / "info").mkdir(exist_ok=True)
    (repository / ".git" / "info" / "attributes").write_text(f"* filter={name} diff={name}\n")
    os.utime(repository / "data" / "beleid" / "maatwerk.yaml", (0, 0))  # so that git looks at it again
    done = maatwerk(*COMMANDS[command], "--data", str(repository / "data"), cwd=repository)
    assert done.returncode in (0, 1), done.stderr
    assert not mark.exists()


SIGNATURE = b"gpgsig -----BEGIN PGP SIGNATURE-----\n \n iQEz\n -----END PGP SIGNATURE-----\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_no_program_that_looks_at_a_signature_is_started(
    maatwerk: Callable[..., CompletedProcess[str]], repository: Path, command: str
) -> None:
    program, mark = repository / "gpg", repository / "started"
    program.write_text(f"#!/bin/sh\ntouch {mark}\n")
    program.chmod(0o755)
    git(repository, "config", "gpg.program", str(program))
    git(repository, "config", "log.showSignature", "true")
    head, _, message = git(repository, "cat-file", "commit", "HEAD").partition(b"\n\n")
    (repository / "signed").write_bytes(head + b"\n" + SIGNATURE + b"\n" + message)
    signed = git(repository, "hash-object", "-t", "commit", "-w", "signed").decode().strip()
    git(repository, "update-ref", "HEAD", signed)
    done = maatwerk(*COMMANDS[command], "--data", str(repository / "data"), cwd=repository)
    assert done.returncode in (0, 1), done.stderr
    assert not mark.exists()
