"""A framework that cannot be: one finding each, at its place, in bounded time."""

import json
import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from maatwerk_cli.checks.catalogue import catalogue
from maatwerk_cli.checks.finding import Finding
from maatwerk_cli.checks.run import check
from maatwerk_cli.register.loading import load_dataset

GEMEENTE = Path(__file__).parents[2] / "docs" / "voorbeelden" / "gemeente"
BRON = 'bron: {id: verslag-2020, vindplaats: "§7"}'
ASKED = 'vraag: {tekst: "Hoe hoog?", wie: de inkoper}'
LIMIT = "    eenheid: euro\n    waarden:\n      - waarde: 100000\n"
SHARE = "      - waarde: 5\n"


def more(conditions: str) -> tuple[str, str]:
    return "leesruimte:\n", f"{conditions}leesruimte:\n"


def together(name: str, how: str, parts: str) -> str:
    return f"  - id: {name}\n    naam: {name}\n    {how}: [{parts}]\n    {BRON}\n"


def table(*bands: str) -> tuple[str, str]:
    rows = "".join(
        f'      - waarde: {number}\n        band: {{{band}}}\n        vanaf: "2019-01-01"\n        {BRON}\n'
        for number, band in enumerate(bands[:-1], 1)
    )
    last = f"      - waarde: 9\n        band: {{{bands[-1]}}}\n"
    head = f"    eenheid: euro\n    per: opdrachtwaarde_excl_btw\n    {ASKED}\n    waarden:\n"
    return LIMIT, f"{head}{rows}{last}"


WIDE = "".join(
    together(f"laag-{depth}", "een_van", ", ".join([f"laag-{depth + 1}", f"ander-{depth + 1}"]))
    + together(f"ander-{depth}", "alle", ", ".join([f"laag-{depth + 1}", f"ander-{depth + 1}"]))
    for depth in range(20)
)
ENDS = together("laag-20", "alle", "aard") + together("ander-20", "alle", "loonsom")

BROAD = "".join(
    together(f"rij-{depth}-{part}", "een_van", ", ".join(f"rij-{depth + 1}-{below}" for below in range(4)))
    for depth in range(6)
    for part in range(4)
) + "".join(together(f"rij-6-{part}", "alle", "aard") for part in range(4))
"""Seven layers only, and over a thousand parts."""


@pytest.mark.parametrize(
    ("was", "wrong", "code"),
    [
        (*more(together("een", "alle", "ander") + together("ander", "tenzij", "een")), "MW702"),
        (*more(together("zelf", "een_van", "zelf")), "MW702"),
        (*table("minder_dan: 250000", "meer_dan: 250000"), "MW709"),
        (*table("hoogstens: 250000", "minstens: 250000"), "MW708"),
        (*table("minder_dan: 250000", "minstens: 250000, hoogstens: 100000", "minstens: 250000"), "MW707"),
        (*table("minder_dan: 100", "minstens: 100, meer_dan: 100, hoogstens: 200", "meer_dan: 200"), "MW707"),
        (
            *table("minder_dan: 100", "minstens: 100, hoogstens: 200, minder_dan: 300", "minstens: 300"),
            "MW707",
        ),
        (SHARE, "      - waarde: 150\n", "MW109"),
        ("    eenheid: euro\n", "    eenheid: dollar\n", "MW104"),
        (*more(WIDE + ENDS), "MW703"),
        (*more(BROAD), "MW703"),
        (*more(together("een", "alle", "ard")), "MW215"),
        ("    toets: minstens\n", "    toets: minstns\n", "MW104"),
        (
            "    veld: loonsom_excl_btw\n",
            "    veld: loonsom_excl_btw\n    deel_van: loonsom_excl_btw\n",
            "MW705",
        ),
        (
            "  percentage: percentage\n  grondslag",
            "  percentage: percentage\n  vast: percentage\n  grondslag",
            "MW711",
        ),
        (
            "  grondslag: loonsom_excl_btw\n",
            "  grondslag: loonsom_excl_btw\n  minimum: percentage\n",
            "MW132",
        ),
        ("  grondslag: loonsom_excl_btw\n", "", "MW102"),
        ('    vraag: {tekst: "Hoe hoog is de loonsom?", wie: de inkoper}\n', "", "MW102"),
    ],
)
def test_one_finding_in_bounded_time(was: str, wrong: str, code: str, basis: Path) -> None:
    path = basis / "beleid" / "voorbeeldkader.yaml"
    text = path.read_text(encoding="utf-8")
    assert was in text
    path.write_text(text.replace(was, wrong, 1), encoding="utf-8")
    began = time.process_time()
    assert [finding.code for finding in check(load_dataset(basis))] == [code]
    assert time.process_time() - began < 20  # far more than it takes, for a machine with much to do


