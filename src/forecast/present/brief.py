"""The brief: what an executed notebook displayed, as one self-contained page.

The page needs no script, loads nothing and carries its own typeface; a policy in its head says so
to the browser.
"""

from importlib.resources import as_file, files

from markupsafe import Markup
from nbconvert.exporters import TemplateExporter
from nbconvert.preprocessors import TagRemovePreprocessor
from nbformat import NotebookNode

from forecast.errors import PublicationError, message
from forecast.present.page.fonts import font_faces
from forecast.present.page.headings import first_heading
from forecast.present.page.render import render
from forecast.present.words import Words

HIDDEN_TAGS = ("not-in-brief", "parameters", "injected-parameters")
"""Tags of cells that planners see in the notebook and readers of the brief do not."""


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
        If the notebook displayed no title, so that it cannot be a brief.
    """
    body = _displayed(notebook_node)
    title = first_heading(body)
    if not title:
        raise PublicationError(
            message("The notebook displayed no title, so it cannot become a brief.")
        )
    fonts = Markup(font_faces())  # noqa: S704 - our own style, no user text
    page = render("page.html.j2", Words(lang), title=title, body=body, fonts=fonts)
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
