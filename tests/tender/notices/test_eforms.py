# ruff: noqa: E501 - inline XML reads better unbroken
"""eForms: one small notice of our own for each way in which a real one misleads."""

import pytest

from maatwerk_cli.models.tender.aanbesteding import Aanbesteding
from maatwerk_cli.tender.facts import TOTAL_TERM
from maatwerk_cli.tender.judging import Refused
from maatwerk_cli.tender.notices import Lot, NoticeReading, read_notice

NAMESPACES = (
    'xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" '
    'xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2" '
    'xmlns:ext="urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2" '
    'xmlns:efext="http://data.europa.eu/p27/eforms-ubl-extensions/1" '
    'xmlns:efac="http://data.europa.eu/p27/eforms-ubl-extension-aggregate-components/1" '
    'xmlns:efbc="http://data.europa.eu/p27/eforms-ubl-extension-basic-components/1"'
)
PUBLISHED = (
    '<efac:Publication><efbc:NoticePublicationID schemeName="ojs-notice-id">00000001-2024'
    "</efbc:NoticePublicationID><efbc:PublicationDate>2024-03-05Z</efbc:PublicationDate></efac:Publication>"
)
COMPANY = (
    '<efac:Company><cac:PartyIdentification><cbc:ID schemeName="organization">ORG-0001</cbc:ID>'
    '</cac:PartyIdentification><cac:PartyName><cbc:Name languageID="NLD">Ministerie van Voorbeeld</cbc:Name>'
    '</cac:PartyName><cac:PostalAddress><cac:Country><cbc:IdentificationCode listName="country">{country}'
    "</cbc:IdentificationCode></cac:Country></cac:PostalAddress><cac:Contact><cbc:Name>Vera Voorbeeld</cbc:Name>"
    "<cbc:Telephone>+31700000000</cbc:Telephone><cbc:ElectronicMail>vera@voorbeeld.invalid"
    "</cbc:ElectronicMail></cac:Contact></efac:Company>"
)


def project(
    nature: str = "services",
    amount: str = '<cbc:EstimatedOverallContractAmount currencyID="EUR">900000</cbc:EstimatedOverallContractAmount>',
    period: str = '<cac:PlannedPeriod><cbc:DurationMeasure unitCode="MONTH">24</cbc:DurationMeasure></cac:PlannedPeriod>',
    more: str = "",
) -> str:
    kind = (
        f'<cbc:ProcurementTypeCode listName="contract-nature">{nature}</cbc:ProcurementTypeCode>'
        if nature
        else ""
    )
    total = f"<cac:RequestedTenderTotal>{amount}</cac:RequestedTenderTotal>" if amount else ""
    return (
        '<cac:ProcurementProject><cbc:Name languageID="NLD">Voorbeeld van een opdracht</cbc:Name>'
        f'{kind}{total}<cac:MainCommodityClassification><cbc:ItemClassificationCode listName="cpv">90910000'
        f"</cbc:ItemClassificationCode></cac:MainCommodityClassification>{period}{more}</cac:ProcurementProject>"
    )


def lot(
    content: str, identifier: str = "LOT-0000", scheme: str = "Lot", process: str = "", terms: str = ""
) -> str:
    return (
        f'<cac:ProcurementProjectLot><cbc:ID schemeName="{scheme}">{identifier}</cbc:ID>'
        f"<cac:TenderingTerms>{terms}</cac:TenderingTerms><cac:TenderingProcess>{process}</cac:TenderingProcess>"
        f"{content}</cac:ProcurementProjectLot>"
    )


def notice(
    *lots: str,
    procedure: str = "",
    root: str = "ContractNotice",
    code: str = '<cbc:NoticeTypeCode listName="competition">cn-standard</cbc:NoticeTypeCode>',
    buyer_type: str = '<cbc:PartyTypeCode listName="buyer-legal-type">cga</cbc:PartyTypeCode>',
    country: str = "NLD",
    published: str = PUBLISHED,
    extra: str = "",
    process: str = "",
) -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><{root} xmlns="urn:oasis:names:specification:ubl:schema:xsd:{root}-2" '
        f"{NAMESPACES}><ext:UBLExtensions><ext:UBLExtension><ext:ExtensionContent><efext:EformsExtension>{extra}"
        f"<efac:Organizations><efac:Organization>{COMPANY.format(country=country)}</efac:Organization>"
        f"</efac:Organizations>{published}</efext:EformsExtension></ext:ExtensionContent></ext:UBLExtension>"
        "</ext:UBLExtensions><cbc:CustomizationID>eforms-sdk-1.7</cbc:CustomizationID>"
        '<cbc:ID schemeName="notice-id">11111111-1111-4111-8111-111111111111</cbc:ID>'
        f"<cbc:IssueDate>2024-03-01+01:00</cbc:IssueDate>{code}<cbc:NoticeLanguageCode>NLD</cbc:NoticeLanguageCode>"
        f"<cac:ContractingParty><cac:ContractingPartyType>{buyer_type}</cac:ContractingPartyType><cac:Party>"
        '<cac:PartyIdentification><cbc:ID schemeName="organization">ORG-0001</cbc:ID></cac:PartyIdentification>'
        f"</cac:Party></cac:ContractingParty><cac:TenderingProcess>{process}</cac:TenderingProcess>"
        f"{procedure}{''.join(lots)}</{root}>"
    ).encode()


