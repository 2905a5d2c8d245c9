#include "models/scenario/merge.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>
#include <utility>

#include "models/scenario/ranges.h"

namespace waste {
namespace {

using Entries = std::vector<Node::Entry>;

bool by_key(const Node::Entry& a, const Node::Entry& b) { return a.key < b.key; }

void complain_twice(const std::string& path, Place first, Place second, Sources& sources) {
  const std::string where = origin_of(sources.files, first) + ":" + std::to_string(first.column);
  sources.complain(second, "E0501", {"“" + path + "”在同一层中给出了两次", "'" + path + "' is set twice in one layer"},
                   {"只保留一处；引用它的文件（`extends:`）可以改写", "keep one; a child file (`extends:`) may override it"},
                   {"第一次在" + where, "first set at " + where});
}

class TreeBuilder {
 public:
  explicit TreeBuilder(Sources& sources) : sources_(sources) {}

  /// Leaves from `begin` to `end`, sorted, share the first `offset` bytes of their paths.
  Node map(Leaf* begin, Leaf* end, std::size_t offset) {
    Node node;
    node.type = Node::Type::map;
    node.place = begin->value.place;
    while (begin != end) {
      const auto stop = std::min(begin->path.find('.', offset), begin->path.size());
      const std::string key = begin->path.substr(offset, stop - offset);
      Leaf* next = begin;
      while (next != end && next->path.compare(offset, stop - offset, key) == 0 && (next->path.size() == stop || next->path[stop] == '.'))
        ++next;
      const Place place = begin->value.place;
      node.entries.push_back({key, place, value(begin, next, stop)});
      begin = next;
    }
    return node;
  }

 private:
  /// Leaves whose path is exactly the first `stop` bytes come first; an empty map among them agrees with deeper leaves.
  Node value(Leaf* begin, Leaf* end, std::size_t stop) {
    Leaf* deeper = std::find_if(begin, end, [&](const Leaf& leaf) { return leaf.path.size() > stop; });
    for (Leaf* leaf = begin + 1; leaf < deeper; ++leaf)
      if (leaf->value.type != Node::Type::map) complain_twice(leaf->path, begin->value.place, leaf->value.place, sources_);
    if (deeper == end) return std::move(begin->value);
    if (deeper != begin && begin->value.type != Node::Type::map)
      complain_twice(begin->path, begin->value.place, deeper->value.place, sources_);
    return map(deeper, end, stop + 1);
  }

