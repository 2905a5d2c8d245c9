// What a program prints may come from a file that a stranger wrote. The one place through which all of it goes to the terminal: escape
// codes other than our own colours, other control characters, overrides of the direction of writing and invalid bytes become '?'.
#pragma once

#include <ostream>
#include <streambuf>
#include <string>
#include <string_view>

namespace waste::cli {

/// Line ends, tabs, the colours of style.h, and a return to the start of the line before a bar of progress stay.
std::string cleaned(std::string_view text);

/// Cleans what is written to a stream as long as this object lives.
class CleanStream final : private std::streambuf {
 public:
  explicit CleanStream(std::ostream& stream) : stream_(stream), target_(stream.rdbuf(this)) {}
  CleanStream(const CleanStream&) = delete;
  CleanStream& operator=(const CleanStream&) = delete;
  ~CleanStream() override;

 private:
  int_type overflow(int_type character) override;
  std::streamsize xsputn(const char* text, std::streamsize size) override;
  int sync() override;
  /// Cleans and writes the first `count` bytes that wait; false if the stream takes no more.
  bool pass_on(std::size_t count);

  std::ostream& stream_;
  std::streambuf* target_;
  std::string waiting_;  // so that characters and codes written in pieces are seen whole
};

}  // namespace waste::cli
