"""What personal data looks like: patterns with checks behind them, and a mask. It never shows what it found.

A bare name cannot be found reliably and is not looked for; the models are the defence there: no free text
on a candidate, closed lists, years instead of days. The codes are those of the catalogue of findings.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

BSN, IBAN, EMAIL, TELEFOON, ADRES, GEBOORTEDATUM, AANHEF = (
    "MW401",
    "MW402",
    "MW403",
    "MW404",
    "MW405",
    "MW406",
    "MW407",
)
SLEUTEL = "MW410"
MASKER = "(niet getoond)"


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that looks like personal data: which rule, and where in the text. Never the value."""

    code: str
    start: int
    end: int


_MONTHS = "jan(?:uari)?|feb(?:ruari)?|mrt|maart|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?|sept?(?:ember)?"
_MONTHS += "|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?"
_DATE = (
    r"(?:[0-9]{1,2}-[0-9]{1,2}-(?:[0-9]{4}|[0-9]{2})|[0-9]{1,2}/[0-9]{1,2}/(?:[0-9]{4}|[0-9]{2})|[0-9]{1,2}\.[0-9]{1,2}\.(?:[0-9]{4}|[0-9]{2})"
    rf"|[0-9]{{4}}[-/.][0-9]{{1,2}}[-/.][0-9]{{1,2}}|[0-9]{{1,2}}\s+(?:{_MONTHS})\.?,?\s+[0-9]{{4}})(?![0-9]|[-/.][0-9])"
)
_DATES = re.compile(rf"(?<![0-9])(?<![0-9][-/.]){_DATE}", re.IGNORECASE)
_BORN = r"\b(?:geboren|geboorte(?:datum|dag)?|geb\.?\s?dat(?:um|\.)?|geb\.?|g\.d\.)(?!\w)"
_BIRTH = re.compile(
    rf"{_BORN}\W{{0,3}}(?:[\w-]+[ ,]+){{0,4}}?{_DATE}|(?<![0-9]){_DATE}\W{{0,3}}(?:is\s+)?geboren\b"
    r"|\b(?:geboorte[ -]?jaar|geb\.\s?jaar|geb\.)\W{0,3}(?:(?:is|in|was|van)\s+){0,2}"
    r"(?:19|20)[0-9]{2}(?![0-9/-])",
    re.IGNORECASE,
)
_EMAIL = re.compile(
    r"[\w.+%'-]+(?:@|\s?[(\[]\s?(?:at|a|apenstaartje)\s?[)\]]\s?)"
    r"[\w-]+(?:(?:\.|\s?[(\[]\s?(?:dot|punt)\s?[)\]]\s?)[\w-]+)*\.?[a-z]{2,}\b",
    re.IGNORECASE,
)
_IBAN = re.compile(
    r"(?<![A-Za-z0-9])[A-Za-z]{2}[0-9]{2}(?:[ .-]?[A-Za-z0-9]{4}){2,7}(?:[ .-]?[A-Za-z0-9]{1,3})?"
    r"(?![A-Za-z0-9])"
)
_BETWEEN = r"(?:(?:van|de|den|der|ter|ten|te|in|het|'t|op|la|le|el|al|ben|bin|De|Van)\s+)*"
_CAPITALS = "A-Z" + "".join(c for c in map(chr, (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))) if c.isupper())
_NAME = rf"(?:(?:[{_CAPITALS}]\.\s?)*{_BETWEEN}[{_CAPITALS}][\w'’-]+|(?:[{_CAPITALS}]\.)+)"
_TITLES = r"(?:(?:prof|dr|drs|mr|ir|ing|ds)\.\s?)*"
_SALUTATION = re.compile(
    r"(?<![\w-])(?:(?i:heer|de\s+heren|de\s+dames|dhr\.?|mevrouw|mevr\.?|meneer|mijnheer|mejuffrouw|mej\.)"
    rf"|[Mm]w\.?|[Hh]r\.)\s+{_TITLES}(?:[{_CAPITALS}]\s)?{_NAME}"
    # After these two, which are short for nothing else, a name may be written small.
    rf"|(?<![\w-])(?i:dhr|mevr)\.?\s+(?!en\b|of\b|de\s+minister|de\s+staats){_BETWEEN}[a-z][\w'’-]{{2,}}"
)
_GAP = r"[ .()/-]{0,3}"
_PHONE = re.compile(
    # Six digits and a year are the number of a notice in the Official Journal.
    rf"(?<![\w,/+-])(?<![0-9]\.)(?!0[0-9]{{5}}-(?:19|20)[0-9]{{2}}(?![0-9]))(?:(?:\+|00)31{_GAP}(?:0{_GAP})?[1-9](?:{_GAP}[0-9]){{8}}"
    rf"|\(?0[1-9](?:{_GAP}[0-9]){{8}}|\+(?!31)[1-9][0-9](?:{_GAP}[0-9]){{7,12}})(?![0-9/]|-[0-9]|[.,][0-9])"
)
_TWO_LETTER_WORDS = (
    "aan|al|be|bl|bv|bz|ca|cm|cq|de|ed|en|er|gb|gr|ha|ik|in|is|ja|je|kb|kg|km|kw|lg|mb|me|mg|ml|mm|mw"
)
_TWO_LETTER_WORDS += "|na|nr|nu|nv|of|om|op|pj|st|tb|te|tm|to|tv|uu|vs|we|ze|zo"
_POSTCODE = (
    r"[1-9][0-9]{3}(?:\s?(?!SA|SD|SS)[A-Z]{2}|(?!sa|sd|ss)[a-z]{2}"
    rf"|\s(?!sa|sd|ss|(?:{_TWO_LETTER_WORDS})\b)[a-z]{{2}})(?![A-Za-z])"
)
_HOUSE = r"[0-9]{1,5}(?:[ -]?(?:[a-zA-Z]|bis|hs|[IVX]{2,4}))?(?!\w)"
_ADDRESS = re.compile(
    rf"(?<![\w.,/-]){_POSTCODE}[\s,;]{{1,3}}(?:(?:huis)?(?:nummer|nr)?\.?:?\s?){_HOUSE}(?![.,:/-][0-9]|\s?(?:euro|%))"
    rf"|(?<!\w)[A-Za-z'’.-]{{3,}}\s{_HOUSE}[\s,;]{{1,3}}(?:te\s|in\s)?{_POSTCODE}"
)
_LABELLED_ADDRESS = re.compile(
    r"(?i:postcode)\W{0,3}[1-9][0-9]{3}\s?[A-Za-z]{2}\b\W{1,4}(?i:(?:en\s)?(?:huis)?(?:nummer|nr)?\.?:?\s?)[0-9]{1,5}\b"
)
_NINE = re.compile(
    r"(?<![\w.,/+-])(?:[0-9]{9}|[0-9]{3}([ .-])[0-9]{3}\1[0-9]{3}|[0-9]{4}([ .-])[0-9]{2}\2[0-9]{3}"
    r"|[0-9]{2}([ .-])[0-9]{3}\3[0-9]{4})"
    r"(?![\w/]|[-.,][0-9])"
)
_EIGHT_OR_NINE = re.compile(r"(?<![0-9])[0-9](?:[ .-]?[0-9]){7,8}(?![0-9])")
_BSN_WORD = re.compile(r"\b(?:bsn|burgerservicen(?:umme)?r|sofi(?:-?n(?:umme)?r)?)(?![a-z])", re.IGNORECASE)
_NUMBER_OF = re.compile(
    r"(?:\b(?:zaak|dossier|kenmerk|referentie|ref|order|factuur|opdracht|contract|document|kst|kvk|koophandel|"
    r"handelsregister|cpv|rsin|oin|btw|vestiging|aanbesteding|tender|perceel|publicatie|stcrt|stb|trb|isbn|issn|doi|euro|eur|"
    r"project|case)\w*\.?(?:\s(?:nummer|nr\.?|is))?|€)[\s:#=-]*$",
    re.IGNORECASE,
)
_CITATION = re.compile(
    r"(?i:\b(?:tk|ek|nj|ab|jb|rv|kamerstuk(?:ken)?|handelingen|stb|stcrt|trb|vergaderjaar|aanhangsel)\b[^;]{0,40})$"
)
_YEAR_LIKE = re.compile(r"(?:19|20)[0-9][0-9]\s[A-Za-z]{2}\s[0-9]+$")
_NEXT_WORD = re.compile(r"\s+[a-z]")
_CITED = re.compile(
    r"^(?:19|20)[0-9][0-9] ?(?:TK|EK|AB|NJ|JB|RV|EG|EC|NL|BE|DE|GB|VS|VN|HR|RB|PB|LJ|AZ|BZ|EZ"
    r"|[FIOQUY][A-Z]|[A-Z][FIOQUY])\b"
)


