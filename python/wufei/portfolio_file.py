"""A chosen portfolio as a scenario file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from .errors import ScenarioError
from .portfolio_levels import OFF
from .portfolio_words import Told, sentences
from .scenario import Scenario, read


def is_read(output: Path, scenario: Path, base: Scenario) -> bool:
    """Whether a file is one of those that the scenario is made of, which are named from its root."""
    place = output.resolve()
    named = (Path(name).parts for name in base._core.files)
    return output.exists() and (place == Path(scenario).resolve() or any(place.parts[-len(n) :] == n for n in named if n))


def write(told: Told, base: Scenario, output: Path, proof_seed: int) -> None:
    """Writes the chosen scenario and checks it; it says how to repeat the proof.

    It extends the scenario of `base`, or, where that stands outside the folder in which a scenario may name files, has all of it.
    """
    lines = ["# " + line for line in sentences(told)]
    repeat = f"wufei run {output.name} --seed {proof_seed} --replicas {told.proof}"
    lines += [f"# {told.say('重复验证：', 'The proof again: ')}{repeat}", ""]
    head = "\n".join(lines)
    output.write_text(head + _extension(told, base, output), encoding="utf-8")
    try:
        read(output).check()
    except ScenarioError as error:
        if {d.code for d in error.diagnostics} != {"E0301"}:
            raise
        chosen = base.with_(told.levels.changes(told.answer.proofs[0].choice))
        output.write_text(head + chosen.resolved_text(), encoding="utf-8")
        read(output).check()


def _extension(told: Told, base: Scenario, output: Path) -> str:
    parent = os.path.relpath(Path(base.path).resolve(), output.resolve().parent)
    lines = [f"extends: {_quoted(parent)}"]
    lines.append(
        "title: {zh: "
        + _quoted(base.title["zh"] + "：所选任务组合")
        + ", en: "
        + _quoted(base.title["en"] + ", tasks chosen")
        + "}"
    )
    tree: dict[str, Any] = {}
    choice = told.answer.proofs[0].choice
    for path, text in [*base.changes, *told.levels.changes(choice).items()]:
        place = tree
        *folders, last = path.split(".")
        for folder in folders:
            place = place.setdefault(folder, {})
        place[last] = text
    names = {task.id: told.say(task.name_zh, task.name_en) for task in told.levels.tasks}
    for key, value in tree.items():
        lines += _entry(key, value, "", names)
    kept = [t.id for t, option in zip(told.levels.tasks, choice, strict=True) if option != OFF]
    lines.append(f"# {told.say('所选：', 'chosen: ')}{', '.join(kept)}")
    return "\n".join(lines) + "\n"


def _entry(key: str, value: Any, indent: str, names: dict[str, str]) -> list[str]:
    comment = f"  # {names[key]}" if key in names else ""
    if not isinstance(value, dict):
        return [f"{indent}{key}: {value}"]
    lines = [f"{indent}{key}:{comment}"]
    for own, of in value.items():
        lines += _entry(own, of, indent + "  ", names)
    return lines


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
