# ruff: noqa: E501 - inline XML reads better unbroken
"""TED R2.0.9: one small notice of our own for each form and each trap."""

import pytest

from maatwerk_cli.models.tender.aanbesteding import Aanbesteding
from maatwerk_cli.tender.judging import Refused
from maatwerk_cli.tender.notices import Lot, NoticeReading, read_notice

BODY = (
    "<CONTRACTING_BODY><ADDRESS_CONTRACTING_BODY><OFFICIALNAME>Ministerie van Voorbeeld</OFFICIALNAME>"
    '<ADDRESS>Voorbeeldlaan 1</ADDRESS><TOWN>Voorbeeldstad</TOWN><COUNTRY VALUE="{country}"/>'
    "<CONTACT_POINT>Vera Voorbeeld</CONTACT_POINT><PHONE>+31 700000000</PHONE><E_MAIL>vera@voorbeeld.invalid</E_MAIL>"
    "</ADDRESS_CONTRACTING_BODY>{kind}</CONTRACTING_BODY>"
)


def description(content: str = '<DURATION TYPE="MONTH">24</DURATION><NO_RENEWAL/>', number: str = "") -> str:
    lot_number = f"<LOT_NO>{number}</LOT_NO>" if number else ""
    return f'<OBJECT_DESCR ITEM="{number or 1}">{lot_number}<SHORT_DESCR><P>Voorbeeld</P></SHORT_DESCR>{content}</OBJECT_DESCR>'


def contract(
    *descriptions: str,
    value: str = '<VAL_ESTIMATED_TOTAL CURRENCY="EUR">900000.00</VAL_ESTIMATED_TOTAL>',
    nature: str = '<TYPE_CONTRACT CTYPE="SERVICES"/>',
) -> str:
    return (
        '<OBJECT_CONTRACT ITEM="1"><TITLE><P>Voorbeeld van een <FT TYPE="SUP">opdracht</FT></P></TITLE>'
        f'<CPV_MAIN><CPV_CODE CODE="90910000"/></CPV_MAIN>{nature}{value}{"".join(descriptions) or description()}</OBJECT_CONTRACT>'
    )


def notice(
    *contracts: str,
    form: str = "F02_2014",
    kind: str = '<CA_TYPE VALUE="MINISTRY"/>',
    country: str = "NL",
    before: str = "",
    after: str = "",
    namespace: str = "http://publications.europa.eu/resource/schema/ted/R2.0.9/publication",
) -> bytes:
    return envelope(
        f'<{form} CATEGORY="ORIGINAL" FORM="{form[:3]}" LG="NL">{before}{BODY.format(kind=kind, country=country)}'
        f"{''.join(contracts) or contract()}{after}</{form}>",
        namespace,
    )


def envelope(form: str, namespace: str = "ted/R2.0.9.S02/publication") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><TED_EXPORT xmlns="{namespace}" VERSION="R2.0.9" DOC_ID="000001-2018">'
        "<CODED_DATA_SECTION><REF_OJS><DATE_PUB>20180305</DATE_PUB></REF_OJS></CODED_DATA_SECTION>"
        "<TRANSLATION_SECTION><ML_AA_NAMES><AA_NAME>Vera Voorbeeld</AA_NAME></ML_AA_NAMES></TRANSLATION_SECTION>"
        f"<FORM_SECTION>{form}</FORM_SECTION></TED_EXPORT>"
    ).encode()


def read(data: bytes) -> list[Lot]:
    reading = read_notice(data)
    assert isinstance(reading, NoticeReading), reading
    lots = []
    for lot in reading.lots:
        assert isinstance(lot, Lot)
        assert lot.fields.keys() == lot.origins.keys()
        assert not lot.fields.keys() & lot.unread.keys()
        Aanbesteding.model_validate(dict(lot.fields))
        assert "Vera" not in repr(lot)
        lots.append(lot)
    return lots


def only(data: bytes) -> Lot:
    (lot,) = read(data)
    return lot


def test_a_plain_notice_fills_every_field_it_holds():
    assert only(notice()).fields == {
        "id": "000001-2018",
        "titel": "Voorbeeld van een opdracht",
        "opdrachtgever": "Ministerie van Voorbeeld",
        "opdrachtgever_soort": "rijk",
        "aard": "dienst",
        "opdrachtwaarde_excl_btw": "900000.00",
        "looptijd_maanden": 24,
        "verlenging_maanden": 0,
        "cpv": "90910000",
        "publicatiedatum": "2018-03-05",
    }


@pytest.mark.parametrize(
    "namespace",
    [
        "http://formex.publications.europa.eu/ted/schema/export/R2.0.9.S01.E01",
        "ted/R2.0.9.S03/publication",
        "x",
    ],
)
def test_the_namespaces_of_every_year_are_read_alike(namespace: str):
    assert only(notice(namespace=namespace)).fields == only(notice()).fields


