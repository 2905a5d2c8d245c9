"""`python -m wufei`, and imports: light, and with advice where an extra is missing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import wufei
from wufei import __main__ as program
from wufei import ema, sensitivity
from wufei._extras import extra

HEAVY = ("matplotlib", "scipy", "SALib", "sklearn", "distributed", "dask", "ema_workbench", "openpyxl")


def _python(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *words], capture_output=True, text=True, check=False)


def test_the_module_is_the_command_line(executable: Path) -> None:
    assert _python("-m", "wufei", "--version").stdout == f"wufei {wufei.__version__}\n"
    wrong = _python("-m", "wufei", "rnu", "--lang", "en")
    assert wrong.returncode == 2 and "did you mean 'run'?" in wrong.stderr


def test_a_missing_program_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(program, "executable", lambda: None)
    assert program.main() == 7 and "pip install wufei" in capsys.readouterr().err


def test_importing_the_package_imports_no_extra() -> None:
    code = "import sys, wufei, wufei.sensitivity, wufei.calibration, wufei.ema, wufei.study"
    done = _python("-c", f"{code}; print([name for name in {HEAVY} if name in sys.modules])")
    assert done.stdout == "[]\n", done.stderr


def test_a_missing_extra_is_told_with_what_brings_it(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ModuleNotFoundError, match=r"maps need no_such_thing: pip install 'wufei\[maps\]'"):
        extra("no_such_thing.at_all", "maps", "maps")
    for module in ("SALib.sample.sobol", "SALib", "ema_workbench"):
        monkeypatch.setitem(sys.modules, module, None)  # as if it were not installed
    with pytest.raises(ModuleNotFoundError, match=r"pip install 'wufei\[sensitivity\]'"):
        sensitivity.sobol_indices(lambda rows: rows["a"], {"a": (0, 1)})
    with pytest.raises(ModuleNotFoundError, match=r"pip install 'wufei\[ema\]'"):
        ema._ema()
