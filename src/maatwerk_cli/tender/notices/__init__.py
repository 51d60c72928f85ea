"""Procurement notices (eForms, TED, OCDS, TenderNed) to an Aanbesteding. One file a schema."""

from maatwerk_cli.tender.notices.notice import Lot, NoticeReading, NoticeSignal
from maatwerk_cli.tender.notices.recognise import MAX_NOTICE_BYTES, open_notice_table, read_notice
from maatwerk_cli.tender.notices.tenderned import WHERE_ELSE

__all__ = [
    "MAX_NOTICE_BYTES",
    "WHERE_ELSE",
    "Lot",
    "NoticeReading",
    "NoticeSignal",
    "open_notice_table",
    "read_notice",
]
