"""One edition that was published, and what it showed of people. Written by ``publiceer`` only."""

from typing import Annotated

from pydantic import Field, StringConstraints

from maatwerk_cli.models.rapport import Status, Telsleutel
from maatwerk_cli.models.values import Aantal, DatumVeld, Lijst, Record, Sha256, in_dutch

UitgaveId = Annotated[
    str, StringConstraints(strict=True, pattern=r"^[0-9]{4}-[1-9][0-9]{0,3}$", max_length=9)
]


class Publicatie(Record):
    """One edition of the report of a year (``publicaties/JAAR-N.yaml``).

    What it withheld is named by its key and never by its value: this record may be read by everybody.
    """

    model_config = in_dutch("Uitgave", "Een uitgave van het rapport van een jaar, en wat zij toonde.")

    id: UitgaveId = Field(description="Jaar en nummer van de uitgave, gelijk aan de naam van het bestand")
    jaar: Annotated[int, Field(strict=True, ge=1000, le=9999)] = Field(description="Het jaar van het rapport")
    uitgave: Annotated[int, Field(strict=True, ge=1)] = Field(
        description="De hoeveelste uitgave van dit jaar"
    )
    peildatum: DatumVeld = Field(description="De peildatum van het rapport")
    datum: DatumVeld = Field(description="Wanneer deze uitgave is gepubliceerd")
    status: Status = Field(description="concept, definitief of gecorrigeerd")
    dataset_sha256: Sha256 = Field(
        description="Controlegetal van het register waaruit deze uitgave is gemaakt"
    )
    getoond: dict[Telsleutel, Aantal] = Field(
        default_factory=dict, description="Elk aantal mensen dat deze uitgave toonde, met zijn sleutel"
    )
    afgeschermd: Lijst[Telsleutel] = Field((), description="De sleutels van wat deze uitgave afschermde")
