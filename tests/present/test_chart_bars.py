"""The bridge of the mean adds up, swings and options are drawn to scale."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from drawn import picture
from drawn_samples import WIDTHS, shown
from sample import sample_answer
from sample_charts import option_rows, rich_answer
from sample_federation import TARGET_2023, TARGET_2025

from forecast.answers.answer import Answer
from forecast.answers.outcomes import Drivers
from forecast.errors import message
from forecast.present import charts
from forecast.present.charts import theme
from forecast.present.charts.change import flows, steps
from forecast.present.shortlist import widest
from forecast.present.words import LANGUAGES, Words

HELP = ",".join(map(str, theme.HELP_DASH))


def test_every_flow_hangs_where_the_one_before_ended_and_the_last_ends_at_the_change() -> None:
    for found in rich_answer().drivers:
        bridge = steps(found)

        assert bridge[0].start == 0
        assert all(one.end == other.start for one, other in pairwise(bridge))
        assert bridge[-1].end == pytest.approx(found.closing - found.opening)
        assert sum(one.members for one in bridge) == pytest.approx(
            found.target.value - found.opening - (found.target.value - found.closing)
        )


def test_flows_add_to_the_mean_change() -> None:
    found = sample_answer().drivers[1]

    assert sum(members for _, members in flows(found)) == pytest.approx(
        found.closing - found.opening
    )


@pytest.mark.parametrize("width", WIDTHS)
def test_bars_of_the_bridge_are_as_long_as_their_flows_and_hang_together(width: str) -> None:
    found = rich_answer().drivers[0]
    drawn = shown("drivers-0", width)
    bars = [mark for mark in drawn.of("rect") if mark.fill in {theme.RISE, theme.FALL}]
    bridge = steps(found)

    scale = (bars[0].box.right - bars[0].box.left) / abs(bridge[0].members)
    for bar, step in zip(bars, bridge, strict=True):
        assert bar.box.right - bar.box.left == pytest.approx(abs(step.members) * scale, abs=0.1)
        assert bar.fill == (theme.RISE if step.members > 0 else theme.FALL)
    for above, below, step in zip(bars, bars[1:], bridge, strict=False):
        end = above.box.right if step.members > 0 else above.box.left
        assert min(abs(end - below.box.left), abs(end - below.box.right)) < 0.1


def test_the_bridge_writes_both_stocks_every_flow_the_target_and_what_lacks() -> None:
    found = rich_answer().drivers[0]
    words = Words("en")
    texts = shown("drivers-0", lang="en").texts
    change = found.closing - found.opening

    for members in (found.admitted, found.organised, -found.left, -found.closed_members):
        assert words.signed_count(members) in texts
    assert "15,249" in texts
    assert f"{words.count(found.closing)} ({words.signed_count(change)})" in texts
    assert "target 18,000 (+2,751)" in texts
    assert words.count(found.target.value - found.closing) in texts


def test_what_lacks_reaches_from_the_mean_to_the_rule_of_the_target() -> None:
    drawn = shown("drivers-0")
    lack = next(mark for mark in drawn.of("rect") if mark.dash is not None)
    closing = drawn.of("symbol")[-1].box
    target = next(mark for mark in drawn.of("rule") if mark.dash is not None)

    assert lack.box.left == pytest.approx((closing.left + closing.right) / 2, abs=0.1)
    assert lack.box.right == pytest.approx(target.box.right, abs=0.1)


def test_what_is_between_mean_and_target_is_not_called_a_shortage() -> None:
    found = sample_answer().drivers[0]
    easy = replace(found, target=found.target.model_copy(update={"value": 15_400.0}))
    words = Words("vi")

    below = picture(charts.drivers(found, words).wide).texts
    beyond = picture(charts.drivers(easy, words).wide).texts

    assert "từ mức bình quân đến chỉ tiêu" in below
    assert "từ chỉ tiêu đến mức bình quân" in beyond
    assert words.count(found.closing - 15_400) in beyond
    assert not any("thiếu" in text for text in [*below, *beyond])


def bridge_of(count: int) -> Drivers:
    """A bridge of so many rows: two stocks, the flows, and the way to the target."""
    found = sample_answer().drivers[0]
    flows = ("admitted", "organised", "left", "closed_members", "transfers_in", "transfers_out")
    drawn = {name: 100.0 * (i + 1) if i < count - 3 else 0.0 for i, name in enumerate(flows)}
    kept: dict[str, Any] = {**drawn, "breaks": -300.0 if count == 10 else 0.0}
    return replace(found, **kept)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("count", [7, 8, 9, 10])
def test_a_bridge_on_a_telephone_is_low_and_its_words_are_apart(count: int, lang: str) -> None:
    drawn = picture(charts.drivers(bridge_of(count), Words(lang)).narrow)
    names = [word for word in drawn.words if word.box.left < 3 and word.box.top > 20]

    assert len(names) == count
    assert drawn.height <= 215 + 15 * (count - 7)
    assert drawn.overlapping() == []
    assert [*drawn.covered("rect"), *drawn.covered("symbol")] == []


@pytest.mark.parametrize("width", WIDTHS)
def test_no_rule_and_no_gridline_runs_through_the_words_of_a_bridge(width: str) -> None:
    drawn = shown("drivers-0", width)
    order = {mark: i for i, mark in enumerate(drawn.marks)}
    plates = [mark for mark in drawn.of("rect") if mark.opacity == theme.PLATE]
    lines = [*drawn.of("rule"), *drawn.of("rule", role="role-axis-grid")]
    crossings = [
        (word, line) for word in drawn.words for line in lines if word.box.crossed_by(*line.points)
    ]

    assert crossings
    for word, line in crossings:
        assert any(plate.box.holds(word.box) and order[plate] > order[line] for plate in plates), (
            word.text
        )


def test_on_a_narrow_sheet_each_number_stands_after_its_name() -> None:
    found = rich_answer().drivers[0]
    drawn = shown("drivers-0", "narrow")
    at = {word.text: word.box for word in drawn.words}

    for name, members in (("kết nạp tại CĐCS mới", found.organised), ("left", -found.left)):
        said = Words("vi").say(message("left")) if name == "left" else name
        name_box, number_box = at[said], at[Words("vi").signed_count(members)]
        assert number_box.top == pytest.approx(name_box.top, abs=0.1)
        assert 0 < number_box.left - name_box.right < 10


def test_the_tornado_shows_the_widest_swings_with_values_and_odds_at_both_ends() -> None:
    answer = rich_answer()
    texts = shown("tornado").texts
    bars = widest(answer, 0)

    assert [bar.rate for bar in bars[:3]] == [
        "new_union_size",
        "net_change.other",
        "closure_rate.other",
    ]
    assert len(bars) == 8
    for label in ("dự báo: 1,5%", "1,2%", "46", "31%", "78", "−3,0%", "4,5%"):
        assert label in texts
    assert not any("Đoàn viên ra khỏi tổ chức mỗi năm" in text for text in texts)


def likely(answer: Answer) -> Answer:
    """The same with odds of the first target that are not low."""
    first, *others = answer.targets
    return replace(answer, targets=(replace(first, probability=0.16), *others))


@pytest.mark.parametrize("width", WIDTHS)
def test_ends_of_different_swings_around_low_odds_do_not_read_alike(width: str) -> None:
    answer = rich_answer()
    bars = tuple(
        replace(bar, probability_low=0.0004, probability_high=0.036 + 0.003 * i)
        for i, bar in enumerate(answer.tornado[:3])
    )

    drawing = charts.tornado(replace(answer, tornado=bars), Words("vi"))

    assert drawing is not None
    texts = picture(getattr(drawing, width)).texts
    assert {"3,6%", "3,9%", "4,2%"} <= set(texts)
    assert texts.count("dưới 0,1%") == 3


def test_swings_around_odds_that_are_not_low_are_said_in_whole_points() -> None:
    drawing = charts.tornado(likely(rich_answer()), Words("vi"))

    assert drawing is not None
    texts = picture(drawing.wide).texts
    assert {"dự báo: 16%", "1%", "31%", "24%"} <= set(texts)


def test_bars_of_the_tornado_run_from_the_odds_as_forecast_to_those_at_each_end() -> None:
    answer = rich_answer()
    drawn = shown("tornado")
    high = [mark for mark in drawn.of("rect") if mark.fill == theme.EDGE]
    low = [mark for mark in drawn.of("rect") if mark.stroke == theme.EDGE and mark not in high]
    base = next(mark for mark in drawn.of("rule") if mark.dash is None).box.left
    odds = answer.targets[0].probability
    assert odds is not None

    first = widest(answer, 0)[0]
    scale = (high[0].box.right - base) / (first.probability_high - odds)
    for bars, ends in (
        (high, [bar.probability_high for bar in widest(answer, 0)]),
        (low, [bar.probability_low for bar in widest(answer, 0)]),
    ):
        for bar, end in zip(bars, ends, strict=True):
            reached = bar.box.right if end > odds else bar.box.left
            assert reached == pytest.approx(base + (end - odds) * scale, abs=0.6)


def test_every_option_has_its_range_its_middle_and_its_odds() -> None:
    targets = (TARGET_2023, TARGET_2025)
    rows = option_rows(targets)
    drawn = picture(charts.comparison(rows, targets, Words("vi")).wide)
    bars = [mark for mark in drawn.of("rect") if mark.fill == theme.FAN]
    dots = drawn.of("symbol")

    assert len(bars) == len(dots) == 4
    for bar, dot in zip(bars, dots, strict=True):
        assert bar.box.left < dot.box.left < dot.box.right < bar.box.right
    assert drawn.texts.count("dưới 1%") == 2
    assert drawn.texts.count("trên 99%") == 2
    assert drawn.texts.count("chỉ tính khả năng đạt") == 2


def test_a_dotted_line_from_the_middle_of_the_option_shown_is_in_the_key() -> None:
    rows = option_rows((TARGET_2023,))
    drawn = picture(charts.comparison(rows, (TARGET_2023,), Words("vi")).wide)
    dot = drawn.of("symbol")[0].box
    guide = next(mark for mark in drawn.of("rule") if mark.dash == HELP)

    assert guide.box.left == pytest.approx((dot.left + dot.right) / 2, abs=0.1)
    assert guide.stroke == theme.MUTED
    assert "Đường chấm xám: mức giữa của phương án đang xem." in " ".join(drawn.texts)


def test_a_range_and_the_rule_of_the_target_share_one_scale() -> None:
    rows = option_rows((TARGET_2023,))
    drawn = picture(charts.comparison(rows, (TARGET_2023,), Words("vi")).wide)
    low, high = rows[0].interval[0] or (0.0, 0.0)
    bar = next(mark for mark in drawn.of("rect") if mark.fill == theme.FAN).box
    rule = next(mark for mark in drawn.of("rule") if mark.stroke == theme.TARGET_COLOURS[0]).box

    share = (rule.left - bar.left) / (bar.right - bar.left)
    assert share == pytest.approx((TARGET_2023.value - low) / (high - low), abs=0.01)


def test_marks_of_the_axis_fit_below_the_ranges_whatever_these_are() -> None:
    for shift in range(0, 1_000, 130):
        rows = [
            replace(
                row,
                middle=(row.middle[0] and row.middle[0] + shift,),
                interval=(row.interval[0] and (row.interval[0][0] + shift, 19_000.0 + shift),),
            )
            for row in option_rows((TARGET_2023,))
        ]
        drawing = charts.comparison(rows, (TARGET_2023,), Words("vi"))
        for svg in (drawing.wide, drawing.narrow):
            assert picture(svg).outside() == []


def test_markup_in_an_options_name_is_drawn_as_text() -> None:
    name = "<script>alert('x')</script> & \"A\""
    rows = [replace(option_rows((TARGET_2023,))[0], name=name)]
    drawing = charts.comparison(rows, (TARGET_2023,), Words("vi"))

    assert name in " ".join(picture(drawing.wide).texts)
    assert "<script" not in drawing.wide
