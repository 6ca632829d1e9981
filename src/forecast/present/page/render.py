"""Pieces of a page from templates: every value is escaped, every sentence said in one language."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from forecast.errors import message
from forecast.present.words import Words


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("forecast.present.page", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )


def render(template: str, words: Words, **values: object) -> Markup:
    """Fill a template of this floor.

    Templates say sentences with ``say("English template", field=value)``, a `Message` with
    ``tell(sentence)`` and words of a dataset with ``words.text(text)``.
    """

    def say(sentence: str, /, **fields: object) -> str:
        return words.say(message(sentence, **fields))

    page = _environment().get_template(template)
    return Markup(page.render(words=words, say=say, tell=words.say, **values))  # noqa: S704 - escaped by the template
