"""Runs and evaluations over the workers of a Dask cluster: each task simulates one part of the replicas, and the parts are put
together here.

A part of a run is a file (``wufei run --part``), so that everything that holds for parts holds here: the results have the bytes of a
run in one process, and what is finished is kept. A part of an evaluation is its numbers. Nothing but `wufei` of the same build has
to be installed on a worker.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Hashable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

import numpy as np

from . import _core
from .errors import InputOutputError, UsageError
from .scenario import Scenario

_TASK_SECONDS = 20.0
_MONTH_SECONDS = 0.025  # of one scenario in one replica, on one core of 2024; decides only how large tasks are
_ATTEMPTS = 5  # of a task whose scenarios were lost with the workers that had them

Part = tuple[int, int]
Task = TypeVar("Task", bound=Hashable)


def simulate_part(
    scenarios: list[Scenario], part: tuple[int, int], replicas: int, seed: int | None, threads: int
) -> tuple[str, bytes]:
    """A task: simulates a part on a worker. Returns the commit of its build, and the bytes of the part."""
    with tempfile.TemporaryDirectory(prefix="wufei-") as folder:
        cores = [scenario._core for scenario in scenarios]
        done = _core.run(cores, replicas, seed, threads, f"{folder}/part.h5", False, False, part, 0, None, None)
        return _core.commit, Path(done["written"]).read_bytes()


def evaluate_part(
    scenarios: list[Scenario], task: tuple[tuple[int, ...], Part], replicas: int, seed: int | None, threads: int
) -> tuple[str, list[dict[str, Any]]]:
    """A task: evaluates a part of the replicas of some scenarios on a worker. Returns the commit of its build, and the evaluations."""
    members, part = task
    return _core.commit, _core.evaluate([scenarios[at]._core for at in members], replicas, seed, threads, part, None)


def a_client(value: object) -> None:
    """Refuses what is no client."""
    if value is not None and not all(callable(getattr(value, name, None)) for name in ("scatter", "submit", "nthreads")):
        raise TypeError(f"client must be a distributed.Client, not {type(value).__name__}")


def _months(scenario: Scenario) -> float:
    begin, end = scenario._core.period()
    return (end - begin) / (30.4 * 86_400)


def _count(scenarios: Sequence[Scenario], replicas: int, slots: int) -> int:
    """Number of tasks: of about twenty seconds, and at least two for each slot of the cluster."""
    seconds = _MONTH_SECONDS * sum(_months(scenario) for scenario in scenarios)
    return max(int(replicas * seconds / _TASK_SECONDS), 2 * slots, 1)


def _slots(client: Any) -> int:
    return max(1, sum(client.nthreads().values()))


def _begun(output: str) -> tuple[int, set[int]]:
    """Number of parts, and those that are there, of a run that was stopped; 0 if there is none."""
    found: dict[int, set[int]] = {}
    name = Path(output).name
    for path in Path(output).absolute().parent.glob("*.part-*-of-*"):
        head, _, fraction = path.name.rpartition(".part-")
        number, _, of = fraction.partition("-of-")
        if head == name and number.isdigit() and of.isdigit():
            found.setdefault(int(of), set()).add(int(number))
    if len(found) > 1:
        raise UsageError(f"parts of different runs lie beside '{output}'; remove those that are not wanted")
    return next(iter(found.items()), (0, set()))


def _path(output: str, number: int, of: int) -> str:
    return f"{output}.part-{number:0{len(str(of))}d}-of-{of}"


def _store(path: str, content: bytes) -> None:
    """Writes a part that appears under its name when it is complete."""
    temporary = f"{path}.{uuid4().hex}.tmp"
    try:
        with Path(temporary).open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except OSError as error:
        Path(temporary).unlink(missing_ok=True)
        raise InputOutputError(f"cannot write '{path}': {error.strerror}", error.errno, path) from error


class _Tasks:
    """Tasks on their way through a cluster, a bounded number at a time; those lost with their workers are sent again.

    A task is a call ``work(scenarios, task, replicas, seed, threads)`` on a worker.
    """

    def __init__(
        self, client: Any, work: Callable[..., Any], scenarios: list[Scenario], arguments: tuple[int, int | None, int]
    ) -> None:
        self._client, self._work, self._scenarios, self._arguments = client, work, scenarios, arguments
        self._sent: dict[Any, Any] = {}
        self._attempts: dict[Any, int] = {}
        self._shared: Any = None

    def _send(self, task: Hashable, events: Any) -> None:
        if self._shared is None:
            (self._shared,) = self._client.scatter([self._scenarios], broadcast=True, hash=False)
        key = f"wufei-{self._work.__name__}-{uuid4().hex}"
        future = self._client.submit(self._work, self._shared, task, *self._arguments, key=key, pure=False)
        self._sent[future] = task
        events.add(future)

    def finished(self, tasks: Sequence[Task], slots: int) -> Iterator[tuple[Task, Any]]:
        """The tasks with their results, as they finish; refuses those of another build."""
        from distributed import as_completed

        events = as_completed([])
        waiting = list(reversed(tasks))
        for _ in range(min(2 * slots, len(waiting))):
            self._send(waiting.pop(), events)
        for future in events:
            task = self._sent.pop(future)
            if future.status in ("cancelled", "lost"):
                self._attempts[task] = self._attempts.get(task, 0) + 1
                if self._attempts[task] > _ATTEMPTS:
                    raise UsageError(f"a task was lost {_ATTEMPTS} times; are the workers out of memory?")
                self._shared = None
                self._send(task, events)
                continue
            commit, result = future.result()
            future.release()
            if commit != _core.commit:
                raise UsageError(
                    f"a worker runs another build of wufei: commit {commit}, here {_core.commit}; install the same on all"
                )
            yield task, result
            if waiting:
                self._send(waiting.pop(), events)

    def cancel(self) -> None:
        self._client.cancel(list(self._sent), force=True)
        self._sent.clear()


def _joined(parts: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The evaluation of all replicas, from those of the parts in their order."""
    whole = dict(parts[0])
    for name in ("annual", "known", "margins", "met", "operating"):
        whole[name] = np.concatenate([part[name] for part in parts])
    if whole["weighs"]:
        stated, sd = ([figure[at] for figure in whole["figures"]] for at in (4, 6))
        whole["weights"] = _core.weights_of(stated, sd, whole["known"].ravel().tolist())
    return whole


