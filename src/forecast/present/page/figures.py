"""A chart on a page: inline, no size fixed, no identifier shared with another chart."""

import re
from xml.etree import ElementTree as ET

from markupsafe import Markup

SVG = "http://www.w3.org/2000/svg"
_REFERENCE = re.compile(r"(url\(\s*['\"]?#)")
ET.register_namespace("", SVG)


def inline_svg(svg: str, name: str) -> Markup:
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
    # A notebook, which lacks the page's typeface, may draw letters wider than they were measured.
    root.set("overflow", "visible")
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
