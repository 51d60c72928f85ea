"""The memo read as an auditor reads it: who, what, when, by which rule, and how to do it again."""

import hashlib
import html
import io
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

Run = Callable[..., subprocess.CompletedProcess[str]]
Repeat = Callable[..., str]
ROOT = Path(__file__).parents[2]
DATA = ROOT / "data"

RECORD = """id: vb-2018-12
titel: "Voorbeeld: schoonmaak van een kantoor"
opdrachtgever: Voorbeelddienst
opdrachtgever_soort: rijk
aard: dienst
loonsom_excl_btw: "600000.00"
opdrachtwaarde_excl_btw: "900000.00"
begin: "2018-06-01"
einde: "2019-05-31"
verlenging_maanden: 24
raamovereenkomst: nee
werkwijze: generiek_kader
uitsluitingsgronden: nee
publicatiedatum: "2018-03-15"
"""
DOSSIER = """status: definitief
versie: "1.0"
opgesteld: {door: inkoper, datum: "2018-03-01"}
akkoord: {door: directeur bedrijfsvoering, datum: "2018-03-08"}
raming:
  wijze: Uren uit het vorige contract maal het tarief van nu
  opties: inbegrepen
  door: kostendeskundige
  datum: "2018-02-10"
opties:
  - {maanden: 12, bedrag: 200000}
  - {maanden: 12, bedrag: "200000.00"}
beoordelingen:
  - {wat: uitsluitingsgronden, door: adviseur social return, datum: "2018-02-20",
     motivering: Alle vier nagelopen}
  - {wat: werkwijze, door: categoriemanager, datum: "2018-02-01",
     motivering: De categorie koos nog niet anders}
  - {wat: looptijd, door: inkoper, datum: "2018-02-02"}
"""


def changed(record: str, **fields: str | None) -> str:
    lines = [line for line in record.splitlines() if line.partition(":")[0] not in fields]
    return (
        "\n".join([*lines, *(f"{name}: {value}" for name, value in fields.items() if value is not None)])
        + "\n"
    )


# A case as a category manager would have it; what an auditor asks of it; whether it can be signed.
CASES: dict[str, tuple[str, str, tuple[str, ...], bool]] = {
    "applies, with options in the estimate": (
        RECORD,
        DOSSIER,
        (
            *("| Status | definitief |", "| Versie | 1.0 |", "| Opgesteld door (functie) | inkoper |"),
            *("| Akkoord op | 8 maart 2018 |", "Social return is van toepassing volgens het generieke kader"),
            *("5% van € 600.000 is € 30.000", "| Vaste looptijd | 12 maanden | € 200.000 | € 10.000 |"),
            *("| Optie 2, zodra zij wordt gelicht | 12 maanden | € 200.000 | € 10.000 |",),
            *("| Met alle opties gelicht | 36 maanden | € 600.000 | € 30.000 |", "kostendeskundige"),
            *(
                "| Opties tot verlenging | zitten erin |",
                "Uren uit het vorige contract maal het tarief van nu",
            ),
            *(
                "| ug-3 | De bron noemt de tekst niet. Na te vragen bij de opdrachtgever",
                "adviseur social return",
            ),
            *(
                "De regel zoals die gold op 15 maart 2018",
                "is minstens € 250.000, exclusief btw; de loonsom is nooit",
            ),
            "vanaf 1 juli 2011 (afgeleid) (evofenedex-2011, uittreksel, niet bevestigd) | jaarverslag-2018",
            *("evofenedex-2011, uittreksel, niet bevestigd", "| 5% van de loonsom. Voorbehoud: "),
            *("De categorie koos nog niet anders", "open, en het maakt niet uit", "rijksinkoopsamenwerking"),
        ),
        True,
    ),
    "the wage sum is too low, though the value is not": (
        changed(RECORD, loonsom_excl_btw='"240000.00"', werkwijze=None),
        changed(DOSSIER, status="concept"),
        (
            *("| Status | concept |", "Social return is niet van toepassing volgens het generieke kader"),
            *("€ 10.000 eronder", "Er is geen werkwijze gekozen. Dan is het generieke kader te volgen"),
            "gevolgd is het generieke kader | categoriemanager | 1 februari 2018 | De categorie koos",
            "noemen een bedrag, en niet de loonsom",
            *("Bij een loonsom die € 10.000 hoger is",),
        ),
        True,
    ),
    "a ground applies": (
        changed(RECORD, uitsluitingsgronden="[ug-2]", motivering="Voorbeeld van een motivering"),
        "versie: 0.2\n".replace("0.2", '"0.2"'),
        (
            *("| ug-2 | De bron noemt de tekst niet.", "| geldt | niet vastgelegd | niet vastgelegd |"),
            *("| niet opgegeven of deze grond geldt | niet vastgelegd |",),
            *("Voorbeeld van een motivering", "Uitsluitingsgrond ug-2 geldt, maar de bron noemt de tekst"),
            *("Niet vastgelegd is hoe de loonsom is geraamd", "| Opgesteld op | niet vastgelegd |"),
        ),
        True,
    ),
    "still unknown, though a final memo was asked": (
        changed(RECORD, loonsom_excl_btw=None),
        DOSSIER,
        (
            *("| Status | concept |", "Dat kan nog niet:", "- De uitkomst is nog onbekend."),
            *("Hoe hoog is de loonsom van de opdracht", "Nog niet te ondertekenen"),
        ),
        False,
    ),
    "a framework agreement under the new way of working": (
        changed(RECORD, raamovereenkomst="ja", werkwijze="maatwerk", verlenging_maanden="0"),
        "nadere_overeenkomsten: [{naam: Voorbeeld noord, bedrag: 100000}]\n",
        (
            *("Social return is van toepassing volgens de werkwijze Maatwerk voor Mensen",),
            *(
                "Advies, geen plicht, als u voor een proeftuin kiest",
                "Vraag de leverancier om een plan van aanpak",
            ),
            *(
                "| Werkwijze | de werkwijze Maatwerk voor Mensen | niet vastgelegd |",
                "jaarverslag-2018, §2.1",
            ),
        ),
        True,
    ),
}


