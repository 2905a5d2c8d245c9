"""``wufei explain`` tells the parts of the numbers that ``wufei show`` prints."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

import wufei


@pytest.fixture(scope="module")
def drawn(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A year of the baseline, one replication with its assumptions drawn."""
    path = tmp_path_factory.mktemp("explain") / "drawn.h5"
    year = wufei.read(root / "scenarios" / "baseline.yaml", {"period.ends": "2021-01-01"})
    wufei.run(year, replicas=1, output=path)
    return path


@pytest.mark.parametrize("number", [8, 11, 17, 24])
def test_the_terms_of_a_drawn_replication_give_its_value(executable: Path, drawn: Path, number: int) -> None:
    told = subprocess.run(
        [executable, "explain", str(number), drawn, "--format", "json"], capture_output=True, check=True, text=True
    )
    above, below = (term["by_year"][0] for term in json.loads(told.stdout)["scenarios"]["baseline"]["terms"])
    value = float(wufei.open(drawn).indicator(number)["annual"].sel(year=2020, replica=0))
    assert 100 * above / below == pytest.approx(value, rel=1e-12)
