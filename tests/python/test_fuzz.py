"""The fuzz targets of tests/fuzz, for a second each; for a minute in the long tests."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

CORPUS = Path("tests/fuzz/corpus")
TARGETS = sorted(path.name for path in (Path(__file__).resolve().parents[2] / CORPUS).iterdir() if path.is_dir())


def _fuzz(root: Path, target: str, seconds: int, folder: Path) -> tuple[int, int]:
    """Number of inputs tried and accepted."""
    executable = root / "build" / "wufei_fuzz"
    if not executable.exists():
        pytest.skip("build/wufei_fuzz is not built")
    words = [executable, target, root / CORPUS, str(seconds)]
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, timeout=seconds + 60)
    assert done.returncode == 0, done.stderr
    counts = re.fullmatch(rf"{target}: (\d+) inputs, (\d+) accepted\n", done.stdout)
    assert counts, done.stdout
    return int(counts[1]), int(counts[2])


@pytest.mark.parametrize("target", TARGETS)
def test_inputs_made_at_random_are_accepted_or_refused(root: Path, target: str, tmp_path: Path) -> None:
    tried, accepted = _fuzz(root, target, 1, tmp_path)
    assert 0 < accepted <= tried  # what lies in the corpus is tried first, and some of it is right


@pytest.mark.long
@pytest.mark.parametrize("target", TARGETS)
def test_a_minute_of_inputs_made_at_random(root: Path, target: str, tmp_path: Path) -> None:
    tried, _ = _fuzz(root, target, 60, tmp_path)
    print(f"{target}: {tried} inputs")
    assert tried > 1000


def test_every_target_has_a_corpus_and_a_dictionary(root: Path) -> None:
    listed = subprocess.run([root / "build" / "wufei_fuzz"], capture_output=True, text=True).stderr
    assert sorted(listed.partition("targets:")[2].split()) == TARGETS
    assert all((root / CORPUS / f"{target}.dict").exists() for target in TARGETS)
