"""A verdict in words: what decides first, then each condition, what to ask, what was assumed."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from maatwerk_cli.models.kader import Kader
from maatwerk_cli.models.policy.conditions import COMPOSED_TESTS
from maatwerk_cli.models.policy_texts import Punt
from maatwerk_cli.models.values import Datum, parse_datum
from maatwerk_cli.tender import sentences
from maatwerk_cli.tender.combination import RowRule
from maatwerk_cli.tender.condition import Toetsing
from maatwerk_cli.tender.facts import TENDER_FIELDS, Bounds, Facts, firm_term
from maatwerk_cli.tender.frameworks.matching import as_compared
from maatwerk_cli.tender.frameworks.policy import KaderInForce
from maatwerk_cli.tender.judging import Refused, Result, TenderRead
from maatwerk_cli.tender.questions.open_points import open_points
from maatwerk_cli.tender.sentences import BUYER
from maatwerk_cli.tender.verdicts.kader_verdict import Kaderbesluit
from maatwerk_cli.tender.verdicts.verdict import Besluit
from maatwerk_cli.tender.views.duty_words import duty_blocks, duty_sentence, told_with_duty
from maatwerk_cli.tender.views.field_titles import FIELD_TITLES, as_subject, subject_of
from maatwerk_cli.tender.words.condition_words import against_limit, limit_of_parts
from maatwerk_cli.tender.words.limit_words import (
    apart,
    codes_wanted,
    quantity,
    row_text,
    value_words,
)
from maatwerk_cli.tender.words.scope_sentences import (
    AUTHORITY_NAMES,
    CORRECT_THE_CHOICE,
    KIND_ASSUMED,
    chosen_out_of_force,
)
from maatwerk_cli.tender.words.source_words import cited, referred
from maatwerk_cli.text import dutch
from maatwerk_cli.text.blocks import Block, BlockTable, Heading, Paragraph, PointList
from maatwerk_cli.text.terminal.layout import clean

if TYPE_CHECKING:
    from maatwerk_cli.models.tender.dossier import Dossier, MemoHerkomst
    from maatwerk_cli.tender.dossiers import OtherOrigin
FactNames = Mapping[str, Mapping[str, str]]
"""By field of a tender what a value is called, where a list of the dataset has it."""
_JUDGED_WORDS = {"ja": "voldaan", "nee": "niet voldaan", "onbekend": "onbekend"}


class Background(NamedTuple):
    """What a verdict rests on besides the tender.

    Attributes:
        bronnen: by id a source as it is cited.
        beleid_sha256: hash of the policy.
        versie: of the program.
        unconfirmed: the ids of the sources that are not confirmed.
        form: the form of the document.
        kaders: the frameworks of the policy, for a tender that none of them is held against.
        origin: what it was made from, as its file says.
        used: what it was made from now.
        others: what its file belongs to and is not what was judged.
        command: what makes the same document from files that say more than the record of the tender can hold,
            such as a notice; empty where the record says all.
        not_read: by file the columns of it that were not read, in words.
        about: by id what is known of a source: its status, its address, and how it was seen.
        published: by id the date of a source, where that is known.
        names: by field what its codes are called.
    """

    bronnen: Mapping[str, str]
    beleid_sha256: str
    versie: str
    unconfirmed: frozenset[str] = frozenset()
    form: str = "markdown"
    kaders: tuple[Kader, ...] = ()
    origin: "MemoHerkomst | None" = None
    command: str = ""
    not_read: Mapping[str, str] = {}
    about: Mapping[str, str] = {}
    published: Mapping[str, Datum] = {}
    names: Mapping[str, Mapping[str, str]] = {}
    used: "MemoHerkomst | None" = None
    others: "Sequence[OtherOrigin]" = ()


def verdict_blocks(
    result: Result, background: Background, dossier: "Dossier | None", name: str = "", *, explain: bool
) -> Iterator[Block]:
    """Give a verdict for the screen, under its own name or that which it has among others."""
    verdict = result.besluit
    yield Heading(name or name_of(result.facts), 1)
    yield from lead(verdict)
    if verdict.kader:
        yield from duty_blocks(verdict.kader, dossier)
    if verdict.kaders:
        yield Paragraph(f"Peildatum: {reference_date(verdict)}.")
    for ruling in verdict.kaders:
        yield Heading(ruling_title(verdict, ruling))
        yield conditions(ruling)
        yield from consequences(ruling, leading=ruling is verdict.kader)
    yield from still_open(verdict)
    yield from unsure(result, caveats(result, dossier))
    yield from chosen_readings(result, dossier)
    if explain:
        yield from _explanation(result, background.names)
        yield policy_hash(background.beleid_sha256)


def ruling_title(verdict: Besluit, ruling: Kaderbesluit) -> str:
    """Give a framework with what it comes to; of one that does not lead, that it is there to compare."""
    name = dutch.sentence(ruling.stand.kader.naam)
    return f"{name}{beside(verdict, ruling)}: {dutch.outcome(ruling.uitkomst)}"


def beside(verdict: Besluit, ruling: Kaderbesluit) -> str:
    """Say of a framework that does not lead that it is there to compare; of another nothing."""
    return "" if verdict.kader in (None, ruling) else ", ter vergelijking"


def policy_hash(sha256: str) -> Paragraph:
    """Give the hash of a policy for a reader."""
    return Paragraph(f"Controlegetal van het beleid (SHA-256): {sha256}")


def source_title(source: Mapping[str, object]) -> str:
    """Cite a source: its title, and who published it and when."""
    when = source.get("datum")
    try:
        day = dutch.datum(str(when)) if when else ""
    except (ValueError, IndexError):
        day = str(when)
    about = [source.get("uitgever"), day, "onbevestigd" if source.get("status") == "onbevestigd" else ""]
    more = ", ".join(str(part) for part in about if part)
    inferred = source.get("afgeleid")
    title = (
        f"{source['titel']}{dutch.IS_INFERRED if isinstance(inferred, list) and 'titel' in inferred else ''}"
    )
    return f"{title} ({more})" if more else title


def source_about(source: Mapping[str, object]) -> str:
    """Say of a source whether it is verified, where it is, and what its list says of how it was seen."""
    address, more = source.get("url"), source.get("toelichting")
    return " ".join(
        [
            f"Status: {source.get('status') or 'onbekend'}.",
            f"Adres: {address}." if address else "Het adres is niet bekend.",
            *([f"De bronnenlijst zegt erbij: {more}"] if more else []),
        ]
    )


def source_date(source: Mapping[str, object]) -> Datum | None:
    """Give the date of a source, where its list has one."""
    try:
        return parse_datum(str(source["datum"])) if source.get("datum") else None
    except ValueError:
        return None


def error_blocks(error: Refused, file: str = "") -> Iterator[Block]:
    """Give a tender that could not be judged; with its file, where it stands among those of others."""
    place = dutch.sentence(row_place(error, file))
    yield Heading(f"{place}{f', {clean(error.kenmerk)}' if error.kenmerk else ''}: niet beoordeeld", 1)
    yield Paragraph(clean(error.message))


def row_place(row: Result | Refused, file: str = "") -> str:
    """Say where a row stands; with its file, where it stands among those of others."""
    line = row.line if isinstance(row, Refused) else row.tender.line
    return f"regel {line}{f' van {file}' if file else ''}"


def name_among_others(result: Result, file: str = "", *, whole: bool = False) -> str:
    """Name one tender or lot of a series; where it has neither a title nor an id, by where it stands.

    Args:
        result: the tender or lot.
        file: the file it is in, where there are more.
        whole: of a lot name only the tender.
    """
    facts = result.facts._replace(perceel=None) if whole else result.facts
    return name_of(facts if facts.titel or facts.id else facts._replace(id=row_place(result, file)))


def name_of(facts: Facts, nameless: str = "Aanbesteding") -> str:
    """Name a tender or lot for a reader; what it is called where it has no name is ``nameless``."""
    parts = [facts.titel, facts.id, facts.perceel and dutch.lot_name(facts.perceel)]
    return clean(", ".join(part for part in parts if part)) or nameless


OUTSIDE_TERM = (
    "Op deze peildatum geldt geen kader dat hier te volgen is. "
    "Dit beleid zegt dus niet of social return moet."
)
"""Where no answer about the tender can give an outcome."""


def _unsettled(verdict: Besluit) -> Iterator[Block]:
    """Say that no framework gives an outcome, and where that is so by a choice what the others give."""
    chosen, day = verdict.chosen_out_of_force, verdict.peildatum
    if chosen is None or day is None or not verdict.kaders:
        yield Paragraph(OUTSIDE_TERM if verdict.situation.closed else _NOT_YET_SAID, strong=True)
        return
    yield Paragraph(chosen_out_of_force(chosen, day), strong=True)
    for ruling in verdict.kaders:
        name, outcome = dutch.sentence(ruling.stand.kader.naam), dutch.outcome(ruling.uitkomst)
        yield Paragraph(f"{name} geldt dan wel. De uitkomst daarnaar is: {outcome}.")
    yield Paragraph(CORRECT_THE_CHOICE)


_NOT_YET_SAID = "Het is nog niet te zeggen of social return van toepassing is."


_OUTCOMES = {
    "van_toepassing": "Social return is van toepassing",
    "niet_van_toepassing": "Social return is niet van toepassing",
    "onbekend": "Het is nog niet te zeggen of social return van toepassing is",
}


def lead(verdict: Besluit) -> Iterator[Block]:
    """Say the outcome and what decides it."""
    ruling = verdict.kader
    if ruling is None:
        yield from _unsettled(verdict)
        for warning in _without_a_verdict(verdict):
            yield Paragraph(warning)
        return
    name = ruling.stand.kader.naam
    settled = _settled(ruling)
    deciding = [check for check in ruling.toetsingen if check.voorwaarde.id in ruling.beslissend]
    reasons = [
        *dict.fromkeys(
            reason for check in deciding for reason in _reasons(check, settled, ruling.counted_together)
        )
    ]
    yield Paragraph(f"{_OUTCOMES[ruling.uitkomst]} volgens {name}.", strong=True)
    if ruling.uitkomst == "van_toepassing":
        yield Paragraph("De opdracht voldoet aan elke voorwaarde.")
    elif ruling.pattern.in_turn:
        yield Paragraph(_in_turn(deciding))
    else:
        yield Paragraph(f"Dat komt doordat {dutch.joined_clauses(reasons)}.")
    if ruling.uitkomst == "niet_van_toepassing":
        yield from _grounds_that_decide(ruling)
    for text in _open_readings(ruling):
        yield Paragraph(text)
    if ruling.verplichting:
        yield Paragraph(duty_sentence(ruling))
    if ruling.grensgeval:
        yield Paragraph(ruling.grensgeval)
    yield from map(Paragraph, beside_outcome(verdict))


def _in_turn(deciding: Sequence[Toetsing]) -> str:
    """Say that by each reading another condition is not met."""
    names = [f"'{check.voorwaarde.naam}'" for check in deciding]
    return (
        "Hoe ook wordt gelezen wat nog open is, aan één voorwaarde is niet voldaan. "
        f"Welke dat is, hangt af van de lezing: {dutch.joined(names, 'of')}."
    )


def beside_outcome(verdict: Besluit) -> list[str]:
    """Give what stands with the outcome itself, as it can turn it and no reading of the framework says so."""
    return [clean(text) for text in verdict.kader.turned_by_options] if verdict.kader else []


def _settled(ruling: Kaderbesluit) -> str | None:
    """Give what goes before the level at which a limit holds; ``None`` where that is open."""
    if sentences.level_is_settled(ruling.stand.kader):
        return ""
    return "gekozen is dat " if ruling.level else None


def _unknown_though_given(ruling: Kaderbesluit) -> Iterator[Block]:
    """Say why conditions are not known of which the tender's value is: beside a limit that seems a slip."""
    reasons = [
        reason
        for check in ruling.toetsingen
        for leaf in check.bladen
        if leaf.uitkomst == "onbekend" and leaf.gegeven is not None
        for reason in _reasons(leaf, _settled(ruling), ruling.counted_together)
    ]
    if reasons:
        yield Paragraph(
            f"Dat een oordeel onbekend is waar wel een gegeven staat, komt doordat "
            f"{dutch.joined([*dict.fromkeys(reasons)])}."
        )


