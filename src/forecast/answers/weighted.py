"""Weighted means, quantiles and probabilities over futures, with their numerical error."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def quantiles(values: Floats, weights: Floats, levels: Sequence[float]) -> list[float]:
    """Weighted quantiles by the inverse of the distribution function.

    Examples
    --------
    >>> quantiles(np.array([3.0, 1.0, 2.0]), np.array([0.2, 0.4, 0.4]), [0.5, 0.9])
    [2.0, 3.0]
    """
    found = np.quantile(values, levels, weights=weights, method="inverted_cdf")
    return [float(value) for value in found]


def block_probabilities(hits: Floats, weights: Floats, blocks: int) -> Floats:
    """Weighted share of hits within each independent block.

    Parameters
    ----------
    hits
        0 or 1 (or a share), shape ``(n_points, ...)``.
    weights
        Shape ``(n_points,)``.

    Returns
    -------
    numpy.ndarray
        Shape ``(blocks, ...)``.
    """
    w = weights.reshape(blocks, -1)
    h = hits.reshape(blocks, w.shape[1], *hits.shape[1:])
    return np.asarray(
        np.einsum("bp,bp...->b...", w, h) / w.sum(axis=1).reshape(-1, *[1] * (h.ndim - 2))
    )


def standard_error(by_block: Floats) -> Floats:
    """Standard error of the mean of independent blocks, over the first axis."""
    return np.asarray(by_block.std(axis=0, ddof=1) / np.sqrt(len(by_block)))