def of_codes(field: str, codes: str) -> tuple[str, str]:
    """Give a condition that looks at a code."""
    return more(
        f"  - id: soort\n    naam: soort\n    veld: {field}\n    toets: niet_in\n    waarden: [{codes}]\n"
        f"    {BRON}\n    {ASKED}\n"
    )


def by_code(field: str, code: str) -> tuple[str, str]:
    """Give a limit that differs by a code."""
    row = f'      - waarde: 50000\n        voor: [{code}]\n        vanaf: "2019-01-01"\n        {BRON}\n'
    return (
        LIMIT,
        f"    eenheid: euro\n    per: {field}\n    {ASKED}\n    waarden:\n{row}      - waarde: 100000\n",
    )


@pytest.mark.parametrize(
    ("change", "code", "said"),
    [
        (of_codes("cpv", '"66", "80", zorg'), "MW713", "'zorg' is geen CPV-code"),
        (of_codes("cpv", '"01"'), "MW713", "'01' is geen CPV-code"),
        (of_codes("cpv", '"853100001"'), "MW713", "'853100001'"),
        (by_code("cpv", '"4"'), "MW713", "'4' is geen CPV-code"),
        (of_codes("cpv", '"80", "45000000-1"'), "MW713", "'45000000-1' is geen CPV-code"),
        (by_code("cpv", "03000000-7"), "MW713", "'03000000-7' is geen CPV-code"),
        (of_codes("categorie", "schoonmaken"), "MW204", "Bedoelde u 'schoonmaak'?"),
        (by_code("categorie", "schoonmaken"), "MW204", "'schoonmaken' staat niet in de codelijst categorie"),
    ],
)
def test_a_code_that_no_tender_can_have_is_told(
    change: tuple[str, str], code: str, said: str, basis: Path
) -> None:
    findings = _findings_after(change, basis)
    assert [finding.code for finding in findings if finding.code in ("MW204", "MW713")] == [code]
    assert said in next(finding.message for finding in findings if finding.code == code)


def test_the_remedy_for_a_wrong_check_digit_of_a_division_names_the_code_as_it_is(basis: Path) -> None:
    """What it names is right itself: ``test_a_code_that_is_known_is_not_told`` has both."""
    (finding,) = _findings_after(by_code("cpv", "45000000-1"), basis)
    assert "Schrijf 45000000-7, of 45000000 zonder controlecijfer." in finding.remedy


@pytest.mark.parametrize(
    "change",
    [
        of_codes("cpv", '"85", "853", "85310000", "45000000-7"'),
        of_codes("cpv", '"51000000-9", "45240000-0", "45240000-1"'),  # of a group no list has the digit
        of_codes("categorie", "schoonmaak"),
        by_code("cpv", '"45"'),
        by_code("cpv", '"45000000"'),
        by_code("categorie", "schoonmaak"),
    ],
)
def test_a_code_that_is_known_is_not_told(change: tuple[str, str], basis: Path) -> None:
    assert not {"MW204", "MW713"} & {finding.code for finding in _findings_after(change, basis)}


def test_a_ground_that_no_condition_names_is_told_at_its_place(basis: Path) -> None:
    ground = f"  - id: hardheid\n    status: niet_in_bron\n    {BRON}\n"
    change = ("uitsluitingsgronden:\n", f"uitsluitingsgronden:\n{ground}")
    (finding,) = _findings_after(change, basis)
    assert finding.code == "MW728"
    assert "'hardheid' wordt door geen voorwaarde genoemd" in finding.message
    assert "uitsluitingsgronden hardheid" in finding.message


def test_without_a_code_list_no_category_is_doubted(basis: Path) -> None:
    (basis / "codelijsten" / "categorie.csv").unlink()
    findings = _findings_after(of_codes("categorie", "schoonmaken"), basis)
    assert not [finding for finding in findings if finding.code == "MW204" and "beleid" in finding.file]


