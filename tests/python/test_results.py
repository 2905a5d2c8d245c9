"""Results as xarray and pandas objects."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import h5py
import matplotlib.pyplot as plt
import numpy as np
import pytest
import xarray as xr

import output_tables
import wufei
from wufei.plots import chinese_fonts


def test_every_group_opens_and_every_variable_has_units(results: wufei.Results) -> None:
    for scenario in results.scenarios:
        groups = results.groups(scenario)
        assert {"indicators", "flows", "stocks", "sites", "streams", "values", "input", "run"} <= set(groups)
        assert any(group.startswith("service/") for group in groups)
        for group in groups:
            with xr.open_dataset(results.path, group=f"{scenario}/{group}", engine="h5netcdf", decode_times=False) as data:
                data.load()
                assert data.data_vars
                for name in data.variables:
                    assert data[name].attrs.get("units"), f"{scenario}/{group}/{name}"


def test_other_programs_read_the_same_texts(results: wufei.Results) -> None:
    for group, name in (("values", "source"), ("input", "text"), ("sites", "label_zh"), ("flows", "flow")):
        ours = results.to_xarray(group, "plan")[name].values.tolist()
        assert any(ours) and all(isinstance(text, str) for text in ours)
        with xr.open_dataset(results.path, group=f"plan/{group}", engine="h5netcdf", decode_times=False) as data:
            assert data[name].values.tolist() == ours and "_Encoding" not in data[name].attrs
        with h5py.File(results.path) as file:
            assert file[f"plan/{group}/{name}"].asstr()[...].tolist() == ours


def test_inputs_of_a_scenario_take_less_than_half_a_megabyte(results: wufei.Results) -> None:
    with h5py.File(results.path) as file:
        stored = [data.id.get_storage_size() for group in ("values", "input") for data in file[f"plan/{group}"].values()]
    assert sum(stored) < 500_000


def test_time_decodes_to_whole_seconds(results: wufei.Results) -> None:
    time = results.to_xarray("flows", "plan")["time"]
    assert time.dtype == np.dtype("datetime64[s]")
    assert list(time.values) == [np.datetime64("2020-01-01"), np.datetime64("2020-02-01")]


def test_mass_closes_at_zero_grams(results: wufei.Results) -> None:
    assert results.mass_closure_g == 0
    for scenario in results.scenarios:
        run = results.to_xarray("run", scenario)
        assert (run.mass_closure_g == 0).all() and (run.checks > 0).all()


def test_stocks_follow_from_flows_to_the_gram(results: wufei.Results) -> None:
    """The books as a reader of the file sees them: stock after = stock before + into - out of, for every site and stream."""
    flows = results.to_xarray("flows", "plan").load()
    stocks = results.to_xarray("stocks", "plan").load()
    into, out = ("opening", "generated", "imported", "received", "produced"), ("sent", "consumed", "utilised", "disposed")
    sign = np.array([(channel in into) - (channel in out) for channel in flows.channel.values])
    assert (sign > 0).sum() > 50 and (sign < 0).sum() > 50
    rows = {(site, stream): i for i, (site, stream) in enumerate(zip(stocks.site.values, stocks.stream.values, strict=True))}
    change = np.zeros(stocks.mass.shape, dtype=np.int64)
    rest: dict[tuple[str, str], np.ndarray] = {}
    for i in np.flatnonzero(sign):
        key = (flows.site.values[i], flows.stream.values[i])
        amount = sign[i] * flows.mass.values[:, :, i]
        if key in rows:
            change[:, :, rows[key]] += amount
        else:
            rest[key] = rest.get(key, 0) + amount
    assert (np.cumsum(change, axis=1) == stocks.mass.values).all()
    assert all((np.cumsum(amount, axis=1) == 0).all() for amount in rest.values())


def test_indicators_of_all_scenarios_come_in_one_dataset(results: wufei.Results) -> None:
    data = results.to_xarray()
    assert data.annual.dims == ("scenario", "replica", "year", "indicator")
    assert list(data.scenario.values) == ["baseline", "plan"]
    assert data["target"].dims == ("indicator",)
    for name in results.scenarios:
        one = results.to_xarray("indicators", name)
        np.testing.assert_array_equal(data.annual.sel(scenario=name).values, one.annual.values)


def test_one_indicator_has_names_target_and_values(results: wufei.Results) -> None:
    rate = results.indicator(11, scenario="plan")
    assert int(rate.number) == 11 and str(rate.definition.values) == "annex"
    assert rate.annual.dims == ("replica", "year")
    assert rate.target.item() == 80 and str(rate.rule.values) == ">="
    assert 0 < rate["mean"].item() < 100
    assert (rate.q05 <= rate.q50).all() and (rate.q50 <= rate.q95).all()
    assert results.indicator("11.annex", scenario="plan").identical(rate)


def test_unknown_names_are_answered_with_the_known_ones(results: wufei.Results) -> None:
    with pytest.raises(KeyError, match=r"11\.annex"):
        results.indicator(11, "nonsense")
    with pytest.raises(KeyError, match="indicators"):
        results.to_xarray("flaws", "plan")
    with pytest.raises(KeyError, match="baseline, plan"):
        results.to_xarray("flows")
    with pytest.raises(KeyError, match="baseline, plan"):
        results.targets("plam")


def test_the_data_frame_holds_the_values_of_the_file(results: wufei.Results) -> None:
    frame = results.to_dataframe()
    data = results.to_xarray("indicators", "plan").load()
    simulated = data["indicator"].values[data["simulated"].values == 1]
    assert len(frame) == 2 * len(simulated) * 3 * 1
    row = frame.query("scenario == 'plan' and indicator == '11.annex' and replica == 2 and year == 2020")
    assert row["value"].item() == data.annual.sel(indicator="11.annex", replica=2, year=2020).item()
    assert row["unit"].item() == "%"
    months = results.to_dataframe("plan", monthly=True)
    assert months["time"].dtype.kind == "M" and len(months) == len(simulated) * 3 * 2


def test_targets_and_summary_show_the_plan(results: wufei.Results) -> None:
    targets = results.targets("plan")
    assert set(range(1, 40)) == {int(key.split(".")[0]) for _, key in targets.index}
    assert targets["simulated"].all()
    assert targets["probability_met"].isna().all()  # two months are not held against the target of a year
    summary = results.summary(lang="zh")
    assert "指标" in summary.columns and len(summary) == 2 * targets["simulated"].sum()


def test_titles_are_in_both_languages(results: wufei.Results) -> None:
    assert results.titles["plan"]["zh"].startswith("方案情景")
    assert results.titles["plan"]["en"].startswith("Plan")


def test_root_attributes_are_deterministic_facts(results: wufei.Results) -> None:
    with h5py.File(results.path) as file:
        attributes = dict(file.attrs)
    assert attributes["format"].decode() == "wufei-results" and attributes["complete"] == 1 and attributes["seed"] == 7
    assert not {"date", "host", "path", "threads"} & set(attributes)


@pytest.mark.parametrize("order", [("h5py", "wufei"), ("wufei", "h5py")])
def test_two_libraries_of_hdf5_live_side_by_side(results: wufei.Results, order: tuple[str, str]) -> None:
    code = f"""
