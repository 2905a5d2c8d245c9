"""The pictures of README are those of the main job, run here."""

from __future__ import annotations

from pathlib import Path

import matplotlib.image
import numpy as np
import pytest

import pictures
import wufei


@pytest.mark.long
def test_the_pictures_of_readme_are_drawn_from_the_main_job(root: Path, tmp_path: Path) -> None:
    scenarios = [wufei.read(root / "scenarios" / f"{name}.yaml") for name in ("baseline", "plan")]
    pictures.draw(wufei.run(scenarios, replicas=100, output=tmp_path / "banan.h5", progress=False), tmp_path)
    for name in pictures.PICTURES.values():
        here, drawn = (matplotlib.image.imread(folder / name) for folder in (root / "docs", tmp_path))
        assert here.shape == drawn.shape
        assert np.abs(here - drawn).mean() < 0.002, f"{name}: python3 tests/python/pictures.py RESULTS"
