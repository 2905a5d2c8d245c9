"""History matching: the truth of a twin experiment stays, most of the box goes, and nothing is called a posterior."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import wufei
from small_scenario import PATHS, small_scenario
from wufei import evaluation, sensitivity
from wufei.calibration import Calibration, calibrate
from wufei.history_matching import Emulator

pytest.importorskip("sklearn")


def _twin(small: wufei.Scenario, seed: int) -> tuple[pd.DataFrame, wufei.Scenario]:
    """A truth in the box, and the scenario whose figures one replica of the truth gave, measured within their tolerance."""
    random = np.random.default_rng(seed)
    ranges = small.ranges().loc[PATHS]
    truth = pd.DataFrame({path: [random.uniform(row.low, row.high)] for path, row in ranges.iterrows()})
    study = sensitivity.Study(small, PATHS, figures=["arisen", "used"], replicas=1, seed=1000 + seed)
    measured = study(truth).iloc[0].to_numpy() * (1 + 0.03 / 1.96 * random.normal(size=2))
    evaluation._cache.clear()
    return truth, small.with_({f"hindcast.{name}.stated": float(v) for name, v in zip(("arisen", "used"), measured, strict=True)})


def _matched(small: wufei.Scenario, seed: int) -> tuple[bool, float]:
    """Whether the truth is kept, and the share of the box that is left."""
    truth, observed = _twin(small, seed)
    found = calibrate(observed, PATHS, discrepancy=0.0, replicas=3, seed=seed + 1)
    return bool((found.implausibility(truth) <= 3).all(axis=None)), found.left


def test_the_truth_of_a_twin_experiment_is_kept_and_most_of_the_box_is_ruled_out(tmp_path: Path) -> None:
    small = small_scenario(tmp_path)
    kept, left = zip(*(_matched(small, seed) for seed in range(5)), strict=True)
    assert sum(kept) >= 4 and np.mean(left) < 0.2


@pytest.mark.long
def test_the_truth_is_kept_in_95_of_100_twin_experiments(tmp_path: Path) -> None:
    small = small_scenario(tmp_path)
    kept, left = zip(*(_matched(small, seed) for seed in range(100)), strict=True)
    print(f"kept {sum(kept)} of 100; left {np.mean(left):.3f}, at most {max(left):.3f}")
    assert sum(kept) >= 95 and np.mean(left) <= 0.2


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Calibration:
    return calibrate(
        small_scenario(tmp_path_factory.mktemp("small")), PATHS, discrepancy={"arisen": 0.01, "used": 0.02}, replicas=2
    )


def test_new_ranges_are_a_scenario_with_their_source(found: Calibration) -> None:
    path = Path(found.scenario.path).with_name("narrowed.yaml")
    text = found.to_yaml(path)
    assert text.startswith("# history matching of small against arisen 7300 t, used 5110 t") and "no posterior" in text
    ranges = wufei.read(path).ranges().loc[PATHS]
    assert ranges[["low", "high"]].to_numpy() == pytest.approx(found.ranges[["new_low", "new_high"]].to_numpy(), rel=1e-4)
    assert (ranges["low"] <= ranges["mode"]).all() and (ranges["mode"] <= ranges["high"]).all()
    assert (found.implausibility(found.sample) <= 3).all(axis=None) and len(found.sample) == 400
    assert (found.ranges["kept"] < 0.5).all() and "posterior" not in " ".join(Calibration.__annotations__)


def test_the_same_seed_leaves_the_same(found: Calibration) -> None:
    again = calibrate(found.scenario, PATHS, discrepancy={"arisen": 0.01, "used": 0.02}, replicas=2)
    assert again.sample.equals(found.sample) and again.waves.equals(found.waves)


def test_a_larger_discrepancy_rules_out_less(found: Calibration) -> None:
    assert calibrate(found.scenario, PATHS, discrepancy=0.1, replicas=2, waves=1).left > 2 * found.left


def test_a_figure_that_nothing_in_the_box_gives_rules_out_everything(found: Calibration) -> None:
    nothing = calibrate(found.scenario.with_({"hindcast.used.stated": 50000}), PATHS, discrepancy=0.01, replicas=2)
    assert nothing.left == 0 and nothing.sample.empty and nothing.ranges["kept"].isna().all()
    with pytest.raises(ValueError, match="everything is ruled out"):
        nothing.to_yaml()


def test_the_picture_shows_what_is_left_of_each_path(found: Calibration) -> None:
    for lang, word in (("zh", "不是后验分布"), ("en", "no posterior")):
        figure = found.plot(lang)
        assert len(figure.axes) == 4 and word in figure._suptitle.get_text()
    with pytest.raises(ValueError):
        found.plot("fr")


def test_what_cannot_be_matched_is_refused(found: Calibration, plan: wufei.Scenario) -> None:
    with pytest.raises(TypeError, match="discrepancy"):
        calibrate(found.scenario, PATHS)
    with pytest.raises(ValueError, match="replicas must be at least 2"):
        calibrate(found.scenario, PATHS, discrepancy=0.1, replicas=1)
    with pytest.raises(KeyError, match="no figure of the base year is called 'x'; known: arisen, used"):
        calibrate(found.scenario, PATHS, discrepancy=0.1, figures=["x"])
    with pytest.raises(ValueError, match="no figure of the base year is simulated"):
        calibrate(plan, ["policies.gypsum_market.change"], discrepancy=0.1, replicas=2)
    with pytest.raises(ValueError, match="not negative"):
        calibrate(found.scenario, PATHS, discrepancy=-0.1)


def test_an_emulator_knows_where_it_knows_little() -> None:
    """It gives back smooth functions, and its intervals cover them."""
    random = np.random.default_rng(2)
    points, others = random.random((40, 2)), random.random((200, 2))

    def truth(x: np.ndarray) -> np.ndarray:
        return 5 + np.sin(5 * x[:, 0]) + x[:, 1] ** 3

    emulator = Emulator(points, truth(points), 0.0, seed=1)
    mean, variance = emulator.predict(others, 40)
    assert np.abs(mean - truth(others)).max() < 0.1
    assert (np.abs(mean - truth(others)) <= 3 * np.sqrt(variance) + 1e-6).mean() > 0.9
    assert emulator.predict(np.array([[5.0, 5.0]]), 40)[1] > 100 * variance.mean()
