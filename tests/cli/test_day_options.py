"""An option takes a day only as the register writes it: no week, no digits without dashes, no month."""

from pathlib import Path
from typing import Any

import pytest

COMMANDS = (
    ("rapport", "2018", "--peildatum"),
    ("voortgang", "--peildatum"),
    ("publiceer", "2018", "--uitvoer", "uit", "--proef", "--datum", "2019-04-15", "--peildatum"),
    ("publiceer", "2018", "--uitvoer", "uit", "--proef", "--datum"),
)
PERIODS = (
    ("kader", "toon", "generiek_kader", "--peildatum"),
    ("kader", "vergelijk", __file__, "--met-peildatum"),
)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("text", ["2018-W52-1", "20181231", "2018-12", "2018-02-30", "31-12-2018"])
def test_what_is_no_day_is_refused(maatwerk: Any, command: tuple[str, ...], text: str) -> None:
    done = maatwerk(*command, text)
    assert done.returncode == 2
    assert f"{command[-1]}: '{text}' is geen dag. Schrijf bijvoorbeeld 20" in done.stderr


@pytest.mark.parametrize("command", PERIODS)
@pytest.mark.parametrize("text", ["2018-W52-1", "20181231", "2018-02-30", "31-12-2018"])
def test_what_is_no_date_is_refused(maatwerk: Any, command: tuple[str, ...], text: str) -> None:
    done = maatwerk(*command, text)
    assert done.returncode == 2
    assert f"{command[-1]}: dit is geen datum. Schrijf bijvoorbeeld 2018-03-01." in done.stderr


@pytest.mark.parametrize(
    ("issued", "shown", "refused"),
    [
        ("2018-12-30", (), "2018-12-31, en 2018-12-30 is eerder"),
        ("2018-06-30", ("--peildatum", "2018-07-01"), "2018-07-01, en 2018-06-30 is eerder"),
    ],
)
def test_an_edition_is_not_issued_before_the_day_that_it_shows(
    maatwerk: Any, tmp_path: Path, issued: str, shown: tuple[str, ...], refused: str
) -> None:
    given = ("publiceer", "2018", "--proef", "--uitvoer", str(tmp_path / "uit"), "--datum", issued, *shown)
    done = maatwerk(*given)
    assert done.returncode == 2
    assert f"--datum: de uitgave toont de stand van {refused}." in done.stderr
    assert not (tmp_path / "uit").exists()


@pytest.mark.parametrize(
    "days", [("--datum", "2018-12-31"), ("--datum", "2018-07-01", "--peildatum", "2018-07-01")]
)
def test_an_edition_may_be_issued_on_the_day_that_it_shows(
    maatwerk: Any, tmp_path: Path, days: tuple[str, ...]
) -> None:
    done = maatwerk("publiceer", "2018", "--proef", "--uitvoer", str(tmp_path / "uit"), *days)
    assert "de uitgave toont de stand van" not in done.stderr
    assert done.returncode == 0
