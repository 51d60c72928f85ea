"""What every form of a difference shows, in words."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from maatwerk_cli.checks.catalogue import path_text, texts
from maatwerk_cli.difference.figure_difference import FigureChange, Figures
from maatwerk_cli.difference.people_difference import PeopleTold
from maatwerk_cli.difference.record_difference import Difference, FieldValue, RecordChange, Renaming, Unread
from maatwerk_cli.register.kinds import kind_named
from maatwerk_cli.report.tables import ReportFigure
from maatwerk_cli.text import dutch
from maatwerk_cli.text.personal_data.safe import safe_text

_MOST_TOLD = 5
"""More of one file is for ``valideer``; how many are left is said."""

WORKING_TREE = "de bestanden zoals ze nu zijn"
COUNTS = (
    ("gepubliceerd", "gepubliceerd"),
    ("individueel", "apart bekend"),
    ("verzameld", "alleen als aantal"),
    ("geregistreerd", "samen"),
    ("verschil", "verschil"),
)
"""The counts of a figure and what they are called."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One side of a comparison: the revision as given, and its commit; neither for the files as they lie."""

    revision: str | None
    commit: str | None
    exists: bool = True

    def __str__(self) -> str:
        if self.revision is None or self.commit is None:
            return WORKING_TREE
        return f"{self.revision} ({self.commit[:12]})" if self.revision != self.commit else self.commit[:12]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that is told of two versions.

    Attributes:
        before: the first.
        after: the second.
        difference: what differs between their records.
        figures: what it does to the figures.
        people: what may be told of records of people.
        to_validate: the command that shows what is wrong with the dataset as it lies.
    """

    before: Moment
    after: Moment
    difference: Difference
    figures: Figures
    people: PeopleTold
    to_validate: str

    @property
    def is_empty(self) -> bool:
        """Tell whether neither records nor figures differ."""
        return self.difference.is_empty and not self.figures.changed and self.people.changed == 0


def record_summary(difference: Difference) -> str:
    """Say how many records changed."""
    count = Counter(change.change for change in difference.records)
    parts = [f"{count[change]} {change}" for change in ("nieuw", "gewijzigd", "vervallen")]
    if difference.renamings:
        parts.append(f"{len(difference.renamings)} alleen hernoemd")
    return f"Records: {', '.join(parts)}."


def figure_summary(figures: Figures) -> str:
    """Say how many key figures change."""
    if figures.depth == "geen":
        return "De kerncijfers zijn niet geteld."
    if not figures.changed and not figures.unchanged and not figures.unknown:
        return "Er zijn geen kerncijfers vergeleken."
    unknown = f", {figures.unknown} niet te tellen" if figures.unknown else ""
    return f"Kerncijfers: {len(figures.changed)} gewijzigd, {figures.unchanged} gelijk{unknown}."


def notices(comparison: Comparison) -> list[str]:
    """Say what was not, or could not be, compared."""
    difference, figures = comparison.difference, comparison.figures
    lines = [
        f"Bij {moment} is er geen dataset."
        for moment in (comparison.before, comparison.after)
        if not moment.exists
    ]
    if difference.layout_only:
        files = dutch.so_many(difference.layout_only, "bestand verschilt", "bestanden verschillen")
        also = (
            ", commentaar of een verwijzing naar een nieuwe naam"
            if difference.renamings
            else " of commentaar"
        )
        lines.append(f"{files} alleen in opmaak{also}; wat er staat is gelijk.")
    lines += _people_lines(comparison)
    if figures.unread:
        files = ", ".join(safe_text(file) for file in figures.unread[:10])
        lines.append(f"Niet alles is te tellen, want dit leest niet: {files}. Zie: {comparison.to_validate}")
    return lines


def _people_lines(comparison: Comparison) -> list[str]:
    """Say what changes of candidates, and what of figures of people is not told."""
    people, figures = comparison.people, comparison.figures
    lines = []
    if people.changed is None:
        lines.append(
            "Er veranderen kandidaten, maar weinig. Daarom staat hier niet welke of hoeveel, en niets over "
            "aantallen mensen: dat zou tonen wat iemand deed. Mag u het register zien: geef --intern."
        )
    elif people.changed and not people.intern:
        lines.append(
            f"Van {people.changed} kandidaten is het record nieuw, gewijzigd of vervallen. Welke dat zijn, "
            "staat hier niet."
        )
    if figures.quiet:
        lines.append(
            "Een cijfer over mensen staat hier alleen als beide rapporten het tonen. Mag u het register "
            "zien: geef --intern."
        )
    if people.intern:
        lines.append("Intern: er is niets afgeschermd. Plaats dit nergens waar anderen het lezen.")
        changes = {
            change.change for change in comparison.difference.records if kind_named(change.kind).of_people
        }
        if {"nieuw", "vervallen"} <= changes:
            lines.append(
                "Er zijn kandidaten bij gekomen en weggegaan. Of een nieuw pseudoniem bij iemand hoort die "
                "er al was, is niet te zien en wordt niet geraden."
            )
    return lines


def record_title(change: RecordChange) -> str:
    """Name a record: its kind, its id, and the year or list it belongs to."""
    return f"{change.kind} {safe_text(change.id)}{_scope(change)}"


def _scope(change: RecordChange) -> str:
    if not change.scope:
        return ""
    return (
        f" (codelijst {safe_text(change.scope)})"
        if change.kind == "code"
        else f" ({safe_text(change.scope)})"
    )


def moved_from(change: RecordChange) -> str:
    """Say what a changed record was called, or where it lay, if that changed too."""
    if change.id_before is not None:
        return f", eerst {safe_text(change.id_before)}"
    return f", eerst in {safe_text(change.file_before)}" if change.file_before is not None else ""


def renaming_line(renaming: Renaming) -> str:
    """Say which record has another name."""
    before, after = safe_text(renaming.id_before), safe_text(renaming.id)
    return f"{renaming.kind} {before} heet nu {after} en is verder gelijk."


def value_text(value: FieldValue) -> str:
    """Write a value as its file would."""
    return safe_text(value) if isinstance(value, str) else str(value)


def no_records(difference: Difference) -> list[tuple[str, tuple[str, ...]]]:
    """Give the files of which no record changed, where there are any, under what they are."""
    titled = [
        ("Ook gewijzigd, geen records", difference.others),
        ("Niet vergeleken: een koppeling of submodule", difference.hidden),
    ]
    return [(title, files) for title, files in titled if files]


def unread_lines(unread: Unread, comparison: Comparison) -> list[str]:
    """Say which file does not read and why."""
    moment = comparison.before if unread.side == "voor" else comparison.after
    lines = [f"{safe_text(unread.file)} is niet (helemaal) te lezen. Het gaat om {moment}."]
    for problem in unread.problems[:_MOST_TOLD]:
        place = path_text(problem.loc) or (f"regel {problem.position.line}" if problem.position else "")
        lines.append(f"{problem.code}{f' ({safe_text(place)})' if place else ''}: {texts(problem)[0]}")
    if len(unread.problems) > _MOST_TOLD:
        lines.append(f"En nog {dutch.so_many(len(unread.problems) - _MOST_TOLD, 'melding', 'meldingen')}.")
    return lines


def figure_count(figure: ReportFigure | None, name: str) -> str:
    """Write one count of a figure; what is not known is said, never zero."""
    if figure is None:
        return "geen"
    if name in figure.afgeschermd:
        return dutch.WITHHELD
    value: int | Decimal | None = getattr(figure, name)
    if value is None:
        return dutch.UNKNOWN
    number = dutch.signed(value) if name == "verschil" else dutch.number(value)
    return f"{dutch.AT_LEAST} {number}" if name in figure.ten_minste else number


def delta_text(change: FigureChange) -> str:
    """Say how much the count of records changes, where only that was counted."""
    if change.withheld:
        return dutch.WITHHELD
    return dutch.UNKNOWN if change.delta is None else dutch.signed(change.delta)
