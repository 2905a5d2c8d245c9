"""docs/reference/coverage.md is what the project is, and every row of the plan's annexes is served somewhere."""

from __future__ import annotations

from pathlib import Path

import coverage_tables


def test_the_page_is_true(executable: Path) -> None:
    page = coverage_tables.COVERAGE_PAGE.read_text(encoding="utf-8")
    assert page == coverage_tables.coverage_page(), "run: python3 tests/python/coverage_tables.py --write"


def test_every_row_is_served() -> None:
    page = coverage_tables.COVERAGE_PAGE.read_text(encoding="utf-8")
    assert [line for line in page.splitlines() if "**nowhere**" in line] == []
