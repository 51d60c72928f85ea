"""Tenders one after another: lots put together, and a verdict or a reason for each, in order."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from maatwerk_cli.tender.condition import Groep
from maatwerk_cli.tender.facts import Feiten
from maatwerk_cli.tender.masking import shown_facts, shown_text
from maatwerk_cli.tender.refusals import field_sentences
from maatwerk_cli.tender.verdict import Besluit, Toetser
from maatwerk_cli.text.problem import Position


class Signaal(NamedTuple):
    """Something a notice says that is no field of a tender."""

    naam: str
    waarde: str
    plaats: str


class Ingelezen(NamedTuple):
    """One tender as it was read.

    Attributes:
        feiten: the facts.
        regel: the line it starts on.
        herkomst: by field where it was read.
        meldingen: what its reader has to say about it.
        niet_gelezen: by field why it stays unknown though the notice says something about it.
        signalen: what else a notice says.
        bestand: the file it is in, where there can be more than one.
        plaats: finds where a field stands in a record.
        tekst: the row as it is in a table.

    """

    feiten: Feiten
    regel: int = 1
    herkomst: Mapping[str, str] = {}
    meldingen: tuple[str, ...] = ()
    niet_gelezen: Mapping[str, str] = {}
    signalen: tuple[Signaal, ...] = ()
    bestand: str = ""
    plaats: Callable[[str], Position] | None = None
    tekst: str = ""


class Rijfout(NamedTuple):
    """A tender that could not be read or judged: its id and lot where known, its line, and why."""

    id: str | None
    regel: int
    fout: str
    kolom: int = 1
    bestand: str = ""
    perceel: str | None = None

    @property
    def kenmerk(self) -> str | None:
        """The id, as it may be shown."""
        return self.id and shown_text(self.id)

    @property
    def perceelnaam(self) -> str | None:
        """The name of the lot, as it may be shown."""
        return self.perceel and shown_text(self.perceel)


_ASKED_ANYWAY = ("loonsom_excl_btw", "uitsluitingsgronden")
"""What no notice holds: a question, and no warning."""


class Uitslag(NamedTuple):
    """What became of one row: a verdict, or why there is none."""

    ingelezen: Ingelezen
    besluit: Besluit

    @property
    def id(self) -> str | None:
        """The id, as it may be shown."""
        name = self.besluit.feiten.id
        return name and shown_text(name)

    @property
    def perceel(self) -> str | None:
        """The name of the lot, as it may be shown."""
        name = self.besluit.feiten.perceel
        return name and shown_text(name)

    @property
    def feiten(self) -> Feiten:
        """The facts, as they may be shown."""
        return shown_facts(self.besluit.feiten)

    @property
    def waarschuwingen(self) -> tuple[str, ...]:
        """What was assumed, and what is wrong or unsure: of the verdict, and of what was read."""
        read = self.ingelezen
        if not read.meldingen and not read.niet_gelezen:
            return self.besluit.waarschuwingen
        facts = self.besluit.feiten
        unread = [
            text
            for field, text in read.niet_gelezen.items()
            if field not in _ASKED_ANYWAY and getattr(facts, field) is None
        ]
        return tuple(dict.fromkeys([*self.besluit.waarschuwingen, *read.meldingen, *unread]))


class Keuzes(NamedTuple):
    """What options say of every tender: fields that go before those of the row, and readings."""

    velden: tuple[tuple[str, object], ...] = ()
    lezingen: tuple[tuple[str, str], ...] = ()

    def apply(self, facts: Feiten) -> Feiten:
        """Give the facts with what the options say."""
        if self.lezingen:
            facts = facts._replace(lezingen=tuple((dict(facts.lezingen) | dict(self.lezingen)).items()))
        return Feiten._make((facts._asdict() | dict(self.velden)).values()) if self.velden else facts


def judge(
    rows: Iterable[Ingelezen | Rijfout],
    toetser: Toetser,
    keuzes: Keuzes,
    *,
    continued: bool = False,
    unfinished: bool = False,
    place: "Plaatszoeker | None" = None,
) -> Iterator[Uitslag | Rijfout]:
    """Give one result for each row, in their order. Adjacent rows of one ``id`` are lots of one tender.

    Args:
        rows: the rows.
        toetser: the policy.
        keuzes: what options say.
        continued: lots of the first tender went before these rows.
        unfinished: lots of the last tender follow after these rows.
        place: finds where a field stands, in a table.

    """
    place = place or _place
    for group, first, last in _groups(map(_checker(toetser, keuzes, place), rows)):
        whole = not (first and continued) and not (last and unfinished)
        if whole and len(group) == 1:
            row = group[0]
            yield row if isinstance(row, Rijfout) else Uitslag(row, toetser.decide(row.feiten))
            continue
        group = _one_reading(group, place)
        lots = Groep(
            [row.feiten if isinstance(row, Ingelezen) else None for row in group],
            whole,
            [
                shown_text((row.perceel if isinstance(row, Rijfout) else row.feiten.perceel) or "")
                for row in group
            ],
        )
        for row in group:
            yield row if isinstance(row, Rijfout) else Uitslag(row, toetser.decide(row.feiten, lots))


def _checker(
    toetser: Toetser, keuzes: Keuzes, place: "Plaatszoeker"
) -> Callable[[Ingelezen | Rijfout], Ingelezen | Rijfout]:
    """Give what applies the options to a row and finds what makes it unfit to be judged."""
    plain = not keuzes.velden and not keuzes.lezingen

    def check(row: Ingelezen | Rijfout) -> Ingelezen | Rijfout:
        if isinstance(row, Rijfout):
            return row
        checked = row if plain else row._replace(feiten=keuzes.apply(row.feiten))
        problems = toetser.objections(checked.feiten)
        if not problems:
            return checked
        return _refused(row, place(row, problems[0].veld), field_sentences(problems))

    return check


Plaatszoeker = Callable[[Ingelezen, str], Position]
"""Gives where a field of a row stands."""


def _place(row: Ingelezen, field: str) -> Position:
    return row.plaats(field) if row.plaats else Position(row.regel, 1)


def _refused(row: Ingelezen, at: Position, text: str) -> Rijfout:
    """Say why a row that was read cannot be judged."""
    return Rijfout(row.feiten.id, at.line, text, at.column, row.bestand, row.feiten.perceel)


def _one_reading(group: list[Ingelezen | Rijfout], place: Plaatszoeker) -> list[Ingelezen | Rijfout]:
    """Refuse the lots that are read otherwise than a lot of the same tender before them."""
    chosen: dict[str, str] = {}
    found: list[Ingelezen | Rijfout] = []
    for row in group:
        if isinstance(row, Ingelezen):
            for name, choice in row.feiten.lezingen:
                if chosen.setdefault(name, choice) != choice:
                    text = (
                        f"lezingen: hier is {name}={choice} gekozen, en bij een eerder perceel van deze "
                        f"aanbesteding {name}={chosen[name]}. Kies voor alle percelen hetzelfde."
                    )
                    found.append(_refused(row, place(row, "lezingen"), text))
                    break
            else:
                found.append(row)
        else:
            found.append(row)
    return found


def _groups(
    rows: Iterable[Ingelezen | Rijfout],
) -> Iterator[tuple[list[Ingelezen | Rijfout], bool, bool]]:
    """Put adjacent rows of one id together; a row without an id only between two of one tender.

    With each group whether it is the first, and whether it is the last.
    """
    group: list[Ingelezen | Rijfout] = []
    current: str | None = None
    nameless = 0
    first = True
    for row in rows:
        key = row.id if isinstance(row, Rijfout) else row.feiten.id
        if current is not None and group:
            if key == current:
                group.append(row)
                nameless = 0
                continue
            if key is None and isinstance(row, Rijfout):
                group.append(row)
                nameless += 1
                continue
        if nameless:
            for part in _without_tail(group, nameless):
                yield part, first, False
                first = False
        elif group:
            yield group, first, False
            first = False
        group, current, nameless = [row], key, 0
    tail = list(_without_tail(group, nameless))
    for index, part in enumerate(tail):
        yield part, first, index == len(tail) - 1
        first = False


def _without_tail(group: list[Ingelezen | Rijfout], nameless: int) -> Iterator[list[Ingelezen | Rijfout]]:
    """Let go of rows without an id at the end: nothing says they belong to the tender before them."""
    if group:
        cut = len(group) - nameless
        yield group[:cut]
        for row in group[cut:]:
            yield [row]
