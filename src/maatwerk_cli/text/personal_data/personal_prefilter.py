"""A quick look at the bytes of a text: may it hold personal data? Yes may be too much, no never is.

A text that it says no to is not searched, so what a clean file costs is what is written here: a few passes of
``translate``, one set of words, and a search only where a shape calls for one.
"""

import re
from itertools import pairwise, product

_LETTERS = bytes(
    ord(char.lower() if char.isascii() and char.isalpha() else " ") for char in map(chr, range(256))
)
"""Small letters; anything else ends a word."""
_SHAPES = {
    **dict.fromkeys(b"0123456789", b"0"),
    **dict.fromkeys(range(65, 91), b"A"),
    **dict.fromkeys(range(97, 123), b"a"),
    **dict.fromkeys(range(128, 256), b"A"),
    **{sign: bytes([sign]) for sign in b'.-:"'},
}
_SHAPE = b"".join(_SHAPES.get(byte, b" ") for byte in range(256))
"""``0`` for a digit, ``A`` for a capital, ``a`` for a small letter, some signs, else a space."""
_DIGITS = bytes(ord("0" if chr(byte) in "0123456789" else "-") for byte in range(256))
_BETWEEN_DIGITS = b" \n\r\t.()/-+_"

_SIGNS = (b"@", b"%40", b"&#64;")
"""The sign of an address of mail, also as a web page or its address writes it."""
_NUMBER_WORDS = frozenset({b"nummer", b"nr"})


def _words(text: str) -> frozenset[bytes]:
    return frozenset(text.encode().split())


def _joined(firsts: str, lasts: str) -> frozenset[bytes]:
    return frozenset((a + b).encode() for a, b in product(firsts.split(), lasts.split()))


