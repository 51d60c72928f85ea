"""What is asked before a small change is called in order, each question by itself."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from maatwerk_cli.checks import small_change
from maatwerk_cli.checks.small_change import _may_count_too_much, _only_added, _Register
from maatwerk_cli.models.facts.kerncijfer import Herleiding
from maatwerk_cli.register.kinds import Kind, kind_named, kind_of_file
from maatwerk_cli.register.loading import load_dataset
from maatwerk_cli.register.records import Dataset
from maatwerk_cli.text.problem import Problem

BASIS = Path(__file__).parent / "basis"
GARDEN, PERSON = kind_named("proeftuin"), kind_named("kandidaat")
ZON, FIRST = "proeftuinen/zon.yaml", "kandidaten/k-aaaaaaaaa1.yaml"
ORGANISATIONS, SOURCES = "organisaties.csv", "bronnen.yaml"
FIGURES, POSTS = "kerncijfers/2020.yaml", "verzamelposten/2020.yaml"
NEW_ROW = "voorbeeldgroen,Voorbeeldgroen,,leverancier,,\n"


def edit(root: Path, file: str, before: str, after: str) -> None:
    text = (root / file).read_text(encoding="utf-8")
    assert before in text or not before
    (root / file).write_text(text.replace(before, after, 1) if before else text + after, encoding="utf-8")


def both(root: Path, file: str, before: str, after: str) -> tuple[Dataset, Dataset]:
    """Give a dataset before and after a change of one file."""
    then = load_dataset(root).dataset
    edit(root, file, before, after)
    return then, load_dataset(root).dataset


ADDED = {
    "a row more": (ORGANISATIONS, "", NEW_ROW, True),
    "another name": (ORGANISATIONS, ",Voorbeeldzorg,", ",Voorbeeldzorgen,", False),
    "a row less": (ORGANISATIONS, "voorbeeldzorg,Voorbeeldzorg,,leverancier,,87654321\n", "", False),
    "a source more": (SOURCES, "", "- id: nieuw\n  titel: Nieuw\n  status: onbevestigd\n", True),
    "another day of a source": (SOURCES, '"2019-05"', '"2019-06"', False),
}


@pytest.mark.parametrize(("file", "before", "after", "only"), ADDED.values(), ids=ADDED)
def test_what_many_name_is_only_added_to(file: str, before: str, after: str, only: bool, basis: Path) -> None:
    then, now = both(basis, file, before, after)
    assert _only_added(then, now, [ZON, file]) is only
    assert _only_added(then, now, [ZON])  # that file did not change, so that it is not looked at


@pytest.mark.parametrize("before", ["twice", "none"])
def test_what_could_not_be_told_apart_before_is_not_only_added_to(before: str, basis: Path) -> None:
    path = basis / ORGANISATIONS
    whole = path.read_text(encoding="utf-8")
    head = whole.splitlines(keepends=True)[0]
    path.write_text(whole + whole.removeprefix(head) if before == "twice" else head, encoding="utf-8")
    assert not _only_added(*both(basis, ORGANISATIONS, "", NEW_ROW), [ORGANISATIONS])


class Answers:
    """Stands in for the files of a register: says of how many records a selection can be."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.asked: list[tuple[str, Decimal]] = []

    def at_most(self, kind: Kind, _: Herleiding, enough: Decimal) -> int:
        self.asked.append((kind.name, enough))
        return self.number


def too_much(root: Path, number: int, file: str, before: str, after: str) -> tuple[bool, Any]:
    answers: Any = Answers(number)
    outcome = _may_count_too_much(answers, *both(root, file, before, after), [file])
    return outcome, answers.asked


STEP = (
    '  - stap: aan_de_slag\n    sinds: "2020-q2"\n    bron:\n      id: verslag-2020\n      vindplaats: §3\n'
)


def test_a_figure_of_people_may_be_reached_and_not_passed(basis: Path) -> None:
    """Two were published as being at work: of two that can be it is not more, of three it is."""
    before = (basis / FIRST).read_text(encoding="utf-8")
    for number, more in ((2, False), (3, True)):
        (basis / FIRST).write_text(before, encoding="utf-8")
        assert too_much(basis, number, FIRST, STEP, "") == (more, [("kandidaat", 2)])


def test_the_people_of_a_post_are_counted_with_the_others(basis: Path) -> None:
    post = (
        "- id: mensen\n  telt: kandidaten\n  aantal: 1\n  omschrijving: Eén\n"
        "  bron:\n    id: verslag-2020\n    vindplaats: §5\n"
    )
    edit(basis, POSTS, "", post)
    before = (basis / FIRST).read_text(encoding="utf-8")
    for number, more in ((1, False), (2, True)):
        (basis / FIRST).write_text(before, encoding="utf-8")
        assert too_much(basis, number, FIRST, STEP, "") == (more, [("kandidaat", 1)])


