"""An attacker who has every published edition and believes every word on its pages.

Written apart from the program: nothing here comes from ``maatwerk_cli``. The pages are read as they were
published, and what they say is put in words of their own:

- a person has reached some of four steps; who is at work or has a contract was a candidate; a person has one
  kind of place or none that is known, a contract with one party or none that is known, and one proeftuin;
- a row of a proeftuin without a number of a source is there only for somebody;
- a figure's count is no more than what was published for it, a proeftuin's no more than its source states;
- together is one by one plus posts, or, where it is a lower bound, between the most and the sum of them;
- of two editions the later one has, in everything, at least as many, or at most as many, or the same: the
  attacker is told which of these holds;
- where everybody has been a candidate there are two attackers: one takes that for granted, one does not.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from itertools import combinations, product
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

STEPS = ("kandidaat", "aan_de_slag", "contract", "uitgestroomd")
PARTIES = ("leverancier", "rijk", "elders")
PLACES = ("stage", "werkervaringsplek", "opleiding", "baan")
WITHHELD = "x"
Cell = tuple[str, str, str]
"""What is counted (``stap``, ``proeftuin``, ``figuur``, ``bekend``), of which row, in which column."""


@dataclass(frozen=True)
class Page:
    """What one edition shows of people, a number or that it is withheld, and what was published beside it."""

    cells: Mapping[Cell, int | str]
    published: Mapping[str, int]
    stated: Mapping[str, int]
    exact: frozenset[tuple[str, str]] = frozenset()
    """Rows that together is shown of, and of which the page does not say that it is a lower bound."""


def number(text: str) -> int | str | None:
    """Read what stands in a cell: a number, that it is withheld, or nothing that counts."""
    text = re.sub(r"^(ten minste|≥)\s*|\s*\\?\*?( \(afgeleid\))?$", "", text.strip().lower())
    text = text.replace(".", "").replace("−", "-")
    if text == WITHHELD or "afgeschermd" in text:
        return WITHHELD
    return int(text) if re.fullmatch(r"[+-]?\d+", text) else None


def _page(tables: Mapping[str, list[list[str]]], figures: Iterable[str]) -> Page:
    """Put the rows of the tables, their headings first, in cells."""
    cells: dict[Cell, int | str] = {}
    published: dict[str, int] = {}
    stated: dict[str, int] = {}

    def put(kind: str, row: str, column: str, text: str) -> None:
        value = number(text)
        if value is not None:
            cells[kind, row, column] = value

    for name, entry, posts, both in (row[:4] for row in tables["kandidaten_stap"][1:]):
        for column, text in (("individueel", entry), ("verzameld", posts), ("geregistreerd", both)):
            put("stap", name.lower().replace(" ", "_"), column, text)
    for name, source, count, *_ in tables["kandidaten_proeftuin"][1:]:
        put("proeftuin", name, "individueel", count)
        if isinstance(outcome := number(source), int):
            stated[name] = int(outcome)
    heads = [head.lower().split(" ")[0] for head in tables["dekking"][0]]
    for kind, name, *rest in tables["dekking"][1:]:
        if kind == "Kandidaten":
            for column, text in zip(heads[2:], rest, strict=False):
                if column in ("bekend", "van", "onbekend"):
                    put("bekend", name, column, text)
    head = [name.lower() for name in tables["kerncijfers"][0]]
    wanted = {"individueel": "apart bekend", "verzameld": "alleen als aantal", "geregistreerd": "samen"}
    for row in tables["kerncijfers"][1:]:
        named = dict(zip(head, row, strict=False))
        code = named.get("code", "")
        if code in figures:
            published[code] = int(number(named["gepubliceerd"]) or 0)
            for column, title in wanted.items():
                put("figuur", code, column, named.get(column, named.get(title, "")))
    return Page(cells, published, stated)


def read_json(folder: Path, year: int, figures: Iterable[str]) -> Page:
    """Read the report as JSON."""
    report_of_year = json.loads((folder / f"rapport-{year}.json").read_text(encoding="utf-8"))
    return page_of_json(report_of_year, figures)


def page_of_json(given: Any, figures: Iterable[str]) -> Page:
    """Take what the JSON of a report says."""
    tables: dict[str, list[list[str]]] = {}
    for table in given["tabellen"]:
        names = [column["id"] for column in table["kolommen"]]
        hidden = {
            (place["rij"], place["kolom"]) if isinstance(place, dict) else tuple(place)
            for place in table["afgeschermd"]
        }
        tables[table["id"]] = [names] + [
            [
                WITHHELD if (place, name) in hidden else "" if cell is None else str(cell)
                for name, cell in zip(names, row, strict=True)
            ]
            for place, row in enumerate(table["rijen"])
        ]
    names = ["code", "gepubliceerd", "individueel", "verzameld", "geregistreerd"]
    tables["kerncijfers"] = [names] + [
        [
            WITHHELD if name in figure["afgeschermd"] else "" if figure[name] is None else str(figure[name])
            for name in names
        ]
        for figure in given["kerncijfers"]
    ]
    page = _page(tables, figures)
    marked = {("figuur", figure["code"]) for figure in given["kerncijfers"] if figure["ten_minste"]}
    steps = next(table for table in given["tabellen"] if table["id"] == "kandidaten_stap")
    marked |= {
        ("stap", steps["rijen"][place][0].lower().replace(" ", "_")) for place, _ in steps["ten_minste"]
    }
    exact = {
        (kind, row)
        for (kind, row, column), value in page.cells.items()
        if column == "geregistreerd" and isinstance(value, int) and (kind, row) not in marked
    }
    return replace(page, exact=frozenset(exact))


def read_csv(folder: Path, year: int, figures: Iterable[str]) -> Page:
    """Read the folder of CSV files."""
    del year
    tables = {}
    for name in ("kandidaten_stap", "kandidaten_proeftuin", "dekking", "kerncijfers"):
        with (folder / "gegevens" / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
            tables[name] = list(csv.reader(stream))
    return _page(tables, figures)


class _Tables(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, list[list[str]]]] = []
        self._caption = self._cell = ""
        self._in = ""
        self._note = False

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        del attrs
        if tag == "sup":  # the number of a note
            self._note = True
        if tag == "table":
            self.found.append(("", []))
        elif tag == "tr" and self.found:
            self.found[-1][1].append([])
        elif tag in ("td", "th", "caption"):
            self._in, self._cell = tag, ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "sup":
            self._note = False
        if tag != self._in or not self.found:
            return
        text = " ".join(self._cell.split())
        if tag == "caption":
            self.found[-1] = (text, self.found[-1][1])
        elif self.found[-1][1]:
            self.found[-1][1][-1].append(text)
        self._in = ""

    def handle_data(self, data: str) -> None:
        if self._in and not self._note:
            self._cell += data


TITLES = {
    "Kandidaten naar stap": "kandidaten_stap",
    "Kandidaten naar proeftuin": "kandidaten_proeftuin",
    "Volledigheid van het register": "dekking",
}


def read_html(folder: Path, year: int) -> Mapping[str, list[list[str]]]:
    """Read the tables of the page that count people."""
    parser = _Tables()
    parser.feed((folder / f"rapport-{year}.html").read_text(encoding="utf-8"))
    named = ((title.removeprefix("Tabel: "), rows) for title, rows in parser.found)
    return {TITLES[title]: rows for title, rows in named if title in TITLES}


def read_xlsx(folder: Path, year: int) -> Mapping[str, list[list[str]]]:
    """Read the sheets of the workbook that count people; their titles stand above them."""
    from openpyxl import load_workbook

    book = load_workbook(folder / f"rapport-{year}.xlsx", data_only=True)
    collected = {}
    for sheet in book.worksheets:
        rows = [
            ["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)
        ]
        title = next((name for name in TITLES if rows and rows[0] and rows[0][0].startswith(name)), None)
        if title is not None:
            collected[TITLES[title]] = rows
    return collected


class Person(NamedTuple):
    """What the pages can tell of a person: steps, the party of the contract, the kind of place."""

    steps: frozenset[str]
    party: str
    place: str


class _System:
    """Whole numbers, of each the least and the most, and sums between them."""

    def __init__(self) -> None:
        self.low: list[float] = []
        self.high: list[float] = []
        self.rows: list[tuple[dict[int, float], float, float]] = []
        self.found: list[Any] = []
        self._held: tuple[int, LinearConstraint] | None = None

    def variable(self, low: float = 0, high: float = 10_000) -> int:
        self.low.append(low)
        self.high.append(high)
        return len(self.low) - 1

    def equal(self, parts: Mapping[int, float], value: float = 0) -> None:
        self.rows.append((dict(parts), value, value))

    def least(self, parts: Mapping[int, float], value: float = 0) -> None:
        self.rows.append((dict(parts), value, np.inf))

    def extreme(self, columns: Mapping[int, int]) -> int:
        """Give the least of a sum of variables, each 1 or -1 times, and keep what these were found to be."""
        size = len(self.low)
        cost = np.zeros(size)
        cost[list(columns)] = list(columns.values())
        answer = milp(
            cost,
            constraints=self._constraints(),
            bounds=Bounds(np.array(self.low), np.array(self.high)),
            integrality=np.ones(size),
        )
        assert answer.status == 0, "the pages contradict each other"
        self.found.append(np.rint(answer.x))
        return round(answer.fun)

    def _constraints(self) -> LinearConstraint:
        if self._held is None or self._held[0] != len(self.rows):
            entries = [(row, c, v) for row, (parts, _, _) in enumerate(self.rows) for c, v in parts.items()]
            rows, columns, values = zip(*entries, strict=True)
            matrix = csr_array((values, (rows, columns)), shape=(len(self.rows), len(self.low)))
            limits = [a for _, a, _ in self.rows], [b for *_, b in self.rows]
            self._held = len(self.rows), LinearConstraint(matrix, *limits)
        return self._held[1]


Definitions = Mapping[str, Mapping[str, str]]
"""Of each figure of people what it counts, as its definition says: feature and value."""


class Attack:
    """Everything that the editions together tell, as one system."""

    def __init__(
        self,
        pages: Sequence[Page],
        truths: Sequence[Page],
        definitions: Definitions,
        *,
        hide: bool = False,
        ordered: bool = False,
    ) -> None:
        """Take the pages in order of date.

        With ``hide`` all counts of people are taken for withheld; with ``ordered`` everybody is taken to
        have been a candidate, in each edition of which that is so.
        """
        self._truths = truths
        self._ordered = ordered
        self.system = _System()
        self.cells: list[dict[Cell, int]] = []
        self.pages = pages
        for page, truth in zip(pages, truths, strict=True):
            self.cells.append(self._edition(page, truth, definitions, hide))
        if not hide:
            for before, after in combinations(range(len(pages)), 2):
                self._compare(before, after)

    def _edition(  # noqa: C901 - all that one edition tells, in the order in which a reader has it
        self, page: Page, truth: Page, definitions: Definitions, hide: bool
    ) -> dict[Cell, int]:
        system = self.system
        people: list[tuple[Person, int]] = []
        steps = [s for size in range(5) for s in combinations(STEPS, size)]
        for reached, party, place in product(steps, ("", *PARTIES), ("", *PLACES)):
            own = frozenset(reached)
            sensible = "kandidaat" in own or not own & {"aan_de_slag", "contract"}
            if own and sensible and (not party or "contract" in own):
                people.append((Person(own, party, place), system.variable()))
        whole = system.variable()
        system.equal({**{v: 1.0 for _, v in people}, whole: -1.0})
        collected: dict[Cell, int] = {("proeftuin", "Totaal", "individueel"): whole}

        def count(kind: str, row: str, test: Any) -> int:
            variable = system.variable()
            system.equal({**{v: 1.0 for who, v in people if test(who)}, variable: -1.0})
            collected[kind, row, "individueel"] = variable
            return variable

        for step in STEPS:
            count("stap", step, lambda who, step=step: step in who.steps)
        if self._ordered and _all_were_candidates(truth):
            system.equal({collected["stap", "kandidaat", "individueel"]: 1.0, whole: -1.0})
        rows = [row for kind, row, _ in page.cells if kind == "proeftuin" and row != "Totaal"]
        for row in rows:
            cell = ("proeftuin", row, "individueel")
            most = page.stated.get(row, 10_000)
            right = int(truth.cells.get(cell, 0)) <= most  # a source may be older than the records
            collected[cell] = system.variable(0 if row in page.stated else 1, most if right else 10_000)
        if rows:
            system.equal({**{collected["proeftuin", row, "individueel"]: 1.0 for row in rows}, whole: -1.0})
        for code, wanted in definitions.items():
            variable = count(
                "figuur",
                code,
                lambda who, wanted=wanted: all(
                    {"stap": value in who.steps, "contract": value == who.party, "plek": value == who.place}[
                        name
                    ]
                    for name, value in wanted.items()
                ),
            )
            if code in page.published:
                system.high[variable] = min(system.high[variable], page.published[code])
        known = {
            "Contract bij": lambda who: who.party,
            "Soort plek": lambda who: who.place,
        }
        for name, test in known.items():
            count("bekend", name, test)
            collected["bekend", name, "bekend"] = collected["bekend", name, "individueel"]
        for name in ("Stap", "Proeftuin"):
            collected["bekend", name, "bekend"] = whole
        for name in ("Stap", "Contract bij", "Soort plek", "Proeftuin"):
            collected["bekend", name, "van"] = whole
            collected["bekend", name, "onbekend"] = unknown = system.variable()
            known_of = collected["bekend", name, "bekend"]
            system.equal({unknown: 1.0} if known_of == whole else {known_of: 1.0, unknown: 1.0, whole: -1.0})
        for kind, row, column in list(collected):
            if column == "individueel" and kind in ("stap", "figuur"):
                posts, both = system.variable(), system.variable()
                if (kind, row) in page.exact:
                    system.equal({collected[kind, row, column]: 1.0, posts: 1.0, both: -1.0})
                else:  # who is in a post may be told one by one too
                    system.least({collected[kind, row, column]: 1.0, posts: 1.0, both: -1.0})
                    system.least({both: 1.0, collected[kind, row, column]: -1.0})
                    system.least({both: 1.0, posts: -1.0})
                collected[kind, row, "verzameld"], collected[kind, row, "geregistreerd"] = posts, both
                if kind == "figuur" and row in page.published:
                    system.high[both] = page.published[row]
        for cell, value in page.cells.items():
            if cell in collected and isinstance(value, int) and not hide:
                system.low[collected[cell]] = system.high[collected[cell]] = value
            if (
                cell in collected
                and isinstance(value, int)
                and cell[2] == "geregistreerd"
                and cell[0] == "figuur"
            ):
                system.high[collected[cell]] = max(system.high[collected[cell]], value)
        return collected

    def _compare(self, before: int, after: int) -> None:
        """Take for granted all that two editions do have to do with each other.

        A reader can only guess it; one who guesses wrong has nothing, so this one is told.
        """
        lasting = [
            cell
            for cell in self.cells[before]
            if cell in self.cells[after] and cell[2] in ("individueel", "bekend", "van")
        ]
        first, other = self._truths[before].cells, self._truths[after].cells
        steps = [(first.get(cell, 0), other.get(cell, 0)) for cell in lasting]
        gone = [(first[cell], 0) for cell in first if cell[0] == "proeftuin" and cell not in other]
        new = [(0, other[cell]) for cell in other if cell[0] == "proeftuin" and cell not in first]
        pairs = [(int(a), int(b)) for a, b in (*steps, *gone, *new)]
        if all(a <= b for a, b in pairs):
            for cell in lasting:
                self.system.least({self.cells[after][cell]: 1.0, self.cells[before][cell]: -1.0})
        if all(a >= b for a, b in pairs):
            for cell in lasting:
                self.system.least({self.cells[after][cell]: -1.0, self.cells[before][cell]: 1.0})

    def range_of(self, edition: int, cell: Cell) -> tuple[int, int]:
        """Give the least and the most that a cell of an edition can be."""
        column = self.cells[edition][cell]
        return self.system.extreme({column: 1}), -self.system.extreme({column: -1})

    def try_all(self, cells: Collection[tuple[int, Cell]]) -> None:
        """Find what many cells can be at once, so that few need to be asked about one by one."""
        for sign in (1, -1):
            self.system.extreme({self.cells[edition][cell]: sign for edition, cell in cells})

    def seen(self, edition: int, cell: Cell) -> tuple[int, int]:
        """Give the least and the most that a cell of an edition was found to be up to now."""
        values = [int(solution[self.cells[edition][cell]]) for solution in self.system.found]
        return min(values), max(values)


def disclosed(
    pages: Sequence[Page], truths: Sequence[Page], definitions: Definitions, threshold: int = 5
) -> list[tuple[int, Cell, int, int, int]]:
    """Give what comes back: edition, cell, true count, and the least and the most the attacker finds.

    A count of 1 to the threshold that is withheld must still be able to be 1 and just below the threshold,
    or what it can be at least and at most with every count of people withheld. That is asked of who takes
    for granted that everybody was a candidate: who does not cannot be told less than the other knew at once.
    """
    collected: list[tuple[int, Cell, int, int, int]] = []
    nothing: Attack | None = None
    for ordered in (False, True):
        if ordered and not any(map(_all_were_candidates, truths)):
            break
        attack = Attack(pages, truths, definitions, ordered=ordered)
        small = dict(_small(pages, truths, attack, threshold))
        if small:
            attack.try_all(small)
        for (edition, cell), true in small.items():
            low, high = attack.seen(edition, cell)
            if low <= 1 and high >= threshold - 1:
                continue
            low, high = attack.range_of(edition, cell)
            assert low <= true <= high, "the attacker takes something for granted that is not so"
            if low <= 1 and high >= threshold - 1:
                continue
            nothing = nothing or Attack(pages, truths, definitions, hide=True, ordered=True)
            least, most = nothing.range_of(edition, cell)
            if low > max(least, 1) or high < min(most, threshold - 1):
                collected.append((edition, cell, true, low, high))
    return collected


def _small(
    pages: Sequence[Page], truths: Sequence[Page], attack: Attack, threshold: int
) -> Iterator[tuple[tuple[int, Cell], int]]:
    """Give the withheld counts of few people that are asked about, each with what it truly is."""
    for edition, (page, truth) in enumerate(zip(pages, truths, strict=True)):
        for cell, value in page.cells.items():
            true = truth.cells.get(cell)
            asked = value == WITHHELD and isinstance(true, int) and 0 < true < threshold
            if asked and cell in attack.cells[edition] and cell[2] in ("individueel", "bekend"):
                yield (edition, cell), int(true)


def _all_were_candidates(truth: Page) -> bool:
    """Tell whether nobody is in the register who was not a candidate first."""
    return truth.cells.get(("stap", "kandidaat", "individueel")) == truth.cells.get(
        ("proeftuin", "Totaal", "individueel")
    )
