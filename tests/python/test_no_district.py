"""What belongs to one district stands in its data: no year and no figure of a plan in the program."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

# Where a year may stand: national systems of indicators, the epoch of the file format, and how a value is written, in hints.
ALLOWED = re.compile(
    r"20(19|21)年指标体系|2021年表述|20(19|21) (trial )?system|wording of 2021|days since 2020"
    r"|period: \{|base_year: 20|\{starts: |write 2023|请写2023|--starts |--date |--year 20"
)
YEAR = re.compile(r"(?<![0-9./%-])20[0-9]{2}(?![0-9]|-[0-9]{2})")
TASK = re.compile(r"\b(task|project) [0-9]|(任务|重点工程) ?[0-9]")
PLAN_FIGURES = re.compile(r"(?<![0-9.])(814\.8|213\.9|0\.087|70\.89|43\.38|61\.2)(?![0-9])")


def cpp_lines(root: Path) -> Iterator[tuple[str, str]]:
    files = [*root.glob("models/**/*.cpp"), *root.glob("models/**/*.h"), *root.glob("python/bindings/*.cpp")]
    for file in sorted(files):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            yield f"{file.relative_to(root)}:{number}", re.sub(r"(^|\s)///? .*$", "", line)


def cpp_strings(root: Path) -> Iterator[tuple[str, str]]:
    for place, line in cpp_lines(root):
        for text in re.findall(r'"(?:[^"\\]|\\.)*"', line):
            yield place, text


def python_constants(root: Path) -> Iterator[tuple[str, str]]:
    for file in sorted(root.glob("python/wufei/*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
        prose = {ast.get_docstring(node, clean=False) for node in ast.walk(tree) if isinstance(node, documented)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and node.value not in prose:
                yield f"{file.relative_to(root)}:{node.lineno}", str(node.value)


def test_no_year_of_a_plan_is_in_the_program(root: Path) -> None:
    texts = [*cpp_strings(root), *python_constants(root)]
    assert len(texts) > 1000
    assert [(place, text) for place, text in texts if YEAR.search(text) and not ALLOWED.search(text)] == []


def test_no_figure_of_a_plan_is_in_the_program(root: Path) -> None:
    assert [(place, line) for place, line in cpp_lines(root) if PLAN_FIGURES.search(line)] == []


def test_the_program_knows_no_task_of_a_plan(root: Path) -> None:
    assert [(place, text) for place, text in cpp_strings(root) if TASK.search(text)] == []


@pytest.mark.parametrize("name", ["巴南", "Banan", "重庆", "Chongqing"])
def test_the_program_names_no_district(root: Path, name: str) -> None:
    assert [(place, text) for place, text in cpp_strings(root) if name in text] == []


def test_no_indicator_of_a_list_is_treated_apart(root: Path) -> None:
    """Numbers of indicators stand in their literals and in data; nothing else asks for one by its key."""
    assert [(place, text) for place, text in cpp_strings(root) if re.fullmatch(r'"\d{1,3}\.[a-z]+"', text)] == []
