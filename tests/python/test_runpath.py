"""The loader looks for libraries in absolute folders only: a stranger's library in the current folder is never loaded."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import wufei

ROOT = Path(__file__).resolve().parents[2]
MODULE = Path(wufei._core.__file__)
STRANGER = """
#include <stdio.h>
__attribute__((constructor)) static void loaded(void) { fclose(fopen("loaded", "w")); }
"""


def search_path(program: Path) -> list[str]:
    """Elements of RPATH and RUNPATH."""
    dynamic = subprocess.run(
        ["readelf", "-d", program], capture_output=True, text=True, check=True, env={**os.environ, "LC_ALL": "C"}
    )
    return [element for path in re.findall(r"\((?:RPATH|RUNPATH)\).*\[(.*)\]", dynamic.stdout) for element in path.split(":")]


def libraries(program: Path) -> list[str]:
    dynamic = subprocess.run(
        ["readelf", "-d", program], capture_output=True, text=True, check=True, env={**os.environ, "LC_ALL": "C"}
    )
    return re.findall(r"\(NEEDED\).*\[(.*)\]", dynamic.stdout)


def suspicious(program: Path) -> list[str]:
    return [element for element in search_path(program) if not element.startswith(("/", "$ORIGIN"))]


@pytest.fixture()
def hostile(tmp_path: Path, executable: Path) -> Path:
    """A folder that holds a library of a stranger under every name that the program asks for."""
    source = tmp_path / "stranger.c"
    source.write_text(STRANGER, encoding="ascii")
    for name in {*libraries(executable), *libraries(MODULE)}:
        if not name.startswith(("libc.so", "ld-linux", "libm.so")):
            subprocess.run(["g++", "-x", "c", "-shared", "-fPIC", source, "-o", tmp_path / name], check=True)
    assert any(name.name.startswith("libhdf5") for name in tmp_path.iterdir())
    return tmp_path


def test_the_executable_searches_absolute_folders_only(executable: Path) -> None:
    assert suspicious(executable) == []


def test_the_module_searches_absolute_folders_only() -> None:
    assert suspicious(MODULE) == []


def test_an_installed_tree_searches_absolute_folders_only(tmp_path: Path) -> None:
    subprocess.run(["cmake", "--install", ROOT / "build", "--prefix", tmp_path], check=True, capture_output=True)
    installed = [
        path for path in tmp_path.rglob("*") if (path.name == "wufei" and path.is_file()) or path.name.startswith("_core")
    ]
    assert len([path for path in installed if path.suffix != ".pyi"]) == 2
    assert [suspicious(path) for path in installed if path.suffix != ".pyi"] == [[], []]


def test_a_strangers_library_in_the_current_folder_is_not_loaded_by_the_executable(hostile: Path, executable: Path) -> None:
    run = subprocess.run([executable, "--version"], cwd=hostile, capture_output=True, text=True, check=False)
    assert run.returncode == 0 and not (hostile / "loaded").exists(), run.stderr


def test_a_strangers_library_in_the_current_folder_is_not_loaded_by_the_module(hostile: Path) -> None:
    run = subprocess.run([sys.executable, "-c", "import wufei"], cwd=hostile, capture_output=True, text=True, check=False)
    assert run.returncode == 0 and not (hostile / "loaded").exists(), run.stderr
