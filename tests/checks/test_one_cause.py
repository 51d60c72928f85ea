"""One root cause gives one finding: nothing is told twice, nor what its repair would solve."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from maatwerk_cli.checks.run import check
from maatwerk_cli.register.loading import load_dataset


def gone(file: str) -> Callable[[Path], None]:
    def remove(root: Path) -> None:
        path = root / file
        if path.is_dir():
            for child in path.iterdir():
                child.unlink()
            path.rmdir()
        else:
            path.unlink()

    return remove


def emptied(file: str, text: str) -> Callable[[Path], None]:
    return lambda root: (root / file).write_text(text, encoding="utf-8") and None


def changed(file: str, pattern: str, new: str, count: int = 1) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        path = root / file
        text, number = re.subn(
            pattern, new, path.read_text(encoding="utf-8"), count=count, flags=re.MULTILINE
        )
        assert number
        path.write_text(text, encoding="utf-8")

    return change


ORG_HEAD = "id,naam,afkorting,soort,tooi,kvk\n"
CODE_HEAD = "code,naam,toelichting,bron,bijzonder\n"
LISTS = ("categorie", "doelgroep", "inspanningsoort", "organisatiesoort", "relatierol")
CASES: dict[str, tuple[Callable[[Path], None], list[str]]] = {
    "no sources": (gone("bronnen.yaml"), ["bronnen.yaml:1:1 MW217"]),
    "an empty list of sources": (emptied("bronnen.yaml", "[]\n"), ["bronnen.yaml:1:1 MW217"]),
    "sources do not read": (emptied("bronnen.yaml", "- id: [\n"), ["bronnen.yaml:1:7 MW038"]),
    "sources are empty": (emptied("bronnen.yaml", ""), ["bronnen.yaml:1:1 MW019"]),
    "no organisations": (gone("organisaties.csv"), ["organisaties.csv:1:1 MW217"]),
    "only the head of the organisations": (
        emptied("organisaties.csv", ORG_HEAD),
        ["organisaties.csv:1:1 MW217"],
    ),
    "no code list": (gone("codelijsten/categorie.csv"), ["codelijsten/categorie.csv:1:1 MW217"]),
    "only the head of a code list": (
        emptied("codelijsten/organisatiesoort.csv", CODE_HEAD),
        ["codelijsten/organisatiesoort.csv:1:1 MW217"],
    ),
    "no code lists": (
        gone("codelijsten"),
        [f"codelijsten/{name}.csv:1:1 MW217" for name in LISTS],
    ),
    "no key figures": (gone("kerncijfers/2020.yaml"), ["kerncijfers/2020.yaml:1:1 MW217"]),
    "no policy": (gone("beleid"), ["beleid:1:1 MW217"]),
    "related to itself instead of the other": (
        changed("proeftuinen/zon.yaml", "- maan$", "- zon"),
        ["proeftuinen/zon.yaml:32:5 MW209"],
    ),
    "a circle of two posts": (
        changed("verzamelposten/2020.yaml", "deel_van: proeftuinen_schoonmaak", "deel_van: decharge-2020"),
        [],
    ),
    "a date after the register": (
        changed("kandidaten/k-aaaaaaaaa2.yaml", "2020-q2", "2021-q2"),
        ["kandidaten/k-aaaaaaaaa2.yaml:10:12 MW304"],
    ),
    "a date before the start": (
        changed("kandidaten/k-aaaaaaaaa2.yaml", "2020-q2", "2002-q2"),
        ["kandidaten/k-aaaaaaaaa2.yaml:10:12 MW308"],
    ),
    "a contract without its step": (
        changed("kandidaten/k-aaaaaaaaa2.yaml", "^bronnen:", "contract: rijk\nbronnen:"),
        ["kandidaten/k-aaaaaaaaa2.yaml:14:11 MW306"],
    ),
    "a step in the place of another": (
        changed("kandidaten/k-aaaaaaaaa2.yaml", "stap: aan_de_slag", "stap: kandidaat"),
        ["kandidaten/k-aaaaaaaaa2.yaml:9:11 MW303"],
    ),
    "a value of a feature that is no code": (
        changed("verzamelposten/2020.yaml", "categorie: schoonmaak", "categorie: De schoonmaak"),
        ["verzamelposten/2020.yaml:6:16 MW107"],
    ),
    "an unknown source": (
        changed("kandidaten/k-aaaaaaaaa2.yaml", "id: verslag-2020", "id: verslag-2002"),
        ["kandidaten/k-aaaaaaaaa2.yaml:7:11 MW201"],
    ),
}
"""What is done, and what is found. The circle is its own case, below."""


@pytest.mark.parametrize("name", [name for name, (_, expected) in CASES.items() if expected])
def test_one_cause_is_one_finding(name: str, basis: Path) -> None:
    harm, expected = CASES[name]
    harm(basis)
    assert [f"{f.file}:{f.line}:{f.column} {f.code}" for f in check(load_dataset(basis))] == expected


@pytest.mark.parametrize("name", ["doelgroep", "organisatiesoort"])
def test_a_list_without_its_head_hides_no_other_list(name: str, basis: Path) -> None:
    changed(f"codelijsten/{name}.csv", f"^{CODE_HEAD}", "")(basis)
    changed("proeftuinen/zon.yaml", "categorie: schoonmaak", "categorie: schoonmaken")(basis)
    findings = {(f.file, f.code) for f in check(load_dataset(basis))}
    assert ("proeftuinen/zon.yaml", "MW204") in findings
    assert {file for file, _ in findings} == {"proeftuinen/zon.yaml", f"codelijsten/{name}.csv"}


def test_figures_of_one_year_that_do_not_read_hide_no_other_year(basis: Path) -> None:
    (basis / "kerncijfers" / "2019.yaml").write_text("- code: [\n", encoding="utf-8")
    changed("verzamelposten/2020.yaml", "deel_van: proeftuinen_schoonmaak", "deel_van: proeftuin_schoonmaak")(
        basis
    )
    findings = [(f.file, f.code) for f in check(load_dataset(basis))]
    assert findings == [("kerncijfers/2019.yaml", "MW038"), ("verzamelposten/2020.yaml", "MW205")]


def test_it_says_how_many_references_are_not_checked(basis: Path) -> None:
    gone("kerncijfers/2020.yaml")(basis)
    (finding,) = check(load_dataset(basis))
    assert finding.message == (
        "Voor 2020 zijn er geen kerncijfers. Er wijst één verwijzing naar. Die is niet gecontroleerd."
    )
    gone("organisaties.csv")(basis)
    first = next(f for f in check(load_dataset(basis)) if f.file == "organisaties.csv")
    assert first.message == (
        "Er is geen organisatie. Er wijzen 10 verwijzingen naar. Die zijn niet gecontroleerd."
    )


def test_a_circle_of_posts_is_told_once(basis: Path) -> None:
    changed("verzamelposten/2020.yaml", "deel_van: proeftuinen_schoonmaak", "deel_van: decharge-2020")(basis)
    changed("verzamelposten/2020.yaml", "deel_van: overige-schoonmaak-2020", "deel_van: plannen-2020")(basis)
    findings = [f for f in check(load_dataset(basis)) if f.code == "MW208"]
    assert [(f.file, f.line) for f in findings] == [("verzamelposten/2020.yaml", 27)]


def test_a_part_may_be_as_large_as_its_post_and_the_records_that_left_it(basis: Path) -> None:
    # Zon is registered by itself and was one of the four; which of them have a discharge is not told.
    changed("verzamelposten/2020.yaml", "aantal: 1$", "aantal: 4")(basis)
    assert check(load_dataset(basis)) == []
    changed("verzamelposten/2020.yaml", "aantal: 4$", "aantal: 5")(basis)
    assert [(f.line, f.code) for f in check(load_dataset(basis))] == [(14, "MW505")]


def test_a_small_group_is_still_told_beside_what_is_wrong_elsewhere(basis: Path) -> None:
    changed("kandidaten/k-aaaaaaaaa2.yaml", "plek: werkervaringsplek", "plek: stage")(basis)
    changed("proeftuinen/maan.yaml", "categorie: schoonmaak", "categorie: schoonmaken")(basis)
    assert [f.code for f in check(load_dataset(basis))] == ["MW420", "MW420", "MW204"]


@pytest.mark.parametrize("name", ["komeet", "nevel"])  # one is read before its model, one after
def test_a_copy_that_kept_the_id_of_its_model_says_nothing_for_it(basis: Path, name: str) -> None:
    """What a record says stands in the file of its name; a file of another name has a finding of its own."""
    model = (basis / "proeftuinen" / "maan.yaml").read_text(encoding="utf-8")
    copied = model.replace("Maansteen", "Komeetstaart").replace("verwant:\n  - zon\n", "")
    (basis / "proeftuinen" / f"{name}.yaml").write_text(copied, encoding="utf-8")
    findings = check(load_dataset(basis))
    assert [(finding.file, finding.code) for finding in findings] == [(f"proeftuinen/{name}.yaml", "MW120")]
