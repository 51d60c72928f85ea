"""Another policy to hold beside the one in force: from a file or a folder, or with one number changed."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from pydantic import ValidationError

from maatwerk_cli.cli.shell.errors import UserError
from maatwerk_cli.cli.shell.typer_dutch import closest
from maatwerk_cli.models.kader import Kader
from maatwerk_cli.models.policy.parameters import Parameter
from maatwerk_cli.models.policy.policy_problem import PolicyProblem
from maatwerk_cli.models.policy.problems import beleidsproblemen
from maatwerk_cli.register.light_reading import read_record
from maatwerk_cli.tender.cases.inspection import low_percentages
from maatwerk_cli.tender.frameworks.policy import Beleid, read_beleid
from maatwerk_cli.text.problem import Position, place_in
from maatwerk_cli.text.yaml.yaml_reader import read_marks


def other_policy(policy: Beleid, path: Path) -> Beleid:
    """Read another policy: a folder in its place, or a framework in the place of the one of its id.

    Raises:
        UserError: there is none, or it has an error.
    """
    if path.is_dir():
        inside = path / "beleid" if (path / "beleid").is_dir() else path
        other = read_beleid(inside)
        if not isinstance(other, Beleid):
            raise _wrong(*other)
        if not other.kaders:
            raise UserError(f"{path}: hier staat geen kader. Geef een kader (YAML) of een map met beleid.")
        return other
    if not path.is_file():
        raise UserError(f"{path}: dit bestaat niet. Geef een kader (YAML) of een map met beleid.")
    data = path.read_bytes()
    kader = read_record(data, Kader)
    if isinstance(kader, Position):
        raise _wrong(path, kader)
    problem = next(beleidsproblemen(kader), None)
    if problem:
        raise _wrong(path, read_marks(data).find(problem.loc))
    return replace(policy, kaders={**policy.kaders, kader.id: kader})


def low_percentages_told(policy: Beleid, other: Beleid) -> Iterator[str]:
    """Say of each percentage of another policy that it may be a part of one, where the policy has it not."""
    own = {_told(problem) for kader in policy.kaders.values() for problem in low_percentages(kader)}
    others = (_told(problem) for kader in other.kaders.values() for problem in low_percentages(kader))
    yield from dict.fromkeys(sentence for sentence in others if sentence not in own)


def _told(problem: PolicyProblem) -> str:
    name, number, hundredfold = (problem.params[key] for key in ("woord", "getal", "honderd"))
    return (
        f"Het andere beleid heeft bij '{name}' {number} procent. Bedoelt u {hundredfold} procent, "
        f"schrijf dan {hundredfold}."
    )


def _wrong(file: Path, place: Position) -> UserError:
    return UserError(
        f"{place_in(file, place)}: dit kader heeft een fout. Zet het in een dataset en "
        "zie wat er mis is met: maatwerk valideer --data MAP"
    )


def changed_policy(policy: Beleid, changes: Sequence[str]) -> Beleid:
    """Give a policy with numbers changed, for every day on which they hold.

    Raises:
        UserError: a change is not understood, or the framework has no such number.
    """
    kaders = dict(policy.kaders)
    for change in changes:
        name, sign, value = change.partition("=")
        if not sign or not name or not value:
            raise UserError("--stel: schrijf PARAMETER=WAARDE, bijvoorbeeld loonsom_minimum=200000.")
        of, dot, parameter = name.partition(".")
        wanted = parameter if dot else name
        holders = [
            key for key, kader in kaders.items() if wanted in kader.parameters and (not dot or key == of)
        ]
        if not holders:
            known = sorted({key for kader in policy.kaders.values() for key in kader.parameters})
            raise UserError(
                f"--stel: geen kader heeft de parameter '{wanted[:40]}'.{closest(wanted, known)} "
                f"Kies uit: {', '.join(known)}."
            )
        if len(holders) > 1:
            ways = ", ".join(f"{key}.{wanted}" for key in holders)
            raise UserError(f"--stel: meer kaders hebben '{wanted}'. Kies uit: {ways}.")
        kaders[holders[0]] = _changed(kaders[holders[0]], wanted, value)
    return replace(policy, kaders=kaders)


def _changed(kader: Kader, name: str, value: str) -> Kader:
    parameter = kader.parameters[name]
    if parameter.per is not None:
        raise UserError(
            f"--stel: '{name}' is een tabel. Maak een kopie van het kader, verander daarin de rij, en "
            "geef die met --met."
        )
    bron = {"id": "x", "vindplaats": "x"}
    row = {"waarde": value, "vanaf": "2000", "bron": bron}
    alone = {"omschrijving": "x", "eenheid": parameter.eenheid, "waarden": [row]}
    try:
        number = Parameter.model_validate(alone).waarden[0].waarde
    except ValidationError:
        raise UserError(
            f"--stel: '{value[:40]}' is geen waarde in {parameter.eenheid}. Schrijf een getal met een punt "
            "voor de decimalen, bijvoorbeeld 200000 of 2.5."
        ) from None
    rows = tuple(value.model_copy(update={"waarde": number}) for value in parameter.waarden)
    changed = parameter.model_copy(update={"waarden": rows})
    new_kader = kader.model_copy(update={"parameters": {**kader.parameters, name: changed}})
    if next(beleidsproblemen(new_kader), None):
        raise UserError(f"--stel: met {name}={value[:40]} klopt het kader niet meer.")
    return new_kader
