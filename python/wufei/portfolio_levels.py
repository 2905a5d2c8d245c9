"""What a portfolio may choose: for each task whether, how strongly and when, in a few levels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

Choice = tuple[int, ...]  # an option of each task
OFF = 0  # the option that every task has


@dataclass(frozen=True)
class Task:
    """A task to choose, as the scenario has it: its strength [1] and shift [s]."""

    id: str
    name_zh: str
    name_en: str
    owner: str
    strength: float
    shift: int


@dataclass(frozen=True)
class Levels:
    """The tasks and the levels of each: strengths relative to the scenario's, shifts after its dates [s].

    Option 0 of a task is to leave it out; then the shifts of the first strength follow, and so on.
    """

    tasks: tuple[Task, ...]
    strengths: tuple[float, ...]
    shifts: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.tasks)

    @property
    def options(self) -> int:
        """Of each task, with that to leave it out."""
        return 1 + len(self.strengths) * len(self.shifts)

    def level(self, option: int) -> tuple[float, int] | None:
        """Strength and shift of an option; None for a task that is left out."""
        if option == OFF:
            return None
        strength, shift = divmod(option - 1, len(self.shifts))
        return self.strengths[strength], self.shifts[shift]

    @property
    def strongest(self) -> int:
        """The option with the greatest strength and the earliest start."""
        return 1 + self.strengths.index(max(self.strengths)) * len(self.shifts) + self.shifts.index(min(self.shifts))

    def nothing(self) -> Choice:
        return (OFF,) * len(self)

    def all(self) -> Choice:
        return (self.strongest,) * len(self)

    def changes(self, choice: Choice) -> dict[str, str]:
        """What the choice changes in the scenario, as for :meth:`wufei.Scenario.with_`."""
        changes = {}
        for task, option in zip(self.tasks, choice, strict=True):
            level = self.level(option)
            if level is None:
                changes[f"tasks.{task.id}.active"] = "no"
                continue
            strength, shift = level
            if strength != 1:
                changes[f"tasks.{task.id}.strength"] = f"{strength * task.strength:.12g}"
            if shift != 0:
                changes[f"tasks.{task.id}.shift"] = f"{task.shift + shift} s"
        return changes

    def features(self) -> np.ndarray:
        """What the options of a task are made of: [option, feature], 0 or 1.

        Being carried out at all, and then each option other than the strongest.
        """
        others = [option for option in range(1, self.options) if option != self.strongest]
        rows = np.zeros((self.options, 1 + len(others)))
        rows[1:, 0] = 1
        for feature, option in enumerate(others):
            rows[option, 1 + feature] = 1
        return rows


def tasks_of(evaluation: Mapping[str, Any], wanted: Sequence[str] | None) -> tuple[tuple[Task, ...], list[str]]:
    """The active tasks of an evaluated scenario, those that are wanted; and the wanted ones that are none of them."""
    active = {task["id"]: task for task in evaluation["tasks"] if task["active"]}
    unknown = [one for one in wanted or () if one not in active]
    chosen = [active[one] for one in active if wanted is None or one in wanted]
    return tuple(
        Task(t["id"], t["name_zh"], t["name_en"], t["owner"], float(t["strength"]), int(t["shift_s"])) for t in chosen
    ), unknown
