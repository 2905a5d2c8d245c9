#include "engine/base/error.h"

#include <algorithm>
#include <string_view>

#include "engine/base/utf8.h"

namespace sim {
namespace {

constexpr std::size_t most_diagnostics = 20;

std::string all_formatted(const std::vector<Diagnostic>& diagnostics) {
  std::string text;
  for (std::size_t i = 0; i < std::min(diagnostics.size(), most_diagnostics); ++i) {
    if (i > 0) text += '\n';
    text += format(diagnostics[i]);
  }
  return text;
}

/// The same text with every character but full-width ones replaced by a blank, so that carets line up with their target.
std::string padding(const std::string& line, int column) {
  const std::u32string text = characters(line);
  const auto before = std::min(text.size(), static_cast<std::size_t>(std::max(0, column - 1)));
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < before; ++i) next_character(line, bytes);
  return std::string(static_cast<std::size_t>(display_width(line.substr(0, bytes))), ' ');
}

std::string carets(const std::string& line, int column, int length) {
  std::size_t begin = 0;
  for (int i = 1; i < column && begin < line.size(); ++i) next_character(line, begin);
  std::size_t end = begin;
  for (int i = 0; i < length && end < line.size(); ++i) next_character(line, end);
  return std::string(static_cast<std::size_t>(std::max(1, display_width(line.substr(begin, end - begin)))), '^');
}

std::string place_of(const Diagnostic& diagnostic) {
  std::string text = printable(diagnostic.file);
  if (diagnostic.line > 0) text += ":" + std::to_string(diagnostic.line);
  if (diagnostic.line > 0 && diagnostic.column > 0) text += ":" + std::to_string(diagnostic.column);
  return text;
}

/// Smallest number of insertions, deletions, replacements and swaps of neighbours that turn one word into the other.
std::size_t edit_distance(const std::u32string& a, const std::u32string& b) {
  std::vector<std::vector<std::size_t>> cost(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) cost[i][0] = i;
  for (std::size_t j = 0; j <= b.size(); ++j) cost[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replace = cost[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, replace});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
    }
  }
  return cost[a.size()][b.size()];
}

}  // namespace

InputError::InputError(std::vector<Diagnostic> diagnostics)
    : Error(Exit::input, all_formatted(diagnostics)), diagnostics_(std::move(diagnostics)) {
  if (diagnostics_.size() > most_diagnostics) diagnostics_.resize(most_diagnostics);
}

std::string format(const Diagnostic& diagnostic) {
  const std::string margin(6, ' ');
  std::string text = place_of(diagnostic) + ": error[" + diagnostic.code + "]: " + printable(diagnostic.message) + "\n";
  const std::string hint = printable(diagnostic.hint);
  const std::string line = printable(diagnostic.source_line);
  if (!line.empty() && diagnostic.line > 0) {
    std::string number = std::to_string(diagnostic.line);
    number.insert(0, number.size() < 5 ? 5 - number.size() : 0, ' ');
    text += number + " | " + line + "\n" + margin + "| " + padding(line, diagnostic.column) +
            carets(line, diagnostic.column, diagnostic.length);
    text += hint.empty() ? "\n" : " " + hint + "\n";
  } else if (!hint.empty()) {
    text += margin + "= " + hint + "\n";
  }
  if (!diagnostic.note.empty()) text += margin + "= " + printable(diagnostic.note) + "\n";
  return text;
}

std::string nearest(const std::string& name, const std::vector<std::string>& known) {
  constexpr std::size_t longest = 64;  // longer words are not mistyped names
  const std::u32string word = characters(name);
  if (word.size() > longest) return "";
  std::size_t best = word.size() / 3 + 1;
  std::string result;
  for (const std::string& candidate : known) {
    const std::u32string other = characters(candidate);
    const std::size_t gap = std::max(other.size(), word.size()) - std::min(other.size(), word.size());
    if (gap >= best) continue;
    const std::size_t distance = edit_distance(word, other);
    if (distance < best) {
      best = distance;
      result = candidate;
    }
  }
  return result;
}

void fail_assertion(const char* expression, const char* file, int line) {
  const std::string_view path = file;
  const auto slash = path.rfind('/');
  const std::string name{slash == std::string_view::npos ? path : path.substr(slash + 1)};
  throw Error(Exit::internal, "assertion failed in " + name + ":" + std::to_string(line) + ": " + expression +
                                  " (this is a defect of the program, not of your files)");
}

}  // namespace sim
