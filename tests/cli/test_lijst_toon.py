"""What is in the register: every kind as a list, one record whole with what points to it."""

import csv
import io
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from maatwerk_cli.register.kinds import KINDS

Run = Callable[..., CompletedProcess[str]]


FORMS = ("tabel", "tekst", "csv")
BERENSCHOT = ("8vtbwsi4te", "dnav424f5p", "ejmrhjvant", "q8iavjhdrz")


@pytest.fixture
def shown(maatwerk: Run, register: Path) -> Callable[[str], list[dict]]:
    def show(record_id: str) -> list[dict]:
        done = maatwerk("toon", record_id, "--formaat", "json", "--data", str(register))
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return show


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_can_be_listed_by_one_and_by_many(maatwerk: Run, register: Path, kind) -> None:
    for name in (kind.name, kind.plural):
        done = maatwerk("lijst", name, "--formaat", "json", "--data", str(register))
        assert done.returncode == 0, done.stderr
        rows = json.loads(done.stdout)
        if not any((register / kind.plural).glob("*")) and not (register / kind.file).exists():
            assert (rows, done.stderr) == ([], f"Er zijn geen records van de soort {kind.name}.\n")
        else:
            assert rows
            assert done.stderr == ""


def test_help_names_every_kind(maatwerk: Run) -> None:
    text = maatwerk("lijst", "--help").stdout
    assert all(kind.name in text for kind in KINDS)


def test_an_id_is_whole_where_there_is_room(maatwerk: Run, register: Path) -> None:
    listed = maatwerk("lijst", "bron", "--data", str(register), env={"COLUMNS": "80"}).stdout
    assert "motie-2018-10-18" in listed
    assert max(map(len, listed.splitlines())) <= 80


def test_a_record_is_shown_as_it_is_built_up(shown) -> None:
    (candidate,) = shown("k-8vtbwsi4te")
    source = {"id": "jaarverslag-2018", "vindplaats": "pagina Proeftuin Berenschot"}
    assert candidate["velden"] == {
        "id": "k-8vtbwsi4te",
        "proeftuin": "berenschot",
        "stappen": [{"stap": "kandidaat", "bron": source}, {"stap": "aan_de_slag", "bron": source}],
        "afgeleid": ["stappen.aan_de_slag"],
    }
    (figure,) = shown("proeftuinen_totaal")
    assert figure["velden"]["waarde"] == 42
    assert figure["velden"]["herleiding"] == {"telt": "proeftuinen", "kenmerken": {"bestuurslaag": ["rijk"]}}


