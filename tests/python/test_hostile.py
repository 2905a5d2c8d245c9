"""Results files that somebody forged, with a right seal: refused or read, without a crash, a hang or a look into another file."""

from __future__ import annotations

import gzip
import json
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import h5py
import numpy as np
import pytest

import wufei

ROOT = Path(__file__).resolve().parents[2]
FUZZ = ROOT / "tests" / "fuzz"
sys.path.insert(0, str(FUZZ))
from results_mutants import SEAL, sealed  # noqa: E402

SMALL = """format: 1
title: {zh: 小例子, en: Small example}
period: {starts: 2020-01-01, ends: 2020-04-01}
replicas: 2
places: {here: {}}
streams:
  slag: {category: general_industrial, label: {zh: 炉渣, en: slag}}
indicators:
  utilisation: {number: 11, label: {zh: 综合利用率, en: Utilisation rate}, unit: percent, own_unit: "%", baseline_text: 56%, target_text: 80%, baseline: 56, target: 80, rule: ">="}
economy: {value_added: 1 亿元}
sites:
  mill: {kind: producer, place: here, label: {zh: 工厂, en: Mill}, rate: 20 t/d, noise: 10 %, stream: slag, outlet: works}
  works: {kind: outlet, place: here, label: {zh: 利用厂, en: Works}, accepts: [slag], utilised: 70 %, capacity: 50 t/d, yard: 1000 t}
"""
SECRET = "a line that nobody outside may read"


@pytest.fixture(scope="module")
def honest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small results file."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "small.yaml").write_text(SMALL, encoding="utf-8")
    path = folder / "honest.h5"
    wufei.run(wufei.read(folder / "small.yaml"), output=path, progress=False)
    return path


Change = Callable[[h5py.File, Path], None]


def forged(honest: Path, change: Change) -> Path:
    """The honest file with a change by another program, sealed again."""
    path = honest.with_name("forged.h5")
    path.write_bytes(honest.read_bytes()[:-SEAL])
    with h5py.File(path, "r+", libver=("v108", "v110")) as file:
        change(file, honest.with_name("secret.h5"))
    path.write_bytes(sealed(path.read_bytes()))
    return path


def replaced(make: Change) -> Change:
    """A change of one dataset: away with the old one."""

    def change(file: h5py.File, secret: Path) -> None:
        del file["small/flows/mass"]
        make(file, secret)

    return change


def external_storage(file: h5py.File, secret: Path) -> None:
    secret.write_text(SECRET)
    file.create_dataset("small/flows/mass", (len(SECRET),), "u1", external=[(str(secret), 0, len(SECRET))])


def external_link(file: h5py.File, secret: Path) -> None:
    with h5py.File(secret, "w") as other:
        other["mass"] = np.arange(4)
    file["small/flows/mass"] = h5py.ExternalLink(str(secret), "mass")


def soft_link(file: h5py.File, _: Path) -> None:
    file["small/flows/mass"] = h5py.SoftLink("/small/stocks/mass")


def second_name(file: h5py.File, _: Path) -> None:
    file["small/flows/mass"] = file["small/stocks/mass"]


def circle(file: h5py.File, _: Path) -> None:
    file["small/flows/round"] = file["small"]


def virtual(file: h5py.File, secret: Path) -> None:
    with h5py.File(secret, "w") as other:
        other["mass"] = np.arange(4)
    layout = h5py.VirtualLayout((4,), "i8")
    layout[:] = h5py.VirtualSource(str(secret), "mass", (4,))
    file.create_virtual_dataset("small/flows/mass", layout)


def huge(file: h5py.File, _: Path) -> None:
    file.create_dataset("small/flows/mass", (2**40,), "i8", chunks=(2**20,))


def huge_contiguous(file: h5py.File, _: Path) -> None:
    file.create_dataset("small/flows/mass", (2**30,), "i8")


def other_filter(file: h5py.File, _: Path) -> None:
    file.create_dataset("small/flows/mass", data=np.arange(1000), chunks=(100,), compression="lzf")


def references(file: h5py.File, _: Path) -> None:
    file.create_dataset("small/flows/mass", data=[file["small"].ref], dtype=h5py.ref_dtype)


def committed_type(file: h5py.File, _: Path) -> None:
    file["small/named"] = np.dtype("i8")


def deep(file: h5py.File, _: Path) -> None:
    group = file["small"]
    for _depth in range(3000):
        group = group.create_group("d")


CHANGES = [
    *map(
        replaced,
        (external_storage, external_link, soft_link, second_name, virtual, huge, huge_contiguous, other_filter, references),
    ),
    circle,
    committed_type,
    deep,
]
NAMES = ["external_storage", "external_link", "soft_link", "second_name", "virtual", "huge", "huge_contiguous", "other_filter"]
NAMES += ["references", "circle", "committed_type", "deep"]