def test_of_what_was_published_twice_the_most_holds(basis: Path) -> None:
    figures = (basis / FIGURES).read_text(encoding="utf-8")
    people = figures[figures.index("- code: kandidaten") : figures.index("- code: website")]
    edit(basis, FIGURES, "", people.replace("aan_de_slag", "nog_eens", 1).replace("waarde: 2", "waarde: 3"))
    assert too_much(basis, 3, FIRST, STEP, "") == (False, [("kandidaat", 3), ("kandidaat", 3)])


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        (ZON, "lang zonder werk zijn", "al lang zonder werk zijn"),
        (FIRST, "vindplaats: §3\n", "vindplaats: §4\n"),
    ],
)
def test_what_is_counted_as_before_is_not_held_to_a_figure(
    file: str, before: str, after: str, basis: Path
) -> None:
    assert too_much(basis, 99, file, before, after) == (False, [])


@pytest.mark.parametrize(("number", "more"), [(4, False), (5, True)])
def test_a_figure_of_proeftuinen_by_itself(number: int, more: bool, basis: Path) -> None:
    """Four were published. That a person changed too would ask for the figure of people."""
    (basis / POSTS).unlink()
    outcome = too_much(basis, number, ZON, "categorie: schoonmaak\n", "")
    assert outcome == (more, [("proeftuin", 4)])


def test_posts_that_are_more_than_a_figure_pass_it(basis: Path) -> None:
    """Of the posts it is not asked which count: three, one and two are more than the four published."""
    assert too_much(basis, 0, ZON, "categorie: schoonmaak\n", "") == (True, [("proeftuin", -2)])


@pytest.mark.parametrize(("part", "more"), [(3, False), (4, True)])
def test_a_part_of_a_post_is_no_more_than_the_post(part: int, more: bool, basis: Path) -> None:
    (basis / FIGURES).unlink()
    posts = (basis / POSTS).read_text(encoding="utf-8")
    posts = posts[: posts.index("- id: plannen-2020")].replace("aantal: 1", f"aantal: {part}")
    (basis / POSTS).write_text(posts, encoding="utf-8")
    same = (basis / ZON).read_text(encoding="utf-8")
    assert too_much(basis, 0, ZON, "categorie: schoonmaak\n", "") == (more, [])
    (basis / ZON).write_text(same, encoding="utf-8")  # in what is not counted nothing changed
    assert too_much(basis, 0, ZON, "Twee plekken", "Plekken") == (False, [])


@pytest.mark.parametrize(("file", "after"), [(ORGANISATIONS, NEW_ROW), (SOURCES, "\n")])
def test_since_when_something_is_known_its_source_tells(file: str, after: str, basis: Path) -> None:
    assert too_much(basis, 0, file, "", after) == (True, [])
    (basis / FIGURES).unlink()
    assert too_much(basis, 0, file, "", "\n") == (True, [])  # a post is counted too
    (basis / POSTS).unlink()
    assert too_much(basis, 0, file, "", "\n") == (False, [])  # nothing was counted


def register_of(folder: Path, *files: str, **known: Any) -> _Register:
    """Give a register of which nothing was read yet."""
    repository: Any = SimpleNamespace(folder=folder)
    settings: Any = None
    kinds = {file: kind for file in files if (kind := kind_of_file(file))}
    return _Register(repository, settings, {}, kinds, (), **known)


def test_which_problems_a_change_can_have_made(tmp_path: Path) -> None:
    register = register_of(tmp_path, touched=frozenset({ZON}), organisations=frozenset({"vb"}))
    nobody = "MW231"
    assert register.matters(Problem(nobody, ORGANISATIONS, (2, "id"), {"woord": "vb"}))
    assert not register.matters(Problem(nobody, ORGANISATIONS, (2, "id"), {"woord": "ander"}))
    for file, does in (
        (ZON, True), ("proeftuinen/maan.yaml", False), (FIRST, False), (ORGANISATIONS, True),
        ("beleid/kader.yaml", True), ("niets.txt", True),
    ):  # fmt: skip
        assert register.matters(Problem("MW204", file)) is does


def many(number: int) -> list[str]:
    return [f"kandidaten/k-{place:010}.yaml" for place in range(number)]


