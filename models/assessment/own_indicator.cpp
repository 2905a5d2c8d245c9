#include "models/assessment/own_indicator.h"

#include <cstdio>
#include <deque>
#include <set>
#include <utility>

#include "models/assessment/selection.h"
#include "models/scenario/merge.h"

namespace waste {
namespace {

/// An indicator with the texts that it points to.
struct Owned {
  std::deque<std::string> texts;
  Indicator indicator;

  const char* keep(std::string text) { return texts.emplace_back(std::move(text)).c_str(); }
  sim::Text keep(const Label& label) { return {keep(label.zh), keep(label.en)}; }
};

struct Options {
  double scale = 0;  // 0: not given
  bool per_day = false, volume = false;
};

const char* unit_of(const Selection& selection, const Options& options) {
  const std::string_view unit = waste::unit_of(selection);
  if (options.volume && unit == "t") return "m3";
  return options.per_day && unit == "t" ? "t/d" : waste::unit_of(selection);
}

Term term_of(Owned& owned, const Selection& selection, const Options& options, const District& district) {
  const auto read = [selection, options](const Accounts& accounts, Months months) {
    const auto count = [&] { return options.volume ? volume(selection, accounts, months) : sum(selection, accounts, months); };
    if (!options.per_day) return count();
    const double days = accounts.days(months);
    return accounts.counted(1 / days, count) / days;
  };
  return {owned.keep(label_of(selection, district)), unit_of(selection, options), read};
}

std::string number_text(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.9g", value);
  return text;
}

/// "综合利用量（赤泥）÷产生量（赤泥）×100%".
Label formula_of(const Measure& measure, double scale) {
  const Term& part = measure.terms[0];
  Label formula{part.name.zh, part.name.en};
  if (measure.terms.size() > 1) formula = {formula.zh + "÷" + measure.terms[1].name.zh, formula.en + " / " + measure.terms[1].name.en};
  else if (std::string_view(part.unit) == "t/d") formula = {formula.zh + "÷天数", formula.en + " / days"};
  if (scale == 100 && measure.terms.size() > 1) formula = {formula.zh + "×100%", "100 * " + formula.en};
  else if (scale != 1) formula = {formula.zh + "×" + number_text(scale), number_text(scale) + " * " + formula.en};
  return {formula.zh + "；按本区数据的定义", formula.en + "; as the district's data define it"};
}

Measure scaled(Term quantity, double scale) {
  const bool flow = *quantity.unit != 0;
  return {{std::move(quantity)},
          [scale, flow](std::span<const double> terms) { return flow && !(terms[0] > 0) ? undefined : scale * terms[0]; }};
}

std::vector<std::string> topics_of(const Selection& part, const std::optional<Selection>& whole) {
  std::vector<std::string> topics = part.topics;
  if (whole) topics.insert(topics.end(), whole->topics.begin(), whole->topics.end());
  return topics;
}

std::shared_ptr<const Indicator> make(const Selection& part, const std::optional<Selection>& whole, Options options,
                                      const District& district, int number) {
  const auto owned = std::make_shared<Owned>();
  Term first = term_of(*owned, part, options, district);
  Measure measure;
  if (whole) {
    Term second = term_of(*owned, *whole, options, district);
    if (options.scale == 0) options.scale = std::string_view(first.unit) == second.unit ? 100 : 1;
    measure = ratio(std::move(first), std::move(second), options.scale);
  } else {
    if (options.scale == 0) options.scale = 1;
    measure = scaled(std::move(first), options.scale);
  }
  measure.topics = topics_of(part, whole);
  const sim::Text formula = owned->keep(formula_of(measure, options.scale));
  owned->indicator = {number, "annex", formula, formula, std::move(measure)};
  return {owned, &owned->indicator};
}

std::optional<Selection> selection_of(SectionReader& reader, Fields& row, const char* key) {
  const Node* node = reader.section(row, key);
  if (!node) return {};
  Fields fields(reader.scenario(), *node, row.path() + "." + key, reader.diagnostics());
  if (!fields.require({"measure"})) return {};
  const std::size_t before = reader.diagnostics().size();
  Selection selection = read_selection(fields);
  fields.finish();
  return reader.diagnostics().size() == before ? std::optional(std::move(selection)) : std::nullopt;
}

std::shared_ptr<const Indicator> known_formula(SectionReader& reader, Fields& row, int number) {
  std::string name;
  row.text("counted_as", name);
  if (const auto* kind = sim::Catalogue<Indicator>::find(name)) return renumbered(*kind->make(), number);
  const auto known = sim::Catalogue<Indicator>::names();
  const sim::Message near = near_hint(name, known);
  reader.root().error(row.map().find("counted_as")->place, "E0107",
                      {"没有指标公式“" + name + "”", "no indicator is calculated as '" + name + "'"},
                      near.empty() ? sim::Message{"wufei describe 列出全部公式", "`wufei describe` lists all formulas"} : near,
                      known_note("indicators", known), static_cast<int>(name.size()));
  return nullptr;
}

Options read_options(Fields& row, bool whole) {
  Options options;
  row.number("scale", "1", options.scale, {-1e12, 1e12});
  row.yes_no("per_day", options.per_day);
  row.yes_no("volume", options.volume);
  if (whole && options.per_day)
    row.error(row.map().find("per_day")->place, "E0821",
              {"比例不按天计：分子和分母的天数相同", "a ratio is not by the day: the days of part and whole cancel out"},
              {"请删去per_day", "take 'per_day' out"});
  return options;
}

/// Each word of a filter that nothing has.
class NameCheck {
 public:
  NameCheck(SectionReader& reader, const District& district, const std::vector<std::string>& kinds) : reader_(reader), known_{} {
    for (const Stream& stream : district.streams) {
      known_["stream"].insert(stream.id);
      known_["group"].insert(stream.groups.begin(), stream.groups.end());
    }
    for (const Site& site : district.sites) {
      known_["site"].insert(site.id);
      if (!site.topic.empty()) known_["topic"].insert(site.topic);
    }
    for (int i = 0; i < static_cast<int>(Category::count_); ++i) known_["category"].insert(name_of(static_cast<Category>(i)));
    known_["kind"] = known_["from"] = {kinds.begin(), kinds.end()};
  }

