"""JSON Schema of every kind of record and of every list, with Dutch titles and descriptions, for editors.

The models are the one source: what may be written is said there. What a schema cannot say (that an id is
the name of its file, that what is pointed at exists, that a day exists) is left to ``valideer``.
"""

from typing import Any

from maatwerk_cli.models.inferred import has_parts
from maatwerk_cli.models.kenmerken import KENMERKEN, Domein
from maatwerk_cli.models.policy.geval import Geval
from maatwerk_cli.models.tender.aanbesteding import Aanbesteding
from maatwerk_cli.models.tender.dossier import Dossier
from maatwerk_cli.models.values import ID_PATTERN, SCHEMA_DIALECT, Record
from maatwerk_cli.register.kinds import INSTELLINGEN, KINDS


def schemas() -> dict[str, dict[str, Any]]:
    """Give the schema of every record by its noun, and of every list of them by its plural."""
    schemas: dict[str, dict[str, Any]] = {}
    for kind in (INSTELLINGEN, *KINDS):
        schemas[kind.name] = _record(kind.model)
        if "lijst" in kind.shapes.values():
            schemas[kind.plural] = _list(schemas[kind.name], kind.model, kind.plural)
    case = _case(schemas["aanbesteding"])
    return schemas | {"geval": case, "gevallen": _list(case, Geval, "gevallen"), "dossier": _dossier()}


def _record(model: type[Record]) -> dict[str, Any]:
    schema: dict[str, Any] = _dutch(model.model_json_schema(ref_template="#/$defs/{model}"))
    _tighten(schema, model)
    return {"$schema": SCHEMA_DIALECT, **schema}


def _case(tender: dict[str, Any]) -> dict[str, Any]:
    """Give the schema of a case: what goes in is a tender, or the lots of one."""
    case = _record(Geval)
    name = Aanbesteding.__name__
    reference = {"$ref": f"#/$defs/{name}"}
    given = case["properties"]["invoer"]
    given["anyOf"] = [reference, {"type": "array", "items": reference, "minItems": 1}]
    case["$defs"] = {**case.get("$defs", {}), **tender.get("$defs", {}), name: _inside(tender)}
    return case


def _dossier() -> dict[str, Any]:
    """Give the schema of a tender file: of one tender, or a list of parts for a series."""
    schema = _list(_record(Dossier), Dossier, "onderdelen van een dossier")
    items = schema.pop("items")
    del schema["type"]
    return {
        **schema,
        "title": "Dossier",
        "description": "Wat naast een aanbesteding moet vastliggen, voor de memo.",
        "anyOf": [items, {"type": "array", "items": items}],
    }


def _list(record: dict[str, Any], model: type[Record], plural: str) -> dict[str, Any]:
    return {
        "$schema": SCHEMA_DIALECT,
        "title": plural.capitalize(),
        "description": f"Lijst van {plural}.",
        "type": "array",
        "items": {"$ref": f"#/$defs/{model.__name__}"},
        "$defs": {**record.get("$defs", {}), model.__name__: _inside(record)},
    }


def _inside(schema: dict[str, Any]) -> dict[str, Any]:
    """Give a schema as it stands in another, which has its definitions."""
    return {key: value for key, value in schema.items() if key not in ("$schema", "$defs")}


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
    return result


def _field(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    if "properties" in schema or name.startswith("^"):
        return schema
    return {**schema, "title": name.replace("_", " ").capitalize()}


def _tighten(schema: dict[str, Any], model: type[Record]) -> None:
    """Say what the rules of ``valideer`` say of the fields of one record: features, and what is inferred."""
    for record in (schema, *schema.get("$defs", {}).values()):
        fields = record.get("properties", {})
        if {"telt", "kenmerken"} <= set(fields):
            record["allOf"] = [_features(telt, domains) for telt, domains in KENMERKEN.items()]
        if {"afgeleid", "toelichting"} <= set(fields):
            names = [name for name in fields if name not in ("id", "afgeleid", "toelichting")]
            whole = "|".join(name for name in names if has_parts(model, name))
            part = {"pattern": rf"^({whole})(\.{ID_PATTERN.strip('^$')}){{1,2}}$"}
            fields["afgeleid"]["anyOf"][0]["items"] = (
                {"anyOf": [{"enum": names}, {"type": "string", **part}]} if whole else {"enum": names}
            )
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
    schema: dict[str, Any] = {"enum": list(domain.codes)} if domain.codes else {"pattern": ID_PATTERN}
    return {"anyOf": [{"type": "string", **schema}, {"type": "array", "items": schema}]}
