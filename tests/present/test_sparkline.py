"""The small line of odds names the level it is held against, clear of the line."""

import datetime as dt
from xml.etree import ElementTree as ET

import pytest
from test_shelf_page import LATER, MAY, NOVEMBER, edition, holding, odds, shelf

from forecast.present.page.shelf.sparkline import sparkline
from forecast.present.words import LANGUAGES


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_dotted_line_is_named_where_no_dot_and_no_rule_reaches(lang: str) -> None:
    newest = edition(NOVEMBER, "base", odds(0.02), odds(0.5, promise=LATER))
    earlier = edition(MAY, "base", odds(0.99), odds(0.48, promise=LATER))
    page = shelf(holding(newest, earlier), lang=lang)
    drawings = [part.split("</svg>")[0] for part in page.split("<svg ")[1:]]

    assert len(drawings) == 2
    for drawing in drawings:
        svg = ET.fromstring(f"<svg {drawing}</svg>")  # noqa: S314 - drawn by our own page
        (name,) = svg.findall("text")
        rule = next(line for line in svg.findall("line") if line.get("class") == "even")
        reached = [
            float(dot.get("cx", "")) + float(dot.get("r", "")) for dot in svg.findall("circle")
        ]
        wide = 2.0 * 14  # of "50%" in 14 px: no typeface in use has letters so wide
        assert name.text == "50%"
        assert name.get("y") == rule.get("y1")
        assert max(*reached, float(rule.get("x2", ""))) < float(name.get("x", "")) - wide


def test_the_line_ends_before_the_room_for_the_name() -> None:
    drawn = sparkline([(dt.date(2022, 1, 1), 0.5), (dt.date(2022, 6, 1), 0.5)])

    assert drawn.dots[-1][0] < drawn.end < drawn.width
