"""Runs: same bytes for any threads, order of text, or interruption; stopping; progress."""

from __future__ import annotations

import _thread
import signal
import subprocess
import threading
import time
from pathlib import Path

import pytest

import wufei


def _bytes(scenario: wufei.Scenario, output: Path, **options: object) -> bytes:
    options = {"replicas": 3, "seed": 7, "progress": False} | options
    return Path(wufei.run(scenario, output=output, **options).path).read_bytes()


@pytest.fixture(scope="module")
def golden(plan: wufei.Scenario, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return _bytes(plan, tmp_path_factory.mktemp("golden") / "one.h5", threads=1)


@pytest.mark.parametrize("threads", [2, 7])
def test_any_number_of_threads_gives_the_same_bytes(plan: wufei.Scenario, golden: bytes, threads: int, tmp_path: Path) -> None:
    assert _bytes(plan, tmp_path / "x.h5", threads=threads) == golden


def test_an_override_that_changes_nothing_changes_nothing(plan: wufei.Scenario, golden: bytes, tmp_path: Path) -> None:
    same = plan.with_({"policies.gypsum_market.change": "{low: 0 %, mode: 20 %, high: 67 %}", "seed": 1})
    assert _values(wufei.open(_written(golden, tmp_path))) == _values(wufei.run(same, replicas=3, seed=7, progress=False))


def _written(content: bytes, folder: Path) -> Path:
    path = folder / "golden.h5"
    path.write_bytes(content)
    return path


def _values(results: wufei.Results) -> dict[str, bytes]:
    """The numbers of every group, without what was fed in."""
    found = {}
    for group in results.groups("plan"):
        if group not in ("input", "values"):
            with results.to_xarray(group, "plan") as data:
                numbers = {name: variable for name, variable in data.items() if variable.dtype.kind in "if"}
                found |= {f"{group}/{name}": variable.values.tobytes() for name, variable in numbers.items()}
    return found


def test_the_order_of_the_text_does_not_matter(golden: bytes, copied: Path) -> None:
    file = copied / "scenarios" / "plan.yaml"
    head, policies = file.read_text(encoding="utf-8").split("policies:\n")
    blocks: list[str] = []
    for line in policies.splitlines(keepends=True):
        if line.startswith("  ") and line[2].isalpha():
            blocks.append(line)
        elif line.startswith("    "):
            blocks[-1] += line
    assert len(blocks) > 10
    file.write_text(head + "policies:\n" + "".join(reversed(blocks)), encoding="utf-8")
    results = wufei.run(wufei.read(file, {"period.ends": "2020-03-01"}), replicas=3, seed=7, progress=False)
    assert _values(results) == _values(wufei.open(_written(golden, copied)))


def test_a_replica_does_not_depend_on_how_many_run(plan: wufei.Scenario, golden: bytes, tmp_path: Path) -> None:
    three = wufei.open(_written(golden, tmp_path)).to_dataframe(monthly=True)
    five = wufei.run(plan, replicas=5, seed=7, progress=False).to_dataframe(monthly=True)
    five = five[five["replica"] < 3].reset_index(drop=True)
    assert three.equals(five)


def test_a_scenario_does_not_depend_on_its_company(results: wufei.Results, golden: bytes, tmp_path: Path) -> None:
    assert _values(results) == _values(wufei.open(_written(golden, tmp_path)))


def test_replicas_and_seeds_differ(plan: wufei.Scenario, golden: bytes, tmp_path: Path) -> None:
    masses = wufei.open(_written(golden, tmp_path)).to_xarray("flows").mass.load()
    assert (masses[0] != masses[1]).any()
    assert _bytes(plan, tmp_path / "x.h5", seed=8) != golden


def test_the_resolved_text_runs_again_to_the_same_numbers(golden: bytes, tmp_path: Path) -> None:
    first = wufei.open(_written(golden, tmp_path))
    again = tmp_path / "plan.yaml"
    again.write_text(first.resolved_text(), encoding="utf-8")
    assert _values(wufei.run(again, replicas=3, seed=7, progress=False)) == _values(first)


def test_progress_counts_up_to_all(plan: wufei.Scenario) -> None:
    told: list[tuple[int, int]] = []
    wufei.run(plan, replicas=3, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (3, 3)
    assert [done for done, _ in told] == sorted({done for done, _ in told})


def test_an_exception_of_the_progress_function_stops_the_run(tmp_path: Path) -> None:
    long = wufei.read("scenarios/plan.yaml")

    def stop(done: int, total: int) -> None:
        raise LookupError("enough")

    with pytest.raises(LookupError, match="enough"):
        wufei.run(long.with_({"period.ends": "2020-03-01"}), replicas=1000, output=tmp_path / "x.h5", progress=stop)
    assert not (tmp_path / "x.h5").exists()
    assert (tmp_path / "x.h5.journal").exists()


def test_other_threads_go_on_while_a_run_computes(plan: wufei.Scenario) -> None:
    ticks = 0
    ready = threading.Event()

    def count() -> None:
        nonlocal ticks
        while not ready.wait(0.005):
            ticks += 1

    thread = threading.Thread(target=count)
    thread.start()
    begin = time.perf_counter()
    wufei.run(plan, replicas=4, threads=1, progress=False)
    elapsed = time.perf_counter() - begin
    ready.set()
    thread.join()
    assert ticks > 4 * elapsed  # with the lock held there would be hardly any


def test_control_c_stops_at_once_and_a_resumed_run_ends_in_the_same_bytes(plan: wufei.Scenario, tmp_path: Path) -> None:
    output = tmp_path / "x.h5"
    seen: list[int] = []

    def press(done: int, total: int) -> None:
        seen.append(done)
        if len(seen) >= 2:
            _thread.interrupt_main()

    with pytest.raises(KeyboardInterrupt):
        wufei.run(plan, replicas=200, seed=7, threads=2, output=output, progress=press)
    assert len(seen) >= 2 and max(seen) < 100  # of 200; a handful on an idle machine
    assert not output.exists() and Path(f"{output}.journal").exists()
    told: list[int] = []
    resumed = wufei.run(plan, replicas=8, seed=7, output=output, resume=True, progress=lambda done, total: told.append(done))
    assert told == [] or told[0] > 2
    whole = _bytes(plan, tmp_path / "whole.h5", replicas=8)
    assert Path(resumed.path).read_bytes() == whole


def _command(executable: Path, output: Path) -> list[str]:
    options = ["--set", "period.ends=2020-03-01", "--seed", "7", "-o", str(output)]
    return [str(executable), "run", "scenarios/plan.yaml", *options]


def test_an_interrupted_command_line_resumes_to_the_same_bytes(executable: Path, plan: wufei.Scenario, tmp_path: Path) -> None:
    output = tmp_path / "x.h5"
    command = _command(executable, output)
    process = subprocess.Popen([*command, "--replicas", "500"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    journal = Path(f"{output}.journal")
    deadline = time.monotonic() + 60
    while not (journal.exists() and journal.stat().st_size > 100_000) and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, messages = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "--resume" in messages
    assert not output.exists()
    subprocess.run([*command, "--replicas", "6", "--resume"], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    assert output.read_bytes() == _bytes(plan, tmp_path / "whole.h5", replicas=6)


def test_python_and_the_command_line_write_the_same_bytes(executable: Path, golden: bytes, tmp_path: Path) -> None:
    output = tmp_path / "x.h5"
    command = _command(executable, output)
    subprocess.run([*command, "--replicas", "3"], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    assert output.read_bytes() == golden


def test_a_temporary_file_goes_with_its_results(plan: wufei.Scenario) -> None:
    results = wufei.run(plan, replicas=1, progress=False)
    folder = Path(results.path).parent
    assert folder.exists()
    del results
    assert not folder.exists()


def test_what_a_run_cost_stands_beside_the_results(results: wufei.Results) -> None:
    cost = results.performance
    assert cost["events"] > 1000 and cost["replicas"] == 3 and cost["wall_s"] > 0


def test_a_run_goes_on_until_an_indicator_is_known(plan: wufei.Scenario, tmp_path: Path) -> None:
    rule = {"replicas": 2, "most": 40, "progress": False}
    found = wufei.run(plan, until="7 half-width < 100", output=tmp_path / "u.h5", **rule)
    assert Path(found.path).read_bytes() == _bytes(plan, tmp_path / "x.h5", replicas=found.replicas, seed=None)
    with pytest.warns(UserWarning, match=r"after 3 replicas the half-width is .*: 7 half-width < 1e-9"):
        assert wufei.run(plan, until="7 half-width < 1e-9", replicas=2, most=3, progress=False).replicas == 3
    for wrong in ("nonsense", "99 half-width < 1"):
        with pytest.raises(wufei.UsageError, match="until"):
            wufei.run(plan, until=wrong, **rule)
    with pytest.raises(ValueError, match="most goes with until"):
        wufei.run(plan, most=5)
    with pytest.raises(ValueError, match="leave them out"):
        wufei.run(plan, until="7 half-width < 1", client=type("C", (), dict.fromkeys(("scatter", "submit", "nthreads"), len))())
