"""The page of one proeftuin to hand out: what was wanted, by whom, what was done, and what came of it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from maatwerk_cli.models.contract.opdracht import Opdracht
from maatwerk_cli.models.contract.plan import Plan, Plankenmerken
from maatwerk_cli.models.fields import fields_of
from maatwerk_cli.models.inferred import SEPARATOR, field_named, is_inferred
from maatwerk_cli.models.kenmerken import DUURZAAM
from maatwerk_cli.models.proeftuin import Proeftuin
from maatwerk_cli.models.programme.relatie import Relatie
from maatwerk_cli.models.programme.traject import Traject
from maatwerk_cli.models.values import Bronverwijzing
from maatwerk_cli.register.records import Dataset, Entry
from maatwerk_cli.report.people import post_is_published
from maatwerk_cli.report.state import proeftuin_features
from maatwerk_cli.report.sureness import feature_is_inferred
from maatwerk_cli.text import dutch

NOT_STATED = "niet bekend"
_TITLES = {
    "soort": "soort",
    "bestuurslaag": "overheid",
    "categorie": "inkoopcategorie",
    "verloop": "verloop",
    "doelgroepen": "doelgroepen",
    "leveranciers": "leveranciers",
    "opdrachtgevers": "opdrachtgevers",
    "partners": "partners",
    "beoogde_plaatsen": "beoogde plaatsen",
    "ambitie": "wat de proeftuin wil bereiken",
    "kandidaten": "aantal kandidaten",
    "herkomst": "herkomst",
}


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact with what it is called, and whether it was inferred."""

    name: str
    text: str
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A small table of text."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Used:
    """A source, as the page names it."""

    text: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Handout:
    """The page of a proeftuin.

    Attributes:
        title: its name.
        facts: what it is, in a line each.
        wanted: what was wanted.
        by: who took part.
        course: what was done, phase by phase.
        plans: the plans of approach with their steps.
        outcome: what came of it.
        marks: which of the seven marks of a proeftuin it has.
        unsure: what was inferred, and what else is not sure.
        note: what the register says beside this.
        sources: where it comes from.
        register: the register and the day up to which it is kept.
    """

    title: str
    facts: tuple[Fact, ...]
    wanted: tuple[Fact, ...]
    by: tuple[Fact, ...]
    course: Grid
    plans: Grid
    outcome: tuple[Fact, ...]
    marks: Grid
    unsure: tuple[str, ...]
    note: str
    sources: tuple[Used, ...]
    register: str


def handout(dataset: Dataset, entry: Entry[Proeftuin]) -> Handout:
    """Make the page of a proeftuin from the records of a sound register."""
    proeftuin = entry.value
    plans = [plan for plan in dataset.records(Plan).counting if plan.value.proeftuin == entry.id]
    used = [*proeftuin.bronnen, *(step.bron for step in proeftuin.verloop)]
    used += [proeftuin.kandidaten.bron] if proeftuin.kandidaten else []
    used += [source for plan in plans for source in plan.value.bronnen]
    return Handout(
        proeftuin.naam,
        tuple(_facts(dataset, proeftuin)),
        tuple(_wanted(dataset, proeftuin)),
        tuple(_by(dataset, entry)),
        _course(dataset, proeftuin),
        _plans(plans),
        tuple(_outcome(dataset, entry)),
        _marks(dataset, plans),
        tuple(_unsure(dataset, proeftuin)),
        proeftuin.toelichting or "",
        tuple(_used(dataset, used)),
        f"{dataset.settings.naam}, bijgehouden tot en met {dutch.when(str(dataset.settings.peildatum))}",
    )


def _fact(proeftuin: Proeftuin, field: str, name: str, text: str | None) -> Fact:
    return Fact(name, text or NOT_STATED, bool(text) and field in proeftuin.afgeleid)


