#include "tests/paths.h"

namespace waste::testing {

std::string in_project(std::string_view path) { return std::string(WUFEI_SOURCE_DIR "/").append(path); }

std::string executable() { return WUFEI_EXECUTABLE; }

}  // namespace waste::testing
