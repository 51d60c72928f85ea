"""The course of the proeftuinen over time: when each reached what, and how many had by the end of a year."""

from datetime import date

from maatwerk_cli.models.inferred import is_inferred
from maatwerk_cli.models.proeftuin import FASEN, IMPLIED_PHASES, Proeftuin
from maatwerk_cli.register.records import Dataset
from maatwerk_cli.report.counting import count_proeftuinen
from maatwerk_cli.report.headings import MAY_BE_ONE_NOTE, reference
from maatwerk_cli.report.state import known_since, perhaps_already, proeftuin_features, selected
from maatwerk_cli.report.sureness import feature_is_inferred, fewest, may_be_one
from maatwerk_cli.text import dutch
from maatwerk_cli.text.table import AtLeast, DataTable, TableCell, TableColumn


def course(dataset: Dataset, day: date) -> DataTable:
    """List for each proeftuin registered one by one the phases it surely reached by ``day``."""
    rows: list[tuple[TableCell, ...]] = []
    inferred: set[tuple[int, str]] = set()
    for entry in sorted(dataset.proeftuinen.counting, key=lambda item: item.value.naam):
        proeftuin = entry.value
        for step in proeftuin.verloop:
            if known_since(step.sinds, step.bron, dataset).surely_by(day):
                by_us = is_inferred(proeftuin.afgeleid, "verloop", step.fase)
                inferred |= {(len(rows), "fase")} if by_us else set()
                rows.append(
                    (
                        proeftuin.naam,
                        dataset.label("fase", step.fase),
                        str(step.sinds) if step.sinds else None,
                        step.zegt,
                        reference(step.bron),
                    )
                )
    return DataTable(
        "verloop",
        "Verloop van elke proeftuin",
        (
            TableColumn("proeftuin", "Proeftuin", "tekst"),
            TableColumn("fase", "Fase", "tekst"),
            TableColumn("sinds", "Sinds", "datum"),
            TableColumn("zegt", "Woord van de bron", "tekst"),
            TableColumn("bron", "Bron", "tekst"),
        ),
        tuple(rows),
        ("Alleen de proeftuinen die apart bekend zijn. Geen datum: de bron noemt die niet.",),
        inferred=frozenset(inferred),
    )


def course_by_year(dataset: Dataset, day: date) -> DataTable:
    """Count the proeftuinen that had reached each phase by the end of each year in which one did."""
    kept = dataset.settings.peildatum.last
    last_row = {day.year} if day <= kept else set[int]()
    years = set(last_row)
    used: set[str] = set()
    for entry in dataset.proeftuinen.counting:
        for step in entry.value.verloop:
            since = known_since(step.sinds, step.bron, dataset)
            if since.surely_by(day):
                years.add(since.last.year)
    inferred = {
        phase
        for entry in dataset.proeftuinen.counting
        if entry.value.afgeleid
        for step in entry.value.verloop
        for phase in (step.fase, *IMPLIED_PHASES.get(step.fase, ()))
        if feature_is_inferred(entry.value, "bereikt", phase, ())
    }
    rows: list[tuple[int, TableCell, dict[str, TableCell]]] = []
    for year in sorted(years or {day.year}):
        end = min(day, date(year, 12, 31))
        telling = count_proeftuinen(dataset, end)
        already = [
            own
            for entry in dataset.proeftuinen.counting
            if (own := perhaps_already(entry.value, dataset, end))
        ]
        counts = {phase: telling.count({"bereikt": (phase,)}) for phase in FASEN}
        used |= {phase for phase, (surely, _) in counts.items() if surely}
        cells: dict[str, TableCell] = {
            phase: AtLeast(fewest(_counting(dataset, end, phase)))
            if perhaps or any(selected(own, {"bereikt": (phase,)}) is not False for own in already)
            else surely
            for phase, (surely, perhaps) in counts.items()
        }
        size = AtLeast(fewest(_counting(dataset, end))) if already else telling.size
        rows.append((year, size, cells))
    phases = [phase for phase in FASEN if phase in used]
    linked = any(entry.value.mogelijk_dezelfde for entry in dataset.proeftuinen.counting)
    twice = {
        (number, phase or "proeftuinen")
        for number, (year, _, _) in enumerate(rows)
        for phase in (None, *phases)
        if linked and may_be_one(_counting(dataset, min(day, date(year, 12, 31)), phase))
    }
    return DataTable(
        "verloop_jaar",
        "Proeftuinen die een fase hebben bereikt, per jaar",
        (
            TableColumn("jaar", "Eind van", "tekst"),
            *(TableColumn(phase, dataset.label("fase", phase)) for phase in phases),
            TableColumn("proeftuinen", "Bekende proeftuinen"),
        ),
        tuple(
            (_end_of(year, day), *(reached[phase] for phase in phases), size) for year, size, reached in rows
        ),
        (
            "Alleen de proeftuinen die apart bekend zijn, in elk jaar waarin er iets veranderde"
            f"{' en op de peildatum' if last_row else ''}. "
            "Een proeftuin telt mee bij elke fase die is bereikt.",
            "Noemt de bron geen datum, dan telt de fase vanaf de stand waar de bron over gaat. Of zij er "
            "eerder al was, is niet bekend.",
            "Ten minste: het kunnen er meer zijn. Van proeftuinen die al verder zijn, zegt de bron niet of "
            "zij ook deze fase hadden, en van een fase zonder datum niet sinds wanneer.",
            *((MAY_BE_ONE_NOTE,) if twice else ()),
        ),
        inferred=frozenset(twice)
        | frozenset(
            (number, phase)
            for number, (_, _, counted) in enumerate(rows)
            for phase in phases
            if phase in inferred and counted[phase] not in (0, AtLeast(0))
        ),
    )


def _counting(dataset: Dataset, day: date, phase: str | None = None) -> list[Proeftuin]:
    """Give the proeftuinen that were there on a day, or of them those that had surely reached a phase."""
    return [
        entry.value
        for entry in dataset.proeftuinen.counting
        if (own := proeftuin_features(entry.value, dataset, day)) is not None
        and (phase is None or selected(own, {"bereikt": (phase,)}))
    ]


def _end_of(year: int, day: date) -> str:
    """Name the end of a year, or the day itself where that comes first."""
    return dutch.day(day) if day < date(year, 12, 31) else str(year)
