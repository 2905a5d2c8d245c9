#include "models/scenario/printed.h"

#include <cstdio>

#include "engine/base/utf8.h"
#include "models/scenario/ranges.h"
#include "models/scenario/sources.h"

namespace waste {
namespace {

bool is_alphanumeric(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

/// Characters that YAML treats as line breaks, or that look like punctuation we reject.
bool is_unsafe(char32_t c) {
  return c == 0x85 || c == 0xA0 || c == 0x2028 || c == 0x2029 || c == 0x3000 || c == 0xFEFF || c == U'：' || c == U'，' || c == 0xFFFD;
}

/// Deliberately stricter than YAML's rule, and simpler.
bool is_plain(const std::string& text) {
  if (text.empty() || text.front() == ' ' || text.back() == ' ') return false;
  for (const char* word : {"null", "Null", "NULL", "nan", "NaN", "NAN", "inf", "Inf", "INF", "infinity", "Infinity"})
    if (text == word) return false;
  const bool sign = text.size() > 1 && (text[0] == '-' || text[0] == '+') && text[1] >= '0' && text[1] <= '9';
  if (!is_alphanumeric(text[0]) && static_cast<unsigned char>(text[0]) < 0x80 && !sign) return false;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = sim::next_character(text, at);
    if (c < 0x80 && !is_alphanumeric(static_cast<char>(c)) &&
        std::string_view(" _./%+-()").find(static_cast<char>(c)) == std::string_view::npos)
      return false;
    if (is_unsafe(c)) return false;
  }
  return true;
}

std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = sim::next_character(text, at);
    char escape[12];
    if (c == U'"' || c == U'\\') result += std::string("\\") + static_cast<char>(c);
    else if (c == U'\n') result += "\\n";
    else if (c < 0x20 || c == 0x7F || (is_unsafe(c) && c < 0xFF00) || c == 0xFEFF) {
      std::snprintf(escape, sizeof escape, "\\u%04X", static_cast<unsigned>(c));
      result += escape;
    } else {
      result += text.substr(begin, at - begin);
    }
  }
  return result + "\"";
}

class Writer {
 public:
  Writer(const std::vector<SourceFile>& files, bool origins) : files_(files), origins_(origins) {}

  void map(const Node& node, int indent) {
    for (const auto& entry : node.entries) {
      text.append(static_cast<std::size_t>(indent), ' ');
      text += entry.key + ":";
      if (entry.value.type == Node::Type::map && !entry.value.entries.empty() && !is_range(entry.value)) {
        text += "\n";
        map(entry.value, indent + 2);
      } else {
        text += " " + flow_text(entry.value);
        if (origins_) text += "  # " + origin_of(files_, entry.value.place);
        text += "\n";
      }
    }
  }

  std::string text;

 private:
  const std::vector<SourceFile>& files_;
  const bool origins_;
};

/// From its lower end to its upper one, as people write it.
std::string range_text(const Node& range) {
  std::string text;
  for (const char* key : range_keys) text += (text.empty() ? "{" : ", ") + std::string(key) + ": " + flow_text(*range.find(key));
  return text + "}";
}

}  // namespace

std::string flow_text(const Node& node) {
  if (node.type == Node::Type::null) return "null";
  if (node.type == Node::Type::scalar) return is_plain(node.text) ? node.text : quoted(node.text);
  if (is_range(node)) return range_text(node);
  const bool map = node.type == Node::Type::map;
  std::string text = map ? "{" : "[";
  for (const auto& entry : node.entries) {
    if (text.size() > 1) text += ", ";
    if (map) text += entry.key + ": ";
    text += flow_text(entry.value);
  }
  return text + (map ? "}" : "]");
}

std::string block_text(const Node& root, const std::vector<SourceFile>& files, bool origins) {
  Writer writer(files, origins);
  writer.map(root, 0);
  return root.entries.empty() ? "{}\n" : writer.text;
}

}  // namespace waste
