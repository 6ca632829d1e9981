"""``forecast new``: the folder of a federation, with a workbook to fill in."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from forecast.cli.options import Data, Lang
from forecast.errors import message
from forecast.present.words import LANGUAGES, Words
from forecast.record.start.dataset import start_dataset
from forecast.record.start.levels import LEVELS
from forecast.run.options import read_choice, read_languages

HELP = message("Start a federation: its folder, and a workbook to fill in.")
NAME = message("Short name of the federation, such as dong-anh.")
LEVEL = message("Level: district, commune, zone, sector or city.")
TITLE = message("Full name in Vietnamese.")
ENGLISH = message("Full name in English; may be left out.")
PARENT = message("Federation above, in Vietnamese.")


def new_command(
    name: Annotated[str, typer.Argument(help=NAME.template, metavar="NAME")],
    *,
    level: Annotated[str, typer.Option("--level", help=LEVEL.template, metavar="LEVEL")] = (
        "district"
    ),
    title: Annotated[str, typer.Option("--title", help=TITLE.template, metavar="TEXT")] = "",
    english: Annotated[str, typer.Option("--english", help=ENGLISH.template, metavar="TEXT")] = "",
    parent: Annotated[str, typer.Option("--parent", help=PARENT.template, metavar="TEXT")] = "",
    lang: Lang = LANGUAGES[0],
    data: Data = Path("data"),
) -> None:
    """Make the folder and say what to do next."""
    (only,) = read_languages(lang, several=False)
    chosen = read_choice(level, tuple(LEVELS), option="--level")
    made = start_dataset(data, name, level=chosen, title=title, english=english, parent=parent)
    said = message(
        "Fill in {workbook}, then: forecast import {workbook} --into {name} --write",
        workbook=str(made[0]),
        name=name,
    )
    Console(soft_wrap=True).print(Words(only).say(said), markup=False, highlight=False)
