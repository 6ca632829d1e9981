"""``forecast``: the command line, where the clock, the console and the exit codes live.

0 done; 1 internal error; 2 the input is wrong and nothing was changed; 3 another refresh is
running; 4 a notebook or the publication failed and the last good brief was kept.
"""

import sys
import traceback
from collections.abc import Sequence
from datetime import datetime
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, Protocol

import typer
from rich.console import Console
from typer.core import TyperArgument, TyperOption

from forecast import __version__
from forecast.errors import (
    BusyError,
    ForecastError,
    InputError,
    Message,
    PublicationError,
    RatesError,
    message,
)
from forecast.present.console import answer_table, faults_table
from forecast.present.remembered import ask
from forecast.present.words import LANGUAGES, Words
from forecast.record.dataset import find_dataset, load_dataset
from forecast.record.known import know
from forecast.run.edition import BASE, answer_text
from forecast.run.options import (
    chosen_datasets,
    guess_language,
    read_changes,
    read_date,
    read_languages,
    usage_error,
)
from forecast.run.progress import Watch
from forecast.run.refresh import Failed, Published, RefreshRequest, refresh

EXIT: dict[type[ForecastError], int] = {
    InputError: 2,
    RatesError: 2,
    BusyError: 3,
    PublicationError: 4,
}
"""Exit code of each refusal; any other failure is 1."""

SEED = 444
"""One seed, one answer; the plan's own number."""

DATASET = message("Folder name under the data folder, or a path to such a folder.")
DATASETS = message("Datasets to refresh; without a name all real ones of the data folder.")
AS_OF = message("Use only what was known on this date (2022-11-17); default: the newest count.")
SCENARIO = message("Name of a file in the dataset's folder of scenarios.")
SET = message("Change one assumption, key=value; may be given several times.")
SEED_HELP = message("Seed of the simulation: same seed and data, same numbers.")
LANG = message("Language: vi or en.")
LANGS = message("Languages of the briefs, the first also that of messages: vi,en.")
DATA = message("Folder that holds the dataset folders.")
AUDIT = message("Simulate every union as well and show how far the odds are apart.")
JSON = message("Print one JSON object for other programs.")
REPORTS = message("Folder to publish to.")
NOTEBOOKS = message("Folder that holds the notebooks.")
WORKERS = message("Notebooks run at the same time.")
VERSION = message("Show the version and stop.")
ROOT = message("Where membership is heading, and what the targets would take.")
ANSWER = message("Answer the planning questions of one dataset.")
REFRESH = message("Run the notebooks and publish the briefs.")

app = typer.Typer(
    add_completion=False,
    pretty_exceptions_enable=False,
    help=ROOT.template,
    context_settings={"help_option_names": ["-h", "--help"]},
)

_Data = Annotated[Path, typer.Option("--data", help=DATA.template, metavar="DIR")]
_AsOf = Annotated[str, typer.Option("--as-of", help=AS_OF.template, metavar="YYYY-MM-DD")]
_Seed = Annotated[int, typer.Option("--seed", help=SEED_HELP.template, min=0, metavar="N")]
_Reports = Annotated[Path, typer.Option("--reports", help=REPORTS.template, metavar="DIR")]
_Notebooks = Annotated[Path, typer.Option("--notebooks", help=NOTEBOOKS.template, metavar="DIR")]
_Workers = Annotated[
    int, typer.Option("--workers", help=WORKERS.template, min=1, max=64, metavar="N")
]
_Changes = Annotated[
    list[str] | None, typer.Option("--set", help=SET.template, metavar="KEY=VALUE")
]


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


