// yaml-cpp is used as a tokenizer only: its own nodes accept duplicate keys, expand aliases without limit and lose positions.
#include "models/scenario/yaml.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <istream>

#include "engine/base/utf8.h"
#include "models/scenario/key.h"
#include "models/scenario/yaml_fault.h"
#include "models/scenario/yaml_feed.h"

namespace waste {
namespace {

constexpr std::size_t max_nodes = 300'000;

struct Stop {};  // thrown when parsing cannot continue

void complain(Sources& sources, Place at, const FaultText& fault, int length = 1, const sim::Message& note = {}) {
  sources.complain(at, fault.code, fault.message, fault.hint, note, length);
}

bool is_not_finite(std::string_view text) {
  std::string word = lower(text);
  word.erase(0, std::min(word.find_first_not_of("+-."), word.size()));
  return word == "nan" || word == "inf" || word == "infinity";
}

class Builder final : public YAML::EventHandler {
 public:
  Builder(std::uint32_t file, const std::vector<std::string>& lines, Sources& sources, Place offset, YamlFeed& feed)
      : file_(file), lines_(lines), sources_(sources), offset_(offset), feed_(feed) {}

  Node take() { return std::move(root_); }

  Place place(const YAML::Mark& mark) {
    if (feed_.stopped()) throw Stop{};
    feed_.event();
    return last_ = place_of(mark);
  }

  Place last_place() const { return last_; }
  Place place_of(const YAML::Mark& mark) const {
    if (mark.line < 0) return {file_, offset_.line + 1, offset_.column + 1};
    const auto line = std::min(static_cast<std::size_t>(mark.line), lines_.empty() ? 0 : lines_.size() - 1);
    const std::size_t column = line < lines_.size() ? characters_before(line, static_cast<std::size_t>(std::max(0, mark.column))) : 0;
    return {file_, offset_.line + static_cast<std::int32_t>(line + 1), offset_.column + static_cast<std::int32_t>(column + 1)};
  }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (documents_++ > 0) stop(place(mark), YamlFault::second_document);
  }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    refuse_anchor(mark, anchor);
    if (expects_key()) return bad_key(mark, "null");
    Node node;
    node.place = at_or_key(mark);
    add(std::move(node));
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    complain(sources_, place(mark), text_of(YamlFault::alias));
    if (expects_key()) return set_key("_bad_" + std::to_string(nodes_), mark);
    Node node;
    node.place = place(mark);
    add(std::move(node));
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, const std::string& value) override {
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    const bool quoted = tag != "?";
    if (sim::invalid_utf8(value))  // yaml-cpp 0.7 reads \N and \_ as single bytes
      complain(sources_, place(mark), text_of(YamlFault::bad_escape));
    if (value.find('\0') != std::string::npos)  // no text of a results file can hold one
      complain(sources_, place(mark), text_of(YamlFault::zero));
    if (expects_key()) return quoted || value != "<<" ? key(mark, value) : merge_key(mark);
    Node node;
    node.type = Node::Type::scalar;
    node.quoted = quoted;
    node.text = value;
    node.place = place(mark);
    if (!quoted) check_plain(node);
    add(std::move(node));
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, YAML::EmitterStyle::value style) override {
    open(mark, tag, anchor, Node::Type::list, style);
  }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, YAML::EmitterStyle::value style) override {
    open(mark, tag, anchor, Node::Type::map, style);
  }
  void OnSequenceEnd() override { close(); }

  void OnMapEnd() override {
    auto& entries = stack_.back().node.entries;
    const auto by_key = [](const Node::Entry& a, const Node::Entry& b) { return a.key < b.key; };
    std::stable_sort(entries.begin(), entries.end(), by_key);
    for (std::size_t i = 1; i < entries.size(); ++i)
      if (entries[i].key == entries[i - 1].key) duplicate(entries[i - 1], entries[i]);
    close();
  }

 private:
  struct Open {
    Node node;
    bool flow = false;
    bool has_key = false;
    std::string key;
    Place key_place;
  };

  /// Marks mostly move forward, so counting continues from the last one: a line of a million values is scanned once.
  std::size_t characters_before(std::size_t line, std::size_t byte) const {
    if (line != counted_.line || byte < counted_.byte) counted_ = {line, 0, 0};
    const std::string& text = lines_[line];
    for (; counted_.byte < std::min(byte, text.size()); ++counted_.characters) sim::next_character(text, counted_.byte);
    return counted_.characters;
  }

  [[noreturn]] void stop(Place at, YamlFault fault) {
    complain(sources_, at, text_of(fault));
    throw Stop{};
  }

  bool expects_key() const { return !stack_.empty() && stack_.back().node.type == Node::Type::map && !stack_.back().has_key; }

  /// An empty value has the position of the next token, possibly lines below: the position of its key is more useful.
  Place at_or_key(const YAML::Mark& mark) {
    const Place here = place(mark);
    if (stack_.empty() || stack_.back().node.type != Node::Type::map) return here;
    const auto line = static_cast<std::size_t>(std::max(0, mark.line));
    const auto column = static_cast<std::size_t>(std::max(0, mark.column));
    const bool written = line < lines_.size() && column < lines_[line].size() &&
                         std::string_view("~nN").find(lines_[line][column]) != std::string_view::npos;
    return written && here.line == stack_.back().key_place.line ? here : stack_.back().key_place;
  }

  void refuse_anchor(const YAML::Mark& mark, YAML::anchor_t anchor) {
    if (anchor != 0) complain(sources_, place(mark), text_of(YamlFault::anchor));
  }

  void refuse_tag(const YAML::Mark& mark, const std::string& tag) {
    const Place at = place(mark);
    const auto line = static_cast<std::size_t>(std::max(0, mark.line));
    const auto column = static_cast<std::size_t>(std::max(0, mark.column));
    const bool bare = line < lines_.size() && column < lines_[line].size() && lines_[line][column] == '!';
    if ((!tag.empty() && tag != "?" && tag != "!") || bare) complain(sources_, at, text_of(YamlFault::tag));
  }

  void check_plain(const Node& node) {
    const int length = static_cast<int>(sim::count_characters(node.text));
    if (is_not_finite(node.text)) complain(sources_, node.place, text_of(YamlFault::not_finite, node.text), length);
    if (has_wide_colon(node.text)) complain(sources_, node.place, text_of(YamlFault::wide_colon), length);
    if (in_flow() && has_wide_comma(node.text)) complain(sources_, node.place, text_of(YamlFault::wide_comma), length);
  }

  bool in_flow() const { return !stack_.empty() && stack_.back().flow; }

  void set_key(const std::string& key, const YAML::Mark& mark) {
    stack_.back().has_key = true;
    stack_.back().key = key;
    stack_.back().key_place = place(mark);
  }

  void key(const YAML::Mark& mark, const std::string& value) {
    if (!is_key(value)) return bad_key(mark, value);
    set_key(value, mark);
  }

  void bad_key(const YAML::Mark& mark, const std::string& value) {
    const int length = static_cast<int>(sim::count_characters(value));
    const bool wide = find_wide(value) != std::string::npos;
    complain(sources_, place(mark), text_of(wide ? YamlFault::wide_key : YamlFault::bad_key, value), length);
    set_key("_bad_" + std::to_string(nodes_), mark);  // unique, so that it causes no further errors
  }

  void merge_key(const YAML::Mark& mark) {
    complain(sources_, place(mark), text_of(YamlFault::merge_key), 2);
    set_key("_bad_" + std::to_string(nodes_), mark);
  }

  void duplicate(const Node::Entry& first, const Node::Entry& second) {
    const std::string where = sources_.name(file_) + ":" + std::to_string(first.place.line) + ":" + std::to_string(first.place.column);
    complain(sources_, second.place, text_of(YamlFault::duplicate_key, second.key), static_cast<int>(second.key.size()),
             {"第一次在" + where, "first at " + where});
  }

  void open(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, Node::Type type, YAML::EmitterStyle::value style) {
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    if (expects_key()) stop(place(mark), YamlFault::no_key);
    if (stack_.size() >= static_cast<std::size_t>(deepest_level)) stop(place(mark), YamlFault::too_deep);
    stack_.emplace_back();
    stack_.back().flow = style == YAML::EmitterStyle::Flow;
    stack_.back().node.type = type;
    stack_.back().node.place = place(mark);
  }

  void close() {
    Node node = std::move(stack_.back().node);
    stack_.pop_back();
    add(std::move(node));
  }

  void add(Node&& node) {
    if (++nodes_ > max_nodes) stop(node.place, YamlFault::too_many_values);
    if (stack_.empty()) {
      root_ = std::move(node);
      return;
    }
    Open& top = stack_.back();
    const bool map = top.node.type == Node::Type::map;
    const Place place = map ? top.key_place : node.place;
    top.node.entries.push_back({map ? std::move(top.key) : std::string(), place, std::move(node)});
    top.has_key = false;
    top.key.clear();
  }

  const std::uint32_t file_;
  const std::vector<std::string>& lines_;
  Sources& sources_;
  const Place offset_;
  YamlFeed& feed_;
  Place last_{file_, 1, 1};  // of the last event
  struct Counted {
    std::size_t line = 0, byte = 0, characters = 0;
  };
  mutable Counted counted_;  // the last position requested
  std::vector<Open> stack_;
  std::size_t nodes_ = 0;
  int documents_ = 0;
  Node root_;
};

