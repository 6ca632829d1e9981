"""Colours of the charts: none but the theme's, readable on light and dark, apart for every eye.

Contrast is that of WCAG 2.2 (relative luminance). What a colour-blind eye sees is simulated by
the matrices of Machado, Oliveira & Fernandes (2009, IEEE TVCG 15, table 1, severity 1) on linear
light; how far apart two colours are is their distance in CIELAB.
"""

import re
from collections.abc import Callable
from functools import cache
from itertools import combinations, pairwise

import numpy as np
import numpy.typing as npt
import pytest
from drawn import picture
from sample_charts import EARLIER, counted_since, every_drawing, rich_answer, with_targets

from forecast.present import charts
from forecast.present.charts import Drawing, png, theme
from forecast.present.words import Words

Colour = npt.NDArray[np.float64]
"""Parts of linear light, shape (3,)."""

SEEN: dict[str, Colour] = {
    "every cone": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
WHITE = np.array([0.95047, 1.0, 1.08883])
JUST_APART = 2.3
"""Distance in CIELAB at which two colours can just be told apart (Mahy et al., 1994)."""

SCHEMES: dict[str, Callable[[str], str]] = {
    "light": lambda colour: colour,
    "dark": lambda colour: theme.DARK[colour],
}
TEXTS = (theme.INK, theme.MUTED, *theme.TARGET_COLOURS)
MARKS = (theme.INK, theme.MUTED, theme.RISE, theme.FALL, theme.EDGE, *theme.TARGET_COLOURS)


def parts(colour: str) -> Colour:
    """Parts of a colour as a screen is told them, in [0, 1]."""
    return np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])


def linear(shown: Colour) -> Colour:
    return np.where(shown <= 0.04045, shown / 12.92, ((shown + 0.055) / 1.055) ** 2.4)


def luminance(shown: Colour) -> float:
    return float(linear(shown) @ np.array([0.2126, 0.7152, 0.0722]))


def contrast(one: Colour, other: Colour) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def over(colour: str, ground: Colour, opacity: float) -> Colour:
    """What a colour of some opacity shows on a ground."""
    return opacity * parts(colour) + (1 - opacity) * ground


