"""What a tender file says beside the tender: the state of its memo, and who judged what, when and why."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from maatwerk_cli.models.tender.aanbesteding import Kenmerk
from maatwerk_cli.models.tender.choices import MAX_TERM_MONTHS
from maatwerk_cli.models.tender.functions import as_function
from maatwerk_cli.models.values import (
    Bedrag,
    Contractdatum,
    Id,
    Lijst,
    Maybe,
    Record,
    Sha256,
    Tekst,
    in_dutch,
)

Memostatus = Literal["concept", "definitief"]

Functie = Annotated[Tekst, AfterValidator(as_function)]


class Handeling(Record):
    """Who did something, by function, and when."""

    model_config = in_dutch("Handeling", "Wie iets deed, als functie, en wanneer.")

    door: Functie = Field(description="De functie van wie het deed, nooit een naam")
    datum: Contractdatum = Field(description="Wanneer")


class Beoordeling(Handeling):
    """Who judged one thing of a tender, when and why."""

    model_config = in_dutch("Beoordeling", "Wie iets van een aanbesteding beoordeelde, wanneer en waarom.")

    wat: Id = Field(description="Het gegeven, de voorwaarde, de grond, de lezing, of werkwijze")
    motivering: Maybe[Tekst] = Field(None, description="Waarom zo is geoordeeld, zonder persoonsgegevens")
    tekst: Maybe[Tekst] = Field(
        None, description="Bij een grond waarvan de bron de tekst niet noemt: de tekst waaraan is getoetst"
    )


class Raming(Handeling):
    """How an amount was estimated."""

    model_config = in_dutch("Raming", "Hoe een bedrag is geraamd, door wie en wanneer.")

    wijze: Tekst = Field(description="Hoe het bedrag is geraamd, zonder persoonsgegevens")
    bedrag: Maybe[Bedrag] = Field(
        None, description="Het geraamde bedrag in euro, exclusief btw: de loonsom, of anders de waarde"
    )
    opties: Maybe[Literal["inbegrepen", "niet_inbegrepen"]] = Field(
        None, description="Of de opties tot verlenging in het bedrag zitten"
    )


class Optie(Record):
    """One option to extend, and what it is worth in the measure of the obligation."""

    model_config = in_dutch("Optie", "Eén optie tot verlenging, en wat zij waard is.")

    maanden: Annotated[int, Field(strict=True, ge=1, le=MAX_TERM_MONTHS)] = Field(
        description="Hoeveel maanden de optie duurt"
    )
    bedrag: Maybe[Bedrag] = Field(
        None, description="De loonsom (of waarde) van deze optie in euro, exclusief btw"
    )


class NadereOvereenkomst(Record):
    """One call-off that is foreseen under a framework agreement."""

    model_config = in_dutch(
        "Nadere overeenkomst", "Eén nadere overeenkomst die onder een raamovereenkomst te verwachten is."
    )

    naam: Tekst = Field(description="Waar de nadere overeenkomst over gaat, zonder persoonsgegevens")
    bedrag: Maybe[Bedrag] = Field(None, description="De loonsom (of waarde) ervan in euro, exclusief btw")
    maanden: Maybe[Annotated[int, Field(strict=True, ge=1, le=MAX_TERM_MONTHS)]] = Field(
        None, description="Hoeveel hele maanden zij duurt, zonder opties"
    )


class InvoerBestand(Record):
    """One file that a memo was made from."""

    model_config = in_dutch("Bestand", "Eén bestand waaruit een memo is gemaakt.")

    naam: Tekst = Field(description="Naam van het bestand")
    sha256: Maybe[Sha256] = Field(None, description="Controlegetal van het bestand (SHA-256)")


class MemoHerkomst(Record):
    """Where a memo was made from, as the program writes it in ``dossier.yaml``."""

    model_config = in_dutch("Herkomst", "Waaruit een memo is gemaakt, zoals het programma dat opschrijft.")

    dataset: Maybe[Tekst] = Field(None, description="Naam van de dataset met het beleid")
    revisie: Maybe[Tekst] = Field(None, description="Git-revisie van die dataset")
    beleid_sha256: Maybe[Sha256] = Field(None, description="Controlegetal van het beleid (SHA-256)")
    bronnen_sha256: Maybe[Sha256] = Field(
        None, description="Controlegetal van de bronnenlijst, bronnen.yaml (SHA-256)"
    )
    invoer_sha256: Maybe[Sha256] = Field(None, description="Controlegetal van de invoer (SHA-256)")
    eerdere_invoer_sha256: Maybe[Sha256] = Field(
        None, description="Controlegetal van de invoer waar het dossier bij hoorde, als dat een andere was"
    )
    bestanden: Lijst[InvoerBestand] = Field((), description="De bestanden waaruit de memo is gemaakt")
    decimaal: Maybe[Literal["komma", "punt"]] = Field(
        None, description="Hoe een bedrag als 250.000 is gelezen, als dat erin stond"
    )
    gevraagd: Maybe[Literal["ja"]] = Field(None, description="Of vragen op een terminal zijn beantwoord")


class Dossier(Record):
    """What a tender file says beside the tender itself."""

    model_config = in_dutch("Dossier", "Wat naast een aanbesteding moet vastliggen, voor de memo.")

    id: Maybe[Kenmerk] = Field(
        None, description="Kenmerk van de aanbesteding; weggelaten geldt dit voor alle aanbestedingen"
    )
    perceel: Maybe[Kenmerk] = Field(None, description="Perceel; weggelaten geldt dit voor alle percelen")
    status: Maybe[Memostatus] = Field(None, description="concept of definitief")
    versie: Maybe[Kenmerk] = Field(None, description="Versie van de memo, bijvoorbeeld 1.0")
    opgesteld: Maybe[Handeling] = Field(None, description="Wie de memo opstelde, en wanneer")
    akkoord: Maybe[Handeling] = Field(
        None, description="Wie namens de opdrachtgever akkoord ging, en wanneer"
    )
    raming: Maybe[Raming] = Field(None, description="Hoe de loonsom (of de waarde) is geraamd")
    opties: Lijst[Optie] = Field((), description="De opties tot verlenging, elk apart")
    nadere_overeenkomsten: Lijst[NadereOvereenkomst] = Field(
        (), description="De nadere overeenkomsten die onder de raamovereenkomst worden verwacht"
    )
    beoordelingen: Lijst[Beoordeling] = Field((), description="Wie wat beoordeelde, wanneer en waarom")
    herkomst: Maybe[MemoHerkomst] = Field(
        None, description="Waaruit de memo is gemaakt; dit schrijft het programma"
    )

    def over(self, other: "Dossier") -> "Dossier":
        """Give what both say together; what this one says goes before."""
        said = {name: getattr(self, name) for name in self.model_fields_set}
        judged = {judgement.wat for judgement in self.beoordelingen}
        kept = [judgement for judgement in other.beoordelingen if judgement.wat not in judged]
        return other.model_copy(update={**said, "beoordelingen": (*self.beoordelingen, *kept)})
