"""A publication of TenderNed to a lot, from a row of its yearly dataset or from its JSON.

Only what ``tenderned_columns.yaml`` names is looked at. The column ``Voorbehouden voor beroepsgroep`` is
about a profession that the law protects, not about sheltered workshops, and is left alone.
"""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

from maatwerk_cli.tender.judging import Refused
from maatwerk_cli.tender.notices import drafting
from maatwerk_cli.tender.notices.drafting import Amount, Draft, Vat
from maatwerk_cli.tender.notices.notice import Lot
from maatwerk_cli.tender.notices.notice_kinds import NoticeKind, kinds_of_tenderned
from maatwerk_cli.tender.notices.notice_places import Places
from maatwerk_cli.text.yaml.own_table import own_table

Form = Literal["kolommen", "json"]
"""How TenderNed publishes: in columns, or in JSON."""


class NoticeCell(NamedTuple):
    """What a publication says of one thing, and where: the header of its column, or the field of its JSON.

    Attributes:
        text: what the first place that is filled says; of money in no currency nothing.
        place: that place.
        others: what further places with the same meaning say, in other words.
    """

    text: str
    place: str
    others: tuple[str, ...] = ()

    def and_also(self, text: str) -> "NoticeCell":
        """Give the cell with what another place says of the same thing."""
        return self if text == self.text else self._replace(others=(*self.others, text))


NoticeRow = Mapping[str, NoticeCell]
"""A publication: by the names of the table what is filled."""


@lru_cache(maxsize=1)
def columns() -> Mapping[str, Mapping[Form, tuple[str, ...]]]:
    """Give the table: by name, and by form, the headers or fields that have that meaning."""
    file = Path(__file__).parent / "tables" / "tenderned_columns.yaml"
    table: Mapping[str, Mapping[Form, list[str]]] = own_table(file)
    return {name: {form: tuple(header) for form, header in entry.items()} for name, entry in table.items()}


def lot_of(row: NoticeRow, line: int | None, form: Form) -> Lot | Refused:
    """Read one publication, or one lot of it; of a kind that is not judged, say so."""
    draft = Draft(*_looked_in(form))
    if any(cell.others for cell in row.values()):
        row = _said_once(draft, row)
    kinds = _kinds(row)
    for name, column in (("id", "kenmerk"), ("id", "id"), ("perceel", "perceel")):
        if cell := row.get(column):
            drafting.put_identifier(draft, name, cell.text, cell.place)
    if kinds and kinds[0].refusal:
        return draft.refuse(kinds[0].refusal, line)
    draft.warn_of(*kinds)
    if not kinds and (cell := row.get("soort") or row.get("formulier")):
        draft.warn(
            f"Wat voor publicatie dit is ({cell.place}), is niet te lezen. Gelezen is zij als aanbesteding."
        )
    for name, column in (("titel", "titel"), ("titel", "titel_perceel"), ("opdrachtgever", "opdrachtgever")):
        if cell := row.get(column):
            drafting.put_text(draft, name, cell.text, cell.place)
    _put_cpv(draft, row)
    if cell := row.get("aard"):
        drafting.put_nature(draft, _NATURES.get(cell.text.lower(), cell.text), cell.place)
    _put_framework(draft, row)
    _put_value(draft, row)
    _put_term(draft, row)
    _put_publication(draft, row, kinds)
    if cell := row.get("percelen"):
        counts = [int(text) for text in (cell.text, *cell.others) if _COUNT.match(text)]
        draft.number_of_lots = max(counts, default=None)
    return draft.lot(line)


_COUNT = re.compile(r"^[1-9]\d{0,3}$", re.ASCII)


def _said_once(draft: Draft, row: NoticeRow) -> NoticeRow:
    """Drop what a publication says twice and differently, and say so; of amounts the highest still counts."""
    kept = dict(row)
    for column, cell in row.items():
        texts = (cell.text, *cell.others)
        if cell.others and column in {"id", "perceel"}:
            draft.warn(f"Er staat meer dan één {cell.place}, en niet dezelfde. De eerste is genomen.")
        elif cell.others and column in {"soort", "formulier"}:
            if len({tuple(kind.id for kind in _kinds({column: NoticeCell(text, "")})) for text in texts}) > 1:
                draft.warn(
                    f"Wat voor publicatie dit is ({cell.place}), staat er twee keer, en niet hetzelfde."
                )
                del kept[column]
        elif cell.others and column in _MEANING:
            field, read = _MEANING[column]
            if not drafting.said_once(draft, field, map(read, texts), cell.place):
                del kept[column]
    return kept


