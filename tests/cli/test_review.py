"""What a reader of the whole program found: each of it stays mended."""

import json
import subprocess
from pathlib import Path

import pytest

PHONE, BSN = "0612345678", "123456782"
DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("form", ["tekst", "json", "sarif", "junit", "github"])
def test_a_number_of_a_person_in_a_file_name_is_not_shown(maatwerk, register, form: str) -> None:
    source = (register / "proeftuinen/berenschot.yaml").read_text(encoding="utf-8")
    for number in (PHONE, BSN):
        (register / f"proeftuinen/{number}.yaml").write_text(source, encoding="utf-8")
    for command in (("valideer", "--formaat", form), ("rapport", "2018")):
        done = maatwerk(*command, "--data", str(register))
        assert "niet%20getoond" in done.stdout or "niet getoond" in done.stdout + done.stderr
        assert PHONE not in done.stdout + done.stderr
        assert BSN not in done.stdout + done.stderr


def test_lists_do_not_show_what_the_check_refuses(maatwerk, register) -> None:
    path = register / "proeftuinen/berenschot.yaml"
    text = path.read_text(encoding="utf-8").splitlines()
    text = ["naam: Bel de heer Jansen 06-12345678" if line.startswith("naam:") else line for line in text]
    path.write_text("\n".join(text) + "\n", encoding="utf-8")
    for command in (("toon", "berenschot"), ("lijst", "proeftuin")):
        for form in ("tabel", "tekst", "json"):
            done = maatwerk(*command, "--formaat", form, "--data", str(register))
            assert done.returncode == 0
            assert "Jansen" not in done.stdout
            assert "12345678" not in done.stdout
            assert "De dataset heeft fouten" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [("toon", BSN), ("lijst", BSN), ("verschil", BSN), ("schema", BSN), (BSN,), ("rapport", "--tabel", BSN)],
)
def test_an_argument_is_not_repeated_when_it_looks_personal(maatwerk, register, arguments) -> None:
    done = maatwerk(*arguments, env={"MAATWERK_DATA": str(register)})
    assert done.returncode == 2
    assert BSN not in done.stdout + done.stderr


def test_toon_gives_one_json_document(maatwerk, register) -> None:
    for record_id, kinds in (("atos", 2), ("jaarverslag-2018", 1)):
        done = maatwerk("toon", record_id, "--formaat", "json", "--data", str(register))
        assert len(json.loads(done.stdout)) >= kinds


def test_a_revision_that_is_no_commit_is_said_to_be_none(maatwerk, register) -> None:
    for arguments in (
        ("init", "-q"),
        ("add", "-A"),
        ("-c", "user.email=v@example.org", "-c", "user.name=v", "commit", "-qm", "x"),
    ):
        subprocess.run(["git", *arguments], cwd=register, check=True, capture_output=True)
    done = maatwerk("verschil", "HEAD:dataset.yaml", "--data", str(register))
    assert done.returncode == 2
    assert "is geen commit" in done.stderr
    assert "git fetch" not in done.stderr


def test_every_page_is_in_the_table_of_contents() -> None:
    contents = (DOCS / "LEESMIJ.md").read_text(encoding="utf-8")
    for page in DOCS.rglob("*.md"):
        name = page.relative_to(DOCS).as_posix()
        assert name == "LEESMIJ.md" or name.startswith("beslissingen/") or f"({name})" in contents, name


def test_a_difference_does_not_tell_what_changed_of_a_candidate(maatwerk, register) -> None:
    for arguments in (
        ("init", "-q"),
        ("add", "-A"),
        ("-c", "user.email=v@example.org", "-c", "user.name=v", "commit", "-qm", "x"),
    ):
        subprocess.run(["git", *arguments], cwd=register, check=True, capture_output=True)
    path = next((register / "kandidaten").glob("k-*.yaml"))
    path.unlink()
    for form in ("tekst", "markdown", "json"):
        done = maatwerk("verschil", "HEAD", "--formaat", form, "--data", str(register))
        assert done.returncode == 0, done.stderr
        assert path.stem not in done.stdout  # of fewer than five nothing is told, not even which
        assert "proeftuin:" not in done.stdout
        assert '"pad"' not in done.stdout


def test_an_unknown_proeftuin_is_said_before_a_wrong_phase(maatwerk, register) -> None:
    done = maatwerk("fase", "bestaat-niet", "onzin", "--data", str(register))
    assert done.returncode == 2
    assert "Er is geen proeftuin met dat id" in done.stderr
