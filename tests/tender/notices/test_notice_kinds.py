"""What a notice is and what follows: the same by every schema, and for every subtype that eForms has."""

import csv
import json
import os
from pathlib import Path

import pytest

from maatwerk_cli.tender.judging import Refused
from maatwerk_cli.tender.notices import Lot, NoticeReading, read_notice
from maatwerk_cli.tender.notices.notice_kinds import (
    DEEDS,
    kind_of_eforms,
    kind_of_ted,
    kinds_of_ocds,
    kinds_of_tenderned,
    notice_kinds,
)

ROOT = {"competition": "ContractNotice", "planning": "PriorInformationNotice"}
EFORMS = Path(os.environ.get("MAATWERK_EFORMS", Path(__file__).parents[4] / "shared" / "eforms"))


def eforms(
    subtype: str = "", notice_type: str = "cn-standard", form: str = "competition", basis: str = "32014L0024"
) -> bytes:
    root = ROOT.get(form, "ContractAwardNotice")
    coded = f"<NoticeSubType><SubTypeCode>{subtype}</SubTypeCode></NoticeSubType>" if subtype else ""
    return (
        f"<{root}><UBLExtensions><UBLExtension><ExtensionContent><EformsExtension>{coded}</EformsExtension>"
        f"</ExtensionContent></UBLExtension></UBLExtensions><ID>voorbeeld</ID><RegulatoryDomain>{basis}"
        f'</RegulatoryDomain><NoticeTypeCode listName="{form}">{notice_type}</NoticeTypeCode>'
        f'<ProcurementProject><Name languageID="NLD">Voorbeeld</Name></ProcurementProject></{root}>'
    ).encode()


def ted(form: str, notice_type: str = "", content: str = "") -> bytes:
    said = f'<NOTICE TYPE="{notice_type}"/>' if notice_type else ""
    objects = "<OBJECT_CONTRACT><TITLE><P>Voorbeeld</P></TITLE></OBJECT_CONTRACT>"
    body = f"<FD_VOORBEELD>{objects}</FD_VOORBEELD>" if form.endswith("DEFENCE") else objects
    return (
        f'<TED_EXPORT DOC_ID="1-2020"><FORM_SECTION><{form} CATEGORY="ORIGINAL" LG="NL">{said}{body}{content}'
        f"</{form}></FORM_SECTION></TED_EXPORT>"
    ).encode()


def ocds(*tags: str, basis: str = "32014L0024", **tender: object) -> bytes:
    content = {"title": "Voorbeeld", "legalBasis": {"id": basis}, **tender}
    return json.dumps({"ocid": "ocds-voorbeeld-1", "tag": list(tags), "tender": content}).encode()


def tenderned(words: str) -> bytes:
    return f"ID publicatie;Naam aanbesteding;Publicatie soort\n1;Voorbeeld;{words}\n".encode()