def _findings_after(change: tuple[str, str], basis: Path) -> Sequence[Finding]:
    path = basis / "beleid" / "voorbeeldkader.yaml"
    text = path.read_text(encoding="utf-8")
    assert change[0] in text
    path.write_text(text.replace(*change, 1), encoding="utf-8")
    return check(load_dataset(basis))


def nested(path: Path) -> None:
    deep = 5000
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("[werk, dienst]", "[" * deep + "]" * deep, 1), encoding="utf-8")


def many_values(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    row = f'      - waarde: 1\n        vanaf: "2030-01-01"\n        {BRON}\n'
    path.write_text(text.replace(SHARE, row * 10_000 + SHARE, 1), encoding="utf-8")


@pytest.mark.parametrize("made", [nested, many_values])
def test_what_is_too_much_is_one_finding(made: Callable[[Path], None], basis: Path) -> None:
    made(basis / "beleid" / "voorbeeldkader.yaml")
    began = time.process_time()
    assert len(check(load_dataset(basis))) == 1
    assert time.process_time() - began < 20


def test_a_part_of_nothing_stops_nothing(maatwerk: Callable[..., Any]) -> None:
    """Which part of nothing the wage sum is, is unknown; that the value is too low is not."""
    data = str(Path(__file__).parents[2] / "docs" / "voorbeelden" / "gemeente-met-banden")
    done = maatwerk(
        *("check-aanbesteding", "--aard", "dienst", "--opdrachtwaarde", "0", "--loonsom", "0"),
        *("--looptijd", "12", "--opdrachtgever-soort", "decentraal", "--peildatum", "2024-03-01"),
        *("--data", data, "--formaat", "json"),
    )
    (ruling,) = json.loads(done.stdout)["kaders"]
    assert ruling["uitkomst"] == "niet_van_toepassing"
    checks = {check["voorwaarde"]: check["uitkomst"] for check in ruling["toetsingen"]}
    assert [name for name, outcome in checks.items() if outcome == "nee"] == ["omvang"]


ABOUT_A_TENDER = {"MW708", "MW709", "MW735", "MW736", *(f"MW{number}" for number in range(720, 730))}


def test_what_is_doubted_of_a_framework_is_told_with_an_example_of_a_tender() -> None:
    """A field with its value, of a tender that shows it."""
    for code in ABOUT_A_TENDER:
        assert "{voorbeeld}" in catalogue()[code].message, code


@pytest.mark.parametrize(
    ("bands", "example"),
    [
        (("minder_dan: 250000", "meer_dan: 250000"), "opdrachtwaarde_excl_btw 250000"),
        (("hoogstens: 250000", "minstens: 250000"), "opdrachtwaarde_excl_btw 250000"),
        (("minder_dan: 250000", "minstens: 250000.01"), "opdrachtwaarde_excl_btw 250000"),
    ],
)
def test_a_hole_or_an_overlap_names_the_very_value(bands: tuple[str, str], example: str, basis: Path) -> None:
    path = basis / "beleid" / "voorbeeldkader.yaml"
    was, wrong = table(*(band.replace("250000.01", '"250000.01"') for band in bands))
    path.write_text(path.read_text(encoding="utf-8").replace(was, wrong, 1), encoding="utf-8")
    (finding,) = check(load_dataset(basis))
    assert f"voor {example}" in finding.message


@pytest.mark.parametrize(
    ("was", "wrong", "message", "remedy"),
    [
        ("  grondslag: loonsom_excl_btw\n", "", "ontbreekt", "Voeg het veld toe."),
        (
            "  percentage: percentage\n",
            "  percentage: 5\n",
            "hoort tekst te zijn",
            "Noem hier de naam van een parameter",
        ),
        ("vindplaats:", "artikel 10: , vindplaats:", "Hier staat iets als veld", "dubbele aanhalingstekens"),
    ],
)
def test_what_is_said_of_it_helps_whoever_writes_a_framework(
    was: str, wrong: str, message: str, remedy: str, basis: Path
) -> None:
    path = basis / "beleid" / "voorbeeldkader.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(was, wrong, 1), encoding="utf-8")
    findings = check(load_dataset(basis))[0]
    assert message in findings.message
    assert remedy in findings.remedy
    assert "hoort het record" not in findings.remedy


@pytest.mark.parametrize(
    ("scope", "code", "nameless"),
    [
        ("tooi: [gm9999]", "gm9999", False),  # the framework binds it
        ("tooi: [gm9998]", "gm9999", False),  # it is another authority, which the framework does not bind
        ("tooi: [gm9998]", "", True),
        ("opdrachtgever_soort: [rijk]", "gm9999", True),  # no name decides whom it binds
    ],
)
def test_an_organisation_that_a_framework_binds_or_tells_apart_has_a_reason_to_be_there(
    scope: str, code: str, nameless: bool, basis: Path
) -> None:
    path = basis / "organisaties.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + f"voorbeeldpost,Voorbeeldpost,,gemeente,{code},\n", encoding="utf-8")
    path = basis / "beleid" / "voorbeeldkader.yaml"
    text = path.read_text(encoding="utf-8")
    assert "opdrachtgever_soort: [rijk]" in text
    path.write_text(text.replace("opdrachtgever_soort: [rijk]", scope), encoding="utf-8")
    codes = {finding.code for finding in check(load_dataset(basis))}
    assert ("MW231" in codes) is nameless


def circumstance(name: str, codes: str, test: str = "in", field: str = "cpv") -> str:
    return (
        f"  - id: {name}\n    naam: {name}\n    veld: {field}\n    toets: {test}\n    waarden: [{codes}]\n"
        f"    {BRON}\n    {ASKED}\n"
    )


@pytest.mark.parametrize(
    ("outside", "output"),
    [
        ('"799"', ["799"]),  # it lies in 79, and only 66 and 72 are let through
        ('"725"', []),
        ('"7", "72"', None),
        ('"72500000", "79900000"', ["79900000"]),
        ('"66"', []),
    ],
)
def test_a_code_that_no_condition_lets_through_is_told_once(
    outside: str, output: list[str] | None, basis: Path
) -> None:
    added = circumstance("afdeling", '"66", "72"') + circumstance("niet-dit", outside, "niet_in")
    result = _findings_after(more(added), basis)
    codes = [finding for finding in result if finding.code == "MW736"]
    if output is None:
        assert "MW713" in {finding.code for finding in result}
        return
    assert [finding.message.split("'")[1] for finding in codes] == output


@pytest.mark.parametrize(("outside", "output"), [('"799"', ["799"]), ('"725"', [])])
def test_a_code_that_what_must_hold_beside_it_excludes_is_told(
    outside: str, output: list[str], basis: Path
) -> None:
    """None of 66 and 72 outside 725: of those only the latter can be there."""
    parts = circumstance("afdeling", '"66", "72"') + circumstance("buiten", outside, "niet_in")
    added = together("geen-zorg", "tenzij", "uitgezonderd") + "omstandigheden:\n" + parts
    result = _findings_after(more(added + together("uitgezonderd", "alle", "afdeling, buiten")), basis)
    assert [finding.message.split("'")[1] for finding in result if finding.code == "MW736"] == output


def test_neither_a_minimum_on_the_maximum_nor_a_narrow_exception_before_a_broad_one_is_told(
    basis: Path, made: Mapping[str, Callable[[Path], None]]
) -> None:
    path = basis / "beleid" / "voorbeeldkader.yaml"
    whole = path.read_text(encoding="utf-8")
    cases = path.with_name("voorbeeldkader.gevallen.yaml").read_text(encoding="utf-8")
    made["MW729"](path)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("waarde: 500000", "waarde: 400000"), encoding="utf-8")
    assert "MW729" not in {finding.code for finding in check(load_dataset(basis))}
    path.write_text(whole, encoding="utf-8")
    path.with_name("voorbeeldkader.gevallen.yaml").write_text(cases, encoding="utf-8")
    made["MW735"](path)
    text = path.read_text(encoding="utf-8")
    turned = text.replace("{als: werk-of-dienst", "{als: X").replace("{als: dienst", "{als: werk-of-dienst")
    path.write_text(turned.replace("{als: X", "{als: dienst"), encoding="utf-8")
    assert "MW735" not in {finding.code for finding in check(load_dataset(basis))}


