#include "models/report/chains.h"

#include <algorithm>

#include "models/report/chain.h"
#include "models/report/chart_data.h"
#include "models/report/wording.h"

namespace waste::report {
namespace {

constexpr double tonne = 1e6;  // [g]

struct NamedChain {
  std::string category;
  Chain chain;
};

std::vector<NamedChain> chains_of(const ReportedScenario& scenario, std::size_t shown) {
  const BookMeans flows = book_means(scenario, "flows", "mass");
  const Places places(scenario);
  std::vector<NamedChain> all;
  for (const std::string& category : known_categories()) {
    std::vector<bool> rows;
    for (const std::string& stream : flows.stream) rows.push_back(places.category(stream) == category);
    if (std::none_of(rows.begin(), rows.end(), [](bool one) { return one; })) continue;
    all.push_back({category, chain_of(flows, rows, places)});
    if (all.back().chain.links.empty()) all.pop_back();
  }
  std::stable_sort(all.begin(), all.end(),
                   [&](const NamedChain& a, const NamedChain& b) { return a.chain.arises(shown) > b.chain.arises(shown); });
  return all;
}

std::string data_of(const Chain& chain, int first_year) {
  ChartData data;
  data.json.begin('{').key("years").begin('[');
  for (std::size_t year = 0; year < chain.columns.size(); ++year) data.json.value(first_year + static_cast<int>(year));
  data.json.end().key("nodes").begin('[');
  for (std::size_t node = 0; node < chain.nodes.size(); ++node) {
    data.json.begin('{');
    data.label("name", chain.nodes[node].name);
    data.json.member("role", chain.nodes[node].role).key("columns").begin('[');
    for (const auto& columns : chain.columns) data.json.value(columns[node]);
    data.json.end().end();
  }
  data.json.end().key("links").begin('[');
  for (const ChainLink& link : chain.links) {
    data.json.begin('{').member("from", link.from).member("to", link.to).key("tonnes").begin('[');
    for (const std::int64_t grams : link.grams) data.json.value(six_digits(static_cast<double>(grams) / tonne));
    data.json.end().end();
  }
  data.json.end().end();
  return data.json.text();
}

double largest(const Chain& chain) {
  std::int64_t most = 0;
  for (const ChainLink& link : chain.links) most = std::max(most, *std::max_element(link.grams.begin(), link.grams.end()));
  return static_cast<double>(most);
}

Table table_of(const Chain& chain, int first_year) {
  const double size = largest(chain);
  const Label unit = unit_for("g", size);
  Table table{{"各环节逐年数量（" + unit.zh + "）", "Amounts by year (" + unit.en + ")"}, {{{"从", "from"}}, {{"到", "to"}}}, {}, true};
  for (std::size_t year = 0; year < chain.columns.size(); ++year)
    table.columns.push_back({same(std::to_string(first_year + static_cast<int>(year))), true});
  for (const ChainLink& link : chain.links) {
    std::vector<Cell> row{text_cell(chain.nodes[link.from].name), text_cell(chain.nodes[link.to].name)};
    for (const std::int64_t grams : link.grams) row.push_back(amount(static_cast<double>(grams), "g", size));
    table.rows.push_back(std::move(row));
  }
  std::vector<Cell> returned{text_cell(Label{"往返抵消", "went round, netted"}), text_cell("")};
  for (const std::int64_t grams : chain.returned) returned.push_back(amount(static_cast<double>(grams), "g", size));
  if (std::any_of(chain.returned.begin(), chain.returned.end(), [](auto grams) { return grams > 0; })) table.rows.push_back(returned);
  return table;
}

Label description_of(const NamedChain& named, int first_year, std::size_t shown) {
  const Chain& chain = named.chain;
  Label parts;
  for (std::size_t node = 0; node < chain.nodes.size(); ++node) {
    double sum = 0;
    for (const ChainLink& link : chain.links)
      if (link.to == node && chain.nodes[node].role != "place" && chain.nodes[node].role != "outside")
        sum += static_cast<double>(link.grams[shown]);
    if (sum > 0)
      parts = parts + (parts.zh.empty() ? Label{} : Label{"，", ", "}) + chain.nodes[node].name + Label{" ", " "} + amount(sum, "g").text;
  }
  return filled({"桑基图：{}年{}共{}；去向：{}。", "Sankey diagram: in {} {} came to {}; where it went: {}."},
                {same(std::to_string(first_year + static_cast<int>(shown))), category_name(named.category),
                 amount(static_cast<double>(chain.arises(shown)), "g").text, parts});
}

}  // namespace

Section chains(const Sources& sources) {
  const ReportedScenario& scenario = sources.main();
  const int first_year = scenario.result->first_year;
  const auto shown = static_cast<std::size_t>(shown_year(*scenario.result));
  Section section{"chains", {"废物流向", "Where waste goes"}, {}};
  const auto all = chains_of(scenario, shown);
  if (all.empty()) return section;
  section.blocks.push_back(Sentence{
      filled(
          {"“{}”各遍均值，含水。从左到右：产生、收集、处理、去向；同类场所超过{}个的合为一格。退回后重新运出的量已抵消，抵消多少列于表末。",
           "Means of “{}”, water included. From left to right: where it arises, is collected, is treated, ends; more than {} sites of a "
           "kind share a box. What was refused and sent again is netted, the amount is the last row of the table."},
          {scenario.title, same(std::to_string(Places::many))}),
      Tone::note});
  for (const NamedChain& named : all)
    section.blocks.push_back(Chart{"chain-" + named.category,
                                   "chain",
                                   category_name(named.category),
                                   description_of(named, first_year, shown),
                                   data_of(named.chain, first_year),
                                   {table_of(named.chain, first_year)}});
  return section;
}

}  // namespace waste::report
