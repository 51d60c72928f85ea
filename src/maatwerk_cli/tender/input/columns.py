"""The head of a table of tenders: which column is which field, and what the others may have meant."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple, get_args

from maatwerk_cli.models.tender.choices import Bedragveld
from maatwerk_cli.tender.facts import TENDER_FIELDS
from maatwerk_cli.tender.judging import ASSUMED_AS
from maatwerk_cli.tender.masking import shown_text
from maatwerk_cli.text import dutch
from maatwerk_cli.text.suggestion import OTHER_MONEY, in_parts, misspelled, other_measure, with_vat
from maatwerk_cli.text.terminal.layout import clean
from maatwerk_cli.text.yaml.yaml_signs import without_unseen

_AMOUNTS = get_args(Bedragveld)
TEXT_FIELDS = ("id", "titel", "opdrachtgever", "perceel", "categorie", "cpv", "motivering")
"""The fields in which a number is a mark or a text."""
NO_FIELD = ""
"""What a column is that no field is read from."""

_MEANINGS: Mapping[str, str] = {
    "kenmerk nummer referentie zaaknummer aanbestedingsnummer ref nr": "id",
    "naam onderwerp omschrijving project aanbesteding": "titel",
    "dienst organisatie aanbestedende departement ministerie opdrachtgevende instantie": "opdrachtgever",
    "overheidslaag bestuurslaag soortopdrachtgever": "opdrachtgever_soort",
    "lot kavel perceelnummer percelen deelopdracht": "perceel",
    "soort type aardopdracht opdrachtsoort": "aard",
    "loon loonsom loonkosten arbeidskosten personeelskosten": "loonsom_excl_btw",
    "waarde bedrag raming opdrachtwaarde contractwaarde aanneemsom omvang": "opdrachtwaarde_excl_btw",
    "begindatum start startdatum ingang ingangsdatum aanvang aanvangsdatum van": "begin",
    "einddatum eind slot slotdatum tot afloop afloopdatum expiratie expiratiedatum voltooiing": "einde",
    "looptijd duur maanden contractduur termijn": "looptijd_maanden",
    "verlenging verlengingen optie opties verlengopties": "verlenging_maanden",
    "raam raamcontract mantel mantelovereenkomst rok": "raamovereenkomst",
    "inkoopcategorie segment productgroep": "categorie",
    "cpvcode cpv_code": "cpv",
    "kader regeling beleid": "werkwijze",
    "uitsluitingsgrond gronden grond uitsluiting": "uitsluitingsgronden",
    "motivatie reden onderbouwing toelichting": "motivering",
    "lezing keuze keuzes": "lezingen",
    "publicatie gepubliceerd aankondiging": "publicatiedatum",
    "toetsdatum referentiedatum": "peildatum",
}
"""Words that people head a column with, and the field nearest in meaning. Never read, only offered."""

_ONLY_ALONE = frozenset({"van", "tot", "aanbesteding"})
"""Words that mean a field only where they are the whole head."""
_BY_WORD = {word: field for words, field in _MEANINGS.items() for word in words.split()}


class Unknown(NamedTuple):
    """A column that is no field: its head as it may be shown, and the field nearest in meaning, if any.

    Attributes:
        head: the head.
        meant: the field; empty where there is none, or where it is of another measure.
        measure: what is asked for, where the head names another measure.
        personal: the head looks like personal data, so that a part of it is not shown.
        near: the field nearest in meaning, of another measure or not.
    """

    head: str
    meant: str
    measure: str = ""
    personal: bool = False
    near: str = ""

    @property
    def suggested(self) -> bool:
        """Whether to name the field that was meant: of a head that is not shown that tells nothing."""
        return bool(self.meant) and not self.personal


class InputColumns(NamedTuple):
    """The columns of a table.

    Attributes:
        fields: by column the field it holds, or ``NO_FIELD``.
        unknown: the columns that hold none.
        twice: the place of a column that holds the same field as one before, where there is one.
    """

    fields: tuple[str, ...]
    unknown: tuple[Unknown, ...]
    twice: int | None


def field_of_head(head: str) -> str:
    """Give the field that a head names, with spaces, dashes, brackets and capitals as people write them."""
    for written in (head, without_unseen(head)):
        name = "_".join(re.findall(r"\w+", written.casefold()))
        if name in TENDER_FIELDS and not (name in _AMOUNTS and OTHER_MONEY.search(head)):
            return name
    return NO_FIELD


def read_columns(heads: Sequence[str]) -> InputColumns:
    """Tell which column is which field."""
    fields = tuple(field_of_head(head) for head in heads)
    twice = next((place for place, field in enumerate(fields) if field and field in fields[:place]), None)
    unknown = [
        Unknown(
            shown_text(head.strip()) or f"kolom {place}, zonder naam",
            meant_field(head),
            _measure(head),
            personal=shown_text(head) != head,
            near=_nearest_field(head),
        )
        for place, (head, field) in enumerate(zip(heads, fields, strict=True), 1)
        if not field
    ]
    return InputColumns(fields, tuple(unknown), twice)


def twice_sentence(columns: InputColumns) -> str:
    """Say which field has more columns than one."""
    return f"De kolom '{columns.fields[columns.twice or 0]}' staat er twee keer. Houd er één over."


def _measure(head: str) -> str:
    """Say what is asked for, where a head names another measure than a field has."""
    if with_vat(head):
        return "gevraagd is het bedrag zonder btw"
    if _nearest_field(head) in _AMOUNTS:
        return "gevraagd is het bedrag in euro, over de hele looptijd" if in_parts(head) else ""
    return "gevraagd is een duur in hele maanden" if other_measure(head, "looptijd_maanden") else ""


def meant_field(head: str) -> str:
    """Give the field that a head most likely means, unless only its name would be right."""
    field = _nearest_field(head)
    return "" if other_measure(head, field) else field


def _nearest_field(head: str) -> str:
    """Give the field of a head by what its words mean, else by how it is spelled."""
    words: list[str] = re.findall(r"\w+", head.casefold())
    spelled: list[str] = ["".join(words), *(word for word in words if word not in _ONLY_ALONE)]
    for word in spelled:
        if word in _BY_WORD:
            return _BY_WORD[word]
        if word in TENDER_FIELDS:
            return word
    near = misspelled("_".join(words), [*TENDER_FIELDS, *_BY_WORD]) or ""
    return _BY_WORD.get(near, near)


def columns_sentence(unknown: Sequence[Unknown]) -> str:
    """Name the columns that were not read, each with what it may have meant."""
    heads = [
        f"'{column.head}'{f' (bedoelde u {column.meant}?)' if column.suggested else _asked(column)}"
        for column in _told_first(unknown)
    ]
    if len(heads) == 1:
        return f"de kolom {heads[0]} is niet bekend en is niet gelezen."
    more = f" en nog {dutch.number(len(unknown) - len(heads))} andere" if len(unknown) > len(heads) else ""
    return f"deze kolommen zijn niet bekend en zijn niet gelezen: {', '.join(heads)}{more}."


_MOST_NAMED = 40
"""More columns in one sentence are not read."""


def _told_first(unknown: Sequence[Unknown]) -> Sequence[Unknown]:
    """Give the columns to name: of very many those that may mean a field, and then the first."""
    if len(unknown) <= _MOST_NAMED:
        return unknown
    return sorted(unknown, key=lambda column: not (column.meant or column.measure))[:_MOST_NAMED]


def _asked(column: Unknown) -> str:
    return f" ({column.measure})" if column.measure else ""


def lookalikes(unknown: Sequence[Unknown]) -> tuple[tuple[str, str], ...]:
    """Give the fields that are assumed where they are not given, and that a column resembles, with which."""
    return tuple(
        (column.near, f"{_shown_column(column)} lijkt op {column.near} en is niet gelezen")
        for column in unknown
        if column.near in ASSUMED_AS
    )


def _shown_column(column: Unknown) -> str:
    if column.personal:
        return "een kolom waarvan de kop op een persoonsgegeven lijkt,"
    return f"de kolom '{clean(column.head)}'"


def unread_columns(unknown: Sequence[Unknown]) -> str:
    """Name for the record the columns that were not read; of those with a personal head only how many."""
    shown = [column for column in unknown if not column.personal]
    heads = [
        f"'{clean(column.head)}'{f' (lijkt op {column.meant})' if column.meant else _asked(column)}"
        for column in _told_first(shown)
    ]
    if len(shown) > len(heads):
        heads.append(f"nog {dutch.number(len(shown) - len(heads))} andere")
    hidden = len(unknown) - len(shown)
    named = [f"de kolom{'men' if len(heads) > 1 else ''} {dutch.joined(heads)}"] if heads else []
    if hidden:
        named.append(
            f"{dutch.so_many(hidden, 'kolom', 'kolommen')} met een kop die op een persoonsgegeven lijkt"
        )
    return dutch.joined(named)
