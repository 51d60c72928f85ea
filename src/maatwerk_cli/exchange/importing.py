"""Rows of a spreadsheet to records of the register: first a plan that can be shown, then all or nothing."""

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import chain, islice
from typing import Any, NamedTuple

from pydantic import ValidationError

from maatwerk_cli.checks.catalogue import texts
from maatwerk_cli.exchange.import_cells import (
    DITTO,
    NO_VALUE,
    Glance,
    Order,
    is_no_name,
    look_through,
    several,
    stands_on_its_side,
    translations,
    why_no_record,
    with_day_first,
)
from maatwerk_cli.keeping.form import (
    AnswerError,
    FieldForm,
    FormField,
    build_record,
    column_fields,
    form_of,
    id_from_name,
    lost_fields,
    missing_fields,
    new_candidate_id,
    read_answer,
    split_source,
)
from maatwerk_cli.keeping.workspace import OF_A_DEVICE, RefusedError, Workspace
from maatwerk_cli.models.dutch_input import two_ways
from maatwerk_cli.models.facts.organisatie import Organisatie
from maatwerk_cli.models.meaning import Loc
from maatwerk_cli.models.values import ONBEKEND, RESERVED_STEMS
from maatwerk_cli.register.kinds import Kind, kind_named
from maatwerk_cli.register.personal import exempt
from maatwerk_cli.register.records import Dataset, Entry, Records
from maatwerk_cli.register.validation import field_problems
from maatwerk_cli.text.csv.csv_cell import ERROR_CELL, unguarded
from maatwerk_cli.text.dutch import so_many
from maatwerk_cli.text.passing import passing
from maatwerk_cli.text.personal_data import privacy
from maatwerk_cli.text.personal_data.safe import safe_line
from maatwerk_cli.text.spool import Spool
from maatwerk_cli.text.spreadsheet import (
    Sheet,
    SheetRow,
    column_letter,
    dates_as_text,
    header_name,
    is_day_number,
    is_filled,
)
from maatwerk_cli.text.suggestion import did_you_mean, nearest
from maatwerk_cli.text.yaml.yaml_signs import without_unseen

_PERSONAL = re.compile(
    r"contactpersoon|voornaam|achternaam|roepnaam|\bbsn\b|burgerservice|geboorte|e ?mail|telefoon|mobiel"
    r"|woonadres|\bhuisnummer|\biban\b|rekeningnummer|deelnemer naam"
    r"|naam (?:van )?(?:de )?(?:kandidaat|deelnemer)"
)
_OWN_WORDS = (
    " Is het een eigen woord voor een code? Zet dan in een YAML-bestand '{field}:' en daaronder, "
    "ingesprongen, 'eigen woord: code', en geef dat bestand met --vertaling."
)
_NEW_ORGANISATIONS = {"leveranciers": "leverancier", "partners": "partner"}


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """What is done with one column.

    Attributes:
        index: its place, from 0.
        name: its name in the header.
        field: the field it is read as; nothing where it is not taken.
        refused: it has no place to go: it would say who somebody is, or why.
        meant: a field that may be meant, where it is not taken.
    """

    index: int
    name: str
    field: str = ""
    refused: bool = False
    meant: str = ""


class RowPlan(NamedTuple):
    """What would become of one row: a new record, one that is there already, or nothing.

    Attributes:
        number: the number of the row.
        id: the id of the record.
        record: the record; nothing where the row is no record.
        stem: in which file it goes, where a kind has more.
        present: it is there already.
        twin: the earlier row that says the same; 0 where there is none.
        problems: what is wrong in the row, as Dutch sentences that begin with the column.
    """

    number: int
    id: str = ""
    record: dict[str, Any] | None = None
    stem: str = ""
    present: bool = False
    twin: int = 0
    problems: tuple[str, ...] = ()


