"""Ways to more members that hold whichever course is chosen, and what each gives at most."""

from collections.abc import Sequence

from forecast.answers.answer import Answer
from forecast.answers.outcomes import TargetAnswer
from forecast.errors import Message, message
from forecast.present.sentences.decision import Decision, programme, until
from forecast.present.sentences.phrases import (
    milestone,
    new_union_size,
    year_of,
)


def growth(answer: Answer, short: Sequence[TargetAnswer]) -> tuple[Decision, ...]:
    """Ways to more members that hold whichever path is chosen."""
    found = (
        _enrol(answer, short[0]),
        _larger_first(answer, short),
        _associations(answer, short[0]),
    )
    return tuple(one for one in found if one is not None)


def _enrol(answer: Answer, nearest: TargetAnswer) -> Decision | None:
    """Enrol the workers not yet members where a union exists, and what that can give at most."""
    origin = answer.record.origin
    if origin is None or origin.workers is None or origin.workers <= origin.total:
        return None
    outside = origin.workers - origin.total
    return Decision(
        what=message(
            "Enrol the workers not yet members where a union exists: {outside:count}.",
            outside=outside,
        ),
        deadline=until(nearest),
        consequence=_share_of_gap(answer, nearest, outside=outside, members=origin.total),
    )


def _share_of_gap(
    answer: Answer, nearest: TargetAnswer, *, outside: float, members: float
) -> Message | None:
    """Largest part of the gap to the nearest target that ``outside`` workers can fill."""
    gap = nearest.target.value - members
    target = year_of(nearest.target, among=answer.record.targets)
    if gap <= 0:
        return None
    if outside >= gap:
        return message(
            "Enrolling all of them would equal the {gap:count} members to be added for {target}, "
            "if those who leave are replaced.",
            gap=gap,
            target=target,
        )
    return message(
        "Enrolling all of them covers at most {share:percent} of the {gap:count} members to be "
        "added for {target}.",
        share=outside / gap,
        gap=gap,
        target=target,
    )


def _larger_first(answer: Answer, short: Sequence[TargetAnswer]) -> Decision | None:
    """Approach firms with many workers first, and what small ones founded for the count cost."""
    size = new_union_size(answer)
    if size is None:
        return None
    return Decision(
        what=message(
            "Approach firms with many workers first, not small ones for the count; use the "
            "incentives in force."
        ),
        deadline=until(short[0]),
        consequence=_if_smaller(answer, short, size=size)
        or message(
            "The forecast assumes {size:count} members in a new union on average.", size=size
        ),
    )


def _if_smaller(answer: Answer, short: Sequence[TargetAnswer], *, size: float) -> Message | None:
    """What smaller new unions would do to the last of the targets, from the pairs of levers."""
    target = short[-1].target
    table = next(
        (
            one
            for one in answer.lever_tables
            if one.target.id == target.id and one.lever == "new_union_size"
        ),
        None,
    )
    if table is None or 1.0 not in table.values or min(table.values) >= 1:
        return None
    usual, small = table.values.index(1.0), table.values.index(min(table.values))
    said = {
        "small": size * table.values[small],
        "size": size,
        "target": milestone(target, among=answer.record.targets),
        "odds": table.planned[usual],
        "fallen": table.planned[small],
        "n": table.fewest[usual][0],
        "more": table.fewest[small][0],
    }
    if said["n"] is None or said["more"] is None:
        return message(
            "With {small:count} members in a new union on average instead of {size:count}, the "
            "odds of {target} would fall from {odds:percent} to {fallen:percent}.",
            **said,
        )
    return message(
        "With {small:count} members in a new union on average instead of {size:count}, the odds "
        "of {target} would fall from {odds:percent} to {fallen:percent}, and even odds would take "
        "{more:count} new unions a year instead of {n:count}.",
        **said,
    )


def _associations(answer: Answer, nearest: TargetAnswer) -> Decision | None:
    """Pilot associations of workers without an employer."""
    size = answer.record.rates.get("association_size")
    if size is None or answer.record.plan.associations_per_year > 0:
        return None
    return Decision(
        what=message("Pilot associations of workers without an employer."),
        deadline=programme(answer.record, nearest),
        consequence=message(
            "Each is assumed to bring about {size:count} members; the forecast counts none yet.",
            size=size.value,
        ),
    )
