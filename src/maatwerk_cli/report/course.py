"""The course of the proeftuinen over time: when each reached what, and how many had by the end of a year."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from maatwerk_cli.models.inferred import is_inferred
from maatwerk_cli.models.proeftuin import FASEN, IMPLIED_PHASES, Proeftuin
from maatwerk_cli.register.records import Dataset
from maatwerk_cli.register.since import known_since
from maatwerk_cli.report.counting import count_proeftuinen
from maatwerk_cli.report.headings import MAY_BE_ONE_NOTE
from maatwerk_cli.report.state import perhaps_already, proeftuin_features, selected
from maatwerk_cli.report.sureness import feature_is_inferred, fewest, may_be_one
from maatwerk_cli.text import dutch
from maatwerk_cli.text.table import AtLeast, DataTable, MarkedRow, TableCell, TableColumn


def course(dataset: Dataset, day: date) -> DataTable:
    """List for each proeftuin registered one by one the phases it surely reached by ``day``."""
    return DataTable.of(
        "verloop",
        "Verloop van elke proeftuin",
        (
            TableColumn("proeftuin", "Proeftuin", "tekst"),
            TableColumn("fase", "Fase", "tekst"),
            TableColumn("sinds", "Sinds", "datum"),
            TableColumn("zegt", "Woord van de bron", "tekst"),
            TableColumn("bron", "Bron", "tekst"),
        ),
        _phases(dataset, day),
        ("Alleen de proeftuinen die apart bekend zijn. Geen datum: de bron noemt die niet.",),
    )


def _phases(dataset: Dataset, day: date) -> Iterator[MarkedRow]:
    for entry in sorted(dataset.proeftuinen.counting, key=lambda item: item.value.naam):
        proeftuin, name = entry.value, dataset.proeftuin_name(entry.id)
        for step in proeftuin.verloop:
            if known_since(step.sinds, step.bron, dataset).surely_by(day):
                since = str(step.sinds) if step.sinds else None
                yield MarkedRow(
                    (
                        name,
                        dataset.label("fase", step.fase),
                        since,
                        step.zegt,
                        step.bron.reference,
                    ),
                    {"fase"} if is_inferred(proeftuin.afgeleid, "verloop", step.fase) else (),
                )


class _CountedYear(NamedTuple):
    """How many proeftuinen there were by the end of a year.

    Attributes:
        year: the year.
        size: how many in all.
        reached: how many had reached each phase.
        used: the phases that any had surely reached.
        twice: the columns in which two may be one.
    """

    year: int
    size: TableCell
    reached: Mapping[str, TableCell]
    used: Collection[str]
    twice: Collection[str]


def _counted_year(dataset: Dataset, year: int, day: date) -> _CountedYear:
    end = min(day, date(year, 12, 31))
    entries = dataset.proeftuinen.counting
    telling = count_proeftuinen(dataset, end)
    already = [own for entry in entries if (own := perhaps_already(entry.value, dataset, end))]
    more = bool(already or telling.perhaps_there)
    counts = {phase: telling.count({"bereikt": (phase,)}) for phase in FASEN}
    linked = any(entry.value.mogelijk_dezelfde for entry in entries)
    columns = (("proeftuinen", None), *((phase, phase) for phase in FASEN))
    return _CountedYear(
        year,
        AtLeast(fewest(_counting(dataset, end))) if more else telling.size,
        {
            phase: AtLeast(fewest(_counting(dataset, end, phase)))
            if perhaps or any(selected(own, {"bereikt": (phase,)}) is not False for own in already)
            else surely
            for phase, (surely, perhaps) in counts.items()
        },
        {phase for phase, (surely, _) in counts.items() if surely},
        {name for name, phase in columns if linked and may_be_one(_counting(dataset, end, phase))},
    )


def _inferred_phases(dataset: Dataset) -> set[str]:
    """Give the phases that a proeftuin reached by what was inferred of it."""
    return {
        phase
        for entry in dataset.proeftuinen.counting
        if entry.value.afgeleid
        for step in entry.value.verloop
        for phase in (step.fase, *IMPLIED_PHASES.get(step.fase, ()))
        if feature_is_inferred(entry.value, "bereikt", phase, ())
    }


def course_by_year(dataset: Dataset, day: date) -> DataTable:
    """Count the proeftuinen that had reached each phase by the end of each year in which one did."""
    last_row = {day.year} if day <= dataset.settings.peildatum.last else set[int]()
    since = (
        known_since(step.sinds, step.bron, dataset)
        for entry in dataset.proeftuinen.counting
        for step in entry.value.verloop
    )
    years = last_row | {when.last.year for when in since if when.surely_by(day)}
    counted = [_counted_year(dataset, year, day) for year in sorted(years or {day.year})]
    phases = [phase for phase in FASEN if any(phase in row.used for row in counted)]
    inferred = _inferred_phases(dataset).intersection(phases)
    return DataTable.of(
        "verloop_jaar",
        "Proeftuinen die een fase hebben bereikt, per jaar",
        (
            TableColumn("jaar", "Eind van", "tekst"),
            *(TableColumn(phase, dataset.label("fase", phase)) for phase in phases),
            TableColumn("proeftuinen", "Bekende proeftuinen"),
        ),
        (
            MarkedRow(
                (_end_of(row.year, day), *(row.reached[phase] for phase in phases), row.size),
                {*row.twice, *(phase for phase in inferred if row.reached[phase] not in (0, AtLeast(0)))},
            )
            for row in counted
        ),
        (
            "Alleen de proeftuinen die apart bekend zijn, in elk jaar waarin er iets veranderde"
            f"{' en op de peildatum' if last_row else ''}. "
            "Een proeftuin telt mee bij elke fase die is bereikt.",
            "Noemt de bron geen datum, dan telt de fase vanaf de stand waar de bron over gaat. Of zij er "
            "eerder al was, is niet bekend.",
            "Ten minste: het kunnen er meer zijn. Van proeftuinen die al verder zijn, zegt de bron niet of "
            "zij ook deze fase hadden, en van een fase zonder datum niet sinds wanneer.",
            *((MAY_BE_ONE_NOTE,) if any(row.twice for row in counted) else ()),
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
