"""Parts that are the same in many records, held once: half of what a large register takes in memory."""

from typing import Any

from maatwerk_cli.models.values import Bronverwijzing, Record


class Sharing:
    """Lets records share what is the same: where facts come from, and which fields were filled in."""

    def __init__(self) -> None:
        self._filled: dict[frozenset[str], set[str]] = {}
        self._sources: dict[tuple[Any, ...], Record] = {}

    def share(self, record: Record) -> None:
        """Let a record that was just made share its parts. It stays equal to what it was."""
        values = record.__dict__
        for name, value in values.items():
            if isinstance(value, Record):
                values[name] = self._shared(value)
            elif type(value) is tuple and value and isinstance(value[0], Record):
                values[name] = tuple(map(self._shared, value))
        filled = record.model_fields_set
        same = self._filled.setdefault(frozenset(filled), filled)
        object.__setattr__(record, "__pydantic_fields_set__", same)

    def _shared(self, part: Record) -> Record:
        if isinstance(part, Bronverwijzing):
            known = self._sources.get(key := (type(part), *part.__dict__.values()))
            if known is not None:
                return known
            self._sources[key] = part
        self.share(part)
        return part
