r"""TOML written so that whatever a planner typed is read back as it was typed.

Examples
--------
>>> print(toml_text({"a": 'say "so"', "part": {"b": 1}, "list": [{"c": True}]}))
a = "say \"so\""
<BLANKLINE>
[part]
b = 1
<BLANKLINE>
[[list]]
c = true
<BLANKLINE>
"""

import datetime as dt
import json
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from forecast.record.texts import Text

Plain = str | bool | int | float | dt.date
Entry = Mapping[str, object]
"""Values, texts by language (dotted keys), lists, tables and lists of tables, in order."""

_WIDTH = 100
"""Longer texts go over several lines [characters]."""


def toml_text(content: Entry, *, comment: str = "") -> str:
    """A whole file, beginning with a comment."""
    remarks = [f"# {line}".rstrip() for line in comment.splitlines()]
    body = "\n".join(_table(content, ())).strip("\n")
    return "\n".join([*remarks, *([""] if remarks and body else []), body]).strip("\n") + "\n"


def as_stated(text: Text) -> dict[str, str]:
    """A text as a file states it: in Vietnamese, in English and in what else it has."""
    return text.model_dump()


def _table(content: Entry, path: tuple[str, ...]) -> Iterator[str]:
    for key, value in content.items():
        if isinstance(value, Mapping) and path:
            yield from (f"{key}.{part} = {_value(said)}" for part, said in value.items())
        elif not _has_own_header(value):
            yield f"{key} = {_value(value)}"
    for key, value in content.items():
        if isinstance(value, Mapping) and not path:
            yield from ("", f"[{key}]", *_table(value, (key,)))
        elif _has_own_header(value) and not isinstance(value, Mapping):
            for entry in _tables(value):
                header = ".".join((*path, key))
                yield from ("", f"[[{header}]]", *_table(entry, (*path, key)))


def _has_own_header(value: object) -> bool:
    return isinstance(value, Mapping) or any(isinstance(part, Mapping) for part in _tables(value))


def _tables(value: object) -> Sequence[Entry]:
    return value if isinstance(value, list | tuple) else ()


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, list | tuple):
        return f"[{', '.join(_value(part) for part in value)}]"
    return value.isoformat() if isinstance(value, dt.date) else repr(value)


def _text(text: str) -> str:
    quoted = _escaped(text)
    plain = text == text.strip() and "  " not in text
    if len(quoted) <= _WIDTH or not plain:
        return f'"{quoted}"'
    # A line that ends in a backslash joins the next one, whose leading spaces are dropped.
    return '"""\\\n' + " \\\n".join(_wrapped(quoted)) + '"""'


def _escaped(text: str) -> str:
    """The inside of a basic string: JSON's escapes are TOML's, but for the delete sign."""
    readable = unicodedata.normalize("NFC", text).encode("utf-8", "replace").decode()
    return json.dumps(readable, ensure_ascii=False)[1:-1].replace("\x7f", "\\u007f")


def _wrapped(words: str) -> Iterator[str]:
    line = ""
    for word in words.split(" "):
        if line and len(line) + 1 + len(word) > _WIDTH:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line
