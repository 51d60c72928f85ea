"""A row of which values stand in wrong columns is one finding, where it begins; one wrong value is itself."""

from collections.abc import Callable
from pathlib import Path

import pytest

from maatwerk_cli.checks.run import check
from maatwerk_cli.register.loading import load_dataset

ORG, EFFORTS, GROUPS, RELATIONS = (
    "organisaties.csv",
    "inspanningen/2020.csv",
    "codelijsten/doelgroep.csv",
    "relaties.csv",
)
BUILD = "voorbeeldbouw,Voorbeeldbouw,,leverancier,,12345678"
EFFORT = "i-1,raam,zon,zon-2,2020-q2,begeleiding,40,uur,1000.00,aanvaard,2020-08,verslag-2020,§4"


def found(root: Path, file: str, before: str, after: str) -> list[tuple[int, int, str]]:
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
    assert found(basis, file, before, after) == [(line, column, "MW060")]


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
    assert [code for _, _, code in found(basis, file, before, after)] == codes


def test_a_head_of_which_two_names_changed_places_is_one_finding(basis: Path) -> None:
    more = EFFORT.replace("i-1", "i-2").replace(",40,", ",41,")
    (basis / EFFORTS).write_text(
        (basis / EFFORTS).read_text("utf-8").replace(EFFORT, f"{EFFORT}\n{more}"), encoding="utf-8"
    )
    assert found(basis, EFFORTS, "periode,soort", "soort,periode") == [(1, 28, "MW060")]


def test_the_remedy_to_the_letter_puts_the_row_right(basis: Path) -> None:
    after = EFFORT.replace("zon,zon-2,", "zon,") + ","
    found(basis, EFFORTS, EFFORT, after)
    (one,) = check(load_dataset(basis))
    assert "Zet een lege cel bij 'plan', en haal de lege cel bij 'vindplaats' weg." in one.remedy
    cells = after.split(",")
    mended = ",".join([*cells[:3], "", *cells[3:-1]])
    found(basis, EFFORTS, after, mended)
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
    assert found(basis, ORG, before, after) == [place]


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
    found(basis, ORG, HEAD, "Id,Naam,Afkorting,Soort,TOOI,KvK")
    (one,) = check(load_dataset(basis))
    found(basis, ORG, "Id,Naam,Afkorting,Soort,TOOI,KvK", one.remedy.removeprefix("Schrijf de kop zo: "))
    assert check(load_dataset(basis)) == []


def test_a_column_without_a_name_is_no_column_with_a_secret_name(basis: Path) -> None:
    found(basis, ORG, HEAD, "id,naam,,soort,tooi,kvk")
    told = [one for one in check(load_dataset(basis)) if one.file == ORG]
    assert [(one.line, one.column, one.code) for one in told] == [(1, 9, "MW022")]
    assert "niet getoond" not in told[0].message
