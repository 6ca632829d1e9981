import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forecast.present.formats.workbook.number_forms import NumberForms
from forecast.present.words import LANGUAGES, Words
from forecast.present.written import Written

FORMS = ("count", "signed_count", "number1", "percent1", "signed_percent1")
CONDITION = re.compile(r"^\[([<>])([\d.]+)\]")
DIGITS = re.compile(r"#,##0(?:\.(0+))?|0(?:\.(0+))?")


def spreadsheet(value: float, pattern: str, words: Words) -> str:
    """Show a number as a spreadsheet does whose signs are those of the language."""
    section = chosen(value, pattern.split(";"))
    found = DIGITS.search(re.sub(r'"[^"]*"', lambda said: "x" * len(said[0]), section))
    if found is None:
        return section.replace('"', "")
    places = len(found[1] or found[2] or "")
    scaled = Decimal(str(abs(value))).scaleb(2 * section.count("%"))
    number = f"{scaled.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):,}"
    if "," not in found[0]:
        number = number.replace(",", "")
    signs = words.language.numbers
    number = number.translate({ord(","): signs.thousands, ord("."): signs.decimal})
    return (section[: found.start()] + number + section[found.end() :]).replace('"', "")


def chosen(value: float, sections: list[str]) -> str:
    """Give the section of a number format that shows a value, without its condition."""
    if not sections[0].startswith("["):
        return sections[0 if value > 0 else 1 if value < 0 else 2]
    for section in sections:
        condition = CONDITION.match(section)
        if condition is None:
            return section
        low, bound = condition[1] == "<", float(condition[2])
        if (value < bound) if low else (value > bound):
            return section[condition.end() :]
    raise AssertionError(sections)


def pattern_of(shown: Written, words: Words) -> str:
    pattern = NumberForms(words).pattern(shown)
    assert pattern is not None
    return pattern


@pytest.mark.parametrize("lang", LANGUAGES)
@given(odds=st.floats(min_value=0, max_value=1))
def test_odds_are_shown_as_in_the_brief_never_as_0_or_100_but_for_halves(
    lang: str, odds: float
) -> None:
    words = Words(lang)
    shown = words.percent(odds)

    assert isinstance(shown.value, float)
    pattern = pattern_of(shown, words)
    assert spreadsheet(shown.value, pattern, words) == shown or is_half(100 * shown.value)
    assert pattern.startswith("[<0.01]")


def is_half(value: float) -> bool:
    return abs(value % 1 - 0.5) < 1e-9


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("form", FORMS)
@given(value=st.floats(min_value=-90_000, max_value=90_000))
def test_other_numbers_are_shown_as_in_the_brief_or_with_one_more_decimal(
    lang: str, form: str, value: float
) -> None:
    words = Words(lang)
    written = getattr(words, form)(value / 10_000 if "percent" in form else value)

    shown = spreadsheet(written.value, pattern_of(written, words), words)
    more = pattern_of(written, words).count("0.00") > 0
    assert shown == written or more
    assert not more or abs(number(shown, words) - Decimal(str(written.value))) < Decimal("0.006")


def number(shown: str, words: Words) -> Decimal:
    signs = words.language.numbers
    plain = shown.replace(signs.thousands, "").replace(signs.decimal, ".").replace(signs.minus, "-")
    return Decimal(plain.rstrip("%")).scaleb(-2 * plain.count("%"))


@pytest.mark.parametrize(
    ("lang", "day", "pattern"),
    [
        ("vi", dt.date(2022, 11, 17), r"dd\/mm\/yyyy"),
        ("vi", dt.date(2021, 3, 5), r"dd\/m\/yyyy"),
        ("vi", dt.date(2022, 1, 5), r"dd\/mm\/yyyy"),
        ("en", dt.date(2022, 11, 17), r"[$-809]d\ mmmm\ yyyy"),
    ],
)
def test_days_are_shown_as_a_letter_writes_them(lang: str, day: dt.date, pattern: str) -> None:
    words = Words(lang)

    assert NumberForms(words).pattern(words.day(day)) == pattern


def test_a_tie_that_a_spreadsheet_rounds_otherwise_has_one_more_decimal() -> None:
    words = Words("en")

    assert words.percent1(0.0125) == "1.2%"
    assert spreadsheet(0.0125, pattern_of(words.percent1(0.0125), words), words) == "1.25%"
    assert spreadsheet(0.0124, pattern_of(words.percent1(0.0124), words), words) == "1.2%"
    # 7.05 is held as 7.0499…, which Excel rounds up and LibreOffice down.
    assert spreadsheet(0.0705, pattern_of(words.percent1(0.0705), words), words) == "7.05%"


def test_what_is_written_in_no_known_form_stays_text() -> None:
    assert NumberForms(Words("en")).pattern(Written("1 in 8", 0.125, "ratio")) is None
