"""Dependencies point one way, a kind sees one interface, and a foreign library has one door: read from the #include lines."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
INCLUDE = re.compile(r'^\s*#include [<"]([^>"]+)[>"]', re.MULTILINE)

# The wings in order: each may include itself and those of earlier rows.
WINGS = [
    ["engine/base"],
    ["engine/random"],
    ["engine/kernel"],
    ["engine/store"],
    ["models/scenario"],
    ["models/district"],
    ["models/books", "models/policies"],
    ["models/facilities", "models/assessment"],
    ["models/indicators", "models/world"],
    ["models/outputs"],
    ["models/results"],
    ["models/views"],
    ["models/report"],
    ["models/run"],
    ["models/cli", "python/bindings"],
]
# A kind sees the interface of its wing, the small tools beside it, the engine, and the district.
ENGINE = r"engine/(base|random|kernel)/\w+\.h"
KINDS = {
    "models/facilities": rf"{ENGINE}|models/facilities/\w+\.h|models/district/\w+\.h",
    "models/policies": rf"{ENGINE}|models/policies/policy\.h|models/district/\w+\.h",
    "models/indicators": rf"{ENGINE}|models/assessment/indicator\.h|models/district/\w+\.h",
}
NO_KINDS = {
    "models/policies/driver.cpp",
    "models/policies/driver_paths.cpp",
    "models/policies/kind_answers.cpp",
    "models/policies/policy_set.cpp",
    "models/policies/fixed_sizes.cpp",
    "models/policies/read_drivers.cpp",
    "models/policies/read_policies.cpp",
    "models/policies/policy.cpp",
    "models/policies/task.cpp",
    "models/facilities/facility.cpp",
    "models/facilities/read_sites.cpp",
}

DOORS = {
    r"Random123/": {"engine/random/random.cpp"},
    r"hdf5|H5": {"engine/store/hdf5_handle.h", "engine/store/hdf5_image.cpp"},
    r"lz4": {"engine/store/compressed.cpp"},
    r"zlib": {"engine/store/chunk_reader.cpp"},
    r"boost/graph/": {"models/scenario/graph.cpp"},
    r"boost/random/": {"engine/random/sobol.cpp"},
    r"boost/program_options": {"models/cli/arguments.cpp"},
    r"yaml-cpp/": {"models/scenario/yaml.cpp"},
    r"Eigen/": {"models/assessment/balance.cpp"},
    r"nlohmann/": {"models/views/json.cpp", "models/views/json_value.cpp"},
    r"xlsxwriter": {"models/views/workbook.cpp"},
}


def _files(*folders: str) -> dict[str, list[str]]:
    """Includes of every source below the folders, by path."""
    paths = [path for folder in folders for path in sorted((ROOT / folder).rglob("*")) if path.suffix in (".h", ".cpp")]
    return {path.relative_to(ROOT).as_posix(): INCLUDE.findall(path.read_text(encoding="utf-8")) for path in paths}


SOURCES = _files("engine", "models", "python/bindings")
ROW = {wing: row for row, wings in enumerate(WINGS) for wing in wings}


def _folder(name: str) -> str:
    return name.rpartition("/")[0]


def _reached(name: str) -> set[str]:
    """Project headers that a file pulls in, directly or not."""
    seen: set[str] = set()
    waiting = [name]
    while waiting:
        for include in SOURCES.get(waiting.pop(), []):
            if include in SOURCES and include not in seen:
                seen.add(include)
                waiting.append(include)
    return seen


def test_every_source_lives_in_a_wing() -> None:
    assert len(SOURCES) > 100 and {_folder(name) for name in SOURCES} <= set(ROW)


@pytest.mark.parametrize("wing", ROW)
def test_dependencies_point_one_way(wing: str) -> None:
    def allowed(other: str) -> bool:
        return other == wing or ROW[other] < ROW[wing]

    wrong = [
        f"{name} includes {include}"
        for name, includes in SOURCES.items()
        if _folder(name) == wing
        for include in includes
        if include.startswith(("engine/", "models/", "python/", "tests/")) and not allowed(_folder(include))
    ]
    assert wrong == []


@pytest.mark.parametrize("wing", KINDS)
def test_a_kind_sees_its_interface_only(wing: str) -> None:
    wrong = [
        f"{name} includes {include}"
        for name, includes in SOURCES.items()
        if _folder(name) == wing and name.endswith(".cpp") and name not in NO_KINDS
        for include in includes
        if "/" in include and not re.fullmatch(KINDS[wing], include)
    ]
    assert wrong == []


def test_no_facility_policy_or_indicator_knows_a_target() -> None:
    kinds = [name for name in SOURCES if _folder(name) in KINDS and name.endswith(".cpp")]
    assert len(kinds) > 60
    assert [name for name in kinds if "models/assessment/plan.h" in _reached(name)] == []


def _lines(name: str) -> list[str]:
    return (ROOT / name).read_text(encoding="utf-8").splitlines()


def test_the_kernel_can_be_read_in_an_evening() -> None:
    assert sum(len(_lines(name)) for name in SOURCES if _folder(name) == "engine/kernel") <= 1500


def test_a_file_has_less_than_300_lines() -> None:
    ours = [*SOURCES, *(path.relative_to(ROOT).as_posix() for path in (ROOT / "python/wufei").glob("*.py*"))]
    assert len(ours) > 300
    assert {name: len(_lines(name)) for name in ours if len(_lines(name)) >= 300} == {}


def _longest_function(name: str) -> int:
    """Lines of the longest function outside a class: from a line at the margin that opens a block to the `}` at the margin."""
    longest, begin = 0, None
    for number, line in enumerate(_lines(name)):
        if re.match(r"(?!namespace|struct|class|enum|union|extern)\S.*\{$", line) and ")" in line:
            begin = number
        elif line == "}" and begin is not None:
            longest, begin = max(longest, number - begin + 1), None
    return longest


def test_a_function_has_at_most_50_lines() -> None:
    lengths = {name: _longest_function(name) for name in SOURCES}
    assert max(lengths.values()) > 10  # they are found
    assert {name: length for name, length in lengths.items() if length > 50} == {}


# What registers itself is asked for by nobody: no header has its name.
REGISTERED = ("models/facilities", "models/policies", "models/indicators", "models/outputs", "models/cli", "python/bindings")


def test_a_source_has_a_header_of_its_name() -> None:
    alone = {name for name in SOURCES if name.endswith(".cpp") and name.removesuffix(".cpp") + ".h" not in SOURCES}
    assert {name for name in alone if _folder(name) not in REGISTERED} == {
        "engine/base/units.cpp"
    }  # the other half of quantity.h


def test_a_kind_sees_the_interface_of_a_handler_and_not_the_event_list() -> None:
    kinds = [name for name in SOURCES if _folder(name) in KINDS and name.endswith(".cpp")]
    hidden = {f"engine/kernel/{name}.h" for name in ("event_queue", "payload_pool", "region", "simulation", "windows")}
    assert hidden <= set(SOURCES)
    assert {name: hidden & _reached(name) for name in kinds if hidden & _reached(name)} == {}


def test_a_facility_pulls_in_few_headers() -> None:
    assert len(_reached("models/facilities/facility.h")) + 1 <= 25


def test_no_header_uses_a_whole_namespace() -> None:
    headers = [name for name in SOURCES if name.endswith(".h")]
    assert [
        name for name in headers if re.search(r"^\s*using namespace", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE)
    ] == []


@pytest.mark.parametrize("library", DOORS)
def test_a_foreign_library_has_one_door(library: str) -> None:
    users = {name for name, includes in SOURCES.items() if any(re.match(library, include) for include in includes)}
    assert users <= DOORS[library]


def test_every_foreign_library_is_listed() -> None:
    listed = "|".join([*DOORS, "nanobind/", "sys/"])
    ours = ("engine/", "models/", "python/")
    foreign = {i for includes in SOURCES.values() for i in includes if "/" in i and not i.startswith(ours)}
    assert {include for include in foreign if not re.match(listed, include)} == set()


def test_bindings_are_the_only_users_of_nanobind() -> None:
    users = {_folder(name) for name, includes in SOURCES.items() if any(i.startswith("nanobind/") for i in includes)}
    assert users == {"python/bindings"}
