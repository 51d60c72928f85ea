"""OCDS 1.1: small releases, records and packages of our own, one for each trap."""

import json
from typing import Any

import pytest

from maatwerk_cli.models.tender.aanbesteding import Aanbesteding
from maatwerk_cli.tender.facts import TOTAL_TERM
from maatwerk_cli.tender.judging import Refused
from maatwerk_cli.tender.notices import Lot, NoticeReading, ocds, read_notice

PARTY: dict[str, Any] = {
    "id": "NL-1",
    "name": "Ministerie van Voorbeeld",
    "roles": ["buyer"],
    "address": {"country": "NL"},
    "details": {"classifications": [{"scheme": "eu-buyer-legal-type", "id": "cga"}]},
    "contactPoint": {
        "name": "Vera Voorbeeld",
        "email": "vera@voorbeeld.invalid",
        "telephone": "+31700000000",
    },
}
TENDER: dict[str, Any] = {
    "id": "1",
    "title": "Voorbeeld van een opdracht",
    "mainProcurementCategory": "services",
    "value": {"amount": 900000, "currency": "EUR"},
    "classification": {"scheme": "CPV", "id": "90910000"},
    "contractPeriod": {"startDate": "2018-04-01T00:00:00+02:00", "endDate": "2018-09-30T23:59:59Z"},
}


def release(tender: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    return {
        "ocid": "ocds-voorbeeld-1",
        "id": "1",
        "date": "2018-03-05T23:30:00-05:00",
        "tag": ["tender"],
        "parties": [PARTY],
        "buyer": {"id": "NL-1", "name": "Ministerie van Voorbeeld"},
        "tender": TENDER | (tender or {}),
    } | more


def lots_of(content: Any) -> list[Lot]:
    reading = read_notice(json.dumps(content).encode())
    assert isinstance(reading, NoticeReading), reading
    lots = []
    for lot in reading.lots:
        assert isinstance(lot, Lot), lot
        assert lot.fields.keys() == lot.origins.keys()
        assert not lot.fields.keys() & lot.unread.keys()
        Aanbesteding.model_validate(dict(lot.fields))
        assert "Vera" not in repr(lot)
        assert "vera" not in repr(lot)
        lots.append(lot)
    return lots


def only(content: Any) -> Lot:
    (lot,) = lots_of(content)
    return lot


def test_a_plain_release_fills_every_field_it_holds():
    assert only(release()).fields == {
        "id": "ocds-voorbeeld-1",
        "titel": "Voorbeeld van een opdracht",
        "opdrachtgever": "Ministerie van Voorbeeld",
        "opdrachtgever_soort": "rijk",
        "aard": "dienst",
        "opdrachtwaarde_excl_btw": "900000.00",
        "begin": "2018-04-01",
        "einde": "2018-09-30",
        "cpv": "90910000",
        "publicatiedatum": "2018-03-05",
    }


@pytest.mark.parametrize(
    "content",
    [
        {"version": "1.1", "releases": [release()]},
        {"records": [{"ocid": "ocds-voorbeeld-1", "releases": [release()]}]},
        [release()],
    ],
    ids=["release package", "record package", "list"],
)
def test_packages_are_read_like_the_release_in_them(content: Any):
    assert only(content).fields == only(release()).fields


def test_a_compiled_release_has_the_date_of_the_tender_in_its_history():
    record = {
        "ocid": "ocds-voorbeeld-1",
        "compiledRelease": release(date="2020-01-01T00:00:00Z", tag=["compiled"]),
        "releases": [
            {"url": "https://voorbeeld.invalid/1", "date": "2018-03-05T00:00:00Z", "tag": ["tender"]},
            {"url": "https://voorbeeld.invalid/2", "date": "2020-01-01T00:00:00Z", "tag": ["award"]},
        ],
    }
    assert only({"records": [record]}).fields["publicatiedatum"] == "2018-03-05"
    assert only(record).fields["publicatiedatum"] == "2018-03-05"


@pytest.mark.parametrize("tag", [["award"], ["contract"], "award", ["compiled"]])
def test_a_later_release_does_not_date_the_tender(tag: Any):
    lot = only(release(tag=tag))
    assert "publicatiedatum" not in lot.fields
    assert "niet die van de aanbesteding" in lot.unread["publicatiedatum"]


def test_a_published_tender_notice_dates_the_tender():
    documents = [
        {"documentType": "awardNotice", "datePublished": "2017-01-01"},
        {"documentType": "tenderNotice", "datePublished": "2018-03-05T00:00:00Z"},
    ]
    assert only(release({"documents": documents}, tag=["award"])).fields["publicatiedatum"] == "2018-03-05"


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("tenderUpdate", "rectificatie"),
        ("tenderAmendment", "rectificatie"),
        ("tenderCancellation", "ingetrokken"),
    ],
)
def test_a_change_is_said_to_be_one(tag: str, said: str):
    assert any(said in warning for warning in only(release(tag=[tag])).warnings)


