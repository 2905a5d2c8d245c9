"""What a build of Wufei is made of, as CycloneDX 1.5 on the standard output: `./dev sbom`.

Debian's packages are those of apt-packages.txt and those whose libraries the executable and the Python module load; Python's are
those of the venv this runs in that python/requirements.txt pins; npm's those that the page of the report is bundled from. The same build gives the same bytes.
"""

from __future__ import annotations

import json
import platform
import re
import subprocess
from importlib.metadata import distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def output_of(*command: str | Path) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def packages_loaded(program: Path) -> set[str]:
    """Debian packages of the libraries a program loads."""
    paths = re.findall(r"=> (/\S+)", output_of("ldd", program))
    # A library may be known to dpkg by its path before or after /lib became a link to /usr/lib.
    asked = {path.removeprefix("/usr") for path in paths} | {str(Path(path).resolve()) for path in paths} | set(paths)
    found = subprocess.run(["dpkg-query", "-S", *sorted(asked)], capture_output=True, text=True, check=False).stdout
    return {line.split(":")[0] for line in found.splitlines()}


def debian(names: set[str], distribution: str) -> list[dict[str, object]]:
    parts = []
    listed = output_of("dpkg-query", "-W", "-f=${Package} ${Version} ${Architecture}\n", *sorted(names))
    for name, version, architecture in sorted({tuple(line.split()) for line in listed.splitlines()}):
        purl = f"pkg:deb/{distribution}/{name}@{version.replace('+', '%2B').replace(':', '%3A')}?arch={architecture}"
        parts.append({"type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl})
    return parts


def python() -> list[dict[str, object]]:
    pinned = set(re.findall(r"^([\w.-]+)==", (ROOT / "python/requirements.txt").read_text(encoding="utf-8"), re.MULTILINE))
    parts = []
    for name, version in sorted((re.sub(r"[-_.]+", "-", d.name).lower(), d.version) for d in distributions()):
        if name in pinned:  # the venv also holds pip
            purl = f"pkg:pypi/{name}@{version}"
            parts.append({"type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl})
    return parts


def npm() -> list[dict[str, object]]:
    """What the page is bundled from, as package.json and those it needs in turn say."""
    parts = []
    for name in ("echarts", "tslib", "zrender"):
        package = json.loads((ROOT / "build/page/node_modules" / name / "package.json").read_text(encoding="utf-8"))
        purl = f"pkg:npm/{name}@{package['version']}"
        parts.append({"type": "library", "bom-ref": purl, "name": name, "version": package["version"], "purl": purl})
    return parts


def bill() -> dict[str, object]:
    program = ROOT / "build/wufei"
    names = set((ROOT / "apt-packages.txt").read_text(encoding="utf-8").split())
    for part in (program, *(ROOT / "build/python").rglob("*.so")):
        names |= packages_loaded(part)
    version = output_of(program, "--version").split()[1]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": {"type": "application", "bom-ref": "wufei", "name": "wufei", "version": version}},
        "components": debian(names, platform.freedesktop_os_release()["ID"]) + python() + npm(),
    }


if __name__ == "__main__":
    print(json.dumps(bill(), indent=1))
