"""``python -m wufei``: the command line, for where its folder is not on the search path."""

from __future__ import annotations

import os
import sys
import sysconfig
from pathlib import Path


def executable() -> Path | None:
    """The program ``wufei`` of this package: beside the interpreter or, where it was only built, above the package."""
    folders = [sysconfig.get_path("scripts"), Path(sys.executable).parent, Path(__file__).parents[2]]
    folders.append(Path(__file__).parents[1] / "bin")  # pip install --target
    found = (Path(folder) / "wufei" for folder in folders)
    return next((path for path in found if path.is_file() and os.access(path, os.X_OK)), None)


def main() -> int:
    """Becomes the program; returns only if there is none."""
    program = executable()
    if program is None:
        print("错误：没有找到程序wufei / error: the program wufei is not installed; pip install wufei", file=sys.stderr)
        return 7
    return os.execv(program, ["wufei", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
