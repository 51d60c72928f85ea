"""Hostile XML to a small tree: no DTD, no entities, bounded, and without what a reader must not see.

Names are local names: the namespaces of TED differ per year and say nothing more. Elements about persons
are never built, and text is kept only of the elements that a reader asks for, so what is not read cannot
leak.
"""

import codecs
import re
from collections.abc import Iterator, Mapping, Sequence
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import errors

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from maatwerk_cli.tender.judging import Refused

MAX_ELEMENTS = 500_000
"""A small file can hold very many: each takes memory."""
MAX_ATTRIBUTES = 1_500_000
"""Three for each element."""
MAX_XML_DEPTH = 200
"""Deeper than a notice is; what is deeper still only takes memory."""
MAX_LOTS = 10_000
"""Each lot is judged apart, and held in memory."""
_CHUNK = 1 << 16
"""How much is handed to the parser at once, so that it stops soon after a limit."""

LOTS = frozenset({"ProcurementProjectLot", "OBJECT_DESCR", "F17_ANNEX_B", "LOT_PRIOR_INFORMATION"})

# Contact persons, owners, tenderers and winners, the bodies around a procedure, and free text.
NEVER_BUILT = frozenset(
    {
        # eForms
        "Contact", "UltimateBeneficialOwner", "TenderResult",
        "AppealTerms", "AwardingTerms", "AdditionalInformationParty", "TenderRecipientParty",
        # TED R2.0.9
        "TRANSLATION_SECTION", "LINKS_SECTION", "CONTACT_POINT", "ATTENTION", "PHONE", "E_MAIL",
        "E_MAILS", "FAX", "ADDRESS", "CONTACT_DATA", "ADDRESS_FURTHER_INFO", "ADDRESS_PARTICIPATION",
        "ADDRESS_REVIEW_BODY", "ADDRESS_MEDIATION_BODY", "ADDRESS_REVIEW_INFO", "CONTRACTOR",
        "CONTRACTORS", "ADDRESS_CONTRACTOR", "ECONOMIC_OPERATOR_NAME_ADDRESS", "MEMBER_NAME",
        "PARTICIPANT_NAME", "WINNER", "WINNERS", "SHORT_DESCR", "INFO_ADD", "AC",
        "CONTACT_DATA_OTHER_BEHALF_CONTRACTING_AUTORITHY",
    }
)  # fmt: skip

ONLY_BUILT: Mapping[str, frozenset[str]] = {
    "TouchPoint": frozenset({"PartyIdentification"}),
    "NoticeResult": frozenset({"LotResult"}),
    "LotResult": frozenset({"TenderLot", "TenderResultCode"}),
    "TenderLot": frozenset({"ID"}),
}
"""Elements about persons of which a part is kept: what a buyer is referred to by, which lots there are."""

TEXT_KEPT = frozenset(
    {
        # eForms
        "ID", "Name", "IdentificationCode", "CompanyID", "PartyTypeCode", "ProcurementTypeCode",
        "EstimatedOverallContractAmount", "FrameworkMaximumAmount", "DurationMeasure", "StartDate",
        "EndDate", "DescriptionCode", "MaximumNumberNumeric", "ContractingSystemTypeCode",
        "ItemClassificationCode", "TendererRequirementTypeCode",
        "ExecutionRequirementCode", "PublicationDate", "IssueDate", "NoticePublicationID",
        "NoticeTypeCode", "NoticeLanguageCode", "SubTypeCode", "ContractFolderID", "CustomizationID",
        "RegulatoryDomain", "GroupLeadIndicator", "NaturalPersonIndicator", "ChangedNoticeIdentifier",
        "ReasonCode", "TenderResultCode",
        # TED R2.0.9
        "NO_DOC_OJS", "DATE_PUB", "OFFICIALNAME", "TITLE", "LOT_NO", "VAL_ESTIMATED_TOTAL", "VAL_OBJECT",
        "VAL_TOTAL", "DURATION", "DATE_START", "DATE_END", "PERFORMANCE_CONDITIONS", "NOTICE_NUMBER_OJ",
        "TITLE_CONTRACT", "LOT_TITLE", "LOT_NUMBER", "VALUE_COST", "MONTHS", "DAYS", "DAY", "MONTH",
        "YEAR", "DURATION_FRAMEWORK_MONTH", "DURATION_FRAMEWORK_YEAR",
        "EXISTENCE_OTHER_PARTICULAR_CONDITIONS", "LOW", "HIGH", "LOW_VALUE", "HIGH_VALUE",
    }
)  # fmt: skip


