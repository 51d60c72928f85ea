"""``maatwerk nieuw`` as somebody at a terminal uses it: a real one, with its keys."""

import fcntl
import os
import re
import select
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

pty = pytest.importorskip("pty")
ANSWERS = {
    "proeftuin": (
        ["Proeftuin Gesprek", "1", "", "hoogwaardige inhuur", "kpmg; 1", "", "", "autisme", "", "3", "",
         "3", "2018", "", "jaarverslag-2018", "§9", "", "", ""],
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
        ["Voorbeeld, Dienst", "VD", "leverancier", "", ""],
        "organisaties.csv",
        ['voorbeeld-dienst,"Voorbeeld, Dienst",VD,leverancier,,\n'],
    ),
    "verzamelpost": (
        ["2019", "1", "4", "fase=gestart", "", "Wat de bron telt", "jaarverslag-2018", "§9", "", ""],
        "verzamelposten/2019.yaml",
        ["telt: proeftuinen", "aantal: 4", "fase: gestart"],
    ),
}  # fmt: skip


class Terminal:
    """A program on a terminal of its own, so that Ctrl-C reaches it as it would from a keyboard."""

    def __init__(self, *arguments: str) -> None:
        self.main, side = pty.openpty()

        def own_terminal() -> None:
            os.setsid()
            fcntl.ioctl(side, termios.TIOCSCTTY, 0)

        self.process = subprocess.Popen(
            [sys.executable, "-m", "maatwerk_cli", *arguments],
            stdin=side, stdout=subprocess.PIPE, stderr=side, text=True, preexec_fn=own_terminal,
        )  # fmt: skip
        os.close(side)
        self.screen = ""
        self.ended = False

    def wait(self) -> str:
        """Wait for the next prompt and give what came on the screen until then."""
        seen = b""
        deadline = time.monotonic() + 60
        while not seen.endswith(b"> ") and time.monotonic() < deadline:
            if select.select([self.main], [], [], 0.2)[0]:
                try:
                    seen += os.read(self.main, 65536)
                except OSError:  # the program has ended, and all that it wrote was read
                    self.ended = True
                    break
        text = seen.decode().replace("\r\n", "\n")
        self.screen += text
        return text

    def type(self, keys: str) -> None:
        os.write(self.main, keys.encode())

    def answer(self, *answers: str) -> None:
        for answer in answers:
            self.wait()
            self.type(f"{answer}\n")

    def end(self) -> str:
        while not self.ended:
            self.wait()
        output, _ = self.process.communicate(timeout=60)
        os.close(self.main)
        return output


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
def test_a_conversation_makes_each_kind_of_record(maatwerk, kept, kind) -> None:
    answers, file, parts = ANSWERS[kind]
    terminal = Terminal("nieuw", kind, "--data", str(kept))
    terminal.answer(*answers)
    output = terminal.end()
    assert terminal.process.returncode == 0, terminal.screen
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
def test_the_choices_are_shown_and_there_is_a_way_back(kept) -> None:
    terminal = Terminal("nieuw", "organisatie", "--data", str(kept))
    first = terminal.wait()
    assert "t: terug naar de vorige vraag" in first
    terminal.type("t\n")
    assert "Dit is de eerste vraag." in terminal.wait()
    terminal.type("Fout geschreven\n")
    assert "Afkorting" in terminal.wait()
    terminal.type("FG\n")
    third = terminal.wait()
    assert re.search(r"^  1\. \w+", third, re.MULTILINE)
    assert "leverancier" in third
    terminal.type("t\n")
    assert "Afkorting" in terminal.wait()
    terminal.type("t\n")
    assert "Volledige naam" in terminal.wait()
    terminal.type("Goed geschreven\n")
    terminal.answer("", "bestaat-niet", "leverancier", "", "")
    assert terminal.end() == "organisaties.csv\n"
    assert "Deze waarde staat niet in de codelijst" in terminal.screen
    assert "goed-geschreven,Goed geschreven,,leverancier,,\n" in (kept / "organisaties.csv").read_text()


@pytest.mark.slow
@pytest.mark.parametrize("kind", ANSWERS)
@pytest.mark.parametrize("stop", ["\x03", "\x04"])
def test_who_stops_half_way_leaves_nothing(kept, kind, stop) -> None:
    answers, _, _ = ANSWERS[kind]
    terminal = Terminal("nieuw", kind, "--data", str(kept))
    terminal.answer(*answers[:2])
    terminal.wait()
    terminal.type(stop)
    assert terminal.end() == ""
    assert terminal.process.returncode == 130
    assert "Traceback" not in terminal.screen
    assert terminal.screen.endswith("\nAfgebroken.\n")
    assert git(kept, "status", "--porcelain", "--ignored") == ""
    assert not list(kept.glob(".maatwerk*"))
