"""The brief as a page: what an executed notebook displayed, in one self-contained file.

The page needs no script, loads nothing and carries its own typeface; a policy in its head says so
to the browser.
"""

from importlib.resources import as_file, files

from markupsafe import Markup
from nbconvert.exporters import TemplateExporter
from nbconvert.preprocessors import TagRemovePreprocessor
from nbformat import NotebookNode

from forecast.present.displayed import HIDDEN_TAGS, displayed, masthead_of
from forecast.present.page.fonts import font_faces
from forecast.present.page.render import render
from forecast.present.page.styles import css_string, dark_charts
from forecast.present.words import Words


def render_brief(notebook_node: NotebookNode, *, lang: str) -> str:
    """Make the page of an executed notebook.

    Parameters
    ----------
    notebook_node
        The executed brief notebook; only what its code cells displayed is shown.
    lang
        Language the notebook was run in.

    Raises
    ------
    PublicationError
        If the notebook displayed no masthead, so that it cannot be a brief.
    """
    head = masthead_of(displayed(notebook_node))
    page = render(
        "page.html.j2",
        Words(lang),
        title=head.title,
        marks=css_string(" · ".join(head.marks)),
        body=_displayed(notebook_node),
        fonts=Markup(font_faces()),  # noqa: S704 - our own style, no user text
        dark=dark_charts(),
    )
    return str(page) + "\n"


def _displayed(notebook: NotebookNode) -> Markup:
    with as_file(files("forecast.present.page") / "templates" / "nbconvert") as folder:
        exporter = TemplateExporter(
            extra_template_basedirs=[str(folder)],
            template_name="brief",
            template_file="index.html.j2",
        )
        hide = TagRemovePreprocessor(remove_cell_tags=set(HIDDEN_TAGS))
        exporter.register_preprocessor(hide, enabled=True)
        body, _ = exporter.from_notebook_node(notebook)
    return Markup(body)  # noqa: S704 - made by our own templates, which escape every value
