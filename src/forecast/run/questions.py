"""One question, answered in a worker and kept for the notebooks.

A worker imports this module and what it needs, which is why it holds nothing else.
"""

from dataclasses import dataclass
from pathlib import Path

from forecast.errors import ForecastError
from forecast.present.remembered import ask, keeping, odds
from forecast.record.knowledge import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked of one record, and where the answer is kept."""

    record: Record
    seed: int
    full: bool
    """The whole answer is wanted, not only the odds of the targets."""

    keep: Path


def ask_one(question: Question) -> str:
    """Answer and keep; return the name of what was asked, or why there is no answer."""
    record = question.record
    with keeping(question.keep):
        try:
            if question.full:
                ask(record, seed=question.seed, audit=True)
            else:
                odds(record, seed=question.seed)
        except ForecastError as error:
            return str(error)
    return f"{record.dataset} {record.as_of} {record.scenario}"
