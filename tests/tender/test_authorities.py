"""A framework that binds an authority by its id or TOOI. The organisations are fictional."""

import csv
import io
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from typer.testing import CliRunner

from maatwerk_cli.cli.main import app
from maatwerk_cli.tender.frameworks.authorities import Authorities, KnownAuthorities
from maatwerk_cli.tender.frameworks.policy import read_beleid
from maatwerk_cli.tender.words.scope_sentences import ASK_ITSELF, KIND_ASSUMED
from maatwerk_cli.text.problem import Position

KADER = """\
id: voorbeeldstad
naam: het kader van de gemeente Voorbeeldstad
omschrijving: Een verzonnen kader van een gemeente.
werkingssfeer:
  {scope}
  bron: {{id: vb-besluit, vindplaats: artikel 1}}
geldigheid:
  vanaf: "2020-01-01"
  bron: {{id: vb-besluit, vindplaats: artikel 2}}
voorwaarden:
  - id: aard
    naam: De opdracht is een werk
    veld: aard
    toets: is
    waarden: [werk]
    bron: {{id: vb-besluit, vindplaats: artikel 3}}
    vraag:
      tekst: Is de opdracht een werk?
      wie: de inkoper
"""
ORGANISATIONS = """\
id,naam,afkorting,soort,tooi,kvk,url,bron,vindplaats
voorbeeldstad,Gemeente Voorbeeldstad,GVS,gemeente,gm0000,,,vb-besluit,artikel 1
voorbeelddorp,Gemeente Voorbeelddorp,,gemeente,,,,vb-besluit,artikel 1
voorbeeldbureau,Voorbeeldbureau,,bureau,,,,vb-besluit,artikel 1
"""
ADDRESS = "https://identifier.overheid.nl/tooi/id/gemeente/gm0000"


def _folder(place: Path, scope: str) -> Path:
    (place / "beleid").mkdir(exist_ok=True)
    (place / "beleid" / "voorbeeldstad.yaml").write_text(KADER.format(scope=scope), encoding="utf-8")
    (place / "bronnen.yaml").write_text(
        "- id: vb-besluit\n  titel: Verzonnen besluit\n  uitgever: Gemeente Voorbeeldstad\n"
        '  datum: "2020"\n  status: geverifieerd\n',
        encoding="utf-8",
    )
    (place / "organisaties.csv").write_text(ORGANISATIONS, encoding="utf-8")
    (place / "dataset.yaml").write_text(
        'naam: voorbeeld\nschema: 1\nopenbaar: false\npeildatum: "2020-12-31"\ndrempel_onthulling: 5\n',
        encoding="utf-8",
    )
    return place


def _check(folder: Path, *options: str) -> dict[str, Any]:
    given = ["--aard", "werk", "--peildatum", "2021-01-01", *options, "--formaat", "json"]
    run = CliRunner().invoke(app, ["check-aanbesteding", *given, "--data", str(folder)])
    assert run.exit_code in (0, 1), run.output
    content: dict[str, Any] = json.loads(run.stdout)
    return content


BY_ID, BY_TOOI = "opdrachtgevers: [voorbeeldstad]", "tooi: [gm0000]"
BOUND = ("voorbeeldstad", "gemeente voorbeeldstad", "GVS", "gm0000", "GM0000", ADDRESS)


@pytest.mark.parametrize("scope", [BY_ID, BY_TOOI, f'tooi: ["{ADDRESS}"]'])
def test_the_authority_it_names_is_bound_however_it_is_written(tmp_path: Path, scope: str) -> None:
    folder = _folder(tmp_path, scope)
    for name in BOUND:
        outcome = _check(folder, "--opdrachtgever", name)
        assert outcome["uitkomst"] == "van_toepassing", name
        assert not any("Rijk" in str(text) for text in outcome["waarschuwingen"]), name  # nothing was assumed


def _beside(folder: Path, scope: str) -> Path:
    """Put another framework beside that of a folder."""
    other = KADER.format(scope=scope).replace("id: voorbeeldstad", "id: anders", 1)
    (folder / "beleid" / "anders.yaml").write_text(other, encoding="utf-8")
    return folder


def _none_for(outcome: dict[str, Any]) -> str:
    (text,) = (text for text in outcome["waarschuwingen"] if text.startswith("Geen van"))
    return str(text)


