"""The list of draws: every uncertain value of the plan and every common cause has a dimension of the Sobol' sequence.

    python3 tests/python/draw_list.py           # names those without one
    python3 tests/python/draw_list.py --write   # appends them to data/banan/statistics/draws.csv

The list only grows: a row that is there never changes, so no draw of another value moves. Needs the Python module of the build.
"""

from __future__ import annotations

import csv
import sys
import tempfile
from pathlib import Path

import wufei

ROOT = Path(__file__).resolve().parents[2]
LIST = ROOT / "data" / "banan" / "statistics" / "draws.csv"


def wanted() -> list[str]:
    """Common causes first: the first dimensions fill pairs and triples best."""
    paths: dict[str, None] = {}
    for name in ("baseline", "plan"):
        scenario = wufei.read(
            str(ROOT / "scenarios" / f"{name}.yaml"), {"period.ends": "2020-02-01", "uncertainty": "parameters"}
        )
        with tempfile.TemporaryDirectory() as folder:
            drawn = wufei.run(scenario, replicas=1, output=f"{folder}/drawn.h5", progress=False).parameters()
        causes = [path for path in scenario.values().index if path.startswith("common_causes.")]
        paths.update(dict.fromkeys(cause.removesuffix(".correlation") for cause in causes))
        paths.update(dict.fromkeys(drawn.columns))
    return sorted(paths, key=lambda path: (not path.startswith("common_causes."), path))


def listed() -> dict[str, str]:
    """Rows by path."""
    if not LIST.exists():
        return {}
    with LIST.open(encoding="utf-8", newline="") as file:
        return {row["path"]: row["id"] for row in csv.DictReader(file) if row["id"] != "unit"}


def missing() -> list[str]:
    known = listed()
    return [path for path in wanted() if path not in known]


def main() -> int:
    new = missing()
    if "--write" not in sys.argv:
        print("\n".join(new) or "every uncertain value has a dimension")
        return 1 if new else 0
    first = 1 + max((int(row[1:]) for row in listed().values()), default=-1)
    with LIST.open("a", encoding="utf-8", newline="") as file:
        if LIST.stat().st_size == 0:
            file.write("id,path\nunit,text\n")
        file.writelines(f"d{first + i},{path}\n" for i, path in enumerate(new))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
