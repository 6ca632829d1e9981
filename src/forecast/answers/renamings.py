"""Which unions may only go on under another id: candidates for a planner to confirm.

Between two counts of every union some are no more and others are new. A pair of them is a candidate
by name or by size, two against one by the sum of their members. Nothing here decides: a candidate
changes no figure until the record says ``renamed``, ``merged`` or ``split``.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from typing import Literal

from forecast.answers.checkup.names import RELATED, likeness, plain_form, shares_name
from forecast.answers.roster_evidence import Interval, Roster
from forecast.record.folders import ROSTER
from forecast.record.knowledge import Record
from forecast.record.renamings import renamings_text
from forecast.record.table_contracts import Renaming, RosterEntry

SAME_SIZE = 0.03
"""Members of the two may differ by this where the names do not tell [fraction of the larger]."""

SIMILAR_SIZE = 2.0
"""Factor within which the members of two unions with like names may differ."""

SUM_WITHIN = 0.02
"""Members of two unions and of the one they make up may differ by this [fraction]."""

FEWEST_MEMBERS = 25.0
"""Small unions are often of one size by chance; from here on the size may tell [members]."""

DAYS_APART = timedelta(days=92)
"""Longest time between the end of one union and the founding of the next, where both are known."""

FEWEST_ABSORBED = 0.2
"""Least growth of an older union that may come from one it took in [fraction of its members]."""

Change = Literal["renamed", "merged", "split"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Unions that may be the same members before and after."""

    kind: Change
    before: tuple[RosterEntry, ...]
    """Unions that ended, at their last count."""

    after: tuple[RosterEntry, ...]
    """Unions that go on, at the first count that follows."""

    on: date
    """Day of the change: of the closing or the founding, else of the later count."""


def renaming_candidates(record: Record, roster: Roster) -> tuple[Candidate, ...]:
    """Candidates of every interval between two counts that no row of the record decides.

    Notes
    -----
    Renamed: the same name; or a like name (`RELATED`) and members within `SIMILAR_SIZE`; or, in one
    sector and with no other that fits, members within `SAME_SIZE`. Merged: two that ended and one
    of their sector that is new with the sum of their members, where one name is most of the other
    or no other union of the sector ended; or one that ended and an older one that grew by its
    members. Split: one that ended and two that are new, in the same way.
    """
    decided = {(one.union, one.successor) for one in record.renamings if one.kind is not None}
    closed = {one.id: one.closed for one in record.roster if one.closed is not None}
    met: set[str] = set()
    found: list[Candidate] = []
    for interval in roster.intervals():
        met |= interval.before.keys()
        search = _Search(interval=interval, met=frozenset(met), closed=closed)
        found += [one for one in search.candidates() if not _decided(one, decided)]
    return tuple(found)


def _decided(one: Candidate, decided: set[tuple[str, str]]) -> bool:
    return any((old.id, new.id) in decided for old in one.before for new in one.after)


