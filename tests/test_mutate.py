"""What ``.ci/mutate`` says of a small change: seen, survived, or not known."""

import importlib.util
import sys
from collections.abc import Callable
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
FILE = min((ROOT / "tests" / "contract").glob("test_*.py")).relative_to(ROOT).as_posix()
QUICK, SLOW = f"{FILE}::test_quick", f"{FILE}::test_slow"
pytest.importorskip("fcntl")  # it forks


@pytest.fixture(scope="module")
def mutate() -> ModuleType:
    loader = SourceFileLoader("mutate", str(ROOT / ".ci" / "mutate"))
    spec = importlib.util.spec_from_loader("mutate", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["mutate"] = module
    loader.exec_module(module)
    return module


@pytest.fixture
def trials(mutate: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Give trials of four changes that no test saw at first, of which a second try ends in some way."""
    monkeypatch.setattr(mutate, "_say", lambda *_: None)
    tests = {SLOW: {"seconds": 3.0, "reach": {}}, QUICK: {"seconds": 0.1, "reach": {}}}
    notes = mutate.Notes({FILE: "x"}, tests)

    def make(*endings: tuple[int, list[str]]) -> Any:
        made = mutate.Trials(notes, 1)
        mutants = mutate.mutants(mutate.PACKAGE / "contract" / "valuation.py")[: len(endings)]
        made.unseen = dict.fromkeys(mutants, ())
        left = iter(endings)

        def anew(_: object, tests: list[str], __: float) -> tuple[int, list[str]]:
            asked.append(tests)
            return next(left)

        made._anew = anew
        return made

    asked: list[list[str]] = []
    make.asked = asked  # type: ignore[attr-defined]
    return make


def test_only_what_all_tests_let_pass_survives(mutate: ModuleType, trials: Any) -> None:
    both = [QUICK, SLOW]
    made = trials((0, both), (mutate.RUN_OUT, both), (mutate.FAILED, both), (0, []))
    passed, run_out, _, no_tests = made.unseen
    made.again(1)
    assert made.alive == [passed]
    assert made.unknown == [run_out, no_tests]
    assert trials.asked == [both] * 4  # the quick ones first
    made = trials((0, both))
    made.unseen = {mutant: [QUICK] for mutant in made.unseen}
    made.again(1)
    assert trials.asked[-1] == [SLOW, QUICK]  # what was tried already goes last


@pytest.mark.parametrize(
    ("alive", "unknown", "code"),
    [(0, 0, 0), (5, 0, 0), (6, 0, 1), (5, 20, 0), (0, 100, 0)],
)
def test_more_than_five_in_a_hundred_that_survived_is_too_much(
    alive: int, unknown: int, code: int, mutate: ModuleType, trials: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines: list[str] = []
    monkeypatch.setattr(mutate, "print", lambda text="", **_: lines.append(text), raising=False)
    made = trials()
    (mutant, *_) = mutate.mutants(mutate.PACKAGE / "contract" / "valuation.py")
    made.alive, made.unknown = [mutant] * alive, [mutant] * unknown
    assert mutate.told(made, [mutant] * 100, 1000, 7) == code
    assert any(line.startswith(f"{alive} of 100 survived") for line in lines)
    assert any(f"of {unknown} it is not known" in line for line in lines) is bool(unknown)


@pytest.mark.parametrize(("survived", "tried", "share"), [(0, 59, 0.05), (0, 299, 0.01), (100, 100, 1.0)])
def test_what_is_not_surpassed_with_certainty(
    survived: int, tried: int, share: float, mutate: ModuleType
) -> None:
    """Of 59 that are all seen: 0.95 to the power of 59 is just below 0.05."""
    assert mutate.at_most(survived, tried) == pytest.approx(share, abs=2e-3)


def test_a_change_has_a_name_that_says_it(mutate: ModuleType) -> None:
    names = [mutant.name for mutant in mutate.mutants(mutate.PACKAGE / "tender" / "condition.py")]
    assert len(set(names)) == len(names) > 50
    assert all(name.startswith("tender/condition.py ") or ": " in name for name in names)


def test_every_room_that_decides_has_tests(mutate: ModuleType) -> None:
    assert mutate.TESTS.keys() == set(mutate.DECIDING)
    assert all(mutate._test_files([pattern]) for patterns in mutate.TESTS.values() for pattern in patterns)


def test_the_views_of_what_is_signed_are_broken_too(mutate: ModuleType) -> None:
    views = [file.name for file in mutate.of_room("tender") if "views" in file.parts]
    assert {"memo.py", "duty_words.py"} <= {*views}
    assert not any("views" in file.parts for file in mutate.of_room("report"))


@pytest.mark.slow
def test_what_is_said_to_be_equal_is_a_change_that_can_be_made(mutate: ModuleType) -> None:
    """A line of which the code has moved on would excuse, one day, a change that is another."""
    known = [line.split("  # ")[0] for line in mutate.EQUAL.read_text(encoding="utf-8").splitlines()]
    files = sorted({name.split()[0].rstrip(":") for name in known})
    names = {mutant.name for file in files for mutant in mutate.mutants(mutate.PACKAGE / file)}
    assert [name for name in known if name not in names] == []
    assert len(set(known)) == len(known)
