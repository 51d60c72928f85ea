"""What editors said was withheld of a course is withheld again for that reason, unless it is known."""

import re
import shutil
from datetime import date
from pathlib import Path

from maatwerk_cli.register.loading import load_dataset
from maatwerk_cli.report.programme.participants import _protected, decide_programme, participants

EXAMPLE = Path(__file__).parents[2] / "docs" / "voorbeelden" / "twee-jaren"
KEY = "deelnemers/traject=vb-traject-ministerie"  # seven take part, and five is the threshold
DAY = date(2019, 12, 31)


def test_what_editors_name_is_withheld_again(tmp_path: Path) -> None:
    data = Path(shutil.copytree(EXAMPLE, tmp_path / "data"))
    for course in (data / "trajecten").iterdir():  # what was measured would withhold who takes part
        text = course.read_text(encoding="utf-8")
        course.write_text(re.sub(r"^scans:\n(?: .*\n)+", "", text, flags=re.MULTILINE), encoding="utf-8")
    dataset = load_dataset(data).dataset
    assert _protected(dataset, 2019, participants(dataset, 2019, DAY), ()).get(KEY) != "eerder"
    file = data / "rapporten" / "2019.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("afgeschermd:\n", f"afgeschermd:\n  - {KEY}\n"), encoding="utf-8")
    dataset = load_dataset(data).dataset
    assert _protected(dataset, 2019, participants(dataset, 2019, DAY), ())[KEY] == "eerder"
    # The report of 2018 told the same number: it cannot be taken back.
    assert KEY not in decide_programme(dataset, 2019, DAY).registry.withheld
