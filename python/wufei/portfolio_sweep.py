"""Choices, simulated on common random numbers; what is simulated is kept in a folder, so that nothing is simulated twice."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from . import _core
from .evaluation import simulate_variants
from .portfolio_levels import Choice, Levels
from .scenario import Scenario

_BATCH = 16  # choices that share their past, and are kept together
_FORMAT = 1  # of what is kept


@dataclass(frozen=True)
class Outcome:
    """What a choice comes to."""

    margins: np.ndarray  # [replica, target] beyond the target [own unit]; NaN: no value
    met: np.ndarray  # [replica, target]
    operating: np.ndarray  # [replica] over the period [fen]
    spent: np.ndarray  # [task] investment [fen]
    weights: np.ndarray  # [replica], sum 1

    @property
    def probability(self) -> float:
        """That all targets are met together."""
        return float(self.weights @ self.met.all(axis=1))

    @property
    def each(self) -> np.ndarray:
        """[target] probability that it is met."""
        return self.weights @ self.met


@cache
def _program() -> str:
    """SHA-256 of the compiled module: another program has other results."""
    path = Path(str(_core.__file__))
    return hashlib.sha256(path.read_bytes()).hexdigest()


class Sweep:
    """Simulates choices with `replicas` of `seed`.

    Parameters
    ----------
    targets : list of str
        Keys of indicators, such as ``11.annex``.
    folder : Path or None
        Where evaluations are kept; None: nowhere.
    report : callable
        ``report(done, total)`` in replicas of choices.
    """

    def __init__(
        self,
        base: Scenario,
        levels: Levels,
        targets: list[str],
        replicas: int,
        seed: int,
        threads: int,
        folder: Path | None,
        report: Callable[[int, int], None],
    ) -> None:
        self.base, self.levels, self.targets = base, levels, targets
        self.replicas, self.seed, self.threads = replicas, seed, threads
        self.folder, self.report = folder, report
        self.known: dict[Choice, Outcome] = {}
        self.simulated = 0  # in this process
        self._positions: list[int] | None = None

    def outcomes(self, choices: Iterable[Choice]) -> list[Outcome]:
        """Outcomes of choices, in their order."""
        wanted = list(choices)
        scenarios = {
            c: self.base.with_(self.levels.changes(c), name="choice") for c in dict.fromkeys(wanted) if c not in self.known
        }
        for choice, scenario in list(scenarios.items()):
            kept = self._read(scenario)
            if kept is not None:
                self.known[choice] = self._outcome(kept)
                del scenarios[choice]
        missing = list(scenarios.items())
        total = len(missing) * self.replicas
        for first in range(0, len(missing), _BATCH):
            batch = missing[first : first + _BATCH]
            before = first * self.replicas
            made = simulate_variants(
                [scenario for _, scenario in batch],
                self.replicas,
                self.seed,
                self.threads,
                lambda done, _, before=before: self.report(before + done, total),
            )
            for (choice, scenario), evaluation in zip(batch, made, strict=True):
                self._keep(scenario, evaluation)
                self.known[choice] = self._outcome(evaluation)
                self.simulated += 1
        return [self.known[choice] for choice in wanted]

    def _outcome(self, evaluation: dict[str, Any]) -> Outcome:
        at = [evaluation["keys"].index(key) for key in self.targets]
        spent = {task["id"]: task["spent"] for task in evaluation["tasks"]}
        weights = np.asarray(evaluation["weights"], dtype=float)
        replicas = len(evaluation["operating"])
        return Outcome(
            np.asarray(evaluation["margins"])[:, at],
            np.asarray(evaluation["met"])[:, at].astype(bool),
            np.asarray(evaluation["operating"]).sum(axis=1),
            np.array([spent[task.id] for task in self.levels.tasks], dtype=np.int64),
            weights / weights.sum() if len(weights) else np.full(replicas, 1 / replicas),
        )

    def _file(self, scenario: Scenario) -> Path | None:
        if self.folder is None:
            return None
        says = (_FORMAT, _program(), scenario.sha256, scenario.data_sha256, self.seed, self.replicas)
        return self.folder / f"{hashlib.sha256(repr(says).encode()).hexdigest()}.npz"

    def _read(self, scenario: Scenario) -> dict[str, Any] | None:
        path = self._file(scenario)
        if path is None or not path.exists():
            return None
        try:
            with np.load(path) as file:
                return {name: file[name] for name in ("margins", "met", "operating", "weights")} | json.loads(str(file["head"]))
        except (OSError, ValueError, KeyError, EOFError):
            return None  # not written to its end by another process: simulated again

    def _keep(self, scenario: Scenario, evaluation: dict[str, Any]) -> None:
        path = self._file(scenario)
        if path is None:
            return
        head = json.dumps({name: evaluation[name] for name in ("keys", "tasks")})
        unfinished = path.with_suffix(f".{os.getpid()}")
        with unfinished.open("wb") as file:
            np.savez_compressed(
                file, head=head, **{name: evaluation[name] for name in ("margins", "met", "operating", "weights")}
            )
        unfinished.replace(path)


def default_folder() -> Path:
    """Of the user's cache."""
    home = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(home) / "wufei" / "portfolio"
