"""What is signed under a memo, or what has to be done before it can be."""

from collections.abc import Iterator, Sequence

from maatwerk_cli.models.tender.dossier import Dossier
from maatwerk_cli.tender.judging import Result
from maatwerk_cli.tender.questions.next_question import bound_by, next_questions
from maatwerk_cli.tender.questions.open_points import open_points
from maatwerk_cli.tender.sentences import NOT_LOOKED_INTO, stated
from maatwerk_cli.tender.verdicts.verdict import Besluit
from maatwerk_cli.tender.views.duty_words import amount_words, told_of_each_option
from maatwerk_cli.tender.views.memo.memo_notes import contradictions
from maatwerk_cli.tender.views.memo.memo_repeat import dossier_hash
from maatwerk_cli.tender.views.memo.memo_rules import all_notes
from maatwerk_cli.tender.views.memo.memo_state import state_of_memo
from maatwerk_cli.tender.views.verdict_reason import reason
from maatwerk_cli.tender.views.verdict_words import (
    OUTSIDE_TERM,
    Background,
    all_caveats,
    name_of,
    reference_date,
    to_ask,
    to_settle,
    with_notes,
)
from maatwerk_cli.text import dutch
from maatwerk_cli.text.blocks import Block, Heading, Paragraph, PointList, SigningLines, Together
from maatwerk_cli.text.terminal.layout import clean


def owed(verdict: Besluit) -> str:
    """Say in an overview what is owed; a framework without a percentage asks nothing in money."""
    leading = verdict.kader
    if leading and leading.verplichting:
        return amount_words(leading) or "bedrag onbekend"
    if verdict.uitkomst == "van_toepassing":
        return "geen percentage in het kader"
    return "geen" if verdict.uitkomst == "niet_van_toepassing" else "nog onbekend"


def signing(
    result: Result, dossier: Dossier, entries: Sequence[Dossier], judged: str, background: Background
) -> Iterator[Block]:
    """Give what is signed and the lines for it; of an outcome that is not known nothing can be signed."""
    verdict = result.besluit
    if verdict.uitkomst == "onbekend":
        yield Heading("Nog niet te ondertekenen")
        if verdict.situation.closed and not (verdict.chosen_out_of_force and verdict.kaders):
            yield Paragraph(OUTSIDE_TERM)
            return
        yield from _before_signing(verdict, dossier, background)
        return
    leading = verdict.kader
    name = leading.stand.kader.naam if leading else ""
    applies = "van toepassing" if verdict.uitkomst == "van_toepassing" else "niet van toepassing"
    tender = name_of(result.facts, "deze aanbesteding")
    blocks: list[Block] = [
        Heading("Ondertekening"),
        Paragraph(
            f"Wie tekent, stelt vast: social return is {applies} op {tender}, volgens {name}, op "
            f"peildatum {reference_date(verdict)}, bij de invoer met controlegetal {judged}"
            f"{f' en het dossier met controlegetal {dossier_hash(entries)}' if entries else ''}, en bij het "
            f"beleid met controlegetal {background.beleid_sha256}."
        ),
    ]
    notes = [clean(other.text) for other in background.others]
    notes += with_notes(all_notes(result, dossier, background), _stated(result))
    if verdict.uitkomst == "van_toepassing" and leading and leading.verplichting:
        spread = told_of_each_option(leading, dossier)
        blocks.append(
            Paragraph(
                f"De verplichting: {owed(verdict)}."
                f"{' Hoe die over de looptijd is verdeeld, staat bij de uitkomst.' if spread else ''}"
            )
        )
    if notes:
        blocks += [Paragraph("Dit hoort bij die vaststelling:"), PointList(notes)]
    if state_of_memo(result, dossier, background).status == "concept":
        blocks.append(Paragraph("Deze memo is een concept."))
    for role, done in (("Opgesteld door", dossier.opgesteld), ("Akkoord opdrachtgever", dossier.akkoord)):
        if done is None:
            blocks.append(SigningLines((f"{role} (functie)", "Datum", "Handtekening")))
        elif background.others:
            before = f"{role}: {done.door}, op {dutch.datum(done.datum.text)}."
            blocks.append(Paragraph(f"{before} Dat was niet bij wat nu is getoetst. Doe het opnieuw."))
            blocks.append(SigningLines((f"{role} (functie)", "Datum", "Handtekening")))
        else:
            blocks.append(Paragraph(f"{role}: {done.door}, op {dutch.datum(done.datum.text)}."))
            blocks.append(SigningLines(("Handtekening",)))
    yield Together(blocks)


_OF_QUANTITIES = frozenset(
    (
        *("geen_opties_aangenomen", "geen_raamovereenkomst_aangenomen", "maximum_aangenomen"),
        *("percelen_niet_gegeven", "percelen_elders", "perceel_dubbel", "geheel_of_perceel"),
        "waarde_zonder_opties",
        *("opties_in_bedrag", "looptijd_tegenspraak", "loonsom_boven_waarde", "dossier_tegenspraak"),
    )
)
"""What is told of amounts and terms: on these nothing rests where none of them decides."""


def _stated(result: Result) -> list[str]:
    """Give what the outcome itself rests on, as statements: without orders, and without what leaves it so."""
    statements = statements_of(result)
    return [text for warning in all_caveats(result) if (text := statements.get(warning, stated(warning)))]


def statements_of(result: Result) -> dict[str, str]:
    """Give by what is told of a known outcome the same as a statement; of what leaves it so, nothing."""
    verdict, leading = result.besluit, result.besluit.kader
    leaves = [
        check
        for own in (leading.toetsingen if leading else ())
        if leading and (leading.uitkomst == "van_toepassing" or own.voorwaarde.id in leading.beslissend)
        for check in own.bladen
    ]
    aside = set() if any(check.rule.eenheid for check in leaves) else {*_OF_QUANTITIES}
    if not any(check.voorwaarde.toets == "geen_van" for check in leaves):
        aside.add("gronden_zonder_tekst")
    statements = {
        clean(said.text): "" if said.code in aside or said.aside else clean(said.statement)
        for said in verdict.reservations
    }
    if leading and leading.stand.kader.nadere_overeenkomst:
        statements[clean(leading.stand.kader.nadere_overeenkomst.tekst)] = NOT_LOOKED_INTO
    return statements


def _before_signing(verdict: Besluit, dossier: Dossier, background: Background) -> Iterator[Block]:
    """Say what has to be done first, and by whom: questions to answer, and what else stands open."""
    asked = [*next_questions(verdict, bound_by(background.kaders))]
    questions = [to_ask(question.text, question.who) for question in asked if not question.reading]
    readings = [
        to_settle(f"Kies een lezing: {question.text}", question.who) for question in asked if question.reading
    ]
    points = [to_settle(point.text, point.who) for point in open_points(verdict)]
    contradicted = contradictions(verdict, dossier)
    steps = ["beantwoord de vragen"] if questions else []
    steps += ["regel wat hier staat"] if readings or points or contradicted else []
    if not steps:
        yield Paragraph(f"De uitkomst is nog onbekend: {reason(verdict)}. Hier valt niets te beantwoorden.")
        return
    first = dutch.sentence(dutch.joined(steps))
    yield Paragraph(
        f"De uitkomst is nog onbekend. {first}, en maak de memo opnieuw. Is de uitkomst dan bekend, dan is "
        "er plaats om te ondertekenen."
    )
    yield PointList([clean(text) for text in (*questions, *readings, *points, *contradicted)])
