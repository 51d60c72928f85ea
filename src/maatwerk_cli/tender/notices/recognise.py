"""Which schema a file is of, by its content; each reader is loaded only when it is needed."""

import io
from typing import BinaryIO

from maatwerk_cli.tender.judging import Refused
from maatwerk_cli.tender.notices.notice import NoticeReading

MAX_NOTICE_BYTES = 100 * 1024 * 1024
"""No larger file is read at all: the largest yearly dataset of TenderNed stays below it."""

_MAX_XML = 50 * 1024 * 1024
"""It is held in memory; what is larger is no single notice."""
_MAX_JSON = 25 * 1024 * 1024
"""Less than of XML: all of it is in memory at once, as objects."""
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_JSON_MARKS = (
    b'"ocid"', b'"releases"', b'"records"', b'"compiledRelease"', b'"tender"', b'"publicatieId"',
    b'"documenten"', b'"html"', b'"totalElements"', b'"totalNoticeCount"', b'"error"', b'"errors"',
    b'"message"', b'"detail"', b'"status"',
)  # fmt: skip
"""Keys of OCDS, of TenderNed, and of what services answer."""
_PACKED = {
    b"PK\x05\x06": "een leeg ingepakt bestand (zip)",
    b"\x1f\x8b": "een ingepakt bestand (gzip). Pak het eerst uit",
    b"7z\xbc\xaf": "een ingepakt bestand (7z). Pak het eerst uit",
    b"Rar!": "een ingepakt bestand (rar). Pak het eerst uit",
    b"BZh": "een ingepakt bestand (bzip2). Pak het eerst uit",
    b"\xfd7zXZ": "een ingepakt bestand (xz). Pak het eerst uit",
    b"%PDF": "een PDF. Download de aankondiging als XML",
    b"\xd0\xcf\x11\xe0": "een bestand van een oude versie van Office, of met een wachtwoord. Sla het op als "
    ".xlsx zonder wachtwoord",
}


def read_notice(data: bytes) -> NoticeReading | Refused | None:
    """Read a notice, recognised by its content and never by its name.

    Args:
        data: the whole file.

    Returns:
        The reading; or what is wrong with a file that is meant as a notice; or ``None`` where the content is
        of none of the schemas, so that it may be a record or a table of tenders.
    """
    for magic, what in _PACKED.items():
        if data.startswith(magic):
            return Refused(f"Dit is {what}.")
    if len(data) > MAX_NOTICE_BYTES:
        return too_large_notice(MAX_NOTICE_BYTES)
    start = _start(data)
    if start.startswith(b"<"):
        return _read_xml(data, start)
    if start[:1] in {b"{", b"["} and _has_known_key(data):
        return _read_json(data)
    return _read_table(io.BytesIO(data))


def open_notice_table(stream: BinaryIO) -> NoticeReading | Refused | None:
    """Open a table of notices of any size: its lots are read while they are asked for, from the stream.

    Args:
        stream: the file, which can be read again from the beginning.

    Returns:
        The reading; or what is wrong with such a table; or ``None`` where it may be anything else.
    """
    stream.seek(0)
    head = stream.read(4096)
    packed = head.startswith(b"PK\x03\x04")
    if not packed and (_start(head)[:1] in {b"<", b"{", b"["} or head.startswith(tuple(_PACKED))):
        return None
    return _read_table(stream)


def _read_table(stream: BinaryIO) -> NoticeReading | Refused | None:
    from maatwerk_cli.tender.notices.tenderned_tables import open_tenderned

    return open_tenderned(stream)


def too_large_notice(limit: int) -> Refused:
    """Tell that a file is too large to read."""
    return Refused(
        f"Het bestand is groter dan {limit // 1024 // 1024} MB. Zo groot is een aankondiging nooit; het "
        "wordt niet gelezen."
    )


def _start(data: bytes) -> bytes:
    """Give the first characters as ASCII, whatever the encoding, without byte order mark and white space."""
    head = data[:4096]
    for bom in _BOMS:
        head = head.removeprefix(bom)
    return head.replace(b"\x00", b"").lstrip()


def _has_known_key(data: bytes) -> bool:
    plain = data if b"\x00" not in data[:4] else data.replace(b"\x00", b"")
    return any(mark in plain for mark in _JSON_MARKS)


def _read_xml(data: bytes, start: bytes) -> NoticeReading | Refused:
    if start[:200].lower().startswith((b"<!doctype html", b"<html")):
        return _web_page()
    if len(data) > _MAX_XML:
        return too_large_notice(_MAX_XML)
    from maatwerk_cli.tender.notices import eforms, ted
    from maatwerk_cli.tender.notices.xml_tree import parse_xml

    root = parse_xml(data.lstrip())
    if isinstance(root, Refused):
        return _web_page() if b"<html" in start.lower() else root
    if root.name in eforms.ROOTS:
        return eforms.read_eforms(root)
    if root.name == ted.ROOT:
        return ted.read_ted(root)
    if root.name.lower() == "html":
        return _web_page()
    if root.name in {"rss", "feed", "RDF"}:
        return Refused(
            "Dit is een overzicht van berichten (RSS of Atom) en geen aankondiging. Open een bericht en "
            "download daarvan de XML."
        )
    if root.name in {"Error", "error", "Fault", "Envelope"}:
        return Refused(
            "Dit is het antwoord van een dienst (een foutmelding) en geen aankondiging. Vraag de "
            "aankondiging opnieuw op."
        )
    return Refused(
        "Dit is XML, maar geen aankondiging in eForms of TED R2.0.9. Download de XML van de aankondiging "
        "van TED of TenderNed."
    )


def _web_page() -> Refused:
    return Refused(
        "Dit is een webpagina (HTML) en geen aankondiging. Download de XML van de aankondiging zelf."
    )


def _read_json(data: bytes) -> NoticeReading | Refused | None:
    if len(data) > _MAX_JSON:
        return too_large_notice(_MAX_JSON)
    from maatwerk_cli.tender.notices.json_content import parse_json
    from maatwerk_cli.tender.notices.ocds import read_ocds
    from maatwerk_cli.tender.notices.service_answer import answer_of_service
    from maatwerk_cli.tender.notices.tenderned_json import read_tenderned_json

    content = parse_json(data)
    if isinstance(content, Refused):
        return content
    return read_tenderned_json(content) or answer_of_service(content) or read_ocds(content)
