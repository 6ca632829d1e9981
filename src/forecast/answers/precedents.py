"""What has been done before: the yearly pace of foundings that really happened."""

from forecast.record.contracts import Precedent
from forecast.units import years_between

SHORTEST_PRECEDENT = 0.5
"""Shorter periods say nothing of a yearly number [years]."""


def yearly_pace(precedent: Precedent) -> float:
    """What a precedent comes to in twelve months [unions per year].

    Periods from half a year on are annualised by their length; a shorter campaign says nothing of
    a year, so its own number stands.
    """
    length = years_between(precedent.start, precedent.end)
    return precedent.new_unions / length if length >= SHORTEST_PRECEDENT else precedent.new_unions


def largest_precedent(precedents: tuple[Precedent, ...]) -> float | None:
    """Largest yearly number anyone is known to have founded [unions per year]."""
    return max(map(yearly_pace, precedents), default=None)
