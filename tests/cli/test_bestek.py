"""``--bestek``: an amount in a clause is that of the firm term that stands beside it, or stays open."""

import csv
import io
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
GEMEENTE = ("--data", str(Path(__file__).parents[2] / "docs" / "voorbeelden" / "gemeente"))
CODE = "bedrag_en_opties"
TENDER = (
    "id: vb-1\nopdrachtgever_soort: decentraal\naard: dienst\nraamovereenkomst: nee\n"
    'begin: "2021-03-01"\neinde: "2023-02-28"\nuitsluitingsgronden: nee\nopdrachtwaarde_excl_btw: 500000\n'
)
ESTIMATE = "raming: {{wijze: offertes, {}door: kostendeskundige, datum: 2021-01-05}}\n"
WITHIN, BESIDE = ESTIMATE.format("opties: inbegrepen, "), ESTIMATE.format("opties: niet_inbegrepen, ")
PLACE = "[nog in te vullen: het bedrag van de verplichting over de vaste looptijd; leg eerst vast "
UNTOLD = f"{PLACE}of de opties in de waarde van de opdracht zitten]"
PER_OPTION = f"{PLACE}hoeveel van de waarde van de opdracht elke optie is]"

# options of the tender, what its file says, the amount in the clause, and a text of what it rests on
CASES: dict[str, tuple[str, str, str, str]] = {
    "within the value, and of the option no amount": (
        "12",
        WITHIN,
        PER_OPTION,
        "Het bedrag van de verplichting geldt met alle opties gelicht: zij zitten in de waarde van de "
        "opdracht. Over de vaste looptijd telt alleen het deel zonder opties.",
    ),
    "within the value, and of the option an amount": (
        "12",
        f"{WITHIN}opties: [{{maanden: 12, bedrag: 200000}}]\n",
        "€ 6.000",
        "geldt met alle opties gelicht",
    ),
    "the options more than the value": (
        "12",
        f"{WITHIN}opties: [{{maanden: 12, bedrag: 500001}}]\n",
        PER_OPTION,
        "geldt met alle opties gelicht",
    ),
    "not told whether they are in it": (
        "12",
        "",
        UNTOLD,
        "Over welke looptijd het bedrag van de verplichting gaat, is niet bekend: niet vastgelegd is of de "
        "opties tot verlenging in de waarde van de opdracht zitten.",
    ),
    "options of an unknown length": ("onbekend", "", UNTOLD, "Over welke looptijd"),
    "an estimate that does not say": ("12", ESTIMATE.format(""), UNTOLD, "Over welke looptijd"),
    "beside the value": ("12", BESIDE, "€ 10.000", ""),
    "options only in the file": ("0", "opties: [{maanden: 12}]\n", UNTOLD, "Over welke looptijd"),
    "no options": ("0", WITHIN, "€ 10.000", ""),
}


@pytest.mark.parametrize("case", CASES)
def test_the_amount_in_a_clause_is_of_the_term_beside_it(maatwerk: Run, tmp_path: Path, case: str) -> None:
    options, dossier, amount, rests = CASES[case]
    (tmp_path / "t.yaml").write_text(f"{TENDER}verlenging_maanden: {options}\n", encoding="utf-8")
    (tmp_path / "d.yaml").write_text(dossier or "{}\n", encoding="utf-8")
    given = ("check-aanbesteding", "t.yaml", "--dossier", "d.yaml", *GEMEENTE, "--formaat")
    page = " ".join(maatwerk(*given, "tekst", "--bestek", cwd=tmp_path).stdout.split())
    assert f"dat is {amount} over een looptijd van 24 maanden" in page
    assert ("Nog in te vullen" in page) == amount.startswith("[")
    verdict = json.loads(maatwerk(*given, "json", cwd=tmp_path).stdout)
    warnings = [
        text for text in verdict["waarschuwingen"] if "opties" in text and "bedrag van de verpl" in text
    ]
    assert bool(warnings) == bool(rests)
    assert all(rests in text and text in page for text in warnings)
    (row,) = csv.DictReader(io.StringIO(maatwerk(*given, "csv", cwd=tmp_path).stdout))
    assert (CODE in row["onzeker"].split()) == bool(rests)


