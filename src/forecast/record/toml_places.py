"""On which line of a TOML file an entry stands.

tomllib reads values but forgets where they stood. This walks a file that tomllib has already
accepted, so it need not judge the syntax, only follow headers and keys.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

Location = Sequence[str | int]
"""Where an entry stands: keys, and positions in lists from 0."""

_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}'  # text over several lines
    r'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\''  # text on one line
    r"|\#[^\n]*|[\[\]{}]|\n|[^\"'\#\[\]{}\n]+",
    re.DOTALL,
)
_KEY = re.compile(r"""\s*("(?:\\.|[^"\\])*"|'[^']*'|[A-Za-z0-9_-]+)\s*(\.?)""")


@dataclass(frozen=True, slots=True)
class Places:
    """Line numbers of the entries of one file, counted from 1."""

    lines: dict[tuple[str, ...], int] = field(default_factory=dict)

    def line_of(self, location: Location) -> str:
        """Line of the entry, or of the table that should hold it; empty when there is none."""
        steps = _steps(location)
        for end in range(len(steps), 0, -1):
            if steps[:end] in self.lines:
                return str(self.lines[steps[:end]])
        return ""


def find_places(text: str) -> Places:
    r"""Lines of all headers and keys of a valid TOML file.

    Examples
    --------
    >>> find_places('[[target]]\nid = "a"\n[[target]]\nid = "b"').line_of(["target", 1, "id"])
    '4'
    """
    lines: dict[tuple[str, ...], int] = {}
    lengths: dict[tuple[str, ...], int] = {}
    table: tuple[str, ...] = ()
    for number, statement in _statements(text):
        if statement.startswith("["):
            table = _open_table(statement, lengths)
            lines.setdefault(table, number)
        else:
            lines.setdefault(table + _keys(statement), number)
    return Places(lines)


def _steps(location: Location) -> tuple[str, ...]:
    # A dotted key and a quoted key with a dot name the same rate, so both become steps.
    return tuple(".".join(str(part) for part in location).split("."))


def _statements(text: str) -> Iterator[tuple[int, str]]:
    depth, line, start, parts = 0, 1, 1, [""]
    for piece in _TOKEN.findall(text.replace("\r\n", "\n") + "\n"):
        if piece == "\n" and depth == 0:
            statement = "".join(parts).strip()
            if statement:
                yield start, statement
            parts, start = [""], line + 1
        elif not piece.startswith("#"):
            parts.append(piece)
        depth += (piece in ("[", "{")) - (piece in ("]", "}"))
        line += piece.count("\n")


def _open_table(statement: str, lengths: dict[tuple[str, ...], int]) -> tuple[str, ...]:
    *parents, last = _keys(statement.strip("[]"))
    table: tuple[str, ...] = ()
    for key in parents:
        table = _newest((*table, key), lengths)
    table += (last,)
    if statement.startswith("[["):
        lengths[table] = lengths.get(table, 0) + 1
    return _newest(table, lengths)


def _newest(table: tuple[str, ...], lengths: dict[tuple[str, ...], int]) -> tuple[str, ...]:
    return (*table, str(lengths[table] - 1)) if table in lengths else table


def _keys(statement: str) -> tuple[str, ...]:
    keys: list[str] = []
    position = 0
    while found := _KEY.match(statement, position):
        keys.append(found[1].strip("\"'"))
        position = found.end()
        if not found[2]:
            break
    return _steps(keys)
