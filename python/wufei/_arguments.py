"""Arguments of public functions, checked before they reach the compiled module, which would answer in its own terms."""

from __future__ import annotations

import math
import operator
import os
from typing import Any


def a_path(value: Any, name: str = "path") -> str:
    """Text of a path.

    Raises
    ------
    TypeError
        If it is not a path.
    ValueError
        If it is empty, or not text: names of files are kept in results as UTF-8.
    """
    try:
        path = os.fsdecode(value)
    except TypeError:
        raise TypeError(f"{name} must be a path (str or os.PathLike), not {type(value).__name__}") from None
    if not path:
        raise ValueError(f"{name} is empty; name a file")
    return _storable(path, name, "; rename the file", "; name a file")


def a_text(value: Any, name: str) -> str:
    """Text that UTF-8 can hold.

    Raises
    ------
    TypeError
        If it is not a str.
    ValueError
        If UTF-8 cannot hold it, or it has a zero byte.
    """
    if not isinstance(value, str):
        raise TypeError(f"{name} must be a str, not {type(value).__name__}")
    return _storable(value, name)


def _storable(text: str, name: str, unless_utf8: str = "", with_zero: str = "") -> str:
    """The text, unless UTF-8 cannot hold it or it has a zero byte; the rest is advice."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise ValueError(f"{name} {text!r} is not UTF-8{unless_utf8}") from None
    if "\0" in text:
        raise ValueError(f"{name} {text!r} holds a zero byte{with_zero}")
    return text


def a_whole(value: Any, name: str, least: int, most: int) -> int:
    """A whole number within limits.

    Raises
    ------
    TypeError
        If it is not a whole number; True and False are none.
    ValueError
        If it is out of the limits.
    """
    try:
        number = operator.index(value)
    except TypeError:
        number = None
    if number is None or isinstance(value, bool):
        raise TypeError(f"{name} must be a whole number, not {value!r}")
    if not least <= number <= most:
        raise ValueError(f"{name} must be at least {least} and at most {most}, not {number}")
    return number


def a_number(value: Any, name: str) -> float:
    """A finite number.

    Raises
    ------
    TypeError
        If it is no number.
    ValueError
        If it is not finite.
    """
    if isinstance(value, (str, bytes)):
        raise TypeError(f"{name} must be a number, not {value!r}")
    try:
        number = float(value)
    except (TypeError, ValueError):
        raise TypeError(f"{name} must be a number, not {value!r}") from None
    if not math.isfinite(number):
        raise ValueError(f"{name} must be a number, not {number}")
    return number


def a_choice(value: Any, name: str, known: Any) -> str:
    """One of the words in `known`.

    Raises
    ------
    TypeError
        If it is not text.
    ValueError
        If it is not known.
    """
    if not isinstance(value, str):
        raise TypeError(f"{name} must be one of {', '.join(known)}, not {value!r}")
    if value not in known:
        raise ValueError(f"no {name} is called {value!r}; known: {', '.join(known)}")
    return value
