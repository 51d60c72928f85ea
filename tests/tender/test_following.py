"""Which framework is followed: an old and a new one side by side, one day each. All is fictional."""

from typing import Any

import pytest

from maatwerk_cli.models.kader import Kader
from maatwerk_cli.models.tender.choices import Uitkomst
from maatwerk_cli.models.values import parse_datum
from maatwerk_cli.tender.facts import Facts
from maatwerk_cli.tender.frameworks.following import Followed, followed
from maatwerk_cli.tender.frameworks.policy import Beleid
from maatwerk_cli.tender.verdicts.assessor import Assessor
from maatwerk_cli.tender.verdicts.verdict import Besluit

SOURCE = {"id": "vb-besluit", "vindplaats": "artikel 1"}
OLD, NEW = ("oud", "2020-01-01", "2024-02-29"), ("nieuw", "2024-03-01", None)
DEFAULTS = [(), ("nieuw",), ("oud",), ("oud", "nieuw")]


def framework(name: str, first: str, last: str | None, *, default: bool, kind: str) -> Kader:
    """Give a framework that only a work meets where it is the old one, and only a service else."""
    content: dict[str, Any] = {
        "id": name,
        "naam": f"de regeling {name}",
        "omschrijving": "Een verzonnen regeling.",
        "werkingssfeer": {"opdrachtgever_soort": ["decentraal"], "bron": SOURCE},
        "geldigheid": {"vanaf": first, "bron": SOURCE} | ({"tot_en_met": last} if last else {}),
        "voorwaarden": [
            {"id": "aard", "naam": "Aard", "veld": "aard", "toets": "is", "waarden": [kind], "bron": SOURCE}
            | {"vraag": {"tekst": "Wat is het?", "wie": "de inkoper"}}
        ],
    }
    return Kader.model_validate(content | ({"standaard": SOURCE} if default else {}))


def verdict(defaults: tuple[str, ...], day: str | None, *also: tuple[str, str, str | None]) -> Besluit:
    """Judge a work of an authority that is bound by the old and the new one."""
    kaders = {
        period[0]: framework(
            *period, default=period[0] in defaults, kind="dienst" if period is NEW else "werk"
        )
        for period in (NEW, OLD, *also)
    }
    facts = Facts(aard="werk", opdrachtgever_soort="decentraal")
    if day:
        facts = facts._replace(peildatum=parse_datum(day))
    return Assessor(Beleid(kaders, "")).decide(facts)


@pytest.mark.parametrize("defaults", DEFAULTS)
@pytest.mark.parametrize(
    ("day", "name", "outcome"),
    [
        ("2020-01-01", "oud", "van_toepassing"),
        ("2024-02-29", "oud", "van_toepassing"),
        ("2024-02", "oud", "van_toepassing"),
        ("2024-03-01", "nieuw", "niet_van_toepassing"),
        ("2025", "nieuw", "niet_van_toepassing"),
    ],
)
def test_of_an_old_and_a_new_framework_the_one_in_force_is_followed(
    defaults: tuple[str, ...], day: str, name: str, outcome: Uitkomst
) -> None:
    decided = verdict(defaults, day)
    assert (decided.situation.leading, decided.uitkomst) == (name, outcome)
    assert not [text for text in decided.waarschuwingen if "Kies met werkwijze" in text]


@pytest.mark.parametrize("defaults", DEFAULTS)
def test_an_unknown_day_stays_open_and_is_asked(defaults: tuple[str, ...]) -> None:
    outcome = verdict(defaults, None)
    assert (outcome.uitkomst, outcome.vraagvelden) == ("onbekend", ("peildatum",))
    assert not [text for text in outcome.waarschuwingen if "Kies met werkwijze" in text]


@pytest.mark.parametrize("defaults", DEFAULTS)
@pytest.mark.parametrize("day", ["2024", "2019"])
def test_a_day_too_vague_or_before_both_is_told_by_their_days(defaults: tuple[str, ...], day: str) -> None:
    outcome = verdict(defaults, day)
    assert (outcome.uitkomst, outcome.situation.reden) == ("onbekend", "datum")
    said = "te onnauwkeurig" if day == "2024" else "niet op de peildatum"
    assert [text for text in outcome.waarschuwingen if said in text]
    assert not [text for text in outcome.waarschuwingen if "Kies met werkwijze" in text]


