"""A framework read by people: its rules in plain Dutch on a day, with sources, questions and cases."""

from collections.abc import Iterator, Mapping, Sequence

from maatwerk_cli.models.kader import Kader
from maatwerk_cli.models.policy.parameters import Periode
from maatwerk_cli.models.values import Bronverwijzing, Datum
from maatwerk_cli.register.references import bronverwijzingen
from maatwerk_cli.tender.cases.case_run import CaseResult
from maatwerk_cli.tender.cases.views.case_words import shown, state_of
from maatwerk_cli.tender.views.field_titles import in_sentence
from maatwerk_cli.tender.views.rule_words import RuleLine, condition_lines, duty_lines, in_force
from maatwerk_cli.tender.words.limit_words import quantity, row_text
from maatwerk_cli.text import dutch
from maatwerk_cli.text.blocks import Block, BlockTable, Heading, Paragraph, PointList

_KINDS = {"rijk": "het Rijk", "decentraal": "decentrale overheden", "overig": "andere organisaties"}
_RULES = ("Regel", "Wat er staat", "Geldt", "Bron")


def framework_blocks(
    kader: Kader, day: Datum, results: Sequence[CaseResult], sources: Mapping[str, str]
) -> Iterator[Block]:
    """Give a framework as a page.

    Args:
        kader: the framework.
        day: the day on which its limits are told.
        results: its cases.
        sources: by id a source as it is cited.

    """
    yield Heading(dutch.sentence(kader.naam), 1)
    yield Paragraph(kader.omschrijving)
    yield from _scope(kader, day)
    yield from _conditions(kader, day)
    yield from _tables(kader, day)
    yield from _duty(kader, day)
    yield from _texts(kader)
    yield from _readings(kader)
    yield from _questions(kader)
    yield from _cases(results)
    yield from _sources(kader, sources)


def _scope(kader: Kader, day: Datum) -> Iterator[Block]:
    scope = kader.werkingssfeer
    who = [_KINDS[kind] for kind in scope.opdrachtgever_soort] + [*scope.named]
    yield Heading("Voor wie en wanneer")
    rows = [
        ("Voor wie", dutch.joined(who), "", cite(scope.bron)),
        ("Geldigheid", "het kader is van kracht", period(kader.geldigheid), cite(kader.geldigheid.bron)),
    ]
    if kader.standaard:
        rows.append(("Als geen werkwijze is gekozen", "dit kader geldt", "", cite(kader.standaard)))
    yield BlockTable("Voor wie en wanneer", _RULES, rows)
    yield Paragraph(f"De grenzen hieronder zijn die van {dutch.datum(day.text)}.")


def _conditions(kader: Kader, day: Datum) -> Iterator[Block]:
    yield Heading("Wanneer social return geldt")
    yield Paragraph("Alle voorwaarden moeten gelden.")
    yield BlockTable("Voorwaarden", _RULES, _rows(kader, kader.voorwaarden, day))
    if kader.omstandigheden:
        yield Paragraph(
            "Deze omstandigheden hoeven niet zelf te gelden. Zij worden hierboven of hieronder genoemd."
        )
        yield BlockTable("Omstandigheden", _RULES, _rows(kader, kader.omstandigheden, day))
    if kader.uitsluitingsgronden:
        yield BlockTable(
            "Uitsluitingsgronden",
            ("Grond", "Tekst", "Bron"),
            [
                (ground.id, ground.tekst or "de bron noemt de tekst niet", cite(ground.bron))
                for ground in kader.uitsluitingsgronden
            ],
        )


def _rows(kader: Kader, conditions: Sequence[object], day: Datum) -> list[tuple[str, ...]]:
    wanted = {id(condition) for condition in conditions}
    lines = (
        line
        for condition in kader.alle_voorwaarden
        if id(condition) in wanted
        for line in condition_lines(kader, condition, day)
    )
    return [row_of(line) for line in lines]


