"""The real notices that the project may not carry: read from where they lie, skipped where they do not."""

import os
import re
from pathlib import Path

import pytest

from maatwerk_cli.models.tender.aanbesteding import Aanbesteding
from maatwerk_cli.tender.notices import Lot, NoticeReading, read_notice

FOLDER = Path(
    os.environ.get("MAATWERK_PRAKTIJKDATA", Path(__file__).parents[4] / "shared" / "aankondigingen")
)
if not FOLDER.is_dir():
    pytest.skip(f"de praktijkdata liggen niet in {FOLDER}", allow_module_level=True)

# What the description of the folder says of each notice; None: stays unknown.
EXPECTED: dict[str, dict[str, object]] = {
    "649921-2023.xml": {
        "aard": "dienst",
        "opdrachtwaarde_excl_btw": "80000000.00",
        "looptijd_maanden": None,
        "verlenging_maanden": "onbekend",
        "raamovereenkomst": None,
        "cpv": "85121100",
        "publicatiedatum": "2023-10-25",
    },
    "2024-OJS065-00191536.xml": {
        "aard": "werk",
        "opdrachtwaarde_excl_btw": "7000000.00",
        "begin": "2024-04-01",
        "einde": "2026-12-31",
        "publicatiedatum": "2023",
        "opdrachtgever_soort": "decentraal",
    },
    "033909-2022.xml": {
        "id": "033909-2022",
        "aard": "dienst",
        "opdrachtwaarde_excl_btw": "1100000.00",
        "begin": "2022-03-14",
        "einde": "2022-10-16",
    },
    "429559_2016.xml": {"aard": "werk", "opdrachtwaarde_excl_btw": "10000000.00", "publicatiedatum": "2015"},
    "616251-2019.xml": {"aard": "dienst", "opdrachtgever_soort": "rijk", "opdrachtwaarde_excl_btw": None},
    "078258-2021.xml": {"aard": "dienst", "looptijd_maanden": 72, "opdrachtgever_soort": "decentraal"},
    "083743-2018.xml": {"id": "083743-2018", "aard": None, "publicatiedatum": "2018-02-23"},
    "135107-2022.xml": {"aard": "levering", "opdrachtwaarde_excl_btw": None, "publicatiedatum": "2021"},
    "ocds-213czf-000-00001-02-tender.json": {
        "aard": "werk",
        "opdrachtwaarde_excl_btw": None,
        "begin": "2010-07-01",
        "einde": "2011-06-30",
        "cpv": "45233130",
    },
}


def lots_of(name: str) -> list[Lot]:
    reading = read_notice((FOLDER / name).read_bytes())
    assert isinstance(reading, NoticeReading), reading
    return [lot for lot in reading.lots if isinstance(lot, Lot)]


@pytest.mark.parametrize("name", EXPECTED)
def test_a_real_notice_gives_what_its_description_says(name: str):
    (lot,) = lots_of(name)
    assert {field: lot.fields.get(field) for field in EXPECTED[name]} == EXPECTED[name]
    assert "loonsom_excl_btw" not in lot.fields


def test_three_lots_of_48_months_without_a_value():
    lots = lots_of("221190-2022.xml")
    assert [lot.fields["perceel"] for lot in lots] == ["1", "2", "3"]
    assert [lot.fields["looptijd_maanden"] for lot in lots] == [48, 48, 48]
    assert {lot.fields["id"] for lot in lots} == {"221190-2022"}
    assert {lot.fields["aard"] for lot in lots} == {"dienst"}
    assert not any("opdrachtwaarde_excl_btw" in lot.fields for lot in lots)


def test_sheltered_workshops_and_social_return_are_said():
    (lot,) = lots_of("033909-2022.xml")
    assert [signal.origin for signal in lot.signals] == [
        "LEFTI/RESTRICTED_SHELTERED_WORKSHOP",
        "LEFTI/PERFORMANCE_CONDITIONS",
    ]
    assert "SROI" in lot.signals[1].value


# What stands in these elements is about persons or bodies that a record has nothing to do with.
PERSONAL = re.compile(
    r"<(?:\w+:)?(?:CONTACT_POINT|E_MAIL|PHONE|FAX|Telephone|ElectronicMail)>([^<]+)<"
    r"|<ADDRESS_REVIEW_BODY>\s*<OFFICIALNAME>([^<]+)<"
    r"|<cac:Contact><cbc:Name>([^<]+)<"
    r'|"contactPoint": \{\s*"name": "([^"]+)"'
)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.[xj]*")), ids=lambda path: path.name)
def test_every_real_notice_is_a_valid_record_without_a_contact_person(path: Path):
    personal = {"".join(match.groups("")) for match in PERSONAL.finditer(path.read_text(encoding="utf-8"))}
    assert personal
    for lot in lots_of(path.name):
        Aanbesteding.model_validate(dict(lot.fields))
        for text in personal:
            assert text not in repr(lot)
