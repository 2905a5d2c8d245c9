"""What a visitor of the studio may move: the plan's tasks, and sizes within their ranges; and what a move means for a scenario."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .kinds import describe
from .scenario import Scenario

STRENGTH = (0, 150)  # [%] of a task
SHIFT = (-730, 1095)  # [d] of a task

_NOT_MOVED = {"starts", "ramp", "delay", "deviation", "persistence"}  # dates follow the task; chance stays chance


class Refusal(ValueError):
    """A request that is refused, in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.texts = {"zh": zh, "en": en}


@dataclass(frozen=True)
class Task:
    """A task of the plan, as the scenario has it."""

    id: str
    name: dict[str, str]
    owner: str
    indicators: list[int]
    active: bool
    strength: float  # [%]
    shift: float  # [d]
    acts: bool  # a policy of it changes numbers
    sizes: list[str]


@dataclass(frozen=True)
class Size:
    """A value with a range."""

    path: str
    name: dict[str, str]
    low: float
    mode: float
    high: float
    unit: str
    whole: bool

    def text(self, value: float) -> str:
        return f"{value:.12g} {self.unit}".strip()


@dataclass(frozen=True)
class Move:
    """What a visitor changed: by task, and by path of a size."""

    tasks: dict[str, dict[str, Any]] = field(default_factory=dict)
    sizes: dict[str, float] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return {"tasks": self.tasks, "sizes": self.sizes}

    def __bool__(self) -> bool:
        return bool(self.tasks or self.sizes)


def _number(text: str, otherwise: float) -> float:
    found = re.match(r"[-+]?[\d.]+", text)
    return float(found[0]) if found else otherwise


def _of_kind(kind: str, key: str) -> dict[str, str]:
    try:
        for parameter in describe(kind).parameters:
            if parameter.name == key:
                return {
                    "zh": re.split("[；，（]", parameter.descriptions.zh)[0],
                    "en": re.split("[;,(]", parameter.descriptions.en)[0],
                }
    except KeyError:
        pass
    return {"zh": key, "en": key}


