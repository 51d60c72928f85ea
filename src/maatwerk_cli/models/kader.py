"""A policy framework (kader): when social return applies to a tender, by which rule of which source.

A framework is data. What it can say is closed: a few tests over named fields, parameters that hold for a
period, and three readings (``leesruimte``) where sources leave room. Everything carries its source.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Annotated, Any, Literal, NamedTuple, get_args

from pydantic import Field, ValidationInfo, ValidatorFunctionWrapHandler, field_validator

from maatwerk_cli.models.contract.inspanning import Inspanningseenheid
from maatwerk_cli.models.meaning import CodeOf, Names
from maatwerk_cli.models.policy_texts import (
    INVULVELDEN,
    Advies,
    Invulling,
    Punt,
    Tegenspraak,
    Tekstblok,
    unknown_places,
)
from maatwerk_cli.models.tender.choices import Aard, Bedragveld, OpdrachtgeverSoort, Raamovereenkomst
from maatwerk_cli.models.unit_values import in_unit
from maatwerk_cli.models.values import (
    Bronverwijzing,
    DatumVeld,
    EigenTekst,
    Getal,
    Id,
    Lijst,
    Maybe,
    Record,
    Tekst,
    Tooi,
    in_dutch,
)

Toets = Literal["is", "in", "minstens", "geen_van"]
Veld = Literal[
    "aard",
    "loonsom_excl_btw",
    "opdrachtwaarde_excl_btw",
    "looptijd",
    "uitsluitingsgronden",
    "raamovereenkomst",
    "categorie",
    "cpv",
]
Eenheid = Literal["euro", "maanden", "procent"]
Leesvraag = Literal["verlenging", "percelen", "raamovereenkomst"]


class Veldsoort(NamedTuple):
    """What a field of a tender holds, and by which tests it can be held against a rule.

    Attributes:
        toetsen: the tests that fit.
        eenheid: the unit of its limit, where it has one.
        codes: the values it can have, where these are closed.

    """

    toetsen: tuple[Toets, ...]
    eenheid: Eenheid | None = None
    codes: tuple[str, ...] = ()


VELDEN: Mapping[str, Veldsoort] = {
    "aard": Veldsoort(("is", "in"), codes=get_args(Aard)),
    "loonsom_excl_btw": Veldsoort(("minstens",), "euro"),
    "opdrachtwaarde_excl_btw": Veldsoort(("minstens",), "euro"),
    "looptijd": Veldsoort(("minstens",), "maanden"),
    "uitsluitingsgronden": Veldsoort(("geen_van",)),
    "raamovereenkomst": Veldsoort(("is", "in"), codes=get_args(Raamovereenkomst)),
    "categorie": Veldsoort(("is", "in")),
    "cpv": Veldsoort(("is", "in")),
}
"""The fields a condition can look at. ``looptijd`` is found from ``begin``, ``einde`` and the months."""

KEUZES: Mapping[str, tuple[str, str]] = {
    "verlenging": ("telt_niet_mee", "telt_mee"),
    "percelen": ("apart", "samen"),
    "raamovereenkomst": ("nadere_overeenkomst", "geheel"),
}
"""The readings, with the choice that counts less first."""

LEESBAAR: Mapping[str, tuple[Eenheid, ...]] = {
    "verlenging": ("maanden",),
    "percelen": ("euro", "maanden"),
    "raamovereenkomst": ("euro", "maanden"),
}
"""The units of the conditions on which a reading can have a bearing."""


class Periode(Record):
    """From and up to and including when something holds."""

    vanaf: DatumVeld = Field(description="Eerste dag waarop dit geldt")
    tot_en_met: Maybe[DatumVeld] = Field(
        None, description="Laatste dag waarop dit geldt; leeg als er geen einde is"
    )
    bron: Bronverwijzing = Field(description="Waar dit staat")

    def holds_on(self, day: date) -> bool:
        """Tell whether it holds on ``day``."""
        return self.vanaf.first <= day and (self.tot_en_met is None or day <= self.tot_en_met.last)

    def overlaps(self, first: date, last: date) -> bool:
        """Tell whether it holds on any day from ``first`` up to and including ``last``."""
        return self.vanaf.first <= last and (self.tot_en_met is None or first <= self.tot_en_met.last)


class Geldigheid(Periode):
    """When a framework is in force, and how precisely that is confirmed."""

    model_config = in_dutch("Geldigheid", "Wanneer het kader geldt.")

    bevestigd: Maybe[DatumVeld] = Field(
        None, description="Begin zo precies als een geverifieerde bron het noemt, waar dat minder precies is"
    )
    bron_bevestigd: Maybe[Bronverwijzing] = Field(None, description="De bron van dat begin")
    toelichting: Maybe[EigenTekst] = Field(None, description="Toelichting op de datum")


class Werkingssfeer(Record):
    """Whom a framework binds: every authority of a kind, or the authorities it names."""

    model_config = in_dutch("Werkingssfeer", "Wie aan het kader is gebonden.")

    opdrachtgever_soort: Lijst[OpdrachtgeverSoort] = Field(
        (), description="De soorten opdrachtgever die aan dit kader zijn gebonden"
    )
    opdrachtgevers: Annotated[Lijst[Id], Names("organisatie")] = Field(
        (), description="De opdrachtgevers die aan dit kader zijn gebonden, met hun id"
    )
    tooi: Lijst[Tooi] = Field(
        (), description="De opdrachtgevers die aan dit kader zijn gebonden, met hun identificatie in TOOI"
    )
    bron: Bronverwijzing = Field(description="Waar dit staat")

    @property
    def named(self) -> tuple[str, ...]:
        """The authorities it names, by id or TOOI; empty where it binds kinds of authority."""
        return (*self.opdrachtgevers, *self.tooi)


class Parameterwaarde(Periode):
    """A value and the period in which it holds."""

    model_config = in_dutch("Waarde", "Een waarde en de periode waarin zij geldt.")

    waarde: Getal = Field(description="De waarde, in de eenheid van de parameter")
    voorbehoud: Maybe[EigenTekst] = Field(
        None, description="Wat de bron niet zegt over deze waarde in deze periode, als hele zin"
    )


class Parameter(Record):
    """A number of the policy, by period."""

    model_config = in_dutch("Parameter", "Een getal van het beleid, per periode.")

    omschrijving: EigenTekst = Field(description="Wat dit getal betekent")
    eenheid: Eenheid = Field(description="euro, maanden of procent")
    waarden: Annotated[tuple[Parameterwaarde, ...], Field(min_length=1)] = Field(
        description="De waarden, elk met de periode waarin zij geldt"
    )

    @field_validator("waarden", mode="wrap")
    @classmethod
    def _read_in_unit(cls, values: Any, read: ValidatorFunctionWrapHandler, info: ValidationInfo) -> Any:
        return in_unit(values, read, info.data.get("eenheid"))


class Waardering(Record):
    """What one unit of an effort is worth, by period: for every kind of effort, or for one.

    Of several that fit an effort the most precise holds: one that names the kind and the target group goes
    before one that names the kind, and that before one that names the target group.
    """

    model_config = in_dutch("Waardering", "Wat een inspanning waard is, per eenheid en per periode.")

    id: Id = Field(description="Naam van de waardering")
    soort: Annotated[Maybe[Id], CodeOf("inspanningsoort")] = Field(
        None, description="Alleen voor deze soort inspanning (codelijst inspanningsoort)"
    )
    doelgroepen: Annotated[Lijst[Id], CodeOf("doelgroep")] = Field(
        (), description="Alleen voor deze doelgroepen (codelijst doelgroep)"
    )
    eenheid: Inspanningseenheid = Field(description="uur, maand, plek of euro")
    waarden: Annotated[tuple[Parameterwaarde, ...], Field(min_length=1)] = Field(
        description="Hoeveel euro een eenheid telt, elk met de periode waarin dat geldt"
    )


class Vraag(Record):
    """A question to ask when a condition cannot be judged."""

    model_config = in_dutch("Vraag", "Wat te vragen als een voorwaarde niet is te beoordelen.")

    tekst: EigenTekst = Field(description="De vraag, in gewoon Nederlands")
    wie: Tekst = Field(description="Wie dit kan beantwoorden, een rol en nooit een persoon")


class Voorwaarde(Record):
    """One condition of a framework."""

    model_config = in_dutch("Voorwaarde", "Een voorwaarde van het kader.")

    id: Id = Field(description="Naam van de voorwaarde")
    naam: Tekst = Field(description="De voorwaarde in een paar woorden")
    veld: Veld = Field(description="Het gegeven van de aanbesteding dat wordt getoetst")
    toets: Toets = Field(description="is, in, minstens of geen_van")
    waarden: Lijst[Id] = Field((), description="De waarden bij is, in en geen_van")
    parameter: Maybe[Id] = Field(None, description="De parameter met de grens, bij minstens")
    nooit_meer_dan: Maybe[Bedragveld] = Field(
        None, description="Een ander gegeven waar dit gegeven nooit boven kan liggen"
    )
    bron: Bronverwijzing = Field(description="Waar de voorwaarde staat")
    vraag: Vraag = Field(description="Wat te vragen als dit gegeven onbekend is")
    toelichting: Maybe[EigenTekst] = Field(None, description="Toelichting")


class Leesruimte(Record):
    """A question on which the framework can be read in two ways, as long as no source answers it."""

    model_config = in_dutch(
        "Leesruimte", "Een vraag die geen bron beantwoordt: het kader is op twee manieren te lezen."
    )

    id: Leesvraag = Field(description="verlenging, percelen of raamovereenkomst")
    vraag: Tekst = Field(description="De vraag die de bron open laat")
    keuzes: dict[Id, Tekst] = Field(description="Per keuze wat zij betekent")
    voorwaarden: Annotated[tuple[Id, ...], Field(min_length=1)] = Field(
        description="De voorwaarden waarvoor dit uitmaakt"
    )
    toelichting: EigenTekst = Field(description="Waarom dit open is, of waarom er is gekozen")
    gekozen: Maybe[Id] = Field(None, description="De keuze, als een bron van dit kader die maakt")
    bron: Maybe[Bronverwijzing] = Field(None, description="Waar die keuze staat; verplicht bij gekozen")


class Grond(Record):
    """An exclusion ground, or the place of one whose text no source at hand gives."""

    model_config = in_dutch(
        "Uitsluitingsgrond", "Een uitsluitingsgrond, of de plaats voor een waarvan geen bron de tekst geeft."
    )

    id: Id = Field(description="Id van de grond")
    status: Literal["niet_in_bron", "ingevuld"] = Field(
        description="niet_in_bron zolang geen bron de tekst geeft, anders ingevuld"
    )
    tekst: Maybe[EigenTekst] = Field(None, description="De grond zelf, alleen als de status ingevuld is")
    bron: Bronverwijzing = Field(description="Waar de grond, of het bestaan ervan, staat")


class Verplichting(Record):
    """What social return comes to: a percentage of a base."""

    model_config = in_dutch("Verplichting", "Waar social return op neerkomt: een percentage van een bedrag.")

    percentage: Id = Field(description="De parameter met het percentage")
    grondslag: Bedragveld = Field(description="Het bedrag waarover het percentage wordt genomen")
    voorbehoud: Maybe[EigenTekst] = Field(
        None, description="Wat hieraan een lezing is en geen feit, als hele zin"
    )
    bron: Bronverwijzing = Field(description="Waar de verplichting staat")


class Kader(Record):
    """A policy framework for social return."""

    model_config = in_dutch("Beleidskader", "Een beleidskader voor social return.")

    id: Id = Field(description="Id van het kader, gelijk aan de bestandsnaam")
    naam: Tekst = Field(description="Naam zoals die midden in een zin staat")
    omschrijving: EigenTekst = Field(description="Wat het kader is, in eigen woorden")
    werkingssfeer: Werkingssfeer = Field(description="Wie aan het kader is gebonden")
    geldigheid: Geldigheid = Field(description="Wanneer het kader geldt")
    standaard: Maybe[Bronverwijzing] = Field(
        None, description="Bron die zegt dat dit kader geldt voor wie geen werkwijze koos"
    )
    parameters: dict[Id, Parameter] = Field(default_factory=dict, description="De getallen van het beleid")
    uitsluitingsgronden: Lijst[Grond] = Field((), description="De uitsluitingsgronden")
    voorwaarden: Annotated[tuple[Voorwaarde, ...], Field(min_length=1)] = Field(
        description="De voorwaarden, die alle moeten gelden"
    )
    leesruimte: Lijst[Leesruimte] = Field((), description="Wat de bron open laat")
    verplichting: Maybe[Verplichting] = Field(None, description="Waar social return op neerkomt")
    waardering: Lijst[Waardering] = Field(
        (), description="Wat een inspanning voor een verplichting waard is; leeg als geen bron dat zegt"
    )
    vraagt: Lijst[Punt] = Field((), description="Wat het kader vraagt als het van toepassing is")
    advies: Lijst[Advies] = Field((), description="Wat een bron aanraadt in een bepaald geval; geen plicht")
    tegenspraak: Lijst[Tegenspraak] = Field(
        (), description="Wat een andere bron anders zegt; het verandert de uitkomst niet"
    )
    tekstblokken: Lijst[Tekstblok] = Field(
        (), description="Teksten voor de overeenkomst; leeg als geen bron er een geeft"
    )
    invulling: dict[Invulling, Punt] = Field(
        default_factory=dict, description="Wat het kader zegt over rapportage en bewijs, voor de tekstblokken"
    )
    nadere_overeenkomst: Maybe[Punt] = Field(
        None, description="Wat bij een nadere overeenkomst is na te gaan over haar raamovereenkomst"
    )
    achtergrond: Lijst[Punt] = Field((), description="Wat bronnen verder over het kader vertellen")
    toelichting: Maybe[EigenTekst] = Field(None, description="Toelichting")


class Beleidsprobleem(NamedTuple):
    """Something wrong with a framework that its model cannot see.

    Attributes:
        code: what is wrong: ``parameter_onbekend``, ``parameter_zonder_waarde``, ``perioden_overlappen``,
            ``periode_omgekeerd``, ``toets_past_niet``, ``waarde_nodig``, ``een_waarde``,
            ``waarde_onbekend``, ``waarde_overbodig``, ``parameter_nodig``, ``parameter_overbodig``,
            ``eenheid_past_niet``, ``nooit_meer_dan_past_niet``, ``dubbel``, ``grond_onbekend``,
            ``grond_tekst``, ``voorwaarde_onbekend``, ``lezing_past_niet``, ``keuzes_onjuist``,
            ``keuze_zonder_bron``, ``standaard_dubbel``, ``tegenspraak_past_niet``, ``invulveld_onbekend``,
            ``werkingssfeer_past_niet``.
        loc: path within the file.
        params: the values its text needs.

    """

    code: str
    loc: tuple[str | int, ...]
    params: Mapping[str, object] = {}


def beleidsproblemen(kader: Kader) -> Iterator[Beleidsprobleem]:
    """Find what is wrong within one framework, in the order of its file."""
    if bool(kader.werkingssfeer.opdrachtgever_soort) == bool(kader.werkingssfeer.named):
        yield Beleidsprobleem("werkingssfeer_past_niet", ("werkingssfeer",))
    yield from _period_problems(kader.geldigheid, ("geldigheid",))
    for name, parameter in kader.parameters.items():
        yield from _parameter_problems(kader.geldigheid, parameter, ("parameters", name))
    yield from _doubles([ground.id for ground in kader.uitsluitingsgronden], ("uitsluitingsgronden",))
    for index, ground in enumerate(kader.uitsluitingsgronden):
        if (ground.tekst is None) == (ground.status == "ingevuld"):
            yield Beleidsprobleem("grond_tekst", ("uitsluitingsgronden", index), {"id": ground.id})
    yield from _doubles([condition.id for condition in kader.voorwaarden], ("voorwaarden",))
    for index, condition in enumerate(kader.voorwaarden):
        yield from _condition_problems(kader, condition, ("voorwaarden", index))
    yield from _doubles([reading.id for reading in kader.leesruimte], ("leesruimte",))
    for index, reading in enumerate(kader.leesruimte):
        yield from _reading_problems(kader, reading, ("leesruimte", index))
    if kader.verplichting:
        name = kader.verplichting.percentage
        yield from _parameter_reference(kader, name, "procent", ("verplichting", "percentage"))
    yield from _doubles([worth.id for worth in kader.waardering], ("waardering",))
    for index, worth in enumerate(kader.waardering):
        yield from _worth_problems(worth, ("waardering", index))
    yield from _text_problems(kader)


def standaardproblemen(kaders: Mapping[str, Kader]) -> Iterator[tuple[str, Beleidsprobleem]]:
    """Find frameworks that claim to be the default for the same authorities at the same time.

    Args:
        kaders: the frameworks by the name of their file.

    Returns:
        The name of the later file and the problem in it.

    """
    defaults = [(file, kader) for file, kader in kaders.items() if kader.standaard]
    for index, (file, kader) in enumerate(defaults):
        for _, earlier in defaults[:index]:
            one, other = kader.werkingssfeer, earlier.werkingssfeer
            kinds = set(one.opdrachtgever_soort) & set(other.opdrachtgever_soort)
            shared = kinds or set(one.named) & set(other.named)
            if shared and _overlap(kader.geldigheid, earlier.geldigheid):
                yield file, Beleidsprobleem("standaard_dubbel", ("standaard",), {"ander": earlier.id})


def _overlap(one: Periode, other: Periode) -> bool:
    return one.overlaps(other.vanaf.first, other.tot_en_met.last if other.tot_en_met else date.max)


def _period_problems(period: Periode, loc: tuple[str | int, ...]) -> Iterator[Beleidsprobleem]:
    if period.tot_en_met and period.tot_en_met.last < period.vanaf.first:
        yield Beleidsprobleem("periode_omgekeerd", (*loc, "tot_en_met"))


def _parameter_problems(
    validity: Geldigheid, parameter: Parameter, loc: tuple[str | int, ...]
) -> Iterator[Beleidsprobleem]:
    values = parameter.waarden
    for index, value in enumerate(values):
        here = (*loc, "waarden", index)
        yield from _period_problems(value, here)
        if any(_overlap(value, earlier) for earlier in values[:index]):
            yield Beleidsprobleem("perioden_overlappen", (*here, "vanaf"), {"parameter": loc[-1]})
    gap = _first_gap(validity, values)
    if gap:
        yield Beleidsprobleem("parameter_zonder_waarde", loc, {"parameter": loc[-1], "dag": gap.isoformat()})


def _worth_problems(worth: Waardering, loc: tuple[str | int, ...]) -> Iterator[Beleidsprobleem]:
    """Find what is wrong with the periods of one valuation; that there is a gap is no mistake here."""
    for index, value in enumerate(worth.waarden):
        here = (*loc, "waarden", index)
        yield from _period_problems(value, here)
        if any(_overlap(value, earlier) for earlier in worth.waarden[:index]):
            yield Beleidsprobleem("perioden_overlappen", (*here, "vanaf"), {"parameter": worth.id})


def _first_gap(validity: Geldigheid, values: tuple[Parameterwaarde, ...]) -> date | None:
    """Give the first day on which the framework is in force and no value holds."""
    day = validity.vanaf.first
    last = validity.tot_en_met.last if validity.tot_en_met else date.max
    for value in sorted(values, key=lambda value: value.vanaf.first):
        if value.tot_en_met and value.tot_en_met.last < day:
            continue
        if value.vanaf.first > day:
            break
        if value.tot_en_met is None or value.tot_en_met.last >= last:
            return None
        day = value.tot_en_met.last + timedelta(days=1)
    return day if day <= last else None


def _doubles(ids: list[str], loc: tuple[str | int, ...]) -> Iterator[Beleidsprobleem]:
    for index, name in enumerate(ids):
        if name in ids[:index]:
            yield Beleidsprobleem("dubbel", (*loc, index, "id"), {"id": name})


def _parameter_reference(
    kader: Kader, name: str, unit: str | None, loc: tuple[str | int, ...]
) -> Iterator[Beleidsprobleem]:
    parameter = kader.parameters.get(name)
    if parameter is None:
        choices = ", ".join(kader.parameters)
        yield Beleidsprobleem("parameter_onbekend", loc, {"parameter": name, "keuzes": choices})
    elif parameter.eenheid != unit:
        yield Beleidsprobleem("eenheid_past_niet", loc, {"eenheid": parameter.eenheid, "verwacht": unit})


def _condition_problems(
    kader: Kader, condition: Voorwaarde, loc: tuple[str | int, ...]
) -> Iterator[Beleidsprobleem]:
    kind = VELDEN[condition.veld]
    if condition.toets not in kind.toetsen:
        choices = ", ".join(kind.toetsen)
        yield Beleidsprobleem("toets_past_niet", (*loc, "toets"), {"veld": condition.veld, "keuzes": choices})
        return
    if condition.toets == "minstens":
        if condition.parameter is None:
            yield Beleidsprobleem("parameter_nodig", loc)
        else:
            yield from _parameter_reference(kader, condition.parameter, kind.eenheid, (*loc, "parameter"))
        if condition.waarden:
            yield Beleidsprobleem("waarde_overbodig", (*loc, "waarden"))
    else:
        yield from _value_problems(kader, condition, kind, loc)
        if condition.parameter is not None:
            yield Beleidsprobleem("parameter_overbodig", (*loc, "parameter"))
    if condition.nooit_meer_dan and (kind.eenheid != "euro" or condition.nooit_meer_dan == condition.veld):
        yield Beleidsprobleem("nooit_meer_dan_past_niet", (*loc, "nooit_meer_dan"))


def _value_problems(
    kader: Kader, condition: Voorwaarde, kind: Veldsoort, loc: tuple[str | int, ...]
) -> Iterator[Beleidsprobleem]:
    here = (*loc, "waarden")
    if not condition.waarden:
        yield Beleidsprobleem("waarde_nodig", loc)
    if condition.toets == "is" and len(condition.waarden) > 1:
        yield Beleidsprobleem("een_waarde", here)
    grounds = tuple(ground.id for ground in kader.uitsluitingsgronden)
    codes = grounds if condition.toets == "geen_van" else kind.codes
    for index, value in enumerate(condition.waarden):
        if (codes or condition.toets == "geen_van") and value not in codes:
            code = "grond_onbekend" if condition.toets == "geen_van" else "waarde_onbekend"
            yield Beleidsprobleem(code, (*here, index), {"waarde": value, "keuzes": ", ".join(codes)})


def _reading_problems(
    kader: Kader, reading: Leesruimte, loc: tuple[str | int, ...]
) -> Iterator[Beleidsprobleem]:
    if set(reading.keuzes) != set(KEUZES[reading.id]):
        choices = ", ".join(KEUZES[reading.id])
        yield Beleidsprobleem("keuzes_onjuist", (*loc, "keuzes"), {"keuzes": choices})
    if (reading.gekozen is None) != (reading.bron is None):
        yield Beleidsprobleem("keuze_zonder_bron", loc)
    if reading.gekozen is not None and reading.gekozen not in KEUZES[reading.id]:
        choices = ", ".join(KEUZES[reading.id])
        yield Beleidsprobleem("keuzes_onjuist", (*loc, "gekozen"), {"keuzes": choices})
    conditions = {condition.id: condition for condition in kader.voorwaarden}
    for index, name in enumerate(reading.voorwaarden):
        here = (*loc, "voorwaarden", index)
        if name not in conditions:
            choices = ", ".join(conditions)
            yield Beleidsprobleem("voorwaarde_onbekend", here, {"id": name, "keuzes": choices})
        elif VELDEN[conditions[name].veld].eenheid not in LEESBAAR[reading.id]:
            yield Beleidsprobleem("lezing_past_niet", here, {"id": name, "lezing": reading.id})


def _text_problems(kader: Kader) -> Iterator[Beleidsprobleem]:
    yield from _doubles([advice.id for advice in kader.advies], ("advies",))
    yield from _doubles([other.id for other in kader.tegenspraak], ("tegenspraak",))
    for index, other in enumerate(kader.tegenspraak):
        yield from _contradiction_problems(kader, other, ("tegenspraak", index))
    yield from _doubles([clause.id for clause in kader.tekstblokken], ("tekstblokken",))
    for index, clause in enumerate(kader.tekstblokken):
        for name in unknown_places(clause):
            params = {"waarde": name, "keuzes": ", ".join(INVULVELDEN)}
            yield Beleidsprobleem("invulveld_onbekend", ("tekstblokken", index, "tekst"), params)


def _contradiction_problems(
    kader: Kader, other: Tegenspraak, loc: tuple[str | int, ...]
) -> Iterator[Beleidsprobleem]:
    """Find what another source cannot say otherwise: each kind has its own fields."""
    conditions = {condition.id: condition for condition in kader.voorwaarden}
    if other.voorwaarde is not None and other.voorwaarde not in conditions:
        params = {"id": other.voorwaarde, "keuzes": ", ".join(conditions)}
        yield Beleidsprobleem("voorwaarde_onbekend", (*loc, "voorwaarde"), params)
        return
    condition = conditions[other.voorwaarde] if other.voorwaarde else None
    about_base = other.soort == "grondslag"
    fits = (condition is None) == about_base and (other.veld is None) == (other.soort == "grens")
    if condition is not None and next(_condition_problems(kader, condition, loc), None):
        return  # one mistake is told once
    if condition is not None and fits:
        fits = condition.toets == "minstens" and condition.veld != other.veld
        if other.soort == "gegeven":
            fits = fits and VELDEN[condition.veld].eenheid == "euro"
    elif fits:
        fits = kader.verplichting is not None and kader.verplichting.grondslag != other.veld
    if not fits:
        yield Beleidsprobleem("tegenspraak_past_niet", loc, {"id": other.id})
