"""What moved since the last brief, by how much and because of what, in one sentence.

Odds are compared as they are shown: percentage points with one decimal.
"""

from collections.abc import Iterator, Mapping, Sequence

from forecast.answers.answer import Answer
from forecast.answers.change_steps import in_points
from forecast.answers.changes import Cause, Changes, Number, Part, Promise, Steps, TargetChange
from forecast.answers.likelihood import displayed_per_cent
from forecast.errors import Message, message
from forecast.present.sentences.change_names import (
    CauseNames,
    brief_name,
    cause_names,
    joint_name,
    target_name,
)
from forecast.present.sentences.phrases import when


def changes_sentence(changes: Changes | None, answer: Answer) -> Message:
    """Say what the last brief's answer to each target has become under the leading reading.

    Parameters
    ----------
    changes
        ``None`` where no brief came before.
    answer
        Today's answer, for the names of its targets.
    """
    if changes is None:
        return message("There is no earlier brief to compare with.")
    brief = brief_name(changes, answer)
    names = cause_names(changes, answer)
    common = _common_cause(changes)
    if common == ("seed",):
        return message(
            "Against {brief} only the random numbers are others; the odds differ by at most "
            "{points:number1} percentage points, which is numerical error.",
            brief=brief,
            points=max(
                abs(part.change)
                for one in changes.targets
                for part in in_points(one.odds[changes.reading]).parts
            ),
        )
    if common is not None:
        return message(
            "Against {brief} the odds have moved because of {cause}: {moves:semicolons}.",
            brief=brief,
            cause=joint_name(common, names),
            moves=[_move(target_name(one, answer), changes, one) for one in changes.targets],
        )
    moves = [
        clause
        for one in changes.targets
        for clause in _moves(one, target_name(one, answer), one.odds[changes.reading], names)
    ]
    if not moves and _is_silent(changes):
        return message("Neither {brief} nor this one can give odds.", brief=brief)
    if not moves:
        return message("Nothing has changed against {brief}.", brief=brief)
    return message("Against {brief}: {moves:semicolons}.", brief=brief, moves=moves)


def _common_cause(changes: Changes) -> tuple[Cause, ...] | None:
    """What alone moved the odds of every target, where there are several and one cause did."""
    found = [
        [part.causes for part in in_points(one.odds[changes.reading]).parts if part.change]
        for one in changes.targets
    ]
    is_common = len(found) > 1 and all(causes == found[0] for causes in found)
    if is_common and len(found[0]) == 1 and all(one.is_kept for one in changes.targets):
        return found[0][0]
    return None


def _move(name: Message, changes: Changes, one: TargetChange) -> Message:
    """How far the odds moved, where the cause has been named before."""
    odds = one.odds[changes.reading]
    before, after = odds.before or 0.0, odds.after or 0.0
    said: dict[str, object] = {
        "target": name,
        "before": before,
        "after": after,
        "points": sum(part.change for part in in_points(odds).parts),
    }
    if _shown(before) == _shown(after):
        return message(
            "{target} still shows as {after:percent} ({points:signed_number1} percentage points)",
            **said,
        )
    if after > before:
        return message(
            "{target} from {before:percent} up to {after:percent} ({points:signed_number1} "
            "percentage points)",
            **said,
        )
    return message(
        "{target} from {before:percent} down to {after:percent} ({points:signed_number1} "
        "percentage points)",
        **said,
    )


def _is_silent(changes: Changes) -> bool:
    """Whether neither brief has odds of anything."""
    return all(
        end is None
        for one in changes.targets
        for end in (one.odds[changes.reading].before, one.odds[changes.reading].after)
    )