/// Reports what the tokenizer could not read; full-width punctuation on that line or the one above is the most likely cause.
void complain_syntax(const YAML::Exception& problem, const Builder& builder, const std::vector<std::string>& lines, Sources& sources) {
  const Place place = builder.place_of(problem.mark);
  const int last = std::max(0, problem.mark.line);
  for (int line = last; line >= std::max(0, last - 1); --line) {
    if (static_cast<std::size_t>(line) >= lines.size()) continue;
    const std::string& text = lines[static_cast<std::size_t>(line)];
    const auto at = find_wide(text);
    if (at == std::string::npos) continue;
    YAML::Mark mark;
    mark.line = line;
    mark.column = static_cast<int>(at);
    complain(sources, builder.place_of(mark), text_of(YamlFault::wide_punctuation));
    return;
  }
  complain(sources, place, text_of(YamlFault::syntax, problem.msg));
}

}  // namespace

Node parse_yaml(std::string_view text, std::uint32_t file, Sources& sources, Place offset) {
  const std::vector<std::string> lines = split_lines(text);
  YamlFeed feed(text);
  Builder builder(file, lines, sources, offset, feed);
  try {
    std::istream stream(&feed);
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const Stop&) {
  } catch (const YAML::Exception& problem) {
    if (!feed.stopped()) complain_syntax(problem, builder, lines, sources);
  }
  if (feed.stopped()) complain(sources, builder.last_place(), text_of(YamlFault::too_long, std::to_string(YamlFeed::most_ahead >> 10)));
  return builder.take();
}

}  // namespace waste