def _grounds_that_decide(ruling: Kaderbesluit) -> Iterator[Block]:
    """Give the text of the grounds that apply and decide, as far as the framework has it."""
    leaves = [check for own in ruling.toetsingen for check in own.bladen]
    checks = [check for check in leaves if check.voorwaarde.toets == "geen_van" and check.uitkomst == "nee"]
    decide = {name for check in checks for name in str(check.gegeven).split()}
    grounds = [ground for ground in ruling.stand.kader.uitsluitingsgronden if ground.id in decide]
    yield from (Paragraph(f"{ground.id}: {ground.tekst}") for ground in grounds if ground.tekst is not None)


def _open_readings(ruling: Kaderbesluit) -> Iterator[str]:
    """Say which readings are open and matter, by themselves and together."""
    for name, outcomes in ruling.open_lezingen.items():
        yield sentences.open_reading(ruling.toets.readings[name], outcomes)
    if ruling.combinaties:
        yield sentences.open_together(ruling.stand.kader, ruling.toets.readings, ruling.combinaties)


def _without_a_verdict(verdict: Besluit) -> Iterator[str]:
    """Say why no framework gives a verdict."""
    return (text for text in verdict.of_situation if text != KIND_ASSUMED)


_CAUSES: Mapping[str, str] = {
    "waarde_onbekend": "van {naam} niet te zeggen is of zij onder de voorwaarde valt",
    "percelen_onbekend": "{naam} niet van elk perceel bekend is",
    "percelen_niet_gegeven": "percelen die niet zijn gegeven kunnen meetellen voor {naam}",
    "percelen_elders": "percelen die elders in het bestand staan kunnen meetellen voor {naam}",
    "perceel_dubbel": "een perceel er dubbel staat, en het voor {naam} maar één keer telt",
    "geheel_of_perceel": "een rij zonder perceel ook het geheel kan zijn, en dan niet meetelt voor {naam}",
    "per_nadere_overeenkomst": "de grens voor {naam} ook per nadere overeenkomst kan gelden",
    "hele_raamovereenkomst": "de grens voor {naam} ook over de hele raamovereenkomst kan gelden",
    "rij_onbekend": "nog niet bekend is welke rij van de tabel geldt voor {naam}",
    "geen_rij": "de tabel van het kader geen grens noemt voor {naam}",
    "deel_van_nul": "de waarde van de opdracht nul is",
}