@dataclass(frozen=True, kw_only=True)
class _Search:
    """The unions that ended and began between two counts."""

    interval: Interval
    met: frozenset[str]
    """Ids that stood in this or an earlier count."""

    closed: dict[str, date]

    def candidates(self) -> Iterator[Candidate]:
        """By name first; then by sums; then by size alone."""
        gone = [one for key, one in self.interval.before.items() if key not in self.interval.after]
        come = [one for key, one in self.interval.after.items() if key not in self.met]
        for search in (self._by_name, self._merged, self._split, self._by_size, self._absorbed):
            for found in search(gone, come):
                yield found
                gone = [one for one in gone if one not in found.before]
                come = [one for one in come if one not in found.after]

    def _by_name(
        self, gone: Sequence[RosterEntry], come: Sequence[RosterEntry]
    ) -> Iterator[Candidate]:
        forms = {one.id: plain_form(one.name) for one in (*gone, *come)}
        scores = [
            (likeness(forms[old.id], forms[new.id]), old, new) for old in gone for new in come
        ]
        likely = [
            (score, old, new)
            for score, old, new in scores
            if score == 100 or (score >= RELATED and _similar(old.members, new.members))
        ]
        yield from self._pairs(likely)

    def _by_size(
        self, gone: Sequence[RosterEntry], come: Sequence[RosterEntry]
    ) -> Iterator[Candidate]:
        """Pairs of one size and sector, both of which no other fits."""
        pairs = [
            (old, new)
            for old in gone
            for new in come
            if old.sector == new.sector
            and min(old.members, new.members) >= FEWEST_MEMBERS
            and _equal(old.members, new.members, within=SAME_SIZE)
            and self._at_once(old, new)
        ]
        yield from self._pairs((0.0, old, new) for old, new in _unrivalled(pairs))

    def _pairs(
        self, scored: Iterable[tuple[float, RosterEntry, RosterEntry]]
    ) -> Iterator[Candidate]:
        """The likeliest pairs, each union in one of them only."""
        used: set[str] = set()
        for _, old, new in sorted(scored, key=lambda one: (-one[0], one[1].id, one[2].id)):
            if not {old.id, new.id} & used:
                used |= {old.id, new.id}
                yield self._candidate("renamed", (old,), (new,))

    def _merged(
        self, gone: Sequence[RosterEntry], come: Sequence[RosterEntry]
    ) -> Iterator[Candidate]:
        for parts, whole in _sums(gone, come):
            yield self._candidate("merged", parts, (whole,))

    def _split(
        self, gone: Sequence[RosterEntry], come: Sequence[RosterEntry]
    ) -> Iterator[Candidate]:
        for parts, whole in _sums(come, gone):
            yield self._candidate("split", (whole,), parts)

    def _absorbed(
        self, gone: Sequence[RosterEntry], come: Sequence[RosterEntry]
    ) -> Iterator[Candidate]:
        """One that ended and an older one of its sector that grew by its members."""
        del come
        pairs = [
            (old, two)
            for one, two in self.interval.stayed()
            if two.members - one.members >= FEWEST_ABSORBED * one.members
            for old in gone
            if old.sector == two.sector
            and old.members >= FEWEST_MEMBERS
            and _equal(two.members - one.members, old.members, within=SAME_SIZE)
        ]
        for old, two in _unrivalled(pairs):
            yield self._candidate("merged", (old,), (two,))

    def _at_once(self, old: RosterEntry, new: RosterEntry) -> bool:
        ended, founded = self.closed.get(old.id), new.founded
        return ended is None or founded is None or abs(founded - ended) <= DAYS_APART

    def _candidate(
        self, kind: Change, before: tuple[RosterEntry, ...], after: tuple[RosterEntry, ...]
    ) -> Candidate:
        ends = [self.closed[one.id] for one in before if one.id in self.closed]
        starts = [one.founded for one in after if one.founded and one.id not in self.met]
        days = [day for day in (*ends, *starts) if self.interval.start < day <= self.interval.end]
        return Candidate(
            kind=kind, before=before, after=after, on=max(days, default=self.interval.end)
        )


def _similar(one: float, two: float) -> bool:
    return min(one, two) * SIMILAR_SIZE >= max(one, two) > 0


def _equal(one: float, two: float, *, within: float) -> bool:
    """Whether two numbers of members agree but for a fraction, or for one member."""
    return abs(one - two) <= max(1.0, within * max(one, two))


def _unrivalled(
    pairs: Sequence[tuple[RosterEntry, RosterEntry]],
) -> list[tuple[RosterEntry, RosterEntry]]:
    """Pairs of which neither union stands in another one."""
    ids = [union.id for pair in pairs for union in pair]
    return [pair for pair in pairs if all(ids.count(union.id) == 1 for union in pair)]


def _sums(
    parts: Sequence[RosterEntry], wholes: Sequence[RosterEntry]
) -> Iterator[tuple[tuple[RosterEntry, RosterEntry], RosterEntry]]:
    """Two unions and one with the sum of their members, each union once."""
    used: set[str] = set()
    for whole in wholes:
        own = [one for one in parts if one.sector == whole.sector]
        for one, two in combinations(own, 2):
            ids = {one.id, two.id, whole.id}
            # Names are compared last: comparing them takes longest.
            if (
                whole.members >= FEWEST_MEMBERS
                and _equal(one.members + two.members, whole.members, within=SUM_WITHIN)
                and not ids & used
                and (len(own) == 2 or _named_after(whole, (one, two)))
            ):
                used |= ids
                yield (one, two), whole


def _named_after(whole: RosterEntry, parts: Sequence[RosterEntry]) -> bool:
    name = plain_form(whole.name)
    return any(shares_name(name, plain_form(part.name)) for part in parts)


def proposal(candidates: Iterable[Candidate]) -> str:
    """The candidates as the text of a ``renamings.csv``, ``kind`` left for the planner to fill in.

    Returns
    -------
    str
        One row for each pair of unions; ``note`` says what it may be, with names and members. A
        row whose ``kind`` stays empty changes nothing.
    """
    return renamings_text(
        _row(one, old, new) for one in candidates for old in one.before for new in one.after
    )


def _row(one: Candidate, old: RosterEntry, new: RosterEntry) -> Renaming:
    return Renaming(
        date=one.on,
        known_on=max(one.on, new.known_on),
        known_on_assumed=False,
        union=old.id,
        successor=new.id,
        kind=None,
        source=ROSTER,
        grade=max(old.grade, new.grade),
        note=f"{one.kind}? {old.name} ({old.members:.0f}) → {new.name} ({new.members:.0f})",
    )
