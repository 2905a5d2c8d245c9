"""Runs over Dask: the bytes of one process, also when a worker is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import wufei
from wufei import cluster, cluster_command, evaluation

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


def test_an_evaluation_over_two_workers_is_that_of_one_process(client: Any, plan: wufei.Scenario) -> None:
    """Over a full year, so that replicas are weighted by what is known of it, in parts of variants and of replicas."""
    year = plan.with_({"period.ends": "2021-01-01", "uncertainty": "parameters"}, name="year")
    variants = [year, year.with_({"policies.gypsum_market.change": "60 %"}, name="more"), plan]
    seen: list[tuple[int, int]] = []
    evaluation._cache.clear()
    table = wufei.evaluate(variants, replicas=3, seed=4, client=client, progress=lambda *numbers: seen.append(numbers))
    assert seen[-1] == (3, 3) and (6, 6) in seen
    evaluation._cache.clear()
    alone = wufei.evaluate(variants, replicas=3, seed=4)
    assert table.equals(alone) and table.attrs == alone.attrs
    assert set(alone.attrs["weights"]) == {"year", "more"} and len(set(alone.attrs["weights"]["year"])) == 3


def test_few_replicas_of_many_variants_are_divided_by_variants(plan: wufei.Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is sent, without a cluster: every task once, each variant in every part of the replicas."""
    sent: list[tuple[tuple[int, ...], tuple[int, int]]] = []

    def finished(tasks: Any, work: list[Any], slots: int) -> Iterator[Any]:
        for task in work:
            sent.append(task)
            yield task, cluster.evaluate_part(tasks._scenarios, task, *tasks._arguments)[1]

    monkeypatch.setattr(cluster._Tasks, "finished", finished)
    monkeypatch.setattr(cluster, "_slots", lambda client: 3)
    five = [plan.with_({"policies.gypsum_market.change": f"{n} %"}, name=f"v{n}") for n in range(5)]
    made = cluster.evaluate_on_cluster(None, five, 2, 7, 1, None)
    assert [part for _, part in sent] == [(1, 2)] * 5 + [(2, 2)] * 5 and sent[0][0] == (0,)
    alone = wufei.evaluate(five, 7, replicas=2, seed=7)
    at = made[0]["keys"].index("7.annex")
    assert np.array_equal(
        np.concatenate([part["annual"][:, :, at].ravel() for part in made]), alone["7.annex"].to_numpy(), equal_nan=True
    )


def _run(executable: Path, *words: object) -> subprocess.CompletedProcess[str]:
    command = [executable, "--lang", "en", "run", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def test_the_command_line_writes_the_same_bytes_over_a_cluster(client: Any, executable: Path, tmp_path: Path) -> None:
    words = ("scenarios/baseline.yaml", "scenarios/plan.yaml", "--set", "period.ends=2020-03-01", "-n", 3, "--seed", 9)
    alone = _run(executable, *words, "-o", tmp_path / "one.h5")
    address = client.scheduler.address
    over = _run(executable, *words, "-o", tmp_path / "two.h5", "--cluster", address)
    assert (alone.returncode, over.returncode) == (0, 0), over.stderr
    assert (tmp_path / "two.h5").read_bytes() == (tmp_path / "one.h5").read_bytes()
    assert over.stdout == alone.stdout and not list(tmp_path.glob("*.part-*"))


def test_what_a_cluster_cannot_do_is_refused(executable: Path, tmp_path: Path) -> None:
    for option in ("--part=1/2", "--add=2", "--until=11 half-width < 5"):
        told = _run(executable, "scenarios/plan.yaml", option, "--cluster", "tcp://127.0.0.1:1", "-o", tmp_path / "x.h5")
        assert told.returncode == 2 and "without --cluster" in told.stderr
    with pytest.raises(TypeError, match=r"client must be a distributed\.Client"):
        wufei.evaluate("scenarios/plan.yaml", client=5)


def test_a_cluster_that_does_not_answer_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    monkeypatch.setattr(cluster_command, "_PATIENCE", "200 ms")
    words = ["scenarios/plan.yaml", "--cluster", "tcp://127.0.0.1:1", "-o", str(tmp_path / "x.h5")]
    assert cluster_command.main([*words, "--lang", "en"]) == 4
    assert "cannot reach 'tcp://127.0.0.1:1'" in capsys.readouterr().err
    assert cluster_command.main([*words, "--lang", "zh", "--set", "nothing.here=1"]) == 3
    assert "错误" in capsys.readouterr().err


@pytest.mark.long
def killing_a_worker(client: Any) -> tuple[list[int], Callable[[int, int], None]]:
    """A progress that kills one worker of a cluster when it is first called, and the list that then holds its process."""
    killed: list[int] = []

    def kill(done: int, all_: int) -> None:
        if not killed:
            killed.append(next(iter(client.run(os.getpid).values())))
            threading.Thread(target=lambda: (time.sleep(0.05), os.kill(killed[0], signal.SIGKILL))).start()

    return killed, kill


def test_a_worker_killed_during_an_evaluation_is_made_up_for(plan: wufei.Scenario) -> None:
    year = plan.with_({"period.ends": "2021-01-01"})
    evaluation._cache.clear()
    alone = wufei.evaluate(year, replicas=8)
    evaluation._cache.clear()
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as machines,
        distributed.Client(machines) as client,
    ):
        killed, kill = killing_a_worker(client)
        table = wufei.evaluate(year, replicas=8, client=client, progress=kill)
    assert killed and table.equals(alone)


@pytest.mark.long
def test_a_killed_worker_is_made_up_for(one: bytes, plan: wufei.Scenario, baseline: wufei.Scenario, tmp_path: Path) -> None:
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as machines,
        distributed.Client(machines) as client,
    ):
        killed, kill = killing_a_worker(client)
        results = wufei.run([baseline, plan], replicas=7, client=client, output=tmp_path / "x.h5", progress=kill)
        assert killed and Path(results.path).read_bytes() == one
