"""``forecast check``: how good a record is, and what to collect next."""

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from forecast.answers.record_check import check_record
from forecast.answers.record_value import record_values
from forecast.answers.renamings import proposal
from forecast.cli.options import SEED, AsJson, AsOf, Data, Dataset, Lang, Seed
from forecast.errors import message
from forecast.present.record_check import check_report, check_text
from forecast.present.words import LANGUAGES, Words
from forecast.record.dataset import find_dataset, load_dataset
from forecast.record.faults import refused
from forecast.record.known import know
from forecast.run.options import read_date, read_languages

HELP = message("Say how good a record is, what is doubtful, and what to collect next.")
RENAMINGS = message("Write candidates of renamings and mergers to a new file, for you to confirm.")


def check_command(
    dataset: Dataset,
    *,
    as_of: AsOf = "",
    renamings: Annotated[
        Path | None, typer.Option("--renamings", help=RENAMINGS.template, metavar="FILE")
    ] = None,
    seed: Seed = SEED,
    lang: Lang = LANGUAGES[0],
    data: Data = Path("data"),
    as_json: AsJson = False,
) -> None:
    """Print how good a record is."""
    (only,) = read_languages(lang, several=False)
    day = read_date(as_of, option="--as-of")
    record = know(load_dataset(find_dataset(dataset, data=data)), as_of=day)
    found = check_record(record, today=day or datetime.now().astimezone().date())
    values = record_values(record, seed=seed)
    words = Words(only)
    if renamings is not None:
        _write_new(renamings, proposal(found.candidates))
    if as_json:
        sys.stdout.write(json.dumps(check_text(found, values, words), ensure_ascii=False) + "\n")
    else:
        Console().print(check_report(found, values, words))


def _write_new(path: Path, text: str) -> None:
    """Write a file that is not there yet: what a planner has decided is never written over."""
    try:
        with path.open("x", encoding="utf-8", newline="") as file:
            file.write(text)
    except OSError as error:
        raise refused(
            "--renamings",
            found=path.name,
            problem=message("The file is there already or cannot be written."),
            remedy=message("Give another name; rows can then be copied over."),
        ) from error
