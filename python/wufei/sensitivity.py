"""Which assumption decides which indicator: Sobol' indices, by SALib.

The index ``S1`` of a parameter is the share of the variance of a result that would go if that parameter were known; ``ST`` is the
share that would remain if all others were known [1]. Needs the package ``SALib`` (``pip install wufei[sensitivity]``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from .results import Results

_FEWEST = 65  # replicas for which the estimate from an ensemble has more than ten harmonics' worth of data
_RESAMPLED = 40  # largest indices whose uncertainty is resampled: a thousand assumptions would take half a minute each time


def _salib(name: str) -> Any:
    import importlib

    try:
        return importlib.import_module(f"SALib.{name}")
    except ModuleNotFoundError as error:
        raise ModuleNotFoundError("sensitivity indices need SALib: pip install 'wufei[sensitivity]'") from error


def _problem(ranges: Mapping[str, tuple[float, float]]) -> dict[str, Any]:
    for name, (low, high) in ranges.items():
        if not low < high:
            raise ValueError(f"the range of {name!r} must have a low end below its high end, not ({low}, {high})")
    return {"num_vars": len(ranges), "names": list(ranges), "bounds": [list(ends) for ends in ranges.values()]}


def sobol_indices(
    model: Callable[[pd.DataFrame], Any], ranges: Mapping[str, tuple[float, float]], samples: int = 1024, seed: int = 1
) -> pd.DataFrame:
    """Sobol' indices of a function of independent, uniform parameters, by Saltelli's design.

    Parameters
    ----------
    model : callable
        Takes a table with one column per parameter and returns one number per row.
    ranges : mapping of str to (float, float)
        Low and high end of every parameter.
    samples : int
        A power of two; the function is computed for ``samples * (parameters + 2)`` rows.
    seed : int
        Of the scrambling and of the resampling; the same seed gives the same table.

    Returns
    -------
    pandas.DataFrame
        ``S1``, ``S1_conf``, ``ST``, ``ST_conf`` by parameter, largest ``ST`` first; ``conf`` is the half width of the 95 % interval [1].

    Examples
    --------
    >>> from wufei import sensitivity
    >>> table = sensitivity.sobol_indices(lambda x: x["a"] + 3 * x["b"], {"a": (0, 1), "b": (0, 1)}, samples=512)
    >>> table["S1"].round(1).to_dict()
    {'b': 0.9, 'a': 0.1}
    """
    problem = _problem(ranges)
    rows = _salib("sample.sobol").sample(problem, samples, calc_second_order=False, seed=seed)
    values = np.asarray(model(pd.DataFrame(rows, columns=problem["names"])), dtype=float)
    if values.shape != (len(rows),) or not np.isfinite(values).all():
        raise ValueError(f"the model must return {len(rows)} finite numbers, one per row")
    found = _salib("analyze.sobol").analyze(problem, values, calc_second_order=False, seed=seed)
    table = pd.DataFrame({key: found[key] for key in ("S1", "S1_conf", "ST", "ST_conf")}, index=problem["names"])
    return table.sort_values("ST", ascending=False)


def first_order(
    results: Results, number: int | str, scenario: str | None = None, year: int | None = None, seed: int = 1
) -> pd.DataFrame:
    """First-order indices of an indicator, from the replicas of a file whose assumptions were drawn.

    No further run is needed: the method (RBD-FAST, with the correction for bias of Tissot and Prieur 2012) reads the indices
    from any sample. With few replicas small indices are noise: an index below its ``S1_conf`` says nothing.

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
        empty: written in a scenario file) by path, largest first, 40 at most. Empty if nothing was drawn or the indicator does
        not vary. Assumptions that are drawn together (``common_causes``) share what they explain: their indices do not add up.

    Raises
    ------
    ValueError
        With fewer than 65 replicas.
    """
    drawn = results.parameters(scenario)
    if drawn.empty:
        return pd.DataFrame({"S1": [], "S1_conf": [], "standing": []}, dtype=float)
    if len(drawn) < _FEWEST:
        raise ValueError(f"{len(drawn)} replicas are too few for sensitivity indices: run at least {_FEWEST}, better 200")
    annual = results.indicator(number, scenario=scenario)["annual"]
    values = (annual.isel(year=-1) if year is None else annual.sel(year=year)).to_numpy()
    known = np.isfinite(values)
    varied = drawn.loc[known, drawn.nunique() > 1]
    if values[known].std() == 0 or varied.empty:
        return pd.DataFrame({"S1": [], "S1_conf": [], "standing": []}, dtype=float)
    largest = _rbd_fast(varied, values[known], 2, seed)["S1"].nlargest(_RESAMPLED).index
    table = _rbd_fast(varied[largest], values[known], 100, seed)
    table["standing"] = _standings(results, scenario).reindex(table.index).fillna("")
    return table.sort_values("S1", ascending=False)


def _rbd_fast(varied: pd.DataFrame, values: np.ndarray, resamples: int, seed: int) -> pd.DataFrame:
    bounds = [[low, high] for low, high in zip(varied.min(), varied.max(), strict=True)]
    problem = {"num_vars": varied.shape[1], "names": list(varied), "bounds": bounds}
    found = _salib("analyze.rbd_fast").analyze(problem, varied.to_numpy(), values, num_resamples=resamples, seed=seed)
    return pd.DataFrame({"S1": found["S1"], "S1_conf": found["S1_conf"]}, index=pd.Index(varied.columns, name="path"))


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
        Rows by ``indicator`` and ``rank``: ``path``, ``S1``, ``S1_conf``, ``standing``; only indices above their own uncertainty.
    """
    lines = results.targets(scenario)
    parts = []
    for key in dict.fromkeys(lines.index.get_level_values("indicator")):
        table = first_order(results, key, scenario, year)
        table = table[table["S1"] > table["S1_conf"]].head(most).reset_index()
        parts.append(table.assign(indicator=key, rank=range(1, len(table) + 1)))
    columns = ["indicator", "rank", "path", "S1", "S1_conf", "standing"]
    return pd.concat(parts)[columns].set_index(["indicator", "rank"]) if parts else pd.DataFrame(columns=columns[2:])
