"""Lengths of roads from lines of a map: GeoJSON with the properties `from` and `to`."""

from __future__ import annotations

import json
import math
from itertools import pairwise
from pathlib import Path

from .data_tables import read_table
from .importing import Imported, Note
from .table_kinds import kind_named

EARTH = 6_371_008.8  # mean radius [m]


def length_of(line: list[list[float]]) -> float:
    """Of a line of longitudes and latitudes along great circles [m]."""
    total = 0.0
    for (lon1, lat1, *_), (lon2, lat2, *_) in pairwise(line):
        a, b, half = math.radians(lat1), math.radians(lat2), math.radians(lon2 - lon1) / 2
        h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(half) ** 2
        total += 2 * EARTH * math.asin(math.sqrt(h))
    return total


def import_roads(path: Path, folder: Path) -> Imported:
    """Reads the lines of a GeoJSON file into the table of roads: `from`, `to` and, if given, `id` and `speed` [km/h] are properties.

    Raises
    ------
    ValueError
        If the file is no GeoJSON.
    """
    try:
        features = json.loads(path.read_text(encoding="utf-8-sig"))["features"]
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        raise ValueError(f"{path}: {error}") from error
    kind = kind_named("roads")
    assert kind is not None
    done = Imported()
    table = done.tables["roads"] = read_table(folder / "roads.csv", kind)
    for unit, key in (("text", "from"), ("text", "to"), ("km", "length"), ("km/h", "speed")):
        table.add_column(key, unit)
    for i, feature in enumerate(features):
        place = f"{path.name} #{i + 1}"
        properties, geometry = feature.get("properties") or {}, feature.get("geometry") or {}
        start, end = str(properties.get("from") or ""), str(properties.get("to") or "")
        lines = [geometry["coordinates"]] if geometry.get("type") == "LineString" else geometry.get("coordinates")
        if not start or not end or geometry.get("type") not in ("LineString", "MultiLineString"):
            done.unplaced.append(Note(place, "不是带有from和to属性的线", "is no line with the properties 'from' and 'to'"))
            continue
        id_ = next((r for r, row in table.rows.items() if {row["from"], row["to"]} == {start, end}), "")
        fresh = not id_
        id_ = id_ or str(properties.get("id") or f"{start}_{end}")
        row = table.rows.setdefault(id_, {"id": id_, "from": start, "to": end, "speed": str(properties.get("speed") or 30)})
        length = f"{sum(length_of(line) for line in lines) / 1000:.3f}".rstrip("0").rstrip(".")
        changed = row.get("length") != length
        row |= {"length": length, "status": "derived", "source": f"{place}：按线的坐标计算 length of the line", "printed": ""}
        done.changed["roads"] = done.changed.get("roads", 0) + (0 if fresh else int(changed))
        if fresh:
            done.new.setdefault("roads", []).append(id_)
    return done