@pytest.mark.parametrize(
    "form",
    [
        "F01_2014", "F02_2014", "F04_2014", "F05_2014", "F06_2014", "F15_2014", "F20_2014", "F21_2014",
        "F22_2014", "F23_2014", "F24_2014", "F25_2014",
    ],
)  # fmt: skip
def test_the_forms_of_2014_are_read_alike(form: str):
    assert only(notice(form=form)).fields["looptijd_maanden"] == 24


@pytest.mark.parametrize("nature", [("WORKS", "werk"), ("SERVICES", "dienst"), ("SUPPLIES", "levering")])
def test_natures(nature: tuple[str, str]):
    assert only(notice(contract(nature=f'<TYPE_CONTRACT CTYPE="{nature[0]}"/>'))).fields["aard"] == nature[1]


def test_a_form_f21_of_2018_has_no_contract_type_and_none_is_made_up():
    lot = only(notice(contract(nature=""), form="F21_2014"))
    assert "aard" not in lot.fields
    assert "2017" in lot.unread["aard"]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("MINISTRY", "rijk"), ("NATIONAL_AGENCY", "rijk"), ("REGIONAL_AUTHORITY", "decentraal"),
        ("REGIONAL_AGENCY", "decentraal"), ("BODY_PUBLIC", "overig"), ("EU_INSTITUTION", "overig"),
    ],
)  # fmt: skip
def test_the_kind_of_buyer(kind: str, expected: str):
    assert only(notice(kind=f'<CA_TYPE VALUE="{kind}"/>')).fields["opdrachtgever_soort"] == expected


def test_another_kind_of_buyer_in_words_is_other():
    lot = only(notice(kind="<CA_TYPE_OTHER>Voorbeeld van een zelfstandig bestuursorgaan</CA_TYPE_OTHER>"))
    assert lot.fields["opdrachtgever_soort"] == "overig"


def test_a_ministry_of_another_country_is_not_the_rijk():
    lot = only(notice(country="BE"))
    assert lot.fields["opdrachtgever_soort"] == "overig"
    assert any("niet uit Nederland" in warning for warning in lot.warnings)


def test_a_named_renewal_has_an_unknown_length():
    lot = only(
        notice(
            contract(
                description(
                    '<DURATION TYPE="MONTH">24</DURATION><RENEWAL/><RENEWAL_DESCR><P>twee keer een jaar</P></RENEWAL_DESCR>'
                )
            )
        )
    )
    assert lot.fields["verlenging_maanden"] == "onbekend"
    assert lot.fields["looptijd_maanden"] == 24
    assert any("verlengd" in warning for warning in lot.warnings)


def test_nothing_about_renewal_leaves_the_field_out():
    lot = only(notice(contract(description('<DURATION TYPE="MONTH">24</DURATION><OPTIONS/>'))))
    assert "verlenging_maanden" not in lot.fields
    assert any("opties" in warning for warning in lot.warnings)


@pytest.mark.parametrize(
    ("number", "kind", "months"), [("24", "MONTH", 24), ("730", "DAY", 24), ("180", "DAY", 5)]
)
def test_durations(number: str, kind: str, months: int):
    lot = only(notice(contract(description(f'<DURATION TYPE="{kind}">{number}</DURATION>'))))
    assert lot.fields["looptijd_maanden"] == months


@pytest.mark.parametrize("kind", ["MAAND", "", "HOUR"])
def test_a_unit_outside_the_list_stays_unknown(kind: str):
    lot = only(notice(contract(description(f'<DURATION TYPE="{kind}">24</DURATION>'))))
    assert "looptijd_maanden" in lot.unread


def test_dates():
    lot = only(
        notice(contract(description("<DATE_START>2018-04-01</DATE_START><DATE_END>2018-09-30</DATE_END>")))
    )
    assert (lot.fields["begin"], lot.fields["einde"]) == ("2018-04-01", "2018-09-30")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ('<VAL_ESTIMATED_TOTAL CURRENCY="EUR">1.00</VAL_ESTIMATED_TOTAL>', "opvulling"),
        ('<VAL_ESTIMATED_TOTAL CURRENCY="GBP">900000</VAL_ESTIMATED_TOTAL>', "GBP"),
        (
            '<VAL_RANGE_TOTAL CURRENCY="EUR"><LOW>1000</LOW><HIGH>900000</HIGH></VAL_RANGE_TOTAL>',
            "ten hoogste € 900.000",
        ),
        (
            '<VAL_ESTIMATED_TOTAL CURRENCY="EUR" PUBLICATION="NO">900000</VAL_ESTIMATED_TOTAL>',
            "niet openbaar",
        ),
    ],
)
def test_an_amount_that_is_no_value_stays_unknown_and_is_said(value: str, said: str):
    lot = only(notice(contract(value=value)))
    assert said in lot.unread["opdrachtwaarde_excl_btw"]


