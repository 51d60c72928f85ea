"""Run as ``python -m maatwerk_cli``, and as ``maatwerk``."""

import signal
import sys


def start() -> None:
    """Run the program; Ctrl-C while it is still being loaded, or ends, is one line as at any other time."""
    try:
        from maatwerk_cli.cli.main import main

        main()
    except KeyboardInterrupt:
        sys.stderr.write("Afgebroken.\n")
        sys.exit(128 + signal.SIGINT)


if __name__ == "__main__":
    start()
