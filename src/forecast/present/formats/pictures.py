"""Every chart of a brief as files for slides, posts and other papers."""

from collections.abc import Mapping, Sequence

from forecast.present.displayed import masthead_of
from forecast.present.formats.drawings import marked, png, stand_alone
from forecast.present.parts import Figure, Part, within


def pictures(parts: Sequence[Part], *, lang: str) -> Mapping[str, bytes]:
    """Give each chart as SVG and, at least 1,600 points wide and on white, as PNG.

    What must be seen before anything is read, as that figures are illustrative, stands under it.

    Returns
    -------
    Mapping
        From a file's name, as ``fan.vi.svg``, to its content.
    """
    marks = masthead_of(parts).marks
    found: dict[str, bytes] = {}
    for part in within(parts):
        if isinstance(part, Figure):
            name = f"{part.name}.{lang}"
            drawing = marked(part.wide, marks)
            found[f"{name}.svg"] = _told(part, drawing, lang).encode()
            found[f"{name}.png"] = png(drawing)
    return found


def _told(figure: Figure, drawing: str, lang: str) -> str:
    return stand_alone(
        drawing,
        name=figure.name,
        title=figure.caption,
        described=figure.described,
        lang=lang,
    )
