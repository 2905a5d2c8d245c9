// Turns inputs of a corpus into others, for compilers without libFuzzer. The same seed gives the same inputs on every machine.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace fuzz {

class Mutator {
 public:
  /// Neither list may be empty.
  Mutator(std::vector<std::string> corpus, std::vector<std::string> words, std::uint64_t seed);

  std::string next();
  /// An input worth starting from.
  void keep(std::string input) { corpus_.push_back(std::move(input)); }

 private:
  std::uint64_t roll();
  std::size_t below(std::size_t limit) { return static_cast<std::size_t>(roll() % limit); }
  std::size_t somewhere(const std::string& text) { return below(text.size() + 1); }
  void change(std::string& text);
  void splice(std::string& text);
  void number(std::string& text);

  std::vector<std::string> corpus_, words_;
  std::uint64_t state_;
};

}  // namespace fuzz
