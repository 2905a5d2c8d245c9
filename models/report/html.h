// A document as one HTML page that needs nothing else: style, script and the data of its pictures are inside, and its content security
// policy lets nothing else in. Both languages are in it; a switch shows one. Without a script, every number is in a table.
#pragma once

#include <string>

#include "models/report/document.h"

namespace waste::report {

std::string html(const Document& document);

/// The same in parts, for a page that stands already and is given other contents (wufei studio).
struct Fragment {
  std::string title, subtitle, contents, main;  // HTML
  std::string data;                             // JSON: what its pictures are drawn from
};
Fragment fragment_of(const Document& document);

/// What every page opens with: the shapes of the marks, and the switch between the languages.
extern const char* const page_shapes;
extern const char* const page_languages;

/// The text with the characters of markup written as references.
std::string escaped(const std::string& text);

}  // namespace waste::report
