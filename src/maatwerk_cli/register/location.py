"""Files: where the dataset lies, and how a file is replaced whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, NamedTuple

SETTINGS = "dataset.yaml"
STAGING = ".maatwerk-bezig"
"""The folder in the dataset with contents on their way; it is only there while a command writes."""


class Location(NamedTuple):
    """The folder of a dataset, and whether it is the one that this program carries."""

    root: Path
    carried: bool = False


def locate_dataset(given: Path | None, working_directory: Path, environment: dict[str, str]) -> Location:
    """Find the dataset: as given, else ``MAATWERK_DATA``, else the nearest ``data/``, else the carried one.

    The folder that is given is not checked here: reading tells what is wrong with it.
    """
    if given is not None:
        return Location(given)
    if environment.get("MAATWERK_DATA"):
        return Location(Path(environment["MAATWERK_DATA"]))
    for folder in (working_directory, *working_directory.parents):
        if (folder / "data" / SETTINGS).is_file():
            return Location(folder / "data")
    return Location(carried_dataset(), carried=True)


def carried_dataset() -> Path:
    """Give the dataset in the installed package, or, run from a checkout, the one beside it."""
    package = Path(__file__).parents[1]
    installed = package / "data"
    return installed if installed.is_dir() else package.parents[1] / "data"


@contextmanager
def writing_whole(path: Path) -> Iterator[BinaryIO]:
    """Give a stream whose content replaces ``path`` in one step when all of it has been written.

    A link is followed. What is no file, such as a pipe or ``/dev/null``, is written to as it is.

    Raises:
        OSError: the file cannot be written; it names ``path``.
    """
    import tempfile

    if path.is_dir():
        raise IsADirectoryError(str(path))
    if path.exists() and not path.is_file():  # before the link is followed: that of a pipe leads nowhere
        with path.open("wb") as stream:
            yield stream
        return
    given, path = path, path.resolve()
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:100]}.")
    except OSError as error:
        error.filename = str(given)  # nobody gave the name of the file beside it
        raise
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        Path(name).chmod(mode)
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
