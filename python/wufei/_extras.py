"""Packages that only some functions need, imported when they are, with advice where they are missing."""

from __future__ import annotations

import importlib
from typing import Any


def extra(module: str, name: str, purpose: str) -> Any:
    """A module of the extra `name` of this package.

    Raises
    ------
    ModuleNotFoundError
        If it is not installed; the message says how it is.
    """
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        package = (error.name or module).split(".")[0]
        raise ModuleNotFoundError(f"{purpose} need {package}: pip install 'wufei[{name}]'", name=error.name) from error
