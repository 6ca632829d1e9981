"""How each language says a message: its sentences, numbers, dates and the scale of likelihood.

English is the language of the templates; what any language needs stands in its folder under
``locale``: catalogues and ``language.toml``. No language is named here.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path
from string import Formatter
from typing import Any

from forecast.answers.likelihood import displayed_per_cent
from forecast.answers.outcomes import Likelihood
from forecast.errors import Message, message
from forecast.languages import LOCALE, Joining, languages
from forecast.present.catalogues import catalogues, wording
from forecast.present.written import Written, decimal, whole
from forecast.record.texts import Text

__all__ = [
    "LANGUAGES",
    "Words",
    "catalogues",
    "displayed_percent",
    "likelihood_label",
    "natural_frequency",
]

LANGUAGES = tuple(languages())
"""Codes of the languages; the first is spoken where none is asked for."""


def displayed_percent(probability: float) -> int:
    """Whole number nearest to the per cent displayed, for the length of a bar."""
    return round(displayed_per_cent(probability))


def likelihood_label(word: Likelihood) -> Message:
    """Word of the scale, to stand after "likelihood of reaching"."""
    labels: dict[Likelihood, Message] = {
        "virtually_certain": message("virtually certain"),
        "very_likely": message("very likely"),
        "likely": message("likely"),
        "about_as_likely_as_not": message("about as likely as not"),
        "unlikely": message("unlikely"),
        "very_unlikely": message("very unlikely"),
        "exceptionally_unlikely": message("exceptionally unlikely"),
    }
    return labels[word]


def capital(sentence: str) -> str:
    """Begin with a capital letter, where a clause stands alone.

    Examples
    --------
    >>> capital("đến cuối năm 2025")
    'Đến cuối năm 2025'
    """
    return sentence[:1].upper() + sentence[1:]


def natural_frequency(probability: float) -> Message:
    """Odds as a number of a hundred simulated futures."""
    shown = displayed_per_cent(probability)
    if shown < 1:
        return message("in fewer than 1 of every 100 simulated futures it is reached")
    if shown > 99:
        return message("in more than 99 of every 100 simulated futures it is reached")
    return message(
        "in about {reached} of every 100 simulated futures it is reached", reached=int(shown)
    )


class Words:
    """One language of the product: says messages and writes numbers and dates."""

    def __init__(self, lang: str, *, locale: Path = LOCALE) -> None:
        known = languages(locale)
        if lang not in known:
            raise ValueError(f"lang is {lang!r}, but must be one of {', '.join(known)}")
        self.lang = lang
        self.language = known[lang]
        self._wording = wording(self.language.order, locale)
        self._forms: dict[str, Callable[[Any], str]] = {
            "count": self.count,
            "count_range": self.count_range,
            "signed_count": self.signed_count,
            "number1": self.number1,
            "number2": self.number2,
            "signed_number1": self.signed_number1,
            "percent": self.percent,
            "percent1": self.percent1,
            "signed_percent1": self.signed_percent1,
            "day": self.day,
            "long_day": self.long_day,
            "month_year": self.month_year,
            "list": self.listing,
            "series": self.series,
            "semicolons": self.semicolons,
            "plain": str,
        }
        self._fill = _Filling(self)

    @property
    def forms(self) -> tuple[str, ...]:
        """Names of the forms a field of a message may ask for."""
        return tuple(self._forms)

    def say(self, sentence: Message) -> str:
        """Translate ``sentence`` and fill its fields as the language writes them."""
        return self._fill.vformat(self._wording.template(sentence), (), sentence.values)

    def text(self, words: Text) -> str:
        """Give the words of a dataset in this language, or in the next that has them."""
        own = words.in_language(self.lang) or self._wording.text(words)
        return own or words.in_first(self.language.order)

    def write(self, value: object, form: str = "") -> str:
        """Write one field of a message.

        Raises
        ------
        ValueError
            If ``form`` is none of the known ones.
        """
        if form:
            if form not in self._forms:
                raise ValueError(f"no form {form!r}; known are {', '.join(self.forms)}")
            return self._forms[form](value)
        if isinstance(value, Message):
            return self.say(value)
        return self.text(value) if isinstance(value, Text) else str(value)

    def count(self, value: float) -> Written:
        """Whole number of people or unions, thousands apart."""
        return whole(self._decimal(value, 0), value, "count")

    def count_range(self, ends: tuple[float, float]) -> str:
        """From one whole number to another, or one where both read the same."""
        low, high = (self.count(end) for end in ends)
        return low if low == high else self.language.numbers.span.format(low=low, high=high)

    def signed_count(self, value: float) -> Written:
        """Whole number with its sign; none before zero."""
        return whole(self._signed(value, 0), value, "signed_count")

    def number1(self, value: float) -> Written:
        """Give one decimal."""
        return decimal(self._decimal(value, 1), value, "number1")

    def number2(self, value: float) -> Written:
        """Give two decimals."""
        return decimal(self._decimal(value, 2), value, "number2")

    def signed_number1(self, value: float) -> Written:
        """One decimal with its sign; none before zero."""
        return decimal(self._signed(value, 1), value, "signed_number1")

    def percent(self, fraction: float) -> Written:
        """Whole per cent; never 0% or 100%, which no simulation can know."""
        return decimal(self._whole_percent(fraction), fraction, "percent")

    def percent1(self, fraction: float) -> Written:
        """Per cent with one decimal."""
        return decimal(self._percent(self._decimal(100 * fraction, 1)), fraction, "percent1")

    def signed_percent1(self, fraction: float) -> Written:
        """Per cent with one decimal and its sign; none before zero."""
        said = self._percent(self._signed(100 * fraction, 1))
        return decimal(said, fraction, "signed_percent1")

    def day(self, date: dt.date) -> Written:
        """Short date: 05/01/2022, 17/3/2021; 5 January 2022."""
        return Written(self._date(date, self.language.dates.day), date, "day")

    def long_day(self, date: dt.date) -> str:
        """Date as a letter's head writes it."""
        return self._date(date, self.language.dates.long_day)

    def month_year(self, date: dt.date) -> str:
        """Month of a year: tháng 12/2023; December 2023."""
        dates = self.language.dates
        month = (dates.months_alone or dates.months)[date.month - 1]
        return dates.month_year.format(month=month, year=date.year)

    def listing(self, items: Iterable[object]) -> str:
        """Names in a row, the last after "và" or "and"."""
        return self._row(items, self.language.rows.names)

    def series(self, clauses: Iterable[object]) -> str:
        """Clauses in a row; in Vietnamese after commas only, since a clause may hold "và"."""
        return self._row(clauses, self.language.rows.clauses)

    def semicolons(self, clauses: Iterable[object]) -> str:
        """Clauses that hold commas themselves, apart by semicolons."""
        return self._row(clauses, self.language.rows.sentences)

    def likelihood(self, word: Likelihood) -> str:
        """Word of the scale of likelihood."""
        return self.say(likelihood_label(word))

    def natural_frequency(self, probability: float) -> str:
        """Odds as a number of a hundred simulated futures."""
        return self.say(natural_frequency(probability))

    def _whole_percent(self, fraction: float) -> str:
        shown = displayed_per_cent(fraction)
        if shown < 1:
            return self.say(message("under 1%"))
        return self.say(message("over 99%")) if shown > 99 else self._percent(f"{shown:.0f}")

    def _percent(self, number: str) -> str:
        return self.language.numbers.percent.format(number=number)

    def _date(self, date: dt.date, pattern: str) -> str:
        month = self.language.dates.months[date.month - 1]
        return pattern.format(day=date.day, month=month, year=date.year)

    def _row(self, items: Iterable[object], joining: Joining) -> str:
        return joining.joined([self.write(item) for item in items])

    def _decimal(self, value: float, places: int) -> str:
        return self._signs(value, places, positive="")

    def _signed(self, value: float, places: int) -> str:
        return self._signs(value, places, positive=self.language.numbers.plus)

    def _signs(self, value: float, places: int, *, positive: str) -> str:
        """Write a number by the signs of the language; zero has no sign."""
        signs = self.language.numbers
        plain = f"{abs(Decimal(str(float(value)))):,.{places}f}"
        said = plain.translate({ord(","): signs.thousands, ord("."): signs.decimal})
        if not plain.strip("0."):
            return said
        return (signs.minus if value < 0 else positive) + said


class _Filling(Formatter):
    """Fill the fields of a template by the forms of one language."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def format_field(self, value: object, format_spec: str) -> str:
        return self._words.write(value, format_spec)
