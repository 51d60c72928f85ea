"""The text blocks of a framework for a contract, filled in; what is not known stays open and says so."""

from collections.abc import Iterator, Mapping

from maatwerk_cli.models.policy_texts import BLANKS_TO_FILL
from maatwerk_cli.models.tender.dossier import Dossier
from maatwerk_cli.tender.facts import firm_term
from maatwerk_cli.tender.judging import Result
from maatwerk_cli.tender.verdict import Kaderbesluit
from maatwerk_cli.tender.views.duty_words import amount_words, duty_blocks, duty_sentence, kept_by
from maatwerk_cli.tender.views.field_titles import in_sentence
from maatwerk_cli.tender.views.verdict_words import lead, name_of, unsure
from maatwerk_cli.text import dutch
from maatwerk_cli.text.blocks import Block, Heading, Paragraph, PointList
from maatwerk_cli.text.terminal.layout import clean


def clause_blocks(result: Result, dossier: Dossier) -> Iterator[Block]:
    """Give the text blocks of the framework that is followed, where it applies, and what they rest on."""
    yield Heading(f"Social return in het bestek: {name_of(result.facts)}", 1)
    yield from _clauses(result, dossier)
    yield from unsure(result)


def _clauses(result: Result, dossier: Dossier) -> Iterator[Block]:
    verdict = result.besluit
    ruling = verdict.kader
    if ruling is None or ruling.uitkomst != "van_toepassing":
        yield from lead(verdict)
        yield Paragraph(
            "Er zijn dus geen teksten voor het bestek te geven."
            if ruling and ruling.uitkomst != "onbekend"
            else "Pas als de uitkomst bekend is, zijn er teksten voor het bestek te geven."
        )
        return
    kader = ruling.stand.kader
    if ruling.verplichting:
        yield Paragraph(duty_sentence(ruling), strong=True)
        yield from duty_blocks(ruling, dossier)
    if not kader.tekstblokken:
        yield Paragraph(
            f"{dutch.sentence(kader.naam)} heeft geen teksten voor het bestek, want geen bron geeft er "
            f"een. Hebt u er zelf een, zet hem dan met de bron bij tekstblokken in beleid/{kader.id}.yaml."
        )
        return
    known = _known(ruling, result, dossier)
    values = {name: known.get(name) or f"[nog in te vullen: {text}]" for name, text in BLANKS_TO_FILL.items()}
    open_places: dict[str, str] = {}
    for clause in kader.tekstblokken:
        yield Heading(clause.titel)
        for name in clause.invulvelden:
            if not known.get(name):
                open_places[name] = BLANKS_TO_FILL[name]
        yield Paragraph(clause.filled(values))
        yield Paragraph(f"Bron: {clause.bron.reference}.")
    if open_places:
        yield Heading("Nog in te vullen")
        yield PointList([f"{name}: {text}" for name, text in open_places.items()])


def _known(ruling: Kaderbesluit, result: Result, dossier: Dossier) -> Mapping[str, str | None]:
    """Give what stands in each place of a clause, where it is known."""
    facts, duty = result.facts, ruling.verplichting
    low, high = firm_term(facts)
    known: dict[str, str | None] = {
        "titel": facts.titel and clean(facts.titel),
        "opdrachtgever": facts.opdrachtgever and clean(facts.opdrachtgever),
        "looptijd": dutch.months(low) if low == high else None,
        "opties": _options(ruling, dossier),
        "begin": dutch.datum(facts.begin.text) if facts.begin else None,
        "einde": dutch.datum(facts.einde.text) if facts.einde else None,
        **{name: point.tekst.rstrip(".") for name, point in ruling.stand.kader.invulling.items()},
    }
    if duty:
        base = getattr(facts, duty.grondslag) if duty.grondslag else None
        amount = amount_words(ruling)
        known |= {
            "bedrag": f"{amount}, het {bound}" if (bound := kept_by(duty)) else amount or None,
            "percentage": None if duty.percentage is None else f"{dutch.number(duty.percentage)}%",
            "grondslag": in_sentence(duty.grondslag) if duty.grondslag else None,
            "grondslag_bedrag": None if base is None else dutch.euro(base),
        }
    return known


def _options(ruling: Kaderbesluit, dossier: Dossier) -> str | None:
    facts = ruling.facts
    if dossier.opties:
        return dutch.joined([dutch.months(option.maanden) for option in dossier.opties])
    if facts.unknown_options:
        return None
    return dutch.months(facts.verlenging_maanden) if facts.verlenging_maanden else "geen"