def test_a_lot_has_its_own_value_and_never_that_of_all_lots():
    first, second = read(
        notice(
            contract(
                description(
                    '<VAL_OBJECT CURRENCY="EUR">200000</VAL_OBJECT><DURATION TYPE="MONTH">5</DURATION>', "1"
                ),
                description('<DURATION TYPE="MONTH">48</DURATION>', "2"),
            )
        )
    )
    assert (first.fields["perceel"], first.fields["opdrachtwaarde_excl_btw"]) == ("1", "200000.00")
    assert (second.fields["perceel"], second.fields["looptijd_maanden"]) == ("2", 48)
    assert "alle percelen samen" in second.unread["opdrachtwaarde_excl_btw"]
    assert first.fields["id"] == second.fields["id"]


def test_contracts_of_one_prior_information_notice_are_separate_tenders():
    first, second = read(notice(contract(), contract(), form="F01_2014"))
    assert (first.fields["id"], second.fields["id"]) == ("000001-2018-1", "000001-2018-2")


def test_the_original_language_is_read_and_dutch_first():
    forms = "".join(
        f'<F02_2014 CATEGORY="{category}" LG="{language}"><OBJECT_CONTRACT><TITLE><P>{title}</P></TITLE>{description()}</OBJECT_CONTRACT></F02_2014>'
        for category, language, title in [
            ("TRANSLATION", "NL", "Vertaling"),
            ("ORIGINAL", "FR", "Exemple"),
            ("ORIGINAL", "NL", "Voorbeeld"),
        ]
    )
    assert only(envelope(forms)).fields["titel"] == "Voorbeeld"


def award(value: str = '<VAL_TOTAL CURRENCY="EUR">750000</VAL_TOTAL>', lot: str = "") -> str:
    return (
        f"<AWARD_CONTRACT>{lot}<AWARDED_CONTRACT><CONTRACTORS><CONTRACTOR><ADDRESS_CONTRACTOR><OFFICIALNAME>Vera "
        f"Winnaar</OFFICIALNAME></ADDRESS_CONTRACTOR></CONTRACTOR></CONTRACTORS><VALUES>{value}</VALUES>"
        "</AWARDED_CONTRACT></AWARD_CONTRACT>"
    )


REFERENCE = "<PROCEDURE><NOTICE_NUMBER_OJ>2017/S 172-448760</NOTICE_NUMBER_OJ></PROCEDURE>"


def test_an_award_has_the_year_of_the_notice_it_refers_to_and_not_its_own_date():
    lot = only(notice(contract(value=""), form="F03_2014", after=REFERENCE + award()))
    assert lot.fields["publicatiedatum"] == "2017"
    assert lot.fields["opdrachtwaarde_excl_btw"] == "750000.00"


@pytest.mark.parametrize("form", ["F03_2014", "F21_2014", "F22_2014"])
def test_an_award_that_refers_to_none_has_no_date(form: str):
    lot = only(notice(form=form, before='<NOTICE TYPE="AWARD_CONTRACT"/>'))
    assert "publicatiedatum" not in lot.fields
    assert "achteraf" in lot.unread["publicatiedatum"]


def test_the_total_of_an_award_goes_before_the_value_of_its_one_contract():
    whole = '<VAL_TOTAL CURRENCY="EUR">900000</VAL_TOTAL>'
    lot = only(notice(contract(value=whole), form="F03_2014", after=award()))
    assert lot.fields["opdrachtwaarde_excl_btw"] == "900000.00"


def test_of_several_contracts_none_is_the_value_of_the_whole():
    lot = only(notice(contract(value=""), form="F03_2014", after=award() + award()))
    assert "opdrachtwaarde_excl_btw" not in lot.fields


def test_the_one_contract_of_a_lot_gives_its_value():
    lots = contract(description("", "1"), description("", "2"), value="")
    awards = (
        award(lot="<LOT_NO>1</LOT_NO>") + award(lot="<LOT_NO>2</LOT_NO>") + award(lot="<LOT_NO>2</LOT_NO>")
    )
    first, second = read(notice(lots, form="F03_2014", after=awards))
    assert first.fields["opdrachtwaarde_excl_btw"] == "750000.00"
    assert "opdrachtwaarde_excl_btw" not in second.fields


