"""Names in what is said of changes: the brief compared with, its targets, and the causes."""

from collections.abc import Mapping
from typing import TypeAlias

from forecast.answers.answer import Answer
from forecast.answers.changes import Cause, Changes, TargetChange
from forecast.errors import Message, message
from forecast.present.sentences.phrases import milestone

CauseNames: TypeAlias = Mapping[Cause, Message]


def brief_name(changes: Changes, answer: Answer) -> Message:
    """Name the brief that is compared with by its date."""
    day = changes.baseline.as_of
    if day == answer.record.as_of:
        return message("the brief published before for the same day, {day:day}", day=day)
    return message("the brief of {day:day}", day=day)


def target_name(one: TargetChange, answer: Answer) -> Message:
    """Name a target of either brief."""
    for target in answer.record.targets:
        if target.id == one.target:
            return milestone(target, among=answer.record.targets)
    promise = one.after or one.before
    return message("the {year} target", year=promise.due.year if promise else one.target)


def cause_names(changes: Changes, answer: Answer) -> CauseNames:
    """Name every cause."""
    return {
        "code": message("another version of the software"),
        "seed": message("other random numbers"),
        "assumptions": message("changed assumptions"),
        "targets": message("changed targets"),
        "record": _new_record(changes, answer),
    }


def joint_name(causes: tuple[Cause, ...], names: CauseNames) -> Message:
    """Name one cause, or several that cannot be told apart."""
    if len(causes) == 1:
        return names[causes[0]]
    return message("{causes:list} together", causes=[names[cause] for cause in causes])


def _new_record(changes: Changes, answer: Answer) -> Message:
    """Call the record new only where it has a new count; time goes by without one, too."""
    reasons = changes.reasons
    if reasons.count_before != reasons.count_after:
        return message("new figures")
    if changes.baseline.as_of == answer.record.as_of:
        return message("added or corrected figures")
    if reasons.tables:
        return message("further figures and the later date")
    return message("the later date")
