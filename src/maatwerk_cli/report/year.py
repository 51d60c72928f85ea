"""The report of a year: every figure counted from the records and held against what was published."""

from collections.abc import Iterator
from datetime import date
from typing import cast

import pandas as pd

from maatwerk_cli import __version__
from maatwerk_cli.dataset.records import Dataset, Entry
from maatwerk_cli.models.kenmerken import KENMERKEN, Domein, Telbaar
from maatwerk_cli.models.register import Bron, Herleiding, Kerncijfer, Mijlpaal, Verzamelpost
from maatwerk_cli.models.values import Bronverwijzing
from maatwerk_cli.report.counting import Telling, count_kandidaten, count_proeftuinen
from maatwerk_cli.report.posts import Posts, posts_of
from maatwerk_cli.report.tables import Cel, Cijfer, Herkomst, Kolom, Mijlpaalregel, Rapport, Tabel

NIET_VERMELD = "niet vermeld"


def years(dataset: Dataset) -> list[int]:
    """Give the years that have key figures."""
    return sorted(int(stem) for stem in dataset.kerncijfers.by_stem)


def build_report(dataset: Dataset, year: int, day: date, git_revision: str | None) -> Rapport:
    """Count everything for one year.

    Args:
        dataset: a dataset without errors.
        year: the year, which has key figures.
        day: the date of reference; posts count only from the end of the year on, which they describe.
        git_revision: the last commit that touched the dataset, if it is in git.

    """
    counter = _Counter(dataset, year, day)
    return Rapport(
        year,
        day,
        Herkomst(dataset.settings.naam, dataset.sha256, git_revision, __version__),
        tuple(counter.figure(entry.value) for entry in dataset.kerncijfers.by_stem.get(str(year), ())),
        (
            counter.by_category_and_phase(),
            counter.by_target_group(),
            counter.by_authority(),
            counter.by_step(),
            counter.completeness(),
        ),
        _milestones(dataset, year),
        tuple((entry.id, _source_line(entry)) for entry in dataset.bronnen),
    )


class _Counter:
    """Counts of one dataset, year and date of reference."""

    def __init__(self, dataset: Dataset, year: int, day: date) -> None:
        self._dataset = dataset
        self._posts = posts_of(dataset, year) if day >= date(year, 12, 31) else Posts({}, {})
        self._posts_hold = day >= date(year, 12, 31) or not dataset.verzamelposten.by_stem.get(str(year))
        self._telling: dict[str, Telling] = {
            "proeftuinen": count_proeftuinen(dataset, day),
            "kandidaten": count_kandidaten(dataset, day),
        }

    def figure(self, figure: Kerncijfer) -> Cijfer:
        """Give a key figure with what the register counts for it."""
        notes = [figure.noot] if figure.noot else []
        individual: int | None = None
        collected: int | None = None
        if figure.herleiding is not None:
            individual, perhaps = self._telling[figure.herleiding.telt].count(figure.herleiding.kenmerken)
            if perhaps:
                notes.append(_perhaps_note(perhaps))
            if self._posts_hold:
                collected = sum(post.aantal for post in self._posts.counted(figure.herleiding))
            else:
                notes.append(_EARLY_NOTE)
        return Cijfer(
            figure.code,
            figure.omschrijving,
            figure.eenheid,
            figure.waarde,
            individual,
            collected,
            figure.bron.id,
            figure.bron.vindplaats,
            tuple(notes),
        )

    def by_category_and_phase(self) -> Tabel:
        """Count proeftuinen by kind, category and phase."""
        frame = self._frame("proeftuinen", ("soort", "categorie", "fase"))
        table = frame.pivot_table(
            index=["soort", "categorie"], columns="fase", values="aantal", aggfunc="sum", fill_value=0
        )
        phases = [phase for phase in KENMERKEN["proeftuinen"]["fase"].codes if phase in table.columns]
        phases += [NIET_VERMELD] if NIET_VERMELD in table.columns else []
        rows: list[tuple[Cel, ...]] = [
            (
                self._label("soort", kind),
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
                Kolom("soort", "Soort", "tekst"),
                Kolom("categorie", "Categorie", "tekst"),
                *(Kolom(_column_id(phase), self._label("fase", phase).capitalize()) for phase in phases),
                Kolom("totaal", "Totaal"),
            ),
            (*sorted(rows, key=_by_text), total) if rows else (),
            (_REGISTERED_NOTE, *self._part_notes("proeftuinen")),
        )

    def by_target_group(self) -> Tabel:
        """Count proeftuinen by target group. A proeftuin with several counts in each."""
        return Tabel(
            "doelgroep",
            "Proeftuinen naar doelgroep",
            (Kolom("doelgroep", "Doelgroep", "tekst"), *_COUNT_COLUMNS),
            self._by_feature("proeftuinen", "doelgroep"),
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
                *_COUNT_COLUMNS,
            ),
            tuple(sorted(rows, key=_by_text)),
            ("Een proeftuin met meer opdrachtgevers telt bij elke opdrachtgever mee.",),
        )

    def by_step(self) -> Tabel:
        """Count candidates by the steps they have reached."""
        return Tabel(
            "kandidaten_stap",
            "Kandidaten naar stap",
            (Kolom("stap", "Stap", "tekst"), *_COUNT_COLUMNS),
            self._by_feature("kandidaten", "stap"),
            (
                "Wie een stap heeft bereikt telt daarbij mee, ook na een volgende stap. "
                "De regels zijn dus niet op te tellen.",
                "Bij verzamelde aantallen zegt de bron niet of het om dezelfde mensen gaat als in een "
                "andere regel.",
            ),
        )

    def completeness(self) -> Tabel:
        """Tell of how many records registered one by one each field is known."""
        rows: list[tuple[str, str, int, int]] = []
        for telt, domains in KENMERKEN.items():
            telling = self._telling[telt]
            for feature in domains:
                if feature == "bereikt":
                    continue
                known = telling.features.loc[telling.features["kenmerk"] == feature, "nummer"].nunique()
                rows.append((telt.capitalize(), _FEATURE_NAMES.get(feature, feature), known, telling.size))
        return Tabel(
            "dekking",
            "Volledigheid van het register",
            (
                Kolom("telt", "Wat", "tekst"),
                Kolom("kenmerk", "Gegeven", "tekst"),
                Kolom("bekend", "Bekend bij"),
                Kolom("van", "Van de"),
            ),
            tuple(rows),
            ("Alleen wat een voor een is geregistreerd. Wat de bron niet noemt, is hier niet bekend.",),
        )

    def _by_feature(self, telt: Telbaar, feature: str) -> tuple[tuple[Cel, ...], ...]:
        telling = self._telling[telt]
        domain = KENMERKEN[telt][feature]
        rows: list[tuple[Cel, ...]] = []
        for value in self._values(telt, feature, domain):
            individual, _ = telling.count({feature: (value,)})
            selection = Herleiding.model_construct(telt=telt, kenmerken={feature: (value,)})
            collected = (
                sum(post.aantal for post in self._posts.counted(selection)) if self._posts_hold else None
            )
            total = None if collected is None else individual + collected
            rows.append((self._label(domain.lijst, value), individual, collected, total))
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
            f"Waarvan {post.aantal}: {_lower_first(post.omschrijving)} ({_reference(post.bron)})."
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