def read(data: bytes) -> NoticeReading:
    reading = read_notice(data)
    assert isinstance(reading, NoticeReading), reading
    for lot in reading.lots:
        assert isinstance(lot, Lot)
        assert lot.fields.keys() == lot.origins.keys()
        assert not lot.fields.keys() & lot.unread.keys()
        Aanbesteding.model_validate(dict(lot.fields))
    return reading


def only(data: bytes) -> Lot:
    (lot_read,) = read(data).lots
    assert isinstance(lot_read, Lot)
    return lot_read


def with_amount(amount: str, currency: str = ' currencyID="EUR"') -> Lot:
    leaf = f"<cbc:EstimatedOverallContractAmount{currency}>{amount}</cbc:EstimatedOverallContractAmount>"
    return only(notice(lot(project(amount=leaf))))


def with_period(period: str, more: str = "") -> Lot:
    return only(notice(lot(project(period=f"<cac:PlannedPeriod>{period}</cac:PlannedPeriod>", more=more))))


def measure(number: str, unit: str) -> str:
    return f'<cbc:DurationMeasure unitCode="{unit}">{number}</cbc:DurationMeasure>'


RENEWAL = (
    "<cac:ContractExtension><cbc:MaximumNumberNumeric>{times}</cbc:MaximumNumberNumeric><cac:Renewal><cac:Period>"
    "<cbc:Description>Voorbeeld: twee keer een jaar</cbc:Description></cac:Period></cac:Renewal></cac:ContractExtension>"
)


def test_a_plain_notice_fills_every_field_it_holds():
    lot_read = only(notice(lot(project())))
    assert lot_read.fields == {
        "id": "00000001-2024",
        "titel": "Voorbeeld van een opdracht",
        "opdrachtgever": "Ministerie van Voorbeeld",
        "opdrachtgever_soort": "rijk",
        "aard": "dienst",
        "opdrachtwaarde_excl_btw": "900000.00",
        "looptijd_maanden": 24,
        "cpv": "90910000",
        "publicatiedatum": "2024-03-05",
    }
    assert lot_read.origins["opdrachtwaarde_excl_btw"].startswith("BT-27 ")
    assert "loonsom" in lot_read.unread["loonsom_excl_btw"]
    assert "uitsluitingsgronden" in lot_read.unread


def test_the_value_never_becomes_the_wage_sum():
    assert "loonsom_excl_btw" not in with_amount("200000").fields


@pytest.mark.parametrize(
    ("amount", "currency", "said"),
    [
        ("1", ' currencyID="EUR"', "opvulling"),
        ("0", ' currencyID="EUR"', "opvulling"),
        ("1.00", ' currencyID="EUR"', "opvulling"),
        ("0.01", ' currencyID="EUR"', "opvulling"),
        ("-1", ' currencyID="EUR"', "negatief"),
        ("900000", ' currencyID="USD"', "USD"),
        ("900000", "", "geen munteenheid"),
        ("veel", ' currencyID="EUR"', "geen getal"),
        ("900.000,00", ' currencyID="EUR"', "geen getal"),
        ("100000000000", ' currencyID="EUR"', "100 miljard"),
    ],
)
def test_an_amount_that_is_no_value_stays_unknown_and_is_said(amount: str, currency: str, said: str):
    lot_read = with_amount(amount, currency)
    assert "opdrachtwaarde_excl_btw" not in lot_read.fields
    assert said in lot_read.unread["opdrachtwaarde_excl_btw"]


def test_parts_of_a_cent_are_cut_and_never_rounded_up_to_a_limit():
    assert with_amount("249999.999").fields["opdrachtwaarde_excl_btw"] == "249999.99"


def test_a_higher_framework_maximum_is_the_limit_and_both_are_said():
    amounts = (
        "<ext:UBLExtensions><ext:UBLExtension><ext:ExtensionContent><efext:EformsExtension>"
        '<efbc:FrameworkMaximumAmount currencyID="EUR">300000</efbc:FrameworkMaximumAmount>'
        "</efext:EformsExtension></ext:ExtensionContent></ext:UBLExtension></ext:UBLExtensions>"
        '<cbc:EstimatedOverallContractAmount currencyID="EUR">200000</cbc:EstimatedOverallContractAmount>'
    )
    lot_read = only(notice(lot(project(amount=amounts))))
    assert lot_read.fields["opdrachtwaarde_excl_btw"] == "300000.00"
    assert lot_read.origins["opdrachtwaarde_excl_btw"].startswith("BT-271 ")
    assert any("200.000" in warning and "300.000" in warning for warning in lot_read.warnings)


