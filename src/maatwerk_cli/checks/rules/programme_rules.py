"""Rules on the programme: who stands to whom, what was intended and came of it, and the leerformule."""

from collections.abc import Callable, Iterator

from maatwerk_cli.models.contract.opdracht import Opdracht
from maatwerk_cli.models.fields import named_values, pointers
from maatwerk_cli.models.meaning import CodeOf, Loc, Names
from maatwerk_cli.models.programme.relatie import Relatie
from maatwerk_cli.models.programme.traject import Meting, Traject
from maatwerk_cli.models.programme.vragenlijst import Vragenlijst
from maatwerk_cli.models.settings import ANY_DAY
from maatwerk_cli.models.values import Datum, known_before
from maatwerk_cli.register.kinds import KINDS
from maatwerk_cli.register.records import Dataset, Entry
from maatwerk_cli.report.programme.intentions import followed_up, is_intention
from maatwerk_cli.text import dutch
from maatwerk_cli.text.problem import Problem

_RELATED_LISTS = ("categorie", "doelgroep")
_ORGANISATION = "organisatie"


def relations_lead_somewhere(dataset: Dataset) -> Iterator[Problem]:
    """What a relation is with is an organisation, a framework, a category or a target group."""
    whole = dataset.organisaties.complete and dataset.beleid.complete
    whole = whole and all(dataset.codelijsten.complete_in(name) for name in _RELATED_LISTS)
    whole = whole and bool(dataset.organisaties.by_id)  # that there is none has its own finding
    codes = {code for name in _RELATED_LISTS for code in dataset.codes(name)}
    known = {*dataset.organisaties.by_id, *dataset.beleid.by_id, *codes}
    broken = {*dataset.organisaties.broken, *dataset.beleid.broken, *dataset.codelijsten.broken}
    for entry in dataset.records(Relatie) if whole else ():
        if entry.value.naar not in known | broken:
            params = {"woord": entry.value.naar, "keuzes": tuple(sorted(known))}
            yield Problem("MW230", entry.file, (*entry.loc, "naar"), params)


def organisations_are_named(dataset: Dataset) -> Iterator[Problem]:
    """Something in the register names each organisation. Where not all could be read, nothing is said."""
    nameless = set(dataset.organisaties.by_id)
    for kind in KINDS:
        records = dataset.of(kind)
        if not records.complete or records.broken or records.partial:
            return
    for kind in KINDS:
        if not nameless:
            return
        if kind.of_people:
            continue
        values_of_kind = [entry.value for entry in dataset.of(kind)]
        for meaning, values in named_values(kind.model, values_of_kind):
            if isinstance(meaning, Names):
                nameless.difference_update(values if _ORGANISATION in meaning.kinds else ())
            elif not isinstance(meaning, CodeOf):  # what it names, its record has to tell
                nameless -= {
                    target.id
                    for record in values_of_kind
                    for _, own, value, part in pointers(record)
                    if own is meaning
                    for _, target in own.targets(value, part)
                    if _ORGANISATION in target.kinds
                }
    bound = {
        name.rpartition("/")[2].casefold()
        for framework in dataset.beleid
        for name in framework.value.werkingssfeer.named
    }
    for entry in dataset.organisaties:
        code = (entry.value.tooi or "").rpartition("/")[2].casefold()
        # Beside a framework that names its authorities, another authority tells that it is not one of them.
        if entry.id in nameless and not (bound and (code or entry.id in bound)):
            yield Problem("MW231", entry.file, (*entry.loc, "id"), {"woord": entry.id})


def terms_end_after_they_begin(dataset: Dataset) -> Iterator[Problem]:
    """A relation, a course and a contract end after they began."""
    for relation in dataset.records(Relatie):
        yield from _ends(relation.file, relation.loc, "tot", relation.value.sinds, relation.value.tot)
    for course in dataset.records(Traject):
        yield from _ends(course.file, course.loc, "einde", course.value.begin, course.value.einde)
    for contract in dataset.records(Opdracht):
        yield from _ends(contract.file, contract.loc, "einde", contract.value.begin, contract.value.einde)


def _ends(file: str, loc: Loc, field: str, begin: Datum | None, end: Datum | None) -> Iterator[Problem]:
    if known_before(end, begin):
        yield Problem("MW340", file, (*loc, field), {"veld": field})


def outcomes_are_of_intentions(dataset: Dataset) -> Iterator[Problem]:
    """What a milestone names as what it came of was intended, promised or announced."""
    for entry in dataset.mijlpalen:
        for index, name in enumerate(entry.value.uitkomst_van):
            before = dataset.mijlpalen.get(name)
            if before is not None and name != entry.id and not is_intention(before):
                yield Problem("MW233", entry.file, (*entry.loc, "uitkomst_van", index), {"woord": name})