AWARDED: dict[str, tuple[bytes, list[str | None]]] = {
    "a contract of no lot is of the only one": (
        notice(contract(description("", "1"), value=""), form="F03_2014", after=award()), ["750000.00"],
    ),
    # Which of them it is of, nothing says.
    "a contract of no lot is of none of two": (
        notice(contract(description("", "1"), description("", "2"), value=""), form="F03_2014", after=award()),
        [None, None],
    ),
    "a contract of no lot is of no lot without a number": (
        notice(contract(description(""), description(""), value=""), form="F03_2014", after=award()),
        [None, None],
    ),
    "the values of a contract go before what stands beside them": (
        notice(
            contract(value=""), form="F03_2014",
            after=award().replace("</VALUES>", '</VALUES><VAL_TOTAL CURRENCY="EUR">900000</VAL_TOTAL>'),
        ),
        ["750000.00"],
    ),
    "what stands beside no values": (
        notice(
            contract(value=""), form="F03_2014",
            after=award("").replace("</VALUES>", '</VALUES><VAL_TOTAL CURRENCY="EUR">900000</VAL_TOTAL>'),
        ),
        ["900000.00"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("data", "values"), AWARDED.values(), ids=AWARDED)
def test_what_was_awarded_is_the_value_of_its_lot_only(data: bytes, values: list[str | None]) -> None:
    assert [lot.fields.get("opdrachtwaarde_excl_btw") for lot in read(data)] == values


@pytest.mark.parametrize(
    ("value", "own", "said"),
    [
        ("", "", "niet gevonden"),
        ('<VAL_TOTAL CURRENCY="EUR" PUBLICATION="NO">900000</VAL_TOTAL>', "", "niet openbaar"),
        # What may not be published says nothing of what is.
        ('<VAL_TOTAL CURRENCY="EUR" PUBLICATION="NO">900000</VAL_TOTAL>', "200000", ""),
        ('<VAL_TOTAL CURRENCY="EUR" PUBLICATION="NO">900000</VAL_TOTAL>', "1", "opvulling"),
        (
            '<VAL_RANGE_TOTAL/><VAL_TOTAL CURRENCY="EUR" PUBLICATION="NO">900000</VAL_TOTAL>',
            "",
            "niet openbaar",
        ),
    ],
)
def test_a_value_is_called_hidden_only_where_it_is(value: str, own: str, said: str) -> None:
    amount = f'<VAL_OBJECT CURRENCY="EUR">{own}</VAL_OBJECT>' if own else ""
    lot = only(notice(contract(description(amount), value=value)))
    assert ("opdrachtwaarde_excl_btw" in lot.fields) is (said == "")
    assert said in lot.unread.get("opdrachtwaarde_excl_btw", "")


def test_lots_without_a_number_have_their_place_and_a_single_one_has_none() -> None:
    first, second = description(""), description("").replace('ITEM="1"', 'ITEM="2"')
    assert [lot.fields.get("perceel") for lot in read(notice(contract(first, second)))] == ["1", "2"]
    assert [lot.fields.get("perceel") for lot in read(notice(contract(first)))] == [None]


def test_a_form_that_is_not_known_is_named() -> None:
    reading = read_notice(notice(form="F99_2014"))
    assert isinstance(reading, Refused)
    assert "'F99_2014' is niet bekend" in reading.message


def test_reservations_and_conditions_are_said_without_their_text():
    terms = (
        "<LEFTI><RESTRICTED_SHELTERED_WORKSHOP/><RESTRICTED_SHELTERED_PROGRAM/><PERFORMANCE_CONDITIONS><P>Bel Vera "
        "over social return</P></PERFORMANCE_CONDITIONS></LEFTI>"
    )
    lot = only(notice(after=terms))
    assert [signal.origin for signal in lot.signals] == [
        "LEFTI/RESTRICTED_SHELTERED_WORKSHOP",
        "LEFTI/RESTRICTED_SHELTERED_PROGRAM",
        "LEFTI/PERFORMANCE_CONDITIONS",
    ]
    assert "social return" in lot.signals[2].value


def test_a_reserved_profession_is_not_a_sheltered_workshop():
    assert only(notice(after='<LEFTI><PARTICULAR_PROFESSION CTYPE="SERVICES"/></LEFTI>')).signals == ()


def test_a_framework_is_read_and_its_absence_is_not():
    assert only(notice(after="<PROCEDURE><FRAMEWORK/></PROCEDURE>")).fields["raamovereenkomst"] == "ja"
    assert "raamovereenkomst" not in only(notice()).fields


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("F07_2014", "erkenningsregeling"), ("F08_2014", "kopersprofiel"), ("F12_2014", "prijsvraag"),
        ("F13_2014", "uitslag van een prijsvraag"), ("F14_2014", "rectificatie"), ("MOVE", "openbaar vervoer"),
        ("CONTRACT_CONCESSIONAIRE_DEFENCE", "onderaanneming"), ("CONTRACT_AWARD", "CONTRACT_AWARD"),
    ],
)  # fmt: skip
def test_other_forms_are_recognised_and_declined_with_the_reason(form: str, said: str):
    reading = read_notice(notice(form=form))
    assert isinstance(reading, Refused)
    assert said in reading.message
    assert "\n" not in reading.message