def test_of_several_releases_the_last_tells_of_the_tender_and_the_first_dates_it():
    first = release()
    last = release({"mainProcurementCategory": "works"}, date="2018-06-01T00:00:00Z", tag=["tenderUpdate"])
    lot = only({"releases": [last, first]})
    assert lot.fields["aard"] == "werk"
    assert lot.fields["publicatiedatum"] == "2018-03-05"
    assert any("2 berichten" in warning for warning in lot.warnings)


def test_processes_of_one_package_are_separate_tenders():
    lots = lots_of({"releases": [release(), release(ocid="ocds-voorbeeld-2")]})
    assert [lot.fields["id"] for lot in lots] == ["ocds-voorbeeld-1", "ocds-voorbeeld-2"]


@pytest.mark.parametrize(
    ("category", "nature"), [("works", "werk"), ("services", "dienst"), ("goods", "levering")]
)
def test_natures(category: str, nature: str):
    assert only(release({"mainProcurementCategory": category})).fields["aard"] == nature


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"amount": 1, "currency": "EUR"}, "opvulling"),
        ({"amount": 0, "currency": "EUR"}, "opvulling"),
        ({"amount": 1100000, "currency": "GBP"}, "GBP"),
        ({"amount": 900000}, "geen munteenheid"),
        ({"amount": "900.000", "currency": "EUR"}, "geen getal"),
        ({"amount": "900000,00", "currency": "EUR"}, "geen getal"),
        ({"amount": "negen ton", "currency": "EUR"}, "geen getal"),
        ({"amount": 900000, "currency": "EUR", "valueAddedTaxIncluded": True}, "inclusief btw"),
        ({"amount": -5, "currency": "EUR"}, "negatief"),
        ({"amount": True, "currency": "EUR"}, "geen getal"),
        ({"currency": "EUR"}, "niet gevonden"),
        ("veel", "geen getal"),
    ],
)
def test_an_amount_that_is_no_value_stays_unknown_and_is_said(value: Any, said: str):
    assert said in only(release({"value": value})).unread["opdrachtwaarde_excl_btw"]


def test_amounts_are_exact():
    data = json.dumps(release()).replace("900000", "249999.99").encode()
    reading = read_notice(data)
    assert isinstance(reading, NoticeReading)
    assert isinstance(reading.lots[0], Lot)
    assert reading.lots[0].fields["opdrachtwaarde_excl_btw"] == "249999.99"


def with_period(**period: Any) -> Lot:
    return only(release({"contractPeriod": period}))


@pytest.mark.parametrize("days", [180, 181, 182, 183, 184])
def test_half_a_year_in_days_is_a_boundary_case(days: int):
    for lot in (with_period(durationInDays=days), with_period(startDate="2018-04-01", durationInDays=days)):
        assert "looptijd_maanden" not in lot.fields
        assert lot.bounds["looptijd_maanden"] == (5, 6)
        assert "30 dagen" in lot.unread["looptijd_maanden"]


