"""Tenders held against a second policy where they are judged, in whatever process."""

import pickle
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from maatwerk_cli.cli.policy.other_policy import changed_policy, other_policy
from maatwerk_cli.cli.shell.errors import UserError
from maatwerk_cli.cli.shell.options import to_validate
from maatwerk_cli.tender.cases.comparison import ComparedPair, Sums, compared
from maatwerk_cli.tender.cases.views import comparison_views as views
from maatwerk_cli.tender.frameworks.policy import Beleid, read_beleid
from maatwerk_cli.tender.judging import Choices, Refused, Result
from maatwerk_cli.tender.series.series import MOST_SHOWN
from maatwerk_cli.tender.verdicts.assessor import Assessor


class OtherPolicy(NamedTuple):
    """Where another policy is, as small as it must be to go to another process.

    Attributes:
        folder: the policy of the dataset.
        path: a framework or a folder in its place.
        changes: numbers changed in it.
    """

    folder: Path
    path: Path | None
    changes: tuple[str, ...]


@lru_cache(maxsize=1)
def other_assessor(other: OtherPolicy) -> Assessor:
    """Make another policy ready; a process that is forked hereafter has it then.

    Raises:
        UserError: there is none, or it has an error.
    """
    policy = read_beleid(other.folder)
    if not isinstance(policy, Beleid):
        look = to_validate(other.folder.parent)
        raise UserError(f"{policy[0]}: dit kader heeft een fout. Kijk met: {look}")
    if other.path is not None:
        policy = other_policy(policy, other.path)
    return Assessor(changed_policy(policy, other.changes) if other.changes else policy)


class PairWriting(NamedTuple):
    """The form of tenders under two policies.

    Attributes:
        other: the other policy.
        after: what options say of every tender under it.
        form: csv, excel, json or jsonl; anything else needs only the sums and what would change.
    """

    other: OtherPolicy
    after: Choices
    form: str

    def writer(self) -> "PairWriter":
        """Give what writes it."""
        return PairWriter(other_assessor(self.other), self.after, self.form)


class ComparedPart(NamedTuple):
    """What tenders came to.

    Attributes:
        sums: all of them summed.
        changed: the first tenders of which something changes.
        content: all tenders, written.
    """

    sums: Sums
    changed: list[ComparedPair]
    content: bytes

    @classmethod
    def read(cls, data: bytes) -> "ComparedPart":
        """Read it as it came from another process of this program."""
        return cls(*pickle.loads(data))  # noqa: S301 - written below


class PairWriter(NamedTuple):
    """Holds results against the other policy too, and writes both."""

    assessor: Assessor
    after: Choices
    form: str

    def rows(self, results: Iterable[Result | Refused]) -> bytes:
        """Give results, as ``ComparedPart`` reads them."""
        pairs = [*compared(results, self.assessor, self.after)]
        total = Sums()
        for pair in pairs:
            total.add(pair)
        changed = [*islice((pair for pair in pairs if pair.differs), MOST_SHOWN)]
        if self.form == "json":
            content = views.comparison_items(pairs)
        elif self.form == "jsonl":
            content = views.comparison_lines(pairs)
        else:
            excel = self.form == "excel"
            content = views.comparison_rows(pairs, excel=excel) if excel or self.form == "csv" else b""
        return pickle.dumps((total, changed, content))
