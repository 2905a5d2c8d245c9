#include "models/cli/errors.h"

#include <algorithm>
#include <iostream>

#include "engine/base/utf8.h"

namespace waste::cli {
namespace {

/// Colours "error[E0102]" in the first line, and the carets.
std::string coloured_line(const std::string& line, bool first) {
  const std::size_t error = line.find("error["), close = line.find(']', error), caret = line.find('^');
  if (first && error != std::string::npos && close != std::string::npos)
    return line.substr(0, error) + painted(line.substr(error, close + 1 - error), Paint::red, true) + line.substr(close + 1);
  if (!first && caret != std::string::npos && line.find_first_not_of(" |") == caret)
    return line.substr(0, caret) + painted(line.substr(caret), Paint::green, true);
  return line;
}

std::string coloured(const std::string& text) {
  std::string result;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    result += coloured_line(text.substr(begin, end - begin), begin == 0) + (end < text.size() ? "\n" : "");
    begin = end + 1;
  }
  return result;
}

/// A message may quote what was typed, of any length.
std::string short_lines(const std::string& text) {
  constexpr std::size_t longest = 280;  // [character]; with "error: " less than 300
  std::string result;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    result += (begin > 0 ? "\n" : "") + sim::shortened(text.substr(begin, end - begin), longest);
    begin = end + 1;
  }
  return result;
}

}  // namespace

void print(const sim::InputError& error, const Session& session) {
  for (const auto& diagnostic : error.diagnostics()) {
    const std::string text = sim::format(session.zh() ? sim::in_chinese(diagnostic) : diagnostic);
    std::cerr << (session.color_err ? coloured(text) : text);
  }
}

void print(const std::vector<Warning>& warnings, const Session& session) {
  constexpr std::size_t most = 20;
  if (session.quiet) return;
  for (std::size_t i = 0; i < std::min(most, warnings.size()); ++i) {
    sim::Diagnostic diagnostic = warnings[i].at;
    diagnostic.message = session.say(warnings[i].message);
    diagnostic.hint = session.say(warnings[i].hint);
    std::string text = sim::format(diagnostic);
    const std::string error = "error[" + diagnostic.code + "]", warning = session.say({"警告[", "warning["}) + diagnostic.code + "]";
    text.replace(text.find(": " + error) + 2, error.size(), painted(warning, Paint::yellow, session.color_err));
    std::cerr << text;
  }
  if (warnings.size() <= most) return;
  const std::string n = std::to_string(warnings.size() - most);
  session.tell(session.say({"另有警告" + n + "条", "further warnings: " + n}));
}

std::string in_language(const sim::Error& error, const Session& session) {
  return session.zh() && !error.zh().empty() ? error.zh() : error.what();
}

void print(const std::string& message, const Session& session) {
  std::cerr << painted(session.say({"错误：", "error: "}), Paint::red, session.color_err) << short_lines(message) << '\n';
}

}  // namespace waste::cli
