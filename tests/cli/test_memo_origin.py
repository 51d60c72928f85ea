"""What a memo was made from: the policy of which dataset, which files, and how they were read."""

import hashlib
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

Run = Callable[..., subprocess.CompletedProcess[str]]
Repeat = Callable[..., str]
ROOT = Path(__file__).parents[2]
DATA = ROOT / "data"
RECORD = """id: vb-1
opdrachtgever: Voorbeelddienst
aard: dienst
loonsom_excl_btw: 280000
looptijd_maanden: 24
verlenging_maanden: 0
raamovereenkomst: nee
opdrachtgever_soort: rijk
werkwijze: generiek_kader
uitsluitingsgronden: nee
peildatum: "2018-08-01"
"""
FINAL = """status: definitief
versie: "1.0"
opgesteld: {door: inkoper, datum: "2019-06-01"}
raming: {wijze: Uren maal tarief, door: kostendeskundige, datum: "2018-02-01"}
beoordelingen:
  - {wat: uitsluitingsgronden, door: jurist, datum: "2018-02-01"}
  - {wat: werkwijze, door: categoriemanager, datum: "2018-02-01"}
"""
LIST = "id;aard;loonsom_excl_btw\nvb-1;dienst;300.000\nvb-2;levering;200.000\n"


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Give a dataset with a higher limit, in a repository of its own."""
    copy = Path(shutil.copytree(DATA, tmp_path / "ander"))
    kader = copy / "beleid" / "generiek_kader.yaml"
    text = kader.read_text(encoding="utf-8")
    assert "250000" in text
    kader.write_text(text.replace("250000", "300000"), encoding="utf-8")
    settings = copy / "dataset.yaml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("Register Maatwerk voor Mensen", "Voorbeeldbeleid"),
        "utf-8",
    )
    for words in (("init", "-q"), ("add", "."), ("commit", "-q", "-m", "Voorbeeld")):
        named = ("-c", "user.name=v", "-c", "user.email=v@example.org", "-c", "core.autocrlf=false")
        subprocess.run(["git", *named, *words], cwd=copy, check=True)
    return copy


def memo(maatwerk: Run, folder: Path, data: Path, *options: str, file: str = "t.yaml") -> str:
    (folder / "t.yaml").write_text(RECORD, encoding="utf-8")
    (folder / "d.yaml").write_text(FINAL, encoding="utf-8")
    given = ("check-aanbesteding", file, "--dossier", "d.yaml", *options, "--formaat", "markdown")
    return maatwerk(*given, "--data", str(data), cwd=folder).stdout


def policy_of(memo: str) -> str:
    (sha256,) = re.findall(r"Controlegetal van het beleid \| ([0-9a-f]{64}) \|", memo)
    return str(sha256)


def filed(memo: str) -> dict[str, object]:
    """Give what the dossier in a memo says of what it was made from."""
    text = memo.split("dossier.yaml:\n\n```\n")[1].split("```")[0]
    value: dict[str, object] = yaml.safe_load(text)["herkomst"]
    return value


def test_a_memo_names_the_policy_above_the_signature_and_its_dataset(
    maatwerk: Run, repeat: Repeat, tmp_path: Path, other: Path
) -> None:
    first = memo(maatwerk, tmp_path, other)
    revision = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=other, check=True, capture_output=True, text=True
    ).stdout.strip()
    assert f"en bij het beleid met controlegetal {policy_of(first)}." in first.split("## Ondertekening")[1]
    assert f"dataset Voorbeeldbeleid, git-revisie {revision}" in first
    assert str(other) not in first
    assert filed(first)["beleid_sha256"] == policy_of(first)
    assert repeat(first, tmp_path, "--data", str(other)) == first
    shown = maatwerk("kader", "toon", "generiek_kader", "--data", str(other), "--formaat", "tekst").stdout
    assert policy_of(first) in re.sub(r"\s", "", shown)


def test_a_revision_is_of_what_the_dataset_holds_and_stays_when_other_data_changes(
    maatwerk: Run, repeat: Repeat, tmp_path: Path, other: Path
) -> None:
    first = memo(maatwerk, tmp_path, other)
    (other / "nieuw.txt").write_text("x", encoding="utf-8")
    assert "git-revisie" not in memo(maatwerk, tmp_path, other)  # no revision gives this
    assert repeat(first, tmp_path, "--data", str(other)) == first  # the policy is still that of_option


def test_a_memo_repeated_under_another_policy_says_so_and_is_a_concept(
    maatwerk: Run, repeat: Repeat, tmp_path: Path, other: Path
) -> None:
    first = memo(maatwerk, tmp_path, other)
    assert "| Status | definitief |" in first
    assert "niet van toepassing volgens" in first
    again = repeat(first, tmp_path)  # under the policy of the project
    assert "| Status | concept |" in again
    assert "Het dossier hoort bij een ander beleid dan dat van deze toets" in again
    assert "Social return is van toepassing volgens" in again
    by = f"Het dossier hoort bij ander beleid: controlegetal {policy_of(first)}, dataset Voorbeeldbeleid"
    assert by in again.split("## Uitkomst")[0]
    assert by in again.split("## Ondertekening")[1]
    options = ("--dossier", "dossier.yaml", "--data", str(DATA), "--formaat", "json")
    said = maatwerk("check-aanbesteding", "invoer.yaml", *options, cwd=tmp_path).stderr.splitlines()
    assert len(said) == 1
    assert policy_of(first) in said[0]
    assert policy_of(again) in said[0]
    assert repeat(again, tmp_path) == again


def test_a_memo_names_every_file_it_was_made_from(maatwerk: Run, repeat: Repeat, tmp_path: Path) -> None:
    """A list that is read whole, and a sheet that came back; from what the memo shows it is made again."""
    (tmp_path / "lijst.csv").write_text(LIST, encoding="utf-8")
    sheet = "id;veld;antwoord;beantwoord_door;beantwoord_op\nvb-1;looptijd_maanden;12;inkoper;2019-05-01\n"
    (tmp_path / "terug.csv").write_text(sheet, encoding="utf-8")
    first = memo(maatwerk, tmp_path, DATA, "--antwoorden", "terug.csv", file="lijst.csv")
    for name in ("lijst.csv", "terug.csv"):
        digest = hashlib.sha256((tmp_path / name).read_bytes()).hexdigest()
        assert f"| Controlegetal van {name} | {digest} |" in first
    assert "Deze memo is gemaakt uit lijst.csv en terug.csv." in first
    (tmp_path / "lijst.csv").unlink()
    (tmp_path / "terug.csv").unlink()
    assert repeat(first, tmp_path) == first


def test_files_of_an_earlier_memo_are_not_said_of_other_input(maatwerk: Run, tmp_path: Path) -> None:
    first = memo(maatwerk, tmp_path, DATA)
    text = first.split("dossier.yaml:\n\n```\n")[1].split("```")[0]
    (tmp_path / "invoer.yaml").write_text(RECORD.replace("280000", "290000"), encoding="utf-8")
    (tmp_path / "dossier.yaml").write_text(text, encoding="utf-8")
    given = ("check-aanbesteding", "invoer.yaml", "--dossier", "dossier.yaml", "--formaat", "markdown")
    again = maatwerk(*given, "--data", str(DATA), cwd=tmp_path).stdout
    assert "Controlegetal van t.yaml" not in again
    assert filed(again)["bestanden"] == [
        {"naam": "invoer.yaml", "sha256": hashlib.sha256((tmp_path / "invoer.yaml").read_bytes()).hexdigest()}
    ]


@pytest.mark.parametrize(
    ("options", "text"),
    [
        ((), "Een bedrag als 250.000 is gelezen als 250 duizend."),
        (("--decimaal", "punt"), "Een bedrag als 250.000 is gelezen als 250, want de punt"),
    ],
)
def test_how_an_amount_was_read_that_can_mean_two_things_is_in_the_memo(
    maatwerk: Run, repeat: Repeat, tmp_path: Path, options: tuple[str, ...], text: str
) -> None:
    (tmp_path / "lijst.csv").write_text(LIST, encoding="utf-8")
    first = memo(maatwerk, tmp_path, DATA, *options, file="lijst.csv")
    assert text in first
    assert repeat(first, tmp_path) == first
    by_option = ("check-aanbesteding", "--aard", "dienst", "--loonsom", "300.000", *options)
    of_option = maatwerk(*by_option, "--formaat", "markdown", "--data", str(DATA), cwd=tmp_path).stdout
    assert text in of_option
    assert repeat(of_option, tmp_path) == of_option
    (tmp_path / "lijst.csv").write_text(LIST.replace("00.000", "00000"), encoding="utf-8")
    assert "Een bedrag als" not in memo(maatwerk, tmp_path, DATA, *options, file="lijst.csv")


@pytest.mark.parametrize("file", ["t.yaml", "lijst.csv"])
def test_a_part_of_the_dossier_that_fits_no_tender_is_in_the_memo(
    maatwerk: Run, repeat: Repeat, tmp_path: Path, file: str
) -> None:
    (tmp_path / "t.yaml").write_text(RECORD, encoding="utf-8")
    (tmp_path / "lijst.csv").write_text(LIST, encoding="utf-8")
    (tmp_path / "d.yaml").write_text("- {id: vb-1}\n- {id: vb-x, perceel: 2}\n", encoding="utf-8")
    given = ("check-aanbesteding", file, "--dossier", "d.yaml", "--formaat", "markdown", "--data", str(DATA))
    first = maatwerk(*given, cwd=tmp_path).stdout
    assert "Het dossier heeft een onderdeel voor id vb-x, perceel 2." in first
    assert "onderdeel voor id vb-1" not in first
    assert repeat(first, tmp_path) == first


def kept(page: str, name: str) -> str:
    """Give a file that a memo shows."""
    return page.split(f"{name}:\n\n```\n")[1].split("```")[0]


def judge_again(maatwerk: Run, folder: Path, data: Path, file: str = "invoer.yaml") -> tuple[str, str]:
    """Give the memo of a file with the dossier of an earlier one, and what is said beside it."""
    given = ("check-aanbesteding", file, "--dossier", "dossier.yaml", "--formaat", "markdown")
    done = maatwerk(*given, "--data", str(data), cwd=folder)
    return done.stdout, done.stderr


def test_other_input_under_the_dossier_of_a_memo_is_told_and_keeps_it_a_concept(
    maatwerk: Run, repeat: Repeat, tmp_path: Path
) -> None:
    first = memo(maatwerk, tmp_path, DATA)
    assert "| Status | definitief |" in first
    (tmp_path / "dossier.yaml").write_text(kept(first, "dossier.yaml"), encoding="utf-8")
    changed = kept(first, "invoer.yaml").replace("280000", "290000")
    (tmp_path / "invoer.yaml").write_text(changed, encoding="utf-8")
    again, said = judge_again(maatwerk, tmp_path, DATA)
    before, now = filed(first)["invoer_sha256"], filed(again)["invoer_sha256"]
    assert before != now
    text = f"Het dossier hoort bij andere invoer: controlegetal {before}. Getoetst is de invoer met "
    assert "| Status | concept |" in again
    assert "- Het dossier hoort bij andere invoer dan die van deze toets." in again
    renewed = "Opgesteld door: inkoper, op 1 juni 2019. Dat was niet bij wat nu is getoetst. Doe het opnieuw."
    assert renewed not in first
    assert "Opgesteld door (functie): " in again.partition(renewed)[2]  # and a line to sign anew
    for part in (again.split("## Uitkomst")[0], again.split("## Ondertekening")[1], said):
        assert f"{text}controlegetal {now}." in part
    assert len(said.splitlines()) == 1
    assert filed(again)["eerdere_invoer_sha256"] == before
    assert repeat(again, tmp_path) == again  # and not final the second time
    for form in ("json", "tekst"):
        given = ("--dossier", "dossier.yaml", "--formaat", form, "--data", str(DATA))
        assert text in maatwerk("check-aanbesteding", "invoer.yaml", *given, cwd=tmp_path).stderr
    (tmp_path / "invoer.yaml").write_text(kept(first, "invoer.yaml"), encoding="utf-8")
    assert "| Status | definitief |" in judge_again(maatwerk, tmp_path, DATA)[0]


def test_other_input_and_another_policy_at_once_are_both_told(
    maatwerk: Run, tmp_path: Path, other: Path
) -> None:
    first = memo(maatwerk, tmp_path, DATA)
    (tmp_path / "dossier.yaml").write_text(kept(first, "dossier.yaml"), encoding="utf-8")
    (tmp_path / "invoer.yaml").write_text(RECORD.replace("280000", "290000"), encoding="utf-8")
    again, said = judge_again(maatwerk, tmp_path, other)
    assert [line.partition("bij ")[2].partition(":")[0] for line in said.splitlines()] == [
        "ander beleid", "andere invoer",
    ]  # fmt: skip
    for text in ("een ander beleid dan dat van deze toets", "andere invoer dan die van deze toets"):
        assert f"- Het dossier hoort bij {text}." in again


def test_another_file_that_gives_the_same_input_is_told_too(
    maatwerk: Run, repeat: Repeat, tmp_path: Path
) -> None:
    """What stands in a column that is not read is no input, and yet of the file that was named."""
    wide = LIST.replace("excl_btw\n", "excl_btw;kleur\n").replace("000\n", "000;rood\n")
    (tmp_path / "lijst.csv").write_text(wide, encoding="utf-8")
    first = memo(maatwerk, tmp_path, DATA, file="lijst.csv")
    (tmp_path / "dossier.yaml").write_text(kept(first, "dossier.yaml"), encoding="utf-8")
    assert judge_again(maatwerk, tmp_path, DATA, "lijst.csv")[0] == first
    (tmp_path / "lijst.csv").write_text(wide.replace("rood", "blauw"), encoding="utf-8")
    again, said = judge_again(maatwerk, tmp_path, DATA, "lijst.csv")
    digest = hashlib.sha256((tmp_path / "lijst.csv").read_bytes()).hexdigest()
    assert "Het dossier hoort bij een ander bestand lijst.csv" in said
    assert f"Gelezen is dat met controlegetal {digest}." in again.split("## Ondertekening")[-1]
    assert f"| Controlegetal van lijst.csv | {digest} |" in again
    assert repeat(again, tmp_path) == again


def test_the_list_of_sources_is_named_by_its_hash_and_another_is_told(
    maatwerk: Run, repeat: Repeat, tmp_path: Path, other: Path
) -> None:
    first = memo(maatwerk, tmp_path, other)
    sources = other / "bronnen.yaml"
    digest = hashlib.sha256(sources.read_bytes()).hexdigest()
    assert f"| Controlegetal van de bronnenlijst (bronnen.yaml) | {digest} |" in first
    assert filed(first)["bronnen_sha256"] == digest
    sources.write_bytes(sources.read_bytes() + b"# een regel erbij\n")
    again = repeat(first, tmp_path, "--data", str(other))
    assert "- Het dossier hoort bij een andere bronnenlijst dan die van deze toets." in again
    assert f"Het dossier hoort bij een andere bronnenlijst: controlegetal {digest}." in again
    assert repeat(again, tmp_path, "--data", str(other)) == again
