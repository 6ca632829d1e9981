"""How each language says a message: catalogues, numbers, dates and the scale of likelihood.

English is the language of the templates; every other language has gettext catalogues, one for
each area, under ``locale/<language>``. Vietnamese has no plural forms and the English templates
are worded so that none is needed ("new unions a year: 1"). Babel's own Vietnamese dates are not
the office's, so they are written here.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO
from string import Formatter
from typing import Any

from babel.dates import format_date
from babel.lists import format_list
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from forecast.answers.answer import Likelihood
from forecast.answers.likelihood import displayed_per_cent
from forecast.errors import Message, message
from forecast.record.contracts import Text

LANGUAGES = ("vi", "en")

MINUS = "\N{MINUS SIGN}"


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

    def __init__(self, lang: str) -> None:
        if lang not in LANGUAGES:
            raise ValueError(f"lang is {lang!r}, but must be one of {', '.join(LANGUAGES)}")
        self.lang = lang
        self._forms: dict[str, Callable[[Any], str]] = {
            "count": self.count,
            "count_range": self.count_range,
            "signed_count": self.signed_count,
            "number1": self.number1,
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
        template = _translations(self.lang).gettext(sentence.template)
        return self._fill.vformat(template, (), sentence.values)

    def text(self, words: Text) -> str:
        """Give the words of a dataset in this language."""
        said: str = getattr(words, self.lang)
        return said

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

    def count(self, value: float) -> str:
        """Whole number of people or unions, thousands apart."""
        return self._decimal(value, "#,##0")

    def count_range(self, ends: tuple[float, float]) -> str:
        """From one whole number to another, or one where both read the same."""
        low, high = (self.count(end) for end in ends)
        return low if low == high else f"{low}–{high}"

    def signed_count(self, value: float) -> str:
        """Whole number with its sign; none before zero."""
        return self._signed(value, "#,##0")

    def number1(self, value: float) -> str:
        """Give one decimal."""
        return self._decimal(value, "#,##0.0")

    def percent(self, fraction: float) -> str:
        """Whole per cent; never 0% or 100%, which no simulation can know."""
        shown = displayed_per_cent(fraction)
        if shown < 1:
            return self.say(message("under 1%"))
        return self.say(message("over 99%")) if shown > 99 else f"{shown:.0f}%"

    def percent1(self, fraction: float) -> str:
        """Per cent with one decimal."""
        return self._decimal(100 * fraction, "#,##0.0") + "%"

    def signed_percent1(self, fraction: float) -> str:
        """Per cent with one decimal and its sign; none before zero."""
        return self._signed(100 * fraction, "#,##0.0") + "%"

    def day(self, date: dt.date) -> str:
        """Short date: 05/01/2022, 17/3/2021; 5 January 2022."""
        if self.lang == "vi":
            return f"{date.day:02d}/{_vi_month(date)}/{date.year}"
        return format_date(date, "d MMMM y", locale=self.lang)

    def long_day(self, date: dt.date) -> str:
        """Date as a letter's head writes it."""
        if self.lang == "vi":
            return f"ngày {date.day:02d} tháng {_vi_month(date)} năm {date.year}"
        return self.day(date)

    def month_year(self, date: dt.date) -> str:
        """Month of a year: tháng 12/2023; December 2023."""
        if self.lang == "vi":
            return f"tháng {_vi_month(date)}/{date.year}"
        return format_date(date, "MMMM y", locale=self.lang)

    def listing(self, items: Iterable[object]) -> str:
        """Names in a row, the last after "và" or "and"."""
        said: str = format_list([self.write(item) for item in items], locale=self.lang)
        return said

    def series(self, clauses: Iterable[object]) -> str:
        """Clauses in a row; in Vietnamese after commas only, since a clause may hold "và"."""
        said = list(clauses)
        return ", ".join(map(self.write, said)) if self.lang == "vi" else self.listing(said)

    def semicolons(self, clauses: Iterable[object]) -> str:
        """Clauses that hold commas themselves, apart by semicolons."""
        return "; ".join(map(self.write, clauses))

    def likelihood(self, word: Likelihood) -> str:
        """Word of the scale of likelihood."""
        return self.say(likelihood_label(word))

    def natural_frequency(self, probability: float) -> str:
        """Odds as a number of a hundred simulated futures."""
        return self.say(natural_frequency(probability))

    def _decimal(self, value: float, pattern: str) -> str:
        said: str = format_decimal(Decimal(str(float(value))), format=pattern, locale=self.lang)
        zero: str = format_decimal(0, format=pattern, locale=self.lang)
        return zero if said == f"-{zero}" else said.replace("-", MINUS)

    def _signed(self, value: float, pattern: str) -> str:
        said = self._decimal(value, pattern)
        is_zero = said == self._decimal(0.0, pattern)
        return said if is_zero or said.startswith(MINUS) else f"+{said}"


class _Filling(Formatter):
    """Fill the fields of a template by the forms of one language."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def format_field(self, value: object, format_spec: str) -> str:
        return self._words.write(value, format_spec)


def _vi_month(date: dt.date) -> str:
    """Month with a zero before 1 and 2 only, as Decree 30/2020/NĐ-CP asks."""
    return f"{date.month:02d}" if date.month <= 2 else str(date.month)


def catalogues(lang: str) -> Mapping[str, Catalog]:
    """Catalogue of each area that ``lang`` has, by the area's name."""
    folder = files("forecast.present") / "locale" / lang
    if not folder.is_dir():
        return {}
    found = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".po")), key=str)
    return {
        entry.name.removesuffix(".po"): read_po(BytesIO(entry.read_bytes()), locale=lang)
        for entry in found
    }


@cache
def _translations(lang: str) -> NullTranslations:
    """All areas of one language as one gettext catalogue, in memory."""
    merged = Catalog(locale=lang)
    for area in catalogues(lang).values():
        for entry in area:
            if entry.id:
                merged.add(entry.id, entry.string)
    compiled = BytesIO()
    write_mo(compiled, merged)
    compiled.seek(0)
    return GNUTranslations(compiled)
