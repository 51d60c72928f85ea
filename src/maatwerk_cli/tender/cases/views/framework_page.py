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
from maatwerk_cli.text.blocks import Alinea, Blok, Kop, Lijst, Raster

_KINDS = {"rijk": "het Rijk", "decentraal": "decentrale overheden", "overig": "andere organisaties"}
_RULES = ("Regel", "Wat er staat", "Geldt", "Bron")


def framework_blocks(
    kader: Kader, day: Datum, results: Sequence[CaseResult], sources: Mapping[str, str]
) -> Iterator[Blok]:
    """Give a framework as a page.

    Args:
        kader: the framework.
        day: the day on which its limits are told.
        results: its cases.
        sources: by id a source as it is cited.

    """
    yield Kop(dutch.sentence(kader.naam), 1)
    yield Alinea(kader.omschrijving)
    yield from _scope(kader, day)
    yield from _conditions(kader, day)
    yield from _tables(kader, day)
    yield from _duty(kader, day)
    yield from _texts(kader)
    yield from _readings(kader)
    yield from _questions(kader)
    yield from _cases(results)
    yield from _sources(kader, sources)


def _scope(kader: Kader, day: Datum) -> Iterator[Blok]:
    scope = kader.werkingssfeer
    who = [_KINDS[kind] for kind in scope.opdrachtgever_soort] + [*scope.named]
    yield Kop("Voor wie en wanneer")
    rows = [
        ("Voor wie", dutch.joined(who), "", cite(scope.bron)),
        ("Geldigheid", "het kader is van kracht", period(kader.geldigheid), cite(kader.geldigheid.bron)),
    ]
    if kader.standaard:
        rows.append(("Als geen werkwijze is gekozen", "dit kader geldt", "", cite(kader.standaard)))
    yield Raster("Voor wie en wanneer", _RULES, rows)
    yield Alinea(f"De grenzen hieronder zijn die van {dutch.datum(day.text)}.")


def _conditions(kader: Kader, day: Datum) -> Iterator[Blok]:
    yield Kop("Wanneer social return geldt")
    yield Alinea("Alle voorwaarden moeten gelden.")
    yield Raster("Voorwaarden", _RULES, _rows(kader, kader.voorwaarden, day))
    if kader.omstandigheden:
        yield Alinea(
            "Deze omstandigheden hoeven niet zelf te gelden. Zij worden hierboven of hieronder genoemd."
        )
        yield Raster("Omstandigheden", _RULES, _rows(kader, kader.omstandigheden, day))
    if kader.uitsluitingsgronden:
        yield Raster(
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


def _tables(kader: Kader, day: Datum) -> Iterator[Blok]:
    for name, parameter in kader.parameters.items():
        if parameter.per is None:
            continue
        yield Kop(f"Tabel: {parameter.omschrijving}", 3)
        yield Raster(
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


def _duty(kader: Kader, day: Datum) -> Iterator[Blok]:
    if kader.verplichting is None:
        return
    yield Kop("Waar social return op neerkomt")
    yield Raster("Verplichting", _RULES, [row_of(line) for line in duty_lines(kader, day)])
    if kader.verplichting.voorbehoud:
        yield Alinea(kader.verplichting.voorbehoud)


def _texts(kader: Kader) -> Iterator[Blok]:
    if kader.vraagt:
        yield Kop("Wat het kader vraagt")
        yield Lijst([f"{point.tekst} ({cite(point.bron)})" for point in kader.vraagt])
    for advice in kader.advies:
        yield Kop(f"Advies, geen plicht, als {advice.wanneer}", 3)
        yield Lijst([f"{point.tekst} ({cite(point.bron)})" for point in (*advice.punten, *advice.toetslijst)])


def _readings(kader: Kader) -> Iterator[Blok]:
    if not kader.leesruimte and not kader.tegenspraak:
        return
    yield Kop("Lezingen")
    for reading in kader.leesruimte:
        yield Kop(reading.vraag, 3)
        ways = [f"{name}: {text}" for name, text in reading.keuzes.items()]
        if reading.gekozen and reading.bron:
            ways = [f"Gekozen is {reading.gekozen} ({cite(reading.bron)}).", *ways]
        yield Lijst(ways)
        yield Alinea(reading.toelichting)
    if kader.tegenspraak:
        yield Kop("Wat andere bronnen anders zeggen", 3)
        yield Lijst(
            [
                f"{contradiction.tekst} ({'; '.join(map(cite, contradiction.bronnen))})"
                for contradiction in kader.tegenspraak
            ]
        )


def _questions(kader: Kader) -> Iterator[Blok]:
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
    yield Kop("Wat wordt gevraagd als het niet bekend is")
    yield Raster(
        "Vragen",
        ("Vraag", "Te vragen aan", "Voor"),
        [(text, who, what) for (text, who), what in asked.items()],
    )


def _cases(results: Sequence[CaseResult]) -> Iterator[Blok]:
    if not results:
        return
    yield Kop("Gevallen")
    right = sum(result.right for result in results)
    yield Alinea(
        f"{len(results)} gevallen laten zien wat het kader van een aanbesteding maakt; {right} kloppen."
    )
    yield Raster(
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


def _sources(kader: Kader, sources: Mapping[str, str]) -> Iterator[Blok]:
    used = sorted({source.id for source in bronverwijzingen(kader)})
    yield Kop("Bronnen")
    yield Lijst([f"{name}: {sources[name]}" if name in sources else name for name in used])


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
