import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from forecast.answers.likelihood import displayed_per_cent, likelihood, verdict
from forecast.answers.weighted import block_probabilities, quantiles, standard_error

ORDER = (
    "exceptionally_unlikely",
    "very_unlikely",
    "unlikely",
    "about_as_likely_as_not",
    "likely",
    "very_likely",
    "virtually_certain",
)


@given(one=st.floats(0, 1), other=st.floats(0, 1))
def test_higher_odds_never_get_a_less_likely_word(one: float, other: float) -> None:
    low, high = sorted((one, other))

    assert ORDER.index(likelihood(low)) <= ORDER.index(likelihood(high))


@pytest.mark.parametrize(
    ("shown", "word"),
    [
        (0.004, "exceptionally_unlikely"),
        (0.0099, "exceptionally_unlikely"),
        (0.01, "very_unlikely"),
        (0.1049, "very_unlikely"),
        (0.105, "unlikely"),
        (0.3349, "unlikely"),
        (0.335, "about_as_likely_as_not"),
        (0.6649, "about_as_likely_as_not"),
        (0.665, "likely"),
        (0.8949, "likely"),
        (0.895, "very_likely"),
        (0.9849, "very_likely"),
        (0.985, "virtually_certain"),
        (1.0, "virtually_certain"),
    ],
)
def test_the_word_follows_the_displayed_per_cent(shown: float, word: str) -> None:
    assert likelihood(shown) == word


@given(probability=st.floats(0.01, 0.99))
def test_the_displayed_per_cent_is_whole_between_one_and_ninety_nine(probability: float) -> None:
    assert displayed_per_cent(probability) == int(displayed_per_cent(probability))


def test_verdicts_turn_at_one_third_and_two_thirds() -> None:
    assert [verdict(p) for p in (0.32, 0.33, 0.65, 0.66)] == [
        "unrealistic",
        "stretch",
        "stretch",
        "realistic",
    ]


def test_weighted_quantiles_are_those_of_the_repeated_values() -> None:
    values, repeats = np.array([5.0, 1.0, 3.0]), np.array([2.0, 5.0, 3.0])

    found = quantiles(values, repeats / repeats.sum(), [0.1, 0.5, 0.8, 0.9])

    plain = np.quantile(np.repeat(values, [2, 5, 3]), [0.1, 0.5, 0.8, 0.9], method="inverted_cdf")
    assert found == plain.tolist()


def test_the_error_of_blocks_is_the_standard_error_of_their_mean() -> None:
    hits = np.array([1.0, 0.0, 1.0, 1.0, 0.0, 0.0])

    by_block = block_probabilities(hits, np.full(6, 1 / 6), 3)

    assert by_block.tolist() == [0.5, 1.0, 0.0]
    assert standard_error(by_block) == pytest.approx(0.5 / np.sqrt(3))
