"""Rules on one record by itself, beyond what its model can say."""

from collections.abc import Callable, Iterator

from maatwerk_cli.models.inferred import field_named, has_parts, parts_in
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
                field = field_named(name)
                if field not in choices or (field != name and not has_parts(kind.model, field)):
                    params = {"woord": name, "keuzes": choices}
                    yield Problem("MW119", entry.file, (*entry.loc, "afgeleid", index), params)
                elif (
                    getattr(entry.value, field) in (None, (), {})
                    if field == name
                    else name not in parts_in(entry.value, field)
                ):
                    yield Problem("MW124", entry.file, (*entry.loc, "afgeleid", index), {"woord": name})
            if entry.value.afgeleid and entry.value.toelichting is None:
                yield Problem("MW121", entry.file, (*entry.loc, "afgeleid"), on_key=True)


def nothing_is_in_old_words(dataset: Dataset) -> Iterator[Problem]:
    """Where a proeftuin comes from is no longer written as its kind; it still reads."""
    for proeftuin in dataset.proeftuinen:
        if proeftuin.value.in_old_words:
            yield Problem("MW311", proeftuin.file, ("soort",))
    for post in dataset.verzamelposten:
        if post.value.in_old_words:
            yield Problem("MW311", post.file, (*post.loc, "kenmerken", "soort"))
    for figure in dataset.kerncijfers:
        if figure.value.herleiding is not None and figure.value.herleiding.in_old_words:
            yield Problem("MW311", figure.file, (*figure.loc, "herleiding", "kenmerken", "soort"))


RULES: tuple[Callable[[Dataset], Iterator[Problem]], ...] = (
    inferred_fields_are_marked,
    nothing_is_in_old_words,
)
