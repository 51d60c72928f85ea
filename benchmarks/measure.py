"""Run a command as a process of its own and take its time and memory."""

import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Run:
    """One run: wall time in seconds, the most memory of a process in MB, and the exit code."""

    seconds: float
    megabytes: float
    code: int


def run(command: Sequence[str], cwd: Path | None = None) -> Run:
    """Run a command once. Memory is that of its largest process."""
    start = time.perf_counter()
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, cwd=cwd, stdout=output, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    return Run(seconds, usage.ru_maxrss / 1024, process.returncode)


def median(command: Sequence[str], rounds: int, cwd: Path | None = None, codes: Sequence[int] = (0,)) -> Run:
    """Run a command some times and give the run in the middle.

    Raises:
        RuntimeError: it ended with another exit code than expected.

    """
    runs = [run(command, cwd) for _ in range(rounds)]
    for done in runs:
        if done.code not in codes:
            raise RuntimeError(f"{' '.join(command)} ended with {done.code}")
    middle = statistics.median_low(done.seconds for done in runs)
    return next(done for done in runs if done.seconds == middle)
