"""The examples in the docstrings are run."""

from __future__ import annotations

import doctest
import importlib
import inspect

import pytest

import wufei

PARTS = (
    "comparison",
    "designs",
    "ema",
    "errors",
    "file_tables",
    "indicator_tables",
    "kinds",
    "plots",
    "results",
    "running",
    "scenario",
    "study",
)
MODULES = ["wufei", *(f"wufei.{part}" for part in PARTS)]


@pytest.mark.parametrize("name", MODULES)
def test_examples_do_what_they_say(name: str) -> None:
    found = doctest.testmod(importlib.import_module(name), optionflags=doctest.NORMALIZE_WHITESPACE)
    assert found.failed == 0


def test_there_are_examples() -> None:
    finder = doctest.DocTestFinder()
    assert sum(len(test.examples) for name in MODULES for test in finder.find(importlib.import_module(name))) > 40


def test_everything_public_has_a_docstring() -> None:
    for name in wufei.__all__:
        thing = getattr(wufei, name)
        assert inspect.getdoc(thing), name
        for member, value in vars(thing).items() if inspect.isclass(thing) else ():
            if not member.startswith("_") and (callable(value) or isinstance(value, property)):
                assert inspect.getdoc(value), f"{name}.{member}"
