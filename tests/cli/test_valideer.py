"""``maatwerk valideer`` as its user meets it: every form, exit code and choice, in real clones."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from maatwerk_cli.checks.catalogue import catalogue

TESTS = Path(__file__).parents[1]
FORMS = ["tekst", "github", "json", "sarif", "junit"]
Run = Callable[..., subprocess.CompletedProcess[str]]


def git(folder: Path, *arguments: str) -> str:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    names = ["-c", "user.name=voorbeeld", "-c", "user.email=voorbeeld@example.org"]
    return subprocess.run(
        ["git", "-C", str(folder), *names, *arguments],
        capture_output=True,
        check=True,
        encoding="utf-8",
        env={**environment, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull},
    ).stdout.strip()


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def basis(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TESTS / "checks" / "basis", tmp_path / "data"))


@pytest.fixture
def clone(basis: Path) -> Path:
    """Give a repository with an old mistake in it, on main, and a branch that has yet to change anything."""
    replace(basis / "proeftuinen" / "zon.yaml", "categorie: schoonmaak", "categorie: schoonmaken")
    git(basis.parent, "init", "-q", "-b", "main")
    git(basis.parent, "add", "-A")
    git(basis.parent, "commit", "-qm", "begin")
    git(basis.parent, "checkout", "-qb", "tak")
    return basis.parent


def findings_of(run: subprocess.CompletedProcess[str]) -> list[tuple[str, str, int]]:
    return [(item["code"], item["bestand"], item["regel"]) for item in json.loads(run.stdout)]


def test_sarif_is_valid_by_its_official_schema(maatwerk: Run, basis: Path) -> None:
    schema = json.loads((TESTS / "checks" / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft4Validator(schema)
    for broken in (False, True):
        if broken:
            replace(basis / "proeftuinen" / "zon.yaml", "soort: regulier", "soort: gewoon")
            (basis / "proeftuinen" / "naam met spatie & é.yml").write_text("x", encoding="utf-8")
        document = json.loads(maatwerk("valideer", "--formaat", "sarif").stdout)
        assert list(validator.iter_errors(document)) == []
    run = document["runs"][0]
    assert len(run["results"]) == 2
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    assert len({rule["id"] for rule in rules}) == len(rules)


def test_github_escapes_what_would_end_a_property(maatwerk: Run, basis: Path) -> None:
    (basis / "proeftuinen" / "a,b:c%d.yml").write_text("x", encoding="utf-8")
    line = maatwerk("valideer", "--formaat", "github").stdout
    assert line.startswith("::error file=proeftuinen/a%2Cb%3Ac%25d.yml,line=1,col=1,title=MW030::")
    assert line.count("\n") == 1


def test_paths_are_relative_to_the_clone(maatwerk: Run, clone: Path) -> None:
    assert findings_of(maatwerk("valideer", "--formaat", "json", cwd=clone / "data")) == [
        ("MW204", "data/proeftuinen/zon.yaml", 5)
    ]


@pytest.mark.slow
def test_exit_codes(maatwerk: Run, basis: Path) -> None:
    assert maatwerk("valideer").returncode == 0
    (basis / "extra.txt").write_text("x", encoding="utf-8")
    assert maatwerk("valideer").returncode == 0
    assert maatwerk("valideer", "--strikt").returncode == 1
    replace(basis / "proeftuinen" / "zon.yaml", "soort: regulier", "soort: gewoon")
    assert maatwerk("valideer").returncode == 1
    for content in (None, "", "naam: x\n", "a: [", "\tx"):
        (basis / "dataset.yaml").unlink(missing_ok=True)
        if content is not None:
            (basis / "dataset.yaml").write_text(content, encoding="utf-8")
        for form in FORMS:
            done = maatwerk("valideer", "--data", "data", "--formaat", form)
            assert done.returncode == 2
            assert ("dataset.yaml" in done.stdout) == (content is not None)
            first, *rest = done.stderr.splitlines()
            assert "dataset.yaml" in first
            assert len(rest) <= 1  # how many records were read, where some could be
    assert maatwerk("valideer", "--data", "nergens").returncode == 2


@pytest.mark.slow
def test_given_files_are_judged_in_the_light_of_all(maatwerk: Run, basis: Path) -> None:
    replace(basis / "proeftuinen" / "zon.yaml", "  - voorbeeldbouw", "  - onbekend-bedrijf")
    replace(basis / "mijlpalen" / "2020.yaml", "2020-04", "2020-14")
    single = maatwerk("valideer", "data/proeftuinen/zon.yaml", "--formaat", "json")
    assert findings_of(single) == [("MW203", "proeftuinen/zon.yaml", 7)]
    assert single.returncode == 1
    assert findings_of(maatwerk("valideer", "data/proeftuinen", "--formaat", "json")) == findings_of(single)
    assert maatwerk("valideer", "data/proeftuinen/maan.yaml").returncode == 0
    assert len(findings_of(maatwerk("valideer", "data", "--formaat", "json"))) == 2
    assert maatwerk("valideer", "data/proeftuinen/weg.yaml").returncode == 2
    (basis.parent / "koppeling").symlink_to(basis)
    assert len(findings_of(maatwerk("valideer", "koppeling", "--formaat", "json"))) == 2
    (basis.parent / "elders.yaml").write_text("x", encoding="utf-8")
    outside = maatwerk("valideer", "elders.yaml", "--data", "data")
    assert outside.returncode == 2
    assert "niet in de dataset" in outside.stderr


ODD_NAMES = {
    "a code that steers a terminal": b"\x1b[31mrood",
    "two lines": b"een\nzon.yaml:1:1: MW999 Nagemaakt.",
    "no text": b"caf\xe9",
    "an option": b"--formaat=json",
    "an address": b"a@voorbeeld.nl",
}


@pytest.mark.parametrize("name", ODD_NAMES.values(), ids=list(ODD_NAMES))
def test_what_is_wrong_with_a_file_of_an_odd_name_is_told_and_its_name_does_nothing(
    maatwerk: Run, basis: Path, name: bytes
) -> None:
    """It is told of that file too, and nobody is told to give a record an id that none can have."""
    file = basis / "proeftuinen" / f"{os.fsdecode(name)}.yaml"
    shutil.copy(basis / "proeftuinen" / "zon.yaml", file)
    done = [maatwerk("valideer", str(file), "--formaat", form) for form in FORMS]
    assert [run.returncode for run in done] == [1] * len(FORMS)
    assert not [run for run in done if "Traceback" in run.stderr or "\x1b" in run.stdout + run.stderr]
    codes = [code for code, _, _ in findings_of(done[FORMS.index("json")])]
    assert "MW120" in codes
    assert len(done[0].stdout.splitlines()) == len(codes)
    assert "schrijf dan hier id" not in done[0].stdout
    assert not [run for run in done if "a@voorbeeld.nl" in run.stdout]


@pytest.mark.slow
def test_a_baseline_lets_known_findings_pass_and_no_more(maatwerk: Run, basis: Path) -> None:
    replace(basis / "proeftuinen" / "zon.yaml", "categorie: schoonmaak", "categorie: schoonmaken")
    assert maatwerk("valideer", "--schrijf-basislijn").returncode == 2
    missing = maatwerk("valideer", "--basislijn", "bekend.json")
    assert missing.returncode == 2
    assert "--schrijf-basislijn" in missing.stderr
    assert maatwerk("valideer", "--basislijn", "bekend.json", "--schrijf-basislijn").returncode == 0
    assert maatwerk("valideer", "--basislijn", "bekend.json").returncode == 0
    replace(basis / "proeftuinen" / "zon.yaml", "id: zon\n", "# een regel erbij\nid: zon\n")
    assert maatwerk("valideer", "--basislijn", "bekend.json").returncode == 0
    replace(basis / "proeftuinen" / "maan.yaml", "categorie: schoonmaak", "categorie: schoonmaken")
    done = maatwerk("valideer", "--basislijn", "bekend.json", "--formaat", "json")
    assert done.returncode == 1
    assert findings_of(done) == [("MW204", "proeftuinen/maan.yaml", 5)]
    for content in ("", "{}", "[1]", '[{"bestand": 1}]', "[" * 100_000):
        (basis.parent / "bekend.json").write_text(content, encoding="utf-8")
        broken = maatwerk("valideer", "--basislijn", "bekend.json")
        assert broken.returncode == 2
        assert len(broken.stderr.splitlines()) == 1


@pytest.mark.slow
def test_only_what_a_change_touches_can_fail(maatwerk: Run, clone: Path) -> None:
    since: Any = lambda *more: maatwerk("valideer", "--sinds", "main", "--formaat", "json", *more, cwd=clone)  # noqa: E731
    zon = clone / "data" / "proeftuinen" / "zon.yaml"
    assert maatwerk("valideer", cwd=clone).returncode == 1
    assert since().returncode == 0
    # another line of the same record: the old mistake stays old, wherever it moves to
    replace(zon, "id: zon\n", "# erbij\nid: zon\n")
    assert since().returncode == 0
    # the line itself
    replace(zon, "categorie: schoonmaken", "categorie: schoonmaken # nog steeds")
    assert findings_of(since()) == [("MW204", "data/proeftuinen/zon.yaml", 6)]
    git(clone, "checkout", "-q", "--", ".")
    # what goes wrong in a file that the change does not touch
    replace(clone / "data" / "organisaties.csv", "voorbeeldzorg,", "voorbeeldzorgt,")
    assert findings_of(since()) == [
        ("MW231", "data/organisaties.csv", 4),
        ("MW203", "data/proeftuinen/maan.yaml", 7),
        ("MW203", "data/relaties.csv", 2),
    ]
    git(clone, "checkout", "-q", "--", ".")
    # a new file that git does not know yet, and a field that is gone
    (clone / "data" / "mijlpalen" / "2019.yaml").write_text("- id: x\n", encoding="utf-8")
    replace(clone / "data" / "proeftuinen" / "maan.yaml", "naam: Proeftuin Maansteen\n", "")
    assert {code for code, _, _ in findings_of(since())} == {"MW102"}
    assert {file for _, file, _ in findings_of(since())} == {
        "data/mijlpalen/2019.yaml",
        "data/proeftuinen/maan.yaml",
    }


@pytest.mark.parametrize("file", ["zon", "ster"])
def test_two_that_look_alike_are_told_when_either_was_changed(maatwerk: Run, clone: Path, file: str) -> None:
    git(clone, "checkout", "-q", "main")
    zon = clone / "data" / "proeftuinen" / "zon.yaml"
    replace(zon, "categorie: schoonmaken", "categorie: schoonmaak")
    twin = (
        zon.read_text(encoding="utf-8").replace("id: zon\n", "id: ster\n").replace("verwant:\n  - maan\n", "")
    )
    zon.with_name("ster.yaml").write_text(twin, encoding="utf-8")
    git(clone, "add", "-A")
    git(clone, "commit", "-qm", "twee")
    git(clone, "checkout", "-qB", "tak")
    since = ("valideer", "--sinds", "main", "--formaat", "json")
    assert findings_of(maatwerk(*since, cwd=clone)) == []
    replace(zon.with_name(f"{file}.yaml"), "ambitie: Twee", "ambitie: Hier twee")
    assert ("MW211", "data/proeftuinen/zon.yaml", 2) in findings_of(maatwerk(*since, cwd=clone))


def test_since_starts_where_the_branch_left(maatwerk: Run, clone: Path) -> None:
    git(clone, "checkout", "-q", "main")
    replace(clone / "data" / "mijlpalen" / "2020.yaml", "2020-04", "2020-05")
    git(clone, "commit", "-qam", "verder")
    git(clone, "checkout", "-q", "tak")
    replace(clone / "data" / "mijlpalen" / "2020.yaml", "2020-04", "2020-14")
    git(clone, "commit", "-qam", "fout")
    done = maatwerk("valideer", "--sinds", "main", "--formaat", "json", cwd=clone)
    assert findings_of(done) == [("MW112", "data/mijlpalen/2020.yaml", 2)]


@pytest.mark.slow
def test_since_says_when_history_is_missing(maatwerk: Run, clone: Path) -> None:
    replace(clone / "data" / "mijlpalen" / "2020.yaml", "2020-04", "2020-05")
    git(clone, "commit", "-qam", "verder")
    shallow = clone.parent / "ondiep"
    git(clone.parent, "clone", "-q", "--depth", "1", f"file://{clone}", str(shallow))
    git(shallow, "fetch", "-q", "--depth", "1", "origin", "main:gehaald")
    for folder, revision, word in (
        (shallow, "main", "De revisie 'main' staat niet in deze kloon"),
        (shallow, "gehaald", "Waar deze tak van 'gehaald' afweek, staat niet in deze kloon"),
        (shallow, "gehaald", "unshallow"),
        (clone, "bestaat-niet", "bestaat niet"),
        (clone, "--output=x", "geen revisie"),
        (clone, "main..tak", "is een reeks. Geef één revisie"),
    ):
        done = maatwerk("valideer", f"--sinds={revision}", cwd=folder)
        assert done.returncode == 2
        assert done.stdout == ""
        assert word in done.stderr
        assert len(done.stderr.splitlines()) == 1


@pytest.mark.slow
def test_no_form_shows_what_is_personal(maatwerk: Run, basis: Path) -> None:
    secrets = ["123456782", "a.geheim@voorbeeld.example", "NL91ABNA0417164300", "0612345678", "Geheimenburg"]
    zon = basis / "proeftuinen" / "zon.yaml"
    replace(zon, "toelichting: De", f"toelichting: Mevrouw {secrets[4]} {secrets[0]} De")
    replace(zon, "soort: regulier", f"soort: {secrets[1]}")
    replace(zon, "  - voorbeeldbouw", f"  - '{secrets[3]}'")
    replace(zon, "ambitie:", f"{secrets[1]}: {secrets[2]}\nambitie:")
    replace(zon, "verwant:", f"verwant: # {secrets[0]}")
    candidate = basis / "kandidaten" / "k-aaaaaaaaa1.yaml"
    name = secrets[4].lower()
    replace(candidate, "plek: werkervaringsplek", f"plek: {name}\n{name}: ja\nnaam: x")
    replace(candidate, "proeftuin: zon", f"proeftuin: {name}")
    (basis / "proeftuinen" / f"{secrets[1]}.yaml").write_text("x", encoding="utf-8")
    (basis / f"{secrets[0]}.txt").write_text("x", encoding="utf-8")
    (basis / "organisaties.csv").write_text(
        f"id,naam,{secrets[1]},soort\n{secrets[0]},{secrets[2]},x,y\n", encoding="utf-8"
    )
    for form in FORMS:
        done = maatwerk("valideer", "--formaat", form)
        assert done.returncode == 1
        for secret in secrets:
            assert secret.lower() not in (done.stdout + done.stderr).lower()
    assert maatwerk("valideer", "--basislijn", "b.json", "--schrijf-basislijn").returncode == 0
    text = (basis.parent / "b.json").read_text(encoding="utf-8").lower()
    assert not any(secret.lower() in text for secret in secrets)
    for command in (("rapport", "2020"), ("lijst", "proeftuinen"), ("toon", "zon")):
        done = maatwerk(*command)
        assert not any(secret.lower() in (done.stdout + done.stderr).lower() for secret in secrets[:4])


def test_the_result_goes_to_a_file_whole(maatwerk: Run, basis: Path) -> None:
    done = maatwerk("valideer", "--formaat", "json", "--uitvoer", "uit.json")
    assert done.returncode == 0
    assert done.stdout == ""
    assert json.loads((basis.parent / "uit.json").read_text(encoding="utf-8")) == []


def test_what_is_skipped_is_said(maatwerk: Run, basis: Path) -> None:
    assert "opnieuw" not in maatwerk("valideer").stderr
    replace(basis / "proeftuinen" / "zon.yaml", "soort: regulier", "soort: gewoon")
    replace(basis / "proeftuinen" / "zon.yaml", "  - maan", "  - maann")
    done = maatwerk("valideer", "--formaat", "json")
    assert [code for code, _, _ in findings_of(done)] == ["MW104", "MW202"]
    assert "nog niet gecontroleerd" in done.stderr
    replace(basis / "proeftuinen" / "zon.yaml", "soort: gewoon", "soort: regulier")
    again = maatwerk("valideer", "--formaat", "json")
    assert [code for code, _, _ in findings_of(again)] == ["MW202"]


def test_explaining_a_code(maatwerk: Run) -> None:
    everything = maatwerk("uitleg").stdout
    for code, rule in catalogue().items():
        assert f"{code} {rule.title}" in everything
    single = maatwerk("uitleg", "mw101")
    assert single.returncode == 0
    assert "Wat te doen:" in single.stdout
    assert "…" not in single.stdout
    assert maatwerk("uitleg", "MW1O1").stdout == single.stdout
    wrong = maatwerk("uitleg", "MW999")
    assert wrong.returncode == 2
    assert len(wrong.stderr.splitlines()) == 1


def test_explaining_imports_nothing_heavy() -> None:
    code = "import sys; from maatwerk_cli.cli.main import run; run(['uitleg', 'MW101'])\n"
    code += "heavy = ('pandas', 'numpy', 'babel', 'jinja2', 'ruamel.yaml', 'rich', 'stdnum')\n"
    code += "print([name for name in heavy if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_own_register_is_clean(maatwerk: Run) -> None:
    done = maatwerk("valideer", "--strikt", "--data", str(TESTS.parent / "data"))
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize("form", ["tekst", "json", "sarif", "github", "junit"])
def test_a_broken_dataset_yaml_keeps_the_form_and_hides_no_other_file(
    maatwerk: Run, clone: Path, form: str
) -> None:
    replace(clone / "data" / "dataset.yaml", "openbaar: ", "openbaar: misschien #")
    replace(clone / "data" / "proeftuinen" / "zon.yaml", "soort: regulier", "soort: gewoon")
    done = maatwerk("valideer", "--formaat", form, cwd=clone)
    assert done.returncode == 2
    assert "data/dataset.yaml" in done.stdout
    assert "data/proeftuinen/zon.yaml" in done.stdout
    assert "MW104" in done.stdout
    if form == "json":
        assert {finding["bestand"] for finding in json.loads(done.stdout)} == {
            "data/dataset.yaml",
            "data/proeftuinen/zon.yaml",
        }


def test_findings_of_a_file_are_in_order_of_place(maatwerk: Run, basis: Path) -> None:
    """Whoever found them: who reads the file, who reads a field, or who holds records to each other."""
    path = basis / "proeftuinen/zon.yaml"
    text = path.read_text(encoding="utf-8").replace("bestuurslaag: rijk", "bestuurslaag: fout")
    path.write_text(text.replace("categorie: schoonmaak", "categorie: anders") + "zzz: 1\n", encoding="utf-8")
    for words in ((), ("--alles",)):
        places = [
            line.split(":")[:3]
            for line in maatwerk("valideer", *words, "--data", str(basis)).stdout.splitlines()
        ]
        assert len(places) > 2
        numbers = [(file, int(line), int(column)) for file, line, column in places]
        assert numbers == sorted(numbers)


def test_very_many_equal_findings_are_one_with_a_number(maatwerk: Run, basis: Path) -> None:
    zon = (basis / "proeftuinen" / "zon.yaml").read_text(encoding="utf-8").replace("verwant:\n  - maan\n", "")
    for number in range(60):
        text = zon.replace("id: zon\n", f"id: tuin-{number:02}\n").replace("Zonnebloem", f"Bloem {number}")
        text = text.replace("categorie: schoonmaak", "categorie: bestaat_niet")
        (basis / "proeftuinen" / f"tuin-{number:02}.yaml").write_text(text, encoding="utf-8")
    some = maatwerk("valideer")
    lines = [line for line in some.stdout.splitlines() if " MW201 " in line or " MW204 " in line]
    assert len(lines) == 20
    assert "nog 40 keer" in some.stdout
    assert "--alles" in some.stdout
    every = maatwerk("valideer", "--alles")
    assert sum(" MW201 " in line or " MW204 " in line for line in every.stdout.splitlines()) == 60
    assert "--alles" not in every.stdout
    assert set(lines) <= set(every.stdout.splitlines())
    assert some.stderr == every.stderr
    assert len(json.loads(maatwerk("valideer", "--formaat", "json").stdout)) == len(every.stdout.splitlines())
