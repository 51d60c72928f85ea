"""The JSON of TenderNed to lots: a page of its list, a publication in detail, or several of either."""

import html
from collections.abc import Iterator
from typing import Any

from maatwerk_cli.tender.judging import Refused
from maatwerk_cli.tender.notices.json_content import Object, dict_of, json_text, list_of
from maatwerk_cli.tender.notices.notice import NoticeReading
from maatwerk_cli.tender.notices.tenderned import WHERE_ELSE, NoticeCell, NoticeRow, columns, lot_of


def read_tenderned_json(content: Any) -> NoticeReading | Refused | None:
    """Read the content of JSON that may be of TenderNed; ``None`` where it is not."""
    other = _other_answer(content)
    if other is not None:
        return other
    publications = _publications(content)
    if not any(_is_publication(item) for item in publications):
        return None
    lots = tuple(
        lot_of(_row(item), None, "json") if _is_publication(item) else _no_publication(number)
        for number, item in enumerate(publications, 1)
    )
    if len(lots) == 1 and isinstance(lots[0], Refused):
        return lots[0]
    kind = "publicatie" if len(lots) == 1 else "lijst van publicaties"
    return NoticeReading("TenderNed", f"{kind}, in JSON", lots)


def _no_publication(number: int) -> Refused:
    return Refused(
        f"Nummer {number} van de lijst is geen publicatie van TenderNed. Download de lijst opnieuw."
    )


def _publications(content: Any) -> list[Any]:
    if isinstance(content, dict) and isinstance(content.get("content"), list):
        return list_of(content, "content")
    return content if isinstance(content, list) else [content]


def _is_publication(item: Any) -> bool:
    return bool(json_text(item, "publicatieId")) and bool(json_text(item, "aanbestedingNaam"))


def _other_answer(content: Any) -> Refused | None:
    """Tell what else TenderNed answers, and where to go on."""
    first = next(iter(_publications(content)), None)
    if isinstance(content, dict) and "content" in content and "totalElements" in content and first is None:
        return Refused("De lijst van TenderNed is leeg: er is geen publicatie gevonden. Zoek ruimer.")
    if isinstance(content, dict) and isinstance(content.get("documenten"), list):
        return Refused(f"Dit is de lijst van documenten bij een aankondiging van TenderNed. {WHERE_ELSE}")
    if json_text(content, "html"):
        return Refused(f"Dit is de weergave (HTML) van een aankondiging van TenderNed. {WHERE_ELSE}")
    if json_text(first, "publicatieId") and not json_text(first, "aanbestedingNaam"):
        return Refused(f"Dit is een lijst van verwante publicaties van TenderNed. {WHERE_ELSE}")
    return None


def _row(publication: Object) -> NoticeRow:
    row: dict[str, NoticeCell] = {}
    for name, cell in _cells(publication):
        if name not in row:
            row[name] = cell
        elif name != "soort":  # the second is the name of the form, and no second kind
            row[name] = row[name].and_also(cell.text)
    return row


def _cells(publication: Object) -> Iterator[tuple[str, NoticeCell]]:
    for name, forms in columns().items():
        for field in forms.get("json", ()):
            if text := _text(publication, name, field):
                yield name, NoticeCell(text, field)
            elif codes := " ".join(json_text(code, "code") for code in list_of(publication, field)).strip():
                yield "cpv_lijst", NoticeCell(codes, field)


def _text(publication: Object, name: str, field: str) -> str:
    """Give what a field says: a text, a code and its words, or the main one of a list of codes."""
    if codes := list_of(publication, field):
        main = {
            json_text(code, "code")
            for code in codes
            if isinstance(code, dict) and code.get("isHoofdOpdracht") is True
        }
        return main.pop() if len(main) == 1 else ""
    if code := dict_of(publication, field):
        number, words = json_text(code, "code"), json_text(code, "omschrijving")
        return {"formulier": number, "soort": f"{number} {words}".strip()}.get(name, words)
    return html.unescape(json_text(publication, field))
