"""The bundled record, and its full answer computed once for all tests."""

from datetime import date
from functools import cache
from pathlib import Path

from forecast.answers.answer import Answer
from forecast.answers.ask import ask
from forecast.record.dataset import Dataset, load_dataset
from forecast.record.knowledge import Record
from forecast.record.known import know

DATA = Path(__file__).parents[2] / "data"
SEED = 444


@cache
def dataset() -> Dataset:
    """data/gia-lam."""
    return load_dataset(DATA / "gia-lam")


def record(as_of: str, scenario: str = "base") -> Record:
    """What was known on a date."""
    return know(dataset(), as_of=date.fromisoformat(as_of), scenario=scenario)


@cache
def answer(as_of: str = "2022-11-17") -> Answer:
    """The full answer on a date."""
    return ask(record(as_of), seed=SEED)
