"""Parts of a run: signals, two writers, a full disk, and the ways from Python."""

from __future__ import annotations

import resource
import signal
import subprocess
import time
from pathlib import Path

import pytest

import wufei

SHORT = ["scenarios/plan.yaml", "--set", "period.ends=2020-03-01", "--quiet"]


def wufei_run(executable: Path, *words: str | Path, **more: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(executable), *map(str, words)], capture_output=True, text=True, timeout=300, **more)


def started(executable: Path, output: Path, journal: Path) -> subprocess.Popen[str]:
    """A long part, once it has something finished."""
    words = [executable, "run", "scenarios/plan.yaml", "--set", "period.ends=2020-06-01", "--replicas", "4000", "--part", "2/2"]
    running = subprocess.Popen([*map(str, words), "--threads", "1", "-o", str(output)], stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 120
    while not (journal.exists() and journal.stat().st_size > 1_500_000) and time.monotonic() < deadline:
        time.sleep(0.05)
    return running


def test_parts_made_in_python_merge_to_the_bytes_of_one_run(plan: wufei.Scenario, tmp_path: Path) -> None:
    whole = wufei.run(plan, replicas=5, output=tmp_path / "one.h5", progress=False)
    parts = [wufei.run_part(plan, f"{k}/3", tmp_path / "x.h5", replicas=5, progress=False) for k in (2, 3, 1)]
    merged = wufei.merge(parts)
    assert merged.path == str(tmp_path / "x.h5")
    assert Path(merged.path).read_bytes() == Path(whole.path).read_bytes()
    with pytest.raises(wufei.WufeiError, match="replicas are missing"):
        wufei.merge(parts[1:], tmp_path / "y.h5")
    for wrong in ("3", "0/3", (4, 3), 5, "a/b"):
        with pytest.raises((ValueError, TypeError)):
            wufei.run_part(plan, wrong, tmp_path / "x.h5", replicas=5)


def test_replicas_added_in_python_give_the_bytes_of_one_run(plan: wufei.Scenario, tmp_path: Path) -> None:
    whole = wufei.run(plan, replicas=5, output=tmp_path / "one.h5", progress=False)
    wufei.run(plan, replicas=2, output=tmp_path / "x.h5", progress=False)
    more = wufei.run(plan, add=3, output=tmp_path / "x.h5", progress=False)
    assert more.replicas == 5 and Path(more.path).read_bytes() == Path(whole.path).read_bytes()
    with pytest.raises(ValueError, match="add needs the output"):
        wufei.run(plan, add=3, replicas=5, output=tmp_path / "x.h5")


def test_an_interrupted_part_keeps_what_is_finished_and_says_how_to_go_on(executable: Path, tmp_path: Path) -> None:
    part = tmp_path / "x.h5.part-2-of-2"
    running = started(executable, tmp_path / "x.h5", part)
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=30)
    assert running.returncode == 130
    assert "--resume" in said and "--part 2/2" in said
    merged = wufei_run(executable, "merge", part)
    assert merged.returncode == 1 and "results are finished" in merged.stderr


def test_a_second_writer_of_a_part_is_told_who_writes_it(executable: Path, tmp_path: Path) -> None:
    running = started(executable, tmp_path / "x.h5", tmp_path / "x.h5.part-2-of-2")
    try:
        second = wufei_run(executable, "run", *SHORT, "--replicas", "4", "--part", "2/2", "--resume", "-o", tmp_path / "x.h5")
        assert second.returncode == 4 and f"process {running.pid} is writing it" in second.stderr
        merging = wufei_run(executable, "merge", tmp_path / "x.h5.part-2-of-2")
        assert merging.returncode == 1
    finally:
        running.terminate()
        running.communicate(timeout=30)


