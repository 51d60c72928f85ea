"""A record as somebody fills it in, field by field: on a command line, on a terminal, in a spreadsheet row.

A form is flatter than its record: one source for all of it, one first phase or step. Each answer is read
by itself, so that what is wrong can be told at once, and the record that comes out is checked whole.
"""

import re
import secrets
import string
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import Any, Literal

from pydantic_core import PydanticCustomError

from maatwerk_cli.models.dutch_input import is_cut_short, read_bedrag, read_cell_datum, read_whole
from maatwerk_cli.models.fields import Field, fields_of
from maatwerk_cli.models.kenmerken import FEATURES, KENMERKEN
from maatwerk_cli.models.meaning import CodeOf
from maatwerk_cli.models.values import ID_PATTERN, ONBEKEND, RESERVED_STEMS, WITHDRAWN, Record, parse_bedrag
from maatwerk_cli.register.kinds import FILE_YEAR, KINDS, Kind, kind_named, names_of
from maatwerk_cli.register.records import Dataset, names_of_record
from maatwerk_cli.text.sheet_details import CUT_SHORT
from maatwerk_cli.text.suggestion import meant_sentence, nearest

_MOST_CHOICES = 12
"""More choices are not read in one sentence."""

_LONGEST_GUESSED = 100
"""Signs: a longer answer is a sentence, and nothing like it is looked for."""

FieldForm = Literal[
    "tekst", "getal", "bedrag", "datum", "grove_datum", "code", "verwijzing", "kenmerken", "id"
]
Value = str | int | list[str] | dict[str, Any]

_ID_ALPHABET = string.ascii_lowercase + string.digits
_SEPARATOR = re.compile(r"\s*[;\n]\s*")


@dataclass(frozen=True, slots=True)
class FormField:
    """One thing that is asked.

    Attributes:
        name: its key, which is also the name of its option and of its column.
        text: what is asked, in Dutch.
        vorm: what kind of answer fits.
        required: whether a record cannot do without.
        many: whether there can be more than one answer.
        lijst: the code list with the names of the choices.
        codes: the choices, where they are closed.
        kinds: the kinds of record that can be named, by their singular.
        needs: the field without whose answer this one has no meaning.
        columns: the names that a column of a spreadsheet often has for it, beside its own, in lower case.
        lijsten: the code lists of which a code can stand where a record can.
        eenheid: the unit of a number, where it has one of its own.
    """

    name: str
    text: str
    vorm: FieldForm = "tekst"
    required: bool = False
    many: bool = False
    lijst: str = ""
    codes: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    needs: str = ""
    columns: tuple[str, ...] = ()
    lijsten: tuple[str, ...] = ()
    eenheid: str = ""


class AnswerError(Exception):
    """An answer does not fit. The answer itself stays out of the text.

    Attributes:
        field: the name of the field.
        message: what is wrong and what to do, in Dutch.
    """

    def __init__(self, field: str, message: str) -> None:
        super().__init__(field, message)
        self.field = field
        self.message = message


FORM_KINDS = names_of(kind for kind in KINDS if kind.form)
"""The kinds of record that can be made field by field."""
_SOURCE = (
    FormField("bron", "Id van de bron", "verwijzing", required=True, kinds=("bron",)),
    FormField(
        "vindplaats",
        "Plaats in de bron, bijvoorbeeld §2.4",
        required=True,
        columns=("pagina", "bladzijde"),
    ),
)
_APART = ("id", WITHDRAWN)
"""An id is asked for apart: it is made where none is given. What is new is not withdrawn."""


@cache
def form_of(kind_name: str) -> tuple[FormField, ...]:
    """Give what is asked for a record of a kind, in order, as its model declares its fields.

    Of a course the first stage is asked, of a record within it its fields. Where it comes from is asked once,
    before what was inferred.
    """
    kind = kind_named(kind_name)
    before: list[FormField] = [_year(kind)] if kind.per_year else []
    after: list[FormField] = []
    sourced = False
    for field in fields_of(kind.model):
        if field.asked.never or field.label in _APART:
            continue
        sourced = sourced or field.is_source
        (after if field.asked.after_source else before).extend(_asked(kind, field))
    return (*before, *(_SOURCE if sourced else ()), *after)


def _year(kind: Kind) -> FormField:
    """Ask for the year of the file: of what has no date of its own, the year of which it tells the end."""
    text = FILE_YEAR if kind.dated else "Jaar waarvan dit het eind beschrijft"
    return FormField("jaar", text, "getal", required=True)


