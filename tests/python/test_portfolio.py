"""`wufei portfolio`: a planted optimum is found, a target out of reach is proved to be that, what it writes stands alone."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import time
from pathlib import Path

import numpy as np
import pytest

import wufei
from wufei.portfolio_levels import Levels, Task
from wufei.portfolio_programme import Programme
from wufei.portfolio_surrogate import surrogate, threshold

pytest.importorskip("highspy")

# What reaches 20 % less waste at least cost: t02 and t03 in full and from the start, 6.5 million. t01 alone costs 10, and t05
# acts on nothing that is judged.
PLANTED = """format: 1
title: {zh: 小例子, en: Small example}
period: {starts: 2020-01-01, ends: 2022-01-01}
target_year: 2021
replicas: 4
uncertainty: none
places: {here: {}}
streams:
  slag: {category: general_industrial, label: {zh: 炉渣, en: slag}}
indicators:
  intensity: {number: 1, label: {zh: 产生强度, en: Intensity}, unit: "1", own_unit: t/万元, baseline_text: "0.73",
    target_text: "0.59", baseline: 0.73, target: 0.59, rule: "<=", mandatory: yes}
  utilisation: {number: 11, label: {zh: 综合利用率, en: Utilisation rate}, unit: percent, own_unit: "%",
    baseline_text: 70%, target_text: 60%, baseline: 70, target: 60, rule: ">="}
economy: {value_added: 1 亿元}
chains: {industry: {label: {zh: 工业, en: industry}, categories: general_industrial, per: generated}}
tariffs:
  run: {label: {zh: 处理, en: treatment}, item: operation, of: received, sites: [works], streams: [slag], price: 100 元/t}
sites:
  mill: {kind: producer, place: here, label: {zh: 轧钢厂, en: Mill}, rate: 20 t/d, noise: 2 %, stream: slag, outlet: works}
  works: {kind: outlet, place: here, label: {zh: 利用厂, en: Works}, accepts: [slag], utilised: 70 %, capacity: 50 t/d, yard: 1000 t}
tasks:
  t01: {number: 1, label: {zh: 大幅减量, en: much less}}
  t02: {number: 2, label: {zh: 减量一成, en: a tenth less}}
  t03: {number: 3, label: {zh: 减量一成二, en: an eighth less}}
  t04: {number: 4, label: {zh: 小幅减量, en: a little less}}
  t05: {number: 5, label: {zh: 开放时间, en: longer hours}}
policies:
  much: {kind: source_reduction, task: t01, sites: [mill], reduction: 30 %, starts: 2020-07-01, investment: 1000 万元}
  tenth: {kind: source_reduction, task: t02, sites: [mill], reduction: 10 %, starts: 2020-07-01, investment: 200 万元}
  eighth: {kind: source_reduction, task: t03, sites: [mill], reduction: 12 %, starts: 2020-07-01, investment: 450 万元}
  little: {kind: source_reduction, task: t04, sites: [mill], reduction: 5 %, starts: 2020-07-01, investment: 250 万元}
  room: {kind: new_capacity, task: t05, sites: [works], capacity: 50 t/d, starts: 2020-07-01, investment: 300 万元}
