"""What Pydantic finds wrong with a record, as problems: on the error's type and context, never its text."""

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from maatwerk_cli.models.fields import field_at, fields_of
from maatwerk_cli.models.meaning import Loc
from maatwerk_cli.models.values import Record, plain_number, share_in_percent
from maatwerk_cli.register.rows import column_at
from maatwerk_cli.text.personal_data import personal_codes, privacy
from maatwerk_cli.text.problem import Position, Problem
from maatwerk_cli.text.suggestion import nearest
from maatwerk_cli.text.yaml.yaml_signs import sign_in, without_signs

_NEVER_WITH_A_POINT = 100_000
"""Nobody writes so many digits before a point for thousands."""

_LONGEST_INPUT = 40
"""Signs: a longer value is not repeated in a message."""

_QUOTED = re.compile(r"'([^']*)'")

_UNKNOWN_KEY = ("extra_forbidden", "invalid_key")
_DASH = re.compile(r"-[^\s\-]")
_RUN_OF_DIGITS = re.compile(r"-?[0-9]{16,}")
"""A number so large that the reader leaves it as text."""

_CODES = {
    "extra_forbidden": "MW101",
    "invalid_key": "MW101",
    "missing": "MW102",
    "leeg": "MW103",
    "literal_error": "MW104",
    "string_type": "MW105",
    "string_too_short": "MW106",
    "string_too_long": "MW106",
    "string_pattern_mismatch": "MW107",
    "int_type": "MW108",
    "int_parsing": "MW108",
    "int_from_float": "MW108",
    "greater_than_equal": "MW109",
    "less_than_equal": "MW109",
    "bedrag_float": "MW110",
    "bedrag_vorm": "MW111",
    "bedrag_met_btw": "MW111",
    "bedrag_per_tijd": "MW111",
    "bedrag_niet_een": "MW111",
    "bedrag_negatief": "MW111",
    "bedrag_te_groot": "MW111",
    "datum_vorm": "MW112",
    "datum_bestaat_niet": "MW112",
    "datum_te_fijn": "MW113",
    "tuple_type": "MW114",
    "model_type": "MW115",
    "dict_type": "MW115",
    "too_short": "MW116",
    "bool_type": "MW117",
    "getal_float": "MW118",
    "getal_vorm": "MW118",
    "maanden_vorm": "MW108",
    "gronden_gemengd": "MW107",
    "grond_vorm": "MW107",
    "cpv_vorm": "MW107",
    "cpv_controlecijfer": "MW107",
    "lezing_vorm": "MW107",
    "bedrag_dubbelzinnig": "MW111",
    "functie_vorm": "MW107",
}


def field_problems(
    error: ValidationError,
    model: type[Record],
    file: str,
    base: Loc = (),
    positions: Mapping[str, Position] | None = None,
    raw: object = None,
) -> list[Problem]:
    """Turn a validation error into problems.

    Args:
        error: what Pydantic raised for one record.
        model: the record's model, for the names of its fields.
        file: the file, relative to the dataset.
        base: where the record lies in the file.
        positions: of a CSV row, the position of each of its cells.
        raw: the record as it was read: what stands in it is not what another key was meant to be.

    Returns:
        One problem for each error. The offending value stays out of it, but for a short plain word,
        for which a suggestion can be made.
    """
    problems = _told(error, model, file, base, positions)
    problems = [_with_free_keys(problem, raw, base) for problem in problems]
    problems = _but_for_signs(problems, model, file, base, positions, raw)
    problems = _not_indented(problems, model, base)
    # A key that is nearly one that is missing is one mistake, told at the key.
    meant = {
        (*problem.loc[:-1], nearest(str(problem.loc[-1]), choices))
        for problem in problems
        if problem.code == "MW101" and isinstance(choices := problem.params.get("vrij"), tuple)
    }
    glued = (problem for problem in problems if problem.code == "MW036")
    meant |= {(*problem.loc[:-1], str(problem.params["sleutel"])) for problem in glued}
    # A list whose only value is refused is not empty too.
    inside = {problem.loc[:length] for problem in problems for length in range(len(problem.loc))}
    return [
        problem
        for problem in problems
        if not (problem.code == "MW102" and problem.loc in meant)
        and not (problem.code == "MW116" and problem.loc in inside)
    ]


