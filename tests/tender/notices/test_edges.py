"""Edges of the readers: what a lot says it is, and how large a file may be."""

import json
from collections.abc import Callable
from decimal import Decimal
from io import BytesIO

import pytest

from maatwerk_cli.models.tender.aanbesteding import Aanbesteding
from maatwerk_cli.tender.judging import Refused
from maatwerk_cli.tender.notices import open_notice_table, read_notice, xml_tree
from maatwerk_cli.tender.notices.drafting import (
    Amount,
    Draft,
    _fewest_and_most_months,
    check_order,
    check_term,
    put_buyer_kind,
    put_cpv,
    put_duration,
    put_identifier,
    put_nature,
    put_text,
    put_value,
    put_year_of_notice,
    shown_code,
)
from maatwerk_cli.tender.notices.eforms import _coded, _in_language, _kind, _lot_scheme
from maatwerk_cli.tender.notices.json_content import json_text, parse_json
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
    refused = parse_xml(b"<a><b/><c/>\n<d/></a>")
    assert isinstance(refused, Refused)
    assert (refused.line, refused.column) == (2, 5)  # behind the fourth, where reading stopped


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
        ("1200.5", "MONTH", False),
        ("100", "YEAR", True),
        ("101", "YEAR", False),
        ("36525", "DAY", True),
        ("36526", "DAY", False),
        ("5217", "WEEK", True),  # 36 519 days
        ("5218", "WEEK", False),
        ("9" * 30, "DAY", False),
    ],
)
@pytest.mark.parametrize("begin", [None, "1990-01-01", "2024-02-29"])
def test_a_term_is_something_and_no_more_than_a_hundred_years(
    number: str, unit: str, is_term: bool, begin: str | None
) -> None:
    draft = Draft(fields={"begin": begin} if begin else {})
    put_duration(draft, number, unit, "veld")
    assert ("looptijd_maanden" in draft.fields) is is_term
    assert ("looptijd_maanden" in draft.unread) is not is_term
    assert "looptijd_maanden" not in draft.bounds
    Aanbesteding.model_validate(draft.fields)


def test_a_term_that_is_no_whole_number_of_months_is_between_two() -> None:
    for number, unit, bounds in (
        ("1.5", "MONTH", (1, 2)),
        ("0.3", "YEAR", (3, 4)),
        ("1199.5", "MONTH", (1199, 1200)),
    ):
        draft = Draft()
        put_duration(draft, number, unit, "veld")
        assert draft.bounds["looptijd_maanden"] == bounds


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


@pytest.mark.parametrize(
    ("leaves", "texts"),
    [
        ([("cpv", "1"), ("cpv", "2")], ["1", "2"]),
        ([("", "1"), ("", "2")], ["1", "2"]),
        ([("", "1"), ("cpv", "2")], ["2"]),
        ([("cpv-suppl", "1"), ("", "2")], ["2"]),
        ([("cpv-suppl", "1")], []),
        ([], []),
    ],
)
def test_a_code_is_one_of_its_list_else_one_of_no_list(
    leaves: list[tuple[str, str]], texts: list[str]
) -> None:
    content = "".join(
        f'<ID listName="{name}">{code}</ID>' if name else f"<ID>{code}</ID>" for name, code in leaves
    )
    root = parse_xml(f"<a>{content}</a>".encode())
    assert isinstance(root, XmlNode)
    assert _coded(root.children, "cpv") == texts


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


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal(10) ** 39, f"1{'0' * 39}"),
        (Decimal(10) ** 40, ""),  # so long a number says nothing, and an exponent could fill memory
        (Decimal("1e-39"), f"0.{'0' * 38}1"),
        (Decimal("1e-40"), ""),
        (Decimal(7), "7"),
        (" x ", "x"),
        (True, ""),
        (None, ""),
    ],
)
def test_a_text_or_a_number_of_json_is_a_text(value: object, text: str) -> None:
    assert json_text({"a": value}, "a") == text
    assert json_text([value], "a") == ""


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
    "with all that an error can have": (
        dict.fromkeys(
            (
                "error",
                "errors",
                "message",
                "detail",
                "title",
                "error_description",
                "status",
                "code",
                "statusCode",
                "timestamp",
                "path",
                "type",
                "trace",
                "instance",
                "requestId",
                "traceId",
            ),
            "x",
        ),
        "(een foutmelding)",
    ),
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


VALUE = "opdrachtwaarde_excl_btw"


def amount(text: str, role: str = "waarde", **more: str) -> Amount:
    return Amount(text, more.pop("currency", "EUR"), "veld", role=role, **more)  # type: ignore[arg-type]


def least(text: str) -> Amount:
    return amount(text, "minstens")


def most(text: str) -> Amount:
    return amount(text, "hooguit")


