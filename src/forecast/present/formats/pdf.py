"""The core of a brief as PDF on A4, for print and for the archive.

Typst sets it. Words are handed over as data and never read as markup; nothing is fetched. The file
is archival and accessible (PDF/A-2a and PDF/UA-1): tagged, with a language, a title, a text for
every chart, and the typeface inside.
"""

import datetime as dt
import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import as_file, files
from typing import Any

import typst

from forecast.present.displayed import core, masthead_of
from forecast.present.formats.letters import breakable, drawable
from forecast.present.formats.tongues import region_of
from forecast.present.page.fonts import FONT_FOLDER
from forecast.present.parts import Part, as_json

PAGES = 2
SIZES = ("9.6", "9.4", "9.2", "9.0", "8.8", "8.6", "8.4", "8.2")
"""Sizes of the body that are tried in turn [points]."""

_NOT_PRINTED = {"wide", "table"}
"""Of a figure: the page has room for the narrow drawing, and for no table behind it."""


def pdf(parts: Sequence[Part], *, lang: str, day: dt.date) -> bytes:
    """Set the core of a brief on A4.

    The body has the largest of `SIZES` with which the core fits on two pages; with the smaller ones
    the charts shrink too. A core that is too long even for the smallest runs on to a third page;
    nothing is ever cut off.

    Parameters
    ----------
    parts
        Parts of a brief; the annex is left out.
    lang
        Language they are written in.
    day
        Date of the document.

    Raises
    ------
    PublicationError
        If there is no masthead, so that it is no brief.
    """
    inputs = {"brief": _as_data(parts, lang, day), "size": SIZES[0]}
    with as_file(files("forecast.present.formats") / "templates" / "brief.typ") as template:
        press = typst.Compiler(template, root=template.parent, font_paths=_fonts())
        for size in SIZES:
            printed = press.compile(
                format="pdf",
                sys_inputs=inputs | {"size": size},
                pdf_standards=["a-2a", "ua-1"],
                timestamp=dt.datetime.combine(day, dt.time(), tzinfo=dt.UTC),
            )
            if int(press.query("<pages>", field="value", one=True)) <= PAGES:
                break
    if not isinstance(printed, bytes):
        raise TypeError("a PDF is one file")
    return printed


@cache
def _fonts() -> typst.Fonts:
    """Only the typeface of the package: the same letters on every machine."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[FONT_FOLDER],
    )


def _as_data(parts: Sequence[Part], lang: str, day: dt.date) -> str:
    head = masthead_of(parts)
    data = {
        "lang": lang,
        "region": region_of(lang),
        "day": {"year": day.year, "month": day.month, "day": day.day},
        "parts": _printable(as_json(tuple(core(parts)))),
        "title": drawable(head.title),
        "face": drawable(head.face),
        "marks": drawable(" · ".join(head.marks)),
    }
    return json.dumps(data, ensure_ascii=False)


def _printable(value: Any, name: str = "") -> Any:  # noqa: ANN401 - plain values of any shape
    """Make every text fit for print; a drawing keeps its words whole, its labels were measured."""
    if isinstance(value, str):
        return drawable(value) if name == "narrow" else breakable(drawable(value))
    if isinstance(value, dict):
        return {key: _printable(found, key) for key, found in value.items() if _printed(key, value)}
    return [_printable(found) for found in value] if isinstance(value, list | tuple) else value


def _printed(key: str, part: dict[str, Any]) -> bool:
    return not (part.get("kind") == "figure" and key in _NOT_PRINTED)
