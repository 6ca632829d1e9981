"""Where the federation stands: what was counted, what is missing, what was founded before."""

import datetime as dt
from collections.abc import Sequence

from forecast.answers.answer import Answer
from forecast.errors import Message, message, plural
from forecast.present.sentences.phrases import milestone, year_of
from forecast.record.contracts import Target
from forecast.record.knowledge import Origin, Record


def situation(answer: Answer) -> tuple[Message, ...]:
    """State what the record holds up to its date, without looking ahead."""
    record = answer.record
    origin = record.origin
    return (*_counted(answer, origin), *_precedents(record))


def _counted(answer: Answer, origin: Origin | None) -> tuple[Message, ...]:
    """The newest count by sector and against the targets, or that there is none."""
    record = answer.record
    if origin is None:
        return (message("No total of members was public by {as_of:day}.", as_of=record.as_of),)
    return (
        _count(record, origin),
        *_sectors(record, origin),
        *_gaps(record, origin),
        *_path(answer, origin),
    )


def _count(record: Record, origin: Origin) -> Message:
    """Members, unions and workers on the date of the count."""
    said = {
        "date": origin.date,
        "area": record.federation.area,
        "members": origin.total,
        "unions": sum(origin.unions.values()),
        "workers": origin.workers,
    }
    if not origin.unions:
        return message("On {date:day} {area} had {members:count} members.", **said)
    if origin.workers:
        return message(
            "On {date:day} {area} had {unions:count} unions; {members:count} of the "
            "{workers:count} workers where a union exists were members ({share:percent}).",
            share=origin.total / origin.workers,
            **said,
        )
    return message(
        "On {date:day} {area} had {unions:count} unions with {members:count} members.", **said
    )


def _sectors(record: Record, origin: Origin) -> tuple[Message, ...]:
    """The count by sector, where there is more than one."""
    if len(origin.members) < 2:
        return ()
    parts = [
        plural(
            "{sector}: one union, {members:count} members",
            "{sector}: {n:count} unions, {members:count} members",
            n=origin.unions[sector.id],
            sector=sector.name,
            members=origin.members[sector.id],
        )
        if sector.id in origin.unions
        else message(
            "{sector}: {members:count} members",
            sector=sector.name,
            members=origin.members[sector.id],
        )
        for sector in record.federation.sector
        if sector.id in origin.members
    ]
    return (message("Of these, {parts:semicolons}.", parts=parts),)


def _gaps(record: Record, origin: Origin) -> tuple[Message, ...]:
    """How far each target of members lies from the count."""
    ahead = [
        target
        for target in record.targets
        if target.what == "members" and target.kind == "stock" and target.value > origin.total
    ]
    if not ahead:
        return ()
    clauses = [
        message(
            "{gap:count} for {target}",
            gap=target.value - origin.total,
            target=year_of(target, among=record.targets),
        )
        for target in sorted(ahead, key=lambda target: target.due)
    ]
    return (message("Members to be added: {gaps:series}.", gaps=clauses),)


def _path(answer: Answer, origin: Origin) -> tuple[Message, ...]:
    """The count against the straight line between the plan's own numbers."""
    plan = answer.plan_arithmetic
    if plan is None or plan.carried_back_to != origin.date:
        return ()
    said = {"asked": plan.carried_back, "difference": abs(origin.total - plan.carried_back)}
    if origin.total < plan.carried_back:
        return (
            message(
                "On the plan's own path there would have been {asked:count} members on that day; "
                "the count is {difference:count} lower.",
                **said,
            ),
        )
    return (
        message(
            "On the plan's own path there would have been {asked:count} members on that day; the "
            "count is {difference:count} higher.",
            **said,
        ),
    )


def _precedents(record: Record) -> tuple[Message, ...]:
    """New unions the federation itself is known to have founded."""
    return tuple(
        message(
            "New unions founded from {start:day} to {end:day}: {unions:count}.",
            start=precedent.start,
            end=precedent.end,
            unions=precedent.new_unions,
        )
        for precedent in record.precedents
        if precedent.own
    )


def other_count(
    day: dt.date, odds: Sequence[tuple[Target, float]], *, among: Sequence[Target]
) -> Message:
    """Say what the odds would be if the newest count were of another day."""
    return message(
        "If this count is read as of {day:day}, the odds are: {odds:semicolons}.",
        day=day,
        odds=[
            message("{target} {odds:percent}", target=milestone(target, among=among), odds=p)
            for target, p in odds
        ],
    )