@cache
def column_fields(kind_name: str) -> Mapping[str, FormField]:
    """Give what a column of a spreadsheet can be: what a form asks, and what only a list has."""
    kind = kind_named(kind_name)
    unasked = [field for field in fields_of(kind.model) if field.asked.never and field.label not in _APART]
    plain = [field for field in unasked if field.model is None and field.many in ("one", "list")]
    return form_fields(kind_name) | {field.label: _form_field(kind, field, field.label) for field in plain}


def _asked(kind: Kind, field: Field) -> Iterator[FormField]:
    if field.is_source:
        return
    if field.model is None:
        if field.many in ("one", "list", "joined") or FEATURES in field.meanings:
            needs = "bron" if field.label == "vindplaats" else ""
            yield _form_field(kind, field, field.label, required=field.required, needs=needs)
        return
    inside = _inside(field)
    for name, inner in inside.items():
        if field.course is not None:
            needs = "" if field.required or inner is field.course else field.course.label
            yield _form_field(kind, inner, name, needs=needs)
        elif len(inside) == 1:
            asked = _form_field(kind, inner, name, field.asked.text or field.text)
            yield replace(asked, columns=field.columns)
        else:
            yield _form_field(kind, inner, name, required=field.required and inner.required)


def _inside(field: Field) -> Mapping[str, Field]:
    """Give the fields that are asked of a record within a record, by their names in the form."""
    own = fields_of(field.model) if field.model else ()
    inside = [inner for inner in own if not inner.is_source and inner.model is None]
    if field.course is not None:
        return {inner.label: inner for inner in inside}
    if field.many != "one":
        return {}
    if len(inside) == 1:
        return {field.label: inside[0]}
    return {f"{field.label}_{inner.label}": inner for inner in inside}


def _form_field(
    kind: Kind, field: Field, name: str, text: str = "", *, required: bool = False, needs: str = ""
) -> FormField:
    vorm = _vorm(kind, field)
    names = field.names if vorm == "verwijzing" else None
    codes = tuple(meaning.code_list for meaning in field.meanings if isinstance(meaning, CodeOf))
    return FormField(
        name,
        text or field.asked.text or field.text,
        vorm,
        required or field.asked.required,
        field.many != "one",
        field.code.code_list if field.code else "",
        field.choices,
        names.kinds if names is not None else (),
        needs,
        field.columns,
        codes if names is not None else (),
        field.unit,
    )


def _vorm(kind: Kind, field: Field) -> FieldForm:
    if FEATURES in field.meanings:
        return "kenmerken"
    if field.code is not None and field.names is not None:
        return "verwijzing"  # of a record or of a code: which of them, the value tells
    if field.code is not None or field.choices:
        return "code"
    if field.names is not None and not field.names.maybe:
        return "id" if field.names.same_year else "verwijzing"
    if field.is_date:
        return "grove_datum" if kind.of_people else "datum"
    numbers: dict[Any, FieldForm] = {int: "getal", Decimal: "bedrag"}
    return numbers.get(field.holds, "tekst")


_QUANTITIES = {
    "procent": {
        "bedrag_vorm": "Hier past een percentage, bijvoorbeeld 5 of 2,5.",
        "bedrag_dubbelzinnig": "Dit percentage is op twee manieren te lezen. Schrijf bijvoorbeeld 2,50.",
        "bedrag_negatief": "Een percentage is niet lager dan nul.",
        "bedrag_te_groot": "Een percentage van 100 miljard of meer past hier niet.",
    },
    "": {
        "bedrag_vorm": "Hier past een getal, bijvoorbeeld 12 of 12,5.",
        "bedrag_dubbelzinnig": "Dit getal is op twee manieren te lezen. Schrijf bijvoorbeeld 2,50 of 2500.",
        "bedrag_negatief": "Dit getal is niet lager dan nul.",
        "bedrag_te_groot": "Een getal van 100 miljard of meer past hier niet.",
    },
}
"""What is said of a number that is no amount in euros, by its unit."""
_SHARE = re.compile(r"(.*[0-9]) ?%")
_BELOW_ZERO = re.compile(r"[-\u2212]\s*[0-9][0-9.]*")
_FINE = re.compile(r"[0-9]{1,11}[.,][0-9]{4,10}")
"""A number with more digits behind its sign than the cents of an amount, and not three."""
_DATE_REFUSALS = {
    "datum_vorm": "Hier past een datum, bijvoorbeeld 2018, 2018-q3, 2018-08 of 1-8-2018.",
    "datum_bestaat_niet": "Deze datum bestaat niet. Kijk op de kalender welke het is.",
}
_AMOUNT_REFUSALS = {
    "bedrag_vorm": "Hier past een bedrag in euro, bijvoorbeeld 250.000 of 250000,50.",
    "bedrag_met_btw": "Dit bedrag is met btw. Vraag het bedrag zonder btw na, en vul dat in.",
    "bedrag_per_tijd": "Dit is een bedrag per jaar, maand of uur. Vul het hele bedrag in.",
    "bedrag_niet_een": "Dit is een schatting, een grens of meer dan één bedrag. Vraag na welk bedrag geldt.",
    "bedrag_dubbelzinnig": "Dit bedrag is op twee manieren te lezen. Schrijf 250000 of 250000,00.",
    "bedrag_negatief": "Een bedrag is niet lager dan nul.",
    "bedrag_te_groot": "Een bedrag van 100 miljard euro of meer past hier niet.",
}


