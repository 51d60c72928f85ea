"""Text from the data made safe to show: no personal data, and nothing that steers a terminal or a page."""

import re
import unicodedata

from maatwerk_cli.text.personal_data.privacy import mask

_STEERS = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}


def safe_text(text: str) -> str:
    """Give a text as it may be shown: what looks like personal data is masked, no character is invisible."""
    return printable(mask(text))


def safe_line(text: str) -> str:
    """Give a text as it may be shown, on one line."""
    return safe_text(" ".join(text.split()))


def printable(text: str) -> str:
    """Write characters that steer or hide (control, direction, half of a pair) as their number."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        f"\\u{{{ord(character):x}}}" if unicodedata.category(character) in _STEERS else character
        for character in text
    )


def code_span(text: str, *, in_table: bool = False) -> str:
    """Write text as Markdown code, in which nothing is layout, a link or somebody's name."""
    text = safe_line(text) or "(leeg)"
    fence = "`" * (longest_run(text) + 1)
    padding = " " if text.startswith("`") or text.endswith("`") else ""
    span = f"{fence}{padding}{text}{padding}{fence}"
    return span.replace("|", "\\|") if in_table else span


def longest_run(text: str) -> int:
    """Count the longest row of backticks."""
    return max((len(run) for run in re.findall("`+", text)), default=0)
