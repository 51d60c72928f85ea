"""The difference between two revisions, in real repositories, as its user meets it."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]


def git(folder: Path, *arguments: str) -> str:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    done = subprocess.run(
        ["git", "-C", str(folder), *arguments],
        capture_output=True,
        check=True,
        encoding="utf-8",
        env={**environment, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull},
    )
    return done.stdout.strip()


def commit(folder: Path, message: str = "wijziging") -> str:
    git(folder, "add", "-A")
    git(
        folder,
        "-c",
        "user.name=voorbeeld",
        "-c",
        "user.email=voorbeeld@example.org",
        "commit",
        "-qm",
        message,
    )
    return git(folder, "rev-parse", "HEAD")


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def kloon(register: Path) -> Path:
    """Give a repository with the register in ``data``, committed once on ``main``."""
    git(register.parent, "init", "-q", "-b", "main")
    commit(register.parent, "begin")
    return register.parent


@pytest.fixture
def verschil(maatwerk: Run, kloon: Path) -> Callable[..., Any]:
    """Run ``verschil`` in the clone and read its JSON."""

    def run(*arguments: str) -> Any:
        done = maatwerk("verschil", *arguments, "--formaat", "json", cwd=kloon)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run


def state(folder: Path) -> tuple[str, str, bytes]:
    index = (folder / ".git" / "index").read_bytes()
    return (
        git(folder, "status", "--porcelain=v2", "--untracked-files=all"),
        git(folder, "rev-parse", "HEAD"),
        index,
    )


def test_nothing_changed(maatwerk: Run, kloon: Path) -> None:
    done = maatwerk("verschil", "HEAD", "--exit-code", cwd=kloon)
    assert done.returncode == 0
    assert "De gegevens zeggen hetzelfde." in done.stdout
    assert "Kerncijfers: 0 gewijzigd, 20 gelijk." in done.stdout


def test_a_field_that_changed_is_named_with_both_values(verschil: Any, kloon: Path) -> None:
    replace(kloon / "data/proeftuinen/atos.yaml", "beoogde_plaatsen: 3", "beoogde_plaatsen: 4")
    difference = verschil("HEAD")
    assert difference["records"] == [
        {
            "soort": "proeftuin",
            "id": "atos",
            "wijziging": "gewijzigd",
            "bestand": "proeftuinen/atos.yaml",
            "hoort_bij": None,
            "id_basis": None,
            "bestand_basis": None,
            "velden": [{"pad": "beoogde_plaatsen", "voor": 3, "na": 4}],
        }
    ]
    assert difference["kerncijfers"] == []
    assert difference["kerncijfers_gelijk"] == 20


def test_two_revisions_are_compared_without_the_working_tree(verschil: Any, kloon: Path) -> None:
    replace(kloon / "data/proeftuinen/atos.yaml", "beoogde_plaatsen: 3", "beoogde_plaatsen: 4")
    second = commit(kloon)
    replace(kloon / "data/proeftuinen/berenschot.yaml", "beoogde_plaatsen: 3", "beoogde_plaatsen: 5")
    difference = verschil("HEAD~1", "HEAD")
    assert [record["id"] for record in difference["records"]] == ["atos"]
    assert difference["top"] == {"revisie": "HEAD", "commit": second, "bestaat": True}
    assert [record["id"] for record in verschil("HEAD~1")["records"]] == ["atos", "berenschot"]
    assert verschil("HEAD", "HEAD~1")["records"][0]["velden"] == [
        {"pad": "beoogde_plaatsen", "voor": 4, "na": 3}
    ]


def test_reformatting_is_no_change(verschil: Any, kloon: Path) -> None:
    file = kloon / "data/proeftuinen/kpmg.yaml"
    lines = file.read_text(encoding="utf-8").splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith("soort:"))
    soort = lines.pop(start)
    lines += ["# een opmerking", f"soort:   '{soort.split()[1]}'  # hier ook", ""]
    file.write_text("\r\n".join(lines), encoding="utf-8", newline="")
    csv = kloon / "data/organisaties.csv"
    csv.write_bytes(b"\xef\xbb\xbf" + csv.read_bytes())
    difference = verschil("HEAD")
    assert (difference["records"], difference["hernoemd"], difference["alleen_opmaak"]) == ([], [], 2)


def test_what_git_calls_unchanged_is_no_difference_with_the_line_ends_of_windows(
    maatwerk: Run, kloon: Path, tmp_path: Path
) -> None:
    """With ``core.autocrlf``, as git for Windows is set up, every file lies otherwise than git keeps it."""
    (kloon / "data" / "LEESMIJ.md").write_text("een\ntwee\n", encoding="utf-8")
    commit(kloon)
    clone = tmp_path / "windows"
    git(
        tmp_path,
        "-c",
        "core.autocrlf=true",
        "clone",
        "-q",
        "-c",
        "core.autocrlf=true",
        str(kloon),
        str(clone),
    )
    assert b"\r\n" in (clone / "data/proeftuinen/atos.yaml").read_bytes()
    done = maatwerk("verschil", "HEAD", "--formaat", "json", cwd=clone)
    difference = json.loads(done.stdout)
    assert (difference["records"], difference["alleen_opmaak"], difference["andere_bestanden"]) == ([], 0, [])
    path = clone / "data" / "proeftuinen" / "atos.yaml"
    path.write_bytes(path.read_bytes() + b"# erbij\r\n")
    (clone / "data" / "proeftuinen" / "ey.yaml").unlink()
    difference = json.loads(maatwerk("verschil", "HEAD", "--formaat", "json", cwd=clone).stdout)
    assert [(record["id"], record["wijziging"]) for record in difference["records"]] == [("ey", "vervallen")]
    assert difference["alleen_opmaak"] == 1


def test_a_list_in_another_order_is_no_change(verschil: Any, kloon: Path) -> None:
    file = kloon / "data/bronnen.yaml"
    first, *rest = re.split(r"(?m)^(?=- )", file.read_text(encoding="utf-8"))[1:]
    file.write_text("".join([*rest, first]), encoding="utf-8")
    assert verschil("HEAD")["records"] == []


def test_what_wraps_a_text_is_no_change(verschil: Any, kloon: Path) -> None:
    replace(kloon / "data/mijlpalen/2016.yaml", "omschrijving: ", "omschrijving: |\n    ")
    assert verschil("HEAD")["records"] == []


def test_a_renamed_record_and_what_points_at_it_are_no_change(
    verschil: Any, maatwerk: Run, kloon: Path
) -> None:
    folder = kloon / "data/proeftuinen"
    (folder / "berenschot.yaml").rename(folder / "berenschot-rijk.yaml")
    replace(folder / "berenschot-rijk.yaml", "id: berenschot", "id: berenschot-rijk")
    for file in (kloon / "data/kandidaten").iterdir():
        text = file.read_text(encoding="utf-8")
        file.write_text(
            text.replace("proeftuin: berenschot\n", "proeftuin: berenschot-rijk\n"), encoding="utf-8"
        )
    difference = verschil("HEAD")
    assert difference["records"] == []
    assert [(record["id_basis"], record["id"]) for record in difference["hernoemd"]] == [
        ("berenschot", "berenschot-rijk")
    ]
    assert maatwerk("verschil", "HEAD", "--exit-code", cwd=kloon).returncode == 0


def test_a_renamed_record_that_also_changed_is_one_change(verschil: Any, kloon: Path) -> None:
    folder = kloon / "data/proeftuinen"
    (folder / "atos.yaml").rename(folder / "atos-hi.yaml")
    replace(folder / "atos-hi.yaml", "id: atos", "id: atos-hi")
    replace(folder / "atos-hi.yaml", "beoogde_plaatsen: 3", "beoogde_plaatsen: 6")
    (record,) = [record for record in verschil("HEAD")["records"] if record["soort"] == "proeftuin"]
    assert (record["wijziging"], record["id_basis"], record["id"]) == ("gewijzigd", "atos", "atos-hi")
    assert {"pad": "beoogde_plaatsen", "voor": 3, "na": 6} in record["velden"]


def test_two_pseudonyms_are_never_taken_for_one_person(verschil: Any, kloon: Path) -> None:
    folder = kloon / "data/kandidaten"
    (folder / "k-c4bd9zf667.yaml").rename(folder / "k-aaaaaaaaaa.yaml")
    replace(folder / "k-aaaaaaaaaa.yaml", "id: k-c4bd9zf667", "id: k-aaaaaaaaaa")
    difference = verschil("HEAD", "--intern")
    assert [(record["id"], record["wijziging"]) for record in difference["records"]] == [
        ("k-aaaaaaaaaa", "nieuw"),
        ("k-c4bd9zf667", "vervallen"),
    ]
    assert difference["hernoemd"] == []


def test_another_proeftuin_in_its_place_is_not_a_renaming(verschil: Any, kloon: Path) -> None:
    folder = kloon / "data/proeftuinen"
    text = (folder / "kpmg.yaml").read_text(encoding="utf-8")
    (folder / "kpmg.yaml").unlink()
    text = re.sub(r"(?m)^naam: .*$", "naam: Voorbeeld van een heel andere", text)
    text = re.sub(r"(?ms)^ambitie:.*?^(?=\w)", "ambitie: Iets wat nergens op lijkt.\n", text)
    text = text.replace("soort: regulier", "soort: partnerschap").replace("§2.3", "§9.9")
    (folder / "voorbeeld.yaml").write_text(text.replace("id: kpmg", "id: voorbeeld"), encoding="utf-8")
    difference = {record["id"]: record["wijziging"] for record in verschil("HEAD")["records"]}
    assert (difference["kpmg"], difference["voorbeeld"]) == ("vervallen", "nieuw")


def test_a_new_proeftuin_changes_the_figures_it_counts_for(verschil: Any, kloon: Path) -> None:
    (kloon / "data/proeftuinen/voorbeeld.yaml").write_text(
        "id: voorbeeld\nnaam: Voorbeeld\nsoort: regulier\nbestuurslaag: rijk\ncategorie: ict_inhuur\n"
        "verloop:\n  - fase: gestart\n    sinds: '2018'\n    bron: {id: jaarverslag-2018, vindplaats: §5}\n"
        "bronnen:\n  - {id: jaarverslag-2018, vindplaats: §5}\n",
        encoding="utf-8",
    )
    difference = verschil("HEAD")
    counts = {
        figure["code"]: (figure["voor"]["individueel"], figure["na"]["individueel"], figure["na"]["verschil"])
        for figure in difference["kerncijfers"]
    }
    # one more of ICT Inhuur, in execution, within the Rijk: the 40 of 42 become 41
    assert set(counts) == {
        "proeftuinen_totaal",
        "proeftuinen_ict_inhuur",
        "proeftuinen_ict_inhuur_in_uitvoering",
        "proeftuinen_ict_inhuur_voorstellen",
    }
    assert counts["proeftuinen_totaal"] == (5, 6, -1)
    assert counts["proeftuinen_ict_inhuur_in_uitvoering"][:2] == (0, 1)
    assert difference["kerncijfers_gelijk"] == 16
    quick = verschil("HEAD", "--cijfers", "verandering")
    assert {
        figure["code"]: figure["verandering_individueel"] for figure in quick["kerncijfers"]
    } == dict.fromkeys(counts, 1)


def test_before_and_after_are_what_the_report_says(verschil: Any, maatwerk: Run, kloon: Path) -> None:
    def report() -> dict[str, dict[str, Any]]:
        done = maatwerk("rapport", "2018", "--formaat", "json", cwd=kloon)
        return {figure["code"]: figure for figure in json.loads(done.stdout)["kerncijfers"]}

    before = report()
    replace(kloon / "data/proeftuinen/kpmg.yaml", "categorie: hoogwaardige_inhuur", "categorie: ict_inhuur")
    replace(kloon / "data/verzamelposten/2018.yaml", "aantal: 14", "aantal: 15")
    after = report()
    changed = {code for code in before if before[code] != after[code]}
    difference = {figure["code"]: figure for figure in verschil("HEAD")["kerncijfers"]}
    assert set(difference) == changed
    for code, figure in difference.items():
        for side, counted in (("voor", before), ("na", after)):
            for name in ("gepubliceerd", "individueel", "verzameld", "geregistreerd", "verschil"):
                assert figure[side][name] == counted[code][name], (code, name)


@pytest.mark.parametrize("form", ["tekst", "markdown", "json"])
@pytest.mark.parametrize("step", ["aan_de_slag", "contract"])
def test_a_few_candidates_tell_nothing_of_people(maatwerk: Run, kloon: Path, form: str, step: str) -> None:
    """What one candidate did stands in the figures that move, and in which ones do: so both are not told."""
    untouched = min((kloon / "data/kandidaten").iterdir())
    pages = []
    for number, changes in enumerate((("stap: uitgestroomd",), (f"stap: {step}",))):
        git(kloon, "checkout", "-q", "--", ".")
        text = untouched.read_text(encoding="utf-8")
        start = text.index("stappen:")
        more = "".join(
            f"  - {change}\n    bron:\n      id: jaarverslag-2018\n      vindplaats: §5\n"
            for change in changes
        )
        untouched.write_text(
            text.replace("stappen:\n", f"stappen:\n{more}", 1)
            if number
            else text[:start] + f"stappen:\n{more}" + text[text.index("bronnen:") :],
            encoding="utf-8",
        )
        replace(
            kloon / "data/verzamelposten/2018.yaml",
            "id: kandidaten-aan-de-slag-overig-2018\n  telt: kandidaten\n  aantal: 18",
            f"id: kandidaten-aan-de-slag-overig-2018\n  telt: kandidaten\n  aantal: {16 + number}",
        )
        done = maatwerk("verschil", "HEAD", "--formaat", form, cwd=kloon)
        assert done.returncode == 0
        pages.append(done.stdout)
        assert "k-" + untouched.stem[2:] not in done.stdout
        assert "kandidaten_aan_de_slag" not in done.stdout
        assert "kandidaten-aan-de-slag" not in done.stdout
    assert pages[0] == pages[1]
    assert "--intern" in pages[0] or form == "json"


def test_the_internal_difference_tells_all(verschil: Any, kloon: Path) -> None:
    working = [
        file
        for file in (kloon / "data/kandidaten").iterdir()
        if "aan_de_slag" in file.read_text(encoding="utf-8")
    ]
    working[0].unlink()
    difference = verschil("HEAD", "--intern")
    figures = {figure["code"]: figure for figure in difference["kerncijfers"]}
    assert figures["kandidaten_aan_de_slag"]["voor"]["individueel"] == 4
    assert figures["kandidaten_aan_de_slag"]["na"]["individueel"] == 3
    (record,) = difference["records"]
    assert record["id"] == working[0].stem
    assert {"pad": "proeftuin", "voor": "berenschot", "na": None} in record["velden"]


def test_many_candidates_are_counted_and_not_named(verschil: Any, kloon: Path) -> None:
    for file in sorted((kloon / "data/kandidaten").iterdir())[:6]:
        file.unlink()
    difference = verschil("HEAD")
    assert (difference["kandidaten_gewijzigd"], difference["records"]) == (6, [])
    assert difference["alleen_opmaak"] == 0


def test_who_may_be_in_two_counts_is_counted_as_in_the_report(
    maatwerk: Run, verschil: Any, kloon: Path
) -> None:
    """At least 25 were a candidate: 22 at work, and three of ATOS. One of EY at work is one more than the 18
    that are known as a number alone, among whom the five of EY may be: 26, though twelve and 18 stay.
    """
    figures = kloon / "data/kerncijfers/2018.yaml"
    asked = """- code: kandidaten
  omschrijving: Kandidaten
  waarde: 30
  eenheid: kandidaten
  bron:
    id: jaarverslag-2018
    vindplaats: §5
  herleiding:
    telt: kandidaten
    kenmerken:
      stap: kandidaat
