"""What is said of whom a tender was read to be of, and of which frameworks bind them."""

from typing import Any

import pytest
from tests.tender.test_framework_oracle import BRON
from tests.tender.test_lots_in_tables import framework

from maatwerk_cli.models.kader import Kader
from maatwerk_cli.models.values import parse_datum
from maatwerk_cli.tender.facts import Facts
from maatwerk_cli.tender.frameworks.authorities import BY_KIND_ONLY, Binding
from maatwerk_cli.tender.frameworks.following import Followed
from maatwerk_cli.tender.words.scope_sentences import (
    ASK_ITSELF,
    chosen_out_of_force,
    contradicted_kind,
    framework_of_another,
    scope_warnings,
    whom,
)


def kader(name: str, **scope: Any) -> Kader:
    made = framework(id=name, naam=f"het kader {name}", leesruimte=[])
    made["werkingssfeer"] = {**scope, "bron": BRON}
    made["geldigheid"]["tot_en_met"] = "2021-12-31"
    return Kader.model_validate(made)


KADERS = {
    "r": kader("r", opdrachtgever_soort=["rijk"]),
    "d": kader("d", opdrachtgever_soort=["decentraal"]),
    "ieder": kader("ieder", opdrachtgever_soort=["rijk", "decentraal", "overig"]),
    "stad": kader("stad", opdrachtgevers=["voorbeeldstad"]),
}
ANYBODY, RIJK = Facts(), Facts(opdrachtgever_soort="rijk")
DECENTRAL = Facts(opdrachtgever_soort="decentraal")
OPEN = Facts(unknown=frozenset({"opdrachtgever_soort"}))
UNSURE, NOT_NAMED = Binding(unsure=("stad",), given=True), Binding(given=True)
ANOTHER = (
    "Is de opdrachtgever een andere overheid of organisatie? Vul dat dan in bij opdrachtgever_soort "
    "(decentraal of overig)."
)
ONLY_STAD = "Het kader stad geldt alleen voor voorbeeldstad."
ASKED_KIND = "Vul opdrachtgever_soort in: rijk, decentraal of overig."
NOT_KNOWN = (
    "Of de opdrachtgever daarbij hoort, is niet te zeggen: organisaties.csv kent de ingevulde naam niet, of "
    "niet goed genoeg. Vul het id of de TOOI-identificatie in."
)
NOT_GIVEN = "De opdrachtgever is niet ingevuld. Vul het id, de naam of de TOOI-identificatie in."
# Which frameworks there are, the tender, which is followed, who names it; and what is said.
SCOPES: dict[str, tuple[str, Facts, Followed, Binding, list[str]]] = {
    "it is bound": ("r", ANYBODY, Followed("r"), BY_KIND_ONLY, []),
    "the Rijk is assumed and none is for it": (
        "d", ANYBODY, Followed(), BY_KIND_ONLY, [f"Geen van de bekende kaders geldt voor het Rijk. {ANOTHER}"]
    ),
    "none is for the kind that was given": (
        "d", RIJK, Followed("d"), BY_KIND_ONLY,
        [f"Geen van de bekende kaders geldt voor het Rijk. {ASK_ITSELF}"],
    ),
    "none names it": (
        "stad", DECENTRAL, Followed(), NOT_NAMED,
        [f"Geen van de bekende kaders geldt voor deze opdrachtgever. {ASK_ITSELF}"],
    ),
    "no kind is spoken of where none is for a kind": (
        "stad", ANYBODY, Followed(), NOT_NAMED,
        [f"Geen van de bekende kaders geldt voor deze opdrachtgever. {ASK_ITSELF}"],
    ),
    "the one that was chosen does not name it": (
        "stad", ANYBODY, Followed("stad"), NOT_NAMED, [f"{ONLY_STAD} Deze opdrachtgever hoort daar niet bij."]
    ),
    "nor does it beside one of its kind": (
        "stad d", DECENTRAL, Followed("stad"), NOT_NAMED,
        [f"{ONLY_STAD} Deze opdrachtgever hoort daar niet bij."],
    ),
    "it names it": ("stad d", ANYBODY, Followed("stad"), Binding(named=("stad",), given=True), []),
    "whether it names it is not known": (
        "stad", ANYBODY, Followed("stad"), UNSURE, [f"{ONLY_STAD} {NOT_KNOWN}"]
    ),
    "nor beside one of its kind": (
        "stad d", DECENTRAL, Followed("stad"), UNSURE, [f"{ONLY_STAD} {NOT_KNOWN}"]
    ),
    "nobody was given": (
        "stad", ANYBODY, Followed("stad"), UNSURE._replace(given=False), [f"{ONLY_STAD} {NOT_GIVEN}"]
    ),
    "the one that was chosen is for another kind": (
        "r d", DECENTRAL, Followed("r"), BY_KIND_ONLY,
        ["De opdrachtgever is een decentrale overheid. Het kader r geldt daar niet voor."],
    ),
    "a way of working is to be chosen": (
        "r ieder", RIJK, Followed(choose_from=("r", "ieder")), BY_KIND_ONLY,
        ["Er is geen werkwijze gekozen. Kies met werkwijze uit r of ieder."],
    ),
    "its kind is said to be unknown": (
        "r d ieder", OPEN, Followed(), BY_KIND_ONLY,
        [
            "Wat voor opdrachtgever dit is, is niet bekend. Het kader r geldt alleen voor het Rijk. "
            f"Het kader d geldt alleen voor een decentrale overheid. {ASKED_KIND}"
        ],
    ),
    "its kind is unknown, and none goes by kind": (
        "stad", OPEN, Followed("stad"), UNSURE, [f"{ONLY_STAD} {NOT_KNOWN}"]
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", SCOPES)
def test_which_frameworks_do_not_bind_an_authority_or_perhaps_not(case: str) -> None:
    names, facts, follows, binding, said = SCOPES[case]
    kaders = {name: KADERS[name] for name in names.split()}
    assert [*scope_warnings(facts, kaders, follows, binding)] == said


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2019-12-31", "bestond op deze peildatum nog niet"),
        ("2022-01-01", "geldt op deze peildatum niet meer"),
    ],
)
def test_one_that_was_chosen_is_not_in_force_yet_or_no_longer(day: str, state: str) -> None:
    text = f"De gekozen werkwijze (het kader r) {state}. Daarnaar is er geen uitkomst."
    assert chosen_out_of_force(KADERS["r"], parse_datum(day)) == text


def test_a_name_tells_of_another_kind_than_was_read() -> None:
    start = "De naam van de opdrachtgever is die van een decentrale overheid, en"
    given, assumed = contradicted_kind("rijk", "decentraal"), contradicted_kind(None, "decentraal")
    assert given.text == (
        f"{start} opgegeven is het Rijk. Getoetst is met wat is opgegeven. Verbeter één van de twee."
    )
    assert given.order == "Verbeter één van de twee."
    assert assumed.text == (
        f"{start} aangenomen is dat het Rijk de opdrachtgever is. Is dat niet zo, dan gelden deze kaders "
        "niet. Vul opdrachtgever_soort in."
    )
    assert assumed.order == "Vul opdrachtgever_soort in."


def test_whom_a_framework_binds() -> None:
    assert whom(KADERS["stad"]) == "de opdrachtgever is voorbeeldstad"
    assert whom(KADERS["d"]) == "een decentrale overheid"
    assert whom(KADERS["ieder"]) == "het Rijk, een decentrale overheid of een andere organisatie"
    assert "geldt het kader voor een decentrale overheid, en" in framework_of_another(KADERS["d"]).text