# One notice, as each schema says it. By the regulation on eForms and the guides to the forms of TED; a
# schema that has no such notice is left out.
SAME = {
    "opdracht": [
        eforms("16"),
        eforms(),
        ted("F02_2014"),
        ted("F21_2014", "CONTRACT"),
        ted("CONTRACT_DEFENCE"),
        ocds("tender"),
        tenderned("Aankondiging van een opdracht"),
    ],
    "oproep": [
        eforms("10", "pin-cfc-standard"),
        ted("F01_2014", "PRI_CALL_COMPETITION"),
        ted("F21_2014", "PRI_CALL_COMPETITION"),
        ocds("planning", "tender"),
    ],
    "concessie": [
        eforms("19", basis="32014L0023"),
        eforms(basis="32014L0023"),
        ted("F24_2014"),
        ocds("tender", basis="32014L0023"),
        tenderned("Aankondiging van een concessie"),
    ],
    "vooraankondiging": [
        eforms("4", "pin-only", "planning"),
        eforms("7", "pin-rtl", "planning"),
        eforms("", "", "planning"),
        ted("F01_2014", "PRI_ONLY"),
        ted("F04_2014", "PER_ONLY"),
        ted("F21_2014", "PRI_ONLY"),
        ted("PRIOR_INFORMATION_DEFENCE"),
        ocds("planning"),
        tenderned("Vooraankondiging"),
    ],
    "kopersprofiel": [eforms("1", "pin-buyer", "planning"), ted("F08_2014")],
    "marktconsultatie": [
        eforms("E1", "pmc", "consultation"),
        ocds("planning", procurementMethodDetails="Marktconsultatie"),
        tenderned("Marktconsultatie"),
    ],
    "erkenningsregeling": [
        eforms("15", "qu-sy"),
        ted("F07_2014"),
        ted("F22_2014", "QSU_ONLY"),
        tenderned("Erkenningsregeling"),
    ],
    "prijsvraag": [
        eforms("23", "cn-desg"),
        ted("F12_2014"),
        ocds("tender", designContest={"hasPrizes": True}),
        tenderned("Aankondiging van een prijsvraag voor ontwerpen"),
    ],
    "uitslag_prijsvraag": [
        eforms("36", "can-desg", "result"),
        ted("F13_2014"),
        tenderned("Resultaten van een prijsvraag voor ontwerpen"),
    ],
    "onderaanneming": [eforms("22", "subco"), ted("CONTRACT_SUB_DEFENCE")],
    "openbaar_vervoer": [
        eforms("T01", "pin-tran", "planning", "32007R1370"),
        eforms("T02", "can-tran", "result", "32007R1370"),
        ted("MOVE"),
        ocds("tender", basis="32007R1370"),
    ],
    "rechtstreekse_gunning": [
        eforms("25", "veat", "dir-awa-pre"),
        ted("F15_2014"),
        tenderned("Aankondiging in geval van vrijwillige transparantie vooraf"),
    ],
    "gegunde_opdracht": [
        eforms("29", "can-standard", "result"),
        ted("F03_2014"),
        ted("F06_2014"),
        ted("F21_2014", "AWARD_CONTRACT"),
        ted("F21_2014", "CONTRACT", "<AWARD_CONTRACT/>"),
        ted("CONTRACT_AWARD_DEFENCE"),
        ocds("award", "contract"),
        tenderned("Aankondiging van een gegunde opdracht"),
    ],
    "gegunde_concessie": [
        eforms("32", "can-standard", "result", "32014L0023"),
        ted("F25_2014"),
        ted("F23_2014", "CONCESSION_AWARD_CONTRACT"),
        ocds("award", basis="32014L0023"),
        tenderned("Aankondiging gegunde concessie"),
    ],
    "afgeronde_opdracht": [eforms("E5", "compl", "completion"), ocds("contractTermination")],
    "gewijzigde_opdracht": [
        eforms("38", "can-modif", "cont-modif"),
        ted("F20_2014"),
        ocds("contractAmendment"),
        tenderned("Aankondiging van een wijziging van een opdracht"),
    ],
}
JUDGED = {
    "opdracht": False, "oproep": False, "concessie": True, "vooraankondiging": True,
    "rechtstreekse_gunning": True, "gegunde_opdracht": True, "gegunde_concessie": True,
    "afgeronde_opdracht": True, "gewijzigde_opdracht": True,
}  # fmt: skip
"""The kinds that are judged, and whether with a warning."""


@pytest.mark.parametrize(("kind", "data"), [(kind, data) for kind, every in SAME.items() for data in every])
def test_every_schema_says_the_same_of_the_same_notice(kind: str, data: bytes):
    expected = notice_kinds()[kind]
    reading = read_notice(data)
    if kind not in JUDGED:
        outcome = next(iter(reading.lots)) if isinstance(reading, NoticeReading) else reading
        assert isinstance(outcome, Refused)
        assert outcome.message == expected.said
        return
    assert isinstance(reading, NoticeReading)
    if reading.schema != "TenderNed":  # a table of TenderNed holds notices of every kind
        assert reading.kind == expected.name
    (lot,) = reading.lots
    assert isinstance(lot, Lot)
    assert (expected.said in lot.warnings) == JUDGED[kind]


def test_a_notice_that_is_judged_or_declined_is_one_that_the_tests_know():
    for kind in notice_kinds().values():
        if kind.id not in {*DEEDS, "losse_rectificatie", "registratie"}:
            assert kind.id in SAME
            assert (kind.consequence != "niet_getoetst") == (kind.id in JUDGED)
        assert bool(kind.said) == (kind.consequence != "getoetst")


def test_every_mark_tells_one_kind():
    seen: dict[tuple[str, str, str, str], str] = {}
    for kind in notice_kinds().values():
        for schema, marks in kind.marks.items():
            for sort in {"subtypes", "types", "formulieren", "codes", "woorden", "tags"} & marks.keys():
                for mark in marks[sort]:
                    for basis in marks.get("grondslag", ("",)):
                        key = (schema, sort, mark, basis)
                        assert key not in seen, (key, kind.id, seen[key])
                        seen[key] = kind.id


