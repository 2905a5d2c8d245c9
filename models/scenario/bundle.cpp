#include "models/scenario/bundle.h"

#include <algorithm>

#include "engine/base/error.h"
#include "engine/store/bytes.h"

namespace waste {
namespace {

constexpr std::string_view magic = "WUFEISC1";
constexpr int max_depth = 64;  // of the tree; files have half of it at most

class Writer {
 public:
  explicit Writer(std::string& bytes) : bytes_(bytes) {}

  void operator()(std::uint32_t number) { sim::put(bytes_, number); }
  void operator()(std::int32_t number) { sim::put(bytes_, static_cast<std::uint32_t>(number)); }
  void operator()(const std::string& text) { count(text.size()), bytes_.append(text); }
  void operator()(const Place& place) { (*this)(place.file), (*this)(place.line), (*this)(place.column); }
  void operator()(const std::pair<std::string, std::string>& pair) { (*this)(pair.first), (*this)(pair.second); }
  void operator()(const SourceFile& file) { (*this)(file.name), (*this)(file.lines), (*this)(file.sha256); }
  void operator()(const InputValue& v) {
    for (const std::string* text : {&v.path, &v.value, &v.low, &v.high, &v.status, &v.source, &v.printed, &v.origin}) (*this)(*text);
  }
  void operator()(const Node& node) {
    bytes_.push_back(static_cast<char>(node.type)), bytes_.push_back(static_cast<char>(node.quoted));
    (*this)(node.text), (*this)(node.place), (*this)(node.entries);
  }
  void operator()(const Node::Entry& entry) { (*this)(entry.key), (*this)(entry.place), (*this)(entry.value); }
  template <class T>
  void operator()(const std::vector<T>& list) {
    count(list.size());
    for (const T& item : list) (*this)(item);
  }

 private:
  void count(std::size_t number) { sim::put(bytes_, static_cast<std::uint32_t>(number)); }

  std::string& bytes_;
};

class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  void operator()(std::uint32_t& number) { number = sim::get<std::uint32_t>(take(4), 0); }
  void operator()(std::int32_t& number) { number = static_cast<std::int32_t>(sim::get<std::uint32_t>(take(4), 0)); }
  void operator()(std::string& text) { text = take(count(1)); }
  void operator()(Place& place) { (*this)(place.file), (*this)(place.line), (*this)(place.column); }
  void operator()(std::pair<std::string, std::string>& pair) { (*this)(pair.first), (*this)(pair.second); }
  void operator()(SourceFile& file) { (*this)(file.name), (*this)(file.lines), (*this)(file.sha256); }
  void operator()(InputValue& v) {
    for (std::string* text : {&v.path, &v.value, &v.low, &v.high, &v.status, &v.source, &v.printed, &v.origin}) (*this)(*text);
  }
  void operator()(Node& node) {
    if (++depth_ > max_depth) fail();
    const std::string_view head = take(2);
    const auto type = static_cast<unsigned char>(head[0]);
    if (type > static_cast<unsigned char>(Node::Type::list)) fail();
    node.type = static_cast<Node::Type>(type), node.quoted = head[1] != 0;
    (*this)(node.text), (*this)(node.place), (*this)(node.entries);
    --depth_;
  }
  void operator()(Node::Entry& entry) { (*this)(entry.key), (*this)(entry.place), (*this)(entry.value); }
  template <class T>
  void operator()(std::vector<T>& list) {
    const std::size_t length = count(4);  // whatever the item, it has a length of its own
    for (std::size_t i = 0; i < length; ++i) (*this)(list.emplace_back());
  }
  void expect(std::string_view text) {
    if (take(text.size()) != text) fail();
  }
  void finish() const {
    if (!bytes_.empty()) fail();
  }

  [[noreturn]] static void fail() {
    throw sim::Error(sim::Exit::results, {"情景的字节无法理解：被截断、损坏，或出自其他版本",
                                          "the bytes of a scenario make no sense: cut, damaged, or of another version"});
  }

 private:
  std::string_view take(std::size_t length) {
    if (length > bytes_.size()) fail();
    const std::string_view taken = bytes_.substr(0, length);
    bytes_.remove_prefix(length);
    return taken;
  }
  /// A number of items of at least `size` bytes each, which must fit what is left.
  std::size_t count(std::size_t size) {
    std::uint32_t number = 0;
    (*this)(number);
    if (number > bytes_.size() / size) fail();
    return number;
  }

  std::string_view bytes_;
  int depth_ = 0;
};

/// Whether every place below a node is in one of the files, none in particular included.
bool places_hold(const Node& node, std::size_t files) {
  const auto holds = [&](const Place& place) { return place.file < std::max<std::size_t>(files, 1); };
  return holds(node.place) && std::all_of(node.entries.begin(), node.entries.end(),
                                          [&](const Node::Entry& entry) { return holds(entry.place) && places_hold(entry.value, files); });
}

}  // namespace

std::string ScenarioBytes::write(const Scenario& scenario) {
  std::string bytes(magic);
  Writer put(bytes);
  put(scenario.name_), put(scenario.path_), put(scenario.changes_), put(scenario.files_), put(scenario.root_), put(scenario.values_);
  return bytes;
}

Scenario ScenarioBytes::read(std::string_view bytes) {
  Reader get(bytes);
  get.expect(magic);
  Scenario scenario;
  get(scenario.name_), get(scenario.path_), get(scenario.changes_), get(scenario.files_), get(scenario.root_), get(scenario.values_);
  get.finish();
  if (!places_hold(scenario.root_, scenario.files_.size())) Reader::fail();
  return scenario;
}

Scenario ScenarioBytes::under_name(Scenario scenario, std::string name) {
  scenario.name_ = std::move(name);
  return scenario;
}

void ScenarioBytes::put_text(Scenario& scenario, const std::string& path, const std::string& text) {
  auto* node = const_cast<Node*>(scenario.root_.at_path(path));  // safe: the caller's own
  SIM_ASSERT(node);
  node->type = Node::Type::scalar;
  node->text = text;
  node->entries.clear();
}

Scenario ScenarioBytes::part_of(const Scenario& scenario, Node root) {
  Scenario part;
  part.name_ = scenario.name_;
  part.path_ = scenario.path_;
  part.root_ = std::move(root);
  for (const SourceFile& file : scenario.files_) part.files_.push_back({file.name, {}, {}});
  return part;
}

}  // namespace waste
