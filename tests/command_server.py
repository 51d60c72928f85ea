"""Runs the program many times from one process that has loaded it: a fork for each run.

Half of what a command costs is loading it, and the suite gives thousands. Each run has a process of its own
all the same: its arguments, folder, environment, streams and exit code, and nothing of an earlier run: what
was loaded has made what Python makes at first use, and remembers no answer. No thread runs here, so that a
fork finds no lock that is held.

A request is a line of JSON, with the ends of the three streams; the answer the process, then its exit code.
"""

import contextlib
import functools
import gc
import importlib
import io
import json
import os
import pkgutil
import socket
import sys
import traceback
from pathlib import Path
from typing import Any


def serve(connection: socket.socket) -> None:
    """Answer requests until nobody asks any more."""
    while True:
        head, streams, _, _ = socket.recv_fds(connection, 65_536, 3)
        if not head:
            return
        while not head.endswith(b"\n"):
            head += connection.recv(65_536)
        process = os.fork()
        if process == 0:
            connection.close()
            _run(json.loads(head), streams)
        for stream in streams:
            os.close(stream)
        connection.sendall(b"%d\n" % process)
        _, status = os.waitpid(process, 0)
        connection.sendall(b"%d\n" % os.waitstatus_to_exitcode(status))


def _run(request: dict[str, Any], streams: list[int]) -> None:
    code = 1
    try:
        for number, stream in enumerate(streams):
            os.dup2(stream, number)
            os.close(stream)
        os.chdir(request["cwd"])
        os.environ.clear()
        os.environ.update(request["env"])
        sys.stdin, sys.stdout, sys.stderr = (_stream(number) for number in range(3))
        sys.path[0] = request["cwd"]
        sys.argv = ["maatwerk", *request["arguments"]]
        from maatwerk_cli.cli.main import main

        main(request["arguments"])
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0
    except BaseException:
        traceback.print_exc()
    finally:
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        finally:
            os._exit(code)


def _stream(number: int) -> io.TextIOWrapper:
    """Open a stream as Python does when it starts."""
    like = (sys.__stdin__, sys.__stdout__, sys.__stderr__)[number]
    assert like is not None
    raw = io.FileIO(number, "rb" if number == 0 else "wb", closefd=False)
    buffered = io.BufferedReader(raw) if number == 0 else io.BufferedWriter(raw)
    return io.TextIOWrapper(
        buffered, encoding=like.encoding, errors=like.errors, line_buffering=number == 2 or raw.isatty()
    )


def load() -> None:
    """Load all of the program, and what it loads when it is used."""
    package = importlib.import_module("maatwerk_cli")
    for module in pkgutil.walk_packages(package.__path__, "maatwerk_cli."):
        if not module.name.endswith("__main__"):
            try:
                importlib.import_module(module.name)
            except ImportError:
                continue  # an extra that is not installed: the command says so
    from maatwerk_cli.models.values import Record

    waiting = [Record]
    for model in waiting:
        model.model_rebuild(raise_errors=False)
        waiting += model.__subclasses__()


def warm() -> None:
    """Run some commands, for the patterns and validators that Python makes at first use; forget the rest."""
    from maatwerk_cli.cli.main import run

    data = ["--data", str(Path(__file__).parents[1] / "docs" / "voorbeelden" / "twee-jaren")]
    for arguments in (
        ["check-aanbesteding", "--aard", "dienst", "--loonsom", "300000", "--begin", "2018-03"],
        ["rapport", "2018", "--formaat", "html"],
        ["valideer"],
    ):
        nowhere = io.TextIOWrapper(io.BytesIO())
        with contextlib.redirect_stdout(nowhere), contextlib.redirect_stderr(nowhere):
            run([*arguments, *data])
    for memory in gc.get_objects():
        if isinstance(memory, functools._lru_cache_wrapper) and memory.__module__.startswith("maatwerk_cli"):
            memory.cache_clear()


if __name__ == "__main__":
    load()
    warm()
    gc.collect()
    gc.freeze()
    serve(socket.socket(fileno=int(sys.argv[1])))
