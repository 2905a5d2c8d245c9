"""The runs of the studio: the unchanged scenario once for all visitors, and for each visitor one try at a time."""

from __future__ import annotations

import json
import shutil
import threading
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from . import _core
from .errors import ScenarioError, WufeiError
from .results import open as open_results
from .scenario import Scenario
from .studio_levers import Levers, Move

QUIET = 0.3  # [s] without another move before a run begins
MOST_TRIES = 40  # kept of a visitor
AT_ONCE = 2  # runs of all visitors


class Stopped(Exception):
    """The visitor moved on."""


def stages_to(most: int) -> list[int]:
    return [stage for stage in (2, 8) if stage < most] + [most]


def grow(
    scenarios: list[Scenario], replicas: int, seed: int, path: Path, report: Any, stopped: Callable[[], bool] | None
) -> None:
    """Makes the results file have so many replicas, of which it may have some."""
    have = open_results(path).replicas if path.exists() else 0
    cores = [scenario._core for scenario in scenarios]
    first = replicas if have == 0 else 0
    add = replicas - have if have else 0
    _core.run(cores, first, seed, 0, str(path), False, True, None, add, None, report, stopped)


def texts_of(error: BaseException) -> dict[str, str]:
    """What is wrong, in both languages where they are known."""
    if isinstance(error, ScenarioError) and error.diagnostics:
        zh = "；".join(one.message_zh or one.message for one in error.diagnostics[:3])
        return {"zh": zh, "en": "; ".join(one.message for one in error.diagnostics[:3])}
    return {"zh": str(error), "en": str(error)}


def packed(answer: dict[str, Any]) -> bytes:
    return zlib.compress(json.dumps(answer, ensure_ascii=False).encode(), 1)


class Base:
    """The unchanged scenario, and those shown beside it: simulated in the background, stage by stage, for all visitors."""

    def __init__(self, scenarios: list[Scenario], seed: int, stages: list[int], folder: Path, given: Path | None = None) -> None:
        self.scenario, self.levers = scenarios[0], Levers(scenarios[0])
        self.seed, self.stages, self.folder, self.given = seed, stages, folder, given
        self._scenarios = scenarios
        self._ready: dict[int, Path] = {}
        self._changed = threading.Condition()
        self.failed: BaseException | None = None
        self.done = (0, stages[0])
        self.slots = threading.Semaphore(AT_ONCE)
        threading.Thread(target=self._simulate, daemon=True).start()

    def _simulate(self) -> None:
        path = self.folder / "base.h5"
        try:
            for stage in self.stages:
                grow(self._scenarios, stage, self.seed, path, lambda done, all: setattr(self, "done", (done, all)), None)
                copy = self.folder / f"base-{stage}.h5"
                shutil.copyfile(path, copy)
                with self._changed:
                    self._ready[stage] = copy
                    self._changed.notify_all()
        except BaseException as error:
            with self._changed:
                self.failed = error
                self._changed.notify_all()

    def results(self, stage: int, stopped: Callable[[], bool]) -> Path:
        """Its results with so many replicas, when they are there."""
        with self._changed:
            while stage not in self._ready:
                if self.failed:
                    raise self.failed
                if stopped():
                    raise Stopped
                self._changed.wait(0.05)
            return self._ready[stage]


@dataclass
class Try:
    """One state of the levers, and what came of it."""

    id: int
    move: Move
    state: str = "waiting"  # waiting, running, done, stopped, refused
    replicas: int = 0  # of the answer
    stage: int = 0  # being simulated
    done: float = 0  # share of it
    answer: bytes = b""  # packed
    counts: dict[str, int] = field(default_factory=dict)
    saved: str = ""
    message: dict[str, str] = field(default_factory=dict)  # why it was refused

    def told(self) -> dict[str, Any]:
        return {key: value for key, value in vars(self).items() if key not in ("answer", "move")} | self.move.as_json()


