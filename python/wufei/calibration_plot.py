"""The picture of a calibration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._arguments import a_choice
from ._extras import extra
from .plots import chinese_fonts

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from .calibration import Calibration

_MOST = 6  # paths, those that are narrowed most
_WORDS = {
    "zh": "未被排除的取值：占原范围的 {share:.2g} %（不是后验分布）",
    "en": "not ruled out: {share:.2g} % of the box (no posterior)",
}


def plot_left(found: Calibration, lang: str) -> Figure:
    """Each two paths against each other, histograms on the diagonal."""
    pyplot = extra("matplotlib.pyplot", "plots", "plots")
    paths = list(found.ranges["kept"].sort_values().index[:_MOST])
    size = len(paths)
    with pyplot.rc_context({"font.family": chinese_fonts(), "axes.unicode_minus": False}):
        figure, axes = pyplot.subplots(size, size, figsize=(2.2 * size + 1, 2.2 * size + 1), squeeze=False, layout="constrained")
        for i, vertical in enumerate(paths):
            for j, horizontal in enumerate(paths):
                axis = axes[i, j]
                axis.set_xlim(found.ranges.loc[horizontal, ["low", "high"]].tolist())
                if i == j:
                    axis.hist(found.sample[horizontal], bins=20, range=axis.get_xlim(), color="0.6")
                    axis.set_yticks([])
                else:
                    axis.plot(found.sample[horizontal], found.sample[vertical], ".", markersize=2, color="tab:blue")
                    axis.set_ylim(found.ranges.loc[vertical, ["low", "high"]].tolist())
                if i == size - 1:
                    axis.set_xlabel(f"{horizontal} [{found.ranges.loc[horizontal, 'unit']}]", fontsize="x-small")
                if j == 0:
                    axis.set_ylabel(f"{vertical} [{found.ranges.loc[vertical, 'unit']}]", fontsize="x-small")
                axis.tick_params(labelsize="x-small")
        figure.suptitle(_WORDS[a_choice(lang, "lang", tuple(_WORDS))].format(share=100 * found.left), fontsize="small")
    return figure