CASES = "beleid/voorbeeldkader.gevallen.yaml"
OF_NO_CASE = {
    "a value that the field cannot have": (
        ("aard: dienst", "aard: klus"),
        "Het gegeven aard klopt niet. De waarde van aard kan niet. Kies uit: werk, dienst, levering.",
    ),
    "values that do not go together": (
        ('begin: "2020-03-01"', 'begin: "2020-03-01", einde: "2019-03-01"'),
        "Het gegeven einde klopt niet. einde: de einddatum ligt vóór de begindatum. "
        "Verbeter één van de twee.",
    ),
    "no tender at all": (
        ('{aard: dienst, loonsom_excl_btw: 200000, begin: "2020-03-01", uitsluitingsgronden: nee}', "[]"),
        "Het gegeven invoer klopt niet.",
    ),
}


@pytest.mark.parametrize(("change", "words"), OF_NO_CASE.values(), ids=OF_NO_CASE)
def test_why_a_case_cannot_be_judged_is_told(change: tuple[str, str], words: str, basis: Path) -> None:
    text = (basis / CASES).read_text(encoding="utf-8")
    assert change[0] in text
    (basis / CASES).write_text(text.replace(*change), encoding="utf-8")
    (finding,) = check(load_dataset(basis))
    assert finding.code == "MW731"
    assert finding.message == f"De aanbesteding van dit geval is niet te toetsen. {words}"