def form_fields(kind: str) -> dict[str, FormField]:
    """Give the fields of a form by name."""
    return {field.name: field for field in form_of(kind)}


def choices(field: FormField, dataset: Dataset) -> list[tuple[str, str]]:
    """Give what can be chosen, each with its Dutch name; nothing where any answer may fit."""
    if field.vorm == "code":
        codes = field.codes or tuple(dataset.codes(field.lijst))
        return [(code, dataset.label(field.lijst, code)) for code in codes]
    named = (entry for name in field.kinds for entry in dataset.of(kind_named(name)))
    records = [(entry.id, next(iter(names_of_record(entry.value)), "")) for entry in named]
    return [*records, *_codes_beside(field, dataset)]


def _codes_beside(field: FormField, dataset: Dataset) -> list[tuple[str, str]]:
    """Give the codes that can stand where a record can, each with its Dutch name."""
    return [(code, dataset.label(name, code)) for name in field.lijsten for code in dataset.codes(name)]


def read_answer(field: FormField, answer: object, dataset: Dataset) -> Value | None:
    """Read one answer; ``None`` where it says that nothing is known.

    Args:
        field: what was asked.
        answer: a text, or what a spreadsheet holds; of a field with more answers they may be in one text,
            with ``;`` between them.
        dataset: whose codes and records can be named.

    Raises:
        AnswerError: the answer does not fit.
    """
    if isinstance(answer, list | tuple):
        parts = [part for item in answer for part in _parts(field, item)]
    else:
        parts = _parts(field, answer)
    if field.many:
        values = [value for part in parts if (value := _read_one(field, part, dataset)) is not None]
        if field.vorm == "kenmerken":
            return _features(values) or None
        unique = list(dict.fromkeys(str(value) for value in values))
        return unique or None
    if len(parts) > 1:
        raise AnswerError(field.name, "Hier past maar één waarde.")
    return _read_one(field, parts[0], dataset) if parts else None


def _parts(field: FormField, answer: object) -> list[object]:
    if isinstance(answer, str):
        text = answer.replace("\u00a0", " ").strip()
        parts = _SEPARATOR.split(text) if field.many else [text]
        return [part for part in parts if part]
    return [] if answer is None else [answer]


def _read_one(field: FormField, answer: object, dataset: Dataset) -> Value | None:
    if isinstance(answer, str) and answer.lower() == ONBEKEND:
        return None
    return _READERS[field.vorm](field, answer, dataset)


def _text(field: FormField, answer: object, dataset: Dataset) -> Value:  # noqa: ARG001
    if is_cut_short(answer):
        raise AnswerError(field.name, CUT_SHORT)
    return str(int(answer) if isinstance(answer, float) and answer.is_integer() else answer)


def _id(field: FormField, answer: object, dataset: Dataset) -> Value:  # noqa: ARG001
    text = str(answer)
    if re.fullmatch(ID_PATTERN, text) is None:
        raise AnswerError(field.name, "Een id bestaat uit kleine letters, cijfers en streepjes.")
    return text


def _whole(field: FormField, answer: object, dataset: Dataset) -> Value:  # noqa: ARG001
    number = read_whole(answer)
    if number is not None and number >= 0:
        return number
    below = _BELOW_ZERO.fullmatch(str(answer).strip()) is not None
    raise AnswerError(
        field.name, _QUANTITIES[""]["bedrag_negatief"] if below else "Hier past een heel getal."
    )


