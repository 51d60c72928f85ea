"""A remedy, followed to the letter, gives what was meant, or it asks: no wrong value becomes valid."""

from decimal import Decimal
from pathlib import Path

import pytest

from maatwerk_cli.checks.finding import Finding
from maatwerk_cli.checks.run import check
from maatwerk_cli.models.fields import fields_of
from maatwerk_cli.register.kinds import KINDS, Kind
from maatwerk_cli.register.loading import load_dataset

ZON, TENDER, FIGURES = "proeftuinen/zon.yaml", "aanbestedingen/voorbeeld.yaml", "kerncijfers/2020.yaml"


def found_with(root: Path, file: str, before: str, after: str) -> list[Finding]:
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert text.count(before) >= 1, before
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    return check(load_dataset(root))


@pytest.mark.parametrize(
    ("file", "before", "after", "code", "says", "never"),
    [
        # Between quotes 250.000 is still two hundred and fifty: which is meant is asked, with both ways.
        (
            TENDER,
            'loonsom_excl_btw: "300000.00"',
            "loonsom_excl_btw: 250.000",
            "MW110",
            ['"250000.00"', '"250.00"', "Bedoelt u"],
            [],
        ),
        (
            TENDER,
            'loonsom_excl_btw: "300000.00"',
            "loonsom_excl_btw: 1234.5",
            "MW110",
            ['"1234.50"'],  # only a point with three digits after it is for thousands
            ["1234500", "Bedoelt u"],
        ),
        (
            TENDER,
            'loonsom_excl_btw: "300000.00"',
            "loonsom_excl_btw: 250000.5",  # with six digits before it a point is not for thousands
            "MW110",
            ['"250000.50"'],
            ["Bedoelt u", "250000500"],
        ),
        (FIGURES, "waarde: 120", "waarde: 250.000", "MW118", ["250000", '"250"', "Bedoelt u"], ['"3.7"']),
        (FIGURES, "waarde: 120", "waarde: 120.5", "MW118", ['"120.5"'], ["120500", "Bedoelt u"]),
        # What may not be left out is not told to be left out.
        (
            ZON,
            "naam: Proeftuin Zonnebloem",
            "naam:",
            "MW103",
            ["nog niet in het register"],
            ["laat het", "onbekend"],
        ),
        (
            ZON,
            "ambitie: Twee plekken bieden aan mensen die lang zonder werk zijn.",
            "ambitie:",
            "MW103",
            ["haal het veld weg"],
            ["onbekend"],
        ),
        (
            ZON,
            "naam: Proeftuin Zonnebloem",
            'naam: ""',
            "MW106",
            ["nog niet in het register"],
            ["veld dan weg"],
        ),
        # Quotes round a list make no text of it.
        (
            ZON,
            "naam: Proeftuin Zonnebloem",
            "naam: [Proeftuin Zon]",
            "MW105",
            ["blokhaken"],
            ["aanhalingstekens"],
        ),
        (
            ZON,
            "naam: Proeftuin Zonnebloem",
            "naam: [Proeftuin, Zon]",
            "MW105",
            ["één tekst"],
            ["aanhalingstekens"],
        ),
        (
            ZON,
            "naam: Proeftuin Zonnebloem",
            "naam: {nl: Proeftuin Zon}",
            "MW105",
            ["één tekst"],
            ["aanhalingstekens"],
        ),
        (ZON, "naam: Proeftuin Zonnebloem", "naam: 2020", "MW105", ["aanhalingstekens"], []),
        (TENDER, "werkwijze: voorbeeldkader", "werkwijze: '?'", "MW107", ["Kies uit: voorbeeldkader"], []),
        # A list that holds the one right word.
        (ZON, "bestuurslaag: rijk", "bestuurslaag: [rijk]", "MW104", ["blokhaken", "rijk"], ["Kies uit"]),
        (ZON, "bestuurslaag: rijk", "bestuurslaag:\n  - rijk", "MW104", ["blokhaken", "rijk"], ["Kies uit"]),
        # Without its comma a number is another one.
        (ZON, "aantal: 2", "aantal: 2.5", "MW108", ["bron"], ["zonder aanhalingstekens, punt"]),
        (ZON, "aantal: 2", 'aantal: "2"', "MW108", ["aanhalingstekens weg"], []),
        (ZON, "aantal: 2", "aantal: 1.234", "MW108", ["Bedoelt u 1234"], []),
        # How it is written tells apart what reads alike, and another number in the file says nothing.
        (ZON, "beoogde_plaatsen: 2", "beoogde_plaatsen: 5.5", "MW108", ["bron"], ["5500", "Bedoelt u"]),
        (ZON, "beoogde_plaatsen: 2", "beoogde_plaatsen: 5.5 # geen 5.500", "MW108", ["bron"], ["Bedoelt u"]),
        (ZON, "beoogde_plaatsen: 2", "beoogde_plaatsen: 5.500", "MW108", ["Bedoelt u 5500", "bron"], []),
        (ZON, "beoogde_plaatsen: 2", "beoogde_plaatsen: &n 5.500", "MW108", ["Bedoelt u 5500"], []),
        (ZON, "beoogde_plaatsen: 2", "beoogde_plaatsen: 250.0", "MW108", ["Schrijf 250,"], ["250000"]),
        (ZON, "beoogde_plaatsen: 2", "beoogde_plaatsen: 250.000", "MW108", ["250000", "u 250,"], []),
        (TENDER, "aard: dienst", "looptijd_maanden: 1.200", "MW108", ["bron"], ["1200"]),
        (TENDER, "aard: dienst", "looptijd_maanden: 12.000", "MW108", ["Schrijf 12,"], ["12000"]),
    ],
)
def test_the_remedy_fits_the_value(
    file: str, before: str, after: str, code: str, says: list[str], never: list[str], basis: Path
) -> None:
    findings = [finding for finding in found_with(basis, file, before, after) if finding.code == code]
    assert len(findings) == 1
    for text in says:
        assert text in findings[0].remedy
    for text in never:
        assert text not in findings[0].remedy