@pytest.mark.parametrize(
    ("words", "unread", "holding", "expected"),
    [
        (0, 0, None, True),
        (1, 0, 0, True),
        (1_000, 0, 0, True),
        (1_001, 0, None, False),  # more than git is asked for
        (1, 0, 100, True),
        (1, 400, 100, True),
        (1, 400, 101, False),  # more than a quarter, and no few
        (1, 404, 101, True),
        (1, 404, 102, False),
    ],
)
def test_how_many_files_are_read_for_the_words_in_them(
    words: int,
    unread: int,
    holding: int | None,
    expected: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[int] = []

    def answer(_: object, words: Any) -> list[str]:
        asked.append(len(words))
        return [f"anders/{place}" for place in range(holding or 0)]

    monkeypatch.setattr(small_change, "files_holding", answer)
    assert register_of(tmp_path, *many(unread))._read_holding({str(n) for n in range(words)}) is expected
    assert asked == ([] if holding is None else [words])


def test_what_was_read_already_is_not_counted_as_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of 404 files four were read: 101 is more than a quarter of the rest."""
    monkeypatch.setattr(small_change, "files_holding", lambda *_: [f"anders/{n}" for n in range(101)])
    read: Any = dict.fromkeys(many(4))
    assert not register_of(tmp_path, *many(404), read=read)._read_holding({"zon"})


def test_where_git_cannot_tell_only_no_words_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(small_change, "files_holding", lambda *_: None)
    assert register_of(tmp_path)._read_holding(set())
    assert not register_of(tmp_path)._read_holding({"zon"})


def folder_with(root: Path, files: Mapping[str, str]) -> _Register:
    for file, text in files.items():
        (root / file).parent.mkdir(exist_ok=True)
        (root / file).write_text(text, encoding="utf-8")
    return register_of(root, *files, "proeftuinen/weg.yaml")  # which is gone since it was listed


def test_how_many_records_a_selection_can_be_of(tmp_path: Path) -> None:
    """Every record counts of which the text has a value of each feature, or can have it otherwise."""
    register = folder_with(
        tmp_path,
        {
            "proeftuinen/a.yaml": "categorie: schoonmaak\nfase: gestart\n",
            "proeftuinen/b.yaml": "categorie: ict\nfase: gestart\n",
            "proeftuinen/c.yaml": "categorie: schoonmaak\nfase: decharge\n",  # it started too
            "proeftuinen/d.yaml": "categorie: schoonmaak\nfase: in_wording\n",
            "proeftuinen/e.yaml": 'categorie: "scho\\u006fnmaak"\n',
            "kandidaten/f.yaml": "schoonmaak gestart\n",
        },
    )
    both_features = Herleiding.model_validate(
        {"telt": "proeftuinen", "kenmerken": {"categorie": "schoonmaak", "bereikt": "gestart"}}
    )
    either = Herleiding.model_validate(
        {"telt": "proeftuinen", "kenmerken": {"categorie": ["schoonmaak", "ict"]}}
    )
    everything = Herleiding.model_validate({"telt": "proeftuinen"})
    assert register.at_most(GARDEN, both_features, Decimal(0)) == 4  # a, c, e, and what cannot be read
    assert register.at_most(GARDEN, either, Decimal(5)) == 6
    assert register.at_most(GARDEN, both_features, Decimal(6)) == 6  # so many need not be bettered
    assert register.at_most(GARDEN, both_features, Decimal(5)) == 4
    assert register.at_most(GARDEN, everything, Decimal(0)) == 6
    assert register.at_most(PERSON, both_features, Decimal(0)) == 1


def test_the_names_of_other_proeftuinen_however_they_are_written(tmp_path: Path) -> None:
    whole = (BASIS / ZON).read_text(encoding="utf-8")
    name = "naam: Proeftuin Zonnebloem\n"
    register = folder_with(
        tmp_path,
        {
            "kandidaten/k.yaml": "naam: Geen\nx: y\n",
            "proeftuinen/a.yaml": "id: a\nnaam: Gewoon\nsoort: regulier\n",
            "proeftuinen/b.yaml": whole.replace(name, 'naam: "Tussen aanhalingstekens"\n'),
            "proeftuinen/c.yaml": whole.replace(name, "naam: Twee\n") + "  # naam: geen\n",
            "proeftuinen/d.yaml": whole.replace(name, ""),
            "proeftuinen/e.yaml": "id: e\nnaam: Veranderd\nsoort: regulier\n",
        },
    )
    names = [*register._names_of_others(["proeftuinen/e.yaml"])]
    assert sorted(names) == ["Gewoon", "Tussen aanhalingstekens", "Twee"]