def _told(
    error: ValidationError,
    model: type[Record],
    file: str,
    base: Loc,
    positions: Mapping[str, Position] | None,
) -> list[Problem]:
    return [_problem(details, model, file, base, positions) for details in error.errors(include_url=False)]


def _but_for_signs(
    problems: list[Problem],
    model: type[Record],
    file: str,
    base: Loc,
    positions: Mapping[str, Position] | None,
    raw: object,
) -> list[Problem]:
    """Tell what is only wrong by a sign that nobody sees, or by curly quotes, from what is wrong anyway."""
    plain = without_signs(raw)
    if plain == raw:
        return problems
    left: list[Problem] = []
    try:
        model.model_validate(plain)
    except ValidationError as error:
        left = _told(error, model, file, base, positions)
    still = {problem.loc for problem in left}
    kept: list[Problem] = []
    for problem in problems:
        word = str(problem.loc[-1]) if problem.on_key else _at(raw, problem.loc[len(base) :])
        sign = sign_in(word) if isinstance(word, str) else ""
        if sign and problem.loc not in still:
            veld: Loc = tuple(map(without_signs, problem.loc[len(base) :]))
            kept.append(problem._replace(code=sign, params={"veld": veld}))
        elif not sign and (problem.code != "MW102" or problem.loc in still):
            kept.append(problem)
    places = {problem.loc for problem in kept}
    return [*kept, *(problem for problem in left if problem.loc not in places)]


def _at(raw: object, loc: Loc) -> object:
    """Give what stands at a place of what was read; nothing where it is not there."""
    holder: Any = raw
    for step in loc:
        within = isinstance(holder, dict) or (isinstance(holder, list) and isinstance(step, int))
        try:
            holder = holder[step] if within else None
        except (KeyError, IndexError):
            return None
    return holder


def _not_indented(problems: list[Problem], model: type[Record], base: Loc) -> list[Problem]:
    """Make one of a field that is empty and of its own fields, which stand beside it and not under it."""
    kept = list(problems)
    for empty in [problem for problem in problems if problem.code == "MW103"]:
        field = field_at(model, empty.loc[len(base) :])
        inside = tuple(part.label for part in fields_of(field.model)) if field and field.model else ()
        beside = [
            problem for problem in kept if problem.code == "MW101" and problem.loc[:-1] == empty.loc[:-1]
        ]
        astray = [problem for problem in beside if problem.loc[-1] in inside]
        if not astray:
            continue
        params = {"geval": "onder", "veld": empty.params["veld"], "keuzes": inside}
        kept = [problem for problem in kept if problem is not empty and problem not in astray[1:]]
        kept[kept.index(astray[0])] = astray[0]._replace(code="MW028", params=params)
    return kept


def _with_free_keys(problem: Problem, raw: object, base: Loc) -> Problem:
    """Give a problem of an unknown key with the keys that can have been meant: those not there yet.

    A number without a value is what came after the comma of a number.
    """
    choices = problem.params.get("keuzes")
    if problem.code != "MW101" or not isinstance(choices, tuple):
        return problem
    holder = _at(raw, problem.loc[len(base) : -1])
    present = holder if isinstance(holder, dict) else {}
    free = tuple(choice for choice in choices if choice not in present)
    key = problem.loc[-1]
    cut = isinstance(key, int) and present.get(key, key) is None  # ``{waarde: 3,5}``
    return problem._replace(params={**problem.params, "vrij": free, **({"geval": "getal"} if cut else {})})


def cell_problem(
    error: PydanticCustomError, file: str, loc: Loc, text: str, position: Position | None
) -> Problem:
    """Turn the refusal of one cell into a problem."""
    params: dict[str, object] = {"veld": loc[-1:]}
    if error.type == "literal_error":
        params |= {"woord": text, "keuzes": tuple(str((error.context or {})["expected"]).split(", "))}
    elif len(text) < _LONGEST_INPUT:
        params["invoer"] = text
    return Problem(_CODES.get(error.type, "MW100"), file, loc, params, position)


