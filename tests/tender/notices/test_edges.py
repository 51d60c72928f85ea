"""Edges of the readers: what a lot says it is, and how large a file may be."""

import pytest

from maatwerk_cli.tender.notices.eforms import _lot_scheme
from maatwerk_cli.tender.notices.recognise import too_large_notice
from maatwerk_cli.tender.notices.xml_tree import XmlNode, parse_xml


@pytest.mark.parametrize(
    ("identifier", "scheme"),
    [
        ('<ID schemeName="Lot">LOT-0001</ID>', "Lot"),
        ('<ID schemeName="Part">LOT-0001</ID>', "Part"),  # what it says goes before what it is called
        ("<ID>LOT-0001</ID>", "Lot"),
        ("<ID>PAR-0001</ID>", "Part"),
        ("<ID>GLO-0001</ID>", "LotsGroup"),
        ("", "Lot"),
    ],
)
def test_a_lot_is_what_it_says_else_what_it_is_called(identifier: str, scheme: str) -> None:
    lot = parse_xml(f"<ProcurementProjectLot>{identifier}</ProcurementProjectLot>".encode())
    assert isinstance(lot, XmlNode)
    assert _lot_scheme(lot) == scheme


def test_the_size_that_is_too_large_is_told_in_whole_megabytes() -> None:
    assert "groter dan 50 MB" in too_large_notice(50 * 1024 * 1024).message
