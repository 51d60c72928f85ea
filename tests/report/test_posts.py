"""When a number that a source gives without names may be added to another, and what it is at the least.

The rules are those of docs/: a part is never added to its whole, what may be the same person or proeftuin is
counted once, and what is not said does not count.
"""

from datetime import date
from typing import Any

import pytest

from maatwerk_cli.models.facts.kerncijfer import Herleiding
from maatwerk_cli.models.facts.verzamelpost import Verzamelpost
from maatwerk_cli.register.loading import load_dataset
from maatwerk_cli.report.posts import Group, Posts, posts_hold, posts_of, satisfies

SOURCE = {"id": "jaarstuk", "vindplaats": "blz. 1"}


def post(
    name: str,
    number: int = 1,
    telt: str = "proeftuinen",
    *,
    of: str | None = None,
    without: tuple[str, ...] = (),
    **features: object,
) -> Verzamelpost:
    return Verzamelpost.model_validate(
        {
            "id": name, "telt": telt, "aantal": number, "kenmerken": features, "zonder": list(without),
            "omschrijving": "P", "bron": SOURCE, **({"deel_van": of} if of else {}),
        }
    )  # fmt: skip


def wanted(telt: str = "proeftuinen", **features: object) -> Herleiding:
    return Herleiding.model_validate({"telt": telt, "kenmerken": features})


def posts(*given: Verzamelpost, **selections: Herleiding) -> Posts:
    return Posts({post.id: post for post in given}, selections)


@pytest.mark.parametrize(
    ("said", "asked", "does"),
    [
        ({}, {}, True),
        ({}, {"categorie": ["x"]}, False),  # what is not said does not count
        ({"categorie": ["x"]}, {"categorie": ["x"]}, True),
        ({"categorie": ["x", "y"]}, {"categorie": ["x"]}, False),  # it may be the other
        ({"categorie": ["x", "y"]}, {"categorie": ["x", "y", "z"]}, True),
        ({"categorie": ["x"]}, {"categorie": ["x"], "soort": ["regulier"]}, False),  # every one
        ({"fase": ["gestart"]}, {"bereikt": ["gestart"]}, True),  # what it is in was reached
        ({"fase": ["decharge"]}, {"bereikt": ["gestart"]}, True),  # and what that means
        ({"bereikt": ["decharge"]}, {"bereikt": ["gestart"]}, True),
        ({"bereikt": ["gestart"]}, {"bereikt": ["decharge"]}, False),
        ({"fase": ["in_wording"]}, {"bereikt": ["gestart"]}, False),
        ({"fase": ["in_wording", "gestart"]}, {"bereikt": ["gestart"]}, False),
        ({"fase": ["decharge", "gestart"]}, {"bereikt": ["gestart"]}, True),
        ({"bereikt": ["gestart"]}, {"fase": ["gestart"]}, False),  # it may be further by now
        ({"stap": ["contract"]}, {"stap": ["kandidaat"]}, True),
        ({"stap": ["contract"]}, {"stap": ["aan_de_slag"]}, False),  # open: §2.5 against §5
        ({"fase": ["gestart"]}, {"stap": ["gestart"]}, False),
    ],
)
def test_what_a_source_says_of_all_satisfies_a_selection(
    said: dict[str, list[str]], asked: dict[str, list[str]], does: bool
) -> None:
    made = {name: tuple(values) for name, values in said.items()}
    assert satisfies(made, {name: tuple(values) for name, values in asked.items()}) is does


def test_a_part_has_what_its_wholes_have_and_its_own_goes_first() -> None:
    outer = post("buiten", categorie="x", fase="in_wording", soort="regulier")
    middle = post("midden", of="buiten", fase="gestart")
    inner = post("binnen", of="midden", soort="partnerschap")
    known = posts(inner, middle, outer)
    assert known.features(outer) == {"categorie": ("x",), "fase": ("in_wording",), "soort": ("regulier",)}
    assert known.features(middle) == {"categorie": ("x",), "fase": ("gestart",), "soort": ("regulier",)}
    assert known.features(inner) == {"categorie": ("x",), "fase": ("gestart",), "soort": ("partnerschap",)}


