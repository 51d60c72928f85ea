# ruff: noqa: E501 - inline XML and tables of cases read better unbroken
"""TenderNed's dataset: rows of our own, one for each trap."""

import csv
import io

import pytest

from maatwerk_cli.models.tender.aanbesteding import Aanbesteding
from maatwerk_cli.tender.judging import Refused
from maatwerk_cli.tender.notices import Lot, NoticeReading, read_notice

ROW = {
    "ID publicatie": "1001",
    "Publicatiedatum": "05-03-2018",
    "Naam aanbestedende dienst": "Ministerie van Voorbeeld",
    "Naam aanbesteding": "Voorbeeld van een opdracht",
    "Type opdracht": "Diensten",
    "Aard van de opdracht": "Het betreft een overheidsopdracht",
    "Hoofd cpv definitie code": "90910000-9",
    "Perceel id": "1",
    "Aanvang opdracht": "01-04-2018",
    "Voltooiing opdracht": "30-09-2018",
    "Oorspronkelijk geraamde waarde - bedrag": "900000",
    "Waarde raming incl btw?": "Nee",
    "Voorbehouden voor beroepsgroep": "Ja",
    "E-mailadres": "vera@voorbeeld.invalid",
    "Contactpersoon": "Vera Voorbeeld",
}


def table(*rows: dict[str, str], delimiter: str = ";", encoding: str = "utf-8") -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode(encoding)


def lots_of(data: bytes) -> list[Lot | Refused]:
    reading = read_notice(data)
    assert isinstance(reading, NoticeReading), reading
    assert reading.schema == "TenderNed"
    for lot in reading.lots:
        assert "era" not in repr(lot).replace("reraamde", "").split("Vera")[1:], "a contact person"
        assert "vera@" not in repr(lot)
        if isinstance(lot, Lot):
            Aanbesteding.model_validate(dict(lot.fields))
            assert lot.fields.keys() == lot.origins.keys()
    return list(reading.lots)


def only(**changes: str) -> Lot:
    (lot,) = lots_of(table(ROW | changes))
    assert isinstance(lot, Lot)
    return lot


def test_a_plain_row_fills_every_field_it_holds():
    lot = only()
    assert lot.fields == {
        "id": "1001",
        "perceel": "1",
        "titel": "Voorbeeld van een opdracht",
        "opdrachtgever": "Ministerie van Voorbeeld",
        "aard": "dienst",
        "opdrachtwaarde_excl_btw": "900000.00",
        "begin": "2018-04-01",
        "einde": "2018-09-30",
        "raamovereenkomst": "nee",
        "cpv": "90910000-9",
        "publicatiedatum": "2018-03-05",
    }
    assert lot.line == 2


def test_a_reserved_profession_is_not_a_sheltered_workshop():
    assert only().signals == ()


@pytest.mark.parametrize("delimiter", [";", ","])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_delimiters_and_encodings(delimiter: str, encoding: str):
    (lot,) = lots_of(
        table(ROW | {"Naam aanbesteding": "Eén voorbeeld"}, delimiter=delimiter, encoding=encoding)
    )
    assert isinstance(lot, Lot)
    assert lot.fields["titel"] == "Eén voorbeeld"


@pytest.mark.parametrize(
    ("text", "nature"),
    [("Werken", "werk"), ("Diensten", "dienst"), ("Leveringen", "levering"), ("", None), ("Anders", None)],
)
def test_natures(text: str, nature: str | None):
    assert only(**{"Type opdracht": text}).fields.get("aard") == nature


