"""A try of the studio as a scenario file, which `wufei check` accepts and whose run gives the numbers that were shown."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from . import _core
from .errors import ScenarioError
from .scenario import Scenario
from .scenario_text import flow_text

LONGEST_TITLE = 60  # characters


def _nested(changes: dict[str, Any]) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    for path, value in changes.items():
        *folders, last = path.split(".")
        at = tree
        for folder in folders:
            at = at.setdefault(folder, {})
        at[last] = value
    return tree


def _block(tree: dict[str, Any], depth: int = 0) -> str:
    lines = []
    for key, value in tree.items():
        if isinstance(value, dict):
            lines.append(f"{'  ' * depth}{key}:\n{_block(value, depth + 1)}")
        else:
            lines.append(f"{'  ' * depth}{key}: {flow_text(value, True)}\n")
    return "".join(lines)


def _titled(title: dict[str, str]) -> str:
    return "{" + ", ".join(f"{lang}: {json.dumps(title[lang], ensure_ascii=False)}" for lang in ("zh", "en")) + "}"


def file_of(scenario: Scenario) -> Path | None:
    """The file it was read from; None: it comes from a results file."""
    return Path(scenario.path) if scenario.path.endswith((".yaml", ".yml")) else None


def saved_text(base: Scenario, folder: Path, changes: dict[str, Any], title: dict[str, str], replicas: int, seed: int) -> str:
    """Text of the file in `folder`: what differs from the base scenario's file, or all of it where that has none."""
    note = f"# Saved by wufei studio {_core.version}: run it and get the numbers that were shown.\n"
    file = file_of(base)
    if file is None:
        whole = base.with_({**changes, "replicas": replicas, "seed": seed}, title=title)
        return note + whole.resolved_text()
    path = os.path.relpath(file.resolve(), folder.resolve())
    head = f"extends: {flow_text(path, True)}\ntitle: {_titled(title)}\nreplicas: {replicas}\nseed: {seed}\n"
    return note + head + ("\n" + _block(_nested(changes)) if changes else "")


def save(base: Scenario, folder: Path, changes: dict[str, Any], title: dict[str, str], replicas: int, seed: int) -> Path:
    """Writes a new file into `folder`, reads it back and checks it.

    Raises
    ------
    ScenarioError
        If what was written is not what was run; the file is gone then.
    OSError
        If it cannot be written.
    """
    text = saved_text(base, folder, changes, title, replicas, seed)
    number = 1
    while True:
        path = folder / f"{base.name}-studio-{number}.yaml"
        try:
            with path.open("x", encoding="utf-8") as file:
                file.write(text)
            break
        except FileExistsError:
            number += 1
    try:
        own = Scenario.read(path)
        own.check()
        meant = base.with_({**changes, "replicas": replicas, "seed": seed}, title=title)
        if own.resolved_text() != meant.resolved_text():
            raise ScenarioError(f"{path} does not say what was run")
    except BaseException:
        path.unlink()
        raise
    return path
