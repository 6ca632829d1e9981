"""The brief in its order: five sections on two pages, and an annex by question."""

from collections.abc import Sequence

from forecast.errors import Message, message
from forecast.present.blocks import Block, joined
from forecast.present.parts import Group, Section
from forecast.present.pieces import Pieces


class Briefing(Pieces):
    """One answer, ready to be shown piece by piece or as the sections of a brief."""

    def section(self, name: str, *blocks: Block) -> Block:
        """Put blocks under a heading of the brief.

        Parameters
        ----------
        name
            ``conclusion``, ``decisions``, ``situation``, ``forecast``, ``basis`` or ``annex``.

        Raises
        ------
        ValueError
            If a brief has no such section.
        """
        title = self.words.say(_heading(name))
        parts = joined(blocks, self.words).parts
        return self._block(Section(name=name, title=title, parts=parts, annex=name == "annex"))

    def forecast(self) -> Block:
        """The pictures and the table at a glance; without a total, what the plan's numbers ask."""
        if self.answer.record.origin is None:
            return joined([self.curve(), self.arithmetic()], self.words)
        return joined([self.fan(), self.curve(), self.drivers(), self.overview()], self.words)

    def annex(self) -> Block:
        """Everything a reader may ask next, in full, by question."""
        groups = [self._group(name, title, blocks) for name, title, blocks in self._annex()]
        return joined(groups, self.words)

    def _annex(self) -> list[tuple[str, Message, list[Block]]]:
        rest = [
            (
                "plan",
                message("The plan's targets and its arithmetic"),
                [self.arithmetic(), self.targets_table()],
            ),
            (
                "rates",
                message("Assumptions, and what the record says of them"),
                [self.assumptions_table(), self.rates_table()],
            ),
            ("provenance", message("Where the figures come from"), [self.provenance()]),
        ]
        reading = ("reading", message("The forecast in sentences"), [self.outlook()])
        if self.answer.record.origin is None:
            return [reading, *rest]
        later = [self.drivers(which) for which in range(1, len(self.answer.drivers))]
        return [
            reading,
            ("odds", message("Odds and new unions"), [self.odds_table(), self.needs_table()]),
            ("change", message("What drives the change"), [*later, self.sectors()]),
            (
                "options",
                message("Options compared, and what would change the answer"),
                [
                    self.alternatives(),
                    *(self.tornado(which) for which in range(len(self.answer.curves))),
                    self.levers_table(),
                    self.pairs_table(),
                    self.timing_table(),
                    self.weights_table(),
                ],
            ),
            (
                "history",
                message("Since the last brief, and how earlier forecasts fared"),
                [self.since_last(), self.earlier_forecasts()],
            ),
            *rest,
        ]

    def _group(self, name: str, title: Message, blocks: Sequence[Block]) -> Block:
        parts = joined(blocks, self.words).parts
        return self._block(Group(name=f"annex-{name}", title=self.words.say(title), parts=parts))


def _heading(name: str) -> Message:
    headings = {
        "conclusion": message("I. Conclusion"),
        "decisions": message("II. For decision"),
        "situation": message("III. Situation"),
        "forecast": message("IV. Forecast"),
        "basis": message("V. Basis and assumptions"),
        "annex": message("Annex"),
    }
    if name not in headings:
        raise ValueError(f"a brief has no section {name!r}; it has {', '.join(headings)}")
    return headings[name]