def lab(light: Colour) -> Colour:
    """CIELAB of linear light under D65."""
    x = XYZ @ np.clip(light, 0, 1) / WHITE
    f = np.where(x > 216 / 24389, np.cbrt(x), (24389 / 27 * x + 16) / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@cache
def every_svg() -> tuple[str, ...]:
    answer = rich_answer()
    found: list[Drawing | None] = list(every_drawing(answer, Words("vi")).values())
    found.append(charts.earlier_forecasts(counted_since(answer), EARLIER, Words("vi")))
    found.append(charts.curve(with_targets(4), Words("vi")))
    found.append(charts.fan(with_targets(4), Words("vi")))
    return tuple(svg for one in found if one is not None for svg in (one.wide, one.narrow))


def grounds(scheme: str) -> dict[str, Colour]:
    """Every ground of a chart: paper, both ranges, the plan's shade, plates on the darkest."""
    tone = SCHEMES[scheme]
    paper = parts(tone(theme.PAPER))
    outer = over(tone(theme.FAN), paper, theme.OUTER)
    inner = over(tone(theme.FAN), outer, theme.INNER)
    plan = parts(tone(theme.PLAN_BAND))
    return {
        "paper": paper,
        "outer": outer,
        "inner": inner,
        "plan": plan,
        "plate on inner": over(tone(theme.PAPER), inner, theme.PLATE),
        "plate on plan": over(tone(theme.PAPER), plan, theme.PLATE),
    }


def test_the_formulas_give_what_the_standards_state() -> None:
    assert contrast(parts("#000000"), parts("#ffffff")) == pytest.approx(21)
    assert contrast(parts("#777777"), parts("#ffffff")) == pytest.approx(4.48, abs=0.005)
    assert lab(linear(parts("#ffffff"))) == pytest.approx([100, 0, 0], abs=0.02)
    assert lab(linear(parts("#ff0000"))) == pytest.approx([53.24, 80.09, 67.20], abs=0.05)
    for matrix in SEEN.values():
        assert matrix @ np.ones(3) == pytest.approx(np.ones(3), abs=1e-5)


def test_every_colour_of_every_chart_is_the_themes() -> None:
    used = {
        colour
        for svg in every_svg()
        for colour in re.findall(r'(?:fill|stroke|color)="([^"]*)"', svg)
    }

    assert used - {"none"} <= theme.DARK.keys()
    assert set(TEXTS) | set(MARKS) <= used


def test_no_colour_hides_in_a_style_or_a_gradient() -> None:
    for svg in every_svg():
        assert "style=" not in svg
        assert "Gradient" not in svg


def test_every_colour_has_its_own_counterpart_on_dark_ground() -> None:
    assert len(set(theme.DARK.values())) == len(theme.DARK)
    assert not set(theme.DARK.values()) & set(theme.DARK)
    assert luminance(parts(theme.DARK[theme.PAPER])) < 0.02


@pytest.mark.parametrize("scheme", SCHEMES)
def test_words_have_a_contrast_of_at_least_four_and_a_half(scheme: str) -> None:
    tone = SCHEMES[scheme]
    written = {word.colour for svg in every_svg() for word in picture(svg).words}

    assert written <= set(TEXTS)
    for ground in ("paper", "plate on inner", "plate on plan"):
        for colour in TEXTS:
            found = contrast(parts(tone(colour)), grounds(scheme)[ground])
            assert found >= 4.5, (colour, ground)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_marks_have_a_contrast_of_at_least_three_on_every_ground(scheme: str) -> None:
    tone = SCHEMES[scheme]

    for name, ground in grounds(scheme).items():
        for colour in (theme.INK, theme.EDGE, *theme.TARGET_COLOURS):
            assert contrast(parts(tone(colour)), ground) >= 3, (colour, name)
    for colour in MARKS:
        assert contrast(parts(tone(colour)), grounds(scheme)["paper"]) >= 3, colour


@pytest.mark.parametrize("scheme", SCHEMES)
def test_both_ranges_can_be_told_from_the_paper_and_from_each_other(scheme: str) -> None:
    ground = grounds(scheme)
    lights = [lab(linear(ground[name]))[0] for name in ("paper", "outer", "inner")]

    assert all(abs(one - other) > 2 * JUST_APART for one, other in pairwise(lights))


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("eye", SEEN)
def test_targets_stay_apart_for_every_eye(scheme: str, eye: str) -> None:
    tone = SCHEMES[scheme]
    seen = [lab(SEEN[eye] @ linear(parts(tone(colour)))) for colour in theme.TARGET_COLOURS]

    for one, other in combinations(seen, 2):
        assert np.linalg.norm(one - other) > 6 * JUST_APART


@pytest.mark.parametrize("eye", SEEN)
def test_rising_and_falling_stay_apart_for_every_eye(eye: str) -> None:
    rise, fall = (lab(SEEN[eye] @ linear(parts(c))) for c in (theme.RISE, theme.FALL))

    assert np.linalg.norm(rise - fall) > 6 * JUST_APART


def test_rising_and_falling_stay_apart_in_a_grey_print() -> None:
    rise, fall = (lab(np.full(3, luminance(parts(c))))[0] for c in (theme.RISE, theme.FALL))

    assert rise - fall > 6 * JUST_APART


def test_targets_stay_apart_in_a_grey_print_by_lightness_dash_and_marker() -> None:
    greys = [luminance(parts(colour)) for colour in theme.TARGET_COLOURS]
    lights = [lab(np.full(3, grey))[0] for grey in greys]
    styles = [theme.target_style(i) for i in range(4)]

    assert all(abs(one - other) > 3 * JUST_APART for one, other in combinations(lights, 2))
    assert len({shape for _, shape, _ in styles}) == 4
    assert len({tuple(dash) for _, _, dash in styles}) == 4


def test_the_curves_are_drawn_with_the_dash_and_marker_of_their_targets() -> None:
    drawing = charts.curve(with_targets(4), Words("vi"))
    assert drawing is not None
    drawn = picture(drawing.wide)

    assert len({mark.dash for mark in drawn.of("line")}) == 4
    assert len({mark.stroke for mark in drawn.of("line")}) == 4
    assert len({mark.shape for mark in drawn.of("symbol")}) == 4


def size_of(image: bytes) -> tuple[int, int]:
    """Width and height as a PNG file says them (RFC 2083, IHDR)."""
    assert image[:8] == b"\x89PNG\r\n\x1a\n"
    return int.from_bytes(image[16:20]), int.from_bytes(image[20:24])


def test_a_picture_for_slides_is_as_large_as_asked_and_the_same_every_time() -> None:
    svg = every_svg()[0]
    drawn = picture(svg)
    image = png(svg, scale=3)

    assert size_of(image) == (round(3 * drawn.width), round(3 * drawn.height))
    assert png(svg, scale=3) == image
    assert len(png(svg.replace("<text", "<desc").replace("</text", "</desc"))) < len(png(svg))


def test_a_picture_of_no_size_is_refused() -> None:
    with pytest.raises(ValueError, match="scale is 0, but must be above 0"):
        png(every_svg()[0], scale=0)
