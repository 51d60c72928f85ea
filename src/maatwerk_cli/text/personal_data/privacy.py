"""What personal data looks like: patterns with checks behind them, and a mask. It never shows what it found.

A bare name cannot be found reliably and is not looked for; the models are the defence there: no free text
on a candidate, closed lists, years instead of days. The codes are those of the catalogue of findings.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from maatwerk_cli.text.personal_data import personal_prefilter
from maatwerk_cli.text.personal_data.lookalikes import looks_like, may_be_mark
from maatwerk_cli.text.personal_data.personal_codes import SALUTATION

MASK = "(niet getoond)"


class Hit(NamedTuple):
    """Something that looks like personal data: which rule, and where in the text. Never the value."""

    code: str
    start: int
    end: int


_WHO_OR_WHY = (
    "naam|geboor|geslacht|gender|leeftijd|bsn|burgerservice|sofi|adres|woonplaats|postcode|telefoon|mobiel|mail|"
    "nationaliteit|afkomst|herkomst|etnici|ras|geloof|religie|levensbeschouwing|doelgroep|beperking|handicap|"
    "diagnose|ziek|gezond|medisch|autis|wajong|indicatie|straf|detentie|gedetineerd|justiti|reclassering|verleden|"
    "uitkering|schuld|verslaving|gezin|burgerlijk|kinderen|foto|linkedin|persoon|contactpersoon|begeleider|"
    "jobcoach|manager|functie|werkgever|reden|waarom|wie|achtergrond|bijzonder|toelichting|opmerking|notitie|noot|"
    "omschrijving|beschrijving|commentaar|vrij|iban|rekening|paspoort|vluchteling|status|taal|opleiding"
)
_WHO_OR_WHY_KEY = rf"(?:^|[-_ .])\w*?(?:{_WHO_OR_WHY})"
"""Not compiled before there is a key to look at: that takes longer than all other patterns here."""


def tells_who_or_why(key: str) -> bool:
    """Tell whether a key, on a candidate, would hold who it is or why."""
    return re.search(_WHO_OR_WHY_KEY, key, re.IGNORECASE) is not None


_ODD = re.compile(
    "[^\\x00-\\x84\\x86-\\x9f\\xa1-\\xac\\xae-\\xb1\\xb4-\\xb6\\xb8\\xba-\\u024f"
    "\u20ac\u2018\u2019\u201c\u201d\u2026]"
)
"""A character that may look like another one, or like nothing."""
_POINT = r"(?<=\w)\xb7(?=\w)"
"""A dot in the middle that stands as a point does; elsewhere it marks what is in a list."""


def _likenesses(text: str) -> Iterator[Mapping[str, str]]:
    """Give what a reader takes the odd characters of a text for.

    A small number above the line is a digit or the mark of a note: with one in it there are two readings.
    """
    odd = () if text.isascii() else {*_ODD.findall(text)}
    likes = {character: looks_like(character) for character in odd}
    if marks := {character: " " for character in odd if may_be_mark(character)}:
        yield likes | marks
    yield likes


def _written(text: str, likes: Mapping[str, str]) -> str:
    """Write a text as a reader takes it."""
    if not likes:
        return text
    plain = _ODD.sub(lambda match: likes[match[0]], text)
    return re.sub(_POINT, ".", plain) if "\xb7" in plain else plain


def _places(text: str, likes: Mapping[str, str]) -> Sequence[int]:
    """Give for each character of what :func:`_written` gives the place it had, and the end."""
    if not likes:
        return range(len(text) + 1)
    places = [
        place for place, character in enumerate(text) for _ in range(len(likes.get(character, character)))
    ]
    return [*places, len(text)]


def hits(text: str, allowed: frozenset[str] = frozenset()) -> list[Hit]:
    """Find what looks like personal data in one text.

    Args:
        text: any text.
        allowed: codes that cannot be in this text, as the field it is from says.

    Returns:
        The hits in order, none overlapping another.
    """
    from maatwerk_cli.text.personal_data.personal_kinds import (
        PERSONAL_KINDS,  # many patterns: not before there is something to find
    )

    hits: list[Hit] = []
    for likes in _likenesses(text):
        rest, places = _written(text, likes), _places(text, likes)
        for kind in PERSONAL_KINDS:
            for start, end in list(kind.find(rest)):
                if "\x00" in rest[start:end]:
                    continue
                if kind.code and kind.code not in allowed:
                    hits.append(Hit(kind.code, places[start], places[end - 1] + 1))
                # What one rule has taken is no part of what the next one finds.
                rest = rest[:start] + "\x00" * (end - start) + rest[end:]
    return _apart(sorted(hits, key=lambda hit: hit.start))


def _apart(hits: list[Hit]) -> list[Hit]:
    """Make one of hits that share a character: of two readings, or of one character that is read as more."""
    apart: list[Hit] = []
    for hit in hits:
        if apart and hit.start < apart[-1].end:
            apart[-1] = apart[-1]._replace(end=max(hit.end, apart[-1].end))
        else:
            apart.append(hit)
    return apart


_SALUTATION_IN_NAME = re.compile(
    r"(?:^|[ _-])(?:de[ _-]heer|dhr|mevrouw|mevr|meneer|mijnheer|mejuffrouw)\.?[ _-]+(?!de-?minister)\w{2,}",
    re.IGNORECASE,
)
_CANDIDATE_NAME = re.compile(r"k-[a-z0-9]{10}")
_ORDINARY_NAME = re.compile(r"(?!.*[0-9][0-9_-]{6})(?!.*[0-9]{4}[_-]?[a-z]{2}[_-]?[0-9])[a-z0-9_-]+")


def is_pseudonym(name: str) -> bool:
    """Tell whether a name has the form of a candidate's id: :func:`hits` finds nothing in one."""
    return _CANDIDATE_NAME.fullmatch(name) is not None