@pytest.mark.parametrize(
    ("days", "months"),
    [(1, 0), (150, 5), (179, 5), (185, 6), (210, 7), (365, 12), (720, 24), (1461, 48), (36_000, 1200)],
)
def test_other_numbers_of_days_become_months(days: int, months: int):
    assert with_period(durationInDays=days).fields["looptijd_maanden"] == months


@pytest.mark.parametrize("days", [0, -30, 1.5, 36_001, 36_030, 1e30, "365", None])
def test_a_number_of_days_that_cannot_be_is_left(days: Any):
    assert "looptijd_maanden" not in with_period(durationInDays=days).fields


def test_days_beside_both_dates_are_not_used_and_told_where_they_contradict_those():
    lot = with_period(startDate="2018-04-01", endDate="2018-09-30", durationInDays=900)
    assert "looptijd_maanden" not in lot.fields
    assert "De datums tellen" in lot.unread["looptijd_maanden"]
    lot = with_period(startDate="2018-04-01", endDate="2018-09-30", durationInDays=183)
    assert "looptijd_maanden" not in lot.fields
    assert "looptijd_maanden" not in lot.unread
    for one_date in ({"startDate": "2018-04-01"}, {"endDate": "2018-09-30"}):
        assert with_period(durationInDays=720, **one_date).fields["looptijd_maanden"] == 24
    assert lot.fields["einde"] == "2018-09-30"


def test_the_days_of_tenderned_are_not_those_of_the_contract():
    package = {
        "publisher": {"name": "TenderNed"},
        "releases": [release({"contractPeriod": {"durationInDays": 40}})],
    }
    lot = only(package)
    assert "looptijd_maanden" not in lot.fields
    assert "TenderNed" in lot.unread["looptijd_maanden"]


def test_the_days_of_the_tender_period_are_never_those_of_the_contract():
    assert (
        "looptijd_maanden"
        not in only(release({"contractPeriod": {}, "tenderPeriod": {"durationInDays": 400}})).fields
    )


@pytest.mark.parametrize(
    ("extent", "months"),
    [
        ("2019-09-30", 12), ("2020-03-31", 18), ("2019-10-15", "onbekend"), ("2018-09-30", None),
        ("2118-09-30", 1200), ("2119-09-30", "onbekend"),  # of more than a hundred years nobody knows
    ],
)  # fmt: skip
def test_a_further_extent_is_a_renewal(extent: str, months: Any):
    lot = with_period(startDate="2018-04-01", endDate="2018-09-30", maxExtentDate=extent)
    assert lot.fields.get("verlenging_maanden") == months
    assert lot.fields["einde"] == "2018-09-30"


@pytest.mark.parametrize(
    ("begin", "end", "term", "total"),
    [
        (
            "2018-04-01",
            None,
            (0, 24),
            (24, 24),
        ),  # with all its options it is so long, so firm it is at most that
        ("2018-04-01", "2018-10-15", None, (24, 24)),
        ("2020-03-31", None, (0, 0), (0, 0)),
        ("2020-04-01", None, None, None),  # it would end before it begins
        (None, None, None, None),
    ],
)
def test_the_last_day_with_all_options_bounds_the_term(
    begin: str | None, end: str | None, term: tuple[int, int] | None, total: tuple[int, int] | None
) -> None:
    dates = {"startDate": begin, "endDate": end, "maxExtentDate": "2020-03-31"}
    lot = with_period(**{name: day for name, day in dates.items() if day})
    assert lot.fields["verlenging_maanden"] == "onbekend"
    assert lot.bounds.get("looptijd_maanden") == term
    assert lot.bounds.get(TOTAL_TERM) == total


@pytest.mark.parametrize(("renews", "months"), [(True, "onbekend"), (False, 0), (None, None)])
def test_a_renewal(renews: Any, months: Any):
    assert only(release({"hasRenewal": renews})).fields.get("verlenging_maanden") == months