@pytest.mark.parametrize(
    ("number", "unit", "months"),
    [
        ("24", "MONTH", 24), ("2", "YEAR", 24), ("1.5", "YEAR", 18), ("0.5", "YEAR", 6),
        ("365", "DAY", 12), ("730", "DAY", 24), ("180", "DAY", 5), ("184", "DAY", 6),
        ("52", "WEEK", 11), ("104", "WEEK", 23), ("27", "WEEK", 6),
    ],
)  # fmt: skip
def test_durations_become_whole_calendar_months(number: str, unit: str, months: int):
    assert with_period(measure(number, unit)).fields["looptijd_maanden"] == months


@pytest.mark.parametrize(
    ("number", "unit", "said"),
    [
        ("26", "WEEK", "begindatum"),
        ("182", "DAY", "begindatum"),
        ("24", "MON", "MON"),
        ("2", "ANN", "ANN"),
        ("24", "", "eenheid"),
        ("1.5", "MONTH", "geen heel aantal"),
        ("0", "MONTH", "geen bruikbaar getal"),
        ("9999", "MONTH", "100 jaar"),
        ("twee", "YEAR", "geen bruikbaar getal"),
    ],
)
def test_a_duration_in_doubt_stays_unknown_and_is_said(number: str, unit: str, said: str):
    lot_read = with_period(measure(number, unit))
    assert "looptijd_maanden" not in lot_read.fields
    assert said in lot_read.unread["looptijd_maanden"]


@pytest.mark.parametrize(("begin", "months"), [("2023-09-01", 6), ("2023-03-01", 5)])
def test_days_are_counted_from_the_begin_where_there_is_one(begin: str, months: int):
    # Half a year from 1 September 2023 is 182 days (leap February), from 1 March it is 184.
    lot_read = with_period(f"<cbc:StartDate>{begin}+02:00</cbc:StartDate>" + measure("183", "DAY"))
    assert lot_read.fields["looptijd_maanden"] == months


def test_dates_keep_the_day_that_is_written_whatever_the_time_zone():
    lot_read = with_period(
        "<cbc:StartDate>2024-04-01+02:00</cbc:StartDate><cbc:EndDate>2026-12-31-11:00</cbc:EndDate>"
    )
    assert (lot_read.fields["begin"], lot_read.fields["einde"]) == ("2024-04-01", "2026-12-31")
    assert "looptijd_maanden" not in lot_read.fields


@pytest.mark.parametrize("day", ["2024-02-30Z", "1970-01-01Z", "9999-12-31Z", "gisteren", "2024-13-01"])
def test_a_day_that_does_not_exist_or_only_fills_stays_unknown(day: str):
    lot_read = with_period(f"<cbc:EndDate>{day}</cbc:EndDate>")
    assert "einde" not in lot_read.fields
    assert "einde" in lot_read.unread


def test_a_contract_that_ends_before_it_begins_has_neither_date():
    lot_read = with_period("<cbc:StartDate>2024-04-01Z</cbc:StartDate><cbc:EndDate>2023-04-01Z</cbc:EndDate>")
    assert not {"begin", "einde"} & lot_read.fields.keys()


def test_a_period_in_words_is_not_read_and_not_called_absent():
    words = '<cbc:Description languageID="NLD">Twee jaar, bel 06-12345678</cbc:Description>'
    lot_in_words = with_period(words)
    assert "looptijd_maanden" not in lot_in_words.fields
    assert lot_in_words.unread["looptijd_maanden"] == (
        "De looptijd staat alleen in woorden in de aankondiging. Die worden niet gelezen. Vul die in."
    )
    assert with_period(words + measure("12", "MONTH")).fields["looptijd_maanden"] == 12
    dated = with_period(f"{words}<cbc:EndDate>2026-01-31+01:00</cbc:EndDate>")
    assert dated.fields["einde"] == "2026-01-31"
    assert "woorden" not in dated.unread.get("looptijd_maanden", "")


def test_unlimited_is_not_a_number_of_months():
    lot_read = with_period('<cbc:DescriptionCode listName="timeperiod">UNLIMITED</cbc:DescriptionCode>')
    assert "onbepaalde tijd" in lot_read.unread["looptijd_maanden"]


def test_with_a_renewal_the_firm_term_is_unknown_since_bt36_holds_the_renewals():
    lot_read = with_period(measure("4", "YEAR"), RENEWAL.format(times=2))
    assert "looptijd_maanden" not in lot_read.fields
    assert "48 maanden" in lot_read.unread["looptijd_maanden"]
    assert lot_read.fields["verlenging_maanden"] == "onbekend"
    assert lot_read.fields["opdrachtwaarde_excl_btw"] == "900000.00"


def test_with_a_renewal_the_end_date_is_kept_since_bt537_does_not_say_what_it_holds():
    lot_read = with_period(
        "<cbc:StartDate>2024-04-01Z</cbc:StartDate><cbc:EndDate>2026-03-31Z</cbc:EndDate>",
        RENEWAL.format(times=1),
    )
    assert (lot_read.fields["begin"], lot_read.fields["einde"]) == ("2024-04-01", "2026-03-31")
    assert any("BT-537" in warning for warning in lot_read.warnings)
    assert lot_read.bounds == {}


