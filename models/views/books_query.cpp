#include "models/views/books_query.h"

#include "engine/base/error.h"
#include "models/results/layout.h"

namespace waste {

const std::vector<std::string>& by_names() {
  static const std::vector<std::string> names{"township", "site", "stream", "category"};
  return names;
}

void refuse_unknown(const Label& what, const std::string& wanted, const std::set<std::string>& known, const Style& style) {
  const std::string near = sim::nearest(wanted, {known.begin(), known.end()});
  std::string list;
  for (const auto& name : known)
    if (list.size() < 200) list += (list.empty() ? "" : style.zh() ? "、" : ", ") + name;
  const sim::Message guess = near.empty() ? sim::Message{} : sim::Message{"，是不是“" + near + "”？", ", did you mean '" + near + "'?"};
  throw sim::Error(sim::Exit::usage, {"结果中没有" + what.zh + "“" + wanted + "”" + guess.zh + "\n已有：" + list,
                                      "the results have no " + what.en + " '" + wanted + "'" + guess.en + "\nthere are: " + list});
}

Asked::Asked(const std::string& path, const BooksQuery& the_query, const Style& the_style)
    : content(read_results(path)), file(open_results(path)), query(the_query), style(the_style) {
  std::set<std::string> known, years;
  for (const ScenarioResult& scenario : content.scenarios) {
    known.insert(scenario.name);
    if (!query.scenario || *query.scenario == scenario.name) scenarios.push_back(&scenario);
    for (int year = 0; year < scenario.years; ++year) years.insert(std::to_string(scenario.first_year + year));
  }
  if (scenarios.empty()) refuse_unknown({"情景", "scenario"}, *query.scenario, known, style);
  if (query.year && !years.contains(std::to_string(*query.year)))
    refuse_unknown({"年份", "year"}, std::to_string(*query.year), years, style);
  if (query.site) check_site();
}

bool Asked::wants(const Names& names, const std::string& site) const {
  if (!query.site || *query.site == site) return true;
  const auto at = names.sites.find(site);
  return at != names.sites.end() && (at->second.label.zh == *query.site || at->second.label.en == *query.site);
}

void Asked::check_site() const {
  std::set<std::string> known;
  for (const ScenarioResult* scenario : scenarios) {
    const Names names = names_of(file, scenario->name);
    for (const auto& [id, site] : names.sites) {
      if (wants(names, id)) return;
      known.insert(style.zh() && !site.label.zh.empty() ? site.label.zh : id);
    }
  }
  refuse_unknown({"场所", "site"}, *query.site, known, style);
}

SheetColumn period_column(const BooksQuery& query) {
  if (query.monthly) return {"month", {"月份", "month"}, Holds::date};
  return {"year", {"年份", "year"}, Holds::whole};
}

Cell period_cell(const BooksQuery& query, const std::string& name) {
  return query.monthly ? Cell{name} : Cell{static_cast<std::int64_t>(std::stoi(name))};
}

}  // namespace waste
