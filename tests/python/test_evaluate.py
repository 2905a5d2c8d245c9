"""Variants in one run, evaluations without files, ranges as numbers, and scenarios that travel."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import wufei
from wufei import _core, evaluation


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    evaluation._cache.clear()


@pytest.fixture(scope="module")
def late(plan: wufei.Scenario) -> wufei.Scenario:
    return plan.with_({"policies.gypsum_market.change": "60 %"}, name="late", title={"zh": "推迟", "en": "Later"})


def test_two_variants_of_one_file_go_into_one_run(plan: wufei.Scenario, late: wufei.Scenario, tmp_path: Path) -> None:
    results = wufei.run([plan, late], replicas=2, output=tmp_path / "both.h5", progress=False)
    assert results.scenarios == ("plan", "late")
    assert results.titles["late"] == {"zh": "推迟", "en": "Later"}
    alone = wufei.run(late, replicas=2, output=tmp_path / "alone.h5", progress=False)
    assert alone.to_dataframe().equals(results.to_dataframe("late"))


def test_a_name_is_a_word(plan: wufei.Scenario) -> None:
    for wrong in ("", "a b", "a/b", "..", "x" * 101, "a\n"):
        with pytest.raises(ValueError, match="name cannot be"):
            plan.with_({}, name=wrong)
    with pytest.raises(TypeError):
        plan.with_({}, name=5)
    with pytest.raises(ValueError, match="title"):
        plan.with_({}, title={"fr": "Plus tard"})
    assert plan.with_({}) is plan and plan.with_({}, name="推迟").name == "推迟"


def test_an_evaluation_is_what_a_run_writes(plan: wufei.Scenario, late: wufei.Scenario, tmp_path: Path) -> None:
    results = wufei.run([plan, late], replicas=2, output=tmp_path / "both.h5", progress=False)
    table = wufei.evaluate([plan, late], replicas=2)
    written = results.to_dataframe().set_index(["scenario", "replica", "year", "indicator"])["value"].unstack("indicator")
    written = written.reindex(index=table.index.rename(["scenario", "replica", "year"]), columns=table.columns)
    assert np.array_equal(table.to_numpy(), written.to_numpy(), equal_nan=True)
    assert table.attrs["units"]["11.annex"] == "%" and table.attrs["names_zh"]["11.annex"]


def test_indicators_are_chosen_by_number_and_definition(plan: wufei.Scenario) -> None:
    table = wufei.evaluate(plan, [11, "11.text", "7"], replicas=1)
    assert list(table.columns) == ["11.annex", "11.text", "7.annex"]
    assert list(wufei.evaluate(plan, 11, replicas=1).columns) == ["11.annex"]
    with pytest.raises(KeyError, match=r"no indicator is called '99'"):
        wufei.evaluate(plan, 99, replicas=1)


def test_changes_apply_to_a_base(plan: wufei.Scenario) -> None:
    table = wufei.evaluate([{}, {"policies.gypsum_market.change": "60 %"}], 11, replicas=1, base=plan)
    assert list(table.index.unique("variant")) == ["plan-0", "plan-1"]
    named = wufei.evaluate({"as planned": plan, "again": plan}, 11, replicas=1)
    assert named.xs("as planned").equals(named.xs("again"))
    with pytest.raises(ValueError, match="give base="):
        wufei.evaluate([{}], replicas=1)
    with pytest.raises(ValueError, match="two variants are called 'plan'"):
        wufei.evaluate([plan, plan], replicas=1)
    with pytest.raises(wufei.UsageError, match="seeds differ"):
        wufei.evaluate([plan, plan.with_({"seed": 5}, name="other")], replicas=1)


def test_variants_of_different_periods_stand_in_one_table(plan: wufei.Scenario) -> None:
    longer = plan.with_({"period.ends": "2021-02-01"}, name="longer")
    table = wufei.evaluate([plan, longer], 7, replicas=1)
    assert [index[0::2] for index in table.index] == [("plan", 2020), ("longer", 2020), ("longer", 2021)]


def test_nothing_is_simulated_twice(plan: wufei.Scenario, late: wufei.Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    simulate = _core.evaluate
    monkeypatch.setattr(_core, "evaluate", lambda cores, *rest: seen.append(len(cores)) or simulate(cores, *rest))
    first = wufei.evaluate(plan, replicas=1)
    assert wufei.evaluate([plan, late], replicas=1).loc[["plan"]].equals(first)
    wufei.evaluate([plan, late], replicas=1, seed=1)  # the seed of the scenarios
    assert seen == [1, 1]
    wufei.evaluate(plan, replicas=1, seed=2)
    wufei.evaluate(plan, replicas=2)
    assert seen == [1, 1, 1, 1]


def test_what_is_kept_is_bounded(plan: wufei.Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    size = wufei.evaluate(plan, replicas=1).size * 8
    monkeypatch.setattr(evaluation._cache, "limit", 3 * size)
    for seed in range(10, 20):
        wufei.evaluate(plan, replicas=1, seed=seed)
    assert evaluation._cache.bytes <= evaluation._cache.limit
    assert 1 <= len(evaluation._cache._kept) <= 3


def test_weights_are_those_of_the_results(tmp_path: Path) -> None:
    year = wufei.read("scenarios/plan.yaml", {"period.ends": "2021-01-01", "uncertainty": "parameters"})
    results = wufei.run(year, replicas=2, output=tmp_path / "x.h5", progress=False)
    table = wufei.evaluate(year, 7, replicas=2)
    assert table.attrs["weights"]["plan"] == results.weights().tolist()


def test_ranges_are_numbers(plan: wufei.Scenario) -> None:
    ranges = plan.ranges()
    assert list(ranges.columns) == ["low", "mode", "high", "unit", "whole", "group"]
    assert (ranges["low"] <= ranges["mode"]).all() and (ranges["mode"] <= ranges["high"]).all()
    values = plan.values()
    assert set(ranges.index) <= set(values.index)
    groups = ranges[ranges["group"] != ""].groupby("group").size()
    assert len(groups) > 0 and groups.min() >= 2
    changed = plan.with_({"policies.gypsum_market.change": {"low": "1 %", "mode": "2 %", "high": "3 %"}}).ranges()
    assert changed.loc["policies.gypsum_market.change", ["low", "mode", "high"]].tolist() == [1, 2, 3]


def test_a_scenario_travels_with_all_that_its_files_say(copied: Path) -> None:
    plan = wufei.read(copied / "scenarios" / "plan.yaml", {"period.ends": "2020-02-01"})
    packed = pickle.dumps(plan)
    assert len(packed) < 500_000
    code = """
import pickle, sys
plan = pickle.loads(sys.stdin.buffer.read())
import wufei
assert wufei.evaluate(plan, replicas=1).notna().any().any()
sys.stdout.write(plan.sha256 + plan.data_sha256 + str(len(plan.values())))
"""
    for folder in ("data", "scenarios"):
        (copied / folder).rename(copied / f"{folder}-gone")
    done = subprocess.run([sys.executable, "-c", code], input=packed, capture_output=True, cwd=copied, timeout=120)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout.decode() == plan.sha256 + plan.data_sha256 + str(len(plan.values()))
    again = pickle.loads(packed)
    assert again == plan and again.values().equals(plan.values()) and again.changes == plan.changes