_LEVELS: Mapping[str, str] = {
    "per_nadere_overeenkomst": "de grens voor {naam} per nadere overeenkomst geldt",
    "hele_raamovereenkomst": "de grens voor {naam} over de hele raamovereenkomst geldt",
}
"""The same, where the framework itself says at which level the limit holds, or where that was chosen."""


def _reasons(check: Toetsing, settled: str | None, counted: str) -> Iterator[str]:
    """Say in clauses why a condition is not met, or not known: of several by the parts that make it so."""
    if not check.delen:
        yield _reason(check, settled, counted)
    elif check.uitkomst == "nee" and COMPOSED_TESTS[check.voorwaarde.samen or "alle"].turns:
        holds = [part.voorwaarde.naam for part in check.delen if part.uitkomst == "ja"]
        yield f"dit geldt: {dutch.joined([dutch.within_sentence(name) for name in holds])}"
    else:
        parts = (part for part in check.delen if part.uitkomst == check.uitkomst)
        yield "; ".join(
            dict.fromkeys(reason for part in parts for reason in _reasons(part, settled, counted))
        )


def _reason(check: Toetsing, settled: str | None, counted: str) -> str:
    """Say in a clause why a condition is not met, or not known.

    Args:
        check: the condition.
        settled: what goes before the level at which a limit holds; ``None`` where that is open.
        counted: which lots count together; empty where none do.
    """
    field = check.rule.veld
    name = subject_of(check.voorwaarde)
    if check.uitkomst == "nee":
        return _not_met(check, name, counted if check.rule.leest_percelen else "")
    if check.note == "boven_plafond":
        return "de loonsom hoger is dan de waarde van de opdracht, en dat niet kan"
    if check.note == "grond_zonder_motivering":
        return f"uitsluitingsgrond {check.gegeven} geldt, maar de motivering ontbreekt in de invoer"
    if check.note == "grond_met_lege_motivering":
        return (
            f"uitsluitingsgrond {check.gegeven} geldt, maar wat er als motivering staat, geen motivering is"
        )
    if check.note == "andere_gronden":
        return "de uitsluitingsgronden van dit kader nog niet zijn beoordeeld"
    if settled is not None and check.note in _LEVELS:
        return settled + _LEVELS[check.note].format(naam=name)
    if check.note == "grens_wisselt":
        return f"de grens voor {name} binnen de peildatum wisselt{sentences.values_in_brackets(check.rule)}"
    if check.note in _CAUSES:
        return _CAUSES[check.note].format(naam=name)
    if check.gegeven is not None and "raamovereenkomst" in check.velden:
        return "niet bekend is of dit een raamovereenkomst is, of daaronder valt"
    if check.gegeven is not None:
        return f"de bron op twee manieren is te lezen voor {name}"
    if check.note == "datums_ruim":
        return "de datums te ruim zijn om de looptijd te weten"
    if field == "uitsluitingsgronden":
        return "niet bekend is of een uitsluitingsgrond geldt"
    if field == "raamovereenkomst":
        return "niet bekend is of dit een raamovereenkomst is"
    return f"{name} niet bekend is"


