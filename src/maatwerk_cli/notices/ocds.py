"""OCDS 1.1 to lots: a release, a record, or a package of either, with the lots and sustainability extensions.

Every value of a JSON document may be of any type; what is not of the type that OCDS gives it is not there.
"""

import json
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from itertools import chain
from typing import Any, NoReturn

from maatwerk_cli.notices import values
from maatwerk_cli.notices.reading import Lot, NotANotice, NoticeProblem, NoticeReading
from maatwerk_cli.notices.values import Amount, Draft
from maatwerk_cli.notices.xml_tree import MAX_LOTS

_AFTERWARDS = frozenset(
    {
        "award", "awardUpdate", "awardCancellation", "contract", "contractUpdate", "contractAmendment",
        "contractTermination", "implementation", "implementationUpdate", "compiled",
    }
)  # fmt: skip
_CHANGES = {
    "tenderUpdate": "Dit is een wijziging van een eerdere aankondiging (tag tenderUpdate).",
    "tenderAmendment": "Dit is een wijziging van een eerdere aankondiging (tag tenderAmendment).",
    "tenderCancellation": "De aanbesteding is ingetrokken (tag tenderCancellation).",
}
_KINDS = (
    ("tenderCancellation", "intrekking van een aanbesteding"),
    ("tenderAmendment", "wijziging van een aankondiging"),
    ("tenderUpdate", "wijziging van een aankondiging"),
    ("tender", "aankondiging van een opdracht"),
    ("planning", "vooraankondiging"),
    ("award", "gegunde opdracht"),
    ("contract", "gesloten overeenkomst"),
)
_DISADVANTAGED = "social.disadvantagedEmploymentOpportunities"


def read_ocds(data: bytes) -> NoticeReading | NotANotice | NoticeProblem:
    """Read JSON that may be OCDS.

    Returns:
        The lots of every contracting process in it, one process after another.

    """
    try:
        content = json.loads(
            data.removeprefix(b"\xef\xbb\xbf"),
            parse_float=_number,
            parse_int=_number,
            parse_constant=_no_number,
        )
    except json.JSONDecodeError as error:
        return NoticeProblem(
            "Dit is geen geldige JSON. Download het bestand opnieuw.", error.lineno, error.colno
        )
    except UnicodeDecodeError:
        return NoticeProblem("De tekens van het JSON-bestand zijn geen UTF-8. Sla het op als UTF-8.")
    except RecursionError:
        return NoticeProblem("Het JSON-bestand ligt dieper in elkaar dan een aankondiging ooit doet.")
    except ValueError:
        return NoticeProblem("Het JSON-bestand heeft een getal dat niet bestaat.")
    releases = list(_releases(content))
    if not releases:
        return NotANotice()
    return _reading(releases, content)


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _no_number(text: str) -> NoReturn:
    raise ValueError(text)


# Which releases ---------------------------------------------------------------------------------------


def _releases(content: Any) -> Iterator[dict[str, Any]]:
    if isinstance(content, list):
        found: Iterable[Any] = content
    elif _list(content, "records"):
        found = chain.from_iterable(_of_record(record) for record in content["records"])
    elif _dict(content, "compiledRelease"):
        found = _of_record(content)
    elif _list(content, "releases"):
        found = content["releases"]
    else:
        found = [content]
    for release in found:
        if isinstance(release, dict) and _text(release, "ocid"):
            yield release


def _of_record(record: Any) -> Iterator[Any]:
    """Give the compiled release, and of the releases before it only when they were and what they did."""
    compiled, ocid = _dict(record, "compiledRelease"), _text(record, "ocid")
    history = [release for release in _list(record, "releases") if isinstance(release, dict)]
    if not compiled:
        yield from ({"ocid": ocid, **release} for release in history)
        return
    yield {"ocid": ocid, **compiled, "tag": ["compiled"]}
    for release in history:
        yield {
            "ocid": _text(compiled, "ocid") or ocid,
            "date": release.get("date"),
            "tag": release.get("tag"),
        }


