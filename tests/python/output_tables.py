"""The generated page of all columns of results files.

build/venv/bin/python tests/python/output_tables.py           # says whether the page is true
build/venv/bin/python tests/python/output_tables.py --write   # writes it
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from wufei import _core

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "results_columns.md"
HEAD = """# Columns of a results file

Generated from the literals in `models/outputs/` by `tests/python/output_tables.py --write`. What the tables mean is in
[results_format.md](results_format.md).
"""


def _unit(column: dict[str, Any]) -> str:
    """Empty for pure numbers and text; ``own_unit`` where the column of that name has it, row by row."""
    return {"1": "", "see variable own_unit": "`own_unit`", "days since": "days since the first day"}.get(
        column["unit"], column["unit"]
    )


def _section(output: dict[str, Any]) -> str:
    lines = [
        f"## `{output['name']}`: {output['title_en']}, {output['title_zh']}",
        "",
        f"A printed row: {', '.join(f'`{dim}`' for dim in output['rows'])}.",
        "",
        "| column | name | 中文名称 | dimensions | unit | type | meaning |",
        "|---|---|---|---|---|---|---|",
    ]
    for column in output["columns"]:
        cells = [
            f"`{column['name']}`",
            column["label_en"],
            column["label_zh"],
            ", ".join(column["dims"]),
            _unit(column),
            column["type"],
            column["about"],
        ]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def page() -> str:
    """What the page must say."""
    return HEAD + "".join(f"\n{_section(output)}\n" for output in _core.outputs())


def main() -> int:
    if "--write" in sys.argv[1:]:
        PAGE.write_text(page(), encoding="utf-8")
    true = PAGE.exists() and PAGE.read_text(encoding="utf-8") == page()
    print("the page is true" if true else "the page is not true: run with --write")
    return 0 if true else 1


if __name__ == "__main__":
    sys.exit(main())
