"""Edges of the readers: what a lot says it is, and how large a file may be."""

import json
from collections.abc import Callable
from io import BytesIO

import pytest

from maatwerk_cli.tender.judging import Refused
from maatwerk_cli.tender.notices import open_notice_table, read_notice, xml_tree
from maatwerk_cli.tender.notices.drafting import (
    Draft,
    _fewest_and_most_months,
    put_duration,
    put_identifier,
    put_text,
    put_year_of_notice,
)
from maatwerk_cli.tender.notices.eforms import _in_language, _kind, _lot_scheme
from maatwerk_cli.tender.notices.json_content import parse_json
from maatwerk_cli.tender.notices.service_answer import answer_of_service
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


MB = 1024 * 1024
LIMITS = {
    "a file": (100 * MB, lambda most: b"a;b".ljust(most), "groter dan 100 MB"),
    "XML": (50 * MB, lambda most: b"<!".ljust(most), "groter dan 50 MB"),
    "JSON": (25 * MB, lambda most: b'{"ocid"'.ljust(most), "groter dan 25 MB"),
    "values in JSON": (2_000_000, lambda most: b'{"ocid"' + b"," * most, "meer gegevens"),
    "releases, one a line": (10_000, lambda most: b'{"ocid": 1}\n' * most, "meer dan 10000 percelen"),
    "lots of a release": (
        10_000,
        lambda most: b'{"ocid": "x", "tender": {"lots": [{}' + b", {}" * (most - 1) + b"]}}",
        "meer dan 10000 percelen",
    ),
    "lots": (10_000, lambda most: b"<a>" + b"<OBJECT_DESCR/>" * most, "meer dan 10000 percelen"),
    "elements in each other": (200, lambda most: b"<a>" * most, "dieper in elkaar"),
    "attributes": (1_500_000, lambda most: b"<" + b' a=""' * most, "attributen"),
}
"""What is on the page on notices under "Grenzen", a file that has so much, and what is said of more."""


@pytest.mark.parametrize(("most", "file", "said"), LIMITS.values(), ids=LIMITS)
def test_a_file_at_a_limit_is_read_and_one_beyond_it_is_not(
    most: int, file: Callable[[int], bytes], said: str
) -> None:
    """What is cut short or no notice is refused for that, so that no test waits for a large one."""
    largest, beyond = (read_notice(file(number)) for number in (most, most + 1))
    assert not isinstance(largest, Refused) or said not in largest.message
    assert isinstance(beyond, Refused)
    assert said in beyond.message


def test_so_many_elements_are_read_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    assert xml_tree.MAX_ELEMENTS == 500_000  # as on the page; a file of so many would take seconds
    monkeypatch.setattr(xml_tree, "MAX_ELEMENTS", 3)
    assert isinstance(parse_xml(b"<a><b/><c/></a>"), XmlNode)
    refused = parse_xml(b"<a><b/><c/><d/></a>")
    assert isinstance(refused, Refused)
    assert "meer elementen" in refused.message


@pytest.mark.parametrize(("put", "name", "most"), [(put_text, "titel", 1000), (put_identifier, "id", 200)])
def test_what_is_longer_than_on_the_page_is_no_title_and_no_identifier(
    put: Callable[[Draft, str, str, str], None], name: str, most: int
) -> None:
    for length in (most, most + 1):
        draft = Draft()
        put(draft, name, "x" * length, "veld")
        assert (name in draft.fields) is (length == most)


@pytest.mark.parametrize(
    ("number", "unit", "is_term"),
    [
        ("1", "DAY", True),
        ("0", "DAY", False),
        ("0.5", "WEEK", False),
        ("-1", "MONTH", False),
        ("1200", "MONTH", True),
        ("1201", "MONTH", False),
        ("100", "YEAR", True),
        ("101", "YEAR", False),
    ],
)
def test_a_term_is_something_and_no_more_than_a_hundred_years(number: str, unit: str, is_term: bool) -> None:
    draft = Draft()
    put_duration(draft, number, unit, "veld")
    assert ("looptijd_maanden" in draft.fields) is is_term


@pytest.mark.parametrize(
    ("numbers", "year"),
    [
        (["2021/S 172-448760"], "2021"),
        (["629133-2023", "2023/S 1-1"], "2023"),
        (["629133-2023", "2021/S 1-1"], None),  # two notices before this one: which of them counts?
        ([], None),
        (["1-1989"], None),
        (["1-1990"], "1990"),
        (["1-2120"], "2120"),
        (["1-2121"], None),
    ],
)
def test_the_year_of_the_notice_that_an_award_refers_to(numbers: list[str], year: str | None) -> None:
    draft = Draft()
    put_year_of_notice(draft, numbers, "veld")
    assert draft.fields.get("publicatiedatum") == year


@pytest.mark.parametrize(
    ("days", "months"),
    [
        (27, (0, 0)),
        (28, (0, 1)),  # a February, or less than any other month
        (31, (1, 1)),
        (59, (1, 2)),  # two months, or three days short of July and August
        (365, (11, 12)),
        (366, (12, 12)),
        # From a February on, 37 months hold four of them, and one of those has 29 days.
        (1123, (36, 36)),
        (1124, (36, 37)),
        (1460, (47, 47)),
        (1461, (48, 48)),
        (1461 + 28, (48, 49)),
    ],
)
def test_how_many_months_days_can_be(days: int, months: tuple[int, int]) -> None:
    assert _fewest_and_most_months(days) == months