@pytest.mark.parametrize(
    ("answer", "said"),
    [("Ja", "inclusief btw"), ("", "met of zonder btw"), ("onbekend", "met of zonder btw")],
)
def test_a_value_that_may_hold_vat_is_unknown(answer: str, said: str):
    assert said in only(**{"Waarde raming incl btw?": answer}).unread["opdrachtwaarde_excl_btw"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("900000", "900000.00"), ("900000,50", "900000.50"), ("900000.50", "900000.50"), ("900.000", "900000.00"),
        ("1.900.000,00", "1900000.00"), ("€ 900.000,00", "900000.00"), ("1", None), ("0,01", None), ("veel", None),
        ("$ 900000", None), ("", None),
    ],
)  # fmt: skip
def test_amounts(text: str, value: str | None):
    assert (
        only(**{"Oorspronkelijk geraamde waarde - bedrag": text}).fields.get("opdrachtwaarde_excl_btw")
        == value
    )


def test_another_currency_is_not_converted():
    lot = only(**{"Oorspronkelijk geraamde waarde - valuta": "USD"})
    assert "USD" in lot.unread["opdrachtwaarde_excl_btw"]


@pytest.mark.parametrize("text", ["31-02-2018", "01/04/2018", "2018", "0-0-0"])
def test_a_date_that_does_not_exist_is_unknown(text: str):
    lot = only(**{"Aanvang opdracht": text})
    assert "begin" not in lot.fields
    assert "begin" in lot.unread


def test_a_framework():
    lot = only(**{"Aard van de opdracht": "Het betreft de sluiting van een raamovereenkomst"})
    assert lot.fields["raamovereenkomst"] == "ja"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Ja", "ja"),
        ("1", "ja"),
        ("Een raamovereenkomst met een ondernemer", "ja"),
        ("Nee", "nee"),
        ("onwaar", "nee"),
        ("Geen raamovereenkomst", "nee"),
        ("Het betreft een overheidsopdracht", "nee"),
        ("Onbekend", None),  # what is not understood says nothing
        ("", None),
    ],
)
def test_whether_it_is_a_framework_is_told_by_words_that_are_known(text: str, answer: str | None) -> None:
    assert only(**{"Aard van de opdracht": text}).fields.get("raamovereenkomst") == answer


def test_an_award_does_not_date_the_tender():
    lot = only(**{"Type publicatie": "Aankondiging van een gegunde opdracht"})
    assert "publicatiedatum" not in lot.fields


def test_a_rectification_is_said_to_be_one():
    assert any("rectificatie" in warning for warning in only(**{"Type publicatie": "Rectificatie"}).warnings)


def test_lots_of_one_publication_share_its_id():
    first, second = lots_of(table(ROW, ROW | {"Perceel id": "2"}))
    assert isinstance(first, Lot)
    assert isinstance(second, Lot)
    assert first.fields["id"] == second.fields["id"] == "1001"
    assert (first.fields["perceel"], second.fields["perceel"]) == ("1", "2")


def test_a_bad_row_is_a_problem_in_its_own_place():
    data = table(ROW, ROW, ROW).split(b"\r\n")
    data[2] = b"te;weinig;cellen"
    first, second, third = lots_of(b"\r\n".join(data))
    assert isinstance(first, Lot)
    assert isinstance(second, Refused)
    assert second.line == 3
    assert isinstance(third, Lot)
    assert third.line == 4


def test_a_row_with_wrong_quotes_hides_no_other() -> None:
    data = table(ROW, ROW, ROW).replace(b"Voorbeeld van een opdracht", b'"Voorbeeld" van een opdracht', 1)
    first, second, third = lots_of(data)
    assert first == Refused("De aanhalingstekens op deze regel kloppen niet.", 2)
    assert isinstance(second, Lot)
    assert isinstance(third, Lot)
    assert (second.line, third.line) == (3, 4)


@pytest.mark.parametrize(
    "data",
    [
        b"Dit is een dataset\r\n" + table(ROW),  # no first line of a table
        b"sep=;\r\nid;aard\r\n1;dienst\r\n",
        b"ID publicatie;Type opdracht;iets\n1;Diensten;x\n",  # two heads can be of any table
    ],
)
def test_what_is_no_dataset_is_left_to_others(data: bytes) -> None:
    assert read_notice(data) is None