@pytest.mark.parametrize(
    ("record_id", "place", "expected"),
    [
        ("autisme", 0, ["proeftuin ey: doelgroepen"]),
        (
            "plannen-van-aanpak-2018",
            0,
            [
                "verzamelpost decharge-2018 (2018): deel_van",
                # Told of after the plans, as examples: that they are of those is ours.
                "verzamelpost digitaal-platform-2018 (2018): deel_van (afgeleid)",
                "verzamelpost gezamenlijke-proeftuin-2018 (2018): deel_van (afgeleid)",
            ],
        ),
        (
            "decharge",
            0,
            [
                "verzamelpost decharge-2018 (2018): kenmerken.bereikt",
                "kerncijfer proeftuinen_decharge (2018): kenmerken.bereikt",
            ],
        ),
        ("itvitae", 0, ["proeftuin ey: partners"]),
        ("atos-ict", 0, ["proeftuin atos: mogelijk_dezelfde"]),
        ("motie-2018-10-18", 0, []),
        # That who buys for a category keeps it is ours; so are the plans of Berenschot's proeftuin.
        ("catering", 0, ["relatie rijkswaterstaat beheert_categorie catering (afgeleid): naar"]),
        (
            "berenschot",
            1,
            [
                *(f"kandidaat k-{sign}: proeftuin" for sign in BERENSCHOT),
                "verzamelpost duurzaam-berenschot-2018 (2018): kenmerken.proeftuin",
                "plan berenschot-1: proeftuin (afgeleid)",
                "plan berenschot-2: proeftuin (afgeleid)",
            ],
        ),
        # §2.4 tells of KPMG's start itself; of the other three it is ours that they were started.
        (
            "gestart",
            0,
            [
                "proeftuin atos: fase (afgeleid)",
                "proeftuin berenschot: fase (afgeleid)",
                "proeftuin ey: fase (afgeleid)",
                "proeftuin kpmg: fase",
                "verzamelpost hoogwaardige-inhuur-overig-2018 (2018): kenmerken.fase (afgeleid)",
                "verzamelpost ict-inhuur-in-uitvoering-2018 (2018): kenmerken.fase (afgeleid)",
                "verzamelpost gezamenlijke-proeftuin-2018 (2018): kenmerken.bereikt",
                "kerncijfer proeftuinen_hoogwaardige_inhuur (2018): kenmerken.bereikt",
                "kerncijfer proeftuinen_ict_inhuur_in_uitvoering (2018): kenmerken.fase",
            ],
        ),
        # A feature of which one value was inferred: of provinces and others §2.5 speaks, of gemeenten not.
        *(
            (
                layer,
                0,
                [
                    f"verzamelpost partnerschap-andere-overheden-2018 (2018): kenmerken.bestuurslaag{mark}",
                    "kerncijfer partnerschap_andere_overheden (2018): kenmerken.bestuurslaag",
                ],
            )
            for layer, mark in (("provincie", ""), ("gemeente", " (afgeleid)"))
        ),
        ("ex_gedetineerden", 0, ["verzamelpost digitaal-platform-2018 (2018): kenmerken.doelgroep"]),
    ],
)
def test_what_points_to_a_record(shown, record_id: str, place: int, expected: list[str]) -> None:
    assert shown(record_id)[place]["verwijzingen"] == expected


def test_a_code_is_told_apart_from_its_namesake_in_another_list(shown) -> None:
    uses = {record["bestand"]: record["verwijzingen"] for record in shown("leverancier")}
    assert uses["codelijsten/contract.csv"] == []
    assert uses["codelijsten/organisatiesoort.csv"] == [
        f"organisatie {name}: soort (afgeleid)" for name in ("atos", "berenschot", "ey", "kpmg")
    ]


def test_a_tender_points_to_its_framework(maatwerk: Run, register: Path, shown) -> None:
    (register / "aanbestedingen").mkdir()
    (register / "aanbestedingen/zaak.yaml").write_text(
        'id: zaak\nwerkwijze: maatwerk\nloonsom_excl_btw: "250000.50"\n', encoding="utf-8"
    )
    (framework,) = shown("maatwerk")
    assert framework["verwijzingen"][-1] == "aanbesteding zaak: werkwijze"
    assert shown("zaak")[0]["velden"]["loonsom_excl_btw"] == "250000.50"


def test_parts_of_a_record_stand_under_it(maatwerk: Run, register: Path) -> None:
    text = maatwerk("toon", "kpmg", "--data", str(register)).stdout
    assert (
        "verloop:\n"
        "  - fase: plan_ondertekend (afgeleid); sinds: 2017; zegt: getekend; bron:\n"
        "    jaarverslag-2018, §2.3\n"
        "  - fase: gestart; zegt: start; bron: jaarverslag-2018, §2.4\n"
    ) in text


