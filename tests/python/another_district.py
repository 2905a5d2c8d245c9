"""Runs the commands of the tutorial on another district, from an empty folder.

build/venv/bin/python tests/python/another_district.py --write     # puts what they print into the pages
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from test_pages import COMMANDS, ROOT, environment

PAGES = ("docs/another_district.md", "docs/another_district.zh-CN.md")


def blocks(page: str) -> Iterator[re.Match[str]]:
    """The blocks of commands of a page, with what is printed below them."""
    return COMMANDS.finditer((ROOT / page).read_text(encoding="utf-8"))


class Shell:
    """Runs blocks in one folder after the other, as a person would; `wufei` is that of build/."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.commands = 0

    def run(self, commands: str) -> str:
        printed = ""
        path = f"{ROOT / 'build'}:{os.environ['PATH']}"
        for command in commands.splitlines():
            self.commands += 1
            if command.startswith("cd "):
                self.folder /= command.removeprefix("cd ")
                continue
            ran = subprocess.run(
                ["sh", "-c", command],
                cwd=self.folder,
                env={**environment(), "PATH": path},
                capture_output=True,
                text=True,
                check=False,
            )
            assert ran.returncode == 0, command + ran.stderr
            printed += ran.stdout + ran.stderr
        return "".join(line.rstrip() + "\n" for line in printed.splitlines())


def refreshed(page: str, folder: Path) -> str:
    shell = Shell(folder)

    def block(match: re.Match[str]) -> str:
        commands, printed = match.groups()
        output = shell.run(commands)
        return match[0] if printed is None else f"```sh\n{commands}```\n```text\n{output}```"

    return COMMANDS.sub(block, (ROOT / page).read_text(encoding="utf-8"))


if __name__ == "__main__":
    for name in PAGES:
        with TemporaryDirectory() as folder:
            text = refreshed(name, Path(folder))
        if "--write" in sys.argv:
            (ROOT / name).write_text(text, encoding="utf-8")
        elif text != (ROOT / name).read_text(encoding="utf-8"):
            sys.exit(f"{name} is not what its commands print; --write renews it")
