"""``maatwerk kader vergelijk``."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from maatwerk_cli.cli.shell.errors import UserError
from maatwerk_cli.cli.shell.options import CsvOption, DataOption, OutputOption, form_with_csv
from maatwerk_cli.cli.shell.output import blocks_as, print_error, write_result

if TYPE_CHECKING:
    from maatwerk_cli.tender.cases.comparison import ComparedPair
    from maatwerk_cli.tender.frameworks.policy import Beleid
    from maatwerk_cli.tender.judging import Choices, Result, RowError

ComparisonForm = Literal["tabel", "tekst", "markdown", "html", "csv", "json", "jsonl"]


def command(
    bestanden: Annotated[
        list[Path],
        typer.Argument(metavar="BESTAND", help="De aanbestedingen: CSV, YAML, aankondiging of map."),
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
            help="Het beleid van nu, met een getal anders: loonsom_minimum=200000. Meer dan één keer mag.",
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
    """Toon wat er zou veranderen met ander beleid, bij een reeks aanbestedingen.

    Elke aanbesteding wordt twee keer getoetst: met het beleid van nu, en met het andere. U ziet welke
    uitkomsten, verplichtingen en vragen anders worden, samen en één voor één. Er wordt niets veranderd.

    Voorbeelden:

        maatwerk kader vergelijk lijst.csv --stel loonsom_minimum=200000
        maatwerk kader vergelijk lijst.csv --met ontwerp/generiek_kader.yaml
        maatwerk kader vergelijk lijst.csv --peildatum 2017-12-31 --met-peildatum 2018-01-01 --formaat csv
    """
    from maatwerk_cli.cli.policy.other_policy import changed_policy, other_policy
    from maatwerk_cli.cli.tender.check_run import load_policy
    from maatwerk_cli.tender.cases.comparison import pairs
    from maatwerk_cli.tender.judging import Choices

    form = form_with_csv(formaat, csv)
    if met is None and not stel and met_peildatum is None:
        raise UserError("Zeg waarmee: --met PAD, --stel PARAMETER=WAARDE, of --met-peildatum DATUM.")
    policy, _ = load_policy(data)
    other = policy if met is None else other_policy(policy, met)
    if stel:
        other = changed_policy(other, stel)
    one_date, other_date = _dated(peildatum, "--peildatum"), _dated(met_peildatum, "--met-peildatum")
    choices = Choices(one_date)
    after = Choices(other_date or one_date)
    compared = [*pairs(_judged(bestanden, policy, choices), _judged(bestanden, other, after, quiet=True))]
    _write(_title(met, stel or [], met_peildatum), compared, form, csv == "excel", uitvoer)
    return 1 if any(pair.fout for pair in compared) else 0


def _dated(given: str | None, option: str) -> tuple[tuple[str, object], ...]:
    from maatwerk_cli.models.values import parse_datum

    if given is None:
        return ()
    try:
        return (("peildatum", parse_datum(given)),)
    except ValueError:
        raise UserError(f"{option}: dit is geen datum. Schrijf bijvoorbeeld 2018-03-01.") from None


def _judged(
    files: Sequence[Path], policy: "Beleid", choices: "Choices", *, quiet: bool = False
) -> "Iterable[Result | RowError]":
    """Judge every tender of the files, in order."""
    from maatwerk_cli.cli.tender.tender_files import put
    from maatwerk_cli.cli.tender.tender_opening import find_files, open_file, say_how_read
    from maatwerk_cli.tender.input.tender_input import Unreadable, read_input
    from maatwerk_cli.tender.series.series import Series, SeriesFile
    from maatwerk_cli.tender.verdict import Assessor

    if any(str(path) == "-" for path in files):
        raise UserError("De aanbestedingen worden twee keer gelezen. Geef een bestand in plaats van -.")
    say = _silent if quiet else print_error
    results: list[Result | RowError] = []
    for name in find_files([*files]):
        with open_file(name) as file:
            content = read_input(file.stream, file.name, put)
            if isinstance(content, Unreadable):
                raise UserError(f"{file.name}:{content.line}:{content.column}: {content.text}")
            if not quiet:
                say_how_read(file, content)
            series = Series(Assessor(policy), Path(), choices, "komma", say, _unheard)
            # Of no size: it is judged here, since the other policy is in no file.
            results += series.collect([SeriesFile(file.name, 0, content)], _MOST) or []
    return results


_MOST = 10_000_000


def _silent(line: str, name: str = "") -> None:
    del line, name


def _unheard(file: object, rows: int) -> None:
    del file, rows


def _title(other: Path | None, changes: Sequence[str], day: str | None) -> str:
    parts = [f"het beleid uit {other.name}"] if other else []
    parts += changes
    parts += [f"peildatum {day}"] if day else []
    return f"Vergeleken met: {', '.join(parts)}."


def _write(title: str, compared: "list[ComparedPair]", form: str, excel: bool, output: Path | None) -> None:
    from maatwerk_cli.tender.cases.views import comparison_views as views

    content: str | bytes
    if form == "csv":
        content = views.comparison_csv(compared, excel=excel)
    elif form == "json":
        content = views.comparison_json(compared)
    elif form == "jsonl":
        content = views.comparison_lines(compared)
    else:
        blocks = list(views.comparison_blocks(title, compared))
        content = blocks_as(form, blocks, "Wat er zou veranderen", output)
    write_result(content, output)
