"""``--antwoorden``: the sheet of open questions, filled in and read back."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple, get_args

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from maatwerk_cli.cli.shell.errors import UserError
from maatwerk_cli.cli.shell.output import print_error
from maatwerk_cli.cli.tender.dossier_file import NO_FUNCTION
from maatwerk_cli.models.dutch_input import Decimaalteken, read_datum
from maatwerk_cli.models.tender.cell import AmountReader, cell_readers
from maatwerk_cli.models.tender.choices import Bedragveld
from maatwerk_cli.models.tender.dossier import Beoordeling, Dossier
from maatwerk_cli.models.tender.reading_choice import Choice
from maatwerk_cli.models.values import ONBEKEND
from maatwerk_cli.tender.facts import TENDER_FIELDS, Facts, FactsReader, FieldRefusal
from maatwerk_cli.tender.input.sheet_rows import DAYS_OF_TENDER
from maatwerk_cli.tender.judging import Answers, Choices, Refused, Result, RowKey, row_keys
from maatwerk_cli.tender.questions.next_question import without_meaning
from maatwerk_cli.tender.refusals import field_sentence
from maatwerk_cli.tender.verdicts.assessor import Assessor
from maatwerk_cli.tender.words.choice_makers import called_as_judged
from maatwerk_cli.text.csv.csv_cell import ERROR_CELL, unguarded
from maatwerk_cli.text.spreadsheet import Sheet, SpreadsheetError, as_counted, header_name, read_spreadsheet
from maatwerk_cli.text.suggestion import did_you_mean

_AMOUNTS = get_args(Bedragveld)
_NEEDED = ("veld", "antwoord")
_WHICH = ("id", "perceel", "bestand", "regel", "lezing")
_BY, _ON = "beantwoord_door", "beantwoord_op"
_HEADS = {header_name(name): name for name in (*_NEEDED, *_WHICH, _BY, _ON)}
"""The columns of a list, by the name in a head as it is compared."""
_MOST_ANSWERS = 100_000
"""All answers are held in memory beside the list."""
_MOST_TOLD = 20
"""More lines of what is wrong are not read; how many there are is said."""


class AnswerSheets(NamedTuple):
    """What filled in sheets say.

    Attributes:
        answers: the answers, by the tender or lot they are about.
        answered: by the same who gave them, and when, where that was told.
        two_ways: an amount among them could mean two things.
    """

    answers: Answers = ()
    answered: tuple[tuple[RowKey, tuple[Beoordeling, ...]], ...] = ()
    two_ways: bool = False


def read_answer_sheets(paths: Sequence[Path], decimal: Decimaalteken, assessor: Assessor) -> AnswerSheets:
    """Read the answers of sheets, as far as they can be answers to the policy's questions.

    Raises:
        UserError: a file is no such sheet, or an answer cannot be.
    """
    given: dict[RowKey, dict[str, _Answer]] = {}
    answered: dict[RowKey, dict[Beoordeling, None]] = {}
    wrong: list[str] = []
    for path in paths:
        for own in _answers(path):
            if isinstance(own, UserError):
                wrong.append(own.message)
                continue
            known = given.setdefault(own.key, {})
            before = known.setdefault(own.name, own)
            if before.text != own.text:
                wrong.append(
                    f"{own.place}: dit antwoord is anders dan dat op {before.place}. Houd er één over."
                )
            if own.judged:
                answered.setdefault(own.key, {})[own.judged] = None
    if len(given) > _MOST_ANSWERS:
        raise UserError(f"Er zijn antwoorden voor meer dan {_MOST_ANSWERS} aanbestedingen. Splits de lijst.")
    amounts = AmountReader(decimal)
    choices = [(key, _choices([*own.values()], amounts, assessor, wrong)) for key, own in given.items()]
    if wrong:
        raise _all_wrong(wrong)
    return AnswerSheets(
        tuple(choices),
        tuple((key, tuple(judged)) for key, judged in answered.items()),
        amounts.two_ways,
    )


def _all_wrong(sentences: Sequence[str]) -> UserError:
    """Tell what is wrong, of very much the beginning, and give the error that stands for all of it."""
    if len(sentences) == 1:
        return UserError(sentences[0])
    for sentence in sentences[:_MOST_TOLD]:
        print_error(sentence)
    return UserError(f"{len(sentences)} antwoorden kloppen niet. Verbeter ze en geef het commando opnieuw.")


def who_answered(sheets: AnswerSheets, results: Sequence[Result | Refused]) -> Iterator[Dossier]:
    """Give who answered as what the tender file says: of a tender by its id; without one, if it is alone."""
    keys = {key for result in results if isinstance(result, Result) for key in row_keys(result.tender)}
    for key, judged in sheets.answered:
        if key in keys and (key.id or len(results) == 1):
            yield _filed(key, judged)


def answered_by_id(sheets: AnswerSheets) -> Iterator[Dossier]:
    """Give who answered as what the tender file says, of every tender that has an id."""
    return (_filed(key, judged) for key, judged in sheets.answered if key.id)


def _filed(key: RowKey, judged: tuple[Beoordeling, ...]) -> Dossier:
    about = {"id": key.id or None, "perceel": key.perceel or None}
    return Dossier().model_copy(update={**about, "beoordelingen": judged})


class _Answer(NamedTuple):
    """One answer: the tender it is about, its field, its text, its place, and who gave it where told."""

    key: RowKey
    field: str
    text: str
    place: str
    judged: Beoordeling | None

    @property
    def name(self) -> str:
        """What it answers: a field, or one reading."""
        return self.text.partition("=")[0] if self.field == "lezingen" else self.field


def _answers(path: Path) -> Iterator[_Answer | UserError]:
    """Give each answer of a sheet, or what is wrong with it."""
    if path.exists() and not path.is_file():
        raise UserError(f"{path}: dit is geen gewoon bestand. Bewaar de ingevulde vragenlijst als bestand.")
    if not path.is_file():
        raise UserError(f"{path}: dit bestand bestaat niet. Geef met --antwoorden de ingevulde vragenlijst.")
    try:
        sheet = read_spreadsheet(path, frozenset(_HEADS), by_line=True)
    except SpreadsheetError as error:
        raise UserError(f"{path}: {error.message}") from None
    if sheet.read_as:
        print_error(f"{path}: {sheet.read_as}")
    columns = _columns(path, sheet)
    missing = [name for name in _NEEDED if name not in columns]
    if missing:
        raise UserError(
            f"{path}:{sheet.header_row}:1: de kolom {missing[0]} ontbreekt. Maak de lijst met --vragenlijst "
            "--formaat csv en vul de kolom antwoord in."
        )
    for note in sheet.notes:
        print_error(f"{path}: {note}")
    for row in sheet.rows:
        untold = next((name for name in columns if (row.number, columns[name] + 1) in sheet.uncalculated), "")
        if untold:
            yield UserError(f"{_place(path, row.number, columns[untold])}: {untold}: {_UNTOLD}")
            continue
        field = _text(row.cell(columns["veld"]))
        given = {name: row.cell(index) for name, index in columns.items()}
        for name in ("antwoord", _ON) if field in DAYS_OF_TENDER else (_ON,):
            given[name] = as_counted(given.get(name), sheet.first_day)
        cells = {name: _text(given.get(name), amount=field in _AMOUNTS) for name in columns}
        if cells["antwoord"] and cells["antwoord"].lower() != ONBEKEND:
            names = ("veld", "antwoord", _BY, _ON)
            places = {name: _place(path, row.number, columns.get(name, 0)) for name in names}
            if cells["veld"]:
                yield from _answer(cells, places)
            else:  # what stands open and no field can take, as the sheet itself says
                print_error(
                    f"{places['antwoord']}: dit antwoord is niet gebruikt, want bij veld staat geen gegeven. "
                    "Zet het in het bestand zelf."
                )


def _columns(path: Path, sheet: Sheet) -> Mapping[str, int]:
    """Give the place of each column of a list, its head written as people write it."""
    columns: dict[str, int] = {}
    for index, head in enumerate(sheet.columns):
        name = _HEADS.get(header_name(head), "")
        if name in columns:
            place = _place(path, sheet.header_row, index)
            raise UserError(f"{place}: de kolom {name} staat er twee keer. Houd er één over.")
        if name:
            columns[name] = index
    return columns


_UNTOLD = (
    "hier staat een formule waarvan de uitkomst niet is bewaard. Open de lijst in een spreadsheetprogramma "
    "en sla die op."
)
_ERROR = "hier staat een foutmelding van de spreadsheet. Schrijf het antwoord zelf."


def _answer(cells: Mapping[str, str], places: Mapping[str, str]) -> Iterator[_Answer | UserError]:
    """Give the answer of a row, and what is wrong with it: of its field, of whom it is, and whose it is."""
    place, field = places["antwoord"], cells["veld"]
    if field not in TENDER_FIELDS:
        hint = did_you_mean(field, TENDER_FIELDS)
        remedy = "Zet de kolom veld terug zoals de vragenlijst haar gaf."
        yield UserError(f"{places['veld']}: veld: dit gegeven bestaat niet.{hint} {remedy}")
        return
    if ERROR_CELL.fullmatch(cells["antwoord"]):
        yield UserError(f"{place}: {field}: {_ERROR}")
        return
    answer = without_meaning(field, cells["antwoord"])
    if field == "lezingen":
        answer = f"{cells.get('lezing', '')}={answer}"
    judged = None
    try:
        judged = _judged(cells, places) if cells.get(_BY) or cells.get(_ON) else None
    except UserError as error:
        yield error
    try:
        yield _Answer(_key(cells, place), field, answer, place, judged)
    except UserError as error:
        yield error


def _place(path: Path, line: int, column: int) -> str:
    return f"{path}:{line}:{column + 1}"


def _judged(cells: Mapping[str, str], places: Mapping[str, str]) -> Beoordeling:
    """Tell who gave an answer and when; what may be a name is refused and never shown."""
    empty = next((name for name in (_BY, _ON) if not cells.get(name)), None)
    if empty:
        raise UserError(
            f"{places[empty]}: {_BY} en {_ON} horen bij elkaar. Vul ze allebei in, of geen van beide."
        )
    field = called_as_judged(cells["lezing"]) if cells["veld"] == "lezingen" else cells["veld"]
    try:
        day = read_datum(cells[_ON])
    except PydanticCustomError:
        raise UserError(
            f"{places[_ON]}: {_ON}: dit is geen datum. Schrijf bijvoorbeeld 2018-03-01."
        ) from None
    try:
        return Beoordeling.model_validate({"wat": field, "door": cells[_BY], "datum": day.text})
    except ValidationError:
        raise UserError(f"{places[_BY]}: {_BY}: {NO_FUNCTION}") from None


def _key(cells: Mapping[str, str], place: str) -> RowKey:
    name, lot = cells.get("id", ""), cells.get("perceel", "")
    if name:
        return RowKey(name, lot)
    line = cells.get("regel", "")
    if not line.isdecimal():
        raise UserError(
            f"{place}: id en regel zijn leeg. Dan is niet te zeggen bij welke aanbesteding dit hoort. Zet ze "
            "terug zoals de vragenlijst ze gaf."
        )
    return RowKey("", "", cells.get("bestand", ""), int(line))


def _text(cell: Any, *, amount: bool = False) -> str:
    """Give a cell as a person would type it, without the apostrophe that keeps a formula from running.

    An amount has two decimals, so that no point parts thousands.
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "ja" if cell else "nee"
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float):
        if cell.is_integer():
            return str(int(cell))
        return f"{cell:.2f}" if amount else f"{cell:.10f}".rstrip("0")
    return unguarded(str(cell).strip())


