"""One verdict of ``check-aanbesteding``, or a few, judged and shown."""

import shlex
from collections.abc import Collection, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from maatwerk_cli import __version__
from maatwerk_cli.cli.shell.errors import UserError
from maatwerk_cli.cli.shell.output import blocks_as, print_error, write_result
from maatwerk_cli.cli.tender.tender_opening import PIPED, STDIN
from maatwerk_cli.cli.tender.tender_task import MEMO_FORMS, Given, Task, read_options
from maatwerk_cli.tender.judging import Refused, Result, RowKey, TenderRead, judge, row_keys
from maatwerk_cli.tender.masking import shown_path, shown_text
from maatwerk_cli.tender.verdict import Assessor
from maatwerk_cli.text.problem import place_in

if TYPE_CHECKING:
    from maatwerk_cli.models.tender.dossier import Dossier
    from maatwerk_cli.tender.series.series import DocumentWriting
    from maatwerk_cli.tender.views.verdict_words import KeptFile
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

        task = ask_what_is_open(task, row.facts, assessor)
        given = read_options(task.given, task.decimal)
    row = row._replace(origins=given.origins(row.origins))
    choices = given.choices()._replace(answers=task.answers, dossiers=task.dossiers)
    result = next(judge([row], assessor, choices))
    if isinstance(result, Refused):
        raise UserError(f"{place_in(name, result)}: {result.message}" if name else result.message)
    say_unused_answers(task, row_keys(result.tender))
    if task.ask and task.form == "tabel" and is_record(task.output):
        _write_completed(task, result)
        task = task._replace(output=None)
    show_one(task, result, assessor, folder, listed=listed)
    if task.ask:
        from maatwerk_cli.cli.tender.questions import repeat

        print_error(f"Herhaal dit zonder vragen met:\n{repeat(task)}")
    return 1 if result.besluit.uitkomst == "onbekend" else 0


def is_record(path: Path | None) -> bool:
    """Tell whether a file is named as a record of a tender."""
    return path is not None and path.suffix.lower() in (".yaml", ".yml")


def _write_completed(task: Task, result: Result) -> None:
    """Write the record with the answers: what was there stays as it was, and what is new stands in it."""
    from maatwerk_cli.cli.tender.questions import completed
    from maatwerk_cli.tender.views.tender_yaml import record_yaml

    source = task.files[0] if task.files and is_record(task.files[0]) else None
    content = completed(source.read_bytes(), task, result.besluit.facts) if source else None
    write_result(record_yaml([result.facts]) if content is None else content, task.output)
    print_error(f"{task.output}: het record is geschreven, met uw antwoorden erin.")


def show_one(task: Task, result: Result, assessor: Assessor, folder: Path, *, listed: bool = False) -> None:
    """Write one verdict."""
    if task.form in ("json", "jsonl"):
        from maatwerk_cli.tender.views.verdict_json import dumps, verdict_json

        text = dumps(verdict_json(result, assessor.beleid.sha256))
        write_result(f"[\n{text}\n]\n" if listed and task.form == "json" else f"{text}\n", task.output)
    elif task.form in ("csv", "excel"):
        writer = table_writing(task, assessor).writer()
        write_result(writer.head() + writer.rows([result]), task.output)
    elif task.form == "yaml":
        from maatwerk_cli.tender.views.tender_yaml import record_yaml

        write_result(record_yaml([result.facts]), task.output)
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
    return SeriesWriting(form, policy.sha256, tuple(policy.kaders), files, policy.owes_more)


def show_blocks(
    task: Task, results: list[Result | Refused] | list[Result], assessor: Assessor, folder: Path
) -> None:
    """Write verdicts in words: for the screen, or as memos."""
    state = ""
    if task.form == "pdf" and task.show == "uitkomst":
        from maatwerk_cli.tender.views.memo import running_state

        state = running_state(results, _entries(task, results))
    show_text(task, tender_blocks(task, results, assessor, folder), state)


