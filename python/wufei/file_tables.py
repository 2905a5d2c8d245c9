"""Any table of a results file as xarray and pandas objects."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd
import xarray as xr

from . import _core
from .errors import ResultsError
from .stored import StoredFile, as_written

# Nanoseconds, xarray's default, end in 2262; the simulation counts whole seconds.
_TIMES = xr.coders.CFDatetimeCoder(time_unit="s")


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


class FileTables:
    """The part of :class:`wufei.Results` that reads groups and tables, whatever they are about."""

    _path: str
    _head: dict[str, Any]

    def _current(self) -> str:
        raise NotImplementedError

    @property
    def scenarios(self) -> tuple[str, ...]:
        """Names of the scenarios, in the order of the run."""
        return tuple(self._head["scenarios"])

    def _one(self, scenario: str | None) -> str:
        if scenario is None and len(self.scenarios) == 1:
            return self.scenarios[0]
        if scenario not in self.scenarios:
            asked = "say which scenario" if scenario is None else f"no scenario is called {scenario!r}"
            raise KeyError(f"{asked}; known: {', '.join(self.scenarios)}")
        return scenario

    def _chosen(self, scenario: str | None) -> tuple[str, ...]:
        return self.scenarios if scenario is None else (self._one(scenario),)

    _opened: StoredFile | None = None  # its structure and seal are checked once

    def _stored(self) -> StoredFile:
        """The open file, which must still be the one that was opened first."""
        path = self._current()
        if self._opened is None:
            self._opened = StoredFile(path)
        return self._opened

    def _open(self, group: str) -> xr.Dataset:
        data = self._stored().open(group, _TIMES)
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
        return tuple(self._stored().groups(self._one(scenario)))

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
            if not any(set(dims) <= set(variable.dims) for variable in data.variables.values()):
                missing = f"{name!r} has no column with a value for each of {', '.join(dims)}"
                raise KeyError(missing) if rows else ResultsError(f"results file '{self._path}' is damaged: {missing}")
            with as_written(self._path, f"{scenario}/{name}"):
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
