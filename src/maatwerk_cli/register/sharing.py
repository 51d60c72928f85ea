"""Parts that are the same in many records, held once: half of what a large register takes in memory."""

from functools import cache
from typing import Any

from maatwerk_cli.models.fields import Field, fields_of
from maatwerk_cli.models.values import Bronverwijzing, Record


class Sharing:
    """Lets records share what is the same: where facts come from, and which fields were filled in."""

    def __init__(self) -> None:
        self._filled: dict[frozenset[str], set[str]] = {}
        self._sources: dict[tuple[Any, ...], Bronverwijzing] = {}

    def share(self, record: Record) -> None:
        """Let a record that was just made share its parts. It stays equal to what it was."""
        values = record.__dict__
        for field in _parts(type(record)):
            value = values.get(field.name)
            if not value:
                continue
            if field.is_source:
                single = field.many == "one"
                values[field.name] = self._shared(value) if single else tuple(map(self._shared, value))
            else:
                for part in (value,) if field.many == "one" else value:
                    self.share(part)
        filled = record.__pydantic_fields_set__
        same = self._filled.setdefault(frozenset(filled), filled)
        object.__setattr__(record, "__pydantic_fields_set__", same)

    def _shared(self, source: Bronverwijzing) -> Bronverwijzing:
        known = self._sources.setdefault((type(source), *source.__dict__.values()), source)
        if known is source:
            self.share(source)
        return known


@cache
def _parts(model: type[Record]) -> tuple[Field, ...]:
    """Give the fields of a model that hold a record, or a list of them."""
    return tuple(field for field in fields_of(model) if field.model and field.many in ("one", "list"))
