"""Run as ``python -m maatwerk_cli``."""

from maatwerk_cli.cli.main import main

main()
