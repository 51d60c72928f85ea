"""The one place that changes a dataset: all changes of a command at once, or none.

New contents are first written beside the dataset's files, in a folder of its own. One file takes its
place by a rename. With more than one, a journal says what is to be renamed; from the moment that it is
there the change is made, and whoever opens the dataset next finishes what a stopped program left. Before
that moment nothing has changed, and what was left is thrown away.
"""

import contextlib
import hashlib
import json
import os
import shutil
import stat
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from maatwerk_cli.register.location import STAGING

_JOURNAL = "journaal.json"
_LOCK_FILE = ".maatwerk-slot"
_WAIT_SECONDS = 10.0  # longer than any command writes, shorter than a person thinks it hangs
_POLL_SECONDS = 0.05
"""How long between two looks at a lock: a person sees no wait."""


class WriteRefusedError(Exception):
    """The change cannot be made; nothing was written.

    Attributes:
        reason: ``bezig`` (another command is writing), ``veranderd`` (a file changed meanwhile),
            ``bestaat`` (a new file is there already), ``journaal`` (a journal that is not of this
            dataset), ``onaf`` (what a stopped command left cannot be finished: a file has changed since),
            ``buiten`` (a place outside the dataset).
        file: the file it is about, relative to the dataset.
    """

    def __init__(self, reason: str, file: str = "") -> None:
        super().__init__(reason, file)
        self.reason = reason
        self.file = file


class Change(NamedTuple):
    """What becomes of one file.

    Attributes:
        file: path relative to the dataset, with forward slashes.
        before: what is in it now; ``None`` when it is not there yet.
        after: what will be in it; ``None`` when it is removed.
    """

    file: str
    before: bytes | None
    after: bytes | None


@contextlib.contextmanager
def writing(root: Path, *, wait: float = _WAIT_SECONDS) -> Iterator[None]:
    """Hold the dataset: nobody else writes in it until the end, and what was left undone is finished.

    Raises:
        WriteRefusedError: another command keeps writing, or a journal cannot be trusted.
    """
    with _locked(root, wait):
        _recover(root)
        yield


def finish_interrupted(root: Path) -> None:
    """Finish or undo what a stopped command left; without a trace of one, do nothing.

    Raises:
        WriteRefusedError: another command keeps writing, or a journal cannot be trusted.
    """
    if (root / STAGING).exists():
        with writing(root):
            pass


def apply_changes(root: Path, changes: Sequence[Change]) -> None:
    """Make all changes, or none. Call this within :func:`writing`.

    Raises:
        WriteRefusedError: a file is not what it was when the change was thought out.
        OSError: the disk is full or does not let itself be written; nothing has changed.
    """
    changes = [change for change in changes if change.before != change.after]
    if not changes:
        return
    for change in changes:
        _check(root, change)
    staging = root / STAGING
    staging.mkdir(mode=0o700)
    try:
        steps = [_stage(root, staging, number, change) for number, change in enumerate(changes)]
        for change in changes:
            _check(root, change)
        if len(changes) == 1:
            _finish(root, staging, steps)
            return
        _write_journal(staging, steps)
    except BaseException:
        if not (staging / _JOURNAL).exists():
            shutil.rmtree(staging, ignore_errors=True)
            raise
    _finish(root, staging, steps)


def _check(root: Path, change: Change) -> None:
    target = locate(root, change.file)
    try:
        now: bytes | None = target.read_bytes()
    except FileNotFoundError:
        now = None
    if now != change.before:
        raise WriteRefusedError("bestaat" if change.before is None else "veranderd", change.file)


def locate(root: Path, file: str) -> Path:
    """Give where a file of the dataset really lies: within the dataset, or it is refused."""
    path = PurePosixPath(file)
    if path.is_absolute() or ".." in path.parts or not path.parts or path.parts[0].startswith("."):
        raise WriteRefusedError("buiten", file)
    target = (root / path).resolve()
    if not target.is_relative_to(root.resolve()):
        raise WriteRefusedError("buiten", file)
    return target


