"""The tables that count candidates. Every count passes the registry of what is withheld."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property

from maatwerk_cli.models.facts.kerncijfer import Kerncijfer
from maatwerk_cli.models.kandidaat import STAPPEN
from maatwerk_cli.models.kenmerken import KENMERKEN
from maatwerk_cli.models.rapport import Selection, key_of, parts_of
from maatwerk_cli.register.records import Dataset
from maatwerk_cli.register.since import known_since
from maatwerk_cli.report.headings import COUNT_COLUMNS, FEATURE_NAMES
from maatwerk_cli.report.own_texts import Secret
from maatwerk_cli.report.people import ALL, all_of, describe, people_of, selection_of, value_label
from maatwerk_cli.report.posts import Kenmerken, posts_hold, posts_of
from maatwerk_cli.report.state import undated_later
from maatwerk_cli.report.sureness import POST_NUMBER, can_differ, is_of_posts
from maatwerk_cli.report.tables import WithheldLine
from maatwerk_cli.text.table import (
    NOT_APPLICABLE_CELL,
    WITHHELD_CELL,
    AtLeast,
    DataTable,
    MarkedRow,
    ShownCount,
    TableCell,
    TableColumn,
    Withheld,
)

_REFUSED = (
    "Geweigerd: deze tabel heeft te veel proeftuinen om veilig af te schermen, en staat daarom niet in het "
    "rapport. Publiceer aantallen over grotere groepen, zoals de kandidaten naar stap. "
    "Voor eigen gebruik toont maatwerk rapport met --intern deze tabel wel."
)
_REFUSED_OUTSIDE = (
    "Het openbare rapport geeft deze tabel niet: zij heeft te veel proeftuinen om veilig af te schermen."
)
_EVERYONE = ("kandidaten", "deelnemers", "mensen", "personen")
_SPOKEN = {"kandidaat": ("kandidaten", "deelnemers"), "aan_de_slag": ("aan het werk",)}
"""How people speak of a count beside its label."""


def _rest(known: ShownCount, whole: ShownCount) -> ShownCount:
    """Give of how many something is not known; it tells the count it is the rest of."""
    if isinstance(known, Withheld) or isinstance(whole, Withheld):
        return WITHHELD_CELL
    return whole - known if isinstance(known, int) and isinstance(whole, int) else None


class PeopleTables:
    """Counts of candidates of one year, as one edition of its report shows them."""

    def __init__(self, dataset: Dataset, year: int, day: date, *, intern: bool, decided: bool = True) -> None:
        self._dataset = dataset
        self._year = year
        self._day = day
        self._people, self.registry = (
            people_of(dataset, year, day, intern=intern) if decided else all_of(dataset, year, day)
        )
        self._values = {str(key): count.value for key, count in self._people.counts.items()}
        self.intern = intern
        self._may_see = intern or dataset.settings.openbaar
        """Of a closed register nobody may see that somebody perhaps counts: that is a count of people too."""
        kandidaten = (entry.value for entry in dataset.kandidaten.counting)
        early = day < date(year, 12, 31)
        self._undated = (
            (early or not posts_hold(dataset, year, day)) and undated_later(kandidaten, dataset, day)
            if self._may_see
            else early
        )
        """Whether there may be more than is counted one by one: a step without a date may be older."""

    def _at_least(self, shown: ShownCount) -> ShownCount:
        if isinstance(shown, int) and self._undated:
            return AtLeast(shown) if shown else None
        return shown

    def _shown(self, way: str, selection: Selection) -> ShownCount:
        key = key_of(way, selection)
        if key not in self._values:
            return None
        shown: ShownCount = self.registry.cell_of(key, self._values[key])
        if way != "verzameld":
            shown = self._at_least(shown)
        bound = key in self._people.bounds or (self._may_see and key in self._people.unsure)
        return AtLeast(shown) if isinstance(shown, int) and bound else shown

    def three(self, features: Kenmerken) -> tuple[ShownCount, ShownCount, ShownCount]:
        """Give a selection one by one, in posts and together."""
        selection = selection_of(features)
        return (
            self._shown("individueel", selection),
            self._shown("verzameld", selection),
            self._shown("geregistreerd", selection),
        )

    def inferred_of(self, selection: Selection) -> tuple[str, ...]:
        """Give what was inferred of what is counted; of candidates only where their number is shown."""
        inferred = self._people.inferred_of(selection)
        if isinstance(self._shown("individueel", selection), int | AtLeast):
            return inferred
        return tuple(name for name in inferred if is_of_posts(name))

    def by_step(self) -> DataTable:
        """Count candidates by the steps they have reached."""
        rows: list[tuple[TableCell, ...]] = [
            (self._dataset.label("stap", step), *self.three({"stap": (step,)}))
            for step in STAPPEN
            if key_of("individueel", (("stap", (step,)),)) in self._values
        ]
        inferred, literal = self._marks(rows)
        without = self._values.get("verzameld/zonder_stap", 0)
        if without:
            count = self.registry.cell_of("verzameld/zonder_stap", without)
            rows.append(("Niet vermeld", 0, count, count))
        return DataTable(
            "kandidaten_stap",
            "Kandidaten naar stap",
            (TableColumn("stap", "Stap", "tekst"), *COUNT_COLUMNS),
            tuple(rows),
            (
                "Wie een stap heeft bereikt, telt daarbij mee, ook na een volgende stap. "
                "De regels zijn dus niet op te tellen. Uit een contract volgt niet dat iemand aan de slag "
                "was: bij aan de slag telt alleen wie een bron zo noemt, of van wie wij dat lezen.",
                "Van wie een datum of een kenmerk niet bekend genoeg is, telt niet mee.",
                "Ten minste: wie alleen als aantal bekend is, kan ook in een ander aantal zitten of apart "
                "bekend zijn. Wie misschien dubbel is, telt dan niet mee.",
                *literal,
            ),
            inferred=inferred,
        )

    def _marks(
        self, rows: Sequence[tuple[TableCell, ...]]
    ) -> tuple[frozenset[tuple[int, str]], tuple[str, ...]]:
        """Give the places of counts that rest on a number which was computed from others.

        A sum that a source itself gives, and that the number was subtracted from, is none: a note says so.
        """
        steps = {self._dataset.label("stap", step): step for step in STAPPEN}
        places: set[tuple[int, str]] = set()
        notes = []
        for number, (label, _, _, together) in enumerate(rows):
            selection = selection_of({"stap": (steps[str(label)],)})
            inferred = self.inferred_of(selection)
            if not inferred:
                continue
            places |= {(number, "verzameld" if is_of_posts(name) else "individueel") for name in inferred}
            literal = all(name == POST_NUMBER or not is_of_posts(name) for name in inferred)
            figure = self._copied.get(selection) if literal else None
            if figure is not None and together == figure.waarde:
                notes.append(f"{together} bij {label} noemt de bron zelf ({figure.bron.reference}).")
            else:
                places.add((number, "geregistreerd"))
        return frozenset(places), tuple(notes)

    @cached_property
    def _copied(self) -> dict[Selection, Kerncijfer]:
        """The figures of candidates that the register takes over, by what they count."""
        figures = [entry.value for entry in self._dataset.kerncijfers.of_year(self._year)]
        posts = posts_of(self._dataset, self._year)
        return {
            selection_of(figure.herleiding.kenmerken): figure
            for figure in figures
            if figure.herleiding is not None
            and figure.herleiding.telt == "kandidaten"
            and not can_differ(figure, figures, posts)
        }

    def by_proeftuin(self) -> DataTable:
        """Set what a source states for a proeftuin beside what is registered of it."""
        refused = not self.registry.has_proeftuinen
        rows = [*self._stated()]
        if rows:
            total = ("Totaal", NOT_APPLICABLE_CELL, self._shown("individueel", ALL), "")
            rows.append(MarkedRow(total))
        return DataTable.of(
            "kandidaten_proeftuin",
            "Kandidaten naar proeftuin",
            (
                TableColumn("proeftuin", "Proeftuin", "tekst"),
                TableColumn("gepubliceerd", "Gepubliceerd"),
                TableColumn("geregistreerd", "Apart bekend"),
                TableColumn("bron", "Bron", "tekst"),
            ),
            rows,
            (
                "Gepubliceerd is het aantal dat een bron bij de proeftuin noemt. "
                "Van kandidaten die alleen als aantal bekend zijn, zegt de bron niet bij welke proeftuin zij "
                "horen. Zij staan hier niet.",
                *((_REFUSED_OUTSIDE if self.intern else _REFUSED,) if refused else ()),
            ),
            None if self.intern or not refused else _REFUSED,
        )

    def _stated(self) -> Iterator[MarkedRow]:
        """Give the proeftuinen of which a source states a number, or of which a candidate is registered."""
        shown = self._dataset.proeftuinen.counting if self._people.has_proeftuinen else ()
        for entry in sorted(shown, key=lambda item: item.value.naam):
            stated = entry.value.kandidaten
            if stated and not known_since(None, stated.bron, self._dataset).surely_by(self._day):
                stated = None
            key = key_of("individueel", (("proeftuin", (entry.id,)),))
            if stated or key in self._values:
                count = self.registry.cell_of(key, self._values[key]) if key in self._values else 0
                yield MarkedRow(
                    (
                        self._dataset.proeftuin_name(entry.id),
                        stated.aantal if stated else None,
                        self._at_least(count),
                        stated.bron.reference if stated else None,
                    ),
                    {"gepubliceerd"} if "kandidaten" in entry.value.afgeleid else (),
                )

    def completeness(self) -> list[tuple[TableCell, ...]]:
        """Tell of how many candidates each field is known."""
        whole = self._shown("individueel", ALL)
        rows: list[tuple[TableCell, ...]] = []
        for feature in KENMERKEN["kandidaten"]:
            key = f"bekend/{feature}"
            known = self.registry.cell_of(key, self._values[key]) if key in self._values else whole
            rows.append(
                (
                    "Kandidaten",
                    FEATURE_NAMES[feature],
                    known,
                    NOT_APPLICABLE_CELL,
                    NOT_APPLICABLE_CELL,
                    _rest(known, whole),
                    whole,
                )
            )
        return rows

    def withheld(self) -> tuple[WithheldLine, ...]:
        """List for the internal edition what the published report withholds, and why."""
        if not self.intern:
            return ()
        return tuple(
            WithheldLine(key, describe(self._dataset, key), self._values[key], reason)
            for key, reason in self.registry.withheld.items()
        )

    def secrets(self) -> Iterator[Secret]:
        """Give what is withheld, with the words that would tell it in a text."""
        return map(self._secret, self.registry.withheld)

    def few(self) -> Iterator[Secret]:
        """Give every count of few people, where it is not decided which of them are withheld."""
        threshold = self._dataset.settings.drempel_onthulling
        for key, count in self._people.counts.items():
            if count.in_report and not count.fixed and 0 < count.value < threshold:
                yield self._secret(str(key))

    def _secret(self, key: str) -> Secret:
        _, selection = parts_of(key)
        only = selection[0][1] if [name for name, _ in selection] == ["proeftuin"] else ()
        own = only[0] if len(only) == 1 else ""
        return Secret(describe(self._dataset, key), self._values[key], tuple(self._words(key)), own)

    def _words(self, key: str) -> Iterator[str]:
        """Give the words with which a text would speak of a count."""
        _, selection = parts_of(key)
        if not selection:
            yield from _EVERYONE
        for name, values in selection:
            for value in values:
                # A name that two have has its id behind it, which an editor does not write.
                label = value_label(self._dataset, name, value).removesuffix(f" ({value})")
                yield from (label, label.removeprefix("Proeftuin "), value.replace("_", " "))
                yield from _SPOKEN.get(value, ())
