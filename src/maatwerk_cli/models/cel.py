"""One cell or option of a tender, as a person types it, to the value that the record holds.

Refusals are ``PydanticCustomError`` with the same Dutch types as the value types of the records.
"""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import lru_cache, partial
from typing import Any, Literal, get_args

from pydantic_core import PydanticCustomError

from maatwerk_cli.models.values import (
    ID_PATTERN,
    MAX_TEKST,
    ONBEKEND,
    Datum,
    parse_bedrag,
    parse_datum,
)
from maatwerk_cli.models.velden import MAX_MAANDEN, Aard, OpdrachtgeverSoort, Raamovereenkomst

Decimaalteken = Literal["komma", "punt"]

_EURO = r"(?i)^(?:€|eur(?:o)?)\s*|\s*(?:€|eur(?:o)?)$"
_PLAIN = r"-?[0-9]{1,20}(?:[.,][0-9]{1,2})?"
_DUTCH = r"-?[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]{1,2})?"
_ENGLISH = r"-?[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]{1,2}|-?[0-9]{1,3}(?:,[0-9]{3}){2,}"
_SPACED = r"-?[0-9]{1,3}(?: [0-9]{3})+(?:[.,][0-9]{1,2})?"
_TWO_WAYS = r"-?[1-9][0-9]{0,2}[.,][0-9]{3}"
_DAY_FIRST = r"([0-9]{1,2})-([0-9]{1,2})-([0-9]{4})"
_CPV = r"[0-9]{8}(?:-[0-9])?"
_SEPARATORS = r"[;,\s]+"


def two_ways(text: str) -> bool:
    """Tell whether an amount can mean two things, as ``250.000`` can."""
    return len(text) < 40 and re.fullmatch(_TWO_WAYS, _bare(text)) is not None


def _bare(text: str) -> str:
    text = re.sub(
        _EURO, "", text.strip().replace("\u00a0", " ").replace("\u202f", " ").replace("\u2212", "-")
    )
    return text.removesuffix(",-").removesuffix(",--").strip()


def read_bedrag(text: str, decimaal: Decimaalteken = "komma") -> Decimal:
    """Read an amount in euros: ``250000``, ``250000.00``, ``250.000,00``, ``€ 250.000``.

    Args:
        text: what was typed.
        decimaal: how an amount that can mean two things is read: ``250.000`` is Dutch for 250 thousand
            (``komma``) or 250 with three decimals (``punt``).

    Raises:
        PydanticCustomError: ``bedrag_vorm``, ``bedrag_dubbelzinnig``, ``bedrag_negatief`` or
            ``bedrag_te_groot``.

    """
    bare = _bare(text) if len(text) < 60 else "x"
    if re.fullmatch(_TWO_WAYS, bare):
        return parse_bedrag(_one_way(bare, decimaal))
    if re.fullmatch(_PLAIN, bare):
        return parse_bedrag(bare.replace(",", "."))
    if re.fullmatch(_DUTCH, bare):
        return parse_bedrag(bare.replace(".", "").replace(",", "."))
    if re.fullmatch(_ENGLISH, bare):
        return parse_bedrag(bare.replace(",", ""))
    if re.fullmatch(_SPACED, bare):
        return parse_bedrag(bare.replace(" ", "").replace(",", "."))
    raise PydanticCustomError("bedrag_vorm", "bedrag")


def _one_way(bare: str, decimaal: Decimaalteken) -> str:
    thousands = "." if decimaal == "komma" else ","
    if thousands in bare:
        return bare.replace(thousands, "")
    if bare.endswith("0") and decimaal == "punt":
        return bare[:-1]
    # Three decimals are no amount in euros and cents: more likely it was meant the other way.
    raise PydanticCustomError("bedrag_dubbelzinnig", "bedrag")


@lru_cache(maxsize=8192)
def read_datum(text: str) -> Datum:
    """Read a date as the records write it, or day first as a Dutch spreadsheet does: ``1-3-2018``.

    Raises:
        PydanticCustomError: ``datum_vorm``.

    """
    day_first = re.fullmatch(_DAY_FIRST, text)
    if day_first:
        day, month, year = day_first.groups()
        return parse_datum(f"{year}-{month:0>2}-{day:0>2}")
    return parse_datum(text)


