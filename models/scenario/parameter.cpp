#include "models/scenario/parameter.h"

#include <algorithm>
#include <array>
#include <set>

#include "models/scenario/merge.h"
#include "models/scenario/steps.h"
#include "models/scenario/value.h"

namespace waste {
namespace {

using Type = Node::Type;

constexpr std::array<const char*, 12> months = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};

/// The words of "one|two|three".
std::vector<std::string> words_of(const std::string& unit) {
  std::vector<std::string> words(1);
  for (const char c : unit) {
    if (c == '|') words.emplace_back();
    else words.back() += c;
  }
  return words;
}

class SlotReader {
 public:
  SlotReader(Fields& fields, const Node& node, const sim::ParameterInfo& info, const Fields::Names& names)
      : fields_(fields), reader_(fields, info.name), node_(node), info_(info), names_(names) {}

  void operator()(std::int64_t* value) {
    if (info_.is(sim::Trait::or_no_limit) && node_.text == "no limit") *value = sim::no_limit;
    else reader_.integer(node_, info_.unit, *value, limits());
  }
  void operator()(double* value) { reader_.number(node_, info_.unit, *value, limits()); }
  void operator()(bool* value) { reader_.yes_no(node_, *value); }
  /// A unit "one|two|three" lists the only words allowed.
  void operator()(std::string* value) {
    std::string text;
    if (!reader_.text(node_, text)) return;
    const auto words = words_of(info_.unit);
    if (words.size() < 2 || std::find(words.begin(), words.end(), text) != words.end()) {
      *value = text;
      return;
    }
    reader_.refuse(node_, {"“" + reader_.name() + "”不能是“" + text + "”", "'" + reader_.name() + "' cannot be '" + text + "'"},
                   {"请用此处已知的词", "use a word known here"}, "words", text, words);
  }
  void operator()(sim::Time* value) { reader_.date(node_, *value); }

  void operator()(sim::Duration* value) {
    std::int64_t seconds = 0;
    if (reader_.integer(node_, info_.unit, seconds, limits())) *value = sim::Duration{seconds};
  }

  void operator()(sim::Range* value) {
    sim::Range range;
    if (node_.type != Type::map) {
      if (reader_.integer(node_, info_.unit, range.mode, limits())) *value = {range.mode, range.mode, range.mode};
      return;
    }
    bool sound = reader_.only_keys(node_, {"low", "mode", "high"});
    sound = bound("low", range.low) && sound;
    sound = bound("mode", range.mode) && sound;
    sound = bound("high", range.high) && sound;
    if (!sound) return;
    if (range.low <= range.mode && range.mode <= range.high) *value = range;
    else
      reader_.error(node_, "E0111",
                    {reader_.name() + "：low、mode、high顺序不对", reader_.name() + ": low, mode and high are not in order"},
                    {"应满足low <= mode <= high", "keep low <= mode <= high"});
  }

  template <class Index>
  void operator()(sim::Reference<Index>* value) {
    sim::Reference<Index> reference;
    if (name(node_, reference)) *value = reference;
  }

  template <class Index>
  void operator()(sim::References<Index>* value) {
    sim::References<Index> references(1);
    if (node_.type != Type::list) {
      if (name(node_, references[0])) *value = references;
      return;
    }
    references.clear();
    if (node_.entries.empty()) return names_nothing();
    bool sound = true;
    for (const auto& item : node_.entries) sound = name(item.value, references.emplace_back()) && sound;
    if (sound && distinct(references)) *value = references;
  }

  template <class Index>
  void operator()(sim::Shares<Index>* value) {
    sim::Shares<Index> shares;
    if (node_.type != Type::map) return wrong_shape({"名称和比例的对应表", "a map of names and shares"}, "{first: 60 %, second: 40 %}");
    if (node_.entries.empty()) return names_nothing();
    bool sound = true;
    for (const auto& entry : node_.entries) {
      shares.emplace_back();
      sound = share(entry, shares.back()) && sound;
    }
    if (sound) *value = std::move(shares);
  }