def _stage(root: Path, staging: Path, number: int, change: Change) -> dict[str, Any]:
    step: dict[str, Any] = {"bestand": change.file, "voor": _digest(change.before)}
    if change.after is None:
        return {**step, "weg": True}
    target = locate(root, change.file)
    name = str(number)
    handle = os.open(staging / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    with os.fdopen(handle, "wb") as stream:
        stream.write(change.after)
        stream.flush()
        os.fsync(stream.fileno())
    if change.before is not None:
        (staging / name).chmod(stat.S_IMODE(target.stat().st_mode))
    return {**step, "inhoud": name}


def _digest(content: bytes | None) -> str | None:
    return None if content is None else hashlib.sha256(content).hexdigest()


def _write_journal(staging: Path, steps: Sequence[Mapping[str, Any]]) -> None:
    """Write what is to be done. From the moment that the journal has its name, the change is made."""
    content = json.dumps({"map": staging.stat().st_ino, "stappen": list(steps)}).encode()
    draft = staging / f"{_JOURNAL}.nieuw"
    with draft.open("xb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    _sync_folder(staging)
    draft.rename(staging / _JOURNAL)
    _sync_folder(staging)


def _finish(root: Path, staging: Path, steps: Sequence[Mapping[str, Any]]) -> None:
    """Do each step that is not done yet; every one can be done again without harm."""
    folders = set()
    for step in steps:
        target = locate(root, step["bestand"])
        if step.get("weg"):
            target.unlink(missing_ok=True)
            (root / step["bestand"]).unlink(missing_ok=True)  # a link to it, which leads nowhere now
        else:
            content = staging / step["inhoud"]
            if content.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                content.replace(target)
        folders.add(target.parent)
    for folder in sorted(folders):
        if folder.is_dir():
            _sync_folder(folder)
    (staging / _JOURNAL).unlink(missing_ok=True)
    shutil.rmtree(staging, ignore_errors=True)
    _sync_folder(root)


def _recover(root: Path) -> None:
    staging = root / STAGING
    try:
        info = staging.lstat()
    except FileNotFoundError:
        return
    if not stat.S_ISDIR(info.st_mode):
        raise WriteRefusedError("journaal", STAGING)
    if not (staging / _JOURNAL).exists():
        shutil.rmtree(staging)
        return
    steps = _read_journal(root, staging)
    for step in steps:
        _check_untouched(root, staging, step)
    _finish(root, staging, steps)


def _check_untouched(root: Path, staging: Path, step: Mapping[str, Any]) -> None:
    """Refuse to finish over what a person has changed since the program was stopped."""
    if not step.get("weg") and not (staging / step["inhoud"]).exists():
        return  # this step was done
    target = locate(root, step["bestand"])
    now = _digest(target.read_bytes()) if target.exists() else None
    if now != step["voor"] and not (step.get("weg") and now is None):
        raise WriteRefusedError("onaf", step["bestand"])


def _read_journal(root: Path, staging: Path) -> list[dict[str, Any]]:
    """Read a journal and trust only what this program can have written in this very folder."""
    try:
        journal = json.loads((staging / _JOURNAL).read_bytes())
        steps: list[dict[str, Any]] = journal["stappen"]
        sound = journal["map"] == staging.stat().st_ino and all(_sound(root, staging, step) for step in steps)
    except (OSError, ValueError, TypeError, KeyError, RecursionError, WriteRefusedError):
        sound = False
    if not sound:
        raise WriteRefusedError("journaal", STAGING)
    return steps


def _sound(root: Path, staging: Path, step: Mapping[str, Any]) -> bool:
    locate(root, step["bestand"])
    if step.get("weg"):
        return True
    content = staging / str(step["inhoud"])
    return step["inhoud"].isdecimal() and (not content.exists() or stat.S_ISREG(content.lstat().st_mode))


def _sync_folder(folder: Path) -> None:
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:  # some file systems cannot sync a folder; the files themselves are safe
        pass
    finally:
        os.close(handle)


@contextlib.contextmanager
def _locked(root: Path, wait: float) -> Iterator[None]:
    handle = _open_lock(root)
    try:
        deadline = time.monotonic() + wait
        while not _try_lock(handle):
            if time.monotonic() >= deadline:
                raise WriteRefusedError("bezig")
            time.sleep(_POLL_SECONDS)
        yield
    finally:
        os.close(handle)  # closing lets go of the lock, and so does the end of the program


if sys.platform == "win32":
    import msvcrt

    def _open_lock(root: Path) -> int:
        return os.open(root / _LOCK_FILE, os.O_RDWR | os.O_CREAT)

    def _try_lock(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _open_lock(root: Path) -> int:
        # The folder itself is locked: that leaves no file behind for git to show.
        return os.open(root, os.O_RDONLY)

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
