"""What CSV files hold, for programs: a Frictionless data package and W3C metadata (CSVW)."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, NamedTuple

CC0 = {
    "name": "CC0-1.0",
    "title": "Creative Commons Zero 1.0: vrij te gebruiken",
    "path": "https://creativecommons.org/publicdomain/zero/1.0/",
}
DATAPACKAGE, CSVW = "datapackage.json", "csv-metadata.json"

CsvType = Literal["string", "integer", "number", "boolean"]


@dataclass(frozen=True, slots=True)
class CsvField:
    """A column: its name, its heading for people, what is in it, and whether it is always filled.

    Attributes:
        description: what it says, of a column without a heading.
        codes: all that can be in it; empty where that is not a list.
    """

    name: str
    title: str = ""
    type: CsvType = "string"
    required: bool = False
    description: str = ""
    codes: Sequence[str] = ()


class ForeignKey(NamedTuple):
    """Columns whose values are those of columns of another file."""

    fields: Sequence[str]
    file: str
    theirs: Sequence[str]


@dataclass(frozen=True, slots=True)
class File:
    """A CSV file with its columns; ``marks`` are what stands in a cell that holds no value."""

    name: str
    title: str
    fields: Sequence[CsvField]
    key: Sequence[str] = ()
    marks: Sequence[str] = ("",)
    foreign: Sequence[ForeignKey] = ()


@dataclass(frozen=True, slots=True)
class About:
    """What is known of the files together; ``sources`` are a title and, where known, an address."""

    name: str
    title: str
    description: str
    version: str
    sources: Sequence[tuple[str, str | None]] = ()
    licensed: bool = True


def data_package(
    about: About, files: Sequence[File], contents: Mapping[str, bytes], *, excel: bool = False
) -> bytes:
    """Describe the files as a Frictionless tabular data package."""
    sources = [{"title": title, **({"path": path} if path else {})} for title, path in about.sources]
    described = {
        "name": about.name,
        "title": about.title,
        "description": about.description,
        "version": about.version,
        "profile": "tabular-data-package",
        **({"licenses": [CC0]} if about.licensed else {}),
        **({"sources": sources} if sources else {}),
        "resources": [_resource(file, contents[f"{file.name}.csv"], excel=excel) for file in files],
    }
    return _json(described)


def described_in(folder: Path) -> tuple[str, list[str]]:
    """Give the names of the data package in a folder and of its tables; of a folder without one, none."""
    try:
        described = json.loads((folder / DATAPACKAGE).read_bytes())
        tables = [str(resource["name"]) for resource in described["resources"]]
        return str(described["name"]), [name for name in tables if re.fullmatch(r"[a-z0-9_]+", name)]
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return "", []


def _resource(file: File, content: bytes, *, excel: bool) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(field, excel=excel) for field in file.fields],
        "missingValues": list(file.marks),
    }
    if file.key:
        schema["primaryKey"] = list(file.key)
    if file.foreign:
        schema["foreignKeys"] = [
            {"fields": list(key.fields), "reference": {"resource": key.file, "fields": list(key.theirs)}}
            for key in file.foreign
        ]
    return {
        "name": file.name,
        "title": file.title,
        "path": f"{file.name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig" if excel else "utf-8",
        **({"dialect": {"delimiter": ";"}} if excel else {}),
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": schema,
    }


def _field(field: CsvField, *, excel: bool) -> dict[str, Any]:
    made: dict[str, Any] = {"name": field.name, "type": field.type}
    if field.title:
        made["title"] = field.title
    if field.description:
        made["description"] = field.description
    if field.type == "number" and excel:
        made["decimalChar"] = ","
    constraints = {
        **({"required": True} if field.required else {}),
        **({"enum": list(field.codes)} if field.codes else {}),
    }
    return {**made, "constraints": constraints} if constraints else made


def csv_on_the_web(about: About, files: Sequence[File], *, excel: bool = False) -> bytes:
    """Describe the files as the W3C's metadata for CSV on the Web."""
    described: dict[str, Any] = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "nl"}],
        "dc:title": about.title,
        "dc:description": about.description,
        **({"dc:license": {"@id": CC0["path"]}} if about.licensed else {}),
        **({"dc:source": [title for title, _ in about.sources]} if about.sources else {}),
        **({"dialect": {"delimiter": ";"}} if excel else {}),
        "tables": [_table(file, excel=excel) for file in files],
    }
    return _json(described)


def _table(file: File, *, excel: bool) -> dict[str, Any]:
    schema: dict[str, Any] = {"columns": [_csvw_column(field, file, excel=excel) for field in file.fields]}
    if file.key:
        schema["primaryKey"] = list(file.key)
    return {"url": f"{file.name}.csv", "dc:title": file.title, "tableSchema": schema}


def _csvw_column(field: CsvField, file: File, *, excel: bool) -> dict[str, Any]:
    text = field.title or field.description
    kind: Any = "decimal" if field.type == "number" else field.type
    if field.type == "number" and excel:
        kind = {"base": "decimal", "format": {"decimalChar": ","}}
    return {
        "name": field.name,
        "titles": field.name,
        **({"dc:description": text} if text else {}),
        "datatype": kind,
        "null": list(file.marks),
        **({"required": True} if field.required else {}),
    }


def _json(content: Mapping[str, Any]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
