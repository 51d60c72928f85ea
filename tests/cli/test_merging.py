"""Two records become one and nothing of either gets lost without a word; of people never."""

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from maatwerk_cli.cli.main import app
from maatwerk_cli.cli.shell.errors import UserError

ROOT = Path(__file__).parents[2]
RECORD = """\
id: {id}
naam: Voorbeeld
soort: regulier
verloop:
  - fase: gestart
    sinds: "{since}"
    bron:
      id: voorbeeld-2019
      vindplaats: bijlage
bronnen:
  - id: voorbeeld-2019
    vindplaats: bijlage
"""


@pytest.fixture
def register(tmp_path: Path) -> Path:
    root = Path(shutil.copytree(ROOT / "docs/voorbeelden/twee-jaren", tmp_path / "register"))
    for name, since in (("vb-een", "2018-q1"), ("vb-twee", "2018-q3")):
        (root / f"proeftuinen/{name}.yaml").write_text(RECORD.format(id=name, since=since))
    return root


def merged(register: Path, *words: str) -> str:
    """Give what a merge says, or why it is refused."""
    done = CliRunner().invoke(app, ["voeg-samen", *words, "--data", str(register)])
    if isinstance(done.exception, UserError):
        return str(done.exception)
    assert done.exception is None, done.exception
    return done.stderr


BOTH = ("vb-een", "vb-twee", "--soort", "proeftuin")


def test_a_phase_with_two_dates_is_chosen_and_not_just_kept(register: Path) -> None:
    before = {path: path.read_bytes() for path in register.rglob("*") if path.is_file()}
    text = merged(register, *BOTH)
    assert "verloop (gestart) (" in text
    assert "2018-q1" in text
    assert "2018-q3" in text
    assert "--houd VELD of --neem VELD" in text
    assert {path: path.read_bytes() for path in register.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("name", ["verloop", "verloop (gestart)"])
@pytest.mark.parametrize(
    ("way", "kept", "gone"), [("--houd", "2018-q1", "2018-q3"), ("--neem", "2018-q3", "2018-q1")]
)
def test_the_date_that_was_chosen_stays_and_the_other_is_told(
    register: Path, name: str, way: str, kept: str, gone: str
) -> None:
    text = merged(register, *BOTH, way, name)
    record = (register / "proeftuinen/vb-een.yaml").read_text()
    assert record == RECORD.format(id="vb-een", since=kept)
    assert not (register / "proeftuinen/vb-twee.yaml").exists()
    assert text.index(f"sinds {kept}") < text.index("blijft") < text.index(f"sinds {gone}")


def test_a_comment_that_goes_with_its_file_is_told(register: Path) -> None:
    path = register / "proeftuinen/vb-twee.yaml"
    path.write_text(path.read_text().replace("naam: Voorbeeld", "# nagevraagd in 2019\nnaam: Voorbeeld"))
    text = merged(register, *BOTH, "--houd", "verloop")
    assert "Dit commentaar bij vb-twee is vervallen: # nagevraagd in 2019" in text


def test_nothing_is_said_of_comments_where_none_goes(register: Path) -> None:
    path = register / "proeftuinen/vb-een.yaml"
    path.write_text("# dit blijft\n" + path.read_text())
    assert "commentaar" not in merged(register, *BOTH, "--houd", "verloop")
    assert path.read_text().startswith("# dit blijft\n")


def test_candidates_are_never_made_one(register: Path) -> None:
    """Whether two are one person the register does not say, and who knows it takes one of them away."""
    first, *_ = sorted((register / "kandidaten").glob("*.yaml"))
    (register / "kandidaten/k-aaaaaaaaaa.yaml").write_text(
        first.read_text().replace(first.stem, "k-aaaaaaaaaa")
    )
    text = merged(register, first.stem, "k-aaaaaaaaaa")
    assert text.startswith("Kandidaten worden nooit \u00e9\u00e9n record")
    assert first.exists()
