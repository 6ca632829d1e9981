"""What a notebook or a brief can show of one answer, each piece in the reader's language.

A piece that has nothing to say under this record says why instead.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from forecast.answers.answer import Answer
from forecast.answers.changes import Changes
from forecast.errors import Message, message
from forecast.present import charts, sentences
from forecast.present.checkup import checkup
from forecast.present.page.blocks import Block, joined
from forecast.present.page.cards import cards
from forecast.present.page.figures import figure
from forecast.present.page.provenance import footer_line, provenance_table
from forecast.present.page.render import render
from forecast.present.published import EarlierForecast
from forecast.present.sentences.phrases import lead_reading
from forecast.present.tables import Table, answer_tables, options, rate_tables, table_block
from forecast.present.tables.overview import overview_table
from forecast.present.tables.plan_tables import arithmetic_table, must_be_true_table, targets_table
from forecast.present.words import Words
from forecast.record.dataset import Dataset

TABLED = frozenset({"reading", "medium"})
"""Fields of the sentences whose content has a table of its own: readings of targets, grades."""


@dataclass(frozen=True)
class Briefing:
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

    @cached_property
    def compared(self) -> tuple[options.Option, ...]:
        """The scenarios of the dataset side by side, simulated once; none without odds."""
        if not options.compared_targets(self.answer):
            return ()
        return options.options(self.answer, self.dataset)

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
        content = joined(blocks)
        title = self.words.say(_heading(name))
        html = render("section.html.j2", self.words, name=name, title=title, content=content.html)
        return Block(html=html, text=f"{title}\n\n{content.text}")

    # --- what is read first ---------------------------------------------------------------

    def masthead(self) -> Block:
        """Whose paper this is, of what day, and what it rests on."""
        record = self.answer.record
        face = self.words.say(sentences.face(record))
        html = render(
            "masthead.html.j2", self.words, record=record, looks_back=self.looks_back, face=face
        )
        return Block(html=html, text=face)

    def conclusion(self) -> Block:
        """The answer: odds of every target, and what even odds take."""
        lead = " ".join(map(self.words.say, sentences.conclusion(self.answer)))
        balance = sentences.balance(self.answer)
        html = render(
            "conclusion.html.j2",
            self.words,
            lead=lead,
            cards=cards(self.answer, self.words),
            balance=self.words.say(balance) if balance else "",
        )
        return Block(html=html, text=lead)

    def decisions(self) -> Block:
        """What to decide, with room for who leads and by when."""
        found = sentences.decisions(self.answer)
        if not found:
            return self._say(message("The figures at hand ask for no decision now."))
        html = render("decisions.html.j2", self.words, decisions=found)
        return Block(html=html, text="\n".join(self.words.say(one.what) for one in found))

    def situation(self) -> Block:
        """What was counted, and what is missing."""
        return self._say(*sentences.situation(self.answer))

    # --- where it is heading --------------------------------------------------------------

    def fan(self) -> Block:
        """Membership by month, with the targets."""
        drawing = charts.fan(self.answer, self.words)
        reading = lead_reading(self.answer)
        found = next((one for one in self.answer.fans if one.reading == reading), None)
        if drawing is None or found is None:
            return self._say(sentences.fan_caption(self.answer))
        return figure(
            "fan",
            drawing,
            caption=self.words.say(sentences.fan_caption(self.answer)),
            described=self.words.say(sentences.fan_alt(self.answer)),
            table=answer_tables.fan_table(found, self.words),
            words=self.words,
        )

    def curve(self) -> Block:
        """Odds against new unions a year."""
        drawing = charts.curve(self.answer, self.words)
        if drawing is None:
            return self._say(sentences.curve_caption(self.answer))
        return figure(
            "curve",
            drawing,
            caption=self.words.say(sentences.curve_caption(self.answer)),
            described=self.words.say(sentences.curve_alt(self.answer)),
            table=answer_tables.curve_table(self.answer.curves, self.answer, self.words),
            words=self.words,
        )

    def drivers(self, which: int = 0) -> Block:
        """Why membership changes until the due date of a target, counted from 0 by due date."""
        if which >= len(self.answer.drivers):
            return self._say(message("For no further target can the change be explained."))
        found = sorted(self.answer.drivers, key=lambda one: one.on)[which]
        return figure(
            f"drivers-{found.target.id}",
            charts.drivers(found, self.words),
            caption=self.words.say(sentences.drivers_caption(found)),
            described=self.words.say(sentences.drivers_alt(found)),
            table=answer_tables.drivers_table(found, self.words),
            words=self.words,
        )

    def overview(self) -> Block:
        """The targets at a glance: odds, middle, range, and what each level of odds takes."""
        return self._table(overview_table(self.answer, self.words, options=self.compared))

    def odds_table(self) -> Block:
        """Odds of each target under each reading."""
        return self._table(answer_tables.odds_table(self.answer, self.words))

    def needs_table(self) -> Block:
        """Fewest new unions a year for each level of odds."""
        return self._table(answer_tables.needs_table(self.answer, self.words))

    def outlook(self) -> Block:
        """The forecast in sentences, with what would change it."""
        return self._say(*sentences.forecast_sentences(self.answer))

    def forecast(self) -> Block:
        """The pictures and the table at a glance; without a total, what the plan's numbers ask."""
        if self.answer.record.origin is None:
            return joined([self.curve(), self.arithmetic()])
        return joined([self.fan(), self.curve(), self.drivers(), self.overview()])

    # --- what else could be done, and what it rests on ------------------------------------

    def levers_table(self) -> Block:
        """What other rates would have to be, each moved alone."""
        return self._table(answer_tables.levers_table(self.answer, self.words))

    def alternatives(self) -> Block:
        """Options side by side, with and without the ceiling of workers."""
        targets, found = options.compared_targets(self.answer), self.compared
        if not found:
            return self._say(message("Without a known total no options can be compared."))
        rows = options.odds_rows(found, self.words)
        return figure(
            "options",
            charts.comparison(rows, targets, self.words),
            caption=self.words.say(options.options_caption(found, self.answer)),
            described=self.words.say(options.options_described(found, self.answer)),
            table=options.options_table(found, self.answer, self.words),
            words=self.words,
        )

    def arithmetic(self) -> Block:
        """The plan's own arithmetic, and what base would carry each target."""
        plan = self.answer.plan_arithmetic
        tables = [arithmetic_table(plan, self.words)] if plan else []
        if self.answer.must_be_true:
            tables.append(must_be_true_table(self.answer, self.words))
        if not tables:
            return self._say(message("The plan states too few numbers for an arithmetic of it."))
        return joined([table_block(table, self.words) for table in tables])

    def basis(self) -> Block:
        """What the forecast rests on, and its limits.

        What the masthead or a table of the brief says is not repeated.
        """
        found = sentences.basis(self.answer, looks_back=self.looks_back)
        face = sentences.face(self.answer.record)
        return self._say(
            *(one for one in found if one != face and not TABLED.intersection(one.values))
        )

    def targets_table(self) -> Block:
        """Every promise: its words, clause and due date, and how it is read."""
        return self._table(targets_table(self.answer, self.words))

    def main_assumptions(self) -> Block:
        """The assumptions that weigh most."""
        return self._table(rate_tables.main_assumptions(self.answer, self.words))

    def assumptions_table(self) -> Block:
        """Every assumption, with range, grades and source."""
        return self._table(rate_tables.assumptions_table(self.answer, self.words))

    def rates_table(self) -> Block:
        """Each rate before and after the record spoke."""
        return self._table(rate_tables.rates_table(self.answer, self.words))

    def provenance(self) -> Block:
        """Files, settings and version this was made from."""
        return self._table(provenance_table(self.answer, self.words))

    def annex(self) -> Block:
        """Everything a reader may ask next, in full."""
        of_rates = [self.targets_table(), self.assumptions_table(), self.rates_table()]
        if self.answer.record.origin is None:
            return joined([self.outlook(), *of_rates, self.provenance()])
        of_odds = [self.outlook(), self.alternatives(), self.odds_table(), self.needs_table()]
        of_plan = [self.drivers(1), self.levers_table(), self.arithmetic()]
        return joined([*of_odds, *of_plan, *of_rates, self.provenance()])

    def footer(self) -> Block:
        """The same in one line, to stand at the end."""
        line = self.words.say(footer_line(self.answer))
        return Block(html=render("footer.html.j2", self.words, line=line), text=line)

    # --- for notebooks --------------------------------------------------------------------

    def answer_sentence(self) -> Block:
        """The answer in words and nothing else."""
        return self._say(*sentences.conclusion(self.answer))

    def check(self) -> Block:
        """Hold the answer against what must be true of any answer.

        Raises
        ------
        ForecastError
            Naming what does not hold.
        """
        return self._say(checkup(self.answer))

    def _say(self, *found: Message) -> Block:
        said = _unique([self.words.say(one) for one in found])
        html = render("sentences.html.j2", self.words, sentences=said)
        return Block(html=html, text="\n".join(said))

    def _table(self, table: Table) -> Block:
        if not table.rows:
            return self._say(
                message("{table}: the record has nothing to show.", table=table.caption)
            )
        return table_block(table, self.words)


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


def _unique(said: Sequence[str]) -> list[str]:
    """Drop sentences said before; two sources may warn of the same thing."""
    return list(dict.fromkeys(said))
