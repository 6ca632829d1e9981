"""Charts say what they show: labels, units, dashes; the same answer draws the same bytes."""

from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from sample import sample_answer
from sample_federation import TARGET_2023, TARGET_2025, sample_record

from forecast.present import charts
from forecast.present.charts.change import flows
from forecast.present.charts.paper import moment
from forecast.present.observed import observed_totals, paces
from forecast.present.page.fonts import font_faces
from forecast.present.words import LANGUAGES, Words

TARGETS = (TARGET_2023, TARGET_2025)


def written(svg: str) -> str:
    """Give every letter a picture shows, one label a line."""
    root = ET.fromstring(svg)  # noqa: S314 - drawn by our own charts
    return "\n".join(
        "".join(node.itertext()) for node in root.iter("{http://www.w3.org/2000/svg}text")
    )


def both(drawing: charts.Drawing | None) -> tuple[str, str]:
    assert drawing is not None
    return drawing.wide, drawing.narrow


@pytest.mark.parametrize("variant", [0, 1])
def test_the_fan_names_its_unit_its_targets_and_the_counted_total(variant: int) -> None:
    labels = written(both(charts.fan(sample_answer(), Words("vi")))[variant])

    for label in ("đoàn viên", "chỉ tiêu 18.000", "chỉ tiêu 19.500", "15.249", "Nét đứt"):
        assert label in labels


@pytest.mark.parametrize("variant", [0, 1])
def test_the_curve_names_the_plan_the_own_pace_and_the_numbers_for_even_odds(variant: int) -> None:
    answer = sample_answer()
    labels = written(both(charts.curve(answer, Words("vi")))[variant]).splitlines()

    needed = [str(need.per_year) for need in answer.new_unions if need.confidence == 0.5]
    for label in ("kế hoạch 13–15", "số CĐCS mới mỗi năm", "50%", "18.000 năm 2023", *needed):
        assert label in labels
    assert any("nhịp đã có" in label for label in labels)


def lines(svg: str) -> list[ET.Element]:
    root = ET.fromstring(svg)  # noqa: S314 - drawn by our own charts
    svg_name = "{http://www.w3.org/2000/svg}"
    return [
        path
        for group in root.iter(f"{svg_name}g")
        if "mark-line" in group.get("class", "")
        for path in group.iter(f"{svg_name}path")
    ]


def test_counted_lines_are_solid_and_projected_lines_dashed() -> None:
    fan, curve = (
        both(charts.fan(sample_answer(), Words("vi"))),
        charts.curve(sample_answer(), Words("vi")),
    )

    dashed = [path.get("stroke-dasharray") is not None for path in lines(fan[0])]
    assert sorted(dashed) == [False, True]
    assert all(path.get("stroke-dasharray") for path in lines(both(curve)[0]))


def test_drivers_show_every_flow_and_what_the_target_needs() -> None:
    found = sample_answer().drivers[0]
    labels = written(charts.drivers(found, Words("en")).wide)

    for members in (found.admitted, found.organised, -found.left, -found.closed_members):
        assert Words("en").signed_count(members) in labels
    assert Words("en").signed_count(found.target.value - found.opening) in labels


def test_flows_add_to_the_mean_change() -> None:
    found = sample_answer().drivers[1]

    assert sum(members for _, members in flows(found)) == pytest.approx(
        found.closing - found.opening
    )


def test_markup_in_an_options_name_is_drawn_as_text() -> None:
    name = "<script>alert('x')</script> & \"A\""
    drawing = charts.comparison(
        [charts.OddsRow(name, (0.004, 0.2)), charts.OddsRow("B", (None, 0.9))], TARGETS, Words("vi")
    )

    assert name in written(drawing.wide)
    assert "<script" not in drawing.wide
    assert "dưới 1%" in written(drawing.narrow)


def test_without_a_total_there_is_nothing_to_draw() -> None:
    answer = sample_answer(fans=(), curves=())

    assert charts.fan(answer, Words("vi")) is None
    assert charts.curve(answer, Words("vi")) is None


def test_a_curve_that_never_reaches_even_odds_is_drawn_to_the_end_of_its_grid() -> None:
    answer = sample_answer()
    low = tuple(
        replace(one, probability=tuple(p / 4 for p in one.probability)) for one in answer.curves
    )

    labels = written(both(charts.curve(replace(answer, curves=low), Words("vi")))[0])

    assert "120" in labels.splitlines()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_same_answer_draws_the_same_bytes(lang: str) -> None:
    first, second = (charts.fan(sample_answer(), Words(lang)) for _ in range(2))

    assert first == second


def test_letters_are_not_smaller_on_a_telephone_than_nine_pixels() -> None:
    for drawing in (
        charts.fan(sample_answer(), Words("vi")),
        charts.curve(sample_answer(), Words("vi")),
    ):
        svg = both(drawing)[1]
        width = float(ET.fromstring(svg).get("viewBox", "").split()[2])  # noqa: S314 - our own
        sizes = [
            float(node.get("font-size", "0").removesuffix("px"))
            for node in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")  # noqa: S314
        ]
        assert min(sizes) * (380 - 32) / width >= 9


def test_a_ten_month_precedent_counts_as_ten_twelfths_of_a_year() -> None:
    own = [pace for pace in paces(sample_record()) if pace.own]

    assert own[0].per_year == pytest.approx(16 / (303 / 365.25), rel=1e-9)


def test_the_origin_of_a_scenario_stands_in_place_of_the_stated_count() -> None:
    record = sample_record()
    assert record.origin is not None
    may = replace(record.origin, date=record.origin.date.replace(month=5, day=31))

    moved = observed_totals(replace(record, origin=may))

    assert (may.date, may.total) in moved
    assert all(day != record.origin.date for day, _ in moved)


def test_a_day_is_the_same_moment_in_every_time_zone() -> None:
    assert moment(TARGET_2023.due) == 1_703_980_800_000


def test_the_embedded_typeface_is_the_same_every_time_and_loads_nothing() -> None:
    faces = font_faces()
    font_faces.cache_clear()

    assert font_faces() == faces
    assert faces.count("url(") == faces.count('url("data:font/woff;base64,') == 2
