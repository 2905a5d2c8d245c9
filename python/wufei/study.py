"""A scenario as a function: values of some of its ranges in, indicators out, replica by replica; for designs, optimisers, calibration.

Nothing else is drawn (``uncertainty: none``), and all rows have the random numbers of the same replicas, so that two rows differ by
their values alone. With a file as cache, what has been simulated is not simulated again, also by another process.
"""

from __future__ import annotations

import copy
import hashlib
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from typing import Any

import numpy as np
import pandas as pd

from . import _core
from ._arguments import a_path, a_whole
from .cluster import a_client
from .evaluation import columns_of, evaluations
from .running import as_scenarios
from .scenario import PathLike, Scenario

_BATCH = 64  # rows between two commits of the cache


class _Kept:
    """Results of rows by fingerprint, in a file of SQLite; in none without a path."""

    def __init__(self, path: str | None) -> None:
        self._path = path
        if path is not None:
            with closing(sqlite3.connect(path)) as file, file:
                file.execute("CREATE TABLE IF NOT EXISTS rows (fingerprint BLOB PRIMARY KEY, numbers BLOB NOT NULL)")

    def get(self, keys: Iterable[bytes]) -> dict[bytes, np.ndarray]:
        if self._path is None:
            return {}
        found = {}
        with closing(sqlite3.connect(self._path)) as file:
            for key in keys:
                row = file.execute("SELECT numbers FROM rows WHERE fingerprint = ?", (key,)).fetchone()
                if row is not None:
                    found[key] = np.frombuffer(row[0], dtype="<f8")
        return found

    def put(self, rows: Mapping[bytes, np.ndarray]) -> None:
        if self._path is not None:
            with closing(sqlite3.connect(self._path, timeout=60)) as file, file:
                numbers = [(key, values.astype("<f8").tobytes()) for key, values in rows.items()]
                file.executemany("INSERT OR REPLACE INTO rows VALUES (?, ?)", numbers)


def _ranges(scenario: Scenario, paths: Iterable[str]) -> pd.DataFrame:
    known = scenario.ranges()
    chosen = list(dict.fromkeys(paths))
    if isinstance(paths, str) or not chosen:
        raise ValueError("paths must be several paths of values with a range, as in Scenario.ranges()")
    for path in chosen:
        if path not in known.index:
            raise KeyError(f"no value with a range is called {path!r}; Scenario.ranges() lists them")
        if known.loc[path, "group"]:
            raise ValueError(f"{path!r} keeps a sum with the rest of {known.loc[path, 'group']!r}, and cannot be changed alone")
    return known.loc[chosen]


