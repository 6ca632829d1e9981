"""The small page that leads to the newest brief of one dataset, in every language it has."""

import datetime as dt
from collections.abc import Mapping
from urllib.parse import quote

from forecast.errors import message
from forecast.present.page.render import render
from forecast.present.page.shelf.entries import Link
from forecast.present.words import Words


def render_latest(as_of: dt.date, *, title: str, briefs: Mapping[str, str]) -> str:
    """Make the page; it opens the first brief at once and shows links to all.

    Parameters
    ----------
    as_of
        Date of the edition, which is also the name of its folder.
    title
        The federation's name, in the language of the first brief.
    briefs
        File name of the brief in each language, the one to open first in front; at least one.
    """
    known = message("Planning brief as known on {day:long_day}", day=as_of)
    links = [
        Link(href=f"{as_of.isoformat()}/{quote(file)}", text=Words(lang).say(known), lang=lang)
        for lang, file in briefs.items()
    ]
    page = render("latest.html.j2", Words(links[0].lang), title=title, links=links)
    return str(page) + "\n"
