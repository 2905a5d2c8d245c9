// Goals stand in the code of a benchmark, beside what they are about: a counter of the benchmark, or "time", the seconds of one
// iteration. At the end a table shows each goal beside the figure.
#pragma once

#include <benchmark/benchmark.h>

#include <string>

namespace goals {

inline const std::string least = "goal >= ", most = "goal <= ";

inline void at_least(benchmark::State& state, const std::string& counter, double goal) { state.counters[least + counter] = goal; }
inline void at_most(benchmark::State& state, const std::string& counter, double goal) { state.counters[most + counter] = goal; }

}  // namespace goals