JOINED = frozenset({"FT"})
"""Marks within a word, such as the superscript of TED in m2: no space goes before them."""

_NO_ATTRIBUTES: Mapping[str, str] = {}
_CUT_OFF = {
    errors.codes[said]
    for said in (
        errors.XML_ERROR_NO_ELEMENTS,
        errors.XML_ERROR_UNCLOSED_TOKEN,
        errors.XML_ERROR_PARTIAL_CHAR,
        errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
    )
}
_BAD_CHARACTER = {
    errors.codes[said] for said in (errors.XML_ERROR_INVALID_TOKEN, errors.XML_ERROR_INCORRECT_ENCODING)
}
"""What the parser finds in a file that is cut off, and in one with another encoding than it says."""


class XmlNode:
    """An element: its local name, its attributes and children, and, of some elements, all text within."""

    __slots__ = ("attributes", "children", "name", "parts")

    def __init__(self, name: str, attributes: Mapping[str, str]) -> None:
        self.name = name
        self.attributes = attributes
        # Most elements of a large document have neither: nothing is made for those.
        self.children: Sequence[XmlNode] = ()
        self.parts: Sequence[str] = ()

    def add(self, child: "XmlNode") -> None:
        """Add a child element."""
        if not isinstance(self.children, list):
            self.children = []
        self.children.append(child)

    def add_text(self, text: str) -> None:
        """Add to the text."""
        if not isinstance(self.parts, list):
            self.parts = []
        self.parts.append(text)

    @property
    def text(self) -> str:
        """The text, white space made even; empty when there is none or it was not kept."""
        return " ".join("".join(self.parts).split())

    def attribute(self, name: str) -> str:
        """Give an attribute without surrounding white space; empty when absent."""
        return self.attributes.get(name, "").strip()

    def all(self, *path: str) -> "list[XmlNode]":
        """Give all elements that the path of child names leads to, in document order."""
        nodes = [self]
        for name in path:
            nodes = [child for node in nodes for child in node.children if child.name == name]
        return nodes

    def first(self, *path: str) -> "XmlNode | None":
        """Give the first element at the path, or ``None``."""
        nodes = self.all(*path)
        return nodes[0] if nodes else None

    def text_at(self, *path: str) -> str:
        """Give the text of the first element at the path; empty where there is none."""
        node = self.first(*path)
        return node.text if node is not None else ""

    def within(self, *names: str, skip: frozenset[str] = frozenset()) -> "Iterator[XmlNode]":
        """Give all elements below this one with one of the names, not looking inside ``skip``."""
        stack = list(reversed(self.children))
        while stack:
            node = stack.pop()
            if node.name in skip:
                continue
            if node.name in names:
                yield node
            stack.extend(reversed(node.children))


NOT_THERE = XmlNode("", _NO_ATTRIBUTES)
"""Stands for an element that a document lacks: it has nothing in it."""


class _TooMuchError(Exception):
    """The document is larger than any real notice."""


