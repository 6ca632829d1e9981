"""Where a brief comes from, so that it can be made again: files, settings and version."""

import hashlib
from importlib.metadata import version
from pathlib import Path

from forecast.answers.answer import Answer
from forecast.errors import Message, message
from forecast.present.tables import Table
from forecast.present.words import Words
from forecast.record.dataset import Dataset

LETTERS = 12
"""Length of a shown fingerprint; the manifest of an edition holds the whole ones."""

READ = ("*.toml", "scenarios/*.toml", "record/*.csv")
"""The files a dataset is read from."""


def input_files(dataset: Dataset) -> dict[str, bytes]:
    """Give the bytes of every file the dataset is read from, by path within its folder."""
    files = sorted(path for pattern in READ for path in dataset.folder.glob(pattern))
    return {path.relative_to(dataset.folder).as_posix(): path.read_bytes() for path in files}


def fingerprint(data: bytes) -> str:
    """Give the beginning of a SHA-256.

    Examples
    --------
    >>> fingerprint(b"")
    'e3b0c44298fc'
    """
    return hashlib.sha256(data).hexdigest()[:LETTERS]


def footer_line(answer: Answer, dataset: Dataset) -> Message:
    """Everything needed to make the same brief again, in one line; no clock."""
    record = answer.record
    files = input_files(dataset)
    listing = "".join(f"{name} {fingerprint(data)}\n" for name, data in files.items())
    said = {
        "dataset": record.dataset,
        "as_of": record.as_of,
        "scenario": record.scenario,
        "seed": answer.seed,
        "version": version("federation-forecast"),
        "inputs": fingerprint(listing.encode()),
    }
    if record.origin is None:
        return message(
            "Data: {dataset}, no total known; known by {as_of:day}; option {scenario}; seed "
            "{seed}; software {version}; fingerprint of the data files {inputs}.",
            **said,
        )
    return message(
        "Data: {dataset}, counted on {counted:day}; known by {as_of:day}; option {scenario}; seed "
        "{seed}; software {version}; fingerprint of the data files {inputs}.",
        counted=record.origin.date,
        **said,
    )


def provenance_table(answer: Answer, dataset: Dataset, words: Words) -> Table:
    """Every data file with its fingerprint."""
    return Table(
        caption=words.say(message("Data files behind this brief")),
        head=(words.say(message("File")), words.say(message("SHA-256, beginning"))),
        rows=tuple(
            (Path(name).as_posix(), fingerprint(data))
            for name, data in input_files(dataset).items()
        ),
        notes=(words.say(footer_line(answer, dataset)),),
    )
