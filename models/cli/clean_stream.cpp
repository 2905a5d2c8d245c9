#include "models/cli/clean_stream.h"

#include <algorithm>
#include <array>

#include "engine/base/utf8.h"
#include "models/views/style.h"

namespace waste::cli {
namespace {

constexpr std::size_t most_waiting = 1 << 16;  // [byte]

bool is_plain(char c) { return (c >= ' ' && c < '\x7f') || c == '\n' || c == '\t'; }

/// Length of one of our own colour codes at the start of `text`, or 0.
std::size_t colour_at(std::string_view text) {
  static const auto codes = [] {
    std::array<std::string, 5> found{"\033[0m"};
    for (std::size_t i = 1; i < found.size(); ++i) {
      const std::string one = painted("", static_cast<Paint>(i - 1), true);
      found[i] = one.substr(0, one.size() - found[0].size());
    }
    return found;
  }();
  for (const auto& code : codes)
    if (text.starts_with(code)) return code.size();
  return 0;
}

/// Length of what may stay at the start of `text` although it is not plain.
std::size_t control_at(std::string_view text, bool first) {
  if (text.front() == '\033') return colour_at(text);
  if (text.front() == '\r' && (first || text.substr(1, 1) == "\n")) return 1;
  return 0;
}

}  // namespace

std::string cleaned(std::string_view text) {
  std::string clean;
  clean.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && is_plain(text[end])) ++end;
    if (end == at) end += control_at(text.substr(at), at == 0);
    if (end > at) {
      clean += text.substr(at, end - at);
    } else {
      sim::next_character(text, end);
      clean += sim::printable(text.substr(at, end - at));
    }
    at = end;
  }
  return clean;
}

CleanStream::~CleanStream() {
  sync();
  stream_.rdbuf(target_);
}

CleanStream::int_type CleanStream::overflow(int_type character) {
  const char one = traits_type::to_char_type(character);
  const bool fine = traits_type::eq_int_type(character, traits_type::eof()) || xsputn(&one, 1) == 1;
  return fine ? traits_type::not_eof(character) : traits_type::eof();
}

std::streamsize CleanStream::xsputn(const char* text, std::streamsize size) {
  for (std::string_view rest(text, static_cast<std::size_t>(size)); !rest.empty();) {
    waiting_ += rest.substr(0, most_waiting);
    rest.remove_prefix(std::min(most_waiting, rest.size()));
    if (waiting_.size() < most_waiting) continue;
    const auto line = waiting_.rfind('\n');  // a character across two pieces must stay whole
    if (!pass_on(line == waiting_.npos ? waiting_.size() : line + 1)) return 0;
  }
  return size;
}

bool CleanStream::pass_on(std::size_t count) {
  const std::string clean = cleaned(std::string_view(waiting_).substr(0, count));
  waiting_.erase(0, count);
  const auto size = static_cast<std::streamsize>(clean.size());
  return target_->sputn(clean.data(), size) == size;
}

int CleanStream::sync() { return pass_on(waiting_.size()) && target_->pubsync() == 0 ? 0 : -1; }

}  // namespace waste::cli
