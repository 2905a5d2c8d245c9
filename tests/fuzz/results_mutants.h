// Results files forged by someone who knows the format: an honest file with single structures changed, moved or swapped, under a right
// seal. The same number gives the same mutant on every machine.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/store/bytes.h"
#include "engine/store/hdf5_file.h"

namespace fuzz {

/// splitmix64: enough to choose by, and the same everywhere.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  std::uint64_t roll() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
  }
  std::uint64_t below(std::uint64_t limit) { return roll() % limit; }

 private:
  std::uint64_t state_;
};

class ResultsMutants {
 public:
  /// `sealed` is an honest file.
  explicit ResultsMutants(std::string_view sealed) : image_(sealed.substr(0, sealed.size() - sim::seal_size)) {
    for (const char* signature : {"OHDR", "OCHK", "FRHP", "FHDB", "FHIB", "BTHD", "BTLF", "BTIN", "TREE", "GCOL"})
      for (auto at = image_.find(signature); at != image_.npos; at = image_.find(signature, at + 1)) places_.push_back(at);
    std::sort(places_.begin(), places_.end());
    for (std::size_t at = 12; at + 8 <= image_.size(); ++at)
      if (is_place(sim::get<std::uint64_t>(image_, at))) pointers_.push_back(at);
  }

  std::string mutant(std::uint64_t number) const {
    Dice dice(number);
    std::string image = image_;
    for (std::uint64_t changes = 1 + dice.below(3); changes > 0; --changes) change(image, dice);
    return image + sim::make_seal(image);
  }

 private:
  bool is_place(std::uint64_t address) const { return std::binary_search(places_.begin(), places_.end(), address); }

  std::uint64_t place(Dice& dice) const { return places_[dice.below(places_.size())]; }

  static void write(std::string& image, std::uint64_t at, std::uint64_t value, std::size_t width) {
    for (std::size_t i = 0; i < width && at + i < image.size(); ++i) image[at + i] = static_cast<char>(value >> (8 * i));
  }

  std::uint64_t number(const std::string& image, Dice& dice) const {
    switch (dice.below(8)) {
      case 0: return 0;
      case 1: return ~std::uint64_t{0};
      case 2: return std::uint64_t{1} << dice.below(64);
      case 3: return (std::uint64_t{1} << dice.below(64)) - 1;
      case 4: return image.size() - dice.below(64);
      case 5: return place(dice);
      case 6: return dice.below(256);
      default: return dice.roll();
    }
  }

  void change(std::string& image, Dice& dice) const {
    switch (dice.below(10)) {
      case 0: return write(image, dice.below(image.size()), dice.roll(), 1);                      // anything anywhere
      case 1: return write(image, dice.below(48), number(image, dice), 1 + dice.below(8));         // the head of the file
      case 2: return write(image, pointers_[dice.below(pointers_.size())], place(dice), 8);        // circles, doubles, other kinds
      case 3: return move(image, dice);
      case 4: return cut(image, dice);
      case 5: return kind_of_message(image, dice);
      case 6: return text(image, dice);
      case 7: return nudge(image, dice);
      default: return write(image, place(dice) + dice.below(200), number(image, dice), std::size_t{1} << dice.below(4));
    }
  }

  /// A field one larger or smaller.
  void nudge(std::string& image, Dice& dice) const {
    const std::uint64_t at = place(dice) + 4 + dice.below(160);
    if (at < image.size()) image[at] = static_cast<char>(image[at] + (dice.below(2) ? 1 : -1));
  }

  /// One structure over another.
  void move(std::string& image, Dice& dice) const {
    const std::uint64_t from = place(dice), to = place(dice), size = 8 + dice.below(512);
    if (std::max(from, to) + size <= image.size()) image.replace(to, size, image_.substr(from, size));
  }

  /// Shorter or longer, and it says so.
  static void cut(std::string& image, Dice& dice) {
    const std::uint64_t size = dice.below(2) ? image.size() - 1 - dice.below(image.size() - 64) : image.size() + dice.below(4096);
    image.resize(size);
    if (dice.below(4) > 0) write(image, 28, size, 8);
  }

  /// A message of a header becomes one of another kind: external files, shared and foreign types, times, filters.
  void kind_of_message(std::string& image, Dice& dice) const {
    for (int tries = 0; tries < 50; ++tries) {
      const std::uint64_t at = place(dice);
      if (image_.compare(at, 4, "OHDR") != 0) continue;
      const std::uint64_t first = at + 6 + (std::uint64_t{1} << (static_cast<unsigned char>(image_[at + 5]) & 3));
      return write(image, first + (dice.below(4) ? 0 : dice.below(120)), dice.below(0x1a), 1);
    }
  }

  /// Escape codes, right-to-left overrides, invalid UTF-8 and zero bytes where there were letters.
  static void text(std::string& image, Dice& dice) {
    constexpr std::array<std::string_view, 6> bad{"\x1b[2J", "\x1b]0;x\a", "\u202e", "\xff\xfe", std::string_view("\0\0", 2), "\u2066"};
    const std::string_view one = bad[dice.below(bad.size())];
    for (std::uint64_t at = dice.below(image.size()); at + one.size() < image.size(); ++at)
      if (image[at] >= 'a' && image[at] <= 'z' && image[at + one.size() - 1] >= 'a' && image[at + one.size() - 1] <= 'z')
        return void(image.replace(at, one.size(), one));
  }

  std::string image_;
  std::vector<std::uint64_t> places_;    // of structures
  std::vector<std::uint64_t> pointers_;  // of addresses of structures
};

}  // namespace fuzz
