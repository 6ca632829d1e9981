"""One answer in one language, and how a sentence, a table or a chart of it becomes a block."""

from collections.abc import Sequence
from dataclasses import dataclass

from forecast.answers.answer import Answer
from forecast.answers.changes import Changes
from forecast.errors import Message, message
from forecast.present.blocks import Block
from forecast.present.charts import Drawing
from forecast.present.parts import (
    Figure,
    Part,
    Sentences,
    Table,
)
from forecast.present.published import EarlierForecast
from forecast.present.words import Words
from forecast.record.dataset import Dataset


@dataclass(frozen=True)
class Showing:
    """One answer, ready to be shown."""

    answer: Answer
    dataset: Dataset
    words: Words
    looks_back: bool
    draft: bool = False
    changes: Changes | None = None
    """What moved since the last brief; ``None`` where nothing came before."""

    earlier: tuple[EarlierForecast, ...] = ()
    """What earlier editions forecast, oldest first."""

    def _block(self, *parts: Part) -> Block:
        return Block(parts, self.words)

    def _paragraph(self, said: Sequence[Message | None]) -> str:
        """Sentences one after the other, where there is something to say."""
        return " ".join(self.words.say(one) for one in said if one is not None)

    def _say(self, *said: Message) -> Block:
        """Sentences under one another; two sources may warn of the same thing."""
        items = tuple(dict.fromkeys(self.words.say(one) for one in said))
        return self._block(Sentences(items=items))

    def _table(self, table: Table) -> Block:
        if not table.rows:
            return self._say(
                message("{table}: the record has nothing to show.", table=table.caption)
            )
        return self._block(table)

    def _figure(
        self,
        name: str,
        drawing: Drawing,
        *,
        caption: Sequence[Message | None],
        described: Sequence[Message | None],
        table: Table,
    ) -> Block:
        return self._block(
            Figure(
                name=name,
                wide=drawing.wide,
                narrow=drawing.narrow,
                caption=self._paragraph(caption),
                described=self._paragraph(described),
                table=table,
            )
        )
