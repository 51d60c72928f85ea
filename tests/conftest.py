"""What all tests share: the program as a command, and the register to break."""

import json
import os
import re
import select
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parents[1]
settings.register_profile("maatwerk", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("maatwerk")
# Where many examples are worth their time: as many as may be where somebody waits, or thousands.
WIDE = os.environ.get("MAATWERK_SEARCH") == "wide"
SEARCH = 4_000 if WIDE else 700
settings.register_profile("search", settings.get_profile("maatwerk"), max_examples=SEARCH)
# The program is started thousands of times: let it keep what it compiled, as after an installation.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
# Hundreds of repositories are begun: none needs the examples of hooks that git puts in each.
os.environ["GIT_TEMPLATE_DIR"] = ""

Run = Callable[..., subprocess.CompletedProcess[str]]


def _text(stream: IO[bytes]) -> str:
    """Give all that was written, as ``subprocess`` does for text."""
    stream.seek(0)
    return stream.read().decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")


class Commands:
    """Runs the program as its user does: in a process of its own, from one that has loaded it already.

    With ``MAATWERK_TESTS=apart`` in the environment, where nothing can be forked, and where a run must have
    what is only read when Python starts, the process begins with nothing.
    """

    _PATIENCE = 120
    """Seconds after which a run has no end."""
    _AT_START = ("PYTHON", "LANG", "LC_")

    def __init__(self, sources: Path | None = None) -> None:
        """Take the program from other sources than those that are installed, where these are given."""
        self._own = {} if sources is None else {"PYTHONPATH": str(sources)}
        self._server: subprocess.Popen[bytes] | None = None
        self._connection: socket.socket | None = None

    def run(
        self,
        arguments: Sequence[str],
        cwd: Path,
        stdin: str,
        env: Mapping[str, str],
        *,
        together: bool = False,
    ) -> subprocess.CompletedProcess[str]:
        """Run it to its end, and give what it wrote: on one stream, as on a terminal, or on each."""
        clean = {k: v for k, v in os.environ.items() if k not in ("MAATWERK_DATA", "COLUMNS", "NO_COLOR")}
        whole = {**clean, "COLUMNS": "80", **self._own, **env}
        apart = os.environ.get("MAATWERK_TESTS") == "apart" or not hasattr(socket, "send_fds")
        if apart or len(stdin) > 10_000 or any(name.startswith(self._AT_START) for name in env):
            return subprocess.run(
                [sys.executable, "-m", "maatwerk_cli", *arguments],
                cwd=cwd, input=stdin, text=True, encoding="utf-8", env=whole, timeout=self._PATIENCE,
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT if together else subprocess.PIPE,
            )  # fmt: skip
        with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
            code = self._ask(
                {"arguments": list(arguments), "cwd": str(cwd), "env": whole},
                stdin,
                (output, output if together else errors),
            )
            said = [_text(stream) for stream in (output, errors)]
        return subprocess.CompletedProcess(list(arguments), code, *said)

    def _ask(self, request: dict[str, object], stdin: str, streams: Sequence[IO[bytes]]) -> int:
        connection = self._connected()
        reading, writing = os.pipe()
        try:
            os.write(writing, stdin.encode())
            os.close(writing)
            data = json.dumps(request).encode() + b"\n"
            sent = socket.send_fds(connection, [data], [reading, *(stream.fileno() for stream in streams)])
            connection.sendall(data[sent:])
        finally:
            os.close(reading)
        process = self._answer(connection)
        connection.settimeout(self._PATIENCE)
        try:
            return self._answer(connection)
        except TimeoutError:
            os.kill(process, signal.SIGKILL)
            self._answer(connection)
            raise subprocess.TimeoutExpired(str(request["arguments"]), self._PATIENCE) from None

    def _connected(self) -> socket.socket:
        if self._connection is None:
            self._connection, theirs = socket.socketpair()
            with theirs:
                self._server = subprocess.Popen(
                    [sys.executable, str(ROOT / "tests/command_server.py"), str(theirs.fileno())],
                    pass_fds=[theirs.fileno()],
                    stdin=subprocess.DEVNULL,
                    env={**os.environ, **self._own},
                )
        return self._connection

    def _answer(self, connection: socket.socket) -> int:
        said = b""
        while not said.endswith(b"\n"):
            part = connection.recv(1)
            assert part, "the process that runs the commands is gone"
            said += part
        return int(said)

    def close(self) -> None:
        """Let the process end that runs the commands."""
        if self._connection is not None and self._server is not None:
            self._connection.close()
            self._server.wait(self._PATIENCE)


@pytest.fixture(scope="session")
def commands_of() -> Iterator[Callable[[Path | None], Commands]]:
    """Give what runs a program: that which is installed, or that of other sources."""
    started: list[Commands] = []

    def start(sources: Path | None) -> Commands:
        started.append(Commands(sources))
        return started[-1]

    yield start
    for client in started:
        client.close()


@pytest.fixture(scope="session")
def commands(commands_of: Callable[[Path | None], Commands]) -> Commands:
    """Give what runs the program, one for all tests of a process."""
    return commands_of(None)


@pytest.fixture
def maatwerk(commands: Commands, tmp_path: Path) -> Run:
    """Run the program as its user does, from an empty folder unless told otherwise."""

    def run(
        *arguments: str, cwd: Path | None = None, stdin: str = "", env: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        return commands.run(arguments, cwd or tmp_path, stdin, env or {})

    return run


def printed(done: subprocess.CompletedProcess[str]) -> str:
    """Give the words that a command printed, however the lines are broken and signs escaped."""
    assert done.returncode in (0, 1), done.stderr
    return " ".join(done.stdout.replace("\\", "").split())


@pytest.fixture
def repeat(maatwerk: Run) -> Callable[..., str]:
    """Make a memo in Markdown again as it says itself: keep what it shows, and give its command."""
    shown = re.compile(r"^(\S+):\n\n(`{3,})\w*\n(.*?)^\2$", re.MULTILINE | re.DOTALL)

    def again(memo: str, folder: Path, *options: str) -> str:
        kept = {
            name: content for name, _, content in shown.findall(memo.split("Zo herhaalt u deze toets")[1])
        }
        *_, program, command = kept.pop("Commando").partition("maatwerk ")
        assert program
        for name, content in kept.items():
            (folder / name).write_text(content, encoding="utf-8")
        maatwerk(*shlex.split(command), *(options or ("--data", str(ROOT / "data"))), cwd=folder)
        return (folder / "memo.md").read_text(encoding="utf-8")

    return again


@pytest.fixture
def register_with_cases(tmp_path: Path) -> Path:
    """Give a copy of the project's own register, to change, for what says something of frameworks."""
    return Path(shutil.copytree(ROOT / "data", tmp_path / "data"))


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """Give such a copy without the cases of frameworks: trying them is half of every check."""
    cases = shutil.ignore_patterns("*.gevallen.yaml")
    return Path(shutil.copytree(ROOT / "data", tmp_path / "data", ignore=cases))


@pytest.fixture(scope="session")
def some() -> Callable[[Sequence[int]], Sequence[int]]:
    """Give what takes a tenth of many seeds where somebody waits, and all of them in ``.ci/search``."""
    return lambda every: every if WIDE else every[::10]


@pytest.fixture(scope="session")
def wide() -> bool:
    """Tell whether all may be tried, as in ``.ci/search``, and nobody waits."""
    return WIDE


def _default_signals() -> None:
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT, signal.SIGHUP):
        signal.signal(name, signal.SIG_DFL)


@pytest.fixture
def default_signals() -> Callable[[], None]:
    """Give what lets a child have the signals of a program started by a person, whatever the suite has."""
    return _default_signals


class Terminal:
    """A program on a terminal of its own, so that its keys reach it as they would from a keyboard.

    What it writes to stdout goes to a pipe. Every wait has an end: a program that does not come to one is
    killed, and the test that waited says what was on the screen.
    """

    PATIENCE = 60.0
    """Seconds to wait for a question or for the end, many times what a loaded machine needs."""

    def __init__(self, *arguments: str, data: Path | None = None) -> None:
        pty, fcntl, termios = (pytest.importorskip(name) for name in ("pty", "fcntl", "termios"))
        self._main, side = pty.openpty()

        def own_terminal() -> None:
            os.setsid()
            fcntl.ioctl(side, termios.TIOCSCTTY, 0)
            _default_signals()

        self.process = subprocess.Popen(
            [sys.executable, "-W", "error", "-m", "maatwerk_cli", *arguments],
            stdin=side, stdout=subprocess.PIPE, stderr=side, preexec_fn=own_terminal,
            env={**os.environ, "COLUMNS": "80", **({"MAATWERK_DATA": str(data)} if data else {})},
        )  # fmt: skip
        os.close(side)
        self.screen = ""
        """All that was shown until now."""

    def question(self) -> str:
        """Wait for the next prompt, and until it is waited on; give what came on the screen until then."""
        shown, _ = self._read(until=b"> ")
        self._sleeping()
        return shown

    def type(self, keys: str) -> None:
        """Press keys."""
        os.write(self._main, keys.encode())

    def answer(self, *answers: str) -> None:
        """Wait for a question and answer it, for each of the answers."""
        for answer in answers:
            self.question()
            self.type(f"{answer}\n")

    def end(self) -> tuple[int, str, str]:
        """Wait for the end; give the exit code, the result, and what was shown since the last wait."""
        shown, output = self._read(until=None)
        try:
            code = self.process.wait(self.PATIENCE)
        except subprocess.TimeoutExpired:
            self._give_up("did not end")
        return code, output, shown

    def close(self) -> None:
        """Leave no process and no open terminal."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(self.PATIENCE)
        assert self.process.stdout is not None
        self.process.stdout.close()
        os.close(self._main)

    def _sleeping(self) -> None:
        """Wait as a person does: Python loses a Ctrl-C of the microseconds before it sleeps in its read."""
        state = Path(f"/proc/{self.process.pid}/stat")
        deadline = time.monotonic() + self.PATIENCE
        while state.exists() and state.read_text().rpartition(")")[2].split()[0] in ("R", "D"):
            if time.monotonic() > deadline:
                self._give_up("did not wait for an answer")
            time.sleep(0.001)

    def _read(self, *, until: bytes | None) -> tuple[str, str]:
        """Read screen and result together, so that neither can fill up while the other is waited for."""
        assert self.process.stdout is not None
        result = self.process.stdout.fileno()
        open_ends = {self._main, result} if until is None else {self._main}
        seen: dict[int, bytes] = {self._main: b"", result: b""}
        deadline = time.monotonic() + self.PATIENCE
        while open_ends and not (until and seen[self._main].endswith(until)):
            if time.monotonic() > deadline:
                self._give_up(f"showed no question after {seen[self._main].decode(errors='replace')!r}")
            for ready in select.select(list(open_ends), [], [], 0.2)[0]:
                try:
                    part = os.read(ready, 65536)
                except OSError:  # the program has ended, and all that it wrote was read
                    part = b""
                seen[ready] += part
                open_ends -= set() if part else {ready}
        shown = seen[self._main].decode().replace("\r\n", "\n")
        self.screen += shown
        return shown, seen[result].decode()

    def _give_up(self, what: str) -> None:
        self.process.kill()
        pytest.fail(f"the program {what}; before that:\n{self.screen}")


@pytest.fixture
def terminal() -> Iterator[Callable[..., Terminal]]:
    """Start programs on terminals of their own; what still runs at the end of the test is killed."""
    started: list[Terminal] = []

    def start(*arguments: str, data: Path | None = None) -> Terminal:
        started.append(Terminal(*arguments, data=data))
        return started[-1]

    yield start
    for program in started:
        program.close()