def test_a_list_marks_what_was_inferred_in_every_form(maatwerk: Run, register: Path) -> None:
    """No source names a category of Berenschot or EY; those of KPMG and ATOS are named (§2.3, their page)."""
    data = ("--data", str(register))
    rows = json.loads(maatwerk("lijst", "proeftuin", "--formaat", "json", *data).stdout)
    assert {row["id"]: "categorie" in row["afgeleid"] for row in rows} == {
        "atos": False, "atos-ict": False, "berenschot": True, "ey": True, "kpmg": False,
    }  # fmt: skip
    assert {row["id"] for row in rows if "verloop" in row["afgeleid"]} == {
        "atos",
        "atos-ict",
        "berenschot",
        "ey",
    }
    # §2.4 tells of the start of the first proeftuin; that a plan was signed is ours.
    (first,) = (row for row in rows if row["id"] == "kpmg")
    assert first["afgeleid"] == ["verloop.plan_ondertekend"]
    assert first["verloop"] == "plan_ondertekend, gestart"
    text = maatwerk("lijst", "proeftuin", "--formaat", "tekst", *data, env={"COLUMNS": "200"}).stdout
    assert "Id: ey; Naam: Proeftuin EY; Categorie: hoogwaardige_inhuur (afgeleid)" in text
    assert "Id: kpmg; Naam: Proeftuin KPMG; Categorie: hoogwaardige_inhuur;" in text
    assert "Verloop: plan_ondertekend, gestart (afgeleid: plan_ondertekend)" in text
    posts = maatwerk("lijst", "verzamelpost", "--formaat", "tekst", *data, env={"COLUMNS": "300"}).stdout
    # The eight of the leerformule are "in wording" by the source; that they are of the Rijk is ours.
    assert "bestuurslaag: rijk, fase: in_wording (afgeleid: bestuurslaag)." in posts
    assert "(afgeleid: bestuurslaag gemeente, bestuurslaag waterschap)." in posts
    drawn = maatwerk("lijst", "proeftuin", *data).stdout
    assert "hoogwaardige_inhuur*" in drawn
    assert drawn.endswith("* is afgeleid: de bron zegt het niet zelf.\n")
    header, *lines = maatwerk("lijst", "proeftuin", "--formaat", "csv", *data).stdout.splitlines()
    assert header.endswith(",afgeleid")
    assert any(line.startswith("ey,") and line.endswith('"categorie, verloop"') for line in lines)
    # A record of a kind in which nothing is ever inferred has no such column.
    assert "afgeleid" not in maatwerk("lijst", "kerncijfer", "--formaat", "json", *data).stdout


def test_of_a_candidate_it_is_told_which_step_we_read(maatwerk: Run, register: Path, shown) -> None:
    """Berenschot's page names four candidates and four people at work, and not that they are the same."""
    listed = ("lijst", "kandidaat", "--data", str(register), "--formaat")
    rows = json.loads(maatwerk(*listed, "json").stdout)
    assert {row["id"]: row["afgeleid"] for row in rows if row["afgeleid"]} == {
        f"k-{sign}": ["stappen.aan_de_slag"] for sign in BERENSCHOT
    }
    lines = {form: maatwerk(*listed, form, env={"COLUMNS": "200"}).stdout for form in FORMS}
    for form in ("tabel", "tekst"):
        assert lines[form].count("kandidaat, aan_de_slag (afgeleid: aan_de_slag)") == 4
        assert lines[form].count("afgeleid") == 4
    ends = [line.rsplit(",", 1)[1] for line in lines["csv"].splitlines()]
    assert sorted(ends) == [*[""] * 8, "afgeleid", *["stappen.aan_de_slag"] * 4]
    name = f"k-{BERENSCHOT[0]}"
    assert shown(name)[0]["velden"]["afgeleid"] == ["stappen.aan_de_slag"]
    for form in ("tabel", "tekst"):
        text = maatwerk("toon", name, "--formaat", form, "--data", str(register)).stdout
        assert "- stap: aan_de_slag (afgeleid); bron: jaarverslag-2018, pagina Proeftuin\n" in text
        assert "- stap: kandidaat; bron: jaarverslag-2018, pagina Proeftuin Berenschot\n" in text


