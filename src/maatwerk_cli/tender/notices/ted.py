"""TED R2.0.9 (notices of 2014 to 2023) to lots: the forms of 2014 and the older ones for defence.

The two families share nothing but the envelope; the defence forms kept the element names of R2.0.8.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from maatwerk_cli.tender.judging import Refused
from maatwerk_cli.tender.notices import drafting
from maatwerk_cli.tender.notices.drafting import Amount, Draft, Vat
from maatwerk_cli.tender.notices.notice import Lot, NoticeReading
from maatwerk_cli.tender.notices.notice_kinds import NoticeKind, kind_of_ted
from maatwerk_cli.tender.notices.notice_places import places_of
from maatwerk_cli.tender.notices.xml_tree import XmlNode

ROOT = "TED_EXPORT"

_DEFENCE_FORMS = frozenset({"PRIOR_INFORMATION_DEFENCE", "CONTRACT_DEFENCE", "CONTRACT_AWARD_DEFENCE"})
_OF_R208 = frozenset(
    {
        "PRIOR_INFORMATION", "CONTRACT", "CONTRACT_AWARD", "PERIODIC_INDICATIVE_UTILITIES",
        "CONTRACT_UTILITIES", "CONTRACT_AWARD_UTILITIES", "QUALIFICATION_SYSTEM_UTILITIES",
        "BUYER_PROFILE", "SIMPLIFIED_CONTRACT", "CONCESSION", "CONTRACT_CONCESSIONAIRE", "DESIGN_CONTEST",
        "RESULT_DESIGN_CONTEST", "ADDITIONAL_INFORMATION_CORRIGENDUM",
        "VOLUNTARY_EX_ANTE_TRANSPARENCY_NOTICE", "OTH_NOT",
    }
)  # fmt: skip
_LOT_NODES = frozenset({"F17_ANNEX_B", "LOT_PRIOR_INFORMATION"})


def read_ted(root: XmlNode) -> NoticeReading | Refused:
    """Read a ``TED_EXPORT``.

    Returns:
        The lots of the notice in its original language, or why the form is not read.
    """
    sections = root.all("FORM_SECTION")
    forms = [form for section in sections for form in section.children if form.name != "NOTICE_UUID"]
    originals = [form for form in forms if form.attribute("CATEGORY") != "TRANSLATION"] or forms
    originals.sort(key=lambda form: form.attribute("LG") != "NL")
    for form in originals:
        kind = kind_of_ted(form.name, _notice_type(form))
        if kind is not None:
            return kind.refusal or _reading(root, form, kind)
    if originals and originals[0].name in _OF_R208:
        return Refused(
            f"Dit is een formulier ({originals[0].name}) van TED R2.0.8 of ouder, van vóór 2016. Dat wordt "
            "niet gelezen. R2.0.9 en eForms wel."
        )
    if originals:
        return Refused(
            f"{drafting.not_known('Het TED-formulier', originals[0].name)} Gelezen worden de formulieren van "
            "TED R2.0.9 (2014 en later) en die voor defensie."
        )
    return Refused("Deze TED-aankondiging heeft geen formulier (FORM_SECTION is leeg).")


def _reading(root: XmlNode, form: XmlNode, kind: NoticeKind) -> NoticeReading | Refused:
    objects, lots = (
        (_defence_objects(form), _defence_lots)
        if form.name in _DEFENCE_FORMS
        else (form.all("OBJECT_CONTRACT"), _contract_lots)
    )
    if not objects:
        return Refused("Deze TED-aankondiging houdt geen opdracht in: er is niets te toetsen.")
    shared = _shared(root, form, kind)
    lots_read: list[Lot] = []
    for number, contract in enumerate(objects, 1):
        draft = shared.copy()
        if len(objects) > 1 and "id" in draft.fields:
            # Contracts of one prior information notice are separate tenders, not lots of one.
            draft.put(
                "id", f"{draft.fields['id']}-{number}", f"{draft.origins['id']} en OBJECT_CONTRACT/@ITEM"
            )
        lots_read.extend(lots(form, contract, draft))
    return NoticeReading("TED R2.0.9", kind.name, tuple(lots_read), form=form.name)


def _notice_type(form: XmlNode) -> str:
    """Give what the form says that it is; a form with awarded contracts in it is an award."""
    if form.first("AWARD_CONTRACT") is not None:
        return "AWARD_CONTRACT"
    return next(iter(_types_said(form)), "")


def _types_said(form: XmlNode) -> list[str]:
    return [said for notice in form.all("NOTICE") if (said := notice.attribute("TYPE"))]


# What all lots share ----------------------------------------------------------------------------------


def _shared(root: XmlNode, form: XmlNode, kind: NoticeKind) -> Draft:
    draft = Draft(places_of("defensie" if form.name in _DEFENCE_FORMS else "ted"))
    draft.warn_of(kind)
    if len(set(_types_said(form))) > 1:
        draft.warn("De aankondiging noemt meer dan één eigen soort (NOTICE). De eerste is genomen.")
    coded = "CODED_DATA_SECTION"
    if identifier := root.attribute("DOC_ID"):
        drafting.put_identifier(draft, "id", identifier, "TED_EXPORT/@DOC_ID")
    elif number := root.first(coded, "NOTICE_DATA", "NO_DOC_OJS"):
        drafting.put_identifier(draft, "id", number.text, "NOTICE_DATA/NO_DOC_OJS")
    if kind.afterwards:
        _put_date_of_tender(draft, root, form)
    else:
        published = [node.text for node in root.all(coded, "REF_OJS", "DATE_PUB")]
        drafting.put_days(draft, "publicatiedatum", published, "REF_OJS/DATE_PUB")
    _put_buyer(draft, form)
    return draft


def _put_date_of_tender(draft: Draft, root: XmlNode, form: XmlNode) -> None:
    for name in ("CNT_NOTICE_INFORMATION_S_F18", "CNT_NOTICE_INFORMATION_F18"):
        dates = [_date_parts(node.first("DATE_OJ")) for node in form.within(name)]
        if days := [day for text in dates if (day := drafting.iso_day(text))]:
            drafting.put_days(draft, "publicatiedatum", days, f"{name}/DATE_OJ")
            return
    numbers = [node.text for node in form.within("NOTICE_NUMBER_OJ")]
    part = "CNT_NOTICE_INFORMATION_F18" if form.name in _DEFENCE_FORMS else "PROCEDURE"
    origin = f"{part}/NOTICE_NUMBER_OJ"
    if not numbers:
        numbers = [
            node.text for node in root.all("CODED_DATA_SECTION", "NOTICE_DATA", "REF_NOTICE", "NO_DOC_OJS")
        ]
        origin = "NOTICE_DATA/REF_NOTICE/NO_DOC_OJS"
    drafting.put_year_of_notice(draft, numbers, origin)


def _put_buyer(draft: Draft, form: XmlNode) -> None:
    addresses = list(form.within("ADDRESS_CONTRACTING_BODY", "CA_CE_CONCESSIONAIRE_PROFILE"))
    others = list(form.within("ADDRESS_CONTRACTING_BODY_ADDITIONAL"))
    if addresses:
        names = (name for address in addresses for name in address.within("OFFICIALNAME"))
        drafting.put_text(draft, "opdrachtgever", _first_text(names), f"{addresses[0].name}/OFFICIALNAME")
    kinds = list(form.within("CA_TYPE", "TYPE_OF_CONTRACTING_AUTHORITY"))
    codes = [kind.attribute("VALUE") for kind in kinds if kind.attribute("VALUE")]
    if codes:
        drafting.put_buyer_kind(draft, codes, f"{kinds[0].name}/@VALUE")
    other = next(form.within("CA_TYPE_OTHER", "TYPE_OF_CONTRACTING_AUTHORITY_OTHER"), None)
    if other is not None and not codes:
        draft.put("opdrachtgever_soort", "overig", f"{other.name} (een andere soort)")
    elif other is not None and draft.fields.get("opdrachtgever_soort") != "overig":
        draft.leave(
            "opdrachtgever_soort",
            "De aankondiging kiest een soort opdrachtgever uit de lijst en noemt ook een andere soort.",
        )
    buyers = (addresses, *([other] for other in others))
    countries = [
        [node.attribute("VALUE") for part in buyer for node in part.all("COUNTRY")] for buyer in buyers
    ]
    drafting.check_countries(draft, countries, "COUNTRY/@VALUE")
    if others:
        draft.warn("De aankondiging noemt meer dan één opdrachtgever. De eerste is genomen.")


def _first_text(nodes: Iterable[XmlNode]) -> str:
    """Give the text of the first that has one."""
    return next((text for node in nodes if (text := node.text)), "")


# The forms of 2014 ------------------------------------------------------------------------------------


def _contract_lots(form: XmlNode, contract: XmlNode, shared: Draft) -> Sequence[Lot]:
    drafting.put_text(shared, "titel", _first_text(contract.all("TITLE")), "OBJECT_CONTRACT/TITLE")
    _put_nature(shared, contract)
    _put_cpv(shared, contract.all("CPV_MAIN", "CPV_CODE"), "OBJECT_CONTRACT/CPV_MAIN/CPV_CODE")
    _put_framework(shared, form)
    _note_conditions(shared, form)
    descriptions = contract.all("OBJECT_DESCR")
    _count_lots(shared, form, contract, descriptions)
    only = shared.number_of_lots == 1
    hidden = _hides([node for name in _TOTALS for node in contract.all(name)])
    whole = _Whole(_amounts_of_all(contract), hidden, _awards(form))
    lots: list[Lot] = []
    for description in descriptions or [contract]:
        draft = shared.copy()
        drafting.put_text(draft, "titel", _first_text(description.all("TITLE")), "OBJECT_DESCR/TITLE")
        if number := _first_text(description.all("LOT_NO")):
            drafting.put_identifier(draft, "perceel", number, "OBJECT_DESCR/LOT_NO")
        elif len(descriptions) > 1 and description.attribute("ITEM"):
            drafting.put_identifier(draft, "perceel", description.attribute("ITEM"), "OBJECT_DESCR/@ITEM")
        awards = _awards_of(description, whole, only=only)
        if awards and all(map(_came_to_nothing, awards)):
            draft.warn_of_no_award()
        _put_value(draft, whole, description, awards, only=only)
        _put_term(draft, description)
        lots.append(draft.lot())
    # What was awarded is not what was estimated: only that is held against the estimates of the lots.
    estimated = _amounts(contract.all("VAL_ESTIMATED_TOTAL"), "OBJECT_CONTRACT/VAL_ESTIMATED_TOTAL")
    return drafting.held_against_whole(lots, estimated)


def _count_lots(shared: Draft, form: XmlNode, contract: XmlNode, descriptions: list[XmlNode]) -> None:
    """Count the lots: those described, those awarded, and at least two where the contract is divided."""
    described = {number.text for node in descriptions for number in node.all("LOT_NO")}
    awarded = [number.text for award in form.all("AWARD_CONTRACT") for number in award.all("LOT_NO")]
    shared.count_lots(described or awarded, awarded, max(len(descriptions), 1))
    if shared.number_of_lots == 1 and contract.first("LOT_DIVISION") is not None:
        shared.number_of_lots = 2
        shared.warn("De opdracht is verdeeld in percelen, en de aankondiging beschrijft er maar één.")


def _put_nature(draft: Draft, contract: XmlNode) -> None:
    natures = contract.all("TYPE_CONTRACT")
    if natures:
        origin = "OBJECT_CONTRACT/TYPE_CONTRACT/@CTYPE"
        codes = [nature.attribute("CTYPE") for nature in natures]
        drafting.put_nature(draft, drafting.said_once(draft, "aard", codes, origin), origin)
    else:
        draft.leave(
            "aard",
            "De aankondiging heeft geen soort opdracht (II.1.3 Soort opdracht). Op de formulieren F21 en F22 "
            "van "
            "2017 en 2018 bestond dat veld niet.",
        )


def _put_cpv(draft: Draft, nodes: Iterable[XmlNode], origin: str) -> None:
    codes = [node.attribute("CODE").strip() for node in nodes]
    drafting.put_cpv(draft, drafting.said_once(draft, "cpv", codes, origin), origin)


def _put_framework(draft: Draft, form: XmlNode) -> None:
    if form.all("PROCEDURE", "FRAMEWORK"):
        draft.put("raamovereenkomst", "ja", "PROCEDURE/FRAMEWORK")


@dataclass(frozen=True, slots=True)
class _Whole:
    """The values that a contract has beside those of its lots.

    Attributes:
        amounts: of all lots together.
        hidden: it has a value of all lots that may not be published.
        awards: the contracts that were awarded, by their lot; all of them under ``None``.
    """

    amounts: list[Amount]
    hidden: bool
    awards: Mapping[str | None, list[XmlNode]]


_TOTALS = ("VAL_ESTIMATED_TOTAL", "VAL_TOTAL", "VAL_RANGE_TOTAL")


def _amounts_of_all(contract: XmlNode) -> list[Amount]:
    amounts = [
        amount for name in _TOTALS[:2] for amount in _amounts(contract.all(name), f"OBJECT_CONTRACT/{name}")
    ]
    ranges = [
        end
        for node in contract.all("VAL_RANGE_TOTAL")
        if node.attribute("PUBLICATION") != "NO"
        for end in _ends(node, ("LOW", "HIGH"), node.attribute("CURRENCY"), "OBJECT_CONTRACT/VAL_RANGE_TOTAL")
    ]
    return amounts or ranges  # beside a value a range is that of the tenders received


def _ends(
    node: XmlNode, names: tuple[str, str], currency: str, origin: str, vat: Vat = "zonder"
) -> Iterator[Amount]:
    """Give the lowest and the highest amount of a range."""
    roles: tuple[Literal["minstens", "hooguit"], ...] = ("minstens", "hooguit")
    for name, role in zip(names, roles, strict=True):
        for end in node.all(name):
            yield Amount(_cost_text(end), currency, f"{origin}/{name}", vat, role)


def _awards(form: XmlNode) -> dict[str | None, list[XmlNode]]:
    awards = form.all("AWARD_CONTRACT")
    by_lot: dict[str | None, list[XmlNode]] = {None: awards}
    for award in awards:
        numbers = award.all("LOT_NO")
        if len(numbers) == 1:
            by_lot.setdefault(numbers[0].text, []).append(award)
    return by_lot


def _came_to_nothing(award: XmlNode) -> bool:
    return bool(award.all("NO_AWARDED_CONTRACT")) and not award.all("AWARDED_CONTRACT")


def _awards_of(description: XmlNode, whole: _Whole, *, only: bool) -> list[XmlNode]:
    numbers = [None] if only else [number.text for number in description.all("LOT_NO")]
    return [award for number in numbers for award in whole.awards.get(number, [])]


def _put_value(
    draft: Draft, whole: _Whole, description: XmlNode, awards: list[XmlNode], *, only: bool
) -> None:
    """Fill the value: of the lot, else of the one contract that was awarded, else by that of all lots."""
    name = "opdrachtwaarde_excl_btw"
    stated = _amounts(description.all("VAL_OBJECT"), "OBJECT_DESCR/VAL_OBJECT")
    if only:
        stated += whole.amounts
    if not any(amount.role == "waarde" for amount in stated):
        stated = _awarded(awards) or stated
    drafting.put_value(draft, stated, () if only else whole.amounts)
    if name in draft.fields or name in draft.unread:
        return
    if whole.hidden or _hides(description.all("VAL_OBJECT")):
        draft.leave(name, 'De waarde is niet openbaar: de aankondiging houdt haar achter (PUBLICATION="NO").')


def _hides(nodes: list[XmlNode]) -> bool:
    return any(node.attribute("PUBLICATION") == "NO" for node in nodes)


def _amounts(nodes: list[XmlNode], origin: str) -> list[Amount]:
    return [
        Amount(node.text, node.attribute("CURRENCY"), origin)
        for node in nodes
        if node.attribute("PUBLICATION") != "NO"
    ]


def _awarded(awards: list[XmlNode]) -> list[Amount]:
    """Give the value of the one contract that was awarded; of several none is the whole."""
    contracts = awards[0].all("AWARDED_CONTRACT") if len(awards) == 1 else []
    if len(contracts) != 1:
        return []
    contract = contracts[0]
    shown = [node for node in contract.all("VALUES") if node.attribute("PUBLICATION") != "NO"]
    totals = [total for node in shown for total in node.all("VAL_TOTAL")] or contract.all("VAL_TOTAL")
    return _amounts(totals, "AWARD_CONTRACT/AWARDED_CONTRACT/VAL_TOTAL")


def _put_term(draft: Draft, description: XmlNode) -> None:
    for name, element in (("begin", "DATE_START"), ("einde", "DATE_END")):
        texts = [node.text for node in description.all(element)]
        drafting.put_days(draft, name, texts, f"OBJECT_DESCR/{element}")
    drafting.check_order(draft)
    measures = [(node.text, node.attribute("TYPE")) for node in description.all("DURATION")]
    drafting.put_durations(draft, measures, "OBJECT_DESCR/DURATION")
    if description.first("RENEWAL") is not None:
        draft.name_renewal("OBJECT_DESCR/RENEWAL (hoe lang, staat er niet in een eigen veld)")
        draft.warn(_RENEWAL_UNCLEAR)
    elif description.first("NO_RENEWAL") is not None:
        draft.put("verlenging_maanden", 0, "OBJECT_DESCR/NO_RENEWAL")
    if description.first("OPTIONS") is not None:
        draft.warn_of_options()


_RENEWAL_UNCLEAR = (
    "De opdracht kan worden verlengd. Hoe lang, staat alleen in vrije tekst en is niet gelezen; het "
    "formulier zegt ook niet of de genoemde looptijd de verlenging al omvat."
)


def _note_conditions(draft: Draft, form: XmlNode) -> None:
    for terms in form.all("LEFTI"):
        for name, signal in _CONDITIONS.items():
            if terms.first(name) is not None:
                draft.signal(*signal, f"LEFTI/{name}")
        for condition in terms.all("PERFORMANCE_CONDITIONS"):
            if condition.text:
                _note_performance(draft, condition.text, "LEFTI/PERFORMANCE_CONDITIONS")


_CONDITIONS = {
    "RESTRICTED_SHELTERED_WORKSHOP": drafting.FOR_WORKSHOPS,
    "RESTRICTED_SHELTERED_PROGRAM": drafting.SHELTERED,
    "RESERVED_ORGANISATIONS_SERVICE_MISSION": drafting.FOR_PUBLIC_SERVICE,
}


def _note_performance(draft: Draft, text: str, origin: str) -> None:
    named = drafting.names_social_return(text)
    value = "genoemd, met de woorden 'social return' of 'SROI'" if named else "genoemd, in vrije tekst"
    draft.signal("bijzondere voorwaarden voor de uitvoering", value, origin)


# The forms for defence --------------------------------------------------------------------------------


def _defence_objects(form: XmlNode) -> list[XmlNode]:
    return [
        child
        for body in form.children
        if body.name.startswith("FD_")
        for child in body.children
        if child.name.startswith("OBJECT_")
    ]


def _defence_lots(form: XmlNode, contract: XmlNode, shared: Draft) -> Sequence[Lot]:
    _put_defence_object(shared, form, contract)
    _put_defence_renewal(shared, contract)
    in_general = shared.copy()
    _put_defence_term(in_general, contract)
    whole = _defence_amounts(form, contract)
    lots = list(contract.within(*_LOT_NODES))
    shared.number_of_lots = in_general.number_of_lots = max(len(lots), 1)
    spots: list[XmlNode | None] = [*lots] or [None]
    lots_read: list[Lot] = []
    for lot in spots:
        periods = list(lot.within("PERIOD_WORK_DATE_STARTING")) if lot else []
        draft = (shared if periods else in_general).copy()
        if lot is not None:
            _put_defence_lot(draft, lot)
        _put_defence_periods(draft, periods)
        own = _costs(lot.within("COSTS_RANGE_AND_CURRENCY"), "COSTS_RANGE_AND_CURRENCY") if lot else []
        drafting.put_value(draft, own, whole, only=len(lots) <= 1)
        lots_read.append(draft.lot())
    return drafting.held_against_whole(lots_read, whole)


def _put_defence_object(draft: Draft, form: XmlNode, contract: XmlNode) -> None:
    if title := next(contract.within("TITLE_CONTRACT", skip=_LOT_NODES), None):
        drafting.put_text(draft, "titel", title.text, "TITLE_CONTRACT")
    natures = [node.attribute("VALUE") for node in contract.within("TYPE_CONTRACT", skip=_LOT_NODES)]
    origin = "TYPE_CONTRACT/@VALUE"
    drafting.put_nature(draft, drafting.said_once(draft, "aard", natures, origin), origin)
    mains = contract.within("CPV_MAIN", skip=_LOT_NODES)
    _put_cpv(draft, [code for main in mains for code in main.all("CPV_CODE")], "CPV/CPV_MAIN/CPV_CODE")
    _put_defence_framework(draft, contract)
    if any(form.within("RESTRICTED_TO_SHELTERED_WORKSHOPS")):
        draft.signal(
            "voorbehouden aan", "sociale werkplaatsen", "RESERVED_CONTRACTS/RESTRICTED_TO_SHELTERED_WORKSHOPS"
        )
    if any(form.within("RESTRICTED_TO_FRAMEWORK")):
        draft.signal(*drafting.SHELTERED, "RESERVED_CONTRACTS/RESTRICTED_TO_FRAMEWORK")
    if other := next(form.within("EXISTENCE_OTHER_PARTICULAR_CONDITIONS"), None):
        _note_performance(draft, other.text, "EXISTENCE_OTHER_PARTICULAR_CONDITIONS")


def _put_defence_framework(draft: Draft, contract: XmlNode) -> None:
    said = {
        name: "ja"
        for name in ("F17_FRAMEWORK", "CONCLUSION_FRAMEWORK_AGREEMENT")
        if any(contract.within(name))
    }
    origin, answers = "FRAMEWORK_AGREEMENT/@VALUE", {"YES": "ja", "NO": "nee"}
    codes = [node.attribute("VALUE") for node in contract.within("FRAMEWORK_AGREEMENT")]
    if any(code not in answers for code in codes):
        draft.leave("raamovereenkomst", f"Of dit een raamovereenkomst is ({origin}), is niet te lezen.")
        return
    given = [*said.values(), *(answers[code] for code in codes)]
    if answer := drafting.said_once(draft, "raamovereenkomst", given, origin):
        draft.put("raamovereenkomst", answer, origin if codes else [*said][-1])


def _put_defence_lot(draft: Draft, lot: XmlNode) -> None:
    if number := lot.first("LOT_NUMBER"):
        drafting.put_identifier(draft, "perceel", number.text, f"{lot.name}/LOT_NUMBER")
    elif lot.attribute("ITEM"):
        drafting.put_identifier(draft, "perceel", lot.attribute("ITEM"), f"{lot.name}/@ITEM")
    if title := lot.first("LOT_TITLE"):
        drafting.put_text(draft, "titel", title.text, f"{lot.name}/LOT_TITLE")
    _put_cpv(draft, lot.all("CPV", "CPV_MAIN", "CPV_CODE"), f"{lot.name}/CPV/CPV_MAIN/CPV_CODE")


def _defence_amounts(form: XmlNode, contract: XmlNode) -> list[Amount]:
    estimated = _costs(
        contract.within("COSTS_RANGE_AND_CURRENCY", skip=_LOT_NODES), "COSTS_RANGE_AND_CURRENCY"
    )
    final = [
        amount
        for total in contract.within("TOTAL_FINAL_VALUE")
        for amount in _costs(total.within("COSTS_RANGE_AND_CURRENCY_WITH_VAT_RATE"), "TOTAL_FINAL_VALUE")
    ]
    if estimated or final:
        return [*estimated, *final]
    awards = list(form.within("AWARD_OF_CONTRACT_DEFENCE"))
    if len(awards) != 1:
        return []
    # The initial estimate lies beside the final value and has its own element around it.
    skip = frozenset({"INITIAL_ESTIMATED_TOTAL_VALUE_CONTRACT"})
    return _costs(
        awards[0].within("COSTS_RANGE_AND_CURRENCY_WITH_VAT_RATE", skip=skip), "CONTRACT_VALUE_INFORMATION"
    )


def _costs(nodes: Iterator[XmlNode], place: str) -> list[Amount]:
    return [amount for node in nodes for amount in _cost(node, place)]


def _cost(node: XmlNode, place: str) -> Iterator[Amount]:
    currency, vat = node.attribute("CURRENCY"), _vat(node)
    for cost in node.all("VALUE_COST"):
        yield Amount(_cost_text(cost), currency, f"{place}/VALUE_COST", vat)
    for ends in node.all("RANGE_VALUE_COST"):
        yield from _ends(ends, ("LOW_VALUE", "HIGH_VALUE"), currency, f"{place}/RANGE_VALUE_COST", vat)


def _vat(costs: XmlNode) -> Vat:
    if costs.first("INCLUDING_VAT") is not None:
        return "met"
    # A notice of a contract asks for the value without VAT; an award has to say which it is.
    stated = costs.first("EXCLUDING_VAT") is not None or costs.name == "COSTS_RANGE_AND_CURRENCY"
    return "zonder" if stated else "onbekend"


def _cost_text(cost: XmlNode) -> str:
    """Give the machine-readable amount, unless the written one contradicts it."""
    exact = cost.attribute("FMTVAL")
    written = cost.text.replace(" ", "")
    if not exact and _TWO_WAYS.match(written):
        return "?"  # 900.000 is nine hundred thousand, or nine hundred with three decimals
    written = written.replace(",", ".")
    try:
        agree = float(exact or written) == float(written or exact)
    except ValueError:
        return exact or written
    return (exact or written) if agree else drafting.CONTRADICTED


_TWO_WAYS = re.compile(r"^\d{1,3}[.,]\d{3}$", re.ASCII)


def _put_defence_term(draft: Draft, contract: XmlNode) -> None:
    _put_defence_periods(draft, [*contract.within("PERIOD_WORK_DATE_STARTING", skip=_LOT_NODES)])
    if {"begin", "einde", "looptijd_maanden"}.isdisjoint(draft.fields.keys() | draft.unread.keys()):
        units = (("DURATION_FRAMEWORK_MONTH", "MONTH"), ("DURATION_FRAMEWORK_YEAR", "YEAR"))
        _put_durations(draft, [contract], units, "F17_FRAMEWORK//")


def _put_defence_periods(draft: Draft, periods: Sequence[XmlNode]) -> None:
    for name, element in (("begin", "START_DATE"), ("einde", "END_DATE")):
        days = [_date_parts(node) for period in periods for node in period.all("INTERVAL_DATE", element)]
        drafting.put_days(draft, name, days, f"PERIOD_WORK_DATE_STARTING/INTERVAL_DATE/{element}")
    drafting.check_order(draft)
    _put_durations(draft, periods, (("MONTHS", "MONTH"), ("DAYS", "DAY")), "PERIOD_WORK_DATE_STARTING/")


def _put_durations(
    draft: Draft, holders: Iterable[XmlNode], units: Iterable[tuple[str, str]], place: str
) -> None:
    """Fill the term from elements that each have a unit of their own; the first one names the place."""
    measures = [
        (node.text, unit, element)
        for holder in holders
        for element, unit in units
        for node in holder.within(element)
    ]
    if measures:
        said = [(text, unit) for text, unit, _ in measures]
        drafting.put_durations(draft, said, f"{place}{measures[0][2]}")


def _put_defence_renewal(draft: Draft, contract: XmlNode) -> None:
    if any(contract.within("RECURRENT_CONTRACT")):
        draft.name_renewal("RECURRENT_CONTRACT (hoe lang een verlenging duurt, staat er niet)")
        draft.warn(_RENEWAL_UNCLEAR)
    elif any(contract.within("NO_RECURRENT_CONTRACT")):
        draft.put("verlenging_maanden", 0, "NO_RECURRENT_CONTRACT")
    if any(contract.within("OPTIONS")):
        draft.warn_of_options()


def _date_parts(node: XmlNode | None) -> str:
    if node is None:
        return ""
    parts = [part.text if (part := node.first(name)) is not None else "" for name in ("YEAR", "MONTH", "DAY")]
    return drafting.date_from_parts(*parts) if any(parts) else ""
