#include "models/scenario/held_totals.h"

#include <algorithm>
#include <set>

#include "models/scenario/common_causes.h"

namespace waste {
namespace {

/// One product of paths and plain numbers, without patterns. Values count in the units they are written in, a percentage as its
/// hundredth.
struct Product {
  std::vector<std::string> paths;
  std::vector<bool> divides;
};

/// A total as it is written, with patterns resolved.
struct Written {
  std::string id;
  Place place;
  std::vector<Product> terms;
  std::set<std::string> adjusted;
};

class Reader {
 public:
  Reader(SectionReader& reader, std::vector<UncertainValue>& values, const CountsThings& counts_things)
      : reader_(reader), scenario_(reader.scenario()), values_(values), counts_things_(counts_things) {}

  std::vector<HeldTotal> read() {
    std::vector<Written> all;
    reader_.each_entry("held_totals", [&](const Node::Entry& entry, Fields& fields) { all.push_back(written(entry, fields)); });
    for (const Written& total : all) add_constants(total);
    std::vector<HeldTotal> result;
    for (const Written& total : all)
      if (sound_ && any_drawn(total)) result.push_back(held(total));
    return result;
  }

 private:
  Written written(const Node::Entry& entry, Fields& fields) {
    Written total{entry.key, entry.place, {}, {}};
    fields.require({"terms", "adjusts", "source"});
    std::string source;
    fields.text("source", source);
    const Node *terms = fields.get("terms"), *adjusts = fields.get("adjusts");
    fields.finish();
    if (adjusts)
      for (const auto& pattern : adjusts->entries)
        for (const std::string& path : matches(pattern.value.text)) total.adjusted.insert(path);
    if (terms)
      for (const auto& term : terms->entries) expand(term.value, total);
    for (const Product& term : total.terms) check(term, total);
    return total;
  }

  std::vector<std::string> matches(const std::string& pattern) const {
    std::vector<std::string> paths;
    for (const InputValue& value : scenario_.values())
      if (fits(pattern, value.path)) paths.push_back(value.path);
    return paths;
  }

  /// One product for everything that the star of the first factor stands for.
  void expand(const Node& term, Written& total) {
    if (term.entries.empty())
      return complain(total, {"“" + total.id + "”有一项不是路径列表", "a term of '" + total.id + "' is no list of paths"});
    const std::string first = term.entries.front().value.text;
    const auto paths = matches(first);
    if (paths.empty()) complain(total, {"“" + first + "”不是数值", "'" + first + "' is no value"});
    for (const std::string& path : paths) {
      std::string star;
      fits(first, path, &star);
      Product product;
      for (const auto& factor : term.entries) {
        std::string name = factor.value.text;
        const bool divides = name.starts_with('/');
        if (divides) name.erase(0, 1);
        if (const auto at = name.find('*'); at != std::string::npos) name.replace(at, 1, star);
        product.paths.push_back(name);
        product.divides.push_back(divides);
      }
      total.terms.push_back(std::move(product));
    }
  }

  void check(const Product& term, const Written& total) {
    std::ptrdiff_t adjusted = 0;
    for (std::size_t i = 0; i < term.paths.size(); ++i) {
      if (!number(term.paths[i])) complain(total, {"“" + term.paths[i] + "”不是数", "'" + term.paths[i] + "' is no number"});
      if (total.adjusted.contains(term.paths[i]) && !term.divides[i]) ++adjusted;
    }
    if (adjusted != 1)
      complain(total, {"“" + total.id + "”有一项的可调因子不是恰好一个：" + term.paths.front(),
                       "a term of '" + total.id + "' has not exactly one factor that is adjusted: " + term.paths.front()});
  }

  void complain(const Written& total, const sim::Message& what) {
    sound_ = false;
    reader_.root().error(total.place, "E0778", what,
                         {"terms为数值路径的列表，每个列表中有一个也列在adjusts中",
                          "terms: lists of paths of numbers, one of each list also in adjusts"});
  }

