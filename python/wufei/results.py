"""Results files as xarray and pandas objects."""

from __future__ import annotations

import json
import os
import shutil
import weakref
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import xarray as xr

from . import _core
from .comparison import Comparison, comparison_of
from .progress import Bar, Progress
from .scenario import PathLike

# Nanoseconds, xarray's default, end in 2262; the simulation counts whole seconds.
_TIMES = xr.coders.CFDatetimeCoder(time_unit="s")

_HEADS = {
    "en": ("name", "unit", "plan 2020", "target", "probability met"),
    "zh": ("指标", "单位", "方案2020年", "目标", "达标概率"),
}


@lru_cache(maxsize=1)
def _literals() -> dict[str, dict[str, Any]]:
    """Tables described by this version, by name."""
    return {literal["name"]: literal for literal in _core.outputs()}


def _described(name: str) -> dict[str, dict[str, Any]]:
    """Columns of a table by name; empty for a table of another version."""
    return {column["name"]: column for column in _literals().get(name, {"columns": []})["columns"]}


def _unit(variable: xr.DataArray) -> str:
    """Unit as people write it; ``own_unit`` if it varies by row, ``date`` for dates."""
    if variable.dtype.kind == "M":
        return "date"
    return str(variable.attrs.get("wufei_unit", variable.attrs.get("units", "1"))).replace("see variable ", "")


def _by_scenario(datasets: list[xr.Dataset]) -> list[str]:
    """Names of the variables that depend on the scenario: all simulated ones, and facts that differ."""
    first = datasets[0]
    simulated = {"replica", "year", "time"}
    return [
        name
        for name, variable in first.data_vars.items()
        if (simulated & set(variable.dims) and "indicator" in variable.dims)
        or name.startswith("probability_")
        or any(name not in other or not variable.identical(other[name]) for other in datasets[1:])
    ]


