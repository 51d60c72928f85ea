"""What reads as YAML and is not what it seems: one finding at its place, with a remedy that can be done."""

import re
from pathlib import Path

import pytest

from maatwerk_cli.checks.run import check
from maatwerk_cli.register.loading import load_dataset, read_without_settings

ZON = "proeftuinen/zon.yaml"
ORG = "organisaties.csv"
SOURCE = "bronnen:\n  - id: verslag-2020\n    vindplaats: §3\n"
STAGE = "    bron:\n      id: verslag-2020\n      vindplaats: §3\nverwant"


def findings_after(root: Path, file: str, before: str, after: str) -> list[str]:
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    return [f"{f.file}:{f.line}:{f.column} {f.code}" for f in check(load_dataset(root))]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        # A sign that nobody sees, in what has to be exact: one finding, at the sign.
        ("categorie: schoonmaak", "categorie: schoon\u200bmaak", ["5:18 MW058"]),
        ("categorie: schoonmaak", "cate\u00adgorie: schoonmaak", ["5:5 MW058"]),
        ('sinds: "2020-01-15"', 'sinds: "2020-\u200b01-15"', ["27:18 MW058"]),
        ("naam: Proeftuin", "na\u200bam: Proeftuin", ["2:3 MW058"]),
        ('sinds: "2020-01-15"', "sinds: \u201c2020-01-15\u201d", ["27:12 MW059"]),
        ("soort: regulier", "soort: \u2018regulier\u2019", ["3:8 MW059"]),
        # Beside it another mistake in the same value: both.
        ("soort: regulier", "soort: regu\u200blir", ["3:8 MW104", "3:12 MW040"]),
        # In a text it is a sign too many, and no more.
        ("naam: Proeftuin", "naam: Proef\u200btuin", ["2:12 MW040"]),
        # A value that is cut off whole is not also empty.
        ("categorie: schoonmaak", "categorie: #schoonmaak", ["5:12 MW057"]),
        # Fields that stand beside the field they are of, and not under it.
        (STAGE, STAGE.replace("      ", "    "), ["29:5 MW028"]),
        (SOURCE, "bronnen:\n  - {id:verslag-2020, vindplaats: §3}\n", ["37:6 MW036"]),
        ("  - maan", "  -maan", ["32:3 MW047"]),
        # A comma that begins another field within a record on one line.
        (SOURCE, "bronnen: [{id: verslag-2020, vindplaats: §3, 4}]\n", ["36:46 MW101"]),
    ],
)
def test_one_sign_is_one_finding(before: str, after: str, expected: list[str], basis: Path) -> None:
    assert findings_after(basis, ZON, before, after) == [f"{ZON}:{place}" for place in expected]


def test_a_fault_in_an_anchor_that_is_used_twice_is_one(basis: Path) -> None:
    text = (basis / ZON).read_text(encoding="utf-8")
    source = "    bron:\n      id: verslag-2020\n      vindplaats: §3\n"
    assert text.count(source) == 2
    text = text.replace(
        source, source.replace("bron:", "bron: &b").replace("verslag-2020", "verslag-2021"), 1
    )
    (basis / ZON).write_text(text.replace(source, "    bron: *b\n", 1), encoding="utf-8")
    assert [(f.line, f.code) for f in check(load_dataset(basis))] == [(24, "MW201")]


def test_a_sign_in_a_cell_is_one_finding(basis: Path) -> None:
    assert findings_after(basis, ORG, "voorbeeldbouw,Voor", "voorbeeld\u200bbouw,Voor")[:1] == [
        f"{ORG}:3:10 MW058"
    ]


