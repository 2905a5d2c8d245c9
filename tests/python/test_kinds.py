"""The catalogue as Python sees it."""

from __future__ import annotations

import pytest

import wufei


@pytest.mark.parametrize(("interface", "at_least"), [("facility", 15), ("policy", 10), ("indicator", 6)])
def test_each_interface_has_kinds_with_one_sentence(interface: str, at_least: int) -> None:
    found = wufei.kinds(interface)
    assert len(found) >= at_least
    assert all(kind.description.endswith(".") for kind in found)
    assert len(found) == len({kind.name for kind in found})


def test_parameters_tell_unit_range_and_meaning() -> None:
    change = next(p for p in wufei.describe("market_demand").parameters if p.name == "change")
    assert change.unit == "1" and change.description
    assert change.low is None or change.low < change.high


def test_policies_have_the_common_parameters() -> None:
    for kind in wufei.kinds("policy"):
        assert {"starts", "ramp", "shape"} <= {p.name for p in kind.parameters}


def test_indicators_have_a_formula() -> None:
    assert all(kind.formula for kind in wufei.kinds("indicator"))


def test_an_unknown_name_is_answered_with_the_near_one() -> None:
    with pytest.raises(KeyError, match="did you mean 'dryer'"):
        wufei.describe("drier")
    with pytest.raises(ValueError, match="facility, policy, indicator"):
        wufei.kinds("site")