  void operator()(const Node& selection, const std::string& path) {
    for (const auto& [key, names] : known_) {
      const Node* node = selection.find(key);
      if (!node) continue;
      std::vector<sim::Diagnostic> ignored;
      std::vector<std::string> words;
      Fields(reader_.scenario(), selection, path, ignored).words(key, words);
      for (const std::string& word : words)
        if (!names.contains(word)) refuse(*node, key, word, {names.begin(), names.end()});
    }
  }

 private:
  void refuse(const Node& node, const std::string& key, const std::string& word, const std::vector<std::string>& known) {
    const std::string what = key == "from" ? "kind" : key;
    const sim::Message near = near_hint(word, known);
    reader_.root().error(node.place, "E0107",
                         {key + "：未知的" + in_chinese(what) + "“" + word + "”", key + ": unknown " + what + " '" + word + "'"},
                         near.empty() ? sim::Message{"请写已有的" + in_chinese(what), "name a " + what + " that exists"} : near,
                         known_note(what == "category" ? "categories" : what + "s", known), static_cast<int>(word.size()));
  }

  SectionReader& reader_;
  std::map<std::string, std::set<std::string>> known_;
};

}  // namespace

std::shared_ptr<const Indicator> renumbered(const Indicator& known, int number) {
  auto copy = std::make_shared<Indicator>(known);
  copy->number = number;
  return copy;
}

std::shared_ptr<const Indicator> read_own_indicator(SectionReader& reader, const District& district, Fields& row, int number) {
  const Node *part = row.map().find("part"), *whole = row.map().find("whole"), *known = row.map().find("counted_as");
  if (known && part) {
    row.get("part"), row.get("whole");
    row.error(known->place, "E0821", {"counted_as与part不能同时使用", "'counted_as' and 'part' exclude each other"},
              {"只保留一个", "keep one of them"});
  }
  if (known) return known_formula(reader, row, number);
  if (!part && whole)
    row.error(whole->place, "E0821", {"有whole而没有part", "there is a 'whole' without a 'part'"},
              {"part: {measure: utilised, stream: red_mud}", "part: {measure: utilised, stream: red_mud}"});
  if (!part) return row.get("whole"), nullptr;
  const auto first = selection_of(reader, row, "part");
  const auto second = selection_of(reader, row, "whole");
  const Options options = read_options(row, whole != nullptr);
  if (!first || (whole && !second)) return nullptr;
  return make(*first, second, options, district, number);
}

void check_own_indicators(SectionReader& reader, const District& district, const std::vector<std::string>& kinds) {
  const Node* section = reader.section("indicators");
  if (!section) return;
  NameCheck check(reader, district, kinds);
  for (const auto& row : section->entries)
    for (const char* key : {"part", "whole"})
      if (const Node* selection = row.value.find(key); selection && selection->type == Node::Type::map)
        check(*selection, "indicators." + row.key + "." + key);
}

}  // namespace waste