class Levers:
    """The levers of a scenario.

    Attributes
    ----------
    tasks : dict of str to Task
    sizes : dict of str to Size
        Sizes of policies, and trends of drivers.
    """

    def __init__(self, scenario: Scenario) -> None:
        self._core = scenario._core
        ranges = scenario.ranges()
        self.sizes: dict[str, Size] = {}
        for path, row in ranges.iterrows():
            parts = str(path).split(".")
            if parts[0] not in ("policies", "drivers") or parts[-1] in _NOT_MOVED or row["group"]:
                continue
            if row["low"] < row["high"]:
                numbers = (float(row["low"]), float(row["mode"]), float(row["high"]))
                self.sizes[str(path)] = Size(str(path), self._name(parts), *numbers, str(row["unit"]), bool(row["whole"]))
        self.tasks = {id: self._task(id) for id in self._core.keys_at("tasks")}

    def _text(self, path: str) -> str:
        return self._core.text_at(path)

    def _label(self, path: str, otherwise: str) -> dict[str, str]:
        zh, en = self._text(f"{path}.label.zh"), self._text(f"{path}.label.en")
        return {"zh": zh or en or otherwise, "en": en or zh or otherwise}

    def _name(self, parts: list[str]) -> dict[str, str]:
        label = self._label(".".join(parts[:2]), parts[1])
        if parts[0] == "policies":
            what = _of_kind(self._text(f"policies.{parts[1]}.kind"), parts[2])
        else:
            known = {"zh": f"{parts[-1]}年水平", "en": f"level of {parts[-1]}"}
            what = {"zh": "每年变化", "en": "change a year"} if parts[2] == "trend" else known
        return {"zh": f"{label['zh']}：{what['zh']}", "en": f"{label['en']}: {what['en']}"}

    def _switch(self, id: str, key: str) -> str:
        for path in (f"tasks.{id}.{key}", f"tasks.{id}.{key}.mode", f"all_tasks.{key}", f"all_tasks.{key}.mode"):
            if text := self._text(path):
                return text
        return ""

    def _task(self, id: str) -> Task:
        policies = [one for one in self._core.keys_at("policies") if self._text(f"policies.{one}.task") == id]
        numbers = f"{self._text(f'tasks.{id}.indicators')};{self._text(f'tasks.{id}.also')}"
        return Task(
            id,
            self._label(f"tasks.{id}", id),
            self._text(f"tasks.{id}.owner"),
            [int(number) for number in re.findall(r"\d+", numbers)],
            self._switch(id, "active") not in ("no", "false"),
            _number(self._switch(id, "strength"), 100),
            _number(self._switch(id, "shift"), 0),
            any(self._text(f"policies.{one}.kind") != "recorded" for one in policies),
            [path for path in self.sizes if path.split(".")[1] in policies and path.startswith("policies.")],
        )

    def as_json(self) -> dict[str, Any]:
        sizes = [{**vars(size), "task": None} for size in self.sizes.values()]
        by_path = {size["path"]: size for size in sizes}
        for task in self.tasks.values():
            for path in task.sizes:
                by_path[path]["task"] = task.id
        tasks = [vars(task) for task in self.tasks.values()]
        indicators = {
            number: {"number": number, "name": self._label(f"indicators.{id}", id)} for number, id in self._indicators()
        }
        named = [indicators[number] for number in sorted(indicators)]
        return {"tasks": tasks, "sizes": sizes, "strength": STRENGTH, "shift": SHIFT, "indicators": named}

    def _indicators(self) -> list[tuple[int, str]]:
        keys = self._core.keys_at("indicators")
        return [(int(self._text(f"indicators.{id}.number") or 0), id) for id in reversed(keys)]

    def move(self, asked: Any) -> Move:
        """A move from what a browser sent.

        Raises
        ------
        Refusal
            For anything that is no lever, or outside its range.
        """
        if not isinstance(asked, Mapping) or set(asked) - {"tasks", "sizes"}:
            raise Refusal("改动只能有 tasks 和 sizes", "a move has tasks and sizes")
        tasks, sizes = asked.get("tasks", {}), asked.get("sizes", {})
        if not isinstance(tasks, Mapping) or not isinstance(sizes, Mapping):
            raise Refusal("tasks 和 sizes 应为映射", "tasks and sizes are maps")
        checked = {id: self._task_move(id, tasks[id]) for id in sorted(tasks)}
        return Move(
            {id: one for id, one in checked.items() if one}, {path: self._size_move(path, sizes[path]) for path in sorted(sizes)}
        )

    def _task_move(self, id: str, asked: Any) -> dict[str, Any]:
        if id not in self.tasks:
            raise Refusal(f"没有任务 {id!r}", f"there is no task {id!r}")
        if not isinstance(asked, Mapping) or set(asked) - {"active", "strength", "shift"}:
            raise Refusal(f"{id}：只能改 active、strength、shift", f"{id}: active, strength and shift can be moved")
        if "active" in asked and not isinstance(asked["active"], bool):
            raise Refusal(f"{id}：active 为 true 或 false", f"{id}: active is true or false")
        for key, (low, high) in (("strength", STRENGTH), ("shift", SHIFT)):
            if key in asked:
                _within(f"{id} {key}", asked[key], low, high, True)
        return dict(asked)

    def _size_move(self, path: str, asked: Any) -> float:
        if path not in self.sizes:
            raise Refusal(f"没有可调的数值 {path!r}", f"there is no size {path!r} to be moved")
        size = self.sizes[path]
        _within(path, asked, size.low, size.high, size.whole)
        return asked

    def changes(self, move: Move) -> dict[str, Any]:
        """The move as changes of :meth:`Scenario.with_`."""
        found: dict[str, Any] = {}
        for id, switches in move.tasks.items():
            for key, value in switches.items():
                text = {"active": value, "strength": f"{value} %", "shift": f"{value} d"}[key]
                found[f"tasks.{id}.{key}"] = text
        for path, value in move.sizes.items():
            found[path] = self.sizes[path].text(value)
        return found


def _within(name: str, value: Any, low: float, high: float, whole: bool) -> None:
    number = isinstance(value, int) or (isinstance(value, float) and not whole)
    if not number or isinstance(value, bool) or not low <= value <= high:
        kind = ("整数", "whole numbers") if whole else ("数", "numbers")
        raise Refusal(
            f"{name}：应为{low:g}至{high:g}之间的{kind[0]}，不能是{value!r}",
            f"{name}: {kind[1]} from {low:g} to {high:g}, not {value!r}",
        )
