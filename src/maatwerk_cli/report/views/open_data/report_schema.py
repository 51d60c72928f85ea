"""The JSON Schema of what ``maatwerk rapport --formaat json`` writes: ``maatwerk schema rapportuitvoer``.

Its version goes up when a key goes or means something else; a new key alone does not change it.
"""

from typing import Any

from maatwerk_cli.models.values import SCHEMA_DIALECT

SCHEMA_NAME = "rapportuitvoer"
SCHEMA_VERSION = 1

_TEXT: dict[str, Any] = {"type": "string"}
_MAYBE_TEXT: dict[str, Any] = {"type": ["string", "null"]}
_COUNT: dict[str, Any] = {"type": ["integer", "null"]}
_COUNTS = ("individueel", "verzameld", "geregistreerd", "verschil")


def report_schema() -> dict[str, Any]:
    """Give the schema: one report is an object, several years are a list of them."""
    return {
        "$schema": SCHEMA_DIALECT,
        "title": "Uitvoer van maatwerk rapport",
        "description": "Het rapport van een jaar, of een lijst daarvan bij meer jaren.",
        "anyOf": [
            {"$ref": "#/$defs/rapport"},
            {"type": "array", "items": {"$ref": "#/$defs/rapport"}, "minItems": 2},
        ],
        "$defs": {
            "rapport": _report(),
            "kerncijfer": _figure(),
            "tabel": _table(),
            "mijlpaal": _milestone(),
            "bron": _source(),
        },
    }


def _object(properties: dict[str, Any], optional: tuple[str, ...] = ()) -> dict[str, Any]:
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _said(schema: dict[str, Any], description: str) -> dict[str, Any]:
    return {**schema, "description": description}


def _report() -> dict[str, Any]:
    return _object(
        {
            "schema": _said({"const": SCHEMA_VERSION}, "Versie van dit schema"),
            "titel": _TEXT,
            "jaar": {"type": "integer"},
            "peildatum": _said({"type": "string", "format": "date"}, "De dag waarvan de stand is"),
            "herkomst": _object(
                {"dataset_sha256": _TEXT, "git_revisie": _MAYBE_TEXT, "versie": _TEXT},
            ),
            "status": {"enum": ["proef", "concept", "definitief", "gecorrigeerd", None]},
            "licentie": _said(_MAYBE_TEXT, "SPDX-naam; null bij een interne uitgave"),
            "uitgave": _said(
                {
                    "anyOf": [
                        _object({"id": _TEXT, "datum": {"type": "string", "format": "date"}}),
                        {"type": "null"},
                    ]
                },
                "De uitgave; null als dit rapport niet is gepubliceerd",
            ),
            "contact": _MAYBE_TEXT,
            "intern": _said({"type": "boolean"}, "Of er niets is afgeschermd"),
            "inleiding": _MAYBE_TEXT,
            "correcties": _list(_object({"datum": _TEXT, "reden": _TEXT})),
            "drempel_onthulling": {"type": "integer"},
            "kerncijfers": _list({"$ref": "#/$defs/kerncijfer"}),
            "tabellen": _list({"$ref": "#/$defs/tabel"}),
            "mijlpalen": _list({"$ref": "#/$defs/mijlpaal"}),
            "bronnen": _list({"$ref": "#/$defs/bron"}),
            "begrippen": _list(_object({"begrip": _TEXT, "uitleg": _TEXT})),
            "laatst_bekende_stand": _said(
                {"type": ["string", "null"], "format": "date"},
                "Tot wanneer het register is bijgehouden, als dat vóór de peildatum is; anders null",
            ),
            "afschermlijst": _said(
                {"type": "array"}, "Alleen bij --intern: wat het openbare rapport afschermt"
            ),
        },
        ("afschermlijst",),
    )


def _figure() -> dict[str, Any]:
    return _object(
        {
            "code": _TEXT,
            "omschrijving": _TEXT,
            "eenheid": _TEXT,
            "gepubliceerd": {"type": "number"},
            **dict.fromkeys(_COUNTS[:3], _COUNT),
            "verschil": _said({"type": ["number", "null"]}, "geregistreerd min gepubliceerd"),
            "bron": _TEXT,
            "vindplaats": _TEXT,
            "noot": _MAYBE_TEXT,
            "afgeschermd": _said(_list({"enum": list(_COUNTS)}), "Wat null is omdat het is afgeschermd"),
            "ten_minste": _said(_list({"enum": list(_COUNTS)}), "Wat alleen een ondergrens is"),
            "toetsbaar": _said({"type": "boolean"}, "Of de telling van het gepubliceerde getal kan afwijken"),
            "afgeleid": _said(_list(_TEXT), "De velden die wij hebben afgeleid"),
            "afgeleide_kolommen": _said(_list({"enum": list(_COUNTS)}), "Wat op iets afgeleids rust"),
            "telt": _said(_MAYBE_TEXT, "Wat het register ervoor telt; null waar het niet te tellen is"),
        }
    )


def _table() -> dict[str, Any]:
    places = _list(
        {
            "type": "array",
            "prefixItems": [{"type": "integer", "minimum": 0}, _TEXT],
            "minItems": 2,
            "maxItems": 2,
        }
    )
    return _object(
        {
            "id": _TEXT,
            "titel": _TEXT,
            "kolommen": _list(
                _object({"id": _TEXT, "titel": _TEXT, "soort": {"enum": ["tekst", "getal", "datum"]}})
            ),
            "rijen": _list(_list({"type": ["string", "number", "null"]})),
            "noten": _list(_TEXT),
            "geweigerd": _MAYBE_TEXT,
            "tekst": _MAYBE_TEXT,
            "afgeschermd": _said(places, "Plaatsen (regel vanaf 0, kolom) die zijn afgeschermd"),
            "ten_minste": _said(places, "Plaatsen die een ondergrens zijn"),
            "nvt": _said(places, "Plaatsen die niet van toepassing zijn"),
            "afgeleid": _said(places, "Plaatsen die op iets afgeleids rusten"),
        }
    )


def _milestone() -> dict[str, Any]:
    return _object(
        {
            "datum": _said(_MAYBE_TEXT, "Zo precies als de bron: 2018, 2018-q3, 2018-08 of 2018-08-01"),
            "omschrijving": _TEXT,
            "bron": _TEXT,
            "vindplaats": _TEXT,
            "toelichting": _MAYBE_TEXT,
            "soort": _said(_MAYBE_TEXT, "gebeurtenis, activiteit, product, toezegging of voornemen"),
            "stand": _said(_MAYBE_TEXT, "gedaan, aangekondigd of vervallen"),
            "voor": _said(_MAYBE_TEXT, "Voor wanneer het was aangekondigd"),
            "afgeleid": _said(_list(_TEXT), "De velden die wij hebben afgeleid"),
        }
    )


def _source() -> dict[str, Any]:
    return _object(
        {
            "id": _TEXT,
            "titel": _TEXT,
            "uitgever": _MAYBE_TEXT,
            "datum": _MAYBE_TEXT,
            "url": _MAYBE_TEXT,
            "peildatum": _said(_MAYBE_TEXT, "Van welke dag de bron is waar zij geen datum noemt"),
            "onbevestigd": {"type": "boolean"},
            "afgeleid": _list(_TEXT),
        }
    )