def _not_met(check: Toetsing, name: str, counted: str) -> str:
    if check.voorwaarde.toets in ("is", "in"):
        return f"{name} {check.gegeven} is, en geen {dutch.joined(check.voorwaarde.waarden, 'of')}"
    if check.voorwaarde.toets == "niet_in":
        return f"{name} {check.gegeven} is"
    if check.voorwaarde.toets == "geen_van":
        grounds = str(check.gegeven).split()
        word = "uitsluitingsgrond" if len(grounds) == 1 else "uitsluitingsgronden"
        return f"{word} {dutch.joined(grounds)} {'geldt' if len(grounds) == 1 else 'gelden'}"
    limit = _quantity(check.grens, check)
    under_value = check.note in ("onder_plafond", "onder_hooguit_plafond")
    if under_value and check.bounds and check.bounds.high is not None:
        most = "hooguit " if check.note == "onder_hooguit_plafond" else ""
        top = f"{most}{dutch.euro(Decimal(check.bounds.high))}"
        return (
            f"de waarde van de opdracht{counted} ({top}) onder de grens van {limit} ligt, en {name} niet "
            "hoger kan zijn dan die waarde"
        )
    test = check.voorwaarde.toets
    if test == "minstens" and check.rule.veld == "looptijd":
        return f"de looptijd{counted} ({_given(check)}) korter is dan de grens van {limit}"
    if test == "minstens":
        return f"{name}{counted} ({_given(check)}) onder de grens van {limit} ligt"
    return f"{name}{counted} ({_given(check)}) niet {against_limit(test, limit)} is"