_COUNT_COLUMNS = (
    Kolom("individueel", "Een voor een"),
    Kolom("verzameld", "In posten"),
    Kolom("geregistreerd", "Samen"),
)
_REGISTERED_NOTE = "Geteld is wat in het register staat: een voor een en in verzamelposten samen."
_EARLY_NOTE = (
    "De verzamelposten beschrijven het eind van het jaar en zijn voor deze eerdere peildatum niet te tellen."
)
_FEATURE_NAMES = {
    "soort": "Soort",
    "bestuurslaag": "Overheid",
    "categorie": "Categorie",
    "fase": "Fase",
    "doelgroep": "Doelgroep",
    "leverancier": "Leverancier",
    "opdrachtgever": "Opdrachtgever",
    "stap": "Stap",
    "contract": "Contract bij",
    "plek": "Soort plek",
    "proeftuin": "Proeftuin",
}


def _perhaps_note(count: int) -> str:
    if count == 1:
        return "Van 1 record is niet zeker of het meetelt: een datum of kenmerk is niet bekend genoeg."
    return f"Van {count} records is niet zeker of ze meetellen: een datum of kenmerk is niet bekend genoeg."


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


def _reference(bron: Bronverwijzing) -> str:
    return f"{bron.id}, {bron.vindplaats}"


def _milestones(dataset: Dataset, year: int) -> tuple[Mijlpaalregel, ...]:
    entries = sorted(dataset.mijlpalen.by_stem.get(str(year), ()), key=_when)
    lines = [
        Mijlpaalregel(
            str(entry.value.datum) if entry.value.datum else None,
            entry.value.omschrijving,
            entry.value.bron.id,
            entry.value.bron.vindplaats,
            entry.value.toelichting,
        )
        for entry in entries
        if entry.value.ingetrokken is None
    ]
    return tuple(lines)


def _when(entry: Entry[Mijlpaal]) -> date:
    return entry.value.datum.last if entry.value.datum else date.max


def _source_line(entry: Entry[Bron]) -> str:
    source = entry.value
    parts = [source.titel, source.uitgever, str(source.datum) if source.datum else None]
    line = ", ".join(part for part in parts if part)
    return line if source.status == "geverifieerd" else f"{line} (onbevestigd)"
