"""Renaming, merging, withdrawing and erasing, with the lines that git shows."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def keep(maatwerk, register):
    """Run a command on a register in git."""
    _git(register, "init", "-q")
    _commit(register)

    def run(*arguments: str):
        return maatwerk(*arguments, "--data", str(register))

    return run


def _git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout


def _commit(folder: Path) -> None:
    _git(folder, "add", "-A")
    _git(folder, "-c", "user.email=v@example.org", "-c", "user.name=v", "commit", "-qm", "stand")


def changed(folder: Path, *paths: str) -> list[str]:
    _git(folder, "add", "-A")
    shown = _git(folder, "diff", "HEAD", "-U0", "--no-renames", "--", *paths).splitlines()
    return [line for line in shown if re.match(r"[+-](?![+-]{2} )", line)]


def sound(keep, *warnings: str) -> None:
    done = keep("valideer")
    assert done.returncode == 0, done.stdout
    assert {line.split(" ")[1] for line in done.stdout.splitlines()} <= set(warnings)


def figures(keep) -> dict[str, tuple]:
    report = json.loads(keep("rapport", "2018", "--formaat", "json", "--intern").stdout)
    return {f["code"]: (f["individueel"], f["verzameld"]) for f in report["kerncijfers"]}


def test_a_new_id_goes_everywhere_and_nothing_else_changes(keep, register) -> None:
    before = figures(keep)
    done = keep("hernoem", "atos", "atos-nederland", "--soort", "organisatie")
    assert done.returncode == 0, done.stderr
    row = ",ATOS,,leverancier,,,,jaarverslag-2018,pagina Proeftuin ATOS"
    named = ["-  - atos", "+  - atos-nederland"]  # by its contract, and by its two proeftuinen
    assert changed(register) == [*named, f"-atos{row}", f"+atos-nederland{row}", *named, *named]
    sound(keep)
    assert figures(keep) == before


def test_a_proeftuin_takes_its_file_and_its_candidates_along(keep, register) -> None:
    text = (register / "proeftuinen/berenschot.yaml").read_text()
    assert keep("hernoem", "berenschot", "nieuw", "--soort", "proeftuin").returncode == 0
    assert not (register / "proeftuinen/berenschot.yaml").exists()
    moved = (register / "proeftuinen/nieuw.yaml").read_text()
    assert moved == text.replace("id: berenschot\n", "id: nieuw\n")
    assert changed(register, "kandidaten") == ["-proeftuin: berenschot", "+proeftuin: nieuw"] * 4
    sound(keep)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("jaarverslag-2018", "jv-2018", "bron"),
        ("decharge-2018", "ontslagen", "verzamelpost"),
        ("plannen-van-aanpak-2018", "plannen", "verzamelpost"),
        ("k-8vtbwsi4te", "k-abcdefghij", "kandidaat"),
        ("ocw", "onderwijs", "organisatie"),
        ("generiek_kader", "kader-2011", "kader"),
    ],
)
def test_every_kind_can_have_another_id_and_back(keep, register, old, new, kind) -> None:
    if kind == "kader":  # it takes its cases along
        shutil.copy(ROOT / "data/beleid" / f"{old}.gevallen.yaml", register / "beleid")
        _commit(register)
    done = keep("hernoem", old, new)
    assert done.returncode == 0
    assert done.stderr.startswith(f"{'Het' if kind == 'kader' else 'De'} {kind} {old} heet nu {new}; ")
    sound(keep)
    assert not [
        line for line in changed(register) if line.startswith("+") and re.search(rf"id: {old}$", line)
    ]
    assert keep("hernoem", new, old, "--soort", kind).returncode == 0
    assert changed(register) == []


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (("atos", "x"), "Geef met --soort"),
        (("ey", "kpmg", "--soort", "proeftuin"), "Er is al een proeftuin"),
        (("ey", "ey", "--soort", "proeftuin"), "Dit is al het id van dit record; er is niets te hernoemen"),
        (("k-8vtbwsi4te", "k-dnav424f5p"), "Er is al een kandidaat met id k-dnav424f5p. Kies een ander id"),
        (("ey", "../x", "--soort", "proeftuin"), "Dit id kan niet"),
        (("k-8vtbwsi4te", "k-jan"), "Dit id kan niet"),
        (("bestaat-niet", "x"), "geen record met dat id"),
        (("ey", "x", "--soort", "proeftuinn"), "Bedoelde u 'proeftuin'? Kies uit: bron, organisatie"),
        (("bestaat-niet", "x", "--soort", "iets"), "--soort: deze soort record is er niet. Kies uit: bron"),
        (("proeftuinen_totaal", "x"), "is een kerncijfer"),
    ],
)
def test_a_rename_that_cannot_be_is_one_line(keep, register, arguments, part) -> None:
    done = keep("hernoem", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert part in done.stderr
    assert done.stderr.count("\n") == 1
    assert changed(register) == []


def test_a_record_behind_a_link_gets_another_id_and_the_link_goes(keep, register) -> None:
    link = register / "proeftuinen/berenschot.yaml"
    link.rename(register / "echt.yaml.txt")
    link.symlink_to("../echt.yaml.txt")
    assert keep("hernoem", "berenschot", "nieuw", "--soort", "proeftuin").returncode == 0
    assert (register / "proeftuinen/nieuw.yaml").is_file()
    assert not link.is_symlink()
    sound(keep)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("ey", "bestaat-niet"), "VERDWIJNT: Er is geen proeftuin met dat id."),
        (("bestaat-niet", "ey"), "BLIJFT: Er is geen proeftuin met dat id."),
        (("ey", "kpmg", "--houd", "kleur"), "--houd: een proeftuin heeft geen veld 'kleur'.\n"),
        (
            ("ey", "kpmg", "--neem", "namm"),
            "--neem: een proeftuin heeft geen veld 'namm'. Bedoelde u 'naam'?",
        ),
    ],
)
def test_which_of_the_two_or_which_choice_is_wrong_is_told(keep, register, arguments, said) -> None:
    done = keep("voeg-samen", *arguments, "--soort", "proeftuin")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(said)
    assert done.stderr.count("\n") == 1
    assert changed(register) == []


def test_two_records_become_one_with_every_difference_chosen(keep, register) -> None:
    asked = keep("voeg-samen", "atos", "atos-ict", "--soort", "proeftuin")
    assert asked.returncode == 2
    assert "naam (" in asked.stderr
    assert "categorie (" in asked.stderr
    assert changed(register) == []
    done = keep("voeg-samen", "atos", "atos-ict", "--soort", "proeftuin", "--houd", "naam", "--houd",
                "categorie", "--houd", "toelichting")  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "naam: " in done.stderr
    assert not (register / "proeftuinen/atos-ict.yaml").exists()
    text = (register / "proeftuinen/atos.yaml").read_text()
    assert "verwant" not in text
    assert re.findall(r"fase: (\w+)", text) == ["in_wording", "gestart"]
    assert text.count("- ocw") == 1
    sound(keep)


def test_two_organisations_become_one(keep, register) -> None:
    done = keep("voeg-samen", "kpmg", "ey", "--soort", "organisatie", "--houd", "naam",
                "--houd", "vindplaats")  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert changed(register) == [
        "-ey,EY,,leverancier,,,,jaarverslag-2018,pagina Proeftuin EY",
        "-  - ey",
        "+  - kpmg",
    ]
    sound(keep)


def test_a_field_is_not_both_kept_and_taken(keep, register) -> None:
    done = keep("voeg-samen", "kpmg", "ey", "--soort", "organisatie", "--houd", "naam", "--neem", "naam")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "naam: kies --houd of --neem, niet allebei.\n"
    assert changed(register) == []


def test_a_withdrawn_record_stays_and_does_not_count(keep, register) -> None:
    before = figures(keep)["proeftuinen_totaal"]
    refused = keep("trek-terug", "atos-ict", "--sinds", "2018", "--reden", "Bleek dezelfde als atos")
    assert refused.returncode == 2
    assert "proeftuinen/atos.yaml: mogelijk_dezelfde[0]" in refused.stderr
    assert "straks 39 voor proeftuinen_totaal" in " ".join(refused.stderr.split())
    assert changed(register) == []
    done = keep("trek-terug", "atos-ict", "--sinds", "2018", "--reden", "Bleek dezelfde als atos", "--ja")
    assert done.returncode == 0
    message = " ".join(done.stderr.split())
    assert "straks 39 voor proeftuinen_totaal (2018); dat is nu 40. Gepubliceerd is 42." in message
    assert changed(register) == ["+ingetrokken:", '+  sinds: "2018"', "+  reden: Bleek dezelfde als atos"]
    assert figures(keep)["proeftuinen_totaal"] == (before[0] - 1, before[1])
    sound(keep)
    assert "ingetrokken" in keep("fase", "atos-ict", "gestart", "--bron", "jaarverslag-2018 §5").stderr


def test_in_a_closed_register_no_candidate_is_named_by_what_points_at_a_proeftuin(keep, register) -> None:
    settings = register / "dataset.yaml"
    settings.write_text(settings.read_text().replace("openbaar: true", "openbaar: false"))
    ids = [path.stem for path in (register / "kandidaten").iterdir()]
    refused = keep("trek-terug", "berenschot", "--sinds", "2018", "--reden", "Bleek onjuist")
    assert refused.returncode == 2
    message = " ".join(refused.stderr.split())
    assert "verwezen: records van kandidaten (met --intern staat hier welke)" in message
    assert not [name for name in ids if name in message]
    message = keep("trek-terug", "berenschot", "--sinds", "2018", "--reden", "Onjuist", "--intern").stderr
    assert [name for name in ids if name in message]


def test_of_one_it_is_told_in_the_singular(keep, register, tmp_path) -> None:
    for candidate in list((register / "kandidaten").iterdir()):
        if "proeftuin: berenschot" in candidate.read_text() and candidate.stem != "k-8vtbwsi4te":
            candidate.unlink()
    refused = keep("trek-terug", "berenschot", "--sinds", "2018", "--reden", "Bleek onjuist", "--intern")
    assert "Bij berenschot hoort nog 1 kandidaat." in refused.stderr
    table = tmp_path / "lijst.csv"
    table.write_text("naam\nEen voorbeeld\n")
    given = ("--soort", "proeftuin", "--vast", "soort=regulier", "--bron", "jaarverslag-2018 §5", "--schrijf")
    assert "1 record geschreven." in keep("importeer", str(table), *given).stderr
    (register / "kandidaten" / "k-8vtbwsi4te.yaml").write_text("id: [\n")
    kept = keep("valideer", "--basislijn", str(tmp_path / "b.json"), "--schrijf-basislijn").stderr
    assert "1 bevinding staat nu in" in kept


def test_of_a_register_without_key_figures_it_says_that_none_changes(keep, register) -> None:
    for folder in ("kerncijfers", "verzamelposten", "rapporten"):
        shutil.rmtree(register / folder, ignore_errors=True)
    done = keep("trek-terug", "k-8vtbwsi4te", "--sinds", "2018-q4", "--reden", "dubbel", "--ja")
    assert done.returncode == 0
    message = " ".join(done.stderr.split())
    assert (
        "Het register heeft van geen enkel jaar kerncijfers. Er is dus geen cijfer dat verandert." in message
    )
    assert "fout" not in message


def test_why_a_candidate_is_withdrawn_is_one_of_a_few_words(keep, register) -> None:
    text = "vanwege ziekte"
    refused = keep("trek-terug", "k-8vtbwsi4te", "--sinds", "2018", "--reden", text, "--ja")
    assert refused.returncode == 2
    assert text not in refused.stderr
    fine = keep("trek-terug", "k-8vtbwsi4te", "--sinds", "2018-q4", "--reden", "dubbel", "--ja")
    assert fine.returncode == 0
    assert changed(register) == ["+ingetrokken:", '+  sinds: "2018-q4"', "+  reden: dubbel"]


def test_who_asks_to_be_erased_does_not_wait_for_an_open_register_to_be_closed(keep, register) -> None:
    done = keep("trek-terug", "k-8vtbwsi4te", "--wis", "--ja")
    assert done.returncode == 0, done.stderr
    assert not (register / "kandidaten/k-8vtbwsi4te.yaml").exists()
    assert "Let op, " in done.stderr  # what is left tells too much, and that is said
    assert keep("valideer").returncode == 1


def test_an_erased_candidate_is_gone_and_its_place_goes_to_a_post(keep, register) -> None:
    settings = register / "dataset.yaml"
    settings.write_text(settings.read_text().replace("openbaar: true", "openbaar: false"))
    before = figures(keep)["kandidaten_aan_de_slag"]
    done = keep("trek-terug", "k-8vtbwsi4te", "--wis", "--ja", "--intern", "--naar-post",
                "kandidaten-aan-de-slag-overig-2018")  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert not (register / "kandidaten/k-8vtbwsi4te.yaml").exists()
    assert figures(keep)["kandidaten_aan_de_slag"] == (before[0] - 1, before[1] + 1)
    message = " ".join(done.stderr.split())
    assert "straks 22" not in message  # one less here, one more in the post
    assert "rapport over 2018 veranderen deze tabellen: Kandidaten naar" in message
    assert "rapporten/JAAR.yaml" in message
    page, section = re.search(r"staat in (docs/\S+), onder '([^']+)'", message).groups()
    assert f"## {section}\n" in (Path(__file__).parents[2] / page).read_text()
    sound(keep)
    assert keep("trek-terug", "ey", "--wis", "--ja").returncode == 2


def test_what_is_told_before_a_withdrawal_is_the_same_whoever_it_is(keep, register) -> None:
    """Which figures move would tell what this candidate did; so none of people are told."""
    message = {
        keep("trek-terug", entry, "--sinds", "2018-q4", "--reden", "dubbel").stderr.replace(entry, "wie")
        for entry in ("k-8vtbwsi4te", "k-c4bd9zf667")  # one is at work, the other is not yet
    }
    assert len(message) == 1
    assert "--intern" in message.pop()


def test_a_proeftuin_with_candidates_is_not_withdrawn(keep, register) -> None:
    done = keep("trek-terug", "berenschot", "--sinds", "2018", "--reden", "x", "--ja")
    assert done.returncode == 2
    assert "4 kandidaten" in done.stderr
    assert changed(register) == []


def test_what_a_stopped_command_left_is_finished_by_the_next(keep, register) -> None:
    script = (
        "import sys, os, maatwerk_cli.keeping.transaction as w\n"
        "w._finish = lambda *a: os._exit(9)\n"
        "from maatwerk_cli.cli.main import main\n"
        f"main(['hernoem', 'berenschot', 'nieuw', '--soort', 'proeftuin', '--data', {str(register)!r}])\n"
    )
    assert subprocess.run([sys.executable, "-c", script], capture_output=True).returncode == 9
    assert changed(register, "proeftuinen") == []
    sound(keep)
    assert (register / "proeftuinen/nieuw.yaml").exists()
    assert not (register / "proeftuinen/berenschot.yaml").exists()
    assert not list(register.glob(".maatwerk*"))


MERGE = ("voeg-samen", "ey", "atos-ict", "--soort", "proeftuin")
MERGE += tuple(part for name in ("naam", "categorie", "toelichting") for part in ("--houd", name))
EDITION = """\
# de redactie
afgeschermd:
  - individueel/proeftuin=atos-ict  # te klein
  - "individueel/proeftuin=atos-ict|ey&stap=contract"
  - bekend/contract
