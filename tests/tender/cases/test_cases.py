"""Cases beside a framework: run, told where they differ, and what none of them touches."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import Run

from maatwerk_cli.text.yaml.yaml_reader import YamlDocument, read_yaml

EXAMPLE = Path(__file__).parents[3] / "docs" / "voorbeelden" / "gemeente-met-banden"
GOOD = """- naam: een gewone dienst
  reden: Boven elke grens (§1.1).
  invoer: {aard: dienst, loonsom_excl_btw: 300000, looptijd_maanden: 12, uitsluitingsgronden: nee}
  peildatum: "2018-03-01"
  uitkomst: van_toepassing
  beslissend: []
  bedrag: 15000
"""


@pytest.fixture
def register(register_with_cases: Path) -> Path:
    return register_with_cases


@pytest.fixture
def cases(register: Path) -> Path:
    return register / "beleid" / "generiek_kader.gevallen.yaml"


def judged(maatwerk: Run, register: Path, *options: str) -> tuple[int, list[dict[str, str]]]:
    done = maatwerk("kader", "toets", "--formaat", "json", "--data", str(register), *options)
    return done.returncode, json.loads(done.stdout)[0]["gevallen"]


def test_the_cases_of_the_project_are_all_right(maatwerk: Run, register: Path) -> None:
    code, results = judged(maatwerk, register)
    assert code == 0
    assert len(results) >= 103
    assert {result["oordeel"] for result in results} == {"goed"}


@pytest.mark.parametrize(
    ("was", "wrong", "field"),
    [
        ("uitkomst: van_toepassing", "uitkomst: onbekend", "uitkomst"),
        ("beslissend: []", "beslissend: [loonsom]", "beslissend"),
        ("bedrag: 15000", "bedrag: 15000.5", None),
        ("bedrag: 15000", "bedrag: 16000", "bedrag"),
        ("bedrag: 15000", "eenheid: uren", "eenheid"),
        ("bedrag: 15000", "hoeveelheid: 3", "hoeveelheid"),
        ("bedrag: 15000", "vragen: [aard]", "vragen"),
        ("bedrag: 15000", "grensgeval: iets", "grensgeval"),
        ("bedrag: 15000", "melding: iets", "melding"),
        ("bedrag: 15000", "kaders: {maatwerk: null}", "kaders"),
        ("bedrag: 15000", "lezingen: {verlenging: {telt_mee: onbekend}}", "lezingen"),
    ],
)
def test_a_case_that_contradicts_its_framework_is_message(
    was: str, wrong: str, field: str | None, maatwerk: Run, register: Path, cases: Path
) -> None:
    cases.write_text(GOOD.replace(was, wrong), encoding="utf-8")
    if field is None:  # a point in an amount is refused before anything is run
        assert maatwerk("kader", "toets", "--data", str(register)).returncode == 1
        return
    code, results = judged(maatwerk, register)
    assert (code, results[0]["oordeel"]) == (1, "anders")
    assert [result["veld"] for result in results[0]["verschillen"]] == [field]  # type: ignore[index,attr-defined]
    text = maatwerk("valideer", "--data", str(register), "--formaat", "json")
    findings = json.loads(text.stdout)
    assert [
        (finding["code"], finding["regel"]) for finding in findings if finding["code"].startswith("MW7")
    ] == [("MW730", 1 + GOOD.split("\n").index(f"  {was}"))]


def test_what_cannot_be_judged_and_what_is_open_are_told_apart(
    maatwerk: Run, register: Path, cases: Path
) -> None:
    cases.write_text(
        GOOD.replace("aard: dienst", "aard: klus")
        + GOOD.replace("uitkomst: van_toepassing", "uitkomst: open"),
        encoding="utf-8",
    )
    code, results = judged(maatwerk, register)
    assert (code, [result["oordeel"] for result in results]) == (1, ["fout", "open"])
    toets = ("kader", "toets", "--data", str(register), "--formaat", "markdown")
    assert "Gevallen die niet kloppen of nog open zijn:" in maatwerk(*toets).stdout.splitlines()
    cases.write_text(GOOD.replace("uitkomst: van_toepassing", "uitkomst: open"), encoding="utf-8")
    assert "Gevallen die nog open zijn:" in maatwerk(*toets).stdout.splitlines()


def test_of_all_cases_those_that_are_right_are_shown_too(maatwerk: Run, register: Path, cases: Path) -> None:
    cases.write_text(GOOD + GOOD.replace("uitkomst: van_toepassing", "uitkomst: onbekend"), encoding="utf-8")
    data = ("--data", str(register), "--formaat", "markdown")
    some, every = (
        maatwerk("kader", "toets", *more, *data).stdout.splitlines() for more in ((), ("--alles",))
    )
    assert "Gevallen die niet kloppen:" in some
    assert "Gevallen:" in every
    assert len(every) == len(some) + 1


TWICE = [("2018-05-01", True), ("2018-03-01", False)]


@pytest.mark.parametrize(("inside", "differs"), TWICE)
def test_a_peildatum_that_stands_twice_as_two_days_is_told(
    inside: str, differs: bool, maatwerk: Run, register: Path, cases: Path
) -> None:
    text = GOOD.replace("  invoer: {", f'  invoer: {{peildatum: "{inside}", ')
    cases.write_text(text, encoding="utf-8")
    findings = json.loads(maatwerk("valideer", "--data", str(register), "--formaat", "json").stdout)
    sentences = [finding["melding"] for finding in findings if finding["code"] == "MW731"]
    assert bool(sentences) is differs
    assert all("twee keer" in text and "None" not in text for text in sentences)


def test_coverage_names_what_no_case_touches_and_proposes_its_boundaries(
    maatwerk: Run, register: Path, cases: Path
) -> None:
    cases.write_text(GOOD, encoding="utf-8")
    coverage = json.loads(
        maatwerk("kader", "dekking", "generiek_kader", "--formaat", "json", "--data", str(register)).stdout
    )[0]["dekking"]
    missed = [spot["wat"] for spot in coverage["gemist"]]
    assert "De loonsom is hoog genoeg: precies op de grens van € 250.000" in missed
    assert "De loonsom is hoog genoeg: geldt" not in missed
    proposed = maatwerk(
        "kader", "dekking", "generiek_kader", "--formaat", "yaml", "--data", str(register)
    ).stdout
    cases.write_text(GOOD + proposed, encoding="utf-8")
    _, coverage = judged(maatwerk, register)
    assert {entry["oordeel"] for entry in coverage} == {"goed", "open"}
    cases.write_text(GOOD + proposed.replace("uitkomst: open", "uitkomst: van_toepassing"), encoding="utf-8")
    _, coverage = judged(maatwerk, register)
    amounts = {
        entry["naam"].rpartition(": ")[2]: entry["oordeel"]
        for entry in coverage
        if "250.000" in entry["naam"]
    }
    assert amounts == {
        "net onder de grens van € 250.000": "anders",
        "precies op de grens van € 250.000": "goed",
        "net boven de grens van € 250.000": "goed",
    }


def test_personal_data_in_a_case_is_one_finding_and_is_printed_nowhere(
    maatwerk: Run, register: Path, cases: Path
) -> None:
    cases.write_text(GOOD.replace("een gewone dienst", "vraag jan.jansen@voorbeeld.nl"), encoding="utf-8")
    findings = maatwerk("valideer", "--data", str(register), "--formaat", "json")
    assert [finding["code"] for finding in json.loads(findings.stdout)] == ["MW403"]
    for options in (
        ("toets", "--alles"),
        ("toets", "--alles", "--formaat", "json"),
        ("toon", "generiek_kader"),
    ):
        said = maatwerk("kader", *options, "--data", str(register))
        assert "jansen" not in said.stdout + said.stderr


@pytest.mark.parametrize("arguments", [("toets", "generiek"), ("dekking", "generiek")])
def test_a_framework_that_is_not_there_is_one_line(
    arguments: tuple[str, ...], maatwerk: Run, register: Path
) -> None:
    done = maatwerk("kader", *arguments, "--data", str(register))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert "generiek_kader" in done.stderr


def test_a_minimum_that_no_case_comes_to_is_told(maatwerk: Run, tmp_path: Path) -> None:
    """The example has a case for its minimum; without it nothing else comes to that."""
    data = Path(shutil.copytree(EXAMPLE, tmp_path / "data"))
    file = next((data / "beleid").glob("*.gevallen.yaml"))
    whole = file.read_text(encoding="utf-8")

    def missed() -> list[str]:
        done = maatwerk("kader", "dekking", "voorbeeldhoven", "--formaat", "json", "--data", str(data))
        return [spot["wat"] for spot in json.loads(done.stdout)[0]["dekking"]["gemist"]]

    said = "het minimum van de verplichting bepaalt het bedrag"
    assert said not in missed()
    begin = whole.index("- naam: het minimum")
    file.write_text(whole[:begin] + whole[whole.index("- naam: het maximum") :], encoding="utf-8")
    assert said in missed()


@pytest.mark.parametrize(
    ("was", "wrong", "expected"),
    [
        (
            "loonsom_excl_btw: 300000",
            "opdrachtwaarde_excl_btw: 300000",
            "nog niet bekend (de uitkomst is onbekend)",
        ),
        ("looptijd_maanden: 12", "looptijd_maanden: 3", "geen verplichting"),
    ],
)
def test_an_amount_that_is_not_there_is_not_called_none(
    was: str, wrong: str, expected: str, maatwerk: Run, register: Path, cases: Path
) -> None:
    text = GOOD.replace(was, wrong).replace("  uitkomst: van_toepassing\n", "  uitkomst: open\n")
    text = text.replace(
        "uitkomst: open", f"uitkomst: {'niet_van_toepassing' if 'looptijd' in was else 'onbekend'}"
    )
    cases.write_text(text.replace("  beslissend: []\n", ""), encoding="utf-8")
    page = maatwerk("kader", "toets", "--formaat", "markdown", "--data", str(register))
    assert f"bedrag: 15000; het kader geeft: {expected}" in page.stdout


def test_a_case_without_a_day_is_told_to_name_one(maatwerk: Run, register: Path, cases: Path) -> None:
    cases.write_text(GOOD.replace('  peildatum: "2018-03-01"\n', ""), encoding="utf-8")
    text = maatwerk("kader", "toets", "--formaat", "markdown", "--data", str(register))
    assert "het kader geeft: onbekend (noem een peildatum)" in text.stdout
    content = json.loads(maatwerk("kader", "toets", "--formaat", "json", "--data", str(register)).stdout)
    assert content[0]["gevallen"][0]["verschillen"][0]["gevonden"] == "onbekend"


def test_of_cases_that_do_not_read_it_is_said_that_none_was_run(
    maatwerk: Run, register: Path, cases: Path
) -> None:
    cases.write_text(GOOD.replace("  uitkomst: van_toepassing\n", ""), encoding="utf-8")
    output = maatwerk("kader", "toets", "--formaat", "tekst", "--data", str(register))
    assert output.returncode == 1
    assert "Geen geval kon worden getoetst." in output.stdout


@pytest.mark.parametrize("verb", ["toets", "dekking"])
def test_where_there_are_no_cases_that_is_said(maatwerk: Run, register: Path, cases: Path, verb: str) -> None:
    words = ("kader", verb, "--formaat", "tekst", "--data", str(register))
    cases.write_text("[]\n", encoding="utf-8")
    assert "Er zijn nog geen gevallen." in maatwerk(*words).stdout
    cases.unlink()
    output = maatwerk(*words)
    assert ("Er zijn nog geen gevallen." in output.stdout) == (verb == "dekking")
    assert "kon worden getoetst" not in output.stdout
    cases.write_text(GOOD.replace("  uitkomst: van_toepassing\n", ""), encoding="utf-8")
    assert "Geen geval kon worden getoetst." in maatwerk(*words).stdout


@pytest.mark.parametrize("verb", ["toets", "dekking"])
def test_a_case_that_does_not_read_is_told_with_its_place(
    maatwerk: Run, register: Path, cases: Path, verb: str
) -> None:
    """What covers the framework is told too low without it: that is no clean end either."""
    assert maatwerk("kader", verb, "generiek_kader", "--data", str(register)).returncode == 0
    cases.write_text(f"{GOOD}{GOOD.replace('uitkomst: van_toepassing', 'uitkomst: fout')}", encoding="utf-8")
    output = maatwerk("kader", verb, "generiek_kader", "--data", str(register))
    assert output.returncode == 1
    line = next(n for n, text in enumerate(cases.read_text().splitlines(), 1) if "uitkomst: fout" in text)
    (message,) = output.stderr.splitlines()
    assert message.startswith(f"beleid/{cases.name}:{line}:13: MW104 De waarde van uitkomst kan niet.")


@pytest.mark.parametrize(
    ("was", "wrong", "cause"),
    [
        ("aard: dienst", "aard: klus", "Kies uit: "),
        ("aard: dienst", "aart: dienst", "bestaat niet"),
        ("uitsluitingsgronden: nee", "uitsluitingsgronden: [ug-9]", "deze grond bestaat niet"),
        ("looptijd_maanden: 12", "looptijd_maanden: 6,5", "Hier staat een getal als veld."),
    ],
)
def test_what_is_wrong_with_the_input_of_a_case_is_told(
    was: str, wrong: str, cause: str, maatwerk: Run, register: Path, cases: Path
) -> None:
    assert was in GOOD
    cases.write_text(GOOD.replace(was, wrong, 1), encoding="utf-8")
    outcome = json.loads(maatwerk("valideer", "--data", str(register), "--formaat", "json").stdout)
    assert {item["code"] for item in outcome if item["bestand"].endswith(cases.name)} == {"MW731"}
    (output,) = [item["melding"] for item in outcome if item["code"] == "MW731"]
    assert cause in output
    assert not re.search(r"[.:][A-Z]|  | $", output)  # one space before each sentence


def found_in(maatwerk: Run, folder: Path) -> list[tuple[str, str, int]]:
    findings = json.loads(maatwerk("valideer", "--data", str(folder), "--formaat", "json").stdout)
    return [(finding["code"], finding["bestand"], finding["regel"]) for finding in findings]


@pytest.fixture
def example(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLE, tmp_path / "voorbeeld"))


CASES_OF_EXAMPLE = "beleid/voorbeeldhoven.gevallen.yaml"


def test_a_case_cites_a_source_that_exists(maatwerk: Run, example: Path) -> None:
    path = example / CASES_OF_EXAMPLE
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("id: vb-regeling-2024", "id: vb-regeling-2042", 1), encoding="utf-8")
    line = next(number for number, line in enumerate(text.split("\n"), 1) if "id: vb-regeling-2024" in line)
    assert found_in(maatwerk, example) == [("MW201", CASES_OF_EXAMPLE, line)]


def test_without_any_source_that_is_told_once_and_not_of_each_case(maatwerk: Run, example: Path) -> None:
    (example / "bronnen.yaml").write_text("[]\n", encoding="utf-8")
    assert [code for code, *_ in found_in(maatwerk, example)] == ["MW217"]


def test_a_source_that_gets_another_id_has_it_in_the_cases_too(maatwerk: Run, example: Path) -> None:
    assert maatwerk("hernoem", "vb-regeling-2024", "vb-nieuw", "--data", str(example)).returncode == 0
    text = (example / CASES_OF_EXAMPLE).read_text(encoding="utf-8")
    assert text == (EXAMPLE / CASES_OF_EXAMPLE).read_text(encoding="utf-8").replace(
        "id: vb-regeling-2024", "id: vb-nieuw"
    )
    assert found_in(maatwerk, example) == []


def test_an_authority_that_gets_another_id_has_it_in_the_cases_too(maatwerk: Run, register: Path) -> None:
    path = register / "beleid/generiek_kader.gevallen.yaml"
    case = GOOD.replace("{aard", "{opdrachtgever: ocw, opdrachtgever_soort: rijk, aard")
    path.write_text(case, encoding="utf-8")
    assert maatwerk("hernoem", "ocw", "onderwijs", "--data", str(register)).returncode == 0
    assert path.read_text(encoding="utf-8") == case.replace(": ocw", ": onderwijs")


def test_a_sign_that_cuts_a_text_of_a_case_is_told_and_the_case_still_counts(
    maatwerk: Run, example: Path
) -> None:
    path = example / CASES_OF_EXAMPLE
    text = path.read_text(encoding="utf-8")
    cut = text.replace("naam: weinig arbeid geeft het lage percentage", "naam: weinig arbeid #2")
    path.write_text(cut, encoding="utf-8")
    line = 1 + cut.split("\n").index("- naam: weinig arbeid #2")
    assert found_in(maatwerk, example) == [("MW046", CASES_OF_EXAMPLE, line)]
    toets = maatwerk("kader", "toets", "--data", str(example))
    assert (toets.returncode, "19 gevallen: 19 goed" in toets.stdout) == (0, True)


@pytest.mark.parametrize("lot", ["id: x, perceel: '{}', ", "perceel: '{}', ", ""])
def test_the_lots_of_a_case_are_of_one_tender(lot: str, maatwerk: Run, register: Path, cases: Path) -> None:
    """Together 300.000 is enough and each by itself is not, so with a choice for together it applies."""
    tender = (
        "    - {LOTaard: dienst, loonsom_excl_btw: 150000, looptijd_maanden: 12, uitsluitingsgronden: nee, "
        "lezingen: {percelen: samen}}\n"
    )
    lots = "".join(tender.replace("LOT", lot.format(name)) for name in (1, 2))
    cases.write_text(
        f'- naam: samen\n  peildatum: "2018-03-01"\n  invoer:\n{lots}'
        "  uitkomst: van_toepassing\n  bedrag: 7500\n",
        encoding="utf-8",
    )
    assert [result["oordeel"] for result in judged(maatwerk, register)[1]] == ["goed"]


def proposed(maatwerk: Run, folder: Path, name: str) -> list[dict[str, Any]]:
    done = maatwerk("kader", "dekking", name, "--formaat", "yaml", "--data", str(folder))
    document = read_yaml(done.stdout.encode())
    assert isinstance(document, YamlDocument)
    return list(document.value)


ELSEWHERE = "gm0001"


@pytest.fixture
def beside_another(example: Path) -> Path:
    """Give the example, without its cases, beside a framework that binds an authority by its name."""
    (example / CASES_OF_EXAMPLE).unlink()
    text = (example / "beleid/voorbeeldhoven.yaml").read_text(encoding="utf-8")
    text = text.replace("id: voorbeeldhoven", "id: elders", 1).replace(
        "opdrachtgever_soort: [decentraal]", f"tooi: [{ELSEWHERE}]"
    )
    (example / "beleid/elders.yaml").write_text(text, encoding="utf-8")
    return example


def test_a_case_is_proposed_of_an_authority_that_another_framework_does_not_name(
    maatwerk: Run, beside_another: Path
) -> None:
    """Without one it is unknown which framework binds, whatever else the tender says."""
    cases = proposed(maatwerk, beside_another, "voorbeeldhoven")
    inside = [case for case in cases if not case["naam"].startswith("een opdrachtgever voor wie")]
    assert len(inside) > 20
    for case in inside:
        named = case["invoer"].get("opdrachtgever")
        assert named not in (None, ELSEWHERE)
        assert case["invoer"]["opdrachtgever_soort"] == "decentraal"
    path = beside_another / CASES_OF_EXAMPLE
    text = maatwerk("kader", "dekking", "voorbeeldhoven", "--formaat", "yaml", "--data", str(beside_another))
    path.write_text(text.stdout.replace("uitkomst: open", "uitkomst: van_toepassing"), encoding="utf-8")
    _, results = judged(maatwerk, beside_another, "voorbeeldhoven")
    about = [result["naam"] for result in results if "noem een opdrachtgever" in json.dumps(result)]
    assert about == [case["naam"] for case in cases if case not in inside]


def test_a_framework_that_names_its_authorities_is_proposed_those(
    maatwerk: Run, beside_another: Path
) -> None:
    cases = proposed(maatwerk, beside_another, "elders")
    named = {case["invoer"].get("opdrachtgever") for case in cases if "niet geldt" not in case["naam"]}
    assert named <= {None, ELSEWHERE}  # none given is the first that it binds


def test_lots_are_proposed_of_which_one_falls_outside_the_framework(
    maatwerk: Run, register: Path, cases: Path
) -> None:
    """By itself a supply falls outside, and whether it counts with the other is the question."""
    cases.write_text(GOOD, encoding="utf-8")
    path = register / "beleid" / "generiek_kader.yaml"
    reading = (
        (
            "  - id: percelen_buiten_kader\n    vraag: Telt zo'n perceel mee?\n    voorwaarden: [loonsom]\n"
            "    keuzes: {telt_niet_mee: dat niet, telt_mee: dat wel}\n    toelichting: Geen bron zegt het.\n"
        )
        .replace(": nee", ": dat niet")
        .replace(": ja", ": dat wel")
    )
    path.write_text(
        path.read_text("utf-8").replace("leesruimte:\n", f"leesruimte:\n{reading}", 1), encoding="utf-8"
    )
    lots = {
        case["invoer"][0]["lezingen"]["percelen_buiten_kader"]: case["invoer"]
        for case in proposed(maatwerk, register, "generiek_kader")
        if "percelen_buiten_kader" in case["naam"]
    }
    assert {*lots} == {"telt_mee", "telt_niet_mee"}
    for choice, (inside, outside) in lots.items():
        assert (inside["aard"], outside["aard"]) == ("dienst", "levering")
        assert outside["lezingen"] == {"percelen": "samen", "percelen_buiten_kader": choice}
