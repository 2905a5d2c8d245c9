"""An independent ledger: the indicators computed again from the flows in the file, by somebody who has only read the format."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import xarray as xr

import wufei

VALUE_ADDED_2020 = 213.9e4  # [万元], plan line 40


@pytest.fixture(scope="module")
def two_years(tmp_path_factory: pytest.TempPathFactory) -> wufei.Results:
    path = tmp_path_factory.mktemp("ledger") / "two.h5"
    root = Path(__file__).resolve().parents[2]
    scenario = wufei.read(
        root / "scenarios" / "baseline.yaml", {"period.ends": "2022-01-01", "target_year": 2021, "uncertainty": "none"}
    )
    return wufei.run([scenario], replicas=2, output=path, progress=False)


def group(results: wufei.Results, name: str) -> xr.Dataset:
    return results.to_xarray(name, scenario="baseline")


@pytest.fixture(scope="module")
def flows(two_years: wufei.Results) -> pd.DataFrame:
    """One row for each replica, year and flow, with tonnes as statistics count them."""
    data, streams, sites = (group(two_years, name) for name in ("flows", "streams", "sites"))
    waste = dict(zip(streams.stream.values, streams.counts_as.values, strict=True))
    waste = {stream: other or stream for stream, other in waste.items()}
    category = dict(zip(streams.stream.values, streams.category.values, strict=True))
    reference = dict(zip(streams.stream.values, streams.reference_water.values, strict=True))
    kind = dict(zip(sites.site.values, sites.kind.values, strict=True))
    inside = dict(zip(sites.site.values, sites.inside.values, strict=True))
    dry = (data.mass - data.water).groupby(data.time.dt.year).sum("time")
    frame = dry.to_dataframe("dry").reset_index()
    names = pd.DataFrame({c: data[c].values for c in ("channel", "site", "counterpart", "stream")}, index=data.flow.values)
    frame = frame.join(names, on="flow")
    frame["waste"] = frame.stream.map(waste)
    frame["category"] = frame.waste.map(category)
    frame["t"] = frame.dry / (1 - frame.waste.map(reference)) / 1e6
    frame["inside"] = frame.site.map(inside).astype(bool)
    frame["kind"] = frame.site.map(kind)
    frame["from_kind"] = frame.counterpart.map(kind)
    return frame


def tonnes(rows: pd.DataFrame) -> pd.Series:
    return rows.groupby(["replica", "year"]).t.sum()


def arisen(flows: pd.DataFrame, category: str) -> pd.Series:
    own = flows[(flows.category == category) & (flows.waste == flows.stream) & flows.inside]
    return tonnes(own[own.channel.isin(["generated", "produced"])])


def used(flows: pd.DataFrame, category: str) -> pd.Series:
    return tonnes(flows[(flows.category == category) & (flows.channel == "utilised")])


def put_away(flows: pd.DataFrame, category: str) -> pd.Series:
    rows = flows[flows.category == category]
    buried_here = (rows.channel == "landfilled") & (rows.kind == "landfill")
    return tonnes(rows[(rows.channel == "disposed") | buried_here])


def decrease(amount: pd.Series) -> pd.Series:
    first = amount.xs(2020, level="year")
    return 100 * (first - amount) / first


def expected(flows: pd.DataFrame, key: str, industry: pd.Series) -> pd.Series:
    general, hazardous = "general_industrial", "hazardous"
    if key == "7.annex":
        hauled = flows[(flows.category == "rubbish") & (flows.channel == "received") & (flows.from_kind == "township")]
        return tonnes(hauled) / pd.Series({2020: 366, 2021: 365}).rename_axis("year")
    if key in ("1.annex", "2.annex"):
        return arisen(flows, general if key == "1.annex" else hazardous) / (VALUE_ADDED_2020 * industry)
    if key == "11.text":
        return 100 * used(flows, general) / arisen(flows, general)
    if key == "12.annex":
        return 100 * used(flows, hazardous) / (used(flows, hazardous) + put_away(flows, hazardous))
    if key == "20.annex":
        return decrease(tonnes(flows[(flows.category == hazardous) & (flows.channel == "landfilled")]))
    assert key == "23.annex"
    return decrease(put_away(flows, general))


@pytest.mark.parametrize("key", ["1.annex", "2.annex", "7.annex", "11.text", "12.annex", "20.annex", "23.annex"])
def test_an_indicator_follows_from_the_flows_in_the_file(two_years: wufei.Results, flows: pd.DataFrame, key: str) -> None:
    annual = group(two_years, "indicators").annual.sel(indicator=key)
    drivers = two_years.table("drivers", rows=("replica", "year", "driver"))["index"].droplevel("scenario")
    theirs = expected(flows, key, drivers.xs("industry", level="driver"))
    for (replica, year), value in theirs.items():
        assert np.isclose(float(annual.sel(replica=replica, year=year)), value, rtol=1e-9, atol=1e-9), (key, replica, year)
    assert len(theirs) == 4


def test_whole_years_are_held_against_their_targets(two_years: wufei.Results) -> None:
    targets = two_years.targets("baseline").reset_index()
    simulated = targets[targets["simulated"]]
    judged = simulated["probability_met"].dropna()
    assert judged.between(0, 1).all()
    assert len(judged) >= 39 and len(simulated) - len(judged) <= 5  # the others have no figure to be held against
