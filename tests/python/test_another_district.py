"""The tutorial on another district does what it says: from an empty folder to results in at most ten commands."""

from __future__ import annotations

from pathlib import Path

import pytest

from another_district import PAGES, Shell, blocks


@pytest.mark.parametrize("page", PAGES)
def test_the_tutorial_prints_what_its_commands_print(page: str, executable: Path, tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    for block in blocks(page):
        commands, printed = block.groups()
        output = shell.run(commands)
        assert printed is None or printed == output, commands
    assert shell.commands <= 10
    assert (tmp_path / "yunshan" / "out" / "results.h5").exists()


def test_both_languages_give_the_same_commands() -> None:
    counts = [[len(b[1].splitlines()) for b in blocks(page)] for page in PAGES]
    assert counts[0] == counts[1]
