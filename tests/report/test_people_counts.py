"""What is known of each count of people before anything is withheld: what it can be, what it tells."""

from collections.abc import Sequence
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from maatwerk_cli.disclosure.editions import Edition
from maatwerk_cli.disclosure.solver import Count, Sum, TooLargeError
from maatwerk_cli.models.publicatie import Publicatie
from maatwerk_cli.models.values import parse_datum
from maatwerk_cli.register.loading import load_dataset
from maatwerk_cli.register.records import Dataset
from maatwerk_cli.report import people
from maatwerk_cli.report.people import (
    PeopleCounts,
    _may_hold,
    _most,
    decide,
    describe,
    divide,
    edition_of,
    posts_withheld,
)
from maatwerk_cli.report.people_tables import PeopleTables
from maatwerk_cli.report.sureness import step_is_inferred
from maatwerk_cli.report.year import build_report
from maatwerk_cli.text.table import WITHHELD_CELL, AtLeast

BRON = {"id": "jaarstuk", "vindplaats": "blz. 1"}
ELSEWHERE = {"id": "jaarstuk", "vindplaats": "blz. 9"}
END = date(2029, 12, 31)
AT_WORK = "individueel/stap=aan_de_slag"


def loaded(small: Any, *, is_open: bool = True) -> Dataset:
    path: Path = small.root / "dataset.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace('"openbaar": false', f'"openbaar": {str(is_open).lower()}'),
        encoding="utf-8",
    )
    dataset: Dataset = load_dataset(small.root).dataset
    return dataset


def count(dataset: Dataset, key: str) -> Count:
    return PeopleCounts(dataset, 2029, END).counts[key]


def stated(small: Any, name: str, number: int, place: dict[str, str] = BRON) -> None:
    small.proeftuin(name, kandidaten={"aantal": number, "bron": place})


@pytest.mark.parametrize(
    ("number", "working", "others", "is_open", "place", "published"),
    [
        (4, 4, 0, True, BRON, True),  # the source gives the number, and tells of each that he is at work
        (4, 4, 0, False, BRON, False),  # in a closed register nobody sees the records
        (4, 4, 0, True, ELSEWHERE, False),  # another place tells the number than tells of the work
        (4, 4, 2, True, BRON, False),  # a part that happens to equal the number is not what was counted
        (5, 4, 0, True, BRON, False),
        (3, 4, 0, True, BRON, False),
        (None, 4, 0, True, BRON, False),
    ],
)
def test_a_count_is_published_where_its_source_gives_it_of_whole_proeftuinen(
    small: Any, number: int | None, working: int, others: int, is_open: bool, place: Any, published: bool
) -> None:
    if number is None:
        small.proeftuin("een")
    else:
        stated(small, "een", number, place)
    for _ in range(working):
        small.candidate("een", "kandidaat", "aan_de_slag")
    for _ in range(others):
        small.candidate("een", "kandidaat")
    small.write("kerncijfers/2029.yaml", [small.figure("werk", 30, stap="aan_de_slag")])
    assert count(loaded(small, is_open=is_open), AT_WORK).fixed is published


def test_of_two_proeftuinen_both_must_be_told(small: Any) -> None:
    stated(small, "een", 2)
    stated(small, "twee", 3)
    for name, number in (("een", 2), ("twee", 3)):
        for _ in range(number):
            small.candidate(name, "kandidaat", "aan_de_slag")
    small.write("kerncijfers/2029.yaml", [small.figure("werk", 30, stap="aan_de_slag")])
    assert count(loaded(small), AT_WORK).fixed
    small.candidate("twee", "kandidaat")
    assert not count(loaded(small), AT_WORK).fixed


def test_of_nobody_nothing_is_published(small: Any) -> None:
    stated(small, "een", 2)
    small.candidate("een", "kandidaat")
    small.candidate("een", "kandidaat")
    small.write("kerncijfers/2029.yaml", [small.figure("werk", 30, stap="aan_de_slag")])
    assert not count(loaded(small), AT_WORK).fixed


@pytest.mark.parametrize(
    ("sources", "published"),
    [
        ([[BRON], [BRON]], True),
        ([[ELSEWHERE, BRON], [BRON]], True),
        ([[ELSEWHERE], [ELSEWHERE]], False),
        ([[BRON], [ELSEWHERE]], False),  # of each of them
    ],
)
def test_what_kind_of_place_it_is_must_be_told_in_that_place(
    small: Any, sources: list[list[dict[str, str]]], published: bool
) -> None:
    stated(small, "een", 2)
    for own in sources:
        small.candidate("een", "kandidaat", plek="baan", bronnen=own)
    small.write("kerncijfers/2029.yaml", [small.figure("banen", 30, plek="baan")])
    dataset = loaded(small)
    assert count(dataset, "individueel/plek=baan").fixed is published
    assert count(dataset, "bekend/plek").fixed is published
    assert count(dataset, "individueel/proeftuin=een").fixed  # the source gives that number


@pytest.mark.parametrize(
    ("of_part", "of_work", "published"),
    [(ELSEWHERE, BRON, True), (BRON, ELSEWHERE, False), (ELSEWHERE, ELSEWHERE, False)],
)
def test_a_step_must_itself_be_told_in_that_place(
    small: Any, of_part: dict[str, str], of_work: dict[str, str], published: bool
) -> None:
    stated(small, "een", 1)
    steps = [{"stap": "kandidaat", "bron": of_part}, {"stap": "aan_de_slag", "bron": of_work}]
    small.candidate("een", stappen=steps)
    small.write("kerncijfers/2029.yaml", [small.figure("werk", 30, stap="aan_de_slag")])
    assert count(loaded(small), AT_WORK).fixed is published


@pytest.mark.parametrize(("people", "tells"), [(4, True), (5, False)])
def test_the_absence_of_a_step_tells_only_in_a_small_group(small: Any, people: int, tells: bool) -> None:
    """That none of four is at work says so of each of them; of five it is a count of nobody."""
    small.proeftuin("een")
    for _ in range(people):
        small.candidate("een", "kandidaat")
    small.write("kerncijfers/2029.yaml", [small.figure("werk", 30, stap="aan_de_slag")])
    withheld = decide(loaded(small, is_open=False), 2029, END).registry.withheld
    assert (AT_WORK in withheld) is tells
    assert withheld.get(AT_WORK, "nul") == "nul"
    assert bool(withheld) is tells  # nor does it tell on five that all of them are candidates


