"""TenderNed's own JSON, and what services answer where a notice was asked for.

The shapes are those that the public service gives; the publications are made up.
"""

import json
from typing import Any

import pytest

from maatwerk_cli.models.tender.aanbesteding import Aanbesteding
from maatwerk_cli.tender.judging import Refused
from maatwerk_cli.tender.notices import Lot, NoticeReading, read_notice

IN_LIST: dict[str, Any] = {
    "publicatieId": "450123",
    "publicatieDatum": "2026-09-10",
    "typePublicatie": {"code": "AAO", "omschrijving": "Aankondiging opdracht"},
    "publicatiecode": {"code": "EF16", "omschrijving": "Aankondiging van een opdracht - algemene richtlijn"},
    "aanbestedingNaam": "Voorbeeld van P&amp;C",
    "opdrachtgeverNaam": "Ministerie van Voorbeeld",
    "procedure": {"code": "OPE", "omschrijving": "Openbaar"},
    "typeOpdracht": {"code": "D", "omschrijving": "Diensten"},
    "europees": True,
    "opdrachtBeschrijving": "Neem contact op met Vera Voorbeeld, vera@voorbeeld.invalid",
    "kenmerk": 620011,
}
IN_DETAIL: dict[str, Any] = {
    "publicatieId": 450123,
    "kenmerk": 620011,
    "aanbestedingNaam": "Voorbeeld van P&amp;C",
    "opdrachtgeverNaam": "Ministerie van Voorbeeld",
    "publicatieDatum": "2026-09-10T10:26:00.637087",
    "aanvangOpdrachtDatum": "2027-01-01",
    "voltooiingOpdrachtDatum": "2029-12-31",
    "typePublicatie": "Aankondiging van een opdracht - algemene richtlijn, standaardregeling",
    "publicatieCode": "EF16",
    "aankondigingCode": {"code": "AAO", "omschrijving": "Aankondiging opdracht"},
    "typeOpdrachtCode": {"code": "D", "omschrijving": "Diensten"},
    "opdrachtAardCode": {"code": "OOP", "omschrijving": "Overheidsopdracht"},
    "cpvCodes": [
        {"code": "66510000-8", "omschrijving": "Verzekeringen", "isHoofdOpdracht": True},
        {"code": "90910000-9", "omschrijving": "Schoonmaak", "isHoofdOpdracht": False},
    ],
}
SHARED = {
    "id": "450123",
    "titel": "Voorbeeld van P&C",
    "opdrachtgever": "Ministerie van Voorbeeld",
    "aard": "dienst",
    "publicatiedatum": "2026-09-10",
}


def read(content: Any) -> NoticeReading | Refused | None:
    return read_notice(json.dumps(content).encode())


def lots_of(content: Any) -> list[Lot | Refused]:
    reading = read(content)
    assert isinstance(reading, NoticeReading), reading
    return [*reading.lots]


def only(content: Any) -> Lot:
    (lot,) = lots_of(content)
    assert isinstance(lot, Lot)
    Aanbesteding.model_validate(dict(lot.fields))
    assert "Vera" not in repr(lot)
    return lot


def test_the_list_and_the_detail_say_the_same_of_one_publication():
    assert only({"content": [IN_LIST], "totalElements": 1}).fields == SHARED
    assert only(IN_DETAIL).fields == SHARED | {
        "begin": "2027-01-01",
        "einde": "2029-12-31",
        "raamovereenkomst": "nee",
        "cpv": "66510000-8",
    }


def test_one_publication_and_a_list_are_called_by_their_name() -> None:
    for content, kind in (([IN_LIST], "publicatie"), ([IN_LIST, IN_DETAIL], "lijst van publicaties")):
        reading = read(content)
        assert isinstance(reading, NoticeReading)
        assert reading.kind == f"{kind}, in JSON"


def test_several_are_read_as_a_page_a_list_or_lines():
    lines = b"\n".join(json.dumps(item).encode() for item in (IN_LIST, IN_DETAIL))
    reading = read_notice(lines)
    assert isinstance(reading, NoticeReading)
    assert (
        len([*reading.lots])
        == len(lots_of([IN_LIST, IN_DETAIL]))
        == len(lots_of({"content": [IN_LIST] * 2}))
        == 2
    )


