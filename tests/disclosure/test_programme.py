"""The leerformule tells nothing of the people of one course: an attacker with a solver of his own tries.

The attacker knows how every total is made up of courses, everything that the report shows, also that of the
year before, and that numbers of people are whole and not negative. What he cannot pin down stays open.
"""

import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from maatwerk_cli.register.kinds import kind_named
from maatwerk_cli.register.loading import load_dataset
from maatwerk_cli.register.records import Dataset, Entry, Records
from maatwerk_cli.report.programme.participants import DecidedProgramme, decide_programme

EXAMPLE = Path(__file__).parents[2] / "docs" / "voorbeelden" / "twee-jaren"
THRESHOLD = 5
Line = tuple[str, tuple[str, ...]]


@pytest.fixture(scope="module")
def example() -> Dataset:
    return load_dataset(EXAMPLE).dataset


def decided(dataset: Dataset, year: int) -> DecidedProgramme:
    return decide_programme(dataset, year, date(year, 12, 31))


def lines(dataset: Dataset, year: int) -> Iterator[Line]:
    """Give how the totals of a year hang together, from the records themselves."""
    end = f"{year}-12-31"
    courses = {
        entry.id: entry.value for entry in dataset.by_plural["trajecten"] if str(entry.value.begin) <= end
    }
    yield f"{year} deelnemers", tuple(f"deelnemers {name}" for name in courses)
    by_round: dict[int, list[str]] = {}
    questions: set[str] = set()
    answers: set[str] = set()
    for name, course in courses.items():
        done = [
            scan
            for scan in sorted(course.scans, key=lambda entry: str(entry.moment))
            if str(scan.moment) <= end
        ]
        for number, scan in enumerate(done, 1):
            yield f"deelnemers {name}", (f"{number} {name}", f"{number} {name} not measured")
            by_round.setdefault(number, []).append(name)
            questions |= set(scan.totalen)
            answers |= {answer for counts in scan.totalen.values() for answer in counts}
            for question in scan.totalen:
                text = tuple(f"{number} {name} {question} {answer}" for answer in scan.totalen[question])
                yield f"{number} {name}", (*text, f"{number} {name} {question} passed over")
    for number, names in by_round.items():
        yield f"{year} {number}", tuple(f"{number} {name}" for name in names)
        for question in questions:
            for answer in answers:
                parts = tuple(f"{number} {name} {question} {answer}" for name in names)
                yield f"{year} {number} {question} {answer}", parts


def shown(dataset: Dataset, year: int) -> dict[str, int]:
    """Give what the report of a year shows, by the names of this attacker."""
    collected: dict[str, int] = {}
    for key, value in decided(dataset, year).registry.published.items():
        way, _, rest = key.partition("/")
        named = dict(part.split("=") for part in rest.split("&")) if "=" in rest else {}
        if way == "deelnemers":
            collected[f"deelnemers {named['traject']}" if named else f"{year} deelnemers"] = value
        elif way == "meting":
            names = [named[name] for name in ("ronde", "vraag", "antwoord") if name in named]
            collected[" ".join([str(year), *names])] = value
    return collected


def reach(known: Mapping[str, int], sums: Iterable[Line], wanted: str) -> tuple[int, int]:
    """Give the least and the most that a number can be, for who knows all this."""
    rows = list(sums)
    names = sorted({name for total, parts in rows for name in (total, *parts)} | {wanted})
    index = {name: place for place, name in enumerate(names)}
    matrix = np.zeros((len(rows), len(names)))
    for number, (total, parts) in enumerate(rows):
        matrix[number, index[total]] = -1
        for part in parts:
            matrix[number, index[part]] += 1
    low = np.array([known.get(name, 0) for name in names], dtype=float)
    high = np.array([known.get(name, 60) for name in names], dtype=float)
    ends = []
    for sign in (1, -1):
        cost = np.zeros(len(names))
        cost[index[wanted]] = sign
        done = milp(
            cost,
            constraints=LinearConstraint(matrix, 0, 0),
            integrality=np.ones(len(names)),
            bounds=Bounds(low, high),
        )
        assert done.success
        ends.append(round(sign * done.fun))
    return ends[0], ends[1]


def true_numbers(dataset: Dataset) -> dict[str, int]:
    collected: dict[str, int] = {}
    for entry in dataset.by_plural["trajecten"]:
        collected[f"deelnemers {entry.id}"] = entry.value.deelnemers
        for number, scan in enumerate(sorted(entry.value.scans, key=lambda element: str(element.moment)), 1):
            collected[f"{number} {entry.id}"] = scan.deelnemers
            for question, counts in scan.totalen.items():
                collected |= {f"{number} {entry.id} {question} {a}": n for a, n in counts.items()}
    return collected


def test_nobody_learns_a_small_number_of_a_course_from_two_reports(example: Dataset) -> None:
    known = {**shown(example, 2018), **shown(example, 2019)}
    assert known
    sums = [*lines(example, 2018), *lines(example, 2019)]
    small = {name: number for name, number in true_numbers(example).items() if 0 < number < THRESHOLD}
    assert small
    for name, number in small.items():
        assert name not in known
        low, high = reach(known, sums, name)
        assert low < number or high > number, name  # it cannot be computed
        assert low <= 1, name
        assert high >= THRESHOLD - 1, name