def test_the_kind_of_an_organisation_is_told_as_a_class_of_ours(maatwerk: Run, register: Path, shown) -> None:
    """No source has these five kinds: of the A+O Fonds Rijk it says that it gave a grant (§3)."""
    data = ("--data", str(register))
    rows = json.loads(maatwerk("lijst", "organisatie", "--formaat", "json", *data).stdout)
    assert {tuple(row["afgeleid"]) for row in rows} == {("soort",)}
    assert list(rows[0]) == ["id", "naam", "afkorting", "soort", "afgeleid"]
    header, *_ = maatwerk("lijst", "organisatie", "--formaat", "csv", *data).stdout.splitlines()
    assert header == "id,naam,afkorting,soort,afgeleid"
    text = maatwerk("lijst", "organisatie", "--formaat", "tekst", *data, env={"COLUMNS": "200"}).stdout
    assert "Naam: A+O Fonds Rijk; Afkorting: onbekend; Soort: partner (afgeleid)." in text
    assert shown("aeno-fonds-rijk")[0]["velden"]["afgeleid"] == ["soort"]
    assert "soort (afgeleid): partner" in maatwerk("toon", "aeno-fonds-rijk", *data).stdout
    assert "indeling van ons" in maatwerk("schema", "organisatie").stdout


def test_the_kind_of_a_milestone_is_told_as_a_class_of_ours(maatwerk: Run, register: Path, shown) -> None:
    """§2.1 says that a law lays an effort down, §4.2 that a scan is carried out: neither names a kind."""
    assert shown("wet-banenafpraak")[0]["velden"]["afgeleid"] == ["soort"]
    assert shown("social-return-scan")[0]["velden"]["afgeleid"] == ["stand", "datum", "soort"]
    text = maatwerk("toon", "social-return-scan", "--data", str(register)).stdout
    assert "soort (afgeleid): activiteit\nstand (afgeleid): gedaan\n" in text
    for name in ("activiteiten", "vooruitblik"):
        table = maatwerk("rapport", "2018", "--tabel", name, "--formaat", "tekst", "--data", str(register))
        assert "De soort is een indeling van ons." in table.stdout


def test_the_year_of_a_file_is_not_told_as_that_of_a_milestone(maatwerk: Run, register: Path) -> None:
    """No source says when suppliers asked for room (§2.4): it lies in the file of 2018, and has no year."""
    listed = ("--formaat", "tekst", "--data", str(register))
    text = maatwerk("lijst", "mijlpaal", *listed, env={"COLUMNS": "200"}).stdout
    assert "Id: ruimte-binnen-de-regels; Jaar van het bestand: 2018; Datum: onbekend;" in text
    # A key figure has no date of its own: its year is that which was published on.
    assert "Jaar: 2018;" in maatwerk("lijst", "kerncijfer", *listed, env={"COLUMNS": "200"}).stdout
    # Programs and filters keep the key.
    (row, *_) = json.loads(maatwerk("lijst", "mijlpaal", "--formaat", "json", "--data", str(register)).stdout)
    assert list(row)[:3] == ["id", "jaar", "datum"]


def test_a_list_of_relations_tells_which_are_ours(maatwerk: Run, register: Path) -> None:
    """The source names the function of a category manager (§2.5), not who manages the category."""
    listed = ("lijst", "relatie", "--waar", "rol=beheert_categorie", "--data", str(register))
    rows = json.loads(maatwerk(*listed, "--formaat", "json").stdout)
    assert {row["van"]: row["toelichting"].split()[0] for row in rows} == {
        "ienw": "Afgeleid", "ezk": "Afgeleid", "rijkswaterstaat": "Afgeleid",
    }  # fmt: skip
    assert {tuple(row["afgeleid"]) for row in rows} == {("rol",)}
    lines = {form: maatwerk(*listed, "--formaat", form, env={"COLUMNS": "200"}).stdout for form in FORMS}
    assert all(text.count("Afgeleid uit") == 3 for text in lines.values())
    assert lines["tekst"].count("Rol: beheert_categorie (afgeleid)") == 3
    assert lines["tabel"].count("beheert_categorie*") == 3
    assert [line.rsplit(",", 1)[1] for line in lines["csv"].splitlines()] == ["afgeleid", *["rol"] * 3]


@pytest.mark.parametrize("content", [b"id,naam,soort\nvb,Caf\xc3\xa9 en caf\xe9,overleg\n", b"id,naam\nvb\n"])
def test_where_nothing_reads_it_is_not_said_that_there_is_nothing(
    maatwerk, register: Path, content: bytes
) -> None:
    (register / "organisaties.csv").write_bytes(content)
    done = maatwerk("lijst", "organisatie", "--data", str(register))
    assert done.stdout == "Er is geen record van de soort organisatie te lezen.\n"


