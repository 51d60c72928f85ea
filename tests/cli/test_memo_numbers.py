"""No number of a memo without what its source does not say; and no reading told as open once it is chosen."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
DATA = Path(__file__).parents[2] / "data"
RECORD = """id: vb-2018-21
titel: "Voorbeeld: schoonmaak per afroep"
opdrachtgever_soort: rijk
aard: dienst
loonsom_excl_btw: "400000.00"
begin: "2018-03-01"
einde: "2020-02-28"
verlenging_maanden: 0
raamovereenkomst: nee
uitsluitingsgronden: nee
werkwijze: generiek_kader
"""
AGREEMENT = RECORD.replace("raamovereenkomst: nee", "raamovereenkomst: ja")
NORTH = "{naam: Noord, bedrag: 300000}"
CALL_OFFS = f"nadere_overeenkomsten: [{NORTH}, {{naam: Zuid, bedrag: 100000}}]\n"
IF_APPLIES = "als het kader geldt; looptijd niet gegeven"
NONE = "geen, want het kader geldt niet voor deze nadere overeenkomst"
AFTER_2017 = "De bron zegt niet of de 5% na 2017 nog gold waar het generieke kader werd gebruikt."
BASE = "De bron zegt niet waarover het percentage wordt genomen."
OUTCOMES = {
    "it applies": RECORD,
    "it does not apply": RECORD.replace("400000", "100000"),
    "not known yet": RECORD.replace('loonsom_excl_btw: "400000.00"\n', ""),
    "a proeftuin": RECORD.replace("generiek_kader", "maatwerk"),
}


def chosen(choice: str) -> str:
    who = "door: categoriemanager, reden: Zo gunnen wij."
    return f"lezingen: {{raamovereenkomst: {{keuze: {choice}, {who}}}}}\n"


def memo(maatwerk: Run, folder: Path, record: str, dossier: str = "", form: str = "markdown") -> str:
    (folder / "tender.yaml").write_text(record, encoding="utf-8")
    options = []
    if dossier:
        (folder / "dossier.yaml").write_text(dossier, encoding="utf-8")
        options = ["--dossier", "dossier.yaml"]
    done = maatwerk(
        *("check-aanbesteding", "tender.yaml", "--formaat", form, *options, "--data", str(DATA)), cwd=folder
    )
    assert done.returncode in (0, 1), done.stderr
    return " ".join(done.stdout.replace("\\", "").split())


@pytest.mark.parametrize("record", OUTCOMES.values(), ids=OUTCOMES)
def test_the_percentage_carries_its_reservations_whatever_the_outcome(
    maatwerk: Run, tmp_path: Path, record: str
) -> None:
    page = memo(maatwerk, tmp_path, record)
    (row,) = [part for part in page.split("| Verplichting |")[1:] if part.strip().startswith("5%")]
    cell = row.split("|")[0]
    assert AFTER_2017 in cell
    assert BASE in cell


def test_of_2017_only_what_the_source_does_not_say_of_it(maatwerk: Run, tmp_path: Path) -> None:
    # That 5% held before 2018 the source does say; of what it is taken it does not say either.
    page = memo(maatwerk, tmp_path, RECORD.replace("2018-03-01", "2017-03-01"))
    assert AFTER_2017 not in page
    assert BASE in page.split("| Verplichting | 5%")[1].split("|")[0]


def test_an_overview_of_amounts_carries_the_reservations_once(maatwerk: Run, tmp_path: Path) -> None:
    fields = [line.split(": ", 1) for line in RECORD.replace("Voorbeeld: ", "").splitlines()]
    head = ",".join(name for name, _ in fields)
    cells = [value.strip('"') for _, value in fields]
    rows = [",".join([f"vb-{number}", *cells[1:]]) for number in (1, 2)]
    (tmp_path / "lijst.csv").write_text("\n".join([head, *rows, ""]), encoding="utf-8")
    done = maatwerk(
        "check-aanbesteding", "lijst.csv", "--formaat", "markdown", "--data", str(DATA), cwd=tmp_path
    )
    overview = done.stdout.replace("\\", "").split("## Overzicht")[1].split("## 1.")[0]
    assert overview.count(BASE) == 1
    assert overview.count(AFTER_2017) == 1


@pytest.mark.parametrize("form", ["tekst", "markdown", "html"])
def test_a_level_that_was_not_chosen_is_told_as_not_chosen(maatwerk: Run, tmp_path: Path, form: str) -> None:
    page = memo(maatwerk, tmp_path, AGREEMENT + chosen("nadere_overeenkomst"), form=form)
    assert "kan gelden" not in page
    assert (
        "Gekozen is dat de grens per nadere overeenkomst geldt, en niet over de hele raamovereenkomst."
    ) in page
    assert "categoriemanager" in page
    assert "Zo gunnen wij." in page


def test_a_call_off_of_which_the_whole_was_chosen(maatwerk: Run, tmp_path: Path) -> None:
    call_off = RECORD.replace("raamovereenkomst: nee", "raamovereenkomst: nadere_overeenkomst")
    page = memo(maatwerk, tmp_path, call_off.replace("400000", "100000") + chosen("geheel"))
    assert "kan gelden" not in page
    assert "de grens over de hele raamovereenkomst geldt, en niet per nadere overeenkomst" in page
    plain = memo(maatwerk, tmp_path, call_off.replace("400000", "100000"))
    assert "Gekozen is dat" not in plain  # as long as nobody chose, both are told


@pytest.mark.parametrize("choice", ["geheel", "nadere_overeenkomst"])
def test_call_offs_stay_in_what_is_told_of_the_obligation(maatwerk: Run, tmp_path: Path, choice: str) -> None:
    page = memo(maatwerk, tmp_path, AGREEMENT + chosen(choice), CALL_OFFS)
    text = page.split("## Gegevens")[0]
    each = choice == "nadere_overeenkomst"
    assert f"| Noord | € 300.000 | € 15.000{f' {IF_APPLIES}' if each else ''} |" in text
    assert f"| Zuid | € 100.000 | {NONE if each else '€ 5.000'} |" in text  # below the limit of 250 000
    if choice == "nadere_overeenkomst":  # of each is still to be judged whether the framework applies to it
        assert "Geldt het kader voor een nadere overeenkomst" in text
        assert BASE in text


def test_a_call_off_below_the_limit_owes_only_where_the_limit_is_of_the_whole(
    maatwerk: Run, tmp_path: Path
) -> None:
    page = memo(maatwerk, tmp_path, AGREEMENT, CALL_OFFS)
    both = f"€ 15.000 als de grens over de hele raamovereenkomst geldt, anders alleen {IF_APPLIES}"
    assert f"| Noord | € 300.000 | {both} |" in page
    assert (
        "| Zuid | € 100.000 | € 5.000 als de grens over de hele raamovereenkomst geldt, anders geen |" in page
    )
    limit = CALL_OFFS.replace("100000", "250000").replace("300000", "150000")
    page = memo(maatwerk, tmp_path, AGREEMENT + chosen("nadere_overeenkomst"), limit)
    assert f"| Zuid | € 250.000 | € 12.500 {IF_APPLIES} |" in page  # exactly at the limit


# Which level holds; what is known of the agreement; what of the call-off; what it owes; why.
OWED: dict[str, tuple[str, str, str, str]] = {
    "the term meets the limit too": ("nadere_overeenkomst", AGREEMENT, "maanden: 6", "€ 15.000"),
    "the term falls short": ("nadere_overeenkomst", AGREEMENT, "maanden: 5", NONE),
    "the term says nothing where the whole counts": ("geheel", AGREEMENT, "maanden: 5", "€ 15.000"),
    "meets it at each level": ("", AGREEMENT, "maanden: 6", "€ 15.000"),
    "falls short of it by itself": (
        "", AGREEMENT, "maanden: 5", "€ 15.000 als de grens over de hele raamovereenkomst geldt, anders geen",
    ),
    "nothing judged of the grounds": (
        "nadere_overeenkomst", AGREEMENT.replace("uitsluitingsgronden: nee\n", ""), "maanden: 6",
        "€ 15.000 als het kader geldt; uitsluitingsgronden die gelden niet gegeven",
    ),
    "nothing judged of the grounds, and too short by itself": (
        "", AGREEMENT.replace("uitsluitingsgronden: nee\n", ""), "maanden: 5",
        "geen, of als de grens over de hele raamovereenkomst geldt € 15.000 als het kader geldt; "
        "uitsluitingsgronden die gelden niet gegeven",
    ),
}  # fmt: skip


@pytest.mark.parametrize("form", ["tekst", "markdown"])
@pytest.mark.parametrize("case", OWED)
def test_a_call_off_owes_as_a_fact_only_where_it_is_known_that_it_does(
    maatwerk: Run, tmp_path: Path, case: str, form: str
) -> None:
    level, record, known, owed = OWED[case]
    dossier = f"nadere_overeenkomsten: [{NORTH.replace('}', f', {known}}}')}]\n"
    page = memo(maatwerk, tmp_path, record + (chosen(level) if level else ""), dossier, form)
    months = f"{known.removeprefix('maanden: ')} maanden"
    row = f"| Noord | {months} | € 300.000 | {owed} |"
    if form == "tekst":
        row = f"- Noord. Duur: {months}; Loonsom: € 300.000; Verplichting: {owed}."
    assert row in page


def test_a_cause_that_is_a_sum_names_its_lots(maatwerk: Run, tmp_path: Path) -> None:
    lots = [
        RECORD.replace("400000.00", amount) + f"perceel: '{lot}'\nlezingen: {{percelen: samen}}\n"
        for lot, amount in ((1, "120000"), (2, "80000"))
    ]
    page = memo(
        maatwerk, tmp_path, "".join(f"- {lot.strip().replace(chr(10), chr(10) + '  ')}\n" for lot in lots)
    )
    assert page.count("de loonsom van perceel 1 en 2 samen (€ 200.000) onder de grens van € 250.000") == 2


def test_lots_that_were_chosen_to_count_apart_rest_on_no_other(maatwerk: Run, tmp_path: Path) -> None:
    lot = RECORD + 'perceel: "1"\n'
    assert "kies met percelen=apart" in memo(maatwerk, tmp_path, lot)
    assert "kies met percelen=apart" not in memo(maatwerk, tmp_path, lot + "lezingen: {percelen: apart}\n")


def test_a_ground_that_decides_is_told_by_its_text_beside_the_outcome(maatwerk: Run, tmp_path: Path) -> None:
    shutil.copytree(DATA, tmp_path / "data")
    policy = tmp_path / "data" / "beleid" / "generiek_kader.yaml"
    bare = "  - id: ug-2\n    status: niet_in_bron\n"
    filled = "  - id: ug-2\n    status: ingevuld\n    tekst: Voorbeeld van een grond\n"
    text = policy.read_text(encoding="utf-8")
    assert bare in text
    policy.write_text(text.replace(bare, filled), encoding="utf-8")
    ground = "uitsluitingsgronden: [ug-2]\nmotivering: Het werk is geheim"
    excluded = RECORD.replace("uitsluitingsgronden: nee", ground)
    (tmp_path / "tender.yaml").write_text(excluded, encoding="utf-8")
    given = ("check-aanbesteding", "tender.yaml", "--formaat", "markdown", "--data", "data")
    page = maatwerk(*given, cwd=tmp_path).stdout.replace("\\", "")
    assert "ug-2: Voorbeeld van een grond" in page.split("## Gegevens")[0]
    assert "geen van ug-1, ug-2 (Voorbeeld van een grond), ug-3 en ug-4; tekst van ug-1, ug-3 en" in page


@pytest.mark.parametrize("case", ["a proeftuin", "not known yet"])
def test_who_estimated_an_amount_is_told_where_there_is_one(maatwerk: Run, tmp_path: Path, case: str) -> None:
    estimate = 'raming: {wijze: uren, opties: inbegrepen, door: kostendeskundige, datum: "2018-02-01"}\n'
    page = memo(maatwerk, tmp_path, OUTCOMES[case], estimate)
    (row,) = [part.split(" |")[:3] for part in page.split("| Loonsom, exclusief btw |")[1:]]
    known = ["€ 400.000", "kostendeskundige", "1 februari 2018"]
    unknown = ["onbekend", "niet vastgelegd", "niet vastgelegd"]
    assert [cell.strip() for cell in row] == (known if case == "a proeftuin" else unknown)
    assert "Geraamd door (functie) | kostendeskundige" in page


UNUSED = {
    "no framework agreement": (RECORD, "dit is geen raamovereenkomst"),
    "itself a call-off": (
        RECORD.replace("overeenkomst: nee", "overeenkomst: nadere_overeenkomst")
        + chosen("nadere_overeenkomst"),
        "dit is zelf een nadere overeenkomst",
    ),
    "it does not apply": (AGREEMENT.replace("dienst", "levering"), "social return is niet van toepassing"),
    "a framework without a percentage": (
        AGREEMENT.replace("generiek_kader", "maatwerk"),
        "de werkwijze Maatwerk voor Mensen geeft geen percentage dat per nadere overeenkomst te nemen is",
    ),
    "not known whether it is one": (
        RECORD.replace("raamovereenkomst: nee\n", "").replace("nee", "onbekend"),
        "de uitkomst is nog onbekend",
    ),
    "a framework agreement": (AGREEMENT, ""),
    "a framework agreement as a whole": (AGREEMENT + chosen("geheel"), ""),
}  # fmt: skip


@pytest.mark.parametrize("case", UNUSED)
def test_call_offs_that_are_not_used_are_told_so(maatwerk: Run, tmp_path: Path, case: str) -> None:
    record, why = UNUSED[case]
    for form in ("markdown", "tekst"):
        page = memo(maatwerk, tmp_path, record, CALL_OFFS, form)
        text = f"Het dossier noemt nadere overeenkomsten. Die zijn niet gebruikt, want {why}."
        assert (text in page) == bool(why)
        assert ("De verplichting per nadere overeenkomst:" in page) != bool(why)
