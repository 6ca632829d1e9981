"""What a reader must know before believing an answer."""

from forecast.answers.conflicts import conflicts
from forecast.answers.question import Question
from forecast.answers.rate_reports import heavy_tail
from forecast.errors import Message, message, plural
from forecast.model.rates import Points
from forecast.record.knowledge import Record
from forecast.units import years_between

STALE_YEARS = 1.0
"""A count older than this at ``as_of`` is said aloud [years]."""


def cautions(
    record: Record, asked: Question | None, points: Points | None = None
) -> tuple[Message, ...]:
    """Limits of the record and of the assumptions, in the order of their weight.

    Parameters
    ----------
    points
        The rates after the record has spoken, where there is a question.
    """
    found: list[Message] = []
    if record.federation.provenance == "illustrative":
        found.append(message("The data are illustrative and describe no real federation"))
    late = [rate.name for rate in record.rates.values() if rate.hindsight]
    if late:
        found.append(
            plural(
                "one assumption rests on facts later than {as_of:day}, so this is hindsight",
                "{n:count} assumptions rest on facts later than {as_of:day}, so this is hindsight",
                n=len(late),
                as_of=record.as_of,
            )
        )
    if asked is None:
        return (*found, _no_total(record))
    contradictions = conflicts(record, asked.priors, asked.evidence, seed=asked.seed)
    return (*found, *_limits(record, asked), *contradictions, *_tail(asked, points))


def _tail(asked: Question, points: Points | None) -> tuple[Message, ...]:
    return () if points is None else heavy_tail(points, asked.evidence)


def _no_total(record: Record) -> Message:
    return message(
        "No membership total of {name} was public on {as_of:day}; only the plan's own arithmetic "
        "can be shown",
        name=record.federation.short_name,
        as_of=record.as_of,
    )


def _limits(record: Record, asked: Question) -> list[Message]:
    found = []
    if not any("net_change" in key for kind in asked.evidence for key in kind.depends_on):
        found.append(
            message(
                "One dated total says nothing of growth: the rates of change are graded "
                "assumptions, not measurements"
            )
        )
    if asked.origin.workers is None:
        found.append(
            message(
                "The workers of the unionised units are unknown, so no ceiling limits existing "
                "unions and the odds are too high"
            )
        )
    if years_between(asked.origin.date, record.as_of) > STALE_YEARS:
        found.append(
            message(
                "The newest count is of {counted:day}; nothing later is known on {as_of:day}",
                counted=asked.origin.date,
                as_of=record.as_of,
            )
        )
    return found
