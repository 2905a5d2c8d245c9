"""Which assumption decides which indicator: Sobol' indices.

The index ``S1`` of a parameter is the share of the variance of a result that would go if that parameter were known; ``ST`` is the
share that would remain if all others were known [1]. Those of a function come from a design of its own by the package ``SALib``
(``pip install wufei[sensitivity]``; :func:`sobol_indices`, :func:`morris_effects`, :func:`pawn_indices`), also of a scenario
(:class:`wufei.study.Study`); those of an indicator from the replicas that a run has drawn anyway.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from .designs import morris_effects, pawn_indices, sobol_indices
from .study import Study
from .surrogate import fit

if TYPE_CHECKING:
    from .results import Results

__all__ = ["Study", "deciding", "first_order", "morris_effects", "pawn_indices", "sobol_indices"]

_FEWEST = 65  # replicas: with fewer, only what carries a third of the variance stands out from a thousand assumptions
_RESAMPLES = 200  # for the uncertainty of an index


def first_order(
    results: Results, number: int | str, scenario: str | None = None, year: int | None = None, seed: int = 1
) -> pd.DataFrame:
    """First-order indices of an indicator, from the replicas of a file whose assumptions were drawn.

    No further run is needed: the indicator is explained by a sum of polynomials (:mod:`wufei.surrogate`), each of one assumption
    or of where the path of a driver is in that year. All replicas count alike, also where results are weighted by what is known
    of the base year: the indices are those of the assumptions as drawn.

    Parameters
    ----------
    results : Results
    number : int or str
        The indicator, as in :meth:`Results.indicator`.
    scenario : str, optional
        Required if the file has several.
    year : int, optional
        By default the last.
    seed : int
        Of the resampling for ``S1_conf``.

    Returns
    -------
    pandas.DataFrame
        ``S1``, ``S1_conf`` (half width of the 95 % interval) [1] and ``standing`` (status of the value: assumption, derived, ...;
        empty: written in a scenario file, or the path of a driver: ``drivers.industry.index``) by path, largest first. Only those
        that stand out from chance; ``attrs["explained"]`` is the share of the variance that they explain together [1]. Empty if
        nothing was drawn, the indicator does not vary or nothing stands out. Assumptions that are drawn together
        (``common_causes``) share what they explain.

    Raises
    ------
    ValueError
        With fewer than 65 replicas.
    """
    drawn = _drawn(results, scenario, year)
    standings = pd.Series(dtype=object) if drawn.empty else _standings(results, scenario)
    return _of_indicator(results, number, scenario, year, drawn, standings, seed)


def _drawn(results: Results, scenario: str | None, year: int | None) -> pd.DataFrame:
    """What was drawn: rows by replica. Empty if nothing was; refuses few replicas."""
    drawn = results.parameters(scenario)
    if drawn.empty:
        return drawn
    if len(drawn) < _FEWEST:
        raise ValueError(f"{len(drawn)} replicas are too few for sensitivity indices: run at least {_FEWEST}, better 200")
    return pd.concat([drawn, _paths(results, scenario, year)], axis=1)


def _of_indicator(
    results: Results,
    number: int | str,
    scenario: str | None,
    year: int | None,
    drawn: pd.DataFrame,
    standings: pd.Series,
    seed: int,
) -> pd.DataFrame:
    annual = results.indicator(number, scenario=scenario)["annual"]
    values = (annual.isel(year=-1) if year is None else annual.sel(year=year)).to_numpy()
    known = np.isfinite(values)
    if drawn.empty or not known.any() or np.ptp(values[known]) == 0:
        return _indices([], [], [], 0.0)
    drawn = drawn.loc[known]
    found = fit(drawn.loc[:, drawn.min() < drawn.max()], values[known])
    shares = found.shares()
    if shares.empty:
        return _indices([], [], [], 0.0)
    random = np.random.default_rng(seed)
    again = [found.shares(random.integers(0, known.sum(), known.sum())).reindex(shares.index) for _ in range(_RESAMPLES)]
    low, high = pd.DataFrame(again).quantile([0.025, 0.975]).to_numpy()
    return _indices(shares, (high - low) / 2, standings.reindex(shares.index).fillna(""), found.explained())


def _paths(results: Results, scenario: str | None, year: int | None) -> pd.DataFrame:
    """Where the drawn paths of drivers are in the year: rows by replica, columns ``drivers.industry.index``."""
    table = results.table("drivers", scenario, rows=("replica", "driver", "year"))
    if table.empty:
        return pd.DataFrame()
    index = table.reset_index().pivot(index="replica", columns=["driver", "year"], values="index")
    of_year = index.xs(year or index.columns.get_level_values("year").max(), axis=1, level="year")
    return of_year.add_prefix("drivers.").add_suffix(".index")


def _indices(shares: Any, widths: Any, standings: Any, explained: float) -> pd.DataFrame:
    table = pd.DataFrame({"S1": shares, "S1_conf": widths, "standing": standings})
    table.index.name = "path"
    table = table.astype({"S1": float, "S1_conf": float, "standing": object}).sort_values("S1", ascending=False)
    table.attrs["explained"] = explained
    return table


def _standings(results: Results, scenario: str | None) -> pd.Series:
    table = results.table("values", scenario, rows=("path",)).reset_index()
    return table.drop_duplicates("path").set_index("path")["status"]


def deciding(results: Results, scenario: str | None = None, year: int | None = None, most: int = 10) -> pd.DataFrame:
    """Which assumption decides which indicator.

    Parameters
    ----------
    results : Results
        With at least 65 replicas and drawn assumptions.
    scenario, year
        As in :func:`first_order`.
    most : int
        Rows per indicator.

    Returns
    -------
    pandas.DataFrame
        Rows by ``indicator`` and ``rank``: ``path``, ``S1``, ``S1_conf``, ``standing``, and ``explained``, the share of the variance
        that all rows of the indicator explain together [1]; only assumptions that stand out from chance.
    """
    drawn = _drawn(results, scenario, year)
    standings = pd.Series(dtype=object) if drawn.empty else _standings(results, scenario)
    parts = []
    for key in dict.fromkeys(results.targets(scenario).index.get_level_values("indicator")):
        table = _of_indicator(results, key, scenario, year, drawn, standings, seed=1)
        rows = table.head(most).reset_index()
        parts.append(rows.assign(indicator=key, rank=range(1, len(rows) + 1), explained=table.attrs["explained"]))
    columns = ["path", "S1", "S1_conf", "standing", "explained"]
    return pd.concat(parts).set_index(["indicator", "rank"])[columns]
