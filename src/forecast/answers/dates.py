"""On which date a target is answered, and whether it is still open."""

from dataclasses import dataclass
from datetime import date

from forecast.answers.outcomes import Status
from forecast.errors import Message, message
from forecast.record.contracts import Target
from forecast.record.knowledge import Record
from forecast.record.reporting import last_reporting_date


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerDate:
    """Where one target stands on ``as_of``."""

    target: Target
    status: Status
    answered_on: date | None
    """``None`` when no date can be answered."""

    reason: Message | None


def membership_targets(record: Record) -> tuple[Target, ...]:
    """Targets that are a stock of members, by due date."""
    stocks = [t for t in record.targets if t.what == "members" and t.kind == "stock"]
    return tuple(sorted(stocks, key=lambda t: (t.due, t.id)))


def answer_date(target: Target, record: Record) -> AnswerDate:
    """The date that answers a target, as far as the record can know.

    The due date; where the federation ends before it, the last official count before the end.
    """
    if record.origin is None:
        reason = message(
            "No membership total of {name} was public on {as_of:day}, so the odds cannot be known",
            name=record.federation.short_name,
            as_of=record.as_of,
        )
        return AnswerDate(target=target, status="unanswerable", answered_on=None, reason=reason)
    ends = record.ends_on
    if ends is not None and target.due >= ends:
        return _ended(target, record, ends)
    return _dated(target, record, target.due)


def _ended(target: Target, record: Record, ends: date) -> AnswerDate:
    last = last_reporting_date(ends, record.federation.reporting_dates)
    reason = message(
        "{name} ends on {ends:day}, before this target is due; the answer is for {last:day}, "
        "its last official count",
        name=record.federation.short_name,
        ends=ends,
        last=last,
    )
    if record.origin is None or last <= record.origin.date:
        return AnswerDate(target=target, status="ended", answered_on=None, reason=reason)
    return AnswerDate(target=target, status="ended", answered_on=last, reason=reason)


def _dated(target: Target, record: Record, on: date) -> AnswerDate:
    if record.origin is not None and on <= record.origin.date:
        reason = message(
            "The target was due on {due:day}, before the newest count of {counted:day}",
            due=target.due,
            counted=record.origin.date,
        )
        return AnswerDate(target=target, status="past", answered_on=None, reason=reason)
    if on <= record.as_of:
        reason = message(
            "The target was due on {due:day}; the answer rests on the count of {counted:day}, "
            "because no later one is known",
            due=target.due,
            counted=record.origin.date if record.origin else on,
        )
        return AnswerDate(target=target, status="past", answered_on=on, reason=reason)
    return AnswerDate(target=target, status="open", answered_on=on, reason=None)