def test_what_part_is_of_the_firm_term_is_told_to_be_unknown(maatwerk: Run, tmp_path: Path) -> None:
    (tmp_path / "t.yaml").write_text(f"{TENDER}verlenging_maanden: 12\n", encoding="utf-8")
    (tmp_path / "d.yaml").write_text(WITHIN, encoding="utf-8")
    done = maatwerk(
        "check-aanbesteding", "t.yaml", "--dossier", "d.yaml", "--formaat", "tekst", *GEMEENTE, cwd=tmp_path
    )
    page = " ".join(done.stdout.split())
    assert "Welk deel van de € 10.000 over de vaste looptijd geldt, is dus ook niet bekend." in page


def test_of_an_outcome_without_an_obligation_nothing_of_options_is_told(
    maatwerk: Run, tmp_path: Path
) -> None:
    text = TENDER.replace("500000", "50000")  # below the limit of 100 000
    (tmp_path / "t.yaml").write_text(f"{text}verlenging_maanden: 12\n", encoding="utf-8")
    done = maatwerk("check-aanbesteding", "t.yaml", "--formaat", "csv", *GEMEENTE, cwd=tmp_path)
    (row,) = csv.DictReader(io.StringIO(done.stdout))
    assert row["uitkomst"] == "niet_van_toepassing"
    assert CODE not in row["onzeker"]


CLAUSE = (
    "\ntekstblokken:\n  - id: hoeveel\n    titel: Hoeveel\n"
    '    tekst: "Van {grondslag} ({grondslag_bedrag}) is dat {bedrag}."\n'
    "    bron: {id: SOURCE, vindplaats: artikel 1}\n"
)


def _with_clause(tmp_path: Path, example: str, source: str) -> tuple[str, str]:
    """Copy an example framework that has no clauses, and give it one."""
    data = tmp_path / example
    shutil.copytree(Path(GEMEENTE[1]).parent / example, data)
    (policy,) = (path for path in (data / "beleid").glob("*.yaml") if "gevallen" not in path.name)
    policy.write_text(policy.read_text(encoding="utf-8") + CLAUSE.replace("SOURCE", source), encoding="utf-8")
    return "--data", str(data)


def test_what_is_owed_per_call_off_is_no_share_of_the_whole_agreement(maatwerk: Run, tmp_path: Path) -> None:
    data = _with_clause(tmp_path, "waterschap-met-cpv", "vb-besluit-2024")
    given = ("--opdrachtgever-soort", "decentraal", "--peildatum", "2024-03-01", "--cpv", "90510000")
    amount = ("--opdrachtwaarde", "2000000", "--raamovereenkomst", "ja")
    page = maatwerk("check-aanbesteding", *given, *amount, "--bestek", "--formaat", "tekst", *data).stdout
    assert (
        "Van de waarde van de opdracht van elke nadere overeenkomst ([nog in te vullen: het bedrag waarover "
        "het percentage wordt genomen; dat staat pas vast bij elke nadere overeenkomst]) is dat [nog in te "
        "vullen: het bedrag van de verplichting; dat staat pas vast bij elke nadere overeenkomst]."
    ) in " ".join(page.split())
    assert "2.000.000" not in page


def test_what_is_the_same_for_each_call_off_stands_in_the_clause(maatwerk: Run, tmp_path: Path) -> None:
    data = _with_clause(tmp_path, "provincie-met-uren", "vb-beleidsregel-2024")
    (policy,) = (path for path in (Path(data[1]) / "beleid").glob("*.yaml") if "gevallen" not in path.name)
    text = policy.read_text(encoding="utf-8").replace("per: jaar", "per: nadere_overeenkomst")
    policy.write_text(text, encoding="utf-8")  # of a supply 100 hours, however large; else by the wage sum
    given = ("--opdrachtgever-soort", "decentraal", "--peildatum", "2024-03-01", "--looptijd", "24")
    rest = ("--uitsluitingsgrond", "nee", "--raamovereenkomst", "ja", "--loonsom", "900000")
    for kind, said in (
        ("levering", "100 uur per nadere overeenkomst."),
        ("dienst", "[nog in te vullen: het "),
    ):
        done = maatwerk("check-aanbesteding", *given, *rest, "--aard", kind, "--bestek", *data)
        assert f") is dat {said}" in " ".join(done.stdout.split())


