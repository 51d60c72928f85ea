"""``maatwerk trek-terug``."""

from typing import TYPE_CHECKING, Annotated, get_args

import typer

from maatwerk_cli.cli.changes.hernoem import KindOption
from maatwerk_cli.cli.shell.asking import can_ask, confirm
from maatwerk_cli.cli.shell.dataset_writing import changing, writable_root
from maatwerk_cli.cli.shell.errors import UserError
from maatwerk_cli.cli.shell.options import DataOption, InternOption
from maatwerk_cli.cli.shell.output import print_error

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maatwerk_cli.keeping.renaming import FoundRecord
    from maatwerk_cli.keeping.workspace import Workspace
    from maatwerk_cli.register.records import Dataset
    from maatwerk_cli.register.references import Mention, Reference

_REASONS = ("dubbel", "onjuist", "vervallen")
_STILL_COUNTED = (
    "Telt een bron dit nog wel mee, laat dan met --naar-post een verzamelpost er één meer tellen, of werk "
    "zo'n post met de hand bij."
)
_NOTHING = "Geen kerncijfer en geen tabel van een rapport verandert hierdoor."
_NOTHING_ELSE = "Geen ander kerncijfer en geen andere tabel van een rapport verandert hierdoor."
_NOT_TOLD = (
    "Wat dit met aantallen mensen doet, staat hier niet: dat kan tonen wat een kandidaat deed. Met --intern "
    "staat het er wel."
)
_CORRECT = (
    "Het gepubliceerde cijfer blijft zoals het is. Is er al een rapport uitgegeven, maak het dan opnieuw "
    "en zet bij correcties in rapporten/JAAR.yaml dat een telling is verbeterd."
)
_HISTORY = (
    "Noem daarbij niet om wie het gaat. "
    "Git bewaart nog wat er stond. Hoe u het ook uit de geschiedenis haalt, staat in "
    "docs/beheer/persoonsgegevens.md, onder 'Iemand wil worden gewist'."
)


def command(
    record_id: Annotated[str, typer.Argument(metavar="ID", help="Id van het record.")],
    sinds: Annotated[
        str | None, typer.Option("--sinds", metavar="DATUM", help="Sinds wanneer het is ingetrokken.")
    ] = None,
    reden: Annotated[
        str | None,
        typer.Option(
            "--reden", metavar="TEKST", help="Waarom. Bij een kandidaat: dubbel, onjuist of vervallen."
        ),
    ] = None,
    wis: Annotated[
        bool,
        typer.Option(
            "--wis", help="Wis het record van een kandidaat, op verzoek; alleen git bewaart het nog."
        ),
    ] = False,
    naar_post: Annotated[
        str | None,
        typer.Option("--naar-post", metavar="ID", help="Verzamelpost die er daardoor één meer gaat tellen."),
    ] = None,
    intern: InternOption = False,
    ja: Annotated[bool, typer.Option("--ja", help="Vraag niet om bevestiging.")] = False,
    soort: KindOption = None,
    data: DataOption = None,
) -> int:
    r"""Trek een record in, of wis het record van een kandidaat.

    Eerst komt te staan wat naar het record verwijst en welke cijfers veranderen; daarna wordt om een
    bevestiging gevraagd. Een ingetrokken record blijft staan, met datum en reden, en telt niet meer mee.
    Wie gewist wil worden, wordt gewist: het bestand verdwijnt. Git bewaart de geschiedenis; daarvoor is
    er een eigen handleiding.

    Voorbeelden, in een verzonnen dataset:

        maatwerk trek-terug vb-kade --sinds 2019 \
            --reden "Ging niet door" \
            --data docs/voorbeelden/twee-jaren
        maatwerk trek-terug k-33xtplpft7 --wis \
            --naar-post aan-de-slag-overig-2019 \
            --data docs/voorbeelden/twee-jaren
    """
    from maatwerk_cli.keeping.renaming import WITHDRAWABLE, erase, find_record, withdraw
    from maatwerk_cli.keeping.steps import check_post, find_post, shrink_post
    from maatwerk_cli.models.kenmerken import Telbaar
    from maatwerk_cli.register.references import references_to

    if wis and (sinds is not None or reden is not None):
        option = "--sinds" if reden is None else "--reden"
        raise UserError(f"{option}: gaat niet samen met --wis. Van wie gewist is, blijft niets staan.")
    with changing(writable_root(data), taking_away=True) as workspace:
        dataset = workspace.dataset
        target = find_record(dataset, record_id, soort, ("kandidaat",) if wis else WITHDRAWABLE)
        since, reason = ("", "") if wis else _why(target.kind.name, sinds, reden, dataset)
        named = references_to(dataset, target.kind, record_id)
        every = intern or dataset.settings.openbaar
        _say_what_names_it(dataset, target, named, every=every)
        _refuse_with_candidates(dataset, record_id, named, every=every)
        if wis:
            erase(workspace, target)
        else:
            withdraw(workspace, target, since, reason)
        if naar_post is not None:
            post = find_post(dataset, naar_post)
            check_post(post, target.kind.name)
            shrink_post(workspace, post, -1)
        changes_figures = _say_what_it_does(workspace, intern=intern)
        if not ja:
            _confirm(f"{'Wissen' if wis else 'Intrekken'}: {target.kind.name} {record_id}?")
    if changes_figures or target.kind.of_people:
        in_posts = naar_post is None and target.kind.plural in get_args(Telbaar)
        print_error(f"{_STILL_COUNTED} {_CORRECT}" if in_posts else _CORRECT)
    if wis:
        print_error(_HISTORY)
    return 0


