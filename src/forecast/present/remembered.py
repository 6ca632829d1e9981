"""Answers kept for the length of one refresh, so that no notebook simulates what another has.

Answering is the slow part of a notebook and each of them asks the same. A refresh names a private
folder in ``FORECAST_KEEP``; an answer is kept there under everything it depends on, record and
seed. Without that folder every question is simply asked.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import cast

import joblib

from forecast.answers.answer import Answer
from forecast.answers.outcomes import Headline, TargetAnswer
from forecast.record.knowledge import Record

KEEP = "FORECAST_KEEP"
"""Environment variable that names the folder."""


@contextmanager
def keeping(folder: Path) -> Iterator[None]:
    """Keep answers in ``folder`` until the block is left."""
    before = os.environ.get(KEEP)
    os.environ[KEEP] = str(folder)
    try:
        yield
    finally:
        if before is None:
            del os.environ[KEEP]
        else:
            os.environ[KEEP] = before


def ask(record: Record, *, seed: int, audit: bool) -> Answer:
    """Give `forecast.answers.ask.ask` of the record, asked once."""
    return cast(Answer, _once("ask", record, seed=seed, audit=audit))


def odds(record: Record, *, seed: int) -> tuple[TargetAnswer, ...]:
    """Give `forecast.answers.ask.odds` of the record, asked once."""
    return cast(tuple[TargetAnswer, ...], _once("odds", record, seed=seed))


def headline(record: Record, *, seed: int) -> Headline:
    """Give `forecast.answers.ask.headline` of the record, asked once."""
    return cast(Headline, _once("headline", record, seed=seed))


def _once(question: str, record: Record, **told: int) -> object:
    """The kept answer to a question of `forecast.answers.ask`, or a new one, kept in one step."""
    # The text of a record holds every value of it; a hash of the objects would also tell apart
    # equal ones that share parts or do not.
    key = sha256(repr((question, record, told)).encode()).hexdigest()
    folder = os.environ.get(KEEP)
    kept = Path(folder, f"{key}.joblib") if folder else None
    if kept is not None and kept.exists():
        return joblib.load(kept)
    # The model takes two seconds to import, which a notebook saves that finds its answers kept.
    answers = import_module("forecast.answers.ask")
    found: object = getattr(answers, question)(record, **told)
    if kept is not None:
        draft = kept.with_suffix(f".{os.getpid()}")
        joblib.dump(found, draft)
        draft.replace(kept)
    return found