def conditions(ruling: Kaderbesluit) -> BlockTable:
    """Give each condition with its judgement, the tender's value, the limit and the source."""
    counted = f" ({ruling.counted_together.strip()})" if ruling.counted_together else ""
    rows = [
        (
            f"{_PART[min(depth, 2)]}{check.voorwaarde.naam}",
            _JUDGED_WORDS[check.uitkomst],
            _given(check) + (counted if check.rule.leest_percelen else ""),
            ground_limit(ruling, check) if check.voorwaarde.toets == "geen_van" else _limit(check),
            _distance(check),
            referred(check.bronnen, ruling.stand.unconfirmed),
        )
        for depth, check in _with_parts(ruling.toetsingen)
    ]
    return BlockTable(
        f"Voorwaarden van {ruling.stand.kader.naam}",
        ("Voorwaarde", "Oordeel", "Gegeven", "Grens", "Verschil", "Bron"),
        rows,
    )


_PART = ("", "Deel: ", "Deel van een deel: ")


def _with_parts(checks: Sequence[Toetsing], depth: int = 0) -> Iterator[tuple[int, Toetsing]]:
    """Give each condition, and after it what it puts together, with how deep that stands."""
    for check in checks:
        yield depth, check
        yield from _with_parts(check.delen, depth + 1)


def ground_limit(ruling: Kaderbesluit, check: Toetsing) -> str:
    """Say which grounds may not apply: by their text, or that no source gives it."""
    grounds = [g for g in ruling.stand.kader.uitsluitingsgronden if g.id in check.voorwaarde.waarden]
    named = [
        ground.id if ground.tekst is None else f"{ground.id} ({ground.tekst.rstrip('.')})"
        for ground in grounds
    ]
    bare = [ground.id for ground in grounds if ground.tekst is None]
    parts = [f"geen van {dutch.joined(named)}"]
    if bare:
        which = "" if len(bare) == len(grounds) else f" van {dutch.joined(bare)}"
        parts.append(f"tekst{which} niet in de bron")
    return "; ".join(parts)


def _given(check: Toetsing) -> str:
    value = check.gegeven
    if check.delen:
        return ""
    if check.voorwaarde.toets == "geen_van":
        return "onbekend" if value is None else "geen" if value == "nee" else str(value)
    if value is not None:
        return _quantity(value, check)
    return _range(check.bounds, partial(_quantity, check=check)) if check.bounds else "onbekend"


def _range(extent: Bounds[Any], written: Callable[[Any], str]) -> str:
    """Write between what a quantity lies that is not known."""
    low, high = extent
    if high is None:
        return f"ten minste {written(low)}" if low else "onbekend"
    return f"tussen {written(low)} en {written(high)}" if low else f"onbekend, hoogstens {written(high)}"


def _quantity(value: str | Decimal | int | None, check: Toetsing) -> str:
    if value is None:
        return "onbekend"
    if isinstance(value, str):
        return value
    limit = check.grens
    if check.rule.eenheid == "procent" and limit is not None and not isinstance(limit, str):
        return f"{dutch.number(apart(Decimal(value), Decimal(limit)))}%"
    return quantity(value, check.rule.eenheid)


def _limit(check: Toetsing) -> str:
    condition = check.voorwaarde
    if condition.samen:
        return limit_of_parts(condition.samen)
    if check.rule.eenheid:
        if check.grens is not None:
            return f"{against_limit(condition.toets, _quantity(check.grens, check))}{_of_row(check)}"
        if check.note in ("geen_rij", "rij_onbekend") or not check.rule.limit.steps:
            return "naar de tabel van het kader"
        steps = [_quantity(step.value, check) for step in check.rule.limit.steps]
        return f"{against_limit(condition.toets, dutch.joined(steps, 'of'))}, naar de peildatum"
    if condition.toets == "geen_van":
        return "geen"
    return codes_wanted(condition)


def _of_row(check: Toetsing) -> str:
    """Say by which row of a table a limit holds."""
    rule = check.rule
    if not isinstance(rule, RowRule) or len(rule.chosen.rows) != 1:
        return ""
    field = rule.table.parameter.per or ""
    return f" (bij {as_subject(field)}: {row_text(rule.table.rows[rule.chosen.rows[0]], field)})"


