"""The table of eForms fields is made from the SDK's own list, and every field read is what its XPath gives.

Run as a script with the list of a newer SDK, this file makes the table anew and says what changed:

    python tests/tender/notices/test_eforms_fields.py PAD/NAAR/fields.json
"""

import json
import os
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from maatwerk_cli.tender.notices.eforms_fields import FIELDS_FILE, EformsField, eforms_fields, field_nodes
from maatwerk_cli.tender.notices.xml_tree import TEXT_KEPT, XmlNode, parse_xml

ROOT = Path(__file__).parents[3]
PAGE = ROOT / "src" / "maatwerk_cli" / "tender" / "notices" / "tables" / FIELDS_FILE
SHARED = Path(__file__).parents[4] / "shared"
FIELDS = Path(os.environ.get("MAATWERK_EFORMS", SHARED / "eforms")) / "velden.json"
NOTICES = Path(os.environ.get("MAATWERK_PRAKTIJKDATA", SHARED / "aankondigingen"))

needs_fields = pytest.mark.skipif(
    not FIELDS.is_file(), reason=f"de velden van eForms liggen niet in {FIELDS}"
)

# The fields that the reader asks for. A part (of a planning notice) is read as a lot is.
WANTED = (
    "BT-02-notice", "BT-05(a)-notice", "BT-701-notice", "OPP-012-notice", "OPP-070-notice", "BT-140-notice",
    "BT-11-Procedure-Buyer", "OPT-300-Procedure-Buyer", "BT-500-Organization-Company",
    "BT-501-Organization-Company", "BT-21-Procedure", "BT-23-Procedure", "BT-531-Procedure",
    "BT-262-Procedure", "BT-27-Procedure", "BT-271-Procedure", "BT-137-Lot", "BT-21-Lot", "BT-23-Lot",
    "BT-531-Lot", "BT-262-Lot", "BT-27-Lot", "BT-271-Lot", "BT-36-Lot", "BT-536-Lot", "BT-537-Lot",
    "BT-538-Lot", "BT-54-Lot", "BT-57-Lot", "BT-58-Lot", "BT-765-Lot", "BT-71-Lot", "BT-736-Lot",
    "BT-775-Lot",
)  # fmt: skip
LOT = "ProcurementProjectLot"
ORGANISATION = "UBLExtensions/UBLExtension/ExtensionContent/EformsExtension/Organizations/Organization"
PREFIXES = {
    "cbc": "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
    "cac": "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
    "ext": "urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2",
    "efext": "http://data.europa.eu/p27/eforms-ubl-extensions/1",
    "efac": "http://data.europa.eu/p27/eforms-ubl-extension-aggregate-components/1",
    "efbc": "http://data.europa.eu/p27/eforms-ubl-extension-basic-components/1",
}


# Making the table ---------------------------------------------------------------------------------------


def made_from(sdk: Mapping[str, Any]) -> str:
    """Make the table from the list of fields of an SDK."""
    version = sdk.get("sdkVersion") or sdk.get("sdk")
    if version is None:  # SDK 2 has a second list, of the same fields in the form that SDK 3 will have
        raise SystemExit("Deze lijst noemt geen versie. Neem fields/fields.json, en niet die in fields/fwd.")
    fields = {field["id"]: field for field in sdk["fields"]}
    absent = [name for name in WANTED if name not in fields]
    if absent:
        raise SystemExit(f"Deze velden staan niet meer in de SDK ({version}): {', '.join(absent)}.")
    lines = [
        f"# Gemaakt uit de velden van {version}, met tests/tender/notices/test_eforms_fields.py.",
        "# Verander dit niet met de hand. van: waar het pad begint; lijst: de codelijst van het element.",
        f"sdk: {version}",
        "velden:",
        *(row(fields[name]) for name in WANTED),
    ]
    return "\n".join(lines) + "\n"


def row(field: Mapping[str, Any]) -> str:
    steps = list(names_of(field["xpathAbsolute"]))
    start, path = "aankondiging", steps
    for name, begin in (("perceel", LOT.split("/")), ("organisatie", ORGANISATION.split("/"))):
        if steps[: len(begin)] == begin:
            start, path = name, steps[len(begin) :]
    lists = re.findall(r"@listName='([^']+)'", without_refusals(field["xpathAbsolute"]))
    text = f", lijst: {lists[-1]}" if lists else ""
    return f"  {field['id']}: {{van: {start}, soort: {field['type']}, pad: [{', '.join(path)}]{text}}}"


