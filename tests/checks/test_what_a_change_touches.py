"""Which registers a small change can be told of, and which files are read for it, named one by one."""

import shutil
from pathlib import Path

import pytest
from tests.checks.test_small_change import git, since_head

from maatwerk_cli.checks import small_change
from maatwerk_cli.checks.catalogue import catalogue
from maatwerk_cli.checks.run import check
from maatwerk_cli.checks.small_change import _PERSON, _opened, nothing_wrong_in, nothing_wrong_since
from maatwerk_cli.register.loading import find_record_files, read_files
from maatwerk_cli.register.reading import read_records

BASIS = Path(__file__).parent / "basis"
ZON, MAAN, STER = (f"proeftuinen/{name}.yaml" for name in ("zon", "maan", "ster"))
FIRST, SECOND, THIRD = (f"kandidaten/k-aaaaaaaaa{number}.yaml" for number in (1, 2, 3))


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Keep a closed register in git: ``zon`` and ``maan`` name each other, ``ster`` names nobody."""
    top = tmp_path_factory.mktemp("bewaard")
    root = Path(shutil.copytree(BASIS, top / "data"))
    edit(root / "dataset.yaml", "openbaar: true", "openbaar: false")
    text = (root / MAAN).read_text(encoding="utf-8").replace("maan", "ster").replace("Maansteen", "Waterval")
    (root / STER).write_text(text.replace("verwant:\n  - zon\n", ""), encoding="utf-8")
    person = (root / SECOND).read_text(encoding="utf-8").replace("aaa2", "aaa3").replace("zon", "ster")
    (root / THIRD).write_text(person, encoding="utf-8")
    git(top, "init", "-q")
    git(top, "add", "-A")
    git(top, "commit", "-qm", "een")
    return top


@pytest.fixture
def root(kept: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(kept, tmp_path / "kopie")) / "data"


def edit(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def test_a_register_of_few_files_is_read_whole(root: Path) -> None:
    number = len(find_record_files(root)[0])
    register = _opened(root, number)
    assert register is not None
    assert register.others.keys() - register.read.keys() == {ZON, MAAN, STER, FIRST, SECOND, THIRD}
    assert register.new == []
    assert _opened(root, number + 1) is None


@pytest.mark.parametrize(
    "what", ["misplaced", "half-way", "no settings", "wrong settings", "no git", "a link"]
)
def test_where_not_all_is_as_git_has_it_nothing_is_told(what: str, root: Path) -> None:
    if what == "misplaced":
        (root / "proeftuinen" / "lijst.txt").write_text("x", encoding="utf-8")
    elif what == "half-way":
        (root / ".maatwerk-bezig").mkdir()
    elif what == "no settings":
        (root / "dataset.yaml").unlink()
    elif what == "wrong settings":
        edit(root / "dataset.yaml", "schema: 1", "schema: één")
    elif what == "no git":
        shutil.rmtree(root.parent / ".git")
    else:
        (root / MAAN).rename(root.parent / "elders.yaml")
        (root / MAAN).symlink_to(root.parent / "elders.yaml")
        git(root.parent, "add", "-A")
    assert _opened(root, 0) is None
    assert nothing_wrong_in(root, [ZON], 0) is None
    assert nothing_wrong_since(root, "HEAD", 0) is None


def test_in_an_open_register_with_people_all_records_tell_who_stands_alone(root: Path) -> None:
    edit(root / "dataset.yaml", "openbaar: false", "openbaar: true")
    assert _opened(root, 0) is None
    shutil.rmtree(root / "kandidaten")
    assert _opened(root, 0) is not None


def test_a_file_that_git_does_not_keep_is_new(root: Path) -> None:
    (root / STER).rename(root / "proeftuinen" / "nevel.yaml")
    register = _opened(root, 0)
    assert register is not None
    assert register.new == ["proeftuinen/nevel.yaml"]


@pytest.mark.parametrize(
    ("changed", "read"),
    [
        # All that name it, and what it names itself.
        ([ZON], {FIRST, SECOND}),
        ([MAAN], set()),
        ([STER], {STER, THIRD}),
        # The proeftuin of a person, and what that names.
        ([FIRST], {FIRST}),
        ([THIRD], {THIRD, STER}),
        ([STER, FIRST], {STER, THIRD, FIRST}),
        (["opdrachten/raam.yaml"], set()),  # one of those that are all read anyway
        (["mijlpalen/2020.yaml"], set()),  # that is a year, and nobody's id
    ],
)
def test_what_is_read_of_a_file_that_is_asked_about(changed: list[str], read: set[str], root: Path) -> None:
    """Of ``zon`` plans tell, that are always read; it names ``maan``: so these are read in any case."""
    read = {ZON, MAAN, *read}
    register = _opened(root, 0)
    assert register is not None
    assert register.read_touched(changed, None)
    assert {*register.read} == read
    assert register.others.keys() - register.read.keys() == {ZON, MAAN, STER, FIRST, SECOND, THIRD} - read
    assert register.number == len(register.tables) + len(read)


def test_what_is_named_by_what_is_named_is_read_and_nothing_further(root: Path) -> None:
    """Plans name ``zon``, which names ``maan``: who that names cannot be touched."""
    edit(root / MAAN, "  - zon\n", "  - zon\n  - ster\n")
    register = _opened(root, 0)
    assert register is not None
    assert register.read_touched([FIRST], None)
    assert {*register.read} == {ZON, MAAN, FIRST}


@pytest.mark.parametrize(
    "file",
    [
        *("dataset.yaml", "codelijsten/categorie.csv", "verzamelposten/2020.yaml", "kerncijfers/2020.yaml"),
        *("beleid/voorbeeldkader.yaml", "lijst.txt"),
    ],
)
def test_after_a_change_by_which_all_are_held_everything_is_read(file: str, root: Path) -> None:
    register = _opened(root, 0)
    assert register is not None
    assert not register.read_touched([ZON, file], None)
    assert register.read_touched([ZON], None)


def test_what_does_not_read_well_is_not_in_order(root: Path) -> None:
    good = _opened(root, 0)
    assert good is not None
    assert good.read_touched([ZON, STER], {})
    edit(root / ZON, "soort: regulier", "soort: gewoon")
    now = _opened(root, 0)
    assert now is not None
    assert not now.read_touched([ZON, STER], {})
    # Nor where it did not read well before.
    edit(root / ZON, "soort: gewoon", "soort: regulier")
    then = _opened(root, 0)
    assert then is not None
    assert not then.read_touched([ZON, STER], {ZON: now.read[ZON]})


@pytest.mark.parametrize("answers", [[None], [[ZON], None]])
def test_where_git_cannot_tell_who_names_what_changed_everything_is_read(
    answers: list[list[str] | None], root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who names a proeftuin that came, and then who names those that do."""
    register, given = _opened(root, 0), iter(answers)
    assert register is not None
    monkeypatch.setattr(small_change, "files_holding", lambda *_: next(given))
    assert not register.read_touched([STER], {})
    assert [*given] == []


