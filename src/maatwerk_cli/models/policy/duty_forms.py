"""What social return comes to: a share of an amount, or so many euros, hours or fte."""

from typing import Literal

from pydantic import Field

from maatwerk_cli.models.tender.choices import Bedragveld
from maatwerk_cli.models.values import (
    Bronverwijzing,
    EigenTekst,
    Getal,
    Id,
    Lijst,
    Maybe,
    Record,
    Tekst,
    in_dutch,
)

PerTerm = Literal["opdracht", "nadere_overeenkomst", "jaar"]


class Afronding(Record):
    """How an obligation is rounded."""

    model_config = in_dutch("Afronding", "Hoe de verplichting wordt afgerond.")

    op: Getal = Field(description="Het veelvoud waarop wordt afgerond, in de eenheid van de verplichting")
    naar: Literal["boven", "beneden", "dichtstbij"] = Field(description="boven, beneden of dichtstbij")


class Uitzondering(Record):
    """Another obligation where a circumstance holds."""

    model_config = in_dutch("Uitzondering", "Een andere verplichting als een omstandigheid geldt.")

    als: Id = Field(description="De omstandigheid of voorwaarde waarbij dit geldt")
    percentage: Maybe[Id] = Field(None, description="De parameter met het percentage dat dan geldt")
    vast: Maybe[Id] = Field(None, description="De parameter met het vaste bedrag of aantal dat dan geldt")
    bron: Bronverwijzing = Field(description="Waar de uitzondering staat")


class Vervulling(Record):
    """A way in which a supplier can meet the obligation, such as a step of a certificate."""

    model_config = in_dutch(
        "Vervulling", "Een manier waarop een leverancier aan de verplichting kan voldoen, zoals een keurmerk."
    )

    id: Id = Field(description="Id van deze manier")
    naam: Tekst = Field(description="Wat de leverancier heeft of doet, in een paar woorden")
    deel: Maybe[Id] = Field(
        None, description="De parameter met het deel van de verplichting dat daarmee is vervuld, in procent"
    )
    tekst: EigenTekst = Field(description="Wat het kader hierover zegt, als hele zin")
    bron: Bronverwijzing = Field(description="Waar dit staat")


class Verplichting(Record):
    """What social return comes to: a percentage of a base, or a fixed number."""

    model_config = in_dutch(
        "Verplichting", "Waar social return op neerkomt: een percentage van een bedrag, of een vast aantal."
    )

    percentage: Maybe[Id] = Field(None, description="De parameter met het percentage")
    grondslag: Maybe[Bedragveld] = Field(None, description="Het bedrag waarover het percentage wordt genomen")
    vast: Maybe[Id] = Field(None, description="De parameter met het vaste bedrag, de uren of de fte")
    minimum: Maybe[Id] = Field(None, description="De parameter met wat de verplichting ten minste is")
    maximum: Maybe[Id] = Field(None, description="De parameter met wat de verplichting ten hoogste is")
    afronding: Maybe[Afronding] = Field(
        None, description="Hoe wordt afgerond; zonder dit op hele centen, een halve naar boven"
    )
    per: Maybe[PerTerm] = Field(
        None, description="Waarvoor de verplichting telkens geldt: opdracht, nadere_overeenkomst of jaar"
    )
    uitzonderingen: Lijst[Uitzondering] = Field(
        (), description="Andere verplichtingen in bijzondere gevallen; de eerste die geldt, telt"
    )
    vervulling: Lijst[Vervulling] = Field(
        (), description="Waarmee een leverancier de verplichting geheel of deels kan vervullen"
    )
    voorbehoud: Maybe[EigenTekst] = Field(
        None, description="Wat hieraan een lezing is en geen feit, als hele zin"
    )
    bron: Bronverwijzing = Field(description="Waar de verplichting staat")

    @property
    def gewoon(self) -> bool:
        """Whether it is a percentage of a base and nothing else."""
        others = (self.vast, self.minimum, self.maximum, self.afronding, self.per)
        more = (*others, self.uitzonderingen, self.vervulling)
        return self.percentage is not None and not any(more)

    @property
    def getallen(self) -> tuple[str, ...]:
        """The names of the numbers it is reckoned with, those of exceptions too."""
        names = [self.percentage, self.vast, self.minimum, self.maximum]
        names += [form for other in self.uitzonderingen for form in (other.percentage, other.vast)]
        return tuple(dict.fromkeys(name for name in names if name))