def tender_blocks(
    task: Task, results: Sequence[Result | Refused], assessor: Assessor, folder: Path
) -> "list[Block]":
    """Put verdicts into words: for the screen, or as memos."""
    from maatwerk_cli.tender.views.verdict_words import Background, error_blocks, verdict_blocks

    _say_unmatched(task, results)
    policy = assessor.beleid
    if task.show == "vragenlijst":
        from maatwerk_cli.tender.questions.next_question import bound_by
        from maatwerk_cli.tender.views.question_sheet import question_blocks

        return list(question_blocks(results, bound_by(policy.kaders.values())))
    if task.show == "bestek":
        return _clauses(task, results)
    if task.form in MEMO_FORMS:
        from maatwerk_cli.tender.views.memo import memo_document

        titles = _source_titles(folder)
        kaders = tuple(policy.kaders.values())
        background = Background(titles, policy.sha256, __version__, policy.unconfirmed, task.form, kaders)
        background = background._replace(asked=task.ask, piped=STDIN in task.files, not_read=task.not_read)
        files = _kept_files(task, results)
        if files:
            background = background._replace(files=files, command=_memo_command(task))
        _say_unplaced(task, results)
        return memo_document(results, _entries(task, results), background)
    background = Background({}, policy.sha256, __version__)
    blocks: list[Block] = []
    for result in results:
        if isinstance(result, Refused):
            blocks += error_blocks(result)
        else:
            own = _own_dossier(task, result)
            blocks += verdict_blocks(result, background, own, explain=task.explain)
    return blocks


def _kept_files(task: Task, results: Sequence[Result | Refused]) -> "tuple[KeptFile, ...]":
    """Give the files a memo is made from, where they say more than a record of the tenders can hold."""
    more = any(
        isinstance(result, Refused) or result.tender.signals or result.tender.overruled for result in results
    )
    more = more or bool(task.not_read)
    return tuple(_as_kept(task, path) for path in (*task.meant, *task.sheets)) if more else ()


def _as_kept(task: Task, path: Path) -> "KeptFile":
    """Give the name of a file as a command names it, and its hash; empty where it cannot be read."""
    from maatwerk_cli.tender.views.verdict_words import KeptFile

    if path == STDIN:
        return KeptFile(PIPED, task.stdin_sha256)
    try:
        content_hash = sha256(path.read_bytes()).hexdigest()
    except OSError:
        content_hash = ""
    return KeptFile(shown_path(_name(task, path)), content_hash)


def _name(task: Task, path: Path) -> str:
    """Name a file without the folders that it lies in on this machine, unless that could mean two files."""
    given = [*task.files, *task.sheets]
    names = [own.name for own in given]
    if len(set(names)) < len(names):
        return str(path)
    folder = next((own for own in given if own in path.parents), None)
    return path.name if folder is None else (Path(folder.name) / path.relative_to(folder)).as_posix()


def as_argument(name: str) -> str:
    """Write a file's name so that no command takes it for an option."""
    return f"./{name}" if name.startswith("-") and name != "-" else name


def _memo_command(task: Task) -> str:
    """Give the command that makes a memo again from the files that it names, without what makes it final."""
    files = [PIPED if path == STDIN else shown_path(_name(task, path)) for path in task.files]
    words = ["maatwerk", "check-aanbesteding", *map(as_argument, files)]
    for option, text in task.given.items():
        words += [option, shown_text(text)]
    if task.decimal != "komma":
        words += ["--decimaal", task.decimal]
    for sheet in task.sheets:
        words += ["--antwoorden", as_argument(shown_path(_name(task, sheet)))]
    return shlex.join(words)


def _clauses(task: Task, results: Sequence[Result | Refused]) -> "list[Block]":
    from maatwerk_cli.tender.dossiers import dossier_of
    from maatwerk_cli.tender.views.clauses import clause_blocks
    from maatwerk_cli.tender.views.verdict_words import error_blocks
    from maatwerk_cli.text.blocks import Heading, deeper

    blocks: list[Block] = []
    for result in results:
        if isinstance(result, Refused):
            blocks += error_blocks(result)
        else:
            facts = result.besluit.facts
            blocks += clause_blocks(result, dossier_of(task.dossiers, facts.id, facts.perceel))
    if len(results) == 1:
        return blocks
    return [Heading(f"Social return in het bestek van {len(results)} aanbestedingen", 1), *deeper(blocks)]


