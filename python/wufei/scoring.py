"""Forecasts held against observations, beside forecasts that need no model."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from . import _core
from ._arguments import a_path
from .scenario import PathLike

if TYPE_CHECKING:
    from .results import Results


def score(results: Results | PathLike, facts: PathLike) -> pd.DataFrame:
    """Score the forecasts of a results file against observations.

    Parameters
    ----------
    results : Results or path
    facts : path
        CSV file with the columns ``path`` (``indicators.11``, ``flows.utilised.rubbish``, ``stocks.sludge``; with ``.SITE``
        at the end: of one site), ``year``, ``value``, ``unit``, ``uncertainty`` (standard deviation in the unit of the row),
        ``source``, and if wanted ``used`` (``yes``: the data of the model make use of it, so that it is no test).

    Returns
    -------
    pandas.DataFrame
        One row per scenario and observation: ``observed`` and ``uncertainty``, ``mean``, ``sd`` and quantiles of the replicas, all
        in ``unit``; ``z``, ``pit`` (probability integral transform) [1], ``crps`` (continuous ranked probability score, in
        ``unit``), ``inside_50``, ``inside_90``; for each yardstick (``persistence``, ``linear``, ``grey``, ``target``) its value, its
        ``_crps`` and the ``_skill`` of the simulation against it [1]. NaN where the file does not cover the year or the past does
        not suffice.

    Raises
    ------
    ScenarioError
        For rows that cannot be read, with file, line and column.

    Examples
    --------
    >>> import wufei
    >>> year = wufei.read("scenarios/plan.yaml", {"period.ends": "2021-01-01"})
    >>> results = wufei.run(year, replicas=2, progress=False)
    >>> table = wufei.score(results, "data/banan/observations.csv")
    >>> bool(table.loc[table["year"] == 2020, "crps"].ge(0).all())
    True
    """
    return pd.DataFrame(_core.score(a_path(results, "results"), a_path(facts, "facts")))
