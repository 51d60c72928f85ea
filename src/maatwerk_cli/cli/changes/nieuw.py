"""``maatwerk nieuw``: a command for each kind of record, its options made from the form of that kind."""

import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from maatwerk_cli.cli.shell.asking import HELP, BackError, ask_field, can_ask
from maatwerk_cli.cli.shell.dataset_loading import load
from maatwerk_cli.cli.shell.dataset_writing import changing, writable_root
from maatwerk_cli.cli.shell.declared_options import option_parameter, take
from maatwerk_cli.cli.shell.errors import UserError
from maatwerk_cli.cli.shell.options import DataOption, to_validate
from maatwerk_cli.cli.shell.output import print_error
from maatwerk_cli.cli.shell.typer_dutch import LazyGroup, command_of
from maatwerk_cli.register.kinds import KINDS, kind_named, said_of
from maatwerk_cli.register.records import Dataset, Entry

if TYPE_CHECKING:
    from maatwerk_cli.keeping.form import FormField
    from maatwerk_cli.models.facts.verzamelpost import Verzamelpost

_KINDS = {
    "dataset": ("", "Een leeg register, met de codelijsten van het programma."),
    **{kind.name: ("", said_of(kind)) for kind in KINDS if kind.form},
}
_EXAMPLES = {
    "proeftuin": (
        "maatwerk nieuw proeftuin --naam 'Proeftuin Voorbeeld' --soort regulier \\\n"
        "        --bron voorbeeld-2019 --vindplaats 'blz. 4' \\\n"
        "        --data docs/voorbeelden/twee-jaren"
    ),
    "kandidaat": (
        "maatwerk nieuw kandidaat --proeftuin vb-kade --stap aan_de_slag \\\n"
        "        --uit-post aan-de-slag-overig-2019 \\\n"
        "        --bron voorbeeld-2019 --vindplaats 'blz. 4' \\\n"
        "        --data docs/voorbeelden/twee-jaren"
    ),
    "aanbesteding": (
        "maatwerk nieuw aanbesteding --titel Schoonmaak --aard dienst \\\n"
        "        --data docs/voorbeelden/twee-jaren"
    ),
    "bron": (
        "maatwerk nieuw bron --titel 'Voorbeeldverslag' --status geverifieerd \\\n"
        "        --data docs/voorbeelden/twee-jaren"
    ),
    "organisatie": (
        "maatwerk nieuw organisatie --naam Voorbeeld --soort leverancier \\\n"
        "        --data docs/voorbeelden/twee-jaren"
    ),
    "verzamelpost": (
        "maatwerk nieuw verzamelpost --jaar 2019 --telt proeftuinen --aantal 4 \\\n"
        "        --kenmerken fase=gestart --deel-van bouw-overig-2019 \\\n"
        "        --omschrijving 'Wat de bron telt' \\\n"
        "        --bron voorbeeld-2019 --vindplaats 'blz. 4' \\\n"
        "        --data docs/voorbeelden/twee-jaren"
    ),
    "plan": (
        "maatwerk nieuw plan --proeftuin vb-kade --stap gevraagd \\\n"
        "        --bron voorbeeld-2019 --vindplaats 'blz. 4' \\\n"
        "        --data docs/voorbeelden/twee-jaren"
    ),
    "inspanning": (
        "maatwerk nieuw inspanning --jaar 2022 --opdracht vb-los-3 \\\n"
        "        --periode 2022-q4 --soort begeleiding --aantal 12 \\\n"
        "        --eenheid uur --stand voorgesteld \\\n"
        "        --bron voorbeeld-voortgang-2022 --vindplaats 'rij 9' \\\n"
        "        --data docs/voorbeelden/ministerie"
    ),
    "traject": (
        "maatwerk nieuw traject --organisatie vb-dienst --begin 2019-09 \\\n"
        "        --bron voorbeeld-2019 --vindplaats 'blz. 4' \\\n"
        "        --data docs/voorbeelden/twee-jaren"
    ),
    "vragenlijst": (
        "maatwerk nieuw vragenlijst --naam Voorbeeldscan --versie 3 \\\n"
        "        --bron voorbeeld-2019 --vindplaats 'blz. 4' \\\n"
        "        --data docs/voorbeelden/twee-jaren"
    ),
    "relatie": (
        "maatwerk nieuw relatie --van vb-zorg --rol partner \\\n"
        "        --naar vb-team --bron voorbeeld-2019 --vindplaats 'blz. 4' \\\n"
        "        --data docs/voorbeelden/twee-jaren"
    ),
    "opdracht": (
        "maatwerk nieuw opdracht --uit-aanbesteding vb-2022-07 \\\n"
        "        --bron vb-besluit-2022 --vindplaats 'bijlage 1' \\\n"
        "        --data docs/voorbeelden/gemeente"
    ),
}
_HELP = """Maak een nieuw record, met zijn id en zijn bestand.

Op een terminal vraagt het programma wat nog ontbreekt, met de keuzes erbij en een weg terug. \
Het id van een kandidaat is willekeurig: het komt nooit van een persoon.

Voorbeelden:

    maatwerk nieuw proeftuin
    maatwerk nieuw kandidaat --data docs/voorbeelden/twee-jaren
    maatwerk nieuw proeftuin --help"""