def test_what_json_never_holds_is_said_with_where_it_is():
    said = only(IN_LIST).unread
    assert "XML" in said["opdrachtwaarde_excl_btw"]
    assert "OCDS" in said["opdrachtwaarde_excl_btw"]
    assert "voltooiingOpdrachtDatum" in said["looptijd_maanden"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"aankondigingCode": {"code": "MAC"}, "publicatieCode": "EFE1"}, "consultatie"),
        ({"aankondigingCode": {"omschrijving": "Marktconsultatie"}, "publicatieCode": ""}, "consultatie"),
        ({"publicatieCode": "EF15"}, "erkenningsregeling"),
    ],
)  # fmt: skip
def test_a_publication_that_is_no_tender_is_declined(change: dict[str, Any], said: str):
    reading = read(IN_DETAIL | change)
    assert isinstance(reading, Refused)
    assert said in reading.message
    assert reading.id == "450123"


def test_an_award_has_not_the_date_of_the_tender():
    lot = only(IN_DETAIL | {"aankondigingCode": {"code": "AGO"}, "publicatieCode": "EF29"})
    assert "publicatiedatum" not in lot.fields
    assert any("al gegund" in warning for warning in lot.warnings)


@pytest.mark.parametrize(
    "junk", [None, 1, [], {}, "x", [[1]], {"code": 1}, [{"code": None, "isHoofdOpdracht": True}]]
)
def test_a_value_of_another_type_is_not_there(junk: Any):
    for name in IN_DETAIL.keys() - {"publicatieId", "aanbestedingNaam"}:
        only(IN_DETAIL | {name: junk})


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ({"content": [], "totalElements": 0}, "leeg"),
        ({"documenten": [{"documentId": "1", "documentNaam": "Leidraad"}]}, "documenten"),
        ({"html": "<table></table>"}, "weergave"),
        ([{"publicatieId": 1, "formType": "result", "typePublicatie": "x"}], "verwante"),
    ],
)
def test_what_else_tenderned_answers_is_told_with_where_the_notice_is(content: Any, said: str):
    reading = read(content)
    assert isinstance(reading, Refused)
    assert said in reading.message


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            {"timestamp": "2026-01-01", "status": 404, "error": "Not Found", "path": "/papi"},
            "foutmelding 404",
        ),
        ({"error": "geheim: vera@voorbeeld.invalid"}, "foutmelding)"),
        ({"message": "Rate limit", "code": 429}, "foutmelding 429"),
        ({"type": "about:blank", "title": "Unauthorized", "status": 401, "detail": "x"}, "foutmelding 401"),
        ({"notices": [], "totalNoticeCount": 0}, "zoekresultaat van TED"),
    ],
)
def test_the_answer_of_a_service_is_one_clear_line(content: Any, said: str):
    reading = read(content)
    assert isinstance(reading, Refused)
    assert said in reading.message
    assert "vera" not in reading.message


def test_a_record_of_a_tender_is_no_answer_of_a_service():
    assert read({"id": "x", "titel": "y", "status": "z", "error": 1}) is None
    assert read({"id": "x", "motivering": "status"}) is None


@pytest.mark.parametrize("root", ["rss", "feed"])
def test_a_feed_is_told_to_be_one(root: str):
    reading = read_notice(f"<{root}><channel/></{root}>".encode())
    assert isinstance(reading, Refused)
    assert "overzicht" in reading.message


def test_what_is_no_publication_is_told_by_its_number_in_the_list():
    content = [IN_LIST, {"publicatieId": "2"}, None, IN_DETAIL]
    reading = read_notice(json.dumps({"content": content}).encode())
    assert isinstance(reading, NoticeReading)
    messages = [lot.message for lot in reading.lots if isinstance(lot, Refused)]
    assert [message.split(" van ")[0] for message in messages] == ["Nummer 2", "Nummer 3"]