def test_lots_take_what_they_lack_but_not_the_value_or_the_term():
    lots = [
        {"id": "LOT-0001", "title": "Een", "value": {"amount": 200000, "currency": "EUR"}},
        {"id": "LOT-0002", "mainProcurementCategory": "works", "contractPeriod": {"durationInDays": 720}},
    ]
    first, second = lots_of(release({"lots": lots}))
    assert (first.fields["perceel"], first.fields["aard"], first.fields["opdrachtwaarde_excl_btw"]) == (
        "LOT-0001",
        "dienst",
        "200000.00",
    )
    assert "begin" not in first.fields
    assert (second.fields["aard"], second.fields["looptijd_maanden"]) == ("werk", 24)
    assert "alle percelen samen" in second.unread["opdrachtwaarde_excl_btw"]


def test_the_only_lot_has_the_value_and_the_term_of_the_tender():
    lot = only(release({"lots": [{"id": "LOT-0001"}]}))
    assert lot.fields["opdrachtwaarde_excl_btw"] == "900000.00"
    assert lot.fields["begin"] == "2018-04-01"


def test_the_social_extensions_are_said():
    tender = {
        "sustainability": [
            {"goal": "social.disadvantagedEmploymentOpportunities"},
            {"goal": "environmental"},
        ],
        "otherRequirements": {"reservedParticipation": ["shelteredWorkshop"]},
        "contractTerms": {"reservedExecution": True},
    }
    assert [signal.name for signal in only(release(tender)).signals] == [
        "sociaal doel",
        "voorbehouden aan",
        "uitvoering",
    ]


@pytest.mark.parametrize(("answer", "expected"), [(True, "ja"), (False, "nee"), ("ja", None)])
def test_a_framework(answer: Any, expected: str | None):
    lot = only(release({"techniques": {"hasFrameworkAgreement": answer}}))
    assert lot.fields.get("raamovereenkomst") == expected


@pytest.mark.parametrize(
    ("identifier", "cpv"),
    [
        ("90910000-9", "90910000-9"),
        ("90910000.0", "90910000"),
        (90910000, "90910000"),
        ("9091", None),
        (None, None),
    ],
)
def test_cpv_codes(identifier: Any, cpv: str | None):
    lot = only(release({"classification": {"scheme": "CPV", "id": identifier}}))
    assert lot.fields.get("cpv") == cpv


def test_of_several_cpv_codes_none_is_the_main_one():
    items = [{"classification": {"scheme": "CPV", "id": code}} for code in ("90910000", "90911000")]
    lot = only(release({"classification": {}, "items": items}))
    assert "cpv" not in lot.fields
    assert "meer dan één" in lot.unread["cpv"]


def test_a_buyer_elsewhere_is_not_the_rijk():
    party = PARTY | {"address": {"countryName": "United Kingdom"}}
    assert only(release(parties=[party])).fields["opdrachtgever_soort"] == "overig"


def test_a_release_without_a_tender_is_declined():
    reading = read_notice(json.dumps(release(tender=None) | {"tender": None}).encode())
    assert isinstance(reading, Refused)


@pytest.mark.parametrize(
    "content", [{}, [], {"aard": "dienst"}, {"data": [{"aard": "dienst"}]}, [{"aard": "dienst"}], 3, "ocid"]
)
def test_other_json_is_no_notice(content: Any):
    assert read_notice(json.dumps(content).encode()) is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_every_unicode_encoding_is_read(encoding: str):
    data = json.dumps(release({"title": "Eén voorbeeld"}), ensure_ascii=False).encode(encoding)
    reading = read_notice(data)
    assert isinstance(reading, NoticeReading)
    assert isinstance(reading.lots[0], Lot)
    assert reading.lots[0].fields["titel"] == "Eén voorbeeld"


def test_an_amount_in_quotes_that_can_mean_one_thing_is_read():
    for amount in ("900000", "900000.0", "900000.00"):
        lot = only(release({"value": {"amount": amount, "currency": "EUR"}}))
        assert lot.fields["opdrachtwaarde_excl_btw"] == "900000.00"


def problem(content: Any) -> Refused:
    reading = read_notice(json.dumps(content).encode())
    assert isinstance(reading, Refused), reading
    return reading


