"""The tables that count candidates. Every count passes the registry of what is withheld."""

from datetime import date

from maatwerk_cli.dataset.records import Dataset
from maatwerk_cli.models.kandidaat import STAPPEN
from maatwerk_cli.models.kenmerken import KENMERKEN
from maatwerk_cli.models.rapport import Selection, key_of, parts_of
from maatwerk_cli.report.disclosure import Afgeschermd
from maatwerk_cli.report.people import ALL, People, registry_of, selection_of
from maatwerk_cli.report.posts import Kenmerken
from maatwerk_cli.report.state import known_since
from maatwerk_cli.report.tables import Afschermregel, Cel, Kolom, Tabel
from maatwerk_cli.report.words import COUNT_COLUMNS, FEATURE_NAMES, WAY_NAMES, reference

_TOO_LARGE_NOTE = (
    "Er zijn te veel proeftuinen om deze tabel veilig af te schermen. Zij staat er daarom niet. "
    "Voor eigen gebruik toont maatwerk rapport met --intern haar wel."
)
Shown = int | Afgeschermd | None


class PeopleTables:
    """Counts of candidates of one year, as one edition of its report shows them."""

    def __init__(self, dataset: Dataset, year: int, day: date, *, intern: bool) -> None:
        self._dataset = dataset
        self._day = day
        self._people = People(dataset, year, day, whole=intern)
        self._values = {str(key): count.value for key, count in self._people.counts.items()}
        self._registry = registry_of(dataset, year, day, intern=intern)
        self._intern = intern

    def _shown(self, way: str, selection: Selection) -> Shown:
        key = key_of(way, selection)
        return self._registry.shown(key, self._values[key]) if key in self._values else None

    def three(self, features: Kenmerken) -> tuple[Shown, Shown, Shown]:
        """Give a selection one by one, in posts and together."""
        selection = selection_of(features)
        return (
            self._shown("individueel", selection),
            self._shown("verzameld", selection),
            self._shown("geregistreerd", selection),
        )

    def by_step(self) -> Tabel:
        """Count candidates by the steps they have reached."""
        rows: list[tuple[Cel, ...]] = [
            (self._dataset.label("stap", step), *self.three({"stap": (step,)}))
            for step in STAPPEN
            if key_of("individueel", (("stap", (step,)),)) in self._values
        ]
        without = self._values.get("verzameld/zonder_stap", 0)
        if without:
            count = self._registry.shown("verzameld/zonder_stap", without)
            rows.append(("Niet vermeld", 0, count, count))
        return Tabel(
            "kandidaten_stap",
            "Kandidaten naar stap",
            (Kolom("stap", "Stap", "tekst"), *COUNT_COLUMNS),
            tuple(rows),
            (
                "Wie een stap heeft bereikt telt daarbij mee, ook na een volgende stap. "
                "De regels zijn dus niet op te tellen.",
                "Bij verzamelde aantallen zegt de bron niet of het om dezelfde mensen gaat als in een "
                "andere regel.",
            ),
        )

    def by_proeftuin(self) -> Tabel:
        """Set what a source states for a proeftuin beside what is registered of it."""
        rows: list[tuple[Cel, ...]] = []
        shown = self._dataset.proeftuinen if self._people.has_proeftuinen else ()
        for entry in sorted(shown, key=lambda item: item.value.naam):
            stated = entry.value.kandidaten
            if stated and not known_since(None, stated.bron, self._dataset).surely_by(self._day):
                stated = None
            key = key_of("individueel", (("proeftuin", (entry.id,)),))
            if stated or key in self._values:
                rows.append(
                    (
                        entry.value.naam,
                        stated.aantal if stated else None,
                        self._registry.shown(key, self._values[key]) if key in self._values else 0,
                        reference(stated.bron) if stated else None,
                    )
                )
        if rows:
            rows.append(("Totaal", None, self._shown("individueel", ALL), ""))
        return Tabel(
            "kandidaten_proeftuin",
            "Kandidaten naar proeftuin",
            (
                Kolom("proeftuin", "Proeftuin", "tekst"),
                Kolom("gepubliceerd", "Gepubliceerd"),
                Kolom("geregistreerd", "Een voor een"),
                Kolom("bron", "Bron", "tekst"),
            ),
            tuple(rows),
            (
                "Gepubliceerd is het aantal dat een bron bij de proeftuin noemt. "
                "Kandidaten in posten horen bij geen bekende proeftuin en staan hier niet.",
                *(() if self._people.has_proeftuinen else (_TOO_LARGE_NOTE,)),
            ),
        )

    def completeness(self) -> list[tuple[Cel, ...]]:
        """Tell of how many candidates each field is known."""
        whole = self._shown("individueel", ALL)
        rows: list[tuple[Cel, ...]] = []
        for feature in KENMERKEN["kandidaten"]:
            key = f"bekend/{feature}"
            known = self._registry.shown(key, self._values[key]) if key in self._values else whole
            rows.append(("Kandidaten", FEATURE_NAMES[feature], known, whole))
        return rows

    def withheld(self) -> tuple[Afschermregel, ...]:
        """List for the internal edition what the published report withholds, and why."""
        if not self._intern:
            return ()
        return tuple(
            Afschermregel(key, self._described(key), self._values[key], reason)
            for key, reason in self._registry.withheld.items()
        )

    def keys(self) -> tuple[str, ...]:
        """Give the keys of what is withheld from the published report."""
        return tuple(self._registry.withheld)

    def _described(self, key: str) -> str:
        way, selection = parts_of(key)
        parts = [WAY_NAMES[way]]
        for name, values in selection:
            labels = [self._value_label(name, value) for value in values]
            label = FEATURE_NAMES.get(name, name.replace("_", " "))
            parts.append(f"{label.lower()} {' of '.join(labels)}".strip())
        return ", ".join(parts)

    def _value_label(self, name: str, value: str) -> str:
        if name == "proeftuin":
            proeftuin = self._dataset.proeftuinen.get(value)
            return proeftuin.naam if proeftuin else value
        return self._dataset.label(name, value)
