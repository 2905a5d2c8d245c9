"""A topic that an indicator picks sites by is known to `check`, because the literal of the indicator names it."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

USE = re.compile(r'\b(?:about|amount|count|coverage|pass_rate|reached)\((?:[^()"]|\([^()]*\))*"([a-z_]+)"')
HEAD = """format: 1
period: {starts: 2020-01-01, ends: 2021-01-01}
places: {here: {}}
streams: {rubbish: {category: rubbish}}
sites:
"""


def topics_read(root: Path) -> set[str]:
    """The words in the sources of the indicators that stand where a topic is asked for."""
    sources = [path.read_text(encoding="utf-8") for path in sorted((root / "models" / "indicators").glob("*.cpp"))]
    return {topic for source in sources for topic in USE.findall(source)}


def test_every_topic_that_is_read_is_known(root: Path, executable: Path, tmp_path: Path) -> None:
    topics = sorted(topics_read(root))
    assert len(topics) >= 25 and {"backfill", "health", "film_centre", "complaints"} <= set(topics)
    sites = "".join(f"  s{i}: {{kind: register, place: here, units: 1, topic: {topic}}}\n" for i, topic in enumerate(topics))
    scenario = tmp_path / "topics.yaml"
    scenario.write_text(HEAD + sites, encoding="utf-8")
    run = subprocess.run([executable, "check", scenario], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
