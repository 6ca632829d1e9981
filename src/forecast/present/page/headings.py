"""Headings of a page, read back from it."""

from html.parser import HTMLParser


class _FirstHeading(HTMLParser):
    """Collect the words of the first first-level heading."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._inside = False
        self._done = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._inside = self._inside or (tag == "h1" and not self._done)

    def handle_endtag(self, tag: str) -> None:
        if tag == "h1" and self._inside:
            self._inside, self._done = False, True

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.words.append(data)


def first_heading(html: str) -> str:
    """Give the words of the first ``<h1>``, or nothing.

    Examples
    --------
    >>> first_heading("<p>x</p><h1>A &amp; <b>B</b></h1><h1>C</h1>")
    'A & B'
    """
    reader = _FirstHeading()
    reader.feed(html)
    reader.close()
    return " ".join("".join(reader.words).split())
