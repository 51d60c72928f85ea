"""``maatwerk kader vergelijk``."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from maatwerk_cli.cli.shell.day_options import given_date
from maatwerk_cli.cli.shell.errors import UserError
from maatwerk_cli.cli.shell.options import CsvOption, DataOption, OutputOption, form_with_csv
from maatwerk_cli.cli.shell.output import blocks_as, print_error, result_stream, write_result
from maatwerk_cli.text.problem import place_in

if TYPE_CHECKING:
    from maatwerk_cli.cli.policy.comparison_writing import PairWriting
    from maatwerk_cli.tender.cases.comparison import ComparedPair
    from maatwerk_cli.tender.frameworks.policy import Beleid
    from maatwerk_cli.tender.judging import Choices
    from maatwerk_cli.tender.series.series import SeriesFile

ComparisonForm = Literal["tabel", "tekst", "markdown", "html", "csv", "json", "jsonl"]

_IN_MEMORY = 16 * 1024 * 1024
"""What more tenders come to waits on disk."""


def command(
    bestanden: Annotated[
        list[Path],
        typer.Argument(
            metavar="BESTAND",
            help="De aanbestedingen: CSV, YAML, aankondiging of map; - is de standaardinvoer.",
        ),
    ],
    met: Annotated[
        Path | None,
        typer.Option("--met", metavar="PAD", help="Ander beleid: een kader (YAML), of een map met beleid."),
    ] = None,
    stel: Annotated[
        list[str] | None,
        typer.Option(
            "--stel",
            metavar="PARAMETER=WAARDE",
            help="Het beleid van nu, met één getal anders: loonsom_minimum=200000. U mag dit vaker geven.",
        ),
    ] = None,
    peildatum: Annotated[
        str | None, typer.Option("--peildatum", metavar="DATUM", help="Peildatum voor elke aanbesteding.")
    ] = None,
    met_peildatum: Annotated[
        str | None,
        typer.Option("--met-peildatum", metavar="DATUM", help="Een andere peildatum, om mee te vergelijken."),
    ] = None,
    formaat: Annotated[
        ComparisonForm,
        typer.Option("--formaat", metavar="VORM", help="tabel, tekst, markdown, html, csv, json of jsonl."),
    ] = "tabel",
    csv: CsvOption = "gewoon",
    data: DataOption = None,
    uitvoer: OutputOption = None,
) -> int:
    r"""Toon wat er zou veranderen met ander beleid, bij een reeks aanbestedingen.

    Elke aanbesteding wordt twee keer getoetst: met het beleid van nu, en met het andere. U ziet welke
    uitkomsten, verplichtingen en vragen anders worden, samen en één voor één. Er verandert niets.

    Voorbeelden:

        maatwerk kader vergelijk lijst.csv --stel loonsom_minimum=200000
        maatwerk kader vergelijk lijst.csv --met ontwerp/generiek_kader.yaml
        maatwerk kader vergelijk lijst.csv --peildatum 2017-12-31 \
            --met-peildatum 2018-01-01 --formaat csv
    """
    from maatwerk_cli.cli.policy.comparison_writing import OtherPolicy, PairWriting, other_assessor
    from maatwerk_cli.cli.policy.other_policy import low_percentages_told
    from maatwerk_cli.cli.tender.check_run import load_policy
    from maatwerk_cli.cli.tender.tender_opening import refuse_inside, refuse_loss
    from maatwerk_cli.tender.cases.views.comparison_views import (
        comparison_blocks,
        comparison_head,
        comparison_json,
    )
    from maatwerk_cli.tender.judging import Choices

    form = form_with_csv(formaat, csv)
    if met is None and not stel and met_peildatum is None:
        raise UserError("Zeg waarmee: --met PAD, --stel PARAMETER=WAARDE, of --met-peildatum DATUM.")
    refuse_loss(uitvoer, (*bestanden, met))
    refuse_inside(uitvoer, bestanden)
    policy, folder = load_policy(data)
    other = OtherPolicy(folder, met, tuple(stel or ()))
    for doubt in low_percentages_told(policy, other_assessor(other).beleid):
        print_error(doubt)
    one_date, other_date = _dated(peildatum, "--peildatum"), _dated(met_peildatum, "--met-peildatum")
    writing = PairWriting(other, Choices(other_date or one_date), "excel" if csv == "excel" else form)
    run = _Run(policy, folder, Choices(one_date), writing)
    if form in ("csv", "jsonl"):
        with result_stream(uitvoer) as stream:
            stream.write(comparison_head(excel=csv == "excel") if form == "csv" else b"")
            for part in run.parts(bestanden):
                stream.write(part)
    elif form == "json":
        with SpooledTemporaryFile(_IN_MEMORY) as spool:
            lengths = [spool.write(part) for part in run.parts(bestanden)]
            spool.seek(0)
            items = (spool.read(length) for length in lengths)
            with result_stream(uitvoer) as stream:
                stream.writelines(comparison_json(run.total, items))
    else:
        for _ in run.parts(bestanden):
            pass
        title = _title(met, stel or [], met_peildatum)
        blocks = list(comparison_blocks(title, run.total, run.changed))
        write_result(blocks_as(form, blocks, "Wat er zou veranderen", uitvoer), uitvoer)
    return 1 if run.total.wrong else 0


def _dated(given: str | None, option: str) -> tuple[tuple[str, object], ...]:
    return () if given is None else (("peildatum", given_date(option, given)),)


class _Run:
    """Judges every tender of files under both policies, once, over all cores."""

    def __init__(self, policy: "Beleid", folder: Path, choices: "Choices", writing: "PairWriting") -> None:
        from maatwerk_cli.tender.cases.comparison import Sums

        self._policy, self._folder, self._choices, self._writing = policy, folder, choices, writing
        self.total = Sums()
        self.changed: list[ComparedPair] = []

    def parts(self, files: "Sequence[Path]") -> "Iterator[bytes]":
        """Give what came of all tenders, written, many at a time; they are summed meanwhile."""
        from maatwerk_cli.cli.policy.comparison_writing import ComparedPart
        from maatwerk_cli.cli.tender.tender_opening import find_tender_files
        from maatwerk_cli.tender.series.series import MOST_SHOWN, Series
        from maatwerk_cli.tender.verdicts.assessor import Assessor

        names = find_tender_files([*files])
        series = Series(
            *(Assessor(self._policy), self._folder, self._choices, "komma", print_error, _unheard),
            many=len(names) > 1,
            origins=False,
        )
        with ExitStack() as stack:
            opened = _opened(names, stack)
            for data in series.contents(opened, self._writing, self._writing.writer()):
                part = ComparedPart.read(data)
                self.total.merge(part.sums)
                self.changed += part.changed[: MOST_SHOWN - len(self.changed)]
                if part.content:
                    yield part.content


def _opened(names: "Sequence[Path]", stack: ExitStack) -> "Iterator[SeriesFile]":
    """Open files one after another.

    Raises:
        UserError: one cannot be read.
    """
    from maatwerk_cli.cli.tender.tender_files import put
    from maatwerk_cli.cli.tender.tender_opening import open_tender_file, say_how_read, series_file
    from maatwerk_cli.tender.input.tender_input import read_input
    from maatwerk_cli.tender.judging import Refused

    for name in names:
        file = stack.enter_context(open_tender_file(name))
        content = read_input(file.stream, put)
        if isinstance(content, Refused):
            raise UserError(f"{place_in(file.name, content)}: {content.message}")
        say_how_read(file, content)
        yield series_file(file, content)


def _unheard(file: object, rows: int) -> None:
    del file, rows


def _title(other: Path | None, changes: Sequence[str], day: str | None) -> str:
    parts = [f"het beleid uit {other.name}"] if other else []
    parts += changes
    parts += [f"peildatum {day}"] if day else []
    return f"Vergeleken met: {', '.join(parts)}."