LINK = {"url": "https://voorbeeld.invalid/1", "date": "2018-03-05T00:00:00Z", "tag": ["tender"]}
NAMELESS = {key: value for key, value in release().items() if key != "ocid"}


@pytest.mark.parametrize(
    ("content", "missing"),
    [
        ({"releases": []}, "geen enkel bericht"),
        ({"records": []}, "geen enkel bericht"),
        ({"tender": TENDER}, "ocid"),
        ({"ocid": None, "releases": 3}, "ocid"),
        (NAMELESS, "ocid"),
        ({"releases": [NAMELESS]}, "ocid"),
        (release() | {"tender": None}, "tender"),
        (release(tag=["planning"]) | {"tender": "later"}, "tender"),
        ({"ocid": "ocds-voorbeeld-1", "releases": [LINK]}, "webadres"),
        ({"records": [{"ocid": "ocds-voorbeeld-1", "releases": [LINK]}]}, "webadres"),
        ({"records": [{"ocid": "ocds-voorbeeld-1"}]}, "tender"),
        ({"records": [{}]}, "ocid"),
    ],
)
def test_incomplete_ocds_is_said_to_be_that_with_what_is_missing(content: Any, missing: str):
    said = problem(content).message
    assert "OCDS" in said
    assert "niet volledig" in said
    assert missing in said


def test_a_release_that_cannot_be_read_is_a_problem_in_its_own_place():
    reading = read_notice(
        json.dumps({"releases": [NAMELESS, release(), None, release(ocid="ocds-voorbeeld-2")]}).encode()
    )
    assert isinstance(reading, NoticeReading)
    assert [type(lot) for lot in reading.lots] == [Refused, Lot, Refused, Lot]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\n\n"])
def test_json_lines_are_read_line_by_line(encoding: str, ending: str):
    lines = [
        release(),
        {"releases": [release(ocid="ocds-voorbeeld-2")]},
        {"compiledRelease": release(ocid="ocds-voorbeeld-3")},
    ]
    data = (ending.join(json.dumps(line) for line in lines) + ending).encode(encoding)
    reading = read_notice(data)
    assert isinstance(reading, NoticeReading)
    names = [lot.fields["id"] for lot in reading.lots if isinstance(lot, Lot)]
    assert names == ["ocds-voorbeeld-1", "ocds-voorbeeld-2", "ocds-voorbeeld-3"]


def test_a_bad_line_among_json_lines_is_a_problem_with_its_line():
    data = (json.dumps(release()) + '\n{"ocid": \n' + json.dumps(release(ocid="ocds-voorbeeld-2"))).encode()
    reading = read_notice(data)
    assert isinstance(reading, NoticeReading)
    first, second, third = reading.lots
    assert isinstance(first, Lot)
    assert isinstance(second, Refused)
    assert second.line == 2
    assert isinstance(third, Lot)


@pytest.mark.parametrize("key", ["data", "results", "items"])
def test_the_answer_of_a_service_is_read_like_the_releases_in_it(key: str):
    answer = {"count": 1, "links": ["https://voorbeeld.invalid"], key: [release()]}
    assert only(answer).fields == only(release()).fields


def test_a_code_of_another_list_is_no_type_of_buyer():
    party = PARTY | {"details": {"classifications": [{"scheme": "COFOG", "id": "la"}, {"id": "ra"}]}}
    assert "opdrachtgever_soort" not in only(release(parties=[party])).fields


@pytest.mark.parametrize("name", ["Nederland", "NETHERLANDS", "Pays-Bas"])
def test_the_netherlands_in_another_language_is_the_netherlands(name: str):
    lot = only(release(parties=[PARTY | {"address": {"countryName": name}}]))
    assert lot.fields["opdrachtgever_soort"] == "rijk"


def test_a_buyer_of_ocds_1_0_has_its_own_address():
    buyer = {"name": "Ministry of Example", "address": {"countryName": "United Kingdom"}}
    assert only(release(parties=None, buyer=buyer)).fields["opdrachtgever_soort"] == "overig"


