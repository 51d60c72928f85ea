"""eForms (UBL notices from SDK 1.3 on) to lots.

Leaf elements are chosen by their own ``listName`` or ``schemeName``: the paths around them moved between
versions of the SDK. BT numbers are the business terms of Implementing Regulation (EU) 2019/1780.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from maatwerk_cli.tender.judging import Refused
from maatwerk_cli.tender.notices import drafting
from maatwerk_cli.tender.notices.drafting import Amount, Draft
from maatwerk_cli.tender.notices.eforms_fields import field_nodes, field_text
from maatwerk_cli.tender.notices.notice import Lot, NoticeReading
from maatwerk_cli.tender.notices.notice_kinds import (
    CANCELLATION,
    CHANGE,
    NoticeKind,
    kind_of_eforms,
    notice_kinds,
)
from maatwerk_cli.tender.notices.notice_places import places_of
from maatwerk_cli.tender.notices.xml_tree import NOT_THERE, XmlNode
from maatwerk_cli.text import dutch

ROOTS = {
    "ContractNotice": "competition",
    "PriorInformationNotice": "planning",
    "ContractAwardNotice": "result",
    "BusinessRegistrationInformationNotice": "bri",
}
"""The roots of eForms, and the type of form (BT-03) of a notice that does not name it."""

_FRAMEWORKS = {"none": "nee", "fa-wo-rc": "ja", "fa-w-rc": "ja", "fa-mix": "ja"}
_RESERVED = {"res-ws": drafting.FOR_WORKSHOPS, "res-pub-ser": drafting.FOR_PUBLIC_SERVICE}
_SOCIAL_OBJECTIVES = {
    "acc-all": "toegankelijkheid voor iedereen",
    "et-eq": "gelijke kansen, ongeacht afkomst",
    "gen-eq": "gelijkheid van vrouwen en mannen",
    "hum-right": "mensenrechten in de keten",
    "opp": drafting.FOR_CHANCES[1],
    "work-cond": "eerlijke arbeidsomstandigheden",
    "other": "een ander sociaal doel",
}


Level = Literal["-Lot", "-Procedure"]
"""Where a field is that both have: the end of its id."""
_LONGEST_SUBTYPE = 4
"""Signs of a subtype of eForms, such as ``16``, ``CEI`` or ``T01``: none has more."""


def read_eforms(root: XmlNode) -> NoticeReading | Refused:
    """Read a notice whose root is one of ``ROOTS``.

    Returns:
        One lot for each lot (or part, of a planning notice); one in all when there are none.
    """
    subtype, kind = _kind(root)
    if kind.refusal:
        return kind.refusal
    procedure = root.first("ProcurementProject")
    # A lot of a scheme that is not known is a lot all the same: left out it would be missing unsaid.
    lots = [node for node in root.all("ProcurementProjectLot") if _lot_scheme(node) != "LotsGroup"]
    if not lots and procedure is None:
        return Refused("Deze eForms-aankondiging houdt geen opdracht in: er is niets te toetsen.")
    language = root.text_at("NoticeLanguageCode")
    shared = _shared(root, kind, procedure, language)
    _note_kind(shared, root)
    _note_groups(shared, root)
    _count_lots(shared, root, lots)
    whole = _Whole(
        shared=shared,
        amounts=tuple(_amounts(root, "-Procedure")) if lots else (),
        language=language,
        only=shared.number_of_lots == 1,
        without_winner=_without_winner(root, {lot.text_at("ID") for lot in lots} or {""}),
        names_maximum=bool(lots)
        and bool(field_nodes(root, "BT-271-Procedure"))
        and not any("ja" in _frameworks(lot) for lot in lots),
    )
    lots_read = [_lot(lot, whole) for lot in lots or [root]]
    return NoticeReading(
        "eForms",
        kind.name,
        drafting.held_against_whole(lots_read, whole.amounts),
        form=f"OPP-070 cbc:SubTypeCode ({subtype})" if subtype else "",
    )


@dataclass(frozen=True, slots=True)
class _Whole:
    """What a lot needs to know of the rest of its notice.

    Attributes:
        shared: what all lots share.
        amounts: those of the procedure.
        language: that of the notice.
        only: there is no other lot.
        without_winner: by lot that got no winner what its results say of that.
        names_maximum: the procedure names a maximum for a framework, and no lot is one.
    """

    shared: Draft
    amounts: tuple[Amount, ...]
    language: str
    only: bool
    without_winner: Mapping[str, set[str]]
    names_maximum: bool


def _kind(root: XmlNode) -> tuple[str, NoticeKind]:
    """Give the subtype and the kind of a notice; by its root where it says nothing that is known."""
    code = next(iter(field_nodes(root, "BT-02-notice")), NOT_THERE)
    subtype = field_text(root, "OPP-070-notice")
    kind = kind_of_eforms(subtype, code.text, code.attribute("listName"), root.text_at("RegulatoryDomain"))
    kind = kind or kind_of_eforms("", "", ROOTS[root.name], "") or notice_kinds()["opdracht"]
    return (subtype if subtype.isalnum() and len(subtype) <= _LONGEST_SUBTYPE else ""), kind


def _note_kind(draft: Draft, root: XmlNode) -> None:
    """Say where a notice names its kind in two ways, or in one that is not known."""
    for term, name in (("OPP-070", "OPP-070-notice"), ("BT-02", "BT-02-notice")):
        codes = [*dict.fromkeys(node.text for node in field_nodes(root, name) if node.text)]
        if not codes:
            continue
        if len(codes) > 1:
            draft.warn(f"De aankondiging noemt meer dan één eigen soort ({term}). De eerste is genomen.")
        if kind_of_eforms(*((codes[0], "") if term == "OPP-070" else ("", codes[0])), "", "") is not None:
            return
        unknown = drafting.not_known("De soort aankondiging", codes[0], f" ({term})")
        draft.warn(f"{unknown} Wat voor aankondiging dit is, is gelezen uit wat zij verder zegt.")


def _note_groups(draft: Draft, root: XmlNode) -> None:
    """Say that groups of lots have amounts of their own, which are not read."""
    groups = [node for node in root.all("ProcurementProjectLot") if _lot_scheme(node) == "LotsGroup"]
    names = ("EstimatedOverallContractAmount", "FrameworkMaximumAmount", "EstimatedMaximumValueAmount")
    if any(next(group.within(*names), None) for group in groups):
        draft.warn(
            "De aankondiging noemt een bedrag voor een groep van percelen. Dat is niet gelezen. Genomen "
            "is wat zij bij elk perceel noemt."
        )


def _extension(root: XmlNode) -> XmlNode:
    path = ("UBLExtensions", "UBLExtension", "ExtensionContent", "EformsExtension")
    return root.first(*path) or NOT_THERE


def _count_lots(shared: Draft, root: XmlNode, lots: list[XmlNode]) -> None:
    """Count the lots: those that the notice describes, and those that its results or groups refer to."""
    results = _extension(root).all("NoticeResult", "LotResult", "TenderLot", "ID")
    groups = [node for group in root.within("ProcurementProjectLotReference") for node in group.all("ID")]
    named = [node.text for node in (*results, *groups) if not node.text.startswith("GLO-")]
    described = {lot.text_at("ID") for lot in lots}
    # Without lots of its own the notice is of the whole, whatever its results call that.
    shared.count_lots(described or named, named, max(len(lots), 1))


def _without_winner(root: XmlNode, lots: set[str]) -> Mapping[str, set[str]]:
    """Give what results say (BT-142) by the lots of which none names a winner; ``""`` is the whole."""
    outcomes: dict[str, set[str]] = {}
    for result in _extension(root).all("NoticeResult", "LotResult"):
        codes = {node.text for node in result.all("TenderResultCode")} or {""}
        for lot in {""} if lots == {""} else {node.text for node in result.all("TenderLot", "ID")}:
            outcomes.setdefault(lot, set()).update(codes)
    return {lot: codes for lot, codes in outcomes.items() if codes <= {"clos-nw", "open-nw"}}


def _lot_scheme(lot: XmlNode) -> str:
    identifier = lot.first("ID")
    if identifier is None:
        return "Lot"
    by_prefix = {"PAR-": "Part", "GLO-": "LotsGroup"}.get(identifier.text[:4], "Lot")
    return identifier.attribute("schemeName") or by_prefix


# What all lots share ----------------------------------------------------------------------------------


def _shared(root: XmlNode, kind: NoticeKind, procedure: XmlNode | None, language: str) -> Draft:
    draft = Draft(places_of("eforms"))
    draft.warn_of(kind)
    extension = _extension(root)
    _put_id(draft, root, extension)
    _put_buyer(draft, root, extension, language)
    _put_publication(draft, root, kind)
    if procedure is not None:
        _put_project(draft, root, "-Procedure", language)
    if extension.first("Changes") is not None:
        reasons = [node.text for node in field_nodes(root, "BT-140-notice")]
        cancels = any(reason.startswith("cancel") for reason in reasons)
        draft.warn_of(notice_kinds()[CANCELLATION if cancels else CHANGE])
    return draft


def _put_id(draft: Draft, root: XmlNode, extension: XmlNode) -> None:
    published = extension.all("Publication", "NoticePublicationID")
    for node, origin in (
        *((node, "OPP-010 efac:Publication/efbc:NoticePublicationID") for node in published),
        *((node, "BT-701 cbc:ID") for node in field_nodes(root, "BT-701-notice")),
        *((node, "BT-04 cbc:ContractFolderID") for node in root.all("ContractFolderID")),
    ):
        if "id" not in draft.fields:
            drafting.put_identifier(draft, "id", node.text, origin)


def _put_buyer(draft: Draft, root: XmlNode, extension: XmlNode, language: str) -> None:
    buyers = root.all("ContractingParty")
    if not buyers:
        return
    organisations = _organisations(extension)
    leads = [
        buyer for buyer in buyers if _says_yes(_organisation_of(buyer, organisations), "GroupLeadIndicator")
    ]
    buyer = (leads or buyers)[0]
    organisation = _organisation_of(buyer, organisations)
    if _says_yes(organisation, "NaturalPersonIndicator"):
        draft.leave("opdrachtgever", "De opdrachtgever is een natuurlijk persoon. De naam is niet gelezen.")
    elif organisation.first("Company") is not None:
        name = _in_language(field_nodes(organisation, "BT-500-Organization-Company"), language)
        drafting.put_text(draft, "opdrachtgever", name, "BT-500 efac:Company/cac:PartyName/cbc:Name")
        _note_registration(draft, organisation)
    named = (field_nodes(party, "BT-11-Procedure-Buyer", 1) for party in leads or buyers)
    codes = [code for nodes in named for code in [node.text for node in nodes if node.text] or [""]]
    drafting.put_buyer_kind(draft, codes, "BT-11 cac:ContractingPartyType/cbc:PartyTypeCode")
    countries = [_countries_of(party, organisations) for party in leads or buyers]
    origin = "BT-514 cac:PostalAddress/cac:Country/cbc:IdentificationCode"
    drafting.check_countries(draft, countries, origin)
    if (count := _count_of(buyers)) > 1:
        draft.warn(f"De aankondiging noemt {count} opdrachtgevers. De eerste of de leidende is genomen.")


def _count_of(buyers: Iterable[XmlNode]) -> int:
    """Count the buyers: those that refer to the same organisation are one."""
    references = [buyer.text_at("Party", "PartyIdentification", "ID") for buyer in buyers]
    return len({reference for reference in references if reference}) + references.count("")


def _organisations(extension: XmlNode) -> dict[str, list[XmlNode]]:
    """Give the organisations by each number that refers to them: their own, or that of a contact point."""
    organisations: dict[str, list[XmlNode]] = {}
    for organisation in extension.all("Organizations", "Organization"):
        for part in ("Company", "TouchPoint"):
            for number in organisation.all(part, "PartyIdentification", "ID"):
                organisations.setdefault(number.text, []).append(organisation)
    return organisations


def _countries_of(buyer: XmlNode, organisations: Mapping[str, list[XmlNode]]) -> list[str]:
    """Give every country that is said of a buyer."""
    path = ("Company", "PostalAddress", "Country", "IdentificationCode")
    holders = _organisations_of(buyer, organisations)
    return [node.text for organisation in holders for node in organisation.all(*path)]


def _organisation_of(buyer: XmlNode, organisations: Mapping[str, list[XmlNode]]) -> XmlNode:
    return next(iter(_organisations_of(buyer, organisations)), NOT_THERE)


def _organisations_of(buyer: XmlNode, organisations: Mapping[str, list[XmlNode]]) -> list[XmlNode]:
    references = buyer.all("Party", "PartyIdentification", "ID")
    return [named for reference in references for named in organisations.get(reference.text, ())]


def _says_yes(organisation: XmlNode, indicator: str) -> bool:
    return any(node.text in {"true", "1"} for node in organisation.all(indicator))


def _note_registration(draft: Draft, organisation: XmlNode) -> None:
    number = field_text(organisation, "BT-501-Organization-Company")
    # Only a KvK number or an OIN: nine digits could be a person's number.
    if number.isascii() and number.isdigit() and len(number) in {8, 20}:
        draft.signal(
            "registratienummer van de opdrachtgever", number, "BT-501 cac:PartyLegalEntity/cbc:CompanyID"
        )


def _put_publication(draft: Draft, root: XmlNode, kind: NoticeKind) -> None:
    if kind.afterwards:
        # The lots refer to an earlier planning notice, the procedure to the notice of the tender itself.
        path = ("TenderingProcess", "NoticeDocumentReference", "ID")
        references, term = root.all(*path), "OPP-090"
        if not references:
            references, term = root.all("ProcurementProjectLot", *path), "BT-125"
        origin = f"{term} cac:TenderingProcess/cac:NoticeDocumentReference/cbc:ID"
        drafting.put_year_of_notice(draft, [node.text for node in references], origin)
        return
    published = [node.text for node in field_nodes(root, "OPP-012-notice") if drafting.iso_day(node.text)]
    if published:
        origin = "OPP-012 efac:Publication/efbc:PublicationDate"
        drafting.put_days(draft, "publicatiedatum", published, origin)
    else:
        sent = [node.text for node in field_nodes(root, "BT-05(a)-notice")]
        drafting.put_days(draft, "publicatiedatum", sent, "BT-05 cbc:IssueDate")


# One lot ----------------------------------------------------------------------------------------------


def _lot(lot: XmlNode, whole: _Whole) -> Lot:
    draft = whole.shared.copy()
    project = lot.first("ProcurementProject")
    identifier = lot.text_at("ID") if lot.name == "ProcurementProjectLot" else ""
    if outcome := whole.without_winner.get(identifier):
        draft.warn_of_no_award(stopped=outcome == {"clos-nw"})
    if identifier and identifier != "LOT-0000":
        drafting.put_identifier(draft, "perceel", identifier, "BT-137 cac:ProcurementProjectLot/cbc:ID")
    if project is not None:
        _put_project(draft, lot, "-Lot", whole.language)
        _note_social_objective(draft, lot)
        _put_term(draft, lot)
    drafting.put_value(draft, _amounts(lot, "-Lot"), whole.amounts, only=whole.only)
    _put_framework(draft, lot, whole)
    _note_reservations(draft, lot)
    return draft.lot()


def _put_project(draft: Draft, anchor: XmlNode, level: Level, language: str) -> None:
    """Fill what a lot and the procedure have alike."""
    term = "" if level == "-Lot" else level
    place = f"{term} cac:ProcurementProject"
    title = _in_language(field_nodes(anchor, f"BT-21{level}"), language)
    drafting.put_text(draft, "titel", title, f"BT-21{place}/cbc:Name")
    origin = f"BT-23{place}/cbc:ProcurementTypeCode"
    natures = _coded(field_nodes(anchor, f"BT-23{level}"), "contract-nature")
    drafting.put_nature(draft, drafting.said_once(draft, "aard", natures, origin), origin)
    also = {drafting.NATURES.get(node.text, "") for node in field_nodes(anchor, f"BT-531{level}")}
    for other in sorted(also - {draft.fields.get("aard"), ""}):
        draft.warn(f"De opdracht is ook voor een deel een {other} (BT-531). Genomen is de hoofdsoort.")
    origin = f"BT-262{place}/cac:MainCommodityClassification/cbc:ItemClassificationCode"
    codes = _coded(field_nodes(anchor, f"BT-262{level}"), "cpv")
    drafting.put_cpv(draft, drafting.said_once(draft, "cpv", codes, origin), origin)


def _amounts(anchor: XmlNode, level: Level) -> Iterator[Amount]:
    place = f"{'' if level == '-Lot' else level} cac:ProcurementProject/cac:RequestedTenderTotal"
    for term in ("BT-27", "BT-271"):
        for node in field_nodes(anchor, f"{term}{level}"):
            yield Amount(node.text, node.attribute("currencyID"), f"{term}{place}//{node.name}")


def _put_term(draft: Draft, lot: XmlNode) -> None:
    place = "cac:ProcurementProject/cac:PlannedPeriod"
    renewal = _renewal(draft, lot)
    for name, term, element in (("begin", "BT-536", "StartDate"), ("einde", "BT-537", "EndDate")):
        texts = [node.text for node in field_nodes(lot, f"{term}-Lot")]
        drafting.put_days(draft, name, texts, f"{term} {place}/cbc:{element}")
    drafting.check_order(draft)
    measures = [(node.text, node.attribute("unitCode")) for node in field_nodes(lot, "BT-36-Lot")]
    drafting.put_durations(draft, measures, f"BT-36 {place}/cbc:DurationMeasure")
    others = {node.text for node in field_nodes(lot, "BT-538-Lot")} & _WITHOUT_END.keys()
    if others:
        _put_without_end(draft, _WITHOUT_END[max(others)], counted=bool(measures))
    elif not measures and "einde" not in draft.fields and lot.all(*_PERIOD, "Description"):
        draft.leave("looptijd_maanden", _IN_WORDS)
    if renewal:
        _take_renewal(draft, renewal)


_WITHOUT_END = {"UNKNOWN": "van onbekende duur", "UNLIMITED": "voor onbepaalde tijd"}


def _put_without_end(draft: Draft, said: str, *, counted: bool) -> None:
    """Leave the term of a lot that says to have none; an end beside that contradicts it."""
    ends = "einde" in draft.fields
    beside = [*(["een duur (BT-36)"] if counted else []), *(["een einddatum (BT-537)"] if ends else [])]
    but = f", en de aankondiging noemt toch {dutch.joined(beside)}" if beside else ""
    for name in ("looptijd_maanden", *(["einde"] if ends else [])):
        draft.leave(name, f"De opdracht is {said} (BT-538){but}.")


_PERIOD = ("ProcurementProject", "PlannedPeriod")
_IN_WORDS = "De looptijd staat alleen in woorden in de aankondiging. Die worden niet gelezen. Vul die in."


_SHORT_NUMBER = re.compile(r"^[0-9]{1,6}$", re.ASCII)
"""A number that can be shown whole."""


def _renewal(draft: Draft, lot: XmlNode) -> str:
    """Read BT-57, BT-58 and BT-54; tell which renewal is named, empty when none is."""
    place = "cac:ProcurementProject/cac:ContractExtension"
    if field_nodes(lot, "BT-54-Lot"):
        draft.warn_of_options(" (BT-54)")
    maximums = {node.text for node in field_nodes(lot, "BT-58-Lot") if node.text}
    if maximums and not any(text.strip("0.") for text in maximums):
        draft.put("verlenging_maanden", 0, f"BT-58 {place}/cbc:MaximumNumberNumeric")
        return ""
    if maximums:
        draft.name_renewal(f"BT-58 {place}")
        maximum = maximums.pop() if len(maximums) == 1 else ""
        count = f"ten hoogste {maximum}" if _SHORT_NUMBER.match(maximum) else "een aantal"
        return f"{count} keer (BT-58)"
    if field_nodes(lot, "BT-57-Lot"):
        draft.name_renewal(f"BT-57 {place}")
        return "volgens een beschrijving (BT-57)"
    return ""


def _take_renewal(draft: Draft, renewal: str) -> None:
    """Keep the end date and bound the term where a renewal is named, each by what its own term says."""
    drafting.take_as_most(
        draft,
        f"De opdracht kan worden verlengd, {renewal}. De genoemde duur (BT-36) is per definitie die met alle "
        "opties en verlengingen erbij. De vaste looptijd staat er niet.",
    )
    if "einde" in draft.fields:
        draft.warn(
            f"De opdracht kan worden verlengd, {renewal}. Of de einddatum (BT-537) die verlenging al omvat, "
            "staat er niet. Hij is genomen als het einde zonder verlenging."
        )


def _frameworks(lot: XmlNode) -> set[str]:
    """Give what a lot says of being a framework: ``ja``, ``nee``, or a code that is not known."""
    codes = [node.text for node in field_nodes(lot, "BT-765-Lot")]
    return {_FRAMEWORKS.get(code, code) for code in codes if code}


def _put_framework(draft: Draft, lot: XmlNode, whole: _Whole) -> None:
    name = "raamovereenkomst"
    origin = "BT-765 cac:TenderingProcess/cac:ContractingSystem/cbc:ContractingSystemTypeCode"
    frameworks = _frameworks(lot)
    said = drafting.said_once(draft, name, frameworks, origin)
    if len(frameworks) > 1:
        return
    if said != "ja" and (whole.names_maximum or field_nodes(lot, "BT-271-Lot")):
        says = "dat dit geen" if said == "nee" else "niet of dit een"
        draft.leave(
            name,
            f"De aankondiging zegt {says} raamovereenkomst is (BT-765) en noemt toch een maximum voor "
            "een raamovereenkomst (BT-271). Kijk in de stukken "
            + ("welke van de twee klopt." if said == "nee" else "of het er een is."),
        )
    elif said in {"ja", "nee"}:
        draft.put(name, said, origin)
    elif said:
        draft.leave(name, drafting.not_known("De soort raamovereenkomst", said, " (BT-765)"))


def _note_reservations(draft: Draft, lot: XmlNode) -> None:
    for node in field_nodes(lot, "BT-71-Lot"):
        if node.text in _RESERVED:
            draft.signal(
                *_RESERVED[node.text],
                "BT-71 cac:TendererQualificationRequest//cbc:TendererRequirementTypeCode",
            )
    for node in field_nodes(lot, "BT-736-Lot"):
        if node.text == "yes":
            draft.signal(
                *drafting.SHELTERED,
                "BT-736 cac:ContractExecutionRequirement/cbc:ExecutionRequirementCode",
            )


def _note_social_objective(draft: Draft, lot: XmlNode) -> None:
    for node in field_nodes(lot, "BT-775-Lot"):
        if node.text in _SOCIAL_OBJECTIVES:
            draft.signal(
                "sociaal doel",
                _SOCIAL_OBJECTIVES[node.text],
                f"BT-775 cac:ProcurementAdditionalType/cbc:ProcurementTypeCode ({node.text})",
            )


# Leaves -----------------------------------------------------------------------------------------------


def _coded(nodes: Sequence[XmlNode], list_name: str) -> list[str]:
    """Give the texts of the leaves of a code list, else of those that name no list."""
    named = [node.text for node in nodes if node.attribute("listName") == list_name]
    return named or [node.text for node in nodes if not node.attribute("listName")]


def _in_language(names: list[XmlNode], language: str) -> str:
    """Give the text in a language, else in Dutch, else the first."""
    by_language = {name.attribute("languageID"): name.text for name in reversed(names)}
    return by_language.get(language) or by_language.get("NLD") or next((name.text for name in names), "")
