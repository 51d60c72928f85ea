"""Exclusion grounds in a memo: each with its text, its judgement and who made it."""

from collections.abc import Iterator, Sequence

from maatwerk_cli.models.tender.dossier import Dossier
from maatwerk_cli.tender.condition import Toetsing
from maatwerk_cli.tender.verdicts.kader_verdict import Kaderbesluit
from maatwerk_cli.tender.verdicts.verdict import Besluit
from maatwerk_cli.tender.views.memo.memo_judgements import NOT_RECORDED, who_when_why
from maatwerk_cli.tender.views.verdict_words import beside
from maatwerk_cli.tender.words.choice_makers import filed_judgement, reason_given
from maatwerk_cli.tender.words.source_words import referred
from maatwerk_cli.text.blocks import Block, BlockTable, Heading
from maatwerk_cli.text.terminal.layout import clean


def ground_blocks(verdict: Besluit, dossier: Dossier) -> Iterator[Block]:
    """Give each ground with its text and judgement, who judged it, when and why."""
    given = verdict.facts.uitsluitingsgronden
    for ruling in verdict.kaders:
        checks = ground_checks(ruling)
        if not checks:
            continue
        rows = []
        for ground in ruling.stand.kader.uitsluitingsgronden:
            who, when, why = who_when_why(filed_judgement(dossier, *ground_judged_as(ground.id, checks)))
            judged = _judgement(ground.id, given, answered=who != NOT_RECORDED)
            if ground.id in (given or ()):
                why = _motivated(reason_given(verdict.facts.motivering), why)
            asked = checks[0].voorwaarde.vraag
            who_knows = asked.wie if asked else "de opdrachtgever"
            text = (
                ground.tekst
                or _filed_text(dossier, ground.id)
                or f"De bron noemt de tekst niet. Na te vragen bij {who_knows}."
            )
            source = referred([ground.bron], ruling.stand.unconfirmed)
            rows.append((ground.id, text, source, judged, who, when, why or NOT_RECORDED))
        yield Heading("Uitsluitingsgronden", 3)
        yield BlockTable(
            f"Uitsluitingsgronden van {ruling.stand.kader.naam}{beside(verdict, ruling)}",
            ("Grond", "Tekst", "Bron", "Oordeel", "Beoordeeld door", "Op", "Motivering"),
            rows,
        )


def ground_checks(ruling: Kaderbesluit) -> Sequence[Toetsing]:
    """Give the conditions of a framework that look at exclusion grounds."""
    leaves = [check for own in ruling.toetsingen for check in own.bladen]
    return [check for check in leaves if check.voorwaarde.toets == "geen_van"]


def ground_judged_as(ground: str, checks: Sequence[Toetsing]) -> tuple[str, ...]:
    """Give the names under which a file can say who judged a ground, in the order in which they count."""
    return (ground, checks[0].voorwaarde.id, "uitsluitingsgronden")


def _filed_text(dossier: Dossier, ground: str) -> str:
    """Give the text of a ground by who judged it, where no source of the framework has it."""
    for judgement in dossier.beoordelingen:
        if judgement.wat == ground and judgement.tekst:
            return f"De bron noemt de tekst niet. Volgens {judgement.door}: {clean(judgement.tekst)}"
    return ""


def _motivated(own: str, filed: str) -> str:
    """Give why a ground applies: only a motivation in the input counts, whatever the file says beside it."""
    if own and filed and own != filed:
        return f"In de invoer: {own.rstrip('.')}. Volgens wie beoordeelde: {filed}"
    if filed and not own:
        return f"Het dossier: {filed.rstrip('.')}. Dit telt niet: alleen een motivering in de invoer telt."
    return own


def _judgement(ground: str, given: tuple[str, ...] | None, *, answered: bool) -> str:
    """Say what was judged of one ground: who names one that applies, says nothing yet of the others."""
    if given is None:
        return "nog niet beoordeeld"
    if ground in given:
        return "geldt"
    return "niet opgegeven of deze grond geldt" if given and not answered else "geldt niet"
