"""``forecast answer``: the planning questions of one dataset."""

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from forecast.cli.options import SEED, AsJson, AsOf, Data, Dataset, Lang, Seed
from forecast.errors import message
from forecast.present.console import answer_table
from forecast.present.remembered import ask
from forecast.present.words import LANGUAGES, Words
from forecast.record.dataset import find_dataset, load_dataset
from forecast.record.known import know
from forecast.run.edition import BASE, answer_text
from forecast.run.options import read_changes, read_date, read_languages

HELP = message("Answer the planning questions of one dataset.")
SCENARIO = message("Name of a file in the dataset's folder of scenarios.")
SET = message("Change one assumption, key=value; may be given several times.")
AUDIT = message("Simulate every union as well and show how far the odds are apart.")

Changes = Annotated[list[str] | None, typer.Option("--set", help=SET.template, metavar="KEY=VALUE")]


def answer_command(  # noqa: PLR0913 - each argument is an option of the command
    dataset: Dataset,
    *,
    as_of: AsOf = "",
    scenario: Annotated[
        str, typer.Option("--scenario", help=SCENARIO.template, metavar="NAME")
    ] = BASE,
    changes: Changes = None,
    seed: Seed = SEED,
    lang: Lang = LANGUAGES[0],
    data: Data = Path("data"),
    audit: Annotated[bool, typer.Option("--audit", help=AUDIT.template)] = False,
    as_json: AsJson = False,
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