def told_since(root: Path) -> bool:
    return nothing_wrong_since(root, "HEAD", 0) is not None


def test_what_is_newly_in_order_and_what_is_not(root: Path) -> None:
    number = nothing_wrong_since(root, "HEAD", 0)
    tables = len(find_record_files(root)[0]) - 6
    assert number == tables + 2  # nothing changed, so that only what is always read was
    edit(root / STER, "vindplaats: §4", "vindplaats: §5")  # by which nothing is counted
    assert nothing_wrong_since(root, "HEAD", 0) == tables + 4
    edit(root / STER, "naam: Proeftuin Waterval", "naam: Proeftuin Maansteem")  # nearly that of another
    assert not told_since(root)


def test_two_of_one_name_however_it_is_written(root: Path) -> None:
    edit(root / STER, "naam: Proeftuin Waterval", "naam: 'Proeftuin Waterval'")
    assert told_since(root)
    assert nothing_wrong_in(root, [STER], 0) is not None
    edit(root / STER, "naam: 'Proeftuin Waterval'", "naam: 'Proeftuin Maansteen'")
    assert not told_since(root)
    assert nothing_wrong_in(root, [STER], 0) is None
    assert nothing_wrong_in(root, [MAAN], 0) is None
    assert nothing_wrong_in(root, [ZON], 0) is not None  # that two others have one name is not about it


