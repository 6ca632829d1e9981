"""Every figure a brief says is one of the answer, of what was recorded, or a stated sum of them."""

import re
from collections.abc import Iterator

import pytest
from pydantic_core import to_jsonable_python
from sample import sample_answer
from sample_brief import ROOT, sample_briefing

from forecast.answers.answer import Answer
from forecast.answers.schema import as_json
from forecast.present.briefing import Briefing, open_briefing
from forecast.present.remembered import keeping
from forecast.present.words import LANGUAGES, Words
from forecast.record.knowledge import Record

DATES = {
    "vi": r"\d{1,2}/\d{1,2}/\d{4}",
    "en": r"\d{1,2} (?:January|February|March|April|May|June|July|August|September|October"
    r"|November|December) \d{4}",
}
FIGURE = {"vi": r"[+−]?\d+(?:\.\d{3})*(?:,\d+)?%?", "en": r"[+−]?\d+(?:,\d{3})*(?:\.\d+)?%?"}
YEAR = r"(?<![\d.,])20\d\d(?![\d%]|[.,]\d)"
SAID_IN_WORDS = {"50%", "80%", "90%", "100", "8", "10", "8/10", "25", "1%", "99%"}
"""Odds asked for, of a hundred futures, chances in ten, firms of 25 workers, ends of scale."""


PIECES = (
    "conclusion",
    "decisions",
    "fan",
    "curve",
    "drivers",
    "main_assumptions",
    "odds_table",
    "needs_table",
    "outlook",
)
"""Pieces that rest on the answer alone; options compared have answers of their own."""


def numbers(found: object) -> Iterator[float]:
    """Every number in plain values, in a record or in an answer."""
    yield from _numbers(to_jsonable_python(found, fallback=str))


def _numbers(plain: object) -> Iterator[float]:
    if isinstance(plain, dict | list):
        for value in plain.values() if isinstance(plain, dict) else plain:
            yield from _numbers(value)
    elif isinstance(plain, int | float) and not isinstance(plain, bool):
        yield float(plain)


def derived(record: Record) -> Iterator[float]:
    """Differences and shares of recorded numbers that a brief states."""
    origin = record.origin
    assert origin is not None
    for target in record.targets:
        yield target.value - origin.total
        yield target.value - target.tolerance
    if origin.workers:
        yield origin.workers - origin.total
        yield origin.total / origin.workers
        yield from (
            (origin.workers - origin.total) / (target.value - origin.total)
            for target in record.targets
            if target.value > origin.total
        )
    yield sum(origin.unions.values())
    grades = [rate.evidence for rate in record.rates.values()]
    yield from (len(grades), grades.count("low"), grades.count("medium"), grades.count("high"))


def flows(answer: Answer) -> Iterator[float]:
    """Sums of drivers that captions state, and the numbers a year that odds are given for."""
    for one in answer.drivers:
        existing = one.admitted - one.left - one.closed_members
        yield from (existing, one.closing - one.opening, one.target.value - one.opening)
    for curve in answer.curves:
        yield from curve.per_year
    if answer.plan_arithmetic and answer.record.origin:
        yield answer.record.origin.total - answer.plan_arithmetic.carried_back


def allowed(answer: Answer, words: Words) -> set[str]:
    """Every way a number of the answer or the record may be written."""
    known = {
        *numbers(as_json(answer)),
        *numbers(answer.record),
        *derived(answer.record),
        *flows(answer),
    }
    ways: set[str] = set(SAID_IN_WORDS)
    for number in (*known, *(-one for one in known)):
        ways |= {words.count(number), words.signed_count(number)}
        ways |= {words.number1(number), words.number2(number)}
        if abs(number) <= 1:
            ways |= {words.percent1(number), words.signed_percent1(number)}
        if 0 <= number <= 1:
            ways |= {words.percent(number), words.percent(number).removesuffix("%")}
    return ways


def said(text: str, lang: str) -> list[str]:
    """The figures of a text, without its dates and years."""
    bare = re.sub(YEAR, " ", re.sub(DATES[lang], " ", text))
    return re.findall(FIGURE[lang], bare)


@pytest.fixture(scope="module", params=["sample", "gia-lam", "demo-district"])
def answered(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Briefing]:
    """A briefing in each language, simulated once."""
    if request.param == "sample":
        return {lang: sample_briefing(lang) for lang in LANGUAGES}
    with keeping(tmp_path_factory.mktemp("keep")):
        return {
            lang: open_briefing(dataset=request.param, data=ROOT / "data", lang=lang)
            for lang in LANGUAGES
        }


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("piece", PIECES)
def test_every_figure_of_the_core_is_one_of_the_answer(
    piece: str, lang: str, answered: dict[str, Briefing]
) -> None:
    briefing = answered[lang]
    ways = allowed(briefing.answer, Words(lang))

    text = getattr(briefing, piece)().text

    found = said(text, lang)
    assert found
    assert [figure for figure in found if figure not in ways] == []


def test_a_figure_that_is_nobodys_would_be_found() -> None:
    ways = allowed(sample_answer(), Words("vi"))

    assert [one for one in said("khoảng 15.248 đoàn viên, 3,7%", "vi") if one not in ways] == [
        "15.248",
        "3,7%",
    ]