"""


class Folder:
    def __init__(self, folder: Path, executable: Path) -> None:
        self.folder, self.executable = folder, executable
        self.scenario = folder / "idea.yaml"
        self.scenario.write_text(PLANTED, encoding="utf-8")

    def run(self, *words: object, lang: str = "en", cache: str = "cache", threads: int = 2) -> subprocess.CompletedProcess[str]:
        own = ["--cache", self.folder / cache, "--threads", threads, "--lang", lang]
        command = [self.executable, "portfolio", self.scenario, *own, *words]
        return subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False, timeout=300)

    def json(self, *words: object, code: int = 0) -> dict:
        done = self.run(*words, "--format", "json", "--quiet")
        assert done.returncode == code, done.stderr
        return json.loads(done.stdout)


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory, executable: Path) -> Folder:
    return Folder(tmp_path_factory.mktemp("portfolio"), executable)


def test_the_planted_optimum_is_found_and_its_bound_is_below_what_is_proven(planted: Folder) -> None:
    answer = planted.json("--targets", 1)
    best = answer["choices"][0]
    assert answer["reached"] and best["stands"] and best["probability_proof"] == 1
    assert [(t["task"], t["strength"], t["shift_s"]) for t in best["tasks"]] == [("t02", 1, 0), ("t03", 1, 0)]
    assert best["investment_fen"] == 650e6 and best["operating_fen"] < 0  # less waste costs less to treat
    assert answer["bound_fen"] <= best["cost_fen"] and answer["gap_fen"] == best["cost_fen"] - answer["bound_fen"]
    assert answer["relevant_tasks"] == ["t01", "t02", "t03", "t04"]
    assert [part["investment_fen"] for part in answer["tasks"]] == [200e6, 450e6]
    assert all(part["probability_lost"] == 1 for part in answer["tasks"])


def test_the_choice_is_a_scenario_whose_run_is_the_proof(planted: Folder) -> None:
    choice = planted.folder / "out" / "choice.yaml"
    answer = planted.json("--targets", "1,11", "--proof", 8, "-o", choice)
    wufei.read(choice).check()
    seed = int(choice.read_text(encoding="utf-8").split("--seed ")[1].split()[0])
    results = wufei.run(choice, replicas=8, seed=seed, output=planted.folder / "proof.h5", progress=False)
    targets = results.targets()
    assert float(targets["probability_met"].min()) == min(t["probability_choice"] for t in answer["targets"])


def test_a_target_out_of_reach_is_proved_to_be_and_the_nearest_is_told(planted: Folder) -> None:
    answer = planted.json("--targets", 1, "--set", "indicators.intensity.target=0.2", code=1)
    assert not answer["reached"] and answer["unreachable"] and answer["bound_fen"] is None
    assert {t["task"] for t in answer["choices"][0]["tasks"]} == {"t01", "t02", "t03", "t04"}
    told = planted.run("--targets", 1, "--set", "indicators.intensity.target=0.2", "--quiet", lang="zh")
    assert told.returncode == 1 and "做不到" in told.stdout and "最接近的组合" in told.stdout


def test_a_budget_is_kept_and_what_would_do_without_it_is_told(planted: Folder) -> None:
    answer = planted.json("--targets", 1, "--budget", "400 万元", code=1)
    assert not answer["reached"] and all(choice["cost_fen"] <= 400e6 for choice in answer["choices"])
    assert 600e6 < answer["beyond_budget_fen"] < 650e6
    assert planted.json("--targets", 1, "--budget", "700 万元")["choices"][0]["cost_fen"] <= 700e6


def test_the_same_words_give_the_same_bytes_whatever_is_kept(planted: Folder) -> None:
    words = ("--targets", 1, "--seed", 5, "--format", "json", "--quiet")
    first, again = planted.run(*words), planted.run(*words)
    other = planted.run(*words, cache="other", threads=1)
    assert first.returncode == 0 and first.stdout == again.stdout == other.stdout


def test_the_answer_is_told_in_both_languages_and_as_a_table_for_excel(planted: Folder) -> None:
    zh = planted.run("--targets", 1, lang="zh")
    assert "能做到：2 项任务" in zh.stdout and "减量一成" in zh.stdout and "下界" in zh.stdout and "逐项停做" in zh.stderr
    en = planted.run("--targets", 1, "--quiet")
    assert "It can be done: 2 tasks" in en.stdout and "a tenth less" in en.stdout and en.stderr == ""
    text = planted.run("--targets", 1, "--format", "csv", lang="zh").stdout
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text[1:])))
    assert [row["任务"] for row in rows] == ["t02", "t03"] and rows[0]["投资（万元）"] == "200.0"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--targets", "99"], "indicator '99' is unknown"),
        (["--tasks", "t09"], "no task that is carried out is called t09"),
        (["--probability", "2"], "--probability cannot be '2'"),
        (["--budget", "5000"], "--budget cannot be '5000'"),
        (["--strengths", "0.5,0.5"], "--strengths cannot be"),
        (["--shifts", "1 t"], "--shifts cannot be '1 t'"),
        (["--replicas", "0"], "--replicas cannot be '0'"),
        (["--format", "xml"], "--format cannot be 'xml'"),
    ],
)
def test_what_is_wrong_is_refused_with_what_would_be_right(planted: Folder, words: list[str], told: str) -> None:
    done = planted.run(*words)
    assert done.returncode == 2 and done.stdout == "" and told in done.stderr
    assert planted.run(*words, lang="zh").stderr.startswith("错误：")


def test_the_scenario_that_is_read_is_never_replaced(planted: Folder) -> None:
    text = planted.scenario.read_text(encoding="utf-8")
    done = planted.run("--targets", 1, "-o", planted.scenario)
    assert done.returncode == 2 and planted.scenario.read_text(encoding="utf-8") == text


def test_ctrl_c_keeps_what_is_computed(planted: Folder) -> None:
    cache = planted.folder / "interrupted"
    command = [
        planted.executable,
        "portfolio",
        planted.scenario,
        "--targets",
        "1",
        "--cache",
        cache,
        "--lang",
        "en",
        "--seed",
        "77",
    ]
    running = subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while running.poll() is None and not (cache.exists() and any(cache.glob("*.npz"))):
        time.sleep(0.01)
    running.send_signal(signal.SIGINT)
    _, errors = running.communicate(timeout=120)
    assert running.returncode == 130 and str(cache) in errors
    before = {path: path.stat().st_mtime_ns for path in cache.glob("*.npz")}
    done = subprocess.run(
        list(map(str, command)), capture_output=True, text=True, check=False, env=os.environ | {"LC_ALL": "C.UTF-8"}
    )
    assert done.returncode == 0 and before.items() <= {p: p.stat().st_mtime_ns for p in cache.glob("*.npz")}.items()


def test_thresholds_are_where_the_fewest_cases_are_mistaken() -> None:
    apart, crossed = np.array([-2.0, -0.5, 0.2, 1.0, 3.0]), np.array([0.0, 1.0, 2.0, 3.0])
    cut = threshold(apart, apart, np.array([False, False, False, True, True]), 0.1)
    assert 0.2 < cut.likely <= 1 and cut.mistaken == 0 and cut.generous <= cut.likely <= cut.strict
    both = threshold(crossed, crossed - 0.5, np.array([False, True, False, True]), 0.0)
    assert both.generous < 0.5 and both.strict > 2 and both.at(-1) == both.generous and both.at(1) == both.strict


def test_the_programme_finds_what_trying_all_choices_finds() -> None:
    levels = Levels(tuple(Task(f"t{i}", "", "", "", 1, 0) for i in range(4)), (0.5, 1.0), (0,))
    choices = [tuple(int(d) for d in np.base_repr(n, 3).zfill(4)) for n in range(81)]
    rng = np.random.default_rng(3)
    effects, price = rng.uniform(1, 5, (4, 3)), np.array([30.0, 10, 20, 25]) * 1e6
    level = np.array([0, 0.5, 1.0])[np.array(choices)]
    margins = (level @ effects)[:, :, None] - 7.0
    model = surrogate(levels, [0, 1, 2, 3], choices, margins, margins >= 0, choices, np.zeros(81))
    spent = price[:, None] * np.array([0, 0.5, 1.0])
    found = Programme(model, spent, np.full(3, 1 / 3)).cheapest(1.0, 0.0, None, [])
    able = [c for c, m in zip(choices, margins, strict=True) if (m >= 0).all()]
    costs = {c: sum(spent[i, o] for i, o in enumerate(c)) for c in able}
    assert found.choice is not None and found.proven and costs[found.choice] == min(costs.values())
    assert found.bound == pytest.approx(min(costs.values()), rel=1e-3)