@pytest.mark.parametrize(
    "data", [envelope(""), envelope('<F02_2014 CATEGORY="ORIGINAL"/>'), b"<TED_EXPORT/>"]
)
def test_a_notice_without_a_contract_is_declined(data: bytes):
    assert isinstance(read_notice(data), Refused)


# Defence ----------------------------------------------------------------------------------------------

PROFILE = (
    "<CA_CE_CONCESSIONAIRE_PROFILE><ORGANISATION><OFFICIALNAME>Ministerie van Voorbeeld</OFFICIALNAME></ORGANISATION>"
    '<COUNTRY VALUE="NL"/><ATTENTION>Vera Voorbeeld</ATTENTION><E_MAILS><E_MAIL>vera@voorbeeld.invalid</E_MAIL></E_MAILS>'
    "</CA_CE_CONCESSIONAIRE_PROFILE>"
)
COSTS = '<COSTS_RANGE_AND_CURRENCY CURRENCY="EUR"><VALUE_COST FMTVAL="{exact}">{written}</VALUE_COST></COSTS_RANGE_AND_CURRENCY>'
TERM = (
    "<PERIOD_WORK_DATE_STARTING><INTERVAL_DATE><START_DATE><DAY>1</DAY><MONTH>4</MONTH><YEAR>2018</YEAR></START_DATE>"
    "<END_DATE><DAY>30</DAY><MONTH>09</MONTH><YEAR>2018</YEAR></END_DATE></INTERVAL_DATE></PERIOD_WORK_DATE_STARTING>"
)


def defence(object_content: str, root: str = "CONTRACT_DEFENCE", after: str = "") -> bytes:
    return envelope(
        f'<{root} CATEGORY="ORIGINAL" LG="NL"><FD_{root} CTYPE="SERVICES"><AUTHORITY_DEFENCE>{PROFILE}'
        '<TYPE_AND_ACTIVITIES><TYPE_OF_CONTRACTING_AUTHORITY VALUE="MINISTRY"/></TYPE_AND_ACTIVITIES></AUTHORITY_DEFENCE>'
        "<OBJECT_CONTRACT_INFORMATION_DEFENCE><TITLE_CONTRACT><P>Voorbeeld</P></TITLE_CONTRACT>"
        f'<TYPE_CONTRACT VALUE="SERVICES"/><CPV><CPV_MAIN><CPV_CODE CODE="90910000"/></CPV_MAIN></CPV>{object_content}'
        f"</OBJECT_CONTRACT_INFORMATION_DEFENCE>{after}</FD_{root}></{root}>"
    )


@pytest.mark.parametrize("root", ["PRIOR_INFORMATION_DEFENCE", "CONTRACT_DEFENCE"])
def test_a_defence_notice_fills_every_field_it_holds(root: str):
    amount = COSTS.format(exact="900000.00", written="900 000,00")
    lot = only(defence(f"<F17_FRAMEWORK/>{amount}{TERM}<NO_RECURRENT_CONTRACT/>", root))
    assert lot.fields == {
        "id": "000001-2018",
        "titel": "Voorbeeld",
        "opdrachtgever": "Ministerie van Voorbeeld",
        "opdrachtgever_soort": "rijk",
        "aard": "dienst",
        "opdrachtwaarde_excl_btw": "900000.00",
        "begin": "2018-04-01",
        "einde": "2018-09-30",
        "verlenging_maanden": 0,
        "raamovereenkomst": "ja",
        "cpv": "90910000",
        "publicatiedatum": "2018-03-05",
    }


def test_an_amount_written_twice_and_differently_is_unknown():
    lot = only(defence(COSTS.format(exact="49700000000", written="49 700")))
    assert "twee keer" in lot.unread["opdrachtwaarde_excl_btw"]


@pytest.mark.parametrize(
    ("mark", "said"),
    [("<INCLUDING_VAT><VAT_PRCT>21</VAT_PRCT></INCLUDING_VAT>", "inclusief btw"), ("", "met of zonder btw")],
)
def test_a_value_with_vat_is_unknown(mark: str, said: str):
    final = (
        '<TOTAL_FINAL_VALUE><COSTS_RANGE_AND_CURRENCY_WITH_VAT_RATE CURRENCY="EUR"><VALUE_COST FMTVAL="900000">900 000'
        f"</VALUE_COST>{mark}</COSTS_RANGE_AND_CURRENCY_WITH_VAT_RATE></TOTAL_FINAL_VALUE>"
    )
    lot = only(defence(final, "CONTRACT_AWARD_DEFENCE"))
    assert said in lot.unread["opdrachtwaarde_excl_btw"]


