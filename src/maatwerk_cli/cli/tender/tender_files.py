"""``check-aanbesteding`` with files: recognised, and judged one by one or as a series."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from maatwerk_cli.cli.shell.errors import UserError
from maatwerk_cli.cli.shell.output import print_error, result_stream, write_result
from maatwerk_cli.cli.tender.one_tender import run_one, show_blocks, show_one, show_text, tender_blocks
from maatwerk_cli.cli.tender.tender_opening import Bestand, find_files, open_file, say_encoding
from maatwerk_cli.cli.tender.tender_task import Gegeven, Opdracht, say_two_ways
from maatwerk_cli.tender.judging import Ingelezen, Rijfout, Uitslag
from maatwerk_cli.tender.masking import shown_text
from maatwerk_cli.tender.series.series_rows import Telling
from maatwerk_cli.tender.tender_input import CsvBron, Enkel, Invoer, Onleesbaar, read_input
from maatwerk_cli.tender.verdict import Toetser
from maatwerk_cli.text.problem import Problem

_FOR_ALL = ("--opdrachtgever-soort", "--werkwijze", "--lezing", "--peildatum")
"""The options that can be meant for many tenders at once."""

MOST_SHOWN = 500


def put(problem: Problem) -> str:
    """Put a problem of the catalogue into words."""
    from maatwerk_cli.checks.catalogue import texts

    return " ".join(texts(problem))


def run_files(task: Opdracht, given: Gegeven, toetser: Toetser, folder: Path) -> int:
    """Judge the tenders of files, and give the exit code.

    Raises:
        UserError: nothing could be read, or an option does not go with a series.

    """
    with ExitStack() as stack:
        names = find_files(task.files)
        alone = len(names) == 1 and not (len(task.files) == 1 and task.files[0].is_dir())
        if alone:
            file = stack.enter_context(open_file(names[0]))
            content = read_input(file.stream, file.name, put)
            if isinstance(content, Onleesbaar):
                raise UserError(f"{file.name}:{content.regel}:{content.kolom}: {content.fout}")
            if not isinstance(content, CsvBron) and len(content) == 1:
                record = isinstance(content, Enkel)
                if record or isinstance(content[0], Ingelezen):
                    say_encoding(file, content)
                    listed = not record
                    return run_one(task, given, toetser, folder, file.name, content[0], listed=listed)
            inputs: Iterator[tuple[Bestand, Invoer]] = iter([(file, content)])
        else:
            inputs = _opened(names, stack)
        only_one = ["--vraag"] if task.ask else [name for name in task.given if name not in _FOR_ALL]
        if only_one:
            raise UserError(
                f"{only_one[0]} kan alleen bij één aanbesteding, en hier kunnen er meer zijn. "
                "Zet de gegevens in het bestand."
            )
        return _run_series(task, given, toetser, folder, inputs, many=not alone)


def _opened(names: list[Path], stack: ExitStack) -> Iterator[tuple[Bestand, Invoer]]:
    """Open files one after another; one that cannot be opened is a row that cannot be judged."""
    for name in names:
        with ExitStack() as single:
            try:
                file = single.enter_context(open_file(name))
            except UserError as error:
                yield (
                    Bestand(shown_text(str(name)), sys.stdin.buffer, 0),
                    Onleesbaar(shown_text(error.message)),
                )
                continue
            yield file, read_input(file.stream, file.name, put)
    stack.close()


def _run_series(
    task: Opdracht,
    given: Gegeven,
    toetser: Toetser,
    folder: Path,
    inputs: Iterator[tuple[Bestand, Invoer]],
    *,
    many: bool,
) -> int:
    from maatwerk_cli.cli.tender.series_run import Reeks

    in_words = task.form in ("tabel", "tekst")
    series = Reeks(
        toetser, folder, given.choices(), task.decimal, many=many, origins=task.explain and in_words
    )
    if task.form in ("json", "jsonl", "csv", "excel"):
        with result_stream(task.output) as stream:
            series.write(inputs, task.form, stream)
    else:
        results = series.collect(inputs, MOST_SHOWN)
        if results is None and task.form not in ("tabel", "tekst"):
            raise UserError(
                f"--formaat {task.form} is voor hooguit {MOST_SHOWN} aanbestedingen. Kies csv of jsonl."
            )
        _show_many(task, given, results, series.count, toetser, folder)
    if series.count.dubbelzinnig:
        say_two_ways(task.decimal)
    if task.form not in ("tabel", "tekst"):
        from maatwerk_cli.tender.views.series_summary import summary

        for line in summary(series.count):
            print_error(line)
    if series.count.totaal and series.unreadable == series.count.totaal:
        return 2
    outcomes = series.count.uitkomsten
    return 1 if outcomes["onbekend"] or outcomes["fout"] else 0


def _show_many(
    task: Opdracht,
    given: Gegeven,
    results: list[Uitslag | Rijfout] | None,
    count: Telling,
    toetser: Toetser,
    folder: Path,
) -> None:
    if results and len(results) == 1 and isinstance(results[0], Uitslag):
        show_one(task, results[0], toetser, folder)
    elif task.form == "yaml":
        from maatwerk_cli.tender.views.tender_yaml import rows_yaml

        write_result(rows_yaml(results or []), task.output)
    elif task.form in ("tabel", "tekst"):
        from maatwerk_cli.tender.views.series_summary import series_blocks
        from maatwerk_cli.text.blocks import Alinea

        blocks = list(series_blocks(results, count))
        if task.explain and results is None:
            blocks.append(
                Alinea(f"De uitleg per aanbesteding is er bij hooguit {MOST_SHOWN} aanbestedingen.")
            )
        elif task.explain:
            blocks += tender_blocks(
                task, [_with_origins(row, given) for row in results or ()], toetser, folder
            )
        show_text(task, blocks)
    else:
        show_blocks(task, results or [], toetser, folder)


def _with_origins(row: Uitslag | Rijfout, given: Gegeven) -> Uitslag | Rijfout:
    """Add which fields an option gave."""
    if isinstance(row, Rijfout):
        return row
    read = row.ingelezen
    return row._replace(ingelezen=read._replace(herkomst=given.origins(read.herkomst)))
