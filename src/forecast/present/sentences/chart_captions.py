"""What the charts of swings, sectors and earlier forecasts found, and what they show, in words."""

from collections.abc import Sequence

from forecast.answers.answer import Answer
from forecast.answers.outcomes import SectorFan
from forecast.answers.what_if import TornadoBar
from forecast.errors import Message, message, plural
from forecast.present.earlier import Compared
from forecast.present.observed import breaks
from forecast.present.sentences.comparisons import finding, worth
from forecast.present.sentences.phrases import goal, when
from forecast.present.shortlist import base_odds, last_shown, swing_odds, widest
from forecast.record.texts import Text

LARGEST_ASKED = 240
"""No plan of more new unions is ever asked for; a pool that holds out longer sets no limit."""

ALIKE = 0.1
"""Two swings are about equal where they differ by less than this share of the wider one."""


def tornado_caption(answer: Answer, which: int = 0) -> Message:
    """Which assumption moves the odds of one target most, counted from 0 by due date."""
    bars = widest(answer, which)
    if not any(one.probability is not None for one in answer.targets):
        return message("There are no odds that an assumption could move.")
    if not bars:
        return message("No assumption alone moves the odds by half a point or more.")
    first, *others = bars
    base = base_odds(answer, first.target)
    said = {
        "first": answer.record.rates[first.rate].name,
        "goal": goal(first.target),
        "base": swing_odds(base, base=base),
    } | _ends(first, base)
    if not others:
        return message(
            "The odds of {goal} depend most on “{first}”: {low} to {high} over its range, {base} "
            "as forecast.",
            **said,
        )
    second = answer.record.rates[others[0].rate].name
    if first.swing - others[0].swing < ALIKE * first.swing:
        ends = {f"second_{end}": odds for end, odds in _ends(others[0], base).items()}
        return message(
            "The odds of {goal} depend most on two assumptions about equally: “{first}” ({low} to "
            "{high} over its range) and “{second}” ({second_low} to {second_high}); {base} as "
            "forecast.",
            second=second,
            **said,
            **ends,
        )
    return message(
        "The odds of {goal} depend most on “{first}”: {low} to {high} over its range, {base} as "
        "forecast; next comes “{second}”.",
        second=second,
        **said,
    )


def _ends(bar: TornadoBar, base: float) -> dict[str, Message]:
    """Lower and higher odds of a swing."""
    low, high = sorted((bar.probability_low, bar.probability_high))
    return {"low": swing_odds(low, base=base), "high": swing_odds(high, base=base)}


def tornado_described(answer: Answer, which: int = 0) -> Message:
    """Describe the chart of swings in words."""
    bars = widest(answer, which)
    if not bars:
        return tornado_caption(answer, which)
    base = base_odds(answer, bars[0].target)
    return message(
        "Bar chart of the odds of {goal} with each assumption alone at either end of its range; "
        "{base} as forecast. {swings:semicolons}.",
        goal=goal(bars[0].target),
        base=swing_odds(base, base=base),
        swings=[
            message(
                "{rate}: {low} at its low end, {high} at its high end",
                rate=answer.record.rates[bar.rate].name,
                low=swing_odds(bar.probability_low, base=base),
                high=swing_odds(bar.probability_high, base=base),
            )
            for bar in bars
        ],
    )


def pool_caption(answer: Answer) -> Message | None:
    """Where the firms run out beyond the axis of the curve; ``None`` where that is drawn or far."""
    if not answer.curves:
        return None
    top = last_shown(answer.curves)
    beyond = [one for one in answer.pools if top < one.exhausted_at <= LARGEST_ASKED]
    if not beyond:
        return None
    return message(
        "The firms of 25 workers or more without a union would be used up by {limits:series}.",
        limits=[
            message(
                "about {n:count} new unions a year until {when}",
                n=one.exhausted_at,
                when=when(one.on),
            )
            for one in sorted(beyond, key=lambda pool: pool.on)
        ],
    )


def breaks_described(answer: Answer) -> Message | None:
    """Say which dated breaks the fan chart marks; ``None`` where it marks none."""
    days = [
        *(day for fan in answer.fans for day in (fan.dates[0], fan.dates[-1])),
        *(one.target.due for one in answer.targets),
    ]
    if not answer.fans:
        return None
    found = breaks(answer.record, first=min(days), last=max(days))
    if not found:
        return None
    return message(
        "Dated breaks are marked: {breaks:semicolons}.",
        breaks=[
            message("{day:day}: {names:semicolons}", day=day, names=[one.name for one in events])
            for day, events in found
        ],
    )


def earlier_caption(found: Sequence[Compared]) -> Message:
    """How many later counts fell into the range forecast for them, and what that is worth."""
    if not found:
        return message("No count has come in since that an earlier forecast could be held against.")
    return message("{finding}; {worth}.", finding=finding(found), worth=worth(found))


def earlier_described(found: Sequence[Compared]) -> Message:
    """Describe the chart of earlier forecasts in words."""
    if not found:
        return earlier_caption(found)
    return message(
        "Line chart of counted members and of earlier forecasts. {cases:semicolons}.",
        cases=[
            message(
                "{day:day}: counted {counted:count}, forecast on {as_of:day} {middle:count} "
                "({low:count} to {high:count})",
                day=one.day,
                counted=one.counted,
                as_of=one.as_of,
                middle=one.middle,
                low=one.low,
                high=one.high,
            )
            for one in found
        ],
    )


def sectors_caption(answer: Answer) -> Message:
    """What each sector adds to the mean change of all."""
    if not answer.sector_fans:
        return message("The forecast does not tell sectors apart.")
    changes = [(one, one.mean[-1] - one.mean[0]) for one in answer.sector_fans]
    return message(
        "Mean change until {when} by sector – {changes:semicolons}; together {total:signed_count} "
        "members.",
        when=when(answer.sector_fans[0].dates[-1]),
        changes=[
            message(
                "{sector}: {change:signed_count}", sector=sector_name(answer, one), change=change
            )
            for one, change in changes
        ],
        total=sum(change for _, change in changes),
    )


def sectors_described(answer: Answer) -> Message:
    """Describe the charts of sectors in words."""
    if not answer.sector_fans:
        return sectors_caption(answer)
    return plural(
        "Line chart of members by month. {sectors:semicolons}.",
        "{n:count} line charts of members by month, one a sector. {sectors:semicolons}.",
        n=len(answer.sector_fans),
        sectors=[
            message(
                "{sector}: from {first:count} on {start:day} to {middle:count} on {end:day}, 8 "
                "chances in 10 from {low:count} to {high:count}",
                sector=sector_name(answer, one),
                first=one.mean[0],
                start=one.dates[0],
                middle=one.quantiles[0.5][-1],
                end=one.dates[-1],
                low=one.quantiles[0.1][-1],
                high=one.quantiles[0.9][-1],
            )
            for one in answer.sector_fans
        ],
    )


def sector_name(answer: Answer, one: SectorFan) -> Text:
    """Name of a sector as the federation's file gives it."""
    return next(part.name for part in answer.record.federation.sector if part.id == one.sector)
