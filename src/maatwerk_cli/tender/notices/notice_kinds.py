"""What a notice is and what follows from that: one table, as data, for the readers of every schema."""

from collections.abc import Collection, Mapping, Set
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from maatwerk_cli.tender.judging import Refused
from maatwerk_cli.text.yaml.own_table import own_table

Consequence = Literal["getoetst", "met_waarschuwing", "niet_getoetst"]

SCHEMAS = ("eforms", "ted", "ocds", "tenderned")
"""The keys of that table that say what tells a kind in a schema, in the order of docs/aankondigingen.md."""


@dataclass(frozen=True, slots=True, eq=False)
class NoticeKind:
    """One kind of notice.

    Attributes:
        id: its name in the table.
        name: what it is called, in Dutch.
        consequence: whether it is judged.
        said: the warning that goes with a verdict; of a kind that is not judged why, and where to go on.
        afterwards: it is published after the award, so that its date is not that of the tender.
        marks: by schema, and then by sort of mark (``types``, ``tags``, ``codes``), what tells it.
    """

    id: str
    name: str
    consequence: Consequence
    said: str
    afterwards: bool
    marks: Mapping[str, Mapping[str, tuple[str, ...]]]

    @property
    def refusal(self) -> Refused | None:
        """Why it is not judged; ``None`` where it is."""
        return Refused(self.said) if self.consequence == "niet_getoetst" else None


@lru_cache(maxsize=1)
def notice_kinds() -> Mapping[str, NoticeKind]:
    """Give every kind by its id, in the order of the table."""
    table: Mapping[str, Mapping[str, Any]] = own_table(Path(__file__).parent / "tables" / "notice_kinds.yaml")
    return {name: _kind(name, row) for name, row in table.items()}


def _kind(name: str, row: Mapping[str, Any]) -> NoticeKind:
    marks: dict[str, Mapping[str, tuple[str, ...]]] = {}
    for schema in SCHEMAS:
        of_schema = row.get(schema, {})
        listed = {"formulieren": of_schema} if isinstance(of_schema, list) else of_schema
        marks[schema] = {sort: tuple(map(str, values)) for sort, values in listed.items()}
    return NoticeKind(
        name, row["naam"], row["gevolg"], row.get("gezegd", ""), bool(row.get("achteraf", False)), marks
    )


CHANGE, CANCELLATION = "rectificatie", "intrekking"
DEEDS = frozenset({CHANGE, CANCELLATION})
"""Kinds that say what a notice does to an earlier one; it keeps being a kind of its own as well."""


_NOT_AWARDED: Mapping[str, tuple[str, ...]] = {
    "gegunde_opdracht": (),
    "gegunde_concessie": ("concessie",),
}
"""By kind that says that something was awarded of what kind it is where nothing was."""


def not_awarded(kinds: Collection[NoticeKind]) -> list[NoticeKind]:
    """Give the kinds of a tender of which nothing was awarded."""
    names = [name for kind in kinds for name in _NOT_AWARDED.get(kind.id, (kind.id,))]
    return [notice_kinds()[name] for name in names]


def awards_in(warnings: Collection[str]) -> list[NoticeKind]:
    """Give the kinds of which the warning says that something was awarded."""
    return [kind for name in _NOT_AWARDED if (kind := notice_kinds()[name]).said in warnings]


@lru_cache(maxsize=32)
def _by_mark(schema: str, sort: str, *, with_basis: bool = False) -> Mapping[str, NoticeKind]:
    """Give kinds by a mark; ``with_basis`` by a mark, a space and the legal basis that has to go with it."""
    by_mark: dict[str, NoticeKind] = {}
    for kind in notice_kinds().values():
        marks = kind.marks[schema]
        bases = marks.get("grondslag", ())
        for mark in marks.get(sort, ()):
            if with_basis:
                by_mark.update({f"{mark} {basis}": kind for basis in bases})
            elif not bases or sort == "subtypes":  # a subtype is of one legal basis by itself
                by_mark[mark] = kind
    return by_mark


def kind_of_eforms(subtype: str, notice_type: str, form_type: str, basis: str) -> NoticeKind | None:
    """Tell the kind by the subtype, else the type (with its legal basis), else the type of form."""
    tried = (
        (_by_mark("eforms", "subtypes"), subtype),
        (_by_mark("eforms", "types", with_basis=True), f"{notice_type} {basis}"),
        (_by_mark("eforms", "types"), notice_type),
        (_by_mark("eforms", "formulier"), form_type),
    )
    return next((table[mark] for table, mark in tried if mark in table), None)


