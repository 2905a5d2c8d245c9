"""The catalogue: kinds of facility and policy for scenarios, and the indicators computed."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from . import _core


class Text(NamedTuple):
    """A text of the catalogue in both languages.

    Attributes
    ----------
    zh, en : str
    """

    zh: str = ""
    en: str = ""


@dataclass(frozen=True)
class Parameter:
    """A parameter of a kind of facility or policy.

    Attributes
    ----------
    name : str
    unit : str
        ``"g/d"``, ``"s"``, ``"1"``; ``"site"``, ``"stream"``, ``"date"``, ``"text"`` or ``"yes/no"``. A scenario may use any unit
        of the same dimension.
    description : str
        In English.
    low, high : float or None
        Smallest and largest allowed value, in `unit`; None if there is no limit.
    descriptions : Text
        The description in Chinese and English.
    required : bool
        A scenario must give it.
    default : float, bool, str or None
        What holds when it is left out, in `unit`; None if it is required, or if that is nothing at all.
    """

    name: str
    unit: str
    description: str
    low: float | None = None
    high: float | None = None
    descriptions: Text = Text()
    required: bool = False
    default: float | bool | str | None = None


@dataclass(frozen=True)
class Kind:
    """A kind of facility, policy, driver or indicator.

    Attributes
    ----------
    interface : str
        ``"facility"``, ``"policy"``, ``"driver"`` or ``"indicator"``.
    name : str
        Key in scenarios.
    description : str
        One sentence, in English.
    parameters : tuple of Parameter
    formula : str
        Of an indicator, with its source, in English; otherwise empty.
    title, descriptions, formulas : Text
        Display name, description and formula in Chinese and English.
    """

    interface: str
    name: str
    description: str
    parameters: tuple[Parameter, ...] = ()
    formula: str = ""
    title: Text = Text()
    descriptions: Text = Text()
    formulas: Text = Text()


def _parameter(fields: dict[str, Any]) -> Parameter:
    return Parameter(**{**fields, "descriptions": Text(**fields["descriptions"])})


@lru_cache(maxsize=1)
def _all() -> tuple[Kind, ...]:
    return tuple(
        Kind(
            interface=entry["interface"],
            name=entry["name"],
            description=entry["description"],
            parameters=tuple(_parameter(fields) for fields in entry["parameters"]),
            formula=entry["formula"],
            title=Text(**entry["title"]),
            descriptions=Text(**entry["descriptions"]),
            formulas=Text(**entry["formulas"]),
        )
        for entry in _core.kinds()
    )


def kinds(interface: str | None = None) -> tuple[Kind, ...]:
    """List the kinds of facility, policy, driver and indicator, sorted by name.

    Parameters
    ----------
    interface : {"facility", "policy", "driver", "indicator"}, optional
        Restrict the list to this interface.

    Returns
    -------
    tuple of Kind

    Examples
    --------
    >>> import wufei
    >>> "dryer" in [kind.name for kind in wufei.kinds("facility")]
    True
    """
    known = ("facility", "policy", "driver", "indicator")
    if interface is not None and interface not in known:
        raise ValueError(f"no interface is called {interface!r}; known: {', '.join(known)}")
    return tuple(kind for kind in _all() if interface in (None, kind.interface))


def describe(name: str) -> Kind:
    """Look up one kind.

    Parameters
    ----------
    name : str
        ``"dryer"``, ``"market_demand"``, ``"11.annex"``.

    Returns
    -------
    Kind

    Raises
    ------
    KeyError
        If there is none; the message names the nearest match.

    Examples
    --------
    >>> import wufei
    >>> [p.name for p in wufei.describe("market_demand").parameters][0]
    'change'
    >>> print(wufei.describe("transfer_station").title.zh)
    转运站
    """
    for kind in _all():
        if kind.name == name:
            return kind
    near = difflib.get_close_matches(name, [kind.name for kind in _all()], n=1)
    raise KeyError(f"no kind is called {name!r}" + (f", did you mean {near[0]!r}?" if near else "; see wufei.kinds()"))
