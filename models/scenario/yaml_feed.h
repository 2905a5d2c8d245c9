// The text given to the tokenizer, in small pieces, so that it can be stopped.
#pragma once

#include <cstddef>
#include <streambuf>
#include <string_view>

namespace waste {

/// yaml-cpp keeps all tokens of a bracket in memory until it is closed, some 250 bytes for each of the text: 8 MiB of '[' took 2 GB. So
/// the text ends early when too much of it was read without an event.
class YamlFeed final : public std::streambuf {
 public:
  static constexpr std::size_t most_ahead = std::size_t{256} << 10;  // [byte]

  explicit YamlFeed(std::string_view text) : text_(text) {}

  void event() { ahead_ = 0; }
  bool stopped() const { return stopped_; }  // what the tokenizer says from then on is about a text cut short

 protected:
  int_type underflow() override;

 private:
  std::string_view text_;   // not yet given
  std::size_t ahead_ = 0;   // given since the last event [byte]
  bool stopped_ = false;
};

}  // namespace waste