def _facts(dataset: Dataset, proeftuin: Proeftuin) -> Iterator[Fact]:
    day = dataset.settings.peildatum.last
    features = proeftuin_features(proeftuin, dataset, day) or []
    phases = [value for name, value, sure in features if name == "fase" and sure]
    phase = dataset.label("fase", phases[0]) if phases else None
    sure = {(name, value) for name, value, surely in features if surely}
    by_us = bool(phases) and feature_is_inferred(proeftuin, "fase", phases[0], sure)
    yield Fact("Fase", phase or NOT_STATED, by_us)
    for field, name, value in (
        ("soort", "Soort", proeftuin.soort),
        ("bestuurslaag", "Overheid", proeftuin.bestuurslaag),
        ("categorie", "Inkoopcategorie", proeftuin.categorie),
    ):
        yield _fact(proeftuin, field, name, dataset.label(field, value) if value else None)
    if proeftuin.herkomst:
        yield _fact(proeftuin, "herkomst", "Komt uit", dataset.label("herkomst", proeftuin.herkomst))


def _wanted(dataset: Dataset, proeftuin: Proeftuin) -> Iterator[Fact]:
    yield _fact(proeftuin, "ambitie", "Doel", proeftuin.ambitie)
    groups = dutch.joined([dataset.label("doelgroep", code) for code in proeftuin.doelgroepen])
    yield _fact(proeftuin, "doelgroepen", "Voor wie", groups)
    places = None if proeftuin.beoogde_plaatsen is None else dutch.number(proeftuin.beoogde_plaatsen)
    yield _fact(proeftuin, "beoogde_plaatsen", "Beoogde plaatsen", places)


def _by(dataset: Dataset, entry: Entry[Proeftuin]) -> Iterator[Fact]:
    proeftuin = entry.value
    for field, name, ids in (
        ("opdrachtgevers", "Opdrachtgever", proeftuin.opdrachtgevers),
        ("leveranciers", "Leverancier", proeftuin.leveranciers),
        ("partners", "Partners", proeftuin.partners),
    ):
        yield _fact(proeftuin, field, name, dutch.joined([dataset.organisation(id_) for id_ in ids]))
    keepers = [
        relation.value
        for relation in dataset.records(Relatie)
        if relation.value.rol == "beheert_categorie" and relation.value.naar == proeftuin.categorie
    ]
    if keepers:
        names = dutch.joined([dataset.organisation(keeper.van) for keeper in keepers])
        by_us = "categorie" in proeftuin.afgeleid or any(keeper.afgeleid for keeper in keepers)
        yield Fact("Beheert de inkoopcategorie", names, by_us)
    courses = [
        dataset.organisation(course.value.organisatie)
        for course in dataset.records(Traject).counting
        if entry.id in course.value.proeftuinen
    ]
    if courses:
        yield Fact("Zette de proeftuin op in de leerformule", dutch.joined(courses))


def _course(dataset: Dataset, proeftuin: Proeftuin) -> Grid:
    return Grid(
        "Fasen die zijn bereikt",
        ("Fase", "Sinds", "Woord van de bron", "Bron"),
        tuple(
            (
                dataset.label("fase", step.fase) + _mark(proeftuin.afgeleid, "verloop", step.fase),
                dutch.when(str(step.sinds)) if step.sinds else NOT_STATED,
                step.zegt or "",
                step.bron.reference,
            )
            for step in proeftuin.verloop
        ),
    )


def _mark(inferred: Collection[str], *path: str) -> str:
    return dutch.IS_INFERRED if is_inferred(inferred, *path) else ""


def _plans(plans: list[Entry[Plan]]) -> Grid:
    return Grid(
        "Plannen van aanpak",
        ("Plan", "Stap", "Sinds", "Bron"),
        tuple(
            (
                f"Versie {plan.value.versie}{_mark(plan.value.afgeleid, 'versie')}"
                if plan.value.versie is not None
                else plan.id,
                step.stap + _mark(plan.value.afgeleid, "verloop", step.stap),
                dutch.when(str(step.sinds)) if step.sinds else NOT_STATED,
                step.bron.reference,
            )
            for plan in plans
            for step in plan.value.verloop
        ),
    )


