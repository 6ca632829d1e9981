"""A number or date as a language writes it, which still knows what it is.

Pages, charts and the console take the text; a workbook takes the value, so that a planner can add
it up. Nothing here knows a language.
"""

import datetime as dt
from typing import Any, Self

from forecast.answers.rounded import odds, people


class Written(str):
    """Text in every respect; ``value`` is what was written and ``form`` how.

    What is made of it by joining or formatting is plain text again.

    Examples
    --------
    >>> shown = Written("dưới 1%", 0.0049, "percent")
    >>> shown == "dưới 1%", shown.value, shown.form
    (True, 0.0049, 'percent')
    """

    __slots__ = ("form", "value")

    value: float | int | dt.date
    """As `answer.json` rounds it: counts whole, fractions and other numbers to four decimals."""

    form: str
    """Name of the form, as a field of a message asks for it."""

    def __new__(cls, text: str, value: float | dt.date, form: str) -> Self:
        """Join a text and what it says."""
        self = super().__new__(cls, text)
        self.value = value
        self.form = form
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (str(self), self.value, self.form)


def whole(text: str, count: float, form: str) -> Written:
    """People or unions, of which there are whole numbers only."""
    return Written(text, people(float(count)) or 0, form)


def decimal(text: str, number: float, form: str) -> Written:
    """Any other number: a fraction, a probability, a mean.

    Examples
    --------
    >>> decimal("1,5%", 0.015012, "percent1").value
    0.015
    """
    rounded = odds(float(number)) or 0.0
    return Written(text, rounded, form)