def test_where_frameworks_are_for_authorities_by_name_no_kind_of_authority_is_spoken_of(
    tmp_path: Path,
) -> None:
    """That no framework is for this village says nothing of other decentral authorities."""
    folder = _beside(_folder(tmp_path, BY_ID), BY_ID)
    outcome = _check(folder, "--opdrachtgever", "voorbeelddorp", "--opdrachtgever-soort", "decentraal")
    assert _none_for(outcome) == f"Geen van de bekende kaders geldt voor deze opdrachtgever. {ASK_ITSELF}"


@pytest.mark.parametrize(("given", "more"), [((), True), (("--opdrachtgever-soort", "rijk"), False)])
def test_another_kind_is_asked_for_where_the_kind_was_assumed(
    tmp_path: Path, given: tuple[str, ...], more: bool
) -> None:
    text = _none_for(_check(_folder(tmp_path, "opdrachtgever_soort: [decentraal]"), *given))
    assert text.startswith("Geen van de bekende kaders geldt voor het Rijk.")
    assert ("Vul dat dan in bij opdrachtgever_soort" in text) is more


def test_the_rijk_is_assumed_where_one_framework_goes_by_kind_and_another_by_name(tmp_path: Path) -> None:
    folder = _beside(_folder(tmp_path, BY_ID), "opdrachtgever_soort: [decentraal]")
    outcome = _check(folder, "--opdrachtgever", "voorbeeldbureau")  # its kind is not known
    assert _none_for(outcome).startswith(
        "Geen van de bekende kaders geldt voor het Rijk. Is de opdrachtgever"
    )
    assert KIND_ASSUMED in outcome["waarschuwingen"]


def test_names_are_known_where_any_framework_is_for_some_authority(tmp_path: Path) -> None:
    folder = _beside(_folder(tmp_path, BY_ID), "opdrachtgever_soort: [rijk]")
    outcome = _check(folder, "--opdrachtgever", "GVS", "--werkwijze", "voorbeeldstad")
    assert outcome["uitkomst"] == "van_toepassing"


@pytest.mark.parametrize(
    ("scope", "name", "said"),
    [
        (BY_ID, "voorbeelddorp", "hoort daar niet bij"),  # another of the register
        (BY_TOOI, "gm0001", "hoort daar niet bij"),  # another code
        (BY_ID, "gm0001", "hoort daar niet bij"),  # of the one named the register knows the code
        (BY_ID, "Gemeente Ergens", "niet te zeggen"),  # can be another name of it
        (BY_TOOI, "Gemeente Ergens", "niet te zeggen"),
        ("opdrachtgevers: [voorbeelddorp]", "gm0001", "niet te zeggen"),  # its code is not known
        (BY_ID, None, "De opdrachtgever is niet ingevuld"),
    ],
)
def test_another_is_not_bound_and_one_unknown_is_unknown(
    tmp_path: Path, scope: str, name: str | None, said: str
) -> None:
    given = ["--opdrachtgever", name] if name else []
    outcome = _check(_folder(tmp_path, scope), *given, "--werkwijze", "voorbeeldstad")
    assert outcome["uitkomst"] == "onbekend"
    assert outcome["kaders"] == []
    assert any(said in str(text) for text in outcome["waarschuwingen"])


def test_not_all_decentral_authorities_are_bound(tmp_path: Path) -> None:
    outcome = _check(
        _folder(tmp_path, BY_ID), "--opdrachtgever", "voorbeelddorp", "--opdrachtgever-soort", "decentraal"
    )
    assert (outcome["uitkomst"], outcome["kaders"]) == ("onbekend", [])


def test_a_series_says_why_and_asks_who(tmp_path: Path) -> None:
    folder = _folder(tmp_path, BY_ID)
    (tmp_path / "lijst.csv").write_text(
        "id;aard;opdrachtgever;peildatum\n"
        "vb-1;werk;voorbeeldstad;2021-01-01\nvb-2;werk;;2021-01-01\nvb-3;werk;voorbeelddorp;2021-01-01\n",
        encoding="utf-8",
    )
    command = ["check-aanbesteding", str(tmp_path / "lijst.csv"), "--data", str(folder)]
    table = CliRunner().invoke(app, [*command, "--formaat", "csv"]).stdout.splitlines()
    assert [line.split(",")[3] for line in table] == ["uitkomst", "van_toepassing", "onbekend", "onbekend"]
    assert "niet te zeggen of het kader hem bindt" in table[2]
    assert "geldt niet voor deze opdrachtgever" in table[3]
    asked = CliRunner().invoke(app, [*command, "--vragenlijst", "--formaat", "csv"]).stdout
    assert "Welke organisatie is de opdrachtgever?" in asked


