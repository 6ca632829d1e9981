"""The fan names its ranges, counts, targets and breaks; the curve what it is held against."""

import datetime as dt
from dataclasses import replace

import pytest
from drawn import picture
from drawn_samples import WIDTHS, of_every_variant, shown
from sample import sample_answer
from sample_charts import rich_answer

from forecast.answers.answer import Answer
from forecast.present import charts
from forecast.present.charts import theme
from forecast.present.charts.landmarks import landmarks
from forecast.present.shortlist import last_shown
from forecast.present.words import Words


@pytest.mark.parametrize("width", WIDTHS)
def test_the_fan_names_its_ranges_its_targets_its_counts_and_its_breaks(width: str) -> None:
    texts = shown("fan", width).texts
    words = Words("vi")
    fan = rich_answer().fans[0]
    low, middle, high = (fan.quantiles[level][-1] for level in (0.1, 0.5, 0.9))

    for label in (
        "8/10 khả năng:",
        words.count_range((low, high)),
        "5/10 khả năng:",
        "mức dự báo giữa:",
        words.count(middle),
        "chỉ tiêu 18.000",
        "chỉ tiêu 19.500",
        "17/11/2022: 15.249",
        "31/8/2024",
        "15/9/2024",
    ):
        assert label in texts


@pytest.mark.parametrize(("counts", "key"), [(1, "Chấm"), (2, "Nét liền")])
def test_the_key_of_the_fan_speaks_of_a_line_only_where_one_is_drawn(counts: int, key: str) -> None:
    answer = rich_answer()
    known = [fact for fact in answer.record.facts if fact.date.year != 2018]
    if counts == 1:
        known = [fact for fact in known if fact.indicator != "members_total"]
    drawing = charts.fan(
        replace(answer, record=replace(answer.record, facts=tuple(known))), Words("vi")
    )

    assert drawing is not None
    drawn = picture(drawing.wide)
    assert f"{key}: số liệu đã có. Nét đứt: dự báo." in drawn.texts
    lengths = [len(line.points) for line in drawn.of("line") if line.dash is None]
    assert lengths == [counts]


def test_an_axis_writes_months_as_the_office_does() -> None:
    answer = rich_answer()
    origin = answer.record.origin
    assert origin is not None
    start = dt.date(2023, 1, 3)
    fan = replace(
        answer.fans[0],
        dates=(start, dt.date(2023, 2, 10)),
        quantiles={level: members[:2] for level, members in answer.fans[0].quantiles.items()},
    )
    record = replace(
        answer.record, facts=(), events=(), origin=replace(origin, date=start, stated_date=start)
    )
    short = charts.fan(replace(answer, fans=(fan,), targets=(), record=record), Words("vi"))

    assert short is not None
    assert "02/2023" in picture(short.wide).texts
    assert "6/2023" in shown("earlier").texts
    assert not any(text.startswith("06/") for text in shown("earlier").texts)


def test_breaks_of_one_day_share_one_rule_and_one_note() -> None:
    texts = shown("fan").texts

    assert texts.count("15/9/2024") == 1
    assert sum(text.startswith("15/9/2024: Khối trường học") for text in texts) == 1


def test_a_break_stands_at_its_day_between_the_marks_of_the_axis() -> None:
    drawn = shown("fan", lang="en")
    labels = {word.text: (word.box.left + word.box.right) / 2 for word in drawn.words}
    rules = [mark for mark in drawn.of("rule") if mark.dash == "2,3"]

    share = (rules[0].box.left - labels["Dec 2023"]) / (labels["Dec 2025"] - labels["Dec 2023"])
    assert share == pytest.approx(244 / 731, abs=0.01)  # 31 August 2024, in days


def test_the_words_on_a_range_point_at_the_end_of_the_fan() -> None:
    drawn = shown("fan")
    last = max(x for mark in drawn.of("area") for x, _ in mark.points)

    leaders = [mark for mark in drawn.of("rule") if mark.dash is None]
    assert len(leaders) == 3
    assert all(mark.box.left == pytest.approx(last + 1, abs=0.6) for mark in leaders)


def test_the_inner_range_lies_within_the_outer_one() -> None:
    outer, inner = shown("fan").of("area")

    assert inner.box.top >= outer.box.top
    assert inner.box.bottom <= outer.box.bottom
    assert inner.opacity > outer.opacity


def test_without_a_total_there_is_nothing_to_draw() -> None:
    answer = sample_answer(fans=(), curves=())
    words = Words("vi")

    assert charts.fan(answer, words) is None
    assert charts.curve(answer, words) is None
    assert charts.sectors(answer, words) is None
    assert charts.tornado(answer, words) is None
    assert charts.tornado(rich_answer(), words, 2) is None


@pytest.mark.parametrize("width", WIDTHS)
def test_the_curve_names_plan_pace_precedent_limit_and_the_numbers_for_even_odds(
    width: str,
) -> None:
    answer = rich_answer()
    texts = shown("curve", width).texts
    said = " ".join(texts)
    needed = [str(need.per_year) for need in answer.new_unions if need.confidence == 0.5]

    for label in ("kế hoạch 13–15", "số CĐCS mới mỗi năm", "50%", "18.000", "năm 2023", *needed):
        assert label in texts
    assert "2016: 16 CĐCS trong 10 tháng (19/năm)" in said
    assert "64: Quận Tây Hồ, năm 2024" in said
    assert "khoảng 52: hết nguồn DN ≥ 25 lao động (đến 2023)" in said


