"""One cell or option of a tender, as a person types it, to the value that the record holds.

Refusals are ``PydanticCustomError`` with the same Dutch types as the value types of the records.
"""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial
from typing import Any, get_args

from pydantic_core import PydanticCustomError

from maatwerk_cli.models.dutch_input import Decimaalteken, read_bedrag, read_datum, two_ways
from maatwerk_cli.models.tender.choices import MAX_TERM_MONTHS, Aard, OpdrachtgeverSoort, Raamovereenkomst
from maatwerk_cli.models.tender.cpv import checked_cpv
from maatwerk_cli.models.values import ID_PATTERN, MAX_ID, MAX_RECORD_TEXT, ONBEKEND

_LONGEST_NUMBER = 6
"""Digits: a longer number of months is refused without being computed."""

_BARE = re.compile(r"[0-9]{1,11}(?:\.[0-9]{2})?").fullmatch
"""An amount that needs no more reading: below the most it can be, and not to be taken in two ways."""
_CPV = r"[0-9]{8}(?:-[0-9])?"
_SEPARATORS = r"[;,\s]+"


def read_maanden(text: str) -> int:
    """Read a whole number of months.

    Raises:
        PydanticCustomError: ``maanden_vorm``.
    """
    if text.isdigit() and text.isascii() and len(text) <= _LONGEST_NUMBER and int(text) <= MAX_TERM_MONTHS:
        return int(text)
    raise PydanticCustomError("maanden_vorm", "maanden", {"le": MAX_TERM_MONTHS})


def read_gronden(text: str) -> tuple[str, ...]:
    """Read the grounds that apply: their ids with ``;`` or a space between, or ``nee``.

    Raises:
        PydanticCustomError: ``gronden_gemengd`` where ``nee`` stands beside an id, ``grond_vorm``.
    """
    words = tuple(dict.fromkeys(word for word in re.split(_SEPARATORS, text.lower()) if word))
    if words == ("nee",):
        return ()
    if "nee" in words or ONBEKEND in words:
        raise PydanticCustomError("gronden_gemengd", "gronden")
    if not words or not all(len(word) <= MAX_ID and re.fullmatch(ID_PATTERN, word) for word in words):
        raise PydanticCustomError("grond_vorm", "grond")
    return words


def read_lezingen(text: str) -> tuple[tuple[str, str], ...]:
    """Read choices: ``percelen=apart``, several with ``;`` or a space between.

    Raises:
        PydanticCustomError: ``lezing_vorm`` where one is no name and choice, or a name comes twice.
    """
    pairs = [word.partition("=") for word in re.split(_SEPARATORS, text.lower()) if word]
    chosen = {name: choice for name, _, choice in pairs}
    if len(chosen) < len(pairs) or not all(
        len(word) <= MAX_ID and re.fullmatch(ID_PATTERN, word) for pair in chosen.items() for word in pair
    ):
        raise PydanticCustomError("lezing_vorm", "lezing")
    return tuple(chosen.items())


def as_code(text: str) -> str:
    """Give a text as a code: without its capitals, and with no spaces in it."""
    return "_".join(text.lower().split())


def _code(choices: tuple[str, ...], text: str) -> str:
    if text in choices:
        return text
    if as_code(text) in choices:
        return as_code(text)
    raise PydanticCustomError("literal_error", "keuze", {"expected": ", ".join(choices)})


def _framework(text: str) -> str:
    """Read the id of a framework; what is none is told with those that there are, where those are known."""
    if as_code(text) == ONBEKEND:
        raise PydanticCustomError("onbekend", "onbekend")  # for who reads the cell to take it as unknown
    return as_code(text[: MAX_ID + 1])


def _cpv(text: str) -> str:
    if re.fullmatch(_CPV, text):
        return checked_cpv(text)
    raise PydanticCustomError("cpv_vorm", "cpv")


def _text(text: str) -> str:
    if len(text) > MAX_RECORD_TEXT:
        raise PydanticCustomError("string_too_long", "tekst", {"max_length": MAX_RECORD_TEXT})
    return text


DITTO_WORDS = frozenset(
    ("idem", "dito", "id.", "do.", '"', "”", "“", "„", "〃", "''", "zie boven", "zie hierboven")
)
"""What people write for the same as in the row above: of such rows it is not known whose they are."""
_NO_NAME = DITTO_WORDS.union(
    (
        *("-", "--", "---", "–", "—", "?", "??", "???", ".", "..", "...", "…", "/", "*"),
        *("nvt", "n.v.t", "n.v.t.", "n/a", "n.a.", "niet van toepassing", "geen", "leeg", ONBEKEND),
        *(
            "nnb",
            "n.n.b.",
            "nog niet bekend",
            "niet bekend",
            "ntb",
            "n.t.b.",
            "nader te bepalen",
            "tbd",
            "pm",
            "p.m.",
        ),
    )
)
"""What people write where there is nothing to name: as a name two such rows would be lots of one tender."""


def named(text: str) -> str | None:
    """Give a name or a mark; nothing of a text that only fills its place."""
    return None if text.lower() in _NO_NAME else text


def _name(text: str) -> str | None:
    if text.lower() in DITTO_WORDS:
        raise PydanticCustomError("herhaling", "tekst")
    return named(_text(text))


CellReader = Callable[[str], Any]
"""Reads a cell that is not empty and not ``onbekend``, without spaces around it."""


class AmountReader:
    """Reads amounts, and remembers whether one of them could mean two things.

    Args:
        decimaal: how such an amount is read.
    """

    def __init__(self, decimaal: Decimaalteken) -> None:
        self._decimaal = decimaal
        self.two_ways = False

    def __call__(self, text: str) -> Decimal:
        """Read one amount."""
        if _BARE(text):
            return Decimal(text)
        self.two_ways = self.two_ways or two_ways(text)
        return read_bedrag(text, self._decimaal)


def cell_readers(amount: AmountReader) -> Mapping[str, CellReader]:
    """Give for every field of a tender how its cell is read."""
    return {
        "id": _name,
        "titel": _text,
        "opdrachtgever": _name,
        "opdrachtgever_soort": partial(_code, get_args(OpdrachtgeverSoort)),
        "perceel": _name,
        "aard": partial(_code, get_args(Aard)),
        "loonsom_excl_btw": amount,
        "opdrachtwaarde_excl_btw": amount,
        "begin": read_datum,
        "einde": read_datum,
        "looptijd_maanden": read_maanden,
        "verlenging_maanden": read_maanden,
        "raamovereenkomst": partial(_code, get_args(Raamovereenkomst)),
        "categorie": _name,
        "cpv": _cpv,
        "werkwijze": _framework,
        "uitsluitingsgronden": read_gronden,
        "motivering": _text,
        "lezingen": read_lezingen,
        "publicatiedatum": read_datum,
        "peildatum": read_datum,
    }
