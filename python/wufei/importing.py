"""From a workbook to the tables of a district, telling what found no place.

Rows are found again by id or by Chinese name, so that a workbook with three columns updates these three of a table that has
twenty. What is new gets a row of its own. Nothing is guessed: a unit of another dimension, a heading that no table knows, a name
without an id are told with their cell.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field
from pathlib import Path

from . import _core
from .data_tables import SOURCE_KEYS, Table, read_table
from .sheets import Cell, Sheet, headings_in, read_workbook, table_of
from .table_kinds import STATUSES, TABLES, Column, TableKind, kind_named, plain

GUIDES = ("说明", "填表说明", "README")  # sheets that explain and hold no table


@dataclass
class Note:
    """Something that found no place, or was left out: its cell, and what it is in both languages."""

    place: str
    zh: str
    en: str


@dataclass
class Imported:
    """What an import has done: the tables by name, the cells changed, the rows new, and what found no place."""

    tables: dict[str, Table] = field(default_factory=dict)
    changed: dict[str, int] = field(default_factory=dict)
    new: dict[str, list[str]] = field(default_factory=dict)
    unplaced: list[Note] = field(default_factory=list)
    left_out: list[Note] = field(default_factory=list)

    def write(self, folder: Path) -> list[Path]:
        """Writes the tables that changed; returns their paths."""
        folder.mkdir(parents=True, exist_ok=True)
        paths = []
        for name, table in self.tables.items():
            if self.changed.get(name) or self.new.get(name):
                path = folder / f"{name}.csv"
                path.write_text(table.text(), encoding="utf-8")
                paths.append(path)
        return paths


def read_mapping(path: Path | None) -> dict[tuple[str, str], tuple[str, str, str]]:
    """``(sheet, heading)`` to ``(table, column, unit)``; a sheet ``*`` is any. Columns: sheet, heading, table, column, unit."""
    if path is None:
        return {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.reader(file) if any(row)]
    mapping = {}
    for row in rows[1:]:
        sheet, heading, table, column, unit = [*(cell.strip() for cell in row), "", "", "", "", ""][:5]
        mapping[sheet, plain(heading)] = (table, column, unit)
    return mapping


class _Importer:
    def __init__(self, workbook: Path, folder: Path, mapping: dict[tuple[str, str], tuple[str, str, str]]) -> None:
        self.workbook, self.folder, self.mapping = workbook, folder, mapping
        self.done = Imported()

    def sheet(self, sheet: Sheet) -> None:
        for place, text, why in sheet.left_out:
            self._leave(place, f"“{text[:30]}”是{'合计行' if why == 'total' else '附注'}", f"'{text[:30]}' is a {why}")
        kind = self._kind(sheet)
        if kind is None:
            if sheet.name in GUIDES:
                return
            if sheet.headings or sheet.title:
                self._miss(sheet.name, "没有一个表认得它的表头", "no table knows its headings")
            return
        columns = self._columns(sheet, kind)
        if not columns:
            return
        table = self.done.tables.setdefault(kind.name, read_table(self.folder / f"{kind.name}.csv", kind))
        for row in sheet.rows:
            self._row(sheet, kind, table, columns, row)

    def _kind(self, sheet: Sheet) -> TableKind | None:
        named = {table for (name, _), (table, _, _) in self.mapping.items() if table and name in (sheet.name, "*")}
        own = {table for (name, _), (table, _, _) in self.mapping.items() if table and name == sheet.name}
        name = next(iter(own or (named if len(named) == 1 else set())), "")
        return kind_named(name) or table_of(sheet)

    def _columns(self, sheet: Sheet, kind: TableKind) -> dict[int, tuple[Column, str]]:
        """Position in the sheet to the column of the table and the unit in which it is printed."""
        columns: dict[int, tuple[Column, str]] = {}
        for i, heading in headings_in(sheet):
            given = self.mapping.get((sheet.name, plain(heading.text))) or self.mapping.get(("*", plain(heading.text)))
            column = self._mapped(kind, given) if given else kind.column(heading.text)
            if column is None:
                if not given or given[1] != "-":
                    self._miss(
                        heading.place,
                        f"表“{kind.titles[0]}”没有“{heading.text}”这一列",
                        f"'{heading.text}' is no column of '{kind.name}'",
                    )
                continue
            printed = (given[2] if given else "") or heading.unit or (sheet.unit if _takes_unit(column) else "")
            if _takes_unit(column) and printed and not self._is_unit(printed, column, heading.place):
                continue
            columns[i] = (column, printed or column.unit)
        return columns

    @staticmethod
    def _mapped(kind: TableKind, given: tuple[str, str, str]) -> Column | None:
        if given[1] in ("", "-"):
            return None
        return next((c for c in kind.columns if c.key == given[1]), Column(given[1], given[2] or "text", ()))

    def _is_unit(self, printed: str, column: Column, place: str) -> bool:
        try:
            _core.convert("1", printed, column.unit)
        except ValueError:
            self._miss(
                place, f"单位“{printed}”不能换算成“{column.unit}”", f"'{printed}' is no unit of '{column.key}' ({column.unit})"
            )
            return False
        return True

    def _row(
        self, sheet: Sheet, kind: TableKind, table: Table, columns: dict[int, tuple[Column, str]], cells: list[Cell]
    ) -> None:
        texts = {column.key: (cells[i], unit) for i, (column, unit) in columns.items() if cells[i].text}
        if not texts:
            return
        id_ = self._id(sheet, kind, table, texts, cells)
        if id_ is None:
            return
        fresh = id_ not in table.rows
        row = table.rows.setdefault(id_, {table.header[0]: id_, **({} if table.is_values else kind.fixed)})
        before = dict(row)
        for column, _ in columns.values():
            if column.key in texts and column.key not in SOURCE_KEYS:
                table.add_column(column.key, column.unit)
                self._cell(table, row, column, *texts[column.key])
        if fresh or row != before:
            self._say_source(sheet, row, texts, cells)
        changes = sum(1 for k, v in row.items() if k not in SOURCE_KEYS and before.get(k, "") != v)
        self.done.changed[kind.name] = self.done.changed.get(kind.name, 0) + (0 if fresh else changes)
        if fresh:
            self.done.new.setdefault(kind.name, []).append(id_)

    def _id(
        self, sheet: Sheet, kind: TableKind, table: Table, texts: dict[str, tuple[Cell, str]], cells: list[Cell]
    ) -> str | None:
        """The id given, that of the row of the same name, one that the mapping gives, or one made of the English name or a count."""
        first = next(c for c in cells if c.text)
        if table.is_values:
            return texts["path"][0].text if "path" in texts else self._miss(first.place, "此行没有路径", "the row has no path")
        if "id" in texts:
            return texts["id"][0].text
        name = texts["label.zh"][0].text if "label.zh" in texts else ""
        for id_, row in table.rows.items():
            if name and row.get("label.zh") == name:
                return id_
            if (
                kind.name == "roads"
                and {"from", "to"} <= texts.keys()
                and _ends(row) == {texts[k][0].text for k in ("from", "to")}
            ):
                return id_
        given = self.mapping.get((sheet.name, plain(f"行:{name}"))) or self.mapping.get(("*", plain(f"行:{name}")))
        if given and given[1]:
            return given[1]
        if not name and kind.name != "roads":
            return self._miss(first.place, "此行没有名称，也没有编号", "the row has neither a name nor an id")
        english = re.sub(r"[^a-z0-9]+", "_", texts["label.en"][0].text.lower()).strip("_") if "label.en" in texts else ""
        made = f"{kind.prefix}_{english}" if english else f"{kind.prefix}_{len(table.rows) + 1}"
        while made in table.rows:
            made += "_x"
        return made

    def _cell(self, table: Table, row: dict[str, str], column: Column, cell: Cell, printed: str) -> None:
        """Converted to the unit that the table has."""
        wanted = table.units.get(column.key, column.unit)
        if not _takes_unit(column) or column.key == table.header[0]:
            row[column.key] = cell.text
            return
        number = cell.text.rstrip("%％").strip()
        try:
            value = _core.convert(number, "%" if number != cell.text else printed, wanted)
        except ValueError:
            self._miss(cell.place, f"“{cell.text}”不是以“{printed}”为单位的数", f"'{cell.text}' is no number in '{printed}'")
            return
        row[column.key] = f"{value:.12g}" if "e" not in f"{value:.12g}" else f"{value:.12f}".rstrip("0").rstrip(".")

    def _say_source(self, sheet: Sheet, row: dict[str, str], texts: dict[str, tuple[Cell, str]], cells: list[Cell]) -> None:
        """The sheet's own columns, or the workbook, sheet and row, with the figures as printed."""
        status = texts["status"][0].text if "status" in texts else ""
        row["status"] = STATUSES.get(status, status) or "plan"
        place = next(c.place for c in cells if c.text)
        own = texts["source"][0].text if "source" in texts else ""
        where = f"{self.workbook.name} {place.split('!')[0]} 第{re.sub('[^0-9]', '', place.split('!')[-1])}行"
        row["source"] = own or "；".join(part for part in (where, sheet.title, sheet.source) if part)
        figures = [
            f"{c.text}{'' if u in ('1', 'text', '') else u}" for k, (c, u) in texts.items() if k not in (*SOURCE_KEYS, "id")
        ]
        row["printed"] = texts["printed"][0].text if "printed" in texts else "、".join(figures)

    def _miss(self, place: str, zh: str, en: str) -> None:
        self.done.unplaced.append(Note(place, zh, en))

    def _leave(self, place: str, zh: str, en: str) -> None:
        self.done.left_out.append(Note(place, zh, en))


