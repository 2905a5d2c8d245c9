"""Sensitivity indices by a design of their own, by the package SALib: Morris, Sobol', PAWN; many outputs at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from ._arguments import a_whole
from ._extras import extra

Ranges = Mapping[str, tuple[float, float]]
Model = Callable[[pd.DataFrame], Any]
Indices = Callable[[np.ndarray], dict[str, np.ndarray]]

_RESAMPLES = 100
_NORMAL = 1.96  # half width of a 95 % interval in standard deviations


def _salib(name: str) -> Any:
    return extra(f"SALib.{name}", "sensitivity", "sensitivity indices")


def _problem(model: Model, ranges: Ranges | None) -> dict[str, Any]:
    ranges = getattr(model, "ranges", None) if ranges is None else ranges
    if not ranges:
        raise ValueError("give the ranges of the parameters, or a wufei.study.Study, which has them")
    for name, (low, high) in ranges.items():
        if not low < high:
            raise ValueError(f"the range of {name!r} must have a low end below its high end, not ({low}, {high})")
    return {"num_vars": len(ranges), "names": list(ranges), "bounds": [list(ends) for ends in ranges.values()]}


def _refuse_nan(table: pd.DataFrame, rows: pd.DataFrame) -> None:
    unknown = ~np.isfinite(table.to_numpy(dtype=float))
    if unknown.any():
        row, column = np.argwhere(unknown)[0]
        output = table.columns[column]
        name = "the output" if table.columns.size == 1 and output == 0 else f"output {output!r}"
        values = ", ".join(f"{path} = {value:.6g}" for path, value in rows.iloc[row].items())
        raise ValueError(f"{name} has {unknown.sum()} values that are no finite numbers, the first with {values}")


def _outputs(model: Model, rows: pd.DataFrame) -> dict[Any, np.ndarray]:
    """[row, replica] of each output of the model; one output without a name is None."""
    made = model(rows)
    table = made if isinstance(made, pd.DataFrame) else pd.DataFrame(np.asarray(made, dtype=float))
    if len(table) != len(rows) or (not isinstance(made, pd.DataFrame) and table.shape[1] != 1):
        raise ValueError(f"the model must return {len(rows)} finite numbers, one per row, or a table with a column per output")
    _refuse_nan(table, rows)
    if not isinstance(made, pd.DataFrame):
        return {None: table.to_numpy()}
    if "replica" not in table.columns.names:
        return {name: table[[name]].to_numpy() for name in table.columns}
    names = table.columns.get_level_values(0)
    return {name: table.loc[:, names == name].to_numpy() for name in dict.fromkeys(names)}


def _noise(values: np.ndarray, indices: Indices, seed: int) -> dict[str, np.ndarray]:
    """Half width of the 95 % interval of indices that comes of the number of replicas; NaN of one, 0 of a function without noise."""
    replicas = values.shape[1]
    found = indices(values.mean(axis=1))
    if replicas == 1:
        return {key: np.full(len(index), np.nan) for key, index in found.items()}
    random = np.random.default_rng(seed)
    again = [indices(values[:, random.integers(0, replicas, replicas)].mean(axis=1)) for _ in range(_RESAMPLES)]
    return {key: _NORMAL * np.std([one[key] for one in again], axis=0, ddof=1) for key in found}


def _table(
    problem: dict[str, Any], outputs: Mapping[Any, np.ndarray], of_output: Callable[[np.ndarray], dict[str, Any]], largest: str
) -> pd.DataFrame:
    """Parameters by output, largest first; without the level of outputs where there is one without a name."""
    tables = {}
    for name, values in outputs.items():
        table = pd.DataFrame(of_output(values), index=pd.Index(problem["names"], name="parameter"))
        tables[name] = table.sort_values(largest, ascending=False, kind="stable")
    return tables[None] if None in tables else pd.concat(tables, names=["output"])


def _constant(values: np.ndarray) -> bool:
    return bool(np.ptp(values.mean(axis=1)) == 0)


def _sobol(values: np.ndarray, parameters: int) -> dict[str, np.ndarray]:
    """First and total indices of the outputs of Saltelli's design."""
    analyze = _salib("analyze.sobol")
    scaled = (values - values.mean()) / values.std()
    a, b, ab, _ = analyze.separate_output_values(scaled, parameters, len(values) // (parameters + 2), False)
    first = [analyze.first_order(a, ab[:, j], b) for j in range(parameters)]
    total = [analyze.total_order(a, ab[:, j], b) for j in range(parameters)]
    return {"S1": np.ravel(first), "ST": np.ravel(total)}


def sobol_indices(model: Model, ranges: Ranges | None = None, samples: int = 1024, seed: int = 1) -> pd.DataFrame:
    """Sobol' indices of a function of independent, uniform parameters, by Saltelli's design.

    Parameters
    ----------
    model : callable
        Takes a table with one column per parameter and returns one number per row, or a table with a column per output; with a
        second level ``replica`` of the columns, indices are those of the means. A :class:`wufei.study.Study` is such a function.
    ranges : mapping of str to (float, float), optional
        Low and high end of every parameter; by default the model's.
    samples : int
        A power of two; the function is computed for ``samples * (parameters + 2)`` rows.
    seed : int
        Of the scrambling and of the resampling; the same seed gives the same table.

    Returns
    -------
    pandas.DataFrame
        By parameter, or by (``output``, ``parameter``) if the model returns a table; largest ``ST`` first: ``S1``, ``ST`` [1];
        ``S1_conf``, ``ST_conf``, half width of the 95 % interval for the number of samples; ``S1_noise``, ``ST_noise``, the same
        for the number of replicas (NaN: only one). NaN for an output that does not vary.

    Raises
    ------
    ValueError
        If a value is no finite number; the message names the output and the parameters.

    Examples
    --------
    >>> from wufei import sensitivity
    >>> table = sensitivity.sobol_indices(lambda x: x["a"] + 3 * x["b"], {"a": (0, 1), "b": (0, 1)}, samples=512)
    >>> table["S1"].round(1).to_dict()
    {'b': 0.9, 'a': 0.1}
    """
    problem = _problem(model, ranges)
    samples = a_whole(samples, "samples", 2, 2**30)
    rows = pd.DataFrame(
        _salib("sample.sobol").sample(problem, samples, calc_second_order=False, seed=seed), columns=problem["names"]
    )

    def of_output(values: np.ndarray) -> dict[str, Any]:
        if _constant(values):
            return dict.fromkeys(("S1", "S1_conf", "S1_noise", "ST", "ST_conf", "ST_noise"), np.nan)
        found = _salib("analyze.sobol").analyze(problem, values.mean(axis=1), calc_second_order=False, seed=seed)
        noise = _noise(values, lambda mean: _sobol(mean, problem["num_vars"]), seed)
        return {key + end: by[key + own] for key in ("S1", "ST") for end, by, own in _columns(found, noise)}

    return _table(problem, _outputs(model, rows), of_output, "ST")


def _columns(found: Mapping[str, Any], noise: Mapping[str, Any]) -> tuple[tuple[str, Mapping[str, Any], str], ...]:
    return ("", found, ""), ("_conf", found, "_conf"), ("_noise", noise, "")


def morris_effects(
    model: Model, ranges: Ranges | None = None, trajectories: int = 32, levels: int = 4, seed: int = 1
) -> pd.DataFrame:
    """Elementary effects (Morris 1991): which of many parameters matter at all, from few rows.

    Parameters
    ----------
    model, ranges, seed
        As in :func:`sobol_indices`.
    trajectories : int
        The function is computed for ``trajectories * (parameters + 1)`` rows.
    levels : int
        Of the grid, even.

    Returns
    -------
    pandas.DataFrame
        Index as in :func:`sobol_indices`, largest ``mu_star`` first. ``mu_star``, mean of the absolute effects of half the range or
        more, and ``mu``, with their signs, in the unit of the output for the whole range; ``mu_star_conf`` and ``mu_star_noise`` as
        there; ``sigma``, standard deviation of the effects: large against ``mu_star`` where others interact.

    Examples
    --------
    >>> from wufei import sensitivity
    >>> table = sensitivity.morris_effects(lambda x: x["a"] + 3 * x["b"], {"a": (0, 1), "b": (0, 1)})
    >>> table["mu_star"].round(6).to_dict()
    {'b': 3.0, 'a': 1.0}
    """
    problem = _problem(model, ranges)
    levels = a_whole(levels, "levels", 2, 1000)
    design = _salib("sample.morris").sample(
        problem, a_whole(trajectories, "trajectories", 2, 10**6), num_levels=levels, seed=seed
    )
    rows = pd.DataFrame(design, columns=problem["names"])

    def indices(mean: np.ndarray, resamples: int = 2) -> Any:
        analyze = _salib("analyze.morris").analyze
        return analyze(problem, design, mean, num_resamples=resamples, num_levels=levels, seed=seed)

    def of_output(values: np.ndarray) -> dict[str, Any]:
        found = indices(values.mean(axis=1), 1000)
        noise = _noise(values, lambda mean: {"mu_star": np.asarray(indices(mean)["mu_star"])}, seed)
        columns = {"mu_star": found["mu_star"], "mu_star_conf": found["mu_star_conf"], "mu_star_noise": noise["mu_star"]}
        return columns | {"mu": found["mu"], "sigma": found["sigma"]}

    return _table(problem, _outputs(model, rows), of_output, "mu_star")


def _pawn(design: np.ndarray, values: np.ndarray, slices: int) -> np.ndarray:
    """Median over slices of each parameter of the distance (Kolmogorov-Smirnov) between the outputs of the slice and all."""
    everything = np.sort(values)
    below = np.arange(1, len(values) + 1) / len(values)
    medians = []
    for column in design.T:
        parts = np.array_split(values[np.argsort(column, kind="stable")], slices)
        shares = [np.searchsorted(np.sort(part), everything, side="right") / len(part) for part in parts]
        medians.append(np.median([np.abs(share - below).max() for share in shares]))
    return np.array(medians)


def pawn_indices(
    model: Model, ranges: Ranges | None = None, samples: int = 1024, slices: int = 10, seed: int = 1
) -> pd.DataFrame:
    """PAWN indices (Pianosi and Wagener 2018): how far the whole distribution of the output moves when one parameter is known.

    Parameters
    ----------
    model, ranges, seed
        As in :func:`sobol_indices`.
    samples : int
        Rows, a Latin hypercube.
    slices : int
        Parts of equal size into which each range is cut.

    Returns
    -------
    pandas.DataFrame
        Index as in :func:`sobol_indices`, largest ``median`` first. ``median`` over the slices of the Kolmogorov-Smirnov distance
        [1]; ``median_conf`` and ``median_noise`` as there; ``chance``, what 95 of 100 parameters without any effect stay below.

    Examples
    --------
    >>> from wufei import sensitivity
    >>> ranges = {"a": (0, 1), "b": (0, 1), "idle": (0, 1)}
    >>> table = sensitivity.pawn_indices(lambda x: x["a"] + 3 * x["b"], ranges, samples=512)
    >>> list(table.index[table["median"] > table["chance"]])
    ['b', 'a']
    """
    problem = _problem(model, ranges)
    samples, slices = a_whole(samples, "samples", 20, 2**30), a_whole(slices, "slices", 2, 1000)
    if samples < 10 * slices:
        raise ValueError(f"{slices} slices need at least {10 * slices} samples, not {samples}")
    design = _salib("sample.latin").sample(problem, samples, seed=seed)
    rows = pd.DataFrame(design, columns=problem["names"])
    random = np.random.default_rng(seed)

    def of_output(values: np.ndarray) -> dict[str, Any]:
        mean = values.mean(axis=1)
        draws = [random.integers(0, samples, samples) for _ in range(_RESAMPLES)]
        again = [_pawn(design[rows], mean[rows], slices) for rows in draws]
        idle = _pawn(random.random((samples, 200)), mean, slices)
        noise = _noise(values, lambda means: {"median": _pawn(design, means, slices)}, seed)
        columns = {"median": _pawn(design, mean, slices), "median_conf": _NORMAL * np.std(again, axis=0, ddof=1)}
        return columns | {"median_noise": noise["median"], "chance": np.quantile(idle, 0.95)}

    return _table(problem, _outputs(model, rows), of_output, "median")