def _problem(
    details: ErrorDetails, model: type[Record], file: str, base: Loc, positions: Mapping[str, Position] | None
) -> Problem:
    loc = tuple(details["loc"])
    kind = details["type"]
    context = details.get("ctx", {})
    code = _CODES.get(kind, "MW100")
    if details["input"] is None and kind not in ("missing", *_UNKNOWN_KEY):
        code = "MW103"
    if code == "MW114" and isinstance(details["input"], str) and _DASH.match(details["input"]):
        code = "MW047"
    if code == "MW108" and isinstance(details["input"], str) and _RUN_OF_DIGITS.fullmatch(details["input"]):
        code = "MW109"
    params: dict[str, object] = {"veld": loc}
    if kind == "literal_error":
        expected = str(context.get("expected", "")).replace(" or ", ", ")
        params |= {"woord": details["input"], "keuzes": tuple(_QUOTED.findall(expected)) or (expected,)}
    if kind in _UNKNOWN_KEY:
        word = "null" if kind == "invalid_key" and details["input"] is None else str(loc[-1])
        params |= {"woord": word, "keuzes": tuple(_keys_at(model, loc[:-1]))}
        key, _, value = word.partition(":")
        if details["input"] is None and value and key in _keys_at(model, loc[:-1]):
            return Problem("MW036", file, base + loc, {"sleutel": key}, None, on_key=True)
        if model.about_one_person and privacy.tells_who_or_why(str(loc[-1])):
            code = personal_codes.PERSONAL_KEY
    if kind == "string_pattern_mismatch" and isinstance(details["input"], str) and not model.about_one_person:
        params["naam"] = details["input"]
    params |= _case(code, details, model, loc)
    params |= {key: context[key] for key in ("ge", "le", "max_length", "min_length") if key in context}
    if (
        kind in ("datum_vorm", "datum_bestaat_niet", "bedrag_vorm")
        and isinstance(details["input"], str)
        and len(details["input"]) < _LONGEST_INPUT
    ):
        params["invoer"] = details["input"]
    column = column_at(model, loc) if positions and loc else ""
    position = positions[column] if positions and column in positions else None
    return Problem(code, file, base + loc, params, position, on_key=kind in _UNKNOWN_KEY)


_OWN_FORMS = {"lezing_vorm": "lezing", "functie_vorm": "functie", "gronden_gemengd": "gronden"}
"""What has a form of its own wherever it stands, by the error."""


def _of_no_day(details: ErrorDetails, model: type[Record]) -> dict[str, object]:
    """Tell of a date in the right form that it does not exist; of a candidate less than a day is asked."""
    no_day = details["type"] == "datum_bestaat_niet" and not model.about_one_person
    return {"geval": "bestaat_niet"} if no_day else {}


def _case(code: str, details: ErrorDetails, model: type[Record], loc: Loc) -> dict[str, object]:
    """Say in which of the cases that have a remedy of their own a value is, with what that remedy names."""
    value = details["input"]
    if code in ("MW102", "MW103") or details["type"] == "string_too_short":
        return _of_nothing(code, model, loc)
    if code in ("MW101", "MW104", "MW112"):
        return _of_a_word(code, value, model, loc) | _of_no_day(details, model)
    if details["type"] == "cpv_controlecijfer":
        return {"geval": "controlecijfer", **details["ctx"]}
    if code == "MW107":
        return {"geval": _OWN_FORMS.get(details["type"]) or _form_of(model, loc)}
    if code == "MW114":
        return _of_no_list(value, model, loc)
    if code == "MW105":
        return _of_no_text(value, model, loc)
    if code == "MW109" and details.get("ctx"):
        return {"geval": "hooguit" if "le" in details["ctx"] else "ten_minste"}
    is_percentage = (details.get("ctx") or {}).get("eenheid") == "procent"
    if is_percentage or (model.of_policy and code == "MW108"):
        return _in_policy(code, value)
    if code in ("MW111", "MW118") and isinstance(value, str) and _THOUSANDS.fullmatch(value):
        return _two_readings(Decimal(value))
    if code == "MW118" and isinstance(value, str) and _WITH_A_COMMA.fullmatch(value):
        return {"geval": "getal", "getal": value.replace(",", ".")}
    if code == "MW108" and isinstance(value, float):
        return _whole_number(value, thousands=not str(loc[-1]).endswith("maanden"))
    if code == "MW108" and isinstance(value, str) and value.isascii() and value.isdigit():
        return {"geval": "aanhalingstekens"}
    if code in ("MW110", "MW118") and isinstance(value, float) and not model.about_one_person:
        case = _two_readings(value)
        return {**case, "geval": "getal"} if code == "MW118" and case["geval"] == "euro" else case
    return {}


