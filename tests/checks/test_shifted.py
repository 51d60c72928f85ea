"""A row of which values stand in wrong columns is one finding, where it begins; one wrong value is itself."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from maatwerk_cli.checks.run import check
from maatwerk_cli.checks.shifted import once_a_row
from maatwerk_cli.register.loading import load_dataset
from maatwerk_cli.register.records import Dataset
from maatwerk_cli.text.problem import Problem

BASIS = Path(__file__).parent / "basis"

ORG, EFFORTS, GROUPS, RELATIONS = (
    "organisaties.csv",
    "inspanningen/2020.csv",
    "codelijsten/doelgroep.csv",
    "relaties.csv",
)
BUILD = "voorbeeldbouw,Voorbeeldbouw,,leverancier,,12345678"
EFFORT = "i-1,raam,zon,zon-2,2020-q2,begeleiding,40,uur,1000.00,aanvaard,2020-08,verslag-2020,§4"


def findings_after(root: Path, file: str, before: str, after: str) -> list[tuple[int, int, str]]:
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    return [(f.line, f.column, f.code) for f in check(load_dataset(root)) if f.file == file]


@pytest.mark.parametrize(
    ("file", "before", "after", "column"),
    [
        # One cell too few before, one too many at the end.
        (ORG, BUILD, "voorbeeldbouw,Voorbeeldbouw,leverancier,,12345678,", 29),
        (EFFORTS, EFFORT, EFFORT.replace("zon,zon-2,", "zon-2,") + ",", 10),
        # One cell too many; an empty one at the end fell off.
        (ORG, BUILD + "\n", "voorbeeldbouw,,Voorbeeldbouw,leverancier,,12345678\n", 15),
        # Two that stand in each other's column.
        (ORG, BUILD, "voorbeeldbouw,leverancier,,Voorbeeldbouw,,12345678", 15),
        (EFFORTS, EFFORT, EFFORT.replace("2020-q2,begeleiding", "begeleiding,2020-q2"), 20),
        (EFFORTS, EFFORT, EFFORT.replace("40,uur", "uur,40"), 40),
    ],
)
def test_a_shifted_row_is_one_finding(file: str, before: str, after: str, column: int, basis: Path) -> None:
    line = next(
        n
        for n, text in enumerate((basis / file).read_text("utf-8").splitlines(), 1)
        if text == before.strip()
    )
    assert findings_after(basis, file, before, after) == [(line, column, "MW060")]


@pytest.mark.parametrize(
    ("file", "before", "after", "codes"),
    [
        (ORG, BUILD, BUILD.replace("leverancier", "Leverancier"), ["MW107"]),
        (ORG, BUILD, BUILD.replace("leverancier", ""), ["MW107"]),
        (ORG, BUILD, BUILD.replace("leverancier", "aannemer"), ["MW204"]),
        (EFFORTS, EFFORT, EFFORT.replace("2020-q2", "Q2").replace(",40,", ",veertig,"), ["MW112", "MW118"]),
        (EFFORTS, EFFORT, EFFORT.replace("aanvaard", ""), ["MW104"]),
        # An amount of three decimals would be a number of hours too: that is chance.
        (EFFORTS, EFFORT, EFFORT.replace("1000.00", "1000.005"), ["MW111"]),
        (RELATIONS, "voorbeeldzorg,partner", "voorbeeldzog,partner", ["MW203"]),
    ],
)
def test_a_wrong_value_is_itself(file: str, before: str, after: str, codes: list[str], basis: Path) -> None:
    assert [code for _, _, code in findings_after(basis, file, before, after)] == codes


def test_a_head_of_which_two_names_changed_places_is_one_finding(basis: Path) -> None:
    more = EFFORT.replace("i-1", "i-2").replace(",40,", ",41,")
    (basis / EFFORTS).write_text(
        (basis / EFFORTS).read_text("utf-8").replace(EFFORT, f"{EFFORT}\n{more}"), encoding="utf-8"
    )
    assert findings_after(basis, EFFORTS, "periode,soort", "soort,periode") == [(1, 28, "MW060")]


def test_the_remedy_to_the_letter_puts_the_row_right(basis: Path) -> None:
    after = EFFORT.replace("zon,zon-2,", "zon,") + ","
    findings_after(basis, EFFORTS, EFFORT, after)
    (finding,) = check(load_dataset(basis))
    assert "Zet een lege cel bij 'plan', en haal de lege cel bij 'vindplaats' weg." in finding.remedy
    cells = after.split(",")
    mended = ",".join([*cells[:3], "", *cells[3:-1]])
    findings_after(basis, EFFORTS, after, mended)
    assert check(load_dataset(basis)) == []


HEAD = "id,naam,afkorting,soort,tooi,kvk"


@pytest.mark.parametrize(
    ("before", "after", "place"),
    [
        (HEAD, "Id,Naam,Afkorting,Soort,TOOI,KvK", (1, 1, "MW062")),
        (HEAD, "id, naam, afkorting, soort, tooi, kvk", (1, 4, "MW062")),
        (HEAD, "id,naam\u200b,afkorting,soort,tooi,kvk", (1, 4, "MW062")),
        (HEAD, f"\ufeff\ufeff{HEAD}", (1, 1, "MW062")),
        (HEAD, "id,naam,afkorting,soort,tooi,", (1, 34, "MW063")),
        (BUILD, "* bijgewerkt tot 2020,,,,,", (3, 1, "MW064")),
        (BUILD, "Totaal,3,,,,", (3, 1, "MW049")),
        (BUILD, BUILD.replace("Voorbeeldbouw", "#N/B"), (3, 15, "MW065")),
        (BUILD, BUILD.replace("12345678", "#VERW!"), (3, 43, "MW065")),
    ],
)
def test_one_cause_in_a_table_is_one_finding(
    before: str, after: str, place: tuple[int, int, str], basis: Path
) -> None:
    if place[2] == "MW063":  # two columns of nothing at the right
        path = basis / ORG
        path.write_text(path.read_text("utf-8").replace("\n", ",,\n"), encoding="utf-8")
        before, after, place = HEAD, HEAD, (1, 34, "MW063")
    assert findings_after(basis, ORG, before, after) == [place]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda data: data.replace(b",", b"|"), "MW042"),
        (lambda data: data.replace(b",", b"\t"), "MW042"),
        (lambda data: data.decode().encode("utf-16-le"), "MW045"),
        (lambda data: data.decode().encode("utf-16"), "MW045"),
        (lambda data: b"PK\x03\x04\x14\x00" + data, "MW066"),
        (lambda _: b"<html><table></table></html>", "MW066"),
        (lambda _: b"zomaar een regel\nen nog een\n", "MW043"),
    ],
)
def test_a_file_that_is_no_table_of_ours_has_one_finding(
    change: Callable[[bytes], bytes], code: str, basis: Path
) -> None:
    (basis / ORG).write_bytes(change((basis / ORG).read_bytes()))
    assert [(f.file, f.line, f.code) for f in check(load_dataset(basis))] == [(ORG, 1, code)]


def test_the_head_is_written_out_as_it_should_stand(basis: Path) -> None:
    findings_after(basis, ORG, HEAD, "Id,Naam,Afkorting,Soort,TOOI,KvK")
    (finding,) = check(load_dataset(basis))
    findings_after(
        basis, ORG, "Id,Naam,Afkorting,Soort,TOOI,KvK", finding.remedy.removeprefix("Schrijf de kop zo: ")
    )
    assert check(load_dataset(basis)) == []


def test_a_column_without_a_name_is_no_column_with_a_secret_name(basis: Path) -> None:
    findings_after(basis, ORG, HEAD, "id,naam,,soort,tooi,kvk")
    sentences = [finding for finding in check(load_dataset(basis)) if finding.file == ORG]
    assert [(sentence.line, sentence.column, sentence.code) for sentence in sentences] == [(1, 9, "MW022")]
    assert "niet getoond" not in sentences[0].message


@cache
def everything() -> Dataset:
    return load_dataset(BASIS).dataset


def wrong(line: int, column: str, code: str = "MW204", file: str = ORG) -> Problem:
    return Problem(code, file, (line, column))


def brought_together(text: str, *problems: Problem) -> list[tuple[object, str]]:
    """Give where each problem is and its code, after those of a shifted row were brought together."""
    together = once_a_row(problems, everything(), lambda _: f"{HEAD}\n{text}\n".encode())
    return [(problem.loc, problem.code) for problem in together]


SWAPPED = "vb-{},leverancier,,Voorbeeld BV,,"
"""A name and a kind that stand in each other's column."""
AS_THEY_ARE = {
    # One value that belongs in the empty column beside it: that it stands in another's is not shown.
    "a value beside its column": ("vb,Voorbeeld BV,,leverancier,,gm0001", [wrong(2, "kvk", "MW110")]),
    # The id and the name changed places; but any word can be an id.
    "an id in another column": ("Vb,vb,,leverancier,,", [wrong(2, "id", "MW110")]),
    # In a row of which each value fits, nothing stands in a wrong column.
    "a row that fits, of which an empty cell is told": (
        "vb,Voorbeeld BV,,leverancier,,12345678", [wrong(2, "afkorting"), wrong(2, "kvk")],
    ),
    # Though name and kind changed places, there is a number that cannot be.
    "a row with another wrong value": ("vb,leverancier,,Voorbeeld BV,,nul", [wrong(2, "soort")]),
    "a row that fits": ("vb,Voorbeeld BV,,leverancier,,12345678", [wrong(2, "soort"), wrong(2, "kvk")]),
    # Name and kind changed places, and there is something else: that is not told away.
    "a row with more": (SWAPPED.format(1), [wrong(2, "naam"), wrong(2, "soort"), wrong(2, "tooi")]),
    "a row that is too short": ("vb,leverancier,,Voorbeeld BV", [wrong(2, "soort")]),
    "a row of a column that is not there": (SWAPPED.format(1), [wrong(2, "anders")]),
    "a problem of another kind": (SWAPPED.format(1), [wrong(2, "soort", "MW304")]),
    "a problem of a whole row": (SWAPPED.format(1), [Problem("MW204", ORG, (2,))]),
    "a file of no kind": (SWAPPED.format(1), [wrong(2, "soort", file="anders.csv")]),
    "a file that is no table": (SWAPPED.format(1), [wrong(2, "soort", file="bronnen.yaml")]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "problems"), AS_THEY_ARE.values(), ids=AS_THEY_ARE)
