"""Scenarios are values: they are read, copied with changes, compared, hashed and pickled."""

from __future__ import annotations

import datetime
import json
import os
from collections.abc import Mapping
from typing import Any, Union

import numpy as np
import pandas as pd

from . import _core
from ._arguments import a_path

PathLike = Union[str, "os.PathLike[str]"]

_INSIDE = set(",[]{}")  # they end a text within a list or map
_WORDS = {"", "null", "~", "true", "false", "yes", "no", "on", "off"}  # YAML reads them as something else than text


def _quoted(text: str, inside: bool) -> str:
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


def _flow_text(value: Any, inside: bool = False) -> str:
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
        return "{" + ", ".join(f"{_key(key)}: {_flow_text(item, True)}" for key, item in value.items()) + "}"
    if isinstance(value, (list, tuple, set, frozenset)):
        items = sorted(value) if isinstance(value, (set, frozenset)) else value
        return "[" + ", ".join(_flow_text(item, True) for item in items) + "]"
    if isinstance(value, str):
        return _quoted(value, inside)
    raise TypeError(f"a scenario holds no {type(value).__name__}: {value!r}")


def _key(key: Any) -> str:
    if not isinstance(key, str):
        raise TypeError(f"a key of a scenario is text, not {key!r}")
    return _quoted(key, True)


