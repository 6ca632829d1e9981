"""``forecast``: its commands, the language it speaks and the way it ends.

0 done; 1 internal error; 2 the input is wrong and nothing was changed; 3 another run is writing to
the same place; 4 a notebook or the publication failed and the last good brief was kept.
"""

import sys
import traceback
from collections.abc import Sequence
from io import TextIOWrapper
from typing import Annotated, Protocol

import typer
from typer.core import TyperArgument, TyperOption

from forecast import __version__
from forecast.cli import answer, check, intake, refresh, start
from forecast.cli.exits import complain, say
from forecast.errors import ForecastError, Message, message
from forecast.present.words import Words
from forecast.run.options import guess_language, usage_error

VERSION = message("Show the version and stop.")
ROOT = message("Where membership is heading, and what the targets would take.")

app = typer.Typer(
    add_completion=False,
    pretty_exceptions_enable=False,
    help=ROOT.template,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("answer", help=answer.HELP.template)(answer.answer_command)
app.command("refresh", help=refresh.HELP.template)(refresh.refresh_command)
app.command("import", help=intake.HELP.template)(intake.import_command)
app.command("check", help=check.HELP.template)(check.check_command)
app.command("new", help=start.HELP.template)(start.new_command)


@app.callback(invoke_without_command=True)
def root(
    ctx: typer.Context,
    *,
    version: Annotated[bool, typer.Option("--version", help=VERSION.template)] = False,
) -> None:
    """Show the version or, without a command, the help."""
    if version:
        typer.echo(f"forecast {__version__}")
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; every refusal is said in the reader's language."""
    told = list(sys.argv[1:] if arguments is None else arguments)
    _speak_utf8()
    words = Words(guess_language(told))
    command = typer.main.get_command(app)
    _translate_help(command, words)
    try:
        code = command.main(args=told, prog_name="forecast", standalone_mode=False)
    except typer.TyperException as error:
        return complain(usage_error(error), words)
    except ForecastError as error:
        return complain(error, words)
    except Exception:
        traceback.print_exc()
        say(message("Internal error: please report the lines above."), words)
        return 1
    return code if isinstance(code, int) else 0


class _Helped(Protocol):
    """A command as far as its help goes; typer keeps the class itself to itself."""

    help: str | None

    @property
    def params(self) -> Sequence[object]:
        """Options and arguments."""


def _translate_help(command: _Helped, words: Words) -> None:
    """Let the help of a command and of all below it speak the reader's language."""
    command.help = words.say(Message(command.help or ""))
    for parameter in command.params:
        if isinstance(parameter, TyperOption | TyperArgument) and parameter.help:
            parameter.help = words.say(Message(parameter.help))
    for below in getattr(command, "commands", {}).values():
        _translate_help(below, words)


def _speak_utf8() -> None:
    """Write UTF-8 and plain line ends whatever the console or the scheduler is set to."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", newline="\n")