def test_a_row_asks_for_its_own_authority_whatever_the_row_before_it_asks(tmp_path: Path) -> None:
    """Of a name that no list knows nothing can be asked, and of no name the name; in either order."""
    folder = _folder(tmp_path, BY_ID)
    rows = {"": "opdrachtgever", "Verzonnen gemeente": ""}
    for names in (list(rows), [*reversed(rows)]):
        table = folder / "lijst.csv"
        lines = [f"vb-{place},werk,{name},2020-06-01" for place, name in enumerate(names)]
        table.write_text("\n".join(["id,aard,opdrachtgever,peildatum", *lines]) + "\n", encoding="utf-8")
        command = ["check-aanbesteding", str(table), "--data", str(folder), "--formaat", "csv"]
        judged = csv.DictReader(io.StringIO(CliRunner().invoke(app, command).stdout))
        assert [row["te_vragen"] for row in judged] == [rows[name] for name in names]


@pytest.mark.parametrize(
    "scope", ["opdrachtgever_soort: []", "opdrachtgever_soort: [rijk]\n  tooi: [gm0000]"]
)
def test_a_framework_says_whom_it_binds_in_one_way(tmp_path: Path, scope: str) -> None:
    findings = CliRunner().invoke(app, ["valideer", "--data", str(_folder(tmp_path, scope))])
    assert "MW146" in findings.stdout


@pytest.mark.parametrize(
    ("old", "new", "line", "column"),
    [
        ("id: voorbeeldstad", "id: anders", 1, 5),  # another name than its file
        ("toets: is", "toets: minstens", 14, 12),  # a kind of contract has no limit
        ('vanaf: "2020-01-01"', 'vanaf: "2020-13-01"', 8, 10),  # no such day
    ],
)
def test_a_policy_that_is_wrong_gives_where_it_is(
    tmp_path: Path, old: str, new: str, line: int, column: int
) -> None:
    file = _folder(tmp_path, BY_ID) / "beleid" / "voorbeeldstad.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    assert read_beleid(file.parent) == (file, Position(line, column))


def test_an_authority_that_is_not_in_the_register_is_found(tmp_path: Path) -> None:
    folder = _folder(tmp_path, "opdrachtgevers: [voorbeeldsted]")
    findings = CliRunner().invoke(app, ["valideer", "--data", str(folder)]).stdout
    assert "voorbeeldsted" in findings
    assert "bedoelde u" in findings.lower()


REGISTER = [
    {"id": "voorbeeldstad", "naam": "Gemeente Voorbeeldstad", "afkorting": "GVS", "tooi": "gm0000"},
    {"id": "voorbeelddorp", "naam": "Gemeente Voorbeelddorp", "afkorting": "", "tooi": ""},
    {"id": "waterlanden", "naam": "Voorbeeldse Landen", "soort": "waterschap"},
    {"id": "gvs-holding", "naam": "Voorbeeldholding", "afkorting": "GVS", "tooi": ""},
]


@pytest.mark.parametrize(
    ("given", "named", "truth"),
    [
        ("voorbeeldstad", "Gemeente Voorbeeldstad", "ja"),  # an id and a name
        ("GEMEENTE VOORBEELDSTAD", "gm0000", "ja"),
        (ADDRESS, "voorbeeldstad", "ja"),
        ("voorbeeldstad", "voorbeelddorp", "nee"),  # both are in the register
        ("gm0001", "voorbeeldstad", "nee"),  # two identifications
        ("Elders", "Elders", "ja"),  # the same words
        ("Elders", "Anders", "onbekend"),  # neither is known: one can be another name of the other
        ("Elders", "voorbeeldstad", "onbekend"),
        ("voorbeeldstad", "Elders", "onbekend"),
        ("gm0001", "voorbeelddorp", "onbekend"),  # of which no identification is known
        ("GVS", "voorbeeldstad", "onbekend"),  # an abbreviation of two
        (None, "voorbeeldstad", "onbekend"),
    ],
)
def test_two_names_of_one_authority(given: str | None, named: str, truth: str) -> None:
    kader: Any = SimpleNamespace(werkingssfeer=SimpleNamespace(named=(named,), opdrachtgever_soort=()))
    listed = Authorities({"kader": kader}, lambda: KnownAuthorities.of_rows(REGISTER)).binding(given)
    assert (listed[0], listed[1]) == (
        ("kader",) if truth == "ja" else (),
        ("kader",) if truth == "onbekend" else (),
    )


