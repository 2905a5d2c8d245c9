"""Sheets of workbooks as people print them: a title, a unit in a corner, headings in one row or two, totals and footnotes."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .table_kinds import TABLES, TableKind, plain

NOTES = ("注", "备注", "说明", "资料来源", "数据来源", "来源", "note", "source", "填表", "制表", "审核")
TOTALS = {"合计", "总计", "小计", "全县", "全区", "全市", "总数", "total", "sum"}
MISSING = {"", "-", "—", "–", "…", "...", "/", "无", "…."}


@dataclass
class Cell:
    """A cell with its place: ``"人口!B5"``."""

    text: str
    place: str


@dataclass
class Heading:
    """A column of a sheet: its heading without unit, the unit printed with it, and its place."""

    text: str
    unit: str
    place: str


@dataclass
class Sheet:
    """One table of a workbook.

    Attributes
    ----------
    name, title, unit, source : str
        Of the sheet; its title row; the unit in its corner; where the figures come from, as its footnote says.
    headings : list of Heading
    rows : list of list of Cell
    left_out : list of tuple
        Rows that are no data, with their place and the reason: totals and footnotes.
    """

    name: str
    title: str
    unit: str
    source: str
    headings: list[Heading]
    rows: list[list[Cell]]
    left_out: list[tuple[str, str, str]]


def text_of(value: Any) -> str:
    """A cell as a table of a district writes it: dates as dates, numbers without thousands separators or exponent."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime.datetime | datetime.date):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, int | float):
        text = f"{value:.12g}"
        return text if "e" not in text else f"{value:.12f}".rstrip("0").rstrip(".")
    text = unicodedata.normalize("NFKC", str(value)).strip() if re.search(r"[０-９．，％]", str(value)) else str(value).strip()
    return text.replace(",", "") if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", text) else text


def read_workbook(path: Path) -> list[Sheet]:
    """All tables of a workbook, one a sheet; sheets without a heading that any table knows come without rows."""
    import openpyxl

    book = openpyxl.load_workbook(path, data_only=True)
    return [_read(sheet.title, _cells(sheet)) for sheet in book.worksheets if sheet.sheet_state == "visible"]


def _cells(sheet: Any) -> list[list[Cell]]:
    """The grid; what is merged stands in each of its cells."""
    grid = [[Cell(text_of(c.value), f"{sheet.title}!{c.coordinate}") for c in row] for row in sheet.iter_rows()]
    for area in sheet.merged_cells.ranges:
        if area.max_row - area.min_row > 3 or area.max_col - area.min_col > 30:
            continue
        text = grid[area.min_row - 1][area.min_col - 1].text
        for row in grid[area.min_row - 1 : area.max_row]:
            for cell in row[area.min_col - 1 : area.max_col]:
                cell.text = text
    return grid


def _read(name: str, grid: list[list[Cell]]) -> Sheet:
    header = _header_row(grid)
    if header is None:
        return Sheet(name, _title(grid, len(grid)), "", "", [], [], [])
    top = grid[:header]
    unit, title = _corner_unit(top), _title(grid, header)
    headings = [_heading(grid, header, column) for column in range(len(grid[header]))]
    sheet = Sheet(name, title, unit, "", headings, [], [])
    _read_rows(sheet, grid[header + 1 :])
    return sheet


def _known(cells: list[Cell]) -> int:
    """How many cells of a row are headings of the table that knows most of them."""
    return max(sum(1 for c in cells if c.text and table.column(_without_unit(c.text)[0])) for table in TABLES)


def _header_row(grid: list[list[Cell]]) -> int | None:
    scores = [(_known(row), -i) for i, row in enumerate(grid[:12])]
    best, at = max(scores, default=(0, 0))
    return -at if best >= 2 else None


def _title(grid: list[list[Cell]], header: int) -> str:
    return next((c.text for row in grid[:header] for c in row if c.text and not _corner_unit([[c]])), "")


def _corner_unit(rows: list[list[Cell]]) -> str:
    for row in rows:
        for cell in row:
            found = re.search(r"(?:计量)?单位\s*[:：]\s*([^\s,，;；)）]+)", cell.text) or re.search(
                r"[Uu]nit\s*:\s*(\S+)", cell.text
            )
            if found:
                return found.group(1)
    return ""


def _without_unit(text: str) -> tuple[str, str]:
    """``"人口（万人）"`` is a heading and its unit."""
    found = re.fullmatch(r"(.*?)\s*[（(\[【]\s*([^（）()\[\]【】]+?)\s*[）)\]】]\s*", text.replace("\n", ""))
    return (found.group(1), found.group(2)) if found else (text.replace("\n", ""), "")


def _heading(grid: list[list[Cell]], header: int, column: int) -> Heading:
    cell = grid[header][column]
    text, unit = _without_unit(cell.text)
    return Heading(text, unit, cell.place)


def _read_rows(sheet: Sheet, rows: list[list[Cell]]) -> None:
    for row in rows:
        texts = [c.text for c in row]
        first = next((t for t in texts if t), "")
        if not first:
            continue
        place = next(c.place for c in row if c.text)
        if re.match(rf"({'|'.join(NOTES)})\s*[:：\d]", first, re.IGNORECASE):
            found = re.match(r"(?:资料|数据)?来源\s*[:：]\s*(.+)", first) or re.match(r"[Ss]ource\s*:\s*(.+)", first)
            sheet.source = found.group(1).rstrip("。.") if found else sheet.source
            sheet.left_out.append((place, first, "note"))
        elif plain(first) in TOTALS:
            sheet.left_out.append((place, first, "total"))
        elif _is_units(sheet, texts):
            for heading, text in zip(sheet.headings, texts, strict=True):
                heading.unit = heading.unit or text
        else:
            sheet.rows.append([Cell("" if c.text in MISSING else c.text, c.place) for c in row])


def _is_units(sheet: Sheet, texts: list[str]) -> bool:
    """A row of units below the headings: no digits, and the word for units first, as the template writes it."""
    return not sheet.rows and plain(texts[0]) in {"单位", "unit"} and not any(re.search(r"\d{2,}", t) for t in texts)


def table_of(sheet: Sheet) -> TableKind | None:
    """The table that a sheet is: by its name or title, or by the headings that no other table has."""
    named = [t for t in TABLES if any(w == sheet.name or (len(w) > 1 and w in sheet.title) for w in t.titles)]
    texts = [h.text for h in sheet.headings if h.text]
    having = [t for t in TABLES if any((c := t.column(text)) and c.key == t.key for text in texts)]
    candidates = [t for t in having if t in named] or having or named
    return max(candidates, key=lambda t: sum(1 for text in texts if t.column(text)), default=None)


def headings_in(sheet: Sheet) -> Iterator[tuple[int, Heading]]:
    """The columns that have a heading, with their position."""
    return ((i, h) for i, h in enumerate(sheet.headings) if h.text)
