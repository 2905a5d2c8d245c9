#include "models/scenario/layers.h"

#include <algorithm>
#include <optional>

#include "engine/base/utf8.h"
#include "models/scenario/key.h"
#include "models/scenario/merge.h"
#include "models/scenario/reference_years.h"
#include "models/scenario/tables.h"
#include "models/scenario/yaml.h"

namespace waste {
namespace {

using Type = Node::Type;

/// Extracts a key about files from the map, where only keys about the district remain.
std::optional<Node::Entry> take(Node& map, std::string_view key) {
  const auto at = lower_bound(map, key);
  if (at == map.entries.end() || at->key != key) return std::nullopt;
  const auto index = at - map.entries.begin();
  Node::Entry entry = std::move(map.entries[static_cast<std::size_t>(index)]);
  map.entries.erase(map.entries.begin() + index);
  return entry;
}

/// File names below `entry`: one name or a list of them.
std::vector<const Node*> file_names(const Node::Entry& entry, Sources& sources) {
  std::vector<const Node*> names;
  if (entry.value.type == Type::scalar) names.push_back(&entry.value);
  if (entry.value.type == Type::list)
    for (const auto& item : entry.value.entries) names.push_back(&item.value);
  const bool sound = !names.empty() && std::all_of(names.begin(), names.end(), [](const Node* n) { return n->type == Type::scalar; });
  if (sound) return names;
  sources.complain(entry.place, "E0103", {"“" + entry.key + "”应写文件名", "'" + entry.key + "' must name files"},
                   {"写一个名称或列表：[a.csv, b.csv]", "write one name or a list: [a.csv, b.csv]"}, {},
                   static_cast<int>(entry.key.size()));
  return {};
}

/// Keys about files cannot come from a table or an override, because they are read before either.
bool is_reserved(std::string_view path) {
  const std::string_view key = path.substr(0, path.find('.'));
  return key == "extends" || key == "tables" || key == "values";
}

/// `text` below `path`, as a tree of single-entry maps.
Node wrap(Node value, std::string_view path, Place place) {
  const auto dot = path.rfind('.');
  Node map;
  map.type = Type::map;
  map.place = place;
  map.entries.push_back({std::string(path.substr(dot == std::string_view::npos ? 0 : dot + 1)), place, std::move(value)});
  return dot == std::string_view::npos ? map : wrap(std::move(map), path.substr(0, dot), place);
}

class LayerReader {
 public:
  LayerReader(const Sources::File& file, Sources& sources, RowSources& origins) : file_(file), sources_(sources), origins_(origins) {}

  Place extends_at;  // position of `extends`

  /// The layer of one file; its parent, if any, is stored in `parent`.
  Node read(std::optional<Sources::File>& parent) {
    Node own = parse_yaml(file_.text, file_.index, sources_);
    if (own.type != Type::map) {
      complain_shape(own);
      own = Node{};
      own.type = Type::map;
    }
    if (const auto extends = take(own, "extends")) open_parent(*extends, parent);
    const auto tables = take(own, "tables");
    const auto values = take(own, "values");
    if (tables) read_tables(*tables);
    if (values) read_value_files(*values);
    for (const Leaf& leaf : leaves_)
      if (is_reserved(leaf.path))
        sources_.complain(leaf.value.place, "E0407",
                          {"“" + leaf.path + "”是文件名，不是数值", "'" + leaf.path + "' names files, not values"},
                          {"请写在YAML文件中", "write it in the YAML file itself"});
    Node layer = build_tree(std::move(leaves_), sources_);
    layer.place = own.place;
    for (Node& part : parts_) join(layer, std::move(part), sources_);
    join(layer, std::move(own), sources_);
    return layer;
  }

 private:
  void complain_shape(const Node& own) {
    if (!sources_.diagnostics.empty()) return;  // the text could not be parsed, so its structure means nothing
    if (own.type == Type::null)
      sources_.complain({file_.index, 1, 1}, "E0214", {"文件是空的", "the file is empty"},
                        {"情景由键和值组成，至少有`extends: parent.yaml`",
                         "a scenario holds keys and values, or at least `extends: parent.yaml`"});
    else
      sources_.complain(own.place, "E0103", {"情景应是一组键和值", "a scenario must be a map"},
                        {"以键、冒号和值开头", "begin with a key, a colon and a value"});
  }

  void open_parent(const Node::Entry& entry, std::optional<Sources::File>& parent) {
    if (entry.value.type != Type::scalar) {
      sources_.complain(entry.place, "E0103", {"extends应写一个文件", "'extends' must name one file"},
                        {"写一个相对路径：extends: base.yaml", "write one relative path: extends: base.yaml"}, {}, 7);
      return;
    }
    parent = sources_.open(entry.value.text, entry.value.place, file_, {".yaml", ".yml"});
    extends_at = entry.value.place;
  }

  void read_tables(const Node::Entry& tables) {
    if (tables.value.type != Type::map) {
      sources_.complain(tables.place, "E0103", {"tables应是一组键和值", "'tables' must be a map"},
                        {"请写tables: {sites: [sites.csv]}", "write tables: {sites: [sites.csv]}"}, {}, 6);
      return;
    }
    for (const auto& table : tables.value.entries)
      for (const Node* name : file_names(table, sources_))
        if (const auto part = sources_.open(name->text, name->place, file_, {".csv", ".yaml", ".yml"})) read_part(table.key, *part);
  }

