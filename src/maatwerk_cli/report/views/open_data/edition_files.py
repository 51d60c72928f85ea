"""The files of one edition: the report in every form, its data, and what describes them."""

from collections.abc import Sequence

from maatwerk_cli.report.tables import Rapport
from maatwerk_cli.report.views.open_data.catalogue import NAME as CATALOGUE
from maatwerk_cli.report.views.open_data.catalogue import catalogue
from maatwerk_cli.report.views.theme import Theme

TERMINAL_WIDTH = 100


def edition_files(reports: Sequence[Rapport], theme: Theme | None = None) -> dict[str, bytes]:
    """Give the files of an edition by their path in its folder. The same report gives the same bytes.

    Raises:
        PdfUnavailableError: typst is not installed.
        OdsUnavailableError: odfdo is not installed.

    """
    from maatwerk_cli.report.views.report_csv import report_csv
    from maatwerk_cli.report.views.report_html import report_html
    from maatwerk_cli.report.views.report_json import report_json
    from maatwerk_cli.report.views.report_markdown import report_markdown
    from maatwerk_cli.report.views.report_ods import report_ods
    from maatwerk_cli.report.views.report_pdf import report_pdf
    from maatwerk_cli.report.views.report_terminal import report_lines
    from maatwerk_cli.report.views.report_xlsx import report_xlsx

    files = {
        "rapport.html": report_html(reports, theme).encode("utf-8"),
        "rapport.pdf": report_pdf(reports, theme),
        "rapport.xlsx": report_xlsx(reports),
        "rapport.ods": report_ods(reports),
        "rapport.json": report_json(reports).encode("utf-8"),
        "rapport.md": report_markdown(reports).encode("utf-8"),
        "rapport.txt": report_lines(reports, TERMINAL_WIDTH).encode("utf-8"),
        **{f"csv/{name}": content for name, content in report_csv(reports).items()},
    }
    return {**files, CATALOGUE: catalogue(reports, files)}
