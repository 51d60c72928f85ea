"""The kinds of personal data: of each its code, its pattern, and what looks like it and is something else.

A kind gives places in a text, never what stands there. Which notations are promised, and which are not found,
is in ``docs/privacy.md``; how much of them is found is measured by ``tests/text/test_privacy_recall.py``.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from maatwerk_cli.models.dutch_input import MONTHS
from maatwerk_cli.text.personal_data.personal_codes import (
    BIRTH_DATE,
    BSN,
    DOCUMENT,
    EMAIL,
    IBAN,
    INITIALS,
    NETWORK_ADDRESS,
    NUMBER_PLATE,
    ONLINE_PROFILE,
    PERSONAL_NUMBER,
    PHONE_NUMBER,
    SALUTATION,
    STREET_ADDRESS,
)
from maatwerk_cli.text.personal_data.personal_prefilter import TWO_LETTER_WORDS

Spans = Iterator[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class PersonalKind:
    """One kind of personal data.

    Attributes:
        code: code of the catalogue of findings; empty for what is none but must not be taken for another.
        find: gives where it stands in a text.
    """

    code: str
    find: Callable[[str], Spans]


def _all(pattern: re.Pattern[str]) -> Callable[[str], Spans]:
    def find(text: str) -> Spans:
        return (match.span() for match in pattern.finditer(text))

    return find


# Dates.
_MONTHS = "|".join((*MONTHS, *(name[:3] for name in MONTHS if name != "maart"), "mrt", "sept"))
_DATE = (
    r"(?:[0-9]{1,2}-[0-9]{1,2}-(?:[0-9]{4}|[0-9]{2})|[0-9]{1,2}/[0-9]{1,2}/(?:[0-9]{4}|[0-9]{2})"
    r"|[0-9]{1,2}\.[0-9]{1,2}\.(?:[0-9]{4}|[0-9]{2})|[0-9]{1,2} [0-9]{1,2} [0-9]{4}"
    rf"|[0-9]{{4}}[-/.][0-9]{{1,2}}[-/.][0-9]{{1,2}}|[0-9]{{1,2}}(?:e|ste|"
    rf"de)?[\s-]+(?:{_MONTHS})\.?,?[\s-]+(?:[0-9]{{4}}|'?[0-9]{{2}}(?![0-9])))"
    r"(?![0-9]|[-/.][0-9])"
)
_DATES = re.compile(
    rf"(?<![0-9])(?<![0-9][-/.])(?![0-9]{{1,2}} [0-9]{{1,2}} [0-9]{{4}}){_DATE}", re.IGNORECASE
)
_BORN = (
    r"(?:\bgeboren|\bgeboorte[ -]?(?:datum|dag)?|\bgeb\.?\s?dat(?:um|\.)?|\bgeb(?:oorte)?\.?\s?d\.?d\.?"
    r"|\bgeb\.?|\bg\.d\.|\bgebdatum|\bdatum\sgeb\.?|\bgeb[ _-]?d(?:atum)?)(?!\w)"
)
_BIRTH = re.compile(
    rf"{_BORN}\W{{0,3}}(?:[\w'-]+[ ,]+){{0,4}}?{_DATE}|(?<![0-9]){_DATE}\W{{0,3}}(?:is\s+)?geboren\b"
    r"|\b(?:geboorte[ -]?jaar|geb\.?[ -]?jaar|geb\.|jaar\svan\sgeboorte)\W{0,3}(?:(?:is|in|was|van)\s+){0,2}"
    r"(?:(?:19|20)[0-9]{2}(?![0-9/-])|['’][0-9]{2}\b)"
    # Somebody who takes part was born before 2013; later is the birth of an idea.
    r"|\bgeboren\W{0,3}(?:in\s+)?(?:het\s+jaar\s+)?(?:te\s+\w+\s+)?(?:in\s+)?(?:19[0-9]{2}|200[0-9]|"
    r"201[0-2])(?![0-9/-])"
    r"|\b(?:19[0-9]{2}|200[0-9]|201[0-2])\s+geboren\b|\bgeboren\W{0,3}(?:in\s+)?['’][0-9]{2}\b"
    rf"|\bgeboren\s+(?:in|op)\s+(?:[0-9]{{1,2}}\s+)?(?:{_MONTHS})\s+(?:19|20)[0-9]{{2}}\b",
    re.IGNORECASE,
)

# E-mail.
_AT = (
    r"(?:@|\s?[(\[{<]\s?(?:at|a|apenstaartje|@)\s?[)\]}>]\s?|\s@\s?|%40|&#64;|-at-"
    r"|\s(?:apenstaartje|at(?=\s[\w-]+\s(?:dot|punt)\s))\s)"
)
_DOT = r"(?:\.|\s?[(\[{]\s?(?:dot|punt|\.)\s?[)\]}]\s?|\s(?:dot|punt|DOT|PUNT)\s)"
_EMAIL = re.compile(
    rf"(?:\w[\w.+%'&/=!#$*?^`{{|}}~-]*|\"[^\"\n]{{1,64}}\"){_AT}"
    rf"(?:[\w-]+(?:{_DOT}[\w-]+)*?{_DOT}[a-z]{{2,24}}\b|\[[0-9]{{1,3}}(?:\.[0-9]{{1,3}}){{3}}\])",
    re.IGNORECASE,
)
_SPELLED = re.compile(r"[a-z]", re.IGNORECASE)


def _emails(text: str) -> Spans:
    for match in _EMAIL.finditer(text):
        local = re.split(r"[@(\[{<%&\s]", match[0], maxsplit=1)[0]
        if _SPELLED.search(local) or "@" in match[0]:
            yield match.span()


# Bank accounts.
_IBAN = re.compile(
    r"(?<![A-Za-z0-9])[A-Za-z]{2}[ ._/-]?[0-9]{2}(?:[ ._/-]?[A-Za-z0-9]{4}){2,7}(?:[ ._/-]?[A-Za-z0-9]{1,3})?"
    r"(?![A-Za-z0-9])"
)
_DUTCH_IBAN = re.compile(
    r"(?<![A-Za-z0-9])NL[ ._/-]?[0-9]{2}[ ._/-]?[A-Z]{4}(?:[ ._/-]?[0-9]){10}(?![A-Za-z0-9])"
    # The number of an account from before 2014, after the word for it.
    r"|\b(?:bank|giro|(?:bank|giro)?rekening)(?:[ -]?(?:nummer|nr\.?))[\s:]{1,3}(?:P\s?)?[0-9](?:[ "
    r".]?[0-9]){5,9}(?![0-9])",
    re.IGNORECASE,
)


def _is_iban(text: str) -> bool:
    from stdnum import iban  # slow to load: only where something has its form

    return bool(iban.is_valid(re.sub("[._/]", "", text.upper()), check_country=False))


def _ibans(text: str) -> Spans:
    ends = 0
    for match in _IBAN.finditer(text):
        # The groups of four can run on into the next word: take the longest beginning that is valid.
        for end in range(match.end(), match.start() + 14, -1):
            if (end == len(text) or not text[end].isalnum()) and _is_iban(text[match.start() : end]):
                ends = end
                yield match.start(), end
                break
    for match in _DUTCH_IBAN.finditer(text):
        if match.start() >= ends:
            yield match.span()


# Names.
_BETWEEN = (
    r"(?:(?:[Vv]an|von|[Dd]e|[Dd]en|[Dd]er|des|[Tt]er|[Tt]en|[Tt]e|in|het|op|[Ll]a|[Ll]e|[Ee]l|[Aa]l|"
    r"[Bb]en|[Bb]in|"
    r"v/d|v\.d\.|['’]t|[Uu]it|du|da|dos)\s+)*"
)
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
"""A letter that is no small one; quicker to read in than a list of all capitals."""
_NAME = rf"(?:(?:{_CAPITAL}[a-z]?\.\s?)*{_BETWEEN}(?:d['’])?{_CAPITAL}[\w'’-]+|(?:{_CAPITAL}\.)+)"
_STREET_END = (
    "straat|straatje|str|laan|weg|plein|gracht|kade|dijk|singel|steeg|dreef|hof|hofje|pad|park|plantsoen|"
    "boulevard|"
    "baan|ring|markt|wal|erf|allee|promenade|bolwerk|haven|burg|waard|oever|zoom|dyk|kamp|plaats|hoek|"
    "poort|brink"
)
_NOT_A_PERSON = re.compile(
    r"(?:[\s&,]+(?:en|van|de|der|het|voor)\b|[\s&,-]+[\w'’&-]+){0,4}?[\s&,-]+"
    r"(?:B\.?V\b|N\.?V\b|V\.?O\.?F\b|C\.?V\b|(?:Holding|Groep|Group|Beheer|Bouw|Transport|Techniek|"
    r"Schoonmaak|"
    r"Advies|Advocaten|Notarissen|Vastgoed|Installaties|Logistiek|Land|Water|Zonen|Zn|Makelaars|"
    r"College|School|Stichting|Instituut|Fonds|Prijs|Ziekenhuis|Kliniek|Museum|Vereniging|Lyceum|Kazerne|"
    r"Universiteit|Onderzoek|Consultancy|Architecten|Accountants|Catering|Groen|Infra|Services|Huis)\b)"
)
"""What follows a name that is the name of a firm, a school, a foundation."""
_STREET_NAME = re.compile(rf"(?:[\w'’.-]|\s(?=[a-zA-Z])){{0,40}}?(?:{_STREET_END})\b")
_ACADEMIC = r"(?:(?:prof|dr|drs|mr|ir|ing|ds|bc)\.?\s?)*"
_SMALL_WORDS = (
    "en|of|de|het|een|die|dat|deze|dit|is|was|zijn|werd|wordt|heeft|had|kan|kon|mag|moet|moest|zal|zou|"
    "wil|wilde|"
    "gaat|ging|komt|kwam|krijgt|kreeg|werkt|werkte|zegt|zei|vindt|vond|doet|deed|staat|stond|geeft|gaf|"
    "vraagt|vroeg|"
    "blijft|bleef|in|op|aan|bij|met|om|voor|naar|uit|tot|door|over|onder|na|als|dan|ook|nog|niet|geen|"
    "wel|er|hier|"
    "daar|zelf|wie|want|maar|dus|omdat|toen|nu|zo|al|te|per|via|sinds|tijdens|volgens|namens|noch|ten|"
    "ter|des|van|"
    "minister|ministers|staatssecretaris\\w*|voorzitter|wethouder|burgemeester|directeur|secretaris\\w*|"
    "rector|notaris|"
    "president|rechter|griffier|ambassadeur|gedeputeerde|commissaris|kamerleden|kamerlid|leden|lid|advocaat|"
    "koning|koningin|professor|dokter|doctor|meester|mevrouw|meneer|mevr|dhr|mej|heer|heren|dames|balie|"
    "receptie|"
    "loket|afdeling|administratie|huizes|stand|overkant|overheid|gemeente|provincie|collega|medewerker|"
    "manager|"
    "leidinggevende|begeleider|jobcoach|kandidaat|deelnemer|opdrachtgever|leverancier|aanwezig|afwezig|"
    "genoemd|"
    "genoemde|dr|drs|mr|ir|ing|prof|ds|ms|zelfde|buren|kassa|bovenverdieping"
)
_SMALL_NAME = rf"(?:[a-z]\.\s?)*{_BETWEEN}(?!(?:{_SMALL_WORDS})\b)[a-zà-ɏ][\w'’-]{{2,}}"
_SALUTATION = re.compile(
    r"(?<![\w-])(?:"
    rf"(?i:(?:de\s+)?heer|de\s+heren|de\s+dames|mevrouw|meneer|mijnheer|mejuffrouw|mejuffr\.?|"
    rf"juffrouw)\s+{_ACADEMIC}"
    rf"(?:{_CAPITAL}\s)?{_NAME}"
    rf"|(?:(?i:dhr|mevr|mej)\.?|[Mm]w\.?|MW\.|[Hh]r\.|(?:[Dd]e\s+)?[Ff]am(?:ilie)?\.|[Dd]e\s+familie|"
    rf"(?i:t\.a\.v\.\s*(?:de\s)?)(?={_CAPITAL}\.))"
    rf"(?:(?<=\.)\s*|\s+){_ACADEMIC}(?:{_CAPITAL}\s)?{_NAME}"
    # After these a name may be written small.
    rf"|(?i:de\s+heer|mevrouw|meneer|mijnheer|mejuffrouw)\s+{_ACADEMIC}{_SMALL_NAME}"
    rf"|(?:(?i:dhr|mevr|mej)\.?|(?<![0-9]\s)mw\.)(?:(?<=\.)\s*|\s+){_ACADEMIC}{_SMALL_NAME}"
    # A title says as much, if what bears the name is no street or school.
    rf"|(?:[Dd]rs|[Ii]r|[Pp]rof|dr|mr|ing|ds)\.\s?{_ACADEMIC}(?:{_CAPITAL}\s)?{_NAME}"
    r")"
)
_NAME_AFTER_LABEL = re.compile(
    r"\b(?i:contactpersoon|naam\s+(?:van\s+(?:de\s+|een\s+)?)?"
    r"(?:kandidaat|deelnemer|deelneemster|medewerker|werknemer|contactpersoon|jobcoach|inkoper|cli[eë]nt))"
    r"[\s:=]{1,3}(?!(?:De|Het|Een|Bij|Via|Zie|\w*[Tt]eam|Afdeling|Bureau|Dienst|Directie|Loket|Rijks\w*|Ministerie|"
    r"Gemeente|Provincie|Waterschap|Stichting|Universiteit|Hogeschool|Categorie\w*|Inkoop\w*|Social|Facilitair\w*|"
    r"Hoofd|Adviseur|Manager)\b)"
    rf"{_CAPITAL}[a-zà-ɏ][\w'’-]*\s+{_BETWEEN}{_CAPITAL}[\w'’-]+"
)
"""A name in two parts after the words that announce one, as in the head of a column; no office."""
_SHIP = re.compile(r"[HhZz]r\.\s?Ms\b")
_FIRM_BEFORE = re.compile(
    r"\b(?:firma|bedrijf|\w*bedrijf|maatschap|groep|fa\.|onderneming|leverancier|kantoor|bureau)\s+$",
    re.IGNORECASE,
)


def _salutations(text: str) -> Spans:
    for match in _SALUTATION.finditer(text):
        called = match[0]
        if _SHIP.match(called):
            continue
        firm = called.startswith(("De Heer", "Heer ")) or (called[0] in "dmipDIP" and "r" in called[1:3])
        if firm and _NOT_A_PERSON.match(text, match.end()):
            continue
        if called.startswith(("De Heer", "Heer ")) and (
            _NOT_A_PERSON.search(called, 6) or _FIRM_BEFORE.search(text[: match.start()])
        ):
            continue
        if firm and _STREET_NAME.match(text, match.start() + called.rfind(" ") + 1):
            continue
        yield match.span()
    for match in _NAME_AFTER_LABEL.finditer(text):
        if not _NOT_A_PERSON.match(text, match.end()):
            yield match.span()


_SHORT_FOR = frozenset({
    "nb", "nv", "bv", "cv", "ps", "rk", "eu", "vs", "vn", "us", "uk", "zm", "hm", "ad", "bc", "sa",
    "dc", "ec", "ba", "ma", "mo", "ms", "wa", "ov", "or", "cao", "zkh", "hkh", "vof", "vzw", "tv", "gv",
    "tk", "ek",
})  # fmt: skip
"""Capitals with points that are short for something else."""
_BEFORE_LETTER = re.compile(
    r"\b(?:bijlage|perceel|percelen|\w*deel|optie|variant|categorie|groep|fase|klasse|scenario|tabel|"
    r"figuur|niveau|route|zone|"
    r"vitamine|hepatitis|taal|kolom|rij|punt|lid|sub|ad|onder|model|plan|gebouw|blok|vleugel|lijn|type|"
    r"kamer|cluster|stap|en|of)\s+$",
    re.IGNORECASE,
)
_NO_SURNAME = (
    r"(?!(?:De|Het|Een|Dit|Dat|Deze|Die|Er|In|Op|Voor|Na|Bij|Als|Ook|Zie|Wij|We|Zij|Hij|Daarom|Daarna|Hierna|"
    r"Hierbij|Zo|Van|Dan|Deel|Coli|Elk|Elke|Alle|Geen|Meer|Wat|Wie|Waar|Hoe|Let|Over|Met|Om|Te|Door|Aan|"
    r"Naar)\b)"
)
_NAMED_STREET = re.compile(
    rf"[\w'’]{{3,}}?(?:straat|laan|plein|gracht|boulevard|singel|steeg|dreef|weg)\b|"
    rf"[\w'’]+?(?:{_STREET_END})\s+[0-9]"
)
_INITIALS = re.compile(
    rf"(?<![\w.&/-])(?P<letters>(?:(?:{_CAPITAL}|Th|Ch|Ph|Chr|Joh|Jac|Alb|Wm|Fr|"
    rf"IJ)\.\s?-?){{1,6}})(?P<between>(?:\((?:[\w'’-]+)\)\s)?{_BETWEEN})"
    rf"{_NO_SURNAME}(?P<name>(?:[Dd]['’])?{_CAPITAL}[a-zà-ɏ'’][\w'’]*(?:\s?-\s?{_BETWEEN}{_CAPITAL}[\w'’]+)?)(?!\.{_CAPITAL})"
    # The surname first, as in a list: "Voorbeeld, A.B."
    rf"|(?<![\w.-]){_CAPITAL}[a-zà-ɏ][\w'’-]+,\s?(?:{_CAPITAL}\.\s?){{1,6}}(?:(?:van|de|der|den|ten|"
    rf"ter)\b\s?)*(?!\w)"
)


def _initials(text: str) -> Spans:
    for match in _INITIALS.finditer(text):
        letters = match["letters"]
        if letters is None:
            yield match.span()
            continue
        plain = re.sub(r"[^A-Za-z]", "", letters).lower()
        if plain in _SHORT_FOR or re.search(r"\d\.?$", text[: match.start()].rstrip()):
            continue
        if _NOT_A_PERSON.match(text, match.end()) or _NAMED_STREET.match(text, match.start("name")):
            continue
        if len(plain) == 1 and not match["between"]:
            before = text[: match.start()]
            listed = not before.strip() or before[-1:] == "\n"
            if (listed and plain in "abcdef") or _BEFORE_LETTER.search(before):
                continue  # a letter of a list, an annex, a lot
        yield match.span()


# Telephone numbers.
_GAP = r"[ .()/-]{0,3}"
_PHONE = re.compile(
    # Six digits and a year are the number of a notice in the Official Journal.
    rf"(?<![\w,/+-])(?<![0-9]\.)(?!0[0-9]{{5}}-(?:19|20)[0-9]{{2}}(?![0-9]))(?:(?:\+|"
    rf"00)31{_GAP}(?:0{_GAP})?[1-9](?:{_GAP}[0-9]){{7,8}}"
    # The letter for the zero; no two years follow it.
    rf"|[Oo]6(?!{_GAP}(?:19|20)[0-9]{{2}}[^0-9])(?:{_GAP}[0-9]){{8}}|\(?0[1-9](?:{_GAP}[0-9]){{8}}|\+(?!31)[1-9][0-9](?:{_GAP}[0-9]){{7,12}})(?![0-9/]|-[0-9]|[.,][0-9])"
)
_PHONE_SHAPE = re.compile(
    r"(?<![\w,+/-])(?<![0-9]\.)(?:\+|\(\+?|(?=0(?:0\s?)?[1-9])|(?=316))[0-9][0-9 "
    r".()/_–-]{5,22}[0-9](?![\w/]|-[0-9]|[.,][0-9])"
)
"""What a number in a notation of another country can look like: which it is, phonenumbers knows."""
_CALLED = re.compile(
    r"\b(?:tel|telefoon|telefoonnummer|telnr|telefoonnr|mobiel|mob|gsm|fax|faxnummer|whatsapp|06-?nummer|"
    r"06-?nr|bereikbaar op|phone)\b"
    r"(?:\s?\((?:werk|privé|mobiel|thuis)\))?[\s.:=]{0,4}(?!(?:19|20)[0-9]{2}\b)\(?\+?[0-9](?:[ "
    r"./()–-]{0,3}[0-9]){5,13}(?![0-9])",
    re.IGNORECASE,
)
_SERVICE = re.compile(r"\D*0?(?:800|900|906|909|14)\D?[0-9 .-]{4,9}$")


def _phones(text: str) -> Spans:
    spans: list[tuple[int, int]] = []
    for pattern in (_CALLED, _PHONE):
        for match in pattern.finditer(text):
            if _free(spans, match.span()) and not _is_number_of(text, match.start()):
                spans.append(match.span())
    for match in _PHONE_SHAPE.finditer(text):
        if _free(spans, match.span()) and not _is_number_of(text, match.start()) and _is_phone(match[0]):
            spans.append(match.span())
    yield from spans


def _free(spans: list[tuple[int, int]], span: tuple[int, int]) -> bool:
    return not any(start < span[1] and span[0] < end for start, end in spans)


def _is_phone(shape: str) -> bool:
    import phonenumbers

    if _SERVICE.match(shape) or re.fullmatch(r"(?:[0-9]+[ ./-])*(?:19|20)[0-9]{2}", shape):
        return False  # a number of an organisation, or one that ends in a year
    leniency = phonenumbers.Leniency.POSSIBLE if "+" in shape else phonenumbers.Leniency.VALID
    if sum(sign.isdigit() for sign in shape) < 9:  # as many as a Dutch number has after its zero
        return False
    return any(phonenumbers.PhoneNumberMatcher(shape.replace("_", " "), "NL", leniency))


# Addresses.
_POSTCODE = (
    r"[1-9][0-9]{3}(?:\s?(?!SA|SD|SS)[A-Z]{2}|(?!sa|sd|ss)[a-z]{2}|\s?(?!Sa|Sd|Ss)[A-Z][a-z]"
    rf"|\s(?!sa|sd|ss|(?:{TWO_LETTER_WORDS})\b)[a-z]{{2}})(?![A-Za-z])"
)
_HOUSE = r"[0-9]{1,5}(?:\s?[-/]?\s?(?:[a-zA-Z](?![a-zA-Z])|bis|hs|[IVX]{2,4}|[0-9]{1,4}))?(?!\w)"
_UNIT = (
    r"(?![.,:][0-9]|\s?(?:euro|eur|%|procent|maand|dag|jaar|week|uur|km|meter|fte|plaats|plek|keer|x|"
    r"personen|mensen|"
    r"kandidaten|proeftuin|deelnemers|medewerkers|punten|sessies|leden|stuks)[a-z]*\b)"
)
_ADDRESS = re.compile(
    rf"(?<![\w.,/-])(?:NL-)?{_POSTCODE}(?:[\s,;]{{1,3}}|\s?[/+_#-]\s?|"
    rf"(?<=[a-z])\s?)(?:(?:huis)?(?:nummer|nr)?\.?:?\s?){_HOUSE}{_UNIT}(?![/-][0-9])"
    rf"|(?<!\w)(?!(?:fax|tel|postbus|nr|circa|ruim|bijna|"
    rf"totaal)\s)[\w'’.-]{{3,}}\s{_HOUSE}[\s,;]{{1,3}}(?:te\s|in\s)?(?:NL-)?{_POSTCODE}"
)
_LABELLED_ADDRESS = re.compile(
    r"(?i:postcode)\W{0,3}[1-9][0-9]{3}\s?[A-Za-z]{2}\b\W{1,4}(?i:(?:en\s)?(?:huis)?(?:nummer|"
    r"nr)?\.?:?\s?)[0-9]{1,5}\b"
    r"|(?i:woonadres|adres|woont op|woont aan|wonend op|wonende te|woonachtig aan)[\s:]{1,3}(?:(?:de|het)\s)?"
    rf"{_CAPITAL}[\w'’.-]*(?:\s[\w'’.-]+){{0,3}}\s[0-9]{{1,5}}[a-zA-Z]?\b"
)
_NOT_A_STREET = (
    r"(?!(?:snel|rijks|om|spoor|vaar|leer|werk|door|uit|hof|auto|fiets|water|lucht|land|voort|onder|"
    r"binnen|rond|zij|tussen|"
    r"arbeids|banen|garantie|loop|vrije|open|euro|super|vee|arbeid|markt|wagen|machine|bedrijven|wind|"
    r"zonne|themas?|"
    r"sportie?|recreatie|natuur|attractie|pret|kunst|ren|start|kegel|rol|tram|metro|gerechts|hoog|"
    r"geneeskundig|"
    r"ontwikkel|studie|ambitie|groei|tijd|voet|trap|be|ver|ge|op)s?(?:weg|plein|markt|baan|park|hof|pad)\b)"
)
_STREET = re.compile(
    rf"(?<![\w-])(?i:{_NOT_A_STREET})(?:(?:{_CAPITAL}[\w'’.-]*|van|de|den|der|het|ten|ter|aan)\s){{0,4}}"
    rf"(?i:{_NOT_A_STREET}){_CAPITAL}[\w'’.-]*?(?<=[A-Za-zà-ɏ][a-zà-ɏ])"
    r"(?:straat|straatje|str\.|laan|weg|plein|gracht|kade|dijk|singel|steeg|dreef|hofje|hof|pad|park|"
    r"plantsoen|boulevard|baan|"
    r"allee|markt|dyk)"
    rf"(?:\s(?:Noord|Oost|Zuid|West|[NOZW]\.?Z\.?))?,?\s(?:(?:huis)?(?:nummer|nr\.?)\s)?(?!(?:19|"
    rf"20)[0-9]{{2}}(?![a-zA-Z0-9-])){_HOUSE}{_UNIT}"
)
_CITATION = re.compile(
    r"(?i:\b(?:tk|ek|nj|ab|jb|rv|kamerstuk(?:ken)?|handelingen|stb|stcrt|trb|vergaderjaar|"
    r"aanhangsel)\b[^;]{0,40})$"
)
_YEAR_LIKE = re.compile(r"(?:19|20)[0-9][0-9]\s[A-Za-z]{2}\s[0-9]+$")
_NEXT_WORD = re.compile(r"\s+[a-z]")
_CITED = re.compile(
    r"^(?:19|20)[0-9][0-9] ?(?:TK|EK|AB|NJ|JB|RV|EG|EC|NL|BE|DE|GB|VS|VN|HR|RB|PB|LJ|AZ|BZ|EZ|MT|IT|OV"
    r"|[FIOQUY][A-Z]|[A-Z][FIOQUY])\b"
)
_NETWORK = re.compile(r"\b[2-6]G\b")


def _addresses(text: str) -> Spans:
    spans: list[tuple[int, int]] = []
    for pattern in (_LABELLED_ADDRESS, _ADDRESS, _STREET):
        for match in pattern.finditer(text):
            if not _free(spans, match.span()):
                continue
            if _YEAR_LIKE.match(match[0]) and _NEXT_WORD.match(text, match.end()):
                continue  # "2018 EY 5 kandidaten" is a year, a name and a count
            if _NETWORK.search(match[0]):
                continue  # "2019 MT 5G" is a year and a technique
            if _CITED.search(match[0]) is None and _CITATION.search(text[: match.start()][-60:]) is None:
                spans.append(match.span())
    yield from spans


# Numbers of a person.
_NINE = re.compile(
    # In other groups a slash or an underscore is of a dossier: a year, a month and a number.
    r"(?<![\w.,/+-])(?:[0-9]{9}|[0-9]{3}([ ._/-])[0-9]{3}\1[0-9]{3}|[0-9]{4}([ .-])[0-9]{2}\2[0-9]{3}"
    r"|[0-9]{2}([ .-])[0-9]{3}\3[0-9]{4}|[0-9]{3}([ .-])[0-9]{2}\4[0-9]{4}|[0-9]{2}(?:([ "
    r".])[0-9]{2}){2}\5[0-9]{3})"
    r"(?![\w/]|[-.,][0-9])"
)
_EIGHT_OR_NINE = re.compile(r"(?<![0-9])[0-9](?:[ ._/-]{0,3}[0-9]){7,8}(?![0-9])")
_BSN_WORD = re.compile(
    r"\b(?:bsn|burger\s?service\s?n(?:umme)?r|sofi(?:-?\s?n(?:umme)?r)?|sociaal[ -]fiscaal\s?nummer|"
    r"persoonsnummer)(?![a-z])",
    re.IGNORECASE,
)
_NUMBER_OF = re.compile(
    r"(?:\b(?:zaak|dossier|kenmerk|referentie|ref|order|factuur|opdracht|contract|document|kst|kvk|"
    r"k\.v\.k|koophandel|"
    r"handelsregister|cpv|rsin|oin|btw|vat|vestiging|vestigings|aanbesteding|aanbestedings|tender|"
    r"perceel|publicatie|stcrt|stb|trb|"
    r"isbn|issn|doi|project|case|bestelling|bestel|offerte|artikel|inkoop|verplichtingen|verplichting|"
    r"serie|ondernemings|"
    r"ondernemingsnummer|hrb|hra|siren|siret|duns|uid|org|organisatie|company|registration|crn|ein|"
    r"steuernummer|"
    r"partita iva|lei|be|ean|gtin|tenderned|identificatie|kadaster|kadastrale)"
    r"(?:[ -]?(?:nummers?|nrs?|no|id|code|number))?\.?(?:\s(?:nr\.?|nummer|is|no\.?))?"
    r"|€)[\s:#=/-]*$",
    re.IGNORECASE,
)
_AMOUNT_BEFORE = re.compile(
    r"(?:\b(?:bedrag|omzet|begroting|budget|kosten|uitgaven|waarde(?!:)|opdrachtwaarde|loonsom|raming|"
    r"geraamd op|winst|balanstotaal|euro|eur)"
    r"(?:\s(?:is|van|was|bedroeg|circa|ca\.|exclusief|inclusief|excl\.|incl\.|btw)){0,3})[\s:#=/-]*$",
    re.IGNORECASE,
)
_AMOUNT_AFTER = re.compile(r"\s?(?:euro|eur|€|inwoners|stuks|kwh|kg|m2|m3)\b", re.IGNORECASE)
_ABROAD = re.compile(r"\+[0-9 ()]{1,6}$")
_BELGIAN = re.compile(r"(?<![0-9])[0-9]{2}[.]?[0-9]{2}[.]?[0-9]{2}[- ]?[0-9]{3}[. ]?[0-9]{2}(?![0-9])")
_BELGIAN_WORD = re.compile(r"\b(?:rijksregister|insz|niss)", re.IGNORECASE)


def _is_number_of(text: str, start: int) -> bool:
    """Tell whether the word before a number says that it is the number of a thing."""
    return _NUMBER_OF.search(text[max(0, start - 60) : start]) is not None


def _is_amount(text: str, start: int, end: int) -> bool:
    """Tell whether a number is an amount, as the words around it say."""
    before = _AMOUNT_BEFORE.search(text[max(0, start - 60) : start])
    return before is not None or _AMOUNT_AFTER.match(text, end) is not None


_BSN_DIGITS = 9  # of a citizen service number
_AT_LABEL = 12
"""Characters between the word ``bsn`` and its number: so near, nine digits are one, right or mistyped."""
_NEAR_LABEL = 40
"""Characters in one line of a form: within these a number is one where its check holds."""


def _bare(number: str) -> str:
    """Give a number without signs that the checks do not know to stand between digits."""
    return re.sub("[_/]", "", number)


def _is_bsn(number: str) -> bool:
    from stdnum.nl import bsn  # slow to load: only where something has its form

    return bool(bsn.is_valid(number))


def _bsns(text: str) -> Spans:
    spans: list[tuple[int, int]] = []
    labelled = [match.end() for match in _BSN_WORD.finditer(text)]
    for match in _EIGHT_OR_NINE.finditer(text) if labelled else ():
        digits = sum(character.isdigit() for character in match[0])
        befores = (match.start() - end for end in labelled if end <= match.start())
        afters = (end - match.end() for end in labelled if end > match.end())
        before, after = (min(places, default=_NEAR_LABEL + 1) for places in (befores, afters))
        if (digits == _BSN_DIGITS and before <= _AT_LABEL) or (
            min(before, after) <= _NEAR_LABEL and _is_bsn(_bare(match[0]))
        ):
            spans.append(match.span())
    spans += [
        match.span()
        for match in (() if labelled else _NINE.finditer(text))
        if _is_bsn(_bare(match[0]))
        and not _is_number_of(text, match.start())
        and not _is_amount(text, *match.span())
        and not _ABROAD.search(text[: match.start()])
    ]
    for match in _BELGIAN.finditer(text):
        digits_only = re.sub(r"\D", "", match[0])
        marked = "." in match[0] and "-" in match[0]
        said = text[max(0, match.start() - _NEAR_LABEL) : match.start()]
        if (marked or _BELGIAN_WORD.search(said)) and _is_belgian(digits_only):
            spans.append(match.span())
    yield from sorted(spans)


def _is_belgian(number: str) -> bool:
    rest, check = int(number[:9]), int(number[9:])
    return check in (97 - rest % 97, 97 - (2_000_000_000 + rest) % 97)


_DOCUMENT = re.compile(
    r"\b(?:(?:paspoort|pasp|identiteits(?:kaart|bewijs|document)|id[ -]?(?:kaart|bewijs)|rijbewijs|"
    r"reisdocument|legitimatie(?:bewijs)?|"
    r"verblijfs(?:document|vergunning|titel|kaart)|vreemdelingen(?:document|kaart)?|passport)(?:[ "
    r"-]?(?:nummer|nrs?|no|number))?\.?"
    r"|vreemdelingennummer|v-?nummer|v-?nr\.?|a-nummer)"
    r"(?:\s(?:met|nummer|nr\.?|is|no\.?|van|heeft)){0,3}[\s:#=(]{0,4}"
    r"(?:(?=[A-Z]*[0-9])[A-Z0-9]{8,14}|(?-i:(?=[A-Z0-9. -]*[0-9])(?=(?:[ "
    r".-]?[A-Z0-9]){8,14}(?![A-Za-z0-9]))[A-Z0-9]{2,10}(?:[ .-][A-Z0-9]{1,9}){1,4}))(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_PLATE_WORD = r"\b(?:kenteken(?:nummer|plaat|bewijs)?|nummerplaat)"
_PLATE_FORMS = (
    (
        "XX-99-99|99-99-XX|99-XX-99|XX-99-XX|XX-XX-99|99-XX-XX|99-XXX-9|9-XXX-99|XX-999-X|X-999-XX|XXX-99-X|"
        "X-99-XXX|9-XX-999|999-XX-9"
    )
    .replace("9", "[0-9]")
    .replace("X", "[BDFGHJKLMNPRSTVWXZ]")
)
_PLATE = re.compile(
    rf"(?<![\w-])(?!12-DH|12-MD)(?:{_PLATE_FORMS})(?![\w-])"
    rf"|(?i:{_PLATE_WORD}(?:\s(?:is|met kenteken|nr\.?)){{0,2}}[\s:=(]{{1,3}}(?:NL[ -])?"
    r"(?=[a-z-]*[0-9])(?=[0-9-]*[a-z])[a-z0-9](?:-?[a-z0-9]){5})(?![\w-])"
)
_PROFILE = re.compile(
    r"(?<!\w)(?:https?://)?(?:[a-z]{2,3}\.)?(?:linkedin\.com/(?:in|pub)/|facebook\.com/(?:profile\.php\?id=|"
    r"people/)|xing\.com/profile/|orcid\.org/[0-9]{4}-|"
    r"wa\.me/[0-9]|researchgate\.net/profile/|instagram\.com/(?!p/|explore)|tiktok\.com/@|"
    r"snapchat\.com/add/|t\.me/|threads\.net/@)[\w%./-]+"
    r"|\b(?:twitter|instagram|insta|snapchat|snap|tiktok|x|telegram|discord|skype|signal|"
    r"mastodon)(?:-?account|-?naam|-?handle)?\s?[:=]?\s?@[\w.]{3,}"
    r"|\borcid(?:\sid)?[\s:]{1,2}[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]\b",
    re.IGNORECASE,
)
_STAFF = re.compile(
    r"\b(?:(?:cli[eë]nt|pati[eë]nt)(?:en)?-id|(?:personeels|medewerkers?|werknemers?|cli[eë]nte?n?|"
    r"pati[eë]nte?n?|leerlinge?n?|studente?n?|deelnemers?|kandidaate?n?s?|"
    r"kandidaten|sollicitante?n?|gedetineerden?|verzekerden?|polis|lid|lidmaatschaps|inwoners?|burger|"
    r"salaris|loon|ambtenaren|big|agb)"
    r"(?:[ -]?(?:nummer|nr\.?)|id|code))(?:\s(?:is|was))?[\s:#=.]{1,4}(?:[A-Z]{1,4}[ "
    r"-]?)?[0-9][0-9A-Z./-]{2,}\b",
    re.IGNORECASE,
)

# Addresses of machines.
_IPV4 = re.compile(r"(?<![\w.])(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?:/[0-9]{1,2}|:[0-9]{2,5})?(?![\w]|\.[0-9])")
_SECTION_BEFORE = re.compile(
    r"(?:\b(?:versie|version|v|release|artikel|art|paragraaf|par|hoofdstuk|bijlage|punt|onderdeel|eis|"
    r"sectie|nr|nummer|"
    r"build|firmware|chrome|firefox|safari|edge|opera|webkit|norm|iso|en|bladzijde|tabel)\.?|§|"
    r"[A-Za-z]/)\s?$",
    re.IGNORECASE,
)
_IPV6 = re.compile(
    r"(?<![\w:.])(?=[0-9A-Fa-f:]*[0-9A-Fa-f]{3})[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?![\w:])"
)
_MAC = re.compile(r"(?<![\w:-])[0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){5}(?![\w:-])")


def _machines(text: str) -> Spans:
    import ipaddress

    for match in _IPV4.finditer(text):
        octets = [int(part) for part in re.split(r"[/:]", match[0])[0].split(".")]
        named = re.search(r"\bip(?:v4)?(?:[ -]?adres)?\W{0,3}$", text[: match.start()], re.IGNORECASE)
        if (
            re.search(r"\b0[0-9]", match[0])
            or max(octets) > 255  # no byte
            or octets[0] in (0, 127, 255)
            or (max(octets) < 20 and not named)  # rather the number of a version or a section
        ):
            continue
        if _SECTION_BEFORE.search(text[: match.start()]) is None:
            yield match.span()
    for match in _IPV6.finditer(text):
        try:
            address = ipaddress.IPv6Address(match[0])
        except ValueError:
            continue
        if not (address.is_loopback or address.is_unspecified):
            yield match.span()
    yield from (match.span() for match in _MAC.finditer(text))


PERSONAL_KINDS: tuple[PersonalKind, ...] = (
    PersonalKind(ONLINE_PROFILE, _all(_PROFILE)),
    PersonalKind(EMAIL, _emails),
    PersonalKind(IBAN, _ibans),
    PersonalKind(BIRTH_DATE, _all(_BIRTH)),
    PersonalKind(DOCUMENT, _all(_DOCUMENT)),
    PersonalKind(PERSONAL_NUMBER, _all(_STAFF)),
    PersonalKind(NUMBER_PLATE, _all(_PLATE)),
    PersonalKind(NETWORK_ADDRESS, _machines),
    PersonalKind("", _all(_DATES)),
    PersonalKind(BSN, _bsns),
    PersonalKind(PHONE_NUMBER, _phones),
    PersonalKind(STREET_ADDRESS, _addresses),
    PersonalKind(SALUTATION, _salutations),
    PersonalKind(INITIALS, _initials),
)
"""In this order: what one has taken is no part of what the next finds. A date is no number either."""
