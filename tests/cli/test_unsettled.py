"""What is said where no framework gives an outcome: why, what the others give, what to ask, and of whom."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]
DATA = ("--data", str(Path(__file__).parents[2] / "data"))
TENDER = {
    "aard": "dienst",
    "loonsom": "400000",
    "looptijd": "12",
    "verlenging": "0",
    "raamovereenkomst": "nee",
    "uitsluitingsgrond": "nee",
    "peildatum": "2017-06-01",
    "opdrachtgever-soort": "rijk",
}


def words(given: dict[str, str]) -> list[str]:
    return [word for name, text in {**TENDER, **given}.items() if text for word in (f"--{name}", text)]


def printed(maatwerk: Run, given: dict[str, str], *more: str) -> str:
    return " ".join(maatwerk("check-aanbesteding", *words(given), *more, *DATA).stdout.split())


@pytest.mark.parametrize("form", ["tekst", "markdown"])
def test_a_way_of_working_before_it_existed_is_a_choice_to_correct(maatwerk: Run, form: str) -> None:
    said = printed(maatwerk, {"werkwijze": "maatwerk"}, "--formaat", form)
    assert (
        "De gekozen werkwijze (de werkwijze Maatwerk voor Mensen) bestond op deze peildatum nog niet." in said
    )
    assert "Het generieke kader geldt dan wel. De uitkomst daarnaar is: van toepassing." in said
    assert "Laat de opdrachtgever de keuze verbeteren" in said
    assert "Dit beleid zegt dus niet of social return moet" not in said


def test_whose_choice_it_is_stands_in_the_list_of_questions(maatwerk: Run) -> None:
    sheet = ("--vragenlijst", "--formaat", "csv")
    done = maatwerk("check-aanbesteding", *words({"werkwijze": "maatwerk"}), *sheet, *DATA)
    (row,) = csv.DictReader(io.StringIO(done.stdout))
    assert "de keuze verbeteren" in row["vraag"]
    assert "de opdrachtgever" in row.values()


def test_where_no_framework_is_in_force_at_all_none_is_spoken_of(maatwerk: Run) -> None:
    said = printed(maatwerk, {"werkwijze": "generiek_kader", "peildatum": "2010-01-01"}, "--formaat", "tekst")
    assert "Dit beleid zegt dus niet of social return moet" in said
    assert "geldt dan wel" not in said


NO_DAY = {"peildatum": "", "loonsom": "", "uitsluitingsgrond": "", "opdrachtgever-soort": ""}


def test_without_a_day_a_memo_says_so_and_lists_all_that_will_be_asked(maatwerk: Run) -> None:
    memo = printed(maatwerk, NO_DAY, "--formaat", "markdown")
    assert "| Kader dat de uitkomst geeft | nog geen; te volgen is het generieke kader |" in memo
    assert "niet gekozen; te volgen is het generieke kader" in memo
    assert "op deze peildatum" not in memo
    asked = memo[memo.index("### Nog te vragen") : memo.index("## Gekozen werkwijze")]
    assert "Op welke dag" in asked
    assert "loonsom" in asked
    assert "uitsluitingsgronden voor deze opdracht" in asked
    assert asked.count("(Te vragen aan: ") == 3  # the nature and the term are known
    unsigned = memo.partition("## Nog niet te ondertekenen")[2]
    assert unsigned.count("(Te vragen aan: ") == 3
    assert "Is de uitkomst dan bekend, dan is er plaats om te ondertekenen." in unsigned
    assert "- pianoo: " in memo[memo.index("## Bronnen") :]


def test_a_table_and_a_memo_name_the_same_framework(maatwerk: Run) -> None:
    done = maatwerk("check-aanbesteding", *words(NO_DAY), "--formaat", "csv", *DATA)
    (row,) = csv.DictReader(io.StringIO(done.stdout))
    assert (row["kader"], row["te_vragen"]) == ("generiek_kader", "peildatum")


@pytest.mark.parametrize("form", ["tekst", "markdown"])
def test_of_another_government_is_said_whom_to_ask(maatwerk: Run, form: str) -> None:
    given = {"peildatum": "2018-06-01", "opdrachtgever-soort": "decentraal"}
    said = printed(maatwerk, given, "--formaat", form)
    assert "weet de opdrachtgever zelf: vraag het daar na" in said
    assert "Te regelen door: de opdrachtgever." in said
    assert "Er is geen kader waaraan op deze peildatum" not in said
