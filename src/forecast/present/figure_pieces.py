"""Every chart a notebook or a brief can show, with its finding, its words and its numbers."""

from functools import cached_property

from forecast.errors import message
from forecast.present import charts, sentences
from forecast.present.blocks import Block
from forecast.present.earlier import compared
from forecast.present.observed import observed_totals
from forecast.present.sentences.chart_captions import (
    breaks_described,
    earlier_caption,
    earlier_described,
    pool_caption,
    sectors_caption,
    sectors_described,
    tornado_caption,
    tornado_described,
)
from forecast.present.sentences.phrases import lead_reading
from forecast.present.showing import Showing
from forecast.present.tables import answer_tables, options
from forecast.present.tables.chart_tables import earlier_table, sectors_table, tornado_table


class FigurePieces(Showing):
    """Charts of one answer; one that has nothing to show says why."""

    @cached_property
    def compared(self) -> tuple[options.Option, ...]:
        """The scenarios of the dataset side by side, simulated once; none without odds."""
        if not options.compared_targets(self.answer):
            return ()
        return options.options(self.answer, self.dataset)

    def fan(self) -> Block:
        """Membership by month, with the targets."""
        drawing = charts.fan(self.answer, self.words)
        reading = lead_reading(self.answer)
        found = next((one for one in self.answer.fans if one.reading == reading), None)
        if drawing is None or found is None:
            return self._say(sentences.fan_caption(self.answer))
        return self._figure(
            "fan",
            drawing,
            caption=[sentences.fan_caption(self.answer)],
            described=[sentences.fan_alt(self.answer), breaks_described(self.answer)],
            table=answer_tables.fan_table(found, self.words),
        )

    def curve(self) -> Block:
        """Odds against new unions a year."""
        drawing = charts.curve(self.answer, self.words)
        if drawing is None:
            return self._say(sentences.curve_caption(self.answer))
        return self._figure(
            "curve",
            drawing,
            caption=[sentences.curve_caption(self.answer)],
            described=[sentences.curve_alt(self.answer), pool_caption(self.answer)],
            table=answer_tables.curve_table(self.answer.curves, self.answer, self.words),
        )

    def drivers(self, which: int = 0) -> Block:
        """Why membership changes until the due date of a target, counted from 0 by due date."""
        if which >= len(self.answer.drivers):
            return self._say(message("For no further target can the change be explained."))
        found = sorted(self.answer.drivers, key=lambda one: one.on)[which]
        return self._figure(
            f"drivers-{found.target.id}",
            charts.drivers(found, self.words),
            caption=[sentences.drivers_caption(found)],
            described=[sentences.drivers_alt(found)],
            table=answer_tables.drivers_table(found, self.words),
        )

    def sectors(self) -> Block:
        """Members of each sector by month, side by side."""
        drawing = charts.sectors(self.answer, self.words)
        if drawing is None:
            return self._say(sectors_caption(self.answer))
        return self._figure(
            "sectors",
            drawing,
            caption=[sectors_caption(self.answer)],
            described=[sectors_described(self.answer)],
            table=sectors_table(self.answer, self.words),
        )

    def tornado(self, which: int = 0) -> Block:
        """Which assumptions move the odds of a target most, counted from 0 by due date."""
        drawing = charts.tornado(self.answer, self.words, which)
        if drawing is None:
            return self._say(tornado_caption(self.answer, which))
        return self._figure(
            f"tornado-{which + 1}",
            drawing,
            caption=[tornado_caption(self.answer, which)],
            described=[tornado_described(self.answer, which)],
            table=tornado_table(self.answer, self.words, which),
        )

    def earlier_forecasts(self) -> Block:
        """What earlier editions forecast, against what was counted since."""
        found = compared(self.earlier, observed_totals(self.answer.record))
        drawing = charts.earlier_forecasts(self.answer, self.earlier, self.words)
        if drawing is None:
            return self._say(earlier_caption(found))
        return self._figure(
            "earlier",
            drawing,
            caption=[earlier_caption(found)],
            described=[earlier_described(found)],
            table=earlier_table(found, self.words),
        )

    def alternatives(self) -> Block:
        """Options side by side, with and without the ceiling of workers."""
        targets, found = options.compared_targets(self.answer), self.compared
        if not found:
            return self._say(options.options_caption(found, self.answer))
        rows = options.odds_rows(found, self.words)
        return self._figure(
            "options",
            charts.comparison(rows, targets, self.words),
            caption=[options.options_caption(found, self.answer)],
            described=[options.options_described(found, self.answer)],
            table=options.options_table(found, self.answer, self.words),
        )
