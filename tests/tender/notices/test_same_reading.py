# ruff: noqa: E501 - inline XML reads better unbroken
"""What must not change a reading: another version of the SDK, other namespaces, white space, a lot more."""

import json
from collections.abc import Callable

import pytest

from maatwerk_cli.tender.notices import Lot, NoticeReading, read_notice

BASIC = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
MORE = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"


def eforms(lots: int = 2, sdk: str = "1.3", prefix: str = "cbc", gap: str = "") -> bytes:
    def basic(name: str, text: str, attributes: str = "") -> str:
        return f"{gap}<{prefix}:{name}{attributes}>{gap}{text}{gap}</{prefix}:{name}>"

    described = "".join(
        f"<a:ProcurementProjectLot>{basic('ID', f'LOT-{number:04}', ' schemeName=' + chr(34) + 'Lot' + chr(34))}"
        f"<a:ProcurementProject>{basic('Name', f'Perceel {number}')}"
        f"<a:RequestedTenderTotal>{basic('EstimatedOverallContractAmount', f'{number}00000', ' currencyID=' + chr(34) + 'EUR' + chr(34))}"
        f"</a:RequestedTenderTotal><a:PlannedPeriod>{basic('DurationMeasure', '24', ' unitCode=' + chr(34) + 'MONTH' + chr(34))}"
        f"</a:PlannedPeriod></a:ProcurementProject></a:ProcurementProjectLot>"
        for number in range(1, lots + 1)
    )
    return (
        f'<ContractNotice xmlns:{prefix}="{BASIC}" xmlns:a="{MORE}">{basic("CustomizationID", f"eforms-sdk-{sdk}")}'
        f'{basic("ID", "voorbeeld")}{described}</ContractNotice>'
    ).encode()  # fmt: skip


def ted(lots: int = 2, namespace: str = "ted/R2.0.9.S03/publication", gap: str = "") -> bytes:
    described = "".join(
        f'<OBJECT_DESCR><LOT_NO>{number}</LOT_NO>{gap}<VAL_OBJECT CURRENCY="EUR">{number}00000</VAL_OBJECT>'
        f'<DURATION TYPE="MONTH">{gap}24{gap}</DURATION></OBJECT_DESCR>'
        for number in range(1, lots + 1)
    )
    return (
        f'<TED_EXPORT xmlns="{namespace}" DOC_ID="1-2020"><FORM_SECTION><F02_2014 LG="NL"><OBJECT_CONTRACT>'
        f"<TITLE>{gap}<P>Voorbeeld</P></TITLE>{described}</OBJECT_CONTRACT></F02_2014></FORM_SECTION></TED_EXPORT>"
    ).encode()


def ocds(lots: int = 2, indent: int | None = None, turned: bool = False) -> bytes:
    tender = {
        "title": "Voorbeeld",
        "lots": [
            {"id": str(number), "value": {"amount": number * 100000, "currency": "EUR"}}
            for number in range(1, lots + 1)
        ],
    }
    release = {"ocid": "ocds-voorbeeld-1", "tag": ["tender"], "tender": tender}
    turned_round = dict(reversed(release.items())) if turned else release
    return json.dumps(turned_round, indent=indent).encode()


def fields(data: bytes) -> list[dict[str, object]]:
    reading = read_notice(data)
    assert isinstance(reading, NoticeReading), reading
    return [dict(lot.fields) for lot in reading.lots if isinstance(lot, Lot)]


@pytest.mark.parametrize(
    ("plain", "changed"),
    [
        *((eforms(), eforms(sdk=version)) for version in ("1.7", "1.13", "1.16.0-SNAPSHOT", "2.0.0-alpha.1")),
        (eforms(), eforms(prefix="x")),
        (eforms(), eforms(gap="\n  ")),
        (ted(), ted(namespace="http://publications.europa.eu/resource/schema/ted/R2.0.9/publication")),
        (ted(), ted(gap="\n\t")),
        (ocds(), ocds(indent=4)),
        (ocds(), ocds(turned=True)),
    ],
)
def test_what_says_the_same_is_read_the_same(plain: bytes, changed: bytes):
    assert fields(changed) == fields(plain) != []


@pytest.mark.parametrize("make", [eforms, ted, ocds])
def test_a_lot_more_changes_no_other_lot(make: Callable[..., bytes]):
    assert fields(make(lots=3))[:2] == fields(make(lots=2))
    assert [row.get("perceel") for row in fields(make(lots=3))] == [
        row.get("perceel") for row in fields(make(lots=2))
    ] + [fields(make(lots=3))[-1]["perceel"]]