def test_buyers_of_different_kinds_have_none_together():
    other = PARTY | {
        "id": "NL-2",
        "details": {"classifications": [{"scheme": "eu-buyer-legal-type", "id": "la"}]},
    }
    lot = only(release(parties=[PARTY, other]))
    assert "opdrachtgever_soort" not in lot.fields
    assert "verschillende soort" in lot.unread["opdrachtgever_soort"]
    assert any("2 opdrachtgevers" in warning for warning in lot.warnings)
    region = other | {"details": {"classifications": [{"scheme": "eu-buyer-legal-type", "id": "ra"}]}}
    assert only(release(parties=[region, other])).fields["opdrachtgever_soort"] == "decentraal"


def test_an_organisation_with_a_public_service_mission_is_said():
    lots = [{"id": "1", "otherRequirements": {"reservedParticipation": ["publicServiceMissionOrganization"]}}]
    (signal,) = only(release({"lots": lots})).signals
    assert "openbare dienst" in signal.value


def test_items_of_another_lot_do_not_give_a_lot_its_code():
    def item(code: str, lot: str = "") -> dict[str, Any]:
        return {"classification": {"scheme": "CPV", "id": code}} | ({"relatedLot": lot} if lot else {})

    tender = {
        "classification": None,
        "lots": [{"id": "1"}, {"id": "2"}, {"id": "3"}],
        "items": [item("90910000", "1"), item("45000000", "2"), item("45233130", "2")],
    }
    first, second, third = lots_of(release(tender))
    assert first.fields["cpv"] == "90910000"
    assert "cpv" not in second.fields
    assert "cpv" not in third.fields


def test_an_item_of_no_lot_is_of_every_lot():
    def code(lot: str, code: str) -> dict[str, Any]:
        return {"classification": {"scheme": "CPV", "id": code}, "relatedLot": lot}

    lots = [{"id": "the same"}, {"id": "another"}, {"id": "none of its own"}]
    items = [code("", "90910000"), code("the same", "90910000"), code("another", "45000000")]
    read = lots_of(release({"classification": None, "lots": lots, "items": items}))
    assert [lot.fields.get("cpv") for lot in read] == ["90910000", None, "90910000"]
    assert "meer dan één" in read[1].unread["cpv"]


@pytest.mark.parametrize(
    "data", [b'{"ocid": "x"}\n' * 11_000, b'{"ocid": "x", "tender": [' + b"0," * 2_100_000 + b"0]}"]
)
def test_more_than_any_package_holds_is_refused(data: bytes):
    reading = read_notice(data)
    assert isinstance(reading, Refused)
    assert "meer" in reading.message


def test_of_one_buyer_nothing_is_said_and_of_two_alike_what_both_are():
    assert not any("opdrachtgevers" in warning for warning in only(release(parties=[PARTY])).warnings)
    both = only(release(parties=[PARTY, PARTY | {"id": "NL-2"}]))
    assert both.fields["opdrachtgever_soort"] == "rijk"
    assert sum("2 opdrachtgevers" in warning for warning in both.warnings) == 1


STRANGER = {"iets": "anders"}


@pytest.mark.parametrize(
    "content",
    [[release(), STRANGER], {"results": [STRANGER, release()]}, {"releases": [release(), STRANGER]}],
)
def test_among_releases_what_is_none_is_a_problem_in_its_place(content: Any) -> None:
    reading = read_notice(json.dumps(content).encode())
    assert isinstance(reading, NoticeReading)
    assert sorted(type(lot).__name__ for lot in reading.lots) == ["Lot", "Refused"]
    assert reading.kind == "pakket met 2 aanbestedingen"


LATER = {"date": "2020-01-01T00:00:00Z", "tag": ["compiled"]}