  std::optional<double> number(const std::string& path) const {
    if (const auto value = drawn(path)) return values_[*value].mode;
    if (const auto constant = number_and_unit(path); constant && constant->second.empty()) return constant->first;
    const Node* node = scenario_.root().at_path(path);
    const auto value = node && node->type == Node::Type::scalar ? number_and_unit(node->text) : std::nullopt;
    return value ? std::optional(value->first) : std::nullopt;
  }

  std::optional<std::size_t> drawn(const std::string& path) const {
    const auto at = std::lower_bound(values_.begin(), values_.end(), path, [](const auto& v, const std::string& p) { return v.path < p; });
    if (at == values_.end() || at->path != path) return {};
    return static_cast<std::size_t>(at - values_.begin());
  }

  bool in_percent(const std::string& path) const {
    if (const auto value = drawn(path)) return values_[*value].unit == "%";
    const Node* node = scenario_.root().at_path(path);
    return node && number_and_unit(node->text)->second == "%";
  }

  bool any_drawn(const Written& total) const {
    return std::any_of(total.terms.begin(), total.terms.end(), [&](const Product& term) {
      return std::any_of(term.paths.begin(), term.paths.end(), [&](const std::string& path) { return drawn(path).has_value(); });
    });
  }

  void add_constants(const Written& total) {
    if (!any_drawn(total)) return;
    for (const std::string& path : total.adjusted) {
      const Node* node = scenario_.root().at_path(path);
      if (drawn(path) || !number(path)) continue;
      const auto value = *number_and_unit(node->text);
      UncertainValue constant;
      constant.path = path;
      constant.unit = value.second;
      constant.low = constant.mode = constant.high = value.first;
      constant.whole = counts_things_(path);
      const auto at = std::lower_bound(values_.begin(), values_.end(), path,
                                       [](const auto& v, const std::string& p) { return v.path < p; });
      values_.insert(at, constant);
    }
  }

  HeldTotal held(const Written& total) const {
    std::vector<HeldTotal::Term> terms;
    for (const Product& product : total.terms) {
      HeldTotal::Term term;
      for (std::size_t i = 0; i < product.paths.size(); ++i) {
        if (in_percent(product.paths[i])) term.constant *= product.divides[i] ? 100 : 0.01;
        if (const auto value = drawn(product.paths[i])) term.factors.push_back({*value, product.divides[i]});
        else {
          const double constant = number(product.paths[i]).value_or(1);
          term.constant = product.divides[i] ? term.constant / constant : term.constant * constant;
        }
      }
      terms.push_back(std::move(term));
    }
    std::vector<std::size_t> adjusted;
    for (const std::string& path : total.adjusted)
      if (const auto value = drawn(path)) adjusted.push_back(*value);
    return {std::move(terms), std::move(adjusted), values_};
  }

  SectionReader& reader_;
  const Scenario& scenario_;
  std::vector<UncertainValue>& values_;
  const CountsThings& counts_things_;
  bool sound_ = true;
};

}  // namespace

HeldTotal::HeldTotal(std::vector<Term> terms, std::vector<std::size_t> adjusted, const std::vector<UncertainValue>& values)
    : terms_(std::move(terms)), adjusted_(std::move(adjusted)) {
  std::vector<double> modes;
  for (const UncertainValue& value : values) modes.push_back(value.mode);
  total_ = sum(modes);
}

double HeldTotal::sum(const std::vector<double>& drawn) const {
  double total = 0;
  for (const Term& term : terms_) {
    double product = term.constant;
    for (const Factor& factor : term.factors) product = factor.divides ? product / drawn[factor.value] : product * drawn[factor.value];
    total += product;
  }
  return total;
}

void HeldTotal::restore(const std::vector<UncertainValue>& values, std::vector<double>& drawn) const {
  const double now = sum(drawn);
  if (!(now > 0)) return;  // nothing to scale
  for (const std::size_t i : adjusted_) drawn[i] = rounded(values[i], drawn[i] * (total_ / now));
}

std::vector<HeldTotal> read_held_totals(SectionReader& reader, std::vector<UncertainValue>& values, const CountsThings& counts_things) {
  return Reader(reader, values, counts_things).read();
}

}  // namespace waste
