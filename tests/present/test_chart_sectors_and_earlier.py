"""Sectors share one measure; earlier forecasts run dashed beside what was counted."""

import pytest
from drawn import Mark
from drawn_samples import WIDTHS, shown
from sample import sample_answer
from sample_charts import EARLIER, rich_answer

from forecast.present import charts
from forecast.present.charts import theme
from forecast.present.words import Words

DASH = ",".join(map(str, theme.PROJECTED_DASH))
EDGE = ",".join(map(str, theme.EDGE_DASH))


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