def test_a_defence_award_has_the_date_of_the_notice_it_refers_to():
    reference = (
        "<PREVIOUS_PUBLICATION_EXISTS_F18><CNT_NOTICE_INFORMATION_S_F18><CNT_NOTICE_INFORMATION_F18>"
        "<NOTICE_NUMBER_OJ>2017/S 239-497054</NOTICE_NUMBER_OJ><DATE_OJ><DAY>13</DAY><MONTH>12</MONTH><YEAR>2017</YEAR>"
        "</DATE_OJ></CNT_NOTICE_INFORMATION_F18></CNT_NOTICE_INFORMATION_S_F18></PREVIOUS_PUBLICATION_EXISTS_F18>"
    )
    value = (
        "<AWARD_OF_CONTRACT_DEFENCE><CONTRACT_VALUE_INFORMATION><INITIAL_ESTIMATED_TOTAL_VALUE_CONTRACT "
        'CURRENCY="EUR"><VALUE_COST FMTVAL="2000000">2 000 000</VALUE_COST></INITIAL_ESTIMATED_TOTAL_VALUE_CONTRACT>'
        '<COSTS_RANGE_AND_CURRENCY_WITH_VAT_RATE CURRENCY="EUR"><VALUE_COST FMTVAL="900000">900 000</VALUE_COST>'
        "<EXCLUDING_VAT/></COSTS_RANGE_AND_CURRENCY_WITH_VAT_RATE></CONTRACT_VALUE_INFORMATION></AWARD_OF_CONTRACT_DEFENCE>"
    )
    lot = only(defence("", "CONTRACT_AWARD_DEFENCE", reference + value))
    assert lot.fields["publicatiedatum"] == "2017-12-13"
    assert lot.fields["opdrachtwaarde_excl_btw"] == "900000.00"


def test_a_defence_award_that_refers_to_two_days_has_neither():
    def reference(year: int) -> str:
        date = f"<DATE_OJ><DAY>13</DAY><MONTH>12</MONTH><YEAR>{year}</YEAR></DATE_OJ>"
        return f"<CNT_NOTICE_INFORMATION_F18>{date}</CNT_NOTICE_INFORMATION_F18>"

    lot = only(defence("", "CONTRACT_AWARD_DEFENCE", reference(2010) + reference(2017)))
    assert "publicatiedatum" not in lot.fields
    assert "publicatiedatum" in lot.contradicted
    lot = only(defence("", "CONTRACT_AWARD_DEFENCE", reference(2017) * 2))
    assert lot.fields["publicatiedatum"] == "2017-12-13"


def test_defence_lots_have_their_own_number_value_and_term():
    lots = "".join(
        f'<F17_ANNEX_B ITEM="{number}"><LOT_NUMBER>{number}</LOT_NUMBER><LOT_TITLE><P>Perceel {number}</P></LOT_TITLE>'
        f"<NATURE_QUANTITY_SCOPE>{COSTS.format(exact=amount, written=amount)}</NATURE_QUANTITY_SCOPE>"
        f"<PERIOD_WORK_DATE_STARTING><MONTHS>{months}</MONTHS></PERIOD_WORK_DATE_STARTING></F17_ANNEX_B>"
        for number, amount, months in [(1, 100000, 12), (2, 200000, 24)]
    )
    first, second = read(defence(f"<F17_DIV_INTO_LOT_YES>{lots}</F17_DIV_INTO_LOT_YES><RECURRENT_CONTRACT/>"))
    assert (
        first.fields["perceel"],
        first.fields["opdrachtwaarde_excl_btw"],
        first.fields["looptijd_maanden"],
    ) == ("1", "100000.00", 12)
    assert (
        second.fields["perceel"],
        second.fields["opdrachtwaarde_excl_btw"],
        second.fields["looptijd_maanden"],
    ) == ("2", "200000.00", 24)
    assert {lot.fields["verlenging_maanden"] for lot in (first, second)} == {"onbekend"}


def test_sheltered_workshops_on_a_defence_form():
    lot = only(
        defence(
            "",
            after="<LEFTI><RESERVED_CONTRACTS><RESTRICTED_TO_SHELTERED_WORKSHOPS/></RESERVED_CONTRACTS></LEFTI>",
        )
    )
    assert [signal.name for signal in lot.signals] == ["voorbehouden aan"]