def _say_what_names_it(
    dataset: "Dataset", target: "FoundRecord", named: "Sequence[Reference]", *, every: bool
) -> None:
    """Say where a record is named; of a closed register not in which records of people."""
    from maatwerk_cli.keeping.renaming import place
    from maatwerk_cli.register.kinds import holds_people
    from maatwerk_cli.register.references import mentions

    record_id = target.entry.id
    pointing: list[Reference | Mention] = [*named, *mentions(dataset, target.kind, record_id)]
    places = [place(own) for own in pointing if every or not holds_people(own.entry.file)]
    if not every and any(holds_people(own.entry.file) for own in pointing):
        places.append("records van kandidaten (met --intern staat hier welke)")
    for record_place in places:
        print_error(f"Hier wordt naar {record_id} verwezen: {record_place}")


def _refuse_with_candidates(
    dataset: "Dataset", record_id: str, named: "Sequence[Reference]", *, every: bool
) -> None:
    """Refuse to take away a proeftuin that candidates still belong to.

    Raises:
        UserError: some do.
    """
    counting = dataset.kandidaten.counting.by_id
    still = [own for own in named if own.loc == ("proeftuin",) and own.entry.id in counting]
    if not still:
        return
    number = f"{len(still)} " if every else ""
    belong = "hoort nog 1 kandidaat" if every and len(still) == 1 else f"horen nog {number}kandidaten"
    raise UserError(
        f"Bij {record_id} {belong}. Trek die eerst in, of zet die met de hand bij de goede proeftuin."
    )


def _say_what_it_does(workspace: "Workspace", *, intern: bool) -> bool:
    """Say which figures change, and tell whether any does that may be told of."""
    from maatwerk_cli.checks.proposal import loaded_after
    from maatwerk_cli.difference.report_difference import report_changes
    from maatwerk_cli.difference.views.report_difference_text import report_change_lines

    after = loaded_after(workspace.files, workspace.changes())
    consequences = report_change_lines(report_changes(workspace.files.together(), after, people=intern))
    if not intern:
        print_error(_NOT_TOLD)
    for line in consequences or [_NOTHING if intern else _NOTHING_ELSE]:
        print_error(line)
    return bool(consequences)


def _confirm(question: str) -> None:
    """Ask whether to go on.

    Raises:
        UserError: nobody can be asked, or the answer is no.
    """
    if not can_ask():
        raise UserError("Geef --ja om dit zonder bevestiging te doen. Er is niets geschreven.")
    if not confirm(question):
        raise UserError("Er is niets geschreven.")


def _why(kind: str, since: str | None, reason: str | None, dataset: "Dataset") -> tuple[str, str]:
    from maatwerk_cli.keeping.form import AnswerError, FormField, read_answer
    from maatwerk_cli.register.kinds import kind_named

    of_people = kind_named(kind).of_people
    if since is None or not (reason and reason.strip()):
        raise UserError("Geef met --sinds en --reden sinds wanneer en waarom het record wordt ingetrokken.")
    field = FormField("sinds", "", "grove_datum" if of_people else "datum")
    try:
        read = read_answer(field, since, dataset)
    except AnswerError as error:
        raise UserError(f"--sinds: {error.message}") from None
    if of_people and reason not in _REASONS:
        raise UserError(f"--reden: bij een kandidaat alleen {', '.join(_REASONS)}, nooit een eigen tekst.")
    return str(read), reason
