"""Calibration by history matching: which values of assumptions agree with what is known of the base year.

The result is what is not ruled out. It is no posterior: points in it are equally possible, as far as this is known, and nothing says
how probable they are. Needs ``pip install wufei[calibrate]``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ._arguments import a_number, a_path, a_whole
from .evaluation import evaluations
from .history_matching import CUTOFF, Matching, match
from .scenario import PathLike, Scenario
from .study import Study

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_TWO_SIDED = 1.96  # a tolerance is the half width of a 95 % interval
_SAMPLE = 400


@dataclass(frozen=True)
class Calibration:
    """What is not ruled out.

    Attributes
    ----------
    sample : pandas.DataFrame
        Rows of values that are not ruled out, uniform among them; a column per path, in ``ranges["unit"]``. Not a posterior: a row
        is not more probable than another because there are more like it. Empty if all is ruled out.
    ranges : pandas.DataFrame
        By path: ``low``, ``high`` before; ``new_low``, ``new_high``, what the sample spans (NaN if it is empty); ``kept``, their share
        [1]; ``unit``.
    figures : pandas.DataFrame
        By figure of the base year: ``stated``, ``unit``, ``sd_tolerance``, ``sd_discrepancy`` (in its unit).
    waves : pandas.DataFrame
        By wave: ``rows`` simulated, ``left``, share of the box that is not ruled out after it [1].
    """

    sample: pd.DataFrame
    ranges: pd.DataFrame
    figures: pd.DataFrame
    waves: pd.DataFrame
    scenario: Scenario
    _study: Study
    _matching: Matching

    @property
    def left(self) -> float:
        """Share of the box that is not ruled out [1]."""
        return float(self.waves["left"].iloc[-1])

    def implausibility(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Distance of each figure from what is stated, at rows of values, in standard deviations; above 3 is ruled out."""
        return self._matching.implausibility(rows)

    def source(self) -> str:
        """Where the new ranges come from, in a sentence."""
        names = ", ".join(f"{name} {row.stated:g} {row.unit}".rstrip() for name, row in self.figures.iterrows())
        share = ", ".join(
            sorted({f"{value:.3g} %" for value in 100 * self.figures["sd_discrepancy"] / self.figures["stated"].abs()})
        )
        return (
            f"history matching of {self.scenario.name} against {names}: implausibility at most {CUTOFF:g}, "
            f"{int(self.waves['rows'].sum())} rows in {len(self.waves)} waves, discrepancy {share}; what is not ruled out, no posterior"
        )

    def to_yaml(self, path: PathLike | None = None) -> str:
        """The new ranges as a scenario file that extends the one that was calibrated.

        Parameters
        ----------
        path : path, optional
            The file to write, beside the scenario that it extends.

        Raises
        ------
        ValueError
            If everything is ruled out.
        """
        if self.sample.empty:
            raise ValueError(
                "everything is ruled out: the model does not agree with the figures within tolerance and discrepancy"
            )
        tree: dict[str, Any] = {}
        for name, row in self.ranges.iterrows():
            node = tree
            *parents, leaf = str(name).split(".")
            for key in parents:
                node = node.setdefault(key, {})
            mode = float(np.clip(row["mode"], row["new_low"], row["new_high"]))
            ends = zip(("low", "mode", "high"), (row["new_low"], mode, row["new_high"]), strict=True)
            node[leaf] = (
                "{" + ", ".join(f"{key}: {self._study.text(str(name), float(f'{value:.5g}'))}" for key, value in ends) + "}"
            )
        text = f"# {self.source()}\nextends: {Path(self.scenario.path).name}\n" + _yaml(tree)
        if path is not None:
            Path(a_path(path)).write_text(text, encoding="utf-8")
        return text

    def plot(self, lang: str = "zh") -> Figure:
        """What is left, each two paths against each other; the frame is the range before. Needs the extra ``plots``.

        Parameters
        ----------
        lang : str
            ``"zh"`` or ``"en"``, of the title.
        """
        from .calibration_plot import plot_left

        return plot_left(self, lang)


def _yaml(tree: Mapping[str, Any], indent: str = "") -> str:
    text = ""
    for key, value in tree.items():
        text += f"{indent}{key}: {value}\n" if isinstance(value, str) else f"{indent}{key}:\n{_yaml(value, indent + '  ')}"
    return text


