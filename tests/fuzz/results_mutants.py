"""Forged results files under a right seal, for readers in Python; those of results_mutants.h in few words.

``python results_mutants.py FILE FIRST COUNT`` reads that many mutants of an honest file in this process, by everything that reads
results, and prints how many were refused and read; it dies if one of them crashes the reader.
"""

from __future__ import annotations

import faulthandler
import json
import random
import struct
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

_POLYNOMIAL = 0x82F63B78
_SIGNATURES = (b"OHDR", b"OCHK", b"FRHP", b"FHDB", b"FHIB", b"BTHD", b"BTLF", b"BTIN", b"TREE", b"GCOL")
SEAL = 24  # [byte]


def _table() -> list[int]:
    table = []
    for byte in range(256):
        crc = byte
        for _ in range(8):
            crc = (crc >> 1) ^ (_POLYNOMIAL if crc & 1 else 0)
        table.append(crc)
    return table


_TABLE = _table()


def crc32c(data: bytes) -> int:
    """The checksum of the seal."""
    crc, table = 0xFFFFFFFF, _TABLE
    for byte in data:
        crc = (crc >> 8) ^ table[(crc ^ byte) & 0xFF]
    return crc ^ 0xFFFFFFFF


def sealed(image: bytes) -> bytes:
    """An image with the seal that belongs to it."""
    seal = b"SIMSEAL1" + struct.pack("<QI", len(image), crc32c(image))
    return image + seal + struct.pack("<I", crc32c(seal))


class Mutants:
    """Mutants of an honest, sealed file; the same number gives the same mutant."""

    def __init__(self, honest: Path, _scratch: Path) -> None:
        self._image = honest.read_bytes()[:-SEAL]
        self._places = sorted(self._found())
        known = set(self._places)
        self._pointers = [
            at for at in range(12, len(self._image) - 8) if int.from_bytes(self._image[at : at + 8], "little") in known
        ]

    def _found(self) -> set[int]:
        found = set()
        for signature in _SIGNATURES:
            at = self._image.find(signature)
            while at >= 0:
                found.add(at)
                at = self._image.find(signature, at + 1)
        return found

    def mutant(self, number: int) -> bytes:
        dice = random.Random(number)
        image = bytearray(self._image)
        for _ in range(dice.randint(1, 3)):
            self._change(image, dice)
        return sealed(bytes(image))

    def _change(self, image: bytearray, dice: random.Random) -> None:
        values = (
            0,
            2**64 - 1,
            1 << dice.randrange(64),
            len(image) - dice.randrange(64),
            dice.choice(self._places),
            dice.randrange(256),
        )
        kind = dice.randrange(6)
        if kind == 0:  # anything anywhere
            image[dice.randrange(len(image))] = dice.randrange(256)
        elif kind == 1:  # circles, doubles, structures of other kinds
            self._write(image, dice.choice(self._pointers), dice.choice(self._places), 8)
        elif kind == 2:  # one structure over another
            start, to, size = dice.choice(self._places), dice.choice(self._places), dice.randrange(8, 512)
            piece = self._image[start : start + size]
            image[to : to + len(piece)] = piece
        elif kind == 3:  # escape codes, overrides of direction, no UTF-8
            bad = dice.choice([b"\x1b[2J", "\u202e".encode(), b"\xff\xfe", b"\0\0"])
            at = dice.randrange(len(image) - len(bad))
            image[at : at + len(bad)] = bad
        else:
            self._write(image, dice.choice(self._places) + dice.randrange(200), dice.choice(values), dice.choice([1, 2, 4, 8]))

    @staticmethod
    def _write(image: bytearray, at: int, value: int, width: int) -> None:
        image[at : at + width] = value.to_bytes(8, "little")[: len(image[at : at + width])]


def read_everything(path: Path, honest: Path) -> None:
    """As a user would, until something is refused."""
    import wufei

    results = wufei.open(path)
    for scenario in results.scenarios:
        for group in results.groups(scenario):
            results.to_xarray(group, scenario).load()
            results.table(group, scenario)
    results.to_dataframe()
    results.targets()
    results.summary()
    wufei.compare(path, honest)


def read_mutants(honest: Path, first: int, count: int, maker: Callable[[Path, Path], Any]) -> None:
    """Reads mutants `first` ... of an honest file, made by ``maker(honest, scratch).mutant(number)``."""
    import wufei

    faulthandler.enable()
    warnings.simplefilter("ignore")
    counts = {"refused": 0, "failed": 0, "read": 0, "slowest": 0.0}
    with tempfile.TemporaryDirectory() as folder:
        mutants = maker(honest, Path(folder))
        path = Path(folder) / "mutant.h5"
        for number in range(first, first + count):
            path.write_bytes(mutants.mutant(number))
            begin = time.process_time()
            faulthandler.dump_traceback_later(600, exit=True)
            try:
                read_everything(path, honest)
                counts["read"] += 1
            except wufei.ResultsError:
                counts["refused"] += 1
            except Exception as error:  # such as values out of their range; not a crash
                counts["failed"] += 1
                print(f"mutant {number}: {type(error).__name__}: {error}"[:200], file=sys.stderr)
            faulthandler.cancel_dump_traceback_later()
            counts["slowest"] = max(counts["slowest"], time.process_time() - begin)
    print(json.dumps(counts))


if __name__ == "__main__":
    read_mutants(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), Mutants)
