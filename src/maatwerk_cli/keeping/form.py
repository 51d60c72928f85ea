"""A record as somebody fills it in, field by field: on a command line, on a terminal, in a spreadsheet row.

A form is flatter than its record: one source for all of it, one first phase or step. Each answer is read
by itself, so that what is wrong can be told at once, and the record that comes out is checked whole.
"""

import difflib
import re
import secrets
import string
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from pydantic_core import PydanticCustomError

from maatwerk_cli.models.choices import Aard, OpdrachtgeverSoort, Raamovereenkomst
from maatwerk_cli.models.dutch_input import read_bedrag, read_cell_datum, read_whole
from maatwerk_cli.models.kandidaat import STAPPEN, Contract, Plek
from maatwerk_cli.models.kenmerken import KENMERKEN
from maatwerk_cli.models.proeftuin import FASEN, Bestuurslaag, Herkomst, Soort
from maatwerk_cli.models.values import ID_PATTERN, ONBEKEND, parse_bedrag
from maatwerk_cli.register.records import Dataset

Vorm = Literal["tekst", "getal", "bedrag", "datum", "grove_datum", "code", "verwijzing", "kenmerken", "id"]
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
        soort: the records (by plural) that can be named.

    """

    name: str
    text: str
    vorm: Vorm = "tekst"
    required: bool = False
    many: bool = False
    lijst: str = ""
    codes: tuple[str, ...] = ()
    soort: str = ""


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


_SOURCE = (
    FormField("bron", "Id van de bron", "verwijzing", required=True, soort="bronnen"),
    FormField("vindplaats", "Plaats in de bron, bijvoorbeeld §2.4", required=True),
)
_INFERRED = (
    FormField("afgeleid", "Velden die niet letterlijk in de bron staan", many=True),
    FormField("toelichting", "Toelichting, verplicht bij afgeleide velden"),
)
FORMS: Mapping[str, tuple[FormField, ...]] = {
    "proeftuin": (
        FormField("naam", "Naam van de proeftuin", required=True),
        FormField("soort", "Soort, als een bron die noemt", "code", lijst="soort", codes=get_args(Soort)),
        FormField("herkomst", "Uit de leerformule", "code", lijst="herkomst", codes=get_args(Herkomst)),
        FormField("bestuurslaag", "Overheid", "code", lijst="bestuurslaag", codes=get_args(Bestuurslaag)),
        FormField("categorie", "Inkoopcategorie", "code", lijst="categorie"),
        FormField("leveranciers", "Leveranciers", "verwijzing", many=True, soort="organisaties"),
        FormField("opdrachtgevers", "Opdrachtgevers", "verwijzing", many=True, soort="organisaties"),
        FormField(
            "partners", "Andere organisaties die meedoen", "verwijzing", many=True, soort="organisaties"
        ),
        FormField("doelgroepen", "Doelgroepen", "code", many=True, lijst="doelgroep"),
        FormField("ambitie", "Wat de proeftuin wil bereiken, in eigen woorden"),
        FormField("beoogde_plaatsen", "Aantal plaatsen dat wordt beoogd", "getal"),
        FormField("kandidaten", "Aantal kandidaten dat de bron noemt", "getal"),
        FormField("fase", "Fase die is bereikt", "code", lijst="fase", codes=FASEN),
        FormField("sinds", "Sinds wanneer die fase", "datum"),
        FormField("zegt", "Het woord van de bron zelf voor die fase"),
        *_SOURCE,
        FormField("verwant", "Verwante proeftuinen", "verwijzing", many=True, soort="proeftuinen"),
        FormField(
            "mogelijk_dezelfde", "Misschien dezelfde proeftuin", "verwijzing", many=True, soort="proeftuinen"
        ),
        *_INFERRED,
    ),
    "kandidaat": (
        FormField("proeftuin", "Proeftuin", "verwijzing", required=True, soort="proeftuinen"),
        FormField("plek", "Soort plek", "code", lijst="plek", codes=get_args(Plek)),
        FormField("stap", "Stap die is bereikt (anders: kandidaat)", "code", lijst="stap", codes=STAPPEN),
        FormField("sinds", "Sinds wanneer die stap: een jaar of kwartaal", "grove_datum"),
        FormField("contract", "Bij wie het contract is", "code", lijst="contract", codes=get_args(Contract)),
        *_SOURCE,
    ),
    "aanbesteding": (
        FormField("titel", "Titel", required=True),
        FormField("opdrachtgever", "Aanbestedende dienst, nooit een persoon"),
        FormField(
            "opdrachtgever_soort",
            "Soort opdrachtgever",
            "code",
            lijst="opdrachtgever_soort",
            codes=get_args(OpdrachtgeverSoort),
        ),
        FormField("perceel", "Perceel"),
        FormField("aard", "Werk, dienst of levering", "code", lijst="aard", codes=get_args(Aard)),
        FormField("loonsom_excl_btw", "Loonsom in euro, exclusief btw", "bedrag"),
        FormField("opdrachtwaarde_excl_btw", "Totale waarde in euro, exclusief btw", "bedrag"),
        FormField("begin", "Eerste dag van de opdracht", "datum"),
        FormField("einde", "Laatste dag van de opdracht", "datum"),
        FormField("looptijd_maanden", "Looptijd in hele maanden, zonder opties", "getal"),
        FormField("verlenging_maanden", "Maanden verlenging, alle opties samen", "getal"),
        FormField(
            "raamovereenkomst",
            "Raamovereenkomst, of nadere overeenkomst daaronder",
            "code",
            lijst="raamovereenkomst",
            codes=get_args(Raamovereenkomst),
        ),
        FormField("categorie", "Inkoopcategorie", "code", lijst="categorie"),
        FormField("cpv", "CPV-code, acht cijfers"),
        FormField("werkwijze", "Kader waar de opdrachtgever voor koos", "verwijzing", soort="beleid"),
        FormField("uitsluitingsgronden", "nee, of de gronden die gelden", many=True),
        FormField("motivering", "Waarom een uitsluitingsgrond geldt"),
        FormField("publicatiedatum", "Datum van publicatie", "datum"),
        FormField("peildatum", "Datum waarop het geldende kader wordt gezocht", "datum"),
    ),
    "bron": (
        FormField("titel", "Titel van de bron", required=True),
        FormField("uitgever", "Wie de bron heeft uitgegeven"),
        FormField("datum", "Datum van de bron", "datum"),
        FormField("peildatum", "De stand waarop de bron ziet, als die van de datum afwijkt", "datum"),
        FormField("url", "Webadres"),
        FormField(
            "status",
            "Is de bron zelf gezien, of alleen een uittreksel",
            "code",
            required=True,
            lijst="bronstatus",
            codes=("geverifieerd", "onbevestigd"),
        ),
        FormField("toelichting", "Toelichting op de bron"),
    ),
    "organisatie": (
        FormField("naam", "Volledige naam", required=True),
        FormField("afkorting", "Afkorting"),
        FormField("soort", "Soort organisatie", "code", required=True, lijst="organisatiesoort"),
        FormField("tooi", "Identificatie in TOOI"),
        FormField("kvk", "Nummer in het Handelsregister, acht cijfers"),
    ),
    "verzamelpost": (
        FormField("jaar", "Jaar waarvan dit het eind beschrijft", "getal", required=True),
        FormField(
            "telt",
            "Wat wordt geteld",
            "code",
            required=True,
            lijst="telt",
            codes=("proeftuinen", "kandidaten"),
        ),
        FormField(
            "aantal", "Hoeveel de bron er telt die niet apart in het register staan", "getal", required=True
        ),
        FormField(
            "kenmerken", "Wat de bron van alle getelde zegt, als kenmerk=waarde", "kenmerken", many=True
        ),
        FormField("deel_van", "Post of kerncijfer waar dit een deel van is", "id"),
        FormField("omschrijving", "Wat er wordt geteld, in eigen woorden", required=True),
        *_SOURCE,
        *_INFERRED,
    ),
}
"""Per kind of record what is asked, in order. The id is asked for apart: it is made where none is given."""


_AMOUNT_REFUSALS = {
    "bedrag_vorm": "Hier past een bedrag in euro, bijvoorbeeld 250.000 of 250000,50.",
    "bedrag_dubbelzinnig": "Dit bedrag is op twee manieren te lezen. Schrijf 250000 of 250000,00.",
    "bedrag_negatief": "Een bedrag is niet lager dan nul.",
    "bedrag_te_groot": "Een bedrag van 100 miljard euro of meer past hier niet.",
}


def fields_of(kind: str) -> dict[str, FormField]:
    """Give the fields of a form by name."""
    return {field.name: field for field in FORMS[kind]}


def choices(field: FormField, dataset: Dataset) -> list[tuple[str, str]]:
    """Give what can be chosen, each with its Dutch name; nothing where any answer may fit."""
    if field.vorm == "code":
        codes = field.codes or tuple(dataset.codes(field.lijst))
        return [(code, dataset.label(field.lijst, code)) for code in codes]
    if field.soort:
        records = getattr(dataset, field.soort)
        return [(entry.id, _name_of(entry.value)) for entry in records]
    return []


def _name_of(value: Any) -> str:
    return str(getattr(value, "naam", None) or getattr(value, "titel", None) or "")


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
            return _features(field, values) or None
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
    if isinstance(answer, float) and answer == int(answer):
        answer = int(answer)
    return str(answer)


def _id(field: FormField, answer: object, dataset: Dataset) -> Value:  # noqa: ARG001
    text = str(answer)
    if re.fullmatch(ID_PATTERN, text) is None:
        raise AnswerError(field.name, "Een id bestaat uit kleine letters, cijfers en streepjes.")
    return text


def _whole(field: FormField, answer: object, dataset: Dataset) -> Value:  # noqa: ARG001
    number = read_whole(answer)
    if number is None:
        raise AnswerError(field.name, "Hier past een heel getal.")
    return number


def _amount(field: FormField, answer: object, dataset: Dataset) -> Value:  # noqa: ARG001
    try:
        if isinstance(answer, int | float) and not isinstance(answer, bool):
            return str(parse_bedrag(f"{answer:.2f}" if isinstance(answer, float) else answer))
        return str(read_bedrag(str(answer)))
    except PydanticCustomError as error:
        raise AnswerError(field.name, _AMOUNT_REFUSALS[error.type]) from None


def _date(field: FormField, answer: object, dataset: Dataset) -> Value:  # noqa: ARG001
    try:
        found = read_cell_datum(answer)
    except PydanticCustomError:
        message = "Hier past een datum, bijvoorbeeld 2018, 2018-q3, 2018-08 of 1-8-2018."
        raise AnswerError(field.name, message) from None
    if field.vorm == "grove_datum" and found.precisie in ("maand", "dag"):
        raise AnswerError(
            field.name,
            "Van een kandidaat is een datum niet fijner dan een kwartaal. Schrijf bijvoorbeeld 2018-q3.",
        )
    return found.text


def _code(field: FormField, answer: object, dataset: Dataset) -> Value:
    known = choices(field, dataset)
    text = str(answer).strip()
    for code, name in known:
        if text.lower() in (code, name.lower(), code.replace("_", " ")):
            return code
    what = f"de codelijst {field.lijst}" if field.lijst else f"de {field.soort}"
    raise AnswerError(field.name, f"Deze waarde staat niet in {what}.{_meant(text, known)}")


def _record(field: FormField, answer: object, dataset: Dataset) -> Value:
    known = choices(field, dataset)
    text = str(answer).strip()
    if text in dict(known):
        return text
    lower = text.lower()
    found = [code for code, name in known if lower == name.lower()]
    if field.soort == "organisaties":
        found += [e.id for e in dataset.organisaties if (e.value.afkorting or "").lower() == lower]
    if len(set(found)) == 1:
        return found[0]
    if len(set(found)) > 1:
        ids = ", ".join(sorted(set(found)))
        raise AnswerError(field.name, f"Deze naam past bij meer records: {ids}. Geef de id.")
    raise AnswerError(
        field.name, f"Dit staat niet bij de {field.soort} van het register.{_meant(text, known)}"
    )


def _meant(text: str, known: Sequence[tuple[str, str]]) -> str:
    if len(text) > 100:
        return ""
    words = {name.lower(): code for code, name in known if name} | {code: code for code, _ in known}
    near = difflib.get_close_matches(text.lower(), words, n=1, cutoff=0.6)
    if near:
        return f" Bedoelde u '{words[near[0]]}'?"
    if 0 < len(known) <= 12:
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


def _features(field: FormField, values: Sequence[Value]) -> dict[str, Any]:  # noqa: ARG001
    merged: dict[str, Any] = {}
    for value in values:
        for name, code in (value if isinstance(value, dict) else {}).items():
            earlier = merged.get(name)
            merged[name] = (
                code if earlier is None else [*([earlier] if isinstance(earlier, str) else earlier), code]
            )
    return merged


_READERS: Mapping[Vorm, Callable[[FormField, object, Dataset], Value]] = {
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
    return [field for field in FORMS[kind] if field.required and answers.get(field.name) in (None, "", [])]


def build_record(kind: str, record_id: str, values: Mapping[str, Value]) -> dict[str, Any]:
    """Make the record, as its file will say it, from the values that were read."""
    source = {"id": values["bron"], "vindplaats": values["vindplaats"]} if values.get("bron") else None
    builder = {"proeftuin": _proeftuin, "kandidaat": _kandidaat}.get(kind, _plain_record)
    return {"id": record_id, **dict(builder(kind, values, source))}


def _plain_record(
    kind: str, values: Mapping[str, Value], source: dict[str, Any] | None
) -> Iterator[tuple[str, Any]]:
    for field in FORMS[kind]:
        value = values.get(field.name)
        if value is None or field.name in ("vindplaats", "jaar"):
            continue
        if field.name == "uitsluitingsgronden" and value == ["nee"]:
            value = "nee"
        yield field.name, source if field.name == "bron" else value


def _proeftuin(
    kind: str, values: Mapping[str, Value], source: dict[str, Any] | None
) -> Iterator[tuple[str, Any]]:
    for field in FORMS[kind]:
        value = values.get(field.name)
        if field.name == "fase" and value is not None:
            step = {key: values[key] for key in ("fase", "sinds", "zegt") if values.get(key) is not None}
            yield "verloop", [{**step, "bron": source}]
        elif field.name in ("fase", "sinds", "zegt", "bron", "vindplaats") or value is None:
            continue
        else:
            yield field.name, {"aantal": value, "bron": source} if field.name == "kandidaten" else value
    yield "bronnen", [source]


def _kandidaat(
    kind: str,  # noqa: ARG001
    values: Mapping[str, Value],
    source: dict[str, Any] | None,
) -> Iterator[tuple[str, Any]]:
    yield "proeftuin", values["proeftuin"]
    if values.get("plek") is not None:
        yield "plek", values["plek"]
    step: dict[str, Any] = {"stap": values.get("stap") or STAPPEN[0]}
    if values.get("sinds") is not None:
        step["sinds"] = values["sinds"]
    yield "stappen", [{**step, "bron": source}]
    if values.get("contract") is not None:
        yield "contract", values["contract"]
    yield "bronnen", [source]


def new_candidate_id(taken: Callable[[str], bool]) -> str:
    """Make a candidate's id: random, so that nothing of a person is in it."""
    while True:
        made = "k-" + "".join(secrets.choice(_ID_ALPHABET) for _ in range(10))
        if not taken(made) and any(character.isalpha() for character in made[2:]):
            return made


def id_from_name(name: str, taken: Callable[[str], bool]) -> str:
    """Make an id of a name: lower case, no accents, hyphens between the words, a number where needed."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    base = "-".join(re.findall(r"[a-z0-9]+", plain))[:60].strip("-") or "record"
    made, number = base, 2
    while taken(made):
        made, number = f"{base}-{number}", number + 1
    return made