def test_a_part_of_a_figure_has_what_the_figure_selects_and_of_another_kind_nothing() -> None:
    part = post("deel", of="cijfer", fase="gestart")
    assert posts(part, cijfer=wanted(categorie="x")).features(part) == {
        "categorie": ("x",), "fase": ("gestart",)
    }  # fmt: skip
    people = wanted("kandidaten", stap="contract")
    assert posts(part, cijfer=people).features(part) == {"fase": ("gestart",)}
    assert posts(part).features(part) == {"fase": ("gestart",)}  # what does not exist says nothing
    of_people = post("deel", telt="kandidaten", of="proef", stap="contract")
    assert posts(of_people, post("proef", categorie="x")).features(of_people) == {"stap": ("contract",)}


def test_parts_in_a_circle_have_an_end() -> None:
    first, other = post("een", of="ander", categorie="x"), post("ander", of="een", fase="gestart")
    known = posts(first, other)
    assert known.features(first) == {"fase": ("gestart",), "categorie": ("x",)}
    assert {cells.id for cells in known.counted(wanted(fase="gestart"))} <= {"een", "ander"}
    assert known.counted(wanted(fase="decharge")) == []
    turning = posts(post("een", of="ander", fase="decharge"), post("ander", of="een", fase="gestart"))
    assert [cells.id for cells in turning.counted(wanted(fase="decharge"))] == ["een"]


@pytest.mark.parametrize(
    ("inferred", "asked", "rests"),
    [
        ([], {"bereikt": ("gestart",)}, set()),
        (["fase"], {"fase": ("gestart",)}, {"fase"}),
        (["fase"], {"bereikt": ("gestart",)}, set()),  # its source says as well what it reached
        (["fase", "bereikt"], {"bereikt": ("gestart",)}, {"fase", "bereikt"}),
        (["fase", "bereikt"], {"bereikt": ("decharge",)}, {"bereikt"}),  # by that alone
        (["categorie"], {"bereikt": ("gestart",)}, set()),  # nobody asks that here
    ],
)
def test_a_post_rests_on_what_was_inferred_where_nothing_else_brings_it(
    inferred: list[str], asked: dict[str, tuple[str, ...]], rests: set[str]
) -> None:
    own = post("p", categorie="x", fase="gestart", bereikt="decharge").model_copy(
        update={"afgeleid": tuple(f"kenmerken.{name}" for name in inferred)}
    )
    assert posts(own).inferred(own, asked) == rests


COUNTED: list[tuple[str, list[Verzamelpost], dict[str, Herleiding], Herleiding, set[str]]] = [
    ("of its kind", [post("p"), post("k", telt="kandidaten")], {}, wanted(), {"p"}),
    (
        "of its features",
        [post("p", fase="gestart"), post("q", fase="in_wording")],
        {},
        wanted(fase="gestart"),
        {"p"},
    ),
    ("not beside its whole", [post("p"), post("q", of="p")], {}, wanted(), {"p"}),
    (
        "where its whole does not",
        [post("p"), post("q", of="p", fase="decharge")],
        {},
        wanted(fase="decharge"),
        {"q"},
    ),
    (
        "not beside the whole of its whole",
        [post("p", categorie="x"), post("q", of="p", categorie="y"), post("r", of="q", categorie="x")],
        {},
        wanted(categorie="x"),
        {"p"},
    ),
    (
        "not beside its figure",
        [post("q", of="c", categorie="x")],
        {"c": wanted(categorie="x")},
        wanted(categorie="x"),
        set(),
    ),
    (
        "where its figure does not",
        [post("q", of="c", fase="decharge")],
        {"c": wanted(categorie="x")},
        wanted(fase="decharge"),
        {"q"},
    ),
    (
        "beside a figure of another kind",
        [post("q", of="c", categorie="x")],
        {"c": wanted("kandidaten")},
        wanted(categorie="x"),
        {"q"},
    ),
    (
        "beside a whole of another kind",
        [post("w", telt="kandidaten"), post("q", of="w", categorie="x")],
        {},
        wanted(categorie="x"),
        {"q"},
    ),
    (
        "of all: for what it tells",
        [post("q", of="proeftuinen", fase="decharge")],
        {},
        wanted(fase="decharge"),
        {"q"},
    ),
    ("of all: never for all", [post("q", of="proeftuinen", fase="decharge")], {}, wanted(), set()),
    ("of what is not there", [post("q", of="weg", categorie="x")], {}, wanted(categorie="x"), {"q"}),
]


