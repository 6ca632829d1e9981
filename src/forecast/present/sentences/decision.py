"""One thing to decide, and by when."""

from dataclasses import dataclass

from forecast.answers.outcomes import TargetAnswer
from forecast.errors import Message, message
from forecast.present.sentences.phrases import (
    next_report,
)
from forecast.record.knowledge import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One thing to decide: what, by when, and what follows from each way of deciding it."""

    what: Message
    deadline: Message
    options: tuple[Message, ...] = ()
    """Ways to choose from, each with its consequence; empty where there is only one."""

    consequence: Message | None = None
    lead: str = ""
    """Who leads; left blank, for the committee to name."""


def programme(record: Record, odds: TargetAnswer) -> Message:
    """Deadline of a choice: next year's work programme, or sooner where the target is."""
    counted = odds.answered_on or odds.target.due
    if counted.year > record.as_of.year:
        return message("Work programme of {year}", year=record.as_of.year + 1)
    return message("{day:day}", day=min(next_report(record), counted))


def until(odds: TargetAnswer) -> Message:
    """Deadline of what serves one target: the day it is counted on."""
    return message("{day:day}", day=odds.answered_on or odds.target.due)
