"""The workbook to fill in: one sheet a table, with title, headings, units and the rows of the folder as it stands."""

from __future__ import annotations

from pathlib import Path

from .data_tables import read_table
from .table_kinds import TABLES, TableKind

_GUIDE = (
    ("怎样填写", "How to fill this in"),
    (
        "每张工作表是一个表。可以增删行；没有的列可以留空或删去。",
        "Each sheet is a table. Add and delete rows; leave out columns you lack.",
    ),
    (
        "表头括号内是单位，可改成别的单位，如“万人”，导入时换算。",
        "Units stand in brackets and may be changed: they are converted.",
    ),
    ("“性质”写 方案、推导 或 假设；“来源”写出处。", "status: plan, derived or assumption; source: where it comes from."),
    (
        "也可直接导入统计年鉴的表：标题、单位角注、合计行和附注会被识别。",
        "Printed tables of statistics can be imported as they are.",
    ),
    ("导入：wufei import 本文件.xlsx -o data/district", "Import: wufei import THIS.xlsx -o data/district"),
)
_SHOWN = {"text": "", "unit": "", "": "", "1": "", "date": "", "yes/no": "yes/no", "site": "", "stream": ""}
_CHINESE_UNITS = {
    "person": "人",
    "vehicle": "辆",
    "t": "吨",
    "t/d": "吨/日",
    "km": "公里",
    "km/h": "km/h",
    "kg/d": "kg/d",
    "d": "天",
}


def write_template(path: Path, folder: Path | None = None) -> None:
    """Writes the workbook; with a folder, its tables are filled in.

    Parameters
    ----------
    path : Path
        Of the workbook, ``.xlsx``.
    folder : Path, optional
        Of a district's tables.
    """
    import openpyxl
    from openpyxl.styles import Alignment, Font

    book = openpyxl.Workbook()
    guide = book.active
    guide.title = "说明"
    for zh, en in _GUIDE:
        guide.append([zh, en])
    guide.column_dimensions["A"].width = guide.column_dimensions["B"].width = 70
    for row in guide.iter_rows():
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for kind in TABLES:
        _write_sheet(book.create_sheet(kind.titles[0]), kind, folder)
    for sheet in book.worksheets:
        sheet["A1"].font = Font(bold=True, size=13)
    book.save(path)


def _write_sheet(sheet, kind: TableKind, folder: Path | None) -> None:  # type: ignore[no-untyped-def]
    from openpyxl.styles import Font

    table = read_table(folder / f"{kind.name}.csv", kind) if folder else None
    sheet.append([f"{kind.titles[0]}表（{kind.name}）"])
    units = table.units if table else {}
    sheet.append([_heading(c.names[0], units.get(c.key, c.unit), kind) for c in kind.columns])
    for cell in sheet[2]:
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = max(10, 2 * len(str(cell.value)) + 2)
    for row in table.rows.values() if table else ():
        sheet.append([_number(row.get(c.key, ""), c.unit) for c in kind.columns])
    sheet.freeze_panes = "C3"


def _heading(name: str, unit: str, kind: TableKind) -> str:
    shown = _CHINESE_UNITS.get(unit, _SHOWN.get(unit, unit))
    return f"{name}（{shown}）" if shown and kind.name != "values" else name


def _number(text: str, unit: str) -> str | float | None:
    if unit in ("text", "unit", "date", "yes/no", "site", "stream"):
        return text or None
    try:
        return float(text)
    except ValueError:
        return text or None