def kind_of_ted(form: str, notice_type: str) -> NoticeKind | None:
    """Tell the kind by the form and what it says of itself, else by the form."""
    table = _by_mark("ted", "formulieren")
    return table.get(f"{form} {notice_type}") or table.get(form)


def kinds_of_ocds(
    tags: Set[str], status: str, basis: str, parts: Collection[str], method: str
) -> list[NoticeKind]:
    """Tell the kinds by what a release says: first what it is of, then what it does to an earlier one.

    Args:
        tags: the tags of the release.
        status: that of the tender.
        basis: its legal basis.
        parts: the fields that the tender has.
        method: the details of the procurement method, in words.
    """
    table = _by_mark("ocds", "tags")
    named = [table[tag] for tag in _LATEST_FIRST if tag in table and tags >= set(tag.split("+"))]
    deeds = [kind for kind in named if kind.id in DEEDS]
    states = [kind for kind in named if kind.id not in DEEDS]
    stated = _by_mark("ocds", "status").get(status.lower())
    if stated is not None and (stated.id in DEEDS or not named):  # a tag says nothing of a tender that ended
        (deeds if stated.id in DEEDS else states).append(stated)
    first = _special_of_ocds(basis, parts, method) or (states[0] if states else notice_kinds()["opdracht"])
    return [_with_basis(first, basis), *dict.fromkeys(deeds)]


def stops(status: str) -> bool:
    """Tell whether a status of OCDS, of a tender or a lot, says that it was stopped."""
    kind = _by_mark("ocds", "status").get(status.lower())
    return kind is not None and kind.id == CANCELLATION


_LATEST_FIRST = (
    "contractTermination", "implementation", "implementationUpdate", "contractAmendment", "contractUpdate",
    "contract", "awardUpdate", "awardCancellation", "award", "tenderCancellation", "tenderAmendment",
    "tenderUpdate", "planning+tender", "tender", "planningUpdate", "planning",
)  # fmt: skip
"""The tags of OCDS: of several the last in the course of a contract tells what a release is."""


def knows_tags(tags: Set[str]) -> bool:
    """Tell whether one of the tags of a release is of OCDS; no tag at all is nothing that is not known."""
    return not tags or "compiled" in tags or not tags.isdisjoint(_LATEST_FIRST)


def _special_of_ocds(basis: str, parts: Collection[str], method: str) -> NoticeKind | None:
    """Tell a kind that no tag tells."""
    for kind in notice_kinds().values():
        marks = kind.marks["ocds"]
        if "tags" not in marks and basis and basis in marks.get("grondslag", ()):
            return kind
        if any(part in parts for part in marks.get("onderdeel", ())):
            return kind
        if any(word in method.lower() for word in marks.get("methode", ())):
            return kind
    return None


def _with_basis(kind: NoticeKind, basis: str) -> NoticeKind:
    """Give the kind that the same tag means under a legal basis of its own."""
    table = _by_mark("ocds", "tags", with_basis=True)
    return next(
        (table[key] for tag in kind.marks["ocds"].get("tags", ()) if (key := f"{tag} {basis}") in table), kind
    )


def kinds_of_tenderned(code: str, words: str, form: str) -> list[NoticeKind]:
    """Tell the kinds of a publication of TenderNed: what it is of, and what it does to an earlier one.

    Args:
        code: that of the type of publication (``AAO``).
        words: what the type is called.
        form: the code of the form behind it: ``EF16`` is subtype 16 of eForms, ``SF03`` is F03 of TED.
    """
    of_form = _kind_of_form_code(form)
    named = _by_mark("tenderned", "codes").get(code.upper()) or _kind_in_words(words)
    if named is not None and named.id in DEEDS:
        return [of_form, named] if of_form else [named]
    kinds = of_form or named
    return [kinds] if kinds else []


def _kind_of_form_code(form: str) -> NoticeKind | None:
    if form.startswith("EF"):
        return _by_mark("eforms", "subtypes").get(form[2:])
    if form.startswith("SF"):
        return _by_mark("ted", "formulieren").get(f"F{form[2:]}_2014")
    return None


@lru_cache(maxsize=256)
def _kind_in_words(words: str) -> NoticeKind | None:
    """Give the kind of which the longest words stand in a text."""
    text = words.lower()
    table = _by_mark("tenderned", "woorden")
    return table[max(hits, key=len)] if (hits := [mark for mark in table if mark in text]) else None