def evaluate_on_cluster(
    client: Any,
    scenarios: list[Scenario],
    replicas: int,
    seed: int,
    threads: int,
    report: Callable[[int, int], object] | None,
) -> list[dict[str, Any]]:
    """Evaluations over the workers of `client`, of scenarios of one period with names of their own; as :func:`wufei.evaluate`.

    Replicas are divided first, because scenarios that stay together share their past.
    """
    slots = _slots(client)
    count = _count(scenarios, replicas, slots)
    of = min(replicas, count)
    size = max(1, len(scenarios) * of // count)  # of a group of scenarios
    groups = [tuple(range(at, min(at + size, len(scenarios)))) for at in range(0, len(scenarios), size)]
    made: dict[int, dict[int, dict[str, Any]]] = {at: {} for at in range(len(scenarios))}
    tasks = _Tasks(client, evaluate_part, scenarios, (replicas, seed, threads))
    done = 0
    try:
        for (members, part), evaluations in tasks.finished([(g, (n, of)) for n in range(1, of + 1) for g in groups], slots):
            for at, evaluation in zip(members, evaluations, strict=True):
                made[at][part[0]] = evaluation
                done += len(evaluation["annual"])
            if report:
                report(done, replicas * len(scenarios))
    except BaseException:
        tasks.cancel()
        raise
    return [_joined([parts[n] for n in sorted(parts)]) for parts in made.values()]


def run_on_cluster(
    client: Any,
    scenarios: list[Scenario],
    replicas: int,
    seed: int | None,
    threads: int,
    output: str,
    resume: bool,
    discard: bool,
    report: Callable[[int, int], object] | None,
) -> None:
    """Simulate over the workers of `client` and write `output`; as :func:`wufei.run`, which checks the arguments."""
    slots = _slots(client)
    of, there = _begun(output)
    if there and discard:
        for number in there:
            Path(_path(output, number, of)).unlink()
        of, there = 0, set()
    if there and not resume:
        raise UsageError(f"a run that was stopped left {len(there)} parts beside '{output}'; give resume=True or discard=True")
    Path(output).absolute().parent.mkdir(parents=True, exist_ok=True)
    of = of or min(replicas, _count(scenarios, replicas, slots))
    paths = [_path(output, number, of) for number in range(1, of + 1)]
    all_results, done = replicas * len(scenarios), 0

    def size(number: int) -> int:
        return (replicas * number // of - replicas * (number - 1) // of) * len(scenarios)

    done = sum(size(number) for number in there)
    tasks = _Tasks(client, simulate_part, scenarios, (replicas, seed, threads))
    try:
        for (number, _), content in tasks.finished([(n, of) for n in range(1, of + 1) if n not in there], slots):
            _store(paths[number - 1], content)
            done += size(number)
            if report:
                report(done, all_results)
    except BaseException:
        tasks.cancel()
        raise
    _core.merge(paths, output, 0)
    for path in paths:
        Path(path).unlink()