def test_a_defence_notice_with_only_a_range_says_so():
    costs = (
        '<COSTS_RANGE_AND_CURRENCY CURRENCY="EUR"><RANGE_VALUE_COST><LOW_VALUE FMTVAL="100000.00">100 000</LOW_VALUE>'
        '<HIGH_VALUE FMTVAL="900000.00">900 000</HIGH_VALUE></RANGE_VALUE_COST></COSTS_RANGE_AND_CURRENCY>'
    )
    lot = only(defence(f"<TOTAL_QUANTITY_OR_SCOPE>{costs}</TOTAL_QUANTITY_OR_SCOPE>"))
    assert "opdrachtwaarde_excl_btw" not in lot.fields
    assert "ten minste € 100.000" in lot.unread["opdrachtwaarde_excl_btw"]
    assert lot.bounds == {"opdrachtwaarde_excl_btw": (100000, 900000)}


RANGE = '<VAL_RANGE_TOTAL CURRENCY="{currency}"{more}><LOW>1000</LOW><HIGH>{high}</HIGH></VAL_RANGE_TOTAL>'


def test_the_highest_of_a_range_bounds_the_value_of_the_one_lot_and_of_each():
    given = RANGE.format(currency="EUR", more="", high="200000.00")
    (single,) = read(notice(contract(value=given), form="F21_2014"))
    assert single.bounds == {"opdrachtwaarde_excl_btw": (1000, 200000)}
    for lot in read(notice(contract(description(number="1"), description(number="2"), value=given))):
        assert lot.bounds == {"opdrachtwaarde_excl_btw": (0, 200000)}


def test_a_range_that_is_hidden_or_in_another_currency_bounds_nothing():
    for currency, more in (("GBP", ""), ("EUR", ' PUBLICATION="NO"')):
        lot = only(notice(contract(value=RANGE.format(currency=currency, more=more, high="200000"))))
        assert lot.bounds == {}
        assert "opdrachtwaarde_excl_btw" in lot.unread


def test_the_value_of_all_lots_together_bounds_each_of_them():
    total = '<VAL_ESTIMATED_TOTAL CURRENCY="EUR">200000.00</VAL_ESTIMATED_TOTAL>'
    own = '<VAL_OBJECT CURRENCY="EUR">50000.00</VAL_OBJECT>'
    first, second = read(notice(contract(description(own, "1"), description(number="2"), value=total)))
    assert first.fields["opdrachtwaarde_excl_btw"] == "50000.00"
    assert second.bounds == {"opdrachtwaarde_excl_btw": (0, 200000)}


def test_a_term_that_contradicts_the_dates_gives_way_to_them():
    term = '<DURATION TYPE="MONTH">48</DURATION>'
    dates = "<DATE_START>2024-01-01</DATE_START><DATE_END>2024-12-31</DATE_END>"
    lot = only(notice(contract(description(term + dates))))
    assert (lot.fields["begin"], lot.fields["einde"]) == ("2024-01-01", "2024-12-31")
    assert "12 maanden" in lot.unread["looptijd_maanden"]
    twelve = only(notice(contract(description('<DURATION TYPE="MONTH">12</DURATION>' + dates))))
    assert twelve.fields["looptijd_maanden"] == 12


def test_a_value_that_may_not_be_published_is_none():
    hidden = award().replace("<VALUES>", '<VALUES PUBLICATION="NO">')
    assert hidden != award()
    assert (
        "opdrachtwaarde_excl_btw"
        not in only(notice(contract(value=""), form="F03_2014", after=hidden)).fields
    )


@pytest.mark.parametrize("form", ["F21_2014", "F22_2014"])
def test_an_awarded_contract_makes_a_form_for_social_services_an_award(form: str):
    lot = only(notice(contract(value=""), form=form, after=REFERENCE + award()))
    assert lot.fields["publicatiedatum"] == "2017"


def test_the_number_of_a_notice_before_its_form_is_no_form():
    data = notice().replace(b"<FORM_SECTION>", b"<FORM_SECTION><NOTICE_UUID>voorbeeld</NOTICE_UUID>")
    assert only(data).fields["aard"] == "dienst"
    assert only(data.replace(b"ORIGINAL", b"TRANSLATION")).fields["aard"] == "dienst"


def test_a_form_of_the_older_schema_is_said_to_be_one():
    reading = read_notice(notice(form="CONTRACT"))
    assert isinstance(reading, Refused)
    assert "R2.0.8" in reading.message


@pytest.mark.parametrize("number", ["033909-2022", "061234-2018", "700001-2014"])
def test_the_number_of_a_notice_is_no_telephone_number(number: str):
    assert only(notice().replace(b"000001-2018", number.encode())).fields["id"] == number


def test_a_lot_number_with_a_person_in_it_is_not_taken_over():
    lot = only(notice(contract(description(number="1, bel 06-00000000"))))
    assert "perceel" not in lot.fields


