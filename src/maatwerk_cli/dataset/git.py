"""What git knows of the dataset. A revision or folder is hostile until git itself has checked it."""

import os
import subprocess
from pathlib import Path


def run_git(folder: Path, *arguments: str) -> bytes | None:
    """Run git in ``folder``; ``None`` where git is missing or refuses."""
    environment = {
        **{key: value for key, value in os.environ.items() if not key.startswith("GIT_")},
        "GIT_OPTIONAL_LOCKS": "0",
        "LC_ALL": "C",
    }
    try:
        done = subprocess.run(  # noqa: S603
            ["git", "-C", str(folder), "-c", "core.fsmonitor=false", *arguments],  # noqa: S607
            capture_output=True,
            check=True,
            env=environment,
            stdin=subprocess.DEVNULL,
            timeout=120,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout


def git_root(folder: Path) -> Path | None:
    """Give the top of the working tree that ``folder`` is in, if it is in one."""
    output = run_git(folder, "rev-parse", "--show-toplevel")
    return Path(output.decode().rstrip("\n")) if output else None


def last_revision(folder: Path) -> str | None:
    """Give the last commit that touched ``folder``; ``None`` outside git or before any commit."""
    output = run_git(folder, "log", "-1", "--format=%H", "--", ".")
    return (output or b"").decode().strip() or None
