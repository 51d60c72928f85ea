"""A plan of approach as a document to hand to the supplier, with what is still to be filled in."""

from collections.abc import Iterator, Sequence

from maatwerk_cli.contract.banenafpraak import for_both, places_sentence
from maatwerk_cli.models.contract.plan import Plan, Plankenmerken
from maatwerk_cli.models.fields import fields_of
from maatwerk_cli.models.inferred import is_inferred
from maatwerk_cli.register.records import Dataset
from maatwerk_cli.text import dutch
from maatwerk_cli.text.blocks import Block, BlockTable, Heading, Paragraph, PointList, SigningLines

_OPEN = "nog in te vullen"


def plan_document(dataset: Dataset, plan: Plan) -> list[Block]:
    """Give the document: who, what for, by which marks, how far it is, what is open, and room to sign."""
    proeftuin = dataset.proeftuinen.get(plan.proeftuin or "")
    name = proeftuin.naam if proeftuin else plan.id
    version = f", versie {plan.versie}{_mark(plan, 'versie')}" if plan.versie is not None else ""
    signed = any(step.stap in ("ondertekend", "decharge") for step in plan.verloop)
    replaced = any(step.stap == "vervangen" for step in plan.verloop)
    blocks: list[Block] = [Heading(f"Plan van aanpak: {name}{_mark(plan, 'proeftuin')}{version}", 1)]
    if replaced:
        blocks.append(Paragraph("Dit plan is vervangen door een ander plan.", strong=True))
    elif not signed:
        blocks.append(Paragraph("Het register zegt niet dat dit plan is ondertekend.", strong=True))
    blocks += [Heading("Wie"), PointList([*_parties(dataset, plan)])]
    blocks += [Heading("Wat het plan wil"), Paragraph(plan.omschrijving or f"Omschrijving: {_OPEN}.")]
    blocks += _aims(dataset, plan)
    places = for_both(plan, dataset.codes("doelgroep"))
    if places is not None:
        blocks.append(Paragraph(places_sentence(places, plan)))
    blocks += [Heading("Kenmerken van een proeftuin"), _marks(plan.kenmerken)]
    blocks += [Heading("Een duurzame plek"), Paragraph(_lasting(plan))]
    if plan.verloop:
        blocks += [Heading("Verloop"), PointList([*_course(dataset, plan)])]
    left = list(to_fill_in(plan))
    if left and not signed and not replaced:
        blocks += [Heading("Nog in te vullen"), PointList(left, "vakjes")]
    blocks += [Heading("Waar dit staat"), PointList([source.reference for source in plan.bronnen])]
    if plan.toelichting:
        blocks.append(Paragraph(f"Toelichting: {plan.toelichting}"))
    if not signed and not replaced:
        blocks += [
            Heading("Ondertekening"),
            SigningLines(
                (
                    *("Namens de opdrachtgever (functie)", "Datum van de opdrachtgever"),
                    *("Namens de leverancier (functie)", "Datum van de leverancier"),
                )
            ),
        ]
    return blocks


def to_fill_in(plan: Plan) -> Iterator[str]:
    """Give what a plan does not say yet, as points to go through."""
    if plan.proeftuin is None:
        yield "Bij welke proeftuin het plan hoort."
    if not plan.opdrachten:
        yield "Bij welke opdracht het plan hoort."
    if not plan.leveranciers:
        yield "Welke leverancier het plan uitvoert."
    if plan.gevraagd_door is None:
        yield "Wie om het plan heeft gevraagd."
    if plan.omschrijving is None:
        yield "Wat het plan wil, in een paar zinnen en zonder namen van personen."
    if not plan.doelen:
        yield "Hoeveel plekken het plan beoogt, van welke soort en voor wie."
    for aim in plan.doelen:
        missing = [
            word for word, value in (("de soort plek", aim.plek), ("het aantal", aim.aantal)) if value is None
        ]
        missing += [] if aim.voor else ["voor wie"]
        if missing:
            yield f"Bij een doel: {dutch.joined(missing)}."
    for title, value in _titled_marks(plan.kenmerken):
        if value == "onbekend":
            yield f"Kenmerk: {dutch.within_sentence(title)}, ja of nee."
    if plan.inspanning is None:
        yield "Of de inspanning voor een duurzame plek is afgesproken."


def _parties(dataset: Dataset, plan: Plan) -> Iterator[str]:
    yield f"Leverancier: {_named(dataset, plan.leveranciers)}{_mark(plan, 'leveranciers')}."
    yield f"Gevraagd door: {_asker(dataset, plan.gevraagd_door)}{_mark(plan, 'gevraagd_door')}."
    yield f"Opdracht: {dutch.joined(list(plan.opdrachten)) or _OPEN}{_mark(plan, 'opdrachten')}."
    if plan.vervangt:
        yield f"Vervangt: {plan.vervangt}{_mark(plan, 'vervangt')}."


def _mark(plan: Plan, *path: str) -> str:
    """Say of a field, or a part of it, that it was inferred, and stands in no source as it stands here."""
    return dutch.IS_INFERRED if is_inferred(plan.afgeleid, *path) else ""


def _named(dataset: Dataset, ids: Sequence[str]) -> str:
    return dutch.joined([*map(dataset.organisation, ids)]) or _OPEN


def _asker(dataset: Dataset, asker: str | None) -> str:
    if asker is None:
        return _OPEN
    if asker in dataset.organisaties.by_id:
        return _named(dataset, [asker])
    return f"de inkoopcategorie {dataset.label('categorie', asker)}"


def _aims(dataset: Dataset, plan: Plan) -> Iterator[Block]:
    yield Heading("Doelen")
    if not plan.doelen:
        yield Paragraph(f"Doelen: {_OPEN}.")
        return
    rows = [
        [
            dataset.label("plek", aim.plek).capitalize() if aim.plek else _OPEN,
            str(aim.aantal) if aim.aantal is not None else _OPEN,
            dutch.joined([dataset.label("doelgroep", group) for group in aim.voor]) or _OPEN,
        ]
        for aim in plan.doelen
    ]
    yield BlockTable(f"Doelen{_mark(plan, 'doelen')}", ("Soort plek", "Aantal", "Voor wie"), rows)


def _titled_marks(marks: Plankenmerken | None) -> Iterator[tuple[str, str]]:
    known = marks or Plankenmerken()
    for field in fields_of(Plankenmerken):
        yield field.text, getattr(known, field.name)


def _marks(marks: Plankenmerken | None) -> BlockTable:
    rows = [[title, _OPEN if value == "onbekend" else value] for title, value in _titled_marks(marks)]
    return BlockTable("Kenmerken", ("Kenmerk", "Ja of nee"), rows)


def _lasting(plan: Plan) -> str:
    if plan.inspanning is None:
        return f"Spannen opdrachtgever en leverancier zich samen in voor een duurzame plek: {_OPEN}."
    if plan.inspanning == "ja":
        return "Opdrachtgever en leverancier spannen zich samen in voor een duurzame plek."
    return "Er is geen inspanning voor een duurzame plek afgesproken."


def _course(dataset: Dataset, plan: Plan) -> Iterator[str]:
    for step in plan.verloop:
        when = f", {dutch.datum(step.sinds.text)}" if step.sinds else ", datum onbekend"
        mark = _mark(plan, "verloop", step.stap)
        yield f"{dataset.label('planstap', step.stap).capitalize()}{mark}{when} ({step.bron.reference})."