def test_the_rule_of_bt36_stays_with_bt36():
    lot_read = with_period(
        measure("4", "YEAR")
        + "<cbc:StartDate>2024-04-01Z</cbc:StartDate><cbc:EndDate>2026-03-31Z</cbc:EndDate>",
        RENEWAL.format(times=1),
    )
    assert lot_read.fields["einde"] == "2026-03-31"
    assert lot_read.bounds == {"looptijd_maanden": (0, 48), TOTAL_TERM: (48, 48)}


@pytest.mark.parametrize(
    ("number", "unit", "most"), [("4", "MONTH", 4), ("2", "YEAR", 24), ("5", "WEEK", 1), ("182", "DAY", 6)]
)
def test_a_term_with_its_renewals_is_the_most_that_the_firm_term_can_be(number: str, unit: str, most: int):
    lot_read = with_period(measure(number, unit), RENEWAL.format(times=1))
    assert lot_read.bounds["looptijd_maanden"] == (0, most)


def test_a_maximum_of_no_renewals_says_that_there_are_none():
    lot_read = with_period(measure("24", "MONTH"), RENEWAL.format(times=0))
    assert (lot_read.fields["looptijd_maanden"], lot_read.fields["verlenging_maanden"]) == (24, 0)


def test_options_alone_are_said_and_change_nothing():
    options = "<cac:ContractExtension><cbc:OptionsDescription>Voorbeeld</cbc:OptionsDescription></cac:ContractExtension>"
    lot_read = with_period(measure("24", "MONTH"), options)
    assert lot_read.fields["looptijd_maanden"] == 24
    assert "verlenging_maanden" not in lot_read.fields
    assert any("BT-54" in warning for warning in lot_read.warnings)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("cga", "rijk"),
        ("ra", "decentraal"),
        ("la", "decentraal"),
        ("body-pl", "overig"),
        ("body-pl-cga", "overig"),
    ],
)
def test_only_cga_is_central_government(code: str, kind: str):
    buyer = f'<cbc:PartyTypeCode listName="buyer-legal-type">{code}</cbc:PartyTypeCode>'
    assert only(notice(lot(project()), buyer_type=buyer)).fields["opdrachtgever_soort"] == kind


def test_a_code_outside_the_list_is_no_kind_of_buyer():
    buyer = '<cbc:PartyTypeCode listName="buyer-legal-type">ministerie</cbc:PartyTypeCode>'
    lot_read = only(notice(lot(project()), buyer_type=buyer))
    assert "opdrachtgever_soort" not in lot_read.fields
    assert "ministerie" in lot_read.unread["opdrachtgever_soort"]


def test_a_ministry_of_another_country_is_not_the_rijk():
    lot_read = only(notice(lot(project()), country="BEL"))
    assert lot_read.fields["opdrachtgever_soort"] == "overig"
    assert any("niet uit Nederland" in warning for warning in lot_read.warnings)


def test_lots_share_the_id_and_take_what_they_lack_from_the_procedure_but_not_its_value():
    total = (
        '<cbc:EstimatedOverallContractAmount currencyID="EUR">5000000</cbc:EstimatedOverallContractAmount>'
    )
    reading = read(
        notice(
            lot(project(nature="", amount=""), "LOT-0001"),
            lot(project(nature="works"), "LOT-0002"),
            lot(project(), "GLO-0001", scheme="LotsGroup"),
            procedure=project(nature="supplies", amount=total, period=""),
        )
    )
    first, second = (each_lot.fields for each_lot in reading.lots if isinstance(each_lot, Lot))
    assert (first["id"], first["perceel"], first["aard"]) == ("00000001-2024", "LOT-0001", "levering")
    assert (second["id"], second["perceel"], second["aard"]) == ("00000001-2024", "LOT-0002", "werk")
    assert "opdrachtwaarde_excl_btw" not in first
    assert isinstance(reading.lots[0], Lot)
    assert "alle percelen samen" in reading.lots[0].unread["opdrachtwaarde_excl_btw"]
    assert second["opdrachtwaarde_excl_btw"] == "900000.00"


def test_the_value_of_the_procedure_is_that_of_its_only_lot():
    lot_read = only(notice(lot(project(amount="")), procedure=project()))
    assert lot_read.fields["opdrachtwaarde_excl_btw"] == "900000.00"
    assert lot_read.origins["opdrachtwaarde_excl_btw"].startswith("BT-27-Procedure ")


def test_an_additional_nature_is_said_and_the_main_one_is_taken():
    more = '<cac:ProcurementAdditionalType><cbc:ProcurementTypeCode listName="contract-nature">works</cbc:ProcurementTypeCode></cac:ProcurementAdditionalType>'
    lot_read = only(notice(lot(project(more=more))))
    assert lot_read.fields["aard"] == "dienst"
    assert any("BT-531" in warning for warning in lot_read.warnings)


def test_a_type_code_of_another_list_is_not_the_nature():
    more = '<cbc:ProcurementTypeCode listName="accessibility">works</cbc:ProcurementTypeCode>'
    lot_read = only(notice(lot(project(nature="", more=more))))
    assert "aard" not in lot_read.fields


