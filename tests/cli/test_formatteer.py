"""``maatwerk formatteer`` as its user meets it."""

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