_STAFF = (
    "personeels medewerker medewerkers werknemer werknemers polis lid lidmaatschaps inwoner inwoners burger "
    "salaris loon ambtenaren big agb deelnemer deelnemers gedetineerde gedetineerden verzekerde verzekerden "
    "client cliente clientn clienten nt nte ntn nten patient patiente patientn patienten "
    "leerling leerlinge leerlingn leerlingen student studente studentn studenten "
    "kandidaat kandidaats kandidaate kandidaates kandidaatn kandidaatns kandidaaten kandidaatens kandidaten "
    "sollicitant sollicitante sollicitantn sollicitanten"
)
_PAPERS = (
    "paspoort pasp passport identiteitskaart identiteitsbewijs identiteitsdocument idkaart idbewijs "
    "rijbewijs reisdocument "
    "legitimatie legitimatiebewijs verblijfsdocument verblijfsvergunning verblijfstitel verblijfskaart "
    "vreemdelingen "
    "vreemdelingendocument vreemdelingenkaart"
)
_TELLING = (
    _words(
        "heer heren dames dhr mevr mevrouw meneer mijnheer mej mejuffr mejuffrouw juffrouw mw familie "
        "geb gebdd gebdatum gebd gebdat gebjaar g bsn "
        "burger burgerservice "
        "burgerservicenummer burgerservicenr servicenummer servicenr sofi sofinummer sofinr fiscaal "
        "fiscaalnummer persoonsnummer "
        "apenstaartje linkedin facebook xing orcid researchgate instagram tiktok snapchat threads "
        "kenteken kentekennummer kentekenplaat kentekenbewijs nummerplaat vnummer vnr anummer "
        "nederlanderschap kaart bewijs insz niss rijksregister rijksregisternummer me cli pati "
        "client clienten patient patienten contactpersoon"
    )
    | _words(_PAPERS)
    | _joined(_PAPERS, "nummer nr nrs nummers no number")
    | _joined(_STAFF, "nummer nr id code")
    | _joined("bank giro rekening bankrekening girorekening", "nummer nr")
)
"""Any of these words, and the patterns are tried."""
_ABBREVIATED = _words("hr fam drs ir prof dr mr ing ds th ch ph chr joh jac alb wm fr ij")
"""Before a name these have a point; without it they are something else."""
_NUMBERED = _words(_STAFF + " cli pati v a bank giro rekening bankrekening girorekening burger service")
"""Any of these with the word number behind it."""
_CALLED = _words(
    "tel telefoon telefoonnummer telnr telefoonnr mobiel mob gsm fax faxnummer whatsapp phone bereikbaar "
    "nummer nr"
)
_NAME_OF = re.compile(
    rb"naam\s+(?:van\s+(?:de\s+|een\s+)?)?(?:kandidaat|deeln|medewerker|werknemer|contactpersoon|jobcoach|inkoper|cli)"
)
"""What announces the name of a person."""
_AT = frozenset({b"at", b"a"})
_DOT = frozenset({b"dot", b"punt"})
_STREET_ENDS = tuple(
    b"straat straatje str laan weg plein gracht kade dijk singel steeg dreef hofje hof pad park "
    b"plantsoen boulevard baan allee markt dyk".split()
)
_AFTER_STREET = tuple(b"noord oost zuid west nz oz zz wz nummer nr".split())
_LIVING = (b"adres", b"woon", b"wonend")
_LIKE_HOME = (
    rb"(?i:adres|woont\s+op|woont\s+aan|wonend\s+op|wonende\s+te|woonachtig\s+aan)"
    rb"(?:[\x00-\x1f:;,|\"']| +(?![a-z])| +(?:de|het)(?![a-z])|$)"
)
"""What says where somebody lives, as a label or with a name after it; not 'the address of a page'."""
TWO_LETTER_WORDS = (
    "aan|al|be|bl|bv|bz|ca|cm|cq|de|ed|en|er|gb|gr|ha|ik|in|is|ja|je|kb|kg|km|kw|lg|mb|me|mg|ml|mm|mw|"
    "na|nr|nu|nv|of|om|op|pj|st|tb|te|tm|to|tv|uu|vs|we|ze|zo"
)
"""Small words that come after a year: no letters of a postcode."""
_BLANK = rb"[\s\x1c-\x1f]"
"""What is a space in a text; of bytes ``\\s`` leaves four signs out."""
_NUMBER = re.compile(rb" 0")
_BRACKETED_AT = re.compile(rb"[(\[{<]\s*(?:at|a|apenstaartje)\s*[)\]}>]")
_LIKE_POSTCODE = re.compile(rb"[1-9][0-9]{3}" + _BLANK + rb"*[a-zA-Z]{2}(?![a-zA-Z])")
_POSTCODE = (
    rb"[1-9][0-9]{3}(?:%b*[A-Z][A-Za-z]|[a-z]{2}|%b+(?!(?:%b)(?![\w\x80-\xff]))[a-z]{2})(?![a-zA-Z])"
    % (
        _BLANK,
        _BLANK,
        TWO_LETTER_WORDS.encode(),
    )
)
_LIKE_ADDRESS = (
    rb"%b[\s\x1c-\x1f,;/+_#-]*(?:huis)?(?:nummer|nr)?[.:]*%b*[0-9]"
    rb"|[0-9][\s\x1c-\x1f/-]*(?:[A-Za-z]|bis|hs|[IVX]{2,4})?[\s\x1c-\x1f,;]+(?:(?:te|in)%b+)?(?:NL-)?%b"
) % (_POSTCODE, _BLANK, _BLANK, _POSTCODE)
"""A postcode with the number of a house after it, or before it."""
_LIKE_INITIALS = re.compile(
    rb"(?<![A-Za-z0-9])[A-Z\x80-\xff]+\.[\s\x1c-\x1f-]*(?:[(a-z'\x80-\xffA-Z][^:]{0,60}?)?[A-Z\x80-\xff]|"
    rb",[\s\x1c-\x1f]*[A-Z\x80-\xff]+\."
)
_BEFORE_INITIAL = (b" A.", b".A.", b"-A.", b'"A.', b":A.")
_LIKE_IPV4 = re.compile(rb"[0-9]{1,3}(?:\.[0-9]{1,3}){3}")
_LIKE_IPV6 = re.compile(rb":(?::|[0-9A-Fa-f]{1,4}:)")
_LIKE_PLATE = re.compile(rb"(?<![A-Za-z0-9])[0-9A-Z]{1,3}-[0-9A-Z]{2,3}-[0-9A-Z]{1,3}(?![A-Za-z0-9])")


