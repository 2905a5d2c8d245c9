"""No state outlives a call unless somebody owns it: no thread-local, mutable or static variable but those listed here, with the reason."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

ALLOWED = {
    "engine/base/catalogue.h: list": "kinds register themselves before main and never after",
    "engine/kernel/rank.cpp: rank": "chosen once for the processor, before main",
    "engine/random/inverse_cdf.cpp: shapes": "quantiles of beta variables cost 20 ms each and are pure; behind a mutex",
    "engine/store/fault_injection.cpp: injection": "faults that a test asks for; null outside tests",
    "models/assessment/indicator.cpp: texts": "texts of rows that register themselves before main; a list keeps their addresses",
    "models/cli/verbs.cpp: list": "verbs register themselves before main and never after",
    "models/outputs/output.cpp: list": "tables register themselves before main and never after",
    "models/outputs/output.h: summaries_": "summaries of a column, computed when first asked for, in one writer on one thread",
    "models/assessment/accounts.h: trace_": "what explains a value writes here while it is computed, for one caller",
    "models/cli/interruption.cpp: current": "a signal handler sees globals only",
    "models/cli/interruption.cpp: sentences": "a signal handler sees globals only",
    "models/cli/interruption.cpp: has_timer": "a signal handler sees globals only",
    "models/cli/interruption.cpp: patient": "a signal handler sees globals only",
    "models/cli/interruption.cpp: signal_seen": "a signal handler sees globals only",
    "models/cli/interruption.cpp: stop": "a signal handler sees globals only",
    "models/cli/interruption.cpp: timer": "a signal handler sees globals only",
    "models/policies/policy_set.h: acted_": "which policies changed anything; written while facilities ask, read when the replication is over",
    "engine/base/parallel.cpp: in_pipeline": "whether this thread works in a pipeline, so that a pipeline in a pipeline runs where it is",
    "models/run/earlier.cpp: mutex_": "threads take the books of a results file from one reader",
    "models/views/books_sums.h: summarise_": "quantiles of Student's t by number of values, in one writer on one thread",
    "python/bindings/results.cpp: mutex_": "threads of Python share one open file",
    "python/bindings/run.cpp: runs": "the end of the interpreter waits for the runs of other threads",
    "python/bindings/run.cpp: ending": "and stops them",
    "models/scenario/yaml.cpp: counted_": "the last position counted, in a parser on the stack of one call",
}

NAME = r"(?P<name>\w+)\s*(?:;|=[^=]|\{)"
FORMS = [
    re.compile(r"\bthread_local\b.*?" + NAME),
    re.compile(r"^\s*mutable\b.*?" + NAME),
    # A static variable, in a class or a function: functions have a parenthesis behind their name.
    re.compile(r"^\s*(?:inline )?static (?!(?:inline )?const(?:expr)?\b)[^()=]*?[\w>&*] " + NAME),
    # A variable of a namespace, which begins its line.
    re.compile(
        r"^(?:(?:static|inline|constinit|volatile) )*"
        r"(?!(?:static|inline|constinit|volatile|const|constexpr|using|namespace|class|struct|enum|union|template|typedef|extern|return|friend|"
        r"concept|public|private|protected|static_assert|__extension__)\b)[A-Za-z_][\w:<>,*& ]*[ *&]"
        r"(?P<name>\w+)\s*(?:;|=[^=]|\{[^}]*\};)"
    ),
]


def _state(text: str) -> set[str]:
    """Names of variables that keep something between calls."""
    return {match["name"] for line in text.splitlines() for form in FORMS if (match := form.search(line.partition("//")[0]))}


def test_the_forms_are_recognised() -> None:
    kept = """
thread_local std::map<std::string, Unit, std::less<>> known;
  mutable Trace* trace_ = nullptr;
  static PertShapes shapes;
  static inline int counter = 0;
std::atomic<bool> stop_wanted{false};
volatile std::sig_atomic_t seen = 0;
constinit Rank rank = portable;
"""
    fine = """
  static const std::vector<Row> rows = read();
  static constexpr int most = 3;
  static inline const std::array<Group, 4> groups{{
constexpr double largest = 9e15;
inline constexpr std::size_t channels = 3;
const sim::Registered<Policy, Ban> registered{
  static InverseCdf constant(std::int64_t value);
  static std::uint64_t forward(Time time) { return time; }
  return [inverse](double p) mutable { return inverse(p); };
using Nodes = std::shared_ptr<int>;
concept Element = std::same_as<T, float>;
std::string compress(std::string_view bytes);
"""
    assert _state(kept) == {"known", "trace_", "shapes", "counter", "stop_wanted", "seen", "rank"}
    assert _state(fine) == set()


def test_no_state_outlives_a_call_unless_it_is_listed() -> None:
    paths = [
        path
        for folder in ("engine", "models", "python/bindings")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in (".h", ".cpp")
    ]
    assert len(paths) > 100
    found = {
        f"{path.relative_to(ROOT).as_posix()}: {name}" for path in paths for name in _state(path.read_text(encoding="utf-8"))
    }
    assert found == set(ALLOWED)
