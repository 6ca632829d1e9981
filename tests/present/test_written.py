import copy
import datetime as dt
import json
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment
from markupsafe import Markup, escape

from forecast.answers.rounded import odds, people
from forecast.present.words import LANGUAGES, Words
from forecast.present.written import Written

DAY = dt.date(2022, 1, 5)
SHOWN = {
    "count": (15_249.4, 15_249),
    "signed_count": (-815.6, -816),
    "number1": (59.943_21, 59.9432),
    "percent": (0.004_94, 0.0049),
    "percent1": (0.015_012, 0.015),
    "signed_percent1": (-0.012_34, -0.0123),
    "day": (DAY, DAY),
}
"""What is written by each form that keeps a value, and the value kept."""


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("form", SHOWN)
def test_a_number_written_for_people_keeps_its_value_rounded_as_in_the_answer(
    lang: str, form: str
) -> None:
    given_value, kept = SHOWN[form]

    shown = getattr(Words(lang), form)(given_value)

    assert isinstance(shown, Written)
    assert (shown.value, type(shown.value), shown.form) == (kept, type(kept), form)


@given(value=st.floats(min_value=-1e9, max_value=1e9))
def test_the_value_kept_is_the_one_other_programs_get(value: float) -> None:
    words = Words("vi")

    assert words.count(value).value == people(value)
    assert words.number1(value).value == odds(value)


@given(value=st.floats(min_value=-1e9, max_value=1e9))
def test_the_text_of_a_count_is_its_value_with_thousands_apart(value: float) -> None:
    shown = Words("en").count(value)

    assert int(shown.replace(",", "").replace("\N{MINUS SIGN}", "-")) == shown.value


def test_nothing_is_ever_kept_as_minus_zero() -> None:
    assert str(Words("en").signed_percent1(-0.000_01).value) == "0.0"


def test_it_is_text_wherever_text_is_wanted() -> None:
    shown = Written("<1%", 0.0049, "percent")
    page = Environment(autoescape=True).from_string("{{ shown }} {{ [shown, shown] | join('·') }}")

    assert shown == "<1%"
    assert hash(shown) == hash("<1%")
    assert {"<1%": 1}[shown] == 1
    assert json.dumps([shown]) == '["<1%"]'
    assert f"{shown}–{shown}" == "<1%–<1%"
    assert page.render(shown=shown) == "&lt;1% &lt;1%·&lt;1%"
    assert escape(shown) == Markup("&lt;1%")


def test_what_is_joined_of_it_is_plain_text() -> None:
    shown = Written("15", 15, "count")

    assert {type(text) for text in (shown + "–16", str(shown), ", ".join([shown, shown]))} == {str}


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_a_pickle_keeps_value_and_form(protocol: int) -> None:
    shown = Words("vi").day(DAY)

    # What is read back was written in the line itself
    again = pickle.loads(pickle.dumps(shown, protocol))  # noqa: S301

    assert (again, again.value, again.form) == (shown, DAY, "day")


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy])
def test_a_copy_keeps_value_and_form(copied: object) -> None:
    assert callable(copied)
    shown = Words("vi").percent1(0.015)

    again = copied(shown)

    assert (type(again), again, again.value, again.form) == (Written, "1,5%", 0.015, "percent1")
