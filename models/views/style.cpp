#include "models/views/style.h"

namespace waste {

std::string painted(const std::string& text, Paint paint, bool color) {
  if (!color) return text;
  static constexpr const char* codes[] = {"\033[1m", "\033[1;31m", "\033[32m", "\033[33m"};
  return codes[static_cast<int>(paint)] + text + "\033[0m";
}

}  // namespace waste
