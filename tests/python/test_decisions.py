"""Decision records: every page has its parts and a status, the index lists all, and both sides of a change name each other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "decisions"
PAGES = {page.name[:4]: page for page in sorted(FOLDER.glob("[0-9]*.md"))}
STATUS = re.compile(r"accepted|superseded by \d{4}|accepted, .+")
ROW = re.compile(r"^\| \[(\d{4})\]\(([^)]+)\) \| (.+?) \| (.+?) \| (\d{4}-\d\d-\d\d) \|", re.M)
REVERSE = {"superseded by": "supersedes", "supersedes": "superseded by", "amended by": "amends", "amends": "amended by"}


def field(number: str, name: str) -> str:
    """A field of a page's head on one line, without its links."""
    found = re.search(rf"^\* {name}: (.+(?:\n  .+)*)$", PAGES[number].read_text(encoding="utf-8"), re.M)
    assert found, f"{number} has no {name}"
    return re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", found[1]).replace("\n ", "")


def changes(number: str) -> set[tuple[str, str]]:
    """What a status says of other decisions: (amends, 0017)."""
    found = re.findall(r"(superseded by|supersedes|amended by|amends) (\d{4}(?: and \d{4})*)", field(number, "Status"))
    return {(verb, other) for verb, others in found for other in others.split(" and ")}


def test_pages_are_numbered_without_gaps() -> None:
    assert list(PAGES) == [f"{number:04d}" for number in range(1, len(PAGES) + 1)] and len(PAGES) >= 82


@pytest.mark.parametrize("number", PAGES)
def test_a_page_has_its_parts(number: str) -> None:
    text = PAGES[number].read_text(encoding="utf-8")
    assert text.startswith(f"# {number}. ")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", field(number, "Date")) and STATUS.fullmatch(field(number, "Status"))
    parts = re.split(r"^## (.+)$", text, flags=re.M)[1:]
    assert parts[::2] == ["Context", "Decision", "Consequences"] and all(part.strip() for part in parts[1::2])


def test_a_change_is_named_on_both_pages() -> None:
    said = {(number, verb, other) for number in PAGES for verb, other in changes(number)}
    assert said and {(other, REVERSE[verb], number) for number, verb, other in said} == said


def test_the_index_lists_every_page_with_its_status() -> None:
    rows = ROW.findall((FOLDER / "README.md").read_text(encoding="utf-8"))
    titles = {number: page.read_text(encoding="utf-8").splitlines()[0][len("# 0000. ") :] for number, page in PAGES.items()}
    assert rows == [(n, PAGES[n].name, titles[n], field(n, "Status"), field(n, "Date")) for n in PAGES]
