"""What the solver prints of itself goes nowhere: not to stdout, where a result is, and not to stderr."""

import ctypes
import os
from contextlib import suppress

import highspy
import pytest

from maatwerk_cli.disclosure.silence import silenced
from maatwerk_cli.disclosure.solver import Count, ProtectedCounts, Sum, protect

PROBLEM = ProtectedCounts(
    {"all": Count(30), "a": Count(3), "b": Count(12), "c": Count(15)}, (Sum("all", ("a", "b", "c")),)
)
C = ctypes.CDLL(None) if os.name != "nt" else ctypes.CDLL("ucrtbase")


@pytest.fixture
def talking(monkeypatch: pytest.MonkeyPatch) -> None:
    """A solver that prints when it is made, as version 1.16 does: by way of C, which keeps it in a buffer."""
    made = highspy.Highs

    def loud() -> highspy.Highs:
        C.printf(b"Running HiGHS\n")
        os.write(2, b"and another line\n")
        return made()

    monkeypatch.setattr(highspy, "Highs", loud)


def test_a_banner_of_the_solver_comes_through_nowhere(
    talking: None, capfd: pytest.CaptureFixture[str]
) -> None:
    assert protect(PROBLEM, 5)["a"] == "klein"
    C.fflush(None)
    assert capfd.readouterr() == ("", "")


def test_afterwards_the_streams_are_as_they_were(capfd: pytest.CaptureFixture[str]) -> None:
    os.write(1, b"voor\n")
    with suppress(ValueError), silenced():
        C.printf(b"binnen\n")
        os.write(1, b"binnen\n")
        raise ValueError
    os.write(1, b"na\n")
    os.write(2, b"fout\n")
    C.fflush(None)
    assert capfd.readouterr() == ("voor\nna\n", "fout\n")
