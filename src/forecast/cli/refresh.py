"""``forecast refresh``: notebooks run, briefs published."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from forecast.cli.exits import EXIT, say
from forecast.cli.options import SEED, AsOf, Data, Seed
from forecast.errors import PublicationError, message
from forecast.present.words import LANGUAGES, Words
from forecast.run.edition import BASE
from forecast.run.options import chosen_datasets, read_date, read_languages
from forecast.run.progress import Watch
from forecast.run.refresh import Failed, Published, RefreshRequest, refresh

HELP = message("Run the notebooks and publish the briefs.")
DATASETS = message("Datasets to refresh; without a name all real ones of the data folder.")
SCENARIO = message("Name of a file in the dataset's folder of scenarios.")
LANGS = message("Languages of the briefs, parted by commas; messages are in the first.")
REPORTS = message("Folder to publish to.")
NOTEBOOKS = message("Folder that holds the notebooks.")
WORKERS = message("Notebooks run at the same time.")
DRAFT = message("Mark the briefs as drafts.")

ALL_LANGUAGES = ",".join(LANGUAGES)
Langs = Annotated[str, typer.Option("--lang", help=LANGS.template, metavar=ALL_LANGUAGES)]
Reports = Annotated[Path, typer.Option("--reports", help=REPORTS.template, metavar="DIR")]
Notebooks = Annotated[Path, typer.Option("--notebooks", help=NOTEBOOKS.template, metavar="DIR")]
Workers = Annotated[
    int, typer.Option("--workers", help=WORKERS.template, min=1, max=64, metavar="N")
]


def refresh_command(  # noqa: PLR0913 - each argument is an option of the command
    datasets: Annotated[
        list[str] | None, typer.Argument(help=DATASETS.template, metavar="DATASET")
    ] = None,
    *,
    as_of: AsOf = "",
    scenario: Annotated[
        list[str] | None, typer.Option("--scenario", help=SCENARIO.template, metavar="NAME")
    ] = None,
    lang: Langs = ALL_LANGUAGES,
    reports: Reports = Path("reports"),
    data: Data = Path("data"),
    notebooks: Notebooks = Path("notebooks"),
    workers: Workers = 2,
    seed: Seed = SEED,
    draft: Annotated[bool, typer.Option("--draft", help=DRAFT.template)] = False,
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
        draft=draft,
    )
    words = Words(languages[0])
    results = refresh(request, watch=Watch(Console(stderr=True), words))
    for result in results:
        _tell(result, words)
    if any(isinstance(result, Failed) for result in results):
        raise typer.Exit(EXIT[PublicationError])


def _tell(result: Published | Failed, words: Words) -> None:
    """Where the briefs of an edition are and what they say first, or why there is none."""
    edition = result.edition
    if isinstance(result, Failed):
        say(
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
    out.print(" ".join(map(words.say, result.lead)), markup=False, highlight=False)
