#include "models/report/document.h"

namespace waste::report {

const char* name_of(Mark mark) {
  static constexpr const char* names[] = {"", "safe", "open", "missed", "unjudged"};
  return names[static_cast<int>(mark)];
}

const Label& word_of(Mark mark) {
  static const Label words[] = {{"", ""}, {"有把握", "safe"}, {"未定", "open"}, {"完不成", "missed"}, {"未评判", "not judged"}};
  return words[static_cast<int>(mark)];
}

}  // namespace waste::report
