"""The tables in the page about notices are made from the data that the readers use.

Run as a script, this file writes them anew.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import get_args

from maatwerk_cli.tender.notices.notice_kinds import SCHEMAS, NoticeKind, notice_kinds
from maatwerk_cli.tender.notices.notice_places import Family, places_of
from maatwerk_cli.tender.notices.tenderned import TENDERNED_FIELDS, Form, columns

PAGE = Path(__file__).parents[3] / "docs" / "aankondigingen.md"
FORMS: tuple[Form, ...] = ("kolommen", "json")
SCHEMA_HEADS = {"eforms": "eForms", "ted": "TED", "ocds": "OCDS", "tenderned": "TenderNed"}
FAMILY_HEADS: dict[Family, str] = {
    "eforms": "eForms",
    "ted": "TED, formulieren van 2014",
    "defensie": "TED, defensie",
    "ocds": "OCDS",
}
CONSEQUENCES = {
    "getoetst": "getoetst",
    "met_waarschuwing": "getoetst, met een waarschuwing",
    "niet_getoetst": "niet getoetst",
}


def page() -> str:
    text = PAGE.read_text(encoding="utf-8")
    for name, made in (("soorten", kinds_table()), ("velden", fields_table())):
        begin, end = f"<!-- gemaakt: {name} -->\n", f"<!-- einde: {name} -->"
        before, rest = text.split(begin)
        text = f"{before}{begin}\n{made}\n{end}{rest.split(end)[1]}"
    return text


def table(header: list[str], rows: list[list[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def kinds_table() -> str:
    rows = [[kind.name, row_of(kind), *marks(kind)] for kind in notice_kinds().values()]
    return table(["soort", "wat er gebeurt", *(SCHEMA_HEADS[schema] for schema in SCHEMAS)], rows)


def row_of(kind: NoticeKind) -> str:
    return f"**{CONSEQUENCES[kind.consequence]}**. {kind.said}".strip()


def marks(kind: NoticeKind) -> list[str]:
    eforms, ted, ocds, tenderned = (kind.marks[name] for name in ("eforms", "ted", "ocds", "tenderned"))
    under = {
        name: f" onder {', '.join(kind.marks[name].get('grondslag', ()))}" for name in ("eforms", "ocds")
    }
    basis = {name: text if "grondslag" in kind.marks[name] else "" for name, text in under.items()}
    of_eforms = [*eforms.get("subtypes", ())]
    of_eforms += [f"`{name}`{basis['eforms']}" for name in eforms.get("types", ())]
    of_eforms += [f"formulier `{name}`" for name in eforms.get("formulier", ())]
    of_ocds = [f"tag {' en '.join(tag.split('+'))}{basis['ocds']}" for tag in ocds.get("tags", ())]
    of_ocds += [f"grondslag {name}" for name in ocds.get("grondslag", ()) if "tags" not in ocds]
    of_ocds += [f"stand `{name}`" for name in ocds.get("status", ())]
    of_ocds += [f"`tender.{part}`" for part in ocds.get("onderdeel", ())]
    of_ocds += [f"procedure '{word}'" for word in ocds.get("methode", ())]
    of_ted = [form.replace("_2014", "") for form in ted.get("formulieren", ())]
    of_tenderned = [*tenderned.get("codes", ()), *(f"'{word}'" for word in tenderned.get("woorden", ()))]
    said = {"eforms": of_eforms, "ted": of_ted, "ocds": of_ocds, "tenderned": of_tenderned}
    return [", ".join(said[schema]) or "–" for schema in SCHEMAS]


def fields_table() -> str:
    families: tuple[Family, ...] = get_args(Family)
    rows = []
    for field in places_of("eforms"):
        names = TENDERNED_FIELDS.get(field, ())
        tenderned = [columns()[name].get(form, ()) for form in FORMS for name in names]
        rows.append(
            [
                f"`{field}`",
                *(cell(places_of(family)[field]) for family in families),
                cell([place for places in tenderned for place in places]),
            ]
        )
    return table(["veld", *(FAMILY_HEADS[family] for family in families), "TenderNed"], rows)


def cell(places: Sequence[str]) -> str:
    return ", ".join(f"`{place}`" for place in places) or "–"


def test_the_tables_in_the_page_are_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "python tests/tender/notices/test_notice_page.py"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