class NieuwGroup(LazyGroup):
    """The kinds of record that can be made."""

    commands_by_name = _KINDS

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        """Build the command of one kind."""
        if cmd_name not in _KINDS:
            return None
        if cmd_name == "dataset":
            from maatwerk_cli.cli.changes.nieuw_dataset import command

            return command_of(cmd_name, command)
        return command_of(cmd_name, _function(cmd_name))


def build(name: str) -> NieuwGroup:
    """Build the command."""
    return NieuwGroup(name=name, help=_HELP, no_args_is_help=True)


def option_name(field: str) -> str:
    """Give the option of a field."""
    return "--" + field.replace("_", "-")


def _function(kind: str) -> Callable[..., int]:
    from maatwerk_cli.keeping.form import form_of

    parameters: list[inspect.Parameter] = []
    if kind_named(kind).own_id_asked:
        text = "Eigen id. Anders maakt het programma er één."
        parameters.append(option_parameter("id", str | None, "--id", "ID", text))
    for field in form_of(kind):
        text = field.text + (". U mag dit vaker geven." if field.many else ".")
        if field.codes:
            text += f" Kies uit: {', '.join(field.codes)}."
        annotation = list[str] | None if field.many else str | None
        parameters.append(option_parameter(field.name, annotation, option_name(field.name), "WAARDE", text))
    if kind in ("proeftuin", "kandidaat"):
        text = (
            "Haal dit record uit deze verzamelpost, die er dan één minder telt. Een kenmerk dat u niet "
            "geeft, komt uit de post, als zij er één waarde van noemt. U mag dit vaker geven."
        )
        parameters.append(option_parameter("uit_post", list[str] | None, "--uit-post", "ID", text))
    if kind == "opdracht":
        text = "Neem een aanbesteding uit het register over, met de toets en de verplichting."
        parameters.append(option_parameter("uit_aanbesteding", str | None, "--uit-aanbesteding", "ID", text))
        text = "Van welk perceel van die aanbesteding."
        parameters.append(option_parameter("perceel", str | None, "--perceel", "NAAM", text))
    parameters.append(
        inspect.Parameter("data", inspect.Parameter.KEYWORD_ONLY, default=None, annotation=DataOption)
    )

    def command(**given: Any) -> int:
        return _make(kind, given)

    take(command, parameters)
    command.__doc__ = f"{_KINDS[kind][1]}\n\nVoorbeeld:\n\n    {_EXAMPLES.get(kind) or _example(kind)}\n"
    return command


def _example(kind: str) -> str:
    from maatwerk_cli.keeping.form import form_of

    needed = (f"{option_name(field.name)} WAARDE" for field in form_of(kind) if field.required)
    return " \\\n        ".join((f"maatwerk nieuw {kind}", *needed))


def _make(kind: str, given: dict[str, Any]) -> int:
    from maatwerk_cli.keeping.form import missing_fields, split_source
    from maatwerk_cli.keeping.steps import add_fields, add_new, find_post
    from maatwerk_cli.keeping.workspace import RefusedError

    root = writable_root(given.pop("data"))
    record_id, posts = given.pop("id", None), given.pop("uit_post", None) or []
    over = _TakenOver(root, given.pop("uit_aanbesteding", None), given.pop("perceel", None))
    given = split_source(given)
    values: dict[str, Any] | None = None
    if can_ask() and missing_fields(kind, given):  # who is asked takes time: nothing is held meanwhile
        try:
            values = _complete(kind, given, posts, load(root).dataset, over)
        except RefusedError as error:
            raise UserError(error.said(to_validate(root))) from None
    with changing(root) as workspace:
        if values is None:
            values = _complete(kind, given, posts, workspace.dataset, over)
        found_posts = [find_post(workspace.dataset, post) for post in posts]
        made, file = add_new(workspace, kind, values, record_id, found_posts)
        if over.fields:
            add_fields(workspace, file, kind_named(kind).model, over.fields)
    print_error(f"Gemaakt: {kind} {made}.")
    for remark in over.remarks:
        print_error(remark)
    say_shrunk(found_posts)
    return 0


def say_shrunk(posts: "Iterable[Entry[Verzamelpost]]") -> None:
    """Say of each post that it counts one fewer, as what is told apart counts no more in it."""
    for post in posts:
        print_error(f"De verzamelpost {post.id} telt er nu één minder. Lees na of de toelichting nog klopt.")


