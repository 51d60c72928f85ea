"""A text in a cell of a CSV file, so that no spreadsheet runs it and it reads back as it was."""

import re

_STARTS = frozenset("'=+-@\t\r＝＋－＠")
_FORMULA = re.compile(r"'*[=+\-@\t\r＝＋－＠]")


def guarded(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would run; one that was there gets one more, to tell."""
    return f"'{text}" if text[:1] in _STARTS and _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """Give a text as it was before :func:`guarded`."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


ERROR_CELL = re.compile(
    r"#(?:N/?[ABV]|REF!|VERW!|WAARDE!|VALUE!|DEEL/0!|DIV/0!|NAAM\?|NAME\?|GETAL!|NUM!|LEEG!|NULL!"
    r"|OVERLOOP!|SPILL!|BEREK!|CALC!|#+)",
    re.IGNORECASE,
)
"""What a spreadsheet program shows where a formula has no outcome, in Dutch and in English."""
CUT_CELL = re.compile(r"[0-9](?:[.,][0-9]{1,14})?E\+[0-9]{2,3}")
"""What it shows, and keeps in a CSV, of a number too long for its cell: the last digits are lost."""
