"""The report as OpenDocument (ODS), the form that the government's list of open standards names."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from html import escape

from maatwerk_cli.report.headings import EMPTY
from maatwerk_cli.report.tables import Rapport
from maatwerk_cli.report.views.report_sheets import Book, ReportSheet, book_of, is_year, real_date
from maatwerk_cli.text import dutch, table_cells
from maatwerk_cli.text.spreadsheet import column_letter
from maatwerk_cli.text.spreadsheet_layout import TEXT_WIDTH, column_widths, row_height
from maatwerk_cli.text.table import TableCell, TableColumn

_CHARACTER = 0.2
"""About as many centimetres as a character is wide."""
_PICTURE_WIDTH = 9.0
"""Centimetres."""
_POINTS = 72 / 2.54
"""Points in a centimetre."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first moment that a ZIP can hold; the same report gives the same bytes."""
_LEFT_OUT = rb'<manifest:file-entry[^>]*full-path="(Thumbnails|Configurations2)[^>]*/>'
_STYLES = {
    "titel": '<style:text-properties fo:font-weight="bold" fo:font-size="14pt"/>',
    "kop": (
        '<style:table-cell-properties fo:wrap-option="wrap" fo:border-bottom="0.75pt solid #1d1d1f"/>'
        '<style:text-properties fo:font-weight="bold"/>'
    ),
    "tekst": '<style:table-cell-properties fo:wrap-option="wrap" style:vertical-align="top"/>',
    "regel": '<style:table-cell-properties style:vertical-align="top"/>',
    "teken": (
        '<style:table-cell-properties style:vertical-align="top"/>'
        '<style:paragraph-properties fo:text-align="end"/>'
    ),
}


class OdsUnavailableError(Exception):
    """The library that makes the file is not installed."""


def report_ods(reports: Sequence[Rapport], only: str | None = None) -> bytes:
    """Write one or more years, or one table of them, as an ODS file.

    Raises:
        OdsUnavailableError: odfdo is not installed.
    """
    return ods_of(book_of(reports, only))


def ods_of(book: Book) -> bytes:
    """Write a workbook as an ODS file.

    Raises:
        OdsUnavailableError: odfdo is not installed.
    """
    try:
        from odfdo import Document, Element
    except ImportError:
        raise OdsUnavailableError from None
    document = Document("spreadsheet")
    document.body.clear()
    for style in _styles(book):
        document.insert_style(style, automatic=True)
    ranges = []
    for number, sheet in enumerate(book.sheets):
        document.body.append(Element.from_tag("".join(_sheet(sheet, number))))
        if sheet.table is not None and len(sheet.table.rows) > 1:
            ranges.append(_filter(sheet))
    if ranges:
        made = f"<table:database-ranges>{''.join(ranges)}</table:database-ranges>"
        document.body.append(Element.from_tag(made))
    created = datetime.combine(book.created, datetime.min.time())
    meta = document.meta
    meta.clear_user_defined_metadata()
    meta.title, meta.subject, meta.language = book.title, book.subject, "nl-NL"
    meta.creator = meta.initial_creator = book.author
    meta.set_comments(book.comments)
    meta.set_creation_date(created)
    meta.set_modification_date(created)
    stream = io.BytesIO()
    document.save(stream)
    return _fixed(stream.getvalue(), {_picture(sheet): sheet.svg for sheet in book.sheets if sheet.svg})