def _of_no_text(value: object, model: type[Record], loc: Loc) -> dict[str, object]:
    """Say what stands where a text belongs: a list, a record, or a number where the name of one belongs."""
    if isinstance(value, list | dict):
        lone = isinstance(value, list) and len(value) == 1 and not isinstance(value[0], list | dict)
        if lone and not isinstance(next(iter(value)), str):
            return {"geval": "lijst_van_getal"}
        if isinstance(value, dict) and [*value.values()] == [None]:  # a word between braces, without quotes
            return {"geval": "accolades"}
        return {"geval": "lijst_van_een" if lone else "samengesteld"}
    if model.of_policy and isinstance(value, int | float):
        names_a_number = loc[0] == "verplichting" and loc[-1] in _NAMES_A_NUMBER
        return {"geval": "parameter"} if names_a_number or loc[-1] == "parameter" else {}
    return {}


def _of_a_word(code: str, value: object, model: type[Record], loc: Loc) -> dict[str, object]:
    """Say what of a key, a choice or a date there is to be said: no key at all, or more than one word."""
    if code == "MW101":
        return {"geval": "stuk"} if value is None and not _NAME.fullmatch(str(loc[-1])) else {}
    if code == "MW112":
        return {"geval": "kandidaat"} if model.about_one_person else {}
    if isinstance(value, list):
        return {"geval": "lijst", "woord": value[0] if len(value) == 1 else ""}
    several = isinstance(value, str) and len(_words_of(value) & _choices_at(model, loc)) > 1
    return {"geval": "meer_dan_een", "woord": ""} if several else {}


def _of_nothing(code: str, model: type[Record], loc: Loc) -> dict[str, object]:
    """Say what kind of field, or part of a list, is not there or has nothing in it."""
    if model.of_settings:
        return {"geval": "instellingen"}
    if code == "MW102":
        return {"geval": "beleid"} if model.of_policy else {}
    if loc and isinstance(loc[-1], int):
        return {"geval": "onderdeel"}
    return {"geval": "verplicht" if _is_required(model, loc) else "leeg"}


_NAMES_A_NUMBER = ("percentage", "vast", "minimum", "maximum", "deel")
"""What of an obligation names a parameter, where a person soon writes the number itself."""
_NAME = re.compile(r"[a-z_]+", re.IGNORECASE)
_CODES_OF_POLICY = ("waarden", "voor")
"""What of a policy holds codes, of which ``nee`` is one."""
_WITH_A_COMMA = re.compile(r"[0-9]{1,9},[0-9]{1,9}", re.ASCII)
_PERCENTAGE = re.compile(r"([0-9]{1,3}(?:[.,][0-9]{1,9})?) ?(?:%|procent)?", re.ASCII)
"""A percentage as people write it."""


def _words_of(text: str) -> frozenset[str]:
    return frozenset(re.split(r"[\s,;/]+", text.casefold()))


def _choices_at(model: type[Record], loc: Loc) -> frozenset[str]:
    field = field_at(model, loc)
    return frozenset(field.choices if field is not None else ())


_NOTHING = ("geen", "onbekend", "niet bekend", "nee", "nvt", "n.v.t.", "niemand", "leeg", "?")
_FORMS = {"kvk": "kvk", "cpv": "cpv", "url": "url"}


def _form_of(model: type[Record], loc: Loc) -> str:
    """Say by which rule a value is written, where its field alone tells that; else nothing."""
    field = field_at(model, loc)
    if field is None:
        return ""
    if model.about_one_person and field.label == "id" and len(loc) == 1:
        return "kandidaat"
    if field.label in _FORMS:
        return _FORMS[field.label]
    return "id" if field.names is not None or field.code is not None or field.label in ("id", "code") else ""


def _of_no_list(value: object, model: type[Record], loc: Loc) -> dict[str, object]:
    """Say what stands where a list belongs: a record without its dash, names with a sign between, a word."""
    field = field_at(model, loc)
    if field is not None and field.model is not None:
        keys = tuple(inner.label for inner in fields_of(field.model))
        return {"geval": "een_record" if isinstance(value, dict) else "records", "keuzes": keys}
    if isinstance(value, dict):
        return {"geval": "samengesteld"}
    is_code = model.of_policy and loc[-1] in _CODES_OF_POLICY and value == "nee"
    if isinstance(value, str) and value.casefold() in _NOTHING and not is_code:
        return {"geval": "niemand"}
    return {"geval": "puntkomma"} if isinstance(value, str) and ";" in value else {}


