"""What is found by reading only what a change touches is what is found by reading everything."""

import re
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maatwerk_cli.checks.finding import Finding
from maatwerk_cli.checks.run import check, fingerprints_at
from maatwerk_cli.checks.selection import in_files, touched_findings
from maatwerk_cli.checks.small_change import nothing_wrong_in, nothing_wrong_since
from maatwerk_cli.history.changes import changes_since
from maatwerk_cli.history.revisions import find_repository, version_at, version_lying
from maatwerk_cli.models.fields import fields_of
from maatwerk_cli.models.kandidaat import Kandidaat
from maatwerk_cli.models.proeftuin import Proeftuin
from maatwerk_cli.register.loading import read_files

BASIS = Path(__file__).parent / "basis"
Run = Callable[..., subprocess.CompletedProcess[str]]
GARDENS = ("zon", "maan", "ster", "komeet", "planeet", "nevel")
NAMES = (
    "Voorbeeld Regenboog",
    "Voorbeeld Regenbogen",
    "Voorbeeld Regenbog",
    "Voorbeeld Wolk",
    "Wolk",
    "Storm",
)
WORDS = (
    *GARDENS,
    *("k-aaaaaaaaa1", "k-aaaaaaaaa2", "k-aaaaaaaaa3", "k-aaaaaaaaa4", "verslag-2020", "verslag-2030"),
    *("voorbeeldbouw", "voorbeeldzorg", "voorbeeldministerie", "nieuwbouw", "schoonmaak", "ict"),
    *("in_wording", "plan_ondertekend", "gestart", "decharge", "kandidaat", "aan_de_slag", "contract"),
    *("2019", "2020", "2021", "2", "1", "4", "regulier", "partnerschap", "leerformule", "stage", "baan"),
)


def git(root: Path, *arguments: str) -> None:
    who = ("-c", "user.name=voorbeeld", "-c", "user.email=voorbeeld@voorbeeld.invalid")
    command = ["git", "-C", str(root), *who, "-c", "commit.gpgsign=false", *arguments]
    subprocess.run(command, check=True, capture_output=True)


SOURCE = "bron: {id: verslag-2020, vindplaats: §1}"


def garden(name: str, chance: Random) -> str:
    course = "".join(
        f'  - fase: {phase}\n    sinds: "{2018 + number}"\n    {SOURCE}\n'
        for number, phase in enumerate(("in_wording", "gestart", "decharge")[: chance.randint(1, 3)])
    )
    called = chance.choice(NAMES) if chance.random() < 0.2 else f"Iets met {name}"
    return (
        f"id: {name}\nnaam: {called}\nsoort: regulier\ncategorie: schoonmaak\n"
        f"leveranciers: [{chance.choice(('voorbeeldbouw', 'voorbeeldzorg'))}]\n"
        f"kandidaten: {{aantal: {chance.randint(1, 3)}, {SOURCE}}}\nverloop:\n{course}"
        f"bronnen:\n  - {SOURCE[6:]}\n"
    )


def person(name: str, place: str, chance: Random) -> str:
    steps = ("kandidaat", "aan_de_slag", "contract")[: chance.randint(1, 3)]
    reached = "".join(
        f'  - stap: {step}\n    sinds: "2020-q{number + 1}"\n    {SOURCE}\n'
        for number, step in enumerate(steps)
    )
    return f"id: {name}\nproeftuin: {place}\nstappen:\n{reached}bronnen:\n  - {SOURCE[6:]}\n"


def write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def made(root: Path, chance: Random) -> None:
    """Make a register, closed as those with many records are."""
    shutil.copytree(BASIS, root)
    write(root / "dataset.yaml", read(root / "dataset.yaml").replace("openbaar: true", "openbaar: false"))
    names = GARDENS[: chance.randint(2, 6)]
    for name in names[2:]:
        write(root / "proeftuinen" / f"{name}.yaml", garden(name, chance))
    for number in range(3, chance.randint(3, 6)):
        name = f"k-aaaaaaaaa{number}"
        write(root / "kandidaten" / f"{name}.yaml", person(name, chance.choice(names[2:] or names), chance))
    for folder in ("kerncijfers", "plannen", "trajecten"):
        if chance.random() < 0.3:
            shutil.rmtree(root / folder)
            if folder == "kerncijfers":
                shutil.rmtree(root / "verzamelposten")
            if folder == "plannen":
                shutil.rmtree(root / "inspanningen")


