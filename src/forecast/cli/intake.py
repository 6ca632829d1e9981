"""``forecast import``: a federation's own spreadsheet into its record."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from forecast.cli.exits import EXIT
from forecast.cli.options import Data, Lang
from forecast.errors import InputError, message
from forecast.present.annotated import annotated
from forecast.present.import_report import import_report
from forecast.present.words import LANGUAGES, Words
from forecast.record.contracts import SourceGrade
from forecast.record.dataset import find_dataset
from forecast.record.faults import refused
from forecast.record.folders import MARKED
from forecast.record.intake.importing import ImportPlan, ImportRequest, import_file
from forecast.record.intake.questions import questions_beside, questions_text, read_answers
from forecast.run.options import read_choice, read_date, read_languages

HELP = message("Read a spreadsheet into the record of a dataset; a dry run without --write.")
FILE = message("Spreadsheet (.xlsx, .xls, .ods) or table (.csv).")
INTO = message("Dataset to import into: its name or its folder.")
DATE = message("Day the figures are of, where the sheet does not say it (2022-11-30).")
START = message("First day of the period of a movement report, together with --date.")
KNOWN_ON = message("Day the figures became known; default: the day under the signature.")
GRADE = message("Grade of the source: A official, B newspaper, C mirror.")
COMPLETE = message("The list holds every union: keep its totals as well.")
WRITE = message("Store what was read; without it nothing is changed.")
ANSWERS = message("File in which uncertain names are answered; default: beside the spreadsheet.")

GRADES: tuple[SourceGrade, ...] = ("A", "B", "C")
Day = "YYYY-MM-DD"


def import_command(  # noqa: PLR0913 - each argument is an option of the command
    file: Annotated[Path, typer.Argument(help=FILE.template, metavar="FILE")],
    *,
    into: Annotated[str, typer.Option("--into", help=INTO.template, metavar="DATASET")],
    date: Annotated[str, typer.Option("--date", help=DATE.template, metavar=Day)] = "",
    start: Annotated[str, typer.Option("--start", help=START.template, metavar=Day)] = "",
    known_on: Annotated[str, typer.Option("--known-on", help=KNOWN_ON.template, metavar=Day)] = "",
    grade: Annotated[str, typer.Option("--grade", help=GRADE.template, metavar="A|B|C")] = "A",
    complete: Annotated[bool, typer.Option("--complete", help=COMPLETE.template)] = False,
    answers: Annotated[
        Path | None, typer.Option("--answers", help=ANSWERS.template, metavar="FILE")
    ] = None,
    write: Annotated[bool, typer.Option("--write", help=WRITE.template)] = False,
    lang: Lang = LANGUAGES[0],
    data: Data = Path("data"),
) -> None:
    """Show what a file holds and would change; store it if asked to."""
    (only,) = read_languages(lang, several=False)
    answered = answers or questions_beside(file)
    request = ImportRequest(
        path=file,
        folder=find_dataset(into, data=data),
        at=datetime.now().astimezone(),
        date=read_date(date, option="--date"),
        start=read_date(start, option="--start"),
        known_on=read_date(known_on, option="--known-on"),
        grade=read_choice(grade, GRADES, option="--grade"),
        complete=complete,
        answers=read_answers(answered),
    )
    plan = import_file(request, write=write)
    words = Words(only)
    marked = _mark(request, plan, words)
    asked = _ask(request, plan, answered)
    report = import_report(plan, words, questions=asked, marked=marked)
    Console(stderr=bool(plan.faults or plan.questions)).print(report)
    if plan.faults or plan.questions:
        raise typer.Exit(EXIT[InputError])


def _mark(request: ImportRequest, plan: ImportPlan, words: Words) -> str:
    """Write the copy with the marked cells; gives its name, or nothing where there is none."""
    path = request.path.with_name(request.path.stem + MARKED)
    if not plan.faults:
        return ""
    try:
        path.write_bytes(annotated(request.path, plan.sheets, plan.faults, words))
    except OSError:  # a folder that may only be read: the faults are on the screen all the same
        return ""
    return str(path)


def _ask(request: ImportRequest, plan: ImportPlan, path: Path) -> str:
    """Write the questions; gives the file's name, or nothing where there is none."""
    if not plan.questions:
        return ""
    try:
        path.write_text(questions_text(plan.questions, request.answers), encoding="utf-8")
    except OSError as error:
        raise refused(
            path.name,
            problem=message("The file with the questions cannot be written."),
            remedy=message("Give a file that can be written with --answers."),
        ) from error
    return str(path)
