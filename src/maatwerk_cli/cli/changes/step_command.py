"""What ``fase`` and ``stap`` share: their options, and the adding itself."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from maatwerk_cli.cli.changes.nieuw import option_name, read_values, say_shrunk
from maatwerk_cli.cli.shell.asking import ask_field, can_ask
from maatwerk_cli.cli.shell.dataset_writing import changing, writable_root
from maatwerk_cli.cli.shell.errors import UserError

SinceOption = Annotated[
    str | None,
    typer.Option(
        "--sinds", metavar="DATUM", help="Sinds wanneer, zo precies als de bron is. Anders: niet bekend."
    ),
]
SourceOption = Annotated[
    str | None,
    typer.Option("--bron", metavar="ID", help="Id van de bron; de vindplaats mag er met een spatie achter."),
]
PlaceOption = Annotated[
    str | None, typer.Option("--vindplaats", metavar="PLAATS", help="Plaats in de bron, bijvoorbeeld §2.4.")
]
EarlierOption = Annotated[
    bool,
    typer.Option("--achteraf", help="Dit gebeurde eerder dan wat er al staat, en is nu pas bekend."),
]
PostOption = Annotated[
    list[str] | None,
    typer.Option(
        "--uit-post", metavar="ID", help="Verzamelpost die dit al telde en er één minder gaat tellen."
    ),
]


def _of_other_kind(stage: str) -> Mapping[str, str]:
    """Give the command for the stages of each kind of record that this one is not for."""
    from maatwerk_cli.keeping.steps import courses_of

    return {
        course.kind.name: other
        for other in ("fase", "stap")
        if other != stage
        for course in courses_of(other)
    }


def record_step(
    stage: str,
    record_id: str,
    given: Mapping[str, Any],
    posts: list[str],
    data: Path | None,
    *,
    earlier: bool,
) -> int:
    """Add a stage (``fase``, ``stap``) to a record of a kind that has such, and say so.

    Raises:
        UserError: it cannot be added.
    """
    from maatwerk_cli.keeping.absent import absent
    from maatwerk_cli.keeping.form import form_fields, split_source
    from maatwerk_cli.keeping.steps import add_stage, check_post, courses_of, find_post, shrink_post

    courses = courses_of(stage)
    with changing(writable_root(data)) as workspace:
        dataset = workspace.dataset
        course = next((course for course in courses if record_id in dataset.of(course.kind).by_id), None)
        if course is None:
            raise absent(
                dataset, record_id, [course.kind.name for course in courses], instead=_of_other_kind(stage)
            )
        present = {name: value for name, value in split_source(given).items() if value is not None}
        kind = course.kind.name
        fields = form_fields(kind)
        for name in (name for name in present if name not in fields):
            other = next(course.kind.name for course in courses if name in form_fields(course.kind.name))
            raise UserError(f"{option_name(name)}: dat hoort bij een {other} en niet bij een {kind}.")
        values = read_values(kind, present, dataset, argument=stage)
        for name in ("bron", "vindplaats"):
            if name not in values:
                if not can_ask():
                    raise UserError(f"{option_name(name)} ontbreekt: bij elk feit hoort waar het staat.")
                values[name] = ask_field(fields[name], dataset)
        add_stage(workspace, course, record_id, values, earlier=earlier)
        found_posts = [find_post(dataset, post) for post in posts]
        for post in found_posts:
            check_post(post, kind)
            shrink_post(workspace, post)
    say_shrunk(found_posts)
    return 0
