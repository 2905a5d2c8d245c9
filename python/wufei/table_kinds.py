"""The tables of a district that a workbook can fill: their columns, units, and the headings that statistical offices use."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Attributes
    ----------
    key : str
        As in the table: ``"population"``, ``"label.zh"``.
    unit : str
        As in the row of units; ``"text"`` for words, ``""`` for none.
    names : tuple of str
        Headings in workbooks, the preferred one first; Chinese, then English.
    """

    key: str
    unit: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class TableKind:
    """One table of a district.

    Attributes
    ----------
    name : str
        Of the file without ending: ``"townships"``.
    titles : tuple of str
        Words by which the sheet or its title is known; the first is the name of the sheet in the template.
    key : str
        The column whose presence shows that a sheet is this table, besides its title.
    prefix : str
        Of ids that are made for rows without one.
    columns : tuple of Column
    fixed : dict
        Cells that every new row has, such as the kind of a site.
    """

    name: str
    titles: tuple[str, ...]
    key: str
    prefix: str
    columns: tuple[Column, ...]
    fixed: dict[str, str] = field(default_factory=dict)

    def column(self, heading: str) -> Column | None:
        """The column that a heading names, whatever its blanks, brackets and width of letters."""
        wanted = plain(heading)
        return next((c for c in self.columns if wanted in {plain(n) for n in (*c.names, c.key)}), None)


def plain(heading: str) -> str:
    """Without blanks, brackets and their content; letters half-width and small."""
    text = unicodedata.normalize("NFKC", heading)
    text = re.sub(r"\([^)]*\)|\[[^\]]*\]|【[^】]*】", "", text)
    return re.sub(r"[\s:：*_.]+", "", text).lower()


def _columns(*rows: tuple[str, str, str]) -> tuple[Column, ...]:
    return tuple(Column(key, unit, tuple(names.split("|"))) for key, unit, names in rows)


_ID = ("id", "unit", "编号|代码|标识|id")
_NAMES = (("label.zh", "text", "名称|中文名称|单位名称|name"), ("label.en", "text", "英文名称|English name"))
_SOURCES = (
    ("status", "", "性质|数据性质|status"),
    ("source", "", "来源|数据来源|资料来源|source"),
    ("printed", "", "原文|方案原文|printed"),
)

