"""What a tender file says beside the tender: the state of its memo, and who judged what, when and why."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from maatwerk_cli.models.tender.aanbesteding import Kenmerk
from maatwerk_cli.models.tender.choices import MAX_TERM_MONTHS
from maatwerk_cli.models.tender.functions import as_function
from maatwerk_cli.models.values import Bedrag, DatumVeld, Id, Lijst, Maybe, Record, Tekst

Memostatus = Literal["concept", "definitief"]

Functie = Annotated[Tekst, AfterValidator(as_function)]


class Handeling(Record):
    """Who did something, by function, and when."""

    door: Functie = Field(description="De functie van wie het deed, nooit een naam")
    datum: DatumVeld = Field(description="Wanneer")


class Beoordeling(Handeling):
    """Who judged one thing of a tender, when and why."""

    wat: Id = Field(description="Het gegeven, de voorwaarde, de grond, de lezing, of werkwijze")
    motivering: Maybe[Tekst] = Field(None, description="Waarom zo is geoordeeld, zonder persoonsgegevens")


class Raming(Handeling):
    """How an amount was estimated."""

    wijze: Tekst = Field(description="Hoe het bedrag is geraamd, zonder persoonsgegevens")
    bedrag: Maybe[Bedrag] = Field(
        None, description="Het geraamde bedrag in euro, exclusief btw: de loonsom, of anders de waarde"
    )
    opties: Maybe[Literal["inbegrepen", "niet_inbegrepen"]] = Field(
        None, description="Of de opties tot verlenging in het bedrag zitten"
    )


class Optie(Record):
    """One option to extend, and what it is worth in the measure of the obligation."""

    maanden: Annotated[int, Field(strict=True, ge=1, le=MAX_TERM_MONTHS)] = Field(
        description="Hoeveel maanden de optie duurt"
    )
    bedrag: Maybe[Bedrag] = Field(
        None, description="De loonsom (of waarde) van deze optie in euro, exclusief btw"
    )


class NadereOvereenkomst(Record):
    """One call-off that is foreseen under a framework agreement."""

    naam: Tekst = Field(description="Waar de nadere overeenkomst over gaat, zonder persoonsgegevens")
    bedrag: Maybe[Bedrag] = Field(None, description="De loonsom (of waarde) ervan in euro, exclusief btw")
    maanden: Maybe[Annotated[int, Field(strict=True, ge=1, le=MAX_TERM_MONTHS)]] = Field(
        None, description="Hoeveel hele maanden zij duurt, zonder opties"
    )


class Dossier(Record):
    """What a tender file says beside the tender itself."""

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

    def over(self, other: "Dossier") -> "Dossier":
        """Give what both say together; what this one says goes before."""
        said = {name: getattr(self, name) for name in self.model_fields_set}
        judged = {judgement.wat for judgement in self.beoordelingen}
        kept = [judgement for judgement in other.beoordelingen if judgement.wat not in judged]
        return other.model_copy(update={**said, "beoordelingen": (*self.beoordelingen, *kept)})
