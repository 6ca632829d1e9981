"""Whether a brief is a page a chairman can open: complete, in its language, and all in one file.

The brief is made elsewhere; this is the door it has to pass before it replaces a good one.
"""

import re
from html.parser import HTMLParser

from forecast.errors import Message, PublicationError, message

ACTIVE = frozenset({"script", "iframe", "object", "embed", "link", "base", "form"})
"""Elements that run or fetch something."""

FETCHING = frozenset({"src", "srcset", "poster", "data", "action", "background", "xlink:href"})
"""Attributes whose value a browser loads by itself."""

_STYLE_LOAD = re.compile(r"@import|url\((?!\s*['\"]?\s*(?:data:|#))", re.IGNORECASE)


class _Reader(HTMLParser):
    """Collect what a page is and what it would load."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lang: str | None = None
        self.headings = 0
        self.closed = False
        self.loads: list[str] = []
        self._in_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_style = tag == "style"
        self.headings += tag == "h1"
        if tag == "html":
            self.lang = dict(attrs).get("lang")
        if tag in ACTIVE:
            self.loads.append(f"<{tag}>")
        for name, value in attrs:
            self._look(tag, name, value or "")

    def _look(self, tag: str, name: str, value: str) -> None:
        own = value.startswith(("data:", "#"))
        fetches = name in FETCHING or (name == "href" and tag not in {"a", "area"})
        styled = name == "style" and _STYLE_LOAD.search(value)
        if (fetches and not own) or styled or name.startswith("on"):
            self.loads.append(f"<{tag} {name}>")

    def handle_endtag(self, tag: str) -> None:
        self._in_style = False
        self.closed = self.closed or tag == "html"

    def handle_data(self, data: str) -> None:
        if self._in_style and _STYLE_LOAD.search(data):
            self.loads.append("<style>")


def check_brief(html: str, *, name: str, lang: str) -> None:
    """Refuse a brief that is cut short, in another language, or not self-contained.

    Raises
    ------
    PublicationError
        With the first reason found.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reason = _reason(reader, name=name, lang=lang)
    if reason is not None:
        raise PublicationError(reason)


def _reason(reader: _Reader, *, name: str, lang: str) -> Message | None:
    if not (reader.closed and reader.headings):
        return message("{file} is not a complete page.", file=name)
    if reader.lang != lang:
        return message("{file} does not say that it is in its language.", file=name)
    if reader.loads:
        return message(
            "{file} would load or run something: {what}.",
            file=name,
            what=", ".join(dict.fromkeys(reader.loads)),
        )
    return None
