"""A name where an id or a code belongs: which record or code has that name."""

import re
from collections.abc import Iterator, Mapping

from maatwerk_cli.models.fields import Field, field_at
from maatwerk_cli.models.kenmerken import FEATURES, KENMERKEN
from maatwerk_cli.models.meaning import Loc
from maatwerk_cli.models.values import ID_PATTERN, KANDIDAAT_ID_PATTERN
from maatwerk_cli.register.kinds import holds_people, kind_named, kind_of_file
from maatwerk_cli.register.records import Dataset, names_of_record, stem_of
from maatwerk_cli.text.problem import Problem
from maatwerk_cli.text.suggestion import nearest


def with_what_is_meant(problem: Problem, dataset: Dataset) -> Problem:
    """Give a problem with the id or code whose name was written in its place, where there is one."""
    if problem.code == "MW120":
        return _with_taken_name(problem, dataset)
    name = problem.params.get("naam")
    if problem.code != "MW107" or not isinstance(name, str):
        return problem
    kind = kind_of_file(problem.file)
    field = field_at(kind.model, problem.loc) if kind is not None else None
    names = {text.casefold(): word for text, word in _names(field, problem.loc, dataset)} if field else {}
    if field is not None and _several(name, names):
        case = "meer" if field.many == "list" else "meer_dan_een"
        return problem._replace(params={**problem.params, "geval": case})
    if problem.params.get("geval") == "stam":
        return problem
    meant = nearest(name.strip().casefold(), names)
    if meant:
        return problem._replace(params={**problem.params, "bedoelde": names[meant]})
    choices = tuple(dict.fromkeys(names.values()))
    few = problem.params.get("geval") == "id" and 0 < len(choices) <= _FEW
    return (
        problem._replace(params={**problem.params, "geval": "keuze", "keuzes": choices}) if few else problem
    )


_FEW = 12
"""As many choices are all named: about a line and a half."""


def _several(text: str, names: Mapping[str, str]) -> bool:
    """Tell whether a text names more than one record: then none of them is what was meant."""
    return any(
        len(parts) > 1 and all(part.strip() in names for part in parts)
        for parts in (separator.split(text.casefold()) for separator in _BETWEEN)
    )


_BETWEEN = tuple(map(re.compile, (r"\s*[,;/|]\s*|\s+en\s+|\s+-\s+|\s+&\s+", r"\s+")))
"""What stands between names that were written on one line."""


def _with_taken_name(problem: Problem, dataset: Dataset) -> Problem:
    """Say of a file that its id belongs to another file: renaming it would write over a record."""
    folder = problem.file.rpartition("/")[0]
    other = f"{folder}/{problem.params.get('naam')}"
    if not (dataset.root / other).exists():
        return problem
    stem = stem_of(problem.file)
    pattern = KANDIDAAT_ID_PATTERN if holds_people(problem.file) else ID_PATTERN
    case = "bestaat" if re.fullmatch(pattern, stem) else "geen_id"
    return problem._replace(params={**problem.params, "geval": case, "stam": stem})


def _names(field: Field, loc: Loc, dataset: Dataset) -> Iterator[tuple[str, str]]:
    """Give the names of what can stand in a field, each with its id or code, and the ids themselves."""
    code_list = field.code.code_list if field.code else ""
    kinds = field.names.kinds if field.names else ()
    if FEATURES in field.meanings:
        feature = next(step for step in reversed(loc) if isinstance(step, str))
        domain = next((domains[feature] for domains in KENMERKEN.values() if feature in domains), None)
        if domain is not None:
            code_list, kinds = domain.lijst, (domain.soort,) if domain.soort else ()
    for code, value in dataset.codes(code_list).items():
        yield code, code
        yield value.naam, code
    for entry in (entry for kind in kinds for entry in dataset.of(kind_named(kind))):
        yield entry.id, entry.id
        yield from ((text, entry.id) for text in names_of_record(entry.value))