def test_a_percentage_that_each_call_off_decides_is_left_open_with_why(maatwerk: Run, tmp_path: Path) -> None:
    data = _with_clause(tmp_path, "gemeente-met-banden", "vb-regeling-2024")
    (policy,) = (path for path in (Path(data[1]) / "beleid").glob("*.yaml") if "gevallen" not in path.name)
    text = policy.read_text(encoding="utf-8").replace('"Van {', '"Dat is {percentage} van {')
    text = text.replace("verplichting:", "verplichting:\n  per: nadere_overeenkomst", 1)
    policy.write_text(text, encoding="utf-8")
    tender = TENDER.replace("2021", "2024").replace("2023", "2026").replace("500000", "400000")
    tender = tender.replace("raamovereenkomst: nee", "raamovereenkomst: ja")
    more = 'loonsom_excl_btw: 150000\ncpv: "90910000"\n'
    (tmp_path / "t.yaml").write_text(tender + more, encoding="utf-8")
    given = ("t.yaml", "--bestek", "--formaat", "tekst", *data)
    page = " ".join(maatwerk("check-aanbesteding", *given, cwd=tmp_path).stdout.split())
    # 2% below 250 000, then 5%: a call-off of less is in another band than the agreement
    assert (
        "Dat is [nog in te vullen: het percentage; dat staat pas vast bij elke nadere overeenkomst]" in page
    )


def test_what_is_settled_of_the_options_is_not_asked_for_again(maatwerk: Run, tmp_path: Path) -> None:
    data = _with_clause(tmp_path, "gemeente-met-banden", "vb-regeling-2024")
    (tmp_path / "d.yaml").write_text(f"{WITHIN}opties: [{{maanden: 12, bedrag: 200000}}]\n", encoding="utf-8")
    (tmp_path / "t.yaml").write_text(
        f"{TENDER.replace('2021', '2024').replace('2023', '2026').replace('500000', '400000')}"
        'loonsom_excl_btw: 200000\ncpv: "90910000"\nverlenging_maanden: 12\n',
        encoding="utf-8",
    )
    given = ("t.yaml", "--dossier", "d.yaml", "--bestek", "--formaat", "tekst", *data)
    page = " ".join(maatwerk("check-aanbesteding", *given, cwd=tmp_path).stdout.split())
    assert (  # of 200.000 the band below holds, so that 5% is not that of the firm term
        "Van de waarde van de opdracht (€ 200.000) is dat [nog in te vullen: het bedrag van de verplichting "
        "over de vaste looptijd; toets de opdracht apart zonder opties, want dan is de waarde van de "
        "opdracht lager en kan het percentage anders zijn]."
    ) in page
    assert "leg eerst vast" not in page


# the value, what the file of the tender says, and the percentage in the clause: 2% below 250.000, then 5%
SHARES: dict[str, tuple[int, str, str]] = {
    "a band below": (400_000, "{}\n", "[nog in te vullen: het percentage over de vaste looptijd; leg eerst "),
    "the lowest band": (200_000, "{}\n", "2% "),
    "the options beside the value": (400_000, BESIDE, "5% "),
}


@pytest.mark.parametrize("case", SHARES)
def test_a_percentage_by_band_is_that_of_the_firm_term(maatwerk: Run, tmp_path: Path, case: str) -> None:
    """With the options it is 5%; whether it is that without them is not known while a band below can hold."""
    value, dossier, share = SHARES[case]
    data = _with_clause(tmp_path, "gemeente-met-banden", "vb-regeling-2024")
    (policy,) = (path for path in (Path(data[1]) / "beleid").glob("*.yaml") if "gevallen" not in path.name)
    text = policy.read_text(encoding="utf-8").replace(
        '"Van {grondslag}', '"Dat is {percentage} van {grondslag}'
    )
    policy.write_text(text, encoding="utf-8")
    (tmp_path / "d.yaml").write_text(dossier, encoding="utf-8")
    tender = TENDER.replace("2021", "2024").replace("2023", "2026").replace("500000", str(value))
    (tmp_path / "t.yaml").write_text(
        f'{tender}loonsom_excl_btw: 150000\ncpv: "90910000"\nverlenging_maanden: 12\n', encoding="utf-8"
    )
    given = ("t.yaml", "--dossier", "d.yaml", "--bestek", "--formaat", "tekst", *data)
    page = " ".join(maatwerk("check-aanbesteding", *given, cwd=tmp_path).stdout.split())
    assert f"Dat is {share}" in page
    assert ("- percentage: het percentage" in page) is share.startswith("[")


