"""A rule on personal data that is wrong is excepted beside the value, for one rule, with a reason."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import ROOT

from maatwerk_cli.checks.run import check
from maatwerk_cli.register.loading import load_dataset

ZON = "proeftuinen/zon.yaml"
WAS = "toelichting: De bestuurslaag volgt uit de opdrachtgever."


def found_with(root: Path, text: str) -> set[str]:
    path = root / ZON
    content = path.read_text(encoding="utf-8")
    assert WAS in content
    path.write_text(content.replace(WAS, text), encoding="utf-8")
    return {
        f"{finding.line - content[: content.index(WAS)].count(chr(10))}:{finding.code}"
        for finding in check(load_dataset(root))
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("toelichting: Volgens A.B. Voorbeeld. # geen persoonsgegeven MW412: naam van een bedrijf", set()),
        ("# geen persoonsgegeven MW412: naam van een bedrijf\ntoelichting: Volgens A.B. Voorbeeld.", set()),
        (
            "# Geen persoonsgegeven (mw412) een naam van een bedrijf\n"
            "toelichting: >-\n  Volgens\n  A.B. Voorbeeld.",
            set(),
        ),
        # Not for another rule, without a reason, without a code, or for another line.
        (
            "toelichting: Volgens A.B. Voorbeeld. # geen persoonsgegeven MW407: naam van een bedrijf",
            {"1:MW412", "1:MW418"},
        ),
        ("toelichting: Volgens A.B. Voorbeeld. # geen persoonsgegeven MW412", {"1:MW412", "1:MW418"}),
        (
            "toelichting: Volgens A.B. Voorbeeld. # geen persoonsgegeven: naam van een bedrijf",
            {"1:MW412", "1:MW418"},
        ),
        (
            "toelichting: Volgens A.B. Voorbeeld.\n# geen persoonsgegeven MW412: naam van een bedrijf",
            {"1:MW412", "2:MW418"},
        ),
        # For one place there is one exception, and another value keeps its finding.
        (
            "toelichting: A.B. Voorbeeld, bel 06-12345678. # geen persoonsgegeven MW412: naam van bedrijf",
            {"1:MW404"},
        ),
        ("toelichting: Niets. # geen persoonsgegeven MW412: naam van een bedrijf", {"1:MW418"}),
        # What a text says of itself is no exception.
        (
            'toelichting: "Volgens A.B. Voorbeeld # geen persoonsgegeven MW412: naam van een bedrijf"',
            {"1:MW412"},
        ),
    ],
)
def test_an_exception_is_for_one_rule_and_one_place(text: str, expected: set[str], basis: Path) -> None:
    ours = set(found_with(basis, text))
    assert ours == expected


def test_a_reason_is_searched_as_any_comment(basis: Path) -> None:
    text = "toelichting: Volgens A.B. Voorbeeld. # geen persoonsgegeven MW412: vraag 06-12345678 er naar"
    assert found_with(basis, text) == {"1:MW404"}


def test_a_candidates_record_has_none(basis: Path) -> None:
    path = basis / "kandidaten" / "k-aaaaaaaaa1.yaml"
    text = path.read_text(encoding="utf-8").replace(
        "plek: ", "# geen persoonsgegeven MW403: dit is er geen\nplek: "
    )
    path.write_text(text.replace("vindplaats: ", "vindplaats: a.b@voorbeeld.example ", 1), encoding="utf-8")
    findings = {finding.code for finding in check(load_dataset(basis))}
    assert {"MW403", "MW411"} <= findings


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("MW412: naam van een bedrijf", set()),
        ("MW412", {"MW412", "MW418"}),
        ("MW407: naam van een bedrijf", {"MW412", "MW418"}),
        ("", {"MW412"}),
    ],
)
def test_a_table_has_a_column_for_it(cell: str, expected: set[str], basis: Path) -> None:
    path = basis / "organisaties.csv"
    head, first, *rest = path.read_text(encoding="utf-8").splitlines()
    names = head.split(",")
    cells = first.split(",")
    cells[names.index("naam")] = "Adviesbureau A.B. Voorbeeld"
    lines = [f"{head},geen_persoonsgegeven", ",".join([*cells, cell]), *(f"{row}," for row in rest)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert {finding.code for finding in check(load_dataset(basis))} == expected


@pytest.mark.parametrize(
    "text",
    [
        "toelichting: Volgens A.B. Voorbeeld. # {} MW412: vraag het aan de afdeling",
        "# {} MW412: vraag het aan de afdeling\ntoelichting: >-\n  Volgens\n  A.B. Voorbeeld.",
        # Two rules about one value.
        "# {0} MW412: vraag het aan de afdeling\n# {0} MW404: vraag het aan de afdeling\n"
        "toelichting: A.B. Voorbeeld, bel 06-12345678.",
    ],
)
def test_the_public_register_of_an_edition_has_it_too(text: str, tmp_path: Path, maatwerk: Any) -> None:
    """Else that register is not valid; but its reason, written for those inside, stays there."""
    root = tmp_path / "data"
    shutil.copytree(ROOT / "docs/voorbeelden/twee-jaren", root)
    path = root / "proeftuinen/vb-brug.yaml"
    path.write_text(path.read_text(encoding="utf-8") + text.format("geen persoonsgegeven") + "\n", "utf-8")
    assert maatwerk("valideer", "--data", str(root)).returncode == 0
    output = tmp_path / "uitgave"
    done = maatwerk("publiceer", "2018", "--datum", "2020-01-15", "--uitvoer", str(output), "--proef",
                    "--data", str(root))  # fmt: skip
    assert done.returncode == 0, done.stderr
    public = maatwerk("valideer", "--data", str(output / "register"))
    assert (public.returncode, "MW418" in public.stdout) == (0, False), public.stdout
    content = (output / "register/proeftuinen/vb-brug.yaml").read_text(encoding="utf-8")
    assert "A.B. Voorbeeld" in content
    assert "afdeling" not in content


def test_the_reason_in_a_csv_stays_inside_too(tmp_path: Path, maatwerk: Any) -> None:
    root = tmp_path / "data"
    shutil.copytree(ROOT / "docs/voorbeelden/twee-jaren", root)
    path = root / "relaties.csv"
    head, *rows = path.read_text(encoding="utf-8").splitlines()
    lines = [f"{head},geen_persoonsgegeven", *(f"{row}," for row in rows)]
    lines += ["vb-team,partner,vb-raad,2018,,voorbeeld-2018,blz. 6,Volgens A.B. Voorbeeld.,"
              "mw412: vraag het aan de afdeling",
              "vb-raad,partner,vb-team,2018,,voorbeeld-2018,blz. 6,Niets.,\"(MW412) vraag, de afdeling\"",
              "vb-fonds,partner,vb-team,2019,,voorbeeld-2018,blz. 6,Niets.,vraag de afdeling"]  # fmt: skip
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    output = tmp_path / "uitgave"
    done = maatwerk("publiceer", "2018", "--datum", "2020-01-15", "--uitvoer", str(output), "--proef",
                    "--data", str(root))  # fmt: skip
    assert done.returncode == 0, done.stderr
    content = (output / "register/relaties.csv").read_text(encoding="utf-8")
    assert "Volgens A.B. Voorbeeld.,MW412: uitgezonderd in het register zelf\n" in content
    assert "afdeling" not in content
    assert maatwerk("valideer", "--data", str(output / "register")).returncode == 0