def plain_may_hold(plain: str) -> bool:
    """Tell whether a text, written as a reader takes it, may hold personal data.

    It may be a whole file, in which a value is spread over lines.
    """
    data = plain.encode("utf-8", "surrogatepass")
    for sign in _SIGNS:  # not any(): this is asked of every file
        if sign in data:
            return True
    letters = data.translate(_LETTERS)
    words = set(letters.split())
    if not words.isdisjoint(_TELLING) or b"geboren" in letters or b"geboorte" in letters:
        return True
    digits = data.translate(_DIGITS, _BETWEEN_DIGITS)
    if b"0" * 9 in digits:
        return True
    return _by_words(data, letters, words, digits) or _by_shape(data) or _by_home(data, letters)


def _by_words(data: bytes, letters: bytes, words: set[bytes], digits: bytes) -> bool:
    """Tell of what two things give away together: a number and its label, a spelled sign."""
    if not words.isdisjoint(_NUMBER_WORDS) and not words.isdisjoint(_NUMBERED):
        pairs = pairwise(letters.split())
        if any(word in _NUMBERED and after in _NUMBER_WORDS for word, after in pairs):
            return True
    if not words.isdisjoint(_CALLED) and b"000000" in digits:
        return True
    if not words.isdisjoint(_ABBREVIATED):
        lower = data.lower()
        if any(word + b"." in lower for word in words & _ABBREVIATED):
            return True
    if b"naam" in words and _NAME_OF.search(data.lower()) is not None:
        return True
    if b"at" in words and not words.isdisjoint(_DOT):
        return True
    if not words.isdisjoint(_AT):
        lower = data.lower()
        return b"-at-" in lower or _BRACKETED_AT.search(lower) is not None
    return False


def _by_shape(data: bytes) -> bool:
    """Tell of what no word gives away: initials, a plate, the address of a machine, of a house."""
    shape = data.translate(_SHAPE)
    if (
        b"A." in shape
        and (
            any(sign in shape for sign in _BEFORE_INITIAL)
            or shape[:2] == b"A."
            or (b"AA." in shape and not data.isascii())
        )
        and _LIKE_INITIALS.search(data) is not None
    ):
        return True
    if (b"A-0" in shape or b"0-A" in shape) and _LIKE_PLATE.search(data) is not None:
        return True
    if (b".0." in shape or b".00." in shape or b".000." in shape) and _LIKE_IPV4.search(data) is not None:
        return True
    return _LIKE_IPV6.search(data) is not None or _may_be_house(data, shape)


def _by_home(data: bytes, letters: bytes) -> bool:
    """Tell whether it may say where somebody lives: after a word for that, or with a postcode."""
    for sign in _LIVING:
        if sign in letters:
            if re.search(_LIKE_HOME, data) is not None:
                return True
            break
    if _LIKE_POSTCODE.search(data) is None:
        return False
    return b"postcode" in letters or re.search(_LIKE_ADDRESS, data) is not None


def _may_be_house(data: bytes, shape: bytes) -> bool:
    """Tell whether a number comes after the name of a street, or after what may stand between the two."""
    for match in _NUMBER.finditer(shape):
        start = match.start()
        if shape[start - 1] in b"a. A":
            before = data[max(0, start - 60) : start].rsplit(None, 1)
            if before and _names_a_street(before[-1], whole=len(before) > 1):
                return True
    return False


def _names_a_street(word: bytes, *, whole: bool) -> bool:
    """Tell whether a word, or what was looked at of it, is the name of a street or may come after one."""
    small = word.lower().rstrip(b".,")
    if small.endswith(_AFTER_STREET):
        return True
    capital = not whole or b"A" in word.translate(_SHAPE)  # as the pattern asks
    return capital and small.endswith(_STREET_ENDS)
