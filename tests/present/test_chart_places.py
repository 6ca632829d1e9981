"""Where labels stand: measured as a browser draws them, apart from one another, inside."""

import re
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forecast.present.charts import letters
from forecast.present.charts.labels import Box, Label
from forecast.present.charts.places import Ground, beside, flags, spread
from forecast.present.charts.scales import Scale, fitting, half_years, moment, round_step
from forecast.present.charts.sectors import scales

places = st.floats(-50, 400)
words = st.text(st.sampled_from("abcđê 159%"), min_size=1, max_size=25).map(
    lambda text: f"{text.strip()}x"
)


def test_lines_are_broken_between_words_and_none_is_too_wide() -> None:
    text = "Đoàn viên ra khỏi tổ chức mỗi năm (Doanh nghiệp, xã, cơ quan khác)"

    found = letters.lines(text, 150)

    assert " ".join(found) == text
    assert all(letters.width(line) <= 150 for line in found)
    wider = [letters.width(f"{line} {rest.split()[0]}") for line, rest in pairwise(found)]
    assert all(width > 150 for width in wider)


def test_a_word_that_is_wider_than_a_line_is_cut_and_loses_no_letter() -> None:
    word = "W" * 60

    found = letters.lines(f"a {word} b", 100)

    assert "".join(found).replace(" ", "") == f"a{word}b"
    assert all(letters.width(line) <= 100 for line in found)


def test_a_box_is_crossed_by_a_line_through_it_and_not_by_one_beside_it() -> None:
    box = Box(10, 10, 20, 20)

    assert box.crossed_by((0, 0), (30, 30))
    assert box.crossed_by((15, 15), (16, 40))
    assert not box.crossed_by((0, 0), (30, 5))
    assert not box.crossed_by((0, 30), (9, 0))
    assert not box.crossed_by((25, 0), (25, 40))


@given(st.lists(st.tuples(places, st.floats(8, 30)), max_size=6))
def test_spread_labels_keep_their_order_and_do_not_overlap(
    wanted: list[tuple[float, float]],
) -> None:
    wanted.sort()
    middles, heights = [place for place, _ in wanted], [height for _, height in wanted]

    found = spread(middles, heights, ends=(0, 400))

    for (above, tall), (below, high) in pairwise(zip(found, heights, strict=True)):
        assert below - above >= (tall + high) / 2 - 1e-9
    if found:
        assert found[0] - heights[0] / 2 >= -1e-9
        assert found[-1] + heights[-1] / 2 <= 400 + 1e-9


@given(st.lists(st.floats(100, 300), min_size=1, max_size=5))
def test_labels_that_are_far_enough_apart_stay_where_they_belong(steps: list[float]) -> None:
    wanted = [sum(steps[:i]) + 20 for i in range(len(steps))]

    assert spread(wanted, [14.0] * len(wanted), ends=(0, 5_000)) == pytest.approx(wanted)


@given(st.lists(st.tuples(st.floats(0, 500), words), min_size=1, max_size=4))
def test_flags_never_overlap_and_stay_in_their_room(wanted: list[tuple[float, str]]) -> None:
    labels = [Label(text=text, x=x, y=0) for x, text in wanted]

    found = flags(labels, ends=(0, 500), lowest=-12)

    for i, one in enumerate(found):
        assert one.box.left >= -1e-9
        assert one.box.right <= 500 + 1e-9
        assert one.box.bottom <= -5
        assert one.box.left - 4.01 <= wanted[i][0] <= one.box.right + 4.01
        assert not any(one.box.overlaps(other.box) for other in found[i + 1 :])


def test_a_flag_whose_text_reaches_over_the_next_pole_stands_above_it() -> None:
    long, short = Label(text="a long name", x=100, y=0), Label(text="b", x=120, y=0)

    above, below = flags([long, short], ends=(0, 140), lowest=-12)

    assert above.y < below.y or above.box.right < 120


