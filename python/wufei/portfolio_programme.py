"""The cheapest choice by the surrogate, as a mixed integer programme that HiGHS solves to a proven optimum."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np

from .portfolio_levels import Choice
from .portfolio_surrogate import Fit, Surrogate

_UNIT = 1e6  # fen, of money in the programme: 万元
_TINY = 1e-6  # 万元 for each task carried out: of equal choices that with fewer tasks
_SECONDS = 20.0  # for each programme; its bound holds nevertheless
_GAP = 1e-4  # of the cost, to which a programme is solved


@dataclass(frozen=True)
class Solution:
    """`choice` is None if there is none; then `proven` says that it is certain."""

    choice: Choice | None
    cost: float  # by the surrogate [fen]
    bound: float  # no choice costs less, by the surrogate [fen]
    probability: float  # that targets are met together, by the surrogate [1]
    proven: bool  # solved to the end


class Programme:
    """Choices of the tasks that matter.

    Parameters
    ----------
    spent : numpy.ndarray
        [task, option] investment of all tasks [fen].
    weights : numpy.ndarray
        [replica]
    """

    def __init__(self, model: Surrogate, spent: np.ndarray, weights: np.ndarray) -> None:
        self.model, self.spent, self.weights = model, spent, weights

    def cheapest(
        self,
        probability: float,
        caution: float,
        budget: float | None,
        without: Sequence[Choice],
        saving: float = 0.0,
    ) -> Solution:
        """Of the choices that meet all targets with the probability and cost no more than `budget` [fen].

        `caution`: of the thresholds, as in :meth:`Threshold.at`; `without`: choices that do not count; `saving`: what any choice
        may cost less than the surrogate says [fen].
        """
        made = _Made(self, caution)
        made.together(probability)
        if budget is not None:
            made.within(budget + saving)
        for choice in without:
            made.exclude(choice)
        return made.solve(-saving)

    def likeliest(self, budget: float | None, without: Sequence[Choice]) -> Solution:
        """The choice that meets all targets with the greatest probability; of equals the cheapest."""
        made = _Made(self, 0.0, most_likely=True)
        if budget is not None:
            made.within(budget)
        for choice in without:
            made.exclude(choice)
        return made.solve()


@contextmanager
def _no_output() -> Iterator[None]:
    """The solver greets on standard output, which is for the answer, before it can be told to be silent."""
    sys.stdout.flush()
    kept, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    try:
        yield
    finally:
        ctypes.CDLL(None).fflush(None)
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)


class _Made:
    """A programme under construction: variables are x[task, option], y[target, pair], z[replica]."""

    def __init__(self, programme: Programme, caution: float, most_likely: bool = False) -> None:
        try:
            import highspy
        except ModuleNotFoundError as error:
            raise ModuleNotFoundError("highspy: pip install 'wufei[portfolio]'", name="highspy") from error
        self.model, self.weights = programme.model, programme.weights
        self.tasks, self.options = self.model.tasks, self.model.levels.options
        self.coding = self.model.levels.features()  # [option, feature of a task]
        with _no_output():
            self.solver = highspy.Highs()
        self.solver.silent()
        for option, value in [("threads", 1), ("random_seed", 1), ("time_limit", _SECONDS)]:
            self.solver.setOptionValue(option, value)
        self.solver.setOptionValue("mip_rel_gap", _GAP)
        self.solver.setOptionValue("mip_abs_gap", _TINY)
        assert self.model.operating is not None
        running, products = self._by_option(self.model.operating.effects[:, 0]), self.model.operating
        self.money = (programme.spent[self.tasks] + running) / _UNIT  # [task, option]
        self.fixed = float(products.constant[0]) / _UNIT
        scale = float(np.abs(self.money).sum()) + 1
        for at in range(len(self.tasks)):
            for option in range(self.options):
                cost = self.money[at, option] + (_TINY if option else 0)
                self._variable(cost * (1e-6 / scale if most_likely else 1))
        self.pairs: dict[tuple[int, int], int] = {}
        fits = [*self.model.margins, products]
        for pair in sorted({pair for one in fits for pair in one.pairs}):
            cost = sum(products.joint[i, 0] for i, own in enumerate(products.pairs) if own == pair) / _UNIT
            self.pairs[pair] = self._variable(cost * (1e-6 / scale if most_likely else 1))
        self.together_at = [self._variable(-float(w) if most_likely else 0) for w in self.weights]
        for at in range(len(self.tasks)):
            self._row(1, 1, {self._x(at, option): 1.0 for option in range(self.options)})
        for (a, b), y in self.pairs.items():
            for task in (a, b):  # y = carried out a * carried out b
                self._row(-np.inf, 0, {y: 1.0} | {self._x(task, o): -1.0 for o in range(1, self.options)})
            self._row(-1, np.inf, {y: 1.0} | {self._x(t, o): -1.0 for t in (a, b) for o in range(1, self.options)})
        for target, one in enumerate(self.model.margins):
            self._judge(one, self.model.thresholds[target].at(caution))
        self.most_likely = most_likely

    def _by_option(self, effects: np.ndarray) -> np.ndarray:
        """[task, option] from [feature]."""
        return effects.reshape(len(self.tasks), -1) @ self.coding.T

    def _variable(self, cost: float) -> int:
        import highspy

        column = self.solver.getNumCol()
        self.solver.addCol(cost, 0.0, 1.0, 0, [], [])
        self.solver.changeColIntegrality(column, highspy.HighsVarType.kInteger)
        return column

    def _row(self, low: float, high: float, terms: dict[int, float]) -> None:
        infinity = self.solver.inf
        columns = np.array([c for c, factor in terms.items() if factor != 0], dtype=np.int32)
        factors = np.array([factor for factor in terms.values() if factor != 0], dtype=float)
        self.solver.addRow(max(low, -infinity), min(high, infinity), len(columns), columns, factors)

    def _x(self, task: int, option: int) -> int:
        return task * self.options + option

    def _judge(self, one: Fit, needed: float) -> None:
        """A replica counts only if the margin of this target is what is needed."""
        for replica, z in enumerate(self.together_at):
            terms = self._by_option(one.effects[:, replica])
            joint = one.joint[:, replica]
            least = one.constant[replica] + terms.min(axis=1).sum() + np.minimum(joint, 0).sum()
            most = one.constant[replica] + terms.max(axis=1).sum() + np.maximum(joint, 0).sum()
            if least >= needed:
                continue
            if most < needed:
                self._row(0, 0, {z: 1.0})
                continue
            row = {self._x(t, o): float(terms[t, o]) for t in range(len(self.tasks)) for o in range(self.options)}
            row |= {self.pairs[pair]: float(joint[i]) for i, pair in enumerate(one.pairs)}
            scale = float(needed - least)
            row = {column: factor / scale for column, factor in row.items()} | {z: -1.0}
            self._row(float((needed - one.constant[replica]) / scale) - 1.0, np.inf, row)

    def together(self, probability: float) -> None:
        self._row(probability - 1e-9, np.inf, {z: float(w) for z, w in zip(self.together_at, self.weights, strict=True)})

    def _cost(self) -> dict[int, float]:
        row = {self._x(t, o): float(self.money[t, o]) for t in range(len(self.tasks)) for o in range(self.options)}
        assert self.model.operating is not None
        return row | {
            self.pairs[pair]: float(self.model.operating.joint[i, 0]) / _UNIT for i, pair in enumerate(self.model.operating.pairs)
        }

    def within(self, budget: float) -> None:
        self._row(-np.inf, budget / _UNIT - self.fixed, self._cost())

    def exclude(self, choice: Choice) -> None:
        own = {self._x(at, choice[task]): 1.0 for at, task in enumerate(self.tasks)}
        if all(choice[task] == 0 for task in set(range(len(choice))) - set(self.tasks)):
            self._row(-np.inf, len(self.tasks) - 1, own)

    def solve(self, shift: float = 0.0) -> Solution:
        import highspy

        self.solver.run()
        status, info = self.solver.getModelStatus(), self.solver.getInfo()
        finished = status in (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kInfeasible)
        if status == highspy.HighsModelStatus.kInfeasible or info.primal_solution_status != 2:
            return Solution(None, np.nan, np.nan, 0.0, finished)
        values = np.array(self.solver.getSolution().col_value)
        options = values[: len(self.tasks) * self.options].reshape(len(self.tasks), self.options).argmax(axis=1)
        choice = [0] * len(self.model.levels)
        for task, option in zip(self.tasks, options, strict=True):
            choice[task] = int(option)
        cost = self.fixed + sum(values[column] * factor for column, factor in self._cost().items())
        probability = float(self.weights @ np.round(values[self.together_at]))
        bound = self.fixed + info.mip_dual_bound - _TINY * len(self.tasks)
        if self.most_likely:
            bound = np.nan
        return Solution(tuple(choice), cost * _UNIT + shift, bound * _UNIT + shift, probability, finished)
