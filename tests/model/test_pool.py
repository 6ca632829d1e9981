import numpy as np
import pytest

from forecast.model.foundings import founding_steps
from forecast.model.new_members import Used
from forecast.model.plans import by_year
from forecast.model.pool import Pool


def pool(*, firms: float, refill: float, before: float = 0.0) -> Pool:
    return Pool(
        firms=np.array([firms]),
        refill=np.array([refill]),
        size_decline=np.array([0.5]),
        before=np.array([before]),
    )


def test_foundings_that_find_no_firm_are_lost_and_a_new_firm_serves_the_next() -> None:
    """Two firms and one more a year: of five wanted in the first step two are founded, and of one
    wanted in each of the next, those for which a whole firm has come."""
    wanted = np.array([[5.0, 1.0, 1.0, 1.0]])
    last = np.array([[0.5, 1.0, 1.5, 2.0]])

    founded = pool(firms=2.0, refill=1.0).founded(wanted, last=last)

    assert founded.tolist() == [[2.0, 3.0, 3.0, 4.0]]


def test_firms_used_before_are_gone() -> None:
    founded = pool(firms=4.0, refill=0.0, before=3.0).founded(
        np.array([[1.0, 1.0]]), last=np.array([[0.1, 0.2]])
    )

    assert founded.tolist() == [[1.0, 1.0]]


def test_sums_over_the_places_of_a_step() -> None:
    """Places 0, 1, 2 in the first step, 3 and 4 in the second."""
    used = Used.of(np.array([[3.0, 5.0]]))

    assert used.number.tolist() == [[3, 2]]
    assert used.places.tolist() == [[0 + 1 + 2, 3 + 4]]
    assert used.squares.tolist() == [[0 + 1 + 4, 9 + 16]]


def test_the_foundings_of_a_year_fall_into_the_steps_of_their_dates() -> None:
    """Three a year stand at 1/2, 1/4 and 3/4 of the twelve months."""
    steps = founding_steps(start=0.0, end=1.0, per_year=3, times=(0.0, 0.3, 0.5, 1.0))

    wanted, last = steps.wanted(np.array([[0], [1], [2], [3]]))

    assert wanted.tolist() == [[0, 0, 0], [0, 1, 0], [1, 1, 0], [1, 1, 1]]
    assert last[3].tolist() == [0.25, 0.5, 0.75]


def test_a_plan_as_recorded_has_no_one_number_a_year() -> None:
    with pytest.raises(ValueError, match="another number in every future"):
        by_year("recorded", 2)
