"""Unions and firms that may stand twice in the record: by name, since each has its own id."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from forecast.answers.checkup.finding import Finding, Kind
from forecast.answers.checkup.names import alike, plain_form
from forecast.answers.roster_evidence import Roster
from forecast.errors import Message, message
from forecast.record.knowledge import Record
from forecast.record.table_contracts import Firm, RosterEntry


def double_findings(record: Record, roster: Roster, *, explained: set[str]) -> Iterator[Finding]:
    """Unions listed twice, unions under a new id, firms listed twice or with a union after all.

    Parameters
    ----------
    explained
        Ids of unions that may go on under another one, which is said elsewhere.
    """
    by_sector: dict[str, dict[str, RosterEntry]] = defaultdict(dict)
    for unions in roster.counts.values():
        for key, entry in unions.items():
            by_sector[entry.sector][key] = entry
    for entries in by_sector.values():
        yield from _unions(entries, roster, explained=explained)
    firms = _newest(record.firms)
    yield from _firms(firms)
    yield from _unionised(firms, roster)


def _unions(
    entries: Mapping[str, RosterEntry], roster: Roster, *, explained: set[str]
) -> Iterator[Finding]:
    """Pairs of unions of one sector with the same name, or one so alike that it may be."""
    for one, two, same in alike({key: plain_form(entry.name) for key, entry in entries.items()}):
        days = [_days(key, roster) for key in (one, two)]
        together = max(set(days[0]) & set(days[1]), default=None)
        pair = sorted((entries[one], entries[two]), key=lambda entry: entry.date)
        if together is not None:
            yield _listed_twice(*pair, day=together)
        elif same and not {one, two} & explained:
            yield _new_id(*pair)


def _days(key: str, roster: Roster) -> list[date]:
    return [day for day, unions in roster.counts.items() if key in unions]


def _listed_twice(one: RosterEntry, two: RosterEntry, *, day: date) -> Finding:
    return Finding(
        kind="duplicate",
        severity="doubtful",
        table="roster",
        day=day,
        subject=two.id,
        what=message(
            "{one} ({one_id}) and {two} ({two_id}) are both in the count of {day:day}; the names "
            "are the same or nearly so.",
            one=one.name,
            one_id=one.id,
            two=two.name,
            two_id=two.id,
            day=day,
        ),
        remedy=message("If it is one union, delete one of the rows; if not, tell the names apart."),
    )


def _new_id(one: RosterEntry, two: RosterEntry) -> Finding:
    return Finding(
        kind="same_name_new_id",
        severity="doubtful",
        table="roster",
        day=two.date,
        subject=two.id,
        what=message(
            "{union} stands under the id {one_id} until {day:day} and later under {two_id}.",
            union=two.name,
            one_id=one.id,
            two_id=two.id,
            day=one.date,
        ),
        remedy=message("If it is one union, keep one id, or write “renamed” in renamings.csv."),
    )


def _newest(firms: Iterable[Firm]) -> dict[str, Firm]:
    """The newest list of firms by id."""
    every = list(firms)
    day = max((firm.date for firm in every), default=None)
    return {firm.id: firm for firm in every if firm.date == day}


def _firms(firms: Mapping[str, Firm]) -> Iterator[Finding]:
    for one, two, _ in alike({key: plain_form(firm.name) for key, firm in firms.items()}):
        yield _of_firm(
            firms[two],
            kind="firm_duplicate",
            what=message(
                "{one} ({one_id}) and {two} ({two_id}) are both on the list of firms without a "
                "union; the names are the same or nearly so.",
                one=firms[one].name,
                one_id=one,
                two=firms[two].name,
                two_id=two,
            ),
            remedy=message("If it is one firm, delete one of the rows."),
        )


def _unionised(firms: Mapping[str, Firm], roster: Roster) -> Iterator[Finding]:
    """Firms listed as without a union whose name a union bears at the newest count."""
    unions = roster.counts[max(roster.counts)] if roster.counts else {}
    names = {f"union {key}": plain_form(entry.name) for key, entry in unions.items()}
    names |= {f"firm {key}": plain_form(firm.name) for key, firm in firms.items()}
    for one, two, _ in alike(names):
        if (one.partition(" ")[0], two.partition(" ")[0]) != ("firm", "union"):
            continue
        firm, union = firms[one.partition(" ")[2]], unions[two.partition(" ")[2]]
        yield _of_firm(
            firm,
            kind="firm_has_union",
            what=message(
                "{firm} ({id}) is on the list of firms without a union of {day:day}, but the "
                "roster has {union}.",
                firm=firm.name,
                id=firm.id,
                day=firm.date,
                union=union.name,
            ),
            remedy=message("Take the firm off the list if the union is its own."),
        )


def _of_firm(firm: Firm, *, kind: Kind, what: Message, remedy: Message) -> Finding:
    return Finding(
        kind=kind,
        severity="doubtful",
        table="firms",
        day=firm.date,
        subject=firm.id,
        what=what,
        remedy=remedy,
    )