  /// A part of one section: a table, or a map of the same shape where values do not fit into cells.
  void read_part(const std::string& section, const Sources::File& part) {
    if (part.path.extension() == ".csv") return read_table(section, part, sources_, leaves_, origins_);
    Node map = parse_yaml(part.text, part.index, sources_);
    if (map.type == Type::map) parts_.push_back(wrap(std::move(map), section, {part.index, 1, 1}));
    else
      sources_.complain({part.index, 1, 1}, "E0103",
                        {"“" + section + "”的一部分应是一组键和值", "a part of '" + section + "' must be a map"},
                        {"以键和冒号开头", "begin with a key and a colon"});
  }

  void read_value_files(const Node::Entry& values) {
    for (const Node* name : file_names(values, sources_))
      if (const auto csv = sources_.open(name->text, name->place, file_, {".csv"})) read_values(*csv, sources_, leaves_, origins_);
  }

  const Sources::File& file_;
  Sources& sources_;
  RowSources& origins_;
  std::vector<Leaf> leaves_;
  std::vector<Node> parts_;
};

/// True, with an error that names the whole cycle, if `parent` is among the files read.
bool closes_circle(const std::vector<Sources::File>& chain, const Sources::File& parent, Place named_at, Sources& sources) {
  const auto first = std::find_if(chain.begin(), chain.end(), [&](const auto& file) { return file.path == parent.path; });
  if (first == chain.end()) return false;
  std::string circle;
  for (auto file = first; file != chain.end(); ++file) circle += sources.name(file->index) + " -> ";
  sources.complain(named_at, "E0304",
                   {"`extends`循环引用：" + circle + sources.name(parent.index),
                    "`extends` runs in a circle: " + circle + sources.name(parent.index)},
                   {"请删去其中一个`extends`", "take one `extends` out"});
  return true;
}

/// Follows `path` to the map that holds, or would hold, its last key; reports the first unknown key.
bool check_override_path(const Node& tree, const std::string& path, Place place, Sources& sources) {
  const Node* node = &tree;
  std::size_t begin = 0;
  for (auto dot = path.find('.'); dot != std::string::npos; begin = dot + 1, dot = path.find('.', begin)) {
    const std::string key = path.substr(begin, dot - begin);
    const Node* next = node->find(key);
    if (!next || next->type != Type::map) {
      const std::vector<std::string> known = keys_of(*node);
      const sim::Message near = near_hint(key, known);
      const sim::Message problem = next ? sim::Message{"不是一组键和值", "is not a map"} : sim::Message{"不存在", "does not exist"};
      Place at = place;
      at.column += static_cast<std::int32_t>(begin);
      sources.complain(at, "E0503", {"“" + path.substr(0, dot) + "”" + problem.zh, "'" + path.substr(0, dot) + "' " + problem.en},
                       near.empty() || next ? sim::Message{"请写已有的路径（`wufei resolve`列出全部）",
                                                           "name a path that exists (`wufei resolve` lists them)"}
                                            : near,
                       known_note("keys", known), static_cast<int>(key.size()));
      return false;
    }
    node = next;
  }
  return true;
}

}  // namespace

Node read_layers(const Sources::File& file, Sources& sources, RowSources& origins) {
  std::vector<Sources::File> chain{file};
  std::vector<Node> layers;  // the file itself first, its most distant ancestor last
  for (;;) {
    LayerReader reader(chain.back(), sources, origins);
    std::optional<Sources::File> parent;
    layers.push_back(reader.read(parent));
    if (!parent || closes_circle(chain, *parent, reader.extends_at, sources)) break;
    chain.push_back(std::move(*parent));
  }
  sources.throw_if_any();
  origins.sort();
  add_reference_years(layers);
  Node tree;
  tree.type = Type::map;
  tree.place = {file.index, 1, 1};  // where what is missing at the top should stand
  for (auto layer = layers.rbegin(); layer != layers.rend(); ++layer) overlay(tree, std::move(*layer), sources);
  sources.throw_if_any();
  return tree;
}

void apply_override(Node& tree, const std::string& path, const std::string& text, Place place, Sources& sources) {
  const int length = static_cast<int>(sim::count_characters(path));
  if (!is_path(path))
    return sources.complain(place, "E0504", {"“" + path + "”不是路径", "'" + path + "' is not a path"},
                            {"请写路径=值：--set sites.county_landfill.capacity=\"1 Mt\"",
                             "write path=value: --set sites.county_landfill.capacity=\"1 Mt\""},
                            {}, length);
  if (is_reserved(path))
    return sources.complain(place, "E0503", {"“" + path + "”是文件名，不能替换", "'" + path + "' names files and cannot be overridden"},
                            {"请写一个以extends引用它的情景文件", "write a scenario file that extends this one"}, {}, length);
  Place value_place = place;
  value_place.column += length + 1;
  if (sim::trim(text).empty())
    return sources.complain(value_place, "E0504", {"“" + path + "”没有值", "no value for '" + path + "'"},
                            {"请写值，或写null删除", "write a value, or null to delete"});
  if (text.find_first_of("\n\r\t") != std::string::npos || sim::invalid_utf8(text))
    return sources.complain(value_place, "E0504",
                            {"“" + path + "”的值不是一行UTF-8文字", "the value for '" + path + "' is not one line of UTF-8"},
                            {"写成一行：[a, b]或{a: 1}", "write it as one line: [a, b] or {a: 1}"});
  const std::size_t before = sources.diagnostics.size();
  Node value = parse_yaml(text, place.file, sources, {place.file, place.line - 1, value_place.column - 1});
  const bool sound = sources.diagnostics.size() == before;
  if (sound && check_override_path(tree, path, place, sources)) overlay(tree, wrap(std::move(value), path, place), sources);
}

}  // namespace waste
