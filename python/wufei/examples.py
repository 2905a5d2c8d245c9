"""Districts to begin from, carried by the package."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path

from . import _core
from ._arguments import a_choice, a_path, a_text
from .scenario import Scenario, read

_TEMPLATES = ("county", "banan")


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
        If the folder is not empty.
    ValueError
        If there is no such template.
    """
    path = a_path(folder, "folder")
    _core.write_template(a_choice(template, "template", _TEMPLATES), path, a_text(zh, "zh"), a_text(en, "en"))
    return Path(path)


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
    folder = _folder(a_choice(template, "template", _TEMPLATES))
    return read(folder / "scenarios" / f"{a_text(name, 'name')}.yaml")