@dataclass(slots=True)
class Counts:
    """How many rows there are of each kind.

    Attributes:
        new: that would become a record.
        present: that are in the register already.
        twins: that say the same as an earlier row.
        faulty: with something wrong.
    """

    new: int = 0
    present: int = 0
    twins: int = 0
    faulty: int = 0

    def add(self, row: RowPlan) -> None:
        """Count a row."""
        if row.problems:
            self.faulty += 1
        elif row.twin:
            self.twins += 1
        elif row.present:
            self.present += 1
        else:
            self.new += 1


@dataclass
class ImportPlan:
    """What an import would do.

    Attributes:
        kind: what a row is.
        columns: what is done with each column.
        rows: what would become of each row, to be gone through as often as asked.
        counts: how many of each.
        organisations: those that would be made along.
        notes: what a user must know, in Dutch.
    """

    kind: Kind
    columns: list[ColumnUse]
    rows: Iterable[RowPlan] = ()
    counts: Counts = field(default_factory=Counts)
    organisations: list[dict[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def new(self) -> Iterator[RowPlan]:
        """The rows that would become a record."""
        return (row for row in self.rows if row.record is not None and not row.present)


def known_headers(kind_name: str) -> frozenset[str]:
    """Give the names of columns that are recognised, as :func:`header_name` gives them."""
    return frozenset(_header_map(kind_name))


def _header_map(kind_name: str) -> Mapping[str, str]:
    own = {header_name(name): name for name in column_fields(kind_name)}
    asked = {header_name(form.text): form.name for form in form_of(kind_name)}
    often = {name: form.name for form in form_of(kind_name) for name in form.columns}
    key = kind_named(kind_name).field("id")
    marks = dict.fromkeys(key.columns if key else (), "id")
    return {**often, **marks, **asked, **own, "id": "id"}


def match_columns(kind_name: str, sheet: Sheet, mapping: Mapping[str, str]) -> list[ColumnUse]:
    """Decide for each column which field it is: as mapped, else by its name.

    Raises:
        RefusedError: the mapping names a field or a column that is not there, or a field has two columns.
    """
    fields = {"id", *column_fields(kind_name)}
    given = {header_name(name): target for name, target in mapping.items()}
    for name, target in mapping.items():
        if target and target not in fields:
            raise RefusedError(
                f"Een {kind_name} heeft geen veld '{privacy.mask(target)}'.{did_you_mean(target, fields)}"
            )
        if header_name(name) not in map(header_name, sheet.columns):
            raise RefusedError(f"Er is geen kolom '{privacy.mask(name)}' in het bestand.")
    known = _header_map(kind_name)
    uses = []
    for index, name in enumerate(sheet.columns):
        header = header_name(name)
        if not header:
            continue
        target = given[header] if header in given else known.get(header, "")
        refused = _refused(kind_name, header, known)
        if target and not refused:
            uses.append(ColumnUse(index, name, target))
        else:
            near = "" if refused else nearest(header, known) or ""
            uses.append(ColumnUse(index, name, "", refused, known.get(near, "")))
    doubles = [
        target for target, count in Counter(use.field for use in uses if use.field).items() if count > 1
    ]
    if doubles:
        heads = {header_name(use.name) for use in uses if use.field == doubles[0]}
        raise RefusedError(
            f"Er is meer dan één kolom voor {doubles[0]}. "
            + (
                "Kies met --kolom welke het is, en geef de andere een lege bestemming (--kolom 'NAAM=')."
                if len(heads) > 1
                else "Zij hebben dezelfde kop: geef er in het bestand één een andere kop."
            )
        )
    return uses


def _refused(kind_name: str, header: str, known: Mapping[str, str]) -> bool:
    """Tell whether a column would say who a person is, or of a candidate why."""
    if _PERSONAL.search(header):
        return True
    return (
        kind_named(kind_name).of_people
        and header not in known
        and privacy.tells_who_or_why(header.replace(" ", "_"))
    )


def make_plan(
    dataset: Dataset,
    kind_name: str,
    sheet: Sheet,
    columns: Sequence[ColumnUse],
    fixed: Mapping[str, str],
    *,
    new_organisations: bool = False,
    order: Order | None = None,
    meanings: Mapping[str, Any] | None = None,
) -> ImportPlan:
    """Say for every row what would become of it.

    Args:
        dataset: the register.
        kind_name: the kind of record that a row is.
        sheet: the rows.
        columns: what each column is.
        fixed: fields with one value for all rows that do not have their own.
        new_organisations: make suppliers and partners that are not in the register yet.
        order: what comes first in a date that can be read two ways.
        meanings: per field the codes that words of the source stand for.

    Raises:
        RefusedError: a fixed value does not fit, or it is not known how dates are to be read.
    """
    plan = ImportPlan(kind_named(kind_name), list(columns), notes=list(sheet.notes))
    if new_organisations and kind_name == "proeftuin":
        dataset = _with_organisations(dataset, sheet, columns, plan)
    used = [use for use in columns if use.field]
    if stands_on_its_side(sheet.rows, [use.index for use in used], known_headers(kind_name)):
        raise RefusedError(
            "Dit blad ligt op zijn kant: de namen van de velden staan onder elkaar in de eerste kolom. Zet "
            "ze naast elkaar in de bovenste rij (plakken met transponeren), en elk record in een eigen rij."
        )
    glance = look_through(sheet.rows, [use.index for use in used], _date_columns(kind_name, used))
    order, notes = _order_of_dates(used, glance, order)
    plan.notes += notes
    words = dict(translations(meanings or {}))
    again: frozenset[int] = frozenset()
    while True:
        reader = _RowReader(dataset, plan.kind, sheet, used, fixed, glance.usual, order, words, again)
        plan.rows, plan.counts = _read_rows(reader, sheet.rows)
        if again or not (again := _twice(reader.marks)):
            break  # only where ids come back are records held, to compare the later with the earlier
    if reader.serial_dates:
        are = so_many(reader.serial_dates, "getal is", "getallen zijn")
        plan.notes.append(f"{are} in een kolom met datums gelezen als dagnummer van Excel.")
    if reader.unseen:
        cells = so_many(reader.unseen, "cel", "cellen")
        plan.notes.append(
            f"Uit {cells} is weggelaten wat niemand ziet, zoals een teken dat de leesrichting omkeert."
        )
    if reader.dated:
        plan.notes.append(dates_as_text(reader.dated))
    if reader.nothing:
        what = so_many(reader.nothing, "cel staat", "cellen staat")
        plan.notes.append(
            f"In {what} alleen een streepje, een vraagteken of n.v.t.: gelezen als niet bekend."
        )
    if reader.dutch_amounts:
        plan.notes.append(f"Een bedrag als 250.000 is gelezen als 250 duizend ({reader.dutch_amounts} keer).")
    return plan


def _date_columns(kind_name: str, columns: Sequence[ColumnUse]) -> list[int]:
    fields = column_fields(kind_name)
    return [use.index for use in columns if use.field in fields and fields[use.field].vorm in _DATES]


_DATES = ("datum", "grove_datum")


def _order_of_dates(
    columns: Sequence[ColumnUse], glance: Glance, order: Order | None
) -> tuple[Order | None, list[str]]:
    """Say what comes first in dates, and of each column whether they can be read two ways.

    Raises:
        RefusedError: some have the month first, and of others that cannot be seen.
    """
    notes = []
    for use in columns:
        dates = glance.dates.get(use.index)
        if dates is None:
            continue
        if order is None and dates.month_first and (dates.both or dates.day_first):
            raise RefusedError(
                f"Kolom {safe_line(use.name)}: in cel {dates.month_first} staat de maand eerst, en "
                "van andere datums is dat niet te zien. Kies met --datums dag-eerst of maand-eerst."
            )
        if order is None and dates.month_first:
            order = "maand-eerst"
        if dates.both:
            read = "de maand" if order == "maand-eerst" else "de dag"
            are = so_many(dates.both, "datum is", "datums zijn")
            notes.append(
                f"Kolom {safe_line(use.name)}: {are} op twee manieren te lezen; "
                f"gelezen met {read} eerst. Kies anders met --datums."
            )
    return order, notes


def _read_rows(reader: "_RowReader", rows: Iterable[SheetRow]) -> tuple[Spool[RowPlan], Counts]:
    planned: Spool[RowPlan] = Spool()
    counts = Counts()
    left = iter(rows)
    while some := [*islice(left, _TOGETHER)]:
        for row in reader.read(some):
            planned.add(row)
            counts.add(row)
    return planned, counts


_TOGETHER = 200
"""Rows of which it is asked at once whether they may hold personal data."""


def _twice(marks: Sequence[int]) -> frozenset[int]:
    """Give the numbers that are there more than once, a part of them at a time so that few are held."""
    twice: set[int] = set()
    parts = 1 + len(marks) // _IN_A_PART
    for part in range(parts):
        seen: set[int] = set()
        for mark in marks:
            if mark % parts == part:
                (twice if mark in seen else seen).add(mark)
    return frozenset(twice)


_IN_A_PART = 25_000
"""How many rows are compared at once, so that memory does not grow with the file."""


def _with_organisations(
    dataset: Dataset, sheet: Sheet, columns: Sequence[ColumnUse], plan: ImportPlan
) -> Dataset:
    known = {
        text.lower() for e in dataset.organisaties for text in (e.id, e.value.naam, e.value.afkorting or "")
    }
    taken = set(dataset.organisaties.by_id)
    entries: list[Entry[Organisatie]] = []
    indexes = [use.index for use in columns if use.field]
    usual = look_through(sheet.rows, indexes).usual
    header = [header_name(name) for name in sheet.columns]
    for use in columns:
        if use.field not in _NEW_ORGANISATIONS:
            continue
        for row in sheet.rows:
            if why_no_record(row, header, indexes, usual):
                continue
            for name in re.split(r"\s*[;\n]\s*", str(row.cell(use.index) or "").strip()):
                if len(parts := several(name)) > 1 and any(part.lower() in known for part in parts):
                    continue  # more of them in one cell, or asked
                if is_no_name(name):
                    continue
                if not name or name.lower() in known or name.lower() == ONBEKEND or privacy.hits(name):
                    continue
                made = id_from_name(name, taken.__contains__)
                known.add(name.lower())
                taken.add(made)
                record = {"id": made, "naam": name, "soort": _NEW_ORGANISATIONS[use.field]}
                plan.organisations.append(record)
                entries.append(Entry(made, Organisatie.model_validate(record), "organisaties.csv", (0,)))
    together = Records((*dataset.organisaties.entries, *entries))
    return dataset.with_records(kind_named("organisatie"), together)


class _RowReader:
    """Reads the rows of one sheet; remembers what it has seen, so that no record is made twice.

    Attributes:
        marks: a number for each record by its id, in order.
        serial_dates: how many numbers were read as a day.
        dutch_amounts: how many amounts were read as thousands.
        nothing: how many cells say that nothing is known.
        unseen: how many cells held a sign that nobody sees.
        dated: how many cells hold a day where a text belongs.
    """

    def __init__(
        self,
        dataset: Dataset,
        kind: Kind,
        sheet: Sheet,
        columns: Sequence[ColumnUse],
        fixed: Mapping[str, str],
        usual: int,
        order: Order | None,
        meanings: Mapping[tuple[str, str], str],
        again: frozenset[int],
    ) -> None:
        self._dataset, self._kind, self._sheet, self._columns = dataset, kind, sheet, columns
        self._usual, self._order, self._meanings, self._again = usual, order, meanings, again
        self._fields = {**column_fields(kind.name), "id": FormField("id", "Id", _id_form(kind))}
        self._answers: dict[tuple[str, str], Any] = {}
        self._checked: dict[tuple[str, str], str] = {}
        self._seen: dict[tuple[str, str], tuple[int, Any]] = {}
        self._ids = set(dataset.of(kind).by_id)
        self._alike = Counter(_anonymous(entry.value) for entry in dataset.kandidaten)
        self.marks = array("q")
        self.serial_dates = 0
        self.dutch_amounts = 0
        self.nothing = 0
        self.unseen = 0
        self.dated = 0
        self._indexes = [use.index for use in columns]
        self._header = [header_name(name) for name in sheet.columns]
        self._nameless = [index for index, name in enumerate(self._header) if not name]
        split = split_source(dict(fixed))
        for name in split:
            if name not in self._fields:
                asked = did_you_mean(name, self._fields)
                raise RefusedError(f"--vast: een {kind.name} heeft geen veld '{privacy.mask(name)}'.{asked}")
        try:
            read = {name: read_answer(self._fields[name], text, dataset) for name, text in split.items()}
        except AnswerError as error:
            raise RefusedError(f"--vast {error.field}: {error.message}") from None
        self._fixed = {name: value for name, value in read.items() if value is not None}
        self._named = {use.field for use in columns} | set(self._fixed)

    def read(self, rows: Sequence[SheetRow]) -> Iterator[RowPlan]:
        """Give what would become of each row."""
        row_texts = ["\n".join(cell for cell in row.cells if isinstance(cell, str)) for row in rows]
        for row, clean in zip(rows, passing(row_texts, _is_clean), strict=True):
            yield self._read(row, clean=clean)

    def _read(self, row: SheetRow, *, clean: bool) -> RowPlan:
        """Give what would become of a row, of which may be known that it holds nothing personal."""
        reason = why_no_record(row, self._header, self._indexes, self._usual) or self._of_nameless(row)
        if reason:
            return RowPlan(row.number, problems=(reason,))
        values: dict[str, Any] = dict(self._fixed)
        problems: list[str] = []
        for use in self._columns:
            message = self._take(use, row.cell(use.index), row.number, values, clean=clean)
            if message:
                problems.append(_of_cell(use, row.number, message))
        if isinstance(values.get("bron"), str) and not values.get("vindplaats"):
            values = split_source(values)
        if not problems:
            problems = [
                _of_column(form.name, f"Dit ontbreekt: {form.text[0].lower()}{form.text[1:]}.")
                for form in missing_fields(self._kind.name, values)
            ]
            problems += self._lost(row.number, values)
        if problems:
            return RowPlan(row.number, problems=tuple(problems))
        return self._plan(row, values)

    def _lost(self, number: int, values: Mapping[str, Any]) -> Iterator[str]:
        """Say of each cell that would get lost which field it says something of."""
        missing = {lost.name: needed.name for lost, needed in lost_fields(self._kind.name, values)}
        for use in self._columns:
            if (needed := missing.get(use.field)) is not None:
                message = f"Dit hoort bij {needed}, en daar staat niets. Vul {needed} in, of haal dit weg."
                yield _of_cell(use, number, message)

    def _take(self, use: ColumnUse, cell: Any, number: int, values: dict[str, Any], *, clean: bool) -> str:
        """Take a cell into the values of its row; give why it is not taken."""
        if (self._sheet.uncalculated or self._sheet.errors) and (reason := self._of_formula(use, number)):
            return reason
        if isinstance(cell, str):
            seen = without_unseen(cell)
            self.unseen += seen != cell
            cell = unguarded(seen)
            shown = cell.strip()
            if NO_VALUE.fullmatch(shown):
                return self._of_no_value(shown)
        if cell is None or cell == "":
            return ""
        if isinstance(cell, bool):
            cell = "ja" if cell else "nee"
        form = self._fields[use.field]
        if isinstance(cell, str):
            code = "" if clean else self._personal(form, cell)
            if code:
                return (
                    "Hier staat mogelijk een persoonsgegeven; deze rij wordt niet overgenomen. "
                    f"Haal het weg. Zie: maatwerk uitleg {code}"
                )
        elif form.vorm in _DATES and is_day_number(cell):
            cell = self._sheet.first_day + timedelta(days=int(cell))
            self.serial_dates += 1
        self.dated += isinstance(cell, date) and form.vorm in ("tekst", "id")
        said = cell
        if isinstance(cell, str):
            cell = with_day_first(cell, self._order) if form.vorm in _DATES else cell
            cell = self._meanings.get((use.field, shown.casefold()), cell) if self._meanings else cell
        try:
            value = self._answer(form, cell)
        except AnswerError as error:
            return error.message + (
                _OWN_WORDS.format(field=form.name) if form.vorm == "code" else _hint(form, error, str(said))
            )
        if value is not None:
            values[use.field] = value
            if use.field == "fase" and isinstance(said, str) and said != cell and "zegt" in self._fields:
                values.setdefault("zegt", said.strip())
            self.dutch_amounts += form.vorm == "bedrag" and isinstance(cell, str) and two_ways(cell)
        return ""

    def _of_nameless(self, row: SheetRow) -> str:
        """Say of a row with something in a column without a name where that is: it would get lost unseen."""
        named = len(self._header)
        beyond = range(named, len(row.cells))
        places = chain(self._nameless, beyond)
        index = next((index for index in places if is_filled(row.cell(index))), None)
        if index is None:
            return ""
        return (
            f"Cel {column_letter(index)}{row.number} is gevuld, en haar kolom heeft geen naam. Zet er een "
            "naam boven, of haal weg wat er staat. Is de rij verschoven, zet dan dubbele aanhalingstekens "
            "om de cel waarin een puntkomma of komma staat."
        )

    def _of_formula(self, use: ColumnUse, number: int) -> str:
        place = (number, use.index + 1)
        if place in self._sheet.uncalculated:
            return (
                "Hier staat een formule waarvan de uitkomst niet is bewaard. Open het bestand en sla het op."
            )
        return _ERROR_CELL if place in self._sheet.errors else ""

    def _of_no_value(self, shown: str) -> str:
        """Say of a cell that says no value why it is not taken; nothing where it says that none is known."""
        if ERROR_CELL.fullmatch(shown):
            return _ERROR_CELL
        if DITTO.fullmatch(shown):
            return "Hier staat dat het hetzelfde is als erboven. Schrijf de waarde zelf: rijen verschuiven."
        self.nothing += 1
        return ""

    def _personal(self, form: FormField, text: str) -> str:
        if form.vorm == "tekst":
            return _personal(form.name, text)
        key = (form.name, text)
        if key not in self._checked:
            _make_room(self._checked)
            self._checked[key] = _personal(form.name, text)
        return self._checked[key]

    def _answer(self, form: FormField, cell: Any) -> Any:
        """Read a cell; the same code, date or name of a record in the same column is read once."""
        key = (form.name, cell) if isinstance(cell, str) and form.vorm != "tekst" else None
        if key is not None and key in self._answers:
            return self._answers[key]
        if form.name == "bron" and isinstance(cell, str) and " " in cell.strip():
            cell = cell.strip().split(" ", 1)[0] if "vindplaats" not in self._named else cell
        try:
            value = read_answer(form, cell, self._dataset)
        except AnswerError:
            names = several(cell) if form.many and form.vorm == "verwijzing" and isinstance(cell, str) else []
            if len(names) < 2:
                raise
            value = self._several(form, names)
        if key is not None:
            _make_room(self._answers)
            self._answers[key] = value
        return value

    def _several(self, form: FormField, names: Sequence[str]) -> Any:
        """Read more names in one cell; where only some are known, ask, as the sign may be in a name."""
        values = []
        for name in names:
            try:
                values.append(read_answer(form, name, self._dataset))
            except AnswerError:
                values.append(None)
        if not all(values) and any(values):
            raise AnswerError(
                form.name,
                "Hier staat misschien meer dan één naam, en niet elke is bekend in het register. Zet er een "
                "puntkomma tussen, of voeg eerst toe wat ontbreekt.",
            )
        return read_answer(form, names, self._dataset)

    def _plan(self, row: SheetRow, values: dict[str, Any]) -> RowPlan:
        given = values.pop("id", None)
        record_id = str(given) if given else self._own_id(values)
        if not record_id:
            message = (
                "Een rij zonder id en zonder naam is nergens aan te herkennen. Geef de rijen een kolom id."
            )
            return _refused_id(row, message)
        record = build_record(self._kind.name, record_id, values)
        stem = str(values.get("jaar", ""))
        try:
            model = self._kind.model.model_validate(record)
        except ValidationError as error:
            problems = tuple(
                self._of_field(problem.loc, row.number, " ".join(texts(problem)))
                for problem in field_problems(error, self._kind.model, "")
            )
            return RowPlan(row.number, problems=problems)
        if self._kind.of_people and not given:
            return self._candidate(row, record, model)
        return self._identified(row, record_id, record, model, stem, invented=not given)

    def _of_field(self, loc: Loc, number: int, message: str) -> str:
        """Say what is wrong in a record after its column and cell; after its field, where it is no column."""
        parts = [str(part) for part in loc if isinstance(part, str)]
        fields = ("_".join(parts), *parts[::-1])
        use = next((use for field in fields for use in self._columns if use.field == field), None)
        if use is None:
            return _of_column(parts[0] if parts else "", message)
        return _of_cell(use, number, message)

    def _candidate(self, row: SheetRow, record: dict[str, Any], model: Any) -> RowPlan:
        """A candidate has no name to tell it by: as many alike as there are already, are those."""
        alike = _anonymous(model)
        if self._alike[alike] > 0:
            self._alike[alike] -= 1
            return RowPlan(row.number, record=record, present=True)
        self._ids.add(record["id"])
        return RowPlan(row.number, record["id"], record)

    def _identified(
        self, row: SheetRow, record_id: str, record: dict[str, Any], model: Any, stem: str, *, invented: bool
    ) -> RowPlan:
        if self._kind.id_is_stem and record_id in RESERVED_STEMS:
            return _refused_id(row, f"{record_id}: {OF_A_DEVICE}")
        mark = hash((stem, record_id))
        self.marks.append(mark)
        earlier = self._seen.get((stem, record_id)) if self._again else None
        entry = self._existing(record_id, stem, model, invented=invented)
        if earlier is not None and (self._kind.own_ids or invented):
            if earlier[1] == model:
                return RowPlan(row.number, record_id, record, stem, present=True, twin=earlier[0])
            return _refused_id(
                row,
                f"Rij {earlier[0]} geeft hetzelfde id ({record_id}) met andere gegevens. "
                "Geef de rijen een kolom id, of voeg ze samen.",
            )
        if mark in self._again:
            self._seen[stem, record_id] = (row.number, model)
        if entry is not None and entry.value == model:
            return RowPlan(row.number, record_id, record, stem, present=True)
        if entry is not None:
            fields = [
                name
                for name in type(model).model_fields
                if getattr(entry.value, name, None) != getattr(model, name)
            ]
            return _refused_id(
                row,
                f"Er is al een {self._kind.name} {record_id} met andere gegevens ({', '.join(fields)}). "
                "Pas dat record aan, of geef de rij een eigen id.",
            )
        return RowPlan(row.number, record_id, record, stem)

    def _existing(self, record_id: str, stem: str, model: Any, *, invented: bool) -> Entry[Any] | None:
        if not self._kind.own_ids:  # lots of one tender share its id
            lots = [entry for entry in self._dataset.aanbestedingen if entry.id == record_id]
            same = next((lot for lot in lots if lot.value.perceel == model.perceel), None)
            # An id that was made up of a title makes no lot of what only has the same title.
            return same or (lots[0] if lots and invented else None)
        if self._kind.per_year:
            entries = self._dataset.of(self._kind).by_stem.get(stem, ())
            return next((entry for entry in entries if entry.id == record_id), None)
        return self._dataset.of(self._kind).by_id.get(record_id)

    def _own_id(self, values: Mapping[str, Any]) -> str:
        """Make an id of what a record is called; empty where that is nothing."""
        if self._kind.of_people:
            return new_candidate_id(self._ids.__contains__)
        name = str(values.get("naam") or values.get("titel") or values.get("omschrijving") or "")
        if len(self._kind.keys) > 1:
            return " ".join(str(values.get(key, "")) for key in self._kind.keys)
        if name and self._kind.per_year:
            name = f"{name[:40]} {values.get('jaar', '')}"
        return id_from_name(name, lambda _: False) if name else ""


def _hint(form: FormField, error: AnswerError, said: str) -> str:
    """Say how an organisation that is not in the register comes in it."""
    if form.kinds != ("organisatie",) or form.lijsten or "staat niet bij de" not in error.message:
        return ""
    if "?" in said:
        return " Van een naam met een vraagteken maakt het programma geen organisatie. Schrijf de naam zelf."
    if form.name in _NEW_ORGANISATIONS:
        return " Is zij nieuw, geef dan --nieuwe-organisaties."
    return " Is zij nieuw, maak die dan eerst met: maatwerk nieuw organisatie"


_ERROR_CELL = "Hier staat een foutmelding van de spreadsheet. Herstel de formule of schrijf de waarde."
_MOST_REMEMBERED = 2_000
"""How many values of a column are kept: beyond it they are read again."""


def _make_room(remembered: dict[Any, Any]) -> None:
    """Forget what was read, where it is much: cells that come back do so soon."""
    if len(remembered) >= _MOST_REMEMBERED:
        remembered.clear()


def _of_column(column: str, message: str) -> str:
    """Say what is wrong after the column or field."""
    return f"kolom {safe_line(column)}: {message}"


def _of_cell(use: ColumnUse, number: int, message: str) -> str:
    """Say what is wrong after the column, and the cell as a spreadsheet calls it (``C5``)."""
    return f"kolom {safe_line(use.name)} (cel {column_letter(use.index)}{number}): {message}"


def _refused_id(row: SheetRow, message: str) -> RowPlan:
    return RowPlan(row.number, problems=(_of_column("id", message),))


def _is_clean(text: str) -> bool:
    return not privacy.may_hold(text)


def _personal(name: str, text: str) -> str:
    """Give the code of what looks like personal data in a cell."""
    hits = privacy.hits(text, exempt(name, text)) if privacy.may_hold(text) else []
    return hits[0].code if hits else ""


def _id_form(kind: Kind) -> FieldForm:
    """A tender keeps the mark that its authority gave it; any other id is our own."""
    return "id" if kind.own_ids else "tekst"


def _anonymous(model: Any) -> str:
    return str(model.model_dump_json(exclude={"id"}))


def carry_out(workspace: Workspace, plan: ImportPlan) -> None:
    """Add every new record of a plan to the dataset.

    Raises:
        RefusedError: a row has something wrong: everything or nothing.
    """
    if plan.counts.faulty:
        raise RefusedError("Er zijn rijen met een fout; er is niets geschreven.")
    if plan.organisations:
        workspace.add_records(kind_named("organisatie"), plan.organisations)
    by_stem: dict[str, list[dict[str, Any]]] = {}
    for row in plan.new:
        by_stem.setdefault(row.stem, []).append(row.record or {})
    for stem, records in by_stem.items():
        workspace.add_records(plan.kind, records, stem)


_OF_COLUMN = "--kolom: schrijf KOP=VELD, bijvoorbeeld --kolom 'Naam project=naam'."


def mapping_from(pairs: Iterable[str], refusal: str = _OF_COLUMN) -> dict[str, str]:
    """Read ``KOP=VELD`` pairs; an empty field means that the column is not taken.

    Raises:
        RefusedError: one has no ``=``.
    """
    mapping = {}
    for pair in pairs:
        name, equals, target = pair.partition("=")
        if not equals:
            raise RefusedError(refusal)
        mapping[name.strip()] = target.strip()
    return mapping
