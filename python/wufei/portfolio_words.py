"""The answer to a search for a portfolio, in words."""

from __future__ import annotations

import math
from dataclasses import dataclass

from .portfolio_levels import OFF, Levels
from .portfolio_search import Answer, Proof, Wish
from .portfolio_sweep import Outcome

_FEW = 10  # replicas of equal weight, below which a probability is not to be believed


@dataclass(frozen=True)
class Target:
    """A target that is to be met."""

    key: str  # "11.annex"
    number: str  # "11", "11.text"
    name_zh: str
    name_en: str
    unit: str


@dataclass(frozen=True)
class Told:
    """All that the tables speak of."""

    answer: Answer
    wish: Wish
    levels: Levels
    targets: list[Target]
    nothing: Outcome  # without any of the tasks, on the random numbers of the proof
    everything: Outcome  # all that matters at its strongest, in the sweep
    year: int
    replicas: int
    proof: int
    zh: bool

    def say(self, zh: str, en: str) -> str:
        return zh if self.zh else en

    def money(self, fen: float) -> str:
        """万元, or million CNY; the tables name the unit."""
        return "" if math.isnan(fen) else f"{fen / 1e6:.1f}" if self.zh else f"{fen / 1e8:.3f}"

    @property
    def unit(self) -> str:
        return self.say("万元", "million CNY")


def percent(share: float) -> str:
    return "" if math.isnan(share) else f"{100 * share:.1f}%"


def worth_of(outcome: Outcome) -> float:
    """As how many replicas of equal weight they count."""
    return 1 / float((outcome.weights**2).sum())


def interval(outcome: Outcome) -> tuple[float, float]:
    """Wilson's 95 % interval of the joint probability, for as many equal replicas as the weights are worth."""
    n, p, z = worth_of(outcome), outcome.probability, 1.96
    middle, half = (p + z * z / (2 * n)) / (1 + z * z / n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return max(0.0, middle - half), min(1.0, middle + half)


def sentences(told: Told) -> list[str]:
    """The answer in words."""
    best, answer, say = told.answer.proofs[0], told.answer, told.say
    names = "、".join(t.number for t in told.targets) if told.zh else ", ".join(t.number for t in told.targets)
    wanted, low, high = percent(told.wish.probability), *map(percent, interval(best.outcome))
    carried = sum(option != OFF for option in best.choice)
    found = percent(best.outcome.probability)
    costs = say(
        f"{told.money(best.cost)} 万元（投资 {told.money(best.investment)}，运行费增减 {told.money(best.operating)}）",
        f"{told.money(best.cost)} million CNY (investment {told.money(best.investment)}, operation {told.money(best.operating)})",
    )
    proven = say(
        f"用新随机数 {told.proof} 遍验证，同时达标的概率为 {found}（95% 区间 {low}–{high}）。",
        f"On {told.proof} replicas of other random numbers they are met together with {found} (95 %: {low} to {high}).",
    )
    lines = [
        say(
            f"{told.year} 年的目标：{names}；要求同时达标的概率不低于 {wanted}。",
            f"Targets of {told.year}: {names}; together with at least {wanted}.",
        )
    ]
    if told.wish.budget is not None:
        lines.append(
            say(
                f"费用不超过 {told.money(told.wish.budget)} 万元。",
                f"At no more than {told.money(told.wish.budget)} million CNY.",
            )
        )
    if answer.reached:
        lines.append(say(f"能做到：{carried} 项任务，{costs}。", f"It can be done: {carried} tasks, {costs}."))
    else:
        lines.append(_not_reached(told))
        if told.wish.budget is not None and not math.isnan(answer.beyond_budget):
            enough = told.money(answer.beyond_budget)
            lines.append(
                say(
                    f"不限费用时，搜索中有组合做到，约需 {enough} 万元（未经新随机数验证）。",
                    f"Without the limit a choice of the search does it for about {enough} million CNY (not proven on fresh numbers).",
                )
            )
        lines.append(say(f"最接近的组合：{carried} 项任务，{costs}。", f"What comes nearest: {carried} tasks, {costs}."))
    lines += [proven, *_bounds(told)]
    if (worth := worth_of(best.outcome)) < _FEW:
        lines.append(
            say(
                f"验证的各遍权重只相当于等权重的 {worth:.1f} 遍，概率尚不可信：请用 --replicas、--proof 增加遍数。",
                f"The replicas of the proof are worth {worth:.1f} of equal weight, too few to believe the probability: "
                "use more by --replicas and --proof.",
            )
        )
    if best.investment == 0 and answer.reached:
        lines.append(
            say(
                "情景没有给出所选任务的投资，按零计。",
                "The scenario gives no investment for the tasks of the choice: they count as nothing.",
            )
        )
    return lines


def _not_reached(told: Told) -> str:
    if told.answer.unreachable:
        return told.say(
            "做不到：在各档力度和时间之内，没有任何任务组合能做到（代理模型计入其误差后，整数规划无解）。",
            "It cannot be done: within these strengths and dates no set of tasks does (the programme has no solution, "
            "errors of the surrogate granted).",
        )
    return told.say(
        "没有找到能通过验证的组合；计入代理模型的误差，尚不能断定没有。",
        "No choice was found that stands the proof; with the errors of the surrogate it is not certain that there is none.",
    )


def _bounds(told: Told) -> list[str]:
    answer, best, say = told.answer, told.answer.proofs[0], told.say
    if math.isnan(answer.bound) or not answer.reached:
        return []
    gap = best.cost - answer.bound
    relative = f"（{100 * gap / best.cost:.1f}%）" if told.zh else f" ({100 * gap / best.cost:.1f} %)"
    lines = [
        say(
            f"下界 {told.money(answer.bound)} 万元（整数规划的界，计入代理模型的误差）；与验证结果相差 {told.money(gap)} 万元",
            f"No choice costs less than {told.money(answer.bound)} million CNY (bound of the programme, errors of the surrogate "
            f"granted); the proof is {told.money(gap)} above it",
        )
        + (relative if best.cost > 0 else "")
        + say("。", ".")
    ]
    if not math.isnan(answer.likely):
        lines.append(
            say(
                f"代理模型本身的最优值为 {told.money(answer.likely)} 万元。",
                f"The optimum of the surrogate itself: {told.money(answer.likely)} million CNY.",
            )
        )
    return lines


def stands(told: Told, proof: Proof) -> bool:
    affordable = told.wish.budget is None or proof.cost <= told.wish.budget
    return proof.outcome.probability >= told.wish.probability - 1e-9 and affordable


def notes(told: Told) -> list[str]:
    model, say = told.answer.model, told.say
    return [
        say(
            f"代理模型由 {model.choices} 个组合各 {told.replicas} 遍得出，误差和判错率按留一法交叉验证；"
            f"运行费的误差为 {told.money(model.operating_rmse)} 万元。{len(told.answer.relevant)} 项任务"
            "影响这些目标（或节省的运行费多于投资），其余不做，不影响这些目标。",
            f"The surrogate comes from {model.choices} choices with {told.replicas} replicas each; its errors are of "
            f"choices left out in turn, {told.money(model.operating_rmse)} million CNY of operating cost. "
            f"{len(told.answer.relevant)} tasks move these targets, or save more than they cost; the others are left "
            "out, which moves none of these targets.",
        ),
        say(
            "费用 = 至模拟期末的投资 + 整个模拟期运行费与都不做时之差（同一随机数，按权重平均，不折现）；负数为节省。",
            "Cost = investment by the end of the run + operating cost of the whole period, less that without any of the tasks "
            "(same random numbers, weighted mean, not discounted); negative: saved.",
        ),
    ]
