"""What git knows of the dataset. A revision or folder is hostile until git itself has checked it."""

import os
import subprocess
from pathlib import Path


def git_command(folder: Path, *arguments: str) -> list[str]:
    """Give the command line: no program of the repository's own is started, nothing is fetched."""
    return [
        "git",
        "-C",
        str(folder),
        "-c",
        "core.fsmonitor=false",
        "-c",
        "log.showSignature=false",
        "-c",
        "protocol.allow=never",
        *arguments,
    ]


def git_environment() -> dict[str, str]:
    """Give the environment of git: what a hook sets for its own repository has no say here."""
    return {
        **{key: value for key, value in os.environ.items() if not key.startswith("GIT_")},
        "GIT_OPTIONAL_LOCKS": "0",
        "LC_ALL": "C",
    }


def run_git(
    folder: Path, *arguments: str, found_nothing: int = 0, working_tree: bool = False
) -> bytes | None:
    """Run git in ``folder``; ``None`` where git is missing or refuses.

    Args:
        folder: where it runs.
        arguments: the command and what it is given.
        found_nothing: another exit code by which it only says that there is nothing.
        working_tree: it looks at files as they lie, and would put them through filters of the repository.
    """
    environment = git_environment()
    if working_tree:
        without = _without_filters(folder)
        if without is None:
            return None
        environment |= without
    try:
        done = subprocess.run(  # noqa: S603
            git_command(folder, *arguments),
            capture_output=True,
            check=False,
            env=environment,
            stdin=subprocess.DEVNULL,
            timeout=120,
        )
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    return done.stdout if done.returncode in (0, found_nothing) else None


def _without_filters(folder: Path) -> dict[str, str] | None:
    """Give the settings that take every filter away: each is a program that a repository can name itself."""
    keys = run_git(folder, "config", "--null", "--name-only", "--get-regexp", r"^filter\.", found_nothing=1)
    if keys is None:
        return None
    names = {key.rpartition(".")[0] for key in os.fsdecode(keys).split("\0") if key}
    off = [(f"{name}.{key}", value) for name in sorted(names) for key, value in _NO_FILTER.items()]
    settings = {"GIT_CONFIG_COUNT": str(len(off))}
    for number, (key, value) in enumerate(off):
        settings |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    return settings


_NO_FILTER = {"clean": "", "process": "", "required": "false"}


def git_root(folder: Path) -> Path | None:
    """Give the top of the working tree that ``folder`` is in, if it is in one."""
    output = run_git(folder, "rev-parse", "--show-toplevel")
    return Path(output.decode().rstrip("\n")) if output else None


def last_revision(folder: Path) -> str | None:
    """Give the last commit that touched ``folder``; ``None`` outside git or before any commit."""
    output = run_git(folder, "log", "-1", "--format=%H", "--", ".")
    return (output or b"").decode().strip() or None


def revision_of(folder: Path) -> str | None:
    """Give the last commit that touched ``folder``, where that is what it holds now; else ``None``."""
    options = ("--porcelain", "--ignore-submodules=dirty")  # what lies in another repository is not asked
    changed = run_git(folder, "status", *options, "--", ".", working_tree=True)
    return last_revision(folder) if changed == b"" else None
