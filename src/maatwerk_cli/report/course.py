"""The course of the proeftuinen over time: when each reached what, and how many had by the end of a year."""

from datetime import date

from maatwerk_cli.models.proeftuin import FASEN
from maatwerk_cli.register.records import Dataset
from maatwerk_cli.report.counting import count_proeftuinen
from maatwerk_cli.report.headings import reference
from maatwerk_cli.report.state import known_since
from maatwerk_cli.text.table import Cel, Kolom, Tabel


def course(dataset: Dataset, day: date) -> Tabel:
    """List for each proeftuin registered one by one the phases it surely reached by ``day``."""
    rows: list[tuple[Cel, ...]] = []
    for entry in sorted(dataset.proeftuinen.counting, key=lambda item: item.value.naam):
        proeftuin = entry.value
        rows += [
            (
                proeftuin.naam,
                dataset.label("fase", step.fase),
                str(step.sinds) if step.sinds else None,
                step.zegt,
                reference(step.bron),
            )
            for step in proeftuin.verloop
            if known_since(step.sinds, step.bron, dataset).surely_by(day)
        ]
    return Tabel(
        "verloop",
        "Verloop van elke proeftuin",
        (
            Kolom("proeftuin", "Proeftuin", "tekst"),
            Kolom("fase", "Fase", "tekst"),
            Kolom("sinds", "Sinds", "datum"),
            Kolom("zegt", "Woord van de bron", "tekst"),
            Kolom("bron", "Bron", "tekst"),
        ),
        tuple(rows),
        ("Alleen de proeftuinen die een voor een zijn geregistreerd. Geen datum: de bron noemt die niet.",),
    )


def course_by_year(dataset: Dataset, day: date) -> Tabel:
    """Count the proeftuinen that had reached each phase by the end of each year in which one did."""
    years = {day.year}
    used: set[str] = set()
    for entry in dataset.proeftuinen.counting:
        for step in entry.value.verloop:
            since = known_since(step.sinds, step.bron, dataset)
            if since.surely_by(day):
                years.add(since.last.year)
    rows: list[tuple[int, int, dict[str, int]]] = []
    for year in sorted(years):
        telling = count_proeftuinen(dataset, min(day, date(year, 12, 31)))
        reached = {phase: telling.count({"bereikt": (phase,)})[0] for phase in FASEN}
        used |= {phase for phase, count in reached.items() if count}
        rows.append((year, telling.size, reached))
    phases = [phase for phase in FASEN if phase in used]
    return Tabel(
        "verloop_jaar",
        "Proeftuinen die een fase hebben bereikt, per jaar",
        (
            Kolom("jaar", "Eind van", "tekst"),
            *(Kolom(phase, dataset.label("fase", phase)) for phase in phases),
            Kolom("proeftuinen", "Bekende proeftuinen"),
        ),
        tuple((str(year), *(reached[phase] for phase in phases), size) for year, size, reached in rows),
        (
            "Alleen de proeftuinen die een voor een zijn geregistreerd, en alleen de jaren waarin er iets "
            "veranderde. Een proeftuin telt mee bij elke fase die is bereikt.",
            "Noemt de bron geen datum, dan telt de fase vanaf de stand waar de bron over gaat.",
        ),
    )
