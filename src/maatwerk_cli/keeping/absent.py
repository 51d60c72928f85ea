"""Why there is no record with an id: its file does not read, it is of another kind, or spelled otherwise."""

from collections.abc import Iterable, Mapping, Sequence

from maatwerk_cli.keeping.workspace import RefusedError
from maatwerk_cli.models.meaning import Loc
from maatwerk_cli.register.kinds import KINDS, Kind, kind_named, kind_of_file
from maatwerk_cli.register.records import Dataset
from maatwerk_cli.text.personal_data.privacy import mask
from maatwerk_cli.text.problem import Problem
from maatwerk_cli.text.suggestion import did_you_mean


class BrokenRecordError(RefusedError):
    """The record is there, and its file does not read.

    Attributes:
        file: its file; of a kind with more records in one, where those are.
        loc: its place in that file, where that is known.
        row: its kind and id, where it may be in a row of which not every cell has a column.
    """

    def __init__(self, file: str, loc: Loc = (), row: tuple[Kind, str] | None = None) -> None:
        super().__init__(f"{file} heeft een fout, dus hier kan nog niets mee. {MEND_IT}", look=True)
        self.file, self.loc, self.row = file, loc, row

    def of_it(self, problems: Iterable[Problem]) -> list[Problem]:
        """Give the problems of this record, and not of another in its file."""
        problems = [*problems]
        rows = [own for own in problems if self.row == (kind_of_file(own.file), own.params.get("id"))]
        return rows or [
            own for own in problems if own.file == self.file and own.loc[: len(self.loc)] == self.loc
        ]


MEND_IT = "Herstel die eerst; zie:"
"""What to do about a fault, before the command that shows it."""


def absent(
    dataset: Dataset, record_id: str, names: Sequence[str], what: str = "", instead: Mapping[str, str] = {}
) -> RefusedError:
    """Give why there is no record with an id, as what to raise.

    Args:
        dataset: the register.
        record_id: the id.
        names: the kinds that it could be of, by their singular.
        what: how a record of those is called; the first kind where it is not given.
        instead: the command that does the same for a record of another kind, by that kind.
    """
    kinds = [kind_named(name) for name in names]
    broken = next((kind for kind in kinds if record_id in dataset.of(kind).broken), None)
    if broken is not None:
        left = (rest.entry for rest in dataset.of(broken).partial if rest.entry.id == record_id)
        entry = next(left, None)
        if entry is None:
            return BrokenRecordError(_place(broken, record_id), row=(broken, record_id))
        return BrokenRecordError(entry.file, entry.loc)
    what = what or names[0]
    other = next((kind for kind in KINDS if record_id in dataset.of(kind).by_id), None)
    if other is not None and other not in kinds:
        command = f" Gebruik: maatwerk {instead[other.name]}" if other.name in instead else ""
        return RefusedError(f"Er is geen {what} met dat id: {record_id} is een {other.name}.{command}")
    unread = next(
        (_unread(kind, min(dataset.of(kind).unsure)) for kind in kinds if dataset.of(kind).unsure), None
    )
    if unread is not None:  # what is in it may be what was asked for: no other is told to be meant
        return BrokenRecordError(unread)
    ids = [entry.id for kind in kinds if not kind.of_people for entry in dataset.of(kind)]
    sort = names[0] if len(names) == 1 else "SOORT"
    near = did_you_mean(record_id, ids)
    return RefusedError(f"Er is geen {what} met dat id.{near} Zie welke er zijn met: maatwerk lijst {sort}")


def _unread(kind: Kind, stem: str) -> str:
    """Give the file, or the folder, of which it is not known what is in it."""
    if not kind.folder:
        return kind.file
    return f"{kind.plural}/{stem}{next(iter(kind.shapes))}" if stem else kind.plural


def _place(kind: Kind, record_id: str) -> str:
    return mask(f"{kind.plural}/{record_id}.yaml") if kind.id_is_stem else kind.place
