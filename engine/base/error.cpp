#include "engine/base/error.h"

#include <algorithm>
#include <cerrno>
#include <string_view>
#include <system_error>

#include "engine/base/utf8.h"

namespace sim {
namespace {

constexpr std::size_t most_diagnostics = 20;
constexpr std::size_t longest_line = 300;  // [character]; a longer one is not read
constexpr std::string_view margin = "      ";

std::string all_formatted(const std::vector<Diagnostic>& diagnostics, bool chinese) {
  std::string text;
  for (std::size_t i = 0; i < std::min(diagnostics.size(), most_diagnostics); ++i) {
    if (i > 0) text += '\n';
    text += format(chinese ? in_chinese(diagnostics[i]) : diagnostics[i]);
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
  std::string text = shortened(printable(diagnostic.file), longest_line / 2);
  if (diagnostic.line > 0) text += ":" + std::to_string(diagnostic.line);
  if (diagnostic.line > 0 && diagnostic.column > 0) text += ":" + std::to_string(diagnostic.column);
  return text;
}

/// The part of a long line around `column`, which moves with it.
std::string around(const std::string& line, int& column) {
  constexpr std::size_t shown = 160, before = 60;  // [character]
  if (line.size() <= shown) return line;
  const std::u32string text = characters(line);
  const auto at = static_cast<std::size_t>(std::max(0, column - 1));
  const std::size_t first = text.size() <= shown || at < before ? 0 : std::min(at - before, text.size());
  std::size_t begin = 0;
  for (std::size_t i = 0; i < first; ++i) next_character(line, begin);
  std::size_t end = begin;
  for (std::size_t i = 0; i < shown && end < line.size(); ++i) next_character(line, end);
  const std::string cut = first > 0 ? "..." : "";
  column -= static_cast<int>(first) - static_cast<int>(cut.size());
  return cut + line.substr(begin, end - begin) + (end < line.size() ? "..." : "");
}

/// "      = text", continued on further lines at the blanks of a long text.
std::string remark(std::string text) {
  constexpr std::size_t widest = 120;  // [character]
  std::string result;
  for (std::string_view begin = "= "; !text.empty(); begin = "  ") {
    const std::size_t blank = count_characters(text) > widest ? text.rfind(' ', widest) : std::string::npos;
    const std::string line = shortened(text.substr(0, blank), longest_line - margin.size() - begin.size());
    result.append(margin).append(begin).append(line).append("\n");
    text.erase(0, blank == std::string::npos ? blank : blank + 1);
  }
  return result;
}

/// The line of the file, and carets below what is meant.
std::string underlined(const Diagnostic& diagnostic) {
  int column = diagnostic.column;
  const std::string line = around(printable(diagnostic.source_line), column);
  std::string number = std::to_string(diagnostic.line);
  number.insert(0, number.size() < 5 ? 5 - number.size() : 0, ' ');
  return number + " | " + line + "\n" + std::string(margin) + "| " + padding(line, column) + carets(line, column, diagnostic.length);
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
    : Error(Exit::input, {all_formatted(diagnostics, true), all_formatted(diagnostics, false)}), diagnostics_(std::move(diagnostics)) {
  if (diagnostics_.size() > most_diagnostics) diagnostics_.resize(most_diagnostics);
}

std::string format(const Diagnostic& diagnostic) {
  const std::string head = place_of(diagnostic) + ": error[" + diagnostic.code + "]: ";
  std::string text = head + shortened(printable(diagnostic.message), longest_line - count_characters(head)) + "\n";
  std::string hint = printable(diagnostic.hint);
  if (!diagnostic.source_line.empty() && diagnostic.line > 0) {
    const std::string under = underlined(diagnostic);
    const bool beside = count_characters(under.substr(under.rfind('\n'))) + count_characters(hint) < longest_line;
    text += under + (beside && !hint.empty() ? " " + std::exchange(hint, "") : "") + "\n";
  }
  return text + remark(hint) + remark(printable(diagnostic.note));
}

Message reason_of(int error) {
  const std::string english = std::generic_category().message(error);
  switch (error) {
    case ENOENT: return {"没有这个文件或文件夹", english};
    case ENOTDIR: return {"路径中有一段不是文件夹", english};
    case EISDIR: return {"这是文件夹", english};
    case EACCES:
    case EPERM: return {"没有权限", english};
    case EEXIST: return {"已经存在", english};
    case ENOSPC:
    case EDQUOT: return {"磁盘空间不足", english};
    case EROFS: return {"磁盘只读", english};
    case EIO: return {"读写出错", english};
    case EFBIG: return {"文件过大", english};
    case EMFILE:
    case ENFILE: return {"打开的文件过多", english};
    case ELOOP: return {"链接层数过多", english};
    case ENAMETOOLONG: return {"名称过长", english};
    case ENOTEMPTY: return {"文件夹不是空的", english};
    case EINVAL: return {"系统不接受这个参数", english};
    case ENOMEM: return {"内存不足", english};
    default: return {"系统错误" + std::to_string(error), english};
  }
}

Message joined(const Message& first, const Message& second) { return {first.zh + "：" + second.zh, first.en + ": " + second.en}; }

Diagnostic in_chinese(Diagnostic diagnostic) {
  const auto translate = [](std::string& text, std::string& chinese) {
    if (!chinese.empty()) std::swap(text, chinese);
  };
  translate(diagnostic.message, diagnostic.message_zh);
  translate(diagnostic.hint, diagnostic.hint_zh);
  translate(diagnostic.note, diagnostic.note_zh);
  return diagnostic;
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
  const std::string where = name + ":" + std::to_string(line) + ": " + expression;
  throw Error(Exit::internal, {"断言不成立：" + where + "（这是程序的缺陷，不是您的文件的问题）",
                               "assertion failed in " + where + " (this is a defect of the program, not of your files)"});
}

}  // namespace sim