@pytest.fixture
def withdrawn(maatwerk: Run, tmp_path: Path) -> Path:
    """Give a fictional register in which one proeftuin of six is withdrawn."""
    example = Path(__file__).parents[2] / "docs" / "voorbeelden" / "twee-jaren"
    register = tmp_path / "register"
    shutil.copytree(example, register)
    given = ("trek-terug", "vb-les", "--sinds", "2019", "--reden", "Bleek dubbel", "--ja")
    assert maatwerk(*given, "--data", str(register)).returncode == 0
    return register


def test_a_list_tells_in_every_form_which_records_are_withdrawn(maatwerk: Run, withdrawn: Path) -> None:
    """What is withdrawn stays and does not count: who counts the lines of a list must see it."""

    def listed(form: str, *options: str) -> str:
        given = ("lijst", "proeftuin", "--formaat", form, "--data", str(withdrawn), *options)
        return maatwerk(*given, env={"COLUMNS": "200"}).stdout

    rows = {row["id"]: row for row in json.loads(listed("json"))}
    assert {name for name, row in rows.items() if row["ingetrokken"] == "ja"} == {"vb-les"}
    assert {row["ingetrokken"] for row in rows.values()} == {"ja", "nee"}
    records = csv.DictReader(io.StringIO(listed("csv")))
    assert {row["id"]: row["ingetrokken"] for row in records} == {
        name: row["ingetrokken"] for name, row in rows.items()
    }
    assert [line for line in listed("tekst").splitlines() if line.endswith("Ingetrokken: ja.")] == [
        "Id: vb-les; Naam: Voorbeeldproeftuin Les; Categorie: onbekend; Verloop: in_wording; Ingetrokken: ja."
    ]
    drawn = listed("tabel").splitlines()
    assert drawn[0].endswith("Ingetrokken")
    assert [line.split()[0] for line in drawn if line.split()[-1] == "ja"] == ["vb-les"]
    assert [row["id"] for row in json.loads(listed("json", "--waar", "ingetrokken=ja"))] == ["vb-les"]
    left = json.loads(listed("json", "--waar", "ingetrokken=nee"))
    assert (len(left), "ingetrokken" in left[0]) == (5, False)


def test_a_record_that_is_withdrawn_is_told_so_where_it_points(maatwerk: Run, withdrawn: Path) -> None:
    done = maatwerk("toon", "vb-zorg", "--formaat", "json", "--data", str(withdrawn))
    (supplier,) = json.loads(done.stdout)
    assert supplier["verwijzingen"] == [
        "proeftuin vb-buurt: leveranciers",
        "proeftuin vb-les (ingetrokken): leveranciers",
    ]


@pytest.mark.parametrize(
    ("kind", "wanted", "holding"),
    [
        # What a list shows can be asked for: a stage under its course, a source, a mark of what is inferred.
        ("proeftuin", "verloop=plan_ondertekend", {"kpmg"}),
        ("plan", "verloop=vervangen", {"berenschot-1"}),
        ("opdracht", "bronnen=jaarverslag-2018", {"atos-ict-inhuur"}),
        ("kandidaat", "afgeleid=stappen.aan_de_slag", {f"k-{name}" for name in BERENSCHOT}),
        ("kandidaat", "afgeleid=stappen", {f"k-{name}" for name in BERENSCHOT}),
        ("proeftuin", "kandidaten=onbekend", {"atos-ict", "kpmg"}),
    ],
)
def test_a_list_holds_what_it_is_asked_for(
    maatwerk: Run, register: Path, kind: str, wanted: str, holding: set[str]
) -> None:
    done = maatwerk("lijst", kind, "--waar", wanted, "--formaat", "json", "--data", str(register))
    assert {row["id"] for row in json.loads(done.stdout)} == holding