def test_a_full_disk_ends_a_part_with_4_and_leaves_what_was_finished(executable: Path, tmp_path: Path) -> None:
    words = ["run", *SHORT, "--threads", "1", "--replicas", "6", "--part", "1/1", "-o", tmp_path / "x.h5"]
    limit = 950_000
    full = wufei_run(executable, *words, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
    assert full.returncode == 4, full.stderr
    assert "x.h5.part-1-of-1" in full.stderr
    assert wufei_run(executable, "merge", tmp_path / "x.h5.part-1-of-1").returncode in (1, 5)
    assert wufei_run(executable, *words, "--resume").returncode == 0
    assert wufei_run(executable, "merge", "--quiet", tmp_path / "x.h5.part-1-of-1").returncode == 0
    assert wufei_run(executable, "run", *SHORT, "--replicas", "6", "-o", tmp_path / "one.h5").returncode == 0
    assert (tmp_path / "one.h5").read_bytes() == (tmp_path / "x.h5").read_bytes()


def test_merged_results_are_said_to_stand_when_what_is_beside_them_cannot_be_written(executable: Path, tmp_path: Path) -> None:
    output = tmp_path / "x.h5"
    assert wufei_run(executable, "run", *SHORT, "-n", "1", "--part", "1/1", "-o", output).returncode == 0
    (tmp_path / "x.run.json").mkdir()
    done = wufei_run(executable, "merge", "--quiet", tmp_path / "x.h5.part-1-of-1")
    assert done.returncode == 4 and f"'{output}' is complete, but " in done.stderr
    assert wufei_run(executable, "show", output).returncode == 0


def test_a_run_until_an_indicator_is_known_is_the_run_of_that_many_replicas(executable: Path, tmp_path: Path) -> None:
    rule = ["--until", "7 half-width < 1", "--replicas", "8", "--max", "40"]
    stopped = wufei_run(executable, "run", *SHORT[:-1], *rule, "--threads", "2", "-o", tmp_path / "two.h5")
    assert stopped.returncode == 0, stopped.stderr
    assert wufei_run(executable, "run", *SHORT, *rule, "--threads", "1", "-o", tmp_path / "one.h5").returncode == 0
    replicas = wufei.open(tmp_path / "one.h5").replicas
    assert 8 < replicas < 40 and f"after {replicas} replicas the half-width" in stopped.stderr
    assert wufei_run(executable, "run", *SHORT, "--replicas", replicas, "-o", tmp_path / "plain.h5").returncode == 0
    plain = (tmp_path / "plain.h5").read_bytes()
    assert plain == (tmp_path / "one.h5").read_bytes() == (tmp_path / "two.h5").read_bytes()
    never = wufei_run(
        executable, "run", *SHORT, "--until", "7 half-width < 1e-9", "--replicas", "8", "--max", "9", "-o", tmp_path / "n.h5"
    )
    assert never.returncode == 1 and "not below" in never.stderr and wufei.open(tmp_path / "n.h5").replicas == 9


def test_a_rule_that_is_none_is_refused(executable: Path, tmp_path: Path) -> None:
    for rule in ("11", "11 width < 5", "11 half-width > 5", "11 half-width < 0", "11 half-width < 5 %"):
        answer = wufei_run(executable, "run", *SHORT, "--until", rule, "-o", tmp_path / "x.h5")
        assert answer.returncode == 2 and "11 half-width < 0.5" in answer.stderr
    unknown = wufei_run(executable, "run", *SHORT, "--until", "99 half-width < 5", "-o", tmp_path / "x.h5")
    assert unknown.returncode == 2 and "simulates no indicator '99'" in unknown.stderr


SMALL = """format: 1
title: {zh: 小例子, en: Small example}
period: {starts: 2020-01-01, ends: 2021-01-01}
places: {here: {}}
streams:
  slag: {category: general_industrial, label: {zh: 炉渣, en: slag}}
indicators:
  intensity: {number: 1, label: {zh: 产生强度, en: Intensity}, unit: "1", own_unit: t/万元, baseline_text: "0.33",
    target_text: 负增长, baseline: 0.33, rule: "<= 2020"}
economy: {value_added: 1 亿元}
sites:
  mill: {kind: producer, place: here, label: {zh: 工厂, en: Mill}, rate: 20 t/d, noise: 50 %, stream: slag, outlet: works}
  works: {kind: outlet, place: here, label: {zh: 利用厂, en: Works}, accepts: [slag], utilised: 70 %, capacity: 50 t/d, yard: 1000 t}
"""


@pytest.mark.long
def test_intervals_of_runs_that_stopped_by_themselves_hold_the_mean_in_93_of_100_cases(executable: Path, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    path = tmp_path / "small.yaml"
    path.write_text(SMALL, encoding="utf-8")
    truth = float(wufei.evaluate(path, 1, replicas=4000, seed=10**6)["1.annex"].mean())
    held, replicas = 0, set()
    for seed in range(200):
        rule = ["--until", "1 half-width < 0.006", "--replicas", "16", "--max", "400", "--seed", seed]
        assert wufei_run(executable, "run", path, "--quiet", *rule, "-o", tmp_path / "x.h5").returncode == 0
        results = wufei.open(tmp_path / "x.h5")
        replicas.add(results.replicas)
        row = results.targets().iloc[0]
        held += row["low"] <= truth <= row["high"]
    assert len(replicas) > 1
    assert held >= 186, f"{held} of 200"
