"""Which assumption decides which indicator: indices known in closed form, through the same code."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest

import wufei
from wufei import sensitivity


def ishigami(table: pd.DataFrame) -> pd.Series:
    return np.sin(table["x1"]) + 7 * np.sin(table["x2"]) ** 2 + 0.1 * table["x3"] ** 4 * np.sin(table["x1"])


RANGES = dict.fromkeys(("x1", "x2", "x3"), (-np.pi, np.pi))


def test_indices_of_the_ishigami_function_are_the_published_ones() -> None:
    table = sensitivity.sobol_indices(ishigami, RANGES, samples=4096)
    assert table["S1"].reindex(RANGES).tolist() == pytest.approx([0.3139, 0.4424, 0.0], abs=0.02)
    assert table["ST"].reindex(RANGES).tolist() == pytest.approx([0.5576, 0.4424, 0.2437], abs=0.02)
    for index, published in (("S1", (0.3139, 0.4424, 0.0)), ("ST", (0.5576, 0.4424, 0.2437))):
        for name, truth in zip(RANGES, published, strict=True):
            assert abs(table.loc[name, index] - truth) <= table.loc[name, f"{index}_conf"]


def test_morris_finds_what_acts_and_what_interacts() -> None:
    """Effects of a linear function are its slopes times the ranges; those of Ishigami's are known to rank and to interact."""
    linear = sensitivity.morris_effects(lambda x: 2 * x["a"] - x["b"], {"a": (0, 3), "b": (0, 1), "idle": (0, 1)})
    assert linear["mu"].reindex(["a", "b", "idle"]).tolist() == pytest.approx([6, -1, 0])
    assert linear["sigma"].tolist() == pytest.approx([0, 0, 0], abs=1e-9)
    table = sensitivity.morris_effects(ishigami, RANGES, trajectories=200)
    assert (table["sigma"] > 0.3 * table["mu_star"]).all() and (table["mu_star_conf"] > 0).all()


def test_pawn_sees_what_variance_does_not() -> None:
    """x3 acts through an interaction alone: S1 = 0, and yet the distribution moves."""
    table = sensitivity.pawn_indices(ishigami, {**RANGES, "idle": (0, 1)}, samples=4000)
    acts = table.index[table["median"] > table["chance"]]
    assert sorted(acts) == ["x1", "x2", "x3"]
    assert (table["median_conf"] > 0).all() and table.index[-1] == "idle"


def test_many_outputs_are_analysed_at_once_with_the_error_of_design_and_of_replicas() -> None:
    """An output in replicas with noise that is common to all rows has indices without noise; own noise shows."""
    random = np.random.default_rng(3)

    def model(rows: pd.DataFrame) -> pd.DataFrame:
        exact = ishigami(rows)
        columns = {("common", r): exact + r for r in range(4)}
        columns |= {("noisy", r): exact + 10 * random.normal(size=len(rows)) for r in range(4)}
        columns |= {("constant", r): 0 * exact + r for r in range(4)}
        table = pd.DataFrame(columns)
        table.columns.names = ["output", "replica"]
        return table

    table = sensitivity.sobol_indices(model, RANGES, samples=1024)
    truth = dict(zip(RANGES, [0.3139, 0.4424, 0.0], strict=True)), dict(zip(RANGES, [0.5576, 0.4424, 0.2437], strict=True))
    common, noisy = table.loc["common"], table.loc["noisy"]
    for name in RANGES:
        assert abs(common.loc[name, "S1"] - truth[0][name]) < 1.5 * common.loc[name, "S1_conf"]
        assert abs(common.loc[name, "ST"] - truth[1][name]) < 1.5 * common.loc[name, "ST_conf"]
    assert common["S1_noise"].max() < 1e-9 and (noisy["S1_noise"] > 0.01).all()
    assert table.loc["constant"].isna().all(axis=None)
    assert sensitivity.sobol_indices(ishigami, RANGES, samples=64)["S1_noise"].isna().all()