def test_defence_lots_take_what_they_lack_from_the_whole_but_not_its_value():
    """Of one lot the value of the whole is its own; each has the code and the letter of its own."""

    def annex(letter: str) -> str:
        code = '<CPV_CODE CODE="45000000"/>'
        return f'<F17_ANNEX_B ITEM="{letter}"><CPV><CPV_MAIN>{code}</CPV_MAIN></CPV></F17_ANNEX_B>'

    whole = f"<TOTAL_QUANTITY_OR_SCOPE>{COSTS.format(exact=900000, written=900000)}</TOTAL_QUANTITY_OR_SCOPE>{TERM}"
    lot_read = only(defence(f"<F17_DIV_INTO_LOT_YES>{annex('A')}</F17_DIV_INTO_LOT_YES>{whole}"))
    assert (lot_read.fields["perceel"], lot_read.fields["cpv"]) == ("A", "45000000")
    assert lot_read.fields["opdrachtwaarde_excl_btw"] == "900000.00"
    assert lot_read.number_of_lots == 1
    two = read(defence(f"<F17_DIV_INTO_LOT_YES>{annex('A')}{annex('B')}</F17_DIV_INTO_LOT_YES>{whole}"))
    assert [lot.fields["perceel"] for lot in two] == ["A", "B"]
    assert all("opdrachtwaarde_excl_btw" not in lot.fields for lot in two)
    assert {lot.number_of_lots for lot in two} == {2}
    assert {lot.fields.get("looptijd_maanden") for lot in two} == {lot_read.fields.get("looptijd_maanden")}


@pytest.mark.parametrize(
    ("content", "answer"),
    [
        ("", None),
        ("<F17_FRAMEWORK/>", "ja"),
        ("<CONCLUSION_FRAMEWORK_AGREEMENT/>", "ja"),
        ('<FRAMEWORK_AGREEMENT VALUE="YES"/>', "ja"),
        ('<FRAMEWORK_AGREEMENT VALUE="NO"/>', "nee"),
        ('<FRAMEWORK_AGREEMENT VALUE="MAYBE"/>', None),
    ],
)
def test_a_framework_on_a_defence_form_is_what_it_says(content: str, answer: str | None) -> None:
    assert only(defence(content)).fields.get("raamovereenkomst") == answer


@pytest.mark.parametrize(
    ("exact", "written", "value"),
    [
        ("900000", "900 000,00", "900000.00"),
        ("900000", "negen ton", "900000.00"),  # only the one can be computed with
        ("", "900 000,00", "900000.00"),
        ("900000", "", "900000.00"),
        ("", "negen ton", None),
        ("", "", None),
    ],
)
def test_an_amount_of_defence_is_that_for_machines_else_the_written_one(
    exact: str, written: str, value: str | None
) -> None:
    lot = only(defence(COSTS.format(exact=exact, written=written)))
    assert lot.fields.get("opdrachtwaarde_excl_btw") == value
    assert ("geen getal" in lot.unread.get("opdrachtwaarde_excl_btw", "")) is (value is None)


@pytest.mark.parametrize(("content", "warned"), [("<OPTIONS/>", True), ("", False)])
def test_options_of_defence_are_said_where_there_are_any(content: str, warned: bool) -> None:
    assert any("opties" in warning for warning in only(defence(content)).warnings) is warned


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ("<DAY>30</DAY><MONTH>09</MONTH>", True),
        ("<DAY>31</DAY><MONTH>09</MONTH><YEAR>2018</YEAR>", True),
        ("", False),  # nothing was filled in
    ],
)
def test_a_date_of_defence_that_lacks_a_part_does_not_exist(parts: str, said: bool) -> None:
    dates = f"<INTERVAL_DATE><END_DATE>{parts}</END_DATE></INTERVAL_DATE>"
    lot = only(defence(f"<PERIOD_WORK_DATE_STARTING>{dates}</PERIOD_WORK_DATE_STARTING>"))
    assert "einde" not in lot.fields
    assert ("einde" in lot.unread) is said


def test_a_defence_award_that_refers_to_a_day_that_is_none_has_the_year_of_the_number() -> None:
    """A year may be wanting in the date, and still be in the number."""
    for parts in ("<DAY>13</DAY><MONTH>12</MONTH>", "<DAY>32</DAY><MONTH>12</MONTH><YEAR>2017</YEAR>", ""):
        number = "<NOTICE_NUMBER_OJ>2017/S 239-497054</NOTICE_NUMBER_OJ>"
        reference = (
            f"<CNT_NOTICE_INFORMATION_F18>{number}<DATE_OJ>{parts}</DATE_OJ></CNT_NOTICE_INFORMATION_F18>"
        )
        assert only(defence("", "CONTRACT_AWARD_DEFENCE", reference)).fields["publicatiedatum"] == "2017"
