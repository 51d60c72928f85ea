"""When the register can count something else than was published: never where it was copied or subtracted."""

from typing import Any

import pytest

from maatwerk_cli.models.facts.kerncijfer import Kerncijfer
from maatwerk_cli.models.facts.verzamelpost import Verzamelpost
from maatwerk_cli.models.proeftuin import Proeftuin
from maatwerk_cli.report.posts import Posts
from maatwerk_cli.report.sureness import can_differ, inferred_fields

BRON = {"id": "jaarstuk", "vindplaats": "blz. 1"}
INFERRED = {"afgeleid": ["aantal"], "toelichting": "Zo gerekend."}


def post(
    name: str, number: int, telt: str = "proeftuinen", category: str = "x", **given: Any
) -> Verzamelpost:
    told = {"kenmerken": {"categorie": category}} if telt == "proeftuinen" else {}
    return Verzamelpost.model_validate(
        {"id": name, "telt": telt, "aantal": number, "omschrijving": "P", "bron": BRON, **told, **given}
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
}


@pytest.mark.parametrize(("posts", "own", "others", "can"), CASES.values(), ids=CASES)
def test_whether_a_count_can_differ_from_what_was_published(
    posts: list[Verzamelpost], own: Kerncijfer, others: list[Kerncijfer], can: bool
) -> None:
    selections = {one.code: one.herleiding for one in (own, *others) if one.herleiding}
    assert can_differ(own, Posts({one.id: one for one in posts}, selections)) is can


def test_a_figure_that_no_record_gives_cannot_differ() -> None:
    assert not can_differ(figure("f", 5).model_copy(update={"herleiding": None}), Posts({}, {}))


def test_a_count_rests_on_what_was_inferred_of_what_was_asked() -> None:
    told = {
        "naam": "P",
        "bronnen": [BRON],
        "toelichting": "V",
        "afgeleid": ["categorie", "verloop", "doelgroepen"],
    }
    proeftuin = Proeftuin.model_validate({"id": "p", **told})
    plain = post("p", 4)
    number = post("q", 4, **INFERRED)
    features = post("r", 4, afgeleid=["kenmerken", "deel_van"], toelichting="V")
    assert inferred_fields((), [proeftuin], [plain]) == ()
    assert inferred_fields(("categorie",), [proeftuin], []) == ("categorie",)
    assert inferred_fields(("bereikt", "doelgroep"), [proeftuin], []) == ("doelgroepen", "verloop")
    assert inferred_fields(("fase", "soort"), [proeftuin], [number]) == ("aantal", "verloop")
    assert inferred_fields((), [], [number, features]) == ("aantal", "kenmerken")
    assert inferred_fields(("aantal",), [], []) == ()
