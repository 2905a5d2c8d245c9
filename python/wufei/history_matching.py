"""History matching: which inputs of a model cannot have produced what was observed (Craig et al. 1997; Vernon et al. 2010).

A point is ruled out if some figure, as an emulator predicts it there, is further from what was observed than all that is not known
explains: the implausibility is their distance in standard deviations of the emulator, of the noise of the model, of the observation
and of the discrepancy between model and world, together. Points that are left are simulated in the next wave, where emulators are
better. What is not ruled out at the end is no sample of a posterior: it is not weighted by how well it fits.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from ._extras import extra

Ranges = Mapping[str, tuple[float, float]]
Model = Callable[[pd.DataFrame], pd.DataFrame]

CUTOFF = 3.0  # of the implausibility: 95 % of any distribution with one peak lie within (Pukelsheim 1994)
_CANDIDATES = 4096  # points looked at to find those that are not ruled out, at a time
_ROUNDS = 64  # of candidates, before the space counts as ruled out


class Emulator:
    """A figure of the model as a quadratic trend and a Gaussian process, from some points of the unit cube."""

    def __init__(self, points: np.ndarray, values: np.ndarray, noise: float, seed: int) -> None:
        """`values`: [point] means over replicas; `noise`: their variance."""
        kernels = extra("sklearn.gaussian_process.kernels", "calibrate", "emulators")
        gaussian_process = extra("sklearn.gaussian_process", "calibrate", "emulators")
        self._scale = float(values.std()) or 1.0
        self._trend = np.linalg.lstsq(self._features(points, len(values)), values / self._scale, rcond=None)[0]
        rest = values / self._scale - self._features(points, len(values)) @ self._trend
        size = max(float(rest.var()), 1e-8)
        kernel = kernels.ConstantKernel(size, (1e-3 * size, 1e3 * size)) * kernels.Matern(
            np.ones(points.shape[1]), (0.1, 20), nu=2.5
        )
        self._process = gaussian_process.GaussianProcessRegressor(
            kernel, alpha=noise / self._scale**2 + 1e-6 * size, n_restarts_optimizer=1, random_state=seed
        )
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a length at its bound: a parameter without effect
            self._process.fit(points, rest)

    @staticmethod
    def _features(points: np.ndarray, known: int) -> np.ndarray:
        """Constant, linear and, where there are enough points, square terms."""
        terms = [np.ones((len(points), 1)), points - 0.5]
        if known > 4 * points.shape[1] + 2:
            terms.append((points - 0.5) ** 2)
        return np.hstack(terms)

    def predict(self, points: np.ndarray, known: int) -> tuple[np.ndarray, np.ndarray]:
        """Mean and variance of the figure at points."""
        mean, sd = self._process.predict(points, return_std=True)
        return (self._features(points, known) @ self._trend + mean) * self._scale, (sd * self._scale) ** 2


@dataclass(frozen=True)
class Wave:
    """What one wave simulated, and what it left."""

    rows: pd.DataFrame  # inputs, in their units
    outputs: pd.DataFrame  # means over replicas by figure
    left: float  # share of the whole box that is not ruled out after it [1]


@dataclass
class Matching:
    """Waves of emulators over a box; all points are in its unit cube until they are handed out."""

    ranges: Ranges
    observed: (
        pd.DataFrame
    )  # by figure: `stated` and `sd`, of all that is not known but emulator and noise, in the unit of the figure
    seed: int
    waves: list[Wave] = field(default_factory=list)
    _emulators: list[tuple[dict[str, Emulator], dict[str, float], int]] = field(default_factory=list)
    _box: np.ndarray = field(default_factory=lambda: np.empty(0))

    def __post_init__(self) -> None:
        self._box = np.tile([0.0, 1.0], (len(self.ranges), 1))

    def in_units(self, points: np.ndarray) -> pd.DataFrame:
        low, high = np.array(list(self.ranges.values())).T
        return pd.DataFrame(low + points * (high - low), columns=list(self.ranges))

    def implausibility(self, rows: pd.DataFrame) -> pd.DataFrame:
        """By figure, the largest of all waves [1]."""
        low, high = np.array(list(self.ranges.values())).T
        return self._implausibility((rows[list(self.ranges)].to_numpy() - low) / (high - low))

    def _implausibility(self, points: np.ndarray) -> pd.DataFrame:
        worst = pd.DataFrame(0.0, index=range(len(points)), columns=self.observed.index)
        for emulators, noise, known in self._emulators:
            for name, emulator in emulators.items():
                mean, variance = emulator.predict(points, known)
                row = self.observed.loc[name]
                distance = np.abs(mean - row["stated"]) / np.sqrt(variance + noise[name] + row["sd"] ** 2)
                worst[name] = np.maximum(worst[name], distance)
        return worst

    def left(self, count: int) -> tuple[np.ndarray, float]:
        """Points that are not ruled out, uniform among them, and the share of the box that they stand for; fewer if few are left."""
        random = np.random.default_rng((self.seed, len(self.waves), count))
        found, tried = np.empty((0, len(self._box))), 0
        size = self._box[:, 1] - self._box[:, 0]
        while len(found) < count and tried < _ROUNDS * _CANDIDATES:
            points = self._box[:, 0] + random.random((_CANDIDATES, len(size))) * size
            tried += len(points)
            found = np.vstack([found, points[(self._implausibility(points) <= CUTOFF).all(axis=1).to_numpy()]])
        return found[:count], float(len(found) / tried * size.prod())

    def simulate(self, model: Model, points: np.ndarray) -> None:
        """A wave: simulates the points and emulates the figures."""
        rows = self.in_units(points)
        made = model(rows)
        values = {name: made[name].to_numpy(dtype=float) for name in self.observed.index}  # [point, replica]
        for name, numbers in values.items():
            if not np.isfinite(numbers).all():
                raise ValueError(f"figure {name!r} is not simulated in every row; leave it out")
        between = {name: float(numbers.var(axis=1, ddof=1).mean()) for name, numbers in values.items()}  # replicas of one point
        replicas = next(iter(values.values())).shape[1]
        emulators = {
            name: Emulator(points, numbers.mean(axis=1), between[name] / replicas, self.seed) for name, numbers in values.items()
        }
        self._emulators.append((emulators, between, len(points)))
        left, share = self.left(512)
        if len(left) >= 10:
            margin = 0.05 * (left.max(axis=0) - left.min(axis=0)) + 1e-9
            low, high = (
                np.maximum(left.min(axis=0) - margin, self._box[:, 0]),
                np.minimum(left.max(axis=0) + margin, self._box[:, 1]),
            )
            self._box = np.column_stack([low, high])
        means = pd.DataFrame({name: numbers.mean(axis=1) for name, numbers in values.items()})
        self.waves.append(Wave(rows, means, share))

    def design(self, count: int) -> np.ndarray:
        """Points for the next wave: a Latin hypercube of the box first, then points that are not ruled out, far from each other."""
        if not self.waves:
            return extra("scipy.stats.qmc", "calibrate", "designs").LatinHypercube(len(self.ranges), seed=self.seed).random(count)
        left, _ = self.left(16 * count)
        return _spread(left, count)


def _spread(points: np.ndarray, count: int) -> np.ndarray:
    """Some of the points, each the one farthest from those before it, in units of what they span."""
    if len(points) <= count:
        return points
    scaled = (points - points.min(axis=0)) / np.maximum(np.ptp(points, axis=0), 1e-12)
    chosen = [0]
    distance = ((scaled - scaled[0]) ** 2).sum(axis=1)
    while len(chosen) < count:
        chosen.append(int(distance.argmax()))
        distance = np.minimum(distance, ((scaled - scaled[chosen[-1]]) ** 2).sum(axis=1))
    return points[chosen]


def match(model: Model, ranges: Ranges, observed: pd.DataFrame, waves: int, size: int, seed: int, least: float = 0.9) -> Matching:
    """Waves until `waves` are done, nothing is left, or one rules out less than a tenth of what was left.

    Parameters
    ----------
    model : callable
        Takes rows of parameters, returns a table with columns (``output``, ``replica``), at least two replicas.
    ranges : mapping of str to (float, float)
    observed : pandas.DataFrame
        By figure: ``stated`` and ``sd``.
    waves, size, seed : int
        Waves at most, rows of each, and the seed of design and candidates.
    least : float
        A wave that leaves more than this share of what there was is the last.
    """
    matching = Matching(ranges, observed, seed)
    before = 1.0
    for _ in range(waves):
        points = matching.design(size)
        if len(points) < 2 + len(ranges):
            break
        matching.simulate(model, points)
        now = matching.waves[-1].left
        if len(matching.waves) > 1 and now > least * before:
            break
        before = now
    return matching