@pytest.mark.parametrize(
    ("given", "selections", "asked", "names"),
    [pytest.param(*rest, id=why) for why, *rest in COUNTED],
)
def test_a_post_counts(
    given: list[Verzamelpost], selections: dict[str, Herleiding], asked: Herleiding, names: set[str]
) -> None:
    assert {post.id for post in posts(*given, **selections).counted(asked)} == names


def people(name: str, number: int, **given: Any) -> Verzamelpost:
    return post(name, number, "kandidaten", **given)


AT_WORK, CONTRACT = {"stap": "aan_de_slag"}, {"stap": "contract"}
CANDIDATE = Group({"stap": ("kandidaat",)}, 3, "p")
WORKING = Group({"stap": ("aan_de_slag", "kandidaat")}, 4, "p")
EVERYONE = wanted("kandidaten", stap="kandidaat")
LEAST: list[tuple[str, list[Verzamelpost], list[Group], int, bool]] = [
    ("nothing", [], [], 0, True),
    ("one number", [people("a", 18, **AT_WORK)], [], 18, True),
    ("two of one step", [people("a", 18, **AT_WORK), people("b", 2, **AT_WORK)], [], 20, True),
    ("two steps", [people("a", 18, **AT_WORK), people("b", 13, **CONTRACT)], [], 18, False),
    ("two steps, the other way", [people("a", 13, **CONTRACT), people("b", 18, **AT_WORK)], [], 18, False),
    (
        "two of one step are more than one of another",
        [
            people("a", 5, **AT_WORK),
            people("b", 3, contract="rijk", **CONTRACT),
            people("c", 4, contract="elders", **CONTRACT),
        ],
        [],
        7,
        False,
    ),
    (
        "whoever has a contract with one has none with the other",
        [people("a", 5, contract="rijk", **CONTRACT), people("b", 6, contract="elders", **AT_WORK)],
        [],
        11,
        True,
    ),
    ("records that may be in it", [people("a", 18, **AT_WORK)], [CANDIDATE], 18, False),
    ("records that outnumber it", [people("a", 2, **AT_WORK)], [CANDIDATE], 3, False),
    ("records that left it", [people("a", 18, **AT_WORK)], [WORKING], 22, True),
    ("both", [people("a", 18, **AT_WORK)], [WORKING, CANDIDATE], 22, False),
    ("of a place that it leaves out", [people("a", 18, without=("p",), **AT_WORK)], [CANDIDATE], 21, True),
    ("and of another place", [people("a", 18, without=("q",), **AT_WORK)], [CANDIDATE], 18, False),
    (
        "records of another kind of contract",
        [people("a", 9, contract="rijk", **CONTRACT)],
        [Group({"stap": ("kandidaat",), "contract": ("elders",)}, 3, "p")],
        12,
        True,
    ),
    (
        "of two numbers the one that surely holds none",
        [people("a", 2, **AT_WORK), people("b", 10, without=("p",), **AT_WORK)],
        [Group({"stap": ("kandidaat",)}, 5, "p")],
        15,
        False,
    ),
    (
        "a part of a figure holds whoever has its step too",
        [people("a", 6, of="cijfer", **AT_WORK)],
        [WORKING],
        6,
        False,
    ),
]


@pytest.mark.parametrize(
    ("given", "records", "least", "exact"), [pytest.param(*rest, id=why) for why, *rest in LEAST]
)
def test_records_and_posts_together_are_at_least(
    given: list[Verzamelpost], records: list[Group], least: int, exact: bool
) -> None:
    known = posts(*given, cijfer=wanted("kandidaten", plek="baan"))
    bound = known.at_least(EVERYONE, records)
    assert (bound.value, bound.exact) == (least, exact)
    inside = sum(post.aantal for post in bound.posts)
    assert inside + sum(records[index].number for index in bound.outside) == least


def test_only_a_record_that_has_not_come_as_far_may_be_in_a_post() -> None:
    known = posts(people("a", 18, **AT_WORK))
    assert known.may_hold_records(EVERYONE)
    assert not known.may_hold_records(wanted("kandidaten", **AT_WORK))
    assert not posts().may_hold_records(EVERYONE)


