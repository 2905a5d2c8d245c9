"""Answers without programming: scenarios side by side, what is missing, flows, rankings; as text, CSV, JSON and workbooks."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

SMALL = """format: 1
title: {zh: 小例子, en: Small example}
period: {starts: 2020-01-01, ends: 2022-01-01}
replicas: 4
places: {here: {}}
streams:
  slag: {category: general_industrial, label: {zh: 炉渣, en: slag}}
indicators:
  intensity: {number: 1, label: {zh: 产生强度, en: Intensity}, unit: "1", own_unit: t/万元, baseline_text: "0.33",
    target_text: 负增长, baseline: 0.33, rule: "<= 2020", mandatory: yes}
  utilisation: {number: 11, label: {zh: 综合利用率, en: Utilisation rate}, unit: percent, own_unit: "%",
    baseline_text: 56%, target_text: 80%, baseline: 56, target: 80, rule: ">="}
economy: {value_added: 1 亿元}
sites:
  mill: {kind: producer, place: here, label: {zh: =轧钢厂, en: =Mill}, rate: 20 t/d, noise: 10 %, stream: slag, outlet: works}
  works: {kind: outlet, place: here, label: {zh: 利用厂, en: Works}, accepts: [slag], utilised: 70 %, capacity: 50 t/d, yard: 1000 t}
tasks:
  t01: {number: 1, label: {zh: 大幅减量, en: much less}}
  t02: {number: 2, label: {zh: 小幅减量, en: a little less}}
policies:
  much: {kind: source_reduction, task: t01, sites: [mill], streams: [slag], reduction: 30 %, starts: 2020-07-01}
  little: {kind: source_reduction, task: t02, sites: [mill], streams: [slag], reduction: 2 %, starts: 2021-03-01}
