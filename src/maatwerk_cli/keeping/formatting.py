"""The YAML files of a dataset and their canonical form."""

from dataclasses import dataclass
from pathlib import Path

from maatwerk_cli.register.kinds import KINDS
from maatwerk_cli.register.loading import find_record_files
from maatwerk_cli.register.location import SETTINGS
from maatwerk_cli.register.reading import open_record_file
from maatwerk_cli.text.problem import Problem
from maatwerk_cli.text.yaml.yaml_layout import NoYamlError, format_yaml


@dataclass(frozen=True, slots=True)
class Formatted:
    """A file as it is and in its canonical form."""

    file: str
    before: bytes
    after: bytes

    @property
    def changed(self) -> bool:
        """Whether it is not in its canonical form."""
        return self.before != self.after


def yaml_files(root: Path) -> list[str]:
    """List the YAML files of a dataset, relative to it, in order; those that lie beside records too."""
    files = [SETTINGS, *(file for _, file in find_record_files(root)[0])]
    for kind in KINDS:
        beside = (root / kind.plural).glob(f"*{kind.beside}") if kind.beside else ()
        files += [f"{kind.plural}/{path.name}" for path in beside if path.is_file()]
    return sorted(file for file in files if file.endswith(".yaml"))


def format_file(root: Path, file: str) -> Formatted | Problem:
    """Give a file in its canonical form, or why it cannot be read."""
    data = open_record_file(root, file)
    if isinstance(data, Problem):
        return data
    try:
        return Formatted(file, data, format_yaml(data))
    except NoYamlError as error:
        return error.problem._replace(file=file)
