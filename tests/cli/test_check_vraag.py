"""``check-aanbesteding --vraag`` on a real terminal: question after question, then how to repeat it."""

import json
import os
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROGRAM = [sys.executable, "-W", "error", "-m", "maatwerk_cli"]


@pytest.fixture
def talk(terminal) -> Callable[..., Iterator[str]]:
    """Give what was shown before each answer, then the exit code, the result, and what was shown after."""

    def conversation(answers: Sequence[str], *arguments: str, data: Path = ROOT / "data") -> Iterator[str]:
        program = terminal("check-aanbesteding", "--vraag", *arguments, data=data)
        for answer in answers:
            yield program.question()
            program.type(f"{answer}\n")
        code, output, shown = program.end()
        yield from (str(code), output, shown)

    return conversation


# What follows runs the program itself, and waits for it.
pytestmark = pytest.mark.slow


def test_one_question_at_a_time_until_the_verdict_and_the_command_gives_the_same(talk) -> None:
    answers = ["2018-03-01", "dienst", "12", "300000", "nee", "rijk", "generiek_kader", "nee", "0"]
    *questions, code, output, shown = talk(answers, "--formaat", "json")
    assert len(questions) == 9
    assert "Wat voor opdrachtgever" in questions[5]
    assert "Voor welk kader koos" in questions[6]
    assert "Is dit een raamovereenkomst" in questions[7]
    assert "alle opties tot verlenging" in questions[8]  # they add to the obligation, whatever the outcome
    assert max(len(line) for question in questions for line in question.splitlines()) <= 80
    assert all(question.count("Vraag ") == 1 for question in questions)
    assert "t: terug" in questions[0]
    for question in questions[1:5]:
        assert "Te vragen aan: " in question
        assert "Bron: jaarverslag-2018, §1.1" in question.replace("\n", " ").replace("\r", "")
    assert code == "0"
    verdict = json.loads(output)
    assert (verdict["uitkomst"], verdict["kaders"][0]["verplichting"]["bedrag"]) == (
        "van_toepassing",
        "15000.00",
    )
    command = shown.split("Herhaal dit zonder vragen met:\n")[1].strip()
    words = shlex.split(command)
    assert words[:2] == ["maatwerk", "check-aanbesteding"]
    again = subprocess.run(
        [*PROGRAM, *words[1:]],
        capture_output=True,
        text=True,
        env={**os.environ, "MAATWERK_DATA": str(ROOT / "data")},
        check=False,
    )
    assert (again.returncode, again.stdout) == (0, output)


def test_a_way_back_a_wrong_answer_and_one_that_is_not_known(talk) -> None:
    answers = ["t", "geen datum", "2018-03-01", "werk", "t", "Dienst", "", "200000", "s"]
    *questions, code, output, shown = talk(answers, "--formaat", "json")
    assert "Dit is de eerste vraag." in questions[1]
    assert "dit is geen datum" in questions[2]
    assert "werk, een dienst of een levering" in questions[3]
    assert "werk, een dienst of een levering" in questions[5]
    assert "Hoeveel hele maanden" in questions[6]
    assert json.loads(output)["uitkomst"] == "niet_van_toepassing"
    assert code == "0"
    assert "--loonsom 200000" in shown
    assert "--looptijd" not in shown


def test_the_outcome_ends_the_questions_and_s_too(talk) -> None:
    *questions, code, output, shown = talk(["2018-03-01", "s"])
    assert len(questions) == 2
    assert code == "1"
    assert "nog niet te zeggen" in output
    assert shown.split("Herhaal")[1].strip().endswith("--peildatum 2018-03-01")


def test_an_open_reading_is_a_question(talk) -> None:
    given = ("--aard", "dienst", "--loonsom", "300000", "--looptijd", "4", "--verlenging", "12")
    *questions, code, output, shown = talk(
        ["telt_mee", "s"],
        *given,
        "--uitsluitingsgrond",
        "nee",
        "--peildatum",
        "2018-03-01",
        "--formaat",
        "json",
    )
    assert "telt_niet_mee (alleen de vaste looptijd telt)" in questions[0].replace("\n", " ")
    assert code == "0"
    assert json.loads(output)["lezingen"] == {"verlenging": "telt_mee"}
    assert "--lezing verlenging=telt_mee" in shown


def test_a_framework_for_another_government_is_reached_by_asking(talk) -> None:
    folder = ROOT / "docs" / "voorbeelden" / "gemeente"
    answers = ["2022-03-01", "decentraal", "dienst", "12", "200000", "nee", "s"]
    *questions, code, output, _ = talk(answers, "--formaat", "json", data=folder)
    assert "opdrachtgever" in questions[1]
    assert code == "0"
    assert json.loads(output)["kaders"][0]["verplichting"]["bedrag"] == "5000.00"