def _distance(check: Toetsing) -> str:
    gap = check.verschil
    if gap is None:
        return ""
    if gap == 0:
        return "precies de grens"
    if isinstance(gap, int):
        return f"{dutch.months(abs(gap))} {'langer' if gap > 0 else 'korter'}"
    if check.rule.eenheid == "procent":
        points = dutch.number(apart(abs(gap), Decimal(0)))
        return f"{points} procentpunt {'erboven' if gap > 0 else 'eronder'}"
    return f"{dutch.euro(abs(gap))} {'erboven' if gap > 0 else 'eronder'}"


def to_ask(text: str, who: str) -> str:
    """Give a question with who can answer it."""
    return f"{text} (Te vragen aan: {who or BUYER}.)"


def to_settle(text: str, who: str) -> str:
    """Give what stands open with who has to settle it."""
    return f"{text} (Te regelen door: {who or BUYER}.)"


def still_open(verdict: Besluit, level: int = 2) -> Iterator[Block]:
    """Say what stands open beside the questions of a framework, and who can answer or settle it.

    Args:
        verdict: the outcome.
        level: of the headings of the frameworks before it, of none of which it is a part.
    """
    if verdict.kader is None:
        from maatwerk_cli.tender.questions.next_question import next_questions

        if asked := [to_ask(question.text, question.who) for question in next_questions(verdict, ())]:
            yield Heading("Nog te vragen", level)
            yield PointList(asked, "nummers")
    if points := [to_settle(clean(point.text), point.who) for point in open_points(verdict)]:
        yield Heading("Wat verder openstaat", level)
        yield PointList(points)


_TO_ASK = "Nog te vragen, de vraag die het snelst beslist eerst:"
_TO_ASK_BESIDE = "Te vragen om ook dit kader te toetsen:"


def consequences(ruling: Kaderbesluit, *, leading: bool, tick: bool = True) -> Iterator[Block]:
    """Say what is still to be asked, what the framework asks, and what is advised.

    Args:
        ruling: the verdict by the framework.
        leading: it gives the outcome.
        tick: a list of what to look at has boxes to tick.
    """
    kader = ruling.stand.kader
    if not leading:
        yield from _unknown_though_given(ruling)
    if ruling.te_vragen:
        yield Paragraph(_TO_ASK if leading else _TO_ASK_BESIDE)
        yield PointList([to_ask(asked.vraag, asked.wie) for asked in ruling.te_vragen], "nummers")
    if not leading:
        for text in _open_readings(ruling):
            yield Paragraph(text)
    if ruling.uitkomst != "niet_van_toepassing" and kader.vraagt:
        yield Paragraph(f"Wat {kader.naam} vraagt:")
        yield PointList([point.tekst for point in kader.vraagt])
    if ruling.uitkomst != "niet_van_toepassing" and leading:
        yield from _advice(ruling.stand, tick=tick)
    if ruling.uitkomst != "niet_van_toepassing" and kader.toelichting:
        yield Paragraph(kader.toelichting)


def _advice(stand: KaderInForce, *, tick: bool) -> Iterator[Block]:
    """Offer what a source advises in a certain case, each with its source, apart from what is asked."""

    def with_source(point: Punt) -> str:
        return f"{point.tekst} Bron: {cited([point.bron], stand.unconfirmed)}."

    for advice in stand.kader.advies:
        yield Paragraph(f"Advies, geen plicht, als {advice.wanneer}:")
        if advice.punten:
            yield PointList([with_source(point) for point in advice.punten])
        if advice.toetslijst:
            yield Paragraph("Toetslijst daarbij:")
            yield PointList(
                [with_source(point) for point in advice.toetslijst], "vakjes" if tick else "punten"
            )


def caveats(result: Result, dossier: "Dossier | None") -> list[str]:
    """Give what the outcome rests on and is unsure about it, and does not stand with the outcome itself."""
    beside = beside_outcome(result.besluit)
    return [text for text in caveats_beside_duty(result, dossier) if text not in beside]


def caveats_beside_duty(result: Result, dossier: "Dossier | None") -> list[str]:
    """Give the same with what stands beside the outcome: for who reads the obligation and no outcome."""
    ruling = result.besluit.kader
    with_duty = [clean(text) for text in told_with_duty(ruling, dossier)] if ruling else []
    return [text for text in all_caveats(result) if text not in with_duty]


def all_caveats(result: Result) -> list[str]:
    """Give the same with what stands with the obligation too: for who has to sign it."""
    shown = {text for _, texts in result.besluit.elsewhere for text in texts}
    shown |= {point.text for point in open_points(result.besluit)}
    shown |= {text for ruling in result.besluit.kaders for text in _open_readings(ruling)}
    if result.besluit.kader is None:
        shown.update(_without_a_verdict(result.besluit))
    return [clean(text) for text in result.waarschuwingen if text not in shown]


