#include "engine/store/stored_header.h"

#include <bit>
#include <cstring>

#include "engine/store/fixed_text.h"

namespace sim {
namespace {

constexpr std::size_t checksum_size = 4;
constexpr std::size_t most_axes = 8;
constexpr unsigned ordered = 0x04;  // of a header: attributes have an order of creation

using namespace std::string_view_literals;

constexpr std::string_view int32_bytes = "\x10\x08\0\0\x04\0\0\0\0\0\x20\0"sv;
constexpr std::string_view int64_bytes = "\x10\x08\0\0\x08\0\0\0\0\0\x40\0"sv;
constexpr std::string_view uint8_bytes = "\x10\0\0\0\x01\0\0\0\0\0\x08\0"sv;
constexpr std::string_view float32_bytes = "\x11\x20\x1f\0\x04\0\0\0\0\0\x20\0\x17\x08\0\x17\x7f\0\0\0"sv;
constexpr std::string_view float64_bytes = "\x11\x20\x3f\0\x08\0\0\0\0\0\x40\0\x34\x0b\0\x34\xff\x03\0\0"sv;
constexpr std::string_view text_bytes = "\x19\x01\x01\0\x10\0\0\0"sv;           // of variable length, UTF-8
constexpr std::string_view fixed_text_bytes = "\x13\x11\0\0"sv;                 // padded with zeros, UTF-8

/// Datatype messages differ in the version of their encoding (1 or 3, with the library); the types used here look the same in both.
bool same_type(std::string_view stored, std::string_view known) {
  if (stored.size() < known.size()) return false;
  const auto first = static_cast<unsigned char>(stored[0]);
  const bool version = (first >> 4) == 1 || (first >> 4) == 3;
  const bool same_class = (first & 0x0f) == (static_cast<unsigned char>(known[0]) & 0x0f);
  return version && same_class && stored.substr(1, known.size() - 1) == known.substr(1);
}

bool known_kind(std::uint64_t kind) {
  switch (static_cast<MessageKind>(kind)) {
    case MessageKind::none:
    case MessageKind::space:
    case MessageKind::links:
    case MessageKind::type:
    case MessageKind::fill:
    case MessageKind::link:
    case MessageKind::layout:
    case MessageKind::group:
    case MessageKind::filters:
    case MessageKind::attribute:
    case MessageKind::continuation:
    case MessageKind::attributes: return true;
  }
  return false;
}

struct Part {
  std::uint64_t address, size;
};

void read_messages(Cursor in, unsigned flags, std::vector<Message>& messages, std::vector<Part>& parts) {
  const std::size_t head = flags & ordered ? 6 : 4;
  while (in.left() >= head) {
    const std::uint64_t kind = in.number(1), size = in.number(2), use = in.number(1), order = flags & ordered ? in.number(2) : 0;
    const std::string_view body = in.bytes(size);
    if (kind == 0x07) throw Malformed("its values lie in another file");
    if (!known_kind(kind) || use & 0x02)
      throw Malformed("a property of kind " + std::to_string(kind) + ", which this program does not write");
    if (static_cast<MessageKind>(kind) != MessageKind::continuation) {
      if (kind != 0) messages.push_back({static_cast<MessageKind>(kind), order, std::string(body)});
      continue;
    }
    Cursor fields(body);
    const std::uint64_t address = fields.address();
    parts.push_back({address, fields.number(8)});
  }
}

std::string fixed_text(const StoredAttribute& attribute) {
  Cursor in(attribute.type);
  in.skip(4);
  const std::uint64_t size = in.number(4);
  if (size != attribute.value.size()) throw Malformed("the text of attribute '" + attribute.name + "' has not its length");
  std::string text = attribute.value;
  text.resize(text.find_last_not_of('\0') + 1);
  check_text(text);
  return text;
}

}  // namespace

std::vector<Message> read_header(StoredBytes& image, std::uint64_t address) {
  const std::string head = image.take(address, 6);
  Cursor in(head);
  in.expect("OHDR");
  in.expect(1, 2, "this version of an object");
  const auto flags = static_cast<unsigned>(in.number(1));
  if (flags & 0xf0) throw Malformed("an object with times or limits of its own, which this program does not write");
  const std::size_t width = std::size_t{1} << (flags & 3);
  const std::string length = image.take(address + 6, width);
  std::vector<Message> messages;
  std::vector<Part> parts;
  const std::string first = image.take(address + 6 + width, Cursor(length).number(width));
  read_messages(Cursor(first), flags, messages, parts);
  for (std::size_t next = 0; next < parts.size(); ++next) {
    const std::string part = image.take(parts[next].address, parts[next].size);
    Cursor body(part);
    body.expect("OCHK");
    if (body.left() < checksum_size) throw Malformed("a structure is longer than its place");
    read_messages(Cursor(body.bytes(body.left() - checksum_size)), flags, messages, parts);
  }
  return messages;
}

std::optional<Dense> dense_of(MessageKind kind, std::string_view body) {
  Cursor in(body);
  in.expect(1, 0, "this version of an index");
  if (in.number(1) & 1) in.skip(kind == MessageKind::links ? 8 : 2);  // the largest order of creation
  const std::uint64_t heap = in.address(), index = in.address();
  if (heap == no_address) return {};
  return Dense{heap, index};
}

Link link_of(std::string_view body) {
  Cursor in(body);
  in.expect(1, 1, "this version of a link");
  const std::uint64_t flags = in.number(1);
  if (flags & 0x08) throw Malformed("a link that is not the place of an object of this file");
  if (!(flags & 0x04) || flags & 0xe0) throw Malformed("this program does not write such a link");
  const std::uint64_t order = in.number(8);
  if (flags & 0x10) in.skip(1);  // character set
  const std::uint64_t length = in.number(std::size_t{1} << (flags & 3));
  std::string name(in.bytes(length));
  check_text(name);
  if (name.empty() || name == "." || name == ".." || name.size() >= 1024 || name.find('/') != name.npos)
    throw Malformed("this program does not write such a name");
  return {std::move(name), order, in.address()};
}

StoredAttribute attribute_of(std::string_view body) {
  Cursor in(body);
  in.expect(1, 3, "this version of an attribute");
  in.expect(1, 0, "shared types");
  const std::uint64_t name = in.number(2), type = in.number(2), space = in.number(2);
  in.skip(1);  // character set
  StoredAttribute attribute{std::string(in.bytes(name)), std::string(in.bytes(type)), std::string(in.bytes(space)), ""};
  attribute.name.resize(std::strlen(attribute.name.c_str()));
  check_text(attribute.name);
  attribute.value = in.bytes(in.left());
  return attribute;
}

AttributeValue value_of(const StoredAttribute& attribute) {
  if (!shape_of(attribute.space).empty()) throw Malformed("attribute '" + attribute.name + "' is no single value");
  Cursor in(attribute.value);
  if (same_type(attribute.type, int64_bytes)) return static_cast<std::int64_t>(in.number(8));
  if (same_type(attribute.type, float64_bytes)) return std::bit_cast<double>(in.number(8));
  if (same_type(attribute.type, fixed_text_bytes)) return fixed_text(attribute);
  throw Malformed("attribute '" + attribute.name + "' has a type that this program does not write");
}

Shape shape_of(std::string_view space) {
  Cursor in(space);
  in.expect(1, 2, "this version of a shape");
  const std::uint64_t axes = in.number(1), limits = in.number(1);
  in.expect(1, axes == 0 ? 0 : 1, "this kind of shape");
  if (axes > most_axes) throw Malformed("it has too many axes");
  Shape shape(axes);
  for (auto& length : shape) length = in.number(8);
  for (std::size_t axis = 0; axis < (limits == 0 ? 0 : axes); ++axis) in.expect(8, shape[axis], "shapes that grow");
  return shape;
}

StoredElement element_of(std::string_view type) {
  if (same_type(type, int32_bytes)) return {ElementType::int32, 4};
  if (same_type(type, int64_bytes)) return {ElementType::int64, 8};
  if (same_type(type, uint8_bytes)) return {ElementType::uint8, 1};
  if (same_type(type, float32_bytes)) return {ElementType::float32, 4};
  if (same_type(type, float64_bytes)) return {ElementType::float64, 8};
  if (same_type(type, text_bytes)) return {ElementType::text, 16};
  if (same_type(type, fixed_text_bytes)) {
    Cursor in(type.substr(fixed_text_bytes.size()));
    const std::size_t size = in.number(4);
    if (size < shortest_fixed_text) throw Malformed("texts of less than two bytes");
    return {ElementType::text, size, true};
  }
  throw Malformed("it has a type that this program does not write");
}

}  // namespace sim
