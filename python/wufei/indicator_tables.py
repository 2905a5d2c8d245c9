"""What a results file says about indicators, as xarray and pandas objects."""

from __future__ import annotations

import pandas as pd
import xarray as xr

from .file_tables import FileTables
from .stored import as_written

_HEADS = {
    "en": ("name", "unit", "plan {year}", "target", "probability met"),
    "zh": ("指标", "单位", "方案{year}年", "目标", "达标概率"),
}


def _judged_year(data: xr.Dataset) -> int:
    """Index of the target year; of the last year if that is not simulated in full, or if the file names none (version 0.1)."""
    years = list(data["year"].values)
    judged = data["target_year"].values[:1] if "target_year" in data else []
    full = [year for year in judged if year in years and int(data["months"].sel(year=year)) == 12]
    return years.index(full[0]) if full else len(years) - 1


class IndicatorTables(FileTables):
    """The part of :class:`wufei.Results` about indicators."""

    def indicator(self, number: int | str, definition: str | None = None, scenario: str | None = None) -> xr.Dataset:
        """One of the indicators.

        Parameters
        ----------
        number : int or str
            As numbered in the plan, or with its definition: ``"11.text"``.
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
            One row per figure: ``label_zh``, ``label_en``, ``stated``, ``printed``, ``mean``, ``sd``, ``q05``, ``q95``, ``own_unit``,
            ``tolerance`` [1], ``weighs`` (sd of the row in the weights of replicas [1]; 0: none), ``verdict`` (within,
            explained, outside, not simulated), ``reason``. Empty if the scenario has no hindcast. Where parameters are drawn,
            all statistics are weighted (:meth:`weights`).
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

    def weights(self, scenario: str | None = None) -> pd.Series:
        """Weights of the replicas by what is known of the base year.

        Parameters
        ----------
        scenario : str, optional
            Required if the file has several.

        Returns
        -------
        pandas.Series
            Weight by replica, 1 in sum; they are worth ``1 / (weights**2).sum()`` replicas of equal weight. Empty if no
            parameter is drawn or nothing weighs: then replicas count alike.
        """
        table = self.table("weights", self._one(scenario))
        return pd.Series(dtype=float) if table.empty else table["weight"].droplevel("scenario")

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
        """The indicators of a scenario, read once and kept; a copy, because what is kept must not change."""
        self._current()
        kept = self.__dict__.setdefault("_kept", {})
        if scenario not in kept:
            with as_written(self._path, f"{scenario}/indicators"), self._open(f"{scenario}/indicators") as data:
                kept[scenario] = data.load()
        return kept[scenario].copy(deep=False)

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
            with as_written(self._path, f"{name}/indicators"):
                data = self._loaded(name)
                data = data.sel(indicator=data["simulated"] == 1)
                values = data["monthly" if monthly else "annual"].transpose("indicator", "replica", axis)
                frame = (
                    values.drop_vars([c for c in values.coords if c not in values.dims]).to_dataframe(name="value").reset_index()
                )
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
            ``unit``, ``baseline``, ``target``, ``rule`` (how a value is compared with it), ``simulated``, ``year`` (the target
            year, or the last of the run where that is not simulated in full), ``mean``, ``low``, ``high`` (95 % interval of the mean) of that year, ``probability_met`` with
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
            with as_written(self._path, f"{name}/indicators"):
                data = self._loaded(name)
                shown = data.isel(year=_judged_year(data))
                facts = ("name_zh", "name_en", "own_unit", "baseline", "target", "rule")
                frame = pd.DataFrame({fact: data[fact].values for fact in facts}).rename(columns={"own_unit": "unit"})
                frame["simulated"] = data["simulated"].values.astype(bool)
                frame["year"] = int(shown["year"])
                for column in ("mean", "low", "high"):
                    frame[column] = shown[column].values
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
            with as_written(self._path, f"{name}/indicators"):
                data = self._loaded(name)
                table = self.targets(name)
                base_year = int(data["year"].values[0])
                named = [head.format(year=base_year) for head in heads[:3]]
                frame = table[[f"name_{lang}", "unit", "baseline"]].set_axis(named, axis=1)
                for year in data["year"].values:
                    frame[int(year)] = data["mean"].sel(year=year).values
                frame[heads[3]] = table["target"]
                frame[heads[4]] = table["probability_met"]
                frames.append(frame[table["simulated"]])
        return pd.concat(frames)