"""


class Folder:
    """Two results files of a small scenario, with and without its tasks."""

    def __init__(self, folder: Path, executable: Path) -> None:
        self.folder, self.executable = folder, executable
        self.idea = folder / "idea.yaml"
        self.idea.write_text(SMALL, encoding="utf-8")
        (folder / "nothing.yaml").write_text("extends: idea.yaml\nall_tasks: {active: no}\n", encoding="utf-8")
        self.both, self.other = folder / "both.h5", folder / "other.h5"
        self.wufei("run", folder / "nothing.yaml", self.idea, "-o", self.both)
        self.wufei("run", self.idea, "--seed", 99, "-o", self.other)

    def wufei(self, *words: object, lang: str = "en", code: int = 0) -> str:
        command = [str(self.executable), "--lang", lang, *map(str, words)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == code, done.stderr
        return done.stdout if code == 0 else done.stderr

    def rows(self, *words: object, lang: str = "en") -> list[dict[str, str]]:
        text = self.wufei(*words, "--format", "csv", lang=lang)
        assert text.startswith("\ufeff")
        return list(csv.DictReader(io.StringIO(text[1:])))

    def json(self, *words: object) -> dict:
        return json.loads(self.wufei(*words, "--format", "json"))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, executable: Path) -> Folder:
    return Folder(tmp_path_factory.mktemp("verbs"), executable)


def test_scenarios_side_by_side_have_the_means_of_show_and_paired_differences(small: Folder) -> None:
    shown = small.json("show", small.both)["scenarios"]
    rows = small.json("show", small.both, "--side-by-side")["rows"]
    assert [row["year"] for row in rows] == [2021, 2021, 2020, 2020]
    for row in rows:
        means = {}
        for scenario in ("nothing", "idea"):
            line = next(i for i in shown[scenario]["indicators"] if i["id"] == row["number"])
            means[scenario] = line["years"][str(row["year"])]["mean"]
            assert row[scenario + "_mean"] == means[scenario]
            if row["year"] == 2021:
                assert row[scenario + "_met"] == line["probability_met"]
        assert row["idea_less_nothing"] == pytest.approx(means["idea"] - means["nothing"], abs=1e-9)
        assert row["idea_less_nothing_low"] <= row["idea_less_nothing"] <= row["idea_less_nothing_high"]
    intensity = rows[0]
    assert intensity["idea_less_nothing_high"] < 0 and intensity["idea_higher"] == 0


def test_compare_of_named_scenarios_of_two_files_is_side_by_side(small: Folder) -> None:
    rows = small.json("compare", f"{small.both}:idea", f"{small.other}:idea")["rows"]
    assert {key.removesuffix("_mean") for key in rows[0] if key.endswith("_mean")} == {"both.h5:idea", "other.h5:idea"}
    assert rows[0]["other.h5:idea_higher"] is None  # another seed: not paired
    text = small.wufei("compare", f"{small.both}:idea", f"{small.other}:idea", lang="zh")
    assert "不能逐遍相减" in text and "并排比较" in text
    assert "did you mean 'idea'" in small.wufei("compare", f"{small.both}:idae", f"{small.both}:nothing", code=2)
    assert "stands twice" in small.wufei("compare", f"{small.both}:idea", f"{small.both}:idea", code=2)
    assert small.wufei("compare", small.both, small.both).startswith("same")


def test_csv_is_what_excel_opens(small: Folder) -> None:
    rows = small.rows("show", small.both, "--flows", "--by", "site,stream", "--year", 2021, lang="zh")
    assert {"情景", "账目", "场所", "废物（物料）", "年份"} <= set(rows[0])
    mass = next(key for key in rows[0] if key.startswith("质量 ["))
    generated = next(row for row in rows if row["账目"] == "产生" and row["情景"] == "nothing")
    assert generated["场所"] == "'=轧钢厂"  # no formula
    digits = generated[mass].replace(".", "").lstrip("0")
    assert len(digits) <= 6 and "e" not in generated[mass]
    english = small.rows("show", small.both, "--flows", "--by", "site", "--year", 2021)
    assert {"scenario", "channel", "site", "year"} <= set(english[0])


def test_wide_tables_have_months_side_by_side(small: Folder) -> None:
    rows = small.rows("show", small.both, "--flows", "--by", "stream", "--monthly", "--year", 2021, "--wide")
    months = [key for key in rows[0] if key.startswith("2021-")]
    assert len(months) == 12
    assert len({key.split(" ")[1] for key in months}) == 1  # one unit
    asked = ["show", small.both, "--flows", "--by", "stream", "--year", 2021]
    year = next(row for row in small.json(*asked)["rows"] if row["channel"] == "generated")
    wide = next(row for row in small.json(*asked, "--monthly", "--wide")["rows"] if row["channel"] == "generated")
    assert sum(value for key, value in wide.items() if key.startswith("2021-")) == pytest.approx(year["mass"])
    years = small.rows("show", small.both, "--wide")
    assert {"2020", "2021"} <= set(years[0])


def test_flows_are_those_of_the_table(small: Folder) -> None:
    asked = small.json("show", small.both, "--flows", "--by", "site,stream", "--scenario", "nothing", "--year", 2021)["rows"]
    found = next(row["mass"] for row in asked if row["channel"] == "generated" and row["site"] == "mill")
    raw = small.json("show", small.both, "--table", "flows")["scenarios"]["nothing"]
    by_replica = [
        sum(row["mass"] for row in raw if row["replica"] == replica and row["channel"] == "generated" and row["time"] >= "2021")
        for replica in range(4)
    ]
    assert found == pytest.approx(sum(by_replica) / 4, rel=1e-12)


@pytest.mark.parametrize(
    "words",
    [
        ["show", "--side-by-side"],
        ["show"],
        ["show", "--wide"],
        ["show", "--unmet"],
        ["show", "--gap", "11"],
        ["show", "--flows", "--monthly"],
        ["show", "--stocks"],
        ["show", "--queues"],
        ["show", "--alarms"],
        ["show", "--alarms", "--year", "2021"],
        ["show", "--table", "flows"],
        ["find", "slag"],
    ],
)
def test_a_workbook_has_real_cells_frozen_heads_and_the_same_bytes_again(small: Folder, tmp_path: Path, words: list[str]) -> None:
    verb, *options = words
    place = [*options, small.both] if verb == "find" else [small.both, *options]
    files = [tmp_path / "一.xlsx", tmp_path / "二.xlsx"]
    for file in files:
        small.wufei(verb, *place, "--format", "xlsx", "-o", file, lang="zh")
    assert files[0].read_bytes() == files[1].read_bytes()
    book = openpyxl.load_workbook(files[0])
    assert book.properties.created.year == 2000
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
        assert not any(cell.data_type == "f" for cell in cells)
        assert all(isinstance(cell.value, str) for cell in sheet[1])
    if "--wide" not in words and verb == "show" and len(words) == 1:
        numbers = [cell.value for cell in book.worksheets[0]["M"][1:]]
        assert all(isinstance(number, (int, float)) for number in numbers)


def test_dates_in_a_workbook_are_dates(small: Folder, tmp_path: Path) -> None:
    file = tmp_path / "x.xlsx"
    small.wufei("show", small.both, "--flows", "--monthly", "--format", "xlsx", "-o", file, lang="zh")
    sheet = openpyxl.load_workbook(file).worksheets[0]
    column = next(cell.column for cell in sheet[1] if cell.value == "月份")
    assert sheet.cell(2, column).value == datetime(2020, 1, 1)


def test_what_is_missing_and_by_how_much(small: Folder) -> None:
    unmet = small.json("show", small.both, "--unmet", "--sort", "margin")["rows"]
    assert {row["number"] for row in unmet} == {11, 1} or {row["number"] for row in unmet} == {11}
    margin = next(row for row in unmet if row["scenario"] == "idea" and row["number"] == 11)
    assert margin["margin"] == pytest.approx(margin["mean"] - 80) and margin["margin"] < 0
    gap = [row for row in small.json("show", small.both, "--gap", "11")["rows"] if row["scenario"] == "idea"]
    assert gap[0]["needed"] == 80 and gap[0]["change"] == pytest.approx(-margin["margin"])
    used = next(row for row in gap if row["what"]["en"].startswith("changing only") and row["change"] > 0)
    assert used["needed"] / used["now"] == pytest.approx(80 / margin["mean"], rel=0.02)


def test_names_are_found_in_both_languages_in_scenarios_and_results(small: Folder) -> None:
    for place in (small.idea, small.both):
        for word, identity in (("炉渣", "slag"), ("SLAG", "slag"), ("减量", "t01"), ("Utilisation", "11"), ("利用厂", "works")):
            assert identity in {row["id"] for row in small.json("find", word, place)["rows"]}
    both = small.json("find", "slag", small.both)["rows"][0]
    assert both["scenarios"] == "nothing, idea"
    assert "did you mean 'works'" in small.wufei("find", "workz", small.idea, code=2)


def test_a_ranking_has_the_numbers_of_runs_without_the_task(small: Folder, tmp_path: Path) -> None:
    rows = small.json("rank", "1", small.idea, "--replicas", 4)["rows"]
    assert [row["task"] for row in rows] == ["t01", "t02"]
    for row in rows:
        file = tmp_path / f"{row['task']}.h5"
        small.wufei("run", small.idea, "--set", f"tasks.{row['task']}.active=no", "-o", file)
        line = small.json("show", file, "--indicator", 1)["scenarios"]["idea"]["indicators"][0]
        assert row["without"] == line["years"]["2021"]["mean"]
        assert row["met"] == line["probability_met"]
    late = small.json("rank", "1", small.idea, "--late", "90 d", "--replicas", 4)["rows"]
    assert [row["task"] for row in late] == ["t02"]  # the other one is complete before 2021 all the same
    assert 0 < late[0]["change"] < rows[1]["change"]


def test_a_matrix_of_tasks_and_what_can_wait(small: Folder, tmp_path: Path) -> None:
    matrix = small.json("rank", small.idea, "--all", "--replicas", 2)["rows"]
    assert [row["task"] for row in matrix] == ["t01", "t02"] and {"1", "11"} <= set(matrix[0])
    file = tmp_path / "x.xlsx"
    small.wufei("rank", small.idea, "--all", "--postpone", "--replicas", 2, "--format", "xlsx", "-o", file, lang="zh")
    assert openpyxl.load_workbook(file).sheetnames == ["均值变化", "达标概率变化", "哪些任务可以一起停做"]
    waits = {row["task"]: row["can_wait"]["en"] for row in small.json("rank", small.idea, "--postpone", "--replicas", 2)["rows"]}
    assert waits == {"t01": "no", "t02": "yes"}


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (["show", "BOTH", "--years"], "--years belongs to --side-by-side"),
        (["show", "BOTH", "BOTH"], "--side-by-side"),
        (["show", "BOTH", "--flows", "--by", "sites"], "did you mean 'site'"),
        (["show", "BOTH", "--flows", "--year", "2031"], "no year '2031'"),
        (["show", "BOTH", "--flows", "--scenario", "idae"], "did you mean 'idea'"),
        (["show", "BOTH", "--flows", "--site", "mil"], "did you mean 'mill'"),
        (["show", "BOTH", "--alarms", "--kind", "overdu"], "did you mean 'overdue'"),
        (["show", "BOTH", "--gap", "12"], "it has: 1, 11"),
        (["show", "BOTH", "--format", "xlsx"], "-o FILE.xlsx"),
        (["show", "BOTH", "--side-by-side", "--flows"], "does not go with"),
        (["show", "BOTH", "--format", "xlxs"], "did you mean 'xlsx'"),
        (["rank", "12", "IDEA"], "indicators: 1, 11"),
        (["rank", "IDEA"], "no indicator"),
        (["rank", "11"], "no scenario"),
        (["rank", "11", "IDEA", "--late", "soon"], "a duration"),
        (["graph", "IDEA", "--stream", "slagg"], "did you mean 'slag'"),
        (["graph", "IDEA", "--category", "sludgy"], "general_industrial"),
    ],
)
def test_what_cannot_be_answered_is_refused_with_what_can(small: Folder, words: list[str], part: str) -> None:
    names = {"BOTH": small.both, "IDEA": small.idea}
    told = small.wufei(*(names.get(word, word) for word in words), code=2)
    assert part in told, told


def test_a_picture_of_one_category_has_its_sites_only(small: Folder) -> None:
    picture = small.wufei("graph", small.idea, "--category", "一般工业固体废物", "--format", "svg", lang="zh")
    assert "利用厂" in picture and "max-width:100%" in picture


@pytest.mark.parametrize("verb", ["show", "compare", "rank", "find", "graph"])
def test_help_has_examples_in_both_languages(small: Folder, verb: str) -> None:
    english, chinese = small.wufei(verb, "--help"), small.wufei(verb, "--help", lang="zh")
    assert english.startswith("Examples:\n  wufei " + verb) and chinese.startswith("示例：\n  wufei " + verb)
    assert english.count("\n      --") + english.count("\n  -") == chinese.count("\n      --") + chinese.count("\n  -")


@pytest.mark.parametrize(("verb", "ending"), [("show", "xlsx"), ("show", "csv"), ("show", "json"), ("report", "xlsx")])
def test_no_answer_goes_into_a_file_that_is_named_as_another_format(
    small: Folder, tmp_path: Path, verb: str, ending: str
) -> None:
    file = tmp_path / f"a.{ending}"
    told = small.wufei(verb, small.both, "-o", file, code=2)
    assert f"--format {ending}" in told and not file.exists()
