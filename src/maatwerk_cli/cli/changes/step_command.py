"""What ``fase`` and ``stap`` share: their options, and the adding itself."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from maatwerk_cli.cli.changes.nieuw import option_name, read_values
from maatwerk_cli.cli.shell.asking import ask_field, can_ask
from maatwerk_cli.cli.shell.dataset_writing import changing, writable_root
from maatwerk_cli.cli.shell.errors import UserError
from maatwerk_cli.cli.shell.output import print_error

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


def record_step(
    kind: str, record_id: str, given: Mapping[str, Any], posts: list[str], data: Path | None, *, earlier: bool
) -> int:
    """Add a phase or a step to a record and say so.

    Raises:
        UserError: it cannot be added.
    """
    from maatwerk_cli.keeping.absent import said_absent
    from maatwerk_cli.keeping.form import form_fields, split_source
    from maatwerk_cli.keeping.steps import (
        add_phase,
        add_plan_step,
        add_step,
        check_post,
        find_post,
        shrink_post,
    )
    from maatwerk_cli.models.contract.plan import Plan
    from maatwerk_cli.register.kinds import kind_named

    with changing(writable_root(data)) as workspace:
        dataset = workspace.dataset
        if kind == "kandidaat" and record_id in dataset.records(Plan).by_id:
            kind = "plan"
        if record_id not in dataset.of(kind_named(kind)).by_id:
            names = [kind] if kind == "proeftuin" else ["kandidaat", "plan"]
            raise UserError(said_absent(dataset, record_id, names))
        present = {name: value for name, value in split_source(given).items() if value is not None}
        if kind == "plan" and "contract" in present:
            raise UserError("--contract: dat hoort bij een kandidaat en niet bij een plan.")
        key = "fase" if kind == "proeftuin" else "stap"
        values = read_values(kind, present, dataset, argument=key)
        for name in ("bron", "vindplaats"):
            if name not in values:
                if not can_ask():
                    raise UserError(f"{option_name(name)} ontbreekt: bij elk feit hoort waar het staat.")
                values[name] = ask_field(form_fields(kind)[name], dataset)
        step = {name: values[name] for name in (key, "sinds", "zegt") if name in values}
        step["bron"] = {"id": values["bron"], "vindplaats": values["vindplaats"]}
        if kind == "proeftuin":
            add_phase(workspace, record_id, step, earlier=earlier)
        elif kind == "plan":
            add_plan_step(workspace, record_id, step, earlier=earlier)
        else:
            add_step(workspace, record_id, step, values.get("contract"), earlier=earlier)
        found_posts = [find_post(dataset, post) for post in posts]
        for post in found_posts:
            check_post(post, kind)
            shrink_post(workspace, post)
    for post in found_posts:
        print_error(f"De verzamelpost {post.id} telt er nu één minder. Lees na of de toelichting nog klopt.")
    return 0