LIMITS = {
    # A row of a proeftuin is there only for somebody; where a source states a number the row is there anyway.
    "a row": ({}, None, "individueel/proeftuin=een", (1, None)),
    "a row that is there anyway": ({"stated": 9}, None, "individueel/proeftuin=een", (0, 9)),
    "a number that proves wrong": ({"stated": 5}, None, "individueel/proeftuin=een", (0, None)),
    "a number that is just right": ({"stated": 6}, None, "individueel/proeftuin=een", (0, 6)),
    # So is the row of a step, unless a figure or a post has it.
    "a step": ({}, None, AT_WORK, (1, None)),
    "a step of a figure": ({"figure": 30}, None, AT_WORK, (0, 30)),
    "a step of a figure that proves wrong": ({"figure": 5}, None, AT_WORK, (0, None)),
    "a step of a figure that is just right": ({"figure": 6}, None, AT_WORK, (0, 6)),
    "a step of a post": ({}, {"stap": "aan_de_slag"}, AT_WORK, (0, None)),
    "a post of another step": ({}, {"stap": "contract"}, AT_WORK, (1, None)),
    "a post of one of two steps": ({}, {"stap": ["aan_de_slag", "contract"]}, AT_WORK, (1, None)),
    "all": ({}, None, "individueel", (0, None)),
}


@pytest.mark.parametrize(("given", "features", "key", "limits"), LIMITS.values(), ids=LIMITS)
def test_what_everybody_takes_a_count_to_be(
    small: Any, given: dict[str, int], features: Any, key: str, limits: tuple[int, int | None]
) -> None:
    if "stated" in given:
        stated(small, "een", given["stated"])
    else:
        small.proeftuin("een")
    for _ in range(6):
        small.candidate("een", "kandidaat", "aan_de_slag")
    figures = [small.figure("werk", given["figure"], stap="aan_de_slag")] if "figure" in given else []
    small.write("kerncijfers/2029.yaml", [*figures, small.uncounted("iets", 9)])
    if features:
        post = {
            "id": "post",
            "telt": "kandidaten",
            "aantal": 7,
            "kenmerken": features,
            "omschrijving": "P",
            "bron": BRON,
        }
        small.write("verzamelposten/2029.yaml", [post])
    outcome = count(loaded(small, is_open=False), key)
    assert (outcome.low, outcome.high) == limits


def test_of_two_figures_of_one_selection_the_smaller_is_the_most(small: Any) -> None:
    small.proeftuin("een")
    for _ in range(6):
        small.candidate("een", "kandidaat", "aan_de_slag")
    small.write("kerncijfers/2029.yaml", [
        small.figure("werk", 30, stap="aan_de_slag"), small.figure("ook", 8, stap="aan_de_slag")
    ])  # fmt: skip
    assert count(loaded(small), AT_WORK).high == 8


def test_a_number_that_a_later_source_states_is_not_known_yet(small: Any) -> None:
    stated(small, "een", 9)
    for _ in range(6):
        small.candidate("een", "kandidaat", stappen=[{"stap": "kandidaat", "sinds": "2028", "bron": BRON}])
    small.write("kerncijfers/2029.yaml", [small.figure("werk", 30, stap="contract")])
    dataset = loaded(small)
    key = "individueel/proeftuin=een"
    assert PeopleCounts(dataset, 2029, END).counts[key].high == 9
    assert PeopleCounts(dataset, 2029, date(2029, 12, 30)).counts[key].high is None


def test_a_post_of_one_of_two_values_has_no_row_of_either(small: Any) -> None:
    """The source does not say which of both it is, so it counts for neither, and for no other either."""
    small.proeftuin("een", doelgroepen=["voorbeeld"])
    post = {"telt": "proeftuinen", "omschrijving": "P", "bron": BRON}
    small.write(
        "verzamelposten/2029.yaml",
        [
            {"id": "of", "aantal": 7, "kenmerken": {"doelgroep": ["voorbeeld", "anders"]}, **post},
            {"id": "weg", "aantal": 3, "kenmerken": {"soort": "regulier"}, **post},
        ],
    )
    report = build_report(loaded(small), 2029, END, None)
    (rows,) = (table.rows for table in report.tabellen if table.id == "doelgroep")
    assert rows == (("Voorbeeld", 1, 0, 1), ("Niet vermeld", 0, 3, 3))


def test_who_has_all_of_a_group_tells_on_each_of_them(small: Any) -> None:
    """All six have a job: that says so of each. Of five of six it does not, but the sixth stands alone."""
    small.proeftuin("een")
    for _ in range(5):
        small.candidate("een", "kandidaat", plek="baan")
    small.candidate("een", "kandidaat", plek="stage")
    small.write("kerncijfers/2029.yaml", [small.figure("banen", 30, plek="baan")])
    key = "individueel/plek=baan"
    assert decide(loaded(small, is_open=False), 2029, END).registry.withheld.get(key) != "vol"
    whole = {"id": "k-0000000006", "proeftuin": "een", "plek": "baan", "bronnen": [BRON]}
    small.write("kandidaten/k-0000000006.yaml", {**whole, "stappen": [{"stap": "kandidaat", "bron": BRON}]})
    assert decide(loaded(small, is_open=False), 2029, END).registry.withheld[key] == "vol"


@pytest.mark.parametrize(
    ("shown", "may"),
    [
        ({"all": 5, "a": 2, "b": 3}, True),
        ({"all": 5, "a": 2, "b": 4}, False),
        ({"all": 5, "a": 3, "b": 3}, False),
        ({"all": 0, "a": 0, "b": 0}, True),
        ({"a": 2, "b": 4}, True),  # what is withheld may be anything
        ({"all": 5, "b": 9}, True),
    ],
)
def test_a_sum_that_an_edition_contradicts_does_not_hold(shown: dict[str, int], may: bool) -> None:
    assert _may_hold(Sum("all", ("a", "b")), shown) is may


