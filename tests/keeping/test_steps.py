"""Which kinds of record reach stages, and what such a stage has, follows from their models."""

import pytest

from maatwerk_cli.keeping.steps import courses_of


@pytest.mark.parametrize(
    ("stage", "kinds"),
    [("fase", ["proeftuin"]), ("stap", ["kandidaat", "plan"]), ("stand", ["opdracht"]), ("naam", [])],
)
def test_the_kinds_with_a_course_are_those_whose_model_has_one(stage: str, kinds: list[str]) -> None:
    assert [course.kind.name for course in courses_of(stage)] == kinds


def test_a_stage_has_the_parts_and_the_order_of_its_model() -> None:
    (course,) = courses_of("fase")
    assert [part.label for part in course.parts] == ["fase", "sinds", "zegt", "bron"]
    phases = ("in_wording", "plan_ondertekend", "gestart", "decharge", "verduurzaamd", "afgesloten")
    assert course.stage.choices == phases  # as the agreements name them