def _amount(field: FormField, answer: object, dataset: Dataset) -> Value:  # noqa: ARG001
    if field.eenheid in _QUANTITIES:
        return _quantity(field.eenheid, answer, field.name)
    try:
        if isinstance(answer, int | float) and not isinstance(answer, bool):
            return str(parse_bedrag(f"{answer:.2f}" if isinstance(answer, float) else answer))
        return str(read_bedrag(str(answer)))
    except PydanticCustomError as error:
        raise AnswerError(field.name, _AMOUNT_REFUSALS[error.type]) from None


def _quantity(unit: str, answer: object, name: str) -> Value:
    """Read a number that is no amount in euros, to its last digit."""
    text = str(answer).strip()
    if isinstance(answer, float):
        text = f"{answer:.10f}".rstrip("0").removesuffix(".")
        # Three digits behind a point may be thousands in a text; in a number they are what they are.
        text += "0" * (len(text.partition(".")[2]) == _THOUSANDS)
    if unit == "procent" and (share := _SHARE.fullmatch(text)):
        text = share[1]
    if _FINE.fullmatch(text):
        return text.replace(",", ".")
    try:
        return str(read_bedrag(text))
    except PydanticCustomError as error:
        said = _QUANTITIES[unit]
        raise AnswerError(name, said.get(error.type, said["bedrag_vorm"])) from None


_THOUSANDS = 3  # digits, as in 2.500


def _date(field: FormField, answer: object, dataset: Dataset) -> Value:  # noqa: ARG001
    try:
        datum = read_cell_datum(answer)
    except PydanticCustomError as error:
        raise AnswerError(field.name, _DATE_REFUSALS[error.type]) from None
    if field.vorm == "grove_datum" and datum.precisie in ("maand", "dag"):
        raise AnswerError(
            field.name,
            "Van een kandidaat is een datum niet fijner dan een kwartaal. Schrijf bijvoorbeeld 2018-q3.",
        )
    return datum.text


def _code(field: FormField, answer: object, dataset: Dataset) -> Value:
    known = choices(field, dataset)
    text = str(answer).strip()
    for code, name in known:
        if text.lower() in (code, name.lower(), code.replace("_", " ")):
            return code
    what = f"de codelijst {field.lijst}" if field.lijst else "deze lijst"
    raise AnswerError(field.name, f"Deze waarde staat niet in {what}.{_meant(text, known)}")


def _record(field: FormField, answer: object, dataset: Dataset) -> Value:
    known = choices(field, dataset)
    text = str(answer).strip()
    if text in dict(known):
        return text
    lower = text.lower()
    records = [entry for name in field.kinds for entry in dataset.of(kind_named(name))]
    entry_ids = [entry.id for entry in records if lower in map(str.lower, names_of_record(entry.value))]
    entry_ids += [code for code, name in _codes_beside(field, dataset) if lower in (code, name.lower())]
    if len(set(entry_ids)) == 1:
        return entry_ids[0]
    if len(set(entry_ids)) > 1:
        ids = ", ".join(sorted(set(entry_ids)))
        raise AnswerError(field.name, f"Deze naam past bij meer records: {ids}. Geef het id.")
    lists = f", en niet in de codelijst {' of '.join(field.lijsten)}" if field.lijsten else ""
    raise AnswerError(
        field.name, f"Dit staat niet bij de {_plurals(field)} van het register{lists}.{_meant(text, known)}"
    )


def _plurals(field: FormField) -> str:
    return " of ".join("kaders" if name == "kader" else kind_named(name).plural for name in field.kinds)


def _meant(text: str, known: Sequence[tuple[str, str]]) -> str:
    if len(text) > _LONGEST_GUESSED:
        return ""
    words = {name.lower(): code for code, name in known if name} | {code: code for code, _ in known}
    near = nearest(text.lower(), words)
    if near:
        return meant_sentence(words[near])
    if 0 < len(known) <= _MOST_CHOICES:
        return f" Kies uit: {', '.join(code for code, _ in known)}."
    return ""


def _feature(field: FormField, answer: object, dataset: Dataset) -> Value:  # noqa: ARG001
    name, equals, value = str(answer).partition("=")
    if not equals or not name.strip() or not value.strip():
        raise AnswerError(field.name, "Schrijf een kenmerk als kenmerk=waarde, bijvoorbeeld fase=gestart.")
    known = {name for features in KENMERKEN.values() for name in features}
    if name.strip() not in known:
        raise AnswerError(field.name, f"Dit kenmerk bestaat niet. Kies uit: {', '.join(sorted(known))}.")
    return {name.strip(): value.strip()}


