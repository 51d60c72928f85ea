"""A framework read by people: its rules in plain Dutch on a day, with sources, questions and cases."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from types import MappingProxyType

from maatwerk_cli.models.kader import Kader
from maatwerk_cli.models.values import Bronverwijzing, Datum
from maatwerk_cli.register.references import bronverwijzingen
from maatwerk_cli.tender.cases.case_run import CaseResult
from maatwerk_cli.tender.cases.views.case_words import shown_on_a_line, state_of
from maatwerk_cli.tender.views.field_titles import as_subject
from maatwerk_cli.tender.views.rule_words import (
    RuleLine,
    condition_lines,
    duty_lines,
    in_force,
    number_lines,
)
from maatwerk_cli.tender.words.limit_words import in_force_words, period_words, quantity, row_text
from maatwerk_cli.text import dutch
from maatwerk_cli.text.blocks import Block, BlockTable, Heading, Paragraph, PointList

_KINDS = {"rijk": "het Rijk", "decentraal": "decentrale overheden", "overig": "andere organisaties"}
_RULES = ("Regel", "Wat er staat", "Geldt", "Bron")


Cite = Callable[[Bronverwijzing], str]
"""How a place in a source is written; of a source of which only an excerpt was seen that is said."""


def framework_blocks(
    kader: Kader,
    day: Datum,
    results: Sequence[CaseResult],
    sources: Mapping[str, str],
    unconfirmed: Collection[str] = (),
    names: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Block]:
    """Give a framework as a page.

    Args:
        kader: the framework.
        day: the day on which its limits are told.
        results: its cases.
        sources: by id a source as it is cited.
        unconfirmed: the ids of sources of which only an excerpt was seen.
        names: by id or identification in TOOI what an organisation is called, where the register knows that.
    """

    def cite(source: Bronverwijzing) -> str:
        unsure = ", niet bevestigd" if source.id in unconfirmed else ""
        return f"{source.reference}{unsure}"

    yield Heading(dutch.sentence(kader.naam), 1)
    yield Paragraph(kader.omschrijving)
    yield from _scope(kader, day, cite, names)
    yield from _conditions(kader, day, cite)
    yield from _tables(kader, day, cite)
    yield from _duty(kader, day, cite)
    yield from _other_days(kader, day, cite)
    yield from _texts(kader, cite)
    yield from _readings(kader, cite)
    yield from _questions(kader)
    yield from _cases(results)
    yield from _sources(kader, sources)


def _scope(kader: Kader, day: Datum, cite: Cite, names: Mapping[str, str]) -> Iterator[Block]:
    scope = kader.werkingssfeer
    who = [_KINDS[kind] for kind in scope.opdrachtgever_soort]
    who += [f"{names[code]} ({code})" if code in names else code for code in scope.named]
    yield Heading("Voor wie en wanneer")
    rows = [
        ("Voor wie", dutch.joined(who), "", cite(scope.bron)),
        (
            "Geldigheid",
            in_force_words(kader.geldigheid, cite),
            period_words(kader.geldigheid),
            cite(kader.geldigheid.bron),
        ),
    ]
    if kader.standaard:
        rows.append(("Als geen werkwijze is gekozen", "dit kader geldt", "", cite(kader.standaard)))
    yield BlockTable("Voor wie en wanneer", _RULES, rows)
    yield Paragraph(f"De grenzen hieronder zijn die van {dutch.datum(day.text)}.")


def _conditions(kader: Kader, day: Datum, cite: Cite) -> Iterator[Block]:
    yield Heading("Wanneer social return geldt")
    yield Paragraph("Alle voorwaarden moeten gelden.")
    yield BlockTable("Voorwaarden", _RULES, _rows(kader, kader.voorwaarden, day, cite))
    if kader.omstandigheden:
        yield Paragraph(
            "Deze omstandigheden hoeven niet zelf te gelden. Zij worden hierboven of hieronder genoemd."
        )
        yield BlockTable("Omstandigheden", _RULES, _rows(kader, kader.omstandigheden, day, cite))
    if kader.uitsluitingsgronden:
        yield BlockTable(
            "Uitsluitingsgronden",
            ("Grond", "Tekst", "Bron"),
            [
                (ground.id, ground.tekst or "de bron noemt de tekst niet", cite(ground.bron))
                for ground in kader.uitsluitingsgronden
            ],
        )


def _rows(kader: Kader, conditions: Sequence[object], day: Datum, cite: Cite) -> list[tuple[str, ...]]:
    wanted = {id(condition) for condition in conditions}
    lines = (
        line
        for condition in kader.alle_voorwaarden
        if id(condition) in wanted
        for line in condition_lines(kader, condition, day)
    )
    return [_row_of(line, cite) for line in lines]


def _tables(kader: Kader, day: Datum, cite: Cite) -> Iterator[Block]:
    for name, parameter in kader.parameters.items():
        if parameter.per is None:
            continue
        yield Heading(f"Tabel: {parameter.omschrijving}", 3)
        yield BlockTable(
            f"{parameter.omschrijving} ({name})",
            (dutch.sentence(as_subject(parameter.per).removeprefix("de ")), "Waarde", "Geldt", "Bron"),
            [
                _row_of(
                    RuleLine(
                        row_text(row, parameter.per), quantity(row.waarde, parameter.eenheid), row, row.bron
                    ),
                    cite,
                )
                for row in in_force(kader, name, day)
            ],
        )


def _duty(kader: Kader, day: Datum, cite: Cite) -> Iterator[Block]:
    if kader.verplichting is None:
        return
    yield Heading("Waar social return op neerkomt")
    if kader.verplichting.uitzonderingen:
        yield Paragraph("Er zijn uitzonderingen. De eerste die geldt, telt: lees van boven naar beneden.")
    yield BlockTable("Verplichting", _RULES, [_row_of(line, cite) for line in duty_lines(kader, day)])
    of_numbers = (row.voorbehoud for name in kader.parameters for row in in_force(kader, name, day))
    reservations = [*of_numbers, kader.verplichting.voorbehoud]
    yield from (Paragraph(text) for text in dict.fromkeys(reservations) if text)


def _other_days(kader: Kader, day: Datum, cite: Cite) -> Iterator[Block]:
    """Tell the numbers that hold on other days than the one told above."""
    lines: list[RuleLine] = []
    for name in kader.parameters:
        now = {id(row) for row in in_force(kader, name, day)}
        lines += [line for line in number_lines(kader, name) if id(line.period) not in now]
    if lines:
        # No paragraph below tells the reservations of these: each stands with its number.
        rows = [_row_of(line._replace(text=line.with_reservations), cite) for line in lines]
        yield Heading("Wat op andere dagen geldt")
        yield BlockTable("Getallen op andere dagen", _RULES, rows)


def _texts(kader: Kader, cite: Cite) -> Iterator[Block]:
    if kader.vraagt:
        yield Heading("Wat het kader vraagt")
        yield PointList([f"{point.tekst} ({cite(point.bron)})" for point in kader.vraagt])
    for advice in kader.advies:
        yield Heading(f"Advies, geen plicht, als {advice.wanneer}", 3)
        yield PointList(
            [f"{point.tekst} ({cite(point.bron)})" for point in (*advice.punten, *advice.toetslijst)]
        )


def _readings(kader: Kader, cite: Cite) -> Iterator[Block]:
    if not kader.leesruimte and not kader.tegenspraak:
        return
    yield Heading("Lezingen")
    for reading in kader.leesruimte:
        yield Heading(reading.vraag, 3)
        ways = [f"{name}: {text}" for name, text in reading.keuzes.items()]
        if reading.gekozen and reading.bron:
            chosen = reading.keuzes[reading.gekozen].rstrip(".")
            ways = [f"Gekozen is: {chosen} ({cite(reading.bron)}).", *ways]
        names = kader.condition_names
        about = [names[name] for name in reading.voorwaarden]
        about += [kader.parameters[name].omschrijving for name in reading.tabellen]
        yield PointList([*ways, f"Dit gaat over: {'; '.join(about)}."])
        yield Paragraph(reading.toelichting)
    if kader.tegenspraak:
        yield Heading("Wat andere bronnen anders zeggen", 3)
        yield PointList(
            [
                f"{contradiction.tekst} ({'; '.join(map(cite, contradiction.bronnen))})"
                for contradiction in kader.tegenspraak
            ]
        )


def _questions(kader: Kader) -> Iterator[Block]:
    asked: dict[tuple[str, str], list[str]] = {}
    for condition in kader.alle_voorwaarden:
        if condition.vraag is not None:
            asked.setdefault((condition.vraag.tekst, condition.vraag.wie), []).append(condition.naam)
    for parameter in kader.parameters.values():
        if parameter.vraag is not None:
            asking = (parameter.vraag.tekst, parameter.vraag.wie)
            asked.setdefault(asking, []).append(parameter.omschrijving)
    yield Heading("Wat wordt gevraagd als het niet bekend is")
    yield BlockTable(
        "Vragen",
        ("Vraag", "Te vragen aan", "Voor"),
        [(text, who, "; ".join(dict.fromkeys(what))) for (text, who), what in asked.items()],
    )


def _cases(results: Sequence[CaseResult]) -> Iterator[Block]:
    if not results:
        return
    yield Heading("Gevallen")
    right = sum(result.right for result in results)
    many = dutch.so_many(len(results), "geval laat", "gevallen laten")
    fits = dutch.so_many(right, "klopt", "kloppen")
    yield Paragraph(f"{many} zien wat het kader van een aanbesteding maakt; {fits}.")
    yield BlockTable(
        "Gevallen",
        ("Geval", "Uitkomst", "Verplichting", "Waarom", "Klopt"),
        [
            (
                shown_on_a_line(result.case.geval.naam),
                "open" if result.open else dutch.outcome(result.case.geval.uitkomst),
                _owed(result),
                shown_on_a_line(result.case.geval.reden or ""),
                {"goed": "ja", "open": "nog open"}.get(state_of(result)) or f"nee: {_why_not(result)}",
            )
            for result in results
        ],
    )


def _why_not(result: CaseResult) -> str:
    """Say why a case is not right."""
    if result.wrong:
        return result.cause or f"het gegeven {result.wrong} klopt niet"
    return "; ".join(
        f"{diff.veld}: het kader geeft {shown_on_a_line(diff.with_advice)}" for diff in result.differences
    )


def _owed(result: CaseResult) -> str:
    """Write what a case says is owed; nothing where it does not say."""
    case = result.case.geval
    if case.bedrag is not None:
        return dutch.euro(case.bedrag)
    duty = result.result.besluit.kader.verplichting if result.result and result.result.besluit.kader else None
    unit = case.eenheid or (duty.eenheid if duty else "")
    return "" if case.hoeveelheid is None else quantity(case.hoeveelheid, unit)


def _sources(kader: Kader, sources: Mapping[str, str]) -> Iterator[Block]:
    used = sorted({source.id for source in bronverwijzingen(kader)})
    yield Heading("Bronnen")
    yield PointList([f"{name}: {sources[name]}" if name in sources else name for name in used])


def _row_of(line: RuleLine, cite: Cite) -> tuple[str, str, str, str]:
    """Give a rule as the row of a table."""
    first_day = f" ({cite(line.first_day_source)})" if line.first_day_source else ""
    return (
        line.name,
        line.text,
        f"{period_words(line.period)}{first_day}" if line.period else "",
        cite(line.source),
    )
