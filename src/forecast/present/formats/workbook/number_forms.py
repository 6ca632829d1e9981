"""Number formats of a spreadsheet that show what the brief shows.

Signs for thousands and decimals are left to the reader's program; the rest is the office's: its
minus, "under 1%" in place of 0%, days as a letter writes them.
"""

import datetime as dt
import locale
from decimal import ROUND_HALF_UP, Decimal
from string import Formatter

from babel.core import Locale
from babel.dates import get_month_names

from forecast.present.formats.tongues import tag_of
from forecast.present.words import Words
from forecast.present.written import Written

ISO_DAY = "yyyy-mm-dd"
_PLACES = {
    "count": 0,
    "signed_count": 0,
    "number1": 1,
    "number2": 2,
    "percent": 0,
    "percent1": 1,
    "signed_percent1": 1,
}
_PER_CENT = frozenset({"percent", "percent1", "signed_percent1"})
_SIGNED = frozenset({"signed_count", "signed_percent1"})


class NumberForms:
    """The number formats of one language."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def pattern(self, shown: Written) -> str | None:
        """Give the number format for a cell; ``None`` for what is written in no known form.

        The number was rounded once already. Where rounding it again would show another figure
        than the brief, the cell has one more decimal.
        """
        if isinstance(shown.value, dt.date):
            return self._day(shown.value)
        if shown.form not in _PLACES:
            return None
        places = _PLACES[shown.form]
        return self._number(shown.form, places + (not self._agrees(shown, places)))

    def _agrees(self, shown: Written, places: int) -> bool:
        """Whether spreadsheets show the number as it is written.

        They round halves up, but not all alike: a half that the machine holds as a little less is
        rounded up by Excel and down by others.
        """
        scale = 2 if shown.form in _PER_CENT else 0
        exact = Decimal(str(shown.value)).scaleb(scale)
        if shown.form == "percent" and not 1 <= exact <= 99:
            return True
        step = Decimal(1).scaleb(-places)
        rounded = exact.quantize(step, ROUND_HALF_UP)
        if rounded != Decimal(shown.value * 10**scale).quantize(step, ROUND_HALF_UP):
            return False
        if exact and not rounded and (exact < 0 or shown.form in _SIGNED):
            return False  # it would show a sign before zero
        return self._words.write(float(rounded.scaleb(-scale)), shown.form) == shown

    def _number(self, form: str, places: int) -> str:
        digits = "#,##0" + ("." + "0" * places if places else "")
        if form in _PER_CENT:
            digits = self._words.language.numbers.percent.format(number=digits[4:])
        if form == "percent":
            least, most = (_said(self._words.percent(odds)) for odds in (0.0, 1.0))
            return f"[<0.01]{least};[>0.99]{most};{digits}"
        signs = self._words.language.numbers
        plus = _said(signs.plus) if form in _SIGNED else ""
        return f"{plus}{digits};{_said(signs.minus)}{digits};{digits}"

    def _day(self, day: dt.date) -> str:
        dates = self._words.language.dates
        name = dates.months[day.month - 1]
        found = ""
        for literal, field, form, _ in Formatter().parse(dates.day):
            found += "".join(f"\\{sign}" for sign in literal)
            if field is not None:
                found += _slot(field, form or "", name)
        return found if name.isdigit() else self._named_month(found, name, day.month)

    def _named_month(self, pattern: str, name: str, month: int) -> str:
        """Ask for the month's name in the language of the brief, if the program knows the same."""
        tag = tag_of(self._words.lang).replace("-", "_")
        number = {known: code for code, known in locale.windows_locale.items()}.get(tag)
        if number is None or get_month_names("wide", locale=Locale.parse(tag))[month] != name:
            return ISO_DAY
        return f"[$-{number:X}]{pattern}"


def _slot(field: str, form: str, month: str) -> str:
    if field == "month":
        return ("mm" if len(month) == 2 else "m") if month.isdigit() else "mmmm"
    return {"day": "dd" if form else "d", "year": "yyyy"}[field]


def _said(text: str) -> str:
    """Quote text in a number format.

    Examples
    --------
    >>> _said("under 1%")
    '"under 1%"'
    """
    return '"' + text.replace('"', "") + '"'
