"""The report of a year: every figure counted from the records and held against what was published."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import product
from operator import itemgetter
from typing import NamedTuple, Protocol

from maatwerk_cli import __version__
from maatwerk_cli.disclosure.solver import TooLargeError
from maatwerk_cli.models.contract.inspanning import Inspanning
from maatwerk_cli.models.contract.opdracht import Opdracht
from maatwerk_cli.models.contract.plan import Plan
from maatwerk_cli.models.facts.bron import Bron
from maatwerk_cli.models.facts.kerncijfer import Herleiding, Kerncijfer
from maatwerk_cli.models.inferred import holds_inferred
from maatwerk_cli.models.kenmerken import KENMERKEN
from maatwerk_cli.models.proeftuin import FASEN, Proeftuin
from maatwerk_cli.models.publicatie import Publicatie
from maatwerk_cli.models.rapport import Rapporttekst
from maatwerk_cli.models.values import Bronverwijzing, Datum
from maatwerk_cli.register.records import Dataset, Entry
from maatwerk_cli.register.since import known_since
from maatwerk_cli.report.contracts.duty_table import duty_table
from maatwerk_cli.report.contracts.lasting_table import lasting_table
from maatwerk_cli.report.contracts.plan_table import plan_table
from maatwerk_cli.report.counting import CountableRecords, count_kandidaten, count_proeftuinen
from maatwerk_cli.report.course import course, course_by_year
from maatwerk_cli.report.headings import (
    COARSE_NOTE,
    COUNT_COLUMNS,
    EARLY_NOTE,
    FEATURE_NAMES,
    MAY_BE_ONE_NOTE,
    NO_POSTS_NOTE,
    OWN_SUM_NOTE,
    UNDATED_NOTE,
    UNEXPLAINED,
    marked_counts,
)
from maatwerk_cli.report.milestones import milestone_tables, milestones_of
from maatwerk_cli.report.own_texts import telling_records, telling_texts
from maatwerk_cli.report.people import selection_of
from maatwerk_cli.report.people_tables import PeopleTables
from maatwerk_cli.report.posts import Group, posts_hold, posts_of, posts_on
from maatwerk_cli.report.programme.intentions import intentions_table
from maatwerk_cli.report.programme.leerformule import TABLES, ProgrammeTables
from maatwerk_cli.report.programme.network import network_table
from maatwerk_cli.report.state import (
    NOT_SAID_IS_NOT_SO,
    by_name,
    has_all,
    perhaps_already,
    proeftuin_features,
    selected,
)
from maatwerk_cli.report.sureness import (
    POST_FEATURES,
    POST_NUMBER,
    Counted,
    apart_by_inference,
    can_differ,
    feature_is_inferred,
    fewest,
    inferred_fields,
    may_be_known,
    may_be_one,
)
from maatwerk_cli.report.tables import Provenance, Rapport, ReportFigure, SourceLine, Uitgave
from maatwerk_cli.text import dutch
from maatwerk_cli.text.table import (
    AtLeast,
    DataTable,
    MarkedRow,
    NotApplicable,
    ShownCount,
    TableCell,
    TableColumn,
    Withheld,
)

NOT_MENTIONED = "niet vermeld"


def years(dataset: Dataset) -> list[int]:
    """Give the years that have key figures."""
    return dataset.kerncijfers.years


def registered_years(dataset: Dataset) -> list[int]:
    """Give the years of which anything at all is registered: a figure, a text, an effort or a step."""
    per_year = (dataset.kerncijfers, dataset.verzamelposten, dataset.mijlpalen, dataset.rapporten)
    years = {int(stem) for records in (*per_year, dataset.records(Inspanning)) for stem in records.by_stem}
    contracts = [entry.value for entry in dataset.records(Opdracht).counting]
    courses: list[Iterable[_DatedStep]] = [
        *(entry.value.verloop for entry in dataset.proeftuinen.counting),
        *(entry.value.stappen for entry in dataset.kandidaten.counting),
        *(entry.value.verloop for entry in dataset.records(Plan).counting),
        *(contract.verloop for contract in contracts),
        *((option for option in contract.verlengingen if option.gelicht == "ja") for contract in contracts),
    ]
    when = [(step.sinds, step.bron) for course in courses for step in course]
    when += [(contract.begin, contract.bronnen[0]) for contract in contracts]
    return sorted(years | {known_since(since, source, dataset).last.year for since, source in when})


class _DatedStep(Protocol):
    """A phase, a step or an option that was lifted: since when, by which source."""

    @property
    def sinds(self) -> Datum | None: ...

    @property
    def bron(self) -> Bronverwijzing: ...


def build_report(
    dataset: Dataset, year: int, day: date, git_revision: str | None, *, intern: bool = False
) -> Rapport:
    """Count everything for one year, and withhold what would tell on people.

    Args:
        dataset: a dataset without errors.
        year: the year; without key figures the report is of what is registered.
        day: the date of reference; posts count only from the end of the year on, which they describe.
        git_revision: the last commit that touched the dataset, if it is in git.
        intern: withhold nothing, and list what the published report withholds.

    Raises:
        TooLargeError: the counts of people are too many to be made safe; never for an internal edition.
    """
    people = PeopleTables(dataset, year, day, intern=intern)
    milestones = milestones_of(dataset, day)
    tables = _YearTables(dataset, year, day, people)
    figures = tables.figures()
    programme = ProgrammeTables(dataset, year, day, intern=intern)
    edition = None if intern else dataset.publicaties.get(people.registry.recorded or "")
    by_step = people.by_step()
    return Rapport(
        year,
        day,
        Provenance(dataset.settings.naam, dataset.sha256, git_revision, __version__),
        figures,
        (
            tables.by_category_and_phase(),
            tables.by_target_group(),
            tables.by_authority(),
            by_step,
            people.by_proeftuin(),
            course(dataset, day),
            course_by_year(dataset, day),
            *programme.tables(figures),
            plan_table(dataset, year, day),
            duty_table(dataset, day, intern=intern),
            lasting_table(dataset, year, day, by_step, intern=intern),
            network_table(dataset, day),
            tables.completeness(),
            *milestone_tables(dataset, milestones),
            intentions_table(dataset, day),
        ),
        milestones,
        tuple(_source(entry) for entry in dataset.bronnen),
        intern,
        dataset.settings.drempel_onthulling,
        _texts(dataset.rapporten.get(str(year)), year, edition),
        (*people.withheld(), *programme.withheld()),
        people.registry.refused,
        telling_texts(dataset, year, (*people.secrets(), *programme.secrets())),
        phase_names={phase: dataset.label("fase", phase) for phase in FASEN},
        uitgave=None if edition is None else Uitgave(edition.id, edition.datum.last),
        about_people=_of_people(dataset, year),
        abbreviations=_abbreviations(dataset),
        kept=dataset.settings.peildatum.last if dataset.settings.peildatum.last < day else None,
    )


def telling_texts_of_all_years(
    dataset: Dataset, days: Mapping[int, date], *, closed: bool = False
) -> Mapping[str, str]:
    """Hold the texts of every year, where they go out together, to what each report withholds.

    Args:
        dataset: the register.
        days: until when a year is reported, where that is not its last day.
        closed: records go out too that a public edition does not have.
    """
    all_years = registered_years(dataset)
    telling: dict[str, str] = {}
    for year in sorted({*all_years, *days}):
        day = days.get(year, date(year, 12, 31))
        try:
            withheld = PeopleTables(dataset, year, day, intern=False).secrets()
        except TooLargeError:  # there is no report, and no choice of what to withhold: no few may be told
            withheld = PeopleTables(dataset, year, day, intern=False, decided=False).few()
        secrets = (*withheld, *ProgrammeTables(dataset, year, day, intern=False).secrets())
        others = [other for other in all_years if other != year]
        telling = {**telling_texts(dataset, year, secrets, others), **telling}
        telling = {**telling_records(dataset, secrets, closed=closed), **telling}
    return telling


def _abbreviations(dataset: Dataset) -> tuple[tuple[str, str], ...]:
    """Give the abbreviations of the code list of that name, if the register has one."""
    codes = (entry.value for entry in dataset.codelijsten.by_stem.get("afkorting", ()))
    return tuple((code.naam, code.toelichting) for code in codes if code.toelichting)


def _of_people(dataset: Dataset, year: int) -> frozenset[str]:
    """Name the figures and tables that count people."""
    figures = dataset.kerncijfers.of_year(year)
    codes = {
        entry.id
        for entry in figures
        if entry.value.herleiding and entry.value.herleiding.telt == "kandidaten"
    }
    return frozenset({*codes, "kandidaten_stap", "kandidaten_proeftuin", "duurzaam", "dekking", *TABLES})


def _texts(texts: Rapporttekst | None, year: int, edition: Publicatie | None) -> Rapporttekst | None:
    """Give the texts of the editors, of a report that is an edition under the status of that edition."""
    if edition is None:
        return texts
    if texts is None:
        return Rapporttekst.model_validate({"id": str(year), "status": edition.status})
    return texts.model_copy(update={"status": edition.status})


def year_counter(
    dataset: Dataset, year: int, day: date, *, intern: bool
) -> Callable[[Herleiding], "SelectionCounts"]:
    """Give what counts the selections of the key figures of a year, as its report does; nothing is withheld.

    Args:
        dataset: a dataset; what did not read in it does not count.
        year: the year.
        day: the date of reference.
        intern: tell of a closed register too that somebody perhaps counts.
    """
    people = PeopleTables(dataset, year, day, intern=intern, decided=False)
    return _YearTables(dataset, year, day, people).counts


class _YearTables:
    """The key figures of one dataset, year and date of reference, and the tables that count proeftuinen."""

    def __init__(self, dataset: Dataset, year: int, day: date, people: PeopleTables) -> None:
        self._dataset = dataset
        self._people = people
        self._year = year
        self._posts = posts_on(dataset, year, day)
        self._posts_hold = posts_hold(dataset, year, day)
        self._figures = [entry.value for entry in dataset.kerncijfers.of_year(year)]
        named = {own for post in self._posts.by_id.values() for own in post.zonder}
        self._present: list[Proeftuin] = []
        self._profiles: list[tuple[str, frozenset[tuple[str, str]]]] = []
        for entry in dataset.proeftuinen.counting:
            own = proeftuin_features(entry.value, dataset, day)
            if own is not None:
                self._present.append(entry.value)
                sure = frozenset((name, value) for name, value, surely in own if surely)
                self._profiles.append((entry.id if entry.id in named else "", sure))
        self._perhaps_already = [
            own
            for entry in dataset.proeftuinen.counting
            if (day < date(year, 12, 31) or not self._posts_hold)
            and (own := perhaps_already(entry.value, dataset, day))
        ]
        """Of a day that posts describe, they count what is not registered one by one."""
        self._by_profile = {known: by_name(known) for _, known in self._profiles}
        self._telling: dict[str, CountableRecords] = {
            "proeftuinen": count_proeftuinen(dataset, day),
            "kandidaten": count_kandidaten(dataset, day),
        }
        self._coarse = self._telling["proeftuinen"].perhaps_there
        self._perhaps_there = [*self._coarse, *self._perhaps_already]

    def figures(self) -> tuple[ReportFigure, ...]:
        """Give the key figures of the year."""
        return tuple(map(self._figure, self._figures))

    def _figure(self, figure: Kerncijfer) -> ReportFigure:
        """Give a key figure with what the register counts for it."""
        notes = [figure.noot] if figure.noot else []
        counts = self.counts(figure.herleiding) if figure.herleiding else SelectionCounts()
        if figure.herleiding is not None:
            if counts.perhaps and (figure.herleiding.telt != "kandidaten" or self._people.intern):
                # Whether a public edition has a note never depends on a count of people.
                notes.append(_perhaps_note(counts.perhaps))
            notes += self._early()
            notes += self._undated() if figure.herleiding.telt != "kandidaten" else ()
        registered = counts.known[2]
        if not notes and registered is not None and registered != figure.waarde:
            notes.append(UNEXPLAINED)
        return ReportFigure(
            figure.code,
            figure.omschrijving,
            figure.eenheid,
            figure.waarde,
            *counts.known,
            figure.bron.id,
            figure.bron.vindplaats,
            tuple(notes),
            counts.withheld,
            can_differ(figure, self._figures, posts_of(self._dataset, self._year)),
            self._inferred(figure.herleiding),
            counts.at_least,
            telt=figure.herleiding.telt if figure.herleiding else None,
            kenmerken=tuple(figure.herleiding.kenmerken.items()) if figure.herleiding else (),
        )

    def counts(self, wanted: Herleiding, *, unknown_apart: bool = False) -> "SelectionCounts":
        """Count a selection, one by one and in posts."""
        individual, perhaps = self._telling[wanted.telt].count(wanted.kenmerken)
        perhaps = 0 if unknown_apart else perhaps
        if wanted.telt == "kandidaten":
            return SelectionCounts(*self._people.three(wanted.kenmerken), perhaps)
        already = any(selected(own, wanted.kenmerken) is not False for own in self._perhaps_there)
        least = fewest(self._present[place] for place in self._belongs(wanted))
        one_by_one: ShownCount = AtLeast(least) if perhaps else individual
        if already:
            one_by_one = _bound(least)
        if not self._posts_hold:
            return SelectionCounts(one_by_one, perhaps=perhaps)
        both = self._posts.at_least(wanted, self._selected(wanted))
        registered: ShownCount = AtLeast(both.value - individual + least)
        if both.exact and not perhaps:
            registered = _bound(both.value) if already else both.value
        return SelectionCounts(
            one_by_one,
            self._posts.at_least(wanted, ()).shown,
            registered,
            perhaps,
        )

    def _belongs(self, wanted: Herleiding) -> Iterator[int]:
        """Give the places of the proeftuinen that surely belong to a selection."""
        for place, (_, known) in enumerate(self._profiles):
            if has_all(self._by_profile[known], wanted.kenmerken):
                yield place

    def _selected(self, wanted: Herleiding) -> list[Group]:
        """Give the proeftuinen that surely belong to a selection, those that are alike together."""
        profiles = Counter(self._profiles[place] for place in self._belongs(wanted))
        return [Group(self._by_profile[known], number, own) for (own, known), number in profiles.items()]

    def _inferred(self, wanted: Herleiding | None) -> tuple[str, ...]:
        """Give the inferred fields that a count rests on."""
        if wanted is None:
            return ()
        if wanted.telt == "kandidaten":
            return self._people.inferred_of(selection_of(wanted.kenmerken))
        return self._rests_on(wanted, one_by_one=True, in_posts=True)

    def _rests_on(self, wanted: Herleiding, *, one_by_one: bool, in_posts: bool) -> tuple[str, ...]:
        """Give what was inferred of what a selection counts one by one, in posts or in both ways."""
        records = [self._counted(place) for place in self._belongs(wanted)] if one_by_one else []
        counted = self._posts.counted(wanted) if in_posts else []
        return inferred_fields(wanted.kenmerken, records, counted, self._posts)

    def _counted(self, place: int) -> Counted:
        return self._present[place], self._profiles[place][1]

    def by_category_and_phase(self) -> DataTable:
        """Count proeftuinen by kind, category and phase."""
        every = self._rows(("soort", "herkomst", "categorie", "fase"))
        known = KENMERKEN["proeftuinen"]["fase"].codes
        used = {row.values[3] for row in every}
        phases = [phase for phase in (*known, NOT_MENTIONED) if phase in used]
        by_heading = _grouped(every, lambda row: (row.kind_or_origin, row.values[2]))
        groups = [
            ((self._kind_or_origin(kind), self._label("categorie", category)), own)
            for (kind, category), own in by_heading
        ]
        groups.sort(key=itemgetter(0))
        marked: list[tuple[tuple[int, str], Sequence[_Row]]] = []
        rows: list[tuple[TableCell, ...]] = []
        for heading, own in [*groups, (("Totaal", ""), every)] if groups else []:
            of_row = () if own is every else ("soort", "herkomst", "categorie")
            parts = [
                (phase_column(phase), [row for row in own if row.values[3] == phase], (*of_row, "fase"))
                for phase in phases
            ]
            parts.append(("totaal", own, of_row))
            marked += (
                ((len(rows), column), part)
                for column, part, features in parts
                if _is_inferred(part, features, once=not self._posts_hold)
            )
            rows.append((*heading, *(self._cell(part) for _, part, _ in parts)))
        return DataTable(
            "categorie_fase",
            "Proeftuinen naar categorie en fase",
            (
                TableColumn("soort", "Soort of herkomst", "tekst"),
                TableColumn("categorie", "Categorie", "tekst"),
                *(
                    TableColumn(phase_column(phase), dutch.sentence(self._label("fase", phase)))
                    for phase in phases
                ),
                TableColumn("totaal", "Totaal"),
            ),
            tuple(rows),
            (
                _REGISTERED_NOTE,
                *((_UNTOLD_PHASE_NOTE,) if NOT_MENTIONED in phases else ()),
                OWN_SUM_NOTE,
                *self._part_notes(),
                *self._literal_note(part for _, part in marked),
                *self._day_notes(),
            ),
            inferred=frozenset(place for place, _ in marked),
        )

    def _cell(self, part: Sequence["_Row"]) -> TableCell:
        """Count rows; where the posts say nothing of this day there may be more, so never none."""
        if self._posts_hold and not self._perhaps_there:
            return _number_in(part)
        return _bound(_least_in(part))

    def _unless_more(self, count: int) -> ShownCount:
        """Give a count of what is registered one by one; a bound where more were perhaps there."""
        return _bound(count) if self._perhaps_there else count

    def _day_notes(self) -> tuple[str, ...]:
        """Say what is not known of this day, under a table."""
        return (*self._early(), *self._undated(), *((COARSE_NOTE,) if self._coarse else ()))

    def _early(self) -> tuple[str, ...]:
        if self._posts_hold:
            return ()
        has_posts = bool(self._dataset.verzamelposten.counting.of_year(self._year))
        return (EARLY_NOTE if has_posts else NO_POSTS_NOTE,)

    def _undated(self) -> tuple[str, ...]:
        return (UNDATED_NOTE,) if self._perhaps_already else ()

    def _kind_or_origin(self, value: str) -> str:
        code_list = "herkomst" if value in KENMERKEN["proeftuinen"]["herkomst"].codes else "soort"
        return self._label(code_list, value)

    def by_target_group(self) -> DataTable:
        """Count proeftuinen by target group. A proeftuin with several counts in each."""
        return DataTable.of(
            "doelgroep",
            "Proeftuinen naar doelgroep",
            (TableColumn("doelgroep", "Doelgroep", "tekst"), *COUNT_COLUMNS),
            self._target_group_rows(),
            (
                "Een proeftuin met meer doelgroepen telt bij elke doelgroep mee; daarom is er geen totaal.",
                "Een post zonder doelgroep kan proeftuinen bevatten van een doelgroep die hier apart staat.",
                *self._day_notes(),
            ),
        )

    def by_authority(self) -> DataTable:
        """Count proeftuinen by layer of government and contracting authority."""
        groups = [
            ((self._label("bestuurslaag", layer), self._organisation(authority)), own)
            for (layer, authority), own in _grouped(
                self._rows(("bestuurslaag", "opdrachtgever")), lambda row: row.values
            )
        ]
        groups.sort(key=itemgetter(0))
        marked: list[tuple[tuple[int, str], Sequence[_Row]]] = []
        rows: list[tuple[TableCell, ...]] = []
        for heading, own in groups:
            one_by_one, in_posts = ([row for row in own if row.one_by_one is way] for way in (True, False))
            parts = (("individueel", one_by_one), ("verzameld", in_posts), ("geregistreerd", own))
            features = ("bestuurslaag", "opdrachtgever")
            marked += (((len(rows), column), part) for column, part in parts if _is_inferred(part, features))
            collected = _number_in(in_posts) if self._posts_hold else None
            together = self._cell(own) if self._posts_hold else None
            apart = _number_in(one_by_one)
            bound = AtLeast(_least_in(one_by_one)) if self._perhaps_there else apart
            rows.append((*heading, bound, collected, together))
        return DataTable(
            "opdrachtgever",
            "Proeftuinen naar overheid en opdrachtgever",
            (
                TableColumn("bestuurslaag", "Overheid", "tekst"),
                TableColumn("opdrachtgever", "Opdrachtgever", "tekst"),
                *COUNT_COLUMNS,
            ),
            tuple(rows),
            (
                "Een proeftuin met meer opdrachtgevers telt bij elke opdrachtgever mee.",
                *self._literal_note(part for _, part in marked),
                *self._day_notes(),
            ),
            inferred=frozenset(place for place, _ in marked),
        )

    def completeness(self) -> DataTable:
        """Tell of how many records each field is from the source, inferred or unknown."""
        rows: list[tuple[TableCell, ...]] = []
        marked: set[tuple[int, str]] = set()
        every = set(range(len(self._present)))
        for feature in KENMERKEN["proeftuinen"]:
            if feature not in NOT_SAID_IS_NOT_SO:
                known = self._known(feature)
                inferred = {place for place in known if self._only_inferred(place, feature)}
                parts = {
                    "bekend": known,
                    "uit_bron": known - inferred,
                    "afgeleid": inferred,
                    "onbekend": every - known,
                    "van": every,
                }
                marked |= {
                    (len(rows), column)
                    for column, places in parts.items()
                    if may_be_one(self._present[place] for place in places)
                }
                if self._may_be_known(parts["onbekend"]):
                    marked.add((len(rows), "onbekend"))
                rows.append(("Proeftuinen", FEATURE_NAMES[feature], *map(len, parts.values())))
        rows += self._people.completeness()
        full = tuple((*row, _percentage(row[3], row[6])) for row in rows)
        # None of two that may be one is none of one, and all of them all.
        marked |= {
            (number, "procent")
            for number, row in enumerate(full)
            if (number, "van") in marked and row[-1] not in (0, 100)
        }
        return DataTable(
            "dekking",
            "Volledigheid van het register",
            (
                TableColumn("telt", "Wat", "tekst"),
                TableColumn("kenmerk", "Gegeven", "tekst"),
                TableColumn("bekend", "Bekend bij"),
                TableColumn("uit_bron", "Uit de bron"),
                TableColumn("afgeleid", "Afgeleid"),
                TableColumn("onbekend", "Onbekend"),
                TableColumn("van", "Van de"),
                TableColumn("procent", "Uit de bron, in procenten"),
            ),
            full,
            (
                "Alleen wat apart bekend is. Wat de bron niet noemt, is hier niet bekend.",
                "Afgeleid is wat niet letterlijk in de bron staat. Van kandidaten telt deze tabel dat niet.",
                *((UNDATED_NOTE,) if self._perhaps_already else ()),
                *((COARSE_NOTE,) if self._coarse else ()),
                *((MAY_BE_ONE_NOTE,) if marked else ()),
            ),
            inferred=frozenset(marked),
        )

    def _only_inferred(self, place: int, feature: str) -> bool:
        """Tell whether no value of a feature of a proeftuin is from the source."""
        proeftuin, known = self._counted(place)
        own = self._telling["proeftuinen"].records[place]
        return all(
            feature_is_inferred(proeftuin, name, value, known) for name, value, _ in own if name == feature
        )

    def _may_be_known(self, untold: Iterable[int]) -> bool:
        """Tell whether a proeftuin of which something is not told may be another one."""
        return may_be_known((self._present[place] for place in untold), self._present)

    def _known(self, feature: str) -> set[int]:
        """Give the places of the proeftuinen of which a feature is known."""
        return self._telling["proeftuinen"].known(feature)

    def _target_group_rows(self) -> Iterator[MarkedRow]:
        for value in self._target_groups():
            selection = Herleiding.model_construct(telt="proeftuinen", kenmerken={"doelgroep": (value,)})
            # What is not known of a proeftuin has a row of its own here.
            counts = self.counts(selection, unknown_apart=True)
            marks = marked_counts(
                one_by_one=bool(self._rests_on(selection, one_by_one=True, in_posts=False)),
                in_posts=bool(self._rests_on(selection, one_by_one=False, in_posts=True)),
                together=apart_by_inference(
                    [self._counted(place) for place in self._belongs(selection)],
                    self._posts.counted(selection),
                    self._posts,
                ),
            )
            yield MarkedRow((self._label("doelgroep", value), *counts.three), marks)
        untold = set(range(len(self._present))) - self._known("doelgroep")
        unknown = len(untold)
        rest = [
            post
            for post in self._posts.by_id.values()
            if post.telt == "proeftuinen"
            and not post.deel_van
            and "doelgroep" not in self._posts.features(post)
        ]
        in_rest = sum(post.aantal for post in rest)
        if unknown or in_rest:
            together = self._unless_more(unknown + in_rest)
            counted = (in_rest, together) if self._posts_hold else (None, None)
            marks = marked_counts(
                one_by_one=self._may_be_known(untold),
                in_posts=any("aantal" in post.afgeleid for post in rest),
            )
            yield MarkedRow((NOT_MENTIONED.capitalize(), self._unless_more(unknown), *counted), marks)

    def _target_groups(self) -> list[str]:
        """Give the target groups in use, by name; of a post only the one that it surely is of."""
        used = self._telling["proeftuinen"].values("doelgroep")
        for post in self._posts.by_id.values():
            values = self._posts.features(post).get("doelgroep", ())
            used |= set(values) if len(values) == 1 else set()
        return sorted(used, key=lambda value: self._label("doelgroep", value))

    def _rows(self, features: tuple[str, ...]) -> list["_Row"]:
        """Give a row for each proeftuin and each post that is no part of another, with its features.

        A proeftuin with several values of a feature has a row for each.
        """
        rows = []
        for place, own in enumerate(self._telling["proeftuinen"].records):
            values = (
                [value for name, value, sure in own if name == feature and sure] or [NOT_MENTIONED]
                for feature in features
            )
            proeftuin, known = self._counted(place)
            for chosen in product(*values):
                inferred = {
                    feature
                    for feature, value in zip(features, chosen, strict=True)
                    if proeftuin.afgeleid
                    and value != NOT_MENTIONED
                    and feature_is_inferred(proeftuin, feature, value, known)
                }
                rows.append(_Row(chosen, 1, proeftuin, None, frozenset(inferred)))
        for post in self._posts.by_id.values():
            if post.telt == "proeftuinen" and post.deel_van is None:
                said = self._posts.features(post)
                values_of_post = tuple("|".join(said.get(feature, (NOT_MENTIONED,))) for feature in features)
                inferred = {
                    feature for feature in features if holds_inferred(post.afgeleid, POST_FEATURES, feature)
                }
                inferred |= {POST_NUMBER} & set(post.afgeleid)
                rows.append(_Row(values_of_post, post.aantal, None, post.id, frozenset(inferred)))
        return rows

    def _part_notes(self) -> tuple[str, ...]:
        return tuple(
            f"Waarvan {post.aantal}{dutch.IS_INFERRED if 'aantal' in post.afgeleid else ''}: "
            f"{dutch.within_sentence(post.omschrijving).rstrip('.')} ({post.bron.reference})."
            f"{' Dat dit er een deel van is, is afgeleid.' if 'deel_van' in post.afgeleid else ''}"
            for post in self._posts.by_id.values()
            if post.telt == "proeftuinen" and post.deel_van is not None
        )

    def _literal_note(self, marked: Iterable[Sequence["_Row"]]) -> tuple[str, ...]:
        """Say of which counts that rest on something inferred the source gives the number itself.

        They count the very things that a figure counts which the register takes over.
        """
        copied = {
            (self._things(figure.herleiding), figure.waarde): figure.omschrijving
            for figure in self._figures
            if figure.herleiding is not None and not can_differ(figure, self._figures, self._posts)
        }
        counts = ((frozenset(row.what for row in part), Decimal(_number_in(part))) for part in marked)
        literal = [count for count in dict.fromkeys(counts) if count in copied]
        if not literal:
            return ()
        named = "; ".join(f"{count[1]} ({dutch.within_sentence(copied[count])})" for count in literal)
        return (
            f"Met een {dutch.INFERRED_MARK}, maar als getal van de bron zelf: {named}. Afgeleid is daar "
            "onder welk kopje zij staan.",
        )

    def _things(self, wanted: Herleiding) -> frozenset[tuple[str, str]]:
        """Give what a selection counts: proeftuinen and posts, by their ids."""
        records = {("proeftuin", self._present[place].id) for place in self._belongs(wanted)}
        return frozenset(records | {("verzamelpost", post.id) for post in self._posts.counted(wanted)})

    def _label(self, code_list: str, value: str) -> str:
        if value == NOT_MENTIONED:
            return NOT_MENTIONED.capitalize()
        first, *rest = (self._dataset.label(code_list, code) for code in value.split("|"))
        return " of ".join([first, *(dutch.within_sentence(label) for label in rest)])

    def _organisation(self, value: str) -> str:
        if value == NOT_MENTIONED:
            return NOT_MENTIONED.capitalize()
        known = (part for part in value.split("|") if self._dataset.organisaties.get(part))
        return " of ".join(map(self._dataset.organisation, known))


_UNTOLD_PHASE_NOTE = (
    "Niet vermeld: de bron zegt niet in welke fase. "
    "Deze proeftuinen kunnen bij elke fase horen, ook waar 0 staat."
)
_REGISTERED_NOTE = (
    "Geteld is wat in het register staat: wat apart bekend is en wat alleen als aantal bekend is, samen."
)


def _perhaps_note(count: int) -> str:
    reason = "een datum of kenmerk is niet bekend genoeg."
    if count == 1:
        return f"Van 1 record is niet zeker of het meetelt: {reason}"
    return f"Van {count} records is niet zeker of ze meetellen: {reason}"


def _percentage(part: TableCell, whole: TableCell) -> TableCell:
    """Give a percentage, where there is one of the part."""
    if isinstance(part, NotApplicable):
        return part
    if not isinstance(part, int) or not isinstance(whole, int) or whole == 0:
        return None
    return (Decimal(part * 100) / Decimal(whole)).quantize(Decimal("0.1"), ROUND_HALF_UP)


class SelectionCounts(NamedTuple):
    """One by one, in posts, together; and how many perhaps count."""

    individual: ShownCount = None
    collected: ShownCount = None
    registered: ShownCount = None
    perhaps: int = 0

    @property
    def three(self) -> tuple[ShownCount, ShownCount, ShownCount]:
        """The three counts, as they may be shown."""
        return self.individual, self.collected, self.registered

    @property
    def known(self) -> tuple[int | None, int | None, int | None]:
        """The three counts as numbers; of a bound its value."""
        individual, posts, both = map(_number, self.three)
        return individual, posts, both

    @property
    def withheld(self) -> tuple[str, ...]:
        """The names of those that are withheld."""
        # The difference tells the registered count to whoever knows the published one.
        return self._named(Withheld)

    @property
    def at_least(self) -> tuple[str, ...]:
        """The names of those that are only a lower bound."""
        return self._named(AtLeast)

    def _named(self, kind: type) -> tuple[str, ...]:
        names = ("individueel", "verzameld", "geregistreerd")
        groups_named = [name for name, n in zip(names, self.three, strict=True) if isinstance(n, kind)]
        return (*groups_named, "verschil") if "geregistreerd" in groups_named else tuple(groups_named)


def _number(value: ShownCount) -> int | None:
    if isinstance(value, AtLeast):
        return value.value
    return value if isinstance(value, int) else None


class _Row(NamedTuple):
    """A proeftuin, or a post, with one value for each of some features.

    Attributes:
        values: the values, in the order in which the features were asked.
        number: for how many it stands.
        proeftuin: the proeftuin; of a post there is none.
        post: the id of the post; of a proeftuin there is none.
        inferred: the features that were inferred, and ``aantal`` where the number was.
    """

    values: tuple[str, ...]
    number: int
    proeftuin: Proeftuin | None
    post: str | None
    inferred: frozenset[str]

    @property
    def what(self) -> tuple[str, str]:
        """What it stands for: a proeftuin or a post, by its id."""
        return ("proeftuin", self.proeftuin.id) if self.proeftuin else ("verzamelpost", str(self.post))

    @property
    def one_by_one(self) -> bool:
        return self.proeftuin is not None

    @property
    def kind_or_origin(self) -> str:
        return next((value for value in self.values[:2] if value != NOT_MENTIONED), NOT_MENTIONED)


def _least_in(rows: Sequence["_Row"]) -> int:
    """Count rows, of what may be the same one."""
    known = [row.proeftuin for row in rows if row.proeftuin is not None]
    return _number_in(rows) - len(known) + fewest(known)


def _bound(least: int) -> AtLeast | None:
    """Give what there are at the least; of none nobody knows whether there are."""
    return AtLeast(least) if least else None


def _number_in(rows: Iterable[_Row]) -> int:
    return sum(row.number for row in rows)


def _is_inferred(rows: Sequence[_Row], features: Iterable[str], *, once: bool = False) -> bool:
    """Tell whether a count of rows by these features rests on something inferred.

    Args:
        rows: what is counted.
        features: by what.
        once: what may be the same proeftuin counts once, so that nothing rests on its being two.
    """
    asked = {POST_NUMBER, *features}
    if any(asked & row.inferred for row in rows):
        return True
    return not once and may_be_one(row.proeftuin for row in rows if row.proeftuin is not None)


def _grouped(
    rows: Iterable[_Row], key: Callable[[_Row], tuple[str, ...]]
) -> Iterable[tuple[tuple[str, ...], list[_Row]]]:
    groups: dict[tuple[str, ...], list[_Row]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return groups.items()


def phase_column(phase: str) -> str:
    """Give the key of the column of a phase."""
    return phase.replace(" ", "_")


def _source(entry: Entry[Bron]) -> SourceLine:
    source = entry.value
    return SourceLine(
        entry.id,
        source.titel,
        source.uitgever,
        str(source.datum) if source.datum else None,
        source.url,
        str(source.peildatum) if source.peildatum else None,
        source.status != "geverifieerd",
        source.afgeleid,
    )
