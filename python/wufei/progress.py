"""The progress bar of a run."""

from __future__ import annotations

import warnings
from collections.abc import Callable

Progress = bool | Callable[[int, int], None]


class Bar:
    """A progress bar, first drawn when the first replica has finished."""

    def __init__(self) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # from tqdm, which draws a plain bar in a notebook without ipywidgets
            from tqdm.auto import tqdm

        self._bar = tqdm(unit=" replicas", leave=False)

    def __call__(self, done: int, total: int) -> None:
        self._bar.total = total
        self._bar.update(done - self._bar.n)

    def close(self) -> None:
        self._bar.close()


def a_progress(value: object) -> None:
    """Refuses what cannot report progress."""
    if not (value is None or isinstance(value, bool) or callable(value)):
        raise TypeError(f"progress must be True, False or a function, not {value!r}")
