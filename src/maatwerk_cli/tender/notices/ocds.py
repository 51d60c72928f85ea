"""OCDS 1.1 to lots: a release, a record, or a package of either, with the lots and sustainability extensions.

Every value of a JSON document may be of any type; what is not of the type that OCDS gives it is not there.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain
from typing import Any, Literal

from maatwerk_cli.tender.judging import Refused
from maatwerk_cli.tender.notices import drafting
from maatwerk_cli.tender.notices.drafting import Amount, Draft, Vat
from maatwerk_cli.tender.notices.json_content import (
    TOO_MANY_LOTS,
    Object,
    dict_of,
    json_text,
    list_of,
)
from maatwerk_cli.tender.notices.notice import Lot, NoticeReading, NoticeSignal
from maatwerk_cli.tender.notices.notice_kinds import NoticeKind, kinds_of_ocds, knows_tags, stops
from maatwerk_cli.tender.notices.notice_places import places_of
from maatwerk_cli.tender.notices.release_order import alike, in_order, is_disputed, may_be_last
from maatwerk_cli.tender.notices.xml_tree import MAX_LOTS

_DISADVANTAGED = "social.disadvantagedEmploymentOpportunities"


def read_ocds(content: Any) -> NoticeReading | Refused | None:
    """Read the content of JSON that may be OCDS.

    Returns:
        The lots of every contracting process in it, one process after another.
    """
    if not _is_ocds(content):
        return None
    entries = list(_entries(content))
    return _reading(entries, content) if entries else Refused(_EMPTY)


# Which releases ---------------------------------------------------------------------------------------


_MARKS = frozenset({"ocid", "tender", "releases", "records", "compiledRelease", "versionedRelease"})
_EMPTY = (
    "Dit OCDS-bestand is niet volledig: er staat geen enkel bericht in (releases of records). Download het "
    "opnieuw."
)
_NO_OCID = (
    "Dit OCDS-bericht is niet volledig: het kenmerk van de aanbesteding (ocid) ontbreekt. Download het "
    "opnieuw bij de uitgever."
)
_ONLY_LINKS = (
    "Dit OCDS-record is niet volledig: het noemt zijn berichten (releases) alleen met een webadres, en de "
    "aanbesteding (tender) staat er niet in. Download die berichten zelf."
)
_VERSIONED = (
    "Dit is een OCDS-bericht met alle versies van elk veld (versionedRelease). Dat wordt niet gelezen. "
    "Download het samengevoegde bericht (compiledRelease) of de losse berichten."
)
_NO_TENDER = (
    "Deze OCDS-aankondiging is niet volledig: de aanbesteding (tender) ontbreekt. Er is niets te toetsen. "
    "Lees het bericht waarin de aanbesteding is aangekondigd."
)


def _is_ocds(content: Any) -> bool:
    if isinstance(content, list):
        return any(isinstance(item, Refused) or _marked(item) for item in content)
    return _marked(content) or bool(_wrapped(content))


def _marked(content: Any) -> bool:
    return isinstance(content, dict) and not _MARKS.isdisjoint(content)


def _wrapped(content: Any) -> list[Any]:
    """Give the list of releases in the answer of a service, whatever its key."""
    lists = [item for item in content.values() if isinstance(item, list)] if isinstance(content, dict) else []
    return next((entry for entry in lists if any(json_text(item, "ocid") for item in entry)), [])


def _entries(content: Any) -> Iterator[Object | Refused]:
    """Give the releases of a file, and in its place each that cannot be read."""
    items = content if isinstance(content, list) else [content] if _marked(content) else _wrapped(content)
    for release in chain.from_iterable(map(_of_item, items)):
        if _is_versioned(release):
            yield Refused(_VERSIONED, id=json_text(release, "ocid"))
        elif isinstance(release, Refused) or json_text(release, "ocid"):
            yield release
        else:
            yield Refused(_NO_OCID)


def _is_versioned(release: Any) -> bool:
    """Tell whether the fields of a tender are lists of versions, each with the release that it is of."""
    tender = dict_of(release, "tender")
    versions = [value for value in tender.values() if isinstance(value, list)]
    return any(
        isinstance(item, dict) and {"releaseID", "value"} <= item.keys()
        for value in versions
        for item in value
    )


def _of_item(item: Any) -> Iterable[Any]:
    if isinstance(item, dict) and isinstance(item.get("records"), list):
        return chain.from_iterable(map(_of_record, item["records"]))
    if dict_of(item, "compiledRelease") or (json_text(item, "ocid") and list_of(item, "releases")):
        return _of_record(item)
    if dict_of(item, "versionedRelease") and not dict_of(item, "tender"):
        return _of_record(item)
    if isinstance(item, dict) and isinstance(item.get("releases"), list):
        return list_of(item, "releases")
    return [item]


def _of_record(record: Any) -> Iterator[Any]:
    """Give the compiled release, and of the releases before it only when they were and what they did."""
    compiled, ocid = dict_of(record, "compiledRelease"), json_text(record, "ocid")
    history = [release for release in list_of(record, "releases") if isinstance(release, dict)]
    if not compiled:
        if not any(isinstance(release.get("tender"), dict) for release in history):
            lacking = _ONLY_LINKS if history else _NO_TENDER if ocid else _NO_OCID
            yield Refused(_VERSIONED if dict_of(record, "versionedRelease") else lacking)
            return
        yield from ({"ocid": ocid, **release} for release in history)
        return
    yield {"ocid": ocid, **compiled, "tag": ["compiled"]}
    for release in history:
        yield {
            "ocid": json_text(compiled, "ocid") or ocid,
            "date": release.get("date"),
            "tag": release.get("tag"),
        }


def _reading(entries: list[Object | Refused], content: Any) -> NoticeReading | Refused:
    processes: dict[str | int, list[Object] | Refused] = {}
    for number, entry in enumerate(entries):
        if isinstance(entry, Refused):
            processes[number] = entry
            continue
        process = processes.setdefault(json_text(entry, "ocid"), [])
        if isinstance(process, list):
            process.append(entry)
    package_of_tenderned = _is_of_tenderned(content)
    lots: list[Lot | Refused] = []
    for process in processes.values():
        if isinstance(process, Refused):
            lots.append(process)
        elif len(lots) + _most_lots(process) <= MAX_LOTS:
            tenderned = package_of_tenderned or any(_is_of_tenderned(release) for release in process)
            lots.extend(_process_lots(process, tenderned=tenderned))
        else:
            return Refused(TOO_MANY_LOTS)
    if len(lots) == 1 and isinstance(lots[0], Refused):
        return lots[0]
    if len(processes) > 1:
        return NoticeReading("OCDS 1.1", f"pakket met {len(processes)} aanbestedingen", tuple(lots))
    releases = [entry for entry in entries if not isinstance(entry, Refused)]
    return NoticeReading(
        "OCDS 1.1", _kinds(_telling(releases)[1][-1], _all_tags(releases))[0].name, tuple(lots), form="tag"
    )


def _kinds(release: Object, of_all: Set[str]) -> list[NoticeKind]:
    """Tell what a release is that says something of the tender; of a compiled one by all before it."""
    tags: Set[str] = _tags(release)
    if "compiled" in tags:
        tags = of_all
    tender = release["tender"]
    return kinds_of_ocds(
        tags,
        json_text(tender, "status"),
        json_text(dict_of(tender, "legalBasis"), "id"),
        tender.keys(),
        json_text(tender, "procurementMethodDetails"),
    )


def _most_lots(process: list[Object]) -> int:
    """Give the most lots of any release, or of all together that may be the last."""
    return max(sum(map(_number_of_lots, _telling(process)[1])), *map(_number_of_lots, process))


def _number_of_lots(release: Object) -> int:
    return max(1, len(list_of(dict_of(release, "tender"), "lots")))


def _telling(process: list[Object]) -> tuple[int, list[Object]]:
    """Give how many releases say something of the tender, and of those the ones that may be the last."""
    telling = [release for release in process if isinstance(release.get("tender"), dict)]
    return len(telling), may_be_last(telling)


def _is_of_tenderned(content: Any) -> bool:
    """Tell whether a package or a release says that it comes from TenderNed."""
    documents = [json_text(document, "url") for document in list_of(dict_of(content, "tender"), "documents")]
    publisher = dict_of(content, "publisher")
    places = [
        json_text(content, "uri"),
        json_text(publisher, "name"),
        json_text(publisher, "uri"),
        *documents,
    ]
    return any("tenderned" in place.lower() for place in places)


def _process_lots(process: list[Object], *, tenderned: bool) -> Iterator[Lot | Refused]:
    count, latest = _telling(process)
    if not latest:
        yield Refused(_NO_TENDER)
        return
    announced, tags = _announced(in_order(process)), _all_tags(process)
    judged = [release for release in latest if _kinds(release, tags)[0].refusal is None]
    if not judged:
        refusal = _kinds(latest[-1], tags)[0].refusal
        yield Refused(_NO_TENDER) if refusal is None else refusal._replace(id=json_text(latest[-1], "ocid"))
        return
    of_several = ""
    if count > 1:
        of_several = f"Het bestand heeft {count} berichten over deze aanbesteding. {_LAST_TAKEN}"
    readings = []
    for release in judged:
        shared = _shared(release, announced, _kinds(release, tags))
        if of_several:
            shared.warn(of_several)
        if not knows_tags(tags):
            shared.warn(
                "De soort bericht (tag) is niet bekend. Wat voor bericht dit is, is gelezen uit wat het "
                "verder zegt."
            )
        readings.append(_lots_of(release, shared, tenderned=tenderned))
    lots = alike(readings) if len(readings) > 1 else readings[0]
    if any(map(is_disputed, lots)) or len({*map(len, readings)}) > 1:
        unsure = of_several.replace(_LAST_TAKEN, _NONE_TAKEN)
        lots = [
            replace(lot, warnings=tuple(unsure if text == of_several else text for text in lot.warnings))
            for lot in lots
        ]
    yield from lots


_LAST_TAKEN = "Het laatste is genomen."
_NONE_TAKEN = "Welk het laatste is, zeggen hun datums niet. Wat zij verschillend zeggen, is niet bekend."


def _lots_of(release: Object, shared: Draft, *, tenderned: bool) -> tuple[Lot, ...]:
    """Give the lots as one release tells of them."""
    tender = release["tender"]
    lots = [lot for lot in list_of(tender, "lots") if isinstance(lot, dict)]
    count = max(len(lots) + _unreadable_lots(shared, tender), 1)
    shared.count_lots({json_text(lot, "id") for lot in lots}, _lots_named(release), count)
    whole = _whole(tender, only=shared.number_of_lots == 1, tenderned=tenderned)
    lots_read = [_lot(shared.copy(), whole, lot) for lot in lots or [tender]]
    return drafting.held_against_whole(lots_read, whole.amounts)


def _unreadable_lots(draft: Draft, tender: Object) -> int:
    """Count the lots of which nothing can be read, and say that there are any."""
    listed = tender.get("lots") or []  # without any there is no list either
    if not isinstance(listed, list):
        draft.warn(
            "De percelen (lots) staan niet in een lijst en zijn niet te lezen. Het kunnen er meer dan één "
            "zijn."
        )
        return 2
    odd = sum(not isinstance(lot, dict) for lot in listed)
    if odd:
        which = "een perceel dat" if odd == 1 else f"{odd} percelen die"
        draft.warn(f"De aankondiging noemt {which} niet te lezen {'is' if odd == 1 else 'zijn'} (lots).")
    return odd


def _lots_named(release: Object) -> Iterator[str]:
    """Give the lots that items and awards refer to; of a tender without lots they say nothing."""
    if not list_of(release["tender"], "lots"):
        return
    for item in list_of(release["tender"], "items"):
        yield json_text(item, "relatedLot")
    for award in list_of(release, "awards"):
        yield from (lot for lot in list_of(award, "relatedLots") if isinstance(lot, str))


def _all_tags(process: Iterable[Object]) -> Set[str]:
    return set[str]().union(*map(_tags, process))


def _tags(release: Object) -> set[str]:
    return {tag for tag in [*list_of(release, "tag"), release.get("tag")] if isinstance(tag, str)}


# What all lots share ----------------------------------------------------------------------------------


def _announced(history: Iterable[Object]) -> list[str]:
    """Give the first date of an announcement; before it one that is none, where another may be the first."""
    dates = [json_text(release, "date") for release in history if "tender" in _tags(release)]
    dated = [text for text in dates if drafting.iso_day(text)]
    undated = [text for text in dates if not drafting.iso_day(text)]
    return [*undated[:1], *dated[:1]]


def _shared(release: Object, announced: list[str], kinds: list[NoticeKind]) -> Draft:
    draft = Draft(places_of("ocds"))
    draft.warn_of(*kinds)
    tender = release["tender"]
    drafting.put_identifier(draft, "id", json_text(release, "ocid"), "ocid")
    drafting.put_text(draft, "titel", json_text(tender, "title"), "tender.title")
    _put_nature(draft, tender, "tender")
    afterwards = kinds[0].afterwards or "compiled" in _tags(release)
    _put_publication(draft, release, announced, afterwards=afterwards)
    _put_buyer(draft, release, tender)
    return draft


def _put_publication(draft: Draft, release: Object, announced: list[str], *, afterwards: bool) -> None:
    if len(announced) > 1:
        drafting.contradict(
            draft,
            "publicatiedatum",
            announced,
            "Van de berichten waarin de aanbesteding is aangekondigd, heeft er een geen datum. Welk het "
            "eerste is, is dus niet bekend.",
        )
        return
    if announced:
        drafting.put_day(draft, "publicatiedatum", announced[0], "date (tag tender)")
        return
    if not afterwards:
        drafting.put_day(draft, "publicatiedatum", json_text(release, "date"), "date")
        return
    notices = [
        json_text(document, "datePublished")
        for document in list_of(release["tender"], "documents")
        if json_text(document, "documentType") == "tenderNotice"
    ]
    days = sorted(read for notice in notices if (read := drafting.iso_day(notice)))
    if days:
        draft.put("publicatiedatum", days[0], "tender.documents.datePublished (tenderNotice)")
    else:
        draft.leave(
            "publicatiedatum",
            "Dit bericht is van na de aankondiging. De datum daarvan is niet die van de aanbesteding.",
        )


def _put_buyer(draft: Draft, release: Object, tender: Object) -> None:
    buyer, path = dict_of(release, "buyer"), "buyer"
    if not buyer:
        buyer, path = dict_of(tender, "procuringEntity"), "tender.procuringEntity"
    identifier = json_text(buyer, "id")
    parties = [party for party in list_of(release, "parties") if isinstance(party, dict)]
    buyers = [party for party in parties if "buyer" in (*list_of(party, "roles"), json_text(party, "roles"))]
    named = [party for party in parties if identifier and json_text(party, "id") == identifier]
    # In OCDS 1.0 there are no parties: the buyer itself holds what a party does.
    whose = buyers if len(buyers) > 1 else named or buyers or [buyer]
    party = (named or whose)[0]
    name = json_text(buyer, "name") or json_text(party, "name")
    drafting.put_text(
        draft, "opdrachtgever", name, f"{path}.name" if json_text(buyer, "name") else "parties.name"
    )
    codes = [code for holder in whose for code in _legal_types(holder)]
    if release.get("parties") and not parties and not any(codes):
        codes = [_UNREADABLE]  # it can be said in there
    drafting.put_buyer_kind(draft, codes, "parties.details.classifications.id")
    holders = [party, *(holder for holder in whose if holder is not party)]
    drafting.check_countries(draft, [[_country_of(holder)] for holder in holders], "parties.address")
    names = [json_text(holder, "id") for holder in buyers]
    if (count := len({name for name in names if name}) + names.count("")) > 1:
        draft.warn(f"De aankondiging noemt {count} opdrachtgevers. De eerste is genomen.")


def _country_of(party: Object) -> str:
    address = dict_of(party, "address")
    country = json_text(address, "country") or json_text(address, "countryName")
    return "NL" if country.lower() in _NAMES_OF_THE_NETHERLANDS else country


def _legal_types(party: Object) -> list[str]:
    """Give the codes for the type of buyer; the same two letters mean another thing in another list."""
    details = party.get("details")
    kinds = details.get("classifications") if isinstance(details, dict) else details
    if kinds and not (isinstance(kinds, list) and all(isinstance(kind, dict) for kind in kinds)):
        return [_UNREADABLE]
    codes = [
        json_text(kind, "id") or (_UNREADABLE if kind.get("id") else "")
        for kind in kinds or []
        if json_text(kind, "scheme").lower() in _LEGAL_TYPES
    ]
    return (
        [code for code in codes if code in drafting.BUYER_KINDS] or [code for code in codes if code] or [""]
    )


_UNREADABLE = "?"
"""A code that is there and is no text."""

_LEGAL_TYPES = frozenset({"eu-buyer-legal-type", "ted_ca_type"})
_NAMES_OF_THE_NETHERLANDS = frozenset(
    {
        "nederland", "koninkrijk der nederlanden", "netherlands", "the netherlands", "netherlands (the)",
        "kingdom of the netherlands", "holland", "niederlande", "die niederlande", "pays-bas", "les pays-bas",
        "países bajos", "paesi bassi", "países baixos", "holandia", "nl", "nld",
    }
)  # fmt: skip


# One lot ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Whole:
    """What a lot needs to know of the tender that it is of.

    Attributes:
        tender: the tender.
        only: it has no other lot.
        tenderned: it was published by TenderNed.
        amounts: those of the tender.
        codes: the CPV codes of its items, by the lot that they are of, under ``""`` of no lot in particular.
        signals: what the tender says for all lots.
    """

    tender: Object
    only: bool
    tenderned: bool
    amounts: tuple[Amount, ...]
    codes: Mapping[str, set[str]]
    signals: tuple[NoticeSignal, ...]


def _whole(tender: Object, *, only: bool, tenderned: bool) -> _Whole:
    codes: dict[str, set[str]] = {"": set()}
    for item in list_of(tender, "items"):
        if code := _cpv_code(dict_of(item, "classification")):
            codes.setdefault(json_text(item, "relatedLot"), set()).add(code)
    draft = Draft()
    _note_social(draft, tender, "tender")
    return _Whole(tender, only, tenderned, tuple(_amounts(tender, "tender")), codes, tuple(draft.signals))


def _lot(draft: Draft, whole: _Whole, lot: Object) -> Lot:
    tender = whole.tender
    place = "tender" if lot is tender else "tender.lots"
    if lot is not tender:
        drafting.put_identifier(draft, "perceel", json_text(lot, "id"), "tender.lots.id")
        drafting.put_text(draft, "titel", json_text(lot, "title"), "tender.lots.title")
        _put_nature(draft, lot, place)
        if stops(json_text(lot, "status")):
            draft.warn_of_no_award()
    _put_cpv(draft, whole, "" if lot is tender else json_text(lot, "id"))
    own = () if lot is tender else _amounts(lot, "tender.lots")
    drafting.put_value(draft, own, whole.amounts, only=whole.only)
    _put_term(draft, whole, lot)
    holders = [(lot, place)] if lot is tender else [(lot, place), (tender, "tender")]
    for holder, path in holders:
        _put_renewal(draft, holder, path, own=holder is lot)
    for holder, path in holders:
        if _put_framework(draft, holder.get("techniques"), f"{path}.techniques"):
            break
    if lot is not tender:
        _note_social(draft, lot, place)
    for signal in whole.signals:
        draft.signal(signal.name, signal.value, signal.origin)
    return draft.lot()


def _put_nature(draft: Draft, holder: Object, place: str) -> None:
    """Fill ``aard``; what a lot says and cannot be read is not that of the whole."""
    name = "mainProcurementCategory"
    if isinstance(holder.get(name), dict | list) and holder[name]:
        draft.leave("aard", f"De soort opdracht ({name}) is niet te lezen.")
    drafting.put_nature(draft, json_text(holder, name), f"{place}.{name}")


def _put_framework(draft: Draft, techniques: Any, place: str) -> bool:
    """Fill whether it is a framework; tell whether anything was said of it."""
    if not techniques:
        return False
    if not isinstance(techniques, dict):
        techniques = {"hasFrameworkAgreement": ""}  # it can be said in there, and it is not to be read
    name, answer = "raamovereenkomst", techniques.get("hasFrameworkAgreement")
    described = bool(techniques.get("frameworkAgreement"))
    if answer is True or (answer is False and not described):
        draft.put(name, "ja" if answer else "nee", f"{place}.hasFrameworkAgreement")
    elif described:
        says = "dat dit geen" if answer is False else "niet of dit een"
        draft.leave(
            name,
            f"De aankondiging zegt {says} raamovereenkomst is (hasFrameworkAgreement) en beschrijft er toch "
            "een (frameworkAgreement). Kijk in de stukken welke van de twee klopt.",
        )
    elif answer is not None:
        draft.leave(name, "Of dit een raamovereenkomst is (hasFrameworkAgreement), is niet te lezen.")
    return name in draft.fields or name in draft.unread


def _put_cpv(draft: Draft, whole: _Whole, lot: str) -> None:
    main = _cpv_code(dict_of(whole.tender, "classification"))
    if main:
        drafting.put_cpv(draft, main, "tender.classification.id")
        return
    of_lots = [whole.codes.get(lot, set())] if lot else whole.codes.values()
    codes = whole.codes[""].union(*of_lots)
    if len(codes) > 1:
        draft.leave("cpv", "De aankondiging noemt meer dan één CPV-code en zegt niet welke de hoofdcode is.")
    elif codes:
        drafting.put_cpv(draft, next(iter(codes)), "tender.items.classification.id")


def _cpv_code(classification: Object) -> str:
    return json_text(classification, "id") if json_text(classification, "scheme").upper() == "CPV" else ""


def _amounts(holder: Object, place: str) -> Iterator[Amount]:
    framework = dict_of(dict_of(holder, "techniques"), "frameworkAgreement")
    maximum = f"{place}.techniques.frameworkAgreement.value"
    yield from _amount(holder.get("value"), f"{place}.value")
    yield from _amount(framework.get("value"), maximum)
    yield from _amount(holder.get("minValue"), f"{place}.minValue", "minstens")


def _amount(value: Any, path: str, role: Literal["waarde", "minstens"] = "waarde") -> Iterator[Amount]:
    """Give an amount; what is written as no object, with no currency in it, is an amount of which none is."""
    if not value and value != 0:
        return
    amount = value if isinstance(value, dict) else {"amount": value}
    if amount.get("amount") not in (None, ""):
        included = amount.get("valueAddedTaxIncluded")
        vat: Vat = "met" if included is True else "zonder" if included in (None, False) else "onbekend"
        yield Amount(_amount_text(amount), json_text(amount, "currency"), f"{path}.amount", vat, role)


def _amount_text(value: Object) -> str:
    """Write a number; of one in quotes only if it cannot be read in two ways."""
    text = json_text(value, "amount")
    is_clear = isinstance(value["amount"], Decimal) or _PLAIN_AMOUNT.match(text)
    return text if text and is_clear else "?"


_PLAIN_AMOUNT = re.compile(r"^\d{1,15}(\.\d{1,2})?$", re.ASCII)


def _put_term(draft: Draft, whole: _Whole, lot: Object) -> None:
    place = "tender" if lot is whole.tender else "tender.lots"
    period = lot.get("contractPeriod")
    if not period and whole.only:
        period, place = whole.tender.get("contractPeriod"), "tender"
    if period and not isinstance(period, dict):
        for name in ("begin", "einde", "looptijd_maanden"):
            draft.leave(name, "De periode van de opdracht (contractPeriod) is niet te lezen.")
        return
    period = period or {}
    place = f"{place}.contractPeriod"
    drafting.put_day(draft, "begin", json_text(period, "startDate"), f"{place}.startDate")
    drafting.put_day(draft, "einde", json_text(period, "endDate"), f"{place}.endDate")
    drafting.check_order(draft)
    extent = json_text(period, "maxExtentDate") or ("?" if period.get("maxExtentDate") else "")
    _put_extent(draft, extent, f"{place}.maxExtentDate")
    days = period.get("durationInDays")
    if days is None:
        return
    if not isinstance(days, Decimal):
        days = Decimal(0)  # of no use either, and said to be
    if "begin" in draft.fields and "einde" in draft.fields:
        if not whole.tenderned:
            _check_days(draft, days, f"{place}.durationInDays")
        return
    if whole.tenderned:
        draft.leave(
            "looptijd_maanden", "TenderNed vult in durationInDays niet de looptijd van de opdracht in."
        )
    else:
        drafting.put_ocds_days(draft, days, f"{place}.durationInDays")


def _check_days(draft: Draft, days: Decimal, origin: str) -> None:
    """Say where a term in days contradicts the dates beside it, which are taken."""
    own = draft.copy()
    drafting.put_ocds_days(own, days, origin)
    drafting.check_term(own)
    if "looptijd_maanden" not in own.fields and "looptijd_maanden" not in own.bounds:
        draft.leave("looptijd_maanden", own.unread["looptijd_maanden"])


def _put_extent(draft: Draft, text: str, origin: str) -> None:
    extent, end = drafting.iso_day(text), draft.fields.get("einde")
    if not text or extent == end:
        return
    if extent is None:
        draft.name_renewal(f"{origin} (geen bestaande of geen echte datum)")
        return
    months = drafting.whole_months_between(end, extent) if isinstance(end, str) else None
    if months is not None:
        draft.put("verlenging_maanden", months, f"{origin} (na endDate)")
        return
    draft.name_renewal(origin)
    drafting.bound_by_last_day(
        draft,
        extent,
        f"De opdracht kan duren tot en met {extent}, met verlenging (maxExtentDate). Hoeveel daarvan vast "
        "is, staat er niet.",
    )


def _put_renewal(draft: Draft, holder: Object, place: str, *, own: bool) -> None:
    if holder.get("hasOptions") is True:
        draft.warn_of_options()
    renews, described = holder.get("hasRenewal"), bool(holder.get("renewal"))
    named = "verlenging_maanden" in draft.fields
    if named and not own:
        return
    contradicted = renews is False and (described or named)
    if contradicted:
        draft.warn(_RENEWAL_CONTRADICTED)
    elif named:
        return
    if contradicted or renews not in (None, False):
        draft.name_renewal(f"{place}.hasRenewal")
    elif renews is False:
        draft.put("verlenging_maanden", 0, f"{place}.hasRenewal")
    elif described:
        draft.name_renewal(f"{place}.renewal")


_RENEWAL_CONTRADICTED = (
    "De aankondiging zegt dat er geen verlenging is (hasRenewal) en noemt er toch een. Of de opdracht kan "
    "worden verlengd, is dus niet bekend."
)


_RESERVED = {
    "shelteredWorkshop": drafting.FOR_WORKSHOPS,
    "publicServiceMissionOrganization": drafting.FOR_PUBLIC_SERVICE,
}


def _note_social(draft: Draft, holder: Object, place: str) -> None:
    goals = {json_text(aim, "goal") for aim in list_of(holder, "sustainability")}
    if _DISADVANTAGED in goals:
        draft.signal(*drafting.FOR_CHANCES, f"{place}.sustainability.goal ({_DISADVANTAGED})")
    reserved = list_of(dict_of(holder, "otherRequirements"), "reservedParticipation")
    for code, signal in _RESERVED.items():
        if code in reserved:
            draft.signal(*signal, f"{place}.otherRequirements.reservedParticipation")
    if dict_of(holder, "contractTerms").get("reservedExecution") is True:
        draft.signal(*drafting.SHELTERED, f"{place}.contractTerms.reservedExecution")
