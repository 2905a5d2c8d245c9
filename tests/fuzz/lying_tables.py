"""Results files whose structure lies under a right seal, for readers in Python; those of lying_tables.h in few words.

``python lying_tables.py FILE FIRST COUNT`` reads that many of them in this process, as results_mutants.py does.
"""

from __future__ import annotations

import random
import shutil
import sys
from pathlib import Path

import h5py
import numpy as np
from results_mutants import SEAL, read_mutants, sealed

_NAMES = (
    "replica",
    "time",
    "year",
    "indicator",
    "own_unit",
    "label_zh",
    "label_en",
    "alarm",
    "kind",
    "site",
    "flow",
    "mass",
    "path",
)
_TEXTS = (
    "",
    "\x1b[2J",
    "\u202eabc",
    "=1+1",
    "a\nb",
    "never",
    "days since 9999-12-31",
    "days since",
    "nan",
    "x" * 5000,
    "../x",
    "2.0",
)
_NUMBERS = (0, -1, 2**31 - 1, -(2**31), 10**9, 120, -2020)
_TYPES = ("f4", "f8", "i4", "i8", "u1", "text")


def _text_type() -> np.dtype:
    return h5py.string_dtype("utf-8")


class Liar:
    """Files that a program which writes HDF5 well could write in place of an honest one; the same number gives the same file."""

    def __init__(self, honest: Path, scratch: Path) -> None:
        self._plain = scratch / "plain.h5"
        self._plain.write_bytes(honest.read_bytes()[:-SEAL])
        self._path = scratch / "lying.h5"

    def mutant(self, number: int) -> bytes:
        dice = random.Random(number)
        shutil.copyfile(self._plain, self._path)
        with h5py.File(self._path, "r+", libver=("v108", "v110"), track_order=True) as file:
            for _ in range(dice.randint(1, 3)):
                try:
                    self._change(file, dice)
                except (ValueError, KeyError, RuntimeError, TypeError, OSError):  # what HDF5 itself does not allow
                    continue
        return sealed(self._path.read_bytes())

    def _change(self, file: h5py.File, dice: random.Random) -> None:
        found: list[h5py.Dataset] = []
        file.visititems(lambda _, item: found.append(item) if isinstance(item, h5py.Dataset) else None)
        dataset = dice.choice(found)
        change = dice.randrange(8)
        if change == 0:  # away
            del file[dataset.name]
        elif change == 1:  # another name
            file.move(dataset.name, f"{dataset.parent.name}/{dice.choice(_NAMES)}")
        elif change == 2:  # in another table
            file.move(dataset.name, f"{dice.choice(found).parent.name}/{dice.choice(_NAMES)}")
        elif change == 3:  # another type
            self._replace(dataset, dataset.shape, dice.choice(_TYPES), [scale.keys() for scale in dataset.dims], dice)
        elif change == 4:  # other lengths or dimensions
            shape = (
                dice.choice(found).shape if dice.random() < 0.5 else tuple(dice.choice((0, 1, n + 1, 3)) for n in dataset.shape)
            )
            self._replace(dataset, shape, None, dice.choice(found).dims if dice.random() < 0.5 else [], dice)
        elif change == 5:
            self._attribute(dice.choice([dataset, dataset.parent, file["/"]]), dice)
        elif dataset.size:
            self._values(dataset, dice, every=change == 6)

    @staticmethod
    def _replace(dataset: h5py.Dataset, shape: tuple[int, ...], kind: str | None, dims: object, dice: random.Random) -> None:
        group, name, scale = dataset.parent, dataset.name.rpartition("/")[2], dataset.is_scale
        dtype = dataset.dtype if kind is None else _text_type() if kind == "text" else np.dtype(kind)
        others = [item for item in group.values() if isinstance(item, h5py.Dataset) and item.is_scale and item != dataset]
        del group[name]
        text = h5py.check_string_dtype(dtype) is not None
        values = np.full(shape, "x" if text else dice.choice((0, 1, 7)), dtype=object if text else dtype)
        packed = (
            {} if text or not shape or 0 in shape else {"chunks": shape, "shuffle": True, "compression": 1, "fletcher32": True}
        )
        fresh = group.create_dataset(name, data=values, dtype=dtype, track_order=True, **packed)
        if scale and len(shape) == 1:
            fresh.make_scale(name)
            return
        for axis, length in enumerate(shape):
            fitting = [other for other in others if other.shape == (length,)]
            if fitting:
                fresh.dims[axis].attach_scale(dice.choice(fitting))

    @staticmethod
    def _attribute(target: h5py.HLObject, dice: random.Random) -> None:
        names = [name for name in target.attrs if name not in ("CLASS", "NAME", "DIMENSION_LIST", "REFERENCE_LIST")]
        name = dice.choice([*names, "units", "scale_factor", "_FillValue", "calendar"])
        if dice.random() < 0.2 and name in target.attrs:
            del target.attrs[name]
            return
        text = dice.choice(_TEXTS).encode()
        value = dice.choice((np.int64(dice.choice(_NUMBERS)), np.float64("nan"), np.float64(1e308), text, text))
        if isinstance(value, bytes):
            target.attrs.create(name, value, dtype=h5py.string_dtype("utf-8", max(len(value), 1)))
        else:
            target.attrs[name] = value

    @staticmethod
    def _values(dataset: h5py.Dataset, dice: random.Random, every: bool) -> None:
        where = ... if every or not dataset.shape else tuple(dice.randrange(n) for n in dataset.shape)
        if h5py.check_string_dtype(dataset.dtype):
            value: object = dice.choice(_TEXTS)
        elif dataset.dtype.kind == "f":
            value = dice.choice((np.nan, np.inf, -np.inf, 1e308, -1.0))
        else:
            limits = np.iinfo(dataset.dtype)
            value = dice.choice((limits.max, limits.min, 0, min(10**9, limits.max)))
        dataset[where] = (
            np.full(dataset.shape, value, dtype=object if isinstance(value, str) else None) if where is ... else value
        )


if __name__ == "__main__":
    read_mutants(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), Liar)