KINDS = {
    "a word for a municipality": ("Gemeente Voorbeeldstad", "decentraal"),
    "in capitals": ("GEMEENTE ELDERS", "decentraal"),
    "a province": ("provincie Elders", "decentraal"),
    "a water authority": ("Hoogheemraadschap van Elders", "decentraal"),
    "a ministry": ("Ministerie van Voorbeelden", "rijk"),
    "an identification": ("gm9999", "decentraal"),
    "the address of one": (ADDRESS, "decentraal"),
    "by the register": ("Voorbeeldse landen", "decentraal"),
    "another word that begins alike": ("Gemeentelijk Vervoer", None),
    "the word further on": ("Vereniging van Gemeente Elders", None),
    "no word at all": ("Voorbeeldstad en Omstreken", None),
    "nobody": (None, None),
}


@pytest.mark.parametrize(("name", "kind"), KINDS.values(), ids=KINDS)
def test_a_name_tells_what_kind_of_authority_it_is(name: str | None, kind: str | None) -> None:
    register = KnownAuthorities.of_rows(REGISTER)
    assert Authorities({}, lambda: register).binding(name).kind == kind


RIJK = {"--aard": "dienst", "--loonsom": "400000", "--looptijd": "12", "--uitsluitingsgrond": "nee"}
RIJK |= {"--peildatum": "2018-06-01", "--verlenging": "0", "--raamovereenkomst": "nee"}


def _by_the_rijk(**given: str) -> dict[str, Any]:
    """Judge a tender to which the generic framework applies if the Rijk gives it."""
    options = {**RIJK, "--werkwijze": "generiek_kader", **{f"--{name}": text for name, text in given.items()}}
    words = [word for pair in options.items() for word in pair]
    done = CliRunner().invoke(app, ["check-aanbesteding", *words, "--formaat", "json", "--data", str(OWN)])
    outcome: dict[str, Any] = json.loads(done.stdout)
    return outcome


OWN = Path(__file__).parents[2] / "data"


def test_a_name_that_tells_of_another_kind_than_the_rijk_is_told() -> None:
    """None given is read as the Rijk, which is promised; that the name says otherwise is told with it."""
    outcome = _by_the_rijk(opdrachtgever="Gemeente Voorbeeld")
    assert outcome["uitkomst"] == "van_toepassing"
    said = " ".join(outcome["waarschuwingen"])
    assert "Aangenomen is dat het Rijk de opdrachtgever is." in said
    assert "De naam van de opdrachtgever is die van een decentrale overheid" in said
    assert "Vul opdrachtgever_soort in." in said
    unknown = _by_the_rijk(
        **{"opdrachtgever": "Gemeente Voorbeeld", "opdrachtgever-soort": "onbekend", "werkwijze": "onbekend"}
    )
    assert unknown["uitkomst"] == "onbekend"
    assert "te volgen" not in " ".join(unknown["waarschuwingen"])  # nothing is followed yet
    for name in ("Ministerie van Voorbeelden", "Voorbeeldstad"):  # assumed, and told as such
        outcome = _by_the_rijk(opdrachtgever=name)
        assert outcome["uitkomst"] == "van_toepassing"
        assert "De naam van de opdrachtgever" not in " ".join(outcome["waarschuwingen"])


@pytest.mark.parametrize(
    ("name", "kind", "outcome", "contradicts"),
    [
        ("Gemeente Voorbeeld", "rijk", "van_toepassing", True),
        ("Gemeente Voorbeeld", "decentraal", "onbekend", False),
        ("Ministerie van Voorbeelden", "decentraal", "onbekend", True),
        ("Ministerie van Voorbeelden", "rijk", "van_toepassing", False),
    ],
)
def test_a_kind_that_was_given_is_followed_and_a_contradiction_told(
    name: str, kind: str, outcome: str, contradicts: bool
) -> None:
    judged = _by_the_rijk(**{"opdrachtgever": name, "opdrachtgever-soort": kind})
    assert judged["uitkomst"] == outcome
    assert ("Getoetst is met wat is opgegeven" in " ".join(judged["waarschuwingen"])) == contradicts


