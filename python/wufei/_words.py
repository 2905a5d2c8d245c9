"""What the programs beside the executable read from their command line and environment."""

from __future__ import annotations

import os
from collections.abc import Iterable

from .errors import ScenarioError, WufeiError


def language(given: str | None) -> str:
    """``"zh"`` or ``"en"``, as given or as the environment says."""
    value = given or next((v for n in ("WUFEI_LANG", "LC_ALL", "LANG") if (v := os.environ.get(n))), "en")
    return "zh" if value.startswith("zh") else "en"


def pairs_of(changes: Iterable[str]) -> dict[str, str]:
    """``PATH=VALUE`` as a mapping; the last of several for one path counts."""
    return {path: value for path, _, value in (change.partition("=") for change in changes)}


def told(error: Exception, zh: bool) -> str:
    """The message of an error in the language of the user, where it has one."""
    if not zh or not isinstance(error, WufeiError):
        return str(error)
    if not isinstance(error, ScenarioError) or not error.diagnostics:
        return error.message_zh or str(error)
    lines = []
    for d in error.diagnostics:
        hint = f"\n  {d.hint_zh}" if d.hint_zh else ""
        lines.append(f"{d.file}:{d.line}:{d.column} [{d.code}] {d.message_zh or d.message}{hint}")
    return "\n".join(lines)
