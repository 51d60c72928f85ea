"""What a report of people shows and withholds, seen as its reader sees it: in the JSON it publishes."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
STATED = {"aantal": 3, "bron": {"id": "jaarstuk", "vindplaats": "blz. 1"}}


def report(maatwerk: Run, data: Path, *options: str, year: str = "2029") -> Any:
    done = maatwerk("rapport", year, "--formaat", "json", "--data", str(data), *options)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def table(report: Any, name: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    chosen = next(table for table in report["tabellen"] if table["id"] == name)
    names = [column["id"] for column in chosen["kolommen"]]
    return [dict(zip(names, row, strict=True)) for row in chosen["rijen"]], chosen["afgeschermd"]


def figure(report: Any, code: str) -> Any:
    return next(figure for figure in report["kerncijfers"] if figure["code"] == code)


def _close(register: Path) -> None:
    """In an open register such a record may not even exist; a closed one still publishes its report."""
    path = register / "dataset.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("openbaar: true", "openbaar: false"), encoding="utf-8"
    )


def test_2018_shows_all_that_its_source_published(maatwerk: Run, register: Path) -> None:
    report_of_year = report(maatwerk, register, year="2018")
    at_work, contract = (
        figure(report_of_year, "kandidaten_aan_de_slag"),
        figure(report_of_year, "kandidaten_contract"),
    )
    # The page on Berenschot says that all four are at work; 18 is the rest of the 22 that §5 publishes.
    assert [at_work[key] for key in ("gepubliceerd", "individueel", "verzameld", "geregistreerd")] == [
        22,
        4,
        18,
        22,
    ]
    assert [contract[key] for key in ("gepubliceerd", "individueel", "verzameld", "geregistreerd")] == [
        13,
        0,
        13,
        13,
    ]
    assert at_work["afgeschermd"] == contract["afgeschermd"] == []
    rows, withheld = table(report_of_year, "kandidaten_proeftuin")
    assert {row["proeftuin"]: (row["gepubliceerd"], row["geregistreerd"]) for row in rows} == {
        "Proeftuin ATOS (Hoogwaardige Inhuur)": (3, 3),
        "Proeftuin Berenschot": (4, 4),
        "Proeftuin EY": (5, 5),
        "Totaal": (None, 12),
    }
    assert withheld == []


def test_without_its_published_number_the_four_of_2018_are_withheld(maatwerk: Run, register: Path) -> None:
    path = register / "proeftuinen" / "berenschot.yaml"
    text = path.read_text(encoding="utf-8")
    start, end = text.index("kandidaten:"), text.index("verloop:")
    path.write_text(text[:start] + text[end:], encoding="utf-8")
    _close(register)
    report_of_year = report(maatwerk, register, year="2018")
    at_work = figure(report_of_year, "kandidaten_aan_de_slag")
    assert at_work["gepubliceerd"] == 22
    assert at_work["individueel"] is None
    assert at_work["verzameld"] is None
    assert (at_work["geregistreerd"], at_work["verschil"]) == (22, 0)
    assert at_work["afgeschermd"] == ["individueel", "verzameld"]
    rows, withheld = table(report_of_year, "kandidaten_stap")
    step = next(row for row in rows if row["stap"] == "Aan de slag")
    assert (step["individueel"], step["verzameld"], step["geregistreerd"]) == (None, None, 22)
    assert [rows.index(step), "individueel"] in withheld
    # ATOS 3 and EY 5 are published, so a total of 12 would give the four away.
    rows, _ = table(report_of_year, "kandidaten_proeftuin")
    shown = {row["proeftuin"]: row["geregistreerd"] for row in rows}
    assert shown["Proeftuin Berenschot"] is None
    assert shown["Totaal"] is None


def test_one_more_candidate_makes_the_group_no_longer_the_published_one(
    maatwerk: Run, register: Path
) -> None:
    first = next(
        path
        for path in (register / "kandidaten").iterdir()
        if "berenschot" in path.read_text(encoding="utf-8")
    )
    first.unlink()
    _close(register)
    report_of_year = report(maatwerk, register, year="2018")
    # Three of the four that the source states is not a published number.
    assert figure(report_of_year, "kandidaten_aan_de_slag")["individueel"] is None


def test_the_internal_edition_shows_and_lists_what_is_withheld(maatwerk: Run, small: Any) -> None:
    small.proeftuin("een")
    for _ in range(3):
        small.candidate("een", "kandidaat", "aan_de_slag")
    for _ in range(9):
        small.candidate("een", "kandidaat")
    small.write("kerncijfers/2029.yaml", [small.figure("aan_het_werk", 3, stap="aan_de_slag")])
    public = report(maatwerk, small.root)
    internal = report(maatwerk, small.root, "--intern")
    assert figure(public, "aan_het_werk")["individueel"] is None
    assert figure(public, "aan_het_werk")["gepubliceerd"] == 3
    assert set(figure(public, "aan_het_werk")["afgeschermd"]) >= {"individueel", "geregistreerd", "verschil"}
    assert (public["intern"], internal["intern"]) == (False, True)
    assert "afschermlijst" not in public
    assert figure(internal, "aan_het_werk")["individueel"] == 3
    listed = {line["sleutel"]: line for line in internal["afschermlijst"]}
    assert listed["individueel/stap=aan_de_slag"]["waarde"] == 3
    assert listed["individueel/stap=aan_de_slag"]["reden"] == "klein"


@pytest.mark.parametrize("form", ["tabel", "tekst", "markdown", "html", "csv"])
@pytest.mark.parametrize("part", [(), ("--tabel", "kerncijfers")], ids=["all", "one table"])
def test_the_internal_edition_says_so_in_what_people_read(
    maatwerk: Run, small: Any, form: str, part: tuple[str, ...]
) -> None:
    """Whole and one table of it; and the public edition never says so."""
    small.write("kerncijfers/2029.yaml", [small.figure("aan_het_werk", 3, stap="aan_de_slag")])
    words = ("rapport", "2029", "--formaat", form, *part, "--data", str(small.root))
    public, internal = maatwerk(*words), maatwerk(*words, "--intern")
    assert (public.returncode, internal.returncode) == (0, 0)
    said = "intern" if form == "csv" and part else "niet publiceren"
    assert said in " ".join(internal.stdout.split()).lower()
    assert said not in " ".join(public.stdout.split()).lower()


def test_overlapping_figures_are_protected_together(maatwerk: Run, small: Any) -> None:
    """Contracts by employer add up to all contracts: the second smallest must go with the smallest."""
    small.proeftuin("een")
    for employer, size in (("rijk", 2), ("leverancier", 9), ("elders", 7)):
        for _ in range(size):
            small.candidate("een", "kandidaat", "contract", contract=employer)
    small.write(
        "kerncijfers/2029.yaml",
        [
            small.figure("contract", 18, stap="contract"),
            *(small.figure(f"contract_{to}", 9, contract=to) for to in ("rijk", "leverancier", "elders")),
        ],
    )
    report_of_year = report(maatwerk, small.root)
    counts = {
        code: figure(report_of_year, code)["individueel"]
        for code in ("contract_rijk", "contract_leverancier", "contract_elders")
    }
    assert counts["contract_rijk"] is None
    assert sum(value is None for value in counts.values()) >= 2
    assert figure(report_of_year, "contract")["individueel"] == 18


def test_a_post_that_its_source_counts_stays_and_one_that_was_computed_does_not(
    maatwerk: Run, small: Any
) -> None:
    post = {"telt": "kandidaten", "aantal": 2, "omschrijving": "Voorbeeld", "bron": STATED["bron"]}
    small.write(
        "verzamelposten/2029.yaml",
        [
            {"id": "bron", **post, "kenmerken": {"stap": "contract"}},
            {
                "id": "gerekend",
                **post,
                "kenmerken": {"stap": "uitgestroomd"},
                "afgeleid": ["aantal"],
                "toelichting": "Voorbeeld",
            },
        ],
    )
    small.write(
        "kerncijfers/2029.yaml",
        [small.figure("contract", 2, stap="contract"), small.figure("weg", 2, stap="uitgestroomd")],
    )
    report_of_year = report(maatwerk, small.root)
    assert figure(report_of_year, "contract")["verzameld"] == 2
    assert figure(report_of_year, "weg")["verzameld"] is None


def test_the_threshold_is_a_setting_of_the_dataset(maatwerk: Run, small: Any) -> None:
    small.proeftuin("een")
    for _ in range(7):
        small.candidate("een", "kandidaat", "contract")
    small.write("kerncijfers/2029.yaml", [small.figure("contract", 7, stap="contract")])
    assert figure(report(maatwerk, small.root), "contract")["individueel"] == 7
    settings = (small.root / "dataset.yaml").read_text(encoding="utf-8")
    (small.root / "dataset.yaml").write_text(
        settings.rstrip().removesuffix("}") + ', "drempel_onthulling": 10}', encoding="utf-8"
    )
    assert figure(report(maatwerk, small.root), "contract")["individueel"] is None


def test_what_an_editor_withheld_stays_so_that_year_and_goes_again_where_that_is_safe(
    maatwerk: Run, small: Any
) -> None:
    small.proeftuin("een")
    small.proeftuin("twee")
    for _ in range(8):
        small.candidate("een", "kandidaat")
    for _ in range(20):
        small.candidate("twee", "kandidaat")
    small.write("kerncijfers/2029.yaml", [small.figure("contract", 9, stap="contract")])
    assert table(report(maatwerk, small.root), "kandidaten_proeftuin")[1] == []
    small.write(
        "rapporten/2029.yaml",
        {"id": "2029", "status": "definitief", "afgeschermd": ["individueel/proeftuin=een"]},
    )
    rows, withheld = table(report(maatwerk, small.root), "kandidaten_proeftuin")
    assert rows[0]["geregistreerd"] is None
    assert withheld == [[0, "geregistreerd"]]
    small.write("kerncijfers/2030.yaml", [small.figure("contract", 9, stap="contract")])
    later = report(maatwerk, small.root, year="2030")
    assert table(later, "kandidaten_proeftuin")[0][0]["geregistreerd"] == 8


def test_completeness_withholds_the_rest_with_the_count(maatwerk: Run, small: Any) -> None:
    small.proeftuin("een")
    for _ in range(2):
        small.candidate("een", "kandidaat", plek="stage")
    for _ in range(18):
        small.candidate("een", "kandidaat")
    small.write("kerncijfers/2029.yaml", [small.figure("contract", 9, stap="contract")])
    rows, withheld = table(report(maatwerk, small.root), "dekking")
    place = next(row for row in rows if row["kenmerk"] == "Soort plek")
    assert (place["bekend"], place["van"], place["onbekend"]) == (None, 20, None)
    number = rows.index(place)
    assert withheld == [[number, name] for name in ("bekend", "onbekend")]


def test_what_cannot_be_made_safe_is_refused_with_advice(maatwerk: Run, small: Any) -> None:
    for number in range(60):
        small.proeftuin(f"p{number}")
        small.candidate(f"p{number}", "kandidaat", "aan_de_slag", "contract", "uitgestroomd")
    small.write(
        "kerncijfers/2029.yaml",
        [
            small.figure(f"f{number}", 9, stap="kandidaat", contract="rijk", proeftuin=f"p{number}")
            for number in range(60)
        ],
    )
    done = maatwerk("rapport", "2029", "--data", str(small.root))
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert "veilig" in done.stderr
    assert "--intern" in done.stderr


def test_a_count_of_unsure_candidates_is_not_written_out(maatwerk: Run, small: Any) -> None:
    small.proeftuin("een")
    source = STATED["bron"]
    for _ in range(20):
        small.candidate(
            "een", stappen=[{"stap": s, "sinds": "2028", "bron": source} for s in ("kandidaat", "contract")]
        )
    for _ in range(2):
        small.candidate(
            "een",
            stappen=[
                {"stap": "kandidaat", "bron": source},
                {"stap": "contract", "sinds": "2029", "bron": source},
            ],
        )
    small.write("kerncijfers/2029.yaml", [small.figure("contract", 20, stap="contract")])
    report_of_year = report(maatwerk, small.root, "--peildatum", "2029-12-31")
    assert figure(report_of_year, "contract")["individueel"] == 22
    early = report(maatwerk, small.root, "--peildatum", "2029-06-30")
    assert "2 records" not in json.dumps(early, ensure_ascii=False)
    # Not even that there are any: the notes are those of a register without them.
    notes = next(t for t in early["tabellen"] if t["id"] == "kandidaten_stap")["noten"]
    for path in sorted((small.root / "kandidaten").iterdir())[-2:]:
        path.unlink()
    sure = report(maatwerk, small.root, "--peildatum", "2029-06-30")
    assert figure(sure, "contract")["noot"] == figure(early, "contract")["noot"]
    assert next(t for t in sure["tabellen"] if t["id"] == "kandidaten_stap")["noten"] == notes


def test_a_closed_register_withholds_a_small_count_also_where_a_source_states_it(
    maatwerk: Run, small: Any
) -> None:
    """Shown beside a stated 2 only when it is 2, an x there would say that it is not."""
    pages = []
    for number in (1, 2):
        small.candidates = 0
        for path in (small.root / "kandidaten").glob("*"):
            path.unlink()
        small.proeftuin("een", kandidaten={"aantal": 2, "bron": STATED["bron"]})
        small.proeftuin("twee")
        for _ in range(number):
            small.candidate("een", "kandidaat")
        for _ in range(9):
            small.candidate("twee", "kandidaat")
        small.write("kerncijfers/2029.yaml", [small.figure("kandidaten", 30, stap="kandidaat")])
        pages.append(table(report(maatwerk, small.root), "kandidaten_proeftuin")[0][0])
    assert pages[0] == pages[1]
    assert (pages[0]["gepubliceerd"], pages[0]["geregistreerd"]) == (2, None)


def test_two_reports_together_give_nothing_away(maatwerk: Run, attacker: Any) -> None:
    """Whoever kept the report of 2018 knows that nobody leaves the register, and compares."""
    example = Path(__file__).parents[2] / "docs" / "voorbeelden" / "twee-jaren"
    names, hidden = {}, set()
    values: dict[Any, int] = {}
    sums: list[Any] = []
    for year in ("2018", "2019"):
        public = table(report(maatwerk, example, year=year), "kandidaten_proeftuin")[0]
        internal = table(report(maatwerk, example, "--intern", year=year), "kandidaten_proeftuin")[0]
        for shown, true in zip(public, internal, strict=True):
            key = (year, true["proeftuin"])
            values[key] = true["geregistreerd"]
            if shown["geregistreerd"] is None:
                hidden.add(key)
        names[year] = [row["proeftuin"] for row in internal if row["proeftuin"] != "Totaal"]
        sums.append(((year, "Totaal"), [(year, name) for name in names[year]]))
    for name in [*names["2019"], "Totaal"]:
        before = ("2018", name)
        values[("groei", name)] = values[("2019", name)] - values.get(before, 0)
        hidden.add(("groei", name))
        sums.append((("2019", name), [("groei", name), *([before] if before in values else [])]))
    small = [key for key in hidden if key[0] != "groei" and 0 < values[key] < 5]
    assert small
    for key in small:
        low, high = attacker(values, sums, hidden, key)
        assert (low <= 1, high >= 4) == (True, True), (key, low, high)


def test_everyone_is_a_candidate_so_that_count_is_the_total(maatwerk: Run, small: Any) -> None:
    small.proeftuin("een")
    small.proeftuin("twee")
    for _ in range(2):
        small.candidate("een", "kandidaat")
    for _ in range(9):
        small.candidate("twee", "kandidaat")
    small.write("kerncijfers/2029.yaml", [small.figure("kandidaten", 11, stap="kandidaat")])
    report_of_year = report(maatwerk, small.root)
    rows, _ = table(report_of_year, "kandidaten_proeftuin")
    shown = {row["proeftuin"]: row["geregistreerd"] for row in rows}
    total_is_known = (
        shown["Totaal"] is not None or figure(report_of_year, "kandidaten")["individueel"] is not None
    )
    assert shown["Voorbeeld een"] is None
    assert shown["Voorbeeld twee"] is None or not total_is_known


def test_a_table_of_too_many_proeftuinen_is_left_out_with_advice(maatwerk: Run, small: Any) -> None:
    for number in range(101):
        small.proeftuin(f"p{number:03d}")
        small.candidate(f"p{number:03d}", "kandidaat")
    small.write("kerncijfers/2029.yaml", [small.figure("kandidaten", 101, stap="kandidaat")])
    report_of_year = report(maatwerk, small.root)
    chosen = next(table for table in report_of_year["tabellen"] if table["id"] == "kandidaten_proeftuin")
    assert chosen["rijen"] == []
    assert "--intern" in chosen["noten"][-1]
    assert figure(report_of_year, "kandidaten")["geregistreerd"] == 101
    assert len(table(report(maatwerk, small.root, "--intern"), "kandidaten_proeftuin")[0]) == 102
