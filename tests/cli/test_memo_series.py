"""How a memo counts a series: a row that is no tender is none, and lots are lots."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

Run = Callable[..., subprocess.CompletedProcess[str]]
Repeat = Callable[..., str]
ROOT = Path(__file__).parents[2]
DATA = ("--data", str(ROOT / "data"))
HEAD = "id;perceel;aard;loonsom_excl_btw\n"
NO_TENDERS = ";;;\n--;--;--;--\n", "Totaal;;;900000\n"
LOTS = "p;1;dienst;1\np;2;dienst;2\np;3;levering;3\nq;2;dienst;4\nr;1;dienst;5\nr;2;dienst;6\n"
# Rows; how they are counted; whether lots are among them.
COUNTED = {
    "tenders": ("a;;dienst;1\nb;;dienst;2\n", "2 aanbestedingen"),
    "lots": (LOTS, "3 aanbestedingen, 6 percelen"),
    "both": ("a;;dienst;1\np;1;dienst;1\np;2;dienst;2\n", "2 aanbestedingen, 2 percelen"),
    "a lot that does not read, first": ("p;1;zzz;1\np;2;dienst;2\n", "1 aanbesteding, 2 percelen"),
    "a lot that does not read, last": (
        "p;1;dienst;1\np;2;zzz;2\nb;;dienst;2\n",
        "2 aanbestedingen, 2 percelen",
    ),
    "without an id": (";;dienst;1\n;;dienst;2\n", "2 aanbestedingen"),
}


def memo(maatwerk: Run, folder: Path, rows: str, form: str = "markdown") -> str:
    (folder / "lijst.csv").write_text(HEAD + rows, encoding="utf-8")
    given = ("check-aanbesteding", "lijst.csv", "--peildatum", "2018-03-01", *DATA)
    return maatwerk(*given, "--formaat", form, cwd=folder).stdout


@pytest.mark.parametrize("case", COUNTED)
def test_lots_of_one_tender_are_one_tender(maatwerk: Run, tmp_path: Path, case: str) -> None:
    rows, counted = COUNTED[case]
    assert memo(maatwerk, tmp_path, rows).splitlines()[0] == f"# Toets social return: {counted}"
    tenders, *lots = counted.split(", ")
    apart = " Elk perceel heeft een eigen regel." if lots else ""
    assert f"- {', '.join([f'{tenders} gelezen', *lots])}.{apart}\n" in memo(
        maatwerk, tmp_path, rows, "tekst"
    )


def test_a_row_that_is_no_tender_is_told_of_and_has_no_number_and_no_record(
    maatwerk: Run, repeat: Repeat, tmp_path: Path
) -> None:
    empty, total = NO_TENDERS
    first = memo(maatwerk, tmp_path, f"a;;dienst;1\n{empty}b;;zzz;2\n{total}")
    assert first.splitlines()[0] == "# Toets social return: 2 aanbestedingen"
    assert "Niet meegeteld, want leeg, alleen streepjes of een totaal: regel 3, regel 4 en regel 6." in first
    overview = first.split("## Overzicht")[1].split("\n## ")[0]
    assert [line[:7] for line in overview.splitlines() if line.startswith("| ")][2:] == ["| 1 | a", "| 2 | b"]
    assert "2. Regel 5, b: niet beoordeeld" in first.replace("\\", "")
    assert "3. Regel" not in first.replace("\\", "")
    record = first.split("invoer.yaml:\n\n```\n")[1].split("```")[0]
    assert [own["id"] for own in yaml.safe_load(record)] == ["a", "b"]
    assert repeat(first, tmp_path) == first


def test_one_tender_among_rows_that_are_none_has_a_memo_of_its_own(
    maatwerk: Run, repeat: Repeat, tmp_path: Path
) -> None:
    first = memo(maatwerk, tmp_path, f"a;;dienst;1\n{''.join(NO_TENDERS)}")
    assert first.splitlines()[0] == "# Toets social return: a"
    assert "een totaal: regel 3, regel 4 en regel 5." in first
    assert repeat(first, tmp_path) == first


def test_the_overview_says_of_a_row_only_what_carries_it(maatwerk: Run, tmp_path: Path) -> None:
    """Supplies fall outside by what they are: no option to extend bears on that."""
    page = memo(maatwerk, tmp_path, "a;;dienst;400000\nb;;levering;400000\n")
    resting = page.partition("per nummer:")[2].partition("## 1")[0]
    numbers = {line.partition(": ")[2]: line.partition(": ")[0] for line in resting.splitlines()}
    (options,) = [
        which for text, which in numbers.items() if text.startswith("Er is geen verlenging ingevuld.")
    ]
    (chosen,) = [which for text, which in numbers.items() if text.startswith("Er is geen werkwijze gekozen.")]
    assert (options, chosen) == ("- 1", "- 1 en 2")
