"""The search for the cheapest portfolio: screening, a sweep, surrogate and programme in turn, and the proof by simulation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from .portfolio_levels import OFF, Choice
from .portfolio_programme import Programme, Solution
from .portfolio_screen import relevant_tasks, with_options
from .portfolio_surrogate import Surrogate, surrogate
from .portfolio_sweep import Outcome, Sweep

_ROUNDS = 15  # of programmes whose answers are simulated
_PROOFS = 5  # after each of which the search goes on without what fell
_ROUNDING = 1e-9  # of sums of weights


@dataclass(frozen=True)
class Wish:
    """What is asked."""

    probability: float
    budget: float | None  # [fen]
    random: int | None  # choices of the sweep; None: as many as the tasks need
    runners_up: int


@dataclass(frozen=True)
class Proof:
    """A choice on random numbers that the search has not seen."""

    choice: Choice
    outcome: Outcome
    investment: float  # [fen]
    operating: float  # more than without any of the tasks, mean [fen]
    seen: float  # probability in the sweep [1]

    @property
    def cost(self) -> float:
        return self.investment + self.operating


@dataclass(frozen=True)
class Part:
    """What one task of the winner adds, simulated with and without it."""

    task: int
    investment: float  # [fen]
    operating: float  # [fen]
    lost: float  # probability that is lost without it [1]


@dataclass
class Answer:
    """What was found."""

    relevant: list[int]  # tasks that move a target or pay for themselves
    model: Surrogate
    reached: bool  # a choice meets the targets, on random numbers of its own
    unreachable: bool  # no choice was seen to, and by the surrogate, errors granted, none does
    bound: float  # no choice costs less, errors of the surrogate granted [fen]; NaN: none
    likely: float  # the optimum of the surrogate as it is [fen]; NaN: none
    beyond_budget: float  # what the cheapest choice costs that does without the budget [fen]; NaN: none was found
    proofs: list[Proof]  # of the winner, or of the nearest, and runners-up
    parts: list[Part] = field(default_factory=list)  # of the first of them
    simulated: int = 0  # choices


class Search:
    """One search.

    Parameters
    ----------
    tell : callable
        ``tell(stage)`` with ``"screen"``, ``"sweep"``, ``"search"``, ``"parts"``, ``"proof"`` when one begins.
    """

    def __init__(self, sweep: Sweep, fresh: Sweep, wish: Wish, tell: Callable[[str], None]) -> None:
        self.sweep, self.fresh, self.wish, self.tell = sweep, fresh, wish, tell
        self.levels = sweep.levels
        self.spent = np.zeros((len(self.levels), self.levels.options))
        self.fallen: set[Choice] = set()  # in the proof

    def go(self) -> Answer:
        self.tell("screen")
        self.relevant = relevant_tasks(self.sweep)
        self.tell("sweep")
        self.sweep.outcomes(self._random())
        self._price_options()
        self.tell("search")
        bound, likely, unreachable = self._improve()
        reached, proofs = False, list[Proof]()
        for _ in range(_PROOFS):
            self.tell("parts")
            self._drop_needless()
            self.tell("proof")
            proofs += self._simulate_fresh(self._untried(self._passing()[: 1 + self.wish.runners_up], proofs))
            fell = {p.choice for p in proofs if not self._stands(p)} - self.fallen
            self.fallen |= fell
            reached = any(map(self._stands, proofs))
            if not fell and (not self._passing() or self._stands_first(proofs)):
                break
            self.tell("search")
            bound, likely, unreachable = self._improve()
        if not reached:
            proofs += self._last_resort(proofs)
            reached = any(map(self._stands, proofs))
        proofs.sort(key=self._order_of_proofs)
        unreachable = unreachable and not reached and not self._able()
        beyond = self._beyond_budget()
        answer = Answer(self.relevant, self.model, reached, unreachable, bound, likely, beyond, proofs)
        answer.parts = self._parts(proofs[0].choice)
        answer.simulated = self.sweep.simulated + self.fresh.simulated
        return answer

    # --- the sweep ----------------------------------------------------------------------------------------------------

    def _random(self) -> list[Choice]:
        """Choices of the tasks that matter, the others left out: each alone, all of them, and random ones."""
        features = len(self.relevant) * (self.levels.features().shape[1])
        count = max(16, features) if self.wish.random is None else self.wish.random
        rng = np.random.default_rng(self.sweep.seed)
        full = self._full()
        choices = [self.levels.nothing(), full]
        # Every option is seen, so that what it costs is known.
        for option in range(1, self.levels.options):
            choices.append(with_options(self.levels.nothing(), dict.fromkeys(range(len(self.levels)), option)))
        for _ in range(count if self.relevant else 0):
            on = rng.random(len(self.relevant)) < rng.uniform(0.1, 1)
            options = np.where(on, rng.integers(1, self.levels.options, len(self.relevant)), OFF)
            choices.append(with_options(self.levels.nothing(), dict(zip(self.relevant, options.tolist(), strict=True))))
        return list(dict.fromkeys(choices))

    def _full(self) -> Choice:
        return with_options(self.levels.nothing(), dict.fromkeys(self.relevant, self.levels.strongest))

    def _price_options(self) -> None:
        for choice, outcome in self.sweep.known.items():
            for task, option in enumerate(choice):
                if option != OFF:
                    self.spent[task, option] = outcome.spent[task]

    # --- what a choice costs ------------------------------------------------------------------------------------------

    def _investment(self, choice: Choice) -> float:
        return float(sum(self.spent[task, option] for task, option in enumerate(choice)))

    def _operating(self, choice: Choice, sweep: Sweep) -> float:
        own, nothing = sweep.known[choice], sweep.known[self.levels.nothing()]
        return float(nothing.weights @ (own.operating - nothing.operating))

    def _cost(self, choice: Choice) -> float:
        return self._investment(choice) + self._operating(choice, self.sweep)

    def _affordable(self, cost: float) -> bool:
        return self.wish.budget is None or cost <= self.wish.budget

    # --- surrogate and programme in turn ------------------------------------------------------------------------------

    def _fit(self) -> None:
        others = [task for task in range(len(self.levels)) if task not in self.relevant]
        every = list(self.sweep.known)
        plain = [c for c in every if all(c[task] == OFF for task in others)]
        outcomes = [self.sweep.known[c] for c in every]
        self.model = surrogate(
            self.levels,
            self.relevant,
            every,
            np.stack([o.margins for o in outcomes]),
            np.stack([o.met for o in outcomes]),
            plain,
            np.array([self._operating(c, self.sweep) for c in plain]),
        )
        self.programme = Programme(self.model, self.spent, self.sweep.known[self.levels.nothing()].weights)

    def _able(self) -> list[Choice]:
        """Choices that did it in the sweep, whatever they cost."""
        return [c for c, o in self.sweep.known.items() if o.probability >= self.wish.probability - _ROUNDING]

    def _passing(self) -> list[Choice]:
        """Those that are affordable and did not fall in the proof, the cheapest first."""
        passing = (c for c in self._able() if c not in self.fallen and self._affordable(self._cost(c)))
        return sorted(passing, key=lambda c: (self._cost(c), c))

    def _beyond_budget(self) -> float:
        return min(map(self._cost, set(self._able()) - self.fallen), default=np.nan)

    def _failing(self) -> list[Choice]:
        passing = set(self._passing())
        return [c for c in self.sweep.known if c not in passing]

    def _solve(self, caution: float, saving: float = 0.0) -> Solution:
        return self.programme.cheapest(self.wish.probability, caution, self.wish.budget, self._failing(), saving)

    def _improve(self) -> tuple[float, float, bool]:
        """Simulates what the programme answers until it answers what is known; bound, optimum, and whether nothing does."""
        for _ in range(_ROUNDS):
            self._fit()
            answers = [self._solve(caution) for caution in (0.0, 0.5, 1.0)]
            answers += [self._solve(-1.0, self.model.operating_low), self._solve(-0.5)]
            if not self._passing():
                answers += [self.programme.likeliest(self.wish.budget, self._failing())]
                if self.wish.budget is not None:
                    answers += [self.programme.cheapest(self.wish.probability, 0.0, None, self._failing())]
            new = {a.choice for a in answers if a.choice is not None and a.choice not in self.sweep.known}
            if not new:
                break
            self.sweep.outcomes(sorted(new))
        self._fit()
        generous, likely = self._solve(-1.0, self.model.operating_low), self._solve(0.0)
        known = [self._cost(c) for c in self._passing()[:1]]
        bound = min([generous.bound, *known]) if generous.choice else np.nan
        return bound, likely.cost, generous.choice is None and generous.proven and not known

    def _drop_needless(self) -> None:
        """Simulates the cheapest choice without each of its tasks; while that does, too, it goes on from there."""
        done: set[Choice] = set()
        while (best := next(iter(self._passing()), None)) is not None and best not in done and len(done) < 4:
            done.add(best)
            self.sweep.outcomes([with_options(best, {task: OFF}) for task, option in enumerate(best) if option != OFF])

    # --- the proof ----------------------------------------------------------------------------------------------------

    @staticmethod
    def _untried(choices: list[Choice], proofs: list[Proof]) -> list[Choice]:
        return [c for c in choices if c not in {p.choice for p in proofs}]

    def _stands_first(self, proofs: list[Proof]) -> bool:
        """Whether the cheapest choice that the search knows stands."""
        return any(p.choice == self._passing()[0] and self._stands(p) for p in proofs)

    def _last_resort(self, tried: list[Proof]) -> list[Proof]:
        """Cautious choices; if none of these stands, the nearest ones."""
        several = 1 + self.wish.runners_up
        proofs = self._simulate_fresh(self._untried(self._cautious(), tried))
        proofs += self._simulate_fresh(self._untried(self._likeliest()[:several], tried + proofs))
        if not any(map(self._stands, proofs)):
            near = sorted((c for c in self.sweep.known if self._affordable(self._cost(c))), key=self._distance)
            proofs += self._simulate_fresh(self._untried(near[:several], tried + proofs))
        return proofs

    def _order_of_proofs(self, proof: Proof) -> tuple[object, ...]:
        """What stands, the cheapest first; what does not, the nearest first."""
        if self._stands(proof):
            return 0, proof.cost, proof.choice
        return 1, not self._affordable(proof.cost), -proof.outcome.probability, self._distance(proof.choice)

    def _cautious(self) -> list[Choice]:
        """What the programme answers with thresholds beyond the surrogate's errors, if it does on the seen random numbers."""
        answers = [self.programme.cheapest(1.0, caution, self.wish.budget, ()) for caution in (0.0, 0.5, 1.0, 1.5, 2.0, 3.0)]
        self.sweep.outcomes(sorted({a.choice for a in answers if a.choice is not None}))
        passing = self._passing()
        return [a.choice for a in answers if a.choice in passing]

    def _likeliest(self) -> list[Choice]:
        return sorted(self._passing(), key=lambda c: (-self.sweep.known[c].probability, self._cost(c), c))

    def _distance(self, choice: Choice) -> tuple[float, float, float, Choice]:
        """How far a choice is from what is asked, nearest first: by probability, then by what the margins lack."""
        own = self.sweep.known[choice]
        spread = np.nanstd(np.stack([o.margins for o in self.sweep.known.values()]), axis=(0, 1))
        lacking = np.where(own.met, 0.0, np.nan_to_num(-own.margins, nan=np.inf)) / np.where(spread > 0, spread, 1)
        return -own.probability, float(lacking.mean(axis=0).sum()), self._cost(choice), choice

    def _stands(self, proof: Proof) -> bool:
        return proof.outcome.probability >= self.wish.probability - _ROUNDING and self._affordable(proof.cost)

    def _simulate_fresh(self, choices: list[Choice]) -> list[Proof]:
        self.fresh.outcomes([self.levels.nothing(), *choices])
        return [
            Proof(
                c,
                self.fresh.known[c],
                self._investment(c),
                self._operating(c, self.fresh),
                self.sweep.known[c].probability,
            )
            for c in choices
        ]

    def _parts(self, choice: Choice) -> list[Part]:
        """Each task of a choice against the choice without it, on the random numbers of the sweep."""
        on = [task for task, option in enumerate(choice) if option != OFF]
        without = [with_options(choice, {task: OFF}) for task in on]
        self.sweep.outcomes([choice, *without])
        own = self.sweep.known[choice].probability
        return [
            Part(
                task,
                float(self.spent[task, choice[task]]),
                self._operating(choice, self.sweep) - self._operating(other, self.sweep),
                own - self.sweep.known[other].probability,
            )
            for task, other in zip(on, without, strict=True)
        ]
