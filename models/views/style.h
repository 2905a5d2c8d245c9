// The reader's language, and whether to use colours.
#pragma once

#include <string>

#include "models/views/format.h"

namespace waste {

struct Style {
  Language language = Language::en;
  bool color_out = false;

  const std::string& say(const Label& label) const { return in(language, label); }
  bool zh() const { return language == Language::zh; }
};

enum class Paint { bold, red, green, yellow };
std::string painted(const std::string& text, Paint paint, bool color);

}  // namespace waste
