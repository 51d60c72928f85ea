"""Where eForms has each field: a table made from the SDK's own list, and how a field is found by it."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from maatwerk_cli.tender.notices.xml_tree import XmlNode
from maatwerk_cli.text.yaml.own_table import own_table

FIELDS_FILE = "eforms_fields.yaml"


class EformsField(NamedTuple):
    """A field of eForms.

    Attributes:
        path: the local names of the elements that lead to it, from the lot, the organisation or the notice.
        code_list: the code list that its element names; empty where it names none.
        can_move: its element is told by itself, so that it is found where another version of the SDK has it.
    """

    path: tuple[str, ...]
    code_list: str
    can_move: bool

    def nodes(self, anchor: XmlNode, start: int) -> list[XmlNode]:
        """Give the elements of the field, in document order; one that names no list counts if none does.

        Args:
            anchor: where the path begins.
            start: how many steps of the path the anchor is already down.
        """
        path = self.path[start:]
        nodes = anchor.all(*path)
        named = [node for node in nodes if self._names_its_list(node)]
        if not named and self.can_move:
            parts = [anchor] if start else anchor.all(path[0])
            named = [node for part in parts for node in part.within(path[-1]) if self._names_its_list(node)]
        return named or [node for node in nodes if not node.attribute("listName")]

    def _names_its_list(self, node: XmlNode) -> bool:
        return node.attribute("listName") == self.code_list if self.code_list else True


@lru_cache(maxsize=1)
def eforms_fields() -> Mapping[str, EformsField]:
    """Give every field by its id in the SDK."""
    table: Mapping[str, Any] = own_table(Path(__file__).parent / "tables" / FIELDS_FILE)["velden"]
    rows = list(table.values())
    return {
        name: EformsField(tuple(row["pad"]), row.get("lijst", ""), _tells_itself(row, rows))
        for name, row in table.items()
    }


def _tells_itself(row: Mapping[str, Any], rows: Iterable[Mapping[str, Any]]) -> bool:
    """Tell whether an element of this name and list is this field wherever it lies."""
    own = row.get("lijst", "")
    alike = [
        other
        for other in rows
        if (other["pad"][-1], other["van"]) == (row["pad"][-1], row["van"])
        and (not own or other.get("lijst", "") in ("", own))
    ]
    # A code of the CPV may also be an additional one (BT-263), which is not in the table.
    alone = len(alike) == 1 and row["pad"][-1] != "ItemClassificationCode"
    return row["soort"] in ("code", "amount") and alone


def field_nodes(anchor: XmlNode, name: str, start: int = 0) -> list[XmlNode]:
    """Give the elements of a field below what its path begins at, or below a part ``start`` steps down."""
    return eforms_fields()[name].nodes(anchor, start)


def field_text(anchor: XmlNode, name: str) -> str:
    """Give the text of the first element of a field; empty where there is none."""
    return next((node.text for node in field_nodes(anchor, name)), "")
