"""Which files a dataset has, and what kind of record is in each: one line a kind.

With its model this line is all that declares a kind. References, code lists, forms, columns, JSON Schema,
listings, export and import follow from the two.
"""

import re
from collections.abc import Iterable
from typing import Any, Literal, NamedTuple

from maatwerk_cli.models.contract.inspanning import Inspanning
from maatwerk_cli.models.contract.opdracht import Opdracht
from maatwerk_cli.models.contract.plan import Plan
from maatwerk_cli.models.facts.bron import Bron
from maatwerk_cli.models.facts.code import Code
from maatwerk_cli.models.facts.kerncijfer import Kerncijfer
from maatwerk_cli.models.facts.mijlpaal import Mijlpaal
from maatwerk_cli.models.facts.organisatie import Organisatie
from maatwerk_cli.models.facts.verzamelpost import Verzamelpost
from maatwerk_cli.models.fields import Field, by_label, fields_of
from maatwerk_cli.models.kader import CASES_SUFFIX, Kader
from maatwerk_cli.models.kandidaat import Kandidaat
from maatwerk_cli.models.proeftuin import Proeftuin
from maatwerk_cli.models.programme.relatie import Relatie
from maatwerk_cli.models.programme.traject import Traject
from maatwerk_cli.models.programme.vragenlijst import Vragenlijst
from maatwerk_cli.models.publicatie import Publicatie
from maatwerk_cli.models.rapport import Rapporttekst
from maatwerk_cli.models.settings import Instellingen
from maatwerk_cli.models.tender.aanbesteding import Aanbesteding
from maatwerk_cli.models.values import WITHDRAWN, Datum, Record

FileShape = Literal["een", "lijst", "csv"]
"""One record a file, a list of records a file, or a record a row."""
Scope = Literal["", "jaar", "codelijst"]
"""What the name of a file tells of its records, within which their ids are unique: a year, or a code list."""
Reach = Literal["", "near", "namers", "all"]
"""How far a change of a record is felt: by nothing else; by what it names and what names it, and no others of
its kind need be read; by the many records that name it; by all, since they are counted or held by it."""


_YEAR = re.compile("[1-9][0-9]{3}")
"""A file that is named after a year; no calendar has a year 0."""
FILE_YEAR = "Jaar van het bestand"
"""What a year is called that is no more than where a record lies."""