def _outcome(dataset: Dataset, entry: Entry[Proeftuin]) -> Iterator[Fact]:
    stated = entry.value.kandidaten
    yield _fact(
        entry.value,
        "kandidaten",
        "Kandidaten die de bron noemt",
        f"{dutch.number(stated.aantal)} ({stated.bron.reference})" if stated else None,
    )
    for post in dataset.verzamelposten.counting:
        # Of people only what a source publishes itself.
        if (
            post.value.telt == DUURZAAM
            and post.value.kenmerken.get("proeftuin") == (entry.id,)
            and post_is_published(post.value)
        ):
            number = f"{dutch.number(post.value.aantal)} ({post.value.bron.reference})"
            yield Fact("Mensen die duurzaam aan het werk zijn", number)
    contracts = dataset.records(Opdracht).counting
    built = [id_.value.naam for id_ in contracts if entry.id in id_.value.bouwt_voort_op]
    if built:
        yield Fact("Opdrachten die erop voortbouwen", dutch.joined(built))


def _marks(dataset: Dataset, plans: list[Entry[Plan]]) -> Grid:
    """Give the seven marks by the last plan that says anything of them; what no plan says is not known."""
    replaced = {plan.value.vervangt for plan in plans}
    said = [plan.value.kenmerken for plan in plans if plan.value.kenmerken and plan.id not in replaced]
    marks = said[-1] if said else Plankenmerken()
    texts = {
        point.id: point.tekst
        for framework in dataset.beleid
        for advice in framework.value.advies
        for point in advice.toetslijst
    }
    return Grid(
        "Kenmerken van een proeftuin",
        ("Kenmerk", "Volgens het plan van aanpak"),
        tuple(
            (
                texts.get(field.label, field.text).rstrip("."),
                {"ja": "ja", "nee": "nee"}.get(getattr(marks, field.name), NOT_STATED),
            )
            for field in fields_of(Plankenmerken)
        ),
    )


def _unsure(dataset: Dataset, proeftuin: Proeftuin) -> Iterator[str]:
    if proeftuin.afgeleid:
        # This page has no steps of candidates.
        own = [name for name in proeftuin.afgeleid if field_named(name) in ("verloop", name)]
        names = [_title(dataset, name) for name in own]
        yield f"Afgeleid, en niet letterlijk in een bron: {dutch.joined(names)}."
    for name in proeftuin.mogelijk_dezelfde:
        yield f"Misschien dezelfde proeftuin als: {dataset.proeftuin_name(name)}."
    unconfirmed = {
        source.id for source in proeftuin.bronnen if (source_ := dataset.bronnen.get(source.id)) is not None
        and source_.status != "geverifieerd"
    }  # fmt: skip
    if unconfirmed:
        yield f"Van een bron is alleen een uittreksel gezien: {dutch.joined(sorted(unconfirmed))}."


def _title(dataset: Dataset, name: str) -> str:
    """Call what was inferred: a field, or of the course one phase."""
    field, _, phase = name.partition(SEPARATOR)
    title = _TITLES.get(field, field.replace("_", " "))
    return f'{title} ("{dataset.label("fase", phase)}")' if phase else title


def _used(dataset: Dataset, used: list[Bronverwijzing]) -> Iterator[Used]:
    places: dict[str, dict[str, None]] = {}
    for source in used:
        places.setdefault(source.id, {})[source.vindplaats] = None
    for name, where in places.items():
        source_entry = dataset.bronnen.get(name)
        title = (
            f"{name}: {source_entry.titel}{_mark(source_entry.afgeleid, 'titel')}" if source_entry else name
        )
        parts = [title, *([source_entry.uitgever] if source_entry and source_entry.uitgever else [])]
        yield Used(f"{', '.join(parts)} ({'; '.join(where)})", source_entry.url if source_entry else None)
