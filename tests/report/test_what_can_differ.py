"""When the register can count something else than was published: never where it was copied or subtracted."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from maatwerk_cli.models.facts.kerncijfer import Kerncijfer
from maatwerk_cli.models.facts.verzamelpost import Verzamelpost
from maatwerk_cli.models.proeftuin import Proeftuin
from maatwerk_cli.report.posts import Posts
from maatwerk_cli.report.sureness import (
    apart_by_inference,
    can_differ,
    differs,
    feature_is_inferred,
    fewest,
    inferred_counts,
    inferred_fields,
    is_checked,
    is_only_a_bound,
    may_be_known,
)
from maatwerk_cli.report.tables import ReportFigure

BRON = {"id": "jaarstuk", "vindplaats": "blz. 1"}
INFERRED = {"afgeleid": ["aantal"], "toelichting": "Zo gerekend."}


def post(
    name: str, number: int, telt: str = "proeftuinen", category: str = "x", **given: Any
) -> Verzamelpost:
    fields = {"kenmerken": {"categorie": category}} if telt == "proeftuinen" else {}
    return Verzamelpost.model_validate(
        {"id": name, "telt": telt, "aantal": number, "omschrijving": "P", "bron": BRON, **fields, **given}
    )


def figure(
    code: str, value: int, category: str | None = "x", telt: str = "proeftuinen", **given: Any
) -> Kerncijfer:
    derived = {"telt": telt, "kenmerken": {"categorie": category} if category else {}}
    return Kerncijfer.model_validate(
        {
            "code": code,
            "omschrijving": "K",
            "waarde": value,
            "eenheid": "x",
            "bron": BRON,
            "herleiding": derived,
            **given,
        }
    )


CASES: dict[str, tuple[list[Verzamelpost], Kerncijfer, list[Kerncijfer], bool]] = {
    "nothing is counted without names": ([], figure("f", 5), [], True),
    "a post of something else": ([post("p", 5, category="y")], figure("f", 5), [], True),
    "the post is the figure itself": ([post("p", 5)], figure("f", 5), [], False),
    "the post is another number": ([post("p", 4)], figure("f", 5), [], True),
    "two posts that are the figure together": ([post("p", 2), post("q", 3)], figure("f", 5), [], True),
    "two posts, one of which is the figure": ([post("p", 5), post("q", 3)], figure("f", 5), [], True),
    "what was left after a subtraction": ([post("p", 4, **INFERRED)], figure("f", 5), [], False),
    "what was left, beside another": ([post("p", 4, **INFERRED), post("q", 3)], figure("f", 5), [], False),
    "another field was inferred": (
        [post("p", 4, afgeleid=["kenmerken"], toelichting="V")],
        figure("f", 5),
        [],
        True,
    ),
    # What was left of another figure makes that one agree, and not this one.
    "left of another figure": (
        [post("p", 4, **INFERRED), post("q", 3, category="y")],
        figure("f", 9, None),
        [figure("g", 5)],
        True,
    ),
    "left of a figure of other things": (
        [post("p", 4, **INFERRED)],
        figure("f", 9, None),
        [figure("g", 5, None, "kandidaten")],
        False,
    ),
    "a source gives it with its parts": (
        [post("p", 3), post("q", 4, category="y")],
        figure("f", 9, None, delen=["g", "h"]),
        [figure("g", 3), figure("h", 4, "y")],
        False,
    ),
    "one of its parts is not given": (
        [post("p", 3), post("q", 4, category="y")],
        figure("f", 9, None, delen=["g"]),
        [figure("g", 3)],
        True,
    ),
    "its parts are not those figures": (
        [post("p", 3), post("q", 4, category="y")],
        figure("f", 9, None),
        [figure("g", 3), figure("h", 4, "y")],
        True,
    ),
    # Eleven are counted from one place; that another place of it says ten, no count can turn.
    "another figure is of the same and was copied": (
        [post("p", 11)],
        figure("f", 10),
        [figure("g", 11)],
        False,
    ),
    "another figure is of the same and left this": (
        [post("p", 9, **INFERRED), post("q", 1, **INFERRED)],
        figure("f", 10),
        [figure("g", 11, delen=["h"]), figure("h", 9)],
        False,
    ),
    "a figure of the same, in another publication": (
        [post("p", 11)],
        figure("f", 10),
        [figure("g", 11, bron={"id": "brief", "vindplaats": "blz. 2"})],
        True,
    ),
    "another figure of the same can differ too": ([post("p", 9)], figure("f", 10), [figure("g", 11)], True),
    "another figure was copied, of something else": (
        [post("p", 11), post("q", 3, category="y")],
        figure("f", 10, None),
        [figure("g", 11)],
        True,
    ),
}


@pytest.mark.parametrize(("posts", "own", "others", "can"), CASES.values(), ids=CASES)
def test_whether_a_count_can_differ_from_what_was_published(
    posts: list[Verzamelpost], own: Kerncijfer, others: list[Kerncijfer], can: bool
) -> None:
    selections = {entry.code: entry.herleiding for entry in (own, *others) if entry.herleiding}
    assert can_differ(own, (own, *others), Posts({post.id: post for post in posts}, selections)) is can


def test_a_figure_that_no_record_gives_cannot_differ() -> None:
    assert not can_differ(figure("f", 5).model_copy(update={"herleiding": None}), (), Posts({}, {}))


def proeftuin(name: str, *phases: str, **given: Any) -> Proeftuin:
    fields = {"naam": "P", "bronnen": [BRON], "toelichting": "V"}
    course = [{"fase": phase, "bron": BRON} for phase in phases]
    return Proeftuin.model_validate({"id": name, "verloop": course, **fields, **given})


def test_a_count_rests_on_what_was_inferred_of_what_was_asked() -> None:
    single = proeftuin(
        "p", "gestart", categorie="x", soort="regulier", doelgroepen=["d"],
        afgeleid=["categorie", "verloop", "doelgroepen"],
    )  # fmt: skip
    known = {("categorie", "x"), ("bereikt", "gestart"), ("fase", "gestart"), ("doelgroep", "d")}
    asked = (
        {"categorie": ("x", "y")},
        {"bereikt": ("gestart",), "doelgroep": ("d",)},
        {"soort": ("regulier",)},
    )
    none = Posts({}, {})
    assert inferred_fields({}, [(single, known)], [], none) == ()
    assert inferred_fields(asked[0], [(single, known)], [], none) == ("categorie",)
    assert inferred_fields(asked[1], [(single, known)], [], none) == ("doelgroepen", "verloop")
    assert inferred_fields(asked[2], [(single, {*known, ("soort", "regulier")})], [], none) == ()


def test_a_phase_is_inferred_by_itself() -> None:
    single = proeftuin("p", "plan_ondertekend", "gestart", "decharge", afgeleid=["verloop.gestart"])
    every = {("bereikt", "plan_ondertekend"), ("bereikt", "gestart"), ("bereikt", "decharge")}
    assert not feature_is_inferred(single, "bereikt", "plan_ondertekend", every)
    assert not feature_is_inferred(single, "fase", "decharge", every)
    # A discharge means that it had started; before the discharge only we say so.
    assert not feature_is_inferred(single, "bereikt", "gestart", every)
    assert feature_is_inferred(single, "bereikt", "gestart", every - {("bereikt", "decharge")})


def test_of_two_that_may_be_one_a_count_of_both_is_inferred() -> None:
    first, other = proeftuin("p", mogelijk_dezelfde=["q"]), proeftuin("q")
    none = Posts({}, {})
    assert inferred_fields({}, [(first, ()), (other, ())], [], none) == ("mogelijk_dezelfde",)
    assert inferred_fields({}, [(first, ())], [], none) == inferred_fields({}, [(other, ())], [], none) == ()


@pytest.mark.parametrize(
    ("links", "number"),
    [
        ({}, 4),
        ({"p": "q"}, 3),
        ({"p": "q", "q": "p"}, 3),  # both say the same
        ({"p": "weg"}, 4),  # the other was not there yet
        ({"p": "q", "r": "s"}, 2),
        ({"p": "q", "r": "s", "s": "q"}, 1),  # the last links two groups
        ({"p": "qr", "s": ""}, 2),
    ],
)
def test_what_may_be_one_counts_once(links: dict[str, str], number: int) -> None:
    others = {name: [links[name]] if links.get(name) == "weg" else [*links.get(name, "")] for name in "pqrs"}
    assert fewest(proeftuin(name, mogelijk_dezelfde=others[name]) for name in "pqrs") == number


def test_one_of_which_something_is_unknown_may_be_another_of_which_it_is_known() -> None:
    first, other, third = proeftuin("p", mogelijk_dezelfde=["q"]), proeftuin("q"), proeftuin("r")
    for unknown in ([first], [other], [first, other, third]):
        assert may_be_known(unknown, [first, other, third])
    assert not may_be_known([third], [first, other, third])
    assert not may_be_known([first], [first, third])  # the other was not there yet


def test_what_only_an_inference_keeps_apart_is_together_inferred() -> None:
    lot = post("s", 18, kenmerken={"soort": "partnerschap", "doelgroep": ["een", "twee"]})
    none = Posts({"s": lot}, {})
    of_both = [("soort", "regulier"), ("doelgroep", "een")]
    guessed = proeftuin("p", afgeleid=["soort"], toelichting="V")
    assert apart_by_inference([(guessed, of_both)], [lot], none)
    assert not apart_by_inference([(proeftuin("p"), of_both)], [lot], none)
    # The category says it too, and is from the source; of one target group the post has none is known.
    apart = post("t", 18, kenmerken={"soort": "partnerschap", "categorie": "x"})
    assert not apart_by_inference(
        [(guessed, [*of_both, ("categorie", "y")])], [apart], Posts({"t": apart}, {})
    )
    assert apart_by_inference([(guessed, [*of_both, ("doelgroep", "drie")])], [lot], none)
    assert not apart_by_inference([(guessed, of_both)], [], none)


def test_of_a_post_only_what_is_asked_counts() -> None:
    number = post("q", 4, **INFERRED)
    features = post(
        "r", 4, kenmerken={"categorie": "x", "fase": "gestart"}, afgeleid=["kenmerken.fase"], toelichting="V"
    )
    whole = post("s", 4, afgeleid=["kenmerken", "deel_van"], toelichting="V")
    one_of = post(
        "t", 4, kenmerken={"bestuurslaag": ["gemeente", "provincie"]},
        afgeleid=["kenmerken.bestuurslaag.gemeente"], toelichting="V",
    )  # fmt: skip
    part = post("u", 1, kenmerken={"doelgroep": "d"}, deel_van="r", afgeleid=["deel_van"], toelichting="V")
    posts = Posts({move.id: move for move in (number, features, whole, one_of, part)}, {})
    category = {"categorie": ("x",)}
    assert inferred_fields(category, [], [number, features], posts) == ("aantal",)
    assert inferred_fields(category, [], [whole], posts) == ("kenmerken.categorie",)
    assert inferred_fields({"bereikt": ("gestart",)}, [], [features], posts) == ("kenmerken.fase",)
    assert inferred_fields({}, [], [features, whole], posts) == ()
    # Which of two it may be changes nothing where both are asked.
    assert inferred_fields({"bestuurslaag": ("gemeente", "provincie")}, [], [one_of], posts) == ()
    # What is said of the whole holds of a part only if it is one.
    assert inferred_fields(category, [], [part], posts) == ("kenmerken.categorie",)
    assert inferred_fields({"doelgroep": ("d",)}, [], [part], posts) == ()


def counted(
    individual: int | None, collected: int | None, registered: int | None, **given: Any
) -> ReportFigure:
    return ReportFigure(
        "c", "C", "x", Decimal(8), individual, collected, registered, "jaarstuk", "blz. 1", **given
    )


RECORDS, ALL_COUNTS = ("verloop",), ("individueel", "verzameld", "geregistreerd", "verschil")


@pytest.mark.parametrize(
    ("inferred", "counts", "withheld", "names"),
    [
        ((), (5, 5, 10), (), ()),
        (RECORDS, (5, 5, 10), (), ("individueel", "geregistreerd", "verschil")),
        (("kenmerken.fase",), (5, 5, 10), (), ("verzameld", "geregistreerd", "verschil")),
        (("aantal",), (0, 5, 5), (), ("verzameld", "geregistreerd", "verschil")),
        (("aantal",), (5, 5, 10), (), ALL_COUNTS),  # left after the five were subtracted: taken to belong
        (("aantal", *RECORDS), (0, 5, 5), (), ALL_COUNTS),
        (RECORDS, (5, None, None), (), ("individueel",)),  # what there is not is not inferred
        (
            RECORDS, (None, 5, None), ("individueel", "geregistreerd", "verschil"),
            ("individueel", "geregistreerd", "verschil"),
        ),
    ],
)  # fmt: skip
def test_which_counts_of_a_figure_rest_on_what_was_inferred(
    inferred: tuple[str, ...], counts: Any, withheld: tuple[str, ...], names: tuple[str, ...]
) -> None:
    assert inferred_counts(counted(*counts, afgeleid=inferred, afgeschermd=withheld)) == names


@pytest.mark.parametrize(
    ("registered", "bound", "surely"),
    [
        (7, False, True), (8, False, False), (9, False, True), (None, False, False),
        # At the least seven or eight may be the eight that were published; nine may not.
        (7, True, False), (8, True, False), (9, True, True), (None, True, False),
    ],
)  # fmt: skip
def test_a_difference_is_sure_where_no_more_could_close_it(
    registered: int | None, bound: bool, surely: bool
) -> None:
    figure_of = counted(None, None, registered, ten_minste=("verschil",) if bound else ())
    assert differs(figure_of) is surely
    assert is_only_a_bound(figure_of) is (bound and registered in (7, 8))
    assert not is_checked(figure_of)
    assert is_checked(replace(figure_of, toetsbaar=True)) is (registered is not None)
