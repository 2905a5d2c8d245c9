"""A forecast is only as good as its score against what was observed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import wufei


@pytest.fixture(scope="module")
def year() -> wufei.Results:
    """The base year of the plan, three times."""
    plan = wufei.read("scenarios/plan.yaml", {"period.ends": "2021-01-01"})
    return wufei.run(plan, replicas=3, progress=False)


def test_scores_agree_with_their_definition(year: wufei.Results, tmp_path: Path) -> None:
    facts = tmp_path / "facts.csv"
    facts.write_text("path,year,value,unit,uncertainty,source\nindicators.7,2020,830,t/d,,made up\n", encoding="utf-8")
    row = wufei.score(year, facts).iloc[0]
    annual = year.indicator(7, scenario="plan")["annual"].sel(year=2020).to_numpy()
    weights = year.weights("plan").to_numpy()
    assert weights.std() > 0
    spread = weights @ np.abs(annual[:, None] - annual[None, :]) @ weights / 2
    assert row["mean"] == pytest.approx(weights @ annual)
    assert row["crps"] == pytest.approx(weights @ np.abs(annual - 830) - spread)
    assert row["pit"] == pytest.approx(weights @ (annual < 830))


def test_every_observation_of_the_district_has_a_place_in_the_results(year: wufei.Results) -> None:
    table = wufei.score(year, "data/banan/observations.csv")
    assert (table.loc[table["year"] == 2020, "replicas"] == 3).all()
    assert set(table["used"]) <= {True, False}


def test_a_row_that_cannot_be_read_is_named_with_its_line(year: wufei.Results, tmp_path: Path) -> None:
    facts = tmp_path / "facts.csv"
    facts.write_text("path,year,value,unit,uncertainty,source\nflows.burnt.rubish,2020,1,t,,x\n", encoding="utf-8")
    with pytest.raises(wufei.ScenarioError, match=r"facts.csv:2:1.*E0415.*rubish"):
        wufei.score(year, facts)
