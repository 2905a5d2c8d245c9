"""The answer to a search for a portfolio as tables: for a terminal and for Excel."""

from __future__ import annotations

import csv
import io
import unicodedata
from dataclasses import dataclass

from .portfolio_levels import OFF, Choice
from .portfolio_words import Told, notes, percent, sentences, stands


@dataclass
class Table:
    """Rows under headings; `right`: columns of numbers."""

    title: str
    headings: list[str]
    right: set[int]
    rows: list[list[str]]


def choice_table(told: Told) -> Table:
    """The tasks of the winner."""
    say, unit = told.say, told.unit
    table = Table(
        say("选中的任务", "the choice"),
        [
            say("任务", "task"),
            say("名称", "name"),
            say("牵头单位", "lead unit"),
            say("力度", "strength"),
            say("推迟（天）", "later [d]"),
            say(f"投资（{unit}）", f"investment [{unit}]"),
            say(f"运行费增减（{unit}）", f"operation [{unit}]"),
            say(f"合计（{unit}）", f"cost [{unit}]"),
            say("去掉后概率变化", "probability without it"),
        ],
        {3, 4, 5, 6, 7, 8},
        [],
    )
    best = told.answer.proofs[0].choice
    for part in told.answer.parts:
        task, level = told.levels.tasks[part.task], told.levels.level(best[part.task])
        assert level is not None
        table.rows.append(
            [
                task.id,
                told.say(task.name_zh, task.name_en),
                task.owner,
                f"{level[0] * task.strength:g}",
                f"{(level[1] + task.shift) / 86400:g}",
                told.money(part.investment),
                told.money(part.operating),
                told.money(part.investment + part.operating),
                f"{-100 * part.lost:+.1f}%",
            ]
        )
    return table


def _difference(told: Told, choice: Choice) -> str:
    """What another choice has other than the first."""
    words = []
    for task, own, first in zip(told.levels.tasks, choice, told.answer.proofs[0].choice, strict=True):
        if own == first:
            continue
        level = told.levels.level(own)
        sign = "−" if level is None else "+" if first == OFF else "≠"
        words.append(f"{sign}{task.id}" + ("" if level is None else f"({level[0]:g}, {level[1] / 86400:g} d)"))
    return " ".join(words)


def proofs_table(told: Told) -> Table:
    """Winner and runners-up."""
    say, unit = told.say, told.unit
    rows = []
    for at, proof in enumerate(told.answer.proofs):
        rows.append(
            [
                str(at + 1),
                str(sum(option != OFF for option in proof.choice)),
                told.money(proof.cost),
                told.money(proof.investment),
                told.money(proof.operating),
                percent(proof.seen),
                percent(proof.outcome.probability),
                say("通过", "stands") if stands(told, proof) else say("未通过", "falls"),
                _difference(told, proof.choice),
            ]
        )
    headings = [
        "#",
        say("任务数", "tasks"),
        say(f"费用（{unit}）", f"cost [{unit}]"),
        say("投资", "investment"),
        say("运行费增减", "operation"),
        say("概率（搜索）", "search"),
        say("概率（验证）", "proof"),
        say("验证", "verdict"),
        say("与第 1 个不同", "other than 1"),
    ]
    return Table(say("验证过的组合", "choices that were proven"), headings, {0, 1, 2, 3, 4, 5, 6}, rows)


def targets_table(told: Told) -> Table:
    """Each target: how likely without the tasks, with the choice, with all; and how well the surrogate knows it."""
    say, best, model = told.say, told.answer.proofs[0].outcome, told.answer.model
    rows = []
    for at, target in enumerate(told.targets):
        rows.append(
            [
                target.number,
                say(target.name_zh, target.name_en),
                percent(told.nothing.each[at]),
                percent(best.each[at]),
                percent(told.everything.each[at]),
                f"{model.rmse[at]:.3g} {target.unit}",
                percent(model.thresholds[at].mistaken),
            ]
        )
    joint = [percent(o.probability) for o in (told.nothing, best, told.everything)]
    rows.append(["", say("同时达标", "all together"), *joint, "", ""])
    headings = [
        "#",
        say("指标", "indicator"),
        say("都不做", "no task"),
        say("选中的组合", "the choice"),
        say("全力做", "all at their strongest"),
        say("代理模型误差", "error of the surrogate"),
        say("判错", "misjudged"),
    ]
    return Table(say("各项目标达标概率", "probability of each target"), headings, {2, 3, 4, 5, 6}, rows)


def width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _padded(text: str, size: int, right: bool) -> str:
    gap = " " * (size - width(text))
    return gap + text if right else text + gap


def as_text(told: Told) -> str:
    """For a terminal."""
    parts = ["\n".join(sentences(told))]
    for table in (choice_table(told), proofs_table(told), targets_table(told)):
        if not table.rows:
            continue
        sizes = [max(map(width, column)) for column in zip(table.headings, *table.rows, strict=True)]
        lines = [table.title]
        for row in (table.headings, *table.rows):
            cells = (_padded(cell, size, i in table.right) for i, (cell, size) in enumerate(zip(row, sizes, strict=True)))
            lines.append("  " + "  ".join(cells).rstrip())
        parts.append("\n".join(lines))
    return "\n\n".join([*parts, "\n".join(notes(told))]) + "\n"


def as_csv(told: Told) -> str:
    """The choice, as Excel opens it."""
    out = io.StringIO()
    table = choice_table(told)
    csv.writer(out, lineterminator="\r\n").writerows([table.headings, *table.rows])
    return "\ufeff" + out.getvalue()