def memo(maatwerk: Run, folder: Path, record: str, dossier: str, form: str = "markdown") -> str:
    (folder / "tender.yaml").write_text(record, encoding="utf-8")
    (folder / "dossier.yaml").write_text(dossier, encoding="utf-8")
    done = maatwerk(
        *("check-aanbesteding", "tender.yaml", "--dossier", "dossier.yaml", "--formaat", form),
        *("--data", str(DATA)),
        cwd=folder,
    )
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


def plain(page: str) -> str:
    return html.unescape(re.sub(r"\\([^a-zA-Z0-9\s])", r"\1", page)).replace("\u00a0", " ")


@pytest.mark.parametrize("case", CASES)
def test_a_memo_leaves_no_question_open(maatwerk: Run, tmp_path: Path, case: str) -> None:
    record, dossier, asked, signed = CASES[case]
    page = plain(memo(maatwerk, tmp_path, record, dossier))
    assert [text for text in asked if text not in page] == []
    assert ("Handtekening" in page) is signed
    assert ("Wie tekent, stelt vast" in page) is signed


@pytest.mark.parametrize("case", CASES)
def test_a_memo_can_be_made_again_from_itself(
    maatwerk: Run, repeat: Repeat, tmp_path: Path, case: str
) -> None:
    record, dossier, *_ = CASES[case]
    first = memo(maatwerk, tmp_path, record, dossier)
    assert repeat(first, tmp_path) == first
    assert hashlib.sha256((tmp_path / "invoer.yaml").read_bytes()).hexdigest() in first


def test_a_series_begins_with_an_overview_and_ends_with_how_to_do_it_again(
    maatwerk: Run, tmp_path: Path
) -> None:
    (tmp_path / "lijst.csv").write_text(
        "id;perceel;aard;loonsom_excl_btw;looptijd_maanden;uitsluitingsgronden;peildatum\n"
        "vb-1;1;dienst;400000;12;nee;2018-03-01\nvb-1;2;dienst;300000;12;nee;2018-03-01\n"
        "vb-2;;levering;;;;2018-03-01\nvb-3;;zzz;;;;2018-03-01\n",
        encoding="utf-8",
    )
    (tmp_path / "dossier.yaml").write_text(
        '- {status: concept, versie: "0.1"}\n- {id: vb-1, perceel: 2, versie: "0.9"}\n- {id: vb-9}\n',
        encoding="utf-8",
    )
    done = maatwerk(
        *("check-aanbesteding", "lijst.csv", "--dossier", "dossier.yaml", "--formaat", "markdown"),
        *("--data", str(DATA)),
        cwd=tmp_path,
    )
    page = plain(done.stdout)
    titles = [token.tag for token in MarkdownIt().parse(done.stdout) if token.type == "heading_open"]
    assert titles.count("h1") == 1
    overview = page.split("## Overzicht")[1].split("\n## ")[0]
    all_met = "alle voorwaarden voldaan"
    assert f"| 1 | vb-1, perceel 1 | van toepassing | {all_met} | € 20.000 | concept |" in overview
    missed = "niet voldaan: De opdracht is een werk of een dienst"
    assert f"| 3 | vb-2 | niet van toepassing | {missed} | geen | concept |" in overview
    assert "| 4 | vb-3 | niet beoordeeld |" in overview
    assert page.index("## Overzicht") < page.index("1. Toets social return: vb-1, perceel 1")
    assert re.findall(r"\| Versie \| (\S+) \|", page) == ["0.1", "0.9", "0.1"]
    assert page.count("Zo herhaalt u deze toets") == 1
    assert "dossier.yaml: onderdeel 3 hoort bij geen van de aanbestedingen" in done.stderr


@pytest.mark.parametrize(
    ("ground", "judged", "said"),
    [
        ("[ug-2]", "", ["niet opgegeven of deze grond geldt", "geldt"]),
        (
            "[ug-2]",
            "beoordelingen: [{wat: ug-1, door: jurist, datum: 2018-02}]\n",
            ["geldt niet", "geldt"],
        ),
        (
            "[ug-2]",
            "beoordelingen: [{wat: uitsluitingsgronden, door: jurist, datum: 2018-02}]\n",
            ["geldt niet", "geldt"],
        ),
        ("nee", "", ["geldt niet", "geldt niet"]),
        ("onbekend", "", ["nog niet beoordeeld", "nog niet beoordeeld"]),
    ],
)
def test_of_a_ground_that_nobody_named_no_judgement_is_made_up(
    maatwerk: Run, tmp_path: Path, ground: str, judged: str, said: list[str]
) -> None:
    record = changed(RECORD, uitsluitingsgronden=ground, motivering="Voorbeeld van een motivering")
    page = plain(memo(maatwerk, tmp_path, record, f'versie: "1"\n{judged}'))
    assert re.findall(r"^\| ug-[12] \|[^|\n]*\|[^|\n]*\| ([^|\n]*) \|", page, re.MULTILINE) == said


