// The entry of libFuzzer; the environment variable WUFEI_FUZZ names the target.
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "tests/fuzz/target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static const char* const name = std::getenv("WUFEI_FUZZ");
  static const fuzz::Target* const target = fuzz::find_target(name ? name : "");
  if (!target) {
    std::fprintf(stderr, "WUFEI_FUZZ names no target\n");
    std::exit(2);
  }
  fuzz::accepted(*target, {reinterpret_cast<const char*>(bytes), size});
  return 0;
}