class Study:
    """A scenario as a function of some of its ranges.

    Parameters
    ----------
    scenario : Scenario or path
    paths : iterable of str
        Values with a range (:meth:`Scenario.ranges`) that are varied; all others have their most likely value.
    indicators : int or str, or several, optional
        As in :func:`wufei.evaluate`.
    figures : iterable of str, optional
        Figures of the base year instead, rows of the hindcast.
    year : int, optional
        Of the indicators; by default the last.
    replicas : int
        Per row, on the same random numbers in all rows.
    seed, threads, client
        As in :func:`wufei.evaluate`.
    cache : path, optional
        A file in which results are kept, so that a study that was stopped goes on.

    Attributes
    ----------
    ranges : dict
        Low and high end by path, in ``units[path]``.
    table : pandas.DataFrame
        The rows of :meth:`Scenario.ranges`.

    Examples
    --------
    >>> import pandas as pd, wufei
    >>> from wufei.study import Study
    >>> month = wufei.read("scenarios/plan.yaml", {"period.ends": "2020-02-01"})
    >>> study = Study(month, ["policies.gypsum_market.change"], 7, replicas=1)
    >>> study.ranges
    {'policies.gypsum_market.change': (0.0, 67.0)}
    >>> study(pd.DataFrame({"policies.gypsum_market.change": [0, 50]})).shape
    (2, 1)
    """

    def __init__(
        self,
        scenario: Scenario | PathLike,
        paths: Iterable[str],
        indicators: int | str | Iterable[int | str] | None = None,
        *,
        figures: Iterable[str] | None = None,
        year: int | None = None,
        replicas: int = 8,
        seed: int | None = None,
        threads: int | None = None,
        client: Any = None,
        cache: PathLike | None = None,
    ) -> None:
        a_client(client)
        self.scenario = as_scenarios(scenario)[0].with_({"uncertainty": "none"})
        self.table = _ranges(self.scenario, paths)
        self.ranges = {path: (float(row.low), float(row.high)) for path, row in self.table.iterrows()}
        self.units = self.table["unit"].to_dict()
        self.replicas = a_whole(replicas, "replicas", 1, 1_000_000)
        self.seed = int(self.scenario._core.text_at("seed") or 1) if seed is None else a_whole(seed, "seed", 0, 2**64 - 1)
        self.threads, self._client = threads, client
        self._indicators = list(indicators) if not isinstance(indicators, (int, str, type(None))) else indicators
        self._figures = None if figures is None else list(figures)
        self._year = year
        self._kept = _Kept(None if cache is None else a_path(cache, "cache"))
        self._outputs: list[str] | None = None

    def with_figures(self, figures: Iterable[str]) -> Study:
        """The same study of these figures of the base year."""
        other = copy.copy(self)
        other._figures, other._outputs = list(figures), None
        return other

    def variant(self, values: Mapping[str, float]) -> Scenario:
        """The scenario with these values, in their units."""
        return self.scenario.with_({path: self.text(path, value) for path, value in values.items()})

    def text(self, path: str, value: float) -> str:
        """A value as a scenario file writes it."""
        unit = self.units[path]
        if unit == "days since 1970-01-01":
            return str(np.datetime64(round(value), "D"))
        number = f"{round(value)}" if self.table.loc[path, "whole"] else f"{value:.12g}"
        return f"{number} {unit}".rstrip()

    def __call__(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Simulate rows.

        Parameters
        ----------
        rows : pandas.DataFrame
            One column per path, in its unit.

        Returns
        -------
        pandas.DataFrame
            The same index; columns (``output``, ``replica``), in the units of the indicators or figures. NaN where there is no value.
        """
        missing = [path for path in self.ranges if path not in rows.columns]
        if missing:
            raise KeyError(f"the rows have no column {missing[0]!r}")
        parts = [self._simulated(rows.iloc[at : at + _BATCH]) for at in range(0, len(rows), _BATCH)]
        columns = pd.MultiIndex.from_product([self.outputs, range(self.replicas)], names=["output", "replica"])
        return pd.DataFrame(np.concatenate(parts), index=rows.index, columns=columns)

    @property
    def outputs(self) -> list[str]:
        """Names of the outputs; the most likely values are simulated if nothing was yet."""
        if self._outputs is None:
            self._chosen(evaluations({"": self.scenario}, self.replicas, self.seed, self.threads, None, self._client)[""])
        return self._outputs or []

    def _simulated(self, rows: pd.DataFrame) -> np.ndarray:
        """[row, output * replicas + replica]"""
        variants = [self.variant({path: row[path] for path in self.ranges}) for _, row in rows.iterrows()]
        keys = [self._fingerprint(variant) for variant in variants]
        found = self._kept.get(keys)
        new = {key.hex(): variant for key, variant in zip(keys, variants, strict=True) if key not in found}
        if new:
            made = evaluations(new, self.replicas, self.seed, self.threads, None, self._client)
            chosen = {bytes.fromhex(key): self._chosen(evaluation) for key, evaluation in made.items()}
            self._kept.put(chosen)
            found |= chosen
        return np.stack([found[key] for key in keys])

    def _fingerprint(self, variant: Scenario) -> bytes:
        asked = (self.seed, self.replicas, self._year, self._indicators, self._figures, _core.version, _core.commit)
        return hashlib.sha256(f"{variant.sha256} {variant.data_sha256} {asked}".encode()).digest()

    def _chosen(self, evaluation: dict[str, Any]) -> np.ndarray:
        """[output * replicas + replica]"""
        if self._figures is not None:
            names, values = [figure[0] for figure in evaluation["figures"]], evaluation["known"]
            for name in self._figures:
                if name not in names:
                    raise KeyError(f"no figure of the base year is called {name!r}; known: {', '.join(names)}")
            self._outputs = self._figures
            return values[:, [names.index(name) for name in self._figures]].T.ravel()
        at = columns_of(evaluation["keys"], evaluation["simulated"], self._indicators)
        self._outputs = [evaluation["keys"][i] for i in at]
        years = list(evaluation["years"])
        if self._year is not None and self._year not in years:
            raise KeyError(f"the year {self._year} is not simulated; simulated: {years[0]} ... {years[-1]}")
        year = -1 if self._year is None else years.index(self._year)
        return evaluation["annual"][:, year, at].T.ravel()