def _kinds(row: NoticeRow) -> list[NoticeKind]:
    kind, form = row.get("soort"), row.get("formulier")
    code, _, words = kind.text.partition(" ") if kind else ("", "", "")
    return kinds_of_tenderned(code, f"{code} {words}", form.text if form else "")


_NATURES = {
    "werken": "works", "werk": "works", "w": "works", "diensten": "services", "dienst": "services",
    "d": "services", "leveringen": "supplies", "levering": "supplies", "l": "supplies",
}  # fmt: skip


def _put_cpv(draft: Draft, row: NoticeRow) -> None:
    cell = row.get("cpv")
    if "cpv" in draft.unread:
        return
    if cell is None and (listed := row.get("cpv_lijst")):
        codes = {code for code in re.split(r"[,;\s]+", listed.text) if code}
        if len(codes) == 1:
            cell = NoticeCell(codes.pop(), listed.place)
        elif codes:
            draft.leave("cpv", "Er staat meer dan één CPV-code, en niet welke de hoofdcode is.")
    if cell:
        drafting.put_cpv(draft, cell.text, cell.place)


def _put_framework(draft: Draft, row: NoticeRow) -> None:
    cell = row.get("raamovereenkomst")
    if cell is None:
        return
    answer = _framework(cell.text)
    if answer in {"ja", "nee"}:
        draft.put("raamovereenkomst", answer, cell.place)
    else:
        draft.leave("raamovereenkomst", f"Of dit een raamovereenkomst is ({cell.place}), is niet te lezen.")


def _framework(text: str) -> str:
    """Give whether a text says that it is a framework; of one that says neither itself."""
    said = text.lower()
    if said in _YES or ("raamovereenkomst" in said and "geen raamovereenkomst" not in said):
        return "ja"
    return "nee" if said in _NO or "raamovereenkomst" in said or "overheidsopdracht" in said else said


_YES = frozenset({"ja", "j", "true", "waar", "1"})
_NO = frozenset({"nee", "n", "false", "onwaar", "0"})


# Value ------------------------------------------------------------------------------------------------


def _put_value(draft: Draft, row: NoticeRow) -> None:
    amounts: list[Amount] = []
    if "opdrachtwaarde_excl_btw" in draft.unread:
        return
    # A dataset without the column of currencies is in euro throughout.
    stated = row.get("waarde_munt", NoticeCell("EUR", "")).text
    currency = _currency(stated)
    if cell := row.get("waarde_zonder_btw"):
        amounts += _amounts(cell, currency, "zonder")
    vat = _vat(row)
    if (cell := row.get("waarde")) and (not amounts or vat != "met"):  # with VAT it is that same value
        amounts += _amounts(cell, currency, vat)
    drafting.put_value(draft, amounts)
    if not amounts and (cell := row.get("gegunde_waarde")):
        draft.leave(
            "opdrachtwaarde_excl_btw",
            f"Er staat alleen een waarde bij de gunning ({cell.place}). Dat is niet de geraamde waarde; zij "
            "is niet gelezen.",
        )


def _amounts(cell: NoticeCell, currency: str, vat: Vat) -> list[Amount]:
    return [Amount(plain_amount(text), currency, cell.place, vat) for text in (cell.text, *cell.others)]


def _currency(text: str) -> str:
    return _CURRENCIES.get(text.lower(), text)


def _vat(row: NoticeRow) -> Vat:
    cell = row.get("waarde_met_btw", NoticeCell("", ""))
    said = {_with_vat(text) for text in (cell.text, *cell.others)}
    return said.pop() if len(said) == 1 else "onbekend"


def _with_vat(text: str) -> Vat:
    said = text.lower()
    return "met" if said in _YES else "zonder" if said in _NO else "onbekend"


_CURRENCIES = {"euro": "EUR", "eur": "EUR", "€": "EUR"}
_DOTS = re.compile(r"^\d{1,3}(\.\d{3})+(,\d{1,2})?$", re.ASCII)
_TWO_WAYS = re.compile(r"^\d{1,3},\d{3}$", re.ASCII)
_COMMAS = re.compile(r"^\d{1,3}(,\d{3})+(\.\d{1,2})?$", re.ASCII)


