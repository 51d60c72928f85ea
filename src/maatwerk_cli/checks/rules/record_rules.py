"""Rules on one record by itself, beyond what its model can say."""

from collections.abc import Callable, Iterator

from maatwerk_cli.register.kinds import KINDS
from maatwerk_cli.register.records import Dataset
from maatwerk_cli.text.problem import Problem

_NEVER_INFERRED = ("id", "afgeleid", "toelichting", "bronnen", "bron")


def inferred_fields_are_marked(dataset: Dataset) -> Iterator[Problem]:
    """What is listed as inferred is a field of the record, and a note says from what it was inferred."""
    for kind in KINDS:
        if "afgeleid" not in kind.model.model_fields:
            continue
        choices = tuple(name for name in kind.model.model_fields if name not in _NEVER_INFERRED)
        for entry in dataset.of(kind):
            for index, name in enumerate(entry.value.afgeleid):
                if name not in choices:
                    params = {"woord": name, "keuzes": choices}
                    yield Problem("MW119", entry.file, (*entry.loc, "afgeleid", index), params)
                elif getattr(entry.value, name) in (None, (), {}):
                    yield Problem("MW124", entry.file, (*entry.loc, "afgeleid", index), {"woord": name})
            if entry.value.afgeleid and entry.value.toelichting is None:
                yield Problem("MW121", entry.file, (*entry.loc, "afgeleid"), on_key=True)


RULES: tuple[Callable[[Dataset], Iterator[Problem]], ...] = (inferred_fields_are_marked,)
