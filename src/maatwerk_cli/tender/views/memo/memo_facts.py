"""The facts of a tender in a memo: each with who judged it, and how the amount was estimated."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from maatwerk_cli.models.tender.dossier import Dossier
from maatwerk_cli.tender.against_file import estimated_field, stands_in
from maatwerk_cli.tender.judging import Overruled, Result, TenderRead
from maatwerk_cli.tender.verdicts.verdict import Besluit
from maatwerk_cli.tender.views.field_titles import in_sentence
from maatwerk_cli.tender.views.memo.memo_judgements import NOT_NEEDED, NOT_RECORDED, who_when_why
from maatwerk_cli.tender.views.memo.memo_notes import untied_estimate
from maatwerk_cli.tender.views.verdict_words import FactNames, fact_rows
from maatwerk_cli.tender.words.choice_makers import filed_judgement
from maatwerk_cli.tender.words.limit_words import AMOUNTS
from maatwerk_cli.text import dutch
from maatwerk_cli.text.blocks import Block, BlockTable, Heading, Paragraph
from maatwerk_cli.text.terminal.layout import clean

_SETTLES = ("opdrachtgever", "opdrachtgever_soort", "raamovereenkomst", "verlenging_maanden", "peildatum")
"""Facts that no condition compares, and that say which rule holds or how it is read."""


def facts_table(result: Result, dossier: Dossier, names: FactNames) -> BlockTable:
    """Give each fact with its value, and who judged it and when."""
    verdict, facts, read = result.besluit, result.facts, result.tender
    tested = tested_by(verdict)
    settles = (*_SETTLES, verdict.peildatum_uit, *(["werkwijze"] if verdict.way_decides else []))
    base = estimated_field(verdict, dossier)
    loose = loose_facts(result, dossier)
    rows = []
    for field, title, value in fact_rows(verdict, facts, names):
        who, when, _ = who_when_why(filed_judgement(dossier, *judged_as(verdict, tested, field)))
        if field in loose and field in AMOUNTS:
            who, when = f"{NOT_RECORDED} voor dit bedrag", NOT_RECORDED
        elif who == NOT_RECORDED and field == base and dossier.raming and getattr(facts, field) is not None:
            who, when = dossier.raming.door, dutch.datum(dossier.raming.datum.text)
        if who == NOT_RECORDED and _from_notice(read, _given_as(verdict, field)):
            who, when = "overgenomen uit de aankondiging", NOT_NEEDED
        elif who == NOT_RECORDED and _quantity(field) not in tested and field not in settles:
            who = when = NOT_NEEDED
        rows.append((title, value, who, when))
    return BlockTable("Gegevens van de aanbesteding", ("Gegeven", "Waarde", "Beoordeeld door", "Op"), rows)


def tested_by(verdict: Besluit) -> Mapping[str, str]:
    """Give by quantity that a condition compares the id of that condition."""
    facts = verdict.facts
    leaves = [check for ruling in verdict.kaders for own in ruling.toetsingen for check in own.bladen]
    tested: dict[str, str] = {check.rule.veld: check.voorwaarde.id for check in leaves}
    tested |= {
        check.voorwaarde.deel_van: check.voorwaarde.id for check in leaves if check.voorwaarde.deel_van
    }
    tested |= {
        check.voorwaarde.nooit_meer_dan: check.voorwaarde.id
        for check in leaves
        if check.voorwaarde.nooit_meer_dan
        and stands_in(verdict, check.rule.veld, check.voorwaarde.nooit_meer_dan)
    }
    if facts.begin and facts.einde and "looptijd" in tested:  # the term is reckoned from these
        tested |= dict.fromkeys(("begin", "einde"), tested["looptijd"])
    return tested


def loose_facts(result: Result, dossier: Dossier) -> Sequence[str]:
    """Give the facts that nobody judged as they are: who judged them, judged what the file says."""
    verdict, overruled = result.besluit, result.tender.overruled
    base = estimated_field(verdict, dossier)
    loose = [said.name for said in overruled if not said.is_reading and said.name != base]
    if base and untied_estimate(verdict, dossier, overruled):
        loose.append(base)
    if not _TERM.isdisjoint(loose):
        loose.append("looptijd_maanden")
    return [*loose, "peildatum"] if verdict.peildatum_uit in loose else loose


_TERM = frozenset({"begin", "einde", "looptijd_maanden"})
"""Facts that the term follows from."""


def _quantity(field: str) -> str:
    return "looptijd" if field == "looptijd_maanden" else field


def _given_as(verdict: Besluit, field: str) -> str:
    return verdict.peildatum_uit if field == "peildatum" else field


def judged_as(verdict: Besluit, tested: Mapping[str, str], field: str) -> tuple[str, ...]:
    """Give the names under which a file can say who judged a fact, in the order in which they count."""
    each = verdict.facts.uitsluitingsgronden or () if field == "uitsluitingsgronden" else ()
    return (field, tested.get(_quantity(field), _given_as(verdict, field)), *each)


def _from_notice(read: TenderRead, field: str) -> bool:
    """Tell whether a fact was read in a notice, and no option said otherwise."""
    if not read.signals or field in ("id", "titel", "perceel"):
        return False
    return not read.origins.get(field, "optie").startswith("optie")


def estimate_blocks(verdict: Besluit, dossier: Dossier, overruled: Sequence[Overruled]) -> Iterator[Block]:
    """Say how the amount was estimated that the verdict looks at, and whether options are in it."""
    field = estimated_field(verdict, dossier)
    if field is None:
        return
    name = in_sentence(field)
    yield Heading(f"Raming van {name}", 3)
    if "maximum_aangenomen" in verdict.onzeker:
        yield Paragraph(f"Gelezen is dat {name} die van het maximum van de hele raamovereenkomst is.")
    estimate = dossier.raming
    if estimate is None:
        yield Paragraph(
            f"Niet vastgelegd is hoe {name} is geraamd, door wie, wanneer, en of de opties tot verlenging "
            "erin zitten. Leg het vast in het dossier (raming)."
        )
        return
    options = {
        "inbegrepen": "zitten erin",
        "niet_inbegrepen": "zitten er niet in",
        None: "niet vastgelegd of zij erin zitten",
    }
    untied = untied_estimate(verdict, dossier, overruled)
    if untied:
        yield Paragraph(untied)
    yield BlockTable(
        f"Hoe {name} is geraamd",
        ("Wat", "Vastgelegd"),
        [
            ("Wijze", clean(estimate.wijze)),
            ("Bedrag", _estimated(estimate.bedrag, getattr(verdict.facts, field), tied=not untied)),
            ("Opties tot verlenging", options[estimate.opties]),
            ("Geraamd door (functie)", estimate.door),
            ("Geraamd op", dutch.datum(estimate.datum.text)),
        ],
    )


def options_table(dossier: Dossier) -> BlockTable:
    """Give each option of the file, where no obligation is told over them."""
    rows = [
        (f"Optie {number}", dutch.months(option.maanden), _estimated(option.bedrag, None, tied=True))
        for number, option in enumerate(dossier.opties, 1)
    ]
    return BlockTable("Opties tot verlenging in het dossier", ("Optie", "Duur", "Bedrag"), rows)


def _estimated(amount: Decimal | None, judged: Decimal | None, *, tied: bool) -> str:
    if amount is None:
        return NOT_RECORDED
    together = tied and judged is not None and amount != judged
    return f"{dutch.euro(amount)}{', voor alle percelen samen' if together else ''}"
