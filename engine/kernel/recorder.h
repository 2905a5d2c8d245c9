// Facts are the records that entities write. Nothing recorded may influence the run.
#pragma once

#include <cstdint>
#include <memory>

#include "engine/kernel/event.h"

namespace sim {

/// One fact: who, what, about which subject, with which counterpart, how much. The meaning of channel and subject belongs to the
/// models.
struct Fact {
  EntityId entity = 0;
  EntityId counterpart = 0;
  std::uint16_t channel = 0;
  std::uint16_t subject = 0;
  std::int64_t amount = 0;
  std::int64_t part = 0;  // portion of the amount, e.g. water
};

class Recorder {
 public:
  virtual ~Recorder() = default;
  virtual void record(Time time, const Fact& fact) = 0;
  virtual std::unique_ptr<Recorder> clone() const = 0;
};

}  // namespace sim