def test_what_is_wrong_elsewhere_is_not_about_a_file_that_is_asked_about(root: Path) -> None:
    """``zon`` names ``maan``, which is read with it. Of an empty list the cause is what names it."""
    edit(root / MAAN, "  - fase: in_wording", '  - fase: in_wording\n    sinds: "2021-02"')
    assert nothing_wrong_in(root, [ZON], 0) is not None
    assert nothing_wrong_in(root, [MAAN], 0) is None
    groups = root / "codelijsten" / "doelgroep.csv"
    groups.write_text(groups.read_text(encoding="utf-8").splitlines(keepends=True)[0], encoding="utf-8")
    assert nothing_wrong_in(root, [ZON], 0) is None


def test_a_revision_that_is_not_there_tells_nothing(root: Path) -> None:
    assert nothing_wrong_since(root, "weg", 0) is None


def test_an_organisation_that_nobody_names_any_more(root: Path) -> None:
    """Added and named it is in order; added only, or when the last who named it does not, it is told of."""
    for folder in ("kerncijfers", "verzamelposten"):
        shutil.rmtree(root / folder)
    git(root.parent, "commit", "-qam", "twee")
    rows = root / "organisaties.csv"
    rows.write_text(rows.read_text("utf-8") + "vb-groen,Groen Voorbeeld,,leverancier,,\n", encoding="utf-8")
    assert not told_since(root)
    edit(root / STER, "  - voorbeeldzorg\n", "  - vb-groen\n")
    assert told_since(root)
    git(root.parent, "commit", "-qam", "drie")
    edit(root / STER, "  - vb-groen\n", "  - voorbeeldzorg\n")
    assert not told_since(root)


def test_a_file_that_is_new_is_told_of_too(root: Path) -> None:
    shutil.rmtree(root / "kerncijfers")  # one more would be counted
    shutil.rmtree(root / "verzamelposten")
    git(root.parent, "commit", "-qam", "twee")
    text = (root / STER).read_text(encoding="utf-8").replace("ster", "nevel").replace("Waterval", "Nevel")
    (root / "proeftuinen" / "nevel.yaml").write_text(text, encoding="utf-8")
    assert told_since(root)
    edit(root / "proeftuinen" / "nevel.yaml", "fase: in_wording", "fase: in_wordin")
    assert not told_since(root)


def test_of_a_person_that_changed_those_of_the_same_proeftuin_are_read(root: Path) -> None:
    """How many there are tells something of each. Whoever names the same source has nothing to do with it."""
    register = _opened(root, 0)
    assert register is not None
    before = {result.file: result for result in read_records([(_PERSON, FIRST, (root / FIRST).read_bytes())])}
    assert register.read_touched([FIRST], before)
    assert {*register.read} == {ZON, MAAN, FIRST, SECOND}


@pytest.mark.parametrize("code", ["MW060", "MW107", "MW722", "MW730", "MW733"])
def test_what_was_wrong_already_is_not_new_whatever_tells_it(code: str, basis: Path) -> None:
    """Of a value with its name, a row out of place, a framework, its cases: each by a way of its own."""
    example = catalogue()[code].example
    path = basis / example.file
    old = path.read_text(encoding="utf-8") if example.before else ""
    path.write_text(old.replace(example.before, example.wrong, 1) or example.wrong, encoding="utf-8")
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "een"]):
        git(basis, *arguments)
    edit(basis / MAAN, "id: maan", "# elders\nid: maan")
    assert code in {finding.code for finding in check(read_files(basis).together())}
    assert since_head(basis) == []


def test_a_case_that_a_change_of_its_framework_turns_is_new(basis: Path) -> None:
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "een"]):
        git(basis, *arguments)
    edit(basis / "beleid" / "voorbeeldkader.yaml", "waarde: 100000", "waarde: 250000")
    assert ("beleid/voorbeeldkader.gevallen.yaml", "MW730") in {(f.file, f.code) for f in since_head(basis)}
