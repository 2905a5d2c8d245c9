"""A scenario as a function of its ranges: the values of an evaluation, kept in a file, refused by name."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import wufei
from small_scenario import PATHS, small_scenario
from wufei import _core, evaluation, sensitivity
from wufei.study import Study


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    evaluation._cache.clear()


@pytest.fixture()
def small(tmp_path: Path) -> wufei.Scenario:
    return small_scenario(tmp_path)


@pytest.fixture()
def simulated(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The number of scenarios of each simulation."""
    seen: list[int] = []
    evaluate = _core.evaluate
    monkeypatch.setattr(_core, "evaluate", lambda cores, *rest: seen.append(len(cores)) or evaluate(cores, *rest))
    return seen


def test_a_row_has_the_values_of_an_evaluation_of_that_variant(small: wufei.Scenario) -> None:
    study = Study(small, PATHS, 11, replicas=2)
    assert study.ranges == {"sites.mill.rate": (10, 30), "sites.works.utilised": (20, 90)}
    rows = pd.DataFrame({"sites.mill.rate": [15.0, 25.5], "sites.works.utilised": [50.0, 80.0]}, index=["a", "b"])
    table = study(rows)
    assert study.outputs == ["11.annex"] and list(table.index) == ["a", "b"]
    variant = small.with_({"uncertainty": "none", "sites.mill.rate": "25.5 t/d", "sites.works.utilised": "80 %"})
    assert table.loc["b"].tolist() == wufei.evaluate(variant, 11, replicas=2)["11.annex"].tolist()
    figures = Study(small, PATHS, figures=["used", "arisen"], replicas=2)(rows)
    assert figures.loc["b", "used"].to_numpy() == pytest.approx(0.8 * figures.loc["b", "arisen"].to_numpy(), rel=0.02)


def test_a_study_that_was_stopped_goes_on(small: wufei.Scenario, tmp_path: Path, simulated: list[int]) -> None:
    rows = pd.DataFrame({path: np.linspace(20, 30, 5) for path in PATHS})
    first = Study(small, PATHS, 11, replicas=1, cache=tmp_path / "study.sqlite")(rows[:3])
    evaluation._cache.clear()  # as in another process
    again = Study(small, PATHS, 11, replicas=1, cache=tmp_path / "study.sqlite")(rows)
    assert simulated == [3, 2] and again[:3].equals(first)
    Study(small, PATHS, 11, replicas=1, seed=5, cache=tmp_path / "study.sqlite")(rows[:1])
    assert simulated == [3, 2, 1]


def test_wrong_paths_outputs_and_rows_are_refused_by_name(small: wufei.Scenario, plan: wufei.Scenario) -> None:
    with pytest.raises(KeyError, match=r"no value with a range is called 'sites\.mill\.nothing'"):
        Study(small, ["sites.mill.nothing"])
    with pytest.raises(ValueError, match="several paths"):
        Study(small, "sites.mill.rate")
    with pytest.raises(KeyError, match="no figure of the base year is called 'nothing'; known: arisen, used"):
        _ = Study(small, PATHS, figures=["nothing"], replicas=1).outputs
    with pytest.raises(KeyError, match=r"no column 'sites\.works\.utilised'"):
        Study(small, PATHS)(pd.DataFrame({"sites.mill.rate": [20.0]}))
    with pytest.raises(KeyError, match="the year 2025 is not simulated; simulated: 2020"):
        _ = Study(small, PATHS, year=2025, replicas=1).outputs
    ranges = plan.ranges()
    with pytest.raises(ValueError, match="keeps a sum"):
        Study(plan, [ranges.index[ranges["group"] != ""][0]])


def test_dates_and_counts_are_whole(plan: wufei.Scenario) -> None:
    study = Study(plan, ["policies.construction_platform.starts", "sites.carrier_ash.vehicles", "climate.truck"])
    assert study.text("policies.construction_platform.starts", 18993.4) == "2022-01-01"
    assert study.text("sites.carrier_ash.vehicles", 9.6) == "10 vehicle"
    assert study.text("climate.truck", 0.94) == "0.94 kg/km"
    study.variant({"policies.construction_platform.starts": 19000.0, "sites.carrier_ash.vehicles": 9.6}).check()


def test_indices_of_a_scenario_are_those_of_its_formula(small: wufei.Scenario, tmp_path: Path) -> None:
    """What is used is rate times share: with u = utilised / mean and r alike, S = v / (v_r + v_u + v_r v_u) for the variances v."""
    study = Study(small, PATHS, figures=["used"], replicas=2, cache=tmp_path / "study.sqlite")
    table = sensitivity.sobol_indices(study, samples=32).loc["used"]
    v = {"sites.mill.rate": (20 / 20) ** 2 / 12, "sites.works.utilised": (70 / 55) ** 2 / 12}
    both = v["sites.mill.rate"] * v["sites.works.utilised"]
    for path, variance in v.items():
        assert abs(table.loc[path, "S1"] - variance / (sum(v.values()) + both)) < 1.5 * table.loc[path, "S1_conf"]
    assert (table["ST_noise"] < 0.02).all()