VALUES: dict[str, tuple[list[Amount], list[Amount], str | None, tuple[int, int | None] | None, str]] = {
    "the highest of its own": ([amount("200"), amount("300")], [amount("900")], "300.00", None, ""),
    "two": ([amount("2")], [], "2.00", None, ""),
    "on the cent": ([amount("100.01"), amount("100.019")], [], "100.01", None, ""),
    "just too high": ([amount("99999999999.99")], [], "99999999999.99", None, ""),
    "a lowest": ([least("100")], [], None, (100, None), "ten minste € 100"),
    "two lowest": ([least("100"), least("200")], [], None, (200, None), "ten minste € 200"),
    "a highest": ([most("300")], [], None, (0, 300), "ten hoogste € 300"),
    "two highest": ([most("300"), most("500")], [], None, (0, 500), "ten hoogste € 500"),
    "a value between": ([amount("200"), most("500"), least("100")], [], None, (100, 500), "geraamd op € 200"),
    "with VAT": ([amount("300", vat="met")], [], None, (0, 300), "inclusief btw"),
    "perhaps with VAT": ([amount("300", vat="onbekend")], [], None, (0, 300), "met of zonder btw"),
    "of all lots": ([], [amount("900"), amount("800")], None, (0, 900), "van alle percelen samen"),
    "of all lots at most": ([], [amount("900"), most("1000")], None, (0, 1000), "van alle percelen samen"),
    "of all lots at least": ([], [least("900")], None, None, "van alle percelen samen"),
    "of all lots in pounds": ([], [amount("900", currency="GBP")], None, None, "van alle percelen samen"),
    "of all lots only filled": ([], [amount("1")], None, None, "van alle percelen samen"),
    "filled beside all lots": ([amount("1")], [amount("900")], None, None, "is 1. Dat is een opvulling"),
    "filled beside a value": ([amount("0"), amount("300")], [], "300.00", None, ""),
    "hidden beside a value": ([amount("-1"), amount("300")], [], "300.00", None, ""),
    "no number beside a value": ([amount("veel"), amount("300")], [], None, None, "geen getal"),
    "pounds beside a value": ([amount("2", currency="GBP"), amount("300")], [], None, None, "'GBP'"),
    "a pound beside a value": ([amount("1", currency="GBP"), amount("300")], [], "300.00", None, ""),
    "nothing": ([], [], None, None, ""),
}  # fmt: skip
"""Amounts of a lot and of all lots, with the value, what it can be, and the reason that there is none."""


@pytest.mark.parametrize(("own", "of_all", "value", "bounds", "said"), VALUES.values(), ids=VALUES)
def test_the_value_is_the_highest_that_counts_or_is_said_to_be_unknown(
    own: list[Amount],
    of_all: list[Amount],
    value: str | None,
    bounds: tuple[int, int | None] | None,
    said: str,
) -> None:
    draft = Draft()
    put_value(draft, own, of_all)
    assert draft.fields.get(VALUE) == value
    assert draft.bounds.get(VALUE) == bounds
    reason = draft.unread.get(VALUE, "").replace("\xa0", " ")
    assert said in reason
    assert bool(reason) is bool(said)


def test_more_than_one_value_is_said_where_they_differ_by_a_cent() -> None:
    for other, warned in (("300", False), ("299.999", True), ("300.009", False), ("200", True)):
        draft = Draft()
        put_value(draft, [amount("300"), amount(other)])
        assert bool(draft.warnings) is warned


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Schoonmaak", "Schoonmaak"),
        ("a\u200bb", "a b"),  # what cannot be seen parts words
        ("  ", None),
        ("unpublished", None),  # what eForms writes for a field that may not be shown
        ("unpublished plans", "unpublished plans"),
    ],
)
def test_a_text_is_taken_over_without_what_cannot_be_seen(text: str, says: str | None) -> None:
    draft = Draft()
    put_text(draft, "titel", text, "veld")
    assert draft.fields.get("titel") == says
    assert draft.unread == {}


def test_an_identifier_is_what_can_be_seen_of_it() -> None:
    draft = Draft()
    put_identifier(draft, "id", f" a{chr(0x200B) * 2000}b ", "veld")
    assert draft.fields == {"id": "ab"}


@pytest.mark.parametrize(
    ("code", "nature", "said"),
    [
        ("SERVICES", "dienst", ""),
        ("combined", None, "gemengde opdracht"),
        ("MIXED", None, "gemengde opdracht"),
        ("iets", None, "'iets' die niet bestaat"),
        ("", None, ""),
    ],
)
def test_what_sort_a_contract_is(code: str, nature: str | None, said: str) -> None:
    draft = Draft()
    put_nature(draft, code, "veld")
    assert draft.fields.get("aard") == nature
    assert said in draft.unread.get("aard", "")
    assert bool(draft.unread) is bool(said)


