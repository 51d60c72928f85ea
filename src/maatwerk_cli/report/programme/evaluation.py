"""The chapter for an evaluation: what was intended, done and contradicted, how long it took, what is open.

Everything follows from the records and from the finished reports of the years, so that what those withhold
stays withheld.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from math import ceil, floor
from statistics import median

from maatwerk_cli.models.facts.mijlpaal import Mijlpaal
from maatwerk_cli.models.inferred import is_inferred
from maatwerk_cli.models.proeftuin import Proeftuin
from maatwerk_cli.models.programme.relatie import Relatie
from maatwerk_cli.models.programme.traject import Traject
from maatwerk_cli.models.values import Datum
from maatwerk_cli.register.records import Dataset
from maatwerk_cli.report.programme.intentions import OUTCOMES, UNKNOWN_OUTCOME, followed_up, outcome_of
from maatwerk_cli.report.programme.leerformule import FIGURES
from maatwerk_cli.report.programme.network import shown_name
from maatwerk_cli.report.sureness import inferred_counts, may_be_one
from maatwerk_cli.report.tables import Rapport
from maatwerk_cli.text import dutch
from maatwerk_cli.text.table import (
    NOT_APPLICABLE_CELL,
    DataTable,
    MarkedRow,
    TableCell,
    TableColumn,
)

STRETCHES = (
    ("in_wording", "plan_ondertekend"),
    ("in_wording", "gestart"),
    ("plan_ondertekend", "gestart"),
    ("gestart", "decharge"),
    ("decharge", "verduurzaamd"),
    ("gestart", "afgesloten"),
)
"""From which phase to which the time is told."""
_MONTHS_A_YEAR = 12  # a fact of the calendar
_MOST_NAMED = 12
"""More names in one cell are not read; how many are left is said."""
_ASKED = (
    ("opdrachtgevers", "Wie is de opdrachtgever?"),
    ("leveranciers", "Wie is de leverancier?"),
    ("categorie", "Bij welke inkoopcategorie hoort de proeftuin?"),
    ("doelgroepen", "Voor welke doelgroep is de proeftuin?"),
    ("ambitie", "Wat wil de proeftuin bereiken?"),
    ("beoogde_plaatsen", "Hoeveel plaatsen waren de bedoeling?"),
)
_DATED = ("gestart", "decharge", "afgesloten")


def with_evaluation(dataset: Dataset, reports: Sequence[Rapport]) -> list[Rapport]:
    """Add the chapter to the last of several years; one year has none.

    Args:
        dataset: the dataset that the reports are of.
        reports: the reports, in order of year.
    """
    if len(reports) < 2:
        return list(reports)
    return [*reports[:-1], reports[-1]._replace(evaluatie=tuple(_tables(dataset, reports)))]


def _tables(dataset: Dataset, reports: Sequence[Rapport]) -> Iterator[DataTable]:
    years = f"{reports[0].jaar}–{reports[-1].jaar}"
    yield _intended(dataset, reports[-1], years)
    yield _done(dataset, reports, years)
    yield _contradicted(dataset, reports, years)
    yield _durations(dataset, reports[-1], years)
    yield _unknown(dataset, reports, years)


def _intended(dataset: Dataset, last: Rapport, years: str) -> DataTable:
    """Tell how many intentions came to what, and which."""
    outcomes: dict[str, list[str]] = {}
    for intention in followed_up(dataset, last.peildatum):
        outcomes.setdefault(outcome_of(intention, last.peildatum), []).append(
            intention.entry.value.omschrijving
        )
    return DataTable(
        "evaluatie_voornemens",
        f"Evaluatie {years}: wat was voorgenomen en wat ervan kwam",
        (
            TableColumn("uitkomst", "Uitkomst", "tekst"),
            TableColumn("aantal", "Aantal"),
            TableColumn("welke", "Welke", "tekst"),
        ),
        tuple((name, len(outcomes[name]), _listed(outcomes[name])) for name in OUTCOMES if name in outcomes),
        ("Elk plan staat met zijn bron en uitkomst in de tabel Voornemens en wat ervan kwam.",),
    )


def _done(dataset: Dataset, reports: Sequence[Rapport], years: str) -> DataTable:
    """Count what was done, made and happened in each year."""
    last = reports[-1].peildatum
    years_of_reports = {str(rapport.jaar) for rapport in reports}
    done: dict[tuple[str, str], list[Mijlpaal]] = {}
    for entry in dataset.mijlpalen.counting:
        deed = entry.value
        year = str(deed.datum.last.year) if deed.datum else ""
        in_years = (year or entry.stem) in years_of_reports
        if in_years and deed.stand in (None, "gedaan") and (deed.datum is None or deed.datum.surely_by(last)):
            done.setdefault((year, deed.soort or ""), []).append(deed)
    return DataTable.of(
        "evaluatie_gedaan",
        f"Evaluatie {years}: wat is gedaan",
        (
            TableColumn("jaar", "Jaar", "tekst"),
            TableColumn("soort", "Soort", "tekst"),
            TableColumn("aantal", "Aantal"),
            TableColumn("welke", "Welke", "tekst"),
        ),
        (
            MarkedRow(
                (
                    year or None,
                    dataset.label("mijlpaalsoort", kind) if kind else "Soort niet genoemd",
                    len(deeds),
                    _listed([deed.omschrijving for deed in deeds]),
                ),
                {"aantal"} if any({"datum", "stand"} & {*deed.afgeleid} for deed in deeds) else (),
            )
            # What a source gives no date for comes last: it is of no year.
            for (year, kind), deeds in sorted(done.items(), key=lambda item: (not item[0][0], item[0]))
        ),
        (
            "Alleen wat een bron noemt als gebeurd, gedaan of gemaakt. Er kan meer zijn gedaan.",
            "Zonder jaar: de bron noemt geen datum. Afgeleid: van één of meer ervan is het jaar afgeleid, of "
            "dat het is gedaan.",
        ),
    )


def _contradicted(dataset: Dataset, reports: Sequence[Rapport], years: str) -> DataTable:
    """List the figures of which the count differs, or that another place in the sources contradicts."""
    return DataTable.of(
        "evaluatie_tegenspraak",
        f"Evaluatie {years}: wat elkaar tegenspreekt",
        (
            TableColumn("omschrijving", "Cijfer", "tekst"),
            TableColumn("jaar", "Jaar", "tekst"),
            TableColumn("gepubliceerd", "Gepubliceerd"),
            TableColumn("geregistreerd", "Geregistreerd"),
            TableColumn("verschil", "Verschil"),
            TableColumn("anders", "Wat een andere plaats zegt", "tekst"),
            TableColumn("bron", "Bron", "tekst"),
        ),
        _contradictions(dataset, reports),
        (
            "Hier staan de cijfers waarvan de telling verschilt, en die waar een andere plaats in de bronnen "
            "iets anders zegt. Zie de noten bij de kerncijfers van dat jaar.",
        ),
    )


def _contradictions(dataset: Dataset, reports: Sequence[Rapport]) -> Iterator[MarkedRow]:
    for rapport in reports:
        records = {entry.id: entry.value for entry in dataset.kerncijfers.of_year(rapport.jaar)}
        for figure in rapport.kerncijfers:
            against = records[figure.code].tegenspraak if figure.code in records else ()
            if against or figure.verschil:
                yield MarkedRow(
                    (
                        figure.omschrijving,
                        str(rapport.jaar),
                        figure.gepubliceerd,
                        figure.cell("geregistreerd"),
                        figure.cell("verschil"),
                        "; ".join(f"{other.zegt} ({other.bron.reference})" for other in against),
                        f"{figure.bron}, {figure.vindplaats}",
                    ),
                    {"geregistreerd", "verschil"} & {*inferred_counts(figure)},
                )


def _durations(dataset: Dataset, last: Rapport, years: str) -> DataTable:
    """Tell how long proeftuinen took from phase to phase; a median only of enough of them."""
    return DataTable.of(
        "evaluatie_doorlooptijd",
        f"Evaluatie {years}: hoe lang het duurde van fase tot fase",
        (
            TableColumn("fasen", "Van en tot", "tekst"),
            TableColumn("bereikt", "Proeftuinen die beide bereikten"),
            TableColumn("met_datum", "Waarvan met twee datums"),
            TableColumn("ten_minste", "Mediaan ten minste, in maanden"),
            TableColumn("ten_hoogste", "Mediaan ten hoogste, in maanden"),
            TableColumn("welke", "Welke proeftuinen", "tekst"),
        ),
        (row for begin, end in STRETCHES for row in _stretch(dataset, last, begin, end)),
        (
            f"Een mediaan staat er alleen bij ten minste {last.threshold} proeftuinen met twee datums. Bij "
            "minder zegt zij te veel over één proeftuin. De mediaan is de middelste waarde.",
            "Een datum is zo precies als de bron. Daarom ligt de mediaan tussen twee getallen.",
            "Alleen proeftuinen die apart bekend zijn.",
        ),
    )


def _stretch(dataset: Dataset, last: Rapport, begin: str, end: str) -> Iterator[MarkedRow]:
    """Count the proeftuinen that went from one phase to another, and how long it took, where any did."""
    both = [
        (entry.value, dates)
        for entry in dataset.proeftuinen.counting
        if (dates := _dates(entry.value, begin, end, last)) is not None
    ]
    dated = [(own, since, other) for own, (since, other) in both if since is not None and other is not None]
    if not both:
        return
    every, measured = [own for own, _ in both], [own for own, _, _ in dated]
    medians: list[TableCell] = [NOT_APPLICABLE_CELL, NOT_APPLICABLE_CELL]
    if len(dated) >= last.threshold:
        medians = [
            floor(median(max(0, _least_months(since, other)) for _, since, other in dated)),
            ceil(median(max(0, _most_months(since, other)) for _, since, other in dated)),
        ]
    yield MarkedRow(
        (
            f"{dataset.label('fase', begin)} tot {dutch.within_sentence(dataset.label('fase', end))}",
            len(every),
            len(measured),
            *medians,
            _listed([dataset.proeftuin_name(own.id) for own in every]),
        ),
        {
            column
            for columns, counted in (
                (("bereikt",), every),
                (("met_datum", "ten_minste", "ten_hoogste"), measured),
            )
            if may_be_one(counted)
            or any(is_inferred(own.afgeleid, "verloop", phase) for own in counted for phase in (begin, end))
            for column in columns
        },
    )


def _dates(
    proeftuin: Proeftuin, begin: str, end: str, last: Rapport
) -> tuple[Datum | None, Datum | None] | None:
    """Give when a proeftuin reached two phases; ``None`` where it did not reach both by that day."""
    steps = {step.fase: step.sinds for step in proeftuin.verloop}
    if begin not in steps or end not in steps:
        return None
    start, other = steps[begin], steps[end]
    late = [date for date in (start, other) if date is not None and not date.surely_by(last.peildatum)]
    return None if late else (start, other)


def _least_months(start: Datum, other: Datum) -> int:
    """Count the whole months that surely passed: from the last day of the one to the first of the other."""
    return _months(start.last, other.first) - (other.first.day < start.last.day)


def _most_months(start: Datum, other: Datum) -> int:
    """Count the months that passed at the most, a part of one as a whole one."""
    return _months(start.first, other.last) + (other.last.day > start.first.day)


def _months(first: date, then: date) -> int:
    return (then.year - first.year) * _MONTHS_A_YEAR + then.month - first.month


def _unknown(dataset: Dataset, reports: Sequence[Rapport], years: str) -> DataTable:
    """List what is not known, of what, and which organisation can be asked."""
    rows = [
        *_open_intentions(dataset, reports[-1]),
        *_open_figures(dataset, reports),
        *_open_leerformule(dataset, reports),
        *_open_proeftuinen(dataset),
        *_open_posts(dataset, reports),
        *_open_relations(dataset),
    ]
    return DataTable(
        "evaluatie_onbekend",
        f"Evaluatie {years}: wat niet bekend is, en wie het kan zeggen",
        (
            TableColumn("omschrijving", "Vraag", "tekst"),
            TableColumn("waarvan", "Waarvan", "tekst"),
            TableColumn("wie", "Aan wie te vragen", "tekst"),
        ),
        tuple(rows),
        (
            "Aan wie te vragen volgt uit het register: wie de bron uitgaf, wie de inkoopcategorie beheert, "
            "wie levert of wie meedoet. Het register noemt geen personen.",
        ),
    )


OpenItem = tuple[TableCell, TableCell, TableCell]


def _open_intentions(dataset: Dataset, last: Rapport) -> Iterator[OpenItem]:
    for intention in followed_up(dataset, last.peildatum):
        if outcome_of(intention, last.peildatum) == UNKNOWN_OUTCOME:
            yield (
                "Wat kwam hiervan?",
                intention.entry.value.omschrijving,
                _publisher(dataset, intention.entry.value.bron.id),
            )


def _open_figures(dataset: Dataset, reports: Sequence[Rapport]) -> Iterator[OpenItem]:
    for rapport in reports:
        for figure in rapport.kerncijfers:
            if figure.verschil and "verschil" not in figure.ten_minste:
                about = f"{figure.omschrijving} ({rapport.jaar})"
                yield "Waar komt het verschil vandaan?", about, _publisher(dataset, figure.bron)


def _open_leerformule(dataset: Dataset, reports: Sequence[Rapport]) -> Iterator[OpenItem]:
    """Ask for courses and measurements where only their number was published."""
    if len(dataset.records(Traject).counting):
        return
    wanted = (FIGURES["deelnemers"], FIGURES["organisaties"])
    for rapport in reports:
        for figure in rapport.kerncijfers:
            if figure.code == wanted[1]:
                about = f"{figure.omschrijving} ({rapport.jaar})"
                yield (
                    "Welke organisaties zijn dit, en wat zetten zij op?",
                    about,
                    _publisher(dataset, figure.bron),
                )
            if figure.code == wanted[0]:
                about = f"De social-return-scan ({rapport.jaar})"
                yield "Wat is gevraagd en wat kwam eruit?", about, _publisher(dataset, figure.bron)


def _open_proeftuinen(dataset: Dataset) -> Iterator[OpenItem]:
    proeftuinen = [entry.value for entry in dataset.proeftuinen.counting]
    asked = [
        (question, [proeftuin for proeftuin in proeftuinen if getattr(proeftuin, field) in (None, ())])
        for field, question in _ASKED
    ]
    for phase in _DATED:
        undated = [
            proeftuin
            for proeftuin in proeftuinen
            if any(step.fase == phase and step.sinds is None for step in proeftuin.verloop)
        ]
        asked.append((f"Sinds wanneer: {dutch.within_sentence(dataset.label('fase', phase))}?", undated))
    for question, lacking in asked:
        if lacking:
            names = [dataset.proeftuin_name(own.id) for own in lacking]
            yield question, _listed(names), _keepers(dataset, lacking)


def _open_posts(dataset: Dataset, reports: Sequence[Rapport]) -> Iterator[OpenItem]:
    for rapport in reports:
        for entry in dataset.verzamelposten.counting.of_year(rapport.jaar):
            post = entry.value
            if post.telt == "proeftuinen":
                kept = _keepers_of(dataset, post.kenmerken.get("categorie", ()))
                about = f"{post.omschrijving} ({rapport.jaar})"
                yield "Welke proeftuinen zijn dit?", about, kept or _publisher(dataset, post.bron.id)


def _open_relations(dataset: Dataset) -> Iterator[OpenItem]:
    undated: dict[str, list[str]] = {}
    for entry in dataset.records(Relatie):
        if entry.value.sinds is None and entry.value.rol == "partner":
            undated.setdefault(entry.value.naar, []).append(shown_name(dataset, entry.value.van))
    for name, partners in undated.items():
        yield "Sinds wanneer zijn zij partner?", _listed(partners), shown_name(dataset, name)


def _publisher(dataset: Dataset, source: str) -> str:
    known_source = dataset.bronnen.get(source)
    return known_source.uitgever if known_source and known_source.uitgever else f"wie de bron {source} uitgaf"


def _keepers(dataset: Dataset, proeftuinen: Sequence[Proeftuin]) -> str:
    """Give who keeps the categories of proeftuinen, and of those without one the suppliers."""
    categories = [proeftuin.categorie for proeftuin in proeftuinen if proeftuin.categorie]
    kept = _keepers_of(dataset, categories)
    without = [
        shown_name(dataset, name)
        for proeftuin in proeftuinen
        if not proeftuin.categorie or not _keepers_of(dataset, (proeftuin.categorie,))
        for name in (*proeftuin.opdrachtgevers, *proeftuin.leveranciers)
    ]
    return _listed([*([kept] if kept else []), *without]) or "niet bekend"


def _keepers_of(dataset: Dataset, categories: Sequence[str]) -> str:
    keepers = [
        shown_name(dataset, entry.value.van)
        for entry in dataset.records(Relatie)
        if entry.value.rol == "beheert_categorie" and entry.value.naar in categories
    ]
    return _listed(keepers)


def _listed(names: Sequence[str]) -> str:
    """Name things once each; of very many the first, with how many there are more."""
    once = list(dict.fromkeys(names))
    shown = "; ".join(once[:_MOST_NAMED])
    left = len(once) - _MOST_NAMED
    return f"{shown}; en nog {left}" if left > 0 else shown