def codes_in_name(name: str) -> set[str]:
    """Find personal data in the name of a file without its ending, or of a folder: give the rules."""
    if is_pseudonym(name):
        return set()
    codes = {SALUTATION} if _SALUTATION_IN_NAME.search(name) else set()
    if _ORDINARY_NAME.fullmatch(name):
        return codes
    # In a name a dash or an underscore stands for a space too.
    for text in (name, name.replace("_", " ").replace("-", " ")):
        if may_hold(text):
            codes |= {hit.code for hit in hits(text)}
    return codes


def mask(text: str) -> str:
    """Give a text with what looks like personal data replaced."""
    masked = _FILE_NAME.sub(_masked_name, text) if "." in text else text
    return _masked(masked)


def mask_path(path: str) -> str:
    """Give a path with each folder or file that is named after somebody replaced."""
    folder, slash, name = path.rpartition("/")
    if is_pseudonym(name.removesuffix(".yaml")):  # its random characters can look like a postcode
        return mask_path(folder) + slash + name
    return mask("/".join(_masked_part(part) for part in path.split("/")))


def _masked_part(part: str) -> str:
    stem, dot, suffix = part.rpartition(".")
    if dot and stem and _SUFFIX.fullmatch(suffix):
        return (MASK if codes_in_name(stem) else stem) + dot + suffix
    return MASK if codes_in_name(part) else part


def _masked_name(match: re.Match[str]) -> str:
    return MASK if codes_in_name(match[0]) else match[0]


_SUFFIX = re.compile(r"[a-zA-Z]{1,5}")
_FILE_NAME = re.compile(
    r"(?<![^/\s:'\"(])[^/\s:'\"(]{1,255}"
    r"(?=\.(?:ya?ml|csv|json|xlsx?|od[st]|md|txt|docx?|pdf|eml|msg|html?|xml|bak|log|rtf)\b)",
    re.IGNORECASE,
)
"""A file name without its ending: what surrounds it would keep a number in it from being seen."""


def _masked(text: str) -> str:
    masked = text
    for hit in reversed(hits(text) if may_hold(text) else []):
        masked = masked[: hit.start] + MASK + masked[hit.end :]
    return masked


def may_hold(text: str) -> bool:
    """Tell quickly whether a text may hold personal data. It is never no where :func:`hits` finds some.

    The text may be a whole file, in which a value is spread over lines.
    """
    return any(personal_prefilter.plain_may_hold(_written(text, likes)) for likes in _likenesses(text))