def intentions_are_followed_up(dataset: Dataset) -> Iterator[Problem]:
    """Of what was announced for a time that is past the register says what came of it."""
    kept = dataset.settings.peildatum.last
    if not dataset.mijlpalen.complete or dataset.mijlpalen.partial or kept.year == int(ANY_DAY):
        return
    named = {name for entry in dataset.mijlpalen for name in entry.value.uitkomst_van}
    if not named <= dataset.mijlpalen.by_id.keys():
        return  # what names nothing may be what came of it
    for outcome in followed_up(dataset, kept):
        due = outcome.entry.value.voor
        if due is not None and due.surely_by(kept) and outcome.outcome is None:
            yield Problem(
                "MW342", outcome.entry.file, (*outcome.entry.loc, "stand"), {"datum": dutch.when(str(due))}
            )


def what_was_dropped_says_why(dataset: Dataset) -> Iterator[Problem]:
    """What did not go on says why, or that the source does not say why."""
    for entry in dataset.mijlpalen:
        if entry.value.stand == "vervallen" and entry.value.toelichting is None:
            yield Problem("MW343", entry.file, (*entry.loc, "stand"))


def courses_set_up_proeftuinen(dataset: Dataset) -> Iterator[Problem]:
    """A proeftuin that a course works on comes from the leerformule."""
    for entry in dataset.records(Traject):
        for index, name in enumerate(entry.value.proeftuinen):
            proeftuin = dataset.proeftuinen.get(name)
            if proeftuin is not None and proeftuin.herkomst is None:
                loc = (*entry.loc, "proeftuinen", index)
                yield Problem("MW344", entry.file, loc, {"woord": name})


def measurements_fit_their_questionnaire(dataset: Dataset) -> Iterator[Problem]:
    """What is counted was asked, the answers are on the scale, and nobody answered a question twice."""
    for entry in dataset.records(Traject):
        for index, measured in enumerate(entry.value.scans):
            asked = dataset.records(Vragenlijst).get(measured.vragenlijst)
            if asked is not None:
                yield from _answers(entry, index, measured, asked)


def _answers(entry: Entry[Traject], index: int, measured: Meting, asked: Vragenlijst) -> Iterator[Problem]:
    loc = (*entry.loc, "scans", index, "totalen")
    questions = tuple(question.id for question in asked.vragen)
    answers = tuple(answer.id for answer in asked.schaal)
    for question, counts in measured.totalen.items():
        if question not in questions:
            params = {"woord": question, "keuzes": questions, "id": asked.id}
            yield Problem("MW232", entry.file, (*loc, question), params, on_key=True)
            continue
        for answer in counts:
            if answer not in answers:
                params = {"woord": answer, "keuzes": answers, "id": asked.id}
                yield Problem("MW232", entry.file, (*loc, question, answer), params, on_key=True)
        if measured.deelnemers is not None and sum(counts.values()) > measured.deelnemers:
            yield Problem("MW530", entry.file, (*loc, question), {"woord": question}, on_key=True)


def open_courses_tell_of_nobody(dataset: Dataset) -> Iterator[Problem]:
    """In a register that everybody reads a course has no small number of people."""
    if not dataset.settings.openbaar:
        return
    limit = dataset.settings.drempel_onthulling
    for entry in dataset.records(Traject):
        for loc, number in _people(entry.value):
            if 0 < number < limit:
                yield Problem("MW429", entry.file, (*entry.loc, *loc), {"grens": limit})


def _people(course: Traject) -> Iterator[tuple[Loc, int]]:
    """Give every number of people of a course, with where it stands."""
    if course.deelnemers is not None:
        yield ("deelnemers",), course.deelnemers
    for index, measured in enumerate(course.scans):
        if measured.deelnemers is not None:
            yield ("scans", index, "deelnemers"), measured.deelnemers
        for question, counts in measured.totalen.items():
            for answer, number in counts.items():
                yield ("scans", index, "totalen", question, answer), number


RULES: tuple[Callable[[Dataset], Iterator[Problem]], ...] = (
    relations_lead_somewhere,
    organisations_are_named,
    terms_end_after_they_begin,
    outcomes_are_of_intentions,
    intentions_are_followed_up,
    what_was_dropped_says_why,
    courses_set_up_proeftuinen,
    measurements_fit_their_questionnaire,
    open_courses_tell_of_nobody,
)
