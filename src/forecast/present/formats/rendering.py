"""Every file of a brief but its page, by name."""

import datetime as dt
from collections.abc import Mapping, Sequence

from forecast.present.formats.pdf import pdf
from forecast.present.formats.pictures import pictures
from forecast.present.formats.word import word
from forecast.present.formats.workbook import workbook
from forecast.present.parts import Part


def render(parts: Sequence[Part], *, lang: str, day: dt.date) -> Mapping[str, bytes]:
    """Make every other format of a brief.

    Parameters
    ----------
    parts
        All parts of the brief, the annex among them.
    lang
        Language they are written in.
    day
        The day whose knowledge the brief rests on; it becomes the date of every file.

    Returns
    -------
    Mapping
        From a file's name inside the edition, as ``figures/fan.vi.svg``, to its content.

    Raises
    ------
    PublicationError
        If there is no masthead, so that it is no brief.
    """
    drawn = pictures(parts, lang=lang)
    return {
        f"brief.{lang}.pdf": pdf(parts, lang=lang, day=day),
        f"brief.{lang}.docx": word(parts, lang=lang, day=day),
        f"annex.{lang}.xlsx": workbook(parts, lang=lang, day=day),
        **{f"figures/{name}": content for name, content in drawn.items()},
    }
