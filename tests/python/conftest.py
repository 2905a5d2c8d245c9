"""What the tests share: the project's root, one short run, and the executable."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import matplotlib
import pytest

import wufei

matplotlib.use("Agg")

ROOT = Path(__file__).resolve().parents[2]
SHORT = {"period.ends": "2020-03-01"}


@pytest.fixture(autouse=True)
def in_root(monkeypatch: pytest.MonkeyPatch) -> None:
    """Scenarios are named as in the manual, from the project's root."""
    monkeypatch.chdir(ROOT)


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def executable() -> Path:
    path = ROOT / "build" / "wufei"
    if not path.exists():
        pytest.skip("build/wufei is not built")
    return path


@pytest.fixture()
def copied(tmp_path: Path) -> Path:
    """A copy of scenarios and data that a test may change."""
    for folder in ("data", "scenarios"):
        copytree(ROOT / folder, tmp_path / folder)
    return tmp_path


@pytest.fixture(scope="session")
def plan() -> wufei.Scenario:
    """Two months of the plan."""
    return wufei.read(ROOT / "scenarios" / "plan.yaml", SHORT)


@pytest.fixture(scope="session")
def baseline() -> wufei.Scenario:
    """Two months of the baseline."""
    return wufei.read(ROOT / "scenarios" / "baseline.yaml", SHORT)


@pytest.fixture(scope="session")
def results(plan: wufei.Scenario, baseline: wufei.Scenario, tmp_path_factory: pytest.TempPathFactory) -> Iterator[wufei.Results]:
    """Baseline and plan, three replicas."""
    yield wufei.run([baseline, plan], replicas=3, seed=7, output=tmp_path_factory.mktemp("run") / "both.h5", progress=False)
