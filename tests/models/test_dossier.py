"""What a tender file says beside the tender: functions, never persons."""

import pytest
from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from maatwerk_cli.models.tender.dossier import Dossier, as_function


@pytest.mark.parametrize(
    "text",
    [
        *("inkoper", "Inkoper", "categoriemanager ICT", "adviseur social return", "hoofd inkoop"),
        *("kostendeskundige (IPC)", "team inkoop", "directeur-generaal", "jurist aanbestedingsrecht"),
        *("inkoper van de afdeling facilitaire zaken", "plaatsvervangend hoofd juridische zaken"),
        *("contractmanager hoogwaardige inhuur", "jurist bestuursrecht bij het ministerie", "directeur ICT"),
        *("senior inkoopadviseur", "coördinator social return, BZK"),
        *("minister", "burgemeester", "gedeputeerde", "dijkgraaf", "SG", "pSG", "CPO", "CDI"),
        *("categoriemanager ICT Inhuur", "categoriemanager Hoogwaardige Inhuur", "Hoofd Bedrijfsvoering"),
        *("Adviseur Social Return", "directeur Inkoop", "hoofd water en groen"),
    ],
)
def test_a_function_is_taken(text: str) -> None:
    assert as_function(text) == text


@pytest.mark.parametrize(
    "text",
    [
        *("J. de Vries", "Jan Voorbeeld", "jan voorbeeld", "dhr. Voorbeeld", "inkoper Jan Voorbeeld"),
        *("Jan Voorbeeld (inkoper)", "Jan Voorbeeld, inkoper", "inkoper J. Voorbeeld", "inkoper, mevr. V."),
        *("inkoper jan voorbeeld", "jan voorbeeld inkoper", "inkoper van den voorbeeld", "Jan inkoper"),
        # a word for a field of work that is a surname too
        *(
            "inkoper Groen",
            "Groen inkoper",
            "inkoper de Groen",
            "manager Post",
            "jurist van der Wegen",
            "Post",
        ),
        *("inkoper Planner", "SG Bakker", "JDV", "hoofd Van der Water", "directeur BouwBakker"),
        *("inkoper 06-12345678", "inkoper@voorbeeld.nl", "", " inkoper", "x", "inkoper J", "a" * 90),
    ],
)
def test_what_may_be_a_name_is_refused(text: str) -> None:
    with pytest.raises(PydanticCustomError) as refused:
        as_function(text)
    assert refused.value.type == "functie_vorm"


def test_who_did_something_has_a_function_and_a_date() -> None:
    for entry in ({"door": "inkoper"}, {"datum": "2018-02-01"}, {"door": "Jan Voorbeeld", "datum": "2018"}):
        with pytest.raises(ValidationError):
            Dossier.model_validate({"opgesteld": entry})


def test_what_is_said_of_one_tender_goes_before_what_is_said_of_all() -> None:
    judged = {"wat": "ug-1", "door": "jurist", "datum": "2018-01-10"}
    general = Dossier.model_validate(
        {"status": "concept", "versie": "1", "beoordelingen": [judged, {**judged, "wat": "ug-2"}]}
    )
    own = Dossier.model_validate({"versie": "2", "beoordelingen": [{**judged, "door": "inkoper"}]})
    both = own.over(general)
    assert (both.status, both.versie) == ("concept", "2")
    assert {entry.wat: entry.door for entry in both.beoordelingen} == {"ug-1": "inkoper", "ug-2": "jurist"}
