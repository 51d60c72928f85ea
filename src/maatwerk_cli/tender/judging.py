"""Tenders one after another: lots put together, and a verdict or a reason for each, in order."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from typing import TYPE_CHECKING, Any, NamedTuple, TypeGuard

from maatwerk_cli.models.tender.reading_choice import Choice
from maatwerk_cli.tender.facts import NOTHING_KNOWN, VALUE_WITHOUT_OPTIONS, Bounds, Facts, value_said
from maatwerk_cli.tender.lots import Lots, Missing, lots_lacking
from maatwerk_cli.tender.masking import shown_facts, shown_text
from maatwerk_cli.tender.refusals import field_codes, field_sentences
from maatwerk_cli.tender.reservations import Reservation, resting_on
from maatwerk_cli.tender.sentences import NAME_COLUMN
from maatwerk_cli.tender.verdicts.assessor import Assessor
from maatwerk_cli.tender.verdicts.verdict import Besluit
from maatwerk_cli.tender.words.limit_words import value_words
from maatwerk_cli.text import dutch
from maatwerk_cli.text.problem import Position

if TYPE_CHECKING:
    from maatwerk_cli.models.tender.dossier import Dossier
    from maatwerk_cli.tender.notices.notice import NoticeSignal


OF_READING = "lezing "
"""What goes before the name of a reading among the names of fields."""


class Overruled(NamedTuple):
    """What a file says of a tender, and an option says otherwise.

    Attributes:
        name: the field, or :data:`OF_READING` and the reading.
        own: what the file says.
        given: what the option says; it goes before.
    """

    name: str
    own: object
    given: object

    @property
    def is_reading(self) -> bool:
        """Whether it is the choice of a reading."""
        return self.name.startswith(OF_READING)

    @property
    def sentence(self) -> str:
        """Both in a sentence, with who chose what the file says where it tells."""
        from maatwerk_cli.tender.words.choice_makers import of_record

        by = of_record(self.own).said() if isinstance(self.own, str) else ""
        return (
            f"Het bestand zegt bij {self.name}: {value_words(self.own)}.{by} Opgegeven is "
            f"{value_words(self.given)}, en dat gaat voor."
        )


class TenderRead(NamedTuple):
    """One tender as it was read.

    Attributes:
        facts: the facts.
        line: the line it starts on.
        origins: by field where it was read.
        remarks: what its reader has to say about it.
        unread: by field why it stays unknown though the notice says something about it.
        signals: what else a notice says.
        file: the file it is in, where there can be more than one.
        place: finds where a field stands in a record.
        raw: the row as it is in a table.
        number_of_lots: how many lots the file itself says its tender has, at least; 0 where it does not.
        overruled: what it says otherwise than an option.
        lookalikes: fields that columns resemble that were not read, and that may be assumed, with which.
        is_noted: it is a notice with remarks, or with something that it leaves in the middle.
    """

    facts: Facts
    line: int = 1
    origins: Mapping[str, str] = {}
    remarks: tuple[str, ...] = ()
    unread: Mapping[str, str] = {}
    signals: "tuple[NoticeSignal, ...]" = ()
    file: str = ""
    place: Callable[[str], Position] | None = None
    raw: str = ""
    number_of_lots: int = 0
    overruled: tuple[Overruled, ...] = ()
    lookalikes: tuple[tuple[str, str], ...] = ()
    is_noted: bool = False


class Refused(NamedTuple):
    """Why a file, or one tender of it, could not be read or judged.

    Attributes:
        message: why, as a Dutch sentence.
        line: the line it is about, from 1.
        column: the column in it, from 1.
        id: what the tender is called, where that can be read.
        perceel: the lot that it is about, where that can be read.
        file: the file it is in, where there can be more than one.
        no_tender: it is none: an empty row, dashes, totals.
        code: what kind of fault it is, where it is one of a row or a record.
    """

    message: str
    line: int = 1
    column: int = 1
    id: str | None = None
    perceel: str | None = None
    file: str = ""
    no_tender: bool = False
    code: str = ""

    @property
    def kenmerk(self) -> str | None:
        """The id, as it may be shown."""
        return self.id and shown_text(self.id)

    @property
    def perceelnaam(self) -> str | None:
        """The name of the lot, as it may be shown."""
        return self.perceel and shown_text(self.perceel)


ASSUMED_AS: Mapping[str, str] = {
    "opdrachtgever_soort": "soort_aangenomen",
    "werkwijze": "werkwijze_aangenomen",
    "verlenging_maanden": "geen_opties_aangenomen",
    "raamovereenkomst": "geen_raamovereenkomst_aangenomen",
}
"""Fields of which something is assumed where they are not given, by the code that says so."""
NOTED = "opmerking_bij_aankondiging"
"""The code of a notice of which the reader has to know something: a sentence where there is room for one."""
_ASKED_ANYWAY = ("loonsom_excl_btw", "uitsluitingsgronden")
"""What no notice holds: a question, and no warning."""


class Result(NamedTuple):
    """What became of one row: a verdict, or why there is none."""

    tender: TenderRead
    besluit: Besluit

    @property
    def id(self) -> str | None:
        """The id, as it may be shown."""
        name = self.besluit.facts.id
        return name and shown_text(name)

    @property
    def perceel(self) -> str | None:
        """The name of the lot, as it may be shown."""
        name = self.besluit.facts.perceel
        return name and shown_text(name)

    @property
    def facts(self) -> Facts:
        """The facts, as they may be shown."""
        return shown_facts(self.besluit.facts)

    @property
    def assumed_beside(self) -> tuple[str, ...]:
        """What was assumed though a column that was not read may say it, as clauses."""
        codes = self.besluit.onzeker if self.tender.lookalikes else ()
        return tuple(
            f"{column}, en dat gegeven is aangenomen"
            for field, column in self.tender.lookalikes
            if ASSUMED_AS[field] in codes
        )

    @property
    def onzeker(self) -> tuple[str, ...]:
        """The codes of what the outcome rests on and a reader would not see, also by what was read."""
        return (*self.besluit.onzeker, NOTED) if self.tender.is_noted else self.besluit.onzeker

    @property
    def waarschuwingen(self) -> tuple[str, ...]:
        """What was assumed, and what is wrong or unsure: of the verdict, and of what was read."""
        read = self.tender
        if not (read.remarks or read.unread or read.lookalikes):
            return self.besluit.waarschuwingen
        beside = [f"{dutch.sentence(clause)}. {NAME_COLUMN}" for clause in self.assumed_beside]
        facts = self.besluit.facts
        unread = [
            text
            for field, text in read.unread.items()
            if field not in _ASKED_ANYWAY and getattr(facts, field) is None
        ]
        return tuple(dict.fromkeys([*self.besluit.waarschuwingen, *read.remarks, *unread, *beside]))


def is_no_tender(row: "TenderRead | Result | Refused") -> TypeGuard[Refused]:
    """Tell whether a row is none: it is empty, or holds dashes or totals."""
    return isinstance(row, Refused) and row.no_tender


class RowKey(NamedTuple):
    """What an answer is about: a lot by its id and name, or else a row by its file and line."""

    id: str
    perceel: str
    file: str = ""
    line: int = 0


class Choices(NamedTuple):
    """What options say of every tender, and answers of one.

    Attributes:
        fields: values that go before those of the row.
        readings: readings that are chosen, by name.
        bounds: what is known of the quantities among those fields that have no value.
        answers: what a filled in sheet says of a tender or lot.
        dossiers: what tender files say beside the tenders.
        unknown: the fields among those without a value of which is said that they are unknown.
    """

    fields: tuple[tuple[str, object], ...] = ()
    readings: tuple[tuple[str, str], ...] = ()
    bounds: tuple[tuple[str, Bounds[Any]], ...] = ()
    answers: "Answers" = ()
    dossiers: "tuple[Dossier, ...]" = ()
    unknown: frozenset[str] = frozenset()

    def apply(self, facts: Facts) -> Facts:
        """Give the facts with what the options say."""
        changed: dict[str, Any] = dict(self.fields)
        if changed:
            own = {field: bounds for field, bounds in facts.bounds.items() if field not in changed}
            changed["unknown"] = facts.unknown.difference(changed) | self.unknown
            changed["bounds"] = own | dict(self.bounds)
        if self.readings:
            chosen = self._chosen(facts) if facts.lezingen else dict(self.readings)
            changed["lezingen"] = tuple(chosen.items())
        return facts._replace(**changed) if changed else facts

    def _chosen(self, facts: Facts) -> Mapping[str, str]:
        chosen = dict(facts.lezingen)
        for name, choice in self.readings:
            if name not in chosen:
                chosen[name] = choice
            elif chosen[name] != choice:  # else the file's own stays: it can say who made it and why
                chosen[name] = Choice.over(choice)
        return chosen


Answers = tuple[tuple[RowKey, Choices], ...]
"""What a filled in sheet says, by the tender or lot it is about."""


def facts_beside(facts: Facts, dossiers: "tuple[Dossier, ...]", overruled: Sequence[Overruled] = ()) -> Facts:
    """Give the facts with what a tender file says that bears on the outcome: its amount, and who judged."""
    from maatwerk_cli.tender.dossiers import grounds_judged, options_in_amount, value_without_options

    beside = {**options_in_amount(facts, dossiers)}
    if all(said.name != "uitsluitingsgronden" for said in overruled):  # else others were judged
        beside |= grounds_judged(facts, dossiers)
    if value_without_options(facts, dossiers):
        beside[VALUE_WITHOUT_OPTIONS] = NOTHING_KNOWN
    return facts._replace(bounds={**facts.bounds, **beside}) if beside else facts


def judge(
    rows: Iterable[TenderRead | Refused],
    assessor: Assessor,
    choices: Choices,
    *,
    continued: bool = False,
    unfinished: bool = False,
    elsewhere: Set[str] = frozenset(),
    place: "FindPlace | None" = None,
) -> Iterator[Result | Refused]:
    """Give one result for each row, in their order. Adjacent rows of one ``id`` are lots of one tender.

    Args:
        rows: the rows.
        assessor: the policy.
        choices: what options say.
        continued: lots of the first tender went before these rows.
        unfinished: lots of the last tender follow after these rows.
        elsewhere: the ids, without their capitals, of which other rows stand elsewhere.
        place: finds where a field stands, in a table.
    """
    checked = map(_checker(assessor, choices, place or _place), rows)
    results = _judged(checked, assessor, place or _place, continued, unfinished, elsewhere)
    if choices.dossiers:
        results = (_resting_on_file(result, choices.dossiers) for result in results)
    return map(_resting_on_options, results) if choices.fields or choices.readings else results


def _resting_on_file(result: Result | Refused, dossiers: "tuple[Dossier, ...]") -> Result | Refused:
    """Let a verdict rest on what the tender file says otherwise than the tender."""
    from maatwerk_cli.tender.against_file import file_rest

    if isinstance(result, Refused) or not (rests := file_rest(result.besluit, dossiers)).texts:
        return result
    result.besluit.rest_also(rests)
    return result._replace(tender=result.tender._replace(remarks=(*rests.texts, *result.tender.remarks)))


def _resting_on_options(result: Result | Refused) -> Result | Refused:
    """Let a verdict rest on what an option said otherwise than its file."""
    if isinstance(result, Result) and result.tender.overruled:
        text = " ".join([overruled.sentence for overruled in result.tender.overruled])
        result.besluit.rest_also(resting_on(Reservation("opgave_gaat_voor", text)))
        return result._replace(tender=result.tender._replace(remarks=(text, *result.tender.remarks)))
    return result


def _judged(
    rows: Iterable[TenderRead | Refused],
    assessor: Assessor,
    place: "FindPlace",
    continued: bool,
    unfinished: bool,
    elsewhere: Set[str],
) -> Iterator[Result | Refused]:
    for group, first, last in _groups(rows):
        apart = (first and continued) or (last and unfinished)
        apart = apart or (bool(elsewhere) and same_id(_id(group[0])) in elsewhere)
        if len(group) == 1 and not apart and not is_one_of_more(group[0]):
            row = group[0]
            yield row if isinstance(row, Refused) else Result(row, assessor.decide(row.facts))
            continue
        of_tender = [row for row in group if not is_no_tender(row)]
        lacking = _lacking(of_tender)
        missing = "elders" if apart else _not_given(of_tender, lacking)
        group = _one_reading(group, place)
        lots = Lots(
            [row.facts if isinstance(row, TenderRead) else None for row in group if not is_no_tender(row)],
            missing,
            _names(of_tender),
            taken_as_all=lacking is None and not missing and len(of_tender) > 1,
        )
        for row in group:
            yield row if isinstance(row, Refused) else Result(row, assessor.decide(row.facts, lots))


def same_id(name: str | None) -> str:
    """Give an id as it is compared: two that differ only in capitals can be of one tender."""
    return name.casefold() if name else ""


def _id(row: TenderRead | Refused) -> str | None:
    return row.id if isinstance(row, Refused) else row.facts.id


def is_one_of_more(row: TenderRead | Refused) -> bool:
    """Tell whether a row that stands alone says that there are others: by its file, or by a name as a lot."""
    if isinstance(row, Refused) or (not row.number_of_lots and row.facts.perceel is None):
        return False
    return bool(_not_given([row], _lacking([row])))


def _names(group: Sequence[TenderRead | Refused]) -> Sequence[str | None]:
    return [row.facts.perceel if isinstance(row, TenderRead) else row.perceel for row in group]


def _lacking(group: Sequence[TenderRead | Refused]) -> int | None:
    """Give how many lots lack at least: by the file, else by their names; ``None`` where neither tells."""
    count = max([row.number_of_lots for row in group if isinstance(row, TenderRead)], default=0)
    if count:
        return max(0, count - len(group))
    names = _names(group)
    return lots_lacking(names) if any(names) else None


def _not_given(group: Sequence[TenderRead | Refused], lacking: int | None) -> Missing:
    """Tell whether lots were not given: some are told to lack, or one is alone that says it is a lot."""
    if lacking:
        return "niet_alle"
    if lacking is not None or len(group) != 1 or not isinstance(group[0], TenderRead):
        return ""
    return "niet_gegeven" if group[0].facts.perceel is not None else ""


def _checker(
    assessor: Assessor, choices: Choices, place: "FindPlace"
) -> Callable[[TenderRead | Refused], TenderRead | Refused]:
    """Give what applies the options to a row and finds what makes it unfit to be judged."""
    plain = choices == Choices()
    answers = dict(choices.answers)

    def check(row: TenderRead | Refused) -> TenderRead | Refused:
        if isinstance(row, Refused):
            return row
        checked = row if plain else _applied(choices, row)
        answered = _answer_for(row, answers) if answers else None
        if answered:
            contradicted = _contradicted(checked.facts, answered)
            if contradicted:
                by_file = _contradicted(row.facts, answered) == contradicted
                fault = f"{contradicted}: {'het bestand' if by_file else 'een optie'} {_CONTRADICTED}"
                return _refused(row, place(row, contradicted), fault, "antwoord_tegenspraak")
            checked = checked._replace(facts=answered.apply(checked.facts))
        if choices.dossiers:
            checked = checked._replace(facts=facts_beside(checked.facts, choices.dossiers, checked.overruled))
        problems = assessor.objections(checked.facts)
        if not problems:
            return checked
        return _refused(row, place(row, problems[0].field), field_sentences(problems), field_codes(problems))

    return check


_NAMED = frozenset({"id", "titel", "perceel", "motivering"})
"""What no outcome follows from, and who overrules it sees in the result."""


def _applied(choices: Choices, row: TenderRead) -> TenderRead:
    """Give a row with what the options say, and what it says otherwise."""
    facts = row.facts
    if not choices.fields and not facts.lezingen:
        return row._replace(facts=choices.apply(facts))
    said = [(field, getattr(facts, field), value) for field, value in choices.fields if field not in _NAMED]
    if facts.lezingen:
        read = dict(facts.lezingen)
        said += [
            (f"{OF_READING}{name}", read[name], choice) for name, choice in choices.readings if name in read
        ]
    overruled = [Overruled(name, own, value) for name, own, value in said if own is not None and own != value]
    return row._replace(facts=choices.apply(facts), overruled=tuple(overruled))


_CONTRADICTED = "zegt iets anders dan het antwoord van de vragenlijst. Haal één van de twee weg."


def _answer_for(row: TenderRead, answers: Mapping[RowKey, Choices]) -> Choices | None:
    """Give the answers to the questions about a row."""
    answered = [answers[key] for key in row_keys(row) if key in answers]
    if len(answered) < 2:
        return answered[0] if answered else None
    whole, own = answered
    return Choices(
        whole.fields + own.fields,
        whole.readings + own.readings,
        whole.bounds + own.bounds,
        unknown=whole.unknown | own.unknown,
    )


def row_keys(row: TenderRead) -> Sequence[RowKey]:
    """Give by what an answer can be about a row: by its tender and its lot, or else by its line.

    An id that may not be shown is in no sheet, and would be the same for every row that has one.
    """
    name, lot = row.facts.id or "", row.facts.perceel or ""
    if not name or shown_text(name) != name or shown_text(lot) != lot:
        return (RowKey("", "", shown_text(row.file), row.line),)
    return (RowKey(name, ""), RowKey(name, lot)) if lot else (RowKey(name, ""),)


def row_names(rows: Iterable["Result | Refused"]) -> list[tuple[str | None, str | None]]:
    """Give by which id and which lot each row is named, as it was read."""
    return [
        (row.id, row.perceel)
        if isinstance(row, Refused)
        else (row.besluit.facts.id, row.besluit.facts.perceel)
        for row in rows
    ]


def _contradicted(facts: Facts, answered: Choices) -> str | None:
    """Give the field of which the row itself says something else than the answer."""
    for field, value in answered.fields:
        if value_said(facts, field) not in (None, value):
            return field
    chosen = dict(facts.lezingen)
    return next(
        ("lezingen" for name, choice in answered.readings if chosen.get(name, choice) != choice), None
    )


FindPlace = Callable[[TenderRead, str], Position]
"""Gives where a field of a row stands."""


def _place(row: TenderRead, field: str) -> Position:
    return row.place(field) if row.place else Position(row.line, 1)


def _refused(row: TenderRead, position: Position, text: str, code: str) -> Refused:
    """Say why a row that was read cannot be judged."""
    facts = row.facts
    return Refused(text, position.line, position.column, facts.id, facts.perceel, row.file, code=code)


def _one_reading(group: list[TenderRead | Refused], place: FindPlace) -> list[TenderRead | Refused]:
    """Refuse the lots that are read otherwise than a lot of the same tender before them."""
    if len({row.facts.lezingen for row in group if isinstance(row, TenderRead)}) < 2:
        return group
    chosen: dict[str, str] = {}
    read: list[TenderRead | Refused] = []
    for row in group:
        otherwise = _otherwise(row.facts, chosen) if isinstance(row, TenderRead) else ""
        if isinstance(row, TenderRead) and otherwise:
            read.append(_refused(row, place(row, "lezingen"), otherwise, "lezingen_verschillen"))
        else:
            read.append(row)
    return read


def _otherwise(facts: Facts, chosen: dict[str, str]) -> str:
    """Say that a lot is read otherwise than was chosen before it, and add what it chooses first."""
    for name, choice in facts.lezingen:
        if chosen.setdefault(name, choice) != choice:
            return (
                f"lezingen: hier is {name}={choice} gekozen, en bij een eerder perceel van deze aanbesteding "
                f"{name}={chosen[name]}. Kies voor alle percelen hetzelfde."
            )
    return ""


def _groups(
    rows: Iterable[TenderRead | Refused],
) -> Iterator[tuple[list[TenderRead | Refused], bool, bool]]:
    """Put adjacent rows of one id together; a row without an id only between two of one tender.

    With each group whether it is the first, and whether it is the last.
    """
    group: list[TenderRead | Refused] = []
    current: str | None = None
    nameless = 0
    first = True
    for row in rows:
        key = _id(row)
        if current is not None and key == current:
            group.append(row)
            nameless = 0
        elif current is not None and key is None and isinstance(row, Refused):
            group.append(row)
            nameless += 1
        else:
            for part in _without_tail(group, nameless):
                yield part, first, False
                first = False
            group, current, nameless = [row], key, 0
    tail = _without_tail(group, nameless)
    for index, part in enumerate(tail):
        yield part, first, index == len(tail) - 1
        first = False


def _without_tail(group: list[TenderRead | Refused], nameless: int) -> list[list[TenderRead | Refused]]:
    """Let go of rows without an id at the end: nothing says they belong to the tender before them."""
    if not nameless:
        return [group] if group else []
    return [group[:-nameless], *([row] for row in group[-nameless:])]
