"""What holds of every chart: labels where they are free, units, dashes, the same bytes."""

import pytest
from drawn import picture
from drawn_samples import WIDTHS, all_pictures, drawings, shown
from sample_charts import every_drawing, rich_answer

from forecast.errors import message
from forecast.present.charts import letters, theme
from forecast.present.charts.paper import NARROW, WIDE
from forecast.present.page.fonts import font_faces
from forecast.present.words import LANGUAGES, Words


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


SOLID = {"fan": 1, "curve": 0, "drivers": 0, "tornado": 0, "options": 0, "sectors": 2, "earlier": 1}
"""Lines of counted members; every other line is projected or a range."""


def test_counted_lines_are_solid_and_everything_projected_is_dashed() -> None:
    for lang in LANGUAGES:
        for name, drawing in drawings(lang).items():
            for svg in (drawing.wide, drawing.narrow):
                lines = picture(svg).of("line")
                solid = [line.stroke for line in lines if line.dash is None]
                assert solid == [theme.INK] * SOLID[name.partition("-")[0]], name


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
