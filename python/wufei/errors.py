"""Errors that a user can act on, with their position in a file."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Diagnostic:
    """One problem at one position of one file.

    Attributes
    ----------
    file : str
        Name as given by the user, or relative to the scenario's root; ``--set`` for overrides.
    line, column : int
        From 1; columns count characters. 0 means the whole file.
    length : int
        Characters to underline.
    code : str
        ``"E0102"``; part of the stable interface, see ``docs/reference/errors.md``.
    message, hint, note : str
        What is wrong, what would be right, and further information.
    source_line : str
        Text of the line.
    text : str
        The complete message as printed by the command line.
    message_zh, hint_zh : str
        The same in Chinese; empty where it is not yet translated.
    """

    file: str
    line: int
    column: int
    length: int
    code: str
    message: str
    hint: str = ""
    note: str = ""
    source_line: str = ""
    text: str = ""
    message_zh: str = ""
    hint_zh: str = ""

    def __str__(self) -> str:
        return self.text or f"{self.file}:{self.line}:{self.column}: error[{self.code}]: {self.message}"


class WufeiError(Exception):
    """Base class of all errors of the library.

    Attributes
    ----------
    exit_code : int
        Exit code of the command line in the same case.
    message_zh : str
        The message in Chinese; empty where there is none.
    """

    exit_code: int = 70
    message_zh: str = ""


class ScenarioError(WufeiError, ValueError):
    """Invalid scenario or data.

    Attributes
    ----------
    diagnostics : tuple of Diagnostic
        All errors found, at most 20.

    Examples
    --------
    >>> import wufei
    >>> try:
    ...     wufei.read("scenarios/plan.yaml", {"policies.gypsum_market.change": "46 t"}).check()
    ... except wufei.ScenarioError as error:
    ...     print(error.diagnostics[0].code)
    E0105
    """

    exit_code = 3

    def __init__(self, message: str, diagnostics: tuple[Diagnostic, ...] = ()) -> None:
        super().__init__(message, diagnostics)  # as args, so that it pickles
        self.diagnostics = tuple(diagnostics)

    def __str__(self) -> str:
        return str(self.args[0])


class UsageError(WufeiError, ValueError):
    """Invalid call, e.g. two scenarios with the same name or different periods."""

    exit_code = 2


class InputOutputError(WufeiError, OSError):
    """A file cannot be read or written.

    Attributes
    ----------
    errno : int or None
        The system's number of the error, such as ``errno.ENOENT``; None if the system refused nothing.
    filename : str or None
        The file.
    """

    exit_code = 4

    def __init__(self, message: str, number: int | None = None, path: str | None = None) -> None:
        super().__init__(message)
        if number is not None:
            self.errno, self.strerror = number, os.strerror(number)
        self.filename = path

    def __str__(self) -> str:
        return str(self.args[0])

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.args[0], self.errno, self.filename)


class ResultsError(WufeiError):
    """A results file is damaged, of a newer format, or not a Wufei file."""

    exit_code = 5


class ModelError(WufeiError):
    """The model violated an invariant, e.g. livelock or negative stock."""

    exit_code = 6


class ResourceError(WufeiError):
    """A limit of the machine was reached."""

    exit_code = 7


class MassError(WufeiError):
    """The books do not balance: mass is not conserved."""

    exit_code = 8


_BY_EXIT: dict[int, type[WufeiError]] = {
    kind.exit_code: kind for kind in (UsageError, InputOutputError, ResultsError, ModelError, ResourceError, MassError)
}


def make_error(
    exit_code: int,
    message: str,
    diagnostics: list[dict[str, Any]],
    number: int | None = None,
    path: str | None = None,
    message_zh: str = "",
) -> WufeiError:
    """Create the exception for an error of the compiled module, which calls this."""
    error: WufeiError
    if exit_code == ScenarioError.exit_code:
        error = ScenarioError(message.rstrip("\n"), tuple(Diagnostic(**fields) for fields in diagnostics))
    elif exit_code == InputOutputError.exit_code:
        error = InputOutputError(message, number, path)
    else:
        error = _BY_EXIT.get(exit_code, WufeiError)(message)
    error.message_zh = message_zh
    return error
