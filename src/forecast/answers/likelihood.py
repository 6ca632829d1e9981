"""The word for a probability and the verdict on a target, by fixed scales."""

from bisect import bisect_right

from forecast.answers.outcomes import Likelihood, Verdict

EVEN = 0.5
"""Odds at which reaching a target and missing it are alike."""

REALISTIC, STRETCH = 0.66, 0.33

_FROM_PER_CENT = (1, 11, 34, 67, 90, 99)
_WORDS: tuple[Likelihood, ...] = (
    "exceptionally_unlikely",
    "very_unlikely",
    "unlikely",
    "about_as_likely_as_not",
    "likely",
    "very_likely",
    "virtually_certain",
)


def displayed_per_cent(probability: float) -> float:
    """The per cent a reader sees: whole, but never 0 or 100 [per cent].

    Below 1 and above 99 the unrounded value stands for "under 1 %" and "over 99 %".

    Examples
    --------
    >>> [displayed_per_cent(p) for p in (0.104, 0.0049, 0.9999)]
    [10.0, 0.49, 99.99]
    """
    per_cent = 100 * round(probability, 4)
    if per_cent < 1 or per_cent > 99:
        return round(per_cent, 2)
    return float(int(per_cent + 0.5))


def likelihood(probability: float) -> Likelihood:
    """Word of the likelihood scale, by the displayed per cent so that word and number agree.

    Examples
    --------
    >>> likelihood(0.0236), likelihood(0.5), likelihood(0.997)
    ('very_unlikely', 'about_as_likely_as_not', 'virtually_certain')
    """
    return _WORDS[bisect_right(_FROM_PER_CENT, displayed_per_cent(probability))]


def verdict(probability: float) -> Verdict:
    """Realistic from two in three, a stretch from one in three, else unrealistic.

    Examples
    --------
    >>> verdict(0.7), verdict(0.4), verdict(0.1)
    ('realistic', 'stretch', 'unrealistic')
    """
    if probability >= REALISTIC:
        return "realistic"
    return "stretch" if probability >= STRETCH else "unrealistic"