@pytest.mark.parametrize(
    "record",
    [
        {"compiledRelease": release(**LATER)},  # only what was put together is named
        {"ocid": "ocds-voorbeeld-1", "compiledRelease": NAMELESS | LATER},  # only the record is
        {"ocid": "ocds-voorbeeld-1", "compiledRelease": release(**LATER)},
    ],
)
def test_the_history_of_a_record_is_of_the_tender_whichever_of_the_two_is_named(record: Any) -> None:
    lot = only({"records": [record | {"releases": [LINK]}]})
    assert (lot.fields["id"], lot.fields["publicatiedatum"]) == ("ocds-voorbeeld-1", "2018-03-05")


def kind_of(content: Any) -> str:
    reading = read_notice(json.dumps(content).encode())
    assert isinstance(reading, NoticeReading)
    return reading.kind


def test_what_was_put_together_is_of_the_last_kind_that_it_went_through() -> None:
    award = LINK | {"date": "2019-01-01T00:00:00Z", "tag": ["award"]}
    assert kind_of({"compiledRelease": release(**LATER), "releases": [LINK, award]}) == kind_of(
        release(tag=["award"])
    )
    # A release by itself says what it is of, whatever the one beside it is.
    of_award = {"ocid": "ocds-voorbeeld-1"} | award
    assert kind_of({"releases": [release(), of_award]}) == kind_of(release())


def test_a_package_has_so_many_lots_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """A tender without lots is one; of several releases the one with the most lots counts."""
    monkeypatch.setattr(ocds, "MAX_LOTS", 2)

    def of(*numbers: int) -> Any:
        every = [{"lots": [{"id": str(number)} for number in range(count)]} for count in numbers]
        return [release(lots, date=f"2018-03-0{day}T00:00:00Z") for day, lots in enumerate(every, 1)]

    assert len(lots_of(of(2))) == len(lots_of(of(2, 2))) == 2
    assert len(lots_of([release(), release(ocid="ocds-voorbeeld-2")])) == 2
    for content in (of(3), of(1, 3), of(3, 1), [*of(2), release(ocid="ocds-voorbeeld-2")]):
        assert "percelen" in problem(content).message


def test_one_release_of_tenderned_makes_all_of_its_tender_that() -> None:
    documents = [{"url": "https://www.tenderned.nl/aankondigingen/overzicht/1"}]
    first = release({"documents": documents})
    last = release(
        {"contractPeriod": {"durationInDays": 40}}, date="2018-06-01T00:00:00Z", tag=["tenderUpdate"]
    )
    assert "TenderNed" in only([first, last]).unread["looptijd_maanden"]
    assert only([release(), last]).fields["looptijd_maanden"] == 1


def test_of_one_release_it_is_not_said_that_there_are_more() -> None:
    assert not any("berichten" in warning for warning in only(release()).warnings)


def party(name: str, code: str, **more: Any) -> dict[str, Any]:
    kinds = [{"scheme": "eu-buyer-legal-type", "id": code}]
    return {"name": name, "details": {"classifications": kinds}, "address": {"country": "NL"}} | more


SUPPLIER = party("Aannemer", "la", roles=["supplier"])
BUYER = party("Koper", "cga", roles=["buyer"])
NUMBERED = [SUPPLIER | {"id": "1"}, BUYER | {"id": "2"}]


@pytest.mark.parametrize(
    ("buyer", "parties", "name", "origin", "kind"),
    [
        ({"name": "Naam", "id": "2"}, NUMBERED, "Naam", "buyer.name", "rijk"),
        ({"id": "2"}, NUMBERED, "Koper", "parties.name", "rijk"),
        ({"name": "Naam"}, [SUPPLIER, BUYER], "Naam", "buyer.name", "rijk"),  # by what they do
        # Whom the release calls its buyer goes before who is called so among the parties.
        ({"id": "1"}, NUMBERED, "Aannemer", "parties.name", "decentraal"),
        (party("Zelf", "cga"), [], "Zelf", "buyer.name", "rijk"),
        ({}, [BUYER], "Koper", "parties.name", "rijk"),
    ],
)  # fmt: skip
def test_who_the_buyer_is(buyer: Any, parties: list[Any], name: str, origin: str, kind: str) -> None:
    lot = only(release(buyer=buyer, parties=parties))
    assert (lot.fields["opdrachtgever"], lot.origins["opdrachtgever"]) == (name, origin)
    assert lot.fields["opdrachtgever_soort"] == kind