@pytest.mark.parametrize(("people", "measured"), [(6, 6), (7, 7), (9, 9), (9, 8), (9, None)])
@pytest.mark.parametrize("yes", [1, 2, 3, 4])
def test_who_is_measured_is_a_participant_so_that_what_is_left_of_a_course_tells_nothing(
    example: Dataset, people: int, measured: int | None, yes: int
) -> None:
    """Six take part and five say no: of those who say yes there would be one at the most."""
    course = next(entry for entry in example.by_plural["trajecten"] if entry.id == "vb-traject-dienst")
    scan = course.value.scans[0]
    counts = {"oneens": (measured or people) - yes, "neutraal": yes, "eens": 0}
    scan = scan.model_copy(update={"deelnemers": measured, "totalen": {"weet_begin": counts}})
    value = course.value.model_copy(update={"deelnemers": people, "scans": (scan,)})
    records = Records((Entry(course.id, value, course.file),))
    for key in range(8):
        settings = example.settings.model_copy(update={"sleutel": f"voorbeeldsleutel{key:010d}"})
        dataset = replace(example.with_records(kind_named("traject"), records), settings=settings)
        known, sums = shown(dataset, 2018), list(lines(dataset, 2018))
        name = "2018 1 weet_begin neutraal"
        assert name not in known
        low, high = reach(known, sums, name)
        assert low <= 1
        assert high >= THRESHOLD - 1


def test_no_small_number_is_shown_and_what_is_inside_one_course_never(example: Dataset) -> None:
    for year in (2018, 2019):
        registry = decided(example, year).registry
        assert all(number == 0 or number >= THRESHOLD for number in registry.published.values())
        assert not any(key.startswith("meting_traject") for key in (*registry.values, *registry.withheld))


def test_the_internal_edition_shows_all_and_says_what_is_withheld(example: Dataset) -> None:
    intern = decide_programme(example, 2019, date(2019, 12, 31), intern=True).registry
    key = "deelnemers/traject=vb-traject-inspectie"
    assert intern.cell_of(key, intern.values[key]) == 3
    assert intern.withheld[key] == "klein"


def test_a_register_without_courses_counts_only_what_a_source_published() -> None:
    dataset = load_dataset(EXAMPLE.parents[2] / "data").dataset
    registry = decided(dataset, 2018).registry
    assert registry.published == {
        "deelnemers_post/leerformule-deelnemers-2018": 18,
        "deelnemers_verzameld": 18,
        "deelnemers_samen": 18,
    }
    assert not registry.withheld


def test_an_edition_on_record_is_held_to_what_it_showed(tmp_path: Path, maatwerk) -> None:
    data = Path(shutil.copytree(EXAMPLE, tmp_path / "data"))
    done = maatwerk(
        "publiceer", "2018", "--datum", "2019-03-01", "--uitvoer", str(tmp_path / "uit"), "--data", str(data)
    )
    assert done.returncode == 0, done.stderr
    record = (data / "publicaties" / "2018-1.yaml").read_text(encoding="utf-8")
    assert "deelnemers: 15" in record
    assert "meting_traject" not in record
    fresh = load_dataset(data).dataset
    assert (
        decided(fresh, 2018).registry.published
        == decided(load_dataset(EXAMPLE).dataset, 2018).registry.published
    )
    register = tmp_path / "uit" / "register"
    assert not (register / "trajecten").exists()
    public = load_dataset(register).dataset
    before = decided(fresh, 2018).registry.published["deelnemers_samen"]
    assert decided(public, 2018).registry.published["deelnemers_samen"] == before == 23


@pytest.mark.parametrize(("key", "refused"), [("", True), ("sleutel: voorbeeldvaneensleutel0\n", False)])
def test_without_a_key_and_without_candidates_nothing_is_published_that_withholds(
    tmp_path: Path, maatwerk, key: str, refused: bool
) -> None:
    """There is no secret then: who tries every number finds the one with which the edition comes out."""
    data = Path(shutil.copytree(EXAMPLE, tmp_path / "data"))
    shutil.rmtree(data / "kandidaten")
    (data / "verzamelposten" / "2019.yaml").unlink()
    settings = data / "dataset.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + key, encoding="utf-8")
    output = tmp_path / "uit"
    done = maatwerk("publiceer", "2019", "--datum", "2020-03-01", "--uitvoer", str(output), "--proef",
                    "--data", str(data))  # fmt: skip
    assert (done.returncode, output.exists()) == ((2, False) if refused else (0, True)), done.stderr
    assert ("heeft geen sleutel" in done.stderr) == refused


def test_what_was_published_in_all_tells_no_small_course(tmp_path: Path) -> None:
    data = Path(shutil.copytree(EXAMPLE, tmp_path / "data"))
    (data / "kerncijfers" / "2018.yaml").unlink()  # so that no earlier report showed the other courses
    published = 18
    shown_now = decided(load_dataset(data).dataset, 2019).registry.published
    rows = sum(number for key, number in shown_now.items() if key.startswith("deelnemers/traject="))
    assert "deelnemers" not in shown_now or shown_now["deelnemers"] - rows >= THRESHOLD
    assert published - rows >= THRESHOLD - 1
