"""Personal data is found wherever it lies in the folder of a dataset, and is shown in no form."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.conftest import Run

from maatwerk_cli.checks.run import check
from maatwerk_cli.register.loading import load_dataset

MAIL = "g.geheim@voorbeeld.example"
BSN = "123456782"
FORMS = ["tekst", "github", "json", "sarif", "junit"]


def new(file: str, text: str) -> Callable[[Path], None]:
    def write(root: Path) -> None:
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_bytes(text.encode("utf-8"))

    return write


def swap(file: str, old: str, replacement: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        text = (root / file).read_text(encoding="utf-8")
        assert old in text
        (root / file).write_text(text.replace(old, replacement, 1), encoding="utf-8")

    return change


ZON, KANDIDAAT = "proeftuinen/zon.yaml", "kandidaten/k-aaaaaaaaa1.yaml"
PLACES: dict[str, tuple[Callable[[Path], None], set[str]]] = {
    "notes at the top": (
        new("notities.md", f"# Notities\n\nBel {MAIL} terug.\n"),
        {"notities.md:1:1 MW016", "notities.md:3:5 MW403"},
    ),
    "a letter before a name that begins a field, and one that begins a line": (
        swap(ZON, "De bestuurslaag volgt", "|\n  A. Doelgroep\n  B. Aanpak\n  De bestuurslaag volgt"),
        {f"{ZON}:36:3 MW412"},
    ),
    "a page that is let be": (new("LEESMIJ.md", f"Vragen: {MAIL}\n"), {"LEESMIJ.md:1:9 MW403"}),
    "a hidden file": (new(".notities", f"{BSN}\n"), {".notities:1:1 MW401"}),
    "a file in a folder of records": (
        new("proeftuinen/oud.txt", f"{MAIL}\n"),
        {"proeftuinen/oud.txt:1:1 MW016", "proeftuinen/oud.txt:1:1 MW403"},
    ),
    "a file deep down": (
        new("proeftuinen/oud/nog/zon.yaml", f"naam: {MAIL}\n"),
        {"proeftuinen/oud:1:1 MW030", "proeftuinen/oud/nog/zon.yaml:1:7 MW403"},
    ),
    "a name of a folder": (
        new(f"oud/{MAIL}/leeg.txt", "niets\n"),
        {"oud:1:1 MW016", "oud/(niet getoond):1:1 MW403"},
    ),
    "a name of a file that is not read": (
        new("mevrouw-geheim.md", "niets\n"),
        {"mevrouw-geheim.md:1:1 MW016", "mevrouw-geheim.md:1:1 MW407"},
    ),
    "an address in a name": (
        new("beleid/1234-ab-12.txt", "niets\n"),
        {"beleid/1234-ab-12.txt:1:1 MW016", "beleid/1234-ab-12.txt:1:1 MW405"},
    ),
    "a text in UTF-16": (
        lambda root: (root / "brief.txt").write_bytes(f"a\n{MAIL}\n".encode("utf-16")) and None,
        {"brief.txt:1:1 MW016", "brief.txt:2:1 MW403"},
    ),
    "an anchor": (swap(ZON, "naam: Proef", f"naam: &p-{BSN}x Proef"), {f"{ZON}:2:7 MW056"}),
    "an anchor that is a number": (
        swap(ZON, "naam: Proef", "naam: &bsn-123456782 Proef"),
        {f"{ZON}:2:7 MW056", f"{ZON}:2:12 MW401"},
    ),
    "a tag": (
        swap(ZON, "naam: Proef", f"naam: !{MAIL} Proef"),
        {f"{ZON}:2:7 MW009", f"{ZON}:2:8 MW403"},
    ),
    "a comment in a candidate's record": (
        swap(KANDIDAAT, "plek:", f"# {MAIL}\nplek:"),
        {f"{KANDIDAAT}:3:1 MW411", f"{KANDIDAAT}:3:3 MW403"},
    ),
    "a place that is a story": (
        swap(KANDIDAAT, "vindplaats: §3", f"vindplaats: {'het is de jongste van de drie uit het dorp ' * 2}"),
        {f"{KANDIDAAT}:8:19 MW106"},
    ),
    "a number as the value of a figure": (
        swap("kerncijfers/2020.yaml", "waarde: 120", f"waarde: {BSN}"),
        {"kerncijfers/2020.yaml:26:11 MW401"},
    ),
    "a number in hexadecimal": (
        swap("kerncijfers/2020.yaml", "waarde: 120", f"waarde: {int(BSN):#x}"),
        {"kerncijfers/2020.yaml:26:11 MW401"},
    ),
    "a wage sum": (
        swap("aanbestedingen/voorbeeld.yaml", '"300000.00"', BSN),
        {"aanbestedingen/voorbeeld.yaml:5:19 MW401"},
    ),
    "a wage sum with cents": (swap("aanbestedingen/voorbeeld.yaml", '"300000.00"', f'"{BSN}.00"'), set()),
    "a count": (
        swap(ZON, "beoogde_plaatsen: 2", f"beoogde_plaatsen: {BSN}"),
        {f"{ZON}:13:19 MW109", f"{ZON}:13:19 MW401"},
    ),
    "a cell without a column": (
        swap("organisaties.csv", ",,87654321", f",,87654321,{MAIL}"),
        {"organisaties.csv:4:1 MW025", "organisaties.csv:4:52 MW403"},
    ),
    "a head": (
        swap("organisaties.csv", "tooi,kvk", f"tooi,kvk,{MAIL}"),
        {"organisaties.csv:1:34 MW022", "organisaties.csv:1:34 MW403"},
    ),
    "a row with an open quote": (
        swap("organisaties.csv", "voorbeeldzorg,", f'"{MAIL},'),
        {"organisaties.csv:4:1 MW027", "organisaties.csv:4:2 MW403"},
    ),
    "full width": (
        swap(ZON, "ambitie: Twee", "ambitie: １２３４５６７８２ twee"),
        {f"{ZON}:12:10 MW401"},
    ),
    "without width": (
        swap(ZON, "ambitie: Twee", "ambitie: 1234\u200b56782 twee"),
        {f"{ZON}:12:10 MW401", f"{ZON}:12:14 MW040"},
    ),
}
SECRETS = (
    MAIL,
    BSN,
    "geheim@",
    "１２３４５６７８２",
    "1234\u200b56782",
    "1234-ab-12",
    "mevrouw-geheim",
    "0x75bcd0e",
)


@pytest.mark.parametrize("name", PLACES)
def test_it_is_found_wherever_it_lies(name: str, basis: Path) -> None:
    hide, expected = PLACES[name]
    hide(basis)
    findings = check(load_dataset(basis))
    masked = {
        line.replace("mevrouw-geheim", "(niet getoond)").replace("1234-ab-12", "(niet getoond)")
        for line in expected
    }
    assert {f"{f.file}:{f.line}:{f.column} {f.code}" for f in findings} == masked


@pytest.mark.slow
def test_no_form_shows_it(basis: Path, maatwerk: Run) -> None:
    for hide, _ in list(PLACES.values()):
        try:
            hide(basis)
        except AssertionError:
            continue  # another has already changed this text
    for form in FORMS:
        done = maatwerk("valideer", "--data", str(basis), "--formaat", form)
        assert done.returncode == 1
        assert "MW401" in done.stdout
        for secret in SECRETS:
            assert secret not in done.stdout + done.stderr, (form, secret)