def test_a_table_with_three_known_heads_is_one_of_tenderned() -> None:
    (lot,) = lots_of(b"ID publicatie;Type opdracht;iets;Publicatiedatum\n1;Diensten;x;05-03-2018\n")
    assert isinstance(lot, Lot)
    assert lot.fields == {"id": "1", "aard": "dienst", "publicatiedatum": "2018-03-05"}


def test_line_breaks_within_a_cell_keep_the_line_numbers_right():
    first, second = lots_of(table(ROW | {"Naam aanbesteding": "Voorbeeld\nover\ndrie regels"}, ROW))
    assert isinstance(first, Lot)
    assert isinstance(second, Lot)
    assert (first.line, second.line) == (2, 5)
    assert first.fields["titel"] == "Voorbeeld over drie regels"


def test_a_table_of_tenders_of_our_own_is_no_notice():
    assert read_notice(b"id;aard;loonsom_excl_btw\n1;dienst;300000\n") is None


@pytest.mark.parametrize(
    "day", ["2018-04-01", "2018-04-01 00:00:00", "2018-04-01T00:00:00", "01-04-2018 00:00", "1-4-2018"]
)
def test_dates_as_a_spreadsheet_writes_them(day: str):
    assert only(**{"Aanvang opdracht": day}).fields["begin"] == "2018-04-01"


def test_a_serial_number_of_a_spreadsheet_is_no_date():
    lot = only(**{"Aanvang opdracht": "43191"})
    assert "begin" not in lot.fields
    assert "begin" in lot.unread


@pytest.mark.parametrize("text", ["900,000", "9,5,1", "9.00.000", "1.5E6", "circa 900000"])
def test_an_amount_that_can_mean_two_things_or_none_is_unknown(text: str):
    lot = only(**{"Oorspronkelijk geraamde waarde - bedrag": text})
    assert "opdrachtwaarde_excl_btw" not in lot.fields
    assert "opdrachtwaarde_excl_btw" in lot.unread


def test_of_two_columns_with_one_meaning_the_filled_one_counts():
    award = "Aankondiging van een gegunde opdracht"
    for kinds in (
        {"Type publicatie": award, "Soort publicatie": ""},
        {"Type publicatie": "", "Soort publicatie": award},
    ):
        assert "publicatiedatum" not in only(**kinds).fields


@pytest.mark.parametrize(("codes", "cpv"), [("90910000-9", "90910000-9"), ("90910000-9, 45000000-7", None)])
def test_of_a_list_the_only_code_is_the_main_one(codes: str, cpv: str | None):
    row = {head: cell for head, cell in ROW.items() if "cpv" not in head}
    (lot,) = lots_of(table(row | {"CPV-codes": codes}))
    assert isinstance(lot, Lot)
    assert lot.fields.get("cpv") == cpv
    assert ("meer dan één CPV-code" in lot.unread.get("cpv", "")) is (cpv is None)


@pytest.mark.parametrize(
    "data",
    [table(ROW).decode().encode("utf-16"), table(ROW, delimiter="\t"), b"sep=;\r\n" + table(ROW)],
    ids=["UTF-16", "tabs", "sep"],
)
def test_what_a_spreadsheet_did_to_a_dataset_is_told_at_its_beginning(data: bytes):
    reading = read_notice(data)
    assert isinstance(reading, Refused)
    assert (reading.line, reading.column) == (1, 1)


def test_an_empty_row_gives_no_field_at_all():
    (lot,) = lots_of(table(dict.fromkeys(ROW, "")))
    assert isinstance(lot, Lot)
    assert lot.fields == {}


def test_empty_lines_before_the_header_and_a_byte_order_mark_are_nothing():
    (lot,) = lots_of(b"\xef\xbb\xbf\r\n" + table(ROW))
    assert isinstance(lot, Lot)
    assert lot.fields == only().fields
