"""What came of earlier forecasts: where later counts lie against them, and what that is worth."""

from collections.abc import Sequence

from forecast.errors import Message, message, plural
from forecast.present.earlier import Compared


def finding(found: Sequence[Compared]) -> Message:
    """Where the counts lie against the range and the middle; one or more counts."""
    if len(found) == 1:
        return _only(found[0])
    said = {"cases": len(found), "inside": sum(one.is_inside for one in found)}
    if all(one.counted < one.middle for one in found):
        return _all_below(**said)
    if all(one.counted > one.middle for one in found):
        return _all_above(**said)
    return message(
        "In {inside:count} of {cases:count} comparisons the count lies within the range of 8 "
        "chances in 10, below the middle forecast in {below:count} and above it in {above:count}",
        below=sum(one.counted < one.middle for one in found),
        above=sum(one.counted > one.middle for one in found),
        **said,
    )


def _all_below(*, cases: int, inside: int) -> Message:
    if inside == cases:
        return message(
            "In all {cases:count} comparisons the count lies within the range of 8 chances in 10, "
            "but always below the middle forecast",
            cases=cases,
        )
    if not inside:
        return message(
            "In all {cases:count} comparisons the count lies below the range of 8 chances in 10",
            cases=cases,
        )
    return message(
        "In {inside:count} of {cases:count} comparisons the count lies within the range of 8 "
        "chances in 10, and always below the middle forecast",
        cases=cases,
        inside=inside,
    )


def _all_above(*, cases: int, inside: int) -> Message:
    if inside == cases:
        return message(
            "In all {cases:count} comparisons the count lies within the range of 8 chances in 10, "
            "but always above the middle forecast",
            cases=cases,
        )
    if not inside:
        return message(
            "In all {cases:count} comparisons the count lies above the range of 8 chances in 10",
            cases=cases,
        )
    return message(
        "In {inside:count} of {cases:count} comparisons the count lies within the range of 8 "
        "chances in 10, and always above the middle forecast",
        cases=cases,
        inside=inside,
    )


def _only(one: Compared) -> Message:
    said = {"day": one.day, "as_of": one.as_of, "counted": one.counted}
    if one.is_inside:
        return message(
            "The count of {day:day}, {counted:count} members, lies within the range of 8 chances "
            "in 10 of the forecast of {as_of:day}",
            **said,
        )
    return message(
        "The count of {day:day}, {counted:count} members, lies outside the range of 8 chances in "
        "10 of the forecast of {as_of:day}",
        **said,
    )


def worth(found: Sequence[Compared]) -> Message:
    """What the comparisons can show; a forecast made when the count could be known shows little."""
    if len(found) == 1 and found[0].made_later:
        return message("that forecast was made later, so this is too little to judge it by")
    if len(found) == 1:
        return message("a single comparison is too little to judge it by")
    later = sum(one.made_later for one in found)
    if later == len(found):
        return message("these forecasts were made later, so this is too little to judge them by")
    if later:
        return plural(
            "one of them is with a forecast made later",
            "{n:count} of them are with forecasts made later",
            n=later,
        )
    return message("of a sound range, 8 in 10 counts would lie within")