def test_of_two_that_are_in_force_together_a_person_still_chooses_and_only_of_those() -> None:
    outcome = verdict((), "2022-01-01", ("derde", "2021-01-01", None))
    assert (outcome.situation.leading, outcome.situation.reden) == (None, "werkwijze")
    assert "Er is geen werkwijze gekozen. Kies met werkwijze uit oud of derde." in outcome.waarschuwingen


def test_a_default_that_is_in_force_goes_before_another() -> None:
    assert verdict(("oud",), "2022-01-01", ("derde", "2021-01-01", None)).situation.leading == "oud"


@pytest.mark.parametrize(
    ("defaults", "day", "expected"),
    [
        (("eigen", "soort"), "2022-01-01", Followed("eigen")),
        (("soort",), "2022-01-01", Followed("soort")),
        (("eigen",), "2022-01-01", Followed("eigen")),
        ((), "2022-01-01", Followed(choose_from=("eigen", "soort"))),
        (("eigen", "soort"), "2020-06-01", Followed("soort")),  # its own is not there yet
        (("eigen", "soort"), None, Followed("eigen")),
    ],
)
def test_of_two_defaults_the_one_that_names_the_authority_is_followed(
    defaults: tuple[str, ...], day: str | None, expected: Followed
) -> None:
    of_kind = framework("soort", "2020-01-01", None, default="soort" in defaults, kind="werk")
    plain = framework("eigen", "2021-01-01", None, default="eigen" in defaults, kind="werk")
    scope = plain.werkingssfeer.model_copy(update={"opdrachtgever_soort": (), "opdrachtgevers": ("vb",)})
    own = plain.model_copy(update={"werkingssfeer": scope})
    assert followed([own, of_kind], None if day is None else parse_datum(day), None) == expected


LATE, ALSO = ("laat", "2020-07-01", None), ("ook", "2020-07-01", None)
BESIDE = ("ernaast", "2021-01-01", None)


@pytest.mark.parametrize(
    ("periods", "day", "expected"),
    [
        # In a part of the year both are in force: then a person chooses, and the date tells nothing.
        ((LATE, ALSO), "2020", Followed(choose_from=("laat", "ook"))),
        ((LATE, ALSO), "2021-01-01", Followed(choose_from=("laat", "ook"))),
        ((LATE, ALSO), None, Followed(choose_from=("laat", "ook"))),
        ((LATE, ALSO), "2019", Followed(by_date=("laat", "ook"))),
        # One is in force all year and the other until March: it can be both.
        ((OLD, BESIDE), "2024", Followed(choose_from=("oud", "ernaast"))),
        ((OLD, BESIDE), "2024-03", Followed("ernaast")),
        ((OLD, BESIDE), "2020", Followed("oud")),
        ((OLD, NEW), "2024", Followed(by_date=("oud", "nieuw"))),
        # A third that is in force beside each of them: then no day tells which of two is to be followed.
        ((OLD, NEW, BESIDE), "2024", Followed(choose_from=("oud", "nieuw", "ernaast"))),
        ((OLD,), "2024", Followed("oud")),
        ((OLD,), "2019", Followed("oud")),
    ],
)
def test_what_may_be_in_force_is_not_passed_over(
    periods: tuple[tuple[str, str, str | None], ...], day: str | None, expected: Followed
) -> None:
    kaders = [framework(*period, default=False, kind="werk") for period in periods]
    assert followed(kaders, None if day is None else parse_datum(day), None) == expected
    assert followed(kaders, None if day is None else parse_datum(day), "gekozen") == Followed("gekozen")


def test_a_framework_may_hold_until_the_calendar_ends() -> None:
    last = framework("oud", "2020-01-01", "9999-12-31", default=False, kind="werk")
    policy = Beleid({"oud": last}, "")
    assert policy.era(parse_datum("9999-12-31")) == policy.era(parse_datum("2020-01-01"))
    assert policy.era(parse_datum("2019-12-31")) != policy.era(parse_datum("2020-01-01"))
