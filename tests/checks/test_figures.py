"""Rules on figures count as the report does, without its tables: one meaning, held together here."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maatwerk_cli.checks.rules import figure_rules
from maatwerk_cli.models.facts.kerncijfer import Herleiding
from maatwerk_cli.models.kenmerken import KENMERKEN
from maatwerk_cli.register.loading import load_dataset
from maatwerk_cli.report.counting import _telling, count_kandidaten, count_proeftuinen
from maatwerk_cli.report.posts import posts_of
from maatwerk_cli.report.state import NOT_SAID_IS_NOT_SO, Feature, selected

ROOT = Path(__file__).parents[2]
REGISTERS = [(ROOT / "data", 2018), (Path(__file__).parent / "basis", 2020)]


@pytest.mark.parametrize(("root", "year"), REGISTERS)
@pytest.mark.parametrize("since", ["", "2016", "2040-q1"])
def test_rules_and_report_count_alike(root: Path, year: int, since: str, tmp_path: Path) -> None:
    data = Path(shutil.copytree(root, tmp_path / "data"))
    if since:  # move every dated phase and step, so that some are surely, perhaps and not yet reached
        for file in [*data.glob("proeftuinen/*.yaml"), *data.glob("kandidaten/*.yaml")]:
            lines = file.read_text(encoding="utf-8").splitlines()
            moved = [f'    sinds: "{since}"' if "sinds:" in line else line for line in lines]
            file.write_text("\n".join(moved) + "\n", encoding="utf-8")
    dataset = load_dataset(data).dataset
    day = date(year, 12, 31)
    telling = {"proeftuinen": count_proeftuinen(dataset, day), "kandidaten": count_kandidaten(dataset, day)}
    posts = posts_of(dataset, year)
    figures = [entry.value.herleiding for entry in dataset.kerncijfers.by_stem[str(year)]]
    selections = [selection for selection in figures if selection is not None]
    profiles = figure_rules._profiles(dataset, day, figure_rules._telling_apart(selections, posts))
    for selection in selections:
        sure, _ = telling[selection.telt].count(selection.kenmerken)
        counted = sure + sum(post.aantal for post in posts.counted(selection))
        assert figure_rules.registered(selection, profiles[selection.telt], posts) == counted
    assert len(selections) >= 2


@pytest.mark.parametrize(("root", "year"), REGISTERS)
@pytest.mark.parametrize(
    "said", [{}, {"stap": ("aan_de_slag",)}, {"stap": ("aan_de_slag",), "plek": ("stage",)}]
)
@pytest.mark.parametrize("share", [1, 2, 1_000])  # each which of the proeftuinen is surely not in the post
def test_what_no_figure_asks_and_no_post_says_makes_no_difference_to_a_count(
    root: Path, year: int, said: dict[str, tuple[str, ...]], share: int
) -> None:
    dataset = load_dataset(root).dataset
    read = posts_of(dataset, year)
    apart = tuple(entry.id for entry in dataset.proeftuinen)[1::share]
    update = {"telt": "kandidaten", "kenmerken": said, "zonder": apart, "deel_van": None, "aantal": 50}
    posts = read._replace(by_id={"post": next(iter(read.by_id.values())).model_copy(update=update)})
    for asked in ({}, {"stap": ("aan_de_slag",)}, {"plek": ("stage",)}):
        selection = Herleiding.model_construct(telt="kandidaten", kenmerken=asked)
        few, all_of_them = (
            figure_rules._profiles(dataset, date(year, 12, 31), names)["kandidaten"]
            for names in (figure_rules._telling_apart([selection], posts), _EVERY_FEATURE)
        )
        count = figure_rules.registered(selection, few, posts)
        assert count == figure_rules.registered(selection, all_of_them, posts)


_EVERY_FEATURE = {feature for features in KENMERKEN.values() for feature in features}


def test_what_was_not_there_yet_is_not_counted_of_a_year(tmp_path: Path) -> None:
    """A figure without features counts all there were; what began a year later is none of them."""
    data = Path(shutil.copytree(Path(__file__).parent / "basis", tmp_path / "data"))
    (data / "kerncijfers/2020.yaml").write_text(
        "- code: alles\n  omschrijving: Alle proeftuinen\n  waarde: 1\n  eenheid: proeftuinen\n"
        "  herleiding:\n    telt: proeftuinen\n    kenmerken: {}\n"
        "  bron:\n    id: verslag-2020\n    vindplaats: §1\n",
        encoding="utf-8",
    )
    (data / "verzamelposten/2020.yaml").write_text("[]\n", encoding="utf-8")
    for name, year in (("zon", "2020"), ("maan", "2021")):
        (data / f"proeftuinen/{name}.yaml").write_text(
            f'id: {name}\nnaam: Proeftuin {name}\nverloop:\n  - fase: gestart\n    sinds: "{year}"\n'
            "    bron: {id: verslag-2020, vindplaats: §1}\n"
            "bronnen:\n  - {id: verslag-2020, vindplaats: §1}\n",
            encoding="utf-8",
        )
    dataset = load_dataset(data).dataset
    assert list(figure_rules.counts_fit_what_was_published(dataset)) == []
    figure = dataset.kerncijfers.by_stem["2020"][0].value.herleiding
    assert figure is not None
    assert count_proeftuinen(dataset, date(2020, 12, 31)).count(figure.kenmerken) == (1, 0)


@pytest.mark.parametrize(
    ("categories", "apart"),
    [
        (("catering", "catering"), ""),
        (("schoonmaak", "catering"), " en het register heeft er 1 apart"),
        (("schoonmaak", "schoonmaak"), " en het register heeft er 2 apart"),
    ],
)
def test_a_part_may_count_what_left_its_post_one_by_one_and_no_more(
    categories: tuple[str, str], apart: str, tmp_path: Path
) -> None:
    """A record of the same category may have been in the post of one, so a part may count it still."""
    data = Path(shutil.copytree(Path(__file__).parent / "basis", tmp_path / "data"))
    for name, category in zip(("zon", "maan"), categories, strict=True):
        (data / f"proeftuinen/{name}.yaml").write_text(
            f"id: {name}\nnaam: Proeftuin {name}\ncategorie: {category}\nverloop:\n  - fase: gestart\n"
            '    sinds: "2020"\n    bron: {id: verslag-2020, vindplaats: §1}\n'
            "bronnen:\n  - {id: verslag-2020, vindplaats: §1}\n",
            encoding="utf-8",
        )
    most = 1 + categories.count("schoonmaak")
    for number in (most, most + 1):
        (data / "verzamelposten/2020.yaml").write_text(
            "- {id: post, telt: proeftuinen, aantal: 1, kenmerken: {categorie: schoonmaak}, omschrijving: X, "
            "bron: {id: verslag-2020, vindplaats: §1}}\n"
            f"- {{id: deel, telt: proeftuinen, aantal: {number}, deel_van: post, omschrijving: Een deel, "
            "bron: {id: verslag-2020, vindplaats: §1}}\n",
            encoding="utf-8",
        )
        findings = list(figure_rules.parts_fit_their_whole(load_dataset(data).dataset))
        assert [finding.code for finding in findings] == ([] if number == most else ["MW505"])
    assert (findings[0].params["records"], findings[0].params["aantal"]) == (apart, 1)


def test_of_people_a_part_that_is_too_large_tells_no_number(tmp_path: Path) -> None:
    data = Path(shutil.copytree(Path(__file__).parent / "basis", tmp_path / "data"))
    (data / "verzamelposten/2020.yaml").write_text(
        "- {id: post, telt: kandidaten, aantal: 1, omschrijving: X, "
        "bron: {id: verslag-2020, vindplaats: §1}}\n"
        "- {id: deel, telt: kandidaten, aantal: 9, deel_van: post, omschrijving: Een deel, "
        "bron: {id: verslag-2020, vindplaats: §1}}\n",
        encoding="utf-8",
    )
    (finding,) = figure_rules.parts_fit_their_whole(load_dataset(data).dataset)
    assert finding.params == {"telling": "meer", "aantal": "minder", "ander": "post", "records": ""}


def test_a_year_without_figures_that_can_be_counted_hides_no_other_year(tmp_path: Path) -> None:
    data = Path(shutil.copytree(Path(__file__).parent / "basis", tmp_path / "data"))
    text = (data / "kerncijfers/2020.yaml").read_text(encoding="utf-8")
    (data / "kerncijfers/2020.yaml").write_text(text.replace("waarde: 4", "waarde: 3"), encoding="utf-8")
    visitors = text[text.index("- code: websitebezoekers") :]
    (data / "kerncijfers/2019.yaml").write_text(visitors, encoding="utf-8")
    findings = list(figure_rules.counts_fit_what_was_published(load_dataset(data).dataset))
    assert [finding.file for finding in findings] == ["kerncijfers/2020.yaml"]


def test_proeftuinen_are_told_apart_where_any_post_leaves_one_out() -> None:
    read = posts_of(load_dataset(Path(__file__).parent / "basis").dataset, 2020)
    first, other = [*read.by_id.values()][:2]
    posts = read._replace(by_id={"a": first, "b": other.model_copy(update={"zonder": ("zon",)})})
    assert "proeftuin" in figure_rules._telling_apart([], posts)
    assert "proeftuin" not in figure_rules._telling_apart([], read)


NAMES = ("fase", "bereikt", "herkomst", "stap")
FEATURES = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from("abc"), st.booleans()),
    unique_by=lambda feature: feature[:2], max_size=6,
)  # fmt: skip
WANTED = st.dictionaries(
    st.sampled_from(NAMES),
    st.lists(st.sampled_from("abc"), min_size=1, max_size=2, unique=True).map(tuple),
    max_size=3,
)


@given(st.lists(FEATURES, min_size=1, max_size=4), WANTED)
def test_records_are_selected_one_by_one_as_in_a_table(
    records: list[list[Feature]], wanted: dict[str, tuple[str, ...]]
) -> None:
    surely = possibly = set(range(len(records)))
    table = [(place, *feature) for place, features in enumerate(records) for feature in features]
    for name, values in wanted.items():
        fits = {place for place, feature, value, _ in table if feature == name and value in values}
        said = {place for place, feature, _, _ in table if feature == name}
        unsaid = set() if name in NOT_SAID_IS_NOT_SO else set(range(len(records))) - said
        surely = surely & {
            p for p, feature, value, sure in table if sure and feature == name and value in values
        }
        possibly = possibly & (fits | unsaid)
    present = [place in surely or (None if place in possibly else False) for place in range(len(records))]
    assert [selected(features, wanted) for features in records] == present
    assert _telling(records, []).count(wanted) == (present.count(True), present.count(None))
