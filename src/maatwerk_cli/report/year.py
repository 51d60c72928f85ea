"""The report of a year: every figure counted from the records and held against what was published."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import cast

import pandas as pd

from maatwerk_cli import __version__
from maatwerk_cli.models.facts.bron import Bron
from maatwerk_cli.models.facts.kerncijfer import Herleiding, Kerncijfer
from maatwerk_cli.models.facts.mijlpaal import Mijlpaal
from maatwerk_cli.models.facts.verzamelpost import Verzamelpost
from maatwerk_cli.models.kenmerken import KENMERKEN, Domein, Telbaar
from maatwerk_cli.models.proeftuin import FASEN
from maatwerk_cli.models.publicatie import Publicatie
from maatwerk_cli.models.rapport import Rapporttekst
from maatwerk_cli.register.memory import collecting_later
from maatwerk_cli.register.records import Dataset, Entry
from maatwerk_cli.report.counting import Telling, count_kandidaten, count_proeftuinen
from maatwerk_cli.report.course import course, course_by_year
from maatwerk_cli.report.headings import COUNT_COLUMNS, EARLY_NOTE, FEATURE_NAMES, UNEXPLAINED, reference
from maatwerk_cli.report.people_tables import PeopleTables
from maatwerk_cli.report.posts import Posts, posts_of
from maatwerk_cli.report.tables import Bronregel, Cijfer, Herkomst, Mijlpaalregel, Rapport, Uitgave
from maatwerk_cli.text.table import AFGESCHERMD, Afgeschermd, Cel, Kolom, Tabel

NIET_VERMELD = "niet vermeld"


def years(dataset: Dataset) -> list[int]:
    """Give the years that have key figures."""
    return sorted(int(stem) for stem in dataset.kerncijfers.by_stem)


@collecting_later()
def build_report(
    dataset: Dataset, year: int, day: date, git_revision: str | None, *, intern: bool = False
) -> Rapport:
    """Count everything for one year, and withhold what would tell on people.

    Args:
        dataset: a dataset without errors.
        year: the year, which has key figures.
        day: the date of reference; posts count only from the end of the year on, which they describe.
        git_revision: the last commit that touched the dataset, if it is in git.
        intern: withhold nothing, and list what the published report withholds.

    Raises:
        TooLargeError: the counts of people are too many to be made safe; never for an internal edition.

    """
    people = PeopleTables(dataset, year, day, intern=intern)
    counter = _Counter(dataset, year, day, people)
    edition = None if intern else dataset.publicaties.get(people.registry.recorded or "")
    return Rapport(
        year,
        day,
        Herkomst(dataset.settings.naam, dataset.sha256, git_revision, __version__),
        tuple(counter.figure(entry.value) for entry in dataset.kerncijfers.by_stem.get(str(year), ())),
        (
            counter.by_category_and_phase(),
            counter.by_target_group(),
            counter.by_authority(),
            people.by_step(),
            people.by_proeftuin(),
            course(dataset, day),
            course_by_year(dataset, day),
            counter.completeness(),
        ),
        _milestones(dataset, year),
        tuple(_source(entry) for entry in dataset.bronnen),
        intern,
        dataset.settings.drempel_onthulling,
        _texts(dataset.rapporten.get(str(year)), year, edition),
        people.withheld(),
        people.keys(),
        people.unsafe,
        people.told(year),
        fasenamen={phase: dataset.label("fase", phase) for phase in FASEN},
        uitgave=None if edition is None else Uitgave(edition.id, edition.datum.last),
        over_mensen=_of_people(dataset, year),
    )


def _of_people(dataset: Dataset, year: int) -> frozenset[str]:
    """Name the figures and tables that count people."""
    figures = dataset.kerncijfers.by_stem.get(str(year), ())
    codes = {
        entry.id
        for entry in figures
        if entry.value.herleiding and entry.value.herleiding.telt == "kandidaten"
    }
    return frozenset({*codes, "kandidaten_stap", "kandidaten_proeftuin", "dekking"})


def _texts(texts: Rapporttekst | None, year: int, edition: Publicatie | None) -> Rapporttekst | None:
    """Give the texts of the editors, of a report that is an edition under the status of that edition."""
    if edition is None:
        return texts
    if texts is None:
        return Rapporttekst.model_validate({"id": str(year), "status": edition.status})
    return texts.model_copy(update={"status": edition.status})


class _Counter:
    """Counts of one dataset, year and date of reference."""

    def __init__(self, dataset: Dataset, year: int, day: date, people: PeopleTables) -> None:
        self._dataset = dataset
        self._people = people
        self._posts = posts_of(dataset, year) if day >= date(year, 12, 31) else Posts({}, {})
        self._posts_hold = day >= date(year, 12, 31) or not dataset.verzamelposten.counting.by_stem.get(
            str(year)
        )
        self._telling: dict[str, Telling] = {
            "proeftuinen": count_proeftuinen(dataset, day),
            "kandidaten": count_kandidaten(dataset, day),
        }

    def figure(self, figure: Kerncijfer) -> Cijfer:
        """Give a key figure with what the register counts for it."""
        notes = [figure.noot] if figure.noot else []
        counts = self._counts(figure.herleiding) if figure.herleiding else _Counts()
        if figure.herleiding is not None:
            if counts.perhaps and (figure.herleiding.telt != "kandidaten" or self._people.is_internal):
                # Whether a public edition has a note never depends on a count of people.
                notes.append(_perhaps_note(counts.perhaps))
            if not self._posts_hold:
                notes.append(EARLY_NOTE)
        registered = counts.known[2]
        if not notes and registered is not None and registered != figure.waarde:
            notes.append(UNEXPLAINED)
        return Cijfer(
            figure.code,
            figure.omschrijving,
            figure.eenheid,
            figure.waarde,
            *counts.known,
            figure.bron.id,
            figure.bron.vindplaats,
            tuple(notes),
            counts.withheld,
            telt=figure.herleiding.telt if figure.herleiding else None,
            kenmerken=_selection(figure.herleiding) if figure.herleiding else (),
        )

    def _counts(self, wanted: Herleiding) -> "_Counts":
        """Count a selection, one by one and in posts."""
        individual, perhaps = self._telling[wanted.telt].count(wanted.kenmerken)
        if wanted.telt == "kandidaten":
            return _Counts(*self._people.three(wanted.kenmerken), perhaps)
        if not self._posts_hold:
            return _Counts(individual, perhaps=perhaps)
        collected = sum(post.aantal for post in self._posts.counted(wanted))
        return _Counts(individual, collected, individual + collected, perhaps)

    def by_category_and_phase(self) -> Tabel:
        """Count proeftuinen by kind, category and phase."""
        frame = self._frame("proeftuinen", ("soort", "herkomst", "categorie", "fase"))
        frame["soort"] = frame["soort"].where(frame["soort"] != NIET_VERMELD, frame["herkomst"])
        table = frame.pivot_table(
            index=["soort", "categorie"], columns="fase", values="aantal", aggfunc="sum", fill_value=0
        )
        phases = [phase for phase in KENMERKEN["proeftuinen"]["fase"].codes if phase in table.columns]
        phases += [NIET_VERMELD] if NIET_VERMELD in table.columns else []
        rows: list[tuple[Cel, ...]] = [
            (
                self._kind_or_origin(kind),
                self._label("categorie", category),
                *(int(row[phase]) for phase in phases),
                int(row.sum()),
            )
            for (kind, category), row in _rows(table)
        ]
        total: tuple[Cel, ...] = (
            "Totaal",
            "",
            *(int(table[phase].sum()) for phase in phases),
            int(table.to_numpy().sum()),
        )
        return Tabel(
            "categorie_fase",
            "Proeftuinen naar categorie en fase",
            (
                Kolom("soort", "Soort of herkomst", "tekst"),
                Kolom("categorie", "Categorie", "tekst"),
                *(Kolom(_column_id(phase), self._label("fase", phase).capitalize()) for phase in phases),
                Kolom("totaal", "Totaal"),
            ),
            (*sorted(rows, key=_by_text), total) if rows else (),
            (_REGISTERED_NOTE, *self._part_notes("proeftuinen")),
        )

    def _kind_or_origin(self, value: str) -> str:
        code_list = "herkomst" if value in KENMERKEN["proeftuinen"]["herkomst"].codes else "soort"
        return self._label(code_list, value)

    def by_target_group(self) -> Tabel:
        """Count proeftuinen by target group. A proeftuin with several counts in each."""
        return Tabel(
            "doelgroep",
            "Proeftuinen naar doelgroep",
            (Kolom("doelgroep", "Doelgroep", "tekst"), *COUNT_COLUMNS),
            self._by_feature("doelgroep"),
            (
                "Een proeftuin met meer doelgroepen telt bij elke doelgroep mee; daarom is er geen totaal.",
                "Een post zonder doelgroep kan proeftuinen bevatten van een doelgroep die hier apart staat.",
            ),
        )

    def by_authority(self) -> Tabel:
        """Count proeftuinen by layer of government and contracting authority."""
        frame = self._frame("proeftuinen", ("bestuurslaag", "opdrachtgever"))
        table = frame.pivot_table(
            index=["bestuurslaag", "opdrachtgever"],
            columns="wijze",
            values="aantal",
            aggfunc="sum",
            fill_value=0,
        ).reindex(columns=["individueel", "verzameld"], fill_value=0)
        rows: list[tuple[Cel, ...]] = [
            (
                self._label("bestuurslaag", layer),
                self._organisation(authority),
                int(row["individueel"]),
                int(row["verzameld"]),
                int(row.sum()),
            )
            for (layer, authority), row in _rows(table)
        ]
        return Tabel(
            "opdrachtgever",
            "Proeftuinen naar overheid en opdrachtgever",
            (
                Kolom("bestuurslaag", "Overheid", "tekst"),
                Kolom("opdrachtgever", "Opdrachtgever", "tekst"),
                *COUNT_COLUMNS,
            ),
            tuple(sorted(rows, key=_by_text)),
            ("Een proeftuin met meer opdrachtgevers telt bij elke opdrachtgever mee.",),
        )

    def completeness(self) -> Tabel:
        """Tell of how many records registered one by one each field is known."""
        rows: list[tuple[Cel, ...]] = []
        telling = self._telling["proeftuinen"]
        for feature in KENMERKEN["proeftuinen"]:
            if feature != "bereikt":
                known = telling.features.loc[telling.features["kenmerk"] == feature, "nummer"].nunique()
                rows.append(("Proeftuinen", FEATURE_NAMES[feature], known, telling.size))
        rows += self._people.completeness()
        return Tabel(
            "dekking",
            "Volledigheid van het register",
            (
                Kolom("telt", "Wat", "tekst"),
                Kolom("kenmerk", "Gegeven", "tekst"),
                Kolom("bekend", "Bekend bij"),
                Kolom("van", "Van de"),
                Kolom("procent", "Procent"),
            ),
            tuple((*row, _percentage(row[2], row[3])) for row in rows),
            ("Alleen wat een voor een is geregistreerd. Wat de bron niet noemt, is hier niet bekend.",),
        )

    def _by_feature(self, feature: str) -> tuple[tuple[Cel, ...], ...]:
        telt: Telbaar = "proeftuinen"
        telling = self._telling[telt]
        domain = KENMERKEN[telt][feature]
        rows: list[tuple[Cel, ...]] = []
        for value in self._values(telt, feature, domain):
            selection = Herleiding.model_construct(telt=telt, kenmerken={feature: (value,)})
            rows.append((self._label(domain.lijst, value), *self._counts(selection).three))
        unknown = telling.size - int(
            telling.features.loc[telling.features["kenmerk"] == feature, "nummer"].nunique()
        )
        in_posts = sum(
            post.aantal
            for post in self._posts.by_id.values()
            if post.telt == telt and not post.deel_van and feature not in self._posts.features(post)
        )
        if unknown or in_posts:
            rows.append((NIET_VERMELD.capitalize(), unknown, in_posts, unknown + in_posts))
        return tuple(rows)

    def _values(self, telt: str, feature: str, domain: Domein) -> list[str]:
        """Give the values in use: in the order of the domain where that is closed, else by name."""
        telling = self._telling[telt]
        used = set(telling.features.loc[telling.features["kenmerk"] == feature, "waarde"])
        for post in self._posts.by_id.values():
            values = self._posts.features(post).get(feature, ()) if post.telt == telt else ()
            used |= set(values) if len(values) == 1 else set()
        if domain.codes:
            return [code for code in domain.codes if code in used]
        return sorted(used, key=lambda value: self._label(domain.lijst, value))

    def _frame(self, telt: str, features: tuple[str, ...]) -> pd.DataFrame:
        """Give a row for each record and each post that is no part of another, with its features."""
        telling = self._telling[telt]
        frame = pd.DataFrame({"nummer": range(telling.size), "aantal": 1, "wijze": "individueel"})
        for feature in features:
            rows = telling.features[(telling.features["kenmerk"] == feature) & telling.features["zeker"]]
            column = rows[["nummer", "waarde"]].rename(columns={"waarde": feature})
            frame = frame.merge(column, on="nummer", how="left")
        posts = pd.DataFrame(
            [
                {"aantal": post.aantal, "wijze": "verzameld", **self._single_values(post, features)}
                for post in self._posts.by_id.values()
                if post.telt == telt and post.deel_van is None
            ],
            columns=["aantal", "wijze", *features],
        )
        both = pd.concat([frame.drop(columns="nummer"), posts], ignore_index=True)
        return both.fillna(dict.fromkeys(features, NIET_VERMELD))

    def _single_values(self, post: Verzamelpost, features: tuple[str, ...]) -> dict[str, str]:
        own = self._posts.features(post)
        return {feature: "|".join(own[feature]) for feature in features if feature in own}

    def _part_notes(self, telt: str) -> tuple[str, ...]:
        return tuple(
            f"Waarvan {post.aantal}: {_lower_first(post.omschrijving)} ({reference(post.bron)})."
            for post in self._posts.by_id.values()
            if post.telt == telt and post.deel_van is not None
        )

    def _label(self, code_list: str, value: str) -> str:
        if value == NIET_VERMELD:
            return NIET_VERMELD.capitalize()
        first, *rest = (self._dataset.label(code_list, code) for code in value.split("|"))
        return " of ".join([first, *(_lower_first(label) for label in rest)])

    def _organisation(self, value: str) -> str:
        if value == NIET_VERMELD:
            return NIET_VERMELD.capitalize()
        organisations = (self._dataset.organisaties.get(part) for part in value.split("|"))
        return " of ".join(organisation.naam for organisation in organisations if organisation)


_REGISTERED_NOTE = "Geteld is wat in het register staat: een voor een en in verzamelposten samen."


def _selection(wanted: Herleiding) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((name, tuple(values)) for name, values in wanted.kenmerken.items())


def _perhaps_note(count: int) -> str:
    reason = "een datum of kenmerk is niet bekend genoeg."
    if count == 1:
        return f"Van 1 record is niet zeker of het meetelt: {reason}"
    return f"Van {count} records is niet zeker of ze meetellen: {reason}"


def _percentage(part: Cel, whole: Cel) -> Cel:
    """Give a percentage; where the count or its whole is withheld it is withheld too."""
    if isinstance(part, Afgeschermd) or isinstance(whole, Afgeschermd):
        return AFGESCHERMD
    if not isinstance(part, int) or not isinstance(whole, int) or whole == 0:
        return None
    return (Decimal(part * 100) / Decimal(whole)).quantize(Decimal("0.1"), ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class _Counts:
    """One by one, in posts, together; and how many perhaps count."""

    individual: int | Afgeschermd | None = None
    collected: int | Afgeschermd | None = None
    registered: int | Afgeschermd | None = None
    perhaps: int = 0

    @property
    def three(self) -> tuple[int | Afgeschermd | None, int | Afgeschermd | None, int | Afgeschermd | None]:
        return self.individual, self.collected, self.registered

    @property
    def known(self) -> tuple[int | None, int | None, int | None]:
        one, posts, both = (None if isinstance(n, Afgeschermd) else n for n in self.three)
        return one, posts, both

    @property
    def withheld(self) -> tuple[str, ...]:
        names = ("individueel", "verzameld", "geregistreerd")
        found = [name for name, n in zip(names, self.three, strict=True) if isinstance(n, Afgeschermd)]
        # The difference tells the registered count to whoever knows the published one.
        return (*found, "verschil") if "geregistreerd" in found else tuple(found)


def _by_text(row: tuple[Cel, ...]) -> list[str]:
    return [str(cell) for cell in row]


def _rows(table: pd.DataFrame) -> Iterator[tuple[tuple[str, str], "pd.Series[int]"]]:
    for index, row in table.iterrows():
        first, second = cast(tuple[str, str], index)
        yield (first, second), row


def _column_id(phase: str) -> str:
    return phase.replace(" ", "_")


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:].rstrip(".")


def _milestones(dataset: Dataset, year: int) -> tuple[Mijlpaalregel, ...]:
    entries = sorted(dataset.mijlpalen.counting.by_stem.get(str(year), ()), key=_when)
    lines = [
        Mijlpaalregel(
            str(entry.value.datum) if entry.value.datum else None,
            entry.value.omschrijving,
            entry.value.bron.id,
            entry.value.bron.vindplaats,
            entry.value.toelichting,
        )
        for entry in entries
    ]
    return tuple(lines)


def _when(entry: Entry[Mijlpaal]) -> date:
    return entry.value.datum.last if entry.value.datum else date.max


def _source(entry: Entry[Bron]) -> Bronregel:
    source = entry.value
    return Bronregel(
        entry.id,
        source.titel,
        source.uitgever,
        str(source.datum) if source.datum else None,
        source.url,
        source.status != "geverifieerd",
    )