NOTICE = ROOT / "docs" / "voorbeelden" / "aankondiging.xml"
LIST = (
    "id;perceel;aard;loonsom_excl_btw;looptijd_maanden;uitsluitingsgronden;peildatum\n"
    "vb-1;1;dienst;400000;12;nee;2018-03-01\nvb-1;2;dienst;;12;nee;2018-03-01\n"
    "vb-3;;zzz;;;;2018-03-01\n;;;;;;\n"
)
SHEET = "id;perceel;veld;antwoord\nvb-1;2;loonsom_excl_btw;100000\n"
# What is judged; options; which files its record cannot replace.
FILES: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "a notice": ("aankondiging.xml", (), ("aankondiging.xml",)),
    "a notice with what it does not say, and a status": (
        "aankondiging.xml",
        ("--loonsom", "300000", "--uitsluitingsgrond", "nee", "--status", "concept", "--memo-versie", "2"),
        ("aankondiging.xml",),
    ),
    "a list with rows that are not judged": ("lijst.csv", (), ("lijst.csv",)),
    "a list with answers": (
        "lijst.csv",
        ("--antwoorden", "vragen.csv", "--lezing", "percelen=apart"),
        ("lijst.csv", "vragen.csv"),
    ),
}


@pytest.mark.parametrize("case", FILES)
def test_a_memo_that_a_record_cannot_replace_names_the_files_and_how_to_make_it_again(
    maatwerk: Run, repeat: Repeat, tmp_path: Path, case: str
) -> None:
    name, options, kept = FILES[case]
    (tmp_path / "aankondiging.xml").write_bytes(NOTICE.read_bytes())
    (tmp_path / "lijst.csv").write_text(LIST, encoding="utf-8")
    (tmp_path / "vragen.csv").write_text(SHEET, encoding="utf-8")
    done = maatwerk(
        *("check-aanbesteding", name, *options, "--formaat", "markdown", "--data", str(DATA)), cwd=tmp_path
    )
    for file in kept:
        assert f"Controlegetal van {file}" in plain(done.stdout)
        assert hashlib.sha256((tmp_path / file).read_bytes()).hexdigest() in done.stdout
    assert repeat(done.stdout, tmp_path) == done.stdout


def test_a_notice_from_standard_input_is_to_be_kept_too(
    maatwerk: Run, repeat: Repeat, tmp_path: Path
) -> None:
    notice = NOTICE.read_text(encoding="utf-8")
    assert_repeats_piped(maatwerk, repeat, tmp_path, notice)
    (tmp_path / "tender.yaml").write_text(RECORD, encoding="utf-8")
    done = maatwerk("check-aanbesteding", "tender.yaml", "--formaat", "markdown", cwd=tmp_path)
    assert "standaardinvoer" not in done.stdout


def test_who_signs_is_told_all_that_the_text_names_as_unsure(maatwerk: Run, tmp_path: Path) -> None:
    page = plain(memo(maatwerk, tmp_path, RECORD, DOSSIER))
    unsure = page.split("## Aangenomen en onzeker")[1].split("\n## ")[0]
    signed = page.split("## Ondertekening")[1]
    named = [line for line in unsure.splitlines() if line.startswith("- ")]
    assert len(named) >= 4
    stated = [line for line in named if "verandert hierdoor niet" not in line]
    assert len(stated) < len(named)  # what leaves the outcome as it is, stands in the text alone
    assert [line for line in stated if line.split(" Vraag de tekst na")[0] not in signed] == []
    assert "of de 5% na 2017 nog gold" in signed
    assert "waarover het percentage wordt genomen" in signed


ORDERS = re.compile(
    r"(?:^- |[.?] )(?:Vraag|Vul|Ga na|Leg|Controleer|Verbeter|Haal|Zet|Geef|Kies|Schrijf|Toets) ",
    re.MULTILINE,
)
"""A sentence that says what to do."""
BARE = {"verlenging_maanden": None, "raamovereenkomst": None, "opdrachtgever_soort": None, "werkwijze": None}
# Fields of a record; what stands above the signature; what does not, though it is in the text.
STATED: dict[str, tuple[dict[str, str | None], tuple[str, ...], tuple[str, ...]]] = {
    "what is supplied decides": (
        {**BARE, "aard": "levering"},
        ("Er is geen werkwijze gekozen.", "Aangenomen is dat het Rijk"),
        ("ug-1, ug-2, ug-3 en ug-4 niet gelden",),
    ),
    "the term decides": (
        {**BARE, "einde": '"2018-06-30"'},
        ("geen opties tot verlenging",),
        ("ug-1, ug-2, ug-3 en ug-4 niet gelden",),
    ),
    "a ground decides": (
        {**BARE, "uitsluitingsgronden": "[ug-1]", "motivering": "Het werk is geheim"},
        ("Uitsluitingsgrond ug-1 geldt, maar de bron noemt de tekst van deze grond niet.",),
        (),
    ),
    "all of it": (
        BARE,
        ("ug-1, ug-2, ug-3 en ug-4 niet gelden, maar de bron noemt", "geen raamovereenkomst is"),
        ("verandert hierdoor niet",),
    ),
}


@pytest.mark.parametrize("case", STATED)
def test_above_a_signature_stands_only_what_the_outcome_rests_on(
    maatwerk: Run, tmp_path: Path, case: str
) -> None:
    fields, stated, aside = STATED[case]
    page = plain(memo(maatwerk, tmp_path, changed(RECORD, **fields), 'versie: "1"\n'))
    text, signed = page.split("## Ondertekening")
    assert [words for words in stated if words not in signed] == []
    assert [words for words in aside if words in signed] == []
    assert [words for words in aside if words not in text] == []
    assert not ORDERS.search(signed)


