import datetime as dt
from decimal import Decimal

import numpy as np
import pytest
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from forecast.answers.likelihood import likelihood
from forecast.errors import message, plural
from forecast.present.words import LANGUAGES, Words
from forecast.record.texts import Text

probabilities = st.floats(min_value=0, max_value=1)


@pytest.fixture
def vi() -> Words:
    return Words("vi")


@pytest.fixture
def en() -> Words:
    return Words("en")


def test_numbers_are_written_as_each_language_does(vi: Words, en: Words) -> None:
    said = message(
        "{a:count} {b:number1} {c:percent1} {d:signed_percent1} {e:signed_count} {f:count_range}",
        a=15_249.4,
        b=59.94,
        c=0.015,
        d=-0.012,
        e=815,
        f=(12.6, 15.0),
    )

    assert vi.say(said) == "15.249 59,9 1,5% −1,2% +815 13–15"
    assert en.say(said) == "15,249 59.9 1.5% −1.2% +815 13–15"


@pytest.mark.parametrize("lang", LANGUAGES)
@given(value=st.floats(min_value=-1e9, max_value=1e9))
def test_numbers_agree_with_the_unicode_locale_data(lang: str, value: float) -> None:
    words = Words(lang)
    written = [
        format_decimal(Decimal(str(value)), format=pattern, locale=lang).lstrip("-")
        for pattern in ("#,##0", "#,##0.0")
    ]

    assert [
        said.lstrip("\N{MINUS SIGN}") for said in (words.count(value), words.number1(value))
    ] == (written)


@given(day=st.dates())
def test_english_dates_agree_with_the_unicode_locale_data(day: dt.date) -> None:
    words = Words("en")

    assert words.day(day) == format_date(day, "d MMMM y", locale="en")
    assert words.month_year(day) == format_date(day, "MMMM y", locale="en")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_names_in_a_row_agree_with_the_unicode_locale_data(lang: str) -> None:
    words, names = Words(lang), ["a", "b", "c", "d"]

    for count in range(5):
        assert words.listing(names[:count]) == format_list(names[:count], locale=lang)


def test_what_rounds_to_zero_has_no_sign(vi: Words) -> None:
    assert vi.signed_percent1(-0.0001) == "0,0%"
    assert vi.signed_count(0.2) == "0"
    assert vi.count(-0.4) == "0"


def test_a_range_that_reads_the_same_at_both_ends_is_one_number(en: Words) -> None:
    assert en.count_range((13.6, 14.4)) == "14"


@pytest.mark.parametrize(
    ("date", "short", "long", "month", "english"),
    [
        (
            dt.date(2022, 1, 5),
            "05/01/2022",
            "ngày 05 tháng 01 năm 2022",
            "tháng 01/2022",
            "5 January 2022",
        ),
        (
            dt.date(2021, 3, 17),
            "17/3/2021",
            "ngày 17 tháng 3 năm 2021",
            "tháng 3/2021",
            "17 March 2021",
        ),
        (
            dt.date(2022, 11, 17),
            "17/11/2022",
            "ngày 17 tháng 11 năm 2022",
            "tháng 11/2022",
            "17 November 2022",
        ),
    ],
)
def test_dates_have_a_zero_before_small_days_and_the_first_two_months_only(
    date: dt.date, short: str, long: str, month: str, english: str
) -> None:
    vi, en = Words("vi"), Words("en")

    assert (vi.day(date), vi.long_day(date), vi.month_year(date)) == (short, long, month)
    assert en.day(date) == en.long_day(date) == english


@pytest.mark.parametrize(
    ("probability", "vietnamese", "english"),
    [
        (0.0, "dưới 1%", "under 1%"),
        (0.0099, "dưới 1%", "under 1%"),
        (0.01, "1%", "1%"),
        (0.175, "18%", "18%"),
        (0.99, "99%", "99%"),
        (0.9901, "trên 99%", "over 99%"),
        (1.0, "trên 99%", "over 99%"),
    ],
)
def test_a_per_cent_is_never_none_or_all(probability: float, vietnamese: str, english: str) -> None:
    assert Words("vi").percent(probability) == vietnamese
    assert Words("en").percent(probability) == english