def _tables(kader: Kader, day: Datum) -> Iterator[Block]:
    for name, parameter in kader.parameters.items():
        if parameter.per is None:
            continue
        yield Heading(f"Tabel: {parameter.omschrijving}", 3)
        yield BlockTable(
            f"{parameter.omschrijving} ({name})",
            (dutch.sentence(in_sentence(parameter.per).removeprefix("de ")), "Waarde", "Geldt", "Bron"),
            [
                (
                    row_text(row, parameter.per),
                    quantity(row.waarde, parameter.eenheid),
                    period(row),
                    cite(row.bron),
                )
                for row in in_force(kader, name, day)
            ],
        )


def _duty(kader: Kader, day: Datum) -> Iterator[Block]:
    if kader.verplichting is None:
        return
    yield Heading("Waar social return op neerkomt")
    yield BlockTable("Verplichting", _RULES, [row_of(line) for line in duty_lines(kader, day)])
    if kader.verplichting.voorbehoud:
        yield Paragraph(kader.verplichting.voorbehoud)


def _texts(kader: Kader) -> Iterator[Block]:
    if kader.vraagt:
        yield Heading("Wat het kader vraagt")
        yield PointList([f"{point.tekst} ({cite(point.bron)})" for point in kader.vraagt])
    for advice in kader.advies:
        yield Heading(f"Advies, geen plicht, als {advice.wanneer}", 3)
        yield PointList(
            [f"{point.tekst} ({cite(point.bron)})" for point in (*advice.punten, *advice.toetslijst)]
        )


def _readings(kader: Kader) -> Iterator[Block]:
    if not kader.leesruimte and not kader.tegenspraak:
        return
    yield Heading("Lezingen")
    for reading in kader.leesruimte:
        yield Heading(reading.vraag, 3)
        ways = [f"{name}: {text}" for name, text in reading.keuzes.items()]
        if reading.gekozen and reading.bron:
            ways = [f"Gekozen is {reading.gekozen} ({cite(reading.bron)}).", *ways]
        names = {condition.id: condition.naam for condition in kader.alle_voorwaarden}
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
    asked = {
        (condition.vraag.tekst, condition.vraag.wie): condition.naam
        for condition in kader.alle_voorwaarden
        if condition.vraag is not None
    }
    asked |= {
        (parameter.vraag.tekst, parameter.vraag.wie): parameter.omschrijving
        for parameter in kader.parameters.values()
        if parameter.vraag is not None and (parameter.vraag.tekst, parameter.vraag.wie) not in asked
    }
    yield Heading("Wat wordt gevraagd als het niet bekend is")
    yield BlockTable(
        "Vragen",
        ("Vraag", "Te vragen aan", "Voor"),
        [(text, who, what) for (text, who), what in asked.items()],
    )


def _cases(results: Sequence[CaseResult]) -> Iterator[Block]:
    if not results:
        return
    yield Heading("Gevallen")
    right = sum(result.right for result in results)
    yield Paragraph(
        f"{len(results)} gevallen laten zien wat het kader van een aanbesteding maakt; {right} kloppen."
    )
    yield BlockTable(
        "Gevallen",
        ("Geval", "Uitkomst", "Waarom", "Klopt"),
        [
            (
                shown(result.case.geval.naam),
                "open" if result.open else dutch.outcome(result.case.geval.uitkomst),
                shown(result.case.geval.reden or ""),
                {"goed": "ja", "open": "nog open"}.get(state_of(result), "nee"),
            )
            for result in results
        ],
    )


def _sources(kader: Kader, sources: Mapping[str, str]) -> Iterator[Block]:
    used = sorted({source.id for source in bronverwijzingen(kader)})
    yield Heading("Bronnen")
    yield PointList([f"{name}: {sources[name]}" if name in sources else name for name in used])


def row_of(line: RuleLine) -> tuple[str, str, str, str]:
    """Give a rule as the row of a table."""
    return line.name, line.text, period(line.period) if line.period else "", cite(line.source)


def period(periode: Periode) -> str:
    """Write from and up to when something holds."""
    until = f" tot en met {dutch.datum(periode.tot_en_met.text)}" if periode.tot_en_met else ""
    return f"vanaf {dutch.datum(periode.vanaf.text)}{until}"


def cite(source: Bronverwijzing) -> str:
    """Cite a source by its id and the place in it."""
    return f"{source.id}, {source.vindplaats}"