def test_a_record_with_gaps_is_completed_by_asking(talk, tmp_path: Path) -> None:
    record = tmp_path / "vb-1.yaml"
    record.write_text(
        'id: vb-1\naard: dienst\nlooptijd_maanden: 12\npeildatum: "2018-03-01"\nuitsluitingsgronden: nee\n',
        "utf-8",
    )
    *questions, code, output, shown = talk(["250.000,00", "s"], str(record), "--formaat", "json")
    assert "loonsom" in questions[0]
    assert (code, json.loads(output)["uitkomst"]) == ("0", "van_toepassing")
    assert str(record) in shown


def test_a_question_mark_explains_and_a_wrong_answer_is_told_without_an_option(talk) -> None:
    *questions, _, _, shown = talk(["?", "?", "morgen", "s"])
    text = " ".join(" ".join(questions).split())
    assert "Schrijf een datum zoals 1-3-2018" in text
    assert "Uw antwoord: dit is geen datum" in " ".join((text + shown).split())
    assert "--peildatum" not in text


def test_without_the_day_nothing_else_can_be_asked_and_no_command_is_offered_that_fails(talk) -> None:
    first, code, _, shown = talk([""])
    assert "Op welke dag" in first or "peildatum" in first.lower()
    assert code == "1"
    assert "Zonder die dag is niet te zeggen welk kader geldt." in " ".join(shown.split())
    assert "Herhaal dit" not in shown  # there is nothing to repeat: no answer, and no file


def test_a_question_mark_says_more_than_the_question(talk) -> None:
    answers = ["2018-03-01", "dienst", "12", "300000", "ug-1", "?", "s"]
    shown = " ".join(" ".join(talk(answers)).split())
    assert "zonder namen van mensen. Een streepje of n.v.t. is geen reden." in shown


def test_what_is_no_reason_is_asked_again(talk, tmp_path: Path) -> None:
    record = tmp_path / "vb-1.yaml"
    record.write_text(
        'id: vb-1\naard: dienst\nlooptijd_maanden: 12\npeildatum: "2018-03-01"\nloonsom_excl_btw: "300000"\n'
        "uitsluitingsgronden: [ug-2]\n",
        "utf-8",
    )
    *questions, _, output, _ = talk(
        ["ja", "Voorbeeld van een motivering", "s"], str(record), "--formaat", "json"
    )
    assert "zegt niet waarom" in " ".join(questions[1].split())
    assert json.loads(output)["uitkomst"] == "niet_van_toepassing"


def test_a_record_is_completed_and_written_back(talk, tmp_path: Path) -> None:
    record = tmp_path / "vb-1.yaml"
    before = "# Voorbeeld, met de hand gemaakt\nid: vb-1  # ons kenmerk\naard: dienst\nlooptijd_maanden: 12\n"
    record.write_text(before + 'peildatum: "2018-03-01"\nuitsluitingsgronden: onbekend\n', "utf-8")
    answers = ["250.000,00", "nee", "rijk", "s"]
    *_, code, _, _ = talk(answers, str(record), "--uitvoer", str(record))
    after = record.read_text("utf-8")
    assert code == "0"
    assert after.startswith("# Voorbeeld, met de hand gemaakt\nid: vb-1  # ons kenmerk\n")
    assert "loonsom_excl_btw: 250000\n" in after
    assert "uitsluitingsgronden: nee\n" in after
    assert "opdrachtgever_soort: rijk\n" in after
    assert len(after.splitlines()) == len(before.splitlines()) + 4


def test_of_which_tender_it_is_is_asked_last_and_only_for_a_record_or_a_memo(talk, tmp_path: Path) -> None:
    given = ("--peildatum", "2018-09-01", "--aard", "dienst", "--looptijd", "12", "--loonsom", "300000")
    known = ("--verlenging", "0", "--raamovereenkomst", "nee", "--werkwijze", "generiek_kader")
    rest = ("--uitsluitingsgrond", "nee", "--opdrachtgever-soort", "rijk", *known)
    code, output, _ = talk([], *given, *rest, "--formaat", "json")
    assert (code, json.loads(output)["uitkomst"]) == ("0", "van_toepassing")
    *asked, code, output, _ = talk(["", "Voorbeeld van een titel", ""], *given, *rest, "--formaat", "yaml")
    assert code == "0"
    for question, words in zip(
        asked, ("Welk kenmerk", "Hoe heet de aanbesteding", "Welke organisatie"), strict=True
    ):
        assert words in " ".join(question.split())
        assert "U mag dit overslaan" in " ".join(question.split())
    assert 'titel: "Voorbeeld van een titel"' in output
    assert "id: onbekend" in output
    record = tmp_path / "vb.yaml"
    *asked, _, _, _ = talk(["vb-8", "s"], *given, *rest, "--uitvoer", str(record))
    assert len(asked) == 2
    assert 'id: "vb-8"' in record.read_text("utf-8")


@pytest.mark.parametrize("how", ["ctrl-c", "ctrl-d"])
def test_ctrl_c_and_the_end_of_input_end_cleanly(terminal, how: str) -> None:
    conversation = terminal("check-aanbesteding", "--vraag", data=ROOT / "data")
    conversation.question()
    conversation.type({"ctrl-c": "\x03", "ctrl-d": "\x04"}[how])
    code, output, shown = conversation.end()
    assert "Traceback" not in shown
    if how == "ctrl-c":
        assert (code, output) == (130, "")
        assert "Afgebroken." in shown
    else:
        assert code == 1
        assert "nog niet te zeggen" in output


