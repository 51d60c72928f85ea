"""What a notice knows about its lots: how many there are, and which it names without describing them."""

import json

import pytest

from maatwerk_cli.tender.notices import Lot, NoticeReading, read_notice
from maatwerk_cli.tender.notices.drafting import Draft


def lots_of(data: bytes) -> list[Lot]:
    reading = read_notice(data)
    assert isinstance(reading, NoticeReading), reading
    return [lot for lot in reading.lots if isinstance(lot, Lot)]


def eforms(*lots: str, results: tuple[str, ...] = (), winner: str = "") -> bytes:
    outcome = "".join(
        f"<LotResult><TenderResultCode>selec-w</TenderResultCode><TenderLot><ID>{name}</ID><Name>{winner}</Name>"
        f"</TenderLot></LotResult>"
        for name in results
    )
    described = "".join(
        f'<ProcurementProjectLot><ID schemeName="Lot">{name}</ID><ProcurementProject><Name>Voorbeeld</Name>'
        f"</ProcurementProject></ProcurementProjectLot>"
        for name in lots
    )
    return (
        "<ContractAwardNotice><UBLExtensions><UBLExtension><ExtensionContent><EformsExtension><NoticeResult>"
        f"<TenderingParty><ID>{winner}</ID></TenderingParty>{outcome}</NoticeResult></EformsExtension>"
        '</ExtensionContent></UBLExtension></UBLExtensions><NoticeTypeCode listName="result">can-standard'
        f"</NoticeTypeCode><ProcurementProject><Name>Voorbeeld</Name></ProcurementProject>{described}"
        "</ContractAwardNotice>"
    ).encode()


def ted(*lots: str, awarded: tuple[str, ...] = (), divided: str = "") -> bytes:
    numbers = [f"<LOT_NO>{name}</LOT_NO>" if name else "" for name in lots]
    described = "".join(f"<OBJECT_DESCR>{number}</OBJECT_DESCR>" for number in numbers)
    awards = "".join(f"<AWARD_CONTRACT><LOT_NO>{name}</LOT_NO></AWARD_CONTRACT>" for name in awarded)
    total = '<VAL_ESTIMATED_TOTAL CURRENCY="EUR">100000</VAL_ESTIMATED_TOTAL>'
    return (
        '<TED_EXPORT DOC_ID="1-2020"><FORM_SECTION><F03_2014 CATEGORY="ORIGINAL" LG="NL"><OBJECT_CONTRACT>'
        f"{total}{divided}{described}</OBJECT_CONTRACT>{awards}</F03_2014></FORM_SECTION></TED_EXPORT>"
    ).encode()


def ocds(*lots: str, related: tuple[str, ...] = ()) -> bytes:
    return json.dumps(
        {
            "ocid": "ocds-voorbeeld-1",
            "tag": ["award"],
            "tender": {
                "lots": [{"id": name} for name in lots],
                "items": [{"relatedLot": name} for name in related],
            },
            "awards": [{"relatedLots": [*related]}],
        }
    ).encode()


@pytest.mark.parametrize("name", ["LOT-0000", "LOT-0001", "LOT-0007", "PAR-0001"])
def test_one_lot_is_one_lot_whatever_its_id(name: str):
    assert [lot.number_of_lots for lot in lots_of(eforms(name))] == [1]


@pytest.mark.parametrize(
    "data",
    [
        eforms("LOT-0001", "LOT-0002", results=("LOT-0001", "LOT-0003")),
        ted("1", "2", awarded=("1", "3")),
        ocds("1", "2", related=("1", "3")),
    ],
)
def test_a_lot_that_is_named_and_not_described_is_missing_from_all(data: bytes):
    lots = lots_of(data)
    assert [lot.number_of_lots for lot in lots] == [3, 3]
    for lot in lots:
        assert any("een perceel dat zij niet beschrijft" in warning for warning in lot.warnings)


@pytest.mark.parametrize(
    ("count", "end"), [(9, "'L09'."), (10, "'L10'."), (11, "'L10' en nog 1."), (13, "'L10' en nog 3.")]
)
def test_of_many_lots_that_are_missing_ten_are_named(count: int, end: str):
    draft = Draft()
    draft.count_lots(["L00"], ["L00", *(f"L{number:02}" for number in range(1, count + 1))], 1)
    assert draft.number_of_lots == count + 1
    assert draft.warnings[0].endswith(end)


@pytest.mark.parametrize(
    "data",
    [
        eforms("LOT-0001", "LOT-0002", results=("LOT-0001", "LOT-0002", "GLO-0001")),
        ted("1", "2", awarded=("1", "2")),
        ocds("1", "2", related=("1", "")),
    ],
)
def test_all_lots_that_are_named_are_described(data: bytes):
    lots = lots_of(data)
    assert [lot.number_of_lots for lot in lots] == [2, 2]
    assert not any("perceel dat" in warning for lot in lots for warning in lot.warnings)


def test_a_whole_without_lots_is_not_split_by_what_its_results_call_it():
    assert [lot.number_of_lots for lot in lots_of(eforms(results=("LOT-0001",)))] == [1]
    assert [lot.number_of_lots for lot in lots_of(ted("", awarded=("1",)))] == [1]


def test_a_contract_that_is_divided_has_more_lots_than_the_one_described():
    (whole,) = lots_of(ted("", divided="<NO_LOT_DIVISION/>"))
    assert (whole.number_of_lots, whole.fields["opdrachtwaarde_excl_btw"]) == (1, "100000.00")
    (part,) = lots_of(ted("1", divided="<LOT_DIVISION/>"))
    assert part.number_of_lots == 2
    # The value of all lots is no more than the most that this one can have.
    assert part.bounds == {"opdrachtwaarde_excl_btw": (0, 100000)}


def test_nothing_of_a_result_is_kept_but_its_lots():
    assert "Vera" not in repr(lots_of(eforms("LOT-0001", results=("LOT-0001",), winner="Vera Voorbeeld")))


def test_a_row_of_tenderned_says_how_many_lots_there_are():
    header = "ID publicatie;Naam aanbesteding;Perceel id;Aantal percelen"
    rows = "\n".join([header, "1;Voorbeeld;1;3", "2;Voorbeeld;1;1", "3;Voorbeeld;1;"])
    assert [lot.number_of_lots for lot in lots_of(rows.encode())] == [3, 1, None]