class _Builder:
    """Builds the tree as the parser goes, so that a limit stops the parser and not the machine."""

    def __init__(self) -> None:
        self.root: XmlNode | None = None
        self.open: list[XmlNode] = []
        self.keepers: list[XmlNode] = []
        self.skipping = 0
        self.elements = 0
        self.lots = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Open an element."""
        self.elements += 1
        if self.elements > MAX_ELEMENTS:
            raise _TooMuchError("meer elementen dan een aankondiging ooit heeft")
        name = tag.rpartition("}")[2]
        kept = ONLY_BUILT.get(self.open[-1].name) if self.open else None
        if self.skipping or name in NEVER_BUILT or (kept is not None and name not in kept):
            self.skipping += 1
            return
        if len(self.open) >= MAX_XML_DEPTH:
            raise _TooMuchError("elementen die dieper in elkaar liggen dan in een aankondiging ooit voorkomt")
        if name in LOTS:
            self.lots += 1
            if self.lots > MAX_LOTS:
                raise _TooMuchError(f"meer dan {MAX_LOTS} percelen")
        local = {key.rpartition("}")[2]: value for key, value in attributes.items()}
        node = XmlNode(name, local or _NO_ATTRIBUTES)
        if self.open:
            self.open[-1].add(node)
        elif self.root is None:
            self.root = node
        self.open.append(node)
        if name in TEXT_KEPT:
            self.keepers.append(node)
        elif self.keepers and name not in JOINED:
            self.keepers[-1].add_text(" ")

    def end(self, tag: str) -> None:
        """Close an element."""
        del tag
        if self.skipping:
            self.skipping -= 1
            return
        node = self.open.pop()
        if self.keepers and self.keepers[-1] is node:
            self.keepers.pop()

    def data(self, text: str) -> None:
        """Take text in."""
        if self.keepers and not self.skipping:
            self.keepers[-1].add_text(text)

    def close(self) -> XmlNode | None:
        """Give the tree."""
        return self.root


def parse_xml(data: bytes) -> XmlNode | Refused:
    """Parse a whole document, or tell in one sentence why it is refused."""
    if data.count(b"=") > MAX_ATTRIBUTES:  # the parser takes those of one element all at once
        return Refused(
            "Het bestand heeft meer kenmerken (attributen) dan een aankondiging ooit heeft. Het wordt daarom "
            "niet gelezen."
        )
    builder = _Builder()
    parser = DefusedXMLParser(target=builder, forbid_dtd=True, encoding=_encoding(data))
    try:
        for start in range(0, len(data), _CHUNK):
            parser.feed(data[start : start + _CHUNK])
        parser.close()
    except ParseError as error:
        line, column = error.position
        return Refused(_parse_message(error), line, column + 1)
    except DefusedXmlException:
        return Refused(
            "Het bestand heeft een DTD of eigen entiteiten (DOCTYPE). Een aankondiging heeft die nooit, en "
            "ze zijn niet veilig om te lezen. Download de aankondiging opnieuw van TED of TenderNed.",
            *_position(parser),
        )
    except _TooMuchError as error:
        return Refused(f"Het bestand heeft {error}. Het wordt daarom niet gelezen.", *_position(parser))
    except (LookupError, ValueError):
        return Refused(
            "De tekenset waarin het bestand zegt te zijn geschreven, is onbekend. Sla het op als UTF-8."
        )
    if builder.root is None:
        return Refused("Het XML-bestand is leeg.")
    return builder.root


_ONE_BYTE = re.compile(
    rb"""^<\?xml[^>]{0,60}\bencoding\s*=\s*["'](?:iso[-_]?8859[-_]?\d+|latin-?\d|windows-\d+|cp\d+|"""
    rb"""ibm-?\d+|mac[a-z]*|(?:us-)?ascii|utf_?8)["']""",
    re.IGNORECASE,
)
"""Encodings of one byte a letter, and names of UTF-8 that the parser does not know."""


def _encoding(data: bytes) -> str | None:
    """Tell in which encoding a document is that says another; ``None`` to believe what it says."""
    if data.startswith(codecs.BOM_UTF8):
        return "utf-8"
    if _ONE_BYTE.match(data) is None:
        return None
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    # Letters of one byte each are never, by chance, all valid UTF-8.
    return "utf-8"


def _position(parser: DefusedXMLParser) -> tuple[int, int]:
    expat = parser.parser
    return expat.CurrentLineNumber, expat.CurrentColumnNumber + 1


def _parse_message(error: ParseError) -> str:
    if error.code in _CUT_OFF:
        return "Het XML-bestand houdt halverwege op. Download het opnieuw."
    if error.code in _BAD_CHARACTER:
        return (
            "Hier staat een teken dat er niet mag staan. Klopt de tekenset (encoding) die het bestand noemt? "
            "Download het bestand opnieuw, of sla het op als UTF-8."
        )
    if error.code == errors.codes[errors.XML_ERROR_UNDEFINED_ENTITY]:
        return "Het bestand gebruikt een entiteit die XML niet kent. Download de aankondiging opnieuw."
    return "Dit is geen geldige XML. Download het bestand opnieuw."
