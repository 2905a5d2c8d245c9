"""Runs on all processors into one results file."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterable

from . import _core
from ._arguments import a_path, a_whole
from .progress import Bar, Progress, a_progress
from .results import Results
from .scenario import PathLike, Scenario

atexit.register(_core.end_runs)  # a run in a daemon thread would abort the ending interpreter


def _as_scenarios(scenarios: Scenario | PathLike | Iterable[Scenario | PathLike]) -> list[Scenario]:
    if isinstance(scenarios, (Scenario, str, os.PathLike)):
        scenarios = [scenarios]
    if isinstance(scenarios, bytes) or not isinstance(scenarios, Iterable):
        raise TypeError(f"scenarios must be scenarios or paths, not {type(scenarios).__name__}")
    chosen = [item if isinstance(item, Scenario) else Scenario.read(item) for item in scenarios]
    if not chosen:
        raise ValueError("there is no scenario to run")
    return chosen


def run(
    scenarios: Scenario | PathLike | Iterable[Scenario | PathLike],
    replicas: int | None = None,
    seed: int | None = None,
    threads: int | None = None,
    output: PathLike | None = None,
    resume: bool = False,
    progress: Progress = True,
    discard: bool = False,
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
    replicas = None if replicas is None else a_whole(replicas, "replicas", 1, 1_000_000)
    seed = None if seed is None else a_whole(seed, "seed", 0, 2**64 - 1)
    threads = None if threads is None else a_whole(threads, "threads", 1, 1024)
    a_progress(progress)
    target = None if output is None else a_path(output, "output")
    chosen = _as_scenarios(scenarios)
    for scenario in chosen:
        scenario.check()
    folder = tempfile.mkdtemp(prefix="wufei-") if output is None else None
    path = f"{folder}/results.h5" if folder else target
    bar = Bar() if progress is True else None
    try:
        cores = [scenario._core for scenario in chosen]
        _core.run(cores, replicas or 0, seed, threads or 0, path, bool(resume), bool(discard), bar or progress or None)
    except BaseException:
        if folder:
            shutil.rmtree(folder, ignore_errors=True)
        raise
    finally:
        if bar:
            bar.close()
    return Results(path, temporary=folder)
