"""Under --lang zh no English sentence is left, whatever is asked."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

import wufei

# Three words of which two are small, beside each other; single words are names of files, keys and kinds.
SENTENCE = re.compile(r"[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}")
COMMAND = re.compile(r"^\s*(cd|wufei|build/wufei) |`[^`]*`|wufei [a-z]+ [^，。；：]*")
QUESTIONS = [
    "--help",
    "check scenarios/plan.yaml --ranges",
    "check scenarios/plan.yaml --set sites.county_landfill.capacity=5",
    "check scenarios/plan.yaml --set sites.neighbour_furnace.bunker=2t",
    "check scenarios/plan.yaml --set roads.city_hongshan=null",
    "check scenarios/plan.yaml --set policies.more_iron.starts=2040-01-01",
    "check scenarios/plan.yaml --set policies.more_iron.sites=[wheat]",
    "check scenarios/plan.yaml --set policies.burn_rubbish.ends=2020-01-01",
    "check scenarios/plan.yaml --set indicators.straw.rule=more",
    "check scenarios/plan.yaml --set indicators.straw.counted_as=13.anex",
    "check scenarios/plan.yaml --set period.starts=2026-01-01",
    "check scenarios/nowhere.yaml",
    "describe",
    "describe incinerator",
    "describe hazardous_store",
    "describe new_capacity",
    "describe driver",
    "describe 1",
    "describe 21",
    "describe nonsense",
    "run scenarios/plan.yaml -o README.md",
    "run scenarios/plan.yaml scenarios/plan.yaml -o out/x.h5",
    "show out/r.h5",
    "show out/r.h5 --all",
    "show out/r.h5 --indicator 1",
    "show out/r.h5 --indicator 40",
    "show out/r.h5 --alarms",
    "show out/r.h5 --costs",
    "show out/r.h5 --climate",
    "show out/r.h5 --hindcast",
    "show out/r.h5 --table nonsense",
    "show out/r.h5 --table scores",
    "show out/nowhere.h5",
    "show README.md",
    "compare out/r.h5 out/r.h5",
    "compare out/r.h5 out/s.h5",
    "compare out/r.h5 out/s.h5 --mode statistical",
    "compare out/r.h5 out/r.h5 --relative -1",
    "explain 11 out/r.h5",
    "explain 40 out/r.h5",
    "explain 99 out/r.h5",
    "graph scenarios/plan.yaml -o out/g.dot",
    "reproduce out/s.h5",
    "score out/r.h5 README.md",
    "init data",
    "init new --template nonsense",
    "nonsense",
]


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = Path(__file__).resolve().parents[2]
    folder = wufei.init(tmp_path_factory.mktemp("zh") / "county")
    for words in ("scenarios/baseline.yaml scenarios/plan.yaml -n 2 -o out/r.h5", "scenarios/plan.yaml -n 3 -o out/s.h5"):
        command = [
            root / "build" / "wufei",
            "run",
            *words.split(),
            "--set",
            "period.ends=2027-01-01",
            "--set",
            "target_year=2026",
        ]
        ran = subprocess.run([*command, "--lang", "zh"], cwd=folder, capture_output=True, text=True, check=False)
        assert ran.returncode == 0, ran.stderr
    return folder


def _english(told: str) -> list[str]:
    """Lines with an English sentence, without quoted lines of files and without commands."""
    lines = (COMMAND.sub(" ", line) for line in told.splitlines() if not re.match(r" *[0-9]+ \| ", line))
    return [line for line in lines if SENTENCE.search(line)]


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_english_sentence_is_told_in_chinese(executable: Path, county: Path, question: str) -> None:
    ran = subprocess.run(
        [executable, *question.split(), "--lang", "zh"], cwd=county, capture_output=True, text=True, check=False, timeout=120
    )
    assert _english(ran.stdout + ran.stderr) == [], question
    assert ran.stdout + ran.stderr


def test_the_help_of_every_verb_is_in_chinese(executable: Path) -> None:
    overview = subprocess.run([executable, "--help", "--lang", "zh"], capture_output=True, text=True, check=True).stdout
    verbs = re.findall(r"^  ([a-z]+) +\S*[\u4e00-\u9fff]", overview, re.M)
    assert len(verbs) > 12
    for verb in verbs:
        told = subprocess.run([executable, verb, "--help", "--lang", "zh"], capture_output=True, text=True, check=True).stdout
        assert _english(told) == [], verb


def test_errors_are_explained_in_both_languages(root: Path) -> None:
    pages = [(root / "docs" / "reference" / name).read_text(encoding="utf-8") for name in ("errors.md", "errors.zh-CN.md")]
    codes = [re.findall(r"^\| (E\d{4}) \|", page, re.M) for page in pages]
    assert len(codes[0]) > 110 and set(codes[1]) >= set(codes[0])
    sources = "".join(path.read_text(encoding="utf-8") for path in [*root.glob("models/**/*.cpp"), *root.glob("engine/**/*.cpp")])
    assert set(re.findall(r'"(E\d{4})"', sources)) <= set(codes[1])


def test_contradictions_of_the_plan_are_listed_in_both_languages(root: Path) -> None:
    pages = [(root / "data" / "banan" / name).read_text(encoding="utf-8") for name in ("CONFLICTS.md", "CONFLICTS.zh-CN.md")]
    numbers = [sorted(re.findall(r"^\| (C\d+) \|", page, re.M)) for page in pages]
    assert len(numbers[0]) > 60 and numbers[0] == numbers[1]
