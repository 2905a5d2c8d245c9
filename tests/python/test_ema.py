"""The EMA workbench: scenarios as its models, and boxes that are known."""

from __future__ import annotations

import warnings
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from small_scenario import PATHS, small_scenario
from wufei import ema
from wufei.study import Study

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    workbench = pytest.importorskip("ema_workbench")


@pytest.fixture()
def study(tmp_path: Path) -> Study:
    return Study(small_scenario(tmp_path), PATHS, 11, replicas=2)


def test_a_model_of_the_workbench_has_the_values_of_the_study(study: Study) -> None:
    made = ema.model(study, levers=["sites.works.utilised"])
    assert [u.name for u in made.uncertainties] == ["sites__mill__rate"] and [x.name for x in made.levers] == [
        "sites__works__utilised"
    ]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        experiments, outcomes = workbench.perform_experiments(made, scenarios=3, policies=2)
    rows = experiments.rename(columns={ema.name_of(path): path for path in PATHS})[PATHS].astype(float)
    means = study(rows)["11.annex"].mean(axis=1)
    assert len(rows) == 6 and np.array_equal(outcomes["indicator_11__annex"], means)
    with pytest.raises(KeyError, match="the study has no path 'x'"):
        ema.model(study, levers=["x"])


def test_explore_is_reproducible_and_finds_the_box_of_what_fails(study: Study) -> None:
    """The rate is what is utilised: below 50 % for shares below 50 %, whatever arises."""
    experiments, outcomes = ema.explore(study, samples=200)
    again = ema.explore(study, samples=200)
    assert experiments.equals(again[0]) and np.array_equal(outcomes["11.annex"], again[1]["11.annex"])
    box = ema.discover(experiments, outcomes["11.annex"] < 50, density=0.95)
    assert box.loc["sites.works.utilised", "high"] == pytest.approx(50, abs=4)
    assert box.attrs["coverage"] > 0.85 and box.attrs["density"] > 0.85
    assert "sites.mill.rate" not in box.index or box.loc["sites.mill.rate", "p"] > 0.001


def test_a_box_in_many_dimensions_is_found() -> None:
    random = np.random.default_rng(1)
    rows = pd.DataFrame(random.random((2000, 6)), columns=list("abcdef"))
    box = ema.discover(rows, (rows["a"] < 0.4) & (rows["d"] > 0.6), density=0.95)
    assert {"a", "d"} <= set(box.index[box["p"] < 1e-6]) and set(box.index[box["p"] < 1e-6]) == {"a", "d"}
    assert box.loc["a", "high"] == pytest.approx(0.4, abs=0.04) and box.loc["d", "low"] == pytest.approx(0.6, abs=0.04)
    assert box.attrs["coverage"] > 0.9


def test_nothing_to_discover_is_told() -> None:
    rows = pd.DataFrame({"a": [1.0, 2.0]})
    with pytest.raises(ValueError, match="no experiment is a case"):
        ema.discover(rows, np.array([False, False]))
    with pytest.raises(ValueError, match="every experiment is a case"):
        ema.discover(rows, np.array([True, True]))
    with pytest.raises(ValueError, match="2 truth values"):
        ema.discover(rows, [1.0, 2.0])