def limited() -> None:
    """2 GB of addresses, 30 s: what no honest file of this size needs."""
    resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
    resource.setrlimit(resource.RLIMIT_CPU, (30, 30))


def shown(executable: Path, *words: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([executable, *map(str, words)], capture_output=True, preexec_fn=limited, check=False)


def test_the_honest_file_is_read_with_the_values_that_other_libraries_see(honest: Path) -> None:
    results = wufei.open(honest)
    with h5py.File(honest) as file:
        for group in results.groups():
            data = results.to_xarray(group)
            assert set(data.variables) == set(file[f"small/{group}"])
            for name, variable in data.variables.items():
                stored = file[f"small/{group}/{name}"]
                values = stored.asstr()[()] if h5py.check_string_dtype(stored.dtype) else stored[()]
                if variable.dtype.kind != "M":
                    np.testing.assert_array_equal(variable.values, values)


@pytest.mark.parametrize("change", CHANGES, ids=NAMES)
def test_what_this_program_does_not_write_is_refused(honest: Path, executable: Path, change: Change) -> None:
    path = forged(honest, change)
    with pytest.raises(wufei.ResultsError, match="damaged"):
        wufei.open(path).to_xarray("flows").load()
    done = shown(executable, "show", path, "--table", "flows")
    assert done.returncode == 5 and b"damaged" in done.stderr and SECRET.encode() not in done.stdout


@pytest.mark.parametrize("packed", sorted((FUZZ / "hostile").glob("*.gz")), ids=lambda path: path.name.partition(".")[0])
def test_files_that_crashed_earlier_versions_are_refused(tmp_path: Path, executable: Path, packed: Path) -> None:
    path = tmp_path / "hostile.h5"
    path.write_bytes(gzip.decompress(packed.read_bytes()))
    with pytest.raises(wufei.ResultsError):
        wufei.open(path)
    assert shown(executable, "show", path).returncode == 5
    for words in (("show", path, "--table", "indicators"), ("compare", path, path)):
        done = shown(executable, *words)
        assert done.returncode in (0, 5) and b"\x1b" not in done.stdout + done.stderr, done.stderr


def test_a_chunk_that_swells_is_refused_without_the_memory(honest: Path, executable: Path) -> None:
    def bomb(file: h5py.File, _: Path) -> None:
        values = file["small/run/events"][...]
        del file["small/run/events"]
        packed = {"chunks": (1,), "shuffle": True, "compression": 4, "fletcher32": True, "track_order": True}
        data = file["small/run"].create_dataset("events", data=values, **packed)
        data.dims[0].attach_scale(file["small/run/replica"])
        offset = (0,)
        mask, chunk = data.id.read_direct_chunk(offset)
        import zlib

        swollen = zlib.compress(bytes(1 << 26), 9)
        first = second = 0
        for at in range(0, len(swollen) - len(swollen) % 2, 2):
            first = (first + (swollen[at] << 8 | swollen[at + 1])) % 65535
            second = (second + first) % 65535
        if len(swollen) % 2:
            first = (first + (swollen[-1] << 8)) % 65535
            second = (second + first) % 65535
        data.id.write_direct_chunk(offset, swollen + (second << 16 | first).to_bytes(4, "little"), mask)
        assert len(chunk) > 0

    path = forged(honest, bomb)
    with pytest.raises(wufei.ResultsError, match="a chunk cannot be decompressed"):
        wufei.open(path).to_xarray("run").load()
    assert shown(executable, "show", path, "--table", "run").returncode == 5


def test_a_text_of_a_results_file_names_no_other_file(honest: Path, executable: Path) -> None:
    secret = honest.with_name("secret.yaml")
    secret.write_text(f"{SECRET}\n", encoding="utf-8")

    def extends(file: h5py.File, _: Path) -> None:
        texts = list(file["small/input/text"].asstr())
        texts[texts.index("replicas: 2")] = f"extends: {secret}"
        del file["small/input/text"]
        lines = file["small/input"].create_dataset("text", data=texts, dtype=h5py.string_dtype(), track_order=True)
        lines.dims[0].attach_scale(file["small/input/line"])

    done = shown(executable, "explain", "11", forged(honest, extends))
    assert done.returncode == 3 and SECRET.encode() not in done.stdout + done.stderr
    assert b"E0301" in done.stderr


def test_text_of_a_file_does_not_drive_the_terminal(honest: Path, executable: Path) -> None:
    def retitle(file: h5py.File, _: Path) -> None:
        title = file["small"].attrs.get_id("title_en")
        text = "a\x1b]0;x\a\u202eb".encode()
        size = title.get_type().get_size()
        title.write(np.frombuffer(text.ljust(size, b"."), f"S{size}")[0:1].reshape(()), title.get_type())

    path = forged(honest, retitle)
    done = shown(executable, "--lang", "en", "show", path)
    assert done.returncode == 0, done.stderr
    assert b"\x1b" not in done.stdout and "\u202e".encode() not in done.stdout and b"a?]0;x??b" in done.stdout


def mutants_read(honest: Path, first: int, count: int, maker: str = "results_mutants.py") -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, FUZZ / maker, honest, str(first), str(count)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert "mutant" not in done.stderr, done.stderr[-2000:]
    return json.loads(done.stdout)


def test_mutants_are_refused_or_read_in_python(honest: Path) -> None:
    counts = mutants_read(honest, 0, 100)
    assert counts["refused"] > 30 and counts["read"] > 5 and counts["slowest"] < 5


@pytest.mark.long
def test_many_mutants_are_refused_or_read_in_python(honest: Path) -> None:
    counts = mutants_read(honest, 1000, 2000)
    assert counts["refused"] > 600 and counts["slowest"] < 5


def test_files_whose_structure_lies_are_refused_or_read_in_python(honest: Path) -> None:
    counts = mutants_read(honest, 0, 60, "lying_tables.py")
    assert counts["refused"] > 15 and counts["read"] > 3 and counts["slowest"] < 5


@pytest.mark.long
def test_many_files_whose_structure_lies_are_refused_or_read_in_python(honest: Path) -> None:
    counts = mutants_read(honest, 1000, 2000, "lying_tables.py")
    assert counts["refused"] > 500 and counts["slowest"] < 5


def text_attributes(target: h5py.AttributeManager, **texts: str) -> None:
    for name, text in texts.items():
        target.create(name, text.encode(), dtype=h5py.string_dtype("utf-8", max(len(text.encode()), 1)))


def test_what_another_version_of_libhdf5_writes_in_the_same_way_is_read(tmp_path: Path) -> None:
    """Debian 12 writes with 1.10, Debian 13 with 1.14, as h5py does here; many links and attributes lie in heaps."""
    assert h5py.version.hdf5_version_tuple[:2] >= (1, 14)
    path = tmp_path / "other.h5"
    columns = {f"column_{i}": np.arange(6, dtype="i8").reshape(2, 3) * i for i in range(300)}
    with h5py.File(path, "w", libver=("v108", "v110"), track_order=True) as file:
        text_attributes(file.attrs, format="wufei-results", format_version="1.1", **{f"extra_{i}": "值" * i for i in range(20)})
        group = file.create_group("plan", track_order=True)
        for name, values in {"replica": np.arange(2, dtype="i4"), "row": np.array(["a", "乙", ""], dtype=object)}.items():
            dtype = h5py.string_dtype() if values.dtype == object else None
            scale = group.create_dataset(name, data=values, dtype=dtype, track_order=True)
            scale.make_scale(name)
        for name, values in columns.items():
            data = group.create_dataset(
                name, data=values, chunks=(1, 2), shuffle=True, compression=4, fletcher32=True, track_order=True
            )
            data.dims[0].attach_scale(group["replica"])
            data.dims[1].attach_scale(group["row"])
            data.attrs["count"] = np.int64(7)
        label = np.array(["厨余".encode(), b"", b"abc"], dtype=h5py.string_dtype("utf-8", 6))
        padded = group.create_dataset("label", data=label, chunks=(2,), compression=6, fletcher32=True, track_order=True)
        padded.dims[0].attach_scale(group["row"])
    path.write_bytes(sealed(path.read_bytes()))
    stored = wufei._core.ResultsFile(str(path))
    assert stored.attributes("/")["extra_19"] == "值" * 19 and len(stored.attributes("/")) == 22
    assert stored.datasets("plan") == ["replica", "row", *columns, "label"]
    assert stored.read("plan/row", 0, 3) == ["a", "乙", ""]
    assert stored.read("plan/label", 0, 3) == ["厨余", "", "abc"] and stored.read("plan/label", 1, 2) == ["", "abc"]
    for name, values in columns.items():
        assert stored.info(f"plan/{name}") == ("int64", ["replica", "row"], [2, 3])
        assert stored.attributes(f"plan/{name}") == {"count": 7}
        np.testing.assert_array_equal(stored.read(f"plan/{name}", 0, 2), values)
        np.testing.assert_array_equal(stored.read(f"plan/{name}", 1, 1), values[1:])
