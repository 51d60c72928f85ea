# ruff: noqa: E501 - inline XML reads better unbroken
"""What a notice says in two ways, or leaves in the middle: nothing of it is taken for certain, or dropped unsaid."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import Run
from tests.tender.notices.test_eforms import framework, lot, measure, notice, only, project
from tests.tender.notices.test_ocds import PARTY, TENDER, release
from tests.tender.notices.test_ocds import lots_of as read_of_ocds
from tests.tender.notices.test_ocds import only as only_of_ocds
from tests.tender.notices.test_ted import COSTS, contract, defence
from tests.tender.notices.test_ted import notice as ted_notice
from tests.tender.notices.test_ted import only as only_of_ted
from tests.tender.notices.test_ted import read as read_of_ted
from tests.tender.notices.test_tenderned import ROW as TENDERNED_ROW
from tests.tender.notices.test_tenderned import only as only_of_tenderned
from tests.tender.notices.test_tenderned import table

from maatwerk_cli.tender.facts import Bounds
from maatwerk_cli.tender.judging import Refused
from maatwerk_cli.tender.notices import Lot, drafting, read_notice
from maatwerk_cli.tender.notices.release_order import alike

FOUR_MONTHS = f"<cac:PlannedPeriod>{measure('4', 'MONTH')}</cac:PlannedPeriod>"
MAXIMUM = '<efbc:FrameworkMaximumAmount currencyID="EUR">900000</efbc:FrameworkMaximumAmount>'
GOODS = '<cbc:ProcurementTypeCode listName="contract-nature">supplies</cbc:ProcurementTypeCode>'
SECOND_CPV = '<cac:MainCommodityClassification><cbc:ItemClassificationCode listName="cpv">45000000</cbc:ItemClassificationCode></cac:MainCommodityClassification>'


def period(content: str) -> str:
    return f"<cac:PlannedPeriod>{content}</cac:PlannedPeriod>"


def dates(*named: tuple[str, str]) -> str:
    return period("".join(f"<cbc:{name}>{day}</cbc:{name}>" for name, day in named))


BEGIN, END = ("StartDate", "2024-04-01"), ("EndDate", "2024-07-31")


@pytest.mark.parametrize(
    ("data", "field", "said"),
    [
        (notice(lot(project(more=GOODS))), "aard", "BT-23"),
        (notice(lot(project(more=SECOND_CPV))), "cpv", "BT-262"),
        (notice(lot(project(period=dates(BEGIN, ("StartDate", "2024-05-01"), END)))), "begin", "BT-536"),
        (notice(lot(project(period=dates(BEGIN, END, ("EndDate", "2026-07-31"))))), "einde", "BT-537"),
        (
            notice(lot(project(), process=framework("none") + framework("fa-mix"))),
            "raamovereenkomst",
            "BT-765",
        ),
        (
            notice(
                lot(project()),
                extra="<efac:Publication><efbc:PublicationDate>2010-01-01Z</efbc:PublicationDate></efac:Publication>",
            ),
            "publicatiedatum",
            "OPP-012",
        ),
        (
            notice(
                lot(project()),
                buyer_type="".join(
                    f'<cbc:PartyTypeCode listName="buyer-legal-type">{code}</cbc:PartyTypeCode>'
                    for code in ("cga", "la")
                ),
            ),
            "opdrachtgever_soort",
            "verschillende soort",
        ),
        (
            ted_notice(
                contract().replace("<TYPE_CONTRACT", '<TYPE_CONTRACT CTYPE="SUPPLIES"/><TYPE_CONTRACT')
            ),
            "aard",
            "II.1.3",
        ),
    ],
)
def test_of_two_that_differ_none_is_taken_and_that_is_said(data: bytes, field: str, said: str):
    (lot_read,) = read_notice(data).lots  # type: ignore[union-attr]
    assert isinstance(lot_read, Lot)
    assert field not in lot_read.fields
    assert said in lot_read.unread[field]
    assert field in lot_read.unclear


def test_what_is_written_twice_alike_is_said_once():
    twice = notice(lot(project(period=dates(BEGIN, ("StartDate", "2024-04-01+02:00"), END, END))))
    assert only(twice).fields["begin"] == "2024-04-01"
    assert only(twice).fields["einde"] == "2024-07-31"
    data = notice(lot(project(), process=framework("fa-mix") + framework("fa-w-rc")))
    assert only(data).fields["raamovereenkomst"] == "ja"


def test_terms_of_ted_that_differ_bound_the_term():
    terms = '<DURATION TYPE="MONTH">4</DURATION><DURATION TYPE="MONTH">12</DURATION>'
    lot_read = only_of_ted(ted_notice(contract(f"<OBJECT_DESCR>{terms}</OBJECT_DESCR>")))
    assert lot_read.bounds["looptijd_maanden"] == Bounds(4, 12)


@pytest.mark.parametrize(
    ("beside", "said", "gone"),
    [
        (measure("4", "MONTH"), "een duur (BT-36)", "looptijd_maanden"),
        (
            "<cbc:StartDate>2024-04-01</cbc:StartDate><cbc:EndDate>2024-07-31</cbc:EndDate>",
            "een einddatum (BT-537)",
            "einde",
        ),
    ],
)
@pytest.mark.parametrize(("code", "words"), [("UNLIMITED", "onbepaalde tijd"), ("UNKNOWN", "onbekende duur")])
def test_an_end_beside_no_end_is_a_contradiction(beside: str, said: str, gone: str, code: str, words: str):
    unlimited = f'<cbc:DescriptionCode listName="timeperiod">{code}</cbc:DescriptionCode>'
    lot_read = only(notice(lot(project(period=period(beside + unlimited)))))
    assert gone not in lot_read.fields
    assert words in lot_read.unread[gone]
    assert said in lot_read.unread[gone]


def test_renewals_counted_in_two_ways_are_of_an_unknown_number():
    numbers = "".join(f"<cbc:MaximumNumberNumeric>{number}</cbc:MaximumNumberNumeric>" for number in "03")
    more = f"<cac:ContractExtension>{numbers}</cac:ContractExtension>"
    assert only(notice(lot(project(more=more)))).fields["verlenging_maanden"] == "onbekend"


@pytest.mark.parametrize(
    ("process", "amount", "said"),
    [
        (framework("none"), MAXIMUM, "geen raamovereenkomst"),
        (framework("none"), MAXIMUM, "Kijk in de stukken welke van de twee klopt."),
        ("", MAXIMUM, "niet of dit een raamovereenkomst is"),
        ("", MAXIMUM, "Kijk in de stukken of het er een is."),
        (framework("none") + framework("fa-mix"), MAXIMUM, "en niet dezelfde"),
        (framework("fa-nieuw"), "", "'fa-nieuw' (BT-765) is niet bekend"),
    ],
)
def test_a_framework_left_in_the_middle_is_not_taken_for_none(
    process: str, amount: str, said: str, maatwerk: Run, tmp_path: Path
):
    # Four months is no with no framework; a call-off of one of four months may last longer.
    data = notice(lot(project(amount=amount, period=FOUR_MONTHS), process=process))
    assert said in only(data).unread["raamovereenkomst"]
    tmp_path.joinpath("bericht.xml").write_bytes(data)
    done = maatwerk("check-aanbesteding", "bericht.xml", "--formaat", "json", cwd=tmp_path)
    (verdict,) = json.loads(done.stdout)
    assert verdict["uitkomst"] == "onbekend"
    assert not any(
        "Aangenomen is dat dit geen raamovereenkomst" in text for text in verdict["waarschuwingen"]
    )
    written = maatwerk("check-aanbesteding", "bericht.xml", "--formaat", "yaml", cwd=tmp_path).stdout
    assert "\nraamovereenkomst: onbekend" in written


@pytest.mark.parametrize("codes", [("la", "body-pl"), ("cga", "la"), ("iets",)])
def test_a_kind_of_buyer_left_in_the_middle_is_not_taken_for_the_rijk(
    codes: tuple[str, ...], maatwerk: Run, tmp_path: Path
):
    cheap = '<cbc:EstimatedOverallContractAmount currencyID="EUR">100000</cbc:EstimatedOverallContractAmount>'
    types = "".join(
        f'<cbc:PartyTypeCode listName="buyer-legal-type">{code}</cbc:PartyTypeCode>' for code in codes
    )
    tmp_path.joinpath("bericht.xml").write_bytes(notice(lot(project(amount=cheap)), buyer_type=types))
    done = maatwerk("check-aanbesteding", "bericht.xml", "--formaat", "json", cwd=tmp_path)
    (verdict,) = json.loads(done.stdout)
    assert verdict["uitkomst"] == "onbekend"
    assert not any("Aangenomen is dat het Rijk" in text for text in verdict["waarschuwingen"])


CHEAP = '<cbc:EstimatedOverallContractAmount currencyID="EUR">100000</cbc:EstimatedOverallContractAmount>'
DATED = project(amount=CHEAP, period=dates(BEGIN, END))
PUBLISHED_AGAIN = (
    "<efac:Publication><efbc:PublicationDate>2010-01-01</efbc:PublicationDate></efac:Publication>"
)
SENT_AGAIN = (b"</cbc:IssueDate>", b"</cbc:IssueDate><cbc:IssueDate>2010-01-01</cbc:IssueDate>")


@pytest.mark.parametrize(
    "data",
    [
        notice(lot(DATED), extra=PUBLISHED_AGAIN),
        notice(lot(DATED), published="").replace(*SENT_AGAIN),
        ted_notice(contract("<OBJECT_DESCR><DATE_START>2018-04-01</DATE_START></OBJECT_DESCR>")).replace(
            b"</DATE_PUB>", b"</DATE_PUB><DATE_PUB>20100305</DATE_PUB>"
        ),
        table(TENDERNED_ROW | {" Publicatiedatum": "01-01-2010"}),
    ],
)
def test_where_two_days_of_publication_are_named_the_begin_does_not_stand_in(
    data: bytes, maatwerk: Run, tmp_path: Path
):
    # On the one day no framework is in force, and on the other and on the begin one is.
    tmp_path.joinpath("bericht").write_bytes(data)

    def verdict(*more: str) -> dict[str, object]:
        options = ("--formaat", "json", "--opdrachtgever-soort", "rijk", *more)
        (judged,) = json.loads(maatwerk("check-aanbesteding", "bericht", *options, cwd=tmp_path).stdout)
        return judged

    undated = verdict()
    assert (undated["uitkomst"], undated["peildatum"]) == ("onbekend", None)
    assert "niet eenduidig wanneer zij is gepubliceerd" in str(undated["waarschuwingen"])
    assert verdict("--peildatum", "2018-04-01")["kaders"]
    written = maatwerk("check-aanbesteding", "bericht", "--formaat", "yaml", cwd=tmp_path).stdout
    assert "publicatiedatum: onbekend  # Datum van publicatie: niet eenduidig." in written
    steps = maatwerk("check-aanbesteding", "bericht", "--formaat", "tekst", "--uitleg", cwd=tmp_path).stdout
    assert "want de publicatiedatum is niet eenduidig" in " ".join(steps.split())


def lots_of(whole: str, *own: str) -> list[Lot]:
    value = '<cbc:EstimatedOverallContractAmount currencyID="EUR">{}</cbc:EstimatedOverallContractAmount>'
    lots = [
        lot(project(amount=value.format(amount) if amount else ""), f"LOT-{number:04}")
        for number, amount in enumerate(own, 1)
    ]
    reading = read_notice(notice(*lots, procedure=project(amount=value.format(whole))))
    return [lot_read for lot_read in reading.lots if isinstance(lot_read, Lot)]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("whole", "own", "count", "warned"),
    [
        ("600000", ("100000", "100000"), 3, True),  # what the whole has more may be a lot
        ("150000", ("100000", "100000"), 2, True),
        ("200000.00", ("100000", "100000"), 2, False),
        ("600000", ("100000", ""), 2, False),  # a lot without a value may be the rest
    ],
)
def test_lots_that_together_are_not_the_whole_are_told(
    whole: str, own: tuple[str, ...], count: int, warned: bool
):
    for lot_read in lots_of(whole, *own):
        assert any("De waarde van alle percelen samen" in text for text in lot_read.warnings) is warned
        assert lot_read.number_of_lots == count


def test_half_a_year_and_six_months_are_one_term():
    both = measure("0.5", "YEAR") + measure("6", "MONTH")
    assert only(notice(lot(project(period=period(both))))).fields["looptijd_maanden"] == 6


def test_of_two_awarded_values_the_highest_counts():
    values = '<VAL_TOTAL CURRENCY="EUR">100000</VAL_TOTAL><VAL_TOTAL CURRENCY="EUR">700000</VAL_TOTAL>'
    award = f"<AWARD_CONTRACT><AWARDED_CONTRACT>{values}</AWARDED_CONTRACT></AWARD_CONTRACT>"
    lot_read = only_of_ted(ted_notice(contract(value=""), form="F03_2014", after=award))
    assert lot_read.fields["opdrachtwaarde_excl_btw"] == "700000.00"
    assert any("€ 100.000" in text for text in lot_read.warnings)


def test_that_there_is_something_to_know_of_a_notice_is_told_where_no_sentence_is(
    maatwerk: Run, tmp_path: Path
):
    # The dates are four months and the term two years: the dates are taken, and the lot rests on that.
    doubted = project(period=dates(BEGIN, END).replace("</cac", f"{measure('24', 'MONTH')}</cac"))
    data = notice(lot(doubted, "LOT-0001"), lot(project(), "LOT-0002"))
    tmp_path.joinpath("bericht.xml").write_bytes(data)

    def said(*arguments: str) -> str:
        return maatwerk("check-aanbesteding", "bericht.xml", *arguments, cwd=tmp_path).stdout

    rows = {
        row["perceel"]: row["onzeker"].split()
        for row in csv.DictReader(io.StringIO(said("--formaat", "csv")))
    }
    assert "opmerking_bij_aankondiging" in rows["LOT-0001"]
    assert "opmerking_bij_aankondiging" not in rows["LOT-0002"]
    screen = " ".join(said("--formaat", "tekst").split())
    assert "opmerking bij aankondiging (1)" in screen
    assert "bij die aankondiging is op te merken, staat bij --uitleg" in screen
    assert "klopt niet met de begindatum" in " ".join(said("--formaat", "tekst", "--uitleg").split())


ABROAD = (
    '<efac:Organization><efac:Company><cac:PartyIdentification><cbc:ID schemeName="organization">ORG-0002</cbc:ID></cac:PartyIdentification>'
    '<cac:PostalAddress><cac:Country><cbc:IdentificationCode listName="country">BEL</cbc:IdentificationCode></cac:Country></cac:PostalAddress>'
    "</efac:Company></efac:Organization></efac:Organizations>"
)


@pytest.mark.parametrize("abroad_first", [True, False])
def test_a_ministry_beside_one_from_abroad_is_not_the_rijk_alone(abroad_first: bool):
    data = notice(lot(project())).replace(b"</efac:Organizations>", ABROAD.encode())
    start, end = (
        data.index(b"<cac:ContractingParty>"),
        data.index(b"</cac:ContractingParty>") + len(b"</cac:ContractingParty>"),
    )
    own = data[start:end]
    other = own.replace(b"ORG-0001", b"ORG-0002")
    lot_read = only(data.replace(own, other + own if abroad_first else own + other))
    assert "opdrachtgever_soort" not in lot_read.fields
    assert "niet elk van hen komt uit Nederland" in lot_read.unread["opdrachtgever_soort"]


@pytest.mark.parametrize(
    ("subtypes", "code", "said"),
    [
        (("99",), "cn-standard", ["'99' (OPP-070) is niet bekend"]),
        (("16", "29"), "cn-standard", ["meer dan één eigen soort (OPP-070)"]),
        ((), "cn-nieuw", ["'cn-nieuw' (BT-02) is niet bekend"]),
        (("16",), "cn-nieuw", []),  # the subtype says it
        ((), "cn-standard", []),
    ],
)
def test_a_kind_of_notice_that_is_not_known_is_said(subtypes: tuple[str, ...], code: str, said: list[str]):
    extra = "".join(
        f'<efac:NoticeSubType><cbc:SubTypeCode listName="notice-subtype">{subtype}</cbc:SubTypeCode></efac:NoticeSubType>'
        for subtype in subtypes
    )
    named = f'<cbc:NoticeTypeCode listName="competition">{code}</cbc:NoticeTypeCode>'
    warnings = only(notice(lot(project()), extra=extra, code=named)).warnings
    assert len(warnings) == len(said)
    assert all(words in text for words, text in zip(said, warnings, strict=True))


def test_a_lot_of_an_unknown_scheme_is_a_lot_and_an_amount_of_a_group_is_told():
    group = lot(project(), "GLO-0001", scheme="LotsGroup")
    odd = lot(project(), "LOT-0002", scheme="Perceel")
    reading = read_notice(notice(lot(project(), "LOT-0001"), odd, group))
    lots = [lot_read for lot_read in reading.lots if isinstance(lot_read, Lot)]  # type: ignore[union-attr]
    assert [lot_read.fields["perceel"] for lot_read in lots] == ["LOT-0001", "LOT-0002"]
    assert all(any("groep van percelen" in text for text in lot_read.warnings) for lot_read in lots)


FRAMEWORK = {"value": {"amount": 900000, "currency": "EUR"}}


@pytest.mark.parametrize(
    ("techniques", "said"),
    [
        ({"frameworkAgreement": FRAMEWORK}, "niet of dit een raamovereenkomst is"),
        (
            {"frameworkAgreement": FRAMEWORK, "hasFrameworkAgreement": False},
            "dat dit geen raamovereenkomst is",
        ),
        ({"hasFrameworkAgreement": "true"}, "niet te lezen"),
    ],
)
def test_a_framework_of_ocds_left_in_the_middle_is_unclear(techniques: dict[str, object], said: str):
    lot_read = only_of_ocds(release({"techniques": techniques}))
    assert said in lot_read.unread["raamovereenkomst"]
    assert "raamovereenkomst" in lot_read.unclear


@pytest.mark.parametrize(
    ("codes", "kind"),
    [(("cga", "la"), None), (("zzz",), None), (("zzz", "cga"), "rijk"), (("cga", "MINISTRY"), "rijk")],
)
def test_the_types_of_a_buyer_of_ocds_that_differ_are_no_type(codes: tuple[str, ...], kind: str | None):
    kinds = [{"scheme": "eu-buyer-legal-type", "id": code} for code in codes]
    lot_read = only_of_ocds(release(parties=[PARTY | {"details": {"classifications": kinds}}]))
    assert lot_read.fields.get("opdrachtgever_soort") == kind
    assert ("opdrachtgever_soort" in lot_read.unclear) is (kind is None)


@pytest.mark.parametrize(("second", "is_read"), [("1", True), ("2", False)])
def test_a_name_twice_in_json_is_one_only_where_it_says_the_same(second: str, is_read: bool):
    text = json.dumps(release()).replace('"ocid":', f'"voorbeeld": 1, "voorbeeld": {second}, "ocid":')
    for data in (text, f"{json.dumps(release())}\n{text}"):
        reading = read_notice(data.encode())
        refused = [
            part
            for part in ([reading] if isinstance(reading, Refused) else reading.lots)
            if isinstance(part, Refused)
        ]  # type: ignore[union-attr]
        assert bool(refused) is not is_read
        assert all("twee keer" in part.message for part in refused)


@pytest.mark.parametrize(
    ("sort", "is_said"), [("Iets nieuws", True), ("AAO - Aankondiging opdracht", False), ("", False)]
)
def test_a_publication_of_tenderned_of_no_known_sort_is_said(sort: str, is_said: bool):
    warnings = only_of_tenderned(**{"Publicatie soort": sort}).warnings
    assert any("Wat voor publicatie dit is (Publicatie soort)" in text for text in warnings) is is_said


@pytest.mark.parametrize("name", ["StartDate", "EndDate"])
@pytest.mark.parametrize(
    ("second", "outcome"), [("2024-04-01", "niet_van_toepassing"), ("2026-04-01", "onbekend")]
)
def test_lots_of_four_months_two_years_apart_are_not_side_by_side(
    name: str, second: str, outcome: str, maatwerk: Run, tmp_path: Path
):
    lots = [
        lot(
            project(period=period(f"<cbc:{name}>{day}</cbc:{name}>{measure('4', 'MONTH')}")),
            f"LOT-000{number}",
        )
        for number, day in enumerate(("2024-04-01", second))
    ]
    tmp_path.joinpath("bericht.xml").write_bytes(notice(*lots))
    verdicts = json.loads(
        maatwerk("check-aanbesteding", "bericht.xml", "--formaat", "json", cwd=tmp_path).stdout
    )
    assert [verdict["uitkomst"] for verdict in verdicts] == [outcome, outcome]


def costs(exact: str, written: str) -> str:
    return COSTS.format(exact=exact, written=written)


TWO_CODES = contract().replace("</CPV_MAIN>", '</CPV_MAIN><CPV_MAIN><CPV_CODE CODE="45000000"/></CPV_MAIN>')
BELGIAN = '<ADDRESS_CONTRACTING_BODY_ADDITIONAL><COUNTRY VALUE="BE"/></ADDRESS_CONTRACTING_BODY_ADDITIONAL>'
LOW_ABOVE_HIGH = '<VAL_RANGE_TOTAL CURRENCY="EUR"><LOW>900000</LOW><HIGH>100000</HIGH></VAL_RANGE_TOTAL>'


@pytest.mark.parametrize(
    ("data", "field", "said"),
    [
        (ted_notice(TWO_CODES), "cpv", "CPV-hoofdcode"),
        (
            ted_notice().replace(b"</DATE_PUB>", b"</DATE_PUB><DATE_PUB>20200305</DATE_PUB>"),
            "publicatiedatum",
            "datum van publicatie",
        ),
        (
            ted_notice(kind='<CA_TYPE VALUE="MINISTRY"/><CA_TYPE_OTHER>Voorbeeld</CA_TYPE_OTHER>'),
            "opdrachtgever_soort",
            "een andere soort",
        ),
        (ted_notice(kind=f'<CA_TYPE VALUE="MINISTRY"/>{BELGIAN}'), "opdrachtgever_soort", "uit Nederland"),
        (ted_notice(contract(value=LOW_ABOVE_HIGH)), "opdrachtwaarde_excl_btw", "spreekt elkaar tegen"),
        (defence('<F17_FRAMEWORK/><FRAMEWORK_AGREEMENT VALUE="NO"/>'), "raamovereenkomst", "niet dezelfde"),
        (defence('<FRAMEWORK_AGREEMENT VALUE="MAYBE"/>'), "raamovereenkomst", "niet te lezen"),
        (defence('<TYPE_CONTRACT VALUE="WORKS"/>'), "aard", "soort opdracht"),
        (defence('<CPV><CPV_MAIN><CPV_CODE CODE="45000000"/></CPV_MAIN></CPV>'), "cpv", "CPV-hoofdcode"),
        (defence(costs("", "900.000")), "opdrachtwaarde_excl_btw", "geen getal"),
    ],
)
def test_of_two_that_differ_in_ted_none_is_taken(data: bytes, field: str, said: str):
    lot_read = only_of_ted(data)
    assert field not in lot_read.bounds
    assert said in lot_read.unread[field]
    assert field in lot_read.unclear


@pytest.mark.parametrize(
    "content",
    [
        "<PERIOD_WORK_DATE_STARTING><MONTHS>4</MONTHS><DAYS>730</DAYS></PERIOD_WORK_DATE_STARTING>",
        "<PERIOD_WORK_DATE_STARTING/><F17_FRAMEWORK><DURATION_FRAMEWORK_MONTH>4</DURATION_FRAMEWORK_MONTH>"
        "<DURATION_FRAMEWORK_YEAR>2</DURATION_FRAMEWORK_YEAR></F17_FRAMEWORK>",
    ],
)
def test_terms_of_defence_that_differ_bound_the_term(content: str):
    low, high = only_of_ted(defence(content)).bounds["looptijd_maanden"]
    assert low == 4
    assert high in {23, 24}


def test_lots_of_defence_are_held_against_the_whole():
    annexes = "".join(
        f'<F17_ANNEX_B ITEM="{number}">{costs("100000", "100000")}</F17_ANNEX_B>' for number in "12"
    )
    whole = f"<TOTAL_QUANTITY_OR_SCOPE>{costs('600000', '600000')}</TOTAL_QUANTITY_OR_SCOPE>"
    for lot_read in read_of_ted(defence(f"<F17_DIV_INTO_LOT_YES>{annexes}</F17_DIV_INTO_LOT_YES>{whole}")):
        assert lot_read.number_of_lots == 3
        assert any("De waarde van alle percelen samen" in text for text in lot_read.warnings)


def test_a_country_in_small_letters_is_that_country():
    assert only_of_ted(ted_notice(country="nl")).fields["opdrachtgever_soort"] == "rijk"
    party = PARTY | {"address": {"country": "Nederland"}}
    assert only_of_ocds(release(parties=[party])).fields["opdrachtgever_soort"] == "rijk"


EURO = {"currency": "EUR"}


def test_an_amount_of_ocds_that_is_said_to_be_without_vat_counts():
    plain = {"value": {"amount": 900000, "valueAddedTaxIncluded": False} | EURO}
    assert only_of_ocds(release(plain)).fields["opdrachtwaarde_excl_btw"] == "900000.00"


@pytest.mark.parametrize(
    ("tender", "bounds", "said"),
    [
        ({"minValue": {"amount": 950000} | EURO}, None, "spreekt elkaar tegen"),
        ({"minValue": {"amount": 950000} | EURO, "value": {}}, (950000, None), "ten minste"),
        (
            {"value": 900000, "techniques": {"frameworkAgreement": {"value": {"amount": 5} | EURO}}},
            None,
            "munt",
        ),
        ({"value": {"amount": 900000, "valueAddedTaxIncluded": "ja"} | EURO}, (0, 900000), "btw"),
    ],
)
def test_amounts_of_ocds_that_do_not_agree_are_no_value(
    tender: dict[str, object], bounds: tuple[int, int | None] | None, said: str
):
    lot_read = only_of_ocds(release(tender))
    assert said in lot_read.unread["opdrachtwaarde_excl_btw"]
    assert lot_read.bounds.get("opdrachtwaarde_excl_btw") == bounds


def test_a_lowest_value_beside_a_higher_one_changes_nothing():
    lot_read = only_of_ocds(release({"minValue": {"amount": 100000} | EURO}))
    assert lot_read.fields["opdrachtwaarde_excl_btw"] == "900000.00"
    two = release({"lots": [{"id": "1", "minValue": {"amount": 1000} | EURO}, {"id": "2"}]})
    assert [part.bounds["opdrachtwaarde_excl_btw"] for part in read_of_ocds(two)] == [
        (1000, 900000),
        (0, 900000),
    ]


@pytest.mark.parametrize(
    ("lots", "count", "said"),
    [
        ([{"id": "1"}, "2"], 2, "een perceel dat niet te lezen is"),
        (["1", None], 2, "2 percelen die niet te lezen zijn"),
        ([None, {"id": "1"}], 2, "een perceel dat niet te lezen is"),
        ({"id": "1"}, 2, "Het kunnen er meer dan één zijn"),
        ({"1": {"id": "1"}, "2": {"id": "2"}}, 2, "Het kunnen er meer dan één zijn"),
        ("twee", 2, "Het kunnen er meer dan één zijn"),
        ([], 1, ""),
        ({}, 1, ""),
        (None, 1, ""),
    ],
)
def test_lots_of_ocds_that_are_none_are_counted_and_told(lots: object, count: int, said: str):
    lot_read = only_of_ocds(release({"lots": lots}))
    assert lot_read.number_of_lots == count
    assert any("niet te lezen" in text for text in lot_read.warnings) is bool(said)
    assert said in " ".join(lot_read.warnings)
    # The value of the whole is that of its only lot, and no more than a most of one of several.
    assert ("opdrachtwaarde_excl_btw" in lot_read.fields) is not bool(said)


@pytest.mark.parametrize(
    "tender",
    [
        {"hasRenewal": "true"},
        {"hasRenewal": False, "renewal": {"description": "voorbeeld"}},
        {"hasRenewal": False, "contractPeriod": {"endDate": "2018-09-30", "maxExtentDate": "2020-09-30"}},
        {"contractPeriod": {"endDate": "2018-09-30", "maxExtentDate": "ooit"}},
    ],
)
def test_a_renewal_of_ocds_left_in_the_middle_is_not_none(tender: dict[str, object]):
    assert only_of_ocds(release(tender)).fields["verlenging_maanden"] == "onbekend"


def test_a_lot_that_renews_is_not_held_against_the_tender():
    lots = [{"id": "1", "hasRenewal": True}, {"id": "2"}]
    first, second = read_of_ocds(release({"lots": lots, "hasRenewal": False}))
    assert first.fields["verlenging_maanden"] == "onbekend"
    assert second.fields["verlenging_maanden"] == 0
    assert first.warnings == second.warnings


def test_a_party_twice_with_another_kind_is_of_no_kind():
    other = PARTY | {"details": {"classifications": [{"scheme": "eu-buyer-legal-type", "id": "la"}]}}
    for parties in ([PARTY, other], [PARTY | {"roles": []}, other | {"roles": []}]):
        assert "opdrachtgever_soort" in only_of_ocds(release(parties=parties)).unclear


@pytest.mark.parametrize(
    ("code", "said"), [("ZZZ", "'ZZZ' die niet bestaat"), ("veel en van alles", "die niet te lezen is.")]
)
def test_a_code_that_may_not_be_shown_is_only_said_to_be_unreadable(code: str, said: str):
    nature = only_of_ted(ted_notice(contract(nature=f'<TYPE_CONTRACT CTYPE="{code}"/>'))).unread["aard"]
    lot_read = only_of_ted(
        ted_notice(contract(f'<OBJECT_DESCR><DURATION TYPE="{code}">4</DURATION></OBJECT_DESCR>'))
    )
    for reason in (nature, lot_read.unread["looptijd_maanden"]):
        assert said in reason
        assert "lezen is die" not in reason


def row_of(*cells: tuple[str, str]) -> Lot:
    """Read a table of one row, in which a head may stand twice."""
    heads, texts = zip(("Id publicatie", "1"), ("Naam aanbesteding", "Voorbeeld"), KNOWN, *cells, strict=True)
    reading = read_notice("\n".join(map(";".join, (heads, texts))).encode())
    (lot_read,) = reading.lots  # type: ignore[union-attr]
    assert isinstance(lot_read, Lot)
    return lot_read


KNOWN = ("Naam aanbestedende dienst", "Voorbeeld")
AMOUNT, DURATION, UNIT = (
    "Geraamde waarde exclusief btw",
    "Termijn voltooiing opdracht",
    "Tijdseenheid voltooiing opdracht",
)
CURRENCY = "Geraamde waarde - valuta"


@pytest.mark.parametrize(
    ("cells", "field", "said"),
    [
        ((("Type opdracht", "Diensten"), ("Type opdracht", "Werken")), "aard", "soort opdracht"),
        (
            (("Aard van de opdracht", "Overheidsopdracht"), ("Raamovereenkomst", "ja")),
            "raamovereenkomst",
            "of dit een raamovereenkomst is",
        ),
        ((("Hoofd CPV code", "45000000"), ("Hoofd CPV-code", "90910000")), "cpv", "CPV"),
        ((("Aanvang opdracht", "01-04-2024"), ("Aanvang opdracht", "2024-05-01")), "begin", "begindatum"),
        ((("Publicatiedatum", "01-04-2024"), ("Publicatiedatum", "01-04-2020")), "publicatiedatum", "datum"),
        (((DURATION, "4"), (DURATION, "24"), (UNIT, "maanden")), "looptijd_maanden", "looptijd"),
        (((DURATION, "4"), (UNIT, "jaar"), (UNIT, "maanden")), "looptijd_maanden", "looptijd"),
        (((AMOUNT, "9000"), (CURRENCY, "EUR"), (CURRENCY, "USD")), "opdrachtwaarde_excl_btw", "munteenheid"),
        (((AMOUNT, "9000"), (CURRENCY, "")), "opdrachtwaarde_excl_btw", "geen munteenheid"),
    ],
)
def test_columns_of_tenderned_that_differ_are_unknown(
    cells: tuple[tuple[str, str], ...], field: str, said: str
):
    for order in (cells, cells[::-1]):
        lot_read = row_of(*order)
        assert field not in lot_read.fields
        assert field not in lot_read.bounds
        assert said in lot_read.unread[field]
        assert field in lot_read.unclear


@pytest.mark.parametrize(
    ("cells", "field", "value"),
    [
        ((("Type opdracht", "Diensten"), ("Type opdracht", "D")), "aard", "dienst"),
        ((("Aanvang opdracht", "01-04-2024"), ("Aanvang opdracht", "2024-04-01")), "begin", "2024-04-01"),
        ((("Type opdracht", ""), ("Type opdracht", "Werken")), "aard", "werk"),
        (((AMOUNT, "9000"), (AMOUNT, "900000")), "opdrachtwaarde_excl_btw", "900000.00"),
        (((AMOUNT, "9000"), (CURRENCY, "Euro"), (CURRENCY, "")), "opdrachtwaarde_excl_btw", "9000.00"),
        (((AMOUNT, "9000"),), "opdrachtwaarde_excl_btw", "9000.00"),
    ],
)
def test_columns_of_tenderned_that_say_one_thing_are_read(
    cells: tuple[tuple[str, str], ...], field: str, value: str
):
    for order in (cells, cells[::-1]):
        lot_read = row_of(*order)
        assert lot_read.fields[field] == value
        assert any("€ 9.000" in text for text in lot_read.warnings) is (value == "900000.00")


FIRST, SECOND, EXACT = "Oorspronkelijk geraamde waarde - ", "Geraamde waarde - ", AMOUNT
VAT = "Waarde raming incl btw?"


@pytest.mark.parametrize(
    ("cells", "value"),
    [
        # Each amount has the currency of its own pair of columns.
        ({FIRST + "bedrag": "9000", FIRST + "valuta": "EUR", SECOND + "bedrag": ""}, "9000.00"),
        ({FIRST + "bedrag": "9000", FIRST + "valuta": "", SECOND + "bedrag": "", SECOND + "valuta": "EUR"}, None),
        ({FIRST + "bedrag": "9000", FIRST + "valuta": "EUR", SECOND + "bedrag": "", SECOND + "valuta": "USD"}, "9000.00"),
        ({FIRST + "bedrag": "9000", FIRST + "valuta": "EUR", SECOND + "bedrag": "8000", SECOND + "valuta": ""}, None),
        ({FIRST + "bedrag": "9000", FIRST + "valuta": "", SECOND + "bedrag": "8000", SECOND + "valuta": "EUR"}, None),
        ({FIRST + "bedrag": "9000", FIRST + "valuta": "€", SECOND + "bedrag": "8000", SECOND + "valuta": "euro"}, "9000.00"),
        # A pair that only the one half of is there is of every amount.
        ({FIRST + "bedrag": "9000", SECOND + "valuta": "EUR"}, "9000.00"),
        ({FIRST + "bedrag": "9000", SECOND + "valuta": ""}, None),
        ({EXACT: "9000", SECOND + "bedrag": "", SECOND + "valuta": "EUR"}, "9000.00"),
        # Of two amounts without VAT the highest counts; one with VAT is the same value, said in another way.
        ({EXACT: "9000", FIRST + "bedrag": "900000", VAT: "Nee"}, "900000.00"),
        ({EXACT: "9000", FIRST + "bedrag": "10890", VAT: "Ja"}, "9000.00"),
        ({EXACT: "9000", FIRST + "bedrag": "9000", VAT: ""}, "9000.00"),
        ({EXACT: "9000", FIRST + "bedrag": "900000", VAT: ""}, (0, 900000)),
    ],
)  # fmt: skip
def test_amounts_of_tenderned_beside_each_other(cells: dict[str, str], value: object):
    row = ({VAT: "Nee"} | cells).items()
    for order in ([*row], [*row][::-1]):
        lot_read = row_of(*order)
        known = lot_read.fields.get("opdrachtwaarde_excl_btw")
        assert (known or lot_read.bounds.get("opdrachtwaarde_excl_btw")) == value


def test_a_kind_or_a_number_of_lots_twice_in_tenderned_is_told():
    sorts = (("Publicatie soort", "AAO"), ("Publicatie soort", "Marktconsultatie"))
    for order in (sorts, sorts[::-1]):  # neither tells that there is nothing to judge
        assert any("staat er twee keer, en niet hetzelfde" in text for text in row_of(*order).warnings)
    lots = row_of(
        ("Aantal percelen", "1"), ("Aantal percelen", "3"), ("Perceel id", "1"), ("Perceel id", "2")
    )
    assert lots.number_of_lots == 3
    assert any("meer dan één Perceel id" in text for text in lots.warnings)


@pytest.mark.parametrize(
    ("codes", "cpv"),
    [
        ([{"code": "90910000-9"}], "90910000-9"),
        ([{"code": "90910000-9"}, {"code": "45000000-7"}], None),
        ([{"code": code, "isHoofdOpdracht": True} for code in ("90910000-9", "45000000-7")], None),
        ([{"code": "90910000-9", "isHoofdOpdracht": True}, {"code": "45000000-7"}], "90910000-9"),
    ],
)
def test_codes_of_tenderned_of_which_none_is_the_main_one_are_not_dropped(
    codes: list[dict[str, object]], cpv: str | None
):
    data = json.dumps({"publicatieId": "1", "aanbestedingNaam": "Voorbeeld", "cpvCodes": codes})
    (lot_read,) = read_notice(data.encode()).lots  # type: ignore[union-attr]
    assert isinstance(lot_read, Lot)
    assert lot_read.fields.get("cpv") == cpv
    assert ("cpv" in lot_read.unclear) is (cpv is None)


@pytest.mark.parametrize("techniques", ["raamovereenkomst", ["raamovereenkomst"], 1])
def test_techniques_of_ocds_that_cannot_be_read_are_unclear(techniques: object):
    lot_read = only_of_ocds(release({"techniques": techniques}))
    assert "niet te lezen" in lot_read.unread["raamovereenkomst"]
    assert "raamovereenkomst" in lot_read.unclear


@pytest.mark.parametrize("extent", [["2020-09-30"], {"date": "2020-09-30"}, True])
def test_an_end_with_renewals_that_is_no_text_names_a_renewal(extent: object):
    period = {"startDate": "2018-04-01", "endDate": "2018-09-30", "maxExtentDate": extent}
    assert only_of_ocds(release({"contractPeriod": period})).fields["verlenging_maanden"] == "onbekend"


LEGAL_TYPE = {"scheme": "eu-buyer-legal-type", "id": "la"}


@pytest.mark.parametrize(
    "details",
    [
        {"classifications": LEGAL_TYPE},
        {"classifications": ["la"]},
        {"classifications": [LEGAL_TYPE, "la"]},
        {"classifications": [LEGAL_TYPE | {"id": ["la"]}]},
        "la",
    ],
)
def test_a_type_of_buyer_of_ocds_that_cannot_be_read_is_unclear(details: object):
    lot_read = only_of_ocds(release(parties=[PARTY | {"details": details}]))
    assert lot_read.unread["opdrachtgever_soort"] == "De soort opdrachtgever is niet te lezen."
    assert "opdrachtgever_soort" in lot_read.unclear


@pytest.mark.parametrize(
    "details", [{}, None, {"classifications": []}, {"classifications": [{"scheme": "x", "id": 5}]}]
)
def test_a_party_without_a_type_of_buyer_says_nothing_of_it(details: object):
    lot_read = only_of_ocds(release(parties=[PARTY | {"details": details}]))
    assert "opdrachtgever_soort" not in lot_read.fields
    assert "opdrachtgever_soort" not in lot_read.unclear


@pytest.mark.parametrize(
    ("tags", "is_said"),
    [(["nieuw"], True), ("nieuw", True), (["nieuw", "tender"], False), ([], False), (["compiled"], False)],
)
def test_a_tag_of_ocds_that_is_not_known_is_said(tags: object, is_said: bool):
    warnings = only_of_ocds(release(tag=tags)).warnings
    assert any("De soort bericht (tag) is niet bekend" in text for text in warnings) is is_said


@pytest.mark.parametrize(
    ("dates", "values", "is_last"),
    [
        (("2018-03-05", "2018-03-06"), (9000, 900000), True),
        (("2018-03-05", "2018-03-05"), (9000, 900000), False),
        (("2018-03-05", "2018-03-05"), (9000, 9000), True),  # it does not matter which
        ((None, "2018-03-06"), (9000, 900000), False),
        (("5 maart 2018", "6 maart 2018"), (9000, 900000), False),
    ],
)
def test_of_two_releases_the_last_is_called_so_only_where_their_dates_say_it(
    dates: tuple[str | None, str], values: tuple[int, int], is_last: bool
):
    releases = [
        release({"value": {"amount": amount} | EURO}, date=day)
        for day, amount in zip(dates, values, strict=True)
    ]
    warnings = " ".join(only_of_ocds({"releases": releases}).warnings)
    assert ("Het laatste is genomen." in warnings) is is_last
    assert ("Welk het laatste is, zeggen hun datums niet." in warnings) is not is_last


UNSURE = (("2018-03-05", "2018-03-05"), (None, None), ("2018-03-05", None), ("2018-03-05", "5 maart"))
"""Days of two releases that do not say which of them is the last."""


@pytest.mark.parametrize("days", UNSURE)
@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    ("tender", "other", "field"),
    [
        ({}, {"mainProcurementCategory": "goods"}, "aard"),
        ({}, {"techniques": {"hasFrameworkAgreement": True}}, "raamovereenkomst"),
        ({}, {"contractPeriod": {"startDate": "2018-04-01"}}, "einde"),
        ({}, {"classification": {"scheme": "CPV", "id": "45000000"}}, "cpv"),
        ({"value": None}, {}, "opdrachtwaarde_excl_btw"),
        ({"parties": [PARTY | {"details": None}]}, {}, "opdrachtgever_soort"),
    ],
)
def test_what_releases_of_no_known_order_say_differently_is_unknown(
    days: tuple[str | None, str | None], turned: bool, tender: dict[str, Any], other: Any, field: str
):
    parties = {name: tender[name] for name in ("parties",) if name in tender}
    releases = [release(tender, date=days[0], **parties), release(other, date=days[1])]
    lot_read = only_of_ocds(releases[::-1] if turned else releases)
    assert field not in lot_read.fields
    assert field in lot_read.unclear
    assert "hun datums zeggen niet welk geldt" in lot_read.unread[field]
    assert lot_read.fields["titel"] == "Voorbeeld van een opdracht"


@pytest.mark.parametrize("days", UNSURE)
@pytest.mark.parametrize("turned", [False, True])
def test_what_one_of_two_releases_of_no_known_order_warns_of_is_not_told_as_known(
    days: tuple[str | None, str | None], turned: bool
):
    releases = [release(date=days[0]), release({"status": "cancelled"}, date=days[1])]
    warnings = only_of_ocds(releases[::-1] if turned else releases).warnings
    (stopped,) = [text for text in warnings if "ingetrokken" in text]
    assert stopped.endswith("Dit zegt niet elk van de berichten.")
    assert any("Welk het laatste is, zeggen hun datums niet." in text for text in warnings)
    both = [release({"status": "cancelled"}, date=day) for day in days]
    assert "niet elk" not in " ".join(only_of_ocds(both).warnings)


@pytest.mark.parametrize("days", UNSURE)
@pytest.mark.parametrize("turned", [False, True])
def test_an_authority_that_releases_of_no_known_order_name_differently_is_unknown(
    days: tuple[str | None, str | None], turned: bool
):
    """A municipality is told by its name, so of its kind nothing is assumed either."""
    names = ("Gemeente Voorbeeldhoven", "Ministerie van Voorbeeld")
    releases = [
        release(date=day, buyer={"name": name}, parties=[]) for name, day in zip(names, days, strict=True)
    ]
    lot_read = only_of_ocds(releases[::-1] if turned else releases)
    assert "opdrachtgever" not in lot_read.fields
    assert {"opdrachtgever", "opdrachtgever_soort"} <= lot_read.unclear
    releases[1]["buyer"] = {"name": "gemeente  Voorbeeldhoven"}
    assert only_of_ocds(releases).fields["opdrachtgever"].split() == ["gemeente", "Voorbeeldhoven"]


@pytest.mark.parametrize("turned", [False, True])
def test_of_two_releases_of_which_one_has_no_date_neither_is_the_first(turned: bool):
    releases = [release(date="2018-03-05T00:00:00Z"), release(date=None)]
    lot_read = only_of_ocds(releases[::-1] if turned else releases)
    assert "Welk het eerste is" in lot_read.unread["publicatiedatum"]
    assert "publicatiedatum" in lot_read.contradicted
    assert not only_of_ocds(releases[1]).contradicted  # what is not said contradicts nothing


@pytest.mark.parametrize("parties", [{"NL-1": PARTY}, ["NL-1"], "NL-1"])
def test_parties_of_ocds_that_cannot_be_read_may_say_who_buys(parties: object):
    lot_read = only_of_ocds(release(parties=parties))
    assert lot_read.unread["opdrachtgever_soort"] == "De soort opdrachtgever is niet te lezen."
    assert "opdrachtgever_soort" in lot_read.unclear
    assert "opdrachtgever_soort" not in only_of_ocds(release(parties=[])).unclear


@pytest.mark.parametrize("period", ["acht jaar", [{"startDate": "2018-04-01"}], 8])
def test_a_period_of_ocds_that_cannot_be_read_is_not_that_of_the_whole(period: object):
    whole = TENDER["contractPeriod"]
    lot_read = only_of_ocds(release({"lots": [{"id": "1", "contractPeriod": period}]}))
    for name in ("begin", "einde", "looptijd_maanden"):
        assert name not in lot_read.fields
        assert "(contractPeriod) is niet te lezen" in lot_read.unread[name]
    own = only_of_ocds(release({"lots": [{"id": "1", "contractPeriod": {}}]}))
    assert own.fields["begin"] == whole["startDate"][:10]  # what it does not say it takes from the whole


@pytest.mark.parametrize("nature", [["goods"], ["goods", "works"], {"id": "goods"}])
def test_a_nature_of_ocds_that_cannot_be_read_is_not_that_of_the_whole(nature: object):
    """The whole is of services."""
    lot = release({"lots": [{"id": "1", "mainProcurementCategory": nature}]})
    for lot_read in (only_of_ocds(lot), only_of_ocds(release({"mainProcurementCategory": nature}))):
        assert "aard" not in lot_read.fields
        assert lot_read.unread["aard"] == "De soort opdracht (mainProcurementCategory) is niet te lezen."
    for empty in ("", [], None):
        lot = release({"lots": [{"id": "1", "mainProcurementCategory": empty}]})
        assert only_of_ocds(lot).fields["aard"] == "dienst"


def test_a_role_that_stands_in_no_list_is_a_role():
    lot_read = only_of_ocds(release(buyer=None, parties=[PARTY | {"roles": "buyer"}]))
    assert lot_read.fields["opdrachtgever_soort"] == "rijk"
    assert lot_read.fields["opdrachtgever"] == "Ministerie van Voorbeeld"


def test_a_lot_of_ocds_that_was_stopped_is_told_so():
    lots = [{"id": "1", "status": "cancelled"}, {"id": "2", "status": "active"}]
    first, second = read_of_ocds(release({"lots": lots}, tag=["award"]))
    assert any("ingetrokken" in text for text in first.warnings)
    assert not any("al gegund" in text for text in first.warnings)
    assert any("al gegund" in text for text in second.warnings)


def test_numbers_of_releases_of_no_known_order_lie_between_those():
    def of(amount: int, days: int, **more: object) -> dict[str, Any]:
        period = {"startDate": "2018-04-01", "durationInDays": days}
        return release({"value": {"amount": amount} | EURO, "contractPeriod": period} | more)

    lot_read = only_of_ocds([of(100000, 120), of(700000, 360, hasRenewal=True)])
    assert lot_read.bounds["opdrachtwaarde_excl_btw"] == (100000, 700000)
    assert lot_read.bounds["looptijd_maanden"] == (4, 12)
    assert lot_read.fields["verlenging_maanden"] == "onbekend"  # and not: none was named
    assert lot_read.fields["begin"] == "2018-04-01"


def test_lots_of_releases_of_no_known_order_are_all_there():
    def of(*lots: tuple[str, str]) -> dict[str, Any]:
        named = [{"id": name, "mainProcurementCategory": nature} for name, nature in lots]
        return release({"lots": named})

    first, second = read_of_ocds([of(("1", "works")), of(("1", "works"), ("2", "goods"))])
    assert (first.fields["perceel"], first.fields["aard"]) == ("1", "werk")
    assert (second.fields["perceel"], second.fields["aard"]) == ("2", "levering")
    assert first.number_of_lots == second.number_of_lots == 2
    assert any("Welk het laatste is" in text for text in first.warnings)


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("2018-03-10T01:00:00+02:00", "2018-03-10T00:30:00Z"),  # half an hour past eleven, in one zone
        ("2018-03-09+01:00", "2018-03-10T00:30:00Z"),
        ("20180309", "2018-03-10"),
        ("2018-03-10T00:30:00", "2018-03-10T00:31:00Z"),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_the_last_of_two_releases_is_so_in_time_and_not_in_letters(earlier: str, later: str, turned: bool):
    releases = [
        release({"value": {"amount": amount} | EURO}, date=day)
        for amount, day in ((100000, earlier), (700000, later))
    ]
    lot_read = only_of_ocds(releases[::-1] if turned else releases)
    assert lot_read.fields["opdrachtwaarde_excl_btw"] == "700000.00"
    assert lot_read.fields["publicatiedatum"] == drafting.iso_day(earlier)


@pytest.mark.parametrize(
    ("ends", "months"),
    [
        (("2018-07-31", "2019-09-30"), None),  # eighteen months, and then the dates would count
        (("2018-07-31", "2018-08-31"), 4),  # no more than a month from either
        (("2018-07-31", "2018-13-01"), 4),
    ],
)
def test_a_term_is_held_against_each_of_two_days(ends: tuple[str, str], months: int | None):
    content = "<DATE_START>2018-04-01</DATE_START>" + "".join(f"<DATE_END>{end}</DATE_END>" for end in ends)
    term = '<DURATION TYPE="MONTH">4</DURATION>'
    lot_read = only_of_ted(ted_notice(contract(f"<OBJECT_DESCR>{content}{term}</OBJECT_DESCR>")))
    assert lot_read.fields.get("looptijd_maanden") == months
    assert "einde" in lot_read.unclear
    assert months or "Welke geldt, is niet bekend" in lot_read.unread["looptijd_maanden"]


COUNTRY = '<cac:Country><cbc:IdentificationCode listName="country">BEL</cbc:IdentificationCode></cac:Country>'
ONE_COUNTRY = COUNTRY.replace("BEL", "NLD")
ADDRESS_ABROAD = '<ADDRESS_CONTRACTING_BODY><COUNTRY VALUE="BE"/></ADDRESS_CONTRACTING_BODY>'
SAME_NUMBER = ABROAD.replace("ORG-0002", "ORG-0001").removesuffix("</efac:Organizations>")


@pytest.mark.parametrize(
    ("data", "where", "again"),
    [
        (notice(lot(project())), ONE_COUNTRY, COUNTRY),
        (
            notice(lot(project())),
            f"<cac:PostalAddress>{ONE_COUNTRY}</cac:PostalAddress>",
            f"<cac:PostalAddress>{COUNTRY}</cac:PostalAddress>",
        ),
        (ted_notice(), '<COUNTRY VALUE="NL"/>', '<COUNTRY VALUE="BE"/>'),
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_a_buyer_in_two_countries_is_not_judged_by_the_first(
    data: bytes, where: str, again: str, first: bool
):
    assert where.encode() in data
    both = again + where if first else where + again
    read_of = only_of_ted if b"TED_EXPORT" in data else only
    lot_read = read_of(data.replace(where.encode(), both.encode(), 1))
    assert "opdrachtgever_soort" in lot_read.unclear
    assert "ook in een ander land" in lot_read.unread["opdrachtgever_soort"]
    assert not any("komt niet uit Nederland" in text for text in lot_read.warnings)


@pytest.mark.parametrize("first", [True, False])
def test_a_buyer_described_twice_is_not_judged_by_its_first_description(first: bool):
    where, again = ("<efac:Organizations>", SAME_NUMBER) if first else ("</efac:Organizations>", SAME_NUMBER)
    both = where + again if first else again + where
    of_eforms = only(notice(lot(project())).replace(where.encode(), both.encode()))
    where = "<CONTRACTING_BODY>" if first else "</ADDRESS_CONTRACTING_BODY>"
    of_ted = only_of_ted(ted_notice().replace(where.encode(), (where + ADDRESS_ABROAD).encode()))
    for lot_read in (of_eforms, of_ted):
        assert "ook in een ander land" in lot_read.unread["opdrachtgever_soort"]
    assert of_ted.fields["opdrachtgever"] == "Ministerie van Voorbeeld"


def test_a_buyer_of_which_no_kind_is_said_is_not_said_to_be_of_another_kind():
    data = notice(lot(project())).decode()
    start = data.index("<cac:ContractingParty>")
    end = data.index("<cac:TenderingProcess>", start)
    own = data[start:end]
    other = own.replace('<cbc:PartyTypeCode listName="buyer-legal-type">cga</cbc:PartyTypeCode>', "")
    assert other != own
    lot_read = only(data.replace(own, own + other).encode())
    assert lot_read.unread["opdrachtgever_soort"].startswith("Niet van elke opdrachtgever staat er")
    assert "opdrachtgever_soort" in lot_read.unclear


def test_an_additional_cpv_code_is_not_the_main_one():
    main = '<cac:MainCommodityClassification><cbc:ItemClassificationCode listName="cpv">90910000</cbc:ItemClassificationCode></cac:MainCommodityClassification>'
    also = main.replace("Main", "Additional").replace("90910000", "45000000")
    two = also + also.replace("45000000", "79000000")
    procedure = project(amount="", period="")
    for additional in (also, two):
        alone = project().replace(main, additional)
        assert alone != project()
        lot_read = only(notice(lot(alone)))
        assert "cpv" not in lot_read.fields
        assert "cpv" not in lot_read.unclear
        assert only(notice(lot(alone), procedure=procedure)).fields["cpv"] == "90910000"


EMPTY_AMOUNT = '<cbc:EstimatedOverallContractAmount currencyID="EUR"/>'
AMOUNT = '<cbc:EstimatedOverallContractAmount currencyID="EUR">900000</cbc:EstimatedOverallContractAmount>'


@pytest.mark.parametrize("first", [True, False])
def test_what_is_empty_says_nothing_beside_what_is_filled(first: bool):
    def both(filled: str, empty: str) -> str:
        return empty + filled if first else filled + empty

    measures = both(measure("24", "MONTH"), '<cbc:DurationMeasure unitCode="MONTH"/>')
    lot_read = only(notice(lot(project(amount=both(AMOUNT, EMPTY_AMOUNT), period=period(measures)))))
    assert lot_read.fields == only(notice(lot(project()))).fields

    data = ted_notice(
        contract("<OBJECT_DESCR><LOT_NO>1</LOT_NO><TITLE><P>Voorbeeld</P></TITLE></OBJECT_DESCR>")
    )
    plain = only_of_ted(data)
    assert (plain.fields["perceel"], plain.fields["titel"]) == ("1", "Voorbeeld")
    for filled in ("<LOT_NO>1</LOT_NO>", "<TITLE><P>Voorbeeld</P></TITLE>", '<CA_TYPE VALUE="MINISTRY"/>'):
        assert filled.encode() in data
        empty = f"<{filled[1:].split('>')[0].split()[0].rstrip('/')}/>"
        data = data.replace(filled.encode(), both(filled, empty).encode())
    name = "<OFFICIALNAME>Ministerie van Voorbeeld</OFFICIALNAME>"
    data = data.replace(name.encode(), both(name, "<OFFICIALNAME/>").encode())
    assert only_of_ted(data).fields == plain.fields


def test_a_condition_without_a_word_is_none():
    conditions = "<LEFTI><PERFORMANCE_CONDITIONS/></LEFTI>"
    assert only_of_ted(ted_notice(after=conditions)).signals == ()


@pytest.mark.parametrize(
    "types", [("PRI_ONLY", "CONTRACT"), ("CONTRACT", "PRI_ONLY"), ("CONTRACT", "CONTRACT")]
)
def test_a_form_of_ted_that_says_what_it_is_in_two_ways_is_told(types: tuple[str, str]):
    said = "".join(f'<NOTICE TYPE="{name}"/>' for name in types)
    lot_read = only_of_ted(ted_notice(form="F21_2014", before=said))
    assert any("meer dan één eigen soort (NOTICE)" in text for text in lot_read.warnings) is (
        len(set(types)) > 1
    )


@pytest.mark.parametrize("numbers", [("ORG-0001", "ORG-0001"), ("ORG-0001", "ORG-0002"), ("", "")])
def test_a_buyer_that_stands_there_twice_is_one(numbers: tuple[str, str]):
    data = notice(lot(project())).decode()
    own = data[data.index("<cac:ContractingParty>") : data.index("</cac:ContractingParty>")]
    end = "</cac:ContractingParty>"
    both = "".join(own.replace("ORG-0001", number) + end for number in numbers)
    of_eforms = only(data.replace(own + end, both).encode())
    parties = [PARTY | {"id": number} for number in numbers]
    of_ocds = only_of_ocds(release(parties=parties, buyer={"id": numbers[0], "name": PARTY["name"]}))
    several = numbers != ("ORG-0001", "ORG-0001")  # of two without a number nobody knows that they are one
    for lot_read in (of_eforms, of_ocds):
        assert any("noemt 2 opdrachtgevers" in text for text in lot_read.warnings) is several


@pytest.mark.parametrize(("said", "expected"), [((1, 1), 2), ((5, 2), 5), ((None, None), 2)])
def test_of_releases_that_may_be_the_last_there_are_as_many_lots_as_any_tells(
    said: tuple[int | None, int | None], expected: int
) -> None:
    """Two lots, each of a release of its own that says how many there are."""
    lots = [
        [Lot({"perceel": str(number)}, {"perceel": "lots"}, number_of_lots=count)]
        for number, count in enumerate(said, 1)
    ]
    assert [lot.number_of_lots for lot in alike(lots)] == [expected, expected]