class Results:
    """A results file: one or more scenarios with all replicas.

    Returned by :func:`wufei.open` and :func:`wufei.run`. Opening checks the seal, so a damaged file is rejected at once.

    Parameters
    ----------
    path : path
        An ``.h5`` file.
    temporary : path, optional
        A folder that is deleted when the results are no longer used.

    Examples
    --------
    >>> import wufei
    >>> short = wufei.read("scenarios/plan.yaml", {"period.ends": "2020-02-01"})
    >>> results = wufei.run(short, replicas=1, progress=False)
    >>> results.scenarios
    ('plan',)
    """

    def __init__(self, path: PathLike, temporary: PathLike | None = None) -> None:
        self._path = os.fspath(path)
        if temporary is not None:
            weakref.finalize(self, shutil.rmtree, os.fspath(temporary), ignore_errors=True)
        self._head = _core.read_head(self._path)

    def __fspath__(self) -> str:
        return self._path

    def __repr__(self) -> str:
        return f"<wufei.Results {self._path!r}: {', '.join(self.scenarios)}; {self.replicas} replicas>"

    @property
    def path(self) -> str:
        """Path of the file."""
        return self._path

    @property
    def scenarios(self) -> tuple[str, ...]:
        """Names of the scenarios, in the order of the run."""
        return tuple(self._head["scenarios"])

    @property
    def titles(self) -> dict[str, dict[str, str]]:
        """Title of each scenario by language, ``zh`` and ``en``."""
        return {name: {"zh": head["title_zh"], "en": head["title_en"]} for name, head in self._head["scenarios"].items()}

    @property
    def replicas(self) -> int:
        """Number of replicas of each scenario."""
        return self._head["replicas"]

    @property
    def seed(self) -> int:
        """Seed of the random numbers."""
        return self._head["seed"]

    @property
    def version(self) -> str:
        """Version of the program that wrote the file."""
        return self._head["version"]

    @property
    def complete(self) -> bool:
        """False if the run was stopped before all replicas were done."""
        return self._head["complete"]

    @property
    def mass_closure_g(self) -> int:
        """Largest difference between books and stocks in any check of any replica [g]; always 0 unless there is a defect."""
        return max(head["mass_closure_g"] for head in self._head["scenarios"].values())

    @property
    def performance(self) -> dict[str, Any]:
        """Cost of the run: ``events``, ``threads``, ``wall_s``, ``cpu_s``, ``peak_rss_bytes``; empty if not kept."""
        beside = Path(self._path).with_suffix(".run.json")
        return json.loads(beside.read_text(encoding="utf-8")) if beside.exists() else {}

    def resolved_text(self, scenario: str | None = None) -> str:
        """Merged scenario as YAML, which reproduces the results."""
        return self._head["scenarios"][self._one(scenario)]["resolved"]

    def reproduce(self, threads: int | None = None, progress: Progress = True) -> Comparison:
        """Run the file again, from the file alone, and compare every number.

        Parameters
        ----------
        threads : int, optional
            By default all of the machine.
        progress : bool or callable
            As in :func:`wufei.run`.

        Returns
        -------
        Comparison
            True if every number is the same.
        """
        bar = Bar() if progress is True else None
        try:
            return comparison_of(_core.reproduce(self._path, threads or 0, bar or progress or None))
        finally:
            if bar:
                bar.close()

    def _one(self, scenario: str | None) -> str:
        if scenario is None and len(self.scenarios) == 1:
            return self.scenarios[0]
        if scenario not in self.scenarios:
            asked = "say which scenario" if scenario is None else f"no scenario is called {scenario!r}"
            raise KeyError(f"{asked}; known: {', '.join(self.scenarios)}")
        return scenario

    def _open(self, group: str) -> xr.Dataset:
        data = xr.open_dataset(self._path, group=group, engine="h5netcdf", decode_times=_TIMES)
        for name, column in _described(group.partition("/")[2]).items():
            if name in data.variables:
                data[name].attrs.update(label_zh=column["label_zh"], label_en=column["label_en"])
        return data

    def groups(self, scenario: str | None = None) -> tuple[str, ...]:
        """Names that :meth:`to_xarray` takes as `group`.

        Examples
        --------
        >>> import wufei
        >>> short = wufei.read("scenarios/plan.yaml", {"period.ends": "2020-02-01"})
        >>> {"flows", "indicators", "stocks"} <= set(wufei.run(short, replicas=1, progress=False).groups())
        True
        """
        import h5py

        found: list[str] = []
        with h5py.File(self._path, "r") as file:
            top = file[self._one(scenario)]
            top.visititems(lambda name, item: found.append(name) if isinstance(item, h5py.Group) else None)
            holds_data = [name for name in found if any(isinstance(item, h5py.Dataset) for item in top[name].values())]
        return tuple(holds_data)

    def to_xarray(self, group: str = "indicators", scenario: str | None = None) -> xr.Dataset:
        """One group of the file.

        Parameters
        ----------
        group : str
            ``"indicators"`` (replica, time, year, indicator), ``"flows"`` (replica, time, flow) [g], ``"stocks"`` (replica, time,
            stock) [g], ``"service/queue"`` (replica, time, row) [s] and its like, ``"sites"``, ``"streams"``, ``"values"``,
            ``"input"``, ``"run"``; see :meth:`groups` and ``docs/reference/results_format.md``.
        scenario : str, optional
            Required if the file has several. Only indicators can be combined over scenarios; without a name they have a
            leading dimension ``scenario``.

        Returns
        -------
        xarray.Dataset
            Loaded lazily. ``time`` is ``datetime64[s]``, the first day of each month; every variable has ``units``, and its
            display name in ``label_zh`` and ``label_en``.

        Examples
        --------
        >>> import wufei
        >>> short = wufei.read("scenarios/plan.yaml", {"period.ends": "2020-02-01"})
        >>> flows = wufei.run(short, replicas=1, progress=False).to_xarray("flows").load()
        >>> flows.mass.dims, flows.mass.attrs["units"], flows.sizes["time"]
        (('replica', 'time', 'flow'), 'g', 1)
        """
        if group == "indicators" and scenario is None and len(self.scenarios) > 1:
            return self._all_indicators()
        name = self._one(scenario)
        known = self.groups(name)
        if group not in known:
            raise KeyError(f"no group is called {group!r}; known: {', '.join(known)}")
        return self._open(f"{name}/{group}")

    def table(self, name: str, scenario: str | None = None, rows: Sequence[str] | None = None) -> pd.DataFrame:
        """Any table of the file as rows and columns.

        Parameters
        ----------
        name : str
            ``"climate"``, ``"alarms"``, ``"flows"``, ``"service/wait"`` …; see :meth:`groups`.
        scenario : str, optional
            By default all scenarios with the table.
        rows : sequence of str, optional
            Dimensions of a row, slowest first. By default those of the table, e.g. ``("source", "year")`` of
            ``"climate"``; with ``("replica", "year", "source")`` its replicas. Columns on fewer dimensions are repeated.

        Returns
        -------
        pandas.DataFrame
            Index ``scenario`` and the dimensions. Columns that refer to sites, streams or kinds hold their names; days are dates.
            ``attrs`` has ``title`` (by language ``zh`` and ``en``) and, by column, ``units``, ``labels`` (by language) and ``about``; the unit
            ``"own_unit"`` means that the unit of each row is in that column. Empty if no scenario has the table.

        Examples
        --------
        >>> import wufei
        >>> short = wufei.read("scenarios/plan.yaml", {"period.ends": "2020-02-01"})
        >>> gases = wufei.run(short, replicas=1, progress=False).table("climate")
        >>> gases.attrs["units"]["mean"], gases.attrs["labels"]["mean"]["zh"]
        ('t CO2e', '均值')
        """
        frames = {}
        attrs: dict[str, Any] = {}
        for one in self._chosen(scenario):
            if name in self.groups(one):
                frame, told = self._rows(name, one, rows)
                if told:
                    frames[one], attrs = frame, told
        if not frames:
            if name not in _literals():
                raise KeyError(f"no table is called {name!r}; known: {', '.join(_literals())}")
            return pd.DataFrame()
        joined = pd.concat(frames, names=["scenario"])
        joined.attrs = attrs
        return joined

    def _rows(self, name: str, scenario: str, rows: Sequence[str] | None) -> tuple[pd.DataFrame, dict[str, Any]]:
        literal = _literals().get(name, {"title_zh": name, "title_en": name, "rows": ()})
        with self._open(f"{scenario}/{name}") as data:
            widest = max((variable.dims for variable in data.variables.values()), key=len)
            dims = tuple(rows or literal["rows"] or widest)
            if not rows and not set(dims) <= set(data.dims):
                return pd.DataFrame(), {}  # no row at all, such as a run without alarms
            if not set(dims) <= set(data.dims):
                raise KeyError(
                    f"{name!r} has no dimension {(set(dims) - set(data.dims)).pop()!r}; it has: {', '.join(map(str, data.dims))}"
                )
            chosen = data[[key for key, variable in data.data_vars.items() if set(variable.dims) <= set(dims)]].load()
            chosen = chosen.drop_dims([dim for dim in chosen.dims if dim not in dims])
            frame = chosen.to_dataframe(dim_order=list(dims))
            for key, column in _described(name).items():
                if column["refers"] and key in frame:
                    frame[key] = self._named(data, scenario, column["refers"], frame[key].to_numpy())
        attrs = {
            "title": {"zh": literal["title_zh"], "en": literal["title_en"]},
            "units": {key: _unit(chosen[key]) for key in frame},
            "labels": {key: {lang: chosen[key].attrs.get(f"label_{lang}", key) for lang in ("zh", "en")} for key in frame},
            "about": {key: chosen[key].attrs.get("long_name", "") for key in frame},
        }
        return frame, attrs

    def _named(self, data: xr.Dataset, scenario: str, coordinate: str, positions: np.ndarray) -> np.ndarray:
        """Names of the objects that positions refer to; empty for -1."""
        if coordinate in data.dims:
            names = data[coordinate].values
        else:
            with self._open(f"{scenario}/{coordinate}s") as other:
                names = other[coordinate].values
        return np.where(positions >= 0, names[positions], "")

    def _all_indicators(self) -> xr.Dataset:
        datasets = [self._open(f"{name}/indicators").load() for name in self.scenarios]
        names = xr.Variable("scenario", np.array(self.scenarios, dtype=object))
        joined = xr.concat(
            datasets,
            dim="scenario",
            data_vars=_by_scenario(datasets),
            coords="minimal",
            compat="override",
            join="outer",
            combine_attrs="override",
        )
        return joined.assign_coords(scenario=names)

    def indicator(self, number: int | str, definition: str | None = None, scenario: str | None = None) -> xr.Dataset:
        """One of the 39 indicators.

        Parameters
        ----------
        number : int or str
            1 to 39 as in annex 1 of the plan, or with its definition: ``"11.text"``.
        definition : str, optional
            Where the plan mixes scopes there is more than one, e.g. ``"annex"`` and ``"text"``. By default ``"annex"``, or
            the first.
        scenario : str, optional
            By default all; with more than one there is a dimension ``scenario``.

        Returns
        -------
        xarray.Dataset
            ``annual`` (replica, year), ``monthly`` (replica, time), ``mean``, ``low``, ``high`` (95 % interval of the mean) and
            ``q05`` to ``q95`` (year), ``baseline``, ``target``, ``rule``, ``probability_met`` [1], names and formula; values in
            the unit ``own_unit``.

        Examples
        --------
        >>> import wufei
        >>> short = wufei.read("scenarios/plan.yaml", {"period.ends": "2020-02-01"})
        >>> rate = wufei.run(short, replicas=1, progress=False).indicator(11)
        >>> rate.monthly.dims, float(rate.target), str(rate.own_unit.values)
        (('replica', 'time'), 80.0, '%')
        """
        with self.to_xarray("indicators", scenario) as data:
            key = self._key(data, number, definition)
            return data.sel(indicator=key).load()

    @staticmethod
    def _key(data: xr.Dataset, number: int | str, definition: str | None) -> str:
        keys = [str(key) for key in data["indicator"].values]
        if definition is not None:
            number = f"{number}.{definition}"
        wanted = str(number)
        candidates = [key for key in keys if key == wanted or key.split(".")[0] == wanted]
        if not candidates:
            known = [key for key in keys if key.split(".")[0] == wanted.split(".")[0]]
            raise KeyError(f"no indicator is called {wanted!r}; known: {', '.join(known or keys)}")
        return f"{wanted}.annex" if f"{wanted}.annex" in candidates else candidates[0]

    def hindcast(self, scenario: str | None = None) -> pd.DataFrame:
        """The plan's figures for the first year, compared with the simulated ones.

        Parameters
        ----------
        scenario : str, optional
            Required if the file has several.

        Returns
        -------
        pandas.DataFrame
            One row per figure: ``label_zh``, ``label_en``, ``stated``, ``printed``, ``mean``, ``sd``, ``own_unit``, ``tolerance`` [1],
            ``verdict`` (within, explained, outside, not simulated), ``reason``. Empty if the scenario has no hindcast.
        """
        table = self.table("hindcast", self._one(scenario))
        return table if table.empty else table.droplevel("scenario")

    def parameters(self, scenario: str | None = None) -> pd.DataFrame:
        """Sampled values of each replica of a scenario with ``uncertainty: parameters``.

        Parameters
        ----------
        scenario : str, optional
            Required if the file has several.

        Returns
        -------
        pandas.DataFrame
            One row per replica, one column per path, in the unit of the scenario. Empty if nothing was sampled.
        """
        table = self.table("parameters", self._one(scenario), rows=("replica", "path"))
        return table if table.empty else table["value"].droplevel("scenario").unstack("path", sort=False)

    def tornado(self, number: int | str, scenario: str | None = None, year: int | None = None) -> pd.Series:
        """Rank correlation (Spearman) of an indicator with every sampled parameter, strongest first.

        Parameters
        ----------
        number : int or str
            The indicator, as in :meth:`indicator`.
        scenario : str, optional
            Required if the file has several.
        year : int, optional
            By default the last.

        Returns
        -------
        pandas.Series
            Correlation [-1 ... 1] by path; constant parameters are left out. Empty if nothing was sampled, or the indicator
            is the same in all replicas. With n replicas a correlation below about 2 / sqrt(n) may be chance.
        """
        drawn = self.parameters(scenario)
        if drawn.empty:
            return pd.Series(dtype=float)
        annual = self.indicator(number, scenario=self._one(scenario))["annual"]
        last = annual.isel(year=-1) if year is None else annual.sel(year=year)
        ranks = pd.Series(last.values, index=drawn.index).rank()
        varied = drawn.loc[:, drawn.nunique() > 1].rank()
        correlation = varied.corrwith(ranks).dropna()
        return correlation.reindex(correlation.abs().sort_values(ascending=False).index)

    def _loaded(self, scenario: str) -> xr.Dataset:
        with self._open(f"{scenario}/indicators") as data:
            return data.load()

    def _chosen(self, scenario: str | None) -> tuple[str, ...]:
        return self.scenarios if scenario is None else (self._one(scenario),)

    def to_dataframe(self, scenario: str | None = None, monthly: bool = False) -> pd.DataFrame:
        """Values of all simulated indicators, one row per scenario, indicator, replica and year or month.

        Parameters
        ----------
        scenario : str, optional
            By default all.
        monthly : bool
            Months (``time``, ``datetime64``) instead of years (``year``).

        Returns
        -------
        pandas.DataFrame
            Columns ``scenario``, ``indicator`` (``"11.annex"``), ``replica``, ``year`` or ``time``, ``value``, ``unit``.

        Examples
        --------
        >>> import wufei
        >>> short = wufei.read("scenarios/plan.yaml", {"period.ends": "2020-02-01"})
        >>> table = wufei.run(short, replicas=1, progress=False).to_dataframe()
        >>> list(table.columns)
        ['scenario', 'indicator', 'replica', 'year', 'value', 'unit']
        """
        axis = "time" if monthly else "year"
        frames = []
        for name in self._chosen(scenario):
            data = self._loaded(name)
            data = data.sel(indicator=data["simulated"] == 1)
            values = data["monthly" if monthly else "annual"].transpose("indicator", "replica", axis)
            frame = values.drop_vars([c for c in values.coords if c not in values.dims]).to_dataframe(name="value").reset_index()
            frame.insert(0, "scenario", name)
            frame["unit"] = frame["indicator"].map(dict(zip(data["indicator"].values, data["own_unit"].values, strict=True)))
            frames.append(frame)
        return pd.concat(frames, ignore_index=True)

    def targets(self, scenario: str | None = None) -> pd.DataFrame:
        """Indicators against the targets of the plan.

        Parameters
        ----------
        scenario : str, optional
            By default all.

        Returns
        -------
        pandas.DataFrame
            Index (``scenario``, ``indicator``); all indicators of the plan, simulated or not. Columns ``name_zh``, ``name_en``,
            ``unit``, ``baseline`` (2020), ``target`` (2025), ``rule`` (how a value is compared with it), ``simulated``, ``year``
            (the last of the run), ``mean``, ``low``, ``high`` (95 % interval of the mean) of that year, ``probability_met`` with
            its 95 % interval ``probability_low``, ``probability_high`` [1] (NaN in files before format 1.2).

        Examples
        --------
        >>> import wufei
        >>> short = wufei.read("scenarios/plan.yaml", {"period.ends": "2020-02-01"})
        >>> table = wufei.run(short, replicas=1, progress=False).targets()
        >>> table.loc[("plan", "11.annex"), "rule"]
        '>='
        """
        frames = []
        for name in self._chosen(scenario):
            data = self._loaded(name)
            last = data.isel(year=-1)
            facts = ("name_zh", "name_en", "own_unit", "baseline", "target", "rule")
            frame = pd.DataFrame({fact: data[fact].values for fact in facts}).rename(columns={"own_unit": "unit"})
            frame["simulated"] = data["simulated"].values.astype(bool)
            frame["year"] = int(last["year"])
            for column in ("mean", "low", "high"):
                frame[column] = last[column].values
            for column in ("probability_met", "probability_low", "probability_high"):
                frame[column] = data[column].values if column in data else float("nan")
            frame.index = pd.MultiIndex.from_product([[name], data["indicator"].values], names=["scenario", "indicator"])
            frames.append(frame)
        return pd.concat(frames)

    def summary(self, scenario: str | None = None, lang: str = "en") -> pd.DataFrame:
        """Means of the simulated indicators by year, with baseline and target; for reading.

        Parameters
        ----------
        scenario : str, optional
            By default all.
        lang : {"en", "zh"}
            Language of names and headings.

        Returns
        -------
        pandas.DataFrame
            Index (scenario, indicator); columns name, unit, baseline, one per year, target, probability of meeting it.

        Examples
        --------
        >>> import wufei
        >>> short = wufei.read("scenarios/plan.yaml", {"period.ends": "2020-02-01"})
        >>> list(wufei.run(short, replicas=1, progress=False).summary(lang="zh").columns)
        ['指标', '单位', '方案2020年', 2020, '目标', '达标概率']
        """
        if lang not in _HEADS:
            raise ValueError(f"no language is called {lang!r}; known: {', '.join(_HEADS)}")
        heads = _HEADS[lang]
        frames = []
        for name in self._chosen(scenario):
            data = self._loaded(name)
            table = self.targets(name)
            frame = table[[f"name_{lang}", "unit", "baseline"]].set_axis(list(heads[:3]), axis=1)
            for year in data["year"].values:
                frame[int(year)] = data["mean"].sel(year=year).values
            frame[heads[3]] = table["target"]
            frame[heads[4]] = table["probability_met"]
            frames.append(frame[table["simulated"]])
        return pd.concat(frames)


def open(path: PathLike) -> Results:  # named as in xarray.open_dataset and h5py
    """Open a results file.

    Parameters
    ----------
    path : path
        Written by :func:`wufei.run` or ``wufei run``.

    Returns
    -------
    Results

    Raises
    ------
    ResultsError
        If the file is damaged, of a newer format, or not a Wufei file.
    InputOutputError
        If it cannot be read.
    """
    return Results(path)
