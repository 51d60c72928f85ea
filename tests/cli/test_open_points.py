"""What stands open where no field can be asked for is told: in the sheet, on the screen and in the memo."""

import csv
import io
from pathlib import Path

import pytest
from tests.conftest import Run, printed

DATA = ("--data", str(Path(__file__).parents[2] / "data"))
SURE = (
    *("--opdrachtgever-soort", "rijk", "--aard", "dienst", "--looptijd", "12", "--verlenging", "0"),
    *("--uitsluitingsgrond", "nee", "--peildatum", "2018-03-01", "--werkwijze", "generiek_kader"),
)
LITTLE = (*SURE, "--raamovereenkomst", "nee", "--loonsom", "100000")
MUCH = (*SURE, "--loonsom", "900000")
WITHOUT_A_DAY = (*SURE[:10], "--werkwijze", "generiek_kader", "--loonsom", "900000")
LOT = "id: vb-1\nperceel: '2'\n"
MORE_LOTS = "Welke andere percelen heeft deze aanbesteding, en wat is daarvan bekend?"
CALL_OFFS = "Toets elke nadere overeenkomst apart."
WHOLE = "Toets de raamovereenkomst zelf."
DAY = "Op welke dag precies moet worden bekeken welk kader geldt?"
NO_QUESTION = "Er zijn geen open vragen."
QUESTIONS, DONE = "eantwoord de vragen", "maak de memo opnieuw"
# What the record says beside the options; the options; what stands open; whether a field is asked for; why.
OPEN: dict[str, tuple[str, tuple[str, ...], str, bool]] = {
    "lots that were not given": (LOT, (*LITTLE, "--lezing", "percelen=samen"), MORE_LOTS, False),
    "lots that were not given, and whether they count": (LOT, LITTLE, MORE_LOTS, False),
    "each call-off is to be judged": (
        "id: vb-1\n",
        (*MUCH, "--raamovereenkomst", "ja", "--lezing", "raamovereenkomst=nadere_overeenkomst"),
        CALL_OFFS,
        False,
    ),
    "the whole agreement is to be judged": (
        "id: vb-1\n",
        (*LITTLE, "--raamovereenkomst", "nadere_overeenkomst", "--lezing", "raamovereenkomst=geheel"),
        WHOLE,
        False,
    ),
    "a year in which the framework began": ("id: vb-1\n", (*LITTLE, "--peildatum", "2011"), DAY, False),
    "the grounds are not known either": (
        LOT, (*LITTLE, "--lezing", "percelen=samen", "--uitsluitingsgrond", "onbekend"), MORE_LOTS, True,
    ),
}  # fmt: skip


def last_ones(options: tuple[str, ...]) -> list[str]:
    """Give the options with the last value of each that comes back; a reading can."""
    pairs = dict.fromkeys(zip(options[::2], options[1::2], strict=True))
    kept = {name: value for name, value in pairs if name != "--lezing"}
    readings = [(name, value) for name, value in pairs if name == "--lezing"]
    return [word for pair in (*kept.items(), *readings) for word in pair]


@pytest.mark.parametrize("case", OPEN)
def test_what_stands_open_is_told_where_no_field_is_asked_for(
    maatwerk: Run, tmp_path: Path, case: str
) -> None:
    record, options, text, asked = OPEN[case]
    (tmp_path / "vb.yaml").write_text(record, encoding="utf-8")
    command = ("check-aanbesteding", "vb.yaml", *last_ones(options), *DATA)
    words = printed(maatwerk(*command, "--vragenlijst", "--formaat", "tekst", cwd=tmp_path))
    assert text in words
    assert NO_QUESTION not in words
    sheet = maatwerk(*command, "--vragenlijst", "--formaat", "csv", cwd=tmp_path)
    rows = [row for row in csv.DictReader(io.StringIO(sheet.stdout)) if text in row["vraag"]]
    assert [(row["wie"], row["veld"], row["id"]) for row in rows] == [("de inkoper", "", "vb-1")]
    screen = printed(maatwerk(*command, "--formaat", "tekst", cwd=tmp_path))
    assert screen.count(text) == 1
    memo = printed(maatwerk(*command, "--formaat", "markdown", cwd=tmp_path))
    signing = memo.partition("## Nog niet te ondertekenen")[2]
    assert DONE in signing
    assert text in signing
    assert (QUESTIONS in signing) == asked


def test_a_reading_and_a_contradiction_stand_open_and_no_question(maatwerk: Run, tmp_path: Path) -> None:
    days = "begin: '2018-05-01'\neinde: '2019-04-30'\n"
    (tmp_path / "vb.yaml").write_text(f"id: vb-1\n{days}", encoding="utf-8")
    options = (*SURE, "--raamovereenkomst", "ja", "--loonsom", "900000", "--looptijd", "13")
    memo = printed(
        maatwerk("check-aanbesteding", "vb.yaml", *last_ones(options), *DATA, "--formaat", "markdown",
                 cwd=tmp_path)
    )  # fmt: skip
    signing = memo.partition("## Nog niet te ondertekenen")[2]
    assert QUESTIONS not in signing
    assert "Kies een lezing: Geldt de grens per nadere overeenkomst" in signing
    assert "Verbeter één van de drie." in signing


