"""`wufei init`: from an empty folder to results of a county, in both languages; and districts that the package carries."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

import wufei


def _wufei(executable: Path, folder: Path, *words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([executable, *map(str, words)], cwd=folder, capture_output=True, text=True, check=False, timeout=300)


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("init") / "county"
    wufei.init(folder)
    return folder


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_init_writes_passes_check_without_a_word(executable: Path, tmp_path: Path, lang: str) -> None:
    made = _wufei(executable, tmp_path, "init", "new", "--name", "青石县", "--lang", lang)
    assert made.returncode == 0, made.stderr
    assert "new/data/district/townships.csv" in made.stdout.splitlines()
    checked = _wufei(executable, tmp_path / "new", "check", "scenarios/baseline.yaml", "scenarios/plan.yaml", "--lang", lang)
    assert checked.returncode == 0 and checked.stderr == ""
    assert "青石县" in (tmp_path / "new" / "data" / "district" / "district.yaml").read_text(encoding="utf-8")


def test_init_refuses_a_folder_with_something_in_it_and_a_name_that_is_none(executable: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    for words, told in [((".",), "空文件夹"), (("new", "--name", "甲: 乙"), "标点"), (("new", "--template", "x"), "county")]:
        refused = _wufei(executable, tmp_path, "init", *words, "--lang", "zh")
        assert refused.returncode == 2 and told in refused.stderr, refused.stderr
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]


def test_the_county_runs_and_red_mud_is_an_indicator_of_its_own(executable: Path, county: Path) -> None:
    ran = _wufei(executable, county, "run", "scenarios/baseline.yaml", "scenarios/plan.yaml", "-n", 2, "-q", "-o", "out/r.h5")
    assert ran.returncode == 0, ran.stderr
    shown = json.loads(_wufei(executable, county, "show", "out/r.h5", "--format", "json").stdout)
    rows = {row["id"]: row for row in shown["scenarios"]["plan"]["indicators"]}
    years = rows[40]["years"]
    assert rows[40]["simulated"] and 2 < years["2025"]["mean"] < 8 < years["2030"]["mean"] < 25
    assert "red mud" in rows[40]["formula"]
    assert all(row["simulated"] for row in rows.values())
    told = _wufei(executable, county, "show", "out/r.h5", "--indicator", 40, "--lang", "zh").stdout
    assert "综合利用量（赤泥）÷产生量（赤泥）×100%" in told
    explained = _wufei(executable, county, "explain", 40, "out/r.h5", "--lang", "zh").stdout
    assert "赤泥" in explained and "more_iron" in explained


def test_the_district_of_this_project_comes_with_the_package() -> None:
    plan = wufei.example("plan")
    assert plan.sha256 == wufei.read("scenarios/plan.yaml").sha256
    assert wufei.example("baseline", "county").title["zh"] == "云山县：现状延续"


def test_init_in_python_refuses_as_the_program_does(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(wufei.UsageError, match="not an empty folder"):
        wufei.init(tmp_path)
    with pytest.raises(ValueError, match="no template is called 'town'"):
        wufei.init(tmp_path / "new", "town")
