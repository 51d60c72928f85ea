"""What a command says when it is asked for something that is not there, and how wide it says it."""

import shutil
from pathlib import Path

import pytest

from maatwerk_cli.checks.catalogue import catalogue
from maatwerk_cli.checks.run import check
from maatwerk_cli.cli.main import run
from maatwerk_cli.register.loading import DatasetError, load_dataset

BASIS = Path(__file__).parents[1] / "checks" / "basis"


@pytest.fixture
def basis(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BASIS, tmp_path / "data"))


def test_a_wrong_phase_is_called_what_the_help_calls_it(
    basis: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    arguments = ["--bron", "verslag-2020", "--vindplaats", "§1", "--data", str(basis)]
    assert run(["fase", "zon", "onzin", *arguments]) == 2
    assert capfd.readouterr().err.startswith("FASE: ")
    assert run(["stap", "k-aaaaaaaaa1", "onzin", *arguments]) == 2
    assert capfd.readouterr().err.startswith("STAP: ")
    assert run(["fase", "zon", "decharge", "--sinds", "onzin", *arguments]) == 2
    assert capfd.readouterr().err.startswith("--sinds: ")


def test_how_to_see_all_faults_names_the_folder_only_where_that_must_be_given(
    basis: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MAATWERK_DATA", raising=False)
    monkeypatch.chdir(basis.parent)
    broken = basis.rename(basis.parent / "register")
    (broken / "proeftuinen/zon.yaml").write_text("id: zon\n", encoding="utf-8")
    for arguments in (["lijst", "proeftuin"], ["rapport", "2020"]):
        run([*arguments, "--data", "register"])
        assert capfd.readouterr().err.endswith("maatwerk valideer --data register\n")
    broken.rename(basis)  # where it is looked for by itself
    for arguments in (["lijst", "proeftuin"], ["rapport", "2020"]):
        run([*arguments, "--data", "data"])
        assert capfd.readouterr().err.endswith("maatwerk valideer\n")


@pytest.mark.parametrize(
    ("kind", "wanted", "choices"),
    [
        ("proeftuinen", "categorie=onzin", "schoonmaak, catering, onbekend"),
        ("proeftuinen", "soort=regulir", "regulier, partnerschap, onbekend"),
        ("proeftuinen", "fase=bezig", "in_wording, plan_ondertekend"),
        ("proeftuinen", "leveranciers=x", "voorbeeldbouw"),
        ("organisaties", "soort=bedrijf", "ministerie, leverancier"),
        ("kandidaten", "proeftuin=zonn", "Bedoelde u 'zon'?"),
        ("kerncijfers", "jaar=1999", "2020"),
        ("codelijsten", "codelijst=kleur", "categorie, doelgroep"),
    ],
)
def test_a_value_that_cannot_be_is_refused_with_the_choices(
    kind: str, wanted: str, choices: str, basis: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["lijst", kind, "--waar", wanted, "--data", str(basis)]) == 2
    output = capfd.readouterr()
    assert output.out == ""
    assert len(output.err.splitlines()) == 1
    assert choices in output.err


@pytest.mark.parametrize("form", ["tabel", "tekst"])
def test_an_empty_list_is_a_sentence(form: str, basis: Path, capfd: pytest.CaptureFixture[str]) -> None:
    arguments = ["--waar", "categorie=catering", "--data", str(basis)]
    assert run(["lijst", "proeftuinen", *arguments, "--formaat", form]) == 0
    assert capfd.readouterr().out == "Er is geen proeftuin met categorie=catering.\n"
    assert run(["lijst", "proeftuinen", *arguments, "--formaat", "json"]) == 0
    assert capfd.readouterr() == ("[]\n", "Er is geen proeftuin met categorie=catering.\n")


def test_what_is_not_known_can_be_asked_for(basis: Path, capfd: pytest.CaptureFixture[str]) -> None:
    arguments = ["--waar", "doelgroepen=onbekend", "--data", str(basis), "--formaat", "csv"]
    assert run(["lijst", "proeftuinen", *arguments]) == 0
    assert [line.split(",")[0] for line in capfd.readouterr().out.splitlines()] == ["id", "maan"]


@pytest.mark.parametrize(
    "name", ["123456782", "\u2460\u2461\u2462\u2463\u2464\u2465\u2466\u2467\u2461", "mevrouw_voorbeeld"]
)
def test_no_message_repeats_a_folder_that_is_named_after_somebody(
    name: str, basis: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Not at its begin and not at its end, whatever folders the folder is in."""
    folder = tmp_path / name
    assert run(["valideer", "--data", str(folder / "data")]) == 2
    assert run(["exporteer", str(folder), "--data", str(basis)]) == 0
    errors = capfd.readouterr().err
    assert name not in errors
    assert errors.count("(niet getoond)") == 2
    assert run(["valideer", "--data", str(tmp_path / "nergens")]) == 2
    assert str(tmp_path / "nergens") in capfd.readouterr().err


@pytest.mark.parametrize("width", ["40", "60"])
def test_no_page_is_wider_than_the_screen(
    width: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    for code in ([], *([code] for code in catalogue())):
        assert run(["uitleg", *code]) == 0
        output = capfd.readouterr().out
        assert [line for line in output.splitlines() if len(line) > int(width)] == []
        assert "{" not in output.split("Dit geeft")[0]


@pytest.mark.parametrize("value", ["true", "1.0", '"1"', "2"])
def test_a_schema_that_is_not_one_is_refused(value: str, basis: Path) -> None:
    settings = basis / "dataset.yaml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("schema: 1", f"schema: {value}"), encoding="utf-8"
    )
    with pytest.raises(DatasetError) as refused:
        load_dataset(basis)
    assert refused.value.problem is not None
    assert refused.value.problem.code == "MW104"


def test_the_schema_itself_is_accepted(basis: Path) -> None:
    assert check(load_dataset(basis)) == []