def test_a_concept_says_so_beside_the_lines_to_sign(maatwerk: Run, tmp_path: Path) -> None:
    for dossier, concept in ((DOSSIER, False), ('versie: "1"\n', True)):
        signed = memo(maatwerk, tmp_path, RECORD, dossier).split("## Ondertekening")[1]
        assert ("Deze memo is een concept." in signed) == concept


def test_a_reading_of_another_framework_does_not_matter_to_the_outcome(maatwerk: Run, tmp_path: Path) -> None:
    record = changed(RECORD, werkwijze="maatwerk", einde='"2018-09-30"')
    page = plain(memo(maatwerk, tmp_path, record, 'versie: "1"\n'))
    said = "open; voor deze uitkomst maakt het niet uit, wel voor het generieke kader"
    assert f"| Tellen opties tot verlenging mee voor de looptijd? | {said} |" in page
    assert "[ ]" not in page  # who signs leaves no box unticked
    assert "wij " not in page


# The days of what was done; what is told of them, and what is not.
DAYS = {
    "before the source": (
        ("2018-03-01", "2018-03-01"),
        ("Opgesteld: 1 maart 2018. De bron jaarverslag-2018, waarop de uitkomst rust, is van april 2019",),
        ("De eerste dag van de opdracht is",),
    ),
    "in the month of the source": (
        ("2019-04-10", "2019-04-09"),
        (
            "De eerste dag van de opdracht is 1 juni 2018. Dit is van daarna. Opgesteld: 10 april 2019. "
            "Geraamd: 9 april 2019. Beoordeeld (de aard van de opdracht): 9 april 2019.",
        ),
        ("De bron jaarverslag-2018, waarop",),
    ),
    "judged on the first day": (
        ("2018-06-01", "2018-06-01"),
        ("Opgesteld: 1 juni 2018. De bron",),
        ("De eerste dag van de opdracht is",),
    ),
}


@pytest.mark.parametrize("case", DAYS)
def test_days_after_the_begin_and_before_a_source_are_told_and_signed(
    maatwerk: Run, tmp_path: Path, case: str
) -> None:
    (made, judged), said, unsaid = DAYS[case]
    dossier = (
        f'versie: "1"\nopgesteld: {{door: inkoper, datum: "{made}"}}\n'
        f'raming: {{wijze: uren, door: jurist, datum: "{judged}"}}\n'
        f'beoordelingen: [{{wat: aard, door: jurist, datum: "{judged}"}}]\n'
    )
    text, signed = plain(memo(maatwerk, tmp_path, RECORD, dossier)).split("## Ondertekening")
    for part in (text.split("## Aangenomen en onzeker")[1], signed):
        assert [words for words in said if words not in part] == []
        assert [words for words in unsaid if words in part] == []


def test_a_source_is_told_with_its_status_and_its_address(
    maatwerk: Run, tmp_path: Path, register: Path
) -> None:
    sources = register / "bronnen.yaml"
    text = sources.read_text(encoding="utf-8")
    first = text.index('datum: "2019-04"')
    text = f"{text[:first]}url: https://example.org/verslag\n  {text[first:]}"
    sources.write_text(text, encoding="utf-8")
    (tmp_path / "t.yaml").write_text(RECORD, encoding="utf-8")
    given = ("check-aanbesteding", "t.yaml", "--formaat", "markdown", "--data", str(register))
    listed = plain(maatwerk(*given, cwd=tmp_path).stdout).split("## Bronnen")[1].split("\n## ")[0]
    report, message = [line for line in listed.splitlines() if line.startswith(("- jaar", "- evo"))]
    assert (
        "Status: geverifieerd. Adres: https://example.org/verslag. De bronnenlijst zegt erbij: Gel" in report
    )
    assert "De afbeeldingen ontbreken daarin" in report
    assert "Status: onbevestigd. Het adres is niet bekend." in message


def row_of(page: str, fact: str) -> list[str]:
    line = next(line for line in page.splitlines() if line.startswith(f"| {fact} |"))
    return [cell.strip() for cell in line.strip("|").split("|")][1:]


def test_who_judged_what_settles_the_rule_is_told_or_called_unrecorded(maatwerk: Run, tmp_path: Path) -> None:
    """Who the authority is, whether it is a framework agreement, the options, and the day."""
    page = plain(memo(maatwerk, tmp_path, RECORD, DOSSIER)).split("## Gegevens")[1]
    for fact in ("Opdrachtgever", "Soort opdrachtgever", "Raamovereenkomst", "Opties tot verlenging"):
        assert row_of(page, fact)[1:] == ["niet vastgelegd", "niet vastgelegd"], fact
    assert row_of(page, "Titel")[1:] == ["niet nodig"] * 2  # nothing rests on it
    for fact in ("Eerste dag", "Laatste dag"):  # the term is reckoned from these
        assert row_of(page, fact)[1:] == ["inkoper", "2 februari 2018"], fact
    more = "  - {wat: publicatiedatum, door: inkoper, datum: 2018-03-15}\n"
    more += "  - {wat: raamovereenkomst, door: jurist, datum: 2018-02-03}\n"
    page = plain(memo(maatwerk, tmp_path, RECORD, DOSSIER + more)).split("## Gegevens")[1]
    assert row_of(page, "Peildatum")[1:] == ["inkoper", "15 maart 2018"]
    assert row_of(page, "Raamovereenkomst")[1:] == ["jurist", "3 februari 2018"]