def test_of_several_proeftuinen_the_most_is_what_is_stated_of_all(small: Any) -> None:
    stated(small, "een", 4)
    stated(small, "twee", 5)
    stated(small, "nul", 0)
    small.proeftuin("drie")
    dataset = loaded(small)

    def most(*names: str, published: int | None = None) -> int | None:
        selection = (("proeftuin", names),)
        return _most(dataset, {} if published is None else {selection: published}, END, selection)

    assert most("een", "twee") == 9
    assert most("een", "nul") == 4
    assert most("een", "drie") is None
    assert most("een", "weg") is None
    assert most("een", "twee", published=7) == 7
    assert most("een", "twee", published=11) == 9
    assert most("drie", published=11) == 11


def test_a_number_stands_with_its_proeftuin_once_its_source_has_surely_spoken(small: Any) -> None:
    small.write("bronnen.yaml", [{"id": "jaarstuk", "titel": "V", "datum": "2029", "status": "geverifieerd"}])
    stated(small, "een", 4)

    def rows(day: date) -> list[object]:
        tables = build_report(loaded(small), 2029, day, None).tabellen
        (table,) = (table for table in tables if table.id == "kandidaten_proeftuin")
        return [row[:2] for row in table.rows if row[0] != "Totaal"]

    assert rows(END) == [("Voorbeeld een", 4)]
    assert rows(date(2029, 12, 30)) == []


@pytest.mark.parametrize(
    ("nested", "possible"),
    [
        (True, {"kandidaat", "aan_de_slag kandidaat", "aan_de_slag contract kandidaat"}),
        (False, {
            "", "kandidaat", "aan_de_slag", "contract", "aan_de_slag kandidaat", "contract kandidaat",
            "aan_de_slag contract", "aan_de_slag contract kandidaat",
        }),
    ],
)  # fmt: skip
def test_where_all_went_through_the_steps_in_order_nobody_passed_one_over(
    nested: bool, possible: set[str]
) -> None:
    selections = [(("stap", (step,)),) for step in ("kandidaat", "aan_de_slag", "contract")]
    (of_steps,) = (part for part in divide(selections, nested=nested) if "stap" in part.block)
    assert {" ".join(sorted(atom["stap"])) for atom in of_steps.atoms} == possible
    assert all("contract" in atom["stap"] for atom in of_steps.atoms if atom["contract"])


@pytest.mark.parametrize(
    ("courses", "nested"),
    [
        ([], True),
        ([("kandidaat",), ("kandidaat", "aan_de_slag"), ("aan_de_slag", "contract")], True),
        ([("kandidaat", "contract")], False),  # no source says that he was at work in between
        ([("kandidaat", "aan_de_slag"), ("kandidaat", "contract")], False),  # one is enough
    ],
)
def test_the_steps_are_in_order_where_nobody_passed_one_over(
    small: Any, courses: list[tuple[str, ...]], nested: bool
) -> None:
    small.proeftuin("een")
    for steps in courses:
        small.candidate("een", *steps)
    assert PeopleCounts(loaded(small), 2029, END).nested is nested


def test_only_who_is_registered_one_by_one_means_the_same_in_another_report(small: Any) -> None:
    """What is in posts is of its year, and so is what they are together."""
    small.proeftuin("een")
    small.candidate("een", "kandidaat")
    post = {"telt": "kandidaten", "aantal": 9, "omschrijving": "P", "bron": BRON}
    small.write("verzamelposten/2029.yaml", [{"id": "p", "kenmerken": {"stap": "kandidaat"}, **post}])
    small.write("kerncijfers/2029.yaml", [small.figure("alle", 30, stap="kandidaat")])
    assert PeopleCounts(loaded(small), 2029, END).lasting == {
        "individueel", "individueel/stap=kandidaat", "individueel/proeftuin=een", "bekend/contract",
        "bekend/plek",
    }  # fmt: skip


