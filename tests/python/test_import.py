"""`wufei import`: workbooks as people make them, into the tables of a district; what finds no place is told."""

from __future__ import annotations

import csv
import json
import math
import subprocess
from pathlib import Path

import openpyxl
import pytest

import wufei
from wufei.importing import import_workbook, proposed_mapping
from wufei.roads_geojson import import_roads, length_of
from wufei.workbook_template import write_template

YEARBOOK = [
    ["表3-2  各镇（街道）人口和环卫情况（2025年）", None, None, None],
    [None, None, None, "单位：万人"],
    ["地区", "年末常住人口", "人均日产生量（公斤/日）", "男女比例"],
    ["全县", 60, None, None],
    ["城关街道", 17.5, 0.9, 1.02],
    ["红山镇", "７.25", "—", 1.01],
    ["青松镇", 2, 0.5, 1.0],
    ["注：常住人口为年末数。", None, None, None],
    ["资料来源：县统计局《统计年鉴2025》", None, None, None],
]


@pytest.fixture()
def tables(tmp_path: Path) -> Path:
    """The tables of the example county."""
    return wufei.init(tmp_path / "county") / "data" / "district"


def _book(path: Path, sheets: dict[str, list[list[object]]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def _rows(path: Path) -> dict[str, dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    return {row[0]: dict(zip(rows[0], row, strict=True)) for row in rows[1:]}


@pytest.fixture()
def yearbook(tmp_path: Path) -> Path:
    path = _book(tmp_path / "年鉴.xlsx", {"表3-2": YEARBOOK})
    book = openpyxl.load_workbook(path)
    book.active.merge_cells("A1:D1")
    book.save(path)
    return path


def test_a_printed_table_of_statistics_updates_the_rows_of_the_same_name(tables: Path, yearbook: Path) -> None:
    done = import_workbook(yearbook, tables)
    done.write(tables)
    rows = _rows(tables / "townships.csv")
    assert rows["unit"]["population"] == "person"
    assert rows["town_chengguan"]["population"] == "175000" and rows["town_chengguan"]["per_head"] == "0.9"
    assert rows["town_hongshan"]["population"] == "72500" and rows["town_hongshan"]["per_head"] == "0.5"
    assert rows["town_chengguan"]["bins"] == "200" and rows["town_baihe"]["population"] == "80000"
    assert done.changed == {"townships": 3} and done.new == {"townships": ["town_8"]}


def test_status_and_source_say_where_the_figures_stand(tables: Path, yearbook: Path) -> None:
    import_workbook(yearbook, tables).write(tables)
    row = _rows(tables / "townships.csv")["town_chengguan"]
    assert row["status"] == "plan" and row["printed"] == "城关街道、17.5万人、0.9公斤/日"
    assert row["source"] == "年鉴.xlsx 表3-2 第5行；表3-2  各镇（街道）人口和环卫情况（2025年）；县统计局《统计年鉴2025》"
    assert _rows(tables / "townships.csv")["town_baihe"]["status"] == "assumption"


def test_what_finds_no_place_is_told_with_its_cell_and_totals_and_notes_are_left_out(tables: Path, yearbook: Path) -> None:
    done = import_workbook(yearbook, tables)
    assert [(n.place, "男女比例" in n.zh) for n in done.unplaced] == [("表3-2!D3", True)]
    assert [n.place for n in done.left_out] == ["表3-2!A4", "表3-2!A8", "表3-2!A9"]


def test_a_district_remains_sound_after_an_import(tables: Path, yearbook: Path) -> None:
    rows = [row for row in YEARBOOK if row[0] != "青松镇"]
    import_workbook(_book(yearbook.with_name("known.xlsx"), {"表3-2": rows}), tables).write(tables)
    wufei.read(tables.parents[1] / "scenarios" / "plan.yaml").check()


def test_a_unit_of_another_dimension_and_a_cell_that_is_no_number_are_refused(tables: Path, tmp_path: Path) -> None:
    sheet = [["名称", "人口（万元）", "人均产生量（公斤/日）"], ["城关街道", 3, "约一公斤"]]
    done = import_workbook(_book(tmp_path / "x.xlsx", {"街镇": sheet}), tables)
    assert [n.place for n in done.unplaced] == ["街镇!B1", "街镇!C2"]
    assert done.changed == {"townships": 0}


def test_a_mapping_places_what_has_another_heading_and_gives_ids_to_new_names(
    tables: Path, yearbook: Path, tmp_path: Path
) -> None:
    mapping = tmp_path / "map.csv"
    mapping.write_text(
        "\ufeffsheet,heading,table,column,unit\n表3-2,男女比例,townships,-,\n*,行：青松镇,townships,town_qingsong,\n",
        encoding="utf-8",
    )
    done = import_workbook(yearbook, tables, mapping)
    assert done.unplaced == [] and done.new == {"townships": ["town_qingsong"]}
    proposed = list(csv.reader(proposed_mapping(yearbook).lstrip("\ufeff").splitlines()))
    assert ["表3-2", "年末常住人口", "townships", "population", "万人"] in proposed
    assert ["表3-2", "男女比例", "townships", "", ""] in proposed


def test_the_template_filled_with_a_district_comes_back_as_the_same_district(tables: Path, tmp_path: Path) -> None:
    path = tmp_path / "fill.xlsx"
    write_template(path, tables)
    done = import_workbook(path, tables)
    assert done.unplaced == [] and not any(done.changed.values()) and done.new == {}
    book = openpyxl.load_workbook(path)
    assert book.sheetnames[:3] == ["说明", "街镇", "车队"] and book["街镇"]["E2"].value == "人口（人）"
    assert isinstance(book["街镇"]["E3"].value, int | float)


def test_an_empty_folder_gets_new_tables_with_status_and_source(tmp_path: Path) -> None:
    sheet = [["起点", "终点", "里程（公里）", "车速（公里/小时）", "性质", "来源"], ["a", "b", 12.5, 30, "推导", "地图"]]
    done = import_workbook(_book(tmp_path / "x.xlsx", {"道路": sheet}), tmp_path / "new")
    assert [p.name for p in done.write(tmp_path / "new")] == ["roads.csv"]
    rows = _rows(tmp_path / "new" / "roads.csv")
    assert rows["road_1"]["length"] == "12.5" and rows["road_1"]["status"] == "derived" and rows["road_1"]["source"] == "地图"
    assert rows["unit"]["length"] == "km" and rows["unit"]["speed"] == "km/h"


def test_roads_get_their_length_from_the_lines_of_a_map(tables: Path, tmp_path: Path) -> None:
    degree = math.pi / 180 * 6371.0088
    assert length_of([[106.0, 0.0], [107.0, 0.0]]) / 1000 == pytest.approx(degree)
    line = {"type": "LineString", "coordinates": [[106.0, 29.0], [106.0, 29.1]]}
    features = [
        {"type": "Feature", "properties": {"from": "dongcheng", "to": "chengguan"}, "geometry": line},
        {"type": "Feature", "properties": {"name": "x"}, "geometry": line},
    ]
    path = tmp_path / "roads.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    done = import_roads(path, tables)
    done.write(tables)
    assert float(_rows(tables / "roads.csv")["city_east"]["length"]) == pytest.approx(degree / 10, abs=1e-3)
    assert [n.place for n in done.unplaced] == ["roads.geojson #2"]


@pytest.mark.parametrize(("lang", "told"), [("zh", "无处安放"), ("en", "found no place")])
def test_the_program_imports_and_tells_in_both_languages(
    executable: Path, tables: Path, yearbook: Path, lang: str, told: str
) -> None:
    words = ["import", yearbook, "-o", tables, "--lang", lang]
    dry = subprocess.run([executable, *words, "--dry-run"], capture_output=True, text=True, check=False)
    assert dry.returncode == 0 and dry.stdout == "" and told in dry.stderr and "town_8" in dry.stderr
    ran = subprocess.run([executable, *words], capture_output=True, text=True, check=False)
    assert ran.returncode == 0 and ran.stdout.strip() == str(tables / "townships.csv")


def test_what_is_no_workbook_is_told_and_nothing_is_written(executable: Path, tables: Path, tmp_path: Path) -> None:
    (tmp_path / "no.xlsx").write_text("a,b\n", encoding="utf-8")
    before = {path.name: path.read_bytes() for path in tables.iterdir()}
    for words, exit_code in [([tmp_path / "no.xlsx", "-o", tables], 3), ([], 2), ([tmp_path / "gone.xlsx", "-o", tables], 4)]:
        ran = subprocess.run(
            [executable, "import", *map(str, words), "--lang", "zh"], capture_output=True, text=True, check=False
        )
        assert ran.returncode == exit_code and ran.stderr.startswith("错误："), ran.stderr
    assert {path.name: path.read_bytes() for path in tables.iterdir()} == before