@pytest.mark.parametrize(
    ("names", "language", "name"),
    [
        (("FRA", "NLD"), "FRA", "FRA"),
        (("FRA", "NLD"), "DEU", "NLD"),
        (("FRA", "DEU"), "NLD", "FRA"),
        (("FRA",), "NLD", "FRA"),
        ((), "NLD", ""),
    ],
)
def test_a_name_is_given_in_the_language_else_in_dutch_else_the_first(
    names: tuple[str, ...], language: str, name: str
) -> None:
    content = "".join(f'<Name languageID="{own}">{own}</Name>' for own in names)
    root = parse_xml(f"<Party>{content}</Party>".encode())
    assert isinstance(root, XmlNode)
    assert _in_language(root.all("Name"), language) == name


@pytest.mark.parametrize("start", [b"", b"<", b"{", b"[", b"%PDF-", b"7z\xbc\xaf"])
def test_what_begins_as_another_kind_of_file_is_no_table_whatever_words_follow(start: bytes) -> None:
    head = b"Kenmerk;Type opdracht;Publicatiedatum;Perceel id;Oorspronkelijk geraamde waarde - bedrag\n"
    assert (open_notice_table(BytesIO(start + head)) is None) is bool(start)


@pytest.mark.parametrize(
    ("content", "kept"),
    [
        ("<Contact><Name>Jan</Name></Contact><Name>Voorbeeld</Name>", ["Name"]),
        ("<WINNERS><WINNER><TITLE>x</TITLE></WINNER></WINNERS><TITLE>x</TITLE>", ["TITLE"]),
        # Of what a buyer is referred to by, only that; the same elsewhere is built.
        (
            "<TouchPoint><Name>Jan</Name><PartyIdentification/></TouchPoint>",
            ["TouchPoint", "PartyIdentification"],
        ),
        ("<Party><Name>x</Name><PartyIdentification/></Party>", ["Party", "Name", "PartyIdentification"]),
    ],
)
def test_of_persons_in_a_notice_nothing_is_built(content: str, kept: list[str]) -> None:
    root = parse_xml(f"<Notice>{content}</Notice>".encode())
    assert isinstance(root, XmlNode)
    nodes = [root]
    for node in nodes:  # grows while it is gone through
        nodes += node.children
    assert [node.name for node in nodes[1:]] == kept


ANSWERS: dict[str, tuple[object, str]] = {
    "a failure": ({"error": "x", "status": 404}, "(een foutmelding 404)"),
    "with the number under another name": ({"message": "x", "statusCode": 500}, "(een foutmelding 500)"),
    "the first number of HTTP": ({"message": "x", "status": 100}, "(een foutmelding 100)"),
    "the last number of HTTP": ({"message": "x", "status": 599}, "(een foutmelding 599)"),
    "no number of HTTP": ({"message": "x", "status": 99}, "(een foutmelding)"),
    "no number of HTTP, above": ({"message": "x", "status": 600}, "(een foutmelding)"),
    "no whole number": ({"message": "x", "status": 404.5}, "(een foutmelding)"),
    "no number": ({"message": "x", "status": "Not Found", "traceId": "y"}, "(een foutmelding)"),
    "with more than an error has": ({"message": "x", "status": 404, "tender": {}}, ""),
    "that says nothing": ({"status": 404}, ""),
    "about nothing": ({"message": "x"}, ""),
    "found by TED": ({"notices": [], "totalNoticeCount": 0}, "zoekresultaat van TED"),
    "not found by TED": ({"notices": []}, ""),
    "a list": ([{"error": "x", "status": 404}], ""),
}


@pytest.mark.parametrize(("content", "words"), ANSWERS.values(), ids=ANSWERS)
def test_an_answer_of_a_service_is_told_from_a_notice(content: object, words: str) -> None:
    answer = answer_of_service(parse_json(json.dumps(content).encode()))
    assert (answer is not None) is bool(words)
    assert answer is None or words in answer.message


@pytest.mark.parametrize(
    ("subtype", "shown"),
    [("16", "16"), ("CEI", "CEI"), ("T01", "T01"), ("1234", "1234"), ("12345", ""), ("1-6", ""), ("", "")],
)
def test_a_subtype_of_eforms_is_shown_where_it_looks_like_one(subtype: str, shown: str) -> None:
    content = f'<NoticeSubType><SubTypeCode listName="notice-subtype">{subtype}</SubTypeCode></NoticeSubType>'
    for name in ("EformsExtension", "ExtensionContent", "UBLExtension", "UBLExtensions", "ContractNotice"):
        content = f"<{name}>{content}</{name}>"
    root = parse_xml(content.encode())
    assert isinstance(root, XmlNode)
    assert _kind(root)[0] == shown


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ('{"a": x}', 7),
        ('{"a": 1', 8),
        ('{"a": NaN}', 1),  # the line as a whole: that no such number is there has no place of its own
    ],
)
def test_a_release_on_a_line_that_cannot_be_read_is_told_with_its_place(line: str, column: int) -> None:
    first, refused, last = parse_json(f'{{"a": 1}}\n{line}\n{{"a": 2}}\n'.encode())
    assert (first, last) == ({"a": 1}, {"a": 2})
    assert isinstance(refused, Refused)
    assert (refused.line, refused.column) == (2, column)
