"""What the pages print is what the program prints: commands of README and manual are run, and every line below them found."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [
    name + ending for name in ("README", "docs/tutorial", "docs/MANUAL", "docs/walk_gypsum") for ending in (".md", ".zh-CN.md")
]
COMMANDS = re.compile(r"```sh\n(.*?)```(?:\n```text\n(.*?)```)?", re.S)
FILES = re.compile(r"`((?:data|scenarios)/[\w/]+\.yaml)`[^`]*?\n\n```yaml\n(.*?)```", re.S)


def text_of(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def told(line: str) -> str:
    """A line without what differs between machines: the time a run took, and its threads."""
    return re.sub(r"\d+ threads, [\d.]+ s", "", line).rstrip()


def missing_lines(printed: str, output: str) -> list[str]:
    """Lines of the page that the output does not have, in their order."""
    rest = iter([told(line) for line in output.splitlines()])
    return [line for line in map(told, printed.splitlines()) if line not in rest]


def copy_of_the_project(page: str, executable: Path, folder: Path) -> None:
    """Scenarios, data, the executable and the files that the page shows, in an empty folder."""
    for name in ("data", "scenarios"):
        copytree(ROOT / name, folder / name)
    (folder / "out").mkdir()
    (folder / "build").mkdir()
    (folder / "build" / "wufei").symlink_to(executable)
    for name, text in FILES.findall(text_of(page)):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def environment() -> dict[str, str]:
    """The environment of commands: no colour, and no language but the one they name."""
    return {**{key: value for key, value in os.environ.items() if key != "WUFEI_LANG"}, "LC_ALL": "C.UTF-8", "NO_COLOR": "1"}


def run_blocks(page: str, executable: Path, folder: Path, wanted: Callable[[str], bool]) -> None:
    """Runs the blocks of commands that are wanted, in their order, in a copy of the project."""
    copy_of_the_project(page, executable, folder)
    found = COMMANDS.findall(text_of(page))
    blocks = [(commands, printed) for commands, printed in found if "build/wufei" in commands and wanted(commands)]
    assert blocks
    for commands, printed in blocks:
        run = subprocess.run(["sh", "-c", commands], cwd=folder, env=environment(), capture_output=True, text=True, check=False)
        assert run.returncode in (0, 1, 3), commands + run.stderr
        assert missing_lines(printed, run.stdout + run.stderr) == [], commands


@pytest.mark.long
@pytest.mark.parametrize("page", PAGES)
def test_a_page_prints_what_its_commands_print(page: str, executable: Path, tmp_path: Path) -> None:
    run_blocks(page, executable, tmp_path, lambda commands: True)


@pytest.mark.parametrize("page", [page for page in PAGES if "walk" in page])
def test_what_a_walk_asks_of_scenarios_is_answered(page: str, executable: Path, tmp_path: Path) -> None:
    run_blocks(page, executable, tmp_path, lambda commands: ".h5" not in commands)


@pytest.mark.parametrize("page", [page for page in PAGES if "walk" in page])
def test_every_command_of_a_walk_succeeds_with_two_replicas(page: str, executable: Path, tmp_path: Path) -> None:
    """The figures are those of more replicas, so only the exit codes count here."""
    copy_of_the_project(page, executable, tmp_path)
    for commands, _ in COMMANDS.findall(text_of(page)):
        for command in commands.splitlines():
            words = command.split("|")[0].replace("--replicas 8", "--replicas 2")
            run = subprocess.run(["sh", "-c", words], cwd=tmp_path, capture_output=True, text=True, check=False)
            assert run.returncode in (0, 1) if " compare " in words else run.returncode == 0, words + run.stderr
