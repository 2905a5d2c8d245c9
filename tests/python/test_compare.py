"""Reviewers' question: the same or not, where first, and does it matter?"""

from __future__ import annotations

import re

import pytest

import wufei


@pytest.fixture(scope="module")
def other(plan: wufei.Scenario, baseline: wufei.Scenario) -> wufei.Results:
    """The same run after one parameter was changed."""
    change = {"sites.dryer.capacity": "800 t/d"}
    return wufei.run([scenario.with_(change) for scenario in (baseline, plan)], replicas=3, seed=7, progress=False)


def test_a_file_is_the_same_as_itself(results: wufei.Results) -> None:
    found = wufei.compare(results, results.path)
    assert found.same and bool(found) and found.different == 0 and found.compared > 1000
    assert "same" in found.summary


def test_the_first_difference_names_site_stream_and_month(results: wufei.Results, other: wufei.Results) -> None:
    found = wufei.compare(results, other)
    assert not found and found.different > 0
    flows = [d for d in found.first if "/flows/mass" in d.where]
    assert flows, found.first
    assert re.match(r"/baseline/flows/mass: replica \d+, 2020-0[12], \w+ \w+( -> \w+)?, \w+", flows[0].where)
    assert flows[0].a != flows[0].b
    assert found.first[0].where in found.summary


def test_a_wide_tolerance_forgives_values_but_not_missing_rows(results: wufei.Results, other: wufei.Results) -> None:
    exact, wide = wufei.compare(results, other), wufei.compare(results, other, mode="tolerance", relative=2.0)
    assert wide.different < exact.different


def test_statistics_look_at_annual_indicators(results: wufei.Results) -> None:
    found = wufei.compare(results, results, mode="statistical")
    assert found.same and 0 < found.compared < 1000


def test_an_unknown_mode_is_answered_with_the_known_ones(results: wufei.Results) -> None:
    with pytest.raises(ValueError, match="exact, tolerance, statistical"):
        wufei.compare(results, results, mode="roughly")


def test_three_pairs_are_too_few_to_tell_and_say_what_they_could_see(results: wufei.Results, other: wufei.Results) -> None:
    found = wufei.compare(results, other, mode="statistical")
    assert not found
    if found.different == 0:
        assert found.too_few and found.unseen and found.unseen[0].smallest > 0
        assert "too few pairs to tell" in found.summary


@pytest.mark.parametrize(
    "limits", [{"confidence": float("nan")}, {"confidence": 99.0}, {"relative": -1.0}, {"absolute": float("inf")}]
)
def test_limits_that_are_no_sensible_numbers_are_refused(results: wufei.Results, limits: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="must be a number"):
        wufei.compare(results, results, mode="tolerance", **limits)
