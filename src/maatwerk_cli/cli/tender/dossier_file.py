"""``--dossier`` and what options say of a memo: read, checked, and never with a person's name."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from pydantic import ValidationError

from maatwerk_cli.checks.catalogue import texts
from maatwerk_cli.cli.shell.errors import UserError
from maatwerk_cli.cli.tender.tender_options import MEMO_FIELDS
from maatwerk_cli.models.tender.dossier import Dossier
from maatwerk_cli.register.validation import field_problems
from maatwerk_cli.tender.dossiers import judgeable
from maatwerk_cli.tender.frameworks.policy import Beleid
from maatwerk_cli.text.problem import Problem, place_in
from maatwerk_cli.text.suggestion import did_you_mean
from maatwerk_cli.text.yaml.yaml_reader import read_marks, read_yaml

_MAX_BYTES = 10 * 1024 * 1024
"""Of a dossier written by hand; what is larger is another file."""
NO_FUNCTION = (
    "hier hoort een functie, en nooit de naam van een persoon. Noem alleen de functie en zo nodig het "
    "vakgebied, bijvoorbeeld inkoper, categoriemanager ICT of adviseur social return."
)

_NOT_RECORDED = "Vul het in, of haal dit onderdeel weg: dan staat in de memo 'niet vastgelegd'."
"""Of a field without which a part of a dossier says nothing: a dossier is no record of the register."""


def read_dossiers(path: Path | None, given: Mapping[str, str], policy: Beleid) -> tuple[Dossier, ...]:
    """Read what a tender file says beside its tenders; what options say of a memo goes before it.

    Raises:
        UserError: the file does not read, or something in it or in an option is wrong.
    """
    entries = _file(path, policy) if path else []
    own = _options(given)
    if own is None:
        return tuple(entries)
    if not any(entry.id is None and entry.perceel is None for entry in entries):
        entries = [Dossier(), *entries]
    return tuple(own.over(entry) for entry in entries)


def _options(given: Mapping[str, str]) -> Dossier | None:
    said = {MEMO_FIELDS[option]: text.strip() for option, text in given.items() if option in MEMO_FIELDS}
    if not said:
        return None
    made = {name: said.pop(name) for name in ("door", "datum") if name in said}
    if len(made) == 1:
        raise UserError("--opgesteld-door en --opgesteld-op horen bij elkaar. Geef ze allebei.")
    names = {field: option for option, field in MEMO_FIELDS.items()}
    try:
        return Dossier.model_validate(said | ({"opgesteld": made} if made else {}))
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        option = names[str(first["loc"][-1])]
        if first["type"] == "functie_vorm":
            raise UserError(f"{option}: {NO_FUNCTION}") from None
        remedy = {
            "--status": "Kies uit: concept, definitief.",
            "--opgesteld-op": "Schrijf bijvoorbeeld 2018-03-01 of 2018-03.",
        }.get(option, "Vul een korte tekst in, bijvoorbeeld 1.0.")
        raise UserError(f"{option}: deze waarde kan niet. {remedy}") from None


def _file(path: Path, policy: Beleid) -> list[Dossier]:
    try:
        with path.open("rb") as stream:
            content = stream.read(_MAX_BYTES + 1)
    except OSError as error:
        reason = "bestaat niet" if isinstance(error, FileNotFoundError) else "is niet te lezen"
        raise UserError(f"{path}: dit bestand {reason}. Geef met --dossier een YAML-bestand.") from None
    if len(content) > _MAX_BYTES:
        raise UserError(f"{path}: dit bestand is groter dan 10 MB, en dat is een dossier nooit.")
    document = read_yaml(content)
    if isinstance(document, Problem):
        raise UserError(f"{place_in(path, document.place)}: {' '.join(texts(document))}")
    value = document.value
    items = value if isinstance(value, list) else [value]
    if not items or not all(isinstance(item, dict) for item in items):
        raise UserError(
            f"{path}:1:1: dit is geen dossier. Geef velden, zoals status en versie, of een lijst daarvan."
        )
    base: Sequence[tuple[int, ...]] = [
        (index,) if isinstance(value, list) else () for index in range(len(items))
    ]
    return [_entry(path, content, item, loc, policy) for item, loc in zip(items, base, strict=True)]


def _entry(path: Path, content: bytes, item: object, loc: tuple[int, ...], policy: Beleid) -> Dossier:
    try:
        entry = Dossier.model_validate(item)
    except ValidationError as error:
        problem = field_problems(error, Dossier, "", loc)[0]
        place = read_marks(content).find(problem.loc, on_key=problem.on_key)
        first = error.errors(include_input=False)[0]
        fault, remedy = texts(problem)
        if problem.code == "MW102" or problem.params.get("geval") == "verplicht":
            remedy = _NOT_RECORDED
        message = NO_FUNCTION if first["type"] == "functie_vorm" else f"{fault} {remedy}"
        where = ".".join(str(part) for part in first["loc"] if isinstance(part, str))
        raise UserError(f"{place_in(path, place)}: {where}: {message}") from None
    known = judgeable(policy)
    for index, judged in enumerate(entry.beoordelingen):
        if judged.wat not in known:
            place = read_marks(content).find((*loc, "beoordelingen", index, "wat"))
            hint = did_you_mean(judged.wat, known)
            raise UserError(
                f"{place_in(path, place)}: beoordelingen.wat: dit is geen gegeven, voorwaarde, "
                f"grond of lezing.{hint} Kies uit: {', '.join(known)}."
            )
    return entry
