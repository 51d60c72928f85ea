"""Serves the form on this machine, until Ctrl-C."""

import socket
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from maatwerk_cli.cli.shell.errors import UserError

if TYPE_CHECKING:
    from logging import LogRecord

    from maatwerk_cli.cli.webform.judgement import Desk

LOOPBACK = "127.0.0.1"
"""Where the form is unless somebody chooses otherwise: this computer alone can reach it."""
_LEFT_OUT = 80
"""The port that a browser leaves out of what it says that it asks."""
_NAMES = (LOOPBACK, "localhost", "[::1]")


def serve(desk: "Desk", address: str, port: int, ready: Callable[[str], None]) -> None:
    """Serve until Ctrl-C.

    Args:
        desk: the policy.
        address: where to listen.
        port: on which port; 0 takes a free one.
        ready: is told the address of the form once it answers.

    Raises:
        UserError: it is not possible to listen there.
    """
    import logging
    import secrets

    import uvicorn

    from maatwerk_cli.cli.webform.app import make_app

    listener = _listener(address, port)
    number = listener.getsockname()[1]
    token = secrets.token_urlsafe(24)
    shown = _in_browser(address)
    servers: list[uvicorn.Server] = []
    app: Any = make_app(
        desk, token, hosts_of(address, number), lambda: any(server.should_exit for server in servers)
    )
    for noisy in (
        "python_multipart",
        "uvicorn.error",
    ):  # of what is no request or file only who sent it is told
        logging.getLogger(noisy).setLevel(logging.ERROR)
    logging.getLogger("uvicorn.error").addFilter(_of_the_program)
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        lifespan="off",
        timeout_keep_alive=5,
        h11_max_incomplete_event_size=65_536,
        backlog=2_048,
    )
    try:
        ready(f"http://{shown}:{number}/{token}/")  # it listens already: who comes first waits a moment
        servers.append(uvicorn.Server(config))
        servers[0].run(sockets=[listener])
    except KeyboardInterrupt:
        pass
    finally:
        listener.close()


def _of_the_program(record: "LogRecord") -> bool:
    """Tell whether a message is of the program, and not of a sender that speaks no HTTP."""
    return not record.exc_info or type(record.exc_info[1]).__name__ != "LocalProtocolError"


def _in_browser(address: str) -> str:
    return f"[{address}]" if ":" in address else address


def hosts_of(address: str, number: int) -> frozenset[str]:
    """Give what a browser may say that it asks: this computer, and where the form listens."""
    names = (*_NAMES, _in_browser(address))
    bare = names if number == _LEFT_OUT else ()
    return frozenset((*(f"{name}:{number}" for name in names), *bare))


def _listener(address: str, port: int) -> socket.socket:
    if not address.strip():  # to a socket that is every address of this computer
        raise UserError(f"--adres: geef een adres, of laat --adres weg. Dan is het {LOOPBACK}.")
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((address, port))
    except (OSError, OverflowError, TypeError) as error:
        listener.close()
        other = "" if address == LOOPBACK else f" Of laat --adres weg: dan is het {LOOPBACK}."
        raise UserError(
            f"Het formulier kan niet starten op {address}, poort {port}. "
            f"Kies een andere poort met --poort, of laat --poort weg.{other}"
        ) from error
    listener.listen(2_048)
    return listener