def with_notes(notes: Sequence[str], texts: Iterable[str]) -> list[str]:
    """Give notes and what comes after them, without what a note begins with: it says that, and more."""
    return [*notes, *(text for text in texts if not any(note.startswith(text) for note in notes))]


def unsure(result: Result, notes: Sequence[str]) -> Iterator[Block]:
    """Say what was assumed and is unsure, and what else a notice says."""
    if notes:
        yield Heading("Aangenomen en onzeker")
        yield PointList(notes)
    for ruling, texts in result.besluit.elsewhere:
        readings = {*_open_readings(ruling)}
        if others := [clean(text) for text in texts if text not in readings]:
            yield Heading(f"Aangenomen en onzeker bij {ruling.stand.kader.naam}")
            yield Paragraph("De uitkomst rust hier niet op.")
            yield PointList(others)
    if result.tender.signals:
        yield Heading("Ook in de aankondiging")
        yield PointList([clean(f"{signal.name}: {signal.value}") for signal in result.tender.signals])


def chosen_readings(result: Result, dossier: "Dossier | None") -> Iterator[Block]:
    """Say which readings were chosen, and by whom."""
    chosen = result.besluit.facts.lezingen
    if chosen:
        from maatwerk_cli.tender.words.choice_makers import chosen_by

        yield Heading("Gekozen lezingen")
        yield PointList(
            [
                f"{_choice(result.besluit, name, choice)}{chosen_by(dossier, name, choice).said()}"
                for name, choice in chosen
            ]
        )


def framework_name(verdict: Besluit, way: str) -> str:
    """Name a chosen way of working by the framework it is, where there is one, in force or not."""
    followed = verdict.situation.followed
    kaders = [*(ruling.stand.kader for ruling in verdict.kaders), *([followed] if followed else [])]
    return next((kader.naam for kader in kaders if kader.id == way), way)


def _choice(verdict: Besluit, name: str, choice: str) -> str:
    """Say how a question of reading was answered, or that no framework here has the question."""
    readings = (reading for ruling in verdict.kaders for reading in ruling.stand.kader.leesvragen)
    asked = next((reading for reading in readings if reading.id == name), None)
    if asked is None:
        return f"{name}={choice}. {sentences.READING_OF_NONE}"
    if asked.gekozen not in (None, choice):
        own, other = (sentences.choice_words(asked, answer) for answer in (asked.gekozen, choice))
        return f"{asked.vraag} Het kader beslist zelf: {own}. Niet gevolgd is: {other}."
    return f"{asked.vraag} Gekozen: {sentences.choice_words(asked, choice)}."


def reference_date(verdict: Besluit) -> str:
    """Write the peildatum and where it comes from."""
    day = dutch.datum(verdict.peildatum.text) if verdict.peildatum else "onbekend"
    origins = {
        "publicatiedatum": " (de datum van publicatie)",
        "begin": " (de eerste dag van de opdracht)",
    }
    return day + origins.get(verdict.peildatum_uit, "")


def fact_text(field: str, facts: Facts, names: FactNames) -> str:
    """Write one fact as a reader expects it: what is a code in a list by its name."""
    value = getattr(facts, field)
    if value in names.get(field, {}):
        name = clean(names[field][value])
        return name if as_compared(name) == as_compared(value) else f"{name} ({value_words(value)})"
    if field == "verlenging_maanden" and value is None and not facts.unknown_options:
        return "geen genoemd"
    if value is None:
        return _bounds_text(field, facts)
    if field == "opdrachtgever_soort":
        return AUTHORITY_NAMES[value]
    if field == "lezingen":
        return ", ".join(f"{name}={choice}" for name, choice in value) or "geen"
    return value_words(value)


def _bounds_text(field: str, facts: Facts) -> str:
    """Write what is known of a fact without a value: between what it lies."""
    if field not in facts.bounds:
        return "onbekend"
    if field == "verlenging_maanden" and facts.bounds[field] == (0, None):
        return "onbekend, en er kunnen opties zijn"
    unit = "maanden" if field.endswith("_maanden") else "euro"
    return _range(facts.bounds[field], partial(quantity, unit=unit))


_READ_AS: Mapping[str, tuple[str, str]] = {
    "id": ("", ""),
    "titel": ("", ""),
    "opdrachtgever": ("", ""),
    "opdrachtgever_soort": ("soort_aangenomen", AUTHORITY_NAMES["rijk"]),
    "raamovereenkomst": ("geen_raamovereenkomst_aangenomen", "nee"),
}
"""Facts that are always told, with the code of what is assumed where they are not given, and as what."""
_ALWAYS = (
    *_READ_AS,
    "aard",
    "loonsom_excl_btw",
    "opdrachtwaarde_excl_btw",
    "begin",
    "einde",
    "looptijd_maanden",
    "verlenging_maanden",
    "uitsluitingsgronden",
)