class Scenario:
    """A scenario, merged from its files and changes.

    An immutable value: :meth:`with_` returns a changed copy. Equal when name, merged text and data are equal. It is pickled as
    path and changes, so that Dask, joblib and others can send it to another process, which reads the same files.

    Returned by :func:`wufei.read`.

    Examples
    --------
    >>> import wufei
    >>> plan = wufei.read("scenarios/plan.yaml")
    >>> more = plan.with_({"policies.gypsum_market.change": "60 %"})
    >>> more == plan
    False
    >>> plan.with_({"policies.gypsum_market.change": "{low: 0 %, mode: 20 %, high: 67 %}"}) == plan
    True
    """

    __slots__ = ("_core", "_key")

    def __init__(self, core: _core.Scenario) -> None:
        self._core = core
        self._key: tuple[str, str, str] | None = None

    @classmethod
    def read(cls, path: PathLike, changes: Mapping[str, Any] | None = None) -> Scenario:
        """Read a scenario file; the same as :func:`wufei.read`."""
        return cls(_core.Scenario.read(a_path(path))).with_({} if changes is None else changes)

    def with_(self, changes: Mapping[str, Any]) -> Scenario:
        """Copy with values replaced.

        Parameters
        ----------
        changes : mapping of str to value
            Paths and new values. Text is written as in a scenario file (``"2400 t/d"``, ``"46 %"``, ``"2023-07"``);
            numbers, booleans, dates, lists and mappings may be given as such; None deletes.

        Returns
        -------
        Scenario

        Raises
        ------
        ScenarioError
            If a path or a value is invalid.

        Examples
        --------
        >>> import wufei
        >>> short = wufei.read("scenarios/plan.yaml").with_({"period.ends": "2020-03-01", "replicas": 2})
        >>> short.changes
        (('period.ends', '2020-03-01'), ('replicas', '2'))
        """
        if not isinstance(changes, Mapping):
            raise TypeError(f"changes must be a mapping of paths to values, not {type(changes).__name__}")
        for path in changes:
            if not isinstance(path, str):
                raise TypeError(f"a path of a change is text such as 'sites.dryer.capacity', not {path!r}")
        if not changes:
            return self
        return Scenario(self._core.with_([(path, _flow_text(value)) for path, value in changes.items()]))

    @property
    def name(self) -> str:
        """File name without extension."""
        return self._core.name

    @property
    def path(self) -> str:
        """Path as given."""
        return self._core.path

    @property
    def changes(self) -> tuple[tuple[str, str], ...]:
        """All changes, in order, as pairs (path, text)."""
        return tuple(tuple(change) for change in self._core.changes)

    @property
    def title(self) -> dict[str, str]:
        """Title by language, ``zh`` and ``en``.

        Examples
        --------
        >>> import wufei
        >>> wufei.read("scenarios/baseline.yaml").title["en"]
        'Baseline: 2020 goes on'
        """
        return {"zh": self._core.title_zh, "en": self._core.title_en}

    @property
    def period(self) -> np.ndarray:
        """First second of the run and the first one after it, ``datetime64[s]``, shape (2,).

        Examples
        --------
        >>> import wufei
        >>> wufei.read("scenarios/plan.yaml").period
        array(['2020-01-01T00:00:00', '2026-01-01T00:00:00'],
              dtype='datetime64[s]')
        """
        return np.array(self._core.period(), dtype="int64").astype("datetime64[s]")

    @property
    def sha256(self) -> str:
        """SHA-256 of the merged text, 64 hex digits."""
        return self._core.sha256

    @property
    def data_sha256(self) -> str:
        """SHA-256 of the data tables, 64 hex digits."""
        return self._core.data_sha256

    def resolved_text(self, origins: bool = False) -> str:
        """Merged scenario as YAML that reads back to the same scenario; with `origins`, file and line after every value."""
        return self._core.resolved_text(bool(origins))

    def values(self) -> pd.DataFrame:
        """Every input value with its source.

        Returns
        -------
        pandas.DataFrame
            Index ``path``; columns of text: ``value`` (as written, with unit), ``low``, ``high`` (range of an assumption),
            ``status`` (plan, derived, assumption, scenario), ``source``, ``printed`` (as printed in the plan), ``origin``
            (file and line).

        Examples
        --------
        >>> import wufei
        >>> wufei.read("scenarios/plan.yaml").values().loc["policies.gypsum_market.change", "value"]
        '20 %'
        """
        return pd.DataFrame(self._core.values()).set_index("path")

    def check(self) -> None:
        """Check for all errors without running: values, names, and whether every stream can reach an end.

        Raises
        ------
        ScenarioError
            With all diagnostics.

        Examples
        --------
        >>> import wufei
        >>> wufei.read("scenarios/plan.yaml").check()
        """
        self._core.check()

    def _identity(self) -> tuple[str, str, str]:
        if self._key is None:
            self._key = (self.name, self.sha256, self.data_sha256)
        return self._key

    def __eq__(self, other: object) -> bool:
        return self._identity() == other._identity() if isinstance(other, Scenario) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._identity())

    def __reduce__(self) -> tuple[Any, ...]:
        # Absolute, because another process may have another working directory.
        return _restore, (os.path.abspath(self.path), self.changes, self._identity())

    def __repr__(self) -> str:
        changes = f", {len(self.changes)} changed" if self.changes else ""
        return f"<wufei.Scenario {self.name!r} of {self.path!r}{changes}>"


def _restore(path: str, changes: tuple[tuple[str, str], ...], identity: tuple[str, str, str]) -> Scenario:
    scenario = Scenario.read(path)
    if changes:
        scenario = Scenario(scenario._core.with_(list(changes)))
    if scenario._identity() != identity:
        raise ValueError(f"the files of scenario {path!r} have changed since it was pickled")
    return scenario


def read(path: PathLike, changes: Mapping[str, Any] | None = None) -> Scenario:
    """Read a scenario file, its parents and its data tables.

    Parameters
    ----------
    path : path
        A YAML file, e.g. ``scenarios/plan.yaml``.
    changes : mapping of str to value, optional
        As for :meth:`Scenario.with_`.

    Returns
    -------
    Scenario

    Raises
    ------
    ScenarioError
        If files or changes are invalid; see its ``diagnostics``. Units, names and ranges are checked by
        :meth:`Scenario.check` and by :func:`wufei.run`.
    InputOutputError
        If a file cannot be read.

    Examples
    --------
    >>> import wufei
    >>> wufei.read("scenarios/plan.yaml")
    <wufei.Scenario 'plan' of 'scenarios/plan.yaml'>
    """
    return Scenario.read(path, changes)