TWO_WAYS = "Een bedrag als 250.000 is gelezen als 250 duizend."


@pytest.mark.parametrize(("amount", "said"), [("300.000", 1), ("300000", 0)])
def test_an_amount_that_can_be_read_two_ways_is_told_when_it_is_typed(talk, amount: str, said: int) -> None:
    given = (
        "--peildatum",
        "2018-09-01",
        "--aard",
        "dienst",
        "--looptijd",
        "12",
        "--uitsluitingsgrond",
        "nee",
    )
    *_, shown = talk([amount, "s"], *given)
    assert " ".join(shown.split()).count(TWO_WAYS) == said


def test_of_an_option_it_is_told_once(talk) -> None:
    first, *_, shown = talk(["s"], "--peildatum", "2018-09-01", "--loonsom", "300.000")
    assert " ".join((first + shown).split()).count(TWO_WAYS) == 1


def test_the_end_of_the_input_leaves_the_prompt_on_a_line_of_its_own(terminal) -> None:
    program = terminal("check-aanbesteding", "--vraag", data=ROOT / "data")
    program.question()
    program.type("\x04")
    assert program.end()[2].startswith("\n")


@pytest.mark.parametrize("given", ["", "dienst\n"])
def test_without_a_terminal_one_clear_line(given: str) -> None:
    done = subprocess.run(
        [*PROGRAM, "check-aanbesteding", "--vraag"], input=given, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "--vraag werkt alleen op een terminal. Geef de gegevens als opties of in een bestand.\n"
    )


NOT_KNOWN = ["onbekend", "Onbekend", ""]


@pytest.mark.parametrize("answer", NOT_KNOWN, ids=["onbekend", "with a capital", "enter"])
def test_what_is_not_known_of_what_would_be_assumed_stays_unknown(talk, answer: str) -> None:
    given = ("--peildatum", "2018-09-01", "--aard", "dienst", "--looptijd", "4", "--loonsom", "300000")
    rest = ("--uitsluitingsgrond", "nee", "--werkwijze", "generiek_kader", "--formaat", "json")
    *questions, code, output, shown = talk(["rijk", "nee", answer, ""], *given, *rest)
    assert "niet of er opties zijn" in " ".join(questions[2].split())
    assert json.loads(output)["uitkomst"] == "onbekend"  # with two months more it is long enough
    assert code == "1"
    assert "--verlenging onbekend" in shown
    assert all("Aangenomen" not in text for text in json.loads(output)["waarschuwingen"])


def test_enter_on_every_assumption_assumes_nothing(talk) -> None:
    given = ("--peildatum", "2018-09-01", "--aard", "dienst", "--looptijd", "12", "--loonsom", "300000")
    grounds = ("--uitsluitingsgrond", "nee", "--formaat", "json")
    _, code, output, shown = talk([""], *given, *grounds)  # whatever else is known, the kind decides
    assert (code, json.loads(output)["uitkomst"]) == ("1", "onbekend")
    assert "--opdrachtgever-soort onbekend" in shown
    *_, output, shown = talk(["", "", "s"], *given, *grounds, "--opdrachtgever-soort", "rijk")
    assert "--werkwijze onbekend" in shown
    assert "--raamovereenkomst onbekend" in shown
    assert json.loads(output)["uitkomst"] == "onbekend"


def test_whether_it_is_an_agreement_is_asked_where_it_is_owed_per_call_off(talk) -> None:
    given = ("--peildatum", "2024-03-01", "--opdrachtgever-soort", "decentraal", "--cpv", "90510000")
    data = ROOT / "docs" / "voorbeelden" / "waterschap-met-cpv"
    amount = ("--opdrachtwaarde", "2000000", "--verlenging", "0", "--formaat", "json")
    question, _, output, _ = talk(["ja"], *given, *amount, data=data)
    assert "Is dit een raamovereenkomst" in question
    assert json.loads(output)["kaders"][0]["verplichting"]["bedrag"] is None


@pytest.mark.parametrize("given", [(), ("--raamovereenkomst", "onbekend")])
def test_unknown_whether_it_is_an_agreement_it_stays_unknown_for_what_it_is_owed(
    talk, given: tuple[str, ...]
) -> None:
    """Enter is an answer too: of what is not known nothing is assumed, and it is asked once."""
    data = ROOT / "docs" / "voorbeelden" / "waterschap-met-cpv"
    tender = ("--peildatum", "2024-03-01", "--opdrachtgever-soort", "decentraal", "--cpv", "90510000")
    amount = ("--opdrachtwaarde", "2000000", "--verlenging", "0", "--formaat", "json")
    question, _, output, _ = talk([""], *tender, *given, *amount, data=data)
    assert "Is dit een raamovereenkomst" in question
    owed = json.loads(output)["kaders"][0]["verplichting"]
    assert (owed["percentage"], owed["bedrag"], owed["per"]) == ("2", None, None)
