#include "engine/store/stored_tree.h"

#include <algorithm>
#include <set>
#include <vector>

#include "engine/store/fixed_text.h"
#include "engine/store/stored_header.h"
#include "engine/store/stored_heap.h"

namespace sim {
namespace {

constexpr std::size_t deepest_group = 16;

std::string join(const std::string& group, const std::string& name) { return group.empty() ? name : group + "/" + name; }

std::uint64_t root_of(StoredBytes& image) {
  const std::string head = image.take(0, 48);
  Cursor in(head);
  in.skip(8);  // signature
  in.expect(1, 2, "this version of HDF5 files");
  in.expect(2, 0x0808, "addresses and lengths of this width");
  in.expect(1, 0, "files that were not closed");
  in.expect(8, 0, "files that begin elsewhere");
  in.expect(8, no_address, "extensions");
  in.expect(8, image.length(), "files of another length than their own");
  return in.address();
}

/// The message of a kind that an object has once, or at most once.
const Message* find(const std::vector<Message>& messages, MessageKind kind) {
  const Message* found = nullptr;
  for (const Message& message : messages) {
    if (message.kind != kind) continue;
    if (found) throw Malformed("it has a property twice");
    found = &message;
  }
  return found;
}

const std::string& body_of(const std::vector<Message>& messages, MessageKind kind) {
  const Message* found = find(messages, kind);
  if (!found) throw Malformed("it is no group and no complete dataset");
  return found->body;
}

/// Shuffle (not of texts), perhaps deflate, and fletcher32, in this order. True if deflate is among them.
bool read_filters(std::string_view body, const StoredDataset& data) {
  constexpr const char* what = "these filters";
  Cursor in(body);
  in.expect(1, 2, what);
  const std::uint64_t count = in.number(1), least = data.fixed_text ? 1 : 2;
  if (count != least && count != least + 1) throw Malformed("it has filters that this program does not write");
  const auto filter = [&](std::uint64_t id, std::uint64_t use, std::uint64_t values) {
    in.expect(2, id, what), in.expect(2, use, what), in.expect(2, values, what);
  };
  if (!data.fixed_text) filter(2, 1, 1), in.expect(4, data.element, "a shuffle of other elements");
  if (count > least) filter(1, 1, 1), in.skip(4);  // the level
  filter(3, 0, 0);
  return count > least;
}

void read_layout(std::string_view body, StoredDataset& data) {
  Cursor in(body);
  in.expect(1, 3, "this layout of values");
  const std::uint64_t kind = in.number(1);
  if (kind == 1) {
    data.address = in.address(), data.size = in.number(8);
    return;
  }
  if (kind != 2) throw Malformed("this program does not write this layout of values");
  const std::uint64_t axes = data.shape.size();
  in.expect(1, axes + 1, "chunks of other axes");
  data.address = in.address();
  data.chunk.resize(axes);
  for (auto& length : data.chunk) length = in.number(4);
  in.expect(4, data.element, "chunks of other elements");
  if (axes == 0 || std::find(data.chunk.begin(), data.chunk.end(), 0) != data.chunk.end()) throw Malformed("chunks without elements");
}

StoredDataset dataset_of(const std::vector<Message>& messages) {
  StoredDataset data;
  const StoredElement element = element_of(body_of(messages, MessageKind::type));
  data.type = element.type, data.element = element.size, data.fixed_text = element.fixed_text;
  data.shape = shape_of(body_of(messages, MessageKind::space));
  read_layout(body_of(messages, MessageKind::layout), data);
  const Message* filters = find(messages, MessageKind::filters);
  if (data.chunk.empty() != !filters) throw Malformed("this program filters chunks, and only chunks");
  if (filters && data.type == ElementType::text && !data.fixed_text)
    throw Malformed("this program does not write references to texts in chunks");
  if (filters) data.deflated = read_filters(filters->body, data);
  return data;
}

/// Walks the groups from the root.
class TreeReader {
 public:
  TreeReader(const InputFile& file, std::uint64_t length) : image_(file, length), references_(StoredBytes(file, length)) {}

  StoredTree read();

 private:
  void walk(const std::string& path, std::uint64_t address, std::size_t depth);
  void read_attributes(const std::vector<Message>& messages, StoredObject& object);
  void add_attribute(std::string_view body, StoredObject& object, std::set<std::string>& names);
  void read_group(const std::vector<Message>& messages, const std::string& path, std::size_t depth);
  void read_dims(const std::string& path, StoredObject& object);
  std::string scale_named(Cursor& in, std::uint64_t length);

