"""``check-aanbesteding`` with files: recognised, and judged one by one or as a series."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path

from maatwerk_cli.cli.shell.errors import UserError
from maatwerk_cli.cli.shell.output import print_error, result_stream, write_result
from maatwerk_cli.cli.tender.one_tender import (
    run_one,
    say_other_origin,
    say_unmatched,
    say_unused_answers,
    show_blocks,
    show_one,
    show_text,
    table_writing,
    tender_blocks,
)
from maatwerk_cli.cli.tender.progress_bar import ProgressBar
from maatwerk_cli.cli.tender.tender_opening import (
    STDIN,
    digest,
    find_tender_files,
    open_tender_file,
    say_how_read,
    series_file,
)
from maatwerk_cli.cli.tender.tender_options import OPTIONS_OF_ALL
from maatwerk_cli.cli.tender.tender_task import MEMO_FORMS, Given, Task, say_two_ways
from maatwerk_cli.tender.input.columns import unread_columns
from maatwerk_cli.tender.input.tender_input import Tenders, TenderTable, read_input
from maatwerk_cli.tender.judging import Refused, Result, TenderRead
from maatwerk_cli.tender.masking import shown_path, shown_text
from maatwerk_cli.tender.series.series import MOST_SHOWN, Series, SeriesFile
from maatwerk_cli.tender.series.tally import Tally
from maatwerk_cli.tender.verdicts.assessor import Assessor
from maatwerk_cli.text.problem import Problem, place_in


def put(problem: Problem) -> str:
    """Put a problem of the catalogue into words."""
    from maatwerk_cli.checks.catalogue import texts

    return " ".join(texts(problem))


def run_files(task: Task, given: Given, assessor: Assessor, folder: Path) -> int:
    """Judge the tenders of files, and give the exit code.

    Raises:
        UserError: nothing could be read, or an option does not go with a series.
    """
    with ExitStack() as stack:
        names = find_tender_files(task.files)
        task = task._replace(meant=tuple(names))
        hashes: list[str] = []
        alone = len(names) == 1 and not (len(task.files) == 1 and task.files[0].is_dir())
        if alone:
            file = stack.enter_context(open_tender_file(names[0]))
            if names[0] == STDIN and task.form in MEMO_FORMS:
                task = task._replace(stdin_sha256=digest(file))
            content = read_input(file.stream, put)
            if isinstance(content, Refused):
                raise UserError(f"{place_in(file.name, content)}: {content.message}", file.name)
            say_how_read(file, content)
            if isinstance(content, Tenders) and (only := content.only) is not None:
                listed = not content.one_record
                if not listed or isinstance(only, TenderRead):
                    return run_one(task, given, assessor, folder, file.name, only, listed=listed)
            files: Iterator[SeriesFile] = iter([series_file(file, content)])
        else:
            files = _opened(names, stack, hashes if task.form in MEMO_FORMS else None)
        only_one = ["--vraag"] if task.ask else [name for name in task.given if name not in OPTIONS_OF_ALL]
        if only_one:
            raise UserError(
                f"{only_one[0]} kan alleen bij één aanbesteding, en hier kunnen er meer zijn. "
                "Zet de gegevens in het bestand."
            )
        return _run_series(task, given, assessor, folder, files, hashes, many=not alone)


def _opened(names: list[Path], stack: ExitStack, hashes: list[str] | None) -> Iterator[SeriesFile]:
    """Open files one after another; one that cannot be opened is a row that cannot be judged.

    Args:
        names: the files.
        stack: what is closed after the last.
        hashes: takes the hash of standard input; ``None`` where nobody asks for it.
    """
    for name in names:
        with ExitStack() as single:
            try:
                file = single.enter_context(open_tender_file(name))
            except UserError as error:
                text = error.message.removeprefix(f"{error.name}: ")  # each row has the name before it
                yield SeriesFile(shown_path(str(name)), 0, Refused(shown_text(text)))
                continue
            if name == STDIN and hashes is not None:
                hashes.append(digest(file))
            content = read_input(file.stream, put)
            say_how_read(file, content)
            yield series_file(file, content)
    stack.close()


def _run_series(
    task: Task,
    given: Given,
    assessor: Assessor,
    folder: Path,
    files: Iterator[SeriesFile],
    hashes: list[str],
    *,
    many: bool,
) -> int:
    in_words = task.form in ("tabel", "tekst")
    already_said = task.two_ways
    bar = ProgressBar()
    series = Series(
        assessor,
        folder,
        given.choices()._replace(answers=task.answers, dossiers=task.dossiers),
        task.decimal,
        print_error,
        lambda file, rows: bar.show(_read_so_far(file), file.size, rows),
        many=many,
        origins=task.explain and in_words,
    )
    if task.form in ("json", "jsonl", "csv", "excel"):
        writing = table_writing(task, assessor, files=many)
        with result_stream(task.output) as stream:
            series.write(files, writing, stream)
            bar.clear()
    else:
        unread: dict[str, str] = {}
        results = series.collect(_noting(files, unread), MOST_SHOWN)
        bar.clear()
        task = task._replace(stdin_sha256=hashes[0]) if hashes else task
        task = task._replace(not_read=unread, two_ways=already_said or series.tally.two_ways)
        if results is None and not in_words:
            raise UserError(
                f"--formaat {task.form} is voor hooguit {MOST_SHOWN} aanbestedingen. Kies csv of jsonl."
            )
        _show_many(task, given, results, series.tally, assessor, folder)
    say_unused_answers(task, series.tally.answered)
    say_unmatched(task, series.tally.named)
    if series.tally.two_ways and not already_said:
        say_two_ways(task.decimal)
    if not in_words:
        from maatwerk_cli.tender.views.series_summary import summary_of_series

        for line in summary_of_series(series.tally):
            print_error(line)
    if not series.tally.total:
        print_error("Er is niets te toetsen: er staat geen aanbesteding in. Vul ten minste één rij in.")
        return 2
    if series.unreadable == series.tally.total:
        return 2
    outcomes = series.tally.outcomes
    return 1 if outcomes["onbekend"] or outcomes["fout"] or outcomes["geen"] else 0


def _noting(files: Iterable[SeriesFile], unread: dict[str, str]) -> Iterator[SeriesFile]:
    """Give files as they come, and note for a memo which columns of each were not read."""
    for file in files:
        if isinstance(file.content, TenderTable) and file.content.unknown:
            unread[file.name] = unread_columns(file.content.unknown)
        yield file


def _read_so_far(file: SeriesFile) -> int:
    return file.content.stream.position() if isinstance(file.content, TenderTable) else 0


def _show_many(
    task: Task,
    given: Given,
    results: list[Result | Refused] | None,
    count: Tally,
    assessor: Assessor,
    folder: Path,
) -> None:
    if results:
        say_other_origin(task, results)
    if task.show != "uitkomst":
        if results is None:
            ways = " Kies --formaat csv." if task.show == "vragenlijst" else ""
            raise UserError(f"--{task.show} toont hooguit {MOST_SHOWN} aanbestedingen.{ways}")
        show_blocks(task, results, assessor, folder)
    elif results and len(results) == 1 and isinstance(results[0], Result):
        show_one(task, results[0], assessor, folder)
    elif task.form == "yaml":
        from maatwerk_cli.tender.views.tender_yaml import rows_yaml

        write_result(rows_yaml(results or []), task.output)
    elif task.form in ("tabel", "tekst"):
        from maatwerk_cli.tender.views.series_summary import series_blocks
        from maatwerk_cli.text.blocks import Paragraph

        blocks = list(series_blocks(results, count))
        if task.explain and results is None:
            blocks.append(
                Paragraph(f"De uitleg per aanbesteding is er bij hooguit {MOST_SHOWN} aanbestedingen.")
            )
        elif task.explain:
            blocks += tender_blocks(
                task, [_with_origins(row, given) for row in results or ()], assessor, folder
            )
        show_text(task, blocks)
    else:
        show_blocks(task, results or [], assessor, folder)


def _with_origins(row: Result | Refused, given: Given) -> Result | Refused:
    """Add which fields an option gave."""
    if isinstance(row, Refused):
        return row
    read = row.tender
    return row._replace(tender=read._replace(origins=given.origins(read.origins)))
