// A document as Markdown, in one language: sentences and tables; pictures by their tables.
#pragma once

#include <string>

#include "models/report/document.h"
#include "models/views/format.h"

namespace waste::report {

std::string markdown(const Document& document, Language language);

}  // namespace waste::report