"""
    figures.write_text(figures.read_text(encoding="utf-8") + asked, encoding="utf-8")
    commit(kloon)
    person = next(
        file for file in sorted((kloon / "data/kandidaten").iterdir())
        if "proeftuin: ey" in file.read_text(encoding="utf-8")
    )  # fmt: skip
    place = "    bron:\n      id: jaarverslag-2018\n      vindplaats: pagina Proeftuin EY\n"
    step = f"  - stap: aan_de_slag\n{place}"
    replace(person, "bronnen:\n", f"{step}bronnen:\n")
    (change,) = [
        figure for figure in verschil("HEAD", "--intern")["kerncijfers"] if figure["code"] == "kandidaten"
    ]
    bounds = ["verzameld", "geregistreerd", "verschil"]
    for side, registered in (("voor", 25), ("na", 26)):
        shown = {"gepubliceerd": 30, "individueel": 12, "verzameld": 18, "geregistreerd": registered}
        shown |= {"verschil": registered - 30, "afgeschermd": [], "ten_minste": bounds}
        assert change[side] == shown
    for form in ("tekst", "markdown"):
        printed = maatwerk("verschil", "HEAD", "--intern", "--formaat", form, cwd=kloon).stdout
        assert "ten minste 25" in printed
        assert "ten minste 26" in printed


def test_a_changed_source_date_is_followed_to_the_counts(verschil: Any, kloon: Path) -> None:
    replace(kloon / "data/bronnen.yaml", 'peildatum: "2018-12-31"', 'peildatum: "2019-12-31"')
    difference = {figure["code"]: figure for figure in verschil("HEAD")["kerncijfers"]}
    assert difference["proeftuinen_totaal"]["na"]["individueel"] < 5


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """Give a repository with the fictional register of two years in ``data``, not committed yet."""
    shutil.copytree(Path(__file__).parents[2] / "docs/voorbeelden/twee-jaren", tmp_path / "data")
    git(tmp_path, "init", "-q", "-b", "main")
    return tmp_path


def figure_of(maatwerk: Run, folder: Path, year: int, code: str) -> dict[str, Any]:
    """Give what becomes of one figure since the last commit."""
    done = maatwerk("verschil", "HEAD", "--formaat", "json", cwd=folder)
    assert done.returncode == 0, done.stderr
    figures = {(figure["jaar"], figure["code"]): figure for figure in json.loads(done.stdout)["kerncijfers"]}
    return dict(figures[year, code])


def test_a_record_that_cannot_be_in_a_post_any_more_counts_beside_it(maatwerk: Run, example: Path) -> None:
    """Three of building work signed a plan, who may be among the four that a source counts of it: at least
    four. One turns out to be of another category, and is not among them: at least five.
    """
    figures = example / "data/kerncijfers/2018.yaml"
    plan = """- code: proeftuinen_plan
  omschrijving: Proeftuinen met een plan
  waarde: 6
  eenheid: proeftuinen
  bron:
    id: voorbeeld-2018
    vindplaats: blz. 1
  herleiding:
    telt: proeftuinen
    kenmerken:
      bereikt: plan_ondertekend