def plain_amount(cell: str) -> str:
    """Write ``€ 1.500.000,00`` as ``1500000.00``."""
    text = cell.removeprefix("€").removeprefix("EUR").strip()
    if _DOTS.match(text):
        return text.replace(".", "").replace(",", ".")
    if _TWO_WAYS.match(text):
        return text  # 900,000 is nine hundred thousand, or nine hundred with three decimals
    if _COMMAS.match(text):
        return text.replace(",", "")
    return text.replace(",", ".")


# Term and date ----------------------------------------------------------------------------------------


def _put_term(draft: Draft, row: NoticeRow) -> None:
    for name in ("begin", "einde"):
        if cell := row.get(name):
            drafting.put_day(draft, name, _day(cell.text), cell.place)
    drafting.check_order(draft)
    number, unit = row.get("termijn"), row.get("termijn_eenheid")
    if number is None or "looptijd_maanden" in draft.unread:
        return
    if unit is None:
        draft.leave("looptijd_maanden", f"Bij de termijn ({number.place}) staat geen tijdseenheid.")
        return
    drafting.put_duration(draft, _whole(number.text), _unit(unit.text), number.place)


def _whole(number: str) -> str:
    return number.removesuffix(",0").removesuffix(".0")


def _unit(text: str) -> str:
    return _UNITS.get(text.lower(), text)


_UNITS = {
    "maanden": "MONTH", "maand": "MONTH", "month": "MONTH", "months": "MONTH",
    "jaren": "YEAR", "jaar": "YEAR", "year": "YEAR", "years": "YEAR",
    "dagen": "DAY", "dag": "DAY", "day": "DAY", "days": "DAY",
    "weken": "WEEK", "week": "WEEK", "weeks": "WEEK",
}  # fmt: skip


def _put_publication(draft: Draft, row: NoticeRow, kinds: list[NoticeKind]) -> None:
    if kinds and kinds[0].afterwards:
        draft.leave(
            "publicatiedatum",
            "Dit is een aankondiging achteraf. De datum daarvan is niet die van de aanbesteding.",
        )
    elif cell := row.get("publicatiedatum"):
        drafting.put_day(draft, "publicatiedatum", _day(cell.text), cell.place)


# What stands twice ------------------------------------------------------------------------------------


def _day(text: str) -> str:
    return drafting.dutch_day(text) or text


_MEANING: Mapping[str, tuple[str, Callable[[str], str]]] = {
    "aard": ("aard", lambda text: _NATURES.get(text.lower(), text.lower())),
    "raamovereenkomst": ("raamovereenkomst", _framework),
    "cpv": ("cpv", lambda text: text.partition("-")[0]),
    "cpv_lijst": ("cpv", str),
    "begin": ("begin", _day),
    "einde": ("einde", _day),
    "publicatiedatum": ("publicatiedatum", _day),
    "termijn": ("looptijd_maanden", _whole),
    "termijn_eenheid": ("looptijd_maanden", _unit),
    "waarde_munt": ("opdrachtwaarde_excl_btw", _currency),
}
"""By column of what is said once: its field, and how to read it so that it can be compared."""


# What is not there ------------------------------------------------------------------------------------

TENDERNED_FIELDS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "kenmerk"),
    "perceel": ("perceel",),
    "titel": ("titel_perceel", "titel"),
    "opdrachtgever": ("opdrachtgever",),
    "aard": ("aard",),
    "opdrachtwaarde_excl_btw": ("waarde_zonder_btw", "waarde"),
    "begin": ("begin",),
    "einde": ("einde",),
    "looptijd_maanden": ("termijn",),
    "raamovereenkomst": ("raamovereenkomst",),
    "cpv": ("cpv", "cpv_lijst"),
    "publicatiedatum": ("publicatiedatum",),
}
"""By field of a tender the names of the table that it is read from."""


@lru_cache(maxsize=2)
def _looked_in(form: Form) -> tuple[Places, str]:
    """Give where each field is looked for in a form, and where to go on for what that form never has."""
    return {
        field: tuple(place for name in names for place in columns()[name].get(form, ()))
        for field, names in TENDERNED_FIELDS.items()
    }, f"Het staat niet in dit soort bestand. {WHERE_ELSE}"


WHERE_ELSE = (
    "Kijk in de XML: die staat op TenderNed bij de aankondiging. Alle aankondigingen van een jaar in OCDS "
    "staan daar bij 'Aanbesteden in cijfers'."
)
