"""What personal data looks like: patterns with checks behind them, and a mask. It never shows what it found.

A bare name cannot be found reliably and is not looked for; the models are the defence there: no free text
on a candidate, closed lists, years instead of days. The codes are those of the catalogue of findings.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

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
_DATES = re.compile(rf"(?<![0-9]){_DATE}", re.IGNORECASE)
_BORN = r"\b(?:geboren|geboorte(?:datum|dag)?|geb\.?\s?dat(?:um|\.)?|geb\.?|g\.d\.)(?!\w)"
_BIRTH = re.compile(
    rf"{_BORN}\W{{0,3}}(?:[\w-]+[ ,]+){{0,4}}?{_DATE}|(?<![0-9]){_DATE}\W{{0,3}}(?:is\s+)?geboren\b",
    re.IGNORECASE,
)
_EMAIL = re.compile(
    r"[\w.+%'-]+(?:@|\s?[(\[]\s?(?:at|apenstaartje)\s?[)\]]\s?)"
    r"[\w-]+(?:(?:\.|\s?[(\[]\s?(?:dot|punt)\s?[)\]]\s?)[\w-]+)*\.?[a-z]{2,}\b",
    re.IGNORECASE,
)
_IBAN = re.compile(
    r"(?<![A-Za-z0-9])[A-Za-z]{2}[0-9]{2}(?:[ .-]?[A-Za-z0-9]{4}){2,7}(?:[ .-]?[A-Za-z0-9]{1,3})?"
    r"(?![A-Za-z0-9])"
)
_BETWEEN = r"(?:(?:van|de|den|der|ter|ten|te|in|het|'t|op|la|le|el|al|ben|bin|De|Van)\s+)*"
_NAME = rf"(?:(?:[A-Z]\.\s?)*{_BETWEEN}[A-Z][\w'’-]+|(?:[A-Z]\.)+)"
_TITLES = r"(?:(?:prof|dr|drs|mr|ir|ing|ds)\.\s?)*"
_SALUTATION = re.compile(
    r"(?<!\w)(?:(?i:de\s+heer|den\s+heer|dhr\.?|mevrouw|mevr\.?|meneer|mijnheer|mejuffrouw|mej\.)|[Mm]w\.?|[Hh]r\.)"
    rf"\s+{_TITLES}(?:[A-Z]\s)?{_NAME}"
)
_GAP = r"[ .()/-]{0,3}"
_PHONE = re.compile(
    # Six digits and a year are the number of a notice in the Official Journal.
    rf"(?<![\w,/+-])(?<![0-9]\.)(?!0[0-9]{{5}}-(?:19|20)[0-9]{{2}}(?![0-9]))(?:(?:\+|00)31{_GAP}(?:0{_GAP})?[1-9](?:{_GAP}[0-9]){{8}}"
    rf"|\(?0[1-9](?:{_GAP}[0-9]){{8}}|\+(?!31)[1-9][0-9](?:{_GAP}[0-9]){{7,12}})(?![0-9/]|-[0-9]|[.,][0-9])"
)
_POSTCODE = r"[1-9][0-9]{3}(?:\s?(?!SA|SD|SS)[A-Z]{2}|(?!sa|sd|ss)[a-z]{2})(?![A-Za-z])"
_HOUSE = r"[0-9]{1,5}(?:[ -]?(?:[a-zA-Z]|bis|hs|[IVX]{2,4}))?(?!\w)"
_ADDRESS = re.compile(
    rf"(?<![\w.,/-]){_POSTCODE}[\s,;]{{1,3}}(?:(?:huis)?(?:nummer|nr)?\.?:?\s?){_HOUSE}(?![.,:/-][0-9]|\s?(?:euro|%))"
    rf"|(?<!\w)[A-Za-z'’.-]{{3,}}\s{_HOUSE}[\s,;]{{1,3}}{_POSTCODE}"
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
    r"rsin|oin|btw|vestiging|aanbesteding|tender|perceel|publicatie|stcrt|stb|trb|isbn|issn|doi|euro|eur|"
    r"project|case)\w*\.?(?:\s(?:nummer|nr\.?|is))?|€)[\s:#=-]*$",
    re.IGNORECASE,
)
_CITATION = re.compile(
    r"(?i:\b(?:tk|ek|nj|ab|jb|rv|kamerstuk(?:ken)?|handelingen|stb|stcrt|trb|vergaderjaar|aanhangsel)\b[^;]{0,40})$"
)
_YEAR_LIKE = re.compile(r"(?:19|20)[0-9][0-9]\s[A-Z]{2}\s[0-9]+$")
_NEXT_WORD = re.compile(r"\s+[a-z]")
_CITED = re.compile(r"^(?:19|20)[0-9][0-9] ?(?:TK|EK|AB|NJ|JB|RV)\b")


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


_ALIKE = dict.fromkeys((0xA0, 0x2002, 0x2003, 0x2007, 0x2009, 0x200A, 0x202F), " ")
_ALIKE |= dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2212), "-")


def hits(text: str, allowed: frozenset[str] = frozenset()) -> list[Hit]:
    """Find what looks like personal data in one text.

    Args:
        text: any text.
        allowed: codes that cannot be in this text, as the field it is from says.

    Returns:
        The hits in order, none overlapping another.

    """
    found: list[Hit] = []
    rest = _plain(text)
    for code, find in _FINDERS:
        for start, end in list(find(rest)):
            if code and code not in allowed:
                found.append(Hit(code, start, end))
            # What one rule has taken is no part of what the next one finds.
            rest = rest[:start] + "\x00" * (end - start) + rest[end:]
    return sorted(found, key=lambda hit: hit.start)


def _plain(text: str) -> str:
    """Write the spaces and dashes of a word processor as those of a keyboard; every place stays the same."""
    return text if text.isascii() else text.translate(_ALIKE)


def mask(text: str) -> str:
    """Give a text with what looks like personal data replaced."""
    masked = _FILE_NAME.sub(lambda match: _masked(match[0]), text) if "." in text else text
    return _masked(masked)


_FILE_NAME = re.compile(
    r"(?<![^/\s:'\"(])[^/\s:'\"(]{1,255}(?=\.(?:ya?ml|csv|json|xlsx|ods)\b)", re.IGNORECASE
)
"""A file name without its ending: what surrounds it would keep a number in it from being seen."""


def _masked(text: str) -> str:
    masked = text
    for hit in reversed(hits(text) if may_hold(text) else []):
        masked = masked[: hit.start] + MASKER + masked[hit.end :]
    return masked


_TELLING: tuple[bytes, ...] = (b"@", b"(at)", b"(at ", b"( at", b"[at]", b"[at ", b"[ at", b"apenst")
_TELLING += (
    b"heer",
    b"dhr",
    b"mevr",
    b"meneer",
    b"mej",
    b"mw",
    b"hr.",
    b"bsn",
    b"sofi",
    b"burgerserv",
    b"postcode",
)
_TELLING += (b"gebor", b"geboo", b"geb.", b"geb ", b"geb:", b"geb-", b"g.d.")
_SHAPES = bytes(
    ord("0" if chr(byte) in "0123456789" else "A" if 65 <= byte <= 90 else "a" if 97 <= byte <= 122 else "-")
    for byte in range(256)
)
_BETWEEN_DIGITS = b" \n\r\t.()/-+"


def may_hold(text: str) -> bool:
    """Tell quickly whether a text may hold personal data. It is never no where :func:`hits` finds some.

    The text may be a whole file, in which a value is spread over lines.
    """
    data = text.encode("utf-8", "surrogatepass")
    if b"\xc2\xa0" in data or b"\xe2" in data:  # where the odd spaces and dashes are
        data = _plain(text).encode("utf-8", "surrogatepass")
    lower = data.lower()
    for word in _TELLING:  # not any(): this is asked of every file
        if word in lower:
            return True
    if b"0000aa" in data.translate(_SHAPES):
        return True
    return b"0000AA" in data.translate(_SHAPES, b" \n\r\t") or b"0" * 9 in data.translate(
        _SHAPES, _BETWEEN_DIGITS
    )


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


def _addresses(text: str) -> Spans:
    for pattern in (_ADDRESS, _LABELLED_ADDRESS):
        for match in pattern.finditer(text):
            if _YEAR_LIKE.match(match[0]) and _NEXT_WORD.match(text, match.end()):
                continue  # "2018 EY 5 kandidaten" is a year, a name and a count
            if _CITED.search(match[0]) is None and _CITATION.search(text[: match.start()][-60:]) is None:
                yield match.span()


_FINDERS: tuple[tuple[str, Callable[[str], Spans]], ...] = (
    (EMAIL, _all(_EMAIL)),
    (IBAN, _ibans),
    (GEBOORTEDATUM, _all(_BIRTH)),
    ("", _all(_DATES)),
    (BSN, _bsns),
    (TELEFOON, _all(_PHONE)),
    (ADRES, _addresses),
    (AANHEF, _all(_SALUTATION)),
)
"""In this order; dates by themselves are no finding, but no number either."""
