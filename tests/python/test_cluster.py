"""Runs over Dask: the bytes of one process, also when a worker is killed."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import wufei
from wufei import cluster

distributed = pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def client() -> Iterator[Any]:
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as machines,
        distributed.Client(machines) as client,
    ):
        yield client


@pytest.fixture(scope="module")
def one(plan: wufei.Scenario, baseline: wufei.Scenario, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("one") / "one.h5"
    wufei.run([baseline, plan], replicas=7, output=path, progress=False)
    return path.read_bytes()


def test_two_workers_write_the_bytes_of_one_process(
    client: Any, one: bytes, plan: wufei.Scenario, baseline: wufei.Scenario, tmp_path: Path
) -> None:
    seen: list[tuple[int, int]] = []
    results = wufei.run(
        [baseline, plan],
        replicas=7,
        client=client,
        output=tmp_path / "x.h5",
        progress=lambda done, all_: seen.append((done, all_)),
    )
    assert Path(results.path).read_bytes() == one
    assert seen[-1] == (14, 14) and [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert not list(tmp_path.glob("*.part-*"))


def test_errors_of_a_worker_arrive_and_nothing_is_left_behind(client: Any, plan: wufei.Scenario, tmp_path: Path) -> None:
    twice = [plan, plan]
    with pytest.raises(wufei.UsageError, match="two scenarios are called 'plan'"):
        wufei.run(twice, replicas=2, client=client, output=tmp_path / "x.h5", progress=False)
    assert not list(tmp_path.iterdir())


def test_a_stopped_run_keeps_its_parts_and_goes_on(
    client: Any, one: bytes, plan: wufei.Scenario, baseline: wufei.Scenario, tmp_path: Path
) -> None:
    def stop(done: int, all_: int) -> None:
        if done >= 6:
            raise KeyboardInterrupt

    output = tmp_path / "x.h5"
    with pytest.raises(KeyboardInterrupt):
        wufei.run([baseline, plan], replicas=7, client=client, output=output, progress=stop)
    assert len(list(tmp_path.glob("x.h5.part-*"))) >= 2 and not output.exists()
    with pytest.raises(wufei.UsageError, match="resume=True or discard=True"):
        wufei.run([baseline, plan], replicas=7, client=client, output=output, progress=False)
    results = wufei.run([baseline, plan], replicas=7, client=client, output=output, progress=False, resume=True)
    assert Path(results.path).read_bytes() == one


def test_a_worker_of_another_build_is_refused(
    client: Any, plan: wufei.Scenario, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster._core, "commit", "another")
    with pytest.raises(wufei.UsageError, match="another build of wufei"):
        wufei.run(plan, replicas=2, client=client, output=tmp_path / "x.h5", progress=False)


@pytest.mark.long
def test_a_killed_worker_is_made_up_for(one: bytes, plan: wufei.Scenario, baseline: wufei.Scenario, tmp_path: Path) -> None:
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as machines,
        distributed.Client(machines) as client,
    ):
        killed: list[int] = []

        def kill(done: int, all_: int) -> None:
            if not killed:
                killed.append(next(iter(client.run(os.getpid).values())))
                threading.Thread(target=lambda: (time.sleep(0.05), os.kill(killed[0], signal.SIGKILL))).start()

        results = wufei.run([baseline, plan], replicas=7, client=client, output=tmp_path / "x.h5", progress=kill)
        assert killed and Path(results.path).read_bytes() == one
