"""Results files as xarray and pandas objects."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import weakref
from pathlib import Path
from typing import Any

import pandas as pd

from . import _core
from ._arguments import a_path, a_whole
from .comparison import Comparison, comparison_of
from .errors import ResultsError
from .iamc import iamc_table
from .indicator_tables import IndicatorTables
from .progress import Bar, Progress, a_progress
from .scenario import PathLike


class Results(IndicatorTables):
    """A results file: one or more scenarios with all replicas.

    Returned by :func:`wufei.open` and :func:`wufei.run`. Opening checks the seal, so a damaged file is rejected at once.

    Parameters
    ----------
    path : path
        An ``.h5`` file.
    temporary : path, optional
        A folder that is deleted when the results are no longer used.

    Examples
    --------
    >>> import wufei
    >>> short = wufei.read("scenarios/plan.yaml", {"period.ends": "2020-02-01"})
    >>> results = wufei.run(short, replicas=1, progress=False)
    >>> results.scenarios
    ('plan',)
    """

    def __init__(self, path: PathLike, temporary: PathLike | None = None) -> None:
        self._path = a_path(path)
        self._temporary = temporary is not None
        if temporary is not None:
            weakref.finalize(self, shutil.rmtree, os.fspath(temporary), ignore_errors=True)
        self._seal = _seal_of(self._path)
        self._head = _core.read_head(self._path)

    def __fspath__(self) -> str:
        return self._path

    def __reduce__(self) -> tuple[Any, ...]:
        # A temporary file is deleted with its owner, so its bytes travel; any other is opened again where it lies.
        if self._temporary:
            return _from_bytes, (Path(self._current()).read_bytes(),)
        return _reopen, (os.path.abspath(self._path), self._seal)

    def _current(self) -> str:
        """Path of the file, which must still be the one that was opened."""
        if _seal_of(self._path) != self._seal:
            raise ResultsError(f"'{self._path}' was replaced after it was opened; open it again")
        return self._path

    def __repr__(self) -> str:
        return f"<wufei.Results {self._path!r}: {', '.join(self.scenarios)}; {self.replicas} replicas>"

    @property
    def path(self) -> str:
        """Path of the file."""
        return self._path

    @property
    def titles(self) -> dict[str, dict[str, str]]:
        """Title of each scenario by language, ``zh`` and ``en``."""
        return {name: {"zh": head["title_zh"], "en": head["title_en"]} for name, head in self._head["scenarios"].items()}

    @property
    def replicas(self) -> int:
        """Number of replicas of each scenario."""
        return self._head["replicas"]

    @property
    def seed(self) -> int:
        """Seed of the random numbers."""
        return self._head["seed"]

    @property
    def version(self) -> str:
        """Version of the program that wrote the file."""
        return self._head["version"]

    @property
    def complete(self) -> bool:
        """False if the run was stopped before all replicas were done."""
        return self._head["complete"]

    @property
    def mass_closure_g(self) -> int:
        """Largest difference between books and stocks in any check of any replica [g]; always 0 unless there is a defect."""
        return max(head["mass_closure_g"] for head in self._head["scenarios"].values())

    @property
    def performance(self) -> dict[str, Any]:
        """Cost of the run: ``events``, ``threads``, ``wall_s``, ``cpu_s``, ``peak_rss_bytes``; empty if not kept."""
        beside = Path(self._path).with_suffix(".run.json")
        return json.loads(beside.read_text(encoding="utf-8")) if beside.exists() else {}

    def resolved_text(self, scenario: str | None = None) -> str:
        """Merged scenario as YAML, which reproduces the results."""
        return self._head["scenarios"][self._one(scenario)]["resolved"]

    def to_iamc(self, scenario: str | None = None, model: str | None = None, region: str = "") -> pd.DataFrame:
        """Indicators in the form of the Integrated Assessment Modeling Consortium, which pyam and others read.

        Parameters
        ----------
        scenario : str, optional
            By default all.
        model : str, optional
            By default ``"Wufei"`` and the version that wrote the file.
        region : str
            Name of the district.

        Returns
        -------
        pandas.DataFrame
            Columns ``Model``, ``Scenario``, ``Region``, ``Variable`` (``"Indicator|11.annex"``, its mean, and ``|5th Percentile``,
            ``|Median``, ``|95th Percentile``), ``Unit``, and one per year.

        Examples
        --------
        >>> import wufei
        >>> short = wufei.read("scenarios/plan.yaml", {"period.ends": "2020-02-01"})
        >>> list(wufei.run(short, replicas=1, progress=False).to_iamc().columns)
        ['Model', 'Scenario', 'Region', 'Variable', 'Unit', 2020]
        """
        return iamc_table(self, scenario, model, region)

    def reproduce(self, threads: int | None = None, progress: Progress = True) -> Comparison:
        """Run the file again, from the file alone, and compare every number.

        Parameters
        ----------
        threads : int, optional
            By default all of the machine.
        progress : bool or callable
            As in :func:`wufei.run`.

        Returns
        -------
        Comparison
            True if every number is the same.
        """
        threads = None if threads is None else a_whole(threads, "threads", 1, 1024)
        a_progress(progress)
        bar = Bar() if progress is True else None
        try:
            return comparison_of(_core.reproduce(self._current(), threads or 0, bar or progress or None))
        finally:
            if bar:
                bar.close()


_SEAL_BYTES = 24  # the trailer of a results file, which holds a checksum of all before it


def _seal_of(path: str) -> bytes:
    """The trailer of a file, which another file does not share; empty if there is none to read."""
    try:
        with Path(path).open("rb") as file:
            file.seek(-_SEAL_BYTES, os.SEEK_END)
            return file.read()
    except OSError:
        return b""


def _reopen(path: str, seal: bytes) -> Results:
    results = Results(path)
    if results._seal != seal:
        raise ResultsError(f"'{path}' was replaced after its results were pickled")
    return results


def _from_bytes(content: bytes) -> Results:
    folder = tempfile.mkdtemp(prefix="wufei-")
    path = Path(folder) / "results.h5"
    path.write_bytes(content)
    return Results(path, temporary=folder)


def open(path: PathLike) -> Results:  # named as in xarray.open_dataset and h5py
    """Open a results file.

    Parameters
    ----------
    path : path
        Written by :func:`wufei.run` or ``wufei run``.

    Returns
    -------
    Results

    Raises
    ------
    ResultsError
        If the file is damaged, of a newer format, or not a Wufei file.
    InputOutputError
        If it cannot be read.
    """
    return Results(path)
