// Human-readable text in both languages.
#pragma once

#include <string>

namespace waste {

struct Label {
  std::string zh;
  std::string en;
};

}  // namespace waste
