"""Files of a dataset read one by one, without the register: a check of a tender needs no more of it.

What is wrong with a file is only told as a place here; ``valideer`` has the words.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from maatwerk_cli.models.values import Record
from maatwerk_cli.text.problem import Position, Problem
from maatwerk_cli.text.yaml.yaml_reader import read_marks, read_yaml

R = TypeVar("R", bound=Record)


def read_record(data: bytes, model: type[R]) -> R | Position:
    """Read the one record of a YAML file by its model, or tell where the first thing is wrong."""
    document = read_yaml(data)
    if isinstance(document, Problem):
        return document.place
    try:
        return model.model_validate(document.value)
    except ValidationError as error:
        return read_marks(data).find(error.errors(include_input=False)[0]["loc"])


def read_sources(dataset: Path) -> Sequence[Mapping[str, Any]]:
    """Give the sources of a dataset as their list says them; of a list that does not read, none."""
    path = dataset / "bronnen.yaml"
    document = read_yaml(path.read_bytes()) if path.is_file() else None
    if document is None or isinstance(document, Problem) or not isinstance(document.value, list):
        return ()
    return [source for source in document.value if isinstance(source, dict)]
