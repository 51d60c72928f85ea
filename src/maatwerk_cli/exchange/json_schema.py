"""JSON Schema of every kind of record and of every list, with Dutch titles and descriptions, for editors.

The models are the one source: what may be written is said there. What a schema cannot say (that an id is
the name of its file, that what is pointed at exists, that a day exists) is left to ``valideer``.
"""

from typing import Any

from maatwerk_cli.models.kenmerken import KENMERKEN, Domein
from maatwerk_cli.models.values import ID_PATTERN
from maatwerk_cli.register.kinds import INSTELLINGEN, KINDS, Kind

DIALECT = "https://json-schema.org/draft/2020-12/schema"

NAMES: dict[str, tuple[str, str]] = {
    "Instellingen": ("Instellingen", "De instellingen van de dataset (dataset.yaml)."),
    "Bron": ("Bron", "Een bron. Alles in het register verwijst naar een bron."),
    "KandidaatBron": ("Bronverwijzing", "Waar een feit over een kandidaat vandaan komt, kort."),
    "Bronverwijzing": ("Bronverwijzing", "Waar een feit vandaan komt: een bron en de plaats daarin."),
    "Organisatie": (
        "Organisatie",
        "Een organisatie: opdrachtgever, leverancier of partner. Nooit een persoon.",
    ),
    "Code": ("Code", "Een code van een codelijst."),
    "Proeftuin": ("Proeftuin", "Een proeftuin waar een bron apart over vertelt."),
    "Fasestap": ("Stap in het verloop", "Een fase die de proeftuin heeft bereikt."),
    "GepubliceerdAantal": (
        "Gepubliceerd aantal",
        "Een aantal kandidaten dat een bron voor deze proeftuin noemt.",
    ),
    "Kandidaat": (
        "Kandidaat",
        "Een kandidaat onder een willekeurig pseudoniem. Nooit iets wat zegt wie het is.",
    ),
    "Kandidaatstap": ("Stap van een kandidaat", "Een stap die de kandidaat heeft bereikt."),
    "Intrekking": ("Intrekking", "Dat een record is ingetrokken, en waarom. Het telt dan niet meer mee."),
    "KandidaatIntrekking": ("Intrekking", "Dat het record van een kandidaat is ingetrokken."),
    "Verzamelpost": (
        "Verzamelpost",
        "Wat een bron telt zonder namen te noemen. Met deel_van telt een post nooit bij zijn geheel op.",
    ),
    "Kerncijfer": ("Kerncijfer", "Een gepubliceerd cijfer, en hoe het register dat natelt."),
    "Herleiding": ("Herleiding", "Wat er voor een kerncijfer wordt geteld: alles met al deze kenmerken."),
    "Mijlpaal": ("Mijlpaal", "Iets wat gebeurde, met een datum zo precies als de bron."),
    "Rapporttekst": ("Rapport", "Wat een redacteur aan het rapport van een jaar toevoegt."),
    "Tabeltekst": ("Tekst onder een tabel", "Een tekst die onder een tabel van het rapport komt."),
    "Correctie": ("Correctie", "Wat er in het rapport is gecorrigeerd, wanneer en waarom."),
    "Aanbesteding": (
        "Aanbesteding",
        "Een aanbesteding, of een perceel ervan. Elk gegeven mag onbekend zijn.",
    ),
    "Kader": ("Beleidskader", "Een beleidskader voor social return."),
    "Werkingssfeer": ("Werkingssfeer", "Wie aan het kader is gebonden."),
    "Geldigheid": ("Geldigheid", "Wanneer het kader geldt."),
    "Parameter": ("Parameter", "Een getal van het beleid, per periode."),
    "Parameterwaarde": ("Waarde", "Een waarde en de periode waarin zij geldt."),
    "Voorwaarde": ("Voorwaarde", "Een voorwaarde van het kader."),
    "Vraag": ("Vraag", "Wat te vragen als een voorwaarde niet is te beoordelen."),
    "Leesruimte": (
        "Leesruimte",
        "Een vraag die geen bron beantwoordt: het kader is op twee manieren te lezen.",
    ),
    "Grond": (
        "Uitsluitingsgrond",
        "Een uitsluitingsgrond, of de plaats voor een waarvan geen bron de tekst geeft.",
    ),
    "Verplichting": ("Verplichting", "Waar social return op neerkomt: een percentage van een bedrag."),
    "Punt": ("Punt", "Iets wat het kader vraagt, of waar het naar kijkt."),
    "Advies": ("Advies", "Wat een bron aanraadt in een bepaald geval. Nooit een plicht."),
    "Tegenspraak": (
        "Tegenspraak",
        "Wat een andere bron anders zegt. Het staat erbij waar het uitmaakt, en verandert de uitkomst niet.",
    ),
    "Tekstblok": ("Tekstblok", "Een tekst voor de overeenkomst, met invulvelden tussen accolades."),
}
"""Per model its Dutch title and description."""


