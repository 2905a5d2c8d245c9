"""Exploratory modelling with the EMA workbench: scenarios as its models, and boxes of assumptions where a plan fails (PRIM).

Needs ``pip install wufei[ema]``. Parameters of a :class:`wufei.study.Study` have names that Python allows: in the names of paths
dots become two underscores, and indicator ``11.annex`` is ``indicator_11__annex``.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ._arguments import a_whole
from ._extras import extra
from .study import Study

if TYPE_CHECKING:
    from ema_workbench import Model


def _ema(module: str = "") -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about engines for parallel work that are not installed
        return extra(f"ema_workbench{module}", "ema", "models of the EMA workbench")


def name_of(path: str) -> str:
    """The name of a path or an indicator in the workbench.

    Examples
    --------
    >>> from wufei import ema
    >>> ema.name_of("policies.gypsum_market.change"), ema.name_of("11.annex")
    ('policies__gypsum_market__change', 'indicator_11__annex')
    """
    name = path.replace(".", "__")
    return name if name.isidentifier() else f"indicator_{name}"


def _parameter(study: Study, path: str) -> Any:
    workbench, (low, high) = _ema(), study.ranges[path]
    if study.table.loc[path, "whole"]:
        return workbench.IntegerParameter(name_of(path), round(low), round(high))
    return workbench.RealParameter(name_of(path), low, high)


def model(study: Study, levers: Iterable[str] = (), name: str = "wufei") -> Model:
    """A model of the workbench, for its samplers, evaluators and optimisers.

    It is called for one row at a time; :func:`explore` simulates many at once.

    Parameters
    ----------
    study : Study
        Its ranges become uncertainties, its outputs outcomes: means over the replicas, NaN where one has no value.
    levers : iterable of str
        Paths of the study that are levers instead.
    name : str
        Of the model, letters and digits.

    Returns
    -------
    ema_workbench.Model
    """
    workbench, chosen = _ema(), list(levers)
    for path in chosen:
        if path not in study.ranges:
            raise KeyError(f"the study has no path {path!r}; it has {', '.join(study.ranges)}")
    paths = {name_of(path): path for path in study.ranges}
    outputs = {name_of(output): output for output in study.outputs}

    def simulate(**values: float) -> dict[str, float]:
        means = _means(study, pd.DataFrame([{paths[key]: value for key, value in values.items()}]))
        return {key: float(means[output].iloc[0]) for key, output in outputs.items()}

    made = workbench.Model(name, function=simulate)
    made.uncertainties = [_parameter(study, path) for path in study.ranges if path not in chosen]
    made.levers = [_parameter(study, path) for path in chosen]
    made.outcomes = [workbench.ScalarOutcome(key) for key in outputs]
    return made


def _means(study: Study, rows: pd.DataFrame) -> pd.DataFrame:
    table = study(rows)
    return pd.DataFrame({output: table[output].mean(axis=1, skipna=False) for output in study.outputs})


def explore(study: Study, samples: int = 256, seed: int = 1) -> tuple[pd.DataFrame, dict[str, np.ndarray]]:
    """Simulate a Latin hypercube of the ranges, as ``perform_experiments`` of the workbench returns it.

    Parameters
    ----------
    study : Study
        With `cache`, experiments that were simulated are not simulated again; with `client`, they go over a cluster.
    samples : int
    seed : int

    Returns
    -------
    (pandas.DataFrame, dict)
        Experiments, a column per path, and outcomes, means over replicas by output; for all analyses of the workbench.
    """
    unit = extra("scipy.stats.qmc", "ema", "designs").LatinHypercube(len(study.ranges), seed=seed)
    low, high = np.array(list(study.ranges.values())).T
    design = low + unit.random(a_whole(samples, "samples", 1, 10**7)) * (high - low)
    rows = pd.DataFrame(design, columns=list(study.ranges))
    whole = [path for path in rows if study.table.loc[path, "whole"]]
    rows[whole] = rows[whole].round()
    means = _means(study, rows)
    return rows, {output: means[output].to_numpy() for output in study.outputs}


def discover(experiments: pd.DataFrame, cases: Any, density: float = 0.8, least: float = 0.05) -> pd.DataFrame:
    """Scenario discovery: the box of inputs in which the cases of interest lie together (PRIM, Friedman and Fisher 1999).

    Parameters
    ----------
    experiments : pandas.DataFrame
        Rows of inputs, from :func:`explore` or the workbench.
    cases : array of bool
        Which rows are of interest, such as ``outcomes["11.annex"] < 80``.
    density : float
        Of all boxes that PRIM passes, the one with the largest coverage whose density is at least this [1]; if none is, the densest.
    least : float
        The smallest share of rows in a box [1].

    Returns
    -------
    pandas.DataFrame
        Inputs that bound the box: ``low``, ``high`` (the whole range where one side is open) and ``p``, probability that the bound
        is there by chance [1]. ``attrs``: ``coverage``, share of the cases that lie in the box; ``density``, share of its rows that
        are cases; ``mass``, share of all rows [1].

    Raises
    ------
    ValueError
        If no row or every row is a case, or their number is another.
    """
    wanted = np.asarray(cases)
    if wanted.dtype != bool or wanted.shape != (len(experiments),):
        raise ValueError(f"cases must be {len(experiments)} truth values, one per experiment")
    if wanted.all() or not wanted.any():
        raise ValueError(f"{'every' if wanted.any() else 'no'} experiment is a case: there is nothing to discover")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = _ema(".analysis.prim").Prim(experiments, wanted, threshold=density, peel_alpha=0.05, mass_min=least)
        box = found.find_box()
    steps = box.peeling_trajectory
    dense = steps[steps["density"] >= density]
    best = dense["coverage"].idxmax() if len(dense) else steps["density"].idxmax()
    limits, p_values = box.box_lims[best], box.qp[best]
    bounded = [name for name in experiments if name in p_values]
    table = pd.DataFrame(
        {
            "low": [float(limits[name].iloc[0]) for name in bounded],
            "high": [float(limits[name].iloc[1]) for name in bounded],
            "p": [max((p for p in p_values[name] if 0 <= p <= 1), default=np.nan) for name in bounded],
        },
        index=pd.Index(bounded, name="path"),
    )
    table.attrs = {key: float(steps.loc[best, key]) for key in ("coverage", "density", "mass")}
    return table
