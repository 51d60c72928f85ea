"""The page of findings is made from the catalogue. Run as a script, this file writes it anew."""

from pathlib import Path

from maatwerk_cli.checks.catalogue import catalogue
from maatwerk_cli.checks.views.finding_pages import rules_markdown

PAGE = Path(__file__).parents[1] / "docs" / "bevindingen.md"


def test_the_page_of_findings_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == rules_markdown(catalogue().values()), (
        "python tests/test_bevindingen.py"
    )


if __name__ == "__main__":
    PAGE.write_text(rules_markdown(catalogue().values()), encoding="utf-8", newline="\n")
