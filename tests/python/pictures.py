"""The pictures of README: indicator 11 in the baseline and the plan, in both languages, from the main job.

./dev run                                                    # the main job: out/banan.h5
python3 tests/python/pictures.py out/banan.h5                # draws docs/indicator_11*.png from it
"""

from __future__ import annotations

import sys
from pathlib import Path

import matplotlib

import wufei

ROOT = Path(__file__).resolve().parents[2]
PICTURES = {"en": "indicator_11.png", "zh": "indicator_11.zh-CN.png"}


def draw(results: wufei.Results, folder: Path) -> None:
    matplotlib.use("Agg")
    for language, name in PICTURES.items():
        figure = wufei.plot_indicator(results, 11, lang=language).figure
        figure.savefig(folder / name, dpi=100, metadata={"Software": None})


if __name__ == "__main__":
    draw(wufei.open(sys.argv[1]), ROOT / "docs")