def changed(root: Path, chance: Random) -> None:
    """Change a record as people do: what is then wrong, if anything, may stand in another file."""
    path = chance.choice(sorted((root / "proeftuinen").glob("*.yaml")) or [root / "bronnen.yaml"])
    people = sorted((root / "kandidaten").glob("*.yaml"))
    if not all(file.exists() for file in (path, root / "bronnen.yaml", root / "organisaties.csv")):
        return  # an earlier change took away what this one would change
    text = read(path)
    match chance.randrange(14):
        case 0 | 1:
            write(path, re.sub(r"ambitie: .*\n", "", text) + f"ambitie: {chance.choice(NAMES)} helpt.\n")
        case 2:
            write(
                path,
                re.sub(
                    r"soort: \w+",
                    f"soort: {chance.choice(('regulier', 'partnerschap', 'leerformule'))}",
                    text,
                ),
            )
        case 3:
            name = f"k-aaaaaaaaa{chance.randint(5, 9)}"
            write(root / "kandidaten" / f"{name}.yaml", person(name, path.stem, chance))
        case 4:
            name = chance.choice(GARDENS)
            write(path.with_name(f"{name}.yaml"), garden(name, chance))
        case 5:
            write(
                path,
                re.sub(
                    r"voorbeeldbouw|voorbeeldzorg", chance.choice(("voorbeeldbouw", "voorbeeldzorg")), text
                ),
            )
        case 6:
            write(path, re.sub(r"naam: .*", f"naam: {chance.choice(NAMES)}", text))
        case 7:
            field = chance.choice(("verwant", "mogelijk_dezelfde"))
            write(
                path, re.sub(rf"{field}:.*\n(  - .*\n)*", "", text) + f"{field}: [{chance.choice(GARDENS)}]\n"
            )
        case 8:
            left = f'ingetrokken: {{sinds: "2020", reden: Vervallen voorbeeld, {SOURCE}}}\n'
            whose = chance.choice([path, *people])
            write(whose, read(whose) + left)
        case 9:
            write(path, re.sub(r"aantal: \d", f"aantal: {chance.randint(0, 3)}", text))
        case 10:
            chance.choice([path, *people]).unlink()
        case 11 if people:
            whose = chance.choice(people)
            write(whose, re.sub(r"proeftuin: \w+", f"proeftuin: {chance.choice(GARDENS)}", read(whose)))
        case 12:
            new = chance.choice(("verslag-2021", "verslag-2022"))
            sources = root / "bronnen.yaml"
            write(
                sources,
                read(sources)
                + f'- id: {new}\n  titel: Ander verslag\n  datum: "2020-12"\n  status: onbevestigd\n',
            )
            write(path, text.replace("verslag-2020", new, 1))
        case _:
            rows = root / "organisaties.csv"
            new = chance.choice(("voorbeeldgroen", "voorbeeldblauw"))
            write(rows, f"{read(rows)}{new},Heel iets anders {new},,leverancier,,\n")
            if chance.random() < 0.7:
                write(path, re.sub(r"voorbeeldbouw|voorbeeldzorg", new, text, count=1))


def broken(root: Path, chance: Random) -> None:
    """Change any word, line or file, whatever comes of it."""
    path = chance.choice(sorted(path for path in root.rglob("*.*") if ".git" not in path.parts))
    text = read(path)
    how = chance.random()
    if how < 0.1:
        path.unlink()
    elif how < 0.2:
        name = chance.choice((*GARDENS, "k-aaaaaaaaa7", "2021"))
        write(path.with_name(name + path.suffix), text.replace(path.stem, name))
    elif how < 0.4:
        lines = text.splitlines(keepends=True)
        del lines[chance.randrange(len(lines)) :: 1000]
        write(path, "".join(lines))
    else:
        there = [word for word in re.findall(r"[\w-]+", text) if word in WORDS] or re.findall(r"[\w-]+", text)
        write(path, text.replace(chance.choice(there), chance.choice(WORDS), chance.randint(1, 2)))


def since_head(root: Path) -> list[Finding]:
    """Give what a change since the last commit touches, from everything."""
    files = read_files(root)
    repository = find_repository(root)
    changes = changes_since(repository, "HEAD")
    read = [result for _, result in files.results]
    return touched_findings(
        check(files.together()),
        lambda: fingerprints_at(version_at(repository, changes.base), version_lying(repository, read)),
        changes.touch,
    )