FROM = {
    "virtually_certain": 99,
    "very_likely": 90,
    "likely": 67,
    "about_as_likely_as_not": 34,
    "unlikely": 11,
    "very_unlikely": 1,
    "exceptionally_unlikely": 0,
}


@given(probability=probabilities)
def test_the_word_of_the_scale_is_the_one_of_the_per_cent_that_is_shown(
    probability: float,
) -> None:
    shown = Words("en").percent(probability)
    number = {"under 1%": 0, "over 99%": 100}.get(shown)
    per_cent = int(shown.removesuffix("%")) if number is None else number

    expected = next(word for word, least in FROM.items() if per_cent >= least)

    assert likelihood(probability) == expected


@given(probability=probabilities)
def test_the_natural_frequency_shows_the_same_number_as_the_per_cent(probability: float) -> None:
    words = Words("en")
    shown, frequency = words.percent(probability), words.natural_frequency(probability)

    if shown.startswith("under"):
        assert "fewer than 1 of every 100" in frequency
    elif shown.startswith("over"):
        assert "more than 99 of every 100" in frequency
    else:
        assert f"about {shown.removesuffix('%')} of every 100" in frequency


def test_messages_texts_and_lists_inside_a_message_are_said_in_its_language(
    vi: Words, en: Words
) -> None:
    area = Text(vi="toàn huyện", en="the district")
    said = message(
        "{area}: {odds} {names:list}",
        area=area,
        odds=message("unlikely"),
        names=[area, message("likely"), "x"],
    )

    assert en.say(said) == "the district: unlikely the district, likely, and x"
    assert vi.say(said) == "toàn huyện: thấp toàn huyện, cao và x"


def test_clauses_in_a_row_are_joined_as_each_language_does(vi: Words, en: Words) -> None:
    assert vi.series(["a và b", "c"]) == "a và b, c"
    assert en.series(["a", "b"]) == "a and b"
    assert en.semicolons(["a, b", "c"]) == "a, b; c"


@pytest.mark.parametrize(
    ("n", "english"),
    [
        (0, "0 effective points"),
        (1, "one effective point"),
        (-1, "one effective point"),
        (1.4, "one effective point"),
        (1.6, "2 effective points"),
        (np.int64(1), "one effective point"),
        (np.float64(1_200), "1,200 effective points"),
    ],
)
def test_the_number_that_is_shown_chooses_between_one_and_many(
    en: Words, n: float, english: str
) -> None:
    said = plural("one effective point", "{n:count} effective points", n=n)

    assert en.say(said) == str(said) == english


def test_vietnamese_says_one_and_many_alike(vi: Words) -> None:
    said = [
        vi.say(plural("one effective point", "{n:count} effective points", n=n))
        for n in (1, 15_000)
    ]

    assert said == ["1 điểm hữu hiệu", "15.000 điểm hữu hiệu"]


def test_a_clause_with_a_plural_can_stand_in_a_sentence(en: Words) -> None:
    clause = plural("one effective point", "{n:count} effective points", n=1)

    assert en.say(message("{a} and {b}", a=clause, b=message("likely"))) == (
        "one effective point and likely"
    )


def test_braces_and_percents_in_a_value_stay_as_they_are(vi: Words) -> None:
    assert vi.say(message("{name:plain}", name="{odds:percent} %s")) == "{odds:percent} %s"


def test_an_unknown_form_is_refused_with_the_known_ones(vi: Words) -> None:
    with pytest.raises(ValueError, match=r"no form 'percents'; known are count,.*plain"):
        vi.say(message("{odds:percents}", odds=0.1))


def test_an_unknown_language_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match="must be one of vi, en"):
        Words("fr")


def test_every_language_names_every_step_of_the_scale() -> None:
    for lang in LANGUAGES:
        labels = [Words(lang).likelihood(likelihood(p)) for p in (0, 0.05, 0.2, 0.5, 0.8, 0.95, 1)]

        assert len(set(labels)) == len(FROM)
