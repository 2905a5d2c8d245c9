"""A county made up from the manual alone (../shared/cases/county): each fault that it showed, as one command."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile, copytree, rmtree
from tempfile import mkdtemp

import pytest

GIVEN = Path(__file__).resolve().parents[3] / "shared" / "cases" / "county"
FESTIVALS = {2027: "2027-02-06", 2028: "2028-01-26", 2029: "2029-02-13", 2030: "2030-02-03"}

pytestmark = pytest.mark.skipif(not GIVEN.exists(), reason="needs ../shared/cases/county")

COUNTY = Path(mkdtemp(prefix="wufei-county-")) / "county"


def _cleaned(folder: Path) -> None:
    """Mends what is refused today: rules against 2020 where the base year is 2025, and years without holidays."""
    data = folder / "data" / "yunshan"
    indicators, calendar = data / "indicators.csv", data / "calendar.csv"
    indicators.write_text(indicators.read_text(encoding="utf-8").replace(",<= 2020,", ",<= base,"), encoding="utf-8")
    later = "".join(
        f"sf{year},春节 {year},Spring Festival {year},{day},7,1.3,assumption,日历,\n" for year, day in FESTIVALS.items()
    )
    calendar.write_text(calendar.read_text(encoding="utf-8").rstrip("\n") + "\n" + later, encoding="utf-8")


@pytest.fixture(scope="module", autouse=True)
def county() -> Iterator[None]:
    copytree(GIVEN, COUNTY, copy_function=copyfile)
    _cleaned(COUNTY)
    yield
    rmtree(COUNTY.parent)


def test_fault_5_and_the_years_that_are_missing_are_named(executable: Path, tmp_path: Path) -> None:
    """As it was given: rules against 2020 where the base year is 2025, and holidays of two years out of six."""
    given = copytree(GIVEN, tmp_path / "county", copy_function=copyfile)
    told = _refused(executable, folder=given)
    assert "E0705" in told and "<= base" in told and "E0753" in told and "2027" in told


def _wufei(executable: Path, *words: object, folder: Path = COUNTY) -> subprocess.CompletedProcess[str]:
    command = [executable, *map(str, words), "--lang", "en"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=120)


def _refused(executable: Path, *changes: str, verb: str = "check", folder: Path = COUNTY) -> str:
    options = [word for change in changes for word in ("--set", change)]
    answer = _wufei(executable, verb, "scenarios/baseline.yaml", *options, folder=folder)
    assert answer.returncode == 3, answer.stdout + answer.stderr
    return answer.stderr


def test_the_county_itself_is_sound(executable: Path) -> None:
    answer = _wufei(executable, "check", "scenarios/baseline.yaml", "scenarios/plan.yaml")
    assert answer.returncode == 0, answer.stderr


@pytest.mark.parametrize("verb", ["check", "run"])
def test_fault_1_a_town_without_a_road_is_named_with_its_depot_and_the_road(executable: Path, verb: str) -> None:
    told = _refused(executable, "roads.r5=null", verb=verb)
    assert "E0760" in told and "hongshan" in told and "depot_towns" in told and "roads: {" in told


def test_fault_2_a_furnace_without_a_bunker_is_refused(executable: Path) -> None:
    assert "E0106" in _refused(executable, "sites.neighbour_furnace.bunker=0 t")
    assert "E0762" in _refused(executable, "sites.neighbour_furnace.bunker=2 t")


def test_fault_2_what_stops_rings_an_alarm_and_meets_nothing(executable: Path, tmp_path: Path) -> None:
    """Without vehicles nothing is burnt or buried: the share of the furnace is no 100 %, and the towns say since when."""
    out = tmp_path / "stopped.h5"
    still = [word for depot in ("depot_city", "depot_towns") for word in ("--set", f"sites.{depot}.vehicles=0")]
    year = ["--set", "period.ends=2026-01-01", "--set", "target_year=2025", "--replicas", 1, "-q", "-o", out]
    ran = _wufei(executable, "run", "scenarios/baseline.yaml", *still, *year)
    assert ran.returncode == 0, ran.stderr
    shown = json.loads(_wufei(executable, "show", out, "--format", "json").stdout)
    rows = {row["id"]: row for row in shown["scenarios"]["baseline"]["indicators"] if row["definition"] == "annex"}
    assert rows[24]["years"]["2025"]["mean"] is None and rows[24]["probability_met"] == 0
    assert rows[7]["years"]["2025"]["mean"] is None
    alarms = _wufei(executable, "show", out, "--alarms", "--format", "csv").stdout
    cut_off = [line for line in alarms.splitlines() if "collection_stopped" in line]
    assert len(cut_off) == 7 and all("2025-01-08" in line for line in cut_off)
    assert sum("overflow" in line for line in alarms.splitlines()) == 7


@pytest.mark.parametrize(("change", "code"), [("0 t/d", "E0761"), ("null", "E0101")])
def test_fault_3_an_outlet_needs_a_capacity_or_says_that_it_has_no_limit(executable: Path, change: str, code: str) -> None:
    told = _refused(executable, f"sites.brick_makers.capacity={change}")
    assert code in told and "brick_makers" in told
    answer = _wufei(executable, "check", "scenarios/baseline.yaml", "--set", "sites.brick_makers.capacity=no limit")
    assert answer.returncode == 0, answer.stderr


def test_fault_4_the_graph_lets_pass_what_the_run_lets_pass(executable: Path, tmp_path: Path) -> None:
    answer = _wufei(executable, "graph", "scenarios/baseline.yaml", "-o", tmp_path / "county.dot")
    assert answer.returncode == 0
    rubbish = next(line for line in answer.stderr.splitlines() if line.startswith("household rubbish"))
    assert "at most passes 0 t/d" not in rubbish and "520 t/d" in rubbish  # what the three stations let through


def test_fault_7_an_entry_that_the_county_does_not_list_is_refused(executable: Path, tmp_path: Path) -> None:
    county = copytree(COUNTY, tmp_path / "county")
    wrong = county / "scenarios" / "wrong.yaml"
    for section, entry in [
        ("tasks", "t1: {active: no}"),
        ("indicators", "rubish_hauled: {target: 5}"),
        ("roads", "r55: {speed: 30 km/h}"),
    ]:
        wrong.write_text(f"extends: baseline.yaml\n{section}: {{{entry}}}\n", encoding="utf-8")
        answer = _wufei(executable, "check", "scenarios/wrong.yaml", folder=county)
        assert answer.returncode == 3 and ("E0714" in answer.stderr or "E0101" in answer.stderr), answer.stderr


def test_fault_9_a_yard_before_a_plant_that_never_asks_is_refused(executable: Path, tmp_path: Path) -> None:
    county = copytree(COUNTY, tmp_path / "county")
    (county / "scenarios" / "yard.yaml").write_text(
        "extends: baseline.yaml\nsites:\n"
        "  mud_yard: {kind: yard, place: park, high: 100 t, stream: red_mud, plant: iron_from_mud, landfill: mud_dam}\n",
        encoding="utf-8",
    )
    answer = _wufei(executable, "check", "scenarios/yard.yaml", folder=county)
    assert answer.returncode == 3 and "E0764" in answer.stderr and "iron_from_mud" in answer.stderr


@pytest.mark.parametrize("key", ["population", "per_head", "bins", "depot"])
def test_an_empty_cell_of_a_town_is_an_error_and_not_zero(executable: Path, tmp_path: Path, key: str) -> None:
    county = copytree(COUNTY, tmp_path / "county")
    table = county / "data" / "yunshan" / "townships.csv"
    lines = table.read_text(encoding="utf-8").splitlines()
    cells = lines[2].split(",")
    cells[lines[0].split(",").index(key)] = ""
    table.write_text("\n".join([*lines[:2], ",".join(cells), *lines[3:]]) + "\n", encoding="utf-8")
    told = _refused(executable, folder=county)
    assert "E0101" in told and f"lacks key '{key}'" in told and "townships.csv:3:" in told


def test_what_no_run_can_follow_is_refused_within_a_second(executable: Path, root: Path) -> None:
    """The extremes of ../shared/cases/limits, by `check`."""
    extremes = [f"sites.{path}=1 g" for path in _payloads()] + ["sites.build_anlan.projects=10000000 %/a"]
    for change in extremes:
        answer = _wufei(executable, "check", "scenarios/plan.yaml", "--set", change, folder=root)
        assert answer.returncode == 3 and re.search(r"E010[56]", answer.stderr), change + answer.stderr


def _payloads() -> list[str]:
    script = (GIVEN.parent / "limits" / "extremes.sh").read_text(encoding="utf-8")
    words = script.split("for s in ")[1].split(";")[0].split()
    return [word if "." in word else f"{word}.payload" for word in words]
