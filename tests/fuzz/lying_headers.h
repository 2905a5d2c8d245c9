// Results files whose structure lies under a right seal, below what a program that writes HDF5 well can do: single fields of object
// headers, indices and heaps, found by their meaning. The same number gives the same file.
#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/store/bytes.h"
#include "engine/store/hdf5_file.h"
#include "tests/fuzz/results_mutants.h"

namespace fuzz {

class LyingHeaders {
 public:
  /// `sealed` is a file that this program or LyingTables wrote.
  explicit LyingHeaders(std::string_view sealed) : image_(sealed.substr(0, sealed.size() - sim::seal_size)) {
    for (auto at = image_.find("OHDR"); at != image_.npos; at = image_.find("OHDR", at + 1)) {
      if (at + 7 > image_.size() || image_[at + 4] != 2) continue;
      const unsigned flags = byte(at + 5);
      const std::size_t width = std::size_t{1} << (flags & 3);
      objects_.push_back(at);
      find_messages(at + 6 + width, number(at + 6, width), flags);
    }
    for (const char* signature : {"TREE", "GCOL", "FRHP", "FHDB", "FHIB", "BTHD", "BTLF"})
      for (auto at = image_.find(signature); at != image_.npos; at = image_.find(signature, at + 1)) structures_[signature].push_back(at);
  }

  std::string mutant(std::uint64_t seed) const {
    Dice dice(seed);
    std::string image = image_;
    for (std::uint64_t changes = 1 + dice.below(2); changes > 0; --changes) change(image, dice);
    return image + sim::make_seal(image);
  }

 private:
  struct Message {
    std::size_t at, size;  // of its body
  };

  unsigned byte(std::size_t at) const { return static_cast<unsigned char>(image_[at]); }
  std::uint64_t number(std::size_t at, std::size_t width) const {
    std::uint64_t value = 0;
    for (std::size_t i = width; i-- > 0;) value = value << 8 | (at + i < image_.size() ? byte(at + i) : 0);
    return value;
  }

  void find_messages(std::size_t at, std::uint64_t size, unsigned flags) {
    const std::size_t head = flags & 4 ? 6 : 4, end = std::min<std::size_t>(at + size, image_.size());
    while (at + head <= end) {
      const unsigned kind = byte(at);
      const std::size_t length = number(at + 1, 2), body = at + head;
      if (body + length > end) return;
      if (kind != 0) messages_[kind].push_back({body, length});
      if (kind == 0x10 && length >= 16) find_messages(number(body, 8) + 4, number(body + 8, 8) - 8, flags);
      at = body + length;
    }
  }

  void change(std::string& image, Dice& dice) const {
    if (dice.below(4) == 0) return structure(image, dice);
    auto kind = messages_.begin();
    std::advance(kind, dice.below(messages_.size()));
    const auto& all = kind->second;
    const Message one = all[dice.below(all.size())];
    if (dice.below(2) == 0) return exchange(image, all, one, dice);
    field(image, kind->first, one, dice);
  }

  /// One message gets the body of another of its kind and length: shapes, types, places, names and attributes of other objects.
  void exchange(std::string& image, const std::vector<Message>& all, const Message& one, Dice& dice) const {
    for (int tries = 0; tries < 30; ++tries) {
      const Message other = all[dice.below(all.size())];
      if (other.size == one.size && other.at != one.at) return void(image.replace(one.at, one.size, image_.substr(other.at, one.size)));
    }
  }

  void field(std::string& image, unsigned kind, const Message& message, Dice& dice) const {
    static const std::map<unsigned, std::vector<std::array<std::size_t, 2>>> fields{
        // offset and width, by kind
        {0x01, {{1, 1}, {2, 1}, {3, 1}, {4, 8}, {12, 8}, {20, 8}, {28, 8}}},
        {0x02, {{1, 1}, {2, 8}, {10, 8}, {18, 8}}},
        {0x03, {{0, 1}, {1, 1}, {2, 1}, {4, 4}, {8, 2}, {10, 2}, {12, 1}}},
        {0x06, {{1, 1}, {2, 8}, {10, 1}, {11, 1}, {12, 1}, {13, 1}}},
        {0x08, {{1, 1}, {2, 8}, {2, 1}, {3, 8}, {10, 8}, {11, 4}, {15, 4}, {19, 4}, {23, 4}}},
        {0x0b, {{1, 1}, {2, 2}, {4, 2}, {6, 2}, {8, 4}, {12, 2}, {14, 2}, {16, 2}}},
        {0x0c, {{1, 1}, {2, 2}, {4, 2}, {6, 2}, {8, 1}, {9, 1}, {10, 1}}},
        {0x10, {{0, 8}, {8, 8}}},
        {0x15, {{1, 1}, {2, 2}, {4, 8}, {12, 8}}}};
    const auto found = fields.find(kind);
    const bool known = found != fields.end() && dice.below(5) > 0;
    const auto [offset, width] = known ? found->second[dice.below(found->second.size())]
                                       : std::array<std::size_t, 2>{dice.below(message.size + 1), std::size_t{1} << dice.below(4)};
    const bool address = kind == 0x06 && dice.below(2);  // the last eight bytes of a link
    const std::size_t at = message.at + (address ? message.size - 8 : offset);
    write(image, at, address ? objects_[dice.below(objects_.size())] : value(at, width, dice), address ? 8 : width);
  }

  /// A field of a chunk index, a heap or an index of names.
  void structure(std::string& image, Dice& dice) const {
    auto kind = structures_.begin();
    std::advance(kind, dice.below(structures_.size()));
    const std::size_t at = kind->second[dice.below(kind->second.size())];
    const std::size_t offset = dice.below(2) ? 4 + dice.below(20) : 8 * dice.below(40), width = std::size_t{1} << dice.below(4);
    write(image, at + offset, value(at + offset, width, dice), width);
  }

  std::uint64_t value(std::size_t at, std::size_t width, Dice& dice) const {
    const std::uint64_t now = number(at, width);
    switch (dice.below(9)) {
      case 0: return now + 1;
      case 1: return now - 1;
      case 2: return 0;
      case 3: return ~std::uint64_t{0};
      case 4: return now * 2;
      case 5: return image_.size() - dice.below(32);
      case 6: return std::uint64_t{1} << dice.below(8 * width);
      case 7: return objects_[dice.below(objects_.size())];
      default: return dice.below(300);
    }
  }

  static void write(std::string& image, std::size_t at, std::uint64_t value, std::size_t width) {
    for (std::size_t i = 0; i < width && at + i < image.size(); ++i) image[at + i] = static_cast<char>(value >> (8 * i));
  }

  std::string image_;
  std::vector<std::size_t> objects_;
  std::map<unsigned, std::vector<Message>> messages_;               // by kind
  std::map<std::string, std::vector<std::size_t>> structures_;      // by signature
};

}  // namespace fuzz
