"""Tables of a district as they stand in its folder: read, changed and written again."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from .table_kinds import TableKind

SOURCE_KEYS = ("status", "source", "printed")


@dataclass
class Table:
    """A table of a district: header, units and rows by id; of `values` the rows are by path and there are no units."""

    name: str
    header: list[str]
    units: dict[str, str]
    rows: dict[str, dict[str, str]]

    @property
    def is_values(self) -> bool:
        return self.name == "values"

    def add_column(self, key: str, unit: str) -> None:
        if key in self.header:
            return
        at = next((i for i, k in enumerate(self.header) if k in SOURCE_KEYS), len(self.header))
        self.header.insert(at, key)
        self.units[key] = unit

    def text(self) -> str:
        out = io.StringIO()
        write = csv.writer(out, lineterminator="\n")
        write.writerow(self.header)
        if not self.is_values:
            write.writerow([self.units.get(k, "") for k in self.header])
        write.writerows([row.get(k, "") for k in self.header] for row in self.rows.values())
        return "\ufeff" + out.getvalue()


def read_table(path: Path, kind: TableKind) -> Table:
    """A table of a district as it stands, or an empty one."""
    if not path.exists():
        if kind.name == "values":
            return Table(kind.name, [c.key for c in kind.columns], {}, {})
        fixed = list(kind.fixed)
        header = ["id", *fixed, *SOURCE_KEYS]
        return Table(kind.name, header, {"id": "unit", **dict.fromkeys(fixed, "text")}, {})
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.reader(file) if any(row)]
    header = rows[0]
    first = 1 if kind.name == "values" else 2
    units = {} if first == 1 else dict(zip(header, rows[1], strict=True))
    return Table(kind.name, header, units, {row[0]: dict(zip(header, row, strict=True)) for row in rows[first:]})
