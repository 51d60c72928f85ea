"""``maatwerk formatteer`` as its user meets it."""

import os
import subprocess
from pathlib import Path

import pytest

ODD = "naam:   Proefregister\nschema: 1   # de eerste\n\n\nopenbaar: false\npeildatum: '2018'  \n"


@pytest.fixture
def register(register_with_cases: Path) -> Path:
    return register_with_cases


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_projects_own_register_is_canonical(maatwerk, register) -> None:
    before = snapshot(register)
    done = maatwerk("formatteer", "--controle", "--data", str(register))
    assert (done.returncode, done.stdout) == (0, "")
    assert "niets te veranderen" in done.stderr
    assert snapshot(register) == before


def test_check_tells_and_does_not_write(maatwerk, register) -> None:
    (register / "dataset.yaml").write_text(ODD)
    before = snapshot(register)
    done = maatwerk("formatteer", "--controle", "--data", str(register))
    assert (done.returncode, done.stdout) == (1, "dataset.yaml\n")
    assert snapshot(register) == before


def test_what_changes_is_named_the_rest_is_untouched_and_twice_is_once(maatwerk, register) -> None:
    (register / "dataset.yaml").write_text(ODD)
    before = snapshot(register)
    done = maatwerk("formatteer", "--data", str(register))
    assert (done.returncode, done.stdout) == (0, "dataset.yaml\n")
    after = snapshot(register)
    assert after["dataset.yaml"][0].decode() == (
        "naam: Proefregister\nschema: 1   # de eerste\n\nopenbaar: false\npeildatum: '2018'\n"
    )
    del before["dataset.yaml"], after["dataset.yaml"]
    assert after == before
    again = maatwerk("formatteer", "--data", str(register))
    assert (again.returncode, again.stdout) == (0, "")


def test_a_broken_file_is_told_left_alone_and_hides_no_other(maatwerk, register) -> None:
    broken = register / "proeftuinen" / "stuk.yaml"
    broken.write_text("naam:   [x\n")
    (register / "dataset.yaml").write_text(ODD)
    done = maatwerk("formatteer", "--data", str(register))
    assert (done.returncode, done.stdout) == (1, "dataset.yaml\n")
    assert "proeftuinen/stuk.yaml:1:9: MW038" in done.stderr
    assert broken.read_text() == "naam:   [x\n"
    only = maatwerk("formatteer", str(broken), "--data", str(register))
    assert only.returncode == 2


def test_only_the_given_files(maatwerk, register) -> None:
    (register / "dataset.yaml").write_text(ODD)
    (register / "proeftuinen" / "kpmg.yaml").write_text("id:   kpmg\n")
    done = maatwerk("formatteer", "proeftuinen", cwd=register, env={"MAATWERK_DATA": "."})
    assert done.stdout == "proeftuinen/kpmg.yaml\n"
    assert (register / "dataset.yaml").read_text() == ODD


def test_a_csv_has_no_form_and_that_is_said(maatwerk, register) -> None:
    done = maatwerk("formatteer", str(register / "organisaties.csv"), "--data", str(register))
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "Hier is geen YAML-bestand van het register. Alleen die hebben een vaste vorm.\n"


def test_in_a_clone_with_the_line_ends_of_windows_nothing_is_to_change(maatwerk, register) -> None:
    """As git for Windows lays files out: it makes line feeds of them again by itself."""
    top = register.parent
    who = ("-c", "user.name=v", "-c", "user.email=v@voorbeeld.invalid")
    for arguments in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "een")):
        subprocess.run(["git", *who, *arguments], cwd=top, check=True)
    clone = ["git", "clone", "-q", "-c", "core.autocrlf=true", str(top), str(top / "kloon")]
    subprocess.run(clone, check=True)
    data = top / "kloon" / register.name
    (data / "dataset.yaml").write_bytes(ODD.replace("\n", "\r\n").encode())
    done = maatwerk("formatteer", "--data", str(data))
    assert (done.returncode, done.stdout) == (0, "dataset.yaml\n")
    lines = (data / "dataset.yaml").read_bytes().splitlines(keepends=True)
    assert [line for line in lines if not line.endswith(b"\r\n")] == []


def test_the_name_of_a_file_is_shown_and_does_nothing(maatwerk, register) -> None:
    for name in (b"\x1b[31mrood", b"caf\xe9", b"a@voorbeeld.nl"):
        (register / "proeftuinen" / f"{os.fsdecode(name)}.yaml").write_text("id:   rood\n")
    done = maatwerk("formatteer", "--data", str(register))
    assert done.returncode == 0
    shown = [r"\u{1b}[31mrood", "(niet getoond)", r"caf\u{dce9}"]
    assert sorted(done.stdout.splitlines()) == sorted(f"proeftuinen/{name}.yaml" for name in shown)


def test_a_link_is_laid_out_by_its_own_name_and_stays_one(maatwerk, register) -> None:
    link, real = register / "proeftuinen" / "ey.yaml", register / "echt.txt"
    link.rename(real)
    link.symlink_to(real)
    text = real.read_text()
    real.write_text(text + "\n\n\n")
    done = maatwerk("formatteer", str(link), "--data", str(register))
    assert (done.returncode, done.stdout) == (0, "proeftuinen/ey.yaml\n")
    assert link.is_symlink()
    assert real.read_text() == text
    (register.parent / "elders").symlink_to(register)
    whole = maatwerk("formatteer", "elders", "--data", str(register))
    assert whole.returncode == 0, whole.stderr


def test_wrong_paths_are_one_line(maatwerk, register, tmp_path) -> None:
    (tmp_path / "elders.yaml").write_text("a: 1\n")
    for path in ("elders.yaml", "bestaat-niet.yaml", str(register / "vreemd.yaml")):
        (register / "vreemd.yaml").write_text("a:   1\n")
        done = maatwerk("formatteer", path, "--data", str(register))
        assert done.returncode == 2
        assert done.stderr.count("\n") == 1


def test_the_cases_of_a_framework_are_laid_out_too_and_keep_their_comments(maatwerk, register) -> None:
    cases = register / "beleid" / "generiek_kader.gevallen.yaml"
    cases.write_text(
        "# uit de regeling\n- naam:   op de grens   # artikel 2\n  invoer: {aard: dienst}\n\n\n"
        "  uitkomst:  open\n"
    )
    done = maatwerk("formatteer", "--data", str(register))
    assert (done.returncode, done.stdout) == (0, "beleid/generiek_kader.gevallen.yaml\n")
    assert cases.read_text() == (
        "# uit de regeling\n- naam: op de grens   # artikel 2\n  invoer: {aard: dienst}\n\n  uitkomst: open\n"
    )
    only = maatwerk("formatteer", "--controle", str(cases), "--data", str(register))
    assert (only.returncode, only.stdout) == (0, "")
