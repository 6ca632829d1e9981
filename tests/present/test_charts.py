"""Charts say what they show: labels where they are free, units, dashes, the same bytes."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest
from drawn import Mark, Picture, picture
from sample import sample_answer
from sample_charts import (
    EARLIER,
    counted_since,
    every_drawing,
    option_rows,
    rich_answer,
    with_targets,
)
from sample_federation import TARGET_2023, TARGET_2025
from sample_variants import VARIANTS

from forecast.errors import message
from forecast.present import charts
from forecast.present.charts import Drawing, letters, theme
from forecast.present.charts.change import flows, steps
from forecast.present.charts.paper import NARROW, WIDE
from forecast.present.page.fonts import font_faces
from forecast.present.shown import widest
from forecast.present.words import LANGUAGES, Words

WIDTHS = ("wide", "narrow")
DASH = ",".join(map(str, theme.PROJECTED_DASH))
EDGE = ",".join(map(str, theme.EDGE_DASH))


@cache
def drawings(lang: str) -> dict[str, Drawing]:
    """Every chart of the answer that has everything to show, drawn once."""
    found = every_drawing(rich_answer(), Words(lang))
    earlier = charts.earlier_forecasts(counted_since(rich_answer()), EARLIER, Words(lang))
    assert earlier is not None
    return found | {"earlier": earlier}


@cache
def with_so_many_targets() -> dict[str, Drawing]:
    """The charts that show every target, of one to four of them."""
    found: dict[str, Drawing] = {}
    for count in (1, 2, 3, 4):
        answer = with_targets(count)
        targets = [one.target for one in answer.targets]
        fan, curve = charts.fan(answer, Words("vi")), charts.curve(answer, Words("vi"))
        assert fan is not None
        assert curve is not None
        rows = option_rows(targets)
        found |= {f"fan-{count}": fan, f"curve-{count}": curve}
        found[f"options-{count}"] = charts.comparison(rows, targets, Words("vi"))
    return found


@cache
def of_every_variant() -> dict[str, Drawing]:
    """Fan, curve and bridge of every situation, drawn once where they look alike."""
    words = Words("vi")
    found: dict[str, Drawing] = {}
    for variant in VARIANTS:
        answer = variant()
        drawn = [charts.fan(answer, words), charts.curve(answer, words)]
        drawn += [charts.drivers(one, words) for one in answer.drivers[:1]]
        found |= {f"{variant.__name__}-{i}": one for i, one in enumerate(drawn) if one is not None}
    return found


def all_pictures() -> Iterator[tuple[str, Picture]]:
    sets = [(lang, drawings(lang)) for lang in LANGUAGES]
    sets += [("targets", with_so_many_targets()), ("variants", of_every_variant())]
    for where, found in sets:
        for name, drawing in found.items():
            for width in WIDTHS:
                yield f"{where} {name} {width}", picture(getattr(drawing, width))


def shown(name: str, width: str = "wide", *, lang: str = "vi") -> Picture:
    return picture(getattr(drawings(lang)[name], width))


# --- what holds of every chart -----------------------------------------------------------


def test_no_label_of_any_chart_overlaps_another() -> None:
    found = {name: drawn.overlapping() for name, drawn in all_pictures()}

    assert {name: pairs for name, pairs in found.items() if pairs} == {}


def test_no_label_of_any_chart_sticks_out_of_the_picture() -> None:
    found = {name: drawn.outside() for name, drawn in all_pictures()}

    assert {name: texts for name, texts in found.items() if texts} == {}


def test_no_label_stands_on_a_point_or_a_bar() -> None:
    found = {
        name: [*drawn.covered("symbol"), *drawn.covered("rect")] for name, drawn in all_pictures()
    }
    # What stands over the plan's shade has paper beneath it.
    unread = {
        name: [text for text, colour in texts if colour != theme.PLAN_BAND]
        for name, texts in found.items()
    }

    assert {name: texts for name, texts in unread.items() if texts} == {}


def test_no_line_of_counted_members_runs_through_a_label() -> None:
    found = {name: drawn.crossed(dash=None) for name, drawn in all_pictures()}

    assert {name: texts for name, texts in found.items() if texts} == {}


def test_every_picture_is_as_wide_as_its_sheet() -> None:
    for name, drawn in all_pictures():
        assert drawn.width == (NARROW if name.endswith("narrow") else WIDE), name


def test_every_letter_of_a_chart_is_in_its_typeface() -> None:
    known = letters._advances(bold=True).keys() & letters._advances(bold=False).keys()

    strange = {
        letter
        for _, drawn in all_pictures()
        for text in drawn.texts
        for letter in text
        if ord(letter) not in known
    }
    assert strange == set()


def test_letters_are_nowhere_smaller_than_eleven_pixels() -> None:
    assert min(word.size for _, drawn in all_pictures() for word in drawn.words) >= 11


def test_counted_lines_are_solid_and_everything_projected_is_dashed() -> None:
    for name, drawn in all_pictures():
        solid = [mark for mark in drawn.of("line") if mark.dash is None]
        assert {mark.stroke for mark in solid} <= {theme.INK}, name
        assert len(solid) <= len(drawn.of("area")) + 1, name
        if "curve" in name:
            assert solid == [], name


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("width", WIDTHS)
def test_every_axis_says_its_unit(lang: str, width: str) -> None:
    said = Words(lang).say
    units = {
        "fan": ["members"],
        "curve": ["odds of reaching it", "new unions a year"],
        "drivers-0": ["change since the start (members)"],
        "tornado": ["odds of the target"],
        "sectors": ["members"],
        "earlier": ["members"],
    }
    found = {name: shown(name, width, lang=lang).texts for name in units}

    for name, expected in units.items():
        for unit in expected:
            assert said(message(unit)) in found[name]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_same_answer_draws_the_same_bytes(lang: str) -> None:
    again = every_drawing(rich_answer(), Words(lang))

    assert again == {name: drawings(lang)[name] for name in again}


def test_nothing_of_a_chart_is_loaded_from_elsewhere() -> None:
    for drawing in drawings("vi").values():
        for svg in (drawing.wide, drawing.narrow):
            assert "href" not in svg.replace("xmlns:xlink", "")
            assert "<script" not in svg
            assert "url(" not in svg


def test_the_embedded_typeface_is_the_same_every_time_and_loads_nothing() -> None:
    faces = font_faces()
    font_faces.cache_clear()

    assert font_faces() == faces
    assert faces.count("url(") == faces.count('url("data:font/woff;base64,') == 2


# --- the fan ------------------------------------------------------------------------------


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
        f"mức giữa: {words.count(middle)}",
        "chỉ tiêu 18.000",
        "chỉ tiêu 19.500",
        "17/11/2022: 15.249",
        "31/8/2024",
        "15/9/2024",
    ):
        assert label in texts


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


# --- the curve ----------------------------------------------------------------------------


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
    assert "19: nhịp đã có, năm 2016" in said
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


# --- the bridge of the mean ---------------------------------------------------------------


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


def test_a_mean_beyond_the_target_says_so() -> None:
    found = sample_answer().drivers[0]
    easy = replace(found, target=found.target.model_copy(update={"value": 15_400.0}))

    texts = picture(charts.drivers(easy, Words("vi")).wide).texts

    assert "vượt chỉ tiêu (bình quân)" in texts
    assert Words("vi").count(found.closing - 15_400) in texts


# --- swings, options, earlier forecasts, sectors ------------------------------------------


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
    for label in ("1%", "46", "31%", "78", "−3,0%", "4,5%"):
        assert label in texts
    assert not any("Đoàn viên ra khỏi tổ chức mỗi năm" in text for text in texts)


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


def test_earlier_forecasts_are_dashed_from_their_own_start_and_counts_solid() -> None:
    drawn = shown("earlier")
    solid = [mark for mark in drawn.of("line") if mark.dash is None]
    dashed = [mark for mark in drawn.of("line") if mark.dash == DASH]

    assert len(solid) == 1
    assert len(dashed) == len(EARLIER)
    starts = sorted(line.points[0][0] for line in dashed)
    assert starts == sorted(set(starts))
    assert all(line.points[0][0] >= min(x for x, _ in line.points) for line in dashed)


def test_earlier_forecasts_are_named_by_their_day_and_one_made_later_says_so() -> None:
    texts = shown("earlier").texts

    assert {"31/5/2022 (lập sau)", "17/11/2022", "31/5/2023"} <= set(texts)
    assert "16.900" in texts


def test_without_a_later_count_no_earlier_forecast_is_drawn() -> None:
    newest = EARLIER[1:2]

    assert charts.earlier_forecasts(sample_answer(), newest, Words("vi")) is None
    assert charts.earlier_forecasts(sample_answer(), (), Words("vi")) is None


@pytest.mark.parametrize("width", WIDTHS)
def test_the_same_height_is_the_same_number_of_members_in_every_sector(width: str) -> None:
    drawn = shown("sectors", width)
    words = Words("vi")
    marks = {word.text: word for word in drawn.words if word.colour == theme.MUTED}
    spans = []
    for low, high in (("2.000", "4.000"), ("12.000", "14.000")):
        assert {low, high} <= marks.keys()
        spans.append(marks[low].box.top - marks[high].box.top)

    assert spans[0] == pytest.approx(spans[1], abs=1)
    for fan in rich_answer().sector_fans:
        assert words.count(fan.quantiles[0.5][-1]) in drawn.texts


def test_every_sector_has_its_name_its_counts_and_its_range() -> None:
    drawn = shown("sectors")

    assert {"Trường học", "Doanh nghiệp, xã, cơ quan khác", "3.646", "11.603"} <= set(drawn.texts)
    assert len(drawn.of("area")) == 2
    assert sum(mark.dash == EDGE for mark in drawn.of("line")) == 4


def heights(marks: list[Mark]) -> list[float]:
    return [mark.box.bottom - mark.box.top for mark in marks]


def test_a_small_sector_that_hardly_moves_is_drawn_as_hardly_moving() -> None:
    small, large = heights(shown("sectors").of("area"))

    assert small * 19 == pytest.approx(large, rel=0.02)
