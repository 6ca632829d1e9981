from dataclasses import replace

import pytest
from gia_lam import SEED, answer, record

from forecast.answers.ask import headline


@pytest.mark.parametrize("as_of", ["2021-10-11", "2022-11-17", "2025-07-01"])
def test_the_headline_gives_the_figures_of_the_full_answer(as_of: str) -> None:
    """Before any total was known, on the date of the brief, and after the end was announced."""
    full = answer(as_of)

    lead = headline(record(as_of), seed=SEED)

    assert lead.targets == tuple(replace(one, if_rates_known=None) for one in full.targets)
    assert lead.new_unions == tuple(one for one in full.new_unions if one.confidence == 0.5)
    assert len(lead.new_unions) == len(lead.targets) / 2 > 0
