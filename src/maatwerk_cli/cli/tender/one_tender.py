"""One verdict of ``check-aanbesteding``, or a few, judged and shown."""

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from maatwerk_cli import __version__
from maatwerk_cli.cli.shell.errors import UserError, not_installed
from maatwerk_cli.cli.shell.output import blocks_as, print_error, write_result
from maatwerk_cli.cli.tender.tender_task import MEMO_FORMS, Given, Task, read_options, say_two_ways
from maatwerk_cli.tender.judging import Refused, Result, RowKey, TenderRead, judge, row_keys, row_names
from maatwerk_cli.tender.verdicts.assessor import Assessor
from maatwerk_cli.text import dutch
from maatwerk_cli.text.problem import place_in

if TYPE_CHECKING:
    from maatwerk_cli.models.tender.dossier import Dossier
    from maatwerk_cli.tender.series.series import DocumentWriting
    from maatwerk_cli.text.blocks import Block


def run_one(
    task: Task,
    given: Given,
    assessor: Assessor,
    folder: Path,
    name: str,
    row: TenderRead | Refused,
    *,
    listed: bool = False,
) -> int:
    """Give the verdict on one tender, and the exit code; in JSON ``listed`` makes it a list of one.

    Raises:
        UserError: it cannot be judged.
    """
    if isinstance(row, Refused):
        raise UserError(f"{place_in(name, row)}: {row.message}")
    if task.ask:
        from maatwerk_cli.cli.tender.questions import ask_what_is_open

        recorded = task.form in (*MEMO_FORMS, "yaml") or is_record(task.output)
        task = ask_what_is_open(task, row.facts, assessor, recorded=recorded)
        given = read_options(task.given, task.decimal)
        if given.two_ways and not task.two_ways:  # what was typed; of an option or a file it was said before
            say_two_ways(task.decimal)
            task = task._replace(two_ways=True)
    row = row._replace(origins=given.origins(row.origins))
    choices = given.choices()._replace(answers=task.answers, dossiers=task.dossiers)
    result = next(judge([row], assessor, choices))
    if isinstance(result, Refused):
        raise UserError(f"{place_in(name, result)}: {result.message}" if name else result.message)
    say_unused_answers(task, row_keys(result.tender))
    say_unmatched(task, row_names([result]))
    say_other_origin(task, [result])
    if task.ask and task.form == "tabel" and is_record(task.output):
        _write_completed(task, result)
        task = task._replace(output=None)
    show_one(task, result, assessor, folder, listed=listed)
    if task.ask and (task.files or task.given):
        from maatwerk_cli.cli.tender.questions import repeat

        print_error(f"Herhaal dit zonder vragen met:\n{repeat(task)}")
    return 1 if result.besluit.uitkomst == "onbekend" else 0


def say_other_origin(task: Task, results: Sequence[Result | Refused]) -> None:
    """Say that the file of an earlier memo is of other input, where one was given."""
    if any(entry.herkomst for entry in task.dossiers):
        from maatwerk_cli.cli.tender.memo_writing import say_other_input

        say_other_input(task, results)


def is_record(path: Path | None) -> bool:
    """Tell whether a file is named as a record of a tender."""
    return path is not None and path.suffix.lower() in (".yaml", ".yml")


def _write_completed(task: Task, result: Result) -> None:
    """Write the record with the answers: what was there stays as it was, and what is new stands in it."""
    from maatwerk_cli.cli.tender.questions import completed
    from maatwerk_cli.tender.views.tender_yaml import record_yaml

    source = task.files[0] if task.files and is_record(task.files[0]) else None
    content = completed(source.read_bytes(), task, result.besluit.facts) if source else None
    write_result(record_yaml(result.facts) if content is None else content, task.output)
    print_error(f"{task.output}: het record is geschreven, met uw antwoorden erin.")


def show_one(task: Task, result: Result, assessor: Assessor, folder: Path, *, listed: bool = False) -> None:
    """Write one verdict."""
    if task.form in ("json", "jsonl"):
        from maatwerk_cli.tender.views.verdict_json import JsonWriter

        text = JsonWriter(assessor.beleid.sha256, _beside(task, result)).line(result)
        write_result(f"[\n{text}\n]\n" if listed and task.form == "json" else f"{text}\n", task.output)
    elif task.form in ("csv", "excel"):
        writer = table_writing(task, assessor).writer()
        write_result(writer.head() + writer.rows([result]), task.output)
    elif task.form == "yaml":
        from maatwerk_cli.tender.views.tender_yaml import record_yaml

        write_result(record_yaml(result.facts), task.output)
    else:
        show_blocks(task, [result], assessor, folder)


def table_writing(task: Task, assessor: Assessor, *, files: bool = False) -> "DocumentWriting":
    """Give the form of a table: of the verdicts, or of the questions that are still open."""
    form: Any = task.form
    if task.show == "vragenlijst":
        from maatwerk_cli.tender.questions.next_question import bound_by
        from maatwerk_cli.tender.views.question_sheet import SheetWriting

        return SheetWriting(form, bound_by(assessor.beleid.kaders.values()))
    from maatwerk_cli.tender.views.series_view import SeriesWriting

    policy = assessor.beleid
    beside = _beside(task) if form in ("json", "jsonl") else ()
    return SeriesWriting(form, policy.sha256, tuple(policy.kaders), files, policy.owes_more, beside)