def test_what_is_no_number_is_refused_by_name() -> None:
    def model(rows: pd.DataFrame) -> pd.DataFrame:
        return pd.DataFrame({"11.annex": rows["x1"], "7.annex": np.where(rows["x2"] > 3, np.nan, 1)})

    for indices in (sensitivity.sobol_indices, sensitivity.pawn_indices, sensitivity.morris_effects):
        with pytest.raises(
            ValueError, match=r"output '7\.annex' has \d+ values that are no finite numbers, the first with x1 = "
        ):
            indices(model, RANGES)
    with pytest.raises(ValueError, match="the model must return"):
        sensitivity.sobol_indices(lambda rows: [1.0], RANGES)
    with pytest.raises(ValueError, match="low end below its high end"):
        sensitivity.sobol_indices(ishigami, {"x1": (1, 1)})
    with pytest.raises(ValueError, match="give the ranges"):
        sensitivity.sobol_indices(ishigami)


class Ensemble:
    """The part of a results file that indices from an ensemble read."""

    def __init__(self, drawn: pd.DataFrame, values: np.ndarray) -> None:
        self._drawn, self._values = drawn, values

    def parameters(self, _scenario: str | None) -> pd.DataFrame:
        return self._drawn

    def indicator(self, _number: int, scenario: str | None = None) -> Any:
        annual = SimpleNamespace(to_numpy=lambda: self._values)
        return {"annual": SimpleNamespace(isel=lambda year: annual, sel=lambda year: annual)}

    def table(self, name: str, _scenario: str | None, rows: tuple[str, ...]) -> pd.DataFrame:
        if name == "drivers":
            return pd.DataFrame()
        return pd.DataFrame({"status": ["assumption", "derived"]}, index=pd.Index(["x1", "x2"], name="path"))


def ensemble(replicas: int) -> Ensemble:
    rng = np.random.default_rng(5)
    drawn = pd.DataFrame({name: rng.uniform(*ends, replicas) for name, ends in RANGES.items()})
    return Ensemble(drawn, ishigami(drawn).to_numpy())


def test_an_ensemble_that_was_drawn_anyway_gives_the_first_order_indices() -> None:
    table = sensitivity.first_order(ensemble(4000), 11)
    assert table["S1"].reindex(RANGES).fillna(0).tolist() == pytest.approx([0.3139, 0.4424, 0.0], abs=0.03)
    assert table["standing"].reindex(["x1", "x2"]).tolist() == ["assumption", "derived"]
    assert table.attrs["explained"] == pytest.approx(0.3139 + 0.4424, abs=0.03)


def among_many(replicas: int, effects: list[float], names: int = 1000, seed: int = 7) -> Ensemble:
    """A sum of some of a thousand assumptions, each uniform with variance 1."""
    rng = np.random.default_rng(seed)
    drawn = pd.DataFrame(rng.uniform(-np.sqrt(3), np.sqrt(3), (replicas, names)), columns=[f"x{i}" for i in range(1, names + 1)])
    return Ensemble(drawn, drawn.iloc[:, : len(effects)].to_numpy() @ np.array(effects))


def test_those_that_decide_are_found_among_a_thousand() -> None:
    effects = [3.0, 2.0, 1.0, 0.5]
    table = sensitivity.first_order(among_many(230, effects), 11)
    assert list(table.index) == ["x1", "x2", "x3", "x4"]
    shares = np.square(effects) / np.square(effects).sum()
    assert table["S1"].tolist() == pytest.approx(shares, abs=0.1)
    assert (np.abs(table["S1"] - shares) <= 2 * table["S1_conf"]).all()


def test_hardly_anything_is_found_where_nothing_decides() -> None:
    found = 0
    for seed in range(20):
        ensemble = among_many(100, [], 300, seed)
        ensemble._values = np.random.default_rng(100 + seed).normal(size=100)
        found += not sensitivity.first_order(ensemble, 11).empty
    assert found <= 4  # one in twenty tries at most, on average


def test_few_replicas_are_refused() -> None:
    with pytest.raises(ValueError, match="at least 65"):
        sensitivity.first_order(ensemble(20), 11)


def test_a_run_without_drawn_assumptions_has_no_indices(plan: wufei.Scenario) -> None:
    results = wufei.run(plan.with_({"uncertainty": "none"}), replicas=2, progress=False)
    assert sensitivity.first_order(results, 11).empty


@pytest.mark.parametrize("ranges", [{"a": (1.0, 1.0)}, {"a": (2.0, 1.0)}])
def test_a_range_without_width_is_refused(ranges: dict[str, tuple[float, float]]) -> None:
    with pytest.raises(ValueError, match="low end below its high end"):
        sensitivity.sobol_indices(lambda table: table["a"], ranges)