def test_a_tender_that_no_framework_binds_is_told_by_which_rule(maatwerk: Run, tmp_path: Path) -> None:
    record = changed(RECORD, opdrachtgever_soort="decentraal", werkwijze=None)
    page = plain(memo(maatwerk, tmp_path, record, DOSSIER))
    ground = page.split("## Onderbouwing")[1].split("\n## ")[0]
    assert "Het generieke kader. Voor wie: het Rijk (jaarverslag-2018, §1.1)" in ground
    assert "Geldt vanaf 1 januari 2018 (jaarverslag-2018, §1.2)" in ground
    assert "evofenedex-2011, uittreksel, niet bevestigd" in ground
    assert "jaarverslag-2018: Maatwerk voor Mensen" in page.split("## Bronnen")[1]
    (tmp_path / "lijst.csv").write_text(
        "id,opdrachtgever_soort,peildatum\na,overig,2018\nb,overig,2018\n", "utf-8"
    )
    done = maatwerk(
        "check-aanbesteding", "lijst.csv", "--formaat", "markdown", "--data", str(DATA), cwd=tmp_path
    )
    assert "nog onbekend | het kader geldt niet voor deze opdrachtgever" in plain(done.stdout)


def test_the_estimate_of_a_framework_agreement_says_of_what_it_is(maatwerk: Run, tmp_path: Path) -> None:
    page = plain(memo(maatwerk, tmp_path, changed(RECORD, raamovereenkomst="ja"), DOSSIER))
    estimate = page.split("### Raming van de loonsom")[1].split("\n### ")[0]
    assert "die van het maximum van de hele raamovereenkomst" in estimate
    assert (
        "maximum"
        not in plain(memo(maatwerk, tmp_path, RECORD, DOSSIER)).split("### Raming")[1].split("\n### ")[0]
    )


TOWN = ROOT / "docs" / "voorbeelden" / "gemeente"


def test_a_memo_cites_the_numbers_of_its_day_and_the_reading_that_a_source_chose(
    maatwerk: Run, tmp_path: Path
) -> None:
    """The percentage of 2022 is of another decision, that holds after the peildatum in December 2021."""
    (tmp_path / "dossier.yaml").write_text(
        "opgesteld: {door: inkoper, datum: 2021-12-01}\n", encoding="utf-8"
    )
    tender = TOWN / "aanbestedingen" / "groenonderhoud.yaml"
    given = ("check-aanbesteding", str(tender), "--dossier", "dossier.yaml", "--data", str(TOWN))
    page = plain(maatwerk(*given, "--formaat", "markdown", cwd=tmp_path).stdout)
    assert "vb-besluit-2020" in page.partition("## Bronnen")[2]
    assert "vb-besluit-2022" not in page  # of 7 December: nothing here rests on it
    (reading,) = [line for line in page.splitlines() if line.startswith("| Lezing: Tellen opties")]
    assert "de bron kiest: de opties tot verlenging tellen mee" in reading
    assert "alleen de vaste looptijd" not in reading
    later = tmp_path / "later.yaml"
    later.write_text(tender.read_text("utf-8").replace("2021-12-20", "2022-01-20"), encoding="utf-8")
    given = ("check-aanbesteding", str(later), "--dossier", "dossier.yaml", "--data", str(TOWN))
    page = plain(maatwerk(*given, "--formaat", "markdown", cwd=tmp_path).stdout)
    assert "De bron vb-besluit-2022, waarop de uitkomst rust, is van 7 december 2021" in page


def test_a_code_of_a_list_is_told_by_what_it_is_called(maatwerk: Run, tmp_path: Path) -> None:
    listed = changed(RECORD, opdrachtgever="ocw", categorie="ict_inhuur")
    page = plain(memo(maatwerk, tmp_path, listed, DOSSIER))
    assert row_of(page, "Opdrachtgever")[0] == "Ministerie van Onderwijs, Cultuur en Wetenschap (ocw)"
    assert row_of(page, "Categorie")[0] == "ICT Inhuur"
    free = changed(RECORD, opdrachtgever="Ministerie van Voorbeeld", categorie="schoonmaak")
    page = plain(memo(maatwerk, tmp_path, free, DOSSIER))
    assert row_of(page, "Opdrachtgever")[0] == "Ministerie van Voorbeeld"
    assert row_of(page, "Categorie")[0] == "schoonmaak"


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("rijk", "het Rijk"),
        ("decentraal", "een decentrale overheid"),
        ("overig", "een andere organisatie"),
        ("onbekend", "onbekend"),
    ],
)
def test_the_kind_of_authority_is_told_in_words(maatwerk: Run, tmp_path: Path, kind: str, words: str) -> None:
    judged = "  - {wat: opdrachtgever_soort, door: jurist, datum: 2099-01-01}\n"
    given = changed(RECORD, opdrachtgever_soort=kind)
    page = plain(memo(maatwerk, tmp_path, given, DOSSIER + judged)).partition("## Zo herhaalt")[0]
    assert row_of(page, "Soort opdrachtgever")[0] == words
    assert "Beoordeeld (het soort opdrachtgever): 1 januari 2099." in page
    assert "De beoordeling (het soort opdrachtgever) is van 1 januari 2099, en de memo is al" in page
    screen = maatwerk("check-aanbesteding", "tender.yaml", "--uitleg", "--data", str(DATA), cwd=tmp_path)
    assert f"Soort opdrachtgever: {words}." in " ".join(screen.stdout.split())


def test_what_is_not_filled_in_is_told_with_what_it_was_read_as(maatwerk: Run, tmp_path: Path) -> None:
    bare = changed(RECORD, opdrachtgever=None, opdrachtgever_soort=None, raamovereenkomst=None)
    page = plain(memo(maatwerk, tmp_path, bare, DOSSIER)).split("## Gegevens")[1]
    assert row_of(page, "Opdrachtgever")[0] == "niet ingevuld"
    assert row_of(page, "Soort opdrachtgever")[0] == "niet ingevuld; gelezen als het Rijk"
    assert row_of(page, "Raamovereenkomst")[0] == "niet ingevuld; gelezen als nee"


