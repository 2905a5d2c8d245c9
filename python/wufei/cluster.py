"""Runs over the workers of a Dask cluster: each task simulates one part of the replicas, and the parts are merged here.

A part is a file (``wufei run --part``), so that everything that holds for parts holds here: the results have the bytes of a run
in one process, and what is finished is kept. Nothing but `wufei` of the same build has to be installed on a worker.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

from . import _core
from .errors import InputOutputError, UsageError
from .scenario import Scenario

_TASK_SECONDS = 20.0
_MONTH_SECONDS = 0.025  # of one scenario in one replica, on one core of 2024; decides only how large tasks are
_ATTEMPTS = 5  # of a task whose scenarios were lost with the workers that had them


def simulate_part(
    scenarios: list[Scenario], part: tuple[int, int], replicas: int, seed: int | None, threads: int
) -> tuple[str, bytes]:
    """A task: simulates a part on a worker. Returns the commit of its build, and the bytes of the part."""
    with tempfile.TemporaryDirectory(prefix="wufei-") as folder:
        cores = [scenario._core for scenario in scenarios]
        done = _core.run(cores, replicas, seed, threads, f"{folder}/part.h5", False, False, part, 0, None)
        return _core.commit, Path(done["written"]).read_bytes()


def _months(scenario: Scenario) -> float:
    begin, end = scenario._core.period()
    return (end - begin) / (30.4 * 86_400)


def _count(scenarios: list[Scenario], replicas: int, slots: int) -> int:
    """Number of parts: tasks of about twenty seconds, and at least two for each slot of the cluster."""
    seconds = _MONTH_SECONDS * sum(_months(scenario) for scenario in scenarios)
    return min(replicas, max(int(replicas * seconds / _TASK_SECONDS), 2 * slots, 1))


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
    """Parts on their way through a cluster, a bounded number at a time; those lost with their workers are sent again."""

    def __init__(self, client: Any, scenarios: list[Scenario], arguments: tuple[int, int | None, int]) -> None:
        self._client, self._scenarios, self._arguments = client, scenarios, arguments
        self._sent: dict[Any, tuple[int, int]] = {}
        self._attempts: dict[tuple[int, int], int] = {}
        self._shared: Any = None

    def _send(self, part: tuple[int, int], events: Any) -> None:
        if self._shared is None:
            (self._shared,) = self._client.scatter([self._scenarios], broadcast=True, hash=False)
        future = self._client.submit(
            simulate_part, self._shared, part, *self._arguments, key=f"wufei-part-{part[0]}-{uuid4().hex}", pure=False
        )
        self._sent[future] = part
        events.add(future)

    def finished(self, parts: list[tuple[int, int]], slots: int) -> Iterator[tuple[tuple[int, int], tuple[str, bytes]]]:
        """The parts with their results, as they finish."""
        from distributed import as_completed

        events = as_completed([])
        waiting = list(reversed(parts))
        for _ in range(min(2 * slots, len(waiting))):
            self._send(waiting.pop(), events)
        for future in events:
            part = self._sent.pop(future)
            if future.status in ("cancelled", "lost"):
                self._attempts[part] = self._attempts.get(part, 0) + 1
                if self._attempts[part] > _ATTEMPTS:
                    raise UsageError(f"part {part[0]}/{part[1]} was lost {_ATTEMPTS} times; are the workers out of memory?")
                self._shared = None
                self._send(part, events)
                continue
            result = future.result()
            future.release()
            yield part, result
            if waiting:
                self._send(waiting.pop(), events)

    def cancel(self) -> None:
        self._client.cancel(list(self._sent), force=True)
        self._sent.clear()


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
    slots = max(1, sum(client.nthreads().values()))
    of, there = _begun(output)
    if there and discard:
        for number in there:
            Path(_path(output, number, of)).unlink()
        of, there = 0, set()
    if there and not resume:
        raise UsageError(f"a run that was stopped left {len(there)} parts beside '{output}'; give resume=True or discard=True")
    Path(output).absolute().parent.mkdir(parents=True, exist_ok=True)
    of = of or _count(scenarios, replicas, slots)
    paths = [_path(output, number, of) for number in range(1, of + 1)]
    all_results, done = replicas * len(scenarios), 0

    def size(number: int) -> int:
        return (replicas * number // of - replicas * (number - 1) // of) * len(scenarios)

    done = sum(size(number) for number in there)
    tasks = _Tasks(client, scenarios, (replicas, seed, threads))
    try:
        for (number, _), (commit, content) in tasks.finished([(n, of) for n in range(1, of + 1) if n not in there], slots):
            if commit != _core.commit:
                raise UsageError(
                    f"a worker runs another build of wufei: commit {commit}, here {_core.commit}; install the same on all"
                )
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