import {order[0]}, {order[1]}
results = wufei.open({results.path!r})
again = wufei.run(wufei.read("scenarios/plan.yaml", {{"period.ends": "2020-02-01"}}), replicas=1, progress=False)
with h5py.File(again.path) as file:
    assert file["plan/flows/mass"].shape[:2] == (1, 1)
wufei.open({results.path!r}).to_xarray("flows", "plan").load()
print("fine")
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout == "fine\n" and done.returncode == 0, done.stderr
    assert done.stderr == ""


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_plot_has_band_median_target_and_baseline(results: wufei.Results, lang: str, recwarn: pytest.WarningsRecorder) -> None:
    axes = wufei.plot_indicator(results, 11, lang=lang)
    axes.figure.canvas.draw()
    assert not [w for w in recwarn if "missing from" in str(w.message)]
    assert len(axes.collections) == 2  # bands
    labels = axes.get_legend_handles_labels()[1]
    assert any("80" in label and ">=" in label for label in labels)
    assert results.titles["plan"][lang] in labels
    plt.close(axes.figure)


def test_chinese_is_drawn_in_a_simplified_face() -> None:
    if chinese_fonts() == ["sans-serif"]:
        pytest.skip("no Chinese font here")
    assert chinese_fonts()[0].endswith("SC") or "JP" not in chinese_fonts()[0]


def test_uncertain_parameters_come_with_their_draws_and_correlations() -> None:
    scenario = wufei.read("scenarios/baseline.yaml", {"period.ends": "2020-02-01", "uncertainty": "parameters"})
    results = wufei.run(scenario, replicas=4, progress=False)
    drawn = results.parameters()
    assert drawn.shape[0] == 4 and drawn.shape[1] > 50
    assert drawn["sites.dryer.capacity"].between(800, 1100).all()
    assert drawn["sites.dryer.capacity"].nunique() == 4
    values = wufei.read("scenarios/plan.yaml").values()
    assert tuple(values.loc["policies.gypsum_market.change", ["value", "low", "high", "status"]]) == (
        "20 %",
        "0",
        "67",
        "assumption",
    )
    tornado = results.tornado(11)
    assert tornado.abs().is_monotonic_decreasing and tornado.abs().max() <= 1 + 1e-12


def test_without_uncertainty_nothing_is_drawn() -> None:
    scenario = wufei.read("scenarios/baseline.yaml", {"period.ends": "2020-02-01", "uncertainty": "none"})
    results = wufei.run(scenario, replicas=1, progress=False)
    assert results.parameters().empty and results.tornado(11).empty and results.table("parameters").empty
    hindcast = results.hindcast()
    assert set(hindcast["verdict"]) == {"not simulated"}  # one month is no year
    assert hindcast.loc["general_arisen", "stated"] == 70.89


