"""Districts to begin from, carried by the package."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path

from . import _core
from .scenario import Scenario, read


def init(folder: str | os.PathLike[str], template: str = "county", *, zh: str = "", en: str = "") -> Path:
    """Writes a small complete district into a new folder, as ``wufei init`` does.

    Parameters
    ----------
    folder : path
        New or empty.
    template : str
        ``"county"``, an example with invented numbers, or ``"banan"``, the district of this project.
    zh, en : str, optional
        Name of the county in Chinese and in English.

    Returns
    -------
    Path
        The folder; its scenarios are ``scenarios/baseline.yaml`` and ``scenarios/plan.yaml``.

    Raises
    ------
    UsageError
        If the folder is not empty, or there is no such template.
    """
    _core.write_template(template, os.fspath(folder), zh, en)
    return Path(folder)


@cache
def _folder(template: str) -> Path:
    """A copy for this process, gone with it."""
    folder = Path(tempfile.mkdtemp(prefix="wufei-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return init(folder / template, template)


def example(name: str = "plan", template: str = "banan") -> Scenario:
    """A scenario of a district that comes with the package, so that ``pip install wufei`` is enough to try it.

    Parameters
    ----------
    name : str
        Of the scenario: ``"plan"``, ``"baseline"`` or another of the template.
    template : str
        ``"banan"`` or ``"county"``.

    Examples
    --------
    >>> import wufei
    >>> wufei.example("baseline", "county").title["en"]
    'Yunshan county as it is'
    """
    return read(_folder(template) / "scenarios" / f"{name}.yaml")
