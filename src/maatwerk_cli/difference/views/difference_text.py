"""A difference line by line, for a terminal and a screen reader."""

import textwrap
from collections.abc import Iterator

from maatwerk_cli.difference.figure_difference import FigureChange, FigureDepth
from maatwerk_cli.difference.record_difference import FieldChange
from maatwerk_cli.difference.views import difference_view as view
from maatwerk_cli.text.personal_data.safe import safe_text


def difference_text(comparison: view.Comparison, width: int) -> str:
    """Write a difference as lines of at most ``width`` characters."""
    lines: list[str] = []
    for line in _lines(comparison):
        indent = len(line) - len(line.lstrip(" "))
        lines += textwrap.wrap(
            line.strip(),
            max(width, 40),
            initial_indent=" " * indent,
            subsequent_indent=" " * (indent + 2),
            break_long_words=False,
            break_on_hyphens=False,
        ) or [""]
    return "\n".join(lines) + "\n"


def _lines(comparison: view.Comparison) -> Iterator[str]:
    difference, figures = comparison.difference, comparison.figures
    yield f"Verschil van {comparison.before} naar {comparison.after}."
    if comparison.is_empty:
        yield "De gegevens zeggen hetzelfde."
    yield view.record_summary(difference)
    yield view.figure_summary(figures)
    yield from view.notices(comparison)
    if figures.changed:
        yield from ("", "Kerncijfers")
        for change in figures.changed:
            yield _figure(change, figures.depth)
    for record in difference.records:
        yield ""
        what = f"{record.change}{view.moved_from(record)}"
        yield f"{view.record_title(record)}: {what} [{safe_text(record.file)}]"
        if record.words:
            yield from (f"  {safe_text(text)}" for text in record.words)
            yield "  Veld voor veld:"
        said = _said if record.change != "gewijzigd" else _field
        yield from (f"  {said(field)}" for field in record.fields)
    if difference.renamings:
        yield from ("", "Hernoemd")
        yield from (view.renaming_line(renaming) for renaming in difference.renamings)
    for unread in difference.unread:
        first, *rest = view.unread_lines(unread, comparison)
        yield from ("", first, *(f"  {line}" for line in rest))
    for title, files in view.no_records(difference):
        yield from ("", title)
        yield from (f"  {safe_text(file)}" for file in files)


def _said(field: FieldChange) -> str:
    value = field.before if field.after is None else field.after
    return f"{safe_text(field.path)}: {view.value_text(value)}"


def _field(field: FieldChange) -> str:
    path = safe_text(field.path)
    if field.before is None and field.after is not None:
        return f"{path}: erbij {view.value_text(field.after)}"
    if field.after is None and field.before is not None:
        return f"{path}: weg {view.value_text(field.before)}"
    return f"{path}: was {view.value_text(field.before)}; is nu {view.value_text(field.after)}"


def _figure(change: FigureChange, depth: FigureDepth) -> str:
    figure = change.figure
    name = f"{safe_text(figure.code)} ({change.year}), {safe_text(figure.omschrijving)}"
    if change.before is None:
        name = f"{name}, nieuw"
    elif change.after is None:
        name = f"{name}, vervallen"
    if depth == "verandering":
        published = _count(change, "gepubliceerd", "gepubliceerd")
        posts = _count(change, "verzameld", "alleen als aantal")
        return f"{name}: {published}; {posts}; apart bekend {view.delta_text(change)}."
    return f"{name}: {'; '.join(_count(change, key, word) for key, word in view.COUNTS)}."


def _count(change: FigureChange, key: str, word: str) -> str:
    before, after = view.figure_count(change.before, key), view.figure_count(change.after, key)
    if change.before is None or change.after is None or before == after:
        return f"{word} {after if change.after else before}"
    return f"{word} was {before}, is nu {after}"
