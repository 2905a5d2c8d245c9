"""What the programs beside the executable read from their command line and environment."""

from __future__ import annotations

import os
from collections.abc import Iterable


def language(given: str | None) -> str:
    """``"zh"`` or ``"en"``, as given or as the environment says."""
    value = given or next((v for n in ("WUFEI_LANG", "LC_ALL", "LANG") if (v := os.environ.get(n))), "en")
    return "zh" if value.startswith("zh") else "en"


def pairs_of(changes: Iterable[str]) -> dict[str, str]:
    """``PATH=VALUE`` as a mapping; the last of several for one path counts."""
    return {path: value for path, _, value in (change.partition("=") for change in changes)}
