"""A name where an id or a code belongs: which record or code has that name."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from maatwerk_cli.register.records import Dataset
from maatwerk_cli.text.problem import Loc, Problem
from maatwerk_cli.text.suggestion import nearest

_CODE_LISTS = {
    "categorie": "categorie",
    "doelgroepen": "doelgroep",
    "doelgroep": "doelgroep",
    "valt_onder": "doelgroep",
}
_ORGANISATIONS = ("leveranciers", "opdrachtgevers", "partners", "leverancier", "opdrachtgever")
_PROEFTUINEN = ("verwant", "mogelijk_dezelfde", "zonder", "proeftuin")


def with_what_is_meant(problem: Problem, dataset: Dataset) -> Problem:
    """Give a problem with the id or code whose name was written in its place, where there is one."""
    name = problem.params.get("naam")
    if problem.code != "MW107" or not isinstance(name, str):
        return problem
    names = {text.casefold(): word for text, word in _names(problem.loc, dataset)}
    found = nearest(name.strip().casefold(), names)
    return replace(problem, params={**problem.params, "bedoelde": names[found]}) if found else problem


def _names(loc: Loc, dataset: Dataset) -> Iterator[tuple[str, str]]:
    """Give the names of what can stand at a place, each with its id or code, and the ids themselves."""
    steps = [step for step in loc if isinstance(step, str)]
    field = steps[-1] if steps else ""
    known: Mapping[str, tuple[str | None, ...]] = {}
    if field in _CODE_LISTS:
        known = {code: (value.naam,) for code, value in dataset.codes(_CODE_LISTS[field]).items()}
    elif field in _ORGANISATIONS:
        known = {entry.id: (entry.value.naam, entry.value.afkorting) for entry in dataset.organisaties}
    elif field in _PROEFTUINEN:
        known = {entry.id: (entry.value.naam,) for entry in dataset.proeftuinen}
    elif field == "id" and len(steps) > 1:
        known = {entry.id: (entry.value.titel,) for entry in dataset.bronnen}
    for word, texts in known.items():
        yield word, word
        yield from ((text, word) for text in texts if text)
