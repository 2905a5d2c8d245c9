"""The report as a workbook, and what it says of money and of the tasks that matter."""

from __future__ import annotations

import json
import subprocess
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from test_portfolio import PLANTED


class Folder:
    def __init__(self, folder: Path, executable: Path) -> None:
        self.folder, self.executable = folder, executable
        self.scenario, self.results, self.ranking = folder / "idea.yaml", folder / "r.h5", folder / "rank.json"
        self.scenario.write_text(PLANTED, encoding="utf-8")
        (folder / "nothing.yaml").write_text("extends: idea.yaml\nall_tasks: {active: no}\n", encoding="utf-8")
        self.wufei("run", folder / "nothing.yaml", self.scenario, "-o", self.results, "--quiet")
        self.wufei("rank", self.scenario, "--all", "--format", "json", "-o", self.ranking, "--quiet")

    def wufei(self, *words: object, lang: str = "zh", code: int = 0) -> str:
        command = [str(self.executable), "--lang", lang, *map(str, words)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == code, done.stderr
        return done.stdout if code == 0 else done.stderr

    def book(self, *words: object, lang: str = "zh") -> openpyxl.Workbook:
        path = self.folder / f"{lang}.xlsx"
        self.wufei("report", self.results, *words, "--format", "xlsx", "-o", path, lang=lang)
        return openpyxl.load_workbook(path)


@pytest.fixture(scope="module")
def reported(tmp_path_factory: pytest.TempPathFactory, executable: Path) -> Folder:
    return Folder(tmp_path_factory.mktemp("workbook"), executable)


def _rows(sheet: openpyxl.worksheet.worksheet.Worksheet) -> list[dict[str, object]]:
    head, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_a_workbook_has_eight_sheets_with_frozen_heads_in_the_language_asked(reported: Folder) -> None:
    book = reported.book()
    assert book.sheetnames == ["说明", "指标", "逐年", "任务", "费用", "流向", "参数", "提示"]
    assert all(sheet.freeze_panes == "A2" for sheet in book)
    assert reported.book(lang="en").sheetnames == [
        "guide",
        "indicators",
        "years",
        "tasks",
        "costs",
        "flows",
        "parameters",
        "hints",
    ]


def test_its_cells_are_numbers_and_dates_and_say_what_show_says(reported: Folder) -> None:
    book = reported.book()
    shown = json.loads(reported.wufei("show", reported.results, "--format", "json"))["scenarios"]["idea"]["indicators"]
    mean = next(line for line in shown if line["id"] == 1)["years"]["2021"]["mean"]
    row = next(r for r in _rows(book["指标"]) if r["编号"] == 1 and r["情景"] == "小例子" and r["达标概率"] == 1)
    assert row["均值"] == pytest.approx(mean, rel=1e-5) and row["年份"] == 2021
    task = next(r for r in _rows(book["任务"]) if r["任务"] == "t01" and r["开始"])
    assert task["开始"] == datetime(2020, 7, 1) and task["投资 [万元]"] == 1000
    cost = next(r for r in _rows(book["费用"]) if r["年份"] == 2021 and r["项目"] == "合计")
    assert cost["每吨费用（元/吨）"] == pytest.approx(100, rel=0.05)


def test_the_years_have_a_native_chart_of_the_mandatory_percentages(reported: Folder) -> None:
    changed = reported.folder / "starred.h5"
    reported.wufei("run", reported.scenario, "--set", "indicators.utilisation.mandatory=yes", "-o", changed, "--quiet")
    reported.wufei("report", changed, "--format", "xlsx", "-o", reported.folder / "starred.xlsx")
    (chart,) = openpyxl.load_workbook(reported.folder / "starred.xlsx")["逐年"]._charts
    assert len(chart.series) == 1


def test_with_a_ranking_the_report_says_which_tasks_matter(reported: Folder) -> None:
    text = reported.wufei("report", reported.results, "--rank", reported.ranking, "--format", "md")
    line = next(line for line in text.splitlines() if "产生强度" in line and "t01" in line)
    assert line.index("t01 大幅减量") < line.index("t03") < line.index("t02")
    rows = _rows(reported.book("--rank", reported.ranking)["任务"])
    assert str(next(r for r in rows if r["任务"] == "t01")["停做后变化最大的指标"]).startswith("1 +")
    assert "哪些任务最要紧" not in reported.wufei("report", reported.results, "--format", "md")


def test_a_ranking_by_another_year_is_refused(reported: Folder) -> None:
    ranking = json.loads(reported.ranking.read_text(encoding="utf-8"))
    (reported.folder / "later.json").write_text(json.dumps(ranking | {"year": 2027}), encoding="utf-8")
    told = reported.wufei("report", reported.results, "--rank", reported.folder / "later.json", "--format", "md", code=3)
    assert "2027" in told and "2021" in told


def test_money_is_told_by_chain_and_tonne(reported: Folder) -> None:
    text = reported.wufei("report", reported.results, "--format", "md")
    money = text[text.index("## 费用") :]
    assert "工业" in money and "元/吨" in money and "其中" in money and "投资" in money


def test_what_is_no_ranking_is_refused_and_a_workbook_needs_a_name(reported: Folder) -> None:
    for content in ("no json", "[]", '{"table": "probabilities"}', "[" * 100_000):
        (reported.folder / "no.json").write_text(content, encoding="utf-8")
        told = reported.wufei("report", reported.results, "--rank", reported.folder / "no.json", "--format", "md", code=3)
        assert "wufei rank" in told
    assert "--format xlsx" in reported.wufei("report", reported.results, "--format", "xlsx", code=2)
