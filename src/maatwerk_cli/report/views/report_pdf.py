"""The report as a tagged PDF, by WeasyPrint: an extra, since it needs libraries outside Python."""

import logging
from collections.abc import Sequence

from maatwerk_cli.report.tables import Rapport
from maatwerk_cli.report.views.report_html import report_html
from maatwerk_cli.report.views.theme import Theme


class PdfUnavailableError(Exception):
    """WeasyPrint, or a library it needs, is not there."""


def report_pdf(reports: Sequence[Rapport], theme: Theme | None = None, only: str | None = None) -> bytes:
    """Write one or more years as PDF/UA. The limits of that are in ``docs/pdf.md``.

    Raises:
        PdfUnavailableError: WeasyPrint cannot be loaded.

    """
    try:
        from weasyprint import HTML
    except (ImportError, OSError):
        raise PdfUnavailableError from None
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    page = HTML(string=report_html(reports, theme, only), url_fetcher=_nothing_is_fetched)
    document: bytes = page.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=_identifier(reports))
    return document


def _identifier(reports: Sequence[Rapport]) -> bytes:
    return "-".join(f"{rapport.herkomst.dataset_sha256[:16]}-{rapport.jaar}" for rapport in reports).encode()


def _nothing_is_fetched(url: str, *_: object, **__: object) -> dict[str, object]:
    raise ValueError(url)
