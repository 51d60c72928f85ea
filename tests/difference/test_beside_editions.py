"""A difference tells of people only what the reports of both sides tell, beside every recorded edition."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

from tests.disclosure.fictional_register import BRON, Voorbeeld

COUNTS = ("individueel", "verzameld", "geregistreerd")
FIGURES: dict[str, dict[str, str]] = {
    "allen": {"stap": "kandidaat"},
    "eerste": {"proeftuin": "vb-00"},
    "tweede": {"proeftuin": "vb-01"},
}


def register(folder: Path, selections: dict[str, dict[str, str]] = FIGURES) -> Path:
    """Make a register of two proeftuinen, and of figures that count these candidates."""
    root = Voorbeeld(folder / "data", 1, 2, 0, (2029,)).root
    shutil.rmtree(root / "verzamelposten")
    figures = [
        {
            "code": code,
            "omschrijving": f"Voorbeeld {code}",
            "waarde": 90,
            "eenheid": "kandidaten",
            "bron": BRON,
            "herleiding": {"telt": "kandidaten", "kenmerken": features},
        }
        for code, features in selections.items()
    ]
    (root / "kerncijfers" / "2029.yaml").write_text(json.dumps(figures), encoding="utf-8")
    (root / "kandidaten").mkdir()
    return root


def fill(root: Path, first: int, second: int) -> None:
    """Let the proeftuinen have so many candidates in all."""
    for proeftuin, many in (("vb-00", first), ("vb-01", second)):
        for number in range(many):
            name = f"k-{proeftuin[-2:]}{number:02d}voorbe"
            person = {
                "id": name,
                "proeftuin": proeftuin,
                "stappen": [{"stap": "kandidaat", "sinds": "2028", "bron": BRON}],
                "bronnen": [BRON],
            }
            (root / "kandidaten" / f"{name}.yaml").write_text(json.dumps(person), encoding="utf-8")


def keep(root: Path, what: str) -> None:
    who = ("-c", "user.name=voorbeeld", "-c", "user.email=v@voorbeeld.invalid")
    for step in (("init", "-q"), ("add", "-A"), (*who, "commit", "-qm", what)):
        subprocess.run(["git", *step], cwd=root.parent, check=True, capture_output=True)


def reported(maatwerk: Any, root: Path) -> dict[tuple[str, str], int]:
    """Give the counts that the report shows."""
    report = json.loads(maatwerk("rapport", "2029", "--formaat", "json", "--data", str(root)).stdout)
    return {
        (figure["code"], name): figure[name]
        for figure in report["kerncijfers"]
        for name in COUNTS
        if figure[name] is not None
    }


def shown_by_difference(maatwerk: Any, root: Path, *revisions: str) -> list[dict[tuple[str, str], int]]:
    """Give the counts that the difference shows of each side."""
    difference = json.loads(maatwerk("verschil", *revisions, "--formaat", "json", "--data", str(root)).stdout)
    return [
        {
            (figure["code"], name): figure[side][name]
            for figure in difference["kerncijfers"]
            for name in COUNTS
            if figure[side][name] is not None
        }
        for side in ("voor", "na")
    ]


def test_a_difference_is_held_against_the_editions_that_were_published(maatwerk: Any, tmp_path: Path) -> None:
    """Three and nine were published as parts of twelve; beside that eight and nine tell of the three.

    Whoever sees that both became more, and that the second is nine, knows that the first was three or more.
    """
    root = register(tmp_path)
    fill(root, 3, 9)
    edition = tmp_path / "uitgave"
    maatwerk("publiceer", "2029", "--datum", "2030-03-01", "--uitvoer", str(edition), "--data", str(root))
    fill(root, 8, 9)
    keep(root, "acht en negen")
    before = reported(maatwerk, root)
    fill(root, 11, 12)
    keep(root, "meer")
    after = reported(maatwerk, root)
    # Though eight, nine and seventeen are not few.
    assert sum(name == "individueel" for _, name in before) < len(FIGURES)
    for sides, own in ((("HEAD~1", "HEAD"), (before, after)), (("HEAD", "HEAD~1"), (after, before))):
        for shown, report in zip(shown_by_difference(maatwerk, root, *sides), own, strict=True):
            assert shown.items() <= report.items()


def test_an_edition_that_only_one_side_records_binds_the_other_too(maatwerk: Any, tmp_path: Path) -> None:
    """Readers have the edition, whichever commit recorded it: eight and nine tell of its three."""
    root = register(tmp_path)
    fill(root, 3, 9)
    edition = tmp_path / "uitgave"
    maatwerk("publiceer", "2029", "--datum", "2030-03-01", "--uitvoer", str(edition), "--data", str(root))
    fill(root, 8, 9)
    before = reported(maatwerk, root)
    recorded = root / "publicaties"
    recorded.rename(tmp_path / "apart")
    keep(root, "nog niet vastgelegd")
    (tmp_path / "apart").rename(recorded)
    fill(root, 11, 12)
    keep(root, "vastgelegd, en meer")
    assert sum(name == "individueel" for _, name in before) < len(FIGURES)
    for sides, place in ((("HEAD~1", "HEAD"), 0), (("HEAD", "HEAD~1"), 1)):
        assert shown_by_difference(maatwerk, root, *sides)[place].items() <= before.items()


def test_a_source_of_another_date_does_not_tell_which_withheld_count_moves(
    maatwerk: Any, tmp_path: Path
) -> None:
    """Of three at work one is told of by a source of later, which turns out to be of before; or by another.

    No record of a candidate changes, and the three are withheld before and after: as many figures are said to
    stay the same, whether the two became three or not.
    """
    pages = []
    for name, source in (("a", "later"), ("b", BRON["id"])):
        root = register(tmp_path / name, {"allen": {"stap": "kandidaat"}, "slag": {"stap": "aan_de_slag"}})
        fill(root, 8, 9)
        for number in range(3):
            file = root / "kandidaten" / f"k-00{number:02d}voorbe.yaml"
            person = json.loads(file.read_text(encoding="utf-8"))
            by = {**BRON, "id": BRON["id"] if number else source}
            person["stappen"].append({"stap": "aan_de_slag", "bron": by})
            file.write_text(json.dumps(person), encoding="utf-8")
        settings = (root / "dataset.yaml").read_text(encoding="utf-8").replace("2029-12-31", "2031-12-31")
        (root / "dataset.yaml").write_text(settings, encoding="utf-8")
        sources = json.loads((root / "bronnen.yaml").read_text(encoding="utf-8"))
        for day in ("2031-06", "2028-06"):
            later = {"id": "later", "titel": "Voorbeeldbericht", "datum": day, "status": "geverifieerd"}
            (root / "bronnen.yaml").write_text(json.dumps([*sources, later]), encoding="utf-8")
            keep(root, day)
        for form in ("tekst", "json"):
            page = maatwerk("verschil", "HEAD~1", "HEAD", "--formaat", form, "--data", str(root)).stdout
            pages.append(re.sub(r"[0-9a-f]{12,}", "", page))
    assert pages[:2] == pages[2:]
    assert "alleen als beide rapporten het tonen" in " ".join(pages[0].split())