class _TakenOver:
    """What a new contract takes over from its tender, and from the framework agreement that it is under.

    Attributes:
        fields: fields of the record that no form has.
        remarks: what was not taken over, and what to look at.
    """

    def __init__(self, root: Path, tender: str | None, lot: str | None) -> None:
        self._root, self._tender, self._lot = root, tender, lot
        self.fields: dict[str, Any] = {}
        self.remarks: tuple[str, ...] = ()

    def values(self, dataset: Dataset, given: dict[str, Any]) -> dict[str, Any]:
        """Give the values of the form, what was given first.

        Raises:
            UserError: there is no such tender, or it cannot be judged.
        """
        from maatwerk_cli.cli.changes.new_contract import NO_AUTHORITY, Taken, complete, from_tender, under

        if self._lot is not None and self._tender is None:
            raise UserError("--perceel: geef die bij --uit-aanbesteding.")
        tender = self._tender
        taken = Taken() if tender is None else from_tender(self._root, dataset, tender, self._lot)
        if given.get("onder"):
            taken = taken.over(under(dataset, str(given["onder"])))
        values, self.fields = complete(taken, given)
        known = values.get("opdrachtgever")
        self.remarks = tuple(text for text in taken.remarks if not (known and text == NO_AUTHORITY))
        return values


def read_values(
    kind: str, given: Mapping[str, Any], dataset: Dataset, *, argument: str = ""
) -> dict[str, Any]:
    """Read what was given as options, one of them perhaps as an argument; say of an amount how it is read.

    Raises:
        UserError: a value does not fit.
    """
    from maatwerk_cli.keeping.form import AnswerError, form_fields, read_answer
    from maatwerk_cli.models.dutch_input import two_ways

    fields = form_fields(kind)
    try:
        read = {name: read_answer(fields[name], value, dataset) for name, value in given.items()}
    except AnswerError as error:
        name = argument.upper() if error.field == argument else option_name(error.field)
        kinds = fields[error.field].kinds if error.message.endswith(" van het register.") else ()
        known = f" Zie welke er zijn met: maatwerk lijst {kinds[0]}" if kinds else ""
        raise UserError(f"{name}: {error.message}{known}") from None
    for name, value in given.items():
        if fields[name].vorm == "bedrag" and value is not None and two_ways(value):
            print_error(f"{option_name(name)}: een getal als 250.000 is gelezen als 250 duizend.")
    return {name: value for name, value in read.items() if value is not None}


def _complete(
    kind: str, given: Mapping[str, Any], posts: list[str], dataset: Dataset, over: "_TakenOver"
) -> dict[str, Any]:
    """Read what is given, and ask for what is not, or refuse where nobody can be asked."""
    from maatwerk_cli.keeping.form import form_of, lost_fields, missing_fields
    from maatwerk_cli.keeping.steps import find_post, with_features_of

    values = read_values(kind, given, dataset)
    if kind == "opdracht":
        values = over.values(dataset, values)
    found_posts = [find_post(dataset, post) for post in posts]
    known = with_features_of(kind, values, found_posts) if found_posts else values
    missing = missing_fields(kind, known)
    if missing and can_ask():
        return _converse([field for field in form_of(kind) if field.name not in known], values, dataset)
    if missing:
        names = ", ".join(option_name(field.name) for field in missing)
        raise UserError(f"Voor een nieuw record ontbreekt: {names}. Zie: maatwerk nieuw {kind} --help")
    for lost, needed in lost_fields(kind, known):
        of, given_name = option_name(needed.name), option_name(lost.name)
        raise UserError(
            f"{given_name} hoort bij {of}, en die ontbreekt. Geef ook {of}, of laat {given_name} weg."
        )
    return values


def _converse(fields: Sequence["FormField"], values: Mapping[str, Any], dataset: Dataset) -> dict[str, Any]:
    """Ask one field after another, with a way back to each."""
    answers = dict(values)
    asked: list[int] = []
    index = 0
    print_error(HELP)
    while index < len(fields):
        field = fields[index]
        answers.pop(field.name, None)
        if not _pointless(fields, field, answers):
            try:
                answer = ask_field(field, dataset, back=True)
            except BackError:
                if asked:
                    index = asked.pop()
                else:
                    print_error("Dit is de eerste vraag.")
                continue
            asked.append(index)
            if answer is not None:
                answers[field.name] = answer
        index += 1
    return answers


def _pointless(fields: Sequence["FormField"], field: "FormField", answers: Mapping[str, Any]) -> bool:
    """Tell whether a question has no meaning without the answer to an earlier one, which was asked."""
    return bool(field.needs) and field.needs not in answers and any(f.name == field.needs for f in fields)
