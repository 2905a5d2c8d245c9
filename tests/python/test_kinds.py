"""The catalogue as Python sees it."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

import wufei


@pytest.mark.parametrize(("interface", "at_least"), [("facility", 15), ("policy", 10), ("driver", 1), ("indicator", 6)])
def test_each_interface_has_kinds_with_one_sentence(interface: str, at_least: int) -> None:
    found = wufei.kinds(interface)
    assert len(found) >= at_least
    assert all(kind.description.endswith(".") for kind in found)
    assert len(found) == len({kind.name for kind in found})


def test_parameters_tell_unit_range_and_meaning() -> None:
    change = next(p for p in wufei.describe("market_demand").parameters if p.name == "change")
    assert change.unit == "1" and change.description
    assert change.low is None or change.low < change.high


def test_policies_have_the_common_parameters_that_they_look_at() -> None:
    for kind in wufei.kinds("policy"):
        named = {p.name for p in kind.parameters}
        assert {"starts", "task"} <= named
        assert ("ramp" in named) == ("shape" in named)  # of kinds that look at them


def test_indicators_have_a_formula() -> None:
    assert all(kind.formula for kind in wufei.kinds("indicator"))


def test_texts_are_there_in_both_languages() -> None:
    dryer = wufei.describe("dryer")
    assert dryer.title == wufei.Text("烘干厂", "dryer")
    for kind in wufei.kinds():
        assert kind.descriptions.en == kind.description and kind.descriptions.zh.endswith("。")
        assert kind.formulas.en == kind.formula and bool(kind.formulas.zh) == (kind.interface == "indicator")
        assert all(p.descriptions.en == p.description and p.descriptions.zh for p in kind.parameters)


def _foreign_words(text: str, kind: wufei.Kind) -> set[str]:
    """Words in Latin letters that are neither keys, nor units, nor what a person types (`show --costs`)."""
    choices = "|".join(p.unit for p in kind.parameters if "|" in p.unit)
    known = set(re.findall(r"[A-Za-z]+", f"{kind.name} {' '.join(p.name for p in kind.parameters)} {choices}"))
    units = {"a", "d", "h", "g", "m", "t", "kWh"}
    return set(re.findall(r"[A-Za-z]+", re.sub(r"`[^`]*`", "", text))) - known - units


@pytest.mark.parametrize("kind", wufei.kinds(), ids=lambda kind: kind.name)
def test_describe_speaks_chinese_only(kind: wufei.Kind, executable: Path) -> None:
    answer = subprocess.run([executable, "describe", kind.name, "--lang", "zh"], check=True, capture_output=True, text=True)
    text = answer.stdout
    assert kind.descriptions.zh in text.replace("\n", "") and _foreign_words(text, kind) == set()


def test_the_list_of_kinds_speaks_chinese_only(executable: Path) -> None:
    answer = subprocess.run([executable, "describe", "--lang", "zh"], check=True, capture_output=True, text=True)
    sentences = re.sub(r"^  [\w.]+ |`[^`]*`|\b\d+\.\w+|wufei describe NAME", "", answer.stdout, flags=re.MULTILINE)
    assert re.findall(r"[A-Za-z]+", sentences) == []


def test_an_unknown_name_is_answered_with_the_near_one() -> None:
    with pytest.raises(KeyError, match="did you mean 'dryer'"):
        wufei.describe("dryr")
    with pytest.raises(ValueError, match="facility, policy, driver, indicator"):
        wufei.kinds("site")