_WHO_OR_WHY = (
    "naam|geboor|geslacht|gender|leeftijd|bsn|burgerservice|sofi|adres|woonplaats|postcode|telefoon|mobiel|mail|"
    "nationaliteit|afkomst|herkomst|etnici|ras|geloof|religie|levensbeschouwing|doelgroep|beperking|handicap|"
    "diagnose|ziek|gezond|medisch|autis|wajong|indicatie|straf|detentie|gedetineerd|justiti|reclassering|verleden|"
    "uitkering|schuld|verslaving|gezin|burgerlijk|kinderen|foto|linkedin|persoon|contactpersoon|begeleider|"
    "jobcoach|manager|functie|werkgever|reden|waarom|wie|achtergrond|bijzonder|toelichting|opmerking|notitie|noot|"
    "omschrijving|beschrijving|commentaar|vrij|iban|rekening|paspoort|vluchteling|status|taal|opleiding"
)
_WHO_OR_WHY_KEY = re.compile(rf"(?:^|[-_ .])\w*?(?:{_WHO_OR_WHY})", re.IGNORECASE)


def tells_who_or_why(key: str) -> bool:
    """Tell whether a key, on a candidate, would hold who it is or why."""
    return _WHO_OR_WHY_KEY.search(key) is not None


_ODD = re.compile(
    "[^\\x00-\\x84\\x86-\\x9f\\xa1-\\xac\\xae-\\u024f\u20ac\u2018\u2019\u201c\u201d\u2026\u2022]"
)
"""A character that may look like another one, or like nothing."""
_NOTHING = ("Cf", "Mn", "Me")
_FILLERS = "\u115f\u1160\u3164\uffa0"