@app.command("answer", help=ANSWER.template)
def answer_command(  # noqa: PLR0913 - each argument is an option of the command
    dataset: Annotated[str, typer.Argument(help=DATASET.template, metavar="DATASET")],
    *,
    as_of: _AsOf = "",
    scenario: Annotated[
        str, typer.Option("--scenario", help=SCENARIO.template, metavar="NAME")
    ] = BASE,
    changes: _Changes = None,
    seed: _Seed = SEED,
    lang: Annotated[str, typer.Option("--lang", help=LANG.template, metavar="vi|en")] = LANGUAGES[
        0
    ],
    data: _Data = Path("data"),
    audit: Annotated[bool, typer.Option("--audit", help=AUDIT.template)] = False,
    as_json: Annotated[bool, typer.Option("--json", help=JSON.template)] = False,
) -> None:
    """Print the answer as a table, or as JSON."""
    (only,) = read_languages(lang, several=False)
    day, told = read_date(as_of, option="--as-of"), read_changes(changes or ())
    found = load_dataset(find_dataset(dataset, data=data))
    record = know(found, as_of=day, scenario=scenario, changes=told)
    answer = ask(record, seed=seed, audit=audit)
    if as_json:
        sys.stdout.write(answer_text(answer))
    else:
        Console().print(answer_table(answer, Words(only)))


@app.command("refresh", help=REFRESH.template)
def refresh_command(  # noqa: PLR0913 - each argument is an option of the command
    datasets: Annotated[
        list[str] | None, typer.Argument(help=DATASETS.template, metavar="DATASET")
    ] = None,
    *,
    as_of: _AsOf = "",
    scenario: Annotated[
        list[str] | None, typer.Option("--scenario", help=SCENARIO.template, metavar="NAME")
    ] = None,
    lang: Annotated[str, typer.Option("--lang", help=LANGS.template, metavar="vi,en")] = ",".join(
        LANGUAGES
    ),
    reports: _Reports = Path("reports"),
    data: _Data = Path("data"),
    notebooks: _Notebooks = Path("notebooks"),
    workers: _Workers = 2,
    seed: _Seed = SEED,
) -> None:
    """Publish every edition asked for, then say where the briefs are."""
    languages = read_languages(lang, several=True)
    request = RefreshRequest(
        datasets=chosen_datasets(datasets or (), data=data),
        scenarios=tuple(dict.fromkeys(scenario or [BASE])),
        as_of=read_date(as_of, option="--as-of"),
        languages=languages,
        seed=seed,
        reports=reports,
        notebooks=notebooks,
        workers=workers,
        today=datetime.now().astimezone().date(),
    )
    words = Words(languages[0])
    results = refresh(request, watch=Watch(Console(stderr=True), words))
    for result in results:
        _tell(result, words)
    if any(isinstance(result, Failed) for result in results):
        raise typer.Exit(EXIT[PublicationError])


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
        return _complain(usage_error(error), words)
    except ForecastError as error:
        return _complain(error, words)
    except Exception:
        traceback.print_exc()
        _say(message("Internal error: please report the lines above."), words)
        return 1
    return code if isinstance(code, int) else 0


def _complain(error: ForecastError, words: Words) -> int:
    """Say on stderr why nothing was done, and give the exit code of that kind of refusal."""
    if isinstance(error, InputError):
        Console(stderr=True).print(faults_table(error, words))
    else:
        _say(error.text, words)
    return next((code for kind, code in EXIT.items() if isinstance(error, kind)), 1)


def _tell(result: Published | Failed, words: Words) -> None:
    """Where the briefs of an edition are and what they say first, or why there is none."""
    edition = result.edition
    if isinstance(result, Failed):
        _say(
            message(
                "{dataset} {edition} was not published; the last one was kept. {reason}",
                dataset=edition.inputs.name,
                edition=edition.target.name,
                reason=result.reason,
            ),
            words,
        )
        return
    out = Console(soft_wrap=True)
    for brief in result.briefs:
        out.print(str(brief), markup=False, highlight=False)
    out.print(words.say(result.conclusion), markup=False, highlight=False)


def _say(sentence: Message, words: Words) -> None:
    Console(stderr=True, soft_wrap=True).print(words.say(sentence), markup=False, highlight=False)


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


if __name__ == "__main__":
    sys.exit(main())
