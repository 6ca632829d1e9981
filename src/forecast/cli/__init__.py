"""The command line: the only clock, the console and the exit codes."""

from forecast.cli.main import main

__all__ = ["main"]
