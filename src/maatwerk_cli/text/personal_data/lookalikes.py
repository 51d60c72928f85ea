"""What a reader takes a character for: nothing, a space, a dash, a digit, or a plain letter."""

import re
import unicodedata
from functools import cache

_NOTHING = ("Cf", "Mn", "Me")
_FILLERS = "\u115f\u1160\u3164\uffa0"
_BLANKS = "\u2800\U0001d159"
"""Signs without ink: a pattern of Braille without points, a note without a head."""
_SAME = str.maketrans(
    # Cyrillic
    "АВЕЅІЈКМНОРСТУХЗаеѕіјорсухкмтвнһԁԛԝѵг"
    # Greek
    "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹανορυικχγητωεϲϳ"
    # the alphabet of sounds, and signs
    "ɑɡɩ\u2212\u2043\u02d7\u2044\u2215\u2022\u2219\u22c5\u2027\u30fb",
    "ABESIJKMHOPCTYX3aesijopcyxkmtbhhdqwvrABEZHIKMNOPTYXCavopuikxyntwecjagi---//·····",
)
"""Letters and signs that look as others; every dot in the middle is one."""
_LATIN = r".*LATIN (?:(?:SMALL|CAPITAL) LETTER|LETTER SMALL CAPITAL) ([A-Z])"
"""How Unicode names a letter in a circle or a box, and a small capital."""
_SMALL = "LATIN SMALL LETTER"


@cache
def looks_like(character: str) -> str:
    """Give what a reader takes a character for; also of a letter in a circle, or a small number."""
    category = unicodedata.category(character)
    if category in _NOTHING or character in _FILLERS:
        return ""
    if category in ("Zs", "Zl", "Zp", "Cc") or character in _BLANKS:
        return " "
    if category == "Pd":
        return "-"
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category == "No" and (number := unicodedata.numeric(character)).is_integer():
        return str(int(number))
    plain = unicodedata.normalize("NFKC", character).translate(_SAME)
    if len(plain) > 1 or plain <= "\u024f":
        return plain
    named = re.fullmatch(_LATIN, unicodedata.name(plain, ""))
    if named is None:
        return plain
    return named[1].lower() if _SMALL in named[0] else named[1]


def may_be_mark(character: str) -> bool:
    """Tell whether a digit may also be a mark at a word, such as the number of a note."""
    return unicodedata.category(character) == "No"
