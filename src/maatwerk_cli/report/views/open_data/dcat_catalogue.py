"""The description of a publication for data.overheid.nl: DCAT-AP-NL 3.0 as JSON-LD.

Addresses are relative: they hold wherever the folder is put, with the description in it.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from maatwerk_cli.report.tables import Rapport
from maatwerk_cli.report.views.report_opening import opening
from maatwerk_cli.report.views.report_view import joint_title
from maatwerk_cli.text.csv.csv_description import CC0

CATALOGUE_FILE = "dcat.jsonld"
_EU = "http://publications.europa.eu/resource/authority"
_IANA = "http://www.iana.org/assignments/media-types"
_FORMS: Mapping[str, tuple[str, str, str]] = {
    "html": ("HTML", "text/html", "Het rapport als webpagina"),
    "pdf": ("PDF", "application/pdf", "Het rapport als PDF"),
    "xlsx": (
        "XLSX",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "De tabellen als XLSX",
    ),
    "ods": ("ODS", "application/vnd.oasis.opendocument.spreadsheet", "De tabellen als ODS"),
    "json": ("JSON", "application/json", "Het rapport als JSON"),
    "csv": ("CSV", "text/csv", "Tabel als CSV"),
    "md": ("TXT", "text/markdown", "Het rapport als Markdown"),
}
_KEYWORDS = ("social return", "aanbesteden", "banenafspraak")
_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
}


def catalogue_of_reports(
    reports: Sequence[Rapport], files: Mapping[str, bytes], page: str, *, of_rijk: bool
) -> bytes:
    """Describe the files of a publication, by their path in its folder, as a dataset with distributions.

    Args:
        reports: the reports in it.
        files: the files that are described.
        page: the one among them that people begin with.
        of_rijk: whether the register tells of the Rijk, and not only of other governments.
    """
    last = reports[-1]
    contact = (last.edited.contact if last.edited else None) or last.herkomst.dataset_name
    agent = {"@id": "#uitgever", "@type": "foaf:Agent", "foaf:name": _nl(contact)}
    edition = last.uitgave.id if last.uitgave else "-".join(str(rapport.jaar) for rapport in reports)
    dataset: dict[str, Any] = {
        "@id": "#dataset",
        "@type": "dcat:Dataset",
        "dct:title": _nl(joint_title(reports)),
        "dct:description": _nl(opening(last).sentence),
        "dct:identifier": f"{_plain(last.herkomst.dataset_name)}-{edition}",
        "dct:publisher": agent,
        "dct:creator": {"@id": "#uitgever"},
        "dcat:contactPoint": {
            "@id": "#contact",
            "@type": "vcard:Kind",
            "vcard:fn": _nl(contact),
            # The page says how to ask; an address of a person is never in the data.
            "vcard:hasURL": {"@id": page},
        },
        "dct:accessRights": _of(f"{_EU}/access-right/PUBLIC", "dct:RightsStatement"),
        "dct:language": _of(f"{_EU}/language/NLD", "dct:LinguisticSystem"),
        "dcat:theme": {
            **_of(f"{_EU}/data-theme/SOCI", "skos:Concept"),
            "skos:prefLabel": _nl("Bevolking en samenleving"),
        },
        "dcat:keyword": [_nl(word) for word in (*_KEYWORDS, *(("Rijk",) if of_rijk else ()))],
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": _day(f"{reports[0].jaar}-01-01"),
            "dcat:endDate": _day(last.peildatum.isoformat()),
        },
        "dcat:version": edition,
        "foaf:page": _of(page, "foaf:Document"),
        "dcat:landingPage": _of(page, "foaf:Document"),
        "dcat:distribution": [_distribution(path, content) for path, content in files.items() if _form(path)],
    }
    if last.uitgave:
        dataset["dct:issued"] = _day(last.uitgave.datum.isoformat())
    return (json.dumps({"@context": _CONTEXT, **dataset}, ensure_ascii=False, indent=2) + "\n").encode(
        "utf-8"
    )


def _distribution(path: str, content: bytes) -> dict[str, Any]:
    form, media, title = _form(path) or ("", "", "")
    return {
        "@id": f"#{path.replace('/', '-')}",
        "@type": "dcat:Distribution",
        "dct:title": _nl(f"{title}: {path.rpartition('/')[2]}" if form == "CSV" else title),
        "dcat:accessURL": _of(path, "rdfs:Resource"),
        "dcat:downloadURL": _of(path, "rdfs:Resource"),
        "dct:license": _of(CC0["path"], "dct:LicenseDocument"),
        "dct:format": _of(f"{_EU}/file-type/{form}", "dct:MediaTypeOrExtent"),
        "dcat:mediaType": _of(f"{_IANA}/{media}", "dct:MediaType"),
        "dct:language": _of(f"{_EU}/language/NLD", "dct:LinguisticSystem"),
        "dcat:byteSize": {"@value": str(len(content)), "@type": "xsd:nonNegativeInteger"},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": _of("spdx:checksumAlgorithm_sha256", "spdx:ChecksumAlgorithm"),
            "spdx:checksumValue": {
                "@value": hashlib.sha256(content).hexdigest(),
                "@type": "xsd:hexBinary",
            },
        },
    }


def _form(path: str) -> tuple[str, str, str] | None:
    """Give what kind of file this is; what only explains other files is no distribution."""
    name = path.rpartition("/")[2]
    if name in ("datapackage.json", "csv-metadata.json"):
        return None
    return _FORMS.get(name.rpartition(".")[2])


def _nl(text: str) -> dict[str, str]:
    return {"@value": text, "@language": "nl"}


def _day(text: str) -> dict[str, str]:
    return {"@value": text, "@type": "xsd:date"}


def _of(address: str, kind: str) -> dict[str, Any]:
    return {"@id": address, "@type": kind}


def _plain(name: str) -> str:
    return "-".join("".join(char if char.isalnum() else " " for char in name.lower()).split())