@pytest.mark.parametrize(
    ("codes", "kind", "origin", "said"),
    [
        (["cga"], "rijk", "veld (cga)", ""),
        (["ra", "la"], "decentraal", "veld (ra, la)", ""),
        (["la", "la"], "decentraal", "veld (la)", ""),
        (["cga", "la"], None, None, "verschillende soorten opdrachtgever"),
        (["cga", ""], None, None, "Niet van elke opdrachtgever staat er"),
        (["iets", "iets"], None, None, "'iets' is niet bekend"),
        (["", ""], None, None, ""),
    ],
)
def test_what_sort_the_buyers_are(codes: list[str], kind: str | None, origin: str | None, said: str) -> None:
    draft = Draft()
    put_buyer_kind(draft, codes, "veld")
    assert (draft.fields.get("opdrachtgever_soort"), draft.origins.get("opdrachtgever_soort")) == (
        kind,
        origin,
    )
    assert said in draft.unread.get("opdrachtgever_soort", "")
    assert bool(draft.unread) is bool(said)


@pytest.mark.parametrize(
    ("code", "cpv", "doubted"),
    [
        (" 90910000-9 ", "90910000-9", False),
        ("90910000", "90910000", False),
        ("90910000.0", "90910000", False),
        ("45000000-7", "45000000-7", False),
        ("45000000-1", "45000000", True),
        ("9091000", None, False),
        (" ", None, False),
    ],
)
def test_a_code_with_a_wrong_check_digit_is_read_without_it(
    code: str, cpv: str | None, doubted: bool
) -> None:
    draft = Draft()
    put_cpv(draft, code, "veld")
    assert draft.fields.get("cpv") == cpv
    assert bool(draft.warnings) is doubted
    assert ("cpv" in draft.unread) is (cpv is None and bool(code.strip()))


@pytest.mark.parametrize(
    ("begin", "end", "kept"),
    [("2024-01-02", "2024-01-01", False), ("2024-01-01", "2024-01-01", True), ("2024-01-01", None, True)],
)
def test_a_contract_can_last_a_day_and_not_less(begin: str, end: str | None, kept: bool) -> None:
    draft = Draft(
        fields={"begin": begin} | ({"einde": end} if end else {}), origins={"begin": "b", "einde": "e"}
    )
    check_order(draft)
    assert ("begin" in draft.fields) is kept
    assert ("einde" in draft.fields) is (kept and end is not None)


@pytest.mark.parametrize(("months", "kept"), [(10, False), (11, True), (12, True), (13, True), (14, False)])
def test_a_term_may_differ_a_month_from_its_dates(months: int, kept: bool) -> None:
    fields: dict[str, object] = {"begin": "2024-01-01", "einde": "2024-12-31", "looptijd_maanden": months}
    draft = Draft(fields=fields, origins=dict.fromkeys(fields, "veld"))
    check_term(draft)
    assert ("looptijd_maanden" in draft.fields) is kept
    assert ("looptijd_maanden" in draft.unread) is not kept


@pytest.mark.parametrize(
    ("known", "looked"),
    [
        ({}, True),
        ({"einde": "2024-12-31"}, False),
        ({"looptijd_maanden": 12}, False),
        ({"aard": "werk"}, True),
    ],
)
def test_that_the_term_was_not_found_is_said_where_neither_it_nor_the_end_is_there(
    known: dict[str, object], looked: bool
) -> None:
    read, left = Draft(fields=dict(known)), Draft(unread=dict.fromkeys(known, "een reden"))
    assert ("looptijd_maanden" in read.lot().unread) is looked
    reasons = left.lot().unread
    assert [reasons[name] for name in known] == ["een reden"] * len(known)
    assert ("looptijd_maanden" in reasons) is (looked or "looptijd_maanden" in known)
    assert ("aard" in read.lot().unread) is ("aard" not in known)


def test_of_two_lots_that_are_missing_it_is_said_in_the_plural() -> None:
    draft = Draft()
    draft.count_lots(["1"], ["2", "3", ""], 1)
    assert draft.number_of_lots == 3
    assert draft.warnings == ["De aankondiging noemt ook percelen die zij niet beschrijft: '2' en '3'."]


def test_what_is_refused_of_no_line_stands_on_the_first() -> None:
    draft = Draft(fields={"id": "1", "perceel": "2"})
    assert draft.refuse(Refused("Nee."), None) == Refused("Nee.", 1, id="1", perceel="2")
    assert draft.refuse(Refused("Nee."), 5) == Refused("Nee.", 5, id="1", perceel="2")


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("LOT-0001", True),
        ("2024-12345", True),  # many digits, and yet of nobody
        ("x" * 40, True),
        ("x" * 41, False),
        ("twee woorden", False),
        ("123456782", False),  # nine digits that can be of a person
        ("vera@voorbeeld.nl", False),
    ],
)
def test_a_code_is_shown_where_it_looks_like_one_and_tells_of_nobody(code: str, shown: bool) -> None:
    assert shown_code(code) == (f"'{code}'" if shown else "die niet te lezen is")
