"""``maatwerk hernoem``."""

from collections.abc import Iterable
from typing import Annotated

import typer

from maatwerk_cli.cli.shell.dataset_writing import changing, writable_root
from maatwerk_cli.cli.shell.options import DataOption
from maatwerk_cli.cli.shell.output import print_error

KindOption = Annotated[
    str | None,
    typer.Option("--soort", metavar="SOORT", help="Soort record, als meer soorten dit id hebben."),
]


def command(
    oud: Annotated[str, typer.Argument(metavar="OUD", help="Het id zoals het nu is.")],
    nieuw: Annotated[str, typer.Argument(metavar="NIEUW", help="Het id zoals het wordt.")],
    soort: KindOption = None,
    data: DataOption = None,
) -> int:
    r"""Geef een record een ander id, overal waar ernaar wordt verwezen.

    Het bestand krijgt de nieuwe naam. Ook eigen teksten en de afgeschermde aantallen van een rapport noemen
    daarna het nieuwe id; een woord dat ook iets anders kan zijn, blijft staan, en het programma noemt het.
    Alles verandert in één keer, of niets. Het programma noemt de bestanden die zijn veranderd.

    Voorbeelden, in een verzonnen dataset:

        maatwerk hernoem vb-kade vb-haven \
            --data docs/voorbeelden/twee-jaren
        maatwerk hernoem vb-bouw vb-bouwers --soort organisatie \
            --data docs/voorbeelden/twee-jaren
    """
    from maatwerk_cli.keeping.renaming import NAMED_KINDS, find_record, rename

    with changing(writable_root(data)) as workspace:
        target = find_record(workspace.dataset, oud, soort, NAMED_KINDS)
        redirected = rename(workspace, target, nieuw)
    places = {0: "er werd nergens naar verwezen", 1: "1 verwijzing aangepast"}.get(
        redirected.count, f"{redirected.count} verwijzingen aangepast"
    )
    print_error(f"{the_record(target.kind.name)} {oud} heet nu {nieuw}; {places}.")
    tell_doubtful(oud, redirected.doubtful)
    return 0


def the_record(kind: str) -> str:
    """Give a kind of record with its article, to begin a sentence with."""
    return f"{'Het' if kind in _NEUTER else 'De'} {kind}"


_NEUTER = ("kader", "plan", "traject")


def tell_doubtful(record_id: str, places: Iterable[str]) -> None:
    """Name the texts that a person has to read: the word stands there, and may be another."""
    for place in places:
        print_error(f"{place}: hier staat het woord {record_id}. Pas het aan als het record is bedoeld.")
