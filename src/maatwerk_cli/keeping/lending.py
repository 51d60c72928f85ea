"""What a folder lends to a new register of another government: code lists, frameworks, questionnaires.

The program's own code lists rest on sources of the Rijk. A new register of another government gets the
words of them that the program itself works with, without the sources and what speaks of the Rijk; of what
each government has of its own (categories, target groups) it gets only what the folder has.
"""

import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from maatwerk_cli.models.kader import CASES_SUFFIX
from maatwerk_cli.register.location import carried_dataset
from maatwerk_cli.text.csv.csv_reader import CsvText, decode_csv
from maatwerk_cli.text.csv.csv_writer import write_csv
from maatwerk_cli.text.yaml.yaml_edit import render_file
from maatwerk_cli.text.yaml.yaml_reader import YamlDocument, read_yaml

LENT = ("codelijsten/*.csv", "beleid/*.yaml", "vragenlijsten/*.yaml")
"""What a register of another government takes along from a folder."""

OWN_LISTS = ("categorie", "doelgroep", "afkorting")
"""The codes of these say what one government buys, whom it means, how it abbreviates: another has its own."""
_SOURCES = "bronnen.yaml"
_HEADER = ("code", "naam", "toelichting", "bron", "bijzonder")
_OF_THE_RIJK = re.compile(r"\brijks?|\w*rijks|\bminister|\bgenerieke kader\b", re.IGNORECASE)
_RIJK = "rijk"


@dataclass(frozen=True, slots=True)
class Lent:
    """What was taken along.

    Attributes:
        content: the content of each file, by its place in the new register.
        left: in Dutch, what was not taken along since it is of the Rijk.
    """

    content: Mapping[str, bytes]
    left: tuple[str, ...]


class NothingLentError(Exception):
    """There is nothing in a folder that a register can be begun with."""


class UnreadableLenderError(Exception):
    """A file of the folder cannot be read; the argument is its place."""


def lent_by(folder: Path) -> Lent:
    """Give what a folder lends.

    Args:
        folder: a register, or a folder with code lists, frameworks or questionnaires laid out as in one.

    Raises:
        NothingLentError: it has none of these.
        UnreadableError: one of them is no text or no YAML.
    """
    own = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for pattern in LENT
        for path in sorted(folder.glob(pattern))
        if path.is_file() and not path.name.startswith(".")
    }
    if not own:
        raise NothingLentError
    carried = carried_dataset()
    rijk = frozenset(_ids(_yaml((carried / _SOURCES).read_bytes(), _SOURCES)))
    left: list[str] = []
    content: dict[str, bytes] = {}
    for path in sorted(carried.glob("codelijsten/*.csv")):
        file = path.relative_to(carried).as_posix()
        content[file] = _code_list(path.stem, path.read_bytes(), file, rijk, of_program=True)[0]
    for file, data in own.items():
        if file.endswith(".csv"):
            content[file], without = _code_list(Path(file).stem, data, file, rijk, of_program=False)
            left += [f"{file}: {', '.join(without)}"] if without else []
    for file, data in own.items():
        if file.endswith(".yaml") and not file.endswith(CASES_SUFFIX):
            cases = file.removesuffix(".yaml") + CASES_SUFFIX
            if _is_of_the_rijk(_yaml(data, file), rijk):
                left.append(file)
                continue
            content[file] = data
            content |= {cases: own[cases]} if cases in own else {}
    named = _named_in(content)
    kept = [source for source in _sources(folder) if source.get("id") in named - rijk]
    if kept:
        content[_SOURCES] = render_file(kept)
    return Lent(dict(sorted(content.items())), tuple(left))


def _sources(folder: Path) -> list[dict[str, Any]]:
    path = folder / _SOURCES
    value = _yaml(path.read_bytes(), _SOURCES) if path.is_file() else []
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _yaml(data: bytes, file: str) -> Any:
    read = read_yaml(data)
    if not isinstance(read, YamlDocument):
        raise UnreadableLenderError(file)
    return read.value


def _ids(value: Any) -> Iterator[str]:
    for item in value if isinstance(value, list) else ():
        if isinstance(item, dict) and isinstance(item.get("id"), str):
            yield item["id"]


def _is_of_the_rijk(value: Any, rijk: Collection[str]) -> bool:
    """Tell whether a framework binds the Rijk alone, or a record rests on a source of the Rijk."""
    scope = value.get("werkingssfeer") if isinstance(value, dict) else None
    bound = scope.get("opdrachtgever_soort") if isinstance(scope, dict) else None
    return bound in (_RIJK, [_RIJK]) or any(source in rijk for source in _named(value))


def _named(value: Any) -> Iterator[str]:
    """Give the ids of the sources that a value names."""
    if isinstance(value, dict):
        source = value.get("id")
        if isinstance(source, str) and "vindplaats" in value:
            yield source
        for item in value.values():
            yield from _named(item)
    elif isinstance(value, list):
        for item in value:
            yield from _named(item)


def _named_in(content: Mapping[str, bytes]) -> frozenset[str]:
    sources: set[str] = set()
    for file, data in content.items():
        if file.endswith(".csv"):
            sources |= {row.get("bron", "").partition(" ")[0] for row in _rows(data, file)[1]}
        else:
            sources |= set(_named(_yaml(data, file)))
    return frozenset(sources)


def _rows(data: bytes, file: str) -> tuple[list[str], list[dict[str, str]]]:
    read = decode_csv(data)
    if not isinstance(read, CsvText):
        raise UnreadableLenderError(file)
    reader = csv.DictReader(io.StringIO(read.text, newline=""), delimiter=read.delimiter)
    rows = [{name: value or "" for name, value in row.items() if name is not None} for row in reader]
    return list(reader.fieldnames or _HEADER), rows


def _code_list(
    name: str, data: bytes, file: str, rijk: Collection[str], *, of_program: bool
) -> tuple[bytes, list[str]]:
    """Give a code list without what is of the Rijk, and which codes were left out of it."""
    header, rows = _rows(data, file)
    kept: list[dict[str, str]] = []
    left: list[str] = []
    for row in rows:
        from_rijk = row.get("bron", "").partition(" ")[0] in rijk
        own = name in OWN_LISTS and (of_program or from_rijk)
        if own or (row.get("naam") and _OF_THE_RIJK.search(row["naam"])):
            left.append(row.get("code", ""))
            continue
        if from_rijk or of_program:
            row = {**row, "bron": ""}
        if _OF_THE_RIJK.search(row.get("toelichting", "")):
            row = {**row, "toelichting": ""}
        kept.append(row)
    return write_csv(header, ([row.get(name, "") for name in header] for row in kept)), left
