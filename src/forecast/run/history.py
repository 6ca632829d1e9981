"""What was published before an edition, and what moved since: its folder ``history/``.

The last brief is the edition that stands where the new one goes, if that says something else; then
the newest edition of the same scenario with an earlier date. An edition that says what the standing
one said tells of the same change as that, so that a refresh with nothing new changes no byte and
computes nothing twice.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from forecast.answers.answer import Answer
from forecast.answers.changes import Changes
from forecast.answers.replacement import AskedRecord
from forecast.present.published import (
    CHANGES,
    FORECASTS,
    EarlierForecast,
    changes_text,
    forecasts_text,
)
from forecast.run.comparison import Comparison
from forecast.run.earlier import EarlierEdition, Note, editions_before, read_edition
from forecast.run.edition import Edition

MOST_FORECASTS = 12
"""Earlier forecasts that an edition keeps, the newest ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What was published before one edition."""

    standing: Comparison | None
    """With the edition that stands in the same place."""

    earlier: Comparison | None
    """With the newest one of an earlier date."""

    forecasts: tuple[EarlierForecast, ...]

    @property
    def questions(self) -> Iterator[AskedRecord]:
        """Records whose headline will be needed, as far as can be told before they are asked."""
        expected = self.standing
        if expected is None or (expected.recorded is None and not any(expected.questions)):
            expected = self.earlier
        return iter(()) if expected is None else expected.questions

    def changes(self, answer: Answer) -> Changes | None:
        """What moved since the last brief; ``None`` where there is none."""
        if self.standing is not None:
            found = self.standing.changes(answer)
            if found.moved:
                return found
            if self.standing.recorded is not None:
                return self.standing.recorded
        return None if self.earlier is None else self.earlier.changes(answer)


def find_past(edition: Edition, *, note: Note) -> Past:
    """What stands in the reports folder of an edition; damaged editions are noted and left out."""
    reports, target = edition.target.parent, edition.target
    standing = read_edition(target, note=note) if target.is_dir() else None
    before = editions_before(
        reports, as_of=edition.record.as_of, scenario=edition.record.scenario, note=note
    )
    found = tuple(islice(before, MOST_FORECASTS))
    forecasts = [one.forecast for one in reversed(found)]
    return Past(
        standing=_comparison(edition, standing),
        earlier=_comparison(edition, found[0] if found else None),
        forecasts=tuple(one for one in forecasts if one is not None),
    )


def _comparison(edition: Edition, last: EarlierEdition | None) -> Comparison | None:
    return None if last is None else Comparison(edition=edition, last=last)


def write_history(past: Past, *, changes: Changes | None, folder: Path) -> None:
    """Write what a new edition keeps of the past into its folder ``history/``."""
    folder.mkdir()
    for name, text in (
        (CHANGES, changes_text(changes)),
        (FORECASTS, forecasts_text(past.forecasts)),
    ):
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
