"""The build does not depend on the folder it was made in."""

from __future__ import annotations

from pathlib import Path


def test_the_executable_does_not_know_the_source_folder(executable: Path, root: Path) -> None:
    text = executable.read_bytes()
    assert [folder for folder in ("engine", "models", "build") if str(root / folder).encode() in text] == []


def test_only_one_object_of_the_tests_knows_the_source_folder(root: Path) -> None:
    needles = ("WUFEI_SOURCE_DIR", "WUFEI_EXECUTABLE")
    found = {
        path.relative_to(root).as_posix()
        for path in (root / "tests").rglob("*")
        if path.suffix in (".h", ".cpp") and any(needle in path.read_text(encoding="utf-8") for needle in needles)
    }
    assert found == {"tests/paths.cpp"}


def test_catch2_has_one_door(root: Path) -> None:
    found = {
        path.relative_to(root).as_posix()
        for path in (root / "tests").rglob("*")
        if path.suffix in (".h", ".cpp") and any(word in path.read_text(encoding="utf-8") for word in ("<catch2/", "Catch::"))
    }
    assert found == {"tests/catch.h", "tests/main.cpp"}  # names such as Catch::Contains are not those of every version
