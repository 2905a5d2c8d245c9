"""Plots of indicators, with fonts for Chinese labels."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np
import xarray as xr

from ._extras import extra
from .results import Results
from .scenario import PathLike

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_WORDS = {
    "zh": {"band": "5–95 % 区间", "target": "目标", "baseline": "方案{year}年", "number": "指标"},
    "en": {"band": "5–95 % band", "target": "target", "baseline": "plan {year}", "number": "Indicator"},
}

# The simplified Chinese face first (in NotoSansCJK-*.ttc it is the third); face 0, the Japanese one, is the last resort.
_FONTS = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Microsoft YaHei",
    "SimHei",
    "PingFang SC",
    "WenQuanYi Micro Hei",
    "Noto Sans CJK JP",
)


def chinese_fonts() -> list[str]:
    """Installed font families with simplified Chinese, best first, then matplotlib's own.

    Returns
    -------
    list of str
        For ``rcParams["font.family"]``.

    Examples
    --------
    >>> import wufei.plots
    >>> wufei.plots.chinese_fonts()[-1]
    'sans-serif'
    """
    font_manager = extra("matplotlib.font_manager", "plots", "plots")
    known = {font.name for font in font_manager.fontManager.ttflist}
    return [name for name in _FONTS if name in known] + ["sans-serif"]


def use_chinese() -> None:
    """Set up matplotlib for Chinese in all further figures, with a minus sign that Chinese fonts have."""
    matplotlib = extra("matplotlib", "plots", "plots")
    matplotlib.rcParams["font.family"] = chinese_fonts()
    matplotlib.rcParams["axes.unicode_minus"] = False


def plot_indicator(
    results: Results | PathLike,
    number: int | str,
    definition: str | None = None,
    scenarios: Iterable[str] | None = None,
    lang: str = "zh",
    ax: Axes | None = None,
) -> Axes:
    """Plot an indicator by year: median, 5 % to 95 % band over replications, target, and the plan's value of the base year.

    Parameters
    ----------
    results : Results or path
    number : int or str
        The number in the plan, as for :meth:`wufei.Results.indicator`.
    definition : str, optional
    scenarios : iterable of str, optional
        By default all in the file, one colour each.
    lang : {"zh", "en"}
        Language of labels.
    ax : matplotlib.axes.Axes, optional
        Axes to draw on; by default a new figure.

    Returns
    -------
    matplotlib.axes.Axes

    Examples
    --------
    >>> import matplotlib
    >>> matplotlib.use("Agg")
    >>> import wufei
    >>> short = wufei.read("scenarios/plan.yaml", {"period.ends": "2020-03-01"})
    >>> axes = wufei.plot_indicator(wufei.run(short, replicas=2, progress=False), 11, lang="en")
    >>> axes.get_ylabel()
    '%'
    """
    plt = extra("matplotlib.pyplot", "plots", "plots")
    matplotlib = extra("matplotlib", "plots", "plots")

    if lang not in _WORDS:
        raise ValueError(f"no language is called {lang!r}; known: {', '.join(_WORDS)}")
    if ax is not None and not hasattr(ax, "plot"):
        raise TypeError(f"ax must be matplotlib axes, not {type(ax).__name__}")
    if not isinstance(results, Results):
        results = Results(results)
    names = tuple(scenarios) if scenarios is not None else results.scenarios
    if not names:
        raise ValueError("there is no scenario to draw")
    with matplotlib.rc_context({"font.family": chinese_fonts(), "axes.unicode_minus": False}):
        if ax is None:
            _, ax = plt.subplots(figsize=(7, 4.2), layout="constrained")
        for index, name in enumerate(names):
            title = results.titles[name].get(lang) or name
            band = _WORDS[lang]["band"] if index == 0 else None  # one legend entry for all
            _draw_scenario(ax, results.indicator(number, definition, name), title, band, f"C{index}")
        _draw_plan(ax, results.indicator(number, definition, names[0]), lang)
    return ax


def _draw_scenario(ax: Axes, data: xr.Dataset, title: str, band: str | None, color: str) -> None:
    years, low, high = data["year"].values, data["q05"].values, data["q95"].values
    ax.plot(years, data["q50"].values, color=color, marker="o", markersize=4, label=title)
    ax.fill_between(years, low, high, color=color, alpha=0.2, linewidth=0, label=band)


def _draw_plan(ax: Axes, data: xr.Dataset, lang: str) -> None:
    words = _WORDS[lang]
    target, baseline = float(data["target"]), float(data["baseline"])
    if np.isfinite(target) and str(data["rule"].values) != "none":
        ax.axhline(target, color="0.3", linestyle="--", linewidth=1, label=f"{words['target']} {data['rule'].values} {target:g}")
    if np.isfinite(baseline):
        base_year = int(data["year"].values[0])
        label = words["baseline"].format(year=base_year)
        ax.plot([base_year], [baseline], "D", color="0.1", markersize=6, label=f"{label} {baseline:g}")
    ax.set_title(f"{words['number']} {int(data['number'])}: {data['name_' + lang].values}")
    ax.set_ylabel(str(data["own_unit"].values))
    ax.xaxis.get_major_locator().set_params(integer=True)
    ax.grid(alpha=0.3)
    ax.legend(fontsize="small")
