"""Fills the outputs of a page: runs every block of commands and puts what it prints into the text block below it.

Usage, from the project's root: build/venv/bin/python tests/python/refresh_page.py docs/walk_gypsum.zh-CN.md
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from test_pages import COMMANDS, ROOT, copy_of_the_project, environment


def output_of(commands: str, folder: Path) -> str:
    run = subprocess.run(["sh", "-c", commands], cwd=folder, env=environment(), capture_output=True, text=True, check=False)
    return "".join(line.rstrip() + "\n" for line in run.stdout.splitlines())


def refreshed(page: str, folder: Path) -> str:
    """The page with every block of commands run in its order, also those that print nothing here but write files."""

    def block(match: re.Match[str]) -> str:
        commands, printed = match.groups()
        if "build/wufei" not in commands:
            return match[0]
        output = output_of(commands, folder)
        return match[0] if printed is None else f"```sh\n{commands}```\n```text\n{output}```"

    return COMMANDS.sub(block, (ROOT / page).read_text(encoding="utf-8"))


if __name__ == "__main__":
    for name in sys.argv[1:]:
        with TemporaryDirectory() as folder:
            copy_of_the_project(name, ROOT / "build" / "wufei", Path(folder))
            (ROOT / name).write_text(refreshed(name, Path(folder)), encoding="utf-8")
