"""Scenarios are values."""

from __future__ import annotations

import datetime
import pickle
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pytest

import wufei
from wufei.scenario_text import flow_text

CHANGE = "policies.gypsum_market.change"


def _fingerprint(scenario: wufei.Scenario) -> tuple[str, str]:
    return scenario.name, scenario.sha256


def test_with_leaves_the_original_alone() -> None:
    base = wufei.read("scenarios/plan.yaml")
    before = base.sha256
    changed = base.with_({CHANGE: "60 %"})
    assert base.sha256 == before and base.changes == ()
    assert changed.values().loc[CHANGE, "value"] == "60 %"
    assert changed.changes == ((CHANGE, "60 %"),)


def test_overriding_a_value_with_itself_changes_nothing() -> None:
    base = wufei.read("scenarios/plan.yaml")
    same = base.with_({CHANGE: "{low: 0 %, mode: 20 %, high: 67 %}"})
    assert same == base and hash(same) == hash(base)
    assert same.resolved_text() == base.resolved_text()


def test_scenarios_of_other_values_or_names_are_not_equal() -> None:
    base = wufei.read("scenarios/plan.yaml")
    assert base != base.with_({CHANGE: "45 %"})
    assert base != wufei.read("scenarios/baseline.yaml")
    assert base != "plan"


def test_a_scenario_pickles_with_its_changes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    changed = wufei.read("scenarios/plan.yaml").with_({CHANGE: "60 %", "policies.gypsum_heap": None})
    stored = pickle.dumps(changed)
    assert len(stored) < 500_000
    monkeypatch.chdir(tmp_path)  # another process may work elsewhere
    back = pickle.loads(stored)
    assert back == changed and back.changes == changed.changes


def test_a_scenario_travels_to_another_process() -> None:
    changed = wufei.read("scenarios/plan.yaml").with_({CHANGE: "60 %"})
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        assert pool.submit(_fingerprint, changed).result() == _fingerprint(changed)


def test_a_pickle_does_not_follow_files_that_change_later(copied: Path) -> None:
    file = copied / "scenarios" / "plan.yaml"
    plan = wufei.read(file)
    stored = pickle.dumps(plan)
    file.write_text(
        file.read_text(encoding="utf-8").replace("change: {low: 0 %, mode: 20 %", "change: {low: 0 %, mode: 21 %"),
        encoding="utf-8",
    )
    assert pickle.loads(stored) == plan != wufei.read(file)


def test_dates_are_whole_seconds_in_no_time_zone() -> None:
    period = wufei.read("scenarios/plan.yaml", {"period.ends": datetime.date(2021, 1, 1)}).period
    assert period.dtype == np.dtype("datetime64[s]")
    assert period[1] == np.datetime64("2021-01-01T00:00:00")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("46 %", "46 %"),
        (None, "null"),
        (True, "true"),
        (3, "3"),
        (np.int64(3), "3"),
        (0.1, "0.1"),
        (datetime.date(2023, 7, 1), "2023-07-01"),
        (np.datetime64("2023-07"), "2023-07-01 00:00"),
        (["a", "b"], "[a, b]"),
        ({"low": "0 d", "high": "3 d"}, "{low: 0 d, high: 3 d}"),
        (["a, b"], '["a, b"]'),
    ],
)
def test_python_values_are_written_as_a_scenario_would(value: object, text: str) -> None:
    assert flow_text(value) == text


def test_what_no_scenario_can_hold_is_refused() -> None:
    with pytest.raises(TypeError, match="object"):
        wufei.read("scenarios/plan.yaml").with_({CHANGE: object()})


def test_every_value_has_a_source() -> None:
    values = wufei.read("scenarios/plan.yaml").values()
    assert len(values) > 300
    assert set(values["status"]) <= {"plan", "derived", "assumption", "scenario"}
    assert (values["origin"] != "").all()


def test_the_resolved_text_tells_where_a_value_comes_from() -> None:
    text = wufei.read("scenarios/plan.yaml").resolved_text(origins=True)
    assert "# scenarios/plan.yaml:" in text or "# plan.yaml:" in text
