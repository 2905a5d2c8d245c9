"""Runs on all processors into one results file."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
import warnings
from collections.abc import Iterable
from typing import Any

from . import _core
from ._arguments import a_path, a_text, a_whole
from .cluster import a_client, run_on_cluster
from .progress import Bar, Progress, a_progress
from .results import Results
from .scenario import PathLike, Scenario

atexit.register(_core.end_runs)  # a run in a daemon thread would abort the ending interpreter


def as_scenarios(scenarios: Scenario | PathLike | Iterable[Scenario | PathLike]) -> list[Scenario]:
    if isinstance(scenarios, (Scenario, str, os.PathLike)):
        scenarios = [scenarios]
    if isinstance(scenarios, bytes) or not isinstance(scenarios, Iterable):
        raise TypeError(f"scenarios must be scenarios or paths, not {type(scenarios).__name__}")
    chosen = [item if isinstance(item, Scenario) else Scenario.read(item) for item in scenarios]
    if not chosen:
        raise ValueError("there is no scenario to run")
    return chosen


def _a_part(part: Any) -> tuple[int, int] | None:
    if part is None:
        return None
    try:
        number, of = part.split("/") if isinstance(part, str) else part
        numbers = (int(number), int(of))
    except (TypeError, ValueError):
        raise ValueError(f"part must be (number, of) or text such as '3/16', not {part!r}") from None
    of = a_whole(numbers[1], "part: of", 1, 1_000_000)
    return a_whole(numbers[0], "part: number", 1, of), of


def run(
    scenarios: Scenario | PathLike | Iterable[Scenario | PathLike],
    replicas: int | None = None,
    seed: int | None = None,
    threads: int | None = None,
    output: PathLike | None = None,
    resume: bool = False,
    progress: Progress = True,
    discard: bool = False,
    add: int | None = None,
    client: Any = None,
    until: str | None = None,
    most: int | None = None,
) -> Results:
    """Simulate scenarios on common random numbers.

    The same scenarios, replicas and seed give the same bytes, whatever the number of threads. The interpreter lock (GIL)
    is released for the whole run. On Ctrl-C the finished replicas are kept beside `output`, and the same call with
    ``resume=True`` continues from there.

    Parameters
    ----------
    scenarios : Scenario or path, or several
        Scenarios to run; names must differ, periods must be equal.
    replicas : int, optional
        Per scenario; by default as set in the first scenario.
    seed : int, optional
        0 to 2^64 - 1; by default the first scenario's.
    threads : int, optional
        By default all of the machine.
    output : path, optional
        Results file. Without it a temporary one is used, which is deleted with the results.
    resume : bool
        Continue a stopped run into `output`.
    progress : bool or callable
        True draws a bar (tqdm); a function is called as ``progress(done, total)``, counted in replicas of all scenarios, from
        the calling thread, at most twenty times a second. An exception it raises stops the run.
    discard : bool
        Drop what a stopped run has finished beside `output`, which is refused otherwise.
    add : int, optional
        So many replicas more than `output` has, instead of `replicas`: those that are there are not simulated again.
    client : distributed.Client, optional
        Simulate over the workers of a Dask cluster (``pip install wufei[cluster]``), in tasks of about twenty seconds on
        `threads` threads each (by default 1). Workers that are lost are made up for; the bytes are the same. On Ctrl-C the finished
        parts are kept beside `output`.
    until : str, optional
        ``"11 half-width < 0.5"``: more replicas until half the width of the 95 % interval of the mean of an indicator lies below a
        limit, in its unit, in every scenario; `replicas` are looked at first. The number found is the same for any threads.
    most : int, optional
        With `until`: at most so many replicas, by default 1000; if they are not enough, a warning says so.

    Returns
    -------
    Results

    Raises
    ------
    ScenarioError
        If a scenario is invalid.
    UsageError
        If scenarios are incompatible.
    MassError
        If the books do not balance; has never occurred.

    Examples
    --------
    >>> import wufei
    >>> short = wufei.read("scenarios/plan.yaml", {"period.ends": "2020-02-01"})
    >>> results = wufei.run(short, replicas=2, seed=1, progress=False)
    >>> results.replicas, results.mass_closure_g
    (2, 0)
    """
    if resume and discard:
        raise ValueError("resume goes on with finished work, discard drops it; give one of them")
    if resume and output is None:
        raise ValueError("resume needs the output of the run that was stopped")
    if add is not None and (output is None or replicas is not None):
        raise ValueError("add needs the output that replicas are added to, and no replicas beside it")
    a_client(client)
    if client is not None and (add is not None or until is not None):
        raise ValueError("add and until work on this machine only; leave them out, or client")
    if until is None and most is not None:
        raise ValueError("most goes with until; give replicas")
    rule = None if until is None else (a_text(until, "until"), a_whole(1000 if most is None else most, "most", 1, 1_000_000))
    add = None if add is None else a_whole(add, "add", 1, 1_000_000)
    replicas = None if replicas is None else a_whole(replicas, "replicas", 1, 1_000_000)
    seed = None if seed is None else a_whole(seed, "seed", 0, 2**64 - 1)
    threads = None if threads is None else a_whole(threads, "threads", 1, 1024)
    a_progress(progress)
    target = None if output is None else a_path(output, "output")
    chosen = as_scenarios(scenarios)
    for scenario in chosen:
        scenario.check()
    folder = tempfile.mkdtemp(prefix="wufei-") if output is None else None
    path = f"{folder}/results.h5" if folder else target
    bar = Bar() if progress is True else None
    report = bar or progress or None
    try:
        if client is not None:
            count = replicas or int(chosen[0]._core.text_at("replicas") or 30)
            run_on_cluster(client, chosen, count, seed, threads or 1, path, bool(resume), bool(discard), report)
        else:
            cores = [scenario._core for scenario in chosen]
            done = _core.run(
                cores, replicas or 0, seed, threads or 0, path, bool(resume), bool(discard), None, add or 0, rule, report
            )
            if not done["reached"]:
                warnings.warn(
                    f"after {done['replicas']} replicas the half-width is {done['half_width']:.4g}: {until}", stacklevel=2
                )
    except BaseException:
        if folder:
            shutil.rmtree(folder, ignore_errors=True)
        raise
    finally:
        if bar:
            bar.close()
    return Results(path, temporary=folder)


def run_part(
    scenarios: Scenario | PathLike | Iterable[Scenario | PathLike],
    part: tuple[int, int] | str,
    output: PathLike,
    replicas: int | None = None,
    seed: int | None = None,
    threads: int | None = None,
    resume: bool = False,
    progress: Progress = True,
    discard: bool = False,
) -> str:
    """Simulate one part of the replicas of a run, for :func:`merge`; the same as ``wufei run --part``.

    Parameters
    ----------
    scenarios, replicas, seed, threads, resume, progress, discard
        Of the whole run, as in :func:`run`.
    part : (int, int) or str
        Number and count: ``(3, 16)`` or ``"3/16"`` is the third of sixteen.
    output : path
        Results file of the whole run.

    Returns
    -------
    str
        Path of the part, ``output`` followed by ``.part-03-of-16``.

    Examples
    --------
    >>> import tempfile, wufei
    >>> short = wufei.read("scenarios/plan.yaml", {"period.ends": "2020-02-01"})
    >>> output = tempfile.mkdtemp() + "/plan.h5"
    >>> parts = [wufei.run_part(short, (k, 2), output, replicas=2, progress=False) for k in (1, 2)]
    >>> wufei.merge(parts).replicas
    2
    """
    numbers = _a_part(part)
    replicas = None if replicas is None else a_whole(replicas, "replicas", 1, 1_000_000)
    seed = None if seed is None else a_whole(seed, "seed", 0, 2**64 - 1)
    threads = None if threads is None else a_whole(threads, "threads", 1, 1024)
    a_progress(progress)
    target = a_path(output, "output")
    bar = Bar() if progress is True else None
    try:
        cores = [scenario._core for scenario in as_scenarios(scenarios)]
        report = bar or progress or None
        done = _core.run(cores, replicas or 0, seed, threads or 0, target, bool(resume), bool(discard), numbers, 0, None, report)
    finally:
        if bar:
            bar.close()
    return str(done["written"])


def merge(parts: PathLike | Iterable[PathLike], output: PathLike | None = None, threads: int | None = None) -> Results:
    """Put the parts of a run together; the same as ``wufei merge``.

    Parameters
    ----------
    parts : path or paths
        In any order; they stay.
    output : path, optional
        Results file, whose bytes are those of the run in one process; by default as the parts are named.
    threads : int, optional
        By default all of the machine.

    Returns
    -------
    Results

    Raises
    ------
    ResultsError
        If a part is damaged, given twice, or of another run or build.
    WufeiError
        If replicas are missing; the message lists them.
    """
    paths = [a_path(part, "parts") for part in ([parts] if isinstance(parts, (str, os.PathLike)) else parts)]
    if not paths:
        raise ValueError("there is no part to merge")
    threads = None if threads is None else a_whole(threads, "threads", 1, 1024)
    done = _core.merge(paths, "" if output is None else a_path(output, "output"), threads or 0)
    return Results(str(done["written"]))
