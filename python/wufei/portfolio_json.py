"""The answer to a search for a portfolio, for programs."""

from __future__ import annotations

import json
import math
from typing import Any

from .portfolio_levels import OFF
from .portfolio_search import Proof
from .portfolio_words import Told, interval, stands


def as_json(told: Told) -> str:
    """Everything, with money in fen and shares as such."""
    answer, model, best = told.answer, told.answer.model, told.answer.proofs[0]
    content = {
        "reached": answer.reached,
        "unreachable": answer.unreachable,
        "probability": told.wish.probability,
        "budget_fen": told.wish.budget,
        "target_year": told.year,
        "bound_fen": _number(answer.bound),
        "surrogate_optimum_fen": _number(answer.likely),
        "gap_fen": _number(best.cost - answer.bound) if answer.reached else None,
        "beyond_budget_fen": _number(answer.beyond_budget),
        "choices": [_choice(told, proof) for proof in answer.proofs],
        "tasks": [
            _level(told, part.task, best.choice[part.task])
            | {"investment_fen": part.investment, "operating_fen": part.operating, "probability_lost": part.lost}
            for part in answer.parts
        ],
        "targets": [_target(told, at) for at in range(len(told.targets))],
        "surrogate": {"choices": model.choices, "operating_rmse_fen": model.operating_rmse},
        "relevant_tasks": [told.levels.tasks[task].id for task in answer.relevant],
        "replicas": told.replicas,
        "proof_replicas": told.proof,
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _number(value: float) -> float | None:
    return None if math.isnan(value) else float(value)


def _level(told: Told, task: int, option: int) -> dict[str, Any]:
    own, level = told.levels.tasks[task], told.levels.level(option)
    assert level is not None
    return {"task": own.id, "strength": level[0] * own.strength, "shift_s": level[1] + own.shift}


def _choice(told: Told, proof: Proof) -> dict[str, Any]:
    return {
        "stands": stands(told, proof),
        "cost_fen": proof.cost,
        "investment_fen": proof.investment,
        "operating_fen": proof.operating,
        "probability_search": proof.seen,
        "probability_proof": proof.outcome.probability,
        "interval_95": interval(proof.outcome),
        "tasks": [_level(told, task, option) for task, option in enumerate(proof.choice) if option != OFF],
    }


def _target(told: Told, at: int) -> dict[str, Any]:
    target, model = told.targets[at], told.answer.model
    return {
        "key": target.key,
        "name": told.say(target.name_zh, target.name_en),
        "probability_nothing": float(told.nothing.each[at]),
        "probability_choice": float(told.answer.proofs[0].outcome.each[at]),
        "probability_everything": float(told.everything.each[at]),
        "surrogate_rmse": model.rmse[at],
        "unit": target.unit,
        "surrogate_mistaken": model.thresholds[at].mistaken,
    }
