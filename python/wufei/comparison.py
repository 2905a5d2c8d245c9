"""Comparison of two results files: are they the same, and if not, where do they first differ?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from . import _core
from ._arguments import a_choice, a_number, a_path
from .scenario import PathLike

if TYPE_CHECKING:
    from .results import Results


@dataclass(frozen=True)
class Difference:
    """One place where two files differ.

    Attributes
    ----------
    where : str
        Scenario and dataset, then replica, month, site and stream in words.
    a, b : float
        The two values, in the unit of the dataset; NaN for a missing value or for text (given in `where`).
    """

    where: str
    a: float
    b: float


@dataclass(frozen=True)
class Unseen:
    """A shift of one indicator that so few pairs could not have told from chance.

    Attributes
    ----------
    where : str
        Scenario, dataset, year and indicator.
    mean : float
        Of the first file, in the unit of the indicator.
    smallest : float
        The difference that could have been seen, in the same unit.
    """

    where: str
    mean: float
    smallest: float


@dataclass(frozen=True)
class Comparison:
    """Result of a comparison; true if the files are the same.

    Attributes
    ----------
    same : bool
        False also if there are too few pairs to tell.
    too_few : bool
        Mode statistical: no difference was seen, and one of three standard deviations could have passed unnoticed.
    compared, different : int
        Values compared, and how many of them differ.
    first : tuple of Difference
        The first differences, at most 5 per dataset and 20 in all.
    summary : str
        One sentence.
    unseen : tuple of Unseen
        If `too_few`: at most 5, the coarsest relative to the mean first.
    """

    same: bool
    compared: int
    different: int
    first: tuple[Difference, ...]
    summary: str
    too_few: bool = False
    unseen: tuple[Unseen, ...] = ()

    def __bool__(self) -> bool:
        return self.same


_MODES = {
    "exact": _core.CompareMode.exact,
    "tolerance": _core.CompareMode.tolerance,
    "statistical": _core.CompareMode.statistical,
}


def compare(
    a: Results | PathLike,
    b: Results | PathLike,
    mode: str = "exact",
    relative: float = 1e-9,
    absolute: float = 0.0,
    confidence: float = 0.99,
) -> Comparison:
    """Compare two results files, matching rows by site, stream and month.

    Parameters
    ----------
    a, b : Results or path
    mode : {"exact", "tolerance", "statistical"}
        Every value equal; every value within ``absolute + relative * max(|a|, |b|)``; a paired test of every annual indicator.
    relative, absolute : float
        For mode tolerance [1].
    confidence : float
        For mode statistical, jointly for all tests [1].

    Returns
    -------
    Comparison

    Raises
    ------
    UsageError
        If a limit is negative or no number, the confidence is not between 0 and 1, or fewer than two replicas are in both files.

    Examples
    --------
    >>> import wufei
    >>> short = wufei.read("scenarios/plan.yaml", {"period.ends": "2020-02-01"})
    >>> one = wufei.run(short, replicas=1, threads=1, progress=False)
    >>> two = wufei.run(short, replicas=1, threads=2, progress=False)
    >>> wufei.compare(one, two).same
    True
    """
    chosen = _MODES[a_choice(mode, "mode", _MODES)]
    limits = [a_number(relative, "relative"), a_number(absolute, "absolute"), a_number(confidence, "confidence")]
    return comparison_of(_core.compare(a_path(a, "a"), a_path(b, "b"), chosen, *limits))


def comparison_of(found: _core.Comparison) -> Comparison:
    first = tuple(Difference(item.where, item.a, item.b) for item in found.first)
    unseen = tuple(Unseen(item.where, item.mean, item.smallest) for item in found.unseen)
    return Comparison(found.same, found.compared, found.different, first, found.summary, found.too_few, unseen)
