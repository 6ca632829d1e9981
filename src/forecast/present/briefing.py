"""Open a briefing: from a dataset's name and a few pointers to an answer ready to be shown."""

import datetime as dt
from pathlib import Path

from forecast.answers.changes import Changes
from forecast.errors import Fault, InputError, message
from forecast.present.published import EarlierForecast, read_changes, read_forecasts
from forecast.present.remembered import ask
from forecast.present.sections import Briefing
from forecast.present.words import LANGUAGES, Words
from forecast.record.advice import not_a_date
from forecast.record.dataset import find_dataset, load_dataset
from forecast.record.known import know

__all__ = ["Briefing", "open_briefing"]


def open_briefing(  # noqa: PLR0913 - each argument is a parameter of the notebooks
    *,
    dataset: str,
    as_of: str = "",
    scenario: str = "base",
    lang: str = LANGUAGES[0],
    seed: int = 444,
    looks_back: bool = False,
    draft: bool = False,
    data: str | Path = "data",
    history: str | Path = "",
) -> Briefing:
    """Load a dataset, cut it at a date, ask everything of it, and be ready to show the answer.

    Parameters
    ----------
    dataset
        A folder's name under ``data``, or a path to such a folder.
    as_of
        ISO date whose knowledge is used; empty for the newest membership total.
    looks_back
        The brief is made for a past date and says so.
    draft
        The brief is not yet decided on and says so.
    history
        Folder with what was published before; empty where there is nothing to compare with.

    Raises
    ------
    InputError
        If the dataset, the date, the scenario, the language or the history cannot be used.
    """
    if lang not in LANGUAGES:
        raise InputError([_unknown_language(lang)])
    day = _day(as_of) if as_of else None
    loaded = load_dataset(find_dataset(dataset, data=Path(data)))
    changes, earlier = _past(history)
    answer = ask(know(loaded, as_of=day, scenario=scenario), seed=seed, audit=True)
    return Briefing(
        answer=answer,
        dataset=loaded,
        words=Words(lang),
        looks_back=looks_back,
        draft=draft,
        changes=changes,
        earlier=earlier,
    )


def _past(history: str | Path) -> tuple[Changes | None, tuple[EarlierForecast, ...]]:
    """What moved since the last brief, and what earlier editions forecast."""
    if not str(history):
        return None, ()
    try:
        return read_changes(Path(history)), read_forecasts(Path(history))
    except (OSError, ValueError) as error:
        fault = Fault(
            file="history",
            found=str(history),
            problem=message("This folder does not tell what was published before."),
            remedy=message("Name the folder “history” of an edition, or leave it empty."),
        )
        raise InputError([fault]) from error


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        problem, remedy = not_a_date(text)
        fault = Fault(file="as_of", found=text, problem=problem, remedy=remedy)
        raise InputError([fault]) from error


def _unknown_language(lang: str) -> Fault:
    return Fault(
        file="lang",
        found=lang,
        problem=message("This language is not known."),
        remedy=message("Write one of {languages}.", languages=", ".join(LANGUAGES)),
    )
