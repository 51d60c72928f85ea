"""A file of cases as it is read: within its limits, and of each case that does not read what is wrong."""

from pathlib import Path

import pytest

from maatwerk_cli.checks.catalogue import texts
from maatwerk_cli.tender.cases import case_file
from maatwerk_cli.tender.cases.case_file import case_files, read_cases
from maatwerk_cli.text.problem import Position, Problem

NAME = "beleid/vb.gevallen.yaml"
CASE = "- {naam: x, uitkomst: open, invoer: {aard: dienst}}\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "beleid").mkdir()
    return tmp_path / NAME


def test_every_case_has_its_place_and_one_that_does_not_read_hides_no_other(path: Path) -> None:
    path.write_text(CASE + CASE.replace("open", "misschien") + CASE, encoding="utf-8")
    (outcome,) = case_files(path.parents[1])
    assert (outcome.file, outcome.kader) == (NAME, "vb")
    assert [case.place for case in outcome.cases] == [0, 2]
    assert [(problem.code, problem.loc) for problem in outcome.problems] == [("MW104", (1, "uitkomst"))]


def test_where_there_is_no_policy_there_are_no_cases(tmp_path: Path) -> None:
    assert [*case_files(tmp_path)] == []


@pytest.mark.parametrize(("most", "reads"), [(3, True), (2, False)])
def test_so_many_cases_and_no_more(
    path: Path, most: int, reads: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(case_file, "MOST_CASES", most)
    path.write_text(CASE * 3, encoding="utf-8")
    outcome = read_cases(path, NAME)
    assert len(outcome.cases) == (3 if reads else 0)
    params = {"geval": "te_veel", "aantal": 3, "meeste": 2}
    assert [*outcome.problems] == ([] if reads else [Problem("MW732", NAME, (), params)])


def test_a_file_of_cases_is_no_larger_than_is_said() -> None:
    assert case_file.MOST_BYTES == 2_000_000  # MW002 says: 2 MB


@pytest.mark.parametrize(("most", "reads"), [(len(CASE), True), (len(CASE) - 1, False)])
def test_so_many_bytes_and_no_more(
    path: Path, most: int, reads: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(case_file, "MOST_BYTES", most)
    path.write_text(CASE, encoding="utf-8")
    outcome = read_cases(path, NAME)
    assert len(outcome.cases) == int(reads)
    assert [problem.code for problem in outcome.problems] == ([] if reads else ["MW002"])


def test_what_is_no_list_and_what_cannot_be_read(path: Path) -> None:
    path.write_text("naam: x\n", encoding="utf-8")
    (problem,) = read_cases(path, NAME).problems
    assert (problem.code, problem.params["geval"], problem.params["aantal"]) == ("MW732", "", 0)
    path.unlink()
    (problem,) = read_cases(path, NAME).problems
    assert (problem.code, problem.position) == ("MW018", Position(1, 1))


@pytest.mark.parametrize(
    ("tender", "expected"),
    [
        ("tekst", ("MW115", (0, "invoer"))),
        ("", ("MW103", (0, "invoer"))),
        ("[een]", ("MW115", (0, "invoer", 0))),
        ("[{aard: dienst}, twee]", ("MW115", (0, "invoer", 1))),
    ],
)
def test_what_is_no_tender_is_told_once(
    tender: str, expected: tuple[str, tuple[object, ...]], path: Path
) -> None:
    """As one of its lots where it is a list of them, and else as one."""
    path.write_text(f"- {{naam: x, uitkomst: open, invoer: {tender}}}\n", encoding="utf-8")
    (problem,) = read_cases(path, NAME).problems
    assert (problem.code, problem.loc) == expected
    assert problem.params["veld"] == problem.loc[1:]


@pytest.mark.parametrize(
    ("case", "code", "remedy"),
    [
        ("naam: x, invoer: {}", "MW102", "schrijf dan uitkomst: open."),
        ("naam: x, invoer: {}, uitkomst: ", "MW103", "schrijf dan uitkomst: open."),
        ("uitkomst: open, invoer: {}", "MW102", "Voeg het veld toe."),
        ("naam: , uitkomst: open, invoer: {}", "MW103", "Vul het in."),
        ("naam: x, uitkomst: open, invoer: {}, beslissend: ", "MW103", "Vul het in, of haal het veld weg."),
    ],
)
def test_a_case_is_not_told_of_as_a_record_of_the_register(
    case: str, code: str, remedy: str, path: Path
) -> None:
    path.write_text(f"- {{{case}}}\n", encoding="utf-8")
    (problem,) = read_cases(path, NAME).problems
    assert problem.code == code
    assert texts(problem)[1].endswith(remedy)
    assert "register" not in texts(problem)[1]
