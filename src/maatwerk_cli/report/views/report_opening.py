"""What stands first in every form: status, date and contact, one sentence, and the figures that answer.

People come before the programme. Which figures stand first, an editor says (``hoofdcijfers``); else those
about candidates, then those about proeftuinen, the largest first.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from maatwerk_cli.models.values import parse_datum
from maatwerk_cli.report.sureness import inferred_counts
from maatwerk_cli.report.tables import Rapport, ReportFigure
from maatwerk_cli.text import dutch, table_cells
from maatwerk_cli.text.table import WITHHELD_CELL, ShownCount, Withheld

MOST_CARDS = 6
"""More figures at the top of a report are not an answer."""
_PER_GROUP = 3  # so that no one group takes all the room
PEOPLE, PROEFTUINEN, OTHER = "Mensen", "Proeftuinen", "Programma"
_STATUS = {
    "proef": "proef",
    "concept": "concept",
    "definitief": "definitief",
    "gecorrigeerd": "gecorrigeerd (zie Correcties)",
}


class Card(NamedTuple):
    """A figure that stands first: its value, what it counts and how sure it is."""

    value: str
    what: str
    sure: str


class Opening(NamedTuple):
    """What stands first.

    Attributes:
        facts: name and text of what belongs to the edition: status, date of issue, peildatum, contact.
        sentence: how sure and since when, in one sentence or two.
        groups: the figures by what they are about, people first.
    """

    facts: tuple[tuple[str, str], ...]
    sentence: str
    groups: tuple[tuple[str, tuple[Card, ...]], ...]

    @property
    def said(self) -> Iterator[str]:
        """The figures, each in a sentence."""
        return (f"{card.what}: {card.value} ({card.sure})." for _, cards in self.groups for card in cards)


class HowKnown(NamedTuple):
    """How a published figure is known: one by one, only as a number, and what is left unexplained."""

    one_by_one: ShownCount
    only_counted: ShownCount
    unexplained: ShownCount


def opening(rapport: Rapport) -> Opening:
    """Give what stands first in the report of one year."""
    figures = headline_figures(rapport)
    groups = []
    for name in (PEOPLE, PROEFTUINEN, OTHER):
        cards = tuple(_card(figure, rapport) for figure in figures if _group(figure) == name)
        if cards:
            groups.append((name, cards))
    return Opening(tuple(_facts(rapport)), _sentence(rapport, figures), tuple(groups))


def _facts(rapport: Rapport) -> Sequence[tuple[str, str]]:
    edition = rapport.edited
    issued = rapport.uitgave
    status = [_STATUS[rapport.status]] if rapport.status else []
    facts = [("Status", ", ".join([*status, *([] if issued else ["niet uitgegeven"])]))]
    if issued is not None:
        facts.append(("Uitgegeven", f"{dutch.day(issued.datum)} (uitgave {issued.id})"))
    facts.append(("Stand op", dutch.day(rapport.peildatum)))
    if rapport.kept is not None:
        facts.append(("Laatst bekende stand", dutch.day(rapport.kept)))
    if edition is not None and edition.contact:
        facts.append(("Vragen", edition.contact))
    return facts


def headline_figures(rapport: Rapport) -> tuple[ReportFigure, ...]:
    """Choose the figures that stand first."""
    by_code = {figure.code: figure for figure in rapport.kerncijfers}
    chosen = rapport.edited.hoofdcijfers if rapport.edited else ()
    if chosen:
        return tuple(by_code[code] for code in chosen if code in by_code)[:MOST_CARDS]
    figures: list[ReportFigure] = []
    for name in (PEOPLE, PROEFTUINEN):
        own = [figure for figure in rapport.kerncijfers if _group(figure) == name]
        figures += sorted(own, key=lambda figure: -figure.gepubliceerd)[:_PER_GROUP]
    rest = [figure for figure in rapport.kerncijfers if figure not in figures]
    return tuple((figures + rest)[: max(len(figures), 4)])


def _group(figure: ReportFigure) -> str:
    if figure.telt == "kandidaten" or figure.eenheid == "kandidaten":
        return PEOPLE
    return PROEFTUINEN if figure.telt == "proeftuinen" or figure.eenheid == "proeftuinen" else OTHER


def how_known(figure: ReportFigure) -> HowKnown | None:
    """Say how a figure is known; ``None`` where the register cannot give it."""
    if figure.geregistreerd is None and "geregistreerd" not in figure.afgeschermd:
        return None
    individual, rest = (figure.count(name) for name in ("individueel", "verzameld"))
    if "verschil" in figure.afgeschermd:
        return HowKnown(individual, rest, WITHHELD_CELL)
    gap = figure.verschil
    return HowKnown(
        individual,
        rest,
        max(-int(gap), 0) if gap is not None and "verschil" not in figure.ten_minste else None,
    )


def _card(figure: ReportFigure, rapport: Rapport) -> Card:
    return Card(dutch.number(figure.gepubliceerd), figure.omschrijving, _sure(figure, rapport))


def is_early(rapport: Rapport) -> bool:
    """Whether the report is of a day before the end of its year, of which the published figures tell."""
    return rapport.peildatum < date(rapport.jaar, 12, 31)


def _sure(figure: ReportFigure, rapport: Rapport) -> str:
    known = how_known(figure)
    if known is None and is_early(rapport):
        return f"gepubliceerd over heel {rapport.jaar}; voor deze dag niet na te tellen"
    if known is None:
        return "het register kan dit niet natellen"
    if isinstance(known.one_by_one, Withheld):
        return "hoeveel er apart bekend zijn, is afgeschermd"
    parts = [f"{table_cells.cell(known.one_by_one)} apart bekend"]
    if known.only_counted != 0 and known.only_counted is not None:
        parts.append(f"{_some(known.only_counted)} alleen als aantal")
    if isinstance(known.unexplained, int) and known.unexplained:
        parts.append(f"{known.unexplained} niet verklaard")
    if figure.verschil is not None and figure.verschil > 0:
        parts.append(f"{dutch.number(figure.verschil)} meer geregistreerd dan gepubliceerd")
    return ", ".join(parts) + _said_inferred(figure, known)


def _said_inferred(figure: ReportFigure, known: HowKnown) -> str:
    """Say which of the counts shown rest on something inferred; none can rest on nothing."""
    counts = (
        ("individueel", known.one_by_one),
        ("verzameld", known.only_counted),
        ("verschil", known.unexplained),
    )
    inferred = [
        _some(count) for name, count in counts if count and name in inferred_counts(figure)
    ]  # fmt: skip
    if not inferred:
        return ""
    return f"; {dutch.joined(inferred)} {'is' if len(inferred) == 1 else 'zijn'} {dutch.INFERRED}"


def _some(value: ShownCount) -> str:
    return "de rest" if isinstance(value, Withheld) else table_cells.cell(value)


def _sentence(rapport: Rapport, figures: Sequence[ReportFigure]) -> str:
    parts: list[tuple[str, str, bool]] = []
    for name in (PEOPLE, PROEFTUINEN):
        first = next((figure for figure in figures if _group(figure) == name), None)
        known = how_known(first) if first is not None else None
        if first is not None and known is not None and isinstance(known.one_by_one, int):
            parts.append(
                (
                    dutch.number(known.one_by_one),
                    f"van de {dutch.within_sentence(first.omschrijving)}",
                    "individueel" in inferred_counts(first),
                )
            )
    if not rapport.kerncijfers:
        known_words = f"Het register kent geen gepubliceerde cijfers over {rapport.jaar}."
    elif is_early(rapport) and not parts:
        known_words = (
            f"De aantallen gaan over heel {rapport.jaar}. Hoeveel het er op deze dag waren, is niet bekend."
        )
    elif parts:
        known_words = _known_apart(parts)
    else:
        known_words = "De aantallen zijn gepubliceerd; het register kent ze niet apart."
    return f"{known_words} {_since(rapport)}"


def _known_apart(parts: Sequence[tuple[str, str, bool]]) -> str:
    """Say how many are known one by one, of what, and which of that is inferred; once where all is."""
    mark = dutch.IS_INFERRED
    every = all(inferred for _, _, inferred in parts)
    counts = (f"{number}{mark if inferred and not every else ''} {of}" for number, of, inferred in parts)
    return f"Apart bekend{mark if every else ''}: {'; '.join(counts)}."


def _since(rapport: Rapport) -> str:
    course = next((table for table in rapport.tabellen if table.id == "verloop"), None)
    place = [column.id for column in course.columns].index("sinds") if course else 0
    dates = [str(row[place]) for row in course.rows if isinstance(row[place], str)] if course else []
    if not dates:
        return "Sinds wanneer, noemt geen bron in het register."
    first = min(dates, key=lambda text: parse_datum(text).first)
    return f"De vroegste fase met een datum: {dutch.when(first)}."
