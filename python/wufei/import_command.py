"""`wufei import`: the command line of imports, which the executable runs as `wufei-import`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from zipfile import BadZipFile

from ._words import language
from .importing import Imported, import_workbook, proposed_mapping
from .roads_geojson import import_roads
from .workbook_template import write_template


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("wufei import", description="把工作簿导入为数据表 / a workbook into tables of a district")
    parser.add_argument("file", nargs="?", type=Path, help="FILE.xlsx, FILE.geojson")
    parser.add_argument("-o", "--output", type=Path, help="数据表所在文件夹 / folder of the tables")
    parser.add_argument("--mapping", type=Path, help="表头对应表 / table of headings: sheet, heading, table, column, unit")
    parser.add_argument("--write-mapping", type=Path, help="写出待补全的表头对应表 / write the table of headings to be completed")
    parser.add_argument("--template", type=Path, help="写出待填写的工作簿 / write a workbook to be filled in")
    parser.add_argument("--dry-run", action="store_true", help="只说明，不写文件 / tell, write nothing")
    parser.add_argument("--lang", choices=("zh", "en"), default=None)
    parser.add_argument("-q", "--quiet", action="store_true")
    parser.add_argument("--color", help=argparse.SUPPRESS)
    return parser


def report(done: Imported, zh: bool) -> str:
    """What went where, and what found no place."""
    lines = []
    for name in done.tables:
        changed, new = done.changed.get(name, 0), done.new.get(name, [])
        made = ("，新行：" if zh else "; new rows: ") + ", ".join(new) if new else ""
        lines.append(f"{name}.csv：改动{changed}个单元格{made}" if zh else f"{name}.csv: {changed} cells changed{made}")
    if done.left_out:
        lines.append(
            f"略去{len(done.left_out)}行合计和附注" if zh else f"left out: {len(done.left_out)} rows of totals and notes"
        )
    if done.unplaced:
        lines.append("无处安放：" if zh else "found no place:")
        lines += [f"  {n.place}{'：' if zh else ': '}{n.zh if zh else n.en}" for n in done.unplaced]
    return "\n".join(lines)


def _run(options: argparse.Namespace, zh: bool) -> int:
    if options.template:
        write_template(options.template, options.output)
        print(options.template)
        return 0
    if options.file is None:
        raise ValueError("请给出工作簿，或用--template写出一个" if zh else "name a workbook, or write one with --template")
    if options.write_mapping:
        options.write_mapping.write_text(proposed_mapping(options.file), encoding="utf-8")
        print(options.write_mapping)
        return 0
    if options.output is None:
        raise ValueError("请用-o给出数据表所在文件夹" if zh else "name the folder of the tables with -o")
    if options.file.suffix.lower() in (".geojson", ".json"):
        done = import_roads(options.file, options.output)
    else:
        done = import_workbook(options.file, options.output, options.mapping)
    if not options.dry_run:
        for path in done.write(options.output):
            print(path)
    if not options.quiet:
        print(report(done, zh), file=sys.stderr)
    return 0 if done.tables else 3


def main(words: list[str] | None = None) -> int:
    """Runs the command line; returns the exit code: 0, 2 for a wrong one, 3 if nothing found a place, 4 for files."""
    options = _parser().parse_args(words)
    zh = language(options.lang) == "zh"
    try:
        return _run(options, zh)
    except ModuleNotFoundError as error:
        print(f"{'错误：缺少Python包' if zh else 'error: a Python package is missing: '}{error.name}", file=sys.stderr)
        return 7
    except (BadZipFile, KeyError) as error:
        told = f"“{options.file}”不是工作簿（.xlsx）" if zh else f"'{options.file}' is no workbook (.xlsx)"
        print(f"{'错误：' if zh else 'error: '}{told}: {error}", file=sys.stderr)
        return 3
    except ValueError as error:
        print(f"{'错误：' if zh else 'error: '}{error}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"{'错误：' if zh else 'error: '}{error}", file=sys.stderr)
        return 4


if __name__ == "__main__":
    sys.exit(main())
