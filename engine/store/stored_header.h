// Object headers (version 2), which describe a group or a dataset, as lists of messages, and what single messages say. Included by
// stored_tree.cpp only.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/store/hdf5_file.h"
#include "engine/store/stored_bytes.h"

namespace sim {

enum class MessageKind : std::uint8_t {
  none = 0x00,
  space = 0x01,
  links = 0x02,
  type = 0x03,
  fill = 0x05,
  link = 0x06,
  layout = 0x08,
  group = 0x0a,
  filters = 0x0b,
  attribute = 0x0c,
  continuation = 0x10,
  attributes = 0x15,
};

struct Message {
  MessageKind kind;
  std::uint64_t order;  // of creation, of attributes
  std::string body;
};

/// The messages of the header at `address`; Malformed for a kind that this program does not write.
std::vector<Message> read_header(StoredBytes& image, std::uint64_t address);

/// Where links or attributes lie when they are many: heap and index; nothing if they are in the header.
struct Dense {
  std::uint64_t heap, index;
};
std::optional<Dense> dense_of(MessageKind kind, std::string_view body);

struct Link {
  std::string name;
  std::uint64_t order, address;
};
Link link_of(std::string_view body);

struct StoredAttribute {
  std::string name, type, space, value;
};
StoredAttribute attribute_of(std::string_view body);

/// The value of a scalar of one of our types.
AttributeValue value_of(const StoredAttribute& attribute);

Shape shape_of(std::string_view space);

struct StoredElement {
  ElementType type;
  std::size_t size;         // as stored [byte]
  bool fixed_text = false;  // of that size; otherwise a text is a reference
};
StoredElement element_of(std::string_view type);

}  // namespace sim
