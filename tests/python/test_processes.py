"""Results and runs in other processes and threads: pools, pickles, an interpreter that ends."""

from __future__ import annotations

import errno
import json
import multiprocessing
import pickle
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import wufei
from wufei.results import Results


def _simulate(change: str) -> Results:
    """A worker's task: results in a temporary file."""
    short = {"period.ends": "2020-02-01", "policies.gypsum_market.change": change}
    return wufei.run(wufei.read("scenarios/plan.yaml", short), replicas=1, threads=1, progress=False)


def test_results_of_workers_survive_the_way_back() -> None:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        (mine,) = pool.map(_simulate, ["40 %"])
    assert mine.replicas == 1 and mine.mass_closure_g == 0
    assert float(mine.indicator(7)["mean"][0]) > 0
    assert Path(mine.path).exists()


def test_results_in_a_named_file_are_pickled_as_its_path(results: wufei.Results) -> None:
    packed = pickle.dumps(results)
    assert len(packed) < 2000
    again = pickle.loads(packed)
    assert again.path == str(Path(results.path).absolute()) and again.scenarios == results.scenarios


def test_results_notice_that_their_file_was_replaced(results: wufei.Results, tmp_path: Path) -> None:
    path = tmp_path / "mine.h5"
    shutil.copy(results.path, path)
    mine = wufei.open(path)
    packed = pickle.dumps(mine)
    other = _simulate("45 %")
    shutil.copy(other.path, path)
    for use in (lambda: mine.to_xarray(), lambda: mine.groups("plan"), lambda: mine.targets(), lambda: pickle.loads(packed)):
        with pytest.raises(wufei.ResultsError, match="was replaced after"):
            use()
    assert wufei.open(path).replicas == 1


def test_errors_of_the_system_have_a_number_and_a_file(tmp_path: Path) -> None:
    missing = str(tmp_path / "nowhere.yaml")
    for call in (wufei.read, wufei.open):
        with pytest.raises(OSError) as caught:
            call(missing)
        assert caught.value.errno == errno.ENOENT and caught.value.filename == missing
        assert missing in str(caught.value) and "[Errno" not in str(caught.value)
        again = pickle.loads(pickle.dumps(caught.value))
        assert (again.errno, again.filename, str(again)) == (errno.ENOENT, missing, str(caught.value))


def test_an_interpreter_that_ends_during_a_run_does_not_abort(root: Path, tmp_path: Path) -> None:
    text = f"""
import threading, time, wufei
plan = wufei.read("scenarios/plan.yaml")
target = threading.Thread(target=lambda: wufei.run(plan, replicas=50, threads=1, progress=False, output={str(tmp_path / "x.h5")!r}), daemon=True)
target.start()
time.sleep(2)
"""
    done = subprocess.run([sys.executable, "-c", text], cwd=root, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert "terminate" not in done.stderr and "Fatal" not in done.stderr


def test_the_cost_of_a_run_is_json_under_any_locale(results: wufei.Results) -> None:
    beside = Path(results.path).with_suffix(".run.json")
    cost = json.loads(beside.read_text(encoding="utf-8"))
    assert cost["events"] > 0 and isinstance(cost["wall_s"], float) and cost == results.performance


def test_a_decimal_comma_does_not_reach_files(root: Path, tmp_path: Path) -> None:
    """With a locale made for the test, because few machines have one with a comma."""
    if not shutil.which("localedef") or not Path("/usr/share/i18n/locales/de_DE").exists():
        pytest.skip("the sources of locales are not installed")
    subprocess.run(["localedef", "-i", "de_DE", "-f", "UTF-8", str(tmp_path / "de_DE.UTF-8")], check=False, capture_output=True)
    text = f"""
import json, locale, pathlib, wufei
locale.setlocale(locale.LC_ALL, "de_DE.UTF-8")
assert locale.localeconv()["decimal_point"] == ","
plan = wufei.read("scenarios/plan.yaml", {{"period.ends": "2020-02-01"}})
wufei.run(plan, replicas=1, progress=False, output={str(tmp_path / "x.h5")!r})
json.loads(pathlib.Path({str(tmp_path / "x.run.json")!r}).read_text())
print(plan.sha256)
"""
    done = subprocess.run(
        [sys.executable, "-c", text],
        cwd=root,
        capture_output=True,
        text=True,
        env={"LOCPATH": str(tmp_path), "PATH": "/usr/bin"},
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == wufei.read("scenarios/plan.yaml", {"period.ends": "2020-02-01"}).sha256