def _features(values: Sequence[Value]) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for value in values:
        for name, code in (value if isinstance(value, dict) else {}).items():
            earlier = merged.get(name)
            merged[name] = (
                code if earlier is None else [*([earlier] if isinstance(earlier, str) else earlier), code]
            )
    return merged


_READERS: Mapping[FieldForm, Callable[[FormField, object, Dataset], Value]] = {
    "tekst": _text,
    "id": _id,
    "getal": _whole,
    "bedrag": _amount,
    "datum": _date,
    "grove_datum": _date,
    "code": _code,
    "verwijzing": _record,
    "kenmerken": _feature,
}


def split_source(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Let ``bron`` hold the place as well, as code lists write it: an id, a space and the place."""
    result = dict(answers)
    source = result.get("bron")
    if isinstance(source, str) and " " in source.strip() and not result.get("vindplaats"):
        result["bron"], result["vindplaats"] = source.strip().split(" ", 1)
    return result


def missing_fields(kind: str, answers: Mapping[str, Any]) -> list[FormField]:
    """Give the fields that a record cannot do without and that have no answer."""
    return [field for field in _required(kind) if answers.get(field.name) in (None, "", [])]


def lost_fields(kind: str, answers: Mapping[str, Any]) -> Iterator[tuple[FormField, FormField]]:
    """Give each field whose answer would get lost, with the field that it says something of and has none."""
    for field, needed in _needing(kind):
        if answers.get(field.name) and not answers.get(needed.name):
            yield field, needed


@cache
def _needing(kind: str) -> Sequence[tuple[FormField, FormField]]:
    fields = form_fields(kind)
    return [(field, fields[field.needs]) for field in fields.values() if field.needs]


@cache
def _required(kind: str) -> Sequence[FormField]:
    return [field for field in form_of(kind) if field.required]


def build_record(kind_name: str, record_id: str, values: Mapping[str, Value]) -> dict[str, Any]:
    """Make the record, as its file will say it, from the values that were read."""
    kind = kind_named(kind_name)
    source = {"id": values["bron"], "vindplaats": values.get("vindplaats")} if values.get("bron") else None
    record: dict[str, Any] = {kind.key: record_id} if len(kind.keys) == 1 else {}
    for field, inside in _fillable(kind.model):
        value = values.get(field.label) if field.model is None else _said(field, inside, values, source)
        if value is not None and field.label not in record:
            record[field.label] = "nee" if value == ["nee"] and field.many == "joined" else value
    return record


@cache
def _fillable(model: type[Record]) -> Sequence[tuple[Field, Mapping[str, Field]]]:
    """Give the fields of a record that a form can fill, with what it asks within them."""
    within = ((field, _inside(field)) for field in fields_of(model))
    return [(field, inside) for field, inside in within if field.model is None or field.is_source or inside]


def _said(
    field: Field, inside: Mapping[str, Field], values: Mapping[str, Value], source: Mapping[str, Any] | None
) -> Any:
    """Give what a record within a record says, by what was answered to its form, and where it comes from."""
    if field.is_source:
        return source if source is None or field.many == "one" else [source]
    said: dict[str, Any] = {inner.label: values.get(name) for name, inner in inside.items()}
    stage = field.course
    if stage is not None:
        said[stage.label] = said[stage.label] or (stage.choices[0] if field.required else None)
        known = said[stage.label] is not None
    else:
        known = any(value is not None for value in said.values())
    if not known:
        return None
    parts = fields_of(field.model)
    filled = {part.label: source if part.is_source else said.get(part.label) for part in parts}
    filled = {label: value for label, value in filled.items() if value is not None}
    return filled if stage is None else [filled]


def new_candidate_id(taken: Callable[[str], bool]) -> str:
    """Make a candidate's id: random, so that nothing of a person is in it."""
    while True:
        made = "k-" + "".join(secrets.choice(_ID_ALPHABET) for _ in range(10))
        if not taken(made) and any(character.isalpha() for character in made[2:]):
            return made


def id_from_name(name: str, taken: Callable[[str], bool]) -> str:
    """Make an id of a name: lower case, no accents, hyphens between the words, a number where needed."""
    if not name.isascii():
        name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = name.lower()
    base = "-".join(re.findall(r"[a-z0-9]+", plain))[:60].strip("-") or "record"
    made, number = base, 2
    while made in RESERVED_STEMS or taken(made):
        made, number = f"{base}-{number}", number + 1
    return made
