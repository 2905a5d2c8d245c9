"""System calls about files that fail: what the program says of it, for every verb (see tests/faults/faults.py)."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "faults"))
import faults


def test_a_few_of_all_faults_end_with_the_right_result_or_a_sentence(executable: Path, tmp_path: Path) -> None:
    tried, wrong = faults.examine(tmp_path, share=0.01, seed=1)
    assert tried > 200
    assert not wrong, "\n".join(wrong)


@pytest.mark.long
def test_one_in_five_of_all_faults_ends_with_the_right_result_or_a_sentence(executable: Path, tmp_path: Path) -> None:
    tried, wrong = faults.examine(tmp_path, share=0.2, seed=2)
    assert tried > 4000
    assert not wrong, "\n".join(wrong)


def test_the_judge_sees_what_is_wrong() -> None:
    right = faults.Outcome(0, b"same", "", {"a.h5": b"new"})
    before = {"a.h5": b"old"}
    wrong = [
        faults.Outcome(0, b"other", "", {"a.h5": b"new"}),
        faults.Outcome(0, b"same", "", {"a.h5": b"half"}),
        faults.Outcome(1, b"", "no", {"a.h5": b"old"}),
        faults.Outcome(70, b"", "no", {"a.h5": b"old"}),
        faults.Outcome(4, b"", "", {"a.h5": b"old"}),
        faults.Outcome(4, b"", "cannot", {"a.h5": b"half"}),
        faults.Outcome(4, b"", "cannot", {"a.h5": b"new"}),
        faults.Outcome(-11, b"", "", {}),
        faults.Outcome(None, b"", ""),
    ]
    assert all(faults.verdict(right, outcome, before) for outcome in wrong)
    sound = [
        faults.Outcome(0, b"same", "", {"a.h5": b"new"}),
        faults.Outcome(4, b"", "cannot read 'x'", {"a.h5": b"old"}),
        faults.Outcome(4, b"", "cannot sync; 'a.h5' is complete", {"a.h5": b"new"}),
    ]
    assert not any(faults.verdict(right, outcome, before) for outcome in sound)