def test_a_row_with_too_few_cells_is_not_told_of_a_comma(basis: Path) -> None:
    text = "voorbeeldzorg,Voorbeeldzorg,,leverancier,,87654321"
    (finding,) = found_with(basis, "organisaties.csv", text, "voorbeeldzorg,Voorbeeldzorg,leverancier")
    assert (finding.code, finding.line) == ("MW025", 4)
    assert "afgebroken" in finding.remedy
    assert "komma" not in finding.remedy


def test_a_copy_is_not_told_to_take_the_place_of_what_it_was_copied_from(basis: Path) -> None:
    source = (basis / ZON).read_text(encoding="utf-8")
    (basis / "proeftuinen" / "nieuw.yaml").write_text(source, encoding="utf-8")
    remedies = [f.remedy for f in check(load_dataset(basis)) if f.code == "MW120"]
    assert len(remedies) == 1
    assert "id: nieuw" in remedies[0]
    assert "Noem het bestand" not in remedies[0]


def test_a_file_with_a_name_that_is_free_may_be_renamed(basis: Path) -> None:
    (basis / ZON).rename(basis / "proeftuinen" / "zonn.yaml")
    remedies = [f.remedy for f in check(load_dataset(basis)) if f.code == "MW120"]
    assert remedies == ["Noem het bestand zon.yaml, of pas het id aan."]


@pytest.mark.parametrize(
    ("place", "seen", "code"),
    [
        ("proeftuinen/ster.yml", "proeftuinen/ster.yml", "MW030"),
        ("proeftuinen/ster.YAML", "proeftuinen/ster.YAML", "MW030"),
        ("proeftuinen/2020/ster.yaml", "proeftuinen/2020", "MW030"),
        ("Proeftuinen/ster.yaml", "Proeftuinen", "MW030"),
        ("proeftuin/ster.yaml", "proeftuin", "MW030"),
        ("ster.yaml", "ster.yaml", "MW030"),
        ("proeftuinen/notitie.txt", "proeftuinen/notitie.txt", "MW016"),
        ("brieven/brief.docx", "brieven", "MW016"),
    ],
)
def test_a_record_that_does_not_count_is_an_error(place: str, seen: str, code: str, basis: Path) -> None:
    (basis / place).parent.mkdir(exist_ok=True)
    (basis / place).write_text("id: ster\n", encoding="utf-8")
    findings = [(f.file, f.code, f.severity) for f in check(load_dataset(basis))]
    assert findings == [(seen, code, "fout" if code == "MW030" else "waarschuwing")]


def test_no_name_is_suggested_that_no_file_should_have(basis: Path) -> None:
    (basis / "proeftuinen" / "ster.yaml.txt").write_text("id: ster\n", encoding="utf-8")
    (finding,) = check(load_dataset(basis))
    assert "yaml.yaml" not in finding.message
    assert "'ster.yaml'" in finding.message


NUMBERS = [
    (kind, field.label)
    for kind in KINDS
    if not {"een", "lijst"}.isdisjoint(kind.shapes.values())
    for field in fields_of(kind.model)
    if field.holds in (int, Decimal) and field.many == "one"
]


@pytest.mark.parametrize(("kind", "name"), NUMBERS, ids=lambda value: getattr(value, "name", value))
def test_a_fraction_is_never_told_to_be_made_thousands(kind: Kind, name: str, basis: Path) -> None:
    file = f"{kind.plural}/2033.yaml" if kind.folder else kind.file
    path = basis / file
    path.parent.mkdir(exist_ok=True)
    as_list = "lijst" in kind.shapes.values()
    path.write_text(f"{'- ' if as_list else ''}{name}: 5.5\n", encoding="utf-8")
    remedies = [finding.remedy for finding in check(load_dataset(basis)) if finding.path.endswith(name)]
    assert remedies
    assert not [remedy for remedy in remedies if "5500" in remedy]