def _takes_unit(column: Column) -> bool:
    return column.unit not in ("", "unit", "text", "date", "yes/no", "site", "stream")


def _ends(row: dict[str, str]) -> set[str]:
    return {row.get("from", ""), row.get("to", "")}


def import_workbook(path: Path, folder: Path, mapping: Path | None = None) -> Imported:
    """Reads a workbook into the tables of a folder, without writing them.

    Parameters
    ----------
    path : Path
        The workbook, ``.xlsx``.
    folder : Path
        Of the tables; those that it has are updated row by row.
    mapping : Path, optional
        A table of headings: sheet, heading, table, column, unit. A column ``-`` leaves the heading out on purpose.

    Raises
    ------
    ValueError
        If the file is no workbook.
    """
    importer = _Importer(path, folder, read_mapping(mapping))
    for sheet in read_workbook(path):
        importer.sheet(sheet)
    return importer.done


def proposed_mapping(path: Path) -> str:
    """A table of all headings of a workbook with the table and column they would go to, to be completed in Excel."""
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n")
    write.writerow(["工作表 sheet", "表头 heading", "表 table", "列 column", "单位 unit"])
    for sheet in read_workbook(path):
        kind = table_of(sheet)
        for _, heading in headings_in(sheet):
            column = kind.column(heading.text) if kind else None
            unit = heading.unit or (sheet.unit if column and _takes_unit(column) else "")
            write.writerow([sheet.name, heading.text, kind.name if kind else "", column.key if column else "", unit])
    return "\ufeff" + out.getvalue()


__all__ = ["TABLES", "Imported", "Note", "import_workbook", "proposed_mapping"]
