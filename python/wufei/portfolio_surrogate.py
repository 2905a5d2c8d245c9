"""What a sweep says about choices that were not simulated: margins and operating cost as sums over tasks, with a few products.

Each replica has its own sums, so that the random numbers stay common. Ridge regression; its penalty, and the products of two
tasks that are added, are chosen by leaving out one simulated choice after another, and so are all errors that are stated.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations

import numpy as np

from .portfolio_levels import OFF, Choice, Levels

_PENALTIES = (1e-6, 1e-3, 1e-2, 1e-1, 1.0, 10.0)
_MOST_PAIRS = 4  # products of two tasks, for each target
_CANDIDATES = 8  # tasks whose products are tried: those with the largest effects
_WORTH = 0.9  # of the squared error: a product that leaves more is not added


@dataclass(frozen=True)
class Fit:
    """Linear in features and products: values = constant + features @ effects + products @ joint."""

    pairs: list[tuple[int, int]]  # of tasks
    constant: np.ndarray  # [output]
    effects: np.ndarray  # [feature, output]
    joint: np.ndarray  # [pair, output]
    left_out: np.ndarray  # [choice, output] predictions of each simulated choice from the others

    def __call__(self, features: np.ndarray, on: np.ndarray) -> np.ndarray:
        """[choice, output]; `on`: [choice, task]."""
        return self.constant + features @ self.effects + _products(on, self.pairs) @ self.joint


def _products(on: np.ndarray, pairs: list[tuple[int, int]]) -> np.ndarray:
    return np.column_stack([on[:, a] * on[:, b] for a, b in pairs]) if pairs else np.zeros((len(on), 0))


def _ridge(columns: np.ndarray, values: np.ndarray, weights: np.ndarray, penalty: float) -> tuple[np.ndarray, np.ndarray]:
    """Coefficients, the constant first and not penalised; and predictions with each row left out."""
    design = np.column_stack([np.ones(len(columns)), columns])
    penalties = np.full(design.shape[1], penalty)
    penalties[0] = 1e-12
    weighted = design * weights[:, None]
    inverse = np.linalg.pinv(design.T @ weighted + np.diag(penalties), hermitian=True)
    coefficients = inverse @ weighted.T @ values
    leverage = np.minimum(np.einsum("ij,jk,ik->i", weighted, inverse, design), 1 - 1e-6)
    fitted = design @ coefficients
    return coefficients, values - (values - fitted) / (1 - leverage[:, None])


@dataclass(frozen=True)
class _Ridge:
    coefficients: np.ndarray
    left_out: np.ndarray
    error: float  # of left-out predictions, squared
    penalty: float


def _best(columns: np.ndarray, values: np.ndarray, weights: np.ndarray, penalties: tuple[float, ...] = _PENALTIES) -> _Ridge:
    """With the penalty whose left-out predictions are nearest."""
    tried = []
    for penalty in penalties:
        coefficients, left_out = _ridge(columns, values, weights, penalty)
        tried.append(_Ridge(coefficients, left_out, float((weights[:, None] * (left_out - values) ** 2).sum()), penalty))
    return min(tried, key=lambda one: one.error)


def fit(features: np.ndarray, on: np.ndarray, values: np.ndarray, weights: np.ndarray | None = None) -> Fit:
    """Fit outputs [choice, output] to features [choice, feature] and products of `on` [choice, task]; `weights` of choices."""
    weights = np.ones(len(values)) if weights is None else weights
    count = features.shape[1]
    best, pairs = _best(features, values, weights), list[tuple[int, int]]()
    tasks = _with_largest_effects(best.coefficients[1:], on.shape[1])
    nothing_left = 1e-12 * float(((values - values.mean(axis=0)) ** 2).sum())
    while len(pairs) < _MOST_PAIRS and best.error > nothing_left and len(values) > 2 * (len(pairs) + 2):
        rest = [pair for pair in combinations(tasks, 2) if pair not in pairs]
        columns = [np.column_stack([features, _products(on, [*pairs, pair])]) for pair in rest]
        tried = [_best(one, values, weights, (best.penalty,)) for one in columns]
        better = min(range(len(tried)), key=lambda at: tried[at].error, default=None)
        if better is None or tried[better].error > _WORTH * best.error:
            break
        best, pairs = tried[better], [*pairs, rest[better]]
    effects = best.coefficients
    return Fit(pairs, effects[0], effects[1 : count + 1], effects[count + 1 :], best.left_out)


def _with_largest_effects(effects: np.ndarray, tasks: int) -> list[int]:
    """Those whose being carried out, the first of their features, has the largest effects [feature, output]."""
    if tasks == 0:
        return []
    size = np.abs(effects[:: len(effects) // tasks]).sum(axis=1)
    return sorted(np.argsort(-size, kind="stable")[:_CANDIDATES].tolist())


@dataclass(frozen=True)
class Threshold:
    """From which predicted margin a target counts as met.

    `likely` mistakes the fewest left-out cases. `generous` takes every case that met the target, and grants twice the error;
    `strict` takes none that missed it.
    """

    likely: float
    generous: float
    strict: float
    mistaken: float  # share of left-out cases on the wrong side of `likely` [1]

    def at(self, caution: float) -> float:
        """0: likely; -1: generous; 1: strict, and so on beyond."""
        return self.likely + caution * (self.strict - self.likely if caution > 0 else self.likely - self.generous)


def threshold(predicted: np.ndarray, fitted: np.ndarray, met: np.ndarray, error: float) -> Threshold:
    """From predictions with each case left out, fitted values, and whether the target was met; `error`: root mean square."""
    predicted, fitted, met = predicted.ravel(), fitted.ravel(), met.ravel()
    tiny = 1e-9 * max(float(np.abs(predicted).max()), 1e-12)
    levels = np.unique(predicted)
    cuts = np.concatenate([[0.0, levels[0] - tiny, levels[-1] + tiny], (levels[1:] + levels[:-1]) / 2])
    wrong = np.array([np.count_nonzero((predicted >= cut) != met) for cut in cuts])
    best = float(cuts[np.lexsort((np.abs(cuts), wrong))[0]])
    generous = min([best - 2 * error - tiny, *(predicted[met] - tiny), *(fitted[met] - tiny)])
    strict = max([best, *(predicted[~met] + tiny), *(fitted[~met] + tiny)])
    return Threshold(best, float(generous), float(strict), float(wrong.min() / len(met)))


@dataclass
class Surrogate:
    """Margins of every target in every replica, and the operating cost, of any choice."""

    levels: Levels
    tasks: list[int]  # that matter; the others are left out
    margins: list[Fit] = field(default_factory=list)  # [target], outputs are replicas
    thresholds: list[Threshold] = field(default_factory=list)  # [target]
    rmse: list[float] = field(default_factory=list)  # [target] of left-out margins [own unit]
    operating: Fit | None = None  # one output [fen]
    operating_rmse: float = 0.0  # [fen]
    operating_low: float = 0.0  # the most by which a left-out operating cost was predicted too high [fen]
    choices: int = 0  # that it was fitted to

    def coded(self, choices: list[Choice]) -> tuple[np.ndarray, np.ndarray]:
        """Features [choice, feature] and which tasks are carried out [choice, task], of the tasks that matter."""
        options = np.array(choices, dtype=int).reshape(len(choices), -1)[:, self.tasks]
        features = self.levels.features()[options]
        return features.reshape(len(choices), -1), (options != OFF).astype(float)


def surrogate(
    levels: Levels,
    tasks: list[int],
    choices: list[Choice],
    margins: np.ndarray,
    met: np.ndarray,
    priced: list[Choice],
    operating: np.ndarray,
) -> Surrogate:
    """Fit to simulated choices: margins and met [choice, replica, target]; operating cost [priced choice] in fen.

    Priced are those choices in which tasks that do not matter are left out, since they cost nevertheless.
    """
    model = Surrogate(levels, tasks, choices=len(choices))
    features, on = model.coded(choices)
    for target in range(margins.shape[2]):
        values = _without_gaps(margins[:, :, target])
        model.margins.append(fit(features, on, values, _near_the_target(values)))
        left_out = model.margins[-1].left_out
        model.rmse.append(float(np.sqrt(((left_out - values) ** 2).mean())))
        model.thresholds.append(threshold(left_out, model.margins[-1](features, on), met[:, :, target], model.rmse[-1]))
    model.operating = fit(*model.coded(priced), operating[:, None])
    error = model.operating.left_out[:, 0] - operating
    model.operating_rmse, model.operating_low = float(np.sqrt((error**2).mean())), float(max(error.max(), 0.0))
    return model


def _near_the_target(values: np.ndarray) -> np.ndarray:
    """Weights of choices: what counts is whether a margin is above 0, so the surrogate is to be best there."""
    spread = float(values.std()) or 1.0
    return np.asarray(1 / (1 + (2 * values.mean(axis=1) / spread) ** 2))


def _without_gaps(values: np.ndarray) -> np.ndarray:
    """A margin that has no value counts as the worst that was seen, less the spread."""
    seen = values[np.isfinite(values)]
    worst = 2 * seen.min() - seen.max() if len(seen) else -1.0
    return np.where(np.isfinite(values), values, worst)
