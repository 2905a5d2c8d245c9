"""Wufei (无废): will a district meet its zero-waste targets?

Read a scenario, change it, run it, look at the indicators::

    import wufei

    plan = wufei.read("scenarios/plan.yaml")
    slow = plan.with_({"policies.gypsum_market.starts": "2024-01"})
    results = wufei.run(slow, replicas=30)
    results.targets()
    wufei.plot_indicator(results, 11)

Units are given by the attributes ``units`` and ``wufei_unit``; dates are ``datetime64[s]``.
"""

from . import _core
from .comparison import Comparison, Difference, compare
from .errors import (
    Diagnostic,
    InputOutputError,
    MassError,
    ModelError,
    ResourceError,
    ResultsError,
    ScenarioError,
    UsageError,
    WufeiError,
)
from .evaluation import evaluate
from .examples import example, init
from .kinds import Kind, Parameter, Text, describe, kinds
from .plots import plot_indicator, use_chinese
from .results import Results, open
from .running import merge, run, run_part
from .scenario import Scenario, read
from .scoring import score

__version__: str = _core.version

__all__ = [
    "Comparison",
    "Diagnostic",
    "Difference",
    "InputOutputError",
    "Kind",
    "MassError",
    "ModelError",
    "Parameter",
    "ResourceError",
    "Results",
    "ResultsError",
    "Scenario",
    "ScenarioError",
    "Text",
    "UsageError",
    "WufeiError",
    "compare",
    "describe",
    "evaluate",
    "example",
    "init",
    "kinds",
    "merge",
    "open",
    "plot_indicator",
    "read",
    "run",
    "run_part",
    "score",
    "use_chinese",
]