def _fixed(content: bytes, pictures: Mapping[str, str]) -> bytes:
    """Write the parts with one date, so that the same report has the same bytes; and the pictures."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as parts, zipfile.ZipFile(made, "w") as target:
        for part in parts.infolist():
            if part.filename.startswith(("Thumbnails/", "Configurations2/")):
                continue
            text = parts.read(part)
            if part.filename == "META-INF/manifest.xml":
                text = re.sub(_LEFT_OUT, b"", text)
                listed = "".join(
                    f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="image/svg+xml"/>'
                    for name in pictures
                )
                text = text.replace(b"</manifest:manifest>", f"{listed}</manifest:manifest>".encode())
            if part.filename == "styles.xml":
                text = _dutch_page(text)
            entry = zipfile.ZipInfo(part.filename, _EPOCH)
            kept = part.filename == "mimetype"  # the first part, as it is: the standard asks it
            entry.compress_type = zipfile.ZIP_STORED if kept else zipfile.ZIP_DEFLATED
            target.writestr(entry, text)
        for name, drawn in pictures.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, drawn.encode())
    return made.getvalue()


def _picture(sheet: ReportSheet) -> str:
    return f"Pictures/{sheet.name}.svg"


def _shapes(sheet: ReportSheet) -> str:
    """Give the picture of a sheet, under its table and notes, with its title and what it shows."""
    size = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', sheet.svg)
    if size is None:
        return ""
    top = (sum(_heights(sheet)) + 16.0) / _POINTS
    high = _PICTURE_WIDTH * float(size[2]) / float(size[1])
    return (
        f'<table:shapes><draw:frame draw:name="{escape(sheet.title)}" draw:z-index="0" svg:x="0.2cm" '
        f'svg:y="{top:.2f}cm" svg:width="{_PICTURE_WIDTH}cm" svg:height="{high:.2f}cm">'
        f'<draw:image xlink:href="{_picture(sheet)}" xlink:type="simple" xlink:show="embed" '
        f'xlink:actuate="onLoad"/><svg:title>{escape(sheet.title)}</svg:title>'
        f"<svg:desc>{escape(_printable(sheet.drawing))}</svg:desc></draw:frame></table:shapes>"
    )


def _dutch_page(styles: bytes) -> bytes:
    """Set the page lying and as wide as its table, with Dutch at its foot and as the language of the text."""
    page = (
        b'<style:page-layout-properties style:print-orientation="landscape" fo:page-width="29.7cm" '
        b'fo:page-height="21cm" style:scale-to-X="1" style:scale-to-Y="0" '
    )
    styles = styles.replace(b"<style:page-layout-properties ", page, 1)
    styles = styles.replace(b">Page <", b">bladzijde <")
    return styles.replace(b'fo:language="fr" fo:country="FR"', b'fo:language="nl" fo:country="NL"')


def _styles(book: Book) -> Iterator[str]:
    for name, inside in _STYLES.items():
        yield f'<style:style style:name="{name}" style:family="table-cell">{inside}</style:style>'
    for number, sheet in enumerate(book.sheets):
        for place, width in enumerate(_widths(sheet)):
            yield (
                f'<style:style style:name="k{number}-{place}" style:family="table-column">'
                f'<style:table-column-properties style:column-width="{width * _CHARACTER:.2f}cm"/>'
                "</style:style>"
            )
    heights = sorted({height for sheet in book.sheets for height in _heights(sheet)})
    for height in heights:
        yield (
            f'<style:style style:name="r{height:g}" style:family="table-row"><style:table-row-properties '
            f'style:row-height="{height:g}pt" style:use-optimal-row-height="false"/></style:style>'
        )
    yield (
        '<number:date-style style:name="dag-vorm" number:automatic-order="false"><number:day/>'
        "<number:text> </number:text>"
        '<number:month number:textual="true" number:style="long"/><number:text> </number:text>'
        '<number:year number:style="long"/></number:date-style>'
    )
    digits = (
        '<number:number number:min-integer-digits="1" number:grouping="true" number:decimal-places="4" '
        'number:min-decimal-places="0"/>'
    )
    mark = f"<number:text>{dutch.INFERRED_MARK}</number:text>"
    yield f'<number:number-style style:name="getal-vorm">{digits}</number:number-style>'
    # What is inferred keeps its value; the mark is in the format, so that it is seen and still counts.
    yield f'<number:number-style style:name="getal-afgeleid-vorm">{digits}{mark}</number:number-style>'
    yield f'<number:text-style style:name="afgeleid-vorm"><number:text-content/>{mark}</number:text-style>'
    for name in ("dag", "getal", "getal-afgeleid"):
        yield (
            f'<style:style style:name="{name}" style:family="table-cell" '
            f'style:data-style-name="{name}-vorm">{_STYLES["regel"]}</style:style>'
        )
    for name in ("tekst", "teken"):
        yield (
            f'<style:style style:name="{name}-afgeleid" style:family="table-cell" '
            f'style:data-style-name="afgeleid-vorm">{_STYLES[name]}</style:style>'
        )


def _widths(sheet: ReportSheet) -> list[int]:
    return [TEXT_WIDTH] if sheet.table is None else column_widths(sheet.table)


def _heights(sheet: ReportSheet) -> Iterator[float]:
    return (height for height, _ in _rows(sheet))


def _sheet(sheet: ReportSheet, number: int) -> Iterator[str]:
    yield f'<table:table table:name="{escape(sheet.name)}">{_shapes(sheet)}'
    for place in range(len(_widths(sheet))):
        yield f'<table:table-column table:style-name="k{number}-{place}"/>'
    for height, cells in _rows(sheet):
        inside = cells or "<table:table-cell/>"
        yield f'<table:table-row table:style-name="r{height:g}">{inside}</table:table-row>'
    yield "</table:table>"


def _rows(sheet: ReportSheet) -> Iterator[tuple[float, str]]:
    """Give every row of a sheet: its height and its cells."""
    widths = _widths(sheet)
    plain = 16.0
    yield 22.0, _text(sheet.title, "titel")
    for place, line in enumerate(sheet.above):
        if sheet.table is not None:
            yield plain, _text(line, "regel")
        else:
            link = sheet.links[place] if sheet.links else ""
            yield row_height([line], [TEXT_WIDTH]), _text(line, "tekst", link)
    if sheet.table is None:
        return
    table = sheet.table
    yield plain, ""
    if not table.rows:
        refused = table.refused or EMPTY
        yield row_height([refused], widths[:1]), _text(refused, "tekst")
    else:
        heads = [column.title for column in table.columns]
        yield (
            row_height(heads, [width - 3 for width in widths]),
            "".join(_text(head, "kop") for head in heads),
        )
        for index, row in enumerate(table.rows):
            pairs = list(zip(row, table.columns, strict=True))
            shown = [table_cells.table_cell(value, column) for value, column in pairs]
            cells = (_cell(value, column, (index, column.id) in table.inferred) for value, column in pairs)
            yield row_height(shown, widths), "".join(cells)
    if sheet.notes:
        yield plain, ""
    for note in sheet.notes:
        yield row_height([note], widths[:1]), _text(note, "tekst")


def _text(text: str, style: str, link: str = "") -> str:
    if not text:
        return "<table:table-cell/>"
    inside = escape(_printable(text))
    if link:
        inside = f'<text:a xlink:type="simple" xlink:href="#{escape(link)}.A1">{inside}</text:a>'
    return (
        f'<table:table-cell table:style-name="{style}" office:value-type="string">'
        f"<text:p>{inside}</text:p></table:table-cell>"
    )


def _printable(text: str) -> str:
    """Leave out what XML cannot hold."""
    return "".join(char for char in text if char.isprintable() or char == " ")


def _cell(value: TableCell, column: TableColumn, inferred: bool = False) -> str:
    day = real_date(value, column)
    ending = "-afgeleid" if inferred else ""
    shown = escape(table_cells.table_cell(value, column))
    if day is not None:
        kind = f'table:style-name="dag" office:value-type="date" office:date-value="{day.isoformat()}"'
    elif isinstance(value, int | Decimal):
        style = "" if is_year(column) else f'table:style-name="getal{ending}" '
        kind = f'{style}office:value-type="float" office:value="{value}"'
        shown = str(value) if is_year(column) else f"{shown}{dutch.INFERRED_MARK if inferred else ''}"
    elif isinstance(value, str):
        return _text(table_cells.table_cell(value, column), f"tekst{ending}")
    else:
        return _text(table_cells.cell(value), f"{'teken' if column.kind == 'getal' else 'tekst'}{ending}")
    return f"<table:table-cell {kind}><text:p>{shown}</text:p></table:table-cell>"


def _filter(sheet: ReportSheet) -> str:
    assert sheet.table is not None  # noqa: S101  only asked of sheets with a table
    top = len(sheet.above) + 3
    last = top + len(sheet.table.rows)
    end = column_letter(len(sheet.table.columns) - 1)
    name = escape(f"{sheet.name}.A{top}:{sheet.name}.{end}{last}")
    return (
        f'<table:database-range table:name="filter_{escape(sheet.name)}" table:target-range-address="{name}" '
        'table:display-filter-buttons="true"/>'
    )
