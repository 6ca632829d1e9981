"""What an edition was made from and what it holds, so that it can be checked and made again.

No wall clock: the same inputs, parameters and versions give the same manifest.
"""

import hashlib
import json
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

MANIFEST = "manifest.json"
SCHEMA = 1

EVERYTHING = ("",)
"""The beginning of every path."""

LIBRARIES = (
    "federation-forecast",
    "altair",
    "nbconvert",
    "numpy",
    "openpyxl",
    "pandas",
    "papermill",
    "python-docx",
    "scipy",
    "typst",
    "vl-convert-python",
)
"""What can change a number, a picture or a page."""


def versions() -> dict[str, str]:
    """Version of every library of `LIBRARIES`."""
    return {library: version(library) for library in LIBRARIES}


def digests(folder: Path, *, of: tuple[str, ...] = EVERYTHING) -> dict[str, str]:
    """SHA-256 of every file under ``folder`` but its manifest, by path, sorted.

    Parameters
    ----------
    of
        Beginnings of the paths that are looked at.
    """
    files = sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path != folder / MANIFEST
    )
    files = [name for name in files if name.startswith(of)]
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in files}


def write_manifest(
    folder: Path, *, parameters: Mapping[str, object], name: Mapping[str, str]
) -> None:
    """Write the manifest of a finished edition, last of its files.

    Parameters
    ----------
    folder
        Folder of the edition; what stands under ``inputs/`` is listed as input.
    parameters
        What the run was asked for, as plain values.
    name
        The federation's name in each language.
    """
    found = digests(folder)
    text = json.dumps(
        {
            "schema": SCHEMA,
            "name": dict(name),
            "parameters": dict(parameters),
            "versions": versions(),
            "inputs": {path: sha for path, sha in found.items() if path.startswith("inputs/")},
            "outputs": {path: sha for path, sha in found.items() if not path.startswith("inputs/")},
        },
        ensure_ascii=False,
        indent=2,
    )
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8", newline="\n")


def read_manifest(folder: Path) -> dict[str, Any] | None:
    """The manifest of an edition; ``None`` when it is missing or unreadable."""
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def is_whole(folder: Path, *, of: tuple[str, ...] = EVERYTHING) -> bool:
    """Whether every file of the edition is there, unchanged, and nothing else is.

    Parameters
    ----------
    of
        Beginnings of the paths that are looked at.
    """
    manifest = read_manifest(folder)
    if manifest is None:
        return False
    inputs, outputs = manifest.get("inputs", {}), manifest.get("outputs", {})
    if not (isinstance(inputs, dict) and isinstance(outputs, dict)):
        return False
    promised = {name: sha for name, sha in {**inputs, **outputs}.items() if name.startswith(of)}
    return promised == digests(folder, of=of)