def schemas() -> dict[str, dict[str, Any]]:
    """Give the schema of every record by its noun, and of every list of them by its plural."""
    found: dict[str, dict[str, Any]] = {}
    for kind in (INSTELLINGEN, *KINDS):
        found[kind.name] = _record(kind)
        if "lijst" in kind.shapes.values():
            found[kind.plural] = _list(kind)
    return found


def _record(kind: Kind) -> dict[str, Any]:
    schema: dict[str, Any] = _dutch(kind.model.model_json_schema(ref_template="#/$defs/{model}"))
    _tighten(schema)
    return {"$schema": DIALECT, **schema}


def _list(kind: Kind) -> dict[str, Any]:
    record = _record(kind)
    definitions = record.pop("$defs", {})
    record.pop("$schema")
    title = kind.plural.capitalize()
    return {
        "$schema": DIALECT,
        "title": title,
        "description": f"Lijst van {kind.plural}.",
        "type": "array",
        "items": {"$ref": f"#/$defs/{kind.model.__name__}"},
        "$defs": {**definitions, kind.model.__name__: record},
    }


def _dutch(value: Any, key: str = "") -> Any:
    """Put Dutch titles in the place of Pydantic's own, and drop defaults that only mean unknown."""
    if isinstance(value, list):
        return [_dutch(item) for item in value]
    if not isinstance(value, dict):
        return value
    if key in ("properties", "$defs", "patternProperties"):
        return {name: _field(name, _dutch(item)) for name, item in value.items()}
    result = {name: _dutch(item, name) for name, item in value.items()}
    if result.get("default", ...) in (None, [], {}):
        del result["default"]
    if "patternProperties" in result:
        result["additionalProperties"] = False
    if result.get("title") in NAMES and "properties" in result:
        result["title"], result["description"] = NAMES[result["title"]]
    return result


def _field(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    if "properties" in schema or name.startswith("^"):
        return schema
    return {**schema, "title": name.replace("_", " ").capitalize()}


def _tighten(schema: dict[str, Any]) -> None:
    """Say what the rules of ``valideer`` say of the fields of one record: features, and what is inferred."""
    for record in (schema, *schema.get("$defs", {}).values()):
        fields = record.get("properties", {})
        if {"telt", "kenmerken"} <= set(fields):
            record["allOf"] = [_features(telt, domains) for telt, domains in KENMERKEN.items()]
        if "afgeleid" in fields:
            names = [name for name in fields if name not in ("id", "afgeleid", "toelichting")]
            fields["afgeleid"]["anyOf"][0]["items"] = {"enum": names}
            filled = {"afgeleid": {"type": "array", "minItems": 1}}
            record["if"] = {"properties": filled, "required": ["afgeleid"]}
            record["then"] = {
                "properties": {"toelichting": {"not": {"const": "onbekend"}}},
                "required": ["toelichting"],
            }


def _features(telt: str, domains: Any) -> dict[str, Any]:
    values = {name: _feature(domain) for name, domain in domains.items()}
    return {
        "if": {"properties": {"telt": {"const": telt}}, "required": ["telt"]},
        "then": {"properties": {"kenmerken": {"properties": values, "additionalProperties": False}}},
    }


def _feature(domain: Domein) -> dict[str, Any]:
    one: dict[str, Any] = {"enum": list(domain.codes)} if domain.codes else {"pattern": ID_PATTERN}
    return {"anyOf": [{"type": "string", **one}, {"type": "array", "items": one}]}
