"""``--antwoorden``: the sheet of open questions, filled in and read back."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from maatwerk_cli.cli.shell.errors import UserError
from maatwerk_cli.cli.shell.output import print_error
from maatwerk_cli.models.dutch_input import Decimaalteken
from maatwerk_cli.models.tender.cell import AmountReader, cell_readers
from maatwerk_cli.models.values import ONBEKEND
from maatwerk_cli.tender.facts import TENDER_FIELDS, Facts, FactsReader
from maatwerk_cli.tender.judging import Answers, Choices, RowKey
from maatwerk_cli.tender.refusals import field_sentence
from maatwerk_cli.text.spreadsheet import SpreadsheetError, read_spreadsheet

_NEEDED = ("veld", "antwoord")
_WHICH = ("id", "perceel", "bestand", "regel", "lezing")
_MOST_ANSWERS = 100_000
"""All answers are held in memory beside the list."""


def read_answer_sheets(paths: Sequence[Path], decimal: Decimaalteken) -> Answers:
    """Read the answers of sheets, by the tender or lot they are about.

    Raises:
        UserError: a file is no such sheet, or an answer cannot be.

    """
    given: dict[RowKey, dict[str, tuple[str, str]]] = {}
    for path in paths:
        for key, field, text, place in _answers(path):
            known = given.setdefault(key, {})
            if field in known and known[field][0] != text and field != "lezingen":
                raise UserError(
                    f"{place}: dit antwoord is anders dan dat op {known[field][1]}. Houd er één over."
                )
            before = f"{known[field][0]} " if field == "lezingen" and field in known else ""
            known[field] = (before + text, place)
    if len(given) > _MOST_ANSWERS:
        raise UserError(f"Er zijn antwoorden voor meer dan {_MOST_ANSWERS} aanbestedingen. Splits de lijst.")
    return tuple((key, _choices(answers, decimal)) for key, answers in given.items())


def _answers(path: Path) -> Iterator[tuple[RowKey, str, str, str]]:
    """Give each answer with the tender it is about, its field and its place."""
    if not path.is_file():
        raise UserError(f"{path}: dit bestand bestaat niet. Geef met --antwoorden de ingevulde vragenlijst.")
    try:
        sheet = read_spreadsheet(path, frozenset((*_NEEDED, *_WHICH)))
    except SpreadsheetError as error:
        raise UserError(f"{path}: {error.message}") from None
    columns = {name: index for index, name in enumerate(sheet.columns)}
    missing = [name for name in _NEEDED if name not in columns]
    if missing:
        raise UserError(
            f"{path}:{sheet.header_row}:1: de kolom {missing[0]} ontbreekt. Maak de lijst met --vragenlijst "
            "--formaat csv en vul alleen de kolom antwoord in."
        )
    for note in sheet.notes:
        print_error(f"{path}: {note}")
    for row in sheet.rows:
        cells = {
            name: _text(row.cells[index]) if index < len(row.cells) else "" for name, index in columns.items()
        }
        place = f"{path}:{row.number}:{columns['antwoord'] + 1}"
        answer, field = cells["antwoord"], cells["veld"]
        if not answer or answer == ONBEKEND:
            continue
        if field not in TENDER_FIELDS:
            what = "staat geen gegeven" if not field else "staat een gegeven dat niet bestaat"
            raise UserError(f"{place}: bij veld {what}. Zet dit antwoord in het bestand zelf.")
        if field == "lezingen":
            answer = f"{cells.get('lezing', '')}={answer}"
        yield _key(cells, place), field, answer, place


def _key(cells: Mapping[str, str], place: str) -> RowKey:
    name, lot = cells.get("id", ""), cells.get("perceel", "")
    if name:
        return RowKey(name, lot)
    line = cells.get("regel", "")
    if not line.isdecimal():
        raise UserError(
            f"{place}: id en regel zijn leeg. Dan is niet te zeggen bij welke aanbesteding dit hoort."
        )
    return RowKey("", "", cells.get("bestand", ""), int(line))


def _text(cell: Any) -> str:
    """Give a cell as a person would type it, without the apostrophe that keeps a formula from running."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else f"{cell:.10f}".rstrip("0")
    text = str(cell).strip()
    return text[1:] if text[:1] == "'" and text[1:2] in "=+-@" else text


def _choices(answers: Mapping[str, tuple[str, str]], decimal: Decimaalteken) -> Choices:
    facts = FactsReader([*answers], cell_readers(AmountReader(decimal))).facts(
        [text for text, _ in answers.values()]
    )
    if not isinstance(facts, Facts):
        raise UserError(f"{answers[facts[0].veld][1]}: {field_sentence(facts[0])}")
    fields = tuple((field, getattr(facts, field)) for field in answers if field != "lezingen")
    return Choices(fields, facts.lezingen, tuple(facts.bounds.items()))