@cache
def _looks_like(character: str) -> str:
    """Give what a reader takes a character for: nothing, a space, a dash, a digit or a letter."""
    category = unicodedata.category(character)
    if category in _NOTHING or character in _FILLERS:
        return ""
    if category in ("Zs", "Zl", "Zp", "Cc"):
        return " "
    if category == "Pd" or character in "\u2212\u2043\u02d7":
        return "-"
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if character >= "\uff01" and len(plain := unicodedata.normalize("NFKC", character)) == 1:
        return plain
    return character


def _plain(text: str) -> tuple[str, Sequence[int]]:
    """Write a text as a reader takes it, with for each character the place it had, and the end."""
    if text.isascii() or _ODD.search(text) is None:
        return text, range(len(text) + 1)
    plain: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        like = character if character < "\x80" else _looks_like(character)
        if like:
            plain.append(like)
            places.append(place)
    places.append(len(text))
    return "".join(plain), places


def hits(text: str, allowed: frozenset[str] = frozenset()) -> list[Hit]:
    """Find what looks like personal data in one text.

    Args:
        text: any text.
        allowed: codes that cannot be in this text, as the field it is from says.

    Returns:
        The hits in order, none overlapping another.

    """
    found: list[Hit] = []
    rest, places = _plain(text)
    for code, find in _FINDERS:
        for start, end in list(find(rest)):
            if code and code not in allowed:
                found.append(Hit(code, places[start], places[end - 1] + 1))
            # What one rule has taken is no part of what the next one finds.
            rest = rest[:start] + "\x00" * (end - start) + rest[end:]
    return sorted(found, key=lambda hit: hit.start)


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
    found = {AANHEF} if _SALUTATION_IN_NAME.search(name) else set()
    if _ORDINARY_NAME.fullmatch(name):
        return found
    # In a name a dash or an underscore stands for a space too.
    for text in (name, name.replace("_", " ").replace("-", " ")):
        if may_hold(text):
            found |= {hit.code for hit in hits(text)}
    return found


def mask(text: str) -> str:
    """Give a text with what looks like personal data replaced."""
    masked = _FILE_NAME.sub(_masked_name, text) if "." in text else text
    return _masked(masked)


def mask_path(path: str) -> str:
    """Give a path with each folder or file that is named after somebody replaced."""
    return mask("/".join(_masked_part(part) for part in path.split("/")))


def _masked_part(part: str) -> str:
    stem, dot, suffix = part.rpartition(".")
    if dot and stem and _SUFFIX.fullmatch(suffix):
        return (MASKER if codes_in_name(stem) else stem) + dot + suffix
    return MASKER if codes_in_name(part) else part


def _masked_name(match: re.Match[str]) -> str:
    return MASKER if codes_in_name(match[0]) else match[0]


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
        masked = masked[: hit.start] + MASKER + masked[hit.end :]
    return masked


