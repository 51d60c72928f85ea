"""TenderNed's yearly dataset, as CSV, to lots: one row, one lot.

Only the columns of ``COLUMNS`` are looked at. The column ``Voorbehouden voor beroepsgroep`` is about a
profession that the law protects, not about sheltered workshops, and is left alone.
"""

import codecs
import io
import re
from collections.abc import Iterator
from itertools import islice
from typing import Literal

from maatwerk_cli.tender.notices import drafting
from maatwerk_cli.tender.notices.drafting import Amount, Draft
from maatwerk_cli.tender.notices.notice import Lot, NotANotice, NoticeProblem, NoticeReading
from maatwerk_cli.tender.notices.notice_kinds import NoticeKind, kinds_of_tenderned
from maatwerk_cli.text.csv.csv_reader import CsvProblem, CsvStream, open_csv, split_record

COLUMNS = {
    "type opdracht": "soort",
    "aanvang opdracht": "begin",
    "voltooiing opdracht": "einde",
    "oorspronkelijk geraamde waarde - bedrag": "bedrag",
    "oorspronkelijk geraamde waarde - valuta": "valuta",
    "waarde raming incl btw": "btw",
    "perceel id": "perceel",
    "naam aanbestedende dienst": "dienst",
    "publicatiedatum": "publicatie",
    "hoofd cpv definitie code": "cpv",
    "aard van de opdracht": "aard",
    "id publicatie": "id",
    "tenderned kenmerk": "kenmerk",
    "naam aanbesteding": "titel",
    "type publicatie": "publicatiesoort",
    "publicatie soort": "publicatiesoort",
    "soort publicatie": "publicatiesoort",
}
"""Headers, in lower case, to what the reader calls them."""

MAX_ROWS = 200_000
"""Several times what a year of TenderNed has."""

_ENOUGH = 3
_HEAD = 65_536
_NATURES = {
    "werken": "works", "werk": "works", "diensten": "services", "dienst": "services",
    "leveringen": "supplies", "levering": "supplies",
}  # fmt: skip
_DOTS = re.compile(r"^\d{1,3}(\.\d{3})+(,\d{1,2})?$", re.ASCII)
_TWO_WAYS = re.compile(r"^\d{1,3},\d{3}$", re.ASCII)
_COMMAS = re.compile(r"^\d{1,3}(,\d{3})+(\.\d{1,2})?$", re.ASCII)


def looks_like_tenderned(head: bytes) -> bool:
    """Tell from the first bytes of a file whether its first line has enough of TenderNed's headers."""
    line = head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n").split(b"\n", 1)[0]
    cells = re.split(r"[;,]", line.decode("utf-8", "replace"))
    return sum(_header(cell) in COLUMNS for cell in cells) >= _ENOUGH


def read_tenderned(data: bytes) -> NoticeReading | NotANotice | NoticeProblem:
    """Read a whole dataset; for one that is too large to hold, use :func:`iterate_tenderned`."""
    head = data[:_HEAD]
    if not looks_like_tenderned(head):
        return _spoiled(head) or NotANotice()
    source = open_csv(io.BytesIO(data))
    if isinstance(source, CsvProblem):
        return NoticeProblem(
            "De tekens van dit bestand van TenderNed zijn geen UTF-8 en geen Windows-1252.",
            source.position.line,
            source.position.column,
        )
    lots = tuple(islice(iterate_tenderned(source), MAX_ROWS + 1))
    if len(lots) > MAX_ROWS:
        return NoticeProblem(
            f"Het bestand heeft meer dan {MAX_ROWS} rijen. Deel het op in kleinere bestanden."
        )
    return NoticeReading("TenderNed", "dataset van TenderNed", lots, source.windows_1252)


