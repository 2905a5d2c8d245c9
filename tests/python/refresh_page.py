"""Fills the outputs of a page: runs every block of commands and puts what it prints into the text block below it.

Usage, from the project's root: python3 tests/python/refresh_page.py docs/walk_gypsum.zh-CN.md
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

BLOCK = re.compile(r"```sh\n(.*?)```\n```text\n.*?```", re.S)


def refreshed(match: re.Match[str]) -> str:
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "NO_COLOR": "1"}
    run = subprocess.run(["sh", "-c", match[1]], env=environment, capture_output=True, text=True, check=False)
    printed = "\n".join(line.rstrip() for line in run.stdout.splitlines())
    return f"```sh\n{match[1]}```\n```text\n{printed}\n```"


def commands_without_output(text: str) -> list[str]:
    """Blocks that print nothing here, but write the files that later ones read."""
    return [commands for commands in re.findall(r"```sh\n(.*?)```\n(?!```text)", text, re.S) if "build/wufei run" in commands]


for page in map(Path, sys.argv[1:]):
    text = page.read_text(encoding="utf-8")
    for commands in commands_without_output(text):
        subprocess.run(["sh", "-c", commands], check=True)
    page.write_text(BLOCK.sub(refreshed, text), encoding="utf-8")
