"""What a run shows while it works: a bar on a terminal, a line for each step elsewhere."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)

from forecast.errors import Message
from forecast.present.words import Words


class Watch:
    """Show the stages of a refresh and their steps, in the reader's language."""

    def __init__(self, console: Console, words: Words) -> None:
        self._console = console
        self._words = words
        self._total = 0
        self._done = 0
        self._task = TaskID(0)
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=console,
            disable=not console.is_terminal,
        )

    @contextmanager
    def stage(self, title: Message, *, total: int) -> Iterator[None]:
        """Show that ``total`` steps are to be taken, until the block is left."""
        said = self._words.say(title)
        self._total, self._done = total, 0
        self._line(said)
        with self._bar:
            self._task = self._bar.add_task(said, total=total)
            yield

    def step(self, name: str) -> None:
        """Count one step that has been taken."""
        self._done += 1
        self._bar.advance(self._task)
        self._line(f"{self._done}/{self._total} {name}")

    def note(self, text: Message) -> None:
        """Say something that stops nothing."""
        self._console.print(self._words.say(text), markup=False, highlight=False)

    def _line(self, text: str) -> None:
        """Write a line where nobody watches a bar."""
        if not self._console.is_terminal:
            self._console.print(text, markup=False, highlight=False)
