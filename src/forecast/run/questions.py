"""One question, answered in a worker and kept for the notebooks.

A worker imports this module and what it needs, which is why it holds nothing else.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from forecast.errors import ForecastError
from forecast.present.remembered import ask, headline, keeping, odds
from forecast.record.knowledge import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked of one record, and where the answer is kept."""

    record: Record
    seed: int
    what: Literal["ask", "odds", "headline"]
    """The whole answer, only the odds of the targets, or what leads a brief."""

    keep: Path


def ask_one(question: Question) -> str:
    """Answer and keep; return the name of what was asked, or why there is no answer."""
    record = question.record
    with keeping(question.keep):
        try:
            match question.what:
                case "ask":
                    ask(record, seed=question.seed, audit=True)
                case "odds":
                    odds(record, seed=question.seed)
                case "headline":
                    headline(record, seed=question.seed)
        except ForecastError as error:
            return str(error)
    return f"{record.dataset} {record.as_of} {record.scenario}"