def test_what_is_no_shifted_row_is_told_as_it_is(text: str, problems: list[Problem]) -> None:
    assert brought_together(text, *problems) == [(problem.loc, problem.code) for problem in problems]


def test_a_file_that_can_no_longer_be_read_takes_nothing_away() -> None:
    for read in (lambda _: Problem("MW018", ORG), lambda _: b"\xff\xfe\x00"):
        assert once_a_row([wrong(2, "soort")], everything(), read) == [wrong(2, "soort")]


def test_beside_a_shifted_row_the_rest_is_told_in_its_order() -> None:
    """Also that its id is there twice, which is not about a value that stands in a wrong column."""
    twice, other = wrong(2, "id", "MW207"), Problem("MW204", "proeftuinen/zon.yaml", ("soort",))
    fits = "vb-9,Voorbeeld BV,,anders,,"
    outcome = brought_together(
        f"{SWAPPED.format(1)}\n{fits}", twice, wrong(2, "soort"), other, wrong(3, "soort")
    )
    assert outcome == [
        (twice.loc, "MW207"), ((2, "naam"), "MW060"), (other.loc, "MW204"), ((3, "soort"), "MW204")
    ]  # fmt: skip


def test_rows_that_are_shifted_alike_are_the_head_and_otherwise_each_itself() -> None:
    alike = [SWAPPED.format(number) for number in (1, 2)]
    both = (wrong(2, "soort"), wrong(3, "soort"))
    assert brought_together("\n".join(alike), *both) == [((1, "naam"), "MW060")]
    # With a row in order beside them, it cannot be the head.
    text = "\n".join([*alike, "vb-3,Voorbeeld BV,,leverancier,,"])
    assert brought_together(text, *both) == [((2, "naam"), "MW060"), ((3, "naam"), "MW060")]
    # Nor where they are shifted in two ways: of the second the number came a column too early.
    text = "\n".join([alike[0], "vb-2,,Voorbeeld BV,leverancier,,"])
    assert brought_together(text, wrong(2, "soort"), wrong(3, "naam", "MW104")) == [
        ((2, "naam"), "MW060"), ((3, "naam"), "MW060")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("number", "expected"), [(100, [((1, "naam"), "MW060")]), (101, [((102, "soort"), "MW204")])]
)
def test_a_hundred_rows_are_looked_at(number: int, expected: list[tuple[object, str]]) -> None:
    """Of more than that nobody knows whether all are shifted, so that it is not said to be the head."""
    text = "\n".join(SWAPPED.format(place) for place in range(number))
    outcome = brought_together(text, *(wrong(2 + place, "soort") for place in range(number)))
    assert outcome[-1:] == expected
    assert len(outcome) == (1 if number == 100 else 101)


def test_a_table_with_every_column_that_there_is() -> None:
    head = "code,naam,toelichting,bron,bijzonder,valt_onder,banenafpraak"
    text = f"{head}\nvb,verslag-2020,,Een groep,,,\nanders,Anders,,,,,\n"
    (outcome,) = once_a_row([wrong(2, "bron", "MW201", GROUPS)], everything(), lambda _: text.encode())
    assert (outcome.loc, outcome.code) == ((2, "naam"), "MW060")


def test_two_values_that_came_a_column_too_early() -> None:
    """The worth is not told, and its cell was left out: what stands there and behind it does not fit."""
    after = EFFORT.replace("uur,1000.00,aanvaard,2020-08,", "uur,aanvaard,2020-08,,")
    head = (BASIS / EFFORTS).read_text("utf-8").splitlines()[0]
    problems = [wrong(2, "waarde", "MW111", EFFORTS), wrong(2, "stand", "MW107", EFFORTS)]
    (outcome,) = once_a_row(problems, everything(), lambda _: f"{head}\n{after}\n".encode())
    assert (outcome.loc, outcome.code) == ((2, "waarde"), "MW060")
    assert outcome.params == {"geval": "links", "woord": "waarde", "ander": "sinds"}
