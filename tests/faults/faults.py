"""Makes every system call about files fail, one at a time, and looks at what the program says of it.

`python tests/faults/faults.py [--share 0.1] [--seed 1]` tries that share of all (call, fault, once or from then on) of every verb and
prints what was wrong; tests/python/test_faults.py does it in the tests. A trial is right if the program

* ends with 0 and the same output and files as without the fault, or
* ends with 4 (or 7 when memory or descriptors ran out), says so on the standard error, and leaves no file that is half written, or
* ends with 3 and the place where a file is named that may not be opened or that links lead to in a circle: that is for its author to mend.
"""

from __future__ import annotations

import argparse
import errno
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WUFEI = ROOT / "build" / "wufei"
SECONDS = 20  # a verb takes a tenth of one

# What a call of a family can report. ENOENT is left out: it states that a file is not there, which no program can doubt.
FAULTS = {
    "open": [errno.EIO, errno.EACCES, errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EROFS, errno.ENOSPC, errno.EINTR],
    "read": [errno.EIO, errno.EINTR, errno.ENOMEM, 0],
    "write": [errno.EIO, errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EINTR, 0],
    "close": [errno.EIO, errno.ENOSPC, errno.EDQUOT],
    "sync": [errno.EIO, errno.ENOSPC, errno.EDQUOT, errno.EINTR],
    "truncate": [errno.EIO, errno.ENOSPC, errno.EINTR],
    "rename": [errno.EIO, errno.EACCES, errno.ENOSPC, errno.EROFS, errno.EXDEV],
    "unlink": [errno.EIO, errno.EACCES, errno.EROFS],
    "stat": [errno.EIO, errno.EACCES, errno.ENOMEM, errno.ELOOP],
    "realpath": [errno.EIO, errno.EACCES, errno.ENOMEM, errno.ELOOP],
    "mkdir": [errno.EIO, errno.EACCES, errno.ENOSPC, errno.EROFS],
    "lock": [errno.EIO, errno.ENOLCK, errno.EINTR],
    "map": [errno.EIO, errno.ENOMEM, errno.EACCES],
    "folder": [errno.EIO, errno.EACCES, errno.ENOMEM],
}


@dataclass(frozen=True)
class Fault:
    """The n-th call of a family fails."""

    family: str
    nth: int
    error: int
    sticky: bool

    def __str__(self) -> str:
        name = errno.errorcode.get(self.error, "cut short")
        return f"{self.family} {self.nth} {name}{' from then on' if self.sticky else ''}"

    def text(self) -> str:
        return f"{self.family}:{self.nth}:{self.error}:{'sticky' if self.sticky else 'once'}"


@dataclass(frozen=True)
class Verb:
    """A command line of the program and what it needs and leaves in its folder."""

    name: str
    words: tuple[str, ...]
    needs: tuple[str, ...] = ()  # files of the prepared folder besides scenarios and data
    leaves: tuple[str, ...] = ()


PARTS = ("p.h5.part-1-of-2", "p.h5.part-2-of-2")

VERBS = (
    Verb("check", ("check", "scenarios/hill.yaml")),
    Verb("resolve", ("resolve", "scenarios/hill.yaml", "--origins")),
    Verb("graph", ("graph", "scenarios/hill.yaml")),
    Verb("run", ("run", "scenarios/hill.yaml", "-n", "2", "-t", "1", "-q", "-o", "out/new.h5"), (), ("out/new.h5",)),
    Verb("run over", ("run", "scenarios/hill.yaml", "-n", "2", "-t", "1", "-q", "-o", "a.h5"), ("a.h5",), ("a.h5",)),
    Verb(
        "resume",
        ("run", "--resume", "scenarios/hill.yaml", "-n", "2", "-t", "1", "-q", "-o", "j.h5"),
        ("j.h5.journal",),
        ("j.h5",),
    ),
    Verb("add", ("run", "scenarios/hill.yaml", "--add", "1", "-t", "1", "-q", "-o", "a.h5"), ("a.h5",), ("a.h5",)),
    Verb("part", ("run", "scenarios/hill.yaml", "-n", "2", "--part", "1/2", "-t", "1", "-q", "-o", "p.h5")),
    Verb("merge", ("merge", *PARTS, "-t", "1", "-q"), PARTS, ("p.h5",)),
    Verb("show", ("show", "a.h5"), ("a.h5",)),
    Verb("show a table", ("show", "a.h5", "--table", "flows", "--format", "csv"), ("a.h5",)),
    Verb("show into a file", ("show", "a.h5", "--format", "json", "-o", "a.json"), ("a.h5",), ("a.json",)),
    Verb("compare", ("compare", "a.h5", "b.h5"), ("a.h5", "b.h5")),
    Verb("explain", ("explain", "7", "a.h5"), ("a.h5",)),
    Verb("synth", ("synth", "-d", "2", "--scenario", "scenarios/hill.yaml", "-o", "out/two.yaml"), (), ("out/two.yaml",)),
)


