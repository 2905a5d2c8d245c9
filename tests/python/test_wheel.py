"""One `pip install .` gives the module and the executable."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from test_runpath import suspicious


@pytest.mark.long
def test_the_wheel_holds_module_stubs_and_executable(root: Path, tmp_path: Path) -> None:
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    wheels, target = tmp_path / "wheels", tmp_path / "target"
    subprocess.run([*pip, "wheel", str(root), "--no-deps", "--no-build-isolation", "-w", str(wheels)], check=True, timeout=3000)
    (wheel,) = wheels.glob("wufei-*.whl")
    subprocess.run([*pip, "install", "--no-deps", "--no-index", "--target", str(target), str(wheel)], check=True)
    assert [suspicious(path) for path in (target / "bin" / "wufei", *target.rglob("_core*.so"))] == [[], []]
    assert {"py.typed", "_core.pyi", "__init__.py"} <= {path.name for path in (target / "wufei").iterdir()}
    written = (
        "man/man1/wufei.1",
        "bash-completion/completions/wufei",
        "zsh/site-functions/_wufei",
        "fish/vendor_completions.d/wufei.fish",
    )
    assert all((target / "share" / path).stat().st_size > 1000 for path in written)
    assert {"wufei", "wufei-import", "wufei-cluster"} <= {path.name for path in (target / "bin").iterdir()}
    environment = os.environ | {"PYTHONPATH": str(target)}
    code = 'import wufei; print(wufei.__file__, wufei.read("scenarios/plan.yaml").name)'
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, env=environment, cwd=root)
    assert told.stdout.split() == [str(target / "wufei" / "__init__.py"), "plan"]
    version = subprocess.run([str(target / "bin" / "wufei"), "--version"], check=True, capture_output=True, text=True)
    assert version.stdout == f"wufei {wheel.name.split('-')[1]}\n"