def _in_policy(code: str, value: object) -> dict[str, object]:
    """Say how a number of a policy is written: months are whole, and a percentage is no thousands."""
    if code == "MW108":
        return {"geval": "breuk"} if isinstance(value, float) else {}
    written = _PERCENTAGE.fullmatch(str(value))
    try:
        exact = Decimal(written[1].replace(",", ".") if written else str(value))
    except InvalidOperation:
        return {}
    if not exact.is_finite() or not 0 <= exact <= 100:  # no percentage
        return {}
    plain = f"{exact.normalize():f}"
    if 0 < exact < 1 and not str(value).endswith(
        ("%", "procent")
    ):  # a part of one is a share of a hundred too
        return {"geval": "deel", "getal": plain, **share_in_percent(exact)}
    return {"geval": "procent", "getal": plain} if "." in plain else {"geval": "heel", "getal": plain}


_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")
"""A number that is written for thousands, and would be read as a fraction."""


def _whole_number(value: float, *, thousands: bool) -> dict[str, object]:
    """Give the whole numbers that a number with a point can mean; nobody means thousands of months."""
    case = _two_readings(value)
    if "getal" not in case:
        return case
    if not value.is_integer():
        return {**case, "geval": "duizend" if thousands and "duizend" in case else "breuk"}
    return {**case, "geval": "heel" if thousands and "duizend" in case else "zonder_punt"}


_WITHOUT_THOUSANDS = {
    "MW108": {"duizend": "breuk", "heel": "zonder_punt"},
    "MW110": {"duizend": "breuk", "keus": "euro"},
    "MW118": {"duizend": "getal", "keus": "getal"},
}
"""What is said of a number that cannot mean thousands, by what is said where that is not known."""


def may_mean_thousands(problem: Problem) -> str:
    """Give how the number of a problem is written if it means thousands; of another problem nothing."""
    case = problem.params.get("geval")
    return (
        f"{Decimal(str(problem.params['getal'])):.3f}"
        if case in _WITHOUT_THOUSANDS.get(problem.code, ())
        else ""
    )


def number_as_written(problem: Problem, number: str) -> Problem:
    """Give a problem of a number as its file writes it: no thousands in a remedy where none are meant.

    Args:
        problem: the problem, of a value that was read without how it is written.
        number: how it is written; nothing where that is not known.
    """
    case = _WITHOUT_THOUSANDS.get(problem.code, {}).get(str(problem.params.get("geval")))
    if case is None or not number or _THOUSANDS.fullmatch(number.lstrip("+-")):
        return problem
    return problem._replace(params={**problem.params, "geval": case})


def _two_readings(value: float | Decimal) -> dict[str, object]:
    """Give both numbers that a point can mean: YAML has dropped the zeros that would tell them apart."""
    exact = Decimal(str(value))
    thousands = exact * 1000
    # Nothing in a register comes near a thousand million.
    if not exact.is_finite() or thousands != thousands.to_integral_value() or abs(exact) >= 10**9:
        return {"geval": "breuk"}
    plain = plain_number(exact)
    euro = f"{exact:.2f}"
    if abs(exact) >= _NEVER_WITH_A_POINT:
        whole = Decimal(euro) == exact
        return {"geval": "euro" if whole else "breuk", "getal": plain, **({"euro": euro} if whole else {})}
    readings = {"duizend": f"{int(thousands)}", "getal": plain, "euro": euro}
    if Decimal(euro) != exact:
        return {"geval": "duizend", **readings}
    return {"geval": "keus", **readings}


def _is_required(model: type[Record], loc: Loc) -> bool:
    """Tell whether the field at a place must be there."""
    field = field_at(model, loc)
    return field is not None and field.required


def _keys_at(model: type[Record], loc: Loc) -> list[str]:
    """Give the keys that a record has at ``loc``, following its fields."""
    field = field_at(model, loc)
    inside = model if not any(isinstance(step, str) for step in loc) else field.model if field else None
    return [] if inside is None else [field.label for field in fields_of(inside)]
