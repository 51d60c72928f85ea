"""An obligation in words: the whole, and over the firm term, each option and each call-off."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

from maatwerk_cli.models.kader import Kader
from maatwerk_cli.models.policy.conditions import CONDITION_FIELDS
from maatwerk_cli.models.policy.duty_forms import Vervulling
from maatwerk_cli.models.policy.parameters import Band
from maatwerk_cli.models.values import CENT
from maatwerk_cli.tender.combination import Looked
from maatwerk_cli.tender.duty import Duty, FormMeant, Frame
from maatwerk_cli.tender.duty_terms import CLASHES, DutyPart, DutyTerms, duty_terms
from maatwerk_cli.tender.facts import Bounds, Facts
from maatwerk_cli.tender.frameworks.limit_tables import LimitTable
from maatwerk_cli.tender.reservations import term_unknown
from maatwerk_cli.tender.sentences import LEVEL_WORDS, values_by_day
from maatwerk_cli.tender.verdicts.kader_verdict import Kaderbesluit
from maatwerk_cli.tender.views.field_titles import FIELD_TITLES, as_subject, in_sentence
from maatwerk_cli.tender.words.limit_words import (
    AMOUNTS,
    PER_WORDS,
    next_band,
    quantity,
    row_text,
    value_words,
)
from maatwerk_cli.tender.words.source_words import cited
from maatwerk_cli.text import dutch
from maatwerk_cli.text.blocks import Block, BlockTable, Paragraph, PointList
from maatwerk_cli.text.terminal.layout import clean

if TYPE_CHECKING:
    from maatwerk_cli.models.tender.dossier import Dossier

ENOUGH_OPEN = "niet te berekenen"


def duty_sentence(ruling: Kaderbesluit) -> str:
    """Say what an obligation is, how it was reckoned, and by which source where its number has its own."""
    return " ".join(part for part in (_reckoned(ruling), _own_source(ruling)) if part)


def _own_source(ruling: Kaderbesluit) -> str:
    """Name the sources of the numbers of an obligation, where that is not the source of the obligation."""
    rule = ruling.stand.kader.verplichting
    if rule is None or ruling.verplichting is None:
        return ""
    numbers = ruling.duty_numbers
    sources = [*dict.fromkeys(table.rows[place].bron for table, place in numbers)]
    if {source.id for source in sources} <= {rule.bron.id}:
        return ""
    shares = all(table.parameter.eenheid == "procent" for table, _ in numbers)
    what = "het percentage" if shares else "de getallen" if len(numbers) > 1 else "het getal"
    return f"Bron van {what}: {cited(sources, ruling.stand.unconfirmed)}."


def _reckoned(ruling: Kaderbesluit) -> str:
    duty = ruling.verplichting
    if duty is None:
        return ""
    if not duty.plain:
        return " ".join(_parts(ruling, duty))
    base = in_sentence(duty.grondslag)
    if duty.percentage is None:
        both = values_by_day(ruling.stand.percentages, "procent")
        return f"De verplichting is een percentage van {base}. Binnen de peildatum wisselt dat: {both}."
    share = f"De verplichting is {dutch.number(duty.percentage)}% van {base}"
    if duty.bedrag is None:
        return f"{share}. Het bedrag is niet te berekenen, want {base} is niet bekend."
    whole = dutch.euro(getattr(ruling.facts, duty.grondslag))
    return (
        f"{share}: {dutch.number(duty.percentage)}% van {whole} is {dutch.euro(duty.bedrag)}, "
        "afgerond op hele centen (een halve cent naar boven)."
    )


def _per(duty: Duty) -> str:
    """Write for what an obligation is owed; nothing where that is the contract, or is not known."""
    return PER_WORDS[duty.per] if duty.per else ""


def _for_calloffs(ruling: Kaderbesluit) -> bool:
    """Tell whether it is owed per call-off, of a contract that is one, has any, or may."""
    rule = ruling.stand.kader.verplichting
    return rule is not None and rule.per == "nadere_overeenkomst" and ruling.facts.raamovereenkomst != "nee"


def amount_words(ruling: Kaderbesluit) -> str:
    """Write what an obligation comes to, for what it is owed; nothing where that is not known."""
    duty = ruling.verplichting
    return duty_amount(duty) if duty else ""


def duty_amount(duty: Duty) -> str:
    """Write what an obligation comes to, or that of one part of a contract."""
    if duty.plain:
        return "" if duty.bedrag is None else dutch.euro(duty.bedrag)
    if duty.hoeveelheid is None:
        return ""
    return f"{quantity(duty.hoeveelheid, duty.eenheid)}{_per(duty)}"


def kept_by(duty: Duty) -> str:
    """Tell whether a minimum or a maximum holds in the place of what it otherwise would be."""
    frame, raw = duty.frame, duty.onafgerond
    if frame is None or duty.hoeveelheid is None:
        return ""
    if raw is None:  # of a share of an amount that is not known, all that it can be ends at this bound
        return _bound(duty, frame) if duty.percentage is not None else ""
    own = frame._replace(minimum=None, maximum=None).of(raw)
    if own == duty.hoeveelheid:
        return ""
    return "minimum" if own < duty.hoeveelheid else "maximum"


def _bound(duty: Duty, frame: Frame) -> str:
    """Tell whether it is as much as the minimum or the maximum."""
    if duty.hoeveelheid not in (frame.minimum, frame.maximum):
        return ""
    return "minimum" if duty.hoeveelheid == frame.minimum else "maximum"


def _share(duty: Duty) -> str:
    """Write which percentage of what an obligation is; nothing where it is no percentage."""
    base = in_sentence(duty.grondslag) if duty.grondslag else ""
    return f"{dutch.number(duty.percentage)}% van {base}" if duty.percentage is not None else ""


def _parts(ruling: Kaderbesluit, duty: Duty) -> Iterator[str]:
    """Say of an obligation that is more than a percentage what it is, by which row, within which bounds."""
    share = _share(duty)
    if duty.per_calloff and share:
        yield f"De verplichting is {share} van elke nadere overeenkomst."
    elif duty.hoeveelheid is not None:
        reckoned = f"{share}: " if share and not kept_by(duty) else ""
        yield f"De verplichting is {reckoned}{amount_words(ruling)}."
    elif share:
        yield f"De verplichting is {share}{_per(duty)}. Het bedrag is nog niet te berekenen."
    elif not duty.rows and not duty.velden and duty.laag is None:
        yield "Het kader noemt voor deze opdracht geen verplichting."
    else:
        yield "Welke verplichting geldt, is nog niet bekend."
    if _for_calloffs(ruling) and ruling.facts.raamovereenkomst is None:
        yield "Is dit een raamovereenkomst, dan geldt zij per nadere overeenkomst."
    yield from _range(duty)
    yield from _meant(ruling, duty)
    if duty.uitzondering:
        name = ruling.stand.kader.condition_names[duty.uitzondering.als]
        yield f"Hier geldt een uitzondering: {name}."
    yield from _rows(ruling, duty)
    yield from _framed(ruling, duty)
    for way, rest in fulfilments(ruling, duty):
        left = f" Dan blijft {quantity(rest, duty.eenheid)} over." if rest else ""
        yield f"{way.naam}: {way.tekst}{left}"


def fulfilments(ruling: Kaderbesluit, duty: Duty) -> Iterator[tuple[Vervulling, Decimal | None]]:
    """Give each way to meet an obligation, with what is left of it then; ``None`` where that is not known.

    Whether a supplier has or does it is not judged: of a tender there is no supplier yet.
    """
    rule = ruling.stand.kader.verplichting
    for way in rule.vervulling if rule else ():
        look = (
            ruling.toets.duty
            and way.deel
            and ruling.toets.duty.look(way.deel, ruling.facts, ruling.lots, ruling.lezingen)
        )
        if way.deel is None or duty.hoeveelheid is None:
            yield way, None if duty.hoeveelheid is None else Decimal(0)
        elif look and look.chosen.sure:
            share = ruling.stand.getallen[way.deel].rows[look.chosen.rows[0]].waarde
            rest = duty.hoeveelheid * (100 - share) / 100
            yield way, rest.quantize(CENT, ROUND_HALF_UP) if duty.eenheid == "euro" else rest
        else:
            yield way, None


_MOST_NAMED = 4
"""More amounts than these are told by the least and the most of them."""


def _range(duty: Duty) -> Iterator[str]:
    """Say between what an obligation lies that is not known."""
    if duty.hoeveelheid is not None or duty.laag is None or not duty.eenheid:
        return
    low = quantity(duty.laag, duty.eenheid)
    if duty.mogelijk and len(duty.mogelijk) <= _MOST_NAMED:
        amounts = dutch.joined([quantity(amount, duty.eenheid) for amount in duty.mogelijk], "of")
        yield f"Zij is {amounts}."
    elif duty.hoog is not None:
        yield f"Zij ligt tussen {low} en {quantity(duty.hoog, duty.eenheid)}."
    elif duty.laag:
        yield f"Zij is ten minste {low}."


def _meant(ruling: Kaderbesluit, duty: Duty) -> Iterator[str]:
    """Say of an obligation that is in euros or in hours what it then is, each way."""
    if not duty.vormen or any(form.laag is None for form in duty.vormen):
        return
    names = ruling.stand.kader.condition_names
    plain, *others = sorted(duty.vormen, key=lambda form: form.uitzondering is not None)
    ways = [_extent(plain)]
    ways += [
        f"{_extent(form)} als dit geldt: {names[form.uitzondering.als]}"
        for form in others
        if form.uitzondering
    ]
    yield f"Zij is {', of '.join(ways)}."


def _extent(form: FormMeant) -> str:
    """Write what a form of an obligation comes to, or between what it lies."""
    low = quantity(form.laag or Decimal(0), form.eenheid)
    if form.hoog is None:
        return f"ten minste {low}" if form.laag else "een bedrag dat nog niet te berekenen is"
    return low if form.laag == form.hoog else f"{low} tot {quantity(form.hoog, form.eenheid)}"


def _rows(ruling: Kaderbesluit, duty: Duty) -> Iterator[str]:
    """Say which row of a table it is by, and how far the next band is."""
    measured = dict.fromkeys(row.table.parameter.per or "" for row in duty.rows)
    by_calloff = [as_subject(field) for field in measured if CONDITION_FIELDS[field].eenheid]
    if duty.per_calloff and len(duty.rows) > 1 and by_calloff:
        yield f"Dat hangt af van {dutch.joined(by_calloff)} van elke nadere overeenkomst."
    differing = [check.voorwaarde.naam for check in duty.checks if check.note == "per_nadere_overeenkomst"]
    if duty.per_calloff and differing:
        yield f"Bij elke nadere overeenkomst kan anders zijn of dit geldt: {dutch.joined(differing)}."
    if len(duty.rows) != 1 or (duty.percentage is None and duty.hoeveelheid is None):
        return
    row, parameter = duty.rows[0], duty.rows[0].table.parameter
    field = parameter.per or ""
    looked = _looked(ruling, row.table)
    of_all = " van alle percelen samen" if looked and looked.together else ""
    yield f"Dat is het tarief bij {as_subject(field)}{of_all}: {row_text(row.value, field)}."
    above = next_band([row.table.rows[place] for place in row.table.in_force], row.value, field)
    value = (looked and looked.bounds) or row.table.looked_at(ruling.facts)
    if above is not None and row.value.band is not None:
        exact = field != "looptijd" and isinstance(value, Bounds) and value.low == value.high
        yield _next_band(above, CONDITION_FIELDS[field].eenheid, value.low if exact else None)


def _next_band(band: Band, unit: str | None, value: Decimal | None) -> str:
    """Say where the next band begins, and how far that is."""
    after = band.meer_dan is not None
    begin = band.meer_dan if band.meer_dan is not None else band.minstens or Decimal(0)
    more = (
        "" if value is None else f": nog {'meer dan ' if after else ''}{quantity(begin - value, unit)} hoger"
    )
    return f"De volgende band begint {'boven' if after else 'bij'} {quantity(begin, unit)}{more}."


def _looked(ruling: Kaderbesluit, table: LimitTable) -> Looked | None:
    """Give what a table of the obligation looked at."""
    names = [name for name, number in ruling.stand.getallen.items() if number is table]
    duty = ruling.toets.duty
    return duty.look(names[0], ruling.facts, ruling.lots, ruling.lezingen) if duty and names else None


def _framed(ruling: Kaderbesluit, duty: Duty) -> Iterator[str]:
    """Say how it is rounded, and that its least or its most is what it is."""
    rule, frame = ruling.stand.kader.verplichting, duty.frame
    if rule is None or frame is None or not duty.eenheid:
        return
    from maatwerk_cli.tender.views.rule_words import rounding_text

    raw, bound = duty.onafgerond, kept_by(duty)
    own = None if raw is None else frame._replace(minimum=None, maximum=None).of(raw)
    if own != raw and not bound:
        way = rounding_text(ruling.stand.kader, rule) if frame.afronding else ""
        yield f"Er is afgerond: {way or 'op hele centen (een halve cent naar boven)'}."
    if bound and own is not None:
        share = _share(duty) or "het tarief"
        less = "minder" if bound == "minimum" else "meer"
        yield f"Dat is het {bound}: {share} is {quantity(own, duty.eenheid)}, en dat is {less}."
    elif duty.hoeveelheid is not None and (name := _bound(duty, frame)):
        yield f"Dat is het {name} van {quantity(duty.hoeveelheid, duty.eenheid)}."


def duty_blocks(ruling: Kaderbesluit, dossier: "Dossier | None") -> Iterator[Block]:
    """Tell an obligation over the firm term and each option, per call-off and over the whole."""
    yield from _parts_of_duty(ruling, dossier)
    if (unused := _why_unused(ruling)) and dossier and dossier.nadere_overeenkomsten:
        yield Paragraph(f"Het dossier noemt nadere overeenkomsten. Die zijn niet gebruikt, want {unused}.")


def told_with_duty(ruling: Kaderbesluit, dossier: "Dossier | None") -> Sequence[str]:
    """Give what the outcome rests on and is told with the obligation itself.

    That is over which term its amount is, where nobody told, and what of its parts cannot be true together.
    """
    duty, terms = ruling.verplichting, _terms_told(ruling, dossier)
    if duty is None or terms is None:
        return ()
    base = in_sentence(duty.grondslag)
    texts = [CLASHES[clash].format(base=base) for clash in terms.clashes]
    if duty.bedrag is not None and terms.parts and terms.included is None:
        texts.append(term_unknown(AMOUNTS[duty.grondslag]).text)
    return texts


def told_of_each_option(ruling: Kaderbesluit, dossier: "Dossier") -> bool:
    """Tell whether the obligation is told over the term, so that each option of the file stands with it."""
    terms = _terms_told(ruling, dossier)
    return terms is not None and bool(terms.parts)


def _terms_told(ruling: Kaderbesluit, dossier: "Dossier | None") -> DutyTerms | None:
    """Give an obligation over the parts of a contract, where it is a percentage that can be told so."""
    duty = _in_parts(ruling.verplichting)
    return duty_terms(duty, ruling.facts, dossier) if duty else None


def _in_parts(duty: Duty | None) -> Duty | None:
    """Give an obligation that can be told over the parts of a contract: a percentage of one amount."""
    if duty is None or duty.percentage is None or duty.frame is None or duty.by_base:
        return None
    return duty


def _why_unused(ruling: Kaderbesluit) -> str:
    """Say why no obligation is told for a call-off; empty where it is."""
    level, duty = ruling.facts.raamovereenkomst, _in_parts(ruling.owed)
    if ruling.uitkomst == "niet_van_toepassing":
        return "social return is niet van toepassing"
    if duty is None:
        return f"{ruling.stand.kader.naam} geeft geen percentage dat per nadere overeenkomst te nemen is"
    if level == "nee" and duty.per != "nadere_overeenkomst":
        return "dit is geen raamovereenkomst"
    if level == "nadere_overeenkomst" and duty.per != "nadere_overeenkomst":
        return "dit is zelf een nadere overeenkomst"
    return "de uitkomst is nog onbekend" if ruling.uitkomst == "onbekend" and level != "ja" else ""


def _parts_of_duty(ruling: Kaderbesluit, dossier: "Dossier | None") -> Iterator[Block]:
    duty, facts = ruling.verplichting, ruling.facts
    if duty is None:
        yield from _if_applied(ruling, dossier)
        return
    terms = _terms_told(ruling, dossier)
    if terms is None:
        return
    base = in_sentence(duty.grondslag)
    if terms.parts:
        yield _table(terms.parts, duty, base)
        yield from _open_options(terms, duty, base)
        yield from _told_of_parts(terms, duty)
    if facts.raamovereenkomst is not None or terms.calloffs:
        yield from _agreement(ruling, terms, duty, base)
    if terms.clashes:
        yield PointList([CLASHES[clash].format(base=base) for clash in terms.clashes])


def _if_applied(ruling: Kaderbesluit, dossier: "Dossier | None") -> Iterator[Block]:
    """Tell what is owed for call-offs, where it is not known of the framework agreement itself."""
    duty = _in_parts(ruling.owed)
    if duty is None or ruling.facts.raamovereenkomst != "ja" or ruling.uitkomst != "onbekend":
        return
    terms = duty_terms(duty, ruling.facts, dossier)
    if not terms.calloffs and ruling.level != "nadere_overeenkomst":
        return
    base = in_sentence(duty.grondslag)
    yield Paragraph(
        "Geldt het kader voor een nadere overeenkomst, dan is de verplichting "
        f"{_share_of_calloff(ruling, duty)} van {base} daarvan."
    )
    yield from _calloffs(ruling, terms, duty, base)
    yield from (Paragraph(text) for text in ruling.reserved(duty))


def _told_of_parts(terms: DutyTerms, duty: Duty) -> Iterator[Block]:
    """Say which part of the amount comes only with options, and why an option can differ a cent."""
    firm = next((part.amount for part in terms.parts if part.name == "vast"), None)
    if terms.included and firm is not None and duty.bedrag is not None and firm != duty.bedrag:
        yield Paragraph(
            f"De {dutch.euro(duty.bedrag)} geldt met alle opties gelicht. Over de vaste looptijd is de "
            f"verplichting {dutch.euro(firm)}; de rest komt er pas bij als een optie wordt gelicht."
        )
    options = [part for part in terms.parts if part.name == "optie" and part.base is not None]
    if any(part.amount is not None and part.amount != duty.due(part.base) for part in options):
        yield Paragraph(
            "De verplichting van een optie is het verschil tussen de verplichting met en zonder die optie. "
            "Daarom kan zij door afronding een cent afwijken van het percentage van de optie alleen."
        )


def _table(parts: Sequence[DutyPart], duty: Duty, base: str) -> BlockTable:
    rows = [
        (
            _name(part),
            "" if part.months is None else dutch.months(part.months),
            "onbekend" if part.base is None else dutch.euro(part.base),
            _due(part, duty, base),
        )
        for part in parts
    ]
    return BlockTable(
        "De verplichting over de looptijd",
        ("Deel", "Duur", dutch.sentence(base.removeprefix("de ")), "Verplichting"),
        rows,
    )


def _name(part: DutyPart) -> str:
    if part.name == "vast":
        return "Vaste looptijd"
    if part.name == "alles":
        return "Met alle opties gelicht"
    return (
        f"Optie {part.number}, zodra zij wordt gelicht" if part.number else "Opties, zodra zij worden gelicht"
    )


def _due(part: DutyPart, duty: Duty, base: str) -> str:
    if part.amount is not None:
        return dutch.euro(part.amount)
    share = dutch.number(duty.percentage) if duty.percentage is not None else "?"
    of = {"vast": "de vaste looptijd", "alles": "het geheel"}.get(part.name, "die optie")
    return f"{share}% van {base} van {of}; het bedrag is {ENOUGH_OPEN}"


def _open_options(terms: DutyTerms, duty: Duty, base: str) -> Iterator[Block]:
    """Say what is not told of the options, and what it comes to either way."""
    share = f"{dutch.number(duty.percentage)}%" if duty.percentage is not None else "het percentage"
    if terms.included is None and duty.bedrag is not None:
        yield Paragraph(
            f"{term_unknown(AMOUNTS[duty.grondslag]).text} Zitten zij erin, dan is {dutch.euro(duty.bedrag)} "
            "de verplichting met alle opties gelicht. Zitten zij er niet in, dan is het de verplichting over "
            f"de vaste looptijd. Bij elke optie die wordt gelicht, komt er dan {share} van {base} van die "
            "optie bij. Leg ook elke optie vast (opties)."
        )
    elif terms.included is not None and any(
        part.amount is None for part in terms.parts if part.name == "optie"
    ):
        firm = terms.parts[0].amount
        part = (
            f" Welk deel van de {dutch.euro(duty.bedrag)} over de vaste looptijd geldt, is dus ook niet "
            "bekend."
            if terms.included and firm is None and duty.bedrag is not None
            else ""
        )
        yield Paragraph(
            f"Van een optie is {base} niet bekend.{part} Leg per optie de duur en het bedrag vast in het "
            "dossier (opties)."
        )


def _agreement(ruling: Kaderbesluit, terms: DutyTerms, duty: Duty, base: str) -> Iterator[Block]:
    level = ruling.facts.raamovereenkomst
    share = _share_of_calloff(ruling, duty)
    if _for_calloffs(ruling):
        if level != "nadere_overeenkomst":
            yield Paragraph(
                f"Per nadere overeenkomst is de verplichting {share} van {base} van die nadere overeenkomst."
            )
        yield from _calloffs(ruling, terms, duty, base)
        return
    if level == "nadere_overeenkomst":
        yield Paragraph(
            "Dit is een nadere overeenkomst. Is social return al bij de raamovereenkomst belegd, dan komt "
            "deze verplichting daar niet bij. Ga dat na voordat u haar oplegt."
        )
        return
    if level == "nee":
        return
    whole = (
        f"samen {dutch.euro(duty.bedrag)} bij {base} van nu" if duty.bedrag is not None else "nog onbekend"
    )
    yield Paragraph(
        f"Over de hele raamovereenkomst is de verplichting {whole}. Per nadere overeenkomst is zij "
        f"{share} van {base} van die nadere overeenkomst. Geen bron zegt op welk van de twee niveaus "
        "zij geldt. Zij telt niet dubbel."
    )
    yield from _calloffs(ruling, terms, duty, base)


def _share_of_calloff(ruling: Kaderbesluit, duty: Duty) -> str:
    """Write the percentage of a call-off, where no other row of a table or exception can hold for it."""
    kader = ruling.stand.kader
    looked_at: set[str] = {row.table.parameter.per for row in duty.rows if row.table.parameter.per}
    for exception in kader.verplichting.uitzonderingen if kader.verplichting else ():
        looked_at |= _fields_of(kader, exception.als)
    if duty.percentage is None or looked_at - {*_ALIKE}:
        return "het percentage dat daarvoor geldt"
    return f"{dutch.number(duty.percentage)}%"


def _fields_of(kader: Kader, name: str) -> set[str]:
    """Give the fields that a condition looks at, or all that it puts together."""
    condition = next(own for own in kader.alle_voorwaarden if own.id == name)
    return {condition.veld or ""}.union(*(_fields_of(kader, part) for part in condition.delen)) - {""}


_ALIKE = ("aard", "categorie", "cpv", "uitsluitingsgronden")
"""What a call-off is read to have as its framework agreement has it."""


def _calloffs(ruling: Kaderbesluit, terms: DutyTerms, duty: Duty, base: str) -> Iterator[Block]:
    """Tell what is owed for each call-off that is known."""
    if terms.calloffs:
        timed = any(part.months is not None for part in terms.calloffs)
        rows = [
            (
                clean(part.name),
                *([value_words(part.months)] if timed else ()),
                value_words(part.base),
                _owed_for(ruling, duty, part),
            )
            for part in terms.calloffs
        ]
        measure = dutch.sentence(base.removeprefix("de "))
        head = ("Nadere overeenkomst", *(("Duur",) if timed else ()), measure, "Verplichting")
        yield BlockTable("De verplichting per nadere overeenkomst", head, rows)


def _owed_for(ruling: Kaderbesluit, duty: Duty, part: DutyPart) -> str:
    """Write what is owed for a call-off, and on which condition, as far as it is known whether it is owed."""
    if part.amount is None:
        return ENOUGH_OPEN
    amount = dutch.euro(part.amount)
    verdicts = _verdicts_on(ruling, duty, part)
    outcomes = [verdict.uitkomst for verdict in verdicts.values()]
    if "onbekend" not in outcomes and len({*outcomes}) == 1:
        return amount if outcomes[0] == "van_toepassing" else _NONE_OWED
    missing = [field for verdict in verdicts.values() for field in verdict.vraagvelden]
    named = dutch.joined([dutch.within_sentence(FIELD_TITLES[field]) for field in dict.fromkeys(missing)])
    condition = f"als het kader geldt{f'; {named} niet gegeven' if named else ''}"
    sure = [level for level, verdict in verdicts.items() if verdict.uitkomst == "van_toepassing"]
    if not sure and "niet_van_toepassing" not in outcomes:
        return f"{amount} {condition}"
    if not sure:
        (level,) = (level for level, verdict in verdicts.items() if verdict.uitkomst == "onbekend")
        return f"geen, of als de grens {LEVEL_WORDS[level]} geldt {amount} {condition}"
    otherwise = f"alleen {condition}" if "onbekend" in outcomes else "geen"
    return f"{amount} als de grens {LEVEL_WORDS[sure[0]]} geldt, anders {otherwise}"


_NONE_OWED = "geen, want het kader geldt niet voor deze nadere overeenkomst"


def _verdicts_on(ruling: Kaderbesluit, duty: Duty, part: DutyPart) -> Mapping[str, Kaderbesluit]:
    """Give by each level at which the limit can hold the verdict that decides whether a call-off owes."""
    readings = {reading.id: reading.gekozen for reading in ruling.stand.kader.leesruimte}
    if "raamovereenkomst" not in readings:
        return {"geheel": ruling}
    level = readings["raamovereenkomst"] or ruling.level
    verdicts = {}
    for own in (level,) if level else ("geheel", "nadere_overeenkomst"):
        chosen = tuple((dict(ruling.facts.lezingen) | {"raamovereenkomst": own}).items())
        facts = ruling.facts._replace(lezingen=chosen)
        if own == "nadere_overeenkomst":
            facts = _calloff(facts, duty, part)
        verdicts[own] = ruling.toets.decide(facts, ruling.lots if own == "geheel" else None)
    return verdicts


def _calloff(facts: Facts, duty: Duty, part: DutyPart) -> Facts:
    """Give what is known of one call-off: of the agreement itself what says nothing of amount and term."""
    own: dict[str, Any] = dict.fromkeys(_OF_THE_WHOLE)
    own |= {duty.grondslag: part.base, "looptijd_maanden": part.months}
    return facts._replace(raamovereenkomst="nadere_overeenkomst", bounds={}, **own)


_OF_THE_WHOLE = (
    *("loonsom_excl_btw", "opdrachtwaarde_excl_btw"),
    *("begin", "einde", "looptijd_maanden", "verlenging_maanden"),
)
"""What is known of a framework agreement and says nothing of one call-off."""
