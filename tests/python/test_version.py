"""The version is written once, in CMakeLists.txt; what repeats it must agree."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def found(file: str, pattern: str) -> list[str]:
    return re.findall(pattern, (ROOT / file).read_text(encoding="utf-8"), re.M)


def version() -> str:
    (written,) = found("CMakeLists.txt", r"^project\(wufei VERSION ([0-9.]+)")
    return written


def test_the_package_reads_the_version_from_cmake() -> None:
    assert found("pyproject.toml", r"^version\b") == [] and found("pyproject.toml", r'^dynamic = \["version"\]$')
    (pattern,) = found("pyproject.toml", r"^metadata\.version = .*regex = '(.+)'")
    assert found("CMakeLists.txt", pattern) == [version()]


def test_the_citation_agrees() -> None:
    assert found("CITATION.cff", r"^version: (.+)$") == [version()]


def test_the_changelog_has_an_entry() -> None:
    entries = found("CHANGELOG.md", r"^## \[([^\]]+)\]")
    assert entries[0] == "Unreleased" and entries[1] == version()


def test_the_program_agrees(executable: Path) -> None:
    run = subprocess.run([str(executable), "--version"], check=True, capture_output=True, text=True)
    assert run.stdout == f"wufei {version()}\n"
