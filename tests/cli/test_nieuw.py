"""New records, phases and steps, as their keeper makes them."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

SOURCE = ("--bron", "jaarverslag-2018", "--vindplaats", "§5")


@pytest.fixture
def keep(maatwerk, register):
    """Run a command on a register in git."""
    _git(register, "init", "-q")
    _git(register, "add", "-A")
    _git(register, "-c", "user.email=v@example.org", "-c", "user.name=v", "commit", "-qm", "begin")

    def run(*arguments: str):
        return maatwerk(*arguments, "--data", str(register))

    return run


def _git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout


def changed_lines(folder: Path) -> list[str]:
    """Give the lines that git shows as changed, new files included, without the heads."""
    _git(folder, "add", "-A", "-N")
    return [line for line in _git(folder, "diff", "-U0").splitlines() if re.match(r"[+-](?![+-]{2} )", line)]


def sound(keep, *warnings: str) -> None:
    """Nothing is wrong; only these warnings may be given, which the change rightly brings."""
    done = keep("valideer")
    assert done.returncode == 0
    assert {line.split(" ")[1] for line in done.stdout.splitlines()} <= set(warnings)


def test_a_new_proeftuin_is_a_valid_file(keep, register) -> None:
    done = keep(
        "nieuw", "proeftuin", "--naam", "Proeftuin Voorbeeld (één)", "--soort", "regulier", *SOURCE,
        "--leveranciers", "KPMG; ey", "--doelgroepen", "autisme", "--kandidaten", "3",
        "--fase", "gestart", "--sinds", "1 maart 2018",
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, "proeftuinen/proeftuin-voorbeeld-een.yaml\n")
    assert (register / "proeftuinen/proeftuin-voorbeeld-een.yaml").read_text() == (
        "id: proeftuin-voorbeeld-een\nnaam: Proeftuin Voorbeeld (één)\nsoort: regulier\n"
        "leveranciers:\n  - kpmg\n  - ey\ndoelgroepen:\n  - autisme\n"
        "kandidaten:\n  aantal: 3\n  bron:\n    id: jaarverslag-2018\n    vindplaats: §5\n"
        'verloop:\n  - fase: gestart\n    sinds: "2018-03-01"\n    bron:\n'
        "      id: jaarverslag-2018\n      vindplaats: §5\n"
        "bronnen:\n  - id: jaarverslag-2018\n    vindplaats: §5\n"
    )
    sound(keep)
    assert keep("formatteer", "--controle").returncode == 0


def test_a_candidates_id_is_random_and_its_post_shrinks(keep, register) -> None:
    settings = register / "dataset.yaml"  # in an open register two alike would tell too much, and are refused
    settings.write_text(settings.read_text().replace("openbaar: true", "openbaar: false"))
    _git(register, "commit", "-qam", "gesloten")
    made = set()
    for _ in range(2):
        done = keep(
            "nieuw", "kandidaat", "--proeftuin", "kpmg",
            "--uit-post", "kandidaten-aan-de-slag-overig-2018",
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        made.add(done.stdout.split("\n")[0])
    assert len(made) == 2
    assert all(re.fullmatch(r"kandidaten/k-[a-z0-9]{10}\.yaml", file) for file in made)
    lines = [line for line in changed_lines(register) if "aantal" in line]
    assert lines == ["-  aantal: 18", "+  aantal: 16"]
    assert "stap: aan_de_slag" in (register / made.pop()).read_text()
    sound(keep)


def test_a_proeftuin_takes_over_what_its_post_says(keep, register) -> None:
    before = _figure(keep, "proeftuinen_totaal")
    done = keep("nieuw", "proeftuin", "--naam", "Twee", "--uit-post", "hoogwaardige-inhuur-overig-2018")
    assert done.returncode == 0, done.stderr
    text = (register / "proeftuinen/twee.yaml").read_text()
    for part in ("categorie: hoogwaardige_inhuur", "fase: gestart", "afgeleid:", "toelichting:"):
        assert part in text
    assert _figure(keep, "proeftuinen_totaal") == {**before, "individueel": before["individueel"] + 1,
                                                   "verzameld": before["verzameld"] - 1}  # fmt: skip
    sound(keep)


def _figure(keep, code: str) -> dict:
    import json

    report = json.loads(keep("rapport", "2018", "--formaat", "json").stdout)
    return next(figure for figure in report["kerncijfers"] if figure["code"] == code)


@pytest.mark.parametrize(
    ("arguments", "file"),
    [
        (("bron", "--titel", "Jaarverslag 2019", "--status", "geverifieerd"), "bronnen.yaml"),
        (("organisatie", "--naam", "Voorbeeld, Dienst", "--soort", "overleg"), "organisaties.csv"),
        (("aanbesteding", "--titel", "Catering", "--aard", "dienst", "--loonsom-excl-btw", "€ 250.000,50"),
         "aanbestedingen/catering.yaml"),
        (("verzamelpost", "--jaar", "2019", "--telt", "proeftuinen", "--aantal", "4",
          "--kenmerken", "fase=gestart", "--omschrijving", "Voorbeeld", *SOURCE), "verzamelposten/2019.yaml"),
    ],
)  # fmt: skip
def test_every_kind_can_be_made_and_only_lines_are_added(keep, register, arguments, file) -> None:
    done = keep("nieuw", *arguments)
    assert (done.returncode, done.stdout) == (0, f"{file}\n"), done.stderr
    lines = changed_lines(register)
    assert lines
    assert all(line.startswith("+") for line in lines)
    # Of an organisation that was only just made nothing tells yet what it does.
    sound(keep, *(("MW231",) if arguments[0] == "organisatie" else ()))


@pytest.mark.parametrize(
    ("typed", "written", "times"),
    [
        ("250.000", "250000", 1),
        ("€ 250.000", "250000", 1),
        ("250.000,00", "250000.00", 0),
        ("250000", "250000", 0),
    ],
)
def test_an_amount_that_can_mean_two_things_is_told(keep, register, typed, written, times) -> None:
    done = keep("nieuw", "aanbesteding", "--titel", "Catering", "--loonsom-excl-btw", typed)
    assert done.returncode == 0
    assert (
        done.stderr.count("--loonsom-excl-btw: een getal als 250.000 is gelezen als 250 duizend.\n") == times
    )
    text = (register / "aanbestedingen/catering.yaml").read_text()
    assert f'loonsom_excl_btw: "{written}"' in text


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (("proeftuin",), "ontbreekt: --naam, --bron, --vindplaats"),
        (("proeftuin", "--naam", "x", "--soort", "fout", *SOURCE), "--soort: Deze waarde staat niet in"),
        (("proeftuin", "--id", "ey", "--naam", "x", "--soort", "regulier", *SOURCE), "Er is al een"),
        (("proeftuin", "--id", "A B", "--naam", "x", "--soort", "regulier", *SOURCE), "kleine letters"),
        (("proeftuin", "--id", "../x", "--naam", "x", "--soort", "regulier", *SOURCE), "kleine letters"),
        (("proeftuin", "--naam", "x", "--soort", "regulier", "--fase", "decharge", "--uit-post",
          "hoogwaardige-inhuur-overig-2018"), "telt alleen proeftuinen met fase: gestart"),
        (("kandidaat", "--proeftuin", "berenschott", *SOURCE), "Bedoelde u 'berenschot'?"),
        (("kandidaat", "--proeftuin", "ey", "--sinds", "2018-03", *SOURCE), "niet fijner dan een kwartaal"),
        (("kandidaat", "--proeftuin", "ey", "--naam", "x"), "De optie --naam bestaat niet"),
        (("kandidaat", "--proeftuin", "ey", "--uit-post", "decharge-2018"), "telt proeftuinen, geen"),
        (("kandidaat", "--proeftuin", "ey", "--uit-post", "bestaat-niet"), "geen verzamelpost met dat id"),
        (("organisatie", "--naam", "x", "--soort", "overleg", "--kvk", "123"), "zou een fout krijgen"),
        (("proeftuin", "--naam", "x", "--sinds", "2018", *SOURCE), "--sinds hoort bij --fase"),
        (("proeftuin", "--naam", "x", "--zegt", "begonnen", *SOURCE), "--zegt hoort bij --fase"),
        (("plan", "--proeftuin", "ey", "--sinds", "2018", *SOURCE), "--sinds hoort bij --stap"),
        (("proeftuin", "--naam", "x", "--fase", "gestart", "--sinds", "2018-02-30", *SOURCE),
         "--sinds: Deze datum bestaat niet."),
        (("proeftuin", "--naam", "x", "--beoogde-plaatsen", "-1", *SOURCE), "niet lager dan nul"),
        (("proeftuin", "--naam", "x", "--leveranciers", "voorbeeldzaak", *SOURCE),
         "maatwerk lijst organisatie"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_one_line_and_nothing_is_written(keep, register, arguments, part) -> None:
    done = keep("nieuw", *arguments)
    assert done.returncode == 2
    assert part in done.stderr
    assert done.stderr.count("\n") == 1
    assert _git(register, "status", "--porcelain") == ""


def test_a_next_phase_changes_only_its_lines_beside_any_comment(keep, register) -> None:
    file = register / "proeftuinen/kpmg.yaml"
    text = file.read_text()
    text = text.replace("verloop:\n", "verloop:   # hoe het ging\n  # eerst het plan\n")
    text = text.replace(
        "      vindplaats: §2.4\n", "      vindplaats: §2.4  # de start\n    # tot hier\n\n", 1
    )
    file.write_text("# kop\n" + text + "# staart\n")
    _git(register, "commit", "-qam", "commentaar", "--author", "v <v@example.org>")
    done = keep("fase", "kpmg", "decharge", "--sinds", "Q4 2018", "--bron", "jaarverslag-2018 §2.4",
                "--uit-post", "decharge-2018")  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert changed_lines(register) == [
        "+  - fase: decharge",
        '+    sinds: "2018-q4"',
        "+    bron:",
        "+      id: jaarverslag-2018",
        "+      vindplaats: §2.4",
        "-  aantal: 3",
        "+  aantal: 2",
        "+  afgeleid:",
        "+    - aantal",
        "+  toelichting: De bron telt er 3; wie apart is geregistreerd, is eraf.",
    ]
    sound(keep)


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (("kpmg", "gestart"), "heeft de fase gestart al"),
        (("kpmg", "in_wording"), "is al verder"),
        (("kpmg", "decharge", "--sinds", "2019"), "na de peildatum van het register (2018-12-31)"),
        (("kpmg", "decharge", "--sinds", "2016"), "kan niet vóór plan_ondertekend"),
        (("kpmg", "dechargee"), "Bedoelde u 'decharge'?"),
        (("kpmgg", "decharge"), "geen proeftuin met dat id"),
    ],
)
def test_a_phase_that_cannot_be_is_refused_with_the_reason(keep, register, arguments, part) -> None:
    done = keep("fase", *arguments, *SOURCE)
    assert (done.returncode, done.stdout) == (2, "")
    assert part in done.stderr
    assert _git(register, "status", "--porcelain") == ""


def test_an_earlier_phase_gets_its_place(keep, register) -> None:
    done = keep("fase", "kpmg", "in_wording", "--sinds", "2016", *SOURCE, "--achteraf")
    assert done.returncode == 0, done.stderr
    phases = re.findall(r"fase: (\w+)", (register / "proeftuinen/kpmg.yaml").read_text())
    assert phases == ["in_wording", "plan_ondertekend", "gestart"]
    sound(keep)


def test_a_candidates_step(keep, register) -> None:
    done = keep("stap", "k-8vtbwsi4te", "contract", "--contract", "rijk", "--sinds", "2018-q4", *SOURCE)
    assert (done.returncode, done.stdout) == (0, "kandidaten/k-8vtbwsi4te.yaml\n"), done.stderr
    assert changed_lines(register) == [
        "+  - stap: contract",
        '+    sinds: "2018-q4"',
        "+    bron:",
        "+      id: jaarverslag-2018",
        "+      vindplaats: §5",
        "+contract: rijk",
    ]
    refused = keep("stap", "k-8vtbwsi4te", "uitgestroomd", "--sinds", "2018-11-05", *SOURCE)
    assert refused.returncode == 2
    assert "2018-11-05" not in refused.stderr
    sound(keep, "MW420", "MW503")  # fewer are alike, and one more has a contract


def test_without_a_dataset_nothing_is_made(maatwerk, tmp_path) -> None:
    done = maatwerk("nieuw", "bron", "--titel", "x", "--status", "geverifieerd")
    assert done.returncode == 2
    assert "meegeleverde dataset schrijft het programma niet" in done.stderr


def test_help_of_every_kind_is_dutch(maatwerk) -> None:
    for kind in ("proeftuin", "kandidaat", "aanbesteding", "bron", "organisatie", "verzamelpost"):
        done = maatwerk("nieuw", kind, "--help")
        assert done.returncode == 0
        assert "    maatwerk nieuw" in done.stdout
        assert "Show this" not in done.stdout
        assert max(map(len, done.stdout.splitlines())) <= 80


def test_a_record_out_of_a_post_changes_exactly_these_lines(keep, register) -> None:
    done = keep("nieuw", "proeftuin", "--naam", "Twee", "--uit-post", "leerformule-in-wording-2018")
    assert done.returncode == 0, done.stderr
    post = _git(register, "diff", "-U0", "--", "verzamelposten").splitlines()
    assert [line for line in post if re.match(r"[+-](?![+-]{2} )", line)] == [
        "-  aantal: 8",
        "+  aantal: 7",
        "+    - aantal",
    ]
    sound(keep)


def test_a_post_gives_no_more_than_it_has(keep, register) -> None:
    arguments = ("nieuw", "proeftuin", "--uit-post", "ict-inhuur-in-uitvoering-2018", "--naam")
    assert keep(*arguments, "Een").returncode == 0
    sound(keep)
    _git(register, "add", "-A")
    refused = keep(*arguments, "Twee")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "telt er 0; er is niets meer uit te halen" in refused.stderr
    twice = keep("nieuw", "proeftuin", "--naam", "Drie", "--uit-post", "partnerschap-rijk-2018",
                 *("--uit-post", "partnerschap-rijk-2018") * 3)  # fmt: skip
    assert twice.returncode == 2
    assert twice.stderr.count("\n") == 1
    assert not (register / "proeftuinen/drie.yaml").exists()
    assert _git(register, "diff") == ""


def test_a_whole_does_not_become_less_than_its_parts(keep, register) -> None:
    posts = register / "verzamelposten/2018.yaml"
    posts.write_text(
        posts.read_text()
        + "- id: deel\n  telt: proeftuinen\n  aantal: 3\n  deel_van: partnerschap-rijk-2018\n"
        "  omschrijving: Een deel\n  bron:\n    id: jaarverslag-2018\n    vindplaats: §5\n"
    )
    _git(register, "add", "-A")
    text = (register / "proeftuinen/ey.yaml").read_text()
    refused = keep("fase", "ey", "decharge", "--uit-post", "partnerschap-rijk-2018", *SOURCE)
    assert refused.returncode == 2
    assert "Dit deel telt 3; de hele post 'partnerschap-rijk-2018' telt 2." in refused.stderr
    assert (register / "proeftuinen/ey.yaml").read_text() == text
    assert _git(register, "diff") == ""


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments",
    [
        ("proeftuin", "--naam", "Nieuw", "--soort", "regulier", *SOURCE),
        ("kandidaat", "--proeftuin", "kpmg", *SOURCE),
        ("aanbesteding", "--titel", "Nieuw"),
        ("bron", "--titel", "Nieuw", "--status", "onbevestigd"),
        ("organisatie", "--naam", "Nieuw", "--soort", "leverancier"),
        ("verzamelpost", "--jaar", "2018", "--telt", "kandidaten", "--aantal", "1", "--omschrijving", "Nieuw",
         *SOURCE),
    ],
)  # fmt: skip
def test_twice_the_same_makes_two_records_with_ids_of_their_own(keep, register, arguments) -> None:
    settings = register / "dataset.yaml"  # a candidate alone would tell too much in an open register
    settings.write_text(settings.read_text().replace("openbaar: true", "openbaar: false"))
    _git(register, "commit", "-qam", "gesloten")
    for _ in range(2):
        done = keep("nieuw", *arguments)
        assert done.returncode == 0, done.stderr
    assert keep("valideer").returncode == 0
    lines = changed_lines(register)
    assert all(line.startswith("+") for line in lines)
    ids = [line for line in lines if re.match(r"\+(- )?id: |\+nieuw", line)]
    assert len(set(ids)) == 2


def test_an_empty_register_is_begun_in_one_command(maatwerk, tmp_path) -> None:
    done = maatwerk("nieuw", "dataset", "--naam", "Voorbeeld: een", "--peildatum", "31-12-2019")
    assert done.returncode == 0, done.stderr
    assert "dataset.yaml\n" in done.stdout
    assert (tmp_path / "data/dataset.yaml").read_text() == (
        'naam: "Voorbeeld: een"\nschema: 1\nopenbaar: false\npeildatum: "2019-12-31"\ndrempel_onthulling: 5\n'
    )
    checked = maatwerk("valideer", "--strikt")
    assert checked.returncode == 0, checked.stdout
    assert maatwerk("formatteer", "--controle").returncode == 0
    again = maatwerk("nieuw", "dataset", "--naam", "x", "--peildatum", "2019")
    assert (again.returncode, again.stderr.count("\n")) == (2, 1)
    assert "hier staat al iets" in again.stderr
    for arguments in (
        ("--naam", "x"),
        ("--naam", "x", "--peildatum", "ooit"),
        ("--naam", " ", "--peildatum", "2019"),
        ("--naam", "Lijst van 123456782", "--peildatum", "2019"),
    ):
        refused = maatwerk("nieuw", "dataset", "--map", "ander", *arguments)
        assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
        assert "123456782" not in refused.stderr
        assert not (tmp_path / "ander").exists()


RELATION = ("--van", "vb-bouw", "--rol", "partner", "--bron", "voorbeeld-2019", "--vindplaats", "x")


@pytest.mark.parametrize(
    ("said", "stands"),
    [
        ("vb-dienst", "vb-dienst"),
        ("Voorbeelddienst", "vb-dienst"),
        ("vb_kader", "vb_kader"),
        ("ict", "ict"),
        ("ICT (voorbeeld)", "ict"),
        ("groep_a", "groep_a"),
    ],
)
def test_a_relation_is_with_an_organisation_a_framework_a_category_or_a_target_group(
    maatwerk, tmp_path, said, stands
) -> None:
    """As the help of ``--naar`` says; by hand and from a spreadsheet."""
    examples = Path(__file__).parents[2] / "docs" / "voorbeelden"
    root = Path(shutil.copytree(examples / "twee-jaren", tmp_path / "data"))
    (root / "beleid").mkdir()
    kader = (examples / "ministerie" / "beleid" / "vb_kader.yaml").read_text(encoding="utf-8")
    (root / "beleid" / "vb_kader.yaml").write_text(
        re.sub(r"id: voorbeeld-[\w-]+", "id: voorbeeld-2019", kader), encoding="utf-8"
    )
    before = (root / "relaties.csv").read_text(encoding="utf-8")
    done = maatwerk("nieuw", "relatie", *RELATION, "--naar", said, "--data", str(root))
    assert done.returncode == 0, done.stderr
    made = (root / "relaties.csv").read_text(encoding="utf-8")
    assert made.removeprefix(before).startswith(f"vb-bouw,partner,{stands},")
    (root / "relaties.csv").write_text(before, encoding="utf-8")
    (tmp_path / "lijst.csv").write_text(f"van;rol;naar\nvb-bouw;partner;{said}\n", encoding="utf-8")
    source = ("--bron", "voorbeeld-2019", "--vindplaats", "x")
    done = maatwerk("importeer", "lijst.csv", "--soort", "relatie", *source, "--schrijf", "--data", str(root))
    assert done.returncode == 0, done.stdout + done.stderr
    assert (root / "relaties.csv").read_text(encoding="utf-8") == made


def test_what_a_relation_can_be_with_is_told_where_there_is_no_such_thing(maatwerk, tmp_path) -> None:
    root = Path(__file__).parents[2] / "docs" / "voorbeelden" / "twee-jaren"
    root = Path(shutil.copytree(root, tmp_path / "data"))
    done = maatwerk("nieuw", "relatie", *RELATION, "--naar", "zzz-weg", "--data", str(root))
    assert done.returncode == 2
    assert (
        "--naar: Dit staat niet bij de organisaties of kaders van het register, en niet in de codelijst "
        "categorie of doelgroep." in done.stderr
    )
