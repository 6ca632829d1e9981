"""The same union under two spellings: which id of the roster a name belongs to.

The rule: two names are the same union when they are equal once case, accents, abbreviations and the
words every union's name begins with are set aside. Names that are nearly equal, or one of which
holds all words of the other, are uncertain if they hold the same numbers: the planner is asked,
nothing is guessed. All others are new unions. Unions the file itself names are not asked about.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from forecast.errors import message
from forecast.record.advice import Advice
from forecast.record.folders import plain_name
from forecast.record.intake.proposed import Unmatched
from forecast.record.intake.spelling import body, tidy
from forecast.record.table_contracts import RosterEntry

NEAR = 88.0
"""Likeness of two names [0 to 100] from which on they may be one union."""

WITHIN = 99.9
"""Likeness of their words from which on one name holds all words of the other."""

FEWEST_WORDS = 3
"""A shorter name says too little to be asked about."""

MOST_CANDIDATES = 3
LONGEST_ID = 48


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A name that may be that of a known union."""

    name: str
    candidate: str
    """Id of the union it may be."""

    candidate_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Matches:
    """What every name was matched with."""

    ids: Mapping[str, str]
    """Body of a name to an id, new ones among them."""

    new: frozenset[str]
    """Ids that are new."""

    questions: tuple[Question, ...]
    respelt: Mapping[str, str]
    """Name as written to the name it is known by, where they differ."""


def match(
    names: Iterable[str],
    *,
    roster: Sequence[RosterEntry],
    answers: Mapping[tuple[str, str], bool],
    ids: Mapping[str, str],
) -> Matches:
    """Give every name an id.

    Parameters
    ----------
    names
        Names as written; of equal bodies the first counts.
    answers
        What a planner has said: whether a name (its body) is that of a union (its id).
    ids
        Ids a sheet states itself, by body.
    """
    known, spelt = _known(roster)
    taken = set(spelt)
    found: dict[str, str] = {}
    new, questions, respelt = set[str](), list[Question](), dict[str, str]()
    wanted = {body(name): name for name in reversed(list(names))}
    exact = {k for k in wanted if len(known.get(k, ())) == 1}
    free = [k for k in known if k not in exact]
    for this, name in sorted(wanted.items()):
        if this in exact:
            found[this] = known[this][0]
            if tidy(name) != spelt[found[this]]:
                respelt[name] = spelt[found[this]]
            continue
        if this in ids:
            found[this] = ids[this]
            continue
        near = known.get(this, ()) or _near(this, free, known)
        said = {one: answers.get((this, one)) for one in near}
        same = next((one for one, yes in said.items() if yes), None)
        if same:
            found[this] = same
            respelt[name] = spelt[same]
        elif any(yes is None for yes in said.values()):
            questions += [
                Question(name=name, candidate=one, candidate_name=spelt[one])
                for one, yes in said.items()
                if yes is None
            ]
        else:
            found[this] = _fresh(name, taken)
            new.add(found[this])
            taken.add(found[this])
    return Matches(ids=found, new=frozenset(new), questions=tuple(questions), respelt=respelt)


def _known(roster: Sequence[RosterEntry]) -> tuple[dict[str, list[str]], dict[str, str]]:
    """Ids by body, and the newest name of each id."""
    spelt: dict[str, str] = {}
    by_key: dict[str, list[str]] = defaultdict(list)
    for entry in sorted(roster, key=lambda entry: entry.date):
        spelt[entry.id] = entry.name
        ids = by_key[body(entry.name)]
        if entry.id not in ids:
            ids.append(entry.id)
    return by_key, spelt


def _near(this: str, free: Sequence[str], known: Mapping[str, list[str]]) -> list[str]:
    """Ids of the most similar names with the same numbers."""
    numbers = re.findall(r"\d+", this)
    found = [
        *process.extract(this, free, scorer=fuzz.token_sort_ratio, score_cutoff=NEAR, limit=12),
        *process.extract(this, free, scorer=fuzz.token_set_ratio, score_cutoff=WITHIN, limit=12),
    ]
    alike = [
        other
        for other, _, _ in found
        if re.findall(r"\d+", other) == numbers and len(other.split()) >= FEWEST_WORDS
    ]
    several = list(dict.fromkeys(alike))[:MOST_CANDIDATES]
    return list(dict.fromkeys(one for other in several for one in known[other]))


def _fresh(name: str, taken: set[str]) -> str:
    """An id no union has, made of the name."""
    base = plain_name(body(name))[:LONGEST_ID].strip("-") or "cdcs"
    number, fresh = 1, base
    while fresh in taken:
        number += 1
        fresh = f"{base}-{number}"
    return fresh


def twice(rows: Sequence[Unmatched]) -> list[tuple[Unmatched, Unmatched]]:
    """Rows of one table and date or year whose names have the same body, each with the first."""
    first: dict[tuple[str, str, str], Unmatched] = {}
    found = []
    for one in rows:
        when = one.row.cells.get("date") or one.row.cells.get("year", "")
        place = (one.row.table, when, body(one.name))
        before = first.setdefault(place, one)
        if before is not one:
            found.append((one, before))
    return found


def said_twice(before: Unmatched) -> Advice:
    """Advice for a union listed twice."""
    return (
        message(
            "The same union stands in {cell}.",
            cell=before.row.sheet.ref(before.row.row, before.row.columns[before.column]),
        ),
        message("Delete one of the two, or tell them apart in their names."),
    )