"""
    figures.write_text(figures.read_text(encoding="utf-8") + plan, encoding="utf-8")
    commit(example)
    replace(example / "data/proeftuinen/vb-kade.yaml", "categorie: bouw", "categorie: ict")
    change = figure_of(maatwerk, example, 2018, "proeftuinen_plan")
    for side, registered in (("voor", 4), ("na", 5)):
        shown = change[side]
        assert (shown["individueel"], shown["verzameld"], shown["geregistreerd"]) == (3, 4, registered)


def test_a_source_that_was_missing_moves_the_counts_of_what_named_it(maatwerk: Run, example: Path) -> None:
    """Of a start without a date the source decides in which year it counts, also where it comes later."""
    garden = example / "data/proeftuinen/vb-wolk.yaml"
    start = '  - fase: gestart\n    sinds: "2019"\n    bron:\n      id: voorbeeld-2019\n'
    replace(garden, start, "  - fase: gestart\n    bron:\n      id: voorbeeld-later\n")
    commit(example)
    sources = example / "data/bronnen.yaml"
    later = (
        '- id: voorbeeld-later\n  titel: Voorbeeld later\n  peildatum: "2020-12-31"\n  status: onbevestigd\n'
    )
    sources.write_text(sources.read_text(encoding="utf-8") + later, encoding="utf-8")
    change = figure_of(maatwerk, example, 2019, "proeftuinen_gestart")
    assert change["voor"]["individueel"] - change["na"]["individueel"] == 1
    commit(example)
    difference = json.loads(maatwerk("verschil", "HEAD~1", "HEAD", "--formaat", "json", cwd=example).stdout)
    assert ("proeftuinen_gestart", 2019) in {
        (item["code"], item["jaar"]) for item in difference["kerncijfers"]
    }


def test_the_difference_gives_exit_code_1_when_asked(maatwerk: Run, kloon: Path) -> None:
    replace(kloon / "data/proeftuinen/atos.yaml", "beoogde_plaatsen: 3", "beoogde_plaatsen: 4")
    assert maatwerk("verschil", "HEAD", cwd=kloon).returncode == 0
    assert maatwerk("verschil", "HEAD", "--exit-code", cwd=kloon).returncode == 1


def test_nothing_in_the_clone_changes(maatwerk: Run, kloon: Path) -> None:
    replace(kloon / "data/proeftuinen/atos.yaml", "beoogde_plaatsen: 3", "beoogde_plaatsen: 4")
    (kloon / "data/proeftuinen/kpmg.yaml").unlink()
    (kloon / "data/nieuw.txt").write_text("voorbeeld", encoding="utf-8")
    before = state(kloon)
    for arguments in (["HEAD"], ["HEAD", "HEAD"]):
        assert maatwerk("verschil", *arguments, cwd=kloon).returncode == 0
    assert state(kloon) == before


def test_the_result_goes_to_a_file(maatwerk: Run, kloon: Path) -> None:
    done = maatwerk("verschil", "HEAD", "--formaat", "markdown", "--uitvoer", "v.md", cwd=kloon)
    assert (done.returncode, done.stdout) == (0, "")
    assert (kloon / "v.md").read_text(encoding="utf-8").startswith("### ")


@pytest.mark.parametrize(
    "revision",
    ["--upload-pack=touch x", "-x", "--", "--output=x", "", "a..b", "HEAD...HEAD", "a\nb", "a\x1b[31mb"],
)
def test_a_hostile_revision_is_refused_in_one_line(maatwerk: Run, kloon: Path, revision: str) -> None:
    for arguments in (["--", revision], ["HEAD", "--", revision]):
        done = maatwerk("verschil", *arguments, cwd=kloon)
        assert (done.returncode, done.stdout) == (2, "")
        assert len(done.stderr.splitlines()) == 1
        assert "revisie" in done.stderr or "reeks" in done.stderr
        assert "\x1b" not in done.stderr
    assert not (kloon / "x").exists()


def test_a_path_in_a_commit_is_no_range(maatwerk: Run, kloon: Path) -> None:
    stderr = maatwerk("verschil", "HEAD:../", cwd=kloon).stderr
    assert stderr.startswith("'HEAD:../' is geen revisie.")
    assert maatwerk("verschil", "HEAD~1..HEAD", cwd=kloon).stderr.startswith("'HEAD~1..HEAD' is een reeks.")


def test_a_nul_is_refused() -> None:
    from maatwerk_cli.history.revisions import Repository, RevisionError, resolve_commit

    with pytest.raises(RevisionError):
        resolve_commit(Repository(Path(), "", Path()), "a\0b")


def test_an_unknown_revision_is_told_with_the_nearest_name(maatwerk: Run, kloon: Path) -> None:
    done = maatwerk("verschil", "mian", cwd=kloon)
    assert done.returncode == 2
    assert "Bedoelde u 'main'?" in done.stderr


@pytest.mark.parametrize("revision", ["HEAD:data", "HEAD:data/bronnen.yaml", "HEAD^{tree}"])
def test_a_revision_that_is_no_commit_is_refused(maatwerk: Run, kloon: Path, revision: str) -> None:
    assert maatwerk("verschil", revision, cwd=kloon).returncode == 2


def test_a_shallow_clone_says_that_history_is_missing(maatwerk: Run, kloon: Path, tmp_path: Path) -> None:
    first = git(kloon, "rev-parse", "HEAD")
    replace(kloon / "data/proeftuinen/atos.yaml", "beoogde_plaatsen: 3", "beoogde_plaatsen: 4")
    commit(kloon)
    git(tmp_path, "clone", "-q", "--depth", "1", kloon.as_uri(), "ondiep")
    shallow = tmp_path / "ondiep"
    for revision in (first, "HEAD~1"):
        done = maatwerk("verschil", revision, cwd=shallow)
        assert done.returncode == 2
        assert "git fetch --unshallow" in done.stderr
        assert len(done.stderr.splitlines()) == 1
    assert maatwerk("verschil", "HEAD", cwd=shallow).returncode == 0


def test_a_clone_without_contents_says_so_and_fetches_nothing(
    maatwerk: Run, kloon: Path, tmp_path: Path
) -> None:
    replace(kloon / "data/proeftuinen/atos.yaml", "beoogde_plaatsen: 3", "beoogde_plaatsen: 4")
    commit(kloon)
    git(kloon, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "-q", "--filter=blob:none", kloon.as_uri(), "deels")
    partial = tmp_path / "deels"
    objects = git(partial, "count-objects", "-v")
    done = maatwerk("verschil", "HEAD~1", cwd=partial)
    assert done.returncode == 2
    assert "niet volledig" in done.stderr
    assert git(partial, "count-objects", "-v") == objects


def test_outside_git_is_told(maatwerk: Run, register: Path) -> None:
    done = maatwerk("verschil", "HEAD", "--data", str(register))
    assert done.returncode == 2
    assert "staat niet in een kloon die git wil lezen" in done.stderr


def test_a_folder_without_a_dataset_at_either_side_is_told(maatwerk: Run, kloon: Path) -> None:
    (kloon / "leeg").mkdir()
    done = maatwerk("verschil", "HEAD", "--data", "leeg", cwd=kloon)
    assert done.returncode == 2
    assert "geen van beide" in done.stderr


def test_a_dataset_deep_in_the_repository_and_given_by_hand(maatwerk: Run, kloon: Path) -> None:
    deep = kloon / "een map" / "dïep [x]*"
    deep.mkdir(parents=True)
    (kloon / "data").rename(deep / "register")
    commit(kloon)
    replace(deep / "register/proeftuinen/atos.yaml", "beoogde_plaatsen: 3", "beoogde_plaatsen: 4")
    done = maatwerk(
        "verschil", "HEAD", "--data", str(deep / "register"), "--formaat", "json", cwd=Path(kloon.anchor)
    )
    assert [record["id"] for record in json.loads(done.stdout)["records"]] == ["atos"]


def test_a_dataset_at_the_top_of_the_repository(maatwerk: Run, register: Path) -> None:
    git(register, "init", "-q")
    commit(register)
    (register / "proeftuinen/kpmg.yaml").unlink()
    done = maatwerk("verschil", "HEAD", "--data", str(register), "--formaat", "json")
    assert [record["id"] for record in json.loads(done.stdout)["records"]] == ["kpmg"]


def test_a_dataset_that_did_not_exist_yet(maatwerk: Run, register: Path) -> None:
    top = register.parent
    (top / "begin").write_text("begin", encoding="utf-8")
    git(top, "init", "-q", "-b", "main")
    git(top, "add", "begin")
    git(top, "-c", "user.name=voorbeeld", "-c", "user.email=v@example.org", "commit", "-qm", "begin")
    commit(top)
    done = maatwerk("verschil", "HEAD~1", "HEAD", "--formaat", "json", cwd=top)
    content = json.loads(done.stdout)
    assert content["basis"]["bestaat"] is False
    assert {record["wijziging"] for record in content["records"]} == {"nieuw"}
    assert len(content["kerncijfers"]) == 20
    assert all(figure["voor"] is None for figure in content["kerncijfers"])
    text = maatwerk("verschil", "HEAD~1", "HEAD", cwd=top).stdout
    assert "er geen dataset" in text


def test_settings_that_did_not_exist_yet(verschil: Any, kloon: Path) -> None:
    settings = kloon / "data/dataset.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.unlink()
    commit(kloon)
    settings.write_text(text, encoding="utf-8")
    difference = verschil("HEAD")
    assert [(record["soort"], record["wijziging"]) for record in difference["records"]] == [
        ("instellingen", "nieuw")
    ]
    assert len(difference["kerncijfers"]) == 20


def test_what_does_not_read_is_said_and_not_taken_for_gone(verschil: Any, maatwerk: Run, kloon: Path) -> None:
    (kloon / "data/proeftuinen/kpmg.yaml").write_text("id: kpmg\nnaam: [\n", encoding="utf-8")
    replace(kloon / "data/mijlpalen/2018.yaml", "- id: ", "- onbekende_sleutel: 1\n  id: ")
    difference = verschil("HEAD")
    assert [(record["kant"], record["bestand"]) for record in difference["onleesbaar"]] == [
        ("top", "mijlpalen/2018.yaml"),
        ("top", "proeftuinen/kpmg.yaml"),
    ]
    assert difference["records"] == []
    assert difference["niet_geteld"] == ["proeftuinen/kpmg.yaml"]
    # ten figures count proeftuinen one by one: what becomes of those is not known, and not called a change
    assert (
        difference["kerncijfers"],
        difference["kerncijfers_gelijk"],
        difference["kerncijfers_onbekend"],
    ) == ([], 9, 11)
    assert maatwerk("verschil", "HEAD", "--exit-code", cwd=kloon).returncode == 1
    assert "kpmg.yaml" in maatwerk("verschil", "HEAD", "--formaat", "markdown", cwd=kloon).stdout


def test_figures_that_do_not_read_are_neither_new_nor_gone(verschil: Any, kloon: Path) -> None:
    replace(kloon / "data/kerncijfers/2018.yaml", "- code: proeftuinen_totaal", "- code: [proeftuinen_totaal")
    difference = verschil("HEAD")
    assert difference["kerncijfers"] == []
    assert "kerncijfers/2018.yaml" in difference["niet_geteld"]
    assert difference["records"] == []


def test_a_broken_base_does_not_hide_what_is_now(verschil: Any, kloon: Path) -> None:
    file = kloon / "data/proeftuinen/kpmg.yaml"
    good = file.read_bytes()
    file.write_bytes(b"\xff\xfe kapot")
    commit(kloon)
    file.write_bytes(good)
    difference = verschil("HEAD")
    assert [record["kant"] for record in difference["onleesbaar"]] == ["basis"]


@pytest.mark.skipif(os.name == "nt", reason="links and such names are not for every file system")
def test_links_submodules_and_odd_names(verschil: Any, maatwerk: Run, kloon: Path, tmp_path: Path) -> None:
    folder = kloon / "data/proeftuinen"
    (folder / "kpmg.yaml").rename(kloon / "data/proeftuinen/.kpmg-echt")
    commit(kloon)
    (tmp_path / "buiten.yaml").write_text("id: buiten\n", encoding="utf-8")
    (folder / "buiten.yaml").symlink_to(tmp_path / "buiten.yaml")
    (folder / "atos-twee.yaml").symlink_to("atos.yaml")
    (kloon / "data" / "rare naam\n\x1b[31m é.txt").write_text("x", encoding="utf-8")
    git(kloon, "update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},data/beleid/module.yaml")
    second = commit(kloon)
    git(kloon, "update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},data/beleid/module.yaml")
    tree = git(kloon, "write-tree")
    third = git(
        kloon,
        *("-c", "user.name=voorbeeld", "-c", "user.email=v@example.org"),
        *("commit-tree", tree, "-p", second, "-m", "module"),
    )
    difference = verschil("HEAD~1", third)
    assert difference["niet_vergeleken"] == ["beleid/module.yaml", "proeftuinen/buiten.yaml"]
    assert any("rare naam\\u{a}\\u{1b}[31m é.txt" in name for name in difference["andere_bestanden"])
    text = maatwerk("verschil", "HEAD~1", third, cwd=kloon).stdout
    assert "\x1b" not in text
    assert [record["id"] for record in difference["records"]] == ["atos"]


def test_a_file_that_is_too_large_at_a_revision_is_not_read(verschil: Any, kloon: Path) -> None:
    file = kloon / "data/proeftuinen/kpmg.yaml"
    file.write_bytes(b"id: kpmg # " + b"x" * 3_000_000)
    commit(kloon)
    difference = verschil("HEAD~1", "HEAD")
    assert [(record["bestand"], record["codes"]) for record in difference["onleesbaar"]] == [
        ("proeftuinen/kpmg.yaml", ["MW002"])
    ]


def test_a_merge_of_rows_in_csv_is_told_row_by_row(verschil: Any, kloon: Path) -> None:
    file = kloon / "data/codelijsten/doelgroep.csv"
    text = file.read_text(encoding="utf-8")
    file.write_text(text + "voorbeeld,Voorbeeld,,jaarverslag-2018 §2.1,nee,,onbekend\n", encoding="utf-8")
    (record,) = verschil("HEAD")["records"]
    assert (record["soort"], record["id"], record["hoort_bij"], record["wijziging"]) == (
        "code",
        "voorbeeld",
        "doelgroep",
        "nieuw",
    )


def test_lots_of_one_tender_are_told_apart(verschil: Any, kloon: Path) -> None:
    folder = kloon / "data/aanbestedingen"
    folder.mkdir()
    (folder / "voorbeeld.csv").write_text(
        "id,perceel,loonsom_excl_btw\nt1,1,250000\nt1,2,100000\n,,5\n", encoding="utf-8"
    )
    commit(kloon)
    (folder / "voorbeeld.csv").write_text(
        "id;perceel;loonsom_excl_btw\nt1;2;100000.00\nt1;1;260000\n;;5\n", encoding="utf-8"
    )
    (record,) = verschil("HEAD")["records"]
    assert record["id"] == "t1 perceel 1"
    assert record["velden"] == [{"pad": "loonsom_excl_btw", "voor": "250000", "na": "260000"}]


def test_a_hook_of_another_repository_has_no_say(maatwerk: Run, kloon: Path, tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "ander")
    done = maatwerk("verschil", "HEAD", cwd=kloon, env={"GIT_DIR": str(tmp_path / "ander/.git")})
    assert done.returncode == 0


def test_help_is_dutch_and_has_an_example(maatwerk: Run) -> None:
    done = maatwerk("verschil", "--help")
    assert done.returncode == 0
    assert "    maatwerk verschil main" in done.stdout


def test_personal_data_is_not_printed_in_any_form(maatwerk: Run, kloon: Path) -> None:
    replace(
        kloon / "data/proeftuinen/kpmg.yaml",
        "toelichting: >-",
        "toelichting: >-\n  Bel voorbeeld@example.org.",
    )
    (kloon / "data/voorbeeld@example.org.txt").write_text("x", encoding="utf-8")
    for form in ("tekst", "markdown", "json"):
        done = maatwerk("verschil", "HEAD", "--formaat", form, cwd=kloon)
        assert done.returncode == 0
        assert "proeftuinen/kpmg.yaml" in done.stdout.replace("\\_", "_")
        assert "voorbeeld@example" not in done.stdout + done.stderr


def test_a_figure_that_can_no_longer_be_counted_is_a_change(verschil: Any, kloon: Path) -> None:
    file = kloon / "data/kerncijfers/2018.yaml"
    text = file.read_text(encoding="utf-8")
    start = text.index("- code: proeftuinen_totaal")
    begin, end = text.index("  herleiding:", start), text.index("  noot:", start)
    file.write_text(text[:begin] + text[end:], encoding="utf-8")
    (figure,) = verschil("HEAD")["kerncijfers"]
    assert (figure["code"], figure["voor"]["individueel"], figure["na"]["individueel"]) == (
        "proeftuinen_totaal",
        5,
        None,
    )


def test_what_lies_beside_the_records_is_told_only_where_it_changed(verschil: Any, kloon: Path) -> None:
    folder = kloon / "data"
    for name in ("README.md", ".gitkeep", "los.txt", "oud/kopie.yaml"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("voorbeeld\n", encoding="utf-8")
    (folder / "wijzer.md").symlink_to("README.md")
    (folder / "weg.md").symlink_to("../elders.md")
    cases = folder / "beleid" / "generiek_kader.gevallen.yaml"
    cases.write_text("- naam: voorbeeld\n", encoding="utf-8")
    commit(kloon)
    assert verschil("HEAD")["andere_bestanden"] == []
    replace(folder / "README.md", "voorbeeld", "ander voorbeeld")
    (folder / ".gitkeep").unlink()
    (folder / "beleid" / "LEESMIJ.md").write_text("voorbeeld\n", encoding="utf-8")
    replace(cases, "voorbeeld", "ander voorbeeld")
    expected = [".gitkeep", "README.md", "beleid/LEESMIJ.md", "beleid/generiek_kader.gevallen.yaml"]
    assert verschil("HEAD")["andere_bestanden"] == [*expected, "wijzer.md"]