@pytest.mark.parametrize(
    ("months", "said"),
    [
        ("24", "open, en het maakt niet uit"),  # long enough with and without options, whatever the wage sum
        ("onbekend", "open; of het uitmaakt, is nog niet te zeggen"),
        ("4", "open, en het maakt uit"),  # too short without options, and else the wage sum decides
    ],
)
def test_of_an_open_reading_is_told_whether_it_can_still_matter(
    maatwerk: Run, tmp_path: Path, months: str, said: str
) -> None:
    record = changed(RECORD, begin=None, einde=None, loonsom_excl_btw=None, looptijd_maanden=months)
    page = plain(memo(maatwerk, tmp_path, record, DOSSIER))
    assert f"| Tellen opties tot verlenging mee voor de looptijd? | {said} |" in page


def test_a_term_of_imprecise_days_is_told_as_what_it_can_be(maatwerk: Run, tmp_path: Path) -> None:
    """From somewhere in March up to somewhere in December: at least 8 whole months, at most 10."""
    record = changed(RECORD, begin='"2018-03"', einde='"2018-12"', publicatiedatum='"2018-01-15"')
    page = plain(memo(maatwerk, tmp_path, record, DOSSIER))
    row = "| Looptijd | tussen 8 maanden en 10 maanden (uit begin en einde) |"
    assert row in page


