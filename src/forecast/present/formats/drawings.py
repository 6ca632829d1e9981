"""Charts as pictures of their own: vector drawings, and points on white ground."""

from collections.abc import Sequence
from functools import lru_cache
from xml.etree import ElementTree as ET

from forecast.present import charts
from forecast.present.charts import theme
from forecast.present.formats.letters import plain

SVG = "http://www.w3.org/2000/svg"
SCALE = 3
"""Points of a picture for each of the drawing: 2,040 across, enough for a slide and for print."""

BAND = 22
"""Height of the line of marks under a drawing [px]."""

_MARK = {
    "fill": theme.FALL,
    "font-family": theme.FONT,
    "font-size": "12px",
    "font-weight": "bold",
}

ET.register_namespace("", SVG)


@lru_cache(maxsize=32)
def png(svg: str) -> bytes:
    """Draw a chart in points; the same chart is drawn once for all formats."""
    return charts.png(svg, scale=SCALE)


def marked(svg: str, marks: Sequence[str]) -> str:
    """Write under a drawing what nobody may overlook, wherever the picture is taken."""
    if not marks:
        return svg
    root = ET.fromstring(svg)  # noqa: S314 - drawn by our own charts
    left, top, width, height = (float(number) for number in root.attrib["viewBox"].split())
    root.set("viewBox", f"{left:g} {top:g} {width:g} {height + BAND:g}")
    root.set("height", f"{height + BAND:g}")
    ground = {"x": f"{left:g}", "y": f"{top + height:g}", "width": "100%", "height": str(BAND)}
    ET.SubElement(root, f"{{{SVG}}}rect", ground | {"fill": theme.PAPER})
    place = {"x": f"{left + 2:g}", "y": f"{top + height + BAND - 6:g}"}
    said = ET.SubElement(root, f"{{{SVG}}}text", place | _MARK)
    said.text = plain(" · ".join(marks))
    return ET.tostring(root, encoding="unicode")


def stand_alone(svg: str, *, name: str, title: str, described: str, lang: str) -> str:
    """Let a drawing speak for itself: its finding as title, its content in words."""
    root = ET.fromstring(svg)  # noqa: S314 - drawn by our own charts
    for element in root.iter():
        for key in [key for key in element.attrib if key == "role" or key.startswith("aria-")]:
            del element.attrib[key]
    root.set("role", "img")
    root.set("lang", lang)
    root.set("aria-labelledby", f"{name}-title {name}-desc")
    for place, (tag, text) in enumerate((("title", title), ("desc", described))):
        said = ET.Element(f"{{{SVG}}}{tag}", {"id": f"{name}-{tag}"})
        said.text = plain(text)
        root.insert(place, said)
    return ET.tostring(root, encoding="unicode") + "\n"
