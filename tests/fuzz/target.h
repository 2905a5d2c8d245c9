// A fuzz target: one file of this folder that takes any bytes and either returns or throws sim::Error for them.
//
// What it must not do: crash, throw anything else, end with the exit codes of our own faults (70, or 8 when mass is lost), take more
// than 5 s or more than 1 GB. `wufei_fuzz` runs a target with its own driver or, built by clang with -fsanitize=fuzzer, with libFuzzer.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace fuzz {

struct Target {
  std::string name;
  std::function<void(std::string_view input)> attempt;
};

const std::vector<Target>& targets();

/// nullptr: no target has this name.
const Target* find_target(std::string_view name);

/// `const fuzz::Registered registered{"quantity", [](std::string_view input) { … }};`
struct Registered {
  Registered(std::string name, std::function<void(std::string_view input)> attempt);
};

/// Calls the target; false if it refused the input. Aborts the process for an error of ours.
bool accepted(const Target& target, std::string_view input);

/// A folder in memory for the files of this process, removed when it ends.
const std::string& scratch();
void place(const std::string& path, std::string_view bytes);

}  // namespace fuzz
