"""Groups of a results file as xarray datasets, read by Wufei's own reader.

h5netcdf opens the same groups of an honest file. The libhdf5 behind it crashes on forged ones and follows their links into other
files; our reader checks the whole structure first and knows nothing beyond it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import xarray as xr
from xarray.backends import BackendArray
from xarray.core import indexing

from . import _core
from .errors import ResultsError


@contextmanager
def as_written(path: str, place: str) -> Iterator[None]:
    """What reads a group as this program writes it: whatever is otherwise there is damage, and not an error of the caller."""
    try:
        yield
    except ResultsError:
        raise
    except (KeyError, IndexError, ValueError, TypeError, OverflowError) as error:
        raise ResultsError(f"results file '{path}' is damaged at '{place}': {error}") from error


class StoredFile:
    """An open results file; a copy in another process opens it again."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.file = _core.ResultsFile(path)

    def __reduce__(self) -> tuple[type[StoredFile], tuple[str]]:
        return StoredFile, (self.path,)

    def groups(self, top: str) -> list[str]:
        """Names of the groups below `top` that hold data."""
        found: list[str] = []
        for name in self.file.groups(top):
            path = f"{top}/{name}"
            found += [name] if self.file.datasets(path) else []
            found += [f"{name}/{inner}" for inner in self.groups(path)]
        return found

    def open(self, group: str, decode_times: Any) -> xr.Dataset:
        """A group, whose values are read when they are used."""
        with as_written(self.path, group):
            variables = {name: self._variable(f"{group}/{name}") for name in self.file.datasets(group)}
            for name, variable in variables.items():
                for scaling in ("scale_factor", "add_offset"):  # xarray applies them when values are used
                    if isinstance(variable.attrs.get(scaling, 0), str):
                        raise TypeError(f"{scaling} of {name!r} is no number")
            return xr.decode_cf(xr.Dataset(variables, attrs=self.file.attributes(group)), decode_times=decode_times)

    def _variable(self, path: str) -> xr.Variable:
        array = _StoredArray(self, path)
        return xr.Variable(array.dims, indexing.LazilyIndexedArray(array), self.file.attributes(path))


class _StoredArray(BackendArray):
    """A dataset of a file."""

    def __init__(self, stored: StoredFile, path: str) -> None:
        kind, self.dims, shape = stored.file.info(path)
        self.shape = tuple(shape)
        self.dtype = np.dtype(object if kind == "text" else kind)
        self._stored, self._path = stored, path

    def __getitem__(self, key: indexing.ExplicitIndexer) -> np.ndarray:
        return indexing.explicit_indexing_adapter(key, self.shape, indexing.IndexingSupport.BASIC, self._get)

    def _rows(self, first: int, count: int) -> np.ndarray:
        values = np.asarray(self._stored.file.read(self._path, first, count), dtype=self.dtype)
        return values.reshape((count, *self.shape[1:]) if self.shape else ())

    def _get(self, key: tuple[Any, ...]) -> Any:
        if not self.shape:
            return self._rows(0, 1)[()]
        rows = range(self.shape[0])[key[0]]
        if isinstance(rows, int):
            return self._rows(rows, 1)[(0, *key[1:])]
        first, last = (min(rows), max(rows)) if rows else (0, -1)
        block = self._rows(first, last - first + 1)
        return block[:: rows.step][(slice(None), *key[1:])]