def test_the_social_objective_is_read_without_bt06():
    more = '<cac:ProcurementAdditionalType><cbc:ProcurementTypeCode listName="social-objective">opp</cbc:ProcurementTypeCode></cac:ProcurementAdditionalType>'
    lot_read = only(notice(lot(project(more=more))))
    assert [(signal.name, "BT-775" in signal.origin) for signal in lot_read.signals] == [
        ("sociaal doel", True)
    ]


def test_reserved_procurement_and_execution_are_said():
    terms = (
        "<cac:TendererQualificationRequest><cac:SpecificTendererRequirement><cbc:TendererRequirementTypeCode "
        'listName="reserved-procurement">res-ws</cbc:TendererRequirementTypeCode></cac:SpecificTendererRequirement>'
        "</cac:TendererQualificationRequest><cac:ContractExecutionRequirement><cbc:ExecutionRequirementCode "
        'listName="reserved-execution">yes</cbc:ExecutionRequirementCode></cac:ContractExecutionRequirement>'
    )
    lot_read = only(notice(lot(project(), terms=terms)))
    assert [signal.origin.split(" ")[0] for signal in lot_read.signals] == ["BT-71", "BT-736"]


def framework(code: str) -> str:
    return f'<cac:ContractingSystem><cbc:ContractingSystemTypeCode listName="framework-agreement">{code}</cbc:ContractingSystemTypeCode></cac:ContractingSystem>'


@pytest.mark.parametrize(
    ("code", "answer"), [("none", "nee"), ("fa-wo-rc", "ja"), ("fa-w-rc", "ja"), ("fa-mix", "ja")]
)
def test_the_framework_technique(code: str, answer: str):
    lot_read = only(notice(lot(project(), process=framework(code))))
    assert lot_read.fields["raamovereenkomst"] == answer


def test_no_framework_with_a_framework_maximum_is_a_contradiction_and_unknown():
    maximum = '<efbc:FrameworkMaximumAmount currencyID="EUR">900000</efbc:FrameworkMaximumAmount>'
    lot_read = only(notice(lot(project(), process=framework("none")), procedure=project(amount=maximum)))
    assert "raamovereenkomst" not in lot_read.fields
    assert "BT-271" in lot_read.unread["raamovereenkomst"]


def test_an_award_notice_has_the_year_of_the_notice_it_refers_to_and_not_its_own_date():
    reference = '<cac:NoticeDocumentReference><cbc:ID schemeName="ojs-notice-id">629133-2017</cbc:ID></cac:NoticeDocumentReference>'
    result = '<cbc:NoticeTypeCode listName="result">can-standard</cbc:NoticeTypeCode>'
    lot_read = only(notice(lot(project()), root="ContractAwardNotice", code=result, process=reference))
    assert lot_read.fields["publicatiedatum"] == "2017"


def test_an_award_notice_that_refers_to_none_has_no_date():
    lot_read = only(notice(lot(project()), root="ContractAwardNotice", code=""))
    assert "publicatiedatum" not in lot_read.fields
    assert "achteraf" in lot_read.unread["publicatiedatum"]


def test_without_a_publication_date_it_is_the_date_of_dispatch():
    lot_read = only(notice(lot(project()), published=""))
    assert lot_read.fields["publicatiedatum"] == "2024-03-01"
    assert lot_read.origins["publicatiedatum"].startswith("BT-05")
    assert lot_read.fields["id"] == "11111111-1111-4111-8111-111111111111"


def test_a_change_notice_is_said_to_be_one():
    change = (
        "<efac:Changes><efbc:ChangedNoticeIdentifier>11111111-1111-4111-8111-111111111111-01"
        "</efbc:ChangedNoticeIdentifier></efac:Changes>"
    )
    lot_read = only(notice(lot(project()), extra=change))
    assert any("wijziging" in warning for warning in lot_read.warnings)


def test_parts_of_a_planning_notice_are_read_as_lots():
    code = '<cbc:NoticeTypeCode listName="planning">pin-only</cbc:NoticeTypeCode>'
    data = notice(lot(project(), "PAR-0001", scheme="Part"), root="PriorInformationNotice", code=code)
    assert read(data).kind == "vooraankondiging"
    assert only(data).fields["perceel"] == "PAR-0001"


def test_a_notice_without_lots_is_read_as_a_whole():
    lot_read = only(notice(procedure=project()))
    assert lot_read.fields["opdrachtwaarde_excl_btw"] == "900000.00"
    assert "perceel" not in lot_read.fields


def test_a_notice_without_a_contract_is_declined():
    assert isinstance(read_notice(notice()), Refused)


def test_a_buyer_who_is_a_person_keeps_the_name():
    data = notice(lot(project())).replace(
        b"<efac:Organization>",
        b"<efac:Organization><efbc:NaturalPersonIndicator>true</efbc:NaturalPersonIndicator>",
    )
    lot_read = only(data)
    assert "opdrachtgever" not in lot_read.fields
    assert "natuurlijk persoon" in lot_read.unread["opdrachtgever"]