def show_blocks(
    task: Task, results: list[Result | Refused] | list[Result], assessor: Assessor, folder: Path
) -> None:
    """Write verdicts in words: for the screen, or as memos."""
    if task.form in MEMO_FORMS and task.show == "uitkomst":
        from maatwerk_cli.cli.tender.memo_writing import memo_of

        show_text(task, *memo_of(task, results, assessor, folder))
    else:
        show_text(task, tender_blocks(task, results, assessor, folder))


def tender_blocks(
    task: Task, results: Sequence[Result | Refused], assessor: Assessor, folder: Path
) -> "list[Block]":
    """Put verdicts into words: for the screen, or as memos."""
    from maatwerk_cli.tender.views.series_summary import naming
    from maatwerk_cli.tender.views.verdict_words import Background, error_blocks, verdict_blocks

    policy = assessor.beleid
    if task.show == "vragenlijst":
        from maatwerk_cli.tender.questions.next_question import bound_by
        from maatwerk_cli.tender.views.question_sheet import question_blocks

        return list(question_blocks(results, bound_by(policy.kaders.values())))
    if task.show == "bestek":
        return _clauses(task, results)
    if task.form in MEMO_FORMS:
        from maatwerk_cli.cli.tender.memo_writing import memo_of

        return memo_of(task, results, assessor, folder)[0]
    background = Background({}, policy.sha256, __version__)
    if task.explain:
        from maatwerk_cli.cli.tender.memo_writing import fact_names

        background = background._replace(names=fact_names(policy, results))
    blocks: list[Block] = []
    named = naming(results)
    for result in results:
        if isinstance(result, Refused):
            blocks += error_blocks(result)
        else:
            own = _own_dossier(task, result)
            blocks += verdict_blocks(result, background, own, named(result), explain=task.explain)
    return blocks


def _clauses(task: Task, results: Sequence[Result | Refused]) -> "list[Block]":
    from maatwerk_cli.tender.dossiers import dossier_of
    from maatwerk_cli.tender.series.tally import Counting
    from maatwerk_cli.tender.views.clauses import clause_blocks
    from maatwerk_cli.tender.views.series_summary import counted_tenders, naming
    from maatwerk_cli.tender.views.verdict_words import error_blocks
    from maatwerk_cli.text.blocks import Heading, deeper

    blocks: list[Block] = []
    named = naming(results)
    for result in results:
        if isinstance(result, Refused):
            blocks += error_blocks(result)
        else:
            facts = result.besluit.facts
            own = dossier_of(task.dossiers, facts.id, facts.perceel)
            blocks += clause_blocks(result, own, named(result))
    if len(results) == 1:
        return blocks
    counted = counted_tenders(Counting().count(results))
    return [Heading(f"Social return in het bestek van {counted}", 1), *deeper(blocks)]


def say_unused_answers(task: Task, answered: Collection[RowKey]) -> None:
    """Say of which answers there is no tender: a slip in an id would leave them out unseen."""
    for key, _ in task.answers:
        if key not in answered:
            named = f"id {key.id}" if key.id else f"regel {key.line}"
            lot = f", {dutch.lot_name(key.perceel)}" if key.perceel else ""
            print_error(f"Het antwoord bij {named}{lot} hoort bij geen van de aanbestedingen.")


def _beside(task: Task, only: Result | None = None) -> "tuple[Dossier, ...]":
    """Give what files and sheets say of who judged; a tender without an id is told of where it is alone."""
    if task.answered is None:
        return task.dossiers
    from maatwerk_cli.cli.tender.answer_file import answered_by_id, who_answered
    from maatwerk_cli.tender.dossiers import beside_filed

    who = answered_by_id(task.answered) if only is None else who_answered(task.answered, [only])
    return (*task.dossiers, *beside_filed(who, task.dossiers))


def _own_dossier(task: Task, result: Result) -> "Dossier | None":
    """Give what a tender file says of one tender; nothing where there is none, as for most on the screen."""
    beside = _beside(task, result)
    if not beside:
        return None
    from maatwerk_cli.tender.dossiers import dossier_of

    return dossier_of(beside, result.besluit.facts.id, result.besluit.facts.perceel)


def say_unmatched(task: Task, names: Iterable[tuple[str | None, str | None]]) -> None:
    """Say of which entries of the dossier there is no tender: a slip in an id would leave them out unseen.

    Args:
        task: with the entries.
        names: by id and lot the tenders that there are; or those of entries that are about one.
    """
    if not task.dossiers:
        return
    from maatwerk_cli.tender.dossiers import unmatched

    for place in unmatched(task.dossiers, [*names, (None, None)]):  # what is about every tender is about one
        print_error(
            f"{task.dossier}: onderdeel {place + 1} hoort bij geen van de aanbestedingen. Kijk het id en het "
            "perceel na."
        )


def show_text(task: Task, document: "list[Block]", state: str = "") -> None:
    """Write a document in the form that was asked for; a PDF says its ``state`` on every page."""
    from maatwerk_cli.text.blocks import title_of

    title = title_of(document)
    if task.form == "pdf":
        write_result(_pdf(document, title, state), task.output)
        return
    write_result(blocks_as(task.form, document, title, task.output), task.output)


def _pdf(document: "list[Block]", title: str, state: str) -> bytes:
    from maatwerk_cli.text.pdf.pdf_document import PdfLayout, PdfUnavailableError, pdf_of

    try:
        return pdf_of(document, PdfLayout(title, state=state))
    except PdfUnavailableError:
        raise not_installed("pdf") from None