@pytest.mark.parametrize(
    ("wanted", "holding"),
    [
        # The phase of a proeftuin is the one that it is in; what it went through stands under its course.
        ("fase=in_wording", {"les"}),
        ("fase=plan_ondertekend", set()),
        ("fase=gestart", {"buurt", "kade", "wolk"}),
        ("fase=decharge", set()),
        ("fase=verduurzaamd", {"brug"}),
        ("fase=afgesloten", {"sluis"}),
        ("fase=onbekend", set()),
        ("verloop=gestart", {"brug", "buurt", "kade", "sluis", "wolk"}),
        ("verloop=decharge", {"brug"}),
    ],
)
def test_the_phase_of_a_proeftuin_is_the_one_that_it_is_in(
    maatwerk: Run, wanted: str, holding: set[str]
) -> None:
    example = Path(__file__).parents[2] / "docs" / "voorbeelden" / "twee-jaren"
    done = maatwerk("lijst", "proeftuin", "--waar", wanted, "--formaat", "json", "--data", str(example))
    assert {row["id"] for row in json.loads(done.stdout)} == {f"vb-{name}" for name in holding}


def test_a_phase_that_is_perhaps_reached_leaves_it_open_which_one_it_is_in(
    maatwerk: Run, tmp_path: Path
) -> None:
    """Kept up to the middle of 2019, when the start of 2019 was perhaps not yet there."""
    example = Path(__file__).parents[2] / "docs" / "voorbeelden" / "twee-jaren"
    register = tmp_path / "data"
    shutil.copytree(example, register)
    settings = register / "dataset.yaml"
    settings.write_text(settings.read_text().replace('"2019-12-31"', '"2019-06-30"'))

    def held(phase: str) -> set[str]:
        wanted = ("--waar", f"fase={phase}", "--formaat", "json")
        done = maatwerk("lijst", "proeftuin", *wanted, "--data", str(register))
        return {row["id"] for row in json.loads(done.stdout)}

    assert "vb-wolk" in held("onbekend")
    assert "vb-wolk" not in held("gestart") | held("in_wording")


@pytest.mark.parametrize(
    ("kind", "wanted", "said"),
    [
        ("proeftuin", "kandidaten=4", "daar kan alleen kandidaten=onbekend bij"),
        ("verzamelpost", "kenmerken=gestart", "daar kan alleen kenmerken=onbekend bij"),
        ("kerncijfer", "bron=jaarverslag", "Bedoelde u 'jaarverslag-2018'?"),
        ("proeftuin", "ingetrokken=misschien", "Kies uit: ja, nee."),
    ],
)
def test_of_what_cannot_be_asked_it_is_not_said_that_there_is_none(
    maatwerk: Run, register: Path, kind: str, wanted: str, said: str
) -> None:
    done = maatwerk("lijst", kind, "--waar", wanted, "--data", str(register))
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_a_record_in_a_file_of_which_the_name_is_no_text_is_shown(shown, register: Path) -> None:
    file = register / "proeftuinen" / os.fsdecode(b"caf\xe9.yaml")
    (register / "proeftuinen" / "ey.yaml").rename(file)
    assert "proeftuinen/caf\udce9.yaml" in [record["bestand"] for record in shown("ey")]


def test_a_withheld_number_is_not_told_as_unknown_in_json(maatwerk: Run) -> None:
    """Three candidates of no step are withheld in the report of 2019; a number that is shown is not."""
    example = Path(__file__).parents[2] / "docs" / "voorbeelden" / "twee-jaren"
    given = ("lijst", "verzamelpost", "--waar", "jaar=2019", "--formaat", "json", "--data", str(example))
    rows = {row["id"]: row for row in json.loads(maatwerk(*given).stdout)}
    assert (rows["zonder-stap-2019"]["aantal"], rows["zonder-stap-2019"]["afgeschermd"]) == (None, ["aantal"])
    assert "afgeschermd" not in rows["contract-2019"]
    shown = json.loads(maatwerk(*given, "--intern").stdout)
    assert not any("afgeschermd" in row for row in shown)
