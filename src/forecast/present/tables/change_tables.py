"""What moved since the last brief, cause by cause: odds, and new unions a year for even odds."""

from collections.abc import Callable, Iterator, Sequence

from forecast.answers.answer import Answer
from forecast.answers.change_steps import in_points
from forecast.answers.changes import CAUSES, Cause, Changes, Number, RateChange, Steps
from forecast.errors import Message, message
from forecast.present.parts import Table
from forecast.present.sentences.change_names import (
    CauseNames,
    brief_name,
    cause_names,
    joint_name,
    target_name,
)
from forecast.present.tables.answer_tables import NOTHING
from forecast.present.tables.rate_tables import GRADES, rate_value
from forecast.present.words import Words

MOST_RATES = 5
"""Changed assumptions that are named, the weightiest first."""

Write = Callable[[Number], str]


def changes_table(changes: Changes, answer: Answer, words: Words) -> Table:
    """Odds of each target in the last brief, what each cause did, and the odds now.

    Levels are per cent and parts percentage points, with one decimal, and add exactly.
    """
    names = cause_names(changes, answer)
    columns = [in_points(one.odds[changes.reading]) for one in changes.targets]
    caption = message(
        "What moved the odds since {brief} (percentage points)", brief=brief_name(changes, answer)
    )
    rows = [
        _row(message("Odds then"), [one.before for one in columns], words, _per_cent(words)),
        *_parts(columns, names, words, words.signed_number1),
        _row(message("Change in all"), _totals(columns), words, words.signed_number1),
        _row(message("Odds now"), [one.after for one in columns], words, _per_cent(words)),
    ]
    order = message(
        "The causes are exchanged one after the other, in this order: software, random numbers, "
        "assumptions, targets, figures. A dash: not computed."
    )
    notes = (words.say(order), *reasons(changes, answer, words))
    return _table(caption, rows, notes, _names(changes, answer, words), words)


def fewest_changes_table(changes: Changes, answer: Answer, words: Words) -> Table:
    """New unions a year for even odds in the last brief, what each cause did, and now."""
    names = cause_names(changes, answer)
    columns = [one.fewest for one in changes.targets]
    caption = message(
        "What moved the new unions a year for even odds since {brief}",
        brief=brief_name(changes, answer),
    )
    before, after = [one.before for one in columns], [one.after for one in columns]
    rows = [
        _row(message("New unions a year then"), before, words, words.count),
        *_parts(columns, names, words, words.signed_count),
        _row(message("Change in all"), _totals(columns), words, words.signed_count),
        _row(message("New unions a year now"), after, words, words.count),
    ]
    return _table(caption, rows, (), _names(changes, answer, words), words)


def reasons(changes: Changes, answer: Answer, words: Words) -> tuple[str, ...]:
    """What differs between the two briefs, a sentence for each cause that has something to tell."""
    told = (*_software(changes), *_seeds(changes, answer), *_rates(changes, answer, words))
    return tuple(map(words.say, (*told, *_counts(changes))))


def _names(changes: Changes, answer: Answer, words: Words) -> list[str]:
    return [words.say(target_name(one, answer)) for one in changes.targets]


def _table(
    caption: Message,
    rows: Sequence[tuple[str, ...]],
    notes: Sequence[str],
    targets: Sequence[str],
    words: Words,
) -> Table:
    return Table(
        caption=words.say(caption),
        head=(words.say(message("Cause")), *targets),
        rows=tuple(rows) if targets else (),
        figures=frozenset(range(1, len(targets) + 1)),
        notes=tuple(notes),
    )


def _parts(
    columns: Sequence[Steps], names: CauseNames, words: Words, write: Write
) -> Iterator[tuple[str, ...]]:
    """A row for each cause, and for each group of causes that cannot be told apart."""
    found = [{part.causes: part.change for part in one.parts} for one in columns]
    for causes in sorted({causes for parts in found for causes in parts}, key=_place):
        yield _row(joint_name(causes, names), [part.get(causes) for part in found], words, write)


def _place(causes: tuple[Cause, ...]) -> list[int]:
    return [CAUSES.index(cause) for cause in causes]


def _row(
    name: Message, numbers: Sequence[Number | None], words: Words, write: Write
) -> tuple[str, ...]:
    return words.say(name), *(NOTHING if n is None else write(n) for n in numbers)


def _totals(columns: Sequence[Steps]) -> list[Number | None]:
    return [
        None if one.before is None or one.after is None else round(one.after - one.before, 1)
        for one in columns
    ]


def _per_cent(words: Words) -> Write:
    """Percentage points of a level as per cent; never 0% or 100%, which no simulation can know."""

    def write(points: Number) -> str:
        if points <= 0:
            return words.say(message("under 0.1%"))
        return words.say(message("over 99.9%")) if points >= 100 else words.percent1(points / 100)

    return write


def _software(changes: Changes) -> Iterator[Message]:
    found = [
        message("{library} {before} → {after}", library=name, before=then or "–", after=now or "–")
        for name, (then, now) in changes.reasons.versions.items()
    ]
    if found:
        yield message("Software: {versions:semicolons}.", versions=found)


def _seeds(changes: Changes, answer: Answer) -> Iterator[Message]:
    if changes.baseline.seed != answer.seed:
        yield message(
            "Random numbers: seed {after} instead of {before}.",
            before=changes.baseline.seed,
            after=answer.seed,
        )


def _rates(changes: Changes, answer: Answer, words: Words) -> Iterator[Message]:
    """The weightiest assumptions that are others now, and how many more there are."""
    rates = answer.record.rates
    found = sorted(
        (one for one in changes.reasons.rates if one.key in rates),
        key=lambda one: GRADES.index(rates[one.key].impact),
    )
    if not found:
        return
    named = [_rate(one, answer, words) for one in found[:MOST_RATES]]
    further = len(found) - len(named)
    if further:
        yield message(
            "Assumptions: {rates:semicolons}; {n:count} more.",
            rates=named,
            n=further,
        )
    else:
        yield message("Assumptions: {rates:semicolons}.", rates=named)


def _rate(one: RateChange, answer: Answer, words: Words) -> Message:
    """The middle values, or the ranges where those read alike."""
    rate = answer.record.rates[one.key]
    before, after = (
        (NOTHING,) * 3
        if values is None
        else tuple(rate_value(value, rate.unit, words) for value in values)
        for values in (one.before, one.after)
    )
    said: dict[str, object] = {"name": rate.name, "before": before[1], "after": after[1]}
    if before[1] != after[1]:
        return message("{name} {before} → {after}", **said)
    said["before"], said["after"] = (
        message("{low} to {high}", low=ends[0], high=ends[2]) for ends in (before, after)
    )
    return message("{name} {before} → {after} (8 chances in 10)", **said)


def _counts(changes: Changes) -> Iterator[Message]:
    before, after = changes.reasons.count_before, changes.reasons.count_after
    if before == after or after is None:
        return
    said: dict[str, object] = {"date": after.date, "members": after.members}
    if before is None:
        yield message("Newest count: {members:count} members on {date:day}; none then.", **said)
    else:
        yield message(
            "Newest count: {members:count} members on {date:day}; then {earlier:count} on "
            "{earlier_date:day}.",
            earlier=before.members,
            earlier_date=before.date,
            **said,
        )