def read_maanden(text: str) -> int:
    """Read a whole number of months.

    Raises:
        PydanticCustomError: ``maanden_vorm``.

    """
    if text.isdigit() and text.isascii() and len(text) <= 6 and int(text) <= MAX_MAANDEN:
        return int(text)
    raise PydanticCustomError("maanden_vorm", "maanden", {"le": MAX_MAANDEN})


@lru_cache(maxsize=1024)
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
    if not words or not all(len(word) <= 80 and re.fullmatch(ID_PATTERN, word) for word in words):
        raise PydanticCustomError("grond_vorm", "grond")
    return words


@lru_cache(maxsize=1024)
def read_lezingen(text: str) -> tuple[tuple[str, str], ...]:
    """Read choices: ``percelen=apart``, several with ``;`` or a space between.

    Raises:
        PydanticCustomError: ``lezing_vorm`` where one is no name and choice, or a name comes twice.

    """
    pairs = [word.partition("=") for word in re.split(_SEPARATORS, text) if word]
    chosen = {name: choice for name, _, choice in pairs}
    if len(chosen) < len(pairs) or not all(
        len(word) <= 80 and re.fullmatch(ID_PATTERN, word) for pair in chosen.items() for word in pair
    ):
        raise PydanticCustomError("lezing_vorm", "lezing")
    return tuple(chosen.items())


def _code(choices: tuple[str, ...], text: str) -> str:
    if text in choices:
        return text
    if text.lower() in choices:
        return text.lower()
    raise PydanticCustomError("literal_error", "keuze", {"expected": ", ".join(choices)})


def _id(text: str) -> str:
    if len(text) <= 80 and re.fullmatch(ID_PATTERN, text):
        return text
    raise PydanticCustomError("id_vorm", "id")


def _cpv(text: str) -> str:
    if re.fullmatch(_CPV, text):
        return text
    raise PydanticCustomError("cpv_vorm", "cpv")


def _text(text: str) -> str:
    if len(text) > MAX_TEKST:
        raise PydanticCustomError("string_too_long", "tekst", {"max_length": MAX_TEKST})
    return text


Cellezer = Callable[[str], Any]
"""Reads a cell that is not empty and not ``onbekend``, without spaces around it."""


class Bedraglezer:
    """Reads amounts, and remembers whether one of them could mean two things.

    Args:
        decimaal: how such an amount is read.

    """

    def __init__(self, decimaal: Decimaalteken) -> None:
        self._decimaal = decimaal
        self.dubbelzinnig = False

    def __call__(self, text: str) -> Decimal:
        """Read one amount."""
        if len(text) < 12 and text.isdigit() and text.isascii():
            return Decimal(text)
        self.dubbelzinnig = self.dubbelzinnig or two_ways(text)
        return read_bedrag(text, self._decimaal)


def cell_readers(amount: Bedraglezer) -> Mapping[str, Cellezer]:
    """Give for every field of a tender how its cell is read."""
    return {
        "id": _text,
        "titel": _text,
        "opdrachtgever": _text,
        "opdrachtgever_soort": partial(_code, get_args(OpdrachtgeverSoort)),
        "perceel": _text,
        "aard": partial(_code, get_args(Aard)),
        "loonsom_excl_btw": amount,
        "opdrachtwaarde_excl_btw": amount,
        "begin": read_datum,
        "einde": read_datum,
        "looptijd_maanden": read_maanden,
        "verlenging_maanden": read_maanden,
        "raamovereenkomst": partial(_code, get_args(Raamovereenkomst)),
        "categorie": _text,
        "cpv": _cpv,
        "werkwijze": _id,
        "uitsluitingsgronden": read_gronden,
        "motivering": _text,
        "lezingen": read_lezingen,
        "publicatiedatum": read_datum,
        "peildatum": read_datum,
    }
