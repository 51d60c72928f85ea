"""A dataset that is being changed: what its files would become, before anything is written."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from maatwerk_cli.keeping.form import id_from_name
from maatwerk_cli.keeping.transaction import Change, locate
from maatwerk_cli.models.values import RESERVED_STEMS, Record
from maatwerk_cli.register.kinds import Kind
from maatwerk_cli.register.loading import Files
from maatwerk_cli.register.reading import open_record_file
from maatwerk_cli.register.records import Dataset, Entry
from maatwerk_cli.register.rows import cell_text, columns_of_model, row_from_record
from maatwerk_cli.text.csv.csv_edit import CsvFile
from maatwerk_cli.text.problem import Problem
from maatwerk_cli.text.yaml.yaml_edit import EditError, YamlFile, held_at, render_file


class RefusedError(Exception):
    """What was asked cannot be done; nothing was written.

    Attributes:
        message: why, and what to do instead, in Dutch.
        look: the message ends where the command that shows what is wrong must follow.
    """

    def __init__(self, message: str, *, look: bool = False) -> None:
        super().__init__(message)
        self.message = message
        self.look = look

    def said(self, to_validate: str) -> str:
        """Give the message, with the command that shows what is wrong where it asks for that."""
        return f"{self.message} {to_validate}" if self.look else self.message


OF_A_DEVICE = "Windows kan geen bestand met deze naam bewaren. Kies een ander id."
"""Why a record gets no file with a name that is kept for a device."""


class Workspace:
    """The files of a dataset with the changes that are thought out so far.

    Attributes:
        files: what is in the dataset as it was when the work began.
        root: its folder.
        dataset: its records.
    """

    def __init__(self, files: Files) -> None:
        self.files = files
        self.root = files.root
        self.dataset: Dataset = files.together().dataset
        self._before: dict[str, bytes | None] = {}
        self._after: dict[str, bytes | None] = {}

    def read(self, file: str) -> bytes | None:
        """Give what a file would hold; ``None`` where it would not be there."""
        if file not in self._after:
            content: bytes | Problem | None = None
            locate(self.root, file)
            if (self.root / file).exists() or (self.root / file).is_symlink():
                content = open_record_file(self.root, file)
            if isinstance(content, Problem):
                raise RefusedError(f"{file}: dit bestand is niet te lezen. Zie:", look=True)
            self._before[file] = self._after[file] = content
        return self._after[file]

    def write(self, file: str, content: bytes | None) -> None:
        """Let a file hold something else; ``None`` removes it."""
        self.read(file)
        self._after[file] = content

    def create(self, file: str, content: bytes) -> None:
        """Let a file exist that is not there yet."""
        if self.read(file) is not None:
            raise RefusedError(f"{file}: dit bestand bestaat al. Kies een ander id.")
        if file.rpartition("/")[2].partition(".")[0] in RESERVED_STEMS:
            raise RefusedError(f"{file}: {OF_A_DEVICE}")
        self._after[file] = content

    def yaml(self, file: str) -> YamlFile:
        """Give a YAML file to change; hand it back with :meth:`keep`."""
        with editing(file):
            return YamlFile(self.read(file) or b"")

    def csv(self, file: str) -> CsvFile:
        """Give a CSV file to change; hand it back with :meth:`keep`."""
        with editing(file):
            return CsvFile(self.read(file) or b"")

    def keep(self, file: str, changed: YamlFile | CsvFile) -> None:
        """Take over what a file has become."""
        self.write(file, changed.data)

    def changes(self) -> list[Change]:
        """Give every file that would be different, in order."""
        return [
            Change(file, self._before[file], after)
            for file, after in sorted(self._after.items())
            if after != self._before[file]
        ]

    # One record at a time

    def set_field(self, entry: Entry[Record], key: str, value: Any) -> None:
        """Give a field of a record a value; one that is not there yet comes in its usual place."""
        if entry.file.endswith(".csv"):
            self.set_cells(entry, row_from_record(type(entry.value), {key: value}))
            return
        document = self.yaml(entry.file)
        with editing(entry.file):
            if key in held_at(document.value, entry.loc):
                document.set((*entry.loc, key), value)
            else:
                document.add(entry.loc, key, value, list(type(entry.value).model_fields))
        self.keep(entry.file, document)

    def add_to_list(self, entry: Entry[Record], key: str, value: Any) -> None:
        """Add an item to a list of a record; a list that is not there yet is begun."""
        if entry.file.endswith(".csv"):
            self.set_field(entry, key, [*getattr(entry.value, key), value])
            return
        document = self.yaml(entry.file)
        present = held_at(document.value, entry.loc).get(key)
        if isinstance(present, list) and present:
            with editing(entry.file):
                document.append((*entry.loc, key), value)
            self.keep(entry.file, document)
        else:
            self.set_field(entry, key, [value])

    def set_cells(self, entry: Entry[Record], cells: Mapping[str, str]) -> None:
        """Give cells of the row of a record another text."""
        self.set_columns(entry.file, {column: {int(entry.loc[0]): text} for column, text in cells.items()})

    def set_columns(self, file: str, columns: Mapping[str, Mapping[int, str]]) -> None:
        """Give cells of a CSV file another text: by column, by the line on which their row starts."""
        rows = self.csv(file)
        with editing(file):
            for column, texts in columns.items():
                rows.set_each(column, texts)
        self.keep(file, rows)

    def add_record(self, kind: Kind, record: dict[str, Any], stem: str = "") -> str:
        """Add a record and give the file it is in; arguments as :meth:`add_records`."""
        return self.add_records(kind, [record], stem)

    def add_records(self, kind: Kind, records: Sequence[dict[str, Any]], stem: str = "") -> str:
        """Add records of one kind and give the file that the last of them is in.

        Args:
            kind: their kind.
            records: what their files will say.
            stem: the name of their file, for a kind with a file a year.
        """
        file = f"{kind.plural}/{stem}.yaml" if kind.folder else kind.file
        if kind.shapes.get(".yaml") == "een":
            for record in records:
                file = f"{kind.plural}/{self._stem(kind, record)}.yaml"
                self.create(file, render_file(record))
        elif ".csv" in kind.shapes:
            file = f"{kind.plural}/{stem}.csv" if kind.folder else kind.file
            self._add_rows(file, kind, records)
        elif self.read(file) is None:
            self.create(file, render_file(list(records)))
        else:
            document = self.yaml(file)
            with editing(file):
                document.extend((), records)
            self.keep(file, document)
        return file

    def _stem(self, kind: Kind, record: dict[str, Any]) -> str:
        """Give the name of a record's file: its id; of a tender, whose id is free text, a name after it."""
        if kind.own_ids:
            return str(record[kind.key])
        name = " ".join(str(record[key]) for key in (kind.key, "perceel") if record.get(key))
        return id_from_name(name, lambda stem: self.read(f"{kind.plural}/{stem}.yaml") is not None)

    def add_tenders(self, name: str, records: Sequence[dict[str, Any]]) -> str:
        """Add the tenders of one file: one in YAML, or rows of CSV."""
        file = f"aanbestedingen/{name}"
        if name.endswith(".yaml"):
            if len(records) > 1:
                raise RefusedError(
                    f"{file}: een YAML-bestand heeft één aanbesteding. Kies een ander bestand."
                )
            self.create(file, render_file(dict(records[0])))
            return file
        if self.read(file) is None:
            columns = list(dict.fromkeys(key for record in records for key in record))
            self.create(file, (",".join(columns) + "\n").encode())
        rows = self.csv(file)
        with editing(file):
            rows.extend([{key: cell_text(value) for key, value in record.items()} for record in records])
        self.keep(file, rows)
        return file

    def _add_rows(self, file: str, kind: Kind, records: Sequence[dict[str, Any]]) -> None:
        if self.read(file) is None:
            self.create(file, (",".join(columns_of_model(kind.model)) + "\n").encode())
        rows = self.csv(file)
        with editing(file):
            cells = [row_from_record(kind.model, record) for record in records]
            rows.widen([column for column in columns_of_model(kind.model) if any(column in c for c in cells)])
            rows.extend(cells)
        self.keep(file, rows)


@contextmanager
def editing(file: str) -> Iterator[None]:
    """Tell of a change that cannot be made safely which file it is about."""
    try:
        yield
    except (EditError, KeyError, IndexError, TypeError, ValueError):
        raise _by_hand(file) from None


def _by_hand(file: str) -> RefusedError:
    return RefusedError(
        f"{file}: dit bestand heeft een vorm waarin het programma niets veilig kan wijzigen. "
        "Er is niets geschreven; pas het met de hand aan en controleer het met:",
        look=True,
    )
