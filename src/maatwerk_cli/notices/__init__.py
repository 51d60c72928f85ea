"""Procurement notices (eForms, TED, OCDS, TenderNed) to an Aanbesteding. One file a schema."""

from maatwerk_cli.notices.reading import Lot, NotANotice, NoticeProblem, NoticeReading, Signal

__all__ = ["Lot", "NotANotice", "NoticeProblem", "NoticeReading", "Signal", "read_notice"]


def read_notice(data: bytes, name: str) -> NoticeReading | NotANotice | NoticeProblem:
    """Read a notice, recognised by its content and never by its name.

    Args:
        data: the whole file.
        name: what to call the file in a message.

    Returns:
        The reading; or what is wrong with a file that is meant as a notice; or that the content is of
        none of the schemas, so that it may be a record or a table of tenders.

    """
    del data, name
    return NotANotice()