def test_a_limit_of_the_pool_beyond_the_axis_is_not_drawn() -> None:
    texts = " ".join(picture(of_every_variant()["sample_answer-1"].wide).texts)

    assert "hết nguồn" not in texts


def test_the_plan_is_shaded_from_its_floor_to_its_aim() -> None:
    drawn = shown("curve")
    band = next(mark for mark in drawn.of("rect") if mark.fill == theme.PLAN_BAND)
    line = drawn.of("line")[0]
    step = (line.points[-1][0] - line.points[0][0]) / (len(line.points) - 1)

    start = line.points[0][0]
    assert (band.box.left - start) / step == pytest.approx(12.5, abs=0.1)
    assert (band.box.right - start) / step == pytest.approx(15.5, abs=0.1)


def test_even_odds_are_marked_where_the_curve_first_reaches_the_middle() -> None:
    drawn = shown("curve")
    lines, dots = drawn.of("line"), drawn.of("symbol")
    middle = next(mark for mark in drawn.of("rule") if mark.stroke == theme.RULE).box.top

    for line, dot in zip(lines, dots, strict=True):
        centre = (dot.box.left + dot.box.right) / 2, (dot.box.top + dot.box.bottom) / 2
        assert min(abs(x - centre[0]) + abs(y - centre[1]) for x, y in line.points) < 0.1
        reached = [x for x, y in line.points if y <= middle + 0.01]
        assert centre[0] == pytest.approx(min(reached), abs=0.1)


def test_a_curve_that_never_reaches_even_odds_is_drawn_to_the_end_of_its_grid() -> None:
    answer = sample_answer()
    low = tuple(
        replace(one, probability=tuple(p / 4 for p in one.probability)) for one in answer.curves
    )
    drawing = charts.curve(replace(answer, curves=low), Words("vi"))

    assert drawing is not None
    drawn = picture(drawing.wide)
    assert "120" in drawn.texts
    assert drawn.of("symbol") == []


def shortened(answer: Answer, end: int, *, share: float = 1.0) -> Answer:
    """The same with the last curve computed only so far, and only a share of all odds."""
    first, last = (
        replace(one, probability=tuple(share * p for p in one.probability)) for one in answer.curves
    )
    cut = replace(
        last,
        per_year=last.per_year[: end + 1],
        probability=last.probability[: end + 1],
        standard_error=last.standard_error[: end + 1],
    )
    return replace(answer, curves=(first, cut))


@pytest.mark.parametrize("width", WIDTHS)
def test_all_curves_end_together_where_one_was_computed_less_far(width: str) -> None:
    answer = shortened(sample_answer(), 60)
    drawing = charts.curve(answer, Words("vi"))

    assert last_shown(sample_answer().curves) == 80
    assert last_shown(answer.curves) == 60
    assert drawing is not None
    drawn = picture(getattr(drawing, width))
    ends = {round(max(x for x, _ in line.points), 1) for line in drawn.of("line")}
    assert len(ends) == 1
    assert "60" in drawn.texts
    assert not any("tính đến" in text for text in drawn.texts)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_curve_that_must_end_before_the_others_says_how_far_it_was_computed(width: str) -> None:
    answer = shortened(sample_answer(), 40)  # the other reaches even odds at 45
    drawing = charts.curve(answer, Words("vi"))

    assert last_shown(answer.curves) == 80
    assert drawing is not None
    drawn = picture(getattr(drawing, width))
    assert drawn.texts.count("(tính đến 40)") == 1
    assert drawn.overlapping() == []
    long, short = (max(x for x, _ in line.points) for line in drawn.of("line"))
    start = min(x for x, _ in drawn.of("line")[0].points)
    assert (short - start) / (long - start) == pytest.approx(40 / 80, abs=0.01)


def test_a_curve_without_even_odds_is_not_cut_before_its_best() -> None:
    answer = shortened(sample_answer(), 60, share=0.25)

    assert max(answer.curves[0].probability) < 0.5
    assert last_shown(answer.curves) == 120


@pytest.mark.parametrize(
    ("start", "end", "founded", "said"),
    [
        ("2016-01-01", "2016-10-30", 16, "2016: 16 CĐCS trong 10 tháng (19/năm)"),
        ("2016-01-01", "2016-12-31", 16, "2016: 16 CĐCS"),
        ("2015-07-01", "2016-06-30", 16, "2015–2016: 16 CĐCS trong 12 tháng (16/năm)"),
        ("2014-01-01", "2016-12-31", 48, "2014–2016: 48 CĐCS trong 36 tháng (16/năm)"),
        ("2016-03-01", "2016-05-31", 9, "2016: 9 CĐCS trong chưa đầy nửa năm"),
    ],
)
def test_the_own_pace_says_what_was_founded_when(
    start: str, end: str, founded: float, said: str
) -> None:
    answer = sample_answer()
    days = {"start": dt.date.fromisoformat(start), "end": dt.date.fromisoformat(end)}
    own = answer.record.precedents[0].model_copy(update={**days, "new_unions": founded})
    words = Words("vi")

    found = landmarks(replace(answer, record=replace(answer.record, precedents=(own,))), words)

    assert said in [words.say(one.name) for one in found]


def test_one_union_is_said_of_one() -> None:
    answer = sample_answer()
    own = answer.record.precedents[0].model_copy(update={"new_unions": 1})
    words = Words("en")

    found = landmarks(replace(answer, record=replace(answer.record, precedents=(own,))), words)

    assert "2016: one union in 10 months (1 a year)" in [words.say(one.name) for one in found]