def test_of_too_many_proeftuinen_there_is_no_table(small: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("een", "twee"):
        small.proeftuin(name)
        small.candidate(name, "kandidaat")
    dataset = loaded(small)
    for most, table in ((1, False), (2, True), (3, True)):
        monkeypatch.setattr(people, "MAX_PROEFTUINEN", most)
        assert PeopleCounts(dataset, 2029, END).has_proeftuinen is table
        assert PeopleCounts(dataset, 2029, END, "alles").has_proeftuinen
        assert not PeopleCounts(dataset, 2029, END, "zonder proeftuinen").has_proeftuinen
        assert ("individueel/proeftuin=een" in PeopleCounts(dataset, 2029, END).counts) is table


@pytest.mark.parametrize("most", [1, 2])
def test_a_table_that_is_not_published_says_so_outside_and_inside(
    small: Any, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    """Of the third a source states a number, and nobody is registered: that is a row of none."""
    for name in ("een", "twee"):
        small.proeftuin(name)
        for _ in range(9):
            small.candidate(name, "kandidaat")
    stated(small, "zonder", 4)
    monkeypatch.setattr(people, "MAX_PROEFTUINEN", most)
    dataset = loaded(small)
    public, internal = (
        PeopleTables(dataset, 2029, END, intern=intern).by_proeftuin() for intern in (False, True)
    )
    rows = [("Voorbeeld een", 9), ("Voorbeeld twee", 9), ("Voorbeeld zonder", 0), ("Totaal", 18)]
    assert [(row[0], row[2]) for row in internal.rows] == rows
    assert [(row[0], row[2]) for row in public.rows] == (rows if most == 2 else [])
    said = [note for table in (public, internal) for note in table.notes[1:]]
    assert [note.partition(" ")[0] for note in said] == (["Geweigerd:", "Het"] if most == 1 else [])
    assert (public.refused, internal.refused) == (said[0] if most == 1 else None, None)


def test_only_the_internal_edition_lists_what_is_withheld(small: Any) -> None:
    small.proeftuin("een")
    for number in range(9):
        small.candidate("een", "kandidaat", *(["contract"] if number < 2 else []))
    dataset = loaded(small, is_open=False)
    public, internal = (PeopleTables(dataset, 2029, END, intern=intern) for intern in (False, True))
    assert public.withheld() == ()
    assert ("individueel/stap=contract", 2) in [(line.key, line.value) for line in internal.withheld()]


@pytest.mark.parametrize(
    ("features", "telt", "rows"),
    [
        ({"stap": "contract"}, "kandidaten", {"contract"}),
        ({"stap": ["contract", "aan_de_slag"]}, "kandidaten", set()),  # it may be either
        ({"plek": "baan"}, "kandidaten", set()),
        ({"bereikt": "gestart"}, "proeftuinen", set()),
    ],
)
def test_a_step_has_a_row_where_somebody_or_a_post_has_it(
    small: Any, features: dict[str, object], telt: str, rows: set[str]
) -> None:
    small.proeftuin("een")
    small.candidate("een", "kandidaat")
    small.write(
        "verzamelposten/2029.yaml",
        [{"id": "p", "telt": telt, "aantal": 7, "kenmerken": features, "omschrijving": "P", "bron": BRON}],
    )
    keys = PeopleCounts(loaded(small), 2029, END).counts
    steps = {str(key).partition("stap=")[2] for key in keys if str(key).startswith("individueel/stap=")}
    assert steps == {"kandidaat", *rows}


def test_of_posts_only_a_computed_number_of_people_is_withheld(small: Any) -> None:
    """A number that stands in its source is public. One that we computed tells what it was computed from."""
    own = {"omschrijving": "P", "bron": BRON}
    computed = {"afgeleid": ["aantal"], "toelichting": "V", **own}
    small.write(
        "verzamelposten/2029.yaml",
        [
            {"id": "bron", "telt": "kandidaten", "aantal": 3, **own},
            {"id": "zelf", "telt": "kandidaten", "aantal": 3, **computed},
            {"id": "les", "telt": "deelnemers", "aantal": 3, **computed},
            {"id": "proef", "telt": "proeftuinen", "aantal": 3, **computed},
            {"id": "kenmerk", "telt": "kandidaten", "aantal": 3, **computed, "afgeleid": ["kenmerken"]},
        ],
    )
    assert posts_withheld(loaded(small)) == {("2029", "zelf"), ("2029", "les")}
    # With a report of its year a number is told that the report tells: one that is large enough.
    small.write("kerncijfers/2029.yaml", [small.figure("werk", 30, stap="aan_de_slag")])
    small.write(
        "verzamelposten/2029.yaml",
        [
            {
                "id": "veel",
                "telt": "kandidaten",
                "aantal": 9,
                "kenmerken": {"stap": "aan_de_slag"},
                **computed,
            },
            {"id": "les", "telt": "deelnemers", "aantal": 9, **computed},
        ],
    )
    assert posts_withheld(loaded(small)) == {("2029", "les")}


POSTS = {
    "of a figure": ({"deel_van": "werk"}, 30),
    "of a figure, as large": ({"deel_van": "werk", "aantal": 30}, 30),
    "of a figure that it proves wrong": ({"deel_van": "werk", "aantal": 31}, None),
    "of a figure that counts something else": ({"deel_van": "proeven"}, None),
    "of a figure that no record gives": ({"deel_van": "los"}, None),
    "of a post": ({"deel_van": "geheel"}, None),
    "of nothing": ({}, None),
}


@pytest.mark.parametrize(("given", "most"), POSTS.values(), ids=POSTS)
def test_a_part_of_a_figure_is_no_more_than_was_published(
    small: Any, given: dict[str, object], most: int | None
) -> None:
    own = {"telt": "kandidaten", "aantal": 7, "omschrijving": "P", "bron": BRON}
    whole = {**own, "id": "geheel", "aantal": 9, "kenmerken": {"stap": "contract"}}
    small.write("verzamelposten/2029.yaml", [whole, {**own, "id": "post", **given}])
    proeven = {"telt": "proeftuinen", "kenmerken": {}}
    small.write("kerncijfers/2029.yaml", [
        small.figure("werk", 30, stap="aan_de_slag"), small.uncounted("los", 40),
        {**small.figure("proeven", 50), "eenheid": "proeftuinen", "herleiding": proeven},
    ])  # fmt: skip
    assert count(loaded(small), "post/post").high == most


def test_posts_of_people_are_counted_whole_and_those_without_a_step_apart(small: Any) -> None:
    own = {"omschrijving": "P", "bron": BRON}
    people = {"telt": "kandidaten", **own}
    small.write("verzamelposten/2029.yaml", [
        {"id": "stap", "aantal": 9, "kenmerken": {"stap": "contract"}, **people},
        {"id": "deel", "aantal": 2, "kenmerken": {"plek": "baan"}, "deel_van": "stap", **people},
        {"id": "los", "aantal": 4, "kenmerken": {"plek": "baan"}, **people},
        {"id": "ook", "aantal": 5, **people},
        {"id": "deel-los", "aantal": 1, "deel_van": "los", **people},
        {"id": "evenveel", "aantal": 9, "deel_van": "stap", **people},
        {"id": "meer", "aantal": 10, "deel_van": "stap", **people},  # some of the whole were told apart since
        {"id": "proef", "aantal": 8, "telt": "proeftuinen", **own},
    ])  # fmt: skip
    counted = PeopleCounts(loaded(small), 2029, END)
    assert {str(key) for key in counted.counts if str(key).startswith("post/")} == {
        "post/stap", "post/deel", "post/los", "post/ook", "post/deel-los", "post/evenveel", "post/meer",
    }  # fmt: skip
    assert counted.counts["verzameld/zonder_stap"].value == 4 + 5
    assert Sum("verzameld/zonder_stap", ("post/los", "post/ook")) in counted.sums
    # Of a part nobody learns more than that it is no more than its whole.
    assert Sum("post/stap", ("post/deel", "rest/post/stap/post/deel")) in counted.sums
    assert counted.counts["rest/post/stap/post/deel"] == Count(9 - 2, in_report=False)
    assert counted.counts["rest/post/stap/post/evenveel"] == Count(0, in_report=False)
    assert "rest/post/stap/post/meer" not in counted.counts
    early = PeopleCounts(loaded(small), 2029, date(2029, 12, 30))
    assert not any(str(key).startswith(("post/", "verzameld/")) for key in early.counts)


def test_the_counts_are_as_their_sums_say_and_what_only_ties_them_is_in_no_report(small: Any) -> None:
    small.proeftuin("een")
    small.proeftuin("twee")
    small.candidate("een", "kandidaat")
    small.candidate("een", "kandidaat", "aan_de_slag", plek="baan")
    small.candidate("twee", "kandidaat", "contract", contract="rijk")
    own = {"telt": "kandidaten", "omschrijving": "P", "bron": BRON}
    small.write("verzamelposten/2029.yaml", [
        {"id": "werk", "aantal": 9, "kenmerken": {"stap": "aan_de_slag"}, **own},
        {"id": "deel", "aantal": 2, "kenmerken": {"plek": "baan"}, "deel_van": "werk", **own},
        {"id": "los", "aantal": 5, **own},
    ])  # fmt: skip
    small.write("kerncijfers/2029.yaml", [
        small.figure("alle", 30, stap="kandidaat"), small.figure("werk", 30, stap="aan_de_slag"),
        small.figure("banen", 30, plek="baan"), small.figure("rijk", 30, contract="rijk"),
    ])  # fmt: skip
    counted = PeopleCounts(loaded(small), 2029, END)
    for line in counted.sums:
        assert counted.counts[line.total].value == sum(counted.counts[part].value for part in line.parts), (
            line
        )
    # What overlaps is tied together: each way to count them is a sum of the same parts.
    way_of = {key: str(key).partition("/")[0] for line in counted.sums for key in (line.total, *line.parts)}
    tied = {line.total for line in counted.sums if {way_of[part] for part in line.parts} == {"atoom"}}
    assert tied == {key for key in counted.counts if way_of[key] in ("individueel", "bekend")}
    ways: dict[bool, set[str]] = {True: set(), False: set()}
    for key, own_count in counted.counts.items():
        ways[own_count.in_report].add(str(key).partition("/")[0])
    assert ways == {
        True: {"individueel", "verzameld", "geregistreerd", "bekend", "post"},
        False: {"atoom", "rest", "buiten", "binnen"},  # who may be in a post, and who surely is not
    }


JULY = date(2029, 7, 1)
READ = {"afgeleid": ["kandidaten.aan_de_slag"], "toelichting": "Zo gelezen."}


@pytest.mark.parametrize("begun", [("2028", "2029"), ("2029", "2028")])
def test_one_who_is_perhaps_at_work_makes_of_those_who_are_a_lower_bound(
    small: Any, begun: tuple[str, ...]
) -> None:
    """Of six the year is told, and of one of them it is this year: half-way nobody knows whether he is."""
    small.proeftuin("een")
    for since in (*begun, *["2028"] * 5):
        steps = [{"stap": step, "sinds": since, "bron": BRON} for step in ("kandidaat", "aan_de_slag")]
        small.candidate("een", stappen=steps)
    small.write("kerncijfers/2029.yaml", [small.figure("werk", 30, stap="aan_de_slag")])
    dataset = loaded(small, is_open=False)
    assert AT_WORK in PeopleCounts(dataset, 2029, JULY).unsure
    assert AT_WORK not in PeopleCounts(dataset, 2029, END).unsure
    for day, intern, counted, bounds in (
        (JULY, True, 6, ("individueel", "geregistreerd", "verschil")),
        # What a closed register says of every early day.
        (JULY, False, 6, ("individueel", "geregistreerd", "verschil")),
        (END, True, 7, ()),
    ):
        (figure,) = build_report(dataset, 2029, day, None, intern=intern).kerncijfers
        assert (figure.individueel, figure.ten_minste) == (counted, bounds)


@pytest.mark.parametrize(
    ("plek", "begun", "unsure"),
    [
        ("baan", "2029", True),
        ("baan", "2028", False),  # that is sure
        ("stage", "2029", False),  # whenever that was, it is no job
    ],
)
def test_who_perhaps_did_all_that_is_asked_perhaps_counts(
    small: Any, plek: str, begun: str, unsure: bool
) -> None:
    small.proeftuin("een")
    course = (("kandidaat", "2028"), ("aan_de_slag", begun))
    steps = [{"stap": step, "sinds": since, "bron": BRON} for step, since in course]
    small.candidate("een", stappen=steps, plek=plek)
    small.write("kerncijfers/2029.yaml", [small.figure("werk", 30, stap="aan_de_slag", plek="baan")])
    key = "individueel/plek=baan&stap=aan_de_slag"
    assert (key in PeopleCounts(loaded(small), 2029, JULY).unsure) is unsure


@pytest.mark.parametrize(
    ("day", "undated", "intern", "shown"),
    [
        (JULY, False, True, 6),
        (JULY, True, True, AtLeast(6)),  # since when the seventh is a candidate no source says
        (END, True, True, 7),
        # Of a closed register nobody may see whether there is one of whom that is not known.
        (JULY, False, False, AtLeast(6)),
        (JULY, True, False, AtLeast(6)),
        (END, True, False, 7),
    ],
)
def test_before_the_day_of_its_source_a_step_without_a_date_may_be_there(
    small: Any, day: date, undated: bool, intern: bool, shown: object
) -> None:
    small.proeftuin("een")
    for _ in range(6):
        small.candidate("een", stappen=[{"stap": "kandidaat", "sinds": "2028", "bron": BRON}])
    if undated:
        small.candidate("een", "kandidaat")
    post = {"id": "p", "telt": "kandidaten", "aantal": 9, "omschrijving": "P", "bron": BRON}
    small.write("verzamelposten/2029.yaml", [post])
    counted = PeopleTables(loaded(small, is_open=False), 2029, day, intern=intern)
    assert counted.three({"stap": ("kandidaat",)})[0] == shown


@pytest.mark.parametrize(
    ("inferred", "fields", "columns", "literal"),
    [
        ([], {}, set(), False),
        (["aantal"], {}, {"verzameld"}, True),  # what was subtracted from it, it is the sum of
        (["aantal"], READ, {"individueel", "verzameld"}, True),
        (["aantal", "kenmerken.stap"], {}, {"verzameld", "geregistreerd"}, False),
        (["kenmerken.stap"], {}, {"verzameld", "geregistreerd"}, False),
    ],
)
def test_a_sum_that_the_source_itself_gives_is_not_inferred(
    small: Any, inferred: list[str], fields: Any, columns: set[str], literal: bool
) -> None:
    """Thirteen are at work by the source; of four it tells one by one, and nine are left."""
    small.proeftuin("een", **fields)
    for _ in range(4):
        small.candidate("een", "aan_de_slag")
    own = {"telt": "kandidaten", "kenmerken": {"stap": "aan_de_slag"}, "omschrijving": "P", "bron": BRON}
    post = {"id": "p", "aantal": 9, "afgeleid": inferred, "toelichting": "V", **own}
    small.write("verzamelposten/2029.yaml", [post])
    small.write("kerncijfers/2029.yaml", [small.figure("werk", 13, stap="aan_de_slag")])
    steps = PeopleTables(loaded(small), 2029, END, intern=True).by_step()
    (place,) = (number for number, row in enumerate(steps.rows) if row[0] == "aan de slag")
    assert steps.rows[place][1:] == (4, 9, 13)
    assert {column for number, column in steps.inferred if number == place} == columns
    assert any(note.startswith("13 bij aan de slag noemt de bron zelf") for note in steps.notes) is literal


def test_people_of_posts_that_may_be_the_same_are_a_lower_bound(small: Any) -> None:
    """Nine have a contract and seven are at work: those may be of the nine."""
    post = {"telt": "kandidaten", "omschrijving": "Enkele", "bron": BRON}
    small.write(
        "verzamelposten/2029.yaml",
        [
            {"id": "a", "aantal": 9, "kenmerken": {"stap": "contract"}, **post},
            {"id": "b", "aantal": 7, "kenmerken": {"stap": "aan_de_slag"}, **post},
        ],
    )
    small.write("kerncijfers/2029.yaml", [small.figure("alle", 30)])
    (figure,) = build_report(loaded(small), 2029, END, None, intern=True).kerncijfers
    assert (figure.verzameld, figure.geregistreerd) == (9, 9)
    assert figure.ten_minste == ("verzameld", "geregistreerd", "verschil")


@pytest.mark.parametrize(
    ("is_stated", "computed", "in_posts", "together"),
    [
        (True, [], True, True),
        (True, [False, False], True, True),
        (True, [True, False], False, False),  # of one post we made the number
        (False, [False], True, False),
        (False, [True], False, False),
    ],
)
def test_what_is_counted_together_is_published_where_all_of_it_is(
    small: Any, is_stated: bool, computed: list[bool], in_posts: bool, together: bool
) -> None:
    stated(small, "een", 2 if is_stated else 3)
    for _ in range(2):
        small.candidate("een", "kandidaat", "aan_de_slag")
    own = {"telt": "kandidaten", "kenmerken": {"stap": "aan_de_slag"}, "omschrijving": "P", "bron": BRON}
    made = {"afgeleid": ["aantal"], "toelichting": "V"}
    small.write("verzamelposten/2029.yaml", [
        {"id": f"p{number}", "aantal": 9, **own, **(made if by_us else {})}
        for number, by_us in enumerate(computed)
    ])  # fmt: skip
    small.write("kerncijfers/2029.yaml", [small.figure("werk", 30, stap="aan_de_slag")])
    counts = PeopleCounts(loaded(small), 2029, END).counts
    assert counts[AT_WORK].fixed is is_stated
    assert counts["verzameld/stap=aan_de_slag"].fixed is in_posts
    assert counts["geregistreerd/stap=aan_de_slag"].fixed is together


def test_the_number_of_all_is_withheld_last_and_then_what_is_registered(small: Any) -> None:
    small.proeftuin("een")
    small.candidate("een", "kandidaat", "aan_de_slag")
    small.write("kerncijfers/2029.yaml", [small.figure("werk", 30, stap="aan_de_slag"), small.figure("a", 9)])
    post = {"telt": "kandidaten", "aantal": 9, "omschrijving": "P", "bron": BRON}
    small.write("verzamelposten/2029.yaml", [{"id": "p", "kenmerken": {"stap": "aan_de_slag"}, **post}])
    counts = PeopleCounts(loaded(small), 2029, END).counts
    weights = {str(key): count.weight for key, count in counts.items() if count.in_report}
    of_all = weights.pop("individueel")
    registered = [weights.pop(key) for key in [*weights] if key.startswith("geregistreerd")]
    assert of_all > max(registered)
    assert min(registered) > max(weights.values())


def test_a_proeftuin_is_called_by_its_name_and_one_that_there_is_not_by_its_id(small: Any) -> None:
    small.proeftuin("een")
    dataset = loaded(small)
    assert describe(dataset, "individueel/proeftuin=een").endswith("proeftuin Voorbeeld een")
    assert describe(dataset, "individueel/proeftuin=weg").endswith("proeftuin weg")


def test_a_report_is_held_against_editions_and_against_earlier_years_without_one(
    small: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Never against itself or a later year; and of an earlier year as it was at its end."""
    for number in (2027, 2028, 2029, 2030):
        small.write(f"kerncijfers/{number}.yaml", [small.uncounted("bezoek", 1)])
    small.write("publicaties/2028-1.yaml", {
        "id": "2028-1", "jaar": 2028, "uitgave": 1, "peildatum": "2028-12-31", "datum": "2029-03-01",
        "status": "definitief", "dataset_sha256": "0" * 64,
    })  # fmt: skip
    held_against: dict[date, list[str]] = {}
    counts = SimpleNamespace(counts={}, sums=(), lasting=frozenset())
    nothing = SimpleNamespace(people=counts, registry=SimpleNamespace(published={}, withheld={}))

    def note(_: Dataset, __: int, day: date, editions: Sequence[Edition]) -> Any:
        held_against[day] = [edition.name for edition in editions]
        return nothing

    monkeypatch.setattr(people, "_decide", note)
    decide(loaded(small), 2029, END)
    assert held_against == {date(2027, 12, 31): [], END: ["2027", "2028-1"]}


BOTH, ONE_BY_ONE, IN_POSTS = (f"{way}/stap=contract" for way in ("geregistreerd", "individueel", "verzameld"))
SUM = Sum(BOTH, (ONE_BY_ONE, IN_POSTS))
NO_LESS = tuple(Sum(BOTH, (part, f"rest/{BOTH}/{part}")) for part in SUM.parts)
OF_POST, OF_POSTS = Sum(IN_POSTS, ("post/a",)), Sum(IN_POSTS, ("post/a", "post/b"))
A, B = ({"id": name, "kenmerken": {"stap": "contract"}} for name in "ab")
EDITIONS = {
    # Registered are those told one by one and those of posts, where the edition has all three.
    "all three": ({BOTH: 9, ONE_BY_ONE: 2, IN_POSTS: 7}, (), (), {SUM}, {*NO_LESS}),
    "without posts": ({BOTH: 9, ONE_BY_ONE: 2}, (), (), set(), {SUM, *NO_LESS}),
    # Who is told one by one may be in a post: together there are no fewer than in either way.
    "it shows another sum": ({BOTH: 8, ONE_BY_ONE: 2, IN_POSTS: 7}, (), (), {*NO_LESS}, {SUM}),
    "it withholds one": ({BOTH: 9, IN_POSTS: 7}, (ONE_BY_ONE,), (), {SUM}, {*NO_LESS}),
    "a post": ({IN_POSTS: 7, "post/a": 7}, (), (A,), {OF_POST}, set()),
    "two posts": ({IN_POSTS: 7, "post/a": 4, "post/b": 3}, (), (A, B), {OF_POSTS}, {OF_POST}),
    "it has one of two posts": ({IN_POSTS: 7, "post/a": 4}, (), (A, B), set(), {OF_POSTS, OF_POST}),
    "its posts were others": ({IN_POSTS: 7, "post/a": 6}, (), (A,), set(), {OF_POST}),
    # Which posts have no step, a key does not say; that they are none, nobody may read in it.
    "without a step": ({}, ("verzameld/zonder_stap",), (), set(), {Sum("verzameld/zonder_stap", ())}),
    "no counts of candidates": ({"deelnemers": 9}, ("meting/vraag=v",), (), set(), {SUM}),
}


def kept(dataset: Dataset, shown: dict[str, int], withheld: tuple[str, ...] = ()) -> Edition:
    publication = Publicatie.model_construct(
        id="2029-1", jaar=2029, uitgave=1, peildatum=parse_datum("2029-12-31"), getoond=shown,
        afgeschermd=withheld,
    )  # fmt: skip
    return edition_of(publication, dataset, nested=False)


@pytest.mark.parametrize(("shown", "withheld", "posts", "sums", "no_sums"), EDITIONS.values(), ids=EDITIONS)
def test_the_counts_of_an_edition_hang_together_by_what_their_keys_say(
    small: Any, shown: Any, withheld: Any, posts: Any, sums: set[Sum], no_sums: set[Sum]
) -> None:
    own = {"telt": "kandidaten", "aantal": 4, "omschrijving": "P", "bron": BRON}
    small.write("verzamelposten/2029.yaml", [{**own, **post} for post in posts])
    edition = kept(loaded(small), shown, withheld)
    assert sums <= set(edition.sums)
    assert not no_sums & set(edition.sums)
    every = {*shown, *withheld} - {"deelnemers", "meting/vraag=v"}
    assert (edition.published, edition.withheld) == (
        {key: number for key, number in shown.items() if key in every}, every & {*withheld}
    )  # fmt: skip
    assert edition.lasting == every & {ONE_BY_ONE}
    # What surely holds is kept beside it, for where the rest proves wrong.
    assert {line for line in edition.loose if line.total == BOTH} == (
        {*NO_LESS} if {*SUM.parts} <= every else set()
    )


def test_who_may_be_in_a_post_is_not_added_to_it(small: Any) -> None:
    small.write("kerncijfers/2029.yaml", [small.figure("werk", 30, stap="aan_de_slag")])
    post = {"telt": "kandidaten", "aantal": 7, "omschrijving": "P", "bron": BRON}
    small.write(
        "verzamelposten/2029.yaml",
        [{**post, "id": "a", "kenmerken": {"stap": "contract"}, "deel_van": "werk"}],
    )
    sums = set(kept(loaded(small), {BOTH: 9, ONE_BY_ONE: 2, IN_POSTS: 7}).sums)
    assert {*NO_LESS} <= sums
    assert SUM not in sums


def test_of_an_edition_is_known_what_everybody_takes_each_count_to_be(small: Any) -> None:
    """A row is there only for somebody, unless a source states a number; none is more than was published."""
    stated(small, "een", 4)
    small.proeftuin("twee")
    small.write("kerncijfers/2029.yaml", [small.figure("werk", 30, stap="contract")])
    rows = {f"individueel/proeftuin={name}": 3 for name in ("een", "twee")}
    shown = {BOTH: 9, ONE_BY_ONE: 2, IN_POSTS: 7, "bekend/plek": 3, "individueel/plek=baan": 3, **rows}
    edition = kept(loaded(small), shown)
    assert edition.low == {"individueel/proeftuin=twee": 1}
    assert edition.high == {BOTH: 30, ONE_BY_ONE: 30, "individueel/proeftuin=een": 4}
    assert edition.lasting == {ONE_BY_ONE, "bekend/plek", "individueel/plek=baan", *rows}
    of_places = {line.total: line for line in edition.sums if "plek" in str(line.total)}
    assert set(of_places) == {"bekend/plek", "individueel/plek=baan"}
    assert {*of_places["individueel/plek=baan"].parts} < {*of_places["bekend/plek"].parts}
    assert "individueel" not in {line.total for line in edition.sums}  # of all it tells no number


def test_only_a_count_of_a_step_rests_on_how_a_step_was_read(small: Any) -> None:
    small.proeftuin("een", **READ)
    small.candidate("een", "aan_de_slag", plek="baan")
    counts = PeopleCounts(loaded(small), 2029, END)
    assert counts.inferred_of((("stap", ("aan_de_slag",)),)) == ("stappen",)
    assert counts.inferred_of((("plek", ("baan",)),)) == ()


@pytest.mark.parametrize("read", [2, 7])
def test_only_a_number_that_is_shown_says_that_a_step_was_read(small: Any, read: int) -> None:
    """A mark behind a number that is withheld would tell that there is somebody; 7 is above the threshold."""
    small.proeftuin("groot", **READ)
    for number in range(20):
        small.candidate("groot", "kandidaat", *(["aan_de_slag"] if number < read else []))
    small.write("kerncijfers/2029.yaml", [small.figure("werk", 9, stap="aan_de_slag")])
    for intern in (False, True):
        report = build_report(loaded(small, is_open=False), 2029, END, None, intern=intern)
        shown = intern or read > 5
        (by_step,) = (table for table in report.tabellen if table.id == "kandidaten_stap")
        assert by_step.rows[1][1] == (read if shown else WITHHELD_CELL)
        marks = {(1, "individueel"), (1, "geregistreerd")} if shown else set()
        assert by_step.inferred == marks
        assert report.kerncijfers[0].afgeleid == (("stappen",) if shown else ())


@pytest.mark.parametrize(
    ("steps", "place", "wanted", "expected"),
    [
        (("kandidaat", "aan_de_slag"), "groot", "aan_de_slag", True),
        # Of a candidate the source speaks itself, and that somebody is at work means no more.
        (("kandidaat", "aan_de_slag"), "groot", "kandidaat", False),
        # That somebody took part follows here only from the step that is ours.
        (("aan_de_slag",), "groot", "kandidaat", True),
        # Either step means that somebody took part, and one of them is the source's.
        (("aan_de_slag", "contract"), "groot", "kandidaat", False),
        (("aan_de_slag", "contract"), "groot", "contract", False),
        # Another proeftuin says nothing of the kind.
        (("kandidaat", "aan_de_slag"), "klein", "aan_de_slag", False),
    ],
)
def test_a_step_is_read_where_nothing_of_the_source_gives_it(
    small: Any, steps: tuple[str, ...], place: str, wanted: str, expected: bool
) -> None:
    small.proeftuin("groot", **READ)
    small.proeftuin("klein")
    small.candidate(place, *steps)
    dataset = loaded(small)
    (person,) = dataset.kandidaten
    assert step_is_inferred(person.value, (wanted,), dataset) is expected


STEP, PLACE, CONTRACT = ("stap", ("kandidaat",)), ("plek", ("baan",)), ("contract", ("rijk",))
WITH_CONTRACT = ("stap", ("contract",))


@pytest.mark.parametrize(
    ("selection", "small_group", "groups"),
    [
        ((PLACE,), False, [()]),
        # Who is in a contract with somebody is one of those who have a contract.
        ((CONTRACT,), False, [(), (WITH_CONTRACT,)]),
        ((CONTRACT, PLACE), False, [(PLACE,), (PLACE, WITH_CONTRACT), (CONTRACT,)]),
        ((CONTRACT, STEP), False, [(STEP,)]),
        ((CONTRACT, STEP), True, [(STEP,), (CONTRACT,)]),
        ((STEP,), False, []),
        ((STEP,), True, [()]),
    ],
)
def test_within_which_groups_a_selection_tells_on_people(
    selection: Any, small_group: bool, groups: list[Any]
) -> None:
    assert [*people._groups(selection, small=small_group)] == groups


@pytest.mark.parametrize(("most", "too_many"), [(4, True), (5, False)])
def test_people_are_divided_as_far_as_there_are_not_too_many_ways(
    monkeypatch: pytest.MonkeyPatch, most: int, too_many: bool
) -> None:
    """One of four kinds of place, or none: five ways. There are no more of any other feature here."""
    monkeypatch.setattr(people, "MAX_ATOMS", most)
    with pytest.raises(TooLargeError) if too_many else nullcontext():
        assert [*divide([(PLACE,)], nested=False)]


ROW, ROW_AND_PLACE = (("proeftuin", ("een",)),), (("proeftuin", ("een",)), PLACE)


@pytest.mark.parametrize(
    ("feature", "selections", "may_have_none"),
    [
        ("proeftuin", [ROW], False),  # each has a row, so that nobody is in another one
        ("proeftuin", [(PLACE,), ROW], False),
        ("proeftuin", [ROW_AND_PLACE], True),
        ("plek", [ROW], True),
        ("plek", [ROW_AND_PLACE], True),
    ],
)
def test_a_candidate_may_have_none_of_what_selections_name(
    feature: str, selections: Any, may_have_none: bool
) -> None:
    assert (frozenset() in people._atom_values(feature, selections)) is may_have_none


OF_STEPS, APART = ("contract", "stap"), {("contract", "stap"): [], ("plek",): [], ("proeftuin",): []}


@pytest.mark.parametrize(
    ("selections", "blocks"),
    [
        ([], APART),
        ([()], APART),  # all of them are counted with each
        ([(PLACE,), ROW], {**APART, ("plek",): [(PLACE,)], ("proeftuin",): [ROW]}),
        ([ROW_AND_PLACE], {OF_STEPS: [], ("plek", "proeftuin"): [ROW_AND_PLACE]}),
        ([ROW, ROW_AND_PLACE], {OF_STEPS: [], ("plek", "proeftuin"): [ROW, ROW_AND_PLACE]}),
        (
            [(PLACE, STEP), ROW_AND_PLACE],
            {("contract", "plek", "proeftuin", "stap"): [(PLACE, STEP), ROW_AND_PLACE]},
        ),
    ],
)
def test_features_that_a_selection_combines_are_divided_together(selections: Any, blocks: Any) -> None:
    assert people._blocks(selections) == blocks


def test_a_post_that_is_a_part_of_itself_is_no_sum_with_itself(small: Any) -> None:
    """It is an error of the register, of which ``verschil`` counts the rest all the same."""
    post = {"id": "p", "telt": "kandidaten", "aantal": 6, "deel_van": "p", "omschrijving": "V", "bron": BRON}
    small.write("verzamelposten/2029.yaml", [post])
    counted = PeopleCounts(loaded(small, is_open=False), 2029, END)
    assert "post/p" in counted.counts
    assert all("post/p" not in parts for whole, parts, *_ in counted.sums if whole == "post/p")
