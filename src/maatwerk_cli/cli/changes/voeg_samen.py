"""``maatwerk voeg-samen``."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from maatwerk_cli.cli.changes.hernoem import KindOption, tell_doubtful, the_record
from maatwerk_cli.cli.shell.asking import can_ask, choose
from maatwerk_cli.cli.shell.dataset_writing import changing, writable_root
from maatwerk_cli.cli.shell.errors import UserError
from maatwerk_cli.cli.shell.options import DataOption
from maatwerk_cli.cli.shell.output import print_error

if TYPE_CHECKING:
    from maatwerk_cli.keeping.renaming import FoundRecord
    from maatwerk_cli.register.records import Dataset


def command(
    blijft: Annotated[str, typer.Argument(metavar="BLIJFT", help="Het id dat blijft.")],
    verdwijnt: Annotated[str, typer.Argument(metavar="VERDWIJNT", help="Het id dat erin opgaat.")],
    soort: KindOption = None,
    neem: Annotated[
        list[str] | None,
        typer.Option(
            "--neem", metavar="VELD", help="Neem bij dit veld de waarde van het record dat verdwijnt."
        ),
    ] = None,
    houd: Annotated[
        list[str] | None,
        typer.Option("--houd", metavar="VELD", help="Houd bij dit veld de waarde van het record dat blijft."),
    ] = None,
    data: DataOption = None,
) -> int:
    r"""Maak van twee records één.

    Lijsten komen bij elkaar, en wat het ene record niet weet, komt uit het andere. Waar de twee verschillen,
    vraagt het programma op een terminal welke waarde blijft. Anders kiest u met --houd en --neem; zonder
    keuze noemt het programma de verschillen en gebeurt er niets. Hebben zij een fase met een andere datum,
    dan kiest u met verloop. Kandidaten worden nooit samengevoegd.

    Voorbeelden, in een verzonnen dataset. Stel dat vb-data een oude naam van vb-bouw is:

        maatwerk voeg-samen vb-bouw vb-data --soort organisatie \
            --data docs/voorbeelden/twee-jaren
        maatwerk voeg-samen vb-bouw vb-data --soort organisatie \
            --houd naam --data docs/voorbeelden/twee-jaren
    """
    from maatwerk_cli.keeping.renaming import merge

    both = [field for field in neem or () if field in (houd or ())]
    if both:
        raise UserError(f"{both[0]}: kies --houd of --neem, niet allebei.")
    undecided: list[str] = []

    def decide(field: str, mine: Any, theirs: Any) -> bool:
        names = {field, field.partition(" (")[0]}  # of one phase, or of all of them
        if names & {*(neem or ())}:
            return True
        if names & {*(houd or ())}:
            return False
        if can_ask():
            return choose(f"{field} verschilt. Welke blijft?", [shown_value(mine), shown_value(theirs)]) == 1
        undecided.append(f"{field} ({shown_value(mine)} of {shown_value(theirs)})")
        return False

    with changing(writable_root(data)) as workspace:
        first = _found(workspace.dataset, blijft, soort, "BLIJFT")
        second = _found(workspace.dataset, verdwijnt, soort or first.kind.name, "VERDWIJNT")
        _known_fields(first.kind.name, {"--neem": neem or (), "--houd": houd or ()})
        merged = merge(workspace, first, second, decide)
        if undecided:
            raise UserError(
                f"De records verschillen in: {'; '.join(undecided)}. "
                "Kies per veld met --houd VELD of --neem VELD. Er is niets geschreven."
            )
    for difference in merged.differences:
        print_error(
            f"{difference.field}: {shown_value(difference.kept)} blijft, "
            f"{shown_value(difference.dropped)} vervalt."
        )
    print_error(f"{the_record(first.kind.name)} {verdwijnt} is opgegaan in {blijft}.")
    for comment in merged.comments:
        print_error(f"Dit commentaar bij {verdwijnt} is vervallen: {shown_value(comment)}")
    tell_doubtful(verdwijnt, merged.doubtful)
    return 0


def _found(dataset: "Dataset", record_id: str, kind_name: str | None, argument: str) -> "FoundRecord":
    """Find one of the two, and say of which of them something is wrong."""
    from maatwerk_cli.keeping.absent import BrokenRecordError
    from maatwerk_cli.keeping.renaming import NAMED_KINDS, find_record
    from maatwerk_cli.keeping.workspace import RefusedError

    try:
        return find_record(dataset, record_id, kind_name, NAMED_KINDS)
    except BrokenRecordError:
        raise
    except RefusedError as error:
        raise RefusedError(f"{argument}: {error.message}", look=error.look) from None


def _known_fields(kind_name: str, chosen: Mapping[str, Iterable[str]]) -> None:
    """Refuse a choice in a field that there is not: it would decide nothing unseen."""
    from maatwerk_cli.models.fields import fields_of
    from maatwerk_cli.register.kinds import kind_named
    from maatwerk_cli.text.personal_data.privacy import mask
    from maatwerk_cli.text.suggestion import did_you_mean

    labels = [field.label for field in fields_of(kind_named(kind_name).model)]
    for option, names in chosen.items():
        for name in names:
            if name.partition(" (")[0] not in labels:
                raise UserError(
                    f"{option}: een {kind_name} heeft geen veld '{mask(name)}'.{did_you_mean(name, labels)}"
                )


def shown_value(value: Any) -> str:
    """Give a value on one line, with what looks like personal data masked."""
    from maatwerk_cli.text.personal_data.privacy import mask

    text = (
        ", ".join(f"{key} {shown_value(item)}" for key, item in value.items())
        if isinstance(value, dict)
        else str(value)
    )
    return mask(" ".join(text.split()))
