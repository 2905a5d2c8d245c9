"""Which tasks matter for the targets: each is left out alone, and those that then change nothing together."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from .portfolio_levels import OFF, Choice
from .portfolio_sweep import Sweep


def with_options(choice: Choice, changes: Mapping[int, int]) -> Choice:
    """The choice with other options of some tasks."""
    return tuple(changes.get(task, option) for task, option in enumerate(choice))


def relevant_tasks(sweep: Sweep) -> list[int]:
    """Tasks that move a margin, or whose operating savings exceed their investment."""
    levels = sweep.levels
    everything = levels.all()
    left_out = [with_options(everything, {task: OFF}) for task in range(len(levels))]
    sweep.outcomes([levels.nothing(), everything, *left_out])
    whole = sweep.known[everything]
    moving, rest = [], []
    for task, choice in enumerate(left_out):
        without = sweep.known[choice]
        saved = whole.weights @ (without.operating - whole.operating)
        moves = not _same(without.margins, whole.margins) or saved > whole.spent[task]
        (moving if moves else rest).append(task)
    # Together, or without the others, they may do what none of them does alone.
    for context in (everything, levels.nothing()):
        found = _moving_among(sweep, rest, context)
        moving += found
        rest = [task for task in rest if task not in found]
    return sorted(moving)


def _moving_among(sweep: Sweep, tasks: list[int], context: Choice) -> list[int]:
    """Those that move a margin where the context holds; found by halves."""
    if not tasks:
        return []
    other = sweep.levels.strongest if context == sweep.levels.nothing() else OFF
    changed, as_is = sweep.outcomes([with_options(context, dict.fromkeys(tasks, other)), context])
    if _same(changed.margins, as_is.margins):
        return []
    if len(tasks) == 1:
        return tasks
    middle = len(tasks) // 2
    found = _moving_among(sweep, tasks[:middle], context) + _moving_among(sweep, tasks[middle:], context)
    return found or tasks  # only together


def _same(a: np.ndarray, b: np.ndarray) -> bool:
    return bool(np.array_equal(a, b, equal_nan=True))
