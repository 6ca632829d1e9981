"""``index.html``: the shelf of a reports folder, one page in each language there are briefs in.

It is made anew from what is published and from nothing else, so that it cannot disagree with the
briefs it leads to.
"""

from pathlib import Path

from forecast.present.page.shelf.editions import spoken
from forecast.present.page.shelf.page import render_shelf
from forecast.present.words import LANGUAGES, Words
from forecast.run.holdings import holdings


def rebuild_shelf(reports: Path) -> None:
    """Write the shelf of ``reports``, each page in one step; the same page stays untouched.

    ``index.html`` is in the first language that has briefs, ``index.<lang>.html`` in each other.

    Raises
    ------
    OSError
        If the folder cannot be read or a page cannot be written.
    """
    held = holdings(reports)
    first, *others = spoken(held, known=LANGUAGES)
    pages = {first: "index.html"} | {lang: f"index.{lang}.html" for lang in others}
    for lang, name in pages.items():
        page = render_shelf(held, words=Words(lang), pages=pages)
        replace_text(reports / name, page)
    for lang in LANGUAGES:
        if f"index.{lang}.html" not in pages.values():
            (reports / f"index.{lang}.html").unlink(missing_ok=True)


def replace_text(path: Path, text: str) -> None:
    """Let a file hold ``text`` in one step; one that holds it already is left alone."""
    data = text.encode("utf-8")
    if path.is_file() and path.read_bytes() == data:
        return
    draft = path.with_name(f".{path.name}")
    draft.write_bytes(data)
    draft.replace(path)
