"""A policy framework."""

from maatwerk_cli.models.values import Id, Record


class Kader(Record):
    """A policy framework."""

    id: Id
