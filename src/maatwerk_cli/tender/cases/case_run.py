"""Cases run: what a framework makes of each, and where that is not what the case says."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from pydantic import ValidationError

from maatwerk_cli.models.kader import Kader
from maatwerk_cli.models.policy.geval import Geval
from maatwerk_cli.models.tender.aanbesteding import Aanbesteding
from maatwerk_cli.tender.cases.case_file import Case, CaseFile
from maatwerk_cli.tender.facts import facts_of_record
from maatwerk_cli.tender.judging import Choices, Result, TenderRead, judge
from maatwerk_cli.tender.refusals import field_sentences
from maatwerk_cli.tender.verdicts.assessor import Assessor
from maatwerk_cli.tender.verdicts.kader_verdict import Kaderbesluit
from maatwerk_cli.tender.verdicts.verdict import Besluit
from maatwerk_cli.text.problem import Problem


class CaseDifference(NamedTuple):
    """Where a case and its framework differ.

    Attributes:
        veld: the field of the case.
        verwacht: what the case says.
        gevonden: what the framework makes of it.
        raad: what to do or ask, where that is clear.
    """

    veld: str
    verwacht: str
    gevonden: str
    raad: str = ""

    @property
    def with_advice(self) -> str:
        """What the framework makes of it, with what to do about it."""
        return f"{self.gevonden} ({self.raad})" if self.raad else self.gevonden


class CaseResult(NamedTuple):
    """What became of one case.

    Attributes:
        case: the case.
        result: the verdict; ``None`` where its tender cannot be judged.
        differences: where it differs.
        wrong: why its tender cannot be judged, with the place in the input.
        loc: that place.
        two_days: whether that is since the peildatum stands above the case and in its input, and differs.
        cause: what is wrong with that value, as a sentence, where a tender by itself tells it.
        problem: the same, where it is a value that the record cannot have.
    """

    case: Case
    result: Result | None
    differences: Sequence[CaseDifference] = ()
    wrong: str = ""
    loc: tuple[str | int, ...] = ()
    two_days: bool = False
    cause: str = ""
    problem: Problem | None = None

    @property
    def open(self) -> bool:
        """Whether a person still has to say what must come out."""
        return self.case.geval.uitkomst == "open"

    @property
    def right(self) -> bool:
        """Whether the framework makes of it what it says."""
        return self.result is not None and not self.differences and not self.open


def run_cases(file: CaseFile, assessor: Assessor) -> list[CaseResult]:
    """Run every case of a framework."""
    kader = assessor.beleid.kaders[file.kader]
    return [run_case(case, kader, assessor) for case in file.cases]


def run_case(case: Case, kader: Kader, assessor: Assessor) -> CaseResult:
    """Run one case: its tender is judged as any is, against the whole policy."""
    geval = case.geval
    rows = _of_one_tender(geval.invoer) if isinstance(geval.invoer, list) else [geval.invoer]
    read = []
    for place, row in enumerate(rows):
        where: tuple[str | int, ...] = ("invoer", place) if isinstance(geval.invoer, list) else ("invoer",)
        if _two_days(geval, row):
            loc = (*where, "peildatum")
            return CaseResult(case, None, (), "peildatum", loc, two_days=True)
        values = {**row, **({"peildatum": geval.peildatum.text} if geval.peildatum else {})}
        try:
            record = Aanbesteding.model_validate({**authority(kader, row), **values})
        except ValidationError as error:
            from maatwerk_cli.register.validation import field_problems

            loc = tuple(error.errors(include_input=False)[0]["loc"])
            problem = field_problems(error, Aanbesteding, "", raw=values)[0]
            wrong = str(loc[0]) if loc else "invoer"
            return CaseResult(case, None, (), wrong, (*where, *loc), problem=problem)
        facts = facts_of_record(record)
        objections = assessor.objections(facts)
        if objections:
            field, cause = objections[0].field, field_sentences(objections[:1])
            return CaseResult(case, None, (), field, (*where, field), cause=cause)
        read.append(TenderRead(facts))
    if not read:
        return CaseResult(case, None, (), "invoer", ("invoer",))
    result = next(judge(read, assessor, Choices()))
    if not isinstance(result, Result):
        return CaseResult(case, None, (), "lezingen", ("invoer",))
    misses = [] if geval.uitkomst == "open" else [*differences(geval, result)]
    return CaseResult(case, result, misses)


def _of_one_tender(rows: Sequence[Mapping[Any, Any]]) -> Sequence[Mapping[Any, Any]]:
    """Give the lots of a case as those of one tender: what has no id is of the one that another names."""
    own = next((row["id"] for row in rows if row.get("id") is not None), "geval")
    return [row if row.get("id") is not None else {**row, "id": own} for row in rows]


def _two_days(geval: Geval, row: Mapping[str, Any]) -> bool:
    """Tell whether the peildatum stands above a case and in its input, as two days."""
    own = row.get("peildatum")
    return geval.peildatum is not None and own is not None and str(own) != geval.peildatum.text


def authority(kader: Kader, row: Mapping[str, Any]) -> dict[str, str]:
    """Give whom a case is about that does not say so: the first that its framework binds."""
    scope = kader.werkingssfeer
    if "opdrachtgever_soort" in row or "opdrachtgever" in row:
        return {}
    if scope.named:
        return {"opdrachtgever": scope.named[0]}
    first = scope.opdrachtgever_soort[0]
    return {} if first == "rijk" else {"opdrachtgever_soort": first}  # none given is read as the Rijk


def differences(geval: Geval, result: Result) -> Iterator[CaseDifference]:
    """Hold a verdict against what a case says; what a case leaves out is not compared."""
    verdict, leading = result.besluit, result.besluit.kader
    if geval.uitkomst != verdict.uitkomst:
        yield CaseDifference("uitkomst", geval.uitkomst, verdict.uitkomst, _not_told(verdict))
    given = geval.model_fields_set
    if "beslissend" in given:
        deciding = leading.beslissend if leading else ()
        if {*geval.beslissend} != {*deciding}:
            yield CaseDifference("beslissend", listed(geval.beslissend), listed(deciding))
    if "vragen" in given and geval.vragen != verdict.vraagvelden:
        yield CaseDifference("vragen", listed(geval.vragen), listed(verdict.vraagvelden))
    near = (leading.grensgeval if leading else None) or ""
    if geval.grensgeval and geval.grensgeval not in near:
        yield CaseDifference("grensgeval", geval.grensgeval, near or "geen")
    ends = {ruling.id: ruling.uitkomst for ruling in verdict.kaders}
    for name, end in geval.kaders.items():
        if ends.get(name) != end:
            yield CaseDifference(
                "kaders", f"{name}: {end or 'afwezig'}", f"{name}: {ends.get(name, 'afwezig')}"
            )
    for reading, outcomes in geval.lezingen.items():
        by_choice = verdict.lezingen.get(reading, {})
        if by_choice != outcomes:
            yield CaseDifference(
                "lezingen", f"{reading}: {_by_choice(outcomes)}", f"{reading}: {_by_choice(by_choice)}"
            )
    yield from _of_duty(geval, leading)
    if geval.melding and not any(geval.melding in text for text in result.waarschuwingen):
        yield CaseDifference("melding", geval.melding, "geen waarschuwing met deze woorden")


def _by_choice(outcomes: str | Mapping[str, str]) -> str:
    """Write the outcome of each choice of a reading, or the choice that was made."""
    if isinstance(outcomes, str):
        return outcomes
    return ", ".join(f"bij {choice} {outcome}" for choice, outcome in sorted(outcomes.items())) or "niet open"


def _not_told(verdict: Besluit) -> str:
    """Say what to do where a case leaves out what its outcome rests on beside what conditions ask."""
    if verdict.uitkomst != "onbekend":
        return ""
    if "peildatum" in verdict.vraagvelden:
        return "noem een peildatum"
    if "motivering" in verdict.vraagvelden:
        return "noem een motivering"
    return _NOT_TOLD.get(verdict.situation.reden, "")


_NOT_TOLD = {
    "opdrachtgever_onbekend": "noem een opdrachtgever die in organisaties.csv staat",
    "werkwijze": "noem een werkwijze",
}


def _of_duty(geval: Geval, leading: Kaderbesluit | None) -> Iterator[CaseDifference]:
    duty = leading.verplichting if leading else None
    amount = duty.bedrag if duty else None
    if geval.bedrag is not None and amount != geval.bedrag:
        yield CaseDifference("bedrag", str(geval.bedrag), *_number(amount, leading))
    quantity = None if duty is None else duty.bedrag if duty.plain else duty.hoeveelheid
    if geval.hoeveelheid is not None and quantity != geval.hoeveelheid:
        yield CaseDifference("hoeveelheid", str(geval.hoeveelheid), *_number(quantity, leading))
    unit = duty.eenheid if duty else ""
    if geval.eenheid is not None and unit != geval.eenheid:
        yield CaseDifference("eenheid", geval.eenheid, unit or "geen")


def _number(value: Decimal | None, leading: Kaderbesluit | None) -> tuple[str, str]:
    """Write an amount, and what to ask for one; what is not known, or is not in euros, is not none."""
    if value is not None:
        return str(value) if leading and _in_euros(leading) else f"{value.normalize():f}", ""
    duty = leading.verplichting if leading else None
    if duty is None or leading is None:
        unsure = leading is not None and leading.uitkomst == "onbekend"
        return ("nog niet bekend", "de uitkomst is onbekend") if unsure else ("geen verplichting", "")
    if duty.hoeveelheid is not None:
        return f"{duty.hoeveelheid.normalize():f} {duty.eenheid}", ""
    base = duty.grondslag
    asked = duty.velden or ((base,) if base and getattr(leading.facts, base) is None else ())
    if asked:
        return "nog niet bekend", f"te vragen: {listed(asked)}"
    outside = not duty.plain and not duty.rows and duty.percentage is None and duty.laag is None
    return ("geen verplichting" if outside else "nog niet bekend"), ""


def _in_euros(leading: Kaderbesluit) -> bool:
    return leading.verplichting is not None and leading.verplichting.eenheid == "euro"


def listed(names: Sequence[str]) -> str:
    """Write names one after another; of none that there are none."""
    return ", ".join(names) or "geen"
