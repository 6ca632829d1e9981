"""What a chart found, said as its caption, and what it shows, for readers who cannot see it."""

from collections.abc import Sequence

from forecast.answers.answer import Answer
from forecast.answers.outcomes import Curve, Drivers, Fan, TargetAnswer
from forecast.errors import Message, message
from forecast.present.sentences.forecasts import odds_words, pace
from forecast.present.sentences.needs import needs
from forecast.present.sentences.phrases import (
    answered,
    goal,
    is_ahead,
    lead_reading,
    milestone,
    when,
)


def fan_caption(answer: Answer) -> Message:
    """Where membership heads and where the targets lie against that."""
    reading = lead_reading(answer)
    odds = answered(answer, reading)
    fan = _fan(answer)
    if not odds and fan is None:
        return message("Without a known total no path of membership can be drawn.")
    if not odds and fan is not None:
        return message(
            "The middle forecast is {median:count} members by {when}; no membership target was "
            "known by then.",
            median=fan.quantiles[0.5][-1],
            when=when(fan.dates[-1]),
        )
    middles = [
        message(
            "{median:count} members by {when}",
            median=one.median,
            when=when(one.answered_on or one.target.due),
        )
        for one in odds
    ]
    return message(
        "With {pace}, the middle forecast is {middles:series}; {places:semicolons}.",
        pace=pace(answer, odds, reading),
        middles=middles,
        places=_places(answer, odds),
    )


def _places(answer: Answer, odds: Sequence[TargetAnswer]) -> list[Message]:
    """Targets by where they lie against their ranges of 8 chances in 10."""
    above: list[Message] = []
    within: list[Message] = []
    below: list[Message] = []
    for one in odds:
        low, high = one.interval80 or (one.target.value, one.target.value)
        place = above if one.target.value > high else below if one.target.value < low else within
        place.append(milestone(one.target, among=answer.record.targets))
    places = (
        (above, message("above the range of 8 chances in 10: {targets:list}", targets=above)),
        (within, message("within the range of 8 chances in 10: {targets:list}", targets=within)),
        (below, message("below the range of 8 chances in 10: {targets:list}", targets=below)),
    )
    return [said for targets, said in places if targets]


def fan_alt(answer: Answer) -> Message:
    """Describe the fan chart in words."""
    fan = _fan(answer)
    if fan is None:
        return fan_caption(answer)
    said = {
        "start": fan.dates[0],
        "end": fan.dates[-1],
        "first": fan.mean[0],
        "middle": fan.quantiles[0.5][-1],
        "low": fan.quantiles[0.1][-1],
        "high": fan.quantiles[0.9][-1],
    }
    goals = [goal(one.target, on=one.answered_on) for one in answered(answer, fan.reading)]
    if not goals:
        return message(
            "Line chart of members by month from {start:day} to {end:day}. It starts at "
            "{first:count}; at the end the middle is {middle:count} and the range of 8 chances in "
            "10 goes from {low:count} to {high:count}.",
            **said,
        )
    return message(
        "Line chart of members by month from {start:day} to {end:day}. It starts at {first:count}; "
        "at the end the middle is {middle:count} and the range of 8 chances in 10 goes from "
        "{low:count} to {high:count}. Targets: {goals:series}.",
        goals=goals,
        **said,
    )


def _fan(answer: Answer) -> Fan | None:
    reading = lead_reading(answer)
    return next((fan for fan in answer.fans if fan.reading == reading), None)


def curve_caption(answer: Answer) -> Message:
    """What the plan's pace gives and what even odds take."""
    reading = lead_reading(answer)
    odds = answered(answer, reading)
    if not odds and answer.record.origin is not None:
        return message("No membership target was known by then that odds could be given for.")
    if not odds:
        return message("Without a known total the odds cannot be computed.")
    said = {
        "pace": pace(answer, odds, reading),
        "odds": [
            message(
                "{target}: {odds}",
                target=milestone(one.target, among=answer.record.targets),
                odds=odds_words(one.probability),
            )
            for one in odds
            if one.probability is not None
        ],
    }
    taken = needs(answer, [one for one in odds if is_ahead(one, answer.record)])
    if not taken:
        return message("Odds with {pace} – {odds:semicolons}.", **said)
    return message(
        "Odds with {pace} – {odds:semicolons}. Even odds take {needs:series}.",
        needs=taken,
        **said,
    )


def curve_alt(answer: Answer) -> Message:
    """Describe the curve of odds in words."""
    if not answer.curves:
        return curve_caption(answer)
    return message(
        "Line chart of the odds against new unions a year – {curves:semicolons}.",
        curves=[_curve(answer, curve) for curve in answer.curves],
    )


def _curve(answer: Answer, curve: Curve) -> Message:
    """Odds of one target at a few numbers of new unions a year."""
    step = max(1, len(curve.per_year) // 4)
    points = list(zip(curve.per_year, curve.probability, strict=True))[::step]
    return message(
        "{target}: {points:series}",
        target=milestone(curve.target, among=answer.record.targets),
        points=[
            message("{odds:percent} at {n:count} a year", odds=probability, n=n)
            for n, probability in points
        ],
    )


def drivers_caption(drivers: Drivers) -> Message:
    """What new unions and existing ones add on average until one date."""
    existing = drivers.admitted - drivers.left - drivers.closed_members
    existing += drivers.transfers_in - drivers.transfers_out
    change = drivers.closing - drivers.opening
    return message(
        "Until {when}, on average: new unions bring {organised:count} members, {parts:series}; "
        "{change} in all.",
        when=when(drivers.on),
        organised=drivers.organised,
        parts=[
            _gained_or_lost(existing),
            *(
                (message("dated breaks {breaks:signed_count}", breaks=drivers.breaks),)
                if drivers.breaks
                else ()
            ),
        ],
        change=_more_or_fewer(change),
    )


def _gained_or_lost(members: float) -> Message:
    if members < 0:
        return message("existing unions lose {members:count}", members=-members)
    return message("existing unions gain {members:count}", members=members)


def _more_or_fewer(members: float) -> Message:
    if members < 0:
        return message("{members:count} fewer", members=-members)
    return message("{members:count} more", members=members)


def drivers_alt(drivers: Drivers) -> Message:
    """Describe the chart of drivers in words."""
    return message(
        "Bar chart of the mean change from {opening:count} to {closing:count} members by {when}: "
        "admitted {admitted:signed_count}, in new unions {organised:signed_count}, left "
        "{left:signed_count}, in closed unions {closed:signed_count}, transfers "
        "{transfers:signed_count}, dated breaks {breaks:signed_count}. Rounded figures may not "
        "add.",
        opening=drivers.opening,
        closing=drivers.closing,
        when=when(drivers.on),
        admitted=drivers.admitted,
        organised=drivers.organised,
        left=-drivers.left,
        closed=-drivers.closed_members,
        transfers=drivers.transfers_in - drivers.transfers_out,
        breaks=drivers.breaks,
    )


def assumptions_caption(answer: Answer) -> Message:
    """How much rests on low evidence, and which assumptions weigh most."""
    rates = answer.record.rates.values()
    said = {
        "low": sum(rate.evidence == "low" for rate in rates),
        "total": len(rates),
        "names": [rate.name for rate in rates if rate.impact == "high"],
    }
    if not said["names"]:
        return message("Assumptions on low evidence: {low:count} of {total:count}.", **said)
    return message(
        "Assumptions on low evidence: {low:count} of {total:count}; those that weigh most on the "
        "answer: {names:semicolons}.",
        **said,
    )
