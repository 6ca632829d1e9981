"""Where a brief comes from, so that it can be made again: what was known, settings and version.

Fingerprints are of what was known on the day, not of the files: a row that became known later
leaves an earlier brief as it was, to the byte. The manifest of an edition has those of the files.
"""

import hashlib
from importlib.metadata import version

from forecast.answers.answer import Answer
from forecast.errors import Message, message
from forecast.present.tables import Table
from forecast.present.words import Words

LETTERS = 12
"""Length of a shown fingerprint."""


def fingerprint(known: object) -> str:
    """Give the beginning of a SHA-256 of all values of ``known``.

    Examples
    --------
    >>> fingerprint((1, "a")) == fingerprint((1, "a")) != fingerprint((2, "a"))
    True
    """
    return hashlib.sha256(repr(known).encode()).hexdigest()[:LETTERS]


def footer_line(answer: Answer) -> Message:
    """Everything needed to make the same brief again, in one line; no clock."""
    record = answer.record
    said = {
        "dataset": record.dataset,
        "as_of": record.as_of,
        "option": record.scenario_name,
        "scenario": record.scenario,
        "seed": answer.seed,
        "version": version("federation-forecast"),
        "inputs": fingerprint(record),
    }
    if record.origin is None:
        return message(
            "Data: {dataset}, no total known; known by {as_of:day}; option: {option} "
            "({scenario}); seed {seed}; software {version}; fingerprint of what was known "
            "{inputs}.",
            **said,
        )
    return message(
        "Data: {dataset}, counted on {counted:day}; known by {as_of:day}; option: {option} "
        "({scenario}); seed "
        "{seed}; software {version}; fingerprint of what was known {inputs}.",
        counted=record.origin.date,
        **said,
    )


def provenance_table(answer: Answer, words: Words) -> Table:
    """What was known on the day, part by part, each with its fingerprint."""
    record = answer.record
    parts = (
        (message("Dated figures"), record.facts),
        (message("Targets of the plan"), record.targets),
        (message("Assumed rates"), tuple(record.rates.values())),
        (message("Dated events"), record.events),
        (message("Precedents"), record.precedents),
    )
    head = (
        message("What was known"),
        message("Entries"),
        message("Fingerprint (SHA-256, beginning)"),
    )
    return Table(
        caption=words.say(message("The data behind this brief")),
        head=tuple(words.say(title) for title in head),
        rows=tuple(
            (words.say(name), words.count(len(part)), fingerprint(part)) for name, part in parts
        ),
        figures=frozenset({1}),
        notes=(words.say(footer_line(answer)),),
    )
