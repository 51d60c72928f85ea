"""What would be wrong with a dataset after a change, before that change is written."""

from collections import Counter
from collections.abc import Sequence

from maatwerk_cli.checks.finding import Finding
from maatwerk_cli.checks.run import findings, problems_in, unplaced
from maatwerk_cli.checks.selection import beyond
from maatwerk_cli.keeping.transaction import Change
from maatwerk_cli.register.loading import Files, Loaded


def loaded_after(files: Files, changes: Sequence[Change]) -> Loaded:
    """Give the dataset as these changes would make it; nothing is written, and only they are read."""
    return files.changed({change.file: change.after for change in changes}).together()


def new_findings(files: Files, changes: Sequence[Change]) -> list[Finding]:
    """Give the findings that these changes would bring. Where there are none at all, none can be new."""
    changed = {change.file: change.after for change in changes}
    after = {unplaced(problem): problem for problem in problems_in(loaded_after(files, changes), changed)}
    if not after:
        return []
    before = {unplaced(problem) for problem in problems_in(files.together())}
    new = beyond(after, Counter(map(_sameness, before)), _sameness)
    return findings([after[finding] for finding in new], files.root, changed)


def _sameness(finding: Finding) -> tuple[str, ...]:
    return finding.file, finding.code, finding.path, finding.message