TABLES: tuple[TableKind, ...] = (
    TableKind(
        "townships",
        ("街镇", "乡镇", "街道", "人口", "townships"),
        "population",
        "town",
        _columns(
            _ID,
            ("label.zh", "text", "名称|街镇|镇街|乡镇|乡镇街道|街道|镇街名称|乡镇名称|街镇名称|地区|单位|township"),
            ("label.en", "text", "英文名称|English name"),
            ("place", "text", "地点|所在地点|place"),
            ("population", "person", "人口|常住人口|年末常住人口|总人口|年末总人口|population"),
            ("per_head", "kg/d", "人均产生量|人均日产生量|人均垃圾产生量|waste per head"),
            ("bins", "t", "收集点容量|垃圾箱容量|收集容量|bins"),
            ("depot", "site", "环卫车队|车队|depot"),
            ("rubbish", "stream", "垃圾种类|rubbish"),
            *_SOURCES,
        ),
        {"kind": "township"},
    ),
    TableKind(
        "depots",
        ("车队", "环卫车辆", "depots"),
        "vehicles",
        "depot",
        _columns(
            _ID,
            *_NAMES,
            ("place", "text", "地点|所在地点|place"),
            ("vehicles", "vehicle", "车辆数|车辆|环卫车辆|收集车辆数|vehicles"),
            ("payload", "t", "载重|每车载重|核定载重|payload"),
            *_SOURCES,
        ),
        {"kind": "depot"},
    ),
    TableKind(
        "stations",
        ("转运站", "stations"),
        "container",
        "st",
        _columns(
            _ID,
            ("label.zh", "text", "名称|转运站|站名|转运站名称|name"),
            ("label.en", "text", "英文名称|English name"),
            ("place", "text", "地点|所在地点|place"),
            ("stream", "stream", "废物种类|stream"),
            ("capacity", "t/d", "能力|转运能力|设计能力|设计转运能力|capacity"),
            ("storage", "t", "贮存容量|贮坑容量|storage"),
            ("container", "t", "箱体容量|转运箱容量|每箱载重|container"),
            ("trucks", "vehicle", "转运车|转运车辆数|转运车辆|trucks"),
            ("outlet", "site", "去向|运往|outlet"),
            ("overflow", "site", "满时去向|overflow"),
            *_SOURCES,
        ),
        {"kind": "transfer_station"},
    ),
    TableKind(
        "roads",
        ("道路", "roads"),
        "length",
        "road",
        _columns(
            _ID,
            ("from", "text", "起点|from"),
            ("to", "text", "终点|to"),
            ("length", "km", "长度|里程|距离|length"),
            ("speed", "km/h", "车速|平均车速|speed"),
            *_SOURCES,
        ),
    ),
    TableKind(
        "streams",
        ("废物种类", "streams"),
        "category",
        "stream",
        _columns(
            _ID,
            ("label.zh", "text", "名称|废物名称|固体废物名称|name"),
            ("label.en", "text", "英文名称|English name"),
            ("category", "text", "类别|废物类别|category"),
            ("code", "text", "国家名录代码|废物代码|code"),
            ("reference_water", "1", "含水率|统计含水率|reference water"),
            *_SOURCES,
        ),
    ),
    TableKind(
        "indicators",
        ("指标", "规划指标", "indicators"),
        "target",
        "indicator",
        _columns(
            _ID,
            ("number", "1", "序号|指标编号|number"),
            ("label.zh", "text", "指标|指标名称|name"),
            ("label.en", "text", "英文名称|English name"),
            ("own_unit", "text", "计量单位|指标单位|unit"),
            ("baseline", "1", "现状值|基准值|基准年数值|baseline"),
            ("target", "1", "目标值|规划目标|target"),
            ("rule", "text", "评判规则|rule"),
            ("mandatory", "yes/no", "必选|约束性|mandatory"),
            ("responsible", "text", "责任单位|牵头单位|responsible"),
            *_SOURCES,
        ),
        {"rule": "none"},
    ),
    TableKind(
        "tasks",
        ("任务", "任务清单", "tasks"),
        "deadline",
        "task",
        _columns(
            _ID,
            ("number", "1", "序号|任务编号|number"),
            ("label.zh", "text", "任务|任务名称|name"),
            ("label.en", "text", "英文名称|English name"),
            ("owner", "text", "牵头单位|责任单位|owner"),
            ("support", "text", "配合单位|support"),
            ("deadline", "text", "完成时限|完成时间|时限|deadline"),
            ("indicators", "text", "对应指标|indicators"),
            *_SOURCES,
        ),
    ),
    TableKind(
        "calendar",
        ("节假日", "calendar"),
        "starts",
        "day",
        _columns(
            _ID,
            *_NAMES,
            ("starts", "date", "开始日期|日期|starts"),
            ("length", "d", "天数|放假天数|length"),
            ("factor", "1", "系数|垃圾量系数|factor"),
            *_SOURCES,
        ),
    ),
    TableKind(
        "values",
        ("数值", "values"),
        "path",
        "",
        _columns(
            ("path", "", "路径|path"),
            ("value", "", "数值|value"),
            ("unit", "", "单位|计量单位|unit"),
            ("low", "", "下限|low"),
            ("high", "", "上限|high"),
            *_SOURCES,
        ),
    ),
)

STATUSES = {
    "方案": "plan",
    "规划": "plan",
    "统计": "plan",
    "推导": "derived",
    "推算": "derived",
    "假设": "assumption",
    "估计": "assumption",
    "plan": "plan",
    "derived": "derived",
    "assumption": "assumption",
}


def kind_named(name: str) -> TableKind | None:
    """The table of this name: of the file, or of the sheet."""
    return next((t for t in TABLES if name in (t.name, t.titles[0])), None)
