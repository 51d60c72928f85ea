"""Run a command as a process of its own and take its time, its processor time and its memory."""

import os
import signal
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

LIMIT = 150
"""Seconds after which a command is stopped: what takes longer is said to take at least so long."""
_EVERY = 0.05
"""Seconds between two looks at the memory of all processes."""


@dataclass(frozen=True)
class Run:
    """One run, of the process and all that it started.

    Attributes:
        seconds: wall time.
        cpu: processor time, of all processes together.
        code: the exit code.
        megabytes: the most memory of all processes together, where that was watched; else of the largest.

    """

    seconds: float
    cpu: float
    code: int
    megabytes: float


def run(command: Sequence[str], *, watch: bool = False) -> Run:
    """Run a command once. With ``watch`` the memory of all its processes is added up as it runs."""
    start = time.perf_counter()
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.DEVNULL, env=environment())
        alarm = threading.Timer(LIMIT, process.kill)
        alarm.start()
        most = _watched(process.pid) if watch else 0.0
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        alarm.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    megabytes = max(most, usage.ru_maxrss / 1024)
    return Run(seconds, usage.ru_utime + usage.ru_stime, process.returncode, megabytes)


def median(commands: Sequence[Sequence[str]], codes: Sequence[int] = (0,)) -> Run:
    """Run commands one after the other and give the run in the middle, by wall time, or one that was stopped.

    Raises:
        RuntimeError: one ended with another exit code than expected.

    """
    runs: list[Run] = []
    for command in commands:
        done = run(command)
        if done.code == -signal.SIGKILL and done.seconds >= LIMIT:
            return done
        runs.append(done)
        if done.code not in codes:
            raise RuntimeError(f"{' '.join(command)[:300]} ended with {done.code}")
    middle = statistics.median_low(done.seconds for done in runs)
    return next(done for done in runs if done.seconds == middle)


def environment() -> dict[str, str]:
    """Give the environment, in which modules are compiled once, as they are when installed."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _watched(pid: int) -> float:
    """Give the most memory, in MB, of a process and its children until it ends; 0 where that is not told."""
    most = 0.0
    while True:
        ended = os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        if ended is not None:
            return most
        most = max(most, sum(_memory(one) for one in _family(pid)))
        time.sleep(_EVERY)


def _family(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return [pid]
    return [pid, *(one for child in children for one in _family(int(child)))]


def _memory(pid: int) -> float:
    """Give the memory of one process, with what it shares with others divided between them."""
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    return 0.0
