"""Which findings count: a known one is known wherever it moved to, and as often as it is known."""

from collections import Counter
from collections.abc import Callable

import pytest

from maatwerk_cli.checks.finding import Finding, gathered
from maatwerk_cli.checks.selection import (
    BaselineError,
    fingerprint,
    in_files,
    read_baseline,
    touched_findings,
    unknown,
    write_baseline,
)


def finding(
    file: str = "a.csv",
    line: int = 3,
    path: str = "[3].kvk",
    message: str = "fout",
    also: tuple[tuple[str, int], ...] = (),
) -> Finding:
    return Finding(file, line, 1, "MW101", "fout", path, message, "herstel", also)


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (finding(line=9, path="[9].kvk"), True),  # rows before it were added
        (finding(path="[3].naam"), False),
        (finding(file="b.csv"), False),
        (finding(message="iets anders"), False),
    ],
)
def test_a_finding_is_the_same_one_after_rows_moved(other: Finding, same: bool) -> None:
    known = read_baseline(write_baseline([finding()]))
    assert unknown([other], known) == ([] if same else [other])
    assert (fingerprint(other) == fingerprint(finding())) is same
    deep = finding(path="verloop[0].stappen[12].sinds")
    assert fingerprint(deep)[2] == "verloop[].stappen[].sinds"


def test_a_finding_is_left_out_as_often_as_it_is_known() -> None:
    once, twice = [finding()], [finding(), finding(line=9)]
    assert unknown(twice, read_baseline(write_baseline(once))) == [finding(line=9)]
    assert unknown(twice, read_baseline(write_baseline(twice))) == []
    assert unknown(once, Counter()) == once


@pytest.mark.parametrize(
    ("names", "kept"),
    [
        ([""], ["a/b.yaml", "ab.yaml"]),  # the dataset itself
        (["a"], ["a/b.yaml"]),
        (["a/b.yaml"], ["a/b.yaml"]),
        (["ab.yaml", "a"], ["a/b.yaml", "ab.yaml"]),
        (["b"], []),
        ([], []),
    ],
)
def test_findings_in_files_and_folders(names: list[str], kept: list[str]) -> None:
    findings = [finding(file="a/b.yaml"), finding(file="ab.yaml")]
    assert [hit.file for hit in in_files(findings, names)] == kept


def on(*lines: tuple[str, int]) -> Callable[[str, int], bool]:
    return lambda file, line: (file, line) in lines


def asked_for_nothing() -> Counter[tuple[str, str, str, str]]:
    raise AssertionError("what was there before is asked though every finding is on a changed line")


def test_a_change_touches_what_is_on_its_lines_and_what_is_new() -> None:
    here, there, elsewhere = finding(line=3), finding(line=9), finding(file="c.csv", also=(("a.csv", 5),))
    known = Counter({fingerprint(here): 1})
    assert touched_findings([here], asked_for_nothing, on(("a.csv", 3))) == [here]
    assert touched_findings([], asked_for_nothing, on()) == []
    assert (
        touched_findings([there], lambda: known, on(("a.csv", 3))) == []
    )  # it was there before, on another line
    assert touched_findings([there], Counter, on(("a.csv", 3))) == [there]
    assert touched_findings([elsewhere], asked_for_nothing, on(("a.csv", 5))) == [
        elsewhere
    ]  # one of its causes
    assert touched_findings([there, here], Counter, on(("a.csv", 3))) == [here, there]


@pytest.mark.parametrize(
    "text",
    [
        "geen json", "{}", "[1]", "[{}]", '[{"bestand": "a", "code": "MW101", "pad": ""}]',
        '[{"bestand": "a", "code": "MW101", "pad": "", "melding": 3}]',
        '[{"bestand": "a", "code": "MW101", "pad": "", "melding": "m", "aantal": -1}]',
        '[{"bestand": "a", "code": "MW101", "pad": "", "melding": "m", "aantal": "2"}]',
        "[" * 100_000,
    ],
)  # fmt: skip
def test_what_is_no_list_of_known_findings_is_refused(text: str) -> None:
    with pytest.raises(BaselineError):
        read_baseline(text)


@pytest.mark.parametrize(("number", "times"), [(', "aantal": 3', 3), (', "aantal": 0', 0), ("", 1)])
def test_a_known_finding_is_known_once_where_no_number_stands(number: str, times: int) -> None:
    text = f'[{{"bestand": "a", "code": "MW101", "pad": "", "melding": "m"{number}}}]'
    assert read_baseline(text)["a", "MW101", "", "m"] == times


def test_of_very_many_that_say_the_same_one_is_left_with_the_first_places() -> None:
    same = [finding(line=number) for number in range(1, 5)]
    apart = finding(message="iets anders")
    assert gathered([*same, apart], 4, 2) == [*same, apart]
    first, other = gathered([*same, apart], 3, 2)
    assert (first, first.number, first.places) == (same[0], 4, (("a.csv", 1, 1), ("a.csv", 2, 1)))
    assert (other, other.number, other.places) == (apart, 1, ())


def test_a_file_of_known_findings_can_be_read_by_people() -> None:
    text = write_baseline([finding(message="één fout")])
    assert '"melding": "één fout"' in text
    assert text.count("\n") > len(read_baseline(text))
