"""Python values as text of a scenario file."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from ._arguments import a_text

_INSIDE = set(",[]{}")  # they end a text within a list or map
_WORDS = {"", "null", "~", "true", "false", "yes", "no", "on", "off"}  # YAML reads them as something else than text


def quoted(text: str, inside: bool) -> str:
    """Text of a scenario as it is written in a file, in quotes if YAML would read it as anything else.

    A whole list or map may be given as text, ``"[a, b]"``.
    """
    if not inside and text[:1] in ("[", "{"):
        return text
    plain = (
        text == text.strip()
        and text.isprintable()
        and ": " not in text
        and " #" not in text
        and not text.endswith(":")
        and text[:1] not in set("#&*!|>%@`\"'?-,")
    ) or (text[:1] == "-" and text[1:2].isdigit())
    if inside:
        plain = plain and not _INSIDE.intersection(text) and text.lower() not in _WORDS
    return text if plain else json.dumps(text, ensure_ascii=False)


def _date_text(value: datetime.datetime) -> str:
    if value.tzinfo is not None:
        raise ValueError(f"{value.isoformat()} has a time zone, and a scenario has none; use value.replace(tzinfo=None)")
    if value.second or value.microsecond or getattr(value, "nanosecond", 0):
        raise ValueError(f"{value.isoformat()} is not a whole minute; a scenario has no seconds")
    return value.strftime("%Y-%m-%d %H:%M")


def flow_text(value: Any, inside: bool = False) -> str:
    """Write a Python value as scenario text; strings are written as in a scenario file: ``"46 %"``."""
    if value is None:
        return "null"
    if isinstance(value, (bool, np.bool_)):
        return "true" if value else "false"
    if value is pd.NaT or value is pd.NA or (isinstance(value, np.datetime64) and np.isnat(value)):
        raise ValueError(f"{value!r} is no value; use None to delete")
    if isinstance(value, np.datetime64):
        return _date_text(pd.Timestamp(value))
    if isinstance(value, datetime.datetime):
        return _date_text(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, (int, np.integer)):
        return str(int(value))
    if isinstance(value, (float, np.floating)):
        if not np.isfinite(value):
            raise ValueError(f"{value!r} is no value of a scenario")
        return repr(float(value))
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(key)}: {flow_text(item, True)}" for key, item in value.items()) + "}"
    if isinstance(value, (list, tuple, set, frozenset)):
        items = sorted(value) if isinstance(value, (set, frozenset)) else value
        return "[" + ", ".join(flow_text(item, True) for item in items) + "]"
    if isinstance(value, str):
        return quoted(value, inside)
    raise TypeError(f"a scenario holds no {type(value).__name__}: {value!r}")


def _key(key: Any) -> str:
    if not isinstance(key, str):
        raise TypeError(f"a key of a scenario is text, not {key!r}")
    return quoted(key, True)


def a_name(name: Any) -> str:
    """A name that a results file can keep: a word that is no path."""
    if not isinstance(name, str):
        raise TypeError(f"name must be text, not {name!r}")
    if not name.isprintable() or not name.strip(".") or len(name) > 100 or any(c in "/\\ " for c in name):
        raise ValueError(f"name cannot be {name!r}: it is a word of at most 100 characters, without blanks and slashes")
    return name


def title_changes(title: Any) -> list[tuple[str, str]]:
    if title is None:
        return []
    texts = title if isinstance(title, Mapping) else {"zh": title, "en": title}
    for lang, text in texts.items():
        if lang not in ("zh", "en") or not isinstance(text, str):
            raise ValueError(f"title is a text, or texts by language, 'zh' and 'en'; not {title!r}")
    return [(f"title.{lang}", quoted(a_text(text, "title"), True)) for lang, text in texts.items()]
