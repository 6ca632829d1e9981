"""What several commands ask for, with the words of its help."""

from pathlib import Path
from typing import Annotated

import typer

from forecast.errors import message
from forecast.present.words import LANGUAGES

SEED = 444
"""One seed, one answer; the plan's own number."""

DATASET = message("Folder name under the data folder, or a path to such a folder.")
AS_OF = message("Use only what was known on this date (2022-11-17); default: the newest count.")
SEED_HELP = message("Seed of the simulation: same seed and data, same numbers.")
LANG = message("Language of what is said.")
DATA = message("Folder that holds the dataset folders.")
JSON = message("Print one JSON object for other programs.")

Dataset = Annotated[str, typer.Argument(help=DATASET.template, metavar="DATASET")]
Data = Annotated[Path, typer.Option("--data", help=DATA.template, metavar="DIR")]
AsOf = Annotated[str, typer.Option("--as-of", help=AS_OF.template, metavar="YYYY-MM-DD")]
Seed = Annotated[int, typer.Option("--seed", help=SEED_HELP.template, min=0, metavar="N")]
Lang = Annotated[str, typer.Option("--lang", help=LANG.template, metavar="|".join(LANGUAGES))]
AsJson = Annotated[bool, typer.Option("--json", help=JSON.template)]