def test_of_parts_in_one_phase_two_may_be_the_same_and_of_wholes_not() -> None:
    """A source counts each thing once in one phase; of a part it does not say in which phase it is now."""
    apart = posts(post("a", 5, fase="gestart"), post("b", 4, fase="in_wording"))
    assert (apart.at_least(wanted(), ()).value, apart.at_least(wanted(), ()).exact) == (9, True)
    parts = posts(
        post("a", 5, of="c", fase="gestart"),
        post("b", 4, of="c", fase="in_wording"),
        c=wanted(soort="regulier"),
    )
    outcome = parts.at_least(wanted(categorie="x"), ())
    assert (outcome.value, outcome.exact) == (0, True)  # neither is said to be in that category
    same = posts(
        post("a", 5, of="c", categorie="x", fase="gestart"),
        post("b", 4, of="c", categorie="x", fase="in_wording"),
        c=wanted(soort="regulier"),
    ).at_least(wanted(categorie="x"), ())
    assert (same.value, same.exact) == (5, False)


@pytest.mark.parametrize(
    ("of_first", "of_other", "value"),
    [
        (None, None, 9),  # each thing is in one phase
        ("c", None, 5),  # but of a part nobody says in which it is now
        (None, "c", 5),
        ("c", "c", 5),
    ],
)
def test_a_part_of_one_phase_may_be_in_what_is_counted_in_another(
    of_first: str | None, of_other: str | None, value: int
) -> None:
    bound = posts(
        post("a", 5, of=of_first, categorie="x", fase="gestart"),
        post("b", 4, of=of_other, categorie="x", fase="in_wording"),
        c=wanted(soort="regulier"),
    ).at_least(wanted(categorie="x"), ())
    assert (bound.value, bound.exact) == (value, value == 9)


def test_of_very_many_that_may_overlap_the_least_is_still_a_least() -> None:
    """Nine posts of one step are more than one of another; all that is looked at is no more than that."""
    many = [people(f"a{number}", 3, **AT_WORK) for number in range(9)]
    outcome = posts(*many, people("z", 2, **CONTRACT)).at_least(EVERYONE, ())
    assert (outcome.value, outcome.exact) == (27, False)
    seven = [people(f"a{number}", 3, **AT_WORK) for number in range(7)]
    assert posts(*seven, people("z", 20, **CONTRACT)).at_least(EVERYONE, ()).value == 21


@pytest.mark.parametrize(
    ("has_posts", "has_figures", "day", "hold"),
    [
        (True, True, date(2029, 12, 30), False),  # posts describe the end of their year
        (True, True, date(2029, 12, 31), True),
        (True, False, date(2029, 12, 30), False),
        (True, False, date(2029, 12, 31), True),
        (False, True, date(2029, 1, 1), True),  # nothing is counted without names
        (False, True, date(2029, 12, 31), True),
        (False, False, date(2029, 1, 1), False),  # what no record names is not none
        (False, False, date(2029, 12, 31), False),
    ],
)
def test_from_when_the_posts_of_a_year_hold(
    small: Any, has_posts: bool, has_figures: bool, day: date, hold: bool
) -> None:
    if has_posts:
        small.write(
            "verzamelposten/2029.yaml",
            [{"id": "p", "telt": "proeftuinen", "aantal": 1, "omschrijving": "P", "bron": SOURCE}],
        )
    if has_figures:
        small.write("kerncijfers/2029.yaml", [small.figure("a", 1), small.uncounted("b", 2)])
    dataset = load_dataset(small.root).dataset
    assert posts_hold(dataset, 2029, day) is hold
    assert set(posts_of(dataset, 2029).by_id) == ({"p"} if has_posts else set())
    assert set(posts_of(dataset, 2029).selections) == ({"a"} if has_figures else set())


@pytest.mark.parametrize(("of", "may"), [(None, False), ("geheel", True)])
def test_only_a_part_may_hold_a_record_of_another_phase(of: str | None, may: bool) -> None:
    """A record leaves its post and stays in a part of what it belongs to, whatever phase it is in by now."""
    own = post("deel", 3, of=of, fase=["gestart"])
    assert posts(own)._may_hold(own, Group({"fase": ("decharge",)}, 1)) is may