def fact_rows(verdict: Besluit, facts: Facts, names: FactNames) -> Iterator[tuple[str, str, str]]:
    """Give each fact worth telling: its field, its title, and what was given and judged."""
    low, high = firm_term(facts)
    codes = verdict.onzeker
    for field in TENDER_FIELDS:
        title = FIELD_TITLES[field]
        if field == "peildatum":
            yield field, title, reference_date(verdict)
        elif field == "looptijd_maanden" and low == high and facts.looptijd_maanden != low:
            judged = f"{dutch.months(low)} (uit begin en einde)"
            given = facts.looptijd_maanden
            overruled = f"opgegeven {dutch.months(given)}; getoetst " if given is not None else ""
            yield field, title, f"{overruled}{judged}"
        elif field == "looptijd_maanden" and facts.begin and facts.einde and facts.looptijd_maanden is None:
            least, most = quantity(low, "maanden"), quantity(high or low, "maanden")
            yield field, title, f"tussen {least} en {most} (uit begin en einde)"
        elif field in _READ_AS and getattr(facts, field) is None and field not in facts.unknown:
            code, value = _READ_AS[field]
            yield field, title, f"niet ingevuld; gelezen als {value}" if code in codes else "niet ingevuld"
        elif field == "werkwijze" and facts.werkwijze:
            yield field, title, framework_name(verdict, facts.werkwijze)
        elif field == "lezingen":
            continue  # these have a table of their own
        elif field == "raamovereenkomst" and facts.raamovereenkomst:
            yield field, title, facts.raamovereenkomst.replace("_", " ")
        elif field in _ALWAYS or getattr(facts, field) not in (None, ()):
            yield field, title, fact_text(field, facts, names)


def _explanation(result: Result, names: FactNames) -> Iterator[Block]:
    verdict, read, facts = result.besluit, result.tender, result.facts
    yield Heading("Uitleg: waar elk gegeven staat")
    rows = [
        (FIELD_TITLES[field], fact_text(field, facts, names), _origin(field, read))
        for field in TENDER_FIELDS
        if field in read.origins or field in read.unread
    ]
    if rows:
        yield BlockTable("Gelezen gegevens", ("Gegeven", "Waarde", "Gelezen bij"), rows)
    yield Heading("Uitleg: elke stap")
    yield PointList(list(_steps(verdict)), "nummers")


def _origin(field: str, read: TenderRead) -> str:
    reason = read.unread.get(field)
    return clean(f"niet gelezen: {reason}" if reason else read.origins.get(field, ""))


_NO_DAY = "peildatum, publicatiedatum en begin ontbreken"


def _steps(verdict: Besluit) -> Iterator[str]:
    if verdict.peildatum is None:
        twice = "publicatiedatum" in verdict.facts.unknown
        why = "de publicatiedatum is niet eenduidig" if twice else _NO_DAY
        yield f"Peildatum: niet bekend, want {why}."
        return
    yield f"Peildatum: {dutch.datum(verdict.peildatum.text)}, uit het veld {verdict.peildatum_uit}."
    assumed = any(reservation.code == "soort_aangenomen" for reservation in verdict.reservations)
    unknown = f"{AUTHORITY_NAMES['rijk']}, want niet ingevuld" if assumed else "niet ingevuld"
    if "opdrachtgever_soort" in verdict.facts.unknown:
        unknown = "onbekend"
    yield f"Soort opdrachtgever: {AUTHORITY_NAMES.get(verdict.facts.opdrachtgever_soort or '', unknown)}."
    names = [ruling.id for ruling in verdict.kaders]
    yield f"Kaders die dan gelden en daarvoor zijn: {dutch.joined(names) or 'geen'}."
    yield f"De uitkomst volgt het kader {verdict.situation.leading or '(geen)'}."
    for ruling in verdict.kaders:
        for _, check in _with_parts(ruling.toetsingen):
            rule = f"{check.rule.veld or 'samen'}: {_limit(check)}"
            derived = " (afgeleid)" if check.afgeleid else ""
            given = "" if check.delen else f"gegeven {_given(check)}: "
            judged = f"{given}{check.uitkomst}{derived}"
            yield f"{ruling.id}, {check.voorwaarde.id}: {rule}; {judged}."
        for name, outcomes in ruling.open_lezingen.items():
            ends = [f"{choice} geeft {dutch.outcome(end)}" for choice, end in outcomes.items()]
            yield f"{ruling.id}, lezing {name} is open: {dutch.joined(ends)}."
        yield f"{ruling.id}: {dutch.outcome(ruling.uitkomst)}."