def test_two_days_of_one_case_are_told_of_as_such(basis: Path) -> None:
    text = (basis / CASES).read_text(encoding="utf-8")
    text = text.replace("aard: dienst", 'aard: dienst, peildatum: "2020-04-01"')
    (basis / CASES).write_text(f'{text}  peildatum: "2020-03-01"\n', encoding="utf-8")
    (finding,) = check(load_dataset(basis))
    assert finding.message == "De peildatum staat bij dit geval twee keer, met een andere dag."


BY_CATEGORY = "veld: categorie\n    toets: in\n    waarden: [weg]"


def test_beside_a_code_list_that_does_not_read_whole_no_category_is_doubted(basis: Path) -> None:
    (basis / CASES).unlink()
    path = basis / "beleid" / "voorbeeldkader.yaml"
    text = path.read_text(encoding="utf-8")
    named = text.replace("veld: aard\n    toets: in\n    waarden: [werk, dienst]", BY_CATEGORY)
    assert named != text
    path.write_text(named, encoding="utf-8")
    assert [finding.code for finding in check(load_dataset(basis))] == ["MW204"]
    with (basis / "codelijsten" / "categorie.csv").open("a", encoding="utf-8") as file:
        file.write("vb-x\n")
    assert [finding.code for finding in check(load_dataset(basis))] == ["MW025"]


@pytest.mark.parametrize(
    ("written", "code", "says"),
    [
        ('"{bedrg} wordt besteed"', "MW215", ("Het invulveld 'bedrg' bestaat niet. Bedoelde u 'bedrag'?",)),
        ('"{bedrg} wordt besteed"', "MW215", ("Begint de tekst met een accolade", "aanhalingstekens")),
        ("Besteed {bedrag aan werk", "MW215", ("een accolade waar geen invulveld staat",)),
        ("{bedrag} wordt besteed", "MW055", ("de hele tekst tussen dubbele aanhalingstekens", "accolade")),
        ("{bedrag}", "MW105", ("de hele tekst tussen dubbele aanhalingstekens", "accolade")),
        ("[een] wordt besteed", "MW055", ("Na de haak die sluit kan niets meer staan",)),
    ],
)
def test_what_is_wrong_with_a_place_to_fill_in_is_told_as_that(
    written: str, code: str, says: tuple[str, ...], tmp_path: Path
) -> None:
    """A text that begins with a brace is no text to YAML, until it stands between quotes."""
    root = Path(shutil.copytree(GEMEENTE, tmp_path / "gemeente"))
    path = root / "beleid" / "gemeente_voorbeeld.yaml"
    clause = f"tekstblokken:\n  - id: a\n    titel: A\n    tekst: {written}\n"
    source = "    bron: {id: vb-besluit-2020, vindplaats: bijlage 1}\n"
    path.write_text(path.read_text("utf-8").replace("tekstblokken:\n", clause + source), encoding="utf-8")
    (finding,) = check(load_dataset(root))
    assert finding.code == code
    assert all(part in f"{finding.message} {finding.remedy}" for part in says)