def test_the_older_sdk_without_list_names_and_prefixes_is_read_as_well():
    data = (
        notice(lot(project())).replace(b' listName="contract-nature"', b"").replace(b' listName="cpv"', b"")
    )
    assert only(data).fields["aard"] == "dienst"
    assert only(data).fields["cpv"] == "90910000"


def test_a_buyer_referred_to_by_a_contact_point_is_the_organisation_and_not_the_point():
    point = (
        b'</efac:Company><efac:TouchPoint><cac:PartyIdentification><cbc:ID schemeName="touchpoint">TPO-0001</cbc:ID>'
        b"</cac:PartyIdentification><cac:PartyName><cbc:Name>Vera Voorbeeld</cbc:Name></cac:PartyName></efac:TouchPoint>"
    )
    party = b'<cac:Party><cac:PartyIdentification><cbc:ID schemeName="organization">ORG-0001'
    data = notice(lot(project())).replace(b"</efac:Company>", point)
    lot_read = only(
        data.replace(party, party.replace(b"organization", b"touchpoint").replace(b"ORG", b"TPO"))
    )
    assert lot_read.fields["opdrachtgever"] == "Ministerie van Voorbeeld"
    assert "Vera" not in repr(lot_read)


def test_the_leading_buyer_of_several_is_taken():
    data = notice(lot(project()))
    party = data[data.index(b"<cac:ContractingParty>") : data.index(b"</cac:ContractingParty>")]
    other = party.replace(b"ORG-0001", b"ORG-0002").replace(b">cga<", b">la<") + b"</cac:ContractingParty>"
    unled = only(data.replace(party, other + party))
    assert "opdrachtgever" not in unled.fields
    assert "verschillende soort" in unled.unread["opdrachtgever_soort"]
    # A region and a municipality have each their own code, and are of one kind.
    both = data.replace(party, other + party).replace(b">cga<", b">ra<")
    assert only(both).fields["opdrachtgever_soort"] == "decentraal"
    # The indicator is one of the organisation, in its notice among the extensions.
    lead = b"<efac:Organization><efbc:GroupLeadIndicator>true</efbc:GroupLeadIndicator>"
    led = only(data.replace(party, other + party).replace(b"<efac:Organization>", lead))
    assert led.fields["opdrachtgever"] == "Ministerie van Voorbeeld"
    assert led.fields["opdrachtgever_soort"] == "rijk"
    # Two that lead is one too many: neither is the kind of both.
    second = b"</cac:ContractingParty>" + party.replace(b">cga<", b">la<")
    both = only(data.replace(party, party + second).replace(b"<efac:Organization>", lead))
    assert "opdrachtgever_soort" in both.unclear
    ministry = b"</cac:ContractingParty>" + party.replace(b">cga<", b">MINISTRY<")
    alike = only(data.replace(party, party + ministry).replace(b"<efac:Organization>", lead))
    assert alike.fields["opdrachtgever_soort"] == "rijk"


def test_the_kind_of_a_buyer_counts_where_its_code_names_no_list():
    buyer = "<cbc:PartyTypeCode>cga</cbc:PartyTypeCode>"
    assert only(notice(lot(project()), buyer_type=buyer)).fields["opdrachtgever_soort"] == "rijk"


def test_no_contact_person_leaves_the_reader():
    reading = read(notice(lot(project()), lot(project(), "LOT-0002")))
    for personal in ("Vera", "vera@", "70000000"):
        assert personal not in repr(reading)


@pytest.mark.parametrize(
    "title",
    [
        "Bel 06-12345678 voor dit voorbeeld",
        "vera@voorbeeld.invalid",
        "Voorbeeld t.a.v. V. Voorbeeld",
        "NL02ABNA0123456789",
    ],
)
def test_a_title_with_personal_data_in_it_is_not_taken_over(title: str):
    lot_read = only(notice(lot(project())).replace(b"Voorbeeld van een opdracht", title.encode()))
    assert "titel" not in lot_read.fields
    assert "persoonsgegeven" in lot_read.unread["titel"]
    assert title not in repr(lot_read)


def test_a_maximum_in_another_currency_may_be_the_highest_and_leaves_the_value_unknown():
    own = '<cbc:EstimatedOverallContractAmount currencyID="EUR">100000</cbc:EstimatedOverallContractAmount>'
    maximum = '<efbc:FrameworkMaximumAmount currencyID="SEK">90000000</efbc:FrameworkMaximumAmount>'
    lot_read = only(notice(lot(project(amount=own + maximum))))
    assert "opdrachtwaarde_excl_btw" not in lot_read.fields
    assert "SEK" in lot_read.unread["opdrachtwaarde_excl_btw"]


@pytest.mark.parametrize("filler", ["0", "0.00", "1", "1.00", "-1"])
def test_an_amount_that_fills_a_place_does_not_hide_the_one_beside_it(filler: str):
    own = (
        f'<cbc:EstimatedOverallContractAmount currencyID="EUR">{filler}</cbc:EstimatedOverallContractAmount>'
    )
    maximum = '<efbc:FrameworkMaximumAmount currencyID="EUR">400000</efbc:FrameworkMaximumAmount>'
    lot_read = only(notice(lot(project(amount=own + maximum))))
    assert lot_read.fields["opdrachtwaarde_excl_btw"] == "400000.00"


