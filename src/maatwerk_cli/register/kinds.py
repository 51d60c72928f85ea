"""Which files a dataset has, and what kind of record is in each."""

from dataclasses import dataclass
from typing import Literal

from maatwerk_cli.models.aanbesteding import Aanbesteding
from maatwerk_cli.models.kader import Kader
from maatwerk_cli.models.kandidaat import Kandidaat
from maatwerk_cli.models.proeftuin import Proeftuin
from maatwerk_cli.models.rapport import Rapporttekst
from maatwerk_cli.models.register import (
    Bron,
    Code,
    Kerncijfer,
    Mijlpaal,
    Organisatie,
    Verzamelpost,
)
from maatwerk_cli.models.settings import Instellingen
from maatwerk_cli.models.values import Record

Shape = Literal["een", "lijst", "csv"]
"""One record a file, a list of records a file, or a record a row."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record and where it lies.

    Attributes:
        name: the Dutch noun, as the user names it.
        plural: the name of its folder or file, and of its attribute of a dataset.
        model: the record's model.
        shapes: the forms its files can have, by suffix.
        key: the field that identifies a record.
        per_year: its files are named after a year.
        may_lack: columns that a CSV file of it may do without: they came later.
        id_is_stem: a record's id is the name of its file.

    """

    name: str
    plural: str
    model: type[Record]
    shapes: dict[str, Shape]
    folder: bool = True
    key: str = "id"
    per_year: bool = False
    id_is_stem: bool = False
    may_lack: tuple[str, ...] = ()

    def reads(self, name: str) -> bool:
        """Tell whether a file with this name, in the place of this kind, holds records of it."""
        if not self.folder:
            return name == self.file
        stem, dot, suffix = name.rpartition(".")
        year = not self.per_year or (len(stem) == 4 and stem.isdecimal())
        return bool(stem) and dot + suffix in self.shapes and year and not name.startswith(".")

    @property
    def file(self) -> str:
        """The name of its one file, where it has no folder."""
        return self.plural + next(iter(self.shapes))


INSTELLINGEN = Kind("instellingen", "dataset", Instellingen, {".yaml": "een"}, folder=False, key="naam")
KINDS: tuple[Kind, ...] = (
    Kind("bron", "bronnen", Bron, {".yaml": "lijst"}, folder=False),
    Kind(
        "organisatie",
        "organisaties",
        Organisatie,
        {".csv": "csv"},
        folder=False,
        may_lack=("url", "bron", "vindplaats"),
    ),
    Kind(
        "code",
        "codelijsten",
        Code,
        {".csv": "csv"},
        key="code",
        may_lack=("valt_onder", "banenafpraak"),
    ),
    Kind("proeftuin", "proeftuinen", Proeftuin, {".yaml": "een"}, id_is_stem=True),
    Kind("kandidaat", "kandidaten", Kandidaat, {".yaml": "een"}, id_is_stem=True),
    Kind("verzamelpost", "verzamelposten", Verzamelpost, {".yaml": "lijst"}, per_year=True),
    Kind("kerncijfer", "kerncijfers", Kerncijfer, {".yaml": "lijst"}, key="code", per_year=True),
    Kind("mijlpaal", "mijlpalen", Mijlpaal, {".yaml": "lijst"}, per_year=True),
    Kind("rapport", "rapporten", Rapporttekst, {".yaml": "een"}, per_year=True, id_is_stem=True),
    Kind("kader", "beleid", Kader, {".yaml": "een"}, id_is_stem=True),
    Kind("aanbesteding", "aanbestedingen", Aanbesteding, {".yaml": "een", ".csv": "csv"}),
)
"""Every kind of record of the register (afspraken: the dataset)."""


def kind_of(file: str) -> Kind | None:
    """Give the kind of record in a file, by its path relative to the dataset, if it holds any."""
    folder, slash, name = file.rpartition("/")
    kind = _BY_PLACE.get(folder if slash else name)
    return kind if kind is not None and kind.folder == bool(slash) and kind.reads(name) else None


_BY_PLACE = {kind.plural if kind.folder else kind.file: kind for kind in (INSTELLINGEN, *KINDS)}