  StoredBytes image_;
  GlobalHeaps references_;
  StoredTree tree_;
  std::map<std::uint64_t, std::string> places_;  // path by address
  std::string place_ = "/";                      // for errors
};

StoredTree TreeReader::read() {
  try {
    walk("", root_of(image_), 0);
    for (auto& [path, object] : tree_) {
      place_ = path;
      if (!object.is_group) read_dims(path, object);
    }
  } catch (const Malformed& error) {
    throw MalformedAt(place_, error.what());
  }
  return std::move(tree_);
}

void TreeReader::walk(const std::string& path, std::uint64_t address, std::size_t depth) {
  place_ = path.empty() ? "/" : path;
  if (depth > deepest_group) throw Malformed("groups lie too deep in each other");
  if (!places_.emplace(address, path).second) throw Malformed("it is another object under a second name");
  const auto messages = read_header(image_, address);
  StoredObject& object = tree_[path];
  object.address = address;
  object.is_group = find(messages, MessageKind::links) != nullptr;
  read_attributes(messages, object);
  if (object.is_group) return read_group(messages, path, depth);
  if (depth == 0) throw Malformed("it is no group");
  object.data = dataset_of(messages);
}

void TreeReader::read_attributes(const std::vector<Message>& messages, StoredObject& object) {
  std::vector<std::pair<std::uint64_t, std::string>> bodies;  // by order of creation
  for (const Message& message : messages)
    if (message.kind == MessageKind::attribute) bodies.emplace_back(message.order, message.body);
  if (const Message* info = find(messages, MessageKind::attributes))
    if (const auto dense = dense_of(info->kind, info->body))
      for (DenseObject& one : read_dense(image_, DenseKind::attributes, dense->heap, dense->index))
        bodies.emplace_back(one.order, std::move(one.bytes));
  std::sort(bodies.begin(), bodies.end());
  std::set<std::string> names;
  for (const auto& [order, body] : bodies) add_attribute(body, object, names);
}

void TreeReader::add_attribute(std::string_view body, StoredObject& object, std::set<std::string>& names) {
  StoredAttribute attribute = attribute_of(body);
  if (!names.insert(attribute.name).second) throw Malformed("it has attribute '" + attribute.name + "' twice");
  if (attribute.name == "CLASS") object.is_scale = true;
  else if (attribute.name == dimension_list) object.scales = std::move(attribute.value);
  else if (attribute.name != "NAME" && attribute.name != reference_list && attribute.name != fixed_text_encoding)
    object.attributes.emplace_back(attribute.name, value_of(attribute));
}

void TreeReader::read_group(const std::vector<Message>& messages, const std::string& path, std::size_t depth) {
  const Message& info = *find(messages, MessageKind::links);
  std::vector<Link> links;
  for (const Message& message : messages)
    if (message.kind == MessageKind::link) links.push_back(link_of(message.body));
  if (const auto dense = dense_of(info.kind, info.body))
    for (const DenseObject& one : read_dense(image_, DenseKind::links, dense->heap, dense->index)) links.push_back(link_of(one.bytes));
  std::sort(links.begin(), links.end(), [](const Link& a, const Link& b) { return a.order < b.order; });
  for (const Link& link : links) {
    const std::string child = join(path, link.name);
    if (tree_.contains(child)) throw Malformed("it has two objects called '" + link.name + "'");
    tree_[path].children.push_back(link.name);
    walk(child, link.address, depth + 1);
  }
}

std::string TreeReader::scale_named(Cursor& in, std::uint64_t length) {
  in.expect(4, 1, "more than one dimension on an axis");
  Cursor reference(referred(references_, in));
  const auto place = places_.find(reference.number(8));
  const StoredObject* scale = place == places_.end() ? nullptr : &tree_.at(place->second);
  if (!scale || !scale->is_scale || scale->data.shape != Shape{length}) throw Malformed("a dimension is missing or of another length");
  return place->second.substr(place->second.rfind('/') + 1);
}

void TreeReader::read_dims(const std::string& path, StoredObject& object) {
  const Shape& shape = object.data.shape;
  if (object.is_scale) {
    if (shape.size() != 1) throw Malformed("it is a dimension with more than one axis");
    object.dims = {path.substr(path.rfind('/') + 1)};
    return;
  }
  Cursor in(object.scales);
  for (const std::uint64_t length : shape) object.dims.push_back(scale_named(in, length));
  if (in.left() > 0) throw Malformed("it has more dimensions than axes");
  if (!shape.empty() && object.dims.front() == "replica" && !object.data.chunk.empty() && object.data.chunk.front() != 1)
    throw Malformed("this program writes each replica in chunks of its own");
}

}  // namespace

StoredTree read_tree(const InputFile& file, std::uint64_t length) { return TreeReader(file, length).read(); }

}  // namespace sim