def _moves(one: TargetChange, name: Message, odds: Steps, names: CauseNames) -> Iterator[Message]:
    """What moved about one target, if anything that is shown did."""
    if one.after is None:
        if one.before is not None:
            yield _gone(one.before)
        return
    if one.before is None:
        yield _new(name, odds)
        return
    if one.before.value != one.after.value:
        yield message(
            "{target} is {after:count} members now and was {before:count}",
            target=name,
            before=one.before.value,
            after=one.after.value,
        )
    if one.before.due != one.after.due:
        yield message(
            "{target} is due {after} now and was due {before}",
            target=name,
            before=when(one.before.due),
            after=when(one.after.due),
        )
    yield from _odds_moved(name, odds, names)
    if not any(part.change for part in in_points(odds).parts):
        yield from _fewest_moved(name, one.fewest)


def _gone(before: Promise) -> Message:
    return message(
        "{value:count} members by {when} is no longer a target",
        value=before.value,
        when=when(before.due),
    )


def _new(name: Message, odds: Steps) -> Message:
    if odds.after is None:
        return message("{target} is a new target", target=name)
    return message(
        "{target} is a new target, with odds of {after:percent}", target=name, after=odds.after
    )


def _odds_moved(name: Message, odds: Steps, names: CauseNames) -> Iterator[Message]:
    before, after = odds.before, odds.after
    if before is None and after is not None:
        yield message(
            "the odds of {target} could not be computed then and are {after:percent} now",
            target=name,
            after=after,
        )
    elif before is not None and after is None:
        yield message(
            "the odds of {target} were {before:percent} then and are no longer computed",
            target=name,
            before=before,
        )
    elif before is not None and after is not None:
        parts = [part for part in in_points(odds).parts if part.change]
        said = {"target": name, "before": before, "after": after}
        if parts:
            yield _by_points(parts, said, is_shown=_shown(before) != _shown(after), names=names)


def _by_points(
    parts: Sequence[Part], said: Mapping[str, object], *, is_shown: bool, names: CauseNames
) -> Message:
    """How far the odds moved and why.

    Parameters
    ----------
    is_shown
        The odds of before and now are written differently in whole per cent.
    """
    points = round(sum(part.change for part in parts), 1)
    if not points:
        return message(
            "the odds of {target} stay at {after:percent}, because changes offset each other "
            "({parts:series})",
            parts=[_part(part, names) for part in parts],
            **said,
        )
    said = {**said, "points": points, "why": _why(parts, points, names)}
    if not is_shown:
        return message(
            "the odds of {target} still show as {after:percent} ({points:signed_number1} "
            "percentage points), {why}",
            **said,
        )
    if points > 0:
        return message(
            "the odds of {target} rose from {before:percent} to {after:percent} "
            "({points:signed_number1} percentage points), {why}",
            **said,
        )
    return message(
        "the odds of {target} fell from {before:percent} to {after:percent} "
        "({points:signed_number1} percentage points), {why}",
        **said,
    )


def _why(parts: Sequence[Part], points: Number, names: CauseNames) -> Message:
    """The cause that moved the odds most in the direction in which they went."""
    main = max(parts, key=lambda part: part.change if points > 0 else -part.change)
    cause = joint_name(main.causes, names)
    if len(parts) == 1:
        return message("because of {cause}", cause=cause)
    return message(
        "mainly because of {cause} ({points:signed_number1})", cause=cause, points=main.change
    )


def _part(part: Part, names: CauseNames) -> Message:
    return message(
        "{cause} {points:signed_number1}",
        cause=joint_name(part.causes, names),
        points=part.change,
    )


def _shown(probability: Number) -> float:
    """The whole per cent a reader sees, "under 1%" as 0 and "over 99%" as 100."""
    per_cent = displayed_per_cent(probability)
    if per_cent < 1:
        return 0.0
    return 100.0 if per_cent > 99 else per_cent


def _fewest_moved(name: Message, fewest: Steps) -> Iterator[Message]:
    """New unions a year for even odds, where these moved and the odds did not."""
    if fewest.before is None or fewest.after is None or fewest.before == fewest.after:
        return
    yield message(
        "the new unions a year for even odds of {target} are {after:count} instead of "
        "{before:count}",
        target=name,
        before=fewest.before,
        after=fewest.after,
    )
