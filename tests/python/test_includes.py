"""Dependencies point one way, and a foreign library has one door: read from the #include lines."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
INCLUDE = re.compile(r'^\s*#include [<"]([^>"]+)[>"]', re.MULTILINE)

# Which folders a folder may include: engine <- engine/store <- models <- {models/cli, python/bindings}.
MAY_SEE = {
    "engine": {"engine"},
    "engine/store": {"engine", "engine/store"},
    "models": {"engine", "engine/store", "models"},
    "models/facilities": {"engine", "models"},
    "models/policies": {"engine", "models"},
    "models/indicators": {"engine", "models"},
    "models/cli": {"engine", "engine/store", "models", "models/cli"},
    "python/bindings": {"engine", "models", "python/bindings"},
}

# A kind is one file that sees one interface. Facilities also see the world they are prepared in, and small tools; an
# indicator's header brings the books.
KINDS = {
    "models/facilities": {"models/facilities/facility.h", "models/world/world.h", "models/facilities/fifo.h", "models/facilities/gate.h", "models/facilities/quota.h",
                          "models/district/season.h", "models/facilities/destinations.h", "models/facilities/membership.h", "models/facilities/takers.h",
                          "models/facilities/building_project.h"},
    "models/policies": {"models/policies/policy.h"},
    "models/indicators": {"models/assessment/indicator.h", "models/books/ledger.h"},
}

DOORS = {
    r"tbb/|oneapi/": {"engine/base/parallel.cpp"},
    r"Random123/": {"engine/random/random.cpp"},
    r"hdf5|H5": {"engine/store/hdf5_handle.h", "engine/store/hdf5_reader.cpp", "engine/store/hdf5_writer.cpp"},
    r"lz4": {"engine/store/compressed.cpp"},
    r"boost/graph/": {"models/district/network.cpp"},
    r"boost/program_options": {"models/cli/arguments.cpp"},
    r"yaml-cpp/": {"models/scenario/yaml.cpp"},
    r"Eigen/": {"models/assessment/balance.cpp"},
}


def _files(*folders: str) -> dict[str, list[str]]:
    """Includes of every source below the folders, by path."""
    paths = [path for folder in folders for path in sorted((ROOT / folder).rglob("*")) if path.suffix in (".h", ".cpp")]
    return {path.relative_to(ROOT).as_posix(): INCLUDE.findall(path.read_text(encoding="utf-8")) for path in paths}


SOURCES = _files("engine", "models", "python/bindings")


def _folder(name: str) -> str:
    return name.rpartition("/")[0]


def test_the_sources_are_read() -> None:
    assert len(SOURCES) > 100 and {_folder(name) for name in SOURCES} == set(MAY_SEE)


@pytest.mark.parametrize("folder", MAY_SEE)
def test_dependencies_point_one_way(folder: str) -> None:
    wrong = [
        f"{name} includes {include}"
        for name, includes in SOURCES.items()
        for include in includes
        if _folder(name) == folder and include.startswith(("engine/", "models/", "python/", "tests/"))
        if _folder(include) not in MAY_SEE[folder]
    ]
    assert wrong == []


@pytest.mark.parametrize("folder", KINDS)
def test_a_kind_sees_its_interface_only(folder: str) -> None:
    seen = {include for name, includes in SOURCES.items() if _folder(name) == folder for include in includes}
    assert {include for include in seen if "/" in include} <= KINDS[folder]


@pytest.mark.parametrize("library", DOORS)
def test_a_foreign_library_has_one_door(library: str) -> None:
    users = {
        name for name, includes in SOURCES.items() if any(re.match(library, include) for include in includes)
    }
    assert users <= DOORS[library]


def test_every_foreign_library_is_listed() -> None:
    listed = "|".join([*DOORS, "nanobind/", "sys/"])
    ours = ("engine/", "models/", "python/")
    foreign = {i for includes in SOURCES.values() for i in includes if "/" in i and not i.startswith(ours)}
    assert {include for include in foreign if not re.match(listed, include)} == set()


def test_bindings_are_the_only_users_of_nanobind() -> None:
    users = {_folder(name) for name, includes in SOURCES.items() if any(i.startswith("nanobind/") for i in includes)}
    assert users == {"python/bindings"}