def _reading(releases: list[dict[str, Any]], content: Any) -> NoticeReading | NoticeProblem:
    processes: dict[str, list[dict[str, Any]]] = {}
    for release in releases:
        processes.setdefault(_text(release, "ocid"), []).append(release)
    package_of_tenderned = _is_of_tenderned(content)
    lots: list[Lot | NoticeProblem] = []
    for process in processes.values():
        tenderned = package_of_tenderned or any(_is_of_tenderned(release) for release in process)
        lots.extend(_process_lots(process, tenderned=tenderned))
        if len(lots) > MAX_LOTS:
            return NoticeProblem(
                f"Het bestand heeft meer dan {MAX_LOTS} percelen. Het wordt daarom niet gelezen."
            )
    if len(lots) == 1 and isinstance(lots[0], NoticeProblem):
        return lots[0]
    if len(processes) > 1:
        return NoticeReading("OCDS 1.1", f"pakket met {len(processes)} aanbestedingen", tuple(lots))
    tags = _tags(_telling(releases)[-1])
    kind = next((said for tag, said in _KINDS if tag in tags), "stand van een aanbesteding")
    return NoticeReading("OCDS 1.1", kind, tuple(lots))


def _telling(process: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give the releases that say something of the tender, the last one last."""
    telling = [release for release in process if isinstance(release.get("tender"), dict)]
    return sorted(telling, key=lambda release: _text(release, "date"))


def _is_of_tenderned(content: Any) -> bool:
    """Tell whether a package or a release says that it comes from TenderNed."""
    documents = [_text(document, "url") for document in _list(_dict(content, "tender"), "documents")]
    publisher = _dict(content, "publisher")
    places = [_text(content, "uri"), _text(publisher, "name"), _text(publisher, "uri"), *documents]
    return any("tenderned" in place.lower() for place in places)


def _process_lots(process: list[dict[str, Any]], *, tenderned: bool) -> Iterator[Lot | NoticeProblem]:
    telling = _telling(process)
    if not telling:
        yield NoticeProblem(
            "Deze OCDS-aankondiging heeft geen aanbesteding (tender): er is niets te toetsen."
        )
        return
    release = telling[-1]
    shared = _shared(release, sorted(process, key=lambda one: _text(one, "date")))
    if len(telling) > 1:
        shared.warn(
            f"Het bestand heeft {len(telling)} berichten over deze aanbesteding. Het laatste is genomen."
        )
    tender = release["tender"]
    lots = [lot for lot in _list(tender, "lots") if isinstance(lot, dict)]
    for lot in lots or [tender]:
        yield _lot(shared.copy(), tender, lot, only=len(lots) <= 1, tenderned=tenderned)


def _tags(release: dict[str, Any]) -> set[str]:
    return {tag for tag in [*_list(release, "tag"), release.get("tag")] if isinstance(tag, str)}


# What all lots share ----------------------------------------------------------------------------------


def _shared(release: dict[str, Any], process: list[dict[str, Any]]) -> Draft:
    draft = Draft()
    tender = release["tender"]
    values.put_identifier(draft, "id", _text(release, "ocid"), "ocid")
    values.put_text(draft, "titel", _text(tender, "title"), "tender.title")
    values.put_nature(draft, _text(tender, "mainProcurementCategory"), "tender.mainProcurementCategory")
    _put_publication(draft, release, process)
    _put_buyer(draft, release, tender)
    for tag in sorted(_tags(release) & _CHANGES.keys()):
        draft.warn(_CHANGES[tag])
    return draft


def _put_publication(draft: Draft, release: dict[str, Any], process: list[dict[str, Any]]) -> None:
    first = next((one for one in process if "tender" in _tags(one)), None)
    if first is not None:
        values.put_day(draft, "publicatiedatum", _text(first, "date"), "date (tag tender)")
        return
    if not _tags(release) & _AFTERWARDS:
        values.put_day(draft, "publicatiedatum", _text(release, "date"), "date")
        return
    notices = [
        _text(document, "datePublished")
        for document in _list(release["tender"], "documents")
        if _text(document, "documentType") == "tenderNotice"
    ]
    days = sorted(read for notice in notices if (read := values.day(notice)))
    if days:
        draft.put("publicatiedatum", days[0], "tender.documents.datePublished (tenderNotice)")
    else:
        draft.leave(
            "publicatiedatum",
            "Dit bericht is van na de aankondiging. De datum daarvan is niet die van de aanbesteding.",
        )


def _put_buyer(draft: Draft, release: dict[str, Any], tender: dict[str, Any]) -> None:
    buyer, path = _dict(release, "buyer"), "buyer"
    if not buyer:
        buyer, path = _dict(tender, "procuringEntity"), "tender.procuringEntity"
    identifier = _text(buyer, "id")
    parties = [party for party in _list(release, "parties") if isinstance(party, dict)]
    party = next((one for one in parties if identifier and _text(one, "id") == identifier), {})
    if not party:
        party = next((one for one in parties if "buyer" in _list(one, "roles")), {})
    name = _text(buyer, "name") or _text(party, "name")
    values.put_text(draft, "opdrachtgever", name, f"{path}.name" if _text(buyer, "name") else "parties.name")
    kinds = _list(_dict(party, "details"), "classifications")
    codes = [code for kind in kinds if (code := _text(kind, "id")) in values.BUYER_KINDS]
    address = _dict(party, "address")
    values.put_buyer_kind(draft, codes[0] if codes else "", "parties.details.classifications.id")
    named = _text(address, "countryName").lower()
    country = _text(address, "country") or ("NL" if named in _NAMES_OF_THE_NETHERLANDS else named)
    values.check_country(draft, country, "parties.address")


_NAMES_OF_THE_NETHERLANDS = frozenset(
    {"nederland", "netherlands", "the netherlands", "kingdom of the netherlands", "holland", "nl", "nld"}
)


# One lot ----------------------------------------------------------------------------------------------


def _lot(draft: Draft, tender: dict[str, Any], lot: dict[str, Any], *, only: bool, tenderned: bool) -> Lot:
    place = "tender" if lot is tender else "tender.lots"
    if lot is not tender:
        values.put_identifier(draft, "perceel", _text(lot, "id"), "tender.lots.id")
        values.put_text(draft, "titel", _text(lot, "title"), "tender.lots.title")
        values.put_nature(draft, _text(lot, "mainProcurementCategory"), "tender.lots.mainProcurementCategory")
    _put_cpv(draft, tender, lot)
    _put_value(draft, tender, lot, only=only)
    _put_term(draft, tender, lot, only=only, tenderned=tenderned)
    _put_renewal(draft, lot, place)
    for holder, path in ((lot, place), (tender, "tender")):
        techniques = _dict(holder, "techniques")
        if isinstance(answer := techniques.get("hasFrameworkAgreement"), bool):
            draft.put(
                "raamovereenkomst", "ja" if answer else "nee", f"{path}.techniques.hasFrameworkAgreement"
            )
            break
    _note_social(draft, lot, place)
    if lot is not tender:
        _note_social(draft, tender, "tender")
    return draft.lot()


def _put_cpv(draft: Draft, tender: dict[str, Any], lot: dict[str, Any]) -> None:
    identifier = _text(lot, "id") if lot is not tender else ""
    items = [
        item
        for item in _list(tender, "items")
        if isinstance(item, dict) and (not identifier or _text(item, "relatedLot") in {"", identifier})
    ]
    main = [_cpv_code(_dict(tender, "classification"))]
    of_items = [_cpv_code(_dict(item, "classification")) for item in items]
    for codes, origin in ((main, "tender.classification.id"), (of_items, "tender.items.classification.id")):
        found = {code for code in codes if code}
        if len(found) == 1:
            values.put_cpv(draft, found.pop(), origin)
            return
        if found:
            draft.leave(
                "cpv", "De aankondiging noemt meer dan één CPV-code en zegt niet welke de hoofdcode is."
            )


def _cpv_code(classification: dict[str, Any]) -> str:
    if _text(classification, "scheme").upper() != "CPV":
        return ""
    identifier = classification.get("id")
    return str(identifier) if isinstance(identifier, Decimal) else _text(classification, "id")


def _put_value(draft: Draft, tender: dict[str, Any], lot: dict[str, Any], *, only: bool) -> None:
    own = list(_amounts(lot, "tender" if lot is tender else "tender.lots"))
    whole = list(_amounts(tender, "tender")) if lot is not tender else []
    values.put_value(draft, [*own, *(whole if only else [])])
    if not only and whole and "opdrachtwaarde_excl_btw" not in draft.fields:
        draft.unread.setdefault("opdrachtwaarde_excl_btw", values.ONLY_OF_ALL_LOTS)


def _amounts(holder: dict[str, Any], place: str) -> Iterator[Amount]:
    framework = _dict(_dict(holder, "techniques"), "frameworkAgreement")
    for value, path in (
        (_dict(holder, "value"), f"{place}.value"),
        (_dict(framework, "value"), f"{place}.techniques.frameworkAgreement.value"),
    ):
        amount = value.get("amount")
        if amount is None:
            continue
        text = f"{amount:f}" if isinstance(amount, Decimal) and abs(amount.adjusted()) < 40 else "?"
        with_vat = value.get("valueAddedTaxIncluded") is True
        yield Amount(text, _text(value, "currency"), f"{path}.amount", "met" if with_vat else "zonder")


def _put_term(
    draft: Draft, tender: dict[str, Any], lot: dict[str, Any], *, only: bool, tenderned: bool
) -> None:
    place = "tender" if lot is tender else "tender.lots"
    period = _dict(lot, "contractPeriod")
    if not period and only:
        period, place = _dict(tender, "contractPeriod"), "tender"
    place = f"{place}.contractPeriod"
    values.put_day(draft, "begin", _text(period, "startDate"), f"{place}.startDate")
    values.put_day(draft, "einde", _text(period, "endDate"), f"{place}.endDate")
    values.check_order(draft)
    _put_extent(draft, _text(period, "maxExtentDate"), f"{place}.maxExtentDate")
    days = period.get("durationInDays")
    if not isinstance(days, Decimal) or {"begin", "einde"} <= draft.fields.keys():
        return
    if tenderned:
        draft.leave(
            "looptijd_maanden", "TenderNed vult in durationInDays niet de looptijd van de opdracht in."
        )
    elif days != days.to_integral_value() or not 0 < days < 100_000:
        draft.leave("looptijd_maanden", "De looptijd in dagen (durationInDays) is geen bruikbaar getal.")
    else:
        values.put_ocds_days(draft, int(days), f"{place}.durationInDays")


def _put_extent(draft: Draft, text: str, origin: str) -> None:
    extent, end = values.day(text), draft.fields.get("einde")
    if extent is None or extent == end:
        return
    months = values.whole_months_between(end, extent) if isinstance(end, str) else None
    if months is not None:
        draft.put("verlenging_maanden", months, f"{origin} (na endDate)")
    else:
        draft.name_renewal(origin)


def _put_renewal(draft: Draft, lot: dict[str, Any], place: str) -> None:
    renews = lot.get("hasRenewal")
    if "verlenging_maanden" in draft.fields:
        return
    if renews is True or (renews is None and _dict(lot, "renewal")):
        draft.name_renewal(f"{place}.hasRenewal" if renews else f"{place}.renewal")
    elif renews is False:
        draft.put("verlenging_maanden", 0, f"{place}.hasRenewal")
    if lot.get("hasOptions") is True:
        draft.warn("De aankondiging noemt opties. Wat die inhouden staat in vrije tekst en is niet gelezen.")


def _note_social(draft: Draft, holder: dict[str, Any], place: str) -> None:
    goals = {_text(aim, "goal") for aim in _list(holder, "sustainability")}
    if _DISADVANTAGED in goals:
        draft.signal(
            "sociaal doel",
            "kansen op werk voor mensen met een achterstand of een beperking",
            f"{place}.sustainability.goal ({_DISADVANTAGED})",
        )
    reserved = _list(_dict(holder, "otherRequirements"), "reservedParticipation")
    if "shelteredWorkshop" in reserved:
        draft.signal(
            "voorbehouden aan",
            "sociale werkplaatsen en ondernemingen die mensen aan het werk helpen",
            f"{place}.otherRequirements.reservedParticipation",
        )
    if _dict(holder, "contractTerms").get("reservedExecution") is True:
        draft.signal(
            "uitvoering",
            "moet in het kader van programma's voor beschermde arbeid",
            f"{place}.contractTerms.reservedExecution",
        )


# JSON of any shape ------------------------------------------------------------------------------------


def _dict(holder: Any, key: str) -> dict[str, Any]:
    found = holder.get(key) if isinstance(holder, dict) else None
    return found if isinstance(found, dict) else {}


def _list(holder: Any, key: str) -> list[Any]:
    found = holder.get(key) if isinstance(holder, dict) else None
    return found if isinstance(found, list) else []


def _text(holder: Any, key: str) -> str:
    """Give a text; of a number (some publishers number their lots) its digits."""
    found = holder.get(key) if isinstance(holder, dict) else None
    if isinstance(found, Decimal) and abs(found.adjusted()) < 40:
        return f"{found:f}"
    return found.strip() if isinstance(found, str) else ""
