// The sim::Error a call throws, for tests of its exit code and its words.
#pragma once

#include <string>

#include "engine/base/error.h"
#include "tests/catch.h"

namespace store_test {

template <class Call>
sim::Error error_of(Call call) {
  try {
    call();
  } catch (const sim::Error& error) {
    return error;
  }
  FAIL("no sim::Error was thrown");
  return {sim::Exit::ok, {"", ""}};
}

inline bool mentions(const sim::Error& error, const std::string& words) {
  return std::string(error.what()).find(words) != std::string::npos;
}

}  // namespace store_test