def test_a_change_keeps_the_kind_that_it_is_of():
    changes = "<Changes><ChangeReason><ReasonCode>{}</ReasonCode></ChangeReason></Changes></EformsExtension>"
    for reason, tag, deed in (
        ("cor-buy", "tenderAmendment", "rectificatie"),
        ("cancel", "tenderCancellation", "intrekking"),
    ):
        changed = eforms("16").replace(b"</EformsExtension>", changes.format(reason).encode())
        for data in (changed, ocds(tag)):
            reading = read_notice(data)
            assert isinstance(reading, NoticeReading)
            assert reading.kind == notice_kinds()["opdracht"].name
            (lot,) = reading.lots
            assert isinstance(lot, Lot)
            assert notice_kinds()[deed].said in lot.warnings


@pytest.mark.parametrize(
    ("code", "words", "form", "kinds"),
    [
        ("AAO", "Aankondiging opdracht", "EF16", ["opdracht"]),
        ("AGO", "Aankondiging gegunde opdracht", "EF29", ["gegunde_opdracht"]),
        ("MAC", "Marktconsultatie", "EFE1", ["marktconsultatie"]),
        ("REC", "Rectificatie", "EF17", ["opdracht", "rectificatie"]),
        ("REC", "Rectificatie", "", ["rectificatie"]),
        ("VBE", "Vroegtijdige beëindiging", "EF29", ["gegunde_opdracht", "intrekking"]),
        ("AGO", "Aankondiging gegunde opdracht", "SF03", ["gegunde_opdracht"]),
        ("", "", "SF03", ["gegunde_opdracht"]),
        ("REC", "Rectificatie", "SF02", ["opdracht", "rectificatie"]),
        ("", "Iets anders", "", []),
    ],
)
def test_codes_of_tenderned(code: str, words: str, form: str, kinds: list[str]):
    assert [kind.id for kind in kinds_of_tenderned(code, words, form)] == kinds


STOPPED, AWARDED = notice_kinds()["intrekking"].said, notice_kinds()["gegunde_opdracht"].said


def results(*of_lots: tuple[str, ...], basis: str = "32014L0024") -> bytes:
    """Give an award notice of eForms with for each lot its results (BT-142)."""
    outcomes = "".join(
        f"<LotResult><TenderResultCode>{code}</TenderResultCode><TenderLot><ID>LOT-{number:04}</ID></TenderLot></LotResult>"
        for number, codes in enumerate(of_lots, 1)
        for code in codes
    )
    lots = "".join(
        f"<ProcurementProjectLot><ID>LOT-{number:04}</ID></ProcurementProjectLot>"
        for number, _ in enumerate(of_lots, 1)
    )
    data = eforms("", "can-standard", "result", basis).replace(
        b"</EformsExtension>", f"<NoticeResult>{outcomes}</NoticeResult></EformsExtension>".encode()
    )
    return data.replace(b"</ProcurementProject>", b"</ProcurementProject>" + lots.encode())


def awards(*of_lots: str) -> bytes:
    """Give an award notice of TED with for each lot what was awarded."""
    content = "".join(
        f"<AWARD_CONTRACT><LOT_NO>{number}</LOT_NO>{outcome}</AWARD_CONTRACT>"
        for number, outcome in enumerate(of_lots, 1)
    )
    lots = "".join(
        f"<OBJECT_DESCR><LOT_NO>{number}</LOT_NO></OBJECT_DESCR>" for number, _ in enumerate(of_lots, 1)
    )
    data = ted("F03_2014", "", content)
    return data.replace(b"</OBJECT_CONTRACT>", f"{lots}</OBJECT_CONTRACT>".encode())


NONE, SOME = "<NO_AWARDED_CONTRACT><PROCUREMENT_UNSUCCESSFUL/></NO_AWARDED_CONTRACT>", "<AWARDED_CONTRACT/>"


@pytest.mark.parametrize(
    ("data", "stopped"),
    [
        (results(("clos-nw",)), [True]),
        (results(("clos-nw", "clos-nw")), [True]),
        (results(("selec-w",)), [False]),
        (results(("clos-nw", "selec-w")), [False]),
        (results(("",)), [False]),
        (results(("clos-nw",), ("selec-w",)), [True, False]),
        (awards(NONE), [True]),
        (awards(SOME), [False]),
        (awards(NONE, SOME), [True, False]),
        (ocds("award", status="unsuccessful"), [True]),
        (ocds("award", status="complete"), [False]),
        (tenderned("VBE - Vroegtijdige beëindiging"), [True]),
    ],
)
def test_what_got_no_winner_is_stopped_and_not_awarded(data: bytes, stopped: list[bool]):
    reading = read_notice(data)
    assert isinstance(reading, NoticeReading)
    warnings = [lot.warnings for lot in reading.lots if isinstance(lot, Lot)]
    # Of one lot among others it is not the tender that was stopped.
    said = STOPPED if len(stopped) == 1 else "Dit perceel is ingetrokken of eerder gestopt."
    assert [said in texts for texts in warnings] == stopped
    assert [AWARDED in texts for texts in warnings] == [not ended for ended in stopped]
    assert not any(STOPPED in texts for texts in warnings if said != STOPPED)


