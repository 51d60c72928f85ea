# ruff: noqa: E501 - inline XML reads better unbroken
"""Small things of which each was wrong once: marks in titles, titles about subjects, versions, numbers cut."""

import json
from typing import Any

import pytest

from maatwerk_cli.tender.judging import Refused
from maatwerk_cli.tender.notices import Lot, NoticeReading, read_notice
from maatwerk_cli.tender.notices.drafting import Amount, Draft, put_text, put_value


@pytest.mark.parametrize(
    ("marked", "title"),
    [
        ('Tapijt 500 m<FT TYPE="SUP">2</FT>', "Tapijt 500 m2"),
        ('CO<FT TYPE="SUB">2</FT>-neutraal vervoer', "CO2-neutraal vervoer"),
        ('Een <FT TYPE="BOLD">groot</FT> werk', "Een groot werk"),
        ("Eerste regel</P><P>tweede", "Eerste regel tweede"),
    ],
)
def test_marks_within_a_title_are_joined(marked: str, title: str):
    data = (
        '<TED_EXPORT DOC_ID="1-2020"><FORM_SECTION><F02_2014 CATEGORY="ORIGINAL" LG="NL"><OBJECT_CONTRACT>'
        f"<TITLE><P>{marked}</P></TITLE></OBJECT_CONTRACT></F02_2014></FORM_SECTION></TED_EXPORT>"
    )
    reading = read_notice(data.encode())
    assert isinstance(reading, NoticeReading)
    assert [lot.fields["titel"] for lot in reading.lots if isinstance(lot, Lot)] == [title]


@pytest.mark.parametrize(
    "title",
    [
        "Vaste telefonie en mobiel 2024-2028",
        "Levering telefoon 2025 t/m 2029",
        "Dienstverlening t.a.v. afvalinzameling",
        "Advies t.a.v. het sociaal domein",
        "Contactpersoon wijkteams, inhuur",
        "Fax 2000 vervangen",
        "Meldpunt tel. 112",
    ],
)
def test_a_title_about_a_subject_is_kept(title: str):
    draft = Draft()
    put_text(draft, "titel", title, "voorbeeld")
    assert draft.fields == {"titel": title}


@pytest.mark.parametrize(
    "title",
    [
        "Inhuur, t.a.v. mevrouw Voorbeeld",
        "Inhuur t.a.v. V. Voorbeeld",
        "Inhuur, ter attentie van Vera van Voorbeeld",
        "Inhuur (contactpersoon: Vera)",
        "Inhuur, contactpersoon Vera Voorbeeld",
        "Inhuur, tel. 070-1234567",
        "Inhuur, mobiel 06 12 34 56 78",
        "Inhuur, telefoon +31 70 123 4567",
    ],
)
def test_a_title_with_a_person_in_it_is_not(title: str):
    draft = Draft()
    put_text(draft, "titel", title, "voorbeeld")
    assert "titel" not in draft.fields
    assert "persoonsgegeven" in draft.unread["titel"]


VERSIONS = [{"releaseID": "1", "releaseDate": "2020-01-01", "releaseTag": ["tender"], "value": "Voorbeeld"}]


@pytest.mark.parametrize(
    "content",
    [
        {"ocid": "ocds-voorbeeld-1", "tender": {"title": VERSIONS}},
        {"ocid": "ocds-voorbeeld-1", "tender": {"title": [{"releaseID": "1", "value": "Voorbeeld"}]}},
        {"releases": [{"ocid": "ocds-voorbeeld-1", "tender": {"title": VERSIONS}}]},
        {
            "records": [
                {"ocid": "ocds-voorbeeld-1", "versionedRelease": {"ocid": "x", "tender": {"title": VERSIONS}}}
            ]
        },
        {"ocid": "ocds-voorbeeld-1", "versionedRelease": {"ocid": "x", "tender": {"title": VERSIONS}}},
        {"versionedRelease": {"ocid": "x", "tender": {"title": VERSIONS}}},
        [{"ocid": "ocds-voorbeeld-1", "versionedRelease": {"tender": {"title": VERSIONS}}}],
    ],
)
def test_a_versioned_release_is_declined(content: Any):
    reading = read_notice(json.dumps(content).encode())
    assert isinstance(reading, Refused)
    assert "versionedRelease" in reading.message
    assert "compiledRelease" in reading.message


def test_a_record_with_versions_beside_what_was_compiled_is_read():
    content = {
        "records": [
            {
                "ocid": "ocds-voorbeeld-1",
                "versionedRelease": {"tender": {"title": VERSIONS}},
                "compiledRelease": {"ocid": "ocds-voorbeeld-1", "tender": {"title": "Voorbeeld"}},
            }
        ]
    }
    reading = read_notice(json.dumps(content).encode())
    assert isinstance(reading, NoticeReading)


def test_an_amount_with_parts_of_cents_is_told_whole():
    draft = Draft()
    put_value(draft, [Amount("249999.999", "EUR", "voorbeeld")])
    assert draft.fields["opdrachtwaarde_excl_btw"] == "249999.99"
    assert "249.999,999" in draft.origins["opdrachtwaarde_excl_btw"]


@pytest.mark.parametrize(("value", "most", "known"), [(200_000, 100_000, True), (100_000, 200_000, False)])
def test_of_a_value_and_a_higher_most_only_the_most_is_known(value: int, most: int, known: bool) -> None:
    draft = Draft()
    put_value(
        draft, [Amount(str(value), "EUR", "waarde"), Amount(str(most), "EUR", "hooguit", role="hooguit")]
    )
    assert ("opdrachtwaarde_excl_btw" in draft.fields) is known
    assert [bounds.high for bounds in draft.bounds.values()] == ([] if known else [most])
