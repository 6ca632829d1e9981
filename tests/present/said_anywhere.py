"""Every sentence the software can say, read from its code and from the templates of its pages."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import NamedTuple

from jinja2 import Environment, nodes

import forecast

SOURCE = Path(forecast.__file__).parent
FORWARDS = {"present/page/render.py", "cli/main.py"}
"""Modules that hand on templates, which are extracted where they are written."""


class Template(NamedTuple):
    """What is written in the code: one text, or two of which a number chooses."""

    one: str
    many: str = ""

    @property
    def widest(self) -> str:
        """The text with every field."""
        return self.many or self.one

    @property
    def counts(self) -> set[str]:
        """Fields that may be left out where a word says them: the number that chooses."""
        return {"n", *_ranges(self.many)} if self.many else set()


class Said(NamedTuple):
    """A template where it is said."""

    where: str
    template: Template
    given: frozenset[str] | None
    """Names of the values it is filled with; ``None`` where they are handed on."""


def _ranges(template: str) -> set[str]:
    return {name for name, form in fields(template).items() if form == "count_range"}


def fields(template: str) -> dict[str, str]:
    """Form of each field of a template."""
    return {
        name: form or "" for _, name, form, _ in Formatter().parse(template) if name is not None
    }


def said_in_code() -> Iterator[Said]:
    """Every ``message`` and ``plural``; a template that is no literal is a fault."""
    for path in sorted(SOURCE.rglob("*.py")):
        module = path.relative_to(SOURCE).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            arguments = {"message": 1, "plural": 2}.get(_called(node), 0)
            if not (isinstance(node, ast.Call) and arguments):
                continue
            texts = [text.value for text in node.args if isinstance(text, ast.Constant)]
            if len(texts) == arguments:
                names = {keyword.arg for keyword in node.keywords}
                given = None if None in names else frozenset(name for name in names if name)
                yield Said(f"{module}:{node.lineno}", Template(*map(str, texts)), given)
            else:
                assert module in FORWARDS, f"{module}:{node.lineno}: the template is no literal"


def _called(node: ast.AST) -> str:
    function = node.func if isinstance(node, ast.Call) else None
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def pages() -> Iterator[tuple[str, nodes.Template]]:
    """Every template of a page, parsed."""
    environment = Environment(autoescape=True)
    for path in sorted((SOURCE / "present").rglob("*.j2")):
        name = path.relative_to(SOURCE).as_posix()
        yield name, environment.parse(path.read_text(encoding="utf-8"))


def said_on_pages() -> Iterator[Said]:
    """Every ``say`` of the pages; what a number chooses comes to them as a message."""
    for name, page in pages():
        for call in page.find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name == "say":
                (text,) = call.args
                assert isinstance(text, nodes.Const), f"{name}:{call.lineno}: no literal"
                given = frozenset(keyword.key for keyword in call.kwargs)
                yield Said(f"{name}:{call.lineno}", Template(text.value), given)


def said_anywhere() -> dict[Template, list[str]]:
    """Places that say each template."""
    found: dict[Template, list[str]] = defaultdict(list)
    for said in (*said_in_code(), *said_on_pages()):
        found[said.template].append(said.where)
    return found
