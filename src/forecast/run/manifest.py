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

LIBRARIES = (
    "federation-forecast",
    "altair",
    "nbconvert",
    "numpy",
    "pandas",
    "papermill",
    "scipy",
    "vl-convert-python",
)
"""What can change a number, a picture or a page."""


def digests(folder: Path) -> dict[str, str]:
    """SHA-256 of every file under ``folder`` but its manifest, by path, sorted."""
    files = sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path != folder / MANIFEST
    )
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
            "versions": {library: version(library) for library in LIBRARIES},
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


def is_whole(folder: Path) -> bool:
    """Whether every file of the edition is there, unchanged, and nothing else is."""
    manifest = read_manifest(folder)
    if manifest is None:
        return False
    promised = {**manifest.get("inputs", {}), **manifest.get("outputs", {})}
    return promised == digests(folder)