def names_of(xpath: str) -> Iterator[str]:
    """Give the local names of the steps of an absolute XPath, without what stands between brackets."""
    plain = re.sub(r"\[(?:[^\[\]]|\[[^\[\]]*\])*\]", "", xpath)
    yield from (step.partition(":")[2] for step in plain.removeprefix("/*/").split("/"))


def without_refusals(xpath: str) -> str:
    return re.sub(r"\[not\((?:[^()\[\]]|\[[^\[\]]*\])*\)\]", "", xpath)


@needs_fields
def test_the_table_is_what_the_list_of_the_sdk_gives():
    sdk = json.loads(FIELDS.read_text(encoding="utf-8"))
    assert PAGE.read_text(encoding="utf-8") == made_from(sdk), f"python {__file__} {FIELDS}"


@needs_fields
def test_a_part_of_a_planning_notice_has_its_fields_where_a_lot_has_them():
    fields = {field["id"]: field for field in json.loads(FIELDS.read_text(encoding="utf-8"))["fields"]}
    for name in WANTED:
        part = fields.get(name.replace("-Lot", "-Part"))
        if name.endswith("-Lot") and part is not None:
            assert [*names_of(part["xpathAbsolute"])] == [*names_of(fields[name]["xpathAbsolute"])]


def test_a_list_that_cannot_be_followed_is_one_clear_line():
    with pytest.raises(SystemExit, match="fields/fwd"):
        made_from({"fields": []})
    with pytest.raises(SystemExit, match=r"BT-36-Lot.*\.$"):
        made_from({"sdkVersion": "eforms-sdk-9.0", "fields": []})


# The list as oracle -------------------------------------------------------------------------------------


def xpaths() -> dict[str, str]:
    fields = json.loads(FIELDS.read_text(encoding="utf-8"))["fields"]
    return {field["id"]: field["xpathAbsolute"] for field in fields if field["id"] in WANTED}


def anchors(root: XmlNode, name: str) -> list[XmlNode]:
    if name.endswith("-Lot"):
        return [
            lot
            for lot in root.all(LOT)
            for number in lot.all("ID")
            if number.attribute("schemeName") == "Lot"
        ]
    return root.all(*ORGANISATION.split("/")) if "-Organization-" in name else [root]


def read(data: bytes, name: str) -> list[str]:
    root = parse_xml(data)
    assert isinstance(root, XmlNode)
    return [node.text for anchor in anchors(root, name) for node in field_nodes(anchor, name)]


def by_xpath(data: bytes, name: str, xpath: str) -> list[str]:
    outcome = etree.fromstring(data, etree.XMLParser(resolve_entities=False)).xpath(
        xpath, namespaces=PREFIXES
    )
    kept = eforms_fields()[name].path[-1] in TEXT_KEPT
    return [" ".join("".join(node.itertext()).split()) if kept else "" for node in outcome]


@needs_fields
@pytest.mark.parametrize("name", WANTED)
def test_every_field_of_a_real_notice_is_what_its_xpath_gives(name: str):
    notices = [path for path in sorted(NOTICES.glob("*.xml")) if b"eforms-sdk" in path.read_bytes()[:100_000]]
    if not notices:
        pytest.skip(f"er ligt geen aankondiging in eForms in {NOTICES}")
    for path in notices:
        data = path.read_bytes()
        assert read(data, name) == by_xpath(data, name, xpaths()[name]), path.name


def element(step: str, content: str) -> str:
    """Write one step of an XPath as an element that meets its conditions."""
    name, _, conditions = step.partition("[")
    attributes = "".join(
        f' {attribute}="{value}"' for attribute, value in re.findall(r"^@(\w+)='([^']+)'\]", conditions)
    )
    inside = "".join(
        f'<{child} {attribute}="{value}">LOT-0001</{child}>'
        for child, attribute, value in re.findall(r"^(cbc:ID)/@(schemeName)='([^']+)'\]", conditions)
    )
    return f"<{name}{attributes}>{inside}{content}</{name}>"