def test_a_lot_of_which_one_award_came_to_nothing_and_another_did_not_is_awarded():
    """Of one lot more than one contract can be awarded."""
    once = b"<AWARD_CONTRACT><LOT_NO>2</LOT_NO>"
    data = awards(NONE, SOME).replace(once, b"<AWARD_CONTRACT><LOT_NO>1</LOT_NO>")
    reading = read_notice(data)
    assert isinstance(reading, NoticeReading)
    first = reading.lots[0]
    assert isinstance(first, Lot)
    assert AWARDED in first.warnings
    assert not any("gestopt" in text for text in first.warnings)


def test_a_concession_that_nobody_got_is_still_a_concession():
    reading = read_notice(results(("clos-nw",), basis="32014L0023"))
    assert isinstance(reading, NoticeReading)
    (lot,) = reading.lots
    assert isinstance(lot, Lot)
    assert lot.warnings == (notice_kinds()["concessie"].said, STOPPED)


@pytest.mark.parametrize("codes", [("open-nw",), ("open-nw", "clos-nw")])
def test_what_got_no_winner_yet_is_not_awarded_and_not_stopped(codes: tuple[str, ...]):
    reading = read_notice(results(codes))
    assert isinstance(reading, NoticeReading)
    (lot,) = reading.lots
    assert isinstance(lot, Lot)
    assert lot.warnings == ("De aankondiging zegt dat er nog geen winnaar is gekozen.",)


@pytest.mark.parametrize("status", ["cancelled", "unsuccessful", "withdrawn", "Cancelled"])
@pytest.mark.parametrize(
    ("tags", "kinds"),
    [
        ({"tender"}, ["opdracht", "intrekking"]),
        ({"tenderUpdate"}, ["opdracht", "rectificatie", "intrekking"]),
        ({"tenderCancellation"}, ["opdracht", "intrekking"]),
        ({"compiled", "tender"}, ["opdracht", "intrekking"]),
    ],
)
def test_a_status_that_ends_a_tender_is_told_beside_every_tag(tags: set[str], kinds: list[str], status: str):
    assert [kind.id for kind in kinds_of_ocds(tags, status, "", (), "")] == kinds


def test_the_status_tells_where_no_tag_does():
    for status, expected in {
        "planned": "vooraankondiging", "active": "opdracht", "complete": "gegunde_opdracht", "": "opdracht",
    }.items():  # fmt: skip
        assert [kind.id for kind in kinds_of_ocds(set(), status, "", (), "")] == [expected]
    assert [kind.id for kind in kinds_of_ocds({"compiled"}, "cancelled", "", (), "")] == [
        "opdracht",
        "intrekking",
    ]


@pytest.mark.parametrize(
    ("subtype", "kind"),
    [("14", "concessie"), ("19", "concessie"), ("32", "gegunde_concessie"), ("35", "gegunde_concessie")],
)
def test_a_subtype_tells_a_concession_without_its_legal_basis(subtype: str, kind: str):
    reading = read_notice(eforms(subtype, "", basis=""))
    assert isinstance(reading, NoticeReading)
    (lot,) = reading.lots
    assert isinstance(lot, Lot)
    assert lot.warnings == (notice_kinds()[kind].said,)  # and not that the subtype is not known
    (of_tenderned,) = kinds_of_tenderned("", "", f"EF{subtype}")
    assert of_tenderned.id == kind


def test_a_form_of_ted_that_is_not_known_has_no_kind():
    assert kind_of_ted("F99_2014", "") is None


@pytest.mark.skipif(not EFORMS.is_dir(), reason=f"de feiten over eForms liggen niet in {EFORMS}")
def test_every_subtype_of_eforms_has_a_kind_of_its_form():
    with (EFORMS / "soorten.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 40
    for row in rows:
        kind = kind_of_eforms(row["subTypeId"], row["type"], row["formType"], row["legalBasis"])
        assert kind is not None, row
        # Each of the two tells it by itself: the subtype, or the type with its legal basis.
        assert kind_of_eforms(row["subTypeId"], "", "", "") is kind, row
        assert kind_of_eforms("", row["type"], row["formType"], row["legalBasis"]) is kind, row
        judged_or_told = kind.afterwards or row["formType"] not in {"result", "completion", "cont-modif"}
        assert judged_or_told or kind.id == "openbaar_vervoer", row
        assert not (kind.afterwards and row["formType"] in {"planning", "competition", "consultation"}), row
