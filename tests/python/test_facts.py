"""The plan's figures against the data: what is printed there is printed here, and what contradicts it is in the register."""

from __future__ import annotations

import re

import pytest

import coverage_tables as tables

pytestmark = pytest.mark.skipif(not tables.FACTS.exists(), reason="the plan's list of facts is not here")


def plan_lines() -> list[str]:
    return tables.PLAN.read_text(encoding="utf-8").splitlines()


def test_the_page_of_facts_is_true() -> None:
    page = tables.FACTS_PAGE.read_text(encoding="utf-8")
    assert page == tables.facts_page(), "run: python3 tests/python/coverage_tables.py --write"


def test_every_figure_said_to_be_printed_is_printed_in_the_line_that_is_cited() -> None:
    lines = plan_lines()
    wrong = []
    for name, row in tables.all_rows():
        cited = tables.lines_cited(row.get("source") or "")
        if row.get("status") != "plan" or not cited:
            continue
        text = " ".join(lines[number - 1] for number in cited if 0 < number <= len(lines))
        # A table of an annex breaks its cells over the lines around the one that is cited.
        near = " ".join(lines[max(0, min(cited) - 20) : max(cited) + 20]) if "annex" in row["source"] else text
        missing = tables.numbers_in(row.get("printed") or "") - tables.numbers_in(near)
        if missing:
            wrong.append(f"{name}: {row['printed']} ({row['source']})")
    assert wrong == []


def test_a_fact_of_an_annex_that_differs_from_the_data_is_in_the_register() -> None:
    register = (tables.DATA / "CONFLICTS.md").read_text(encoding="utf-8")
    rows = tables.all_rows()
    differ = []
    for fact in tables.facts():
        if not re.match(r"ind\.\d+\.(base|target)|task\.\d+\.deadline|project\.\d+\.(investment|year)", fact["key"]):
            continue
        value = fact["value_text"].replace(",", "")
        if not tables.users_of(fact, rows) and value not in tables.numbers_in(register):
            differ.append(fact["key"])
    assert differ == []


def test_most_figures_of_the_district_are_used() -> None:
    facts = [fact for fact in tables.facts() if not tables.context_of(fact)]
    rows = tables.all_rows()
    used = [fact for fact in facts if tables.users_of(fact, rows)]
    assert len(used) / len(facts) > 0.6