def say_unused_answers(task: Task, answered: Collection[RowKey]) -> None:
    """Say of which answers there is no tender: a slip in an id would leave them out unseen."""
    for key, _ in task.answers:
        if key not in answered:
            named = f"id {key.id}" if key.id else f"regel {key.line}"
            lot = f", perceel {key.perceel}" if key.perceel else ""
            print_error(f"Het antwoord bij {named}{lot} hoort bij geen van de aanbestedingen.")


def _own_dossier(task: Task, result: Result) -> "Dossier | None":
    """Give what a tender file says of one tender; nothing where there is none, as for most on the screen."""
    if not task.dossiers:
        return None
    from maatwerk_cli.tender.dossiers import dossier_of

    return dossier_of(task.dossiers, result.besluit.facts.id, result.besluit.facts.perceel)


def _entries(task: Task, results: Sequence[Result | Refused]) -> "Sequence[Dossier]":
    """Give what is said beside the tenders; what the file says goes before who answered a sheet."""
    if task.answered is None:
        return task.dossiers
    from maatwerk_cli.cli.tender.answer_file import who_answered

    filed = [entry.model_dump() for entry in task.dossiers]  # the file of a memo has them already
    answered = [own for own in who_answered(task.answered, results) if own.model_dump() not in filed]
    return [*answered, *task.dossiers]


def _say_unplaced(task: Task, results: Sequence[Result | Refused]) -> None:
    """Say that of several tenders one without an id has no place for who answered."""
    if task.answered and len(results) > 1 and any(not key.id for key, _ in task.answered.answered):
        print_error(
            "Wie antwoordde bij een aanbesteding zonder id, staat niet in de memo. Geef elke aanbesteding "
            "een id."
        )


def _say_unmatched(task: Task, results: Sequence[Result | Refused]) -> None:
    """Say of which entries of the dossier there is no tender: a slip in an id leaves a memo without them."""
    if not task.dossiers:
        return
    from maatwerk_cli.tender.dossiers import unmatched

    tenders = [
        (result.id, result.perceel)
        if isinstance(result, Refused)
        else (result.besluit.facts.id, result.besluit.facts.perceel)
        for result in results
    ]
    for place in unmatched(task.dossiers, tenders):
        print_error(
            f"{task.dossier}: onderdeel {place + 1} hoort bij geen van de aanbestedingen. Kijk het id en het "
            "perceel na."
        )


def show_text(task: Task, document: "list[Block]", state: str = "") -> None:
    """Write a document in the form that was asked for; a PDF says its ``state`` on every page."""
    from maatwerk_cli.text.blocks import Heading

    title = document[0].text if isinstance(document[0], Heading) else ""
    if task.form == "pdf":
        write_result(_pdf(document, title, state), task.output)
        return
    write_result(blocks_as(task.form, document, title, task.output), task.output)


def _pdf(document: "list[Block]", title: str, state: str) -> bytes:
    from maatwerk_cli.text.pdf.pdf_document import PdfLayout, PdfUnavailableError, pdf_of

    try:
        return pdf_of(document, PdfLayout(title, state=state))
    except PdfUnavailableError:
        raise UserError(
            "--formaat pdf: dit onderdeel is niet geïnstalleerd (typst). Installeer het met: pip install "
            "'maatwerk-cli[pdf]'. "
            "Of maak html en druk die af in een browser."
        ) from None


def _source_titles(folder: Path) -> dict[str, str]:
    """Give by id how a source is cited; of a source list that does not read, nothing."""
    from maatwerk_cli.register.light_reading import read_sources
    from maatwerk_cli.tender.views.verdict_words import source_title

    sources = read_sources(folder.parent)
    return {
        str(source.get("id")): source_title(source)
        for source in sources
        if isinstance(source.get("titel"), str)
    }
