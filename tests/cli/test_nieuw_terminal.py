"""``maatwerk nieuw`` as somebody at a terminal uses it: a real one, with its keys."""

import re
import subprocess
from pathlib import Path

import pytest

ANSWERS = {
    "proeftuin": (
        ["Proeftuin Gesprek", "1", "", "", "hoogwaardige inhuur", "kpmg; 1", "", "", "autisme", "", "3", "",
         "3", "2018", "", "jaarverslag-2018", "§9", "", "", "", ""],
        "proeftuinen/proeftuin-gesprek.yaml",
        ["soort: regulier", "- kpmg\n  - bzk", "beoogde_plaatsen: 3", "fase: gestart",
         "categorie: hoogwaardige_inhuur"],
    ),
    "kandidaat": (
        ["berenschot", "", "aan_de_slag", "2018", "", "jaarverslag-2018", "§9"],
        "kandidaten/k-",
        ["proeftuin: berenschot", "stap: aan_de_slag", 'sinds: "2018"'],
    ),
    "aanbesteding": (
        ["Schoonmaak", "", "", "", "dienst", "€ 250.000", "", "1-1-2019", "31-12-2019", "", "", "", "", "",
         "", "nee", "", "", ""],
        "aanbestedingen/schoonmaak.yaml",
        ["aard: dienst", 'loonsom_excl_btw: "250000"', 'begin: "2019-01-01"', "uitsluitingsgronden: nee"],
    ),
    "bron": (
        ["Jaarverslag 2019", "", "2020-04", "", "", "geverifieerd", ""],
        "bronnen.yaml",
        ["id: jaarverslag-2019\n", "titel: Jaarverslag 2019"],
    ),
    "organisatie": (
        ["Voorbeeld, Dienst", "VD", "leverancier", "", "", "", ""],
        "organisaties.csv",
        ['voorbeeld-dienst,"Voorbeeld, Dienst",VD,leverancier,,,,,\n'],
    ),
    "verzamelpost": (
        ["2019", "1", "4", "fase=gestart", "", "Wat de bron telt", "jaarverslag-2018", "§9", "", ""],
        "verzamelposten/2019.yaml",
        ["telt: proeftuinen", "aantal: 4", "fase: gestart"],
    ),
}  # fmt: skip


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout


@pytest.fixture
def kept(register: Path) -> Path:
    git(register, "init", "-q")
    git(register, "add", "-A")
    git(register, "-c", "user.email=v@example.org", "-c", "user.name=v", "commit", "-qm", "begin")
    return register


@pytest.mark.slow
@pytest.mark.parametrize("kind", ANSWERS)
def test_a_conversation_makes_each_kind_of_record(maatwerk, terminal, kept, kind) -> None:
    answers, file, parts = ANSWERS[kind]
    conversation = terminal("nieuw", kind, "--data", str(kept))
    conversation.answer(*answers)
    code, output, _ = conversation.end()
    assert code == 0, conversation.screen
    assert output.startswith(file)
    text = (kept / output.strip()).read_text()
    for part in parts:
        assert part in text
    git(kept, "add", "-A")
    changed = git(kept, "diff", "--cached", "--numstat").splitlines()
    assert len(changed) == 1
    assert changed[0].split("\t")[1] == "0"  # lines are only added
    done = maatwerk("valideer", "--data", str(kept))
    assert done.returncode == 0, done.stdout


@pytest.mark.slow
def test_the_choices_are_shown_and_there_is_a_way_back(terminal, kept) -> None:
    conversation = terminal("nieuw", "organisatie", "--data", str(kept))
    first = conversation.question()
    assert "t: terug naar de vorige vraag" in first
    conversation.type("t\n")
    assert "Dit is de eerste vraag." in conversation.question()
    conversation.type("Fout geschreven\n")
    assert "Afkorting" in conversation.question()
    conversation.type("FG\n")
    third = conversation.question()
    assert re.search(r"^  1\. \w+", third, re.MULTILINE)
    assert "leverancier" in third
    conversation.type("t\n")
    assert "Afkorting" in conversation.question()
    conversation.type("t\n")
    assert "Volledige naam" in conversation.question()
    conversation.type("Goed geschreven\n")
    conversation.answer("", "bestaat-niet", "leverancier", "", "", "", "")
    assert conversation.end()[1] == "organisaties.csv\n"
    assert "Deze waarde staat niet in de codelijst" in conversation.screen
    assert "goed-geschreven,Goed geschreven,,leverancier,,,,,\n" in (kept / "organisaties.csv").read_text()


@pytest.mark.slow
@pytest.mark.parametrize("kind", ANSWERS)
@pytest.mark.parametrize("stop", ["\x03", "\x04"])
def test_who_stops_half_way_leaves_nothing(terminal, kept, kind, stop) -> None:
    answers, _, _ = ANSWERS[kind]
    conversation = terminal("nieuw", kind, "--data", str(kept))
    conversation.answer(*answers[:2])
    conversation.question()
    conversation.type(stop)
    code, output, _ = conversation.end()
    assert (code, output) == (130, "")
    assert "Traceback" not in conversation.screen
    assert conversation.screen.endswith("\nAfgebroken.\n")
    assert git(kept, "status", "--porcelain", "--ignored") == ""
    assert not list(kept.glob(".maatwerk*"))
