"""Style rules that follow from something else: colours of the charts, words for a page's margin."""

from markupsafe import Markup

from forecast.present.charts import theme


def dark_charts() -> Markup:
    """Give the rules that draw charts in light colours on a dark screen."""
    rules = [
        f'.picture [{part}="{light}"]{{{part}:{dark}}}'
        for light, dark in theme.DARK.items()
        for part in ("fill", "stroke")
    ]
    text = "@media screen and (prefers-color-scheme:dark){" + "".join(rules) + "}"
    return Markup(text)  # noqa: S704 - colours of our own theme


def css_string(text: str) -> Markup:
    r"""Write text as a string of CSS, whatever it holds.

    Examples
    --------
    >>> print(css_string('a "b"'))
    "a \22 b\22 "
    """
    safe = "".join(sign if sign.isalnum() or sign in " ·" else f"\\{ord(sign):x} " for sign in text)
    return Markup(f'"{safe}"')  # noqa: S704 - nothing but letters, digits and escapes is left