class Kind(NamedTuple):
    """One kind of record and where it lies.

    Attributes:
        name: the Dutch noun, as the user names it.
        plural: the name of its folder or file, and of its records in a dataset.
        model: the record's model.
        shapes: the forms its files can have, by suffix.
        folder: its files lie in a folder of their own; else it has one file.
        keys: the fields that identify a record; of more than one the id is their values with spaces between.
        scope: what the name of its file tells.
        may_lack: columns that a CSV file of it may do without: they came later.
        id_is_stem: a record's id is the name of its file.
        own_ids: its ids are given in the register, and are used once; else they are others' marks.
        sparse: a CSV file of it may leave out columns of what may be unknown.
        typed: cells of a CSV file of it are read as people type them: amounts and dates in any form.
        form: a record of it can be made and imported field by field.
        renamed: its ids can be changed; those that others rely on cannot.
        beside: how the name ends of files that lie between its own and hold no record of it: a file beside
            each, which names it and goes along with its name.
        listed: the fields that a list of it shows; those that are short where nothing is said.
        missing: the code of the finding that a record of it is named and does not exist.
        public: everybody may read it, in the public edition of a register; else it stays inside.
        reach: how far a change of a record of it is felt.
    """

    name: str
    plural: str
    model: type[Record]
    shapes: dict[str, FileShape]
    folder: bool = True
    keys: tuple[str, ...] = ("id",)
    scope: Scope = ""
    id_is_stem: bool = False
    may_lack: tuple[str, ...] = ()
    own_ids: bool = True
    sparse: bool = False
    typed: bool = False
    form: bool = True
    renamed: bool = True
    beside: str = ""
    listed: tuple[str, ...] = ()
    missing: str = "MW218"
    public: bool = False
    reach: Reach = ""

    def reads(self, name: str) -> bool:
        """Tell whether a file with this name, in the place of this kind, holds records of it."""
        if not self.folder:
            return name == self.file
        stem, dot, suffix = name.rpartition(".")
        named = dot + suffix in self.shapes and stem and not name.startswith(".")
        return bool(named and not self.lies_beside(name) and (not self.per_year or _YEAR.fullmatch(stem)))

    def lies_beside(self, name: str) -> bool:
        """Tell whether a file with this name lies between its own and holds no record of it."""
        return bool(self.beside) and name.endswith(self.beside)

    @property
    def file(self) -> str:
        """The name of its one file, where it has no folder."""
        return self.plural + next(iter(self.shapes))

    @property
    def place(self) -> str:
        """Where its records lie: its folder, or its file."""
        return self.plural if self.folder else self.file

    @property
    def key(self) -> str:
        """The field that identifies a record, or the first that does."""
        return self.keys[0]

    @property
    def per_year(self) -> bool:
        """Whether its files are named after a year."""
        return self.scope == "jaar"

    @property
    def dated(self) -> bool:
        """Whether a record says itself when it was, so that the year of its file is only where it lies."""
        return any(field.holds is Datum for field in fields_of(self.model))

    @property
    def of_people(self) -> bool:
        """Whether a record is about one person, who is nowhere to be recognised."""
        return self.model.about_one_person

    @property
    def withdrawable(self) -> bool:
        """Whether a record of it can be withdrawn."""
        return WITHDRAWN in self.model.model_fields

    @property
    def own_id_asked(self) -> bool:
        """Whether whoever makes a record can give its id: a random one, or one of several keys, cannot be."""
        return not self.of_people and len(self.keys) == 1

    def field(self, label: str) -> Field | None:
        """Give a field of its records by its name in files."""
        return by_label(self.model).get(label)

    def id_of(self, raw: Any) -> str | None:
        """Give the id that a record has of its own, as it stands in a file."""
        values = [raw.get(key) for key in self.keys] if isinstance(raw, dict) else [None]
        known = [value for value in values if isinstance(value, str)]
        return " ".join(known) if len(known) == len(values) else None


_YAML: dict[str, FileShape] = {".yaml": "een"}
_YAML_LIST: dict[str, FileShape] = {".yaml": "lijst"}
_CSV: dict[str, FileShape] = {".csv": "csv"}
_EITHER: dict[str, FileShape] = {**_YAML, **_CSV}