correcties:
  - datum: "2019-02"  # pas later
    reden: >-
      Bij atos-ict stond een verkeerde fase,
      en bij atos ook. Zie proeftuinen/atos-ict.yaml
      en https://voorbeeld.invalid/atos-ict
"""


def with_edition(register: Path) -> None:
    file = register / "rapporten/2018.yaml"
    file.write_text(file.read_text() + EDITION)


@pytest.fixture
def edited(maatwerk, register):
    with_edition(register)
    _git(register, "init", "-q")
    _commit(register)
    return lambda *arguments: maatwerk(*arguments, "--data", str(register))


def test_a_new_id_goes_into_the_edition_of_a_report_too(edited, register) -> None:
    done = edited("hernoem", "atos-ict", "inhuur-2", "--soort", "proeftuin")
    assert done.returncode == 0, done.stderr
    assert changed(register, "rapporten") == [
        "-  - individueel/proeftuin=atos-ict  # te klein",
        '-  - "individueel/proeftuin=atos-ict|ey&stap=contract"',
        "+  - individueel/proeftuin=inhuur-2  # te klein",
        '+  - "individueel/proeftuin=ey|inhuur-2&stap=contract"',
        "-      Bij atos-ict stond een verkeerde fase,",
        "-      en bij atos ook. Zie proeftuinen/atos-ict.yaml",
        "+      Bij inhuur-2 stond een verkeerde fase,",
        "+      en bij atos ook. Zie proeftuinen/inhuur-2.yaml",
    ]
    assert "5 verwijzingen aangepast" in done.stderr  # atos, a post, two keys and a text
    sound(edited)


def test_a_word_that_may_be_another_is_told_and_left(edited, register) -> None:
    done = edited("hernoem", "atos", "atos-nederland", "--soort", "organisatie")
    assert done.returncode == 0, done.stderr
    assert changed(register, "rapporten") == []
    message = " ".join(done.stderr.split())
    assert "rapporten/2018.yaml: correcties[0].reden: hier staat het woord atos" in message
    sound(edited)


def test_records_made_one_are_one_in_the_edition_too(edited, register) -> None:
    done = edited(*MERGE)
    assert done.returncode == 0, done.stderr
    assert [line for line in changed(register, "rapporten") if line.startswith("+")] == [
        "+  - individueel/proeftuin=ey  # te klein",
        '+  - "individueel/proeftuin=ey&stap=contract"',
        "+      Bij ey stond een verkeerde fase,",
        "+      en bij atos ook. Zie proeftuinen/ey.yaml",
    ]
    sound(edited, "MW304")


def test_a_key_that_is_there_already_is_not_there_twice(edited, register) -> None:
    file = register / "rapporten/2018.yaml"
    file.write_text(file.read_text().replace("  - bekend/contract\n", "  - individueel/proeftuin=ey\n"))
    _commit(register)
    done = edited(*MERGE)
    assert done.returncode == 0, done.stderr
    assert (register / "rapporten/2018.yaml").read_text().count("individueel/proeftuin=ey\n") == 1
    assert "-  - individueel/proeftuin=atos-ict  # te klein" in changed(register, "rapporten")


def test_what_a_report_says_of_a_record_is_shown_before_it_is_withdrawn(edited, register) -> None:
    done = edited("trek-terug", "atos-ict", "--sinds", "2018", "--reden", "Bleek dezelfde als atos")
    assert done.returncode == 2
    message = " ".join(done.stderr.split())
    assert "rapporten/2018.yaml: afgeschermd[0]" in message
    assert "rapporten/2018.yaml: afgeschermd[1]" in message
    assert "rapporten/2018.yaml: correcties[0].reden" in message


def test_a_tender_that_names_an_authority_by_its_id_goes_along(edited, register) -> None:
    (register / "aanbestedingen").mkdir(exist_ok=True)
    (register / "aanbestedingen/een.yaml").write_text("id: een\nopdrachtgever: ocw\naard: dienst\n")
    (register / "aanbestedingen/meer.csv").write_text("id,opdrachtgever\ntwee,ocw\ndrie,OCW te Den Haag\n")
    _commit(register)
    assert edited("hernoem", "ocw", "onderwijs", "--soort", "organisatie").returncode == 0
    assert changed(register, "aanbestedingen") == [
        "-opdrachtgever: ocw", "+opdrachtgever: onderwijs", "-twee,ocw", "+twee,onderwijs"
    ]  # fmt: skip
    sound(edited)


def test_a_file_that_does_not_read_may_name_the_id(keep, register) -> None:
    (register / "proeftuinen/kpmg.yaml").write_text("id: kpmg\nnaam: [\n")
    _commit(register)
    for arguments in (
        ("hernoem", "atos", "nieuw", "--soort", "organisatie"),
        (
            "voeg-samen",
            "atos",
            "ey",
            "--soort",
            "organisatie",
            "--houd",
            "naam",
            "--houd",
            "vindplaats",
        ),  # fmt: skip,
    ):
        done = keep(*arguments)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
        assert "maatwerk valideer" in done.stderr
    assert changed(register) == []


@pytest.mark.parametrize(
    "text",
    [
        "correcties:\n  - &x\n    datum: '2019'\n    reden: Zie atos-ict\n  - *x\n",
        "correcties: [{datum: '2019', reden: &x Zie atos-ict}, {datum: '2020', reden: *x}]\n",
    ],
)
def test_a_form_that_cannot_be_changed_safely_is_one_line(keep, register, text) -> None:
    file = register / "rapporten/2018.yaml"
    file.write_text(file.read_text() + text)
    _commit(register)
    done = keep("hernoem", "atos-ict", "nieuw-2")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1), done.stderr
    assert done.stderr.startswith("rapporten/2018.yaml: ")
    assert changed(register) == []