def test_a_label_takes_the_first_free_place_and_the_next_one_another() -> None:
    ground = Ground(frame=Box(0, 0, 200, 100))
    label = Label(text="12", x=0, y=0)

    first = ground.put(beside(label, (100, 50)))
    second = ground.put(beside(label, (100, 50)))

    assert first.box.right < 100
    assert second.box.left > 100
    assert not first.box.overlaps(second.box)


def test_a_label_avoids_lines_and_marks_where_it_can() -> None:
    ground = Ground(
        frame=Box(0, 0, 200, 100), boxes=[Box(70, 40, 95, 60)], paths=[[(100, 50), (200, 50)]]
    )

    found = ground.put(beside(Label(text="12", x=0, y=0), (100, 50)))

    assert not found.box.overlaps(Box(70, 40, 95, 60))
    assert not found.box.crossed_by((100, 50), (200, 50))


def test_a_label_without_any_place_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one place"):
        Ground(frame=Box(0, 0, 1, 1)).put([])


needs = st.tuples(st.floats(-5_000, 5_000), st.floats(0, 60), st.floats(0, 60))


@given(st.lists(needs, min_size=1, max_size=8))
def test_a_fitted_scale_holds_every_figure_with_what_is_written_beside_it(
    found: list[tuple[float, float, float]],
) -> None:
    scale = fitting(found, width=300)

    assert scale.at(scale.low) == pytest.approx(0)
    assert scale.at(scale.high) == pytest.approx(300)
    for figure, before, after in found:
        assert scale.at(figure) - before >= -1
        assert scale.at(figure) + after <= 301


@given(st.floats(0.001, 1e6), st.integers(2, 9))
def test_a_round_step_is_the_smallest_of_its_kind(width: float, most: int) -> None:
    step = round_step(0, width, most=most)

    assert width / step <= most * (1 + 1e-6)
    assert re.fullmatch(r"[125](\.0+)?e[+-]\d+", f"{step:.6e}")
    smaller = {"1": 2, "2": 2, "5": 2.5}[f"{step:e}"[0]]
    assert width / (step / smaller) > most * (1 - 1e-6)


ranges = st.tuples(st.floats(0, 50_000), st.floats(1, 9_000)).map(lambda r: (r[0], r[0] + r[1]))


@given(st.lists(ranges, min_size=1, max_size=6))
def test_scales_of_sectors_share_one_span_and_hold_their_figures(
    found: list[tuple[float, float]],
) -> None:
    measures = scales(found, height=130)

    spans = {round(scale.high - scale.low, 6) for scale in measures}
    assert len(spans) == 1
    for scale, (low, high) in zip(measures, found, strict=True):
        assert 0 <= scale.low <= low
        assert high <= scale.high
        assert scale.marks[0] == scale.low
        assert scale.marks[-1] == pytest.approx(scale.high)


def test_marks_of_time_are_ends_of_years_where_halves_have_no_room() -> None:
    from_2016, to_2025 = (date(2016, 11, 30), date(2025, 12, 31))

    found = half_years(from_2016, to_2025, apart=500)

    assert {(day.month, day.day) for day in found} == {(12, 31)}
    assert found[-1].year == 2025
    assert all((later - earlier).days >= 500 for earlier, later in pairwise(found))


def test_a_short_time_without_an_end_of_a_half_is_marked_at_its_end() -> None:
    assert half_years(date(2025, 1, 5), date(2025, 4, 1), apart=60) == [date(2025, 4, 1)]


def test_a_day_is_the_same_moment_in_every_time_zone() -> None:
    assert moment(date(2023, 12, 31)) == 1_703_980_800_000


def test_a_scale_reads_back_the_figure_it_placed() -> None:
    scale = Scale(100, 300, start=50, end=10)

    assert scale.figure(scale.at(170)) == pytest.approx(170)


def test_no_mark_of_an_axis_stands_where_its_label_would_stick_out() -> None:
    scale = Scale(0, 100, start=0, end=200)

    assert scale.steps(most=10, left=0, right=0, room=18) == [10, 20, 30, 40, 50, 60, 70, 80, 90]
    assert scale.steps(most=10, left=18, right=18, room=18) == [10.0 * i for i in range(11)]
