"""The settings of a dataset, apart from the records: a check needs no more of the register than these."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from maatwerk_cli.models.values import DatumVeld, Maybe, Record, Tekst, in_dutch


def _whole_number(value: Any) -> Any:
    if type(value) is not int:  # to Python true and 1.0 are 1
        raise PydanticCustomError("literal_error", "schema", {"expected": "1"})
    return value


DEFAULT_THRESHOLD = 5
"""Counts of people below this are withheld, where a dataset does not say otherwise."""


ANY_DAY = "9999"
"""Up to when a dataset is kept of which that cannot be read: nothing is late, and nothing is due."""


class Instellingen(Record):
    """The settings of a dataset (``dataset.yaml``)."""

    of_settings: ClassVar[bool] = True
    model_config = in_dutch("Instellingen", "De instellingen van de dataset (dataset.yaml).")

    naam: Tekst = Field(description="Naam van de dataset")
    schema_: Annotated[Literal[1], BeforeValidator(_whole_number)] = Field(
        alias="schema", description="Versie van het schema: 1"
    )
    openbaar: bool = Field(strict=True, description="Of iedereen de dataset kan lezen")
    peildatum: DatumVeld = Field(description="Tot en met wanneer het register is bijgehouden")
    drempel_onthulling: Annotated[int, Field(strict=True, ge=2, le=100)] = Field(
        DEFAULT_THRESHOLD, description="Aantallen mensen hieronder worden in uitsplitsingen afgeschermd"
    )
    sleutel: Maybe[Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z0-9]{20,64}$")]] = Field(
        None,
        description="Geheim van een gesloten register: beslist mee welke aantallen een ander afschermen. "
        "Komt in geen publicatie",
    )