def _spoiled(head: bytes) -> NoticeProblem | None:
    """Tell what a spreadsheet did to a dataset that can almost be read."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = head.decode("utf-16", "ignore").replace("\t", ";").encode()
        if looks_like_tenderned(head):
            return NoticeProblem(f"Dit bestand van TenderNed is in UTF-16. {_SAVE_AGAIN}", 1, 1)
    if looks_like_tenderned(head.replace(b"\t", b";")):
        return NoticeProblem(f"In dit bestand van TenderNed staan tabs tussen de cellen. {_SAVE_AGAIN}", 1, 1)
    first, _, rest = head.removeprefix(codecs.BOM_UTF8).partition(b"\n")
    if first.strip().lower().startswith(b"sep=") and looks_like_tenderned(rest):
        return NoticeProblem(
            "De eerste regel (sep=) van dit bestand van TenderNed hoort er niet. Haal hem weg.", 1, 1
        )
    return None


_SAVE_AGAIN = "Sla het op als CSV, in UTF-8, met puntkomma's."


def iterate_tenderned(source: CsvStream) -> Iterator[Lot | NoticeProblem]:
    """Give row after row of a dataset, in bounded memory; a row that cannot be read is a problem."""
    names: list[str] | None = None
    for record in source.records():
        if isinstance(record, CsvProblem):
            yield NoticeProblem("De aanhalingstekens op deze regel kloppen niet.", record.position.line)
            continue
        line, text = record
        cells = split_record(text, source.delimiter)
        if names is None:
            names = [COLUMNS.get(_header(cell), "") for cell in cells]
        elif len(cells) != len(names):
            yield NoticeProblem(
                f"Deze regel heeft {len(cells)} cellen en de kop heeft er {len(names)}.", line
            )
        else:
            yield _lot(_row(names, cells), line)


def _row(names: list[str], cells: list[str]) -> dict[str, str]:
    """Give the cells by name; of two columns with one meaning the first that is filled."""
    row: dict[str, str] = {}
    for name, cell in zip(names, cells, strict=True):
        if name and not row.get(name):
            row[name] = cell.strip()
    return row


def _header(cell: str) -> str:
    return " ".join(cell.strip().strip("\"'\ufeff?").replace("–", "-").split()).lower()


def _lot(row: dict[str, str], line: int) -> Lot | NoticeProblem:
    draft = Draft()
    kinds = kinds_of_tenderned("", row.get("publicatiesoort", ""), "")
    drafting.put_identifier(draft, "id", row.get("kenmerk", ""), "TenderNed kenmerk")
    drafting.put_identifier(draft, "id", row.get("id", ""), "ID publicatie")
    drafting.put_identifier(draft, "perceel", row.get("perceel", ""), "Perceel id")
    if kinds and kinds[0].refusal:
        return draft.refuse(kinds[0].refusal, line)
    draft.warn_of(*kinds)
    drafting.put_text(draft, "titel", row.get("titel", ""), "Naam aanbesteding")
    drafting.put_text(draft, "opdrachtgever", row.get("dienst", ""), "Naam aanbestedende dienst")
    drafting.put_cpv(draft, row.get("cpv", ""), "Hoofd cpv definitie code")
    _put_nature(draft, row.get("soort", ""))
    _put_framework(draft, row.get("aard", ""))
    _put_value(draft, row)
    for name, header in (("begin", "Aanvang opdracht"), ("einde", "Voltooiing opdracht")):
        text = row.get(name, "")
        drafting.put_day(draft, name, text, header, drafting.dutch_day(text))
    drafting.check_order(draft)
    _put_publication(draft, row, kinds)
    return draft.lot(line)


def _put_nature(draft: Draft, text: str) -> None:
    drafting.put_nature(draft, _NATURES.get(text.lower(), text), "Type opdracht")


def _put_framework(draft: Draft, text: str) -> None:
    said = text.lower()
    if "raamovereenkomst" in said and "geen raamovereenkomst" not in said:
        draft.put("raamovereenkomst", "ja", "Aard van de opdracht")
    elif "raamovereenkomst" in said or "overheidsopdracht" in said:
        draft.put("raamovereenkomst", "nee", "Aard van de opdracht")


def _put_value(draft: Draft, row: dict[str, str]) -> None:
    text = _amount(row.get("bedrag", ""))
    if not text:
        return
    includes_vat = row.get("btw", "").lower()
    vat: Literal["zonder", "met", "onbekend"] = (
        "met" if includes_vat in _YES else "zonder" if includes_vat in _NO else "onbekend"
    )
    # A dataset without the column of currencies is in euro throughout.
    currency = row.get("valuta", "") or "EUR"
    drafting.put_value(draft, [Amount(text, _CURRENCIES.get(currency.lower(), currency), _VALUE, vat)])


_VALUE = "Oorspronkelijk geraamde waarde - bedrag"
_YES = frozenset({"ja", "j", "true", "waar", "1"})
_NO = frozenset({"nee", "n", "false", "onwaar", "0"})
_CURRENCIES = {"euro": "EUR", "eur": "EUR", "€": "EUR"}


def _amount(cell: str) -> str:
    """Write ``€ 1.500.000,00`` as ``1500000.00``."""
    text = cell.removeprefix("€").removeprefix("EUR").strip()
    if _DOTS.match(text):
        return text.replace(".", "").replace(",", ".")
    if _TWO_WAYS.match(text):
        return text  # 900,000 is nine hundred thousand, or nine hundred with three decimals
    if _COMMAS.match(text):
        return text.replace(",", "")
    return text.replace(",", ".")


def _put_publication(draft: Draft, row: dict[str, str], kinds: list[NoticeKind]) -> None:
    if kinds and kinds[0].afterwards:
        draft.leave(
            "publicatiedatum",
            "Dit is een aankondiging achteraf. De datum daarvan is niet die van de aanbesteding.",
        )
        return
    text = row.get("publicatie", "")
    drafting.put_day(draft, "publicatiedatum", text, "Publicatiedatum", drafting.dutch_day(text))