class Visitor:
    """One browser tab: its tries, of which at most one is running, on a thread of its own."""

    def __init__(self, base: Base, folder: Path) -> None:
        self.base, self.folder = base, folder
        self.tries: dict[int, Try] = {}
        self.started = 0  # runs that simulated anything
        self._number = 0
        self._wanted: Try | None = None
        self._running: Try | None = None
        self._changed = threading.Condition()
        self._closed = False
        threading.Thread(target=self._work, daemon=True).start()

    def ask(self, move: Move) -> Try:
        """Begins a try, and stops the one before. A try of the same move that is done is given again."""
        with self._changed:
            for known in self.tries.values():
                if known.move == move and known.state == "done":
                    self._stop_running()
                    return known
            self._number += 1
            wanted = Try(self._number, move)
            self._stop_running()
            self.tries[wanted.id] = self._wanted = wanted
            for id in list(self.tries)[:-MOST_TRIES]:
                del self.tries[id]
            self._changed.notify_all()
            return wanted

    def stop(self) -> None:
        with self._changed:
            self._stop_running()
            self._changed.notify_all()

    def close(self) -> None:
        with self._changed:
            self._closed = True
            self._stop_running()
            self._changed.notify_all()

    def _stop_running(self) -> None:
        for one in (self._wanted, self._running):
            if one and one.state in ("waiting", "running"):
                one.state = "stopped"
                if not one.answer:
                    self.tries.pop(one.id, None)
        self._wanted = None

    def _next(self) -> Try | None:
        """The move that nobody took back for a while; None: closed."""
        with self._changed:
            while not self._closed:
                wanted = self._wanted
                if wanted is None:
                    self._changed.wait()
                elif not self._changed.wait(QUIET if wanted.move else 0.01) and self._wanted is wanted:
                    self._wanted, self._running = None, wanted
                    wanted.state = "running"
                    return wanted
            return None

    def _work(self) -> None:
        while wanted := self._next():
            try:
                self._run(wanted)
                state, message = "done", {}
            except Stopped:
                state, message = "stopped", {}
            except Exception as error:  # the visitor is told, and may go on
                state, message = "refused", texts_of(error)
            with self._changed:
                if wanted.state == "running":
                    wanted.state, wanted.message = state, message
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, wanted: Try) -> None:
        def stopped() -> bool:
            return wanted.state != "running"

        base, name = self.base, f"{self.base.scenario.name}-try-{wanted.id}"
        if not wanted.move and base.given:
            self._answer(wanted, open_results(base.given).replicas, [base.given], base.scenario.name)
            return
        scenario = (
            base.scenario.with_(base.levers.changes(wanted.move), name=name, title=self._title(wanted)) if wanted.move else None
        )
        if scenario:
            scenario.check()
        path = self.folder / f"{wanted.id}.h5"
        try:
            for stage in base.stages:
                wanted.stage, wanted.done = stage, 0
                known = base.results(stage, stopped)
                if scenario:
                    self._simulate(scenario, stage, path, wanted, stopped)
                    self._answer(wanted, stage, [known, path], name)
                else:
                    self._answer(wanted, stage, [known], base.scenario.name)
        finally:
            for left in self.folder.glob(f"{wanted.id}.*"):
                left.unlink(missing_ok=True)

    def _simulate(self, scenario: Scenario, stage: int, path: Path, wanted: Try, stopped: Callable[[], bool]) -> None:
        def report(done: int, all: int) -> None:
            wanted.done = done / all

        while not self.base.slots.acquire(timeout=0.05):
            if stopped():
                raise Stopped
        try:
            if stage == self.base.stages[0]:
                self.started += 1
            grow([scenario], stage, self.base.seed, path, report, stopped)
        except WufeiError as error:
            if stopped():
                raise Stopped from error
            raise
        finally:
            self.base.slots.release()

    def _title(self, wanted: Try) -> dict[str, str]:
        return {"zh": f"试算{wanted.id}：在线改动", "en": f"Try {wanted.id}: moved in the studio"}

    def _answer(self, wanted: Try, replicas: int, paths: list[Path], name: str) -> None:
        parts = _core.report([str(path) for path in paths], name, self.base.scenario.name if wanted.move else "")
        data = json.loads(parts.pop("data"))
        answer = packed({"id": wanted.id, "replicas": replicas, **parts, "data": data})
        counts = _core.verdict(str(paths[-1]), name)
        with self._changed:
            if wanted.state == "running":
                wanted.answer, wanted.replicas, wanted.counts = answer, replicas, counts
