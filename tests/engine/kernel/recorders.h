// Recorders for tests of the engine.
#pragma once

#include <map>
#include <memory>
#include <vector>

#include "engine/kernel/simulation.h"

/// Folds every fact into one number per entity and one over all, each dependent on the order of the facts.
class HashRecorder final : public sim::Recorder {
 public:
  void record(sim::Time time, const sim::Fact& fact) override {
    ++facts;
    for (const auto word : {static_cast<std::uint64_t>(sim::seconds(time)), std::uint64_t{fact.entity}, std::uint64_t{fact.counterpart},
                            std::uint64_t{fact.channel}, static_cast<std::uint64_t>(fact.amount), static_cast<std::uint64_t>(fact.part)}) {
      fold(all, word);
      fold(of[fact.entity], word);
    }
  }
  std::unique_ptr<sim::Recorder> clone() const override { return std::make_unique<HashRecorder>(*this); }

  std::uint64_t facts = 0;
  std::uint64_t all = 1;
  std::map<sim::EntityId, std::uint64_t> of;

 private:
  static void fold(std::uint64_t& hash, std::uint64_t word) {
    hash = (hash ^ word) * 0x9e3779b97f4a7c15;
    hash ^= hash >> 29;
  }
};

inline const HashRecorder& hashes(const sim::Simulation& simulation) { return static_cast<const HashRecorder&>(simulation.recorder()); }

inline std::unique_ptr<sim::Recorder> hash_recorder() { return std::make_unique<HashRecorder>(); }