def test_two_durations_that_differ_are_unknown_and_two_alike_are_one():
    assert with_period(measure("24", "MONTH") * 2).fields["looptijd_maanden"] == 24
    lot_read = with_period(measure("24", "MONTH") + measure("4", "YEAR"))
    assert "looptijd_maanden" not in lot_read.fields
    assert "meer dan één looptijd" in lot_read.unread["looptijd_maanden"]
    assert lot_read.bounds["looptijd_maanden"] == (24, 48)


def test_an_empty_maximum_of_renewals_names_none():
    extension = "<cac:ContractExtension><cbc:MaximumNumberNumeric/></cac:ContractExtension>"
    lot_read = with_period(measure("24", "MONTH"), extension)
    assert "verlenging_maanden" not in lot_read.fields
    assert lot_read.fields["looptijd_maanden"] == 24


def test_options_beside_a_renewal_are_said_as_well():
    renewal = RENEWAL.format(times=2).replace(
        "<cac:ContractExtension>",
        "<cac:ContractExtension><cbc:OptionsDescription>Meer</cbc:OptionsDescription>",
    )
    lot_read = with_period(measure("24", "MONTH"), renewal)
    assert any("BT-54" in warning for warning in lot_read.warnings)
    assert lot_read.fields["verlenging_maanden"] == "onbekend"


@pytest.mark.parametrize("answer", ["true", "1"])
def test_a_person_who_buys_is_never_named_however_yes_is_written(answer: str):
    natural = (
        f"<efbc:NaturalPersonIndicator>{answer}</efbc:NaturalPersonIndicator></efac:Organization>".encode()
    )
    lot_read = only(notice(lot(project())).replace(b"</efac:Organization>", natural))
    assert "opdrachtgever" not in lot_read.fields
    assert "Ministerie" not in repr(lot_read)


def test_an_award_refers_to_its_tender_before_it_refers_to_the_planning():
    def reference(number: str) -> str:
        return f'<cac:NoticeDocumentReference><cbc:ID schemeName="ojs-notice-id">{number}</cbc:ID></cac:NoticeDocumentReference>'

    result = '<cbc:NoticeTypeCode listName="result">can-standard</cbc:NoticeTypeCode>'
    planned = lot(project(), process=reference("1-2022"))
    both = notice(planned, root="ContractAwardNotice", code=result, process=reference("2-2023"))
    assert only(both).fields["publicatiedatum"] == "2023"
    assert only(both).origins["publicatiedatum"].startswith("OPP-090 ")
    (lot_read,) = read(notice(planned, root="ContractAwardNotice", code=result)).lots
    assert isinstance(lot_read, Lot)
    assert lot_read.fields["publicatiedatum"] == "2022"
    assert lot_read.origins["publicatiedatum"].startswith("BT-125 ")


def test_a_group_of_lots_is_no_lot():
    names = [("LOT-0001", "Lot"), ("LOT-0002", "Lot"), ("GLO-0001", "LotsGroup")]
    lots = read(notice(*(lot(project(), name, scheme) for name, scheme in names))).lots
    assert [lot.fields["perceel"] for lot in lots if isinstance(lot, Lot)] == ["LOT-0001", "LOT-0002"]


def test_a_title_in_several_languages_is_the_one_of_the_notice():
    names = '<cbc:Name languageID="FRA">Exemple</cbc:Name><cbc:Name languageID="NLD">Voorbeeld van een opdracht</cbc:Name>'
    data = notice(lot(project())).replace(
        b'<cbc:Name languageID="NLD">Voorbeeld van een opdracht</cbc:Name>', names.encode()
    )
    assert only(data).fields["titel"] == "Voorbeeld van een opdracht"


@pytest.mark.parametrize(
    "title",
    [
        "Voorbeeld, tel. 070 000 00 00",
        "Vragen aan mevrouw V. Voorbeeld",
        "Voorbeeld +49 30 0000 0000",
        "vera (at) voorbeeld.invalid",
    ],
)
def test_a_title_or_a_lot_with_a_person_in_it_is_not_taken_over(title: str):
    lot_read = only(notice(lot(project(), title)).replace(b"Voorbeeld van een opdracht", title.encode()))
    assert not {"titel", "perceel"} & lot_read.fields.keys()
    assert title not in repr(lot_read)


