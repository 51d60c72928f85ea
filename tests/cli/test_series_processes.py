"""A long series: two processes as one, a bar on a terminal, and a clean end however it is ended."""

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

pty = pytest.importorskip("pty")
HEAD = "id,perceel,aard,loonsom_excl_btw,begin,einde,verlenging_maanden,uitsluitingsgronden\n"
LINES = (
    "vb-{n},,dienst,{n}00.50,2018-01-01,2018-12-31,,nee\n",
    "vb-{n},1,werk,250000,2017-12-31,2018-05-30,12,\nvb-{n},2,werk,250000,2018-01-01,2018-05-30,,nee\n",
    "vb-{n},,levering,geen bedrag,2018,,,ug-1\n",
    '"vb {n}",,dienst,"€ 250.000,00",2018-q3,2019,,nee\n',
)


PARALLEL_BYTES = 100_000
"""From how large a table on processes are used here: less than in earnest, so that fewer rows will do."""


def table(folder: Path, rows: int) -> Path:
    """Write a series that is long enough for more than one process."""
    file = folder / "lijst.csv"
    file.write_text(HEAD + "".join(LINES[n % len(LINES)].format(n=n) for n in range(rows)), encoding="utf-8")
    assert file.stat().st_size > PARALLEL_BYTES
    return file


IMPATIENT = """
from itertools import count
from maatwerk_cli.cli.tender.progress_bar import ProgressBar
ProgressBar.__init__.__defaults__ = (count().__next__,)
"""
"""A clock on which a second goes by at each look: a bar is then shown at every chance, after few rows too."""


def command(file: Path, *more: str, cores: int = 0, before: str = "") -> list[str]:
    set_cores = f"part_processes.cores = lambda: {cores}\n" if cores else ""
    imports = "from maatwerk_cli.cli import main\nfrom maatwerk_cli.tender.series import part_processes"
    code = f"{imports}\npart_processes.PARALLEL_BYTES = {PARALLEL_BYTES}\n{set_cores}{before}main.main()"
    return [sys.executable, "-c", code, "check-aanbesteding", str(file), *more]


def children(process: int) -> set[int]:
    """Give the processes that a process has started."""
    collected: set[int] = set()
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        collected |= {int(name) for name in task.read_text().split()}
    return collected


def running(processes: set[int]) -> set[int]:
    """Give those that still run: a process that ended and waits to be seen is none."""
    alive = set()
    for process in processes:
        try:
            state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            continue
        if state != "Z":
            alive.add(process)
    return alive


def started(process: subprocess.Popen[bytes]) -> set[int]:
    """Wait until the work is handed out."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if len(outcome := children(process.pid)) >= 2:
            time.sleep(0.3)  # past the fork itself, in which Python passes over a signal
            return outcome
        time.sleep(0.01)
    raise AssertionError("no processes")


def gone(processes: set[int]) -> bool:
    """Wait until all have ended."""
    end = time.monotonic() + 20
    while running(processes) and time.monotonic() < end:
        time.sleep(0.05)
    return not running(processes)


@pytest.mark.parametrize("form", [("csv",), ("csv", "--csv", "excel"), ("jsonl",)])
def test_two_processes_give_the_bytes_of_one(tmp_path: Path, form: tuple[str, ...]) -> None:
    file = table(tmp_path, 4_000)
    results = [
        subprocess.run(command(file, "--formaat", *form, cores=cores), capture_output=True, check=False)
        for cores in (1, 2)
    ]
    assert results[0].returncode == 1
    assert results[0].stdout.count(b"\n") == 5_000 + (form[0] == "csv")
    assert results[0].stdout == results[1].stdout
    assert results[0].stderr == results[1].stderr


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="only Linux tells of processes in /proc")
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_stopped_it_leaves_no_process_and_no_file(
    tmp_path: Path, default_signals: Callable[[], None], sign: signal.Signals
) -> None:
    file = table(tmp_path, 120_000)
    target = tmp_path / "uit" / "verdicts.csv"
    target.parent.mkdir()
    with subprocess.Popen(
        command(file, "--formaat", "csv", "--uitvoer", str(target), cores=2),
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=default_signals,
    ) as process:
        others = started(process)
        process.send_signal(sign)
        _, message = process.communicate(timeout=60)
    assert gone(others)
    assert not target.exists()
    assert b"Traceback" not in message
    if sign == signal.SIGINT:
        assert process.returncode == 130
        assert list(target.parent.iterdir()) == []


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="only Linux tells of processes in /proc")
def test_a_reader_that_stops_ends_it_without_a_word(tmp_path: Path) -> None:
    file = table(tmp_path, 120_000)
    with subprocess.Popen(
        command(file, "--formaat", "csv", cores=2), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        others = started(process)
        assert process.stdout
        assert process.stderr
        process.stdout.read(100)
        process.stdout.close()
        message = process.stderr.read().decode()
        assert process.wait(60) == 0
    assert gone(others)
    assert "Traceback" not in message
    assert "Broken" not in message


def on_a_terminal(arguments: list[str]) -> str:
    """Run with stderr on a terminal and give all that was written there."""
    main, side = pty.openpty()
    with subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=side) as process:
        os.close(side)
        written = b""
        while True:
            ready, _, _ = select.select([main], [], [], 60)
            try:
                block = os.read(main, 4096) if ready else b""
            except OSError:
                block = b""
            if not block:
                break
            written += block
        process.wait(60)
    os.close(main)
    return written.decode()


def test_a_long_series_shows_a_bar_on_a_terminal_and_wipes_it(tmp_path: Path) -> None:
    arguments = command(table(tmp_path, 8_000), "--formaat", "jsonl", cores=2, before=IMPATIENT)
    shown = on_a_terminal(arguments)
    bars = [part for part in shown.split("\r") if part.startswith("[")]
    assert bars
    shares = [int(bar.split("] ")[1].split("%")[0]) for bar in bars]
    assert shares == sorted(shares)
    assert all(0 <= share <= 100 for share in shares)
    assert all("rijen" in bar and len(bar) < 60 for bar in bars)
    assert "\r" + " " * 50 + "\r" in shown
    assert shown.rindex("[") < shown.rindex("aanbestedingen gelezen")


def test_no_bar_where_stderr_is_no_terminal(tmp_path: Path) -> None:
    done = subprocess.run(
        command(table(tmp_path, 4_000), "--formaat", "csv"), capture_output=True, check=False, text=True
    )
    assert "\r" not in done.stderr
    assert "%" not in done.stderr