def test_any_table_comes_as_rows_with_units_and_labels_in_both_languages(results: wufei.Results) -> None:
    gases = results.table("climate")
    assert gases.index.names == ["scenario", "source", "year"] and set(gases.index.get_level_values("scenario")) == {
        "baseline",
        "plan",
    }
    assert gases.attrs["title"] == {"zh": "温室气体", "en": "greenhouse gases"}
    assert gases.attrs["units"]["mean"] == "t CO2e" and gases.attrs["labels"]["mean"] == {"zh": "均值", "en": "mean"}
    stored = results.to_xarray("climate", "plan")
    assert gases.loc[("plan", "net", 2020), "mean"] == stored["mean"].sel(source="net", year=2020).item()
    assert stored["co2e"].attrs["label_zh"] == "排放量" and stored["co2e"].attrs["units"] == "t"
    each = results.table("climate", "plan", rows=("replica", "year", "source"))
    assert len(each) == stored["co2e"].size and each["co2e"].groupby("source").mean()["net"] == pytest.approx(
        gases.loc[("plan", "net", 2020), "mean"]
    )


def test_what_chains_cost_is_the_sum_of_the_money_of_sites(results: wufei.Results) -> None:
    costs = results.table("costs", "plan", rows=("replica", "year", "cost"))
    money = results.table("money", "plan").reset_index()
    assert costs.attrs["units"]["amount"] == "fen" and costs.attrs["units"]["per_tonne"] == "fen/t"
    assert costs["amount"].dtype == money["amount"].dtype == "int64"
    by_site = money.assign(year=money["time"].dt.year).groupby(["replica", "year"])["amount"].sum()
    totals = costs[costs["item"] == "total"].groupby(["replica", "year", "chain"])["amount"].sum().unstack()
    assert (totals["all"] == by_site).all() and (totals.drop(columns="all").sum(axis=1) == by_site).all()
    parts = costs[(costs["item"] != "total") & (costs["chain"] != "all")].groupby(["replica", "year"])["amount"].sum()
    assert (parts == by_site).all() and money["site"].nunique() > 50
    household = costs.reset_index().query("chain == 'household' and item == 'total'")
    assert (household["per_tonne"] * household["tonnes"] - household["amount"]).abs().max() < 1
    assert {"household", "kitchen", "construction", "gypsum", "medical", "hazardous", "sludge", "manure"} <= set(costs["chain"])


def test_every_table_of_the_file_has_rows(results: wufei.Results) -> None:
    for name in results.groups("plan"):
        table = results.table(name, "plan")
        assert len(table) > 0, name
        assert set(table.attrs["units"]) == set(table.columns) == set(table.attrs["labels"]), name
        assert all(label["zh"] and label["en"] for label in table.attrs["labels"].values()), name


def test_a_table_agrees_with_the_command_line(results: wufei.Results, executable: Path) -> None:
    for name in ("hindcast", "alarms", "stocks"):
        printed = subprocess.run(
            [executable, "show", results.path, "--table", name, "--format", "json"], capture_output=True, text=True, check=True
        )
        rows = json.loads(printed.stdout)["scenarios"]["plan"]
        table = results.table(name, "plan").reset_index()
        assert len(rows) == len(table) > 0
        for column in set(rows[0]) & set(table.columns):
            if table[column].dtype.kind == "M":
                assert [row[column] for row in rows] == [str(value)[:10] for value in table[column]], column
            else:
                assert [np.nan if row[column] is None else row[column] for row in rows] == pytest.approx(
                    list(table[column]), nan_ok=True
                ), column


def test_positions_in_a_table_are_names(results: wufei.Results) -> None:
    alarms = results.table("alarms", "plan")
    assert set(alarms["site"]) <= set(results.to_xarray("sites", "plan")["site"].values)
    assert alarms["day"].dtype.kind == "M" and alarms["day"].min() >= np.datetime64("2020-01-01")


def test_a_table_that_no_version_has_is_refused(results: wufei.Results) -> None:
    with pytest.raises(KeyError, match="climate"):
        results.table("climat")
    with pytest.raises(KeyError, match="source"):
        results.table("climate", rows=("site",))


def test_the_page_of_columns_says_what_the_literals_say() -> None:
    assert output_tables.PAGE.read_text(encoding="utf-8") == output_tables.page()


def test_the_iamc_table_holds_means_and_quantiles_by_year(results: wufei.Results) -> None:
    table = results.to_iamc(region="Banan")
    assert list(table.columns) == ["Model", "Scenario", "Region", "Variable", "Unit", 2020]
    row = table[(table["Scenario"] == "plan") & (table["Variable"] == "Indicator|7.annex")].iloc[0]
    assert row[2020] == float(results.indicator(7, scenario="plan")["mean"][0]) and row["Region"] == "Banan"
    assert not table.duplicated(["Scenario", "Variable"]).any()


def test_tables_are_read_once_and_changing_one_changes_no_other(results: wufei.Results) -> None:
    mine = wufei.open(results.path)
    first = mine.targets()
    first.loc[:, "mean"] = 0.0
    assert (mine.targets()["mean"] != 0).any()
    assert mine._stored() is mine._stored()