def _figures(study: Study, chosen: Iterable[str] | None, discrepancy: float | Mapping[str, float]) -> pd.DataFrame:
    """The figures of the base year that are matched."""
    made = evaluations({"": study.scenario}, study.replicas, study.seed, study.threads, None, None)[""]
    rows = {name: (stated, unit, tolerance, sd) for name, unit, _, _, stated, tolerance, sd in made["figures"]}
    simulated = dict(zip(rows, np.isfinite(made["known"]).all(axis=0), strict=True))
    names = [name for name, row in rows.items() if row[3] > 0 and simulated[name]] if chosen is None else list(chosen)
    for name in names:
        if name not in rows:
            raise KeyError(f"no figure of the base year is called {name!r}; known: {', '.join(rows)}")
    if not names:
        raise ValueError("no figure of the base year is simulated for a whole year; give figures, or a longer period")
    shares = dict.fromkeys(names, discrepancy) if not isinstance(discrepancy, Mapping) else discrepancy
    table = pd.DataFrame(index=pd.Index(names, name="figure"))
    table["stated"] = [rows[name][0] for name in names]
    table["unit"] = [rows[name][1] for name in names]
    table["sd_tolerance"] = [rows[name][2] * abs(rows[name][0]) / _TWO_SIDED for name in names]
    table["sd_discrepancy"] = [a_number(shares[name], f"discrepancy of {name}") * abs(rows[name][0]) for name in names]
    if (table["sd_discrepancy"] < 0).any():
        raise ValueError("a discrepancy is a standard deviation, not negative")
    return table


def calibrate(
    scenario: Scenario | PathLike,
    paths: Iterable[str],
    *,
    discrepancy: float | Mapping[str, float],
    figures: Iterable[str] | None = None,
    waves: int = 3,
    rows: int | None = None,
    replicas: int = 4,
    seed: int = 1,
    threads: int | None = None,
    client: Any = None,
    cache: PathLike | None = None,
) -> Calibration:
    """History matching of a scenario against the figures of its base year.

    Every wave simulates a few rows of values on common random numbers, fits a Gaussian process to each figure, and rules out where a
    figure is further from what is stated than emulator, noise of one replica, tolerance of the row (a 95 % half width) and the
    discrepancy explain, by 3 standard deviations.

    Parameters
    ----------
    scenario : Scenario or path
        Its base year must be simulated in full; nothing after it is looked at.
    paths : iterable of str
        Values with a range (:meth:`Scenario.ranges`), a handful; all others have their most likely value.
    discrepancy : float or mapping
        What the model may be wrong by although its values are right: a standard deviation as a share of the stated figure [1], one
        for all or by figure. There is no default, because no computation can know it.
    figures : iterable of str, optional
        Rows of the hindcast; by default those that weigh (column ``sd``) and are simulated.
    waves, rows : int
        Waves at most, and rows simulated in each; by default ten per path.
    replicas : int
        Per row, at least 2.
    seed : int
        Of design, emulators and sample; the replicas have the scenario's.
    threads, client, cache
        As in :class:`wufei.study.Study`.

    Returns
    -------
    Calibration

    Raises
    ------
    ValueError
        If a figure is not simulated.
    """
    study = Study(
        scenario,
        paths,
        replicas=a_whole(replicas, "replicas", 2, 1_000_000),
        threads=threads,
        client=client,
        cache=cache,
        figures=(),
    )
    table = _figures(study, figures, discrepancy)
    study = study.with_figures(table.index)
    observed = pd.DataFrame({"stated": table["stated"], "sd": np.hypot(table["sd_tolerance"], table["sd_discrepancy"])})
    count = a_whole(10 * len(study.ranges) if rows is None else rows, "rows", 4 + 2 * len(study.ranges), 1_000_000)
    found = match(study, study.ranges, observed, a_whole(waves, "waves", 1, 100), count, a_whole(seed, "seed", 0, 2**32 - 1))
    points, _ = found.left(_SAMPLE)
    sample = found.in_units(points)
    ranges = study.table[["low", "mode", "high", "unit"]].copy()
    ranges["new_low"], ranges["new_high"] = sample.min(), sample.max()
    ranges["kept"] = (ranges["new_high"] - ranges["new_low"]) / (ranges["high"] - ranges["low"])
    told = pd.DataFrame({"rows": [len(w.rows) for w in found.waves], "left": [w.left for w in found.waves]})
    told.index = pd.RangeIndex(1, len(told) + 1, name="wave")
    return Calibration(sample, ranges, table, told, study.scenario, study, found)