REMEDIES = [
    # Of more than one name none is what was meant.
    ("  - voorbeeldbouw", "  - voorbeeldbouw, voorbeeldzorg", "MW107", "Zet elk op", "Bedoelde"),
    ("  - voorbeeldbouw", "  - voorbeeldbouw\n   - voorbeeldzorg", "MW107", "Zet elk op", "Bedoelde"),
    ("categorie: schoonmaak", "categorie: schoonmaak/catering", "MW107", "maar één", "Bedoelde"),
    ("soort: regulier", "soort: regulier, partnerschap", "MW104", "maar één", "Bedoelde"),
    ("soort: regulier", "soort: regulier/partnerschap", "MW104", "maar één", "Bedoelde"),
    # Nobody is no organisation to be added.
    ("  - voorbeeldbouw", "  - geen", "MW203", "Haal de waarde weg", "organisaties.csv"),
    ("leveranciers:\n  - voorbeeldbouw", "leveranciers: geen", "MW114", "Haal het veld weg", "streepje"),
    # The name of the file is known.
    ("id: zon\n", "", "MW102", "id: zon", "bekend"),
    ("id: zon", "id: Zonnetje", "MW107", "id: zon", "kleine letters"),
    # A text that is empty is not too long.
    ("naam: Proeftuin Zonnebloem", 'naam: ""', "MW106", "Vul het in", "te lang"),
    # Names of fields are nobody's own.
    ("beoogde_plaatsen: 2", "beoogde plaatsen: 2", "MW101", "beoogde_plaatsen", "niet getoond"),
    ("beoogde_plaatsen: 2", "beoogde_plaatsen: 2.0", "MW108", "Schrijf 2, zonder punt.", "kijk dan"),
    ('sinds: "2020-01-15"', "sinds: 15–01–2020", "MW112", "sinds", "niet getoond"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "code", "says", "never"), REMEDIES)
def test_a_remedy_leads_nowhere_else(
    before: str, after: str, code: str, says: str, never: str, basis: Path
) -> None:
    text = (basis / ZON).read_text(encoding="utf-8")
    (basis / ZON).write_text(text.replace(before, after, 1), encoding="utf-8")
    (finding,) = (f for f in check(load_dataset(basis)) if f.code == code)
    page = f"{finding.message} {finding.remedy}"
    assert says in page
    assert never not in page


@pytest.mark.parametrize("new", ["", "naam:\n", 'naam: ""\n'])
def test_a_setting_that_is_not_there_is_asked_for(new: str, basis: Path) -> None:
    text = (basis / "dataset.yaml").read_text(encoding="utf-8")
    (basis / "dataset.yaml").write_text(re.sub(r"(?m)^naam: .*\n", new, text), encoding="utf-8")
    files = read_without_settings(basis)
    assert files is not None
    (finding,) = check(files.together())
    assert finding.file == "dataset.yaml"
    assert "hoort het record" not in finding.remedy


def test_a_date_of_a_candidate_is_asked_no_finer_than_it_may_be(basis: Path) -> None:
    path = basis / "kandidaten/k-aaaaaaaaa1.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"2020-q2"', "ergens in mei 2020"), encoding="utf-8")
    (finding,) = check(load_dataset(basis))
    assert finding.code == "MW112"
    assert "2018-08" not in finding.remedy


LEFT = """id: zon
naam: Proeftuin Zonnebloem
soort: reguler
kandidaten:
  aantal: 1
  bron: {id: verslag-2020, vindplaats: §3}
verloop:
  - fase: in_wroding
    sinds: "2021-02"
    bron: {id: verslag-2020, vindplaats: §3}
bronnen:
  - id: verslag-2020
    vindplaats: §3
"""


def test_a_field_that_does_not_fit_hides_nothing_that_does_not_hang_from_it(basis: Path) -> None:
    (basis / ZON).write_text(LEFT, encoding="utf-8")
    assert [(f.line, f.code) for f in check(load_dataset(basis)) if f.file == ZON] == [
        (3, "MW104"), (5, "MW501"), (8, "MW104"), (9, "MW304"),
    ]  # fmt: skip


def test_an_id_twice_is_told_where_one_of_the_two_does_not_read(basis: Path) -> None:
    path = basis / "bronnen.yaml"
    text = path.read_text(encoding="utf-8").replace("- id: brief-2019", "- id: verslag-2020")
    path.write_text(text.replace("  titel: Voorbeeldverslag over 2020", "  titel: [a, b]"), encoding="utf-8")
    findings = [(f.file, f.line, f.code) for f in check(load_dataset(basis))]
    assert findings == [("bronnen.yaml", 2, "MW105"), ("bronnen.yaml", 8, "MW207")]


def test_a_plan_whose_outcome_names_nothing_is_not_also_open(basis: Path) -> None:
    path = basis / "mijlpalen/2020.yaml"
    text = path.read_text(encoding="utf-8").replace("    - plan-dag", "    - plan-dga")
    path.write_text(text, encoding="utf-8")
    assert [f.code for f in check(load_dataset(basis))] == ["MW218"]
