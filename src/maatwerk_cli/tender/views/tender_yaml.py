"""A tender as a record in YAML, as it was read, with what is unknown ready to be completed."""

import json
import re
from collections.abc import Sequence
from decimal import Decimal

from maatwerk_cli.models.tender.aanbesteding import Aanbesteding
from maatwerk_cli.models.tender.dossier import Dossier
from maatwerk_cli.models.tender.reading_choice import Choice
from maatwerk_cli.models.values import ONBEKEND, Datum, plain_number
from maatwerk_cli.tender.facts import READ_OTHERWISE, SAID_TWICE, TENDER_FIELDS, UNKNOWN_OPTIONS, Facts
from maatwerk_cli.tender.judging import Refused, Result, is_no_tender
from maatwerk_cli.tender.masking import shown_text
from maatwerk_cli.text.personal_data.privacy import MASK
from maatwerk_cli.text.terminal.layout import clean


def rows_yaml(rows: Sequence[Result | Refused]) -> str:
    """Write a series as records; a row that could not be read stays as a lot of which nothing is known.

    A row that is no tender is only told of.
    """
    text = _HEAD
    for row in rows:
        if is_no_tender(row):
            text += f"# Regel {row.line}: {clean(row.message)}\n"
    rows = [row for row in rows if not is_no_tender(row)]
    ids = [row.kenmerk if isinstance(row, Refused) else row.id for row in rows]
    for index, row in enumerate(rows):
        if isinstance(row, Refused):
            around = ids[index - 1] if 0 < index < len(ids) - 1 and ids[index - 1] == ids[index + 1] else None
            text += f"# Regel {row.line} klopt niet: {clean(row.message)}\n"
            name, lot = row.kenmerk or around, row.perceelnaam
            text += "# De andere gegevens van deze regel staan hier niet. Vul ze aan.\n"
            text += _item(_unread_lines(Facts(id=name, perceel=lot, bounds=UNKNOWN_OPTIONS)))
        else:
            text += _item(_lines(row.facts))
    return text


_NOT_SHOWN = "Niet getoond, want dit lijkt op een persoonsgegeven"
_DOSSIER_HEAD = "# Wat het dossier naast de aanbesteding zegt. Functies, nooit namen van personen.\n"
_HEAD = "# Vul aan wat onbekend is. Controleer daarna opnieuw met maatwerk check-aanbesteding.\n"


_COMMENT = r"(?:^|\s)#\s*(.*)$"
_IN_QUOTES = r"'[^']*'|\"(?:[^\"\\]|\\.)*\""


def has_own_comments(text: str) -> bool:
    """Tell whether a record has comments that :func:`record_yaml` would not write."""
    fields = {name: Aanbesteding.model_fields[name].description or "" for name in TENDER_FIELDS}
    written = (_HEAD.lstrip("# ").strip(), _NOT_SHOWN, *fields.values(), *(f"{name}:  #" for name in fields))
    comments = (re.search(_COMMENT, re.sub(_IN_QUOTES, "", line)) for line in text.splitlines())
    return any(comment and not comment[1].startswith(written) for comment in comments)


def _item(lines: Sequence[str]) -> str:
    return "- " + "\n  ".join(lines) + "\n"


def _unread_lines(facts: Facts) -> list[str]:
    """Write a row that could not be read: what is known of it, and every other field ready to be filled in.

    Nothing is said to be unknown that the row may well have told. Of options it would be an assumption.
    """
    lines = []
    for line, field in zip(
        _lines(facts), (name for name in TENDER_FIELDS if name != "lezingen"), strict=True
    ):
        left_out = getattr(facts, field) is None and field not in ("id", "verlenging_maanden")
        lines.append(f"# {field}:  # {Aanbesteding.model_fields[field].description}" if left_out else line)
    return lines


def record_yaml(facts: Facts) -> str:
    """Write one tender as a record."""
    return _HEAD + "".join(f"{line}\n" for line in _lines(facts))


def _lines(facts: Facts) -> list[str]:
    return [_line(field, facts) for field in TENDER_FIELDS if field != "lezingen" or facts.lezingen]


def _line(field: str, facts: Facts) -> str:
    value = getattr(facts, field)
    if value is None:
        description = Aanbesteding.model_fields[field].description
        options = field == "verlenging_maanden" and not facts.unknown_options
        if options or field in READ_OTHERWISE - facts.unknown:
            # Not given is read otherwise than unknown.
            return f"# {field}:  # {description}"
        if field in SAID_TWICE & facts.unknown:
            description = f"{description}: niet eenduidig. Vul in welke geldt, of de peildatum"
        return f"{field}: onbekend  # {description}"
    if field in ("id", "perceel") and MASK in value:
        # Written masked, two tenders would become lots of one.
        return f"{field}: onbekend  # {_NOT_SHOWN}"
    return f"{field}: {_scalar(value)}"


def as_written(field: str, facts: Facts) -> object:
    """Give a fact that was given as the plain value that a record holds."""
    value = getattr(facts, field)
    if value is None:
        return ONBEKEND
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else plain_number(value)
    if isinstance(value, Datum):
        return value.text
    if field == "lezingen":
        return {name: _plain_choice(choice) for name, choice in value}
    if isinstance(value, tuple):
        return list(value) or "nee"
    return value


def _plain_choice(choice: str) -> object:
    if not isinstance(choice, Choice) or choice.overruling:
        return str(choice)
    return {name: text for name, text in _said(choice, choice.reden).items() if text}


def _scalar(value: object) -> str:
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Decimal):
        return f'"{plain_number(value)}"'
    if isinstance(value, Datum):
        return f'"{value.text}"'
    if isinstance(value, tuple):
        if not value:
            return "nee"
        if isinstance(value[0], tuple):
            return "{" + ", ".join(f"{name}: {_choice(choice)}" for name, choice in value) + "}"
        return f"[{', '.join(value)}]"
    return _quoted(str(value))


def _choice(choice: str) -> str:
    """Write the choice of a reading, with who made it and why where that is known."""
    if not isinstance(choice, Choice) or choice.overruling:
        return str(choice)
    said = _said(choice, shown_text(choice.reden))
    return "{" + ", ".join(f"{name}: {_quoted(text)}" for name, text in said.items() if text) + "}"


def _said(choice: Choice, why: str) -> dict[str, str]:
    day = choice.datum.text if choice.datum else ""
    return {"keuze": str(choice), "door": choice.door, "datum": day, "reden": why}


def _quoted(value: object) -> str:
    """Write a value as JSON does, which YAML reads too, with what does not print written out."""
    return "".join(
        char
        if char.isprintable()
        else f"\\u{ord(char):04x}"
        if ord(char) < 0x10000  # what four digits can say
        else f"\\U{ord(char):08x}"
        for char in json.dumps(value, ensure_ascii=False, default=str)
    )


def dossiers_yaml(entries: Sequence[Dossier]) -> str:
    """Write what a file says beside its tenders, so that it can be read again."""
    if len(entries) == 1:
        return _DOSSIER_HEAD + "".join(f"{line}\n" for line in _dossier_lines(entries[0]))
    return _DOSSIER_HEAD + "".join(_item(_dossier_lines(entry)) for entry in entries)


def _dossier_lines(entry: Dossier) -> list[str]:
    said = entry.model_dump(exclude_none=True, exclude_defaults=True)
    return [f"{name}: {_quoted(value)}" for name, value in said.items()] or ["{}"]