def small_district(folder: Path) -> None:
    """The manual's smallest district that works, for one month."""
    manual = (ROOT / "docs" / "MANUAL.md").read_text(encoding="utf-8")
    text = re.search(r"^format: 1$.*?^.*rule: none.*?$", manual, re.M | re.S)
    assert text, "the manual has no smallest district"
    for name, content in {
        "data/hill/district.yaml": text[0] + "\n",
        "scenarios/hill.yaml": "extends: ../data/hill/district.yaml\nperiod: {ends: 2020-02-01}\ntitle: {zh: 现状, en: As it is}\n",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")


@dataclass
class Outcome:
    """How a program ended."""

    code: int | None  # None: it did not end
    out: bytes
    err: str
    files: dict[str, bytes] = field(default_factory=dict)


class Bench:
    """The preloaded library and a folder with everything that verbs need."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.shim = folder / "shim.so"
        subprocess.run(
            [
                "c++",
                "-std=c++20",
                "-shared",
                "-fPIC",
                "-O1",
                "-U_FORTIFY_SOURCE",
                "-o",
                self.shim,
                ROOT / "tests/faults/shim.cpp",
                "-ldl",
            ],
            check=True,
        )
        self.prepared = folder / "prepared"
        self.prepared.mkdir()
        small_district(self.prepared)
        for name, seed in (("a.h5", "1"), ("b.h5", "1")):
            self._must("run", "scenarios/hill.yaml", "-n", "2", "--seed", seed, "-q", "-o", name)
        for part in ("1/2", "2/2"):
            self._must("run", "scenarios/hill.yaml", "-n", "2", "--part", part, "-q", "-o", "p.h5")
        # A run whose results cannot be put into place keeps its journal.
        broken = self._run(
            self.prepared, ("run", "scenarios/hill.yaml", "-n", "2", "-q", "-o", "j.h5"), Fault("rename", 1, errno.ENOSPC, True)
        )
        assert broken.code == 4 and (self.prepared / "j.h5.journal").exists(), broken

    def _must(self, *words: str) -> None:
        subprocess.run([WUFEI, *words], cwd=self.prepared, check=True, capture_output=True)

    def _run(self, folder: Path, words: tuple[str, ...], fault: Fault | None, log: Path | None = None) -> Outcome:
        environment = {
            "LD_PRELOAD": str(self.shim),
            "WUFEI_FAULT_ROOT": str(folder),
            "WUFEI_LANG": "en",
            "PATH": os.environ["PATH"],
        }
        if fault:
            environment["WUFEI_FAULT"] = fault.text()
        if log:
            environment["WUFEI_FAULT_LOG"] = str(log)
        try:
            done = subprocess.run([WUFEI, *words], cwd=folder, env=environment, capture_output=True, timeout=SECONDS)
        except subprocess.TimeoutExpired:
            return Outcome(None, b"", "")
        return Outcome(done.returncode, done.stdout, done.stderr.decode("utf-8", "replace"))

    def attempt(self, verb: Verb, fault: Fault | None, log: Path | None = None) -> Outcome:
        """Run a verb in a fresh copy of what it needs."""
        with tempfile.TemporaryDirectory(dir=self.folder) as name:
            folder = Path(name) / "work"
            folder.mkdir()
            for item in ("data", "scenarios"):
                shutil.copytree(self.prepared / item, folder / item)
            for item in verb.needs:
                shutil.copy(self.prepared / item, folder / item)
            outcome = self._run(folder, verb.words, fault, log)
            # Folders are other in every trial.
            outcome.out = outcome.out.replace(str(folder).encode(), b".")
            for item in verb.leaves:
                if (folder / item).exists():
                    outcome.files[item] = (folder / item).read_bytes()
            return outcome

    def trials(self, verb: Verb) -> Iterator[Fault]:
        """Every call of every family that the verb makes, with every fault, once and from then on."""
        log = self.folder / f"calls {verb.name}"
        self.attempt(verb, None, log)
        for line in log.read_text().splitlines():
            family, calls = line.split()
            for nth in range(1, int(calls) + 1):
                for error in FAULTS[family]:
                    for sticky in (False, True):
                        if not (sticky and error == errno.EINTR):  # nobody is interrupted for ever
                            yield Fault(family, nth, error, sticky)


def verdict(right: Outcome, got: Outcome, before: dict[str, bytes], error: int = 0) -> str:
    """What is wrong with an outcome of a fault; empty if nothing is."""
    if got.code is None:
        return f"did not end within {SECONDS} s"
    if got.code < 0:
        return f"died of signal {-got.code}"
    if got.code == right.code:
        if got.out != right.out:
            return "another output with the exit code of success"
        if got.files != right.files:
            return "another file with the exit code of success"
        return ""
    if got.code == 3 and error in (errno.EACCES, errno.ELOOP) and "error[E03" in got.err:
        return ""
    if got.code not in (4, 7):
        return f"exit {got.code}"
    if not got.err.strip():
        return f"exit {got.code} without a word"
    for name, content in got.files.items():
        if content not in (right.files.get(name), before.get(name)):
            return f"exit {got.code}, and '{name}' is neither the old nor the new file"
        if content == right.files.get(name) and content != before.get(name) and "complete" not in got.err:
            return f"exit {got.code} though '{name}' is complete, without saying so"
    return ""


def examine(folder: Path, share: float, seed: int, names: set[str] | None = None) -> tuple[int, list[str]]:
    """Number of trials, and what was wrong."""
    bench, random_numbers = Bench(folder), random.Random(seed)
    tried, wrong = 0, []
    for verb in VERBS:
        if names and verb.name not in names:
            continue
        right = bench.attempt(verb, None)
        assert right.code == 0, (verb, right)
        before = {name: (bench.prepared / name).read_bytes() for name in verb.needs}
        for fault in bench.trials(verb):
            if random_numbers.random() >= share:
                continue
            tried += 1
            got = bench.attempt(verb, fault)
            if problem := verdict(right, got, before, fault.error):
                last = got.err.strip().splitlines()[-1:] or [""]
                wrong.append(f"{verb.name}: {fault}: {problem}: {last[0][:200]}")
    return tried, wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--share", type=float, default=1.0, help="part of all trials, drawn at random")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("verbs", nargs="*", help="by default all: " + ", ".join(verb.name for verb in VERBS))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="wufei-faults-") as folder:
        tried, wrong = examine(Path(folder), options.share, options.seed, set(options.verbs))
    print("\n".join(wrong))
    print(f"{tried} trials, {len(wrong)} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