def test_a_signature_is_never_alone_on_a_page(maatwerk: Run, tmp_path: Path) -> None:
    pytest.importorskip("typst")
    pypdf = pytest.importorskip("pypdf")
    (tmp_path / "tender.yaml").write_text(RECORD, encoding="utf-8")
    (tmp_path / "dossier.yaml").write_text(DOSSIER, encoding="utf-8")
    done = maatwerk(
        *("check-aanbesteding", "tender.yaml", "--dossier", "dossier.yaml", "--formaat", "pdf"),
        *("--uitvoer", "memo.pdf", "--data", str(DATA)),
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stderr
    pages = [
        page.extract_text()
        for page in pypdf.PdfReader(io.BytesIO((tmp_path / "memo.pdf").read_bytes())).pages
    ]
    signed = [page for page in pages if "Handtekening" in page]
    assert len(signed) == 1
    assert "Wie tekent, stelt vast" in signed[0]
    assert "Opgesteld door: inkoper" in signed[0]
    assert all("definitief, versie 1.0" in page for page in pages)


def test_each_page_of_a_series_says_how_many_memos_call_themselves_what(
    maatwerk: Run, tmp_path: Path
) -> None:
    pytest.importorskip("typst")
    pypdf = pytest.importorskip("pypdf")
    other = changed(RECORD, id="vb-2", uitsluitingsgronden=None)  # unknown, and so never final
    for name, record in (("a.yaml", RECORD), ("b.yaml", other)):
        (tmp_path / name).write_text(record, encoding="utf-8")
    (tmp_path / "dossier.yaml").write_text(DOSSIER, encoding="utf-8")
    maatwerk(
        *("check-aanbesteding", "a.yaml", "b.yaml", "--dossier", "dossier.yaml", "--formaat", "pdf"),
        *("--uitvoer", "memo.pdf", "--data", str(DATA)),
        cwd=tmp_path,
    )
    pages = pypdf.PdfReader(tmp_path / "memo.pdf").pages
    assert all("1 concept, 1 definitief" in page.extract_text() for page in pages)


NAME = "Jan Geheimenburg"


@pytest.mark.parametrize(
    ("options", "dossier", "expected"),
    [
        (
            ("--opgesteld-door", NAME, "--opgesteld-op", "2018-03-01"),
            "",
            "--opgesteld-door: hier hoort een functie",
        ),
        (("--opgesteld-door", "inkoper"), "", "--opgesteld-door en --opgesteld-op horen bij elkaar"),
        (
            ("--opgesteld-door", "inkoper", "--opgesteld-op", "32-13"),
            "",
            "--opgesteld-op: deze waarde kan niet",
        ),
        (("--status", "klaar"), "", "Kies uit: concept, definitief"),
        (
            (),
            f"opgesteld: {{door: {NAME}, datum: 2018-03}}\n",
            "dossier.yaml:1:19: opgesteld.door: hier hoort",
        ),
        ((), "statuss: concept\n", "dossier.yaml:1:1: statuss:"),
        ((), "beoordelingen: [{wat: ug-11, door: jurist, datum: 2018}]\n", "Bedoelde u 'ug-1'?"),
        ((), "opties: [{maanden: 12, bedrag: 1000.50}]\n", "opties.bedrag"),
        ((), "- 3\n", "dit is geen dossier"),
        (
            (),
            "raming: {bedrag: 200000}\n",
            "onderdeel weg: dan staat in de memo 'niet vastgelegd'",
        ),
        ((), "opgesteld:\n  door: inkoper\n  datum:\n", "of haal dit onderdeel weg"),
        ((), "status: [\n", "dossier.yaml:"),
    ],
)
def test_what_is_wrong_is_told_in_one_line_and_no_name_is_shown(
    maatwerk: Run, tmp_path: Path, options: tuple[str, ...], dossier: str, expected: str
) -> None:
    (tmp_path / "tender.yaml").write_text(RECORD, encoding="utf-8")
    if dossier:
        (tmp_path / "dossier.yaml").write_text(dossier, encoding="utf-8")
        options = (*options, "--dossier", "dossier.yaml")
    done = maatwerk(
        *("check-aanbesteding", "tender.yaml", "--formaat", "html", *options, "--data", str(DATA)),
        cwd=tmp_path,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert expected in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert "Geheimenburg" not in done.stderr


def test_a_memo_option_without_a_memo_is_refused(maatwerk: Run, tmp_path: Path) -> None:
    done = maatwerk("check-aanbesteding", "--aard", "dienst", "--status", "concept", "--data", str(DATA))
    assert done.returncode == 2
    assert "--status hoort bij een memo" in done.stderr


def test_personal_data_in_a_dossier_is_masked(maatwerk: Run, tmp_path: Path) -> None:
    dossier = DOSSIER.replace("Alle vier nagelopen", "Nagevraagd bij mevr. Geheimenburg (06-12345678)")
    for form in ("markdown", "html"):
        page = memo(maatwerk, tmp_path, RECORD, dossier, form)
        assert "Geheimenburg" not in page
        assert "12345678" not in page
        assert "Nagevraagd bij" in page


def test_a_reason_that_only_fills_the_field_is_not_recorded(maatwerk: Run, tmp_path: Path) -> None:
    dossier = DOSSIER.replace("De categorie koos nog niet anders", "n.t.b.")
    page = plain(memo(maatwerk, tmp_path, RECORD, dossier))
    assert next(line for line in page.splitlines() if line.startswith("| Werkwijze")).endswith(
        "| niet vastgelegd |"
    )


OPTIONS = "raming: {wijze: uren, opties: %s, door: kostendeskundige, datum: 2018-04-10}\n"


@pytest.mark.parametrize(
    ("record", "dossier", "unknown"),
    [
        ({}, OPTIONS % "niet_inbegrepen", True),  # with its options it can be any amount
        ({}, OPTIONS % "inbegrepen", False),  # 200 000 is all there is
        ({}, "", False),  # the total value, as the field says
        ({"verlenging_maanden": "0"}, OPTIONS % "niet_inbegrepen", False),  # there are no options
        ({"verlenging_maanden": "onbekend"}, OPTIONS % "niet_inbegrepen", True),
        ({"loonsom_excl_btw": "200000"}, OPTIONS % "niet_inbegrepen", False),  # of the wage sum itself
        ({}, "id: anders\n" + OPTIONS % "niet_inbegrepen", False),  # of another tender
    ],
)
def test_a_value_without_its_options_is_no_most_of_the_wage_sum(
    maatwerk: Run, tmp_path: Path, record: dict[str, str], dossier: str, unknown: bool
) -> None:
    own: dict[str, str | None] = {"loonsom_excl_btw": None, "opdrachtwaarde_excl_btw": "200000", **record}
    page = plain(memo(maatwerk, tmp_path, changed(RECORD, **own), 'versie: "1"\n' + dossier))
    assert ("zitten de opties tot verlenging niet in de waarde" in page) is unknown
    assert ("**Het is nog niet te zeggen" in page) is unknown
    assert ("Hoe hoog is de loonsom" in page) is unknown


def test_who_signs_is_told_the_hash_of_the_dossier(maatwerk: Run, tmp_path: Path) -> None:
    page = memo(maatwerk, tmp_path, RECORD, DOSSIER)
    file = [token.content for token in MarkdownIt().parse(page) if token.type == "fence"][1]
    digest = hashlib.sha256(file.encode()).hexdigest()
    assert f"het dossier met controlegetal {digest}" in plain(page).split("## Ondertekening")[1]
    assert f"| Controlegetal van het dossier (dossier.yaml) | {digest} |" in plain(page)


def lots_together(second: str) -> str:
    """Two lots that are read together, of which the second decides for both."""
    lots = [
        changed(RECORD, perceel=lot, loonsom_excl_btw=amount, lezingen="{percelen: samen}").rstrip()
        for lot, amount in (("'1'", "'200000'"), ("'2'", f"'{second}'"))
    ]
    return "".join(f"- {lot.replace(chr(10), chr(10) + '  ')}\n" for lot in lots)


def test_who_signs_for_a_lot_signs_for_all_that_its_outcome_rests_on(maatwerk: Run, tmp_path: Path) -> None:
    signed = []
    for second, outcome in (("80000", "van toepassing"), ("10000", "niet van toepassing")):
        page = memo(maatwerk, tmp_path, lots_together(second), 'versie: "1"\n')
        file = next(token.content for token in MarkdownIt().parse(page) if token.type == "fence")
        digest = hashlib.sha256(file.encode()).hexdigest()
        for lot in plain(page).split("# 1. Toets")[1].split("# 2. Toets"):
            assert f"social return is {outcome} op" in lot
            assert f"bij de invoer met controlegetal {digest} " in lot
            assert f"| Controlegetal van de invoer (SHA-256) | {digest} |" in lot
        signed.append(digest)
    assert signed[0] != signed[1]


def test_a_list_whose_name_looks_like_an_option_can_be_judged_again(
    maatwerk: Run, repeat: Repeat, tmp_path: Path
) -> None:
    (tmp_path / "-lijst.csv").write_text(LIST, encoding="utf-8")
    given = ("--formaat", "markdown", "--data", str(DATA))
    done = maatwerk("check-aanbesteding", "./-lijst.csv", *given, cwd=tmp_path)
    assert "check-aanbesteding ./-lijst.csv" in done.stdout
    assert repeat(done.stdout, tmp_path) == done.stdout


def assert_repeats_piped(maatwerk: Run, repeat: Repeat, folder: Path, content: str, *options: str) -> None:
    """Hold that a memo of what was piped says how to repeat it, and that this gives the same memo."""
    given = ("check-aanbesteding", "-", *options, "--formaat", "markdown", "--data", str(DATA))
    first = maatwerk(*given, cwd=folder, stdin=content).stdout
    text = plain(first).split("Zo herhaalt u deze toets")[1]
    assert "Bewaar zelf wat u doorgaf, in een bestand met de naam standaardinvoer" in text
    assert f"Controlegetal van standaardinvoer | {hashlib.sha256(content.encode()).hexdigest()}" in text
    (folder / "standaardinvoer").write_text(content, encoding="utf-8")
    assert repeat(first, folder) == first


def test_a_list_from_standard_input_with_rows_not_judged_is_to_be_kept(
    maatwerk: Run, repeat: Repeat, tmp_path: Path
) -> None:
    assert_repeats_piped(maatwerk, repeat, tmp_path, LIST)
    assert_repeats_piped(maatwerk, repeat, tmp_path, LIST, "--lezing", "verlenging=telt_mee")


def test_a_list_from_standard_input_that_was_judged_whole_is_in_the_memo_itself(
    maatwerk: Run, repeat: Repeat, tmp_path: Path
) -> None:
    rows = "id;aard;loonsom_excl_btw\nA;dienst;300.000\nB;levering;200.000\n"
    given = ("check-aanbesteding", "-", "--formaat", "markdown", "--data", str(DATA))
    first = maatwerk(*given, cwd=tmp_path, stdin=rows).stdout
    assert "Alles wat eruit is gelezen en getoetst, staat in invoer.yaml." in plain(first)
    assert repeat(first, tmp_path) == first


def test_a_folder_of_notices_has_an_overview_and_names_the_file_of_each(
    maatwerk: Run, repeat: Repeat, tmp_path: Path
) -> None:
    folder = tmp_path / "aankondigingen"
    (folder / "meer").mkdir(parents=True)
    (folder / "een.xml").write_bytes(NOTICE.read_bytes())
    (folder / "meer" / "twee.xml").write_bytes(NOTICE.read_bytes())
    (folder / "stuk.xml").write_text("<niets", encoding="utf-8")
    (folder / "leesmij.txt").write_text("Voorbeeld", encoding="utf-8")
    given = ("check-aanbesteding", "aankondigingen", "--formaat", "markdown", "--data", str(DATA))
    done = maatwerk(*given, cwd=tmp_path)
    page = plain(done.stdout)
    overview = page.split("## Overzicht")[1].split("## 1.")[0]
    for file in ("een.xml", "twee.xml", "stuk.xml"):
        assert f"| {file} |" in overview
        assert f"Controlegetal van aankondigingen/{'meer/' if file == 'twee.xml' else ''}{file}" in page
    assert "| Bestand | een.xml |" in page
    assert "Regel 1 van stuk.xml: niet beoordeeld" in page
    assert str(tmp_path) not in page
    assert repeat(done.stdout, tmp_path) == done.stdout


WHICH = ("vb-7", "Voorbeeld van een titel", "ocw")


@pytest.mark.slow
def test_a_memo_of_answers_on_a_terminal_repeats_them(repeat: Repeat, terminal, tmp_path: Path) -> None:
    file = tmp_path / "gevraagd.md"
    program = terminal(
        *("check-aanbesteding", "--vraag", "--formaat", "markdown", "--uitvoer", str(file)), data=DATA
    )
    for answer in (
        "2018-03-01",
        "dienst",
        "12",
        "300000",
        "nee",
        "rijk",
        "generiek_kader",
        "nee",
        "0",
        *WHICH,
    ):
        program.question()
        program.type(f"{answer}\n")
    program.end()
    first = file.read_text(encoding="utf-8")
    assert "De antwoorden staan in invoer.yaml." in plain(first)
    assert row_of(plain(first), "Kenmerk")[0] == "vb-7"
    assert row_of(plain(first), "Titel")[0] == "Voorbeeld van een titel"
    assert row_of(plain(first), "Opdrachtgever")[0].endswith("(ocw)")
    assert repeat(first, tmp_path) == first


def test_a_list_with_only_a_head_has_nothing_to_judge(maatwerk: Run, tmp_path: Path) -> None:
    (tmp_path / "kop.csv").write_text("id;aard\n", encoding="utf-8")
    for form in ("tabel", "csv"):
        done = maatwerk("check-aanbesteding", "kop.csv", "--formaat", form, cwd=tmp_path)
        assert done.returncode == 2
        assert "niets te toetsen" in done.stderr


@pytest.mark.parametrize("form", ["tabel", "tekst", "markdown", "json", "jsonl", "csv", "yaml"])
@pytest.mark.parametrize("rows", [1, 2])
def test_a_part_of_a_tender_file_about_no_tender_is_told_with_every_form(
    maatwerk: Run, tmp_path: Path, form: str, rows: int
) -> None:
    listed = "id;perceel;aard\n" + "".join(f"vb-{number};a;dienst\n" for number in range(rows))
    (tmp_path / "l.csv").write_text(listed, encoding="utf-8")
    parts = ["versie: '1'", "id: vb-0", "id: vb-9", "perceel: a", "perceel: b", "{id: vb-0, perceel: b}"]
    (tmp_path / "d.yaml").write_text("".join(f"- {part}\n" for part in parts), encoding="utf-8")
    given = ("check-aanbesteding", "l.csv", "--dossier", "d.yaml", "--data", str(DATA), "--formaat", form)
    said = maatwerk(*given, cwd=tmp_path).stderr
    about_none = [line for line in said.splitlines() if "hoort bij geen van de aanbestedingen" in line]
    assert [line.split(" ")[2] for line in about_none] == ["3", "5", "6"]
