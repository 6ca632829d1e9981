"""Fixtures of the record floor."""

from pathlib import Path

import pytest
from small_dataset import write_dataset


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small complete dataset under a path with a space and accents."""
    return write_dataset(tmp_path / "Dữ liệu thử")
