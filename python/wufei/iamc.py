"""Indicators in the long format of the Integrated Assessment Modeling Consortium (IAMC)."""

from __future__ import annotations

import pandas as pd

from .indicator_tables import IndicatorTables


def iamc_table(results: IndicatorTables, scenario: str | None, model: str | None, region: str) -> pd.DataFrame:
    """As :meth:`wufei.Results.to_iamc`, which describes it."""
    statistics = {"mean": "", "q05": "|5th Percentile", "q50": "|Median", "q95": "|95th Percentile"}
    frames = []
    for name in results._chosen(scenario):
        data = results._loaded(name)
        data = data.sel(indicator=data["simulated"] == 1)
        for column, ending in statistics.items():
            frame = pd.DataFrame(data[column].transpose("indicator", "year").values, columns=data["year"].values.tolist())
            frame.insert(0, "Unit", data["own_unit"].values)
            frame.insert(0, "Variable", [f"Indicator|{key}{ending}" for key in data["indicator"].values])
            frame.insert(0, "Region", region)
            frame.insert(0, "Scenario", name)
            frame.insert(0, "Model", model or f"Wufei {results._head['version']}")
            frames.append(frame)
    return pd.concat(frames, ignore_index=True)
