"""What a notebook or a brief can show of one answer, each piece in the reader's language.

A piece that has nothing to say under this record says why instead.
"""

from forecast.errors import message
from forecast.present import first_page, sentences
from forecast.present.blocks import Block
from forecast.present.cards import cards
from forecast.present.checkup import checkup
from forecast.present.figure_pieces import FigurePieces
from forecast.present.parts import (
    Footer,
    Note,
)
from forecast.present.provenance import footer_line, provenance_table
from forecast.present.sentences.changes import changes_sentence
from forecast.present.tables import answer_tables, rate_tables
from forecast.present.tables.change_tables import changes_table, fewest_changes_table
from forecast.present.tables.options import compared_targets
from forecast.present.tables.overview import overview_table
from forecast.present.tables.plan_tables import arithmetic_table, must_be_true_table, targets_table
from forecast.present.tables.what_if_tables import pairs_table, timing_table, weights_table

TABLED = frozenset({"reading", "medium"})
"""Fields of the sentences whose content has a table of its own: readings of targets, grades."""


class Pieces(FigurePieces):
    """Words and tables of one answer, beside its figures."""

    # --- what is read first ---------------------------------------------------------------

    def masthead(self) -> Block:
        """Whose paper this is, of what day, and what it rests on."""
        return self._block(
            first_page.masthead(
                self.answer, self.words, looks_back=self.looks_back, draft=self.draft
            )
        )

    def conclusion(self) -> Block:
        """The answer: odds of every target, and what even odds take."""
        glance = cards(self.answer, self.words)
        balance = sentences.balance(self.answer)
        return self._block(
            first_page.lead(self.answer, self.words),
            *((glance,) if glance.cards else ()),
            *((Note(text=self.words.say(balance)),) if balance else ()),
        )

    def decisions(self) -> Block:
        """What to decide, with room for who leads and by when."""
        asked = first_page.decisions(self.answer, self.words)
        if asked is None:
            return self._say(message("The figures at hand ask for no decision now."))
        return self._block(asked)

    def situation(self) -> Block:
        """What was counted, what is missing, and what changed since the last brief."""
        targets, every = compared_targets(self.answer), self.answer.record.targets
        others = [
            sentences.other_count(
                option.counted_on,
                [(one, p) for one, p in zip(targets, option.odds, strict=True) if p is not None],
                among=every,
            )
            for option in self.compared
            if option.counted_on is not None
        ]
        return self._say(
            *sentences.situation(self.answer),
            *others,
            changes_sentence(self.changes, self.answer),
        )

    # --- where it is heading --------------------------------------------------------------

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

    # --- what else could be done, and what it rests on ------------------------------------

    def levers_table(self) -> Block:
        """What other rates would have to be, each moved alone."""
        return self._table(answer_tables.levers_table(self.answer, self.words))

    def arithmetic(self) -> Block:
        """The plan's own arithmetic, and what base would carry each target."""
        plan = self.answer.plan_arithmetic
        tables = [arithmetic_table(plan, self.words)] if plan else []
        if self.answer.must_be_true:
            tables.append(must_be_true_table(self.answer, self.words))
        if not tables:
            return self._say(message("The plan states too few numbers for an arithmetic of it."))
        return self._block(*tables)

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

    def pairs_table(self) -> Block:
        """New unions a year together with another lever."""
        return self._table(pairs_table(self.answer, self.words))

    def timing_table(self) -> Block:
        """The plan's new unions founded earlier or later."""
        return self._table(timing_table(self.answer, self.words))

    def weights_table(self) -> Block:
        """What the odds hang on, by share of what is uncertain about them."""
        return self._table(weights_table(self.answer, self.words))

    def since_last(self) -> Block:
        """What moved since the last brief, in parts that add up."""
        if self.changes is None:
            return self._say(changes_sentence(None, self.answer))
        return self._block(
            changes_table(self.changes, self.answer, self.words),
            fewest_changes_table(self.changes, self.answer, self.words),
        )

    def footer(self) -> Block:
        """The same in one line, to stand at the end."""
        return self._block(Footer(line=self.words.say(footer_line(self.answer))))

    # --- for whoever runs the notebook ----------------------------------------------------

    def answer_sentence(self) -> Block:
        """The conclusion alone, for the end of a notebook."""
        return self._say(*sentences.conclusion(self.answer))

    def check(self) -> Block:
        """Check what must hold of any answer.

        Raises
        ------
        ForecastError
            Saying what does not hold.
        """
        return self._say(checkup(self.answer))
