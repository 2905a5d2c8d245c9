"""Indicators of many variants without files, for sweeps, optimisers and sensitivity studies."""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from threading import Lock
from typing import Any

import numpy as np
import pandas as pd

from . import _core
from ._arguments import a_whole
from .cluster import a_client, evaluate_on_cluster
from .errors import UsageError
from .progress import Bar, Progress, a_progress
from .running import as_scenarios
from .scenario import PathLike, Scenario

Changes = Mapping[str, Any]
Variants = Scenario | PathLike | Changes | Iterable[Scenario | PathLike | Changes] | Mapping[str, Scenario]


def _size(evaluation: dict[str, Any]) -> int:
    return sum(evaluation[name].nbytes for name in ("annual", "known", "margins", "met", "operating"))


class _Cache:
    """The evaluations used last, by fingerprint; the oldest go when there are more bytes than `limit`."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.bytes = 0
        self._kept: OrderedDict[tuple[Any, ...], dict[str, Any]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: tuple[Any, ...]) -> dict[str, Any] | None:
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
            return found

    def put(self, key: tuple[Any, ...], evaluation: dict[str, Any]) -> None:
        with self._lock:
            if key not in self._kept:
                self.bytes += _size(evaluation)
            self._kept[key] = evaluation
            while self.bytes > self.limit and len(self._kept) > 1:
                self.bytes -= _size(self._kept.popitem(last=False)[1])

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()
            self.bytes = 0


_cache = _Cache(64 << 20)


def _variants(scenarios: Variants, base: Scenario | PathLike | None) -> dict[str, Scenario]:
    """The variants by name."""
    if isinstance(scenarios, Mapping) and scenarios and all(isinstance(item, Scenario) for item in scenarios.values()):
        return {str(name): scenario for name, scenario in scenarios.items()}
    start = None if base is None else as_scenarios(base)[0]
    single = isinstance(scenarios, (Scenario, Mapping, str, os.PathLike)) or not isinstance(scenarios, Iterable)
    found: dict[str, Scenario] = {}
    for number, item in enumerate([scenarios] if single else scenarios):
        if not isinstance(item, Mapping):
            scenario = as_scenarios(item)[0]
        elif start is None:
            raise ValueError("changes need a scenario to be applied to; give base=")
        else:
            scenario = start.with_(item, name=f"{start.name}-{number}")
        if scenario.name in found:
            raise ValueError(f"two variants are called {scenario.name!r}; name them: with_(…, name=…), or give a dict by name")
        found[scenario.name] = scenario
    if not found:
        raise ValueError("there is no scenario to evaluate")
    return found


def _one_seed(variants: Mapping[str, Scenario]) -> int:
    seeds = {int(scenario._core.text_at("seed") or 1) for scenario in variants.values()}
    if len(seeds) > 1:
        raise UsageError("variants share their random numbers, but their seeds differ; give seed=")
    return seeds.pop()


def simulate_variants(
    variants: list[Scenario], replicas: int, seed: int, threads: int | None, report: Any, client: Any = None
) -> list[dict[str, Any]]:
    """Evaluations of variants, in their order; those of one period share their past."""
    made: dict[int, dict[str, Any]] = {}
    periods: dict[tuple[str, str], list[int]] = {}
    for at, scenario in enumerate(variants):
        periods.setdefault((scenario._core.text_at("period.starts"), scenario._core.text_at("period.ends")), []).append(at)
    for members in periods.values():
        cores = [variants[at]._core for at in members]
        if len({core.name for core in cores}) < len(cores):
            cores = [core.named(f"variant{at}") for at, core in enumerate(cores)]
        if client is None:
            evaluations = _core.evaluate(cores, replicas, seed, threads or 0, None, report)
        else:
            scenarios = [Scenario(core) for core in cores]
            evaluations = evaluate_on_cluster(client, scenarios, replicas, seed, threads or 1, report)
        made.update(zip(members, evaluations, strict=True))
    return [made[at] for at in range(len(variants))]


def columns_of(keys: Sequence[str], simulated: Sequence[bool], indicators: Any) -> list[int]:
    """Positions of the indicators that are asked for, in that order; by default all that are simulated."""
    if indicators is None:
        return [at for at, is_simulated in enumerate(simulated) if is_simulated]
    if isinstance(indicators, (str, int)):
        indicators = [indicators]
    chosen = []
    for wanted in map(str, indicators):
        exact = wanted if wanted in keys else f"{wanted}.annex"
        candidates = [key for key in keys if key == exact] or [key for key in keys if key.split(".")[0] == wanted]
        if not candidates:
            raise KeyError(f"no indicator is called {wanted!r}; known: {', '.join(keys)}")
        chosen.append(keys.index(candidates[0]))
    return chosen


def _frame(variants: Sequence[str], evaluations: Sequence[dict[str, Any]], indicators: Any) -> pd.DataFrame:
    first = evaluations[0]
    at = columns_of(first["keys"], first["simulated"], indicators)
    keys = [first["keys"][i] for i in at]
    frames = []
    for name, evaluation in zip(variants, evaluations, strict=True):
        own = [evaluation["keys"].index(key) if key in evaluation["keys"] else -1 for key in keys]
        values = evaluation["annual"]
        replicas, years, _ = values.shape
        padded = np.concatenate([values, np.full((replicas, years, 1), np.nan)], axis=2)[:, :, own]
        index = pd.MultiIndex.from_product([[name], range(replicas), evaluation["years"]], names=["variant", "replica", "year"])
        frames.append(pd.DataFrame(padded.reshape(replicas * years, len(keys)), index=index, columns=keys))
    table = pd.concat(frames)
    table.columns.name = "indicator"
    table.attrs["units"] = {first["keys"][i]: first["units"][i] for i in at}
    for lang in ("zh", "en"):
        table.attrs[f"names_{lang}"] = {first["keys"][i]: first[f"names_{lang}"][i] for i in at}
    table.attrs["weights"] = {
        name: evaluation["weights"].tolist()
        for name, evaluation in zip(variants, evaluations, strict=True)
        if len(evaluation["weights"])
    }
    return table


def evaluations(
    variants: Mapping[str, Scenario], replicas: int, seed: int, threads: int | None, progress: Progress | None, client: Any
) -> dict[str, dict[str, Any]]:
    """Evaluations by the names of the variants, from the cache where it has them."""
    keys = {name: (scenario.sha256, scenario.data_sha256, seed, replicas) for name, scenario in variants.items()}
    found = {key: _cache.get(key) for key in keys.values()}
    missing = {keys[name]: scenario for name, scenario in variants.items() if found[keys[name]] is None}
    if missing:
        bar = Bar() if progress is True else None
        try:
            made = simulate_variants(list(missing.values()), replicas, seed, threads, bar or progress or None, client)
        finally:
            if bar:
                bar.close()
        for key, evaluation in zip(missing, made, strict=True):
            found[key] = evaluation
            _cache.put(key, evaluation)
    return {name: found[key] for name, key in keys.items()}


def evaluate(
    scenarios: Variants,
    indicators: int | str | Iterable[int | str] | None = None,
    replicas: int | None = None,
    seed: int | None = None,
    threads: int | None = None,
    base: Scenario | PathLike | None = None,
    progress: Progress = False,
    client: Any = None,
) -> pd.DataFrame:
    """Annual values of the indicators of variants, simulated in memory.

    The values are those that :func:`wufei.run` of the same scenarios, replicas and seed writes, to the bit, and no file is
    written. Variants that differ in policies share the past before their first difference. Evaluations are kept (64 MB in
    this process), so that the same variant is not simulated twice.

    Parameters
    ----------
    scenarios : Scenario or path, mapping of changes, several of these, or a dict of scenarios by name
        Changes are as for :meth:`Scenario.with_` and apply to `base`; these variants are called ``plan-0``, ``plan-1``, …
    indicators : int or str, or several, optional
        Columns, as in :meth:`Results.indicator`: ``11``, ``"11.text"``. By default all that are simulated.
    replicas : int, optional
        Per variant; by default as set in the first.
    seed : int, optional
        0 to 2^64 - 1; by default the first variant's.
    threads : int, optional
        By default all of the machine.
    base : Scenario or path, optional
        What changes apply to.
    progress : bool or callable
        As in :func:`wufei.run`.
    client : distributed.Client, optional
        Simulate over the workers of a Dask cluster, as in :func:`wufei.run`; the values are the same to the bit.

    Returns
    -------
    pandas.DataFrame
        Index (``variant``, ``replica``, ``year``), one column per indicator (``"11.annex"``), NaN where there is no value.
        ``attrs``: ``units``, ``names_zh`` and ``names_en`` by column; ``weights`` by variant, one number a replica, where
        replicas are weighted by what is known of the base year (:meth:`Results.weights`): means then need them.

    Raises
    ------
    ScenarioError
        If a variant is invalid.
    UsageError
        If the seeds of the variants differ and `seed` is not given.
    KeyError
        If an indicator is unknown.

    Examples
    --------
    >>> import wufei
    >>> plan = wufei.read("scenarios/plan.yaml", {"period.ends": "2020-02-01", "uncertainty": "none"})
    >>> table = wufei.evaluate([{}, {"policies.gypsum_market.change": "60 %"}], 11, replicas=2, base=plan)
    >>> table.shape, table.attrs["units"]
    ((4, 1), {'11.annex': '%'})
    """
    replicas = None if replicas is None else a_whole(replicas, "replicas", 1, 1_000_000)
    seed = None if seed is None else a_whole(seed, "seed", 0, 2**64 - 1)
    threads = None if threads is None else a_whole(threads, "threads", 1, 1024)
    a_progress(progress)
    a_client(client)
    if indicators is not None and not isinstance(indicators, (str, int)):
        indicators = list(indicators)
    variants = _variants(scenarios, base)
    first = next(iter(variants.values()))
    count = replicas or int(first._core.text_at("replicas") or 30)
    chosen = _one_seed(variants) if seed is None else seed
    made = evaluations(variants, count, chosen, threads, progress, client)
    return _frame(list(variants), list(made.values()), indicators)
