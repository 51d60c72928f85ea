"""The files of one edition: the report in every form, and its data."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress

from maatwerk_cli.register.records import Dataset
from maatwerk_cli.report.tables import Rapport
from maatwerk_cli.report.views.open_data.dcat_catalogue import CATALOGUE_FILE, catalogue_of_reports
from maatwerk_cli.report.views.report_csv import report_csv
from maatwerk_cli.report.views.report_html import report_html
from maatwerk_cli.report.views.report_json import report_json
from maatwerk_cli.report.views.report_markdown import report_markdown
from maatwerk_cli.report.views.report_ods import OdsUnavailableError, report_ods
from maatwerk_cli.report.views.report_pdf import report_pdf
from maatwerk_cli.report.views.report_terminal import report_lines
from maatwerk_cli.report.views.report_xlsx import report_xlsx
from maatwerk_cli.tender.frameworks.authorities import RIJK
from maatwerk_cli.text.pdf.pdf_document import PdfUnavailableError

DATA = "gegevens"
"""The folder with the data of the report."""
_WIDTH = 80  # columns of a terminal and of a letter

_FORMS: dict[str, Callable[[Rapport], str | bytes]] = {
    "json": lambda report: report_json([report]),
    "md": lambda report: report_markdown([report]),
    "html": lambda report: report_html([report]),
    "xlsx": lambda report: report_xlsx([report]),
    "ods": lambda report: report_ods([report]),
    "txt": lambda report: report_lines([report], _WIDTH),
    "pdf": lambda report: report_pdf([report]),
}
"""Each form of the report by the suffix of its file."""


def report_files(report: Rapport) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """Give the report in every form that can be made here, and the forms that cannot."""
    files: dict[str, bytes] = {}
    for suffix, view in _FORMS.items():
        with suppress(PdfUnavailableError, OdsUnavailableError):
            content = view(report)
            files[f"rapport-{report.jaar}.{suffix}"] = (
                content.encode() if isinstance(content, str) else content
            )
    missing = tuple(suffix for suffix in _FORMS if f"rapport-{report.jaar}.{suffix}" not in files)
    return files, missing


def data_files(report: Rapport) -> dict[str, bytes]:
    """Give the data of the report: its tables, all counts in one, what they mean and what belongs to them."""
    return {f"{DATA}/{name}": content for name, content in report_csv([report]).items()}


def description(dataset: Dataset, report: Rapport, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Describe an edition for data.overheid.nl, by the files of the report and of its data."""
    page, of_rijk = f"rapport-{report.jaar}.html", RIJK in _authorities(dataset)
    return {CATALOGUE_FILE: catalogue_of_reports([report], files, page, of_rijk=of_rijk)}


def _authorities(dataset: Dataset) -> Iterator[str | None]:
    """Give the layers of government that the records and posts of a register tell of."""
    yield from (entry.value.bestuurslaag for entry in dataset.proeftuinen.counting)
    for post in dataset.verzamelposten.counting:
        yield from post.value.kenmerken.get("bestuurslaag", ())
