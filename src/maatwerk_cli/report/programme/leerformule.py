"""The tables of the leerformule: what was published beside what is registered, courses, measurements."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from maatwerk_cli.models.facts.kerncijfer import Kerncijfer
from maatwerk_cli.models.facts.verzamelpost import Verzamelpost
from maatwerk_cli.models.programme.traject import Traject
from maatwerk_cli.models.programme.vragenlijst import Vragenlijst
from maatwerk_cli.models.rapport import parts_of
from maatwerk_cli.register.records import Dataset, Entry, counts
from maatwerk_cli.report.headings import marked_counts
from maatwerk_cli.report.own_texts import Secret
from maatwerk_cli.report.posts import posts_hold
from maatwerk_cli.report.programme.participants import (
    IN_POSTS,
    PARTICIPANTS,
    PARTICIPANTS_TOGETHER,
    PUBLISHED,
    Round,
    decide_programme,
)
from maatwerk_cli.report.state import perhaps_there, proeftuin_features
from maatwerk_cli.report.sureness import post_is_inferred
from maatwerk_cli.report.tables import ReportFigure, WithheldLine
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

FIGURES = {
    "deelnemers": PUBLISHED,
    "organisaties": "leerformule_organisaties",
    "proeftuinen": "leerformule_proeftuinen",
}
"""The codes of the key figures that say what was published of the leerformule."""
_FIELD_OF = {
    "omschrijving": "organisatie",
    "begin": "begin",
    "einde": "einde",
    "deelnemers": "deelnemers",
    "sessies": "sessies",
    "proeftuinen": "proeftuinen",
}
"""The field of a course that each column shows."""
TABLES = ("leerformule", "leerformule_traject", "leerformule_scan")
_YES, _NO = "ja", "nee"


class ProgrammeTables:
    """The leerformule in one year, as one edition of its report shows it."""

    def __init__(self, dataset: Dataset, year: int, day: date, *, intern: bool) -> None:
        self._dataset = dataset
        self._year = year
        self._day = day
        self._intern = intern
        decided = decide_programme(dataset, year, day, intern=intern)
        self._people, self.registry = decided.people, decided.registry
        figures = dataset.kerncijfers.of_year(year)
        self._figures: Mapping[str, Kerncijfer] = {entry.id: entry.value for entry in figures}

    def tables(self, figures: Sequence[ReportFigure]) -> tuple[DataTable, ...]:
        """Give the tables; those of courses only in a register that has any, in whatever year.

        Args:
            figures: the key figures of the year, counted: of the proeftuinen the figure is among them.
        """
        courses = (self._courses(), self._measured()) if len(self._dataset.records(Traject).counting) else ()
        return self._compared(figures), *courses

    def together(self) -> dict[str, ShownCount]:
        """Give how many participants and organisations are registered, as this edition shows it."""
        rows = {"deelnemers": self._participants(), "organisaties": self._organisations()}
        shown = {name: row[4] for name, row in rows.items()}
        return {name: cell if isinstance(cell, int) else None for name, cell in shown.items()}

    def withheld(self) -> tuple[WithheldLine, ...]:
        """List for the internal edition what the published report withholds, and why."""
        if not self._intern:
            return ()
        return tuple(
            WithheldLine(key, _described(key), self.registry.values[key], reason)
            for key, reason in self.registry.withheld.items()
        )

    def secrets(self) -> Iterator[Secret]:
        """Give what is withheld, with the words that would tell it in a text."""
        return (
            Secret(_described(key), self.registry.values[key], ("deelnemers", "leerformule", "traject"))
            for key in self.registry.withheld
        )

    def _shown(self, key: str) -> ShownCount:
        if key not in self.registry.values:
            return None
        shown = self.registry.cell_of(key, self.registry.values[key])
        bound = self._people.unknown and key in (PARTICIPANTS, PARTICIPANTS_TOGETHER)
        return AtLeast(shown) if isinstance(shown, int) and bound else shown

    def _compared(self, figures: Sequence[ReportFigure]) -> DataTable:
        every = (self._participants(), self._organisations(), self._proeftuinen(figures))
        return DataTable.of(
            TABLES[0],
            "De leerformule: gepubliceerd en geregistreerd",
            (
                TableColumn("omschrijving", "Wat", "tekst"),
                TableColumn("gepubliceerd", "Gepubliceerd"),
                TableColumn("individueel", "In trajecten"),
                TableColumn("verzameld", "Alleen als aantal"),
                TableColumn("geregistreerd", "Samen"),
                TableColumn("verschil", "Verschil"),
                TableColumn("toetsbaar", "Na te tellen", "tekst"),
                TableColumn("bron", "Bron", "tekst"),
            ),
            (
                MarkedRow(row, marked_counts(in_posts=self._is_inferred(str(row[0]).lower(), figures)))
                for row in every
                if any(value not in (None, 0) for value in row[1:5])
            ),
            (
                "Na te tellen is nee waar het register hetzelfde getal uit dezelfde bron heeft, of het "
                "daarvan heeft afgetrokken. Dan kan het niets anders laten zien.",
                "Bij proeftuinen staat onder In trajecten wat apart bekend is.",
            ),
        )

    def _is_inferred(self, about: str, figures: Sequence[ReportFigure]) -> bool:
        """Tell whether a count rests on something that was inferred."""
        if about == "proeftuinen":
            return any(figure.afgeleid for figure in figures if figure.code == FIGURES[about])
        return any(map(post_is_inferred, self._posts_of(about)))

    def _posts_of(self, counted: str) -> list[Verzamelpost]:
        """Give the posts that count something and are no part of another, where they hold."""
        counting = self._dataset.verzamelposten.counting.of_year(self._year)
        posts = (entry.value for entry in counting if self._posts_hold())
        return [post for post in posts if post.telt == counted and post.deel_van is None]

    def _participants(self) -> tuple[TableCell, ...]:
        own: ShownCount = self._shown(PARTICIPANTS) if self._people.courses else 0
        if not self._people.posts:
            whole = own if self._people.courses and self._posts_hold() else None
            return self._row("deelnemers", "Deelnemers", own, 0 if whole is not None else None, whole)
        return self._row(
            "deelnemers",
            "Deelnemers",
            own,
            self._shown(IN_POSTS),
            self._shown(PARTICIPANTS_TOGETHER),
            posts=True,
        )

    def _organisations(self) -> tuple[TableCell, ...]:
        own = len({entry.value.organisatie for entry in self._people.courses})
        posts = [post.aantal for post in self._posts_of("organisaties")]
        whole = own + sum(posts) if posts or (own and self._posts_hold()) else None
        in_posts = sum(posts) if whole is not None else None
        return self._row("organisaties", "Organisaties", own, in_posts, whole, posts=bool(posts))

    def _posts_hold(self) -> bool:
        return posts_hold(self._dataset, self._year, self._day)

    def _proeftuinen(self, figures: Sequence[ReportFigure]) -> tuple[TableCell, ...]:
        published = next((figure for figure in figures if figure.code == FIGURES["proeftuinen"]), None)
        if published is None:
            return ()
        counts = [
            AtLeast(value) if name in published.ten_minste and value is not None else value
            for name, value in (
                ("individueel", published.individueel),
                ("verzameld", published.verzameld),
                ("geregistreerd", published.geregistreerd),
            )
        ]
        return self._row("proeftuinen", "Proeftuinen", *counts, checkable=published.toetsbaar)

    def _row(
        self,
        about: str,
        title: str,
        own: ShownCount,
        in_posts: ShownCount,
        together: ShownCount,
        *,
        posts: bool = False,
        checkable: bool | None = None,
    ) -> tuple[TableCell, ...]:
        figure = self._figures.get(FIGURES[about])
        published = figure.waarde if figure else None
        can_differ = not posts and together is not None if checkable is None else checkable
        return (
            title,
            published,
            own,
            in_posts,
            together,
            _difference(published, together),
            (_YES if can_differ else _NO) if figure else NOT_APPLICABLE_CELL,
            figure.bron.reference if figure else "",
        )

    def _courses(self) -> DataTable:
        return DataTable.of(
            TABLES[1],
            "Trajecten in de leerformule",
            (
                TableColumn("omschrijving", "Organisatie", "tekst"),
                TableColumn("begin", "Begin", "datum"),
                TableColumn("einde", "Einde", "datum"),
                TableColumn("deelnemers", "Deelnemers"),
                TableColumn("sessies", "Bijeenkomsten"),
                TableColumn("proeftuinen", "Proeftuinen en hun fase", "tekst"),
                TableColumn("bron", "Bron", "tekst"),
            ),
            map(self._course, self._people.courses),
            ("Nooit wie meedoet. De fase is die op de peildatum van dit rapport.",),
        )

    def _course(self, entry: Entry[Traject]) -> MarkedRow:
        course = entry.value
        ended = course.einde if course.einde and course.einde.possibly_by(self._day) else None
        sessions = [
            session
            for session in course.sessies
            if session.datum is None or session.datum.surely_by(self._day)
        ]
        return MarkedRow(
            (
                self._dataset.organisation(course.organisatie),
                str(course.begin) if course.begin else None,
                str(ended) if ended else None,
                self._shown(f"{PARTICIPANTS}/traject={entry.id}"),
                len(sessions),
                "; ".join(self._set_up(course)),
                course.bronnen[0].reference,
            ),
            [column for column, field in _FIELD_OF.items() if field in course.afgeleid],
        )

    def _set_up(self, course: Traject) -> Iterator[str]:
        """Tell of each proeftuin of a course what it is called and what became of it."""
        for name in course.proeftuinen:
            proeftuin = self._dataset.proeftuinen.get(name)
            if proeftuin is None or not counts(proeftuin):
                continue
            asked = (proeftuin, self._dataset, self._day)
            features = proeftuin_features(*asked)
            if features is None:
                features = perhaps_there(*asked)
            if features is not None:
                phases = [value for feature, value, sure in features if feature == "fase" and sure]
                phase = self._dataset.label("fase", phases[0]).lower() if phases else "fase niet bekend"
                yield f"{self._dataset.proeftuin_name(name)} ({phase})"

    def _measured(self) -> DataTable:
        numbers = sorted({scan_round.number for scan_round in self._people.rounds})
        rows: list[tuple[TableCell, ...]] = []
        notes: list[str] = []
        for name in dict.fromkeys(scan_round.vragenlijst for scan_round in self._people.rounds):
            by_number = {
                scan_round.number: scan_round
                for scan_round in self._people.rounds
                if scan_round.vragenlijst == name
            }
            asked = self._dataset.records(Vragenlijst).get(name)
            rows += self._questions(name, asked, by_number, numbers)
            courses = ", ".join(
                f"{number}e meting: {len(scan_round.measured)}" for number, scan_round in by_number.items()
            )
            notes.append(f"{_called(asked, name)}: zoveel trajecten zijn gemeten: {courses}.")
        return DataTable(
            TABLES[2],
            "Metingen met de social-return-scan",
            (
                TableColumn("omschrijving", "Vraag", "tekst"),
                TableColumn("antwoord", "Antwoord", "tekst"),
                *(TableColumn(f"meting_{number}", f"{number}e meting") for number in numbers),
                TableColumn("vragenlijst", "Vragenlijst", "tekst"),
            ),
            tuple(rows),
            (
                *notes,
                "Alleen totalen van alle trajecten samen. Wie een vraag oversloeg, telt niet mee. Bij een "
                "volgende meting kunnen minder trajecten horen; vergelijk daarom eerst de deelnemers.",
            )
            if rows
            else ("Er is geen meting in het register.",),
        )

    def _questions(
        self, name: str, asked: Vragenlijst | None, by_number: Mapping[int, Round], numbers: Sequence[int]
    ) -> Iterator[tuple[TableCell, ...]]:
        title = _called(asked, name)
        yield ("Alle deelnemers", "", *self._over(by_number, numbers, "", ""), title)
        for question in asked.vragen if asked else ():
            for answer in asked.schaal if asked else ():
                yield (
                    question.tekst,
                    answer.tekst,
                    *self._over(by_number, numbers, question.id, answer.id),
                    title,
                )

    def _over(
        self, by_number: Mapping[int, Round], numbers: Sequence[int], question: str, answer: str
    ) -> Iterator[TableCell]:
        for number in numbers:
            scan_round = by_number.get(number)
            yield self._shown(scan_round.key(question, answer)) if scan_round else None


def _called(asked: Vragenlijst | None, name: str) -> str:
    if asked is None:
        return name
    return f"{asked.naam} (versie {asked.versie})" if asked.versie else asked.naam


def _difference(published: Decimal | None, together: ShownCount) -> TableCell:
    if isinstance(together, Withheld):
        return WITHHELD_CELL if published is not None else None
    if published is None or together is None:
        return None
    if isinstance(together, AtLeast):
        below = Decimal(together.value) - published
        return int(below) if below > 0 else None
    return int(Decimal(together) - published)


def _described(key: str) -> str:
    """Say in words what a key counts."""
    way, selection = parts_of(key)
    named = {name: values[0] for name, values in selection if values}
    words = {
        PARTICIPANTS: "Deelnemers aan de leerformule, in trajecten",
        IN_POSTS: "Deelnemers aan de leerformule, alleen als aantal",
        PARTICIPANTS_TOGETHER: "Deelnemers aan de leerformule, samen",
    }.get(way, "Deelnemers aan de leerformule")
    parts = [words if "vragenlijst" not in named else "Deelnemers aan een meting"]
    if way.endswith("_post"):
        parts.append(f"verzamelpost {key.partition('/')[2]}")
    for name, value in named.items():
        parts.append(f"{'meting' if name == 'ronde' else name} {value}")
    return ", ".join(parts)