def sample(xpath: str, *, beside: str = "") -> bytes:
    """Write a notice that holds one field, and beside it the same element with another code list."""
    steps = re.findall(r"[a-z]+:\w+(?:\[(?:[^\[\]]|\[[^\[\]]*\])*\])*", without_refusals(xpath))
    lists = re.findall(r"@listName='([^']+)'", without_refusals(xpath))
    leaf = steps[-1].partition("[")[0]
    scheme = ' schemeName="notice-id"' if "notice-id" in steps[-1] else ""
    content = f"<{leaf}{f' listName={chr(34)}{lists[-1]}{chr(34)}' if lists else scheme}>voorbeeld</{leaf}>"
    if steps[-1] == "cbc:ID" and "schemeName='Lot'" in steps[0]:
        content = ""  # the condition on the lot makes it
    parents = steps[:-1]
    if lists and beside:
        other = f'<{leaf} listName="{beside}">niet dit</{leaf}>'
        content += f"</{parents[-1].partition('[')[0]}><{parents[-1].partition('[')[0]}>{other}"
    for step in reversed(parents):
        content = element(step, content)
    spaces = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in PREFIXES.items())
    return f"<ContractNotice {spaces}>{content}</ContractNotice>".encode()


@needs_fields
@pytest.mark.parametrize("name", WANTED)
def test_every_field_of_a_notice_made_from_its_xpath_is_read(name: str):
    xpath = xpaths()[name]
    for data in (sample(xpath), sample(xpath, beside="een-andere-lijst")):
        expected = by_xpath(data, name, xpath)
        assert len(expected) == 1
        assert read(data, name) == expected


def tree(*path: str, code_list: str, text: str) -> XmlNode:
    content = f'<{path[-1]} listName="{code_list}">{text}</{path[-1]}>'
    for name in reversed(path[:-1]):
        content = f"<{name}>{content}</{name}>"
    root = parse_xml(f"<ContractNotice>{content}</ContractNotice>".encode())
    assert isinstance(root, XmlNode)
    return root


def test_a_code_that_another_version_has_elsewhere_is_found_by_its_list():
    path = ("TenderingProcess", "Nieuw", "Dieper", "ContractingSystemTypeCode")
    moved = tree(*path, code_list="framework-agreement", text="none")
    assert [node.text for node in field_nodes(moved, "BT-765-Lot")] == ["none"]
    other = tree(*path, code_list="dps-usage", text="none")
    assert field_nodes(other, "BT-765-Lot") == []


def test_a_field_that_moved_is_looked_for_within_the_first_part_of_its_path_alone():
    moved = EformsField(("Project", "Total", "Amount"), "", can_move=True)
    lot = parse_xml(
        b"<Lot><Project><Total><Sum><Amount n='1'/></Sum></Total></Project>"
        b"<Tender><Amount n='2'/></Tender></Lot>"
    )
    assert isinstance(lot, XmlNode)
    for anchor, start in ((lot, 0), (lot.all("Project")[0], 1), (lot.all("Project", "Total")[0], 2)):
        assert [node.attribute("n") for node in moved.nodes(anchor, start)] == ["1"]
    assert moved._replace(can_move=False).nodes(lot, 0) == []
    # Also where it left the second part of its path.
    lot = parse_xml(
        b"<Lot><Project><Sum><Amount n='1'/></Sum></Project><Tender><Amount n='2'/></Tender></Lot>"
    )
    assert isinstance(lot, XmlNode)
    for anchor, start in ((lot, 0), (lot.all("Project")[0], 1)):
        assert [node.attribute("n") for node in moved.nodes(anchor, start)] == ["1"]


def test_the_main_and_the_additional_nature_are_never_taken_for_each_other():
    main, more = "ProcurementTypeCode", "ProcurementAdditionalType"
    additional = tree("ProcurementProject", more, main, code_list="contract-nature", text="works")
    assert field_nodes(additional, "BT-23-Procedure") == field_nodes(additional, "BT-23-Lot") == []
    own = tree("ProcurementProject", main, code_list="contract-nature", text="works")
    assert field_nodes(own, "BT-531-Procedure") == field_nodes(own, "BT-531-Lot") == []


if __name__ == "__main__":
    before = PAGE.read_text(encoding="utf-8").splitlines() if PAGE.is_file() else []
    after = made_from(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    PAGE.write_text(after, encoding="utf-8", newline="\n")
    for line in sorted({*after.splitlines()} ^ {*before}):
        sys.stdout.write(f"{'+' if line in after.splitlines() else '-'} {line.strip()}\n")