def held(chance: Random) -> Iterator[str]:
    """Hold one change of one register to what reading everything finds; give what was told."""
    with tempfile.TemporaryDirectory() as folder:
        top = Path(folder)
        root = top / "data" if chance.random() < 0.5 else top / "r"
        made(root, chance)
        for _ in range(chance.choice((0, 0, 0, 1, 2))):
            (changed if chance.random() < 0.8 else broken)(root, chance)
        git(top, "init", "-q")
        git(top, "add", "-A")
        git(top, "commit", "-qm", "een")
        for _ in range(chance.choice((1, 1, 1, 2, 3))):
            (changed if chance.random() < 0.9 else broken)(root, chance)
        if not (root / "dataset.yaml").exists():
            return
        try:
            everything = check(read_files(root).together())
        except Exception:
            return
        fine = nothing_wrong_since(root, "HEAD", 0) is not None
        wrong = since_head(root)
        assert not (fine and wrong), wrong
        yield f"since {fine} {not wrong}"
        for path in (root / "proeftuinen").glob("*.yaml"):
            file = path.relative_to(root).as_posix()
            alone = nothing_wrong_in(root, [file], 0) is not None
            outcome = in_files(everything, [file])
            assert not (alone and outcome), outcome
            yield f"in {alone} {not outcome}"


@pytest.mark.slow
@settings(max_examples=settings.get_profile("search").max_examples // 20 - 20)  # 15, and 180 in .ci/search
@given(st.integers(0, 2**40))
def test_a_small_change_is_in_order_only_where_everything_says_so(seed: int) -> None:
    for _ in held(Random(seed)):
        pass


def test_who_changes_little_in_much_is_told_what_was_read(tmp_path: Path, maatwerk: Run) -> None:
    root = tmp_path / "data"
    made(root, Random(2))
    people = [f"k-{number:010}" for number in range(1_000)]
    for name in people:
        write(root / "kandidaten" / f"{name}.yaml", person(name, "maan", Random(1)))
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "een")
    file = root / "proeftuinen" / "zon.yaml"
    write(file, read(file).replace("plekken bieden", "goede plekken bieden"))
    for asked in (("--sinds", "HEAD"), ("data/proeftuinen/zon.yaml",)):
        done = maatwerk("valideer", *asked, cwd=tmp_path)
        assert (done.returncode, done.stdout) == (0, "")
        assert re.fullmatch(
            r"In orde: \d\d bestanden gelezen die ertoe doen, niets gevonden\.\n", done.stderr
        )
    assert maatwerk("valideer", "--sinds", "HEAD", "--formaat", "json", cwd=tmp_path).stdout == "[]\n"
    write(file, read(file).replace("categorie: schoonmaak", "categorie: schoonmaken"))
    for asked in (("--sinds", "HEAD"), ("data/proeftuinen/zon.yaml",)):
        done = maatwerk("valideer", *asked, cwd=tmp_path)
        assert done.returncode == 1
        assert "MW204" in done.stdout
        assert "10" in done.stderr.split(" records gelezen")[0]


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        ("proeftuinen/ster.yaml", "[voorbeeldgroen]", "[voorbeeldbouw]"),  # nobody names it any more
        ("bronnen.yaml", "verslag-2030", "verslag-2031"),  # another record names it
    ],
)
def test_what_goes_wrong_elsewhere_is_seen(tmp_path: Path, file: str, before: str, after: str) -> None:
    root = tmp_path / "data"
    made(root, Random(2))
    rows, sources = root / "organisaties.csv", root / "bronnen.yaml"
    write(rows, f"{read(rows)}voorbeeldgroen,Heel iets anders,,leverancier,,\n")
    write(
        sources,
        f'{read(sources)}- id: verslag-2030\n  titel: Anders\n  datum: "2020"\n  status: onbevestigd\n',
    )
    star = garden("ster", Random(1)).replace("verslag-2020", "verslag-2030", 1)
    write(
        root / "proeftuinen" / "ster.yaml",
        re.sub(r"leveranciers: .*", "leveranciers: [voorbeeldgroen]", star),
    )
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "een")
    assert nothing_wrong_since(root, "HEAD", 0) is not None
    write(root / file, read(root / file).replace(before, after))
    assert since_head(root)
    assert nothing_wrong_since(root, "HEAD", 0) is None


def test_the_records_that_are_not_all_read_name_no_other_kinds() -> None:
    """Where they name another kind, ``small_change`` has to know what a change of that touches."""
    for model in (Proeftuin, Kandidaat):
        named = {
            kind for f in fields_of(model) for meaning in f.meanings for kind in getattr(meaning, "kinds", ())
        }
        assert named <= {"proeftuin", "organisatie"}


def test_most_that_is_in_order_is_told_from_little() -> None:
    counted: Counter[str] = Counter(entry for seed in range(30) for entry in held(Random(seed)))
    assert counted["in True True"] > counted["in False True"], counted
    assert counted["since True True"] > 0, counted
