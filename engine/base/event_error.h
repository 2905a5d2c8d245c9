// An error of the model that arose at an entity, for whoever knows more about that entity than the kernel.
#pragma once

#include <cstdint>

#include "engine/base/error.h"
#include "engine/base/time.h"

namespace sim {

class EventError : public Error {
 public:
  EventError(const Message& message, std::uint32_t entity, Time time) : Error(Exit::model, message), entity_(entity), time_(time) {}
  std::uint32_t entity() const { return entity_; }
  Time time() const { return time_; }

 private:
  std::uint32_t entity_;
  Time time_;
};

}  // namespace sim
