import struct
import subprocess
import sys
from xml.etree import ElementTree as ET

import pytest
from sample_parts import DAY, HOSTILE, MARKS, SVG, sample_parts, small_parts

from forecast.present.formats import render
from forecast.present.formats.drawings import marked, png
from forecast.present.formats.pictures import pictures
from forecast.present.parts import Figure, within
from forecast.present.words import LANGUAGES

SPACE = "{http://www.w3.org/2000/svg}"


def size(picture: bytes) -> tuple[int, int]:
    """Width and height in the head of a PNG."""
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", picture[16:24])
    return width, height


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_chart_is_there_as_drawing_and_as_points_wide_enough_for_a_slide(lang: str) -> None:
    parts = sample_parts(lang)

    found = pictures(parts, lang=lang)
    names = {part.name for part in within(parts) if isinstance(part, Figure)}
    assert set(found) == {f"{name}.{lang}.{kind}" for name in names for kind in ("svg", "png")}
    assert len(names) >= 4
    assert all(size(found[f"{name}.{lang}.png"])[0] >= 1_600 for name in names)


def test_a_drawing_tells_its_finding_and_its_content() -> None:
    drawing = ET.fromstring(pictures(small_parts("a < b"), lang="vi")["fan.vi.svg"])  # noqa: S314 - our own

    said = {
        one.get("id"): one.text for one in drawing if one.tag in {f"{SPACE}title", f"{SPACE}desc"}
    }
    assert drawing.get("role") == "img"
    assert drawing.get("lang") == "vi"
    assert drawing[0].tag == f"{SPACE}title"
    assert [said[name] for name in drawing.get("aria-labelledby", "").split()] == [
        "found a < b",
        "a < b",
    ]
    assert [one for one in drawing.iter() if one.get("role") == "graphics-object"] == []


@pytest.mark.parametrize("text", HOSTILE)
def test_text_in_a_drawing_is_text(text: str) -> None:
    drawing = pictures(small_parts(text, marks=[text]), lang="en")["fan.en.svg"]

    root = ET.fromstring(drawing)  # noqa: S314 - our own
    assert root[1].text == text
    assert root[-1].text == text
    assert b"<script" not in drawing


def test_marks_are_drawn_under_the_chart_and_make_it_higher() -> None:
    plain, bearing = (pictures(small_parts(marks=marks), lang="en") for marks in ((), MARKS))

    assert " · ".join(MARKS) in bearing["fan.en.svg"].decode()
    assert size(bearing["fan.en.png"])[0] == size(plain["fan.en.png"])[0]
    assert size(bearing["fan.en.png"])[1] > size(plain["fan.en.png"])[1]
    assert marked(SVG, ()) == SVG


def test_letters_are_drawn_with_the_typeface_of_the_package() -> None:
    unknown = SVG.replace('font-family="Roboto"', 'font-family="No such face"')

    assert png(SVG) != png(SVG.replace("Đoàn viên", ""))
    assert png(SVG) != png(unknown)


def test_all_formats_come_under_the_names_an_edition_gives_them() -> None:
    found = render(small_parts(), lang="vi", day=DAY)

    assert {name: content[:4] for name, content in found.items()} == {
        "brief.vi.pdf": b"%PDF",
        "brief.vi.docx": b"PK\x03\x04",
        "annex.vi.xlsx": b"PK\x03\x04",
        "figures/fan.vi.svg": b"<svg",
        "figures/fan.vi.png": b"\x89PNG",
    }


def test_no_notebook_waits_for_the_libraries_of_formats() -> None:
    asked = "import sys, forecast.present.briefing; print({'typst', 'docx'} & set(sys.modules))"

    done = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True
    )
    assert done.stdout == "set()\n"


def test_all_formats_are_the_same_for_the_same_parts() -> None:
    assert render(small_parts(), lang="en", day=DAY) == render(small_parts(), lang="en", day=DAY)
