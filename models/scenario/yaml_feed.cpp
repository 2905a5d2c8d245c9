#include "models/scenario/yaml_feed.h"

#include <algorithm>

namespace waste {

YamlFeed::int_type YamlFeed::underflow() {
  constexpr std::size_t piece = 4096;  // [byte]
  stopped_ = stopped_ || ahead_ > most_ahead;
  if (text_.empty() || stopped_) return traits_type::eof();
  const std::size_t size = std::min(piece, text_.size());
  auto* const begin = const_cast<char*>(text_.data());  // the interface of streambuf; nothing is written
  setg(begin, begin, begin + size);
  text_.remove_prefix(size);
  ahead_ += size;
  return traits_type::to_int_type(*begin);
}

}  // namespace waste
