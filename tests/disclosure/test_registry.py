"""What a registry of an edition shows of a count, and what it withholds."""

from dataclasses import replace

from maatwerk_cli.disclosure.registry import Registry
from maatwerk_cli.text.table import WITHHELD_CELL


def test_what_is_withheld_is_shown_only_in_the_internal_edition() -> None:
    registry = Registry({"a": "klein"}, {"a": 3, "b": 9})
    assert (registry.cell_of("a", 3), registry.cell_of("b", 9)) == (WITHHELD_CELL, 9)
    assert registry.published == {"b": 9}
    internal = replace(registry, applied=False)
    assert (internal.cell_of("a", 3), internal.cell_of("b", 9)) == (3, 9)


def test_a_report_is_refused_and_a_table_left_out_only_where_that_is_said() -> None:
    registry = Registry()
    assert registry.has_proeftuinen
    assert not registry.refused
