"""Wrong arguments are answered in the terms of Python and of the user, by every public function."""

from __future__ import annotations

import datetime
import inspect
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

import wufei

# Of any type that people hand over by mistake.
WRONG = [
    5,
    -1,
    2**70,
    1.5,
    float("nan"),
    "x",
    "",
    b"x",
    "a\0b",
    "\udcff.yaml",
    b"\xff.yaml",
    None,
    [],
    [5],
    {},
    {5: 5},
    object(),
    pd.NaT,
    True,
]
FOREIGN = ("nanobind", "incompatible function arguments", "argument types are supported", "_core.", "__init__(self")


def _functions(plan: wufei.Scenario, results: wufei.Results) -> Iterator[tuple[str, Callable[..., Any], dict[str, Any]]]:
    """Every public function and method, with arguments that work."""
    other = f"{results.path}.other.h5"  # what is written here must not take the place of what other tests read
    given: dict[str, dict[str, Any]] = {
        "compare": {"a": results, "b": results},
        "score": {"results": results, "facts": "data/banan/observations.csv"},
        "describe": {"name": "dryer"},
        "evaluate": {"scenarios": plan, "replicas": 1},
        "example": {"name": "plan"},
        "init": {"folder": f"{other}.county"},
        "kinds": {},
        "merge": {"parts": f"{other}.part-1-of-1"},
        "open": {"path": results.path},
        "plot_indicator": {"results": results, "number": 11},
        "read": {"path": "scenarios/plan.yaml"},
        "run": {"scenarios": plan},
        "run_part": {"scenarios": plan, "part": "1/1", "output": other, "replicas": 1, "discard": True},
        "use_chinese": {},
    }
    for name in wufei.__all__:
        function = getattr(wufei, name)
        if inspect.isfunction(function):
            yield name, function, given[name]
    methods: dict[str, dict[str, Any]] = {
        "with_": {"changes": {"replicas": 2}},
        "read": {"path": "scenarios/plan.yaml"},
        "table": {"name": "climate", "scenario": "plan"},
        "indicator": {"number": 11},
        "tornado": {"number": 11, "scenario": "plan"},
    }
    for owner in (plan, results):
        for name, method in inspect.getmembers(owner, inspect.ismethod):
            if not name.startswith("_"):
                default = {"scenario": "plan"} if "scenario" in inspect.signature(method).parameters else {}
                yield f"{type(owner).__name__}.{name}", method, methods.get(name, default)


def test_no_function_answers_a_wrong_argument_in_the_terms_of_the_binding(plan: wufei.Scenario, results: wufei.Results) -> None:
    tried, refused = 0, 0
    for name, function, right in _functions(plan, results):
        for parameter in inspect.signature(function).parameters.values():
            if parameter.kind in (parameter.VAR_KEYWORD, parameter.VAR_POSITIONAL):
                continue
            for wrong in WRONG:
                if (
                    name in ("run", "run_part", "evaluate")
                    and parameter.name
                    in ("seed", "replicas", "threads", "progress", "resume", "output", "add", "client", "until", "most")
                    and (wrong is None or wrong is True or wrong in (5, "x", b"x", {}, []))
                ):
                    continue  # these are right, and run for long
                if name == "init" and wrong in ("x", b"x"):
                    continue  # right too, and it would be written here
                tried += 1
                plt.close("all")
                try:
                    function(**{**right, parameter.name: wrong})
                except Exception as error:
                    refused += 1
                    text = f"{type(error).__name__}: {error}"
                    assert not any(word in text for word in FOREIGN), f"{name}({parameter.name}={wrong!r}): {text}"
                    assert text.strip() and not isinstance(error, (SystemError, AttributeError)), (
                        f"{name}({parameter.name}={wrong!r}): {text}"
                    )
    assert tried > 300 and refused > tried / 3


@pytest.mark.parametrize(
    "value",
    [
        pd.NaT,
        pd.NA,
        np.datetime64("NaT"),
        float("nan"),
        float("inf"),
        datetime.datetime(2023, 7, 1, tzinfo=datetime.UTC),
        pd.Timestamp("2023-07-01", tz="Asia/Shanghai"),
        datetime.datetime(2023, 7, 1, 8, 30, 15),
        np.datetime64("2023-07-01T08:30:15"),
        pd.Timestamp("2023-07-01 08:30:00.000000001"),
    ],
)
def test_what_a_scenario_cannot_hold_is_refused_instead_of_dropped(plan: wufei.Scenario, value: object) -> None:
    with pytest.raises(ValueError):
        plan.with_({"policies.gypsum_market.starts": value})


@pytest.mark.parametrize(
    "value",
    [
        datetime.date(2020, 4, 1),
        datetime.datetime(2020, 4, 1),
        np.datetime64("2020-04-01"),
        pd.Timestamp("2020-04-01"),
        "2020-04-01",
        "2020-04",
    ],
)
def test_a_day_is_the_same_day_in_every_spelling(plan: wufei.Scenario, value: object) -> None:
    assert plan.with_({"period.ends": value}).period[1] == np.datetime64("2020-04-01T00:00:00")


@pytest.mark.parametrize(
    "text",
    [
        "No #1",
        "a: b",
        "yes: no #",
        "*star",
        "&anchor",
        "'single'",
        '"double"',
        "- item",
        "% of all",
        "tab\there",
        "two\nlines",
        " blanks ",
        "ends:",
        "@at",
        "!tag",
        "无废：计划 #1",
    ],
)
def test_texts_arrive_as_they_are(plan: wufei.Scenario, text: str) -> None:
    assert plan.with_({"title.en": text}).title["en"] == text
    assert plan.with_({"title": {"zh": text, "en": text}}).title == {"zh": text, "en": text}


def test_texts_are_written_as_in_a_scenario_file(plan: wufei.Scenario) -> None:
    by_text = plan.with_(
        {"sites.fengsheng.lines": "3", "policies.gypsum_market.change": "46 %", "policies.gypsum_market.sites": "[cement_works]"}
    )
    by_value = plan.with_(
        {"sites.fengsheng.lines": 3, "policies.gypsum_market.change": "46 %", "policies.gypsum_market.sites": ["cement_works"]}
    )
    assert by_text == by_value


def test_a_name_that_is_not_utf8_is_refused_at_once(executable: Path) -> None:
    for words in ([b"check", b"\xff.yaml"], [b"run", b"scenarios/plan.yaml", b"-o", b"out/\xe9.h5"], [b"show", b"\xff.h5"]):
        done = subprocess.run([bytes(executable), *words], capture_output=True, timeout=5)
        assert done.returncode == 2 and b"not UTF-8" in done.stderr, done