  void operator()(sim::Numbers* value) {
    sim::Numbers numbers;
    bool sound = node_.type == Type::map && reader_.only_keys(node_, {months.begin(), months.end()});
    if (node_.type == Type::map) {
      for (const char* month : months) sound = element(node_.find(month), month, numbers) && sound;
    } else if (node_.type == Type::list) {
      sound = true;
      for (const auto& item : node_.entries) {
        if (item.value.type == Type::map)
          return wrong_shape({"数的列表：只有带名称的值才有范围", "numbers where it is a list: only named values have ranges"},
                             "[1.0, 0.9]");
        sound = element(&item.value, "", numbers) && sound;
      }
    } else {
      return wrong_shape({"数的列表，或jan至dec各月的对应表", "a list of numbers, or a map of the months jan to dec"}, "[1.0, 0.9]");
    }
    if (sound) *value = std::move(numbers);
  }

  void operator()(sim::Steps* value) {
    if (node_.type != Type::map || node_.entries.empty())
      return wrong_shape({"步骤的对应表", "a map of steps"}, "{draft: {duration: 90 d}, issue: {duration: 30 d, after: [draft]}}");
    sim::Steps steps;
    if (read_steps(fields_, node_, reader_.name(), steps)) *value = std::move(steps);
  }

 private:
  /// Rejects an empty list, which could mean all or none; omitting the key has the meaning shown by `describe`.
  void names_nothing() {
    reader_.error(node_, "E0114",
                  {"“" + reader_.name() + "”没有列出" + in_chinese(info_.unit), "'" + reader_.name() + "' names no " + info_.unit},
                  {"请至少列出一个，或删去这个键", "name at least one, or leave the key out"});
  }

  void wrong_shape(const sim::Message& wanted, const std::string& example) {
    const std::string& name = reader_.name();
    reader_.error(node_, "E0103", {"“" + name + "”应是" + wanted.zh, "'" + name + "' must be " + wanted.en},
                  {"请写" + name + ": " + example, "write " + name + ": " + example});
  }

  bool missing(const std::string& key) {
    reader_.error(node_, "E0101", {"“" + reader_.name() + "”缺少键“" + key + "”", "'" + reader_.name() + "' lacks key '" + key + "'"},
                  {"请补上" + key + ": value", "add " + key + ": value"});
    return false;
  }

  bool bound(const char* key, std::int64_t& value) {
    const Node* node = node_.find(key);
    return node ? reader_.integer(*node, info_.unit, value, limits()) : missing(key);
  }

  bool element(const Node* node, const char* key, sim::Numbers& numbers) {
    numbers.push_back(0);
    return node ? reader_.number(*node, info_.unit, numbers.back(), limits()) : missing(key);
  }

  template <class Index>
  bool name(const Node& node, sim::Reference<Index>& reference) {
    std::string text;
    return reader_.text(node, text) && resolve(node, text, reference);
  }

  template <class Index>
  bool resolve(const Node& at, const std::string& name, sim::Reference<Index>& reference) {
    const std::uint32_t number = names_.resolve(info_.unit, name);
    reference.index = static_cast<Index>(number);
    if (number != Fields::Names::unknown) return true;
    reader_.unknown(at, info_.unit, name, names_.known(info_.unit));
    return false;
  }

  template <class Index>
  bool distinct(const sim::References<Index>& references) {
    std::set<std::uint32_t> seen;
    for (std::size_t i = 0; i < references.size(); ++i) {
      if (seen.insert(references[i].index).second) continue;
      const Node& item = node_.entries[i].value;
      reader_.error(item, "E0112",
                    {reader_.name() + "：“" + item.text + "”列了两次", reader_.name() + ": '" + item.text + "' is listed twice"},
                    {"只保留一个", "keep one of them"});
      return false;
    }
    return true;
  }

  template <class Index>
  bool share(const Node::Entry& entry, std::pair<sim::Reference<Index>, double>& value) {
    Node key;  // the name is the key, so diagnostics point there
    key.place = entry.place;
    key.text = entry.key;
    if (!resolve(key, entry.key, value.first)) return false;
    const double bare_high = info_.high <= 10 ? 1 : info_.high;  // above, they are weights: {mill: 3, works: 1}, or tonnes
    return ValueReader(fields_, reader_.name() + "." + entry.key)
        .number(entry.value, "1", value.second, {info_.low, info_.high, bare_high});
  }

  Limits limits() const { return {info_.low, info_.high}; }

  Fields& fields_;
  ValueReader reader_;
  const Node& node_;
  const sim::ParameterInfo& info_;
  const Fields::Names& names_;
};

}  // namespace

void read_parameter(Fields& fields, const Node& node, const sim::ParameterInfo& info, sim::Slot slot, const Fields::Names& names) {
  std::visit(SlotReader(fields, node, info, names), slot);
}

}  // namespace waste
