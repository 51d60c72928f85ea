"""A difference tells of a course of the leerformule all but its people."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

EXAMPLE = Path(__file__).parents[2] / "docs" / "voorbeelden" / "twee-jaren"


def test_a_change_of_a_course_is_shown_without_numbers_of_people(maatwerk: Any, tmp_path: Path) -> None:
    data = Path(shutil.copytree(EXAMPLE, tmp_path / "data"))
    who = ("-c", "user.name=voorbeeld", "-c", "user.email=v@voorbeeld.invalid")
    for step in (("init", "-q"), ("add", "-A"), (*who, "commit", "-qm", "begin")):
        subprocess.run(["git", *step], cwd=data, check=True, capture_output=True)
    file = data / "trajecten" / "vb-traject-inspectie.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("deelnemers: 3", "deelnemers: 4").replace('begin: "2019-01"', 'begin: "2019-02"')
    )
    page = maatwerk("verschil", "HEAD", "--data", str(data)).stdout
    assert "begin: was 2019-01; is nu 2019-02" in page
    assert "deelnemers" not in page
    intern = maatwerk("verschil", "HEAD", "--intern", "--data", str(data)).stdout
    assert "deelnemers: was 3; is nu 4" in intern
