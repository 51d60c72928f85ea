"""A difference as Markdown, fit for a comment: what comes from the data is code, and the size is bounded."""

import html
import textwrap
from collections.abc import Iterable, Iterator

from maatwerk_cli.difference.figure_difference import FigureChange, FigureDepth
from maatwerk_cli.difference.record_difference import FieldChange, RecordChange
from maatwerk_cli.difference.views import difference_view as view
from maatwerk_cli.text.markdown_text import escaped
from maatwerk_cli.text.personal_data.safe import code_span, longest_run, safe_text

MAX_SIZE = 60_000
"""Bytes. A comment on GitHub can have 65 536 characters."""

_OPEN = 12
"""With no more changed fields than this everything is unfolded."""
_WIDTH = 100
"""The longest line of a comment that can be read without scrolling."""


def difference_markdown(comparison: view.Comparison) -> str:
    """Write a difference; what does not fit is counted and said."""
    page = _Page(MAX_SIZE)
    difference, figures = comparison.difference, comparison.figures
    page.add("### Wat deze wijziging met de gegevens doet")
    page.add(f"Van {_moment(comparison.before)} naar {_moment(comparison.after)}.")
    if comparison.is_empty:
        page.add("**De gegevens zeggen hetzelfde.**")
    summary = [view.record_summary(difference), view.figure_summary(figures), *view.notices(comparison)]
    page.add("\n".join(f"- {escaped(line)}" for line in summary))
    if figures.changed:
        page.add("#### Kerncijfers")
        page.add_figures(_head(figures.depth), [_row(change, figures.depth) for change in figures.changed])
    if difference.unread:
        page.add("#### Niet te lezen")
        blocks = []
        for unread in difference.unread:
            first, *rest = view.unread_lines(unread, comparison)
            blocks.append("\n".join([f"- {code_span(first)}", *(f"  - {code_span(line)}" for line in rest)]))
        page.add_blocks(blocks, "bestanden")
    if difference.records:
        page.add("#### Records")
        unfolded = sum(len(change.fields) for change in difference.records) <= _OPEN
        page.add_blocks((_record(change, unfolded) for change in difference.records), "records")
    renamed = tuple(map(view.renaming_line, difference.renamings))
    for title, items in (*([("Hernoemd", renamed)] if renamed else []), *view.no_records(difference)):
        page.add(f"#### {title}")
        page.add_blocks((f"- {code_span(item)}" for item in items), "regels")
    return page.text()


class _Page:
    """Blocks of Markdown up to a size."""

    def __init__(self, size: int) -> None:
        self._room = size - 2_000  # for headings and what is said of the rest
        self._blocks: list[str] = []

    def add(self, block: str) -> None:
        self._blocks.append(block)
        self._room -= len(block.encode()) + 2

    def add_blocks(self, blocks: Iterable[str], what: str) -> None:
        """Add blocks as long as there is room; of the rest only the number."""
        left = 0
        for block in blocks:
            if len(block.encode()) + 2 <= self._room:
                self.add(block)
            else:
                left += 1
        self._say(left, what)

    def add_figures(self, head: str, rows: Iterable[str]) -> None:
        table, left = [head], 0
        size = len(head.encode())
        for row in rows:
            size += len(row.encode()) + 1
            if size <= self._room // 2:
                table.append(row)
            else:
                left += 1
        self.add("\n".join(table))
        self._say(left, "kerncijfers")

    def _say(self, left: int, what: str) -> None:
        if left:
            self._blocks.append(
                f"**Hier staan {left} {what} niet, omdat een bericht niet langer kan zijn.** "
                "Zie ze met `maatwerk verschil` in een kloon van het register."
            )

    def text(self) -> str:
        return "\n\n".join(self._blocks) + "\n"


def _moment(moment: view.Moment) -> str:
    if moment.revision is None:
        return view.WORKING_TREE
    return code_span(str(moment))


def _head(depth: FigureDepth) -> str:
    names = [word.capitalize() for _, word in view.COUNTS]
    if depth == "verandering":
        names = ["Gepubliceerd", "Alleen als aantal", "Apart bekend: verandering"]
    return f"| Jaar | Kerncijfer | {' | '.join(names)} |\n| --- | --- |{' ---: |' * len(names)}"


def _row(change: FigureChange, depth: FigureDepth) -> str:
    texts = (change.figure.code, change.figure.omschrijving)
    name = " ".join(code_span(text, in_table=True) for text in texts)
    state = " (nieuw)" if change.before is None else " (vervallen)" if change.after is None else ""
    keys = [key for key, _ in view.COUNTS] if depth == "volledig" else ["gepubliceerd", "verzameld"]
    cells = [_cell(change, key) for key in keys]
    if depth == "verandering":
        cells.append(view.delta_text(change))
    return f"| {change.year} | {name}{state} | {' | '.join(cells)} |"


def _cell(change: FigureChange, key: str) -> str:
    before, after = view.figure_count(change.before, key), view.figure_count(change.after, key)
    if change.before is None or change.after is None or before == after:
        return after if change.after else before
    return f"{before} → **{after}**"


def _record(change: RecordChange, unfolded: bool) -> str:
    kind = html.escape(change.kind)
    scope = f" ({html.escape(safe_text(change.scope))})" if change.scope else ""
    title = f"{kind} <code>{html.escape(safe_text(change.id))}</code>{scope}: {change.change}"
    if change.id_before is not None:
        title += f", eerst <code>{html.escape(safe_text(change.id_before))}</code>"
    lines = [line for field in change.fields for line in _field(field)]
    body = "\n".join(lines)
    if len(body.encode()) > MAX_SIZE // 4:
        return f"- {code_span(view.record_title(change))}: {change.change}, te lang om hier te tonen"
    if not lines:
        return f"- {title}"
    fence = "`" * max(3, longest_run(body) + 1)
    words = "".join(f"- {escaped(safe_text(text))}\n" for text in change.words)
    start = f"{code_span(change.file)}\n\n" + (f"{words}\n" if words else "")
    return (
        f"<details{' open' if unfolded else ''}><summary>{title}</summary>\n\n"
        f"{start}{fence}diff\n{body}\n{fence}\n\n</details>"
    )


def _field(field: FieldChange) -> Iterator[str]:
    yield f"  {safe_text(field.path)}"
    for sign, value in (("-", field.before), ("+", field.after)):
        if value is not None:
            for line in textwrap.wrap(
                view.value_text(value), _WIDTH, break_long_words=False, break_on_hyphens=False
            ) or [""]:
                yield f"{sign} {line}"