def test_without_a_buyer_it_is_who_procures() -> None:
    lot = only(
        release(
            {"procuringEntity": {"id": "2", "name": "Inkoopbureau"}},
            buyer=None,
            parties=[BUYER | {"id": "2"}],
        )
    )
    assert lot.origins["opdrachtgever"] == "tender.procuringEntity.name"
    assert lot.fields["opdrachtgever"] == "Inkoopbureau"


AGREEMENT, PERIOD = {"hasFrameworkAgreement": True}, TENDER["contractPeriod"]


@pytest.mark.parametrize(
    ("tender", "field", "origin"),
    [
        ({"hasRenewal": True}, "verlenging_maanden", "tender.hasRenewal"),
        ({"hasRenewal": False}, "verlenging_maanden", "tender.hasRenewal"),
        ({"renewal": {"description": "x"}}, "verlenging_maanden", "tender.renewal"),
        ({"lots": [{"hasRenewal": True}]}, "verlenging_maanden", "tender.lots.hasRenewal"),
        ({"lots": [{"renewal": {"description": "x"}}]}, "verlenging_maanden", "tender.lots.renewal"),
        (
            {"techniques": AGREEMENT}, "raamovereenkomst", "tender.techniques.hasFrameworkAgreement",
        ),
        (
            {"lots": [{"techniques": AGREEMENT}], "techniques": {"hasFrameworkAgreement": False}},
            "raamovereenkomst", "tender.lots.techniques.hasFrameworkAgreement",
        ),
        (
            {"lots": [{}], "techniques": AGREEMENT}, "raamovereenkomst",
            "tender.techniques.hasFrameworkAgreement",
        ),
        ({"lots": [{}], "hasRenewal": True}, "verlenging_maanden", "tender.hasRenewal"),
        (
            {"lots": [{"hasRenewal": False}], "hasRenewal": True}, "verlenging_maanden",
            "tender.lots.hasRenewal",
        ),
        ({"lots": [{}]}, "opdrachtwaarde_excl_btw", "tender.value.amount"),
        ({"lots": [{"value": TENDER["value"]}]}, "opdrachtwaarde_excl_btw", "tender.lots.value.amount"),
        ({"lots": [{}]}, "begin", "tender.contractPeriod.startDate"),
        ({"lots": [{"contractPeriod": PERIOD}]}, "begin", "tender.lots.contractPeriod.startDate"),
    ],
)  # fmt: skip
def test_what_a_lot_says_itself_is_told_as_that(tender: dict[str, Any], field: str, origin: str) -> None:
    assert only(release(tender)).origins[field] == origin


@pytest.mark.parametrize(("has", "warned"), [(True, True), (False, False), (None, False), ("ja", False)])
@pytest.mark.parametrize("more", [{}, {"hasRenewal": True}, {"lots": [{"hasRenewal": True}]}])
def test_options_are_said_beside_a_renewal_too(has: Any, warned: bool, more: dict[str, Any]) -> None:
    lot = only(release({"hasOptions": has} | more))
    assert any("noemt opties" in warning for warning in lot.warnings) is warned
    assert ("verlenging_maanden" in lot.fields) is bool(more)


@pytest.mark.parametrize(
    ("digits", "said"), [(11, "100 miljard"), (29, "100 miljard"), (39, "geen getal"), (10**9, "geen getal")]
)
def test_an_amount_that_is_too_high_is_no_value_however_it_is_written(digits: int, said: str) -> None:
    data = json.dumps(release()).replace("900000", f"1e{digits}").encode()
    reading = read_notice(data)
    assert isinstance(reading, NoticeReading)
    (lot,) = reading.lots
    assert isinstance(lot, Lot)
    assert said in lot.unread["opdrachtwaarde_excl_btw"]
