from datetime import date
from pathlib import Path

import pytest

from forecast.answers import ask as questions
from forecast.present import remembered
from forecast.record.dataset import load_dataset
from forecast.record.known import know

DATA = Path(__file__).parents[2] / "data"


def test_a_refresh_asks_each_headline_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record = know(load_dataset(DATA / "gia-lam"), as_of=date(2021, 10, 11))

    with remembered.keeping(tmp_path):
        first = remembered.headline(record, seed=444)
        monkeypatch.delattr(questions, "headline")
        again = remembered.headline(record, seed=444)

    assert again == first
    with pytest.raises(AttributeError):
        remembered.headline(record, seed=444)
