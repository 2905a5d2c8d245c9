"""A scenario of two sites that simulates in a few milliseconds, with two ranges and two figures of its base year."""

from __future__ import annotations

from pathlib import Path

import wufei

PATHS = ["sites.mill.rate", "sites.works.utilised"]
TEXT = """format: 1
title: {zh: 小例子, en: Small example}
period: {starts: 2020-01-01, ends: 2021-01-01}
base_year: 2020
target_year: 2020
replicas: 2
places: {here: {}}
streams:
  slag: {category: general_industrial, label: {zh: 炉渣, en: slag}}
indicators:
  utilisation: {number: 11, label: {zh: 综合利用率, en: Utilisation rate}, unit: percent, own_unit: "%",
    baseline_text: 56%, target_text: 80%, baseline: 56, target: 80, rule: ">="}
economy: {value_added: 1 亿元}
hindcast:
  arisen: {label: {zh: 产生量, en: arisen}, stated: 7300, unit: t, figure: 7300吨, measure: arisen, tolerance: 0.03, sd: 0.02}
  used: {label: {zh: 利用量, en: used}, stated: 5110, unit: t, figure: 5110吨, measure: utilised, tolerance: 0.03, sd: 0.02}
sites:
  mill: {kind: producer, place: here, label: {zh: 工厂, en: Mill}, rate: {low: 10 t/d, mode: 20 t/d, high: 30 t/d}, noise: 10 %,
    stream: slag, outlet: works}
  works: {kind: outlet, place: here, label: {zh: 利用厂, en: Works}, accepts: [slag],
    utilised: {low: 20 %, mode: 70 %, high: 90 %}, capacity: 50 t/d, yard: 1000 t}
"""


def small_scenario(folder: Path) -> wufei.Scenario:
    path = folder / "small.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return wufei.read(path)