_TELLING: tuple[bytes, ...] = (b"@", b"apenst", b"bsn", b"sofi", b"burgerserv", b"postcode", b"g.d.")
_SALUTING: tuple[bytes, ...] = (
    b"heer",
    b"dhr",
    b"mevr",
    b"meneer",
    b"mej",
    b"mw",
    b"hr.",
    b"heren",
    b"dames",
)
_SALUTES = re.compile(
    rb"(?<![a-z_-])(?:(?:mijn)?heer|dhr|mevr|meneer|mej|mw[.\s\x1c-\x1f]|hr\.|heren|dames)",
)
"""In small letters, at the beginning of a word: what stands before it may be a digit of what is masked."""
_TELLING_AFTER: tuple[tuple[bytes, tuple[bytes, ...]], ...] = (
    (b"(", (b"(at)", b"(at ", b"( at", b"(a)", b"( a ", b"(a ", b"( a)")),
    (b"[", (b"[at]", b"[at ", b"[ at", b"[a]", b"[ a ", b"[a ", b"[ a]")),
    (b"geb", (b"gebor", b"geboo", b"geb.", b"geb ", b"geb:", b"geb-")),
)
_SHAPES = bytes(ord("0") if chr(byte) in "0123456789" else ord("-") for byte in range(256))
_LIKE_POSTCODE = re.compile(rb"[1-9][0-9]{3}\s*[a-zA-Z]{2}(?![a-zA-Z])")
_BETWEEN_DIGITS = b" \n\r\t.()/-+"


def may_hold(text: str) -> bool:
    """Tell quickly whether a text may hold personal data. It is never no where :func:`hits` finds some.

    The text may be a whole file, in which a value is spread over lines.
    """
    plain = text if text.isascii() else _ODD.sub(lambda match: _looks_like(match[0]), text)
    data = plain.encode("utf-8", "surrogatepass")
    lower = data.lower()
    for word in _TELLING:  # not any(): this is asked of every file
        if word in lower:
            return True
    for word in _SALUTING:
        if word in lower and _SALUTES.search(lower) is not None:
            return True
    for first, words in _TELLING_AFTER:
        if first in lower and any(word in lower for word in words):
            return True
    if _LIKE_POSTCODE.search(data) is not None:
        return True
    return b"0" * 9 in data.translate(_SHAPES, _BETWEEN_DIGITS)


Spans = Iterator[tuple[int, int]]


def _all(pattern: re.Pattern[str]) -> Callable[[str], Spans]:
    def find(text: str) -> Spans:
        return (match.span() for match in pattern.finditer(text))

    return find


def _ibans(text: str) -> Spans:
    from stdnum import iban

    for match in _IBAN.finditer(text):
        # The groups of four can run on into the next word: take the longest beginning that is valid.
        for end in range(match.end(), match.start() + 14, -1):
            if (end == len(text) or not text[end].isalnum()) and iban.is_valid(
                text[match.start() : end].upper(), check_country=False
            ):
                yield match.start(), end
                break


def _bsns(text: str) -> Spans:
    from stdnum.nl import bsn

    labelled = [match.end() for match in _BSN_WORD.finditer(text)]
    for match in _EIGHT_OR_NINE.finditer(text) if labelled else ():
        digits = sum(character.isdigit() for character in match[0])
        before = min((match.start() - end for end in labelled if end <= match.start()), default=99)
        after = min((end - match.end() for end in labelled if end > match.end()), default=99)
        if (digits == 9 and before <= 12) or ((before <= 40 or after <= 40) and bsn.is_valid(match[0])):
            yield match.span()
    if labelled:
        return
    for match in _NINE.finditer(text):
        if (
            bsn.is_valid(match[0])
            and _NUMBER_OF.search(text[max(0, match.start() - 40) : match.start()]) is None
        ):
            yield match.span()


def _phones(text: str) -> Spans:
    for match in _PHONE.finditer(text):
        if _NUMBER_OF.search(text[max(0, match.start() - 40) : match.start()]) is None:
            yield match.span()


def _addresses(text: str) -> Spans:
    found: list[tuple[int, int]] = []
    for pattern in (_LABELLED_ADDRESS, _ADDRESS):
        for match in pattern.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in found):
                continue
            if _YEAR_LIKE.match(match[0]) and _NEXT_WORD.match(text, match.end()):
                continue  # "2018 EY 5 kandidaten" is a year, a name and a count
            if _CITED.search(match[0]) is None and _CITATION.search(text[: match.start()][-60:]) is None:
                found.append(match.span())
    yield from found


_FINDERS: tuple[tuple[str, Callable[[str], Spans]], ...] = (
    (EMAIL, _all(_EMAIL)),
    (IBAN, _ibans),
    (GEBOORTEDATUM, _all(_BIRTH)),
    ("", _all(_DATES)),
    (BSN, _bsns),
    (TELEFOON, _phones),
    (ADRES, _addresses),
    (AANHEF, _all(_SALUTATION)),
)
"""In this order; dates by themselves are no finding, but no number either."""
