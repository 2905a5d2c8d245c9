#include "tests/fuzz/mutator.h"

#include <algorithm>
#include <array>
#include <utility>

namespace fuzz {

Mutator::Mutator(std::vector<std::string> corpus, std::vector<std::string> words, std::uint64_t seed)
    : corpus_(std::move(corpus)), words_(std::move(words)), state_(seed) {}

// splitmix64
std::uint64_t Mutator::roll() {
  std::uint64_t z = (state_ += 0x9e3779b97f4a7c15u);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

std::string Mutator::next() {
  std::string text = corpus_[below(corpus_.size())];
  for (std::size_t changes = 1 + below(4); changes > 0; --changes) change(text);
  return text;
}

void Mutator::change(std::string& text) {
  const std::size_t at = somewhere(text), length = 1 + below(16);
  switch (below(8)) {
    case 0: return void(text.insert(at, words_[below(words_.size())]));
    case 1: return void(text.replace(at, std::min(length, text.size() - at), words_[below(words_.size())]));
    case 2: return void(text.erase(at, length));
    case 3: return void(text.insert(at, text.substr(somewhere(text), 4 * length)));
    case 4: return splice(text);
    case 5: return number(text);
    case 6: return void(text.insert(at, 1, static_cast<char>(roll())));
    default:
      if (at < text.size()) text[at] = static_cast<char>(text[at] ^ (1 << below(8)));
  }
}

/// The beginning of this with the end of another.
void Mutator::splice(std::string& text) {
  const std::string& other = corpus_[below(corpus_.size())];
  text = text.substr(0, somewhere(text)) + other.substr(somewhere(other));
}

/// Another number where there is one.
void Mutator::number(std::string& text) {
  static const std::array<std::string, 14> numbers{
      "0",   "-1",  "1",   "9223372036854775807",  "-9223372036854775808", "1e308", "1e-308", "0.5",
      "100", "365", "nan", "99999999999999999999", "2147483648",           "1_000"};
  const auto digit = text.find_first_of("0123456789", somewhere(text));
  if (digit == text.npos) return;
  const auto end = std::min(text.find_first_not_of("0123456789._", digit), text.size());
  text.replace(digit, end - digit, numbers[below(numbers.size())]);
}

}  // namespace fuzz
