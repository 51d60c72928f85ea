"""Thousands of ways to break a register; a sample is tried here, others each time by ``.ci/search``.

Of each the generator knows what it broke, where, and what was meant. A remedy counts as right when, carried
out to the letter, it gives a register that says what was meant, or when it asks for what only the source can
tell.
"""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import trial


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> trial.Bench:
    return trial.Bench(tmp_path_factory.mktemp("heel") / "data")


def held(score: trial.Score) -> None:
    wrong = "\n".join(str(fault) for name in ("place", "round") for fault in score.wrong(name))
    assert score.share("place") >= 99, wrong
    assert score.share("remedy") >= 98, wrong
    assert score.share("round") >= 98, wrong
    assert score.share("single") >= 98, "\n".join(map(str, score.wrong("single")))


def test_a_single_fault_is_found_where_it_is_and_its_remedy_gives_what_was_meant(bench) -> None:
    held(trial.Score([bench.attempt(broken) for broken in bench.singles(170, seed=20)]))


def test_of_two_faults_neither_hides_the_other(bench) -> None:
    held(trial.Score([bench.attempt(broken) for broken in bench.pairs(150, seed=20)]))