  Sources& sources_;
};

/// Adds missing entries; both are sorted.
void insert_sorted(Entries& entries, Entries added) {
  const auto middle = static_cast<std::ptrdiff_t>(entries.size());
  entries.insert(entries.end(), std::make_move_iterator(added.begin()), std::make_move_iterator(added.end()));
  std::inplace_merge(entries.begin(), entries.begin() + middle, entries.end(), by_key);
}

Node::Entry* find_entry(Node& map, const std::string& key) {
  const auto at = lower_bound(map, key);
  return at != map.entries.end() && at->key == key ? &map.entries[static_cast<std::size_t>(at - map.entries.begin())] : nullptr;
}

std::string below(const std::string& path, const std::string& key) { return path.empty() ? key : path + "." + key; }

void join_at(Node& tree, Node part, const std::string& path, Sources& sources) {
  Entries added;
  for (auto& entry : part.entries) {
    Node::Entry* mine = find_entry(tree, entry.key);
    if (!mine) {
      added.push_back(std::move(entry));
    } else if (mine->value.type == Node::Type::map && entry.value.type == Node::Type::map) {
      join_at(mine->value, std::move(entry.value), below(path, entry.key), sources);
    } else {
      complain_twice(below(path, entry.key), mine->value.place, entry.value.place, sources);
    }
  }
  insert_sorted(tree.entries, std::move(added));
}

void complain_nothing_to_delete(const Node::Entry& entry, const Node& tree, const std::string& path, Sources& sources) {
  const std::vector<std::string> known = keys_of(tree);
  const sim::Message near = near_hint(entry.key, known), advice{"请删去这一行，或写一个值", "take the line out, or write a value"};
  const std::string deleted = below(path, entry.key);
  sources.complain(entry.place, "E0502", {"null要删除的“" + deleted + "”并不存在", "null deletes '" + deleted + "', which does not exist"},
                   near.empty() ? advice : near, known_note("keys", known), static_cast<int>(entry.key.size()));
}

void overlay_at(Node& tree, Node layer, const std::string& path, Sources& sources) {
  Entries added;
  bool deleted = false;
  for (auto& entry : layer.entries) {
    Node::Entry* mine = find_entry(tree, entry.key);
    const bool whole_range = is_range(entry.value);  // replaces what it finds, as a single value would
    const bool both_maps = mine && mine->value.type == Node::Type::map && entry.value.type == Node::Type::map && !whole_range;
    if (entry.value.type == Node::Type::null) {
      if (!mine) complain_nothing_to_delete(entry, tree, path, sources);
      if (mine) mine->value.type = Node::Type::null;
      deleted = deleted || mine;
      continue;
    }
    if (both_maps) {
      overlay_at(mine->value, std::move(entry.value), below(path, entry.key), sources);
      continue;
    }
    Node fresh;
    fresh.type = Node::Type::map;
    fresh.place = entry.value.place;
    if (entry.value.type == Node::Type::map) {  // new here, so a null inside it has nothing to delete
      overlay_at(fresh, std::move(entry.value), below(path, entry.key), sources);
      entry.value = std::move(fresh);
    }
    if (mine) *mine = std::move(entry);
    else added.push_back(std::move(entry));
  }
  if (deleted) std::erase_if(tree.entries, [](const auto& entry) { return entry.value.type == Node::Type::null; });
  insert_sorted(tree.entries, std::move(added));
}

}  // namespace

Node build_tree(std::vector<Leaf> leaves, Sources& sources) {
  Node empty;
  empty.type = Node::Type::map;
  if (leaves.empty()) return empty;
  std::stable_sort(leaves.begin(), leaves.end(), [](const Leaf& a, const Leaf& b) { return a.path < b.path; });
  return TreeBuilder(sources).map(leaves.data(), leaves.data() + leaves.size(), 0);
}

void join(Node& tree, Node part, Sources& sources) { join_at(tree, std::move(part), "", sources); }

void overlay(Node& tree, Node layer, Sources& sources) { overlay_at(tree, std::move(layer), "", sources); }

std::vector<Node::Entry>::const_iterator lower_bound(const Node& map, std::string_view key) {
  return std::lower_bound(map.entries.begin(), map.entries.end(), key,
                          [](const Node::Entry& entry, std::string_view wanted) { return entry.key < wanted; });
}

std::vector<std::string> keys_of(const Node& map) {
  std::vector<std::string> keys;
  for (const auto& entry : map.entries) keys.push_back(entry.key);
  return keys;
}

sim::Message near_hint(const std::string& key, const std::vector<std::string>& known) {
  const std::string near = sim::nearest(key, known);
  return near.empty() ? sim::Message{} : sim::Message{"是否想写“" + near + "”？", "did you mean '" + near + "'?"};
}

sim::Message unknown_key(const std::string& key) { return {"未知的键“" + key + "”", "unknown key '" + key + "'"}; }

sim::Message known_key(const std::string& key, const std::vector<std::string>& known) {
  const sim::Message near = near_hint(key, known);
  return near.empty() ? sim::Message{"请删去，或改用此处已知的键", "take it out, or use a key known here"} : near;
}

std::string in_chinese(std::string what) {
  constexpr std::array<std::pair<std::string_view, const char*>, 15> words{{
      {"column", "列"},
      {"district", "区县"},
      {"facility", "设施"},
      {"indicator", "指标"},
      {"key", "键"},
      {"kind", "种类"},
      {"place", "地点"},
      {"policy", "政策"},
      {"project", "重点工程"},
      {"row", "行"},
      {"site", "场所"},
      {"step", "步骤"},
      {"stream", "废物种类"},
      {"task", "任务"},
      {"topic", "主题"},
  }};
  std::string one = what;
  if (one.ends_with("ies")) one.replace(one.size() - 3, 3, "y");
  else if (one.ends_with('s')) one.pop_back();
  for (const auto& [english, chinese] : words)
    if (one == english) return chinese;
  return what;
}

sim::Message known_note(const std::string& what, const std::vector<std::string>& known) {
  constexpr std::size_t most = 24;  // more would not be read
  const std::string zh = in_chinese(what);
  if (known.empty()) return {"此处没有已知的" + zh, "no " + what + " are known here"};
  std::string list;
  for (std::size_t i = 0; i < std::min(known.size(), most); ++i) list += (i > 0 ? ", " : "") + known[i];
  if (known.size() <= most) return {"此处已知的" + zh + "：" + list, what + " known here: " + list};
  const std::string more = std::to_string(known.size() - most);
  return {"此处已知的" + zh + "：" + list + "，另有" + more + "个", what + " known here: " + list + ", and " + more + " more"};
}

}  // namespace waste
