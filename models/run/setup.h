// What a run is of: scenarios that go together, and what determines their results.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "models/scenario/scenario.h"

namespace waste {

struct World;

class Setup {
 public:
  /// Throws sim::Error(usage) unless the worlds share period and seed and have different names. `seed`: instead of theirs.
  explicit Setup(std::vector<std::unique_ptr<World>> worlds, std::optional<std::uint64_t> seed = {});
  Setup(Setup&&) noexcept;
  ~Setup();

  /// Says how many replicas the run has: in the text of the scenarios, and nowhere else. More than once if it grows.
  void set_replicas(std::size_t replicas);

  /// Scenario `i` of a run of so many replicas.
  Scenario scenario(std::size_t i, std::size_t replicas) const;

  /// Of everything that determines the results of a replica: program and commit, names, texts and data of the scenarios, the seed. Not
  /// of the number of replicas, so that a longer run may go on from a shorter one.
  std::string fingerprint() const;

  const std::vector<std::unique_ptr<World>>& worlds() const { return worlds_; }
  std::size_t scenarios() const { return worlds_.size(); }
  std::size_t replicas() const { return replicas_; }
  std::size_t items() const { return scenarios() * replicas_; }  // item: replica * scenarios + scenario
  std::uint64_t seed() const;

 private:
  std::vector<std::unique_ptr<World>> worlds_;
  std::vector<Scenario> read_;  // as they came, once replicas are set
  std::size_t replicas_ = 0;
};

/// How many scenarios one task simulates, on the past they share: all of them, or with too few replicas for the threads, a share.
std::size_t tree_width(std::size_t scenarios, std::size_t replicas, unsigned threads);

/// The worlds of scenarios, their networks checked. Throws sim::InputError with all errors of the first that has any.
std::vector<std::unique_ptr<World>> checked_worlds(const std::vector<const Scenario*>& scenarios);

/// Where the scenarios of a list are.
std::vector<const Scenario*> pointers_to(const std::vector<Scenario>& scenarios);

}  // namespace waste
