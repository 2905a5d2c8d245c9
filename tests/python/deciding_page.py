"""Which assumption decides which indicator, as pages in both languages, from a results file of many replicas.

    build/wufei run scenarios/plan.yaml --replicas 231 -o out/many.h5
    python3 tests/python/deciding_page.py out/many.h5     # writes docs/reference/deciding.md and deciding.zh-CN.md

The run takes minutes, so that tests hold the pages against the scenario, not against a run of their own.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd

import wufei
from wufei import sensitivity

ROOT = Path(__file__).resolve().parents[2]
PAGES = {
    "en": ROOT / "docs" / "reference" / "deciding.md",
    "zh": ROOT / "docs" / "reference" / "deciding.zh-CN.md",
}
SECTIONS = {"policies": "policy", "sites": "site", "drivers": "driver"}
TEXTS = {
    "en": {
        "title": "Which assumption decides which indicator",
        "other": "[中文](deciding.zh-CN.md)",
        "intro": """\
Of every indicator in {year}, the assumptions of `{scenario}` that stand out from chance among the {count} that
are drawn, in {replicas} replications (seed {seed}, Wufei {version}). **Share** is the first-order Sobol' index:
the part of the variance of the indicator that would go if this one value were known, with the half width of its
95 % interval. **Together** is what all rows of the indicator explain; the rest belongs to assumptions too small
to be told from chance, to what they do jointly, and to chance. All replications count alike here, although
forecasts weigh them by the figures of the base year. The first points of a quasi-random sequence are never
quite independent in so many dimensions: a row of a few per cent that makes no sense is none.

The table is made by `wufei.sensitivity.deciding`; see [the model](../model.md) for what a share may be used for.
""",
        "head": ["Indicator", "Together", "Assumption", "Share", "Standing"],
        "none": "nothing stands out",
        "standing": {"assumption": "judgement", "derived": "derived", "plan": "plan", "": "judgement"},
    },
    "zh": {
        "title": "哪项假设决定哪项指标",
        "other": "[English](deciding.md)",
        "intro": """\
本表按{year}年各项指标，列出 `{scenario}` 情景所抽取的{count}个取值中影响显著的假设，共模拟{replicas}遍（种子{seed}，
无废 {version}）。**占比**为一阶Sobol指数，即该值若已知，指标方差可减少的比例，并给出95%区间的半宽。**合计**为该指标
各行合起来能解释的比例，其余来自影响太小而与偶然难以区分的假设、假设之间的共同作用和偶然因素。此处各遍权重相同，而预测
结果按基准年数据加权。准随机序列在维数很高时开头若干点并非完全独立：占比仅百分之几、又无道理可言的行，不必当真。

本表由 `wufei.sensitivity.deciding` 生成；占比可用于何处，见[模型说明](../model.zh-CN.md)。
""",
        "head": ["指标", "合计", "假设", "占比", "依据"],
        "none": "无显著者",
        "standing": {"assumption": "判断", "derived": "推导", "plan": "方案", "": "判断"},
    },
}


def label_of(path: str, labels: dict[str, pd.DataFrame], language: str) -> str:
    """The label of the policy, site or driver that a value belongs to."""
    section, name = path.split(".")[:2]
    if section not in labels or name not in labels[section].index:
        return ""
    return str(labels[section].loc[name, f"label_{language}"])


def page(results: wufei.Results, table: pd.DataFrame, language: str) -> str:
    texts = TEXTS[language]
    labels = {section: results.table(section).groupby(level=name).first() for section, name in SECTIONS.items()}
    intro = texts["intro"].format(
        year=table.attrs["year"],
        scenario=results.scenarios[0],
        count=results.parameters().shape[1],
        replicas=results.replicas,
        seed=results.seed,
        version=results.version,
    )
    lines = [f"# {texts['title']}", "", texts["other"], "", intro, row(texts["head"]), row(["---"] * 5)]
    for indicator, facts in results.targets().droplevel("scenario").iterrows():
        name = f"{indicator} {facts['name_' + language]}"
        if indicator not in table.index.get_level_values("indicator"):
            lines.append(row([name, "", texts["none"], "", ""]))
            continue
        for rank, found in table.loc[indicator].iterrows():
            what = f"`{found['path']}` {label_of(found['path'], labels, language)}".strip()
            share = f"{100 * found['S1']:.0f} ± {100 * found['S1_conf']:.0f} %"
            first = [name, f"{100 * found['explained']:.0f} %"] if rank == 1 else ["", ""]
            lines.append(row([*first, what, share, texts["standing"][found["standing"]]]))
    return "\n".join(lines) + "\n"


def row(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def main() -> int:
    results = wufei.open(sys.argv[1])
    table = sensitivity.deciding(results)
    table.attrs["year"] = int(results.table("indicators").index.get_level_values("year").max())
    for language, path in PAGES.items():
        path.write_text(page(results, table, language), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