def test_where_nobody_can_answer_anything_the_list_says_why(maatwerk: Run, tmp_path: Path) -> None:
    file = tmp_path / "lijst.csv"
    head = "id,opdrachtgever_soort,aard,loonsom_excl_btw,looptijd_maanden,uitsluitingsgronden,peildatum"
    rows = ("vb-1,rijk,dienst,300000,12,nee,2009-03-01", "vb-2,rijk,dienst,300000,12,nee,2018-03-01")
    file.write_text("\n".join((head, *rows)) + "\n", encoding="utf-8")
    words = printed(maatwerk("check-aanbesteding", str(file), "--vragenlijst", "--formaat", "tekst", *DATA))
    assert NO_QUESTION in words
    assert "niets over te vragen: - vb-1: het kader geldt niet op de peildatum." in words
    assert "vb-2" not in words


def test_lots_stand_open_once_and_only_where_they_can_turn_the_outcome(maatwerk: Run, tmp_path: Path) -> None:
    (tmp_path / "vb.yaml").write_text(LOT, encoding="utf-8")
    much = last_ones((*LITTLE, "--loonsom", "900000", "--lezing", "percelen=samen"))
    words = maatwerk("check-aanbesteding", "vb.yaml", *much, *DATA, "--vragenlijst", cwd=tmp_path)
    assert MORE_LOTS not in printed(words)
    head = "id,perceel,aard,loonsom_excl_btw,looptijd_maanden,uitsluitingsgronden,peildatum,lezingen"
    row = "vb-1,noord,dienst,{},12,nee,2018-03-01,percelen=samen"
    (tmp_path / "lijst.csv").write_text("\n".join((head, row.format(200000), row.format(260000))) + "\n")
    twice = printed(maatwerk("check-aanbesteding", "lijst.csv", *DATA, "--vragenlijst", cwd=tmp_path))
    assert "1 open vraag, bij 2 aanbestedingen" in twice


AGREEMENT = (*MUCH, "--raamovereenkomst", "ja", "--werkwijze", "maatwerk", "--uitsluitingsgrond", "onbekend")


def test_of_a_framework_that_is_not_followed_nothing_is_asked_and_why_it_is_unknown_is_told(
    maatwerk: Run,
) -> None:
    """The memo asks no more than the sheet; a value beside "onbekend" would seem a slip."""
    command = ("check-aanbesteding", *last_ones(AGREEMENT), *DATA, "--formaat")
    assert NO_QUESTION in printed(maatwerk(*command, "tekst", "--vragenlijst"))
    memo = printed(maatwerk(*command, "markdown"))
    assert "Nog te vragen" not in memo
    assert "Te vragen om ook dit kader te toetsen: 1. Geldt één van de vier" in memo
    why = "Dat een oordeel onbekend is waar wel een gegeven staat, komt doordat de grens voor de loonsom ook"
    assert memo.count(why) == 1
    known = printed(maatwerk(*command, "markdown", "--raamovereenkomst", "nee"))
    assert "Dat een oordeel onbekend is" not in known


@pytest.mark.parametrize(
    ("options", "text", "who"),
    [
        (
            (*LITTLE, "--loonsom", "300000", "--uitsluitingsgrond", "onbekend"),
            "- Geldt één van de vier uitsluitingsgronden",
            "(Te vragen aan: de opdrachtgever, die beoordeelt of social return past.)",
        ),
        (
            (*MUCH, "--raamovereenkomst", "ja"),
            "- Kies een lezing: Geldt de grens per nadere overeenkomst",
            "(Te regelen door: de inkoper.)",
        ),
        (
            WITHOUT_A_DAY,
            "- Op welke dag moet worden bekeken welk kader geldt?",
            "(Te vragen aan: de inkoper.)",  # as JSON says of a day that is not exact
        ),
    ],
)
def test_all_that_stands_open_before_signing_is_told_with_who_can_settle_it(
    maatwerk: Run, options: tuple[str, ...], text: str, who: str
) -> None:
    """The same one as in the sheet."""
    command = ("check-aanbesteding", *last_ones(options), *DATA, "--formaat")
    memo = printed(maatwerk(*command, "markdown")).partition("## Nog niet te ondertekenen")[2]
    assert memo.count(text) == 1
    assert who in memo[memo.index(text) :]
    sheet = [*csv.DictReader(io.StringIO(maatwerk(*command, "csv", "--vragenlijst").stdout))]
    assert [row["wie"] for row in sheet if row["vraag"][:30] in text] == [who[1:-2].partition(": ")[2]]


@pytest.mark.parametrize("way", ["generiek_kader", "maatwerk"])
def test_what_stands_open_is_no_part_of_the_framework_told_last(maatwerk: Run, way: str) -> None:
    """It has a heading of its own, as the frameworks have: it can be about each of them."""
    options = last_ones((*LITTLE, "--raamovereenkomst", "nadere_overeenkomst", "--werkwijze", way))
    command = ("check-aanbesteding", *options, *DATA, "--formaat")
    memo = maatwerk(*command, "markdown").stdout
    reasons = memo.partition("## Onderbouwing\n")[2].partition("\n## ")[0]
    heads = [line for line in reasons.splitlines() if line.startswith("### ")]
    open_to_settle = way == "generiek_kader"  # by the other way of working nothing stands open
    assert ("### Wat verder openstaat" in heads[2:]) == open_to_settle
    screen = maatwerk(*command, "tekst").stdout
    assert ("\n\nWat verder openstaat\n- Als de grens" in screen) == open_to_settle
