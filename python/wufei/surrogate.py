"""A result of an ensemble as a sum of polynomials, each of one drawn assumption: few terms, chosen one after another.

Most results of a plan are nearly additive in what is not known, and few assumptions carry most of their variance. So Legendre
polynomials of the ranks of the assumptions are added while the best of all candidates is better than the best of as many that
have no effect (F-test, Bonferroni's bound at 5 %). With 200 replicas and 1,300 assumptions this finds those that carry about a
tenth of the variance that is left, and hardly ever one that carries none.

The share of the variance of the result ``y`` that belongs to an assumption with the terms ``f`` is ``cov(f, y) / var(y)``: its
first-order Sobol' index if assumptions are independent, and otherwise that part of what it shares with others which it carries
itself (Li et al., J. Phys. Chem. A 114, 2010, 6022-6032).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

_DEGREES = 6  # of the polynomials
_LEVEL = 0.05  # probability that a term is taken although no assumption has an effect
_MOST = 25  # terms


@dataclass(frozen=True)
class Surrogate:
    """What was found: one row per term."""

    names: list[str]  # [term] the assumption; several terms may have the same
    columns: np.ndarray  # [replica, term] polynomials
    values: np.ndarray  # [replica] what is explained

    def shares(self, rows: np.ndarray | slice = slice(None)) -> pd.Series:
        """Share of the variance of the values by assumption [1], from some replicas (all by default), largest first."""
        columns, values = self.columns[rows], self.values[rows]
        values = values - values.mean()
        total = values @ values
        if not self.names or total == 0:
            return pd.Series(dtype=float)
        parts = columns * np.linalg.lstsq(np.column_stack([np.ones(len(values)), columns]), values, rcond=None)[0][1:]
        return (
            pd.Series(parts.T @ values / total, index=self.names).groupby(level=0, sort=False).sum().sort_values(ascending=False)
        )

    def explained(self) -> float:
        """Share of the variance explained [1], adjusted for the number of terms."""
        n, terms = self.columns.shape
        return float(1 - (1 - self.shares().sum()) * (n - 1) / (n - 1 - terms)) if terms else 0.0


def fit(drawn: pd.DataFrame, values: np.ndarray) -> Surrogate:
    """Explain the values of an ensemble by its drawn assumptions.

    Parameters
    ----------
    drawn : pandas.DataFrame
        Rows are replicas, columns assumptions.
    values : numpy.ndarray
        [replica], finite.

    Raises
    ------
    ModuleNotFoundError
        Without the package ``scipy`` (``pip install wufei[sensitivity]``).
    """
    try:
        from scipy.special import fdtrc
        from scipy.stats import rankdata
    except ModuleNotFoundError as error:
        raise ModuleNotFoundError("sensitivity indices need scipy: pip install 'wufei[sensitivity]'") from error

    ranks = (rankdata(drawn.to_numpy(), axis=0) - 0.5) / len(drawn)
    basis = np.stack([np.polynomial.Legendre.basis(degree)(2 * ranks - 1) for degree in range(1, _DEGREES + 1)], axis=2)
    candidates = basis.reshape(len(drawn), -1)  # [replica, assumption * degree]
    free = candidates - candidates.mean(axis=0)  # what of them is not in the terms taken so far
    size = (free**2).sum(axis=0)
    rest = values - values.mean()
    taken: list[int] = []
    while len(taken) < min(_MOST, len(drawn) // 4) and rest @ rest > 0:
        length = (free**2).sum(axis=0)
        alone = length > 1e-3 * size
        gain = np.where(alone, (rest @ free) ** 2 / np.where(alone, length, 1), 0)
        best = int(gain.argmax())
        left = len(drawn) - len(taken) - 2
        f = gain[best] / max((rest @ rest - gain[best]) / left, np.finfo(float).tiny)
        if fdtrc(1, left, f) * candidates.shape[1] > _LEVEL:
            break
        taken.append(best)
        unit = free[:, best] / np.sqrt(length[best])
        rest = rest - (rest @ unit) * unit
        free = free - np.outer(unit, unit @ free)
    return Surrogate([drawn.columns[i // _DEGREES] for i in taken], candidates[:, taken], values)
