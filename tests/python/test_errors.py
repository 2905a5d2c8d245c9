"""Errors arrive as objects, never as text to parse."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

import wufei


def _refused(path: object, changes: dict[str, object] | None = None) -> tuple[wufei.Diagnostic, ...]:
    with pytest.raises(wufei.ScenarioError) as caught:
        wufei.read(path, changes).check()
    assert caught.value.exit_code == 3
    return caught.value.diagnostics


def test_an_unknown_key_has_place_code_and_near_match(copied: Path) -> None:
    file = copied / "scenarios" / "plan.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("    change: {low: 0 %, mode: 20 %", "    chagne: {low: 0 %, mode: 20 %", 1), encoding="utf-8")
    wrong = [d for d in _refused(file) if d.code == "E0102"]
    assert len(wrong) == 1
    lines = text.splitlines()
    assert wrong[0].file.endswith("plan.yaml")
    assert (wrong[0].line, wrong[0].column) == (
        1 + next(i for i, line in enumerate(lines) if "change: {low: 0 %, mode: 20 %" in line),
        5,
    )
    assert "chagne" in wrong[0].message
    assert "change" in wrong[0].hint
    assert "error[E0102]" in str(wrong[0])


def test_all_errors_are_told_at_once() -> None:
    found = _refused("scenarios/plan.yaml", {"policies.gypsum_market.change": "5 t", "policies.gypsum_heap.reclaim": "5 %"})
    assert [d.code for d in found] == ["E0105", "E0105"]
    assert sorted((d.file, d.line) for d in found) == [("--set", 1), ("--set", 2)]


def test_an_override_of_a_path_that_does_not_exist_is_refused() -> None:
    found = _refused("scenarios/plan.yaml", {"policies.gypsum_market.chagne": "5 %"})
    assert found and "--set" in found[0].file


def test_a_missing_file_is_an_input_output_error() -> None:
    with pytest.raises(wufei.InputOutputError, match="nowhere") as caught:
        wufei.read("scenarios/nowhere.yaml")
    assert caught.value.exit_code == 4
    assert isinstance(caught.value, OSError)


def test_a_file_that_is_no_results_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "no.h5"
    path.write_bytes(b"not HDF5")
    with pytest.raises(wufei.ResultsError) as caught:
        wufei.open(path)
    assert caught.value.exit_code == 5


def test_a_cut_results_file_is_refused(results: wufei.Results, tmp_path: Path) -> None:
    whole = Path(results.path).read_bytes()
    path = tmp_path / "cut.h5"
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(wufei.ResultsError):
        wufei.open(path)


def test_scenarios_that_do_not_go_together_are_a_usage_error(plan: wufei.Scenario, tmp_path: Path) -> None:
    longer = wufei.read("scenarios/baseline.yaml", {"period.ends": "2020-04-01"})
    with pytest.raises(wufei.UsageError, match="period"):
        wufei.run([plan, longer], replicas=1, output=tmp_path / "x.h5", progress=False)
    with pytest.raises(wufei.UsageError, match="plan"):
        wufei.run([plan, plan], replicas=1, output=tmp_path / "x.h5", progress=False)


@pytest.mark.parametrize("wrong", [{"replicas": 0}, {"seed": -1}, {"threads": 0}])
def test_numbers_that_make_no_sense_are_refused(plan: wufei.Scenario, wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong))):
        wufei.run(plan, progress=False, **wrong)


def test_errors_survive_the_way_back_from_another_process() -> None:
    with pytest.raises(wufei.ScenarioError) as caught:
        wufei.read("scenarios/plan.yaml", {"policies.gypsum_market.change": "5 t"}).check()
    back = pickle.loads(pickle.dumps(caught.value))
    assert back.diagnostics == caught.value.diagnostics and str(back) == str(caught.value)


def test_what_excel_leaves_in_a_table_is_told_in_both_languages(copied: Path) -> None:
    table = next((copied / "data" / "banan").glob("*/calendar.csv"))
    table.write_bytes(table.read_text(encoding="utf-8").encode("utf-16"))
    wrong = [d for d in _refused(copied / "scenarios" / "plan.yaml") if d.code == "E0307"]
    assert len(wrong) == 1 and (wrong[0].line, wrong[0].column) == (1, 1)
    assert "CSV UTF-8" in wrong[0].hint and "另存为" in wrong[0].hint_zh and "UTF-16" in wrong[0].message_zh