# what the file of the tender says, what stands in the clause, and what the outcome rests on
BY_BAND: dict[str, tuple[str, str, str]] = {
    "not told whether they are in it": (
        "{}\n",
        "[nog in te vullen: het bedrag van de verplichting over de vaste looptijd; leg eerst vast of de "
        "opties in de loonsom zitten]",
        "De verplichting volgt uit de loonsom. Niet vastgelegd is of de opties tot verlenging daarin zitten. "
        "Zonder opties kan de verplichting anders zijn.",
    ),
    "within the wage sum": (
        f"{WITHIN}opties: [{{maanden: 12, bedrag: 200000}}]\n",
        "[nog in te vullen: het bedrag van de verplichting over de vaste looptijd; toets de opdracht apart "
        "zonder opties, want dan is de loonsom lager en kan de verplichting anders zijn]",
        "De verplichting geldt met alle opties gelicht: zij volgt uit de loonsom, en daarin zitten de opties "
        "tot verlenging. Zonder opties kan zij anders zijn.",
    ),
    "beside the wage sum": (BESIDE, "600 uur per jaar", ""),
}


@pytest.mark.parametrize("case", BY_BAND)
def test_hours_by_band_of_an_amount_are_those_of_the_firm_term(
    maatwerk: Run, tmp_path: Path, case: str
) -> None:
    dossier, amount, rests = BY_BAND[case]  # 600.000 is 600 hours, and without an option of 200.000 it is 200
    data = _with_clause(tmp_path, "provincie-met-uren", "vb-beleidsregel-2024")
    (tmp_path / "d.yaml").write_text(dossier, encoding="utf-8")
    given = ("--opdrachtgever-soort", "decentraal", "--peildatum", "2024-03-01", "--aard", "dienst")
    term = ("--looptijd", "24", "--verlenging", "12", "--uitsluitingsgrond", "nee", "--dossier", "d.yaml")
    asked = ("check-aanbesteding", *given, *term, *data, "--loonsom", "600000", "--formaat")
    page = " ".join(maatwerk(*asked, "tekst", "--bestek", cwd=tmp_path).stdout.split())
    assert f"is dat {amount}." in page
    memo = maatwerk(*asked, "markdown", cwd=tmp_path).stdout
    verdict = json.loads(maatwerk(*asked, "json", cwd=tmp_path).stdout)
    (row,) = csv.DictReader(io.StringIO(maatwerk(*asked, "csv", cwd=tmp_path).stdout))
    assert (CODE in row["onzeker"].split()) == bool(rests)
    assert any(text.startswith(rests) for text in verdict["waarschuwingen"]) or not rests
    assert rests in page
    assert rests in memo
    assert bool(rests) == ("volgt uit de loonsom" in page)


def test_hours_of_the_lowest_band_are_the_same_without_options(maatwerk: Run, tmp_path: Path) -> None:
    data = _with_clause(tmp_path, "provincie-met-uren", "vb-beleidsregel-2024")
    given = ("--opdrachtgever-soort", "decentraal", "--peildatum", "2024-03-01", "--aard", "dienst")
    term = ("--looptijd", "24", "--verlenging", "12", "--uitsluitingsgrond", "nee", "--loonsom", "500000")
    asked = ("check-aanbesteding", *given, *term, *data, "--formaat")
    assert "is dat 200 uur per jaar." in " ".join(maatwerk(*asked, "tekst", "--bestek").stdout.split())
    assert CODE not in maatwerk(*asked, "csv").stdout


def test_while_it_may_have_call_offs_a_clause_stays_open(maatwerk: Run, tmp_path: Path) -> None:
    data = _with_clause(tmp_path, "waterschap-met-cpv", "vb-besluit-2024")
    given = ("--opdrachtgever-soort", "decentraal", "--peildatum", "2024-03-01", "--cpv", "90510000")
    amount = ("--opdrachtwaarde", "2000000", "--raamovereenkomst", "onbekend")
    page = maatwerk("check-aanbesteding", *given, *amount, "--bestek", "--formaat", "tekst", *data).stdout
    first = "leg eerst vast of dit een raamovereenkomst is]"
    assert (
        f"Van [nog in te vullen: waarover het percentage wordt genomen; {first} ([nog in te vullen: het "
        f"bedrag waarover het percentage wordt genomen; {first}) is dat [nog in te vullen: het bedrag van "
        f"de verplichting; {first}."
    ) in " ".join(page.split())
    assert "40.000" not in page
