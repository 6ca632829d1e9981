"""A chart on a page: inline, described in words, its finding as caption, its numbers beneath.

A chart comes in two widths; the page's style shows one of them, a notebook without that style
the wide one. No size is fixed, no identifier is shared with another chart.
"""

import re
from xml.etree import ElementTree as ET

from markupsafe import Markup

from forecast.present.charts import Drawing
from forecast.present.page.blocks import Block
from forecast.present.page.render import render
from forecast.present.tables import Table
from forecast.present.words import Words

SVG = "http://www.w3.org/2000/svg"
_REFERENCE = re.compile(r"(url\(\s*['\"]?#)")
ET.register_namespace("", SVG)


def figure(
    name: str, drawing: Drawing, *, caption: str, described: str, table: Table, words: Words
) -> Block:
    """Put a drawing on the page.

    Parameters
    ----------
    name
        The figure's identifier on the page, a word in ASCII.
    caption
        What the chart found.
    described
        What the chart shows, for those who cannot see it.
    table
        The numbers it is drawn from.
    """
    html = render(
        "figure.html.j2",
        words,
        name=name,
        wide=inline_svg(drawing.wide, name=f"{name}-wide"),
        narrow=inline_svg(drawing.narrow, name=f"{name}-narrow"),
        caption=caption,
        described=described,
        table=table,
    )
    return Block(html=html, text=f"{caption}\n{described}")


def inline_svg(svg: str, *, name: str) -> Markup:
    """Make an SVG document part of a page: size dropped, viewBox kept, identifiers its own.

    Its parts lose their own descriptions: the figure describes the whole.
    """
    root = ET.fromstring(svg)  # noqa: S314 - drawn by our own charts
    for element in root.iter():
        kept = {key: value for key, value in element.attrib.items() if not _describes(key)}
        element.attrib.clear()
        element.attrib.update({key: _named(key, value, name) for key, value in kept.items()})
    for size in ("width", "height"):
        root.attrib.pop(size, None)
    root.set("focusable", "false")
    root.set("aria-hidden", "true")
    return Markup(ET.tostring(root, encoding="unicode"))  # noqa: S704 - serialised, hence escaped


def _describes(attribute: str) -> bool:
    return attribute == "role" or attribute.startswith("aria-")


def _named(attribute: str, value: str, name: str) -> str:
    """Give identifiers and references to them the figure's name; leave the rest."""
    if attribute == "id":
        return f"{name}-{value}"
    if attribute.endswith("href") and value.startswith("#"):
        return f"#{name}-{value[1:]}"
    return _REFERENCE.sub(rf"\g<1>{name}-", value)