def _choices(
    answers: Sequence[_Answer], amounts: AmountReader, assessor: Assessor, wrong: list[str]
) -> Choices:
    """Read the answers about one tender; what is wrong with them, each by itself, is added to ``wrong``."""
    alone = [(answer, _read([answer], amounts)) for answer in answers]
    refused = [
        f"{answer.place}: {field_sentence(refusal)}"
        for answer, own in alone
        for refusal in (assessor.objections(own) if isinstance(own, Facts) else own)
    ]
    facts = [] if refused else _read(answers, amounts)
    if isinstance(facts, Facts):  # each can be, and together they may not
        places = {answer.field: answer.place for answer in answers}
        refused = [
            f"{places[refusal.field]}: {field_sentence(refusal)}" for refusal in assessor.objections(facts)
        ]
    wrong += refused
    if not isinstance(facts, Facts):
        return Choices()
    names = dict.fromkeys(answer.field for answer in answers if answer.field != "lezingen")
    fields = tuple((name, getattr(facts, name)) for name in names)
    by = {answer.name: answer.judged for answer in answers if answer.judged and answer.field == "lezingen"}
    readings = tuple((name, _made(choice, by.get(name))) for name, choice in facts.lezingen)
    return Choices(fields, readings, tuple(facts.bounds.items()))


def _made(choice: str, judged: Beoordeling | None) -> str:
    """Give the choice of a reading with who made it: it stays with the choice, whatever it is one of."""
    return Choice.of(choice, judged.door, datum=judged.datum) if judged else choice


def _read(answers: Sequence[_Answer], amounts: AmountReader) -> Facts | Sequence[FieldRefusal]:
    """Read answers as the fields of one tender."""
    texts = {answer.field: answer.text for answer in answers}
    if "lezingen" in texts:
        texts["lezingen"] = " ".join(answer.text for answer in answers if answer.field == "lezingen")
    return FactsReader([*texts], cell_readers(amounts)).facts([*texts.values()])