@pytest.mark.parametrize(
    ("name", "another"),
    [
        ("Gemeente Elders", True),
        ("Gemeente Voorbeeldstad", False),
        ("GEMEENTE VOORBEELDSTAD, afdeling Inkoop", False),
        ("Voorbeeldstad", False),  # it can be the same
    ],
)
def test_a_framework_of_one_authority_is_not_silently_that_of_another(
    tmp_path: Path, name: str, another: bool
) -> None:
    folder = _folder(tmp_path, "opdrachtgever_soort: [decentraal]")
    policy = folder / "beleid" / "voorbeeldstad.yaml"
    named = policy.read_text("utf-8").replace("de gemeente Voorbeeldstad", "de Gemeente Voorbeeldstad")
    policy.write_text(named, "utf-8")
    outcome = _check(folder, "--opdrachtgever", name, "--opdrachtgever-soort", "decentraal")
    assert outcome["uitkomst"] == "van_toepassing"
    said = " ".join(outcome["waarschuwingen"])  # type: ignore[call-overload]
    assert ("De opdrachtgever heet anders" in said) == another


BY_KIND = "opdrachtgever_soort: [decentraal]"


@pytest.mark.parametrize(
    ("own", "beside", "who", "asked"),
    [
        (BY_KIND, BY_KIND, "", "werkwijze"),  # both bind it
        (BY_ID, BY_KIND, "voorbeeldstad", "werkwijze"),
        (BY_ID, BY_ID, "voorbeeldstad", "werkwijze"),
        (BY_ID, BY_KIND, "", "opdrachtgever"),  # whether both bind it is told by who it is
        (BY_ID, BY_KIND, "Verzonnen gemeente", ""),
    ],
)
def test_of_two_frameworks_that_can_bind_is_asked_what_tells_them_apart(
    tmp_path: Path, own: str, beside: str, who: str, asked: str
) -> None:
    """It is never said that they do not bind the authority: no source and no fact says so."""
    folder = _beside(_folder(tmp_path, own), beside)
    path = tmp_path / "lijst.csv"
    head = "id;aard;opdrachtgever;opdrachtgever_soort;peildatum"
    path.write_text(f"{head}\nvb-1;werk;{who};decentraal;2021-01-01\n", encoding="utf-8")
    command = ["check-aanbesteding", str(path), "--data", str(folder)]
    (row,) = csv.DictReader(io.StringIO(CliRunner().invoke(app, [*command, "--formaat", "csv"]).stdout))
    reason = "werkwijze" if asked == "werkwijze" else "opdrachtgever_onbekend"
    assert (row["uitkomst"], row["te_vragen"], row["reden_code"]) == ("onbekend", asked, reason)
    sheet = CliRunner().invoke(app, [*command, "--vragenlijst", "--formaat", "csv"]).stdout
    fields = [line["veld"] for line in csv.DictReader(io.StringIO(sheet))]
    assert [field for field in fields if field] == ([asked] if asked else [])
    screen = CliRunner().invoke(app, [*command, "--formaat", "tekst"])
    for text in (row["reden"], sheet, screen.stdout, screen.stderr):
        assert "binden hem niet" not in text
        assert "geldt het kader niet" not in text
        assert "het kader geldt niet" not in text


@pytest.mark.parametrize(
    ("beside", "advice"),
    [
        (BY_ID, "noem een opdrachtgever die in organisaties.csv staat"),
        (BY_KIND, "noem een werkwijze"),
    ],
)
def test_a_case_is_told_what_it_must_name_to_be_of_one_framework(
    tmp_path: Path, beside: str, advice: str
) -> None:
    folder = _beside(_folder(tmp_path, BY_KIND), beside)
    case = '- naam: een werk\n  peildatum: "2021-01-01"\n  invoer: {aard: werk}\n  uitkomst: van_toepassing\n'
    (folder / "beleid" / "voorbeeldstad.gevallen.yaml").write_text(case, encoding="utf-8")
    done = CliRunner().invoke(app, ["kader", "toets", "--formaat", "markdown", "--data", str(folder)])
    assert f"het kader geeft: onbekend ({advice})" in done.stdout
