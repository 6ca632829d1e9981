"""Parts of a brief as pieces of a page: a template for each kind, every value escaped."""

from collections.abc import Sequence

from markupsafe import Markup

from forecast.present.page.figures import inline_svg
from forecast.present.page.render import render
from forecast.present.parts import Part
from forecast.present.words import Words


def parts_html(parts: Sequence[Part], words: Words) -> Markup:
    """Give parts as HTML, under one another."""
    return Markup("\n").join(_part_html(part, words) for part in parts)


def _part_html(part: Part, words: Words) -> Markup:
    def show(inner: Part) -> Markup:
        return _part_html(inner, words)

    return render(f"parts/{part.kind}.html.j2", words, part=part, show=show, inline=inline_svg)