INSTELLINGEN = Kind("instellingen", "dataset", Instellingen, _YAML, folder=False, keys=("naam",), reach="all")
PUBLICATIE = Kind(
    "publicatie",
    "publicaties",
    Publicatie,
    _YAML,
    id_is_stem=True,
    form=False,
    renamed=False,
    listed=("jaar", "uitgave", "datum", "peildatum", "status"),
)
# fmt: off
KINDS: tuple[Kind, ...] = (
    Kind("bron", "bronnen", Bron, _YAML_LIST, folder=False, missing="MW201", public=True, reach="namers",
         listed=("titel", "uitgever", "datum", "status")),
    Kind("organisatie", "organisaties", Organisatie, _CSV, folder=False, missing="MW203", public=True,
         reach="namers", listed=("naam", "afkorting", "soort"), may_lack=("url", "bron", "vindplaats")),
    Kind("code", "codelijsten", Code, _CSV, keys=("code",), scope="codelijst", form=False, renamed=False,
         public=True, reach="all", listed=("naam", "bijzonder"), may_lack=("valt_onder", "banenafpraak"),
         missing="MW204"),
    Kind("proeftuin", "proeftuinen", Proeftuin, _YAML, id_is_stem=True, missing="MW202", public=True,
         reach="near", listed=("naam", "categorie", "verloop")),
    Kind("kandidaat", "kandidaten", Kandidaat, _YAML, id_is_stem=True, reach="near",
         listed=("proeftuin", "plek", "stappen")),
    Kind("verzamelpost", "verzamelposten", Verzamelpost, _YAML_LIST, scope="jaar", public=True, reach="all",
         listed=("aantal", "telt", "kenmerken")),
    Kind("kerncijfer", "kerncijfers", Kerncijfer, _YAML_LIST, keys=("code",), scope="jaar", form=False,
         renamed=False, public=True, reach="all", listed=("omschrijving", "waarde", "eenheid")),
    Kind("mijlpaal", "mijlpalen", Mijlpaal, _YAML_LIST, scope="jaar", form=False, renamed=False,
         public=True, listed=("datum", "voor", "stand", "omschrijving")),
    Kind("rapport", "rapporten", Rapporttekst, _YAML, scope="jaar", id_is_stem=True, form=False,
         renamed=False, public=True, listed=("status",)),
    PUBLICATIE,
    Kind("kader", "beleid", Kader, _YAML, id_is_stem=True, form=False, missing="MW210", listed=("naam",),
         beside=CASES_SUFFIX, public=True, reach="all"),
    Kind("opdracht", "opdrachten", Opdracht, _YAML, id_is_stem=True, listed=("naam", "soort", "categorie")),
    Kind("plan", "plannen", Plan, _YAML, id_is_stem=True, listed=("proeftuin", "versie", "verloop")),
    Kind("inspanning", "inspanningen", Inspanning, _CSV, scope="jaar", sparse=True,
         listed=("opdracht", "soort", "periode", "stand")),
    Kind("traject", "trajecten", Traject, _YAML, id_is_stem=True, listed=("organisatie", "begin")),
    Kind("vragenlijst", "vragenlijsten", Vragenlijst, _YAML, id_is_stem=True, listed=("naam", "versie"),
         public=True),
    Kind("relatie", "relaties", Relatie, _CSV, folder=False, keys=("van", "rol", "naar"), sparse=True,
         renamed=False, public=True, listed=("sinds", "tot", "toelichting")),
    Kind("aanbesteding", "aanbestedingen", Aanbesteding, _EITHER, own_ids=False, sparse=True, typed=True,
         listed=("perceel", "titel", "aard"), public=True),
)
# fmt: on
"""Every kind of record of the register, in the order in which they are told (docs/gegevens.md)."""


def kind_of_file(file: str) -> Kind | None:
    """Give the kind of record in a file, by its path relative to the dataset, if it holds any."""
    folder, slash, name = file.rpartition("/")
    kind = _BY_PLACE.get(folder if slash else name)
    return kind if kind is not None and kind.folder == bool(slash) and kind.reads(name) else None


def holds_people(file: str) -> bool:
    """Tell whether a file lies where records of people do: its name may be told of no closed register."""
    kind = _BY_PLACE.get(file.partition("/")[0])
    return kind is not None and kind.of_people


def kind_named(name: str) -> Kind:
    """Give a kind by its singular.

    Raises:
        KeyError: there is none.
    """
    return _BY_NAME[name]


def said_of(kind: Kind) -> str:
    """Say in Dutch what a record of a kind is."""
    extra = kind.model.model_config.get("json_schema_extra")
    return str(extra.get("description", "")) if isinstance(extra, dict) else ""


def names_of(kinds: Iterable[Kind]) -> tuple[str, ...]:
    """Give the names of kinds, by their singular."""
    return tuple(kind.name for kind in kinds)


_BY_PLACE = {kind.place: kind for kind in (INSTELLINGEN, *KINDS)}
_BY_NAME = {kind.name: kind for kind in (INSTELLINGEN, *KINDS)}
