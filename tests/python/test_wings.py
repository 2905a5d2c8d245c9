"""Every wing says in a few lines what it is for, and pages stay readable in a terminal."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [path for folder in ("engine", "models") for path in (ROOT / folder).glob("*/*") if path.suffix in (".h", ".cpp")]
WINGS = [*sorted({path.parent.relative_to(ROOT).as_posix() for path in SOURCES}), "tests", "data/banan", "python", "scenarios"]
NOT_OURS = {"build", "out", ".git", ".pytest_cache", "node_modules"}
GENERATED = {"docs/reference/coverage.md", "data/banan/FACTS.md"}  # by tests/python/coverage_tables.py
LONGEST = 120  # characters


def pages() -> list[str]:
    found = (path.relative_to(ROOT) for path in ROOT.rglob("*.md"))
    return sorted(path.as_posix() for path in found if not NOT_OURS & set(path.parts) and path.as_posix() not in GENERATED)


def prose(text: str) -> list[str]:
    """Lines outside blocks of code and tables."""
    code = re.compile(r"^( *)```.*?^\1```$", re.M | re.S)
    return [line for line in code.sub("", text).splitlines() if not line.lstrip().startswith("|")]


def test_the_wings_are_found() -> None:
    assert len(WINGS) >= 19 and {"engine/kernel", "models/facilities"} <= set(WINGS)


@pytest.mark.parametrize("wing", WINGS)
def test_a_wing_says_what_it_is_for_in_15_lines(wing: str) -> None:
    text = (ROOT / wing / "README.md").read_text(encoding="utf-8")
    assert text.startswith(f"# {wing}: ") and len(text.splitlines()) <= 15
    assert re.search(r"^\* (Included|Used) by: ", text, re.M) and "\n* Read first: " in text


def headings(page: Path) -> set[str]:
    """The anchors that headings of a page become."""
    titles = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", pages())
def test_links_of_a_page_lead_somewhere(page: str) -> None:
    text, folder = (ROOT / page).read_text(encoding="utf-8"), (ROOT / page).parent
    links = re.findall(r"\]\((?![a-z]+:)([^)#]*)(?:#([^)]*))?\)", text)
    assert [file for file, _ in links if not (folder / file).exists()] == []
    assert [anchor for file, anchor in links if anchor and anchor not in headings(folder / file if file else ROOT / page)] == []


@pytest.mark.parametrize("page", pages())
def test_lines_of_a_page_are_short(page: str) -> None:
    long = [line for line in prose((ROOT / page).read_text(encoding="utf-8")) if len(line) > LONGEST]
    # A link or a picture cannot be broken.
    assert [line for line in long if not re.fullmatch(r"\W*!?\[.*\]\(\S+\)\W*", line)] == []


def test_the_first_page_is_one_screen() -> None:
    assert all(len((ROOT / page).read_text(encoding="utf-8").splitlines()) <= 130 for page in ("README.md", "README.zh-CN.md"))
