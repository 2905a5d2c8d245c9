"""Scenarios are values: they are read, copied with changes, compared, hashed and pickled."""

from __future__ import annotations

import lzma
import os
from collections.abc import Mapping
from typing import Any, Union

import numpy as np
import pandas as pd

from . import _core
from ._arguments import a_path
from .scenario_text import a_name, flow_text, title_changes

PathLike = Union[str, "os.PathLike[str]"]


class Scenario:
    """A scenario, merged from its files and changes.

    An immutable value: :meth:`with_` returns a changed copy. Equal when name, merged text and data are equal. It is pickled with
    all that its files say, so that Dask, joblib and others can send it to another machine, which needs none of them.

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

    def with_(
        self, changes: Mapping[str, Any], name: str | None = None, title: str | Mapping[str, str] | None = None
    ) -> Scenario:
        """Copy with values replaced.

        Parameters
        ----------
        changes : mapping of str to value
            Paths and new values. Text is written as in a scenario file (``"2400 t/d"``, ``"46 %"``, ``"2023-07"``);
            numbers, booleans, dates, lists and mappings may be given as such; None deletes.
        name : str, optional
            Of the copy, in results files and messages; by default that of the original. Scenarios of one run have different names.
        title : str or mapping, optional
            Of the copy, for people: one text, or texts by language, ``zh`` and ``en``.

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
        >>> short.with_({}, name="late", title="Later").name
        'late'
        """
        if not isinstance(changes, Mapping):
            raise TypeError(f"changes must be a mapping of paths to values, not {type(changes).__name__}")
        for path in changes:
            if not isinstance(path, str):
                raise TypeError(f"a path of a change is text such as 'sites.dryer.capacity', not {path!r}")
        pairs = [(path, flow_text(value)) for path, value in changes.items()] + title_changes(title)
        core = self._core.with_(pairs) if pairs else self._core
        return self if core is self._core and name is None else Scenario(core if name is None else core.named(a_name(name)))

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

    def ranges(self) -> pd.DataFrame:
        """Every value with a range, as numbers: assumptions, and sizes, dates and ramps of policies.

        Returns
        -------
        pandas.DataFrame
            Index ``path``; columns ``low``, ``mode``, ``high`` in ``unit`` (as written; dates in days since 1970-01-01), ``whole``
            (counts and dates: whole numbers), ``group`` (path of a map whose values keep their sum when they are drawn; empty:
            none). Drawn for each replica under ``uncertainty: parameters``.

        Examples
        --------
        >>> import wufei
        >>> ranges = wufei.read("scenarios/plan.yaml").ranges()
        >>> change = ranges.loc["policies.gypsum_market.change"]
        >>> [float(change[end]) for end in ("low", "mode", "high")], change["unit"]
        ([0.0, 20.0, 67.0], '%')
        """
        return pd.DataFrame(self._core.ranges()).set_index("path")

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
        return _from_bytes, (lzma.compress(self._core.to_bytes(), preset=0),)

    def __repr__(self) -> str:
        changes = f", {len(self.changes)} changed" if self.changes else ""
        return f"<wufei.Scenario {self.name!r} of {self.path!r}{changes}>"


def _from_bytes(compressed: bytes) -> Scenario:
    return Scenario(_core.Scenario.from_bytes(lzma.decompress(compressed)))


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
