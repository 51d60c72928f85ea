"""``maatwerk verschil``."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from maatwerk_cli.cli.shell.errors import UserError
from maatwerk_cli.cli.shell.options import (
    DataOption,
    InternOption,
    OutputOption,
    dataset_location,
    to_validate,
)
from maatwerk_cli.cli.shell.output import terminal_width, write_result

if TYPE_CHECKING:
    from maatwerk_cli.difference.views.difference_view import Comparison, Moment
    from maatwerk_cli.history.revisions import Repository, Version


def command(
    basis: Annotated[
        str,
        typer.Argument(
            metavar="BASIS", help="De git-revisie waarmee wordt vergeleken: een tak, tag of commit."
        ),
    ],
    top: Annotated[
        str | None,
        typer.Argument(metavar="TOP", help="De revisie die ermee wordt vergeleken. Anders: de bestanden nu."),
    ] = None,
    formaat: Annotated[
        Literal["tekst", "markdown", "json"],
        typer.Option("--formaat", metavar="VORM", help="tekst, markdown (voor een pull request) of json."),
    ] = "tekst",
    cijfers: Annotated[
        Literal["volledig", "verandering", "geen"],
        typer.Option(
            "--cijfers",
            metavar="DIEPTE",
            help="volledig: de kerncijfers voor en na; verandering: alleen hoeveel ze veranderen, wat bij "
            "een groot register veel sneller is; geen.",
        ),
    ] = "volledig",
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Geef uitgangscode 1 als er verschil is.")
    ] = False,
    intern: InternOption = False,
    data: DataOption = None,
    uitvoer: OutputOption = None,
) -> int:
    """Toon wat er in de gegevens is veranderd en wat dat met de kerncijfers doet.

    Het programma vergelijkt records op wat er staat. Andere opmaak, ander commentaar en een nieuwe naam voor
    hetzelfde record zijn geen verschil. Welke kandidaten veranderen, staat er niet. Veranderen er minder dan
    de drempel van het register, dan staat er ook niets over aantallen mensen: welk cijfer beweegt, zegt wat
    iemand deed. Met --intern staat alles er. Er verandert niets in de werkmap of in git.

    Voorbeelden:

        maatwerk verschil main
        maatwerk verschil HEAD~1 HEAD
        maatwerk verschil main --formaat markdown --uitvoer verschil.md
    """
    from maatwerk_cli.cli.shell.revision_errors import revision_message
    from maatwerk_cli.difference.figure_difference import compare_figures
    from maatwerk_cli.difference.people_difference import people_told, without_people
    from maatwerk_cli.difference.record_difference import compare
    from maatwerk_cli.difference.views.difference_view import Comparison
    from maatwerk_cli.history.revisions import RevisionError, find_repository

    root = dataset_location(data).root
    try:
        repository = find_repository(root)
        before, first = _version(repository, basis)
        after, second = _version(repository, top, before)
        if not before.exists and not after.exists:
            raise UserError(f"{root}: hier staat op geen van beide momenten een dataset. Controleer --data.")
        difference = compare(before, after)
        people = people_told(difference, _threshold(before, after), intern=intern)
        figures = compare_figures(before, after, difference.files, people, cijfers)
    except RevisionError as error:
        raise UserError(revision_message(error, str(root))) from None
    comparison = Comparison(
        first, second, without_people(difference, people), figures, people, to_validate(root)
    )
    write_result(_render(comparison, formaat), uitvoer)
    return 1 if exit_code and not comparison.is_empty else 0


def _threshold(*versions: "Version") -> int:
    """Give the highest threshold of the versions; the usual one where their settings do not read."""
    from maatwerk_cli.models.settings import DEFAULT_THRESHOLD

    datasets = [version.dataset([]) for version in versions]
    return max(
        [
            DEFAULT_THRESHOLD,
            *(dataset.settings.drempel_onthulling for dataset in datasets if dataset is not None),
        ]
    )


def _version(
    repository: "Repository", revision: str | None, near: "Version | None" = None
) -> "tuple[Version, Moment]":
    from maatwerk_cli.difference.views.difference_view import Moment
    from maatwerk_cli.history.revisions import resolve_commit, version_at, version_lying

    if revision is None:
        version = version_lying(repository)
        return version, Moment(None, None, version.exists)
    commit = resolve_commit(repository, revision)
    version = version_at(repository, commit, near)
    return version, Moment(revision, commit, version.exists)


def _render(comparison: "Comparison", form: str) -> str:
    if form == "json":
        from maatwerk_cli.difference.views.difference_json import difference_json

        return difference_json(comparison)
    if form == "markdown":
        from maatwerk_cli.difference.views.difference_markdown import difference_markdown

        return difference_markdown(comparison)
    from maatwerk_cli.difference.views.difference_text import difference_text

    return difference_text(comparison, terminal_width())