def test_a_text_without_end_is_refused_at_once():
    lot_read = only(notice(lot(project())).replace(b"Voorbeeld van een opdracht", b"a" * 3_000_000))
    assert "langer dan" in lot_read.unread["titel"]


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("12345678", True),  # a KvK number
        ("00000001234567890000", True),  # an OIN
        ("123456782", False),  # nine digits could be a person's number
        ("1234567", False),
        ("1234567890", False),
        ("NL123456", False),
        ("1234567٣", False),
    ],
)
def test_a_registration_number_is_told_only_where_it_can_be_no_persons(number: str, expected: bool):
    legal = f"<cac:PartyLegalEntity><cbc:CompanyID>{number}</cbc:CompanyID></cac:PartyLegalEntity>"
    data = notice(lot(project())).replace(b"</cac:PartyName>", f"</cac:PartyName>{legal}".encode())
    assert (number in {str(signal.value) for signal in only(data).signals}) is expected
    assert expected or number not in repr(only(data))


DESCRIBED = "<cac:Renewal><cac:Period><cbc:Description>twee keer een jaar</cbc:Description></cac:Period></cac:Renewal>"


@pytest.mark.parametrize(
    ("most", "described", "origin", "said"),
    [
        ("2", "", "BT-58 ", "ten hoogste 2 keer (BT-58)"),
        ("2", DESCRIBED, "BT-58 ", "ten hoogste 2 keer (BT-58)"),
        ("1234567", "", "BT-58 ", "een aantal keer (BT-58)"),  # so often nobody renews; it is not shown
        ("vaak", DESCRIBED, "BT-58 ", "een aantal keer (BT-58)"),
        ("", DESCRIBED, "BT-57 ", "volgens een beschrijving (BT-57)"),
    ],
)
def test_which_renewal_is_named_is_told(most: str, described: str, origin: str, said: str) -> None:
    number = f"<cbc:MaximumNumberNumeric>{most}</cbc:MaximumNumberNumeric>"
    extension = f"<cac:ContractExtension>{number}{described}</cac:ContractExtension>"
    lot_read = with_period(measure("24", "MONTH"), extension)
    assert lot_read.fields["verlenging_maanden"] == "onbekend"
    assert lot_read.origins["verlenging_maanden"].startswith(origin)
    assert f"De opdracht kan worden verlengd, {said}. " in lot_read.unread["looptijd_maanden"]


def test_a_lot_that_is_no_framework_beside_one_that_is_contradicts_nothing() -> None:
    """The maximum that the procedure names is that of the other."""
    maximum = '<efbc:FrameworkMaximumAmount currencyID="EUR">900000</efbc:FrameworkMaximumAmount>'
    lots = (
        lot(project(), f"LOT-000{number}", process=framework(code))
        for number, code in ((1, "fa-mix"), (2, "none"))
    )
    lots_read = read(notice(*lots, procedure=project(amount=maximum))).lots
    answers = [lot_read.fields["raamovereenkomst"] for lot_read in lots_read if isinstance(lot_read, Lot)]
    assert answers == ["ja", "nee"]


@pytest.mark.parametrize(
    ("extra", "form"),
    [
        (
            "<efac:NoticeSubType><cbc:SubTypeCode>16</cbc:SubTypeCode></efac:NoticeSubType>",
            "OPP-070 cbc:SubTypeCode (16)",
        ),
        ("", ""),
    ],
)
def test_where_the_kind_of_a_notice_stands_is_told_where_it_does(extra: str, form: str) -> None:
    assert read(notice(lot(project()), extra=extra)).form == form


def test_lots_that_a_group_names_are_there_too() -> None:
    group = (
        '<cac:ProcurementProjectLot><cbc:ID schemeName="LotsGroup">GLO-0001</cbc:ID></cac:ProcurementProjectLot>'
        "<cac:LotsGroup><cac:ProcurementProjectLotReference><cbc:ID>LOT-0001</cbc:ID><cbc:ID>LOT-0002</cbc:ID>"
        "</cac:ProcurementProjectLotReference></cac:LotsGroup>"
    )
    lot_read = only(notice(lot(project(), "LOT-0001"), group))
    assert lot_read.number_of_lots == 2
    assert any("'LOT-0002'" in warning for warning in lot_read.warnings)


@pytest.mark.parametrize(("buyers", "said"), [(1, False), (2, True), (3, True)])
def test_that_there_are_more_buyers_is_said_where_there_are(buyers: int, said: bool) -> None:
    data = notice(lot(project()))
    end = b"</cac:ContractingParty>"
    party = data[data.index(b"<cac:ContractingParty>") : data.index(end)] + end
    parties = b"".join(party.replace(b"ORG-0001", b"ORG-000%d" % number) for number in range(1, buyers + 1))
    lot_read = only(data.replace(party, parties))
    assert any(f"noemt {buyers} opdrachtgevers" in warning for warning in lot_read.warnings) is said


def test_what_a_lot_takes_from_the_procedure_is_told_as_that() -> None:
    empty = "<cac:ProcurementProject><cbc:Note>x</cbc:Note></cac:ProcurementProject>"
    whole = only(notice(lot(empty), procedure=project()))
    for field, term in (
        ("titel", "BT-21"),
        ("aard", "BT-23"),
        ("cpv", "BT-262"),
        ("opdrachtwaarde_excl_btw", "BT-27"),
    ):
        assert whole.origins[field].startswith(f"{term}-Procedure ")
        assert only(notice(lot(project()))).origins[field].startswith(f"{term} ")
